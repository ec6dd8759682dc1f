/* A paper as one HTML page. */
#include "core/page/html.h"

#include "core/doc/xml.h"
#include "core/page/measure.h"
#include "core/page/page.h"
#include "core/page/sheet.h"

#include <string.h>

/* Lengths in em are characters of the grid: the letters are as large as its cells. */
static const char style[] =
    "@page{size:A4;margin:37mm 26mm 35mm 28mm}\n"
    "@page lying{size:A4 landscape;margin:28mm 37mm 26mm 35mm}\n"
    "body{margin:0;color:#000;background:#fff}\n"
    "section{width:28em;margin:0 auto;font:15.79pt/28.99pt FangSong_GB2312,FangSong,STFangsong,FandolFang,'AR PL UMing CN',serif;"
    "line-break:strict;overflow-wrap:anywhere}\n"
    "section.lying{width:40em;page:lying}\n"
    "@media screen{body{background:#ddd}section{background:#fff;padding:37mm 26mm 35mm 28mm;margin:8mm auto}}\n"
    "@media print{.new{break-before:page}}\n"
    "p,h1,h2,h3,h4,h5,h6,pre,table,hr{margin:0;font-weight:normal;font-size:1em}\n"
    "strong,h2,.caption,.part{font-family:SimHei,FandolHei,'Noto Sans CJK SC','WenQuanYi Micro Hei',sans-serif;font-weight:normal}\n"
    "em,h3,.subtitle{font-family:KaiTi_GB2312,KaiTi,STKaiti,FandolKai,'AR PL UKai CN',serif;font-style:normal}\n"
    "code,pre{font-family:SimSun,STSong,FandolSong,'AR PL UMing CN',monospace;white-space:pre-wrap}\n"
    "h1,.mark{font-family:FZXiaoBiaoSong-B05S,FZXiaoBiaoSong-B05,'Noto Serif CJK SC',serif;text-align:center;break-after:avoid}\n"
    "h1{font-size:22pt}\n"
    "h2,h3,h4,h5,h6,.caption{break-after:avoid}\n"
    ".mark{color:#c00;white-space:nowrap}\n"
    ".mark b{font-weight:normal;display:inline-block;vertical-align:middle}\n"
    "hr{border:0;border-top:.35mm solid #000}hr.red{border-top:.7mm solid #c00}hr.double{border-top:2mm double #c00}\n"
    "a{color:inherit;text-decoration:none}\n"
    ".pair{display:flex;justify-content:space-between}\n"
    ".centre{text-align:center}.right{text-align:right}\n"
    "table{border-collapse:collapse;width:100%}th,td{border:.25mm solid #000;padding:0 .25em;vertical-align:top;font-weight:normal}\n"
    "thead{display:table-header-group}tr{break-inside:avoid}\n"
    "footer{margin-top:28.99pt;font-size:14pt;border-top:.35mm solid #000;border-bottom:.35mm solid #000;break-inside:avoid}\n"
    "footer.bare{border:0}footer p+p{border-top:.25mm solid #000}\n";

struct page {
    struct lx_str *out;
    const struct lx_sheet *s;
    const struct lx_pages *pages; /* where there is a list of contents */
    int blank_n;    /* empty lines above what comes */
    bool landscape; /* the section that is open */
    bool tail;      /* the 版记 is open */
    struct lx_runs runs; /* scratch */
};

static void add_el(struct page *p, const struct lx_el *el);
static void add_section(struct page *p, bool landscape);
static void add_tail(struct page *p, const struct lx_el *el);
static void add_table(struct page *p, const struct lx_el *el);
static void add_runs(struct page *p, size_t from, size_t n, enum lx_face plain);
static void open_tag(struct page *p, const struct lx_el *el, const char *tag, const char *class);

void lx_html_make(struct lx_str *out, const struct lx_doc *d)
{
    struct lx_sheet *s = lx_sheet_make(d);
    struct page p = { .out = out, .s = s };
    const char *title = *s->title ? s->title : "lianxi";
    struct lx_pages *pages = NULL;
    for (size_t i = 0; i < s->el_n && !pages; i++)
        pages = s->el[i].kind == LX_EL_CONTENTS ? lx_pages_make(d) : NULL;
    p.pages = pages;
    lx_str_addf(out, "<!DOCTYPE html>\n<html lang=\"%s\">\n<head>\n<meta charset=\"utf-8\">\n<title>", s->en ? "en" : "zh-CN");
    lx_xml_add(out, title, strlen(title));
    lx_str_addf(out, "</title>\n<style>\n%s</style>\n</head>\n<body>\n", style);
    add_section(&p, s->el_n ? s->el[0].landscape : s->profile->landscape);
    for (size_t i = 0; i < s->el_n; i++)
        add_el(&p, &s->el[i]);
    lx_str_add(out, p.tail ? "</footer>\n" : "");
    lx_str_add(out, "</section>\n</body>\n</html>\n");
    lx_runs_done(&p.runs);
    lx_pages_free(pages);
    lx_sheet_free(s);
}

