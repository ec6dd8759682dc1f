/* Weaving a built text and an edited one: examples, and a property over random edits and changes of the records. */
#include "core/doc/weave.h"

#include "core/mem.h"
#include "tests/lib/random.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdlib.h>
#include <string.h>
#include <cmocka.h>

static struct lx_paras paras(const char *const *keys_and_texts)
{
    struct lx_paras p = { .lead = lx_strdup("") };
    for (; *keys_and_texts; keys_and_texts += 2)
        lx_paras_add(&p, keys_and_texts[0], keys_and_texts[1]);
    return p;
}
#define PARAS(...) paras((const char *const[]){ __VA_ARGS__, NULL })

static void text_of(struct lx_str *out, const struct lx_paras *p)
{
    lx_str_add(out, p->lead);
    for (size_t i = 0; i < p->n; i++)
        lx_str_addf(out, "%s%s", p->at[i].text, p->at[i].gap);
}

static void splitting_loses_no_byte(void **state)
{
    static const struct {
        const char *md;
        size_t n;
    } cases[] = {
        { "", 0 },
        { "\n \n一\n\n二\n", 2 },
        { "# 题\n正文\n", 2 },
        { "---\ntitle: x\n\ncc: y\n---\n\n一\n", 2 },
        { "- [ ] 甲\n  续行\n- [x] 乙<!-- 26-002 -->\n\n\n丙", 3 },
        { "```\n# 不是题\n\n还是代码\n```\n后\n", 2 },
        { "<!-- 注\n\n释 -->\n\n文\n", 2 },
        { "| a | b |\n|---|---|\n| 1 | 2 |\n\n末\n\n\n", 2 },
        { "没有行尾", 1 },
        { "```\n没有结束", 1 },
        { "<!-- 没有结束\n\n文", 2 },
    };
    (void)state;
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        struct lx_paras p;
        struct lx_str s = LX_STR_EMPTY;
        lx_paras_split(&p, cases[i].md);
        text_of(&s, &p);
        assert_string_equal(lx_str_z(&s), cases[i].md);
        if (p.n != cases[i].n)
            fail_msg("case %zu: %zu paragraphs", i, p.n);
        lx_str_done(&s);
        lx_paras_done(&p);
    }
}

static void keys_come_back(void **state)
{
    (void)state;
    struct lx_paras p = PARAS("title", "# 题", "h1", "## 一\n", "o1", "甲\n乙"), q;
    struct lx_str s = LX_STR_EMPTY;
    lx_paras_write(&s, &p);
    lx_paras_read(&q, lx_str_z(&s));
    assert_int_equal(q.n, 3);
    for (size_t i = 0; i < 3; i++) {
        assert_string_equal(q.at[i].key, p.at[i].key);
        assert_string_equal(q.at[i].text, p.at[i].text);
    }
    lx_paras_done(&q);
    lx_paras_read(&q, "这不是\n\n存下的样子");
    assert_int_equal(q.n, 0);
    lx_paras_done(&q);
    lx_paras_done(&p);
    lx_str_done(&s);
}

static char *woven(const struct lx_paras *base, const struct lx_paras *now, const char *mine, struct lx_woven *w)
{
    struct lx_str s = LX_STR_EMPTY;
    lx_weave(w, base, now, mine);
    lx_woven_text(&s, w);
    return lx_str_take(&s);
}

static void check_woven(const struct lx_paras *base, const struct lx_paras *now, const char *mine, const char *want, enum lx_weave_kind kind,
                        size_t kinds_n)
{
    struct lx_woven w;
    char *got = woven(base, now, mine, &w);
    assert_string_equal(got, want);
    size_t n = 0;
    for (size_t i = 0; i < w.n; i++)
        n += w.at[i].kind == kind;
    assert_int_equal(n, kinds_n);
    free(got);
    lx_woven_done(&w);
}

