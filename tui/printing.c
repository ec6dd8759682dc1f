/* A paper on its way out of the house. */
#include "tui/printing.h"

#include "core/doc/markdown.h"
#include "core/mem.h"
#include "core/page/page.h"
#include "core/paper/again.h"
#include "core/text/text.h"
#include "tui/i18n.h"
#include "tui/print.h"
#include "tui/state.h"

#include <stdlib.h>
#include <string.h>

#define KEPT "printing" /* in the reader's state: a line NAME=VALUE each */

enum { STALE_MS = 3 * 24 * 3600 * 1000 }; /* numbers of jobs are given again: older ones are not asked for */

/* --- what was chosen last --------------------------------------------------------------------------------------------------- */

/* The value of a line "name=value"; yours, NULL where there is none. */
static char *kept_value(const struct lx_str *kept, const char *name)
{
    size_t len = strlen(name);
    for (const char *s = lx_str_z(kept); *s; s += strcspn(s, "\n"), s += *s == '\n')
        if (strncmp(s, name, len) == 0 && s[len] == '=')
            return lx_strndup(s + len + 1, strcspn(s + len + 1, "\n"));
    return NULL;
}

void print_choice_read(struct print_choice *c, const char *kind)
{
    struct lx_str kept = LX_STR_EMPTY, key = LX_STR_EMPTY;
    (void)state_read(KEPT, &kept);
    lx_str_addf(&key, "copies.%s", kind);
    char *sides = kept_value(&kept, "sides"), *copies = kept_value(&kept, key.s);
    int side = sides ? lx_word_find(lx_words_of("sides"), sides) : -1;
    long n = copies ? strtol(copies, NULL, 10) : 1;
    *c = (struct print_choice){ .printer = kept_value(&kept, "printer"), .copies = n >= 1 && n <= PRINTER_COPIES_MAX ? (int)n : 1,
                                .sides = side >= 0 ? (enum lx_sides)side : SIDES_ONE };
    free(sides);
    free(copies);
    lx_str_done(&kept);
    lx_str_done(&key);
}

/* All lines but that one. */
static void drop_line(struct lx_str *out, const char *kept, const char *name)
{
    size_t len = strlen(name);
    for (const char *s = kept; *s; s += strcspn(s, "\n"), s += *s == '\n')
        if (strncmp(s, name, len) != 0 || s[len] != '=')
            lx_str_addf(out, "%.*s\n", (int)strcspn(s, "\n"), s);
}

static void keep_value(struct lx_str *kept, const char *name, const char *value)
{
    struct lx_str other = LX_STR_EMPTY;
    drop_line(&other, lx_str_z(kept), name);
    if (value)
        lx_str_addf(&other, "%s=%s\n", name, value);
    lx_str_done(kept);
    *kept = other;
}

void print_choice_keep(const struct print_choice *c, const char *kind)
{
    struct lx_str kept = LX_STR_EMPTY, key = LX_STR_EMPTY, copies = LX_STR_EMPTY;
    (void)state_read(KEPT, &kept);
    lx_str_addf(&key, "copies.%s", kind);
    lx_str_addf(&copies, "%d", c->copies);
    keep_value(&kept, "printer", c->printer);
    keep_value(&kept, "sides", lx_words_of("sides")->at[c->sides].word);
    keep_value(&kept, key.s, copies.s);
    (void)state_write(KEPT, lx_str_z(&kept), kept.len); /* without a home nothing is remembered */
    lx_str_done(&kept);
    lx_str_done(&key);
    lx_str_done(&copies);
}

void print_choice_done(struct print_choice *c)
{
    free(c->printer);
    free(c->pages);
    *c = (struct print_choice){ 0 };
}

/* --- printed again ---------------------------------------------------------------------------------------------------------- */

static struct lx_print_what what_of(const struct outgoing *o, const struct lx_str *number)
{
    return (struct lx_print_what){ .kind = o->paper->kind, .of = o->of, .query = o->query, .number = lx_str_z(number), .english = o->en,
                                   .ends = o->ends, .fonts = o->fonts };
}

static bool is_recent(const struct lx_printing *p, const struct lx_work *w)
{
    return p->job && p->outcome == PRINT_GIVEN && p->at != LX_NO_INT && w->now_ms - p->at < STALE_MS;
}

