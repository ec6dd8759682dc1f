#!/bin/sh
# Runs test programs one after another and ends with the totals: "tests: N passed, N failed, N skipped".
# usage: tests/run.sh BUILD PROGRAM...
# LIANXI_NOW and LIANXI_ORIGIN fix the clock and the ids; no test needs a tty, a network or a locale.
# Proved by tests/lint/selftest.sh with programs that pass, fail, skip, crash, leak, end early or run nothing.
set -u
build=$1
shift
unset LIANXI_DB LIANXI_LANG LANGUAGE LANG NO_COLOR VISUAL EDITOR LINES COLUMNS CDPATH MAKEFLAGS MAKELEVEL
export LC_ALL=C.UTF-8 TZ=UTC0 LIANXI_NOW='2024-06-25 09:00' LIANXI_ORIGIN=4821907 LIANXI_BUILD="$build" TERM=xterm-256color
# A report ends the program (never SIGABRT: cmocka would take it for a failed test and go on); handle_segv=2 keeps
# cmocka's own handler from hiding where it crashed.
export ASAN_OPTIONS=detect_leaks=1:abort_on_error=0:handle_segv=2:handle_sigbus=2:handle_sigfpe=2:detect_stack_use_after_return=1:check_initialization_order=1
export UBSAN_OPTIONS=print_stacktrace=1
export LSAN_OPTIONS="suppressions=$PWD/tests/lsan.supp:print_suppressions=0"
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
trap 'exit 130' INT TERM HUP

# Prints "passed failed skipped" of one program's output.  What was announced and neither passed nor was skipped
# has failed, so a crash, an early exit and a failed set-up count without being told apart.
count() {
    awk -v rc="$1" '
        /\[==========\] Running [0-9]+ test/ { n = $0; sub(/.*Running /, "", n); ran += n + 0; listing = 0 }
        /\[       OK \] / { passed++ }
        /\[  SKIPPED \] [0-9]+ test\(s\), listed/ { listing = 1 }
        /\[  SKIPPED \] / && !listing { skipped++ }
        /\[  FAILED  \] GROUP TEARDOWN/ { extra++ }
        END {
            failed = ran - passed - skipped + extra
            if (failed <= 0 && (rc != 0 || ran == 0)) failed = 1
            print passed + 0, failed, skipped + 0
        }' "$2"
}

passed=0 failed=0 skipped=0
for t in "$@"; do
    rm -rf "${work:?}"/* && mkdir -p "$work/home" "$work/tmp"
    TMPDIR="$work/tmp" HOME="$work/home" XDG_DATA_HOME="$work/data" XDG_STATE_HOME="$work/state" \
        XDG_CONFIG_HOME="$work/config" XDG_CONFIG_DIRS="$work/etc" \
        timeout -k 10 600 "$t" >"$work/out" 2>&1 </dev/null
    rc=$?
    read -r p f s <<END
$(count "$rc" "$work/out")
END
    passed=$((passed + p)) failed=$((failed + f)) skipped=$((skipped + s))
    if [ "$f" -gt 0 ]; then
        echo "FAIL ${t#"$build"/} ($p passed, $f failed, exit $rc)"
        grep -v -e '^\[ RUN      \]' -e '^\[       OK \]' "$work/out" | tail -n 80
    else
        echo "ok   ${t#"$build"/} ($p)"
    fi
    grep -a '^skipped:' "$work/out"
done
echo "tests: $passed passed, $failed failed, $skipped skipped"
[ "$failed" -eq 0 ] && [ "$passed" -gt 0 ]
