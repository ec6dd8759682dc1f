/* Papers of the room: sign-in sheet, attendance list, seating plan, name cards; their order, blank forms, two hundred people. */
#include "core/paper/build.h"

#include "core/doc/markdown.h"
#include "core/meeting/attendance.h"
#include "core/meeting/bodies.h"
#include "core/meeting/meetings.h"
#include "core/meeting/notices.h"
#include "core/meeting/sequence.h"
#include "core/mem.h"
#include "core/page/page.h"
#include "core/work/office.h"
#include "tests/lib/paper_office.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdlib.h>
#include <string.h>
#include <cmocka.h>

static struct lx_err err;
#define OK(call) assert_int_equal(said((call)), LX_OK)
#define HAS(md, s) has(lx_str_z(&(md)), (s))
#define LACKS(md, s) assert_null(strstr(lx_str_z(&(md)), (s)))

static void has(const char *md, const char *s)
{
    if (!strstr(md, s))
        print_error("missing: %s in\n%s\n", s, md);
    assert_non_null(strstr(md, s));
}

static int said(enum lx_rc rc)
{
    if (rc)
        print_error("%s [%s]\n", err.msgid ? err.msgid : "?", err.detail);
    return rc;
}

static struct lx_str build(struct office *o, const char *kind, const char *query, bool en)
{
    struct lx_str md = LX_STR_EMPTY;
    OK(lx_paper_build(&o->w, lx_paper_find(kind), o->meeting, query, en, &md, &err));
    return md;
}

static struct lx_pages *lay(const struct lx_str *md)
{
    struct lx_doc *d = NULL;
    OK(lx_markdown_read(&d, lx_str_z(md), md->len, &err));
    struct lx_pages *p = lx_pages_make(d);
    lx_doc_free(d);
    return p;
}

/* A row of the roll; whom: a proxy. */
static void add_one(struct office *o, lx_id unit, int role, int state, const char *name, const char *post, const char *whom)
{
    struct lx_attendance *a = lx_rec_new(LX_ATTENDANCE);
    a->meeting = o->meeting;
    a->unit = unit;
    a->role = role;
    a->state = state;
    lx_set_text(&a->name, name);
    lx_set_text(&a->post, post);
    lx_set_text(&a->for_whom, whom);
    OK(lx_roll_add(&o->w, a, &err));
    lx_rec_free(a);
}

static void add_some(struct office *o)
{
    add_one(o, 0, ATTEND_GUEST, PRESENCE_EXPECTED, "高校专家", NULL, NULL);
    add_one(o, o->city[1], ATTEND_MEMBER, PRESENCE_EXPECTED, NULL, "乙市副市长", "市长");
    add_one(o, o->bureau[1], ATTEND_CALLED, PRESENCE_EXPECTED, "李某", "局长", NULL);
    add_one(o, o->city[0], ATTEND_MEMBER, PRESENCE_EXCUSED, NULL, "市长", NULL);
    add_one(o, o->bureau[0], ATTEND_CALLED, PRESENCE_EXPECTED, "王某", "甲市港航局副局长", NULL);
    add_one(o, o->city[0], ATTEND_CALLED, PRESENCE_EXPECTED, "张某", "秘书长", NULL);
}

/* Each of the words stands behind the one before it. */
static void in_order(const struct lx_str *md, const char *const *words, size_t n)
{
    const char *at = lx_str_z(md);
    for (size_t i = 0; i < n; i++) {
        const char *found = strstr(at, words[i]);
        if (!found)
            print_error("missing or out of order: %s in\n%s\n", words[i], lx_str_z(md));
        assert_non_null(found);
        at = found + strlen(words[i]);
    }
}
#define IN_ORDER(md, ...)                                                                                              \
    do {                                                                                                               \
        const char *const in_order_words[] = { __VA_ARGS__ };                                                          \
        in_order(&(md), in_order_words, sizeof in_order_words / sizeof *in_order_words);                               \
    } while (0)

