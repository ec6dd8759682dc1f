/* Papers on the 28 x 22 grid: approved pages, and what must hold for any paper. */
#include "core/page/page.h"

#include "core/doc/markdown.h"
#include "core/mem.h"
#include "core/page/number.h"
#include "core/paper/paper.h"
#include "core/page/title.h"
#include "tests/lib/approve.h"

#include <math.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>
#include <cmocka.h>

static struct lx_pages *make(const char *md, size_t len)
{
    struct lx_doc *d;
    struct lx_err err;
    assert_int_equal(lx_markdown_read(&d, md, len, &err), LX_OK);
    struct lx_pages *p = lx_pages_make(d);
    lx_doc_free(d); /* pages keep nothing of it */
    return p;
}

static struct lx_pages *make_file(const char *name)
{
    struct lx_str md = LX_STR_EMPTY, path = LX_STR_EMPTY;
    struct lx_err err;
    lx_str_addf(&path, "tests/fixtures/paper/%s.md", name);
    assert_int_equal(lx_file_read(&md, path.s, LX_DOC_MAX, &err), LX_OK);
    struct lx_pages *p = make(md.s, md.len);
    lx_str_done(&md);
    lx_str_done(&path);
    return p;
}

static const char *const papers[] = { "minutes", "agenda", "ledger", "minutes-en", "letter",
                                     "document", "joint", "minutes-mark", "table" };
enum { PAPER_N = sizeof papers / sizeof *papers };

static void pages_are_as_approved(void **state)
{
    (void)state;
    for (size_t i = 0; i < PAPER_N; i++) {
        struct lx_pages *p = make_file(papers[i]);
        struct lx_str out = LX_STR_EMPTY, name = LX_STR_EMPTY;
        lx_pages_text(&out, p, LX_WIDE);
        for (size_t k = 0; k < out.len; k++)
            if (out.s[k] == '\f')
                out.s[k] = '=';
        lx_str_addf(&name, "paper-%s", papers[i]);
        struct approved which = { .name = name.s, .lang = p->en ? "en" : "zh", .wide = true, .rows = p->page[0].lines,
                                  .cols = p->page[0].w };
        APPROVE(&which, out.s);
        lx_str_done(&out);
        lx_str_done(&name);
        lx_pages_free(p);
    }
}

/* What no page may break, whatever is on it. */
static void check_pages(const struct lx_pages *p)
{
    static const char *const never[] = { "。", "，", "、", "；", "：", "！", "？", "）", "》", "”", "’", "％" };
    assert_true(p->page_n >= 1);
    for (size_t i = 0; i < p->page_n; i++) {
        assert_in_range(p->page[i].line_n, 0, p->page[i].lines);
        assert_int_equal(p->page[i].lines, p->page[i].landscape ? LX_LYING_LINES : LX_PAGE_LINES);
        assert_int_equal(p->page[i].w, p->page[i].landscape ? LX_LYING_W : LX_PAGE_W);
        for (int y = 0; y <= p->page[i].line_n; y++) {
            const struct lx_page_line *l =
                y < p->page[i].line_n ? &p->line[p->page[i].line_from + (size_t)y] : &p->page[i].foot;
            int x = 0;
            for (size_t k = 0; k < l->span_n; k++) {
                const struct lx_page_span *s = &p->span[l->span_from + k];
                assert_true(s->x >= x);
                assert_int_equal(s->w, lx_text_w_len(s->s, s->len, LX_WIDE));
                assert_int_equal(strlen(s->s), s->len);
                x = s->x + s->w;
                for (size_t n = 0; n < sizeof never / sizeof *never && k == 0; n++)
                    assert_true(strncmp(s->s, never[n], strlen(never[n])) != 0);
            }
            assert_in_range(x, 0, p->page[i].w);
        }
    }
}

/* All text of the pages without blanks and rules, so that breaks don't matter. */
static void bare(struct lx_str *out, const struct lx_pages *p, bool head)
{
    for (size_t i = 0; i < p->line_n; i++)
        for (size_t k = 0; k < p->line[i].span_n; k++) {
            const struct lx_page_span *s = &p->span[p->line[i].span_from + k];
            if (s->face == LX_FACE_RULE || (s->face == LX_FACE_TITLE && !head))
                continue;
            for (size_t at = 0; at < s->len; at++)
                if (s->s[at] != ' ')
                    lx_str_addc(out, s->s[at]);
        }
}

