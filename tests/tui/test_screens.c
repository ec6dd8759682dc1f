/* The generic screen as approved files, on a view and a form of its own: list, detail, forms, prompts; three sizes, two
 * languages, both ambiguous widths, monochrome.  The bar of tabs and the hint line are left out: they change with every view
 * and command, and tests below look at them. */
#include "tests/lib/approve.h"
#include "tests/lib/arraystore.h"
#include "tests/lib/inscreen.h"
#include "core/work/work.h"
#include "tui/draw.h"
#include "tui/form.h"
#include "tui/i18n.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <cmocka.h>

/* --- a view and a form that nobody changes --------------------------------------------------------------------------- */

static const struct column columns[] = {
    { "no", N_("No."), 7, 9, 14, 0, 0, LX_LEFT, "no", true },
    { "title", N_("Action item"), 12, 24, 120, 10, 0, LX_LEFT, "title", false },
    { "lead", N_("Lead"), 8, 12, 24, 3, 2, LX_LEFT, "lead", false },
    { "due", N_("Due"), 6, 10, 14, 0, 1, LX_LEFT, "due", false },
    { "progress", N_("Done %"), 4, 4, 5, 0, 4, LX_RIGHT, "progress", false },
    { "state", N_("State"), 6, 6, 12, 0, 3, LX_LEFT, "state", false },
    { 0 },
};

static void show_cell(struct view *v, const void *rec, lx_id id, size_t row, int col, struct cell *out)
{
    const struct lx_item *item = rec;
    (void)id, (void)row;
    lx_show_value(v->app->work, &out->text, rec, lx_field_named(LX_ITEM, columns[col].id), lx_lang() == LX_ZH);
    out->role = col == 5 && item->state == ITEM_CLOSED ? ROLE_DONE : col == 3 && item->due.day < v->app->today ? ROLE_LATE : ROLE_NORMAL;
}

static enum lx_rc show_detail(struct view *v, lx_id id, struct lines *l, struct lx_err *err)
{
    struct lx_item *item = NULL;
    enum lx_rc rc = lx_get(v->app->work, LX_ITEM, id, &item, err);
    if (rc != LX_OK)
        return rc;
    lines_para(l, item->title, ROLE_TITLE, 0);
    lines_field(l, "牵头", app_name(v->app, LX_UNIT, item->lead), ROLE_NORMAL);
    lines_field(l, "Progress, percent", "35", ROLE_NEW);
    lines_rule(l, "内容要求");
    lines_para(l, item->text, ROLE_NORMAL, 2);
    lx_rec_free(item);
    return LX_OK;
}

static void by_due(struct view *v, struct lx_query *q)
{
    (void)v;
    app_sort(q, "due");
}

static const struct view_ops view_rows = {
    .name = "rows", .title = N_("Action items"), .ctx = CTX_SEARCH, .size = sizeof(struct view), .type = LX_ITEM,
    .columns = columns, .query = by_due, .cell = show_cell, .detail = show_detail,
};

static const char *const fields[] = { "title", "lead", "due", "text", "kind", "progress", NULL };
static const struct form_kind kind = { .name = "rows", .type = LX_ITEM, .title_new = N_("New action item"), .title = N_("Edit"),
                                       .fields = fields, .command_add = "item add", .command_set = "item set" };

struct scene {
    const char *name, *lang;
    bool wide, mono;
    int h, w;
    const char *keys;
    bool form; /* the keys go to the form */
};

static struct inscreen *open_scene(const struct scene *s)
{
    struct lx_store *store = arraystore_new();
    arraystore_fill(store, 60);
    struct inscreen *t = inscreen_new(&(struct inscreen_setup){ .store = store, .h = s->h, .w = s->w, .lang = s->lang,
                                                                .wide = s->wide, .mono = s->mono });
    app_show(inscreen_app(t), &view_rows);
    if (s->form)
        assert_true(form_open(inscreen_app(t), &kind, 0, NULL));
    inscreen_pump(t);
    inscreen_keys(t, s->keys);
    return t;
}

static void close_scene(struct inscreen **t)
{
    struct lx_store *store = inscreen_app(*t)->store;
    inscreen_done(t);
    store->close(store);
}

