/* Papers of documents and decisions: a document in issue, the slip it goes round on, the booklet of decisions, extracts. */
#include "core/doc/markdown.h"
#include "core/mem.h"
#include "core/paper/build.h"
#include "core/page/page.h"
#include "core/register/decisions.h"
#include "core/register/documents.h"
#include "core/work/items.h"
#include "tests/lib/paper_office.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdlib.h>
#include <string.h>
#include <cmocka.h>

static struct lx_err err;
#define OK(call) assert_int_equal(said((call)), LX_OK)
#define HAS(md, s) has((md), (s), true, __LINE__)
#define LACKS(md, s) has((md), (s), false, __LINE__)

static int said(enum lx_rc rc)
{
    if (rc)
        print_error("%s [%s]\n", err.msgid ? err.msgid : "?", err.detail);
    return rc;
}

static void has(const struct lx_str *md, const char *s, bool want, int line)
{
    if ((strstr(lx_str_z(md), s) != NULL) != want)
        fail_msg("line %d: %s %s in:\n%s", line, s, want ? "is not" : "is", lx_str_z(md));
}

static struct lx_str build(struct office *o, enum lx_paper_id id, lx_id of, const char *query, bool en)
{
    struct lx_str md = LX_STR_EMPTY;
    OK(lx_paper_build(&o->w, lx_paper_get(id), of, query, en, &md, &err));
    return md;
}

static void set(void *rec, enum lx_type type, const char *field, const char *value)
{
    lx_set_text(lx_f_text(rec, lx_field_named(type, field)), value);
}

static void set_unit(struct office *o, lx_id id, const char *code)
{
    struct lx_unit *old = NULL;
    OK(lx_get(&o->w, LX_UNIT, id, &old, &err));
    struct lx_unit *u = lx_rec_copy(old);
    u->kind = UNIT_GOVERNMENT;
    lx_set_text(&u->doc_code, code);
    OK(lx_save(&o->w, "unit set", old, u, NULL, &err));
    lx_rec_free(old);
    lx_rec_free(u);
    OK(lx_refresh(&o->w, &err));
}

static lx_id add(struct office *o, int kind, const char *title, const char *text, bool joint)
{
    struct lx_document *d = lx_rec_new(LX_DOCUMENT);
    struct lx_ids more = { 0 };
    set_unit(o, o->city[0], "甲政发");
    set_unit(o, o->city[1], NULL);
    d->kind = kind;
    d->issuer = o->city[0];
    d->meeting = o->meeting;
    set(d, LX_DOCUMENT, "title", title);
    set(d, LX_DOCUMENT, "text", text);
    set(d, LX_DOCUMENT, "addressee", "各县（市、区）人民政府");
    set(d, LX_DOCUMENT, "copy_to", "市委办公室");
    set(d, LX_DOCUMENT, "signer", "分管副市长");
    lx_ids_add(&more, o->city[1]);
    OK(lx_document_add(&o->w, d, joint ? &more : NULL, &err));
    lx_id id = d->rec.id;
    lx_ids_done(&more);
    lx_rec_free(d);
    return id;
}

static void go(struct office *o, lx_id id)
{
    static const int way[] = { DOC_COMMENTS, DOC_DELIBERATION, DOC_PASSED };
    for (size_t i = 0; i < sizeof way / sizeof *way; i++)
        OK(lx_document_step(&o->w, id, way[i], NULL, &err));
    OK(lx_document_issue(&o->w, id, NULL, LX_NO_DAY, NULL, &err));
}