static void the_papers_keep_the_grid(void **state)
{
    (void)state;
    for (size_t i = 0; i < PAPER_N; i++) {
        struct lx_pages *p = make_file(papers[i]);
        check_pages(p);
        lx_pages_free(p);
    }
    struct lx_pages *p = make("", 0);
    check_pages(p);
    assert_int_equal(p->page_n, 1);
    lx_pages_free(p);
}

/* Made-up papers from a row of odd parts; the generator is a fixed one, so a failure comes back. */
static unsigned next(unsigned *seed) { return *seed = *seed * 1103515245u + 12345u, *seed >> 16; }

static void any_paper_keeps_the_grid_and_its_words(void **state)
{
    (void)state;
    static const char *const parts[] = {
        "会议认为，“一体化”是关键；",  "2024年12月底前（含），",     "GDP增长5.5％。",       "《办法》——",        "extraordinarily-long-word ",
        "渔船互救",                    "……",                        "①②③",              "舟山市、宁波市、",  "https://example.org/a/b?c=d ",
        "。",                          "，",                        "第26次",               "㎡",                "鄞州",
    };
    for (unsigned round = 0; round < 120; round++) {
        unsigned seed = round * 7919u + 1;
        struct lx_str md = LX_STR_EMPTY, words = LX_STR_EMPTY, text = LX_STR_EMPTY;
        lx_str_add(&md, "---\ntitle: 第");
        lx_str_addf(&md, "%u次会议\n---\n\n", round);
        for (int para = 0; para < 40; para++) {
            static const char *const lead[] = { "", "", "", "", "- [ ] ", "- ", "> " };
            lx_str_add(&md, lead[next(&seed) % 7]);
            lx_str_add(&md, "甲");
            lx_str_add(&words, "甲");
            for (unsigned n = next(&seed) % 30; n > 0; n--) {
                const char *part = parts[next(&seed) % (sizeof parts / sizeof *parts)];
                lx_str_add(&md, part);
                lx_str_add(&words, part);
            }
            lx_str_add(&md, "\n\n");
        }
        struct lx_pages *p = make(md.s, md.len);
        check_pages(p);
        bare(&text, p, false);
        size_t at = 0;
        for (size_t i = 0; i < words.len; i++) { /* every character, in order; marks of bullets may stand between */
            if (words.s[i] == ' ')
                continue;
            while (at < text.len && text.s[at] != words.s[i])
                at++;
            assert_true(at++ < text.len);
        }
        lx_str_done(&md);
        lx_str_done(&words);
        lx_str_done(&text);
        lx_pages_free(p);
    }
}

static const struct lx_page_line *page_line(const struct lx_pages *p, size_t page, int y)
{
    return &p->line[p->page[page].line_from + (size_t)y];
}

static const char *first_text(const struct lx_pages *p, const struct lx_page_line *l)
{
    return l->span_n ? p->span[l->span_from].s : "";
}

static void headings_and_paragraphs_are_not_torn(void **state)
{
    (void)state;
    for (int fill = 15; fill < 26; fill++) {
        struct lx_str md = LX_STR_EMPTY;
        for (int i = 0; i < fill; i++)
            lx_str_add(&md, "一行。\n\n");
        lx_str_add(&md, "## 标题\n\n");
        for (int i = 0; i < 100; i++)
            lx_str_add(&md, "正文");
        lx_str_add(&md, "\n");
        struct lx_pages *p = make(md.s, md.len);
        check_pages(p);
        for (size_t i = 0; i + 1 < p->page_n; i++) {
            const struct lx_page_line *last = page_line(p, i, p->page[i].line_n - 1), *top = page_line(p, i + 1, 0);
            assert_true(strncmp(first_text(p, last), "一、", 6) != 0); /* no heading at the foot */
            if (last->block == top->block) { /* a paragraph goes on: two lines at least on either side */
                assert_true(page_line(p, i, p->page[i].line_n - 2)->block == top->block);
                assert_true(page_line(p, i + 1, 1)->block == top->block);
            }
        }
        lx_str_done(&md);
        lx_pages_free(p);
    }
}

