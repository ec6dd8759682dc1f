/* Lists in groups on the screen: headings with totals that sum up, folding, marks, filter, sort, paging; both languages. */
#include "tests/lib/approve.h"
#include "tests/lib/arraystore.h"
#include "tests/lib/inscreen.h"
#include "tests/lib/smalloffice.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <cmocka.h>

enum { N = 1000, UNITS_N = 7 };

static struct inscreen *start(int h, int w, const char *lang, bool wide)
{
    struct lx_store *s = arraystore_new();
    arraystore_fill(s, N);
    struct inscreen *t = inscreen_new(&(struct inscreen_setup){ .store = s, .h = h, .w = w, .lang = lang, .wide = wide });
    inscreen_keys(t, "A"); /* closed ones too */
    return t;
}

static void end(struct inscreen **t)
{
    struct lx_store *s = inscreen_app(*t)->store;
    inscreen_done(t);
    s->close(s);
}

static struct list *list_of(struct inscreen *t) { return &app_view(inscreen_app(t))->list; }

static void group_by(struct inscreen *t, const char *by)
{
    list_group_by(app_view(inscreen_app(t)), by);
    inscreen_pump(t);
}

/* Groups sum up to the list, heads and records alternate as they say, every record is in its place. */
static void check_sums(struct inscreen *t)
{
    const struct list *l = list_of(t);
    const struct lx_groups *g = &l->groups;
    size_t sum = 0, closed = 0, open = 0, late = 0, row = 0;
    assert_true(l->whole && g->totalled);
    for (size_t i = 0; i < g->n; i++) {
        assert_int_equal(l->heads[i], row);
        assert_ptr_equal(list_head_at(l, row), &g->at[i]);
        bool folded = lx_ids_has(&l->folded, lx_group_key(&g->at[i]));
        for (size_t k = 0; k < g->at[i].n && !folded; k++) {
            assert_null(list_head_at(l, row + 1 + k));
            assert_true(l->ids.at[row + 1 + k] == g->ids.at[sum + k]);
        }
        row += 1 + (folded ? 0 : g->at[i].n);
        sum += g->at[i].n;
        closed += g->at[i].totals.closed;
        open += g->at[i].totals.open;
        late += g->at[i].totals.late;
    }
    assert_int_equal(row, l->ids.n);
    assert_int_equal(sum, list_records(l)->n);
    struct lx_query q = { 0 };
    struct lx_counts counts = { 0 };
    struct lx_err err;
    struct lx_store *s = inscreen_app(t)->store;
    assert_int_equal(list_query(app_view(inscreen_app(t)), &q, &err), LX_OK);
    assert_int_equal(s->count(s, &q, NULL, &counts, &err), LX_OK);
    assert_int_equal(sum, counts.total);
    struct lx_cond *only = lx_cond_new(LX_OP_LIGHT);
    only->light = LX_LIGHT_LATE;
    app_where(&q, only);
    assert_int_equal(s->count(s, &q, NULL, &counts, &err), LX_OK);
    assert_int_equal(late, counts.total);
    assert_true(closed + open <= sum && late <= open);
    lx_query_done(&q);
    lx_counts_done(&counts);
    struct lx_str total = LX_STR_EMPTY; /* the line above the list says the same */
    lx_str_addf(&total, " %zu ", sum);
    char *title = inscreen_row(t, app_view(inscreen_app(t))->title_rect.y);
    assert_non_null(strstr(title, total.s));
    free(title);
    lx_str_done(&total);
}

static void totals_sum_up_whatever_it_is_grouped_by(void **state)
{
    (void)state;
    static const char *const fields[] = { "lead", "state", "light", "due", "kind", "clerk", "meeting", "stage" }, *const langs[] = { "zh", "en" };
    for (size_t k = 0; k < 2; k++) {
        struct inscreen *t = start(24, 80, langs[k], false);
        for (size_t i = 0; i < sizeof fields / sizeof *fields; i++) {
            group_by(t, fields[i]);
            check_sums(t);
            assert_true(inscreen_has(t, k == 0 ? "分组" : "groups by"));
        }
        inscreen_keys(t, "/ 渔船 <Enter>");
        assert_int_equal(list_records(list_of(t))->n, 143);
        check_sums(t);
        inscreen_keys(t, "<Esc>");
        check_sums(t);
        end(&t);
    }
}

static void the_menu_groups_and_ungroups(void **state)
{
    (void)state;
    struct inscreen *t = start(24, 80, "zh", false);
    struct list *l = list_of(t);
    inscreen_keys(t, "j j j");
    lx_id bar = list_at_bar(l);
    inscreen_keys(t, "B 1");
    assert_string_equal(l->group, "lead");
    assert_int_equal(l->groups.n, UNITS_N);
    assert_true(list_at_bar(l) == bar); /* wherever it stands now */
    assert_int_equal(l->ids.n, N + UNITS_N);
    check_sums(t);
    inscreen_keys(t, "B 0");
    assert_null(l->group);
    assert_int_equal(l->ids.n, N);
    assert_true(list_at_bar(l) == bar);
    assert_int_equal(l->bar, 3);
    end(&t);
}

