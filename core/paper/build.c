/* Papers out of records: which builder, and what builders share. */
#include "core/paper/builder.h"
#include "core/paper/bulletin.h"

#include "core/doc/doc.h"
#include "core/doc/markdown.h"
#include "core/doc/write.h"
#include "core/meeting/meetings.h"
#include "core/mem.h"
#include "core/text/text.h"
#include "core/work/numbers.h"
#include "core/work/units.h"

#include <stdlib.h>
#include <string.h>

static enum lx_rc (*const builders[LX_PAPER_N])(struct lx_builder *b, struct lx_err *err) = {
#define PAPER(id, kind, profile, zh, en, builder, who, no) [LX_PAPER_##id] = lx_build_##builder,
#include "core/paper/paper.def"
#undef PAPER
};

/* Papers of a meeting name units as they were called when it was held. */
static enum lx_rc day_of_meeting(struct lx_work *w, lx_id meeting, lx_day *day, struct lx_err *err)
{
    struct lx_rows rows = { 0 };
    enum lx_rc rc = w->store->rows(w->store, LX_MEETING, &meeting, 1, &rows, err);
    if (rc == LX_OK && rows.n && rows.at[0])
        *day = ((struct lx_meeting *)rows.at[0])->date.day;
    lx_rows_done(&rows);
    return rc;
}

/* In English “ ” ‘ ’ — … take one column, not the two of their Chinese cells: they are typed plainly, but within Chinese words. */
static bool is_chinese(uint32_t c) { return lx_char_w(c, LX_NARROW) == 2 || c == 0x2014 || c == 0x2026; } /* —— and …… stand in pairs */

static const char *plain_mark(uint32_t before, uint32_t c, uint32_t after)
{
    bool chinese = is_chinese(before) && is_chinese(after);
    switch (c) {
    case 0x2018:
    case 0x2019:
        return chinese ? NULL : "'";
    case 0x201C:
    case 0x201D:
        return chinese ? NULL : "\"";
    case 0x2014:
        return chinese || before == '\n' ? NULL : "-";
    case 0x2026:
        return chinese ? NULL : "...";
    default:
        return NULL;
    }
}

static void type_plainly(struct lx_str *md, size_t from)
{
    struct lx_str out = LX_STR_EMPTY;
    uint32_t before = '\n', c, after;
    for (size_t at = from; at < md->len; before = c) {
        size_t len = (size_t)lx_utf8_get(md->s + at, md->len - at, &c);
        after = '\n';
        if (at + len < md->len)
            (void)lx_utf8_get(md->s + at + len, md->len - at - len, &after);
        const char *mark = plain_mark(before, c, after);
        if (mark)
            lx_str_add(&out, mark);
        else
            lx_str_addn(&out, md->s + at, len);
        at += len;
    }
    lx_str_cut(md, from);
    lx_str_add(md, lx_str_z(&out));
    lx_str_done(&out);
}

static enum lx_rc build(struct lx_builder b, struct lx_err *err)
{
    struct lx_work *w = b.w;
    const struct lx_paper *paper = b.paper;
    struct lx_str *md = b.md;
    lx_id of = b.of;
    enum lx_rc rc = lx_refresh(w, err);
    if (rc == LX_OK && of)
        rc = w->store->type_of(w->store, of, &b.of_type, err);
    if (rc == LX_OK && paper->no != LX_PAPER_OF_QUERY && !lx_paper_fits(paper, b.of_type))
        rc = paper->no == LX_PAPER_OF_MEETING ? lx_fail(err, LX_NOTFOUND, N_("This paper is made of a meeting; name one: %s"), "%s", paper->kind)
                                              : lx_fail(err, LX_NOTFOUND, N_("This paper is not made of that: %s"), "%s", paper->kind);
    if (rc == LX_OK && b.of_type == LX_MEETING)
        rc = day_of_meeting(w, of, &b.day, err);
    size_t from = md->len;
    if (rc == LX_OK)
        rc = builders[paper->id](&b, err);
    if (rc == LX_OK && b.en && strstr(md->s + from, "\nlang: en\n")) /* what was issued in Chinese stays as it is */
        type_plainly(md, from);
    if (rc == LX_OK && md->len - from > LX_DOC_MAX)
        rc = lx_fail(err, LX_INVALID, N_("This would be too long for one paper; narrow the condition: %s"), "%zu KiB",
                     (md->len - from) / 1024);
    if (rc != LX_OK)
        lx_str_cut(md, from);
    return rc;
}

