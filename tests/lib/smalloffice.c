/* A small office on a real database in memory with a screen before it. */
#include "tests/lib/smalloffice.h"

#include "core/meeting/meetings.h"
#include "core/work/office.h"
#include "core/work/units.h"
#include "db/db.h"
#include "tests/lib/approve.h"
#include "tests/lib/tmp.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <sys/stat.h>
#include <cmocka.h>

const struct smalloffice_size smalloffice_sizes[SMALLOFFICE_SIZES] = {
    { 24, 80, "zh", false }, { 45, 160, "zh", false }, { 24, 80, "en", false }, { 45, 160, "en", false }, { 24, 80, "zh", true },
};

bool smalloffice_look(struct smalloffice *o, int i, const char *name)
{
    const struct smalloffice_size *z = &smalloffice_sizes[i];
    return approve_screen(&(struct approved){ name, z->lang, z->wide, z->h, z->w }, inscreen_text(o->t));
}

void smalloffice_must(enum lx_rc rc, const struct lx_err *err)
{
    if (rc != LX_OK)
        fail_msg("%s: %s", err->msgid ? err->msgid : "?", err->detail);
}

static void add_meeting(struct smalloffice *o)
{
    static const struct {
        const char *title, *by;
        int minutes;
    } rows[] = { { "行动计划实施情况", "宁波市发展和改革委员会", 20 }, { "大桥前期工作", "舟山市交通运输局", 15 } };
    struct lx_err err = { 0 };
    struct lx_series *series = lx_rec_new(LX_SERIES);
    lx_set_text(&series->name, "市长联席会议");
    smalloffice_must(lx_add(&o->work, "series add", series, &err), &err);
    o->series = series->rec.id;
    lx_rec_free(series);
    struct lx_meeting *m = lx_rec_new(LX_MEETING);
    m->series = o->series;
    m->date = (struct lx_date){ .day = lx_day_make(2024, 6, 20) };
    lx_set_text(&m->time, "09:00");
    lx_set_text(&m->place, "宁波");
    smalloffice_must(lx_meeting_add(&o->work, m, 0, &err), &err);
    o->meeting = m->rec.id;
    lx_rec_free(m);
    for (size_t i = 0; i < 2; i++) {
        struct lx_agenda *a = lx_rec_new(LX_AGENDA);
        a->meeting = o->meeting;
        lx_set_text(&a->title, rows[i].title);
        a->presenter = smalloffice_unit(o, rows[i].by);
        a->minutes = rows[i].minutes;
        smalloffice_must(lx_agenda_add(&o->work, a, &err), &err);
        lx_rec_free(a);
    }
    smalloffice_must(lx_meeting_step(&o->work, o->meeting, MEETING_IN_SESSION, &err), &err);
}

struct smalloffice *smalloffice_new(int h, int w, const char *lang, bool wide)
{
    static const char *const units[] = { "宁波市", "宁波市发展和改革委员会", "宁波市交通运输局", "舟山市", "舟山市交通运输局" };
    struct smalloffice *o = calloc(1, sizeof *o);
    struct lx_err err = { 0 };
    lx_id id;
    smalloffice_must(lx_db_open(&o->store, ":memory:", LX_DB_CREATE, &err), &err);
    lx_work_init(&o->work, o->store, "clerk", NULL, NULL);
    smalloffice_must(lx_refresh(&o->work, &err), &err);
    for (size_t i = 0; i < sizeof units / sizeof *units; i++) {
        smalloffice_must(lx_unit_add(&o->work, units[i], i % 3 == 0 ? UNIT_GOVERNMENT : -1, 0, &id, &err), &err);
        smalloffice_must(lx_refresh(&o->work, &err), &err);
    }
    char *pairs[] = { "name=浙东经济合作区", "direct_close=yes" };
    smalloffice_must(lx_office_set(&o->work, pairs, 2, NULL, &err), &err);
    smalloffice_must(lx_refresh(&o->work, &err), &err);
    add_meeting(o);
    smalloffice_must(lx_refresh(&o->work, &err), &err);
    o->t = inscreen_new(&(struct inscreen_setup){ .store = o->store, .work = &o->work, .h = h, .w = w, .lang = lang, .wide = wide });
    return o;
}

void smalloffice_done(struct smalloffice **o)
{
    inscreen_done(&(*o)->t);
    lx_work_done(&(*o)->work);
    (*o)->store->close((*o)->store);
    free(*o);
    *o = NULL;
}

lx_id smalloffice_unit(struct smalloffice *o, const char *name)
{
    lx_id id = 0;
    struct lx_err err = { 0 };
    smalloffice_must(lx_unit_find(o->work.units, name, &id, &err), &err);
    return id;
}

static void ids_of(struct smalloffice *o, enum lx_type type, struct lx_ids *ids)
{
    struct lx_query q = { .type = type };
    struct lx_err err = { 0 };
    smalloffice_must(o->store->ids(o->store, &q, ids, &err), &err);
}

size_t smalloffice_count(struct smalloffice *o, enum lx_type type)
{
    struct lx_ids ids = { 0 };
    ids_of(o, type, &ids);
    size_t n = ids.n;
    lx_ids_done(&ids);
    return n;
}

void *smalloffice_only(struct smalloffice *o, enum lx_type type)
{
    struct lx_ids ids = { 0 };
    struct lx_err err = { 0 };
    struct lx_rec *rec = NULL;
    ids_of(o, type, &ids);
    assert_int_equal(ids.n, 1);
    smalloffice_must(lx_get(&o->work, type, ids.at[0], &rec, &err), &err);
    lx_ids_done(&ids);
    return rec;
}

void smalloffice_editor(const char *dir, const char *commands)
{
    char *path = tmp_path(dir, "editor.sh");
    struct lx_str s = LX_STR_EMPTY;
    lx_str_addf(&s, "#!/bin/sh\n%s\n", commands);
    tmp_write(path, s.s);
    assert_int_equal(chmod(path, 0700), 0);
    setenv("EDITOR", path, 1);
    unsetenv("VISUAL");
    lx_str_done(&s);
    free(path);
}
