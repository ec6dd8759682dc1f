/* The command line: papers as text, Markdown, HTML, PDF or .docx; minutes as they read. */
#include "core/doc/markdown.h"
#include "core/doc/view.h"
#include "core/mem.h"
#include "core/paper/build.h"
#include "core/paper/bulletin.h"
#include "core/page/page.h"
#include "core/text/text.h"
#include "core/work/numbers.h"
#include "tui/cli.h"
#include "tui/cli_versions.h"
#include "tui/cli_rows.h"
#include "tui/i18n.h"
#include "tui/print.h"
#include "tui/printing.h"

#include <stdlib.h>
#include <string.h>
#include <unistd.h>

static const char *const options[PRINT_FORM_N] = { [PRINT_TEXT] = "--text", [PRINT_MD] = "--md", [PRINT_HTML] = "--html",
                                                   [PRINT_PDF] = "--pdf", [PRINT_DOCX] = "--docx" };

/* --- papers --------------------------------------------------------------------------------------------------------------- */

static bool ends(const char *s, const char *with)
{
    size_t len = strlen(s), with_len = strlen(with);
    return len >= with_len && strcmp(s + len - with_len, with) == 0;
}

/* What was asked for; else what the name of the file says; else text. */
static enum lx_rc choose_form(struct cli *c, const char *file, enum print_form *form)
{
    int asked_n = 0;
    *form = PRINT_TEXT;
    for (int i = 0; i < PRINT_FORM_N; i++)
        if (cli_wants(c, options[i])) {
            *form = (enum print_form)i;
            asked_n++;
        }
    if (asked_n > 1)
        return lx_fail(&c->err, LX_USAGE, N_("One form at a time: %s"), "--text, --md, --html, --pdf, --docx");
    for (int i = 0; !asked_n && file && i < PRINT_FORM_N; i++)
        *form = ends(file, lx_print_ending((enum print_form)i)) ? (enum print_form)i : *form;
    return LX_OK;
}

static enum lx_rc find_paper(struct cli *c, const struct lx_paper **paper)
{
    const char *kind = cli_pos(&c->args, 0);
    *paper = lx_paper_find(kind);
    if (*paper)
        return LX_OK;
    struct lx_str kinds = LX_STR_EMPTY;
    for (int i = 0; i < LX_PAPER_N; i++)
        lx_str_addf(&kinds, "%s%s", i ? ", " : "", lx_paper_get((enum lx_paper_id)i)->kind);
    enum lx_rc rc = lx_fail(&c->err, LX_USAGE, N_("There is no such paper; there are: %s"), "%s (%s)", lx_str_z(&kinds), kind);
    lx_str_done(&kinds);
    return rc;
}

static enum lx_rc check_pages(const struct lx_str *md, const char *typed, struct lx_str *plain, struct lx_err *err)
{
    struct lx_doc *d = NULL;
    enum lx_rc rc = lx_markdown_read(&d, lx_str_z(md), md->len, err);
    if (rc == LX_OK) {
        struct lx_pages *p = lx_pages_make(d);
        rc = printer_pages(typed, p->page_n, plain, err);
        lx_pages_free(p);
    }
    lx_doc_free(d);
    return rc;
}

/* The words behind KIND: a record, or a query of as many words as one likes. */
static enum lx_rc build(struct cli *c, const struct lx_paper *paper, lx_id *of, struct lx_str *query, struct lx_str *md)
{
    for (int i = 1; cli_pos(&c->args, i); i++)
        lx_str_addf(query, "%s%s", i > 1 ? " " : "", cli_pos(&c->args, i));
    enum lx_rc rc = lx_paper_find_no(&c->w, paper, lx_str_z(query), of, &c->err);
    if (cli_opt(&c->args, "--for")) { /* whose variant: an agenda's query says so */
        lx_str_clear(query);
        lx_str_addf(query, "for:%s", cli_opt(&c->args, "--for"));
    }
    const char *group = cli_opt(&c->args, "--group");
    if (rc == LX_OK && group && paper->id != LX_PAPER_LEDGER && paper->id != LX_PAPER_PROJECTS)
        rc = lx_fail(&c->err, LX_USAGE, N_("Only the ledger and the table of projects stand in groups: %s"), "%s", paper->kind);
    if (group) { /* and so does the query of a ledger */
        char *words = lx_str_take(query);
        lx_str_addf(query, "group:%s %s", group, words);
        free(words);
    }
    if (rc == LX_OK)
        rc = lx_paper_build(&c->w, paper, *of, lx_str_z(query), cli_wants(c, "--en"), md, &c->err);
    return rc;
}

