/* Weaving a built text and an edited one. */
#include "core/doc/weave.h"

#include "core/doc/common.h"
#include "core/doc/doc.h"
#include "core/doc/markdown.h"
#include "core/map.h"
#include "core/mem.h"

#include <stdint.h>
#include <stdlib.h>
#include <string.h>

/* --- paragraphs -------------------------------------------------------------------------------------------------------- */

struct source {
    const char *s;
    size_t at; /* a line's start */
};

static size_t line_len(const char *s) { return strcspn(s, "\n"); }

static bool is_blank(const char *s)
{
    size_t n = strspn(s, " \t\r");
    return s[n] == '\n' || s[n] == '\0';
}

static size_t fence_of(const char *s)
{
    s += strspn(s, " ");
    size_t ticks = strspn(s, "`"), tildes = strspn(s, "~");
    return ticks >= 3 ? ticks : tildes >= 3 ? tildes : 0;
}

static bool is_heading(const char *s)
{
    size_t marks = strspn(s, "#");
    return marks >= 1 && marks <= 6 && (s[marks] == ' ' || s[marks] == '\n' || s[marks] == '\0');
}

static bool is_task(const char *s)
{
    s += strspn(s, " \t");
    return *s && strchr("-*+", *s) && s[1] == ' ' && s[2] == '[' && s[3] && strchr(" xX", s[3]) && s[4] == ']';
}

/* The end of a block that has an end mark of its own (fence, comment); 0: this line begins none. */
static size_t marked_block(const char *s)
{
    size_t fence = fence_of(s);
    if (fence) {
        char mark = s[strspn(s, " ")];
        for (size_t at = line_len(s); s[at] == '\n'; at += line_len(s + at)) {
            at++;
            const char *line = s + at + strspn(s + at, " ");
            if (*line == mark && fence_of(line) >= fence)
                return at + line_len(s + at);
        }
        return strlen(s);
    }
    if (strncmp(s, "<!--", 4) != 0)
        return 0;
    const char *close = strstr(s, "-->");
    return close ? (size_t)(close - s) + line_len(close) : 0;
}

/* Bytes of the paragraph that begins here, its last line end not counted. */
static size_t para_len(const char *s)
{
    size_t end = marked_block(s);
    if (end)
        return end;
    end = line_len(s);
    if (is_heading(s))
        return end;
    while (s[end] == '\n') {
        const char *next = s + end + 1;
        if (!*next || is_blank(next) || is_heading(next) || is_task(next) || fence_of(next))
            break;
        end += 1 + line_len(next);
    }
    return end;
}

static size_t gap_len(const char *s)
{
    size_t end = s[0] == '\n';
    while (s[end] && is_blank(s + end)) {
        end += line_len(s + end);
        end += s[end] == '\n';
    }
    return end;
}

static void push(struct lx_paras *p, const char *key, const char *text, size_t text_len, const char *gap, size_t gap_len_)
{
    LX_PUSH(p->at, p->n, p->room) = (struct lx_para){ lx_strdup(key), lx_strndup(text, text_len), lx_strndup(gap, gap_len_) };
}

void lx_paras_split(struct lx_paras *out, const char *md)
{
    *out = (struct lx_paras){ 0 };
    size_t lead = is_blank(md) ? gap_len(md) : 0, at = lead;
    out->lead = lx_strndup(md, lead);
    size_t front = lead ? 0 : lx_front_matter_len(md, strlen(md));
    for (size_t len; md[at]; at += len) {
        len = front && at == 0 ? front - (md[front - 1] == '\n') : para_len(md + at);
        size_t gap = gap_len(md + at + len);
        push(out, NULL, md + at, len, md + at + len, gap);
        len += gap;
    }
}

void lx_paras_done(struct lx_paras *p)
{
    for (size_t i = 0; i < p->n; i++) {
        free(p->at[i].key);
        free(p->at[i].text);
        free(p->at[i].gap);
    }
    free(p->at);
    free(p->lead);
    *p = (struct lx_paras){ 0 };
}

void lx_paras_add(struct lx_paras *p, const char *key, const char *text)
{
    text += strspn(text, "\n");
    size_t len = strlen(text);
    while (len && strchr(" \n", text[len - 1]))
        len--;
    if (len)
        push(p, key, text, len, "\n\n", 2);
}

#define MARK "<!-- of "
#define MARK_END " -->\n"

