#!/bin/sh
# Hits the program at every file-changing call of its writing commands, in every way, and checks that nothing
# acknowledged is lost: kill, torn and short writes, full disk, I/O error, power cut (promises 1 to 3).
# usage: tests/tools/faults.sh BUILD [CASE...]      cases: add close plan minutes undo backup; default all
# The harness stands in ../shared/faults (LX_SHARED names another place); without it this says so and ends with 0.
# FAULTS_ARGS are handed on to faultloop, for a quick look: FAULTS_ARGS='--step 5' (a bar is met only without).
set -u
build=$(cd "$1" && pwd) || exit 1
shift
[ $# -gt 0 ] || set -- add close plan minutes undo backup
cd "$(dirname "$0")/../.." || exit 1
shared=${LX_SHARED:-../shared}/faults
[ -d "$shared" ] || { echo "skipped: no $shared"; exit 0; }
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cp -r "$shared" "$work/faults" && make -s -C "$work/faults" || exit 1
mkdir -p "$work/home" "$work/in"
export PATH="$build:$PATH" HOME="$work/home" IN="$work/in" LC_ALL=C.UTF-8 TZ=UTC0
export LIANXI_NOW='2024-06-25 09:00' LIANXI_ORIGIN=4821907 LIANXI_LANG=en
export XDG_DATA_HOME="$work/home/data" XDG_STATE_HOME="$work/home/state" XDG_CONFIG_HOME="$work/home/config"
unset LIANXI_DB

cat >"$IN/plan.txt" <<'END'
海岛交通合作行动计划（2024—2025年）

一、重点任务
（一）完善水陆联运
1. 推进岱衢轮渡航线加密。（牵头单位：舟山市交通运输局；配合单位：宁波市交通运输局；完成时限：2024年12月底前）
2. 编制码头接驳公交方案。（牵头单位：宁波市交通运输局；完成时限：2024年9月底前）
（二）健全安全保障
3. 建立大风停航信息通报机制。（牵头单位：舟山市海事局；配合单位：舟山市交通运输局、宁波市应急管理局；完成时限：2025年6月底前）
END
cat >"$IN/minutes.md" <<'END'
# 第1次会议纪要

会议听取了轮渡航线情况汇报。

## 议定事项

- [ ] 开展轮渡票价协商。（牵头单位：舟山市交通运输局；配合单位：宁波市交通运输局；完成时限：2024年10月底前）
- [ ] 公布航线调整公告。（牵头单位：宁波市交通运输局；完成时限：2024年8月底前）
END

total_tried=0 total_failed=0 bad=0

# loop NAME SETUP RUN KEYS ACK CHECK
loop() {
    name=$1
    echo "== $name"
    # shellcheck disable=SC2016,SC2086 # $DB is faultloop's; FAULTS_ARGS is a list
    "$work/faults/faultloop" --db office.db --work "$work/$name" --setup "$2" --run "$3" --keys "$4" --ack "$5" \
        --check "$6" --again 'lianxi --db $DB item add 再加一件' ${FAULTS_ARGS:-} >"$work/$name.out" 2>&1
    rc=$?
    grep -E '^(clean run|mode |points:|faultloop:)' "$work/$name.out"
    grep '^FAIL' "$work/$name.out" | head -n 5
    counts=$(sed -n 's/^points: \([0-9]*\) tried, \([0-9]*\) failed.*/\1 \2/p' "$work/$name.out")
    [ -n "$counts" ] || counts='0 1'
    total_tried=$((total_tried + ${counts% *})) total_failed=$((total_failed + ${counts#* }))
    [ $rc -eq 0 ] || bad=1
}

# The first write of the day leaves a copy in backups/: it belongs to the set-up.  $DB and $D are faultloop's.
# shellcheck disable=SC2016
for case in "$@"; do
    number='s/^[^ ]*[0-9]$/&/p'
    check='lianxi --db $DB db check'
    items='lianxi --db $DB item list --numbers'
    case $case in
    add) loop add 'lianxi --db $DB unit add 宁波市交通运输局 && lianxi --db $DB item add 先有一件' 'lianxi --db $DB item add 新加一件 --lead 宁波市交通运输局 --due 2024-12-31' \
        "$items" "$number" "$check" ;;
    close) loop close 'lianxi --db $DB item add 先有一件 && lianxi --db $DB item add 要办结的 >$D/no' \
        'lianxi --db $DB item close $(cat $D/no) --note 已办' \
        "$items"' && lianxi --db $DB item list state:closed --numbers | sed "s/$/=closed/"' \
        's/^[^ ]*[0-9]$/&=closed/p' "$check" ;;
    plan) loop plan 'lianxi --db $DB item add 先有一件' 'lianxi --db $DB plan import $IN/plan.txt' \
        "$items"' && lianxi --db $DB plan list --numbers' "$number" "$check" ;;
    minutes) loop minutes 'lianxi --db $DB unit add 舟山市交通运输局 && lianxi --db $DB unit add 宁波市交通运输局 && lianxi --db $DB meeting add --no 1 --date 2024-06-20' 'lianxi --db $DB minutes import 1 $IN/minutes.md' \
        "$items"' && lianxi --db $DB meeting list --numbers && lianxi --db $DB minutes show 1 --md | sed -n "s/.*轮渡航线情况.*/minutes-stored-0/p"' \
        "$number" "$check" ;;
    undo) loop undo 'lianxi --db $DB item add 先有一件 && lianxi --db $DB item add 要撤销的' 'lianxi --db $DB undo' \
        'lianxi --db $DB log --numbers' "$number" "$check" ;;
    backup) loop backup 'lianxi --db $DB item add 先有一件' 'lianxi --db $DB db backup $D/copy.db' \
        "$items" "s/^none$/&/p" \
        "$check"' && { [ ! -e $D/copy.db ] || { lianxi --db $D/copy.db db check && lianxi --db $D/copy.db item list --numbers | grep -q .; }; }' ;;
    *) echo "no such case: $case" >&2; exit 2 ;;
    esac
done
echo "faults: $total_tried tried, $total_failed failed"
exit $bad
