/* Paragraphs of a .docx take the lines of the page, with the fonts of an office and with what a machine without them has. */
#include "core/mem.h"
#include "core/doc/markdown.h"
#include "core/page/docx.h"
#include "core/page/docxset.h"
#include "core/text/text.h"
#include "tests/lib/tmp.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <cmocka.h>

enum { FURTHEST = 40 /* twips */, NARROWED_MOST = 4 };

static struct lx_docx_letters spaced(int spacing) { return (struct lx_docx_letters){ spacing, 100 }; }

/* A paragraph of text, indented by two characters. */
static struct lx_docx_room room(void)
{
    int block = 28 * (int)(LX_CELL_W * LX_MM_PT * 20);
    return (struct lx_docx_room){ .first_w = 52, .rest_w = 56, .first_room = block - 632, .rest_room = block };
}

static size_t lines_with(const char *s, struct lx_docx_room r, int points, struct lx_docx_letters letters, enum lx_docx_fonts fonts)
{
    size_t *at, n = lx_docx_lines(s, strlen(s), r, points, letters, fonts, &at);
    free(at);
    return n;
}

static void count_line(void *ctx, const char *s, size_t len)
{
    (void)s;
    (void)len;
    ++*(size_t *)ctx;
}

static size_t page_lines(const char *s, struct lx_docx_room r)
{
    size_t n = 0;
    lx_text_wrap(s, strlen(s), r.first_w, r.rest_w, LX_WIDE, count_line, &n);
    return n;
}

/* What LibreOffice 7.4 made of paragraphs with the usual spacing, seen in its PDF; | begins a line. */
static void lines_are_those_of_libreoffice(void **state)
{
    (void)state;
    static const struct {
        int spacing;
        const char *office, *stand_in;
    } seen[] = {
        { -6, "五市共享大型科学仪器1,286台（套），其中原值500万元|以上的38台，全年对外服务不少于15,000小时。对逾期未办结|的事项，实行“蓝、黄、红”三色督办：提前7日发蓝单，逾期|1日发黄单，逾期15日以上发红单！",
          "五市共享大型科学仪器1,286台（套），其中原值500万|元以上的38台，全年对外服务不少于15,000小时。对逾期未|办结的事项，实行“蓝、黄、红”三色督办：提前7日发蓝|单，逾期1日发黄单，逾期15日以上发红单！" },
        { -6, "支持ZheDong Cross-border E-commerce Pilot Zone与|Ningbo-Zhoushan Port开展数据交换，先行先试3类单证。原则|通过，由宁波市财政局根据会议意见修改完善后印发。谁牵头、|谁负责？谁配合、配合到什么程度？会前要说清楚，会上要定下|来，会后要办到位。",
          "支持ZheDong Cross-border E-commerce Pilot Zone|与Ningbo-Zhoushan Port开展数据交换，先行先试3类单|证。原则通过，由宁波市财政局根据会议意见修改完善后印发。|谁牵头、谁负责？谁配合、配合到什么程度？会前要说清楚，会|上要定下来，会后要办到位。" },
        { -36, "建设“一网通办”平台，统一API接口标准，支持|HTTPS、OAuth2.0和SM4国密算法，年内接入不少于120项高频事项。|第1条至第36条的具体解释工作，由联席会议办公室会同有关专题组|承担……支持ZheDong Cross-border E-commerce Pilot Zone与Ningbo-|Zhoushan Port开展数据交换，先行先试3类单证。",
          "建设“一网通办”平台，统一API接口标准，支持|HTTPS、OAuth2.0和SM4国密算法，年内接入不少于120项高频|事项。第1条至第36条的具体解释工作，由联席会议办公室会同有|关专题组承担……支持ZheDong Cross-border E-commerce Pilot |Zone与Ningbo-Zhoushan Port开展数据交换，先行先试3类单证。" },
        { -6, "Who leads, and who answers? It is to be said before |the meeting, settled at the meeting, and done after the |meeting! Each city reports its progress to the office by |the 25th of the last month of every quarter (telephone |0574-8718XXXX, office@example.cn).",
          "Who leads, and who answers? It is to be said before |the meeting, settled at the meeting, and done after the |meeting! Each city reports its progress to the office by |the 25th of the last month of every quarter (telephone |0574-8718XXXX, office@example.cn)." },
        { -6, "The five cities share 1,286 scientific instruments |(38 of them worth more than CNY 5 million each), open for |15,000 hours a year. By 2025 the gross product shall grow |by about 5.5% a year, and the mean of PM2.5 shall fall |below 25 micrograms per cubic metre. Agreed.",
          "The five cities share 1,286 scientific instruments (38 |of them worth more than CNY 5 million each), open for |15,000 hours a year. By 2025 the gross product shall |grow by about 5.5% a year, and the mean of PM2.5 shall |fall below 25 micrograms per cubic metre. Agreed." },
    };
    for (size_t i = 0; i < sizeof seen / sizeof *seen; i++)
        for (int fonts = 0; fonts < LX_DOCX_FONTS_N; fonts++) {
            struct lx_str s = LX_STR_EMPTY, got = LX_STR_EMPTY;
            const char *want = fonts == LX_DOCX_OFFICE ? seen[i].office : seen[i].stand_in;
            for (const char *c = want; *c; c++)
                if (*c != '|')
                    lx_str_addc(&s, *c);
            size_t *at, n = lx_docx_lines(s.s, s.len, room(), 16, spaced(seen[i].spacing), (enum lx_docx_fonts)fonts, &at);
            for (size_t k = 0; k < n; k++) {
                lx_str_add(&got, k ? "|" : "");
                lx_str_addn(&got, s.s + at[k], (k + 1 < n ? at[k + 1] : s.len) - at[k]);
            }
            assert_string_equal(lx_str_z(&got), want);
            free(at);
            lx_str_done(&s);
            lx_str_done(&got);
        }
}

