#!/bin/sh
# No global mutable state: looks into the objects of core, db and tui for data that can be written to.
# usage: tests/lint/state.sh BUILD      what may stand is in tests/lint/state.allow: FILE NAME why
set -u
build=$1
allow=$(dirname "$0")/state.allow
bad=0
for o in $(find "$build/core" "$build/db" "$build/tui" -name '*.o' 2>/dev/null | sort); do
    src=${o#"$build"/}
    src=${src%.o}.c
    [ -e "$src" ] || continue # its source is gone
    # Sections .data, .bss and their like; .data.rel.ro holds tables of pointers that are constant after loading.
    names=$(objdump -t "$o" | awk '
        NF > 4 && $(NF - 2) ~ /^(\.data|\.bss|\.tdata|\.tbss|\*COM\*)/ && $(NF - 2) !~ /rel\.ro/ && $0 ~ / O / {
            sub(/\.[0-9]+$/, "", $NF); print $NF
        }' | sort -u)
    for name in $names; do
        grep -q "^$src $name " "$allow" && continue
        line=$(grep -n "\\b$name\\b" "$src" | head -n 1 | cut -d: -f1)
        echo "lint: $src:${line:-1}: state: $name can be written to; hand it in, or make it const"
        bad=1
    done
done
exit $bad
