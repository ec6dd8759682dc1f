/* The reader on the three documents of ../shared/seeds: what issue 2 asks of them. */
#include "core/plan/plan.h"
#include "core/text/text.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

static bool read_seed(struct lx_plan_doc *doc, const char *name)
{
    const char *shared = getenv("LX_SHARED");
    struct lx_str path = LX_STR_EMPTY, text = LX_STR_EMPTY;
    struct lx_err err;
    lx_str_addf(&path, "%s/seeds/%s", shared ? shared : "../shared", name);
    bool got = lx_file_read(&text, lx_str_z(&path), 1 << 20, &err) == LX_OK;
    if (got)
        lx_plan_read(doc, text.s, text.len, NULL, 0);
    else
        printf("skipped: %s is not there\n", lx_str_z(&path));
    lx_str_done(&path);
    lx_str_done(&text);
    return got;
}

static size_t sections_under(const struct lx_plan_doc *doc, int parent)
{
    size_t n = 0;
    for (size_t i = 0; i < doc->sections_n; i++)
        n += doc->sections[i].parent == parent;
    return n;
}

static int section_named(const struct lx_plan_doc *doc, const char *title)
{
    for (size_t i = 0; i < doc->sections_n; i++)
        if (strcmp(doc->sections[i].title, title) == 0)
            return (int)i;
    fail_msg("no section %s", title);
    return -1;
}

static bool under(const struct lx_plan_doc *doc, int section, int of)
{
    for (; section >= 0; section = doc->sections[section].parent)
        if (section == of)
            return true;
    return false;
}

static size_t numbered_under(const struct lx_plan_doc *doc, int section)
{
    size_t n = 0;
    for (size_t i = 0; i < doc->items_n; i++)
        n += doc->items[i].number && !doc->items[i].table_row && under(doc, doc->items[i].section, section);
    return n;
}

static size_t findings_of(const struct lx_plan_doc *doc, enum lx_plan_finding_kind kind)
{
    size_t n = 0;
    for (size_t i = 0; i < doc->findings_n; i++)
        n += doc->findings[i].kind == kind;
    return n;
}

static size_t staged(const struct lx_plan_doc *doc, enum lx_stage stage)
{
    size_t n = 0;
    for (size_t i = 0; i < doc->items_n; i++)
        n += doc->items[i].kind == ITEM_PROJECT && doc->items[i].stage == stage;
    return n;
}

static void test_002(void **state)
{
    (void)state;
    struct lx_plan_doc doc;
    if (!read_seed(&doc, "002.txt"))
        skip();
    int tasks = section_named(&doc, "重点任务");
    assert_int_equal(sections_under(&doc, tasks), 6);
    assert_int_equal(numbered_under(&doc, tasks), 30);
    assert_int_equal(numbered_under(&doc, section_named(&doc, "重点区域和平台")), 8);
    assert_int_equal(numbered_under(&doc, section_named(&doc, "保障措施")), 5);
    assert_string_equal(doc.title, "绍兴市推进长三角区域一体化发展行动计划");
    assert_int_equal(doc.period_to, 2025);
    assert_int_equal(doc.vision, 2035);
    assert_int_equal(doc.findings_n, 0);
    lx_plan_done(&doc);
}

static void test_000(void **state)
{
    (void)state;
    struct lx_plan_doc doc;
    if (!read_seed(&doc, "000.txt"))
        skip();
    assert_int_equal(doc.sections_n, 9);
    assert_int_equal(staged(&doc, STAGE_BUILT), 2);
    assert_int_equal(staged(&doc, STAGE_STARTED), 5);
    assert_int_equal(staged(&doc, STAGE_PREPARED), 5);
    for (size_t i = 0; i < doc.items_n; i++) {
        assert_true(doc.items[i].section >= 0);
        assert_true(doc.items[i].line <= 50 || doc.items[i].line >= 115); /* not from the boxes between */
        for (size_t k = 0; k < i; k++)
            assert_string_not_equal(doc.items[i].title, doc.items[k].title);
    }
    assert_int_equal(findings_of(&doc, LX_FIND_ONLY_TEXT), 4);
    assert_int_equal(doc.meeting_no, 26);
    assert_string_equal(doc.meeting_host, "嘉兴");
    lx_plan_done(&doc);
}

static void test_003(void **state)
{
    (void)state;
    struct lx_plan_doc doc;
    size_t rows = 0, led = 0;
    if (!read_seed(&doc, "003.txt"))
        skip();
    for (size_t i = 0; i < doc.items_n; i++) {
        rows += doc.items[i].table_row > 0;
        led += doc.items[i].table_row > 0 && doc.items[i].resp.lead.n == 1 && doc.items[i].resp.coop.n > 0;
    }
    assert_int_equal(rows, 34);
    assert_int_equal(led, 34);
    assert_string_equal(doc.document_number, "鄞政办发〔2021〕79号");
    assert_string_equal(doc.issuer, "宁波市鄞州区人民政府办公室");
    assert_int_equal(findings_of(&doc, LX_FIND_COUNT), 1);
    assert_int_equal(findings_of(&doc, LX_FIND_LEAD_HELPS), 1);
    assert_int_equal(findings_of(&doc, LX_FIND_ALIAS), 2);
    assert_int_equal(findings_of(&doc, LX_FIND_YEAR_WORDS), 5);
    assert_int_equal(doc.findings_n, 9);
    assert_int_equal(doc.findings[0].announced, 7);
    assert_int_equal(doc.findings[0].found, 6);
    lx_plan_done(&doc);
}

/* Every line has its fate, and what is skipped its reason. */
static void test_every_line(void **state)
{
    (void)state;
    static const char *const names[] = { "000.txt", "002.txt", "003.txt" };
    for (size_t k = 0; k < 3; k++) {
        struct lx_plan_doc doc;
        if (!read_seed(&doc, names[k]))
            skip();
        for (size_t i = 0; i < doc.lines_n; i++)
            assert_true((doc.lines[i].fate == LX_FATE_SKIPPED) == (doc.lines[i].why != LX_SKIP_NONE));
        lx_plan_done(&doc);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = { cmocka_unit_test(test_002), cmocka_unit_test(test_000), cmocka_unit_test(test_003),
                                        cmocka_unit_test(test_every_line) };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
