/* The check: bit rot, edits behind the back; mending, adopting, purging, rebuilding. */
#include "db/check.h"

#include "core/mem.h"
#include "tests/lib/actions.h"
#include "tests/lib/tmp.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <cmocka.h>

static struct lx_err err;

static struct lx_store *open_at(const char *path)
{
    struct lx_store *s = NULL;
    enum lx_rc rc = lx_db_open(&s, path, LX_DB_CREATE, &err);
    if (rc)
        print_error("%s [%s]\n", err.msgid, err.detail);
    assert_int_equal(rc, LX_OK);
    return s;
}

static struct lx_store *filled(const char *path, int actions_n)
{
    struct lx_store *s = open_at(path);
    struct random r = { 99 };
    for (int i = 0; i < actions_n; i++)
        (void)random_action(s, &r);
    return s;
}

static size_t findings(struct lx_store *s, enum lx_find kind, const char *detail)
{
    struct lx_findings found = { 0 };
    size_t n = 0;
    assert_int_equal(lx_db_check(s, &found, &err), LX_OK);
    for (size_t i = 0; i < found.n; i++)
        n += found.at[i].kind == kind && (!detail || strstr(found.at[i].detail, detail));
    lx_findings_done(&found);
    return n;
}

static size_t all_findings(struct lx_store *s)
{
    struct lx_findings found = { 0 };
    assert_int_equal(lx_db_check(s, &found, &err), LX_OK);
    for (size_t i = 0; i < found.n && i < 3; i++)
        print_message("%s %lld %lld %s\n", lx_find_words(found.at[i].kind), (long long)found.at[i].id,
                      (long long)found.at[i].entry, found.at[i].detail);
    size_t n = found.n;
    lx_findings_done(&found);
    return n;
}

/* --- bit rot ----------------------------------------------------------------------------------------------------- */

/* All that a reader can see: records, history with its changes; NULL where it cannot be read. */
static char *content(struct lx_store *s)
{
    struct lx_str out = LX_STR_EMPTY;
    struct lx_log_rows log = { 0 };
    char *dump = db_dump_text_or_null(s);
    bool good = dump && s->log(s, &(struct lx_log_query){ 0 }, &log, NULL) == LX_OK;
    lx_str_add(&out, dump);
    for (size_t i = 0; i < log.n && good; i++) {
        const struct lx_log_row *r = &log.at[i];
        struct lx_changes c = { 0 };
        good = s->changes(s, r->rev, &c, NULL) == LX_OK;
        lx_str_addf(&out, "%lld %lld %d %s %s %s %s %s %lld %zu\n", (long long)r->rev, (long long)r->at_ms,
                    r->offset_min, r->who, r->clerk ? r->clerk : "-", r->host ? r->host : "-", r->command, r->args,
                    (long long)r->undoes, r->changes_n);
        for (size_t j = 0; j < c.n; j++)
            lx_str_addf(&out, "%d %lld %c %s\n", c.at[j].type, (long long)c.at[j].id, c.at[j].op, c.at[j].delta);
        lx_changes_done(&c);
    }
    free(dump);
    lx_log_rows_done(&log);
    if (good)
        return lx_str_take(&out);
    lx_str_done(&out);
    return NULL;
}

static void write_bytes(const char *path, const char *bytes, size_t len)
{
    FILE *f = fopen(path, "wb");
    assert_non_null(f);
    assert_int_equal(fwrite(bytes, 1, len, f), len);
    assert_int_equal(fclose(f), 0);
}

/* Did the check find a flip that changed what is shown?  -1: nothing was changed. */
static int is_found(const char *path, const char *before)
{
    struct lx_store *s;
    struct lx_findings found = { 0 };
    if (lx_db_open(&s, path, 0, NULL) != LX_OK)
        return 1;
    char *after = content(s);
    bool changed = !after || strcmp(after, before) != 0;
    bool told = lx_db_check(s, &found, NULL) != LX_OK || found.n > 0;
    free(after);
    lx_findings_done(&found);
    s->close(s);
    return changed ? told : -1;
}

