/* Minutes from their first build to the locked text and its corrections: every step, and every path that must not change them. */
#include "core/meeting/editions.h"
#include "core/meeting/meetings.h"
#include "core/mem.h"
#include "core/minutes/assemble.h"
#include "core/minutes/circulate.h"
#include "core/minutes/compare.h"
#include "core/minutes/extract.h"
#include "core/minutes/lock.h"
#include "core/minutes/minutes.h"
#include "core/minutes/signoff.h"
#include "core/paper/build.h"
#include "core/work/beside.h"
#include "core/work/items.h"
#include "core/work/numbers.h"
#include "core/work/office.h"
#include "core/work/steps.h"
#include "core/work/undo.h"
#include "tests/lib/paper_office.h"
#include "tests/lib/random.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdlib.h>
#include <string.h>
#include <cmocka.h>

static struct lx_err err;
#define OK(call) assert_int_equal(said((call)), LX_OK)
#define REFUSED(call, code)                                                                                                                \
    do {                                                                                                                                   \
        memset(&err, 0, sizeof err);                                                                                                       \
        assert_int_equal((call), (code));                                                                                                  \
        assert_true(err.msgid && *err.msgid);                                                                                              \
    } while (0)

static int said(enum lx_rc rc)
{
    if (rc)
        print_error("%s [%s]\n", err.msgid ? err.msgid : "?", err.detail);
    return rc;
}

static struct lx_meeting *meeting(struct office *o)
{
    struct lx_meeting *m = NULL;
    OK(lx_get(&o->w, LX_MEETING, o->meeting, &m, &err));
    return m;
}

static void set_text(struct office *o, const char *text)
{
    struct lx_meeting *old = meeting(o), *m = lx_rec_copy(old);
    lx_set_text(&m->minutes, text);
    OK(lx_save(&o->w, "meeting set", old, m, NULL, &err));
    lx_rec_free(old);
    lx_rec_free(m);
}

static void set_row(struct office *o, size_t i, int outcome, lx_id unit, const char *due)
{
    struct lx_rows rows = { 0 };
    OK(lx_agenda(&o->w, o->meeting, &rows, &err));
    struct lx_agenda *a = lx_rec_copy(rows.at[i]);
    a->outcome = outcome;
    a->outcome_unit = unit;
    if (due)
        OK(lx_set_value(&o->w, a, lx_field_named(LX_AGENDA, "outcome_due"), due, NULL, &err));
    OK(lx_save(&o->w, "agenda set", rows.at[i], a, NULL, &err));
    lx_rec_free(a);
    lx_rows_done(&rows);
}

static struct lx_str built(struct office *o)
{
    struct lx_str md = LX_STR_EMPTY;
    OK(lx_paper_build(&o->w, lx_paper_get(LX_PAPER_MINUTES), o->meeting, NULL, false, &md, &err));
    return md;
}

#define HAS(s, what) assert_non_null(strstr((s), (what)))
#define LACKS(s, what) assert_null(strstr((s), (what)))

static void to_draft(struct office *o)
{
    OK(lx_meeting_step(&o->w, o->meeting, MEETING_IN_SESSION, &err));
    OK(lx_meeting_step(&o->w, o->meeting, MEETING_MINUTES_DRAFT, &err));
}

static void build(struct office *o)
{
    struct lx_assembled a;
    OK(lx_assemble(&o->w, o->meeting, -1, &a, &err));
    OK(lx_assemble_store(&o->w, &a, &err));
    lx_assembled_done(&a);
}

static void waive_all(struct office *o)
{
    struct lx_lacks lacks;
    OK(lx_minutes_check(&o->w, o->meeting, &lacks, &err));
    for (size_t i = 0; i < lacks.n; i++)
        if (!lacks.at[i].waived)
            OK(lx_minutes_waive(&o->w, o->meeting, lacks.at[i].rule, "试", &err));
    lx_lacks_done(&lacks);
}

/* --- assembling ------------------------------------------------------------------------------------------------------------ */

static void the_records_write_the_minutes(void **state)
{
    struct office *o = *state;
    set_text(o, NULL);
    set_row(o, 1, OUTCOME_PASSED_IN_PRINCIPLE, o->bureau[1], "2024年7月底前");
    set_row(o, 2, OUTCOME_PASSED, 0, NULL);
    build(o);
    struct lx_meeting *m = meeting(o);
    HAS(m->minutes, "# 两市市长联席会议第九次会议纪要\n\n2024年6月20日下午，");
    HAS(m->minutes, "## 上次会议以来工作进展情况\n\n会议听取了甲市港航局关于上次会议以来工作进展情况的汇报。\n\n## ");
    HAS(m->minutes, "会议审议了乙市一局提交的《奖励办法（试行）》。\n\n会议原则通过《奖励办法（试行）》，由乙市一局根据会议意见修改完善（时限：2024年7月底前）。\n");
    HAS(m->minutes, "会议审议通过《两年行动计划》。\n");
    HAS(m->minutes, "## 其他议定事项\n\n- [ ] 编制锚地共享方案。（牵头单位：甲市港航局；配合单位：乙市一局；完成时限：2024年9月底前）<!-- 9-001 -->\n");
    HAS(m->minutes, "- [x] 开展联合演练");
    HAS(m->minutes, "出席：甲市、乙市人民政府负责同志，各市发展改革委负责同志\n\n请假：无\n\n列席：各市港航局负责同志\n");
    LACKS(m->minutes, "<!-- of");
    struct lx_str md = built(o); /* printed, nothing stands twice */
    const char *once[] = { "主持会议", "出席：", "列席：" };
    for (size_t i = 0; i < 3; i++) {
        HAS(md.s, once[i]);
        LACKS(strstr(md.s, once[i]) + 1, once[i]);
    }
    lx_str_done(&md);
    struct lx_proposals p = { 0 }; /* the lines are those of the items: nothing follows from them */
    OK(lx_minutes_propose(&o->w, o->meeting, m->minutes, &p, &err));
    assert_int_equal(p.n, 0);
    lx_proposals_done(&p);
    lx_rec_free(m);
}

