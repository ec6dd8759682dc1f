/* Inside core/exchange: how an archive is gathered (archive.c papers, list, fingerprints; archive_rows.c records). */
#ifndef LX_ARCHIVE_IN_H
#define LX_ARCHIVE_IN_H

#include "core/exchange/archive.h"

enum archive_word {
#define WORD(id, words) ARCHIVE_##id,
#include "core/exchange/archive_words.def"
#undef WORD
};
const char *archive_word(enum archive_word id);
/* Appends a word with each %s of it filled in; b may be NULL where there is one only. */
void archive_say(struct lx_str *out, enum archive_word id, const char *a, const char *b);
void archive_count(struct lx_str *out, enum archive_word id, const char *a, size_t n); /* a NULL: the number alone */

struct maker {
    struct lx_work *w;
    lx_id meeting;
    const struct lx_archive_how *how;
    struct lx_archive *a;
    struct lx_rows rows[LX_TYPES_N]; /* what belongs to the meeting, whole, in the order of ids; without what is left out */
    struct lx_ids left_ids;          /* of the records left out */
    struct lx_str left;              /* lines of what was left out */
};

/* Reads the rows; what is internal is dropped and counted, unless the archive is to hold it. */
LX_CHECK enum lx_rc archive_collect(struct maker *m, struct lx_err *err);
void archive_collected_done(struct maker *m);
LX_CHECK enum lx_rc archive_tables(struct maker *m, struct lx_err *err); /* a CSV file for each type that has rows */

void archive_add(struct maker *m, const char *folder, const char *stem, const char *ending, struct lx_str *bytes);

#endif
