/* A paper as .docx: the text of the document. */
#include "core/page/docx.h"

#include "core/doc/xml.h"
#include "core/page/docxset.h"
#include "core/page/page.h"

#include <limits.h>
#include <stdint.h>
#include <string.h>

static const char namespaces[] =
    "xmlns:w=\"http://schemas.openxmlformats.org/wordprocessingml/2006/main\" "
    "xmlns:r=\"http://schemas.openxmlformats.org/officeDocument/2006/relationships\"";

enum { BORDER = 64 }; /* twips of a border with its space */
/* A paragraph that takes no room. */
#define NO_LINE "<w:p><w:pPr><w:spacing w:line=\"20\" w:lineRule=\"exact\"/></w:pPr></w:p>"

static void add_el(struct lx_docx *x, const struct lx_el *el);
static void add_section(struct lx_docx *x, bool last);
static void add_paragraph(struct lx_docx *x, const struct lx_el *el);
static void add_shape(struct lx_docx *x, const struct lx_el *el);
static void add_tail(struct lx_docx *x, const struct lx_el *el);
static void add_contents(struct lx_docx *x, const struct lx_el *el);
static void add_frame(struct lx_docx *x);
static int tail_w(const struct lx_docx *x);
static void add_tail_indent(struct lx_docx *x);

enum lx_rc lx_docx_make(struct lx_str *out, const struct lx_doc *d, struct lx_err *err)
{
    struct lx_str xml = LX_STR_EMPTY;
    struct lx_sheet *s = lx_sheet_make(d);
    struct lx_docx x = { .out = &xml, .s = s, .landscape = s->el_n ? s->el[0].landscape : s->profile->landscape };
    struct lx_zip *z = lx_zip_new();
    struct lx_pages *pages = lx_pages_make(d); /* to know where things stand */
    x.tail_apart = pages->page_n > pages->text_page_n;
    x.tail_n = pages->tail_n;
    x.pages = pages;
    for (size_t i = 0; i < s->el_n; i++)
        x.letter = x.letter || (s->el[i].kind == LX_EL_MARK_LINE && s->el[i].level == 1);
    lx_str_addf(&xml, "<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?>\n<w:document %s><w:body>", namespaces);
    for (x.el = 0; x.el < s->el_n; x.el++)
        add_el(&x, &s->el[x.el]);
    add_section(&x, true);
    lx_str_add(&xml, "</w:body></w:document>\n");
    lx_docx_parts(&x, z);
    lx_zip_add(z, "word/document.xml", xml.s, xml.len);
    enum lx_rc rc = lx_zip_end(z, out, err);
    lx_str_done(&xml);
    lx_runs_done(&x.runs);
    lx_pages_free(pages);
    lx_sheet_free(s);
    return rc;
}

int lx_docx_col(int columns, bool landscape)
{
    return (int)(columns * (landscape ? LX_LYING_CELL_W : LX_CELL_W) / 2 * LX_MM_PT * 20 + 0.5);
}

/* --- sections --------------------------------------------------------------------------------------------------- */