static void the_list_stands_by_protocol(void **state)
{
    struct office *o = *state;
    add_some(o);
    struct lx_str md = build(o, "attendance", NULL, false);
    IN_ORDER(md, "title: 两市市长联席会议第九次会议参会人员名单\n", "出席1人，列席3人，嘉宾1人，请假1人。\n", "## 出席人员（1人）",
             "| 1 | 乙市 |  | 副市长 | 代市长 |\n", "## 列席人员（3人）", "| 1 | 甲市 | 张某 | 秘书长 |  |\n", "| 2 | 甲市港航局 | 王某 | 副局长 |  |\n",
             "| 3 | 乙市一局 | 李某 | 局长 |  |\n", "## 嘉宾（1人）", "| 1 |  | 高校专家 |", "## 请假人员（1人）", "| 1 | 甲市 |  | 市长 |");
    lx_str_done(&md);
    md = build(o, "attendance", NULL, true);
    IN_ORDER(md, "title: Attendance list: 9th Joint Meeting of Mayors\n", "## Members (1)", "| No. | Unit | Name | Post | Remark |\n",
             "City B |", "| Deputy Mayor | for Mayor |", "## Apologies (1)");
    lx_str_done(&md);
}

/* Before anybody called the roll it tells who will be expected; nothing is stored. */
static void no_roll_is_needed(void **state)
{
    struct office *o = *state;
    struct lx_rows roll = { 0 };
    struct lx_str md = build(o, "attendance", NULL, false);
    IN_ORDER(md, "## 列席人员（2人）", "| 1 | 甲市港航局 |", "| 2 | 乙市一局 |"); /* they report; nobody is a member */
    LACKS(md, "姓名");
    OK(lx_roll(&o->w, o->meeting, &roll, &err));
    assert_int_equal(roll.n, 0);
    lx_rows_done(&roll);
    lx_str_done(&md);
}

static void the_sheet_has_room_to_sign(void **state)
{
    struct office *o = *state;
    add_some(o);
    struct lx_str md = build(o, "signin", NULL, false);
    IN_ORDER(md, "title: 两市市长联席会议第九次会议签到表\n", "时间：2024年6月20日（星期四）14:30\n", "地点：乙市会议中心\n", "| 序号 | 单位 | 姓名 | 职务 | 联系电话 | 签名 | 备注 |",
             "| 1 | 乙市 |  | 副市长 |  |  | 代市长 |\n", "| 2 | 甲市 | 张某 |", "| 5 |  | 高校专家 |", "| 6 |   |   |", "| 11 |   |   |");
    LACKS(md, "请假"); /* who does not come does not sign */
    LACKS(md, "| 12 |");
    struct lx_pages *p = lay(&md);
    for (size_t i = 0; i < p->page_n; i++)
        assert_true(p->page[i].landscape);
    lx_pages_free(p);
    lx_str_done(&md);
}

/* Pages of many rows: each has the head of its table, none is longer than the page, every number is there once. */
static void two_hundred_people_come_out_whole(void **state)
{
    struct office *o = *state;
    for (int i = 0; i < 200; i++) {
        struct lx_str name = LX_STR_EMPTY;
        lx_str_addf(&name, "代表%d", i + 1);
        add_one(o, i % 3 ? o->city[i % 2] : o->bureau[i % 2], ATTEND_MEMBER, PRESENCE_EXPECTED, name.s, "代表", NULL);
        lx_str_done(&name);
    }
    static const char *const kinds[] = { "signin", "attendance" };
    for (size_t k = 0; k < sizeof kinds / sizeof *kinds; k++) {
        struct lx_str md = build(o, kinds[k], NULL, false), text = LX_STR_EMPTY;
        struct lx_pages *p = lay(&md);
        lx_pages_text(&text, p, LX_WIDE);
        size_t heads_n = 0;
        for (const char *s = text.s; (s = strstr(s, "序号")); s += 3)
            heads_n++;
        assert_true(p->page_n > 8);
        assert_in_range(heads_n, p->page_n, p->page_n + 2);
        for (int i = 0; i < 200; i++) {
            struct lx_str name = LX_STR_EMPTY;
            lx_str_addf(&name, "| 代表%d |", i + 1);
            HAS(md, name.s);
            lx_str_done(&name);
        }
        lx_pages_free(p);
        lx_str_done(&text);
        lx_str_done(&md);
    }
}

/* --- seats ------------------------------------------------------------------------------------------------------ */

/* Another n members, each of a unit of its own. */
static void add_members(struct office *o, int n, int role)
{
    for (int i = 0; i < n; i++) {
        struct lx_str name = LX_STR_EMPTY;
        lx_str_addf(&name, "%s%d", role == ATTEND_MEMBER ? "委员" : "来宾", i + 1);
        add_one(o, 0, role, PRESENCE_EXPECTED, name.s, NULL, NULL);
        lx_str_done(&name);
    }
}

static void set_even(struct office *o, const char *pair)
{
    char *pairs[] = { lx_strdup(pair) };
    OK(lx_office_set(&o->w, pairs, 1, NULL, &err));
    free(pairs[0]);
}