static void table_heads_are_repeated(void **state)
{
    (void)state;
    struct lx_str md = LX_STR_EMPTY;
    lx_str_add(&md, "表4-3 重点项目一览表\n\n| 序号 | 项目名称 | 建设规模 | 开工年 | 完成年 | 责任单位 |\n|-|-|-|-|-|-|\n");
    for (int i = 0; i < 34; i++)
        lx_str_addf(&md, "| %d | 疏港高速第%d段工程 | 全线新建高速24.2公里，双向六车道，互通连接线1.51公里。 | 2019 | 2023 | "
                         "区交通运输局牵头，相关镇（街道）配合 |\n", i + 1, i + 1);
    struct lx_pages *p = make(md.s, md.len);
    check_pages(p);
    assert_true(p->page_n > 3);
    int rows = 0;
    for (size_t i = 0; i < p->page_n; i++) {
        int y = i == 0; /* the caption */
        assert_memory_equal(first_text(p, page_line(p, i, y)), "+---", 4);
        const struct lx_page_line *head = page_line(p, i, y + 1);
        bool named = false;
        for (size_t k = 0; k < head->span_n; k++)
            named = named || strcmp(p->span[head->span_from + k].s, "序号") == 0;
        assert_true(named);
        assert_memory_equal(first_text(p, page_line(p, i, p->page[i].line_n - 1)), "+---", 4);
        for (int n = 0; n < p->page[i].line_n; n++) {
            const struct lx_page_line *l = page_line(p, i, n);
            rows += l->span_n > 1 && p->span[l->span_from + 1].x <= 4 && atoi(p->span[l->span_from + 1].s) == rows + 1;
        }
    }
    assert_int_equal(rows, 34);
    lx_pages_free(p);
    lx_str_clear(&md); /* one row longer than a page, and more columns than fit */
    lx_str_add(&md, "| 甲 | 乙 |\n|-|-|\n| ");
    for (int i = 0; i < 900; i++)
        lx_str_add(&md, "长");
    lx_str_add(&md, " | 短 |\n\n|");
    for (int i = 0; i < 30; i++)
        lx_str_add(&md, "列名列名|");
    lx_str_add(&md, "\n|");
    for (int i = 0; i < 30; i++)
        lx_str_add(&md, "-|");
    lx_str_add(&md, "\n|");
    for (int i = 0; i < 30; i++)
        lx_str_add(&md, "内容内容|");
    p = make(md.s, md.len);
    check_pages(p);
    struct lx_str text = LX_STR_EMPTY;
    bare(&text, p, true);
    size_t n = 0;
    for (const char *s = text.s; (s = strstr(s, "长")); s += 3)
        n++;
    assert_int_equal(n, 900);
    n = 0;
    for (const char *s = text.s; (s = strstr(s, "内容内容")); s += 12)
        n++;
    assert_int_equal(n, 30);
    lx_str_done(&text);
    lx_str_done(&md);
    lx_pages_free(p);
}

static bool shows(const char *md, const char *words)
{
    struct lx_pages *p = make(md, strlen(md));
    struct lx_str text = LX_STR_EMPTY;
    bare(&text, p, true);
    bool found = strstr(lx_str_z(&text), words) != NULL;
    if (!found)
        print_message("%s\n", lx_str_z(&text));
    lx_str_done(&text);
    lx_pages_free(p);
    return found;
}

static void headings_are_numbered_and_references_follow(void **state)
{
    (void)state;
    const char *md = "---\ntitle: 甲\n---\n# 总则\n## （九）目的\n### 其一\n#### 细目\n##### 更细\n# 3. 保障\n## 组织\n### 1、领导\n"
                     "见[第一部分](#保障)、[一（一）1](#领导)、[本文#](#细目)、[外](#没有)、[#](#没有)、[三](https://x)。\n";
    assert_true(shows(md, "一、总则（一）目的1.其一（1）细目更细二、保障（一）组织1.领导见第二部分、二（一）1、本文一（一）1（1）、外、?、三。"));
    assert_true(shows("## 一\n### 二\n", "一、一（一）二"));
    assert_true(shows("---\nlang: en\ntitle: T\n---\n# A\n## B\nsee [part 9](#b)\n", "T1.A(1)Bseepart1(1)"));
    assert_int_equal(lx_number_typed("一、甲", 9), 6);
    assert_int_equal(lx_number_typed("（十二）甲", strlen("（十二）甲")), 12);
    assert_int_equal(lx_number_typed("1．甲", strlen("1．甲")), 4);
    assert_int_equal(lx_number_typed("3.5亿元", strlen("3.5亿元")), 0);
    assert_int_equal(lx_number_typed("2024年工作", strlen("2024年工作")), 0);
    assert_int_equal(lx_number_typed("一体化", 9), 0);
    assert_int_equal(lx_number_typed("", 0), 0);
}

