#!/bin/sh
# The demonstration office: usage: docs/demo/office.sh LIANXI DBFILE
#
# Two years of the 浙东经济合作区市长联席会议办公室, told day by day in `lianxi` commands under LIANXI_NOW.  The frame is public
# (five cities, numbers and places of the meetings, names of roads and railways, holidays of 2024); dates, deadlines, reports,
# posts and telephone numbers are made up, no person is named.  The office's today is 2024-06-25.
# Says nothing; stops at the first command that fails and names its line.
set -u
[ $# -eq 2 ] || { echo "usage: $0 LIANXI DBFILE" >&2; exit 2; }
case $1 in */*) program=$(cd "$(dirname "$1")" && pwd)/$(basename "$1") ;; *) program=$1 ;; esac
case $2 in /*) target=$2 ;; *) target=$PWD/$2 ;; esac
cd "$(dirname "$0")" || exit 1
unset LIANXI_DB LIANXI_LANG NO_COLOR
export LIANXI_ORIGIN=4821907

# Built where syncing costs nothing, put in place when it is whole.
work=$(mktemp -d "$([ -w /dev/shm ] && echo /dev/shm || echo "${TMPDIR:-/tmp}")/lianxi-demo.XXXXXX") || exit 1
trap 'rm -rf "$work"' EXIT
trap 'exit 130' HUP INT TERM
mkdir "$work/backups"
clerk=值班

lx() { # LINE NOUN VERB ...
    line=$1
    shift
    "$program" --db "$work/demo.db" --lang zh --as "$clerk" "$@" >"$work/out" 2>&1 </dev/null && return
    echo "office.sh: line $line, $LIANXI_NOW: exit $? from: lianxi $*" >&2
    cat "$work/out" >&2
    exit 1
}
# 'DATE TIME' CLERK.  The copy of a day is not made where one is; these days nobody lives through twice.
day() {
    export LIANXI_NOW="$1"
    clerk=${2-$clerk}
    : >"$work/backups/demo-${1%% *}.db"
}

# What follows is run from a copy in which each command knows its line (not every sh has LINENO).
awk '/^# --- / { on = 1 } on { if ($1 == "lx") sub(/lx/, "lx " NR); print }' office.sh >"$work/days.sh" || exit 1
. "$work/days.sh"
mv "$work/demo.db" "$target"
exit

# --- 2022: the office sets itself up -----------------------------------------------------------------------------------------
day '2022-11-01 09:00' 综合科
lx office set name=浙东经济合作区市长联席会议办公室 issuer=浙东经济合作区市长联席会议办公室 near_days=7 near_percent=10 due_days=20 \
    name_en='Office of the Mayors’ Joint Meeting, Eastern Zhejiang Economic Cooperation Zone'
lx series add 市长联席会议 --body 浙东经济合作区市长联席会议
lx series add 联络员会议 --code L --body 浙东经济合作区市长联席会议办公室
lx series add 主任办公会 --code Z --numbering yearly --body 浙东经济合作区市长联席会议办公室
lx series set 市长联席会议 rank=1 name_en='Mayors’ Joint Meeting'
lx series set 联络员会议 rank=2 name_en='Liaison Officers’ Meeting'
lx series set 主任办公会 rank=3 name_en='Directors’ Meeting'

# The order of the cities is the protocol order; 1xx are the departments of the first, and so on.
n=0
for city in 宁波 绍兴 舟山 台州 嘉兴; do
    n=$((n + 1))
    case $city in 宁波) en=Ningbo ;; 绍兴) en=Shaoxing ;; 舟山) en=Zhoushan ;; 台州) en=Taizhou ;; 嘉兴) en=Jiaxing ;; esac
    lx unit add ${city}市 --kind government
    lx unit set ${city}市 rank=${n}00 name_en=$en
    lx unit alias ${city}市 ${city}市人民政府
done
# full name, short name; - where people write it out
departments() {
    case $1 in 舟山 | 台州) culture='文化和广电旅游体育局 文广旅体局' ;; *) culture='文化广电旅游局 文广旅游局' ;; esac
    case $1 in
    舟山) sea='海洋与渔业局 海渔局' ;;
    台州) sea='港航口岸和渔业管理局 港航渔业局' ;;
    *) sea='农业农村局 农业农村局' ;;
    esac
    cat <<END
人民政府办公室 政府办
发展和改革委员会 发改委
经济和信息化局 经信局
教育局 -
科学技术局 科技局
公安局 -
财政局 -
生态环境局 生态环境局
交通运输局 交通局
$sea
商务局 -
$culture
END
}
english() { # what a department is called abroad, behind the name of its city
    case $1 in
    人民政府办公室) echo General Office ;;
    发展和改革*) echo Development and Reform Commission ;;
    经济和信息化局) echo Bureau of Economy and Information Technology ;;
    教育局) echo Education Bureau ;;
    科学技术局) echo Science and Technology Bureau ;;
    公安局) echo Public Security Bureau ;;
    财政局) echo Finance Bureau ;;
    生态环境局) echo Ecology and Environment Bureau ;;
    交通运输局) echo Transport Bureau ;;
    海洋与渔业局) echo Ocean and Fishery Bureau ;;
    港航*) echo Port, Shipping and Fishery Bureau ;;
    农业农村局) echo Agriculture and Rural Affairs Bureau ;;
    商务局) echo Commerce Bureau ;;
    文化和*) echo Bureau of Culture, Tourism and Sports ;;
    文化*) echo Bureau of Culture and Tourism ;;
    esac
}
n=0
for city in Ningbo:宁波 Shaoxing:绍兴 Zhoushan:舟山 Taizhou:台州 Jiaxing:嘉兴; do
    en=${city%:*} city=${city#*:}
    n=$((n + 1)) rank=${n}00
    departments $city >"$work/departments"
    while read -r full brief; do
        rank=$((rank + 1))
        lx unit add "${city}市$full" --parent ${city}市 --kind department
        if [ "$brief" = - ] || [ "$brief" = "$full" ]; then
            lx unit set "${city}市$full" rank=$rank name_en="$en $(english "$full")"
        else
            lx unit set "${city}市$full" rank=$rank brief="${city}市$brief" name_en="$en $(english "$full")"
        fi
    done <"$work/departments"
done
lx unit add 宁波前湾新区管理委员会 --parent 宁波市 --kind zone
lx unit set 宁波前湾新区管理委员会 brief=前湾新区管委会 rank=120
lx unit add 绍兴滨海新区管理委员会 --parent 绍兴市 --kind zone
lx unit set 绍兴滨海新区管理委员会 brief=滨海新区管委会 rank=220
lx unit add 浙江省海港投资运营集团有限公司 --kind company
lx unit set 浙江省海港投资运营集团有限公司 brief=省海港集团 rank=600 name_en='Zhejiang Seaport Group'
lx unit add 浙东经济合作区市长联席会议办公室 --kind office
lx unit set 浙东经济合作区市长联席会议办公室 brief=浙东办 rank=1 phone=0574-0000-0100 name_en='Joint Meeting Office'
lx unit add 各市发展和改革委员会 --kind group
lx unit set 各市发展和改革委员会 brief=各市发改委 rank=900 name_en='Development and Reform Commissions'
lx unit add 各市交通运输局 --kind group
lx unit set 各市交通运输局 rank=901 name_en='Transport Bureaus'

# Names that people use besides.
lx unit alias 宁波市农业农村局 宁波市海洋与渔业局
lx unit alias 台州市港航口岸和渔业管理局 台州市港航口岸渔业局
lx unit alias 宁波市文化广电旅游局 宁波市文旅局
lx unit alias 绍兴市文化广电旅游局 绍兴市文旅局
lx unit alias 舟山市文化和广电旅游体育局 舟山市文旅局
lx unit alias 台州市文化和广电旅游体育局 台州市文旅局
lx unit alias 嘉兴市文化广电旅游局 嘉兴市文旅局
lx unit alias 浙江省海港投资运营集团有限公司 宁波舟山港集团
lx unit alias 宁波市人民政府办公室 宁波市府办
lx unit alias 浙东经济合作区市长联席会议办公室 浙东合作办

# Four cities at first, the fifth joined later (its year is made up; that it was not there in 2007 is public).
lx unit member 宁波市 --rank 1 --from 1986-01-01 --basis 发起成员
lx unit member 绍兴市 --rank 2 --from 1986-01-01 --basis 发起成员
lx unit member 舟山市 --rank 3 --from 1986-01-01 --basis 发起成员
lx unit member 台州市 --rank 4 --from 1986-01-01 --basis 发起成员
lx unit member 嘉兴市 --rank 5 --from 2011-01-01 --basis 市长联席会议同意加入

# The bodies: whose members are not named has those of the joint meeting.  Rules, order and duties are made up.
lx body add 浙东经济合作区市长联席会议 --kind joint --rank 1 --from 1986-01-01 --basis 四市协议
lx body add 浙东经济合作区市长联席会议办公室 --kind office --rank 2 --parent 浙东经济合作区市长联席会议 --unit 浙东办 --from 1986-01-01
lx body add 联络员会议 --kind liaison --rank 3 --parent 浙东经济合作区市长联席会议办公室
lx body add 海洋经济专题组 --kind topic_group --rank 4 --parent 浙东经济合作区市长联席会议 --from 2018-10-18 --basis 第二十四次会议
lx body member 海洋经济专题组 舟山市海渔局 --role lead --from 2018-10-18
lx body member 海洋经济专题组 宁波市农业农村局 --from 2018-10-18
lx body member 海洋经济专题组 台州市港航渔业局 --from 2018-10-18
lx body member 海洋经济专题组 省海港集团 --role observer --from 2020-11-12 --basis 第二十五次会议
lx series set 市长联席会议 owner=浙东经济合作区市长联席会议 quorum=half
lx series set 联络员会议 owner=联络员会议 repeat=quarterly repeat_month=3 repeat_nth=2 repeat_weekday=2
lx series set 主任办公会 owner=浙东经济合作区市长联席会议办公室
lx rotation set 市长联席会议 舟山市 台州市 嘉兴市 宁波市 绍兴市 --basis 第二十三次会议商定

# What every meeting of a series begins with.
lx template add 市长联席会议通用模板 --series 市长联席会议 --time 09:00
T=市长联席会议通用模板
lx template line $T agenda 上次会议以来工作进展情况 --agenda report --unit 浙东办 --minutes 15
lx template line $T agenda 五市交流发言 --agenda exchange --minutes 60
lx template line $T agenda 下一次会议承办城市 --agenda decide --unit 浙东办 --minutes 5
lx template line $T agenda 领导讲话 --agenda inform --minutes 15
lx template line $T sitting 预备会议 --days 1 --text 15:30-17:00
lx template line $T sitting 全体会议 --text 09:00-11:30
lx template line $T sitting 签约仪式 --text 11:30-12:00
lx template line $T prep 发出议题征集通知 --days 45
lx template line $T prep 议题汇总初审 --days 25 --working
lx template line $T prep 主任办公会审定议题 --days 20 --working
lx template line $T prep 发出会议通知 --days 10 --working --unit 浙东办
lx template line $T prep 汇总参会回执 --days 3 --working
lx template line $T prep 会议材料印制分送 --days 2 --working
lx template line $T paper 工作进展情况报告 --days 5 --working --unit 浙东办
lx template line $T paper 主持词 --days 3 --working --unit 浙东办
lx template line $T role 记录 --text 浙东办综合科科长
lx template line $T signoff 办公室主任审核
lx template line $T signoff 分管副秘书长审核
lx template line $T signoff 主持人签发
lx template add 联络员会议通用模板 --series 联络员会议 --time 14:30
lx template line 联络员会议通用模板 agenda 上次会议以来各市进展 --agenda report --minutes 40
lx template line 联络员会议通用模板 agenda 需协调事项 --agenda decide --minutes 30
lx template line 联络员会议通用模板 prep 发出会议通知 --days 7 --working --unit 浙东办

# Contacts are posts; there is no telephone number of this kind.
for row in 宁波市=0574 绍兴市=0575 舟山市=0580 台州市=0576 嘉兴市=0573; do
    city=${row%=*} code=${row#*=}
    lx person add ${city}人民政府分管副秘书长 --unit ${city}人民政府办公室 --role leader --phone $code-0000-0101
    lx person add ${city}发改委区域合作处联络员 --unit ${city}发展和改革委员会 --role liaison --phone $code-0000-0102
    lx person add ${city}交通运输局综合规划处联络员 --unit ${city}交通运输局 --role liaison --phone $code-0000-0103
done
lx person add 舟山市海洋与渔业局渔船管理处联络员 --unit 舟山市海洋与渔业局 --role liaison --phone 0580-0000-0104
lx person add 宁波市科技局资源配置处联络员 --unit 宁波市科技局 --role liaison --phone 0574-0000-0104
lx person add 浙东办综合科科长 --unit 浙东办 --role staff --phone 0574-0000-0110
lx person add 浙东办督查科科长 --unit 浙东办 --role staff --phone 0574-0000-0111
lx person add 浙东办协调科科长 --unit 浙东办 --role staff --phone 0574-0000-0112

# What was before the program came.
day '2022-11-02 10:00' 综合科
lx meeting add 市长联席会议 --no 17 --date 2007年4月 --host 宁波市 --place 宁波
lx meeting set 17 attend='宁波市、绍兴市、舟山市、台州市' note='按档案补录：四市参加，商贸、旅游、渔船互救等合作在会上签约。'
lx meeting add 市长联席会议 --no 24 --date 2018-10-18 --time 09:00 --host 舟山市 --place 舟山 --theme 共建海上通道，共享蓝色机遇
lx meeting set 24 attend='宁波市、绍兴市、舟山市、台州市、嘉兴市' clerk=综合科
lx agenda add 24 第二十三次会议以来工作进展情况 --kind report --presenter 浙东办 --minutes 20
lx agenda add 24 渔船互救奖励工作情况 --kind report --presenter 舟山市海洋与渔业局 --minutes 10
lx agenda add 24 五市交流发言 --kind exchange --minutes 50
lx agenda add 24 下一次会议承办城市 --kind decide --presenter 浙东办 --minutes 5
lx meeting add 市长联席会议 --no 25 --date 2020-11-12 --time 09:00 --host 台州市 --place 台州 --theme 湾区协同，向海图强
lx meeting set 25 attend='宁波市、绍兴市、舟山市、台州市、嘉兴市' clerk=综合科
lx agenda add 25 第二十四次会议以来工作进展情况 --kind report --presenter 浙东办 --minutes 20
lx agenda add 25 公交一卡通互通情况 --kind report --presenter 宁波市交通局 --minutes 10
lx agenda add 25 五市交流发言 --kind exchange --minutes 50
lx agenda add 25 下一次会议承办城市 --kind decide --presenter 浙东办 --minutes 5
for no in 17 24 25; do
    for state in notified in_session minutes_draft; do
        lx meeting step $no $state
    done
    lx minutes lock $no --waive all --reason 按档案补录
    lx meeting step $no archived
done

# --- the 26th meeting ----------------------------------------------------------------------------------------------------------
day '2022-11-04 09:30' 协调科
lx meeting add 联络员会议 --date 2022-11-10 --time 14:30 --host 宁波市 --place 宁波 --theme 会商行动计划送审稿
lx meeting set L1 clerk=协调科
lx agenda add L1 《一体化发展行动计划（送审稿）》 --kind deliberate --presenter 宁波市发改委 --minutes 40
lx agenda add L1 第二十六次市长联席会议筹备安排 --kind decide --presenter 嘉兴市发改委 --minutes 30
lx meeting step L1 notified
lx note add '绍兴来电：送审稿里“市际断头路”一段请补上绍兴与台州交界的两处。' --from 绍兴市交通局综合规划处 --way phone --on L1
day '2022-11-10 17:00'
for state in in_session minutes_draft; do
    lx meeting step L1 $state
done
lx minutes lock L1 --waive all --reason 联络员会议未另发纪要
lx meeting step L1 archived

day '2022-11-21 09:00' 综合科
lx meeting add 市长联席会议 --no 26 --date 2022-12-15 --time 09:00 --host 嘉兴市 --place 嘉兴 --theme 打造一体化发展新格局
lx meeting set 26 clerk=综合科 chair=嘉兴市人民政府市长
lx agenda add 26 第二十五次会议以来工作进展情况 --kind report --presenter 浙东办 --speaker 浙东办主任 --minutes 15
lx agenda add 26 《浙东经济合作区一体化发展行动计划（2023—2024年）》 --kind deliberate --presenter 宁波市发改委 --minutes 20
lx agenda add 26 《浙东经济合作区渔船互救奖励资金管理暂行办法》 --kind deliberate --presenter 舟山市海渔局 --minutes 10
lx agenda add 26 五市交流发言 --kind exchange --minutes 60
lx agenda add 26 第二十七次会议承办城市 --kind decide --presenter 浙东办 --minutes 5
lx agenda add 26 领导讲话 --kind inform --minutes 15
lx agenda move 26 5 6
lx agenda set 26 1 attend='各市发改委' script='首先，请办公室主任报告第二十五次会议以来的工作进展情况。' agreed=not_needed
lx agenda set 26 2 attend='各市发改委、各市交通运输局' agreed=agreed
lx agenda set 26 3 attend='宁波市农业农村局、台州市港航渔业局' agreed=agreed
lx notice add 26 --kind call --reply-by 2022-11-28
lx notice add 26 --reply-by 2022-12-09
lx sitting add 26 arrival 报到 --date 2022-12-14 --time 14:00 --until 18:00 --place 嘉兴宾馆
lx sitting add 26 meal 晚餐 --date 2022-12-14 --time 18:00 --until 19:00 --place 嘉兴宾馆
lx sitting add 26 group 分组讨论 --date 2022-12-14 --time 16:00 --until 17:30 --place 嘉兴宾馆
lx sitting add 26 preparatory --date 2022-12-14 --time 19:30 --until 20:30 --place 嘉兴宾馆
lx sitting add 26 plenary --time 09:00 --until 11:30 --place 嘉兴市行政中心
lx sitting add 26 signing --time 11:30 --until 12:00 --place 嘉兴市行政中心
lx sitting add 26 meal 午餐 --time 12:00 --until 13:00 --place 嘉兴宾馆
lx sitting add 26 visit 考察嘉兴港区 --time 13:30 --until 15:30 --place 嘉兴港区
lx sitting add 26 departure 返程 --time 15:30 --place 嘉兴宾馆
lx prep add 26 会议材料印制分送 --days 2 --working
lx prep done 26 1
lx material add 26 关于第二十五次会议以来工作进展情况的报告 --on 1 --unit 浙东办 --due 2022-12-08
lx material add 26 '浙东经济合作区一体化发展行动计划（2023—2024年）（征求意见稿）' --on 2 --unit 宁波市发改委 --due 2022-12-08 --recall yes
lx material add 26 浙东经济合作区渔船互救奖励资金管理暂行办法（送审稿） --on 3 --unit 舟山市海渔局 --due 2022-12-08 --recall yes --secrecy internal
lx material add 26 五市交流发言材料汇编 --on 4 --unit 浙东办 --due 2022-12-12
lx agenda freeze 26 --why 随会议通知印发 --override 材料尚在起草
# the two papers to be adopted: the joint meeting has no seal, so a member issues them (GB/T 9704, joint issue)
lx unit set 宁波市 doc_code=甬政发
lx unit set 舟山市 doc_code=舟政发
lx document add '浙东经济合作区一体化发展行动计划（2023—2024年）' --kind plan --issuer 宁波市 --joint 绍兴市 --joint 舟山市 --joint 台州市 \
    --joint 嘉兴市 --drafter 宁波市发改委 --meeting 26 --from 2023-01-01 --until 2024-12-31 \
    --to 五市各县（市、区）人民政府，五市政府各部门、各直属单位 --copy 浙东经济合作区市长联席会议办公室，五市人大常委会办公室、政协办公室
lx document add 浙东经济合作区渔船互救奖励资金管理暂行办法 --kind rule --issuer 舟山市 --joint 宁波市 --joint 台州市 --drafter 舟山市海渔局 --meeting 26 \
    --to 三市沿海各县（市、区）人民政府，三市海洋与渔业、财政部门 --copy 浙东经济合作区市长联席会议办公室 --text "$(cat document-fishing.md)"
lx document step 一体化发展行动计划 comments
lx document ask 一体化发展行动计划 --due 2022-12-05
day '2022-11-30 10:00'
for city in 宁波市 绍兴市 舟山市 嘉兴市; do
    lx document answer 一体化发展行动计划 $city agreed --by 分管副市长
done
day '2022-12-02 15:10'
lx document answer 一体化发展行动计划 台州市 comments --by 分管副市长 --text '建议将台州港与宁波舟山港的江海联运写入海铁联运一条。'
lx document step 一体化发展行动计划 deliberation
lx document step 渔船互救奖励资金 deliberation
lx material receive 26 1 --pages 8
lx material replace 26 2 --title '浙东经济合作区一体化发展行动计划（2023—2024年）（送审稿）' --pages 26
lx material receive 26 3 --pages 6
day '2022-12-06 16:20' 值班
for city in 宁波 绍兴 舟山 嘉兴; do
    lx reply set 26 $city coming --post 市长
done
lx reply set 26 台州 proxy --post 分管副市长 --for 市长 --people 6
lx note add '台州来电：参会一行六人，15日上午到会，需两辆车的停车位。' --from 台州市政府办 --way phone --on 26
day '2022-12-09 15:00' 综合科
lx agenda set 26 2 minutes=25 attend='各市发改委、各市交通运输局、省海港集团'
lx material receive 26 4 --pages 20
lx agenda freeze 26 --why 台州建议纳入后调整用时 --override 会务组已报主任同意
lx paper agenda 26 --printed-at 文印室 --copies 60 --to 参会人员
# the session, item by item; Taizhou is represented
day '2022-12-15 09:02' 综合科
lx session next 26
lx roll set 26 台州市 代会 '分管副市长 代 市长'
lx roll all 26
lx roll set 26 宁波市发改委 到会 主任
lx roll set 26 舟山市海渔局 到会 局长
lx roll set 26 浙东办 到会 主任
lx roll add 26 省发展改革委区域合作处 --as guest --post 处长 --state 到会
lx roll set 26 省海港集团 到会 副总经理
lx roll set 26 宁波市农业农村局 到会 局长
lx roll set 26 台州市港航渔业局 到会 局长
for city in 宁波 绍兴 舟山 台州 嘉兴; do
    lx roll add 26 ${city}市人民政府办公室 --as called --post 分管副秘书长 --state 到会
done
for row in 宁波市=沿海组 绍兴市=沿湾组 舟山市=沿海组 台州市=沿海组 嘉兴市=沿湾组; do
    lx roll set 26 ${row%=*} party=${row#*=}
done
day '2022-12-15 09:19'
lx outcome set 26 1 noted --text 会议听取了办公室关于第二十五次会议以来工作进展情况的通报。
lx session next 26
lx capture 26 '办公室：责任清单随行动计划一并印发'
day '2022-12-15 09:44'
lx outcome set 26 2 passed --text '会议审议通过《浙东经济合作区一体化发展行动计划（2023—2024年）》，由办公室印发。'
lx session next 26
lx reserve 26 3 嘉兴市 对出资比例保留意见，待书面会商。
day '2022-12-15 09:52'
lx outcome set 26 3 passed_in_principle --text '会议原则通过《浙东经济合作区渔船互救奖励资金管理暂行办法》，由办公室根据会议意见修改完善后印发。'
lx session next 26
lx session speaker 26 4 5 1
day '2022-12-15 11:05'
lx outcome set 26 4 noted
lx session next 26
lx roll leave 26 台州市
day '2022-12-15 11:24'
lx outcome set 26 5 noted
lx session next 26
lx roll back 26 台州市
day '2022-12-15 11:31'
lx outcome set 26 6 passed --text 会议同意，第二十七次市长联席会议由宁波市承办。
lx session close 26
lx meeting set 26 attend='宁波市、绍兴市、舟山市、台州市、嘉兴市（台州市由分管副市长代市长出席）'
day '2022-12-18 15:00'
lx minutes import 26 minutes-26.md
lx minutes circulate 26 --due 2022-12-20
lx minutes opinion 26 宁波市 agreed --date 2022-12-19 --by 宁波市人民政府办公室
lx minutes opinion 26 绍兴市 agreed --date 2022-12-19
lx minutes opinion 26 舟山市 agreed --date 2022-12-19
lx note add '台州来电：纪要第二部分请写明出资办法由三市商定，其余无意见。' --from 台州市政府办 --way phone --on 26
lx minutes opinion 26 台州市 comments --text 第二部分请写明出资办法由三市商定。 --taken yes
day '2022-12-20 10:00'
lx minutes opinion 26 嘉兴市 agreed
lx minutes sign 26 副秘书长
lx minutes sign 26 秘书长
lx minutes sign 26 主持人 --by 嘉兴市人民政府市长
lx minutes lock 26 --waive all --reason 议定结果和决定编号补录中
lx document step 一体化发展行动计划 passed
lx document step 渔船互救奖励资金 passed_in_principle
lx document sign 一体化发展行动计划 核稿 --by 宁波市人民政府办公室秘书处处长 --date 2022-12-19
lx document sign 一体化发展行动计划 审核 --by 宁波市人民政府分管副秘书长 --date 2022-12-19 --text 五市已会签，拟同意印发。
lx document sign 一体化发展行动计划 签发 --by 宁波市人民政府市长
lx document issue 一体化发展行动计划
lx paper document '甬政发〔2022〕1号' --printed-at 文印室 --copies 80 --duplex long --to 五市各县（市、区）
lx paper minutes 26 --printed-at 文印室 --copies 40 --duplex long --to 各成员单位
day '2022-12-21 10:00'
lx paper minutes 26 --printed-at 文印室 --copies 2 --duplex long --to 嘉兴市档案馆
lx plan import plan.md
lx document set '甬政发〔2022〕1号' plan=P1
lx basis add P1 浙江省国民经济和社会发展第十四个五年规划 --clause 区域协调发展
lx basis add P1-016 浙江省综合交通运输发展“十四五”规划 --clause 跨海通道
day '2022-12-22 09:00' 督查科
lx item assign 26-001 26-002 26-003 26-004 26-005 26-006 26-007 26-008 26-009
lx item assign P1-001 P1-002 P1-003 P1-004 P1-005 P1-006 P1-007 P1-008 P1-009 P1-010 P1-011 P1-012
lx item assign P1-014 P1-015 P1-016 P1-017 P1-018 P1-019 P1-020 P1-023
for no in 26-003 26-004 26-005 26-006 26-009 P1-005 P1-007 P1-010; do
    lx item set $no clerk=督查科
done
for no in 26-003 P1-005; do
    lx item set $no importance=high
done
lx item set 26-003 contact='舟山市交通运输局综合规划处联络员 0580-0000-0103' rhythm=monthly
lx item set P1-023 rhythm=quarterly

# --- 2023 --------------------------------------------------------------------------------------------------------------------
day '2023-01-05 14:00' 值班
lx item accept 26-001 26-002 26-003 26-004 26-005 26-006 26-009 P1-001 P1-002 P1-003 P1-005 P1-012 P1-016 P1-017 P1-018
lx item start 26-003 P1-016 P1-017 P1-018
day '2023-01-28 10:00' 综合科
lx item report 26-001 行动计划已印发五市，责任清单分解到22项任务和项目。 --progress 100
lx item finish 26-001
day '2023-02-01 09:30' 督查科
lx item close 26-001 --note 已核对印发件和责任清单。
day '2023-03-20 09:00' 综合科
lx item report 26-002 五市商定通报格式，第一季度起执行。 --progress 100
lx item finish 26-002
day '2023-03-28 09:00' 督查科
lx item close 26-002 --note 第一季度通报已印发。
lx item strike 26-001
day '2023-04-06 10:30' 值班
lx item report P1-014 主桥合龙，接线路面施工。 --progress 85
lx item report P1-015 宁海段路面完成，三门界接线收尾。 --progress 90
lx item report P1-004 在嘉兴农展会设浙东展区，五市42家企业参展。 --progress 60
day '2023-05-10 09:00' 协调科
lx meeting add 联络员会议 --date 2023-05-18 --time 14:30 --host 台州市 --place 台州 --theme 行动计划第一年推进
lx meeting set L2 clerk=协调科
lx agenda add L2 各市任务进展 --kind report --minutes 50
lx agenda add L2 增殖放流联合行动安排 --kind decide --presenter 舟山市海渔局 --minutes 20
lx notice add L2 --reply-by 2023-05-15
day '2023-05-15 15:30'
lx notice add L2 --kind correction --time 15:00 --place 台州市行政中心 --reason 会场调整
day '2023-05-18 17:00'
lx meeting step L2 in_session
lx meeting set L2 attend='宁波市、绍兴市、舟山市、台州市、嘉兴市'
lx meeting step L2 minutes_draft
lx minutes lock L2 --waive all --reason 联络员会议未另发纪要
lx meeting step L2 archived
day '2023-06-26 09:00' 值班
lx item report 26-009 六市县同步放流大黄鱼、黑鲷苗种，联合评估方案已拟。 --progress 45
lx undo
lx item report 26-009 三市同步放流大黄鱼、黑鲷苗种，联合评估方案已拟。 --progress 45
lx item report P1-008 今年放流计划已对表，时间统一为6月。 --progress 40
lx item report 26-003 工程可行性研究报告编制单位已确定。 --progress 10
day '2023-09-18 10:00' 督查科
lx item report P1-001 完成五市仪器清单第一次梳理，入网9800台（套）。 --progress 40
lx item report P1-003 已办产业链对接活动3场。 --progress 50
lx item remind 26-008 --note 请报组建方案初稿。
lx item archive 26-001
lx item strike 26-002
day '2023-11-30 15:30' 值班
lx item report P1-014 一期工程通过交工验收，12月建成通车。 --progress 100
lx item report P1-015 全线建成通车。 --progress 100
lx item finish P1-014 P1-015
day '2023-12-15 09:00' 综合科
lx item report P1-004 全年五市互办展区5场。 --progress 100
lx item finish P1-004
day '2023-12-20 09:00' 督查科
lx item extend 26-008 2024-03-31 --reason 三市对联盟秘书处设置尚有不同意见，需再商。
lx item close P1-014 P1-015 P1-004
day '2023-12-28 16:00' 综合科
lx item strike P1-015 P1-004
lx item archive P1-004
# Days off and make-up working days of 2024, as announced.
for row in 01-01=元旦 02-12=春节 02-13=春节 02-14=春节 02-15=春节 02-16=春节 04-04=清明节 04-05=清明节 \
    05-01=劳动节 05-02=劳动节 05-03=劳动节 06-10=端午节 09-16=中秋节 09-17=中秋节 \
    10-01=国庆节 10-02=国庆节 10-03=国庆节 10-04=国庆节 10-07=国庆节; do
    lx holiday add 2024-${row%=*} --kind off --name ${row#*=}
done
for row in 02-04=春节 02-18=春节 04-07=清明节 04-28=劳动节 05-11=劳动节 09-14=中秋节 09-29=国庆节 10-12=国庆节; do
    lx holiday add 2024-${row%=*} --kind work --name ${row#*=}补班
done

# --- 2024 --------------------------------------------------------------------------------------------------------------------
day '2024-01-10 09:00' 综合科
lx quota add 联络员会议每季度至少召开一次 --series 联络员会议 --period quarter --from 2024-01-01 --source 联席会议工作规则
lx quota add 海洋经济专题组每半年至少活动一次 --body 海洋经济专题组 --period half --from 2024-01-01 --source 第二十四次会议
lx quota add 每季度向五市通报进展 --unit 浙东办 --period quarter --from 2024-01-01 --source 第二十六次会议
lx meeting add 主任办公会 --date 2024-01-18 --time 09:30 --host 宁波市 --place 宁波
lx meeting set Z2024-1 clerk=综合科
lx agenda add Z2024-1 2023年工作情况 --kind report --presenter 浙东办 --minutes 20
lx agenda add Z2024-1 《2024年度工作要点（送审稿）》 --kind deliberate --presenter 浙东办 --minutes 30
lx agenda add Z2024-1 五市征信平台互联互通 --kind decide --presenter 台州市发改委 --minutes 15
lx meeting step Z2024-1 notified
day '2024-01-18 11:30'
lx meeting step Z2024-1 in_session
lx meeting step Z2024-1 minutes_draft
day '2024-01-19 14:00'
lx minutes import Z2024-1 minutes-Z2024-1.md
lx minutes lock Z2024-1 --waive all --reason 主任办公会纪要由办公室主任签发
lx item assign Z2024-1-001 Z2024-1-002 Z2024-1-003
lx item add 答复省发展改革委关于五市合作情况的来函 --lead 浙东办 --due 2024-02-06 --start 2024-01-19
lx item start Z2024-1-001 Z2024-1-002
day '2024-02-05 16:00' 综合科
lx item report D2024-001 复函已送。 --progress 100
lx item close D2024-001
day '2024-02-23 10:00'
lx item report Z2024-1-001 工作要点已印发。 --progress 100
lx item finish Z2024-1-001
lx item close Z2024-1-001
day '2024-03-04 09:00' 协调科
lx meeting add 联络员会议 --date 2024-03-08 --time 14:30 --host 绍兴市 --place 绍兴 --theme 逐项核对第二年任务
lx meeting set L3 clerk=协调科
lx agenda add L3 第二年任务逐项核对 --kind report --presenter 浙东办 --minutes 60
lx agenda add L3 市界处瓶颈路段 --kind decide --presenter 绍兴市交通局 --minutes 20 --item 26-004
lx agenda add L3 跨境电商数据共享 --kind exchange --presenter 宁波市商务局 --minutes 20
lx notice add L3 --reply-by 2024-03-06
day '2024-03-06 16:00'
lx meeting postpone L3 2024-03-12 --reason 各市需补报第一季度进展
day '2024-03-12 17:10'
lx meeting step L3 in_session
lx meeting set L3 attend='宁波市、绍兴市、舟山市、台州市、嘉兴市'
lx meeting step L3 minutes_draft
day '2024-03-14 09:40'
lx minutes import L3 minutes-L3.md
lx minutes lock L3 --waive all --reason 联络员会议纪要由办公室印发
lx item assign L3-001 L3-002 L3-003 L3-004
lx item merge L3-003 26-004
lx item report Z2024-1-002 未完成任务17项，已列清单送五市核对。 --progress 100
lx item finish Z2024-1-002
lx item close Z2024-1-002
lx item strike Z2024-1-001
day '2024-03-20 10:00' 值班
lx item accept L3-001 L3-004
lx item start L3-002
lx item report P1-017 绍兴段桥梁下部结构完成八成。 --progress 60
lx item report P1-018 路基完成，路面招标。 --progress 55
day '2024-03-25 15:00' 督查科
lx item extend 26-008 2024-06-15 --reason 待联络员会议协调秘书处设置。
lx item report 26-003 工可报告初稿完成，正征求宁波意见。 --progress 25
day '2024-04-08 09:00' 综合科
lx quota done 每季度向五市通报进展 2024-03-29 --text 印发第一季度进展通报
lx bulletin issue 2024年一季度
day '2024-04-18 09:00' 综合科
lx meeting add 主任办公会 --date 2024-04-25 --time 09:30 --host 宁波市 --place 宁波
lx meeting set Z2024-2 clerk=综合科
lx agenda add Z2024-2 上半年工作安排 --kind report --presenter 浙东办 --minutes 20
lx agenda add Z2024-2 第二十七次市长联席会议筹备 --kind decide --presenter 宁波市发改委 --minutes 30 --item 26-010
lx meeting step Z2024-2 notified
day '2024-04-25 11:20'
lx meeting step Z2024-2 in_session
lx meeting step Z2024-2 minutes_draft
day '2024-04-26 10:00'
lx minutes import Z2024-2 minutes-Z2024-2.md
lx minutes lock Z2024-2 --waive all --reason 主任办公会纪要由办公室主任签发
lx item assign 26-010 Z2024-2-001 Z2024-2-002 Z2024-2-003 P1-013
lx item start Z2024-2-001
day '2024-05-08 09:30' 督查科
lx item suspend Z2024-1-003 --reason 省级征信平台正在升级，待接口公布后再办。
lx item remind 26-004 --note 请绍兴报清单和出资办法，月底到期。
lx item remind P1-010 --note 请宁波市商务局报展会计划对表情况。
day '2024-05-14 11:00' 值班
lx item report 26-004 三市会商一次，清单列11处，出资办法未定。 --progress 60
lx item report P1-005 11处断头路中6处已有建设计划。 --progress 55
lx item report 26-006 舟山、台州资金到位，宁波已列入下达计划。 --progress 50
lx item withdraw Z2024-2-003 --reason 与市级宣传安排重复，经办公室主任同意撤销。
day '2024-05-20 09:00' 综合科
lx item add 核报上半年渔船互救奖励数据 --lead 舟山市海渔局 --with 台州市港航渔业局 --with 宁波市农业农村局 --due 2024-06-20 --start 2024-05-20
lx item assign D2024-002
day '2024-05-28 15:00' 值班
lx item report P1-010 五市展会计划表已汇总，联盟章程在征求意见。 --progress 70
lx item report P1-007 新开余姚至上虞毗邻公交1条，一卡通优惠测试中。 --progress 80
lx item report 26-005 四市已执行同城优惠，嘉兴系统改造未完成。 --progress 75
day '2024-06-03 10:00' 督查科
lx item remind 26-004 --note 已过5月底时限，请一周内报。
lx item return L3-001 --reason 所报只有本市字段，未与绍兴、台州会商，退回重办。
lx item report L3-002 培训方案已定，7月中旬开班。 --progress 40
day '2024-06-11 09:20' 协调科
lx meeting add 联络员会议 --date 2024-06-26 --time 14:30 --host 舟山市 --place 舟山 --theme 年中会商和第二十七次会议议题
lx meeting set L4 clerk=协调科
lx agenda add L4 上半年进展情况 --kind report --presenter 浙东办 --minutes 20 --item Z2024-2-001
lx agenda add L4 逾期和临期事项逐项说明 --kind exchange --minutes 40
lx agenda add L4 展会联盟秘书处设置 --kind decide --presenter 宁波市商务局 --minutes 20 --item 26-008
lx agenda add L4 第二十七次市长联席会议议题 --kind decide --presenter 浙东办 --minutes 30
lx agenda freeze L4 --why 随会议通知发出 --override 材料随后报送
lx notice add L4 --reply-by 2024-06-21
lx prep add L4 收齐各市上半年进展材料 --days 3 --working --unit 浙东办
lx prep add L4 会场和签到准备 --days 1 --working --unit 舟山市发改委
lx prep done L4 1
lx material add L4 上半年任务进展情况表 --on 1 --unit 浙东办 --due 2024-06-18
lx material add L4 展会联盟秘书处设置方案 --on 3 --unit 宁波市商务局 --due 2024-06-20
lx material add L4 第二十七次会议议题建议 --on 4 --unit 浙东办 --due 2024-06-21 --recall yes
lx item add 拟定下半年会议计划 --lead 浙东办 --due 2024-07-01 --start 2024-06-11
lx item assign D2024-003
lx item start D2024-003
day '2024-06-17 14:00' 值班
lx note add '舟山来电：L4会场改到市行政中心2号楼，14:00签到。' --from 舟山市发改委区域合作处 --way phone --on L4
lx note add '嘉兴公交卡系统改造定于7月5日上线，可否把26-005放宽几天？' --from 嘉兴市交通运输局综合规划处 --way phone --on 26-005
lx item report P1-019 先行段施工便道开建，初步设计批复。 --progress 30
for city in 绍兴 舟山 嘉兴; do
    lx reply set L4 $city coming --post 区域合作处联络员
done
lx reply set L4 台州 proxy --post 综合处副处长 --for 联络员
day '2024-06-18 10:20' 综合科
lx material receive L4 1 --pages 12
lx item report P1-002 上半年培训班已办2期，共286人次。 --progress 80
lx item finish P1-002
lx item report 26-010 筹备方案初稿已送办公室。 --progress 90
lx item finish 26-010
lx document add 四明山天台山旅游线路联合推广方案 --kind notice --issuer 宁波市 --joint 绍兴市 --drafter 宁波市文广旅游局
lx unit set 浙东办 doc_code=浙东办函
lx document add 商请加快六横公路大桥二期工程前期工作 --kind letter --issuer 浙东办 --drafter 浙东办 --to 舟山市人民政府，宁波市人民政府 \
    --copy 宁波市交通运输局、舟山市交通运输局 --text "$(cat document-bridge.md)"
lx document step 商请加快 comments
lx document step 商请加快 deliberation
lx document step 商请加快 passed
lx document sign 商请加快 核稿 --by 浙东办综合科科长
lx document sign 商请加快 审核 --by 浙东办副主任 --text 同意，请抓紧与两市对接。
lx document sign 商请加快 签发 --by 浙东办主任
lx document issue 商请加快
lx paper document '浙东办函〔2024〕1号' --printed-at 文印室 --copies 6 --to 舟山市、宁波市
lx document ask 联合推广方案 --unit 宁波市 --unit 绍兴市 --unit 台州市 --due 2024-06-28
day '2024-06-19 15:10' 综合科
lx paper agenda L4 --printed-at 文印室 --copies 20 --to 各市联络员
lx agenda move L4 4 3
lx agenda freeze L4 --why 议题建议提前研究 --override 秘书处设置方案待报送
lx topic add 共建六横公路大桥二期资金分担方案 --unit 舟山市交通局 --kind decide --series 市长联席会议 --minutes 15 --speaker 舟山市交通运输局局长 \
    --gist '明确两市出资比例和拨付节奏。' --question '是否同意按工程量分担。' --consulted '已与宁波会商，比例未定。' --date 2024-06-12
lx topic add 统一渔船互救奖励标准 --unit 舟山市海渔局 --kind deliberate --series 市长联席会议 --minutes 10 --date 2024-06-13
lx topic add 四明山旅游线路联合命名 --unit 绍兴市文旅局 --kind exchange --series 市长联席会议 --minutes 10 --date 2024-06-14
lx topic add 城市形象标识联合征集 --unit 嘉兴市文旅局 --kind inform --series 市长联席会议 --date 2024-06-14
lx topic check 共建六横公路大桥二期资金分担方案 统一渔船互救奖励标准 四明山旅游线路联合命名
lx topic accept 统一渔船互救奖励标准
lx topic park 四明山旅游线路联合命名 --reason 待两市先行会商
lx topic refuse 城市形象标识联合征集 --reason 属部门职权范围，由文旅部门会商办理
day '2024-06-20 16:40' 督查科
lx item report 26-003 工可报告已报省发改委，等待评估。 --progress 35
lx item remind 26-008 --note 时限已过，请在L4会上说明。
lx item report P1-011 渔场情报互通办法三市会签。 --progress 65
day '2024-06-21 09:10' 值班
lx document answer 联合推广方案 宁波市 agreed
lx material replace L4 1 --pages 14
lx material receive L4 3 --pages 4
lx note add '宁波市商务局来电：展会联盟秘书处拟设在宁波，想在L4会前单独沟通一次。' --from 宁波市商务局 --way phone
lx note add '微信群里绍兴文旅问：四明山线路命名建议是否可以两市联合发文？' --from 绍兴市文旅局 --way chat
day '2024-06-24 08:50' 综合科
lx item add 收集第二十七次市长联席会议议题 --lead 浙东办 --due 2024-07-15 --start 2024-06-24
lx item set D2024-004 secrecy=internal
lx meeting add 主任办公会 --date 2024-07-04 --time 09:30 --host 宁波市 --place 宁波 --theme 第二十七次市长联席会议议题
lx meeting set Z2024-3 clerk=综合科
lx agenda add Z2024-3 联络员会议情况 --kind report --presenter 浙东办 --minutes 15
lx agenda add Z2024-3 第二十七次市长联席会议议题和日期 --kind decide --presenter 宁波市发改委 --minutes 40
day '2024-06-24 17:30' 值班
lx note add '有市民来电问毗邻公交首末班时间，已请其拨打当地交通热线，是否需要回访？' --from 来电市民 --way phone
