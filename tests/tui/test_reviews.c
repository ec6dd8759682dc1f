/* Walking through items and what is left of it: the record names every change, old and new, and what it was done to. */
#include "core/work/items.h"
#include "tests/lib/smalloffice.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <cmocka.h>

static void add_item(struct smalloffice *o, const char *title)
{
    struct lx_item *item = lx_rec_new(LX_ITEM);
    struct lx_err err;
    lx_set_text(&item->title, title);
    item->meeting = o->meeting;
    smalloffice_must(lx_item_add(&o->work, item, NULL, &err), &err);
    lx_rec_free(item);
}

static struct smalloffice *start(const char *lang)
{
    struct smalloffice *o = smalloffice_new(24, 80, lang, false);
    add_item(o, "开展增殖放流");
    add_item(o, "落实渔船*互救*奖励资金");
    add_item(o, "不在会商之列");
    return o;
}

/* The only record there is; yours. */
static char *record(struct smalloffice *o)
{
    struct lx_review *r = smalloffice_only(o, LX_REVIEW);
    char *text = strdup(r->record);
    lx_rec_free(r);
    return text;
}

static void in_order(const char *text, const char *const *pieces)
{
    const char *at = text;
    for (; *pieces; pieces++) {
        const char *found = strstr(at, *pieces);
        if (!found)
            fail_msg("\"%s\" is not where it should be in:\n%s", *pieces, text);
        at = found + strlen(*pieces);
    }
}

static void the_record_names_every_change_and_its_object(void **state)
{
    (void)state;
    struct smalloffice *o = start("zh");
    inscreen_keys(o->t, "2 <Space> <Space> v d J t 电话：资金已到位 <Enter> x 2024年9月底前 <Space> 等资金 <Enter> J q");
    char *text = record(o);
    static const char *const pieces[] = {
        "# 会商记录", "过了2项，作出决定3项", "- 09:00 ", "办结", "1-001", "    - 事项 1-001 开展增殖放流 · 状态: 立项 → 办结",
        "- 09:00 ", "便笺", "1-002", "    - 新增：便笺 电话：资金已到位", "归入 1-002 落实渔船\\*互救\\*奖励资金",
        "- 09:00 ", "延期", "1-002", "    - 事项 1-002 ", "办理时限: ", " → ", "9-30", NULL,
    };
    in_order(text, pieces);
    assert_null(strstr(text, "不在会商之列"));
    free(text);
    assert_true(inscreen_has(o->t, "作出决定3项"));
    /* and it is found again */
    inscreen_keys(o->t, "g v");
    assert_true(inscreen_has(o->t, "过了2项，作出决定3项"));
    inscreen_keys(o->t, "<Enter>");
    assert_true(inscreen_has(o->t, "状态: 立项 → 办结"));
    smalloffice_done(&o);
}

static void what_was_taken_back_is_no_decision(void **state)
{
    (void)state;
    struct smalloffice *o = start("zh");
    inscreen_keys(o->t, "2 <Space> <Space> v d u q");
    assert_int_equal(smalloffice_count(o, LX_REVIEW), 0);
    smalloffice_done(&o);
}

static void taking_back_what_was_done_before_is_one(void **state)
{
    (void)state;
    struct smalloffice *o = start("en");
    struct lx_item *first = NULL;
    struct lx_err err;
    struct lx_ids ids = { 0 };
    struct lx_query q = { .type = LX_ITEM };
    smalloffice_must(o->store->ids(o->store, &q, &ids, &err), &err);
    smalloffice_must(lx_item_step(&o->work, ids.at[0], "close", "", &err), &err);
    inscreen_keys(o->t, "2 A * v u q");
    char *text = record(o);
    static const char *const pieces[] = { "decisions: 1", "State: closed → registered", NULL };
    in_order(text, pieces);
    free(text);
    lx_rec_free(first);
    lx_ids_done(&ids);
    smalloffice_done(&o);
}

static void what_others_do_meanwhile_is_theirs(void **state)
{
    (void)state;
    struct smalloffice *o = start("zh");
    struct lx_work other;
    struct lx_err err;
    lx_id id = 0;
    struct lx_ids ids = { 0 };
    struct lx_query q = { .type = LX_ITEM };
    inscreen_keys(o->t, "2 * v d J");
    lx_work_init(&other, o->store, "别人", NULL, NULL);
    smalloffice_must(lx_refresh(&other, &err), &err);
    smalloffice_must(o->store->ids(o->store, &q, &ids, &err), &err);
    id = ids.at[1];
    smalloffice_must(lx_item_report(&other, id, "别人的反馈", 20, &err), &err);
    inscreen_keys(o->t, "q");
    char *text = record(o);
    assert_non_null(strstr(text, "作出决定1项"));
    assert_null(strstr(text, "别人的反馈"));
    free(text);
    lx_ids_done(&ids);
    lx_work_done(&other);
    smalloffice_done(&o);
}

static void it_looks_right(void **state)
{
    int bad = 0;
    (void)state;
    for (int i = 0; i < SMALLOFFICE_SIZES; i++) {
        const struct smalloffice_size *size = &smalloffice_sizes[i];
        struct smalloffice *o = smalloffice_new(size->h, size->w, size->lang, size->wide);
        add_item(o, "开展增殖放流");
        add_item(o, "落实渔船互救奖励资金");
        inscreen_keys(o->t, "2 * v r 已编制方案 <Space> 30% <Enter> c <Enter> d J t 电话：资金已到位 <Enter> q g v");
        bad += !smalloffice_look(o, i, "reviews");
        inscreen_keys(o->t, size->w < 100 ? "<Enter>" : "");
        bad += size->w < 100 && !smalloffice_look(o, i, "review-record");
        smalloffice_done(&o);
    }
    assert_int_equal(bad, 0);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(the_record_names_every_change_and_its_object),
        cmocka_unit_test(what_was_taken_back_is_no_decision),
        cmocka_unit_test(taking_back_what_was_done_before_is_one),
        cmocka_unit_test(what_others_do_meanwhile_is_theirs),
        cmocka_unit_test(it_looks_right),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
