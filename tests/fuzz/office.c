/* A small office for fuzz targets. */
#include "tests/fuzz/office.h"

#include "core/meeting/agenda.h"
#include "core/meeting/meetings.h"
#include "core/work/items.h"
#include "core/work/office.h"
#include "core/work/units.h"
#include "db/db.h"
#include "tests/fuzz/fuzz.h"
#include "tests/lib/memstore.h"
#include "tests/lib/tmp.h"

#include <stdlib.h>
#include <unistd.h>

static void add_meeting(struct fuzz_office *o)
{
    struct lx_series *s = lx_rec_new(LX_SERIES);
    struct lx_meeting *m = lx_rec_new(LX_MEETING);
    lx_set_text(&s->name, "series");
    FUZZ_MUST(lx_add(&o->w, "series add", s, NULL) == LX_OK);
    m->series = s->rec.id;
    m->date = (struct lx_date){ .day = lx_day_make(2024, 6, 20) };
    FUZZ_MUST(lx_meeting_add(&o->w, m, 0, NULL) == LX_OK);
    o->meeting = m->rec.id;
    for (int i = 0; i < 2; i++) {
        struct lx_agenda *a = lx_rec_new(LX_AGENDA);
        a->meeting = o->meeting;
        lx_set_text(&a->title, i ? "second row" : "first row");
        FUZZ_MUST(lx_agenda_add(&o->w, a, NULL) == LX_OK);
        lx_rec_free(a);
    }
    FUZZ_MUST(lx_meeting_step(&o->w, o->meeting, MEETING_IN_SESSION, NULL) == LX_OK);
    lx_rec_free(s);
    lx_rec_free(m);
}

static void set_up(struct fuzz_office *o)
{
    static const char *const units[] = { "宁波市", "舟山市", "宁波市财政局", "舟山市交通运输局", "B" };
    for (size_t i = 0; i < sizeof units / sizeof *units; i++) {
        FUZZ_MUST(lx_unit_add(&o->w, units[i], i < 2 ? UNIT_GOVERNMENT : -1, 0, &o->units[i], NULL) == LX_OK);
        FUZZ_MUST(lx_refresh(&o->w, NULL) == LX_OK);
    }
    add_meeting(o);
    struct lx_item *item = lx_rec_new(LX_ITEM);
    struct lx_duties duties = { 0 };
    lx_set_text(&item->title, "matter");
    FUZZ_MUST(lx_duties_read(&o->w, &duties, units[3], PART_LEAD, NULL) == LX_OK);
    FUZZ_MUST(lx_item_add(&o->w, item, &duties, NULL) == LX_OK);
    o->item = item->rec.id;
    lx_duties_done(&duties);
    lx_rec_free(item);
    FUZZ_MUST(lx_refresh(&o->w, NULL) == LX_OK);
}

/* Making a database takes forty times as long as copying one. */
static struct lx_store *open_copy(const char *made, const char *name)
{
    struct lx_store *store;
    char *copy = tmp_path(getenv("HOME"), name);
    size_t len;
    char *bytes = tmp_read(made, &len);
    fuzz_file(copy, bytes, len);
    FUZZ_MUST(lx_db_open(&store, copy, 0, NULL) == LX_OK);
    free(bytes);
    free(copy);
    return store;
}

struct lx_store *fuzz_database(const char *name)
{
    char *made = tmp_path(getenv("HOME"), "empty.db");
    struct lx_store *store;
    if (access(made, R_OK) != 0) {
        FUZZ_MUST(lx_db_open(&store, made, LX_DB_CREATE, NULL) == LX_OK);
        store->close(store);
    }
    store = open_copy(made, name);
    free(made);
    return store;
}

static void open_office(struct fuzz_office *o, struct fuzz_office *first)
{
    char *made = tmp_path(getenv("HOME"), "office.db");
    if (!first->meeting) {
        first->store = fuzz_database("office.db");
        lx_work_init(&first->w, first->store, "clerk", NULL, NULL);
        FUZZ_MUST(lx_refresh(&first->w, NULL) == LX_OK);
        set_up(first);
        first->begun = first->w.rev;
        fuzz_office_close(first);
    }
    *o = *first;
    o->store = open_copy(made, "fuzz.db");
    free(made);
}

void fuzz_office_open(struct fuzz_office *o, bool database)
{
    static struct fuzz_office first;
    *o = (struct fuzz_office){ 0 };
    if (database)
        open_office(o, &first);
    else
        o->store = memstore_new();
    lx_work_init(&o->w, o->store, "clerk", NULL, NULL);
    FUZZ_MUST(lx_refresh(&o->w, NULL) == LX_OK);
    if (!database)
        set_up(o);
}

void fuzz_office_close(struct fuzz_office *o)
{
    lx_work_done(&o->w);
    o->store->close(o->store);
}

void fuzz_in_order(struct lx_store *s)
{
    struct lx_findings found = { 0 };
    FUZZ_MUST(lx_db_check(s, &found, NULL) == LX_OK);
    FUZZ_MUST(found.n == 0);
    lx_findings_done(&found);
}
