/* Minutes by keys from the first build to the lock: assembling, sending round, signing, checking, correcting, last and next. */
#include "core/meeting/meetings.h"
#include "core/minutes/circulate.h"
#include "core/minutes/lock.h"
#include "tests/lib/smalloffice.h"
#include "tests/lib/tmp.h"

#include <dirent.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <cmocka.h>

static const char *view_name(struct smalloffice *o) { return app_view(inscreen_app(o->t))->ops->name; }

static struct lx_meeting *the_meeting(struct smalloffice *o)
{
    struct lx_meeting *m = NULL;
    struct lx_err err = { 0 };
    smalloffice_must(lx_get(&o->work, LX_MEETING, o->meeting, &m, &err), &err);
    return m;
}

static void add_member(struct smalloffice *o, const char *name)
{
    struct lx_err err = { 0 };
    struct lx_member *m = lx_rec_new(LX_MEMBER);
    m->unit = smalloffice_unit(o, name);
    smalloffice_must(lx_add(&o->work, "unit member", m, &err), &err);
    lx_rec_free(m);
}

static void set_outcome(struct smalloffice *o, size_t row, int outcome)
{
    struct lx_rows rows = { 0 };
    struct lx_err err = { 0 };
    smalloffice_must(lx_agenda(&o->work, o->meeting, &rows, &err), &err);
    struct lx_agenda *a = lx_rec_copy(rows.at[row]);
    a->outcome = outcome;
    smalloffice_must(lx_save(&o->work, "agenda set", rows.at[row], a, NULL, &err), &err);
    lx_rec_free(a);
    lx_rows_done(&rows);
}

/* With two members, the minutes in draft, on the list of meetings. */
static struct smalloffice *start(int h, int w, const char *lang, bool wide)
{
    struct smalloffice *o = smalloffice_new(h, w, lang, wide);
    struct lx_err err = { 0 };
    add_member(o, "宁波市");
    add_member(o, "舟山市");
    smalloffice_must(lx_meeting_step(&o->work, o->meeting, MEETING_MINUTES_DRAFT, &err), &err);
    inscreen_keys(o->t, "3");
    return o;
}

static void built_edited_built_again(void **state)
{
    struct smalloffice *o = start(24, 80, "zh", false);
    inscreen_keys(o->t, "b m");
    assert_string_equal(view_name(o), "assemble");
    inscreen_keys(o->t, "w");
    assert_string_equal(view_name(o), "meetings");
    struct lx_meeting *m = the_meeting(o);
    assert_non_null(strstr(m->minutes, "会议审议了宁波市发展和改革委员会提交的行动计划实施情况。"));
    lx_rec_free(m);
    smalloffice_editor(*state, "printf '\\n会议强调，要**抓落实**。\\n' >>$1");
    inscreen_keys(o->t, "m");
    set_outcome(o, 0, OUTCOME_PASSED_IN_PRINCIPLE);
    inscreen_keys(o->t, "b m");
    assert_true(inscreen_has(o->t, "会议原则"));
    inscreen_keys(o->t, "w");
    m = the_meeting(o);
    assert_non_null(strstr(m->minutes, "会议原则"));
    assert_non_null(strstr(m->minutes, "会议强调，要**抓落实**。\n"));
    lx_rec_free(m);
    inscreen_keys(o->t, "u"); /* taken back like everything else */
    m = the_meeting(o);
    assert_null(strstr(m->minutes, "会议原则"));
    lx_rec_free(m);
    set_outcome(o, 1, OUTCOME_PASSED);
    inscreen_keys(o->t, "b m * w"); /* nothing is marked: what is stored is what was there */
    smalloffice_done(&o);
}

static enum lx_rc busy(struct lx_store *s, struct lx_err *err)
{
    (void)s;
    return lx_fail(err, LX_BUSY, "busy%s", "%s", "");
}

