#!/bin/sh
# Everything about the sources that a machine can judge; exit 1 on any violation.
# usage: tests/lint/lint.sh BUILD       lines "lint: FILE:LINE: rule: why" are violations, "look: ..." places to look
set -u
build=$1
cd "$(dirname "$0")/../.." || exit 1
bad=0

docs_fresh() {
    fresh=$(mktemp -d)
    sh tests/tools/docs.sh "$build" "$fresh" >/dev/null || bad=1
    (cd "$fresh" && find . -type f) | sed 's|^\./||' | grep -v '^\.' >"$fresh/.list"
    while read -r f; do
        cmp -s "$fresh/$f" "docs/$f" || {
            echo "lint: docs/$f:1: docs: not as the tables have it; make docs"
            bad=1
        }
    done <"$fresh/.list"
    rm -rf "$fresh"
}

# The top level holds what design.md 2 names and nothing else.
top_level() {
    extra=$(git ls-files 2>/dev/null | sed 's|/.*||' | sort -u | grep -avxE 'core|db|tui|docs|tests|Makefile|README\.md|\..*')
    [ -z "$extra" ] || {
        echo "lint: $extra: does not belong at the top level"
        bad=1
    }
}

sh tests/lint/selftest.sh || bad=1
top_level
perl tests/lint/source.pl . || bad=1
sh tests/lint/state.sh "$build" || bad=1
sh tests/lint/catalogue.sh . || bad=1
docs_fresh
[ $bad -eq 0 ] && echo "lint: clean"
exit $bad
