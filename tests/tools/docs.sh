#!/bin/sh
# Writes the documents that follow from the tables: keys, commands, man pages' commands, completions.
# usage: tests/tools/docs.sh BUILD [OUT]     OUT is docs; lint gives a folder of its own and compares
set -eu
build=$1
out=${2:-docs}
cd "$(dirname "$0")/../.."
mkdir -p "$out"
perl tests/tools/docs.pl "$out"

export LC_ALL=C.UTF-8
export XDG_CONFIG_HOME=/nonexistent
# A database of its own: the one of whoever types `make docs` is none of this script's business.
home=$(mktemp -d)
trap 'rm -rf "$home"' EXIT
export LIANXI_DB="$home/lianxi.db" XDG_STATE_HOME="$home"
unset LIANXI_LANG LANGUAGE
{
    printf '# Keys 按键\n\n<!-- made by `make docs` from tui/command.def -->\n\n## 中文\n\n'
    "$build/lianxi" --lang zh keys --md
    printf '\n## English\n\n'
    "$build/lianxi" --lang en keys --md
} >"$out/keys.md"

# The field tables of the data model stand between two marks of the page.
page=$(sed '/^<!-- BEGIN RECORDS/q' docs/data-model.md)
{
    printf '%s\n' "$page"
    awk -f tests/tools/datamodel.awk core/enum.def core/record.def
    printf '\n<!-- END RECORDS -->\n'
} >"$out/data-model.md"
