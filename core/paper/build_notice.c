/* Notices of a meeting as they were last sent: called, with a reply slip; topics wanted, with a blank form; corrected, postponed or
 * cancelled. */
#include "core/paper/people.h"

#include "core/meeting/notices.h"

#include <stdlib.h>
#include <string.h>

/* The meeting and its newest notice; without one, what a first notice would say now. */
struct telling {
    struct lx_built_meeting meeting;
    struct lx_notice *notice;
    struct lx_rows replies;
};

#define KIND(k) (1u << (k))

static enum lx_rc read_all(struct lx_builder *b, struct telling *t, unsigned kinds, struct lx_err *err);
static void add_front(struct lx_builder *b, const struct telling *t);
static enum lx_rc add_body(struct lx_builder *b, const struct telling *t, struct lx_err *err);
static void add_slip(struct lx_builder *b, const struct telling *t);
static void add_form(struct lx_builder *b, const struct telling *t);

static enum lx_rc build(struct lx_builder *b, unsigned kinds, struct lx_err *err)
{
    struct telling t = { 0 };
    enum lx_rc rc = read_all(b, &t, kinds, err);
    if (rc == LX_OK) {
        add_front(b, &t);
        rc = add_body(b, &t, err);
        if (t.notice->kind == NOTICE_NOTICE || t.notice->kind == NOTICE_POSTPONEMENT)
            add_slip(b, &t);
        if (t.notice->kind == NOTICE_CALL)
            add_form(b, &t);
    }
    lx_rows_done(&t.replies);
    lx_rec_free(t.notice);
    lx_built_meeting_done(&t.meeting);
    return rc;
}

enum lx_rc lx_build_notice(struct lx_builder *b, struct lx_err *err) { return build(b, KIND(NOTICE_NOTICE), err); }

enum lx_rc lx_build_call(struct lx_builder *b, struct lx_err *err) { return build(b, KIND(NOTICE_CALL), err); }

enum lx_rc lx_build_correction(struct lx_builder *b, struct lx_err *err)
{
    return build(b, KIND(NOTICE_CORRECTION) | KIND(NOTICE_POSTPONEMENT) | KIND(NOTICE_CANCELLATION), err);
}

/* The newest notice of one of these kinds; a first one and a call are drafted where none was sent. */
static enum lx_rc read_all(struct lx_builder *b, struct telling *t, unsigned kinds, struct lx_err *err)
{
    struct lx_rows notices = { 0 };
    enum lx_rc rc = lx_built_meeting_read(b, &t->meeting, err);
    if (rc == LX_OK)
        rc = lx_notices(b->w, b->of, &notices, err);
    for (size_t i = notices.n; rc == LX_OK && i-- > 0 && !t->notice;)
        if (kinds & KIND(((const struct lx_notice *)(const void *)notices.at[i])->kind))
            t->notice = lx_rec_copy(notices.at[i]);
    if (rc == LX_OK && t->notice) {
        rc = lx_replies(b->w, t->notice->rec.id, &t->replies, err);
    } else if (rc == LX_OK && kinds & KIND(NOTICE_CORRECTION)) {
        rc = lx_fail(err, LX_NOTFOUND, N_("Nothing was corrected, postponed or cancelled yet: %s"), "%s",
                     t->meeting.m->no ? t->meeting.m->no : t->meeting.m->title);
    } else if (rc == LX_OK) {
        t->notice = lx_rec_new(LX_NOTICE);
        t->notice->kind = kinds & KIND(NOTICE_CALL) ? NOTICE_CALL : NOTICE_NOTICE;
        t->notice->day.day = b->w->today;
    }
    lx_rows_done(&notices);
    return rc;
}

/* --- front matter -------------------------------------------------------------------------------------------------------------- */

