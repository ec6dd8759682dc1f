/* The files of a .docx beside its document: types, relations, styles, settings, footers. */
#include "core/page/docxset.h"

#include "core/doc/xml.h"

#include <string.h>

#define XML "<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?>\n"
#define MAIN "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
#define RELATIONS "http://schemas.openxmlformats.org/package/2006/relationships"
#define OFFICE "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
#define WORD_TYPE "application/vnd.openxmlformats-officedocument.wordprocessingml."
#define PART(name, type) "<Override PartName=\"/word/" name ".xml\" ContentType=\"" WORD_TYPE type "+xml\"/>"
#define RELATION(id, type, file) "<Relationship Id=\"" id "\" Type=\"" OFFICE "/" type "\" Target=\"" file ".xml\"/>"

static const struct {
    enum lx_face face;
    const char *name, *other;
} fonts[] = {
#define WORDFONT(face, name, other) { LX_FACE_##face, name, other },
#include "core/page/docx.def"
};
static const struct {
    const char *id, *name;
    enum lx_face face;
    int size;
    const char *ppr;
} styles[] = {
#define WORDSTYLE(id, name, face, size, ppr) { id, name, LX_FACE_##face, size, ppr },
#include "core/page/docx.def"
};

#define N_OF(a) (sizeof(a) / sizeof *(a))

static const char types[] =
    XML "<Types xmlns=\"http://schemas.openxmlformats.org/package/2006/content-types\">"
        "<Default Extension=\"rels\" ContentType=\"application/vnd.openxmlformats-package.relationships+xml\"/>"
        "<Default Extension=\"xml\" ContentType=\"application/xml\"/>" PART("document", "document.main") PART("styles", "styles")
            PART("settings", "settings") PART("fontTable", "fontTable") PART("footer1", "footer") PART("footer2", "footer")
                PART("header1", "header") PART("footer3", "footer")
    "<Override PartName=\"/docProps/core.xml\" ContentType=\"application/vnd.openxmlformats-package.core-properties+xml\"/></Types>\n";
static const char root[] =
    XML "<Relationships xmlns=\"" RELATIONS "\"><Relationship Id=\"rId1\" Type=\"" OFFICE "/officeDocument\" Target=\"word/document.xml\"/>"
        "<Relationship Id=\"rId2\" Type=\"http://schemas.openxmlformats.org/package/2006/relationships/metadata/core-properties\" "
        "Target=\"docProps/core.xml\"/></Relationships>\n";
static const char relations[] =
    XML "<Relationships xmlns=\"" RELATIONS "\">" RELATION("rId1", "styles", "styles") RELATION("rId2", "settings", "settings")
        RELATION("rId3", "footer", "footer1") RELATION("rId4", "footer", "footer2") RELATION("rId5", "header", "header1")
            RELATION("rId6", "footer", "footer3") RELATION("rId7", "fontTable", "fontTable") "</Relationships>\n";
static const char settings[] =
    XML "<w:settings xmlns:w=\"" MAIN "\"><w:evenAndOddHeaders/><w:characterSpacingControl w:val=\"doNotCompress\"/>"
        "<w:compat><w:balanceSingleByteDoubleByteWidth/><w:useFELayout/>"
        "<w:compatSetting w:name=\"compatibilityMode\" w:uri=\"http://schemas.microsoft.com/office/word\" w:val=\"15\"/></w:compat></w:settings>\n";

static void add_styles(struct lx_zip *z);
static void add_fonts(struct lx_zip *z);
static void add_properties(struct lx_zip *z, const struct lx_sheet *s);
static void add_footer(struct lx_docx *x, struct lx_zip *z, const char *file, bool even);
static void add_letter(struct lx_docx *x, struct lx_zip *z);

void lx_docx_fonts(struct lx_str *out, enum lx_face face)
{
    const char *name = fonts[0].name;
    for (size_t i = 0; i < N_OF(fonts); i++)
        name = fonts[i].face == face ? fonts[i].name : name;
    lx_str_addf(out, "<w:rFonts w:ascii=\"%s\" w:hAnsi=\"%s\" w:eastAsia=\"%s\" w:cs=\"%s\"/>", name, name, name, name);
}

int lx_docx_cell(int points)
{
    int cell = (int)(LX_CELL_W * LX_MM_PT * 20) - 1; /* 15.7 pt: 28 of them fit however they are rounded */
    return points > 16 ? 0 : cell - points * 20;
}

static void add_cell(struct lx_str *out, int points)
{
    lx_str_addf(out, "<w:spacing w:val=\"%d\"/>", lx_docx_cell(points));
}

