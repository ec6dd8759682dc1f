/* 议定事项汇编: what a meeting settled, or all that was settled in a period, meeting by meeting, with what came of it. */
#include "core/paper/builder.h"

#include "core/mem.h"
#include "core/text/text.h"
#include "core/work/items.h"
#include "core/work/query_read.h"
#include "core/work/units.h"

#include <stdlib.h>
#include <string.h>

enum { DECISIONS_MOST = 5000, LISTED = 10 }; /* so many take a list of contents */

struct booklet {
    struct lx_builder *b;
    struct lx_rows decisions; /* struct lx_decision *, whole, by meeting; internal ones are left out */
    struct lx_rows items;     /* of the meeting whose part is being written */
    size_t from, to;          /* its decisions */
    struct lx_built_meeting meeting; /* the one that the whole booklet is of */
    bool of_meeting;
};

static enum lx_rc read_decisions(struct booklet *k, struct lx_err *err);
static enum lx_rc read_items(struct booklet *k, lx_id meeting, struct lx_err *err);
static void add_front(struct booklet *k);
static void add_counts(struct booklet *k);
static enum lx_rc add_part(struct booklet *k, int level, struct lx_err *err);

enum lx_rc lx_build_decisions(struct lx_builder *b, struct lx_err *err)
{
    struct booklet k = { .b = b, .of_meeting = b->of_type == LX_MEETING };
    enum lx_rc rc = k.of_meeting ? lx_built_meeting_read(b, &k.meeting, err) : LX_OK;
    if (rc == LX_OK)
        rc = read_decisions(&k, err);
    if (rc == LX_OK) {
        add_front(&k);
        add_counts(&k);
    }
    if (rc == LX_OK && k.of_meeting && !k.decisions.n)
        rc = add_part(&k, 2, err);
    while (rc == LX_OK && k.from < k.decisions.n) {
        rc = add_part(&k, k.of_meeting ? 2 : 3, err);
        k.from = k.to;
    }
    lx_built_meeting_done(&k.meeting);
    lx_rows_done(&k.decisions);
    lx_rows_done(&k.items);
    return rc;
}

static const struct lx_decision *at(const struct booklet *k, size_t i) { return (struct lx_decision *)k->decisions.at[i]; }

static const char *or_empty(const char *s) { return s ? s : ""; }

/* --- reading ---------------------------------------------------------------------------------------------------------- */

static int by_day(const void *pa, const void *pb)
{
    const struct lx_decision *a = *(struct lx_decision *const *)pa, *b = *(struct lx_decision *const *)pb;
    if (a->date.day != b->date.day)
        return a->date.day < b->date.day ? -1 : 1;
    if (a->meeting != b->meeting)
        return a->meeting < b->meeting ? -1 : 1;
    struct lx_str x = LX_STR_EMPTY, y = LX_STR_EMPTY;
    lx_no_key(&x, or_empty(a->no));
    lx_no_key(&y, or_empty(b->no));
    int order = strcmp(lx_str_z(&x), lx_str_z(&y));
    lx_str_done(&x);
    lx_str_done(&y);
    return order ? order : (a->rec.id > b->rec.id) - (a->rec.id < b->rec.id);
}

static enum lx_rc make_query(struct booklet *k, struct lx_query *q, struct lx_err *err)
{
    struct lx_builder *b = k->b;
    struct lx_str period = LX_STR_EMPTY;
    enum lx_rc rc = LX_USAGE;
    if (!b->of && *b->query >= '0' && *b->query <= '9') { /* a year, a quarter, a month */
        lx_str_addf(&period, "date:%s", b->query);
        rc = lx_query_read(b->w, q, LX_DECISION, period.s, err);
    }
    if (rc != LX_OK)
        rc = lx_query_read(b->w, q, LX_DECISION, b->of ? "" : b->query, err);
    lx_str_done(&period);
    if (rc != LX_OK || !b->of)
        return rc;
    lx_cond_free(q->where);
    q->where = k->of_meeting ? lx_cond_ref(LX_DECISION, "meeting", b->of) : lx_cond_new(LX_OP_IN);
    if (!k->of_meeting)
        lx_ids_add(&q->where->ids, b->of);
    return LX_OK;
}

