/* Papers of items: the unit's sheet, the table of projects, the ledger in groups. */
#include "core/paper/build.h"

#include "core/doc/markdown.h"
#include "core/mem.h"
#include "core/page/page.h"
#include "core/work/items.h"
#include "tests/lib/paper_office.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdlib.h>
#include <string.h>
#include <cmocka.h>

static struct lx_err err;
#define OK(call) assert_int_equal((call), LX_OK)

static char *build(struct office *o, const char *kind, lx_id of, const char *query, bool en)
{
    struct lx_str md = LX_STR_EMPTY;
    OK(lx_paper_build(&o->w, lx_paper_find(kind), of, query, en, &md, &err));
    return lx_str_take(&md);
}

/* Each of the words stands behind the one before it. */
static void in_order(const char *md, const char *const *words)
{
    const char *at = md;
    for (size_t i = 0; words[i]; i++) {
        const char *found = strstr(at, words[i]);
        if (!found)
            print_error("missing or out of order: %s in\n%s\n", words[i], md);
        assert_non_null(found);
        at = found + strlen(words[i]);
    }
}
#define IN_ORDER(md, ...) in_order((md), (const char *const[]){ __VA_ARGS__, NULL })

static void a_unit_gets_what_it_has_to_do(void **state)
{
    struct office *o = *state;
    char *md = build(o, "unit", o->bureau[0], NULL, false);
    IN_ORDER(md, "title: 甲市港航局任务清单\n", "subtitle: （截至2024年6月25日）\n", "在办事项：牵头2项，配合0项，其中逾期1项、临期0项；已办结0项。", "# 牵头事项（2项）",
             "| 序号 | 编号 | 事项 | 配合单位 | 时限 | 办理情况 |", "| 1 | 9-002 | 每年联合开展增殖放流 | 共同牵头：乙一局 |",
             "| 2 | 9-001 | 编制锚地共享方案 | 乙一局 | 2024年9月底前 | 办理35%<br>正常 |  |\n", "# 配合事项（0项）\n\n无。\n", "单位负责人（签字）：");
    assert_null(strstr(md, "暂缓的事项")); /* suspended */
    free(md);
    md = build(o, "unit", o->bureau[1], NULL, true);
    IN_ORDER(md, "title: Tasks of: First of B\n", "Open: leading 1, cooperating 1", "Leading (1)", "| 1 | 9-002 |", "Cooperating (1)",
             "| Lead |", "| 1 | 9-001 |", "| Ports of A |");
    assert_null(strstr(md, "9-004")); /* closed */
    free(md);
    struct lx_str none = LX_STR_EMPTY;
    assert_int_equal(lx_paper_build(&o->w, lx_paper_find("unit"), o->meeting, NULL, false, &none, &err), LX_NOTFOUND);
    lx_str_done(&none);
}

static lx_id add_project(struct office *o, const char *title, int stage, const char *due)
{
    struct lx_item *item = lx_rec_new(LX_ITEM);
    struct lx_duty one[] = { { o->bureau[0], PART_LEAD }, { o->bureau[1], PART_WITH } };
    struct lx_duties duties = { .at = one, .n = 2 };
    lx_set_text(&item->title, title);
    item->kind = ITEM_PROJECT;
    item->stage = stage;
    item->state = ITEM_WORKING;
    OK(lx_set_value(&o->w, item, lx_field_named(LX_ITEM, "due"), due, NULL, &err));
    OK(lx_set_value(&o->w, item, lx_field_named(LX_ITEM, "start"), "2023-03-01", NULL, &err));
    OK(lx_item_add(&o->w, item, &duties, &err));
    lx_id id = item->rec.id;
    lx_rec_free(item);
    return id;
}

