/* iCalendar, judged by libical: Chinese titles whole, folding, time, escaping, UID and SEQUENCE over a postponement. */
#include "core/meeting/ics.h"
#include "core/meeting/meetings.h"
#include "core/meeting/notices.h"
#include "core/meeting/prep.h"
#include "core/text/text.h"
#include "tests/lib/desk.h"
#include "tests/lib/random.h"

#include <libical/ical.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <cmocka.h>

/* Every line at most 75 octets, ended by CRLF, whole characters in each. */
static void lines_are_sound(const struct lx_str *text)
{
    const char *s = lx_str_z(text);
    for (size_t at = 0; at < text->len;) {
        const char *end = strstr(s + at, "\r\n");
        assert_non_null(end);
        size_t len = (size_t)(end - (s + at)), bad;
        assert_true(len <= 75);
        assert_true(lx_utf8_valid(s + at, len, &bad));
        assert_null(memchr(s + at, '\n', len));
        at += len + 2;
    }
}

/* Reads it with libical; yours (icalcomponent_free). */
static icalcomponent *judged(const struct lx_str *text)
{
    lines_are_sound(text);
    icalcomponent *calendar = icalparser_parse_string(lx_str_z(text));
    assert_non_null(calendar);
    assert_int_equal(icalcomponent_count_errors(calendar), 0);
    assert_int_equal(icalcomponent_isa(calendar), ICAL_VCALENDAR_COMPONENT);
    assert_true(icalrestriction_check(calendar));
    return calendar;
}

static icalcomponent *event_of(icalcomponent *calendar) { return icalcomponent_get_first_component(calendar, ICAL_VEVENT_COMPONENT); }

static lx_id meeting(struct desk *d, const char *title, const char *time, const char *place)
{
    struct lx_meeting *m = lx_rec_new(LX_MEETING);
    m->series = desk_series(d, "市长联席会议", NULL);
    lx_set_text(&m->title, title);
    lx_set_text(&m->time, time);
    lx_set_text(&m->place, place);
    m->date.day = lx_day_make(2024, 7, 10);
    desk_ok(d, lx_meeting_add(&d->w, m, 0, &d->err));
    lx_id id = m->rec.id;
    lx_rec_free(m);
    return id;
}

static const char long_title[] = "第二十七次浙东经济合作区市长联席会议暨“共建海上通道、共享蓝色机遇”一体化发展行动计划（2025—2026年）推进会；宁波, 绍兴\\舟山";

static void test_titles_come_back_whole(void **state)
{
    struct desk *d = *state;
    lx_id m = meeting(d, long_title, "9：30", "宁波市行政中心2号楼, 301会议室");
    struct lx_str text = LX_STR_EMPTY;
    desk_ok(d, lx_ics_meeting(&d->w, m, &text, &d->err));
    icalcomponent *calendar = judged(&text), *event = event_of(calendar);
    assert_string_equal(icalcomponent_get_summary(event), long_title);
    assert_string_equal(icalcomponent_get_location(event), "宁波市行政中心2号楼, 301会议室");
    struct icaltimetype start = icalcomponent_get_dtstart(event), end = icalcomponent_get_dtend(event);
    assert_string_equal(icaltime_as_ical_string(start), "20240710T013000Z"); /* 09:30 +08:00 */
    assert_string_equal(icaltime_as_ical_string(end), "20240710T033000Z");
    assert_int_equal(icalcomponent_get_status(event), ICAL_STATUS_TENTATIVE);
    icalcomponent_free(calendar);
    lx_str_done(&text);
}

static void test_without_an_hour_it_is_a_whole_day(void **state)
{
    struct desk *d = *state;
    struct lx_str text = LX_STR_EMPTY;
    lx_id m = meeting(d, "座谈会", "上午", NULL);
    desk_ok(d, lx_ics_meeting(&d->w, m, &text, &d->err));
    icalcomponent *calendar = judged(&text);
    struct icaltimetype start = icalcomponent_get_dtstart(event_of(calendar));
    assert_true(icaltime_is_date(start));
    assert_string_equal(icaltime_as_ical_string(start), "20240710");
    icalcomponent_free(calendar);
    lx_str_done(&text);
    desk_ok(d, lx_record_set(&d->w, LX_MEETING, m, (char *[]){ "date=" }, 1, NULL, &d->err));
    assert_int_equal(lx_ics_meeting(&d->w, m, &text, &d->err), LX_INVALID);
    lx_str_done(&text);
}

/* What calendar programs go by: the same UID, a higher SEQUENCE, another day; then CANCELLED. */
static void test_postponed_and_cancelled(void **state)
{
    struct desk *d = *state;
    lx_id m = meeting(d, "会议", "09:00", NULL);
    struct lx_str text[3] = { LX_STR_EMPTY, LX_STR_EMPTY, LX_STR_EMPTY };
    icalcomponent *calendar[3];
    desk_ok(d, lx_meeting_step(&d->w, m, MEETING_NOTIFIED, &d->err));
    desk_ok(d, lx_ics_meeting(&d->w, m, &text[0], &d->err));
    desk_ok(d, lx_meeting_postpone(&d->w, m, &(struct lx_meeting_when){ .date = lx_day_make(2024, 7, 24) }, "台风", &d->err));
    desk_ok(d, lx_ics_meeting(&d->w, m, &text[1], &d->err));
    struct lx_notice *n = lx_rec_new(LX_NOTICE);
    n->meeting = m;
    n->kind = NOTICE_CANCELLATION;
    lx_set_text(&n->reason, "合并召开");
    desk_ok(d, lx_notice_send(&d->w, n, NULL, 0, &d->err));
    lx_rec_free(n);
    desk_ok(d, lx_ics_meeting(&d->w, m, &text[2], &d->err));
    static const struct {
        int sequence;
        enum icalproperty_status status;
        const char *start;
    } want[] = { { 0, ICAL_STATUS_CONFIRMED, "20240710T010000Z" }, { 1, ICAL_STATUS_CONFIRMED, "20240724T010000Z" },
                 { 2, ICAL_STATUS_CANCELLED, "20240724T010000Z" } };
    for (int i = 0; i < 3; i++) {
        calendar[i] = judged(&text[i]);
        icalcomponent *event = event_of(calendar[i]);
        assert_int_equal(icalcomponent_get_sequence(event), want[i].sequence);
        assert_int_equal(icalcomponent_get_status(event), want[i].status);
        assert_string_equal(icaltime_as_ical_string(icalcomponent_get_dtstart(event)), want[i].start);
        assert_string_equal(icalcomponent_get_uid(event), icalcomponent_get_uid(event_of(calendar[0])));
    }
    for (int i = 0; i < 3; i++) {
        icalcomponent_free(calendar[i]);
        lx_str_done(&text[i]);
    }
}

