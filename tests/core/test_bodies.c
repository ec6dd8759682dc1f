/* Bodies with dated members, posts at a day, series and their days, rotation, quotas. */
#include "core/exchange/officeio.h"
#include "core/meeting/attendance.h"
#include "core/meeting/bodies.h"
#include "core/meeting/meetings.h"
#include "core/meeting/quotas.h"
#include "core/meeting/rotation.h"
#include "core/minutes/circulate.h"
#include "core/minutes/extract.h"
#include "core/register/documents.h"
#include "core/work/office.h"
#include "core/work/units.h"
#include "tests/lib/desk.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <cmocka.h>

static lx_day day_of(const char *iso)
{
    struct lx_date d;
    assert_int_equal(lx_date_parse(&d, iso, NULL), LX_OK);
    return d.day;
}

/* Added when it is not there yet. */
static lx_id unit_of(struct desk *d, const char *name)
{
    lx_id id;
    return lx_unit_find(d->w.units, name, &id, NULL) == LX_OK ? id : desk_unit(d, name);
}

static lx_id join(struct desk *d, lx_id body, const char *unit, const char *since, const char *until, int role)
{
    struct lx_member *m = lx_rec_new(LX_MEMBER);
    m->body = body;
    m->unit = unit_of(d, unit);
    m->role = role;
    if (since)
        m->since.day = day_of(since);
    if (until)
        m->until.day = day_of(until);
    desk_ok(d, lx_member_join(&d->w, m, &d->err));
    desk_ok(d, lx_refresh(&d->w, &d->err));
    lx_id unit_id = m->unit;
    lx_rec_free(m);
    return unit_id;
}

static lx_id add_body(struct desk *d, const char *name, int kind, lx_id parent)
{
    struct lx_body *b = lx_rec_new(LX_BODY);
    lx_set_text(&b->name, name);
    b->kind = kind;
    b->parent = parent;
    desk_ok(d, lx_add(&d->w, "body add", b, &d->err));
    lx_id id = b->rec.id;
    lx_rec_free(b);
    return id;
}

static lx_id hold(struct desk *d, lx_id series, const char *day, lx_id host, int state)
{
    struct lx_meeting *m = lx_rec_new(LX_MEETING);
    m->series = series;
    m->host = host;
    m->state = state;
    m->date.day = day_of(day);
    desk_ok(d, lx_meeting_add(&d->w, m, 0, &d->err));
    lx_id id = m->rec.id;
    lx_rec_free(m);
    return id;
}

static void roll(struct desk *d, lx_id body, const char *day, const char *want)
{
    struct lx_ids units = { 0 };
    struct lx_str s = LX_STR_EMPTY;
    desk_ok(d, lx_body_units_at(&d->w, body, day_of(day), &units, &d->err));
    for (size_t i = 0; i < units.n; i++)
        lx_str_addf(&s, "%s%s", i ? " " : "", lx_unit_name(d->w.units, units.at[i]));
    assert_string_equal(lx_str_z(&s), want);
    lx_ids_done(&units);
    lx_str_done(&s);
}

static const char *const cities[] = { "宁波市", "绍兴市", "舟山市", "台州市" };

/* The bar of O1: four in 2007, five in 2023; joining and leaving are one entry each. */
static void test_four_in_2007_five_in_2023(void **state)
{
    struct desk *d = *state;
    for (size_t i = 0; i < 4; i++)
        join(d, 0, cities[i], "1986-01-01", NULL, MEMBER_MEMBER);
    size_t before = desk_entries_n(d);
    desk_unit(d, "嘉兴市");
    desk_ok(d, lx_refresh(&d->w, &d->err));
    join(d, 0, "嘉兴市", "2011-01-01", NULL, MEMBER_MEMBER);
    assert_int_equal(desk_entries_n(d), before + 2); /* the unit, the membership */
    roll(d, 0, "2007-04-30", "宁波市 绍兴市 舟山市 台州市");
    roll(d, 0, "2023-05-18", "宁波市 绍兴市 舟山市 台州市 嘉兴市");
    lx_id zhoushan = unit_of(d, "舟山市");
    desk_ok(d, lx_member_leave(&d->w, 0, zhoushan, day_of("2023-12-31"), "协议", &d->err));
    assert_int_equal(desk_entries_n(d), before + 3);
    roll(d, 0, "2023-12-31", "宁波市 绍兴市 舟山市 台州市 嘉兴市");
    roll(d, 0, "2024-01-01", "宁波市 绍兴市 台州市 嘉兴市");
    assert_int_equal(lx_member_leave(&d->w, 0, zhoushan, day_of("2024-06-01"), NULL, &d->err), LX_NOTFOUND);
    struct lx_member *twice = lx_rec_new(LX_MEMBER);
    twice->unit = unit_of(d, "宁波市");
    twice->since.day = day_of("2020-01-01");
    assert_int_equal(lx_member_join(&d->w, twice, &d->err), LX_EXISTS);
    lx_rec_free(twice);
}

