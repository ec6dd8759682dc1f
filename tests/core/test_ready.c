/* An agenda on its way out: what is missing, overrides, versions and their differences, papers, variants that keep their secrets. */
#include "core/meeting/agenda.h"
#include "core/meeting/editions.h"
#include "core/meeting/materials.h"
#include "core/meeting/meetings.h"
#include "core/meeting/ready.h"
#include "core/paper/build.h"
#include "core/paper/freeze.h"
#include "core/work/office.h"
#include "core/work/units.h"
#include "tests/lib/desk.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>
#include <cmocka.h>

static lx_id add(struct desk *d, lx_id meeting, const char *title, int kind, lx_id by, int64_t minutes)
{
    struct lx_agenda *a = lx_rec_new(LX_AGENDA);
    a->meeting = meeting;
    a->kind = kind;
    a->presenter = by;
    a->minutes = minutes;
    lx_set_text(&a->title, title);
    desk_ok(d, lx_agenda_add(&d->w, a, &d->err));
    lx_id id = a->rec.id;
    lx_rec_free(a);
    return id;
}

static void set(struct desk *d, lx_id row, const char *pair)
{
    char *const pairs[] = { (char *)(uintptr_t)pair };
    desk_ok(d, lx_agenda_set(&d->w, row, pairs, 1, NULL, &d->err));
}

/* "0:paper,agreed 2:minutes" */
static void check_ready(struct desk *d, lx_id meeting, const char *want)
{
    struct lx_readiness r;
    struct lx_str s = LX_STR_EMPTY;
    desk_ok(d, lx_ready(&d->w, meeting, &r, &d->err));
    for (size_t i = 0; i < r.n; i++) {
        lx_str_addf(&s, "%s%zu:", i ? " " : "", r.at[i].place);
        for (int k = 0, n = 0; k < LX_LACKS_N; k++)
            if (r.at[i].lacks & 1u << k)
                lx_str_addf(&s, "%s%s", n++ ? "," : "", lx_agenda_lack_code((enum lx_agenda_lack)k));
    }
    assert_string_equal(lx_str_z(&s), want);
    lx_str_done(&s);
    lx_readiness_done(&r);
}

