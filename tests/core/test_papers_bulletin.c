/* The bulletin: what it tells of a period and of a meeting, its numbers, what went out stays as it was. */
#include "core/paper/bulletin.h"

#include "core/doc/markdown.h"
#include "core/mem.h"
#include "core/meeting/meetings.h"
#include "core/page/page.h"
#include "core/paper/build.h"
#include "core/work/items.h"
#include "core/work/office.h"
#include "core/work/undo.h"
#include "tests/lib/paper_office.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdlib.h>
#include <string.h>
#include <cmocka.h>

static struct lx_err err;
#define OK(call) assert_int_equal(said((call)), LX_OK)
#define HAS(md, s) has(lx_str_z(&(md)), (s), true)
#define LACKS(md, s) has(lx_str_z(&(md)), (s), false)

static int said(enum lx_rc rc)
{
    if (rc)
        print_error("%s [%s]\n", err.msgid ? err.msgid : "?", err.detail);
    return rc;
}

static void has(const char *md, const char *s, bool wanted)
{
    if ((strstr(md, s) != NULL) != wanted)
        print_error("%s: %s in\n%s\n", wanted ? "missing" : "not wanted", s, md);
    assert_int_equal(strstr(md, s) != NULL, wanted);
}

static struct lx_str build(struct office *o, const char *no, bool en)
{
    struct lx_str md = LX_STR_EMPTY;
    const struct lx_paper *p = lx_paper_find("bulletin");
    lx_id of;
    OK(lx_paper_find_no(&o->w, p, no, &of, &err));
    OK(lx_paper_build(&o->w, p, of, of ? NULL : no, en, &md, &err));
    return md;
}

static lx_id item_no(struct office *o, const char *no)
{
    struct lx_rows rows = { 0 };
    OK(lx_all(&o->w, LX_ITEM, lx_cond_cmp(LX_ITEM, "no", LX_OP_EQ, no), NULL, false, &rows, &err));
    assert_int_equal(rows.n, 1);
    lx_id id = rows.at[0]->id;
    lx_rows_done(&rows);
    return id;
}

static void report(struct office *o, const char *no, const char *words, int64_t progress)
{
    OK(lx_item_report(&o->w, item_no(o, no), words, progress, &err));
}

static void it_tells_of_the_period(void **state)
{
    struct office *o = *state;
    report(o, "9-001", "方案初稿已送两市征求意见。", 40);
    struct lx_str md = build(o, "", false);
    HAS(md, "mark: 简报\n");
    HAS(md, "number: 第　　期\n"); /* a draft has none */
    HAS(md, "version: 草稿\n");
    HAS(md, "issuer: 两市市长联席会议办公室编\n");
    HAS(md, "subtitle: （2024年1月1日至2024年6月25日）\n");
    HAS(md, "## 总体情况\n\n截至2024年6月25日，在册事项共");
    HAS(md, "反馈进展1项");
    HAS(md, "## 各市工作动态\n");
    HAS(md, "方案初稿已送两市征求意见（进度40%）。\n");
    HAS(md, "## 逾期事项\n");
    HAS(md, "report: 联席会议召集人");
    struct lx_doc *d = NULL;
    OK(lx_markdown_read(&d, lx_str_z(&md), md.len, &err));
    struct lx_pages *p = lx_pages_make(d);
    struct lx_str text = LX_STR_EMPTY;
    lx_pages_text(&text, p, LX_WIDE);
    HAS(text, "报：联席会议召集人，各成员市市长、分管副市长。\n");
    HAS(text, "送：各成员市人民政府办公室。\n");
    HAS(text, "发：各成员单位，各专题组，各联络员。\n");
    HAS(text, "（共印　　份）");
    lx_pages_free(p);
    lx_doc_free(d);
    lx_str_done(&text);
    lx_str_done(&md);
    md = build(o, "", true);
    HAS(md, "mark: Bulletin\n");
    HAS(md, "As of 25 June 2024: ");
    lx_str_done(&md);
    md = build(o, "2023年", false); /* nothing was reported then */
    LACKS(md, "各市工作动态");
    HAS(md, "subtitle: （2023年1月1日至2023年12月31日）\n");
    lx_str_done(&md);
    assert_int_equal(lx_paper_build(&o->w, lx_paper_find("bulletin"), 0, "胡说", false, &md, &err), LX_USAGE);
    lx_str_done(&md);
}

static void of_a_meeting_it_tells_what_was_settled(void **state)
{
    struct office *o = *state;
    struct lx_str md = build(o, "9", false);
    HAS(md, "title: 两市市长联席会议第九次会议召开\n");
    HAS(md, "在乙市会议中心召开");
    LACKS(md, "纪要如下");
    HAS(md, "## 会议交办事项\n");
    HAS(md, "| 9-001 |");
    lx_str_done(&md);
}

static void numbers_are_never_given_twice(void **state)
{
    struct office *o = *state;
    lx_id first, second, third;
    int64_t no;
    struct lx_revs undone = { 0 };
    char *name[] = { (char[]){ "name=两市市长联席会议办公室" } };
    OK(lx_office_set(&o->w, name, 1, NULL, &err));
    report(o, "9-001", "第一次反馈。", 10);
    OK(lx_bulletin_issue(&o->w, 0, NULL, 0, &first, &no, &err));
    assert_int_equal(no, 1);
    struct lx_str md = build(o, "第1期", false), again;
    HAS(md, "number: 第1期\n");
    LACKS(md, "version:");
    report(o, "9-001", "第二次反馈。", 60);
    again = build(o, "2024-1", false); /* as it went out */
    assert_string_equal(md.s, again.s);
    lx_str_done(&again);
    again = build(o, "", false); /* the draft goes on from there */
    HAS(again, "number: 第　　期\n");
    HAS(again, "（2024年6月25日至2024年6月25日）");
    lx_str_done(&again);
    lx_str_done(&md);
    OK(lx_bulletin_issue(&o->w, o->meeting, NULL, 0, &second, &no, &err));
    assert_int_equal(no, 2);
    OK(lx_undo_last(&o->w, 1, &undone, &err));
    lx_revs_done(&undone);
    lx_id gone;
    assert_int_equal(lx_bulletin_find(&o->w, "第2期", &gone, &err), LX_NOTFOUND);
    OK(lx_bulletin_issue(&o->w, o->meeting, NULL, 0, &third, &no, &err));
    assert_int_equal(no, 3); /* taken back, not given again */
    assert_int_equal(lx_bulletin_issue(&o->w, 0, "", 3, &gone, &no, &err), LX_EXISTS);
    OK(lx_bulletin_issue(&o->w, 0, "2024年6月", 8, &gone, &no, &err)); /* numbered by hand */
    OK(lx_bulletin_issue(&o->w, 0, "2024年6月", 0, &gone, &no, &err));
    assert_int_equal(no, 9);
    struct lx_rows rows = { 0 };
    OK(lx_bulletins(&o->w, &rows, &err));
    assert_int_equal(rows.n, 4);
    assert_int_equal(((struct lx_edition *)(void *)rows.at[0])->number, 9);
    lx_rows_done(&rows);
}

int main(void)
{
#define T(f) cmocka_unit_test_setup_teardown(f, paper_office_open, paper_office_close)
    const struct CMUnitTest tests[] = { T(it_tells_of_the_period), T(of_a_meeting_it_tells_what_was_settled), T(numbers_are_never_given_twice) };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
