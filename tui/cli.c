/* The command line: which command, help, errors, exit codes. */
#include "tui/cli.h"

#include "core/text/text.h"
#include "tui/i18n.h"

#include <stdlib.h>
#include <string.h>

const struct cli_handler *const cli_groups[] = {
    cli_item_handlers,
    cli_meeting_handlers,
    cli_agenda_handlers,
    cli_topic_handlers,
    cli_material_handlers,
    cli_session_handlers,
    cli_document_handlers,
    cli_unit_handlers,
    cli_plan_handlers,
    cli_csv_handlers,
    cli_db_handlers,
    cli_paper_handlers,
    cli_print_handlers,
    cli_review_handlers,
    cli_misc_handlers,
    cli_body_handlers,
    cli_prep_handlers,
    cli_minutes_handlers,
    cli_roll_handlers,
    NULL,
};

cli_fn *cli_handler_of(enum lx_cmd cmd)
{
    for (size_t g = 0; cli_groups[g]; g++)
        for (const struct cli_handler *h = cli_groups[g]; h->run; h++)
            if (h->cmd == cmd)
                return h->run;
    return NULL;
}

/* "item close", then "review" alone.  *used is how many words of argv name the command. */
static const struct lx_command *find_command(int argc, char **argv, int *used)
{
    const struct lx_command *found = NULL;
    if (argc > 1) {
        struct lx_str two = LX_STR_EMPTY;
        lx_str_addf(&two, "%s %s", argv[0], argv[1]);
        found = lx_command_named(lx_str_z(&two));
        lx_str_done(&two);
        *used = 2;
    }
    if (!found || !(found->flags & F_CLI)) {
        found = lx_command_named(argv[0]);
        *used = 1;
    }
    return found && found->flags & F_CLI ? found : NULL;
}

static bool is_noun(const char *s)
{
    size_t len = strlen(s);
    for (int i = CMD_NONE + 1; i < CMD_N; i++) {
        const struct lx_command *k = lx_command((enum lx_cmd)i);
        if (k->flags & F_CLI && strncmp(k->name, s, len) == 0 && (k->name[len] == ' ' || !k->name[len]))
            return true;
    }
    return false;
}

/* command: what argv names, NULL: nothing; used: in how many of its words. */
static bool asks_help(const struct lx_command *command, int used, int argc, char **argv)
{
    if (argc > used && (strcmp(argv[argc - 1], "--help") == 0 || strcmp(argv[argc - 1], "-h") == 0))
        return true;
    return !command && argc > 1 && strcmp(argv[1], "--help") == 0 && is_noun(argv[0]);
}

bool cli_wants_office(int argc, char **argv)
{
    int used = 0;
    const struct lx_command *command = find_command(argc, argv, &used);
    return command && !(command->flags & F_ALONE) && !asks_help(command, used, argc, argv);
}

int cli_run(struct cli *c, int argc, char **argv)
{
    int used = 0;
    c->command = find_command(argc, argv, &used);
    if (asks_help(c->command, used, argc, argv)) {
        cli_help(stdout, argv[0], c->zh);
        return 0;
    }
    enum lx_rc rc;
    if (!c->command) {
        rc = lx_fail(&c->err, LX_USAGE, N_("There is no such command: %s (see --help)"), "%s %s", argv[0], argc > 1 ? argv[1] : "");
    } else {
        rc = cli_args_read(&c->args, c->command, argc - used, argv + used, &c->err);
        if (rc == LX_OK && c->command->flags & F_WRITE && c->read_only)
            rc = lx_fail(&c->err, LX_READONLY, N_("You may read this database, not write it: %s"), "%s", c->db_path);
        cli_fn *run = cli_handler_of(c->command->id);
        if (rc == LX_OK)
            rc = run ? run(c) : lx_fail(&c->err, LX_USAGE, N_("There is no such command: %s (see --help)"), "%s", c->command->name);
        cli_args_done(&c->args);
    }
    if (rc == LX_OK && c->w.voided)
        fprintf(stderr, "%s\n", _("Signed before the text was changed: these signatures are void"));
    bool printed = fwrite(lx_str_z(&c->out), 1, c->out.len, stdout) == c->out.len && fflush(stdout) == 0;
    lx_str_done(&c->out);
    if (rc == LX_OK && !printed)
        rc = lx_fail(&c->err, LX_IO, N_("The output could not be written"), "%s", "");
    if (rc != LX_OK)
        cli_print_error(&c->err);
    return cli_exit_code(rc);
}

