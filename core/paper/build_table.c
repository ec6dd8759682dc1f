/* Tables, forms, headings and the front matter that papers of meetings share. */
#include "core/paper/builder.h"

#include "core/doc/table.h"
#include "core/meeting/agenda.h"
#include "core/text/text.h"
#include "core/work/units.h"

#include <string.h>

void lx_built_heading(struct lx_builder *b, int level, const char *s)
{
    lx_str_fill(b->md, '#', (size_t)(level + 1 + b->below));
    lx_str_addc(b->md, ' ');
    lx_built_text(b->md, s);
    lx_str_add(b->md, "\n\n");
}

/* --- tables --------------------------------------------------------------------------------------------------------- */

static void add_delimiter(struct lx_builder *b, const char *align)
{
    for (const char *a = align; *a; a++)
        lx_str_add(b->md, *a == 'r' ? "|--:" : *a == 'c' ? "|:-:" : "|---");
    lx_str_add(b->md, "|\n");
}

void lx_built_heads(struct lx_builder *b, const char *const *heads, const char *align)
{
    lx_built_row(b, heads, strlen(align));
    add_delimiter(b, align);
}

void lx_built_table(struct lx_builder *b, const enum lx_paper_word *heads, const char *align)
{
    const char *words[LX_TABLE_COLUMNS];
    for (size_t i = 0; align[i]; i++)
        words[i] = lx_built_word(b, heads[i]);
    lx_built_heads(b, words, align);
}

void lx_built_form(struct lx_builder *b, const char *align)
{
    for (size_t i = 0; align[i]; i++)
        lx_str_add(b->md, "|   ");
    lx_str_add(b->md, "|\n");
    add_delimiter(b, align);
}

/* A cell of several lines: LF is a break. */
static void add_lines(struct lx_str *md, const char *s)
{
    struct lx_str line = LX_STR_EMPTY;
    if (!strchr(s, '\n')) {
        lx_built_cell(md, s);
        return;
    }
    while (*s) {
        size_t len = strcspn(s, "\n");
        lx_str_clear(&line);
        lx_str_addn(&line, s, len);
        lx_built_cell(md, lx_str_z(&line));
        lx_str_add(md, s[len] ? "<br>" : "");
        s += len + (s[len] == '\n');
    }
    lx_str_done(&line);
}

void lx_built_row(struct lx_builder *b, const char *const *cell, size_t n)
{
    for (size_t i = 0; i < n; i++) {
        lx_str_add(b->md, "| ");
        add_lines(b->md, cell[i] ? cell[i] : "");
        lx_str_addc(b->md, ' ');
    }
    lx_str_add(b->md, "|\n");
}

void lx_built_field(struct lx_builder *b, enum lx_paper_word label, const char *value)
{
    lx_str_add(b->md, "| **");
    lx_built_cell(b->md, lx_built_word(b, label));
    lx_str_add(b->md, "** | ");
    add_lines(b->md, value ? value : "");
    lx_str_add(b->md, " |\n");
}

void lx_built_blanks(struct lx_builder *b, int n, int no, int column_n)
{
    for (int i = 0; i < n; i++) {
        lx_str_addf(b->md, "| %d ", no + i);
        for (int c = 1; c < column_n; c++)
            lx_str_add(b->md, "|   ");
        lx_str_add(b->md, "|\n");
    }
}

/* --- front matter --------------------------------------------------------------------------------------------------- */

void lx_built_front(struct lx_builder *b, enum lx_paper_word title, const struct lx_built_meeting *m)
{
    struct lx_str s = LX_STR_EMPTY;
    lx_built_begin(b);
    lx_paper_say(&s, title, b->en, m ? lx_str_z(&m->name) : "");
    lx_built_key(b->md, "title", lx_str_z(&s));
    lx_built_key(b->md, "subtitle", m ? lx_str_z(&m->number) : NULL);
    lx_built_key(b->md, "issuer", lx_built_issuer(b));
    lx_str_clear(&s);
    lx_built_day(b, &s, lx_built_dated(b, m));
    lx_built_key(b->md, "date", s.s);
    lx_str_done(&s);
}

lx_day lx_built_dated(const struct lx_builder *b, const struct lx_built_meeting *m)
{
    lx_day held = m && m->m ? m->m->date.day : LX_NO_DAY;
    return held != LX_NO_DAY && held < b->w->today ? held : b->w->today;
}

