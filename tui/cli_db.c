/* The command line: the database itself. */
#include "core/text/text.h"
#include "db/db.h"
#include "tui/cli.h"
#include "tui/i18n.h"

#include <stdlib.h>
#include <string.h>

enum { DUMP_MAX_LEN = 1 << 30 };

/* Journal entries that the database writes itself; `args` is NULL-ended. */
struct entry {
    struct lx_entry e;
    struct lx_str args;
};

static const struct lx_entry *entry_begin(struct cli *c, struct entry *entry, const char *const *args)
{
    entry->args = LX_STR_EMPTY;
    struct lx_json_out j = { &entry->args, false };
    lx_json_begin_array(&j);
    for (; args && *args; args++)
        lx_json_string(&j, *args);
    lx_json_end_array(&j);
    entry->e = (struct lx_entry){ .at_ms = c->w.now_ms, .offset_min = (int)c->w.office->utc_offset, .who = c->w.who,
                                  .clerk = c->w.clerk, .host = c->w.host, .command = c->command->name, .args = lx_str_z(&entry->args) };
    return &entry->e;
}

static void entry_end(struct entry *entry) { lx_str_done(&entry->args); }

static void say(const char *words, const char *detail)
{
    struct lx_str line = LX_STR_EMPTY, clean = LX_STR_EMPTY;
    lx_fill(&line, words, detail);
    lx_text_clean(&clean, lx_str_z(&line), line.len, 0);
    fprintf(stderr, "%s\n", lx_str_z(&clean));
    lx_str_done(&line);
    lx_str_done(&clean);
}

/* --- check ----------------------------------------------------------------------------------------------------------------- */

/* "事项 26-003 …: title", "#17 …": which record or entry a finding is about. */
static void finding_place(struct cli *c, struct lx_str *out, const struct lx_finding *f)
{
    if (f->type != LX_NONE_TYPE) {
        struct lx_str name = LX_STR_EMPTY;
        lx_show_id(&c->w, &name, f->id);
        lx_str_addf(out, "%s ", lx_two(lx_table(f->type)->en, lx_table(f->type)->zh));
        if (name.len)
            lx_str_add(out, lx_str_z(&name));
        else
            lx_str_addf(out, "id:%lld", (long long)f->id);
        lx_str_done(&name);
    }
    if (f->entry)
        lx_str_addf(out, "%s#%lld", out->len ? " " : "", (long long)f->entry);
    if (*f->detail) { /* a field, or words of SQLite */
        int i = f->type != LX_NONE_TYPE ? lx_field_index(lx_table(f->type), f->detail) : -1;
        const struct lx_field *field = i >= 0 ? &lx_table(f->type)->fields[i] : NULL;
        lx_str_addf(out, "%s%s", out->len ? ": " : "", field ? lx_two(field->en, field->zh) : f->detail);
    }
}

static void print_finding(struct cli *c, const struct lx_finding *f)
{
    struct lx_str place = LX_STR_EMPTY, line = LX_STR_EMPTY;
    finding_place(c, &place, f);
    lx_fill(&line, _(lx_find_words(f->kind)), lx_str_z(&place));
    cli_line(c, "%s%s%s", lx_str_z(&line), f->mended ? "  " : "", f->mended ? _("(mended)") : "");
    lx_str_done(&place);
    lx_str_done(&line);
}