/* --printed-at: it was printed elsewhere, in the print shop, and only stands on record. */
static enum lx_rc put_on_record(struct cli *c, const struct outgoing *o, const struct print_choice *choice)
{
    const char *to = cli_opt(&c->args, "--to");
    lx_id id = 0;
    enum lx_rc rc = print_elsewhere(&c->w, o, choice, cli_opt(&c->args, "--printed-at"), to, &id, &c->err);
    if (rc == LX_OK)
        cli_line(c, "%lld", (long long)lx_id_short(id));
    return rc;
}

/* --print: to the printer, and on record. */
static enum lx_rc print(struct cli *c, const struct lx_paper *paper, lx_id of, const struct lx_str *query, const struct lx_str *md)
{
    bool variant = cli_opt(&c->args, "--for") || cli_opt(&c->args, "--group") || !of; /* what else was typed is the number of the record */
    struct outgoing o = { .paper = paper, .of = of, .query = variant ? lx_str_z(query) : "", .en = cli_wants(c, "--en"), .md = md };
    const char *copies = cli_opt(&c->args, "--copies"), *sides = cli_opt(&c->args, "--duplex"), *printer = cli_opt(&c->args, "--printer");
    const char *pages = cli_opt(&c->args, "--pages");
    struct lx_str plain = LX_STR_EMPTY, job = LX_STR_EMPTY, note = LX_STR_EMPTY, fonts = LX_STR_EMPTY;
    struct print_choice choice = { .printer = printer ? lx_strdup(printer) : NULL };
    int64_t n = 1;
    int side = SIDES_ONE;
    enum lx_rc rc = copies ? cli_number(c, "--copies", copies, 1, PRINTER_COPIES_MAX, &n) : LX_OK;
    if (rc == LX_OK && sides)
        rc = cli_word(c, "sides", sides, &side);
    if (rc == LX_OK && pages)
        rc = check_pages(md, pages, &plain, &c->err);
    choice.copies = (int)n;
    choice.sides = (enum lx_sides)side;
    choice.pages = plain.len ? lx_str_take(&plain) : NULL;
    if (rc == LX_OK && cli_opt(&c->args, "--printed-at"))
        rc = put_on_record(c, &o, &choice);
    else if (rc == LX_OK)
        rc = print_paper(&c->w, &o, &choice, !c->read_only, &job, &note, &fonts, &c->err);
    if (rc == LX_OK && job.len)
        cli_line(c, "%s", job.s);
    if (rc == LX_OK)
        cli_said(c, &fonts);
    if (rc == LX_OK)
        cli_said(c, &note);
    print_choice_done(&choice);
    lx_str_done(&plain);
    lx_str_done(&job);
    lx_str_done(&note);
    lx_str_done(&fonts);
    return rc;
}

static enum lx_rc render_as(struct cli *c, const struct lx_str *md, enum print_form form, bool terminal, struct lx_str *out)
{
    struct lx_str notes = LX_STR_EMPTY;
    enum lx_rc rc = lx_print_make(form, md, terminal, out, &notes, &c->err);
    if (rc == LX_OK && notes.len)
        cli_said(c, &notes);
    lx_str_done(&notes);
    return rc;
}

static enum lx_rc paper(struct cli *c)
{
    const struct lx_paper *paper = NULL;
    struct lx_str md = LX_STR_EMPTY, out = LX_STR_EMPTY, query = LX_STR_EMPTY;
    const char *file = cli_opt(&c->args, "-o");
    enum print_form form;
    lx_id of = 0;
    file = file && strcmp(file, "-") == 0 ? NULL : file;
    bool printed = cli_wants(c, "--print") || cli_opt(&c->args, "--printed-at"), terminal = !file && !printed && isatty(STDOUT_FILENO);
    enum lx_rc rc = cli_need(c, 1, CLI_ARGS_MAX);
    if (rc == LX_OK)
        rc = choose_form(c, file, &form);
    if (rc == LX_OK && printed && (file || form != PRINT_TEXT))
        rc = lx_fail(&c->err, LX_USAGE, N_("Printed or written to a file, not both: %s"), "--print");
    if (rc == LX_OK && (form == PRINT_PDF || form == PRINT_DOCX) && terminal)
        rc = lx_fail(&c->err, LX_USAGE, N_("This is no text for a terminal; send it to a file: %s"), "-o FILE%s", lx_print_ending(form));
    if (rc == LX_OK)
        rc = find_paper(c, &paper);
    if (rc == LX_OK)
        rc = build(c, paper, &of, &query, &md);
    if (rc == LX_OK && printed)
        rc = print(c, paper, of, &query, &md);
    else if (rc == LX_OK)
        rc = render_as(c, &md, form, terminal, &out);
    if (rc == LX_OK && file)
        rc = lx_print_file(file, &out, c->db_path, &c->err);
    else if (rc == LX_OK)
        lx_str_addn(&c->out, lx_str_z(&out), out.len);
    lx_str_done(&md);
    lx_str_done(&out);
    lx_str_done(&query);
    return rc;
}