static void folding_hides_a_group_and_keeps_its_sum(void **state)
{
    (void)state;
    struct inscreen *t = start(24, 80, "zh", false);
    struct list *l = list_of(t);
    group_by(t, "lead");
    inscreen_keys(t, "g g");
    assert_int_equal(list_at_bar(l), 0);
    assert_ptr_equal(list_head_at(l, l->bar), &l->groups.at[0]);
    lx_id hidden = l->ids.at[3];
    size_t n = l->groups.at[0].n;
    inscreen_keys(t, "<Enter>");
    assert_int_equal(l->ids.n, N + UNITS_N - n);
    check_sums(t);
    inscreen_keys(t, "j");
    assert_ptr_equal(list_head_at(l, l->bar), &l->groups.at[1]);
    inscreen_keys(t, "<F5>"); /* stays folded whatever is read again */
    assert_int_equal(l->ids.n, N + UNITS_N - n);
    assert_ptr_equal(list_head_at(l, l->bar), &l->groups.at[1]);
    assert_true(list_to_id(app_view(inscreen_app(t)), hidden)); /* what is gone to opens its group */
    assert_int_equal(l->ids.n, N + UNITS_N);
    assert_true(list_at_bar(l) == hidden);
    end(&t);
}

static void statistics_are_the_totals_alone(void **state)
{
    (void)state;
    struct inscreen *t = start(24, 80, "zh", false);
    struct list *l = list_of(t);
    inscreen_keys(t, ": 统计 <Enter>");
    assert_string_equal(l->group, "lead");
    assert_int_equal(l->ids.n, UNITS_N);
    assert_true(l->groups.totalled);
    size_t n = l->groups.at[0].n;
    inscreen_keys(t, "g g <Enter>");
    assert_int_equal(l->ids.n, UNITS_N + n);
    inscreen_keys(t, "<Enter> B 4"); /* counted by something else: totals again */
    assert_string_equal(l->group, "state");
    assert_int_equal(l->ids.n, l->groups.n);
    inscreen_keys(t, "B 0");
    assert_int_equal(l->ids.n, N);
    end(&t);
}

static void marks_take_groups_whole(void **state)
{
    (void)state;
    struct inscreen *t = start(24, 80, "zh", false);
    struct list *l = list_of(t);
    group_by(t, "lead");
    inscreen_keys(t, "g g <Space>");
    assert_int_equal(l->marks.n, l->groups.at[0].n);
    assert_false(list_head_at(l, l->bar));
    inscreen_keys(t, "g g <Enter> <Space>"); /* folded or not */
    assert_int_equal(l->marks.n, 0);
    inscreen_keys(t, "g g <Space>");
    struct lx_ids chosen = { 0 };
    list_chosen(app_view(inscreen_app(t)), &chosen);
    assert_int_equal(chosen.n, l->groups.at[0].n);
    assert_memory_equal(chosen.at, l->groups.ids.at, chosen.n * sizeof *chosen.at); /* in the order of the list */
    lx_ids_done(&chosen);
    inscreen_keys(t, "*");
    assert_int_equal(l->marks.n, N);
    for (size_t i = 0; i < l->marks.n; i++)
        assert_true(l->marks.at[i] > 0); /* headings are no records */
    inscreen_keys(t, "*");
    assert_int_equal(l->marks.n, 0);
    end(&t);
}

static void on_a_heading_nothing_is_done_to_a_record(void **state)
{
    (void)state;
    struct inscreen *t = start(40, 120, "zh", false);
    struct app *a = inscreen_app(t);
    group_by(t, "lead");
    inscreen_keys(t, "g g");
    assert_false(app_offers(a, CMD_EDIT));
    assert_false(app_offers(a, CMD_ITEM_CLOSE));
    assert_true(app_offers(a, CMD_OPEN));
    assert_true(inscreen_has(t, "空格标记全组")); /* the detail is the group's */
    inscreen_keys(t, "e");
    assert_true(inscreen_has(t, "分组标题行"));
    assert_int_equal(a->depth, 1);
    inscreen_keys(t, "<Space> g g");
    assert_true(app_offers(a, CMD_ITEM_CLOSE)); /* to those marked */
    assert_false(app_offers(a, CMD_EDIT));
    inscreen_keys(t, "j");
    assert_true(app_offers(a, CMD_EDIT));
    end(&t);
}