enum lx_rc lx_paper_build(struct lx_work *w, const struct lx_paper *paper, lx_id of, const char *query, bool en, struct lx_str *md,
                          struct lx_err *err)
{
    return build((struct lx_builder){ .w = w, .paper = paper, .of = of, .query = query ? query : "", .en = en, .md = md, .day = LX_NO_DAY }, err);
}

enum lx_rc lx_paper_build_open(struct lx_work *w, const struct lx_paper *paper, lx_id of, bool en, struct lx_str *md, struct lx_err *err)
{
    if (paper->chair)
        return lx_fail(err, LX_STATE, N_("This paper is the chair's own: %s"), "%s", paper->kind);
    return build((struct lx_builder){ .w = w, .paper = paper, .of = of, .query = "", .en = en, .open = true, .md = md, .day = LX_NO_DAY }, err);
}

enum lx_rc lx_built_paper(struct lx_builder *b, struct lx_err *err) { return builders[b->paper->id](b, err); }

/* The type that NO names first, and whether it may be left out. */
static const struct {
    enum lx_type type;
    bool without;
} of_what[LX_PAPER_NO_N] = {
    [LX_PAPER_OF_MEETING] = { LX_MEETING, false },
    [LX_PAPER_OF_ITEM] = { LX_ITEM, false },
    [LX_PAPER_OF_UNIT] = { LX_UNIT, false },
    [LX_PAPER_OF_QUERY] = { LX_NONE_TYPE, true },
    [LX_PAPER_OF_TOPIC] = { LX_TOPIC, true },
    [LX_PAPER_OF_BODY] = { LX_BODY, true },
    [LX_PAPER_OF_POOL] = { LX_MEETING, true },
    [LX_PAPER_OF_NONE] = { LX_NONE_TYPE, true },
    [LX_PAPER_OF_DOCUMENT] = { LX_DOCUMENT, false },
    [LX_PAPER_OF_DRAFT] = { LX_DOCUMENT, false },
    [LX_PAPER_OF_DECISIONS] = { LX_MEETING, true },
    [LX_PAPER_OF_PERIOD] = { LX_MEETING, true },
};

bool lx_paper_fits(const struct lx_paper *paper, enum lx_type type)
{
    if (paper->no == LX_PAPER_OF_QUERY && (type == LX_MEETING || type == LX_ITEM || type == LX_UNIT || type == LX_PLAN))
        return true;
    if ((paper->no == LX_PAPER_OF_BODY && type == LX_UNIT) || (paper->no == LX_PAPER_OF_DRAFT && type == LX_MEETING) ||
        (paper->no == LX_PAPER_OF_DECISIONS && type == LX_DECISION) || (paper->no == LX_PAPER_OF_PERIOD && type == LX_EDITION))
        return true;
    return type == LX_NONE_TYPE ? of_what[paper->no].without : type == of_what[paper->no].type;
}

bool lx_paper_beside(const struct lx_paper *paper, enum lx_type type)
{
    bool who = type == LX_BODY || type == LX_UNIT || type == LX_PERSON || type == LX_MEMBER;
    switch (paper->no) {
    case LX_PAPER_OF_TOPIC:
    case LX_PAPER_OF_POOL:
        return type == LX_TOPIC;
    case LX_PAPER_OF_BODY:
    case LX_PAPER_OF_NONE:
        return who;
    case LX_PAPER_OF_PERIOD:
        return type == LX_MEETING;
    default:
        return false;
    }
}

/* Of an item its meeting. */
static enum lx_rc meeting_of_item(struct lx_work *w, lx_id *of, struct lx_err *err)
{
    struct lx_item *item = NULL;
    enum lx_rc rc = lx_get(w, LX_ITEM, *of, &item, err);
    if (rc == LX_OK && !item->meeting)
        rc = lx_fail(err, LX_NOTFOUND, N_("%s comes from no meeting"), "%s", item->no);
    if (rc == LX_OK)
        *of = item->meeting;
    lx_rec_free(item);
    return rc;
}

static bool goes_on(enum lx_rc rc) { return rc != LX_OK && rc != LX_AMBIGUOUS; }

/* The record that the words name; what names several is asked back, and all else is a condition. */
static enum lx_rc find_or_query(struct lx_work *w, const struct lx_paper *paper, const char *typed, lx_id *of, struct lx_err *err)
{
    enum lx_type type = LX_UNIT;
    enum lx_rc rc;
    if (paper->no == LX_PAPER_OF_QUERY) {
        rc = lx_unit_find(w->units, typed, of, err);
        if (goes_on(rc))
            rc = lx_find_any(w, typed, &type, of, err);
        if (rc == LX_OK && type != LX_UNIT && !lx_paper_fits(paper, type))
            rc = LX_NOTFOUND;
    } else {
        bool period = paper->no == LX_PAPER_OF_PERIOD;
        rc = period ? lx_bulletin_find(w, typed, of, err) : lx_find(w, LX_MEETING, typed, of, err);
        if (goes_on(rc))
            rc = lx_find(w, period ? LX_MEETING : LX_DECISION, typed, of, err);
    }
    if (rc != LX_OK)
        *of = 0;
    return rc == LX_AMBIGUOUS ? rc : LX_OK;
}

