/* Decisions, documents and traces on the screen: what keys do, and how they look. */
#include "core/register/decisions.h"
#include "core/register/documents.h"
#include "tests/lib/smalloffice.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <cmocka.h>

static struct lx_err err;

static lx_id put_member(struct smalloffice *o, const char *name, int64_t rank)
{
    struct lx_member *m = lx_rec_new(LX_MEMBER);
    m->unit = smalloffice_unit(o, name);
    m->rank = rank;
    smalloffice_must(lx_add(&o->work, "unit member", m, &err), &err);
    lx_id unit = m->unit;
    lx_rec_free(m);
    return unit;
}

/* Two members, a document of the first with the second as joint issuer, an outcome under the first agenda row. */
static struct smalloffice *office(int h, int w, const char *lang, bool wide)
{
    struct smalloffice *o = smalloffice_new(h, w, lang, wide);
    struct lx_document *d = lx_rec_new(LX_DOCUMENT);
    struct lx_rows rows = { 0 };
    struct lx_ids joint = { 0 };
    d->issuer = put_member(o, "宁波市", 1);
    lx_ids_add(&joint, put_member(o, "舟山市", 2));
    d->meeting = o->meeting;
    lx_set_text(&d->title, "轨道交通合作协议");
    smalloffice_must(lx_document_add(&o->work, d, &joint, &err), &err);
    smalloffice_must(lx_all(&o->work, LX_AGENDA, lx_cond_ref(LX_AGENDA, "meeting", o->meeting), "position", true, &rows, &err), &err);
    struct lx_agenda *a = lx_rec_copy(rows.at[0]);
    a->outcome = OUTCOME_PASSED;
    smalloffice_must(lx_save(&o->work, "outcome set", rows.at[0], a, NULL, &err), &err);
    lx_rec_free(a);
    lx_rows_done(&rows);
    lx_ids_done(&joint);
    lx_rec_free(d);
    (void)inscreen_pump(o->t);
    return o;
}

/* Signed step by step, sent back with words, a step added and dropped; issued only when all have signed. */
static void it_goes_round_to_be_signed(void **state)
{
    (void)state;
    struct smalloffice *o = office(24, 80, "zh", false);
    inscreen_keys(o->t, "9 c <Enter> S");
    assert_true(inscreen_has(o->t, "核稿"));
    inscreen_keys(o->t, "s");
    assert_int_equal(smalloffice_count(o, LX_SIGNOFF), 3); /* the route is begun */
    inscreen_keys(o->t, "S");
    assert_true(inscreen_has(o->t, "审核"));
    inscreen_keys(o->t, "b");
    inscreen_type(o->t, "第二条再斟酌\r");
    inscreen_keys(o->t, "s 3"); /* issuing is refused */
    assert_true(inscreen_has(o->t, "尚待签批"));
    inscreen_keys(o->t, "S a");
    inscreen_type(o->t, "会签 舟山市\r");
    assert_int_equal(smalloffice_count(o, LX_SIGNOFF), 4);
    inscreen_keys(o->t, "S d");
    assert_int_equal(smalloffice_count(o, LX_SIGNOFF), 3);
    inscreen_keys(o->t, "u");
    assert_int_equal(smalloffice_count(o, LX_SIGNOFF), 4);
    inscreen_keys(o->t, "S d S s S s S");
    assert_false(inscreen_has(o->t, "退回"));
    smalloffice_done(&o);
}

