/* Is an agenda ready to go out. */
#include "core/meeting/ready.h"

#include "core/meeting/agenda.h"
#include "core/mem.h"

#include <stdlib.h>
#include <string.h>

enum { FIRM = 1 << LX_LACK_PAPER_IN | 1 << LX_LACK_DIFFERS | 1 << LX_LACK_SECRECY };

static const struct {
    const char *code, *words;
} lacks[LX_LACKS_N] = {
    [LX_LACK_PAPER] = { "paper", N_("no paper named") },
    [LX_LACK_PAPER_IN] = { "paper-in", N_("paper has not come") },
    [LX_LACK_AGREED] = { "agreed", N_("consultation not stated") },
    [LX_LACK_DIFFERS] = { "differs", N_("units not agreed yet") },
    [LX_LACK_SECRECY] = { "secrecy", N_("internal paper on an open row") },
    [LX_LACK_PRESENTER] = { "presenter", N_("no presenter") },
    [LX_LACK_MINUTES] = { "minutes", N_("no minutes planned") },
};

const char *lx_agenda_lack_words(enum lx_agenda_lack lack) { return lacks[lack].words; }
const char *lx_agenda_lack_code(enum lx_agenda_lack lack) { return lacks[lack].code; }

void lx_readiness_done(struct lx_readiness *r)
{
    free(r->at);
    *r = (struct lx_readiness){ 0 };
}

struct look {
    struct lx_rows rows, materials;
    struct lx_agenda_plan plan;
};

static const struct lx_agenda *row_of(const struct look *l, size_t i) { return (const struct lx_agenda *)(const void *)l->rows.at[i]; }

/* Rows that carry their own matter need neither papers nor consultation. */
static bool by_itself(const struct lx_agenda *a)
{
    return a->carry == CARRY_MINUTES || a->carry == CARRY_OPEN || a->carry == CARRY_LATE || a->carry == CARRY_DUTY || a->carry == CARRY_ROTATION;
}

static unsigned paper_lacks(const struct look *l, size_t row, size_t end)
{
    const struct lx_agenda *a = row_of(l, row);
    unsigned out = 0;
    size_t papers_n = 0;
    for (size_t k = 0; k < l->materials.n; k++) {
        const struct lx_material *m = (const struct lx_material *)(const void *)l->materials.at[k];
        bool mine = false;
        for (size_t i = row; i < end && !mine; i++)
            mine = m->agenda == l->rows.at[i]->id;
        if (!mine || m->state == MATERIAL_VOID)
            continue;
        papers_n++;
        if (m->state == MATERIAL_WANTED)
            out |= 1u << LX_LACK_PAPER_IN;
        if (m->secrecy > a->secrecy)
            out |= 1u << LX_LACK_SECRECY;
    }
    if (!papers_n && !by_itself(a) && (a->kind == AGENDA_DELIBERATE || a->kind == AGENDA_SIGN))
        out |= 1u << LX_LACK_PAPER;
    return out;
}

static unsigned person_lacks(const struct look *l, size_t row, size_t end)
{
    const struct lx_agenda *a = row_of(l, row);
    if (a->kind == AGENDA_EXCHANGE || a->kind == AGENDA_INFORM || a->carry == CARRY_MINUTES || a->carry == CARRY_ROTATION)
        return 0;
    for (size_t i = row; i < end; i++)
        if (row_of(l, i)->presenter || row_of(l, i)->speaker)
            return 0;
    return 1u << LX_LACK_PRESENTER;
}

static unsigned lacks_of(struct lx_work *w, const struct look *l, size_t row)
{
    const struct lx_agenda *a = row_of(l, row);
    size_t end = row + lx_agenda_size(&l->plan, row);
    unsigned out = paper_lacks(l, row, end) | person_lacks(l, row, end);
    if (l->plan.at[row].minutes < 0)
        out |= 1u << LX_LACK_MINUTES;
    if (!by_itself(a) && (a->kind == AGENDA_DELIBERATE || a->kind == AGENDA_DECIDE)) {
        if (a->agreed == AGREED_NONE)
            out |= 1u << LX_LACK_AGREED;
        if (a->agreed == AGREED_PENDING || a->agreed == AGREED_DIFFERS)
            out |= 1u << LX_LACK_DIFFERS;
    }
    struct lx_topic *t = NULL;
    if (a->topic && lx_get(w, LX_TOPIC, a->topic, &t, NULL) == LX_OK && t->secrecy > a->secrecy)
        out |= 1u << LX_LACK_SECRECY;
    lx_rec_free(t);
    return out;
}

/* Items at the top or right below headings. */
static bool asked(const struct look *l, size_t row)
{
    if (l->plan.at[row].heading)
        return false;
    size_t above = lx_agenda_above(&l->plan, row);
    return above == l->plan.n || l->plan.at[above].heading;
}

