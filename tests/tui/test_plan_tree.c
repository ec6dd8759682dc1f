/* A plan as a tree on the screen: totals of its sections, sections moved by keys, items put into sections; / in such lists. */
#include "core/plan/plan.h"
#include "core/work/items.h"
#include "core/work/plans.h"
#include "core/work/plantree.h"
#include "tests/lib/smalloffice.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <cmocka.h>

static const char document[] = "浙东一体化发展行动计划\n\n"
                               "一、总体要求\n坚持共建共享，推动一体化发展。\n"
                               "二、重点任务\n"
                               "（一）科技创新\n"
                               "1.共享大型科学仪器。建设共享平台。（牵头单位：宁波市发展和改革委员会；完成时限：2024年12月底前）\n"
                               "2.培训技术经纪人。全年培训五百人次。（牵头单位：宁波市发展和改革委员会；完成时限：2024年5月底前）\n"
                               "（二）交通互联\n"
                               "1.打通断头路。完成初步设计。（牵头单位：宁波市交通运输局；完成时限：2024年12月底前）\n"
                               "三、保障措施\n各方要高度重视。\n";

static struct smalloffice *start(const char *keys, int h, int w, const char *lang)
{
    struct smalloffice *o = smalloffice_new(h, w, lang, false);
    struct lx_plan_doc doc;
    struct lx_plan_result r = { 0 };
    struct lx_err err = { 0 };
    lx_plan_read(&doc, document, strlen(document), NULL, 0);
    smalloffice_must(lx_plan_import(&o->work, "plan.txt", document, &doc, &r, &err), &err);
    lx_plan_result_done(&r);
    lx_plan_done(&doc);
    inscreen_keys(o->t, "4 <Enter>");
    inscreen_keys(o->t, keys);
    return o;
}

static struct view *view(struct smalloffice *o) { return app_view(inscreen_app(o->t)); }

/* The row of the list that shows s; -1 none. */
static int row_of(struct smalloffice *o, const char *s)
{
    for (int y = view(o)->list_rect.y; y < view(o)->list_rect.y + view(o)->list_rect.h; y++) {
        char *row = inscreen_row(o->t, y);
        bool found = strstr(row, s) != NULL;
        free(row);
        if (found)
            return y;
    }
    return -1;
}

static bool row_has(struct smalloffice *o, const char *row, const char *s)
{
    int y = row_of(o, row);
    char *text = y < 0 ? NULL : inscreen_row(o->t, y);
    bool has = text && strstr(text, s);
    free(text);
    return has;
}

static void sections_show_their_totals(void **state)
{
    (void)state;
    struct smalloffice *o = start("", 24, 80, "zh");
    assert_true(row_has(o, "二 重点任务", "事项   3"));
    assert_true(row_has(o, "二 重点任务", "未办结   3"));
    assert_true(row_has(o, "二 重点任务", "逾期   1"));
    assert_true(row_has(o, "（一） 科技创新", "事项   2"));
    assert_true(row_has(o, "（一） 科技创新", "逾期   1"));
    assert_false(row_has(o, "（二） 交通互联", "逾期"));
    assert_false(row_has(o, "一 总体要求", "事项"));
    inscreen_keys(o->t, "/ 培训 <Enter>");
    lx_id id = list_at_bar(&view(o)->list);
    struct lx_err err = { 0 };
    smalloffice_must(lx_item_step(&o->work, id, "close", "", &err), &err);
    inscreen_pump(o->t);
    assert_true(row_has(o, "二 重点任务", "办结   1"));
    assert_true(row_has(o, "二 重点任务", "未办结   2"));
    assert_false(row_has(o, "二 重点任务", "逾期"));
    smalloffice_done(&o);
}