static void members_countersign_and_it_is_issued(void **state)
{
    (void)state;
    struct smalloffice *o = office(24, 80, "zh", false);
    struct lx_unit *old = NULL, *unit;
    inscreen_keys(o->t, "9 c <Enter>"); /* asked, to answer within ten days */
    assert_int_equal(smalloffice_count(o, LX_OPINION), 2);
    inscreen_keys(o->t, "r 2 3"); /* the second one objects */
    inscreen_type(o->t, "第三条不妥\r");
    assert_true(inscreen_has(o->t, "舟山市"));
    struct lx_document *d = smalloffice_only(o, LX_DOCUMENT);
    struct lx_rows rows = { 0 };
    smalloffice_must(lx_opinions_of(&o->work, d->rec.id, &rows, &err), &err);
    assert_int_equal(((struct lx_opinion *)rows.at[1])->kind, OPINION_OBJECTS);
    assert_string_equal(((struct lx_opinion *)rows.at[1])->text, "第三条不妥");
    lx_rows_done(&rows);
    inscreen_keys(o->t, "s 3"); /* issue: refused, the unit has no code */
    assert_true(inscreen_has(o->t, "机关代字"));
    smalloffice_must(lx_get(&o->work, LX_UNIT, d->issuer, &old, &err), &err);
    unit = lx_rec_copy(old);
    lx_set_text(&unit->doc_code, "甬政发");
    smalloffice_must(lx_save(&o->work, "unit set", old, unit, NULL, &err), &err);
    inscreen_pump(o->t);
    inscreen_keys(o->t, "s 3");
    assert_true(inscreen_has(o->t, "甬政发〔2024〕1号"));
    assert_true(inscreen_has(o->t, "已印发"));
    inscreen_keys(o->t, "u");
    assert_false(inscreen_has(o->t, "已印发"));
    lx_rec_free(d);
    lx_rec_free(old);
    lx_rec_free(unit);
    smalloffice_done(&o);
}

static void what_was_settled_gets_its_number_and_is_carried_out(void **state)
{
    (void)state;
    struct smalloffice *o = office(24, 80, "zh", false);
    inscreen_keys(o->t, "3 b d");
    assert_true(inscreen_has(o->t, "1-J1"));
    inscreen_keys(o->t, "d");
    struct lx_decision *d = smalloffice_only(o, LX_DECISION);
    assert_int_equal(d->state, DECISION_DONE);
    lx_rec_free(d);
    inscreen_keys(o->t, "d w"); /* open again, then withdrawn: only with a reason */
    inscreen_type(o->t, "\r");
    d = smalloffice_only(o, LX_DECISION);
    assert_int_equal(d->state, DECISION_OPEN);
    lx_rec_free(d);
    inscreen_type(o->t, "重复\r");
    d = smalloffice_only(o, LX_DECISION);
    assert_int_equal(d->state, DECISION_WITHDRAWN);
    assert_string_equal(d->note, "重复");
    lx_rec_free(d);
    inscreen_keys(o->t, "t");
    assert_true(inscreen_has(o->t, "来源与后续"));
    smalloffice_done(&o);
}

static void a_later_decision_takes_the_place_of_an_earlier_one(void **state)
{
    (void)state;
    struct smalloffice *o = office(24, 80, "zh", false);
    inscreen_keys(o->t, "3 b d r"); /* nothing could take its place yet */
    assert_true(inscreen_has(o->t, "没有其他议定事项"));
    inscreen_keys(o->t, "a 调整行动计划 <Tab> <Tab> <Tab> 2024-06-25 <Tab> <Tab> 1 ^S");
    assert_int_equal(smalloffice_count(o, LX_DECISION), 2);
    inscreen_keys(o->t, "g g r <Enter>");
    assert_true(inscreen_has(o->t, "已代替"));
    inscreen_keys(o->t, "u");
    assert_false(inscreen_has(o->t, "已代替"));
    smalloffice_done(&o);
}

static void screens(void **state)
{
    bool ok = true;
    (void)state;
    for (int i = 0; i < SMALLOFFICE_SIZES; i++) {
        const struct smalloffice_size *s = &smalloffice_sizes[i];
        struct smalloffice *o = office(s->h, s->w, s->lang, s->wide);
        inscreen_keys(o->t, "9 c <Enter>");
        ok &= smalloffice_look(o, i, "documents");
        inscreen_keys(o->t, "r");
        ok &= smalloffice_look(o, i, "documents-answer");
        inscreen_keys(o->t, "<Esc> 3 b d");
        ok &= smalloffice_look(o, i, "decisions");
        inscreen_keys(o->t, "t");
        ok &= smalloffice_look(o, i, "trace");
        smalloffice_done(&o);
    }
    assert_true(ok);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(it_goes_round_to_be_signed),
        cmocka_unit_test(members_countersign_and_it_is_issued),
        cmocka_unit_test(what_was_settled_gets_its_number_and_is_carried_out),
        cmocka_unit_test(a_later_decision_takes_the_place_of_an_earlier_one),
        cmocka_unit_test(screens),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