static void the_head_table_sits_by_the_rule(void **state)
{
    struct office *o = *state;
    add_members(o, 4, ATTEND_MEMBER); /* with the chair, who is not on the roll, five */
    struct lx_str md = build(o, "seating", NULL, false);
    HAS(md, "| 主席台 | 5 | 3 | 1 | 2 | 4 |\n");
    HAS(md, "|  | 委员4 | 委员2 | 乙市人民政府市长 | 委员1 | 委员3 |\n");
    HAS(md, "2号在1号左手，3号在1号右手");
    lx_str_done(&md);
    paper_office_meeting(o, "chair", NULL); /* now four */
    md = build(o, "seating", NULL, false);
    HAS(md, "|  | 3 | 1 | 2 | 4 |  |");
    HAS(md, "|  |  | 委员3 | 委员1 | 委员2 | 委员4 |  |");
    HAS(md, "1号、2号共居中位，2号在1号左手");
    lx_str_done(&md);
    set_even(o, "even_seats=right");
    md = build(o, "seating", NULL, false);
    HAS(md, "|  | 4 | 2 | 1 | 3 |  |");
    HAS(md, "2号在1号右手");
    lx_str_done(&md);
    paper_office_meeting(o, "chair", "乙市人民政府市长"); /* odd: the setting says nothing */
    md = build(o, "seating", NULL, false);
    HAS(md, "| 主席台 | 5 | 3 | 1 | 2 | 4 |\n");
    lx_str_done(&md);
}

static void the_chair_and_given_seats_come_first(void **state)
{
    struct office *o = *state;
    add_some(o);
    struct lx_str md = build(o, "seating", NULL, false);
    HAS(md, "| 乙市<br>副市长 |"); /* the chair's own city, though the chair's post differs; once */
    LACKS(md, "乙市人民政府市长");
    IN_ORDER(md, "| 会场 | 1 | 2 | 3 | 4 | 5 |", "| 第1排 | 高校专家 | 甲港航<br>王某 | 甲市<br>张某 | 乙一局<br>李某 |");
    LACKS(md, "请假");
    lx_str_done(&md);
    struct lx_rows roll = { 0 };
    OK(lx_roll(&o->w, o->meeting, &roll, &err));
    for (size_t i = 0; i < roll.n; i++) {
        struct lx_attendance *old = (struct lx_attendance *)(void *)roll.at[i], *a = lx_rec_copy(old);
        a->seat = old->name && strcmp(old->name, "高校专家") == 0 ? 1 : old->name && strcmp(old->name, "王某") == 0 ? 2 : LX_NO_INT;
        if (a->seat != LX_NO_INT)
            OK(lx_save(&o->w, "roll set", old, a, NULL, &err));
        lx_rec_free(a);
    }
    lx_rows_done(&roll);
    md = build(o, "seating", NULL, false);
    HAS(md, "| 高校专家 | 甲港航<br>王某 |");
    HAS(md, "| 会场 |");
    lx_str_done(&md);
}

static void people_of_a_unit_sit_side_by_side(void **state)
{
    struct office *o = *state;
    paper_office_meeting(o, "chair", NULL);
    static const char *const names[] = { "一", "二", "三", "四", "五", "六" };
    for (int i = 0; i < 6; i++)
        add_one(o, i < 2 ? o->city[0] : i < 4 ? o->bureau[0] : o->city[1], ATTEND_CALLED, PRESENCE_EXPECTED, names[i], NULL, NULL);
    struct lx_str md = build(o, "seating", "for:8", false);
    HAS(md, "| 会场 | 1 | 2 | 3 | 4 | 5 | 6 | 7 | 8 |"); /* the first unit in the middle, the second on its left, the leader nearest to it */
    HAS(md, "| 第1排 | 乙一局 | 甲港航<br>四 | 甲港航<br>三 | 甲市<br>一 | 甲市<br>二 | 乙市<br>五 | 乙市<br>六 |");
    lx_str_done(&md);
}

