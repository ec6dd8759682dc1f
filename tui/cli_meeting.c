/* The command line: meetings and series. */
#include "core/meeting/bodies.h"
#include "core/meeting/meetings.h"
#include "core/meeting/rotation.h"
#include "core/meeting/templates.h"
#include "core/text/text.h"
#include "core/work/numbers.h"
#include "core/work/units.h"
#include "tui/cli.h"
#include "tui/cli_rows.h"
#include "tui/cli_agenda.h"
#include "tui/cli_set.h"
#include "tui/i18n.h"

#include <stdlib.h>
#include <string.h>

static enum lx_rc find_meeting(struct cli *c, int i, lx_id *id) { return lx_find(&c->w, LX_MEETING, cli_pos(&c->args, i), id, &c->err); }

static enum lx_rc get_meeting(struct cli *c, int i, struct lx_meeting **m)
{
    lx_id id;
    *m = NULL;
    enum lx_rc rc = find_meeting(c, i, &id);
    return rc == LX_OK ? lx_get(&c->w, LX_MEETING, id, m, &c->err) : rc;
}

/* --- meetings -------------------------------------------------------------------------------------------------------------- */

/* The series named, else the one without a code, else the only one. */
static enum lx_rc pick_series(struct cli *c, lx_id *id)
{
    if (cli_pos(&c->args, 0))
        return lx_find(&c->w, LX_SERIES, cli_pos(&c->args, 0), id, &c->err);
    struct lx_rows rows = { 0 };
    enum lx_rc rc = lx_all(&c->w, LX_SERIES, NULL, "rank", false, &rows, &c->err);
    *id = 0;
    for (size_t i = 0; rc == LX_OK && i < rows.n && !*id; i++)
        if (!((struct lx_series *)rows.at[i])->code || rows.n == 1)
            *id = rows.at[i]->id;
    lx_rows_done(&rows);
    return rc;
}

enum { SERIAL_MAX = 999999 };

/* What follows from the series where nobody said otherwise: its regular day, the host whose turn it is.  Said on stderr. */
static enum lx_rc propose(struct cli *c, struct lx_meeting *m)
{
    struct lx_series *s = NULL;
    struct lx_rota_next next = { 0 };
    struct lx_str said = LX_STR_EMPTY;
    const struct lx_rota_of r = { .series = m->series, .what = ROTA_HOST };
    enum lx_rc rc = m->series ? lx_get(&c->w, LX_SERIES, m->series, &s, &c->err) : LX_OK;
    if (rc == LX_OK && s && m->date.day == LX_NO_DAY && !m->date.words) {
        rc = lx_series_next_day(&c->w, s, &m->date.day, &c->err);
        if (rc == LX_OK && m->date.day != LX_NO_DAY) {
            lx_day_format(&said, m->date.day);
            lx_str_addc(&said, ' ');
            lx_series_rule(&said, s, c->zh);
            cli_said(c, &said);
        }
    }
    if (rc == LX_OK && s && !m->host && (rc = lx_rota_next(&c->w, &r, m->date.day, &next, &c->err)) == LX_OK && next.unit) {
        m->host = next.unit;
        lx_str_clear(&said);
        lx_rota_why(&c->w, &said, &r, &next, c->zh);
        cli_said(c, &said);
    }
    lx_rota_next_done(&next);
    lx_str_done(&said);
    lx_rec_free(s);
    return rc;
}

/* --template T; its series where none is named. */
static enum lx_rc pick_template(struct cli *c, struct lx_meeting *m, lx_id *id)
{
    struct lx_template *t = NULL;
    *id = 0;
    if (!cli_opt(&c->args, "--template"))
        return LX_OK;
    enum lx_rc rc = lx_find(&c->w, LX_TEMPLATE, cli_opt(&c->args, "--template"), id, &c->err);
    if (rc == LX_OK)
        rc = lx_get(&c->w, LX_TEMPLATE, *id, &t, &c->err);
    if (rc == LX_OK && t->series && !cli_pos(&c->args, 0))
        m->series = t->series;
    lx_rec_free(t);
    return rc;
}

