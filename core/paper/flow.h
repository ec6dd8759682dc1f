/* The lines of a paper before they are cut into pages: inside core/paper only.
 *
 * page.c fills the flow from the document, page_table.c draws tables into it, flow.c cuts it. */
#ifndef LX_FLOW_H
#define LX_FLOW_H

#include "core/doc/runs.h"
#include "core/paper/number.h"
#include "core/paper/page.h"

enum lx_part { LX_PART_TEXT, LX_PART_TOP, LX_PART_HEAD, LX_PART_ROW, LX_PART_RULE };

struct lx_flow_line {
    struct lx_page_line line;
    bool keep;          /* no page ends after this line */
    bool new_page;      /* a page begins with this line */
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
    struct lx_numbers numbers;
    const struct lx_doc *d;
    bool en;
    struct lx_runs runs;    /* scratch */
    struct lx_lines lines;  /* scratch */
};

/* How a paragraph stands; columns. */
struct lx_shape {
    int first_x, rest_x, right_w; /* left of the first and of the other lines; kept free on the right */
    enum lx_align align;
    bool keep;                    /* all of it with what follows */
};

/* Begins a line; spans added after it are its own. */
struct lx_flow_line *lx_flow_line(struct lx_flow *f, size_t block, int src_line);
void lx_flow_span(struct lx_flow *f, const char *s, size_t len, int x, enum lx_face face);
void lx_flow_blank(struct lx_flow *f);
void lx_flow_rule(struct lx_flow *f);
/* One line of plain text, aligned within the page less `in` columns on each side. */
void lx_flow_text(struct lx_flow *f, const char *s, enum lx_align align, int in, enum lx_face face);
/* Wraps f->runs (tags: enum lx_face) into lines of this shape, with orphans and widows kept together. */
void lx_flow_para(struct lx_flow *f, struct lx_shape shape, size_t block);
/* Fills f->runs with the spans of a block; `plain` is the face of what has no markup. */
void lx_flow_runs(struct lx_flow *f, size_t block, enum lx_face plain);

/* page_table.c */
void lx_flow_table(struct lx_flow *f, size_t table);

/* Cuts the flow into pages and writes their feet. */
void lx_flow_cut(struct lx_flow *f, const char *foot);
void lx_flow_done(struct lx_flow *f);

#endif