static enum lx_rc read_decisions(struct booklet *k, struct lx_err *err)
{
    struct lx_query q = { 0 };
    struct lx_ids ids = { 0 };
    struct lx_store *store = k->b->w->store;
    enum lx_rc rc = make_query(k, &q, err);
    if (rc == LX_OK)
        rc = store->ids(store, &q, &ids, err);
    if (rc == LX_OK && ids.n > DECISIONS_MOST)
        rc = lx_fail(err, LX_INVALID, N_("These are too many decisions for one booklet, narrow the condition: %s"), "%zu", ids.n);
    for (size_t i = 0; rc == LX_OK && i < ids.n; i++) {
        struct lx_decision *d = NULL;
        rc = lx_get(k->b->w, LX_DECISION, ids.at[i], &d, err);
        if (rc == LX_OK)
            LX_PUSH(k->decisions.at, k->decisions.n, k->decisions.room) = &d->rec;
    }
    if (rc == LX_OK)
        rc = lx_built_drop_internal(k->b, &k->decisions, err);
    if (k->decisions.n)
        qsort(k->decisions.at, k->decisions.n, sizeof *k->decisions.at, by_day);
    lx_ids_done(&ids);
    lx_query_done(&q);
    return rc;
}

static enum lx_rc read_items(struct booklet *k, lx_id meeting, struct lx_err *err)
{
    lx_rows_done(&k->items);
    k->items = (struct lx_rows){ 0 };
    enum lx_rc rc = meeting ? lx_all(k->b->w, LX_ITEM, lx_cond_ref(LX_ITEM, "meeting", meeting), "no", false, &k->items, err) : LX_OK;
    return rc == LX_OK ? lx_built_drop_internal(k->b, &k->items, err) : rc;
}

/* --- head ---------------------------------------------------------------------------------------------------------------- */

static void add_front(struct booklet *k)
{
    struct lx_builder *b = k->b;
    struct lx_str s = LX_STR_EMPTY, when = LX_STR_EMPTY;
    lx_built_begin(b);
    lx_paper_say(&s, LX_PW_BOOK_TITLE, b->en, k->of_meeting ? lx_str_z(&k->meeting.name) : lx_built_issuer(b));
    lx_built_key(b->md, "title", s.s);
    lx_str_clear(&s);
    if (k->of_meeting) {
        lx_built_date(b, &when, &k->meeting.m->date);
        if (k->meeting.m->place)
            lx_str_add(&when, b->en ? ", " : "\xE3\x80\x80");
        lx_built_place(b, &when, k->meeting.m->place);
    } else if (k->decisions.n) {
        lx_built_date(b, &when, &at(k, 0)->date);
        struct lx_str last = LX_STR_EMPTY;
        lx_built_date(b, &last, &at(k, k->decisions.n - 1)->date);
        if (strcmp(lx_str_z(&last), lx_str_z(&when)) != 0)
            lx_paper_say(&when, LX_PW_BOOK_UNTIL, b->en, lx_str_z(&last));
        lx_str_done(&last);
    }
    if (when.len) {
        lx_paper_say(&s, LX_PW_IN_BRACKETS, b->en, when.s);
        lx_built_key(b->md, "subtitle", s.s + strspn(s.s, " "));
    }
    lx_str_clear(&s);
    lx_built_day(b, &s, b->w->today);
    lx_built_key(b->md, "date", s.s);
    lx_built_key(b->md, "issuer", lx_built_issuer(b));
    lx_built_key(b->md, "sign", "yes");
    lx_built_key(b->md, "columns", "7 18 12 14");
    if (k->decisions.n >= LISTED)
        lx_built_key(b->md, "contents", k->of_meeting ? "1" : "2");
    lx_str_add(b->md, "---\n\n");
    lx_str_done(&s);
    lx_str_done(&when);
}

