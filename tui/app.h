/* The application: a stack of views, the event loop, messages, and what views may ask of it.
 *
 * Cycle: key -> chord -> command -> handler of the focused widget, else the view, else the application -> change mask ->
 * views whose stale_on meets it are read again -> dirty parts are drawn -> one doupdate -> settled. */
#ifndef LX_APP_H
#define LX_APP_H

#include "core/query.h"
#include "tui/keymap.h"
#include "tui/keys.h"
#include "tui/names.h"
#include "tui/overlay.h"
#include "tui/presence.h"
#include "tui/probe.h"
#include "tui/view.h"

struct lx_work;
struct config;

/* What tui/main.c hands over; everything is borrowed and must outlive the call. */
struct lx_tui_args {
    struct lx_work *work;       /* the clerk at the store; refreshed already */
    const char *db_path;        /* shown, and watched for the commits of others */
    const char *account;        /* who is shown in the top bar */
    bool read_only;             /* no command that writes is offered */
    const struct config *config; /* may be NULL */
    const char *first;          /* stable name of the view to begin with; NULL: the first of app_views */
    const char *review;         /* a query: begins walking through its items, "" all open ones; NULL: no */
    const struct view_ops *pushed; /* a view to begin in, over the first one, about … */
    lx_id subject;              /* … this record; NULL and 0: none */
    const char *headline;       /* said once in the message line at start (as-of date, unknown TERM); may be NULL */
};
/* Runs the screen until the user leaves.  The exit code: 0, 4 when the terminal is unsuitable (a sentence on stderr). */
int lx_tui_run(const struct lx_tui_args *args);
/* For the fatal hook: saves what stands typed in open forms and gives the terminal back.  Does nothing without a screen. */
void app_fatal(void);

enum { STACK_MAX = 16, MESSAGES_MAX = 200, DRAFT_MS = 1500 };
enum { /* what must be painted again */
    DIRTY_TOP = 1,
    DIRTY_TITLE = 2,
    DIRTY_LIST = 4,
    DIRTY_BAR = 8,   /* only the two rows of the bar */
    DIRTY_DETAIL = 16,
    DIRTY_BOTTOM = 32,
    DIRTY_ALL = 63
};

struct app {
    struct lx_tui_args args;
    struct lx_store *store; /* = work->store */
    struct lx_work *work;   /* = args.work */
    struct keys keys;
    struct keymap keymap;
    struct probe probe;
    struct presence presence; /* who else is in; counted by lx_tui_run only */
    struct view *stack[STACK_MAX];
    int depth;
    struct overlay *overlay; /* takes keys first; the newest of a chain */
    key_code chord[CHORD_MAX];
    int chord_n;
    int h, w;
    unsigned dirty;
    size_t drawn_bar;
    bool layout_due, quit;
    bool late;               /* ESCDELAY is over: a lone escape is a key */
    bool draft_due;          /* something typed is not in a draft yet */
    key_code last_key;
    bool shy;                /* the key came in one piece with an escape: nothing is written on its behalf */
    int64_t seen;            /* store version that the views know */
    lx_day today;
    char *message;           /* stays until the next key */
    enum role message_role;
    int message_h;           /* rows that it covers; more than one where it is long */
    char *messages[MESSAGES_MAX]; /* ring of what was said */
    size_t messages_n;
    struct names names;
    struct lx_ids lines_due;  /* items whose line in the minutes the message line offers to change */
    bool lines_fresh;         /* the offer was made by this very key; the next one may take it */
};

/* --- running; lx_tui_run does these, tests one by one ------------------------------------------------------------- */
void app_init(struct app *a, const struct lx_tui_args *args);
void app_done(struct app *a);
void app_feed(struct app *a, const char *bytes, size_t len); /* typed */
/* Takes every event there is, does what may be done while no key waits, paints.  False: the program ends. */
bool app_pump(struct app *a);
void app_woken(struct app *a, unsigned got); /* what screen_wait answered */
void app_resized(struct app *a);
void app_suspend(struct app *a);
void app_react(struct app *a, unsigned did); /* what a handler answered */
void app_save_drafts(struct app *a);         /* what stands typed in open forms; also on hang-up */
void app_keep_drafts(struct app *a);         /* the same after every key, without waiting for the disk */

