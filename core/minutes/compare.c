/* Two versions of minutes, compared by paragraph. */
#include "core/minutes/compare.h"

#include "core/doc/common.h"
#include "core/doc/markdown.h"
#include "core/doc/minutes.h"
#include "core/doc/weave.h"
#include "core/map.h"
#include "core/meeting/editions.h"
#include "core/mem.h"
#include "core/paper/build.h"

#include <stdlib.h>
#include <string.h>

enum { ROUND_MAX = 9999 };

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

/* What each paragraph says to a reader, as a number: equal words have equal numbers.  Yours to free. */
static int64_t *numbers(struct lx_map *words, const struct lx_paras *p)
{
    int64_t *at = lx_grow(NULL, p->n + 1, sizeof *at);
    struct lx_str said = LX_STR_EMPTY;
    for (size_t i = 0; i < p->n; i++) {
        lx_str_clear(&said);
        lx_minutes_words(&said, p->at[i].text);
        int64_t *n = lx_map_put(words, lx_str_z(&said));
        at[i] = *n = *n ? *n : (int64_t)words->n;
    }
    lx_str_done(&said);
    return at;
}

static void split(struct lx_paras *p, const char *text) { lx_paras_split(p, text + lx_front_matter_len(text, strlen(text))); }

static void say(struct lx_compared *out, char op, const struct lx_para *p)
{
    LX_PUSH(out->at, out->n, out->room) = (struct lx_compared_para){ op, lx_strdup(p->text) };
}

void lx_minutes_compare(const char *older, const char *newer, struct lx_compared *out)
{
    struct lx_paras was, now;
    struct lx_map words = { 0 };
    *out = (struct lx_compared){ 0 };
    split(&was, older);
    split(&now, newer);
    int64_t *a = numbers(&words, &was), *b = numbers(&words, &now);
    int *of = lx_grow(NULL, was.n + 1, sizeof *of);
    lx_common(a, was.n, b, now.n, of);
    size_t k = 0;
    for (size_t i = 0; i < was.n; i++) {
        if (of[i] < 0)
            say(out, '-', &was.at[i]);
        while (of[i] >= 0 && k < (size_t)of[i])
            say(out, '+', &now.at[k++]);
        k += of[i] >= 0;
    }
    while (k < now.n)
        say(out, '+', &now.at[k++]);
    free(a);
    free(b);
    free(of);
    lx_map_done(&words);
    lx_paras_done(&was);
    lx_paras_done(&now);
}

void lx_compared_done(struct lx_compared *c)
{
    for (size_t i = 0; i < c->n; i++)
        free(c->at[i].text);
    free(c->at);
    *c = (struct lx_compared){ 0 };
}