/* The properties of the section that ends here; of the last they stand at the end of the body. */
static void add_section(struct lx_docx *x, bool last)
{
    bool land = x->landscape;
    lx_str_add(x->out, last ? "<w:sectPr>" : "<w:p><w:pPr><w:spacing w:line=\"20\" w:lineRule=\"exact\"/><w:sectPr>");
    if (x->letter && !x->section_n)
        lx_str_add(x->out, "<w:headerReference w:type=\"first\" r:id=\"rId5\"/><w:footerReference w:type=\"first\" r:id=\"rId6\"/>");
    lx_str_add(x->out, "<w:footerReference w:type=\"default\" r:id=\"rId3\"/><w:footerReference w:type=\"even\" r:id=\"rId4\"/>"
                       "<w:type w:val=\"");
    lx_str_add(x->out, x->even ? "evenPage\"/>" : "nextPage\"/>");
    int w = LX_TWIP(LX_PAPER_W), h = LX_TWIP(LX_PAPER_H), top = LX_TWIP(LX_BLOCK_Y), left = LX_TWIP(LX_BLOCK_X);
    int bottom = h - top - LX_TWIP(LX_BLOCK_H), right = w - left - LX_TWIP(LX_BLOCK_W);
    if (land)
        lx_str_addf(x->out, "<w:pgSz w:w=\"%d\" w:h=\"%d\" w:orient=\"landscape\"/>", h, w);
    else
        lx_str_addf(x->out, "<w:pgSz w:w=\"%d\" w:h=\"%d\"/>", w, h);
    lx_str_addf(x->out,
                "<w:pgMar w:top=\"%d\" w:right=\"%d\" w:bottom=\"%d\" w:left=\"%d\" w:header=\"%d\" w:footer=\"%d\" w:gutter=\"0\"/>",
                land ? left : top, land ? top : right, land ? right : bottom, land ? bottom : left, LX_TWIP(30),
                land ? LX_TWIP(15) : LX_TWIP(x->letter ? 20 : 25));
    bool cover = x->s->profile->head == LX_HEAD_COVER; /* nothing stands at the foot of its first page */
    lx_str_add(x->out, (x->letter || cover) && !x->section_n ? "<w:titlePg/>" : "");
    /* linesAndChars: cells of 15.79 pt (5.571 mm) for letters of 16 pt, in 4096ths of a point */
    double cell = (land ? LX_LYING_CELL_W : LX_CELL_W) * LX_MM_PT;
    lx_str_addf(x->out, "<w:docGrid w:type=\"linesAndChars\" w:linePitch=\"%d\" w:charSpace=\"%d\"/>",
                land ? LX_TWIP_LYING_LINE : LX_TWIP_LINE, (int)((cell - 16) * 4096 - 0.5));
    lx_str_add(x->out, last ? "</w:sectPr>" : "</w:sectPr></w:pPr></w:p>");
    x->any = false;
    x->section_n++;
}

/* --- runs ------------------------------------------------------------------------------------------------------- */

static void add_text(struct lx_str *out, const char *s, size_t len)
{
    for (const char *at = s, *end = s + len; at < end;) {
        const char *lf = memchr(at, '\n', (size_t)(end - at)), *stop = lf ? lf : end;
        if (stop > at) {
            lx_str_add(out, "<w:t xml:space=\"preserve\">");
            lx_xml_add(out, at, (size_t)(stop - at));
            lx_str_add(out, "</w:t>");
        }
        lx_str_add(out, lf ? "<w:br/>" : "");
        at = lf ? lf + 1 : end;
    }
}

static enum lx_face font_face(enum lx_face face)
{
    return face == LX_FACE_SMALL ? LX_FACE_BODY : face == LX_FACE_MARK ? LX_FACE_TITLE : face;
}

void lx_docx_run(struct lx_str *out, const char *s, size_t len, enum lx_face face, enum lx_face plain, const struct lx_docx_letters *letters)
{
    bool other = font_face(face) != font_face(plain), latin = false;
    do {
        size_t part = letters && letters->latin < 100 ? lx_docx_stretch(s, len, &latin) : len;
        lx_str_add(out, other || letters ? "<w:r><w:rPr>" : "<w:r>");
        if (other)
            lx_docx_fonts(out, font_face(face));
        if (letters)
            lx_str_addf(out, "<w:spacing w:val=\"%d\"/>", letters->spacing);
        if (latin)
            lx_str_addf(out, "<w:w w:val=\"%d\"/>", letters->latin);
        lx_str_add(out, other || letters ? "</w:rPr>" : "");
        add_text(out, s, part);
        lx_str_add(out, "</w:r>");
        s += part;
        len -= part;
    } while (len);
}

