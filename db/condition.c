/* Conditions and orders as SQL.  A leaf that is NULL counts as false: only NOT has to care, and asks IS NOT TRUE. */
#include "db/condition.h"

#include "core/mem.h"
#include "core/text/text.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static void build(struct lx_build *b, const struct lx_cond *c, enum lx_type type, int t, bool top);
static void build_compare(struct lx_build *b, const struct lx_cond *c, enum lx_type type, int t);
static void add_light(struct lx_build *b, int t);

/* --- values ------------------------------------------------------------------------------------------------------ */

void lx_build_bind_text(struct lx_build *b, const char *s)
{
    lx_str_addc(&b->sql, '?');
    LX_PUSH(b->bound, b->bound_n, b->bound_room) = (struct lx_bound){ .s = lx_strdup(s) };
}

void lx_build_bind_int(struct lx_build *b, int64_t i)
{
    lx_str_addc(&b->sql, '?');
    LX_PUSH(b->bound, b->bound_n, b->bound_room) = (struct lx_bound){ .i = i };
}

void lx_build_apply(const struct lx_build *b, sqlite3_stmt *st)
{
    for (size_t i = 0; i < b->bound_n; i++)
        if (b->bound[i].s)
            lx_bind_text(st, (int)i + 1, b->bound[i].s);
        else
            sqlite3_bind_int64(st, (int)i + 1, b->bound[i].i);
}

void lx_build_done(struct lx_build *b)
{
    for (size_t i = 0; i < b->bound_n; i++)
        free(b->bound[i].s);
    free(b->bound);
    lx_str_done(&b->sql);
    b->bound = NULL;
    b->bound_n = b->bound_room = 0;
}

static bool is_listed(enum lx_type type, const struct lx_field *f)
{
    const char *const *keys = lx_list_keys(type);
    for (int i = 0; keys && keys[i]; i++)
        if (strcmp(keys[i], f->name) == 0)
            return true;
    return keys && (f->flags & LX_F_LISTED);
}

static void add_column(struct lx_build *b, enum lx_type type, int t, const struct lx_field *f)
{
    if (t == 0 && !is_listed(type, f))
        b->uncovered = true;
    lx_str_addf(&b->sql, "t%d.", t);
    lx_sort_column(&b->sql, f);
}

/* --- trees ------------------------------------------------------------------------------------------------------- */

void lx_build_where(struct lx_build *b)
{
    b->tables_n = b->tables_n ? b->tables_n : 1;
    if (b->q->where)
        build(b, b->q->where, b->q->type, 0, true);
    else
        lx_str_addc(&b->sql, '1');
}

void lx_build_by(struct lx_build *b, const struct lx_by *by)
{
    if (by->field)
        add_column(b, b->q->type, 0, by->field);
    else
        add_light(b, 0);
}

static void build_kids(struct lx_build *b, const struct lx_cond *c, enum lx_type type, int t, bool top)
{
    const char *between = c->op == LX_OP_ALL ? " AND " : " OR ";
    lx_str_addc(&b->sql, '(');
    for (size_t i = 0; i < c->kids_n; i++) {
        lx_str_add(&b->sql, i ? between : "");
        build(b, c->kids[i], type, t, top && c->op == LX_OP_ALL);
    }
    lx_str_add(&b->sql, c->kids_n ? ")" : c->op == LX_OP_ALL ? "1)" : "0)");
}

static void build_not(struct lx_build *b, const struct lx_cond *c, enum lx_type type, int t)
{
    lx_str_addc(&b->sql, '(');
    if (c->kids_n)
        build(b, c->kids[0], type, t, false);
    else
        lx_str_addc(&b->sql, '1');
    lx_str_add(&b->sql, ") IS NOT TRUE");
}

/* Many ids go as one JSON array, so that the number of parameters stays small. */
static void build_in(struct lx_build *b, const struct lx_cond *c, enum lx_type type, int t)
{
    if (c->field)
        add_column(b, type, t, c->field);
    else
        lx_str_addf(&b->sql, "t%d.\"id\"", t);
    if (c->ids.n == 1) {
        lx_str_add(&b->sql, " = ");
        lx_build_bind_int(b, c->ids.at[0]);
        return;
    }
    struct lx_str json = LX_STR_EMPTY;
    for (size_t i = 0; i < c->ids.n; i++)
        lx_str_addf(&json, "%c%lld", i ? ',' : '[', (long long)c->ids.at[i]);
    lx_str_add(&json, c->ids.n ? "]" : "[]");
    lx_str_add(&b->sql, " IN (SELECT \"value\" FROM json_each(");
    lx_build_bind_text(b, lx_str_z(&json));
    lx_str_add(&b->sql, "))");
    lx_str_done(&json);
}

