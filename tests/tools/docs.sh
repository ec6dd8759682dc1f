#!/bin/sh
# Writes the documents that follow from the tables: keys, commands, man pages' commands, completions.
# usage: tests/tools/docs.sh BUILD [OUT]     OUT is docs; lint gives a folder of its own and compares
set -eu
build=$1
out=${2:-docs}
cd "$(dirname "$0")/../.."
mkdir -p "$out"
perl tests/tools/docs.pl "$out"
LC_ALL=C.UTF-8 LIANXI_LANG=zh "$build/lianxi" keys --md >"$out/.keys.md"
if [ -s "$out/.keys.md" ]; then mv "$out/.keys.md" "$out/keys.md"; else rm "$out/.keys.md"; fi
