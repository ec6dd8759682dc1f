/* A small office for papers. */
#include "tests/lib/paper_office.h"

#include "core/meeting/meetings.h"
#include "core/meeting/sequence.h"
#include "core/mem.h"
#include "core/work/items.h"
#include "core/work/office.h"
#include "tests/lib/memstore.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdlib.h>
#include <cmocka.h>

static struct lx_err err;
#define OK(call) assert_int_equal((call), LX_OK)

static const char minutes_md[] =
    "会议认为，渔业安全无小事，要**抓早抓小**。\n\n"
    "## 关于港口协同\n\n"
    "- [ ] 编制锚地共享方案。（牵头单位：甲市港航局；完成时限：2024年9月底前）<!-- 9-001 -->\n\n"
    "## 关于渔船互救\n\n"
    "原则通过《奖励办法》，见[第一部分](#关于港口协同)。\n\n"
    "### 资金\n\n"
    "| 城市 | 万元 |\n|---|--:|\n| 甲 | 60 |\n| 乙 | 1,200.5 |\n";

static void add_unit(struct office *o, const char *name, const char *brief, const char *en, lx_id parent, int64_t rank, lx_id *id)
{
    struct lx_unit *u = lx_rec_new(LX_UNIT);
    lx_set_text(&u->name, name);
    lx_set_text(&u->brief, brief);
    lx_set_text(&u->name_en, en);
    u->parent = parent;
    u->rank = rank;
    OK(lx_add(&o->w, "unit add", u, &err));
    *id = u->rec.id;
    lx_rec_free(u);
    OK(lx_refresh(&o->w, &err));
}

void paper_office_topic(struct office *o, int kind, const char *title, int64_t minutes, lx_id by, const char *speaker)
{
    struct lx_agenda *a = lx_rec_new(LX_AGENDA);
    a->meeting = o->meeting;
    a->kind = kind;
    lx_set_text(&a->title, title);
    lx_set_text(&a->speaker, speaker);
    a->minutes = minutes;
    a->presenter = by;
    OK(lx_agenda_add(&o->w, a, &err));
    lx_rec_free(a);
}

static void add_item(struct office *o, const char *title, lx_id lead, lx_id with, int with_role, const char *due, int64_t progress,
                      int state)
{
    struct lx_item *item = lx_rec_new(LX_ITEM);
    struct lx_duties duties = { 0 };
    struct lx_duty both[] = { { lead, PART_LEAD }, { with, with_role } };
    duties.at = both;
    duties.n = with ? 2 : 1;
    lx_set_text(&item->title, title);
    item->meeting = o->meeting;
    item->progress = progress;
    item->state = state;
    OK(lx_set_value(&o->w, item, lx_field_named(LX_ITEM, "due"), due, NULL, &err));
    OK(lx_item_add(&o->w, item, lead ? &duties : NULL, &err));
    lx_rec_free(item);
}

static void add_meeting(struct office *o)
{
    struct lx_meeting *m = lx_rec_new(LX_MEETING);
    m->series = o->series;
    m->host = o->city[1];
    lx_set_text(&m->time, "14:30");
    lx_set_text(&m->place, "乙市会议中心");
    lx_set_text(&m->chair, "乙市人民政府市长");
    lx_set_text(&m->attend, "出席：甲市、乙市人民政府负责同志，\n各市发展改革委负责同志\n请假：无\n列席：各市港航局负责同志");
    lx_set_text(&m->minutes, minutes_md);
    OK(lx_set_value(&o->w, m, lx_field_named(LX_MEETING, "date"), "2024-06-20", NULL, &err));
    OK(lx_meeting_add(&o->w, m, 9, &err));
    o->meeting = m->rec.id;
    lx_rec_free(m);
}

