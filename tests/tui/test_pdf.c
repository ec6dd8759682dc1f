/* lianxi-pdf: the PDF has the text and the geometry of the pages, the same bytes each time, and refuses in words. */
#include "core/doc/markdown.h"
#include "core/page/page.h"
#include "tests/lib/shell.h"
#include "tests/lib/tmp.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdint.h>
#include <math.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>
#include <unistd.h>
#include <cmocka.h>

static char *dir; /* all files of these tests */

static int set_up(void **state)
{
    (void)state;
    dir = tmp_new();
    return 0;
}

static int tear_down(void **state)
{
    (void)state;
    tmp_done(&dir);
    return 0;
}

static size_t size_of(const char *name)
{
    size_t len;
    free(shell_file(dir, name, &len));
    return len;
}

static bool has(const char *name, const char *words)
{
    char *s = shell_file(dir, name, NULL);
    bool found = strstr(s, words) != NULL;
    if (!found)
        print_message("%s: %s\n", name, s);
    free(s);
    return found;
}

/* Runs a shell command in the folder: $PDF is the program, $PAPERS the fixtures.  The answer is its exit code. */
static int run(const char *command)
{
    return shell_run(dir, "PDF=$B/lianxi-pdf PAPERS=$here/tests/fixtures/paper", command);
}

static bool have_poppler(void)
{
    bool have = run("command -v pdftotext pdffonts >/dev/null") == 0;
    if (!have)
        print_message("skipped: poppler-utils is not installed\n");
    return have;
}

static bool have_fonts(void)
{
    bool have = run("printf 港 | \"$PDF\" >/dev/null 2>fonts.err") == 0;
    if (!have)
        print_message("skipped: no Chinese font is installed\n");
    return have;
}

static struct lx_pages *pages_of(const char *fixture)
{
    struct lx_str md = LX_STR_EMPTY, name = LX_STR_EMPTY;
    struct lx_err err;
    struct lx_doc *d;
    lx_str_addf(&name, "tests/fixtures/paper/%s.md", fixture);
    assert_int_equal(lx_file_read(&md, name.s, LX_DOC_MAX, &err), LX_OK);
    assert_int_equal(lx_markdown_read(&d, md.s, md.len, &err), LX_OK);
    struct lx_pages *p = lx_pages_make(d);
    lx_doc_free(d);
    lx_str_done(&md);
    lx_str_done(&name);
    return p;
}

static void makes_a_pdf_and_the_same_again(void **state)
{
    (void)state;
    if (!have_fonts())
        return;
    size_t a_len, b_len;
    assert_int_equal(run("LIANXI_NOW=2024-06-25 \"$PDF\" <$PAPERS/minutes.md >a.pdf 2>a.err"), 0);
    assert_int_equal(run("LIANXI_NOW='2024-06-25 11:00' \"$PDF\" <$PAPERS/minutes.md >b.pdf 2>/dev/null"), 0);
    char *a = shell_file(dir, "a.pdf", &a_len), *b = shell_file(dir, "b.pdf", &b_len);
    assert_memory_equal(a, "%PDF-1.", 7);
    assert_non_null(memmem(a + a_len - 16, 16, "%%EOF", 5));
    assert_int_equal(a_len, b_len);
    assert_memory_equal(a, b, a_len);
    if (run("command -v pdfinfo >/dev/null") == 0) {
        assert_int_equal(run("pdfinfo -isodates a.pdf >a.txt"), 0);
        assert_true(has("a.txt", "2024-06-25T00:00:00")); /* the office's clock or the paper's date, never the machine's */
    }
    free(a);
    free(b);
}

/* Drops blanks, and hyphens, which pdftotext takes out at a line's end: what is left when only breaks and gaps differ. */
static void drop_blanks(char *s)
{
    char *to = s;
    while (*s)
        if (strncmp(s, "　", 3) == 0)
            s += 3;
        else if (strchr(" \n\f-", *s))
            s++;
        else
            *to++ = *s++;
    *to = '\0';
}

