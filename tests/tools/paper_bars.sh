#!/bin/sh
# The bars of papers that need programs which the product does not: qpdf, tidy, LibreOffice, pandoc; and speed and memory.
# usage: tests/tools/paper_bars.sh BUILD        (make paper-bars)
# Every kind of paper.def is made of the demonstration office.  What a missing program would have measured is said and passed over.
set -u
build=$(cd "$1" && pwd)
cd "$(dirname "$0")/../.." || exit 1
top=$PWD
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
trap 'exit 130' HUP INT TERM
export LIANXI_NOW='2024-06-25 09:00' XDG_STATE_HOME="$work" XDG_CONFIG_HOME="$work" LANG=C.UTF-8
failed=0
fail() { echo "FAIL $*"; failed=$((failed + 1)); }
has() { command -v "$1" >/dev/null 2>&1 || { echo "missing: $1 ($2 is not measured)"; return 1; }; }

has pdftotext "everything but HTML" || exit 1
qpdf=$(has qpdf "the structure of PDF" >&2 && echo yes)
tidy=$(has tidy HTML >&2 && echo yes)
pandoc=$(has pandoc "what .docx holds" >&2 && echo yes)
office=$(has soffice "pages of .docx" >&2 && echo yes)

sh docs/demo/office.sh "$build/lianxi" "$work/demo.db" || exit 1
lx() { "$build/lianxi" --db "$work/demo.db" "$@"; }
cd "$work" || exit 1

# KIND NO of each row, and whether it has tables.
sed -n 's/^PAPER([A-Z_]*, "\([a-z]*\)", "\([a-z]*\)".*, \([A-Z]*\))$/\1 \3/p' "$top/core/paper/paper.def" | while read -r kind no; do
    case $no in
    MEETING | POOL | DECISIONS) [ "$kind" = correction ] && no=L3 || no=26 ;;
    DOCUMENT | DRAFT) no='甬政发〔2022〕1号' ;;
    TOPIC) no=统一渔船互救奖励标准 ;;
    UNIT) no=舟山市交通运输局 ;;
    ITEM) no=26-003 ;;
    *) no= ;;
    esac
    echo "$kind $no"
done >kinds
printf '%s\n' 'minutes L3' 'document 浙东办函〔2024〕1号' >>kinds # without tables
n=0
while read -r kind no; do n=$((n + 1)); echo "$n-$kind $kind $no"; done <kinds >papers

# --- forms ---
words() { tr -d ' \n\f\t\r\240-' | sed 's/　//g' | fold -b -w 1000000; }
while read -r name kind no; do
    for lang in zh en; do
        en=; [ $lang = en ] && en=--en
        for form in pdf html docx md; do
            lx paper "$kind" ${no:+"$no"} $en --$form -o "$name-$lang.$form" >/dev/null 2>said || fail "$kind $lang $form: $(cat said)"
        done
        f=$name-$lang
        [ -z "$qpdf" ] || qpdf --check "$f.pdf" >out 2>&1 && ! grep -qi warning out || fail "$f.pdf: qpdf says $(tail -1 out)"
        [ -z "$tidy" ] || [ -z "$(tidy -e -q "$f.html" 2>&1)" ] || fail "$f.html: tidy says $(tidy -e -q "$f.html" 2>&1 | head -1)"
        if [ -n "$pandoc" ]; then
            pandoc -f docx -t html "$f.docx" -o "$f.pandoc" 2>said || fail "$f.docx: pandoc says $(head -1 said)"
            # every row and heading; to pandoc titles are no headings, and the 版记 and joint marks may be rows
            want=$(grep -o '<tr' "$f.html" | wc -l) got=$(grep -o '<tr' "$f.pandoc" | wc -l)
            [ "$got" -ge "$want" ] || fail "$f.docx: $got of $want rows in pandoc"
            want=$(grep -o '<h[2-5]' "$f.html" | wc -l) got=$(grep -o '<h[1-4]' "$f.pandoc" | wc -l)
            [ "$got" -ge "$want" ] || fail "$f.docx: $got of $want headings in pandoc"
        fi
    done
done <papers
echo "forms: $(wc -l <papers) papers in both languages"

# --- pages of .docx: those of the PDF, within a line, for papers without tables; of the demonstration office and long ones ---
# Twice: with fonts as wide as those of an office (office_fonts.conf), and with those of a Debian on which nobody prepared anything
# (plain_fonts.conf).
same() { # NAME.pdf THEIRS.pdf
    python3 "$top/tests/tools/same_pages.py" "$1" "$2"
}
for profile in minutes document letter plain; do
    for lang in zh en; do
        from=sentences.txt many=110
        [ $lang = en ] && from=sentences-en.txt many=80
        awk -v profile=$profile -v lang=$lang -v paragraphs=$many -f "$top/tests/tools/long_paper.awk" "$top/tests/fixtures/paper/$from" >"long-$profile-$lang.md"
        "$build/lianxi-pdf" <"long-$profile-$lang.md" >"long-$profile-$lang.pdf" 2>/dev/null || fail "long-$profile-$lang"
        "$build/tests/tools/render" docx <"long-$profile-$lang.md" >"long-$profile-$lang.docx"
    done
