/* Bodies, rotation, duties, templates, preparation, notices by keyboard, and how they look. */
#include "core/meeting/bodies.h"
#include "core/meeting/meetings.h"
#include "core/meeting/notices.h"
#include "core/meeting/prep.h"
#include "core/meeting/quotas.h"
#include "core/meeting/rotation.h"
#include "core/meeting/templates.h"
#include "tests/lib/smalloffice.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <cmocka.h>

static struct lx_err err;
#define OK(rc) smalloffice_must((rc), &err)

static void refresh(struct smalloffice *o)
{
    OK(lx_refresh(&o->work, &err));
    inscreen_pump(o->t);
}

static void line(struct smalloffice *o, lx_id t, int kind, const char *title, int64_t days, const char *text)
{
    struct lx_standard *s = lx_rec_new(LX_STANDARD);
    s->template = t;
    s->kind = kind;
    s->days = days;
    s->working = days == 10 ? LX_YES : LX_NO;
    s->minutes = kind == STANDARD_AGENDA ? 20 : LX_NO_INT;
    lx_set_text(&s->title, title);
    lx_set_text(&s->text, text);
    OK(lx_template_line_add(&o->work, s, &err));
    lx_rec_free(s);
}

static void *named(enum lx_type type, const char *name)
{
    struct lx_rec *rec = lx_rec_new(type);
    lx_set_text(lx_f_text(rec, lx_key_field(lx_table(type))), name);
    return rec;
}

/* Two members, a topic group below the joint meeting, an order of hosts, a duty, a template and a meeting made from it. */
static struct smalloffice *office(int h, int w, const char *lang, bool wide)
{
    struct smalloffice *o = smalloffice_new(h, w, lang, wide);
    lx_id units[] = { smalloffice_unit(o, "宁波市"), smalloffice_unit(o, "舟山市") };
    struct lx_body *joint = named(LX_BODY, "浙东经济合作区市长联席会议"), *group = named(LX_BODY, "海洋经济专题组");
    for (size_t i = 0; i < 2; i++) {
        struct lx_member *m = lx_rec_new(LX_MEMBER);
        m->unit = units[i];
        m->since.day = lx_day_make(1986, 1, 1);
        OK(lx_member_join(&o->work, m, &err));
        lx_rec_free(m);
    }
    joint->kind = BODY_JOINT;
    OK(lx_add(&o->work, "body add", joint, &err));
    group->kind = BODY_TOPIC_GROUP;
    group->parent = joint->rec.id;
    group->since.day = lx_day_make(2022, 12, 15);
    OK(lx_add(&o->work, "body add", group, &err));
    const struct lx_rota_of rota = { .series = o->series, .what = ROTA_HOST };
    OK(lx_rota_set(&o->work, &rota, units, 2, "第二十三次会议商定", &err));
    struct lx_quota *q = named(LX_QUOTA, "市长联席会议每半年至少一次");
    q->series = o->series;
    q->period = PERIOD_HALF;
    q->since.day = lx_day_make(2024, 1, 1);
    OK(lx_quota_add(&o->work, q, &err));
    struct lx_template *t = named(LX_TEMPLATE, "市长联席会议通用模板");
    t->series = o->series;
    lx_set_text(&t->time, "09:00");
    OK(lx_add(&o->work, "template add", t, &err));
    line(o, t->rec.id, STANDARD_AGENDA, "上次会议以来工作进展情况", LX_NO_INT, NULL);
    line(o, t->rec.id, STANDARD_PREP, "征集议题", 20, NULL);
    line(o, t->rec.id, STANDARD_PREP, "发出会议通知", 10, NULL);
    line(o, t->rec.id, STANDARD_SITTING, "签约仪式", LX_NO_INT, "11:00-11:40");
    struct lx_meeting *m = lx_rec_new(LX_MEETING);
    m->date.day = lx_day_make(2024, 7, 15);
    OK(lx_meeting_add_from(&o->work, m, 0, t->rec.id, &err));
    void *const made[] = { joint, group, q, t, m };
    for (size_t i = 0; i < sizeof made / sizeof made[0]; i++)
        lx_rec_free(made[i]);
    refresh(o);
    return o;
}

