/* Printers, as CUPS' own lp, lpstat and cancel know them. */
#include "tui/printer.h"

#include "core/mem.h"
#include "core/text/text.h"
#include "tui/child.h"
#include "tui/ipp.h"

#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>

enum { ASK_IDLE_MS = 3000, PRINT_IDLE_MS = 10000, PAGES_MOST = 9999 };

static enum lx_rc ask(const char *const *argv, struct lx_str *answer, struct lx_err *err);
static enum lx_rc refused(const struct print_order *order, const char *why, struct lx_err *err);

/* --- lines of lpstat ---------------------------------------------------------------------------------------------------------- */

/* A name of CUPS: no blanks, no '/' and '#', and no option. */
static bool is_printer(const char *name)
{
    for (const char *p = name; *p; p++)
        if ((unsigned char)*p <= ' ' || *p == 0x7f || strchr("/#'\"\\", *p))
            return false;
    return *name && *name != '-';
}

/* The word at s; yours. */
static char *word_at(const char *s) { return lx_strndup(s, strcspn(s, " \t")); }

/* Takes the next line of *at, without its LF; NULL at the end.  Yours. */
static char *next_line(const char **at)
{
    if (!**at)
        return NULL;
    size_t len = strcspn(*at, "\n");
    char *line = lx_strndup(*at, len);
    *at += len + ((*at)[len] == '\n');
    return line;
}

static char *clean(const char *s)
{
    struct lx_str out = LX_STR_EMPTY;
    s += strspn(s, " \t");
    lx_text_clean(&out, s, strlen(s), 0);
    return out.len ? lx_str_take(&out) : NULL;
}

static const char *after(const char *line, const char *words)
{
    const char *at = strstr(line, words);
    return at ? at + strlen(words) : NULL;
}

/* --- printers ----------------------------------------------------------------------------------------------------------------- */

static struct printer *printer_named(struct printers *p, const char *name)
{
    for (size_t i = 0; i < p->n; i++)
        if (strcmp(p->at[i].name, name) == 0)
            return &p->at[i];
    return NULL;
}

static struct printer *add_printer(struct printers *p, const char *words)
{
    char *name = word_at(words);
    struct printer *old = printer_named(p, name);
    if (old || !is_printer(name)) {
        free(name);
        return old;
    }
    struct printer *fresh = &LX_PUSH(p->at, p->n, p->room);
    *fresh = (struct printer){ .name = name };
    return fresh;
}

/* One line of `lpstat -r -d -e -p -a`; the line behind a paused printer says why. */
static void take_line(struct printers *p, const char *line, struct printer **paused, char **first)
{
    const char *name = after(line, "default destination: ");
    struct printer *one = NULL;
    if (*paused && line[0] == '\t') {
        free((*paused)->why);
        (*paused)->why = clean(line);
    } else if (name) {
        free(*first);
        *first = word_at(name);
    } else if (strncmp(line, "printer ", 8) == 0) {
        one = add_printer(p, line + 8);
        if (one)
            one->paused = strstr(line, " disabled ") != NULL;
    } else if (strstr(line, " accepting requests")) {
        struct printer *at = add_printer(p, line);
        if (at)
            at->rejecting = strstr(line, " not accepting requests") != NULL;
    } else if (line[0] != '\t' && !strchr(line, ' ')) {
        (void)add_printer(p, line);
    }
    *paused = one && one->paused ? one : NULL;
}

static void put_first(struct printers *p, const char *name)
{
    for (size_t i = 0; name && i < p->n; i++)
        if (strcmp(p->at[i].name, name) == 0) {
            struct printer one = p->at[i];
            one.is_default = true;
            memmove(p->at + 1, p->at, i * sizeof *p->at);
            p->at[0] = one;
        }
}

static enum lx_rc no_server(struct lx_err *err)
{
    const char *server = getenv("CUPS_SERVER");
    return lx_fail(err, LX_IO, N_("No print server answers; have CUPS started there, or save the PDF to a file: %s"), "%s",
                   server && *server ? server : "localhost");
}

enum lx_rc printers_read(struct printers *out, struct lx_err *err)
{
    struct lx_str answer = LX_STR_EMPTY;
    struct printer *paused = NULL;
    char *line, *first = NULL;
    bool runs = true;
    enum lx_rc rc = ask((const char *const[]){ "lpstat", "-r", "-d", "-e", "-p", "-a", NULL }, &answer, err);
    for (const char *at = lx_str_z(&answer); rc == LX_OK && (line = next_line(&at)); free(line)) {
        runs = runs && strcmp(line, "scheduler is not running") != 0;
        if (*line)
            take_line(out, line, &paused, &first);
    }
    put_first(out, first);
    if (rc == LX_OK && !runs && !out->n)
        rc = no_server(err);
    if (rc != LX_OK)
        printers_done(out);
    free(first);
    lx_str_done(&answer);
    return rc;
}

