/* Reads one phrase: who, until when, how often, how much, in which stage. */
#include "core/plan/phrase.h"

#include "core/plan/meta.h"
#include "core/text/text.h"

#include <stdlib.h>
#include <string.h>

enum { VISION_YEAR = 2035, DUMMY_YEAR = 2000, LIST_MAX = 16 };

static void phrase_resp(struct phrase *p);
static void phrase_rule(struct phrase *p);
static void phrase_heading(struct phrase *p);
static void phrase_orglist(struct phrase *p);
static void phrase_deadline(struct phrase *p);
static void phrase_title_period(struct phrase *p);
static void phrase_stage(struct phrase *p);
static void phrase_status(struct phrase *p);
static void phrase_period(struct phrase *p);
static void phrase_cycle(struct phrase *p);
static void phrase_indicator(struct phrase *p);
static void phrase_none(struct phrase *p);
static void phrase_any(struct phrase *p);

static const struct {
    const char *kind;
    void (*read)(struct phrase *p);
} readers[] = {
    { "resp", phrase_resp },         { "rule", phrase_rule },     { "heading", phrase_heading },
    { "orglist", phrase_orglist },   { "org", phrase_org },       { "deadline", phrase_deadline },
    { "title_period", phrase_title_period }, { "stage", phrase_stage }, { "status", phrase_status },
    { "period", phrase_period },     { "report_cycle", phrase_cycle }, { "indicator", phrase_indicator },
    { "none", phrase_none },         { "docno", phrase_docno },   { "meeting", phrase_meeting },
    { "outcome", phrase_outcome },   { "attendance", phrase_attendance }, { "stat", phrase_stat },
    { "light", phrase_light },       { "alias", phrase_alias },
};

void lx_plan_phrase(struct lx_str *out, const char *kind, const struct lx_phrase_ctx *ctx, const char *phrase, size_t len)
{
    static const struct lx_phrase_ctx nothing = { 0 };
    struct phrase p = { .out = { .out = out }, .ctx = ctx ? ctx : &nothing, .text = span_trim((struct span){ phrase, len }) };
    lx_json_begin_object(&p.out);
    if (!kind || !*kind)
        phrase_any(&p);
    while (kind && *kind) { /* deadline+indicator: both */
        size_t n = strcspn(kind, "+");
        for (size_t i = 0; i < sizeof readers / sizeof *readers; i++)
            if (strlen(readers[i].kind) == n && strncmp(readers[i].kind, kind, n) == 0)
                readers[i].read(&p);
        kind += n + (kind[n] == '+');
    }
    lx_json_end_object(&p.out);
}

void lx_phrase_ctx_json(struct lx_phrase_ctx *ctx, const struct lx_json *json)
{
    const struct lx_json *columns = lx_json_get(json, "columns");
    const char *date = lx_json_to_string(lx_json_get(json, "doc_date"), "");
    *ctx = (struct lx_phrase_ctx){ .cell = lx_json_to_string(lx_json_get(json, "cell"), NULL) };
    ctx->doc_year = (int)lx_json_to_int(lx_json_get(json, "doc_year"), year_at(span_of(date), 0));
    for (size_t i = 0; i < lx_json_n(columns) && i < sizeof ctx->columns / sizeof *ctx->columns - 1; i++)
        ctx->columns[i] = lx_json_to_string(lx_json_at(columns, i), "");
    ctx->total = (int)lx_json_to_int(lx_json_get(json, "total"), 0);
}

/* --- who ----------------------------------------------------------------------------------------------------------- */
static enum lx_resp_where cell_of(const struct lx_phrase_ctx *ctx)
{
    int code = 0;
    if (ctx->cell)
        set_at(span_of(ctx->cell), 0, SET_LABEL, &code);
    return code == LABEL_LEAD ? LX_RESP_LEAD_CELL : code == LABEL_COOP ? LX_RESP_COOP_CELL : code ? LX_RESP_WHOLE : LX_RESP_LINE;
}

