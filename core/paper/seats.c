/* Who sits where. */
#include "core/paper/seats.h"

#include "core/mem.h"
#include "core/text/text.h"
#include "core/work/units.h"

#include <stdlib.h>
#include <string.h>

enum { HIGH_ROW = 9, HIGH_ROWS = 2, ROW_LEAST = 5, EMPTY_HIGH = 5, EMPTY_ROWS = 5, LABEL_W = 6 };

/* Those of one unit who sit side by side. */
struct block {
    size_t from, n;
};

/* Who is still to be seated, in order. */
struct queue {
    struct lx_seat *at;
    size_t n, room;
};

static void choose_high(const struct lx_builder *b, const struct lx_people *p, struct queue *high, struct queue *others);
static int choose_len(int high_row, size_t others_n, int per_row);
static void seat_high(struct lx_seats *s, const struct queue *high, bool right);
static void seat_others(struct lx_seats *s, const struct queue *others);

void lx_seats_make(const struct lx_builder *b, const struct lx_people *p, int per_row, struct lx_seats *s)
{
    struct queue high = { 0 }, others = { 0 };
    *s = (struct lx_seats){ 0 };
    choose_high(b, p, &high, &others);
    bool empty = !high.n && !others.n;
    for (int i = 0; empty && i < EMPTY_HIGH; i++)
        LX_PUSH(high.at, high.n, high.room) = (struct lx_seat){ .no = i + 1 };
    int high_row = high.n > HIGH_ROW ? HIGH_ROW : (int)high.n;
    s->row_len = choose_len(high_row, others.n, per_row);
    s->high_n = (int)high.n;
    s->head_n = (s->high_n + s->row_len - 1) / s->row_len;
    seat_high(s, &high, b->w->office->even_seats == SEATS_RIGHT);
    seat_others(s, &others);
    for (int i = 0; empty && i < EMPTY_ROWS * s->row_len; i++) { /* a room to be written in */
        s->seat = lx_grow(s->seat, (size_t)(s->row_n * s->row_len + i + 1), sizeof *s->seat);
        s->seat[s->row_n * s->row_len + i] = (struct lx_seat){ 0 };
    }
    s->row_n += empty ? EMPTY_ROWS : 0;
    free(high.at);
    free(others.at);
}

void lx_seats_done(struct lx_seats *s)
{
    free(s->seat);
    *s = (struct lx_seats){ 0 };
}

/* --- who sits at the head table --------------------------------------------------------------------------------- */

/* Does "乙市人民政府市长" speak of this row: does it begin with its unit, or is it its name? */
static bool is_chair(const struct lx_builder *b, const struct lx_attendance *a, const char *chair)
{
    const struct lx_unit *unit = a->unit ? lx_unit_by_id(b->w->units, a->unit) : NULL;
    if (a->name && strstr(chair, a->name))
        return true;
    return a->role == ATTEND_MEMBER && unit &&
           (strncmp(chair, unit->name, strlen(unit->name)) == 0 || (unit->brief && strncmp(chair, unit->brief, strlen(unit->brief)) == 0));
}

static int by_seat(const void *pa, const void *pb)
{
    const struct lx_attendance *a = ((const struct lx_seat *)pa)->who, *b = ((const struct lx_seat *)pb)->who;
    return (a->seat > b->seat) - (a->seat < b->seat);
}

static void push(struct queue *q, const struct lx_attendance *a) { LX_PUSH(q->at, q->n, q->room) = (struct lx_seat){ .who = a }; }

/* Seats were given: these, by seat. */
static bool choose_given(const struct lx_people *p, struct queue *high)
{
    for (size_t i = 0; i < p->from[LX_PEOPLE_STAFF + 1]; i++)
        if (lx_people_at(p, i)->seat != LX_NO_INT)
            push(high, lx_people_at(p, i));
    if (high->n)
        qsort(high->at, high->n, sizeof *high->at, by_seat);
    return high->n > 0;
}

/* The chair first, then the members as far as there is room. */
static void choose_members(const struct lx_builder *b, const struct lx_people *p, struct queue *high)
{
    const char *chair = p->of.m->chair;
    size_t first = SIZE_MAX, n = p->from[LX_PEOPLE_STAFF + 1];
    for (size_t i = 0; chair && *chair && i < n && first == SIZE_MAX; i++)
        if (is_chair(b, lx_people_at(p, i), chair))
            first = i;
    if (first != SIZE_MAX)
        push(high, lx_people_at(p, first));
    else if (chair && *chair)
        LX_PUSH(high->at, high->n, high->room) = (struct lx_seat){ .words = chair };
    for (size_t i = 0; i < p->from[LX_PEOPLE_MEMBERS + 1] && high->n < HIGH_ROW * HIGH_ROWS; i++)
        if (i != first)
            push(high, lx_people_at(p, i));
}

