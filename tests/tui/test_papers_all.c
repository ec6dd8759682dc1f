/* The bars of the page over every row of paper.def, made of the demonstration office in both languages: geometry, breaks, fonts, text
 * that comes back, the screen's pages; and hostile text and internal notes in every record. */
#include "core/mem.h"
#include "core/paper/paper.h"
#include "core/record.h"
#include "core/text/text.h"
#include "tests/lib/pdfbars.h"
#include "tests/lib/shell.h"
#include "tests/lib/tmp.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>
#include <cmocka.h>
#include <minizip/unzip.h>

static char *dir;
static bool ready; /* poppler and a Chinese font are there */

/* Runs a shell command in the folder: $L is the program on demo.db, $H on hostile.db. */
static int run(const char *command)
{
    return shell_run(dir, "L=\"$B/lianxi --db demo.db\" H=\"$B/lianxi --db hostile.db\"", command);
}

static int set_up(void **state)
{
    (void)state;
    dir = tmp_new();
    if (run("sh $here/docs/demo/office.sh $B/lianxi demo.db >set-up 2>&1 || { cat set-up; false; }") != 0)
        return 1;
    ready = run("command -v pdftotext pdftoppm pdffonts >/dev/null && $L paper agenda 26 --pdf -o try.pdf >/dev/null 2>&1") == 0;
    if (!ready)
        print_message("skipped: poppler-utils or a Chinese font is not installed\n");
    return 0;
}

static int tear_down(void **state)
{
    (void)state;
    tmp_done(&dir);
    return 0;
}

/* What this kind of paper is made of in the demonstration office. */
static const char *no_of(const struct lx_paper *paper)
{
    switch (paper->no) {
    case LX_PAPER_OF_MEETING:
    case LX_PAPER_OF_POOL:
    case LX_PAPER_OF_DECISIONS:
        return paper->id == LX_PAPER_CORRECTION ? "L3" : "26";
    case LX_PAPER_OF_ITEM:
        return "26-003";
    case LX_PAPER_OF_UNIT:
        return "舟山市交通运输局";
    case LX_PAPER_OF_TOPIC:
        return "统一渔船互救奖励标准";
    case LX_PAPER_OF_DOCUMENT:
    case LX_PAPER_OF_DRAFT:
        return "甬政发〔2022〕1号";
    default:
        return "";
    }
}

/* The paper as KIND.ENDING; the answer is the exit code. */
static int make(const char *program, const struct lx_paper *paper, const char *no, bool en, const char *ending)
{
    struct lx_str line = LX_STR_EMPTY;
    lx_str_addf(&line, "$%s paper %s %s%s%s --%s %s -o out.%s >said 2>&1", program, paper->kind, *no ? "\"" : "", no, *no ? "\"" : "", ending,
                en ? "--en" : "", strcmp(ending, "text") == 0 ? "txt" : ending);
    int rc = run(line.s);
    lx_str_done(&line);
    return rc;
}

static void explain(const struct lx_paper *paper, bool en, const char *what)
{
    char *said = shell_file(dir, "said", NULL);
    print_error("%s%s: %s\n%s\n", paper->kind, en ? " --en" : "", what, said);
    free(said);
}

/* --- the bars ------------------------------------------------------------------------------------------------------------ */

/* How often each character stands in a text, blanks and what rules are drawn with left out. */
enum { PLANES = 0x30000 };
static void count(int *n, const char *s, int by)
{
    for (size_t len = strlen(s); len;) {
        uint32_t cp;
        int used = lx_utf8_get(s, len, &cp);
        if (cp < PLANES && !(cp < 0x80 && strchr(" \n\f\t\r-+|=", (int)cp)) && cp != 0x3000 && cp != 0xA0)
            n[cp] += by;
        s += used;
        len -= (size_t)used;
    }
}

