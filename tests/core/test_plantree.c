/* The tree of a plan: totals at each level, sections found by name, moved with everything below them. */
#include "core/work/items.h"
#include "core/work/plantree.h"
#include "core/work/undo.h"
#include "tests/lib/desk.h"
#include "tests/lib/random.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <cmocka.h>

/* level, number, title; a section stands in the last one above it that is one level less */
static const struct {
    int level;
    const char *number, *title;
} outline[] = {
    { 0, "一", "总体要求" },       { 1, "（一）", "工作思路" },     { 1, "（二）", "主要目标" },     { 0, "二", "重点行动" },
    { 1, "（一）", "科创高地行动" }, { 2, "1.", "共享仪器" },         { 2, "2.", "培训经纪人" },       { 1, "（二）", "产业协同行动" },
    { 0, "三", "重点项目" },       { 0, NULL, "附则" },
};
enum { N = sizeof outline / sizeof outline[0], TOTAL_REQUIREMENTS = 0, ACTIONS = 3, SCIENCE = 4, SHARING = 5, INDUSTRY = 7, PROJECTS = 8 };

struct plan {
    lx_id id, sections[N];
};

static void add(struct desk *d, void *rec)
{
    desk_ok(d, lx_add(&d->w, "plan import", rec, &d->err));
}

static struct plan make_plan(struct desk *d, const char *no)
{
    struct plan p;
    lx_id at[8] = { 0 };
    struct lx_plan *plan = lx_rec_new(LX_PLAN);
    lx_set_text(&plan->no, no);
    lx_set_text(&plan->title, "行动计划");
    add(d, plan);
    p.id = plan->rec.id;
    lx_rec_free(plan);
    for (int i = 0; i < N; i++) {
        struct lx_section *s = lx_rec_new(LX_SECTION);
        s->plan = p.id;
        s->position = i + 1;
        s->level = outline[i].level;
        s->parent = outline[i].level ? at[outline[i].level - 1] : 0;
        lx_set_text(&s->number, outline[i].number);
        lx_set_text(&s->title, outline[i].title);
        add(d, s);
        at[outline[i].level] = p.sections[i] = s->rec.id;
        lx_rec_free(s);
    }
    return p;
}

static lx_id add_item(struct desk *d, const struct plan *p, lx_id section, lx_id parent, const char *due)
{
    struct lx_item *item = lx_rec_new(LX_ITEM);
    item->plan = p->id;
    item->section = section;
    item->parent = parent;
    lx_set_text(&item->title, "事项");
    if (due)
        desk_ok(d, lx_date_read(&item->due, due, d->w.today, &d->err));
    desk_ok(d, lx_item_add(&d->w, item, NULL, &d->err));
    lx_id id = item->rec.id;
    lx_rec_free(item);
    return id;
}

static const struct lx_node *node_of(const struct lx_plantree *t, lx_id id)
{
    for (size_t i = 0; i < t->n; i++)
        if (t->nodes[i].rec->id == id)
            return &t->nodes[i];
    fail_msg("no node %lld", (long long)id);
    return NULL;
}

static void check_totals(const struct lx_totals *t, size_t n, size_t closed, size_t open, size_t late)
{
    assert_int_equal(t->n, n);
    assert_int_equal(t->closed, closed);
    assert_int_equal(t->open, open);
    assert_int_equal(t->late, late);
}