static void each_sort_of_change(void **state)
{
    (void)state;
    struct lx_paras base = PARAS("h", "## 一事", "r", "会议听取了甲局关于一事的汇报。", "o", "会议原则通过《办法》。", "i", "- [ ] 做一事。<!-- 26-001 -->");
    struct lx_paras now = PARAS("h", "## 一事", "r", "会议听取了甲局关于一事的汇报。", "o", "会议审议通过《办法》。", "i", "- [ ] 做一事。<!-- 26-001 -->", "j",
                                "- [ ] 做二事。<!-- 26-002 -->");
    /* untouched: the outcome's sentence alone changes, the new line comes */
    check_woven(&base, &now, "## 一事\n\n会议听取了甲局关于一事的汇报。\n\n会议原则通过《办法》。\n\n- [ ] 做一事。<!-- 26-001 -->\n",
                "## 一事\n\n会议听取了甲局关于一事的汇报。\n\n会议审议通过《办法》。\n\n- [ ] 做一事。<!-- 26-001 -->\n- [ ] 做二事。<!-- 26-002 -->\n",
                LX_WEAVE_CHANGED, 1);
    /* edited beside it: stays */
    check_woven(&base, &now, "## 一事\n会议认真听取了甲局关于一事的汇报。\n\n会议原则通过《办法》。\n\n我写的一段。\n\n- [ ] 做一事。<!-- 26-001 -->\n",
                "## 一事\n会议认真听取了甲局关于一事的汇报。\n\n会议审议通过《办法》。\n\n我写的一段。\n\n- [ ] 做一事。<!-- 26-001 -->\n- [ ] 做二事。<!-- 26-002 -->\n",
                LX_WEAVE_HAND, 1);
    /* both changed: mine stays, and is shown */
    check_woven(&base, &now, "## 一事\n\n会议听取了甲局关于一事的汇报。\n\n会议原则通过《办法》，请各市支持。\n\n- [ ] 做一事。<!-- 26-001 -->\n",
                "## 一事\n\n会议听取了甲局关于一事的汇报。\n\n会议原则通过《办法》，请各市支持。\n\n- [ ] 做一事。<!-- 26-001 -->\n- [ ] 做二事。<!-- 26-002 -->\n",
                LX_WEAVE_BOTH, 1);
    /* taken out: stays out, and is shown */
    check_woven(&base, &now, "## 一事\n\n会议听取了甲局关于一事的汇报。\n\n- [ ] 做一事。<!-- 26-001 -->",
                "## 一事\n\n会议听取了甲局关于一事的汇报。\n\n- [ ] 做一事。<!-- 26-001 -->\n\n- [ ] 做二事。<!-- 26-002 -->\n", LX_WEAVE_CUT_BOTH, 1);
    /* a line is known by its number, whatever it says */
    check_woven(&base, &now, "## 一事\n\n会议听取了甲局关于一事的汇报。\n\n会议原则通过《办法》。\n\n- [x] 全然不同的话<!-- 26-001 -->\n- [ ] 做二事。<!-- 26-002 -->\n",
                "## 一事\n\n会议听取了甲局关于一事的汇报。\n\n会议审议通过《办法》。\n\n- [x] 全然不同的话<!-- 26-001 -->\n- [ ] 做二事。<!-- 26-002 -->\n",
                LX_WEAVE_HAND, 1);
    lx_paras_done(&base);
    lx_paras_done(&now);
}

static void what_goes_and_what_moves(void **state)
{
    (void)state;
    struct lx_paras base = PARAS("h1", "## 一事", "o1", "会议同意一事。", "h2", "## 二事", "o2", "会议同意二事。");
    struct lx_paras gone = PARAS("h2", "## 二事", "o2", "会议同意二事。"), none = { 0 };
    check_woven(&base, &gone, "## 一事\n\n会议同意一事，但要快办。\n\n## 二事\n\n会议同意二事。\n", "会议同意一事，但要快办。\n\n## 二事\n\n会议同意二事。\n",
                LX_WEAVE_LEFT, 1);
    check_woven(&base, &gone, "## 一事\n\n会议同意一事。\n\n## 二事\n\n会议同意二事。\n", "## 二事\n\n会议同意二事。\n", LX_WEAVE_GONE, 2);
    struct lx_paras moved = PARAS("h2", "## 二事", "o2", "会议同意二事。", "h1", "## 一事", "o1", "会议同意一事。");
    check_woven(&base, &moved, "# 题\n\n## 一事\n\n会议同意一事。\n\n附言。\n\n## 二事\n\n会议同意二事。\n",
                "# 题\n\n## 二事\n\n会议同意二事。\n\n## 一事\n\n会议同意一事。\n\n附言。\n", LX_WEAVE_OWN, 2);
    /* never built before: what is like a built paragraph is that one, the rest comes */
    check_woven(&none, &base, "## 一事\n\n会议同意一事，从速。\n", "## 一事\n\n会议同意一事，从速。\n\n## 二事\n\n会议同意二事。\n", LX_WEAVE_NEW, 2);
    lx_paras_done(&base);
    lx_paras_done(&gone);
    lx_paras_done(&moved);
}

