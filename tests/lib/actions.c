/* Random work on a store. */
#include "tests/lib/actions.h"

#include "core/mem.h"
#include "db/base.h"
#include "db/db.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

const struct lx_entry test_entry = {
    .at_ms = 1719277200000, .offset_min = 480, .who = "test", .command = "test", .args = "[\"1\"]"
};

static const enum lx_type types[] = { LX_ITEM,    LX_ITEM, LX_ITEM,   LX_UNIT,  LX_PART,
                                      LX_MEETING, LX_NOTE, LX_PERSON, LX_EVENT, LX_HOLIDAY,
                                      LX_BODY,    LX_DECISION };

/* Some record of the type, 0 if there is none. */
static lx_id pick(struct lx_store *s, struct random *r, enum lx_type type)
{
    struct lx_ids ids = { 0 };
    if (type == LX_REC)
        type = types[random_below(r, sizeof types / sizeof types[0])];
    if (s->ids(s, &(struct lx_query){ .type = type }, &ids, NULL) != LX_OK)
        abort();
    lx_id id = ids.n ? ids.at[random_below(r, (uint32_t)ids.n)] : 0;
    lx_ids_done(&ids);
    return id;
}

/* False where a reference is needed and there is nothing yet to refer to. */
static bool fill_references(struct lx_store *s, struct random *r, void *rec)
{
    const struct lx_table *t = lx_table(((struct lx_rec *)rec)->type);
    bool good = true;
    for (int i = 0; i < t->fields_n; i++)
        if (t->fields[i].kind == LX_REF && (random_below(r, 2) || (t->fields[i].flags & LX_F_NEED))) {
            *lx_f_int(rec, &t->fields[i]) = pick(s, r, t->fields[i].of);
            good = good && (*lx_f_int(rec, &t->fields[i]) || !(t->fields[i].flags & LX_F_NEED));
        }
    return good;
}

/* Minutes are locked by their use case alone, and then neither change nor come back; random work leaves them open. */
static void leave_open(struct lx_rec *rec)
{
    if (rec->type == LX_MEETING)
        lx_date_done(&((struct lx_meeting *)rec)->locked);
}

static enum lx_rc add(struct lx_store *s, struct random *r)
{
    struct lx_rec *rec = random_record(r, types[random_below(r, sizeof types / sizeof types[0])]);
    leave_open(rec);
    bool good = fill_references(s, r, rec);
    enum lx_rc rc = s->new_id(s, &rec->id, NULL);
    if (rc == LX_OK && good)
        rc = s->put(s, NULL, rec, NULL);
    lx_rec_free(rec);
    return rc == LX_EXISTS ? LX_OK : rc; /* the number was taken */
}

static enum lx_rc change(struct lx_store *s, struct random *r, bool drop)
{
    enum lx_type type = types[random_below(r, sizeof types / sizeof types[0])];
    const struct lx_table *t = lx_table(type);
    struct lx_rec *old, *rec;
    lx_id id = pick(s, r, type);
    if (!id)
        return LX_OK;
    if (s->get(s, type, id, &old, NULL) != LX_OK)
        abort();
    rec = lx_rec_copy(old);
    for (uint32_t i = random_below(r, 4) + 1; i > 0; i--) {
        const struct lx_field *f = &t->fields[random_below(r, (uint32_t)t->fields_n)];
        if (f->kind == LX_REF)
            *lx_f_int(rec, f) = f->flags & LX_F_NEED ? *lx_f_int(rec, f) : 0;
        else
            random_field(r, rec, f);
    }
    leave_open(rec);
    enum lx_rc rc = s->put(s, old, drop ? NULL : rec, NULL);
    lx_rec_free(rec);
    lx_rec_free(old);
    return rc == LX_EXISTS ? LX_OK : rc;
}

lx_rev random_action(struct lx_store *s, struct random *r)
{
    lx_rev rev = 0;
    if (s->begin(s, NULL) != LX_OK)
        return 0;
    enum lx_rc rc = LX_OK;
    for (uint32_t i = random_below(r, 3) + 1; i > 0 && rc == LX_OK; i--) {
        uint32_t kind = random_below(r, 10);
        rc = kind < 4 ? add(s, r) : change(s, r, kind == 9);
    }
    if (rc == LX_OK)
        (void)s->commit(s, &test_entry, &rev, NULL); /* refused where something refers to what was deleted */
    else
        s->abandon(s);
    return rev;
}

lx_rev random_write(struct lx_store *s, struct random *r)
{
    lx_rev rev = 0;
    for (int i = 0; i < 100 && !rev; i++)
        rev = random_action(s, r);
    return rev;
}

static bool collect(void *ctx, const char *text, size_t len)
{
    lx_str_addn(ctx, text, len);
    return true;
}

char *db_dump_text_or_null(struct lx_store *s)
{
    struct lx_str out = LX_STR_EMPTY;
    if (lx_db_dump(s, true, collect, &out, NULL) == LX_OK)
        return lx_str_take(&out);
    lx_str_done(&out);
    return NULL;
}

char *db_dump_text(struct lx_store *s)
{
    char *text = db_dump_text_or_null(s);
    if (!text)
        abort();
    return text;
}

char *db_picture(struct lx_store *s)
{
    struct lx_str out = LX_STR_EMPTY;
    sqlite3_stmt *st = NULL;
    if (lx_db_dump(s, true, collect, &out, NULL) != LX_OK ||
        sqlite3_prepare_v2(lx_db_of(s)->sql, "SELECT \"id\", \"c0\" FROM \"words_content\" ORDER BY \"id\"", -1, &st,
                           NULL) != SQLITE_OK)
        abort();
    while (sqlite3_step(st) == SQLITE_ROW)
        lx_str_addf(&out, "%lld %s\n", (long long)sqlite3_column_int64(st, 0),
                    (const char *)sqlite3_column_text(st, 1));
    sqlite3_finalize(st);
    if (!lx_db_is_readonly(s))
        db_sql(s, "INSERT INTO \"words\" (\"words\") VALUES ('integrity-check')");
    return lx_str_take(&out);
}

void db_sql(struct lx_store *s, const char *sql)
{
    char *why = NULL;
    if (sqlite3_exec(lx_db_of(s)->sql, sql, NULL, NULL, &why) != SQLITE_OK) {
        (void)fprintf(stderr, "%s: %s\n", sql, why);
        abort();
    }
}