enum lx_rc lx_paper_find_no(struct lx_work *w, const struct lx_paper *paper, const char *typed, lx_id *of,
                            struct lx_err *err)
{
    struct lx_err ignored;
    enum lx_type type = LX_MEETING;
    *of = 0;
    if (paper->no == LX_PAPER_OF_DECISIONS || paper->no == LX_PAPER_OF_PERIOD || paper->no == LX_PAPER_OF_QUERY)
        return typed && *typed ? find_or_query(w, paper, typed, of, err) : LX_OK;
    if (!typed || !*typed)
        return of_what[paper->no].without ? LX_OK
                                          : lx_fail(err, LX_USAGE, N_("Which one? A number is wanted: %s"), "lianxi paper %s NO", paper->kind);
    type = of_what[paper->no].type;
    if (type == LX_NONE_TYPE)
        return lx_fail(err, LX_USAGE, N_("This paper needs no number: %s"), "lianxi paper %s", paper->kind);
    enum lx_rc rc = lx_find(w, type, typed, of, err);
    if (rc == LX_NOTFOUND && paper->no == LX_PAPER_OF_DRAFT && lx_find(w, LX_MEETING, typed, of, &ignored) == LX_OK)
        return LX_OK;
    if (rc == LX_NOTFOUND && type == LX_BODY && lx_unit_find(w->units, typed, of, &ignored) == LX_OK)
        return LX_OK;
    if (rc == LX_NOTFOUND && type == LX_MEETING && lx_find(w, LX_ITEM, typed, of, &ignored) == LX_OK)
        rc = meeting_of_item(w, of, err);
    return rc;
}

/* --- Markdown --------------------------------------------------------------------------------------------------- */

/* Bytes of blanks, full-width ones too: two of these at a line's start would begin a paragraph. */
static size_t blanks(const char *s)
{
    size_t at = 0;
    while (s[at] == ' ' || strncmp(s + at, "\xE3\x80\x80", 3) == 0)
        at += s[at] == ' ' ? 1 : 3;
    return at;
}

static void add_clean(struct lx_str *out, const char *s, void (*add)(struct lx_str *, const char *))
{
    struct lx_str clean = LX_STR_EMPTY;
    size_t len = strlen(s);
    if (lx_text_is_clean(s, len, 0) && len && s[len - 1] != ' ') {
        add(out, s + blanks(s));
        return;
    }
    lx_text_clean(&clean, s, len, 0);
    while (clean.len && clean.s[clean.len - 1] == ' ')
        lx_str_cut(&clean, clean.len - 1);
    add(out, lx_str_z(&clean) + blanks(lx_str_z(&clean)));
    lx_str_done(&clean);
}

void lx_built_text(struct lx_str *out, const char *s) { add_clean(out, s, lx_md_text); }

void lx_built_cell(struct lx_str *out, const char *s) { add_clean(out, s, lx_md_cell); }

void lx_built_td(struct lx_str *out, const char *s)
{
    lx_str_add(out, "| ");
    lx_built_cell(out, s);
    lx_str_addc(out, ' ');
}

void lx_built_key(struct lx_str *out, const char *key, const char *value)
{
    struct lx_str clean = LX_STR_EMPTY;
    lx_text_clean(&clean, value ? value : "", value ? strlen(value) : 0, 0);
    lx_md_key(out, key, lx_str_z(&clean));
    lx_str_done(&clean);
}

void lx_built_source(struct lx_str *out, const char *s, int skip_from, int skip_to)
{
    size_t len = strlen(s), at = lx_front_matter_len(s, len);
    int line = 1;
    for (size_t i = 0; i < at; i++)
        line += s[i] == '\n';
    for (; at < len; line++) {
        size_t line_len = strcspn(s + at, "\n"), tabs = strspn(s + at, "\t");
        if (line < skip_from || line > skip_to) {
            lx_str_fill(out, ' ', tabs * 4);
            lx_text_clean(out, s + at + tabs, line_len - tabs, 0);
            lx_str_addc(out, '\n');
        }
        at += line_len + (at + line_len < len);
    }
    lx_str_addc(out, '\n');
}