static void test_totals(void **state)
{
    struct desk *d = *state;
    struct plan p = make_plan(d, "P1");
    lx_id closed = add_item(d, &p, p.sections[SHARING], 0, NULL), whole = add_item(d, &p, p.sections[SHARING], 0, "2024-06-01");
    lx_id part = add_item(d, &p, p.sections[SHARING], whole, "2024-06-02"), deep = add_item(d, &p, p.sections[SHARING], part, NULL);
    lx_id away = add_item(d, &p, p.sections[INDUSTRY], whole, "2024-12-31"), loose = add_item(d, &p, 0, 0, "2024-01-01");
    lx_id stopped = add_item(d, &p, p.sections[PROJECTS], 0, "2024-01-01");
    struct lx_item *item, *old;
    desk_ok(d, lx_begin(&d->w, &d->err));
    desk_ok(d, lx_get(&d->w, LX_ITEM, closed, &old, &d->err));
    item = lx_rec_copy(old);
    item->state = ITEM_STRUCK;
    desk_ok(d, lx_put_change(&d->w, old, item, &d->err));
    LX_FREE(old);
    LX_FREE(item);
    desk_ok(d, lx_get(&d->w, LX_ITEM, stopped, &old, &d->err));
    item = lx_rec_copy(old);
    item->state = ITEM_SUSPENDED;
    desk_ok(d, lx_put_change(&d->w, old, item, &d->err));
    LX_FREE(old);
    LX_FREE(item);
    desk_ok(d, lx_commit(&d->w, "item set", NULL, &d->err));

    struct lx_plantree t;
    desk_ok(d, lx_plantree_read(&d->w, p.id, &t, &d->err));
    check_totals(&t.totals, 7, 1, 5, 3);
    check_totals(&node_of(&t, p.sections[ACTIONS])->totals, 5, 1, 4, 2);
    check_totals(&node_of(&t, p.sections[SCIENCE])->totals, 4, 1, 3, 2);
    check_totals(&node_of(&t, p.sections[SHARING])->totals, 4, 1, 3, 2);
    check_totals(&node_of(&t, p.sections[INDUSTRY])->totals, 1, 0, 1, 0);
    check_totals(&node_of(&t, p.sections[PROJECTS])->totals, 1, 0, 0, 0); /* suspended: neither closed nor open */
    check_totals(&node_of(&t, p.sections[TOTAL_REQUIREMENTS])->totals, 0, 0, 0, 0);
    check_totals(&node_of(&t, whole)->totals, 2, 0, 2, 1);
    assert_int_equal(t.n, N + 7);
    assert_int_equal(t.nodes[0].rec->id, loose); /* what stands in no section comes first */
    assert_int_equal(node_of(&t, p.sections[SCIENCE])->level, 1);
    assert_int_equal(node_of(&t, whole)->level, 3);
    assert_int_equal(node_of(&t, part)->level, 4);
    assert_int_equal(node_of(&t, deep)->level, 5); /* any depth */
    assert_int_equal(node_of(&t, deep) - node_of(&t, part), 1);
    assert_int_equal(node_of(&t, away)->level, 2); /* a part that stands in another section */
    size_t sum = 1;
    for (size_t i = 0; i < t.n; i++)
        if (t.nodes[i].rec->type == LX_SECTION && t.nodes[i].level == 0)
            sum += t.nodes[i].totals.n;
    assert_int_equal(sum, t.totals.n);
    lx_plantree_done(&t);
    assert_int_equal(lx_plantree_read(&d->w, whole, &t, &d->err), LX_NOTFOUND);
}

static void test_finding(void **state)
{
    struct desk *d = *state;
    struct plan p = make_plan(d, "P1"), other = make_plan(d, "P2");
    static const struct {
        const char *typed;
        int at; /* of the outline; negative: the error */
    } cases[] = {
        { "二", ACTIONS },           { "二、", ACTIONS },      { "重点行动", ACTIONS },     { "二 重点行动", ACTIONS }, { "附则", N - 1 },
        { "二/（一）", SCIENCE },    { "二/(一)", SCIENCE },   { "重点行动 / 一", SCIENCE }, { "二/（一）/1", SHARING }, { "二/1", SHARING },
        { "科创", SCIENCE },         { "kcgd", SCIENCE },      { "二 重点行动 / （二） 产业协同行动", INDUSTRY },
        { "（一）", LX_AMBIGUOUS },  { "行动", LX_AMBIGUOUS }, { "九", LX_NOTFOUND },        { "三/（一）", LX_NOTFOUND }, { "", LX_NOTFOUND },
        { "/", LX_NOTFOUND },        { "id:1", LX_NOTFOUND },
    };
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        lx_id id = 0;
        enum lx_rc rc = lx_section_find(&d->w, p.id, cases[i].typed, &id, &d->err);
        if (rc != LX_OK ? cases[i].at != (int)rc : cases[i].at < 0 || id != p.sections[cases[i].at])
            fail_msg("%s: %d, %lld", cases[i].typed, rc, (long long)id);
    }
    lx_id id;
    assert_int_equal(lx_section_find(&d->w, 0, "二", &id, &d->err), LX_AMBIGUOUS); /* of two plans */
    struct lx_str path = LX_STR_EMPTY;
    lx_section_path(&d->w, &path, other.sections[SHARING]);
    assert_string_equal(path.s, "二 重点行动 / （一） 科创高地行动 / 1. 共享仪器");
    lx_str_done(&path);
}

/* --- moving ------------------------------------------------------------------------------------------------------------- */

