/* Forms, generated from the record table. */
#include "tui/form.h"

#include "core/mem.h"
#include "core/work/units.h"
#include "tui/app.h"
#include "tui/draw.h"
#include "tui/extern.h"
#include "tui/i18n.h"

#include <stdlib.h>
#include <string.h>

enum { BOX_H = 8, BOX_REST_H = 3, FITS_H = 7 };

static void make_rows(struct form *f);
static unsigned form_event(struct view *v, const struct event *e);
static void form_draw(struct view *v, const struct rect *r);
static void form_close(struct view *v);
static unsigned on_save(struct view *v, enum lx_cmd cmd);
static unsigned on_step(struct view *v, enum lx_cmd cmd);
static unsigned on_choose(struct view *v, enum lx_cmd cmd);
static unsigned on_editor(struct view *v, enum lx_cmd cmd);
static unsigned on_leave(struct view *v, enum lx_cmd cmd);
static unsigned on_draft(struct view *v, enum lx_cmd cmd);
static unsigned on_theirs(struct view *v, enum lx_cmd cmd);
static unsigned on_unit(struct view *v, enum lx_cmd cmd);
static bool read_all(struct form *f, void *mine);
static void show_conflicts(struct form *f, const struct lx_conflicts *c, const struct lx_rec *mine);
static int row_h(const struct form *f, int row, int w);
static void draw_row(struct form *f, int row, const struct rect *r, int label_w);
static void draw_fits(struct form *f, const struct rect *area, int y, int x);

static const struct cmd_handler form_commands[] = {
    { CMD_FORM_SAVE, on_save },     { CMD_FORM_NEXT, on_step },   { CMD_FORM_PREV, on_step },
    { CMD_FORM_CHOOSE, on_choose }, { CMD_FORM_EDITOR, on_editor }, { CMD_FORM_LEAVE, on_leave },
    { CMD_FORM_DRAFT, on_draft },   { CMD_FORM_THEIRS, on_theirs },
    { CMD_FORM_UNIT, on_unit },     { CMD_NONE, NULL },
};

const struct view_ops view_form = {
    .name = "form",
    .title = N_("Form"),
    .ctx = CTX_FORM,
    .size = sizeof(struct form),
    .draw = form_draw,
    .event = form_event,
    .commands = form_commands,
    .close = form_close,
};

bool form_open(struct app *a, const struct form_kind *kind, lx_id id, void *rec)
{
    struct lx_err err = { 0 };
    struct lx_rec *base = NULL;
    if (id && !app_did(a, a->store->get(a->store, kind->type, id, &base, &err), &err))
        return false;
    app_push(a, &view_form, NULL);
    struct form *f = (struct form *)app_view(a);
    f->kind = kind;
    f->base = base;
    f->rec = rec ? rec : base ? lx_rec_copy(base) : lx_rec_new(kind->type);
    struct lx_str title = LX_STR_EMPTY;
    lx_str_add(&title, _(base ? kind->title : kind->title_new));
    if (base) {
        lx_str_addc(&title, ' ');
        lx_show_name(a->work, &title, base);
    }
    f->v.title = lx_str_take(&title);
    make_rows(f);
    f->fresh = true;
    if (f->kind->left)
        f->kind->left(f, NULL);
    draft_look(f);
    return true;
}

const struct form_kind *form_kind_of(enum lx_type type)
{
    for (int i = 0; form_kinds[i]; i++)
        if (form_kinds[i]->type == type)
            return form_kinds[i];
    return NULL;
}

struct app *form_app(const struct form *f) { return f->v.app; }

const void *form_record(const struct form *f) { return f->rec; }

static struct form_row *row_named(const struct form *f, const char *name)
{
    for (int i = 0; i < f->n; i++)
        if (strcmp(form_row_name(&f->rows[i]), name) == 0)
            return &f->rows[i];
    return NULL;
}

const char *form_text(const struct form *f, const char *name)
{
    const struct form_row *row = row_named(f, name);
    return row ? edit_text(&row->edit) : "";
}