done
if [ -n "$office" ] && has python3 "pages of .docx"; then
    pages() { # FONTS
        FONTCONFIG_FILE=$top/tests/tools/$1_fonts.conf XDG_CACHE_HOME=$work/cache nice timeout 900 soffice --headless \
            -env:UserInstallation=file://"$work/profile" --convert-to pdf --outdir "$1" ./*-zh.docx ./*-en.docx >/dev/null 2>&1
    }
    pages office
    pages plain
    for f in *-zh.docx *-en.docx; do
        f=${f%.docx}
        case $f in *-cards-*) continue ;; esac # cards bear their names twice
        [ -e "$f.html" ] && grep -q '<table' "$f.html" && continue
        for fonts in office plain; do
            [ -e "$fonts/$f.pdf" ] || { fail "$f.docx does not open in LibreOffice"; continue; }
            said=$(same "$f.pdf" "$fonts/$f.pdf") || fail "$f.docx, $fonts fonts: its text in LibreOffice is another"
            echo "$f, $fonts fonts: $said"
            set -- $(echo "$said" | tr -d ,)
            [ "$2" = "$3" ] || fail "$f.docx, $fonts fonts: $3 pages in LibreOffice"
            case $said in *foot*) fail "$f.docx, $fonts fonts: a page's foot is another in LibreOffice" ;; esac
            case $f in
            *minutes-* | *document-* | *letter-*) # the 版记
                [ "$(echo "$said" | sed 's/.*last line \([0-9]*\).*/\1/')" -le 2 ] ||
                    fail "$f.docx, $fonts fonts: the end of the last page stands elsewhere in LibreOffice" ;;
            esac
            [ "$5" -le 1 ] || fail "$f.docx, $fonts fonts: a page ends $5 lines away in LibreOffice"
        done
    done
    # Those with tables are looked at only: how far their pages end from those of the PDF.
    for f in *-zh.docx *-en.docx; do
        f=${f%.docx}
        grep -q '<table' "$f.html" 2>/dev/null && echo "with tables: $f: $(same "$f.pdf" "plain/$f.pdf" | sed 's/, breaks.*//')"
    done
fi

# --- speed and memory ---
echo "load of this machine: $(cut -d ' ' -f 1 /proc/loadavg) on $(nproc) cores"
ms() { # WHAT LIMIT COMMAND...: the best of five, in milliseconds
    what=$1 limit=$2 best=999999
    shift 2
    for _ in 1 2 3 4 5; do
        from=$(date +%s%N)
        "$@" >/dev/null 2>&1 || fail "$what"
        took=$((($(date +%s%N) - from) / 1000000))
        [ $took -lt $best ] && best=$took
    done
    echo "$what: $best ms (at most $limit)$(cpu "$@")"
    [ $best -le "$limit" ] || [ "$busy" = yes ] || fail "$what took $best ms"
}
# Beside it the time of the processors, which others on the machine do not lengthen; where they wait for each other it alone counts.
busy=$(awk -v n="$(nproc)" '{ print ($1 > n) ? "yes" : "no" }' /proc/loadavg)
cpu() {
    [ -x /usr/bin/time ] || return
    /usr/bin/time -o cpu -f '%U %S' "$@" >/dev/null 2>&1
    awk -v limit="$limit" '{ printf ", of the processors %d ms%s", ($1 + $2) * 1000, ($1 + $2) * 1000 > limit ? ": TOO LONG" : "" }' cpu
}
book() { # PROFILE PARTS
    printf -- '---\nprofile: %s\ncontents: yes\ntitle: 第二十六次市长联席会议纪要\nnumber: （第26号）\nissuer: 办公室\ndate: 2022-12-20\n---\n\n' "$1"
    awk -v n="$2" 'BEGIN { for (i = 1; i <= n; i++) { printf "## 关于第%d项工作\n\n", i; for (k = 0; k < 6; k++) printf "会议认为，到2025年，GDP增长5.5％，PM2.5平均浓度降至25微克/立方米以下；要坚持规划同图、建设同步（含前期工作）。"; printf "\n\n" } }'
}
book booklet 70 >fifty.md
"$build/lianxi-pdf" <fifty.md >fifty.pdf 2>/dev/null
ms "booklet of $(pdfinfo fifty.pdf | awk '/^Pages/ { print $2 }') pages with contents" 2000 sh -c "'$build/lianxi-pdf' <fifty.md"
book minutes 250 >book.md
"$build/lianxi-pdf" <book.md >book.pdf 2>/dev/null
pages=$(pdfinfo book.pdf | awk '/^Pages/ { print $2 }')
ms "minutes of $pages pages" $((2000 * pages / 50)) sh -c "'$build/lianxi-pdf' <book.md"
ms "one-page agenda, from the command to the file" 200 "$build/lianxi" --db demo.db paper agenda Z2024-3 --pdf -o agenda.pdf
if command -v /usr/bin/time >/dev/null 2>&1; then
    kb=$(/usr/bin/time -f %M "$build/lianxi-pdf" <book.md 2>&1 >/dev/null | tail -1)
    echo "memory of $pages pages: $((kb / 1024)) MB (at most 150)"
    [ "$kb" -le 153600 ] || fail "memory"
else
    echo "missing: /usr/bin/time (memory is not measured)"
fi
awk 'BEGIN { print "编号,事项,牵头单位,完成时限"; for (i = 1; i <= 1000; i++) printf "X-%03d,推进第%d项港口集疏运一体化工作,宁波市交通运输局,2024-12-31\n", i, i }' >items.csv
cp demo.db many.db
if "$build/lianxi" --db many.db item import items.csv >/dev/null 2>said; then
    ms "ledger of 1,000 items as text" 2000 "$build/lianxi" --db many.db paper ledger --text -o ledger.txt
    ms "ledger of 1,000 items as PDF" 5000 "$build/lianxi" --db many.db paper ledger --pdf -o ledger.pdf
else
    echo "the items of the ledger were not taken: $(head -1 said)"
fi
[ $failed -eq 0 ] && echo "paper bars: all met"
[ $failed -eq 0 ]