/* The pages of the preview and those of the PDF hold the same characters, page by page: lines and pages break alike. */
static bool same_pages(const struct lx_paper *paper, const char *text, const char *pdf)
{
    int *n = lx_grow(NULL, PLANES, sizeof *n);
    bool same = true;
    memset(n, 0, PLANES * sizeof *n);
    for (size_t page = 1; same && (*text || *pdf); page++) {
        size_t text_len = strcspn(text, "\f"), pdf_len = strcspn(pdf, "\f");
        char *a = strndup(text, text_len), *b = strndup(pdf, pdf_len);
        count(n, a, strcmp(paper->profile, "cards") == 0 ? 2 : 1); /* a card bears its name on both sides */
        count(n, b, -1);
        for (uint32_t cp = 0; cp < PLANES && same; cp++)
            if (n[cp]) {
                print_error("%s, page %zu: U+%04X stands %+d times more on the screen\n", paper->kind, page, cp, n[cp]);
                same = false;
            }
        free(a);
        free(b);
        text += text_len + (text[text_len] == '\f');
        pdf += pdf_len + (pdf[pdf_len] == '\f');
    }
    free(n);
    return same;
}

/* A line without blanks and without what rules are drawn with. */
static void add_bare(struct lx_str *out, const char *s, size_t len)
{
    for (size_t at = 0, used; at < len; at += used) {
        uint32_t cp;
        used = (size_t)lx_utf8_get(s + at, len - at, &cp);
        if (!(cp < 0x80 && strchr(" \n\f\t\r-+|=", (int)cp)) && cp != 0x3000 && cp != 0xA0)
            lx_str_addn(out, s + at, used);
    }
}

/* Each line of the preview is a line of the same page of the PDF; what stands in the head of page 1 at places of its own is not. */
static bool same_lines(const struct lx_paper *paper, const char *text, const char *lines)
{
    enum { HEAD_MOST = 6 };
    int other = 0;
    size_t n = 0;
    for (size_t page = 1; *text && *lines; page++) {
        struct lx_str there = LX_STR_EMPTY;
        size_t text_len = strcspn(text, "\f"), lines_len = strcspn(lines, "\f");
        lx_str_add(&there, "\n");
        for (const char *at = lines, *end = lines + lines_len; at < end; at += strcspn(at, "\n\f") + 1) {
            add_bare(&there, at, strcspn(at, "\n\f"));
            lx_str_add(&there, "\n");
        }
        for (const char *at = text, *end = text + text_len; at < end; at += strcspn(at, "\n\f") + 1) {
            struct lx_str line = LX_STR_EMPTY;
            lx_str_add(&line, "\n");
            add_bare(&line, at, strcspn(at, "\n\f"));
            lx_str_add(&line, "\n");
            bool foot = at + strcspn(at, "\n\f") + 1 >= end; /* may be turned; others measure it */
            bool found = foot || line.len == 2 || strstr(there.s, line.s);
            n += line.len > 2;
            if (!found && (page > 1 || ++other > HEAD_MOST)) {
                print_error("%s, page %zu: no line of the PDF is %s", paper->kind, page, line.s + 1);
                other = HEAD_MOST + 1;
            }
            lx_str_done(&line);
        }
        lx_str_done(&there);
        text += text_len + (text[text_len] == '\f');
        lines += lines_len + (lines[lines_len] == '\f');
    }
    return other <= HEAD_MOST && n > 0;
}

