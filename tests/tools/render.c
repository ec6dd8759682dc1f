/* A Markdown file on stdin as another form on stdout, for measuring: render text|html|docx <PAPER.md. */
#include "core/doc/markdown.h"
#include "core/page/docx.h"
#include "core/page/html.h"
#include "core/page/page.h"

#include <stdio.h>
#include <string.h>

int main(int argc, char **argv)
{
    struct lx_str md = LX_STR_EMPTY, out = LX_STR_EMPTY;
    struct lx_err err = { .msgid = "" };
    struct lx_doc *d = NULL;
    char part[65536];
    const char *form = argc == 2 ? argv[1] : "";
    for (size_t n; (n = fread(part, 1, sizeof part, stdin)) > 0;)
        lx_str_addn(&md, part, n);
    enum lx_rc rc = lx_markdown_read(&d, lx_str_z(&md), md.len, &err);
    if (rc == LX_OK && strcmp(form, "html") == 0) {
        lx_html_make(&out, d);
    } else if (rc == LX_OK && strcmp(form, "docx") == 0) {
        rc = lx_docx_make(&out, d, &err);
    } else if (rc == LX_OK) {
        struct lx_pages *p = lx_pages_make(d);
        lx_pages_text(&out, p, LX_WIDE);
        lx_pages_free(p);
    }
    if (rc != LX_OK)
        fprintf(stderr, "%s (%s)\n", err.msgid, err.detail);
    fwrite(out.s ? out.s : "", 1, out.len, stdout);
    lx_doc_free(d);
    lx_str_done(&md);
    lx_str_done(&out);
    return rc == LX_OK ? 0 : 1;
}
