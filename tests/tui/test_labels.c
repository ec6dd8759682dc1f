/* In Chinese nobody is shown the stable names of fields, types and words: every refusal of every field, and the history. */
#include "core/exchange/csvio.h"
#include "core/work/items.h"
#include "core/work/office.h"
#include "core/work/query_read.h"
#include "core/work/undo.h"
#include "tests/lib/smalloffice.h"
#include "tui/history.h"
#include "tui/i18n.h"

#include <ctype.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <cmocka.h>

static bool is_letter(char c) { return isalpha((unsigned char)c) || c == '_'; }

/* Is it the stable name of a type, a field or a word?  "id" is what ids are called everywhere. */
static bool is_stable_name(const char *s, size_t len)
{
    if (len < 3)
        return false;
    for (int type = LX_NONE_TYPE + 1; type < LX_TYPES_N; type++) {
        const struct lx_table *t = lx_table((enum lx_type)type);
        if (strlen(t->name) == len && strncmp(t->name, s, len) == 0)
            return true;
        for (int i = 0; i < t->fields_n; i++) {
            const struct lx_field *f = &t->fields[i];
            if (strlen(f->name) == len && strncmp(f->name, s, len) == 0)
                return true;
            for (int k = 0; f->kind == LX_ENUM && k < f->words->n; k++)
                if (strlen(f->words->at[k].word) == len && strncmp(f->words->at[k].word, s, len) == 0)
                    return true;
        }
    }
    return false;
}

/* The length of a command that may be typed, such as "unit add"; 0: none begins here. */
static size_t command_len(const char *s)
{
    size_t most = 0;
    for (int i = CMD_NONE + 1; i < CMD_N; i++) {
        const struct lx_command *k = lx_command((enum lx_cmd)i);
        size_t len = strlen(k->name);
        if (k->flags & F_CLI && strchr(k->name, ' ') && len > most && strncmp(s, k->name, len) == 0 && !is_letter(s[len]))
            most = len;
    }
    return most;
}

static void speaks_chinese(const char *text, const char *of)
{
    size_t len;
    for (const char *s = text; *s; s += len) {
        bool command = is_letter(*s) && (len = command_len(s)) > 0;
        for (len = command ? len : 1; !command && is_letter(*s) && is_letter(s[len]);)
            len++;
        if (!command && is_letter(*s) && is_stable_name(s, len))
            fail_msg("%s: \"%.*s\" in: %s", of, (int)len, s, text);
        assert_true(*s != *LX_PLACE && *s != *LX_NAMED(""));
    }
}

static size_t refused_n;

static void refused(enum lx_rc rc, const struct lx_err *err, const struct lx_table *t, const struct lx_field *f)
{
    struct lx_str text = LX_STR_EMPTY, of = LX_STR_EMPTY;
    if (rc == LX_OK)
        return;
    refused_n++;
    lx_message(&text, err);
    lx_str_addf(&of, "%s.%s", t->name, f ? f->name : "");
    assert_true(text.len > 0);
    speaks_chinese(lx_str_z(&text), lx_str_z(&of));
    lx_str_done(&text);
    lx_str_done(&of);
}

/* --- what people type ----------------------------------------------------------------------------------------------------------- */

static const char *const wrong[] = { "一\n二", "\xFF", "不是", "101", "-1", "9999", "2024-02-30", "没有这个" };
enum { WRONG_N = sizeof wrong / sizeof wrong[0] };

static void every_field_refuses_in_chinese(void **state)
{
    (void)state;
    struct smalloffice *o = smalloffice_new(24, 80, "zh", false);
    struct lx_err err = { 0 };
    refused_n = 0;
    for (int type = LX_NONE_TYPE + 1; type < LX_TYPES_N; type++) {
        const struct lx_table *t = lx_table((enum lx_type)type);
        for (int i = 0; i < t->fields_n; i++)
            for (size_t k = 0; k < WRONG_N; k++) {
                const struct lx_field *f = &t->fields[i];
                struct lx_rec *rec = lx_rec_new((enum lx_type)type);
                struct lx_str pair = LX_STR_EMPTY, query = LX_STR_EMPTY;
                struct lx_query q;
                lx_str_addf(&pair, "%s=%s", f->zh, wrong[k]);
                lx_str_addf(&query, "%s:%s", f->zh, wrong[k]);
                refused(lx_set_value(&o->work, rec, f, wrong[k], NULL, &err), &err, t, f);
                refused(lx_set_pair(&o->work, rec, lx_str_z(&pair), NULL, &err), &err, t, f);
                refused(lx_query_read(&o->work, &q, (enum lx_type)type, lx_str_z(&query), &err), &err, t, f);
                lx_query_done(&q);
                if (lx_set_value(&o->work, rec, f, wrong[k], NULL, &err) == LX_OK)
                    refused(lx_add(&o->work, "test", rec, &err), &err, t, f);
                lx_rec_free(rec);
                lx_str_done(&pair);
                lx_str_done(&query);
            }
    }
    assert_true(refused_n > 1000); /* else it proved nothing */
    smalloffice_done(&o);
}

