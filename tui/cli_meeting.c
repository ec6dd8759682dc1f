/* The command line: meetings, agenda, series, minutes as text. */
#include "core/text/text.h"
#include "core/work/meetings.h"
#include "core/work/numbers.h"
#include "core/work/units.h"
#include "tui/cli.h"
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

static enum lx_rc meeting_add(struct cli *c)
{
    static const struct cli_setting settings[] = { { "--date", "date" },   { "--time", "time" },   { "--host", "host" }, { "--place", "place" },
                                                   { "--title", "title" }, { "--theme", "theme" }, { "--chair", "chair" }, { NULL, NULL } };
    enum lx_rc rc = cli_need(c, 0, 1);
    if (rc != LX_OK)
        return rc;
    struct lx_meeting *m = lx_rec_new(LX_MEETING);
    const char *no = cli_opt(&c->args, "--no");
    rc = pick_series(c, &m->series);
    if (rc == LX_OK)
        rc = cli_set_all(c, m, settings);
    int64_t wanted = 0;
    if (rc == LX_OK && no)
        rc = cli_number(c, "--no", no, 1, SERIAL_MAX, &wanted);
    if (rc == LX_OK)
        rc = lx_meeting_add(&c->w, m, wanted, &c->err);
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
    int to = rc == LX_OK ? lx_word_find(lx_words_of("meeting_state"), cli_pos(&c->args, 1)) : 0;
    if (rc == LX_OK && to < 0)
        rc = lx_fail(&c->err, LX_USAGE, N_("Not one of the words for this field: %s"), "%s", cli_pos(&c->args, 1));
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
                                                   { "--body", "body" }, { NULL, NULL } };
    return cli_add_record(c, LX_SERIES, "name", settings);
}

/* --- agenda ------------------------------------------------------------------------------------------------------------------ */

static void clock_words(struct lx_str *out, int minute)
{
    if (minute >= 0)
        lx_str_addf(out, "%02d:%02d", minute / 60 % 24, minute % 60);
}

static enum lx_rc print_agenda(struct cli *c, const struct lx_meeting *m)
{
    static const struct cli_column columns[] = { { N_("No."), NULL, true },     { N_("Time"), NULL, false },  { N_("Kind"), NULL, false },
                                                 { N_("Minutes"), NULL, true }, { N_("By"), NULL, false },    { N_("Title"), NULL, false } };
    struct cli_table t = { .columns = columns, .columns_n = 6 };
    struct lx_rows rows = { 0 };
    enum lx_rc rc = lx_agenda(&c->w, m->rec.id, &rows, &c->err);
    int *starts = calloc(rows.n + 1, sizeof *starts);
    if (starts)
        lx_agenda_times(m, &rows, starts);
    for (size_t i = 0; starts && rc == LX_OK && i < rows.n; i++) {
        const struct lx_agenda *a = (struct lx_agenda *)rows.at[i];
        const struct lx_word *kind = &lx_words_of("agenda_kind")->at[a->kind];
        struct lx_str s[3] = { LX_STR_EMPTY, LX_STR_EMPTY, LX_STR_EMPTY };
        lx_str_addf(&s[0], "%zu", i + 1);
        clock_words(&s[1], starts[i]);
        if (a->minutes != LX_NO_INT)
            lx_str_addf(&s[2], "%lld", (long long)a->minutes);
        cli_cell(&t, lx_str_z(&s[0]));
        cli_cell(&t, lx_str_z(&s[1]));
        cli_cell(&t, lx_two(kind->en, kind->zh));
        cli_cell(&t, lx_str_z(&s[2]));
        cli_cell(&t, lx_unit_name(c->w.units, a->presenter));
        cli_cell(&t, a->title);
        t.rows_n++;
        for (int k = 0; k < 3; k++)
            lx_str_done(&s[k]);
    }
    free(starts);
    if (rc == LX_OK)
        cli_table_print(c, &t);
    lx_rows_done(&rows);
    return rc;
}

static enum lx_rc agenda_list(struct cli *c)
{
    struct lx_meeting *m = NULL;
    enum lx_rc rc = cli_need(c, 1, 1);
    if (rc == LX_OK)
        rc = get_meeting(c, 0, &m);
    if (rc == LX_OK && cli_wants(c, "--json")) {
        struct lx_rows rows = { 0 };
        struct lx_json_out j = { &c->out, false };
        rc = lx_agenda(&c->w, m->rec.id, &rows, &c->err);
        lx_json_begin_array(&j);
        for (size_t i = 0; i < rows.n; i++)
            cli_json_record(c, &j, rows.at[i]);
        lx_json_end_array(&j);
        lx_str_addc(&c->out, '\n');
        lx_rows_done(&rows);
    } else if (rc == LX_OK) {
        rc = print_agenda(c, m);
    }
    lx_rec_free(m);
    return rc;
}