/* A topic group has members of its own; an observer is there, but not counted; a leading group below it goes with it. */
static void test_bodies_have_their_own_members(void **state)
{
    struct desk *d = *state;
    lx_id joint = add_body(d, "市长联席会议", BODY_JOINT, 0), group = add_body(d, "海洋经济专题组", BODY_TOPIC_GROUP, joint);
    join(d, 0, "宁波市", NULL, NULL, MEMBER_MEMBER);
    join(d, group, "省海港集团", NULL, NULL, MEMBER_OBSERVER);
    join(d, group, "舟山市海洋与渔业局", NULL, NULL, MEMBER_LEAD);
    roll(d, 0, "2024-06-25", "宁波市");
    roll(d, group, "2024-06-25", "舟山市海洋与渔业局");
    struct lx_rows rows = { 0 };
    desk_ok(d, lx_body_members(&d->w, group, day_of("2024-06-25"), &rows, &d->err));
    assert_int_equal(rows.n, 2);
    assert_int_equal(((struct lx_member *)rows.at[1])->role, MEMBER_OBSERVER);
    lx_rows_done(&rows);
    struct lx_series *s = lx_rec_new(LX_SERIES);
    lx_set_text(&s->name, "专题会议");
    s->owner = group;
    desk_ok(d, lx_add(&d->w, "series add", s, &d->err));
    struct lx_meeting m = { .series = s->rec.id, .date = { .day = day_of("2024-06-25") } };
    struct lx_ids units = { 0 };
    desk_ok(d, lx_meeting_units(&d->w, &m, &units, &d->err));
    assert_int_equal(units.n, 1);
    lx_ids_done(&units);
    lx_rec_free(s);
    desk_ok(d, lx_body_dissolve(&d->w, joint, day_of("2024-06-30"), "第二十七次会议", &d->err));
    char *until = desk_value(d, LX_BODY, group, "until");
    assert_string_equal(until, "2024-06-30");
    free(until);
}