int form_choice(const struct form *f, const char *name)
{
    const struct form_row *row = row_named(f, name);
    return row && row->field && row->field->kind == LX_ENUM ? lx_word_find(row->field->words, edit_text(&row->edit)) : -1;
}

bool form_row_shown(const struct form *f, const struct form_row *row)
{
    return !f->kind->shows || f->kind->shows(f, form_row_name(row));
}

bool form_unchanged(const struct form *f, const char *name)
{
    const struct form_row *row = row_named(f, name);
    return !row || strcmp(edit_text(&row->edit), row->initial) == 0;
}

void form_set_text(struct form *f, const char *name, const char *s)
{
    struct form_row *row = row_named(f, name);
    if (!row)
        return;
    edit_set(&row->edit, NULL);
    edit_insert(&row->edit, s, strlen(s));
    form_touched(f);
}

void form_touched(struct form *f) { f->unkept = f->changed = f->typed = f->v.app->draft_due = true; }

void form_propose(struct form *f, const char *name, const char *s)
{
    struct form_row *row = row_named(f, name);
    if (!row || strcmp(edit_text(&row->edit), row->initial) != 0)
        return;
    if (row->extra) {
        edit_set(&row->edit, s);
        free(row->initial);
        row->initial = lx_strdup(s);
    } else if (lx_set_value(f->v.app->work, f->rec, row->field, s, NULL, NULL) == LX_OK) {
        form_row_fill(f, row);
    }
}

static void add_row(struct form *f, size_t *room, const struct lx_field *field, const struct form_extra *extra)
{
    size_t n = (size_t)f->n;
    LX_PUSH(f->rows, n, *room) = (struct form_row){ .field = field, .extra = extra };
    f->n = (int)n;
    form_row_fill(f, &f->rows[f->n - 1]);
}

static void make_rows(struct form *f)
{
    const struct lx_table *t = lx_table(f->kind->type);
    size_t room = 0;
    for (int i = 0; !f->kind->fields && i < t->fields_n; i++)
        if (!(t->fields[i].flags & LX_F_AUTO))
            add_row(f, &room, &t->fields[i], NULL);
    for (int i = 0; f->kind->fields && f->kind->fields[i]; i++) {
        int at = lx_field_index(t, f->kind->fields[i]);
        const struct form_extra *x = f->kind->extras;
        while (x && x->name && strcmp(x->name, f->kind->fields[i]) != 0)
            x++;
        if (x && x->name)
            add_row(f, &room, NULL, x);
        else if (at >= 0)
            add_row(f, &room, &t->fields[at], NULL);
    }
}

static void form_close(struct view *v)
{
    struct form *f = (struct form *)v;
    for (int i = 0; i < f->n; i++)
        form_row_done(&f->rows[i]);
    free(f->rows);
    menu_items_done(&f->fits);
    lx_rec_free(f->base);
    lx_rec_free(f->rec);
    free(f->draft);
}

/* --- keys ------------------------------------------------------------------------------------------------------------ */

static bool fits_event(struct form *f, const struct event *e)
{
    if (!f->fits_open || e->kind != EV_KEY)
        return false;
    switch (e->key) {
    case LK_DOWN: f->fits_bar = f->fits_bar + 1 < f->fits.n ? f->fits_bar + 1 : f->fits_bar; return true;
    case LK_UP: f->fits_bar -= f->fits_bar > 0; return true;
    case LK_ENTER: form_take_completion(f); return true;
    case LK_TAB: form_take_completion(f); return false; /* and on to the next field */
    case LK_ESC: f->fits_open = false; return true;
    default: return false;
    }
}

/* A control key that the form has is not the editor's: ^E, ^S. */
static bool is_form_key(const struct form *f, const struct event *e)
{
    const lx_context context = CTX_FORM;
    return e->kind == EV_KEY && e->key < 0x20 && e->key != LK_ENTER &&
           keymap_find(&f->v.app->keymap, &context, 1, &e->key, 1).cmd != CMD_NONE;
}