static void test_ready(void **state)
{
    struct desk *d = *state;
    lx_id city = desk_unit(d, "甲市"), m = desk_meeting(d, desk_series(d, "市长联席会议", NULL));
    int64_t number;
    assert_int_equal(lx_agenda_freeze(&d->w, m, NULL, "急", &number, &d->err), LX_STATE); /* nothing to send */
    lx_id a = add(d, m, "《计划》", AGENDA_DELIBERATE, 0, LX_NO_INT), b = add(d, m, "发言", AGENDA_EXCHANGE, 0, LX_NO_INT);
    lx_id c = add(d, m, "甲市", AGENDA_EXCHANGE, city, 10);
    desk_ok(d, lx_agenda_under(&d->w, c, b, &d->err));
    check_ready(d, m, "0:paper,agreed,presenter,minutes");
    assert_int_equal(lx_agenda_freeze(&d->w, m, NULL, NULL, &number, &d->err), LX_STATE);
    desk_ok(d, lx_ready_firmly(&d->w, m, &d->err));
    struct lx_material *p = lx_rec_new(LX_MATERIAL);
    p->meeting = m;
    p->agenda = a;
    p->secrecy = SECRECY_INTERNAL;
    lx_set_text(&p->title, "计划送审稿");
    desk_ok(d, lx_material_add(&d->w, p, &d->err));
    check_ready(d, m, "0:paper-in,agreed,secrecy,presenter,minutes");
    assert_int_equal(lx_ready_firmly(&d->w, m, &d->err), LX_STATE);
    desk_ok(d, lx_material_receive(&d->w, p->rec.id, 9, &d->err));
    set(d, a, "secrecy=internal");
    set(d, a, "minutes=20");
    set(d, a, "presenter=甲市");
    set(d, a, "agreed=differs");
    check_ready(d, m, "0:differs");
    /* an override stands with its reason, and lets the notice pass too */
    desk_ok(d, lx_agenda_freeze(&d->w, m, NULL, "主持人同意先发", &number, &d->err));
    assert_int_equal(number, 1);
    desk_ok(d, lx_ready_firmly(&d->w, m, &d->err));
    struct lx_rows waivers = { 0 };
    desk_ok(d, lx_all(&d->w, LX_WAIVER, lx_cond_ref(LX_WAIVER, "of", m), NULL, false, &waivers, &d->err));
    assert_int_equal(waivers.n, 1);
    struct lx_str rule = LX_STR_EMPTY;
    lx_str_addf(&rule, "agenda 1:differs#%lld", (long long)lx_id_short(a));
    assert_string_equal(((struct lx_waiver *)waivers.at[0])->rule, rule.s);
    lx_str_done(&rule);
    assert_string_equal(((struct lx_waiver *)waivers.at[0])->reason, "主持人同意先发");
    lx_rows_done(&waivers);
    /* of that row, wherever it stands; what is missing later is not let pass with it */
    lx_id e = add(d, m, "《办法》", AGENDA_DELIBERATE, city, 10);
    desk_ok(d, lx_agenda_move(&d->w, e, 1, &d->err));
    desk_ok(d, lx_ready_firmly(&d->w, m, &d->err));
    set(d, e, "agreed=differs");
    assert_int_equal(lx_ready_firmly(&d->w, m, &d->err), LX_STATE);
    assert_string_equal(d->err.detail, "《办法》");
    set(d, e, "agreed=agreed");
    desk_ok(d, lx_agenda_remove(&d->w, e, &d->err));
    set(d, a, "secrecy=open"); /* another lack of the same row */
    assert_int_equal(lx_ready_firmly(&d->w, m, &d->err), LX_STATE);
    set(d, a, "secrecy=internal");
    desk_ok(d, lx_ready_firmly(&d->w, m, &d->err));
    set(d, a, "agreed=agreed");
    check_ready(d, m, "");
    desk_ok(d, lx_agenda_freeze(&d->w, m, "印发", NULL, &number, &d->err));
    assert_int_equal(number, 2);
    lx_rec_free(p);
}

static void test_papers(void **state)
{
    struct desk *d = *state;
    lx_id m = desk_meeting(d, desk_series(d, "市长联席会议", NULL)), newer, found;
    struct lx_meeting *meeting;
    for (int i = 0; i < 2; i++) {
        struct lx_material *p = lx_rec_new(LX_MATERIAL);
        p->meeting = m;
        lx_set_text(&p->title, i ? "乙" : "甲");
        desk_ok(d, lx_material_add(&d->w, p, &d->err));
        assert_int_equal(p->number, i + 1);
        lx_rec_free(p);
    }
    desk_ok(d, lx_material_find(&d->w, m, 1, &found, &d->err));
    desk_ok(d, lx_material_replace(&d->w, found, NULL, 7, &newer, &d->err));
    assert_int_equal(lx_material_receive(&d->w, found, 3, &d->err), LX_STATE); /* void */
    assert_int_equal(lx_material_replace(&d->w, found, NULL, 3, NULL, &d->err), LX_STATE);
    desk_ok(d, lx_material_find(&d->w, m, 1, &found, &d->err));
    assert_int_equal(found, newer);
    struct lx_material *p;
    desk_ok(d, lx_get(&d->w, LX_MATERIAL, newer, &p, &d->err));
    assert_int_equal(p->edition, 2);
    assert_int_equal(p->pages, 7);
    assert_int_equal(lx_material_copies(p, 5), 5 + LX_COPIES_SPARE);
    p->recall = LX_YES;
    assert_int_equal(lx_material_copies(p, 5), 5);
    p->copies = 40;
    assert_int_equal(lx_material_copies(p, 5), 40);
    lx_rec_free(p);
    desk_ok(d, lx_get(&d->w, LX_MEETING, m, &meeting, &d->err));
    size_t heads;
    desk_ok(d, lx_heads(&d->w, meeting, &heads, &d->err));
    assert_int_equal(heads, 0);
    for (int i = 0; i < 4; i++) { /* once there is a roll, it counts: one is excused, one is staff */
        struct lx_attendance *a = lx_rec_new(LX_ATTENDANCE);
        a->meeting = m;
        lx_set_text(&a->name, "来人");
        a->state = i == 1 ? PRESENCE_EXCUSED : PRESENCE_EXPECTED;
        a->role = i == 2 ? ATTEND_STAFF : ATTEND_MEMBER;
        desk_ok(d, lx_add(&d->w, "roll add", a, &d->err));
        lx_rec_free(a);
    }
    desk_ok(d, lx_heads(&d->w, meeting, &heads, &d->err));
    assert_int_equal(heads, 2);
    lx_rec_free(meeting);
}