/* A line of a mark: red, as large as its place, its letters narrowed, so that they fit with the fonts of an office and without. */
void lx_docx_mark(struct lx_docx *x, struct lx_str *out, const struct lx_el *el, size_t from, size_t to, const char *ppr)
{
    double size = el->mm.h / 0.92 * LX_MM_PT, narrow = el->mm.em * LX_MM_PT / size * 100, w = 0;
    for (size_t i = from; i < to; i++)
        w += lx_docx_w(x->s->run[el->run_from + i].s, x->s->run[el->run_from + i].len, (int)(size + 1), LX_DOCX_STAND_IN);
    if (w * narrow / 100 > LX_TWIP(LX_BLOCK_W))
        narrow = LX_TWIP(LX_BLOCK_W) / w * 100 - 1;
    lx_str_addf(out, "<w:p><w:pPr>%s</w:pPr>", ppr);
    for (size_t i = from; i < to; i++) {
        const struct lx_el_run *r = &x->s->run[el->run_from + i];
        lx_str_add(out, "<w:r><w:rPr>");
        lx_docx_fonts(out, LX_FACE_TITLE);
        lx_str_addf(out, "<w:color w:val=\"DB0000\"/><w:spacing w:val=\"0\"/><w:w w:val=\"%d\"/>", (int)(narrow + 0.5));
        lx_docx_size(out, (int)(size * 2));
        lx_str_add(out, "</w:rPr>");
        add_text(out, r->s, r->len);
        lx_str_add(out, "</w:r>");
    }
    lx_str_add(out, "</w:p>");
}

/* --- elements --------------------------------------------------------------------------------------------------- */

static const char *style_for(const struct lx_el *el)
{
    static const char *const headings[] = { NULL, "Heading1", "Heading2", "Heading3", "Heading4" };
    switch (el->kind) {
    case LX_EL_TITLE:
        return "Title";
    case LX_EL_HEADING:
        return headings[el->level];
    case LX_EL_SUBTITLE:
        return "Subtitle";
    case LX_EL_CAPTION:
        return "Caption";
    case LX_EL_COPIES:
    case LX_EL_PRINTED:
        return "Imprint";
    default:
        return NULL;
    }
}

static enum lx_face face_for(const struct lx_el *el)
{
    static const enum lx_face headings[] = { LX_FACE_BODY, LX_FACE_HEI, LX_FACE_KAI, LX_FACE_BODY, LX_FACE_BODY };
    switch (el->kind) {
    case LX_EL_TITLE:
        return LX_FACE_TITLE;
    case LX_EL_HEADING:
        return headings[el->level];
    case LX_EL_SUBTITLE:
        return LX_FACE_KAI;
    case LX_EL_CAPTION:
        return LX_FACE_HEI;
    default:
        return LX_FACE_BODY;
    }
}

static size_t count(const struct lx_docx *x, enum lx_el_kind kind, size_t from)
{
    size_t n = 0;
    while (from + n < x->s->el_n && x->s->el[from + n].kind == kind)
        n++;
    return n;
}

/* Blank lines behind a paragraph are room below it: no page begins with them. */
static size_t blanks_below(const struct lx_docx *x, const struct lx_el *el)
{
    bool text = el->kind == LX_EL_PARA || el->kind == LX_EL_NAMES || el->kind == LX_EL_ATTACHED || el->kind == LX_EL_DATE;
    size_t n = text && !el->tail ? count(x, LX_EL_BLANK, x->el + 1) : 0;
    return n && (x->s->el[x->el + 1].new_page || x->s->el[x->el + 1].landscape != el->landscape) ? 0 : n;
}

static size_t lines_of(const struct lx_docx *x, const struct lx_el *el)
{
    size_t n = 0;
    for (size_t i = 0; el->block != LX_NO_BLOCK && i < x->pages->line_n; i++)
        n += x->pages->line[i].block == el->block;
    return n;
}

/* Is the next element to stay with this one, which blank lines part?  On the page two lines do, be they of two paragraphs. */
static bool keeps_below(const struct lx_docx *x, size_t el, size_t blank_n, bool nearest)
{
    const struct lx_el *e = x->s->el;
    size_t next = el + 1 + blank_n;
    if (next >= x->s->el_n)
        return false;
    if (e[next].with_above || (blank_n && e[el + 1].with_above))
        return true;
    return nearest && !blank_n && lines_of(x, &e[next]) == 1 && keeps_below(x, next, count(x, LX_EL_BLANK, next + 1), false);
}