static void json_finding(struct cli *c, struct lx_json_out *j, const struct lx_finding *f)
{
    struct lx_str id = LX_STR_EMPTY, words = LX_STR_EMPTY, place = LX_STR_EMPTY;
    finding_place(c, &place, f);
    lx_fill(&words, _(lx_find_words(f->kind)), lx_str_z(&place));
    lx_json_begin_object(j);
    lx_json_key(j, "words");
    lx_json_string(j, lx_str_z(&words));
    lx_json_key(j, "type");
    lx_json_string(j, f->type == LX_NONE_TYPE ? NULL : lx_table(f->type)->name);
    lx_json_key(j, "id");
    lx_str_addf(&id, "%lld", (long long)f->id);
    lx_json_string(j, f->id ? lx_str_z(&id) : NULL);
    lx_json_key(j, "entry");
    f->entry ? lx_json_int(j, f->entry) : lx_json_null(j);
    lx_json_key(j, "detail");
    lx_json_string(j, f->detail);
    lx_json_key(j, "mended");
    lx_json_bool(j, f->mended);
    lx_json_end_object(j);
    lx_str_done(&id);
    lx_str_done(&words);
    lx_str_done(&place);
}

static size_t print_findings(struct cli *c, const struct lx_findings *found)
{
    struct lx_json_out j = { &c->out, false };
    bool json = cli_wants(c, "--json");
    size_t bad_n = 0;
    if (json)
        lx_json_begin_array(&j);
    for (size_t i = 0; i < found->n; i++) {
        bad_n += !found->at[i].mended;
        json ? json_finding(c, &j, &found->at[i]) : print_finding(c, &found->at[i]);
    }
    if (json) {
        lx_json_end_array(&j);
        lx_str_addc(&c->out, '\n');
    }
    return bad_n;
}

static enum lx_rc db_check(struct cli *c)
{
    struct lx_findings found = { 0 };
    enum lx_rc rc = cli_need(c, 0, 0);
    if (rc == LX_OK)
        rc = lx_db_check(c->w.store, &found, &c->err);
    if (rc == LX_OK && found.n && cli_wants(c, "--mend")) {
        struct entry entry;
        lx_rev rev;
        rc = lx_db_mend(c->w.store, &found, entry_begin(c, &entry, NULL), &rev, &c->err);
        entry_end(&entry);
    }
    size_t bad_n = print_findings(c, &found);
    if (rc == LX_OK && !found.n && !cli_wants(c, "--json"))
        cli_line(c, "%s", _("The database is as its history says."));
    lx_findings_done(&found);
    if (rc == LX_OK && bad_n)
        rc = lx_fail(&c->err, LX_CORRUPT, N_("Not in order: %s; `db check --mend` brings records back to their history"), "%zu", bad_n);
    return rc;
}

/* --- info ------------------------------------------------------------------------------------------------------------------- */

static void json_info(struct cli *c, const struct lx_db_info *info)
{
    struct lx_json_out j = { &c->out, false };
    struct lx_str origin = LX_STR_EMPTY;
    lx_str_addf(&origin, "%lld", (long long)info->origin);
    const struct {
        const char *key, *value;
    } texts[] = { { "path", info->path }, { "name", info->name }, { "origin", lx_str_z(&origin) }, { "head", info->head },
                  { "last_copy", info->last_copy } };
    lx_json_begin_object(&j);
    for (size_t i = 0; i < sizeof texts / sizeof texts[0]; i++) {
        lx_json_key(&j, texts[i].key);
        lx_json_string(&j, texts[i].value);
    }
    lx_json_key(&j, "bytes");
    lx_json_int(&j, info->bytes);
    lx_json_key(&j, "schema");
    lx_json_int(&j, info->schema);
    lx_json_key(&j, "entries");
    lx_json_int(&j, info->entries);
    lx_json_key(&j, "readonly");
    lx_json_bool(&j, info->readonly);
    lx_json_key(&j, "records");
    lx_json_begin_object(&j);
    for (int type = LX_NONE_TYPE + 1; type < LX_TYPES_N; type++) {
        lx_json_key(&j, lx_table((enum lx_type)type)->name);
        lx_json_int(&j, (int64_t)info->records[type]);
    }
    lx_json_end_object(&j);
    lx_json_end_object(&j);
    lx_str_addc(&c->out, '\n');
    lx_str_done(&origin);
}