static void choose_high(const struct lx_builder *b, const struct lx_people *p, struct queue *high, struct queue *others)
{
    if (!choose_given(p, high) && p->rows.n)
        choose_members(b, p, high);
    for (size_t i = 0; i < p->from[LX_PEOPLE_STAFF + 1]; i++) {
        bool seated = false;
        for (size_t k = 0; k < high->n && !seated; k++)
            seated = high->at[k].who == lx_people_at(p, i);
        if (!seated)
            push(others, lx_people_at(p, i));
    }
    for (size_t i = 0; i < high->n; i++)
        high->at[i].no = (int)i + 1;
}

/* As many seats in a row as the head table or a small room has; more of them, and narrower ones, for many people.  Even or odd
 * as the head table, whose middle is the room's. */
static int choose_len(int high_row, size_t others_n, int per_row)
{
    int wanted = others_n <= 24 ? 6 : others_n <= 60 ? 8 : LX_SEATS_ROW_MOST;
    if (per_row)
        return per_row < 3 ? 3 : per_row > LX_SEATS_ROW_MOST ? LX_SEATS_ROW_MOST : per_row;
    if ((size_t)wanted > others_n)
        wanted = (int)others_n;
    int len = high_row > wanted ? high_row : wanted;
    len = len < ROW_LEAST ? ROW_LEAST : len;
    return high_row && (len - high_row) % 2 ? len < LX_SEATS_ROW_MOST ? len + 1 : len - 1 : len;
}

/* --- seats ------------------------------------------------------------------------------------------------------ */

static struct lx_seat *add_row(struct lx_seats *s)
{
    size_t from = (size_t)(s->row_n++ * s->row_len);
    s->seat = lx_grow(s->seat, from + (size_t)s->row_len, sizeof *s->seat);
    for (int i = 0; i < s->row_len; i++)
        s->seat[from + (size_t)i] = (struct lx_seat){ 0 };
    return s->seat + from;
}

/* The first in the middle, the others in turn to either side; the reader's right is the left of those who face him.  The front
 * row, of those who come first, is drawn below the back row. */
static void seat_high(struct lx_seats *s, const struct queue *high, bool right)
{
    for (int row = s->head_n; row-- > 0;) {
        size_t from = (size_t)(row * s->row_len), n = high->n - from < (size_t)s->row_len ? high->n - from : (size_t)s->row_len;
        bool mirrored = right && n % 2 == 0;
        struct lx_seat *seat = add_row(s);
        int middle = (s->row_len - (int)n) / 2 + ((int)n - 1) / 2;
        if (mirrored)
            middle = (s->row_len - (int)n) / 2 + (int)n / 2;
        for (int i = 0; i < (int)n; i++) {
            int aside = (i + 1) / 2; /* 0, 1, 1, 2, 2: to the reader's right, left, right, left */
            bool to_right = (i % 2 == 1) != mirrored;
            seat[middle + (to_right ? aside : -aside)] = high->at[from + (size_t)i];
        }
    }
}

static bool same_unit(const struct lx_seat *a, const struct lx_seat *b) { return a->who->unit && a->who->unit == b->who->unit; }

/* The blocks of a row from the middle outwards: their left, which is the reader's, before their right.  Of a block on the left the
 * first sits nearest to the middle. */
static void seat_row(struct lx_seats *s, const struct queue *others, const struct block *block, size_t block_n, size_t n)
{
    size_t left_n = 0;
    for (size_t i = 1; i < block_n; i += 2)
        left_n += block[i].n;
    struct lx_seat *seat = add_row(s);
    size_t start = ((size_t)s->row_len - n) / 2, left = start + left_n, right = left;
    for (size_t i = 0; i < block_n; i++)
        for (size_t k = 0; k < block[i].n; k++) {
            const struct lx_seat *one = &others->at[block[i].from + k];
            if (i % 2)
                seat[--left] = *one;
            else
                seat[right++] = *one;
        }
}

static void seat_others(struct lx_seats *s, const struct queue *others)
{
    for (size_t at = 0; at < others->n;) {
        struct block block[LX_SEATS_ROW_MOST];
        size_t block_n = 0, n = 0;
        while (n < (size_t)s->row_len && at < others->n) {
            struct block *one = &block[block_n++];
            *one = (struct block){ .from = at };
            do {
                one->n++, n++, at++;
            } while (n < (size_t)s->row_len && at < others->n && same_unit(&others->at[one->from], &others->at[at]));
        }
        seat_row(s, others, block, block_n, n);
    }
}

