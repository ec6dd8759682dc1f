/* Papers that are made before a meeting: programme, topic form. */
#include "core/paper/build.h"

#include "core/doc/markdown.h"
#include "core/meeting/attendance.h"
#include "core/meeting/bodies.h"
#include "core/meeting/materials.h"
#include "core/meeting/meetings.h"
#include "core/meeting/notices.h"
#include "core/meeting/sequence.h"
#include "core/meeting/topics.h"
#include "core/page/page.h"
#include "core/text/text.h"
#include "tests/lib/paper_office.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdlib.h>
#include <string.h>
#include <cmocka.h>

static struct lx_err err;
#define OK(call) assert_int_equal(said((call)), LX_OK)
#define HAS(md, s) assert_non_null(strstr(lx_str_z(&(md)), (s)))
#define LACKS(md, s) assert_null(strstr(lx_str_z(&(md)), (s)))

static int said(enum lx_rc rc)
{
    if (rc)
        print_error("%s [%s]\n", err.msgid ? err.msgid : "?", err.detail);
    return rc;
}

static struct lx_str build(struct office *o, const char *kind, lx_id of, bool en)
{
    struct lx_str md = LX_STR_EMPTY;
    OK(lx_paper_build(&o->w, lx_paper_find(kind), of, NULL, en, &md, &err));
    return md;
}

/* The blocks of a kind in the paper as it is read. */
static size_t blocks(const struct lx_str *md, enum lx_block_kind kind)
{
    struct lx_doc *d = NULL;
    size_t n = 0;
    OK(lx_markdown_read(&d, lx_str_z(md), md->len, &err));
    for (size_t i = 0; i < d->block_n; i++)
        n += d->block[i].kind == kind;
    lx_doc_free(d);
    return n;
}

/* --- programme ------------------------------------------------------------------------------------------------------ */

static void the_programme_runs_by_the_clock(void **state)
{
    struct office *o = *state;
    struct lx_str md = build(o, "programme", o->meeting, false);
    HAS(md, "title: 两市市长联席会议第九次会议日程\n");
    HAS(md, "时间：2024年6月20日（星期四）\n");
    HAS(md, "| 6月20日<br>（星期四） | 14:30 | 两市市长联席会议第九次会议 | 乙市会议中心 |\n"); /* no parts: the meeting itself */
    lx_str_done(&md);

    paper_office_part(o, SITTING_PLENARY, "全体会议", NULL, "14:30", "17:00", NULL, NULL);
    paper_office_part(o, SITTING_VISIT, "考察港口", NULL, "9:00", "11:30", "甲港", NULL);
    paper_office_part(o, SITTING_ARRIVAL, "报到", "2024-06-19", "14:00-18:00", NULL, "乙宾馆", NULL);
    md = build(o, "programme", o->meeting, false);
    HAS(md, "时间：2024年6月19日至20日\n");
    HAS(md, "| 日期 | 时间 | 内容 | 地点 |\n");
    HAS(md, "| 6月19日<br>（星期三） | 14:00-18:00 | 报到 | 乙宾馆 |\n"
            "| 6月20日<br>（星期四） | 9:00-11:30 | 考察港口 | 甲港 |\n"
            "|  | 14:30-17:00 | 全体会议 | 乙市会议中心 |\n");
    lx_str_done(&md);

    paper_office_part(o, SITTING_DEPARTURE, "返程", "2024-07-01", NULL, NULL, NULL, "自行安排");
    md = build(o, "programme", o->meeting, false);
    HAS(md, "时间：2024年6月19日至7月1日\n");
    HAS(md, "| 7月1日<br>（星期一） |  | 返程 | 乙市会议中心 | 自行安排 |\n");
    lx_str_done(&md);

    md = build(o, "programme", o->meeting, true);
    HAS(md, "Time: 19 June 2024 to 1 July 2024\n");
    HAS(md, "| 19 June<br>Wednesday | 14:00-18:00 | arrival | 乙宾馆 |  |\n"); /* says no more than its kind */
    HAS(md, "| 9:00-11:30 | 考察港口 |"); /* a title of its own */
    lx_str_done(&md);
}

/* --- the topic form ------------------------------------------------------------------------------------------------- */

