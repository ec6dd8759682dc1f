/* Action lines of minutes: found, replaced, numbered, and nothing else touched. */
#include "core/doc/minutes.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <cmocka.h>

static const char minutes[] =
    "---\ntitle: 第八次会议纪要\nnote: - [ ] 不是事项\n---\n"
    "# 一体化\n\n"
    "- [ ] 推进跨海桥梁前期工作。（牵头单位：甲市交通局；配合单位：乙市交通局；完成时限：2024年12月底前）<!-- 26-003 -->\n"
    "- [x] 建成共享平台（二期）。\n"
    "* 说明一句，不是事项\n"
    "```\n- [ ] 代码里的不算\n```\n"
    "1. [ ] 修订办法（牵头：**甲市**财政局（国资办））。\n"
    "   续行说明\n"
    "   再续。\n"
    "\n"
    "  - [X] 分两行写的\n    事项。（甲市牵头，乙市配合）  <!-- L3-002 --> \n"
    "- []不算\n- [ ]也不算\n";

static struct lx_action_lines find(const char *md)
{
    struct lx_action_lines a;
    lx_actions_find(&a, md, strlen(md));
    return a;
}

static void finds_task_lines_only(void **state)
{
    (void)state;
    struct lx_action_lines a = find(minutes);
    assert_int_equal(a.n, 4);
    assert_string_equal(a.at[0].text, "推进跨海桥梁前期工作。");
    assert_string_equal(a.at[0].bracket, "牵头单位：甲市交通局；配合单位：乙市交通局；完成时限：2024年12月底前");
    assert_string_equal(a.at[0].no, "26-003");
    assert_int_equal(a.at[0].line_from, 7);
    assert_int_equal(a.at[0].line_to, 7);
    assert_false(a.at[0].checked);
    assert_string_equal(a.at[1].text, "建成共享平台（二期）。");
    assert_null(a.at[1].bracket);
    assert_null(a.at[1].no);
    assert_true(a.at[1].checked);
    lx_actions_done(&a);
}

static void joins_lines_and_keeps_inner_brackets(void **state)
{
    (void)state;
    struct lx_action_lines a = find(minutes);
    assert_string_equal(a.at[2].text, "修订办法（牵头：甲市财政局（国资办））。续行说明再续。");
    assert_null(a.at[2].bracket); /* words follow it */
    assert_int_equal(a.at[2].line_from, 13);
    assert_int_equal(a.at[2].line_to, 15);
    assert_string_equal(a.at[3].text, "分两行写的事项。");
    assert_string_equal(a.at[3].bracket, "甲市牵头，乙市配合");
    assert_string_equal(a.at[3].no, "L3-002");
    assert_int_equal(a.at[3].line_to, 18);
    lx_actions_done(&a);
    a = find("- [ ] 修订办法（牵头：**甲市**财政局（国资办））。");
    assert_string_equal(a.at[0].bracket, "牵头：甲市财政局（国资办）");
    assert_string_equal(a.at[0].text, "修订办法。");
    lx_actions_done(&a);
}

static void byte_ranges_are_those_of_the_source(void **state)
{
    (void)state;
    struct lx_action_lines a = find(minutes);
    const struct lx_action_line *l = &a.at[0];
    assert_memory_equal(minutes + l->from, "- [ ] ", 6);
    assert_int_equal(minutes[l->to], '\n');
    assert_memory_equal(minutes + l->text_from, "推进", 6);
    assert_memory_equal(minutes + l->bracket_from, "（牵头单位", 15);
    assert_memory_equal(minutes + l->bracket_to - 6, "前）", 6);
    assert_int_equal(l->bracket_to, l->text_to);
    assert_memory_equal(minutes + l->comment_from, "<!-- 26-003 -->", l->comment_to - l->comment_from);
    lx_actions_done(&a);
}

/* Whatever changes a line leaves all other bytes alone. */
static void same_but_for_lines(const char *after, const struct lx_action_line *l)
{
    size_t tail = strlen(minutes) - l->to;
    assert_memory_equal(after, minutes, l->from);
    assert_string_equal(after + strlen(after) - tail, minutes + l->to);
}

static void replaces_one_line(void **state)
{
    (void)state;
    struct lx_action_lines a = find(minutes);
    const char *lead[] = { "丙市财政局", "丁市财政局" }, *coop[] = { "甲市审计局" };
    struct lx_action_new with = { .title = "分一行写的事项", .lead = lead, .lead_n = 2, .coop = coop, .coop_n = 1,
                                  .due = "年底前", .no = "L3-002", .checked = true };
    struct lx_str out = LX_STR_EMPTY;
    lx_action_replace(&out, minutes, strlen(minutes), &a.at[3], &with);
    same_but_for_lines(out.s, &a.at[3]);
    const char *line = "  - [X] 分一行写的事项。（牵头单位：丙市财政局、丁市财政局；配合单位：甲市审计局；完成时限：年底前）"
                       "<!-- L3-002 -->\n";
    assert_memory_equal(out.s + a.at[3].from, line, strlen(line));
    struct lx_action_lines again = find(out.s);
    assert_int_equal(again.n, 4);
    assert_string_equal(again.at[3].text, "分一行写的事项。");
    lx_actions_done(&again);
    lx_actions_done(&a);
    lx_str_done(&out);
}