void lx_paras_write(struct lx_str *out, const struct lx_paras *p)
{
    for (size_t i = 0; i < p->n; i++)
        lx_str_addf(out, MARK "%s" MARK_END "%s\n\n", p->at[i].key ? p->at[i].key : "", p->at[i].text);
}

void lx_paras_read(struct lx_paras *out, const char *stored)
{
    *out = (struct lx_paras){ .lead = lx_strdup("") };
    while (strncmp(stored, MARK, strlen(MARK)) == 0) {
        const char *key = stored + strlen(MARK), *close = strstr(key, MARK_END);
        if (!close)
            return;
        const char *text = close + strlen(MARK_END), *next = strstr(text, "\n\n" MARK);
        size_t len = next ? (size_t)(next - text) : strlen(text);
        char *k = lx_strndup(key, (size_t)(close - key)), *t = lx_strndup(text, len);
        lx_paras_add(out, k, t);
        free(k);
        free(t);
        stored = next ? next + 2 : text + len;
    }
}

/* --- which paragraph is which -------------------------------------------------------------------------------------------- */

enum { NOBODY = -1, ELSEWHERE = -2 };

/* mine[i] was base[of[i]], or NOBODY's; ELSEWHERE: it is known already. */
struct match {
    const struct lx_paras *base, *mine;
    int *of, *by; /* by[k]: which of mine is base[k] */
};

static void pair(struct match *m, size_t i, size_t k)
{
    m->of[i] = (int)k;
    m->by[k] = (int)i;
}

/* Equal texts have equal numbers, from 1. */
static int64_t number_in(struct lx_map *texts, const char *text)
{
    int64_t *n = lx_map_put(texts, text);
    return *n = *n ? *n : (int64_t)texts->n;
}

/* Equal ones, in order. */
static void match_equal(struct match *m)
{
    struct lx_map places = { 0 };
    size_t n = m->mine->n, k = m->base->n;
    int64_t *mine = lx_grow(NULL, n + 1, sizeof *mine), *base = lx_grow(NULL, k + 1, sizeof *base);
    int *of = lx_grow(NULL, n + 1, sizeof *of);
    for (size_t i = 0; i < k; i++)
        base[i] = number_in(&places, m->base->at[i].text);
    for (size_t i = 0; i < n; i++)
        mine[i] = m->of[i] == NOBODY ? number_in(&places, m->mine->at[i].text) : -1;
    lx_common(mine, n, base, k, of);
    for (size_t i = 0; i < n; i++)
        if (of[i] >= 0)
            pair(m, i, (size_t)of[i]);
    free(mine);
    free(base);
    free(of);
    lx_map_done(&places);
}

/* The number comment of an action line, which names it whatever else was changed; len 0: none. */
static const char *number_of(const char *text, size_t *len)
{
    const char *open = is_task(text) ? strstr(text, "<!--") : NULL, *close = open ? strstr(open, "-->") : NULL;
    *len = 0;
    if (!close)
        return NULL;
    for (open += 4; open < close && *open == ' '; open++)
        continue;
    while (close > open && close[-1] == ' ')
        close--;
    *len = lx_doc_is_number(open, (size_t)(close - open)) ? (size_t)(close - open) : 0;
    return open;
}

static bool take_number(struct lx_str *no, const char *text)
{
    size_t len;
    const char *s = number_of(text, &len);
    lx_str_clear(no);
    if (len)
        lx_str_addn(no, s, len);
    return len > 0;
}

/* Action lines of the same number: the first of mine and the first of the base. */
static void match_numbers(struct match *m)
{
    struct lx_map first = { 0 };
    struct lx_str no = LX_STR_EMPTY;
    for (size_t k = m->base->n; k-- > 0;)
        if (m->by[k] == NOBODY && take_number(&no, m->base->at[k].text))
            *lx_map_put(&first, no.s) = (int64_t)k;
    for (size_t i = 0; i < m->mine->n; i++) {
        const int64_t *k = m->of[i] == NOBODY && take_number(&no, m->mine->at[i].text) ? lx_map_get(&first, no.s) : NULL;
        if (k && m->by[*k] == NOBODY)
            pair(m, i, (size_t)*k);
    }
    lx_str_done(&no);
    lx_map_done(&first);
}

enum { BUCKETS = 512 };

