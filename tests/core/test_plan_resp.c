/* Duties in minutes lines, cells and the quick entry: names, limits, and what is left for the title. */
#include "core/plan/resp.h"
#include "core/str.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

static void check_names(const struct lx_unit_names *u, const char *want)
{
    struct lx_str have = LX_STR_EMPTY;
    for (size_t i = 0; i < u->n; i++)
        lx_str_addf(&have, "%s%s%s", i ? " " : "", u->at[i].name, u->at[i].group ? "*" : "");
    assert_string_equal(lx_str_z(&have), want);
    lx_str_done(&have);
}

static void check(const char *line, enum lx_resp_where where, const char *lead, const char *coop, const char *due, const char *rest)
{
    struct lx_resp r;
    struct lx_str left = LX_STR_EMPTY, date = LX_STR_EMPTY;
    lx_resp_read(&r, line, strlen(line), where, 2024);
    lx_resp_rest(&left, line, strlen(line), &r);
    assert_string_equal(lx_str_z(&left), rest);
    lx_resp_settle(&r);
    check_names(&r.lead, lead);
    check_names(&r.coop, coop);
    lx_date_format(&date, &r.due);
    assert_string_equal(lx_str_z(&date), due);
    lx_str_done(&left);
    lx_str_done(&date);
    lx_resp_done(&r);
}

static void test_minutes(void **state)
{
    (void)state;
    check("推进大桥前期工作。（牵头单位：甲市交通局；配合单位：乙市交通局、丙市财政局；完成时限：2024年12月底前）", LX_RESP_LINE, "甲市交通局",
          "乙市交通局 丙市财政局", "2024-12-31 month 2024年12月底前", "推进大桥前期工作。");
    check("修订共享办法（市财政局）", LX_RESP_LINE, "市财政局", "", "", "修订共享办法");
    check("研究方案（二期）。", LX_RESP_LINE, "", "", "", "研究方案（二期）。");
    check("牵头单位：甲市发改委，配合单位：各县（市、区）、开发区", LX_RESP_LINE, "甲市发改委", "各县（市、区）、开发区*", "", "");
}

static void test_quick(void **state)
{
    (void)state;
    check("推进大桥前期 市交通局牵头 12月底前", LX_RESP_LINE, "市交通局", "", "2024-12-31 month 12月底前", "推进大桥前期");
    check("由市发改委会同市经信局制定方案", LX_RESP_LINE, "市发改委", "市经信局", "", "制定方案");
}

static void test_cells(void **state)
{
    (void)state;
    check("市甲局、市乙局等部门，丙集团公司", LX_RESP_LEAD_CELL, "市甲局 市乙局 丙集团公司", "", "", "");
    check("市甲局\n市乙局", LX_RESP_WHOLE, "市甲局", "市乙局", "", "");
    check("市甲局、市乙局按职责分工负责", LX_RESP_WHOLE, "市甲局 市乙局", "", "", "");
    check("区交通局（港航中心）牵头，相关镇（街道）配合", LX_RESP_WHOLE, "区交通局", "相关镇（街道）*", "", "");
    check("市人力资源和社会保障局、市自然资源和规划局", LX_RESP_COOP_CELL, "", "市人力资源和社会保障局 市自然资源和规划局", "", "");
}

/* General talk names nobody. */
static void test_talk(void **state)
{
    (void)state;
    static const char *const talk[] = { "牵头单位与配合单位要加强沟通配合", "由各牵头部门协调推进相关工作", "政府牵头、院校主导、社会参与",
                                        "积极推进上海牵头的科技创新券通认通用", "由上海全权负责运营", "优化产业布局、完善空间格局" };
    for (size_t i = 0; i < sizeof talk / sizeof *talk; i++)
        check(talk[i], LX_RESP_LINE, "", "", "", talk[i]);
}

static void test_join(void **state)
{
    (void)state;
    struct lx_resp a, b;
    lx_resp_read(&a, "牵头单位：市甲局", strlen("牵头单位：市甲局"), LX_RESP_LINE, 0);
    lx_resp_read(&b, "完成时限：2025年", strlen("完成时限：2025年"), LX_RESP_LINE, 0);
    lx_resp_join(&a, &b);
    check_names(&a.lead, "市甲局");
    assert_true(a.due.day == lx_day_make(2025, 12, 31));
    assert_true(lx_resp_empty(&b));
    lx_resp_done(&a);
}

int main(void)
{
    const struct CMUnitTest tests[] = { cmocka_unit_test(test_minutes), cmocka_unit_test(test_quick), cmocka_unit_test(test_cells),
                                        cmocka_unit_test(test_talk), cmocka_unit_test(test_join) };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
