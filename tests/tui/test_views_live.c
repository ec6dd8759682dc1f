/* A meeting in session by keyboard: the roll of five cities in five keys. */
#include "core/work/attendance.h"
#include "core/work/meetings.h"
#include "core/work/office.h"
#include "core/work/units.h"
#include "tests/lib/smalloffice.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <cmocka.h>

static const char *const cities[] = { "宁波市", "绍兴市", "舟山市", "台州市", "嘉兴市" };

/* The meeting of the small office with five members, opened in the view of its agenda. */
static struct smalloffice *five_cities(int h, int w, const char *lang, bool wide, const char *keys)
{
    struct smalloffice *o = smalloffice_new(h, w, lang, wide);
    struct lx_err err = { 0 };
    for (int i = 0; i < 5; i++) {
        lx_id unit = 0;
        if (lx_unit_find(o->work.units, cities[i], &unit, &err) != LX_OK)
            smalloffice_must(lx_unit_add(&o->work, cities[i], UNIT_GOVERNMENT, 0, &unit, &err), &err);
        struct lx_member *m = lx_rec_new(LX_MEMBER);
        m->unit = unit;
        m->rank = 10 * (i + 1);
        smalloffice_must(lx_add(&o->work, "unit member", m, &err), &err);
        lx_rec_free(m);
        smalloffice_must(lx_refresh(&o->work, &err), &err);
    }
    inscreen_keys(o->t, "3 <Enter>");
    inscreen_keys(o->t, keys);
    return o;
}

static const char *view_name(struct smalloffice *o) { return app_view(inscreen_app(o->t))->ops->name; }

static void check_words(struct smalloffice *o, const char *want)
{
    struct lx_rows roll = { 0 }, agenda = { 0 };
    struct lx_str s = LX_STR_EMPTY;
    struct lx_err err = { 0 };
    smalloffice_must(lx_refresh(&o->work, &err), &err);
    smalloffice_must(lx_roll(&o->work, o->meeting, &roll, &err), &err);
    smalloffice_must(lx_agenda(&o->work, o->meeting, &agenda, &err), &err);
    lx_roll_words(&o->work, &s, &roll, &agenda, true);
    assert_string_equal(lx_str_z(&s), want);
    lx_str_done(&s);
    lx_rows_done(&roll);
    lx_rows_done(&agenda);
}

/* The bar of issue 3: the roll of five cities in five keys. */
static void the_roll_of_five_cities_in_five_keys(void **state)
{
    (void)state;
    struct smalloffice *o = five_cities(24, 80, "zh", false, "b a");
    assert_string_equal(view_name(o), "roll");
    inscreen_keys(o->t, "p p x w p");
    check_words(o, "出席：宁波市、绍兴市、嘉兴市\n请假：舟山市\n缺席：台州市\n");
    assert_true(inscreen_has(o->t, "到会 3/5，法定 3：符合"));
    inscreen_keys(o->t, "g g j j d");
    assert_true(inscreen_has(o->t, "代 何人"));
    inscreen_type(o->t, "李某 副市长代市长");
    inscreen_keys(o->t, "<Enter> p");
    check_words(o, "出席：宁波市、绍兴市、舟山市（副市长李某代市长）、台州市、嘉兴市\n");
    assert_true(inscreen_has(o->t, "到会 5/5（代会 1）"));
    inscreen_keys(o->t, "u");
    check_words(o, "出席：宁波市、绍兴市、舟山市（副市长李某代市长）、嘉兴市\n缺席：台州市\n");
    inscreen_keys(o->t, "q");
    assert_string_equal(view_name(o), "agenda");
    smalloffice_done(&o);
}

static void leaving_needs_an_item(void **state)
{
    (void)state;
    struct smalloffice *o = five_cities(24, 80, "zh", false, "b a P t");
    assert_true(inscreen_has(o->t, "当前没有正在进行的议程"));
    assert_true(inscreen_has(o->t, "到会 5/5"));
    inscreen_keys(o->t, "a 宁波市 <Tab> <Tab> <Tab> 观察员 ^S"); /* a member and one more person of the same city */
    assert_string_equal(view_name(o), "roll");
    assert_true(inscreen_has(o->t, "观察员"));
    smalloffice_done(&o);
}

static void how_the_roll_looks(void **state)
{
    (void)state;
    bool same = true;
    for (int i = 0; i < SMALLOFFICE_SIZES; i++) {
        struct smalloffice *o = five_cities(smalloffice_sizes[i].h, smalloffice_sizes[i].w, smalloffice_sizes[i].lang,
                                            smalloffice_sizes[i].wide, "b a p d");
        inscreen_type(o->t, "李某 副市长代市长");
        inscreen_keys(o->t, "<Enter> x w");
        same = smalloffice_look(o, i, "roll") && same;
        smalloffice_done(&o);
    }
    assert_true(same);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(the_roll_of_five_cities_in_five_keys),
        cmocka_unit_test(leaving_needs_an_item),
        cmocka_unit_test(how_the_roll_looks),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
