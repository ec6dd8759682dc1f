/* Printers through lp, lpstat and cancel that the tests write: what they are given, how their words are read, every refusal. */
#include "tests/lib/tmp.h"
#include "tui/child.h"
#include "tui/printer.h"

#include <setjmp.h>
#include <signal.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>
#include <cmocka.h>

static char *dir, *old_path;
static struct lx_err err;

#define STAT_RUNNING                                                                                                                 \
    "#!/bin/sh\necho \"$LC_ALL $LANG\" >>${0%/*}/lang\ncase $1 in\n-r) cat <<'E'\nscheduler is running\n"                            \
    "system default destination: hall\nattic\nhall\n-evil\nb c\n"                                                                    \
    "printer attic disabled since Sun Nov 22 03:54:34 2026 -\n\tout of paper\nprinter hall now printing hall-7.  enabled since Sun\n" \
    "attic accepting requests since Sun\nhall not accepting requests since Sun -\n\tRejecting Jobs\nE\n;;\n-W) case $2 in\n"          \
    "not-completed) cat <<'E'\nhall-7                  root            156672   Sun Nov 22 03:55:37 2026\n\tAlerts: job-printing\n"   \
    "\tqueued for hall\nhall-8                  root            156672   Sun\n\tAlerts: none\n\tqueued for hall\n"                    \
    "hall-10                 root            156672   Sun\n\tAlerts: job-hold-until-specified\n\tqueued for hall\n"                   \
    "attic-9                 root            156672   Sun\n\tAlerts: none\n\tqueued for attic\nE\n;;\n"                                \
    "completed) cat <<'E'\nhall-1                  root            156672   Sun\n\tStatus: \n\tAlerts: processing-to-stop-point\n"    \
    "hall-2                  root            156672   Sun\n\tAlerts: job-canceled-by-user\nhall-3                  root   1   Sun\n"   \
    "\tAlerts: aborted-by-system\nE\n;;\nesac ;;\nesac\n"

static void put(const char *name, const char *script)
{
    char *path = tmp_path(dir, name);
    (void)unlink(path);
    if (script) {
        tmp_write(path, script);
        assert_int_equal(chmod(path, 0755), 0);
    }
    free(path);
}

static char *got(const char *name)
{
    char *path = tmp_path(dir, name), *s = tmp_read(path, NULL);
    assert_non_null(s);
    free(path);
    return s;
}

/* Only our programs, and those of the machine that they need; none of its CUPS. */
static int set_up(void **state)
{
    static const char *const tools[] = { "sh", "cat", "wc", "sleep" };
    (void)state;
    dir = tmp_new();
    old_path = strdup(getenv("PATH"));
    for (size_t i = 0; i < sizeof tools / sizeof *tools; i++) {
        struct lx_str real = LX_STR_EMPTY;
        lx_str_addf(&real, "/bin/%s", tools[i]);
        if (access(real.s, X_OK) != 0) {
            lx_str_clear(&real);
            lx_str_addf(&real, "/usr/bin/%s", tools[i]);
        }
        char *path = tmp_path(dir, tools[i]);
        assert_int_equal(symlink(real.s, path), 0);
        free(path);
        lx_str_done(&real);
    }
    (void)setenv("PATH", dir, 1);
    (void)setenv("LC_ALL", "zh_CN.UTF-8", 1);
    (void)setenv("CUPS_SERVER", "printers.office", 1);
    return 0;
}

static int tear_down(void **state)
{
    (void)state;
    (void)setenv("PATH", old_path, 1);
    (void)unsetenv("LC_ALL");
    (void)unsetenv("CUPS_SERVER");
    free(old_path);
    tmp_done(&dir);
    return 0;
}

static enum lx_rc print(const struct print_order *order, struct lx_str *job)
{
    struct lx_str pdf = LX_STR_EMPTY;
    lx_str_add(&pdf, "%PDF-");
    lx_str_fill(&pdf, 'x', 300000);
    enum lx_rc rc = printer_print(&pdf, order, job, &err);
    lx_str_done(&pdf);
    return rc;
}