/* How alike two texts are, in percent: runs of three bytes, a Han character each, that they share. */
static unsigned alike(const char *a, const char *b)
{
    size_t a_len = strlen(a), b_len = strlen(b), both = 0;
    if (a_len < 2 || b_len < 2 || a_len > 4 * b_len || b_len > 4 * a_len)
        return 0;
    uint16_t seen[BUCKETS] = { 0 };
    for (size_t i = 0; i + 2 < a_len; i++) {
        unsigned h = ((unsigned char)a[i] * 31u + (unsigned char)a[i + 1]) * 31u + (unsigned char)a[i + 2];
        if (seen[h % BUCKETS] < UINT16_MAX)
            seen[h % BUCKETS]++;
    }
    for (size_t i = 0; i + 2 < b_len; i++) {
        unsigned h = ((unsigned char)b[i] * 31u + (unsigned char)b[i + 1]) * 31u + (unsigned char)b[i + 2];
        if (seen[h % BUCKETS]) {
            seen[h % BUCKETS]--;
            both++;
        }
    }
    return (unsigned)(200 * both / (a_len + b_len - 4 + (a_len + b_len == 4)));
}

static bool same_sort(const char *a, const char *b)
{
    size_t n, k;
    (void)number_of(a, &n);
    (void)number_of(b, &k);
    return is_heading(a) == is_heading(b) && is_task(a) == is_task(b) && !(n && k);
}

/* Bytes looked at, a pair counts as so many more: beyond it what was edited counts as written anew. */
enum { ALIKE = 45, LOOKED_MAX = 1 << 27, PAIR_LEN = 32 };

struct likeness {
    size_t mine, base;
    unsigned percent;
};

static int by_likeness(const void *a, const void *b)
{
    const struct likeness *x = a, *y = b;
    if (x->percent != y->percent)
        return x->percent > y->percent ? -1 : 1;
    return x->mine != y->mine ? (x->mine > y->mine) - (x->mine < y->mine) : (x->base > y->base) - (x->base < y->base);
}

/* Those that were edited: by number, then the most alike ones first. */
static void match_alike(struct match *m)
{
    match_numbers(m);
    struct likeness *like = NULL;
    size_t n = 0, room = 0, looked = 0;
    for (size_t i = 0; i < m->mine->n; i++)
        for (size_t k = 0; m->of[i] == NOBODY && k < m->base->n && looked < LOOKED_MAX; k++) {
            const char *a = m->mine->at[i].text, *b = m->base->at[k].text;
            looked += PAIR_LEN + (m->by[k] == NOBODY ? strlen(a) + strlen(b) : 0);
            unsigned percent = m->by[k] == NOBODY && same_sort(a, b) ? alike(a, b) : 0;
            if (percent >= ALIKE)
                LX_PUSH(like, n, room) = (struct likeness){ i, k, percent };
        }
    if (n)
        qsort(like, n, sizeof *like, by_likeness);
    for (size_t i = 0; i < n; i++)
        if (m->of[like[i].mine] == NOBODY && m->by[like[i].base] == NOBODY)
            pair(m, like[i].mine, like[i].base);
    free(like);
}

/* Between two that are known, as many of one as of the other: rewritten whole, in their order. */
static void match_between(struct match *m)
{
    for (size_t i = 0; i < m->mine->n;) {
        size_t end = i;
        while (end < m->mine->n && m->of[end] == NOBODY)
            end++;
        if (end > i) {
            bool known = (!i || m->of[i - 1] >= 0) && (end == m->mine->n || m->of[end] >= 0);
            size_t from = i && known ? (size_t)m->of[i - 1] + 1 : 0, to = end < m->mine->n && known ? (size_t)m->of[end] : m->base->n;
            bool free_ = known && from <= to && to - from == end - i;
            for (size_t k = from; free_ && k < to; k++)
                free_ = m->by[k] == NOBODY && same_sort(m->mine->at[i + k - from].text, m->base->at[k].text);
            for (size_t k = from; free_ && k < to; k++)
                pair(m, i + k - from, k);
        }
        i = end + 1;
    }
}

static void match_begin(struct match *m)
{
    m->of = lx_grow(NULL, m->mine->n + 1, sizeof *m->of);
    m->by = lx_grow(NULL, m->base->n + 1, sizeof *m->by);
    for (size_t i = 0; i < m->mine->n; i++)
        m->of[i] = NOBODY;
    for (size_t k = 0; k < m->base->n; k++)
        m->by[k] = NOBODY;
}

static void match_done(struct match *m)
{
    free(m->of);
    free(m->by);
}

static int place_of(const struct lx_paras *p, const char *key)
{
    for (size_t i = 0; i < p->n; i++)
        if (strcmp(p->at[i].key, key) == 0)
            return (int)i;
    return NOBODY;
}

