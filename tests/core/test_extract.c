/* Extracts of minutes over random meetings: together they are the whole; nothing twice, nothing lost, no line to whom it is not for. */
#include "core/doc/minutes.h"
#include "core/doc/weave.h"
#include "core/meeting/meetings.h"
#include "core/meeting/outcomes.h"
#include "core/mem.h"
#include "core/minutes/assemble.h"
#include "core/minutes/extract.h"
#include "core/minutes/lock.h"
#include "core/paper/build.h"
#include "core/work/items.h"
#include "core/work/units.h"
#include "tests/lib/paper_office.h"
#include "tests/lib/random.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdlib.h>
#include <string.h>
#include <cmocka.h>

enum { CITIES = 5, BUREAUS = 2, MEETINGS = 120 };

static struct lx_err err;
#define OK(call) assert_int_equal(said((call)), LX_OK)

static int said(enum lx_rc rc)
{
    if (rc)
        print_error("%s [%s]\n", err.msgid ? err.msgid : "?", err.detail);
    return rc;
}

struct play {
    struct office *o;
    struct random r;
    lx_id unit[CITIES * (1 + BUREAUS)]; /* a city, then its bureaus, and so on */
    size_t n;
    unsigned words; /* every paragraph is another one */
};

static const char *const cities[CITIES] = { "丙市", "丁市", "戊市", "己市", "庚市" };
static const char *const bureaus[BUREAUS] = { "发改局", "经信局" };

static lx_id new_unit(struct office *o, const char *name, lx_id parent, int kind)
{
    struct lx_unit *u = lx_rec_new(LX_UNIT);
    lx_set_text(&u->name, name);
    u->parent = parent;
    u->kind = kind;
    OK(lx_add(&o->w, "unit add", u, &err));
    lx_id id = u->rec.id;
    lx_rec_free(u);
    OK(lx_refresh(&o->w, &err));
    return id;
}

static void join(struct office *o, lx_id unit, const char *since)
{
    struct lx_member *m = lx_rec_new(LX_MEMBER);
    m->unit = unit;
    OK(lx_set_value(&o->w, m, lx_field_named(LX_MEMBER, "since"), since, NULL, &err));
    OK(lx_add(&o->w, "unit member", m, &err));
    lx_rec_free(m);
}

static lx_id any_unit(struct play *p) { return random_below(&p->r, 4) ? p->unit[random_below(&p->r, (uint32_t)p->n)] : 0; }
static const char *any_name(struct play *p) { return lx_unit_name(p->o->w.units, p->unit[random_below(&p->r, (uint32_t)p->n)]); }

/* --- a random meeting --------------------------------------------------------------------------------------------------------- */

static void play_units(struct play *p)
{
    static const char *const since[] = { "2001-01-01", "2024-06-20", "2024-06-21" }; /* the last one comes too late */
    struct lx_str name = LX_STR_EMPTY;
    for (int i = 0; i < CITIES; i++) {
        lx_id city = p->unit[p->n++] = new_unit(p->o, cities[i], 0, UNIT_GOVERNMENT);
        for (int k = 0; k < BUREAUS; k++) {
            lx_str_clear(&name);
            lx_str_addf(&name, "%s%s", cities[i], bureaus[k]);
            p->unit[p->n++] = new_unit(p->o, name.s, city, UNIT_DEPARTMENT);
        }
        if (i == 0 || random_below(&p->r, 3))
            join(p->o, city, since[i == 0 ? 0 : random_below(&p->r, 3)]);
    }
    new_unit(p->o, "各市港航局", 0, UNIT_GROUP);
    lx_str_done(&name);
}

static lx_id play_meeting(struct play *p)
{
    struct lx_meeting *m = lx_rec_new(LX_MEETING);
    m->series = p->o->series;
    OK(lx_set_value(&p->o->w, m, lx_field_named(LX_MEETING, "date"), "2024-06-20", NULL, &err));
    OK(lx_meeting_add(&p->o->w, m, 0, &err));
    lx_id id = m->rec.id;
    lx_rec_free(m);
    return id;
}

