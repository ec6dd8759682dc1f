/* The document tree as lines of a terminal: widths, marks, tables, and that only what is looked at is made. */
#include "core/doc/markdown.h"
#include "core/doc/view.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>
#include <cmocka.h>

static const struct lx_doc_marks boxes = { .bullet = "• ", .open = "□ ", .done = "■ ", .quote = "│ ", .column = " │ ",
                                           .rule = "─", .cross = "─┼─" };

static const char report[] =
    "# 第八次会议\n\n会议听取了**一体化**进展，`编号`见[附件](#一)。会议强调，“一盘棋”要走活；各市要抓紧。\n\n"
    "- 甲事项，说明文字比较长，要折行才放得下。\n- [ ] 推进前期工作。<!-- 26-003 -->\n- [x] 已办\n  - 子项\n\n"
    "> 引用一句\n>\n> 1. 引用里的表\n> 2. 第二\n\n"
    "| 序号 | 项目名称 | 责任单位 |\n|:-:|---|--:|\n| 1 | 跨海桥梁前期工作和接线工程 | 甲市交通局牵头，乙市交通局配合 |\n| 2 | 港口 | 丙 |\n\n"
    "```\n代码  一行\n\n三行\n```\n\n---\n";

static struct lx_doc *read_doc(const char *md)
{
    struct lx_doc *d;
    struct lx_err err;
    assert_int_equal(lx_markdown_read(&d, md, strlen(md), &err), LX_OK);
    return d;
}

static void print(struct lx_str *out, struct lx_docview *v, bool roles)
{
    static const char codes[] = ".123*/`>_-#=";
    struct lx_doc_line l;
    for (size_t i = 0; lx_docview_line(v, i, &l); i++) {
        for (size_t k = 0; k < l.piece_n; k++)
            lx_str_addn(out, l.piece[k].s, l.piece[k].len);
        lx_str_addc(out, '\n');
        if (!roles)
            continue;
        for (size_t k = 0; k < l.piece_n; k++)
            lx_str_fill(out, codes[l.piece[k].tag], (size_t)l.piece[k].w);
        lx_str_addc(out, '\n');
    }
}

static void looks_like(const char *md, int w, const char *expected)
{
    struct lx_doc *d = read_doc(md);
    struct lx_docview *v = lx_docview_new(d, w, LX_NARROW, NULL);
    struct lx_str out = LX_STR_EMPTY;
    print(&out, v, false);
    assert_string_equal(lx_str_z(&out), expected);
    lx_str_done(&out);
    lx_docview_free(v);
    lx_doc_free(d);
}

static void draws_blocks(void **state)
{
    (void)state;
    looks_like("# 甲\n乙\n\n- 丙\n- [ ] 丁<!-- 26-001 -->\n- [x] 戊\n\n9. 己\n10. 庚\n    - 辛\n", 20,
               "甲\n\n乙\n\n- 丙\n[ ] 丁\n[x] 戊\n\n9. 己\n10. 庚\n    - 辛\n");
    looks_like("> 甲\n>\n> 乙丙丁戊己庚\n", 10, "| 甲\n| \n| 乙丙丁戊\n| 己庚\n");
    looks_like("- 甲\n\n- 乙\n\n  丙\n", 10, "- 甲\n\n- 乙\n\n  丙\n");
    looks_like("```\n甲乙丙丁戊己\n\n庚\n```\n---\n", 6, "甲乙丙\n丁戊己\n\n庚\n\n------\n");
    looks_like("甲\\\n乙\n", 6, "甲\n乙\n");
    looks_like("", 6, "");
    looks_like("- \n- 甲\n", 6, "- \n- 甲\n");
}

static void draws_tables(void **state)
{
    (void)state;
    looks_like("| 序 | 项目 |\n|:-:|--:|\n| 1 | 甲 |\n| 12 | 乙丙丁 |\n", 20,
               "序 |   项目\n---+-------\n1  |     甲\n12 | 乙丙丁\n");
    looks_like("| 序 | 项目 |\n|-|-|\n| 1 | 甲乙丙丁戊己 |\n| 2 | 庚 |\n", 11,
               "序 | 项目\n---+-------\n1  | 甲乙丙\n   | 丁戊己\n---+-------\n2  | 庚\n");
    looks_like("| 序 | 项目 |\n|-|-|\n| 1 | 甲乙丙丁 |\n", 7, "序: 1\n项目:\n甲乙丙\n丁\n-------\n");
}

