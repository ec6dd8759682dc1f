/* Tables in and out: the same form both ways, all rows or none, every wrong row with its line. */
#include "core/exchange/csvio.h"
#include "core/mem.h"
#include "core/work/items.h"
#include "core/work/units.h"
#include "tests/lib/desk.h"
#include "tests/lib/random.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>
#include <cmocka.h>

static enum lx_rc take(struct desk *d, enum lx_type type, const char *csv, struct lx_csvio_result *r)
{
    struct lx_csvio_how how = { .file = "t.csv" };
    enum lx_rc rc = lx_csvio_import(&d->w, type, csv, strlen(csv), &how, r, &d->err);
    if (lx_refresh(&d->w, NULL) != LX_OK)
        fail();
    return rc;
}

/* Counts as "rows added changed same wrong". */
static void check_take(struct desk *d, enum lx_type type, const char *csv, const char *want)
{
    struct lx_csvio_result r;
    struct lx_str got = LX_STR_EMPTY;
    (void)!take(d, type, csv, &r);
    lx_str_addf(&got, "%zu %zu %zu %zu %zu", r.rows_n, r.added_n, r.changed_n, r.same_n, r.wrong_n);
    for (size_t i = 0; i < r.kept_n; i++)
        lx_str_addf(&got, " %zu:%s", r.wrong[i].line, r.wrong[i].err.detail);
    assert_string_equal(lx_str_z(&got), want);
    lx_str_done(&got);
    lx_csvio_result_done(&r);
}

static char *export(struct desk *d, enum lx_type type)
{
    struct lx_query q = { .type = type };
    struct lx_ids ids = { 0 };
    struct lx_str out = LX_STR_EMPTY;
    desk_ok(d, d->store->ids(d->store, &q, &ids, &d->err));
    desk_ok(d, lx_csvio_export(&d->w, type, ids.at, ids.n, &out, &d->err));
    lx_ids_done(&ids);
    return lx_str_take(&out);
}

/* What was exported, without its byte order mark and with LF: as lx_text_import hands it on. */
static char *as_read(const char *csv)
{
    struct lx_str s = LX_STR_EMPTY;
    for (csv += strncmp(csv, "\xEF\xBB\xBF", 3) == 0 ? 3 : 0; *csv; csv++)
        if (*csv != '\r')
            lx_str_addc(&s, *csv);
    return lx_str_take(&s);
}

static void test_head(void **state)
{
    struct desk *d = *state;
    struct lx_csvio_result r;
    check_take(d, LX_ITEM, "配合单位\t事项\tLead unit\tdue\n市财政局、市水利局\t修路\t市交通局\t年底前\n", "1 1 0 0 0");
    static const struct {
        const char *csv, *detail;
    } bad[] = {
        { "", "" },
        { "事项,颜色\n修桥,红\n", "颜色" },
        { "事项,state\n修桥,closed\n", "state" },
        { "事项,title\n修桥,修桥\n", "title" },
        { "title\n\"修桥\n", "2" },
    };
    for (size_t i = 0; i < sizeof bad / sizeof bad[0]; i++) {
        assert_int_equal(take(d, LX_ITEM, bad[i].csv, &r), LX_INVALID);
        assert_string_equal(d->err.detail, bad[i].detail);
        lx_csvio_result_done(&r);
    }
    assert_int_equal(take(d, LX_MEETING, "title\nx\n", &r), LX_USAGE);
    assert_int_equal(desk_entries_n(d), 1);
}

static void test_all_or_nothing(void **state)
{
    struct desk *d = *state;
    check_take(d, LX_ITEM,
               "title,lead,due,progress\n"
               "修路,市交通局,2024-12-31,10\n"
               "\"修\n桥\",市交通局,,\n"
               "修渠,市交通局,2024-02-30,\n"
               ",市交通局,,\n"
               "修库,市交通局,,半\n"
               "修塘,市交通局,,,多\n"
               "修闸\n",
               "7 2 0 0 5 3:" LX_NAMED("item.title") " 5:" LX_NAMED("item.due") LX_PLACE "2024-02-30 6:" LX_NAMED("item.title") " 7:" LX_NAMED("item.progress") " 半 8:多");
    assert_int_equal(desk_entries_n(d), 0);
    assert_int_equal(d->w.units->units.n, 0);
    check_take(d, LX_ITEM, "title,lead\n修路,市交通局\n修闸\n", "2 2 0 0 0");
    assert_int_equal(desk_entries_n(d), 1); /* unit, items: one entry */
    struct lx_csvio_result r;
    struct lx_csvio_how how = { .dry_run = true };
    assert_int_equal(lx_csvio_import(&d->w, LX_ITEM, "title\n修坝\n", strlen("title\n修坝\n"), &how, &r, &d->err), LX_OK);
    assert_int_equal(r.added_n, 1);
    assert_int_equal(desk_entries_n(d), 1);
    lx_csvio_result_done(&r);
}