static void play_rows(struct play *p, lx_id meeting)
{
    struct lx_str title = LX_STR_EMPTY;
    for (uint32_t n = random_below(&p->r, 6); n > 0; n--) {
        struct lx_agenda *a = lx_rec_new(LX_AGENDA);
        size_t outcomes_n;
        a->meeting = meeting;
        a->kind = (int)random_below(&p->r, AGENDA_INFORM + 1);
        a->presenter = any_unit(p);
        if (random_below(&p->r, 3) == 0)
            lx_set_text(&a->attend, any_name(p));
        lx_str_clear(&title);
        lx_str_addf(&title, "议题%u的办法", ++p->words);
        lx_set_text(&a->title, title.s);
        OK(lx_agenda_add(&p->o->w, a, &err));
        const int *outcomes = lx_outcomes_of(a->kind, &outcomes_n);
        struct lx_duty duty = { p->unit[random_below(&p->r, (uint32_t)p->n)], PART_LEAD };
        struct lx_duties duties = { .at = &duty, .n = random_below(&p->r, 2) };
        if (random_below(&p->r, 3))
            OK(lx_outcome_set(&p->o->w, a->rec.id, &(struct lx_ruling){ .outcome = outcomes[random_below(&p->r, (uint32_t)outcomes_n)], .duties = &duties },
                              &err));
        lx_rec_free(a);
    }
    lx_str_done(&title);
}

static void play_items(struct play *p, lx_id meeting)
{
    struct lx_str title = LX_STR_EMPTY;
    for (uint32_t n = random_below(&p->r, 5); n > 0; n--) {
        struct lx_item *item = lx_rec_new(LX_ITEM);
        struct lx_duty both[] = { { p->unit[random_below(&p->r, (uint32_t)p->n)], PART_LEAD }, { p->unit[random_below(&p->r, (uint32_t)p->n)], PART_WITH } };
        struct lx_duties duties = { .at = both, .n = both[0].unit == both[1].unit ? 1 : random_below(&p->r, 3) };
        lx_str_clear(&title);
        lx_str_addf(&title, "办理%u号事", ++p->words);
        lx_set_text(&item->title, title.s);
        item->meeting = meeting;
        OK(lx_item_add(&p->o->w, item, duties.n ? &duties : NULL, &err));
        lx_rec_free(item);
    }
    lx_str_done(&title);
}

/* Whatever people write between what was built. */
static void write_something(struct play *p, struct lx_str *md)
{
    unsigned n = ++p->words;
    switch (random_below(&p->r, 9)) {
    case 0: lx_str_addf(md, "%.*s 第%u部分\n\n", 1 + (int)random_below(&p->r, 4), "####", n); break;
    case 1: lx_str_addf(md, "## 关于%s的%u件事\n\n", any_name(p), n); break;
    case 2: lx_str_addf(md, "请%s和%s抓好第%u件事。\n又一行。\n\n", any_name(p), any_name(p), n); break;
    case 3: lx_str_addf(md, "- [ ] 手写%u。（牵头单位：%s）\n- [x] 手写%u之二。\n\n", n, any_name(p), n); break;
    case 4: lx_str_addf(md, "| 城市 | 万元 |\n|---|--:|\n| %s | %u |\n\n", any_name(p), n); break;
    case 5: lx_str_addf(md, "```\n# 第%u段代码\n\n- [ ] 不是事项\n```\n\n", n); break;
    case 6: lx_str_addf(md, "各市港航局要做第%u件事。\n\n", n); break;
    case 7: lx_str_addf(md, "1. 第一点%u\n2. 第二点，请%s办\n\n   还是第二点%u\n\n", n, any_name(p), n); break;
    default: lx_str_addf(md, "会议认为，第%u件事十分重要。\n\n", n);
    }
}