static void a_great_room_and_an_empty_one(void **state)
{
    struct office *o = *state;
    struct lx_str md = build(o, "seating", "for:7", false);
    LACKS(md, "请假");
    lx_str_done(&md);
    add_members(o, 40, ATTEND_MEMBER);
    add_members(o, 160, ATTEND_CALLED);
    md = build(o, "seating", NULL, false);
    IN_ORDER(md, "| 主席台 | 18 | 16 |", "| 主席台 | 9 | 7 |", "| 会场 |", "| 第1排 |", "| 第21排 |"); /* the back row above the front row */
    struct lx_pages *p = lay(&md);
    struct lx_str text = LX_STR_EMPTY;
    lx_pages_text(&text, p, LX_WIDE);
    size_t heads_n = 0;
    for (const char *s = text.s; (s = strstr(s, "会场")); s += 3)
        heads_n++;
    assert_true(p->page_n > 1 && heads_n >= p->page_n - 1);
    for (int i = 0; i < 160; i++) {
        struct lx_str name = LX_STR_EMPTY;
        lx_str_addf(&name, " 来宾%d |", i + 1);
        HAS(md, name.s);
        lx_str_done(&name);
    }
    lx_str_done(&text);
    lx_pages_free(p);
    lx_str_done(&md);
}

/* --- cards ------------------------------------------------------------------------------------------------------ */

static void cards_are_of_all_or_of_one(void **state)
{
    struct office *o = *state;
    add_some(o);
    struct lx_str md = build(o, "cards", NULL, false);
    IN_ORDER(md, "乙市\\\n副市长\n", "张某\\\n甲市 秘书长\n", "王某\\\n甲港航 副局长\n", "李某\\\n乙一局 局长\n", "高校专家\n");
    LACKS(md, "甲市\\\n市长"); /* excused */
    struct lx_pages *p = lay(&md);
    assert_int_equal(p->page_n, 5);
    lx_pages_free(p);
    lx_str_done(&md);
    md = build(o, "cards", "for:王某", false);
    HAS(md, "王某");
    LACKS(md, "李某");
    lx_str_done(&md);
    md = build(o, "cards", "for:甲市", false); /* all of it */
    HAS(md, "张某");
    HAS(md, "甲市\\\n市长");
    LACKS(md, "王某");
    lx_str_done(&md);
    assert_int_equal(lx_paper_build(&o->w, lx_paper_find("cards"), o->meeting, "for:赵某", false, &md, &err), LX_NOTFOUND);
    lx_str_done(&md);
}

/* --- parts of a session, and rows that stand for several -------------------------------------------------------------------- */

static void set_party(struct office *o, const char *name, const char *party)
{
    struct lx_rows roll = { 0 };
    OK(lx_roll(&o->w, o->meeting, &roll, &err));
    for (size_t i = 0; i < roll.n; i++) {
        struct lx_attendance *old = (struct lx_attendance *)(void *)roll.at[i], *a = lx_rec_copy(old);
        if (old->name && strcmp(old->name, name) == 0) {
            lx_set_text(&a->party, party);
            OK(lx_save(&o->w, "roll set", old, a, NULL, &err));
        }
        lx_rec_free(a);
    }
    lx_rows_done(&roll);
}

static void each_part_of_the_session_has_a_sheet(void **state)
{
    struct office *o = *state;
    add_some(o);
    set_party(o, "张某", "第一组");
    set_party(o, "王某", "第一组");
    set_party(o, "李某", "第二组");
    paper_office_part(o, SITTING_MEAL, "午餐", "2024-06-20", "12:00", "13:00", "餐厅", NULL);
    paper_office_part(o, SITTING_PLENARY, "全体会议", "2024-06-20", "14:30", "17:00", "一号会议室", NULL);
    struct lx_str md = build(o, "signin", NULL, false); /* one part to sit in: one sheet, at its place */
    IN_ORDER(md, "时间：2024年6月20日（星期四）14:30-17:00\n", "地点：一号会议室\n", "## 出席人员（1人）");
    LACKS(md, "<!-- page -->");
    lx_str_done(&md);
    paper_office_part(o, SITTING_GROUP, "分组讨论", "2024-06-19", "16:00", "17:30", "宾馆二楼", NULL);
    md = build(o, "signin", NULL, false); /* by time; the numbers of each begin at 1 */
    IN_ORDER(md, "（分组讨论）<!-- subtitle -->\n", "时间：2024年6月19日（星期三）16:00-17:30\n", "地点：宾馆二楼\n", "**第一组（2人）**", "| 1 | 甲市 | 张某 |",
             "| 2 | 甲市港航局 | 王某 |", "**第二组（1人）**", "| 3 | 乙市一局 | 李某 |", "| 9 |   |", "<!-- page -->\n", "会议签到表<!-- title -->\n",
             "（全体会议）<!-- subtitle -->\n", "地点：一号会议室\n", "**出席人员（1人）**", "| 1 | 乙市 |", "高校专家");
    LACKS(md, "餐厅");
    struct lx_pages *p = lay(&md);
    assert_true(p->page_n >= 2);
    lx_pages_free(p);
    lx_str_done(&md);
    md = build(o, "signin", NULL, true);
    IN_ORDER(md, "(group discussion)<!-- subtitle -->\n", "(plenary)<!-- subtitle -->\n");
    lx_str_done(&md);
    md = build(o, "attendance", NULL, false); /* the list says who is in which group */
    IN_ORDER(md, "## 分组名单", "| 第一组 | 甲市（秘书长）、甲市港航局（副局长） |", "| 第二组 | 乙市一局（局长） |");
    lx_str_done(&md);
}