static void order_within_groups_is_that_of_the_list(void **state)
{
    (void)state;
    struct inscreen *t = start(24, 80, "zh", false);
    struct list *l = list_of(t);
    group_by(t, "lead");
    lx_id first = l->ids.at[1];
    inscreen_keys(t, "O"); /* by due downwards */
    check_sums(t);
    assert_true(l->ids.at[1] != first);
    assert_true(lx_ids_has(&(struct lx_ids){ .at = l->groups.ids.at, .n = l->groups.at[0].n }, first)); /* the same group */
    inscreen_keys(t, "G");
    assert_int_equal(l->bar, l->ids.n - 1);
    assert_int_equal(list_place(l), N);
    assert_true(inscreen_has(t, "1000/1000"));
    inscreen_keys(t, "g g");
    assert_int_equal(list_place(l), 0);
    inscreen_keys(t, "j");
    assert_true(inscreen_has(t, "1/1000"));
    end(&t);
}

/* Keys against a model of a bar in an array of rows, headings among them. */
static void random_walk(void **state)
{
    (void)state;
    struct inscreen *t = start(24, 80, "zh", false);
    struct list *l = list_of(t);
    unsigned seed = 5;
    group_by(t, "lead");
    for (int i = 0; i < 400; i++) {
        seed = seed * 1103515245u + 12345u;
        switch ((seed >> 16) % 8) {
        case 0: inscreen_keys(t, "j"); break;
        case 1: inscreen_keys(t, "<PgDn>"); break;
        case 2: inscreen_keys(t, "<PgUp>"); break;
        case 3: inscreen_keys(t, "<Space>"); break;
        case 4: inscreen_keys(t, "O"); break;
        case 5: group_by(t, i % 3 == 0 ? "state" : i % 3 == 1 ? "due" : "lead"); break;
        case 6:
            if (list_head_at(l, l->bar))
                inscreen_keys(t, "<Enter>");
            break;
        default: arraystore_drop(inscreen_app(t)->store, list_at_bar(l)); inscreen_keys(t, "k");
        }
        inscreen_pump(t);
        assert_true(l->bar < l->ids.n && l->top <= l->bar && l->bar < l->top + (size_t)l->h);
        if (i % 20 == 0)
            check_sums(t);
    }
    end(&t);
}

static void every_list_of_records_has_groups(void **state)
{
    (void)state;
    static const char *const views[] = { "2", "3", "4", "5", "6", "7" };
    static const char *const fields[] = { "lead", "state", "issued", "kind", "unit", "day" };
    struct smalloffice *o = smalloffice_new(24, 80, "zh", false);
    for (size_t i = 0; i < sizeof views / sizeof *views; i++) {
        inscreen_keys(o->t, views[i]);
        if (!app_offers(inscreen_app(o->t), CMD_GROUP))
            fail_msg("%s: %s", views[i], app_view(inscreen_app(o->t))->ops->name);
        inscreen_keys(o->t, "B");
        assert_true(inscreen_has(o->t, "分组方式"));
        inscreen_keys(o->t, "<Esc>");
        size_t n = list_of(o->t)->ids.n;
        group_by(o->t, fields[i]);
        assert_int_equal(list_records(list_of(o->t))->n, n);
        assert_true(list_of(o->t)->ids.n >= n);
    }
    inscreen_keys(o->t, "1");
    assert_false(app_offers(inscreen_app(o->t), CMD_GROUP)); /* rows of its own */
    smalloffice_done(&o);
}

static void screens(void **state)
{
    static const struct {
        const char *name, *by, *keys;
    } scenes[] = { { "groups-lead", "lead", "g g" }, { "groups-due", "due", "g g <Enter> j <Enter> j <Space>" }, { "groups-menu", NULL, "B" } };
    bool ok = true;
    (void)state;
    for (int i = 0; i < SMALLOFFICE_SIZES; i++) {
        const struct smalloffice_size *z = &smalloffice_sizes[i];
        for (size_t k = 0; k < sizeof scenes / sizeof *scenes; k++) {
            struct inscreen *t = start(z->h, z->w, z->lang, z->wide);
            if (scenes[k].by)
                group_by(t, scenes[k].by);
            inscreen_keys(t, scenes[k].keys);
            ok &= approve_screen(&(struct approved){ scenes[k].name, z->lang, z->wide, z->h, z->w }, inscreen_text(t));
            end(&t);
        }
    }
    assert_true(ok);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(totals_sum_up_whatever_it_is_grouped_by),
        cmocka_unit_test(the_menu_groups_and_ungroups),
        cmocka_unit_test(folding_hides_a_group_and_keeps_its_sum),
        cmocka_unit_test(statistics_are_the_totals_alone), cmocka_unit_test(marks_take_groups_whole),
        cmocka_unit_test(on_a_heading_nothing_is_done_to_a_record),
        cmocka_unit_test(order_within_groups_is_that_of_the_list),
        cmocka_unit_test(random_walk),
        cmocka_unit_test(every_list_of_records_has_groups),
        cmocka_unit_test(screens),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
