/* Papers as HTML and .docx: nothing active, nothing lost, the same bytes again. */
#include "core/doc/markdown.h"
#include "core/doc/xml.h"
#include "core/page/docx.h"
#include "core/page/html.h"
#include "core/page/page.h"
#include "tests/lib/tmp.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <cmocka.h>

static struct lx_doc *read(const char *md, size_t len)
{
    struct lx_doc *d;
    struct lx_err err;
    assert_int_equal(lx_markdown_read(&d, md, len, &err), LX_OK);
    return d;
}

static char *html(const char *md)
{
    struct lx_str out = LX_STR_EMPTY;
    struct lx_doc *d = read(md, strlen(md));
    lx_html_make(&out, d);
    lx_doc_free(d);
    return lx_str_take(&out);
}

static void docx(struct lx_str *out, const char *md)
{
    struct lx_err err;
    struct lx_doc *d = read(md, strlen(md));
    assert_int_equal(lx_docx_make(out, d, &err), LX_OK);
    lx_doc_free(d);
}

static void text_is_escaped(void **state)
{
    (void)state;
    struct lx_str out = LX_STR_EMPTY;
    lx_xml_add(&out, "<a href=\"x\">&\x01\xFF\xEF\xBF\xBF港", 21);
    assert_string_equal(out.s, "&lt;a href=&quot;x&quot;&gt;&amp;\xEF\xBF\xBD\xEF\xBF\xBD\xEF\xBF\xBD港");
    lx_str_done(&out);
}

static void html_has_nothing_active(void **state)
{
    (void)state;
    char *s = html("---\ntitle: <script>alert(1)</script>\"\nissuer: <b onload=x>\nsign: yes\nmark: </style><script>\nprofile: document\n---\n"
                   "<script>alert(2)</script>\n\n甲<img src=x onerror=y>乙 [链接](javascript:z)\n\n<style>p{}</style>\n\n"
                   "| <i>甲</i> | `<b>` |\n|-|-|\n| <a href='q'>1</a> | 2 |\n");
    assert_null(strcasestr(s, "<script"));
    assert_null(strcasestr(s, "<img"));
    assert_null(strcasestr(s, "<a "));
    assert_null(strcasestr(s, "javascript:"));
    assert_null(strstr(s, "http"));
    assert_null(strstr(s, "url("));
    char *style = strstr(s, "<style>");
    assert_non_null(style);
    assert_null(strstr(style + 1, "<style>"));
    assert_non_null(strstr(s, "&lt;script&gt;alert(1)"));
    free(s);
}

static void html_has_the_structure(void **state)
{
    (void)state;
    char *s = html("---\ntitle: 会议纪要\n---\n\n## 甲\n\n### 乙\n\n正文**重**要。\n\n出席：某甲\n\n| 一 | 二 |\n|-|-:|\n| 三 | 四 |\n\n<!-- landscape -->\n\n卧\n");
    assert_non_null(strstr(s, "<h1>会议纪要</h1>"));
    assert_non_null(strstr(s, ">一、甲</h2>"));
    assert_non_null(strstr(s, ">（一）乙</h3>"));
    assert_non_null(strstr(s, "正文<strong>重</strong>要。</p>"));
    assert_non_null(strstr(s, "<strong>出席：</strong>某甲</p>"));
    assert_non_null(strstr(s, "<thead>\n<tr><th class=\"centre\">一</th>"));
    assert_non_null(strstr(s, "<td class=\"right\">四</td>"));
    assert_non_null(strstr(s, "<section class=\"lying\">"));
    free(s);
}

static const char paper[] = "---\nprofile: document\nissuer: 甲办\ntitle: 题\nnumber: 甲〔2024〕1号\ncc: 乙\nprinter: 甲办\nprinted: 2024-06-28\ndate: 2024-06-25\n---\n\n"
                            "## 甲\n\n正文\n\n| 一 | 二 |\n|-|-|\n| 三 | 四 |\n";