/* Who started us may ignore the end of children, and so would we: then no exit status could be had, and every refusal passed for a print. */
static void a_refusal_is_heard_though_ends_are_ignored(void **state)
{
    struct lx_str job = LX_STR_EMPTY;
    struct sigaction ignore = { .sa_handler = SIG_IGN }, old, after;
    (void)state;
    put("lp", "#!/bin/sh\ncat >/dev/null\necho 'lp: no space left' >&2\nexit 1\n");
    sigaction(SIGCHLD, &ignore, &old);
    assert_int_equal(print(&(struct print_order){ .title = "agenda" }, &job), LX_IO);
    sigaction(SIGCHLD, &old, &after);
    assert_true(after.sa_handler == SIG_IGN); /* as it was */
    lx_str_done(&job);
}

/* What is longer than can be held is never passed for the whole. */
static void what_a_program_writes_too_much_is_said(void **state)
{
    (void)state;
    put("much", "#!/bin/sh\nprintf 1234567890; printf 1234567890\n");
    for (size_t most = 19; most <= 20; most++) {
        struct lx_str out = LX_STR_EMPTY;
        struct child c = { .output = &out, .most = most };
        int status = 0;
        lx_str_add(&out, "what was there: ");
        assert_int_equal(child_run(&c, (const char *const[]){ "much", NULL }, &status), 0);
        assert_int_equal(c.too_much, most < 20);
        assert_false(c.idle);
        if (!c.too_much)
            assert_string_equal(out.s, "what was there: 12345678901234567890");
        lx_str_done(&out);
        lx_str_done(&c.messages);
    }
}

static void a_paper_goes_to_lp_without_a_shell(void **state)
{
    struct lx_str job = LX_STR_EMPTY;
    (void)state;
    put("lp", "#!/bin/sh\nprintf '%s\\n' \"$@\" >${0%/*}/args\nwc -c >${0%/*}/bytes\necho 'request id is hall-12 (1 file(s))'\n");
    assert_int_equal(print(&(struct print_order){ .title = "agenda 26 $(touch pwned) 议程", .printer = "hall", .copies = 3,
                                                  .sides = SIDES_SHORT, .pages = "1，3－4" }, &job), LX_OK);
    assert_string_equal(job.s, "hall-12");
    char *args = got("args"), *bytes = got("bytes");
    assert_string_equal(args, "-t\nlianxi agenda 26 touch pwned \n-n\n3\n-o\nmedia=A4\n-o\nprint-scaling=none\n-o\n"
                              "sides=two-sided-short-edge\n-P\n1,3-4\n-d\nhall\n--\n-\n");
    assert_int_equal(atoi(bytes), 300005);
    free(args);
    free(bytes);
    lx_str_clear(&job);
    assert_int_equal(print(&(struct print_order){ .title = "agenda", .copies = -5 }, &job), LX_OK);
    args = got("args");
    assert_non_null(strstr(args, "-n\n1\n"));
    assert_null(strstr(args, "-d\n"));
    assert_null(strstr(args, "-P\n"));
    free(args);
    assert_int_equal(print(&(struct print_order){ .title = "agenda", .printer = "-o raw" }, &job), LX_INVALID);
    assert_int_equal(print(&(struct print_order){ .title = "agenda", .printer = "a b" }, &job), LX_INVALID);
    assert_int_equal(print(&(struct print_order){ .title = "agenda", .pages = "; rm" }, &job), LX_INVALID);
    lx_str_done(&job);
}

/* lp says this and fails; lpstat says that. */
static void refuse(const char *words, const char *lpstat, const char *printer, enum lx_rc rc, const char *sentence, const char *detail)
{
    struct lx_str script = LX_STR_EMPTY, job = LX_STR_EMPTY;
    lx_str_addf(&script, "#!/bin/sh\ncat >/dev/null\necho 'lp: %s' >&2\nexit 1\n", words);
    put("lp", script.s);
    put("lpstat", lpstat);
    assert_int_equal(print(&(struct print_order){ .title = "agenda", .printer = printer }, &job), rc);
    if (!strstr(err.msgid, sentence) || !strstr(err.detail, detail))
        print_message("%s: %s (%s)\n", words, err.msgid, err.detail);
    assert_non_null(strstr(err.msgid, sentence));
    assert_non_null(strstr(err.detail, detail));
    assert_int_equal(job.len, 0);
    lx_str_done(&script);
}

