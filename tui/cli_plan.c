/* The command line: plan documents and minutes coming in. */
#include "core/minutes/minutes.h"
#include "core/plan/plan.h"
#include "core/text/text.h"
#include "core/work/numbers.h"
#include "core/work/plans.h"
#include "tui/cli.h"
#include "tui/i18n.h"
#include "tui/totals.h"

#include <stdlib.h>
#include <string.h>

enum { DOCUMENT_MAX_LEN = 8 << 20 };

/* --- plans ------------------------------------------------------------------------------------------------------------- */

static enum lx_rc plan_read(struct cli *c)
{
    struct lx_str text = LX_STR_EMPTY;
    enum lx_rc rc = cli_need(c, 1, 1);
    if (rc == LX_OK)
        rc = cli_read_file(c, cli_pos(&c->args, 0), DOCUMENT_MAX_LEN, &text);
    if (rc == LX_OK) {
        struct lx_plan_doc doc;
        lx_plan_read(&doc, lx_str_z(&text), text.len, NULL, 0);
        if (cli_wants(c, "--json")) {
            lx_plan_json(&c->out, &doc);
        } else {
            for (size_t i = 0; i < doc.sections_n; i++)
                cli_line(c, "%d: %s %s", doc.sections[i].line, doc.sections[i].number ? doc.sections[i].number : "#", doc.sections[i].title);
            for (size_t i = 0; i < doc.items_n; i++)
                cli_line(c, "%d: - %s", doc.items[i].line, doc.items[i].title);
        }
        lx_plan_done(&doc);
    }
    lx_str_done(&text);
    return rc;
}

/* One object a line, also for an empty one, so that input and output can be read side by side. */
static void phrases(struct cli *c, const struct lx_phrase_ctx *ctx, const char *text)
{
    while (*text) {
        size_t len = strcspn(text, "\n");
        size_t before = c->out.len;
        lx_plan_phrase(&c->out, cli_opt(&c->args, "--kind"), ctx, text, len);
        if (c->out.len == before || c->out.s[c->out.len - 1] != '\n')
            lx_str_addc(&c->out, '\n');
        text += len + (text[len] == '\n');
    }
}

static enum lx_rc plan_phrase(struct cli *c)
{
    struct lx_str text = LX_STR_EMPTY;
    struct lx_phrase_ctx ctx = { 0 };
    struct lx_json *json = NULL;
    const char *given = cli_opt(&c->args, "--ctx");
    enum lx_rc rc = cli_need(c, 0, 1);
    if (rc == LX_OK && given && (rc = lx_json_parse(&json, given, strlen(given), &c->err)) == LX_OK)
        lx_phrase_ctx_json(&ctx, json);
    if (rc == LX_OK)
        rc = cli_read_file(c, cli_pos(&c->args, 0), DOCUMENT_MAX_LEN, &text);
    if (rc == LX_OK)
        phrases(c, &ctx, lx_str_z(&text));
    lx_json_free(&json);
    lx_str_done(&text);
    return rc;
}

/* What was taken and skipped, and why, to stderr. */
static void report(const struct lx_plan_doc *doc, const struct lx_plan_result *r)
{
    struct lx_str out = LX_STR_EMPTY, line = LX_STR_EMPTY;
    lx_str_addf(&out, "%s %zu, %s %zu, %s %zu\n", _("sections"), doc->sections_n, _("items"), doc->items_n, _("indicators"), doc->indicators_n);
    for (size_t i = 0; i < doc->findings_n; i++) {
        const struct lx_plan_finding *f = &doc->findings[i];
        lx_str_addf(&out, "! %d: %s", f->line, _(lx_plan_finding_msgid(f->kind)));
        if (f->a)
            lx_str_addf(&out, " %s", f->a);
        if (f->b)
            lx_str_addf(&out, " / %s", f->b);
        if (f->announced)
            lx_str_addf(&out, " %d / %d", f->announced, f->found);
        lx_str_addc(&out, '\n');
    }
    for (size_t i = 0; i < doc->lines_n; i++)
        if (doc->lines[i].fate == LX_FATE_SKIPPED && doc->lines[i].len)
            lx_str_addf(&out, "- %zu: %s\n", i + 1, _(lx_plan_skip_msgid(doc->lines[i].why)));
    if (r && r->new_units.len)
        lx_str_addf(&out, "%s\n%s", _("New units:"), lx_str_z(&r->new_units));
    lx_text_clean(&line, lx_str_z(&out), out.len, LX_CLEAN_LINES);
    fputs(lx_str_z(&line), stderr);
    lx_str_done(&out);
    lx_str_done(&line);
}