/* The outline as one string: "一(（一）（二）)二(...)"; positions must be 1 to n from the outside in, levels as deep as they stand. */
static char *shape(struct desk *d, const struct plan *p)
{
    struct lx_plantree t;
    struct lx_str s = LX_STR_EMPTY;
    int64_t position = 0;
    int level = 0;
    desk_ok(d, lx_plantree_read(&d->w, p->id, &t, &d->err));
    for (size_t i = 0; i < t.n; i++) {
        const struct lx_section *section = (const struct lx_section *)t.nodes[i].rec;
        assert_int_equal(section->position, ++position);
        assert_int_equal(section->level, t.nodes[i].level);
        for (; level < t.nodes[i].level; level++)
            lx_str_addc(&s, '(');
        for (; level > t.nodes[i].level; level--)
            lx_str_addc(&s, ')');
        lx_str_add(&s, section->number ? section->number : section->title);
    }
    for (; level > 0; level--)
        lx_str_addc(&s, ')');
    assert_int_equal(position, N);
    lx_plantree_done(&t);
    return lx_str_take(&s);
}

static void check_shape(struct desk *d, const struct plan *p, const char *want)
{
    char *got = shape(d, p);
    assert_string_equal(got, want);
    free(got);
}

static void test_moving(void **state)
{
    struct desk *d = *state;
    struct plan p = make_plan(d, "P1"), other = make_plan(d, "P2");
    const lx_id *s = p.sections;
    size_t entries_n = desk_entries_n(d);
    check_shape(d, &p, "一(（一）（二）)二(（一）(1.2.)（二）)三附则");
    desk_ok(d, lx_section_move(&d->w, s[ACTIONS], LX_MOVE_UP, &d->err));
    check_shape(d, &p, "二(（一）(1.2.)（二）)一(（一）（二）)三附则");
    assert_int_equal(desk_entries_n(d), entries_n + 1); /* one entry, however many sections it took along */
    desk_ok(d, lx_section_move(&d->w, s[ACTIONS], LX_MOVE_DOWN, &d->err));
    desk_ok(d, lx_section_move(&d->w, s[SCIENCE], LX_MOVE_DOWN, &d->err));
    check_shape(d, &p, "一(（一）（二）)二(（二）（一）(1.2.))三附则");
    desk_ok(d, lx_section_move(&d->w, s[SCIENCE], LX_MOVE_IN, &d->err));
    check_shape(d, &p, "一(（一）（二）)二(（二）(（一）(1.2.)))三附则");
    desk_ok(d, lx_section_move(&d->w, s[SCIENCE], LX_MOVE_OUT, &d->err));
    desk_ok(d, lx_section_move(&d->w, s[SCIENCE], LX_MOVE_OUT, &d->err));
    check_shape(d, &p, "一(（一）（二）)二(（二）)（一）(1.2.)三附则");
    desk_ok(d, lx_section_place(&d->w, s[SCIENCE], s[PROJECTS], 0, &d->err));
    check_shape(d, &p, "一(（一）（二）)二(（二）)三(（一）(1.2.))附则");
    desk_ok(d, lx_section_place(&d->w, s[N - 1], 0, s[SHARING], &d->err));
    check_shape(d, &p, "一(（一）（二）)二(（二）)三(（一）(附则1.2.))");
    desk_ok(d, lx_section_place(&d->w, s[SCIENCE], 0, s[TOTAL_REQUIREMENTS], &d->err));
    check_shape(d, &p, "（一）(附则1.2.)一(（一）（二）)二(（二）)三");

    assert_int_equal(lx_section_move(&d->w, s[SCIENCE], LX_MOVE_UP, &d->err), LX_STATE);
    assert_int_equal(lx_section_move(&d->w, s[SCIENCE], LX_MOVE_IN, &d->err), LX_STATE);
    assert_int_equal(lx_section_move(&d->w, s[SCIENCE], LX_MOVE_OUT, &d->err), LX_STATE);
    assert_int_equal(lx_section_move(&d->w, s[PROJECTS], LX_MOVE_DOWN, &d->err), LX_STATE);
    assert_int_equal(lx_section_place(&d->w, s[SCIENCE], s[SHARING], 0, &d->err), LX_STATE); /* into itself */
    assert_int_equal(lx_section_place(&d->w, s[SCIENCE], 0, s[SHARING], &d->err), LX_STATE);
    assert_int_equal(lx_section_place(&d->w, s[SCIENCE], other.sections[0], 0, &d->err), LX_STATE);
    assert_int_equal(lx_section_move(&d->w, p.id, LX_MOVE_UP, &d->err), LX_NOTFOUND);

    entries_n = desk_entries_n(d) - entries_n;
    struct lx_revs made = { 0 };
    desk_ok(d, lx_undo_last(&d->w, (size_t)entries_n, &made, &d->err));
    lx_revs_done(&made);
    check_shape(d, &p, "一(（一）（二）)二(（一）(1.2.)（二）)三附则");
    check_shape(d, &other, "一(（一）（二）)二(（一）(1.2.)（二）)三附则");
}

