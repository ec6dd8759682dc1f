/* Changing many items at once: the preview says which cannot take it and why; the others go on, as one step. */
#include "core/work/items.h"
#include "tests/lib/smalloffice.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <cmocka.h>

enum { ITEMS_N = 4 };

struct bulk {
    struct smalloffice *o;
    lx_id item[ITEMS_N]; /* led by Ningbo but for the last; the first is closed */
};

static struct bulk start(const char *lang, int h, int w)
{
    static const char *const titles[ITEMS_N] = { "甲事项", "乙事项", "丙事项", "丁事项" };
    struct bulk b = { .o = smalloffice_new(h, w, lang, false) };
    struct lx_err err;
    for (int i = 0; i < ITEMS_N; i++) {
        struct lx_item *item = lx_rec_new(LX_ITEM);
        struct lx_duties duties = { 0 };
        lx_set_text(&item->title, titles[i]);
        item->meeting = b.o->meeting;
        item->due = (struct lx_date){ .day = lx_day_make(2024, 7 + i, 1) };
        smalloffice_must(lx_duties_read(&b.o->work, &duties, i + 1 < ITEMS_N ? "宁波市" : "", PART_LEAD, &err), &err);
        smalloffice_must(lx_item_add(&b.o->work, item, &duties, &err), &err);
        b.item[i] = item->rec.id;
        lx_duties_done(&duties);
        lx_rec_free(item);
    }
    smalloffice_must(lx_item_step(&b.o->work, b.item[0], "close", "", &err), &err);
    inscreen_keys(b.o->t, "2 A");
    return b;
}

static void has_states(struct bulk *b, const char *want)
{
    struct lx_str got = LX_STR_EMPTY;
    for (int i = 0; i < ITEMS_N; i++) {
        struct lx_item *item;
        struct lx_err err;
        smalloffice_must(lx_get(&b->o->work, LX_ITEM, b->item[i], &item, &err), &err);
        lx_str_addf(&got, "%s%s", i ? " " : "", lx_words_of("item_state")->at[item->state].word);
        lx_rec_free(item);
    }
    assert_string_equal(lx_str_z(&got), want);
    lx_str_done(&got);
}

static size_t entries_n(struct bulk *b)
{
    struct lx_log_rows rows = { 0 };
    struct lx_err err;
    smalloffice_must(b->o->store->log(b->o->store, &(struct lx_log_query){ 0 }, &rows, &err), &err);
    size_t n = rows.n;
    lx_log_rows_done(&rows);
    return n;
}

static void what_cannot_take_it_is_left_and_said(void **state)
{
    (void)state;
    struct bulk b = start("zh", 24, 80);
    size_t before = entries_n(&b);
    inscreen_keys(b.o->t, "* d");
    assert_true(inscreen_has(b.o->t, "1项不能办（列在前）· Y 办理其余3项"));
    assert_true(inscreen_has(b.o->t, "不能执行：事项 1-001 已办结，请先恢复办理"));
    inscreen_keys(b.o->t, "Y");
    has_states(&b, "closed closed closed closed");
    assert_int_equal(entries_n(&b), before + 1);
    const struct lx_ids *marks = &app_view(inscreen_app(b.o->t))->list.marks;
    assert_int_equal(marks->n, 1); /* what was left is still marked */
    assert_int_equal(marks->at[0], b.item[0]);
    inscreen_keys(b.o->t, "u");
    has_states(&b, "closed registered registered registered");
    smalloffice_done(&b.o);
}

static void a_step_that_wants_a_lead_leaves_those_without(void **state)
{
    (void)state;
    struct bulk b = start("zh", 24, 80);
    inscreen_keys(b.o->t, "* : item <Space> assign <Enter>");
    assert_true(inscreen_has(b.o->t, "2项不能办"));
    assert_true(inscreen_has(b.o->t, "牵头单位"));
    inscreen_keys(b.o->t, "Y");
    has_states(&b, "closed assigned assigned registered");
    smalloffice_done(&b.o);
}

static void an_extension_that_is_none_is_left(void **state)
{
    (void)state;
    struct bulk b = start("zh", 24, 80);
    inscreen_keys(b.o->t, "* x 2024-08-15 <Enter>");
    assert_true(inscreen_has(b.o->t, "3项不能办"));
    assert_true(inscreen_has(b.o->t, "08-01 -> 08-15"));
    inscreen_keys(b.o->t, "Y");
    struct lx_item *item;
    struct lx_err err;
    smalloffice_must(lx_get(&b.o->work, LX_ITEM, b.item[1], &item, &err), &err);
    assert_int_equal(item->due.day, lx_day_make(2024, 8, 15));
    lx_rec_free(item);
    smalloffice_must(lx_get(&b.o->work, LX_ITEM, b.item[2], &item, &err), &err);
    assert_int_equal(item->due.day, lx_day_make(2024, 9, 1));
    lx_rec_free(item);
    smalloffice_done(&b.o);
}