static void test_twice(void **state)
{
    struct desk *d = *state;
    const char *items = "title,lead,with,due\n修路,市交通局,市财政局、各县,长期\n修路,市交通局,市财政局、各县,长期\n修桥,,,年底前\n";
    check_take(d, LX_ITEM, items, "3 3 0 0 0");
    check_take(d, LX_ITEM, items, "3 0 0 3 0");
    const char *units = "name,parent,kind\n甲局,乙市,\n乙市,,government\n";
    check_take(d, LX_UNIT, units, "2 2 0 0 0");
    check_take(d, LX_UNIT, units, "2 0 0 2 0");
    check_take(d, LX_UNIT, "name,phone\n甲 局,0574\n", "1 0 1 0 0"); /* the key is the same */
    const char *persons = "unit,post,name,phone\n甲局,联络员,某甲,1\n甲局,联络员,某乙,2\n乙市,联络员,某甲,3\n";
    check_take(d, LX_PERSON, persons, "3 3 0 0 0");
    check_take(d, LX_PERSON, persons, "3 0 0 3 0");
    check_take(d, LX_PERSON, "unit,post,name,phone\n甲局,联络员,某乙,9\n丙局,联络员,某乙,9\n", "2 0 1 0 1 3:" LX_NAMED("person.unit") LX_PLACE "丙局");
    assert_int_equal(desk_entries_n(d), 4);
    check_take(d, LX_UNIT, "name\n丁局\n丁局\n", "2 1 0 0 1 3:2");
}

static void test_which_record(void **state)
{
    struct desk *d = *state;
    lx_id id = desk_item(d, "修路", NULL, NULL);
    char csv[256];
    snprintf(csv, sizeof csv, "id,no,title,text\n%lld,,修大路,要求\n", (long long)id);
    check_take(d, LX_ITEM, csv, "1 0 1 0 0");
    check_take(d, LX_ITEM, "no,title\nd2024-1,修小路\n", "1 0 1 0 0"); /* as people write it; text stays, empty cells empty */
    char *text = desk_value(d, LX_ITEM, id, "text");
    assert_string_equal(text, "要求");
    free(text);
    check_take(d, LX_ITEM, "no,text\nD2024-001,\n", "1 0 1 0 0");
    text = desk_value(d, LX_ITEM, id, "text");
    assert_string_equal(text, "");
    free(text);
    snprintf(csv, sizeof csv, "id,no,title\n%lld,D2024-009,x\n%lld,,y\n%lld,,z\n0,,a\n-1,,a\n9223372036854775808,,a\n１,,a\n", (long long)id,
             (long long)id, (long long)id);
    check_take(d, LX_ITEM, csv,
               "7 0 1 0 6 2:D2024-009" LX_AND "D2024-001 4:3 5:0 6:-1 7:9223372036854775808 8:１");
    lx_id unit = desk_unit(d, "市交通局");
    snprintf(csv, sizeof csv, "id,title\n%lld,x\n", (long long)unit);
    check_take(d, LX_ITEM, csv, "1 0 0 0 1 2:1000000002");
}

static void test_numbers_are_claimed(void **state)
{
    struct desk *d = *state;
    check_take(d, LX_ITEM, "no,title,parent\nD2024-7,修路,\n,修桥,D2024-7\n督办3,修渠,26-5\n26-5,修塘,\n", "4 4 0 0 0");
    lx_id id = desk_item(d, "修库", NULL, NULL);
    char *no = desk_value(d, LX_ITEM, id, "no");
    assert_string_equal(no, "D2024-009"); /* 8 went to the second row */
    free(no);
    check_take(d, LX_ITEM, "no,title\n第三号,x\n26:7,x\n", "2 0 0 0 2 2:第三号 3:26:7");
}