void lx_built_presenter(const struct lx_builder *b, struct lx_str *out, const struct lx_agenda *a)
{
    struct lx_str post = LX_STR_EMPTY;
    lx_built_post_of(b, &post, a->presenter, a->speaker); /* the unit is said already */
    lx_str_add(out, lx_built_unit(b, a->presenter));
    if (a->presenter && post.len)
        lx_paper_say(out, LX_PW_IN_BRACKETS, b->en, post.s);
    else
        lx_str_add(out, lx_str_z(&post));
    lx_str_done(&post);
}

void lx_built_labelled_post(struct lx_builder *b, enum lx_paper_word label, const char *s)
{
    struct lx_str post = LX_STR_EMPTY;
    lx_built_post(b, &post, s);
    lx_built_labelled(b, label, lx_str_z(&post));
    lx_str_done(&post);
}

/* Is it one of those in a list? */
static bool is_listed(const char *list, const char *one, const char *mark)
{
    size_t len = strlen(one), mark_len = strlen(mark);
    for (const char *s = list; *s;) {
        const char *end = strstr(s, mark);
        if ((end ? (size_t)(end - s) : strlen(s)) == len && memcmp(s, one, len) == 0)
            return true;
        s = end ? end + mark_len : s + strlen(s);
    }
    return false;
}

void lx_built_attend(const struct lx_builder *b, struct lx_str *out, const char *typed)
{
    const char *mark = lx_paper_word(LX_PW_AND, false); /* as typed: 甲局、乙局 */
    struct lx_err ignored;
    for (const char *s = typed ? typed : ""; *s;) {
        const char *end = strstr(s, mark);
        size_t len = end ? (size_t)(end - s) : strlen(s);
        struct lx_str one = LX_STR_EMPTY;
        lx_id id;
        lx_str_addn(&one, s, len);
        if (b->en && len && lx_unit_find(b->w->units, one.s, &id, &ignored) == LX_OK) {
            lx_str_clear(&one);
            lx_str_add(&one, lx_built_unit(b, id));
        }
        if (one.len && !is_listed(lx_str_z(out), one.s, lx_built_word(b, LX_PW_AND)))
            lx_str_addf(out, "%s%s", out->len ? lx_built_word(b, LX_PW_AND) : "", one.s);
        lx_str_done(&one);
        s += len + (end ? strlen(mark) : 0);
    }
}

const char *lx_built_without(const char *s, const char *name)
{
    size_t len = strlen(name);
    const char *rest = strncmp(s, name, len) == 0 ? s + len + strspn(s + len, " ") : s;
    return *rest ? rest : s;
}

/* --- hours ---------------------------------------------------------------------------------------------------------- */

void lx_built_clock(struct lx_str *out, int minute)
{
    struct lx_str s = LX_STR_EMPTY;
    lx_clock_add(&s, minute);
    lx_str_add(out, lx_str_z(&s) + (s.len && *s.s == '0'));
    lx_str_done(&s);
}

void lx_built_hours(const struct lx_builder *b, struct lx_str *out, const char *time)
{
    int from, to;
    lx_clock_read(time, &from, &to);
    if (from < 0) {
        lx_str_add(out, time);
        return;
    }
    lx_built_clock(out, from);
    lx_str_add(out, to >= 0 ? lx_built_word(b, LX_PW_TO) : "");
    lx_built_clock(out, to);
}

/* --- days ----------------------------------------------------------------------------------------------------------- */

void lx_built_weekday(const struct lx_builder *b, struct lx_str *out, const struct lx_date *d)
{
    if (d->day != LX_NO_DAY && d->prec == LX_PREC_DAY)
        lx_str_add(out, lx_built_word(b, (enum lx_paper_word)((int)LX_PW_DAY1 + lx_day_weekday(d->day) - 1)));
}

void lx_built_date_weekday(const struct lx_builder *b, struct lx_str *out, const struct lx_date *d)
{
    size_t start = out->len;
    if (b->en)
        lx_built_weekday(b, out, d);
    lx_str_add(out, out->len > start ? ", " : "");
    lx_built_date(b, out, d);
    if (!b->en)
        lx_built_weekday(b, out, d);
}

void lx_built_month_day(const struct lx_builder *b, struct lx_str *out, lx_day day)
{
    int year, month, nth;
    lx_day_split(day, &year, &month, &nth);
    if (b->en) { /* 14 December 2022 without its year */
        lx_date_en(out, &(struct lx_date){ .day = day });
        lx_str_cut(out, out->len - (size_t)(year > 999 ? 5 : 2));
        return;
    }
    lx_paper_count(out, LX_PW_MONTH, false, month);
    lx_paper_count(out, LX_PW_DAY_OF_MONTH, false, nth);
}
