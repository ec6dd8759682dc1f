/* Papers from records: approved pages in both languages, what each rule of the builders says, hostile words everywhere. */
#include "core/paper/build.h"

#include "core/doc/markdown.h"
#include "core/meeting/meetings.h"
#include "core/mem.h"
#include "core/minutes/lock.h"
#include "core/page/page.h"
#include "core/paper/words.h"
#include "core/work/items.h"
#include "core/work/numbers.h"
#include "core/work/office.h"
#include "core/paper/again.h"
#include "core/page/plain.h"
#include "core/work/printing.h"
#include "core/work/query_read.h"
#include "core/work/undo.h"
#include "core/work/units.h"
#include "tests/lib/approve.h"
#include "tests/lib/paper_office.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdlib.h>
#include <string.h>
#include <cmocka.h>

static struct lx_err err;
#define OK(call) assert_int_equal(said((call)), LX_OK)

static int said(enum lx_rc rc)
{
    if (rc)
        print_error("%s [%s]\n", err.msgid ? err.msgid : "?", err.detail);
    return rc;
}

static struct lx_str build(struct office *o, const char *kind, lx_id of, const char *query, bool en)
{
    struct lx_str md = LX_STR_EMPTY;
    OK(lx_paper_build(&o->w, lx_paper_find(kind), of, query, en, &md, &err));
    return md;
}

static struct lx_doc *read(const struct lx_str *md)
{
    struct lx_doc *d = NULL;
    OK(lx_markdown_read(&d, lx_str_z(md), md->len, &err));
    return d;
}

static struct lx_pages *lay(const struct lx_str *md)
{
    struct lx_doc *d = read(md);
    struct lx_pages *p = lx_pages_make(d);
    lx_doc_free(d);
    return p;
}

/* --- what they look like -------------------------------------------------------------------------------------------- */

static void papers_are_as_approved(void **state)
{
    struct office *o = *state;
    const struct {
        const char *name, *kind;
        lx_id of;
        const char *query;
    } papers[] = { { "agenda", "agenda", o->meeting, NULL },
                   { "minutes", "minutes", o->meeting, NULL },
                   { "ledger", "ledger", 0, NULL },
                   { "ledger-unit", "ledger", o->bureau[0], NULL } };
    for (size_t i = 0; i < 2 * sizeof papers / sizeof *papers; i++) {
        bool en = i % 2;
        struct lx_str md = build(o, papers[i / 2].kind, papers[i / 2].of, papers[i / 2].query, en);
        struct lx_pages *p = lay(&md);
        struct lx_str out = LX_STR_EMPTY, name = LX_STR_EMPTY;
        lx_pages_text(&out, p, LX_WIDE);
        for (size_t k = 0; k < out.len; k++)
            if (out.s[k] == '\f')
                out.s[k] = '=';
        lx_str_addf(&name, "built-%s", papers[i / 2].name);
        struct approved which = { .name = name.s, .lang = en ? "en" : "zh", .wide = true, .rows = LX_PAGE_LINES, .cols = LX_PAGE_W };
        APPROVE(&which, out.s);
        lx_pages_free(p);
        lx_str_done(&out);
        lx_str_done(&name);
        lx_str_done(&md);
    }
}

#define HAS(md, s) assert_non_null(strstr(lx_str_z(&(md)), (s)))
#define LACKS(md, s) assert_null(strstr(lx_str_z(&(md)), (s)))

