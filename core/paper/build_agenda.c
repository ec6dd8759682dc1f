/* The agenda of a meeting: where and when, and its topics with clock times. */
#include "core/paper/builder.h"

#include "core/mem.h"
#include "core/work/meetings.h"

#include <stdlib.h>
#include <string.h>

_Static_assert(LX_PW_TOPIC_HEADING - LX_PW_TOPIC_DELIBERATE + 1 == (int)lx_agenda_kind_n &&
                   LX_PW_BY_HEADING - LX_PW_BY_DELIBERATE + 1 == (int)lx_agenda_kind_n &&
                   LX_PW_DONE_HEADING - LX_PW_DONE_DELIBERATE + 1 == (int)lx_agenda_kind_n,
               "words.def has a word of each sort for every kind of agenda row");

static void add_head(struct lx_builder *b, const struct lx_built_meeting *m, int ends);
static void add_topic(struct lx_builder *b, const struct lx_agenda *a, size_t n, int start);

enum lx_rc lx_build_agenda(struct lx_builder *b, struct lx_err *err)
{
    struct lx_built_meeting m;
    enum lx_rc rc = lx_built_meeting_read(b, &m, err);
    if (rc == LX_OK) {
        int *starts = lx_grow(NULL, m.agenda.n + 1, sizeof *starts), ends = -1;
        lx_agenda_times(m.m, &m.agenda, starts);
        if (m.agenda.n) {
            const struct lx_agenda *last = (struct lx_agenda *)m.agenda.at[m.agenda.n - 1];
            int start = starts[m.agenda.n - 1];
            ends = start >= 0 && last->minutes != LX_NO_INT ? start + (int)last->minutes : -1;
        }
        add_head(b, &m, ends);
        for (size_t i = 0; i < m.agenda.n; i++)
            add_topic(b, (struct lx_agenda *)m.agenda.at[i], i + 1, starts[i]);
        if (!m.agenda.n)
            lx_str_addf(b->md, "%s\n", lx_built_word(b, LX_PW_NO_TOPICS));
        free(starts);
    }
    lx_built_meeting_done(&m);
    return rc;
}

static void add_clock(struct lx_str *out, int minute)
{
    lx_str_addf(out, "%02d:%02d", minute / 60 % 24, minute % 60);
}

/* 2024年6月20日（星期四）14:30—17:00 */
static void say_time(const struct lx_builder *b, struct lx_str *out, const struct lx_meeting *m, int ends)
{
    if (m->date.day != LX_NO_DAY || m->date.words)
        lx_built_date(b, out, &m->date);
    if (m->date.day != LX_NO_DAY && m->date.prec == LX_PREC_DAY)
        lx_str_add(out, lx_built_word(b, (enum lx_paper_word)((int)LX_PW_DAY1 + lx_day_weekday(m->date.day) - 1)));
    if (m->time)
        lx_str_addf(out, "%s%s", b->en && out->len ? ", " : "", m->time);
    if (m->time && ends >= 0) {
        lx_str_add(out, lx_built_word(b, LX_PW_TO));
        add_clock(out, ends);
    }
}

static void add_head(struct lx_builder *b, const struct lx_built_meeting *m, int ends)
{
    struct lx_str s = LX_STR_EMPTY;
    lx_built_begin(b);
    lx_paper_say(&s, LX_PW_AGENDA_TITLE, b->en, lx_str_z(&m->name));
    lx_built_key(b->md, "title", s.s);
    lx_built_key(b->md, "subtitle", lx_str_z(&m->number));
    lx_built_key(b->md, "issuer", lx_built_issuer(b));
    lx_str_clear(&s);
    lx_built_day(b, &s, b->w->today);
    lx_built_key(b->md, "date", s.s);
    lx_built_key(b->md, "sign", "yes");
    lx_str_add(b->md, "---\n\n");
    lx_str_clear(&s);
    say_time(b, &s, m->m, ends);
    lx_built_labelled(b, LX_PW_TIME, lx_str_z(&s));
    lx_built_labelled(b, LX_PW_PLACE, m->m->place);
    lx_built_labelled(b, LX_PW_CHAIR, m->m->chair);
    lx_built_labelled(b, LX_PW_HOST, lx_built_unit(b, m->m->host));
    lx_built_labelled(b, LX_PW_THEME, m->m->theme);
    lx_str_done(&s);
}

/* （14:45—15:25，40分钟） */
static void say_span(const struct lx_builder *b, struct lx_str *out, const struct lx_agenda *a, int start)
{
    struct lx_str s = LX_STR_EMPTY;
    if (start >= 0)
        add_clock(&s, start);
    if (start >= 0 && a->minutes != LX_NO_INT) {
        lx_str_add(&s, lx_built_word(b, LX_PW_TO));
        add_clock(&s, start + (int)a->minutes);
        lx_str_add(&s, lx_built_word(b, LX_PW_NEXT));
    }
    if (a->minutes != LX_NO_INT)
        lx_paper_count(&s, LX_PW_MINUTES_LONG, b->en, (int)a->minutes);
    if (s.len)
        lx_paper_say(out, LX_PW_IN_BRACKETS, b->en, s.s);
    lx_str_done(&s);
}

/* 审议《两年行动计划》; a title that begins with a verb of its own, or that names what is done (五市交流发言), needs none. */
static void say_topic(const struct lx_builder *b, struct lx_str *out, const struct lx_agenda *a)
{
    const char *done = lx_words_of("agenda_kind")->at[a->kind].zh;
    bool named = (a->kind == AGENDA_EXCHANGE || a->kind == AGENDA_SIGN) && strstr(a->title ? a->title : "", done);
    if (named || (a->title && lx_paper_topic_opens(a->title))) {
        lx_str_add(out, a->title);
        return;
    }
    struct lx_str topic = LX_STR_EMPTY;
    lx_built_topic(b, &topic, a);
    lx_paper_say(out, (enum lx_paper_word)((int)LX_PW_TOPIC_DELIBERATE + a->kind), b->en, lx_str_z(&topic));
    lx_str_done(&topic);
}

static void add_topic(struct lx_builder *b, const struct lx_agenda *a, size_t n, int start)
{
    struct lx_str s = LX_STR_EMPTY;
    lx_str_addf(&s, "%zu. ", n);
    size_t indent = s.len; /* what hangs under the topic stands so far in */
    lx_str_add(b->md, s.s);
    lx_str_clear(&s);
    say_topic(b, &s, a);
    say_span(b, &s, a, start);
    lx_built_text(b->md, lx_str_z(&s));
    lx_str_add(b->md, "\n\n");
    if (a->presenter || a->speaker) {
        enum lx_paper_word by = a->presenter                  ? (enum lx_paper_word)((int)LX_PW_BY_DELIBERATE + a->kind)
                                : a->kind == AGENDA_EXCHANGE ? LX_PW_BY_SPEAKER
                                                             : LX_PW_BY_PERSON;
        lx_str_clear(&s);
        lx_str_add(&s, lx_built_unit(b, a->presenter));
        if (a->presenter && a->speaker)
            lx_paper_say(&s, LX_PW_IN_BRACKETS, b->en, a->speaker);
        else
            lx_str_add(&s, a->speaker);
        lx_str_fill(b->md, ' ', indent);
        lx_built_labelled(b, by, lx_str_z(&s));
    }
    lx_str_done(&s);
}