static void a_plan_is_put_out_by_a_notice(void **state)
{
    struct office *o = *state;
    lx_id id = add(o, DOC_PLAN, "《两年行动计划》", "---\nattachments: 分工表\n---\n\n# 两年行动计划\n\n## 一、目标\n\n正文。\n", true);
    struct lx_str md = build(o, LX_PAPER_DOCUMENT, id, NULL, false);
    HAS(&md, "title: 甲市人民政府 乙市人民政府关于印发《两年行动计划》的通知\n");
    HAS(&md, "number: 甲政发〔2024〕　　号\n");
    HAS(&md, "to: 各县（市、区）人民政府：\n");
    HAS(&md, "issuer: 甲市人民政府;乙市人民政府\n");
    HAS(&md, "version: 1\n");
    HAS(&md, "attachments: 分工表\n");
    HAS(&md, "cc: 市委办公室\n");
    LACKS(&md, "printed:");
    LACKS(&md, "signer:"); /* papers that go down name nobody */
    HAS(&md, "《两年行动计划》已经两市市长联席会议第九次会议审议通过，现印发给你们，请认真组织实施。\n\n<!-- enclosed -->\n\n# 《两年行动计划》");
    HAS(&md, "## 一、目标");
    LACKS(&md, "# 两年行动计划\n");
    lx_str_done(&md);

    go(o, id);
    md = build(o, LX_PAPER_DOCUMENT, id, NULL, false);
    HAS(&md, "number: 甲政发〔2024〕1号\n");
    HAS(&md, "date: 2024-06-25\n");
    HAS(&md, "printed: 2024-06-25\n");
    HAS(&md, "note: 此件公开发布\n");
    HAS(&md, "seal: yes\n");
    LACKS(&md, "version:");
    lx_str_done(&md);
}

/* Its body stands on page 1 and what it puts out on a page of its own behind the signature, without 附件. */
static void what_is_put_out_stands_behind_the_signature(void **state)
{
    struct office *o = *state;
    lx_id id = add(o, DOC_RULE, "奖励办法", "第一条　为了奖励。\n", true);
    struct lx_str md = build(o, LX_PAPER_DOCUMENT, id, NULL, false), text = LX_STR_EMPTY;
    struct lx_doc *d = NULL;
    OK(lx_markdown_read(&d, md.s, md.len, &err));
    struct lx_pages *p = lx_pages_make(d);
    lx_pages_text(&text, p, LX_WIDE);
    assert_true(p->page_n >= 2);
    const char *sign = strstr(text.s, "甲市人民政府  "), *second = strrchr(text.s, '\f'), *body = strstr(text.s, "第一条");
    const char *first = strchr(text.s, '\f'), *cover = strstr(text.s, "现印发给");
    assert_non_null(sign);
    assert_non_null(body);
    assert_true(cover && cover < first);
    assert_true(second && body > second);
    LACKS(&text, "附件");
    lx_pages_free(p);
    lx_doc_free(d);
    lx_str_done(&text);
    lx_str_done(&md);
}

static void letters_and_reports_have_their_own_heads(void **state)
{
    struct office *o = *state;
    lx_id letter = add(o, DOC_LETTER, "商请支持港口协同", "请支持。\n", false);
    lx_id report = add(o, DOC_REPORT, "两市协作情况", "报告如下。\n", false);
    lx_id notice = add(o, DOC_NOTICE, "关于做好防汛工作的通知", "请做好。\n", false);
    struct lx_str md = build(o, LX_PAPER_DOCUMENT, letter, NULL, false);
    HAS(&md, "profile: letter\n");
    HAS(&md, "title: 甲市人民政府关于商请支持港口协同的函\n");
    LACKS(&md, "enclosed");
    lx_str_done(&md);
    md = build(o, LX_PAPER_DOCUMENT, report, NULL, false);
    HAS(&md, "signer: 分管副市长\n");
    HAS(&md, "title: 甲市人民政府关于两市协作情况的报告\n");
    lx_str_done(&md);
    md = build(o, LX_PAPER_DOCUMENT, notice, NULL, false);
    HAS(&md, "title: 关于做好防汛工作的通知\n");
    HAS(&md, "请做好。");
    LACKS(&md, "现印发");
    lx_str_done(&md);
    md = build(o, LX_PAPER_DOCUMENT, letter, NULL, true); /* what is written in Chinese is no mixture */
    HAS(&md, "lang: zh\n");
    HAS(&md, "issuer: 甲市人民政府\n");
    lx_str_done(&md);
    md = build(o, LX_PAPER_DOCUMENT, add(o, DOC_LETTER, "Cooperation of the two ports", "We ask for your support.\n", false), NULL, true);
    HAS(&md, "lang: en\n");
    HAS(&md, "issuer: People's Government of City A\n");
    lx_str_done(&md);
}