static void add_section(struct page *p, bool landscape)
{
    p->landscape = landscape;
    lx_str_add(p->out, landscape ? "<section class=\"lying\">\n" : "<section>\n");
}

/* --- text ------------------------------------------------------------------------------------------------------- */

static void add_text(struct page *p, const char *s, size_t len)
{
    for (const char *at = s, *end = s + len; at < end;) {
        const char *lf = memchr(at, '\n', (size_t)(end - at));
        lx_xml_add(p->out, at, (size_t)((lf ? lf : end) - at));
        lx_str_add(p->out, lf ? "<br>" : "");
        at = lf ? lf + 1 : end;
    }
}

/* The tag of a run that is not set as its paragraph is. */
static const char *tag_of(enum lx_face face, enum lx_face plain)
{
    static const char *const tags[LX_FACE_N] = { [LX_FACE_HEI] = "strong", [LX_FACE_KAI] = "em", [LX_FACE_SONG] = "code" };
    return face == plain ? NULL : tags[face];
}

static void add_run(struct page *p, const char *s, size_t len, enum lx_face face, enum lx_face plain)
{
    const char *tag = tag_of(face, plain);
    if (tag)
        lx_str_addf(p->out, "<%s>", tag);
    add_text(p, s, len);
    if (tag)
        lx_str_addf(p->out, "</%s>", tag);
}

static void add_runs(struct page *p, size_t from, size_t n, enum lx_face plain)
{
    for (size_t i = from; i < from + n; i++)
        add_run(p, p->s->run[i].s, p->s->run[i].len, p->s->run[i].face, plain);
}

/* --- elements --------------------------------------------------------------------------------------------------- */

static void add_style(struct page *p, const struct lx_el *el)
{
    struct lx_str css = LX_STR_EMPTY;
    int hang = el->shape.first_x - el->shape.rest_x;
    if (p->blank_n)
        lx_str_addf(&css, "margin-top:%.2fpt;", p->blank_n * LX_LINE_H * LX_MM_PT);
    if (el->shape.rest_x)
        lx_str_addf(&css, "margin-left:%.1fem;", el->shape.rest_x / 2.0);
    if (hang)
        lx_str_addf(&css, "text-indent:%.1fem;", hang / 2.0);
    if (el->shape.right_w)
        lx_str_addf(&css, "margin-right:%.1fem;", el->shape.right_w / 2.0);
    if (el->mm.em > 0 && el->run_n) { /* a mark, spread to its width */
        double n = lx_text_w(p->s->run[el->run_from].s, LX_WIDE) / 2.0, gap = n > 1 ? (el->mm.w - n * el->mm.em) / (n - 1) : 0;
        lx_str_addf(&css, "font-size:%.1fpt;letter-spacing:%.2fpt;line-height:1.3;", el->mm.em * LX_MM_PT, gap * LX_MM_PT);
    }
    if (css.len) {
        lx_str_cut(&css, css.len - 1);
        lx_str_addf(p->out, " style=\"%s\"", css.s);
    }
    p->blank_n = 0;
    lx_str_done(&css);
}

static void open_tag(struct page *p, const struct lx_el *el, const char *tag, const char *class)
{
    static const char *const aligned[] = { [LX_LEFT] = "", [LX_RIGHT] = "right", [LX_CENTRE] = "centre" };
    const char *align = el->kind == LX_EL_TITLE || el->kind == LX_EL_MARK ? "" : aligned[el->shape.align];
    bool goal = p->pages && el->kind != LX_EL_CONTENTS && el->block != LX_NO_BLOCK && lx_pages_goal(p->pages, el->block);
    const char *new = el->new_page && el->landscape == p->landscape ? "new" : "";
    lx_str_addf(p->out, "<%s", tag);
    if (*class || *align || *new)
        lx_str_addf(p->out, " class=\"%s%s%s%s%s\"", class, *class && *align ? " " : "", align,
                    (*class || *align) && *new ? " " : "", new);
    if (goal)
        lx_str_addf(p->out, " id=\"h%zu\"", el->block);
    add_style(p, el);
    lx_str_addc(p->out, '>');
}

static const char *tag_for(const struct lx_el *el)
{
    static const char *const headings[] = { "h6", "h2", "h3", "h4", "h5" };
    return el->kind == LX_EL_TITLE ? "h1" : el->kind == LX_EL_HEADING ? headings[el->level] : el->kind == LX_EL_CODE ? "pre" : "p";
}