static void the_agenda_says_each_verb_once(void **state)
{
    struct office *o = *state;
    paper_office_topic(o, AGENDA_REPORT, "关于渔汛的汇报", 5, 0, NULL);
    paper_office_topic(o, AGENDA_REPORT, "关于渔汛", 5, 0, NULL);
    paper_office_topic(o, AGENDA_SIGN, "《框架协议》", 5, 0, NULL);
    struct lx_str md = build(o, "agenda", o->meeting, NULL, false);
    HAS(md, "title: 两市市长联席会议第九次会议议程\n");
    HAS(md, "1. 听取上次会议以来工作进展情况汇报（14:30-14:45，15分钟）\n");
    HAS(md, "2. 审议《奖励办法（试行）》（14:45-15:05，20分钟）\n");
    HAS(md, "3. 审议《两年行动计划》（15:05）\n");
    HAS(md, "4. 两市交流发言（15:05-15:35，30分钟）\n");
    HAS(md, "听取关于渔汛的汇报（");
    HAS(md, "6. 听取关于渔汛的汇报（");
    HAS(md, "签约：《框架协议》");
    HAS(md, "   汇报单位：甲市港航局（办公室主任）\n");
    HAS(md, "   发言人：两市市长\n");
    lx_str_done(&md);
}

static void minutes_open_once(void **state)
{
    struct office *o = *state;
    struct lx_str md = build(o, "minutes", o->meeting, NULL, false);
    HAS(md, "2024年6月20日下午，两市市长联席会议第九次会议在乙市会议中心召开，由乙市承办。乙市人民政府市长主持会议。"
            "会议听取了上次会议以来工作进展情况汇报，审议了《奖励办法（试行）》、《两年行动计划》，开展了交流发言。"
            "现将会议议定事项纪要如下：\n");
    HAS(md, "version: 草稿\n");
    HAS(md, "出席：甲市、乙市人民政府负责同志，各市发展改革委负责同志<!-- names -->\n");
    lx_str_done(&md);

    /* an author who opened, titled and named the present himself is not repeated */
    paper_office_meeting(o, "minutes", "---\ncc: 甲市\nversion: 7\n---\n# 我的标题\n\n2024年6月20日，大家开了会。\n\n列席：某局\n");
    md = build(o, "minutes", o->meeting, NULL, false);
    HAS(md, "title: 我的标题\n");
    HAS(md, "cc: 甲市\n");
    HAS(md, "version: 7\n");
    LACKS(md, "# 我的标题");
    LACKS(md, "主持会议");
    LACKS(md, "列席：各市港航局");
    HAS(md, "出席：甲市");
    lx_str_done(&md);

    paper_office_meeting(o, "minutes", "# 一事\n\n甲\n\n# 二事\n\n乙\n"); /* headings, no title */
    md = build(o, "minutes", o->meeting, NULL, false);
    HAS(md, "# 一事\n");
    HAS(md, "title: 两市市长联席会议第九次会议纪要\n");
    lx_str_done(&md);

    paper_office_meeting(o, "minutes", " \n");
    assert_int_equal(lx_paper_build(&o->w, lx_paper_find("minutes"), o->meeting, NULL, false, &md, &err), LX_NOTFOUND);
    assert_string_equal(err.detail, "9");
    assert_int_equal(md.len, 0);
    lx_str_done(&md);
}

static void issued_minutes_keep_their_day(void **state)
{
    struct office *o = *state;
    OK(lx_meeting_step(&o->w, o->meeting, MEETING_IN_SESSION, &err));
    OK(lx_meeting_step(&o->w, o->meeting, MEETING_MINUTES_DRAFT, &err));
    OK(lx_meeting_step(&o->w, o->meeting, MEETING_MINUTES_CIRCULATED, &err));
    struct lx_str md = build(o, "minutes", o->meeting, NULL, false);
    HAS(md, "version: 征求意见稿\n");
    lx_str_done(&md);
    assert_int_equal(lx_meeting_step(&o->w, o->meeting, MEETING_ISSUED, &err), LX_STATE); /* much is missing */
    for (int rule = 0; rule < LX_LOCK_N; rule++)
        OK(lx_minutes_waive(&o->w, o->meeting, (enum lx_lock_rule)rule, "试", &err));
    OK(lx_meeting_step(&o->w, o->meeting, MEETING_ISSUED, &err));
    (void)setenv("LIANXI_NOW", "2024-08-01", 1);
    md = build(o, "minutes", o->meeting, NULL, false);
    HAS(md, "date: 2024-06-25\n");
    HAS(md, "printed: 2024-06-25\n");
    LACKS(md, "version:");
    lx_str_done(&md);
    (void)setenv("LIANXI_NOW", "2024-06-25 09:00", 1);
}

