/* 简报: what was done since the last issue (figures, what the cities report, meetings, what is late, what comes next), or what one meeting
 * settled.  Its number is given when it goes out (bulletin.h); an issue that went out prints as it did. */
#include "core/paper/bulletin.h"
#include "core/paper/itemset.h"

#include "core/meeting/agenda.h"
#include "core/meeting/carry.h"
#include "core/meeting/editions.h"
#include "core/mem.h"
#include "core/text/text.h"
#include "core/work/items.h"
#include "core/work/units.h"

#include <stdlib.h>
#include <string.h>

enum { NEXT_DAYS = 30, DUE_MOST = 12 };

struct bulletin {
    struct lx_builder *b;
    lx_day from, to;
    struct lx_itemset set;
    struct lx_rows events;   /* struct lx_event * of the period, of open items, in order, whole */
    struct lx_rows meetings; /* struct lx_meeting *, by day */
};

static enum lx_rc add_issue(struct lx_builder *b, struct lx_err *err);
static enum lx_rc build_meeting(struct lx_builder *b, struct lx_err *err);
static enum lx_rc build_period(struct lx_builder *b, struct lx_err *err);

enum lx_rc lx_build_bulletin(struct lx_builder *b, struct lx_err *err)
{
    return b->of_type == LX_EDITION ? add_issue(b, err) : b->of_type == LX_MEETING ? build_meeting(b, err) : build_period(b, err);
}

/* What went out prints as it went out. */
static enum lx_rc add_issue(struct lx_builder *b, struct lx_err *err)
{
    struct lx_edition *e = NULL;
    enum lx_rc rc = lx_get(b->w, LX_EDITION, b->of, &e, err);
    if (rc == LX_OK && e->kind != EDITION_BULLETIN)
        rc = lx_fail(err, LX_NOTFOUND, N_("This paper is not made of that: %s"), "%s", b->paper->kind);
    if (rc == LX_OK)
        lx_text_clean(b->md, e->text ? e->text : "", e->text ? strlen(e->text) : 0, LX_CLEAN_LINES);
    lx_rec_free(e);
    return rc;
}

/* --- head --------------------------------------------------------------------------------------------------------- */

/* 简报, 第6期 (a draft leaves room for it), who makes it, the day; title, for whom. */
static void add_front(struct lx_builder *b, const char *title, const char *subtitle)
{
    struct lx_str s = LX_STR_EMPTY;
    lx_built_begin(b);
    lx_built_key(b->md, "mark", lx_built_word(b, LX_PW_BULLETIN_MARK));
    if (b->issue)
        lx_paper_count(&s, LX_PW_BULLETIN_NO, b->en, (int)b->issue);
    else
        lx_str_add(&s, lx_built_word(b, LX_PW_BULLETIN_NO_OPEN));
    lx_built_key(b->md, "number", s.s);
    lx_str_clear(&s);
    lx_paper_say(&s, LX_PW_BULLETIN_BY, b->en, lx_built_issuer(b));
    lx_built_key(b->md, "issuer", s.s);
    lx_str_clear(&s);
    lx_built_day(b, &s, b->w->today);
    lx_built_key(b->md, "date", s.s);
    lx_built_key(b->md, "version", b->issue ? NULL : lx_built_word(b, LX_PW_DRAFT));
    lx_built_key(b->md, "title", title);
    lx_built_key(b->md, "subtitle", subtitle);
    lx_built_key(b->md, "report", lx_built_word(b, LX_PW_BULLETIN_TO_ABOVE));
    lx_built_key(b->md, "send", lx_built_word(b, LX_PW_BULLETIN_TO_BESIDE));
    lx_built_key(b->md, "hand", lx_built_word(b, LX_PW_BULLETIN_TO_BELOW));
    lx_built_key(b->md, "printer", lx_built_issuer(b));
    lx_built_key(b->md, "printed", s.s);
    lx_built_key(b->md, "run", lx_built_word(b, LX_PW_BULLETIN_RUN));
    lx_built_key(b->md, "columns", "8 22 14 9；8 24 20");
    lx_built_key(b->md, "tables", "tight");
    lx_str_add(b->md, "---\n\n");
    lx_str_done(&s);
}

