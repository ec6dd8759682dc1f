/* The agenda of a meeting: where and when, its topics with clock times; for participants, for the chair, for one city (feature A8).
 *
 * An internal note, a script, a reason, the balance and rows that are internal stand in the chair's paper only; there such rows have no
 * number, so that everybody means the same by the third item. */
#include "core/paper/builder.h"

#include "core/meeting/agenda.h"
#include "core/meeting/carry.h"
#include "core/meeting/meetings.h"
#include "core/mem.h"
#include "core/text/text.h"
#include "core/work/numbers.h"
#include "core/work/units.h"

#include <stdlib.h>
#include <string.h>

_Static_assert(LX_PW_TOPIC_HEADING - LX_PW_TOPIC_DELIBERATE + 1 == (int)lx_agenda_kind_n &&
                   LX_PW_BY_HEADING - LX_PW_BY_DELIBERATE + 1 == (int)lx_agenda_kind_n &&
                   LX_PW_DONE_HEADING - LX_PW_DONE_DELIBERATE + 1 == (int)lx_agenda_kind_n,
               "words.def has a word of each sort for every kind of agenda row");

/* Whose paper it is: of everybody, of the chair (script, notes, reasons, the balance), of one city (its rows and general ones). */
struct variant {
    bool chair;
    lx_id city;
};
struct sheet {
    struct lx_builder *b;
    struct lx_built_meeting m;
    struct lx_agenda_plan plan;
    struct lx_rows materials;
    struct variant v;
    bool *shown;  /* each row */
    bool chinese; /* its items are 一、（一）, there being no headings above them (GB/T 9704 7.3.3) */
};

static enum lx_rc read_variant(struct lx_builder *b, struct variant *v, struct lx_err *err);
static void choose_rows(struct sheet *s);
static enum lx_rc add_head(const struct sheet *s, int ends, struct lx_err *err);
static void add_row(const struct sheet *s, size_t i);
static void add_chair(const struct sheet *s, size_t i, size_t indent);
static enum lx_rc add_balance(const struct sheet *s, struct lx_err *err);

static const struct lx_agenda *row_of(const struct sheet *s, size_t i) { return (const struct lx_agenda *)(const void *)s->m.agenda.at[i]; }
static bool is_open(const struct sheet *s, size_t row) { return row_of(s, row)->secrecy == SECRECY_OPEN; }

static enum lx_rc read_sheet(struct sheet *s, struct lx_err *err)
{
    enum lx_rc rc = read_variant(s->b, &s->v, err);
    if (rc == LX_OK)
        rc = lx_built_meeting_read(s->b, &s->m, err);
    if (rc == LX_OK && s->v.chair) { /* notes and scripts are long */
        lx_rows_done(&s->m.agenda);
        s->b->inner = true;
        rc = lx_agenda(s->b->w, s->b->of, &s->m.agenda, err);
        if (rc == LX_OK)
            rc = lx_built_secrecy(s->b, &s->m.agenda, err);
    }
    if (rc == LX_OK)
        rc = lx_built_materials(s->b, &s->materials, err);
    if (rc == LX_OK)
        rc = lx_agenda_plan(s->b->w, s->m.m, &s->m.agenda, &s->plan, err);
    if (rc == LX_OK)
        rc = lx_built_numbers(s->b, s->m.m, &s->m.agenda, &s->plan, err);
    return rc;
}

enum lx_rc lx_build_agenda(struct lx_builder *b, struct lx_err *err)
{
    struct sheet s = { .b = b };
    enum lx_rc rc = read_sheet(&s, err);
    if (rc == LX_OK) {
        int ends = -1;
        bool any = false;
        s.shown = lx_alloc(s.plan.n + 1);
        choose_rows(&s);
        for (size_t i = 0; i < s.plan.n; i++)
            if (row_of(&s, i)->sitting == 0 && s.plan.at[i].depth == 0)
                ends = s.plan.at[i].minutes >= 0 ? s.plan.at[i].end : -1;
        s.chinese = !b->en && !b->below;
        for (size_t i = 0; i < s.plan.n; i++)
            s.chinese = s.chinese && !(s.shown[i] && s.plan.at[i].heading && is_open(&s, i));
        rc = add_head(&s, ends, err);
        for (size_t i = 0; i < s.plan.n; i++)
            if (s.shown[i]) {
                add_row(&s, i);
                any = true;
            }
        if (!any)
            lx_str_addf(b->md, "%s\n", lx_built_word(b, LX_PW_NO_TOPICS));
        if (rc == LX_OK && s.v.chair)
            rc = add_balance(&s, err);
    }
    free(s.shown);
    lx_agenda_plan_done(&s.plan);
    lx_rows_done(&s.materials);
    lx_built_meeting_done(&s.m);
    return rc;
}