static bool measure(const struct lx_paper *paper, bool en)
{
    struct pdf_bars b = { 0 };
    size_t len;
    bool good = true;
    assert_int_equal(run("rm -f ink-*.ppm; pdftotext -bbox out.pdf out.bbox && pdftotext out.pdf out.back && pdftoppm -r 80 -l 6 out.pdf ink"), 0);
    char *html = shell_file(dir, "out.bbox", NULL), *text = shell_file(dir, "out.txt", NULL), *back = shell_file(dir, "out.back", NULL);
    bool cards = strcmp(paper->profile, "cards") == 0;
    if (!cards) { /* these stand at places of their own */
        pdf_bars_words(&b, html, !en);
        for (int page = 1; page <= 6; page++) {
            struct lx_str name = LX_STR_EMPTY;
            lx_str_addf(&name, "for f in ink-%d.ppm ink-0%d.ppm ink-00%d.ppm; do [ ! -e $f ] || cp $f ink.ppm; done; [ -e ink.ppm ]", page, page, page);
            if (run(name.s) == 0) {
                char *ppm = shell_file(dir, "ink.ppm", &len);
                pdf_bars_ink(&b, ppm, len, 80);
                free(ppm);
                assert_int_equal(run("rm ink.ppm"), 0);
            }
            lx_str_done(&name);
        }
        if (b.bad.len || !b.word_n) {
            print_error("%s%s:\n%s", paper->kind, en ? " --en" : "", lx_str_z(&b.bad));
            good = false;
        }
    }
    if (run("pdffonts out.pdf | tail -n +3 | grep -v ' yes yes yes ' >bad.txt; [ ! -s bad.txt ]") != 0) {
        print_error("%s: a font is not embedded as a subset\n", paper->kind);
        good = false;
    }
    good = same_pages(paper, text, back) && good;
    struct lx_str lines = LX_STR_EMPTY;
    pdf_bars_lines(&lines, html);
    good = (cards || same_lines(paper, text, lx_str_z(&lines))) && good;
    lx_str_done(&lines);
    if (!en)
        print_message("%-12s %2zu pages, %3zu lines, a word at most %.2f mm outside\n", paper->kind, b.page_n, b.line_n, b.over_mm);
    pdf_bars_done(&b);
    free(html);
    free(text);
    free(back);
    return good;
}

static void every_paper_meets_the_bars(void **state)
{
    (void)state;
    int bad = 0;
    for (int i = 0; ready && i < 2 * LX_PAPER_N; i++) {
        const struct lx_paper *paper = lx_paper_get((enum lx_paper_id)(i / 2));
        bool en = i % 2;
        if (make("L", paper, no_of(paper), en, "pdf") != 0 || make("L", paper, no_of(paper), en, "text") != 0) {
            explain(paper, en, "cannot be made");
            bad++;
        } else {
            bad += !measure(paper, en);
        }
    }
    assert_int_equal(bad, 0);
}

/* --- hostile text ---------------------------------------------------------------------------------------------------------- */

static const char evil[] = "坏\x1B[31m\x07\xC2\x9B\xE2\x80\xAE" "倒<script>alert(1)</script><img src=x onerror=a>|甲|乙\r\n.so /etc/passwd\n"
                           "# 题\n<!-- page -->\n---\n[x](javascript:a)\\ %s%n ]]>&amp;\xE2\x80\x8B*粗*`码`";

static void add_literal(struct lx_str *sql, const char *s)
{
    lx_str_addc(sql, '\'');
    for (; *s; s++) {
        lx_str_addc(sql, *s);
        if (*s == '\'')
            lx_str_addc(sql, '\'');
    }
    lx_str_addc(sql, '\'');
}

/* Every field of text of every record, those that were empty as well. */
static void add_all(struct lx_str *sql)
{
    for (int t = 1; t < LX_TYPES_N; t++) {
        const struct lx_table *table = lx_table((enum lx_type)t);
        for (int i = 0; i < table->fields_n; i++) {
            const struct lx_field *f = &table->fields[i];
            if (f->kind == LX_LONG)
                lx_str_addf(sql, "INSERT OR REPLACE INTO text SELECT id, '%s', ", f->name);
            else if (f->kind == LX_TEXT)
                lx_str_addf(sql, "UPDATE \"%s\" SET \"%s\" = ", table->name, f->name);
            else
                continue;
            add_literal(sql, evil);
            if (f->kind == LX_LONG)
                lx_str_addf(sql, " FROM \"%s\"", table->name);
            lx_str_add(sql, ";\n");
        }
    }
}

