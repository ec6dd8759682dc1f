/* Full text inside db: the plain form of words, and queries for the table "words". */
#ifndef LX_DB_WORDS_H
#define LX_DB_WORDS_H

#include "db/base.h"

/* Appends the plain form of s. */
void lx_words_text(struct lx_str *out, const char *s);
/* Appends what the table holds of a record (read with its LONG fields); false: nothing to be found by. */
bool lx_words_plain(struct lx_str *out, const struct lx_rec *rec);

/* What somebody looks for, in pieces: Han runs as phrases, other words as prefixes. */
struct lx_pieces {
    char **at; /* in plain form: a word begins with a blank */
    size_t n, room;
};
void lx_pieces_read(struct lx_pieces *p, const char *words);
void lx_pieces_done(struct lx_pieces *p);
/* Appends the expression of MATCH, every piece wanted; with type also the type's mark.  Nothing for no pieces. */
void lx_pieces_match(struct lx_str *out, const struct lx_pieces *p, const struct lx_table *type);

/* Every put says what it wrote (rec: new or changed, NULL: gone).  The words of a record that is new, and has the
 * highest id so far, are kept from rec, so that it need not be read again; a few megabytes of them, then they are written. */
enum lx_rc lx_words_note(struct lx_db *db, struct lx_dirty d, const struct lx_rec *rec, struct lx_err *err);
/* At the end of the transaction: the full text of what it has written, ids ascending. */
enum lx_rc lx_words_refresh(struct lx_db *db, struct lx_err *err);
enum lx_rc lx_words_create(struct lx_db *db, struct lx_err *err); /* the empty table, as the migrations make it */
int lx_words_register(struct lx_db *db);                          /* the tokenizer; answers an SQLite code */

#endif