/* The roll of the member governments on the day of the meeting. */
static enum lx_rc print_members(struct cli *c, const struct lx_meeting *m)
{
    struct lx_ids units = { 0 };
    struct lx_str names = LX_STR_EMPTY;
    enum lx_rc rc = lx_members_at(&c->w, m->date.day == LX_NO_DAY ? c->w.today : m->date.day, &units, &c->err);
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
            rc = print_agenda(c, m);
    }
    lx_rec_free(m);
    return rc;
}

static enum lx_rc agenda_add(struct cli *c)
{
    static const struct cli_setting settings[] = { { "--kind", "kind" },       { "--presenter", "presenter" }, { "--speaker", "speaker" },
                                                   { "--minutes", "minutes" }, { "--item", "item" },           { NULL, NULL } };
    struct lx_meeting *m = NULL;
    enum lx_rc rc = cli_need(c, 2, 2);
    if (rc == LX_OK)
        rc = get_meeting(c, 0, &m);
    struct lx_agenda *a = lx_rec_new(LX_AGENDA);
    if (rc == LX_OK) {
        a->meeting = m->rec.id;
        rc = lx_set_value(&c->w, a, lx_field_named(LX_AGENDA, "title"), cli_pos(&c->args, 1), NULL, &c->err);
    }
    if (rc == LX_OK)
        rc = cli_set_all(c, a, settings);
    if (rc == LX_OK && cli_opt(&c->args, "--at"))
        rc = cli_number(c, "--at", cli_opt(&c->args, "--at"), 1, SERIAL_MAX, &a->position);
    if (rc == LX_OK)
        rc = lx_agenda_add(&c->w, a, &c->err);
    if (rc == LX_OK)
        cli_line(c, "%s-%lld", m->no, (long long)a->position);
    lx_rec_free(a);
    lx_rec_free(m);
    return rc;
}

/* The row at a position as typed. */
static enum lx_rc agenda_row(struct cli *c, const char *typed, lx_id *id)
{
    struct lx_meeting *m = NULL;
    struct lx_rows rows = { 0 };
    int64_t n = 0;
    enum lx_rc rc = cli_number(c, "", typed, 0, SERIAL_MAX, &n);
    if (rc == LX_OK)
        rc = get_meeting(c, 0, &m);
    if (rc == LX_OK)
        rc = lx_agenda(&c->w, m->rec.id, &rows, &c->err);
    if (rc == LX_OK && (n < 1 || (size_t)n > rows.n))
        rc = lx_fail(&c->err, LX_NOTFOUND, N_("The agenda has no item %s"), "%s", typed);
    if (rc == LX_OK)
        *id = rows.at[n - 1]->id;
    lx_rows_done(&rows);
    lx_rec_free(m);
    return rc;
}

static enum lx_rc agenda_move(struct cli *c)
{
    lx_id id;
    int64_t to = 0;
    enum lx_rc rc = cli_need(c, 3, 3);
    if (rc == LX_OK)
        rc = cli_number(c, "", cli_pos(&c->args, 2), 1, SERIAL_MAX, &to);
    if (rc == LX_OK)
        rc = agenda_row(c, cli_pos(&c->args, 1), &id);
    if (rc == LX_OK)
        rc = lx_agenda_move(&c->w, id, to, &c->err);
    if (rc == LX_OK)
        cli_line(c, "%s", cli_pos(&c->args, 2));
    return rc;
}

static enum lx_rc agenda_remove(struct cli *c)
{
    lx_id id;
    enum lx_rc rc = cli_need(c, 2, 2);
    if (rc == LX_OK)
        rc = agenda_row(c, cli_pos(&c->args, 1), &id);
    if (rc == LX_OK)
        rc = lx_agenda_remove(&c->w, id, &c->err);
    if (rc == LX_OK)
        cli_line(c, "%s", cli_pos(&c->args, 1));
    return rc;
}

const struct cli_handler cli_meeting_handlers[] = {
    { CMD_MEETING_ADD, meeting_add },   { CMD_MEETING_LIST, meeting_list }, { CMD_MEETING_SHOW, meeting_show },
    { CMD_MEETING_SET, meeting_set },   { CMD_MEETING_STEP, meeting_step }, { CMD_SERIES_ADD, series_add },
    { CMD_SERIES_LIST, series_list },   { CMD_SERIES_SET, series_set },     { CMD_AGENDA_ADD, agenda_add },
    { CMD_AGENDA_MOVE, agenda_move },   { CMD_AGENDA_REMOVE, agenda_remove }, { CMD_AGENDA_LIST, agenda_list },
    { CMD_NONE, NULL },
};