static void test_every_flip_that_changes_content_is_found(void **state)
{
    char *path = tmp_path(*state, "office.db"), *rotten = tmp_path(*state, "rotten.db");
    struct lx_store *s = filled(path, 500);
    char *before = content(s);
    size_t len;
    int changed = 0, found = 0, flips_n = getenv("LX_LONG") ? 1000 : 250; /* the bar asks for 1,000 */
    struct random r = { 4711 };
    s->close(s);
    char *bytes = tmp_read(path, &len);
    for (int i = 0; i < flips_n; i++) {
        size_t at = (size_t)random_below(&r, (uint32_t)len);
        char bit = (char)(1 << random_below(&r, 8));
        bytes[at] = (char)(bytes[at] ^ bit);
        write_bytes(rotten, bytes, len);
        int answer = is_found(rotten, before);
        if (answer == 0)
            print_error("not found: byte %zu of %zu, bit %d\n", at, len, bit);
        changed += answer >= 0;
        found += answer > 0;
        bytes[at] = (char)(bytes[at] ^ bit);
    }
    print_message("%d of %d flips in %zu bytes changed content, %d found\n", changed, flips_n, len, found);
    assert_true(changed > flips_n / 5);
    assert_int_equal(found, changed);
    free(bytes);
    free(before);
    free(path);
    free(rotten);
}

/* --- behind the back --------------------------------------------------------------------------------------------- */

/* What the quick pass says, on which the slow steps depend. */
static bool is_sound(struct lx_store *s)
{
    bool sound = false;
    assert_int_equal(lx_check_sound(lx_db_of(s), &sound, &err), LX_OK);
    return sound;
}

static bool shows_in_a_record(enum lx_find kind)
{
    return kind == LX_FIND_RECORD || kind == LX_FIND_MISSING || kind == LX_FIND_UNKNOWN || kind == LX_FIND_TEXT ||
           kind == LX_FIND_WORDS;
}

static void test_edits_behind_the_back_are_found(void **state)
{
    static const struct {
        const char *sql;
        enum lx_find kind;
        const char *detail;
    } edits[] = {
        { "UPDATE \"item\" SET \"title\" = 'X' WHERE \"id\" = (SELECT min(\"id\") FROM \"item\")", LX_FIND_RECORD,
          "title" },
        { "UPDATE \"item\" SET \"due\" = '2031-01-01' WHERE \"id\" = (SELECT min(\"id\") FROM \"item\")",
          LX_FIND_RECORD, "key" },
        { "UPDATE \"item\" SET \"rev\" = \"rev\" + 1 WHERE \"id\" = (SELECT min(\"id\") FROM \"item\")", LX_FIND_RECORD,
          "rev" },
        { "PRAGMA foreign_keys = OFF; DELETE FROM \"unit\" WHERE \"id\" = (SELECT min(\"id\") FROM \"unit\")",
          LX_FIND_MISSING, NULL },
        { "INSERT INTO \"holiday\" (\"id\", \"rev\", \"name\") VALUES (77, 1, 'X')", LX_FIND_UNKNOWN, NULL },
        { "UPDATE \"text\" SET \"value\" = 'X' WHERE \"field\" = 'text'", LX_FIND_RECORD, NULL },
        { "UPDATE \"item\" SET \"no_key\" = 'x' WHERE \"id\" = (SELECT max(\"id\") FROM \"item\")",
          LX_FIND_RECORD, "key" },
        { "INSERT INTO \"holiday\" (\"id\", \"rev\", \"name\") VALUES (9007198999999999, 1, 'X')", LX_FIND_UNKNOWN, NULL },
        { "INSERT INTO \"text\" SELECT \"id\", 'text', 'X' FROM \"holiday\" LIMIT 1", LX_FIND_RECORD, NULL },
        { "DELETE FROM \"words\" WHERE \"rowid\" = (SELECT max(\"id\") FROM \"item\")", LX_FIND_WORDS, NULL },
        { "INSERT INTO \"words\" (\"rowid\", \"text\") VALUES (80, '=item')", LX_FIND_WORDS, NULL },
        { "INSERT INTO \"words\" (\"rowid\", \"text\") VALUES (9007198999999999, '=item')", LX_FIND_WORDS, NULL },
        { "INSERT INTO \"text\" VALUES (78, 'note', 'X')", LX_FIND_TEXT, "note" },
        { "INSERT INTO \"text\" SELECT \"id\", 'nonsense', 'X' FROM \"item\" LIMIT 1", LX_FIND_RECORD, NULL },
        { "UPDATE \"entry\" SET \"who\" = 'X' WHERE \"number\" = 5", LX_FIND_ENTRY, NULL },
        { "UPDATE \"entry\" SET \"at\" = \"at\" + 1 WHERE \"number\" = 5", LX_FIND_ENTRY, NULL },
        { "UPDATE \"entry\" SET \"undoes\" = 3 WHERE \"number\" = 5", LX_FIND_ENTRY, NULL },
        { "DELETE FROM \"entry\" WHERE \"number\" = 5", LX_FIND_ENTRY, NULL },
        { "DELETE FROM \"entry\" WHERE \"number\" = (SELECT max(\"number\") FROM \"entry\")", LX_FIND_CHANGE, NULL },
        { "UPDATE \"change\" SET \"delta\" = '{}' WHERE \"entry\" = 5", LX_FIND_CHANGE, NULL },
        { "UPDATE \"change\" SET \"delta\" = NULL WHERE \"entry\" = 5", LX_FIND_CHANGE, NULL },
        { "UPDATE \"change\" SET \"pk\" = \"pk\" + 1 WHERE \"entry\" = 5", LX_FIND_CHANGE, NULL },
        { "DELETE FROM \"change\" WHERE \"entry\" = 5 AND \"seq\" = 1", LX_FIND_CHANGE, NULL },
        { "UPDATE \"counter\" SET \"value\" = 1 WHERE \"name\" = 'id'", LX_FIND_COUNTER, NULL },
        { "PRAGMA foreign_keys = OFF; UPDATE \"item\" SET \"lead\" = 79 WHERE \"id\" = (SELECT min(\"id\") FROM "
          "\"item\")",
          LX_FIND_REFERENCE, NULL },
        { "UPDATE \"words\" SET \"text\" = '=item' WHERE \"rowid\" = (SELECT min(\"id\") FROM \"item\")", LX_FIND_WORDS,
          NULL },
    };
    (void)state;
    struct lx_store *s = filled(":memory:", 60);
    assert_true(is_sound(s));
    assert_int_equal(all_findings(s), 0);
    s->close(s);
    for (size_t i = 0; i < sizeof edits / sizeof edits[0]; i++) {
        s = filled(":memory:", 60);
        db_sql(s, edits[i].sql);
        size_t n = findings(s, edits[i].kind, edits[i].detail);
        if (shows_in_a_record(edits[i].kind) && is_sound(s))
            fail_msg("taken for sound: %s", edits[i].sql);
        if (!n)
            print_error("not found: %s\n", edits[i].sql);
        assert_true(n > 0);
        s->close(s);
    }
}

