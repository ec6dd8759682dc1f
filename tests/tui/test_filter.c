/* Narrowing and ordering by menus, filters that are kept, the palette, help, language and settings. */
#include "core/meeting/meetings.h"
#include "core/work/items.h"
#include "core/work/office.h"
#include "db/db.h"
#include "tests/lib/inscreen.h"
#include "tests/lib/tmp.h"
#include "tui/config.h"
#include "tui/filter.h"
#include "tui/i18n.h"
#include "tui/views/views.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <cmocka.h>

struct office {
    struct lx_store *store;
    struct lx_work work;
    struct inscreen *t;
};

static void must(enum lx_rc rc, const struct lx_err *err)
{
    if (rc != LX_OK)
        fail_msg("%s %s", err->msgid, err->detail);
}

static void add(struct office *o, const char *title, const char *unit, int due, const char *clerk)
{
    struct lx_err err = { 0 };
    struct lx_item *item = lx_rec_new(LX_ITEM);
    struct lx_duties d = { 0 };
    lx_set_text(&item->title, title);
    lx_set_text(&item->clerk, clerk);
    item->due.day = lx_day_make(2024, 6, 25) + due;
    must(lx_duties_read(&o->work, &d, unit, PART_LEAD, &err), &err);
    must(lx_item_add(&o->work, item, &d, &err), &err);
    lx_duties_done(&d);
    lx_rec_free(item);
}

static struct office *start(void)
{
    struct office *o = calloc(1, sizeof *o);
    struct lx_err err = { 0 };
    lx_id id;
    must(lx_db_open(&o->store, ":memory:", LX_DB_CREATE, &err), &err);
    lx_work_init(&o->work, o->store, "clerk", NULL, NULL);
    must(lx_refresh(&o->work, &err), &err);
    must(lx_unit_add(&o->work, "宁波市发展和改革委员会", -1, 0, &id, &err), &err);
    must(lx_unit_add(&o->work, "舟山市交通运输局", -1, 0, &id, &err), &err);
    must(lx_refresh(&o->work, &err), &err);
    add(o, "大桥前期工作", "舟山市交通运输局", -3, "clerk");
    add(o, "仪器共享", "宁波市发展和改革委员会", 3, "other");
    add(o, "渔船互救", "舟山市交通运输局", 300, "other");
    o->t = inscreen_new(&(struct inscreen_setup){ .store = o->store, .work = &o->work, .h = 24, .w = 80, .lang = "zh" });
    app_show(inscreen_app(o->t), &view_items);
    assert_true(inscreen_pump(o->t));
    return o;
}

static void stop(struct office **o)
{
    inscreen_done(&(*o)->t);
    lx_work_done(&(*o)->work);
    (*o)->store->close((*o)->store);
    free(*o);
    *o = NULL;
}

static size_t rows(struct office *o) { return app_view(inscreen_app(o->t))->list.ids.n; }

static void by_light_unit_and_clerk(void **state)
{
    (void)state;
    struct office *o = start();
    assert_int_equal(rows(o), 3);
    inscreen_keys(o->t, "f l yq <Enter>"); /* 逾期 by pinyin */
    assert_int_equal(rows(o), 1);
    assert_true(inscreen_has(o->t, "大桥"));
    inscreen_keys(o->t, "f l lin");
    inscreen_keys(o->t, "<Enter>"); /* instead of, not besides */
    assert_int_equal(rows(o), 1);
    assert_true(inscreen_has(o->t, "仪器"));
    inscreen_keys(o->t, "f c");
    assert_int_equal(rows(o), 3);
    inscreen_keys(o->t, "f 灯 <Enter> yq <Enter>"); /* a menu of keys hears a name too */
    assert_true(inscreen_has(o->t, "大桥"));
    inscreen_keys(o->t, "f 没有这一项 <Enter>"); /* and takes none rather than the first */
    assert_true(app_view(inscreen_app(o->t))->app->overlay != NULL);
    inscreen_keys(o->t, "<Esc> f c");
    assert_int_equal(rows(o), 3);
    inscreen_keys(o->t, "f u jtys <Enter>");
    assert_int_equal(rows(o), 2);
    inscreen_keys(o->t, "f m");
    assert_int_equal(rows(o), 1);
    inscreen_keys(o->t, "<Esc> f d 2024-06-30 <Enter>");
    assert_int_equal(rows(o), 2);
    stop(&o);
}

static void a_filter_is_kept_under_a_key(void **state)
{
    (void)state;
    struct office *o = start();
    inscreen_keys(o->t, "/ 渔船 <Enter> f w 3 渔船事项");
    inscreen_keys(o->t, "<Enter>");
    assert_true(inscreen_has(o->t, "f 3"));
    inscreen_keys(o->t, "<Esc>");
    assert_int_equal(rows(o), 3);
    inscreen_keys(o->t, "f");
    assert_true(inscreen_has(o->t, "渔船"));
    inscreen_keys(o->t, "3");
    assert_int_equal(rows(o), 1);
    inscreen_keys(o->t, "f c / 仪器 <Enter> f w 3仪器 <Enter>"); /* the key is taken over */
    inscreen_keys(o->t, "f c f 3");
    assert_int_equal(rows(o), 1);
    assert_true(inscreen_has(o->t, "仪器"));
    inscreen_keys(o->t, "u"); /* saving is a change like any other */
    inscreen_keys(o->t, "f c f 3");
    assert_true(inscreen_has(o->t, "渔船"));
    stop(&o);
}