static void the_whole_way(void **state)
{
    struct smalloffice *o = start(24, 80, "zh", false);
    struct lx_err err = { 0 };
    inscreen_keys(o->t, "b m w b o");
    assert_string_equal(view_name(o), "round");
    inscreen_keys(o->t, "a <Enter>"); /* answer by +3 */
    struct lx_rows rows = { 0 };
    smalloffice_must(lx_opinions(&o->work, o->meeting, &rows, &err), &err);
    assert_int_equal(rows.n, 2);
    lx_rows_done(&rows);
    inscreen_keys(o->t, "<Enter> a <Enter> c 第二项请再核 <Enter>"); /* two cities: two keys and the words */
    rows = (struct lx_rows){ 0 };
    smalloffice_must(lx_opinions(&o->work, o->meeting, &rows, &err), &err);
    assert_int_equal(((struct lx_opinion *)rows.at[0])->kind, OPINION_AGREED);
    assert_int_equal(((struct lx_opinion *)rows.at[1])->kind, OPINION_COMMENTS);
    assert_string_equal(((struct lx_opinion *)rows.at[1])->text, "第二项请再核");
    lx_rows_done(&rows);
    inscreen_keys(o->t, "g g j <Enter> y"); /* taken up */
    inscreen_keys(o->t, "q b g <Enter> s <Enter> b 再核数字 <Enter>");
    assert_true(inscreen_has(o->t, "退回"));
    inscreen_keys(o->t, "<Enter> s <Enter> s");
    inscreen_keys(o->t, "w"); /* refused: outcomes are missing */
    struct lx_meeting *m = the_meeting(o);
    assert_int_equal(m->state, MEETING_MINUTES_CIRCULATED);
    lx_rec_free(m);
    inscreen_keys(o->t, "q b k");
    assert_true(inscreen_has(o->t, "没有议定结果"));
    set_outcome(o, 0, OUTCOME_NOTED);
    set_outcome(o, 1, OUTCOME_NOTED);
    inscreen_keys(o->t, "q b k <Enter> 名单在会议记录中 <Enter>"); /* nobody is recorded as present: let pass */
    assert_true(inscreen_has(o->t, "齐备"));
    inscreen_keys(o->t, "w");
    m = the_meeting(o);
    assert_int_equal(m->state, MEETING_ISSUED);
    assert_true(m->locked.day != LX_NO_DAY);
    lx_rec_free(m);

    inscreen_keys(o->t, "q m"); /* the editor does not even open */
    assert_string_equal(view_name(o), "meetings");
    assert_true(inscreen_has(o->t, "另发更正"));
    inscreen_keys(o->t, "b m");
    assert_string_equal(view_name(o), "meetings");
    inscreen_keys(o->t, "u"); /* what was issued stays issued; what was done before it cannot be taken back alone */
    m = the_meeting(o);
    assert_int_equal(m->state, MEETING_ISSUED);
    lx_rec_free(m);
    enum lx_rc (*begin)(struct lx_store *s, struct lx_err *err) = o->store->begin;
    o->store->begin = busy; /* what could not be stored stands in the editor the next time */
    smalloffice_editor(*state, "printf '第一段“实施”应为“执行”。\\n' >$1");
    inscreen_keys(o->t, "M x");
    o->store->begin = begin;
    assert_false(inscreen_has(o->t, "应为"));
    smalloffice_editor(*state, "printf '第二段不变。\\n' >>$1");
    inscreen_keys(o->t, "x");
    assert_true(inscreen_has(o->t, "应为"));
    assert_true(inscreen_has(o->t, "第二段不变"));
    smalloffice_editor(*state, "grep -q 应为 $1 && echo 又来一次 >>$1 || echo 另一处 >>$1"); /* and is gone when it is */
    inscreen_keys(o->t, "x");
    assert_true(inscreen_has(o->t, "另一处"));
    assert_false(inscreen_has(o->t, "又来一次"));
    smalloffice_done(&o);
}

