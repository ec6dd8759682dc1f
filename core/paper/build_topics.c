/* The list of topics (domain.md 2.2: 议题清单, 议题汇总表): of a meeting its agenda and what waits for it, else all that waits. */
#include "core/paper/builder.h"

#include "core/meeting/topics.h"
#include "core/mem.h"

#include <string.h>

enum { YEAR = 365 };

struct list {
    struct lx_builder *b;
    struct lx_built_meeting m; /* empty where the list is of none */
    struct lx_rows topics, materials;
    size_t total;
};

static enum lx_rc read_list(struct list *l, struct lx_err *err);
static void add_agenda(struct list *l);
static void add_group(struct list *l, unsigned states, enum lx_paper_word heading);

#define STATE(s) (1u << (s))

enum lx_rc lx_build_topics(struct lx_builder *b, struct lx_err *err)
{
    struct list l = { .b = b };
    enum lx_rc rc = read_list(&l, err);
    if (rc == LX_OK) {
        lx_built_front(b, b->of ? LX_PW_TOPICS_TITLE : LX_PW_TOPICS_TITLE_ALL, b->of ? &l.m : NULL);
        lx_built_key(b->md, "columns", b->en ? "4 26 16 12 7 8；4 14 14 10 7 11 11" : "4 26 16 14 6 7；4 18 12 10 6 11 10");
        lx_str_add(b->md, "---\n\n");
        size_t from = b->md->len;
        if (b->of)
            add_agenda(&l);
        add_group(&l, STATE(TOPIC_ACCEPTED), LX_PW_TOPICS_ACCEPTED);
        add_group(&l, STATE(TOPIC_PROPOSED) | STATE(TOPIC_CHECKED), LX_PW_TOPICS_WAITING);
        if (!b->of)
            add_group(&l, STATE(TOPIC_SCHEDULED), LX_PW_TOPICS_SCHEDULED);
        add_group(&l, STATE(TOPIC_PARKED), LX_PW_TOPICS_PARKED);
        add_group(&l, STATE(TOPIC_REFUSED) | STATE(TOPIC_WITHDRAWN), LX_PW_TOPICS_REFUSED);
        if (b->md->len == from)
            lx_str_addf(b->md, "%s\n\n", lx_built_word(b, LX_PW_TOPICS_NONE));
    }
    lx_rows_done(&l.topics);
    lx_rows_done(&l.materials);
    lx_built_meeting_done(&l.m);
    return rc;
}

/* Before a meeting what its series still has to settle, afterwards only what was handed in for it. */
static bool belongs(const struct list *l, const struct lx_topic *t)
{
    const struct lx_meeting *m = l->m.m;
    bool settled = t->state == TOPIC_REFUSED || t->state == TOPIC_WITHDRAWN;
    bool recent = t->handed.day == LX_NO_DAY || t->handed.day > l->b->w->today - YEAR;
    if (!m)
        return lx_topic_is_open(t->state) || (settled && recent);
    if (t->meeting)
        return t->meeting == m->rec.id && t->state != TOPIC_SCHEDULED && t->state != TOPIC_DONE; /* those stand on its agenda */
    bool before = m->state == MEETING_DRAFT || m->state == MEETING_NOTIFIED;
    return before && t->series == m->series && (lx_topic_is_open(t->state) || (settled && recent));
}

static enum lx_rc read_list(struct list *l, struct lx_err *err)
{
    struct lx_rows all = { 0 };
    enum lx_rc rc = l->b->of ? lx_built_meeting_read(l->b, &l->m, err) : LX_OK;
    if (rc == LX_OK && l->b->of)
        rc = lx_built_materials(l->b, &l->materials, err);
    if (rc == LX_OK)
        rc = lx_all(l->b->w, LX_TOPIC, NULL, "handed", true, &all, err);
    for (size_t i = 0; rc == LX_OK && i < all.n; i++) {
        if (!belongs(l, (const struct lx_topic *)(const void *)all.at[i]))
            continue;
        LX_PUSH(l->topics.at, l->topics.n, l->topics.room) = all.at[i];
        all.at[i] = NULL;
    }
    lx_rows_done(&all);
    if (rc == LX_OK)
        rc = lx_built_drop_internal(l->b, &l->topics, err);
    if (rc == LX_OK && l->b->of)
        rc = lx_built_drop_internal(l->b, &l->m.agenda, err);
    return rc;
}

static void say_minutes(const struct list *l, struct lx_str *out, int64_t minutes)
{
    if (minutes != LX_NO_INT)
        lx_paper_count(out, LX_PW_MINUTES_LONG, l->b->en, (int)minutes);
}