static void marks_of_the_screen_are_not_printed(void **state)
{
    (void)state;
    assert_true(shows("- [ ] 甲事。<!-- 26-001 -->\n- [x] 乙事。\n- 丙\n\n1. 丁\n", "甲事。乙事。·丙1.丁"));
    assert_true(shows("# 唯一的标题\n\n正文\n", "唯一的标题正文"));
    assert_true(shows("甲<!-- right -->\n\n**出席：** 乙\n", "甲出席：乙"));
}

static void titles_are_balanced(void **state)
{
    (void)state;
    static const char *const cases[][2] = {
        { "浙东经济合作区市长联席会议第二十六次会议纪要", "浙东经济合作区市长联席会议\n第二十六次会议纪要" },
        { "第八次主任办公会会议议程", "第八次主任办公会会议议程" },
        { "关于印发《港口集疏运一体化行动计划（2024—2025年）》的通知", "关于印发《港口集疏运一体化行动计划\n（2024—2025年）》的通知" },
        { "甲方\\乙方", "甲方\n乙方" },
        { "", "" },
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        struct lx_str out = LX_STR_EMPTY;
        lx_title_break(&out, cases[i][0], 40);
        assert_string_equal(lx_str_z(&out), cases[i][1]);
        lx_str_done(&out);
    }
    struct lx_str title = LX_STR_EMPTY, out = LX_STR_EMPTY;
    for (int i = 0; i < 1000; i++)
        lx_str_add(&title, "很长的标题");
    lx_title_break(&out, title.s, 40);
    assert_true(out.len > title.len);
    lx_str_done(&title);
    lx_str_done(&out);
}

/* The first rule of the table; yours. */
static char *first_rule(const char *columns, const char *table)
{
    struct lx_str md = LX_STR_EMPTY, out = LX_STR_EMPTY;
    lx_str_addf(&md, "---\ncolumns: %s\n---\n%s", columns, table);
    struct lx_pages *p = make(md.s, md.len);
    lx_pages_text(&out, p, LX_WIDE);
    out.s[strcspn(out.s, "\n")] = '\0';
    lx_pages_free(p);
    lx_str_done(&md);
    return lx_str_take(&out);
}

static void tables_stand_as_the_paper_asks(void **state)
{
    (void)state;
    char *s = first_rule("6 10 20", "|a|b|c|\n|-|-|-|\n|1|2|3|\n");
    assert_memory_equal(s, "+------+----------+", 19); /* 6 + 10 + what is left */
    assert_int_equal(strlen(s), LX_PAGE_W);
    free(s);
    s = first_rule("6 10", "|a|b|c|\n|-|-|-|\n|1|2|3|\n"); /* of another number of columns */
    assert_memory_not_equal(s, "+------+----------+", 19);
    free(s);
    s = first_rule("30 20 30", "|a|b|c|\n|-|-|-|\n|1|2|3|\n"); /* wider than the page */
    assert_int_equal(strlen(s), LX_PAGE_W);
    free(s);
    s = first_rule("6 1 x", "|a|b|c|\n|-|-|-|\n|1|2|3|\n");
    assert_int_equal(strlen(s), LX_PAGE_W);
    free(s);
}

/* The mark with these words; what the tests below ask for is given. */
static const struct lx_mark *mark_of(const struct lx_pages *p, const char *words)
{
    for (size_t i = 0; i < p->mark_n; i++)
        if (p->mark[i].s && strcmp(p->mark[i].s, words) == 0)
            return &p->mark[i];
    fail_msg("no mark says %s", words);
    return NULL;
}

static int rules_at(const struct lx_pages *p, size_t page, double y, double h, bool red)
{
    int n = 0;
    for (size_t i = 0; i < p->mark_n; i++) {
        const struct lx_mark *m = &p->mark[i];
        n += !m->s && m->page == page && fabs(m->at.y - y) < 0.6 && fabs(m->at.h - h) < 0.01 && m->red == red;
    }
    return n;
}