/* The Han runs of what a searchable field must have: the full text finds a superset of its rows at once. */
static bool read_has_pieces(struct lx_pieces *p, const struct lx_cond *c)
{
    struct lx_pieces all = { 0 };
    size_t before = p->n;
    if (!(c->field->flags & LX_F_SEARCH))
        return false;
    lx_pieces_read(&all, c->value);
    for (size_t i = 0; i < all.n; i++)
        if ((unsigned char)all.at[i][0] >= 0x80)
            LX_PUSH(p->at, p->n, p->room) = lx_strdup(all.at[i]);
    lx_pieces_done(&all);
    return p->n > before;
}

static void build_match(struct lx_build *b, const struct lx_pieces *p, int t)
{
    struct lx_str match = LX_STR_EMPTY;
    lx_pieces_match(&match, p, NULL);
    lx_str_addf(&b->sql, "t%d.\"id\" IN (SELECT \"rowid\" FROM \"words\" WHERE \"words\" MATCH ", t);
    lx_build_bind_text(b, lx_str_z(&match));
    lx_str_addc(&b->sql, ')');
    lx_str_done(&match);
}

static void build_words(struct lx_build *b, const struct lx_cond *c, int t, bool top)
{
    struct lx_pieces p = { 0 };
    lx_pieces_read(&p, c->value);
    enum lx_words_plan plan = top ? b->words : LX_WORDS_IN;
    if (!p.n || plan == LX_WORDS_SKIP) {
        lx_str_addc(&b->sql, '1');
    } else if (plan == LX_WORDS_WALK) {
        lx_str_add(&b->sql, "(SELECT ");
        for (size_t i = 0; i < p.n; i++) {
            lx_str_addf(&b->sql, "%sinstr(w.\"c0\", ", i ? " AND " : "");
            lx_build_bind_text(b, p.at[i]);
            lx_str_addc(&b->sql, ')');
        }
        lx_str_addf(&b->sql, " FROM \"words_content\" w WHERE w.\"id\" = t%d.\"id\")", t);
    } else {
        build_match(b, &p, t);
    }
    lx_pieces_done(&p);
}

static void build_linked(struct lx_build *b, const struct lx_cond *c, int t)
{
    int u = b->tables_n++;
    lx_str_addf(&b->sql, "t%d.\"id\" IN (SELECT t%d.\"%s\" FROM \"%s\" t%d WHERE ", t, u, c->back->name,
                lx_table(c->type)->name, u);
    if (c->kids_n)
        build(b, c->kids[0], c->type, u, false);
    else
        lx_str_addc(&b->sql, '1');
    lx_str_addc(&b->sql, ')');
}

static void build_has(struct lx_build *b, const struct lx_cond *c, enum lx_type type, int t, bool top)
{
    struct lx_pieces p = { 0 };
    struct lx_str key = LX_STR_EMPTY;
    bool lng = c->field->kind == LX_LONG;
    lx_text_key(&key, c->value, strlen(c->value));
    if (!key.len) { /* nothing stands in everything */
        lx_str_addc(&b->sql, '1');
        return;
    }
    if (top && b->words == LX_WORDS_IN && read_has_pieces(&p, c)) {
        build_match(b, &p, t);
        lx_str_add(&b->sql, " AND ");
    }
    if (lng) {
        lx_str_addf(&b->sql, "EXISTS (SELECT 1 FROM \"text\" x WHERE x.\"id\" = t%d.\"id\" AND x.\"field\" = ", t);
        lx_build_bind_text(b, c->field->name);
        lx_str_add(&b->sql, " AND lx_has(x.\"value\", ");
    } else {
        lx_str_addf(&b->sql, "lx_has(t%d.\"%s\", ", t, c->field->name);
    }
    b->uncovered = b->uncovered || (t == 0 && !(c->field->kind == LX_TEXT && is_listed(type, c->field)));
    lx_build_bind_text(b, lx_str_z(&key));
    lx_str_add(&b->sql, lng ? "))" : ")");
    lx_pieces_done(&p);
    lx_str_done(&key);
}