static void docx_is_the_same_again(void **state)
{
    (void)state;
    struct lx_str a = LX_STR_EMPTY, b = LX_STR_EMPTY;
    docx(&a, paper);
    docx(&b, paper);
    assert_int_equal(a.len, b.len);
    assert_memory_equal(a.s, b.s, a.len);
    assert_memory_equal(a.s, "PK\3\4", 4);
    assert_non_null(memmem(a.s, a.len, "word/document.xml", 17));
    lx_str_done(&a);
    lx_str_done(&b);
}

/* Any text, also the worst, in any place. */
static void hostile_text_gives_whole_files(void **state)
{
    (void)state;
    struct lx_str md = LX_STR_EMPTY, out = LX_STR_EMPTY;
    lx_str_add(&md, "---\nprofile: document\ntitle: ");
    for (int i = 0; i < 1000; i++)
        lx_str_add(&md, "很长的标题");
    lx_str_add(&md, "\nmark: ");
    for (int i = 0; i < 500; i++)
        lx_str_add(&md, "甲；");
    lx_str_add(&md, "\nsigner: ；；；\nissuer: ");
    for (int i = 0; i < 5000; i++)
        lx_str_add(&md, "乙;");
    lx_str_add(&md, "\nseal: yes\ncopy: \xE2\x80\xAE\x1B[31m\ncc: 丙\n---\n");
    lx_str_fill(&md, 'w', 65536);
    lx_str_add(&md, "\n\n|a|b|\n|-|-|\n");
    for (int i = 0; i < 5000; i++)
        lx_str_add(&md, "|]]>|&amp;<!--|\n");
    docx(&out, md.s);
    char *s = html(md.s);
    assert_true(out.len > 10000 && strlen(s) > 100000);
    assert_null(memchr(s, 0x1B, strlen(s)));
    assert_null(strstr(s, "\xE2\x80\xAE"));
    free(s);
    lx_str_done(&md);
    lx_str_done(&out);
}

/* --- judges that are not part of `make deps` -------------------------------------------------------------------- */

static bool have(const char *tool)
{
    struct lx_str line = LX_STR_EMPTY;
    lx_str_addf(&line, "command -v %s >/dev/null 2>&1", tool);
    bool found = system(line.s) == 0;
    if (!found)
        print_message("skipped: %s is not installed\n", tool);
    lx_str_done(&line);
    return found;
}

static const char *const papers[] = { "minutes", "agenda", "ledger", "minutes-en", "letter", "document", "joint", "minutes-mark", "table" };

static void judge(const char *form, const char *command)
{
    for (size_t i = 0; i < sizeof papers / sizeof *papers; i++) {
        struct lx_str md = LX_STR_EMPTY, out = LX_STR_EMPTY, name = LX_STR_EMPTY;
        struct lx_err err;
        lx_str_addf(&name, "tests/fixtures/paper/%s.md", papers[i]);
        assert_int_equal(lx_file_read(&md, name.s, LX_DOC_MAX, &err), LX_OK);
        if (strcmp(form, "html") == 0) {
            char *s = html(md.s);
            lx_str_add(&out, s);
            free(s);
        } else {
            docx(&out, md.s);
        }
        FILE *pipe = popen(command, "w");
        assert_non_null(pipe);
        assert_int_equal(fwrite(out.s, 1, out.len, pipe), out.len);
        if (pclose(pipe) != 0)
            fail_msg("%s: %s", papers[i], command);
        lx_str_done(&md);
        lx_str_done(&out);
        lx_str_done(&name);
    }
}

static void tidy_finds_nothing(void **state)
{
    (void)state;
    if (have("tidy"))
        judge("html", "out=$(tidy -e -q 2>&1); [ -z \"$out\" ] || { echo \"$out\" | head -5; false; }");
}

static void pandoc_reads_the_docx(void **state)
{
    (void)state;
    if (have("pandoc"))
        judge("docx", "pandoc -f docx -t plain >/dev/null");
}

