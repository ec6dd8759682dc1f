/* CSV: what is written reads back byte for byte; separators, limits, faults with their line. */
#include "core/text/csv.h"

#include "core/text/text.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>
#include <time.h>
#include <cmocka.h>

#define COUNT(a) (sizeof(a) / sizeof *(a))

/* Rows as line:field|field; */
static void check_read(const char *text, const char *want)
{
    struct lx_csv csv;
    struct lx_str b = LX_STR_EMPTY;
    enum lx_rc rc;
    struct lx_err err = { 0 };
    lx_csv_open(&csv, text, strlen(text));
    while ((rc = lx_csv_next(&csv, &err)) == LX_OK && csv.field_n) {
        lx_str_addf(&b, "%zu:", csv.line);
        for (size_t i = 0; i < csv.field_n; i++)
            lx_str_addf(&b, "%s%c", csv.field[i], i + 1 < csv.field_n ? '|' : ';');
    }
    if (rc != LX_OK)
        lx_str_addf(&b, "bad %s", err.detail);
    assert_string_equal(lx_str_z(&b), want);
    lx_csv_done(&csv);
    lx_str_done(&b);
}

static void test_read(void **state)
{
    (void)state;
    check_read("", "");
    check_read("\n\n", "");
    check_read("a,b\n1,2", "1:a|b;2:1|2;");
    check_read("\na,b\n\n1,\n", "2:a|b;4:1|;");
    check_read("编号\t事项\n1\t港口,码头\n", "1:编号|事项;2:1|港口,码头;");
    check_read("编号;事项\n1;港口\n", "1:编号|事项;2:1|港口;");
    check_read("编号，事项，备注\n1，港口,码头，\n", "1:编号|事项|备注;2:1|港口,码头|;");
    check_read("\"a,b;c\",d\n", "1:a,b;c|d;");
    check_read("\"他说\"\"好\"\"\",\"两\n行\",x\ny,z,w\n", "1:他说\"好\"|两\n行|x;3:y|z|w;");
    check_read("a,\"b\"c,d\n", "1:a|bc|d;");
    check_read("a,b\"c\n", "1:a|b\"c;");
    check_read("'=1+1,'x,'',',\"'=\"\n", "1:=1+1|'x|'|'|=;"); /* '' is a true ' with its mark */
    check_read("\"\"\nx\n", "1:;2:x;");
    check_read("a,b\n1,\"open\nto the end\n", "1:a|b;bad 2");
    check_read("\"", "bad 1");
    check_read("a\n\"x\"\"", "1:a;bad 2");
}

static void test_limits(void **state)
{
    (void)state;
    struct lx_str b = LX_STR_EMPTY;
    struct lx_csv csv;
    struct lx_err err = { 0 };
    lx_str_add(&b, "a\n");
    lx_str_fill(&b, 'x', LX_CSV_FIELD_LEN_MAX);
    lx_str_addc(&b, '\n');
    lx_str_fill(&b, 'x', LX_CSV_FIELD_LEN_MAX + 1);
    lx_csv_open(&csv, b.s, b.len);
    assert_int_equal(lx_csv_next(&csv, &err), LX_OK);
    assert_int_equal(lx_csv_next(&csv, &err), LX_OK);
    assert_int_equal(strlen(csv.field[0]), LX_CSV_FIELD_LEN_MAX);
    assert_int_equal(lx_csv_next(&csv, &err), LX_INVALID);
    assert_string_equal(err.detail, "3");
    lx_csv_done(&csv);

    lx_str_clear(&b);
    lx_str_add(&b, "'="); /* the mark of a formula does not count: what is written reads back */
    lx_str_fill(&b, 'x', LX_CSV_FIELD_LEN_MAX - 1);
    lx_csv_open(&csv, b.s, b.len);
    assert_int_equal(lx_csv_next(&csv, &err), LX_OK);
    assert_int_equal(strlen(csv.field[0]), LX_CSV_FIELD_LEN_MAX);
    lx_csv_done(&csv);

    lx_str_clear(&b);
    lx_str_fill(&b, ',', LX_CSV_COLUMNS_MAX - 1);
    lx_str_addc(&b, '\n');
    lx_str_fill(&b, ',', 100000);
    lx_csv_open(&csv, b.s, b.len);
    assert_int_equal(lx_csv_next(&csv, &err), LX_OK);
    assert_int_equal(csv.field_n, LX_CSV_COLUMNS_MAX);
    assert_int_equal(lx_csv_next(&csv, &err), LX_INVALID);
    assert_string_equal(err.detail, "2");
    lx_csv_done(&csv);

    lx_str_clear(&b);
    for (int i = 0; i <= LX_CSV_ROWS_MAX; i++)
        lx_str_add(&b, "1,2\n");
    clock_t start = clock();
    lx_csv_open(&csv, b.s, b.len);
    size_t n = 0;
    enum lx_rc rc;
    while ((rc = lx_csv_next(&csv, &err)) == LX_OK && csv.field_n)
        n++;
    assert_int_equal(rc, LX_INVALID);
    assert_int_equal(n, LX_CSV_ROWS_MAX);
    assert_string_equal(err.detail, "1000002");
    printf("a million rows: %.2f s\n", (double)(clock() - start) / CLOCKS_PER_SEC);
    lx_csv_done(&csv);
    lx_str_done(&b);
}