void lx_built_begin(struct lx_builder *b)
{
    lx_str_add(b->md, "---\n");
    lx_built_key(b->md, "kind", b->paper->kind);
    lx_built_key(b->md, "lang", b->en ? "en" : "zh");
}

void lx_built_labelled(struct lx_builder *b, enum lx_paper_word label, const char *s)
{
    if (!s || !*s)
        return;
    lx_str_add(b->md, lx_built_word(b, label));
    lx_built_text(b->md, s);
    lx_str_add(b->md, "\n\n");
}

/* --- words of records ------------------------------------------------------------------------------------------- */

const char *lx_built_word(const struct lx_builder *b, enum lx_paper_word id) { return lx_paper_word(id, b->en); }

static const char *or_empty(const char *s) { return s ? s : ""; }

const char *lx_built_unit(const struct lx_builder *b, lx_id id)
{
    const struct lx_unit *u = id ? lx_unit_by_id(b->w->units, id) : NULL;
    return !u ? "" : b->en && u->name_en ? u->name_en : lx_unit_full_at(b->w, id, b->day);
}

const char *lx_built_brief(const struct lx_builder *b, lx_id id)
{
    return !id ? "" : b->en ? lx_built_unit(b, id) : lx_unit_name_at(b->w, id, b->day);
}

/* A government signs as 宁波市人民政府, whatever it is called in lists. */
void lx_built_formal(const struct lx_builder *b, struct lx_str *out, lx_id id)
{
    const struct lx_unit *u = id ? lx_unit_by_id(b->w->units, id) : NULL;
    const char *name = lx_built_unit(b, id), *stem = lx_built_word(b, LX_PW_GOVERNMENT_STEM);
    if (u && u->kind == UNIT_GOVERNMENT && *name && !lx_text_has(name, stem))
        lx_paper_say(out, LX_PW_GOVERNMENT, b->en, name);
    else
        lx_str_add(out, name);
}

const char *lx_built_issuer(const struct lx_builder *b)
{
    const struct lx_office *o = b->w->office;
    return b->en && o->name_en ? o->name_en : o->issuer ? o->issuer : or_empty(o->name);
}

void lx_built_date(const struct lx_builder *b, struct lx_str *out, const struct lx_date *d)
{
    if (b->en)
        lx_date_en(out, d);
    else
        lx_date_zh(out, d);
}

void lx_built_day(const struct lx_builder *b, struct lx_str *out, lx_day day)
{
    (void)b;
    lx_date_format(out, &(struct lx_date){ .day = day });
}

/* --- meetings --------------------------------------------------------------------------------------------------- */

/* 26 of 26, 2 of Z2024-2. */
static long long serial_of(const char *no)
{
    const char *dash = strrchr(no, '-');
    no = dash ? dash + 1 : no + strcspn(no, "0123456789");
    return strtoll(no, NULL, 10);
}

/* 第二十六次 / 26th */
static void add_ordinal(const struct lx_builder *b, struct lx_str *out, const struct lx_built_meeting *m)
{
    struct lx_str n = LX_STR_EMPTY;
    if (b->en)
        lx_ordinal_en(&n, serial_of(m->m->no));
    else
        lx_numeral_zh(&n, serial_of(m->m->no));
    lx_paper_say(out, LX_PW_ORDINAL, b->en, lx_str_z(&n));
    bool term = m->series && m->series->counter == COUNTER_TERM;
    lx_str_add(out, lx_built_word(b, term ? LX_PW_COUNTER_JIE : LX_PW_COUNTER_CI));
    lx_str_done(&n);
}

static bool ends(const char *s, const char *with)
{
    size_t len = strlen(s), with_len = strlen(with);
    return with_len && len >= with_len && strcmp(s + len - with_len, with) == 0;
}

/* The body of a series may end with the series' own name, which the title says as well: that is said once. */
static void name_by_body(const struct lx_builder *b, struct lx_built_meeting *m, const char *title, const char *ordinal)
{
    const char *body = m->series->body, *name = or_empty(m->series->name);
    struct lx_str usual = LX_STR_EMPTY;
    lx_str_addf(&usual, "%s%s", ordinal, name);
    bool twice = ends(body, name) && lx_text_has(title, name);
    if (twice && lx_text_same(title, lx_str_z(&usual)))
        lx_str_addf(&m->name, "%s%s%s", body, ordinal, lx_built_word(b, LX_PW_MEETING));
    else
        lx_str_addf(&m->name, "%.*s%s", (int)(strlen(body) - (twice ? strlen(name) : 0)), body, title);
    lx_str_done(&usual);
}