enum lx_rc lx_build_chair(struct lx_builder *b, struct lx_err *err)
{
    b->query = "for:chair";
    return lx_build_agenda(b, err);
}

/* --- whose ---------------------------------------------------------------------------------------------------------------- */

/* The query of an agenda says for whom: "for:chair", "for:participants", "for:舟山市". */
static enum lx_rc read_variant(struct lx_builder *b, struct variant *v, struct lx_err *err)
{
    static const char mark[] = "for:";
    const char *who = strncmp(b->query, mark, sizeof mark - 1) == 0 ? b->query + sizeof mark - 1 : "";
    if (!*who || strcmp(who, "participants") == 0)
        return LX_OK;
    v->chair = strcmp(who, "chair") == 0;
    return v->chair ? LX_OK : lx_find(b->w, LX_UNIT, who, &v->city, err);
}

static lx_id city_of(const struct sheet *s, lx_id unit)
{
    lx_id id = lx_government_of(s->b->w, unit);
    const struct lx_unit *u = lx_unit_by_id(s->b->w->units, id);
    return u && u->kind == UNIT_GOVERNMENT ? id : 0;
}

/* It is presented by the city or one of its units, or calls one of them in. */
static bool of_city(const struct sheet *s, size_t row)
{
    const struct lx_agenda *a = row_of(s, row);
    const struct lx_units *units = s->b->w->units;
    if (lx_government_of(s->b->w, a->presenter) == s->v.city)
        return true;
    for (size_t i = 0; a->attend && i < units->units.n; i++) {
        const struct lx_unit *u = (const struct lx_unit *)(const void *)units->units.at[i];
        if (lx_government_of(s->b->w, u->rec.id) == s->v.city &&
            (lx_text_has(a->attend, u->name) || (u->brief && lx_text_has(a->attend, u->brief))))
            return true;
    }
    return false;
}

/* The chair sees all, participants what is open; a city what is no other city's, and internal rows of its own. */
static bool is_meant(const struct sheet *s, size_t row)
{
    if (!s->v.city)
        return s->v.chair || is_open(s, row);
    return of_city(s, row) || (!city_of(s, row_of(s, row)->presenter) && is_open(s, row));
}

/* What holds a row that is shown is shown too; nothing hangs below what is hidden; no heading stands over nothing but hidden rows. */
static void choose_rows(struct sheet *s)
{
    for (size_t i = 0; i < s->plan.n; i++)
        s->shown[i] = is_meant(s, i);
    for (size_t i = s->plan.n; s->v.city && i-- > 0;) {
        size_t above = lx_agenda_above(&s->plan, i);
        if (s->shown[i] && above < s->plan.n && is_open(s, above))
            s->shown[above] = true;
    }
    for (size_t i = 0; i < s->plan.n; i++) {
        size_t above = lx_agenda_above(&s->plan, i);
        if (above < s->plan.n && !s->shown[above])
            s->shown[i] = false;
    }
    for (size_t i = 0; i < s->plan.n; i++) {
        size_t size = lx_agenda_size(&s->plan, i);
        bool any = size == 1 && !s->v.city;
        for (size_t k = i + 1; k < i + size; k++)
            any = any || s->shown[k];
        if (s->plan.at[i].heading && !any)
            s->shown[i] = false;
    }
}

/* --- head ----------------------------------------------------------------------------------------------------------------- */

static enum lx_rc add_head(const struct sheet *sheet, int ends, struct lx_err *err)
{
    struct lx_builder *b = sheet->b;
    const struct lx_built_meeting *m = &sheet->m;
    struct lx_str s = LX_STR_EMPTY;
    lx_built_begin(b);
    lx_paper_say(&s, LX_PW_AGENDA_TITLE, b->en, lx_str_z(&m->name));
    if (sheet->v.chair)
        lx_str_add(&s, lx_built_word(b, LX_PW_FOR_CHAIR));
    if (sheet->v.city)
        lx_paper_say(&s, LX_PW_IN_BRACKETS, b->en, lx_built_unit(b, sheet->v.city));
    lx_built_key(b->md, "title", s.s);
    lx_built_key(b->md, "subtitle", lx_str_z(&m->number));
    lx_built_key(b->md, "issuer", lx_built_issuer(b));
    lx_str_clear(&s);
    lx_built_day(b, &s, lx_built_dated(b, m));
    lx_built_key(b->md, "date", s.s);
    lx_built_key(b->md, "sign", "yes");
    lx_built_key(b->md, "lists", sheet->chinese ? "chinese" : NULL);
    lx_str_add(b->md, "---\n\n");
    lx_str_clear(&s);
    lx_built_time(b, &s, m->m, ends);
    lx_built_labelled(b, LX_PW_TIME, lx_str_z(&s));
    enum lx_rc rc = lx_built_venue(b, m->m, err);
    lx_built_labelled_post(b, LX_PW_CHAIR, m->m->chair);
    lx_built_labelled(b, LX_PW_HOST, lx_built_unit(b, m->m->host));
    lx_built_labelled(b, LX_PW_THEME, m->m->theme);
    lx_str_done(&s);
    return rc;
}