static unsigned form_event(struct view *v, const struct event *e)
{
    struct form *f = (struct form *)v;
    struct form_row *row = &f->rows[f->focus];
    if (fits_event(f, e))
        return DID_DRAW;
    if (e->kind == EV_KEY && e->key == LK_SPACE && row->field && row->field->kind == LX_ENUM) {
        form_complete(f, true);
        return DID_DRAW;
    }
    if (is_form_key(f, e))
        return PASS;
    bool letter = (e->kind == EV_KEY && e->key > LK_SPACE && e->key < LK_NAMED && e->key != LK_BACKSPACE) || e->kind == EV_PASTE;
    if (f->fresh && letter && form_row_replaced(f, row))
        edit_set(&row->edit, NULL);
    f->fresh = false;
    if (e->kind == EV_PASTE && row->extra && row->extra->units)
        form_paste_units(&row->edit, e);
    else if (!edit_event(&row->edit, e))
        return PASS;
    if (row->edit.changed) {
        row->edit.changed = false;
        form_touched(f);
        form_complete(f, false);
        void *scratch = lx_rec_copy(f->rec);
        (void)form_row_read(f, row, scratch);
        free(row->error); /* not while somebody is still typing */
        row->error = NULL;
        lx_rec_free(scratch);
    }
    return DID_DRAW;
}

static unsigned on_step(struct view *v, enum lx_cmd cmd)
{
    struct form *f = (struct form *)v;
    if (f->n == 1) /* there is no other field to go to: Enter means it */
        return cmd == CMD_FORM_NEXT ? on_save(v, CMD_FORM_SAVE) : DONE;
    void *scratch = lx_rec_copy(f->rec);
    (void)form_row_read(f, &f->rows[f->focus], scratch);
    lx_rec_free(scratch);
    if (f->kind->left)
        f->kind->left(f, form_row_name(&f->rows[f->focus]));
    f->fits_open = false;
    f->fresh = true;
    do
        f->focus = cmd == CMD_FORM_NEXT ? (f->focus + 1) % f->n : (f->focus + f->n - 1) % f->n;
    while (f->focus && !form_row_shown(f, &f->rows[f->focus])); /* the first one is always there */
    return DID_DRAW;
}

/* Adds the unit that the field names and that is not there; the form waits below. */
static unsigned on_unit(struct view *v, enum lx_cmd cmd)
{
    struct form *f = (struct form *)v;
    struct lx_err err = { 0 };
    void *scratch = lx_rec_copy(f->rec);
    char *name = NULL;
    (void)cmd;
    for (int i = 0; i < f->n && !name; i++) {
        const struct form_row *row = &f->rows[i];
        bool units = row->extra ? row->extra->units : row->field->kind == LX_REF && row->field->of == LX_UNIT;
        if (units && form_row_try(f, row, scratch, NULL, &err) != LX_OK)
            name = form_missing_unit(&err);
    }
    lx_rec_free(scratch);
    if (name) {
        struct lx_unit *unit = lx_rec_new(LX_UNIT);
        lx_set_text(&unit->name, name);
        for (int i = 0; i < f->n; i++) { /* when one comes back it would not be true any more; saving looks again */
            free(f->rows[i].error);
            f->rows[i].error = NULL;
        }
        (void)form_open(v->app, form_kind_of(LX_UNIT), 0, unit);
    } else {
        app_say(v->app, _("Every unit named here is known"));
    }
    free(name);
    return DID_DRAW;
}

static unsigned on_choose(struct view *v, enum lx_cmd cmd)
{
    struct form *f = (struct form *)v;
    (void)cmd;
    form_complete(f, true);
    if (!f->fits_open)
        app_say(v->app, _("Nothing to choose from here: type it"));
    return DID_DRAW;
}