/* What the line did not change may have been changed by others while the proposals were looked at. */
static void a_change_takes_along_only_what_it_changes(void **state)
{
    struct office *o = *state;
    struct lx_proposals p = { 0 };
    struct lx_item *item = NULL;
    lx_id id = 0;
    char *pairs[] = { "due=2024-12-31", "title=编制锚地共享和引航方案" };
    set_text(o, "- [ ] 编制锚地共享方案。（牵头单位：甲市港航局；完成时限：2024年9月底前）<!-- 9-001 -->\n");
    OK(lx_minutes_propose(&o->w, o->meeting, "- [ ] 编制锚地共享方案。（牵头单位：乙市一局；完成时限：2024年9月底前）<!-- 9-001 -->\n", &p, &err));
    assert_int_equal(p.n, 1);
    assert_string_equal(p.at[0].changes, "lead");
    OK(lx_find(&o->w, LX_ITEM, "9-001", &id, &err));
    OK(lx_item_set(&o->w, id, pairs, 2, NULL, &err));
    OK(lx_minutes_apply(&o->w, o->meeting, "- [ ] 编制锚地共享方案。（牵头单位：乙市一局；完成时限：2024年9月底前）<!-- 9-001 -->\n", &p, &err));
    OK(lx_get(&o->w, LX_ITEM, id, &item, &err));
    assert_true(item->lead == o->bureau[1]);
    assert_string_equal(item->title, "编制锚地共享和引航方案");
    assert_int_equal(item->due.day, lx_day_make(2024, 12, 31));
    lx_rec_free(item);
    lx_proposals_done(&p);
}

/* What the line changes was changed by somebody else while the clerk looked at it: he is asked again, and nothing is lost. */
static void a_change_does_not_go_over_anothers(void **state)
{
    static const struct {
        const char *fresh, *theirs, *field;
    } cases[] = {
        { "- [ ] 编制锚地共享办法。（牵头单位：甲市港航局；完成时限：2024年9月底前）<!-- 9-001 -->\n", "title=编制锚地引航方案", "title" },
        { "- [ ] 编制锚地共享方案。（牵头单位：甲市港航局；完成时限：2024年10月底前）<!-- 9-001 -->\n", "due=2024-12-31", "due" },
        { "- [ ] 编制锚地共享方案。（牵头单位：乙市一局；完成时限：2024年9月底前）<!-- 9-001 -->\n", "lead=乙市", "lead" },
        { "", "progress=50", "state" },
    };
    struct office *o = *state;
    lx_id id = 0;
    OK(lx_find(&o->w, LX_ITEM, "9-001", &id, &err));
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        struct lx_proposals p = { 0 };
        struct lx_str want = LX_STR_EMPTY;
        char *theirs = (char *)(uintptr_t)cases[i].theirs, *back[] = { "title=编制锚地共享方案", "due=2024年9月底前", "lead=甲市港航局" };
        OK(lx_item_set(&o->w, id, back, 3, NULL, &err));
        set_text(o, "- [ ] 编制锚地共享方案。（牵头单位：甲市港航局；完成时限：2024年9月底前）<!-- 9-001 -->\n");
        OK(lx_minutes_propose(&o->w, o->meeting, cases[i].fresh, &p, &err));
        assert_int_equal(p.n, 1);
        p.at[0].take = true;
        OK(lx_item_set(&o->w, id, &theirs, 1, NULL, &err));
        REFUSED(lx_minutes_apply(&o->w, o->meeting, cases[i].fresh, &p, &err), LX_STALE);
        lx_str_addf(&want, "9-001 " LX_NAMED("item.%s"), cases[i].field);
        assert_string_equal(err.detail, want.s);
        lx_proposals_done(&p);
        lx_str_done(&want);
        OK(lx_minutes_propose(&o->w, o->meeting, cases[i].fresh, &p, &err)); /* shown once more, it can be taken */
        assert_int_equal(p.n, 1);
        OK(lx_minutes_apply(&o->w, o->meeting, cases[i].fresh, &p, &err));
        lx_proposals_done(&p);
    }
}

/* However many units there are, none is missing in the line. */
static void a_line_names_every_unit(void **state)
{
    enum { UNITS = 150 };
    struct office *o = *state;
    struct lx_duties duties = { 0 };
    struct lx_item *item = NULL;
    struct lx_str line = LX_STR_EMPTY, name = LX_STR_EMPTY;
    lx_id id = 0;
    OK(lx_find(&o->w, LX_ITEM, "9-001", &id, &err));
    for (int i = 0; i < UNITS; i++) {
        lx_str_clear(&name);
        lx_str_addf(&name, "第%d所", i);
        LX_PUSH(duties.at, duties.n, duties.room) = (struct lx_duty){ 0, i < UNITS / 2 ? PART_LEAD : PART_WITH };
        OK(lx_unit_add(&o->w, lx_str_z(&name), -1, 0, &duties.at[i].unit, &err));
    }
    OK(lx_item_assign_units(&o->w, id, &duties, &err));
    OK(lx_refresh(&o->w, &err));
    OK(lx_get(&o->w, LX_ITEM, id, &item, &err));
    OK(lx_minutes_item_line(&o->w, item, false, &line, &err));
    for (int i = 0; i < UNITS; i++) {
        lx_str_clear(&name);
        lx_str_addf(&name, "第%d所", i);
        HAS(line.s, lx_str_z(&name));
    }
    lx_duties_done(&duties);
    lx_rec_free(item);
    lx_str_done(&line);
    lx_str_done(&name);
}

