/* Decisions, documents and what links records: numbers never given twice, illegal steps refused both ways, countersigning. */
#include "core/meeting/meetings.h"
#include "core/plan/docno.h"
#include "core/register/decisions.h"
#include "core/register/documents.h"
#include "core/register/trace.h"
#include "core/work/numbers.h"
#include "core/work/steps.h"
#include "core/work/undo.h"
#include "tests/lib/desk.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <cmocka.h>

static void check(struct desk *d, enum lx_type type, lx_id id, const char *field, const char *want)
{
    char *got = desk_value(d, type, id, field);
    assert_string_equal(got, want);
    free(got);
}

static void test_document_numbers_are_read_in_every_bracket(void **state)
{
    (void)state;
    static const char *const forms[] = { "甬政发〔2024〕3号", "甬政发[2024]3号",  "甬政发（2024）3号", "甬政发(2024)03号",
                                         "甬政发【2024】3号",  "甬政发﹝2024﹞3号", "甬政发［２０２４］３号" };
    for (size_t i = 0; i < sizeof forms / sizeof forms[0]; i++) {
        struct lx_docno no;
        struct lx_str s = LX_STR_EMPTY;
        if (!lx_docno_read(forms[i], &no))
            fail_msg("not read: %s", forms[i]);
        lx_docno_format(&s, no.code, no.year, no.serial);
        assert_string_equal(lx_str_z(&s), "甬政发〔2024〕3号");
        assert_false(no.guessed);
        lx_docno_done(&no);
        lx_str_done(&s);
    }
    struct lx_docno no;
    assert_true(lx_docno_read("甬政发20243号", &no));
    assert_true(no.guessed);
    lx_docno_done(&no);
    assert_false(lx_docno_read("第三号", &no));
}

static lx_id row(struct desk *d, lx_id meeting, const char *title, int outcome)
{
    struct lx_agenda *a = lx_rec_new(LX_AGENDA);
    a->meeting = meeting;
    a->outcome = outcome;
    lx_set_text(&a->title, title);
    desk_ok(d, lx_agenda_add(&d->w, a, &d->err));
    lx_id id = a->rec.id;
    lx_rec_free(a);
    return id;
}

static void test_what_was_settled_gets_numbers_once(void **state)
{
    struct desk *d = *state;
    lx_id series = desk_series(d, "市长联席会议", NULL), id = 0;
    struct lx_meeting *m = lx_rec_new(LX_MEETING);
    m->series = series;
    desk_ok(d, lx_date_read(&m->date, "2024-06-20", d->w.today, &d->err));
    desk_ok(d, lx_meeting_add(&d->w, m, 26, &d->err));
    lx_id plan = row(d, m->rec.id, "行动方案", OUTCOME_PASSED);
    lx_id heard = row(d, m->rec.id, "工作汇报", OUTCOME_NOTED);
    row(d, m->rec.id, "奖励办法", OUTCOME_PASSED_IN_PRINCIPLE);
    size_t n;
    desk_ok(d, lx_decisions_number(&d->w, m->rec.id, &n, &d->err));
    assert_int_equal(n, 2);
    desk_ok(d, lx_decisions_number(&d->w, m->rec.id, &n, &d->err));
    assert_int_equal(n, 0);
    assert_int_equal(lx_decision_of_row(&d->w, plan, &id, &d->err), LX_EXISTS);
    assert_int_equal(lx_decision_of_row(&d->w, heard, &id, &d->err), LX_STATE);
    struct lx_rows rows = { 0 };
    desk_ok(d, lx_decisions_of(&d->w, m->rec.id, &rows, &d->err));
    assert_int_equal(rows.n, 2);
    const struct lx_decision *first = (struct lx_decision *)rows.at[0];
    assert_string_equal(first->no, "26-J1");
    assert_string_equal(first->title, "行动方案");
    desk_ok(d, lx_find(&d->w, LX_DECISION, "26-j2", &id, &d->err));
    assert_true(id == rows.at[1]->id);

    /* a number that was given is never given again, whatever becomes of its decision */
    desk_ok(d, lx_delete(&d->w, "decision delete", LX_DECISION, id, &d->err));
    struct lx_decision *one = lx_rec_new(LX_DECISION);
    one->meeting = m->rec.id;
    lx_set_text(&one->title, "补充事项");
    desk_ok(d, lx_decision_add(&d->w, one, &d->err));
    assert_string_equal(one->no, "26-J3");
    check(d, LX_DECISION, one->rec.id, "date", "2024-06-20");
    lx_rec_free(one);
    lx_rows_done(&rows);
    lx_rec_free(m);
}