/* What the printer says has failed, or was cancelled at the printer, was not printed. */
static enum lx_rc read_ends(struct lx_work *w, lx_id of, struct lx_print_ends *out, struct lx_err *err)
{
    struct lx_rows rows = { 0 };
    struct jobs jobs = { 0 };
    struct lx_err ignored;
    enum lx_rc rc = lx_printings_of(w, of, &rows, err);
    bool recent = false;
    for (size_t i = 0; rc == LX_OK && i < rows.n; i++)
        recent = recent || is_recent((struct lx_printing *)(void *)rows.at[i], w);
    if (recent && jobs_read(&jobs, &ignored) == LX_OK)
        for (size_t i = 0; rc == LX_OK && i < rows.n; i++) {
            const struct lx_printing *p = (struct lx_printing *)(void *)rows.at[i];
            enum job_state state = is_recent(p, w) ? job_state(&jobs, p->job, NULL) : JOB_GONE;
            if (state == JOB_FAILED || state == JOB_CANCELLED)
                LX_PUSH(out->at, out->n, out->room) = (struct lx_print_end){ p->rec.id, state == JOB_FAILED ? PRINT_FAILED : PRINT_CANCELLED };
        }
    jobs_done(&jobs);
    lx_rows_done(&rows);
    return rc;
}

enum lx_rc print_again(struct lx_work *w, const struct outgoing *o, size_t *before, bool *marked, struct lx_err *err)
{
    struct lx_str number = LX_STR_EMPTY;
    enum lx_rc rc = LX_OK;
    *before = 0;
    *marked = false;
    if (o->of && lx_paper_number(o->md, &number)) {
        struct lx_print_what what = what_of(o, &number);
        rc = lx_printed_before(w, &what, before, err);
        *marked = rc == LX_OK && *before && lx_print_marks(w);
    }
    lx_str_done(&number);
    return rc;
}

/* --- printing --------------------------------------------------------------------------------------------------------------- */

static void say_paused(const char *printer, struct lx_str *note)
{
    struct printers p = { 0 };
    struct lx_err ignored;
    const struct printer *one = printers_read(&p, &ignored) == LX_OK ? printers_find(&p, printer) : NULL;
    if (one && one->paused) {
        lx_str_addf(note, _("%s is paused, the print waits in its queue (%s); have it started: cupsenable %s"), one->name,
                    one->why ? one->why : "-", one->name);
    }
    printers_done(&p);
}

/* The printer of a job: all before its last hyphen. */
static char *printer_of(const struct lx_str *job)
{
    const char *dash = job->len ? strrchr(job->s, '-') : NULL;
    return dash && dash > job->s ? lx_strndup(job->s, (size_t)(dash - job->s)) : lx_strdup("lp");
}

static enum lx_rc put_printed(struct lx_work *w, const struct outgoing *o, const struct print_choice *c, const struct lx_str *number,
                              bool marked, const char *printer, const char *job, struct lx_err *err)
{
    struct lx_print_what what = what_of(o, number);
    what.way = printer;
    what.job = job;
    what.pages = c->pages;
    what.copies = c->copies;
    what.sides = (int)c->sides;
    what.marked = marked;
    return lx_printed(w, &what, NULL, err);
}

enum lx_rc print_paper(struct lx_work *w, const struct outgoing *o, const struct print_choice *c, bool may_write, struct lx_str *job,
                       struct lx_str *note, struct lx_str *fonts, struct lx_err *err)
{
    struct lx_str pdf = LX_STR_EMPTY, title = LX_STR_EMPTY, number = LX_STR_EMPTY, md = LX_STR_EMPTY;
    struct lx_print_ends ends = { 0 };
    struct outgoing told = *o;
    size_t before = 0;
    bool marked = false;
    enum lx_rc rc = may_write && o->of && lx_paper_number(o->md, &number) ? read_ends(w, o->of, &ends, err) : LX_OK;
    told.ends = &ends;
    if (rc == LX_OK)
        rc = print_again(w, &told, &before, &marked, err);
    lx_str_addn(&md, lx_str_z(o->md), o->md->len);
    if (marked)
        lx_paper_mark_copy(&md);
    struct lx_str notes = LX_STR_EMPTY;
    if (rc == LX_OK)
        rc = lx_print_make(PRINT_PDF, &md, false, &pdf, &notes, err);
    told.fonts = print_substitutes(&notes);
    if (fonts)
        lx_str_add(fonts, lx_str_z(&notes));
    outgoing_name(w, o, "", &title);
    struct print_order order = { .title = lx_str_z(&title), .printer = c->printer, .pages = c->pages, .copies = c->copies, .sides = c->sides };
    if (rc == LX_OK)
        rc = printer_print(&pdf, &order, job, err);
    if (rc == LX_OK) {
        char *printer = printer_of(job);
        if (note)
            say_paused(printer, note);
        if (may_write)
            rc = put_printed(w, &told, c, &number, marked, printer, lx_str_z(job), err);
        free(printer);
    }
    free(ends.at);
    lx_str_done(&notes);
    lx_str_done(&pdf);
    lx_str_done(&title);
    lx_str_done(&number);
    lx_str_done(&md);
    return rc;
}

