/* The command line: reviews and their records, saved filters. */
#include "core/mem.h"
#include "core/text/text.h"
#include "core/work/numbers.h"
#include "core/work/query_read.h"
#include "tui/cli.h"
#include "tui/cli_set.h"

#include <string.h>

/* The walk itself is done on the screen, which opens when this has returned; a query that means nothing is said here. */
static enum lx_rc review(struct cli *c)
{
    struct lx_query q = { 0 };
    struct lx_str typed = LX_STR_EMPTY;
    cli_query_words(c, &typed);
    enum lx_rc rc = lx_query_read(&c->w, &q, LX_ITEM, lx_str_z(&typed), &c->err);
    lx_query_done(&q);
    if (rc == LX_OK)
        c->review = lx_strdup(lx_str_z(&typed));
    lx_str_done(&typed);
    return rc;
}

static enum lx_rc review_list(struct cli *c) { return cli_list(c, LX_REVIEW); }

static enum lx_rc review_show(struct cli *c)
{
    struct lx_review *r;
    enum lx_rc rc = cli_get_record(c, LX_REVIEW, &r);
    if (rc == LX_OK && cli_wants(c, "--json"))
        cli_show(c, r);
    else if (rc == LX_OK && r->record && cli_wants(c, "--md"))
        lx_text_clean(&c->out, r->record, strlen(r->record), LX_CLEAN_LINES);
    else if (rc == LX_OK && r->record)
        rc = cli_markdown(c, r->record);
    lx_rec_free(r);
    return rc;
}

/* --- saved filters ---------------------------------------------------------------------------------------------------------- */

static enum lx_rc filter_list(struct cli *c) { return cli_list(c, LX_FILTER); }

/* The type that a view lists: "items" are of type item. */
static enum lx_rc type_of_view(struct cli *c, const char *view, enum lx_type *type)
{
    size_t len = strlen(view);
    for (int i = LX_NONE_TYPE + 1; i < LX_TYPES_N; i++) {
        const char *name = lx_table((enum lx_type)i)->name;
        if (len == strlen(name) + 1 && strncmp(view, name, len - 1) == 0 && view[len - 1] == 's') {
            *type = (enum lx_type)i;
            return LX_OK;
        }
    }
    return lx_fail(&c->err, LX_USAGE, N_("A view is items, meetings, plans, units, persons or notes: %s"), "%s", view);
}

/* Whatever is kept must mean something. */
static enum lx_rc check_filter(struct cli *c, const struct lx_filter *f)
{
    struct lx_query q = { 0 };
    enum lx_type type = LX_ITEM;
    enum lx_rc rc = type_of_view(c, f->view, &type);
    if (rc == LX_OK && (rc = lx_query_read(&c->w, &q, type, f->query, &c->err)) == LX_OK && f->sort)
        rc = lx_query_sort(&q, f->sort, &c->err);
    lx_query_done(&q);
    return rc;
}

/* A filter of the same view and name, or key, gives way to the new one. */
static enum lx_rc replace_filter(struct cli *c, struct lx_filter *f)
{
    struct lx_rows rows = { 0 };
    enum lx_rc rc = lx_all(&c->w, LX_FILTER, lx_cond_cmp(LX_FILTER, "view", LX_OP_EQ, f->view), NULL, false, &rows, &c->err);
    for (size_t i = 0; rc == LX_OK && i < rows.n; i++) {
        const struct lx_filter *other = (struct lx_filter *)rows.at[i];
        if (lx_text_same(other->name, f->name) || (f->slot != LX_NO_INT && other->slot == f->slot))
            rc = lx_put_gone(&c->w, other, &c->err);
    }
    lx_rows_done(&rows);
    return rc == LX_OK ? lx_put_new(&c->w, f, &c->err) : rc;
}

static enum lx_rc filter_add(struct cli *c)
{
    const char *key = cli_opt(&c->args, "--key"), *view = cli_opt(&c->args, "--view");
    struct lx_str query = LX_STR_EMPTY;
    enum lx_rc rc = cli_need(c, 2, CLI_ARGS_MAX);
    if (rc != LX_OK)
        return rc;
    for (int i = 1; i < c->args.pos_n; i++)
        lx_str_addf(&query, "%s%s", i > 1 ? " " : "", cli_pos(&c->args, i));
    struct lx_filter *f = lx_rec_new(LX_FILTER);
    rc = lx_set_value(&c->w, f, lx_field_named(LX_FILTER, "name"), cli_pos(&c->args, 0), NULL, &c->err);
    if (rc == LX_OK)
        rc = lx_set_value(&c->w, f, lx_field_named(LX_FILTER, "query"), lx_str_z(&query), NULL, &c->err);
    lx_set_text(&f->view, view ? view : "items");
    lx_set_text(&f->sort, cli_opt(&c->args, "--sort"));
    lx_set_text(&f->clerk, lx_clerk(&c->w));
    if (rc == LX_OK && key)
        rc = cli_number(c, "--key", key, 1, 9, &f->slot);
    if (rc == LX_OK)
        rc = check_filter(c, f);
    if (rc == LX_OK && (rc = lx_begin(&c->w, &c->err)) == LX_OK)
        rc = lx_end(&c->w, replace_filter(c, f), "filter save", (const char *const[]){ f->name, NULL }, &c->err);
    if (rc == LX_OK)
        cli_line(c, "%s", f->name);
    lx_rec_free(f);
    lx_str_done(&query);
    return rc;
}

static enum lx_rc filter_delete(struct cli *c)
{
    lx_id id;
    enum lx_rc rc = cli_need(c, 1, 1);
    if (rc == LX_OK)
        rc = lx_find(&c->w, LX_FILTER, cli_pos(&c->args, 0), &id, &c->err);
    return rc == LX_OK ? lx_delete(&c->w, c->command->name, LX_FILTER, id, &c->err) : rc;
}

const struct cli_handler cli_review_handlers[] = {
    { CMD_REVIEW, review }, { CMD_REVIEW_LIST, review_list }, { CMD_REVIEW_SHOW, review_show },
    { CMD_FILTER_LIST, filter_list }, { CMD_FILTER_ADD, filter_add }, { CMD_FILTER_DELETE, filter_delete }, { CMD_NONE, NULL },
};