static lx_id unit(struct desk *d, const char *name, const char *code, int64_t rank)
{
    struct lx_unit *u = lx_rec_new(LX_UNIT);
    lx_set_text(&u->name, name);
    lx_set_text(&u->doc_code, code);
    u->kind = UNIT_GOVERNMENT;
    u->rank = rank;
    desk_ok(d, lx_add(&d->w, "unit add", u, &d->err));
    desk_ok(d, lx_refresh(&d->w, &d->err));
    lx_id id = u->rec.id;
    lx_rec_free(u);
    return id;
}

static lx_id document(struct desk *d, const char *title, lx_id issuer, lx_id replaces)
{
    struct lx_document *doc = lx_rec_new(LX_DOCUMENT);
    lx_set_text(&doc->title, title);
    doc->issuer = issuer;
    doc->replaces = replaces;
    desk_ok(d, lx_document_add(&d->w, doc, NULL, &d->err));
    lx_id id = doc->rec.id;
    lx_rec_free(doc);
    return id;
}

static void test_documents_are_numbered_by_unit_and_year(void **state)
{
    struct desk *d = *state;
    lx_id ningbo = unit(d, "宁波市", "甬政发", 1), taizhou = unit(d, "台州市", "台政发", 2), none = unit(d, "绍兴市", NULL, 3), id;
    lx_id a = document(d, "甲", ningbo, 0), b = document(d, "乙", ningbo, a), c = document(d, "丙", taizhou, 0), e = document(d, "丁", none, 0);
    bool guessed;
    desk_ok(d, lx_document_issue(&d->w, a, NULL, LX_NO_DAY, NULL, &d->err));
    check(d, LX_DOCUMENT, a, "no", "甬政发〔2024〕1号");
    check(d, LX_DOCUMENT, a, "issued", "2024-06-25");
    assert_int_equal(lx_document_issue(&d->w, e, NULL, LX_NO_DAY, NULL, &d->err), LX_STATE); /* no code */
    desk_ok(d, lx_document_issue(&d->w, e, "绍政发20247号", LX_NO_DAY, &guessed, &d->err));
    assert_true(guessed);
    check(d, LX_DOCUMENT, e, "no", "绍政发〔2024〕7号");
    desk_ok(d, lx_document_issue(&d->w, c, "台政发[2024]5号", LX_NO_DAY, &guessed, &d->err));
    assert_false(guessed);
    desk_ok(d, lx_document_issue(&d->w, b, NULL, LX_NO_DAY, NULL, &d->err));
    check(d, LX_DOCUMENT, b, "no", "甬政发〔2024〕2号");
    check(d, LX_DOCUMENT, a, "state", "replaced");
    lx_id f = document(d, "戊", taizhou, 0), g = document(d, "己", taizhou, 0);
    assert_int_equal(lx_document_issue(&d->w, f, "台政发（2024）5号", LX_NO_DAY, NULL, &d->err), LX_EXISTS);
    desk_ok(d, lx_document_issue(&d->w, f, NULL, LX_NO_DAY, NULL, &d->err));
    check(d, LX_DOCUMENT, f, "no", "台政发〔2024〕6号"); /* behind the one that was entered */
    struct lx_revs made = { 0 };
    desk_ok(d, lx_undo_last(&d->w, 1, &made, &d->err));
    lx_revs_done(&made);
    desk_ok(d, lx_document_issue(&d->w, g, NULL, LX_NO_DAY, NULL, &d->err));
    check(d, LX_DOCUMENT, g, "no", "台政发〔2024〕7号"); /* undo does not take back what was given */
    desk_ok(d, lx_find(&d->w, LX_DOCUMENT, "甬政发(2024)2号", &id, &d->err));
    assert_true(id == b);
}

static void test_a_document_lapses_with_its_time(void **state)
{
    struct desk *d = *state;
    lx_id ningbo = unit(d, "宁波市", "甬政发", 1), id = document(d, "行动方案（2023—2024年）", ningbo, 0);
    struct lx_document *old, *doc;
    desk_ok(d, lx_document_issue(&d->w, id, NULL, LX_NO_DAY, NULL, &d->err));
    desk_ok(d, lx_get(&d->w, LX_DOCUMENT, id, &old, &d->err));
    doc = lx_rec_copy(old);
    desk_ok(d, lx_date_read(&doc->force_to, "2024-12-31", d->w.today, &d->err));
    desk_ok(d, lx_save(&d->w, "document set", old, doc, NULL, &d->err));
    assert_int_equal(lx_document_state_at(doc, doc->force_to.day), DOC_ISSUED);
    assert_int_equal(lx_document_state_at(doc, doc->force_to.day + 1), DOC_LAPSED);
    lx_rec_free(old);
    lx_rec_free(doc);
}