static const char *const cells[] = {
    "", "港口", "=1+1", "+86", "-1", "@x", "\tx", "＝1", "＋1", "－1", "＠x", "'", "''", "'=1", "'港", "a,b", "a;b", "a，b", "a；b", "a\tb",
    "say \"x\"", "\"", "\"\"", "两\n行", "\n", " x ", " ", "　", "\u202E", "\x1B[2J", "'\n", "=\"", "x'", "“引号”", "=", "−1",
};

static void test_writer(void **state)
{
    (void)state;
    struct lx_str b = LX_STR_EMPTY;
    struct lx_csv_out w = { .out = &b };
    lx_csv_begin(&w);
    lx_csv_field(&w, "编号");
    lx_csv_field(&w, "a,\"b\"");
    lx_csv_field(&w, "=1");
    lx_csv_field(&w, NULL);
    lx_csv_end_row(&w);
    lx_csv_field(&w, "");
    lx_csv_end_row(&w);
    lx_csv_end_row(&w);
    assert_string_equal(lx_str_z(&b), "\uFEFF编号,\"a,\"\"b\"\"\",'=1,\r\n\"\"\r\n\r\n");
    lx_str_done(&b);
}

/* Any rows of any cells: through the writer, lx_text_import and the reader, and the same bytes come back. */
static void test_round_trip(void **state)
{
    (void)state;
    uint32_t seed = 1;
    for (int round = 0; round < 500; round++) {
        struct lx_str b = LX_STR_EMPTY, text = LX_STR_EMPTY;
        struct lx_csv_out w = { .out = &b };
        size_t rows_n = 1 + (size_t)round % 7, columns_n = 1 + (size_t)round % 5;
        size_t picked[7][5];
        lx_csv_begin(&w);
        for (size_t r = 0; r < rows_n; r++) {
            for (size_t i = 0; i < columns_n; i++) {
                seed = seed * 1664525u + 1013904223u;
                picked[r][i] = (seed >> 16) % COUNT(cells);
                lx_csv_field(&w, cells[picked[r][i]]);
            }
            lx_csv_end_row(&w);
        }
        assert_int_equal(lx_text_import(&text, b.s, b.len, NULL, NULL), LX_OK);
        struct lx_csv csv;
        lx_csv_open(&csv, text.s, text.len);
        for (size_t r = 0; r < rows_n; r++) {
            assert_int_equal(lx_csv_next(&csv, NULL), LX_OK);
            assert_int_equal(csv.field_n, columns_n);
            for (size_t i = 0; i < columns_n; i++)
                assert_string_equal(csv.field[i], cells[picked[r][i]]);
        }
        assert_int_equal(lx_csv_next(&csv, NULL), LX_OK);
        assert_int_equal(csv.field_n, 0);
        lx_csv_done(&csv);
        lx_str_done(&b);
        lx_str_done(&text);
    }
}

/* No cell of a written file begins as a formula. */
static void test_no_formulas(void **state)
{
    (void)state;
    for (size_t i = 0; i < COUNT(cells); i++) {
        struct lx_str b = LX_STR_EMPTY;
        struct lx_csv_out w = { .out = &b };
        lx_csv_field(&w, cells[i]);
        const char *s = lx_str_z(&b);
        s += *s == '"';
        assert_true(!*s || !strchr("=+-@\t\r", *s));
        static const char *const wide[] = { "＝", "＋", "－", "＠" };
        for (size_t k = 0; k < COUNT(wide); k++)
            assert_true(strncmp(s, wide[k], 3) != 0);
        lx_str_done(&b);
    }
}

int main(void)
{
    static const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_read),       cmocka_unit_test(test_limits),      cmocka_unit_test(test_writer),
        cmocka_unit_test(test_round_trip), cmocka_unit_test(test_no_formulas),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
