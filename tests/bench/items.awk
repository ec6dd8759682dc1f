# Writes N action items as a CSV file in the form that `lianxi item import` takes; same N, same bytes.
# usage: awk -v n=1000 -f items.awk      Needles in titles: 渔船 one in 1,000, 杉湾 in exactly one, 推进 about a quarter.
function pick(list, count) { return list[int(random() * count) + 1] }
function random() { # of our own, so that every awk gives the same
    seed = (seed * 16807) % 2147483647
    return seed / 2147483647
}
BEGIN {
    seed = 20240625
    towns_n = split("宁波市 绍兴市 舟山市 台州市 嘉兴市", towns, " ")
    posts_n = split("发展和改革委员会 交通运输局 科学技术局 财政局 卫生健康委员会 水利局 生态环境局 教育局 商务局 农业农村局", posts, " ")
    verbs_n = split("推进 推进 推进 加快 落实 编制 完善 协调 启动 商定 梳理 通报", verbs, " ")
    things_n = split("跨市公交线路延伸 海岛供水管道改造 近岸海水水质会商 港区危化品联合检查 青年技师互派培训 " \
        "杨梅冷链专线试运行 潮间带湿地修复 县际断头路贯通 远洋渔获电子追溯 山区小水电清理 中医专科联盟章程 " \
        "高铁站点接驳方案 海上风电送出工程 古镇联票发行 台风联合预警流程 长者异地养老补贴核验 校际实训课程互认 " \
        "港航数据口径统一 塑料浮球整治 跨湾大桥前期论证", things, " ")
    tails_n = split(" ，拿出时间表 ，形成清单报办公室 （首批） （二期） ，提交下次会议审议 ，明确经办人员", tails, " ")
    print "事项,牵头单位,配合单位,办理时限"
    for (i = 1; i <= n; i++) {
        title = pick(verbs, verbs_n) pick(things, things_n)
        if (i % 1000 == 500) title = "渔船" title
        if (i == int(n / 2) + 1) title = "杉湾" title
        tail = int(random() * (tails_n + 2))
        if (tail >= 1 && tail <= tails_n) title = title tails[tail]
        lead = pick(towns, towns_n) pick(posts, posts_n)
        with = ""
        for (k = int(random() * 3); k > 0; k--) {
            other = pick(towns, towns_n) pick(posts, posts_n)
            if (other != lead && index(with, other) == 0) with = with (with == "" ? "" : "、") other
        }
        printf "%s,%s,%s,%04d-%02d-%02d\n", title "（第" i "项）", lead, with, 2024 + int(random() * 3), 1 + int(random() * 12), 1 + int(random() * 28)
    }
}