static bool agrees(const char *s, struct lx_docx_letters letters, size_t want)
{
    for (int fonts = 0; fonts < LX_DOCX_FONTS_N; fonts++)
        if (lines_with(s, room(), 16, letters, (enum lx_docx_fonts)fonts) != want)
            return false;
    return true;
}

/* Of every two sentences: where any spacing gives both fonts the lines of the page, such a one is found; it nearly always is. */
static void check_sentences(const char *path, const char *between, size_t lacking_most)
{
    char line[60][512];
    struct lx_str both = LX_STR_EMPTY;
    size_t n = 0, lacking = 0, narrowed = 0;
    FILE *f = fopen(path, "r");
    assert_non_null(f);
    while (n < 60 && fgets(line[n], sizeof line[n], f)) {
        line[n][strcspn(line[n], "\n")] = '\0';
        n++;
    }
    (void)fclose(f);
    assert_true(n > 9);
    for (size_t a = 0; a < n; a++)
        for (size_t b = 0; b <= n; b++) {
            lx_str_clear(&both);
            lx_str_add(&both, line[a]);
            lx_str_add(&both, b < n ? between : "");
            lx_str_add(&both, b < n ? line[b] : "");
            size_t want = page_lines(both.s, room());
            struct lx_docx_letters found = lx_docx_fit(both.s, both.len, room(), 16);
            assert_in_range(found.spacing - lx_docx_cell(16) + FURTHEST, 0, 2 * FURTHEST);
            bool any = agrees(both.s, found, want);
            narrowed += found.latin < 100;
            for (int spacing = lx_docx_cell(16) - FURTHEST; !any && spacing <= lx_docx_cell(16) + FURTHEST; spacing++)
                if (agrees(both.s, spaced(spacing), want)) {
                    print_error("%d, not %d: %s\n", spacing, found.spacing, both.s);
                    fail();
                }
            lacking += !any;
        }
    lx_str_done(&both);
    if (lacking > lacking_most || narrowed > NARROWED_MOST)
        print_error("%zu of %zu have none, %zu narrowed\n", lacking, n * (n + 1), narrowed);
    assert_true(lacking <= lacking_most);
    assert_true(narrowed <= NARROWED_MOST); /* Latin letters, where nothing else helps */
}

static void chinese_takes_the_lines_of_the_page(void **state)
{
    (void)state;
    check_sentences("tests/fixtures/paper/sentences.txt", "", 0);
}

static void english_takes_the_lines_of_the_page(void **state)
{
    (void)state;
    check_sentences("tests/fixtures/paper/sentences-en.txt", " ", 0);
}

/* The usual spacing would not do: digits of the stand-in are wider. */
static void digits_are_made_room_for(void **state)
{
    (void)state;
    const char *s = "2024-01-01至2024-12-31，2025-01-01至2025-12-31，共73";
    assert_int_equal(page_lines(s, room()), 1);
    assert_int_equal(lines_with(s, room(), 16, spaced(lx_docx_cell(16)), LX_DOCX_STAND_IN), 2);
    assert_true(agrees(s, lx_docx_fit(s, strlen(s), room(), 16), 1));
}