static void the_ledger_counts_and_groups(void **state)
{
    struct office *o = *state;
    struct lx_str md = build(o, "ledger", 0, NULL, false);
    HAS(md, "共5项：办理中3项，其中逾期1项、临期1项；已办结1项；中止、撤销、并入1项。\n");
    const char *a = strstr(md.s, "## 甲市港航局（2项）"), *b = strstr(md.s, "## 乙市一局（2项）"),
               *none = strstr(md.s, "## 未明确牵头单位（1项）");
    assert_true(a && a < b && b < none); /* by the order of their cities */
    HAS(md, "| 9-001 | 编制锚地共享方案 | 乙一局 | 2024年9月底前 | 办理35%<br>正常 |\n");
    HAS(md, "| 共同牵头：甲港航 | 2024-06-20 | 交办<br>逾期 |\n");
    lx_str_done(&md);

    md = build(o, "ledger", 0, "light:red", false);
    HAS(md, "筛选条件：灯：红\n");
    HAS(md, "共1项：");
    lx_str_done(&md);

    md = build(o, "ledger", 0, "没有这样的事", false);
    HAS(md, "没有符合条件的事项。\n");
    LACKS(md, "|---");
    lx_str_done(&md);

    md = build(o, "ledger", o->city[0], NULL, false); /* a city with its bureaus */
    HAS(md, "title: 甲市事项台账\n");
    HAS(md, "## 甲市港航局（2项）");
    HAS(md, "## 乙市一局（1项）"); /* led together */
    LACKS(md, "未明确");
    lx_str_done(&md);
    assert_int_equal(lx_paper_build(&o->w, lx_paper_find("ledger"), 0, "light:purple", false, &md, &err), LX_USAGE);
    lx_str_done(&md);
}

static void a_number_finds_what_a_paper_is_of(void **state)
{
    struct office *o = *state;
    lx_id of;
    OK(lx_paper_find_no(&o->w, lx_paper_find("agenda"), "第9次", &of, &err));
    assert_int_equal(of, o->meeting);
    OK(lx_paper_find_no(&o->w, lx_paper_find("minutes"), "9-002", &of, &err)); /* the meeting of an item */
    assert_int_equal(of, o->meeting);
    OK(lx_paper_find_no(&o->w, lx_paper_find("ledger"), "甲港航", &of, &err));
    assert_int_equal(of, o->bureau[0]);
    OK(lx_paper_find_no(&o->w, lx_paper_find("ledger"), "9", &of, &err));
    assert_int_equal(of, o->meeting);
    OK(lx_paper_find_no(&o->w, lx_paper_find("ledger"), "港口 light:red", &of, &err));
    assert_int_equal(of, 0);
    for (int i = 0; i < 2; i++) { /* a name of two: which one is asked, nothing is printed of words */
        OK(lx_record_set(&o->w, LX_UNIT, o->bureau[i], (char *[]){ (char[]){ "brief=港航局" } }, 1, NULL, &err));
        OK(lx_refresh(&o->w, &err));
    }
    assert_int_equal(lx_paper_find_no(&o->w, lx_paper_find("ledger"), "港航局", &of, &err), LX_AMBIGUOUS);
    assert_string_equal(err.detail, "港航局: 港航局" LX_AND "港航局");
    assert_int_equal(of, 0);
    assert_int_equal(lx_paper_find_no(&o->w, lx_paper_find("agenda"), "", &of, &err), LX_USAGE);
    assert_int_equal(lx_paper_find_no(&o->w, lx_paper_find("agenda"), "77", &of, &err), LX_NOTFOUND);
    struct lx_str md = LX_STR_EMPTY;
    assert_int_equal(lx_paper_build(&o->w, lx_paper_find("agenda"), o->city[0], NULL, false, &md, &err), LX_NOTFOUND);
    assert_int_equal(lx_paper_build(&o->w, lx_paper_find("agenda"), 99, NULL, false, &md, &err), LX_NOTFOUND);
    lx_str_done(&md);
}

