/* The page of GB/T 9704-2012 measured on the PDF: a paper of more than thirty pages with tables, long titles, Latin words, numbers
 * and rare characters, as pdftotext and pdftoppm see it. */
#include "core/mem.h"
#include "core/str.h"
#include "core/text/text.h"
#include "tests/lib/shell.h"
#include "tests/lib/tmp.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdint.h>
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>
#include <cmocka.h>

#define MM (72.0 / 25.4)
enum { DPI = 100, ROWS_MOST = 64 };

static char *dir;

static int run(const char *command)
{
    return shell_run(dir, "PDF=$B/lianxi-pdf PAPERS=$here/tests/fixtures/paper", command);
}

static const char *const sentences[] = {
    "会议认为，“一体化”是关键；要坚持规划同图、建设同步（含前期工作）。",
    "到2025年，GDP增长5.5％，PM2.5平均浓度降至25微克/立方米以下，集装箱吞吐量达3,600万TEU。",
    "《合作区行动计划（2024—2025年）》由Ningbo-Zhoushan Port Group牵头落实，面积120㎡。",
    "负责人喆、堃，地点在垟村、澥浦；",
    "请于12月底前（不含节假日）报送；逾期未报的，通报批评！",
};
enum { SENTENCE_N = sizeof sentences / sizeof *sentences };

/* The paper; words gets its paragraphs, one a line. */
static void write_paper(struct lx_str *md, struct lx_str *words)
{
    unsigned seed = 7;
    lx_str_add(md, "---\nprofile: document\nissuer: 浙东经济合作区市长联席会议办公室\nnumber: 浙东办发〔2024〕12号\ntitle: 关于印发《浙东经济合作区港口集疏运一体化"
                   "行动计划（2024—2025年）》和《合作奖励资金管理办法（试行）》的通知\nto: 各成员市人民政府：\ndate: 2024-06-25\n"
                   "cc: 各成员市人大常委会办公室\nprinter: 办公室\nprinted: 2024-06-28\n---\n\n");
    for (int part = 0; part < 26; part++) {
        lx_str_addf(md, "## 关于第%d项工作\n\n", part + 1);
        for (int para = 0; para < 9; para++) {
            for (unsigned n = 1 + (seed = seed * 1103515245u + 12345u) / 65536 % 6; n > 0; n--) {
                const char *s = sentences[(seed = seed * 1103515245u + 12345u) / 65536 % SENTENCE_N];
                lx_str_add(md, s);
                lx_str_add(words, s);
            }
            lx_str_add(md, "\n\n");
            lx_str_addc(words, '\n');
        }
        if (part % 3 == 0) {
            lx_str_add(md, "| 序号 | 项目 | 建设规模 | 责任单位 |\n|-|-|-|-:|\n");
            for (int row = 0; row < 12; row++)
                lx_str_addf(md, "| %d | 疏港高速第%d段 | 全线新建高速24.2公里，双向六车道 | 交通运输局 |\n", row + 1, row + 1);
            lx_str_addc(md, '\n');
        }
    }
}

static bool ready; /* the tools and fonts are there, and grid.pdf */
static struct lx_str said;

static int set_up(void **state)
{
    (void)state;
    struct lx_str md = LX_STR_EMPTY;
    dir = tmp_new();
    write_paper(&md, &said);
    char *path = tmp_path(dir, "grid.md");
    tmp_write(path, md.s);
    free(path);
    lx_str_done(&md);
    ready = run("command -v pdftotext pdftoppm pdffonts >/dev/null && \"$PDF\" <grid.md >grid.pdf 2>grid.err") == 0;
    if (!ready)
        print_message("skipped: poppler-utils or a Chinese font is not installed\n");
    return 0;
}

static int tear_down(void **state)
{
    (void)state;
    lx_str_done(&said);
    tmp_done(&dir);
    return 0;
}

static double number_after(const char *s, const char *name)
{
    const char *at = strstr(s, name);
    assert_non_null(at);
    return atof(at + strlen(name));
}

/* One line of a page, put together from its words. */
struct row {
    double bottom, x_min, x_max;
    char first[8], last[8]; /* characters */
};

static size_t copy_last(const char *s, size_t len, char *out)
{
    size_t at = len;
    while (at > 0 && ((unsigned char)s[at - 1] & 0xC0) == 0x80)
        at--;
    at -= at > 0;
    memcpy(out, s + at, len - at);
    out[len - at] = '\0';
    return len - at;
}

