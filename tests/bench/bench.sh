#!/bin/sh
# Measures the built lianxi on offices of several sizes; what the figures mean stands in tests/bench/bench.c.
# usage: tests/bench/bench.sh BUILD [N...]      default 1000 10000 100000; also 1000000 (some minutes)
# Figures of one run may be compared with each other; on a busy machine they are only upper bounds.
# BENCH_KEEP=DIR keeps the databases there for the next run; a new program makes them anew.
set -u
build=$1
shift
[ $# -gt 0 ] || set -- 1000 10000 100000
cd "$(dirname "$0")/../.." || exit 1
build=$(cd "$build" && pwd)
bench=$build/tests/bench/bench
lianxi=$build/lianxi
work=${BENCH_KEEP:-$(mktemp -d)}
mkdir -p "$work"
[ -n "${BENCH_KEEP:-}" ] || trap 'rm -rf "$work"' EXIT
export LC_ALL=C.UTF-8 LIANXI_NOW='2024-06-25 09:00' LIANXI_LANG=zh XDG_STATE_HOME="$work/state" XDG_CONFIG_HOME="$work/config"
export BENCH_VIEW="${BENCH_VIEW-2}"
unset LIANXI_DB LIANXI_ORIGIN
over=0

hits() { tail -n +2 "$1" | grep -c "$2"; }

# An office of N items, imported once; says how fast.
prepare() {
    csv=$work/$1.csv db=$work/$1.db
    [ -e "$csv" ] || awk -v n="$1" -f tests/bench/items.awk >"$csv"
    [ -e "$db" ] && [ -n "$(find "$db" -newer "$lianxi")" ] && return 0
    rm -f "$db"*
    start=$(date +%s%N)
    "$lianxi" --db "$db" item import "$csv" >/dev/null 2>"$work/err" || {
        tail -n 5 "$work/err"
        return 1
    }
    end=$(date +%s%N)
    # behind it goes on the copy of the day, which must not weigh on what is measured next
    tries=0
    until [ -e "$work/backups/$1-2024-06-25.db" ] || [ $tries -ge 1200 ]; do
        sleep 0.1
        tries=$((tries + 1))
    done
    printf '%-34s %9d ms, the copy of the day there %d ms later\n' import $(((end - start) / 1000000)) $((($(date +%s%N) - end) / 1000000))
    "$build/tests/bench/insert" "$1" $(((end - start) / 1000)) "$db" || over=1
}

for n in "$@"; do
    printf '\n== %s items\n' "$n"
    prepare "$n" || { echo "no office of $n items: item import failed"; over=1; continue; }
    words=渔船:$(hits "$csv" 渔船),杉湾:$(hits "$csv" 杉湾),推进:$(hits "$csv" 推进)
    BENCH_VIEW='' "$bench" start 15 "$build/tests/bench/hello" "$lianxi" --db "$db" || over=1
    "$bench" keys 5 "$lianxi" --db "$db" || over=1
    "$bench" find 5 "$words" "$lianxi" --db "$db" || over=1
    "$bench" idle 5 "$lianxi" --db "$db" || over=1
    [ "$n" -gt 1000 ] || "$build/tests/bench/ledger" 21 "$lianxi" "$db" || over=1
done
printf '\n== a paper from the screen\n'
demo=$build/demo/lianxi.db
if [ -e "$demo" ]; then
    cp "$demo" "$work/paper.db"
    # the first meeting, its papers, its agenda (one page); there the print menu, PDF into a file
    BENCH_VIEW='3 p 1' "$bench" file 30 'p f' "$work/agenda.pdf" "$lianxi" --db "$work/paper.db" || over=1
else
    echo 'skipped: no demonstration office (make demo)'
fi
printf '\n== 500 meetings\n'
"$build/tests/bench/meetings" "$work" || over=1
exit $over