/* --- drawing ---------------------------------------------------------------------------------------------------- */

void lx_seats_columns(const struct lx_seats *s, int page_w, struct lx_str *out)
{
    int seat_w = (page_w - (s->row_len + 2) - LABEL_W) / s->row_len;
    lx_str_addi(out, page_w - (s->row_len + 2) - seat_w * s->row_len); /* the label takes what is left */
    for (int i = 0; i < s->row_len; i++)
        lx_str_addf(out, " %d", seat_w);
}

/* 宁波市 and below it the name, at the head table else the post. */
static void say_seat(const struct lx_builder *b, struct lx_str *out, const struct lx_seat *seat)
{
    const struct lx_attendance *a = seat->who;
    if (!a) {
        lx_built_post(b, out, seat->words);
        return;
    }
    const struct lx_unit *unit = a->unit ? lx_unit_by_id(b->w->units, a->unit) : NULL;
    if (unit)
        lx_str_add(out, b->en && unit->name_en ? unit->name_en : lx_unit_name_at(b->w, a->unit, b->day));
    bool post = !a->name && a->post && (seat->no || !unit);
    if (unit && (a->name || post))
        lx_str_addc(out, '\n');
    if (a->name)
        lx_str_add(out, a->name);
    else if (post)
        lx_people_post(b, out, a);
}

static void add_labels(struct lx_builder *b, const struct lx_seats *s, enum lx_paper_word label, int row)
{
    struct lx_str no[LX_SEATS_ROW_MOST];
    const char *cell[LX_SEATS_ROW_MOST + 1] = { lx_built_word(b, label) };
    for (int i = 0; i < s->row_len; i++) {
        const struct lx_seat *seat = row < 0 ? NULL : &s->seat[row * s->row_len + i];
        no[i] = LX_STR_EMPTY;
        if (!seat || seat->no)
            lx_str_addi(&no[i], seat ? seat->no : i + 1);
        cell[i + 1] = lx_str_z(&no[i]);
    }
    lx_built_row(b, cell, (size_t)s->row_len + 1);
    for (int i = 0; i < s->row_len; i++)
        lx_str_done(&no[i]);
}

static void add_seats(struct lx_builder *b, const struct lx_seats *s, int row, const char *label)
{
    struct lx_str who[LX_SEATS_ROW_MOST];
    const char *cell[LX_SEATS_ROW_MOST + 1] = { label };
    for (int i = 0; i < s->row_len; i++) {
        who[i] = LX_STR_EMPTY;
        say_seat(b, &who[i], &s->seat[row * s->row_len + i]);
        cell[i + 1] = lx_str_z(&who[i]);
    }
    lx_built_row(b, cell, (size_t)s->row_len + 1);
    for (int i = 0; i < s->row_len; i++)
        lx_str_done(&who[i]);
}

static void end_head(struct lx_builder *b, const struct lx_seats *s)
{
    for (int i = 0; i <= s->row_len; i++)
        lx_str_add(b->md, "|:-:");
    lx_str_add(b->md, "|\n");
}

/* 注：主席台…人，1号居中，2号在1号左手，3号在1号右手…… */
static void add_rule(struct lx_builder *b, const struct lx_seats *s)
{
    bool even = s->high_n % 2 == 0, right = b->w->office->even_seats == SEATS_RIGHT;
    lx_str_addf(b->md, "%s\n\n", lx_built_word(b, !even ? LX_PW_SEATS_ODD : right ? LX_PW_SEATS_RIGHT : LX_PW_SEATS_LEFT));
}

void lx_seats_add(struct lx_builder *b, const struct lx_seats *s)
{
    for (int row = 0; row < s->head_n; row++) {
        add_labels(b, s, LX_PW_SEATS_HEAD, row);
        end_head(b, s);
        add_seats(b, s, row, NULL);
        lx_str_addc(b->md, '\n');
    }
    if (s->high_n > 1 && s->head_n == 1)
        add_rule(b, s);
    for (int row = s->head_n; row < s->row_n; row++) {
        struct lx_str label = LX_STR_EMPTY;
        if (row == s->head_n) {
            add_labels(b, s, LX_PW_SEATS_ROOM, -1);
            end_head(b, s);
        }
        lx_paper_count(&label, LX_PW_SEATS_ROW, b->en, row - s->head_n + 1);
        add_seats(b, s, row, label.s);
        lx_str_done(&label);
    }
    lx_str_addc(b->md, '\n');
}