/* A line of names alone counts as one here: the caller says that it is about units. */
static void read_resp(struct phrase *p, struct lx_resp *r)
{
    enum lx_resp_where where = cell_of(p->ctx);
    lx_resp_read(r, p->text.s, p->text.len, where, p->ctx->doc_year);
    if (lx_resp_empty(r) && !r->first_leads && looks_like_units(p->text)) {
        lx_resp_done(r);
        lx_resp_read(r, p->text.s, p->text.len, LX_RESP_WHOLE, p->ctx->doc_year);
    }
}

static void phrase_resp(struct phrase *p)
{
    struct lx_resp r;
    read_resp(p, &r);
    say_resp(p, &r);
    if (r.due.day != LX_NO_DAY)
        say_day(p, "due", r.due.day);
    lx_resp_done(&r);
}

static void phrase_rule(struct phrase *p)
{
    if (!set_has(p->text, SET_FIRST_LEADS))
        return;
    say_text(p, "mode", "first_is_lead");
    say_text(p, "scope", "document");
}

static void phrase_heading(struct phrase *p)
{
    struct lx_resp r;
    struct lx_str title = LX_STR_EMPTY;
    struct lx_plan_doc doc;
    lx_resp_read(&r, p->text.s, p->text.len, LX_RESP_LINE, p->ctx->doc_year);
    lx_resp_rest(&title, p->text.s, p->text.len, &r);
    lx_plan_read(&doc, lx_str_z(&title), title.len, NULL, 0);
    int level = heading_level(p->text);
    const char *words = doc.sections_n ? doc.sections[0].title : doc.items_n ? doc.items[0].title : lx_str_z(&title);
    say_text(p, "title", words);
    if (level)
        say_int(p, "level", level);
    say_resp(p, &r);
    if (!lx_resp_empty(&r))
        say_text(p, "inherit", "children");
    lx_plan_done(&doc);
    lx_resp_done(&r);
    lx_str_done(&title);
}

/* The level before the first name holds for the rest when none of them has one: 市编办、发改委、工信局. */
static struct span carried_level(const struct lx_unit_names *u)
{
    struct span first = span_of(u->n ? u->at[0].name : "");
    size_t len = set_at(first, 0, SET_LEVEL, NULL);
    for (size_t i = 1; i < u->n; i++)
        if (set_at(span_of(u->at[i].name), 0, SET_LEVEL, NULL))
            len = 0;
    return span_sub(first, 0, u->n > 2 ? len : 0);
}

static void phrase_orglist(struct phrase *p)
{
    struct lx_resp r;
    read_resp(p, &r);
    const struct lx_unit_names *u = r.members.n ? &r.members : &r.resp;
    struct span level = r.members.n ? carried_level(u) : span_sub(p->text, 0, 0);
    size_t vertical = 0;
    say_begin_list(p, "orgs");
    for (size_t i = 0; i < u->n; i++) {
        struct lx_str name = LX_STR_EMPTY;
        if (i > 0)
            lx_str_addn(&name, level.s, level.len);
        lx_str_add(&name, u->at[i].name);
        lx_json_string(&p->out, lx_str_z(&name));
        lx_str_done(&name);
        vertical += set_has(span_of(u->at[i].name), SET_VERTICAL);
    }
    say_end_list(p);
    if (vertical) {
        say_begin_list(p, "vertical");
        for (size_t i = 0; i < u->n; i++)
            if (set_has(span_of(u->at[i].name), SET_VERTICAL))
                lx_json_string(&p->out, u->at[i].name);
        say_end_list(p);
    }
    for (size_t i = 0; i < u->n; i++)
        if (u->at[i].note) {
            lx_json_key(&p->out, "paren");
            lx_json_begin_object(&p->out);
            say_text(p, u->at[i].name, u->at[i].note);
            lx_json_end_object(&p->out);
            break;
        }
    lx_resp_done(&r);
}