static const char *view_name(struct smalloffice *o) { return app_view(inscreen_app(o->t))->ops->name; }

static void bodies_and_members(void **state)
{
    (void)state;
    struct smalloffice *o = office(24, 80, "zh", false);
    inscreen_keys(o->t, "g b");
    assert_string_equal(view_name(o), "bodies");
    assert_true(inscreen_has(o->t, "海洋经济专题组"));
    inscreen_keys(o->t, "a 联络员会议 ^S");
    assert_int_equal(smalloffice_count(o, LX_BODY), 3);
    inscreen_keys(o->t, "g g <Enter>");
    assert_string_equal(view_name(o), "members");
    assert_true(inscreen_has(o->t, "现有成员 2"));
    inscreen_keys(o->t, "j x");
    inscreen_type(o->t, "2024-05-31 协议到期\r");
    assert_true(inscreen_has(o->t, "现有成员 1"));
    inscreen_keys(o->t, "u");
    assert_true(inscreen_has(o->t, "现有成员 2"));
    smalloffice_done(&o);
}

/* A meeting made from a template goes with all of it by one key, and comes back by one. */
static void a_draft_goes_and_comes_back(void **state)
{
    (void)state;
    struct smalloffice *o = office(24, 80, "zh", false);
    size_t meetings_n = smalloffice_count(o, LX_MEETING), preps_n = smalloffice_count(o, LX_PREP), sittings_n = smalloffice_count(o, LX_SITTING);
    assert_int_equal(preps_n, 2);
    inscreen_keys(o->t, "3 g g D");
    assert_int_equal(smalloffice_count(o, LX_MEETING), meetings_n - 1);
    assert_int_equal(smalloffice_count(o, LX_PREP), 0);
    assert_int_equal(smalloffice_count(o, LX_SITTING), 0);
    inscreen_keys(o->t, "u");
    assert_int_equal(smalloffice_count(o, LX_MEETING), meetings_n);
    assert_int_equal(smalloffice_count(o, LX_PREP), preps_n);
    assert_int_equal(smalloffice_count(o, LX_SITTING), sittings_n);
    inscreen_keys(o->t, "G D"); /* another one was notified, or has its items: refused in words */
    assert_int_equal(smalloffice_count(o, LX_MEETING), meetings_n);
    smalloffice_done(&o);
}

static void rotation_by_keys(void **state)
{
    (void)state;
    struct smalloffice *o = office(24, 80, "zh", false);
    inscreen_keys(o->t, "g b t");
    assert_string_equal(view_name(o), "rotation");
    assert_true(inscreen_has(o->t, "下一轮：宁波市"));
    inscreen_keys(o->t, "s");
    inscreen_type(o->t, "会场改造\r");
    assert_true(inscreen_has(o->t, "下一轮：舟山市"));
    assert_true(inscreen_has(o->t, "会场改造"));
    inscreen_keys(o->t, "j J");
    struct lx_rows rows = { 0 };
    OK(lx_all(&o->work, LX_ROTATION, NULL, "position", false, &rows, &err));
    assert_int_equal(((struct lx_rotation *)rows.at[0])->unit, smalloffice_unit(o, "舟山市"));
    lx_rows_done(&rows);
    smalloffice_done(&o);
}

static void duties_by_keys(void **state)
{
    (void)state;
    struct smalloffice *o = office(24, 80, "zh", false);
    inscreen_keys(o->t, "g q");
    assert_string_equal(view_name(o), "quotas");
    assert_true(inscreen_has(o->t, "1/1")); /* the meeting of 20 June is in session */
    inscreen_keys(o->t, "d 专题调度 <Enter>");
    assert_int_equal(smalloffice_count(o, LX_DEED), 1);
    assert_true(inscreen_has(o->t, "2/1"));
    smalloffice_done(&o);
}