static void add_para(struct lx_builder *b, const struct lx_str *s)
{
    lx_built_text(b->md, lx_str_z(s));
    lx_str_add(b->md, "\n\n");
}

static void say_day(const struct lx_builder *b, struct lx_str *out, lx_day day) { lx_built_date(b, out, &(struct lx_date){ .day = day }); }

static const enum lx_paper_word heads[] = { LX_PW_COL_NO, LX_PW_COL_TITLE, LX_PW_COL_LEAD, LX_PW_COL_DUE };

static void add_item(const struct lx_itemset *set, const struct lx_itemrow *r)
{
    struct lx_str no = LX_STR_EMPTY, lead = LX_STR_EMPTY, due = LX_STR_EMPTY;
    lx_itemset_no(&no, r->item);
    lx_itemset_leads(set, &lead, r, 0);
    lx_itemset_due(set, &due, &r->item->due);
    lx_built_row(set->b, (const char *[]){ lx_str_z(&no), r->item->title, lx_str_z(&lead), lx_str_z(&due) }, 4);
    lx_str_done(&no);
    lx_str_done(&lead);
    lx_str_done(&due);
}

/* --- of a period -------------------------------------------------------------------------------------------------- */

static lx_day first_of(const struct lx_date *d)
{
    static const int months[] = { [LX_PREC_MONTH] = 1, [LX_PREC_QUARTER] = 3, [LX_PREC_HALF] = 6, [LX_PREC_YEAR] = 12 };
    int year, month;
    lx_day_split(d->day, &year, &month, NULL);
    return d->prec == LX_PREC_DAY ? d->day : lx_day_make(year, month - months[d->prec] + 1, 1);
}

/* The day after the last issue, else the first of the year; a period as typed ends today at the latest. */
static enum lx_rc read_period(struct bulletin *k, struct lx_err *err)
{
    struct lx_builder *b = k->b;
    struct lx_date typed = { .day = LX_NO_DAY };
    int year;
    k->to = b->w->today;
    if (*b->query) {
        enum lx_rc rc = lx_date_read(&typed, b->query, b->w->today, err);
        if (rc != LX_OK || typed.day == LX_NO_DAY)
            rc = lx_fail(err, LX_USAGE,
                         N_("A bulletin is made of a meeting, of a period such as 2024-06, of an issue (2024-3), or of what came since "
                            "the last one: %s"),
                         "%s", b->query);
        else
            k->from = first_of(&typed);
        k->to = typed.day < k->to ? typed.day : k->to;
        lx_date_done(&typed);
        return rc;
    }
    lx_day_split(k->to, &year, NULL, NULL);
    k->from = lx_day_make(year, 1, 1);
    enum lx_rc rc = lx_bulletin_last(b->w, &k->from, err);
    k->from = k->from > k->to ? k->to : k->from; /* one went out today */
    return rc;
}

static int by_item(const void *pa, const void *pb)
{
    const struct lx_event *a = *(struct lx_event *const *)pa, *b = *(struct lx_event *const *)pb;
    if (a->item != b->item)
        return a->item < b->item ? -1 : 1;
    return (a->rec.id > b->rec.id) - (a->rec.id < b->rec.id);
}

static struct lx_cond *between(enum lx_type type, const char *field, lx_day from, lx_day to)
{
    struct lx_str day = LX_STR_EMPTY;
    struct lx_cond *c = lx_cond_new(LX_OP_ALL);
    lx_day_format(&day, from);
    lx_cond_add(c, lx_cond_cmp(type, field, LX_OP_GE, day.s));
    lx_str_clear(&day);
    lx_day_format(&day, to);
    lx_cond_add(c, lx_cond_cmp(type, field, LX_OP_LE, day.s));
    lx_str_done(&day);
    return c;
}