static void its_text_can_be_copied(void **state)
{
    (void)state;
    static const char *const papers[] = { "minutes", "agenda", "ledger", "minutes-en", "letter" };
    if (!have_fonts() || !have_poppler())
        return;
    for (size_t i = 0; i < sizeof papers / sizeof *papers; i++) {
        struct lx_str command = LX_STR_EMPTY;
        lx_str_addf(&command, "\"$PDF\" <$PAPERS/%s.md >t.pdf 2>/dev/null && pdftotext t.pdf t.txt", papers[i]);
        assert_int_equal(run(command.s), 0);
        char *text = shell_file(dir, "t.txt", NULL);
        drop_blanks(text);
        struct lx_pages *p = pages_of(papers[i]);
        for (size_t k = 0; k < p->span_n; k++) {
            struct lx_str span = LX_STR_EMPTY;
            lx_str_addn(&span, p->span[k].s, p->span[k].len);
            drop_blanks(span.s);
            if (p->span[k].face != LX_FACE_RULE && !strstr(text, span.s))
                fail_msg("%s: not in the PDF: %s", papers[i], span.s);
            lx_str_done(&span);
        }
        lx_pages_free(p);
        free(text);
        lx_str_done(&command);
    }
}

/* Words stay words to who searches them, also where letters are narrower or wider than their columns. */
static void latin_words_stay_whole(void **state)
{
    (void)state;
    if (!have_fonts() || !have_poppler())
        return;
    assert_int_equal(run("printf '港口 illicit WWWWWW 12,345.67%%\\n' | \"$PDF\" >w.pdf 2>/dev/null && pdftotext w.pdf w.txt"), 0);
    assert_true(has("w.txt", "illicit") && has("w.txt", "WWWWWW") && has("w.txt", "12,345.67%"));
}

static double number_after(const char *s, const char *name)
{
    const char *at = strstr(s, name);
    assert_non_null(at);
    return atof(at + strlen(name));
}

/* Page 1 of the minutes: each full line of body text stands in its columns, and lines stand 28.99 pt apart. */
static void it_stands_on_the_grid(void **state)
{
    (void)state;
    if (!have_fonts() || !have_poppler())
        return;
    assert_int_equal(run("\"$PDF\" <$PAPERS/minutes.md >g.pdf 2>/dev/null && pdftotext -l 1 -bbox g.pdf g.html"), 0);
    char *html = shell_file(dir, "g.html", NULL);
    struct lx_pages *p = pages_of("minutes");
    const double cell = 442.20 / 56;
    double first_top = NAN;
    int seen = 0, first_y = 0;
    assert_true(fabs(number_after(html, "<page width=\"") - 595.28) < 0.01);
    for (int y = 0; y < p->page[0].line_n; y++) {
        const struct lx_page_line *l = &p->line[p->page[0].line_from + (size_t)y];
        const struct lx_page_span *s = &p->span[l->span_from];
        if (l->span_n != 1 || s->face != LX_FACE_BODY || l->block == LX_NO_BLOCK || strchr(s->s, ' '))
            continue;
        struct lx_str word = LX_STR_EMPTY;
        lx_str_addf(&word, ">%s</word>", s->s);
        char *at = strstr(html, word.s);
        if (!at)
            fail_msg("line %d is not one word of the PDF: %s", y, s->s);
        while (strncmp(at, "<word", 5) != 0)
            at--;
        double x_max = number_after(at, "xMax=\""), top = number_after(at, "yMin=\"");
        assert_true(fabs(number_after(at, "xMin=\"") - (79.37 + s->x * cell)) < 1.0);
        assert_true(fabs(x_max - (79.37 + (s->x + s->w) * cell)) < 1.0);
        assert_true(x_max < 79.37 + 442.20 + 0.5);
        if (isnan(first_top)) {
            first_top = top;
            first_y = y;
        }
        assert_true(fabs(top - first_top - (y - first_y) * 28.99) < 0.05);
        seen++;
        lx_str_done(&word);
    }
    assert_true(seen >= 8);
    lx_pages_free(p);
    free(html);
}