enum lx_rc lx_ready(struct lx_work *w, lx_id meeting, struct lx_readiness *out, struct lx_err *err)
{
    struct look l = { 0 };
    struct lx_meeting *m = NULL;
    *out = (struct lx_readiness){ 0 };
    enum lx_rc rc = lx_get(w, LX_MEETING, meeting, &m, err);
    if (rc == LX_OK)
        rc = lx_agenda(w, meeting, &l.rows, err);
    if (rc == LX_OK)
        rc = lx_agenda_plan(w, m, &l.rows, &l.plan, err);
    if (rc == LX_OK)
        rc = lx_all(w, LX_MATERIAL, lx_cond_ref(LX_MATERIAL, "meeting", meeting), NULL, false, &l.materials, err);
    for (size_t i = 0; rc == LX_OK && i < l.rows.n; i++) {
        if (!asked(&l, i))
            continue;
        out->rows_n++;
        unsigned bits = lacks_of(w, &l, i);
        if (bits)
            LX_PUSH(out->at, out->n, out->room) = (struct lx_unready){ l.rows.at[i]->id, i, bits };
    }
    lx_agenda_plan_done(&l.plan);
    lx_rows_done(&l.rows);
    lx_rows_done(&l.materials);
    lx_rec_free(m);
    return rc;
}

/* --- overrides ------------------------------------------------------------------------------------------------------------- */

/* What was lacking when it was given: "agenda 1:differs#12 3:paper-in#14", the place for people, the lack, the row.  Older ones name no row:
 * for them the place counts. */
#define RULE "agenda "

static bool names_lack(const char *rule, const struct lx_unready *row, enum lx_agenda_lack lack)
{
    size_t len = strlen(lacks[lack].code);
    for (const char *s = rule; (s = strchr(s, ' ')) != NULL;) {
        char *end;
        unsigned long long place = strtoull(++s, &end, 10);
        if (*end != ':' || strncmp(end + 1, lacks[lack].code, len) != 0 || (end[1 + len] && !strchr(" #", end[1 + len])))
            continue;
        if (end[1 + len] == '#' ? strtoll(end + 2 + len, NULL, 10) == lx_id_short(row->row) : place == row->place + 1)
            return true;
    }
    return false;
}

/* What nobody has let pass of what stops a notice. */
static unsigned firm_left(const struct lx_unready *row, const struct lx_rows *waivers)
{
    unsigned left = row->lacks & FIRM;
    for (size_t i = 0; i < waivers->n; i++) {
        const char *rule = ((const struct lx_waiver *)(const void *)waivers->at[i])->rule;
        for (int k = 0; k < LX_LACKS_N && strncmp(rule, RULE, strlen(RULE)) == 0; k++)
            if (left & 1u << k && names_lack(rule, row, (enum lx_agenda_lack)k))
                left &= ~(1u << k);
    }
    return left;
}

enum lx_rc lx_ready_firmly(struct lx_work *w, lx_id meeting, struct lx_err *err)
{
    struct lx_readiness r = { 0 };
    struct lx_rows waivers = { 0 };
    enum lx_rc rc = lx_all(w, LX_WAIVER, lx_cond_ref(LX_WAIVER, "of", meeting), NULL, false, &waivers, err);
    if (rc == LX_OK)
        rc = lx_ready(w, meeting, &r, err);
    for (size_t i = 0; rc == LX_OK && i < r.n; i++) {
        struct lx_agenda *a = NULL;
        if (!firm_left(&r.at[i], &waivers) || (rc = lx_get(w, LX_AGENDA, r.at[i].row, &a, err)) != LX_OK)
            continue;
        rc = lx_fail(err, LX_STATE, N_("The agenda is not ready; `agenda ready` lists what is missing, `agenda freeze` takes an override: %s"), "%s",
                     a->title ? a->title : "");
        lx_rec_free(a);
    }
    lx_readiness_done(&r);
    lx_rows_done(&waivers);
    return rc;
}

enum lx_rc lx_ready_waive(struct lx_work *w, lx_id meeting, const struct lx_readiness *r, const char *reason, struct lx_err *err)
{
    if (!reason || !*reason)
        return lx_fail(err, LX_INVALID, N_("An override wants a reason"), "%s", "");
    struct lx_waiver *v = lx_rec_new(LX_WAIVER);
    struct lx_str rule = LX_STR_EMPTY;
    lx_str_addn(&rule, RULE, strlen(RULE) - 1);
    for (size_t i = 0; i < r->n; i++)
        for (int k = 0; k < LX_LACKS_N; k++)
            if (r->at[i].lacks & 1u << k)
                lx_str_addf(&rule, " %zu:%s#%lld", r->at[i].place + 1, lacks[k].code, (long long)lx_id_short(r->at[i].row));
    v->of = meeting;
    lx_set_text(&v->rule, lx_str_z(&rule));
    lx_set_text(&v->reason, reason);
    v->day = (struct lx_date){ .day = w->today };
    lx_set_text(&v->clerk, lx_clerk(w));
    enum lx_rc rc = lx_put_new(w, v, err);
    lx_str_done(&rule);
    lx_rec_free(v);
    return rc;
}
