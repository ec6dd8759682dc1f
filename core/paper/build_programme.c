/* The programme of a session: day by day, what is when and where (domain.md 2.2: 日程, not the agenda). */
#include "core/paper/builder.h"

#include "core/meeting/agenda.h"
#include "core/meeting/sequence.h"
#include "core/mem.h"
#include "core/text/text.h"

#include <stdlib.h>
#include <string.h>

/* A part of the session, or the meeting itself where it has none. */
struct part {
    struct lx_date date; /* borrowed words */
    const char *time, *until, *title, *place, *note;
    int from, to;        /* minutes after midnight; -1 unknown */
    int kind;            /* enum lx_sitting_kind; -1: the meeting itself */
    size_t nth;          /* as they were put down */
};
struct programme {
    struct lx_builder *b;
    struct lx_built_meeting m;
    struct lx_rows sittings;
    struct part *part;
    size_t n;
};

static enum lx_rc read_parts(struct programme *p, struct lx_err *err);
static void add_head(const struct programme *p);
static void add_table(const struct programme *p);

enum lx_rc lx_build_programme(struct lx_builder *b, struct lx_err *err)
{
    struct programme p = { .b = b };
    enum lx_rc rc = read_parts(&p, err);
    if (rc == LX_OK) {
        lx_built_front(b, LX_PW_PROGRAMME_TITLE, &p.m);
        lx_built_key(b->md, "tables", "tight");
        lx_str_add(b->md, "---\n\n");
        add_head(&p);
        add_table(&p);
    }
    free(p.part);
    lx_rows_done(&p.sittings);
    lx_built_meeting_done(&p.m);
    return rc;
}

/* --- the parts in order of time ----------------------------------------------------------------------------------------- */

/* What has no clock time stands where it was put down, before what comes later in the day. */
static int by_time(const void *pa, const void *pb)
{
    const struct part *a = pa, *b = pb;
    if (a->date.day != b->date.day) /* without a day: at the end */
        return a->date.day == LX_NO_DAY ? 1 : b->date.day == LX_NO_DAY ? -1 : a->date.day < b->date.day ? -1 : 1;
    if (a->from >= 0 && b->from >= 0 && a->from != b->from)
        return a->from < b->from ? -1 : 1;
    return (a->nth > b->nth) - (a->nth < b->nth);
}

static void read_clock(struct part *p)
{
    lx_clock_read(p->time, &p->from, &p->to);
    int until, none;
    lx_clock_read(p->until, &until, &none);
    p->to = until >= 0 ? until : p->to;
}

static enum lx_rc read_parts(struct programme *p, struct lx_err *err)
{
    struct lx_builder *b = p->b;
    enum lx_rc rc = lx_built_meeting_read(b, &p->m, err);
    if (rc == LX_OK)
        rc = lx_sequence(b->w, LX_SITTING, "meeting", b->of, &p->sittings, err);
    if (rc != LX_OK)
        return rc;
    const struct lx_meeting *m = p->m.m;
    p->part = lx_alloc((p->sittings.n + 1) * sizeof *p->part);
    for (size_t i = 0; i < p->sittings.n; i++) {
        const struct lx_sitting *s = (const struct lx_sitting *)(const void *)p->sittings.at[i];
        bool dated = s->date.day != LX_NO_DAY || s->date.words;
        p->part[p->n++] = (struct part){ .date = dated ? s->date : m->date, .time = s->time, .until = s->until, .title = s->title,
                                         .place = s->place ? s->place : m->place, .note = s->note, .kind = s->kind, .nth = i };
    }
    if (!p->n)
        p->part[p->n++] = (struct part){ .date = m->date, .time = m->time, .title = lx_str_z(&p->m.name), .place = m->place, .kind = -1 };
    for (size_t i = 0; i < p->n; i++)
        read_clock(&p->part[i]);
    qsort(p->part, p->n, sizeof *p->part, by_time);
    return rc;
}

/* --- the paper -------------------------------------------------------------------------------------------------------------- */

/* 2022年12月14日至15日; one day alone is that day. */
static void say_days(const struct programme *p, struct lx_str *out)
{
    struct lx_builder *b = p->b;
    const struct lx_date *first = &p->part[0].date, *last = first;
    for (size_t i = 0; i < p->n; i++)
        last = p->part[i].date.day == LX_NO_DAY ? last : &p->part[i].date;
    if (first->day == LX_NO_DAY && !first->words)
        return;
    if (last->day == first->day) {
        lx_built_date_weekday(b, out, first);
        return;
    }
    lx_built_date(b, out, first);
    int year[2], month[2], day;
    lx_day_split(first->day, &year[0], &month[0], NULL);
    lx_day_split(last->day, &year[1], &month[1], &day);
    lx_str_add(out, lx_built_word(b, LX_PW_THROUGH));
    if (year[0] != year[1] || b->en)
        lx_built_date(b, out, last);
    else if (month[0] != month[1])
        lx_built_month_day(b, out, last->day);
    else
        lx_paper_count(out, LX_PW_DAY_OF_MONTH, false, day);
}

