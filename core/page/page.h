/* The page: 28 characters by 22 lines (GB/T 9704-2012; measures in domain.md 1), the same on screen, in text, in PDF.
 * A page that lies has 40 by 15.
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
 *   > quotes in 楷体; **bold** in 黑体; *emphasis* in 楷体; `code` in 宋体; --- a rule
 *   styles       see enum lx_style in core/doc/doc.h
 *   <!-- page -->         a new page; <!-- landscape --> a new one that lies, with all after it; <!-- portrait --> upright again
 *   <!-- attachment -->   a new page with 附件1; the heading right behind it is the attachment's title, headings below it
 *                count anew; 附件说明 names it below the body.  Each of these comments stands alone between blank lines
 *   <!-- enclosed -->     the same for what a notice puts out (印发的办法、计划): no 附件 above it, and 附件说明 does not name it
 *
 * Front matter (lists are parted by ； or ;)
 *   kind       agenda, minutes, ledger, … (paper.def): said at the foot of each page
 *   profile    a word of profile.def: plain, minutes (纪要), agenda, ledger, notice, letter (信函), document (文件, red head),
 *              table (lying pages), booklet (a cover), cards (name cards, a paragraph each); without it the kind's
 *   lang       zh | en: the language of the words that the layout adds
 *   mark       the red mark; a list for joint papers, the lead first.  Without it: document: issuer + 文件; letter: issuer;
 *              minutes: the title, which then is not repeated below
 *   lists: chinese     numbered lists that stand alone are 一、 二、, as items of an agenda are without headings above them
 *   contents: yes | 1 | 2 | 3   a list of contents below the head, the text behind it on a new page: the headings of so many levels, titles of
 *              attachments, and on which page they stand
 *   title, subtitle
 *   number     第26期 or 〔2024〕5号, printed as it stands: below mark or title; letters: right, below the red line
 *   signer     document: 签发人, a list: the number stands left, the names right
 *   copy, secrecy, urgency      份号, 密级, 紧急程度: at the upper left
 *   duplicate: yes              副本 at the upper right: a second print (again.h)
 *   issuer     the issuing body, a list for joint papers; minutes: below the number; else the signature
 *   date       2024-06-25, or words: with the issuer, and at the foot of pages
 *   version    2 or a word: a draft, said at the foot of each page
 *   to         addressee, flush left above the body; one of more than 8 lines goes to the 版记
 *   attachments                 附件说明: a list of names; without it the titles of the attachments in the text
 *   sign       yes | no: a signature of issuer and date where the profile has none, or none where it has one
 *   seal: yes  the signature leaves room for seals and stands in their middle
 *   note       附注, with or without its brackets
 *   cc, printer, printed        the 版记 at the foot of the last page: copies, printing office, date of printing
 *   report, send, hand          报, 送, 发: the same of a bulletin; run: 共印50份, at its foot
 *   page: landscape             all pages lie
 *   page-numbers: no            none
 *   columns    6 20 10 8 8: columns of each table that has so many, in columns of the page, for papers whose tables should
 *              stand alike; they and their rules take 56 (80 on a lying page).  Several lists are parted by ；: each is for
 *              the tables that have so many columns.  <!-- columns: 6 20 10 --> alone between blank lines asks it of the tables
 *              from there on, <!-- columns: --> leaves that to the front matter again
 *   tables: tight | ruled       their rules stand between the lines and take none (as in ledgers), or each takes a line; of tight
 *              tables the screen underlines rows, and text does not part them
 *
 * The 版记 of minutes and documents stands on the last side, an even one (GB/T 9704-2012 7.4), a page of its own where need be;
 * behind a blank page neither has a number.
 *
 * Pages break without a heading, a first or a last line of a paragraph alone; a table row of up to 12 lines stays whole;
 * a signature takes the end of the text along. */
#ifndef LX_PAGE_H
#define LX_PAGE_H

#include "core/doc/doc.h"
#include "core/page/sheet.h"

enum { LX_PAGE_W = LX_UPRIGHT_W, LX_PAGE_LINES = 22, LX_LYING_LINES = 15 };

struct lx_page_span {
    const char *s;  /* ended by NUL */
    size_t len;
    int x, w;       /* columns */
    enum lx_face face;
    bool exact;     /* on paper it stands elsewhere: a struct lx_mark draws it */
};

struct lx_page_line {
    size_t span_from, span_n; /* none: a blank line */
    size_t block;             /* of the document, LX_NO_BLOCK for what the layout added */
    int src_line;             /* 0 where there is none */
    bool tight;               /* of a table whose rules take no line: */
    bool rule_above, rule_below; /* here they are, from its first | to its last */
};

struct lx_page {
    size_t line_from;
    int line_n;               /* at most `lines` */
    int w, lines;             /* columns and lines of this page */
    bool landscape;
    bool bare;                /* bears no number: a blank page before the 版记, and the page of the 版记 behind it */
    struct lx_page_line foot; /* kind, version, date; page number — 1 — right on odd pages, left on even */
};

/* What stands at a place of its own: marks and rules, in millimetres from the upper left corner of the paper as it is
 * read.  Text: h the height of its letters, em their width, spread over w. */
struct lx_mark {
    size_t page;
    const char *s;  /* NULL: a rule, h thick, its middle at y */
    size_t len;
    enum lx_face face;
    bool red;
    bool turned;    /* upside down, in the other half of the page */
    struct lx_mm at;
};

/* Where a line of the list of contents leads. */
struct lx_page_goal {
    size_t block;             /* the heading */
    size_t span;              /* its number in the list */
    size_t page;              /* from 0 */
};

struct lx_pages {
    struct lx_page *page;
    size_t page_n, page_room;
    struct lx_page_line *line;
    size_t line_n, line_room;
    struct lx_page_span *span;
    size_t span_n, span_room;
    struct lx_mark *mark;
    size_t mark_n, mark_room;
    struct lx_page_goal *goal;
    size_t goal_n, goal_room;
    size_t text_page_n; /* those up to the end of the text: the 版记 may stand on one behind them */
    int tail_n;         /* lines of the 版记 */
    const char *title; /* "" if none */
    const char *date;  /* as in the front matter, "" if none */
    bool en;
    struct lx_arena strings;
};

/* Never fails: a paper with nothing in it has one page.  Yours; keeps nothing of the document. */
struct lx_pages *lx_pages_make(const struct lx_doc *d);
void lx_pages_free(struct lx_pages *p);

/* On which page, counted from 1, the heading of a line of contents stands; 0: it is in no such line. */
size_t lx_pages_goal(const struct lx_pages *p, size_t block);

/* One line in columns, blanks between its spans, none at its end.  terminal: how wide the reader's terminal draws the
 * ambiguous class; with LX_NARROW such a character gets a blank behind it so that the columns still stand. */
void lx_page_line_text(struct lx_str *out, const struct lx_pages *p, const struct lx_page_line *l, enum lx_amb terminal);

/* All pages: 22 lines, the foot, and a form feed between two pages. */
void lx_pages_text(struct lx_str *out, const struct lx_pages *p, enum lx_amb terminal);

#endif