enum lx_rc printers_none(struct lx_err *err)
{
    return lx_fail(err, LX_NOTFOUND, N_("No printer is set up here; have one set up (lpadmin), or save the PDF to a file"), "%s", "");
}

void printers_done(struct printers *p)
{
    for (size_t i = 0; i < p->n; i++) {
        free(p->at[i].name);
        free(p->at[i].why);
    }
    free(p->at);
    *p = (struct printers){ 0 };
}

const struct printer *printers_find(const struct printers *p, const char *name)
{
    for (size_t i = 0; i < p->n; i++)
        if (name && *name ? strcmp(p->at[i].name, name) == 0 : p->at[i].is_default)
            return &p->at[i];
    return NULL;
}

/* --- printing ------------------------------------------------------------------------------------------------------------------ */

static void add_plain(struct lx_str *out, const char *s)
{
    for (; *s; s++)
        if ((*s >= '0' && *s <= '9') || (*s >= 'a' && *s <= 'z') || (*s >= 'A' && *s <= 'Z') || strchr(" -", *s))
            lx_str_addc(out, *s);
}

/* "request id is office-12 (1 file(s))" */
static void add_job(struct lx_str *job, const struct lx_str *answer)
{
    const char *at = after(lx_str_z(answer), "request id is ");
    char *name = word_at(at ? at : lx_str_z(answer));
    name[strcspn(name, "\n")] = '\0';
    lx_text_clean(job, name, strlen(name), 0);
    free(name);
}

enum lx_rc printer_print(const struct lx_str *pdf, const struct print_order *order, struct lx_str *job, struct lx_err *err)
{
    static const char *const sides[lx_sides_n] = { [SIDES_ONE] = "sides=one-sided", [SIDES_LONG] = "sides=two-sided-long-edge",
                                                   [SIDES_SHORT] = "sides=two-sided-short-edge" };
    bool named = order->printer && *order->printer;
    if (named && !is_printer(order->printer))
        return lx_fail(err, LX_INVALID, N_("This is no name of a printer: %s"), "%s", order->printer);
    struct lx_str number = LX_STR_EMPTY, title = LX_STR_EMPTY, why = LX_STR_EMPTY, answer = LX_STR_EMPTY, pages = LX_STR_EMPTY;
    enum lx_rc rc = printer_pages(order->pages, 0, &pages, err);
    lx_str_addf(&number, "%d", order->copies < 1 ? 1 : order->copies > PRINTER_COPIES_MAX ? PRINTER_COPIES_MAX : order->copies);
    lx_str_add(&title, "lianxi ");
    add_plain(&title, order->title);
    const char *argv[20] = { "lp", "-t", title.s, "-n", number.s, "-o", "media=A4", "-o", "print-scaling=none", "-o", sides[order->sides] };
    size_t n = 11;
    if (pages.len) {
        argv[n++] = "-P";
        argv[n++] = pages.s;
    }
    if (named) {
        argv[n++] = "-d";
        argv[n++] = order->printer;
    }
    argv[n++] = "--";
    argv[n++] = "-";
    struct child c = { .text = lx_str_z(pdf), .text_len = pdf->len, .output = &answer, .idle_ms = PRINT_IDLE_MS, .plain = true };
    int status = 0, failed = rc == LX_OK ? child_run(&c, argv, &status) : 0;
    child_first_line(&why, &c.messages);
    if (rc == LX_OK && failed)
        rc = lx_fail(err, LX_NOTFOUND, N_("Printing needs the program lp; install the package %s, or save the PDF to a file"), "%s",
                     "cups-client");
    else if (rc == LX_OK && c.idle)
        rc = no_server(err);
    else if (rc == LX_OK && (!WIFEXITED(status) || WEXITSTATUS(status) != 0))
        rc = refused(order, lx_str_z(&why), err);
    if (rc == LX_OK)
        add_job(job, &answer);
    lx_str_done(&number);
    lx_str_done(&title);
    lx_str_done(&why);
    lx_str_done(&answer);
    lx_str_done(&pages);
    lx_str_done(&c.messages);
    return rc;
}