/* Titles of 5,000 characters, a word of 64 KB, a table of 10,000 cells. */
static void add_large(struct lx_str *sql)
{
    struct lx_str title = LX_STR_EMPTY, word = LX_STR_EMPTY, cells = LX_STR_EMPTY;
    for (int i = 0; i < 1000; i++)
        lx_str_add(&title, "很长的标题");
    lx_str_fill(&word, 'w', 65536);
    lx_str_add(&cells, "# 题\n\n| 甲 | 乙 | 丙 | 丁 |\n|---|---|---|---|\n");
    for (int i = 0; i < 2500; i++)
        lx_str_addf(&cells, "| %d | <b>格</b> | \xE2\x80\xAE]]> | &amp; |\n", i);
    static const char *const titled[] = { "meeting", "agenda", "item", "decision", "document", "topic", "material", "plan" };
    for (size_t i = 0; i < sizeof titled / sizeof *titled; i++) {
        lx_str_addf(sql, "UPDATE \"%s\" SET title = ", titled[i]);
        add_literal(sql, title.s);
        lx_str_addf(sql, " WHERE id = (SELECT max(id) FROM \"%s\") OR id = (SELECT min(id) FROM \"%s\");\n", titled[i], titled[i]);
    }
    lx_str_add(sql, "UPDATE meeting SET title = ");
    add_literal(sql, title.s);
    lx_str_add(sql, ", theme = ");
    add_literal(sql, word.s);
    lx_str_add(sql, ", place = 'p', locked = NULL WHERE no = '26';\nUPDATE text SET value = ");
    add_literal(sql, cells.s);
    lx_str_add(sql, " WHERE field IN ('minutes', 'text') AND id IN (SELECT id FROM meeting WHERE no = '26' UNION SELECT id FROM document WHERE no IS NOT NULL "
                    "UNION SELECT id FROM plan UNION SELECT id FROM decision);\nUPDATE text SET value = ");
    add_literal(sql, word.s);
    lx_str_add(sql, " WHERE field IN ('gist', 'question', 'script', 'attend');\n");
    lx_str_done(&title);
    lx_str_done(&word);
    lx_str_done(&cells);
}

static bool make_hostile(bool large)
{
    struct lx_str sql = LX_STR_EMPTY;
    lx_str_add(&sql, "BEGIN;\n");
    if (large)
        add_large(&sql);
    else
        add_all(&sql);
    lx_str_add(&sql, "COMMIT;\n");
    char *path = tmp_path(dir, "hostile.sql");
    tmp_write(path, sql.s);
    free(path);
    lx_str_done(&sql);
    bool made = run("command -v sqlite3 >/dev/null && cp demo.db hostile.db && sqlite3 -bail hostile.db <hostile.sql >said 2>&1") == 0;
    if (!made)
        print_message("skipped: sqlite3 is not installed, or refuses\n");
    return made;
}

static const char *hostile_no(const struct lx_paper *paper)
{
    switch (paper->no) {
    case LX_PAPER_OF_UNIT:
        return "id:$(sqlite3 hostile.db 'select lead from item where lead is not null limit 1')";
    case LX_PAPER_OF_TOPIC:
        return "id:$(sqlite3 hostile.db 'select max(id) from topic')";
    default:
        return no_of(paper);
    }
}

static bool has_any(const struct lx_paper *paper, const char *s, const char *const *words, const char *where)
{
    for (; *words; words++)
        if (strstr(s, *words)) {
            print_error("%s: %s has %s\n", paper->kind, where, *words);
            return true;
        }
    return false;
}

