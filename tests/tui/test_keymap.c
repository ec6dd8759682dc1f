/* The command table is complete: names unique, keys free of conflicts, a handler wherever a command is offered, help in
 * both languages that fits; and the user's own keys. */
#include "core/mem.h"
#include "tests/lib/arraystore.h"
#include "tests/lib/inscreen.h"
#include "tui/form.h"
#include "tui/handlers.h"
#include "tui/help.h"
#include "tui/views/views.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <cmocka.h>

static void names_are_unique(void **state)
{
    (void)state;
    for (int i = CMD_NONE + 1; i < CMD_N; i++)
        for (int k = CMD_NONE + 1; k < i; k++)
            assert_string_not_equal(lx_command((enum lx_cmd)i)->name, lx_command((enum lx_cmd)k)->name);
}

static void every_text_is_there_in_both_languages(void **state)
{
    (void)state;
    for (int i = CMD_NONE + 1; i < CMD_N; i++) {
        const struct lx_command *c = lx_command((enum lx_cmd)i);
        assert_true(*c->label && *c->label_zh && *c->help && *c->help_zh);
        assert_true(lx_text_w(c->label, LX_NARROW) <= 16);
        assert_true(lx_text_w(c->label_zh, LX_WIDE) <= 12);
        assert_true(lx_text_w(c->help, LX_NARROW) <= 100 && lx_text_w(c->help_zh, LX_WIDE) <= 100);
        assert_true((c->contexts == 0) == ((c->flags & (F_CLI_ONLY ^ F_CLI)) != 0)); /* on the screen, or the command line only */
    }
}

/* What no heading of the help names could be learned by nobody. */
static void every_command_is_in_the_help(void **state)
{
    (void)state;
    for (int i = CMD_NONE + 1; i < CMD_N; i++) {
        const struct lx_command *c = lx_command((enum lx_cmd)i);
        if (c->contexts & ~help_contexts())
            fail_msg("%s: the help has no heading for a context of it", c->name);
    }
}

static void every_default_key_can_be_read(void **state)
{
    (void)state;
    for (int i = CMD_NONE + 1; i < CMD_N; i++) {
        char *keys = lx_strdup(lx_command((enum lx_cmd)i)->keys), *rest = keys;
        for (char *one = strtok_r(keys, " ", &rest); one; one = strtok_r(NULL, " ", &rest)) {
            struct binding b;
            if (!chord_read(one, &b))
                fail_msg("%s: %s", lx_command((enum lx_cmd)i)->name, one);
        }
        free(keys);
    }
}

/* Two commands with one chord in one context, or a chord that begins a longer one. */
static void no_key_means_two_things(void **state)
{
    (void)state;
    struct keymap m;
    keymap_init(&m);
    for (size_t i = 0; i < m.n; i++)
        for (size_t k = 0; k < i; k++) {
            const struct binding *a = &m.at[i], *b = &m.at[k];
            if (!(lx_command(a->cmd)->contexts & lx_command(b->cmd)->contexts) || a->cmd == b->cmd)
                continue;
            int n = a->n < b->n ? a->n : b->n;
            if (memcmp(a->keys, b->keys, (size_t)n * sizeof *a->keys) == 0)
                fail_msg("%s and %s", lx_command(a->cmd)->name, lx_command(b->cmd)->name);
        }
    keymap_done(&m);
}

static bool has(const struct cmd_handler *table, enum lx_cmd cmd, int *times)
{
    bool found = false;
    for (; table && table->cmd != CMD_NONE; table++)
        if (table->cmd == cmd) {
            found = true;
            ++*times;
        }
    return found;
}

