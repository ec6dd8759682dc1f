/* The print dialogue: printer, copies, sides, pages; files of every form; the reader's own computer. */
#include "tui/views/paper.h"

#include "core/mem.h"
#include "tui/app.h"
#include "tui/extern.h"
#include "tui/i18n.h"
#include "tui/menu.h"
#include "tui/print.h"
#include "tui/prompt.h"
#include "tui/send.h"
#include "tui/views/printings.h"

#include <stdlib.h>
#include <string.h>
#include <unistd.h>

/* What a row of the dialogue does; a form is OUT_FORM and its number. */
enum out { OUT_PRINT, OUT_PRINTER, OUT_COPIES, OUT_SIDES, OUT_PAGES, OUT_SEND, OUT_JOBS, OUT_FORM };

static void open_dialogue(struct paper_view *p, enum out bar);

struct outgoing paper_outgoing(const struct paper_view *p)
{
    return (struct outgoing){ .paper = p->source.paper, .of = p->source.of, .query = p->source.query, .en = p->source.en, .md = &p->md };
}

/* On record, unless the database may only be read.  What has left stays so: a failure is only said. */
static void record(struct paper_view *p, const char *way, const char *target, const struct lx_str *notes)
{
    struct app *a = p->v.app;
    struct outgoing o = paper_outgoing(p);
    struct lx_err err = { 0 };
    o.fonts = print_substitutes(notes);
    if (app_may_write(a))
        (void)app_did(a, print_sent(a->work, &o, way, target, &err), &err);
}

/* --- printing -------------------------------------------------------------------------------------------------------------- */

static void print_now(struct paper_view *p)
{
    struct app *a = p->v.app;
    struct outgoing o = paper_outgoing(p);
    struct lx_str job = LX_STR_EMPTY, note = LX_STR_EMPTY, fonts = LX_STR_EMPTY;
    struct lx_err err = { 0 };
    enum lx_rc rc = print_paper(a->work, &o, &p->choice, app_may_write(a), &job, &note, &fonts, &err);
    if (app_did(a, rc, &err)) {
        print_choice_keep(&p->choice, p->source.paper->kind);
        if (note.len)
            app_sayf(a, "%s  %s", lx_str_z(&job), note.s);
        else /* the fonts behind it: to be read whole in the messages */
            app_sayf(a, "%s%s%s    p j %s    %s", LX_LABEL(_("Handed to the printer:")), lx_str_z(&job), _("its state, and to cancel it"), lx_str_z(&fonts));
        free(p->choice.pages);
        p->choice.pages = NULL;
    }
    lx_str_done(&job);
    lx_str_done(&note);
    lx_str_done(&fonts);
}

static unsigned printer_chosen(struct view *v, int64_t value, void *ctx)
{
    struct paper_view *p = (struct paper_view *)v;
    (void)ctx;
    free(p->choice.printer);
    p->choice.printer = lx_strdup(p->printers.at[value].name);
    open_dialogue(p, OUT_PRINT);
    return DID_DRAW;
}

static void add_printer_state(struct lx_str *out, const struct printer *one)
{
    if (one->is_default)
        lx_str_add(out, _("the default one"));
    lx_str_add(out, one->is_default && (one->paused || one->rejecting) ? _(", ") : "");
    printer_words(out, one);
}

static void choose_printer(struct paper_view *p)
{
    struct menu_items items = { 0 };
    size_t bar = 0;
    if (!p->printers.n) {
        open_dialogue(p, OUT_PRINTER); /* it says why there is none */
        return;
    }
    for (size_t i = 0; i < p->printers.n; i++) {
        const struct printer *one = &p->printers.at[i];
        struct lx_str state = LX_STR_EMPTY;
        add_printer_state(&state, one);
        struct menu_item *item = menu_add(&items, one->name, lx_str_z(&state), (int64_t)i);
        item->key = i < 9 ? (char)('1' + i) : '\0';
        bar = one == printers_find(&p->printers, p->choice.printer) ? i : bar;
        lx_str_done(&state);
    }
    menu_open(&p->v, &(struct menu){ .title = _("Which printer?"), .items = items, .typing = p->printers.n > 9, .bar = bar, .chosen = printer_chosen });
}

