/* Fuzz target: a dump taken in: whole or not at all, and the database is in order afterwards. */
#include "db/db.h"
#include "tests/fuzz/fuzz.h"
#include "tests/fuzz/office.h"
#include "tests/lib/actions.h"

#include <stdlib.h>
#include <string.h>

void fuzz_load(const char *bytes, size_t len)
{
    struct fuzz_in in = { bytes, len };
    struct lx_store *s = fuzz_database("load.db"), *other;
    struct lx_err err = { 0 };
    lx_rev rev;
    char *text = fuzz_stored(&in);
    if (lx_db_load(s, text, &test_entry, &rev, &err) == LX_OK) {
        if (len % 8 == 0) /* that takes as long as all the rest */
            fuzz_in_order(s);
        char *dump = db_dump_text(s);
        other = fuzz_database("again.db");
        FUZZ_MUST(lx_db_load(other, dump, &test_entry, &rev, NULL) == LX_OK);
        char *again = db_dump_text(other);
        FUZZ_MUST(strcmp(dump, again) == 0);
        other->close(other);
        free(dump);
        free(again);
    } else {
        FUZZ_MUST(err.msgid && strlen(err.detail) < sizeof err.detail);
    }
    s->close(s);
    free(text);
}