/* Without the first and the last row (and their role lines). */
static char *middle(const char *text)
{
    struct lx_str out = LX_STR_EMPTY;
    int rows = 0, at = 0;
    for (const char *s = text; *s; s += strcspn(s, "\n") + 1)
        rows += *s != '~';
    for (const char *s = text; *s; s += strcspn(s, "\n") + 1) {
        at += *s != '~';
        if (at > 1 && at < rows)
            lx_str_addf(&out, "%.*s\n", (int)strcspn(s, "\n"), s);
    }
    return lx_str_take(&out);
}

static void screens_are_as_approved(void **state)
{
    (void)state;
    static const struct scene scenes[] = {
        { "list", "zh", false, false, 24, 80, "j j <Space> j", false },
        { "list", "en", false, false, 24, 80, "j j <Space> j", false },
        { "list", "zh", true, false, 24, 80, "j j <Space> j", false },
        { "list", "zh", false, false, 45, 160, "j", false },
        { "list", "en", true, false, 45, 160, "j", false },
        { "list", "zh", true, false, 20, 60, "", false },
        { "list", "en", false, false, 20, 60, "", false },
        { "list-mono", "zh", false, true, 24, 80, "j j <Space> j", false },
        { "narrowed", "zh", false, false, 24, 80, "/ 渔船", false },
        { "nothing", "zh", false, false, 24, 80, "/ xxxx <Enter>", false },
                { "form", "zh", false, false, 24, 80, "推进“一体化” <Tab> jt", true },
        { "form", "en", false, false, 24, 80, "<Tab> <Tab> 2026-02-30 <Tab>", true },
        { "form", "zh", true, false, 20, 60, "推进“一体化” <Tab> <Tab> 年底前 <Tab>", true },
        { "small", "zh", false, false, 8, 30, "", false },
    };
    bool same = true;
    for (size_t i = 0; i < sizeof scenes / sizeof *scenes; i++) {
        const struct scene *s = &scenes[i];
        struct inscreen *t = open_scene(s);
        char *text = middle(inscreen_text(t));
        same = approve_screen(&(struct approved){ s->name, s->lang, s->wide, s->h, s->w }, text) && same;
        free(text);
        close_scene(&t);
    }
    assert_true(same);
}

static void nothing_is_wider_than_the_screen(void **state)
{
    (void)state;
    static const int sizes[][2] = { { 24, 80 }, { 45, 160 }, { 20, 60 }, { 10, 40 }, { 60, 200 }, { 8, 30 }, { 2, 3 } };
    static const char *const keys[] = { "", "?", ":", "f", "o", "/ a", "a", "g", "<Enter>", "z", "<Tab>", "<F2> 长文字长文字" };
    for (size_t i = 0; i < sizeof sizes / sizeof *sizes; i++)
        for (size_t k = 0; k < sizeof keys / sizeof *keys; k++)
            for (int wide = 0; wide < 2; wide++) {
                struct scene s = { "", k % 2 ? "zh" : "en", wide, false, sizes[i][0], sizes[i][1], keys[k], false };
                struct inscreen *t = open_scene(&s);
                int rows = 0;
                for (const char *at = inscreen_text(t); *at; at += strcspn(at, "\n") + 1)
                    if (*at != '~') {
                        rows++;
                        assert_true(lx_text_w_len(at, strcspn(at, "\n"), wide ? LX_WIDE : LX_NARROW) <= s.w);
                    }
                assert_int_equal(rows, s.h);
                close_scene(&t);
            }
}

/* The hint line and the tabs are never cut in the middle and name keys that work. */
static void hints_fit(void **state)
{
    (void)state;
    for (int w = 40; w <= 160; w += 15)
        for (int en = 0; en < 2; en++) {
            struct scene s = { "", en ? "en" : "zh", false, false, 24, w, "", false };
            struct inscreen *t = open_scene(&s);
            char *hints = inscreen_row(t, 23), *tabs = inscreen_row(t, 0);
            assert_true(strstr(hints, en ? "? help" : "?帮助") != NULL);
            assert_true(strstr(hints, "2024-06-25") != NULL);
            assert_true(strstr(tabs, "值班") != NULL);
            free(hints);
            free(tabs);
            close_scene(&t);
        }
}