static void build_pinyin(struct lx_build *b, const struct lx_cond *c, enum lx_type type, int t)
{
    lx_str_addf(&b->sql, "lx_pinyin(t%d.\"%s\", ", t, c->field->name);
    lx_build_bind_text(b, c->value);
    lx_str_addc(&b->sql, ')');
    b->uncovered = b->uncovered || (t == 0 && !is_listed(type, c->field));
}

static void build_set(struct lx_build *b, const struct lx_cond *c, enum lx_type type, int t)
{
    if (c->field->kind == LX_LONG) {
        lx_str_addf(&b->sql, "EXISTS (SELECT 1 FROM \"text\" x WHERE x.\"id\" = t%d.\"id\" AND x.\"field\" = ", t);
        lx_build_bind_text(b, c->field->name);
        lx_str_addc(&b->sql, ')');
        b->uncovered = b->uncovered || t == 0;
        return;
    }
    add_column(b, type, t, c->field);
    if (c->field->kind == LX_DATE)
        lx_str_addf(&b->sql, " < %lld", (long long)LX_KEY_ABSENT);
    else
        lx_str_add(&b->sql, c->field->kind == LX_ENUM ? " <> ''" : " IS NOT NULL");
}

static void add_light(struct lx_build *b, int t)
{
    const struct lx_query *q = b->q;
    lx_str_addf(&b->sql, "lx_light(t%d.\"state\", t%d.\"start_key\", t%d.\"due_key\", ", t, t, t);
    lx_build_bind_int(b, q->today);
    lx_str_add(&b->sql, ", ");
    lx_build_bind_int(b, q->near_days);
    lx_str_add(&b->sql, ", ");
    lx_build_bind_int(b, q->near_percent);
    lx_str_addc(&b->sql, ')');
}

/* What is late or near lies before some day: that bounds the walk of the index. */
static void build_light(struct lx_build *b, const struct lx_cond *c, int t)
{
    const struct lx_query *q = b->q;
    lx_str_addc(&b->sql, '(');
    add_light(b, t);
    lx_str_add(&b->sql, " = ");
    lx_build_bind_int(b, c->light);
    if (c->light != LX_LIGHT_NONE)
        lx_str_addf(&b->sql, " AND t%d.\"due_key\" < %lld", t,
                    c->light == LX_LIGHT_LATE ? (long long)q->today * 8 : (long long)LX_KEY_WORDS);
    lx_str_addc(&b->sql, ')');
}

static void build(struct lx_build *b, const struct lx_cond *c, enum lx_type type, int t, bool top)
{
    switch (c->op) {
    case LX_OP_ALL:
    case LX_OP_ANY:
        build_kids(b, c, type, t, top);
        break;
    case LX_OP_NOT:
        build_not(b, c, type, t);
        break;
    case LX_OP_IN:
        build_in(b, c, type, t);
        break;
    case LX_OP_WORDS:
        build_words(b, c, t, top);
        break;
    case LX_OP_LINKED:
        build_linked(b, c, t);
        break;
    case LX_OP_HAS:
        build_has(b, c, type, t, top);
        break;
    case LX_OP_PINYIN:
        build_pinyin(b, c, type, t);
        break;
    case LX_OP_SET:
        build_set(b, c, type, t);
        break;
    case LX_OP_LIGHT:
        build_light(b, c, t);
        break;
    case LX_OP_EQ:
    case LX_OP_LT:
    case LX_OP_LE:
    case LX_OP_GT:
    case LX_OP_GE:
        build_compare(b, c, type, t);
        break;
    }
}

/* --- comparing --------------------------------------------------------------------------------------------------- */

static const char *sign_of(enum lx_op op)
{
    return op == LX_OP_LT ? " < " : op == LX_OP_LE ? " <= " : op == LX_OP_GT ? " > " : op == LX_OP_GE ? " >= " : " = ";
}