static void numbers_a_line(void **state)
{
    (void)state;
    struct lx_action_lines a = find(minutes);
    struct lx_str out = LX_STR_EMPTY;
    lx_action_number(&out, minutes, strlen(minutes), &a.at[1], "26-004");
    same_but_for_lines(out.s, &a.at[1]);
    assert_non_null(strstr(out.s, "- [x] 建成共享平台（二期）。<!-- 26-004 -->\n"));
    lx_str_clear(&out);
    lx_action_number(&out, minutes, strlen(minutes), &a.at[0], "26-009");
    assert_non_null(strstr(out.s, "底前）<!-- 26-009 -->\n- [x]"));
    lx_str_clear(&out);
    lx_action_check(&out, minutes, strlen(minutes), &a.at[0], true);
    same_but_for_lines(out.s, &a.at[0]);
    assert_non_null(strstr(out.s, "- [x] 推进"));
    lx_actions_done(&a);
    lx_str_done(&out);
}

static void formats_what_it_can_read_again(void **state)
{
    (void)state;
    const char *lead[] = { "甲市交通局" };
    struct lx_action_new zh = { .title = "研究*重点*[事项]_一_<二>。", .lead = lead, .lead_n = 1, .no = "26-010" };
    struct lx_str out = LX_STR_EMPTY;
    lx_action_format(&out, &zh);
    struct lx_action_lines a = find(out.s);
    assert_int_equal(a.n, 1);
    assert_string_equal(a.at[0].text, "研究*重点*[事项]_一_<二>。");
    assert_string_equal(a.at[0].bracket, "牵头单位：甲市交通局");
    lx_actions_done(&a);
    lx_str_clear(&out);
    struct lx_action_new en = { .title = "Repair the pier", .lead = lead, .lead_n = 1, .due = "31 May 2024", .en = true };
    lx_action_format(&out, &en);
    assert_string_equal(out.s, "- [ ] Repair the pier. (lead: 甲市交通局; due: 31 May 2024)");
    a = find(out.s);
    assert_string_equal(a.at[0].text, "Repair the pier.");
    lx_actions_done(&a);
    lx_str_clear(&out);
    struct lx_action_new bare = { .title = "只有一句" };
    lx_action_format(&out, &bare);
    assert_string_equal(out.s, "- [ ] 只有一句。");
    lx_str_done(&out);
}

static void several_numbers_are_counted(void **state)
{
    (void)state;
    struct lx_action_lines a = find("- [ ] 一句。<!-- 26-001 --><!-- 26-002 -->\n- [ ] 二<!-- 备注 -->句。\n");
    assert_int_equal(a.at[0].no_n, 2);
    assert_string_equal(a.at[0].no, "26-001");
    assert_string_equal(a.at[0].text, "一句。");
    assert_int_equal(a.at[1].no_n, 0);
    assert_string_equal(a.at[1].text, "二句。");
    lx_actions_done(&a);
    a = find("");
    assert_int_equal(a.n, 0);
    lx_actions_done(&a);
}

/* What only looks like a number comment is text, and a number is never hung where it would be. */
static void an_escaped_comment_is_no_number(void **state)
{
    (void)state;
    struct lx_str s = LX_STR_EMPTY;
    struct lx_action_new as = { .title = "按 <!-- 26-001 --> 办理", .no = "26-005" };
    lx_action_format(&s, &as);
    struct lx_action_lines a = find(s.s);
    assert_int_equal(a.n, 1);
    assert_int_equal(a.at[0].no_n, 1);
    assert_string_equal(a.at[0].no, "26-005");
    lx_actions_done(&a);
    const char *names[] = { "甲\n- [ ] 乙 <!-- 26-002 -->" }; /* of a unit: no second line, no second number */
    as.lead = names;
    as.lead_n = 1;
    lx_str_clear(&s);
    lx_action_format(&s, &as);
    a = find(s.s);
    assert_int_equal(a.n, 1);
    assert_int_equal(a.at[0].no_n, 1);
    lx_actions_done(&a);
    static const char *const ends[] = { "- [ ] 甲\\", "- [ ] 甲\\\\", "- [ ] 甲", "- [ ] 甲 <!-- 乙\n  丙" /* it goes before it */, "- [ ] 甲 <!--" };
    for (size_t i = 0; i < sizeof ends / sizeof *ends; i++) {
        struct lx_action_lines before = find(ends[i]), after;
        lx_str_clear(&s);
        lx_action_number(&s, ends[i], strlen(ends[i]), &before.at[0], "26-006");
        after = find(s.s);
        assert_string_equal(after.at[0].no, "26-006");
        lx_actions_done(&before);
        lx_actions_done(&after);
    }
    lx_str_done(&s);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(finds_task_lines_only),       cmocka_unit_test(joins_lines_and_keeps_inner_brackets),
        cmocka_unit_test(byte_ranges_are_those_of_the_source), cmocka_unit_test(replaces_one_line),
        cmocka_unit_test(numbers_a_line),              cmocka_unit_test(formats_what_it_can_read_again),
        cmocka_unit_test(several_numbers_are_counted), cmocka_unit_test(an_escaped_comment_is_no_number),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