/* Whatever is moved: nothing is lost, all is numbered; where a place was found, the way back leads back. */
static void test_random_moves(void **state)
{
    struct desk *d = *state;
    struct random r = { 11 };
    struct plan p = make_plan(d, "P1");
    for (int i = 0; i < 400; i++) {
        lx_id id = p.sections[random_below(&r, N)], to = p.sections[random_below(&r, N)];
        char *before = shape(d, &p);
        enum lx_rc rc = LX_OK;
        switch (random_below(&r, 6)) {
        case 0: rc = lx_section_place(&d->w, id, to, 0, &d->err); break;
        case 1: rc = lx_section_place(&d->w, id, 0, to, &d->err); break;
        case 2: rc = lx_section_move(&d->w, id, LX_MOVE_IN, &d->err); break;
        case 3: rc = lx_section_move(&d->w, id, LX_MOVE_OUT, &d->err); break;
        case 4: rc = lx_section_move(&d->w, id, LX_MOVE_DOWN, &d->err); break;
        default:
            rc = lx_section_move(&d->w, id, LX_MOVE_UP, &d->err);
            if (rc == LX_OK) {
                desk_ok(d, lx_section_move(&d->w, id, LX_MOVE_DOWN, &d->err));
                check_shape(d, &p, before);
            }
        }
        assert_true(rc == LX_OK || rc == LX_STATE);
        free(before);
        free(shape(d, &p));
    }
}

/* An item goes into a section of its own plan only; another plan takes it out of the section. */
static void test_items_in_sections(void **state)
{
    struct desk *d = *state;
    struct plan p = make_plan(d, "P1"), other = make_plan(d, "P2");
    lx_id id = add_item(d, &p, p.sections[SHARING], 0, NULL);
    char *const into[] = { (char[]){ "section=二/（二）" } }, *const zh[] = { (char[]){ "章节=重点项目" } }, *const elsewhere[] = { (char[]){ "plan=P2" } },
               *const both[] = { (char[]){ "plan=P1" }, (char[]){ "section=三" } }, *const none[] = { (char[]){ "section=" } };
    static const struct {
        int pairs, section; /* -1: none */
        bool other;
    } steps[] = { { 0, INDUSTRY, false }, { 1, PROJECTS, false }, { 2, -1, true }, { 0, INDUSTRY, true }, { 3, PROJECTS, false }, { 4, -1, false } };
    char *const *pairs[] = { into, zh, elsewhere, both, none };
    for (size_t i = 0; i < sizeof steps / sizeof steps[0]; i++) {
        struct lx_item *item;
        desk_ok(d, lx_item_set(&d->w, id, pairs[steps[i].pairs], steps[i].pairs == 3 ? 2 : 1, NULL, &d->err));
        desk_ok(d, lx_get(&d->w, LX_ITEM, id, &item, &d->err));
        const struct plan *of = steps[i].other ? &other : &p;
        assert_int_equal(item->plan, of->id);
        assert_int_equal(item->section, steps[i].section < 0 ? 0 : of->sections[steps[i].section]);
        lx_rec_free(item);
    }
    struct lx_item *old, *item;
    desk_ok(d, lx_get(&d->w, LX_ITEM, id, &old, &d->err));
    item = lx_rec_copy(old);
    item->section = other.sections[0];
    assert_int_equal(lx_save(&d->w, "item set", old, item, NULL, &d->err), LX_INVALID);
    lx_rec_free(old);
    lx_rec_free(item);
}

int main(void)
{
#define DESK(test) cmocka_unit_test_setup_teardown(test, desk_setup, desk_teardown)
    const struct CMUnitTest tests[] = { DESK(test_totals), DESK(test_finding), DESK(test_moving), DESK(test_random_moves), DESK(test_items_in_sections) };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
