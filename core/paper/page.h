/* The page: 28 characters by 22 lines (GB/T 9704-2012; measures in domain.md 1), the same on screen, in text, in PDF.
 *
 * A line has 56 columns; a wide character takes two, and on paper the ambiguous class (“ ” — … · ①) is always wide.
 * One Chinese mark a cell of two columns: 15.79 pt; lines 28.99 pt apart; the page number stands below the 22 lines.
 *
 * What Markdown becomes
 *   title        front matter, or the only level-1 heading at the start; broken in balanced lines, by meaning; a
 *                backslash in it breaks there
 *   headings     the highest level used is 一、 then （一） 1. （1）; typed numbers are replaced, so moving a section
 *                renumbers all.  English: 1. (1) 1) (1)
 *   [第三部分](#保障措施)   a link to a heading by its words: the number in the link's text (or a # in it) becomes the
 *                number that the heading has now
 *   paragraphs   indented by two characters; task lines the same, without bullet and box; number comments not at all
 *   **出席：**…  a known label (words.def) or the style `names`: the label in 黑体, the rest hangs under itself
 *   tables       drawn with + - | as wide as the page, cells wrapped, the head repeated on each page; a paragraph
 *                表4-3… above one is its caption
 *   > quotes in 楷体; **bold** in 黑体; *emphasis* in 楷体; `code` in 宋体; --- a rule; <!-- page --> a new page
 *   styles       see enum lx_style in core/doc/doc.h
 *
 * Front matter
 *   kind       agenda, minutes, ledger, … (paper.def): said at the foot of each page
 *   profile    minutes | agenda | ledger | letter; without it the kind's
 *   lang       zh | en: the language of the words that the layout adds
 *   title, subtitle, number     centred at the head; number is 第26期 or 〔2024〕5号, printed as it stands
 *   issuer     the issuing body; minutes: on the line under the number; letter: the signature
 *   date       2024-06-25, or words; at the foot of each page, in the head of minutes, under the signature
 *   version    2 or a word: at the foot of each page
 *   to         addressee, flush left above the body
 *   columns    6 20 10 8 8: columns of each table that has so many, in columns of the page, for papers whose tables should
 *              stand alike; they and their rules take 56
 *   sign: yes  a signature of issuer and date also where the profile has none
 *   cc, printer, printed        the 版记 at the foot of the last page: copies, printing office, date of printing
 *
 * Pages break without a heading, a first or a last line of a paragraph alone; a table row of up to 12 lines stays whole;
 * a signature takes the end of the text along. */
#ifndef LX_PAGE_H
#define LX_PAGE_H

#include "core/doc/doc.h"

enum { LX_PAGE_W = 56, LX_PAGE_LINES = 22 };

/* What a run is set in; which font that is belongs to the renderer. */
enum lx_face {
    LX_FACE_BODY,  /* 仿宋 */
    LX_FACE_HEI,   /* 黑体 */
    LX_FACE_KAI,   /* 楷体 */
    LX_FACE_SONG,  /* 宋体: code, page numbers */
    LX_FACE_TITLE, /* 小标宋, 22 pt: centred about the middle of its columns, at most 20 characters a line */
    LX_FACE_SMALL, /* 仿宋 14 pt in the same cells: 版记, foot */
    LX_FACE_RULE,  /* + - |: lines of tables and rules, which a renderer may draw as strokes */
    LX_FACE_N
};

struct lx_page_span {
    const char *s;  /* ended by NUL */
    size_t len;
    int x, w;       /* columns */
    enum lx_face face;
};

struct lx_page_line {
    size_t span_from, span_n; /* none: a blank line */
    size_t block;             /* of the document, LX_NO_BLOCK for what the layout added */
    int src_line;             /* 0 where there is none */
};

struct lx_page {
    size_t line_from;
    int line_n;               /* at most LX_PAGE_LINES */
    struct lx_page_line foot; /* kind, version, date; page number — 1 — right on odd pages, left on even */
};

struct lx_pages {
    struct lx_page *page;
    size_t page_n, page_room;
    struct lx_page_line *line;
    size_t line_n, line_room;
    struct lx_page_span *span;
    size_t span_n, span_room;
    const char *title; /* "" if none */
    const char *date;  /* as in the front matter, "" if none */
    bool en;
    struct lx_arena strings;
};

/* Never fails: a paper with nothing in it has one page.  Yours; keeps nothing of the document. */
struct lx_pages *lx_pages_make(const struct lx_doc *d);
void lx_pages_free(struct lx_pages *p);

/* One line in columns, blanks between its spans, none at its end.  terminal: how wide the reader's terminal draws the
 * ambiguous class; with LX_NARROW such a character gets a blank behind it so that the columns still stand. */
void lx_page_line_text(struct lx_str *out, const struct lx_pages *p, const struct lx_page_line *l, enum lx_amb terminal);

/* All pages: 22 lines, the foot, and a form feed between two pages. */
void lx_pages_text(struct lx_str *out, const struct lx_pages *p, enum lx_amb terminal);

#endif
