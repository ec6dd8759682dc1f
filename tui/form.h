/* Forms, generated from the record table: one field a row, long text in a box.
 *
 * What is typed is what lx_set_value understands: dates in words (shown beside), names of units and numbers of records
 * (completed by name, number or pinyin), words of an enum.  Errors stand at the field.  Saving merges with what others
 * changed meanwhile; where the same field was changed both values are shown, with who and when.  What is typed is kept
 * as a draft with every key, synced at a pause and on hang-up, and offered when the form is opened again.
 *
 *     form_open(a, &form_item, 0, NULL);        a new record
 *     form_open(a, &form_item, id, NULL);       an existing one
 *     form_open(a, &form_agenda, 0, agenda);    a new one with fields set already (taken over)                          */
#ifndef LX_FORM_H
#define LX_FORM_H

#include "core/work/work.h"
#include "tui/edit.h"
#include "tui/menu.h"
#include "tui/view.h"

struct form;

/* A row that is no field of the record: its text is the saving function's business. */
struct form_extra {
    const char *name;    /* stable */
    const char *label;   /* msgid */
    bool units;          /* names of units parted by marks: completed one by one */
};

struct form_kind {
    const char *name;               /* stable: drafts are kept under it */
    enum lx_type type;
    const char *title_new, *title;  /* msgids: "New item", "Item" */
    const char *const *fields;      /* names of fields and extras in order, ended by NULL; NULL: every field not AUTO */
    const struct form_extra *extras; /* ended by one without name; may be NULL */
    const char *may_be_empty;       /* a NEED field that the use case fills by itself; NULL none */
    const char *command_add, *command_set; /* for the journal, where save is NULL: lx_add, lx_save */
    /* The text that an extra begins with. */
    void (*fill)(struct form *f, const struct form_extra *x, struct lx_str *out);
    /* What fits what is typed in an extra that names no units: fills f->fits (all: with everything).  NULL: nothing is proposed. */
    void (*complete)(struct form *f, const struct form_extra *x, const char *typed, bool all);
    /* Is this row there, by what is typed in the others?  One that is not is passed over and neither shown nor read anew.  NULL: all are. */
    bool (*shows)(const struct form *f, const char *name);
    /* Saves; base NULL: adds.  LX_STALE fills conflicts (as lx_save does). */
    enum lx_rc (*save)(struct form *f, const void *base, void *mine, struct lx_conflicts *conflicts, struct lx_err *err);
    /* A row was left (name), the form has opened (NULL): propose what follows from what is typed.  NULL: nothing does. */
    void (*left)(struct form *f, const char *name);
    bool lands;                     /* a new one is shown in its own view, where the view below lists others */
    /* After saving; the form is closed then.  NULL: the record is named in the message line. */
    void (*saved)(struct app *a, const void *rec);
};
/* Every form there is, for drafts and tests; ends with NULL.  In tui/views/forms.c. */
extern const struct form_kind *const form_kinds[];

extern const struct view_ops view_form;
/* rec: a new record with fields set, taken over; NULL.  False: it cannot be read (said). */
const struct form_kind *form_kind_of(enum lx_type type); /* NULL: records of this type have no form */
bool form_open(struct app *a, const struct form_kind *kind, lx_id id, void *rec);

/* For save and fill of a kind. */
struct app *form_app(const struct form *f);
const void *form_record(const struct form *f);                        /* as loaded, or as given */
const char *form_text(const struct form *f, const char *name);        /* what is typed in a field or extra; "" */
bool form_unchanged(const struct form *f, const char *name);          /* nobody typed in it */
int form_choice(const struct form *f, const char *name);              /* the word chosen in a field of a closed list; -1 none */
void form_set_text(struct form *f, const char *name, const char *s);  /* as if typed: a paste into a note, … */

/* Puts a value where nobody has typed yet. */
void form_propose(struct form *f, const char *name, const char *s);

/* --- inside: form.c the view, formfield.c the rows, draft.c drafts --------------------------------------------------- */
struct form_row {
    const struct lx_field *field;    /* NULL: an extra */
    const struct form_extra *extra;
    struct edit edit;
    char *initial;                   /* as it began: unchanged fields are not parsed again */
    char *error, *said, *theirs;     /* shown at the field; NULL none */
};
struct form {
    struct view v;
    const struct form_kind *kind;
    struct lx_rec *base;  /* as loaded; NULL for a new record */
    struct lx_rec *rec;   /* as given or as loaded; typed values are read into copies of it */
    struct form_row *rows;
    int n, focus, top;
    struct menu_items fits; /* completions of the focused field */
    size_t fits_bar;
    bool fits_open;
    bool fresh;           /* the focus has just come here: what is typed may take the place of what stands there */
    bool unkept;          /* changed since the draft was last written at all */
    bool changed;         /* since the draft was written to the disk */
    bool typed;           /* anything was typed at all */
    char *draft;          /* a draft that waits to be taken, NULL none */
};
void form_touched(struct form *f); /* somebody typed: a draft is due */
void form_say_saved(struct app *a, const char *name);
bool form_row_shown(const struct form *f, const struct form_row *row);
void form_row_fill(struct form *f, struct form_row *row);
void form_row_done(struct form_row *row);
const char *form_row_label(const struct form_row *row);
const char *form_row_name(const struct form_row *row); /* stable */
bool form_row_needed(const struct form *f, const struct form_row *row);
bool form_row_long(const struct form_row *row);
/* What is typed first in a field takes the place of a word chosen, a date, a number, and of what was only proposed for a new record: nobody
 * adds to these.  To change them in place one moves in them first. */
bool form_row_replaced(const struct form *f, const struct form_row *row);
/* Reads what is typed into rec; sets error or said.  True: understood (or an extra). */
bool form_row_read(struct form *f, struct form_row *row, void *rec);
/* The unit that an error says is not there; NULL: it says something else. Yours. */
/* A column or row of a table pasted into a list of units: one after the other, parted as people part them. */
void form_paste_units(struct edit *e, const struct event *paste);
char *form_missing_unit(const struct lx_err *err);
/* Reads the row again for its error alone. */
LX_CHECK enum lx_rc form_row_try(struct form *f, const struct form_row *row, void *rec, struct lx_str *said, struct lx_err *err);
void form_complete(struct form *f, bool all); /* makes the completions of the focused row */
void form_take_completion(struct form *f);

/* formmatter.c: the whole record goes to the editor, fields as "label: value" between two lines of ---, the first long text below;
 * what comes back is as if typed, wrong values with their error.  False: no editor, or it failed (said). */
bool form_edit_whole(struct form *f);

/* draft.c */
void draft_name(struct lx_str *out, const struct form *f);
void draft_save(struct form *f);     /* to the disk */
void draft_keep(struct form *f);     /* outlives the program, not the machine: after every key, cheap */
void draft_look(struct form *f);     /* is there one? it then waits in f->draft, and the message line offers it */
void draft_take(struct form *f);
void draft_drop(struct form *f);     /* saved or given up */
size_t draft_count(struct app *a);   /* of this database */
void draft_names(struct app *a, struct lx_str *out); /* "note, action item 26-003" */
void draft_file(struct lx_str *out, const struct app *a, const char *kind, lx_id id); /* for state.h */

#endif