static void projects_stand_by_stage_with_their_figures(void **state)
{
    struct office *o = *state;
    char *md = build(o, "projects", 0, NULL, false);
    IN_ORDER(md, "没有符合条件的项目。");
    free(md);
    lx_id bridge = add_project(o, "跨海大桥", STAGE_BUILDING, "2024-12-31");
    (void)add_project(o, "疏港铁路", STAGE_PREPARED, "2025年底前");
    md = build(o, "projects", 0, NULL, false);
    IN_ORDER(md, "共2个项目：前期1个，推进1个。", "# 前期（1项）", "| 1 |", "| 疏港铁路 | 前期 | 甲港航<br>（配合：乙一局） | 2023-03-01至2025年底前 | 办理", "# 推进（1项）", "| 2 |",
             "| 跨海大桥 | 推进 |");
    assert_null(strstr(md, "投资规模和指标"));
    assert_null(strstr(md, "锚地")); /* no project */
    free(md);
    struct lx_indicator *figure = lx_rec_new(LX_INDICATOR);
    struct lx_plan *plan = lx_rec_new(LX_PLAN);
    lx_set_text(&plan->title, "甲计划");
    OK(lx_add(&o->w, "plan import", plan, &err));
    figure->plan = plan->rec.id;
    figure->item = bridge;
    lx_set_text(&figure->name, "总投资");
    lx_set_text(&figure->value, "98");
    lx_set_text(&figure->measure, "亿元");
    figure->compare = CMP_ABOUT;
    OK(lx_add(&o->w, "plan import", figure, &err));
    struct lx_item *old = NULL;
    OK(lx_get(&o->w, LX_ITEM, bridge, &old, &err));
    struct lx_item *item = lx_rec_copy(old);
    item->plan = plan->rec.id;
    OK(lx_save(&o->w, "item set", old, item, NULL, &err));
    md = build(o, "projects", plan->rec.id, NULL, false);
    IN_ORDER(md, "title: 甲计划项目推进表\n", "共1个项目", "| 建设内容和规模 |", "| 跨海大桥 | 推进 | 总投资98亿元左右 |", "# 主要指标", "| 总投资 | 98亿元左右 |");
    free(md);
    md = build(o, "projects", plan->rec.id, NULL, true);
    IN_ORDER(md, "title: Projects: 甲计划\n", "1 project: 1 under construction", "总投资: 98亿元 about");
    free(md);
    lx_rec_free(old);
    lx_rec_free(item);
    lx_rec_free(figure);
    lx_rec_free(plan);
}

static void the_ledger_stands_in_groups(void **state)
{
    struct office *o = *state;
    char *md = build(o, "ledger", 0, "group:light", false);
    IN_ORDER(md, "共5项", "| 分组 | 总数 | 办理中 | 逾期 | 临期 | 办结 |", "| 逾期 | 1 | 1 | 1 | 0 | 0 |", "| 临期 | 1 | 1 | 0 | 1 | 0 |", "| 合计 | 5 | 3 | 1 | 1 | 1 |",
             "# 逾期（1项）", "| 责任单位 |", "| 9-002 | 每年联合开展增殖放流 | 乙一局、甲港航 |", "# 临期（1项）", "# 正常");
    assert_null(strstr(md, "筛选条件"));
    free(md);
    md = build(o, "ledger", 0, "group:lead state:open", false);
    IN_ORDER(md, "筛选条件：未办结\n", "| 甲市港航局 | 1 | 1 |", "| 合计 | 3 | 3 | 1 | 1 | 0 |", "# 乙市一局（1项）", "| 配合单位 |", "# 甲市港航局（1项）", "# 未明确牵头单位（1项）");
    free(md);
    md = build(o, "ledger", o->meeting, "group:state 9", false); /* of a record the rest of the query says nothing */
    IN_ORDER(md, "title: 两市市长联席会议第九次会议事项台账\n", "合计 | 5 |");
    free(md);
    struct lx_str out = LX_STR_EMPTY;
    assert_int_equal(lx_paper_build(&o->w, lx_paper_find("ledger"), 0, "group:nonsense", false, &out, &err), LX_USAGE);
    lx_str_done(&out);
}

/* Each page of a long table has its head. */
static void forty_units_come_out_whole(void **state)
{
    struct office *o = *state;
    for (int i = 0; i < 120; i++)
        (void)add_project(o, "一个名称相当长的项目，占用不止一行，须在格内折行", 1 + i % 5, "2024-12-31");
    static const char *const papers[][2] = { { "projects", "" }, { "ledger", "group:stage" }, { "unit", "" } };
    for (size_t i = 0; i < 3; i++) {
        char *md = build(o, papers[i][0], i == 2 ? o->bureau[0] : 0, papers[i][1], false);
        struct lx_doc *d = NULL;
        struct lx_str text = LX_STR_EMPTY;
        OK(lx_markdown_read(&d, md, strlen(md), &err));
        struct lx_pages *p = lx_pages_make(d);
        lx_pages_text(&text, p, LX_WIDE);
        assert_true(p->page_n > 10);
        size_t page = 0;
        for (const char *s = text.s; *s; page++) { /* a page ends with a form feed */
            size_t len = strcspn(s, "\f");
            char *one = lx_strndup(s, len);
            bool heads = strstr(one, "办理情况") != NULL;
            if (!heads)
                print_error("%s: page %zu has no head:\n%s\n", papers[i][0], page + 1, one);
            assert_true(heads || page + 1 == p->page_n);
            free(one);
            s += len + (s[len] == '\f');
        }
        lx_pages_free(p);
        lx_doc_free(d);
        lx_str_done(&text);
        free(md);
    }
}

int main(void)
{
#define T(f) cmocka_unit_test_setup_teardown(f, paper_office_open, paper_office_close)
    const struct CMUnitTest tests[] = {
        T(a_unit_gets_what_it_has_to_do), T(projects_stand_by_stage_with_their_figures), T(the_ledger_stands_in_groups), T(forty_units_come_out_whole),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
