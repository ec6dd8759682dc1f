/* The minutes of a meeting: head and opening from the record, the author's text as stored, who was there. */
#include "core/paper/builder.h"

#include "core/doc/markdown.h"
#include "core/meeting/editions.h"
#include "core/mem.h"
#include "core/minutes/circulate.h"
#include "core/paper/standing.h"
#include "core/text/text.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* The author's text: its own front matter wins over what the record says, and a title in it is the paper's title. */
struct text {
    const char *s;
    size_t len;
    struct lx_doc *d;
    size_t first;       /* the first block that is not the title; d->block_n if there is none */
    struct lx_str title;
    int title_from, title_to; /* its source lines; 0 none */
};

static enum lx_rc read_text(struct text *t, const struct lx_meeting *m, struct lx_err *err);
static enum lx_rc add_head(struct lx_builder *b, const struct lx_built_meeting *m, const struct text *t,
                           struct lx_err *err);
static bool has_opening(const struct lx_builder *b, const struct text *t, const struct lx_built_meeting *m);
static void add_opening(struct lx_builder *b, const struct lx_built_meeting *m);
static void add_text(struct lx_builder *b, const struct text *t);
static void add_names(struct lx_builder *b, const struct text *t, const char *attend);
static enum lx_rc add_roll(struct lx_builder *b, const struct text *t, const struct lx_meeting *m, struct lx_err *err);
static enum lx_rc add_frozen(struct lx_builder *b, bool *frozen, struct lx_err *err);
static enum lx_rc add_corrections(struct lx_builder *b, struct lx_err *err);

enum lx_rc lx_build_minutes(struct lx_builder *b, struct lx_err *err)
{
    struct lx_built_meeting m;
    struct text t = { 0 };
    bool frozen = false;
    enum lx_rc rc = lx_built_meeting_read(b, &m, err);
    if (rc == LX_OK && m.m->locked.day != LX_NO_DAY)
        rc = add_frozen(b, &frozen, err);
    if (rc == LX_OK && !frozen)
        rc = read_text(&t, m.m, err);
    if (rc == LX_OK && !frozen)
        rc = add_head(b, &m, &t, err);
    if (rc == LX_OK && !frozen) {
        if (!has_opening(b, &t, &m))
            add_opening(b, &m);
        add_text(b, &t);
        rc = add_roll(b, &t, m.m, err);
    }
    if (rc == LX_OK)
        rc = add_corrections(b, err);
    lx_doc_free(t.d);
    lx_str_done(&t.title);
    lx_built_meeting_done(&m);
    return rc;
}

/* --- locked minutes ----------------------------------------------------------------------------------------------- */

/* What was issued prints as it was issued, whatever the records say since. */
static enum lx_rc add_frozen(struct lx_builder *b, bool *frozen, struct lx_err *err)
{
    struct lx_rows issued = { 0 };
    enum lx_rc rc = lx_editions(b->w, b->of, EDITION_ISSUED, true, &issued, err);
    if (rc == LX_OK && issued.n) {
        const char *text = ((struct lx_edition *)issued.at[issued.n - 1])->text;
        lx_text_clean(b->md, text ? text : "", text ? strlen(text) : 0, LX_CLEAN_LINES);
        *frozen = true;
    }
    lx_rows_done(&issued);
    return rc;
}

/* 更正（2024年7月3日）：…, each behind the text, in its order. */
static enum lx_rc add_corrections(struct lx_builder *b, struct lx_err *err)
{
    struct lx_rows rows = { 0 };
    enum lx_rc rc = lx_editions(b->w, b->of, EDITION_CORRECTION, true, &rows, err);
    for (size_t i = 0; rc == LX_OK && i < rows.n; i++) {
        const struct lx_edition *e = (struct lx_edition *)rows.at[i];
        struct lx_str day = LX_STR_EMPTY;
        lx_built_date(b, &day, &e->day);
        lx_paper_say(b->md, LX_PW_CORRECTED, b->en, lx_str_z(&day));
        lx_str_add(b->md, lx_built_word(b, LX_PW_COLON));
        lx_text_clean(b->md, e->text ? e->text : "", e->text ? strlen(e->text) : 0, LX_CLEAN_LINES);
        lx_str_add(b->md, "\n\n");
        lx_str_done(&day);
    }
    lx_rows_done(&rows);
    return rc;
}

/* --- the text of people --------------------------------------------------------------------------------------------- */