static void every_handler_stands_once_and_in_its_context(void **state)
{
    (void)state;
    const struct {
        const struct cmd_handler *table;
        lx_context contexts;
    } tables[] = { { list_handlers, CTX_LIST }, { pager_handlers, CTX_PAGER | CTX_DETAIL },
                   { app_handlers, CTX_APP | CTX_LIST | CTX_PAGER }, { view_form.commands, CTX_FORM } };
    for (size_t t = 0; t < sizeof tables / sizeof *tables; t++)
        for (const struct cmd_handler *h = tables[t].table; h->cmd != CMD_NONE; h++) {
            int times = 0;
            assert_true(has(tables[t].table, h->cmd, &times));
            if (times != 1 || !(lx_command(h->cmd)->contexts & tables[t].contexts))
                fail_msg("%s", lx_command(h->cmd)->name);
        }
    for (int i = 0; app_views[i]; i++)
        for (const struct cmd_handler *h = app_views[i]->commands; h && h->cmd != CMD_NONE; h++) {
            int times = 0;
            (void)has(app_views[i]->commands, h->cmd, &times);
            if (times != 1 || !(lx_command(h->cmd)->contexts & (app_views[i]->ctx | CTX_LIST | CTX_PAGER | CTX_APP)))
                fail_msg("%s in %s", lx_command(h->cmd)->name, app_views[i]->name);
        }
}

static void every_command_has_a_handler_where_it_is_offered(void **state)
{
    (void)state;
    for (int i = CMD_NONE + 1; i < CMD_N; i++) {
        const struct lx_command *c = lx_command((enum lx_cmd)i);
        int times = 0;
        if ((c->contexts & CTX_LIST) && !has(list_handlers, c->id, &times) && !has(app_handlers, c->id, &times))
            fail_msg("%s in lists", c->name);
        if ((c->contexts & (CTX_PAGER | CTX_DETAIL)) && !has(pager_handlers, c->id, &times) && !has(app_handlers, c->id, &times))
            fail_msg("%s in texts", c->name);
        if ((c->contexts & CTX_APP) && !app_view_of(c->id) && !has(app_handlers, c->id, &times))
            fail_msg("%s anywhere", c->name);
        if ((c->contexts & CTX_FORM) && !has(view_form.commands, c->id, &times))
            fail_msg("%s in forms", c->name);
    }
}

/* Of the main views; bodies and templates share their context with what opens from them. */
static void every_main_view_does_what_its_context_offers(void **state)
{
    (void)state;
    int missing = 0;
    for (int i = 0; app_views[i]; i++)
        for (int k = CMD_NONE + 1; k < CMD_N && app_views[i]->command != CMD_NONE; k++) {
            const struct lx_command *c = lx_command((enum lx_cmd)k);
            int times = 0;
            if (!(c->contexts & app_views[i]->ctx & ~(CTX_BODIES | CTX_TEMPLATES)))
                continue;
            if (!has(app_views[i]->commands, c->id, &times) && !has(list_handlers, c->id, &times) && !has(app_handlers, c->id, &times)) {
                print_error("%s in %s\n", c->name, app_views[i]->name);
                missing++;
            }
        }
    assert_int_equal(missing, 0);
}

static void contexts_are_tried_from_inside_out(void **state)
{
    (void)state;
    struct keymap m;
    struct lx_err err = { 0 };
    keymap_init(&m);
    const lx_context chain[] = { CTX_LIST, CTX_ITEMS, CTX_APP };
    struct found f = keymap_find(&m, chain, 3, (const key_code[]){ 'g' }, 1);
    assert_true(f.prefix && f.cmd == CMD_NONE);
    f = keymap_find(&m, chain, 3, (const key_code[]){ 'g', 'g' }, 2);
    assert_int_equal(f.cmd, CMD_TOP);
    f = keymap_find(&m, chain, 3, (const key_code[]){ 'g', 't' }, 2);
    assert_int_equal(f.cmd, CMD_VIEW_TODAY);
    assert_int_equal(keymap_set(&m, "item close", "<F7> z+c", &err), LX_OK);
    f = keymap_find(&m, chain, 3, (const key_code[]){ LK_F0 + 7 }, 1);
    assert_int_equal(f.cmd, CMD_ITEM_CLOSE);
    f = keymap_find(&m, chain, 3, (const key_code[]){ 'd' }, 1);
    assert_int_equal(f.cmd, CMD_NONE);
    assert_int_equal(keymap_set(&m, "item close", "<Nokey>", &err), LX_INVALID);
    assert_int_equal(keymap_set(&m, "no such", "x", &err), LX_NOTFOUND);
    f = keymap_find(&m, chain, 3, (const key_code[]){ LK_F0 + 7 }, 1);
    assert_int_equal(f.cmd, CMD_ITEM_CLOSE); /* a bad line changes nothing */
    keymap_done(&m);
}