static void test_pasted(void **state)
{
    struct desk *d = *state;
    struct lx_csvio_result r;
    struct lx_csvio_how how = { .pasted = true };
    const char *rows = "修路\t市交通局\t市财政局\t2024年底\n修桥\t市水利局\n", *unknown = "修路,市交通局\n";
    desk_ok(d, lx_csvio_import(&d->w, LX_ITEM, rows, strlen(rows), &how, &r, &d->err));
    assert_int_equal(r.added_n, 2);
    assert_string_equal(lx_str_z(&r.stored), "D2024-001\nD2024-002\n");
    assert_string_equal(lx_str_z(&r.new_units), "市交通局\n市财政局\n市水利局\n");
    lx_csvio_result_done(&r);
    assert_int_equal(take(d, LX_ITEM, unknown, &r), LX_INVALID); /* a file must name its columns */
    lx_csvio_result_done(&r);
}

static const char *const names[] = { "市交通局", "市财政局", "各县", "一市，二市", "id:5", "市水利局" };
enum { NAMES_N = sizeof names / sizeof names[0] };

/* Any content, some units, perhaps a parent; its number is given as always. */
static void random_item(struct desk *d, struct random *r, lx_id parent)
{
    struct lx_item *item = random_record(r, LX_ITEM);
    struct lx_duties duties = { 0 };
    lx_set_text(&item->no, NULL);
    lx_set_text(&item->title, item->title ? item->title : "x");
    item->parent = random_below(r, 3) ? 0 : parent;
    item->progress = random_below(r, 2) ? (int64_t)random_below(r, 101) : LX_NO_INT;
    for (uint32_t i = random_below(r, 4); i > 0; i--) {
        lx_id unit = d->w.units->units.at[random_below(r, NAMES_N)]->id;
        LX_PUSH(duties.at, duties.n, duties.room) = (struct lx_duty){ unit, i == 1 ? PART_LEAD : (int)random_below(r, 3) };
    }
    desk_ok(d, lx_item_add(&d->w, item, &duties, &d->err));
    lx_duties_done(&duties);
    lx_rec_free(item);
}

static void test_round_trip(void **state)
{
    struct desk *d = *state;
    struct random r = { 20240625 };
    for (size_t i = 0; i < NAMES_N; i++)
        desk_unit(d, names[i]);
    lx_id parent = desk_item(d, "总事项", "市交通局", NULL);
    for (int i = 0; i < 300; i++)
        random_item(d, &r, parent);
    for (int i = 0; i < 50; i++) {
        struct lx_person *p = random_record(&r, LX_PERSON);
        lx_set_text(&p->post, p->post ? p->post : "x");
        p->unit = d->w.units->units.at[random_below(&r, NAMES_N)]->id;
        desk_ok(d, lx_add(&d->w, "person add", p, &d->err));
        lx_rec_free(p);
    }
    size_t entries_n = desk_entries_n(d);
    static const enum lx_type types[] = { LX_ITEM, LX_UNIT, LX_PERSON };
    for (size_t i = 0; i < sizeof types / sizeof types[0]; i++) {
        char *csv = export(d, types[i]), *text = as_read(csv);
        struct lx_csvio_result result;
        enum lx_rc rc = take(d, types[i], text, &result);
        for (size_t k = 0; k < result.kept_n; k++)
            print_message("%zu: %s %s\n", result.wrong[k].line, result.wrong[k].err.msgid, result.wrong[k].err.detail);
        assert_int_equal(rc, LX_OK);
        assert_int_equal(result.same_n, result.rows_n);
        lx_csvio_result_done(&result);
        free(text);
        free(csv);
    }
    assert_int_equal(desk_entries_n(d), entries_n);
}