static void take_word(struct row *row, size_t *n, const char *at, const char *end)
{
    double x_min = number_after(at, "xMin=\""), x_max = number_after(at, "xMax=\""), top = number_after(at, "yMin=\"");
    double middle = (top + number_after(at, "yMax=\"")) / 2;
    const char *text = strchr(at, '>') + 1;
    uint32_t cp;
    size_t first_len = (size_t)lx_utf8_get(text, (size_t)(end - text), &cp), i = 0;
    while (i < *n && fabs(row[i].bottom - middle) > 8)
        i++;
    if (i == *n) {
        assert_true(*n < ROWS_MOST);
        row[(*n)++] = (struct row){ .bottom = middle, .x_min = 1e9 };
    }
    if (x_min < row[i].x_min) {
        row[i].x_min = x_min;
        memcpy(row[i].first, text, first_len);
        row[i].first[first_len] = '\0';
    }
    if (x_max > row[i].x_max) {
        row[i].x_max = x_max;
        (void)copy_last(text, (size_t)(end - text), row[i].last);
    }
}

/* No line of more than 28 characters, no page of more than 22, no mark where none may stand, all within the block. */
static void lines_and_characters(void **state)
{
    (void)state;
    static const char never_first[] = "。，、；：！？）》”’％", never_last[] = "（《“‘〔";
    if (!ready)
        return;
    assert_int_equal(run("pdftotext -bbox grid.pdf grid.html"), 0);
    char *html = shell_file(dir, "grid.html", NULL);
    size_t pages = 0, full_lines = 0, full_pages = 0;
    for (char *page = strstr(html, "<page "), *next; page; page = next) {
        struct row row[ROWS_MOST];
        size_t n = 0, body = 0;
        next = strstr(page + 1, "<page ");
        char *stop = next ? next : html + strlen(html);
        pages++;
        for (char *at = page; (at = strstr(at, "<word ")) && at < stop; at++)
            take_word(row, &n, at, strstr(at, "</word>"));
        for (size_t i = 0; i < n; i++) {
            if (row[i].bottom > 262 * MM)
                continue; /* the foot */
            body++;
            assert_true(row[i].x_min > (28 - 0.5) * MM && row[i].x_max < (184 + 0.5) * MM);
            assert_true(row[i].bottom > 37 * MM);
            if (pages > 1 && !(*row[i].first && !strstr(never_first, row[i].first)))
                fail_msg("page %zu: a line begins with %s", pages, row[i].first);
            if (!(*row[i].last && !strstr(never_last, row[i].last)))
                fail_msg("page %zu: a line ends with %s", pages, row[i].last);
            full_lines += fabs(row[i].x_min - 28 * MM) < 0.5 * MM && fabs(row[i].x_max - 184 * MM) < 0.5 * MM;
        }
        assert_true(body <= 22);
        full_pages += body == 22;
    }
    print_message("%zu pages, %zu of them with 22 lines of text, %zu lines of 28 characters\n", pages, full_pages, full_lines);
    assert_true(pages >= 30 && full_pages >= 5 && full_lines >= 100);
    free(html);
}

/* Lines of one page are 225/22 mm apart. */
static void lines_are_evenly_apart(void **state)
{
    (void)state;
    if (!ready)
        return;
    assert_int_equal(run("pdftotext -bbox -f 2 -l 40 grid.pdf even.html"), 0);
    char *html = shell_file(dir, "even.html", NULL);
    size_t seen = 0;
    for (char *at = html; (at = strstr(at, "<word ")); at++) {
        double middle = (number_after(at, "yMin=\"") + number_after(at, "yMax=\"")) / 2 - 37 * MM;
        double line = middle / (225.0 / 22 * MM) - 0.5;
        if (middle > 225 * MM)
            continue;
        assert_true(fabs(line - round(line)) < 0.2); /* fonts differ in where their box stands about the letters */
        seen++;
    }
    assert_true(seen > 500);
    free(html);
}