static void where_none_can_nothing_happens(void **state)
{
    (void)state;
    struct bulk b = start("zh", 24, 80);
    size_t before = entries_n(&b);
    inscreen_keys(b.o->t, "* D");
    inscreen_keys(b.o->t, "q * * : item <Space> archive <Enter> Y");
    assert_true(inscreen_has(b.o->t, "均不能"));
    assert_int_equal(entries_n(&b), before);
    has_states(&b, "closed registered registered registered");
    smalloffice_done(&b.o);
}

/* What another clerk does while the preview is open counts. */
static void the_preview_follows_others(void **state)
{
    (void)state;
    struct bulk b = start("zh", 24, 80);
    struct lx_work other;
    struct lx_err err;
    inscreen_keys(b.o->t, "* d");
    lx_work_init(&other, b.o->store, "别人", NULL, NULL);
    smalloffice_must(lx_refresh(&other, &err), &err);
    smalloffice_must(lx_item_step(&other, b.item[1], "close", "", &err), &err);
    inscreen_keys(b.o->t, "Y");
    has_states(&b, "closed closed closed closed");
    assert_true(inscreen_has(b.o->t, "办结"));
    lx_work_done(&other);
    smalloffice_done(&b.o);
}

static void it_looks_right(void **state)
{
    int bad = 0;
    (void)state;
    for (int i = 0; i < SMALLOFFICE_SIZES; i++) {
        const struct smalloffice_size *size = &smalloffice_sizes[i];
        struct bulk b = start(size->lang, size->h, size->w);
        inscreen_keys(b.o->t, "* d");
        bad += !size->wide && !smalloffice_look(b.o, i, "bulk");
        smalloffice_done(&b.o);
    }
    assert_int_equal(bad, 0);
}

/* The words of the newest reminder, yours; how many there are goes to *n. */
static char *last_reminder(struct smalloffice *o, size_t *n)
{
    struct lx_rows rows = { 0 };
    struct lx_err err = { 0 };
    char *words = NULL;
    *n = 0;
    smalloffice_must(lx_all(&o->work, LX_EVENT, NULL, NULL, true, &rows, &err), &err);
    for (size_t i = 0; i < rows.n; i++) {
        const struct lx_event *e = (struct lx_event *)rows.at[i];
        if (e->kind != EVENT_REMIND)
            continue;
        ++*n;
        free(words);
        words = strdup(e->text ? e->text : "");
    }
    lx_rows_done(&rows);
    return words;
}

/* Enter sends the usual words; others stay with the item; a closed item is refused before anything is typed. */
static void a_reminder_takes_a_sentence(void **state)
{
    (void)state;
    struct smalloffice *o = smalloffice_new(24, 80, "zh", false);
    size_t n;
    inscreen_keys(o->t, "2 a 落实资金 ^S c");
    assert_true(inscreen_has(o->t, "催办 D2024-001"));
    inscreen_keys(o->t, "<Esc>");
    free(last_reminder(o, &n));
    assert_int_equal(n, 0);
    inscreen_keys(o->t, "c <Enter>");
    char *words = last_reminder(o, &n);
    assert_int_equal(n, 1);
    assert_string_equal(words, "请抓紧办理，及时反馈进展");
    free(words);
    inscreen_keys(o->t, "c ^U 市长要求本周内批复 <Enter>");
    words = last_reminder(o, &n);
    assert_int_equal(n, 2);
    assert_string_equal(words, "市长要求本周内批复");
    free(words);
    assert_true(inscreen_has(o->t, "催办 D2024-001"));
    inscreen_keys(o->t, "u d c");
    assert_false(inscreen_has(o->t, "及时反馈进展")); /* no prompt: it is closed */
    free(last_reminder(o, &n));
    assert_int_equal(n, 1);
    smalloffice_done(&o);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_reminder_takes_a_sentence),
        cmocka_unit_test(what_cannot_take_it_is_left_and_said), cmocka_unit_test(a_step_that_wants_a_lead_leaves_those_without),
        cmocka_unit_test(an_extension_that_is_none_is_left),    cmocka_unit_test(where_none_can_nothing_happens),
        cmocka_unit_test(the_preview_follows_others),           cmocka_unit_test(it_looks_right),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
