/* Menus and the palette: what was typed puts the obvious row first; everything is found by each of its names; numbers. */
#include "core/mem.h"
#include "core/paper/paper.h"
#include "core/text/text.h"
#include "tests/lib/arraystore.h"
#include "tests/lib/inscreen.h"
#include "tui/i18n.h"
#include "tui/palette.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <cmocka.h>

#define COUNT(a) (sizeof(a) / sizeof *(a))

/* Topics of the demonstration office, as the picker of an agenda holds them. */
static void the_obvious_topic_comes_first(void **state)
{
    (void)state;
    static const char *const topics[][2] = {
        { "共建六横公路大桥二期资金分担方案", "舟山市交通局" }, { "统一渔船互救奖励标准", "舟山市海渔局" },
        { "四明山旅游线路联合命名", "绍兴市文广旅游局" },       { "城市形象标识联合征集", "嘉兴市文广旅游局" },
        { "宁波都市圈公共服务共享清单", "宁波市发改委" },       { "共建共享大型科学仪器", "宁波市科技局" },
    };
    static const struct {
        const char *typed;
        size_t first;
    } cases[] = { { "yc", 1 }, { "ycjl", 1 }, { "lh", 0 }, { "zssjtj", 0 }, { "gjgx", 5 }, { "gj", 0 }, { "lvyou", 2 }, { "标识", 3 }, { "fgw", 4 }, { "nb", 4 } };
    for (size_t i = 0; i < COUNT(cases); i++) {
        struct menu_items items = { 0 };
        for (size_t k = 0; k < COUNT(topics); k++)
            menu_add(&items, topics[k][0], topics[k][1], (int64_t)k)->more = lx_strdup(topics[k][1]);
        menu_rank(&items, cases[i].typed);
        if (items.at[0].value != (int64_t)cases[i].first || menu_fit(&items.at[0], cases[i].typed) <= 0)
            fail_msg("%s: %s", cases[i].typed, items.at[0].label);
        menu_items_done(&items);
    }
}

/* --- every command, paper, view by each of its names ----------------------------------------------------------------------------- */

enum { SEEN = 12, PAPER_VALUE = CMD_N }; /* rows that a menu shows on the smallest of usual screens; as palette.c has them */

static bool is_seen(const struct menu_items *all, const char *typed, int64_t value)
{
    size_t before = 0;
    int mine = 0;
    for (size_t i = 0; i < all->n; i++)
        if (all->at[i].value == value)
            mine = menu_fit(&all->at[i], typed);
    for (size_t i = 0; i < all->n; i++)
        before += menu_fit(&all->at[i], typed) > mine;
    return mine > 0 && before < SEEN;
}

static int missed;

static void check(const struct menu_items *all, const char *typed, int64_t value, const char *what)
{
    if (is_seen(all, typed, value))
        return;
    print_message("%s is not found by: %s\n", what, typed);
    missed++;
}

static void check_chinese(const struct menu_items *all, const char *name, int64_t value, const char *what)
{
    struct lx_str initials = LX_STR_EMPTY;
    check(all, name, value, what);
    lx_pinyin_initials(&initials, name);
    if (initials.len > 1)
        check(all, lx_str_z(&initials), value, what);
    lx_str_done(&initials);
}

static void check_all(const struct menu_items *all, enum lx_cmd not_this)
{
    for (int i = CMD_NONE + 1; i < CMD_N; i++) {
        const struct lx_command *c = lx_command((enum lx_cmd)i);
        if (c->id == not_this)
            continue;
        check(all, c->name, c->id, c->name);
        check(all, c->label, c->id, c->name);
        check_chinese(all, c->label_zh, c->id, c->name);
        if (app_view_of(c->id))
            check(all, _(app_view_of(c->id)->title), c->id, c->name);
    }
    for (int i = 0; i < LX_PAPER_N; i++) {
        const struct lx_paper *paper = lx_paper_get((enum lx_paper_id)i);
        check(all, paper->kind, PAPER_VALUE + i, paper->kind);
        check(all, lx_paper_title(paper, true), PAPER_VALUE + i, paper->kind);
        check_chinese(all, lx_paper_title(paper, false), PAPER_VALUE + i, paper->kind);
    }
}

static void everything_is_found_by_each_of_its_names(void **state)
{
    (void)state;
    static const char *const langs[] = { "zh", "en" }, *const firsts[] = { "today", "items", "meetings", "bodies" };
    missed = 0;
    for (size_t l = 0; l < COUNT(langs); l++)
        for (size_t i = 0; i < COUNT(firsts); i++) {
            struct lx_store *store = arraystore_new();
            struct inscreen *t = inscreen_new(&(struct inscreen_setup){ .store = store, .lang = langs[l], .first = firsts[i] });
            struct menu_items all = { 0 };
            palette_items(inscreen_app(t), CMD_PALETTE, &all);
            check_all(&all, CMD_PALETTE);
            menu_items_done(&all);
            inscreen_done(&t);
            store->close(store);
        }
    assert_int_equal(missed, 0);
}

int main(void)
{
    static const struct CMUnitTest tests[] = {
        cmocka_unit_test(the_obvious_topic_comes_first),
        cmocka_unit_test(everything_is_found_by_each_of_its_names),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