static void the_order_is_chosen_and_turned(void **state)
{
    (void)state;
    struct office *o = start();
    const struct view *v = app_view(inscreen_app(o->t));
    lx_id first = v->list.ids.at[0];
    inscreen_keys(o->t, "O");
    assert_true(v->list.ids.at[2] == first);
    inscreen_keys(o->t, "o 1");
    assert_string_equal(v->list.order, "no");
    inscreen_keys(o->t, "o 1");
    assert_string_equal(v->list.order, "-no");
    assert_true(inscreen_has(o->t, "↓"));
    stop(&o);
}

static void terms_are_replaced_in_a_query(void **state)
{
    (void)state;
    static const struct {
        const char *query, *name, *value, *result;
    } cases[] = { { NULL, "light", "red", "light:red" },
                  { "light:red 港口", "light", "green", "港口 light:green" },
                  { "due<=2024-07 x", "due", NULL, "x" },
                  { "unit:\"a b\" light:red", "light", NULL, "unit:\"a b\"" },
                  { "lightning light:red", "light", "a b", "lightning light:\"a b\"" },
                  { "mine state:open", "mine", NULL, "state:open" } };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        struct lx_str s = LX_STR_EMPTY;
        filter_put(&s, cases[i].query, cases[i].name, cases[i].value);
        assert_string_equal(lx_str_z(&s), cases[i].result);
        lx_str_done(&s);
    }
}

static void the_palette_finds_commands_and_numbers(void **state)
{
    (void)state;
    struct office *o = start();
    inscreen_keys(o->t, ": D2024-003 <Enter>");
    assert_true(inscreen_has(o->t, "> D2024-003"));
    inscreen_keys(o->t, ": bangzhu <Enter>");
    assert_string_equal(app_view(inscreen_app(o->t))->ops->name, "help");
    inscreen_keys(o->t, "? / 撤销 <Enter> q");
    inscreen_keys(o->t, ": messages <Enter>");
    assert_string_equal(app_view(inscreen_app(o->t))->ops->name, "messages");
    inscreen_keys(o->t, "q : nosuchthing <Enter>");
    assert_string_equal(app_view(inscreen_app(o->t))->ops->name, "items");
    stop(&o);
}

static void add_meeting(struct office *o, const char *series, const char *code)
{
    struct lx_err err = { 0 };
    struct lx_series *s = lx_rec_new(LX_SERIES);
    struct lx_meeting *m = lx_rec_new(LX_MEETING);
    lx_set_text(&s->name, series);
    lx_set_text(&s->code, code);
    must(lx_add(&o->work, "series add", s, &err), &err);
    m->series = s->rec.id;
    must(lx_meeting_add(&o->work, m, 1, &err), &err);
    lx_rec_free(s);
    lx_rec_free(m);
    must(lx_refresh(&o->work, &err), &err);
}

/* 1 is the meeting in the list of meetings, the row too where nothing else has that number; never the key of a view. */
static void the_palette_knows_whose_number_it_is(void **state)
{
    (void)state;
    struct office *o = start();
    add_meeting(o, "市长联席会议", NULL);
    add_meeting(o, "联络员会议", "L");
    inscreen_keys(o->t, "3 : 1");
    assert_true(inscreen_has(o->t, "> 会议"));
    inscreen_keys(o->t, "<Enter>");
    assert_string_equal(app_view(inscreen_app(o->t))->ops->name, "meetings");
    assert_true(inscreen_has(o->t, "> 1 "));
    inscreen_keys(o->t, "G k : l1 <Enter>");
    assert_true(inscreen_has(o->t, "> L1 "));
    inscreen_keys(o->t, ": log <Enter>");
    assert_string_equal(app_view(inscreen_app(o->t))->ops->name, "log");
    inscreen_keys(o->t, "2 j : 1"); /* both are offered, the kind that is listed first */
    assert_true(inscreen_has(o->t, "> 会议") && inscreen_has(o->t, "本列表第1行"));
    inscreen_keys(o->t, "<Down> <Enter>");
    assert_string_equal(app_view(inscreen_app(o->t))->ops->name, "items");
    assert_int_equal(app_view(inscreen_app(o->t))->list.bar, 0);
    inscreen_keys(o->t, ": 7 <Enter>"); /* nothing has it: not the key of the notes */
    assert_string_equal(app_view(inscreen_app(o->t))->ops->name, "items");
    stop(&o);
}