static enum lx_rc read_text(struct text *t, const struct lx_meeting *m, struct lx_err *err)
{
    t->s = m->minutes ? m->minutes : "";
    t->len = strlen(t->s);
    if (t->s[strspn(t->s, " \n\t")] == '\0')
        return lx_fail(err, LX_NOTFOUND, N_("Meeting %s has no minutes yet; write them, or take them in with `minutes import`"),
                       "%s", m->no ? m->no : "");
    enum lx_rc rc = lx_markdown_read(&t->d, t->s, t->len, err);
    if (rc != LX_OK || !t->d->block_n || t->d->block[0].kind != LX_B_HEADING || t->d->block[0].level != 1)
        return rc;
    for (size_t i = 1; i < t->d->block_n; i++)
        if (t->d->block[i].kind == LX_B_HEADING && t->d->block[i].level == 1)
            return LX_OK; /* one of several headings, no title */
    lx_doc_block_text(&t->title, t->d, 0);
    t->title_from = t->d->block[0].line_from;
    t->title_to = t->d->block[0].line_to;
    t->first = 1;
    return LX_OK;
}

/* --- head ------------------------------------------------------------------------------------------------------- */

/* The office day on which the minutes were issued; today while they are not.  Those from before there were locks say it in the
 * journal. */
static enum lx_rc issue_day(struct lx_builder *b, const struct lx_meeting *m, lx_day *day, struct lx_err *err)
{
    *day = m->locked.day == LX_NO_DAY ? b->w->today : m->locked.day;
    if (m->locked.day != LX_NO_DAY || (m->state != MEETING_ISSUED && m->state != MEETING_ARCHIVED))
        return LX_OK;
    struct lx_log_query q = { .rec = b->of };
    struct lx_log_rows rows = { 0 };
    enum lx_rc rc = b->w->store->log(b->w->store, &q, &rows, err);
    struct lx_str word = LX_STR_EMPTY;
    lx_str_addf(&word, "\"%s\"", lx_words_of("meeting_state")->at[MEETING_ISSUED].word);
    for (size_t i = 0; rc == LX_OK && i < rows.n; i++)
        if (strcmp(rows.at[i].command, "meeting step") == 0 && !rows.at[i].undone_by && strstr(rows.at[i].args, word.s)) {
            *day = lx_instant_day(rows.at[i].at_ms, rows.at[i].offset_min);
            break; /* newest first */
        }
    lx_str_done(&word);
    lx_log_rows_done(&rows);
    return rc;
}

/* （第26号）; of a series that counts by year 〔2024〕2号. */
void lx_built_minutes_no(const struct lx_builder *b, struct lx_str *out, const char *no)
{
    no += strcspn(no, "0123456789");
    const char *dash = strchr(no, '-');
    if (!*no)
        return;
    if (!dash) {
        lx_paper_say(out, LX_PW_MINUTES_NO, b->en, no);
        return;
    }
    struct lx_str year = LX_STR_EMPTY;
    lx_str_addn(&year, no, (size_t)(dash - no));
    lx_paper_say(out, LX_PW_MINUTES_NO_YEAR, b->en, year.s);
    lx_paper_say(out, LX_PW_MINUTES_NO_OF_YEAR, b->en, dash + 1);
    lx_str_done(&year);
}

static void key_or(struct lx_builder *b, const struct text *t, const char *key, const char *else_)
{
    const char *own = lx_doc_get(t->d, key);
    lx_built_key(b->md, key, own && *own ? own : else_);
}

static enum lx_rc add_head(struct lx_builder *b, const struct lx_built_meeting *m, const struct text *t, struct lx_err *err)
{
    lx_day day;
    enum lx_rc rc = issue_day(b, m->m, &day, err);
    if (rc != LX_OK)
        return rc;
    bool issued = m->m->state == MEETING_ISSUED || m->m->state == MEETING_ARCHIVED;
    enum lx_paper_word draft = m->m->state == MEETING_MINUTES_CIRCULATED ? LX_PW_DRAFT_SENT : LX_PW_DRAFT;
    struct lx_str title = LX_STR_EMPTY, number = LX_STR_EMPTY, date = LX_STR_EMPTY;
    lx_paper_say(&title, LX_PW_MINUTES_TITLE, b->en, lx_str_z(&m->name));
    lx_built_minutes_no(b, &number, m->m->no ? m->m->no : "");
    lx_built_day(b, &date, day);
    const char *own_date = lx_doc_get(t->d, "date");
    lx_built_begin(b);
    key_or(b, t, "title", t->title.len ? t->title.s : title.s);
    key_or(b, t, "subtitle", NULL);
    key_or(b, t, "number", lx_str_z(&number));
    key_or(b, t, "issuer", lx_built_issuer(b));
    key_or(b, t, "date", date.s);
    key_or(b, t, "version", issued ? NULL : lx_built_word(b, draft));
    key_or(b, t, "to", NULL);
    key_or(b, t, "cc", NULL);
    key_or(b, t, "printer", lx_built_issuer(b));
    key_or(b, t, "printed", own_date && *own_date ? own_date : date.s);
    lx_str_add(b->md, "---\n\n");
    lx_str_done(&title);
    lx_str_done(&number);
    lx_str_done(&date);
    return LX_OK;
}