/* One's own key goes before whatever had it, in the same place or further in; two commands may change places. */
static void own_keys_win(void **state)
{
    (void)state;
    struct keymap m;
    struct lx_err err = { 0 };
    struct lx_str keys = LX_STR_EMPTY;
    const lx_context chain[] = { CTX_LIST, CTX_ITEMS, CTX_APP }, form[] = { CTX_FORM, CTX_APP };
    keymap_init(&m);
    assert_int_equal(keymap_find(&m, chain, 3, (const key_code[]){ 'd' }, 1).cmd, CMD_ITEM_CLOSE);
    assert_int_equal(keymap_set(&m, "item close", "r", &err), LX_OK);
    assert_int_equal(keymap_set(&m, "item report", "d", &err), LX_OK);
    assert_int_equal(keymap_find(&m, chain, 3, (const key_code[]){ 'd' }, 1).cmd, CMD_ITEM_REPORT);
    assert_int_equal(keymap_find(&m, chain, 3, (const key_code[]){ 'r' }, 1).cmd, CMD_ITEM_CLOSE);
    keymap_all_keys(&m, CMD_ITEM_CLOSE, &keys);
    assert_string_equal(lx_str_z(&keys), "r"); /* what the hint line and the help show */
    assert_int_equal(keymap_set(&m, "item remind", "j", &err), LX_OK); /* lists have j themselves */
    assert_int_equal(keymap_find(&m, chain, 3, (const key_code[]){ 'j' }, 1).cmd, CMD_ITEM_REMIND);
    assert_int_equal(keymap_set(&m, "note", "<Tab>", &err), LX_OK); /* in forms it stays what it was */
    assert_int_equal(keymap_find(&m, chain, 3, (const key_code[]){ LK_TAB }, 1).cmd, CMD_NOTE_NEW);
    assert_int_equal(keymap_find(&m, form, 2, (const key_code[]){ LK_TAB }, 1).cmd, CMD_FORM_NEXT);
    assert_int_equal(keymap_set(&m, "item close", "", &err), LX_OK); /* none */
    assert_int_equal(keymap_find(&m, chain, 3, (const key_code[]){ 'r' }, 1).cmd, CMD_NONE);
    lx_str_done(&keys);
    keymap_done(&m);
}

/* Whatever the table says writes is refused with a sentence where nothing may be written, and is not offered. */
static void nothing_that_writes_is_offered_when_read_only(void **state)
{
    (void)state;
    struct lx_store *s = arraystore_new();
    arraystore_fill(s, 10);
    struct inscreen *t = inscreen_new(&(struct inscreen_setup){ .store = s, .lang = "en", .read_only = true, .w = 120 });
    struct app *a = inscreen_app(t);
    for (int v = 0; app_views[v]; v++) {
        app_show(a, app_views[v]);
        assert_true(inscreen_pump(t));
        for (int i = CMD_NONE + 1; i < CMD_N; i++)
            if (lx_command((enum lx_cmd)i)->flags & F_WRITE) {
                assert_false(app_offers(a, (enum lx_cmd)i));
                if (lx_command((enum lx_cmd)i)->contexts) {
                    assert_int_equal(app_command(a, (enum lx_cmd)i), DONE);
                    assert_true(inscreen_pump(t));
                    assert_true(inscreen_has(t, "may only be read"));
                }
            }
    }
    inscreen_done(&t);
    s->close(s);
}

/* --- the guides ------------------------------------------------------------------------------------------------------------- */

static bool has_key(const char *key)
{
    size_t len = strlen(key);
    for (int i = CMD_NONE + 1; i < CMD_N; i++)
        for (const char *k = lx_command((enum lx_cmd)i)->keys; *k; k += strcspn(k, " "), k += *k == ' ')
            if (strcspn(k, " ") == len && strncmp(k, key, len) == 0)
                return true;
    return false;
}