static unsigned on_editor(struct view *v, enum lx_cmd cmd)
{
    struct form *f = (struct form *)v;
    struct form_row *row = &f->rows[f->focus];
    struct lx_str text = LX_STR_EMPTY;
    struct lx_err err = { 0 };
    (void)cmd;
    draft_save(f);
    lx_str_add(&text, edit_text(&row->edit));
    if (app_did(v->app, extern_edit(v->app, &text, &err), &err)) {
        while (!row->edit.lines && text.len > 0 && text.s[text.len - 1] == '\n')
            lx_str_cut(&text, text.len - 1);
        if (strcmp(lx_str_z(&text), edit_text(&row->edit)) != 0) {
            edit_set(&row->edit, NULL);
            edit_insert(&row->edit, lx_str_z(&text), text.len);
            form_touched(f);
        }
    }
    lx_str_done(&text);
    return DID_LAYOUT;
}

/* Nothing typed is lost: it stays as a draft. */
static unsigned on_leave(struct view *v, enum lx_cmd cmd)
{
    struct form *f = (struct form *)v;
    (void)cmd;
    if (f->typed) {
        f->changed = true;
        draft_save(f);
        app_say(v->app, _("Not saved; what was typed is kept as a draft and offered when the form is opened again"));
    }
    return DID_CLOSE;
}

static unsigned on_draft(struct view *v, enum lx_cmd cmd)
{
    struct form *f = (struct form *)v;
    (void)cmd;
    if (f->draft)
        draft_take(f);
    else
        app_say(v->app, _("There is no draft of this form"));
    return DID_DRAW;
}

static unsigned on_theirs(struct view *v, enum lx_cmd cmd)
{
    struct form *f = (struct form *)v;
    struct form_row *row = &f->rows[f->focus];
    (void)cmd;
    if (!row->theirs) {
        app_say(v->app, _("Nobody else has changed this field"));
        return DONE;
    }
    free(row->theirs);
    row->theirs = NULL;
    free(row->said); /* of what stood there */
    row->said = NULL;
    lx_f_copy(f->rec, f->base, row->field);
    form_row_fill(f, row);
    return DID_DRAW;
}

/* --- saving ---------------------------------------------------------------------------------------------------------- */

static unsigned on_save(struct view *v, enum lx_cmd cmd)
{
    struct form *f = (struct form *)v;
    struct app *a = v->app;
    struct lx_err err = { 0 };
    struct lx_conflicts conflicts = { 0 };
    unsigned did = DID_DRAW;
    lx_id lands = 0;
    (void)cmd;
    f->fits_open = false;
    if (f->kind->left)
        f->kind->left(f, form_row_name(&f->rows[f->focus]));
    struct lx_rec *mine = lx_rec_copy(f->rec);
    if (read_all(f, mine)) {
        enum lx_rc rc = f->kind->save ? f->kind->save(f, f->base, mine, &conflicts, &err)
                        : f->base     ? lx_save(a->work, f->kind->command_set, f->base, mine, &conflicts, &err)
                                      : lx_add(a->work, f->kind->command_add, mine, &err);
        if (rc == LX_STALE && conflicts.n > 0) {
            show_conflicts(f, &conflicts, mine);
        } else if (app_did(a, rc, &err)) {
            draft_drop(f);
            if (!f->base && a->depth > 1) /* the list below shows the new one under its bar */
                a->stack[a->depth - 2]->list.anchor = mine->id;
            if (f->kind->saved) {
                f->kind->saved(a, mine);
            } else {
                struct lx_str name = LX_STR_EMPTY;
                lx_show_name(a->work, &name, mine);
                form_say_saved(a, lx_str_z(&name));
                lx_str_done(&name);
            }
            struct view *below = a->depth > 1 ? a->stack[a->depth - 2] : NULL;
            bool listed = below && below->ops->type == f->kind->type;
            if (listed)
                below->list.anchor = mine->id; /* the bar goes to what was saved */
            lands = !f->base && !listed && f->kind->lands ? mine->id : 0;
            did = DID_CLOSE;
        }
    } else {
        app_say(a, _("Not saved yet: look at the marked field"));
        a->message_role = ROLE_ERROR;
    }
    lx_conflicts_done(&conflicts);
    lx_rec_free(mine);
    return lands && app_goto(a, f->kind->type, lands) ? (unsigned)DID_DRAW : did; /* then the form is gone */
}

