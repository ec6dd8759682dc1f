/* The ledger of all items from the command line, beside the least that it could cost: one SELECT of the same rows and cmark's HTML of the
 * same text, in a process of its own.
 *
 * usage: ledger ROUNDS LIANXI DB          prints both, and their ratio as text and HTML (bar: 2), .md and PDF without a bar
 *        ledger --least DB TEXT           that least
 * Time of the processors, start and end of the process included, as the kernel says of a child that has ended; sides take turns. */
#include "core/str.h"
#include "core/text/text.h"
#include "tests/lib/measure.h"

#include <cmark.h>
#include <fcntl.h>
#include <spawn.h>
#include <sqlite3.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <unistd.h>

enum { ROUNDS_MOST = 500 };
#define GOAL 2.0

/* What a row of the ledger says: number, title, state, dates, progress, and the names of lead and cooperating units. */
#define SELECT                                                                                                                     \
    "SELECT i.\"no\", i.title, i.state, i.due, i.due_text, i.progress, l.name, group_concat(u.name, ', ') FROM item i "              \
    "LEFT JOIN unit l ON l.id = i.lead LEFT JOIN part p ON p.item = i.id LEFT JOIN unit u ON u.id = p.unit "                       \
    "GROUP BY i.id ORDER BY l.\"rank\", i.due_key, i.id"

static int least(const char *db_path, const char *text_path);
static double run(char *const *argv, const char *to);

/* One form of the ledger against the least. */
static int measure(int rounds, const char *name, char *const *ours, char *const *theirs, double goal)
{
    double a[ROUNDS_MOST], b[ROUNDS_MOST], ratio[ROUNDS_MOST];
    rounds = rounds < 1 ? 1 : rounds > ROUNDS_MOST ? ROUNDS_MOST : rounds;
    for (int i = 0; i < rounds; i++) {
        a[i] = run(ours, "/dev/null");
        b[i] = run(theirs, "/dev/null");
        ratio[i] = a[i] / b[i];
    }
    double middle = sorted_at(ratio, (size_t)rounds, 0.5);
    printf("ledger %-27s %9.2f ms    SELECT and cmark %6.2f ms    ratio %5.2f", name, sorted_at(a, (size_t)rounds, 0.5),
           sorted_at(b, (size_t)rounds, 0.5), middle);
    if (goal > 0)
        printf("  bar %.2f  %s", goal, middle > goal ? "OVER" : "ok");
    putchar('\n');
    return goal > 0 && middle > goal;
}

int main(int argc, char **argv)
{
    if (argc == 4 && strcmp(argv[1], "--least") == 0)
        return least(argv[2], argv[3]);
    if (argc != 4)
        return 2;
    struct lx_str text = LX_STR_EMPTY;
    lx_str_addf(&text, "%s-ledger.md", argv[3]);
    char *forms[] = { "--text", "--html", "--md", "--docx", "--pdf" };
    char *theirs[] = { argv[0], "--least", argv[3], text.s, NULL };
    int over = 0;
    (void)run((char *[]){ argv[2], "--db", argv[3], "paper", "ledger", "--md", NULL }, text.s);
    for (size_t i = 0; i < sizeof forms / sizeof *forms; i++) {
        char *ours[] = { argv[2], "--db", argv[3], "paper", "ledger", forms[i], NULL };
        over |= measure(atoi(argv[1]), forms[i] + 2, ours, theirs, i < 2 ? GOAL : 0);
    }
    unlink(text.s);
    lx_str_done(&text);
    return over;
}

/* Milliseconds of the processors. */
static double run(char *const *argv, const char *to)
{
    posix_spawn_file_actions_t files;
    struct rusage used;
    pid_t pid;
    int status;
    posix_spawn_file_actions_init(&files);
    posix_spawn_file_actions_addopen(&files, STDOUT_FILENO, to, O_WRONLY | O_CREAT | O_TRUNC, 0600);
    posix_spawn_file_actions_addopen(&files, STDERR_FILENO, "/dev/null", O_WRONLY, 0);
    if (posix_spawn(&pid, argv[0], &files, NULL, argv, environ) != 0 || wait4(pid, &status, 0, &used) != pid || status != 0) {
        fprintf(stderr, "ledger: %s %s failed\n", argv[0], argv[1]);
        exit(1);
    }
    posix_spawn_file_actions_destroy(&files);
    return (double)(used.ru_utime.tv_sec + used.ru_stime.tv_sec) * 1e3 + (double)(used.ru_utime.tv_usec + used.ru_stime.tv_usec) / 1e3;
}

static int least(const char *db_path, const char *text_path)
{
    struct lx_str text = LX_STR_EMPTY;
    struct lx_err err;
    sqlite3 *db;
    sqlite3_stmt *st;
    size_t len = 0;
    if (sqlite3_open_v2(db_path, &db, SQLITE_OPEN_READONLY, NULL) != SQLITE_OK || sqlite3_prepare_v2(db, SELECT, -1, &st, NULL) != SQLITE_OK) {
        fprintf(stderr, "ledger: %s\n", sqlite3_errmsg(db));
        return 1;
    }
    while (sqlite3_step(st) == SQLITE_ROW)
        for (int i = 0; i < sqlite3_column_count(st); i++)
            len += sqlite3_column_text(st, i) ? (size_t)sqlite3_column_bytes(st, i) : 0;
    sqlite3_finalize(st);
    sqlite3_close(db);
    if (!len || lx_file_read(&text, text_path, 64 << 20, &err) != LX_OK)
        return 1;
    char *html = cmark_markdown_to_html(text.s, text.len, CMARK_OPT_DEFAULT);
    fputs(html, stdout);
    free(html);
    lx_str_done(&text);
    return 0;
}