static void templates_by_keys(void **state)
{
    (void)state;
    struct smalloffice *o = office(24, 80, "zh", false);
    size_t meetings = smalloffice_count(o, LX_MEETING), preps = smalloffice_count(o, LX_PREP);
    inscreen_keys(o->t, "g l <Enter>");
    assert_string_equal(view_name(o), "standards");
    inscreen_keys(o->t, "J");
    struct lx_rows rows = { 0 };
    OK(lx_all(&o->work, LX_STANDARD, NULL, "position", false, &rows, &err));
    assert_string_equal(((struct lx_standard *)rows.at[0])->title, "征集议题");
    lx_rows_done(&rows);
    inscreen_keys(o->t, "q c ^S");
    assert_int_equal(smalloffice_count(o, LX_MEETING), meetings + 1);
    assert_int_equal(smalloffice_count(o, LX_PREP), preps + 2);
    smalloffice_done(&o);
}

/* A template goes with all its lines, once one has said so; one u brings all of them back. */
static void a_template_is_deleted_whole(void **state)
{
    (void)state;
    struct smalloffice *o = office(24, 80, "zh", false);
    size_t lines = smalloffice_count(o, LX_STANDARD);
    assert_true(lines > 1);
    inscreen_keys(o->t, "g l D");
    assert_true(inscreen_has(o->t, "要删除") && inscreen_has(o->t, "模板内容 "));
    inscreen_keys(o->t, "<Enter>"); /* is never the dangerous answer */
    assert_int_equal(smalloffice_count(o, LX_STANDARD), lines);
    inscreen_keys(o->t, "D y");
    assert_int_equal(smalloffice_count(o, LX_STANDARD) + smalloffice_count(o, LX_TEMPLATE), 0);
    inscreen_keys(o->t, "u");
    assert_int_equal(smalloffice_count(o, LX_STANDARD), lines);
    smalloffice_done(&o);
}

/* In the list of meetings a offers the templates, and a blank one with the same key again. */
static void a_new_meeting_may_begin_with_a_template(void **state)
{
    (void)state;
    struct smalloffice *o = office(24, 80, "zh", false);
    size_t meetings = smalloffice_count(o, LX_MEETING), preps = smalloffice_count(o, LX_PREP);
    inscreen_keys(o->t, "3 a");
    assert_true(inscreen_has(o->t, "按模板：") && inscreen_has(o->t, "空白会议"));
    inscreen_keys(o->t, "1 ^S");
    assert_int_equal(smalloffice_count(o, LX_MEETING), meetings + 1);
    assert_int_equal(smalloffice_count(o, LX_PREP), preps + 2);
    inscreen_keys(o->t, "3 a a ^S");
    assert_int_equal(smalloffice_count(o, LX_MEETING), meetings + 2);
    assert_int_equal(smalloffice_count(o, LX_PREP), preps + 2);
    smalloffice_done(&o);
}

static int prep_state(struct smalloffice *o, const char *title)
{
    struct lx_rows rows = { 0 };
    int state = -1;
    OK(lx_all(&o->work, LX_PREP, NULL, "position", false, &rows, &err));
    for (size_t i = 0; i < rows.n; i++)
        if (strcmp(((struct lx_prep *)rows.at[i])->title, title) == 0)
            state = ((struct lx_prep *)rows.at[i])->state;
    lx_rows_done(&rows);
    return state;
}

