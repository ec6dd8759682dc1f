#!/bin/sh
# Runs the fuzz targets of tests/fuzz/fuzz.def, one after another, under clang's libFuzzer with its sanitizers.
# usage: tests/tools/fuzz.sh BUILD SECONDS [TARGET...]     SECONDS of each target, default 60; all targets by default
# What a target learns is kept in BUILD/fuzz/corpus/TARGET and serves the next run; inputs that broke a promise, crashed or took
# over a minute (others may need the machine) stand in BUILD/fuzz/found/TARGET-*: make a unit test of it, or put it into tests/fuzz/found/TARGET.  Then what
# was learnt is grown to 64 KB and measured with the plain build; over a second is a fault too.
set -u
build=$1 seconds=${2:-60}
shift 2
cd "$(dirname "$0")/../.." || exit 1
targets=$(sed -n 's/^FUZZ(\([a-z]*\),.*/\1/p' tests/fuzz/fuzz.def)
[ $# -gt 0 ] || set -- $targets
shared=${LX_SHARED:-../shared}
mkdir -p "$build/fuzz/corpus" "$build/fuzz/found"
export ASAN_OPTIONS=detect_leaks=1:handle_abort=1 UBSAN_OPTIONS=print_stacktrace=1 LC_ALL=C.UTF-8 TZ=UTC0
export LSAN_OPTIONS="suppressions=$PWD/tests/lsan.supp:print_suppressions=0"

# The words that the readers know, from their tables, for the fuzzer to put together.
perl -ne 'while (/"([^"\\]{1,30})"/g) { print "\"", unpack("H*", $1) =~ s/(..)/\\x$1/gr, "\"\n" unless $seen{$1}++ }' \
    core/*/*words.def core/text/*.def core/plan/words.def core/enum.def >"$build/fuzz/words.dict"

bad=0
for t in "$@"; do
    kept=$build/fuzz/corpus/$t
    mkdir -p "$kept"
    seeds=tests/fuzz/corpus/$t
    [ ! -d "tests/fuzz/found/$t" ] || seeds="$seeds tests/fuzz/found/$t"
    [ "$t" != plan ] || [ ! -d "$shared/seeds" ] || seeds="$seeds $shared/seeds"
    # shellcheck disable=SC2086
    LX_FUZZ=$t "$build/fuzz/tests/fuzz/engine" -max_total_time="$seconds" -max_len=4096 -timeout=60 -rss_limit_mb=1500 \
        -dict="$build/fuzz/words.dict" -artifact_prefix="$build/fuzz/found/$t-" -print_final_stats=1 -verbosity=0 "$kept" $seeds \
        >"$build/fuzz/$t.log" 2>&1
    rc=$?
    runs=$(sed -n 's/^stat::number_of_executed_units: *//p' "$build/fuzz/$t.log")
    if [ $rc -eq 0 ]; then
        echo "ok   fuzz $t: ${runs:-0} inputs in $seconds s"
    else
        bad=1
        echo "FAIL fuzz $t (exit $rc), $build/fuzz/$t.log:"
        grep -E -m 12 'broken promise|ERROR|runtime error|^ *#[0-9]+ .* in (lx_|[a-z_]+ core/|fuzz_)|Test unit written' "$build/fuzz/$t.log"
    fi
    # shellcheck disable=SC2086
    "$build/tests/fuzz/slow" "$t" "$seconds" $seeds "$kept" >"$build/fuzz/$t.slow" 2>&1 || {
        bad=1
        echo "FAIL slow $t:"
    }
    sort -u "$build/fuzz/$t.slow" | tail -n 8
done
exit $bad
