/* Two versions of minutes, compared by paragraph. */
#include "core/minutes/compare.h"

#include "core/doc/markdown.h"
#include "core/doc/minutes.h"
#include "core/doc/weave.h"
#include "core/meeting/editions.h"
#include "core/mem.h"
#include "core/paper/build.h"

#include <stdlib.h>
#include <string.h>

enum { CELLS_MAX = 1 << 22, ROUND_MAX = 9999 }; /* beyond it the middle counts as rewritten */

enum lx_rc lx_minutes_version(struct lx_work *w, lx_id meeting, const char *which, struct lx_str *text, struct lx_err *err)
{
    struct lx_edition *e = NULL;
    if (!which || strcmp(which, "now") == 0)
        return lx_paper_build(w, lx_paper_get(LX_PAPER_MINUTES), meeting, NULL, false, text, err);
    bool issued = strcmp(which, "issued") == 0;
    char *end = NULL;
    long number = issued ? 0 : strtol(which, &end, 10);
    if (!issued && (*end || number < 1 || number > ROUND_MAX))
        return lx_fail(err, LX_USAGE, N_("A version is the number of a round, `issued` or `now`: %s"), "%s", which);
    enum lx_rc rc = lx_edition_find(w, meeting, issued ? EDITION_ISSUED : EDITION_MINUTES, number, &e, err);
    if (rc == LX_OK)
        lx_str_add(text, e->text);
    lx_rec_free(e);
    return rc;
}

/* --- comparing -------------------------------------------------------------------------------------------------------------- */

struct sides {
    struct lx_paras was, now;
    size_t from, was_to, now_to; /* what is left of each when equal beginnings and ends are taken off */
};

static void split(struct lx_paras *p, const char *text) { lx_paras_split(p, text + lx_front_matter_len(text, strlen(text))); }

static bool same(const struct sides *s, size_t i, size_t k) { return lx_minutes_same_words(s->was.at[i].text, s->now.at[k].text); }

static void trim(struct sides *s)
{
    s->was_to = s->was.n;
    s->now_to = s->now.n;
    while (s->from < s->was_to && s->from < s->now_to && same(s, s->from, s->from))
        s->from++;
    while (s->was_to > s->from && s->now_to > s->from && same(s, s->was_to - 1, s->now_to - 1))
        s->was_to--, s->now_to--;
}

static void say(struct lx_compared *out, char op, const struct lx_para *p)
{
    LX_PUSH(out->at, out->n, out->room) = (struct lx_compared_para){ op, lx_strdup(p->text) };
}

/* Lengths of the longest common runs from each pair of places on; NULL: too many. */
static unsigned *lengths(const struct sides *s)
{
    size_t n = s->was_to - s->from, m = s->now_to - s->from;
    if ((n + 1) > CELLS_MAX / (m + 1))
        return NULL;
    unsigned *table = lx_grow(NULL, (n + 1) * (m + 1), sizeof *table);
    memset(table, 0, (n + 1) * (m + 1) * sizeof *table);
    for (size_t i = n; i-- > 0;)
        for (size_t k = m; k-- > 0;) {
            unsigned down = table[(i + 1) * (m + 1) + k], right = table[i * (m + 1) + k + 1];
            table[i * (m + 1) + k] = same(s, s->from + i, s->from + k) ? table[(i + 1) * (m + 1) + k + 1] + 1 : down > right ? down : right;
        }
    return table;
}

void lx_minutes_compare(const char *older, const char *newer, struct lx_compared *out)
{
    struct sides s = { .from = 0 };
    *out = (struct lx_compared){ 0 };
    split(&s.was, older);
    split(&s.now, newer);
    trim(&s);
    size_t i = s.from, k = s.from, m = s.now_to - s.from;
    unsigned *table = lengths(&s);
    while (i < s.was_to || k < s.now_to) {
        bool keep = table && i < s.was_to && k < s.now_to && same(&s, i, k);
        unsigned down = table && i < s.was_to ? table[(i + 1 - s.from) * (m + 1) + k - s.from] : 0;
        unsigned right = table && k < s.now_to ? table[(i - s.from) * (m + 1) + k + 1 - s.from] : 0;
        if (keep)
            i++, k++;
        else if (i < s.was_to && (k == s.now_to || down >= right))
            say(out, '-', &s.was.at[i++]);
        else
            say(out, '+', &s.now.at[k++]);
    }
    free(table);
    lx_paras_done(&s.was);
    lx_paras_done(&s.now);
}

void lx_compared_done(struct lx_compared *c)
{
    for (size_t i = 0; i < c->n; i++)
        free(c->at[i].text);
    free(c->at);
    *c = (struct lx_compared){ 0 };
}