static void name_meeting(const struct lx_builder *b, struct lx_built_meeting *m)
{
    const char *title = or_empty(m->m->title);
    struct lx_str ordinal = LX_STR_EMPTY, digits = LX_STR_EMPTY;
    if (m->m->no) {
        add_ordinal(b, &ordinal, m);
        lx_str_addf(&digits, "%lld", serial_of(m->m->no));
    }
    if (b->en && m->series && m->series->name_en && ordinal.len)
        lx_str_addf(&m->name, "%s%s", ordinal.s, m->series->name_en);
    else if (!b->en && m->series && m->series->body && !lx_text_has(title, m->series->body))
        name_by_body(b, m, title, lx_str_z(&ordinal));
    else
        lx_str_add(&m->name, title);
    if (ordinal.len && !lx_text_has(lx_str_z(&m->name), ordinal.s) && !strstr(lx_str_z(&m->name), digits.s))
        lx_paper_say(&m->number, LX_PW_IN_BRACKETS, b->en, ordinal.s);
    lx_str_done(&ordinal);
    lx_str_done(&digits);
}

enum lx_rc lx_built_meeting_read(struct lx_builder *b, struct lx_built_meeting *out, struct lx_err *err)
{
    *out = (struct lx_built_meeting){ 0 };
    enum lx_rc rc = lx_get(b->w, LX_MEETING, b->of, &out->m, err);
    if (rc == LX_OK && out->m->series)
        rc = lx_get(b->w, LX_SERIES, out->m->series, &out->series, err);
    if (rc == LX_OK)
        rc = lx_all(b->w, LX_AGENDA, lx_cond_ref(LX_AGENDA, "meeting", b->of), "position", false, &out->agenda, err);
    if (rc == LX_OK)
        rc = lx_built_secrecy(b, &out->agenda, err);
    if (rc == LX_OK)
        name_meeting(b, out);
    return rc;
}

void lx_built_meeting_done(struct lx_built_meeting *m)
{
    lx_rec_free(m->m);
    lx_rec_free(m->series);
    lx_rows_done(&m->agenda);
    lx_str_done(&m->name);
    lx_str_done(&m->number);
}

bool lx_built_came_up(const struct lx_rows *agenda, const struct lx_agenda *a)
{
    bool followed = false;
    for (size_t i = 0; i < agenda->n && !followed; i++)
        followed = ((const struct lx_agenda *)agenda->at[i])->started != LX_NO_INT;
    return !followed || a->started != LX_NO_INT || a->outcome != OUTCOME_NONE || a->votes_for != LX_NO_INT;
}

bool lx_built_taken(const struct lx_rows *agenda, const struct lx_agenda *a)
{
    bool taken = lx_built_came_up(agenda, a);
    for (size_t i = 0; i < agenda->n && !taken; i++) {
        const struct lx_agenda *below = (const struct lx_agenda *)agenda->at[i];
        taken = below->parent == a->rec.id && lx_built_taken(agenda, below);
    }
    return taken;
}

void lx_built_time(const struct lx_builder *b, struct lx_str *out, const struct lx_meeting *m, int ends)
{
    size_t start = out->len;
    if (m->date.day != LX_NO_DAY || m->date.words)
        lx_built_date_weekday(b, out, &m->date);
    int from, to;
    lx_clock_read(m->time, &from, &to);
    const char *comma = b->en && out->len > start ? ", " : "";
    if (m->time && from < 0)
        lx_str_addf(out, "%s%s", comma, m->time);
    if (from < 0)
        return;
    lx_str_add(out, comma);
    lx_built_clock(out, from);
    if (to >= 0 || ends >= 0) {
        lx_str_add(out, lx_built_word(b, LX_PW_TO));
        lx_built_clock(out, to >= 0 ? to : ends);
    }
}

void lx_built_topic(const struct lx_builder *b, struct lx_str *out, const struct lx_agenda *a)
{
    const char *title = or_empty(a->title), *ending = lx_built_word(b, LX_PW_REPORT_ENDING);
    const char *verb = lx_paper_word((enum lx_paper_word)((int)LX_PW_TOPIC_DELIBERATE + a->kind), false); /* as titles have it */
    size_t verb_len = strcspn(verb, "%");
    title += strncmp(title, verb, verb_len) == 0 ? verb_len : 0;
    lx_str_add(out, title);
    if (a->kind == AGENDA_REPORT && !ends(title, ending)) {
        const char *on = lx_built_word(b, LX_PW_REPORT_ON);
        lx_str_add(out, strncmp(title, on, strlen(on)) == 0 ? lx_built_word(b, LX_PW_REPORT_ON_ENDING) : ending);
    }
}