/* 共3项：落实中2项，已落实1项。 */
static void add_counts(struct booklet *k)
{
    struct lx_builder *b = k->b;
    const struct lx_words *states = lx_words_of("decision_state");
    int n[lx_decision_state_n] = { 0 };
    bool first = true;
    for (size_t i = 0; i < k->decisions.n; i++)
        n[at(k, i)->state]++;
    if (!k->decisions.n) {
        lx_str_addf(b->md, "%s\n\n", lx_built_word(b, LX_PW_BOOK_EMPTY));
        return;
    }
    lx_paper_count(b->md, LX_PW_BOOK_ALL, b->en, (int)k->decisions.n);
    for (int s = 0; s < lx_decision_state_n; s++) {
        if (!n[s])
            continue;
        lx_str_addf(b->md, "%s%s", lx_built_word(b, first ? LX_PW_COLON : LX_PW_NEXT), b->en ? "" : states->at[s].zh);
        lx_paper_count(b->md, LX_PW_BOOK_N, b->en, n[s]);
        lx_str_add(b->md, b->en ? states->at[s].en : "");
        first = false;
    }
    lx_str_addf(b->md, "%s\n\n", lx_built_word(b, LX_PW_STOP));
}

/* --- one meeting ------------------------------------------------------------------------------------------------------------- */

static void add_heading(struct booklet *k, int level, const char *words)
{
    for (int i = 0; i < level; i++)
        lx_str_addc(k->b->md, '#');
    lx_str_addc(k->b->md, ' ');
    lx_built_text(k->b->md, words);
    lx_str_add(k->b->md, "\n\n");
}

static void add_leads(const struct booklet *k, struct lx_str *out, const struct lx_item *item)
{
    const struct lx_unit *u = lx_unit_by_id(k->b->w->units, item->lead);
    if (u)
        lx_str_add(out, k->b->en && u->name_en ? u->name_en : lx_unit_name_at(k->b->w, item->lead, k->b->day));
}

static void add_item(struct booklet *k, const struct lx_item *item)
{
    struct lx_builder *b = k->b;
    const struct lx_word *state = &lx_words_of("item_state")->at[item->state];
    struct lx_str s = LX_STR_EMPTY;
    lx_built_td(b->md, or_empty(item->no));
    lx_built_td(b->md, or_empty(item->title));
    add_leads(k, &s, item);
    lx_built_td(b->md, lx_str_z(&s));
    lx_str_clear(&s);
    lx_built_date(b, &s, &item->due);
    lx_str_add(b->md, "| ");
    lx_built_cell(b->md, lx_str_z(&s));
    lx_str_addf(b->md, "%s%s |\n", s.len ? "<br>" : "", b->en ? state->en : state->zh);
    lx_str_done(&s);
}

/* Is it this decision's?  What belongs to none of the meeting's stands behind them all (d NULL). */
static bool is_of(const struct booklet *k, const struct lx_item *item, const struct lx_decision *d)
{
    if (d)
        return item->decision == d->rec.id || (!item->decision && item->agenda && item->agenda == d->agenda);
    for (size_t i = k->from; i < k->to; i++)
        if (is_of(k, item, at(k, i)))
            return false;
    return true;
}

static void add_items(struct booklet *k, const struct lx_decision *d)
{
    struct lx_builder *b = k->b;
    bool headed = false;
    for (size_t i = 0; i < k->items.n; i++) {
        const struct lx_item *item = (struct lx_item *)k->items.at[i];
        if (!is_of(k, item, d))
            continue;
        if (!headed) {
            lx_built_td(b->md, lx_built_word(b, LX_PW_COL_NO));
            lx_built_td(b->md, lx_built_word(b, LX_PW_COL_TITLE));
            lx_built_td(b->md, lx_built_word(b, LX_PW_COL_LEAD));
            lx_built_td(b->md, lx_built_word(b, LX_PW_BOOK_STANDING));
            lx_str_add(b->md, "|\n|---|---|---|:-:|\n");
        }
        headed = true;
        add_item(k, item);
    }
    lx_str_add(b->md, headed ? "\n" : "");
}

static enum lx_rc say_replaced(struct booklet *k, const struct lx_decision *d, struct lx_str *out, struct lx_err *err)
{
    struct lx_decision *by = NULL;
    enum lx_rc rc = lx_get(k->b->w, LX_DECISION, d->replaced, &by, err);
    if (rc == LX_OK)
        lx_paper_say(out, LX_PW_BOOK_REPLACED, k->b->en, or_empty(by->no));
    lx_rec_free(by);
    return rc;
}