static void no_colour_means_none(void **state)
{
    (void)state;
    struct scene s = { "", "zh", false, true, 24, 80, "", false };
    struct inscreen *t = open_scene(&s);
    assert_false(draw_has_colours());
    close_scene(&t);
    s.mono = false;
    t = open_scene(&s);
    assert_true(draw_has_colours());
    close_scene(&t);
    struct lx_store *store = arraystore_new(); /* a terminal without any */
    arraystore_fill(store, 10);
    t = inscreen_new(&(struct inscreen_setup){ .store = store, .term = "vt100" });
    assert_false(draw_has_colours());
    assert_true(inscreen_has(t, "26-001"));
    close_scene(&t);
}

static void the_language_changes_while_running(void **state)
{
    (void)state;
    struct scene s = { "", "zh", false, false, 24, 80, "", false };
    struct inscreen *t = open_scene(&s);
    assert_true(inscreen_has(t, "牵头"));
    inscreen_keys(t, ": language <Enter>");
    assert_false(inscreen_has(t, "牵头"));
    assert_true(inscreen_has(t, "Lead"));
    inscreen_keys(t, ": yy <Enter>"); /* found by the pinyin of its Chinese name */
    assert_true(inscreen_has(t, "牵头"));
    close_scene(&t);
}

/* Nothing that stands in the data can command the terminal or break a column (reliability.md, promise 12). */
static void hostile_text_stays_text(void **state)
{
    (void)state;
    static const char *const bad[] = { "\033[2J\033[31m", "\x9b" "31m", "\xc2\x9b" "2J", "a\rb\nc\td", "\xe2\x80\xae" "abc",
                                       "\xe2\x81\xa6x", "\xe2\x80\x8b\xef\xb8\x8f", "e\xcc\x81\xcc\x81\xcc\x81\xcc\x81\xcc\x81\xcc\x81",
                                       "\xff\xfe", "\xf0\x9f\x91\xa8\xe2\x80\x8d\xf0\x9f\x91\xa9", "\x7f\x08\x08", "%s%n%d",
                                       "\xef\xbf\xbd\xed\xa0\x80", "\033]0;title\007" };
    struct lx_store *store = arraystore_new();
    arraystore_fill(store, 0);
    for (size_t i = 0; i < sizeof bad / sizeof *bad; i++) {
        struct lx_item *item = lx_rec_new(LX_ITEM);
        item->rec.id = 900 + (lx_id)i;
        char no[16];
        snprintf(no, sizeof no, "26-%03zu", i);
        lx_set_text(&item->no, no);
        lx_set_text(&item->title, bad[i]);
        lx_set_text(&item->text, bad[i]);
        item->due.day = lx_day_make(2024, 7, 1);
        arraystore_add(store, item);
    }
    for (int wide = 0; wide < 2; wide++) {
        struct inscreen *t = inscreen_new(&(struct inscreen_setup){ .store = store, .h = 30, .w = 120, .wide = wide });
        for (size_t i = 0; i < sizeof bad / sizeof *bad; i++) {
            const char *text = inscreen_text(t);
            size_t bad_at;
            assert_true(lx_utf8_valid(text, strlen(text), &bad_at));
            assert_true(lx_text_is_clean(text, strlen(text), LX_CLEAN_LINES));
            inscreen_keys(t, "j");
        }
        const struct view *v = app_view(inscreen_app(t));
        for (int y = 1; y <= (int)(sizeof bad / sizeof *bad); y++) { /* the limit stands in one column */
            char *row = inscreen_row(t, v->list_rect.y + y);
            int w;
            char *due = strstr(row, "07-01");
            assert_non_null(due);
            w = lx_text_w_len(row, (size_t)(due - row), wide ? LX_WIDE : LX_NARROW);
            static int at[2];
            at[wide] = at[wide] ? at[wide] : w;
            assert_int_equal(w, at[wide]);
            free(row);
        }
        inscreen_done(&t);
    }
    store->close(store);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(screens_are_as_approved),        cmocka_unit_test(nothing_is_wider_than_the_screen),
        cmocka_unit_test(hints_fit),                      cmocka_unit_test(no_colour_means_none),
        cmocka_unit_test(the_language_changes_while_running), cmocka_unit_test(hostile_text_stays_text),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
