/* The list: an ordered array of ids and the rows in view, with a bar and marks.
 *
 * The first page comes by itself (a query with a limit), the whole array behind it while no key waits; keys then move in
 * the array.  Bar, top row and marks are kept by id, so they survive reloads, filters and sorts.  Cells are made once,
 * when their row is read; painting only copies them. */
#ifndef LX_LIST_H
#define LX_LIST_H

#include "core/store.h"
#include "core/text/text.h"
#include "core/work/groups.h"
#include "tui/command.h"
#include "tui/rect.h"
#include "tui/theme.h"

struct view;
struct cell;
struct lines;

struct column {
    const char *id;     /* stable; the name of an enum field of the type makes it as wide as its widest word */
    const char *title;  /* msgid; the column is never narrower than its translation */
    int min, ideal, max; /* cells */
    int weight;         /* share of the room that is left over */
    int drop;           /* 0: always shown; else the highest is left out first where room is short */
    enum lx_align align;
    const char *sort;   /* field to sort by, as lx_query_sort takes it; NULL: not sortable */
    bool head;          /* this cell is lit under the bar */
};
enum { COLUMNS_MAX = 16 };

struct list_row {
    lx_id id;
    struct cell *cells; /* one a column */
};

struct list {
    struct lx_ids ids;
    bool whole;         /* ids holds every row that meets the query; else only the first ones */
    size_t bar, top;    /* rows; bar < ids.n unless empty */
    int h;              /* rows of the screen, set by layout */
    struct lx_ids marks; /* sorted */
    struct list_row *rows; /* cells of rows_from .. rows_from + rows_n */
    size_t rows_from, rows_n;
    int columns_n;      /* of the rows */
    lx_id anchor;       /* what the bar looks for when the whole array comes; 0 nothing */
    char *find;         /* what was searched for last, NULL none */
    char *sort;         /* field name, '-' before it for downwards; NULL: the view's own order */
    char *group;        /* what it is grouped by, as lx_by_read takes it; NULL: not grouped */
    struct lx_groups groups; /* while grouped; headings stand among ids as numbers below 0 */
    size_t *heads;      /* the row of each group's heading */
    struct lx_ids folded; /* keys of the groups of which only the heading shows; with `sums` of those that are open */
    bool sums;          /* all groups are folded to begin with: their totals are what is wanted */
    size_t known_n;     /* records when the whole array was there last */
    char *order;        /* the order that the last query had, in the same form; NULL none */
    int widths[COLUMNS_MAX]; /* cells of each column, 0 left out */
    int widths_w;       /* for which width they were made; 0: make them again */
    bool jump;          /* scroll by half pages: a pane beside it shares the terminal's rows */
};

void list_done(struct list *l);

/* Reads the first page, or the whole array where the bar was further down.  LX_STOPPED: gave way to a key, the old rows
 * stay. */
LX_CHECK enum lx_rc list_load(struct view *v, struct lx_err *err);
/* Reads the rest of the array behind the first page; LX_STOPPED when a key came.  Nothing to do: LX_OK. */
LX_CHECK enum lx_rc list_fill(struct view *v, struct lx_err *err);
/* Makes the cells of the rows in view (with `ahead`, of a page before and after too).  */
LX_CHECK enum lx_rc list_rows(struct view *v, bool ahead, struct lx_err *err);
bool list_rows_ready(const struct view *v, bool ahead);
void list_restart(struct list *l);     /* after the next load the bar stands on the first row, whatever that is then */
void list_forget_rows(struct list *l); /* cells are made again: other language, other day */

/* For views that make their own rows: these are all of them, in this order; the ids are copied. */
void list_own(struct list *l, const lx_id *ids, size_t n);

lx_id list_at_bar(const struct list *l);       /* 0 when empty, and on the heading of a group */
lx_id list_key_at_bar(const struct list *l);   /* below 0 on a heading */
void list_to(struct view *v, size_t row);      /* moves the bar; reads the array when the row lies beyond it */
void list_scroll(struct list *l);               /* keeps the bar in view, after the height has changed */
bool list_to_id(struct view *v, lx_id id);     /* false: not in the list */
bool list_move(struct view *v, enum lx_cmd cmd); /* DOWN … BOTTOM; false: not one of these */

/* Moves the bar to the next row (or back) that holds s in any cell, from the bar itself with `here`; for lists of own rows. */
bool list_find(struct view *v, const char *s, bool here, bool back);

/* Marks. */
bool list_is_marked(const struct list *l, lx_id id);
void list_mark(struct list *l, lx_id id, bool on);
void list_mark_all(struct view *v);            /* all, or none when all are */
void list_unmark(struct list *l);
/* What a command acts on: the marked ones in list order, else the one under the bar.  Appended. */
void list_chosen(struct view *v, struct lx_ids *out);

/* Groups (listgroup.c). */
void list_group_by(struct view *v, const char *by);            /* NULL: no groups; the rows are read again */
unsigned list_statistics(struct view *v, enum lx_cmd cmd);     /* handler of CMD_STATISTICS: the items, folded to totals */
const struct lx_group *list_head_at(const struct list *l, size_t row); /* the group whose heading it is; NULL: a record */
const struct lx_ids *list_records(const struct list *l);       /* without headings, folded ones too; borrowed */
size_t list_place(const struct list *l);                       /* of the bar among the records, from 1; 0 on a heading */
void list_show_groups(struct list *l, struct lx_ids *ids);     /* groups as rows: headings and records; notes the heads */
bool list_fold(struct view *v);                                /* the group whose heading is under the bar; false: none */
bool list_unfold_to(struct view *v, lx_id id);                 /* the group that holds a record; false: none hides it */
void list_mark_group(struct list *l, const struct lx_group *of); /* all of it, or none when all are */
void list_head_cell(struct view *v, const struct lx_group *of, struct cell *out);
void list_head_lines(struct view *v, const struct lx_group *of, struct lines *l); /* as a detail */
bool list_total_due(const struct view *v);                     /* totals of its groups may still be counted */
LX_CHECK enum lx_rc list_total(struct view *v, struct lx_err *err); /* counts them; LX_STOPPED when a key came */
unsigned list_group_menu(struct view *v, enum lx_cmd cmd);     /* handler of CMD_GROUP */
/* The query of the list as it is now. */
LX_CHECK enum lx_rc list_query(struct view *v, struct lx_query *q, struct lx_err *err);

/* Painting: the column heads in row 0 of r, rows below.  bar_only repaints the two rows between which the bar moved. */
void list_draw(struct view *v, const struct rect *r);
void list_draw_bar(struct view *v, const struct rect *r, size_t old_bar);

/* How wide each column is in w cells; exposed for tests. */
void list_widths(const struct column *columns, enum lx_type type, int w, enum lx_amb amb, int *widths);

#endif