static void add_front(struct lx_builder *b, const struct telling *t)
{
    struct lx_str s = LX_STR_EMPTY;
    lx_built_begin(b);
    lx_paper_say(&s, (enum lx_paper_word)((int)LX_PW_NOTICE_TITLE + t->notice->kind), b->en, lx_str_z(&t->meeting.name));
    lx_built_key(b->md, "title", s.s);
    lx_str_clear(&s);
    for (size_t i = 0; i < t->replies.n; i++) {
        lx_str_add(&s, i ? lx_built_word(b, LX_PW_AND) : "");
        lx_built_formal(b, &s, ((struct lx_reply *)t->replies.at[i])->unit);
    }
    if (!s.len)
        lx_str_add(&s, lx_built_word(b, LX_PW_NOTICE_TO_ALL));
    lx_str_add(&s, lx_built_word(b, LX_PW_COLON_END));
    lx_built_key(b->md, "to", s.s);
    const char *issuer = t->notice->issuer, *own = b->w->office->issuer;
    bool other = issuer && !(b->en && own && strcmp(issuer, own) == 0); /* our own name has an English one */
    lx_built_key(b->md, "issuer", other ? issuer : lx_built_issuer(b));
    lx_str_clear(&s);
    lx_built_day(b, &s, t->notice->day.day == LX_NO_DAY ? b->w->today : t->notice->day.day);
    lx_built_key(b->md, "date", s.s);
    if (t->notice->kind == NOTICE_CALL)
        lx_built_topic_keys(b);
    else
        lx_built_key(b->md, "columns", b->en ? "6 5 5 9 9 7 7 6" : "7 5 5 8 8 5 5 4");
    lx_str_add(b->md, "---\n\n");
    lx_str_done(&s);
}

/* --- body ------------------------------------------------------------------------------------------------------------------------- */

/* 2024年7月10日（星期三）09:00 */
static void say_when(const struct lx_builder *b, struct lx_str *out, const struct lx_date *date, const char *time)
{
    if (date->day == LX_NO_DAY && !date->words) {
        lx_str_add(out, lx_built_word(b, LX_PW_NOTICE_LATER));
        return;
    }
    lx_built_date_weekday(b, out, date);
    if (time) {
        lx_str_add(out, b->en ? ", " : "");
        lx_built_hours(b, out, time);
    }
}

/* One sentence of a paragraph, with what it is about filled in; nothing where that is empty. */
static void say(const struct lx_builder *b, struct lx_str *out, enum lx_paper_word word, const char *what)
{
    if (what && *what)
        lx_paper_say(out, word, b->en, what);
}

static void add_para(struct lx_builder *b, const struct lx_str *s)
{
    lx_built_text(b->md, lx_str_z(s));
    lx_str_add(b->md, "\n\n");
}

/* Topics with what is done with them; what is internal stays in the house. */
static void say_topics(const struct lx_builder *b, const struct lx_built_meeting *m, struct lx_str *out)
{
    for (size_t i = 0; i < m->agenda.n; i++) {
        const struct lx_agenda *a = (const struct lx_agenda *)m->agenda.at[i];
        if (a->secrecy != SECRECY_OPEN || a->parent || !a->title)
            continue;
        lx_str_add(out, out->len ? lx_built_word(b, LX_PW_NOTICE_SEMICOLON) : "");
        lx_built_said(b, out, a);
    }
}

/* Those that any topic calls in. */
static void say_called(const struct lx_builder *b, const struct lx_built_meeting *m, struct lx_str *out)
{
    for (size_t i = 0; i < m->agenda.n; i++) {
        const struct lx_agenda *a = (const struct lx_agenda *)m->agenda.at[i];
        if (a->secrecy == SECRECY_OPEN)
            lx_built_attend(b, out, a->attend);
    }
}