static void test_differences(void **state)
{
    struct desk *d = *state;
    lx_id m = desk_meeting(d, desk_series(d, "市长联席会议", NULL));
    lx_id a = add(d, m, "一", AGENDA_REPORT, 0, 10), b = add(d, m, "二 --> 尾", AGENDA_REPORT, 0, 10), c = add(d, m, "三", AGENDA_REPORT, 0, 10);
    add(d, m, "四", AGENDA_REPORT, 0, 10);
    int64_t number;
    desk_ok(d, lx_agenda_freeze(&d->w, m, NULL, "试", &number, &d->err));
    desk_ok(d, lx_agenda_move(&d->w, a, 4, &d->err));
    set(d, b, "minutes=15");
    desk_ok(d, lx_agenda_remove(&d->w, c, &d->err));
    add(d, m, "五", AGENDA_DECIDE, 0, 5);
    desk_ok(d, lx_agenda_freeze(&d->w, m, NULL, "试", &number, &d->err));
    struct lx_edition *one, *two;
    desk_ok(d, lx_edition_find(&d->w, m, EDITION_AGENDA, 1, &one, &d->err));
    desk_ok(d, lx_edition_find(&d->w, m, EDITION_AGENDA, 0, &two, &d->err));
    assert_int_equal(two->number, 2);
    assert_int_equal(lx_edition_find(&d->w, m, EDITION_AGENDA, 3, &(struct lx_edition *){ NULL }, &d->err), LX_NOTFOUND);
    struct lx_differences diff = { 0 };
    struct lx_str s = LX_STR_EMPTY;
    lx_edition_diff(one->text, two->text, &diff);
    for (size_t i = 0; i < diff.n; i++) {
        lx_str_addf(&s, "%s%c%s%s", i ? " " : "", diff.at[i].op, diff.at[i].number, diff.at[i].op == '>' ? "<" : "");
        if (diff.at[i].op == '>')
            lx_str_add(&s, diff.at[i].was);
        if (diff.at[i].op == '~')
            lx_str_addf(&s, "%s=%s/%s", diff.at[i].field->name, diff.at[i].old, diff.at[i].new_);
    }
    assert_string_equal(lx_str_z(&s), "-3 ~1minutes=10/15 >3<1 +4");
    lx_differences_done(&diff);
    lx_edition_diff(two->text, two->text, &diff);
    assert_int_equal(diff.n, 0);
    lx_differences_done(&diff);
    assert_null(strstr(one->text + lx_edition_text_len(one->text) + 12, "--> "));
    lx_str_done(&s);
    lx_rec_free(one);
    lx_rec_free(two);
}