/* Does it go on overleaf on the page, its first lines filling the side?  LibreOffice takes all of a paragraph that is kept with the next. */
static bool runs_over(const struct lx_docx *x, const struct lx_el *el)
{
    const struct lx_pages *p = x->pages;
    size_t here = SIZE_MAX, first = SIZE_MAX, over = 0;
    for (size_t i = 0; i < p->page_n; i++)
        for (int k = 0; k < p->page[i].line_n; k++)
            if (el->block != LX_NO_BLOCK && p->line[p->page[i].line_from + (size_t)k].block == el->block) {
                first = first == SIZE_MAX ? i : first;
                over = i == here ? over + 1 : 1;
                here = i;
            }
    return first != here && (size_t)p->page[here - 1].line_n + over > (size_t)p->page[here - 1].lines;
}

static size_t spare_of(const struct lx_docx *x, size_t n)
{
    size_t blank_n = count(x, LX_EL_BLANK, x->el + n), spare = 0;
    while (spare < blank_n && spare < n && spare < (n + 1) / 2)
        spare++;
    return spare;
}

/* Marks stand taller than a line: the blank lines that the sheet leaves below them are shared out among them. */
static void add_mark_lines(struct lx_docx *x, size_t n, size_t spare, int in_w)
{
    for (size_t i = 0; i < n; i++) {
        struct lx_str ppr = LX_STR_EMPTY;
        const struct lx_el *el = &x->s->el[x->el + i];
        bool spread = el->mm.w > el->mm.em * lx_text_w(x->s->run[el->run_from].s, LX_WIDE) / 2 + 0.5;
        lx_str_addf(&ppr, "<w:keepNext/><w:spacing w:line=\"%d\" w:lineRule=\"exact\"/>", (int)((n + spare) * LX_TWIP_LINE / n));
        if (spread)
            lx_str_addf(&ppr, "<w:ind w:left=\"%d\" w:right=\"%d\"/><w:jc w:val=\"distribute\"/>", LX_TWIP(el->mm.x - LX_BLOCK_X),
                        in_w - LX_TWIP(el->mm.x - LX_BLOCK_X + el->mm.w));
        else
            lx_str_add(&ppr, "<w:jc w:val=\"center\"/>");
        lx_docx_mark(x, x->out, el, 0, el->run_n - el->right_n, ppr.s);
        lx_str_done(&ppr);
    }
}

/* Several issuers: a table without rules, their names in its left cell and 文件 in the middle of the right one. */
static void add_joint(struct lx_docx *x, size_t n, size_t spare, const struct lx_el *ending)
{
    int left_w = LX_TWIP(ending->mm_right.x - 2 - LX_BLOCK_X), right_w = LX_TWIP(LX_BLOCK_W) - left_w;
    struct lx_el word = *ending;
    word.mm = ending->mm_right;
    lx_str_addf(x->out, "<w:tbl><w:tblPr><w:tblW w:w=\"%d\" w:type=\"dxa\"/><w:tblLayout w:type=\"fixed\"/><w:tblCellMar><w:left w:w=\"0\" w:type=\"dxa\"/>"
                        "<w:right w:w=\"0\" w:type=\"dxa\"/></w:tblCellMar></w:tblPr><w:tblGrid><w:gridCol w:w=\"%d\"/><w:gridCol w:w=\"%d\"/></w:tblGrid>"
                        "<w:tr><w:trPr><w:cantSplit/></w:trPr><w:tc><w:tcPr><w:tcW w:w=\"%d\" w:type=\"dxa\"/></w:tcPr>",
                left_w + right_w, left_w, right_w, left_w);
    add_mark_lines(x, n, spare, left_w);
    lx_str_addf(x->out, "</w:tc><w:tc><w:tcPr><w:tcW w:w=\"%d\" w:type=\"dxa\"/><w:vAlign w:val=\"center\"/></w:tcPr>", right_w);
    lx_docx_mark(x, x->out, &word, ending->run_n - ending->right_n, ending->run_n, "<w:spacing w:line=\"240\" w:lineRule=\"auto\"/>");
    lx_str_add(x->out, "</w:tc></w:tr></w:tbl>");
}