/* --- until when ---------------------------------------------------------------------------------------------------- */
/* 2024 and 2028 under 开工年 and 完成年. */
static bool cells_of_years(struct phrase *p)
{
    struct span part;
    size_t at = 0;
    int kind;
    for (size_t i = 0; p->ctx->columns[i] && part_next(p->text, &at, (const uint32_t[]){ '\n', 0 }, &part); i++) {
        int year = year_at(span_trim(part), 0);
        struct span head = span_of(p->ctx->columns[i]);
        if (!year || set_find(head, 0, SET_COLUMN, NULL, &kind) == NOWHERE)
            continue;
        if (kind == COL_START)
            say_day(p, "start", lx_day_make(year, 1, 1));
        else
            say_day(p, "due", lx_day_make(year, 12, 31));
    }
    if (p->ctx->columns[0])
        say_text(p, "prec", "year");
    return p->ctx->columns[0] != NULL;
}

/* What the words around a date make of it: by a day, by the end of a year, in a month, a goal, a vision. */
static void say_sense(struct phrase *p, const struct due_date *d)
{
    struct span after = span_sub(p->text, d->to, p->text.len);
    int year = date_year(&d->date), code;
    bool goal = d->until && !d->by && d->date.prec == LX_PREC_YEAR;
    say_text(p, "prec", lx_prec_word(d->date.prec));
    say_text(p, "op", d->by ? "by" : goal ? "by_end_of" : "in");
    if (goal && year >= VISION_YEAR) {
        say_text(p, "kind", "vision");
        lx_json_key(&p->out, "task");
        lx_json_bool(&p->out, false);
    } else if (goal) {
        say_text(p, "kind", "goal");
    }
    if (!d->date.words || !year_at(span_of(d->date.words), 0))
        if (d->date.words)
            say_text(p, "year_from", "document");
    size_t step = set_at(after, 0, SET_STEP_NAME, &code);
    if (step)
        say_span(p, "stage", span_sub(after, 0, step));
    else if (set_at(after, 0, SET_START_WORD, NULL))
        say_text(p, "stage", stage_word(STAGE_STARTED, span_sub(after, 0, 0)));
}

static void phrase_deadline(struct phrase *p)
{
    struct due_date d;
    size_t len, vision = set_find(p->text, 0, SET_VISION, &len, NULL);
    struct span text = p->text;
    if (cells_of_years(p))
        return;
    if (set_has(p->text, SET_ONGOING)) {
        say_null(p, "due");
        say_true(p, "ongoing");
        return;
    }
    if (vision != NOWHERE && vision > 0) {
        int year = year_at(p->text, vision + len + set_at(p->text, vision + len, SET_UNTIL, NULL));
        if (year)
            say_day(p, "vision", lx_day_make(year, 12, 31));
        text = span_sub(text, 0, vision);
    }
    if (!date_next(text, 0, p->ctx->doc_year, &d))
        return;
    struct due_date start;
    bool starts = due_find(text, p->ctx->doc_year, DUE_START, &start);
    if (starts && !start.by) {
        say_day(p, "start", start.date.day);
        say_text(p, "start_op", start.date.prec == LX_PREC_YEAR ? "by_end_of" : "in");
        say_text(p, "prec", lx_prec_word(start.date.prec));
        say_null(p, "due");
    } else {
        say_day(p, "due", d.date.day);
        say_sense(p, &d);
        if (vision != NOWHERE && vision > 0)
            say_text(p, "scope", "document");
    }
    if (starts)
        lx_date_done(&start.date);
    lx_date_done(&d.date);
}

static void phrase_title_period(struct phrase *p)
{
    int from = 0, to = 0;
    if (!title_years(p->text, &from, &to))
        return;
    say_day(p, "start", lx_day_make(from, 1, 1));
    say_day(p, "due", lx_day_make(to, 12, 31));
    say_text(p, "scope", "document");
}

/* --- stages --------------------------------------------------------------------------------------------------------- */
static void say_list(struct phrase *p, const struct project_list *lists, size_t n, bool many)
{
    if (many)
        say_begin_list(p, "list");
    for (size_t i = 0; i < n; i++) {
        if (many)
            lx_json_begin_object(&p->out);
        say_text(p, "stage", stage_word(lists[i].stage, p->text));
        say_projects(p, &lists[i]);
        if (many)
            lx_json_end_object(&p->out);
    }
    if (many)
        say_end_list(p);
}