/* HTML leads to its headings; the .docx has a field for the page of each, which says it already. */
static void contents_lead_to_headings(void **state)
{
    (void)state;
    static const char md[] = "---\ncontents: yes\ntitle: 汇编\n---\n\n## 甲\n\n正文\n\n<!-- page -->\n\n## 乙\n\n正文\n";
    char *s = html(md);
    assert_non_null(strstr(s, "<a href=\"#h0\">一、甲</a> <span>2</span>"));
    assert_non_null(strstr(s, "id=\"h0\""));
    assert_non_null(strstr(s, "乙</a> <span>3</span>"));
    free(s);
    if (!have("unzip"))
        return;
    struct lx_str out = LX_STR_EMPTY, line = LX_STR_EMPTY;
    docx(&out, md);
    char *dir = tmp_new(), *path = tmp_path(dir, "a.docx"), *xml = tmp_path(dir, "xml");
    FILE *f = fopen(path, "w");
    assert_non_null(f);
    assert_int_equal(fwrite(out.s, 1, out.len, f), out.len);
    fclose(f);
    lx_str_addf(&line, "unzip -p '%s' word/document.xml >'%s'", path, xml);
    assert_int_equal(system(line.s), 0);
    s = tmp_read(xml, NULL);
    assert_non_null(strstr(s, " PAGEREF _Toc3 \\h </w:instrText></w:r><w:r><w:fldChar w:fldCharType=\"separate\"/></w:r><w:r><w:t>3</w:t>"));
    assert_non_null(strstr(s, "<w:bookmarkStart w:id=\"3\" w:name=\"_Toc3\"/>"));
    free(s);
    free(xml);
    free(path);
    tmp_done(&dir);
    lx_str_done(&out);
    lx_str_done(&line);
}

/* LibreOffice breaks a paper without tables where our pages do: as many pages, though it adds gaps beside Latin words. */
static void libreoffice_has_as_many_pages(void **state)
{
    (void)state;
    if (!have("soffice") || !have("pdfinfo"))
        return;
    struct lx_str md = LX_STR_EMPTY, out = LX_STR_EMPTY;
    lx_str_add(&md, "---\nprofile: document\nissuer: 甲办\nnumber: 甲〔2024〕1号\ntitle: 题\ndate: 2024-06-25\n---\n\n");
    for (int i = 0; i < 60; i++)
        lx_str_addf(&md, "%s第%d段。会议认为，“一体化”是关键；要坚持规划同图、建设同步（含前期工作），由各市交通运输局牵头落实。\n\n",
                    i % 10 ? "" : "## 标题\n\n", i);
    docx(&out, md.s);
    char *dir = tmp_new(), *path = tmp_path(dir, "a.docx");
    FILE *f = fopen(path, "w");
    assert_non_null(f);
    assert_int_equal(fwrite(out.s, 1, out.len, f), out.len);
    fclose(f);
    struct lx_str command = LX_STR_EMPTY;
    lx_str_addf(&command, "cd '%s' && timeout 60 soffice -env:UserInstallation=file://'%s'/home --headless --convert-to pdf a.docx >/dev/null 2>&1 && "
                          "pdfinfo a.pdf | sed -n 's/^Pages: *//p' >n", dir, dir);
    struct lx_doc *d = read(md.s, md.len);
    struct lx_pages *p = lx_pages_make(d);
    if (system(command.s) == 0) {
        char *n_path = tmp_path(dir, "n"), *n = tmp_read(n_path, NULL);
        assert_int_equal(atoi(n), p->page_n);
        free(n);
        free(n_path);
    } else {
        print_message("skipped: soffice could not be run\n");
    }
    lx_pages_free(p);
    lx_doc_free(d);
    free(path);
    tmp_done(&dir);
    lx_str_done(&command);
    lx_str_done(&md);
    lx_str_done(&out);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(text_is_escaped),        cmocka_unit_test(html_has_nothing_active),
        cmocka_unit_test(html_has_the_structure), cmocka_unit_test(docx_is_the_same_again),
        cmocka_unit_test(hostile_text_gives_whole_files),
        cmocka_unit_test(contents_lead_to_headings), cmocka_unit_test(tidy_finds_nothing),     cmocka_unit_test(pandoc_reads_the_docx),
        cmocka_unit_test(libreoffice_has_as_many_pages),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
