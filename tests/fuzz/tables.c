/* Fuzz target: tables and rule files taken in: whole or not at all, and what is written out again changes nothing. */
#include "core/exchange/csvio.h"
#include "core/exchange/officeio.h"
#include "core/text/text.h"
#include "tests/fuzz/fuzz.h"
#include "tests/fuzz/office.h"

#include <stdlib.h>
#include <string.h>

static void rows(struct fuzz_office *o, enum lx_type type, const char *text, bool pasted)
{
    struct lx_csvio_result r = { 0 };
    struct lx_str out = LX_STR_EMPTY, fold = LX_STR_EMPTY, back = LX_STR_EMPTY;
    struct lx_ids ids = { 0 };
    struct lx_csvio_how how = { .file = "x.csv", .pasted = pasted };
    if (lx_csvio_fold(type, text, &fold))
        text = fold.s;
    enum lx_rc rc = lx_csvio_import(&o->w, type, text, strlen(text), &how, &r, &o->err);
    FUZZ_MUST(rc == LX_OK || o->err.msgid);
    FUZZ_MUST(rc != LX_OK || (!r.wrong_n && r.added_n + r.changed_n + r.same_n == r.rows_n));
    FUZZ_MUST(r.kept_n <= LX_CSVIO_WRONG_MAX && r.kept_n <= r.wrong_n);
    lx_csvio_result_done(&r);
    FUZZ_MUST(lx_refresh(&o->w, NULL) == LX_OK);
    FUZZ_MUST(o->store->ids(o->store, &(struct lx_query){ .type = type }, &ids, NULL) == LX_OK);
    FUZZ_MUST(lx_csvio_export(&o->w, type, ids.at, ids.n, &out, NULL) == LX_OK);
    FUZZ_MUST(lx_text_import(&back, out.s, out.len, NULL, NULL) == LX_OK);
    how.pasted = false;
    r = (struct lx_csvio_result){ 0 };
    rc = lx_csvio_import(&o->w, type, back.s, back.len, &how, &r, &o->err);
    FUZZ_MUST(rc == LX_OK && r.added_n == 0 && r.changed_n == 0 && r.same_n == ids.n);
    lx_csvio_result_done(&r);
    lx_str_done(&out);
    lx_str_done(&fold);
    lx_str_done(&back);
    lx_ids_done(&ids);
}

static void rules(struct fuzz_office *o, const char *json)
{
    struct lx_officeio_result r = { 0 };
    struct lx_str out = LX_STR_EMPTY;
    enum lx_rc rc = lx_office_import(&o->w, "x.json", json, strlen(json), false, &r, &o->err);
    FUZZ_MUST(rc == LX_OK || o->err.msgid);
    lx_officeio_result_done(&r);
    FUZZ_MUST(lx_refresh(&o->w, NULL) == LX_OK && lx_office_export(&o->w, &out, NULL) == LX_OK);
    for (int again = 0; again < 2; again++) { /* the first time it may set up the office */
        r = (struct lx_officeio_result){ 0 };
        FUZZ_MUST(lx_office_import(&o->w, "x.json", out.s, out.len, false, &r, NULL) == LX_OK);
        FUZZ_MUST(!again || (!r.added_n && !r.changed_n));
        lx_officeio_result_done(&r);
        FUZZ_MUST(lx_refresh(&o->w, NULL) == LX_OK);
    }
    lx_str_done(&out);
}

void fuzz_tables(const char *bytes, size_t len)
{
    static const enum lx_type types[] = { LX_ITEM, LX_UNIT, LX_PERSON };
    struct fuzz_in in = { bytes, len };
    struct fuzz_office o;
    int what = fuzz_below(&in, 8);
    char *text = fuzz_stored(&in);
    fuzz_office_open(&o, false);
    if (what < 6)
        rows(&o, types[what / 2], text, what % 2);
    else
        rules(&o, text);
    fuzz_office_close(&o);
    free(text);
}
