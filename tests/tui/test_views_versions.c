/* Versions of minutes: every text that was stored and every one that went out, listed, read, any two compared. */
#include "core/meeting/meetings.h"
#include "core/minutes/circulate.h"
#include "core/minutes/lock.h"
#include "core/minutes/versions.h"
#include "core/work/undo.h"
#include "tests/lib/smalloffice.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <cmocka.h>

static struct lx_err err;
#define OK(call) smalloffice_must((call), &err)

static void set_text(struct smalloffice *o, const char *text)
{
    struct lx_meeting *old = NULL;
    OK(lx_get(&o->work, LX_MEETING, o->meeting, &old, &err));
    struct lx_meeting *m = lx_rec_copy(old);
    lx_set_text(&m->minutes, text);
    OK(lx_save(&o->work, "minutes import", old, m, NULL, &err));
    lx_rec_free(old);
    lx_rec_free(m);
}

static void waive_all(struct smalloffice *o)
{
    struct lx_lacks lacks;
    OK(lx_minutes_check(&o->work, o->meeting, &lacks, &err));
    for (size_t i = 0; i < lacks.n; i++)
        if (!lacks.at[i].waived)
            OK(lx_minutes_waive(&o->work, o->meeting, lacks.at[i].rule, "试", &err));
    lx_lacks_done(&lacks);
}

/* Three drafts, the third taken back; two rounds, the first with an objection; issued; one correction. */
static struct smalloffice *with_versions(int h, int w, const char *lang, bool wide)
{
    struct smalloffice *o = smalloffice_new(h, w, lang, wide);
    struct lx_ids units = { 0 };
    struct lx_revs made = { 0 };
    int64_t n = 0;
    lx_ids_add(&units, smalloffice_unit(o, "宁波市"));
    lx_ids_add(&units, smalloffice_unit(o, "舟山市"));
    OK(lx_meeting_step(&o->work, o->meeting, MEETING_MINUTES_DRAFT, &err));
    set_text(o, "# 纪要\n\n会议听取了汇报。\n\n会议审议了大桥事项。\n");
    set_text(o, "# 纪要\n\n会议听取了汇报，予以肯定。\n\n会议审议了大桥事项。\n");
    set_text(o, "# 纪要\n\n写错了。\n");
    OK(lx_undo_last(&o->work, 1, &made, &err));
    OK(lx_circulate(&o->work, o->meeting, &units, NULL, &n, &err));
    struct lx_answer answer = LX_ANSWER_NONE;
    answer.kind = OPINION_OBJECTS;
    answer.text = "大桥事项应写明出资比例";
    OK(lx_opinion_answer(&o->work, o->meeting, units.at[0], 0, &answer, &err));
    answer.kind = OPINION_AGREED;
    OK(lx_opinion_answer(&o->work, o->meeting, units.at[1], 0, &answer, &err));
    set_text(o, "# 纪要\n\n会议听取了汇报，予以肯定。\n\n会议审议了大桥事项，出资比例另行商定。\n");
    OK(lx_circulate(&o->work, o->meeting, &units, NULL, &n, &err));
    waive_all(o);
    OK(lx_minutes_lock(&o->work, o->meeting, o->work.today, &err));
    OK(lx_minutes_correct(&o->work, o->meeting, "“另行商定”应为“会后商定”。", o->work.today, &n, &err));
    lx_ids_done(&units);
    lx_revs_done(&made);
    inscreen_pump(o->t);
    return o;
}

static const struct {
    enum lx_version_kind kind;
    int64_t serial;
    const char *words; /* that stand in it */
} wanted[] = {
    { LX_VERSION_DRAFT, 1, "会议听取了汇报。" }, { LX_VERSION_DRAFT, 2, "予以肯定" },      { LX_VERSION_DRAFT, 3, "写错了" },
    { LX_VERSION_DRAFT, 4, "予以肯定" },         { LX_VERSION_ROUND, 1, "予以肯定" },      { LX_VERSION_DRAFT, 5, "另行商定" },
    { LX_VERSION_ROUND, 2, "另行商定" },         { LX_VERSION_ISSUED, 1, "另行商定" },     { LX_VERSION_CORRECTION, 1, "会后商定" },
};