static lx_id add_topic(struct office *o, const char *title, const char *gist)
{
    struct lx_topic *t = lx_rec_new(LX_TOPIC);
    lx_set_text(&t->title, title);
    lx_set_text(&t->gist, gist);
    t->unit = o->bureau[0];
    t->series = o->series;
    t->kind = AGENDA_DECIDE;
    t->minutes = 15;
    OK(lx_topic_add(&o->w, t, &err));
    lx_id id = t->rec.id;
    lx_rec_free(t);
    return id;
}

static void a_topic_form_is_filled_or_blank(void **state)
{
    struct office *o = *state;
    struct lx_str md = build(o, "topic", add_topic(o, "共建|大桥", "一是出资。\n二是拨付。"), false);
    HAS(md, "title: 议题申报表\n");
    HAS(md, "填报日期：2024年6月25日<!-- right -->\n");
    HAS(md, "| **议题名称** | 共建\\|大桥 |\n");
    HAS(md, "| **提出单位** | 甲市港航局 |\n");
    HAS(md, "| **拟上会议** | 市长联席会议 |\n");
    HAS(md, "□审议 ■研究 □听取汇报<br>");
    HAS(md, "| **汇报用时** | 15分钟 |\n");
    HAS(md, "| **主要内容** | 一是出资。<br>二是拨付。 |\n");
    HAS(md, "| **主持人审定意见** |");
    size_t rows_n = blocks(&md, LX_B_ROW);
    lx_str_done(&md);

    md = build(o, "topic", 0, false);
    HAS(md, "| **议题名称** |  |\n");
    LACKS(md, "■");
    LACKS(md, "拟上会议");
    assert_int_equal(blocks(&md, LX_B_ROW), rows_n - 1); /* its head of empty cells is no row */
    lx_str_done(&md);
    md = build(o, "topic", 0, true);
    HAS(md, "| **To be decided** |");
    HAS(md, "\\[ \\] deliberate \\[ \\] decide");
    lx_str_done(&md);
}

static void what_a_paper_is_of_may_be_left_out(void **state)
{
    struct office *o = *state;
    lx_id of = 1, topic = add_topic(o, "共建大桥", NULL);
    const struct lx_paper *form = lx_paper_find("topic");
    OK(lx_paper_find_no(&o->w, form, "", &of, &err));
    assert_int_equal(of, 0);
    OK(lx_paper_find_no(&o->w, form, "共建大桥", &of, &err));
    assert_int_equal(of, topic);
    assert_int_equal(lx_paper_find_no(&o->w, form, "没有的", &of, &err), LX_NOTFOUND);
    assert_true(lx_paper_fits(form, LX_TOPIC) && lx_paper_fits(form, LX_NONE_TYPE) && !lx_paper_fits(form, LX_MEETING));
    assert_true(lx_paper_beside(form, LX_TOPIC) && !lx_paper_beside(form, LX_UNIT));
    struct lx_str md = LX_STR_EMPTY;
    assert_int_equal(lx_paper_build(&o->w, form, o->meeting, NULL, false, &md, &err), LX_NOTFOUND);
    lx_str_done(&md);
}

/* --- papers of the meeting, topics --------------------------------------------------------------------------------------- */

static lx_id add_paper(struct office *o, const char *title, size_t row, int64_t pages)
{
    struct lx_rows agenda = { 0 };
    struct lx_material *m = lx_rec_new(LX_MATERIAL);
    OK(lx_agenda(&o->w, o->meeting, &agenda, &err));
    m->meeting = o->meeting;
    m->agenda = agenda.at[row]->id;
    m->unit = o->bureau[row % 2];
    m->pages = pages;
    m->recall = row ? LX_YES : LX_NO;
    lx_set_text(&m->title, title);
    OK(lx_material_add(&o->w, m, &err));
    lx_id id = m->rec.id;
    lx_rec_free(m);
    lx_rows_done(&agenda);
    return id;
}

