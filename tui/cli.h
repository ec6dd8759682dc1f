/* The command line: `lianxi NOUN VERB …` (cli.md), generated from the command table.
 *
 * A handler gets the parsed arguments, does its use case, prints to c->out and answers a code; the error is in c->err and
 * is worded once, in cli.c.  What was stored is printed only after the commit has returned.
 * Files: cli.c dispatch and help; cli_args.c arguments; cli_file.c files; cli_out.c tables, lists, one record; cli_json.c JSON; cli_csv.c tables coming in; cli_*.c the handlers by noun. */
#ifndef LX_CLI_H
#define LX_CLI_H

#include "core/json.h"
#include "core/work/work.h"
#include "tui/command.h"

#include <stdio.h>

enum { CLI_ARGS_MAX = 4096 };

struct cli_opt {
    const char *name, *value; /* value "" for an option that takes none */
};
struct cli_args {
    const char **pos; /* owned array of borrowed words, ended by NULL */
    int pos_n;
    struct cli_opt *opts;
    int opts_n;
};

struct cli {
    struct lx_work w;
    struct cli_args args;
    const struct lx_command *command;
    const char *db_path;
    const char *program; /* argv[0] */
    struct lx_str out;   /* printed, sanitised as its kind needs, when the handler answered LX_OK */
    struct lx_err err;
    bool zh;
    bool follow, live; /* set by `follow` and `live`: the screen is to open with … */
    lx_id subject;  /* … this meeting */
    char *review;   /* set by `review`: the screen is to open walking this query; NULL no.  Yours */
    bool read_only; /* commands that write are refused before they look at anything */
};

/* Words after the noun and verb, by the usage text of the command: "[--lead U]..." takes a value, "[--mend]" none; every command
 * that lists takes --json --csv --md --numbers.  LX_USAGE. */
LX_CHECK enum lx_rc cli_args_read(struct cli_args *a, const struct lx_command *command, int argc, char **argv, struct lx_err *err);
void cli_args_done(struct cli_args *a);
const char *cli_opt(const struct cli_args *a, const char *name); /* last value, NULL if not given */
const char *cli_pos(const struct cli_args *a, int i);            /* NULL if not given */
/* A whole number as typed, full width or not, from least to most; LX_USAGE, named `what`. */
LX_CHECK enum lx_rc cli_number(struct cli *c, const char *what, const char *typed, int64_t least, int64_t most, int64_t *n);
LX_CHECK enum lx_rc cli_need(struct cli *c, int least_n, int most_n); /* number of positional words; LX_USAGE */

/* Does `one` for each positional word from `first` on, in one transaction: all of them or none.  Where several are named each that is
 * refused is said on stderr, and the answer is the first refusal. */
typedef enum lx_rc cli_one(struct cli *c, int word, void *ctx);
LX_CHECK enum lx_rc cli_all_or_none(struct cli *c, int first, cli_one *one, void *ctx);

/* --- files --- */
/* Where a file is read, "-" is standard input; where one is made, "-" is standard output.
 * The bytes as they are; and a text file (NULL: standard input) as lx_text_import does: says on stderr when it was GB18030. */
LX_CHECK enum lx_rc cli_read_bytes(struct cli *c, const char *path, size_t max_len, struct lx_str *bytes);
LX_CHECK enum lx_rc cli_read_file(struct cli *c, const char *path, size_t max_len, struct lx_str *text);
/* A new file, readable for the office only; cli_created ends it, prints its path, and takes it away again when rc says so or
 * when not all of it is on the disk.  LX_EXISTS: nothing is ever written over.  Of "-" nothing is printed and nothing taken away. */
LX_CHECK enum lx_rc cli_create(struct cli *c, const char *path, FILE **f);
LX_CHECK enum lx_rc cli_created(struct cli *c, enum lx_rc rc, const char *path, FILE *f);
const char *cli_file_name(const char *path); /* without folders; borrowed */

/* --- output --- */
/* A list as rows of cells: text with columns, CSV, Markdown or JSON, whichever was asked for. */
struct cli_column {
    const char *title, *title_zh; /* title_zh NULL: through the catalogue */
    bool right;
};
struct cli_head {
    size_t row; /* stands before this one */
    char *words;
};
struct cli_table {
    const struct cli_column *columns;
    int columns_n;
    struct lx_str cells; /* NUL after each */
    size_t rows_n;
    struct cli_head *heads; /* of groups, in the order of the rows */
    size_t heads_n, heads_room;
};
void cli_cell(struct cli_table *t, const char *s);
void cli_head(struct cli_table *t, const char *words); /* before the row to come */
void cli_table_print(struct cli *c, struct cli_table *t); /* and frees it */
bool cli_wants(const struct cli *c, const char *option);
void cli_line(struct cli *c, const char *fmt, ...) LX_PRINTF(2, 3); /* one line of text, cleaned */
void cli_said(struct cli *c, const struct lx_str *said);            /* what was understood, to stderr */

LX_CHECK enum lx_rc cli_markdown(struct cli *c, const char *md);    /* rendered, 80 cells wide */

/* Records as JSON objects (cli.md): items in their own shape, all others field by field. */
void cli_json_record(struct cli *c, struct lx_json_out *j, const void *rec);
void cli_json_members(struct cli *c, struct lx_json_out *j, const void *rec); /* what is in the braces: more may follow */
LX_CHECK enum lx_rc cli_json_rows(struct cli *c, struct lx_json_out *j, const struct lx_rows *rows); /* all of one type */
/* A list of records in the form asked for.  ids are those of a query already read. */
LX_CHECK enum lx_rc cli_list(struct cli *c, enum lx_type type);
void cli_query_words(const struct cli *c, struct lx_str *typed); /* the positional words, joined: a QUERY */
/* One record: fields, one a line; or JSON. */
void cli_show(struct cli *c, const void *rec);

/* --- handlers --- */
typedef enum lx_rc cli_fn(struct cli *c);
struct cli_handler {
    enum lx_cmd cmd;
    cli_fn *run;
};
extern const struct cli_handler cli_item_handlers[], cli_meeting_handlers[], cli_unit_handlers[], cli_db_handlers[],
    cli_plan_handlers[], cli_csv_handlers[], cli_paper_handlers[], cli_review_handlers[], cli_misc_handlers[], cli_session_handlers[];
extern const struct cli_handler cli_agenda_handlers[];
extern const struct cli_handler cli_document_handlers[];
extern const struct cli_handler cli_agenda_handlers[], cli_topic_handlers[], cli_material_handlers[];
extern const struct cli_handler cli_body_handlers[], cli_prep_handlers[];
extern const struct cli_handler cli_minutes_handlers[];
extern const struct cli_handler cli_roll_handlers[];
extern const struct cli_handler cli_print_handlers[];
extern const struct cli_handler *const cli_groups[]; /* all of them, in cli.c; ended by NULL */
cli_fn *cli_handler_of(enum lx_cmd cmd); /* NULL: none */

/* Whether that command asks anything of the office; help, a command that does not exist and those of F_ALONE do not. */
bool cli_wants_office(int argc, char **argv);
/* Runs the command that argv[0..] names; returns the exit code of cli.md. */
int cli_run(struct cli *c, int argc, char **argv);
int cli_exit_code(enum lx_rc rc);
void cli_print_error(const struct lx_err *err);
/* Help of one noun, or of all (NULL), to `to`. */
void cli_help(FILE *to, const char *noun, bool zh);

#endif