/* A file of the archive out.docx. */
static void read_part(struct lx_str *out, const char *part)
{
    char *path = tmp_path(dir, "out.docx"), piece[4096];
    unzFile z = unzOpen(path);
    assert_non_null(z);
    assert_int_equal(unzLocateFile(z, part, 1), UNZ_OK);
    assert_int_equal(unzOpenCurrentFile(z), UNZ_OK);
    for (int n; (n = unzReadCurrentFile(z, piece, sizeof piece)) > 0;)
        lx_str_addn(out, piece, (size_t)n);
    assert_int_equal(unzClose(z), UNZ_OK);
    free(path);
}

/* What a terminal, a browser or a word processor would act upon. */
static bool is_harmless(const struct lx_paper *paper)
{
    static const char *const controls[] = { "\x1B", "\x07", "\xC2\x9B", "\xE2\x80\xAE", NULL };
    static const char *const active[] = { "<script", "<img", "=\"javascript:", "\x1B", "\xE2\x80\xAE", NULL };
    char *text = shell_file(dir, "out.txt", NULL), *html = shell_file(dir, "out.html", NULL), *md = shell_file(dir, "out.md", NULL);
    struct lx_str docx = LX_STR_EMPTY;
    read_part(&docx, "word/document.xml");
    bool good = !has_any(paper, text, controls, "its text") && !has_any(paper, html, active, "its HTML") &&
                !has_any(paper, md, controls, "its Markdown") && !has_any(paper, lx_str_z(&docx), controls, "its .docx");
    if (run("! command -v python3 >/dev/null || python3 $here/tests/tools/no_active.py out.docx out.html >said 2>&1") != 0) {
        explain(paper, false, "is not well formed, or active");
        good = false;
    }
    lx_str_done(&docx);
    free(text);
    free(html);
    free(md);
    return good;
}

static int try_hostile(const struct lx_paper *paper, bool en, int *made)
{
    static const char *const endings[] = { "md", "text", "html", "docx", "pdf" };
    struct pdf_bars b = { 0 };
    for (size_t i = 0; i < sizeof endings / sizeof *endings; i++) {
        int rc = make("H", paper, hostile_no(paper), en, endings[i]);
        if (rc == 1 || rc == 3)
            return 0; /* refused in words */
        if (rc != 0) {
            explain(paper, en, endings[i]);
            return 1;
        }
    }
    ++*made;
    assert_int_equal(run("pdftotext -bbox out.pdf out.bbox"), 0);
    char *html = shell_file(dir, "out.bbox", NULL);
    bool good = is_harmless(paper);
    if (strcmp(paper->profile, "cards") != 0)
        pdf_bars_words(&b, html, false);
    if (b.bad.len) {
        print_error("%s: %.400s\n", paper->kind, b.bad.s);
        good = false;
    }
    pdf_bars_done(&b);
    free(html);
    return !good;
}

/* Short texts in both languages, long ones in one or the other. */
static void try_all(bool large)
{
    int bad = 0, made = 0, n = large ? LX_PAPER_N : 2 * LX_PAPER_N;
    if (!ready || !make_hostile(large))
        return;
    for (int i = 0; i < n; i++)
        bad += try_hostile(lx_paper_get((enum lx_paper_id)(i % LX_PAPER_N)), large ? i % 2 != 0 : i >= LX_PAPER_N, &made);
    print_message("%d of %d papers are made of hostile text%s, the others refused\n", made, n, large ? " that is very long" : "");
    assert_int_equal(bad, 0);
    assert_true(made * 3 > n * 2);
}

static void hostile_text_stays_text(void **state)
{
    (void)state;
    try_all(false);
}

static void long_text_stays_on_the_page(void **state)
{
    (void)state;
    try_all(true);
}

/* --- what stays in the house ------------------------------------------------------------------------------------------------ */

/* Notes and scripts reach the chair's papers alone; what is marked internal also the papers of the office (paper.def, feature A7). */
static bool shows_rows(const struct lx_paper *p) { return p->inner; }

