/* What the handlers of a meeting in session share. */
#include "tui/cli_held.h"

#include "core/meeting/attendance.h"
#include "core/meeting/session.h"
#include "core/work/numbers.h"
#include "tui/i18n.h"

enum lx_rc cli_held_get(struct cli *c, int least_n, int most_n, struct cli_held *h)
{
    lx_id id;
    *h = (struct cli_held){ 0 };
    enum lx_rc rc = cli_need(c, least_n, most_n);
    if (rc == LX_OK)
        rc = lx_find(&c->w, LX_MEETING, cli_pos(&c->args, 0), &id, &c->err);
    if (rc == LX_OK)
        rc = lx_get(&c->w, LX_MEETING, id, &h->m, &c->err);
    if (rc == LX_OK)
        rc = lx_agenda(&c->w, id, &h->agenda, &c->err);
    if (rc == LX_OK)
        rc = lx_agenda_plan(&c->w, h->m, &h->agenda, &h->plan, &c->err);
    if (rc == LX_OK)
        rc = lx_roll(&c->w, id, &h->roll, &c->err);
    if (rc == LX_OK)
        rc = lx_absences(&c->w, id, &h->gone, &c->err);
    return rc;
}

enum lx_rc cli_held_done(struct cli_held *h, enum lx_rc rc)
{
    lx_rec_free(h->m);
    lx_rows_done(&h->agenda);
    lx_rows_done(&h->roll);
    lx_rows_done(&h->gone);
    lx_agenda_plan_done(&h->plan);
    return rc;
}

enum lx_rc cli_held_row(struct cli *c, const struct cli_held *h, const char *typed, lx_id *row)
{
    *row = lx_session_at(&h->agenda);
    if (!typed)
        return *row ? LX_OK : lx_fail(&c->err, LX_STATE, N_("No item of the agenda is being treated; name the item"), "%s", "");
    size_t at = lx_agenda_find(&h->plan, typed);
    if (at >= h->agenda.n)
        return lx_fail(&c->err, LX_NOTFOUND, N_("The agenda has no item %s"), "%s", typed);
    *row = h->agenda.at[at]->id;
    return LX_OK;
}

const struct lx_agenda *cli_held_agenda(const struct cli_held *h, lx_id row)
{
    size_t at = cli_held_place(h, row) - 1;
    return at < h->agenda.n ? (const struct lx_agenda *)(const void *)h->agenda.at[at] : NULL;
}

size_t cli_held_place(const struct cli_held *h, lx_id row)
{
    size_t i = 0;
    while (i < h->agenda.n && h->agenda.at[i]->id != row)
        i++;
    return i + 1;
}

void cli_held_number(const struct cli *c, const struct cli_held *h, lx_id row, struct lx_str *out)
{
    size_t at = cli_held_place(h, row) - 1;
    if (at < h->plan.n)
        lx_agenda_number(out, &h->plan.at[at], c->zh);
}

void cli_held_print(struct cli *c, const struct cli_held *h, lx_id row)
{
    struct lx_str s = LX_STR_EMPTY;
    lx_str_add(&s, h->m->no);
    lx_str_add(&s, row ? "-" : "");
    if (row)
        cli_held_number(c, h, row, &s);
    cli_line(c, "%s", s.s);
    lx_str_done(&s);
}

void cli_held_word_cell(struct cli_table *t, const char *set, int value)
{
    const struct lx_word *word = &lx_words_of(set)->at[value];
    cli_cell(t, lx_two(word->en, word->zh));
}

void cli_held_row_cell(const struct cli *c, struct cli_table *t, const struct cli_held *h, lx_id row)
{
    struct lx_str s = LX_STR_EMPTY;
    if (row)
        cli_held_number(c, h, row, &s);
    cli_cell(t, lx_str_z(&s));
    lx_str_done(&s);
}

enum lx_rc cli_held_json(struct cli *c, const struct lx_rows *rows)
{
    struct lx_json_out j = { &c->out, false };
    lx_json_begin_array(&j);
    enum lx_rc rc = LX_OK;
    for (size_t i = 0; i < rows->n; i++)
        cli_json_record(c, &j, rows->at[i]);
    lx_json_end_array(&j);
    lx_str_addc(&c->out, '\n');
    return rc;
}