static void play_text(struct play *p, lx_id meeting)
{
    struct lx_str md = LX_STR_EMPTY;
    struct lx_meeting *old = NULL, *m;
    if (random_below(&p->r, 4)) {
        struct lx_assembled a;
        OK(lx_assemble(&p->o->w, meeting, 0, &a, &err));
        OK(lx_assemble_store(&p->o->w, &a, &err));
        lx_assembled_done(&a);
    }
    OK(lx_get(&p->o->w, LX_MEETING, meeting, &old, &err));
    struct lx_paras paras;
    lx_paras_split(&paras, old->minutes ? old->minutes : "");
    for (size_t i = 0; i <= paras.n; i++) {
        for (uint32_t n = random_below(&p->r, 3); n > 0; n--)
            write_something(p, &md);
        if (i < paras.n && random_below(&p->r, 8))
            lx_str_addf(&md, "%s\n\n", paras.at[i].text);
    }
    m = lx_rec_copy(old);
    lx_set_text(&m->minutes, md.len ? md.s : "会议开过了。\n");
    OK(lx_save(&p->o->w, "meeting set", old, m, NULL, &err));
    lx_paras_done(&paras);
    lx_str_done(&md);
    lx_rec_free(old);
    lx_rec_free(m);
}

static void lock(struct play *p, lx_id meeting)
{
    struct lx_lacks lacks;
    int64_t number;
    OK(lx_minutes_check(&p->o->w, meeting, &lacks, &err));
    for (size_t i = 0; i < lacks.n; i++)
        OK(lx_minutes_waive(&p->o->w, meeting, lacks.at[i].rule, "试", &err));
    lx_lacks_done(&lacks);
    for (int to = MEETING_IN_SESSION; to <= MEETING_MINUTES_DRAFT; to++)
        OK(lx_meeting_step(&p->o->w, meeting, to, &err));
    OK(lx_minutes_lock(&p->o->w, meeting, p->o->w.today, &err));
    OK(lx_minutes_correct(&p->o->w, meeting, "丁市应为戊市。", p->o->w.today, &number, &err));
}

/* --- what must hold --------------------------------------------------------------------------------------------------------------- */

/* For whom an action line is by its item and its words; false: for whoever gets the part in which it stands. */
static bool doers(struct play *p, const char *text, struct lx_ids *units, bool *all)
{
    struct lx_action_lines lines;
    lx_actions_find(&lines, text, strlen(text));
    bool task = lines.n > 0;
    *all = strstr(text, "各市港航局") != NULL;
    for (size_t i = 0; i < p->n; i++)
        if (strstr(text, lx_unit_name(p->o->w.units, p->unit[i])))
            lx_ids_add(units, p->unit[i]);
    lx_actions_done(&lines);
    return task && (*all || units->n);
}

static bool is_for(struct play *p, const struct lx_ids *units, lx_id whom)
{
    struct lx_ids below = { 0 };
    bool found = false;
    lx_unit_below(p->o->w.units, whom, &below);
    for (size_t i = 0; i < units->n; i++)
        found = found || lx_ids_has(&below, units->at[i]);
    lx_ids_done(&below);
    return found;
}

static size_t front(const struct lx_paras *p) { return p->n && strncmp(p->at[0].text, "---\n", 4) == 0 ? 1 : 0; }

/* An extract holds paragraphs of the whole in their order, none twice, and the note at its end; those of them are counted. */
static void check_one(struct play *p, const struct lx_paras *whole, const struct lx_extract *e, size_t *given)
{
    struct lx_paras mine;
    size_t at = front(whole);
    lx_paras_split(&mine, e->md.s);
    assert_true(mine.n >= 2 && front(&mine));
    assert_non_null(strstr(mine.at[mine.n - 1].text, "以上内容摘自"));
    for (size_t i = 1; i + 1 < mine.n; i++, at++) {
        while (at < whole->n && strcmp(whole->at[at].text, mine.at[i].text) != 0)
            at++;
        if (at == whole->n)
            print_error("not in the whole, or not in its order: %s\n", mine.at[i].text);
        assert_true(at < whole->n);
        given[at]++;
        struct lx_ids units = { 0 };
        bool all;
        if (doers(p, mine.at[i].text, &units, &all) && !all && !is_for(p, &units, e->unit)) {
            print_error("%s got: %s\n", lx_unit_name(p->o->w.units, e->unit), mine.at[i].text);
            fail();
        }
        lx_ids_done(&units);
    }
    lx_paras_done(&mine);
}

