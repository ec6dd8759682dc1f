/* Records as CSV, the same form both ways (feature I1): what is exported and imported again changes nothing.
 *
 * The first line names the columns, in any order: `id`, `no`, and every field that people may set, by its stable name, English
 * or Chinese label; items also `lead` and `with`, names joined by 、.  Other words that people use for a column stand in
 * csv_words.def; an unknown column is refused by name.  Values are codes and canonical numbers on the way out, what people type
 * on the way in.  A column that is absent leaves its field alone; an empty cell empties it.
 *
 * A row changes the record of its id, else of its number, else a unit of its name, a person of its unit, post and name; else it
 * adds one, with its number if it gives one.  An item without id and number that is stored already, word for word, is the same.
 * Units that lead or cooperate and are not known yet are added with the kind that their name speaks of.
 *
 * All rows or none: one transaction, every wrong row is reported with its line.  Memory grows with names and numbers, not with
 * records.  Files: csvio.c in, csvio_out.c out. */
#ifndef LX_CSVIO_H
#define LX_CSVIO_H

#include "core/text/csv.h"
#include "core/work/work.h"

enum { LX_CSVIO_WRONG_MAX = 200 };

struct lx_csvio_wrong {
    size_t line; /* of the file, from 1 */
    struct lx_err err;
};
struct lx_csvio_result {
    size_t rows_n, added_n, changed_n, same_n, wrong_n;
    struct lx_csvio_wrong *wrong; /* the first LX_CSVIO_WRONG_MAX of them */
    size_t kept_n, kept_room;
    struct lx_str stored;    /* number, else name, of every record added or changed, one a line */
    struct lx_str new_units; /* names, one a line */
};
void lx_csvio_result_done(struct lx_csvio_result *r);

struct lx_csvio_how {
    const char *file; /* its name, for the history; NULL for pasted text */
    bool dry_run;     /* do all of it, store nothing */
    bool pasted;      /* a first line that names no column is a row: items are title, lead, with, due; units name, brief, kind,
                         parent; persons unit, post, name, phone */
    bool (*go_on)(void *ctx, size_t rows_n); /* asked at every row, NULL = yes; false: LX_STOPPED, nothing is stored */
    void *ctx;
};
/* text as lx_text_import makes it.  type: LX_ITEM, LX_UNIT or LX_PERSON.  LX_INVALID when any row is wrong (see *out, which is
 * filled in any case) or when it is no table at all (the detail names line or column). */
LX_CHECK enum lx_rc lx_csvio_import(struct lx_work *w, enum lx_type type, const char *text, size_t len,
                                    const struct lx_csvio_how *how, struct lx_csvio_result *out, struct lx_err *err);

/* May a column of this name be read: a label, a stable name or another word for a field that people set? */
bool lx_csvio_is_column(enum lx_type type, const char *name);
/* A table that was flattened on its way through the clipboard (one cell a line): the first lines name the columns, so many
 * lines make a row.  Appends it with tabs and answers true; false (nothing appended) where text is no such table. */
bool lx_csvio_fold(enum lx_type type, const char *text, struct lx_str *out);

/* Appends the whole file: byte order mark, head, a row for every id.  Any type. */
LX_CHECK enum lx_rc lx_csvio_export(struct lx_work *w, enum lx_type type, const lx_id *ids, size_t n, struct lx_str *out,
                                    struct lx_err *err);

#endif