static enum lx_rc read_all(struct bulletin *k, struct lx_err *err)
{
    struct lx_work *w = k->b->w;
    struct lx_builder all = *k->b; /* every item, whatever the period */
    all.query = "";
    enum lx_rc rc = read_period(k, err);
    if (rc == LX_OK)
        rc = lx_itemset_read(&all, -1, NULL, &k->set, err);
    k->set.b = k->b;
    if (rc == LX_OK)
        rc = lx_all(w, LX_EVENT, between(LX_EVENT, "day", k->from, k->to), NULL, true, &k->events, err);
    if (rc == LX_OK)
        rc = lx_all(w, LX_MEETING, between(LX_MEETING, "date", k->from, k->to + 366), "date", false, &k->meetings, err);
    if (k->events.n)
        qsort(k->events.at, k->events.n, sizeof *k->events.at, by_item);
    return rc;
}

static const struct lx_event *event_of(const struct bulletin *k, size_t i) { return (const struct lx_event *)(const void *)k->events.at[i]; }

/* The last report of an item in the period; NULL. */
static const struct lx_event *report_of(const struct bulletin *k, lx_id item)
{
    size_t low = 0, high = k->events.n;
    const struct lx_event *found = NULL;
    while (low < high) {
        size_t mid = low + (high - low) / 2;
        if (event_of(k, mid)->item < item)
            low = mid + 1;
        else
            high = mid;
    }
    for (; low < k->events.n && event_of(k, low)->item == item; low++)
        if (event_of(k, low)->kind == EVENT_REPORT && event_of(k, low)->text)
            found = event_of(k, low);
    return found;
}

static bool is_within(const struct bulletin *k, const struct lx_date *d) { return d->day != LX_NO_DAY && d->day >= k->from && d->day <= k->to; }

/* 截至2024年6月25日，在册事项共42项：办理中30项，其中逾期3项、临期5项；已办结10项。本期新立项6项，反馈进展12项，办结3项。 */
static void add_figures(struct bulletin *k)
{
    struct lx_builder *b = k->b;
    const struct lx_itemcount *c = &k->set.all;
    struct lx_str s = LX_STR_EMPTY, day = LX_STR_EMPTY;
    int new_n = 0, reported_n = 0, closed_n = 0;
    for (size_t i = 0; i < k->set.row_n; i++) {
        const struct lx_item *item = k->set.row[i].item;
        new_n += is_within(k, &item->registered);
        closed_n += is_within(k, &item->closed);
        reported_n += report_of(k, item->rec.id) != NULL;
    }
    say_day(b, &day, b->w->today);
    lx_paper_say(&s, LX_PW_BULLETIN_AS_OF, b->en, day.s);
    lx_paper_count(&s, LX_PW_LEDGER_ALL, b->en, (int)c->n);
    lx_paper_count(&s, LX_PW_LEDGER_OPEN, b->en, (int)c->open_n);
    if (c->late_n || c->near_n) {
        lx_paper_count(&s, LX_PW_LEDGER_LATE, b->en, (int)c->late_n);
        lx_paper_count(&s, LX_PW_LEDGER_NEAR, b->en, (int)c->near_n);
    }
    lx_paper_count(&s, LX_PW_LEDGER_CLOSED, b->en, (int)c->closed_n);
    lx_paper_count(&s, LX_PW_BULLETIN_NEW, b->en, new_n);
    lx_paper_count(&s, LX_PW_BULLETIN_REPORTED, b->en, reported_n);
    lx_paper_count(&s, LX_PW_BULLETIN_CLOSED, b->en, closed_n);
    lx_built_heading(b, 1, lx_built_word(b, LX_PW_BULLETIN_FIGURES));
    add_para(b, &s);
    lx_str_done(&s);
    lx_str_done(&day);
}

/* Without a stop at its end, which the sentence sets itself. */
static void say_without_stop(struct lx_str *out, const char *s)
{
    size_t len = strlen(s), stop = strlen(lx_paper_word(LX_PW_STOP, false));
    while (len && (s[len - 1] == '.' || s[len - 1] == ' ' || s[len - 1] == '\n'))
        len--;
    if (len >= stop && strncmp(s + len - stop, lx_paper_word(LX_PW_STOP, false), stop) == 0)
        len -= stop;
    for (size_t i = 0; i < len; i++)
        lx_str_addc(out, s[i] == '\n' ? ' ' : s[i]);
}