static void printing_is_on_record(void **state)
{
    struct office *o = *state;
    lx_id id = 0;
    OK(lx_printed(&o->w, &(struct lx_print_what){ .kind = "agenda", .of = o->meeting, .way = "hall-printer", .job = "hall-printer-7",
                                                 .copies = 3, .sides = SIDES_LONG, .pages = "1-2" }, &id, &err));
    struct lx_rows rows = { 0 };
    OK(lx_all(&o->w, LX_PRINTING, NULL, NULL, false, &rows, &err));
    assert_int_equal(rows.n, 1);
    const struct lx_printing *p = (struct lx_printing *)rows.at[0];
    assert_string_equal(p->kind, "agenda");
    assert_string_equal(p->way, "hall-printer");
    assert_string_equal(p->clerk, "test");
    assert_int_equal(p->hung, o->meeting);
    assert_int_equal(p->day.day, o->w.today);
    assert_int_equal(p->rec.id, id);
    assert_int_equal(p->copies, 3);
    assert_int_equal(p->sides, SIDES_LONG);
    assert_string_equal(p->pages, "1-2");
    lx_rows_done(&rows);

    /* undo takes back what was done before it, and never the printing itself */
    lx_rev printed = o->w.rev;
    struct lx_revs made = { 0 };
    OK(lx_undo_last(&o->w, 1, &made, &err));
    assert_int_equal(lx_undo_entry(&o->w, printed, &made, &err), LX_STATE);
    lx_revs_done(&made);
    struct lx_rows left = { 0 }, items = { 0 };
    OK(lx_all(&o->w, LX_PRINTING, NULL, NULL, false, &left, &err));
    OK(lx_all(&o->w, LX_ITEM, NULL, NULL, false, &items, &err));
    assert_int_equal(left.n, 1);
    assert_int_equal(items.n, 4); /* of five */
    lx_rows_done(&left);
    lx_rows_done(&items);
}

/* By the name of the paper, the record, the place, the clerk, in part; the log names fonts that stood in. */
static void prints_are_found_by_what_they_are(void **state)
{
    struct office *o = *state;
    static const struct {
        const char *words;
        size_t n;
    } cases[] = { { "议程", 1 }, { "Agenda", 1 }, { "hall", 1 }, { "文印", 1 }, { "9", 2 }, { "hall 议程", 1 }, { "纪要 hall", 0 }, { "没有", 0 } };
    OK(lx_printed(&o->w, &(struct lx_print_what){ .kind = "agenda", .of = o->meeting, .way = "hall-printer", .copies = 2, .fonts = "Song A, Song B" }, NULL, &err));
    OK(lx_printed(&o->w, &(struct lx_print_what){ .kind = "minutes", .of = o->meeting, .way = "文印室", .copies = 2 }, NULL, &err));
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        struct lx_query q = { 0 };
        struct lx_ids ids = { 0 };
        OK(lx_query_read(&o->w, &q, LX_PRINTING, cases[i].words, &err));
        OK(o->store->ids(o->store, &q, &ids, &err));
        if (ids.n != cases[i].n)
            print_error("%s\n", cases[i].words);
        assert_int_equal(ids.n, cases[i].n);
        lx_ids_done(&ids);
        lx_query_done(&q);
    }
    struct lx_log_query lq = { 0 };
    struct lx_log_rows rows = { 0 };
    size_t named = 0;
    OK(o->store->log(o->store, &lq, &rows, &err));
    for (size_t i = 0; i < rows.n; i++)
        named += strstr(rows.at[i].args, "fonts=Song A, Song B") != NULL;
    assert_int_equal(named, 1);
    lx_log_rows_done(&rows);
}

