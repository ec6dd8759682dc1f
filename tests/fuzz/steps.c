/* Fuzz target: use cases in any order on a database; it is in order afterwards, and undo leads back to the beginning. */
#include "core/meeting/agenda.h"
#include "core/meeting/capture.h"
#include "core/meeting/meetings.h"
#include "core/minutes/minutes.h"
#include "core/text/text.h"
#include "core/work/items.h"
#include "core/work/office.h"
#include "core/work/undo.h"
#include "core/work/units.h"
#include "tests/fuzz/fuzz.h"
#include "tests/fuzz/office.h"
#include "tests/lib/actions.h"

#include <stdlib.h>
#include <string.h>

enum { STEPS_MAX = 24 };

/* Some record of a type, 0 if there is none. */
static lx_id pick(struct fuzz_office *o, struct fuzz_in *in, enum lx_type type)
{
    struct lx_ids ids = { 0 };
    FUZZ_MUST(o->store->ids(o->store, &(struct lx_query){ .type = type }, &ids, NULL) == LX_OK);
    lx_id id = ids.n ? ids.at[(size_t)fuzz_below(in, 256) % ids.n] : 0;
    lx_ids_done(&ids);
    return id;
}

/* A few words of the input. */
static const char *words(struct fuzz_in *in, char *out, size_t room)
{
    static const char *const likely[] = { "推进工作", "2024-12-31", "舟山市", "26-001", "一", "title=甲", "note=乙", "kind=project" };
    int n = fuzz_below(in, 32);
    size_t len = n < 16 ? 0 : (size_t)(n - 16);
    if (n < 8)
        return likely[n];
    len = len < in->len ? len : in->len;
    len = len < room - 1 ? len : room - 1;
    memcpy(out, in->s, len);
    out[len] = '\0';
    in->s += len;
    in->len -= len;
    return lx_utf8_valid(out, strlen(out), NULL) ? out : "x";
}

static enum lx_rc add_item(struct fuzz_office *o, struct fuzz_in *in, const char *title)
{
    struct lx_item *item = lx_rec_new(LX_ITEM);
    struct lx_duties duties = { 0 };
    lx_set_text(&item->title, title);
    item->meeting = fuzz_below(in, 2) ? pick(o, in, LX_MEETING) : 0;
    enum lx_rc rc = fuzz_below(in, 2) ? lx_duties_read(&o->w, &duties, "舟山市交通运输局、宁波市", PART_LEAD, &o->err) : LX_OK;
    if (rc == LX_OK)
        rc = lx_item_add(&o->w, item, &duties, &o->err);
    lx_duties_done(&duties);
    lx_rec_free(item);
    return rc;
}

static enum lx_rc add_row(struct fuzz_office *o, struct fuzz_in *in, const char *title)
{
    struct lx_agenda *a = lx_rec_new(LX_AGENDA);
    a->meeting = pick(o, in, LX_MEETING);
    lx_set_text(&a->title, title);
    enum lx_rc rc = lx_agenda_add(&o->w, a, &o->err);
    lx_rec_free(a);
    return rc;
}

static enum lx_rc add_meeting(struct fuzz_office *o, struct fuzz_in *in)
{
    struct lx_meeting *m = lx_rec_new(LX_MEETING);
    m->series = pick(o, in, LX_SERIES);
    enum lx_rc rc = lx_meeting_add(&o->w, m, 0, &o->err);
    lx_rec_free(m);
    return rc;
}

static enum lx_rc capture(struct fuzz_office *o, struct fuzz_in *in, const char *line)
{
    struct lx_capture c;
    lx_id made;
    enum lx_rc rc = lx_capture_read(&o->w, line, &c, &o->err);
    if (rc == LX_OK)
        rc = lx_capture_store(&o->w, pick(o, in, LX_MEETING), 0, line, &c, &made, &o->err);
    lx_capture_done(&c);
    return rc;
}

static enum lx_rc minutes(struct fuzz_office *o, struct fuzz_in *in, const char *s)
{
    struct lx_proposals p = { 0 };
    struct lx_str md = LX_STR_EMPTY;
    lx_id meeting = pick(o, in, LX_MEETING);
    lx_str_addf(&md, "# m\n\n- [ ] %s\n- [x] two (2024-12-31)<!-- 26-001 -->\n", s);
    enum lx_rc rc = lx_minutes_propose(&o->w, meeting, md.s, &p, &o->err);
    for (size_t i = 0; i < p.n; i++)
        p.at[i].take = p.at[i].kind != LX_PROPOSE_ASK && fuzz_below(in, 4);
    if (rc == LX_OK)
        rc = lx_minutes_apply(&o->w, meeting, md.s, &p, &o->err);
    lx_proposals_done(&p);
    lx_str_done(&md);
    return rc;
}

