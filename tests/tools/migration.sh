#!/bin/sh
# Writes the draft of the next migration: what the record table has and the newest schema lacks.
# usage: tests/tools/migration.sh BUILD NAME      writes db/sql/NNNN_NAME.sql; look at every line before you commit it
set -eu
build=$1
name=${2:-}
cd "$(dirname "$0")/../.."
case $name in
'' | *[!a-z0-9_]*)
    echo 'usage: make migration NAME=what_it_adds   (small letters, digits, _)' >&2
    exit 2
    ;;
esac
last=$(find db/sql -name '[0-9][0-9][0-9][0-9]_*.sql' | sort | tail -n 1 | sed 's|.*/0*\([0-9]*\)_.*|\1|')
number=$(printf '%04d' $((${last:-0} + 1)))
draft=$("$build/tests/tools/draft")
[ -n "$draft" ] || {
    echo 'The newest schema has all that the record table has: nothing to migrate.'
    exit 0
}
out=db/sql/${number}_$name.sql
printf -- '-- %s.\n%s\n' "$(echo "$name" | tr _ ' ')" "$draft" >"$out"
echo "$out"