void form_say_saved(struct app *a, const char *name)
{
    struct lx_str said = LX_STR_EMPTY;
    lx_fill(&said, _("Saved: %s"), name);
    app_sayf(a, "%s    u %s", lx_str_z(&said), _("takes it back"));
    lx_str_done(&said);
}

/* Every field into mine; the first that is not understood gets the focus. */
static bool read_all(struct form *f, void *mine)
{
    int wrong = -1;
    for (int i = 0; i < f->n; i++)
        if (!form_row_read(f, &f->rows[i], mine) && wrong < 0)
            wrong = i;
    if (wrong >= 0)
        f->focus = wrong;
    return wrong < 0;
}

/* Mine stays in the fields, theirs is shown below each; what only they changed is taken over.  Saving again keeps mine. */
static void show_conflicts(struct form *f, const struct lx_conflicts *c, const struct lx_rec *mine)
{
    struct app *a = f->v.app;
    struct lx_err err = { 0 };
    struct lx_rec *now = NULL;
    if (!app_did(a, a->store->get(a->store, f->kind->type, f->base->id, &now, &err), &err))
        return;
    for (int i = 0; i < f->n; i++) {
        struct form_row *row = &f->rows[i];
        const struct lx_conflict *hit = NULL;
        for (size_t k = 0; k < c->n; k++)
            if (c->at[k].field == row->field)
                hit = &c->at[k];
        if (hit) {
            struct lx_str s = LX_STR_EMPTY, when = LX_STR_EMPTY, value = LX_STR_EMPTY;
            lx_instant_format(&when, c->at_ms, (int)a->work->office->utc_offset);
            lx_show_value(a->work, &value, now, row->field, lx_lang() == LX_ZH);
            lx_str_addf(&s, "%s %s%s%s", c->who ? c->who : "", lx_str_z(&when), _(": "), lx_str_z(&value));
            free(row->theirs);
            row->theirs = lx_str_take(&s);
            lx_str_done(&when);
            lx_str_done(&value);
            f->focus = i;
        } else if (row->field && lx_f_same(mine, f->base, row->field)) {
            lx_f_copy(f->rec, now, row->field);
            form_row_fill(f, row);
        }
    }
    lx_rec_free(f->base);
    f->base = now;
    app_say(a, _("Somebody else changed the same field: F6 takes theirs, saving again keeps yours"));
    a->message_role = ROLE_ERROR;
}

/* --- painting -------------------------------------------------------------------------------------------------------- */

static void form_draw(struct view *v, const struct rect *r)
{
    struct form *f = (struct form *)v;
    int label_w = 0;
    for (int i = 0; i < f->n; i++) {
        if (!form_row_shown(f, &f->rows[i]))
            continue;
        int w = lx_text_w(form_row_label(&f->rows[i]), draw_amb());
        label_w = w > label_w ? w : label_w;
    }
    label_w += 4;
    int w = r->w - label_w - 1;
    if (f->focus < f->top)
        f->top = f->focus;
    for (;;) { /* the focused field is whole in view */
        int h = 0;
        for (int i = f->top; i <= f->focus; i++)
            h += row_h(f, i, w);
        if (h <= r->h || f->top == f->focus)
            break;
        f->top++;
    }
    struct rect rest = *r;
    int focus_y = r->y;
    for (int i = f->top; i < f->n && rest.h > 0; i++) {
        if (!form_row_shown(f, &f->rows[i]))
            continue;
        struct rect row = rect_take_top(&rest, row_h(f, i, w));
        if (i == f->focus)
            focus_y = row.y + row.h;
        draw_row(f, i, &row, label_w);
    }
    draw_blank(&rest);
    if (f->fits_open)
        draw_fits(f, r, focus_y, label_w);
}