static enum lx_rc say_document(struct booklet *k, const struct lx_decision *d, struct lx_str *out, struct lx_err *err)
{
    struct lx_document *doc = NULL;
    enum lx_rc rc = lx_get(k->b->w, LX_DOCUMENT, d->document, &doc, err);
    if (rc == LX_OK && doc->secrecy == SECRECY_OPEN) {
        lx_built_quoted(k->b, out, or_empty(doc->title));
        if (doc->no)
            lx_paper_say(out, LX_PW_IN_BRACKETS, k->b->en, doc->no);
    }
    lx_rec_free(doc);
    return rc;
}

static enum lx_rc add_decision(struct booklet *k, const struct lx_decision *d, int level, struct lx_err *err)
{
    struct lx_builder *b = k->b;
    const struct lx_word *outcome = &lx_words_of("outcome")->at[d->outcome], *state = &lx_words_of("decision_state")->at[d->state];
    struct lx_str s = LX_STR_EMPTY;
    lx_str_add(&s, or_empty(d->title));
    if (d->no)
        lx_paper_say(&s, LX_PW_IN_BRACKETS, b->en, d->no);
    add_heading(k, level, lx_str_z(&s));
    if (d->text)
        lx_built_source(b->md, d->text, 0, 0);
    if (*outcome->word)
        lx_built_labelled(b, LX_PW_BOOK_OUTCOME, b->en ? outcome->en : outcome->zh);
    lx_built_labelled(b, LX_PW_BOOK_UNIT, lx_built_unit(b, d->unit));
    lx_str_clear(&s);
    enum lx_rc rc = d->document ? say_document(k, d, &s, err) : LX_OK;
    lx_built_labelled(b, LX_PW_BOOK_DOCUMENT, lx_str_z(&s));
    lx_str_clear(&s);
    lx_str_add(&s, b->en ? state->en : state->zh);
    if (rc == LX_OK && d->replaced)
        rc = say_replaced(k, d, &s, err);
    lx_built_labelled(b, LX_PW_BOOK_STATE, lx_str_z(&s));
    add_items(k, d);
    lx_str_done(&s);
    return rc;
}

/* Of a period each meeting has its heading; what was settled without one stands under the office's name. */
static enum lx_rc add_meeting_heading(struct booklet *k, lx_id meeting, struct lx_err *err)
{
    struct lx_builder one = *k->b;
    struct lx_built_meeting m;
    struct lx_str s = LX_STR_EMPTY;
    if (!meeting) {
        add_heading(k, 2, lx_built_word(k->b, LX_PW_BOOK_NO_MEETING));
        return LX_OK;
    }
    one.of = meeting;
    enum lx_rc rc = lx_built_meeting_read(&one, &m, err);
    if (rc == LX_OK) {
        k->b->day = m.m->date.day;
        lx_str_addf(&s, "%s%s", lx_str_z(&m.name), lx_str_z(&m.number));
        add_heading(k, 2, lx_str_z(&s));
    }
    lx_built_meeting_done(&m);
    lx_str_done(&s);
    return rc;
}

static enum lx_rc add_part(struct booklet *k, int level, struct lx_err *err)
{
    lx_id meeting = k->of_meeting ? k->b->of : at(k, k->from)->meeting;
    for (k->to = k->from; k->to < k->decisions.n && at(k, k->to)->meeting == meeting;)
        k->to++;
    enum lx_rc rc = k->of_meeting || k->b->of ? LX_OK : add_meeting_heading(k, meeting, err);
    if (rc == LX_OK)
        rc = read_items(k, meeting, err);
    for (size_t i = k->from; rc == LX_OK && i < k->to; i++)
        rc = add_decision(k, at(k, i), level, err);
    if (rc != LX_OK || k->b->of_type == LX_DECISION)
        return rc;
    bool others = false;
    for (size_t i = 0; i < k->items.n && !others; i++)
        others = is_of(k, (struct lx_item *)k->items.at[i], NULL);
    if (others) {
        add_heading(k, level, lx_built_word(k->b, LX_PW_BOOK_ITEMS));
        add_items(k, NULL);
    }
    return LX_OK;
}
