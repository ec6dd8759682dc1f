/* The shape of a document: lines, tables, blocks.  Private to core/plan.
 *
 * Passes, each linear: lines_read (shape of every line), tables_find (claims the lines of tables), blocks_read (joins
 * broken lines to paragraphs), outline_read (sections and items), facts and checks on what was found. */
#ifndef LX_PLAN_LINES_H
#define LX_PLAN_LINES_H

#include "core/plan/facts.h"
#include "core/plan/plan.h"
#include "core/plan/scan.h"

enum num_kind {
    NUM_NONE,
    NUM_CHAPTER,   /* 第一章 */
    NUM_PART,      /* 第一节 */
    NUM_CN,        /* 一、 */
    NUM_NAMED,     /* 行动一： */
    NUM_CN_PAREN,  /* （一） */
    NUM_AR,        /* 1. 1、 */
    NUM_AR_DEEP,   /* 1.1 */
    NUM_AR_PAREN,  /* (1) 1) */
    NUM_CIRCLED    /* ① */
};

struct line {
    struct span raw;    /* without the LF */
    struct span text;   /* without blanks, marks of Markdown, bullet and number */
    struct span number; /* as printed */
    enum num_kind num;
    int value; /* of the number; 0 = not known */
    int md;    /* level of a Markdown heading, 0 = none */
    bool bullet;
    bool bold; /* it began with bold words, whose end stays marked in the text */
    bool blank;
    size_t indent;   /* bytes of blanks in front */
    enum lx_plan_skip skip; /* furniture and the like, found without looking around */
    bool ends_paper;        /* what follows it and is not numbered belongs to the page */
    int table;              /* index of the table that it belongs to, -1 = none */
    bool refused, join, take;
    enum lx_item_kind take_as;
};

enum { COLUMNS_MAX = 24 };
struct table_row {
    int line_from, line_to, line_name; /* indexes of lines */
    struct span cells[COLUMNS_MAX];    /* by column; may be empty */
    char *own[COLUMNS_MAX];            /* of cells on several lines */
    struct span number;
    struct span category; /* 一、基础设施类: a row of its own above this one */
    struct span category_number;
    int category_line;
};
struct table {
    int line_from, line_to; /* the head included */
    int columns_n;
    int columns[COLUMNS_MAX]; /* COL_… */
    int years[COLUMNS_MAX];   /* of COL_YEAR */
    struct span heads[COLUMNS_MAX];
    struct table_row *rows;
    size_t rows_n, rows_room;
    struct span caption_number, caption; /* 表4-1, its title */
    bool sizes; /* its content column is about construction sizes: no targets */
};

enum block_kind { BLOCK_NODE, BLOCK_PARA, BLOCK_BULLET, BLOCK_LABEL, BLOCK_STAGE, BLOCK_TABLE, BLOCK_TAKEN };
struct block {
    enum block_kind kind;
    int line_from, line_to;
    struct span text;
    char *own;      /* text of several lines */
    size_t own_room;
    bool prose;     /* a comma or stop stands in it */
    int table;      /* of BLOCK_TABLE */
    int stage;      /* of BLOCK_STAGE */
    bool heading;   /* of BLOCK_NODE: a title rather than a sentence */
    int rank;       /* of BLOCK_NODE */
};

/* A number that an introduction announces: 七大工程, 30项重点任务. */
struct announce {
    int line, section; /* section -1: the whole document */
    int number, what;  /* 1 = parts, 2 = tasks or parts, 3 = projects */
};

/* All that a reading knows; the pieces point into the text and into each other by index. */
struct reading {
    struct lx_plan_doc *doc;
    struct span text;
    struct line *lines;
    int lines_n;
    struct table *tables;
    size_t tables_n, tables_room;
    struct block *blocks;
    size_t blocks_n, blocks_room;
    struct announce *announced;
    size_t announced_n, announced_room;
    int doc_year; /* of dates without a year */
    bool first_leads;
};

/* lines.c */
void lines_read(struct reading *r, const struct lx_plan_edit *edits, size_t edits_n);
void skip_line(struct reading *r, int line, enum lx_plan_skip why); /* only where nothing has taken it */
void take_line(struct reading *r, int line, enum lx_plan_fate fate, int index);
bool ends_sentence(struct span sp);  /* 。；！？： and closing quotes after them */
size_t lead_sentence(struct span sp); /* bytes of a short first sentence that titles the paragraph, 0 = none */
struct span first_sentence(struct span sp);
/* A clean copy: marks of emphasis, blanks at the ends and the full stop taken off.  Yours. */
char *title_of(struct span sp);
char *text_of(struct span sp);
bool ends_as_title(struct span sp); /* …行动计划, …规划（2021—2025年） */
bool duty_only(struct span sp); /* nothing but a bracket or label with units */

/* table.c */
void tables_find(struct reading *r);
void tables_done(struct reading *r);

/* block.c */
void blocks_read(struct reading *r);
void blocks_done(struct reading *r);

/* outline.c */
void outline_read(struct reading *r);
/* item.c */
int add_item(struct reading *r, enum lx_item_kind kind, struct span title, struct span text, int section, int parent);
void item_lines(struct reading *r, int item, int line_from, int line_to);
void item_facts(struct reading *r, int item, struct span text, int line);
void item_projects(struct reading *r, int item, struct span text, int line);
void item_duty(struct reading *r, int item, struct span text, enum lx_resp_where where);
void table_items(struct reading *r, struct table *t, int of); /* of: the section above, -1 = none */
void read_targets(struct reading *r, struct span text, struct target_ctx *ctx, int line, int section, int item);

/* meta.c, check.c */
void meta_read(struct reading *r, int body_from);
void check_doc(struct reading *r);
void add_finding(struct lx_plan_doc *doc, struct lx_plan_finding f);

#endif