/* Whose line it is has got it. */
static void check_doers(struct play *p, const struct lx_paras *whole, const struct lx_extracts *e)
{
    for (size_t i = front(whole); i < whole->n; i++) {
        struct lx_ids units = { 0 };
        bool all, task = doers(p, whole->at[i].text, &units, &all);
        for (size_t k = 0; task && k < e->n; k++)
            if (all || is_for(p, &units, e->at[k].unit))
                assert_non_null(strstr(e->at[k].md.s, whole->at[i].text));
        for (size_t u = 0; task && u < units.n; u++) {
            bool found = false;
            for (size_t k = 0; k < e->n; k++)
                found = found || e->at[k].unit == units.at[u];
            assert_true(found);
        }
        lx_ids_done(&units);
    }
}

static void check_meeting(struct play *p, lx_id meeting)
{
    struct lx_str md = LX_STR_EMPTY;
    struct lx_paras whole;
    struct lx_extracts e, one;
    OK(lx_paper_build(&p->o->w, lx_paper_get(LX_PAPER_MINUTES), meeting, NULL, false, &md, &err));
    lx_paras_split(&whole, md.s);
    OK(lx_minutes_extracts(&p->o->w, meeting, 0, false, &e, &err));
    size_t *given = lx_grow(NULL, whole.n + 1, sizeof *given);
    memset(given, 0, (whole.n + 1) * sizeof *given);
    for (size_t i = 0; i < e.n; i++) {
        for (size_t k = 0; k < i; k++)
            assert_true(e.at[i].unit != e.at[k].unit);
        check_one(p, &whole, &e.at[i], given);
    }
    for (size_t i = front(&whole); i < whole.n; i++) {
        if (!given[i])
            print_error("lost: %s\n", whole.at[i].text);
        assert_true(given[i]);
    }
    check_doers(p, &whole, &e);
    size_t any = random_below(&p->r, (uint32_t)e.n); /* one alone is the same as among all */
    OK(lx_minutes_extracts(&p->o->w, meeting, e.at[any].unit, false, &one, &err));
    assert_int_equal(one.n, 1);
    assert_string_equal(one.at[0].md.s, e.at[any].md.s);
    free(given);
    lx_extracts_done(&e);
    lx_extracts_done(&one);
    lx_paras_done(&whole);
    lx_str_done(&md);
}

static void together_they_are_the_whole(void **state)
{
    struct play p = { .o = *state, .r = { 20240625 } };
    play_units(&p);
    for (int i = 0; i < MEETINGS; i++) {
        lx_id meeting = play_meeting(&p);
        play_rows(&p, meeting);
        play_items(&p, meeting);
        play_text(&p, meeting);
        if (random_below(&p.r, 4) == 0)
            lock(&p, meeting);
        check_meeting(&p, meeting);
    }
}

/* Nobody is a member, nobody is named: that is said, and not taken for minutes that were torn. */
static void nobody_to_send_to(void **state)
{
    struct office *o = *state;
    struct lx_meeting *m = lx_rec_new(LX_MEETING);
    struct lx_extracts e;
    m->series = o->series;
    lx_set_text(&m->minutes, "会议认为要加快。\n");
    OK(lx_meeting_add(&o->w, m, 0, &err));
    assert_int_equal(lx_minutes_extracts(&o->w, m->rec.id, 0, false, &e, &err), LX_NOTFOUND);
    assert_int_equal(e.n, 0);
    lx_rec_free(m);
}

int main(void)
{
    const struct CMUnitTest tests[] = { cmocka_unit_test_setup_teardown(together_they_are_the_whole, paper_office_open, paper_office_close),
                                        cmocka_unit_test_setup_teardown(nobody_to_send_to, paper_office_open, paper_office_close) };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