static void people_may_choose(void **state)
{
    (void)state;
    struct lx_paras base = PARAS("o", "会议原则通过《办法》。"), now = PARAS("o", "会议不予通过《办法》。");
    struct lx_woven w;
    char *got = woven(&base, &now, "会议原则通过《办法》，请各市支持。\n", &w);
    free(got);
    w.at[0].take = true;
    struct lx_str s = LX_STR_EMPTY;
    lx_woven_text(&s, &w);
    assert_string_equal(lx_str_z(&s), "会议不予通过《办法》。\n");
    lx_str_done(&s);
    lx_woven_done(&w);
    lx_paras_done(&base);
    lx_paras_done(&now);
}

/* --- the property ------------------------------------------------------------------------------------------------------------ */

enum { RECORDS_MAX = 40, ROUNDS = 3000 };

/* One record's sentence: its number keeps it apart from the others, its words are those of its outcome. */
static void sentence(struct lx_str *out, unsigned no, unsigned outcome)
{
    static const char *const words[] = { "审议通过", "原则通过", "不予通过", "暂缓审议", "报请上级审定" };
    static const char *const topics[] = { "港口协同办法", "渔船互救奖励规定", "公交互通方案", "科技资源共享清单", "展会联盟章程", "农产品产销对接计划" };
    lx_str_addf(out, "会议%s《%s（第%u号）》。", words[outcome % 5], topics[no % 6], no);
}

struct office {
    unsigned no[RECORDS_MAX], outcome[RECORDS_MAX], n, last;
};

static struct lx_paras build(const struct office *o)
{
    struct lx_paras p = { .lead = lx_strdup("") };
    struct lx_str key = LX_STR_EMPTY, text = LX_STR_EMPTY;
    for (unsigned i = 0; i < o->n; i++) {
        lx_str_clear(&key);
        lx_str_clear(&text);
        lx_str_addf(&key, "o%u", o->no[i]);
        sentence(&text, o->no[i], o->outcome[i]);
        lx_paras_add(&p, key.s, text.s);
    }
    lx_str_done(&key);
    lx_str_done(&text);
    return p;
}

static void change_records(struct random *r, struct office *o)
{
    for (unsigned i = 0; i < o->n; i++)
        if (random_below(r, 4) == 0)
            o->outcome[i] = random_below(r, 5);
    if (o->n > 2 && random_below(r, 2)) {
        unsigned k = random_below(r, o->n);
        memmove(o->no + k, o->no + k + 1, (o->n - k - 1) * sizeof *o->no);
        memmove(o->outcome + k, o->outcome + k + 1, (o->n - k - 1) * sizeof *o->outcome);
        o->n--;
    }
    if (o->n < RECORDS_MAX && random_below(r, 2)) {
        unsigned k = random_below(r, o->n + 1);
        memmove(o->no + k + 1, o->no + k, (o->n - k) * sizeof *o->no);
        memmove(o->outcome + k + 1, o->outcome + k, (o->n - k) * sizeof *o->outcome);
        o->no[k] = ++o->last;
        o->outcome[k] = random_below(r, 5);
        o->n++;
    }
    if (o->n > 1 && random_below(r, 6) == 0) {
        unsigned k = random_below(r, o->n - 1), no = o->no[k], outcome = o->outcome[k];
        o->no[k] = o->no[k + 1];
        o->outcome[k] = o->outcome[k + 1];
        o->no[k + 1] = no;
        o->outcome[k + 1] = outcome;
    }
}