/* domain.md 1.3 and 1.4, in millimetres from the paper's edge. */
static void heads_stand_where_the_standard_has_them(void **state)
{
    (void)state;
    struct lx_pages *p = make_file("document");
    const struct lx_mark *m = mark_of(p, "浙东经济合作区市长联席会议办公室文件");
    assert_true(fabs(m->at.y - 72) < 0.1 && m->red && m->at.x >= 27.9 && m->at.x + m->at.w <= 184.1);
    assert_int_equal(rules_at(p, 0, 37 + 7 * 225 / 22.0 + (225 / 22.0 + 5.64) / 2 + 4, 0.7, true), 1); /* 4 mm below the number */
    size_t last = p->page_n - 1;
    assert_int_equal(rules_at(p, last, 262, 0.35, false), 1);
    assert_int_equal(rules_at(p, last, 262 - 225 / 22.0, 0.25, false), 1);
    assert_int_equal(rules_at(p, last, 262 - 4 * 225 / 22.0, 0.35, false), 1);
    lx_pages_free(p);
    p = make_file("joint");
    m = mark_of(p, "舟山市人民政府");
    assert_true(m->at.y > mark_of(p, "宁波市人民政府")->at.y && mark_of(p, "绍兴市人民政府")->at.y > m->at.y);
    const struct lx_mark *file = mark_of(p, "文件");
    assert_true(fabs(file->at.y + file->at.h / 2 - (m->at.y + m->at.h / 2)) < 0.1 && file->at.x > m->at.x + m->at.w);
    assert_true(file->at.x + file->at.w <= 184.1);
    lx_pages_free(p);
    p = make_file("letter");
    m = mark_of(p, "浙东经济合作区市长联席会议办公室");
    assert_true(fabs(m->at.y - 30) < 0.1);
    assert_int_equal(rules_at(p, 0, 30 + m->at.h + 4 + 0.45, 0.9, true), 1);
    assert_int_equal(rules_at(p, 0, 276.55, 0.9, true), 1);
    assert_int_equal(p->page[0].foot.span_n, 0); /* page 1 of a letter bears no number */
    lx_pages_free(p);
}

/* Heads of one and of several issuers, whose names are as long as they may be and longer. */
static void marks_stay_in_the_columns_of_the_page(void **state)
{
    (void)state;
    for (int chars_n = 1; chars_n < 90; chars_n++)
        for (int issuers_n = 1; issuers_n <= 2; issuers_n++) {
            struct lx_str md = LX_STR_EMPTY;
            lx_str_add(&md, "---\nprofile: document\nissuer: ");
            for (int i = 0; i < issuers_n; i++) {
                for (int k = 0; k < chars_n; k++)
                    lx_str_add(&md, "市");
                lx_str_add(&md, "；");
            }
            lx_str_add(&md, "\nnumber: 甲〔2024〕1号\ndate: 2024-06-25\n---\n文\n");
            struct lx_pages *p = make(md.s, md.len);
            for (size_t i = 0; i < p->line_n; i++)
                for (size_t k = p->line[i].span_from; k < p->line[i].span_from + p->line[i].span_n; k++)
                    assert_in_range(p->span[k].x + p->span[k].w, 0, LX_PAGE_W);
            lx_pages_free(p);
            lx_str_done(&md);
        }
}

static void attachments_are_named_and_count_anew(void **state)
{
    (void)state;
    const char *two = "# 甲\n\n<!-- attachment -->\n\n# 表一\n\n## 乙\n\n<!-- attachment -->\n\n# 表二\n\n## 丙\n\n## 丁\n";
    assert_true(shows(two, "甲附件：1.表一2.表二附件1表一一、乙附件2表二一、丙二、丁"));
    assert_true(shows("文\n\n<!-- attachment -->\n\n# 表\n\n字\n", "文附件：表附件表字"));
    assert_true(shows("---\nattachments: 甲。；乙\n---\n文\n", "文附件：1.甲2.乙"));
    assert_true(shows("---\nissuer: 甲局\ndate: 2024-03-05\nsign: yes\nnote: 此件公开发布\n---\n文\n", "文甲局2024年3月5日（此件公开发布）"));
    struct lx_pages *p = make(two, strlen(two));
    assert_int_equal(p->page_n, 3);
    lx_pages_free(p);
}