static void papers_are_listed_as_they_stand(void **state)
{
    struct office *o = *state;
    struct lx_str md = build(o, "papers", o->meeting, false);
    HAS(md, "title: 两市市长联席会议第九次会议材料目录\n");
    HAS(md, "本次会议没有书面材料。\n");
    lx_str_done(&md);
    OK(lx_material_receive(&o->w, add_paper(o, "工作报告", 0, 8), 8, &err));
    OK(lx_material_replace(&o->w, add_paper(o, "奖励办法", 1, 6), "奖励办法（送审稿）", 7, NULL, &err));
    add_paper(o, "附件", 1, 3);
    md = build(o, "papers", o->meeting, false);
    HAS(md, "| 材料一 | 工作报告 | 甲市港航局 | 8 |  |\n");
    HAS(md, "| 材料二 | 奖励办法（送审稿） | 乙市一局 | 7 | 会后收回 |\n"); /* not the version that it replaced */
    HAS(md, "| 材料三 | 附件 | 乙市一局 | 3 | 另发、会后收回 |\n");
    HAS(md, "共3份，18页。");
    lx_str_done(&md);
    md = build(o, "papers", o->meeting, true);
    HAS(md, "| Paper 2 | 奖励办法（送审稿） | First of B | 7 | collected afterwards |\n");
    lx_str_done(&md);
    md = build(o, "topics", o->meeting, false);
    HAS(md, "| 2 | 审议《奖励办法（试行）》 | 乙一局 |  | 20分钟 | 材料二、材料三 |\n");
    lx_str_done(&md);
}

static void topics_are_listed_by_where_they_stand(void **state)
{
    struct office *o = *state;
    lx_id taken = add_topic(o, "甲题", NULL), refused = add_topic(o, "乙题", NULL), waiting = add_topic(o, "丙题", "要点");
    OK(lx_topic_step(&o->w, taken, "check", NULL, &err));
    OK(lx_topic_step(&o->w, taken, "accept", NULL, &err));
    OK(lx_topic_step(&o->w, refused, "refuse", "属部门职权", &err));
    (void)waiting;
    struct lx_str md = build(o, "topics", 0, false);
    const char *a = strstr(lx_str_z(&md), "## 已采纳、待列入的议题（1项）"), *b = strstr(lx_str_z(&md), "## 待审定的议题（1项）"),
               *c = strstr(lx_str_z(&md), "## 未采纳的议题（1项）");
    assert_true(a && a < b && b < c);
    HAS(md, "| 1 | 甲题 | 甲港航 |  | 15分钟 |  |  |\n");
    HAS(md, "| 1 | 丙题 | 甲港航 |  | 15分钟 | 要点 |  |\n");
    HAS(md, "| 属部门职权 |\n");
    lx_str_done(&md);

    OK(lx_topic_schedule(&o->w, taken, o->meeting, 0, NULL, &err));
    md = build(o, "topics", o->meeting, false);
    HAS(md, "title: 两市市长联席会议第九次会议议题汇总表\n");
    HAS(md, "## 列入议程的议题（5项）");
    HAS(md, "| 5 | 甲题 | 甲港航 |");
    LACKS(md, "已采纳"); /* it stands on the agenda now, once */
    HAS(md, "丙题");     /* waits for the series of the meeting */
    lx_str_done(&md);
    OK(lx_meeting_step(&o->w, o->meeting, MEETING_IN_SESSION, &err));
    md = build(o, "topics", o->meeting, false);
    LACKS(md, "丙题"); /* waits for the next one */
    lx_str_done(&md);
}

/* --- notices, the chair's papers ------------------------------------------------------------------------------------------- */

static void send(struct office *o, int kind, const char *place)
{
    struct lx_notice *n = lx_rec_new(LX_NOTICE);
    const struct lx_meeting_when to = { .date = LX_NO_DAY, .place = place };
    n->meeting = o->meeting;
    n->kind = kind;
    if (kind == NOTICE_CORRECTION)
        OK(lx_meeting_correct(&o->w, o->meeting, &to, "会场调整", &err));
    else
        OK(lx_notice_send(&o->w, n, o->city, 2, &err));
    lx_rec_free(n);
}