static void add_marks(struct lx_docx *x)
{
    size_t n = count(x, LX_EL_MARK, x->el), spare = spare_of(x, n);
    const struct lx_el *ending = NULL;
    for (size_t i = 0; i < n; i++)
        ending = x->s->el[x->el + i].right_n ? &x->s->el[x->el + i] : ending;
    if (ending)
        add_joint(x, n, spare, ending);
    else
        add_mark_lines(x, n, spare, LX_TWIP(LX_BLOCK_W));
    x->el += n + spare - 1;
}

static void add_el(struct lx_docx *x, const struct lx_el *el)
{
    if (el->landscape != x->landscape) {
        add_section(x, false);
        x->landscape = el->landscape;
    }
    if (x->letter && (el->kind == LX_EL_MARK || (el->kind == LX_EL_MARK_LINE && el->level == 1)))
        return;
    switch (el->kind) {
    case LX_EL_MARK:
        add_marks(x);
        break;
    case LX_EL_CONTENTS:
        add_contents(x, el);
        break;
    case LX_EL_TABLE:
        if (el->new_page && x->any)
            lx_str_add(x->out, "<w:p><w:pPr><w:pageBreakBefore/><w:spacing w:line=\"20\" w:lineRule=\"exact\"/></w:pPr></w:p>");
        lx_docx_table(x, el->block);
        break;
    default:
        if (el->tail) {
            add_tail(x, el);
        } else {
            add_paragraph(x, el);
            x->el += blanks_below(x, el);
        }
    }
    x->any = true;
}

/* The words, and a field for the page of their heading that says it already. */
static void add_contents(struct lx_docx *x, const struct lx_el *el)
{
    lx_str_addf(x->out, "<w:p><w:pPr><w:pStyle w:val=\"TOC1\"/><w:tabs><w:tab w:val=\"right\" w:leader=\"dot\" w:pos=\"%d\"/></w:tabs>",
                lx_docx_col(x->landscape ? LX_LYING_W : LX_UPRIGHT_W, x->landscape));
    lx_str_addf(x->out, "<w:ind w:left=\"%d\" w:right=\"%d\" w:hanging=\"%d\"/></w:pPr>", lx_docx_col(el->shape.rest_x, x->landscape), 0,
                lx_docx_col(el->shape.rest_x - el->shape.first_x, x->landscape));
    lx_str_addf(x->out, "<w:hyperlink w:anchor=\"_Toc%zu\" w:history=\"1\">", el->block);
    for (size_t i = 0; i < el->run_n; i++)
        lx_docx_run(x->out, x->s->run[el->run_from + i].s, x->s->run[el->run_from + i].len, LX_FACE_BODY, LX_FACE_BODY, NULL);
    lx_str_addf(x->out, "<w:r><w:tab/></w:r><w:r><w:fldChar w:fldCharType=\"begin\"/></w:r><w:r><w:instrText xml:space=\"preserve\"> PAGEREF _Toc%zu \\h "
                        "</w:instrText></w:r><w:r><w:fldChar w:fldCharType=\"separate\"/></w:r><w:r><w:t>%zu</w:t></w:r><w:r><w:fldChar "
                        "w:fldCharType=\"end\"/></w:r></w:hyperlink></w:p>",
                el->block, lx_pages_goal(x->pages, el->block));
}

static bool is_last(const struct lx_docx *x) { return x->el + 1 == x->s->el_n; }

static bool is_first(const struct lx_docx *x) { return !x->el || !x->s->el[x->el - 1].tail; }