/* A meeting of a group calls, counts and asks the group's members of its day, not those of the joint meeting. */
static void test_a_group_meets_by_itself(void **state)
{
    struct desk *d = *state;
    lx_id group = add_body(d, "海洋经济专题组", BODY_TOPIC_GROUP, 0);
    for (int i = 0; i < 4; i++)
        join(d, 0, cities[i], NULL, NULL, MEMBER_MEMBER);
    join(d, group, "舟山市海洋与渔业局", NULL, NULL, MEMBER_LEAD);
    join(d, group, "宁波市农业农村局", NULL, "2024-06-23", MEMBER_MEMBER);
    join(d, group, "台州市港航口岸和渔业管理局", NULL, NULL, MEMBER_MEMBER);
    join(d, group, "嘉兴市发改委", "2024-06-24", NULL, MEMBER_MEMBER);
    join(d, group, "省海港集团", NULL, NULL, MEMBER_OBSERVER);
    struct lx_series *s = lx_rec_new(LX_SERIES);
    lx_set_text(&s->name, "专题会议");
    s->owner = group;
    desk_ok(d, lx_add(&d->w, "series add", s, &d->err));
    struct lx_meeting *m = lx_rec_new(LX_MEETING);
    m->series = s->rec.id;
    m->date.day = day_of("2024-06-24");
    lx_set_text(&m->title, "海洋经济专题会议");
    lx_set_text(&m->minutes, "会议认为，要加快。\n");
    desk_ok(d, lx_meeting_add(&d->w, m, 0, &d->err));
    lx_id id = m->rec.id;
    desk_ok(d, lx_refresh(&d->w, &d->err));

    struct lx_presence q;
    desk_ok(d, lx_quorum_at(&d->w, id, 0, &q, &d->err)); /* before there is a roll */
    assert_int_equal(q.members_n, 3);
    assert_int_equal(q.needed_n, 2);
    size_t added = 0;
    desk_ok(d, lx_roll_call(&d->w, id, &added, &d->err));
    assert_int_equal(added, 4); /* with the observer */
    desk_ok(d, lx_quorum_at(&d->w, id, 0, &q, &d->err));
    assert_int_equal(q.members_n, 3);

    for (int to = MEETING_IN_SESSION; to <= MEETING_MINUTES_DRAFT; to++)
        desk_ok(d, lx_meeting_step(&d->w, id, to, &d->err));
    int64_t round;
    struct lx_rows asked = { 0 };
    desk_ok(d, lx_circulate(&d->w, id, NULL, NULL, &round, &d->err));
    desk_ok(d, lx_opinions(&d->w, id, &asked, &d->err));
    assert_int_equal(asked.n, 3);
    for (size_t i = 0; i < asked.n; i++) {
        lx_id unit = ((struct lx_opinion *)asked.at[i])->unit;
        assert_true(unit == unit_of(d, "舟山市海洋与渔业局") || unit == unit_of(d, "台州市港航口岸和渔业管理局") || unit == unit_of(d, "嘉兴市发改委"));
    }
    lx_rows_done(&asked);
    struct lx_extracts e;
    desk_ok(d, lx_minutes_extracts(&d->w, id, 0, false, &e, &d->err));
    assert_int_equal(e.n, 3);
    lx_extracts_done(&e);

    struct lx_document *doc = lx_rec_new(LX_DOCUMENT);
    lx_set_text(&doc->title, "海洋经济合作方案");
    doc->meeting = id;
    desk_ok(d, lx_document_add(&d->w, doc, NULL, &d->err));
    desk_ok(d, lx_document_ask(&d->w, doc->rec.id, NULL, NULL, &d->err));
    desk_ok(d, lx_opinions_of(&d->w, doc->rec.id, &asked, &d->err));
    assert_int_equal(asked.n, 3);
    lx_rows_done(&asked);
    doc->rec.id = 0;
    doc->meeting = 0; /* of no meeting: the member governments */
    desk_ok(d, lx_document_add(&d->w, doc, NULL, &d->err));
    desk_ok(d, lx_document_ask(&d->w, doc->rec.id, NULL, NULL, &d->err));
    desk_ok(d, lx_opinions_of(&d->w, doc->rec.id, &asked, &d->err));
    assert_int_equal(asked.n, 4);
    lx_rows_done(&asked);
    lx_rec_free(doc);
    lx_rec_free(m);
    lx_rec_free(s);
}

/* The office as a file: taken in where it comes from it changes nothing, and a body's member is none of the joint meeting. */
static void test_the_file_of_the_office_tells_bodies_apart(void **state)
{
    struct desk *d = *state;
    struct lx_str file = LX_STR_EMPTY;
    struct lx_officeio_result r = { 0 };
    desk_ok(d, lx_office_set(&d->w, (char *[]){ "name=联席办" }, 1, NULL, &d->err));
    lx_id group = add_body(d, "海洋经济专题组", BODY_TOPIC_GROUP, 0);
    join(d, 0, "宁波市", NULL, NULL, MEMBER_MEMBER);
    join(d, group, "宁波市", NULL, NULL, MEMBER_LEAD);
    struct lx_series *s = lx_rec_new(LX_SERIES);
    lx_set_text(&s->name, "专题会议");
    s->owner = group;
    desk_ok(d, lx_add(&d->w, "series add", s, &d->err));
    desk_ok(d, lx_refresh(&d->w, &d->err));
    desk_ok(d, lx_office_export(&d->w, &file, &d->err));
    desk_ok(d, lx_office_import(&d->w, "office.json", lx_str_z(&file), file.len, false, &r, &d->err));
    assert_int_equal(r.changed_n, 0);
    assert_int_equal(r.added_n, 0);
    char *owner = desk_value(d, LX_SERIES, s->rec.id, "owner");
    assert_int_equal(strtoll(owner, NULL, 10), group);
    free(owner);
    roll(d, group, "2024-06-25", "宁波市");
    roll(d, 0, "2024-06-25", "宁波市");
    lx_officeio_result_done(&r);
    lx_str_done(&file);
    lx_rec_free(s);
}

