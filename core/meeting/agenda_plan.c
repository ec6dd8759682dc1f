/* Numbers and clock times of an agenda. */
#include "core/meeting/agenda.h"

#include "core/mem.h"
#include "core/text/text.h"

#include <stdlib.h>
#include <string.h>

#define W(name, word) static const char word_##name[] __attribute__((unused)) = word;
#include "core/work/words.def"
#undef W

struct clock {
    lx_id sitting;         /* 0: the meeting itself */
    int start, now, limit; /* minutes after midnight, -1 unknown */
    bool over;             /* a row went beyond the end already */
};
struct clocks {
    struct clock *at;
    size_t n, room;
};

static void number_rows(struct lx_agenda_plan *p, const struct lx_rows *rows);
static void sum_minutes(struct lx_agenda_plan *p, const struct lx_rows *rows);
static void run_clocks(struct lx_agenda_plan *p, const struct lx_rows *rows, struct clocks *clocks);
static void add_clock(struct clocks *c, lx_id sitting, int start, int limit);
static enum lx_rc read_sittings(struct lx_work *w, const struct lx_meeting *m, struct clocks *clocks, struct lx_err *err);

static const struct lx_agenda *row_at(const struct lx_rows *rows, size_t i) { return (const struct lx_agenda *)(const void *)rows->at[i]; }

static void make_plan(const struct lx_rows *rows, struct lx_agenda_plan *out, struct clocks *clocks)
{
    *out = (struct lx_agenda_plan){ .n = rows->n, .at = lx_alloc((rows->n + 1) * sizeof *out->at) };
    number_rows(out, rows);
    sum_minutes(out, rows);
    run_clocks(out, rows, clocks);
}

enum lx_rc lx_agenda_plan(struct lx_work *w, const struct lx_meeting *m, const struct lx_rows *rows, struct lx_agenda_plan *out,
                          struct lx_err *err)
{
    struct clocks clocks = { 0 };
    *out = (struct lx_agenda_plan){ 0 };
    enum lx_rc rc = read_sittings(w, m, &clocks, err);
    if (rc == LX_OK)
        make_plan(rows, out, &clocks);
    free(clocks.at);
    return rc;
}

void lx_agenda_plan_done(struct lx_agenda_plan *p)
{
    free(p->at);
    *p = (struct lx_agenda_plan){ 0 };
}

void lx_agenda_times(const struct lx_meeting *m, const struct lx_rows *rows, int *starts)
{
    struct clocks clocks = { 0 };
    struct lx_agenda_plan p;
    int from, to;
    lx_clock_read(m->time, &from, &to);
    add_clock(&clocks, 0, from, to);
    make_plan(rows, &p, &clocks);
    for (size_t i = 0; i < rows->n; i++)
        starts[i] = p.at[i].start;
    lx_agenda_plan_done(&p);
    free(clocks.at);
}

/* --- numbers ------------------------------------------------------------------------------------------------------------ */

size_t lx_agenda_above(const struct lx_agenda_plan *p, size_t row)
{
    if (p->at[row].depth == 0)
        return p->n;
    size_t i = row;
    while (i-- > 0)
        if (p->at[i].depth < p->at[row].depth)
            return i;
    return p->n;
}

size_t lx_agenda_size(const struct lx_agenda_plan *p, size_t row)
{
    size_t n = 1;
    while (row + n < p->n && p->at[row + n].depth > p->at[row].depth)
        n++;
    return n;
}

/* The depth of a row is one more than that of its parent where that stands open before it; what belongs to nothing, or to
 * something that stands elsewhere, stands at the top. */
static void number_rows(struct lx_agenda_plan *p, const struct lx_rows *rows)
{
    size_t open[LX_AGENDA_DEEP] = { 0 }; /* the rows that the one before belongs to, itself last */
    int counts[LX_AGENDA_DEEP + 1][2] = { { 0 } }; /* items and headings below each of them, the top first */
    int open_n = 0;
    for (size_t i = 0; i < rows->n; i++) {
        const struct lx_agenda *a = row_at(rows, i);
        struct lx_agenda_line *line = &p->at[i];
        line->heading = a->kind == AGENDA_HEADING;
        int depth = open_n < LX_AGENDA_DEEP ? open_n : LX_AGENDA_DEEP - 1;
        while (depth > 0 && rows->at[open[depth - 1]]->id != a->parent)
            depth--;
        line->depth = depth;
        const struct lx_agenda_line *up = depth ? &p->at[open[depth - 1]] : NULL;
        if (up) {
            p->at[open[depth - 1]].parent = true;
            if (up->heading == line->heading)
                memcpy(line->num, up->num, sizeof line->num);
        }
        /* an item below headings counts on from the last item before them */
        int level = depth;
        while (!line->heading && level > 0 && p->at[open[level - 1]].heading)
            level--;
        int at = 0;
        while (at < LX_AGENDA_DEEP - 1 && line->num[at])
            at++;
        line->num[at] = ++counts[level][line->heading];
        counts[depth + 1][0] = counts[depth + 1][1] = 0;
        open[depth] = i;
        open_n = depth + 1;
    }
}