/* 前期(预可研): the kind of preparatory work behind the stage. */
static void say_status(struct phrase *p)
{
    enum lx_stage stage = stage_of_status(p->text);
    int kind;
    struct lx_str s = LX_STR_EMPTY;
    if (stage == STAGE_NONE)
        return;
    lx_str_add(&s, stage_word(stage, p->text));
    if (stage == STAGE_PREPARED && set_find(p->text, 0, SET_PREP_KIND, NULL, &kind) != NOWHERE)
        lx_str_addf(&s, "(%s)", set_word(SET_PREP_NAME, (size_t)kind));
    say_text(p, "stage", lx_str_z(&s));
    lx_str_done(&s);
}

static void phrase_stage(struct phrase *p)
{
    struct project_list lists[LIST_MAX];
    struct span clause;
    size_t n = 0;
    for (size_t at = 0; n < LIST_MAX && part_next(p->text, &at, (const uint32_t[]){ ',', ';', CP_STOP, 0 }, &clause);)
        n += projects_of(clause, &lists[n]);
    if (n) {
        say_list(p, lists, n, n > 1);
        return;
    }
    /* the phrase is about one project whose end does not show it */
    struct project_list one = { 0 };
    if (lone_project(p->text, &one)) {
        say_list(p, &one, 1, false);
        return;
    }
    struct due_date d;
    say_status(p);
    if (p->found && !date_next(p->text, 0, p->ctx->doc_year, &d))
        say_null(p, "due");
    else if (p->found)
        lx_date_done(&d.date);
}

/* （6月28日已建成通车）: done, and when. */
static void phrase_status(struct phrase *p)
{
    struct due_date d;
    size_t at, len;
    bool year = p->ctx->doc_year > 0;
    for (size_t i = 0; i < p->text.len; i += len) { /* the date may stand in a bracket */
        struct span rest = span_sub(p->text, i, p->text.len);
        span_get(p->text, i, &len);
        if (!date_next(rest, 0, year ? p->ctx->doc_year : DUMMY_YEAR, &d))
            return;
        int y, m, day;
        lx_day_split(d.date.day, &y, &m, &day);
        struct lx_str s = LX_STR_EMPTY;
        if (year)
            lx_str_addf(&s, "%04d-", y);
        lx_str_addf(&s, "%02d-%02d", m, day);
        say_text(p, "done_on", lx_str_z(&s));
        lx_str_done(&s);
        if (!d.date.words || !year_at(span_of(d.date.words), 0))
            say_text(p, "year_from", "document");
        struct span after = span_sub(rest, d.to, rest.len);
        if ((at = set_find(after, 0, SET_STEP_NAME, &len, NULL)) != NOWHERE)
            say_span(p, "stage", span_sub(after, at, at + len));
        lx_date_done(&d.date);
        return;
    }
}

/* --- how often, how much -------------------------------------------------------------------------------------------- */
static const char *freq_word(int rhythm)
{
    switch (rhythm) {
    case RHYTHM_WEEKLY: return "W";
    case RHYTHM_MONTHLY: return "M";
    case RHYTHM_QUARTERLY: return "Q";
    case RHYTHM_HALFYEARLY: return "H";
    case RHYTHM_YEARLY: return "Y";
    default: return "regular";
    }
}

/* 每两月: every second month. */
static int every_months(struct span sp)
{
    size_t len;
    for (size_t at = 0; (at = set_find(sp, at, SET_EVERY, &len, NULL)) != NOWHERE; at += len) {
        double n = 0;
        size_t used = lx_number_get(sp.s + at + len, sp.len - at - len, &n);
        if (used && n >= 1 && n <= 12 && set_at(sp, at + len + used, SET_MONTH_UNIT, NULL))
            return (int)n;
    }
    return 0;
}