static enum lx_rc plan_import(struct cli *c)
{
    struct lx_str text = LX_STR_EMPTY;
    enum lx_rc rc = cli_need(c, 1, 1);
    if (rc == LX_OK)
        rc = cli_read_file(c, cli_pos(&c->args, 0), DOCUMENT_MAX_LEN, &text);
    if (rc == LX_OK) {
        struct lx_plan_doc doc;
        struct lx_plan_result result = { 0 };
        lx_plan_read(&doc, lx_str_z(&text), text.len, NULL, 0);
        if (doc.items_n == 0)
            rc = lx_fail(&c->err, LX_INVALID, N_("Nothing in this document looks like a plan: %s"), "%s", cli_pos(&c->args, 0));
        if (rc == LX_OK && !cli_wants(c, "--dry-run"))
            rc = lx_plan_import(&c->w, cli_file_name(cli_pos(&c->args, 0)), lx_str_z(&text), &doc, &result, &c->err);
        if (rc == LX_OK) {
            report(&doc, &result);
            if (result.no)
                cli_line(c, "%s", result.no);
        }
        lx_plan_result_done(&result);
        lx_plan_done(&doc);
    }
    lx_str_done(&text);
    return rc;
}

static enum lx_rc plan_list(struct cli *c) { return cli_list(c, LX_PLAN); }

/* --- the tree ------------------------------------------------------------------------------------------------------------ */

static void json_totals(struct lx_json_out *j, const struct lx_totals *t)
{
    const struct {
        const char *key;
        size_t n;
    } parts[] = { { "items", t->n }, { "closed", t->closed }, { "open", t->open }, { "late", t->late } };
    lx_json_key(j, "totals");
    lx_json_begin_object(j);
    for (size_t i = 0; i < sizeof parts / sizeof parts[0]; i++) {
        lx_json_key(j, parts[i].key);
        lx_json_int(j, (int64_t)parts[i].n);
    }
    lx_json_end_object(j);
}

/* The plan as it is stored, its text and all, with the totals of the whole and its sections with theirs. */
static enum lx_rc tree_json(struct cli *c, const struct lx_plantree *t)
{
    struct lx_json_out j = { &c->out, false };
    struct lx_plan *plan = NULL;
    enum lx_rc rc = lx_get(&c->w, LX_PLAN, t->plan->rec.id, &plan, &c->err);
    if (rc != LX_OK)
        return rc;
    lx_json_begin_object(&j);
    cli_json_members(c, &j, plan);
    json_totals(&j, &t->totals);
    lx_json_key(&j, "sections");
    lx_json_begin_array(&j);
    for (size_t i = 0; i < t->n; i++)
        if (t->nodes[i].rec->type == LX_SECTION) {
            lx_json_begin_object(&j);
            cli_json_members(c, &j, t->nodes[i].rec);
            json_totals(&j, &t->nodes[i].totals);
            lx_json_end_object(&j);
        }
    lx_json_end_array(&j);
    lx_json_end_object(&j);
    lx_str_addc(&c->out, '\n');
    lx_rec_free(plan);
    return LX_OK;
}

/* A section in Markdown is a heading as long as there are headings so deep, an item a line of a list below its parent's. */
static void tree_line(struct cli *c, const struct lx_node *n, bool md, int *section_level)
{
    enum { HEADINGS_MAX = 6 };
    struct lx_str line = LX_STR_EMPTY;
    if (n->rec->type == LX_SECTION) {
        *section_level = n->level;
        if (md)
            lx_str_fill(&line, '#', n->level + 2 < HEADINGS_MAX ? (size_t)n->level + 2 : HEADINGS_MAX);
        else
            lx_str_fill(&line, ' ', (size_t)n->level * 2);
        lx_str_add(&line, md ? " " : "");
        lx_show_name(&c->w, &line, n->rec);
        if (n->totals.n > 0) {
            lx_str_add(&line, "  [");
            totals_words(&line, &n->totals, false);
            lx_str_addc(&line, ']');
        }
        if (md)
            lx_str_addc(&c->out, '\n');
    } else {
        const struct lx_item *item = (const struct lx_item *)(const void *)n->rec;
        int depth = md ? n->level - *section_level - 1 : n->level;
        lx_str_fill(&line, ' ', depth > 0 ? (size_t)depth * 2 : 0);
        lx_str_addf(&line, "%s%s  %s", md ? "- " : "", item->no, item->title);
    }
    cli_line(c, "%s", lx_str_z(&line));
    if (md && n->rec->type == LX_SECTION)
        lx_str_addc(&c->out, '\n');
    lx_str_done(&line);
}

