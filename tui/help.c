/* Help and messages: texts made from the command table and from what was said. */
#include "tui/help.h"

#include "tui/app.h"
#include "tui/i18n.h"

#include <string.h>

struct help_view {
    struct view v;
    lx_context contexts;
};

static const struct {
    lx_context context;
    const char *title;
} groups[] = {
    { CTX_TODAY, N_("Today") },
    { CTX_ITEMS, N_("Items") },
    { CTX_PARTS, N_("Who does which part") },
    { CTX_BULK, N_("Changes to come") },
    { CTX_MEETINGS, N_("Meetings") },
    { CTX_PREP, N_("Before the meeting") },
    { CTX_NOTICES, N_("Notices and replies") },
    { CTX_TOPICS, N_("Topics") },
    { CTX_AGENDA, N_("Agenda") },
    { CTX_EDITIONS, N_("Versions and readiness") },
    { CTX_MATERIALS, N_("Papers of the meeting") },
    { CTX_ROLL, N_("Roll call") },
    { CTX_LIVE, N_("In session") },
    { CTX_MINUTES, N_("Minutes of the meeting") },
    { CTX_VERSIONS, N_("Versions of minutes") },
    { CTX_PROPOSALS, N_("Proposals from minutes") },
    { CTX_ROUND, N_("Minutes on their way") },
    { CTX_DECISIONS, N_("Decisions") },
    { CTX_DOCUMENTS, N_("Documents") },
    { CTX_PLANS, N_("Plans") },
    { CTX_PLAN, N_("One plan") },
    { CTX_IMPORT, N_("Taking a plan in") },
    { CTX_UNITS, N_("Units") },
    { CTX_PERSONS, N_("Persons") },
    { CTX_PASTE, N_("Taking a table in") },
    { CTX_NOTES, N_("Notes") },
    { CTX_BODIES, N_("Bodies") },
    { CTX_QUOTAS, N_("Regular duties") },
    { CTX_TEMPLATES, N_("Meeting templates") },
    { CTX_REVIEW, N_("Review") },
    { CTX_REVIEWS, N_("Reviews") },
    { CTX_SETTINGS, N_("Settings of the office") },
    { CTX_LOG, N_("History") },
    { CTX_SEARCH, N_("Search") },
    { CTX_PAPER, N_("Preview of a paper") },
    { CTX_PRINTINGS, N_("Prints") },
    { CTX_FORM, N_("Forms") },
    { CTX_LIST, N_("Any list") },
    { CTX_DETAIL, N_("Beside a list") },
    { CTX_PAGER, N_("Any text") },
    { CTX_APP, N_("Anywhere") },
};

static const lx_context all_contexts = ~UINT64_C(0);

lx_context help_contexts(void)
{
    lx_context named = 0;
    for (size_t i = 0; i < sizeof groups / sizeof *groups; i++)
        named |= groups[i].context;
    return named;
}

void help_where(lx_context contexts, int most, struct lx_str *out)
{
    int n = 0;
    for (size_t i = 0; i < sizeof groups / sizeof *groups; i++)
        if ((groups[i].context & contexts) && n++ < most)
            lx_str_addf(out, "%s%s", n > 1 ? _(", ") : "", _(groups[i].title));
    if (n > most)
        lx_str_add(out, _(" and others"));
}

static void open_help(struct view *v, const void *arg)
{
    struct help_view *h = (struct help_view *)v;
    h->contexts = arg ? *(const lx_context *)arg : all_contexts;
}

static bool only_by_chord(const struct keymap *keys, enum lx_cmd cmd)
{
    bool chord = false;
    for (size_t i = 0; i < keys->n; i++) {
        if (keys->at[i].cmd == cmd && keys->at[i].n == 1)
            return false;
        chord |= keys->at[i].cmd == cmd;
    }
    return chord;
}

static void add_commands(struct lines *l, const struct keymap *keys, lx_context context, bool chords)
{
    struct lx_str pressed = LX_STR_EMPTY;
    for (int i = CMD_NONE + 1; i < CMD_N; i++) {
        const struct lx_command *c = lx_command((enum lx_cmd)i);
        if (!(c->contexts & context) || (context != CTX_APP && only_by_chord(keys, c->id) != chords))
            continue;
        lx_str_clear(&pressed);
        keymap_all_keys(keys, c->id, &pressed);
        if (!pressed.len) /* no key: by its name in the palette */
            lx_str_addf(&pressed, ":%s", cmd_label(c));
        lines_field(l, pressed.s, cmd_help(c), ROLE_NORMAL);
    }
    lx_str_done(&pressed);
}

/* What one key does comes first: behind b stands the same in every view of a meeting. */
static void add_group(struct lines *l, const struct keymap *keys, lx_context context)
{
    add_commands(l, keys, context, false);
    if (context != CTX_APP)
        add_commands(l, keys, context, true);
}

static enum lx_rc help_text(struct view *v, lx_id id, struct lines *l, struct lx_err *err)
{
    const struct help_view *h = (const struct help_view *)v;
    (void)id, (void)err;
    lines_para(l, h->contexts == all_contexts ? _("Every key of the program. / searches, q goes back.")
                                     : _("The keys that work here. ? shows those of all views, / searches, q goes back."),
               ROLE_DIM, 0);
    for (size_t g = 0; g < sizeof groups / sizeof *groups; g++)
        if (groups[g].context & h->contexts) {
            lines_new(l);
            lines_rule(l, _(groups[g].title));
            l->label_w = 20;
            add_group(l, &v->app->keymap, groups[g].context);
        }
    lines_new(l);
    lines_para(l, _("A command without a key is called through ':' by its name, in Chinese, English or pinyin. Keys can be changed "
                    "in config.ini, section [keys]."), ROLE_DIM, 0);
    return LX_OK;
}

static unsigned on_help(struct view *v, enum lx_cmd cmd)
{
    struct help_view *h = (struct help_view *)v;
    (void)cmd;
    h->contexts = all_contexts;
    v->detail_w = 0;
    return DID_DRAW;
}

static const struct cmd_handler help_commands[] = { { CMD_HELP, on_help }, { CMD_NONE, NULL } };

const struct view_ops view_help = {
    .name = "help",
    .title = N_("Keys"),
    .size = sizeof(struct help_view),
    .open = open_help,
    .detail = help_text,
    .commands = help_commands,
};

static enum lx_rc messages_text(struct view *v, lx_id id, struct lines *l, struct lx_err *err)
{
    const struct app *a = v->app;
    (void)id, (void)err;
    size_t n = a->messages_n < MESSAGES_MAX ? a->messages_n : MESSAGES_MAX;
    for (size_t i = 1; i <= n; i++)
        lines_para(l, a->messages[(a->messages_n - i) % MESSAGES_MAX], ROLE_NORMAL, 0);
    if (n == 0)
        lines_para(l, _("Nothing was said so far."), ROLE_DIM, 0);
    return LX_OK;
}

const struct view_ops view_messages = {
    .name = "messages",
    .title = N_("Messages, newest first"),
    .size = sizeof(struct view),
    .detail = messages_text,
};
