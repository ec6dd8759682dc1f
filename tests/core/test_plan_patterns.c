/* The phrases of ../shared/patterns.tsv against what the phrase reader says of them: at least 85 of 100 rows exact.
 *
 * A row is exact when every member that it expects, remarks apart, is there with the same value; further members are
 * allowed.  LX_SHOW=1 prints the rows that differ. */
#include "core/json.h"
#include "core/plan/plan.h"
#include "core/text/text.h"

#include <math.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

static const char *const remarks[] = { "why", "trap", "note", "label", "sep", "rule", "check", "verify", "detail", "ctx", "from" };

static bool is_remark(const char *key)
{
    for (size_t i = 0; i < sizeof remarks / sizeof *remarks; i++)
        if (strcmp(key, remarks[i]) == 0)
            return true;
    return false;
}

static bool same(const struct lx_json *want, const struct lx_json *have);

static bool same_object(const struct lx_json *want, const struct lx_json *have)
{
    const char *key;
    const struct lx_json *value;
    for (void *at = NULL; lx_json_next(want, &at, &key, &value);)
        if (!is_remark(key) && !same(value, lx_json_get(have, key)))
            return false;
    return true;
}

static bool same(const struct lx_json *want, const struct lx_json *have)
{
    bool number = lx_json_kind(want) == LX_JSON_INT || lx_json_kind(want) == LX_JSON_REAL;
    switch (lx_json_kind(want)) {
    case LX_JSON_NULL: return lx_json_kind(have) == LX_JSON_NULL;
    case LX_JSON_BOOL: return lx_json_kind(have) == LX_JSON_BOOL && lx_json_to_bool(want, false) == lx_json_to_bool(have, false);
    case LX_JSON_STRING: return lx_text_same(lx_json_to_string(want, ""), lx_json_to_string(have, "(none)"));
    case LX_JSON_OBJECT: return lx_json_kind(have) == LX_JSON_OBJECT && same_object(want, have);
    case LX_JSON_ARRAY:
        if (lx_json_kind(have) != LX_JSON_ARRAY || lx_json_n(want) != lx_json_n(have))
            return false;
        for (size_t i = 0; i < lx_json_n(want); i++)
            if (!same(lx_json_at(want, i), lx_json_at(have, i)))
                return false;
        return true;
    default: return number && fabs(lx_json_to_real(want, -1) - lx_json_to_real(have, -2)) < 1e-9;
    }
}

/* ⏎ of the file is a line break, ｜ stays. */
static void unfold(struct lx_str *out, const char *s, size_t len)
{
    static const char sign[] = "⏎";
    for (size_t i = 0; i < len;) {
        if (len - i >= sizeof sign - 1 && memcmp(s + i, sign, sizeof sign - 1) == 0) {
            lx_str_addc(out, '\n');
            i += sizeof sign - 1;
        } else {
            lx_str_addc(out, s[i++]);
        }
    }
}

static bool row_is_exact(const char *row, size_t len)
{
    const char *tab = memchr(row, '\t', len), *tab2 = memchr(tab + 1, '\t', len - (size_t)(tab + 1 - row));
    const char *tab3 = memchr(tab2 + 1, '\t', len - (size_t)(tab2 + 1 - row));
    size_t json_len = tab3 ? (size_t)(tab3 - tab2 - 1) : len - (size_t)(tab2 + 1 - row);
    struct lx_str phrase = LX_STR_EMPTY, kind = LX_STR_EMPTY, out = LX_STR_EMPTY;
    struct lx_json *want = NULL, *have = NULL;
    struct lx_phrase_ctx ctx;
    struct lx_err err;
    unfold(&phrase, row, (size_t)(tab - row));
    lx_str_addn(&kind, tab + 1, (size_t)(tab2 - tab - 1));
    assert_int_equal(lx_json_parse(&want, tab2 + 1, json_len, &err), LX_OK);
    lx_phrase_ctx_json(&ctx, lx_json_get(want, "ctx"));
    lx_plan_phrase(&out, lx_str_z(&kind), &ctx, lx_str_z(&phrase), phrase.len);
    assert_int_equal(lx_json_parse(&have, lx_str_z(&out), out.len, &err), LX_OK);
    bool exact = same(want, have);
    if (!exact && getenv("LX_SHOW"))
        printf("%s [%s]\n  want %.*s\n  have %s\n", lx_str_z(&phrase), lx_str_z(&kind), (int)json_len, tab2 + 1, lx_str_z(&out));
    lx_json_free(&want);
    lx_json_free(&have);
    lx_str_done(&phrase);
    lx_str_done(&kind);
    lx_str_done(&out);
    return exact;
}

static void test_patterns(void **state)
{
    (void)state;
    const char *shared = getenv("LX_SHARED");
    struct lx_str path = LX_STR_EMPTY, text = LX_STR_EMPTY;
    struct lx_err err;
    size_t rows = 0, exact = 0;
    lx_str_addf(&path, "%s/patterns.tsv", shared ? shared : "../shared");
    bool got = lx_file_read(&text, lx_str_z(&path), 1 << 20, &err) == LX_OK;
    if (!got)
        printf("skipped: %s is not there\n", lx_str_z(&path));
    lx_str_done(&path);
    if (!got)
        skip();
    for (const char *at = strchr(text.s, '\n'); at && at[1]; at = strchr(at + 1, '\n')) {
        rows++;
        exact += row_is_exact(at + 1, strcspn(at + 1, "\n"));
    }
    printf("patterns: %zu of %zu rows exact\n", exact, rows);
    lx_str_done(&text);
    assert_true(rows > 100 && exact * 100 >= rows * 85);
}

int main(void)
{
    const struct CMUnitTest tests[] = { cmocka_unit_test(test_patterns) };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
