/* English papers: posts by the table where they are whole, marks that take one column, names of units. */
#include "core/paper/builder.h"

#include "core/meeting/meetings.h"
#include "core/mem.h"
#include "core/text/text.h"
#include "tests/lib/paper_office.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdlib.h>
#include <string.h>
#include <cmocka.h>

static struct lx_err err;
#define OK(call) assert_int_equal((call), LX_OK)

static void posts_are_said_where_all_of_them_is_known(void **state)
{
    struct office *o = *state;
    struct lx_builder b = { .w = &o->w, .paper = lx_paper_find("agenda"), .day = LX_NO_DAY, .en = true };
    static const struct {
        const char *zh, *en;
    } cases[] = {
        { "市长", "Mayor" }, { "副秘书长", "Deputy Secretary-General" }, { "乙市市长", "Mayor, City B" }, { "甲市港航局副局长", "Deputy Director, Ports of A" },
        { "甲港航综合科科长", "Section Head, General Section, Ports of A" }, { "甲市、乙市", "City A; City B" }, { "两市市长", "两市市长" },
        { "乙市某某组长", "乙市某某组长" }, { "市长、某组长", "市长、某组长" }, { "张某", "张某" }, { "", "" },
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        struct lx_str s = LX_STR_EMPTY;
        lx_built_post(&b, &s, cases[i].zh);
        assert_string_equal(lx_str_z(&s), cases[i].en);
        lx_str_done(&s);
    }
    struct lx_str s = LX_STR_EMPTY;
    lx_built_post_of(&b, &s, o->city[1], "乙市市长"); /* the unit stands beside it */
    assert_string_equal(s.s, "Mayor");
    lx_str_clear(&s);
    b.en = false;
    lx_built_post_of(&b, &s, o->city[1], "乙市市长");
    assert_string_equal(s.s, "市长");
    lx_str_done(&s);
}

static void a_city_is_a_place(void **state)
{
    struct office *o = *state;
    struct lx_builder b = { .w = &o->w, .paper = lx_paper_find("agenda"), .day = LX_NO_DAY, .en = true };
    char *kind[] = { (char[]){ "kind=government" } };
    OK(lx_record_set(&o->w, LX_UNIT, o->city[1], kind, 1, NULL, &err));
    OK(lx_refresh(&o->w, &err));
    static const struct {
        const char *zh, *en;
    } cases[] = { { "乙", "City B" }, { "乙市", "City B" }, { "乙市会议中心", "乙市会议中心" }, { "", "" } };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        struct lx_str s = LX_STR_EMPTY;
        lx_built_place(&b, &s, cases[i].zh);
        assert_string_equal(lx_str_z(&s), cases[i].en);
        lx_str_done(&s);
    }
}

static void marks_take_one_column(void **state)
{
    struct office *o = *state;
    paper_office_meeting(o, "theme", "共建“四港”联动——示范区");
    struct lx_str md = LX_STR_EMPTY;
    OK(lx_paper_build(&o->w, lx_paper_find("script"), o->meeting, NULL, true, &md, &err));
    assert_non_null(strstr(md.s, "Its theme is \"共建“四港”联动——示范区\"")); /* within Chinese words they stay */
    lx_str_done(&md);
    paper_office_meeting(o, "theme", "the Mayors’ “open” talks … 2023—2024");
    OK(lx_paper_build(&o->w, lx_paper_find("agenda"), o->meeting, NULL, true, &md, &err));
    assert_non_null(strstr(md.s, "Theme: the Mayors' \"open\" talks ... 2023-2024\n"));
    lx_str_done(&md);
    OK(lx_paper_build(&o->w, lx_paper_find("agenda"), o->meeting, NULL, false, &md, &err));
    assert_non_null(strstr(md.s, "the Mayors’ “open” talks … 2023—2024")); /* Chinese papers keep what was typed */
    lx_str_done(&md);
}

int main(void)
{
#define T(f) cmocka_unit_test_setup_teardown(f, paper_office_open, paper_office_close)
    const struct CMUnitTest tests[] = { T(posts_are_said_where_all_of_them_is_known), T(marks_take_one_column), T(a_city_is_a_place) };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