static bool copies_done(struct view *v, const char *text, void *ctx)
{
    struct paper_view *p = (struct paper_view *)v;
    struct lx_str plain = LX_STR_EMPTY;
    struct lx_err err;
    char *end;
    (void)ctx;
    enum lx_rc rc = printer_pages(text, PRINTER_COPIES_MAX, &plain, &err); /* one number, as pages have it */
    long n = rc == LX_OK ? strtol(lx_str_z(&plain), &end, 10) : 0;
    bool good = rc == LX_OK && n >= 1 && !*end;
    lx_str_done(&plain);
    if (!good) {
        app_sayf(v->app, "%s 1-%d", _("How many copies?"), PRINTER_COPIES_MAX);
        return false;
    }
    p->choice.copies = (int)n;
    return true;
}

static bool pages_done(struct view *v, const char *text, void *ctx)
{
    struct paper_view *p = (struct paper_view *)v;
    struct lx_str plain = LX_STR_EMPTY;
    struct lx_err err;
    (void)ctx;
    if (!app_did(v->app, printer_pages(text, p->pages->page_n, &plain, &err), &err))
        return false;
    free(p->choice.pages);
    p->choice.pages = plain.len ? lx_str_take(&plain) : NULL;
    lx_str_done(&plain);
    return true;
}

static unsigned back_to_dialogue(struct view *v)
{
    open_dialogue((struct paper_view *)v, OUT_PRINT);
    return DID_DRAW;
}

static void ask_copies(struct paper_view *p)
{
    struct lx_str n = LX_STR_EMPTY;
    lx_str_addf(&n, "%d", p->choice.copies);
    prompt_open(&p->v, &(struct prompt){ .label = _("Number of copies"), .initial = n.s, .done = copies_done, .then = back_to_dialogue });
    lx_str_done(&n);
}

static void ask_pages(struct paper_view *p)
{
    struct lx_str label = LX_STR_EMPTY;
    lx_str_addf(&label, _("Pages, of %zu; empty: all"), p->pages->page_n);
    prompt_open(&p->v, &(struct prompt){ .label = label.s, .initial = p->choice.pages, .done = pages_done, .then = back_to_dialogue });
    lx_str_done(&label);
}

/* --- the reader's computer ----------------------------------------------------------------------------------------------------- */

/* Who sits where: "zhang@10.1.2.3". */
static void add_reader(const struct app *a, struct lx_str *out)
{
    lx_str_addf(out, "%s@", a->work->who ? a->work->who : "");
    send_where(out);
}

static void put_ready(struct paper_view *p, const char *name, const struct lx_str *bytes, const struct lx_str *notes)
{
    struct app *a = p->v.app;
    struct lx_str path = LX_STR_EMPTY, line = LX_STR_EMPTY, text = LX_STR_EMPTY;
    struct lx_err err = { 0 };
    if (app_did(a, send_ready(name, bytes, &path, &line, &err), &err)) {
        record(p, "sftp", lx_str_z(&path), notes);
        lx_str_addf(&text, "%s\n%s\n\n%s\n%s\n", _("The file is here:"), path.s, _("On your own computer, type:"), lx_str_z(&line));
        extern_show(a, text.s);
        app_sayf(a, "%s%s%s", LX_LABEL(_("Ready for sftp:")), path.s);
    }
    lx_str_done(&path);
    lx_str_done(&line);
    lx_str_done(&text);
}

static unsigned sent_chosen(struct view *v, int64_t value, void *ctx)
{
    struct paper_view *p = (struct paper_view *)v;
    struct app *a = v->app;
    struct outgoing o = paper_outgoing(p);
    struct lx_str name = LX_STR_EMPTY, bytes = LX_STR_EMPTY, reader = LX_STR_EMPTY, notes = LX_STR_EMPTY;
    struct lx_err err = { 0 };
    (void)ctx;
    outgoing_file(a->work, &o, lx_print_ending((enum print_form)value), &name);
    enum lx_rc rc = lx_print_make((enum print_form)value, &p->md, false, &bytes, &notes, &err);
    if (rc == LX_OK && send_by_sz()) {
        rc = send_sz(name.s, &bytes, &err);
        a->dirty = ~0u;
        if (rc == LX_OK) {
            add_reader(a, &reader);
            record(p, "sz", lx_str_z(&reader), &notes);
            app_sayf(a, "%s%s%s", LX_LABEL(_("Sent to your computer:")), name.s);
        }
    } else if (rc == LX_OK) {
        put_ready(p, name.s, &bytes, &notes);
    }
    (void)app_did(a, rc, &err);
    lx_str_done(&name);
    lx_str_done(&bytes);
    lx_str_done(&reader);
    lx_str_done(&notes);
    return DID_DRAW;
}

