/* Documents of the genre in our own words (tests/fixtures/plan/NAME.txt) and what a careful person reads in them
 * (NAME.expect).  LX_APPROVE=1 rewrites the .expect files; look at the difference before you keep it.
 *
 *     T title          N issuer          D number          Y from-to, outlook          M meeting
 *     S line role number title [lead | cooperating]
 *     I line kind number title [lead | cooperating] start-finish due stage rhythms  ^ of the item above it
 *     X line name comparator value-max unit year
 *     - line reason    (skipped; blank lines apart)
 *     ! finding        */
#include "core/plan/plan.h"
#include "core/text/text.h"

#include <dirent.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

static void put_names(struct lx_str *out, const struct lx_unit_names *u)
{
    for (size_t i = 0; i < u->n; i++)
        lx_str_addf(out, "%s%s%s", i ? "," : "", u->at[i].name, u->at[i].group ? "*" : "");
}

static void put_resp(struct lx_str *out, const struct lx_resp *r)
{
    if (!r->lead.n && !r->coop.n)
        return;
    lx_str_add(out, " [");
    put_names(out, &r->lead);
    lx_str_add(out, " | ");
    put_names(out, &r->coop);
    lx_str_add(out, "]");
}

static void put_item(struct lx_str *out, const struct lx_plan_item *it)
{
    lx_str_addf(out, "I %d %s %s %s", it->line, lx_words_of("item_kind")->at[it->kind].word, it->number ? it->number : "-", it->title);
    put_resp(out, &it->resp);
    if (it->start_year || it->finish_year)
        lx_str_addf(out, " %d-%d", it->start_year, it->finish_year);
    if (it->due.day != LX_NO_DAY) {
        lx_str_add(out, " due ");
        lx_date_format(out, &it->due);
    }
    if (it->stage != STAGE_NONE)
        lx_str_addf(out, " %s", lx_words_of("stage")->at[it->stage].word);
    for (int i = 1; i < lx_words_of("rhythm")->n; i++)
        if (it->rhythms & 1u << i)
            lx_str_addf(out, " %s", lx_words_of("rhythm")->at[i].word);
    if (it->parent >= 0)
        lx_str_add(out, " ^");
    lx_str_addc(out, '\n');
}

static void put_head(struct lx_str *out, const struct lx_plan_doc *doc)
{
    lx_str_addf(out, "T %s\n", doc->title ? doc->title : "-");
    if (doc->issuer)
        lx_str_addf(out, "N %s\n", doc->issuer);
    if (doc->document_number)
        lx_str_addf(out, "D %s\n", doc->document_number);
    lx_str_addf(out, "Y %d-%d, %d\n", doc->period_from, doc->period_to, doc->vision);
    if (doc->meeting_no)
        lx_str_addf(out, "M %s %d %s\n", doc->meeting_series, doc->meeting_no, doc->meeting_host ? doc->meeting_host : "-");
}

static void put_indicator(struct lx_str *out, const struct lx_plan_indicator *x)
{
    lx_str_addf(out, "X %d %s %s %g-%g %s %d\n", x->line, x->name, lx_words_of("cmp")->at[x->cmp].word, x->value, x->value_max,
                x->unit ? x->unit : "-", x->year);
}

static void put_doc(struct lx_str *out, const struct lx_plan_doc *doc)
{
    put_head(out, doc);
    for (size_t i = 0; i < doc->sections_n; i++) {
        static const char *const roles[] = { "none", "background", "principles", "goals", "tasks", "safeguards", "aside" };
        const struct lx_plan_section *s = &doc->sections[i];
        lx_str_addf(out, "S %d %s %s %s", s->line, roles[s->role], s->number ? s->number : "-", s->title);
        put_resp(out, &s->resp);
        lx_str_addc(out, '\n');
    }
    for (size_t i = 0; i < doc->items_n; i++)
        put_item(out, &doc->items[i]);
    for (size_t i = 0; i < doc->indicators_n; i++)
        put_indicator(out, &doc->indicators[i]);
    for (size_t i = 0; i < doc->lines_n; i++)
        if (doc->lines[i].fate == LX_FATE_SKIPPED && doc->lines[i].why != LX_SKIP_BLANK)
            lx_str_addf(out, "- %zu %s\n", i + 1, lx_plan_skip_word(doc->lines[i].why));
    for (size_t i = 0; i < doc->findings_n; i++) {
        const struct lx_plan_finding *f = &doc->findings[i];
        lx_str_addf(out, "! %s %d %s %s %d/%d\n", lx_plan_finding_word(f->kind), f->line, f->a ? f->a : "-", f->b ? f->b : "-",
                    f->announced, f->found);
    }
}

