/* Papers that are made before a meeting: programme, topic form. */
#include "core/paper/build.h"

#include "core/doc/markdown.h"
#include "core/meeting/sequence.h"
#include "core/meeting/topics.h"
#include "core/paper/page.h"
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

static void add_part(struct office *o, int kind, const char *title, const char *date, const char *time, const char *until,
                     const char *place, const char *note)
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

static void the_programme_runs_by_the_clock(void **state)
{
    struct office *o = *state;
    struct lx_str md = build(o, "programme", o->meeting, false);
    HAS(md, "title: 两市市长联席会议第九次会议日程\n");
    HAS(md, "时间：2024年6月20日（星期四）\n");
    HAS(md, "| 6月20日<br>（星期四） | 14:30 | 两市市长联席会议第九次会议 | 乙市会议中心 |\n"); /* no parts: the meeting itself */
    lx_str_done(&md);

    add_part(o, SITTING_PLENARY, "全体会议", NULL, "14:30", "17:00", NULL, NULL);
    add_part(o, SITTING_VISIT, "考察港口", NULL, "9:00", "11:30", "甲港", NULL);
    add_part(o, SITTING_ARRIVAL, "报到", "2024-06-19", "14:00-18:00", NULL, "乙宾馆", NULL);
    md = build(o, "programme", o->meeting, false);
    HAS(md, "时间：2024年6月19日至20日\n");
    HAS(md, "| 日期 | 时间 | 内容 | 地点 |\n");
    HAS(md, "| 6月19日<br>（星期三） | 14:00-18:00 | 报到 | 乙宾馆 |\n"
            "| 6月20日<br>（星期四） | 09:00-11:30 | 考察港口 | 甲港 |\n"
            "|  | 14:30-17:00 | 全体会议 | 乙市会议中心 |\n");
    lx_str_done(&md);

    add_part(o, SITTING_DEPARTURE, "返程", "2024-07-01", NULL, NULL, NULL, "自行安排");
    md = build(o, "programme", o->meeting, false);
    HAS(md, "时间：2024年6月19日至7月1日\n");
    HAS(md, "| 7月1日<br>（星期一） |  | 返程 | 乙市会议中心 | 自行安排 |\n");
    lx_str_done(&md);

    md = build(o, "programme", o->meeting, true);
    HAS(md, "Time: 19 June 2024 to 1 July 2024\n");
    HAS(md, "| 19 June<br>Wednesday | 14:00-18:00 | arrival | 乙宾馆 |  |\n"); /* says no more than its kind */
    HAS(md, "| 09:00-11:30 | 考察港口 |"); /* a title of its own */
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

int main(void)
{
#define T(f) cmocka_unit_test_setup_teardown(f, paper_office_open, paper_office_close)
    const struct CMUnitTest tests[] = {
        T(the_programme_runs_by_the_clock),
        T(a_topic_form_is_filled_or_blank),
        T(what_a_paper_is_of_may_be_left_out),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