/* 六横公路大桥二期工程前期工作：工可报告已报省发改委，等待评估（进度35%）。 */
static void add_report(struct bulletin *k, const struct lx_item *item, const struct lx_event *e)
{
    struct lx_builder *b = k->b;
    struct lx_str s = LX_STR_EMPTY;
    say_without_stop(&s, item->title ? item->title : "");
    lx_str_add(&s, lx_built_word(b, LX_PW_COLON));
    say_without_stop(&s, e->text);
    if (item->state == ITEM_CLOSED || item->state == ITEM_STRUCK || item->state == ITEM_ARCHIVED)
        lx_str_add(&s, lx_built_word(b, LX_PW_BULLETIN_DONE));
    else if (item->progress != LX_NO_INT && item->progress > 0 && item->progress < 100)
        lx_paper_count(&s, LX_PW_BULLETIN_PROGRESS, b->en, (int)item->progress);
    lx_str_add(&s, lx_built_word(b, LX_PW_STOP));
    add_para(b, &s);
    lx_str_done(&s);
}

/* What those report who lead: each city with its units, or (cities false) whoever belongs to none. */
static void add_reports_of(struct bulletin *k, bool cities, bool *begun)
{
    struct lx_builder *b = k->b;
    lx_id last = -1;
    for (size_t i = 0; i < k->set.row_n; i++) {
        const struct lx_item *item = k->set.row[i].item;
        const struct lx_event *e = report_of(k, item->rec.id);
        lx_id root = lx_government_of(b->w, item->lead);
        const struct lx_unit *u = root ? lx_unit_by_id(b->w->units, root) : NULL;
        bool city = u && u->kind == UNIT_GOVERNMENT;
        lx_id who = city ? root : item->lead;
        if (!e || city != cities)
            continue;
        if (!*begun)
            lx_built_heading(b, 1, lx_built_word(b, LX_PW_BULLETIN_CITIES));
        *begun = true;
        if (who != last)
            lx_built_heading(b, 2, who ? lx_built_unit(b, who) : lx_built_word(b, LX_PW_LEDGER_NO_LEAD));
        last = who;
        add_report(k, item, e);
    }
}

/* City by city in the order of the set, which is that of protocol, the others behind them. */
static void add_reports(struct bulletin *k)
{
    bool begun = false;
    add_reports_of(k, true, &begun);
    add_reports_of(k, false, &begun);
}

/* 3月12日，联络员会议第三次会议在绍兴召开，主题为…。 */
static enum lx_rc add_meeting(struct bulletin *k, const struct lx_meeting *m, bool held, struct lx_err *err)
{
    struct lx_builder *b = k->b, one = *b;
    struct lx_built_meeting full;
    struct lx_str s = LX_STR_EMPTY, when = LX_STR_EMPTY, place = LX_STR_EMPTY;
    one.of = m->rec.id;
    enum lx_rc rc = lx_built_meeting_read(&one, &full, err);
    if (rc == LX_OK) {
        if (held)
            lx_built_date(b, &when, &m->date);
        else
            lx_built_time(b, &when, m, -1);
        lx_paper_say(&s, LX_PW_BULLETIN_WHEN, b->en, when.s);
        lx_str_addf(&s, "%s%s", lx_str_z(&full.name), lx_str_z(&full.number));
        lx_built_place(b, &place, m->place);
        if (place.len)
            lx_paper_say(&s, held ? LX_PW_BULLETIN_HELD_AT : LX_PW_BULLETIN_PLANNED_AT, b->en, place.s);
        else
            lx_str_add(&s, lx_built_word(b, held ? LX_PW_BULLETIN_HELD : LX_PW_BULLETIN_PLANNED));
        if (m->theme && *m->theme)
            lx_paper_say(&s, LX_PW_BULLETIN_THEME, b->en, m->theme);
        lx_str_add(&s, lx_built_word(b, LX_PW_STOP));
        add_para(b, &s);
    }
    lx_built_meeting_done(&full);
    lx_str_done(&s);
    lx_str_done(&when);
    lx_str_done(&place);
    return rc;
}