static void every_refusal_is_one_sentence(void **state)
{
    static const char dead[] = "#!/bin/sh\necho 'scheduler is not running'\n", none[] = "#!/bin/sh\necho 'scheduler is running'\n"
                                                                                       "echo 'no system default destination'\n";
    struct lx_str job = LX_STR_EMPTY;
    (void)state;
    refuse("Error - No default destination.", dead, NULL, LX_IO, "No print server answers", "printers.office");
    refuse("Error - The printer or class does not exist.", dead, "hall", LX_IO, "No print server answers", "printers.office");
    refuse("Error - No default destination.", none, NULL, LX_NOTFOUND, "No printer is set up", "");
    refuse("Error - The printer or class does not exist.", STAT_RUNNING, "cellar", LX_NOTFOUND, "no such printer", "hall" LX_AND "attic (cellar)");
    refuse("Error - no default destination available.", STAT_RUNNING, NULL, LX_NOTFOUND, "no default printer", "hall" LX_AND "attic");
    refuse("Destination \"hall\" is not accepting jobs.", STAT_RUNNING, "hall", LX_IO, "takes no jobs", "hall");
    refuse("Unable to write print data: No space left on device", STAT_RUNNING, "hall", LX_IO, "disk", "No space left on device");
    refuse("Error - unable to queue from stdin - Connection reset by peer.", STAT_RUNNING, "hall", LX_IO, "broke off", "reset by peer");
    refuse("on fire \033[31m", STAT_RUNNING, "hall", LX_IO, "did not take it", "on fire");
    assert_null(strchr(err.detail, '\033'));
    put("lp", NULL);
    assert_int_equal(print(&(struct print_order){ .title = "agenda" }, &job), LX_NOTFOUND);
    assert_string_equal(err.detail, "cups-client");
    lx_str_done(&job);
}

static void printers_are_listed_the_default_first(void **state)
{
    struct printers p = { 0 };
    (void)state;
    put("lpstat", STAT_RUNNING);
    assert_int_equal(printers_read(&p, &err), LX_OK);
    assert_int_equal(p.n, 2); /* what is no name, or an option, is not offered */
    assert_string_equal(p.at[0].name, "hall");
    assert_true(p.at[0].is_default && p.at[0].rejecting && !p.at[0].paused);
    assert_string_equal(p.at[1].name, "attic");
    assert_true(p.at[1].paused && !p.at[1].rejecting && !p.at[1].is_default);
    assert_string_equal(p.at[1].why, "out of paper");
    assert_ptr_equal(printers_find(&p, NULL), &p.at[0]);
    assert_ptr_equal(printers_find(&p, "attic"), &p.at[1]);
    assert_null(printers_find(&p, "cellar"));
    printers_done(&p);
    char *lang = got("lang");
    assert_string_equal(lang, "C \n"); /* their words are read in C, whatever the reader's language */
    free(lang);
    put("lpstat", "#!/bin/sh\necho 'scheduler is not running'\n");
    assert_int_equal(printers_read(&p, &err), LX_IO);
    assert_string_equal(err.detail, "printers.office");
    put("lpstat", NULL);
    assert_int_equal(printers_read(&p, &err), LX_NOTFOUND);
    assert_int_equal(p.n, 0);
}

static void jobs_have_a_state(void **state)
{
    static const struct {
        const char *name;
        enum job_state state;
    } jobs[] = { { "hall-7", JOB_PRINTING }, { "hall-8", JOB_QUEUED }, { "hall-10", JOB_HELD },     { "attic-9", JOB_HELD },
                 { "hall-1", JOB_OVER },     { "hall-2", JOB_CANCELLED }, { "hall-3", JOB_FAILED }, { "hall-99", JOB_GONE } };
    struct jobs j = { 0 };
    const char *why = NULL;
    (void)state;
    put("lpstat", STAT_RUNNING);
    assert_int_equal(jobs_read(&j, &err), LX_OK);
    for (size_t i = 0; i < sizeof jobs / sizeof *jobs; i++)
        assert_int_equal(job_state(&j, jobs[i].name, NULL), jobs[i].state);
    assert_int_equal(job_state(&j, "attic-9", &why), JOB_HELD);
    assert_string_equal(why, "out of paper");
    jobs_done(&j);
}