static void fonts_are_embedded_as_subsets(void **state)
{
    (void)state;
    if (!have_fonts() || !have_poppler())
        return;
    assert_int_equal(run("\"$PDF\" <$PAPERS/letter.md >f.pdf 2>/dev/null && pdffonts f.pdf | tail -n +3 >f.txt"), 0);
    char *fonts = shell_file(dir, "f.txt", NULL);
    int n = 0;
    for (char *line = strtok(fonts, "\n"); line; line = strtok(NULL, "\n"), n++)
        assert_non_null(strstr(line, "yes yes yes")); /* embedded, subset, with the characters for copying */
    assert_true(n > 0);
    free(fonts);
}

static void refuses_what_is_no_paper(void **state)
{
    (void)state;
    assert_int_equal(run("\"$PDF\" --nonsense >u.out 2>u.err"), 2);
    assert_int_equal(run("\"$PDF\" --version >u.out 2>u.err"), 0);
    assert_true(has("u.out", "lianxi-pdf "));
    assert_int_equal(run("printf 'a\\000b' | \"$PDF\" >u.out 2>u.err"), 1);
    assert_int_equal(run("head -c 1100000 /dev/zero | tr '\\000' a | \"$PDF\" >u.out 2>u.err"), 1);
    assert_int_equal(size_of("u.out"), 0);
    if (have_fonts() && access("/dev/full", W_OK) == 0)
        assert_int_equal(run("printf 港 | \"$PDF\" >/dev/full 2>u.err"), 1);
}

static void reads_what_other_systems_write(void **state)
{
    (void)state;
    if (!have_fonts() || !have_poppler())
        return;
    assert_int_equal(run("printf '\\270\\333\\277\\332\\r\\n' | \"$PDF\" >gb.pdf 2>/dev/null && pdftotext gb.pdf gb.txt"), 0);
    assert_true(has("gb.txt", "港口")); /* GB18030 with CRLF */
    assert_int_equal(run("\"$PDF\" </dev/null >e.pdf 2>/dev/null"), 0);
    assert_true(size_of("e.pdf") > 500);
}

static double seconds(void)
{
    struct timespec t;
    clock_gettime(CLOCK_MONOTONIC, &t);
    return (double)t.tv_sec + (double)t.tv_nsec / 1e9;
}

static void is_quick(void **state)
{
    (void)state;
    if (!have_fonts())
        return;
    double t = seconds();
    assert_int_equal(run("\"$PDF\" <$PAPERS/agenda.md >q.pdf 2>/dev/null"), 0);
    double one = seconds() - t;
    struct lx_str md = LX_STR_EMPTY;
    lx_str_add(&md, "# 长文\n\n");
    for (int i = 0; i < 400; i++)
        lx_str_addf(&md, "第%d段。会议认为，交通一体化是合作区建设的先行领域，各市要坚持规划同图、建设同步、运输衔接。\n\n", i);
    char *path = tmp_path(dir, "long.md");
    tmp_write(path, md.s);
    free(path);
    lx_str_done(&md);
    t = seconds();
    assert_int_equal(run("\"$PDF\" <long.md >long.pdf 2>/dev/null"), 0);
    double many = seconds() - t;
    print_message("agenda %.0f ms, 37 pages %.0f ms\n", one * 1e3, many * 1e3);
    assert_true(one < 10 && many < 30); /* the bars are 0.3 s and 2 s; sanitizers and a busy machine are slower */
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(makes_a_pdf_and_the_same_again), cmocka_unit_test(its_text_can_be_copied),
        cmocka_unit_test(latin_words_stay_whole),         cmocka_unit_test(it_stands_on_the_grid),
        cmocka_unit_test(fonts_are_embedded_as_subsets),
        cmocka_unit_test(refuses_what_is_no_paper),       cmocka_unit_test(reads_what_other_systems_write),
        cmocka_unit_test(is_quick),
    };
    return cmocka_run_group_tests(tests, set_up, tear_down);
}
