/* Arguments: positional words and options, by the usage text of the command. */
#include "core/mem.h"
#include "core/text/text.h"
#include "tui/cli.h"

#include <errno.h>
#include <stdlib.h>
#include <string.h>

static const char *const list_options[] = { "--json", "--csv", "--md", "--numbers" };

/* Does the usage text name this option, and does a value follow it there? */
static bool in_usage(const char *usage, const char *option, size_t len, bool *value)
{
    for (const char *p = usage; (p = strstr(p, option)) != NULL; p += len) {
        char before = p > usage ? p[-1] : ' ', after = p[len];
        if ((before == '[' || before == ' ') && (after == ' ' || after == ']' || !after)) {
            *value = after == ' ' && p[len + 1] != '[' && p[len + 1] != '-';
            return true;
        }
    }
    return false;
}

static bool known(const struct lx_command *command, const char *option, size_t len, bool *value)
{
    char name[32];
    if (len >= sizeof name)
        return false;
    memcpy(name, option, len);
    name[len] = '\0';
    if (in_usage(command->args, name, len, value))
        return true;
    *value = false;
    for (size_t i = 0; i < sizeof list_options / sizeof list_options[0]; i++)
        if (!(command->flags & F_WRITE) && strcmp(name, list_options[i]) == 0)
            return true;
    return false;
}

enum lx_rc cli_args_read(struct cli_args *a, const struct lx_command *command, int argc, char **argv, struct lx_err *err)
{
    *a = (struct cli_args){ 0 };
    a->pos = lx_grow(NULL, (size_t)argc + 1, sizeof *a->pos);
    a->opts = lx_grow(NULL, (size_t)argc + 1, sizeof *a->opts);
    bool only_words = false;
    for (int i = 0; i < argc; i++) {
        const char *s = argv[i];
        if (only_words || s[0] != '-' || !s[1] || (s[1] != '-' && strcmp(s, "-o") != 0)) {
            a->pos[a->pos_n++] = s; /* a query may begin with '-' */
            continue;
        }
        if (strcmp(s, "--") == 0) {
            only_words = true;
            continue;
        }
        size_t len = strcspn(s, "=");
        bool value;
        if (!known(command, s, len, &value))
            return lx_fail(err, LX_USAGE, N_("This command has no such option: %s"), "%s", s);
        struct cli_opt *o = &a->opts[a->opts_n++];
        o->name = s;
        o->value = s[len] == '=' ? s + len + 1 : "";
        if (value && s[len] != '=') {
            if (i + 1 >= argc)
                return lx_fail(err, LX_USAGE, N_("This option wants a value: %s"), "%s", s);
            o->value = argv[++i];
        }
    }
    a->pos[a->pos_n] = NULL;
    return LX_OK;
}

void cli_args_done(struct cli_args *a)
{
    free(a->pos);
    free(a->opts);
    *a = (struct cli_args){ 0 };
}

static bool is_opt(const struct cli_opt *o, const char *name)
{
    size_t len = strlen(name);
    return strncmp(o->name, name, len) == 0 && (!o->name[len] || o->name[len] == '=');
}

const char *cli_opt(const struct cli_args *a, const char *name)
{
    for (int i = a->opts_n - 1; i >= 0; i--)
        if (is_opt(&a->opts[i], name))
            return a->opts[i].value;
    return NULL;
}

const char *cli_pos(const struct cli_args *a, int i) { return i < a->pos_n ? a->pos[i] : NULL; }

bool cli_wants(const struct cli *c, const char *option) { return cli_opt(&c->args, option) != NULL; }

enum lx_rc cli_need(struct cli *c, int least_n, int most_n)
{
    if (c->args.pos_n < least_n || c->args.pos_n > most_n)
        return lx_fail(&c->err, LX_USAGE, N_("Usage: %s"), "lianxi %s %s", c->command->name, c->command->args);
    return LX_OK;
}

enum lx_rc cli_number(struct cli *c, const char *what, const char *typed, int64_t least, int64_t most, int64_t *n)
{
    struct lx_str plain = LX_STR_EMPTY;
    for (size_t at = 0, len = strlen(typed); at < len;) {
        uint32_t cp;
        at += (size_t)lx_utf8_get(typed + at, len - at, &cp);
        lx_utf8_put(&plain, lx_plain_char(cp));
    }
    char *end;
    errno = 0;
    *n = strtoll(lx_str_z(&plain), &end, 10);
    bool good = plain.len && !*end && !errno && (*plain.s == '-' || (*plain.s >= '0' && *plain.s <= '9')) && *n >= least && *n <= most;
    lx_str_done(&plain);
    return good ? LX_OK : lx_fail(&c->err, LX_USAGE, N_("A whole number is wanted: %s"), "%s%s%s", what, *what ? " " : "", typed);
}