/* --- opening ---------------------------------------------------------------------------------------------------- */

/* Did the author write it?  A first paragraph that names the meeting or its day is one. */
static bool has_opening(const struct lx_builder *b, const struct text *t, const struct lx_built_meeting *m)
{
    if (t->first >= t->d->block_n || t->d->block[t->first].kind != LX_B_PARA)
        return false;
    struct lx_str text = LX_STR_EMPTY, zh = LX_STR_EMPTY, en = LX_STR_EMPTY;
    lx_doc_block_text(&text, t->d, t->first);
    bool day = m->m->date.day != LX_NO_DAY;
    if (day) {
        lx_date_zh(&zh, &m->m->date);
        lx_date_en(&en, &m->m->date);
    }
    const char *title = m->m->title ? m->m->title : "";
    bool found = (*title && lx_text_has(lx_str_z(&text), title)) || lx_text_has(lx_str_z(&text), lx_str_z(&m->name)) ||
                 (day && (lx_text_has(lx_str_z(&text), zh.s) || lx_text_has(lx_str_z(&text), en.s)));
    (void)b;
    lx_str_done(&text);
    lx_str_done(&zh);
    lx_str_done(&en);
    return found;
}

static void say_when(const struct lx_builder *b, struct lx_str *out, const struct lx_meeting *m)
{
    struct lx_str when = LX_STR_EMPTY;
    int hour;
    lx_built_date(b, &when, &m->date);
    if (m->date.prec == LX_PREC_DAY && m->time && sscanf(m->time, "%d:", &hour) == 1)
        lx_str_add(&when, lx_built_word(b, hour < 12 ? LX_PW_MORNING : hour < 18 ? LX_PW_AFTERNOON : LX_PW_EVENING));
    lx_paper_say(out, LX_PW_HELD_ON, b->en, when.s);
    lx_str_done(&when);
}

/* A matter of its own that came up: no part of another one, and not internal. */
static bool is_told(const struct lx_rows *agenda, const struct lx_agenda *a)
{
    if (a->secrecy == SECRECY_INTERNAL)
        return false;
    for (size_t i = 0; a->parent && i < agenda->n; i++) {
        const struct lx_agenda *above = (const struct lx_agenda *)agenda->at[i];
        if (above->rec.id == a->parent && above->kind != AGENDA_HEADING)
            return false;
    }
    return lx_built_came_up(agenda, a);
}

/* What was done, kind by kind in the order of the agenda: 审议了《A》、《B》，听取了C汇报. */
static void say_done(const struct lx_builder *b, struct lx_str *out, const struct lx_rows *agenda)
{
    bool told[lx_agenda_kind_n] = { [AGENDA_HEADING] = true };
    for (size_t i = 0; i < agenda->n; i++) {
        const struct lx_agenda *first = (struct lx_agenda *)agenda->at[i];
        if (told[first->kind] || !is_told(agenda, first))
            continue;
        told[first->kind] = true;
        struct lx_str titles = LX_STR_EMPTY;
        for (size_t k = i; k < agenda->n; k++) {
            const struct lx_agenda *a = (struct lx_agenda *)agenda->at[k];
            if (a->kind != first->kind || !is_told(agenda, a))
                continue;
            lx_str_add(&titles, titles.len ? lx_built_word(b, LX_PW_AND) : "");
            lx_built_topic(b, &titles, a);
        }
        lx_str_add(out, out->len ? lx_built_word(b, LX_PW_NEXT) : "");
        lx_paper_say(out, (enum lx_paper_word)((int)LX_PW_DONE_DELIBERATE + first->kind), b->en, lx_str_z(&titles));
        lx_str_done(&titles);
    }
}

static void say_if(const struct lx_builder *b, struct lx_str *out, enum lx_paper_word id, const char *what)
{
    if (what && *what)
        lx_paper_say(out, id, b->en, what);
}