static void choose_sent(struct paper_view *p)
{
    struct menu_items items = { 0 };
    menu_add(&items, "PDF", _("as it is printed"), PRINT_PDF)->key = 'p';
    menu_add(&items, "Word", _("for Word and WPS"), PRINT_DOCX)->key = 'w';
    menu_add(&items, _("Text"), _("56 columns, 22 lines a page"), PRINT_TEXT)->key = 't';
    menu_open(&p->v, &(struct menu){ .title = _("To my computer"), .items = items, .chosen = sent_chosen });
}

/* --- files ---------------------------------------------------------------------------------------------------------------- */

static void file_understood(struct view *v, const char *text, struct lx_str *out)
{
    struct lx_str path = LX_STR_EMPTY;
    (void)v;
    lx_path_typed(&path, text);
    if (path.len && access(path.s, F_OK) == 0)
        lx_str_add(out, _("is there already and will be replaced"));
    lx_str_done(&path);
}

static bool file_done(struct view *v, const char *text, void *ctx)
{
    struct paper_view *p = (struct paper_view *)v;
    struct app *a = v->app;
    enum print_form form = *(const enum print_form *)ctx;
    struct lx_str path = LX_STR_EMPTY, bytes = LX_STR_EMPTY, notes = LX_STR_EMPTY;
    struct lx_err err = { 0 };
    lx_path_typed(&path, text);
    enum lx_rc rc = lx_print_make(form, &p->md, false, &bytes, &notes, &err);
    if (rc == LX_OK)
        rc = lx_print_file(lx_str_z(&path), &bytes, a->args.db_path, &err);
    if (app_did(a, rc, &err)) {
        app_say_written(a, lx_str_z(&path), lx_str_z(&notes));
        record(p, lx_print_ending(form) + 1, lx_str_z(&path), &notes);
    }
    lx_str_done(&path);
    lx_str_done(&bytes);
    lx_str_done(&notes);
    return rc == LX_OK;
}

static void ask_file(struct paper_view *p, enum print_form form)
{
    struct lx_str name = LX_STR_EMPTY;
    struct outgoing o = paper_outgoing(p);
    enum print_form *ctx = lx_alloc(sizeof *ctx);
    *ctx = form;
    outgoing_file(p->v.app->work, &o, lx_print_ending(form), &name);
    prompt_open(&p->v, &(struct prompt){ .label = _("File"), .files = true, .initial = name.s, .understood = file_understood, .done = file_done, .ctx = ctx });
    lx_str_done(&name);
}

/* --- the dialogue ----------------------------------------------------------------------------------------------------------- */

static unsigned on_out(struct view *v, int64_t value, void *ctx)
{
    struct paper_view *p = (struct paper_view *)v;
    (void)ctx;
    switch (value) {
    case OUT_PRINT: print_now(p); break;
    case OUT_PRINTER: choose_printer(p); break;
    case OUT_COPIES: ask_copies(p); break;
    case OUT_SIDES:
        p->choice.sides = (enum lx_sides)((p->choice.sides + 1) % lx_sides_n);
        open_dialogue(p, OUT_SIDES);
        break;
    case OUT_PAGES: ask_pages(p); break;
    case OUT_SEND: choose_sent(p); break;
    case OUT_JOBS: printings_open(v->app, p->source.of); break;
    default: ask_file(p, (enum print_form)(value - OUT_FORM)); break;
    }
    return DID_DRAW;
}

static const char *sides_words(enum lx_sides sides)
{
    const struct lx_word *word = &lx_words_of("sides")->at[sides];
    return lx_two(word->en, word->zh);
}