static const char *class_for(enum lx_el_kind kind)
{
    return kind == LX_EL_MARK ? "mark" : kind == LX_EL_SUBTITLE ? "subtitle" : kind == LX_EL_CAPTION ? "caption"
           : kind == LX_EL_ATTACHMENT ? "part" : "";
}

static void add_contents(struct page *p, const struct lx_el *el)
{
    open_tag(p, el, "p", "pair");
    lx_str_addf(p->out, "<a href=\"#h%zu\">", el->block);
    add_runs(p, el->run_from, el->run_n, LX_FACE_BODY);
    lx_str_addf(p->out, "</a> <span>%zu</span></p>\n", lx_pages_goal(p->pages, el->block));
}

static void add_el(struct page *p, const struct lx_el *el)
{
    if (el->landscape != p->landscape) {
        lx_str_add(p->out, p->tail ? "</footer>\n</section>\n" : "</section>\n");
        p->tail = false;
        add_section(p, el->landscape);
    }
    if (el->tail && !p->tail)
        add_tail(p, el);
    if (el->kind == LX_EL_BLANK) {
        p->blank_n++;
        return;
    }
    if (el->kind == LX_EL_TABLE) {
        add_table(p, el);
        return;
    }
    if (el->kind == LX_EL_LINE || el->kind == LX_EL_MARK_LINE) {
        open_tag(p, el, "hr", el->kind == LX_EL_LINE ? "" : el->level ? "double" : "red");
        lx_str_addc(p->out, '\n');
        return;
    }
    if (el->kind == LX_EL_CONTENTS) {
        add_contents(p, el);
        return;
    }
    size_t left_n = el->run_n - el->right_n;
    if (!el->run_n)
        return;
    const char *tag = tag_for(el);
    enum lx_face plain = el->kind == LX_EL_NAMES ? LX_FACE_BODY : p->s->run[el->run_from].face;
    if (el->kind == LX_EL_PARA || el->kind == LX_EL_TO)
        plain = LX_FACE_BODY;
    bool pair = el->right_n && left_n;
    open_tag(p, el, tag, el->kind == LX_EL_MARK ? "mark" : pair ? "pair" : el->right_n ? "right" : class_for(el->kind));
    lx_str_add(p->out, pair ? "<span>" : "");
    add_runs(p, el->run_from, left_n, plain);
    lx_str_add(p->out, pair ? "</span> <span>" : "");
    add_runs(p, el->run_from + left_n, el->right_n, plain);
    lx_str_addf(p->out, "%s</%s>\n", pair ? "</span>" : "", tag);
}

static void add_tail(struct page *p, const struct lx_el *el)
{
    (void)el;
    p->tail = true;
    p->blank_n = 0;
    lx_str_add(p->out, p->s->profile->head == LX_HEAD_LETTER ? "<footer class=\"bare\">\n" : "<footer>\n");
}

/* --- tables ----------------------------------------------------------------------------------------------------- */

static void add_row(struct page *p, size_t row)
{
    const struct lx_block *block = p->s->d->block;
    bool head = block[row].head;
    lx_str_add(p->out, "<tr>");
    for (size_t cell = row + 1; cell < block[row].next; cell++) {
        enum lx_face plain = head ? LX_FACE_HEI : LX_FACE_BODY;
        enum lx_align align = head ? LX_CENTRE : block[cell].align;
        lx_runs_clear(&p->runs);
        lx_sheet_cell(p->s, &p->runs, cell, plain);
        lx_str_add(p->out, head ? "<th" : "<td");
        lx_str_add(p->out, align == LX_RIGHT ? " class=\"right\">" : align == LX_CENTRE ? " class=\"centre\">" : ">");
        for (size_t i = 0; i < p->runs.run_n; i++) {
            size_t at = p->runs.run[i].at, end = i + 1 < p->runs.run_n ? p->runs.run[i + 1].at : p->runs.text.len;
            add_run(p, p->runs.text.s + at, end - at, (enum lx_face)p->runs.run[i].tag, plain);
        }
        lx_str_add(p->out, head ? "</th>" : "</td>");
    }
    lx_str_add(p->out, "</tr>\n");
}

static void add_table(struct page *p, const struct lx_el *el)
{
    const struct lx_block *block = p->s->d->block;
    bool body = false;
    open_tag(p, el, "table", "");
    lx_str_addc(p->out, '\n');
    for (size_t row = el->block + 1; row < block[el->block].next; row = block[row].next) {
        if (!block[row].head && !body)
            lx_str_add(p->out, "<tbody>\n");
        body = body || !block[row].head;
        lx_str_add(p->out, block[row].head ? "<thead>\n" : "");
        add_row(p, row);
        lx_str_add(p->out, block[row].head ? "</thead>\n" : "");
    }
    lx_str_add(p->out, body ? "</tbody>\n</table>\n" : "</table>\n");
}