static void test_quorum(void **state)
{
    static const struct {
        int rule;
        size_t n, needs;
    } cases[] = { { QUORUM_HALF, 4, 3 }, { QUORUM_HALF, 5, 3 }, { QUORUM_HALF, 0, 0 }, { QUORUM_TWO_THIRDS, 4, 3 }, { QUORUM_TWO_THIRDS, 5, 4 },
                  { QUORUM_TWO_THIRDS, 6, 4 }, { QUORUM_ALL, 5, 5 } };
    (void)state;
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++)
        assert_int_equal(lx_quorum_needs(cases[i].rule, cases[i].n), cases[i].needs);
}

/* Who is in a post depends on the day. */
static void test_posts_at_a_day(void **state)
{
    struct desk *d = *state;
    static const struct {
        const char *post, *since, *until;
    } posts[] = { { "联络员", "2020-01-01", "2023-06-30" }, { "联络员（现任）", "2023-07-01", NULL }, { "处长", NULL, NULL } };
    lx_id unit = desk_unit(d, "宁波市发展和改革委员会");
    for (size_t i = 0; i < 3; i++) {
        struct lx_person *p = lx_rec_new(LX_PERSON);
        lx_set_text(&p->post, posts[i].post);
        p->unit = unit;
        p->rank = (int64_t)i;
        if (posts[i].since)
            p->since.day = day_of(posts[i].since);
        if (posts[i].until)
            p->until.day = day_of(posts[i].until);
        desk_ok(d, lx_add(&d->w, "person add", p, &d->err));
        lx_rec_free(p);
    }
    desk_ok(d, lx_refresh(&d->w, &d->err));
    for (int all = 0; all < 2; all++) {
        struct lx_rows rows = { 0 };
        desk_ok(d, lx_posts_at(&d->w, all ? 0 : unit, day_of("2023-06-30"), &rows, &d->err));
        assert_int_equal(rows.n, 2);
        assert_string_equal(((struct lx_person *)rows.at[0])->post, "联络员");
        lx_rows_done(&rows);
        desk_ok(d, lx_posts_at(&d->w, all ? 0 : unit, day_of("2023-07-01"), &rows, &d->err));
        assert_string_equal(((struct lx_person *)rows.at[0])->post, "联络员（现任）");
        lx_rows_done(&rows);
    }
}

/* --- series -------------------------------------------------------------------------------------------------------------------- */

static void test_days_of_a_series(void **state)
{
    struct desk *d = *state;
    static const struct {
        int repeat;
        int64_t nth, weekday, month;
        const char *within, *want, *words;
    } cases[] = {
        { REPEAT_MONTHLY, 2, 3, LX_NO_INT, "2024-07-30", "2024-07-10", "每月第2个星期三" },
        { REPEAT_MONTHLY, 5, 5, LX_NO_INT, "2024-07-01", "2024-07-26", "每月最后一个星期五" },
        { REPEAT_MONTHLY, LX_NO_INT, LX_NO_INT, LX_NO_INT, "2024-09-15", "2024-09-02", "每月第一个工作日" },
        { REPEAT_QUARTERLY, 3, 2, 2, "2024-06-25", "2024-05-21", "每季度第2个月第3个星期二" },
        { REPEAT_YEARLY, 1, 1, 12, "2024-06-25", "2024-12-02", "每年第12个月第1个星期一" },
        { REPEAT_MONTHLY, 1, 2, LX_NO_INT, "2024-10-10", "2024-10-08", "每月第1个星期二" }, /* 1 October is a day off */
    };
    for (lx_day day = day_of("2024-10-01"); day <= day_of("2024-10-07"); day++) {
        struct lx_holiday *h = lx_rec_new(LX_HOLIDAY);
        h->day.day = day;
        desk_ok(d, lx_add(&d->w, "holiday add", h, &d->err));
        lx_rec_free(h);
    }
    desk_ok(d, lx_refresh(&d->w, &d->err));
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        struct lx_series s = { .repeat = cases[i].repeat, .repeat_nth = cases[i].nth, .repeat_weekday = cases[i].weekday,
                               .repeat_month = cases[i].month };
        struct lx_str day = LX_STR_EMPTY, words = LX_STR_EMPTY;
        lx_day_format(&day, lx_series_day(&d->w, &s, day_of(cases[i].within)));
        lx_series_rule(&words, &s, true);
        assert_string_equal(lx_str_z(&day), cases[i].want);
        assert_string_equal(lx_str_z(&words), cases[i].words);
        lx_str_done(&day);
        lx_str_done(&words);
    }
}

