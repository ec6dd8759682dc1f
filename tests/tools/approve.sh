#!/bin/sh
# Shows every screen that is not as approved, and takes over those that are right.
# usage: tests/tools/approve.sh BUILD [--all]     --all takes over everything without asking; look first.
# Run after `make check`: the tests write what differs to BUILD/screens-new (and BUILD/asan/screens-new).
set -u
build=$1
all=${2:-}
cd "$(dirname "$0")/../.." || exit 1
mkdir -p tests/screens
left=0 taken=0
for new in "$build"/screens-new/*.txt; do
    [ -e "$new" ] || continue
    name=$(basename "$new")
    old=tests/screens/$name
    printf '\n=== %s\n' "$name"
    if [ -e "$old" ]; then diff -u "$old" "$new"; else cat "$new"; fi
    answer=n
    if [ "$all" = --all ]; then
        answer=y
    elif [ -t 0 ]; then
        printf 'take it over? [y/N/q] '
        read -r answer || answer=q
    fi
    case $answer in
    y) mv "$new" "$old" && taken=$((taken + 1)) ;;
    q) exit 1 ;;
    *) left=$((left + 1)) ;;
    esac
done
echo "screens: $taken taken over, $left left"