static bool says(const char *why, const char *const *words)
{
    for (; *words; words++)
        if (strcasestr(why, *words))
            return true;
    return false;
}

/* Why lp took nothing: what it says for itself, else what the server says of its printers. */
static enum lx_rc refused(const struct print_order *order, const char *why, struct lx_err *err)
{
    static const char *const full[] = { "no space", "insufficient", "disk full", "quota", "too large", NULL };
    static const char *const broken[] = { "reset by peer", "broken pipe", "unable to queue", NULL };
    static const char *const closed[] = { "not accepting", NULL };
    static const char *const missing[] = { "does not exist", "no such", "unknown", "default destination", NULL };
    const char *name = order->printer && *order->printer ? order->printer : "-";
    struct printers p = { 0 };
    if (says(why, full))
        return lx_fail(err, LX_IO, N_("The disk of the print server is full; have room made there, or save the PDF to a file: %s"), "%s", why);
    if (says(why, closed))
        return lx_fail(err, LX_IO, N_("This printer takes no jobs now; choose another one, or have it opened (cupsaccept): %s"), "%s", name);
    enum lx_rc rc = printers_read(&p, err);
    if (rc != LX_OK)
        return rc;
    if (says(why, broken)) {
        printers_done(&p);
        return lx_fail(err, LX_IO, N_("The print server broke off; see whether its disk is full, or save the PDF to a file: %s"), "%s", why);
    }
    struct lx_str names = LX_STR_EMPTY;
    for (size_t i = 0; i < p.n; i++)
        lx_str_addf(&names, "%s%s", i ? LX_AND : "", p.at[i].name);
    if (!p.n)
        rc = printers_none(err);
    else if (*name != '-' && says(why, missing))
        rc = lx_fail(err, LX_NOTFOUND, N_("There is no such printer; there are: %s"), "%s (%s)", lx_str_z(&names), name);
    else if (says(why, missing))
        rc = lx_fail(err, LX_NOTFOUND, N_("There is no default printer; choose one: %s"), "%s", lx_str_z(&names));
    else
        rc = lx_fail(err, LX_IO, N_("The printer did not take it, save the PDF to a file: %s"), "%s", why);
    lx_str_done(&names);
    printers_done(&p);
    return rc;
}

/* --- pages -------------------------------------------------------------------------------------------------------------------- */

/* Full-width digits and marks, blanks left out. */
static void plain_pages(struct lx_str *out, const char *typed)
{
    struct lx_str key = LX_STR_EMPTY;
    lx_text_key(&key, typed, strlen(typed));
    for (const char *s = lx_str_z(&key); *s; s++)
        if (strncmp(s, "\u3001", 3) == 0 || strncmp(s, "\u2014", 3) == 0 || strncmp(s, "\u2013", 3) == 0) {
            lx_str_addc(out, s[2] == '\x81' ? ',' : '-');
            s += 2;
        } else if (*s != ' ') {
            lx_str_addc(out, *s == '~' ? '-' : *s);
        }
    lx_str_done(&key);
}

static long page_at(const char **s, long other)
{
    char *end;
    if (**s < '0' || **s > '9')
        return other;
    long n = strtol(*s, &end, 10);
    *s = end;
    return n > PAGES_MOST ? PAGES_MOST + 1 : n;
}

enum lx_rc printer_pages(const char *typed, size_t page_n, struct lx_str *out, struct lx_err *err)
{
    struct lx_str plain = LX_STR_EMPTY;
    size_t before = out->len;
    long last = 0, most = page_n ? (long)page_n : PAGES_MOST;
    bool good = true, all = false;
    if (typed)
        plain_pages(&plain, typed);
    for (const char *s = lx_str_z(&plain); good && *s;) {
        bool open = *s == '-';
        long from = page_at(&s, 1), to = from;
        if (*s == '-') {
            s++;
            good = !open || (*s >= '0' && *s <= '9');
            to = page_at(&s, most);
        }
        good = good && from > last && from <= to && from <= most && (!*s || (*s == ',' && s[1]));
        to = to < most ? to : most;
        all = from == 1 && to == most;
        lx_str_add(out, out->len > before ? "," : "");
        if (from == to)
            lx_str_addf(out, "%ld", from);
        else
            lx_str_addf(out, "%ld-%ld", from, to);
        last = to;
        s += *s == ',';
    }
    if (all || !good)
        lx_str_cut(out, before);
    lx_str_done(&plain);
    return good ? LX_OK
                : lx_fail(err, LX_INVALID, N_("These are no pages of it; say them in rising order, like 1-3 or 1,4-6: %s"), "%s", typed);
}