static void add_head(const struct programme *p)
{
    struct lx_builder *b = p->b;
    struct lx_str days = LX_STR_EMPTY;
    say_days(p, &days);
    lx_built_labelled(b, LX_PW_TIME, lx_str_z(&days));
    lx_built_labelled_place(b, LX_PW_PLACE, p->m.m->place);
    lx_built_labelled(b, LX_PW_HOST, lx_built_unit(b, p->m.m->host));
    lx_str_done(&days);
}

/* 12月14日, and its weekday in the line below; only in the first row of a day. */
static void say_date(const struct programme *p, size_t i, struct lx_str *out)
{
    const struct lx_date *d = &p->part[i].date;
    bool same = i > 0 && p->part[i - 1].date.day == d->day && d->day != LX_NO_DAY;
    if (!same && d->day != LX_NO_DAY && d->prec == LX_PREC_DAY) {
        lx_built_month_day(p->b, out, d->day);
        lx_str_addc(out, '\n');
        lx_built_weekday(p->b, out, d);
    } else if (!same && (d->day != LX_NO_DAY || d->words)) {
        lx_built_date(p->b, out, d);
    }
}

static void say_hours(const struct programme *p, size_t i, struct lx_str *out)
{
    const struct part *s = &p->part[i];
    if (s->from < 0) {
        lx_str_add(out, s->time);
        return;
    }
    lx_built_clock(out, s->from);
    lx_str_add(out, s->to >= 0 ? lx_built_word(p->b, LX_PW_TO) : "");
    lx_built_clock(out, s->to);
}

const char *lx_built_sitting(const struct lx_builder *b, int kind, const char *title)
{
    const struct lx_word *word = kind >= 0 ? &lx_words_of("sitting_kind")->at[kind] : NULL;
    bool plain = word && (!title || strcmp(title, word->zh) == 0);
    return !plain ? title : b->en ? word->en : word->zh;
}

static void add_table(const struct programme *p)
{
    static const enum lx_paper_word heads[] = { LX_PW_COL_DATE, LX_PW_COL_HOURS, LX_PW_COL_WHAT, LX_PW_COL_PLACE, LX_PW_COL_REMARK };
    bool noted = false;
    for (size_t i = 0; i < p->n; i++)
        noted = noted || p->part[i].note;
    lx_built_table(p->b, heads, noted ? "ccllc" : "ccll");
    for (size_t i = 0; i < p->n; i++) {
        struct lx_str date = LX_STR_EMPTY, hours = LX_STR_EMPTY;
        say_date(p, i, &date);
        say_hours(p, i, &hours);
        const char *cells[] = { lx_str_z(&date), lx_str_z(&hours), lx_built_sitting(p->b, p->part[i].kind, p->part[i].title), p->part[i].place, p->part[i].note };
        lx_built_row(p->b, cells, noted ? 5 : 4);
        lx_str_done(&date);
        lx_str_done(&hours);
    }
    lx_str_addc(p->b->md, '\n');
}

/* --- where -------------------------------------------------------------------------------------------------------- */

const char *lx_built_room(const struct lx_rows *sittings)
{
    for (size_t i = 0; i < sittings->n; i++) {
        const struct lx_sitting *s = (const struct lx_sitting *)(const void *)sittings->at[i];
        if (s->kind == SITTING_PLENARY)
            return s->place;
    }
    return NULL;
}

enum lx_rc lx_built_venue(struct lx_builder *b, const struct lx_meeting *m, struct lx_err *err)
{
    struct lx_rows sittings = { 0 };
    struct lx_str s = LX_STR_EMPTY;
    enum lx_rc rc = lx_sequence(b->w, LX_SITTING, "meeting", m->rec.id, &sittings, err);
    const char *room = rc == LX_OK ? lx_built_room(&sittings) : NULL, *city = m->place;
    bool apart = room && city && !lx_text_has(room, city); /* the room does not say the city */
    lx_built_place(b, &s, city && (!room || apart || b->en) ? city : room);
    if (room && city && (apart || b->en) && !lx_text_same(room, city))
        lx_paper_say(&s, LX_PW_IN_BRACKETS, b->en, room);
    if (rc == LX_OK)
        lx_built_labelled(b, LX_PW_PLACE, lx_str_z(&s));
    lx_rows_done(&sittings);
    lx_str_done(&s);
    return rc;
}