static void each_notice_is_a_paper(void **state)
{
    struct office *o = *state;
    struct lx_str md = LX_STR_EMPTY;
    assert_int_equal(lx_paper_build(&o->w, lx_paper_find("correction"), o->meeting, NULL, false, &md, &err), LX_NOTFOUND);
    md = build(o, "call", o->meeting, false);
    HAS(md, "title: 关于征集两市市长联席会议第九次会议议题的通知\n");
    HAS(md, "<!-- attachment -->\n\n# 议题申报表\n");
    HAS(md, "| **拟上会议** | 两市市长联席会议第九次会议 |\n");
    lx_str_done(&md);
    char *attend[] = { (char[]){ "attend=乙市一局、甲市港航局" } }, *again[] = { (char[]){ "attend=乙市一局、乙市" } };
    struct lx_rows agenda = { 0 };
    OK(lx_agenda(&o->w, o->meeting, &agenda, &err));
    OK(lx_agenda_set(&o->w, agenda.at[0]->id, attend, 1, NULL, &err));
    OK(lx_agenda_set(&o->w, agenda.at[1]->id, again, 1, NULL, &err));
    lx_rows_done(&agenda);
    send(o, NOTICE_NOTICE, NULL);
    send(o, NOTICE_CORRECTION, "乙市行政中心");
    md = build(o, "correction", o->meeting, false);
    HAS(md, "地点：原为乙市会议中心，现为乙市行政中心。\n");
    LACKS(md, "参会回执");
    lx_str_done(&md);
    md = build(o, "notice", o->meeting, false); /* the notice stays the notice */
    HAS(md, "title: 关于召开两市市长联席会议第九次会议的通知\n");
    HAS(md, "to: 甲市、乙市：\n");
    HAS(md, "| 单位 | 姓名 | 职务 | 联系电话 | 抵离时间 | 住宿 | 车牌 | 备注 |\n");
    LACKS(md, "联系方式"); /* nobody is known to ask */
    HAS(md, "列席单位：乙市一局、甲市港航局、乙市\n"); /* each once, and one is no part of another */
    lx_str_done(&md);
    md = build(o, "notice", o->meeting, true);
    HAS(md, "issuer: Office of the Two Cities\n");
    HAS(md, "Invited to attend: First of B, Ports of A, City B\n");
    lx_str_done(&md);
}

static void the_chair_has_papers_of_his_own(void **state)
{
    struct office *o = *state;
    struct lx_rows agenda = { 0 };
    char *script[] = { (char[]){ "script=请各位\n先看材料。" }, (char[]){ "note=内部一句" }, (char[]){ "attend=甲港航、丙局" } };
    OK(lx_agenda(&o->w, o->meeting, &agenda, &err));
    OK(lx_agenda_set(&o->w, agenda.at[1]->id, script, 3, NULL, &err));
    lx_rows_done(&agenda);
    struct lx_str md = build(o, "chair", o->meeting, false);
    HAS(md, "title: 两市市长联席会议第九次会议议程（主持人用）\n");
    HAS(md, "内部备注：内部一句\n");
    lx_str_done(&md);
    md = build(o, "agenda", o->meeting, false);
    LACKS(md, "内部一句");
    LACKS(md, "先看材料");
    lx_str_done(&md);
    md = build(o, "script", o->meeting, false);
    HAS(md, "title: 两市市长联席会议第九次会议主持词\n");
    HAS(md, "（2024年6月20日）<!-- subtitle -->\n");
    HAS(md, "今天的会议共有四项议程：第一项，听取上次会议以来工作进展情况汇报；第二项，审议《奖励办法（试行）》；");
    HAS(md, "**第一项议程：听取上次会议以来工作进展情况汇报。**\n");
    HAS(md, "请办公室主任汇报。\n");
    HAS(md, "> （甲市港航局（办公室主任），14:30-14:45）\n");
    HAS(md, "**第二项议程：审议《奖励办法（试行）》。**\n\n请各位\n\n先看材料。\n"); /* its own words instead of the standing ones */
    LACKS(md, "请乙市一局作说明");
    HAS(md, "会议到此结束，散会。\n");
    lx_str_done(&md);
    md = build(o, "script", o->meeting, true);
    HAS(md, "**Item 1: Hear a report: ");
    lx_str_done(&md);
}

static void join(struct office *o, lx_id body, lx_id unit, int role)
{
    struct lx_member *m = lx_rec_new(LX_MEMBER);
    m->body = body;
    m->unit = unit;
    m->role = role;
    lx_set_text(&m->basis, "章程");
    OK(lx_set_value(&o->w, m, lx_field_named(LX_MEMBER, "since"), "2010-05-01", NULL, &err));
    OK(lx_member_join(&o->w, m, &err));
    lx_rec_free(m);
}

static void make_governments(struct office *o)
{
    char *const kind[] = { (char[]){ "kind=government" } };
    for (int i = 0; i < 2; i++) {
        OK(lx_record_set(&o->w, LX_UNIT, o->city[i], kind, 1, NULL, &err));
        OK(lx_refresh(&o->w, &err));
        join(o, 0, o->city[i], MEMBER_MEMBER);
    }
}