void lx_docx_size(struct lx_str *out, int half_points)
{
    lx_str_addf(out, "<w:sz w:val=\"%d\"/><w:szCs w:val=\"%d\"/>", half_points, half_points);
}

void lx_docx_parts(struct lx_docx *x, struct lx_zip *z)
{
    lx_zip_add(z, "[Content_Types].xml", types, sizeof types - 1);
    lx_zip_add(z, "_rels/.rels", root, sizeof root - 1);
    lx_zip_add(z, "word/_rels/document.xml.rels", relations, sizeof relations - 1);
    lx_zip_add(z, "word/settings.xml", settings, sizeof settings - 1);
    add_styles(z);
    add_fonts(z);
    add_properties(z, x->s);
    add_footer(x, z, "word/footer1.xml", false);
    add_footer(x, z, "word/footer2.xml", true);
    add_letter(x, z);
}

static void add_styles(struct lx_zip *z)
{
    struct lx_str out = LX_STR_EMPTY;
    lx_str_add(&out, XML "<w:styles xmlns:w=\"" MAIN "\"><w:docDefaults><w:rPrDefault><w:rPr>");
    lx_docx_fonts(&out, LX_FACE_BODY);
    lx_docx_size(&out, 32);
    lx_str_add(&out, "<w:lang w:val=\"en-US\" w:eastAsia=\"zh-CN\"/></w:rPr></w:rPrDefault><w:pPrDefault><w:pPr><w:autoSpaceDE w:val=\"0\"/><w:autoSpaceDN w:val=\"0\"/></w:pPr></w:pPrDefault></w:docDefaults>");
    /* No stretching between Chinese and Latin letters: each keeps its cell.  Lines and cells are exact here and do not snap to the
     * document's grid, which says the same: LibreOffice gives a letter that is wider than its cell two of them.  It also reads
     * overflowPunct the wrong way round, so that 1 is what keeps marks within its lines; Word may let one hang, as it does unless
     * told otherwise. */
    lx_str_addf(&out,
                "<w:style w:type=\"paragraph\" w:default=\"1\" w:styleId=\"Normal\"><w:name w:val=\"Normal\"/><w:qFormat/><w:pPr>"
                "<w:widowControl/><w:kinsoku/><w:overflowPunct w:val=\"1\"/><w:autoSpaceDE w:val=\"0\"/><w:autoSpaceDN w:val=\"0\"/>"
                "<w:adjustRightInd w:val=\"0\"/><w:snapToGrid w:val=\"0\"/><w:spacing w:before=\"0\" w:after=\"0\" w:line=\"%d\" w:lineRule=\"exact\"/></w:pPr><w:rPr>",
                LX_TWIP_LINE);
    lx_docx_fonts(&out, LX_FACE_BODY);
    add_cell(&out, 16);
    lx_docx_size(&out, 32);
    lx_str_add(&out, "</w:rPr></w:style>");
    for (size_t i = 0; i < N_OF(styles); i++) {
        lx_str_addf(&out, "<w:style w:type=\"paragraph\" w:styleId=\"%s\"><w:name w:val=\"%s\"/><w:basedOn w:val=\"Normal\"/>"
                          "<w:qFormat/><w:pPr>%s</w:pPr><w:rPr>", styles[i].id, styles[i].name, styles[i].ppr);
        lx_docx_fonts(&out, styles[i].face);
        add_cell(&out, styles[i].size / 2);
        lx_docx_size(&out, styles[i].size);
        lx_str_add(&out, "</w:rPr></w:style>");
    }
    lx_str_add(&out, "</w:styles>\n");
    lx_zip_add(z, "word/styles.xml", out.s, out.len);
    lx_str_done(&out);
}

static void add_fonts(struct lx_zip *z)
{
    struct lx_str out = LX_STR_EMPTY;
    lx_str_add(&out, XML "<w:fonts xmlns:w=\"" MAIN "\">");
    for (size_t i = 0; i < N_OF(fonts); i++)
        lx_str_addf(&out, "<w:font w:name=\"%s\"><w:altName w:val=\"%s\"/><w:charset w:val=\"86\"/></w:font>", fonts[i].name,
                    fonts[i].other);
    lx_str_add(&out, "</w:fonts>\n");
    lx_zip_add(z, "word/fontTable.xml", out.s, out.len);
    lx_str_done(&out);
}

