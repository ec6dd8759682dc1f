/* Meetings as iCalendar. */
#include "core/meeting/ics.h"

#include "core/meeting/meetings.h"
#include "core/meeting/notices.h"
#include "core/meeting/sequence.h"
#include "core/text/text.h"
#include "core/work/units.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { LINE_MAX_LEN = 75, DAY_MS = 86400000, DEFAULT_MINUTES = 120 };

static enum lx_rc add_meeting(struct lx_work *w, const struct lx_meeting *m, struct lx_str *out, struct lx_err *err);
static void begin(struct lx_str *out);
static void line(struct lx_str *out, const char *name, const char *value);
static void text_line(struct lx_str *out, const char *name, const char *text);
static void add_stamp(struct lx_str *out, int64_t utc_ms);

enum lx_rc lx_ics_meeting(struct lx_work *w, lx_id meeting, struct lx_str *out, struct lx_err *err)
{
    struct lx_meeting *m = NULL;
    enum lx_rc rc = lx_get(w, LX_MEETING, meeting, &m, err);
    if (rc == LX_OK && m->date.day == LX_NO_DAY)
        rc = lx_fail(err, LX_INVALID, N_("The meeting has no day yet: %s"), "%s", m->no);
    if (rc == LX_OK) {
        begin(out);
        rc = add_meeting(w, m, out, err);
        line(out, "END", "VCALENDAR");
    }
    lx_rec_free(m);
    return rc;
}

enum lx_rc lx_ics_series(struct lx_work *w, lx_id series, struct lx_str *out, struct lx_err *err)
{
    struct lx_rows rows = { 0 };
    struct lx_series *s = NULL;
    enum lx_rc rc = lx_get(w, LX_SERIES, series, &s, err);
    if (rc == LX_OK)
        rc = lx_all(w, LX_MEETING, lx_cond_ref(LX_MEETING, "series", series), "date", true, &rows, err);
    if (rc == LX_OK) {
        begin(out);
        text_line(out, "X-WR-CALNAME", s->name);
    }
    for (size_t i = 0; rc == LX_OK && i < rows.n; i++) {
        const struct lx_meeting *m = (const struct lx_meeting *)(const void *)rows.at[i];
        if (m->date.day != LX_NO_DAY)
            rc = add_meeting(w, m, out, err);
    }
    if (rc == LX_OK)
        line(out, "END", "VCALENDAR");
    lx_rows_done(&rows);
    lx_rec_free(s);
    return rc;
}

static void begin(struct lx_str *out)
{
    line(out, "BEGIN", "VCALENDAR");
    line(out, "VERSION", "2.0");
    line(out, "PRODID", "-//lianxi//lianxi//ZH");
    line(out, "CALSCALE", "GREGORIAN");
}

/* --- one event --------------------------------------------------------------------------------------------------------------- */

/* "9:00", "09:30", "14：30"; -1: no hour. */
static int minute_of_day(const char *time)
{
    int hour, minute, used = 0;
    struct lx_str plain = LX_STR_EMPTY;
    for (size_t at = 0, len = time ? strlen(time) : 0; at < len;) {
        uint32_t cp;
        at += (size_t)lx_utf8_get(time + at, len - at, &cp);
        lx_utf8_put(&plain, lx_plain_char(cp));
    }
    bool good = sscanf(lx_str_z(&plain), "%2d:%2d%n", &hour, &minute, &used) == 2 && hour >= 0 && hour < 24 && minute >= 0 && minute < 60;
    lx_str_done(&plain);
    return good ? hour * 60 + minute : -1;
}

