/* The document tree as lines of a terminal: detail panes, minutes read on the screen.
 *
 * Lines are made only as far as somebody looks (and a screen further, never the whole document first), so the first
 * screen of a long text comes at once.  A line is a row of pieces, each with a role that the theme gives a colour. */
#ifndef LX_DOCVIEW_H
#define LX_DOCVIEW_H

#include "core/doc/doc.h"
#include "core/doc/runs.h"

enum lx_doc_role {
    LX_DOC_PLAIN,
    LX_DOC_H1, /* level 1, 2, 3 and deeper */
    LX_DOC_H2,
    LX_DOC_H3,
    LX_DOC_STRONG,
    LX_DOC_EMPH,
    LX_DOC_CODE,
    LX_DOC_QUOTE,
    LX_DOC_LINK,
    LX_DOC_DIM,    /* a task that is done */
    LX_DOC_MARK,   /* bullets, numbers, boxes, the bar of a quote */
    LX_DOC_LINE    /* lines of tables, rules */
};

/* The marks drawn beside the author's text, from the glyph table; measured, so they may be one or two cells wide. */
struct lx_doc_marks {
    const char *bullet; /* "- " */
    const char *open;   /* "[ ] " */
    const char *done;   /* "[x] " */
    const char *quote;  /* "| " */
    const char *column; /* " | " between the columns of a table */
    const char *rule;   /* "-" repeated; under the head of a table as well */
    const char *cross;  /* "-+-" where a rule meets a column mark; as wide as column */
};
extern const struct lx_doc_marks lx_doc_marks_ascii;

struct lx_doc_line {
    const struct lx_piece *piece; /* tag is an enum lx_doc_role; blanks are pieces too */
    size_t piece_n;
    size_t block;                 /* whose it is; LX_NO_BLOCK for a blank line */
    int src_line;                 /* 0 for a blank line */
};

struct lx_docview;

/* The document and the marks are borrowed and must outlive the view.  w is at least 2. */
struct lx_docview *lx_docview_new(const struct lx_doc *d, int w, enum lx_amb amb, const struct lx_doc_marks *marks);
void lx_docview_free(struct lx_docview *v);

/* Line i, made now if need be; false past the end.  The pieces are good until the next call. */
bool lx_docview_line(struct lx_docview *v, size_t i, struct lx_doc_line *out);
size_t lx_docview_n(struct lx_docview *v, bool *all);     /* lines made so far; all: there are no more */
size_t lx_docview_all(struct lx_docview *v);              /* makes the rest, says how many lines there are */
/* The line that shows this source line (or the first after it), for a jump to a sentence. */
size_t lx_docview_find(struct lx_docview *v, int src_line);

#endif