static void sections_move_with_what_is_below(void **state)
{
    (void)state;
    struct smalloffice *o = start("/ 科技 <Enter>", 24, 80, "zh");
    lx_id science = list_at_bar(&view(o)->list);
    inscreen_keys(o->t, "J");
    assert_true(row_of(o, "交通互联") < row_of(o, "科技创新"));
    assert_true(row_of(o, "科技创新") < row_of(o, "培训技术经纪人"));
    assert_true(list_at_bar(&view(o)->list) == science); /* the bar goes along */
    inscreen_keys(o->t, "<"); /* beside its former parent, before the next one there */
    assert_true(row_has(o, "二 重点任务", "事项   1"));
    assert_true(row_of(o, "培训技术经纪人") < row_of(o, "保障措施"));
    inscreen_keys(o->t, "J >");
    assert_true(row_has(o, "三 保障措施", "事项   3"));
    inscreen_keys(o->t, "u u u u");
    assert_true(row_of(o, "科技创新") < row_of(o, "交通互联"));
    assert_true(row_has(o, "二 重点任务", "事项   3"));
    inscreen_keys(o->t, "K");
    assert_true(inscreen_has(o->t, "前面没有同级章节"));
    inscreen_keys(o->t, "j J");
    assert_true(inscreen_has(o->t, "移动章节")); /* an item: said how it is moved */
    smalloffice_done(&o);
}

static void an_item_goes_into_another_section_by_its_form(void **state)
{
    (void)state;
    struct smalloffice *o = start("/ 打通 <Enter> e", 24, 80, "zh");
    assert_string_equal(view(o)->ops->name, "form");
    for (int i = 0; i < 7; i++)
        inscreen_keys(o->t, "<Tab>");
    inscreen_keys(o->t, "三 ^S");
    assert_string_equal(view(o)->ops->name, "plan");
    assert_true(row_has(o, "三 保障措施", "事项   2"));
    smalloffice_done(&o);
}

static void a_section_says_where_it_came_from(void **state)
{
    (void)state;
    struct smalloffice *o = start("/ 科技 <Enter>", 45, 160, "zh");
    assert_true(inscreen_has(o->t, "plan.txt:6"));
    assert_true(inscreen_has(o->t, "（一）科技创新"));
    assert_true(inscreen_has(o->t, "二 重点任务"));
    assert_false(inscreen_has(o->t, "次序"));
    smalloffice_done(&o);
}

/* Lists that are no query are searched; / is offered and does something in each of them. */
static void slash_looks_in_lists_of_own_rows(void **state)
{
    (void)state;
    static const struct {
        const char *keys, *words;
    } cases[] = { { "1", "培训" }, { "g s", "市长" }, { "g h", "计划" }, { "3 <Enter>", "大桥" }, { "4 <Enter>", "保障" } };
    static const char *const langs[] = { "zh", "en" };
    for (size_t k = 0; k < 2; k++)
        for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
            struct smalloffice *o = start("", 45, 160, langs[k]);
            inscreen_keys(o->t, cases[i].keys);
            assert_true(inscreen_has(o->t, k == 0 ? "/查找" : "/ look for"));
            inscreen_keys(o->t, "G /");
            inscreen_keys(o->t, cases[i].words);
            inscreen_keys(o->t, "<Enter>");
            size_t bar = view(o)->list.bar;
            char *row = inscreen_row(o->t, view(o)->list_rect.y + 1 + (int)(bar - view(o)->list.top));
            if (!strstr(row, cases[i].words))
                fail_msg("%s: %s", cases[i].keys, row);
            free(row);
            inscreen_keys(o->t, "/ 没有的 <Enter>");
            assert_true(inscreen_has(o->t, k == 0 ? "没有找到" : "Not found"));
            assert_int_equal(view(o)->list.bar, bar);
            smalloffice_done(&o);
        }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(sections_show_their_totals),
        cmocka_unit_test(sections_move_with_what_is_below),
        cmocka_unit_test(an_item_goes_into_another_section_by_its_form),
        cmocka_unit_test(a_section_says_where_it_came_from),
        cmocka_unit_test(slash_looks_in_lists_of_own_rows),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