void lx_built_opening(const struct lx_builder *b, const struct lx_built_meeting *m, struct lx_str *s)
{
    struct lx_str done = LX_STR_EMPTY, chair = LX_STR_EMPTY, place = LX_STR_EMPTY;
    if (m->m->date.day != LX_NO_DAY)
        say_when(b, s, m->m);
    lx_paper_say(s, LX_PW_HELD, b->en, lx_str_z(&m->name));
    lx_str_add(s, lx_str_z(&m->number));
    lx_built_place(b, &place, m->m->place);
    say_if(b, s, LX_PW_HELD_AT, lx_str_z(&place));
    lx_str_add(s, lx_built_word(b, m->m->place ? LX_PW_HELD_SOMEWHERE : LX_PW_HELD_NOWHERE));
    say_if(b, s, LX_PW_HELD_BY, lx_built_unit(b, m->m->host));
    lx_built_post(b, &chair, m->m->chair);
    say_if(b, s, LX_PW_HELD_CHAIR, lx_str_z(&chair));
    say_if(b, s, LX_PW_HELD_THEME, m->m->theme);
    say_done(b, &done, &m->agenda);
    say_if(b, s, LX_PW_HELD_DONE, lx_str_z(&done));
    lx_str_add(s, lx_built_word(b, LX_PW_HELD_END));
    lx_str_done(&done);
    lx_str_done(&chair);
    lx_str_done(&place);
}

static void add_opening(struct lx_builder *b, const struct lx_built_meeting *m)
{
    struct lx_str s = LX_STR_EMPTY;
    lx_built_opening(b, m, &s);
    lx_built_text(b->md, lx_str_z(&s));
    lx_str_add(b->md, "\n\n");
    lx_str_done(&s);
}

/* --- text and names --------------------------------------------------------------------------------------------- */

static void add_text(struct lx_builder *b, const struct text *t) { lx_built_source(b->md, t->s, t->title_from, t->title_to); }

/* Bytes up to the first colon of either width; 0 if there is none. */
static size_t label_of(const char *s, size_t len)
{
    const char *wide = memmem(s, len, "\xEF\xBC\x9A", 3), *plain = memchr(s, ':', len);
    const char *colon = !wide || (plain && plain < wide) ? plain : wide;
    return colon ? (size_t)(colon - s) : 0;
}

/* Has the text a line of these names already? */
static bool named(const struct text *t, const char *label, size_t len)
{
    struct lx_str want = LX_STR_EMPTY, text = LX_STR_EMPTY;
    lx_str_addn(&want, label, len);
    bool found = false;
    for (size_t i = 0; i < t->d->block_n && !found; i++) {
        if (t->d->block[i].kind != LX_B_PARA)
            continue;
        lx_str_clear(&text);
        lx_doc_block_text(&text, t->d, i);
        lx_str_cut(&text, text.len ? label_of(text.s, text.len) : 0);
        found = text.len && lx_text_same(text.s, want.s);
    }
    lx_str_done(&want);
    lx_str_done(&text);
    return found;
}

/* Each line 出席：… as a paragraph of names; a line without a label goes on where the one before ended. */
static void add_names(struct lx_builder *b, const struct text *t, const char *attend)
{
    struct lx_str names = LX_STR_EMPTY;
    for (const char *s = attend ? attend : ""; *s;) {
        size_t len = strcspn(s, "\n");
        lx_str_clear(&names);
        if (!label_of(s, len))
            lx_str_add(&names, lx_built_word(b, LX_PW_PRESENT));
        lx_str_addn(&names, s, len);
        for (s += len + (s[len] == '\n'); *s; s += len + (s[len] == '\n')) {
            len = strcspn(s, "\n");
            if (label_of(s, len))
                break;
            lx_str_addn(&names, s, len);
        }
        if (names.s[strspn(names.s, " ")] && !named(t, names.s, label_of(names.s, names.len))) {
            lx_built_text(b->md, names.s);
            lx_str_add(b->md, "<!-- names -->\n\n");
        }
    }
    lx_str_done(&names);
}

/* Who was there by the roll; as written in the record where nobody called it. */
static enum lx_rc add_roll(struct lx_builder *b, const struct text *t, const struct lx_meeting *m, struct lx_err *err)
{
    struct lx_names_lines names;
    struct lx_str lines = LX_STR_EMPTY;
    enum lx_rc rc = lx_standing_names(b->w, m, b->en, &names, err);
    if (rc == LX_OK && !names.called) { /* with what else somebody put there */
        lx_str_addf(&lines, "%s\n", m->attend ? m->attend : "");
        if (m->excused)
            lx_str_addf(&lines, "%s%s\n", lx_standing_label(LX_NAMES_EXCUSED, b->en), m->excused);
        if (m->invited)
            lx_str_addf(&lines, "%s%s\n", lx_standing_label(LX_NAMES_INVITED, b->en), m->invited);
    }
    for (int i = 0; rc == LX_OK && names.called && i < LX_NAMES_N; i++)
        if (names.of[i].len)
            lx_str_addf(&lines, "%s%s\n", lx_standing_label((enum lx_names_line)i, b->en), names.of[i].s);
    if (rc == LX_OK)
        add_names(b, t, lx_str_z(&lines));
    lx_standing_names_done(&names);
    lx_str_done(&lines);
    return rc;
}
