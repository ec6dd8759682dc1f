/* Rows of one record on the command line. */
#include "tui/cli_rows.h"

#include "core/meeting/meetings.h"
#include "core/text/text.h"
#include "core/work/numbers.h"
#include "tui/i18n.h"

#include <stdlib.h>
#include <string.h>

enum { COLUMNS_MAX = 12 };

static enum lx_rc json_rows(struct cli *c, const struct lx_rows *rows)
{
    struct lx_json_out j = { &c->out, false };
    lx_json_begin_array(&j);
    enum lx_rc rc = rows->n ? cli_json_rows(c, &j, rows) : LX_OK;
    lx_json_end_array(&j);
    lx_str_addc(&c->out, '\n');
    return rc;
}

enum lx_rc cli_rows(struct cli *c, const struct lx_rows *rows, const char *fields)
{
    struct cli_column columns[COLUMNS_MAX] = { { N_("No."), NULL, true } };
    struct cli_table t = { .columns = columns, .columns_n = 1 };
    const struct lx_field *f[COLUMNS_MAX];
    bool placed = strncmp(fields, "position ", sizeof "position " - 1) == 0; /* that is the number then */
    char *names = strdup(placed ? fields + sizeof "position " - 1 : fields), *save = NULL;
    if (cli_wants(c, "--json") || !names) {
        free(names);
        return json_rows(c, rows);
    }
    for (char *p = strtok_r(names, " ", &save); p && rows->n && t.columns_n < COLUMNS_MAX; p = strtok_r(NULL, " ", &save)) {
        f[t.columns_n] = lx_field_named(rows->at[0]->type, p);
        columns[t.columns_n] = (struct cli_column){ f[t.columns_n]->en, f[t.columns_n]->zh, f[t.columns_n]->kind == LX_INT };
        t.columns_n++;
    }
    for (size_t i = 0; i < rows->n; i++) {
        struct lx_str s = LX_STR_EMPTY;
        if (placed)
            lx_show_value(&c->w, &s, rows->at[i], lx_field_named(rows->at[i]->type, "position"), c->zh);
        else
            lx_str_addf(&s, "%zu", i + 1);
        if (cli_wants(c, "--numbers"))
            cli_line(c, "%s", lx_str_z(&s));
        cli_cell(&t, lx_str_z(&s));
        for (int k = 1; k < t.columns_n; k++) {
            lx_str_clear(&s);
            lx_show_value(&c->w, &s, rows->at[i], f[k], c->zh);
            cli_cell(&t, lx_str_z(&s));
        }
        t.rows_n++;
        lx_str_done(&s);
    }
    if (cli_wants(c, "--numbers"))
        lx_str_done(&t.cells);
    else
        cli_table_print(c, &t);
    free(names);
    return LX_OK;
}

enum lx_rc cli_meeting(struct cli *c, struct lx_meeting **m)
{
    lx_id id;
    *m = NULL;
    enum lx_rc rc = lx_find(&c->w, LX_MEETING, cli_pos(&c->args, 0) ? cli_pos(&c->args, 0) : "", &id, &c->err);
    return rc == LX_OK ? lx_get(&c->w, LX_MEETING, id, m, &c->err) : rc;
}

enum lx_rc cli_day(struct cli *c, const char *typed, lx_day other, lx_day *day)
{
    struct lx_date d = { .day = other };
    enum lx_rc rc = typed ? lx_date_read(&d, typed, c->w.today, &c->err) : LX_OK;
    *day = d.day;
    if (rc == LX_OK && typed && d.day != LX_NO_DAY) {
        struct lx_str iso = LX_STR_EMPTY;
        lx_day_format(&iso, d.day);
        if (strcmp(lx_str_z(&iso), typed) != 0)
            cli_said(c, &iso);
        lx_str_done(&iso);
    }
    if (rc == LX_OK)
        lx_date_done(&d);
    return rc;
}

enum lx_rc cli_word(struct cli *c, const char *set, const char *typed, int *value)
{
    const struct lx_words *words = lx_words_of(set);
    *value = typed ? lx_word_find(words, typed) : 0;
    return *value >= 0 ? LX_OK : lx_not_a_word(&c->err, LX_USAGE, words, LX_NONE_TYPE, NULL, typed);
}

enum lx_rc cli_set_row(struct cli *c, enum lx_type type, lx_id id, int from)
{
    struct lx_str said = LX_STR_EMPTY, name = LX_STR_EMPTY;
    enum lx_rc rc = lx_record_set(&c->w, type, id, (char *const *)(c->args.pos + from), (size_t)(c->args.pos_n - from), &said, &c->err);
    if (rc == LX_OK) {
        cli_said(c, &said);
        lx_show_id(&c->w, &name, id);
        cli_line(c, "%s", lx_str_z(&name));
    }
    lx_str_done(&said);
    lx_str_done(&name);
    return rc;
}

enum lx_rc cli_text_out(struct cli *c, const struct lx_str *text)
{
    const char *file = cli_opt(&c->args, "-o");
    FILE *f;
    if (!file) {
        lx_str_addn(&c->out, lx_str_z(text), text->len);
        return LX_OK;
    }
    enum lx_rc rc = cli_create(c, file, &f);
    if (rc != LX_OK)
        return rc;
    bool all = fwrite(lx_str_z(text), 1, text->len, f) == text->len;
    return cli_created(c, all ? LX_OK : lx_fail(&c->err, LX_IO, N_("The output could not be written"), "%s", ""), file, f);
}