static void no_line_is_too_wide(void **state)
{
    (void)state;
    struct lx_doc *d = read_doc(report);
    struct lx_doc_line l;
    for (int w = 2; w <= 100; w++)
        for (int amb = LX_NARROW; amb <= LX_WIDE; amb++)
            for (int marks = 0; marks < 2; marks++) {
                struct lx_docview *v = lx_docview_new(d, w, (enum lx_amb)amb, marks ? &boxes : NULL);
                for (size_t i = 0; lx_docview_line(v, i, &l); i++) {
                    int sum_w = 0;
                    for (size_t k = 0; k < l.piece_n; k++) {
                        assert_int_equal(l.piece[k].w, lx_text_w_len(l.piece[k].s, l.piece[k].len, (enum lx_amb)amb));
                        sum_w += l.piece[k].w;
                    }
                    assert_in_range(sum_w, 0, w);
                    assert_true(l.block == LX_NO_BLOCK || l.block < d->block_n);
                }
                lx_docview_free(v);
            }
    lx_doc_free(d);
}

static void roles_follow_the_markup(void **state)
{
    (void)state;
    struct lx_doc *d = read_doc("# 一\n\n甲**乙**`c`*丁*[戊](x)\n\n> 己\n\n- [x] 庚\n");
    struct lx_docview *v = lx_docview_new(d, 30, LX_NARROW, NULL);
    struct lx_str out = LX_STR_EMPTY;
    print(&out, v, true);
    assert_string_equal(out.s, "一\n11\n\n\n甲乙c丁戊\n..**`//__\n\n\n| 己\n##>>\n\n\n[x] 庚\n####--\n");
    lx_str_done(&out);
    lx_docview_free(v);
    lx_doc_free(d);
}

static void finds_source_lines(void **state)
{
    (void)state;
    struct lx_doc *d = read_doc(report);
    struct lx_docview *v = lx_docview_new(d, 40, LX_NARROW, NULL);
    struct lx_doc_line l;
    assert_true(lx_docview_line(v, lx_docview_find(v, 6), &l));
    assert_int_equal(l.src_line, 6);
    assert_true(lx_docview_line(v, lx_docview_find(v, 18), &l));
    assert_int_equal(l.src_line, 18);
    assert_int_equal(lx_docview_find(v, 1), 0);
    assert_int_equal(lx_docview_find(v, 9999), lx_docview_all(v) - 1);
    lx_docview_free(v);
    lx_doc_free(d);
}

static void the_first_screen_comes_first(void **state)
{
    (void)state;
    struct lx_str md = LX_STR_EMPTY;
    while (md.len + sizeof report < LX_DOC_MAX)
        lx_str_add(&md, report);
    clock_t begin = clock();
    struct lx_doc *d = read_doc(md.s);
    struct lx_docview *v = lx_docview_new(d, 80, LX_NARROW, NULL);
    struct lx_doc_line l;
    assert_true(lx_docview_line(v, 50, &l));
    double first = (double)(clock() - begin) / CLOCKS_PER_SEC;
    bool all;
    assert_in_range(lx_docview_n(v, &all), 51, 200);
    assert_false(all);
    lx_docview_all(v);
    print_message("1 MB: first screen %.0f ms, all %zu lines %.0f ms\n", first * 1e3, lx_docview_n(v, &all),
                  (double)(clock() - begin) / CLOCKS_PER_SEC * 1e3);
    assert_true(all);
    assert_true(first < 2.0); /* the bar is 60 ms; this only stops a drift by magnitudes, sanitizers included */
    lx_docview_free(v);
    lx_doc_free(d);
    lx_str_done(&md);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(draws_blocks),           cmocka_unit_test(draws_tables),
        cmocka_unit_test(no_line_is_too_wide),    cmocka_unit_test(roles_follow_the_markup),
        cmocka_unit_test(finds_source_lines),     cmocka_unit_test(the_first_screen_comes_first),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
