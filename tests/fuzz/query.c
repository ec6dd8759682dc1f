/* Fuzz target: what people type: queries, quick entry, numbers, names, values of fields. */
#include "core/work/query_read.h"

#include "core/meeting/agenda.h"
#include "core/meeting/capture.h"
#include "core/meeting/outcomes.h"
#include "core/text/text.h"
#include "core/work/numbers.h"
#include "core/work/units.h"
#include "tests/fuzz/fuzz.h"
#include "tests/fuzz/office.h"

#include <stdlib.h>
#include <string.h>

/* A refusal has its sentence, and a detail that may be shown. */
static void refused(enum lx_rc rc, const struct lx_err *err)
{
    FUZZ_MUST(rc == LX_OK || (err->rc == rc && err->msgid && lx_utf8_valid(err->detail, strlen(err->detail), NULL)));
}

static void query(struct fuzz_office *o, enum lx_type type, const char *typed)
{
    struct lx_query q;
    struct lx_ids ids = { 0 };
    struct lx_str s = LX_STR_EMPTY;
    enum lx_rc rc = lx_query_read(&o->w, &q, type, typed, &o->err);
    refused(rc, &o->err);
    if (rc == LX_OK)
        FUZZ_MUST(o->store->ids(o->store, &q, &ids, NULL) == LX_OK);
    lx_query_done(&q);
    lx_ids_done(&ids);
    lx_query_show(&s, type, typed, false, ", ");
    lx_query_show(&s, type, typed, true, ", ");
    lx_str_done(&s);
}

static void names(struct fuzz_office *o, const char *typed)
{
    static const enum lx_type types[] = { LX_ITEM, LX_MEETING, LX_PLAN, LX_UNIT, LX_PERSON, LX_SERIES, LX_NOTE };
    struct lx_str no = LX_STR_EMPTY, again = LX_STR_EMPTY;
    lx_id id;
    enum lx_type type;
    for (size_t i = 0; i < sizeof types / sizeof *types; i++) {
        refused(lx_find(&o->w, types[i], typed, &id, &o->err), &o->err);
        lx_str_clear(&no);
        if (i < 3 && lx_no_read(&o->w, types[i], typed, &no, &o->err) == LX_OK) { /* read again it stays */
            lx_str_clear(&again);
            FUZZ_MUST(lx_no_read(&o->w, types[i], lx_str_z(&no), &again, NULL) == LX_OK);
            FUZZ_MUST(strcmp(lx_str_z(&no), lx_str_z(&again)) == 0);
        }
    }
    refused(lx_find_any(&o->w, typed, &type, &id, &o->err), &o->err);
    lx_str_done(&no);
    lx_str_done(&again);
}

static void entry(struct fuzz_office *o, const char *typed)
{
    struct lx_capture c;
    int from, to;
    enum lx_rc rc = lx_capture_read(&o->w, typed, &c, &o->err);
    FUZZ_MUST(c.bad_at + c.bad_len <= strlen(typed));
    refused(rc, &o->err);
    if (rc == LX_OK) {
        lx_id made;
        refused(lx_capture_store(&o->w, o->meeting, 0, typed, &c, &made, &o->err), &o->err);
    }
    lx_capture_done(&c);
    lx_clock_read(typed, &from, &to);
    (void)lx_outcome_read(typed);
}

static void values(struct fuzz_office *o, int nth, const char *typed)
{
    struct lx_item *item = lx_rec_new(LX_ITEM);
    struct lx_str said = LX_STR_EMPTY, shown = LX_STR_EMPTY, again = LX_STR_EMPTY;
    const struct lx_table *t = lx_table(LX_ITEM);
    const struct lx_field *f = &t->fields[nth % t->fields_n];
    refused(lx_set_pair(&o->w, item, typed, &said, &o->err), &o->err);
    enum lx_rc rc = lx_set_value(&o->w, item, f, typed, &said, &o->err);
    refused(rc, &o->err);
    if (rc == LX_OK) {
        lx_f_format(&shown, item, f);
        FUZZ_MUST(lx_f_parse(item, f, lx_str_z(&shown), NULL) == LX_OK);
        lx_f_format(&again, item, f);
        FUZZ_MUST(strcmp(lx_str_z(&shown), lx_str_z(&again)) == 0);
        lx_show_value(&o->w, &shown, item, f, true);
    }
    lx_rec_free(item);
    lx_str_done(&said);
    lx_str_done(&shown);
    lx_str_done(&again);
}

void fuzz_query(const char *bytes, size_t len)
{
    struct fuzz_in in = { bytes, len };
    struct fuzz_office o;
    int nth = fuzz_below(&in, 64);
    char *typed = fuzz_stored(&in);
    fuzz_office_open(&o, false);
    query(&o, LX_ITEM, typed);
    query(&o, (enum lx_type)(1 + nth % (LX_TYPES_N - 1)), typed);
    names(&o, typed);
    values(&o, nth, typed);
    entry(&o, typed);
    fuzz_office_close(&o);
    free(typed);
}