/* Words put into a paragraph, a paragraph put between two, one taken out: what was written is remembered. */
static void edit(struct random *r, struct lx_paras *p, struct lx_str *text, struct lx_str *written, struct lx_str *touched)
{
    for (size_t i = 0; i < p->n; i++) {
        unsigned what = random_below(r, 8);
        struct lx_str one = LX_STR_EMPTY;
        if (what == 0)
            lx_str_addf(&one, "会议还指出，%s", p->at[i].text);
        else if (what != 1)
            lx_str_add(&one, p->at[i].text);
        if (what == 0)
            lx_str_addf(written, "%s\n", one.s);
        if (what <= 1)
            lx_str_addf(touched, "%s\n", p->at[i].key);
        if (one.len)
            lx_str_addf(text, "%s\n\n", one.s);
        if (what == 2) {
            lx_str_addf(text, "手写的第%u段。\n\n", random_below(r, 1000000));
            const char *at = text->s + text->len - 2;
            while (at > text->s && at[-1] != '\n')
                at--;
            lx_str_addn(written, at, (size_t)(text->s + text->len - 1 - at));
        }
        lx_str_done(&one);
    }
}

static bool has_line(const struct lx_str *lines, const char *line)
{
    size_t len = strlen(line);
    for (const char *s = lx_str_z(lines); *s; s += strcspn(s, "\n") + 1)
        if (strcspn(s, "\n") == len && memcmp(s, line, len) == 0)
            return true;
    return false;
}

static void hands_always_win_and_nothing_else_moves(void **state)
{
    struct random r = { 20240625 };
    (void)state;
    for (int round = 0; round < ROUNDS; round++) {
        struct office o = { .n = 1 + random_below(&r, 12) };
        for (unsigned i = 0; i < o.n; i++) {
            o.no[i] = ++o.last;
            o.outcome[i] = random_below(&r, 5);
        }
        struct lx_paras base = build(&o), now, after;
        struct lx_str mine = LX_STR_EMPTY, written = LX_STR_EMPTY, touched = LX_STR_EMPTY;
        struct lx_woven w;
        edit(&r, &base, &mine, &written, &touched);
        change_records(&r, &o);
        now = build(&o);
        char *got = woven(&base, &now, lx_str_z(&mine), &w);
        lx_paras_split(&after, got);

        for (const char *s = lx_str_z(&written); *s; s += strcspn(s, "\n") + 1) { /* what was written stands, once */
            size_t n = 0, len = strcspn(s, "\n");
            for (size_t i = 0; i < after.n; i++)
                n += strlen(after.at[i].text) == len && memcmp(after.at[i].text, s, len) == 0;
            if (n != 1)
                fail_msg("round %d: written by hand, there %zu times: %.*s\n---\n%s", round, n, (int)len, s, got);
        }
        for (size_t i = 0; i < after.n; i++) { /* nothing stands there that neither hand nor records say */
            bool said = has_line(&written, after.at[i].text);
            for (size_t k = 0; k < now.n && !said; k++)
                said = strcmp(now.at[k].text, after.at[i].text) == 0;
            if (!said)
                fail_msg("round %d: nobody says: %s", round, after.at[i].text);
        }
        for (size_t k = 0; k < now.n; k++) { /* what nobody touched says what the records say, once */
            size_t n = 0;
            for (size_t i = 0; i < after.n; i++)
                n += strcmp(now.at[k].text, after.at[i].text) == 0;
            if (!has_line(&touched, now.at[k].key) && n != 1)
                fail_msg("round %d: there %zu times: %s\n---\n%s", round, n, now.at[k].text, got);
        }
        for (size_t i = 0; i < w.n; i++) { /* where both changed, it is shown */
            const struct lx_woven_para *p = &w.at[i];
            bool hand = p->key && p->was && (!p->mine || strcmp(p->mine, p->was) != 0);
            bool records = p->key && p->was && (!p->now || strcmp(p->now, p->was) != 0);
            bool agree = p->mine && p->now && strcmp(p->mine, p->now) == 0;
            if (hand && records && !agree && (p->mine || p->now))
                assert_true(lx_weave_asks(p->kind));
        }
        struct lx_woven again; /* built twice, nothing moves any more */
        char *twice = woven(&now, &now, got, &again);
        assert_string_equal(twice, got);
        lx_woven_done(&again);
        free(twice);
        lx_paras_done(&after);
        lx_paras_done(&base);
        lx_paras_done(&now);
        lx_woven_done(&w);
        lx_str_done(&mine);
        lx_str_done(&written);
        lx_str_done(&touched);
        free(got);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(splitting_loses_no_byte), cmocka_unit_test(keys_come_back),    cmocka_unit_test(each_sort_of_change),
        cmocka_unit_test(what_goes_and_what_moves), cmocka_unit_test(people_may_choose), cmocka_unit_test(hands_always_win_and_nothing_else_moves),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