static enum lx_rc back(struct fuzz_office *o, bool redo)
{
    struct lx_revs made = { 0 };
    enum lx_rc rc = redo ? lx_redo_last(&o->w, 1, &made, &o->err) : lx_undo_last(&o->w, 1, &made, &o->err);
    lx_revs_done(&made);
    return rc;
}

/* What set up the office stays. */
static bool may_undo(struct fuzz_office *o)
{
    lx_rev rev;
    FUZZ_MUST(lx_undo_next(&o->w, false, &rev, NULL) == LX_OK);
    return rev > o->begun;
}

static enum lx_rc step(struct fuzz_office *o, struct fuzz_in *in)
{
    static const char *const verbs[] = { "assign", "accept", "work", "close", "strike", "return", "suspend", "withdraw", "reopen", "archive" };
    static const enum lx_type types[] = { LX_UNIT, LX_ITEM, LX_MEETING, LX_NOTE, LX_AGENDA, LX_SERIES, LX_PERSON };
    char buffer[64];
    int what = fuzz_below(in, 20);
    const char *s = words(in, buffer, sizeof buffer);
    lx_id item = pick(o, in, LX_ITEM), id;
    enum lx_type type = types[fuzz_below(in, sizeof types / sizeof *types)];
    char *pair[] = { (char[64]){ 0 } };
    memcpy(pair[0], s, strlen(s) + 1);
    switch (what) {
    case 0: return lx_unit_add(&o->w, s, -1, 0, &id, &o->err);
    case 1: return add_item(o, in, s);
    case 2: return add_meeting(o, in);
    case 3: return add_row(o, in, s);
    case 4: return lx_item_report(&o->w, item, s, fuzz_below(in, 101), &o->err);
    case 5:
    case 6: return lx_item_step(&o->w, item, verbs[fuzz_below(in, sizeof verbs / sizeof *verbs)], s, &o->err);
    case 7: return lx_item_extend(&o->w, item, &(struct lx_date){ .day = o->w.today + fuzz_below(in, 100) }, s, &o->err);
    case 8: return lx_item_remind(&o->w, item, s, &o->err);
    case 9: return lx_item_merge(&o->w, item, pick(o, in, LX_ITEM), &o->err);
    case 10: return lx_item_set(&o->w, item, pair, 1, NULL, &o->err);
    case 11: return lx_meeting_step(&o->w, pick(o, in, LX_MEETING), fuzz_below(in, lx_meeting_state_n), &o->err);
    case 12: return capture(o, in, s);
    case 13: return minutes(o, in, s);
    case 14: return lx_record_set(&o->w, type, pick(o, in, type), pair, 1, NULL, &o->err);
    case 15: return lx_delete(&o->w, "delete", type, pick(o, in, type), &o->err);
    case 16: return lx_unit_alias(&o->w, pick(o, in, LX_UNIT), s, &o->err);
    case 17: return lx_office_set(&o->w, pair, 1, NULL, &o->err);
    default: return what == 19 || may_undo(o) ? back(o, what == 19) : LX_OK;
    }
}

/* Undone one after the other: where nothing refuses, the records are what they were. */
static void undo_all(struct fuzz_office *o, const char *before)
{
    while (may_undo(o)) {
        enum lx_rc rc = back(o, false);
        FUZZ_MUST(lx_refresh(&o->w, NULL) == LX_OK);
        if (rc == LX_STATE) /* what has left the house stays */
            return;
        FUZZ_MUST(rc == LX_OK);
    }
    char *after = db_dump_text(o->store);
    FUZZ_MUST(strcmp(before, after) == 0);
    free(after);
}

void fuzz_steps(const char *bytes, size_t len)
{
    struct fuzz_in in = { bytes, len };
    struct fuzz_office o;
    fuzz_office_open(&o, true);
    char *before = db_dump_text(o.store);
    for (int i = 0; i < STEPS_MAX && in.len; i++) {
        enum lx_rc rc = step(&o, &in);
        FUZZ_MUST(rc == LX_OK || (o.err.rc == rc && o.err.msgid));
        FUZZ_MUST(rc != LX_CORRUPT && rc != LX_IO && rc != LX_BUSY && o.w.depth == 0);
        FUZZ_MUST(lx_refresh(&o.w, NULL) == LX_OK);
    }
    undo_all(&o, before);
    if (len % 8 == 0) /* that takes as long as all the rest */
        fuzz_in_order(o.store);
    free(before);
    fuzz_office_close(&o);
}