/* Ink, in millimetres: rows of an image that are not white. */
static void ink_is_inside_the_margins(void **state)
{
    (void)state;
    if (!ready)
        return;
    assert_int_equal(run("pdftoppm -gray -r 100 -f 2 -l 12 grid.pdf ink"), 0);
    double left = 1e9, right = 0, top = 1e9, bottom = 0;
    for (int n = 2; n <= 12; n++) {
        struct lx_str name = LX_STR_EMPTY;
        size_t len;
        int w, h, skip;
        lx_str_addf(&name, "ink-%02d.pgm", n);
        char *s = shell_file(dir, name.s, &len);
        assert_int_equal(sscanf(s, "P5 %d %d 255%n", &w, &h, &skip), 2);
        const unsigned char *dot = (unsigned char *)s + skip + 1;
        for (int y = 0; y < h; y++)
            for (int x = 0; x < w; x++) {
                double x_mm = x * 25.4 / DPI, y_mm = y * 25.4 / DPI;
                if (dot[(size_t)y * (size_t)w + (size_t)x] > 160 || y_mm > 264)
                    continue; /* white, or the foot */
                left = x_mm < left ? x_mm : left;
                right = x_mm > right ? x_mm : right;
                top = y_mm < top ? y_mm : top;
                bottom = y_mm > bottom ? y_mm : bottom;
            }
        free(s);
        lx_str_done(&name);
    }
    print_message("ink from %.1f to %.1f mm across, from %.1f to %.1f mm down\n", left, right, top, bottom);
    assert_true(fabs(left - 28) <= 0.5 && fabs(right - 184) <= 0.5);
    assert_true(top >= 37 - 0.5 && top <= 37 + 3 && bottom <= 262 + 0.5 && bottom >= 262 - 3); /* a letter is less high than its line */
}

/* The red mark 72 mm below the edge, the red line 4 mm below the number, page numbers 7 mm below the text. */
static void the_head_is_in_place(void **state)
{
    (void)state;
    if (!ready)
        return;
    assert_int_equal(run("pdftoppm -r 100 -f 1 -l 1 grid.pdf red"), 0);
    size_t len;
    int w, h, skip, wide_from = 0, wide_to = 0, first = 0;
    char *s = shell_file(dir, "red-01.ppm", &len);
    assert_int_equal(sscanf(s, "P6 %d %d 255%n", &w, &h, &skip), 2);
    const unsigned char *dot = (unsigned char *)s + skip + 1;
    for (int y = 0; y < h; y++) {
        int red = 0;
        for (int x = 0; x < w; x++) {
            const unsigned char *p = dot + 3 * ((size_t)y * (size_t)w + (size_t)x);
            red += p[0] > 150 && p[1] < 90 && p[2] < 90;
        }
        first = !first && red ? y : first;
        if (red > 150 / 25.4 * DPI) {
            wide_from = wide_from ? wide_from : y;
            wide_to = y;
        }
    }
    double line = (wide_from + wide_to + 1) / 2.0 * 25.4 / DPI, below_number = 37 + 7 * 225 / 22.0 + (225 / 22.0 + 5.64) / 2 + 4;
    print_message("the mark begins at %.1f mm, the line stands at %.1f mm\n", first * 25.4 / DPI, line);
    assert_true(fabs(first * 25.4 / DPI - 72) <= 0.8);
    assert_true(wide_from && fabs(line - below_number) <= 0.5);
    free(s);
    assert_int_equal(run("pdftotext -bbox -f 2 -l 3 grid.pdf foot.html"), 0);
    char *html = shell_file(dir, "foot.html", NULL), *page = html;
    for (int n = 2; n <= 3; n++) {
        page = strstr(page + 1, "<page ");
        char *at = page, *dash = NULL;
        for (char *stop = strstr(page + 1, "<page "); (at = strstr(at + 1, "<word ")) && (!stop || at < stop);)
            dash = number_after(at, "yMin=\"") > 262 * MM ? at : dash;
        assert_non_null(dash);
        double x = number_after(dash, "xMax=\""), middle = (number_after(dash, "yMin=\"") + number_after(dash, "yMax=\"")) / 2;
        assert_true(fabs(middle - 269 * MM) < 1.0 * MM);
        if (n == 3)
            assert_true(fabs(x - (184 - 5.57) * MM) < 1.0 * MM); /* odd: right, one character in */
        else
            assert_true(number_after(dash, "xMin=\"") < 60 * MM);
    }
    free(html);
}

static void drop_blanks(char *s)
{
    char *to = s;
    for (; *s; s++)
        if (!strchr(" \n\f-", *s)) /* pdftotext takes hyphens out at the end of a line */
            *to++ = *s;
    *to = '\0';
}

