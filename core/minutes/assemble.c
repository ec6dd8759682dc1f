/* Minutes assembled from records. */
#include "core/minutes/assemble.h"

#include "core/mem.h"
#include "core/minutes/lock.h"
#include "core/paper/standing.h"

#include <stdlib.h>
#include <string.h>

/* The first paragraph of a text built in English. */
#define LANG_KEY "lang"
#define LANG_EN "en"

static const char *or_empty(const char *s) { return s ? s : ""; }

static void drop_first(struct lx_paras *p)
{
    free(p->at[0].key);
    free(p->at[0].text);
    free(p->at[0].gap);
    memmove(p->at, p->at + 1, --p->n * sizeof *p->at);
}

static void read_built(struct lx_paras *out, const struct lx_meeting *m, bool *en)
{
    lx_paras_read(out, or_empty(m->built));
    *en = out->n && strcmp(out->at[0].key, LANG_KEY) == 0;
    if (*en)
        drop_first(out);
}

enum lx_rc lx_assemble(struct lx_work *w, lx_id meeting, int en, struct lx_assembled *out, struct lx_err *err)
{
    *out = (struct lx_assembled){ .meeting = meeting };
    struct lx_meeting *m = NULL;
    struct lx_paras base = { 0 };
    bool was_en = false;
    enum lx_rc rc = lx_get(w, LX_MEETING, meeting, &m, err);
    if (rc == LX_OK)
        rc = lx_minutes_open(m, err);
    if (rc == LX_OK) {
        read_built(&base, m, &was_en);
        out->en = en < 0 ? was_en : en;
        rc = lx_standing_minutes(w, meeting, out->en, &out->now, err);
    }
    if (rc == LX_OK) {
        out->mine = lx_strdup(or_empty(m->minutes));
        lx_weave(&out->w, &base, &out->now, out->mine);
    }
    lx_paras_done(&base);
    lx_rec_free(m);
    if (rc != LX_OK)
        lx_assembled_done(out);
    return rc;
}

void lx_assembled_done(struct lx_assembled *a)
{
    free(a->mine);
    lx_paras_done(&a->now);
    lx_woven_done(&a->w);
    *a = (struct lx_assembled){ 0 };
}

bool lx_assembled_moves(const struct lx_assembled *a)
{
    struct lx_str text = LX_STR_EMPTY;
    lx_woven_text(&text, &a->w);
    bool moves = strcmp(lx_str_z(&text), a->mine) != 0;
    lx_str_done(&text);
    return moves;
}

static void write_built(struct lx_str *out, const struct lx_assembled *a)
{
    struct lx_paras lang = { 0 };
    if (a->en)
        lx_paras_add(&lang, LANG_KEY, LANG_EN);
    lx_paras_write(out, &lang);
    lx_paras_write(out, &a->now);
    lx_paras_done(&lang);
}

static enum lx_rc store(struct lx_work *w, const struct lx_meeting *old, const struct lx_assembled *a, struct lx_err *err)
{
    struct lx_str text = LX_STR_EMPTY, built = LX_STR_EMPTY;
    struct lx_meeting *m = lx_rec_copy(old);
    lx_woven_text(&text, &a->w);
    write_built(&built, a);
    lx_set_text(&m->minutes, lx_str_z(&text));
    lx_set_text(&m->built, lx_str_z(&built));
    enum lx_rc rc = lx_put_change(w, old, m, err);
    lx_rec_free(m);
    lx_str_done(&text);
    lx_str_done(&built);
    return rc;
}

enum lx_rc lx_assemble_store(struct lx_work *w, const struct lx_assembled *a, struct lx_err *err)
{
    struct lx_meeting *old = NULL;
    enum lx_rc rc = lx_begin(w, err);
    if (rc != LX_OK)
        return rc;
    rc = lx_get(w, LX_MEETING, a->meeting, &old, err);
    if (rc == LX_OK && strcmp(or_empty(old->minutes), a->mine) != 0)
        rc = lx_fail(err, LX_STALE, N_("Somebody has changed the minutes of %s meanwhile; build them again"), "%s", or_empty(old->no));
    if (rc == LX_OK)
        rc = store(w, old, a, err);
    const char *args[] = { old && old->no ? old->no : "", NULL };
    rc = lx_end(w, rc, "minutes build", args, err);
    lx_rec_free(old);
    return rc;
}
