/* Fuzz target: plan documents, phrases, responsibilities and document numbers. */
#include "core/plan/plan.h"

#include "core/json.h"
#include "core/plan/docno.h"
#include "tests/fuzz/fuzz.h"

#include <string.h>

static void is_json(struct lx_str *s)
{
    struct lx_json *v;
    fuzz_lines(lx_str_z(s), s->len);
    FUZZ_MUST(lx_json_parse(&v, lx_str_z(s), s->len, NULL) == LX_OK);
    lx_json_free(&v);
    lx_str_clear(s);
}

static void document(const char *s, size_t len)
{
    struct lx_plan_doc doc;
    struct lx_str json = LX_STR_EMPTY;
    struct lx_plan_edit edits[] = { { LX_EDIT_REFUSE, 2, ITEM_TASK }, { LX_EDIT_JOIN, 3, ITEM_TASK }, { LX_EDIT_TAKE, 5, ITEM_TASK } };
    for (size_t edits_n = 0; edits_n <= 3; edits_n += 3) {
        lx_plan_read(&doc, s, len, edits, edits_n);
        size_t end = 0;
        for (size_t i = 0; i < doc.lines_n; i++) {
            FUZZ_MUST((doc.lines[i].fate == LX_FATE_SKIPPED) == (doc.lines[i].why != LX_SKIP_NONE));
            FUZZ_MUST(doc.lines[i].off >= end && doc.lines[i].off + doc.lines[i].len <= len);
            end = doc.lines[i].off + doc.lines[i].len;
        }
        for (size_t i = 0; i < doc.sections_n; i++)
            FUZZ_MUST(doc.sections[i].parent < (int)i && doc.sections[i].title);
        for (size_t i = 0; i < doc.items_n; i++) {
            const struct lx_plan_item *item = &doc.items[i];
            FUZZ_MUST(item->parent < (int)i && item->section < (int)doc.sections_n && item->title && item->text);
            FUZZ_MUST(item->line >= 1 && item->line_from <= item->line_to && (size_t)item->line_to <= doc.lines_n);
        }
        for (size_t i = 0; i < doc.indicators_n; i++)
            FUZZ_MUST(doc.indicators[i].item < (int)doc.items_n && doc.indicators[i].section < (int)doc.sections_n);
        lx_plan_json(&json, &doc);
        is_json(&json);
        lx_plan_done(&doc);
    }
    lx_str_done(&json);
}

static void phrase(const char *s, size_t len)
{
    struct lx_str json = LX_STR_EMPTY, rest = LX_STR_EMPTY;
    struct lx_resp resp;
    struct lx_docno no, again;
    lx_plan_phrase(&json, NULL, &(struct lx_phrase_ctx){ .doc_year = 2016 }, s, len);
    if (!memchr(s, '\0', len)) /* no text has one; our reader of JSON refuses it */
        is_json(&json);
    for (int where = LX_RESP_LINE; where <= LX_RESP_COOP_CELL; where++) {
        (void)lx_resp_read(&resp, s, len, (enum lx_resp_where)where, 2016);
        size_t end = 0;
        for (size_t i = 0; i < resp.used_n; i++) {
            FUZZ_MUST(resp.used[i].from >= end && resp.used[i].to >= resp.used[i].from && resp.used[i].to <= len);
            end = resp.used[i].to;
        }
        lx_str_clear(&rest);
        lx_resp_rest(&rest, s, len, &resp);
        FUZZ_MUST(rest.len <= len);
        lx_resp_settle(&resp);
        lx_resp_done(&resp);
    }
    lx_str_clear(&rest);
    lx_str_addn(&rest, s, len);
    if (lx_docno_read(lx_str_z(&rest), &no)) {
        lx_str_clear(&rest);
        lx_docno_format(&rest, no.code, no.year, no.serial);
        FUZZ_MUST(lx_docno_read(lx_str_z(&rest), &again));
        FUZZ_MUST(again.year == no.year && again.serial == no.serial && strcmp(again.code, no.code) == 0);
        lx_docno_done(&no);
        lx_docno_done(&again);
    }
    lx_str_done(&json);
    lx_str_done(&rest);
}

void fuzz_plan(const char *s, size_t len)
{
    document(s, len);
    size_t first = 0; /* the first line as a phrase of its own */
    while (first < len && s[first] != '\n')
        first++;
    phrase(s, first);
}