/* Only a numbered paper that was printed, and not cancelled, makes the next one a copy. */
static void second_prints_are_counted(void **state)
{
    struct office *o = *state;
    struct lx_print_what what = { .kind = "minutes", .of = o->meeting, .number = "〔2024〕9号", .way = "hall", .job = "hall-1", .copies = 1 };
    size_t n = 9;
    lx_id first = 0, second = 0;
    OK(lx_printed_before(&o->w, &what, &n, &err));
    assert_int_equal(n, 0);
    OK(lx_printed(&o->w, &what, &first, &err));
    OK(lx_printed_before(&o->w, &what, &n, &err));
    assert_int_equal(n, 1);
    what.job = NULL; /* saved as a file */
    what.copies = 0;
    OK(lx_printed(&o->w, &what, NULL, &err));
    what.job = "hall-2";
    what.copies = 1;
    OK(lx_printed(&o->w, &what, &second, &err));
    OK(lx_printed_before(&o->w, &what, &n, &err));
    assert_int_equal(n, 2);
    struct lx_print_what others[] = { what, what, what, what };
    others[0].kind = "agenda", others[1].number = "〔2024〕10号", others[2].query = "for:chair", others[3].english = true;
    for (size_t i = 0; i < 4; i++) {
        OK(lx_printed_before(&o->w, &others[i], &n, &err));
        assert_int_equal(n, 0);
    }
    what.number = "";
    OK(lx_printed_before(&o->w, &what, &n, &err));
    assert_int_equal(n, 0); /* a draft is none */
    what.number = "〔2024〕9号";
    OK(lx_print_ended(&o->w, second, PRINT_CANCELLED, &err));
    OK(lx_printed_before(&o->w, &what, &n, &err));
    assert_int_equal(n, 1);
    assert_int_equal(lx_print_ended(&o->w, second, PRINT_CANCELLED, &err), LX_STATE);
    lx_rev before = o->w.rev; /* what the printer says of the first is written down with the next print: one act, one entry */
    struct lx_print_end failed = { first, PRINT_FAILED };
    struct lx_print_ends ends = { &failed, 1, 1 };
    what.ends = &ends;
    OK(lx_printed_before(&o->w, &what, &n, &err));
    assert_int_equal(n, 0);
    OK(lx_printed(&o->w, &what, NULL, &err));
    assert_int_equal(o->w.rev, before + 1);
    struct lx_printing *p = NULL;
    OK(lx_get(&o->w, LX_PRINTING, first, &p, &err));
    assert_int_equal(p->outcome, PRINT_FAILED);
    lx_rec_free(p);
    what.ends = NULL;
    OK(lx_printed_before(&o->w, &what, &n, &err));
    assert_int_equal(n, 1);
    struct lx_revs made = { 0 };
    assert_int_equal(lx_undo_entry(&o->w, o->w.rev, &made, &err), LX_STATE); /* what was cancelled stays so */
    lx_revs_done(&made);
    assert_true(lx_print_marks(&o->w));
    o->w.office->copy_mark = COPY_PLAIN;
    assert_false(lx_print_marks(&o->w));
    struct lx_rows rows = { 0 };
    OK(lx_printings_of(&o->w, o->meeting, &rows, &err));
    assert_int_equal(rows.n, 4);
    assert_int_equal(rows.at[1]->id, second);
    assert_int_equal(rows.at[3]->id, first);
    lx_rows_done(&rows);
}

