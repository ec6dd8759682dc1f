/* Prints the draft of the next migration: what the record table has and the newest schema lacks.  make migration NAME=... */
#include "db/base.h"
#include "db/db.h"
#include "tests/lib/draft.h"

#include <stdio.h>

int main(void)
{
    struct lx_store *store;
    struct lx_err err = { 0 };
    if (lx_db_open(&store, ":memory:", LX_DB_CREATE, &err) != LX_OK) {
        fprintf(stderr, "draft: %s %s\n", err.msgid, err.detail);
        return 1;
    }
    struct lx_str draft = LX_STR_EMPTY;
    draft_migration(&draft, lx_db_of(store)->sql);
    fputs(lx_str_z(&draft), stdout);
    lx_str_done(&draft);
    store->close(store);
    return 0;
}
