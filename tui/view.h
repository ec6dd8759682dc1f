/* The view protocol: what a view is, and what generic code does for it.
 *
 * A view is a struct of functions over its own data.  It loads, says what stands in its cells and its detail, and has
 * handlers for its own commands; movement, marks, columns, sorting, filtering, panes and painting are generic.
 * Loading never paints, painting never asks the store.  docs/views.md shows how to write one. */
#ifndef LX_VIEW_H
#define LX_VIEW_H

#include "core/store.h"
#include "tui/command.h"
#include "tui/keys.h"
#include "tui/lines.h"
#include "tui/list.h"
#include "tui/pager.h"
#include "tui/rect.h"

struct app;
struct view;

/* What a handler says must happen.  Handlers never paint. */
enum {
    PASS = 0,        /* not mine: ask the next one outward */
    DONE = 1,        /* nothing to see */
    DID_DRAW = 2,    /* the view looks different */
    DID_RELOAD = 4,  /* its data must be read again */
    DID_LAYOUT = 8,  /* panes changed size */
    DID_CLOSE = 16,  /* the view is over: go back */
    DID_QUIT = 32
};

struct cmd_handler {
    enum lx_cmd cmd; /* CMD_NONE ends the table */
    unsigned (*fn)(struct view *v, enum lx_cmd cmd);
};

/* What a row's cell gets: append to text, set the role.  Called while loading, so it may look things up. */
struct cell {
    struct lx_str text;
    enum role role;
    struct lx_str aside; /* of a cell that spans: what stands at the end of the row, where there is room */
    bool span;           /* the text goes on to the end of the row; the cells behind it are not drawn */
};

struct view_ops {
    const char *name;   /* stable: "items" */
    const char *title;  /* msgid: N_("Action items") */
    lx_context ctx;     /* one of CTX_: its commands and hints */
    size_t size;        /* of the struct that begins with struct view */
    enum lx_cmd command; /* CMD_VIEW_…, so that the top bar shows where we are; CMD_NONE for pushed views */

    /* A list has columns; type is what the store is asked for, LX_NONE_TYPE when load fills v->list.ids itself. */
    enum lx_type type;
    const struct column *columns; /* ended by one without title */
    const char *empty;  /* msgid, may hold LF: what this list is and which keys fill it */
    const char *open_label; /* msgid for the hint line: what Enter does here; NULL: "open" */

    /* Once, after the struct was made and zeroed; arg is what view_push was given. */
    void (*open)(struct view *v, const void *arg);
    /* The conditions and the default order of a list of the store; type, today and thresholds are set already. */
    void (*query)(struct view *v, struct lx_query *q);
    /* Whatever else must be read before rows are shown; for own rows: list_own(&v->list, ids, n) makes the rows. */
    enum lx_rc (*load)(struct view *v, struct lx_err *err);
    /* rec: the row as the store has it (struct lx_item *), NULL for own rows, which are known by id and place. */
    void (*cell)(struct view *v, const void *rec, lx_id id, size_t row, int col, struct cell *out);
    /* The detail of one row (or of v->subject, for views without a list) as lines for l->w cells.  NULL: none. */
    enum lx_rc (*detail)(struct view *v, lx_id id, struct lines *l, struct lx_err *err);
    /* Appends what the title line says after the title: conditions in words.  May be NULL. */
    void (*headline)(struct view *v, struct lx_str *out);
    void (*place)(const struct view *v, struct lx_str *out); /* of a text: where it is scrolled to, "page 2/4"; NULL: its lines are counted */
    /* Appends the text of a view without a list as words alone, paragraphs unbroken: what y shows.  NULL: its lines. */
    void (*plain)(struct view *v, struct lx_str *out);

    /* Lists what is left out by itself too (closed items): before the bar goes to a record that is not there.  May be NULL. */
    void (*widen)(struct view *v);

    /* One step of what could wait until no key does; true when something was done (set v->stale to show it).  May be NULL. */
    bool (*idle)(struct view *v);

    /* Views that are neither list nor text (forms, review) draw themselves and take keys before the keymap does. */
    void (*draw)(struct view *v, const struct rect *r);
    unsigned (*event)(struct view *v, const struct event *e);

    /* What stands typed goes to the disk: at a pause after app->draft_due was set, on hang-up.  May be NULL. */
    void (*keep)(struct view *v);

    const struct cmd_handler *commands;
    uint64_t stale_on;  /* bits LX_BIT(type): what others may change that makes me read again */
    void (*close)(struct view *v); /* frees what the view owns; the generic parts are freed after it */
};

enum pane { PANE_LIST, PANE_DETAIL };

struct view {
    const struct view_ops *ops;
    struct app *app;
    struct list list;
    struct pager pager;  /* the detail, or the text of a view without a list */
    enum pane focus;
    bool zoom;           /* the focused pane fills the screen */
    bool stale;          /* reads again when it is shown */
    bool loaded;
    lx_id subject;       /* what the view is about, where it is about one record */
    lx_id detail_id;     /* whose detail stands in the pager; 0 none */
    int detail_w;        /* and for which width; 0: make it again */
    char *filter;        /* what was typed after /, NULL none */
    char *title;         /* instead of the title of ops; owned */
    struct rect title_rect, list_rect, detail_rect; /* h 0: not shown */
};

struct view *view_new(struct app *app, const struct view_ops *ops, const void *arg);
void view_free(struct view **v);
bool view_is_list(const struct view *v);

#endif
