/* The command line: tables coming in. */
#include "core/exchange/csvio.h"
#include "core/text/text.h"
#include "tui/cli.h"
#include "tui/i18n.h"

#include <string.h>
#include <time.h>
#include <unistd.h>

enum { TABLE_MAX_LEN = 512 << 20 };

/* How far it is, on a terminal, once it has taken half a second. */
struct progress {
    bool tty, shown;
    int64_t start_ms;
};

static int64_t clock_ms(void)
{
    struct timespec t;
    clock_gettime(CLOCK_MONOTONIC, &t);
    return (int64_t)t.tv_sec * 1000 + t.tv_nsec / 1000000;
}

static bool show_progress(void *ctx, size_t rows_n)
{
    struct progress *p = ctx;
    if (p->tty && rows_n % 1000 == 0 && clock_ms() - p->start_ms > 500) {
        fprintf(stderr, "\r%zu ", rows_n);
        p->shown = true;
    }
    return true;
}

/* Counts, new units, wrong rows: to stderr. */
static void report(const char *file, const struct lx_csvio_result *r)
{
    struct lx_str out = LX_STR_EMPTY, line = LX_STR_EMPTY;
    for (size_t i = 0; i < r->kept_n; i++) {
        lx_str_addf(&out, "%s:%zu: ", file, r->wrong[i].line);
        lx_message(&out, &r->wrong[i].err);
        lx_str_addc(&out, '\n');
    }
    if (r->kept_n < r->wrong_n)
        lx_str_addf(&out, "… +%zu\n", r->wrong_n - r->kept_n);
    lx_str_addf(&out, "%s %zu, %s %zu, %s %zu, %s %zu, %s %zu\n", _("rows"), r->rows_n, _("new"), r->added_n, _("changed"), r->changed_n,
                _("unchanged"), r->same_n, _("wrong"), r->wrong_n);
    if (r->new_units.len)
        lx_str_addf(&out, "%s\n%s", _("New units:"), lx_str_z(&r->new_units));
    lx_text_clean(&line, lx_str_z(&out), out.len, LX_CLEAN_LINES);
    fputs(lx_str_z(&line), stderr);
    lx_str_done(&out);
    lx_str_done(&line);
}

static enum lx_rc import(struct cli *c, enum lx_type type)
{
    struct lx_str text = LX_STR_EMPTY;
    struct lx_csvio_result result = { 0 };
    struct progress p = { isatty(STDERR_FILENO), false, clock_ms() };
    enum lx_rc rc = cli_need(c, 1, 1);
    const char *path = cli_pos(&c->args, 0);
    if (rc == LX_OK)
        rc = cli_read_file(c, path, TABLE_MAX_LEN, &text);
    if (rc == LX_OK) {
        struct lx_csvio_how how = { .file = cli_file_name(path), .dry_run = cli_wants(c, "--dry-run"), .go_on = show_progress, .ctx = &p };
        rc = lx_csvio_import(&c->w, type, lx_str_z(&text), text.len, &how, &result, &c->err);
        if (p.shown)
            fputc('\n', stderr);
        if (rc == LX_OK || result.wrong_n)
            report(how.file, &result);
        if (rc == LX_OK && !how.dry_run)
            lx_text_clean(&c->out, lx_str_z(&result.stored), result.stored.len, LX_CLEAN_LINES);
    }
    lx_csvio_result_done(&result);
    lx_str_done(&text);
    return rc;
}

static enum lx_rc item_import(struct cli *c) { return import(c, LX_ITEM); }
static enum lx_rc unit_import(struct cli *c) { return import(c, LX_UNIT); }
static enum lx_rc person_import(struct cli *c) { return import(c, LX_PERSON); }

const struct cli_handler cli_csv_handlers[] = {
    { CMD_ITEM_IMPORT, item_import },
    { CMD_UNIT_IMPORT, unit_import },
    { CMD_PERSON_IMPORT, person_import },
    { CMD_NONE, NULL },
};
