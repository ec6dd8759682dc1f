/* How records lie in tables: which columns a field has, in which order a list is kept, what belongs to the schema.
 *
 *   TEXT "f" | INT STAMP "f" | ENUM "f", a word of table code_SET | REF "f", NULL = none | LONG: a row of table text
 *   DATE "f" the day as text, "f_key" its sort key, "f_text" the words | NO "f", "f_key" its natural order
 * A date's key is day × 8 + precision; words without a day and no date at all sort last. */
#ifndef LX_SCHEMA_H
#define LX_SCHEMA_H

#include "core/record.h"

enum { LX_COLUMNS_MAX = 3, LX_COLUMN_ROOM = 48 };
#define LX_KEY_WORDS ((int64_t)1 << 40)        /* words such as "ongoing", no day */
#define LX_KEY_ABSENT (((int64_t)1 << 40) + 1) /* no date */

/* Writes the names of the columns of f and answers how many there are; a LONG field has none. */
int lx_columns(const struct lx_field *f, char names[LX_COLUMNS_MAX][LX_COLUMN_ROOM]);
/* The column that f is compared and sorted by. */
void lx_sort_column(struct lx_str *out, const struct lx_field *f);
int64_t lx_date_key(const struct lx_date *d);
void lx_date_from_key(struct lx_date *d, int64_t key, const char *words); /* d is overwritten, not freed */

/* The fields that the index "TYPE_list" begins with, ended by NULL; NULL for a type without such an index. */
const char *const *lx_list_keys(enum lx_type type);

#endif