static void add_heading(const struct list *l, enum lx_paper_word word, size_t n)
{
    struct lx_str s = LX_STR_EMPTY;
    lx_str_add(&s, lx_built_word(l->b, word));
    lx_paper_count(&s, LX_PW_LEDGER_COUNT, l->b->en, (int)n);
    lx_built_heading(l->b, 1, s.s);
    lx_str_done(&s);
}

/* --- what stands on the agenda ------------------------------------------------------------------------------------------ */

/* Rows at the top, without headings; what is internal is on this paper of the house. */
static void add_agenda(struct list *l)
{
    static const enum lx_paper_word heads[] = { LX_PW_COL_ORDER, LX_PW_COL_TOPIC, LX_PW_COL_PRESENTER, LX_PW_COL_ATTEND, LX_PW_COL_MINUTES,
                                                LX_PW_COL_MATERIAL };
    enum { COLUMNS = sizeof heads / sizeof *heads };
    size_t n = 0;
    for (size_t i = 0; i < l->m.agenda.n; i++)
        n += ((const struct lx_agenda *)(const void *)l->m.agenda.at[i])->kind != AGENDA_HEADING;
    if (!n)
        return;
    add_heading(l, LX_PW_TOPICS_ON_AGENDA, n);
    lx_built_table(l->b, heads, "cllccc");
    n = 0;
    for (size_t i = 0; i < l->m.agenda.n; i++) {
        const struct lx_agenda *a = (const struct lx_agenda *)(const void *)l->m.agenda.at[i];
        if (a->kind == AGENDA_HEADING)
            continue;
        struct lx_str no = LX_STR_EMPTY, minutes = LX_STR_EMPTY, papers = LX_STR_EMPTY, attend = LX_STR_EMPTY;
        lx_built_attend(l->b, &attend, a->attend);
        lx_str_addi(&no, (int64_t)++n);
        say_minutes(l, &minutes, a->minutes);
        lx_built_materials_of(l->b, &papers, &l->materials, a->rec.id);
        const char *by = a->presenter ? lx_built_brief(l->b, a->presenter) : a->speaker;
        lx_built_row(l->b, (const char *[COLUMNS]){ no.s, a->title, by, attend.s, minutes.s, papers.s }, COLUMNS);
        lx_str_done(&no);
        lx_str_done(&minutes);
        lx_str_done(&papers);
        lx_str_done(&attend);
    }
    lx_str_addc(l->b->md, '\n');
}

/* --- what waits ----------------------------------------------------------------------------------------------------------- */

/* The last column: of those not taken the reason, else how far they were agreed. */
static const char *remark_of(const struct lx_topic *t)
{
    bool reasoned = t->state == TOPIC_PARKED || t->state == TOPIC_REFUSED || t->state == TOPIC_WITHDRAWN;
    return reasoned && t->reason ? t->reason : t->consulted;
}

static void add_group(struct list *l, unsigned states, enum lx_paper_word heading)
{
    bool reasoned = states & (STATE(TOPIC_PARKED) | STATE(TOPIC_REFUSED));
    const enum lx_paper_word heads[] = { LX_PW_COL_ORDER, LX_PW_COL_TOPIC, LX_PW_TOPIC_UNIT, LX_PW_COL_ATTEND, LX_PW_COL_MINUTES,
                                         LX_PW_COL_QUESTION, reasoned ? LX_PW_COL_REASON : LX_PW_COL_CONSULTED };
    enum { COLUMNS = sizeof heads / sizeof *heads };
    size_t n = 0;
    for (size_t i = 0; i < l->topics.n; i++)
        n += (states & STATE(((const struct lx_topic *)(const void *)l->topics.at[i])->state)) != 0;
    if (!n)
        return;
    add_heading(l, heading, n);
    lx_built_table(l->b, heads, "cllccll");
    n = 0;
    for (size_t i = 0; i < l->topics.n; i++) {
        const struct lx_topic *t = (const struct lx_topic *)(const void *)l->topics.at[i];
        if (!(states & STATE(t->state)))
            continue;
        struct lx_str no = LX_STR_EMPTY, minutes = LX_STR_EMPTY, attend = LX_STR_EMPTY;
        lx_str_addi(&no, (int64_t)++n);
        lx_built_attend(l->b, &attend, t->attend);
        say_minutes(l, &minutes, t->minutes);
        const char *what = t->question ? t->question : t->gist;
        lx_built_row(l->b, (const char *[COLUMNS]){ no.s, t->title, lx_built_brief(l->b, t->unit), attend.s, minutes.s, what, remark_of(t) },
                     COLUMNS);
        lx_str_done(&no);
        lx_str_done(&minutes);
        lx_str_done(&attend);
    }
    lx_str_addc(l->b->md, '\n');
}