/* Said at once, marked, shown beside whom it concerns, and gone with the change. */
static void changed_after_agreeing_and_signing(void **state)
{
    struct smalloffice *o = start(40, 160, "zh", false);
    inscreen_keys(o->t, "b m w b o a <Enter> g g <Enter> a q b g <Enter> s q");
    smalloffice_editor(*state, "printf '\\n会议强调，要抓落实。\\n' >>$1");
    inscreen_keys(o->t, "m");
    assert_true(inscreen_has(o->t, "已签的签批失效"));
    inscreen_keys(o->t, "b o g g");
    assert_true(inscreen_has(o->t, "同意 文改"));
    assert_true(inscreen_has(o->t, "该单位同意之后的改动"));
    assert_true(inscreen_has(o->t, "+ 会议强调，要抓落实。"));
    assert_true(inscreen_has(o->t, "文改失效"));
    inscreen_keys(o->t, "q u b o");
    assert_false(inscreen_has(o->t, "文改"));
    assert_true(inscreen_has(o->t, "已签"));
    smalloffice_done(&o);
}

static void last_and_next_with_one_key(void **state)
{
    (void)state;
    struct smalloffice *o = start(24, 80, "zh", false);
    struct lx_err err = { 0 };
    struct lx_meeting *next = lx_rec_new(LX_MEETING);
    next->series = o->series;
    smalloffice_must(lx_meeting_add(&o->work, next, 0, &err), &err);
    inscreen_keys(o->t, "G <Enter>"); /* a meeting without a day stands first: it is still to come */
    assert_string_equal(view_name(o), "agenda");
    assert_true(app_view(inscreen_app(o->t))->subject == o->meeting);
    inscreen_keys(o->t, "[");
    assert_true(app_view(inscreen_app(o->t))->subject == o->meeting); /* there is none before */
    inscreen_keys(o->t, "]");
    assert_string_equal(view_name(o), "agenda");
    assert_true(app_view(inscreen_app(o->t))->subject == next->rec.id);
    inscreen_keys(o->t, "[ q");
    assert_string_equal(view_name(o), "meetings");
    lx_rec_free(next);
    smalloffice_done(&o);
}

static void extracts_as_files(void **state)
{
    struct smalloffice *o = start(24, 80, "zh", false);
    char *folder = tmp_path(*state, "extracts");
    inscreen_keys(o->t, "b m w b x");
    inscreen_type(o->t, folder);
    inscreen_keys(o->t, "<Enter>");
    size_t n = 0;
    DIR *d = opendir(folder);
    assert_non_null(d);
    for (struct dirent *e; (e = readdir(d)) != NULL;)
        n += strstr(e->d_name, ".md") != NULL;
    closedir(d);
    assert_true(n >= 2);
    free(folder);
    smalloffice_done(&o);
}

static void who_has_not_answered_stands_on_today(void **state)
{
    (void)state;
    struct smalloffice *o = start(24, 80, "zh", false);
    inscreen_keys(o->t, "b m w b o a <Enter> q 1");
    assert_true(inscreen_has(o->t, "未反馈意见"));
    assert_true(inscreen_has(o->t, "舟山市"));
    smalloffice_done(&o);
}

/* Looked at in every size and language: the differences, the way, the checks. */
static void screens(void **state)
{
    (void)state;
    bool ok = true;
    for (int i = 0; i < SMALLOFFICE_SIZES; i++) {
        struct smalloffice *o = start(smalloffice_sizes[i].h, smalloffice_sizes[i].w, smalloffice_sizes[i].lang, smalloffice_sizes[i].wide);
        set_outcome(o, 1, OUTCOME_PASSED);
        inscreen_keys(o->t, "b m");
        ok = smalloffice_look(o, i, "assemble") && ok;
        inscreen_keys(o->t, "w b o a <Enter> <Enter> a <Enter> x 表述不准确 <Enter> g g");
        ok = smalloffice_look(o, i, "round") && ok;
        inscreen_keys(o->t, "q b k");
        ok = smalloffice_look(o, i, "round-check") && ok;
        smalloffice_done(&o);
    }
    assert_true(ok);
}

int main(void)
{
#define IN_TMP(test) cmocka_unit_test_setup_teardown(test, tmp_setup, tmp_teardown)
    const struct CMUnitTest tests[] = {
        IN_TMP(built_edited_built_again), IN_TMP(the_whole_way),  IN_TMP(changed_after_agreeing_and_signing),
        cmocka_unit_test(last_and_next_with_one_key),
        IN_TMP(extracts_as_files),        cmocka_unit_test(who_has_not_answered_stands_on_today), cmocka_unit_test(screens),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