/* What another word would not change ends it. */
static bool is_refusal(enum lx_rc rc)
{
    return rc == LX_NOTFOUND || rc == LX_EXISTS || rc == LX_INVALID || rc == LX_STATE || rc == LX_AMBIGUOUS || rc == LX_USAGE;
}

enum lx_rc cli_all_or_none(struct cli *c, int first, cli_one *one, void *ctx)
{
    int refused_n = 0, words_n = c->args.pos_n - first;
    enum lx_rc answer = LX_OK, rc = lx_begin(&c->w, &c->err);
    if (rc != LX_OK)
        return rc;
    for (int i = first; i < c->args.pos_n && (rc == LX_OK || is_refusal(rc)); i++) {
        rc = one(c, i, ctx);
        answer = answer == LX_OK || (rc != LX_OK && !is_refusal(rc)) ? rc : answer;
        refused_n += rc != LX_OK;
        if (rc != LX_OK && words_n > 1)
            cli_print_error(&c->err);
    }
    answer = lx_end(&c->w, answer, c->command->name, c->args.pos, &c->err);
    if (refused_n && words_n > 1 && is_refusal(answer))
        return lx_fail(&c->err, answer, N_("All or none: nothing was stored, refused were %s"), "%d/%d", refused_n, words_n);
    return answer;
}

void cli_print_error(const struct lx_err *err)
{
    struct lx_str text = LX_STR_EMPTY, line = LX_STR_EMPTY;
    lx_message(&text, err);
    lx_text_clean(&line, lx_str_z(&text), text.len, LX_CLEAN_LINES);
    fprintf(stderr, "lianxi: %s\n", lx_str_z(&line));
    lx_str_done(&text);
    lx_str_done(&line);
}

int cli_exit_code(enum lx_rc rc)
{
    switch (rc) {
    case LX_OK:
        return 0;
    case LX_USAGE:
    case LX_AMBIGUOUS:
        return 2;
    case LX_NOTFOUND:
        return 3;
    case LX_BUSY:
    case LX_READONLY:
    case LX_TOONEW:
    case LX_CORRUPT:
        return 5;
    default:
        return 1;
    }
}

/* Only the program itself calls it. */
static bool is_internal(const struct lx_command *k) { return (k->flags & F_CLI_ONLY) == F_CLI_ONLY && k->flags & F_HIDDEN; }

/* See cli_all_or_none. */
static bool takes_several(const struct lx_command *k)
{
    return strstr(k->args, "NO...") || strstr(k->args, "TOPIC...") || strstr(k->args, " N...");
}

void cli_help(FILE *to, const char *noun, bool zh)
{
    size_t len = noun ? strlen(noun) : 0;
    bool several = false;
    fprintf(to, "%s\n\n", _("lianxi [--db FILE] [--as NAME] [--lang zh|en] [--as-of DATE] [NOUN VERB ...]     without a noun: the screen"));
    for (int i = CMD_NONE + 1; i < CMD_N; i++) {
        const struct lx_command *k = lx_command((enum lx_cmd)i);
        if (!(k->flags & F_CLI) || is_internal(k) || (noun && (strncmp(k->name, noun, len) != 0 || (k->name[len] && k->name[len] != ' '))))
            continue;
        fprintf(to, "lianxi %s %s\n      %s\n", k->name, k->args, zh ? k->help_zh : k->help);
        several = several || takes_several(k);
    }
    if (several)
        fprintf(to, "\n%s\n", _("What takes several at once (NO... TOPIC... N...) does all of them or none; each that is refused is named."));
    if (!noun || strstr("list show history search log find", noun))
        fprintf(to, "\n%s\n", _("Every list, show, history, search, log and find takes --json; every list also --csv, --md and --numbers."));
}