static void add_edge(struct lx_docx *x, const char *side, int eighths)
{
    lx_str_addf(x->out, "<w:%s w:val=\"%s\" w:sz=\"%d\" w:space=\"0\" w:color=\"000000\"/>", side, eighths ? "single" : "nil", eighths);
}

static bool has_rules(const struct lx_docx *x) { return x->s->profile->head != LX_HEAD_LETTER; }

/* On a page of its own: behind a section break (of minutes and documents to an even page) and an empty paragraph as high as the
 * page leaves, a table of a row for each part. */
static void add_tail_page(struct lx_docx *x, const struct lx_el *el)
{
    int w = LX_TWIP(x->landscape ? LX_BLOCK_H : LX_BLOCK_W), lines = (x->landscape ? LX_LYING_LINES : LX_PAGE_LINES) - x->tail_n;
    if (is_first(x)) {
        add_section(x, false);
        x->even = has_rules(x) && x->s->profile->head != LX_HEAD_PLAIN;
        lx_str_addf(x->out, "<w:p><w:pPr><w:spacing w:line=\"%d\" w:lineRule=\"exact\"/></w:pPr></w:p>", lines * LX_TWIP_LINE - 2 * BORDER);
        lx_str_addf(x->out, "<w:tbl><w:tblPr><w:tblW w:w=\"%d\" w:type=\"dxa\"/><w:tblBorders>", w);
        add_edge(x, "top", has_rules(x) ? 8 : 0);
        add_edge(x, "bottom", has_rules(x) ? 8 : 0);
        add_edge(x, "insideH", has_rules(x) ? 6 : 0);
        lx_str_addf(x->out, "</w:tblBorders><w:tblLayout w:type=\"fixed\"/><w:tblCellMar><w:left w:w=\"0\" w:type=\"dxa\"/><w:right w:w=\"0\" "
                            "w:type=\"dxa\"/></w:tblCellMar></w:tblPr><w:tblGrid><w:gridCol w:w=\"%d\"/></w:tblGrid>", w);
    }
    lx_str_addf(x->out, "<w:tr><w:trPr><w:cantSplit/></w:trPr><w:tc><w:tcPr><w:tcW w:w=\"%d\" w:type=\"dxa\"/></w:tcPr>", w);
    add_paragraph(x, el);
    lx_str_add(x->out, is_last(x) ? "</w:tc></w:tr></w:tbl>" NO_LINE : "</w:tc></w:tr>");
}

/* The 版记, rules of 0.35 mm around and 0.25 mm between its parts: a frame at the foot of the page on which the text ends (a table
 * that floats stays with the text in LibreOffice), which hangs on the paragraph behind it. */
static void add_tail(struct lx_docx *x, const struct lx_el *el)
{
    if (x->tail_apart) {
        add_tail_page(x, el);
        return;
    }
    if (!is_first(x) && has_rules(x)) { /* the rule between two parts: an underlined tab */
        lx_str_add(x->out, "<w:p><w:pPr>");
        add_frame(x);
        lx_str_addf(x->out, "<w:tabs><w:tab w:val=\"left\" w:pos=\"%d\"/></w:tabs><w:spacing w:line=\"60\" w:lineRule=\"exact\"/>", tail_w(x));
        add_tail_indent(x);
        lx_str_add(x->out, "</w:pPr><w:r><w:rPr><w:sz w:val=\"4\"/><w:u w:val=\"single\"/></w:rPr><w:tab/><w:tab/></w:r></w:p>"); /* to the indent, to the end */
    }
    add_paragraph(x, el);
    lx_str_add(x->out, is_last(x) ? NO_LINE : "");
}

static int tail_w(const struct lx_docx *x) { return LX_TWIP(x->landscape ? LX_BLOCK_H : LX_BLOCK_W); }

/* The same of all parts, as their borders are, so that these go around all of them; the first lines begin at the left end of the rules
 * with a blank character. */
