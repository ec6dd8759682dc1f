/* Where a paper goes: a printer, a PDF, a .docx, a page of HTML, a text, its Markdown. */
#include "tui/views/paper.h"

#include "core/mem.h"
#include "core/work/printing.h"
#include "tui/app.h"
#include "tui/i18n.h"
#include "tui/menu.h"
#include "tui/print.h"
#include "tui/prompt.h"

#include <stdlib.h>
#include <string.h>
#include <unistd.h>

/* A printer is its place in the menu, 0 the default one; a form is OUT_FORM less its number. */
enum { OUT_FORM = -1 };

static int64_t out_of(enum print_form form) { return OUT_FORM - (int64_t)form; }
static enum print_form form_of(int64_t out) { return (enum print_form)(OUT_FORM - out); }

/* On record, unless the database may only be read.  What was printed stays printed, so a failure is only said. */
static void record(struct paper_view *p, const char *way)
{
    struct app *a = p->v.app;
    struct lx_err err = { 0 };
    if (app_may_write(a))
        (void)app_did(a, lx_printed(a->work, p->source.paper->kind, p->source.of, p->source.query, way, &err), &err);
}

/* --- printers ------------------------------------------------------------------------------------------------------------- */

static void print_on(struct paper_view *p, const char *printer)
{
    struct app *a = p->v.app;
    struct lx_str pdf = LX_STR_EMPTY, said = LX_STR_EMPTY, title = LX_STR_EMPTY;
    struct lx_err err = { 0 };
    enum lx_rc rc = lx_print_make(PRINT_PDF, &p->md, false, &pdf, NULL, &err);
    lx_str_addf(&title, "%s ", p->source.paper->kind);
    if (p->source.of)
        lx_show_id(a->work, &title, p->source.of);
    if (rc == LX_OK)
        rc = lx_print_pdf(&pdf, title.s, printer, 1, &said, &err);
    if (app_did(a, rc, &err)) {
        app_sayf(a, "%s  %s", _("Handed to the printer"), lx_str_z(&said));
        record(p, printer ? printer : "lp");
    }
    lx_str_done(&pdf);
    lx_str_done(&said);
    lx_str_done(&title);
}

/* --- files ---------------------------------------------------------------------------------------------------------------- */

/* ~/ is the home folder, as people type it. */
static void file_path(struct lx_str *out, const char *typed)
{
    const char *home = getenv("HOME");
    if (strncmp(typed, "~/", 2) == 0 && home)
        lx_str_addf(out, "%s%s", home, typed + 1);
    else
        lx_str_add(out, typed);
}

static void file_understood(struct view *v, const char *text, struct lx_str *out)
{
    struct lx_str path = LX_STR_EMPTY;
    (void)v;
    file_path(&path, text);
    if (path.len && access(path.s, F_OK) == 0)
        lx_str_add(out, _("is there already and will be replaced"));
    lx_str_done(&path);
}

static bool file_done(struct view *v, const char *text, void *ctx)
{
    struct paper_view *p = (struct paper_view *)v;
    struct app *a = v->app;
    int64_t out = *(const int64_t *)ctx;
    struct lx_str path = LX_STR_EMPTY, bytes = LX_STR_EMPTY, notes = LX_STR_EMPTY;
    struct lx_err err = { 0 };
    file_path(&path, text);
    enum lx_rc rc = lx_print_make(form_of(out), &p->md, false, &bytes, &notes, &err);
    if (rc == LX_OK)
        rc = lx_print_file(lx_str_z(&path), &bytes, a->args.db_path, &err);
    if (app_did(a, rc, &err)) {
        app_sayf(a, "%s %s  %s", _("Written:"), lx_str_z(&path), lx_str_z(&notes));
        record(p, lx_print_ending(form_of(out)) + 1);
    }
    lx_str_done(&path);
    lx_str_done(&bytes);
    lx_str_done(&notes);
    return rc == LX_OK;
}

/* agenda-26.pdf, ledger-2024-06-25.pdf */
static void ask_file(struct paper_view *p, int64_t out)
{
    struct lx_str name = LX_STR_EMPTY, of = LX_STR_EMPTY;
    int64_t *ctx = lx_alloc(sizeof *ctx);
    *ctx = out;
    if (p->source.of)
        lx_show_id(p->v.app->work, &of, p->source.of);
    size_t no_len = strspn(lx_str_z(&of), "0123456789-ABCDEFGHIJKLMNOPQRSTUVWXYZ");
    lx_str_addf(&name, "%s-", p->source.paper->kind);
    if (no_len)
        lx_str_addn(&name, of.s, no_len);
    else
        lx_date_format(&name, &(struct lx_date){ .day = app_today(p->v.app) });
    lx_str_add(&name, lx_print_ending(form_of(out)));
    prompt_open(&p->v, &(struct prompt){ .label = _("File"), .initial = name.s, .understood = file_understood, .done = file_done, .ctx = ctx });
    lx_str_done(&name);
    lx_str_done(&of);
}

/* --- the menu ------------------------------------------------------------------------------------------------------------- */

/* ctx: the names of the printers, one a line; value 0 leaves the choice to lp. */
static unsigned on_out(struct view *v, int64_t value, void *ctx)
{
    struct paper_view *p = (struct paper_view *)v;
    if (value < 0) {
        ask_file(p, value);
        return DID_DRAW;
    }
    const char *name = ctx;
    for (int64_t i = 1; i < value; i++)
        name += strcspn(name, "\n") + 1;
    char *printer = value > 0 ? lx_strndup(name, strcspn(name, "\n")) : NULL;
    print_on(p, printer);
    free(printer);
    return DID_DRAW;
}

unsigned paper_out(struct view *v, enum lx_cmd cmd)
{
    struct paper_view *p = (struct paper_view *)v;
    struct menu_items items = { 0 };
    struct lx_str printers = LX_STR_EMPTY;
    (void)cmd;
    if (!p->pages)
        return DONE;
    bool has_default = lx_print_printers(&printers);
    int64_t n = 0;
    for (const char *s = lx_str_z(&printers); *s && n < 9; s += strcspn(s, "\n"), s += *s == '\n') {
        char *name = lx_strndup(s, strcspn(s, "\n"));
        struct menu_item *item = menu_add(&items, name, n == 0 && has_default ? _("printer, the default one") : _("printer"), n + 1);
        item->key = (char)('1' + n++);
        free(name);
    }
    if (!n)
        menu_add(&items, _("Printer"), _("the default one of lp"), 0)->key = '1';
    menu_add(&items, "PDF", _("to a file"), out_of(PRINT_PDF))->key = 'f';
    menu_add(&items, "Word", _("to a .docx file, for Word and WPS"), out_of(PRINT_DOCX))->key = 'w';
    menu_add(&items, "HTML", _("to a file, for a browser"), out_of(PRINT_HTML))->key = 'h';
    menu_add(&items, _("Text"), _("to a file, 56 columns, 22 lines a page"), out_of(PRINT_TEXT))->key = 't';
    menu_add(&items, "Markdown", _("to a file, to be edited"), out_of(PRINT_MD))->key = 'm';
    menu_open(v, &(struct menu){ .title = _("Where to?"), .items = items, .chosen = on_out, .ctx = lx_str_take(&printers) });
    return DID_DRAW;
}