/* --- jobs --------------------------------------------------------------------------------------------------------------------- */

static struct job *add_job_line(struct jobs *j, const char *line, enum job_state state)
{
    struct job *fresh = &LX_PUSH(j->at, j->n, j->room);
    *fresh = (struct job){ .name = word_at(line), .state = state };
    return fresh;
}

/* What the lines below a job say of it. */
static void take_alert(struct job *job, const char *line)
{
    static const struct {
        const char *words;
        enum job_state state;
    } alerts[] = { { "job-printing", JOB_PRINTING },      { "job-hold", JOB_HELD },            { "printer-stopped", JOB_HELD },
                   { "job-stopped", JOB_HELD },           { "canceled", JOB_CANCELLED },       { "aborted", JOB_FAILED },
                   { "completed-with-errors", JOB_FAILED } };
    if (!after(line, "Alerts: "))
        return;
    for (size_t i = 0; i < sizeof alerts / sizeof *alerts; i++)
        if (strstr(line, alerts[i].words))
            job->state = alerts[i].state;
}

static enum lx_rc read_jobs(struct jobs *out, const char *which, enum job_state state, struct lx_err *err)
{
    struct lx_str answer = LX_STR_EMPTY;
    struct job *job = NULL;
    char *line;
    enum lx_rc rc = ask((const char *const[]){ "lpstat", "-W", which, "-l", "-o", NULL }, &answer, err);
    for (const char *at = lx_str_z(&answer); rc == LX_OK && (line = next_line(&at)); free(line))
        if (line[0] == '\t' && job)
            take_alert(job, line);
        else if (line[0] && line[0] != ' ' && line[0] != '\t')
            job = add_job_line(out, line, state);
    lx_str_done(&answer);
    return rc;
}

/* lpstat does not say how a job ended that is over, unless its alert does. */
static enum lx_rc jobs_by_lpstat(struct jobs *out, struct lx_err *err)
{
    enum lx_rc rc = read_jobs(out, "not-completed", JOB_QUEUED, err);
    return rc == LX_OK ? read_jobs(out, "completed", JOB_OVER, err) : rc;
}

static enum job_state state_of(const struct ipp_job *job)
{
    switch (job->state) {
    case IPP_HELD:
    case IPP_STOPPED: return JOB_HELD;
    case IPP_PROCESSING: return JOB_PRINTING;
    case IPP_CANCELED: return JOB_CANCELLED;
    case IPP_ABORTED: return JOB_FAILED;
    case IPP_COMPLETED: return job->errors ? JOB_FAILED : JOB_DONE;
    default: return JOB_QUEUED;
    }
}

/* The server itself knows; false where it does not tell us. */
static bool jobs_by_ipp(struct jobs *out)
{
    struct lx_str server = LX_STR_EMPTY;
    struct ipp_jobs jobs = { 0 };
    struct lx_err ignored;
    bool good = ask((const char *const[]){ "lpstat", "-H", NULL }, &server, &ignored) == LX_OK;
    lx_str_cut(&server, strcspn(lx_str_z(&server), "\n"));
    good = good && server.len && ipp_jobs(&jobs, server.s, ASK_IDLE_MS);
    for (size_t i = 0; i < jobs.n; i++) {
        const struct ipp_job *one = &jobs.at[i];
        enum job_state state = state_of(one);
        bool tells = one->message && state != JOB_DONE && state != JOB_CANCELLED;
        LX_PUSH(out->at, out->n, out->room) =
            (struct job){ .name = lx_strdup(one->name), .state = state, .why = tells ? clean(one->message) : NULL };
    }
    ipp_jobs_done(&jobs);
    lx_str_done(&server);
    return good;
}

/* Those of a paused printer wait for it, not in its queue. */
static void hold_paused(struct jobs *j, const struct printers *p)
{
    for (size_t i = 0; i < j->n; i++)
        for (size_t k = 0; k < p->n; k++) {
            size_t len = strlen(p->at[k].name);
            struct job *job = &j->at[i];
            if (p->at[k].paused && strncmp(job->name, p->at[k].name, len) == 0 && job->name[len] == '-' && !strchr(job->name + len + 1, '-') &&
                (job->state == JOB_QUEUED || job->state == JOB_HELD)) {
                job->state = JOB_HELD;
                free(job->why);
                job->why = lx_strdup(p->at[k].why ? p->at[k].why : "");
            }
        }
}