/* 宁波市（市长）、…: the members who are wanted, whoever comes for them in the end. */
static enum lx_rc add_wanted(struct lx_builder *b, struct lx_err *err)
{
    struct lx_people p;
    struct lx_str s = LX_STR_EMPTY;
    enum lx_rc rc = lx_people_read(b, &p, err);
    for (size_t i = 0; rc == LX_OK && i < p.rows.n; i++) {
        const struct lx_attendance *a = lx_people_at(&p, i);
        struct lx_str post = LX_STR_EMPTY;
        if (a->role != ATTEND_MEMBER || !a->unit)
            continue;
        lx_built_post_of(b, &post, a->unit, a->for_whom ? a->for_whom : a->post);
        lx_str_add(&s, s.len ? lx_built_word(b, LX_PW_AND) : "");
        lx_str_add(&s, lx_built_unit(b, a->unit));
        if (post.len)
            lx_paper_say(&s, LX_PW_IN_BRACKETS, b->en, post.s);
        lx_str_done(&post);
    }
    lx_built_labelled(b, LX_PW_NOTICE_MEMBERS, lx_str_z(&s));
    lx_people_done(&p);
    lx_str_done(&s);
    return rc;
}

static enum lx_rc add_particulars(struct lx_builder *b, const struct telling *t, struct lx_err *err)
{
    const struct lx_meeting *m = t->meeting.m;
    struct lx_str s = LX_STR_EMPTY;
    say_when(b, &s, &m->date, m->time);
    lx_built_labelled(b, LX_PW_TIME, lx_str_z(&s));
    enum lx_rc rc = lx_built_venue(b, m, err);
    lx_built_labelled(b, LX_PW_HOST, lx_built_unit(b, m->host));
    lx_built_labelled(b, LX_PW_THEME, m->theme);
    lx_str_clear(&s);
    say_topics(b, &t->meeting, &s);
    lx_built_labelled(b, LX_PW_NOTICE_TOPICS, lx_str_z(&s));
    if (rc == LX_OK)
        rc = add_wanted(b, err);
    lx_str_clear(&s);
    say_called(b, &t->meeting, &s);
    lx_built_labelled(b, LX_PW_NOTICE_CALLED, lx_str_z(&s));
    lx_str_done(&s);
    return rc;
}

/* What stood and what stands now: only where they differ. */
static void add_change(struct lx_builder *b, enum lx_paper_word label, const char *old, const char *now)
{
    struct lx_str s = LX_STR_EMPTY;
    if (strcmp(old, now) == 0)
        return;
    say(b, &s, LX_PW_NOTICE_OLD, old);
    say(b, &s, LX_PW_NOTICE_NEW, now);
    lx_built_labelled(b, label, lx_str_z(&s));
    lx_str_done(&s);
}

static void add_changes(struct lx_builder *b, const struct lx_notice *n)
{
    struct lx_str old = LX_STR_EMPTY, now = LX_STR_EMPTY;
    say_when(b, &old, &n->old_date, n->old_time);
    say_when(b, &now, &n->new_date, n->new_time);
    add_change(b, LX_PW_TIME, lx_str_z(&old), lx_str_z(&now));
    add_change(b, LX_PW_PLACE, n->old_place ? n->old_place : "", n->new_place ? n->new_place : "");
    lx_str_done(&old);
    lx_str_done(&now);
}

/* Please answer until ... */
static void add_answer(struct lx_builder *b, const struct lx_notice *n, enum lx_paper_word word)
{
    struct lx_str day = LX_STR_EMPTY, s = LX_STR_EMPTY;
    if (n->reply_by.day != LX_NO_DAY) {
        lx_built_date(b, &day, &n->reply_by);
        say(b, &s, word, lx_str_z(&day));
        add_para(b, &s);
    }
    lx_str_done(&day);
    lx_str_done(&s);
}