/* By the day alone, whatever the precision: keys of one day are day × 8 to day × 8 + 7. */
static void build_date(struct lx_build *b, const struct lx_cond *c, enum lx_type type, int t)
{
    struct lx_date d;
    if (lx_date_parse(&d, c->value, NULL) != LX_OK || d.day == LX_NO_DAY) {
        lx_str_addc(&b->sql, '0');
        return;
    }
    int64_t from = (int64_t)d.day * 8, to = from + 8;
    lx_date_done(&d);
    lx_str_addc(&b->sql, '(');
    add_column(b, type, t, c->field);
    if (c->op == LX_OP_LT || c->op == LX_OP_LE) {
        lx_str_add(&b->sql, " < ");
        lx_build_bind_int(b, c->op == LX_OP_LT ? from : to);
    } else {
        lx_str_add(&b->sql, " >= ");
        lx_build_bind_int(b, c->op == LX_OP_GT ? to : from);
        lx_str_add(&b->sql, " AND ");
        add_column(b, type, t, c->field);
        lx_str_add(&b->sql, " < ");
        lx_build_bind_int(b, c->op == LX_OP_EQ ? to : LX_KEY_WORDS);
    }
    lx_str_addc(&b->sql, ')');
}

/* The words whose place in their set compares so. */
static void build_enum(struct lx_build *b, const struct lx_cond *c, enum lx_type type, int t)
{
    const struct lx_words *w = c->field->words;
    int at = lx_word_find(w, c->value), n = 0;
    add_column(b, type, t, c->field);
    lx_str_add(&b->sql, " IN (");
    for (int i = 0; i < w->n && at >= 0; i++) {
        bool holds = c->op == LX_OP_EQ   ? i == at
                     : c->op == LX_OP_LT ? i < at
                     : c->op == LX_OP_LE ? i <= at
                     : c->op == LX_OP_GT ? i > at
                                         : i >= at;
        if (!holds)
            continue;
        lx_str_add(&b->sql, n++ ? ", " : "");
        lx_build_bind_text(b, w->at[i].word);
    }
    lx_str_addc(&b->sql, ')');
}

static void build_compare(struct lx_build *b, const struct lx_cond *c, enum lx_type type, int t)
{
    const struct lx_field *f = c->field;
    if (f->kind == LX_DATE && *c->value) {
        build_date(b, c, type, t);
        return;
    }
    if (f->kind == LX_ENUM) {
        build_enum(b, c, type, t);
        return;
    }
    if (f->kind == LX_LONG) {
        lx_str_addf(&b->sql, "(SELECT x.\"value\" FROM \"text\" x WHERE x.\"id\" = t%d.\"id\" AND x.\"field\" = ", t);
        lx_build_bind_text(b, f->name);
        lx_str_addc(&b->sql, ')');
        b->uncovered = b->uncovered || t == 0;
    } else {
        add_column(b, type, t, f);
    }
    if (!*c->value) { /* equals nothing: is absent */
        if (f->kind == LX_DATE)
            lx_str_addf(&b->sql, c->op == LX_OP_EQ ? " = %lld" : " IS NULL", (long long)LX_KEY_ABSENT);
        else
            lx_str_add(&b->sql, c->op == LX_OP_EQ ? " IS NULL" : " < NULL");
        return;
    }
    lx_str_add(&b->sql, sign_of(c->op));
    if (f->kind == LX_NUMBER) {
        struct lx_str key = LX_STR_EMPTY;
        lx_no_key(&key, c->value);
        lx_build_bind_text(b, lx_str_z(&key));
        lx_str_done(&key);
    } else if (f->kind == LX_TEXT || f->kind == LX_LONG) {
        lx_build_bind_text(b, c->value);
    } else {
        lx_build_bind_int(b, strtoll(c->value, NULL, 10));
    }
}

/* --- plans ------------------------------------------------------------------------------------------------------- */

static bool is_driver(const struct lx_cond *c)
{
    bool any = false, all = c->kids_n > 0;
    for (size_t i = 0; i < c->kids_n; i++) {
        bool kid = is_driver(c->kids[i]);
        any = any || kid;
        all = all && kid;
    }
    switch (c->op) {
    case LX_OP_ALL:
        return any;
    case LX_OP_ANY:
        return all;
    case LX_OP_IN:
    case LX_OP_LINKED:
        return true;
    case LX_OP_EQ:
        return c->field->kind == LX_NUMBER || c->field->kind == LX_REF;
    default:
        return false;
    }
}

bool lx_build_has_driver(const struct lx_query *q) { return q->where && is_driver(q->where); }