static void wrong_cells_of_a_table_are_named_in_chinese(void **state)
{
    static const enum lx_type types[] = { LX_ITEM, LX_UNIT, LX_PERSON, LX_MEETING };
    (void)state;
    struct smalloffice *o = smalloffice_new(24, 80, "zh", false);
    refused_n = 0;
    for (size_t n = 0; n < sizeof types / sizeof types[0]; n++) {
        const struct lx_table *t = lx_table(types[n]);
        for (int i = 0; i < t->fields_n; i++) {
            struct lx_csvio_how how = { .file = "表.csv", .dry_run = true };
            struct lx_csvio_result r = { 0 };
            struct lx_err err = { 0 };
            struct lx_str csv = LX_STR_EMPTY;
            lx_str_addf(&csv, "%s,%s\n甲,不是\n", lx_key_field(t)->zh, t->fields[i].zh);
            refused(lx_csvio_import(&o->work, types[n], lx_str_z(&csv), csv.len, &how, &r, &err), &err, t, &t->fields[i]);
            for (size_t k = 0; k < r.kept_n; k++)
                refused(LX_INVALID, &r.wrong[k].err, t, &t->fields[i]);
            lx_csvio_result_done(&r);
            lx_str_done(&csv);
        }
    }
    assert_true(refused_n > 20);
    smalloffice_done(&o);
}

/* --- two at once, undo, deleting ------------------------------------------------------------------------------------------------- */

/* Something that the field may hold and does not hold now; 0 or 1: one of two such values. */
static bool put_value(struct smalloffice *o, void *rec, const struct lx_field *f, int which)
{
    struct lx_str s = LX_STR_EMPTY;
    struct lx_err err;
    switch (f->kind) {
    case LX_TEXT:
    case LX_LONG: lx_str_add(&s, which ? "甲" : "乙"); break;
    case LX_INT:
    case LX_STAMP: lx_str_addf(&s, "%d", which ? 11 : 22); break;
    case LX_DATE: lx_str_add(&s, which ? "2024-07-01" : "2024-08-01"); break;
    case LX_ENUM: lx_str_add(&s, f->words->at[f->words->n > 2 ? 1 + which : which].word); break;
    case LX_REF:
        if (f->of != LX_UNIT || strcmp(f->name, "parent") == 0)
            return false;
        lx_str_addf(&s, "%lld", (long long)smalloffice_unit(o, which ? "宁波市" : "舟山市"));
        break;
    case LX_NUMBER: return false;
    }
    bool ok = lx_f_parse(rec, f, lx_str_z(&s), &err) == LX_OK;
    lx_str_done(&s);
    return ok;
}

static void overlaps_and_undo_name_fields_in_chinese(void **state)
{
    static const enum lx_type types[] = { LX_ITEM, LX_UNIT, LX_MEETING, LX_NOTE, LX_PERSON };
    (void)state;
    struct smalloffice *o = smalloffice_new(24, 80, "zh", false);
    refused_n = 0;
    for (size_t n = 0; n < sizeof types / sizeof types[0]; n++) {
        const struct lx_table *t = lx_table(types[n]);
        struct lx_rec *rec = lx_rec_new(types[n]);
        struct lx_err err = { 0 };
        for (int i = 0; i < t->fields_n; i++)
            if (t->fields[i].flags & LX_F_NEED)
                assert_true(put_value(o, rec, &t->fields[i], 0));
        lx_set_text(lx_f_text(rec, &t->fields[0]), t->fields[0].kind == LX_NUMBER ? "X1" : lx_f_text_of(rec, &t->fields[0]));
        smalloffice_must(lx_add(&o->work, "test", rec, &err), &err);
        for (int i = 0; i < t->fields_n; i++) {
            const struct lx_field *f = &t->fields[i];
            if (types[n] == LX_MEETING && strcmp(f->name, "locked") == 0)
                continue; /* locked, nothing more could be tried on it */
            struct lx_rec *base = NULL, *mine, *theirs;
            struct lx_revs made = { 0 };
            smalloffice_must(lx_get(&o->work, types[n], rec->id, &base, &err), &err);
            mine = lx_rec_copy(base);
            theirs = lx_rec_copy(base);
            if (put_value(o, theirs, f, 0) && put_value(o, mine, f, 1) && !lx_f_same(base, theirs, f) && !lx_f_same(base, mine, f)) {
                struct lx_conflicts conflicts = { 0 };
                smalloffice_must(lx_save(&o->work, "test", base, theirs, NULL, &err), &err);
                lx_rev first = o->work.rev;
                enum lx_rc rc = lx_save(&o->work, "test", base, mine, &conflicts, &err);
                refused(rc, &err, t, f);
                lx_conflicts_done(&conflicts);
                smalloffice_must(lx_refresh(&o->work, &err), &err);
                if (rc != LX_OK)
                    smalloffice_must(lx_save(&o->work, "test", theirs, mine, NULL, &err), &err);
                refused(lx_undo_entry(&o->work, first, &made, &err), &err, t, f);
            }
            lx_revs_done(&made);
            lx_rec_free(base);
            lx_rec_free(mine);
            lx_rec_free(theirs);
        }
        lx_rec_free(rec);
    }
    assert_true(refused_n > 60);
    smalloffice_done(&o);
}