static enum lx_rc meeting_add(struct cli *c)
{
    static const struct cli_setting settings[] = { { "--date", "date" },   { "--time", "time" },   { "--host", "host" }, { "--place", "place" },
                                                   { "--title", "title" }, { "--theme", "theme" }, { "--chair", "chair" }, { NULL, NULL } };
    enum lx_rc rc = cli_need(c, 0, 1);
    if (rc != LX_OK)
        return rc;
    struct lx_meeting *m = lx_rec_new(LX_MEETING);
    const char *no = cli_opt(&c->args, "--no");
    lx_id from = 0;
    rc = pick_series(c, &m->series);
    if (rc == LX_OK)
        rc = pick_template(c, m, &from);
    if (rc == LX_OK)
        rc = cli_set_all(c, m, settings);
    if (rc == LX_OK)
        rc = propose(c, m);
    int64_t wanted = 0;
    if (rc == LX_OK && no)
        rc = cli_number(c, "--no", no, 1, SERIAL_MAX, &wanted);
    if (rc == LX_OK)
        rc = from ? lx_meeting_add_from(&c->w, m, wanted, from, &c->err) : lx_meeting_add(&c->w, m, wanted, &c->err);
    if (rc == LX_OK)
        cli_line(c, "%s", m->no);
    lx_rec_free(m);
    return rc;
}

static enum lx_rc meeting_list(struct cli *c) { return cli_list(c, LX_MEETING); }
static enum lx_rc series_list(struct cli *c) { return cli_list(c, LX_SERIES); }
static enum lx_rc meeting_set(struct cli *c) { return cli_set_record(c, LX_MEETING); }
static enum lx_rc series_set(struct cli *c) { return cli_set_record(c, LX_SERIES); }

static enum lx_rc meeting_step(struct cli *c)
{
    struct lx_meeting *m = NULL;
    enum lx_rc rc = cli_need(c, 2, 2);
    int to = 0;
    if (rc == LX_OK)
        rc = cli_word(c, "meeting_state", cli_pos(&c->args, 1), &to);
    if (rc == LX_OK)
        rc = get_meeting(c, 0, &m);
    if (rc == LX_OK)
        rc = lx_meeting_step(&c->w, m->rec.id, to, &c->err);
    if (rc == LX_OK)
        cli_line(c, "%s", m->no);
    lx_rec_free(m);
    return rc;
}

static enum lx_rc series_add(struct cli *c)
{
    static const struct cli_setting settings[] = { { "--code", "code" }, { "--counter", "counter" }, { "--numbering", "numbering" },
                                                   { "--body", "body" },   { "--owner", "owner" },     { "--quorum", "quorum" },
                                                   { "--repeat", "repeat" }, { "--nth", "repeat_nth" }, { "--weekday", "repeat_weekday" },
                                                   { "--month", "repeat_month" }, { NULL, NULL } };
    return cli_add_record(c, LX_SERIES, "name", settings);
}

/* The roll of its body on the day of the meeting. */
static enum lx_rc print_members(struct cli *c, const struct lx_meeting *m)
{
    struct lx_ids units = { 0 };
    struct lx_str names = LX_STR_EMPTY;
    enum lx_rc rc = lx_meeting_units(&c->w, m, &units, &c->err);
    for (size_t i = 0; i < units.n; i++)
        lx_str_addf(&names, "%s%s", i ? " " : "", lx_unit_name(c->w.units, units.at[i]));
    if (units.n)
        cli_line(c, "%s (%zu)  %s", _("Members"), units.n, lx_str_z(&names));
    lx_ids_done(&units);
    lx_str_done(&names);
    return rc;
}

static enum lx_rc meeting_show(struct cli *c)
{
    struct lx_meeting *m = NULL;
    enum lx_rc rc = cli_need(c, 1, 1);
    if (rc == LX_OK)
        rc = get_meeting(c, 0, &m);
    if (rc == LX_OK) {
        cli_show(c, m);
        if (!cli_wants(c, "--json"))
            rc = print_members(c, m);
        if (rc == LX_OK && !cli_wants(c, "--json"))
            rc = cli_print_agenda(c, m);
    }
    lx_rec_free(m);
    return rc;
}

static enum lx_rc meeting_delete(struct cli *c)
{
    struct lx_meeting *m = NULL;
    enum lx_rc rc = cli_need(c, 1, 1);
    if (rc == LX_OK)
        rc = get_meeting(c, 0, &m);
    if (rc == LX_OK)
        rc = lx_meeting_delete(&c->w, m->rec.id, &c->err);
    if (rc == LX_OK)
        cli_line(c, "%s", m->no);
    lx_rec_free(m);
    return rc;
}

static enum lx_rc series_delete(struct cli *c) { return cli_delete_record(c, LX_SERIES); }

const struct cli_handler cli_meeting_handlers[] = {
    { CMD_MEETING_ADD, meeting_add },   { CMD_MEETING_LIST, meeting_list }, { CMD_MEETING_SHOW, meeting_show },
    { CMD_MEETING_SET, meeting_set },   { CMD_MEETING_STEP, meeting_step }, { CMD_SERIES_ADD, series_add },
    { CMD_SERIES_LIST, series_list },   { CMD_SERIES_SET, series_set },     { CMD_MEETING_DELETE, meeting_delete },
    { CMD_SERIES_DELETE, series_delete },
    { CMD_NONE, NULL },
};