static void test_mending_goes_back_to_history(void **state)
{
    (void)state;
    struct lx_store *s = filled(":memory:", 80);
    struct lx_findings found = { 0 };
    char *before = db_picture(s), *after;
    lx_rev rev;
    db_sql(
        s,
        "PRAGMA foreign_keys = OFF; DELETE FROM \"unit\" WHERE \"id\" = (SELECT min(\"id\") FROM \"unit\");"
        "UPDATE \"item\" SET \"title\" = 'X', \"rev\" = 1; UPDATE \"text\" SET \"value\" = 'Y' WHERE \"field\" = "
        "'note';"
        "UPDATE \"counter\" SET \"value\" = 1 WHERE \"name\" = 'id'; DELETE FROM \"words\"; PRAGMA foreign_keys = ON");
    assert_int_equal(lx_db_check(s, &found, &err), LX_OK);
    assert_true(found.n > 3);
    assert_int_equal(lx_db_mend(s, &found, &test_entry, &rev, &err), LX_OK);
    assert_true(rev > 0);
    assert_int_equal(all_findings(s), 0);
    after = db_picture(s);
    assert_string_equal(before, after);
    free(before);
    free(after);
    lx_findings_done(&found);
    s->close(s);
}

static void test_adopting_takes_the_edits_for_right(void **state)
{
    (void)state;
    struct lx_store *s = filled(":memory:", 80);
    struct lx_rec *item;
    lx_rev rev;
    db_sql(s, "UPDATE \"item\" SET \"title\" = '手工改过', \"due\" = '2031-05-06' WHERE \"id\" = (SELECT min(\"id\") "
              "FROM \"item\");"
              "DELETE FROM \"holiday\" WHERE \"id\" NOT IN (SELECT \"hung\" FROM \"note\" WHERE \"hung\" IS NOT NULL); "
              "INSERT INTO \"note\" (\"id\", \"rev\", \"caller\") VALUES (88, 1, '来电')");
    assert_true(all_findings(s) > 0);
    assert_int_equal(lx_db_adopt(s, &test_entry, &rev, &err), LX_OK);
    assert_true(rev > 0);
    assert_int_equal(all_findings(s), 0);
    struct lx_hits hits = { 0 };
    assert_int_equal(s->search(s, "手工改过", 0, &hits, &err), LX_OK);
    assert_int_equal(hits.n, 1);
    assert_int_equal(s->get(s, LX_ITEM, hits.at[0].id, &item, &err), LX_OK);
    assert_int_equal(((struct lx_item *)item)->due.day, lx_day_make(2031, 5, 6));
    assert_int_equal(item->rev, rev);
    lx_rec_free(item);
    lx_hits_done(&hits);
    assert_int_equal(lx_db_adopt(s, &test_entry, &rev, &err), LX_OK);
    assert_int_equal(rev, 0);
    s->close(s);
}