static void what_refers_to_a_record_is_named_in_chinese(void **state)
{
    (void)state;
    struct smalloffice *o = smalloffice_new(24, 80, "zh", false);
    struct lx_err err = { 0 };
    refused_n = 0;
    struct lx_ids ids = { 0 };
    struct lx_query q = { .type = LX_UNIT };
    smalloffice_must(o->store->ids(o->store, &q, &ids, &err), &err);
    struct lx_item *item = lx_rec_new(LX_ITEM);
    struct lx_duties duties = { 0 };
    lx_set_text(&item->title, "修路");
    smalloffice_must(lx_duties_read(&o->work, &duties, "宁波市、舟山市", PART_LEAD, &err), &err);
    smalloffice_must(lx_item_add(&o->work, item, &duties, &err), &err);
    for (size_t i = 0; i < ids.n; i++)
        refused(lx_delete(&o->work, "unit delete", LX_UNIT, ids.at[i], &err), &err, lx_table(LX_UNIT), NULL);
    refused(lx_delete(&o->work, "item delete", LX_ITEM, item->rec.id, &err), &err, lx_table(LX_ITEM), NULL);
    refused(lx_delete(&o->work, "meeting delete", LX_MEETING, o->meeting, &err), &err, lx_table(LX_MEETING), NULL);
    assert_true(refused_n > 3);
    lx_duties_done(&duties);
    lx_rec_free(item);
    lx_ids_done(&ids);
    smalloffice_done(&o);
}

/* --- the history ----------------------------------------------------------------------------------------------------------------- */

static void the_history_speaks_chinese(void **state)
{
    (void)state;
    struct smalloffice *o = smalloffice_new(24, 80, "zh", false);
    struct lx_err err = { 0 };
    struct lx_item *item = lx_rec_new(LX_ITEM);
    lx_set_text(&item->title, "修路");
    smalloffice_must(lx_item_add(&o->work, item, NULL, &err), &err);
    char *const pairs[] = { (char[]){ "secrecy=internal" }, (char[]){ "办理时限=月底前" } }, *const with[] = { (char[]){ "with=宁波市" } },
                *const settings[] = { (char[]){ "near_days=3" }, (char[]){ "direct_close=no" } };
    smalloffice_must(lx_item_set(&o->work, item->rec.id, pairs, 2, NULL, &err), &err);
    smalloffice_must(lx_item_set(&o->work, item->rec.id, with, 1, NULL, &err), &err);
    smalloffice_must(lx_office_set(&o->work, settings, 2, NULL, &err), &err);
    inscreen_keys(o->t, "3 s 1");
    struct lx_log_rows rows = { 0 };
    struct lx_str text = LX_STR_EMPTY;
    smalloffice_must(o->store->log(o->store, &(struct lx_log_query){ 0 }, &rows, &err), &err);
    for (size_t i = 0; i < rows.n; i++) {
        lx_entry_what(&text, &rows.at[i]);
        lx_str_addc(&text, '\n');
        smalloffice_must(lx_changes_words(&o->work, &text, rows.at[i].rev, 0, &err), &err);
    }
    assert_non_null(strstr(lx_str_z(&text), "公开属性=内部"));
    assert_non_null(strstr(lx_str_z(&text), "配合单位=宁波市"));
    assert_non_null(strstr(lx_str_z(&text), "临期天数=3"));
    for (char *s = text.s; (s = strstr(s, "clerk")) != NULL;) /* who the tests run as */
        memset(s, ' ', strlen("clerk"));
    speaks_chinese(lx_str_z(&text), "history");
    lx_str_done(&text);
    lx_log_rows_done(&rows);
    lx_rec_free(item);
    smalloffice_done(&o);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(every_field_refuses_in_chinese),
        cmocka_unit_test(wrong_cells_of_a_table_are_named_in_chinese),
        cmocka_unit_test(overlaps_and_undo_name_fields_in_chinese),
        cmocka_unit_test(what_refers_to_a_record_is_named_in_chinese),
        cmocka_unit_test(the_history_speaks_chinese),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
