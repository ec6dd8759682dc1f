/* Forms on a real database in memory: words understood, completion, errors at the field, conflicts, drafts. */
#include "core/work/items.h"
#include "core/work/office.h"
#include "db/db.h"
#include "tests/lib/inscreen.h"
#include "tests/lib/tmp.h"
#include "tui/extern.h"
#include "tui/form.h"
#include "tui/state.h"

#include <setjmp.h>
#include <signal.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>
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

static struct office *start(const char *lang)
{
    struct office *o = calloc(1, sizeof *o);
    struct lx_err err = { 0 };
    lx_id id;
    must(lx_db_open(&o->store, ":memory:", LX_DB_CREATE, &err), &err);
    lx_work_init(&o->work, o->store, "clerk", NULL, NULL);
    must(lx_refresh(&o->work, &err), &err);
    static const char *const units[] = { "宁波市发展和改革委员会", "舟山市交通运输局", "舟山市科学技术局" };
    for (size_t i = 0; i < sizeof units / sizeof *units; i++)
        must(lx_unit_add(&o->work, units[i], -1, 0, &id, &err), &err);
    must(lx_refresh(&o->work, &err), &err);
    o->t = inscreen_new(&(struct inscreen_setup){ .store = o->store, .work = &o->work, .h = 30, .w = 90, .lang = lang });
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

static struct lx_item *only_item(struct office *o)
{
    struct lx_query q = { .type = LX_ITEM };
    struct lx_ids ids = { 0 };
    struct lx_item *item = NULL;
    struct lx_err err = { 0 };
    must(o->store->ids(o->store, &q, &ids, &err), &err);
    assert_int_equal(ids.n, 1);
    must(lx_get(&o->work, LX_ITEM, ids.at[0], &item, &err), &err);
    lx_ids_done(&ids);
    return item;
}

static void an_item_is_added_by_keyboard(void **state)
{
    (void)state;
    struct office *o = start("zh");
    inscreen_keys(o->t, "a 推进大桥前期工作 <Tab>");
    inscreen_keys(o->t, "jtys"); /* pinyin of 交通运输 */
    assert_true(inscreen_has(o->t, "舟山市交通运输局"));
    inscreen_keys(o->t, "<Enter> <Tab> kx <Tab>");
    inscreen_keys(o->t, "年底前");
    assert_true(inscreen_has(o->t, "2024-12-31"));
    inscreen_keys(o->t, "<Tab> 第一段 <Enter> 第二段 ^S");
    assert_string_equal(app_view(inscreen_app(o->t))->ops->name, "items");
    struct lx_item *item = only_item(o);
    assert_string_equal(item->title, "推进大桥前期工作");
    assert_string_equal(item->text, "第一段\n第二段");
    assert_int_equal(item->due.day, lx_day_make(2024, 12, 31));
    assert_string_equal(item->due.words, "年底前");
    struct lx_duties d = { 0 };
    struct lx_str with = LX_STR_EMPTY;
    assert_int_equal(lx_item_duties(&o->work, item, &d, NULL), LX_OK);
    lx_duties_names(&o->work, &with, &d, PART_WITH);
    assert_string_equal(lx_str_z(&with), "舟山市科学技术局");
    lx_str_done(&with);
    lx_duties_done(&d);
    lx_rec_free(item);
    inscreen_keys(o->t, "u");
    assert_int_equal(app_view(inscreen_app(o->t))->list.ids.n, 0);
    stop(&o);
}

static void errors_stand_at_the_field(void **state)
{
    (void)state;
    struct office *o = start("en");
    inscreen_keys(o->t, "a ^S");
    assert_true(inscreen_has(o->t, "must not be empty"));
    inscreen_keys(o->t, "A");
    inscreen_keys(o->t, "<Tab> <Tab> <Tab> 2026-02-30 ^S");
    assert_true(inscreen_has(o->t, "no such day"));
    const struct form *f = (const struct form *)app_view(inscreen_app(o->t));
    assert_string_equal(f->rows[f->focus].field->name, "due");
    inscreen_keys(o->t, "<BS> <BS> 28 ^S");
    struct lx_item *item = only_item(o);
    assert_int_equal(item->due.day, lx_day_make(2026, 2, 28));
    lx_rec_free(item);
    stop(&o);
}

static void both_values_of_a_conflict_are_shown(void **state)
{
    (void)state;
    struct office *o = start("en");
    struct lx_err err = { 0 };
    struct lx_work other;
    inscreen_keys(o->t, "a Bridge ^S e");inscreen_keys(o->t, "<End> X");
    struct lx_item *item = only_item(o);
    struct lx_item *theirs = lx_rec_copy(item);
    lx_work_init(&other, o->store, "colleague", NULL, NULL);
    must(lx_refresh(&other, &err), &err);
    lx_set_text(&theirs->title, "Tunnel");
    lx_set_text(&theirs->contact, "0580-1");
    must(lx_save(&other, "item set", item, theirs, NULL, &err), &err);
    inscreen_keys(o->t, "^S");

    assert_true(inscreen_has(o->t, "BridgeX"));
    assert_true(inscreen_has(o->t, "colleague"));
    assert_true(inscreen_has(o->t, "Tunnel"));
    assert_true(inscreen_has(o->t, "0580-1")); /* what only they changed is taken over */
    inscreen_keys(o->t, "^S");
    struct lx_item *now = only_item(o);
    assert_string_equal(now->title, "BridgeX");
    assert_string_equal(now->contact, "0580-1");
    lx_rec_free(now);
    inscreen_keys(o->t, "e <End> Y");
    lx_rec_free(item);
    item = only_item(o);
    lx_rec_free(theirs);
    theirs = lx_rec_copy(item);
    lx_set_text(&theirs->title, "Ferry");
    must(lx_save(&other, "item set", item, theirs, NULL, &err), &err);
    inscreen_keys(o->t, "^S <F6> ^S");
    now = only_item(o);
    assert_string_equal(now->title, "Ferry");
    lx_rec_free(now);
    lx_rec_free(item);
    lx_rec_free(theirs);
    lx_work_done(&other);
    stop(&o);
}

static void what_was_typed_comes_back(void **state)
{
    (void)state;
    struct office *o = start("en");
    inscreen_keys(o->t, "a Half\\a <Tab> <Tab> <Tab> +20 <Tab> line <Enter> next <Esc>");
    assert_true(inscreen_has(o->t, "draft"));
    inscreen_keys(o->t, "a");
    assert_true(inscreen_has(o->t, "F3"));
    inscreen_keys(o->t, "<F3> ^S");
    struct lx_item *item = only_item(o);
    assert_string_equal(item->title, "Half\\a");
    assert_string_equal(item->text, "line\nnext");
    assert_int_equal(item->due.day, lx_day_make(2024, 7, 15));
    lx_rec_free(item);
    inscreen_keys(o->t, "a");
    assert_false(inscreen_has(o->t, "F3 takes"));
    stop(&o);
}

static void a_hang_up_keeps_what_is_typed(void **state)
{
    (void)state;
    struct office *o = start("en");
    inscreen_keys(o->t, "<F2> 来电");
    app_save_drafts(inscreen_app(o->t)); /* what HUP, TERM and the end of input call */
    struct app *a = inscreen_app(o->t);
    assert_int_equal(draft_count(a), 1);
    struct lx_str name = LX_STR_EMPTY, all = LX_STR_EMPTY;
    draft_name(&name, (struct form *)app_view(a));
    assert_true(state_read(name.s, &all));
    assert_non_null(strstr(all.s, "text\t来电\n"));
    lx_str_done(&name);
    lx_str_done(&all);
    inscreen_keys(o->t, "^S");
    assert_int_equal(draft_count(a), 0);
    stop(&o);
}

/* A program that is killed between two keys loses nothing that stood on the screen. */
static void every_key_is_kept_at_once(void **state)
{
    (void)state;
    struct office *o = start("en");
    struct app *a = inscreen_app(o->t);
    struct lx_str name = LX_STR_EMPTY, all = LX_STR_EMPTY;
    inscreen_keys(o->t, "<F2> 来");
    draft_name(&name, (struct form *)app_view(a));
    assert_true(state_read(name.s, &all));
    assert_non_null(strstr(all.s, "text\t来\n"));
    lx_str_clear(&all);
    inscreen_keys(o->t, "电");
    assert_true(state_read(name.s, &all));
    assert_non_null(strstr(all.s, "text\t来电\n"));
    assert_true(a->draft_due); /* the disk has it at the next pause */
    lx_str_done(&name);
    lx_str_done(&all);
    stop(&o);
}

/* A date, a number, a proposal: nobody adds to it. */
static void what_is_typed_first_replaces_a_date(void **state)
{
    (void)state;
    struct office *o = start("zh");
    inscreen_keys(o->t, "<F2> 来电 <Tab> <Tab> <Tab> <Tab> 2024-06-20");
    struct form *f = (struct form *)app_view(inscreen_app(o->t));
    assert_string_equal(form_text(f, "day"), "2024-06-20");
    inscreen_keys(o->t, "<Tab> 10:15 <BackTab> <BS> 1"); /* moved in: changed in place */
    assert_string_equal(form_text(f, "time"), "10:15");
    assert_string_equal(form_text(f, "day"), "2024-06-21");
    stop(&o);
}

/* A column of a table, as a spreadsheet hands it over. */
static void a_pasted_column_becomes_a_list_of_units(void **state)
{
    (void)state;
    struct office *o = start("zh");
    size_t before = draft_count(inscreen_app(o->t));
    inscreen_keys(o->t, "a <Tab>");
    inscreen_type(o->t, "\x1b[200~宁波市商务局\r绍兴市商务局\t舟山市\r\x1b[201~");
    assert_string_equal(form_text((struct form *)app_view(inscreen_app(o->t)), "leads"), "宁波市商务局、绍兴市商务局、舟山市");
    assert_int_equal(draft_count(inscreen_app(o->t)), before + 1);
    inscreen_keys(o->t, "^U");
    assert_int_equal(draft_count(inscreen_app(o->t)), before); /* nothing is left to be kept */
    stop(&o);
}

static void a_paste_in_a_list_becomes_a_note(void **state)
{
    (void)state;
    struct office *o = start("zh");
    inscreen_type(o->t, "\033[200~第一行\r\nq第二行\r\n\033[201~");
    const struct form *f = (const struct form *)app_view(inscreen_app(o->t));
    assert_string_equal(f->v.ops->name, "form");
    assert_string_equal(form_text(f, "text"), "第一行\nq第二行\n");
    stop(&o);
}

/* The outside editor gets the text in a file of our own and gives it back; ^E is the form's key, not the editor's. */
static void the_outside_editor(void **state)
{
    (void)state;
    char *dir = tmp_new(), *script = tmp_path(dir, "my editor");
    struct lx_str visual = LX_STR_EMPTY;
    struct lx_item *item;
    tmp_write(script, "#!/bin/sh\n[ \"$1\" = '-x y' ] && stat -c %a \"$2\" && printf '\\n第二段\\n' >>\"$2\"\n");
    assert_int_equal(chmod(script, 0700), 0);
    lx_str_addf(&visual, "\"%s\" '-x y'", script);
    setenv("VISUAL", visual.s, 1);
    struct office *o = start("zh");
    inscreen_keys(o->t, "a 题目 <Tab> <Tab> <Tab> <Tab> 第一段 ^E ^S");
    item = only_item(o);
    assert_string_equal(item->text, "第一段\n第二段");
    lx_rec_free(item);
    setenv("VISUAL", "/no/such/editor", 1);
    inscreen_keys(o->t, "e <Tab> <Tab> <Tab> <Tab> ^E");
    assert_true(inscreen_has(o->t, "/no/such/editor"));
    assert_true(inscreen_has(o->t, "第二段"));
    setenv("VISUAL", "false", 1);
    inscreen_keys(o->t, "^E");
    assert_true(inscreen_has(o->t, "text.md")); /* names where the text is */
    inscreen_keys(o->t, "^S");
    unsetenv("VISUAL");
    lx_str_done(&visual);
    stop(&o);
    free(script);
    tmp_done(&dir);
}

static int told[2];

static void on_resize(int sig)
{
    (void)sig;
    if (write(told[1], "\n", 1) < 0)
        _exit(1);
}

/* The window changes its size while the other program runs, which goes on: the terminal is its own until it ends. */
static void a_signal_does_not_end_the_wait(void **state)
{
    (void)state;
    struct office *o = start("zh");
    struct sigaction resize = { .sa_handler = on_resize }, ignore = { .sa_handler = SIG_IGN }, old[2];
    assert_int_equal(pipe(told), 0);
    assert_int_equal(dup2(told[0], 9), 9);
    sigaction(SIGWINCH, &resize, &old[0]);
    sigaction(SIGCHLD, &ignore, &old[1]); /* as whoever started us may have left it */
    char *const again[] = { "sh", "-c", "kill -WINCH $PPID; read x <&9; exit 3", NULL }, *const none[] = { "/no/such/program", NULL };
    assert_int_equal(extern_run(again), 3);
    assert_int_equal(extern_run(none), 127);
    sigaction(SIGWINCH, &old[0], NULL);
    sigaction(SIGCHLD, &old[1], NULL);
    close(told[0]);
    close(told[1]);
    close(9);
    stop(&o);
}

static void editor_commands_are_split_without_a_shell(void **state)
{
    (void)state;
    static const struct {
        const char *command, *words;
    } cases[] = { { "vi", "vi" }, { "  code --wait ", "code|--wait" }, { "'a b' \"c d\" e\\ f", "a b|c d|e f" },
                  { "x '' $(id) ;rm", "x||$(id)|;rm" } };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        struct extern_argv argv;
        struct lx_str s = LX_STR_EMPTY;
        assert_true(extern_split(&argv, cases[i].command));
        for (size_t k = 0; k < argv.n; k++)
            lx_str_addf(&s, "%s%s", k ? "|" : "", argv.at[k]);
        assert_string_equal(lx_str_z(&s), cases[i].words);
        lx_str_done(&s);
        extern_split_done(&argv);
    }
    struct extern_argv argv;
    assert_false(extern_split(&argv, "vi 'open"));
    assert_false(extern_split(&argv, "  "));
}