static enum lx_rc add_meetings(struct bulletin *k, bool held, enum lx_paper_word heading, bool *begun, struct lx_err *err)
{
    enum lx_rc rc = LX_OK;
    for (size_t i = 0; rc == LX_OK && i < k->meetings.n; i++) {
        const struct lx_meeting *m = (const struct lx_meeting *)(const void *)k->meetings.at[i];
        bool was = m->state == MEETING_IN_SESSION || m->state == MEETING_MINUTES_DRAFT || m->state == MEETING_MINUTES_CIRCULATED ||
                   m->state == MEETING_ISSUED || m->state == MEETING_ARCHIVED;
        bool will = (m->state == MEETING_DRAFT || m->state == MEETING_NOTIFIED) && m->date.day >= k->to;
        if (held ? !was || m->date.day > k->to : !will)
            continue;
        if (!*begun)
            lx_built_heading(k->b, 1, lx_built_word(k->b, heading));
        *begun = true;
        rc = add_meeting(k, m, held, err);
    }
    return rc;
}

/* 编号 | 事项 | 牵头单位 | 时限 of those that a light says it of. */
static void add_late(struct bulletin *k)
{
    struct lx_builder *b = k->b;
    size_t n = 0;
    for (size_t i = 0; i < k->set.row_n; i++) {
        const struct lx_itemrow *r = &k->set.row[i];
        if (lx_item_light(b->w, r->item) != LX_LIGHT_LATE)
            continue;
        if (!n++) {
            lx_built_heading(b, 1, lx_built_word(b, LX_PW_BULLETIN_LATE));
            lx_str_addf(b->md, "%s\n\n", lx_built_word(b, LX_PW_BULLETIN_LATE_SAYS));
            lx_built_table(b, heads, "lllc");
        }
        add_item(&k->set, r);
    }
    lx_str_add(b->md, n ? "\n" : "");
}

/* 未来一个月内到期事项：A（6月30日前）；B（…）。 */
static void add_due(struct bulletin *k, bool *begun)
{
    struct lx_builder *b = k->b;
    struct lx_str s = LX_STR_EMPTY;
    int n = 0;
    for (size_t i = 0; i < k->set.row_n && n < DUE_MOST; i++) {
        const struct lx_item *item = k->set.row[i].item;
        if (!lx_item_is_open(item->state) || item->due.day == LX_NO_DAY || item->due.day <= k->to || item->due.day > k->to + NEXT_DAYS)
            continue;
        struct lx_str due = LX_STR_EMPTY;
        lx_str_add(&s, n++ ? lx_built_word(b, LX_PW_NOTICE_SEMICOLON) : lx_built_word(b, LX_PW_BULLETIN_DUE));
        lx_built_month_day(b, &due, item->due.day);
        say_without_stop(&s, item->title ? item->title : "");
        lx_paper_say(&s, LX_PW_BULLETIN_DUE_BY, b->en, due.s);
        lx_str_done(&due);
    }
    lx_str_add(&s, n ? lx_built_word(b, LX_PW_STOP) : "");
    if (n && !*begun)
        lx_built_heading(b, 1, lx_built_word(b, LX_PW_BULLETIN_NEXT));
    if (n)
        add_para(b, &s);
    lx_str_done(&s);
}

static void add_period_front(struct bulletin *k)
{
    struct lx_builder *b = k->b;
    struct lx_str span = LX_STR_EMPTY, bracketed = LX_STR_EMPTY;
    say_day(b, &span, k->from);
    lx_str_add(&span, lx_built_word(b, LX_PW_THROUGH));
    say_day(b, &span, k->to);
    lx_paper_say(&bracketed, LX_PW_IN_BRACKETS, b->en, span.s);
    add_front(b, lx_built_word(b, LX_PW_BULLETIN_TITLE), bracketed.s + strspn(bracketed.s, " "));
    lx_str_done(&span);
    lx_str_done(&bracketed);
}