/* --- bulletins ------------------------------------------------------------------------------------------------------------ */

/* 2024-3 */
static void say_issue(struct lx_str *out, lx_day day, int64_t no)
{
    int year = 0;
    lx_day_split(day, &year, NULL, NULL);
    lx_str_addf(out, "%d-%lld", year, (long long)no);
}

static enum lx_rc bulletin_issue(struct cli *c)
{
    const char *typed = cli_pos(&c->args, 0), *wanted = cli_opt(&c->args, "--no");
    lx_id meeting = 0, id;
    int64_t no = 0;
    enum lx_rc rc = cli_need(c, 0, 1);
    if (rc == LX_OK && wanted)
        rc = cli_number(c, "--no", wanted, 1, INT32_MAX, &no);
    if (rc == LX_OK && typed && lx_find(&c->w, LX_MEETING, typed, &meeting, NULL) != LX_OK)
        meeting = 0;
    if (rc == LX_OK)
        rc = lx_bulletin_issue(&c->w, meeting, meeting ? NULL : typed, no, &id, &no, &c->err);
    if (rc == LX_OK) {
        struct lx_str said = LX_STR_EMPTY;
        say_issue(&said, c->w.today, no);
        cli_line(c, "%s", said.s);
        lx_str_done(&said);
    }
    return rc;
}

static enum lx_rc bulletin_list(struct cli *c)
{
    struct lx_rows rows = { 0 };
    enum lx_rc rc = cli_need(c, 0, 0);
    if (rc == LX_OK)
        rc = lx_bulletins(&c->w, &rows, &c->err);
    if (rc == LX_OK)
        rc = cli_rows(c, &rows, "number day of why clerk");
    lx_rows_done(&rows);
    return rc;
}

/* --- minutes -------------------------------------------------------------------------------------------------------------- */

enum { SHOWN_W = 80 };

enum lx_rc cli_markdown(struct cli *c, const char *md)
{
    struct lx_doc *d = NULL;
    enum lx_rc rc = lx_markdown_read(&d, md, strlen(md), &c->err);
    if (rc != LX_OK)
        return rc;
    struct lx_docview *view = lx_docview_new(d, SHOWN_W, LX_NARROW, &lx_doc_marks_ascii);
    struct lx_doc_line line;
    for (size_t i = 0; lx_docview_line(view, i, &line); i++) {
        struct lx_str words = LX_STR_EMPTY;
        for (size_t k = 0; k < line.piece_n; k++)
            lx_str_addn(&words, line.piece[k].s, line.piece[k].len);
        cli_line(c, "%s", lx_str_z(&words));
        lx_str_done(&words);
    }
    lx_docview_free(view);
    lx_doc_free(d);
    return LX_OK;
}

static void show_json(struct cli *c, const struct lx_meeting *m)
{
    struct lx_json_out j = { &c->out, false };
    lx_json_begin_object(&j);
    lx_json_key(&j, "meeting");
    lx_json_string(&j, m->no ? m->no : "");
    lx_json_key(&j, "minutes");
    lx_json_string(&j, m->minutes);
    lx_json_end_object(&j);
    lx_str_addc(&c->out, '\n');
}

static enum lx_rc minutes_show(struct cli *c)
{
    struct lx_meeting *m = NULL;
    lx_id id;
    enum lx_rc rc = cli_need(c, 1, 1);
    if (rc == LX_OK)
        rc = lx_find(&c->w, LX_MEETING, cli_pos(&c->args, 0), &id, &c->err);
    if (rc == LX_OK && cli_opt(&c->args, "--version"))
        return cli_versions_show(c, id, cli_opt(&c->args, "--version"));
    if (rc == LX_OK)
        rc = lx_get(&c->w, LX_MEETING, id, &m, &c->err);
    if (rc == LX_OK && !m->minutes)
        rc = lx_fail(&c->err, LX_NOTFOUND, N_("Meeting %s has no minutes yet; write them, or take them in with `minutes import`"), "%s",
                     m->no ? m->no : "");
    if (rc == LX_OK && cli_wants(c, "--json"))
        show_json(c, m);
    else if (rc == LX_OK && cli_wants(c, "--md"))
        lx_text_clean(&c->out, m->minutes, strlen(m->minutes), LX_CLEAN_LINES);
    else if (rc == LX_OK)
        rc = cli_markdown(c, m->minutes);
    lx_rec_free(m);
    return rc;
}

const struct cli_handler cli_paper_handlers[] = { { CMD_PAPER, paper }, { CMD_BULLETIN_ISSUE, bulletin_issue }, { CMD_BULLETIN_LIST, bulletin_list },
                                                { CMD_MINUTES_SHOW, minutes_show }, { CMD_NONE, NULL } };