static void pages_lie_where_asked(void **state)
{
    (void)state;
    const char *md = "立\n\n<!-- landscape -->\n\n卧\n\n<!-- portrait -->\n\n又立\n";
    struct lx_pages *p = make(md, strlen(md));
    assert_int_equal(p->page_n, 3);
    assert_true(!p->page[0].landscape && p->page[1].landscape && !p->page[2].landscape);
    lx_pages_free(p);
}

/* Rules that take no line: below the head and each row, above the head of each page. */
static void tight_tables_have_rules_between_lines(void **state)
{
    (void)state;
    struct lx_str md = LX_STR_EMPTY;
    lx_str_add(&md, "---\ntables: tight\n---\n| 序号 | 事项 |\n|-|-|\n");
    for (int i = 0; i < 30; i++)
        lx_str_addf(&md, "| %d | 甲 |\n", i + 1);
    struct lx_pages *p = make(md.s, md.len);
    check_pages(p);
    assert_int_equal(p->page_n, 2);
    assert_int_equal(p->page[0].line_n, 22); /* the head and 21 rows */
    assert_int_equal(p->page[1].line_n, 10);
    for (size_t i = 0; i < 2; i++)
        for (int y = 0; y < p->page[i].line_n; y++) {
            const struct lx_page_line *l = page_line(p, i, y);
            assert_true(l->tight && l->rule_below && l->rule_above == (y == 0));
            assert_string_equal(first_text(p, l), "|");
        }
    lx_pages_free(p);
    lx_str_clear(&md); /* a form is ruled though nothing in it is wrapped */
    lx_str_add(&md, "| 单位 | 姓名 | 电话 |\n|-|-|-|\n|  |  |  |\n|  |  |  |\n");
    p = make(md.s, md.len);
    assert_int_equal(p->page[0].line_n, 7);
    lx_pages_free(p);
    lx_str_done(&md);
}

/* Each line of the contents ends with the number of the page on which its heading stands. */
static void contents_name_the_pages(void **state)
{
    (void)state;
    struct lx_str md = LX_STR_EMPTY;
    lx_str_add(&md, "---\nprofile: booklet\ntitle: 手册\ncontents: 2\n---\n\n");
    for (int i = 1; i <= 12; i++) {
        lx_str_addf(&md, "## 第%d篇的标题\n\n### 这一节的标题长得要在目录里折成两行，第二行在编号后面与第一行的文字对齐，%d\n\n", i, i);
        for (int k = 0; k < i; k++)
            lx_str_add(&md, "各市要坚持规划同图、建设同步、运输衔接、管理协同，全力打通断头路，年内完成各项任务。\n\n");
    }
    lx_str_add(&md, "<!-- attachment -->\n\n# 附件的\\标题\n\n正文\n");
    struct lx_pages *p = make(md.s, md.len);
    struct lx_str line = LX_STR_EMPTY, want = LX_STR_EMPTY;
    assert_int_equal(p->goal_n, 25);
    assert_true(p->page_n > 8);
    for (size_t i = 0, from = p->page[1].line_from; i < p->goal_n; i++) {
        const struct lx_page *page = &p->page[p->goal[i].page];
        bool there = false;
        for (int k = 0; k < page->line_n; k++)
            there = there || p->line[page->line_from + (size_t)k].block == p->goal[i].block;
        assert_true(there);
        lx_str_clear(&want);
        lx_str_addf(&want, ". %zu", p->goal[i].page + 1);
        do {
            lx_str_clear(&line);
            lx_page_line_text(&line, p, &p->line[from++], LX_WIDE);
        } while (!strstr(lx_str_z(&line), " ..."));
        assert_int_equal(lx_text_w(line.s, LX_WIDE), LX_PAGE_W);
        assert_non_null(strstr(line.s, want.s + 1));
        assert_string_equal(line.s + line.len - want.len, want.s);
    }
    assert_int_equal(lx_pages_goal(p, p->goal[24].block), p->page_n);
    assert_int_equal(lx_pages_goal(p, LX_NO_BLOCK - 1), 0);
    lx_str_done(&md);
    lx_str_done(&line);
    lx_str_done(&want);
    lx_pages_free(p);
}