/* One key a step: in the preparation of the meeting, and from today. */
static void steps_are_done_with_one_key(void **state)
{
    (void)state;
    struct smalloffice *o = office(24, 80, "zh", false);
    inscreen_keys(o->t, "3 g g b p");
    assert_string_equal(view_name(o), "prep");
    assert_true(inscreen_has(o->t, "未完成 2/2"));
    inscreen_keys(o->t, "d");
    assert_int_equal(prep_state(o, "征集议题"), PREP_DONE);
    inscreen_keys(o->t, "x");
    assert_int_equal(prep_state(o, "发出会议通知"), PREP_DROPPED);
    inscreen_keys(o->t, "k k d"); /* taken up again */
    assert_int_equal(prep_state(o, "征集议题"), PREP_OPEN);
    inscreen_keys(o->t, "1");
    assert_true(inscreen_has(o->t, "筹备到期"));
    inscreen_keys(o->t, "g g d");
    assert_int_equal(prep_state(o, "征集议题"), PREP_DONE);
    assert_false(inscreen_has(o->t, "筹备到期"));
    inscreen_keys(o->t, "u g g <Enter>");
    assert_string_equal(view_name(o), "prep");
    smalloffice_done(&o);
}

static void answers_with_one_key(void **state)
{
    (void)state;
    struct smalloffice *o = office(24, 80, "zh", false);
    inscreen_keys(o->t, "3 g g b n");
    assert_string_equal(view_name(o), "notices");
    inscreen_keys(o->t, "a ^S");
    assert_int_equal(smalloffice_count(o, LX_REPLY), 2);
    assert_true(inscreen_has(o->t, "未回复：宁波市 舟山市"));
    inscreen_keys(o->t, "g g j c x");
    assert_false(inscreen_has(o->t, "未回复："));
    inscreen_keys(o->t, "P");
    inscreen_type(o->t, "2024-07-22 防御台风\r");
    assert_true(inscreen_has(o->t, "07-15 → 07-22"));
    assert_true(inscreen_has(o->t, "未回复：宁波市 舟山市"));
    inscreen_keys(o->t, "q s 3"); /* the same from the list of meetings: a step to "postponed" always says why */
    inscreen_type(o->t, "2024-07-29 会场冲突\r");
    assert_int_equal(smalloffice_count(o, LX_NOTICE), 3);
    assert_true(inscreen_has(o->t, "07-29"));
    inscreen_keys(o->t, "b n C");
    inscreen_type(o->t, "合并召开\r");
    assert_true(inscreen_has(o->t, "取消通知"));
    inscreen_keys(o->t, "u");
    assert_false(inscreen_has(o->t, "取消通知"));
    smalloffice_done(&o);
}

static void screens(void **state)
{
    static const struct {
        const char *name, *keys;
    } scenes[] = { { "bodies", "g b" },      { "members", "g b <Enter>" },        { "rotation", "g b t" },      { "quotas", "g q" },
                   { "templates", "g l" },   { "template", "g l <Enter>" },       { "prep", "3 g g b p" },      { "notices", "3 g g b n a ^S c" } };
    bool same = true;
    (void)state;
    for (int size = 0; size < SMALLOFFICE_SIZES; size++)
        for (size_t i = 0; i < sizeof scenes / sizeof scenes[0]; i++) {
            const struct smalloffice_size *z = &smalloffice_sizes[size];
            struct smalloffice *o = office(z->h, z->w, z->lang, z->wide);
            inscreen_keys(o->t, scenes[i].keys);
            same = smalloffice_look(o, size, scenes[i].name) && same;
            smalloffice_done(&o);
        }
    assert_true(same);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(bodies_and_members),          cmocka_unit_test(a_draft_goes_and_comes_back), cmocka_unit_test(rotation_by_keys),     cmocka_unit_test(duties_by_keys),
        cmocka_unit_test(a_template_is_deleted_whole), cmocka_unit_test(a_new_meeting_may_begin_with_a_template),
        cmocka_unit_test(templates_by_keys),           cmocka_unit_test(steps_are_done_with_one_key), cmocka_unit_test(answers_with_one_key),
        cmocka_unit_test(screens),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