static enum lx_rc build_period(struct lx_builder *b, struct lx_err *err)
{
    struct bulletin k = { .b = b };
    bool held = false, next = false;
    enum lx_rc rc = read_all(&k, err);
    if (rc == LX_OK) {
        add_period_front(&k);
        add_figures(&k);
        add_reports(&k);
        rc = add_meetings(&k, true, LX_PW_BULLETIN_MEETINGS, &held, err);
    }
    if (rc == LX_OK) {
        add_late(&k);
        rc = add_meetings(&k, false, LX_PW_BULLETIN_NEXT, &next, err);
    }
    if (rc == LX_OK)
        add_due(&k, &next);
    lx_itemset_done(&k.set);
    lx_rows_done(&k.events);
    lx_rows_done(&k.meetings);
    return rc;
}

/* --- of one meeting ----------------------------------------------------------------------------------------------- */

/* The opening of its minutes, which ends with what follows there. */
static void add_opening(struct lx_builder *b, const struct lx_built_meeting *m)
{
    struct lx_str s = LX_STR_EMPTY;
    const char *end = lx_built_word(b, LX_PW_HELD_END);
    lx_built_opening(b, m, &s);
    if (s.len >= strlen(end) && strcmp(s.s + s.len - strlen(end), end) == 0)
        lx_str_cut(&s, s.len - strlen(end));
    lx_str_add(&s, lx_built_word(b, LX_PW_STOP));
    add_para(b, &s);
    lx_str_done(&s);
}

/* What was settled, row by row, in the words of its outcome. */
static enum lx_rc add_settled(struct lx_builder *b, struct lx_err *err)
{
    struct lx_rows rows = { 0 };
    bool begun = false;
    enum lx_rc rc = lx_agenda(b->w, b->of, &rows, err);
    if (rc == LX_OK)
        rc = lx_built_secrecy(b, &rows, err);
    for (size_t i = 0; rc == LX_OK && i < rows.n; i++) {
        const struct lx_agenda *a = (const struct lx_agenda *)(const void *)rows.at[i];
        if (a->secrecy != SECRECY_OPEN || !a->outcome_text || !*a->outcome_text)
            continue;
        if (!begun)
            lx_built_heading(b, 1, lx_built_word(b, LX_PW_BULLETIN_SETTLED));
        begun = true;
        lx_built_source(b->md, a->outcome_text, 0, 0);
    }
    lx_rows_done(&rows);
    return rc;
}

static enum lx_rc add_items(struct lx_builder *b, struct lx_err *err)
{
    struct lx_itemset set;
    struct lx_builder of = *b;
    of.query = "";
    enum lx_rc rc = lx_itemset_read(&of, -1, NULL, &set, err);
    if (rc == LX_OK && set.row_n) {
        lx_built_heading(b, 1, lx_built_word(b, LX_PW_BOOK_ITEMS));
        lx_built_table(b, heads, "lllc");
    }
    for (size_t i = 0; rc == LX_OK && i < set.row_n; i++)
        add_item(&set, &set.row[i]);
    lx_str_addc(b->md, '\n');
    lx_itemset_done(&set);
    return rc;
}

static enum lx_rc build_meeting(struct lx_builder *b, struct lx_err *err)
{
    struct lx_built_meeting m;
    struct lx_str title = LX_STR_EMPTY;
    enum lx_rc rc = lx_built_meeting_read(b, &m, err);
    if (rc == LX_OK) {
        lx_paper_say(&title, LX_PW_BULLETIN_TITLE_OF, b->en, lx_str_z(&m.name));
        add_front(b, title.s, lx_str_z(&m.number));
        add_opening(b, &m);
        rc = add_settled(b, err);
    }
    if (rc == LX_OK)
        rc = add_items(b, err);
    lx_built_meeting_done(&m);
    lx_str_done(&title);
    return rc;
}