void paper_office_part(struct office *o, int kind, const char *title, const char *date, const char *time, const char *until, const char *place,
                       const char *note)
{
    struct lx_sitting *s = lx_rec_new(LX_SITTING);
    s->meeting = o->meeting;
    s->kind = kind;
    lx_set_text(&s->title, title);
    lx_set_text(&s->time, time);
    lx_set_text(&s->until, until);
    lx_set_text(&s->place, place);
    lx_set_text(&s->note, note);
    if (date)
        OK(lx_set_value(&o->w, s, lx_field_named(LX_SITTING, "date"), date, NULL, &err));
    OK(lx_begin(&o->w, &err));
    OK(lx_end(&o->w, lx_sequence_add(&o->w, "meeting", s, &err), "sitting add", NULL, &err));
    lx_rec_free(s);
}

void paper_office_meeting(struct office *o, const char *field, const char *value)
{
    struct lx_meeting *old = NULL;
    OK(lx_get(&o->w, LX_MEETING, o->meeting, &old, &err));
    struct lx_meeting *m = lx_rec_copy(old);
    lx_set_text(lx_f_text(m, lx_field_named(LX_MEETING, field)), value);
    OK(lx_save(&o->w, "meeting set", old, m, NULL, &err));
    lx_rec_free(old);
    lx_rec_free(m);
}

int paper_office_open(void **state)
{
    struct office *o = lx_alloc(sizeof *o);
    *state = o;
    o->store = memstore_new();
    lx_work_init(&o->w, o->store, "test", NULL, NULL);
    OK(lx_refresh(&o->w, &err));
    char *settings[] = { "name=两市协作办公室", "issuer=两市市长联席会议办公室", "name_en=Office of the Two Cities" };
    OK(lx_office_set(&o->w, settings, 3, NULL, &err));
    struct lx_series *s = lx_rec_new(LX_SERIES);
    lx_set_text(&s->name, "市长联席会议");
    lx_set_text(&s->name_en, "Joint Meeting of Mayors");
    lx_set_text(&s->body, "两市市长联席会议");
    OK(lx_add(&o->w, "series add", s, &err));
    o->series = s->rec.id;
    lx_rec_free(s);
    add_unit(o, "甲市", NULL, "City A", 0, 1, &o->city[0]);
    add_unit(o, "乙市", NULL, "City B", 0, 2, &o->city[1]);
    add_unit(o, "甲市港航局", "甲港航", "Ports of A", o->city[0], LX_NO_INT, &o->bureau[0]);
    add_unit(o, "乙市一局", "乙一局", "First of B", o->city[1], LX_NO_INT, &o->bureau[1]);
    add_meeting(o);
    paper_office_topic(o, AGENDA_REPORT, "上次会议以来工作进展情况", 15, o->bureau[0], "办公室主任");
    paper_office_topic(o, AGENDA_DELIBERATE, "审议《奖励办法（试行）》", 20, o->bureau[1], NULL);
    paper_office_topic(o, AGENDA_DELIBERATE, "《两年行动计划》", LX_NO_INT, 0, NULL);
    paper_office_topic(o, AGENDA_EXCHANGE, "两市交流发言", 30, 0, "两市市长");
    add_item(o, "编制锚地共享方案", o->bureau[0], o->bureau[1], PART_WITH, "2024年9月底前", 35, ITEM_WORKING);
    add_item(o, "每年联合开展增殖放流", o->bureau[1], o->bureau[0], PART_LEAD, "2024-06-20", LX_NO_INT, ITEM_ASSIGNED);
    add_item(o, "答复来函", 0, 0, 0, "2024-06-28", LX_NO_INT, ITEM_REGISTERED);
    add_item(o, "开展联合演练，检验信息互通、力量互援、演练互邀三项机制", o->bureau[1], 0, 0, "长期", 100, ITEM_CLOSED);
    add_item(o, "暂缓的事项", o->bureau[0], o->city[1], PART_WITH, "2025-01-31", LX_NO_INT, ITEM_SUSPENDED);
    return 0;
}

int paper_office_close(void **state)
{
    struct office *o = *state;
    lx_work_done(&o->w);
    o->store->close(o->store);
    free(o);
    return 0;
}