/* From when to when: minutes of day, or a whole day. */
static void add_when(struct lx_work *w, struct lx_str *out, lx_day day, int from, int minutes)
{
    struct lx_str s = LX_STR_EMPTY;
    int64_t start = (int64_t)day * DAY_MS + ((int64_t)from - w->office->utc_offset) * 60000;
    for (int end = 0; end < 2; end++) {
        lx_str_clear(&s);
        if (from < 0) {
            int year, month, mday;
            lx_day_split(day + end, &year, &month, &mday);
            lx_str_addi0(&s, year, 4);
            lx_str_addi0(&s, month, 2);
            lx_str_addi0(&s, mday, 2);
            line(out, end ? "DTEND;VALUE=DATE" : "DTSTART;VALUE=DATE", lx_str_z(&s));
        } else {
            add_stamp(&s, start + (end ? (int64_t)minutes * 60000 : 0));
            line(out, end ? "DTEND" : "DTSTART", lx_str_z(&s));
        }
    }
    lx_str_done(&s);
}

static void add_stamp(struct lx_str *out, int64_t utc_ms)
{
    int year, month, day;
    int64_t days = utc_ms / DAY_MS - (utc_ms % DAY_MS < 0), seconds = (utc_ms - days * DAY_MS) / 1000;
    lx_day_split((lx_day)days, &year, &month, &day);
    lx_str_addi0(out, year, 4);
    lx_str_addi0(out, month, 2);
    lx_str_addi0(out, day, 2);
    lx_str_addc(out, 'T');
    lx_str_addi0(out, seconds / 3600, 2);
    lx_str_addi0(out, seconds / 60 % 60, 2);
    lx_str_addi0(out, seconds % 60, 2);
    lx_str_addc(out, 'Z');
}

static void add_head(struct lx_work *w, struct lx_str *out, lx_id id, int64_t sequence)
{
    struct lx_str s = LX_STR_EMPTY;
    line(out, "BEGIN", "VEVENT");
    lx_str_addi(&s, id);
    lx_str_add(&s, "@lianxi");
    line(out, "UID", lx_str_z(&s));
    lx_str_clear(&s);
    add_stamp(&s, w->now_ms);
    line(out, "DTSTAMP", lx_str_z(&s));
    lx_str_clear(&s);
    lx_str_addi(&s, sequence);
    line(out, "SEQUENCE", lx_str_z(&s));
    lx_str_done(&s);
}

static const char *status_of(const struct lx_meeting *m)
{
    if (m->state == MEETING_CANCELLED)
        return "CANCELLED";
    return m->state == MEETING_DRAFT || m->state == MEETING_POSTPONED ? "TENTATIVE" : "CONFIRMED";
}

static enum lx_rc count_changes(struct lx_work *w, lx_id meeting, int64_t *n, struct lx_err *err)
{
    struct lx_rows rows = { 0 };
    *n = 0;
    enum lx_rc rc = lx_notices(w, meeting, &rows, err);
    for (size_t i = 0; rc == LX_OK && i < rows.n; i++) {
        int kind = ((const struct lx_notice *)(const void *)rows.at[i])->kind;
        *n += kind == NOTICE_POSTPONEMENT || kind == NOTICE_CORRECTION || kind == NOTICE_CANCELLATION;
    }
    lx_rows_done(&rows);
    return rc;
}

/* Theme, host and the titles of the agenda; *minutes is what is planned. */
static enum lx_rc describe(struct lx_work *w, const struct lx_meeting *m, struct lx_str *out, int *minutes, struct lx_err *err)
{
    struct lx_rows rows = { 0 };
    size_t n = 0;
    enum lx_rc rc = lx_agenda(w, m->rec.id, &rows, err);
    lx_str_add(out, m->theme);
    if (m->host)
        lx_str_addf(out, "%s%s", out->len ? "\n" : "", lx_unit_name(w->units, m->host));
    for (size_t i = 0; rc == LX_OK && i < rows.n; i++) {
        const struct lx_agenda *a = (const struct lx_agenda *)(const void *)rows.at[i];
        *minutes += a->minutes == LX_NO_INT ? 0 : (int)a->minutes;
        if (a->secrecy == SECRECY_OPEN && !a->parent)
            lx_str_addf(out, "%s%zu. %s", out->len ? "\n" : "", ++n, a->title);
    }
    lx_rows_done(&rows);
    return rc;
}