static void what_the_text_says_of_itself_counts(void **state)
{
    struct office *o = *state;
    lx_id id = add(o, DOC_PLAN, "要点", "---\ntitle: 关于要点的批复\nseal: no\nnote: 不予公开\nprinter: 秘书科\n---\n\n同意。\n", false);
    struct lx_str md = build(o, LX_PAPER_DOCUMENT, id, NULL, false);
    HAS(&md, "title: 关于要点的批复\n");
    HAS(&md, "seal: no\n");
    HAS(&md, "note: 不予公开\n");
    HAS(&md, "printer: 秘书科\n");
    LACKS(&md, "enclosed");
    lx_str_done(&md);
    id = add(o, DOC_RULE, "办法", NULL, false);
    md = build(o, LX_PAPER_DOCUMENT, id, NULL, false);
    HAS(&md, "（正文待拟）");
    lx_str_done(&md);
}

static void the_slip_has_room_or_the_words_of_who_signed(void **state)
{
    struct office *o = *state;
    lx_id id = add(o, DOC_PLAN, "两年行动计划", NULL, true);
    struct lx_str md = build(o, LX_PAPER_ROUTING, id, NULL, false);
    HAS(&md, "title: 两市市长联席会议办公室发文稿纸\n");
    HAS(&md, "| **发文字号** | 甲政发〔2024〕　　号 ");
    HAS(&md, "| **签发** | 分管副市长");
    HAS(&md, "| **会签** | 乙市人民政府：");
    HAS(&md, "| **审核** | 　<br>　 |");
    HAS(&md, "| **标题** | 两年行动计划 |");
    lx_str_done(&md);
    struct lx_ids cities = { 0 };
    lx_ids_add(&cities, o->city[0]);
    lx_ids_add(&cities, o->city[1]);
    OK(lx_document_step(&o->w, id, DOC_COMMENTS, NULL, &err));
    OK(lx_document_ask(&o->w, id, &cities, NULL, &err));
    OK(lx_document_answer(&o->w, id, o->city[1], OPINION_AGREED, NULL, "副市长", &err));
    md = build(o, LX_PAPER_ROUTING, id, NULL, false);
    HAS(&md, "| **会签** | 同意：乙市；未反馈：甲市");
    lx_str_done(&md);
    lx_ids_done(&cities);
    md = build(o, LX_PAPER_ROUTING, o->meeting, NULL, false);
    HAS(&md, "| **主持人签发** |");
    HAS(&md, "| **标题** | 两市市长联席会议第九次会议纪要 |");
    assert_true(strstr(md.s, "主持人签发") < strstr(md.s, "副秘书长审核"));
    lx_str_done(&md);
}

static lx_id decide(struct office *o, const char *title, int secrecy, bool of_meeting)
{
    struct lx_decision *d = lx_rec_new(LX_DECISION);
    d->meeting = of_meeting ? o->meeting : 0;
    d->unit = o->city[0];
    d->outcome = OUTCOME_PASSED;
    d->secrecy = secrecy;
    set(d, LX_DECISION, "title", title);
    set(d, LX_DECISION, "text", "会议同意。");
    set(d, LX_DECISION, "note", "内部备注，不得外传");
    if (!of_meeting)
        OK(lx_date_read(&d->date, "2023-05-01", o->w.today, &err));
    OK(lx_decision_add(&o->w, d, &err));
    lx_id id = d->rec.id;
    lx_rec_free(d);
    return id;
}