enum lx_rc print_elsewhere(struct lx_work *w, const struct outgoing *o, const struct print_choice *c, const char *way, const char *to, lx_id *id,
                           struct lx_err *err)
{
    struct lx_str number = LX_STR_EMPTY;
    size_t before = 0;
    bool marked = false;
    enum lx_rc rc = print_again(w, o, &before, &marked, err);
    (void)lx_paper_number(o->md, &number);
    struct lx_print_what what = what_of(o, &number);
    what.way = way;
    what.target = to;
    what.pages = c->pages;
    what.copies = c->copies;
    what.sides = (int)c->sides;
    what.marked = marked;
    if (rc == LX_OK)
        rc = lx_printed(w, &what, id, err);
    lx_str_done(&number);
    return rc;
}

enum lx_rc print_sent(struct lx_work *w, const struct outgoing *o, const char *way, const char *target, struct lx_err *err)
{
    struct lx_str number = LX_STR_EMPTY;
    (void)lx_paper_number(o->md, &number);
    struct lx_print_what what = what_of(o, &number);
    what.way = way;
    what.target = target;
    enum lx_rc rc = lx_printed(w, &what, NULL, err);
    lx_str_done(&number);
    return rc;
}

enum lx_rc print_cancel(struct lx_work *w, lx_id printing, struct lx_err *err)
{
    struct lx_printing *p = NULL;
    enum lx_rc rc = lx_get(w, LX_PRINTING, printing, &p, err);
    if (rc == LX_OK && p->job && p->outcome == PRINT_GIVEN) /* else lx_print_ended says why not */
        rc = printer_cancel(p->job, err);
    if (rc == LX_OK)
        rc = lx_print_ended(w, printing, PRINT_CANCELLED, err);
    lx_rec_free(p);
    return rc;
}

/* --- words ------------------------------------------------------------------------------------------------------------------ */

enum job_state printing_state(const struct lx_printing *p, const struct jobs *jobs, const struct lx_work *w, const char **why)
{
    *why = NULL;
    if (p->outcome != PRINT_GIVEN)
        return p->outcome == PRINT_FAILED ? JOB_FAILED : JOB_CANCELLED;
    return is_recent(p, w) ? job_state(jobs, p->job, why) : JOB_GONE;
}

const char *printing_words(const struct lx_printing *p, const struct jobs *jobs, const struct lx_work *w, const char **why)
{
    enum job_state state = printing_state(p, jobs, w, why);
    if (!p->job && p->outcome == PRINT_GIVEN)
        return p->copies != LX_NO_INT ? N_("printed") : p->way && strcmp(p->way, "sz") == 0 ? N_("sent") : N_("saved");
    return job_state_words(state);
}

bool printing_advice(struct lx_str *out, const struct lx_printing *p, const struct jobs *jobs, const struct lx_work *w)
{
    const char *why, *advice = job_state_advice(printing_state(p, jobs, w, &why));
    struct lx_str detail = LX_STR_EMPTY;
    if (!advice || !p->job)
        return false;
    lx_str_add(&detail, p->job);
    if (why && *why)
        lx_str_addf(&detail, " (%s)", why);
    lx_fill(out, _(advice), detail.s);
    lx_str_done(&detail);
    return true;
}

