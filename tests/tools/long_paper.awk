# A long paper of the sentences of a fixture, always the same: awk -v profile=minutes -v lang=zh -v paragraphs=250 -f long_paper.awk SENTENCES
function any(n) { seed = (seed * 1103 + 12345) % 1048573; return int(seed / 7) % n }
{ s[NR - 1] = $0 }
END {
    seed = 20240625 % 1048573
    en = lang == "en"
    title = en ? "On the Two-Year Plan of Action of the East Zhejiang Cooperation Area" : "关于浙东经济合作区两年行动计划（2023—2024年）实施情况和“十五五”前期重点工作安排的意见"
    printf "---\nprofile: %s\nlang: %s\ntitle: %s\nnumber: 浙东办发〔2024〕12号\nissuer: %s\ndate: 2024-06-25\n", profile, lang, title, en ? "Joint Meeting Office" : "浙东经济合作区市长联席会议办公室"
    printf "to: %s\ncc: %s\nprinter: %s\nprinted: 2024-06-28\n---\n\n", en ? "All member cities:" : "各成员市人民政府：", en ? "all units" : "各成员市人大常委会办公室，政协办公室，有关单位", en ? "Joint Meeting Office" : "浙东经济合作区市长联席会议办公室"
    for (i = 0; i < paragraphs; i++) {
        kind = any(12)
        if (kind == 0)
            printf "## %s\n\n", en ? "Transport, ports and 5 shared services" : "关于推进交通互联互通和“四港”联动发展"
        else if (kind == 1)
            printf "### %s\n\n", en ? "A heading that is longer than a line can be, so that it must be broken by the page into two" : "进一步健全跨区域协调机制，落实《合作区章程》第12条规定的会商、通报、督办和考核制度"
        line = kind == 2 ? (en ? "1. " : "1. ") : ""
        for (n = 1 + any(6); n > 0; n--)
            line = line s[any(NR)] (en && n > 1 ? " " : "")
        print line "\n"
        if (kind == 3)
            printf "%s\n\n", en ? "Present: Ningbo, Shaoxing, Zhoushan, Taizhou, Jiaxing and the units in charge of transport, ports, finance, trade and science of the five cities" : "出席：宁波市、绍兴市、舟山市、台州市、嘉兴市，五市发展和改革委员会、交通运输局、财政局、商务局、科学技术局负责同志"
    }
}