static void add_tail_indent(struct lx_docx *x)
{
    size_t first = x->el;
    while (first > 0 && x->s->el[first - 1].tail)
        first--;
    int hang = lx_docx_col(x->s->el[first].shape.rest_x, x->landscape);
    lx_str_addf(x->out, "<w:ind w:left=\"%d\" w:hanging=\"%d\"/>", hang, hang);
}

static void add_frame(struct lx_docx *x)
{
    lx_str_addf(x->out, "<w:framePr w:w=\"%d\" w:wrap=\"around\" w:vAnchor=\"margin\" w:hAnchor=\"margin\" w:xAlign=\"left\" w:yAlign=\"bottom\"/>",
                tail_w(x));
    if (!has_rules(x))
        return;
    lx_str_add(x->out, "<w:pBdr>"); /* LibreOffice makes no frame of paragraphs whose borders differ */
    add_edge(x, "top", 8);
    add_edge(x, "bottom", 8);
    lx_str_add(x->out, "</w:pBdr>");
}

/* The border that an element draws; "" for none. */
static const char *border_of(const struct lx_el *el)
{
    switch (el->kind) {
    case LX_EL_MARK_LINE:
        return "<w:pBdr><w:top w:val=\"single\" w:sz=\"16\" w:space=\"1\" w:color=\"DB0000\"/></w:pBdr>";
    case LX_EL_LINE:
        return "<w:pBdr><w:top w:val=\"single\" w:sz=\"6\" w:space=\"1\" w:color=\"000000\"/></w:pBdr>";
    default:
        return "";
    }
}

static bool is_framed(const struct lx_docx *x, const struct lx_el *el) { return el->tail && !x->tail_apart; }

/* In the order that the schema asks for. */
static void add_shape(struct lx_docx *x, const struct lx_el *el)
{
    const char *style = style_for(el);
    const struct lx_shape *h = &el->shape;
    if (style)
        lx_str_addf(x->out, "<w:pStyle w:val=\"%s\"/>", style);
    size_t blank_n = blanks_below(x, el);
    if ((h->keep && !style) || (keeps_below(x, x->el, blank_n, true) && !runs_over(x, el)))
        lx_str_add(x->out, "<w:keepNext/>");
    if (el->new_page && x->any)
        lx_str_add(x->out, "<w:pageBreakBefore/>");
    if (is_framed(x, el))
        add_frame(x);
    lx_str_add(x->out, border_of(el));
    if (el->right_n)
        lx_str_addf(x->out, "<w:tabs><w:tab w:val=\"right\" w:pos=\"%d\"/></w:tabs>",
                    lx_docx_col((x->landscape ? LX_LYING_W : LX_UPRIGHT_W) - h->right_w, x->landscape));
    if (el->kind == LX_EL_MARK_LINE || el->kind == LX_EL_LINE) /* with its border it is as high as a line */
        lx_str_addf(x->out, "<w:spacing w:line=\"%d\" w:lineRule=\"exact\"/>", LX_TWIP_LINE - BORDER);
    if (blank_n)
        lx_str_addf(x->out, "<w:spacing w:after=\"%d\"/>", (int)blank_n * (x->landscape ? LX_TWIP_LYING_LINE : LX_TWIP_LINE));
    int hang = h->first_x - h->rest_x;
    if (is_framed(x, el))
        add_tail_indent(x);
    else if (h->first_x || h->rest_x || (h->right_w && !el->right_n)) {
        lx_str_addf(x->out, "<w:ind w:left=\"%d\"", lx_docx_col(h->rest_x, x->landscape));
        if (h->right_w && !el->right_n)
            lx_str_addf(x->out, " w:right=\"%d\"", lx_docx_col(h->right_w, x->landscape));
        if (hang > 0)
            lx_str_addf(x->out, " w:firstLineChars=\"%d\" w:firstLine=\"%d\"", hang * 50, lx_docx_col(hang, x->landscape));
        else if (hang < 0)
            lx_str_addf(x->out, " w:hanging=\"%d\"", lx_docx_col(-hang, x->landscape));
        lx_str_add(x->out, "/>");
    }
    if (!style && h->align != LX_LEFT)
        lx_str_add(x->out, h->align == LX_CENTRE ? "<w:jc w:val=\"center\"/>" : "<w:jc w:val=\"right\"/>");
}