static void only_what_changed_changes(void **state)
{
    struct office *o = *state;
    set_text(o, NULL);
    set_row(o, 1, OUTCOME_PASSED_IN_PRINCIPLE, o->bureau[1], NULL);
    set_row(o, 2, OUTCOME_PASSED, 0, NULL);
    build(o);
    struct lx_meeting *m = meeting(o);
    struct lx_str edited = LX_STR_EMPTY, want = LX_STR_EMPTY;
    const char *mark = "会议审议通过《两年行动计划》。\n";
    const char *at = strstr(m->minutes, mark);
    lx_str_addn(&edited, m->minutes, (size_t)(at - m->minutes));
    lx_str_addf(&edited, "会议一致审议通过《两年行动计划》。\n\n会议强调，计划**贵在落实**。\n%s", at + strlen(mark));
    set_text(o, edited.s);
    lx_rec_free(m);

    set_row(o, 1, OUTCOME_REJECTED, 0, NULL);
    struct lx_assembled a;
    OK(lx_assemble(&o->w, o->meeting, -1, &a, &err));
    size_t n[LX_WEAVE_CUT_BOTH + 1] = { 0 };
    for (size_t i = 0; i < a.w.n; i++)
        n[a.w.at[i].kind]++;
    assert_int_equal(n[LX_WEAVE_CHANGED], 1);
    assert_int_equal(n[LX_WEAVE_HAND], 1);
    assert_int_equal(n[LX_WEAVE_OWN], 1);
    assert_int_equal(n[LX_WEAVE_NEW] + n[LX_WEAVE_GONE] + n[LX_WEAVE_BOTH] + n[LX_WEAVE_CUT] + n[LX_WEAVE_LEFT], 0);
    OK(lx_assemble_store(&o->w, &a, &err));
    m = meeting(o);
    const char *old_words = "会议原则通过《奖励办法（试行）》，由乙市一局根据会议意见修改完善。";
    at = strstr(edited.s, old_words);
    lx_str_addn(&want, edited.s, (size_t)(at - edited.s));
    lx_str_addf(&want, "会议不予通过《奖励办法（试行）》。%s", at + strlen(old_words));
    assert_string_equal(m->minutes, want.s);

    REFUSED(lx_assemble_store(&o->w, &a, &err), LX_STALE); /* woven with a text that stands no more */
    lx_assembled_done(&a);
    set_row(o, 2, OUTCOME_DEFERRED, 0, "2024-09-30"); /* edited by hand and changed: shown, the hand wins */
    OK(lx_assemble(&o->w, o->meeting, -1, &a, &err));
    const struct lx_woven_para *both = NULL;
    for (size_t i = 0; i < a.w.n; i++)
        both = a.w.at[i].kind == LX_WEAVE_BOTH ? &a.w.at[i] : both;
    assert_non_null(both);
    assert_string_equal(both->mine, "会议一致审议通过《两年行动计划》。");
    assert_string_equal(both->now, "会议决定暂缓审议《两年行动计划》，于2024年9月30日再议。");
    assert_false(lx_assembled_moves(&a));
    lx_assembled_done(&a);
    lx_str_done(&edited);
    lx_str_done(&want);
    lx_rec_free(m);
}

static void the_language_stays(void **state)
{
    struct office *o = *state;
    struct lx_assembled a;
    set_text(o, NULL);
    set_row(o, 2, OUTCOME_PASSED, 0, NULL);
    OK(lx_assemble(&o->w, o->meeting, 1, &a, &err));
    OK(lx_assemble_store(&o->w, &a, &err));
    lx_assembled_done(&a);
    struct lx_meeting *m = meeting(o);
    HAS(m->minutes, "The meeting passed ");
    lx_rec_free(m);
    OK(lx_assemble(&o->w, o->meeting, -1, &a, &err));
    assert_true(a.en);
    assert_false(lx_assembled_moves(&a));
    lx_assembled_done(&a);
}

/* --- round, signatures, checks ------------------------------------------------------------------------------------------------ */

static void add_member(struct office *o, lx_id unit)
{
    struct lx_member *m = lx_rec_new(LX_MEMBER);
    m->unit = unit;
    OK(lx_add(&o->w, "unit member", m, &err));
    lx_rec_free(m);
}

static bool lacks_rule(struct office *o, enum lx_lock_rule rule, const char *what)
{
    struct lx_lacks lacks;
    bool found = false;
    OK(lx_minutes_check(&o->w, o->meeting, &lacks, &err));
    for (size_t i = 0; i < lacks.n; i++)
        if (lacks.at[i].rule == rule && !lacks.at[i].waived) {
            found = true;
            if (what)
                assert_string_equal(lacks.at[i].what, what);
        }
    lx_lacks_done(&lacks);
    return found;
}

static void a_round_of_opinions(void **state)
{
    struct office *o = *state;
    int64_t round = 0;
    struct lx_answer answer = LX_ANSWER_NONE;
    REFUSED(lx_circulate(&o->w, o->meeting, NULL, NULL, &round, &err), LX_STATE); /* not held yet */
    to_draft(o);
    REFUSED(lx_circulate(&o->w, o->meeting, NULL, NULL, &round, &err), LX_NOTFOUND); /* to nobody */
    answer.kind = OPINION_AGREED;
    REFUSED(lx_opinion_answer(&o->w, o->meeting, o->city[0], 0, &answer, &err), LX_STATE);
    add_member(o, o->city[0]);
    add_member(o, o->city[1]);
    OK(lx_circulate(&o->w, o->meeting, NULL, NULL, &round, &err));
    assert_int_equal(round, 1);
    assert_true(lacks_rule(o, LX_LOCK_ANSWERS, "甲市、乙市"));
    OK(lx_opinion_answer(&o->w, o->meeting, o->city[0], 0, &answer, &err));
    answer = (struct lx_answer){ .kind = OPINION_OBJECTS, .taken = -1, .text = "第二项请再议" };
    OK(lx_opinion_answer(&o->w, o->meeting, o->city[1], 0, &answer, &err));
    assert_false(lacks_rule(o, LX_LOCK_ANSWERS, NULL));
    assert_true(lacks_rule(o, LX_LOCK_OBJECTIONS, "乙市"));
    answer.kind = OPINION_RESERVES;
    REFUSED(lx_opinion_answer(&o->w, o->meeting, o->city[1], 0, &answer, &err), LX_INVALID);

    OK(lx_circulate(&o->w, o->meeting, NULL, NULL, &round, &err)); /* a second round of the changed text */
    assert_int_equal(round, 2);
    struct lx_rows rows = { 0 };
    OK(lx_opinions_wanted(&o->w, &rows, &err));
    assert_int_equal(rows.n, 2);
    lx_rows_done(&rows);
    rows = (struct lx_rows){ 0 };
    OK(lx_editions(&o->w, o->meeting, EDITION_MINUTES, true, &rows, &err));
    assert_int_equal(rows.n, 2);
    HAS(((struct lx_edition *)rows.at[0])->text, "version: 征求意见稿\n");
    lx_rows_done(&rows);
    answer = (struct lx_answer){ .kind = OPINION_AGREED, .taken = -1 };
    OK(lx_opinion_answer(&o->w, o->meeting, o->city[0], 0, &answer, &err));
    OK(lx_opinion_answer(&o->w, o->meeting, o->city[1], 0, &answer, &err));
    assert_false(lacks_rule(o, LX_LOCK_OBJECTIONS, NULL)); /* agreed to the second */
    rows = (struct lx_rows){ 0 };
    OK(lx_opinions_wanted(&o->w, &rows, &err));
    assert_int_equal(rows.n, 0);
    lx_rows_done(&rows);
    struct lx_revs made = { 0 };
    OK(lx_undo_last(&o->w, 1, &made, &err)); /* an answer is taken back like everything else */
    assert_true(lacks_rule(o, LX_LOCK_ANSWERS, "乙市"));
    lx_revs_done(&made);
}