static int box_h(const struct form *f, int row, int w)
{
    const struct form_row *fr = &f->rows[row];
    if (!form_row_long(fr))
        return 1;
    int h = edit_rows(&fr->edit, w), most = row == f->focus ? BOX_H : BOX_REST_H;
    return h < 2 ? 2 : h < most ? h : most;
}

static int row_h(const struct form *f, int row, int w)
{
    const struct form_row *fr = &f->rows[row];
    if (!form_row_shown(f, fr))
        return 0;
    return box_h(f, row, w) + (fr->error != NULL) + (fr->theirs != NULL);
}

static void draw_note(const struct rect *r, int y, int x, const char *s, enum role role)
{
    struct lx_str cut = LX_STR_EMPTY;
    draw_open(r, y, ROLE_NORMAL);
    draw_gap(x);
    lx_text_cut(&cut, s, draw_left(), draw_amb());
    draw_text(lx_str_z(&cut), role);
    draw_close();
    lx_str_done(&cut);
}

static void draw_row(struct form *f, int row, const struct rect *r, int label_w)
{
    struct form_row *fr = &f->rows[row];
    bool focused = row == f->focus, need = form_row_needed(f, fr);
    struct rect area = *r, value;
    int h = box_h(f, row, r->w - label_w - 1), y = h;
    area.h = h < r->h ? h : r->h;
    struct rect label = rect_take_left(&area, label_w);
    value = rect_take_left(&area, area.w - 1);
    for (int i = 0; i < label.h; i++) {
        draw_open(&label, i, ROLE_NORMAL);
        if (i == 0) {
            draw_text(focused ? draw_form(GLYPH_BAR) : " ", ROLE_BAR);
            draw_cell(form_row_label(fr), label_w - 3, LX_LEFT, focused ? ROLE_BAR : ROLE_LABEL);
            draw_text(need ? "*" : " ", ROLE_MARK);
        }
        draw_close();
    }
    struct rect said = value;
    if (fr->said && h == 1) {
        int said_w = lx_text_w(fr->said, draw_amb()) + 4;
        value = rect_take_left(&said, said.w - (said_w < said.w / 2 ? said_w : said.w / 2));
        draw_open(&said, 0, ROLE_NORMAL);
        draw_gap(1);
        draw_glyph(GLYPH_ARROW, ROLE_DIM);
        draw_gap(1);
        draw_text(fr->said, ROLE_NEW);
        draw_close();
    }
    edit_draw(&fr->edit, &value, focused ? ROLE_INPUT : ROLE_NORMAL, focused);
    for (int i = 0; i < area.h; i++) { /* the margin */
        draw_open(&area, i, ROLE_NORMAL);
        draw_close();
    }
    if (fr->error)
        draw_note(r, y++, label_w, fr->error, ROLE_ERROR);
    if (fr->theirs)
        draw_note(r, y, label_w, fr->theirs, ROLE_NEW);
}

/* Below the field, or above it where there is no room. */
static void draw_fits(struct form *f, const struct rect *area, int y, int x)
{
    int h = f->fits.n < FITS_H ? (int)f->fits.n : FITS_H;
    if (y + h > area->y + area->h)
        y = y - 1 - h > area->y ? y - 1 - h : area->y;
    struct rect r = { y, area->x, h, area->w };
    size_t top = f->fits_bar >= (size_t)h ? f->fits_bar - (size_t)h + 1 : 0;
    for (int i = 0; i < h; i++) {
        size_t at = top + (size_t)i;
        bool bar = at == f->fits_bar;
        draw_open(&r, i, ROLE_NORMAL);
        draw_gap(x - 2);
        draw_text(bar ? draw_form(GLYPH_BAR) : draw_form(GLYPH_VLINE), bar ? ROLE_BAR : ROLE_FRAME);
        draw_gap(1);
        draw_text(f->fits.at[at].label, bar ? ROLE_BAR : ROLE_NORMAL);
        draw_gap(2);
        draw_text(f->fits.at[at].aside, ROLE_DIM);
        draw_close();
    }
}