/* What one office exports is the same in another, ids apart. */
static void test_to_another_office(void **state)
{
    struct desk *d = *state;
    const char *units = "name,brief,kind,parent\n甲市人民政府,甲市,government,\n甲市交通局,,,甲市\n各县,,,\n";
    const char *items = "no,title,text,lead,with,parent,due\nD2024-002,修路,\"一\n二\",甲市交通局,各县,D2024-009,年底前\nD2024-009,修桥,,,,,\n";
    check_take(d, LX_UNIT, units, "3 3 0 0 0");
    check_take(d, LX_ITEM, items, "2 2 0 0 0");
    char *before[2] = { export(d, LX_UNIT), export(d, LX_ITEM) };
    void *other;
    desk_unit(d, "占位"); /* so that ids differ */
    assert_int_equal(desk_setup(&other), 0);
    desk_unit(other, "占位");
    for (int i = 0; i < 2; i++) {
        char *text = as_read(before[i]);
        for (char *p = text; (p = strstr(p, "\n1000")) != NULL; p++)
            p[1] = '7'; /* ids of an office with another origin */
        check_take(other, i ? LX_ITEM : LX_UNIT, text, i ? "2 2 0 0 0" : "3 3 0 0 0");
        check_take(other, i ? LX_ITEM : LX_UNIT, text, i ? "2 0 0 2 0" : "3 0 0 3 0");
        free(text);
    }
    char *no = desk_value(other, LX_ITEM, desk_item(other, "修渠", NULL, NULL), "no");
    assert_string_equal(no, "D2024-010");
    free(no);
    desk_teardown(&other);
    free(before[0]);
    free(before[1]);
}

/* Who stays in an item keeps his row, with what was noted in it. */
static void test_parts_stay(void **state)
{
    struct desk *d = *state;
    lx_id with = desk_unit(d, "市财政局");
    desk_unit(d, "市交通局");
    lx_id item = desk_item(d, "修路", "市交通局", "市财政局");
    struct lx_rows parts = { 0 };
    desk_ok(d, lx_all(&d->w, LX_PART, lx_cond_ref(LX_PART, "item", item), NULL, true, &parts, &d->err));
    assert_int_equal(parts.n, 1);
    struct lx_part *p = lx_rec_copy(parts.at[0]);
    lx_set_text(&p->task, "出钱");
    desk_ok(d, lx_save(&d->w, "part set", parts.at[0], p, NULL, &d->err));
    lx_rec_free(p);
    check_take(d, LX_ITEM, "no,with\nD2024-001,市水利局、市财政局\n", "1 0 1 0 0");
    lx_rows_done(&parts);
    desk_ok(d, lx_all(&d->w, LX_PART, lx_cond_ref(LX_PART, "item", item), "position", true, &parts, &d->err));
    assert_int_equal(parts.n, 2);
    p = (struct lx_part *)parts.at[1];
    assert_int_equal(p->unit, with);
    assert_string_equal(p->task, "出钱");
    lx_rows_done(&parts);
}

/* Columns are found by what they were called before, too. */
static void test_old_labels(void **state)
{
    struct desk *d = *state;
    check_take(d, LX_UNIT, "名称,起,止\n甲市,2010-01-01,2020-12-31\n", "1 1 0 0 0");
    check_take(d, LX_UNIT, "Name,From,To\n乙市,2011-01-01,\n", "1 1 0 0 0");
    check_take(d, LX_PERSON, "单位,职务,起,止\n甲市,市长,2012-01-01,2013-12-31\n", "1 1 0 0 0");
    check_take(d, LX_PERSON, "单位,职务,任职起,任职止\n甲市,市长,2012-01-01,2013-12-31\n", "1 0 0 1 0");
    lx_id unit = 0;
    desk_ok(d, lx_unit_find(d->w.units, "甲市", &unit, &d->err));
    char *since = desk_value(d, LX_UNIT, unit, "since"), *until = desk_value(d, LX_UNIT, unit, "until");
    assert_string_equal(since, "2010-01-01");
    assert_string_equal(until, "2020-12-31");
    free(since);
    free(until);
}

int main(void)
{
#define DESK(test) cmocka_unit_test_setup_teardown(test, desk_setup, desk_teardown)
    const struct CMUnitTest tests[] = {
        DESK(test_head),        DESK(test_all_or_nothing),      DESK(test_twice),  DESK(test_which_record),
        DESK(test_numbers_are_claimed), DESK(test_pasted),      DESK(test_round_trip), DESK(test_to_another_office),
        DESK(test_parts_stay),  DESK(test_old_labels),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