static void leaders_sign_in_order(void **state)
{
    struct office *o = *state;
    to_draft(o);
    struct lx_rows rows = { 0 };
    OK(lx_signoffs(&o->w, o->meeting, &rows, &err));
    assert_int_equal(rows.n, 3);
    lx_rows_done(&rows);
    REFUSED(lx_minutes_sign(&o->w, o->meeting, &(struct lx_signing){ .role = "主持人" }, &err), LX_STATE);
    REFUSED(lx_minutes_sign(&o->w, o->meeting, &(struct lx_signing){ .back = true }, &err), LX_INVALID);
    OK(lx_minutes_sign(&o->w, o->meeting, &(struct lx_signing){ .role = "副秘书长", .text = "同意" }, &err));
    OK(lx_minutes_sign(&o->w, o->meeting, &(struct lx_signing){ .back = true, .text = "第三项再核" }, &err));
    assert_true(lacks_rule(o, LX_LOCK_SIGNOFF, "秘书长审核、主持人签发"));
    REFUSED(lx_minutes_sign(&o->w, o->meeting, &(struct lx_signing){ .role = "主持人" }, &err), LX_STATE);
    OK(lx_minutes_sign(&o->w, o->meeting, &(struct lx_signing){ .role = "Secretary-general" }, &err));
    OK(lx_minutes_sign(&o->w, o->meeting, &(struct lx_signing){ .person = "乙市人民政府市长" }, &err));
    assert_false(lacks_rule(o, LX_LOCK_SIGNOFF, NULL));
    REFUSED(lx_minutes_sign(&o->w, o->meeting, &(struct lx_signing){ 0 }, &err), LX_STATE);
}

/* "signed void pending" */
static void signatures(struct office *o, const char *want)
{
    struct lx_rows rows = { 0 };
    struct lx_str s = LX_STR_EMPTY;
    OK(lx_signoffs(&o->w, o->meeting, &rows, &err));
    for (size_t i = 0; i < rows.n; i++)
        lx_str_addf(&s, "%s%s", i ? " " : "", lx_words_of("signoff_state")->at[((struct lx_signoff *)rows.at[i])->state].word);
    assert_string_equal(lx_str_z(&s), want);
    lx_str_done(&s);
    lx_rows_done(&rows);
}

static void sign(struct office *o) { OK(lx_minutes_sign(&o->w, o->meeting, &(struct lx_signing){ .person = "某领导" }, &err)); }

static void undo(struct office *o, bool redo)
{
    struct lx_revs made = { 0 };
    OK(redo ? lx_redo_last(&o->w, 1, &made, &err) : lx_undo_last(&o->w, 1, &made, &err));
    lx_revs_done(&made);
}

/* Who signed another text has not signed this one: void on record, again from the first, and as it was after an undo. */
static void another_text_voids_signatures(void **state)
{
    struct office *o = *state;
    struct lx_revs made = { 0 };
    to_draft(o);
    set_text(o, "会议认为甲。\n\n- [ ] 办事。（牵头单位：乙市一局）\n");
    lx_rev written = o->w.rev;
    sign(o);
    sign(o);
    signatures(o, "signed signed pending");
    set_text(o, "会议认为甲。 \n\n- [ ] 办事。（牵头单位：乙市一局）<!-- 9-002 -->\n"); /* nothing that anybody reads */
    signatures(o, "signed signed pending");
    assert_int_equal(o->w.voided, 0);
    set_text(o, "会议认为乙。\n\n- [ ] 办事。（牵头单位：乙市一局）<!-- 9-002 -->\n");
    signatures(o, "void void pending");
    assert_int_equal(o->w.voided, 2);
    assert_true(lacks_rule(o, LX_LOCK_SIGNOFF, "副秘书长审核、秘书长审核、主持人签发"));
    struct lx_log_rows log = { 0 };
    struct lx_log_query q = { .limit = 1 };
    OK(o->store->log(o->store, &q, &log, &err));
    assert_int_equal(log.at[0].changes_n, 3); /* one entry: the text and both signatures */
    lx_log_rows_done(&log);
    undo(o, false);
    signatures(o, "signed signed pending");
    undo(o, true);
    signatures(o, "void void pending");
    REFUSED(lx_minutes_sign(&o->w, o->meeting, &(struct lx_signing){ .role = "主持人" }, &err), LX_STATE); /* from the first again */
    sign(o);
    sign(o);
    sign(o);
    signatures(o, "signed signed signed");
    /* a rebuild and an undo of what was written earlier are changes too */
    build(o);
    signatures(o, "void void void");
    undo(o, false);
    signatures(o, "signed signed signed");
    REFUSED(lx_undo_entry(&o->w, written, &made, &err), LX_STATE); /* its text was changed again */
    signatures(o, "signed signed signed");
    lx_revs_done(&made);
}

static void taking_back_older_words_voids_too(void **state)
{
    struct office *o = *state;
    to_draft(o);
    set_text(o, "会议认为甲。\n");
    sign(o);
    undo(o, false); /* the signature */
    signatures(o, "pending pending pending");
    struct lx_revs made = { 0 };
    set_text(o, "会议认为乙。\n");
    lx_rev written = o->w.rev;
    sign(o);
    OK(lx_undo_entry(&o->w, written, &made, &err));
    signatures(o, "void pending pending");
    OK(lx_undo_entry(&o->w, made.at[0], &made, &err));
    signatures(o, "signed pending pending");
    lx_revs_done(&made);
}

/* "-was|+now|" */
static void differ(struct office *o, const char *older, const char *newer, const char *want)
{
    struct lx_str a = LX_STR_EMPTY, b = LX_STR_EMPTY, s = LX_STR_EMPTY;
    struct lx_compared d;
    OK(lx_minutes_version(&o->w, o->meeting, older, &a, &err));
    OK(lx_minutes_version(&o->w, o->meeting, newer, &b, &err));
    lx_minutes_compare(a.s, b.s, &d);
    for (size_t i = 0; i < d.n; i++)
        lx_str_addf(&s, "%c%s|", d.at[i].op, d.at[i].text);
    assert_string_equal(lx_str_z(&s), want);
    lx_compared_done(&d);
    lx_str_done(&a);
    lx_str_done(&b);
    lx_str_done(&s);
}