bool lx_build_is_list_order(const struct lx_query *q)
{
    const char *const *keys = lx_list_keys(q->type);
    int i = 0;
    for (; keys && i < q->sort_n && keys[i]; i++)
        if (!q->sort[i].field || q->sort[i].via || strcmp(q->sort[i].field->name, keys[i]) != 0 ||
            (q->sort[i].down && i > 0))
            return false;
    return i > 0 && i == q->sort_n && !keys[i];
}

static void find_pieces(struct lx_pieces *p, const struct lx_cond *c, bool *other, bool *loose)
{
    if (c->op == LX_OP_WORDS)
        lx_pieces_read(p, c->value);
    else if (c->op == LX_OP_HAS)
        *other = true, *loose = read_has_pieces(p, c) || *loose;
    else if (c->op != LX_OP_ALL)
        *other = true;
    for (size_t i = 0; i < c->kids_n && c->op == LX_OP_ALL; i++)
        find_pieces(p, c->kids[i], other, loose);
}

void lx_build_pieces(struct lx_pieces *p, const struct lx_query *q, bool *other, bool *loose)
{
    *other = *loose = false;
    if (q->where)
        find_pieces(p, q->where, other, loose);
}

/* --- order ------------------------------------------------------------------------------------------------------- */

void lx_build_joins(struct lx_build *b)
{
    for (int i = 0; i < b->q->sort_n; i++)
        if (b->q->sort[i].via && b->q->sort[i].via->of < LX_TYPES_N)
            lx_str_addf(&b->sql, " LEFT JOIN \"%s\" s%d ON s%d.\"id\" = t0.\"%s\"",
                        lx_table(b->q->sort[i].via->of)->name, i, i, b->q->sort[i].via->name);
}

/* Words sort by their place in their set. */
static void add_rank(struct lx_build *b, const struct lx_field *f, const char *table)
{
    lx_str_addf(&b->sql, "CASE %s.\"%s\"", table, f->name);
    for (int i = 0; i < f->words->n; i++) {
        lx_str_add(&b->sql, " WHEN ");
        lx_build_bind_text(b, f->words->at[i].word);
        lx_str_addf(&b->sql, " THEN %d", i);
    }
    lx_str_add(&b->sql, " END");
}

/* The key of a date, where the record that holds it may be missing. */
static void add_date(struct lx_build *b, const struct lx_sort *s, const char *table)
{
    if (s->via)
        lx_str_addf(&b->sql, "coalesce(%s.\"%s_key\", %lld)", table, s->field->name, (long long)LX_KEY_ABSENT);
    else
        lx_str_addf(&b->sql, "%s.\"%s_key\"", table, s->field->name);
}

/* Downwards, too, words and no date at all come last. */
static void add_date_order(struct lx_build *b, const struct lx_sort *s, const char *table, bool first)
{
    if (s->down && (s->via || !first)) { /* of the first one the caller takes care */
        lx_str_add(&b->sql, "max(");
        add_date(b, s, table);
        lx_str_addf(&b->sql, ", %lld), ", (long long)LX_KEY_WORDS - 1);
    }
    add_date(b, s, table);
    lx_str_add(&b->sql, s->down ? " DESC, " : ", ");
}

void lx_build_order(struct lx_build *b, bool plain)
{
    for (int i = 0; i < b->q->sort_n; i++) {
        const struct lx_sort *s = &b->q->sort[i];
        char table[16];
        (void)snprintf(table, sizeof table, s->via ? "s%d" : "t0", i);
        if (s->field && s->field->kind == LX_LONG)
            continue;
        lx_str_add(&b->sql, plain ? "+" : "");
        if (!s->field) {
            lx_str_addf(&b->sql, "%s.\"id\"%s, ", table, s->down ? " DESC" : "");
            continue;
        }
        if (s->field->kind == LX_DATE) {
            add_date_order(b, s, table, i == 0);
            continue;
        }
        if (s->field->kind == LX_ENUM) {
            add_rank(b, s->field, table);
        } else {
            lx_str_addf(&b->sql, "%s.", table);
            lx_sort_column(&b->sql, s->field);
        }
        lx_str_add(&b->sql, s->down ? " DESC NULLS LAST, " : " NULLS LAST, ");
    }
    lx_str_add(&b->sql, "t0.\"id\"");
}