/* --- the booklet ----------------------------------------------------------------------------------------------------------- */

static void the_booklet_binds_what_participants_get(void **state)
{
    struct office *o = *state;
    make_governments(o);
    OK(lx_material_receive(&o->w, add_paper(o, "奖励办法", 1, 6), 6, &err));
    paper_office_part(o, SITTING_PLENARY, "全体会议", NULL, "14:30", "17:00", "一号会议室", NULL);
    struct lx_str md = build(o, "booklet", o->meeting, false), paper;
    HAS(md, "title: 两市市长联席会议第九次会议\\会议手册\n");
    HAS(md, "date: 2024-06-20\n"); /* of the meeting */
    HAS(md, "contents: yes\n");
    HAS(md, "## 会议须知\n");
    HAS(md, "## 参会人员名单\n");
    HAS(md, "1. 请与会人员于14:20前到一号会议室签到，按席卡就座。\n");
    HAS(md, "材料一会后收回");
    static const char *const parts[] = { "programme", "agenda", "attendance", "papers" };
    for (size_t i = 0; i < sizeof parts / sizeof *parts; i++) { /* each as it is on its own */
        paper = build(o, parts[i], o->meeting, false);
        const char *body = strstr(paper.s + 1, "\n---\n\n") + 6, *line = body + strspn(body, "\n"), *first = strstr(body, "|");
        struct lx_str row = LX_STR_EMPTY;
        lx_str_addn(&row, first ? first : line, strcspn(first ? first : line, "\n"));
        HAS(md, row.s);
        lx_str_done(&row);
        lx_str_done(&paper);
    }
    LACKS(md, "内部备注");
    LACKS(md, "分组名单"); /* nobody is in a group */
    lx_str_done(&md);
    struct lx_rows roll = { 0 };
    char *const party[] = { (char[]){ "party=海|组" } };
    OK(lx_roll_call(&o->w, o->meeting, NULL, &err));
    OK(lx_roll(&o->w, o->meeting, &roll, &err));
    assert_true(roll.n > 0);
    OK(lx_record_set(&o->w, LX_ATTENDANCE, roll.at[0]->id, party, 1, NULL, &err));
    md = build(o, "booklet", o->meeting, false);
    HAS(md, "## 分组名单\n");
    HAS(md, "| 组别 | 组成人员 |\n");
    HAS(md, "| 海\\|组 | ");
    lx_rows_done(&roll);
    struct lx_doc *d = NULL;
    OK(lx_markdown_read(&d, lx_str_z(&md), md.len, &err));
    struct lx_pages *p = lx_pages_make(d);
    assert_int_equal(p->page[0].foot.span_n, 0); /* a cover */
    assert_true(p->page[1].foot.span_n > 0);
    assert_true(p->page_n >= 7); /* cover, contents, and a page for each part */
    lx_pages_free(p);
    lx_doc_free(d);
    lx_str_done(&md);
    md = build(o, "booklet", o->meeting, true);
    HAS(md, "title: Booklet of the 9th Joint Meeting of Mayors\n");
    HAS(md, "Please sign in by 14:20 at 一号会议室");
    lx_str_done(&md);
}

/* Tables stand as wide as the comment above them asks, those behind the next one otherwise. */
static void columns_may_be_asked_for_on_the_way(void **state)
{
    (void)state;
    static const char md[] = "---\ncolumns: 3 50\n---\n\n| a | b |\n|-|-|\n| 1 | 2 |\n\n<!-- columns: 20 33 -->\n\n| a | b |\n|-|-|\n| 1 | 2 |\n\n"
                             "<!-- columns: -->\n\n| a | b |\n|-|-|\n| 1 | 2 |\n";
    static const int want[] = { 3, 20, 3 };
    struct lx_doc *d = NULL;
    OK(lx_markdown_read(&d, md, sizeof md - 1, &err));
    struct lx_sheet *s = lx_sheet_make(d);
    size_t n = 0;
    for (size_t i = 0; i < s->el_n; i++) {
        int w[64];
        bool ruled;
        if (s->el[i].kind != LX_EL_TABLE)
            continue;
        assert_true(lx_sheet_widths(s, s->el[i].block, LX_UPRIGHT_W, w, &ruled));
        assert_int_equal(w[0], want[n++]);
    }
    assert_int_equal(n, 3);
    lx_sheet_free(s);
    lx_doc_free(d);
}