/* What the records say for the first time may stand there already: an item that came out of a line of the text. */
static void match_fresh(const struct match *known, const struct lx_paras *now, int *fresh_of)
{
    struct lx_paras fresh = { 0 }; /* borrowed from now */
    for (size_t k = 0; k < now->n; k++)
        if (place_of(known->base, now->at[k].key) == NOBODY)
            LX_PUSH(fresh.at, fresh.n, fresh.room) = now->at[k];
    struct match m = { .base = &fresh, .mine = known->mine };
    match_begin(&m);
    for (size_t i = 0; i < m.mine->n; i++)
        m.of[i] = known->of[i] == NOBODY ? NOBODY : ELSEWHERE;
    match_equal(&m);
    match_alike(&m);
    for (size_t i = 0; i < m.mine->n; i++)
        fresh_of[i] = m.of[i] < 0 ? NOBODY : place_of(now, fresh.at[m.of[i]].key);
    match_done(&m);
    free(fresh.at);
}

/* --- weaving ------------------------------------------------------------------------------------------------------------------ */

bool lx_weave_asks(enum lx_weave_kind kind) { return kind == LX_WEAVE_BOTH || kind == LX_WEAVE_LEFT || kind == LX_WEAVE_CUT_BOTH; }
bool lx_weave_moves(enum lx_weave_kind kind) { return kind == LX_WEAVE_NEW || kind == LX_WEAVE_CHANGED || kind == LX_WEAVE_GONE; }

static enum lx_weave_kind kind_of(const struct lx_woven_para *p)
{
    bool same_now = p->now && p->mine && strcmp(p->now, p->mine) == 0;
    if (!p->key)
        return LX_WEAVE_OWN;
    if (!p->mine)
        return !p->was ? LX_WEAVE_NEW : p->now && strcmp(p->was, p->now) != 0 ? LX_WEAVE_CUT_BOTH : LX_WEAVE_CUT;
    bool edited = !p->was || strcmp(p->was, p->mine) != 0;
    if (!p->now)
        return edited ? LX_WEAVE_LEFT : LX_WEAVE_GONE;
    if (same_now)
        return LX_WEAVE_SAME;
    if (!edited)
        return LX_WEAVE_CHANGED;
    return strcmp(p->was ? p->was : p->now, p->now) == 0 ? LX_WEAVE_HAND : LX_WEAVE_BOTH;
}

static void put_at(struct lx_woven *w, size_t at, struct lx_woven_para p)
{
    p.kind = kind_of(&p);
    p.take = lx_weave_moves(p.kind);
    (void)LX_PUSH(w->at, w->n, w->room);
    memmove(w->at + at + 1, w->at + at, (w->n - 1 - at) * sizeof *w->at);
    w->at[at] = p;
}

static void put_mine(struct lx_woven *w, const struct match *m, const int *fresh_of, const struct lx_paras *now)
{
    for (size_t i = 0; i < m->mine->n; i++) {
        const struct lx_para *own = &m->mine->at[i];
        const struct lx_para *base = m->of[i] == NOBODY ? NULL : &m->base->at[m->of[i]];
        int at = base ? place_of(now, base->key) : fresh_of[i];
        const char *key = base ? base->key : at == NOBODY ? NULL : now->at[at].key;
        put_at(w, w->n, (struct lx_woven_para){ .key = lx_strdup(key), .was = base ? lx_strdup(base->text) : NULL,
                                                .now = at == NOBODY ? NULL : lx_strdup(now->at[at].text), .mine = lx_strdup(own->text),
                                                .gap = lx_strdup(own->gap), .place = i + 1 });
    }
}

/* Have the records changed their order?  Then paragraphs follow them, each with what was written behind it. */
static bool order_changed(const struct lx_paras *base, const struct lx_paras *now)
{
    int last = NOBODY;
    for (size_t k = 0; k < base->n; k++) {
        int at = place_of(now, base->at[k].key);
        if (at == NOBODY)
            continue;
        if (at < last)
            return true;
        last = at;
    }
    return false;
}

struct group {
    size_t from, to;
    int rank; /* its place in the new order; the head of the text has -1 */
};

static int by_rank(const void *a, const void *b)
{
    const struct group *x = a, *y = b;
    return x->rank != y->rank ? (x->rank > y->rank) - (x->rank < y->rank) : (x->from > y->from) - (x->from < y->from);
}