/* A title is broken already; its lines fit. */
static void titles_keep_their_lines(void **state)
{
    (void)state;
    const char *s = "关于浙东经济合作区两年行动计划（2023—2024\n年）实施情况的意见";
    struct lx_docx_room r = room();
    r.first_w = r.rest_w = 1000;
    r.first_room = r.rest_room;
    assert_int_equal(lines_with(s, r, 22, spaced(0), LX_DOCX_OFFICE), 3); /* it would not have fitted the page either */
    s = "关于浙东经济合作区行动计划（2023—2024）\n实施情况的意见";
    assert_int_equal(lines_with(s, r, 22, spaced(0), LX_DOCX_OFFICE), 2);
    assert_int_equal(lines_with(s, r, 22, spaced(0), LX_DOCX_STAND_IN), 3);
    struct lx_docx_letters letters = lx_docx_fit(s, strlen(s), r, 22);
    for (int fonts = 0; fonts < LX_DOCX_FONTS_N; fonts++)
        assert_int_equal(lines_with(s, r, 22, letters, (enum lx_docx_fonts)fonts), 2);
}

/* Cells and paragraphs with line breaks in them. */
static void line_breaks_are_kept(void **state)
{
    (void)state;
    const char *s = "宁波市2024年\n\n舟山市2025年\n";
    assert_int_equal(lines_with(s, room(), 16, spaced(-6), LX_DOCX_OFFICE), 3);
    assert_int_equal(page_lines(s, room()), 3);
    struct lx_docx_room cell = { 10, 10, 1600, 1600, 0 };
    s = "2024-06-25\n2025-06";
    assert_int_equal(page_lines(s, cell), 2);
    assert_int_equal(lines_with(s, cell, 16, spaced(lx_docx_cell(16)), LX_DOCX_STAND_IN), 3);
    assert_int_equal(lines_with(s, cell, 16, lx_docx_fit(s, strlen(s), cell, 16), LX_DOCX_STAND_IN), 2);
}

/* DejaVu Sans has ligatures, in which nothing is put between the letters. */
static void ligatures_are_not_narrowed(void **state)
{
    (void)state;
    assert_int_equal(lx_docx_w("ffi", 3, 16, LX_DOCX_OFFICE), 480);
    assert_in_range(lx_docx_w("ffi", 3, 16, LX_DOCX_STAND_IN), 306, 310); /* .967 of the size */
    struct lx_docx_room r = { 3, 3, 290, 290, 0 };
    assert_int_equal(lines_with("ofi", r, 16, spaced(-100), LX_DOCX_OFFICE), 1);
    assert_int_equal(lines_with("ofi", r, 16, spaced(-100), LX_DOCX_STAND_IN), 2);
}

/* document.xml of a paper. */
static char *xml_of(const char *md)
{
    struct lx_str out = LX_STR_EMPTY, command = LX_STR_EMPTY;
    struct lx_doc *d;
    struct lx_err err;
    assert_int_equal(lx_markdown_read(&d, md, strlen(md), &err), LX_OK);
    assert_int_equal(lx_docx_make(&out, d, &err), LX_OK);
    lx_doc_free(d);
    char *dir = tmp_new(), *path = tmp_path(dir, "a.docx"), *xml = tmp_path(dir, "xml");
    FILE *f = fopen(path, "wb");
    assert_non_null(f);
    assert_int_equal(fwrite(out.s, 1, out.len, f), out.len);
    (void)fclose(f);
    lx_str_addf(&command, "python3 -c 'import sys, zipfile; sys.stdout.buffer.write(zipfile.ZipFile(sys.argv[1]).read(\"word/document.xml\"))' "
                          "'%s' >'%s'", path, xml);
    assert_int_equal(system(command.s), 0);
    char *s = tmp_read(xml, NULL);
    assert_non_null(s);
    free(path);
    free(xml);
    tmp_done(&dir);
    lx_str_done(&out);
    lx_str_done(&command);
    return s;
}

static size_t count_of(const char *s, const char *what)
{
    size_t n = 0;
    for (; (s = strstr(s, what)); s++)
        n++;
    return n;
}

/* The rules that take a line on the page are part of the rows: head and words 1 + 2 rules, a row 1 + 1, one with two lines 2 + 1. */
static void rows_stand_as_high_as_on_the_page(void **state)
{
    (void)state;
    char *xml = xml_of("---\ntables: ruled\n---\n\n| 事项 | 时限 | 备注 |\n|-|-|-|\n|  |  |  |\n| 一 | 二 |  |\n| 第一行<br>第二行 | 三 |  |\n");
    const char *at = xml;
    static const int lines[] = { 3, 2, 2, 3 };
    for (size_t i = 0; i < sizeof lines / sizeof *lines; i++) {
        at = strstr(at, "<w:trHeight w:val=\"");
        assert_non_null(at);
        at += strlen("<w:trHeight w:val=\"");
        assert_in_range(strtol(at, NULL, 10), lines[i] * LX_TWIP_LINE - 40, lines[i] * LX_TWIP_LINE);
    }
    assert_null(strstr(at, "<w:trHeight"));
    free(xml);
    xml = xml_of("---\ntables: tight\n---\n\n| 事项 | 时限 |\n|-|-|\n| 一 | 二 |\n");
    assert_in_range(strtol(strstr(xml, "<w:trHeight w:val=\"") + strlen("<w:trHeight w:val=\""), NULL, 10), LX_TWIP_LINE - 40, LX_TWIP_LINE);
    free(xml);
}

