/* The lines of a paper before they are cut into pages: inside core/page only.
 *
 * page.c fills the flow from the sheet, page_table.c draws tables into it, flow.c cuts it. */
#ifndef LX_FLOW_H
#define LX_FLOW_H

#include "core/doc/runs.h"
#include "core/page/page.h"
#include "core/page/sheet.h"

enum lx_part { LX_PART_TEXT, LX_PART_TOP, LX_PART_HEAD, LX_PART_ROW, LX_PART_RULE, LX_PART_TIGHT };

struct lx_flow_line {
    struct lx_page_line line;
    bool keep;          /* no page ends after this line */
    bool new_page;      /* a page begins with this line */
    bool landscape;     /* and lies */
    int table;          /* 0: none; else which of the flow's tables */
    enum lx_part part;
};

struct lx_flow_table {
    size_t from;        /* its first line: the top rule, then the head, then the rule below the head */
    size_t head_n;      /* so many lines are repeated on each page */
};

struct lx_flow {
    struct lx_pages *pages; /* owns spans and strings */
    struct lx_flow_line *line;
    size_t line_n, line_room;
    struct lx_flow_table *table;
    size_t table_n, table_room;
    size_t tail_from;       /* the lines from here on stand at the foot of the last page; SIZE_MAX: none */
    size_t body_from;       /* the first line of its text; SIZE_MAX: none */
    const struct lx_sheet *sheet;
    const struct lx_doc *d;
    size_t card;            /* name cards so far: each has a page */
    bool en, landscape;     /* landscape: of the lines that come now */
    struct lx_runs runs;    /* scratch */
    struct lx_lines lines;  /* scratch */
};

int lx_flow_w(const struct lx_flow *f); /* columns of the page */

/* Begins a line; spans added after it are its own. */
struct lx_flow_line *lx_flow_line(struct lx_flow *f, size_t block, int src_line);
void lx_flow_span(struct lx_flow *f, const char *s, size_t len, int x, enum lx_face face);
void lx_flow_piece(struct lx_flow *f, const struct lx_piece *piece, int x); /* the same; its tag is its face */
void lx_flow_blank(struct lx_flow *f);
void lx_flow_rule(struct lx_flow *f);
/* Wraps f->runs (tags: enum lx_face) into lines of this shape, with orphans and widows kept together. */
void lx_flow_para(struct lx_flow *f, struct lx_shape shape, size_t block);
/* page_table.c */
void lx_flow_table(struct lx_flow *f, size_t table);

/* Cuts the flow into pages. */
void lx_flow_cut(struct lx_flow *f);
/* Writes the feet of all pages: numbers, and what is said beside them. */
void lx_flow_feet(struct lx_flow *f);
void lx_flow_done(struct lx_flow *f);

#endif