static void test_purged_texts_are_gone_and_the_chain_holds(void **state)
{
    char *path = tmp_path(*state, "office.db");
    struct lx_store *s = filled(path, 40);
    struct lx_entry entry = test_entry;
    struct lx_rec *old;
    lx_rev rev, cleared, purge;
    struct lx_note *note = lx_rec_new(LX_NOTE);
    assert_int_equal(s->begin(s, &err), LX_OK);
    assert_int_equal(s->new_id(s, &note->rec.id, &err), LX_OK);
    lx_set_text(&note->text, "绝密电话内容一二三");
    assert_int_equal(s->put(s, NULL, note, &err), LX_OK);
    assert_int_equal(s->commit(s, &test_entry, &rev, &err), LX_OK);
    assert_int_equal(s->begin(s, &err), LX_OK);
    assert_int_equal(s->get(s, LX_NOTE, note->rec.id, &old, &err), LX_OK);
    lx_set_text(&note->text, "已按规定销毁");
    assert_int_equal(s->put(s, old, note, &err), LX_OK);
    assert_int_equal(s->commit(s, &test_entry, &cleared, &err), LX_OK);
    for (int i = 0; i < 2; i++) {
        char args[64];
        lx_rev which = i ? cleared : rev;
        (void)snprintf(args, sizeof args, "[\"%lld\",\"按规定\"]", (long long)which);
        entry.command = "db purge";
        entry.args = args;
        assert_int_equal(lx_db_purge(s, which, &entry, &purge, &err), LX_OK);
    }
    assert_int_equal(all_findings(s), 0);
    struct lx_changes c = { 0 };
    assert_int_equal(s->changes(s, rev, &c, &err), LX_STATE);
    lx_changes_done(&c);
    assert_int_equal(lx_db_purge(s, 99999, &entry, &purge, &err), LX_NOTFOUND);
    s->close(s);
    size_t len;
    char *bytes = tmp_read(path, &len);
    assert_null(memmem(bytes, len, "绝密电话", strlen("绝密电话")));
    assert_non_null(memmem(bytes, len, "已按规定销毁", strlen("已按规定销毁")));
    free(bytes);
    lx_rec_free(old);
    lx_rec_free(note);
    free(path);
}

static void test_reindexing_rebuilds_the_full_text(void **state)
{
    (void)state;
    struct lx_store *s = filled(":memory:", 80);
    char *before = db_picture(s), *after;
    db_sql(s, "DELETE FROM \"words\" WHERE \"rowid\" % 2; UPDATE \"words\" SET \"text\" = 'x'");
    assert_true(all_findings(s) > 0);
    assert_int_equal(lx_db_reindex(s, &err), LX_OK);
    after = db_picture(s);
    assert_string_equal(before, after);
    assert_int_equal(all_findings(s), 0);
    free(before);
    free(after);
    s->close(s);
}

int main(void)
{
#define T(f) cmocka_unit_test_setup_teardown(f, tmp_setup, tmp_teardown)
    const struct CMUnitTest tests[] = {
        T(test_every_flip_that_changes_content_is_found),
        T(test_edits_behind_the_back_are_found),
        T(test_mending_goes_back_to_history),
        T(test_adopting_takes_the_edits_for_right),
        T(test_purged_texts_are_gone_and_the_chain_holds),
        T(test_reindexing_rebuilds_the_full_text),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