static enum lx_rc add_body(struct lx_builder *b, const struct telling *t, struct lx_err *err)
{
    const struct lx_notice *n = t->notice;
    struct lx_str s = LX_STR_EMPTY, when = LX_STR_EMPTY;
    const char *name = lx_str_z(&t->meeting.name);
    bool moved = n->kind == NOTICE_POSTPONEMENT || n->kind == NOTICE_CANCELLATION;
    say_when(b, &when, moved && n->kind == NOTICE_POSTPONEMENT ? &n->old_date : &t->meeting.m->date,
             n->kind == NOTICE_POSTPONEMENT ? n->old_time : t->meeting.m->time);
    if (moved && (n->old_date.day != LX_NO_DAY || n->kind == NOTICE_CANCELLATION))
        say(b, &s, LX_PW_NOTICE_WAS_FOR, lx_str_z(&when));
    say(b, &s, (enum lx_paper_word)((int)LX_PW_NOTICE_SAYS + n->kind), name);
    if (moved) {
        say(b, &s, LX_PW_NOTICE_BECAUSE, n->reason);
        lx_str_add(&s, lx_built_word(b, n->kind == NOTICE_POSTPONEMENT ? LX_PW_NOTICE_ENDS_POSTPONEMENT : LX_PW_NOTICE_ENDS_CANCELLATION));
    }
    add_para(b, &s);
    enum lx_rc rc = LX_OK;
    if (n->kind == NOTICE_NOTICE)
        rc = add_particulars(b, t, err);
    else if (n->kind == NOTICE_POSTPONEMENT || n->kind == NOTICE_CORRECTION)
        add_changes(b, n);
    if (n->text) {
        lx_str_clear(&s);
        lx_str_add(&s, n->text);
        add_para(b, &s);
    }
    add_answer(b, n, n->kind == NOTICE_CALL ? LX_PW_NOTICE_TOPICS_BY : LX_PW_NOTICE_ANSWER_BY);
    if (n->kind == NOTICE_NOTICE)
        lx_str_addf(b->md, "%s\n\n", lx_built_word(b, LX_PW_NOTICE_LEAVE));
    if (n->kind != NOTICE_CANCELLATION) {
        lx_str_clear(&s);
        lx_built_contact(b, &s, t->meeting.m);
        lx_built_labelled(b, LX_PW_NOTICE_CONTACT, lx_str_z(&s));
    }
    lx_str_done(&s);
    lx_str_done(&when);
    return rc;
}

/* --- the reply slip -------------------------------------------------------------------------------------------------------------- */

enum { SLIP_ROWS = 4, SLIP_COLUMNS = 8 };

static void add_slip(struct lx_builder *b, const struct telling *t)
{
    struct lx_str s = LX_STR_EMPTY;
    lx_str_addf(b->md, "<!-- attachment -->\n\n# %s\n\n", lx_built_word(b, LX_PW_SLIP));
    lx_paper_say(&s, LX_PW_IN_BRACKETS, b->en, lx_str_z(&t->meeting.name));
    lx_built_text(b->md, s.s + strspn(s.s, " "));
    lx_str_add(b->md, "<!-- subtitle -->\n\n");
    enum lx_paper_word heads[SLIP_COLUMNS];
    for (int i = 0; i < SLIP_COLUMNS; i++)
        heads[i] = (enum lx_paper_word)((int)LX_PW_SLIP_UNIT + i);
    lx_built_table(b, heads, "llllllll");
    for (int row = 0; row < SLIP_ROWS; row++)
        lx_built_row(b, (const char *[SLIP_COLUMNS]){ NULL }, SLIP_COLUMNS);
    lx_str_add(b->md, "\n");
    lx_str_done(&s);
}

/* --- the blank form of a call ----------------------------------------------------------------------------------------------------- */

static void add_form(struct lx_builder *b, const struct telling *t)
{
    lx_str_addf(b->md, "<!-- attachment -->\n\n# %s\n\n", lx_built_word(b, LX_PW_TOPIC_FORM_TITLE));
    lx_built_form_topic(b, NULL, lx_str_z(&t->meeting.name));
}