static void add_letter(struct lx_str *out, int n, char first)
{
    if (n <= 26)
        lx_str_addc(out, (char)(first + n - 1));
    else
        lx_str_addi(out, n);
}

static void add_step(struct lx_str *out, const struct lx_agenda_line *line, int level, bool zh)
{
    enum { CIRCLED = 0x2460, CIRCLED_MOST = 20 };
    int n = line->num[level];
    if (line->heading && zh)
        lx_numeral_zh(out, n);
    else if (line->heading)
        add_letter(out, n, 'A');
    else if (level < 2)
        lx_str_addi(out, n);
    else if (!zh)
        add_letter(out, n, 'a');
    else if (n <= CIRCLED_MOST)
        lx_utf8_put(out, (uint32_t)(CIRCLED + n - 1));
    else
        lx_str_addi(out, n);
}

void lx_agenda_mark(struct lx_str *out, const struct lx_agenda_line *line, bool zh)
{
    int level = 0;
    while (level + 1 < LX_AGENDA_DEEP && line->num[level + 1])
        level++;
    bool circled = zh && !line->heading && level > 1, bracketed = level > 0 && !circled;
    if (bracketed)
        lx_str_add(out, zh ? word_BRACKET_OPEN : "(");
    add_step(out, line, level, zh);
    if (bracketed)
        lx_str_add(out, zh ? word_BRACKET_CLOSE : ")");
    else if (!circled)
        lx_str_add(out, zh && line->heading ? word_POINT : ".");
}

void lx_agenda_number(struct lx_str *out, const struct lx_agenda_line *line, bool zh)
{
    for (int i = 0; i < LX_AGENDA_DEEP && line->num[i]; i++) {
        if (!line->heading) {
            lx_str_add(out, i ? "." : "");
            lx_str_addi(out, line->num[i]);
        } else if (zh) {
            lx_str_add(out, i ? word_BRACKET_OPEN : "");
            lx_numeral_zh(out, line->num[i]);
            lx_str_add(out, i ? word_BRACKET_CLOSE : "");
        } else {
            lx_str_add(out, i ? "." : "");
            if (line->num[i] <= 26)
                lx_str_addc(out, (char)('A' + line->num[i] - 1));
            else
                lx_str_addi(out, line->num[i]);
        }
    }
}

size_t lx_agenda_find(const struct lx_agenda_plan *p, const char *typed)
{
    struct lx_str number = LX_STR_EMPTY;
    bool short_heading = (*typed == 'h' || *typed == 'H') && typed[1] >= '1' && typed[1] <= '9';
    size_t found = p->n;
    for (size_t i = 0; found == p->n && i < p->n; i++)
        for (int zh = 0; zh < 2 && found == p->n; zh++) {
            lx_str_clear(&number);
            lx_agenda_number(&number, &p->at[i], zh);
            if (lx_text_same(typed, lx_str_z(&number)) ||
                (short_heading && p->at[i].heading && !p->at[i].num[1] && p->at[i].num[0] == (int)strtol(typed + 1, NULL, 10)))
                found = i;
        }
    lx_str_done(&number);
    return found;
}

/* --- clock -------------------------------------------------------------------------------------------------------------- */

static bool digit(char c) { return c >= '0' && c <= '9'; }

void lx_clock_read(const char *s, int *from, int *to)
{
    int *out[] = { from, to };
    struct lx_str plain = LX_STR_EMPTY; /* full-width digits and colons of an input method */
    *from = *to = -1;
    for (size_t at = 0, len = s ? strlen(s) : 0; at < len;) {
        uint32_t cp;
        at += (size_t)lx_utf8_get(s + at, len - at, &cp);
        lx_utf8_put(&plain, lx_plain_char(cp));
    }
    s = lx_str_z(&plain);
    for (int n = 0; n < 2; n++) {
        while (*s && !digit(*s))
            s++;
        char *end;
        long hour = strtol(s, &end, 10);
        if (end == s || *end != ':' || !digit(end[1]) || !digit(end[2]) || digit(end[3]) || hour > 23 || end[1] > '5')
            break;
        *out[n] = (int)hour * 60 + (end[1] - '0') * 10 + (end[2] - '0');
        s = end + 3;
    }
    lx_str_done(&plain);
}