static void add_sitting(struct lx_work *w, const struct lx_meeting *m, const struct lx_sitting *s, int64_t sequence, struct lx_str *out)
{
    int from = minute_of_day(s->time), until = minute_of_day(s->until);
    struct lx_str title = LX_STR_EMPTY;
    if (s->date.day == LX_NO_DAY || from < 0)
        return;
    lx_str_addf(&title, "%s %s", m->title, s->title);
    add_head(w, out, s->rec.id, sequence);
    add_when(w, out, s->date.day, from, until > from ? until - from : 60);
    text_line(out, "SUMMARY", lx_str_z(&title));
    text_line(out, "LOCATION", s->place ? s->place : m->place);
    line(out, "STATUS", status_of(m));
    line(out, "END", "VEVENT");
    lx_str_done(&title);
}

static enum lx_rc add_meeting(struct lx_work *w, const struct lx_meeting *m, struct lx_str *out, struct lx_err *err)
{
    struct lx_rows parts = { 0 };
    struct lx_str about = LX_STR_EMPTY;
    int minutes = 0;
    int64_t sequence;
    enum lx_rc rc = count_changes(w, m->rec.id, &sequence, err);
    if (rc == LX_OK)
        rc = describe(w, m, &about, &minutes, err);
    if (rc == LX_OK)
        rc = lx_sequence(w, LX_SITTING, "meeting", m->rec.id, &parts, err);
    if (rc == LX_OK) {
        add_head(w, out, m->rec.id, sequence);
        add_when(w, out, m->date.day, minute_of_day(m->time), minutes ? minutes : DEFAULT_MINUTES);
        text_line(out, "SUMMARY", m->title);
        text_line(out, "LOCATION", m->place);
        text_line(out, "DESCRIPTION", lx_str_z(&about));
        line(out, "STATUS", status_of(m));
        line(out, "END", "VEVENT");
    }
    for (size_t i = 0; rc == LX_OK && i < parts.n; i++)
        add_sitting(w, m, (const struct lx_sitting *)(const void *)parts.at[i], sequence, out);
    lx_rows_done(&parts);
    lx_str_done(&about);
    return rc;
}

/* --- lines ----------------------------------------------------------------------------------------------------------------------- */

/* Folded: a line that goes on begins with a blank, which counts. */
static void line(struct lx_str *out, const char *name, const char *value)
{
    struct lx_str whole = LX_STR_EMPTY;
    lx_str_addf(&whole, "%s:%s", name, value);
    size_t room = LINE_MAX_LEN;
    for (size_t at = 0; at < whole.len;) {
        uint32_t cp;
        size_t len = (size_t)lx_utf8_get(whole.s + at, whole.len - at, &cp);
        if (len > room) {
            lx_str_add(out, "\r\n ");
            room = LINE_MAX_LEN - 1;
        }
        lx_str_addn(out, whole.s + at, len);
        room -= len;
        at += len;
    }
    lx_str_add(out, "\r\n");
    lx_str_done(&whole);
}

/* TEXT: backslash, semicolon, comma and line ends are escaped; nothing else that commands goes out. */
static void text_line(struct lx_str *out, const char *name, const char *text)
{
    struct lx_str clean = LX_STR_EMPTY, value = LX_STR_EMPTY;
    if (!text || !*text)
        return;
    lx_text_clean(&clean, text, strlen(text), LX_CLEAN_LINES);
    for (const char *p = lx_str_z(&clean); *p; p++) {
        if (*p == '\n') {
            lx_str_add(&value, "\\n");
            continue;
        }
        if (strchr("\\;,", *p))
            lx_str_addc(&value, '\\');
        lx_str_addc(&value, *p);
    }
    line(out, name, lx_str_z(&value));
    lx_str_done(&clean);
    lx_str_done(&value);
}