static void cards_show_their_name_on_both_sides(void **state)
{
    (void)state;
    const char *md = "---\nprofile: cards\n---\n某某某\\\n某办\n\n某甲\n";
    struct lx_pages *p = make(md, strlen(md));
    assert_int_equal(p->page_n, 2);
    assert_int_equal(p->mark_n, 6); /* two lines and one, each twice */
    for (size_t i = 0; i < p->mark_n; i++) {
        const struct lx_mark *m = &p->mark[i];
        assert_int_equal(m->page, i < 4 ? 0 : 1);
        assert_true(m->turned == (i % 2 == 1) && m->at.y > 105 && m->at.y + m->at.h < 210 && m->at.x > 10);
    }
    assert_int_equal(p->page[0].foot.span_n, 0);
    lx_pages_free(p);
}

static void long_addressees_go_to_the_foot(void **state)
{
    (void)state;
    struct lx_str md = LX_STR_EMPTY;
    lx_str_add(&md, "---\ntitle: 题\nto: ");
    for (int i = 0; i < 60; i++)
        lx_str_add(&md, "某某市人民政府，");
    lx_str_add(&md, "各局：\n---\n正文在第一页。\n");
    struct lx_pages *p = make(md.s, md.len);
    assert_string_equal(first_text(p, page_line(p, 0, 2)), "正文在第一页。");
    assert_true(shows(md.s, "正文在第一页。主送：某某市人民政府，"));
    lx_pages_free(p);
    lx_str_done(&md);
}

static void feet_say_what_it_is(void **state)
{
    (void)state;
    struct lx_pages *p = make_file("minutes");
    assert_true(p->page_n >= 2);
    for (size_t i = 0; i < 2; i++) {
        struct lx_str foot = LX_STR_EMPTY;
        lx_page_line_text(&foot, p, &p->page[i].foot, LX_WIDE);
        assert_non_null(strstr(foot.s, "会议纪要  第2稿  2024年6月25日"));
        const char *number = strstr(foot.s, i ? "— 2 —" : "— 1 —");
        assert_non_null(number);
        assert_true(i ? number == foot.s + 2 : lx_text_w(foot.s, LX_WIDE) == LX_PAGE_W - 2);
        lx_str_done(&foot);
    }
    lx_pages_free(p);
}

static void narrow_terminals_keep_the_columns(void **state)
{
    (void)state;
    struct lx_pages *p = make_file("minutes");
    for (size_t i = 0; i < p->line_n; i++) {
        struct lx_str wide = LX_STR_EMPTY, narrow = LX_STR_EMPTY;
        lx_page_line_text(&wide, p, &p->line[i], LX_WIDE);
        lx_page_line_text(&narrow, p, &p->line[i], LX_NARROW);
        int wide_w = lx_text_w(lx_str_z(&wide), LX_WIDE), narrow_w = lx_text_w(lx_str_z(&narrow), LX_NARROW);
        assert_in_range(wide_w - narrow_w, 0, 1); /* the blank behind a last ” is cut off with all blanks at the end */
        lx_str_done(&wide);
        lx_str_done(&narrow);
    }
    lx_pages_free(p);
}

static void the_table_of_papers_is_whole(void **state)
{
    (void)state;
    for (int i = 0; i < LX_PAPER_N; i++) {
        const struct lx_paper *p = lx_paper_get((enum lx_paper_id)i);
        assert_int_equal(p->id, i);
        assert_ptr_equal(lx_paper_find(p->kind), p);
        assert_true(*lx_paper_title(p, false) && *lx_paper_title(p, true) && *p->profile && *p->builder);
    }
    assert_null(lx_paper_find("nothing"));
    assert_null(lx_paper_find(NULL));
}

static void long_papers_are_quick(void **state)
{
    (void)state;
    struct lx_str md = LX_STR_EMPTY, one = LX_STR_EMPTY;
    struct lx_err err;
    assert_int_equal(lx_file_read(&one, "tests/fixtures/paper/minutes.md", LX_DOC_MAX, &err), LX_OK);
    size_t skip = lx_front_matter_len(one.s, one.len);
    while (md.len + one.len < LX_DOC_MAX)
        lx_str_addn(&md, one.s + skip, one.len - skip);
    clock_t begin = clock();
    struct lx_pages *p = make(md.s, md.len);
    double seconds = (double)(clock() - begin) / CLOCKS_PER_SEC;
    print_message("1 MB: %zu pages in %.0f ms\n", p->page_n, seconds * 1e3);
    assert_true(p->page_n > 300 && seconds < 10); /* sanitizers included */
    lx_pages_free(p);
    lx_str_done(&md);
    lx_str_done(&one);
}

