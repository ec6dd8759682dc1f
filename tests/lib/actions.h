/* Random work on a store: adds, edits, deletes, links, several records a transaction; and a picture of what a database
 * holds. */
#ifndef LX_TEST_ACTIONS_H
#define LX_TEST_ACTIONS_H

#include "core/store.h"
#include "tests/lib/random.h"

/* One transaction under the account "test"; answers its entry, 0 when it was refused (a record still referred to). */
lx_rev random_action(struct lx_store *s, struct random *r);
lx_rev random_write(struct lx_store *s, struct random *r); /* one that wrote something */
/* Dump and stored full text, as one string; yours. */
char *db_picture(struct lx_store *s);
char *db_dump_text(struct lx_store *s);
char *db_dump_text_or_null(struct lx_store *s); /* NULL where it cannot be read */
/* SQL past the store, on its own connection; ends the test when it fails. */
void db_sql(struct lx_store *s, const char *sql);
extern const struct lx_entry test_entry;

#endif
