/* A table on its way in: shared by csvio.c, csvio_row.c and csvio_find.c only. */
#ifndef LX_CSVIO_IN_H
#define LX_CSVIO_IN_H

#include "core/exchange/csvio.h"
#include "core/map.h"
#include "core/work/items.h"

/* What a column holds. */
enum what { COL_NONE, COL_ID, COL_NO, COL_LEAD, COL_WITH, COL_FIELD };

struct column {
    enum what what;
    const struct lx_field *f;
    const char *name; /* stable, for messages */
};

/* An item that has neither id nor number in the file is looked for by its title. */
struct titled {
    uint32_t hash;
    lx_id id;
};

struct io {
    struct lx_work *w;
    const struct lx_table *t;
    const struct lx_csvio_how *how;
    struct lx_csvio_result *out;
    struct lx_csv csv;
    struct column col[LX_CSV_COLUMNS_MAX];
    size_t col_n;
    bool headless;         /* pasted: the first line is a row */
    struct lx_map keys;    /* key of a unit's name -> id, -1 several */
    struct lx_map refs;    /* cell of a reference as written -> id */
    struct lx_map coming;  /* key of a name, or number, of a later row -> the id that it will have */
    struct lx_map persons; /* unit, post, name -> id, -1 several */
    struct lx_map seen;    /* id -> line that it stood in */
    struct titled *titles;
    size_t titles_n, titles_room;
    bool titles_read;
};

/* One row on its way into the store. */
struct row {
    struct lx_rec *old, *rec; /* old NULL: a new one */
    struct lx_duties duties;
    bool has_duties;
};

/* --- csvio_row.c: cells into a record --- */
/* The cell of a column in the present row, NULL where the file has no such column or the row ends before it. */
const char *lx_csvio_cell(const struct io *io, enum what what, const char *field);
/* Reads the record that the row is about (0: a new one) and puts the row's cells into it. */
enum lx_rc lx_csvio_open_row(struct io *io, struct row *r, lx_id id, struct lx_err *err);
void lx_csvio_row_done(struct row *r);
bool lx_csvio_is_same(struct io *io, const struct row *r); /* old and rec say the same */
void lx_csvio_key(struct lx_str *key, const char *name);   /* lx_text_key of name alone */

/* --- csvio_find.c: which record a row means --- */
/* By id, else by number; *id 0 when it is neither.  `no` gets the number in its stored form. */
enum lx_rc lx_csvio_by_tag(struct io *io, lx_id *id, struct lx_str *no, struct lx_err *err);
/* By what the row holds; *id stays 0 when nothing stored is meant. */
enum lx_rc lx_csvio_by_content(struct io *io, struct row *r, lx_id *id, struct lx_err *err);
enum lx_rc lx_csvio_load_persons(struct io *io, struct lx_err *err);
void lx_csvio_person_key(struct lx_str *out, const struct lx_person *p);
bool lx_csvio_was_seen(const struct io *io, lx_id id);
/* Names and numbers of new rows get their ids before any row is stored, so that rows may refer to later ones. */
enum lx_rc lx_csvio_announce(struct io *io, const char *text, size_t len, struct lx_err *err);
/* The id that this row was promised, 0 none. */
lx_id lx_csvio_promised(struct io *io, const struct lx_rec *rec, const char *no);

#endif