static void a_job_is_cancelled_or_it_is_said_why_not(void **state)
{
    static const struct {
        const char *script;
        enum lx_rc rc;
    } ways[] = { { "#!/bin/sh\necho \"$*\" >${0%/*}/args\n", LX_OK },
                 { "#!/bin/sh\necho \"cancel: cancel-job failed: Job #3 is already completed - can't cancel.\" >&2\nexit 1\n", LX_STATE },
                 { "#!/bin/sh\necho 'cancel: cancel-job failed: Job #3 does not exist.' >&2\nexit 1\n", LX_NOTFOUND },
                 { "#!/bin/sh\necho 'cancel: Unable to connect to server.' >&2\nexit 1\n", LX_IO },
                 { "#!/bin/sh\nexit 3\n", LX_IO },
                 { NULL, LX_NOTFOUND } };
    (void)state;
    for (size_t i = 0; i < sizeof ways / sizeof *ways; i++) {
        put("cancel", ways[i].script);
        assert_int_equal(printer_cancel("hall-12", &err), ways[i].rc);
    }
    char *args = got("args");
    assert_string_equal(args, "hall-12\n");
    free(args);
    static const char *const no_jobs[] = { "-a", "hall", "hall-", "hall-1x", "", "a b-1", "-1" };
    put("cancel", "#!/bin/sh\nexit 0\n");
    for (size_t i = 0; i < sizeof no_jobs / sizeof *no_jobs; i++)
        assert_int_equal(printer_cancel(no_jobs[i], &err), LX_INVALID);
}

static void pages_are_read_as_people_write_them(void **state)
{
    static const struct {
        const char *typed;
        size_t page_n;
        const char *plain; /* NULL: refused */
    } pages[] = { { NULL, 3, "" },        { "", 3, "" },           { " ", 3, "" },          { "2", 3, "2" },      { "1-2", 3, "1-2" },
                  { "1-3", 3, "" },       { "1-9", 3, "" },        { "2-", 3, "2-3" },      { "-2", 3, "1-2" },   { "１－２", 3, "1-2" },
                  { "1，3", 3, "1,3" },   { "1、3", 3, "1,3" },    { "1, 2-3", 3, "1,2-3" }, { "1~2", 3, "1-2" },  { "1—2", 3, "1-2" },
                  { "4", 3, NULL },       { "0", 3, NULL },        { "2-1", 3, NULL },      { "2,1", 3, NULL },   { "1,,2", 3, NULL },
                  { "1,", 3, NULL },      { "-", 3, NULL },        { "a", 3, NULL },        { "1-2-3", 3, NULL }, { "1;rm", 3, NULL },
                  { "12-40", 0, "12-40" }, { "99999999999999", 0, NULL } };
    (void)state;
    for (size_t i = 0; i < sizeof pages / sizeof *pages; i++) {
        struct lx_str out = LX_STR_EMPTY;
        enum lx_rc rc = printer_pages(pages[i].typed, pages[i].page_n, &out, &err);
        if (rc != (pages[i].plain ? LX_OK : LX_INVALID) || strcmp(lx_str_z(&out), pages[i].plain ? pages[i].plain : "") != 0)
            print_message("pages %s: %d \"%s\"\n", pages[i].typed, rc, lx_str_z(&out));
        assert_int_equal(rc, pages[i].plain ? LX_OK : LX_INVALID);
        assert_string_equal(lx_str_z(&out), pages[i].plain ? pages[i].plain : "");
        lx_str_done(&out);
    }
}

int main(void)
{
#define T(f) cmocka_unit_test_setup_teardown(f, set_up, tear_down)
    const struct CMUnitTest tests[] = {
        T(a_paper_goes_to_lp_without_a_shell), T(a_refusal_is_heard_though_ends_are_ignored),
        T(every_refusal_is_one_sentence),
        T(printers_are_listed_the_default_first),
        T(jobs_have_a_state),
        T(a_job_is_cancelled_or_it_is_said_why_not),
        T(pages_are_read_as_people_write_them),
        T(what_a_program_writes_too_much_is_said),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