static void tree_text(struct cli *c, const struct lx_plantree *t, bool md)
{
    struct lx_str totals = LX_STR_EMPTY;
    int section_level = -1;
    totals_words(&totals, &t->totals, false);
    cli_line(c, "%s%s  %s", md ? "# " : "", t->plan->no, t->plan->title);
    if (md)
        lx_str_addc(&c->out, '\n');
    cli_line(c, "%s", lx_str_z(&totals));
    for (size_t i = 0; i < t->n; i++)
        if (t->nodes[i].rec->type != LX_INDICATOR)
            tree_line(c, &t->nodes[i], md, &section_level);
    lx_str_done(&totals);
}

static enum lx_rc plan_show(struct cli *c)
{
    lx_id id;
    struct lx_plantree tree = { 0 };
    enum lx_rc rc = cli_need(c, 1, 1);
    if (rc == LX_OK)
        rc = lx_find(&c->w, LX_PLAN, cli_pos(&c->args, 0), &id, &c->err);
    if (rc == LX_OK)
        rc = lx_plantree_read(&c->w, id, &tree, &c->err);
    if (rc == LX_OK && cli_wants(c, "--json"))
        rc = tree_json(c, &tree);
    else if (rc == LX_OK)
        tree_text(c, &tree, cli_wants(c, "--md"));
    lx_plantree_done(&tree);
    return rc;
}

/* up, down, in, out in English or Chinese. */
static bool read_move(const char *typed, enum lx_move *how)
{
    static const struct {
        const char *word;
        enum lx_cmd command;
        enum lx_move how;
    } words[] = { { "up", CMD_SECTION_UP, LX_MOVE_UP }, { "down", CMD_SECTION_DOWN, LX_MOVE_DOWN },
                  { "in", CMD_SECTION_IN, LX_MOVE_IN }, { "out", CMD_SECTION_OUT, LX_MOVE_OUT } };
    for (size_t i = 0; i < sizeof words / sizeof words[0]; i++)
        if (strcmp(typed, words[i].word) == 0 || strcmp(typed, lx_command(words[i].command)->label_zh) == 0) {
            *how = words[i].how;
            return true;
        }
    return false;
}

/* Exactly one way to say where to. */
static enum lx_rc plan_move(struct cli *c)
{
    lx_id plan = 0, section = 0, to = 0;
    enum lx_move how = LX_MOVE_UP;
    const char *word = cli_pos(&c->args, 2), *before = cli_opt(&c->args, "--before"), *into = cli_opt(&c->args, "--into");
    int ways_n = (word != NULL) + (before != NULL) + (into != NULL) + cli_wants(c, "--top");
    enum lx_rc rc = cli_need(c, 2, 3);
    if (rc == LX_OK && (ways_n != 1 || (word && !read_move(word, &how))))
        rc = lx_fail(&c->err, LX_USAGE, N_("Say where to: up, down, in, out, --before, --into or --top: %s"), "lianxi %s %s", c->command->name,
                     c->command->args);
    if (rc == LX_OK)
        rc = lx_find(&c->w, LX_PLAN, cli_pos(&c->args, 0), &plan, &c->err);
    if (rc == LX_OK)
        rc = lx_section_find(&c->w, plan, cli_pos(&c->args, 1), &section, &c->err);
    if (rc == LX_OK && (before || into))
        rc = lx_section_find(&c->w, plan, before ? before : into, &to, &c->err);
    if (rc == LX_OK)
        rc = word ? lx_section_move(&c->w, section, how, &c->err)
                  : lx_section_place(&c->w, section, into ? to : 0, before ? to : 0, &c->err);
    if (rc == LX_OK) {
        struct lx_str path = LX_STR_EMPTY;
        lx_section_path(&c->w, &path, section);
        cli_line(c, "%s", lx_str_z(&path));
        lx_str_done(&path);
    }
    return rc;
}

/* --- minutes ------------------------------------------------------------------------------------------------------------- */