/* Which of its lines begins a page; 0: none. */
static size_t turn_of(const struct lx_docx *x, const struct lx_el *el)
{
    const struct lx_pages *p = x->pages;
    for (size_t i = 0, n = 0; i < p->page_n && el->block != LX_NO_BLOCK; i++)
        for (int k = 0; k < p->page[i].line_n; k++) {
            bool here = p->line[p->page[i].line_from + (size_t)k].block == el->block;
            if (n && !k)
                return here ? n : 0;
            n += here;
        }
    return 0;
}

static struct lx_docx_letters fit(struct lx_docx *x, const struct lx_el *el, int points)
{
    if (el->right_n || el->kind == LX_EL_CODE)
        return (struct lx_docx_letters){ lx_docx_cell(points), 100 };
    lx_runs_clear(&x->runs);
    for (size_t i = 0; i < el->run_n; i++)
        lx_runs_add(&x->runs, x->s->run[el->run_from + i].s, x->s->run[el->run_from + i].len, 0, 0);
    const struct lx_shape *h = &el->shape;
    int page_w = x->landscape ? LX_LYING_W : LX_UPRIGHT_W, right = is_framed(x, el) ? 0 : lx_docx_col(h->right_w, x->landscape);
    int block = page_w / 2 * (int)((x->landscape ? LX_LYING_CELL_W : LX_CELL_W) * LX_MM_PT * 20); /* whole cells of the document's grid */
    struct lx_docx_room room = { .first_w = page_w - h->first_x - h->right_w, .rest_w = page_w - h->rest_x - h->right_w,
                                 .first_room = block - lx_docx_col(h->first_x, x->landscape) - right,
                                 .rest_room = block - lx_docx_col(h->rest_x, x->landscape) - right, .turn = turn_of(x, el) };
    if (points > 16) /* a title, its lines are broken already */
        room.first_w = room.rest_w = INT_MAX;
    return lx_docx_fit(lx_str_z(&x->runs.text), x->runs.text.len, room, points);
}

static void add_paragraph(struct lx_docx *x, const struct lx_el *el)
{
    enum lx_face plain = face_for(el);
    int points = el->kind == LX_EL_TITLE ? 22 : style_for(el) && strcmp(style_for(el), "Imprint") == 0 ? 14 : 16;
    struct lx_docx_letters letters = fit(x, el, points);
    bool usual = letters.spacing == lx_docx_cell(points) && letters.latin == 100;
    lx_str_add(x->out, "<w:p><w:pPr>");
    add_shape(x, el);
    lx_str_add(x->out, "</w:pPr>");
    bool goal = el->block != LX_NO_BLOCK && lx_pages_goal(x->pages, el->block);
    if (goal)
        lx_str_addf(x->out, "<w:bookmarkStart w:id=\"%zu\" w:name=\"_Toc%zu\"/>", el->block, el->block);
    if (is_framed(x, el))
        lx_docx_run(x->out, "\xE3\x80\x80", 3, LX_FACE_BODY, plain, NULL);
    for (size_t i = 0; i < el->run_n; i++) {
        const struct lx_el_run *r = &x->s->run[el->run_from + i];
        if (el->right_n && i == el->run_n - el->right_n)
            lx_str_add(x->out, "<w:r><w:tab/></w:r>");
        lx_docx_run(x->out, r->s, r->len, r->face, plain, usual ? NULL : &letters);
    }
    if (goal)
        lx_str_addf(x->out, "<w:bookmarkEnd w:id=\"%zu\"/>", el->block);
    lx_str_add(x->out, "</w:p>");
    if (x->letter && el->kind == LX_EL_NUMBER) /* in the header the mark takes a line less than on the page */
        lx_str_add(x->out, "<w:p/>");
}