static void a_copy_says_so(void **state)
{
    (void)state;
    static const struct {
        const char *matter, *number;
    } papers[] = { { "profile: minutes\nnumber: （第26号）", "（第26号）" }, { "profile: minutes\nnumber: （第26号）\nversion: 草稿", NULL },
                   { "profile: document\nissuer: 甲市人民政府\nnumber: 甲政发〔2024〕3号\ncopy: 000012", "甲政发〔2024〕3号" },
                   { "profile: agenda\nnumber: （第二十六次）", NULL }, { "profile: letter\nissuer: 甲市\nnumber: 甲函〔2024〕1号", "甲函〔2024〕1号" },
                   { "profile: minutes", NULL } };
    for (size_t i = 0; i < sizeof papers / sizeof *papers; i++) {
        struct lx_str md = LX_STR_EMPTY, number = LX_STR_EMPTY, text = LX_STR_EMPTY;
        lx_str_addf(&md, "---\n%s\ntitle: 会议纪要\n---\n\n正文。\n", papers[i].matter);
        assert_int_equal(lx_paper_number(&md, &number), papers[i].number != NULL);
        assert_string_equal(lx_str_z(&number), papers[i].number ? papers[i].number : "");
        lx_paper_mark_copy(&md);
        struct lx_pages *p = lay(&md);
        lx_pages_text(&text, p, LX_WIDE);
        assert_non_null(strstr(text.s, "副本\n"));
        assert_int_equal(p->page_n, 1);
        lx_pages_free(p);
        lx_str_done(&md);
        lx_str_done(&number);
        lx_str_done(&text);
    }
    struct lx_str plain = LX_STR_EMPTY;
    lx_str_add(&plain, "没有信息头。\n");
    lx_paper_mark_copy(&plain);
    assert_string_equal(plain.s, "没有信息头。\n");
    lx_str_done(&plain);
}

/* What y shows: paragraphs unbroken, numbers of headings, cells parted by tabs, no frames. */
static void a_paper_is_words_alone(void **state)
{
    (void)state;
    static const char md[] = "---\nprofile: agenda\ntitle: 关于进一步推进港口集疏运一体化和航道锚地共享共用工作的若干措施的通知\n---\n\n"
                             "# 工作要求\n\n各市要建立按月通报制度，把责任落到单位、落到人，逐项明确时间节点和配套政策，并将进展情况按季报送办公室汇总。\n\n"
                             "| 序号 | 事项 |\n|-|-|\n| 1 | 锚地共享 |\n\n- [ ] 编制方案。<!-- 9-001 -->\n";
    struct lx_doc *d = NULL;
    struct lx_str out = LX_STR_EMPTY;
    OK(lx_markdown_read(&d, md, sizeof md - 1, &err));
    lx_plain_make(&out, d);
    assert_non_null(strstr(out.s, "关于进一步推进港口集疏运一体化和航道锚地共享共用工作的若干措施的通知\n"));
    assert_non_null(strstr(out.s, "一、工作要求\n"));
    assert_non_null(strstr(out.s, "逐项明确时间节点和配套政策，并将进展情况按季报送办公室汇总。\n"));
    assert_non_null(strstr(out.s, "序号\t事项\n1\t锚地共享\n"));
    assert_non_null(strstr(out.s, "编制方案。\n"));
    assert_null(strstr(out.s, "9-001"));
    assert_null(strstr(out.s, "\n\n\n"));
    lx_doc_free(d);
    lx_str_done(&out);
}

/* --- hostile words: reliability.md 4a, kinds 1 to 27, as far as a field of valid UTF-8 can hold them -------------------- */