/* Who agreed is shown to have agreed to another text, until he is asked again or the text is as it was. */
static void agreed_to_another_text(void **state)
{
    struct office *o = *state;
    int64_t round;
    struct lx_answer yes = { .kind = OPINION_AGREED, .taken = -1 };
    to_draft(o);
    add_member(o, o->city[0]);
    add_member(o, o->city[1]);
    set_text(o, "会议认为甲。\n");
    OK(lx_circulate(&o->w, o->meeting, NULL, NULL, &round, &err));
    OK(lx_opinion_answer(&o->w, o->meeting, o->city[0], 0, &yes, &err));
    assert_false(lacks_rule(o, LX_LOCK_AGREED, NULL));
    set_text(o, "会议认为乙。\n");
    assert_true(lacks_rule(o, LX_LOCK_AGREED, "甲市"));
    undo(o, false);
    assert_false(lacks_rule(o, LX_LOCK_AGREED, NULL));
    undo(o, true);
    OK(lx_opinion_answer(&o->w, o->meeting, o->city[1], 0, &yes, &err)); /* to what was sent round */
    assert_true(lacks_rule(o, LX_LOCK_AGREED, "甲市、乙市"));
    differ(o, "1", NULL, "-会议认为甲。|+会议认为乙。|");
    OK(lx_circulate(&o->w, o->meeting, NULL, NULL, &round, &err));
    differ(o, "1", "2", "-会议认为甲。|+会议认为乙。|");
    differ(o, "2", "now", "");
    REFUSED(lx_minutes_version(&o->w, o->meeting, "3", &(struct lx_str){ 0 }, &err), LX_NOTFOUND);
    REFUSED(lx_minutes_version(&o->w, o->meeting, "issued", &(struct lx_str){ 0 }, &err), LX_NOTFOUND);
    REFUSED(lx_minutes_version(&o->w, o->meeting, "two", &(struct lx_str){ 0 }, &err), LX_USAGE);
    OK(lx_opinion_answer(&o->w, o->meeting, o->city[1], 0, &yes, &err));
    assert_true(lacks_rule(o, LX_LOCK_AGREED, "甲市"));
    OK(lx_opinion_answer(&o->w, o->meeting, o->city[0], 0, &yes, &err));
    assert_false(lacks_rule(o, LX_LOCK_AGREED, NULL));
    waive_all(o);
    OK(lx_minutes_lock(&o->w, o->meeting, o->w.today, &err));
    differ(o, "2", "issued", "");
}

/* Applying what differs to the older text makes the newer one, whatever both are; equal texts differ in nothing. */
static void differences_lead_from_one_to_the_other(void **state)
{
    (void)state;
    struct random r = { 7 };
    for (int run = 0; run < 400; run++) {
        struct lx_str text[2] = { LX_STR_EMPTY, LX_STR_EMPTY };
        unsigned kept[2][12], n[2];
        struct lx_compared d;
        for (int k = 0; k < 2; k++) {
            n[k] = random_below(&r, 12);
            lx_str_addf(&text[k], "---\ndate: %u\n---\n\n", random_below(&r, 9));
            for (unsigned i = 0; i < n[k]; i++)
                lx_str_addf(&text[k], "第%u段。\n\n", kept[k][i] = random_below(&r, 6));
        }
        lx_minutes_compare(text[0].s, text[1].s, &d);
        int left[6] = { 0 }; /* older - dropped + added = newer, paragraph by paragraph */
        for (unsigned i = 0; i < n[0]; i++)
            left[kept[0][i]]++;
        for (unsigned i = 0; i < n[1]; i++)
            left[kept[1][i]]--;
        for (size_t i = 0; i < d.n; i++)
            left[atoi(d.at[i].text + strlen("第"))] += d.at[i].op == '-' ? -1 : 1;
        for (int i = 0; i < 6; i++)
            assert_int_equal(left[i], 0);
        assert_true(d.n <= n[0] + n[1]);
        lx_compared_done(&d);
        lx_minutes_compare(text[0].s, text[0].s, &d);
        assert_int_equal(d.n, 0);
        lx_compared_done(&d);
        lx_str_done(&text[0]);
        lx_str_done(&text[1]);
    }
}

static void everything_missing_is_named(void **state)
{
    struct office *o = *state;
    to_draft(o);
    assert_true(lacks_rule(o, LX_LOCK_OUTCOME, "上次会议以来工作进展情况、审议《奖励办法（试行）》、《两年行动计划》、两市交流发言"));
    assert_true(lacks_rule(o, LX_LOCK_LEAD, "9-003"));
    assert_false(lacks_rule(o, LX_LOCK_LIMIT, NULL));
    assert_false(lacks_rule(o, LX_LOCK_TEXT, NULL));
    assert_false(lacks_rule(o, LX_LOCK_ATTENDANCE, NULL)); /* named in the record */
    set_row(o, 1, OUTCOME_PASSED, 0, NULL);
    assert_true(lacks_rule(o, LX_LOCK_DECISION, "审议《奖励办法（试行）》"));
    REFUSED(lx_minutes_lock(&o->w, o->meeting, o->w.today, &err), LX_STATE);
    assert_string_equal(err.detail, "outcome, lead, decision, signoff");
    REFUSED(lx_minutes_waive(&o->w, o->meeting, LX_LOCK_OUTCOME, " ", &err), LX_INVALID);
    OK(lx_minutes_waive(&o->w, o->meeting, LX_LOCK_OUTCOME, "会上未逐项宣布", &err));
    assert_false(lacks_rule(o, LX_LOCK_OUTCOME, NULL));
    REFUSED(lx_minutes_lock(&o->w, o->meeting, o->w.today, &err), LX_STATE);
    assert_string_equal(err.detail, "lead, decision, signoff");
}

/* --- locked -------------------------------------------------------------------------------------------------------------------- */