static void test_no_issuer_stands_twice(void **state)
{
    struct desk *d = *state;
    lx_id ningbo = unit(d, "宁波市", "甬政发", 1), taizhou = unit(d, "台州市", "台政发", 2), id = document(d, "协议", ningbo, 0);
    struct lx_ids joint = { 0 }, issuers = { 0 };
    struct lx_document *doc;
    for (int i = 0; i < 2; i++) {
        lx_ids_add(&joint, taizhou);
        lx_ids_add(&joint, ningbo); /* leads already */
    }
    desk_ok(d, lx_document_joint(&d->w, id, &joint, &d->err));
    desk_ok(d, lx_get(&d->w, LX_DOCUMENT, id, &doc, &d->err));
    desk_ok(d, lx_document_issuers(&d->w, doc, &issuers, &d->err));
    assert_int_equal(issuers.n, 2);
    assert_true(issuers.at[0] == ningbo && issuers.at[1] == taizhou);
    lx_rec_free(doc);
    lx_ids_done(&joint);
    lx_ids_done(&issuers);
}

static void test_every_unit_answers_in_its_round(void **state)
{
    struct desk *d = *state;
    lx_id ningbo = unit(d, "宁波市", "甬政发", 1), taizhou = unit(d, "台州市", "台政发", 2), other = unit(d, "湖州市", NULL, 3);
    lx_id id = document(d, "协议", ningbo, 0);
    struct lx_ids asked = { 0 };
    struct lx_rows rows = { 0 };
    lx_ids_add(&asked, taizhou);
    lx_ids_add(&asked, ningbo);
    lx_ids_add(&asked, taizhou); /* named twice, asked once: nobody would answer the other */
    assert_int_equal(lx_document_ask(&d->w, id, NULL, NULL, &d->err), LX_STATE); /* no members yet */
    desk_ok(d, lx_document_ask(&d->w, id, &asked, NULL, &d->err));
    desk_ok(d, lx_document_answer(&d->w, id, taizhou, OPINION_OBJECTS, "第三条不妥", NULL, &d->err));
    assert_int_equal(lx_document_answer(&d->w, id, other, OPINION_AGREED, NULL, NULL, &d->err), LX_NOTFOUND);
    desk_ok(d, lx_document_ask(&d->w, id, &asked, NULL, &d->err)); /* a second round */
    desk_ok(d, lx_document_answer(&d->w, id, taizhou, OPINION_AGREED, NULL, NULL, &d->err));
    desk_ok(d, lx_opinions_of(&d->w, id, &rows, &d->err));
    static const struct {
        int64_t round;
        int unit, kind;
    } want[] = { { 2, 0, OPINION_PENDING }, { 2, 1, OPINION_AGREED }, { 1, 0, OPINION_PENDING }, { 1, 1, OPINION_OBJECTS } };
    const lx_id units[] = { ningbo, taizhou };
    assert_int_equal(rows.n, 4);
    for (size_t i = 0; i < rows.n; i++) {
        const struct lx_opinion *o = (struct lx_opinion *)rows.at[i];
        assert_int_equal(o->round, want[i].round);
        assert_true(o->unit == units[want[i].unit]);
        assert_int_equal(o->kind, want[i].kind);
    }
    lx_rows_done(&rows);
    lx_ids_done(&asked);
}

static void check_answer(struct desk *d, lx_id document, lx_id unit, int kind, const char *text, const char *person, int taken, lx_day day)
{
    struct lx_rows rows = { 0 };
    desk_ok(d, lx_opinions_of(&d->w, document, &rows, &d->err));
    assert_int_equal(rows.n, 1);
    const struct lx_opinion *o = (struct lx_opinion *)rows.at[0];
    assert_true(o->unit == unit);
    assert_int_equal(o->kind, kind);
    assert_string_equal(o->text ? o->text : "", text);
    assert_string_equal(o->person ? o->person : "", person);
    assert_int_equal(o->taken, taken);
    assert_int_equal(o->day.day, day);
    lx_rows_done(&rows);
}