/* （14:45—15:25，40分钟） */
static void say_span(const struct lx_builder *b, struct lx_str *out, const struct lx_agenda *a, int start)
{
    struct lx_str s = LX_STR_EMPTY;
    if (start >= 0)
        lx_built_clock(&s, start);
    if (start >= 0 && a->minutes != LX_NO_INT) {
        lx_str_add(&s, lx_built_word(b, LX_PW_TO));
        lx_built_clock(&s, start + (int)a->minutes);
        lx_str_add(&s, lx_built_word(b, LX_PW_NEXT));
    }
    if (a->minutes != LX_NO_INT)
        lx_paper_count(&s, LX_PW_MINUTES_LONG, b->en, (int)a->minutes);
    if (s.len)
        lx_paper_say(out, LX_PW_IN_BRACKETS, b->en, s.s);
    lx_str_done(&s);
}

/* A title that begins with a verb of its own, or that names what is done (五市交流发言), needs none. */
void lx_built_said(const struct lx_builder *b, struct lx_str *out, const struct lx_agenda *a)
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

/* --- rows ----------------------------------------------------------------------------------------------------------------- */

static void add_by(struct lx_builder *b, const struct lx_agenda *a, size_t indent)
{
    struct lx_str s = LX_STR_EMPTY;
    enum lx_paper_word by = a->presenter                  ? (enum lx_paper_word)((int)LX_PW_BY_DELIBERATE + a->kind)
                            : a->kind == AGENDA_EXCHANGE ? LX_PW_BY_SPEAKER
                                                         : LX_PW_BY_PERSON;
    lx_built_presenter(b, &s, a);
    lx_str_fill(b->md, ' ', indent);
    lx_built_labelled(b, by, lx_str_z(&s));
    lx_str_done(&s);
}

/* It belongs to an item, and is none itself. */
static bool is_part(const struct sheet *s, size_t i)
{
    size_t above = lx_agenda_above(&s->plan, i);
    return above < s->plan.n && !s->plan.at[above].heading;
}

/* How deep below its item: headings are not counted. */
static int level_of(const struct lx_agenda_line *line)
{
    int n = 0;
    while (n < LX_AGENDA_DEEP && line->num[n])
        n++;
    return n - 1;
}

/* Below 一、 stands （一）, and below that 1. */
static void say_sub(const struct sheet *s, struct lx_str *out, const struct lx_agenda_line *line)
{
    struct lx_str n = LX_STR_EMPTY;
    int level = level_of(line);
    if (!s->chinese) {
        lx_agenda_mark(out, line, !s->b->en);
        return;
    }
    if (level > 1)
        lx_str_addi(&n, line->num[level]);
    else
        lx_numeral_zh(&n, line->num[level]);
    lx_paper_say(out, level > 1 ? LX_PW_LEVEL3 : LX_PW_LEVEL2, false, n.s);
    lx_str_done(&n);
}

/* 舟山市：题目 where who speaks is the matter; a row below an item says no verb of its own. */
static void add_sub(const struct sheet *s, size_t i)
{
    const struct lx_agenda *a = row_of(s, i);
    struct lx_str line = LX_STR_EMPTY, post = LX_STR_EMPTY;
    enum { INDENT = 3 };
    if (is_open(s, i))
        say_sub(s, &line, &s->plan.at[i]);
    else
        lx_str_add(&line, lx_built_word(s->b, LX_PW_AGENDA_INTERNAL));
    if (is_open(s, i) && s->b->en)
        lx_str_addc(&line, ' ');
    lx_str_add(&line, a->title);
    if (a->presenter && !strstr(a->title ? a->title : "", lx_built_unit(s->b, a->presenter)))
        lx_paper_say(&line, LX_PW_IN_BRACKETS, s->b->en, lx_built_unit(s->b, a->presenter));
    lx_built_post_of(s->b, &post, a->presenter, a->speaker);
    if (post.len)
        lx_paper_say(&line, LX_PW_IN_BRACKETS, s->b->en, post.s);
    if (a->minutes != LX_NO_INT)
        say_span(s->b, &line, a, s->plan.at[i].start);
    lx_str_fill(s->b->md, ' ', INDENT);
    lx_built_text(s->b->md, lx_str_z(&line));
    lx_str_add(s->b->md, "\n\n");
    if (s->v.chair)
        add_chair(s, i, INDENT);
    lx_str_done(&line);
    lx_str_done(&post);
}