static void a_locked_text_cannot_change(void **state)
{
    struct office *o = *state;
    int64_t number = 0;
    struct lx_revs made = { 0 };
    to_draft(o);
    set_text(o, "会议原则通过《奖励办法》。\n\n- [ ] 编制锚地共享方案。（牵头单位：甲市港航局；完成时限：2024年9月底前）<!-- 9-001 -->\n");
    REFUSED(lx_minutes_correct(&o->w, o->meeting, "早", o->w.today, &number, &err), LX_STATE);
    waive_all(o);
    OK(lx_minutes_lock(&o->w, o->meeting, o->w.today, &err));
    struct lx_str issued = built(o);
    LACKS(issued.s, "version:");

    /* editor and import */
    struct lx_proposals p = { 0 };
    REFUSED(lx_minutes_apply(&o->w, o->meeting, "别的话\n", &p, &err), LX_STATE);
    /* form, and lx_record_set of the command line */
    struct lx_meeting *old = meeting(o), *m = lx_rec_copy(old);
    lx_set_text(&m->minutes, "别的话");
    REFUSED(lx_save(&o->w, "meeting set", old, m, NULL, &err), LX_STATE);
    char *pairs[] = { "minutes=别的话" };
    assert_true(lx_record_set(&o->w, LX_MEETING, o->meeting, pairs, 1, NULL, &err) != LX_OK);
    /* unlocking, and the state */
    lx_set_text(&m->minutes, old->minutes);
    m->locked.day = LX_NO_DAY;
    REFUSED(lx_save(&o->w, "meeting set", old, m, NULL, &err), LX_STATE);
    for (int to = 0; to < lx_meeting_state_n; to++)
        if (to != MEETING_ARCHIVED)
            REFUSED(lx_meeting_step(&o->w, o->meeting, to, &err), LX_STATE);
    REFUSED(lx_delete(&o->w, "record delete", LX_MEETING, o->meeting, &err), LX_STATE);
    /* the line of an item */
    struct lx_rows items = { 0 };
    struct lx_str text = LX_STR_EMPTY;
    OK(lx_all(&o->w, LX_ITEM, lx_cond_ref(LX_ITEM, "meeting", o->meeting), "no", true, &items, &err));
    REFUSED(lx_minutes_with_item(&o->w, (struct lx_item *)items.at[0], &text, &err), LX_STATE);
    lx_rows_done(&items);
    lx_str_done(&text);
    /* building, sending round, signing, letting pass */
    struct lx_assembled a;
    struct lx_answer answer = { .kind = OPINION_OBJECTS, .taken = -1 };
    REFUSED(lx_assemble(&o->w, o->meeting, -1, &a, &err), LX_STATE);
    REFUSED(lx_circulate(&o->w, o->meeting, NULL, NULL, &number, &err), LX_STATE);
    REFUSED(lx_opinion_answer(&o->w, o->meeting, o->city[0], 0, &answer, &err), LX_STATE);
    REFUSED(lx_minutes_sign(&o->w, o->meeting, &(struct lx_signing){ 0 }, &err), LX_STATE);
    REFUSED(lx_minutes_waive(&o->w, o->meeting, LX_LOCK_TEXT, "试", &err), LX_STATE);
    REFUSED(lx_minutes_lock(&o->w, o->meeting, o->w.today, &err), LX_STATE);
    /* taking back: the lock, and what was written before it */
    struct lx_log_query q = { .oldest_first = false };
    struct lx_log_rows log = { 0 };
    OK(o->store->log(o->store, &q, &log, &err));
    for (size_t i = 0; i < log.n; i++)
        if (strcmp(log.at[i].command, LX_LOCK_COMMAND) == 0 || strcmp(log.at[i].command, "meeting set") == 0)
            REFUSED(lx_undo_entry(&o->w, log.at[i].rev, &made, &err), LX_STATE);
    lx_log_rows_done(&log);
    /* frozen versions */
    struct lx_rows editions = { 0 };
    OK(lx_editions(&o->w, o->meeting, EDITION_ISSUED, true, &editions, &err));
    assert_int_equal(editions.n, 1);
    struct lx_edition *e = lx_rec_copy(editions.at[0]);
    lx_set_text(&e->text, "别的话");
    REFUSED(lx_save(&o->w, "edition set", editions.at[0], e, NULL, &err), LX_STATE);
    REFUSED(lx_delete(&o->w, "record delete", LX_EDITION, e->rec.id, &err), LX_STATE);
    lx_rec_free(e);
    lx_rows_done(&editions);

    /* whatever the records say later, it prints as it was issued */
    lx_rec_free(m);
    m = lx_rec_copy(old);
    lx_set_text(&m->place, "别处");
    OK(lx_save(&o->w, "meeting set", old, m, NULL, &err));
    struct lx_str now = built(o);
    assert_string_equal(now.s, issued.s);
    lx_str_done(&now);

    /* a correction is another text */
    OK(lx_minutes_correct(&o->w, o->meeting, "第一段“奖励办法”应为“奖励资金办法”。", o->w.today, &number, &err));
    OK(lx_minutes_correct(&o->w, o->meeting, "时间应为下午。", o->w.today, &number, &err));
    assert_int_equal(number, 2);
    now = built(o);
    assert_memory_equal(now.s, issued.s, issued.len);
    assert_string_equal(now.s + issued.len, "更正（2024年6月25日）：第一段“奖励办法”应为“奖励资金办法”。\n\n更正（2024年6月25日）：时间应为下午。\n\n");
    OK(lx_meeting_step(&o->w, o->meeting, MEETING_ARCHIVED, &err));
    lx_str_done(&now);
    lx_str_done(&issued);
    lx_rec_free(m);
    lx_rec_free(old);
    lx_revs_done(&made);
}

/* --- every step of the table, both ways --------------------------------------------------------------------------------------------- */