static void text_info(struct cli *c, const struct lx_db_info *info)
{
    struct lx_str last = LX_STR_EMPTY;
    if (info->entries)
        lx_instant_format(&last, info->last_at_ms, info->last_offset_min);
    cli_line(c, "%s%s%s", LX_LABEL(_("Database:")), info->path ? info->path : "");
    cli_line(c, "%s%s%s", LX_LABEL(_("May be written:")), info->readonly ? _("no") : _("yes"));
    cli_line(c, "%s%s%lld", LX_LABEL(_("Bytes:")), (long long)info->bytes);
    cli_line(c, "%s%s%d", LX_LABEL(_("Version of the tables:")), info->schema);
    cli_line(c, "%s%s%s  %lld", LX_LABEL(_("Name, origin:")), info->name, (long long)info->origin);
    cli_line(c, "%s%s%lld  %s", LX_LABEL(_("Entries of the history, last:")), (long long)info->entries, lx_str_z(&last));
    cli_line(c, "%s%s%s", LX_LABEL(_("Hash of the last entry:")), info->head);
    cli_line(c, "%s%s%s", LX_LABEL(_("Last copy:")), info->last_copy ? info->last_copy : "-");
    for (int type = LX_NONE_TYPE + 1; type < LX_TYPES_N; type++)
        if (info->records[type])
            cli_line(c, "  %s %zu", lx_two(lx_table((enum lx_type)type)->en, lx_table((enum lx_type)type)->zh), info->records[type]);
    lx_str_done(&last);
}

static enum lx_rc db_info(struct cli *c)
{
    struct lx_db_info info = { 0 };
    enum lx_rc rc = cli_need(c, 0, 0);
    if (rc == LX_OK)
        rc = lx_db_info(c->w.store, &info, &c->err);
    if (rc == LX_OK)
        cli_wants(c, "--json") ? json_info(c, &info) : text_info(c, &info);
    lx_db_info_done(&info);
    return rc;
}

/* --- copies ------------------------------------------------------------------------------------------------------------------- */

static enum lx_rc db_backup(struct cli *c)
{
    enum lx_rc rc = cli_need(c, 1, 1);
    if (rc == LX_OK && strcmp(cli_pos(&c->args, 0), "-") == 0)
        rc = lx_fail(&c->err, LX_USAGE, N_("A copy of the database needs a file of its own: %s; `db dump` writes to standard output"), "%s", "-");
    if (rc == LX_OK)
        rc = c->command->id == CMD_DB_CLONE ? lx_db_clone(c->w.store, cli_pos(&c->args, 0), &c->err)
                                            : lx_db_backup(c->w.store, cli_pos(&c->args, 0), &c->err);
    if (rc == LX_OK)
        cli_line(c, "%s", cli_pos(&c->args, 0));
    return rc;
}

static enum lx_rc db_restore(struct cli *c)
{
    struct lx_str kept = LX_STR_EMPTY;
    struct entry entry;
    enum lx_rc rc = cli_need(c, 1, 1);
    if (rc != LX_OK)
        return rc;
    const char *args[] = { cli_file_name(cli_pos(&c->args, 0)), NULL };
    rc = lx_db_restore(c->w.store, cli_pos(&c->args, 0), entry_begin(c, &entry, args), &kept, &c->err);
    entry_end(&entry);
    if (rc == LX_OK) {
        say(_("What was there before is kept in %s"), lx_str_z(&kept));
        cli_line(c, "%s", cli_pos(&c->args, 0));
    }
    lx_str_done(&kept);
    return rc;
}

static enum lx_rc db_daily_copy(struct cli *c)
{
    enum lx_rc rc = cli_need(c, 1, 1);
    return rc == LX_OK ? lx_db_daily_copy(c->w.store, cli_pos(&c->args, 0), &c->err) : rc;
}

/* --- dump and load ---------------------------------------------------------------------------------------------------------------- */

static bool write_file(void *ctx, const char *s, size_t len)
{
    FILE *f = ctx;
    return fwrite(s, 1, len, f) == len;
}

