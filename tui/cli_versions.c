/* The command line: versions of minutes. */
#include "tui/cli_versions.h"

#include "core/minutes/versions.h"
#include "core/text/text.h"
#include "tui/i18n.h"
#include "tui/minutes_words.h"

#include <string.h>

void cli_side(struct cli *c, const char *mark, const char *text)
{
    for (const char *s = text; s && *s; s += *s == '\n') {
        size_t len = strcspn(s, "\n");
        cli_line(c, "  %s %.*s", mark, (int)len, s);
        s += len;
    }
}

static void print_json(struct cli *c, const struct lx_versions *all)
{
    static const char *const kinds[] = { "round", "draft", "issued", "correction" };
    static const char *const answers[] = { "pending", "agreed", "comments", "objects" };
    struct lx_json_out j = { &c->out, false };
    lx_json_begin_array(&j);
    for (size_t i = 0; i < all->n; i++) {
        const struct lx_version *v = &all->at[i];
        struct lx_str day = LX_STR_EMPTY, name = LX_STR_EMPTY;
        lx_day_format(&day, v->day);
        lx_str_addf(&name, "v%zu", i + 1);
        lx_json_begin_object(&j);
        lx_json_key(&j, "version");
        lx_json_string(&j, name.s);
        lx_json_key(&j, "state");
        lx_json_string(&j, kinds[v->kind]);
        lx_json_key(&j, "serial");
        lx_json_int(&j, v->serial);
        lx_json_key(&j, "day");
        lx_json_string(&j, day.s);
        lx_json_key(&j, "who");
        lx_json_string(&j, v->who);
        lx_json_key(&j, "command");
        lx_json_string(&j, v->command);
        lx_json_key(&j, "why");
        lx_json_string(&j, v->why);
        for (int k = 0; v->kind == LX_VERSION_ROUND && k < 4; k++) {
            lx_json_key(&j, answers[k]);
            lx_json_int(&j, (int64_t)v->answers[k]);
        }
        lx_json_key(&j, "approved");
        lx_json_bool(&j, v->approved != 0);
        lx_json_key(&j, "rev");
        lx_json_int(&j, v->rev);
        lx_json_end_object(&j);
        lx_str_done(&day);
        lx_str_done(&name);
    }
    lx_json_end_array(&j);
    lx_str_addc(&c->out, '\n');
}

static void cell(struct cli_table *t, struct lx_str *s)
{
    cli_cell(t, lx_str_z(s));
    lx_str_clear(s);
}

static void print_table(struct cli *c, const struct lx_versions *all)
{
    static const struct cli_column columns[] = { { N_("Version"), NULL, false }, { N_("State"), NULL, false }, { N_("When"), NULL, false },
                                                 { N_("Clerk"), NULL, false },   { N_("Why"), NULL, false } };
    struct cli_table t = { .columns = columns, .columns_n = 5 };
    struct lx_str s = LX_STR_EMPTY;
    for (size_t i = 0; i < all->n; i++, t.rows_n++) {
        const struct lx_version *v = &all->at[i];
        lx_str_addf(&s, "v%zu", i + 1);
        cell(&t, &s);
        minutes_version_state(&c->w, &s, v);
        cell(&t, &s);
        minutes_version_when(&s, v);
        cell(&t, &s);
        lx_str_add(&s, v->who);
        cell(&t, &s);
        minutes_version_why(&s, v);
        cell(&t, &s);
    }
    cli_table_print(c, &t);
    lx_str_done(&s);
}

enum lx_rc cli_versions_list(struct cli *c, lx_id meeting)
{
    struct lx_versions all;
    enum lx_rc rc = lx_minutes_versions(&c->w, meeting, &all, &c->err);
    if (rc == LX_OK && cli_wants(c, "--json"))
        print_json(c, &all);
    else if (rc == LX_OK)
        print_table(c, &all);
    lx_versions_done(&all);
    return rc;
}

static void print_differences(struct cli *c, const struct lx_compared *d)
{
    struct lx_json_out j = { &c->out, false };
    if (!cli_wants(c, "--json")) {
        for (size_t i = 0; i < d->n; i++)
            cli_side(c, d->at[i].op == '-' ? "-" : "+", d->at[i].text);
        return;
    }
    lx_json_begin_array(&j);
    for (size_t i = 0; i < d->n; i++) {
        lx_json_begin_object(&j);
        lx_json_key(&j, d->at[i].op == '-' ? "was" : "now");
        lx_json_string(&j, d->at[i].text);
        lx_json_end_object(&j);
    }
    lx_json_end_array(&j);
    lx_str_addc(&c->out, '\n');
}

/* Of the list of versions: drafts are texts as written. */
static enum lx_rc diff_listed(struct cli *c, lx_id meeting, const char *older, const char *newer, struct lx_compared *d)
{
    struct lx_versions all;
    size_t a = 0, b = 0;
    enum lx_rc rc = lx_minutes_versions(&c->w, meeting, &all, &c->err);
    if (rc == LX_OK)
        rc = lx_version_find(&all, older, &a, &c->err);
    if (rc == LX_OK)
        rc = lx_version_find(&all, newer, &b, &c->err);
    if (rc == LX_OK)
        lx_versions_compare(&all.at[a - 1], &all.at[b - 1], d);
    lx_versions_done(&all);
    return rc;
}

/* Papers as they print. */
static enum lx_rc diff_papers(struct cli *c, lx_id meeting, const char *older, const char *newer, struct lx_compared *d)
{
    struct lx_str was = LX_STR_EMPTY, is = LX_STR_EMPTY;
    enum lx_rc rc = lx_minutes_version(&c->w, meeting, older, &was, &c->err);
    if (rc == LX_OK)
        rc = lx_minutes_version(&c->w, meeting, newer, &is, &c->err);
    if (rc == LX_OK)
        lx_minutes_compare(lx_str_z(&was), lx_str_z(&is), d);
    lx_str_done(&was);
    lx_str_done(&is);
    return rc;
}

enum lx_rc cli_versions_diff(struct cli *c, lx_id meeting)
{
    const char *older = cli_pos(&c->args, 1), *newer = cli_pos(&c->args, 2) ? cli_pos(&c->args, 2) : "now";
    struct lx_compared d = { 0 };
    bool listed = *older == 'v' || *newer == 'v';
    enum lx_rc rc = listed ? diff_listed(c, meeting, older, newer, &d) : diff_papers(c, meeting, older, newer, &d);
    if (rc == LX_OK)
        print_differences(c, &d);
    lx_compared_done(&d);
    return rc;
}

enum lx_rc cli_versions_show(struct cli *c, lx_id meeting, const char *which)
{
    struct lx_versions all;
    size_t number = 0;
    enum lx_rc rc = lx_minutes_versions(&c->w, meeting, &all, &c->err);
    if (rc == LX_OK)
        rc = lx_version_find(&all, which, &number, &c->err);
    const char *text = rc == LX_OK ? lx_version_text(&all.at[number - 1]) : "";
    if (rc == LX_OK && cli_wants(c, "--md"))
        lx_text_clean(&c->out, text, strlen(text), LX_CLEAN_LINES);
    else if (rc == LX_OK)
        rc = cli_markdown(c, text);
    lx_versions_done(&all);
    return rc;
}