static void the_booklet_holds_what_was_settled_and_what_came_of_it(void **state)
{
    struct office *o = *state;
    struct lx_str md = build(o, LX_PAPER_DECISIONS, o->meeting, NULL, false);
    HAS(&md, "没有登记的议定事项。");
    lx_str_done(&md);
    decide(o, "《奖励办法》", SECRECY_OPEN, true);
    lx_id second = decide(o, "承办城市", SECRECY_OPEN, true);
    decide(o, "人事安排", SECRECY_INTERNAL, true);
    decide(o, "年度安排", SECRECY_OPEN, false);
    OK(lx_decision_step(&o->w, second, "done", NULL, &err));
    md = build(o, LX_PAPER_DECISIONS, o->meeting, NULL, false);
    HAS(&md, "title: 两市市长联席会议第九次会议议定事项汇编\n");
    HAS(&md, "共2项：落实中1项，已落实1项。");
    HAS(&md, "## 《奖励办法》（9-J1）");
    HAS(&md, "会议同意。");
    HAS(&md, "议定结果：通过");
    HAS(&md, "落实单位：甲市\n");
    HAS(&md, "## 会议交办事项");
    HAS(&md, "| 9-001 | 编制锚地共享方案 | 甲港航 |");
    LACKS(&md, "人事安排"); /* internal */
    LACKS(&md, "不得外传");
    LACKS(&md, "年度安排");
    lx_str_done(&md);
    md = build(o, LX_PAPER_DECISIONS, 0, NULL, false);
    HAS(&md, "共3项");
    HAS(&md, "## 会议以外议定事项");
    HAS(&md, "### 年度安排");
    assert_true(strstr(md.s, "年度安排") < strstr(md.s, "《奖励办法》"));
    lx_str_done(&md);
    md = build(o, LX_PAPER_DECISIONS, 0, "2023", false);
    HAS(&md, "共1项");
    LACKS(&md, "《奖励办法》");
    lx_str_done(&md);
    md = build(o, LX_PAPER_DECISIONS, second, NULL, true);
    HAS(&md, "1 decided");
    HAS(&md, "Outcome: passed");
    lx_str_done(&md);
}

static void an_extract_is_of_one_unit_or_of_all(void **state)
{
    struct office *o = *state;
    struct lx_str md = build(o, LX_PAPER_EXTRACT, o->meeting, "for:甲市港航局", false);
    HAS(&md, "kind: extract\n");
    HAS(&md, "subtitle: （摘送甲市港航局）\n");
    HAS(&md, "编制锚地共享方案");
    LACKS(&md, "<!-- page -->");
    lx_str_done(&md);
    md = build(o, LX_PAPER_EXTRACT, o->meeting, NULL, false);
    HAS(&md, "（摘送甲市港航局）");
    assert_null(strstr(strstr(md.s, "---\n") + 4 + strcspn(md.s + 4, "-"), "kind: minutes"));
    lx_str_done(&md);
}

static void each_paper_says_what_it_is_made_of(void **state)
{
    struct office *o = *state;
    struct lx_str md = LX_STR_EMPTY;
    lx_id of = 0, id = add(o, DOC_PLAN, "两年行动计划", NULL, false);
    assert_int_equal(lx_paper_build(&o->w, lx_paper_get(LX_PAPER_DOCUMENT), o->meeting, NULL, false, &md, &err), LX_NOTFOUND);
    assert_int_equal(lx_paper_build(&o->w, lx_paper_get(LX_PAPER_ROUTING), o->city[0], NULL, false, &md, &err), LX_NOTFOUND);
    assert_int_equal(md.len, 0);
    OK(lx_paper_find_no(&o->w, lx_paper_get(LX_PAPER_DOCUMENT), "两年行动计划", &of, &err));
    assert_true(of == id);
    OK(lx_paper_find_no(&o->w, lx_paper_get(LX_PAPER_ROUTING), "9", &of, &err));
    assert_true(of == o->meeting);
    OK(lx_paper_find_no(&o->w, lx_paper_get(LX_PAPER_DECISIONS), "2024", &of, &err));
    assert_true(of == 0);
    assert_int_equal(lx_paper_find_no(&o->w, lx_paper_get(LX_PAPER_DOCUMENT), "没有的", &of, &err), LX_NOTFOUND);
    lx_str_done(&md);
}

int main(void)
{
#define EACH(f) cmocka_unit_test_setup_teardown(f, paper_office_open, paper_office_close)
    const struct CMUnitTest tests[] = {
        EACH(a_plan_is_put_out_by_a_notice),
        EACH(what_is_put_out_stands_behind_the_signature),
        EACH(letters_and_reports_have_their_own_heads),
        EACH(what_the_text_says_of_itself_counts),
        EACH(the_slip_has_room_or_the_words_of_who_signed),
        EACH(the_booklet_holds_what_was_settled_and_what_came_of_it),
        EACH(an_extract_is_of_one_unit_or_of_all),
        EACH(each_paper_says_what_it_is_made_of),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