static const char *const hostile[] = {
    "", "   ", "\u3000\u3000", "a\x01z", "\x1b]0;title\x07", "\x1b[2J", "\x1b]52;c;AAAA\x07", "\x1b]8;;http://x\x1b\\link\x1b]8;;\x1b\\",
    "\x1bPq unterminated", "\xC2\x9B" "31mred", "over\rwritten", "back\b\b\bspace", "two\nlines\n---\n# three", "tab\tvt\vff\f", "\u2028\u2029\xC2\x85",
    "del\x7f", "\u202Egnp.exe", "\u2066a\u2069b", "zero\u200Bwidth\uFEFF\u2060\u00AD", "tag\U000E0001\U000E0041", "vs\uFE0F\U000E0100",
    "𠮷𫟅\uE000", "é e\u0301", "１２３ＡＢＣ", "市发\u200B改委", "“引”—…①■é👨‍👩‍👧", "\xC0\xAF\xED\xA0\x80\xF4\x90\x80\x80", "cut\xE4\xB8",
    "| a | b |", "**bold** `code` [x](y) <b> &amp; \\ _e_ ~~s~~", "- [ ] 假事项<!-- 9-001 -->", "1. one", "# 标题", "> 引", "---", "<!-- page -->",
    "`````", "![[[[[[", "*****", "<br><br>", "。，、；：）》”", "key: value", "---\nkind: minutes\n---", "Supercalifragilisticexpialidocious-"
    "Supercalifragilisticexpialidocious-Supercalifragilisticexpialidocious",
};
enum { HOSTILE_N = sizeof hostile / sizeof *hostile };

static char *long_word(const char *part, size_t n)
{
    struct lx_str s = LX_STR_EMPTY;
    for (size_t i = 0; i < n; i++)
        lx_str_add(&s, part);
    return lx_str_take(&s);
}

static void check_text(const struct lx_str *md)
{
    assert_true(lx_text_is_clean(lx_str_z(md), md->len, LX_CLEAN_LINES));
    struct lx_pages *p = lay(md);
    struct lx_str out = LX_STR_EMPTY;
    lx_pages_text(&out, p, LX_WIDE);
    int line_n = 0;
    for (const char *s = lx_str_z(&out); *s; s++) {
        if (*s == '\f') {
            assert_int_equal(line_n, LX_PAGE_LINES + 1);
            line_n = 0;
            continue;
        }
        size_t len = strcspn(s, "\n");
        assert_in_range(lx_text_w_len(s, len, LX_WIDE), 0, LX_PAGE_W);
        assert_true(lx_text_is_clean(s, len, 0));
        line_n++;
        s += len;
    }
    assert_int_equal(line_n, LX_PAGE_LINES + 1); /* and the foot */
    for (size_t i = 0; i < p->page_n; i++)
        assert_in_range(p->page[i].line_n, 0, LX_PAGE_LINES);
    lx_str_done(&out);
    lx_pages_free(p);
}

static void check_papers(struct office *o)
{
    for (int en = 0; en < 2; en++) {
        struct lx_str md = build(o, "agenda", o->meeting, NULL, en);
        check_text(&md);
        lx_str_done(&md);
        md = build(o, "minutes", o->meeting, NULL, en);
        check_text(&md);
        lx_str_done(&md);
        md = build(o, "ledger", o->meeting, NULL, en);
        check_text(&md);
        lx_str_done(&md);
        md = build(o, "ledger", o->bureau[1], NULL, en);
        check_text(&md);
        lx_str_done(&md);
    }
}

/* One item is one row, whatever its title holds: rows and headings are counted in the tree. */
static void check_rows(struct office *o, size_t items_n)
{
    struct lx_str md = build(o, "ledger", 0, NULL, false);
    struct lx_doc *d = read(&md);
    size_t rows_n = 0, headings_n = 0, others_n = 0;
    for (size_t i = 0; i < d->block_n; i++) {
        rows_n += d->block[i].kind == LX_B_ROW && !d->block[i].head;
        headings_n += d->block[i].kind == LX_B_HEADING;
        others_n += d->block[i].kind == LX_B_LIST || d->block[i].kind == LX_B_QUOTE || d->block[i].kind == LX_B_PAGE ||
                    d->block[i].kind == LX_B_CODE || d->block[i].kind == LX_B_RULE || d->block[i].no;
    }
    assert_int_equal(rows_n, items_n);
    assert_int_equal(headings_n, 3);
    assert_int_equal(others_n, 0);
    lx_doc_free(d);
    lx_str_done(&md);
}