/* Many references to many headings: each finds its own, and soon. */
static void references_are_looked_up_quickly(void **state)
{
    (void)state;
    struct lx_str md = LX_STR_EMPTY;
    for (int i = 0; i < 20000; i++)
        lx_str_addf(&md, "# t%d\n[9](#t%d)\n", i, 19999 - i);
    clock_t begin = clock();
    struct lx_pages *p = make(md.s, md.len);
    double seconds = (double)(clock() - begin) / CLOCKS_PER_SEC;
    print_message("20,000 references to 20,000 headings: %.0f ms\n", seconds * 1e3);
    assert_true(seconds < 20); /* sanitizers included */
    lx_pages_free(p);
    lx_str_done(&md);
}

/* GB/T 9704-2012 7.4: on the last side, an even one; behind a blank page neither has a number. */
static void the_imprint_stands_on_an_even_page(void **state)
{
    (void)state;
    static const struct {
        int lines;       /* of text, below a head of some lines */
        const char *profile;
        size_t page_n, text_page_n;
        bool bare;       /* the last page has no number */
    } cases[] = {
        { 1, "document", 2, 1, false },  /* text on page 1: the back of the sheet */
        { 12, "document", 2, 2, false }, /* on page 2 with room below it */
        { 32, "document", 4, 2, true },  /* page 2 is full: page 3 stays blank */
        { 40, "document", 4, 3, false },
        { 1, "letter", 1, 1, false },
        { 1, "notice", 1, 1, false },
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        struct lx_str md = LX_STR_EMPTY;
        lx_str_addf(&md, "---\nprofile: %s\nissuer: 办公室\ntitle: 通知\nsign: no\ncc: 各市\nprinter: 办公室\nprinted: 2024-06-28\n---\n\n", cases[i].profile);
        for (int n = 0; n < cases[i].lines; n++)
            lx_str_addf(&md, "第%d行。\n\n", n + 1);
        struct lx_pages *p = make(md.s, md.len);
        const struct lx_page *last = &p->page[p->page_n - 1];
        if (p->page_n != cases[i].page_n || p->text_page_n != cases[i].text_page_n || last->bare != cases[i].bare)
            fail_msg("%s of %d lines: %zu pages, text on %zu, %s", cases[i].profile, cases[i].lines, p->page_n, p->text_page_n,
                     last->bare ? "bare" : "numbered");
        if (last->bare)
            assert_true(p->page[p->page_n - 2].bare && !p->page[p->page_n - 2].line_n && !last->foot.span_n);
        assert_int_equal(last->line_n, last->lines); /* it stands at the foot */
        lx_pages_free(p);
        lx_str_done(&md);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(pages_are_as_approved),       cmocka_unit_test(the_papers_keep_the_grid),
        cmocka_unit_test(any_paper_keeps_the_grid_and_its_words),
        cmocka_unit_test(headings_and_paragraphs_are_not_torn),
        cmocka_unit_test(table_heads_are_repeated),    cmocka_unit_test(headings_are_numbered_and_references_follow),
        cmocka_unit_test(marks_of_the_screen_are_not_printed), cmocka_unit_test(titles_are_balanced),
        cmocka_unit_test(tables_stand_as_the_paper_asks),
        cmocka_unit_test(heads_stand_where_the_standard_has_them), cmocka_unit_test(marks_stay_in_the_columns_of_the_page),
        cmocka_unit_test(attachments_are_named_and_count_anew),
        cmocka_unit_test(pages_lie_where_asked),       cmocka_unit_test(long_addressees_go_to_the_foot),
        cmocka_unit_test(contents_name_the_pages),
        cmocka_unit_test(cards_show_their_name_on_both_sides), cmocka_unit_test(tight_tables_have_rules_between_lines),
        cmocka_unit_test(feet_say_what_it_is),         cmocka_unit_test(narrow_terminals_keep_the_columns),
        cmocka_unit_test(the_table_of_papers_is_whole), cmocka_unit_test(long_papers_are_quick),
        cmocka_unit_test(references_are_looked_up_quickly), cmocka_unit_test(the_imprint_stands_on_an_even_page),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