static void take_up(struct desk *d, lx_id document)
{
    struct lx_rows rows = { 0 };
    desk_ok(d, lx_begin(&d->w, &d->err));
    desk_ok(d, lx_opinions_of(&d->w, document, &rows, &d->err));
    struct lx_opinion *o = lx_rec_copy(rows.at[0]);
    o->taken = TAKEN_YES;
    desk_ok(d, lx_put_change(&d->w, rows.at[0], o, &d->err));
    desk_ok(d, lx_commit(&d->w, "set", (const char *const[]){ "taken", NULL }, &d->err));
    lx_rec_free(o);
    lx_rows_done(&rows);
}

/* The same answer again keeps what it said; another one is another one: nothing that was said or done about the one before is said of it. */
static void test_a_second_answer_is_one_of_its_own(void **state)
{
    struct desk *d = *state;
    lx_id ningbo = unit(d, "宁波市", "甬政发", 1), taizhou = unit(d, "台州市", "台政发", 2);
    lx_id id = document(d, "协议", ningbo, 0);
    struct lx_ids asked = { 0 };
    lx_ids_add(&asked, taizhou);
    desk_ok(d, lx_document_ask(&d->w, id, &asked, NULL, &d->err));
    desk_ok(d, lx_document_answer(&d->w, id, taizhou, OPINION_OBJECTS, "第三条不妥", "副市长", &d->err));
    desk_ok(d, lx_document_answer(&d->w, id, taizhou, OPINION_OBJECTS, NULL, NULL, &d->err));
    check_answer(d, id, taizhou, OPINION_OBJECTS, "第三条不妥", "副市长", TAKEN_NONE, d->w.today);
    take_up(d, id);
    desk_ok(d, lx_document_answer(&d->w, id, taizhou, OPINION_AGREED, NULL, NULL, &d->err));
    check_answer(d, id, taizhou, OPINION_AGREED, "", "", TAKEN_NONE, d->w.today);
    desk_ok(d, lx_document_answer(&d->w, id, taizhou, OPINION_PENDING, NULL, NULL, &d->err));
    check_answer(d, id, taizhou, OPINION_PENDING, "", "", TAKEN_NONE, LX_NO_DAY);
    lx_ids_done(&asked);
}

/* Every pair of states, both ways: what the table holds is done, what it does not hold is refused and changes nothing. */
static void test_the_state_table_of_documents(void **state)
{
    struct desk *d = *state;
    lx_id ningbo = unit(d, "宁波市", "甬政发", 1);
    for (int from = 0; from < lx_doc_state_n; from++)
        for (int to = 0; to < lx_doc_state_n; to++) {
            struct lx_document *doc = lx_rec_new(LX_DOCUMENT);
            lx_set_text(&doc->title, "文件");
            doc->issuer = ningbo;
            doc->state = from;
            desk_ok(d, lx_add(&d->w, "document add", doc, &d->err));
            bool issue = to == DOC_ISSUED;
            const struct lx_step *step = lx_step_find(LX_DOCUMENT, from, issue ? "issue" : "step", to);
            enum lx_rc rc = issue ? lx_document_issue(&d->w, doc->rec.id, NULL, LX_NO_DAY, NULL, &d->err)
                                  : lx_document_step(&d->w, doc->rec.id, to, "因故", &d->err);
            assert_int_equal(rc, step ? LX_OK : LX_STATE);
            check(d, LX_DOCUMENT, doc->rec.id, "state", lx_words_of("doc_state")->at[step ? to : from].word);
            if (step && step->must & LX_MUST_REASON) {
                struct lx_document *again = lx_rec_copy(doc);
                again->rec.id = 0;
                desk_ok(d, lx_add(&d->w, "document add", again, &d->err));
                assert_int_equal(lx_document_step(&d->w, again->rec.id, to, "", &d->err), LX_USAGE);
                lx_rec_free(again);
            }
            lx_rec_free(doc);
        }
}

static void test_the_state_table_of_decisions(void **state)
{
    struct desk *d = *state;
    static const char *const verbs[] = { "done", "reopen", "withdraw", "replace" };
    for (int from = 0; from < lx_decision_state_n; from++)
        for (size_t v = 0; v < sizeof verbs / sizeof verbs[0]; v++) {
            struct lx_decision *one = lx_rec_new(LX_DECISION);
            lx_set_text(&one->title, "决定");
            one->state = from;
            desk_ok(d, lx_decision_add(&d->w, one, &d->err));
            const struct lx_step *step = lx_step_find(LX_DECISION, from, verbs[v], -1);
            assert_int_equal(lx_decision_step(&d->w, one->rec.id, verbs[v], "因故", &d->err), step ? LX_OK : LX_STATE);
            check(d, LX_DECISION, one->rec.id, "state", lx_words_of("decision_state")->at[step ? step->to : from].word);
            lx_rec_free(one);
        }
}