static void say_freq(struct phrase *p)
{
    int code, months = every_months(p->text);
    struct lx_str s = LX_STR_EMPTY;
    if (months > 1)
        lx_str_addf(&s, "%dM", months);
    else if (set_find(p->text, 0, SET_RHYTHM, NULL, &code) != NOWHERE)
        lx_str_add(&s, freq_word(code));
    if (s.len)
        say_text(p, "freq", lx_str_z(&s));
    lx_str_done(&s);
}

static void phrase_period(struct phrase *p)
{
    size_t len, at = set_find(p->text, 0, SET_RUNNING, &len, NULL);
    double years = 0;
    say_freq(p);
    if (at == NOWHERE)
        return;
    size_t used = lx_number_get(p->text.s + at + len, p->text.len - at - len, &years);
    if (used && set_at(p->text, at + len + used, SET_YEAR_WORD, NULL)) {
        say_int(p, "n", 1);
        say_int(p, "years", (int64_t)years);
    }
}

static void phrase_cycle(struct phrase *p)
{
    size_t len, at;
    say_freq(p);
    if (set_has(p->text, SET_REGISTER))
        say_text(p, "register", "year start");
    if (set_has(p->text, SET_SETTLE))
        say_text(p, "settle", "year end");
    if ((at = set_find(p->text, 0, SET_WHO, &len, NULL)) != NOWHERE)
        say_span(p, "who", span_sub(p->text, at, at + len));
}

struct target_sink {
    struct phrase *p;
    size_t n, shared;
};

static void say_one(void *arg, const struct target *t)
{
    struct target_sink *s = arg;
    if (!s->n++)
        say_begin_list(s->p, "items");
    say_target(s->p, t);
    s->shared += t->region.len > 0;
}

static void phrase_indicator(struct phrase *p)
{
    struct target_sink sink = { p, 0, 0 };
    struct target_ctx ctx = { .goals = true };
    size_t len, at;
    targets_of(p->text, &ctx, say_one, &sink);
    if (!sink.n)
        return;
    say_end_list(p);
    if (sink.shared)
        say_true(p, "distribute");
    if ((at = set_find(p->text, 0, SET_HEDGE, &len, NULL)) != NOWHERE)
        say_span(p, "hedge", span_sub(p->text, at, at + len));
}

/* --- nothing --------------------------------------------------------------------------------------------------------- */
static void count_target(void *arg, const struct target *t)
{
    (void)t;
    ++*(size_t *)arg;
}

static bool tells_deadline(struct phrase *p)
{
    struct due_date d;
    bool limit = due_find(p->text, p->ctx->doc_year, DUE_LIMIT, &d);
    if (limit)
        lx_date_done(&d.date);
    return limit;
}

/* Says that a phrase which looks like a duty, date or target is none. */
static void phrase_none(struct phrase *p)
{
    struct lx_resp r;
    struct target_ctx ctx = { 0 };
    size_t targets = 0;
    bool duty = lx_resp_read(&r, p->text.s, p->text.len, LX_RESP_LINE, p->ctx->doc_year) && !lx_resp_empty(&r);
    if (duty)
        say_resp(p, &r);
    lx_resp_done(&r);
    targets_of(p->text, &ctx, count_target, &targets);
    if (!duty && !targets && !tells_deadline(p))
        say_text(p, "not", set_has(p->text, SET_VERB) ? "resp" : "deadline|indicator");
}

/* Nothing is known of the phrase: duties, then projects, dates, targets. */
static void phrase_any(struct phrase *p)
{
    struct project_list list;
    struct lx_resp r;
    lx_resp_read(&r, p->text.s, p->text.len, LX_RESP_LINE, p->ctx->doc_year);
    if (!lx_resp_empty(&r))
        say_resp(p, &r);
    lx_resp_done(&r);
    if (projects_of(p->text, &list))
        phrase_stage(p);
    if (tells_deadline(p))
        phrase_deadline(p);
    phrase_indicator(p);
    if (!p->found)
        phrase_none(p);
}