/* The titles of the agenda go out, what is internal stays. Parts with an hour are events of their own. */
static void test_nothing_internal(void **state)
{
    struct desk *d = *state;
    lx_id m = meeting(d, "会议", "09:00", NULL);
    struct lx_str text = LX_STR_EMPTY;
    for (int i = 0; i < 2; i++) {
        struct lx_agenda *a = lx_rec_new(LX_AGENDA);
        a->meeting = m;
        lx_set_text(&a->title, i ? "内部议题" : "公开议题");
        lx_set_text(&a->note, "内部备注");
        lx_set_text(&a->script, "主持词");
        a->secrecy = i ? SECRECY_INTERNAL : SECRECY_OPEN;
        desk_ok(d, lx_agenda_add(&d->w, a, &d->err));
        lx_rec_free(a);
    }
    struct lx_sitting *s = lx_rec_new(LX_SITTING);
    s->meeting = m;
    s->kind = SITTING_SIGNING;
    lx_set_text(&s->time, "11:00");
    lx_set_text(&s->until, "11:40");
    desk_ok(d, lx_sitting_add(&d->w, s, &d->err));
    lx_rec_free(s);
    desk_ok(d, lx_ics_meeting(&d->w, m, &text, &d->err));
    icalcomponent *calendar = judged(&text);
    assert_int_equal(icalcomponent_count_components(calendar, ICAL_VEVENT_COMPONENT), 2);
    const char *about = icalcomponent_get_description(event_of(calendar));
    assert_non_null(strstr(about, "1. 公开议题"));
    assert_null(strstr(lx_str_z(&text), "内部"));
    assert_null(strstr(lx_str_z(&text), "主持词"));
    icalcomponent_free(calendar);
    lx_str_done(&text);
}

/* Any title that may be stored comes back as it was, but for what a terminal must not see. */
static void test_any_title(void **state)
{
    struct desk *d = *state;
    static const char *const pieces[] = { "会", "议", "；", ";", ",", "\\", "a", "—", "𠮷", "“", ":", " ", "é", "\"", "n" };
    lx_id m = meeting(d, "x", "09:00", NULL);
    struct random r = { 7 };
    for (int round = 0; round < 200; round++) {
        struct lx_str title = LX_STR_EMPTY, pair = LX_STR_EMPTY, text = LX_STR_EMPTY;
        for (int i = 0, n = 1 + (int)random_below(&r, 60); i < n; i++)
            lx_str_add(&title, pieces[random_below(&r, (uint32_t)(sizeof pieces / sizeof pieces[0]))]);
        lx_str_add(&title, "z");
        lx_str_addf(&pair, "title=x%s", lx_str_z(&title));
        desk_ok(d, lx_record_set(&d->w, LX_MEETING, m, (char *[]){ pair.s }, 1, NULL, &d->err));
        desk_ok(d, lx_ics_meeting(&d->w, m, &text, &d->err));
        icalcomponent *calendar = judged(&text);
        assert_string_equal(icalcomponent_get_summary(event_of(calendar)), pair.s + 6);
        icalcomponent_free(calendar);
        lx_str_done(&title);
        lx_str_done(&pair);
        lx_str_done(&text);
    }
}

static void test_a_series(void **state)
{
    struct desk *d = *state;
    lx_id m = meeting(d, "第一次会议", "09:00", NULL);
    struct lx_str text = LX_STR_EMPTY;
    char *series = desk_value(d, LX_MEETING, m, "series");
    struct lx_meeting *next = lx_rec_new(LX_MEETING);
    next->series = strtoll(series, NULL, 10);
    next->date.day = lx_day_make(2024, 10, 10);
    desk_ok(d, lx_meeting_add(&d->w, next, 0, &d->err));
    desk_ok(d, lx_ics_series(&d->w, next->series, &text, &d->err));
    icalcomponent *calendar = judged(&text);
    assert_int_equal(icalcomponent_count_components(calendar, ICAL_VEVENT_COMPONENT), 2);
    icalcomponent_free(calendar);
    lx_rec_free(next);
    free(series);
    lx_str_done(&text);
}

#define TEST(f) cmocka_unit_test_setup_teardown(f, desk_setup, desk_teardown)

int main(void)
{
    const struct CMUnitTest tests[] = {
        TEST(test_titles_come_back_whole), TEST(test_without_an_hour_it_is_a_whole_day), TEST(test_postponed_and_cancelled),
        TEST(test_nothing_internal), TEST(test_any_title), TEST(test_a_series),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