static void an_enum_is_chosen_from_its_words(void **state)
{
    (void)state;
    struct office *o = start("zh");
    inscreen_keys(o->t, "a 项目 <Tab> <Tab> <Tab> <Tab> <Tab> <Tab> <Tab> <Tab> <Tab>");
    const struct form *f = (const struct form *)app_view(inscreen_app(o->t));
    assert_string_equal(f->rows[f->focus].field->name, "kind");
    inscreen_keys(o->t, "<Space> <Down> <Enter> ^S");
    struct lx_item *item = only_item(o);
    assert_int_equal(item->kind, ITEM_PROJECT);
    lx_rec_free(item);
    stop(&o);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(an_item_is_added_by_keyboard), cmocka_unit_test(errors_stand_at_the_field),
        cmocka_unit_test(both_values_of_a_conflict_are_shown), cmocka_unit_test(what_was_typed_comes_back),
        cmocka_unit_test(every_key_is_kept_at_once), cmocka_unit_test(a_pasted_column_becomes_a_list_of_units), cmocka_unit_test(what_is_typed_first_replaces_a_date), cmocka_unit_test(a_hang_up_keeps_what_is_typed), cmocka_unit_test(a_paste_in_a_list_becomes_a_note),
        cmocka_unit_test(an_enum_is_chosen_from_its_words), cmocka_unit_test(the_outside_editor), cmocka_unit_test(a_signal_does_not_end_the_wait),
        cmocka_unit_test(editor_commands_are_split_without_a_shell),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