/* The next word between backticks; NULL: there is none before `end`. */
static const char *ticked(const char *s, const char *end, char *word, size_t room)
{
    const char *from = memchr(s, '`', (size_t)(end - s)), *to = from ? memchr(from + 1, '`', (size_t)(end - from - 1)) : NULL;
    if (!to || (size_t)(to - from) > room)
        return NULL;
    snprintf(word, room, "%.*s", (int)(to - from - 1), from + 1);
    return to + 1;
}

/* Of a row of the table its keys, chords joined, and its commands, each of which must be there. */
static void walk_row(const char *row, const char *end, struct lx_str *said)
{
    const char *keys = memchr(row + 1, '|', (size_t)(end - row - 1)), *commands = memchr(keys + 1, '|', (size_t)(end - keys - 1));
    char word[64], chord[80];
    for (const char *s = keys; (s = ticked(s, commands, word, sizeof word)) != NULL;) {
        snprintf(chord, sizeof chord, "%s", word);
        if ((strcmp(word, "b") == 0 || strcmp(word, "g") == 0) && (s = ticked(s, commands, word, sizeof word)) != NULL)
            snprintf(chord + 1, sizeof chord - 1, "+%s", word);
        if (!has_key(chord))
            fail_msg("no command has the key %s", chord);
        lx_str_addf(said, "%s ", chord);
    }
    for (const char *s = commands; (s = ticked(s, end, word, sizeof word)) != NULL;) {
        char *option = strstr(word, " --");
        if (option)
            *option = '\0';
        const struct lx_command *c = lx_command_named(word);
        if (!c || !(c->flags & F_CLI))
            fail_msg("there is no command %s", word);
        lx_str_addf(said, "%s, ", word);
    }
    lx_str_add(said, "\n");
}

/* The walk through one meeting: every key and command of it is there, and both guides go the same way. */
static void the_guides_walk_by_the_keys(void **state)
{
    static const struct {
        const char *file, *head;
    } guides[] = { { "docs/guide.zh.md", "## 一次会议从头到尾" }, { "docs/guide.en.md", "## One meeting from beginning to end" } };
    struct lx_str said[2] = { LX_STR_EMPTY, LX_STR_EMPTY };
    size_t rows_n = 0;
    (void)state;
    for (int g = 0; g < 2; g++) {
        struct lx_str text = LX_STR_EMPTY;
        char buffer[4096];
        FILE *f = fopen(guides[g].file, "r");
        assert_non_null(f);
        for (size_t n; (n = fread(buffer, 1, sizeof buffer, f)) > 0;)
            lx_str_addn(&text, buffer, n);
        fclose(f);
        const char *s = strstr(text.s, guides[g].head);
        assert_non_null(s);
        for (s = strstr(s, "| --- |"), s = strchr(s, '\n') + 1; *s == '|'; s = strchr(s, '\n') + 1, rows_n++)
            walk_row(s, strchr(s, '\n'), &said[g]);
        lx_str_done(&text);
    }
    assert_true(rows_n >= 40);
    assert_string_equal(said[0].s, said[1].s);
    lx_str_done(&said[0]);
    lx_str_done(&said[1]);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(the_guides_walk_by_the_keys),
        cmocka_unit_test(names_are_unique),
        cmocka_unit_test(every_text_is_there_in_both_languages),
        cmocka_unit_test(every_command_is_in_the_help),
        cmocka_unit_test(every_default_key_can_be_read),
        cmocka_unit_test(no_key_means_two_things),
        cmocka_unit_test(every_main_view_does_what_its_context_offers),
        cmocka_unit_test(every_handler_stands_once_and_in_its_context),
        cmocka_unit_test(every_command_has_a_handler_where_it_is_offered),
        cmocka_unit_test(contexts_are_tried_from_inside_out),
        cmocka_unit_test(own_keys_win),
        cmocka_unit_test(nothing_that_writes_is_offered_when_read_only),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