/* What works elsewhere is found here, and goes there. */
static void the_palette_finds_what_works_elsewhere(void **state)
{
    (void)state;
    struct office *o = start();
    add_meeting(o, "市长联席会议", NULL);
    inscreen_keys(o->t, "1 : 更正 <Enter>");
    assert_true(inscreen_has(o->t, "更正：按 x。可用于：纪要"));
    inscreen_keys(o->t, ": 更正通知");
    assert_true(inscreen_has(o->t, "> 更正、改期通知"));
    inscreen_keys(o->t, "<Enter>");
    assert_true(inscreen_has(o->t, "哪次会议？"));
    inscreen_keys(o->t, "<Enter>"); /* it says itself that nothing was corrected */
    assert_string_equal(app_view(inscreen_app(o->t))->ops->name, "today");
    inscreen_keys(o->t, ": 签到表 <Enter> <Enter>");
    assert_string_equal(app_view(inscreen_app(o->t))->ops->name, "paper");
    inscreen_keys(o->t, "q : 点名 <Enter> <Enter>");
    assert_string_equal(app_view(inscreen_app(o->t))->ops->name, "roll");
    stop(&o);
}

static void the_language_has_its_order(void **state)
{
    (void)state;
    static const struct {
        const char *option, *env, *personal, *language, *lc_all, *lang;
        enum lx_lang result;
    } cases[] = { { NULL, NULL, NULL, NULL, NULL, NULL, LX_ZH },
                  { NULL, NULL, NULL, NULL, "C", "C.UTF-8", LX_ZH },
                  { NULL, NULL, NULL, NULL, NULL, "en_GB.UTF-8", LX_EN },
                  { NULL, NULL, NULL, NULL, "zh_CN.GBK", "en_GB.UTF-8", LX_ZH },
                  { NULL, NULL, NULL, "en:zh", "zh_CN.UTF-8", NULL, LX_EN },
                  { NULL, NULL, "zh", "en", NULL, NULL, LX_ZH },
                  { NULL, "en", "zh", NULL, NULL, NULL, LX_EN },
                  { "zh", "en", NULL, NULL, NULL, NULL, LX_ZH },
                  { NULL, NULL, NULL, NULL, NULL, "de_DE.UTF-8", LX_EN } };
    struct lx_err err = { 0 };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        const char *names[] = { "LIANXI_LANG", "LANGUAGE", "LC_ALL", "LANG" };
        const char *values[] = { cases[i].env, cases[i].language, cases[i].lc_all, cases[i].lang };
        unsetenv("LC_MESSAGES");
        for (size_t k = 0; k < 4; k++)
            if (values[k])
                setenv(names[k], values[k], 1);
            else
                unsetenv(names[k]);
        must(lx_i18n_init(cases[i].option, cases[i].personal, &err), &err);
        assert_int_equal(lx_lang(), cases[i].result);
    }
    assert_int_equal(lx_i18n_init("fr", NULL, &err), LX_USAGE);
    setenv("LC_ALL", "C.UTF-8", 1);
    unsetenv("LIANXI_LANG");
}

static void settings_are_read(void **state)
{
    (void)state;
    char *dir = tmp_new(), *folder = tmp_path(dir, "lianxi"), *file = tmp_path(dir, "lianxi/config.ini");
    struct config c = { 0 };
    struct lx_err err = { 0 };
    assert_int_equal(mkdir(folder, 0700), 0);
    tmp_write(file, "[screen]\ntheme = mono\nambiguous = wide\n[keys]\nitem close = <F7>\nno such = x\n");
    setenv("XDG_CONFIG_HOME", dir, 1);
    must(config_read(&c, &err), &err);
    assert_string_equal(config_get(&c, "screen", "ambiguous"), "wide");
    assert_null(config_get(&c, "screen", "nothing"));
    assert_int_equal(config_theme(&c), THEME_MONO);
    struct office *o = start();
    config_keys(&c, inscreen_app(o->t));
    inscreen_pump(o->t);
    assert_true(inscreen_has(o->t, "no such")); /* said, not fatal */
    struct lx_str keys = LX_STR_EMPTY;
    keymap_all_keys(&inscreen_app(o->t)->keymap, CMD_ITEM_CLOSE, &keys);
    assert_string_equal(lx_str_z(&keys), "F7");
    lx_str_done(&keys);
    stop(&o);
    config_done(&c);
    tmp_write(file, "[screen]\nthis means nothing\n");
    assert_int_equal(config_read(&c, &err), LX_INVALID);
    assert_non_null(strstr(err.detail, "config.ini:2"));
    config_done(&c);
    unsetenv("XDG_CONFIG_HOME");
    free(file);
    free(folder);
    tmp_done(&dir);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(by_light_unit_and_clerk),       cmocka_unit_test(a_filter_is_kept_under_a_key),
        cmocka_unit_test(the_order_is_chosen_and_turned), cmocka_unit_test(terms_are_replaced_in_a_query),
        cmocka_unit_test(the_palette_finds_commands_and_numbers),
        cmocka_unit_test(the_palette_knows_whose_number_it_is), cmocka_unit_test(the_palette_finds_what_works_elsewhere), cmocka_unit_test(the_language_has_its_order),
        cmocka_unit_test(settings_are_read),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