static void reorder(struct lx_woven *w, const struct lx_paras *now)
{
    struct group *groups = lx_grow(NULL, w->n + 1, sizeof *groups);
    struct lx_woven_para *sorted = lx_grow(NULL, w->n + 1, sizeof *sorted);
    size_t n = 0, at = 0;
    groups[n++] = (struct group){ 0, 0, NOBODY };
    for (size_t i = 0; i < w->n; i++) {
        int rank = w->at[i].key ? place_of(now, w->at[i].key) : NOBODY;
        if (rank != NOBODY)
            groups[n++] = (struct group){ i, i, rank };
        groups[n - 1].to = i + 1;
    }
    qsort(groups, n, sizeof *groups, by_rank);
    for (size_t g = 0; g < n; g++)
        for (size_t i = groups[g].from; i < groups[g].to; i++)
            sorted[at++] = w->at[i];
    if (w->n)
        memcpy(w->at, sorted, w->n * sizeof *sorted);
    free(groups);
    free(sorted);
}

static size_t behind(const struct lx_woven *w, const char *key)
{
    for (size_t i = 0; i < w->n; i++)
        if (w->at[i].key && strcmp(w->at[i].key, key) == 0)
            return i + 1;
    return 0;
}

/* What stands in the built text and not in mine goes behind what stands before it there. */
static void put_missing(struct lx_woven *w, const struct lx_paras *base, const struct lx_paras *now)
{
    size_t at = w->n && strncmp(w->at[0].mine ? w->at[0].mine : "", "---\n", 4) == 0; /* behind front matter */
    for (size_t k = 0; k < now->n; k++) {
        size_t known = behind(w, now->at[k].key);
        if (!known) {
            int was = place_of(base, now->at[k].key);
            put_at(w, at, (struct lx_woven_para){ .key = lx_strdup(now->at[k].key), .now = lx_strdup(now->at[k].text),
                                                  .was = was == NOBODY ? NULL : lx_strdup(base->at[was].text) });
            known = at + 1;
        }
        at = known;
    }
}

void lx_weave(struct lx_woven *out, const struct lx_paras *base, const struct lx_paras *now, const char *mine)
{
    static const struct lx_paras none = { 0 };
    struct lx_paras own;
    bool built = base && base->n;
    lx_paras_split(&own, mine);
    struct match m = { .base = built ? base : now, .mine = &own };
    int *fresh_of = lx_grow(NULL, own.n + 1, sizeof *fresh_of);
    *out = (struct lx_woven){ .lead = lx_strdup(own.n ? own.lead : ""), .mine_n = own.n };
    match_begin(&m);
    match_equal(&m);
    match_alike(&m);
    match_fresh(&m, now, fresh_of);
    for (size_t i = 0; i < own.n; i++)
        m.of[i] = fresh_of[i] == NOBODY ? m.of[i] : ELSEWHERE;
    if (built)
        match_between(&m);
    for (size_t i = 0; i < own.n; i++)
        m.of[i] = m.of[i] == ELSEWHERE ? NOBODY : m.of[i];
    put_mine(out, &m, fresh_of, now);
    if (built && order_changed(base, now))
        reorder(out, now);
    put_missing(out, built ? base : &none, now);
    match_done(&m);
    free(fresh_of);
    lx_paras_done(&own);
}

void lx_woven_done(struct lx_woven *w)
{
    for (size_t i = 0; i < w->n; i++) {
        free(w->at[i].key);
        free(w->at[i].was);
        free(w->at[i].now);
        free(w->at[i].mine);
        free(w->at[i].gap);
    }
    free(w->at);
    free(w->lead);
    *w = (struct lx_woven){ 0 };
}

static bool has_blank_line(const char *gap)
{
    const char *first = strchr(gap, '\n');
    return first && strchr(first + 1, '\n');
}

void lx_woven_text(struct lx_str *out, const struct lx_woven *w)
{
    const struct lx_woven_para *last = NULL;
    const char *last_text = "";
    lx_str_add(out, w->lead);
    for (size_t i = 0; i < w->n; i++) {
        const struct lx_woven_para *p = &w->at[i];
        const char *text = p->take ? p->now : p->mine;
        if (!text)
            continue;
        const char *gap = last && last->gap ? last->gap : "\n\n";
        bool neighbours = last && last->place && p->place == last->place + 1, lines = is_task(last_text) && is_task(text);
        if (last)
            lx_str_add(out, has_blank_line(gap) || ((neighbours || lines) && *gap) ? gap : "\n\n");
        lx_str_add(out, text);
        last = p;
        last_text = text;
    }
    if (last)
        lx_str_add(out, last->gap && last->place == w->mine_n ? last->gap : "\n");
}