/* A meeting that was put off into the next month is still that of its own month. */
static void test_a_moved_meeting_stays_in_its_series(void **state)
{
    struct desk *d = *state;
    struct lx_series *s = lx_rec_new(LX_SERIES);
    lx_day next;
    lx_set_text(&s->name, "联络员会议");
    s->repeat = REPEAT_MONTHLY;
    s->repeat_nth = 2;
    s->repeat_weekday = 3;
    desk_ok(d, lx_add(&d->w, "series add", s, &d->err));
    desk_ok(d, lx_series_next_day(&d->w, s, &next, &d->err));
    assert_int_equal(next, day_of("2024-07-10")); /* June's has gone by */
    lx_id m = hold(d, s->rec.id, "2024-07-10", 0, MEETING_DRAFT);
    desk_ok(d, lx_series_next_day(&d->w, s, &next, &d->err));
    assert_int_equal(next, day_of("2024-08-14"));
    struct lx_notice *n = lx_rec_new(LX_NOTICE);
    n->meeting = m;
    n->kind = NOTICE_POSTPONEMENT;
    n->old_date.day = day_of("2024-07-10");
    desk_ok(d, lx_add(&d->w, "notice add", n, &d->err));
    desk_ok(d, lx_record_set(&d->w, LX_MEETING, m, (char *[]){ "date=2024-08-02" }, 1, NULL, &d->err));
    desk_ok(d, lx_series_next_day(&d->w, s, &next, &d->err));
    assert_int_equal(next, day_of("2024-08-14"));
    lx_rec_free(n);
    lx_rec_free(s);
}

static void test_gaps(void **state)
{
    struct desk *d = *state;
    static const int64_t given[] = { 17, 24, 26, 27 };
    lx_id series = desk_series(d, "市长联席会议", NULL);
    struct lx_str gaps = LX_STR_EMPTY;
    for (size_t i = 0; i < 4; i++) {
        struct lx_meeting *m = lx_rec_new(LX_MEETING);
        m->series = series;
        desk_ok(d, lx_meeting_add(&d->w, m, given[i], &d->err));
        lx_rec_free(m);
    }
    desk_ok(d, lx_series_gaps(&d->w, series, &gaps, &d->err));
    assert_string_equal(lx_str_z(&gaps), "18-23, 25");
    lx_str_done(&gaps);
}

/* --- rotation ------------------------------------------------------------------------------------------------------------------- */

static struct lx_rota_of host_rota(struct desk *d, lx_id series, lx_id *units, const char *const *names, size_t n)
{
    struct lx_rota_of r = { .series = series, .what = ROTA_HOST };
    for (size_t i = 0; i < n; i++)
        units[i] = join(d, 0, names[i], "1986-01-01", NULL, MEMBER_MEMBER);
    desk_ok(d, lx_rota_set(&d->w, &r, units, n, "第二十三次会议商定", &d->err));
    return r;
}

static void next_is(struct desk *d, const struct lx_rota_of *r, lx_day day, lx_id want, const char *why)
{
    struct lx_rota_next next;
    struct lx_str s = LX_STR_EMPTY;
    desk_ok(d, lx_rota_next(&d->w, r, day, &next, &d->err));
    lx_rota_why(&d->w, &s, r, &next, true);
    assert_string_equal(lx_unit_name(d->w.units, next.unit), lx_unit_name(d->w.units, want));
    assert_string_equal(lx_str_z(&s), why);
    lx_str_done(&s);
    lx_rota_next_done(&next);
}

