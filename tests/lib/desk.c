/* A clerk at a desk. */
#include "tests/lib/desk.h"

#include "core/meeting/meetings.h"
#include "core/meeting/notices.h"
#include "core/mem.h"
#include "core/work/items.h"
#include "core/work/office.h"
#include "tests/lib/memstore.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <time.h>
#include <cmocka.h>

int desk_setup(void **state)
{
    struct desk *d = lx_alloc(sizeof *d);
    setenv("LIANXI_NOW", "2024-06-25 09:00", 1);
    d->store = memstore_new();
    lx_work_init(&d->w, d->store, "clerk", "甲", NULL);
    *state = d;
    return lx_refresh(&d->w, &d->err) == LX_OK ? 0 : -1;
}

int desk_teardown(void **state)
{
    struct desk *d = *state;
    lx_work_done(&d->w);
    d->store->close(d->store);
    free(d);
    return 0;
}

void desk_check(struct desk *d, enum lx_rc rc, const char *file, int line)
{
    if (rc != LX_OK)
        print_error("%s:%d: %d %s %s\n", file, line, (int)rc, d->err.msgid ? d->err.msgid : "", d->err.detail);
    _assert_int_equal((uintmax_t)rc, LX_OK, file, line);
    if (lx_refresh(&d->w, &d->err) != LX_OK)
        fail();
}

lx_id desk_unit(struct desk *d, const char *name)
{
    lx_id id;
    desk_ok(d, lx_unit_add(&d->w, name, -1, 0, &id, &d->err));
    return id;
}

lx_id desk_series(struct desk *d, const char *name, const char *code)
{
    struct lx_series *s = lx_rec_new(LX_SERIES);
    lx_set_text(&s->name, name);
    lx_set_text(&s->code, code);
    desk_ok(d, lx_add(&d->w, "series add", s, &d->err));
    lx_id id = s->rec.id;
    lx_rec_free(s);
    return id;
}

lx_id desk_meeting(struct desk *d, lx_id series)
{
    struct lx_meeting *m = lx_rec_new(LX_MEETING);
    m->series = series;
    desk_ok(d, lx_meeting_add(&d->w, m, 0, &d->err));
    lx_id id = m->rec.id;
    lx_rec_free(m);
    return id;
}

lx_id desk_notice(struct desk *d, lx_id meeting, int kind)
{
    struct lx_notice *n = lx_rec_new(LX_NOTICE);
    n->meeting = meeting;
    n->kind = kind;
    desk_ok(d, lx_notice_send(&d->w, n, NULL, 0, &d->err));
    lx_id id = n->rec.id;
    lx_rec_free(n);
    return id;
}

lx_id desk_item(struct desk *d, const char *title, const char *lead, const char *with)
{
    struct lx_item *item = lx_rec_new(LX_ITEM);
    struct lx_duties duties = { 0 };
    lx_set_text(&item->title, title);
    if (lead)
        desk_ok(d, lx_duties_read(&d->w, &duties, lead, PART_LEAD, &d->err));
    if (with)
        desk_ok(d, lx_duties_read(&d->w, &duties, with, PART_WITH, &d->err));
    desk_ok(d, lx_item_add(&d->w, item, &duties, &d->err));
    lx_id id = item->rec.id;
    lx_duties_done(&duties);
    lx_rec_free(item);
    return id;
}

char *desk_value(struct desk *d, enum lx_type type, lx_id id, const char *field)
{
    struct lx_rec *rec;
    struct lx_str s = LX_STR_EMPTY;
    desk_ok(d, lx_get(&d->w, type, id, &rec, &d->err));
    lx_f_format(&s, rec, lx_field_named(type, field));
    lx_rec_free(rec);
    return lx_str_take(&s);
}

size_t desk_entries_n(struct desk *d)
{
    struct lx_log_rows rows = { 0 };
    struct lx_log_query q = { 0 };
    desk_ok(d, d->store->log(d->store, &q, &rows, &d->err));
    size_t n = rows.n;
    lx_log_rows_done(&rows);
    return n;
}
