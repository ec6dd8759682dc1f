#!/bin/sh
# Runs test programs one after another and ends with the totals: "tests: N passed, N failed, N skipped".
# usage: tests/run.sh BUILD PROGRAM...
# LIANXI_NOW and LIANXI_ORIGIN fix the clock and the ids; no test needs a tty, a network or a locale.
set -u
build=$1
shift
unset LIANXI_DB LIANXI_LANG LANGUAGE NO_COLOR VISUAL EDITOR LINES COLUMNS
export LC_ALL=C.UTF-8 TZ=UTC0 LIANXI_NOW='2024-06-25 09:00' LIANXI_ORIGIN=4821907 LIANXI_BUILD="$build" TERM=xterm-256color
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
export TMPDIR="$work" HOME="$work/home" XDG_DATA_HOME="$work/data" XDG_STATE_HOME="$work/state" XDG_CONFIG_HOME="$work/config"
mkdir -p "$HOME"
passed=0 failed=0 skipped=0
for t in "$@"; do
    timeout 600 "$t" >"$work/out" 2>&1 </dev/null
    rc=$?
    p=$(grep -c '^\[       OK \]' "$work/out")
    f=$(grep -c '^\[  FAILED  \] [^0-9]' "$work/out")
    s=$(grep -c '^\[  SKIPPED \] [^0-9]' "$work/out")
    f=$((f / 2 + f % 2)) # cmocka names a failed test twice
    s=$((s / 2 + s % 2))
    [ $rc -eq 0 ] || [ "$f" -gt 0 ] || f=1
    passed=$((passed + p)) failed=$((failed + f)) skipped=$((skipped + s))
    if [ "$f" -gt 0 ]; then
        echo "FAIL ${t#"$build"/} (exit $rc)"
        tail -n 60 "$work/out"
    else
        echo "ok   ${t#"$build"/} ($p)"
    fi
    grep '^skipped:' "$work/out"
done
echo "tests: $passed passed, $failed failed, $skipped skipped"
[ "$failed" -eq 0 ] && [ "$passed" -gt 0 ]