/* O5: after sessions 24 to 26 the next host is proposed with the reason; skipping is recorded with its reason. */
static void test_next_host_with_a_reason(void **state)
{
    struct desk *d = *state;
    static const char *const names[] = { "舟山市", "台州市", "嘉兴市", "宁波市", "绍兴市" };
    lx_id u[5], series = desk_series(d, "市长联席会议", NULL);
    struct lx_rota_of r = host_rota(d, series, u, names, 5);
    next_is(d, &r, LX_NO_DAY, u[0], "按顺序从舟山市开始");
    hold(d, series, "2018-10-18", u[0], MEETING_ARCHIVED);
    hold(d, series, "2020-11-12", u[1], MEETING_ARCHIVED);
    hold(d, series, "2022-12-15", u[2], MEETING_ARCHIVED);
    next_is(d, &r, LX_NO_DAY, u[3], "上次（3）为嘉兴市，按顺序轮到宁波市");
    next_is(d, &r, day_of("2020-11-12"), u[1], "上次（1）为舟山市，按顺序轮到台州市");
    assert_int_equal(lx_rota_skip(&d->w, &r, NULL, &d->err), LX_INVALID);
    desk_ok(d, lx_rota_skip(&d->w, &r, "会场改造", &d->err));
    next_is(d, &r, LX_NO_DAY, u[4], "上次（3）为嘉兴市，按顺序轮到绍兴市");
    desk_ok(d, lx_member_leave(&d->w, 0, u[4], day_of("2024-01-01"), NULL, &d->err));
    next_is(d, &r, LX_NO_DAY, u[0], "上次（3）为嘉兴市，按顺序轮到舟山市；绍兴市届时不是成员，依次顺延");
}

/* Ningbo takes it for Taizhou: Taizhou takes Ningbo's turn later, and nobody else waits longer for it. */
static void test_who_took_it_for_another_is_made_up_for(void **state)
{
    struct desk *d = *state;
    static const char *const names[] = { "舟山市", "台州市", "嘉兴市", "宁波市" };
    lx_id u[4], series = desk_series(d, "市长联席会议", NULL);
    struct lx_rota_of r = host_rota(d, series, u, names, 4);
    hold(d, series, "2020-01-01", u[0], MEETING_ARCHIVED);
    lx_id second = hold(d, series, "2021-01-01", 0, MEETING_ARCHIVED);
    assert_int_equal(lx_rota_take(&d->w, &r, u[3], second, "", &d->err), LX_INVALID);
    desk_ok(d, lx_rota_take(&d->w, &r, u[3], second, "台州市会场改造", &d->err));
    char *host = desk_value(d, LX_MEETING, second, "host");
    assert_int_equal(strtoll(host, NULL, 10), u[3]);
    free(host);
    next_is(d, &r, LX_NO_DAY, u[2], "上次（2）为宁波市，按顺序轮到嘉兴市");
    hold(d, series, "2022-01-01", u[2], MEETING_ARCHIVED);
    next_is(d, &r, LX_NO_DAY, u[1], "上次（3）为嘉兴市，按顺序轮到台州市；宁波市此前已代其轮值，此次由其补上");
    hold(d, series, "2023-01-01", u[1], MEETING_ARCHIVED);
    next_is(d, &r, LX_NO_DAY, u[0], "上次（4）为台州市，按顺序轮到舟山市");
    hold(d, series, "2024-01-01", u[0], MEETING_ARCHIVED);
    next_is(d, &r, LX_NO_DAY, u[1], "上次（5）为舟山市，按顺序轮到台州市");
}

/* --- quotas ---------------------------------------------------------------------------------------------------------------------- */

static struct lx_quota *quarterly(struct desk *d, lx_id series)
{
    struct lx_quota *q = lx_rec_new(LX_QUOTA);
    lx_set_text(&q->title, "联络员会议每季度至少一次");
    q->series = series;
    q->period = PERIOD_QUARTER;
    q->since.day = day_of("2024-01-01");
    desk_ok(d, lx_quota_add(&d->w, q, &d->err));
    return q;
}

static void quota_is(struct desk *d, const struct lx_quota *q, const char *day, enum lx_quota_light light, const char *words)
{
    struct lx_quota_state s;
    struct lx_str t = LX_STR_EMPTY;
    desk_ok(d, lx_quota_at(&d->w, q, day_of(day), &s, &d->err));
    lx_quota_words(&t, &s, true);
    assert_string_equal(lx_str_z(&t), words);
    assert_int_equal(s.light, light);
    free(s.title);
    lx_str_done(&t);
}