static void say_proposal(const struct lx_proposal *p)
{
    struct lx_str out = LX_STR_EMPTY, line = LX_STR_EMPTY;
    static const char *const words[] = { [LX_PROPOSE_ADD] = N_("new"), [LX_PROPOSE_CHANGE] = N_("changed"), [LX_PROPOSE_DROP] = N_("dropped"),
                                         [LX_PROPOSE_ASK] = N_("unclear") };
    lx_str_addf(&out, "%s", _(words[p->kind]));
    if (p->line)
        lx_str_addf(&out, " %d", p->line);
    if (p->item && p->item->no)
        lx_str_addf(&out, " %s", p->item->no);
    lx_str_addf(&out, ": %s", p->sentence ? p->sentence : "");
    if (p->kind == LX_PROPOSE_ASK) {
        lx_str_add(&out, " -- ");
        lx_message(&out, &p->why);
    }
    lx_text_clean(&line, lx_str_z(&out), out.len, 0);
    fprintf(stderr, "%s\n", lx_str_z(&line));
    lx_str_done(&out);
    lx_str_done(&line);
}

/* What is unclear refuses the whole import: half an import would leave a line without its item. */
static enum lx_rc check_clear(struct cli *c, const struct lx_proposals *p)
{
    for (size_t i = 0; i < p->n; i++)
        if (p->at[i].kind == LX_PROPOSE_ASK) {
            struct lx_str why = LX_STR_EMPTY;
            lx_message(&why, &p->at[i].why);
            enum lx_rc rc = lx_fail(&c->err, LX_INVALID, N_("Nothing was stored; an action line is unclear: %s"), "%d: %s", p->at[i].line,
                                    lx_str_z(&why));
            lx_str_done(&why);
            return rc;
        }
    return LX_OK;
}

static enum lx_rc propose(struct cli *c, lx_id meeting, const char *text, struct lx_proposals *p)
{
    enum lx_rc rc = lx_minutes_propose(&c->w, meeting, text, p, &c->err);
    for (size_t i = 0; rc == LX_OK && i < p->n; i++) {
        say_proposal(&p->at[i]);
        if (p->at[i].kind == LX_PROPOSE_DROP)
            p->at[i].take = cli_wants(c, "--drop");
    }
    return rc == LX_OK ? check_clear(c, p) : rc;
}

/* What follows is reckoned and taken in one transaction: nobody comes between. */
static enum lx_rc propose_and_apply(struct cli *c, lx_id meeting, const char *text, struct lx_proposals *p)
{
    enum lx_rc rc = lx_begin(&c->w, &c->err);
    if (rc != LX_OK)
        return rc;
    struct lx_str name = LX_STR_EMPTY;
    lx_show_id(&c->w, &name, meeting);
    rc = propose(c, meeting, text, p);
    if (rc == LX_OK)
        rc = lx_minutes_apply(&c->w, meeting, text, p, &c->err);
    rc = lx_end(&c->w, rc, c->command->name, (const char *const[]){ lx_str_z(&name), NULL }, &c->err);
    lx_str_done(&name);
    return rc;
}

static enum lx_rc minutes_import(struct cli *c)
{
    lx_id meeting = 0;
    struct lx_str text = LX_STR_EMPTY;
    struct lx_proposals p = { 0 };
    enum lx_rc rc = cli_need(c, 2, 2);
    if (rc == LX_OK)
        rc = lx_find(&c->w, LX_MEETING, cli_pos(&c->args, 0), &meeting, &c->err);
    if (rc == LX_OK)
        rc = cli_read_file(c, cli_pos(&c->args, 1), DOCUMENT_MAX_LEN, &text);
    if (rc == LX_OK)
        rc = (cli_wants(c, "--dry-run") ? propose : propose_and_apply)(c, meeting, lx_str_z(&text), &p);
    for (size_t i = 0; rc == LX_OK && i < p.n; i++)
        if (p.at[i].take && p.at[i].item && p.at[i].item->no)
            cli_line(c, "%s", p.at[i].item->no);
    lx_proposals_done(&p);
    lx_str_done(&text);
    return rc;
}

const struct cli_handler cli_plan_handlers[] = {
    { CMD_PLAN_READ, plan_read }, { CMD_PLAN_PHRASE, plan_phrase }, { CMD_PLAN_IMPORT, plan_import },       { CMD_PLAN_LIST, plan_list },
    { CMD_PLAN_SHOW, plan_show }, { CMD_PLAN_MOVE, plan_move }, { CMD_MINUTES_IMPORT, minutes_import }, { CMD_NONE, NULL },
};