void lx_clock_add(struct lx_str *out, int minute)
{
    if (minute < 0)
        return;
    lx_str_addi0(out, minute / 60 % 24, 2);
    lx_str_addc(out, ':');
    lx_str_addi0(out, minute % 60, 2);
}

/* From the last row up: what belongs to a row comes behind it. */
static void sum_minutes(struct lx_agenda_plan *p, const struct lx_rows *rows)
{
    for (size_t i = rows->n; i-- > 0;) {
        int own = row_at(rows, i)->minutes == LX_NO_INT ? -1 : (int)row_at(rows, i)->minutes, sum = -1;
        size_t end = i + lx_agenda_size(p, i);
        for (size_t k = i + 1; k < end; k += lx_agenda_size(p, k))
            if (p->at[k].minutes >= 0)
                sum = (sum < 0 ? 0 : sum) + p->at[k].minutes;
        p->at[i].minutes = own > sum ? own : sum;
        if (p->at[i].depth == 0 && p->at[i].minutes > 0)
            p->minutes += p->at[i].minutes;
    }
}

static void add_clock(struct clocks *c, lx_id sitting, int start, int limit)
{
    if (start >= 0 && limit >= 0 && limit < start)
        limit += 24 * 60; /* past midnight */
    LX_PUSH(c->at, c->n, c->room) = (struct clock){ sitting, start, start, limit, false };
}

/* The meeting's own clock first.  A meeting that names no end ends with its only plenary part. */
static enum lx_rc read_sittings(struct lx_work *w, const struct lx_meeting *m, struct clocks *clocks, struct lx_err *err)
{
    struct lx_rows parts = { 0 };
    int from, to, plenary_to = -1, plenary_n = 0;
    lx_clock_read(m->time, &from, &to);
    enum lx_rc rc = lx_all(w, LX_SITTING, lx_cond_ref(LX_SITTING, "meeting", m->rec.id), "position", false, &parts, err);
    for (size_t i = 0; rc == LX_OK && i < parts.n; i++) {
        const struct lx_sitting *s = (struct lx_sitting *)parts.at[i];
        if (s->kind == SITTING_PLENARY && plenary_n++ == 0)
            lx_clock_read(s->until, &plenary_to, &(int){ 0 });
    }
    add_clock(clocks, 0, from, to >= 0 || plenary_n != 1 ? to : plenary_to);
    for (size_t i = 0; rc == LX_OK && i < parts.n; i++) {
        const struct lx_sitting *s = (struct lx_sitting *)parts.at[i];
        int start, until, none;
        lx_clock_read(s->time, &start, &until);
        if (s->until)
            lx_clock_read(s->until, &until, &none);
        add_clock(clocks, s->rec.id, start, until);
    }
    lx_rows_done(&parts);
    return rc;
}

static struct clock *clock_of(struct clocks *clocks, lx_id sitting)
{
    for (size_t i = 0; i < clocks->n; i++)
        if (clocks->at[i].sitting == sitting)
            return &clocks->at[i];
    return &clocks->at[0];
}

/* A row begins where the one before it on its clock ended; what belongs to a row begins with it. */
static void run_clocks(struct lx_agenda_plan *p, const struct lx_rows *rows, struct clocks *clocks)
{
    struct clock *of[LX_AGENDA_DEEP] = { NULL };
    int ends[LX_AGENDA_DEEP] = { 0 }; /* when the open row of each depth ends */
    for (size_t i = 0; i < rows->n; i++) {
        struct lx_agenda_line *line = &p->at[i];
        lx_id sitting = row_at(rows, i)->sitting;
        int d = line->depth;
        struct clock *up = d ? of[d - 1] : NULL;
        struct clock *c = of[d] = sitting || !up ? clock_of(clocks, sitting) : up;
        line->start = line->end = c->now;
        if (c->now < 0)
            continue;
        line->end = c->now + (line->minutes > 0 ? line->minutes : 0);
        ends[d] = line->end;
        if (!line->parent)
            c->now = line->end;
        /* the last row below others: time that those had for themselves is over then */
        size_t next = i + 1;
        int next_depth = next < rows->n ? p->at[next].depth : 0;
        for (int k = d - 1; k >= next_depth && of[k] == c; k--)
            c->now = ends[k] > c->now ? ends[k] : c->now;
        line->over = c->limit >= 0 && line->end > c->limit ? line->end - c->limit : 0;
        if (line->over && !line->parent && !c->over)
            c->over = line->causes = true;
        p->over = line->over > p->over ? line->over : p->over;
    }
    p->end = clocks->at[0].now;
    p->limit = clocks->at[0].limit;
    for (size_t i = 0; i < clocks->n; i++)
        if (clocks->at[i].limit >= 0 && clocks->at[i].now - clocks->at[i].limit > p->over)
            p->over = clocks->at[i].now - clocks->at[i].limit;
}