static void test_quota_turns_yellow_at_two_thirds(void **state)
{
    struct desk *d = *state;
    lx_id series = desk_series(d, "联络员会议", "L");
    struct lx_quota *q = quarterly(d, series);
    struct lx_quota_states behind = { 0 };
    quota_is(d, q, "2024-05-30", LX_QUOTA_OPEN, "2024年二季度应至少1次，已完成0次，尚未安排");
    quota_is(d, q, "2024-05-31", LX_QUOTA_BEHIND, "2024年二季度应至少1次，已完成0次，尚未安排"); /* day 61 of 91 */
    lx_id m = hold(d, series, "2024-06-26", 0, MEETING_NOTIFIED);
    quota_is(d, q, "2024-06-25", LX_QUOTA_OPEN, "2024年二季度应至少1次，已完成0次，已安排1次");
    desk_ok(d, lx_quotas_behind(&d->w, day_of("2024-06-25"), &behind, &d->err));
    assert_int_equal(behind.n, 2); /* nothing was done in the first quarter, and nothing in this one yet */
    assert_int_equal(behind.at[1].light, LX_QUOTA_MISSED);
    lx_quota_states_done(&behind);
    desk_ok(d, lx_meeting_step(&d->w, m, MEETING_IN_SESSION, &d->err));
    quota_is(d, q, "2024-06-26", LX_QUOTA_DONE, "2024年二季度应至少1次，已完成1次");
    desk_ok(d, lx_quota_done(&d->w, q->rec.id, day_of("2024-03-01"), "专题调度", &d->err));
    desk_ok(d, lx_quotas_behind(&d->w, day_of("2024-06-26"), &behind, &d->err));
    assert_int_equal(behind.n, 0);
    desk_ok(d, lx_quota_periods(&d->w, q, day_of("2024-06-26"), 9, &behind, &d->err));
    assert_int_equal(behind.n, 2);
    assert_int_equal(behind.at[1].done, 1);
    lx_quota_states_done(&behind);
    assert_int_equal(lx_quota_done(&d->w, q->rec.id, day_of("2024-07-01"), NULL, &d->err), LX_INVALID);
    lx_rec_free(q);
}

static void test_periods(void **state)
{
    static const struct {
        int period;
        const char *day, *from, *to, *zh, *en;
    } cases[] = {
        { PERIOD_MONTH, "2024-02-10", "2024-02-01", "2024-02-29", "2024年2月", "2024-02" },
        { PERIOD_QUARTER, "2024-12-31", "2024-10-01", "2024-12-31", "2024年四季度", "fourth quarter of 2024" },
        { PERIOD_HALF, "2024-06-30", "2024-01-01", "2024-06-30", "2024年上半年", "first half of 2024" },
        { PERIOD_HALF, "2024-07-01", "2024-07-01", "2024-12-31", "2024年下半年", "second half of 2024" },
        { PERIOD_YEAR, "2024-07-01", "2024-01-01", "2024-12-31", "2024年", "2024" },
    };
    (void)state;
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        lx_day from, to;
        struct lx_str zh = LX_STR_EMPTY, en = LX_STR_EMPTY;
        lx_period_of(cases[i].period, day_of(cases[i].day), &from, &to);
        assert_int_equal(from, day_of(cases[i].from));
        assert_int_equal(to, day_of(cases[i].to));
        lx_period_words(&zh, cases[i].period, from, true);
        lx_period_words(&en, cases[i].period, from, false);
        assert_string_equal(lx_str_z(&zh), cases[i].zh);
        assert_string_equal(lx_str_z(&en), cases[i].en);
        lx_str_done(&zh);
        lx_str_done(&en);
    }
}

#define TEST(f) cmocka_unit_test_setup_teardown(f, desk_setup, desk_teardown)

int main(void)
{
    const struct CMUnitTest tests[] = {
        TEST(test_four_in_2007_five_in_2023), TEST(test_bodies_have_their_own_members), TEST(test_a_group_meets_by_itself),
        TEST(test_the_file_of_the_office_tells_bodies_apart),
        cmocka_unit_test(test_quorum), TEST(test_posts_at_a_day),
        TEST(test_days_of_a_series), TEST(test_a_moved_meeting_stays_in_its_series), TEST(test_gaps), TEST(test_next_host_with_a_reason),
        TEST(test_who_took_it_for_another_is_made_up_for), TEST(test_quota_turns_yellow_at_two_thirds), cmocka_unit_test(test_periods),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