/* The title; no times, so that the same paper gives the same bytes. */
static void add_properties(struct lx_zip *z, const struct lx_sheet *s)
{
    struct lx_str out = LX_STR_EMPTY;
    lx_str_add(&out, XML "<cp:coreProperties xmlns:cp=\"http://schemas.openxmlformats.org/package/2006/metadata/core-properties\" "
                         "xmlns:dc=\"http://purl.org/dc/elements/1.1/\"><dc:title>");
    lx_xml_add(&out, s->title, strlen(s->title));
    lx_str_add(&out, "</dc:title><dc:creator>lianxi</dc:creator></cp:coreProperties>\n");
    lx_zip_add(z, "docProps/core.xml", out.s, out.len);
    lx_str_done(&out);
}

/* — 3 —: right on odd pages, left on even ones, one character in; what else stands at the foot on the other side. */
static void add_footer(struct lx_docx *x, struct lx_zip *z, const char *file, bool even)
{
    struct lx_str out = LX_STR_EMPTY, number = LX_STR_EMPTY, said = LX_STR_EMPTY;
    static const char dash[] = "\xE2\x80\x94";
    if (x->s->numbered)
        lx_str_addf(&number, "<w:r><w:t xml:space=\"preserve\">%s </w:t></w:r><w:fldSimple w:instr=\" PAGE \"><w:r><w:t>1</w:t></w:r>"
                             "</w:fldSimple><w:r><w:t xml:space=\"preserve\"> %s</w:t></w:r>", dash, dash);
    if (*x->s->foot)
        lx_docx_run(&said, x->s->foot, strlen(x->s->foot), LX_FACE_SMALL, LX_FACE_SONG, NULL);
    int w = lx_docx_col(LX_UPRIGHT_W - 2, false), in = lx_docx_col(2, false);
    lx_str_addf(&out, XML "<w:ftr xmlns:w=\"" MAIN "\"><w:p><w:pPr><w:pStyle w:val=\"Footer\"/><w:tabs><w:tab w:val=\"right\" w:pos=\"%d\"/></w:tabs>"
                      "<w:ind w:left=\"%d\"/></w:pPr>", w, in);
    lx_str_add(&out, lx_str_z(even ? &number : &said));
    lx_str_add(&out, "<w:r><w:tab/></w:r>");
    lx_str_add(&out, lx_str_z(even ? &said : &number));
    lx_str_add(&out, "</w:p></w:ftr>\n");
    lx_zip_add(z, file, out.s, out.len);
    lx_str_done(&out);
    lx_str_done(&number);
    lx_str_done(&said);
}

/* Page 1 of a letter: the issuer and a double line in the header, a double line at the foot; both 170 mm wide. */
static void add_letter(struct lx_docx *x, struct lx_zip *z)
{
    struct lx_str out = LX_STR_EMPTY, ppr = LX_STR_EMPTY;
    size_t left = 0;
    for (size_t i = 0; i < x->s->el_n; i++)
        left += x->s->el[i].kind == LX_EL_MARK;
    lx_str_add(&out, XML "<w:hdr xmlns:w=\"" MAIN "\">");
    for (size_t i = 0; i < x->s->el_n && x->letter; i++) {
        const struct lx_el *el = &x->s->el[i];
        if (el->kind != LX_EL_MARK)
            continue;
        lx_str_clear(&ppr);
        lx_str_addf(&ppr, "%s<w:snapToGrid w:val=\"0\"/><w:spacing w:line=\"%d\" w:lineRule=\"exact\"/><w:ind w:left=\"-%d\" w:right=\"-%d\"/><w:jc w:val=\"center\"/>",
                    --left ? "" : "<w:pBdr><w:bottom w:val=\"thickThinSmallGap\" w:sz=\"24\" w:space=\"8\" w:color=\"DB0000\"/></w:pBdr>",
                    LX_TWIP(12.5), LX_TWIP(8), LX_TWIP(6));
        lx_docx_mark(x, &out, el, 0, el->run_n, ppr.s);
    }
    if (!x->letter)
        lx_str_add(&out, "<w:p/>");
    lx_str_add(&out, "</w:hdr>\n");
    lx_zip_add(z, "word/header1.xml", out.s, out.len);
    lx_str_clear(&out);
    lx_str_addf(&out, XML "<w:ftr xmlns:w=\"" MAIN "\"><w:p><w:pPr><w:pBdr><w:top w:val=\"thinThickSmallGap\" w:sz=\"24\" w:space=\"1\" w:color=\"DB0000\"/></w:pBdr>"
                      "<w:spacing w:line=\"20\" w:lineRule=\"exact\"/><w:ind w:left=\"-%d\" w:right=\"-%d\"/></w:pPr></w:p></w:ftr>\n", LX_TWIP(8), LX_TWIP(6));
    lx_zip_add(z, "word/footer3.xml", out.s, out.len);
    lx_str_done(&out);
    lx_str_done(&ppr);
}