/* What only the chair may read stands in no other variant. */
static void test_secrets(void **state)
{
    static const char *const secrets[] = { "备注机密", "主持机密", "原因机密" };
    struct desk *d = *state;
    lx_id city[2], m = desk_meeting(d, desk_series(d, "市长联席会议", NULL));
    desk_ok(d, lx_unit_add(&d->w, "甲市", UNIT_GOVERNMENT, 0, &city[0], &d->err));
    desk_ok(d, lx_unit_add(&d->w, "乙市", UNIT_GOVERNMENT, 0, &city[1], &d->err));
    lx_id rows[] = { add(d, m, "通题", AGENDA_REPORT, 0, 10), add(d, m, "甲题", AGENDA_DELIBERATE, city[0], 10),
                     add(d, m, "乙题", AGENDA_DELIBERATE, city[1], 10), add(d, m, "乙密题", AGENDA_DECIDE, city[1], 5) };
    set(d, rows[3], "secrecy=internal");
    lx_id sub = add(d, m, "甲市补充", AGENDA_DELIBERATE, city[0], 5);
    desk_ok(d, lx_agenda_under(&d->w, sub, rows[0], &d->err));
    for (size_t i = 0; i < 5; i++) {
        struct lx_agenda *old, *a;
        desk_ok(d, lx_get(&d->w, LX_AGENDA, i < 4 ? rows[i] : sub, &old, &d->err));
        a = lx_rec_copy(old);
        lx_set_text(&a->note, "第一行\n备注机密");
        lx_set_text(&a->script, "主持机密");
        lx_set_text(&a->why, "原因机密");
        desk_ok(d, lx_save(&d->w, "agenda set", old, a, NULL, &d->err));
        lx_rec_free(old);
        lx_rec_free(a);
    }
    static const struct {
        const char *who, *has, *lacks;
        bool chair;
    } cases[] = { { NULL, "通题 甲题 乙题", "乙密题", false }, { "for:participants", "通题 甲题 乙题", "乙密题 未办结事项核对", false },
                  { "for:chair", "通题 甲题 乙题 乙密题 未办结事项核对", "", true }, { "for:甲市", "通题 甲题 甲市补充", "乙题 乙密题 核对", false },
                  { "for:乙市", "通题 乙题 乙密题", "甲题 甲市补充 核对", false } };
    for (size_t i = 0; i < 2 * sizeof cases / sizeof *cases; i++) {
        struct lx_str md = LX_STR_EMPTY;
        bool en = i % 2;
        desk_ok(d, lx_paper_build(&d->w, lx_paper_find("agenda"), m, cases[i / 2].who, en, &md, &d->err));
        for (size_t k = 0; k < 3; k++)
            assert_int_equal(strstr(lx_str_z(&md), secrets[k]) != NULL, cases[i / 2].chair);
        char words[200], *save = NULL;
        (void)strcpy(words, cases[i / 2].has);
        for (char *p = strtok_r(words, " ", &save); p; p = strtok_r(NULL, " ", &save))
            if (!en || strcmp(p, "未办结事项核对") != 0)
                assert_non_null(strstr(lx_str_z(&md), p));
        (void)strcpy(words, cases[i / 2].lacks);
        for (char *p = strtok_r(words, " ", &save); p; p = strtok_r(NULL, " ", &save))
            assert_null(strstr(lx_str_z(&md), p));
        lx_str_done(&md);
    }
    struct lx_str md = LX_STR_EMPTY;
    assert_int_equal(lx_paper_build(&d->w, lx_paper_find("agenda"), m, "for:无此市", false, &md, &d->err), LX_NOTFOUND);
    int64_t number;
    struct lx_edition *e;
    desk_ok(d, lx_agenda_freeze(&d->w, m, NULL, "试", &number, &d->err)); /* nor in what is frozen */
    desk_ok(d, lx_edition_find(&d->w, m, EDITION_AGENDA, 1, &e, &d->err));
    for (size_t k = 0; k < 3; k++)
        assert_null(strstr(e->text, secrets[k]));
    lx_rec_free(e);
    lx_str_done(&md);
}

int main(void)
{
#define DESK(test) cmocka_unit_test_setup_teardown(test, desk_setup, desk_teardown)
    const struct CMUnitTest tests[] = { DESK(test_ready), DESK(test_papers), DESK(test_differences), DESK(test_secrets) };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