/* plan <- section <- item <- report; the plan serves a higher one that is only named. */
static void test_a_trace_goes_up_to_the_source_and_down_to_the_reports(void **state)
{
    struct desk *d = *state;
    struct lx_plan *plan = lx_rec_new(LX_PLAN);
    struct lx_section *section = lx_rec_new(LX_SECTION);
    struct lx_item *item = lx_rec_new(LX_ITEM);
    struct lx_event *event = lx_rec_new(LX_EVENT);
    lx_set_text(&plan->no, "P1");
    lx_set_text(&plan->title, "计划");
    desk_ok(d, lx_add(&d->w, "plan add", plan, &d->err));
    section->plan = plan->rec.id;
    lx_set_text(&section->title, "章节");
    desk_ok(d, lx_add(&d->w, "section add", section, &d->err));
    item->section = section->rec.id;
    item->plan = plan->rec.id;
    lx_set_text(&item->no, "P1-001");
    lx_set_text(&item->title, "事项");
    desk_ok(d, lx_add(&d->w, "item add", item, &d->err));
    event->item = item->rec.id;
    desk_ok(d, lx_add(&d->w, "item report", event, &d->err));
    desk_ok(d, lx_basis_add(&d->w, plan->rec.id, "省行动方案", "第三章", &d->err));

    struct lx_trace t = { 0 };
    desk_ok(d, lx_trace(&d->w, LX_ITEM, item->rec.id, &t, &d->err));
    static const struct {
        int depth;
        enum lx_type type;
    } want[] = { { -2, LX_BASIS }, { -1, LX_PLAN }, { -1, LX_SECTION }, { 0, LX_ITEM }, { 1, LX_EVENT } };
    assert_int_equal(t.n, sizeof want / sizeof want[0]);
    for (size_t i = 0; i < t.n; i++) {
        assert_int_equal(t.at[i].depth, want[i].depth);
        assert_int_equal(t.at[i].type, want[i].type);
    }
    lx_trace_done(&t);
    desk_ok(d, lx_trace(&d->w, LX_PLAN, plan->rec.id, &t, &d->err)); /* and the other way round: each record once */
    size_t seen[LX_TYPES_N] = { 0 };
    for (size_t i = 0; i < t.n; i++)
        seen[t.at[i].type]++;
    assert_true(seen[LX_PLAN] == 1 && seen[LX_SECTION] == 1 && seen[LX_ITEM] == 1 && seen[LX_EVENT] == 1);
    lx_trace_done(&t);

    struct lx_rows rows = { 0 };
    desk_ok(d, lx_basis_served(&d->w, "行动方案", &rows, &d->err));
    assert_int_equal(rows.n, 1);
    lx_rows_done(&rows);
    lx_rec_free(plan);
    lx_rec_free(section);
    lx_rec_free(item);
    lx_rec_free(event);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_document_numbers_are_read_in_every_bracket),
        cmocka_unit_test_setup_teardown(test_what_was_settled_gets_numbers_once, desk_setup, desk_teardown),
        cmocka_unit_test_setup_teardown(test_documents_are_numbered_by_unit_and_year, desk_setup, desk_teardown),
        cmocka_unit_test_setup_teardown(test_a_document_lapses_with_its_time, desk_setup, desk_teardown),
        cmocka_unit_test_setup_teardown(test_every_unit_answers_in_its_round, desk_setup, desk_teardown),
        cmocka_unit_test_setup_teardown(test_a_second_answer_is_one_of_its_own, desk_setup, desk_teardown),
        cmocka_unit_test_setup_teardown(test_no_issuer_stands_twice, desk_setup, desk_teardown),
        cmocka_unit_test_setup_teardown(test_the_state_table_of_documents, desk_setup, desk_teardown),
        cmocka_unit_test_setup_teardown(test_the_state_table_of_decisions, desk_setup, desk_teardown),
        cmocka_unit_test_setup_teardown(test_a_trace_goes_up_to_the_source_and_down_to_the_reports, desk_setup, desk_teardown),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