static void no_words_break_a_paper(void **state)
{
    struct office *o = *state;
    o->w.undoes = 1; /* nothing is checked then: an older program stored lines where there is one */
    char *many[] = { long_word("长", 10000), long_word("a", 10000), long_word("e\u0301\u0301\u0301\u0301", 400) };
    for (size_t i = 0; i < HOSTILE_N + 3; i++) {
        const char *s = i < HOSTILE_N ? hostile[i] : many[i - HOSTILE_N];
        const char *named = *s ? s : "x"; /* what must not be empty */
        struct lx_item *item = lx_rec_new(LX_ITEM);
        item->meeting = o->meeting;
        item->lead = o->bureau[i % 2];
        lx_set_text(&item->title, named);
        item->due = (struct lx_date){ .day = LX_NO_DAY, .words = lx_strdup(*s ? s : NULL) };
        OK(lx_item_add(&o->w, item, NULL, &err));
        lx_rec_free(item);
        paper_office_topic(o, (int)(i % lx_agenda_kind_n), named, (int64_t)i, i % 3 ? 0 : o->bureau[0], s);
        paper_office_meeting(o, "place", s);
        paper_office_meeting(o, "chair", s);
        paper_office_meeting(o, "theme", s);
        paper_office_meeting(o, "time", s);
        paper_office_meeting(o, "title", named);
        paper_office_meeting(o, "attend", s);
        if (*s && s[strspn(s, " \n\t")])
            paper_office_meeting(o, "minutes", s);
        if (i < HOSTILE_N || i == HOSTILE_N + 2)
            check_papers(o);
        check_rows(o, 5 + i + 1);
    }
    for (size_t i = 0; i < 3; i++)
        free(many[i]);
}

/* Papers of a meeting say what a unit was called when it was held; whatever is of today, today's name. */
static void papers_of_a_meeting_keep_the_names_of_then(void **state)
{
    struct office *o = *state;
    char *now = strdup(getenv("LIANXI_NOW"));
    char *const host[] = { (char[]){ "name=丙市" } }, *const bureau[] = { (char[]){ "name=甲市海事局" }, (char[]){ "brief=甲海事" } };
    setenv("LIANXI_NOW", "2025-01-10", 1);
    OK(lx_record_set(&o->w, LX_UNIT, o->city[1], host, 1, NULL, &err));
    OK(lx_record_set(&o->w, LX_UNIT, o->bureau[0], bureau, 2, NULL, &err));
    struct lx_str agenda = build(o, "agenda", o->meeting, "", false), of_meeting = build(o, "ledger", o->meeting, "", false),
                  of_unit = build(o, "ledger", o->bureau[0], "", false), all = build(o, "ledger", 0, "", false);
    HAS(agenda, "乙市");
    LACKS(agenda, "丙市");
    HAS(agenda, "甲市港航局");
    HAS(of_meeting, "甲市港航局");
    LACKS(of_meeting, "海事");
    HAS(of_unit, "甲市海事局");
    LACKS(of_unit, "港航");
    HAS(all, "甲市海事局"); /* one table: it is one unit */
    LACKS(all, "港航");
    lx_str_done(&agenda);
    lx_str_done(&of_meeting);
    lx_str_done(&of_unit);
    lx_str_done(&all);
    setenv("LIANXI_NOW", now, 1);
    free(now);
}

int main(void)
{
#define T(f) cmocka_unit_test_setup_teardown(f, paper_office_open, paper_office_close)
    const struct CMUnitTest tests[] = {
        T(papers_of_a_meeting_keep_the_names_of_then),
        T(papers_are_as_approved),       T(the_agenda_says_each_verb_once), T(minutes_open_once),
        T(issued_minutes_keep_their_day), T(the_ledger_counts_and_groups),   T(a_number_finds_what_a_paper_is_of),
        T(printing_is_on_record),
        T(prints_are_found_by_what_they_are),
        T(second_prints_are_counted),
        T(a_copy_says_so),
        T(a_paper_is_words_alone),        T(no_words_break_a_paper),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