enum lx_rc jobs_read(struct jobs *out, struct lx_err *err)
{
    struct printers p = { 0 };
    enum lx_rc rc = printers_read(&p, err);
    if (rc == LX_OK && !jobs_by_ipp(out))
        rc = jobs_by_lpstat(out, err);
    if (rc == LX_OK)
        hold_paused(out, &p);
    else
        jobs_done(out);
    printers_done(&p);
    return rc;
}

void jobs_done(struct jobs *j)
{
    for (size_t i = 0; i < j->n; i++) {
        free(j->at[i].name);
        free(j->at[i].why);
    }
    free(j->at);
    *j = (struct jobs){ 0 };
}

enum job_state job_state(const struct jobs *j, const char *name, const char **why)
{
    for (size_t i = 0; i < j->n; i++)
        if (strcmp(j->at[i].name, name) == 0) {
            if (why)
                *why = j->at[i].why;
            return j->at[i].state;
        }
    return JOB_GONE;
}

const char *job_state_words(enum job_state state)
{
    static const char *const words[] = { [JOB_GONE] = N_("handed over"),   [JOB_QUEUED] = N_("queued"), [JOB_PRINTING] = N_("printing"),
                                         [JOB_HELD] = N_("held"),          [JOB_DONE] = N_("done"),     [JOB_FAILED] = N_("failed"),
                                         [JOB_CANCELLED] = N_("cancelled"), [JOB_OVER] = N_("ended") };
    return words[state];
}

const char *job_state_advice(enum job_state state)
{
    switch (state) {
    case JOB_HELD: return N_("It waits for its printer; have that started, or cancel the print: %s");
    case JOB_FAILED: return N_("The printer gave it up; have the printer seen to, then print it again: %s");
    case JOB_CANCELLED: return N_("It was cancelled and did not come out: %s");
    default: return NULL;
    }
}

enum lx_rc printer_cancel(const char *job, struct lx_err *err)
{
    struct lx_str why = LX_STR_EMPTY;
    struct child c = { .idle_ms = ASK_IDLE_MS, .plain = true };
    const char *dash = strrchr(job, '-');
    int status = 0;
    if (!is_printer(job) || !dash || !dash[1] || dash[1 + strspn(dash + 1, "0123456789")])
        return lx_fail(err, LX_INVALID, N_("This is no job of a printer: %s"), "%s", job);
    int failed = child_run(&c, (const char *const[]){ "cancel", job, NULL }, &status);
    child_first_line(&why, &c.messages);
    enum lx_rc rc = LX_OK;
    if (failed)
        rc = lx_fail(err, LX_NOTFOUND, N_("Cancelling needs the program cancel; install the package %s"), "%s", "cups-client");
    else if (c.idle || strstr(lx_str_z(&why), "connect"))
        rc = no_server(err);
    else if (strstr(lx_str_z(&why), "already") || strstr(lx_str_z(&why), "completed"))
        rc = lx_fail(err, LX_STATE, N_("This print is over already: %s"), "%s", job);
    else if (strstr(lx_str_z(&why), "not exist") || strstr(lx_str_z(&why), "not found"))
        rc = lx_fail(err, LX_NOTFOUND, N_("The printer knows no such job any more: %s"), "%s", job);
    else if (!WIFEXITED(status) || WEXITSTATUS(status) != 0)
        rc = lx_fail(err, LX_IO, N_("The print could not be cancelled: %s"), "%s", *lx_str_z(&why) ? lx_str_z(&why) : job);
    lx_str_done(&why);
    lx_str_done(&c.messages);
    return rc;
}

/* --- asking ------------------------------------------------------------------------------------------------------------------- */

static enum lx_rc ask(const char *const *argv, struct lx_str *answer, struct lx_err *err)
{
    struct child c = { .output = answer, .idle_ms = ASK_IDLE_MS, .plain = true };
    int status = 0, failed = child_run(&c, argv, &status);
    enum lx_rc rc = LX_OK;
    if (failed)
        rc = lx_fail(err, LX_NOTFOUND, N_("Printing needs the program lp; install the package %s, or save the PDF to a file"), "%s",
                     "cups-client");
    else if (c.too_much)
        rc = lx_fail(err, LX_IO, N_("This program wrote more than can be held and was ended: %s"), "%s", argv[0]);
    else if (c.idle || (!answer->len && strcasestr(lx_str_z(&c.messages), "not running")))
        rc = no_server(err);
    lx_str_done(&c.messages);
    return rc;
}