void printing_what(struct lx_work *w, struct lx_str *out, const struct lx_printing *p)
{
    const struct lx_paper *paper = p->kind ? lx_paper_find(p->kind) : NULL;
    lx_str_add(out, paper ? lx_paper_title(paper, lx_lang() == LX_EN) : p->kind ? _(p->kind) : "");
    lx_str_add(out, "  ");
    if (p->hung)
        lx_show_id(w, out, p->hung);
    else
        lx_str_add(out, p->query ? p->query : "");
}

void printing_where(struct lx_str *out, const struct lx_printing *p)
{
    lx_str_add(out, p->way ? p->way : "");
    if (p->copies != LX_NO_INT && p->copies > 0)
        lx_str_addf(out, " ×%lld", (long long)p->copies);
    if (p->sides != SIDES_ONE) {
        const struct lx_word *word = &lx_words_of("sides")->at[p->sides];
        lx_str_addf(out, " %s", lx_two(word->en, word->zh));
    }
    if (p->pages) {
        lx_str_addc(out, ' ');
        lx_str_addf(out, _("pages %s"), p->pages);
    }
    if (p->marked == LX_YES)
        lx_str_addf(out, " %s", _("copy"));
    if (p->target)
        lx_str_addf(out, " %s", p->target);
}

size_t printing_nth(struct lx_work *w, const struct lx_printing *p)
{
    struct lx_rows rows = { 0 };
    size_t nth = 0;
    if (p->hung && lx_printings_of(w, p->hung, &rows, NULL) == LX_OK)
        for (size_t i = 0; i < rows.n; i++)
            nth = rows.at[i]->id == p->rec.id ? lx_printed_nth(&rows, i) : nth;
    lx_rows_done(&rows);
    return nth;
}

void printer_words(struct lx_str *out, const struct printer *p)
{
    if (p->paused)
        lx_str_addf(out, "%s: %s", _("paused"), p->why ? p->why : "-");
    if (p->rejecting)
        lx_str_addf(out, "%s%s", p->paused ? _(", ") : "", _("takes no jobs"));
}

/* The number of what it is of, "26-003"; else the day. */
static void add_number(struct lx_work *w, struct lx_str *out, lx_id id)
{
    struct lx_str of = LX_STR_EMPTY;
    if (id)
        lx_show_id(w, &of, id);
    size_t no_len = strspn(lx_str_z(&of), "0123456789-ABCDEFGHIJKLMNOPQRSTUVWXYZ");
    if (no_len)
        lx_str_addn(out, of.s, no_len);
    else
        lx_date_format(out, &(struct lx_date){ .day = w->today });
    lx_str_done(&of);
}

static void add_title(struct lx_str *out, const struct lx_str *md)
{
    struct lx_doc *d = NULL;
    struct lx_err ignored;
    if (lx_markdown_read(&d, lx_str_z(md), md->len, &ignored) == LX_OK) {
        struct lx_pages *p = lx_pages_make(d);
        lx_str_add(out, p->title);
        lx_pages_free(p);
    }
    lx_doc_free(d);
}

void outgoing_file(struct lx_work *w, const struct outgoing *o, const char *ending, struct lx_str *out)
{
    enum { NAME_W = 90 };
    struct lx_str title = LX_STR_EMPTY;
    const char *kind = lx_paper_title(o->paper, o->en);
    add_title(&title, o->md);
    bool telling = title.len && o->of && strcmp(title.s, kind) != 0; /* it says which one, or as of when */
    if (!title.len)
        lx_str_add(&title, kind);
    if (o->query && strncmp(o->query, "for:", 4) == 0)
        lx_str_addf(&title, o->en ? "_%s" : "\uff08%s\uff09", o->query + 4);
    if (!telling) {
        lx_str_addc(&title, '-');
        add_number(w, &title, o->of);
    }
    size_t from = out->len;
    lx_text_file_name(out, title.s, NAME_W);
    for (size_t i = from; i < out->len; i++)
        if (out->s[i] == ' ')
            out->s[i] = '_';
    lx_str_add(out, ending);
    lx_str_done(&title);
}

void outgoing_name(struct lx_work *w, const struct outgoing *o, const char *ending, struct lx_str *out)
{
    lx_str_addf(out, "%s-", o->paper->kind);
    add_number(w, out, o->of);
    lx_str_add(out, ending);
}