static void every_text_is_a_version(void **state)
{
    (void)state;
    struct smalloffice *o = with_versions(24, 80, "zh", false);
    struct lx_versions all;
    struct lx_compared d;
    size_t n = 0;
    OK(lx_minutes_versions(&o->work, o->meeting, &all, &err));
    assert_int_equal(all.n, sizeof wanted / sizeof wanted[0]);
    for (size_t i = 0; i < all.n; i++) {
        assert_int_equal(all.at[i].kind, wanted[i].kind);
        assert_int_equal(all.at[i].serial, wanted[i].serial);
        assert_non_null(strstr(lx_version_text(&all.at[i]), wanted[i].words));
        assert_true(i == 0 || all.at[i].rev > all.at[i - 1].rev);
    }
    assert_int_equal(all.at[4].answers[OPINION_OBJECTS], 1);
    assert_int_equal(all.at[4].answers[OPINION_AGREED], 1);
    assert_int_equal(all.at[6].answers[OPINION_PENDING], 2);
    assert_string_equal(all.at[3].command, "undo");
    OK(lx_version_find(&all, "1", &n, &err));
    assert_int_equal(n, 5);
    OK(lx_version_find(&all, "issued", &n, &err));
    assert_int_equal(n, 8);
    OK(lx_version_find(&all, "now", &n, &err));
    assert_int_equal(n, 8);
    assert_int_equal(lx_version_find(&all, "v10", &n, &err), LX_NOTFOUND);
    assert_int_equal(lx_version_find(&all, "v", &n, &err), LX_USAGE);
    assert_int_equal(lx_version_find(&all, "first", &n, &err), LX_USAGE);
    lx_versions_compare(&all.at[1], &all.at[4], &d); /* a draft and what went out: the words, not the head of the paper */
    assert_int_equal(d.n, 0);
    lx_compared_done(&d);
    lx_versions_compare(&all.at[0], &all.at[7], &d);
    assert_int_equal(d.n, 4);
    lx_compared_done(&d);
    lx_versions_compare(&all.at[4], &all.at[6], &d); /* two that went out: as they were printed */
    assert_int_equal(d.n, 2);
    assert_string_equal(d.at[1].text, "会议审议了大桥事项，出资比例另行商定。");
    lx_compared_done(&d);
    lx_versions_done(&all);
    smalloffice_done(&o);
}

static const char *view_name(struct smalloffice *o) { return app_view(inscreen_app(o->t))->ops->name; }

static void read_and_compared_by_keys(void **state)
{
    (void)state;
    struct smalloffice *o = with_versions(24, 80, "zh", false);
    inscreen_keys(o->t, "3 <Enter> b V");
    assert_string_equal(view_name(o), "minutes versions");
    assert_true(inscreen_has(o->t, "第1轮征求意见稿，有异议"));
    inscreen_keys(o->t, "G <Enter>"); /* the oldest */
    assert_string_equal(view_name(o), "version");
    assert_true(inscreen_has(o->t, "会议听取了汇报。"));
    inscreen_keys(o->t, "q c");
    assert_string_equal(view_name(o), "minutes versions");
    assert_true(inscreen_has(o->t, "此稿之前没有文稿"));
    inscreen_keys(o->t, "<Space> k k k k c"); /* marked v1, the bar on v5 */
    assert_string_equal(view_name(o), "version");
    assert_true(inscreen_has(o->t, "v1 / v5"));
    assert_true(inscreen_has(o->t, "- 会议听取了汇报。"));
    assert_true(inscreen_has(o->t, "+ 会议听取了汇报，予以肯定。"));
    inscreen_keys(o->t, "q <Space> c"); /* both marked, whatever the bar is on */
    assert_true(inscreen_has(o->t, "v1 / v5"));
    inscreen_keys(o->t, "q <Space> c");
    assert_string_equal(view_name(o), "minutes versions");
    assert_true(inscreen_has(o->t, "只能两稿比较"));
    inscreen_keys(o->t, "q");
    assert_string_equal(view_name(o), "agenda");
    smalloffice_done(&o);
}

static void how_the_versions_look(void **state)
{
    (void)state;
    bool same = true;
    for (int i = 0; i < SMALLOFFICE_SIZES; i++) {
        struct smalloffice *o = with_versions(smalloffice_sizes[i].h, smalloffice_sizes[i].w, smalloffice_sizes[i].lang, smalloffice_sizes[i].wide);
        inscreen_keys(o->t, "3 <Enter> b V j j");
        same = smalloffice_look(o, i, "minutes-versions") && same;
        inscreen_keys(o->t, "c");
        same = smalloffice_look(o, i, "minutes-compared") && same;
        inscreen_keys(o->t, "q <Enter>");
        same = smalloffice_look(o, i, "minutes-version") && same;
        smalloffice_done(&o);
    }
    assert_true(same);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(every_text_is_a_version),
        cmocka_unit_test(read_and_compared_by_keys),
        cmocka_unit_test(how_the_versions_look),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