static void a_collective_unit_is_one_seat_for_each_member(void **state)
{
    struct office *o = *state;
    struct lx_unit *group = lx_rec_new(LX_UNIT);
    for (int i = 0; i < 2; i++) {
        char *const kind[] = { (char[]){ "kind=government" } };
        OK(lx_record_set(&o->w, LX_UNIT, o->city[i], kind, 1, NULL, &err));
        struct lx_member *m = lx_rec_new(LX_MEMBER);
        m->unit = o->city[i];
        OK(lx_set_value(&o->w, m, lx_field_named(LX_MEMBER, "since"), "2010-05-01", NULL, &err));
        OK(lx_member_join(&o->w, m, &err));
        lx_rec_free(m);
    }
    struct lx_unit *port = lx_rec_new(LX_UNIT);
    lx_set_text(&port->name, "乙市港航局");
    port->parent = o->city[1];
    OK(lx_add(&o->w, "unit add", port, &err));
    lx_rec_free(port);
    lx_set_text(&group->name, "各市港航局");
    group->kind = UNIT_GROUP;
    OK(lx_add(&o->w, "unit add", group, &err));
    OK(lx_refresh(&o->w, &err));
    add_one(o, group->rec.id, ATTEND_CALLED, PRESENCE_EXPECTED, NULL, NULL, NULL);
    add_one(o, o->bureau[0], ATTEND_CALLED, PRESENCE_EXPECTED, "王某", "局长", NULL); /* of 甲市 on its own: not twice */
    struct lx_str md = build(o, "cards", NULL, false);
    IN_ORDER(md, "王某\\\n甲港航 局长\n", "乙市港航局\n");
    LACKS(md, "各市港航局");
    struct lx_pages *p = lay(&md);
    size_t before = p->page_n;
    lx_pages_free(p);
    lx_str_done(&md);
    md = build(o, "seating", NULL, false);
    HAS(md, "乙市港航局");
    LACKS(md, "各市港航局");
    lx_str_done(&md);
    struct lx_notice *n = lx_rec_new(LX_NOTICE); /* 乙市 comes with five people: those of its bureaus count */
    lx_id reply;
    n->meeting = o->meeting;
    n->kind = NOTICE_NOTICE;
    OK(lx_notice_send(&o->w, n, &o->city[1], 1, &err));
    OK(lx_reply_of(&o->w, n->rec.id, o->city[1], &reply, &err));
    OK(lx_reply_set(&o->w, reply, REPLY_COMING, &(struct lx_reply){ .people = 5, .post = (char[]){ "市长" } }, &err));
    lx_rec_free(n);
    md = build(o, "cards", NULL, false);
    p = lay(&md);
    size_t of_city = 0;
    for (const char *s = md.s; (s = strstr(s, "\n乙")); s++)
        of_city++;
    if (of_city != 5)
        print_error("%s\n", md.s);
    assert_int_equal(of_city, 5); /* itself, two bureaus, two who come along */
    assert_true(p->page_n > before);
    lx_pages_free(p);
    lx_str_done(&md);
    lx_rec_free(group);
}

int main(void)
{
#define T(f) cmocka_unit_test_setup_teardown(f, paper_office_open, paper_office_close)
    const struct CMUnitTest tests[] = {
        T(the_list_stands_by_protocol), T(no_roll_is_needed), T(the_sheet_has_room_to_sign), T(two_hundred_people_come_out_whole),
        T(the_head_table_sits_by_the_rule), T(the_chair_and_given_seats_come_first), T(people_of_a_unit_sit_side_by_side),
        T(a_great_room_and_an_empty_one), T(cards_are_of_all_or_of_one), T(each_part_of_the_session_has_a_sheet),
        T(a_collective_unit_is_one_seat_for_each_member),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