/* --- contacts, members ---------------------------------------------------------------------------------------------------- */

static void add_person(struct office *o, lx_id unit, const char *post, const char *phone, const char *until)
{
    struct lx_person *p = lx_rec_new(LX_PERSON);
    lx_set_text(&p->post, post);
    lx_set_text(&p->phone, phone);
    p->unit = unit;
    if (until)
        OK(lx_set_value(&o->w, p, lx_field_named(LX_PERSON, "until"), until, NULL, &err));
    OK(lx_add(&o->w, "person add", p, &err));
    lx_rec_free(p);
}

static lx_id add_body(struct office *o, const char *name, int kind, int64_t rank)
{
    struct lx_body *body = lx_rec_new(LX_BODY);
    lx_set_text(&body->name, name);
    body->kind = kind;
    body->rank = rank;
    OK(lx_add(&o->w, "body add", body, &err));
    lx_id id = body->rec.id;
    lx_rec_free(body);
    return id;
}

static void contacts_stand_under_their_city(void **state)
{
    struct office *o = *state;
    make_governments(o);
    struct lx_str md = build(o, "contacts", 0, false);
    HAS(md, "没有登记联系人。\n");
    lx_str_done(&md);
    add_person(o, o->bureau[1], "综合处联络员", "2", NULL);
    add_person(o, o->bureau[0], "甲市港航局规划处联络员", "1", NULL);
    add_person(o, o->bureau[0], "前任", "0", "2020-01-01");
    md = build(o, "contacts", 0, false);
    const char *a = strstr(lx_str_z(&md), "## 甲市\n"), *b = strstr(lx_str_z(&md), "## 乙市\n");
    assert_true(a && a < b);
    HAS(md, "| 港航局 | 规划处联络员 | 1 |\n"); /* what stands above is not said again */
    LACKS(md, "前任");
    lx_str_done(&md);
    lx_id body = add_body(o, "渔业组", BODY_TOPIC_GROUP, 2);
    join(o, body, o->bureau[1], MEMBER_LEAD);
    md = build(o, "contacts", body, false);
    HAS(md, "title: 渔业组通讯录\n");
    HAS(md, "| 一局 | 综合处联络员 | 2 |\n");
    LACKS(md, "## 甲市");
    lx_str_done(&md);
    md = build(o, "contacts", o->city[0], true);
    HAS(md, "title: Contact list: City A\n");
    HAS(md, "| Ports of A | 规划处联络员 | 1 |\n");
    lx_str_done(&md);
}

static void bodies_stand_against_cities(void **state)
{
    struct office *o = *state;
    struct lx_str md = build(o, "members", 0, false);
    HAS(md, "没有登记机构。\n");
    lx_str_done(&md);
    make_governments(o);
    add_body(o, "联席会议", BODY_JOINT, 1);
    lx_id body = add_body(o, "渔业组", BODY_TOPIC_GROUP, 2);
    join(o, body, o->bureau[0], MEMBER_MEMBER);
    join(o, body, o->bureau[1], MEMBER_LEAD);
    md = build(o, "members", 0, false);
    HAS(md, "| 机构 | 甲市 | 乙市 |\n");
    HAS(md, "| 联席会议 | 成员 | 成员 |\n");
    HAS(md, "| 渔业组 | 甲港航 | 乙一局（组长单位） |\n");
    HAS(md, "| 1 | 甲市 | 2010年5月1日 | 章程 |\n");
    lx_str_done(&md);
    md = build(o, "members", 0, true);
    HAS(md, "| Body | City A | City B |\n");
    HAS(md, "| 渔业组 | Ports of A | First of B (leading member) |\n");
    lx_str_done(&md);
    for (int i = 0; i < 6; i++) { /* seven cities stand in two tables, a company beside the last ones */
        struct lx_unit *u = lx_rec_new(LX_UNIT);
        u->kind = i < 5 ? UNIT_GOVERNMENT : UNIT_COMPANY;
        u->rank = 10 + i;
        lx_set_text(&u->name, (const char *[]){ "丙市", "丁市", "戊市", "己市", "庚市", "某公司" }[i]);
        OK(lx_add(&o->w, "unit add", u, &err));
        OK(lx_refresh(&o->w, &err));
        join(o, i < 5 ? 0 : body, u->rec.id, i < 5 ? MEMBER_MEMBER : MEMBER_OBSERVER);
        lx_rec_free(u);
    }
    md = build(o, "members", 0, false);
    HAS(md, "| 机构 | 甲市 | 乙市 | 丙市 | 丁市 | 戊市 | 己市 |\n");
    HAS(md, "| 机构 | 庚市 | 其他 |\n");
    HAS(md, "| 渔业组 |  | 某公司（列席单位） |\n");
    lx_str_done(&md);
}