static void steps_are_those_of_the_table(void **state)
{
    struct office *o = *state;
    for (int from = 0; from < lx_meeting_state_n; from++)
        for (int to = 0; to < lx_meeting_state_n; to++) {
            struct lx_meeting *m = lx_rec_new(LX_MEETING), *now = NULL;
            m->series = o->series;
            m->state = from;
            lx_set_text(&m->minutes, "会议议定。\n");
            OK(lx_meeting_add(&o->w, m, 0, &err));
            for (int rule = 0; rule < LX_LOCK_N; rule++)
                OK(lx_minutes_waive(&o->w, m->rec.id, (enum lx_lock_rule)rule, "试", &err));
            bool legal = lx_step_find(LX_MEETING, from, "step", to) != NULL;
            memset(&err, 0, sizeof err);
            enum lx_rc rc = lx_meeting_step(&o->w, m->rec.id, to, &err);
            if (rc != (legal ? LX_OK : LX_STATE))
                fail_msg("from %d to %d: %d", from, to, rc);
            assert_true(rc == LX_OK || (strstr(err.msgid, "%s") && strcmp(err.detail, m->no) == 0));
            OK(lx_get(&o->w, LX_MEETING, m->rec.id, &now, &err));
            assert_int_equal(now->state, legal ? to : from);
            assert_int_equal(now->locked.day != LX_NO_DAY, legal && to == MEETING_ISSUED);
            lx_rec_free(now);
            lx_rec_free(m);
        }
}

/* --- beside ------------------------------------------------------------------------------------------------------------------------ */

static void last_and_next_of_a_series(void **state)
{
    struct office *o = *state;
    lx_id ids[3], other = 1;
    for (int i = 0; i < 3; i++) {
        struct lx_meeting *m = lx_rec_new(LX_MEETING);
        m->series = o->series;
        m->state = i == 1 ? MEETING_CANCELLED : MEETING_DRAFT;
        OK(lx_meeting_add(&o->w, m, 0, &err));
        ids[i] = m->rec.id;
        lx_rec_free(m);
    }
    OK(lx_meeting_beside(&o->w, o->meeting, -1, &other, &err));
    assert_int_equal(other, 0);
    OK(lx_meeting_beside(&o->w, o->meeting, 1, &other, &err));
    assert_true(other == ids[0]);
    OK(lx_meeting_beside(&o->w, ids[0], 1, &other, &err));
    assert_true(other == ids[2]); /* the cancelled one is passed over */
    struct lx_paras none;
    (void)none;
    struct lx_assembled a;
    OK(lx_assemble(&o->w, ids[0], 0, &a, &err));
    assert_string_equal(a.now.at[a.now.n - 1].key, "last");
    assert_string_equal(a.now.at[a.now.n - 1].text, "上次会议纪要：两市市长联席会议第九次会议纪要（第9号）。");
    lx_assembled_done(&a);
}

static void the_next_agenda_approves(void **state)
{
    struct office *o = *state;
    struct lx_meeting *next = lx_rec_new(LX_MEETING);
    next->series = o->series;
    OK(lx_meeting_add(&o->w, next, 0, &err));
    struct lx_agenda *row = lx_rec_new(LX_AGENDA);
    row->meeting = next->rec.id;
    row->carry = CARRY_MINUTES;
    row->of = o->meeting;
    lx_set_text(&row->title, "确认第九次会议纪要");
    for (int i = 0; i < 3; i++) {
        row->outcome = i == 1 ? OUTCOME_PASSED : OUTCOME_DEFERRED;
        OK(lx_begin(&o->w, &err));
        OK(lx_minutes_row_decided(&o->w, row, &err));
        OK(lx_commit(&o->w, "outcome set", NULL, &err));
        struct lx_meeting *m = meeting(o);
        assert_true(m->approved == (i == 1 ? next->rec.id : 0));
        lx_rec_free(m);
    }
    REFUSED(lx_minutes_approve(&o->w, o->meeting, o->meeting, &err), LX_INVALID);
    OK(lx_minutes_approve(&o->w, o->meeting, next->rec.id, &err));
    lx_rec_free(row);
    lx_rec_free(next);
}

/* --- extracts ---------------------------------------------------------------------------------------------------------------------- */

static const char *extract_of(const struct lx_extracts *e, lx_id unit)
{
    for (size_t i = 0; i < e->n; i++)
        if (e->at[i].unit == unit)
            return e->at[i].md.s;
    return NULL;
}

static void each_unit_gets_its_own(void **state)
{
    struct office *o = *state;
    struct lx_extracts e;
    add_member(o, o->city[0]);
    add_member(o, o->city[1]);
    set_text(o, "大家谈了一般的事。\n\n## 关于港口\n\n会议要求加快。\n\n"
                "- [ ] 编制锚地共享方案。（牵头单位：甲市港航局；完成时限：2024年9月底前）\n- [ ] 共建锚地。（牵头单位：乙市一局；配合单位：甲市港航局）\n\n"
                "## 关于渔船\n\n请乙市一局抓好落实。\n\n## 关于学习\n\n会议学习了文件。\n\n上次会议纪要：第八次。\n");
    OK(lx_minutes_extracts(&o->w, o->meeting, 0, false, &e, &err));
    assert_int_equal(e.n, 4);
    const char *a = extract_of(&e, o->bureau[0]), *b = extract_of(&e, o->bureau[1]), *city = extract_of(&e, o->city[0]);
    assert_true(a && b && city);
    HAS(a, "title: 两市市长联席会议第九次会议纪要摘要\nsubtitle: （摘送甲市港航局）\nnumber: （第9号）\n");
    HAS(a, "编制锚地");
    HAS(a, "共建锚地");
    LACKS(a, "关于渔船");
    HAS(a, "关于学习"); /* names nobody: for all */
    HAS(a, "上次会议纪要");
    HAS(a, "以上内容摘自两市市长联席会议第九次会议纪要（第9号），全文以印发稿为准。\n");
    LACKS(b, "编制锚地");
    HAS(b, "共建锚地");
    HAS(b, "会议要求加快");
    HAS(b, "关于渔船");
    HAS(city, "编制锚地"); /* a city gets what its bureau gets */
    LACKS(city, "关于渔船");
    lx_extracts_done(&e);
    OK(lx_minutes_extracts(&o->w, o->meeting, o->bureau[0], true, &e, &err));
    assert_int_equal(e.n, 1);
    lx_extracts_done(&e);
    struct lx_unit *u = lx_rec_new(LX_UNIT);
    lx_set_text(&u->name, "丙局");
    OK(lx_add(&o->w, "unit add", u, &err));
    OK(lx_refresh(&o->w, &err));
    set_text(o, "## 关于港口\n\n请甲市港航局办。\n");
    REFUSED(lx_minutes_extracts(&o->w, o->meeting, u->rec.id, false, &e, &err), LX_NOTFOUND);
    lx_rec_free(u);
}

/* --- who was there ------------------------------------------------------------------------------------------------------------------ */