static bool make_secret(void)
{
    static const char sql[] =
        "BEGIN;\n"
        "INSERT OR REPLACE INTO text SELECT id, 'note', 'SECRETNOTE' FROM agenda UNION SELECT id, 'note', 'SECRETNOTE' FROM meeting UNION "
        "SELECT id, 'note', 'SECRETNOTE' FROM decision UNION SELECT id, 'note', 'SECRETNOTE' FROM document UNION SELECT id, 'note', 'SECRETNOTE' FROM unit "
        "UNION SELECT id, 'note', 'SECRETNOTE' FROM person UNION SELECT id, 'text', 'SECRETNOTE' FROM note UNION SELECT id, 'script', 'SECRETNOTE' FROM agenda;\n"
        "UPDATE agenda SET secrecy = 'internal', title = 'SECRETROW' WHERE position = 2;\n"
        "UPDATE material SET secrecy = 'internal', note = 'SECRETNOTE';\n"
        "UPDATE material SET title = 'SECRETROW' WHERE agenda IS NULL OR agenda IN (SELECT id FROM agenda WHERE title = 'SECRETROW');\n"
        "UPDATE item SET secrecy = 'internal', title = 'SECRETROW' WHERE no IN ('26-002', '26-006');\n"
        "UPDATE decision SET secrecy = 'internal', title = 'SECRETROW' WHERE no = '26-J2';\n"
        "UPDATE topic SET secrecy = 'internal', title = 'SECRETROW';\n"
        "COMMIT;\n";
    char *path = tmp_path(dir, "hostile.sql");
    tmp_write(path, sql);
    free(path);
    return run("command -v sqlite3 >/dev/null && cp demo.db hostile.db && sqlite3 -bail hostile.db <hostile.sql >said 2>&1 || { cat said; false; }") == 0;
}

static bool tells(const struct lx_paper *paper, const char *s, const char *where)
{
    static const char *const notes[] = { "SECRETNOTE", NULL }, *const all[] = { "SECRETNOTE", "SECRETROW", NULL };
    bool chair = paper->id == LX_PAPER_CHAIR || paper->id == LX_PAPER_SCRIPT;
    return !chair && has_any(paper, s, shows_rows(paper) ? notes : all, where);
}

/* A paper that is not made (an internal topic has no form for others) tells nothing. */
static int tells_any(const struct lx_paper *paper, bool en)
{
    struct lx_str docx = LX_STR_EMPTY;
    static const char *const forms[] = { "md", "text", "docx", "pdf", "html" };
    for (size_t i = 0; i < sizeof forms / sizeof *forms; i++)
        if (make("H", paper, hostile_no(paper), en, forms[i]) != 0)
            return 0;
    assert_int_equal(run("pdftotext out.pdf out.back"), 0);
    char *md = shell_file(dir, "out.md", NULL), *text = shell_file(dir, "out.txt", NULL), *html = shell_file(dir, "out.html", NULL), *back = shell_file(dir, "out.back", NULL);
    read_part(&docx, "word/document.xml");
    bool told = tells(paper, md, "its Markdown") || tells(paper, text, "its text") || tells(paper, html, "its HTML") ||
                tells(paper, back, "its PDF") || tells(paper, docx.s, "its .docx");
    free(md);
    free(text);
    free(html);
    free(back);
    lx_str_done(&docx);
    return told;
}

static void nothing_internal_is_handed_out(void **state)
{
    (void)state;
    int bad = 0;
    if (!ready || !make_secret())
        return;
    for (int i = 0; i < LX_PAPER_N; i++) {
        const struct lx_paper *paper = lx_paper_get((enum lx_paper_id)i);
        for (int en = 0; en < 2; en++)
            bad += tells_any(paper, en);
    }
    assert_int_equal(bad, 0);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(nothing_internal_is_handed_out),
        cmocka_unit_test(hostile_text_stays_text),
        cmocka_unit_test(long_text_stays_on_the_page),
        cmocka_unit_test(every_paper_meets_the_bars),
    };
    return cmocka_run_group_tests(tests, set_up, tear_down);
}