/* As on the page: a row of more than 12 lines goes on overleaf, where the head stands again. */
static void high_rows_go_on_overleaf(void **state)
{
    (void)state;
    struct lx_str md = LX_STR_EMPTY;
    lx_str_add(&md, "| 事项 | 时限 | 备注 |\n|-|-|-|\n");
    for (int row = 0; row < 3; row++) {
        lx_str_add(&md, "| 一");
        for (int i = 1; i < (row == 1 ? 30 : 12); i++)
            lx_str_add(&md, "<br>一");
        lx_str_add(&md, " | 二 | 三 |\n");
    }
    char *xml = xml_of(md.s);
    assert_int_equal(count_of(xml, "<w:trHeight"), 3); /* the head and those of 12 lines */
    assert_int_equal(count_of(xml, "<w:cantSplit/>"), 3);
    assert_int_equal(count_of(xml, "<w:tr>"), 4);
    free(xml);
    lx_str_done(&md);
}

/* Where no spacing gives both fonts the lines of the page, the Latin letters are narrowed, they alone; and nothing is put between. */
static void latin_letters_are_narrowed_alone(void **state)
{
    (void)state;
    const char *s = "建设“一网通办”平台，统一API接口标准，支持HTTPS、OAuth2.0和SM4国密算法，年内接入不少于120项高频事项。";
    assert_true(lx_docx_fit(s, strlen(s), room(), 16).latin < 100);
    assert_true(agrees(s, lx_docx_fit(s, strlen(s), room(), 16), 2));
    char *xml = xml_of(s);
    assert_int_equal(count_of(xml, "<w:w w:val="), 5); /* API HTTPS OAuth2.0 SM4 120 */
    assert_non_null(strstr(xml, ">HTTPS</w:t>"));
    assert_null(strstr(xml, "<w:br"));
    assert_null(strstr(xml, "\xE2\x80\x8B"));
    free(xml);
}

/* Two lines stay with a signature, be they those of two paragraphs. */
static void the_line_above_stays_with_the_last(void **state)
{
    (void)state;
    char *xml = xml_of("---\nprofile: notice\ntitle: 通知\nissuer: 办公室\ndate: 2024-06-25\n---\n\n第一段。\n\n第二段。\n\n第三段。\n");
    const char *second = strstr(xml, "第二段"), *first = strstr(xml, "第一段");
    assert_non_null(first);
    assert_non_null(second);
    assert_null(memmem(xml, (size_t)(first - xml), "第二段", 9));
    size_t n = 0;
    for (const char *at = strstr(first, "<w:keepNext/>"); at && at < strstr(xml, "第三段"); at = strstr(at + 1, "<w:keepNext/>"))
        n++;
    assert_int_equal(n, 2); /* the second and the third, not the first */
    free(xml);
}

static void hostile_text_ends(void **state)
{
    (void)state;
    struct lx_str s = LX_STR_EMPTY;
    struct lx_docx_room narrow = { 4, 4, 1, 1, 0 };
    lx_str_fill(&s, 'f', 3000);
    lx_str_add(&s, "\xFF\xC3\x28 \n\n\xE2\x80\xAE\xCC\x81");
    (void)lx_docx_fit(s.s, s.len, narrow, 16);
    (void)lx_docx_fit(s.s, s.len, room(), 16);
    (void)lx_docx_fit("\n", 1, room(), 16);
    (void)lx_docx_fit("   ", 3, room(), 16);
    lx_str_done(&s);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(lines_are_those_of_libreoffice), cmocka_unit_test(chinese_takes_the_lines_of_the_page),
        cmocka_unit_test(english_takes_the_lines_of_the_page), cmocka_unit_test(digits_are_made_room_for),
        cmocka_unit_test(titles_keep_their_lines), cmocka_unit_test(line_breaks_are_kept),
        cmocka_unit_test(ligatures_are_not_narrowed), cmocka_unit_test(rows_stand_as_high_as_on_the_page),
        cmocka_unit_test(high_rows_go_on_overleaf),
        cmocka_unit_test(latin_letters_are_narrowed_alone), cmocka_unit_test(the_line_above_stays_with_the_last),
        cmocka_unit_test(hostile_text_ends),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