static lx_id new_city(struct office *o, const char *name, const char *since)
{
    struct lx_unit *u = lx_rec_new(LX_UNIT);
    lx_set_text(&u->name, name);
    OK(lx_add(&o->w, "unit add", u, &err));
    lx_id id = u->rec.id;
    struct lx_member *m = lx_rec_new(LX_MEMBER);
    m->unit = id;
    OK(lx_set_value(&o->w, m, lx_field_named(LX_MEMBER, "since"), since, NULL, &err));
    OK(lx_add(&o->w, "unit member", m, &err));
    OK(lx_refresh(&o->w, &err));
    lx_rec_free(u);
    lx_rec_free(m);
    return id;
}

static void attend(struct office *o, lx_id at, lx_id unit, int role, int state, const char *post, const char *for_whom)
{
    struct lx_attendance *a = lx_rec_new(LX_ATTENDANCE);
    a->meeting = at;
    a->unit = unit;
    a->role = role;
    a->state = state;
    lx_set_text(&a->post, post);
    lx_set_text(&a->for_whom, for_whom);
    OK(lx_add(&o->w, "roll set", a, &err));
    lx_rec_free(a);
}

static lx_id held_on(struct office *o, const char *day)
{
    struct lx_meeting *m = lx_rec_new(LX_MEETING);
    struct lx_ids there = { 0 };
    m->series = o->series;
    lx_set_text(&m->minutes, "会议议定如下。\n");
    OK(lx_set_value(&o->w, m, lx_field_named(LX_MEETING, "date"), day, NULL, &err));
    OK(lx_meeting_add(&o->w, m, 0, &err));
    OK(lx_members_at(&o->w, m->date.day, &there, &err));
    for (size_t i = 0; i < there.n; i++)
        attend(o, m->rec.id, there.at[i], ATTEND_MEMBER, PRESENCE_PRESENT, "市长", NULL);
    lx_ids_done(&there);
    lx_id id = m->rec.id;
    lx_rec_free(m);
    return id;
}

static void four_cities_then_five_from_one_database(void **state)
{
    struct office *o = *state;
    static const char *const names[] = { "丙市", "丁市", "戊市", "己市", "庚市" };
    for (int i = 0; i < 5; i++)
        new_city(o, names[i], i < 4 ? "1986-01-01" : "2011-01-01");
    o->meeting = held_on(o, "2007-04-18");
    struct lx_str md = built(o);
    HAS(md.s, "出席：丙市市长、丁市市长、戊市市长、己市市长<!-- names -->\n");
    lx_str_done(&md);
    o->meeting = held_on(o, "2023-05-18");
    md = built(o);
    HAS(md.s, "出席：丙市市长、丁市市长、戊市市长、己市市长、庚市市长<!-- names -->\n");
    lx_str_done(&md);
}

static void proxies_reservations_and_votes_are_said(void **state)
{
    struct office *o = *state;
    struct lx_rows rows = { 0 };
    set_text(o, NULL);
    attend(o, o->meeting, o->city[0], ATTEND_MEMBER, PRESENCE_PRESENT, "市长", NULL);
    attend(o, o->meeting, o->city[1], ATTEND_MEMBER, PRESENCE_PROXY, "副市长", "市长");
    attend(o, o->meeting, o->bureau[0], ATTEND_CALLED, PRESENCE_PRESENT, "局长", NULL);
    attend(o, o->meeting, o->bureau[1], ATTEND_MEMBER, PRESENCE_EXCUSED, NULL, NULL);
    attend(o, o->meeting, o->bureau[1], ATTEND_STAFF, PRESENCE_PRESENT, "会务", NULL);
    OK(lx_agenda(&o->w, o->meeting, &rows, &err));
    struct lx_agenda *a = lx_rec_copy(rows.at[2]);
    a->outcome = OUTCOME_PASSED;
    a->votes_for = 4;
    a->votes_against = 0;
    a->votes_abstain = 1;
    lx_set_text(&a->outcome_text, "请各市抓好落实。\n\n会议强调，要**早谋划**。");
    OK(lx_save(&o->w, "agenda set", rows.at[2], a, NULL, &err));
    struct lx_opinion *r = lx_rec_new(LX_OPINION);
    r->of = a->rec.id;
    r->unit = o->city[1];
    r->kind = OPINION_RESERVES;
    lx_set_text(&r->text, "出资比例需再商");
    OK(lx_add(&o->w, "reserve", r, &err));
    build(o);
    struct lx_meeting *m = meeting(o);
    HAS(m->minutes, "会议审议通过《两年行动计划》。\n\n会议议定：请各市抓好落实。\n\n会议强调，要**早谋划**。\n\n表决结果：赞成4票，反对0票，弃权1票。\n\n"
                    "乙市对此保留意见：出资比例需再商。\n");
    HAS(m->minutes, "出席：甲市市长、乙市副市长（代市长）\n\n请假：乙市一局\n\n列席：甲市港航局局长\n");
    LACKS(m->minutes, "会务");
    lx_rec_free(m);
    lx_rec_free(r);
    lx_rec_free(a);
    lx_rows_done(&rows);
}

#define WITH_OFFICE(test) cmocka_unit_test_setup_teardown(test, paper_office_open, paper_office_close)

int main(void)
{
    const struct CMUnitTest tests[] = {
        WITH_OFFICE(the_records_write_the_minutes), WITH_OFFICE(only_what_changed_changes), WITH_OFFICE(the_language_stays),
        WITH_OFFICE(a_change_takes_along_only_what_it_changes), WITH_OFFICE(a_change_does_not_go_over_anothers),
        WITH_OFFICE(a_line_names_every_unit),
        WITH_OFFICE(a_round_of_opinions),           WITH_OFFICE(leaders_sign_in_order),     WITH_OFFICE(everything_missing_is_named),
        WITH_OFFICE(a_locked_text_cannot_change),   WITH_OFFICE(steps_are_those_of_the_table), WITH_OFFICE(last_and_next_of_a_series),
        WITH_OFFICE(the_next_agenda_approves),      WITH_OFFICE(four_cities_then_five_from_one_database),
        WITH_OFFICE(proxies_reservations_and_votes_are_said),      WITH_OFFICE(each_unit_gets_its_own),
        WITH_OFFICE(another_text_voids_signatures), WITH_OFFICE(taking_back_older_words_voids_too), WITH_OFFICE(agreed_to_another_text),
        cmocka_unit_test(differences_lead_from_one_to_the_other),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