/* --- hostile words, in every field that these papers show ----------------------------------------------------------------- */

static void no_words_break_them(void **state)
{
    static const char *const hostile[] = { "| a | b |", "**b** `c` <b> &amp; \\ [x](y)", "# 标题", "<!-- page -->", "two\nlines\n---\n# three", "\x1b[2J\u202Egnp",
                                           "　　", "----", "<br><br><br>", "-", "1. one", "Supercalifragilisticexpialidocious-Supercalifragilisticexpialidocious" };
    struct office *o = *state;
    make_governments(o);
    lx_id body = add_body(o, "组", BODY_TOPIC_GROUP, 2);
    o->w.undoes = 1; /* nothing is checked then: an older program stored lines where there is one */
    for (size_t i = 0; i < sizeof hostile / sizeof *hostile; i++) {
        const char *s = hostile[i];
        paper_office_part(o, SITTING_OTHER, s, NULL, s, s, s, s);
        add_topic(o, s, s);
        add_paper(o, s, i % 4, 1);
        paper_office_topic(o, (int)i % AGENDA_HEADING, s, 5, i % 2 ? o->bureau[0] : 0, s);
        add_person(o, o->bureau[i % 2], s, s, NULL);
        add_body(o, s, BODY_OTHER, 3);
    }
    join(o, body, o->bureau[0], MEMBER_LEAD);
    static const struct {
        const char *kind;
        bool of;
    } papers[] = { { "programme", true }, { "topics", true }, { "topics", false }, { "papers", true }, { "script", true }, { "chair", true }, { "contacts", false }, { "members", false } };
    for (size_t i = 0; i < 2 * sizeof papers / sizeof *papers; i++) {
        struct lx_str md = build(o, papers[i / 2].kind, papers[i / 2].of ? o->meeting : 0, i % 2);
        assert_true(lx_text_is_clean(lx_str_z(&md), md.len, LX_CLEAN_LINES));
        assert_int_equal(blocks(&md, LX_B_PAGE) + blocks(&md, LX_B_RULE) + blocks(&md, LX_B_CODE), 0);
        struct lx_doc *d = NULL;
        OK(lx_markdown_read(&d, lx_str_z(&md), md.len, &err));
        struct lx_pages *p = lx_pages_make(d);
        for (size_t k = 0; k < p->page_n; k++)
            assert_in_range(p->page[k].line_n, 0, p->page[k].lines);
        struct lx_str line = LX_STR_EMPTY;
        for (size_t k = 0; k < p->line_n; k++) {
            lx_str_clear(&line);
            lx_page_line_text(&line, p, &p->line[k], LX_WIDE);
            assert_in_range(lx_text_w(lx_str_z(&line), LX_WIDE), 0, p->page[0].w);
        }
        lx_str_done(&line);
        lx_pages_free(p);
        lx_doc_free(d);
        lx_str_done(&md);
    }
    struct lx_str md = build(o, "booklet", o->meeting, false);
    assert_int_equal(blocks(&md, LX_B_PAGE), 6); /* a page for each part and no more, whatever the words say */
    lx_str_done(&md);
}

int main(void)
{
#define T(f) cmocka_unit_test_setup_teardown(f, paper_office_open, paper_office_close)
    const struct CMUnitTest tests[] = {
        T(the_programme_runs_by_the_clock),
        T(a_topic_form_is_filled_or_blank),
        T(what_a_paper_is_of_may_be_left_out),
        T(papers_are_listed_as_they_stand),
        T(topics_are_listed_by_where_they_stand),
        T(each_notice_is_a_paper),
        T(the_chair_has_papers_of_his_own),
        T(the_booklet_binds_what_participants_get),
        T(columns_may_be_asked_for_on_the_way),
        T(contacts_stand_under_their_city),
        T(bodies_stand_against_cities),
        T(no_words_break_them),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
