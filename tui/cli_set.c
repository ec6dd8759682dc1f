/* Options that set fields of a record. */
#include "tui/cli_set.h"

#include "core/meeting/meetings.h"
#include "core/work/numbers.h"
#include "core/work/whole.h"
#include "tui/i18n.h"

enum lx_rc cli_set_all(struct cli *c, void *rec, const struct cli_setting *settings)
{
    struct lx_str said = LX_STR_EMPTY;
    enum lx_rc rc = LX_OK;
    for (; rc == LX_OK && settings->option; settings++) {
        const char *value = cli_opt(&c->args, settings->option);
        if (value)
            rc = lx_set_value(&c->w, rec, lx_field_named(((struct lx_rec *)rec)->type, settings->field), value, &said, &c->err);
    }
    if (rc == LX_OK)
        cli_said(c, &said);
    lx_str_done(&said);
    return rc;
}

static void print_name(struct cli *c, enum lx_type type, const void *rec)
{
    const struct lx_field *key = lx_key_field(lx_table(type));
    struct lx_str s = LX_STR_EMPTY;
    lx_show_value(&c->w, &s, rec, key, c->zh);
    cli_line(c, "%s", lx_str_z(&s));
    lx_str_done(&s);
}

enum lx_rc cli_add_record(struct cli *c, enum lx_type type, const char *field, const struct cli_setting *settings)
{
    enum lx_rc rc = cli_need(c, 1, 1);
    if (rc != LX_OK)
        return rc;
    struct lx_rec *rec = lx_rec_new(type);
    rc = lx_set_value(&c->w, rec, lx_field_named(type, field), cli_pos(&c->args, 0), NULL, &c->err);
    if (rc == LX_OK)
        rc = cli_set_all(c, rec, settings);
    if (rc == LX_OK)
        rc = lx_add(&c->w, c->command->name, rec, &c->err);
    if (rc == LX_OK)
        print_name(c, type, rec);
    lx_rec_free(rec);
    return rc;
}

enum lx_rc cli_set_record(struct cli *c, enum lx_type type)
{
    lx_id id;
    struct lx_str said = LX_STR_EMPTY;
    enum lx_rc rc = cli_need(c, 2, CLI_ARGS_MAX);
    if (rc == LX_OK)
        rc = lx_find(&c->w, type, cli_pos(&c->args, 0), &id, &c->err);
    if (rc == LX_OK)
        rc = lx_record_set(&c->w, type, id, (char *const *)(c->args.pos + 1), (size_t)c->args.pos_n - 1, &said, &c->err);
    if (rc == LX_OK) {
        struct lx_rec *rec = NULL;
        cli_said(c, &said);
        rc = lx_refresh(&c->w, &c->err);
        if (rc == LX_OK && (rc = lx_get(&c->w, type, id, &rec, &c->err)) == LX_OK)
            print_name(c, type, rec);
        lx_rec_free(rec);
    }
    lx_str_done(&said);
    return rc;
}

enum lx_rc cli_get_record(struct cli *c, enum lx_type type, void *rec)
{
    lx_id id;
    *(void **)rec = NULL;
    enum lx_rc rc = cli_need(c, 1, 1);
    if (rc == LX_OK)
        rc = lx_find(&c->w, type, cli_pos(&c->args, 0), &id, &c->err);
    return rc == LX_OK ? lx_get(&c->w, type, id, rec, &c->err) : rc;
}

enum lx_rc cli_delete_record(struct cli *c, enum lx_type type)
{
    struct lx_rec *rec = NULL;
    struct lx_parts_n parts = { 0 };
    struct lx_str command = LX_STR_EMPTY, said = LX_STR_EMPTY;
    lx_str_addf(&command, "%s delete", lx_table(type)->name);
    enum lx_rc rc = cli_get_record(c, type, &rec);
    if (rc == LX_OK)
        rc = lx_parts_count(&c->w, type, rec->id, &parts, &c->err);
    if (rc == LX_OK)
        rc = lx_delete_whole(&c->w, lx_str_z(&command), type, rec->id, &c->err);
    for (int i = 0; rc == LX_OK && i < parts.n; i++) {
        const struct lx_table *t = lx_table(parts.at[i].type);
        lx_str_addf(&said, "%s%s %zu", i ? _(", ") : "", lx_two(t->en, t->zh), parts.at[i].n);
    }
    cli_said(c, &said);
    if (rc == LX_OK)
        print_name(c, type, rec);
    lx_str_done(&command);
    lx_str_done(&said);
    lx_rec_free(rec);
    return rc;
}