static enum lx_rc db_dump(struct cli *c)
{
    FILE *f;
    enum lx_rc rc = cli_need(c, 0, 1);
    if (rc != LX_OK)
        return rc;
    const char *path = cli_pos(&c->args, 0) ? cli_pos(&c->args, 0) : "-";
    rc = cli_create(c, path, &f);
    return rc == LX_OK ? cli_created(c, lx_db_dump(c->w.store, false, write_file, f, &c->err), path, f) : rc;
}

static enum lx_rc print_rev(struct cli *c, enum lx_rc rc, lx_rev rev)
{
    if (rc == LX_OK && rev)
        cli_line(c, "%lld", (long long)rev);
    return rc;
}

static enum lx_rc db_load(struct cli *c)
{
    struct lx_str text = LX_STR_EMPTY;
    struct entry entry;
    lx_rev rev = 0;
    enum lx_rc rc = cli_need(c, 1, 1);
    if (rc == LX_OK)
        rc = cli_read_bytes(c, cli_pos(&c->args, 0), DUMP_MAX_LEN, &text);
    if (rc == LX_OK && strlen(lx_str_z(&text)) != text.len)
        rc = lx_fail(&c->err, LX_INVALID, N_("This is not valid JSON; look at line and column %s"), "%s", cli_pos(&c->args, 0));
    if (rc == LX_OK) {
        const char *args[] = { cli_file_name(cli_pos(&c->args, 0)), NULL };
        rc = lx_db_load(c->w.store, lx_str_z(&text), entry_begin(c, &entry, args), &rev, &c->err);
        entry_end(&entry);
    }
    lx_str_done(&text);
    return print_rev(c, rc, rev);
}

/* --- repairs ------------------------------------------------------------------------------------------------------------------------ */

static enum lx_rc db_reindex(struct cli *c)
{
    enum lx_rc rc = cli_need(c, 0, 0);
    return rc == LX_OK ? lx_db_reindex(c->w.store, &c->err) : rc;
}

static enum lx_rc db_adopt(struct cli *c)
{
    struct entry entry;
    lx_rev rev = 0;
    enum lx_rc rc = cli_need(c, 0, 0);
    if (rc == LX_OK) {
        rc = lx_db_adopt(c->w.store, entry_begin(c, &entry, NULL), &rev, &c->err);
        entry_end(&entry);
    }
    return print_rev(c, rc, rev);
}

static enum lx_rc db_purge(struct cli *c)
{
    struct entry entry;
    lx_rev rev = 0;
    const char *no = cli_pos(&c->args, 0), *reason = cli_opt(&c->args, "--reason");
    enum lx_rc rc = cli_need(c, 1, 1);
    int64_t purged = 0;
    if (rc == LX_OK)
        rc = cli_number(c, "", no, 1, INT64_MAX, &purged);
    if (rc == LX_OK && !(reason && *reason))
        rc = lx_fail(&c->err, LX_USAGE, N_("This option wants a value: %s"), "%s", "--reason");
    if (rc == LX_OK) {
        const char *args[] = { no, reason, NULL };
        rc = lx_db_purge(c->w.store, purged, entry_begin(c, &entry, args), &rev, &c->err);
        entry_end(&entry);
    }
    return print_rev(c, rc, rev);
}

const struct cli_handler cli_db_handlers[] = {
    { CMD_DB_CHECK, db_check },     { CMD_DB_INFO, db_info },   { CMD_DB_BACKUP, db_backup }, { CMD_DB_RESTORE, db_restore },
    { CMD_DB_DUMP, db_dump },       { CMD_DB_LOAD, db_load },   { CMD_DB_CLONE, db_backup },  { CMD_DB_REINDEX, db_reindex },
    { CMD_DB_ADOPT, db_adopt },     { CMD_DB_PURGE, db_purge }, { CMD_DB_DAILY, db_daily_copy }, { CMD_NONE, NULL },
};
