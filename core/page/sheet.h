/* A paper as its elements in order: what the pages (page.h: screen, text, PDF), HTML and .docx are all made of.
 *
 * Here it is decided what stands on a paper, in which words, in which face, how far in, and after how many blank lines;
 * the renderers only set it.  Numbers of headings and references are resolved, labels and signatures placed.
 * Columns are half characters: 56 on an upright page, 80 on a lying one.
 *
 * The front matter (page.h lists it) chooses a row of profile.def; sheet.c lays the body, sheet_head.c what stands above
 * it, sheet_end.c what stands below. */
#ifndef LX_SHEET_H
#define LX_SHEET_H

#include "core/doc/runs.h"
#include "core/page/number.h"

/* What a run is set in; which font that is belongs to the renderer. */
enum lx_face {
    LX_FACE_BODY,  /* 仿宋 */
    LX_FACE_HEI,   /* 黑体 */
    LX_FACE_KAI,   /* 楷体 */
    LX_FACE_SONG,  /* 宋体: code, page numbers */
    LX_FACE_TITLE, /* 小标宋, 22 pt: centred about the middle of its columns, at most 20 characters a line */
    LX_FACE_SMALL, /* 仿宋 14 pt in the same cells: 版记, foot */
    LX_FACE_RULE,  /* + - |: lines of tables and rules, which a renderer may draw as strokes */
    LX_FACE_MARK,  /* red: shows on the screen and in text what stands on paper at a place of its own (struct lx_mark) */
    LX_FACE_N
};

enum { LX_UPRIGHT_W = 56, LX_LYING_W = 80 }; /* columns */

enum lx_head { LX_HEAD_PLAIN, LX_HEAD_MINUTES, LX_HEAD_RED, LX_HEAD_LETTER, LX_HEAD_COVER };

enum lx_profile_id {
#define PROFILE(id, word, head, sign, foot, first, landscape, tight) LX_PROFILE_##id,
#include "core/page/profile.def"
#undef PROFILE
    LX_PROFILE_N
};

struct lx_profile {
    enum lx_profile_id id;
    const char *word;
    enum lx_head head;
    bool signs, foot_words, first_number, landscape, tight;
};

enum lx_el_kind {
    LX_EL_BLANK,      /* an empty line */
    LX_EL_CORNER,     /* 份号, 密级, 紧急程度; 副本 at the right */
    LX_EL_MARK,       /* one line of the issuer's mark; red */
    LX_EL_MARK_LINE,  /* the red line; level 1: the double line of letters */
    LX_EL_NUMBER,     /* 发文字号, with 签发人 or the date at the right */
    LX_EL_TITLE,      /* lines parted by LF in its runs */
    LX_EL_SUBTITLE,
    LX_EL_TO,         /* 主送机关 */
    LX_EL_HEADING,    /* level 1 to 4; 0: deeper, without number; its number is the first run */
    LX_EL_PARA,
    LX_EL_NAMES,      /* a label, and what hangs behind it */
    LX_EL_CAPTION,    /* above a table */
    LX_EL_CODE,       /* lines parted by LF, cut, not wrapped */
    LX_EL_LINE,       /* a black rule across the text */
    LX_EL_TABLE,      /* cells are read from the document: lx_sheet_cell */
    LX_EL_ATTACHED,   /* 附件说明 */
    LX_EL_SIGN,       /* 署名 */
    LX_EL_DATE,       /* 成文日期 */
    LX_EL_NOTE,       /* 附注 */
    LX_EL_ATTACHMENT, /* 附件1, the first line of an attachment */
    LX_EL_CONTENTS,   /* a line of the list of contents: block is the heading that it names; its page only the pages know */
    LX_EL_CARD,       /* a name card: its name, LF, what stands below it in small letters */
    LX_EL_COPIES,     /* 抄送 and 主送 in the 版记 */
    LX_EL_PRINTED     /* 印发机关, 印发日期 */
};

/* How a paragraph stands; columns. */
struct lx_shape {
    int first_x, rest_x, right_w; /* left of the first and of the other lines; kept free on the right */
    enum lx_align align;
    bool keep;                    /* all of it with what follows */
};

/* A place on paper, millimetres: x from the paper's left edge, y from the top of the line that it belongs to.  Text: h the
 * height of its letters, em their width; they are spread evenly over w.  Lines: h how thick. */
struct lx_mm {
    double x, y, w, h, em;
};

struct lx_el_run {
    const char *s; /* ended by NUL */
    size_t len;
    enum lx_face face;
    int line;      /* of the source; 0 */
};

struct lx_el {
    enum lx_el_kind kind;
    size_t block;           /* of the document; LX_NO_BLOCK for what the layout added */
    int level;
    struct lx_shape shape;
    size_t run_from, run_n;
    size_t right_n;         /* so many of the runs, the last ones, stand at the right end of the same line where they fit */
    struct lx_mm mm;        /* of what stands at a place of its own; w 0: it stands in the line */
    struct lx_mm mm_right;  /* of the last right_n runs of such an element */
    bool new_page;          /* begins a page */
    bool landscape;         /* stands on a lying page */
    bool with_above;        /* the end of what stands above comes along to the page of this one */
    bool tail;              /* at the foot of the last page */
};

struct lx_sheet {
    const struct lx_doc *d; /* borrowed */
    const struct lx_profile *profile;
    struct lx_numbers numbers;
    bool en;
    bool numbered;          /* pages have numbers; see also profile->first_number */
    const char *title;      /* "" if none */
    const char *date;       /* as in the front matter, "" if none */
    const char *day;        /* in words, "" if none */
    const char *foot;       /* what stands beside the page number, "" for nothing */
    struct lx_el *el;
    size_t el_n, el_room;
    struct lx_el_run *run;
    size_t run_n, run_room;
    struct lx_arena strings;
};

/* Never fails.  Yours; the document must outlive it. */
struct lx_sheet *lx_sheet_make(const struct lx_doc *d);
void lx_sheet_free(struct lx_sheet *s);

const struct lx_profile *lx_profile_find(const char *word); /* NULL: none of that name */

/* Appends the runs of a table's cell (any block with spans): tags are enum lx_face, `plain` that of what has no markup. */
void lx_sheet_cell(const struct lx_sheet *s, struct lx_runs *out, size_t block, enum lx_face plain);

/* How wide the columns of a table stand, with the n+1 columns of its rules between and beside them page_w together: as the
 * front matter asks (columns: 6 20 10), else by what they hold.  w has room for LX_TABLE_COLUMNS.  *ruled: rows take more than a
 * line, so that rules part them.  False: too many columns for the page. */
bool lx_sheet_widths(const struct lx_sheet *s, size_t table, int page_w, int *w, bool *ruled);

#endif