/* Feet stand between the pages: each paragraph comes back whole, or in two parts with a foot between. */
static void text_comes_back_by_paragraph(void **state)
{
    (void)state;
    if (!ready)
        return;
    assert_int_equal(run("pdftotext grid.pdf back.txt"), 0);
    char *text = shell_file(dir, "back.txt", NULL);
    size_t page_n = 0;
    for (char *s = text; (s = strchr(s, '\f')); s++)
        page_n++;
    struct lx_str bare = LX_STR_EMPTY;
    for (const char *s = text; *s;) { /* without the page numbers */
        size_t dash = strlen("— "), digits = strncmp(s, "— ", dash) == 0 ? strspn(s + dash, "0123456789") : 0;
        if (digits && strncmp(s + dash + digits, " —", dash) == 0)
            s += dash + digits + dash;
        else
            lx_str_addc(&bare, *s++);
    }
    drop_blanks(bare.s);
    size_t whole = 0;
    for (char *s = said.s, *para; (para = strsep(&s, "\n")) && *para;) {
        struct lx_str want = LX_STR_EMPTY;
        lx_str_add(&want, para);
        drop_blanks(want.s);
        if (!strstr(bare.s, want.s))
            fail_msg("not in the PDF's text: %s", para);
        whole++;
        lx_str_done(&want);
    }
    assert_true(whole == 26 * 9 && page_n >= 30);
    lx_str_done(&bare);
    free(text);
}

static void qpdf_and_pdffonts_are_content(void **state)
{
    (void)state;
    if (!ready)
        return;
    assert_int_equal(run("! command -v qpdf >/dev/null || qpdf --check grid.pdf >qpdf.txt 2>&1"), 0);
    assert_int_equal(run("pdffonts grid.pdf | tail -n +3 | grep -v ' yes yes yes ' >bad.txt; [ ! -s bad.txt ]"), 0);
}

/* Any text, also the worst, in any place: nothing outside the page, nothing that crashes. */
static void hostile_text_stays_on_the_page(void **state)
{
    (void)state;
    struct lx_str md = LX_STR_EMPTY;
    if (!ready)
        return;
    lx_str_add(&md, "---\nprofile: document\nsigner: \xE2\x80\xAE甲\nsecrecy: \x1B[31m红");
    lx_str_add(&md, "\ntitle: ");
    for (int i = 0; i < 1000; i++)
        lx_str_add(&md, "很长的标题");
    lx_str_add(&md, "\nmark: ");
    for (int i = 0; i < 100; i++)
        lx_str_add(&md, "甲市；");
    lx_str_add(&md, "\nnumber: ");
    lx_str_fill(&md, '9', 300);
    lx_str_add(&md, "\nissuer: ");
    for (int i = 0; i < 300; i++)
        lx_str_add(&md, "乙市;");
    lx_str_add(&md, "\nseal: yes\nnote: (x\ncc: 丙\nprinter: 丁\nprinted: 今天\n---\n");
    lx_str_fill(&md, 'w', 65536);
    lx_str_add(&md, "\n\n<script>alert(1)</script>\n\n.so /etc/passwd\n\n|a|b|\n|-|-|\n");
    for (int i = 0; i < 5000; i++)
        lx_str_add(&md, "|\xE2\x80\xAE]]>|&amp;|\n");
    char *path = tmp_path(dir, "bad.md");
    tmp_write(path, md.s);
    free(path);
    lx_str_done(&md);
    assert_int_equal(run("\"$PDF\" <bad.md >bad.pdf 2>/dev/null && pdftotext -bbox bad.pdf bad.html"), 0);
    char *html = shell_file(dir, "bad.html", NULL);
    for (char *at = html; (at = strstr(at, "<word ")); at++) {
        assert_true(number_after(at, "xMin=\"") > 20 * MM && number_after(at, "xMax=\"") < 190 * MM);
        assert_true(number_after(at, "yMin=\"") > 25 * MM && number_after(at, "yMax=\"") < 280 * MM);
    }
    free(html);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(lines_and_characters),        cmocka_unit_test(lines_are_evenly_apart),
        cmocka_unit_test(ink_is_inside_the_margins),   cmocka_unit_test(the_head_is_in_place),
        cmocka_unit_test(text_comes_back_by_paragraph), cmocka_unit_test(qpdf_and_pdffonts_are_content),
        cmocka_unit_test(hostile_text_stays_on_the_page),
    };
    return cmocka_run_group_tests(tests, set_up, tear_down);
}