/* 第2次打印，标注“副本” */
static void add_again(struct paper_view *p, struct lx_str *out)
{
    struct outgoing o = paper_outgoing(p);
    struct lx_err err;
    size_t before;
    bool marked;
    if (print_again(p->v.app->work, &o, &before, &marked, &err) != LX_OK || !before)
        return;
    lx_str_add(out, "  ");
    lx_str_addf(out, _("print no. %zu: "), before + 1);
    lx_str_add(out, marked ? _("bears COPY at its top") : _("not marked as a copy (setting of the office)"));
}

static void add_rows(struct paper_view *p, struct menu_items *items)
{
    const struct printer *one = printers_find(&p->printers, p->choice.printer);
    const char *name = p->choice.printer ? p->choice.printer : one ? one->name : _("the default one of lp");
    struct lx_str sum = LX_STR_EMPTY, state = LX_STR_EMPTY, copies = LX_STR_EMPTY, pages = LX_STR_EMPTY;
    lx_str_addf(&copies, "%d", p->choice.copies);
    lx_str_addf(&pages, _("all, %zu"), p->pages->page_n);
    lx_str_addf(&sum, "%s ×%d", name, p->choice.copies);
    add_again(p, &sum);
    if (one)
        add_printer_state(&state, one);
    else if (p->printers.n && p->choice.printer)
        lx_str_add(&state, _("is not there now"));
    struct lx_str label = LX_STR_EMPTY;
    lx_str_addf(&label, "%s", name);
    if (state.len)
        lx_str_addf(&label, "  (%s)", state.s);
    menu_add(items, _("Print"), sum.s, OUT_PRINT)->key = 'p';
    menu_add(items, _("Printer"), label.s, OUT_PRINTER)->key = 'd';
    menu_add(items, _("Number of copies"), copies.s, OUT_COPIES)->key = 'c';
    menu_add(items, _("Sides"), sides_words(p->choice.sides), OUT_SIDES)->key = 'b';
    menu_add(items, _("Which pages"), p->choice.pages ? p->choice.pages : pages.s, OUT_PAGES)->key = 'r';
    menu_add(items, _("To my computer"), send_by_sz() ? _("through this terminal (sz)") : _("as a file for sftp"), OUT_SEND)->key = 's';
    menu_add(items, _("Recent prints"), _("their state; cancel one"), OUT_JOBS)->key = 'j';
    lx_str_done(&sum);
    lx_str_done(&state);
    lx_str_done(&copies);
    lx_str_done(&pages);
    lx_str_done(&label);
}

static void open_dialogue(struct paper_view *p, enum out bar)
{
    struct menu_items items = { 0 };
    struct lx_str title = LX_STR_EMPTY;
    add_rows(p, &items);
    menu_add(&items, "PDF", _("to a file"), OUT_FORM + PRINT_PDF)->key = 'f';
    menu_add(&items, "Word", _("to a .docx file, for Word and WPS"), OUT_FORM + PRINT_DOCX)->key = 'w';
    menu_add(&items, "HTML", _("to a file, for a browser"), OUT_FORM + PRINT_HTML)->key = 'h';
    menu_add(&items, _("Text"), _("to a file, 56 columns, 22 lines a page"), OUT_FORM + PRINT_TEXT)->key = 't';
    menu_add(&items, "Markdown", _("to a file, to be edited"), OUT_FORM + PRINT_MD)->key = 'm';
    lx_str_addf(&title, "%s  %s", _("Print"), p->v.title);
    menu_open(&p->v, &(struct menu){ .title = title.s, .items = items, .bar = (size_t)bar, .chosen = on_out });
    lx_str_done(&title);
}

unsigned paper_out(struct view *v, enum lx_cmd cmd)
{
    struct paper_view *p = (struct paper_view *)v;
    struct lx_err err;
    (void)cmd;
    if (!p->pages)
        return DONE;
    if (!p->choice.copies)
        print_choice_read(&p->choice, p->source.paper->kind);
    printers_done(&p->printers);
    enum lx_rc rc = printers_read(&p->printers, &err);
    if (rc == LX_OK && !p->printers.n)
        rc = printers_none(&err);
    open_dialogue(p, OUT_PRINT);
    if (rc != LX_OK)
        app_error(v->app, &err);
    return DID_DRAW;
}