/* A list does not go on behind a heading, behind a row that was left out, behind one without a number. */
static bool begins_anew(const struct sheet *s, size_t i)
{
    size_t k = i;
    while (k > 0 && (is_part(s, k - 1) || (!s->shown[k - 1] && !is_open(s, k - 1))))
        k--;
    return k > 0 && (s->plan.at[k - 1].heading || !s->shown[k - 1] || !is_open(s, k - 1));
}

static void add_item(const struct sheet *s, size_t i)
{
    const struct lx_agenda *a = row_of(s, i);
    struct lx_str line = LX_STR_EMPTY;
    if (begins_anew(s, i))
        lx_str_add(s->b->md, "<!-- -->\n\n");
    if (is_open(s, i))
        lx_str_addf(&line, "%d. ", s->plan.at[i].num[0]);
    size_t indent = line.len; /* what hangs under the topic stands so far in */
    lx_str_add(s->b->md, lx_str_z(&line));
    lx_str_clear(&line);
    if (!is_open(s, i))
        lx_str_add(&line, lx_built_word(s->b, LX_PW_AGENDA_INTERNAL));
    lx_built_said(s->b, &line, a);
    struct lx_agenda timed = { .minutes = s->plan.at[i].minutes < 0 ? LX_NO_INT : s->plan.at[i].minutes };
    say_span(s->b, &line, &timed, s->plan.at[i].start);
    lx_built_text(s->b->md, lx_str_z(&line));
    lx_str_add(s->b->md, "\n\n");
    if (a->presenter || a->speaker)
        add_by(s->b, a, indent);
    lx_str_clear(&line);
    lx_built_materials_of(s->b, &line, &s->materials, a->rec.id);
    if (line.len)
        lx_str_fill(s->b->md, ' ', indent);
    lx_built_labelled(s->b, LX_PW_MATERIALS, lx_str_z(&line));
    if (s->v.chair)
        add_chair(s, i, indent);
    lx_str_done(&line);
}

static void add_row(const struct sheet *s, size_t i)
{
    if (s->plan.at[i].heading && is_open(s, i)) {
        lx_built_heading(s->b, level_of(&s->plan.at[i]) > 0 ? 2 : 1, row_of(s, i)->title);
    } else if (is_part(s, i)) {
        add_sub(s, i);
    } else {
        add_item(s, i);
    }
}

/* --- for the chair alone -------------------------------------------------------------------------------------------------- */

/* Every line of a long text as a paragraph of its own below the row. */
static void add_long(const struct sheet *s, enum lx_paper_word label, const char *text, size_t indent)
{
    struct lx_str line = LX_STR_EMPTY;
    bool first = true;
    for (const char *p = text ? text : ""; *p;) {
        size_t len = strcspn(p, "\n");
        lx_str_clear(&line);
        lx_str_addn(&line, p, len);
        if (line.s[strspn(line.s, " ")]) {
            lx_str_fill(s->b->md, ' ', indent);
            if (first)
                lx_str_add(s->b->md, lx_built_word(s->b, label));
            lx_built_text(s->b->md, lx_str_z(&line));
            lx_str_add(s->b->md, "\n\n");
            first = false;
        }
        p += len + (p[len] == '\n');
    }
    lx_str_done(&line);
}

static void add_chair(const struct sheet *s, size_t i, size_t indent)
{
    const struct lx_agenda *a = row_of(s, i);
    add_long(s, LX_PW_WHY, a->why, indent);
    add_long(s, LX_PW_SCRIPT, a->script, indent);
    add_long(s, LX_PW_INTERNAL_NOTE, a->note, indent);
}

static enum lx_rc add_balance(const struct sheet *s, struct lx_err *err)
{
    struct lx_balance balance;
    struct lx_str line = LX_STR_EMPTY;
    enum lx_rc rc = lx_balance(s->b->w, s->b->of, &balance, err);
    if (rc == LX_OK) {
        lx_paper_count(&line, LX_PW_BALANCE_THEN, s->b->en, (int)balance.open_then);
        lx_paper_count(&line, LX_PW_BALANCE_NEW, s->b->en, (int)lx_balance_new(&balance));
        lx_paper_count(&line, LX_PW_BALANCE_SHOWN, s->b->en, (int)balance.shown);
        lx_paper_count(&line, LX_PW_BALANCE_OVER, s->b->en, (int)lx_balance_over(&balance));
        if (balance.missing.n)
            lx_paper_count(&line, LX_PW_BALANCE_MISSING, s->b->en, (int)balance.missing.n);
        lx_str_add(s->b->md, "<!-- -->\n\n");
        lx_built_labelled(s->b, LX_PW_BALANCE, lx_str_z(&line));
    }
    lx_str_done(&line);
    lx_balance_done(&balance);
    return rc;
}