static void check_fixture(const char *name)
{
    struct lx_str path = LX_STR_EMPTY, text = LX_STR_EMPTY, want = LX_STR_EMPTY, have = LX_STR_EMPTY;
    struct lx_plan_doc doc;
    struct lx_err err;
    lx_str_addf(&path, "tests/fixtures/plan/%s.txt", name);
    assert_int_equal(lx_file_read(&text, lx_str_z(&path), 1 << 20, &err), LX_OK);
    lx_plan_read(&doc, text.s, text.len, NULL, 0);
    put_doc(&have, &doc);
    lx_str_clear(&path);
    lx_str_addf(&path, "tests/fixtures/plan/%s.expect", name);
    if (getenv("LX_APPROVE")) {
        FILE *f = fopen(lx_str_z(&path), "w");
        assert_non_null(f);
        fputs(lx_str_z(&have), f);
        fclose(f);
    }
    assert_int_equal(lx_file_read(&want, lx_str_z(&path), 1 << 20, &err), LX_OK);
    assert_string_equal(lx_str_z(&want), lx_str_z(&have));
    lx_plan_done(&doc);
    lx_str_done(&path);
    lx_str_done(&text);
    lx_str_done(&want);
    lx_str_done(&have);
}

static void test_fixtures(void **state)
{
    (void)state;
    DIR *dir = opendir("tests/fixtures/plan");
    size_t n = 0;
    assert_non_null(dir);
    for (struct dirent *e; (e = readdir(dir)) != NULL;) {
        char name[256];
        size_t len = strlen(e->d_name);
        if (len < 5 || len >= sizeof name || strcmp(e->d_name + len - 4, ".txt") != 0)
            continue;
        memcpy(name, e->d_name, len - 4);
        name[len - 4] = '\0';
        check_fixture(name);
        n++;
    }
    closedir(dir);
    assert_true(n >= 6);
}

/* --- the corrections of the preview ---------------------------------------------------------------------------------- */
static const char edited[] = "一、重点任务\n"
                             "（一）共建平台。建设三个联合实验室，推动成果转化。\n"
                             "（二）互通数据。打通数据共享通道，统一数据标准。\n"
                             "建立目录更新制度。\n"
                             "附录说明文字\n";

static struct lx_plan_doc read_edited(enum lx_plan_edit_kind kind, int line)
{
    struct lx_plan_doc doc;
    struct lx_plan_edit edit = { kind, line, ITEM_PROJECT };
    lx_plan_read(&doc, edited, sizeof edited - 1, &edit, line > 0);
    return doc;
}

static void test_no_edit(void **state)
{
    (void)state;
    struct lx_plan_doc doc = read_edited(LX_EDIT_REFUSE, 0);
    assert_int_equal(doc.items_n, 2);
    assert_int_equal(doc.lines[4].why, LX_SKIP_GENERAL);
    lx_plan_done(&doc);
}

static void test_refuse(void **state)
{
    (void)state;
    struct lx_plan_doc doc = read_edited(LX_EDIT_REFUSE, 3);
    assert_int_equal(doc.lines[2].fate, LX_FATE_SKIPPED);
    assert_int_equal(doc.lines[2].why, LX_SKIP_REFUSED);
    for (size_t i = 0; i < doc.items_n; i++)
        assert_string_not_equal(doc.items[i].title, "互通数据");
    lx_plan_done(&doc);
}

static void test_join(void **state)
{
    (void)state;
    struct lx_plan_doc doc = read_edited(LX_EDIT_JOIN, 3);
    assert_int_equal(doc.items_n, 1);
    assert_non_null(strstr(doc.items[0].text, "统一数据标准"));
    assert_int_equal(doc.items[0].line_to, 4);
    assert_int_equal(doc.lines[2].fate, LX_FATE_CONTINUED);
    assert_int_equal(doc.lines[2].index, 0);
    lx_plan_done(&doc);
}

static void test_take(void **state)
{
    (void)state;
    struct lx_plan_doc doc = read_edited(LX_EDIT_TAKE, 5);
    assert_int_equal(doc.items_n, 3);
    assert_string_equal(doc.items[2].title, "附录说明文字");
    assert_int_equal(doc.items[2].kind, ITEM_PROJECT);
    assert_int_equal(doc.lines[4].fate, LX_FATE_ITEM);
    lx_plan_done(&doc);
}

int main(void)
{
    const struct CMUnitTest tests[] = { cmocka_unit_test(test_fixtures), cmocka_unit_test(test_no_edit), cmocka_unit_test(test_refuse),
                                        cmocka_unit_test(test_join), cmocka_unit_test(test_take) };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