/* --- for views ---------------------------------------------------------------------------------------------------- */
struct view *app_view(struct app *a); /* on top; NULL only while starting */
void app_push(struct app *a, const struct view_ops *ops, const void *arg);
void app_pop(struct app *a);
void app_show(struct app *a, const struct view_ops *ops); /* one of the main views: comes to the top of an emptied stack */
/* Opens the view of one record: an item in the list of items, a meeting's agenda, … ; false: no view for that type. */
bool app_goto(struct app *a, enum lx_type type, lx_id id);
bool app_visit(struct app *a, enum lx_type type, lx_id id); /* the same on top of what is shown: q comes back to it */

/* Messages: already translated.  They stay until the next key and in :messages. */
void app_say(struct app *a, const char *sentence);
void app_sayf(struct app *a, const char *fmt, ...) LX_PRINTF(2, 3);
void app_error(struct app *a, const struct lx_err *err);
/* Written: the file from the root, since nobody sees the folder the program was started in; more may be NULL. */
void app_say_written(struct app *a, const char *path, const char *more);
/* After a use case: says the error, or nothing, and marks what has become stale.  Returns rc == LX_OK. */
bool app_did(struct app *a, enum lx_rc rc, const struct lx_err *err);

/* A journal entry in words ("办结 26-003"); of an undo, what it undid. */
void app_entry_words(struct app *a, struct lx_str *out, lx_rev rev);
/* The name of a record for a cell: "" when there is none.  Borrowed until the next reload. */
const char *app_name(struct app *a, enum lx_type type, lx_id id);
void app_sort(struct lx_query *q, const char *sort); /* by a field, '-' before it for downwards */
void app_where(struct lx_query *q, struct lx_cond *c); /* and this condition too; taken over */
void app_load(struct app *a);    /* now, where the view must be read (again): before something is done to its rows */
bool app_refresh(struct app *a); /* lx_refresh; true when somebody has written or the day has changed */
void app_may_stop(struct app *a, bool may);          /* may long reads give way to keys? */
lx_day app_today(const struct app *a);
bool app_may_write(const struct app *a);
/* Runs a command as if its key had been pressed. */
unsigned app_command(struct app *a, enum lx_cmd cmd);
/* Is it offered here and now: context, handler, selection, rights? */
bool app_offers(struct app *a, enum lx_cmd cmd);
/* The contexts in which keys are looked up, outward; returns how many. */
int app_chain(struct app *a, lx_context contexts[CHAIN_MAX]);
const char *cmd_label(const struct lx_command *c); /* in the user's language */
const char *cmd_help(const struct lx_command *c);

const struct view_ops *app_first_view(const struct app *a);
const struct view_ops *app_view_of(enum lx_cmd cmd); /* the main view that a command opens; NULL: it opens none */
/* Keys that no command has, and pastes: a Han character starts the filter, a stray key is answered. */
void app_stray_key(struct app *a, key_code key, key_code plain);
void app_paste(struct app *a, const char *text, size_t len);
void app_note(struct app *a, const char *text, size_t len); /* the form of a new note, with this text (may be NULL) */
/* What y copies: the rows chosen, cells parted by tabs; or the text of the pager. */
void view_text(struct view *v, struct lx_str *out);
/* The detail of the row under the bar, or the text of a view without a list. */
bool view_detail_due(const struct view *v);
void view_detail(struct view *v);

/* All views there are, for commands, tests and the top bar; ends with NULL.  In tui/views/views.c. */
extern const struct view_ops *const app_views[];

#endif
