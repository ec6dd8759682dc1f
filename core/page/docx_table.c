/* Tables of a .docx. */
#include "core/doc/table.h"
#include "core/page/docxset.h"

enum {
    MARGIN = 30, BORDERS = 10, /* twips beside the words of a cell */
    OUTER = 30,                /* twips that the rules around a table take */
    SPARE = 2,                 /* twips a line for the rules that a page adds */
    CLOSER = 45,               /* twips that lines of a cell stand closer, so that the row's height decides */
    WHOLE = 12,                /* lines: higher rows may go on overleaf, as on the page */
};

/* How high a row stands on the page: lines of its words, and of the rules with it that take one. */
struct height {
    int words, rules;
};

static int line_of(const struct lx_docx *x) { return x->landscape ? LX_TWIP_LYING_LINE : LX_TWIP_LINE; }

static bool is_rule(const struct lx_pages *p, size_t line)
{
    const struct lx_page_span *first = line < p->line_n && p->line[line].span_n == 1 ? &p->span[p->line[line].span_from] : NULL;
    return first && first->face == LX_FACE_RULE && *first->s == '+';
}

/* x->line is where the row above was found. */
static struct height height_of(struct lx_docx *x, size_t row, bool first)
{
    const struct lx_pages *p = x->pages;
    struct height h = { 0, 0 };
    size_t at = x->line;
    while (at < p->line_n && p->line[at].block != row)
        at++;
    if (at == p->line_n)
        return h;
    h.rules = first && at > 0 && is_rule(p, at - 1);
    for (; at < p->line_n && (p->line[at].block <= row || p->line[at].block == LX_NO_BLOCK); at++)
        if (p->line[at].block == row) { /* overleaf the head stands between */
            h.words++;
            x->line = at;
        }
    h.rules += is_rule(p, x->line + 1);
    return h;
}

static void add_cell(struct lx_docx *x, size_t cell, bool head, int columns, struct height h)
{
    int w = lx_docx_col(columns + 1, x->landscape), room = w - 2 * MARGIN - BORDERS, line = line_of(x);
    const struct lx_block *b = &x->s->d->block[cell];
    enum lx_align align = head ? LX_CENTRE : b->align;
    enum lx_face plain = head ? LX_FACE_HEI : LX_FACE_BODY;
    lx_str_addf(x->out, "<w:tc><w:tcPr><w:tcW w:w=\"%d\" w:type=\"dxa\"/></w:tcPr><w:p><w:pPr><w:spacing w:before=\"%d\" w:line=\"%d\" "
                        "w:lineRule=\"exact\"/>", w, h.rules * line / 2, line - CLOSER);
    if (align != LX_LEFT)
        lx_str_addf(x->out, "<w:jc w:val=\"%s\"/>", align == LX_CENTRE ? "center" : "right");
    lx_str_add(x->out, "</w:pPr>");
    lx_runs_clear(&x->runs);
    lx_sheet_cell(x->s, &x->runs, cell, plain);
    struct lx_docx_room place = { columns, columns, room, room, 0 };
    struct lx_docx_letters letters = lx_docx_fit(lx_str_z(&x->runs.text), x->runs.text.len, place, 16);
    for (size_t i = 0; i < x->runs.run_n; i++) {
        size_t at = x->runs.run[i].at, end = i + 1 < x->runs.run_n ? x->runs.run[i + 1].at : x->runs.text.len;
        lx_docx_run(x->out, x->runs.text.s + at, end - at, (enum lx_face)x->runs.run[i].tag, LX_FACE_BODY,
                    letters.spacing == lx_docx_cell(16) && letters.latin == 100 ? NULL : &letters);
    }
    lx_str_add(x->out, "</w:p></w:tc>");
}

/* As high as on the page, its rules included, so that pages break alike. */
static void add_row(struct lx_docx *x, size_t row, bool first, const int *w, bool laid)
{
    const struct lx_block *block = x->s->d->block;
    struct height h = laid ? height_of(x, row, first) : (struct height){ 0, 0 };
    lx_str_add(x->out, "<w:tr><w:trPr>");
    if (h.words <= WHOLE)
        lx_str_add(x->out, "<w:cantSplit/>");
    if (h.words && h.words <= WHOLE)
        lx_str_addf(x->out, "<w:trHeight w:val=\"%d\" w:hRule=\"atLeast\"/>",
                    (h.words + h.rules) * (line_of(x) - SPARE) - (first ? OUTER : 0));
    lx_str_add(x->out, block[row].head ? "<w:tblHeader/></w:trPr>" : "</w:trPr>");
    int c = 0;
    for (size_t cell = row + 1; cell < block[row].next; cell++, c++)
        add_cell(x, cell, block[row].head, w[c], h);
    lx_str_add(x->out, "</w:tr>");
}

void lx_docx_table(struct lx_docx *x, size_t table)
{
    const struct lx_block *block = x->s->d->block;
    int w[LX_TABLE_COLUMNS] = { 0 }, n = block[table].start, page_w = x->landscape ? LX_LYING_W : LX_UPRIGHT_W;
    bool ruled;
    bool laid = lx_sheet_widths(x->s, table, page_w, w, &ruled);
    for (int c = 0; c < n && !laid; c++)
        w[c] = page_w / n > 1 ? page_w / n - 1 : 1;
    lx_str_addf(x->out,
                "<w:tbl><w:tblPr><w:tblW w:w=\"%d\" w:type=\"dxa\"/><w:tblBorders>"
                "<w:top w:val=\"single\" w:sz=\"6\" w:space=\"0\" w:color=\"000000\"/><w:left w:val=\"single\" w:sz=\"6\" w:space=\"0\" w:color=\"000000\"/>"
                "<w:bottom w:val=\"single\" w:sz=\"6\" w:space=\"0\" w:color=\"000000\"/><w:right w:val=\"single\" w:sz=\"6\" w:space=\"0\" w:color=\"000000\"/>"
                "<w:insideH w:val=\"single\" w:sz=\"6\" w:space=\"0\" w:color=\"000000\"/><w:insideV w:val=\"single\" w:sz=\"6\" w:space=\"0\" w:color=\"000000\"/>"
                "</w:tblBorders><w:tblLayout w:type=\"fixed\"/><w:tblCellMar><w:left w:w=\"%d\" w:type=\"dxa\"/><w:right w:w=\"%d\" w:type=\"dxa\"/></w:tblCellMar>"
                "</w:tblPr><w:tblGrid>",
                lx_docx_col(page_w, x->landscape), MARGIN, MARGIN);
    for (int c = 0; c < n; c++)
        lx_str_addf(x->out, "<w:gridCol w:w=\"%d\"/>", lx_docx_col(w[c] + 1, x->landscape));
    lx_str_add(x->out, "</w:tblGrid>");
    for (size_t row = table + 1; row < block[table].next; row = block[row].next)
        add_row(x, row, row == table + 1, w, laid);
    lx_str_add(x->out, "</w:tbl>");
    if (x->el + 1 == x->s->el_n) /* a body may not end with a table */
        lx_str_add(x->out, "<w:p><w:pPr><w:spacing w:line=\"20\" w:lineRule=\"exact\"/></w:pPr></w:p>");
}
