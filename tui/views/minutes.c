/* Minutes: written in the clerk's editor, kept as a draft until they are stored, read rendered. */
#include "tui/views/meeting_acts.h"

#include "core/meeting/editions.h"
#include "core/meeting/meetings.h"
#include "core/mem.h"
#include "core/merge.h"
#include "core/minutes/circulate.h"
#include "core/minutes/lock.h"
#include "core/minutes/minutes.h"
#include "core/text/text.h"
#include "core/work/beside.h"
#include "core/work/steps.h"
#include "core/work/units.h"
#include "tui/app.h"
#include "tui/draw.h"
#include "tui/extern.h"
#include "tui/form.h"
#include "tui/i18n.h"
#include "tui/menu.h"
#include "tui/state.h"
#include "tui/views/detail.h"
#include "tui/views/views.h"

#include <stdlib.h>
#include <string.h>

static void skeleton(struct app *a, struct lx_meeting *m, struct lx_str *out);
static void without_hint(struct lx_str *text);
static unsigned on_draft_choice(struct view *v, int64_t value, void *ctx);
static unsigned on_step(struct view *v, int64_t value, void *ctx);
static void others_changed(struct app *a, struct minutes_text *t, const char *theirs);

/* --- which meeting ------------------------------------------------------------------------------------------------------- */

lx_id meeting_of(const struct view *v) { return v->ops->type == LX_MEETING ? list_at_bar(&v->list) : v->subject; }

static struct lx_meeting *read_meeting(struct app *a, lx_id id)
{
    struct lx_err err;
    struct lx_meeting *m = NULL;
    if (id && !app_did(a, lx_get(a->work, LX_MEETING, id, &m, &err), &err))
        m = NULL;
    return m;
}

/* --- writing --------------------------------------------------------------------------------------------------------------- */

enum { DRAFT_GO_ON, DRAFT_ANEW };

unsigned minutes_write(struct view *v, enum lx_cmd cmd)
{
    struct app *a = v->app;
    struct lx_meeting *m = read_meeting(a, meeting_of(v));
    struct minutes_text draft = { 0 };
    struct lx_err err;
    (void)cmd;
    if (!m)
        return DONE;
    if (!app_did(a, lx_minutes_open(m, &err), &err)) {
        lx_rec_free(m);
        return DONE;
    }
    if (minutes_draft_read(a, m->rec.id, &draft)) {
        struct menu_items items = { 0 };
        lx_id *ctx = lx_alloc(sizeof *ctx);
        *ctx = m->rec.id;
        menu_add(&items, _("Go on with the draft"), NULL, DRAFT_GO_ON)->key = 'm';
        menu_add(&items, _("Throw the draft away, begin from what is stored"), NULL, DRAFT_ANEW)->key = 'x';
        menu_open(v, &(struct menu){ .title = _("There is a draft of these minutes that was not stored"), .items = items,
                                     .chosen = on_draft_choice, .ctx = ctx });
    } else {
        struct minutes_text t = { m->rec.id, lx_strdup(m->minutes ? m->minutes : ""), NULL };
        struct lx_str text = LX_STR_EMPTY;
        if (*t.base)
            lx_str_add(&text, t.base);
        else
            skeleton(a, m, &text);
        t.text = lx_str_take(&text);
        minutes_edit(v, &t);
    }
    minutes_text_done(&draft);
    lx_rec_free(m);
    return DID_LAYOUT;
}

static unsigned on_draft_choice(struct view *v, int64_t value, void *ctx)
{
    struct minutes_text t = { 0 };
    lx_id id = *(lx_id *)ctx;
    if (value == DRAFT_ANEW) {
        minutes_draft_drop(v->app, id);
        return minutes_write(v, CMD_MINUTES_WRITE);
    }
    if (minutes_draft_read(v->app, id, &t))
        minutes_edit(v, &t);
    return DID_LAYOUT;
}

void minutes_edit(struct view *v, struct minutes_text *t)
{
    struct app *a = v->app;
    struct lx_err err;
    struct lx_str text = LX_STR_EMPTY;
    struct lx_proposals p = { 0 };
    lx_str_add(&text, t->text);
    bool ok = app_did(a, extern_edit(a, &text, &err), &err);
    bool same = strcmp(lx_str_z(&text), t->text) == 0 && (!*t->base || strcmp(t->text, t->base) == 0);
    if (ok && same && !minutes_draft_read(a, t->meeting, NULL)) {
        app_say(a, _("Nothing was changed in the minutes"));
        ok = false;
    }
    without_hint(&text);
    free(t->text);
    t->text = lx_str_take(&text);
    if (ok && !minutes_draft_write(a, t)) /* from here on nothing can be lost */
        app_say(a, _("The draft could not be kept: store the minutes before you leave"));
    if (ok && app_did(a, lx_minutes_propose(a->work, t->meeting, t->text, &p, &err), &err)) {
        if (v->ops == &view_proposals)
            app_pop(a);
        if (p.n == 0 && app_did(a, minutes_store(a, t, &p, &err), &err))
            app_say(a, _("The minutes are stored; no action item follows from the change. u takes it back"));
        else
            app_push(a, &view_proposals, t);
    }
    lx_proposals_done(&p);
    minutes_text_done(t);
}

/* --- what the editor begins with ----------------------------------------------------------------------------------------------- */

static void add_paragraph(struct lx_str *out, const char *translated, const char *detail)
{
    lx_fill(out, translated, detail);
    lx_str_add(out, "\n\n");
}

static void opening(struct app *a, const struct lx_meeting *m, struct lx_str *out)
{
    struct lx_str day = LX_STR_EMPTY;
    if (m->date.day != LX_NO_DAY && lx_lang() == LX_ZH)
        lx_date_zh(&day, &m->date);
    else if (m->date.day != LX_NO_DAY)
        lx_date_en(&day, &m->date);
    if (day.len) {
        struct lx_str s = LX_STR_EMPTY;
        lx_str_addf(&s, _("%s was held on %s"), m->title ? m->title : m->no, lx_str_z(&day));
        if (m->place)
            lx_str_addf(&s, _(" at %s"), m->place);
        lx_str_add(&s, _(". The items decided are recorded as follows:"));
        add_paragraph(out, "%s", lx_str_z(&s));
        lx_str_done(&s);
    }
    lx_str_done(&day);
    (void)a;
}

static const char *hint(void)
{
    return _("An action item is a line of its own: - [ ] Prepare the plan. (Lead: Transport Bureau; cooperating: Finance Bureau; due: end "
             "of June 2025). This line goes by itself when you save.");
}

/* One heading an agenda item, in the words of the reader's language: it is his text from here on. */
static void skeleton(struct app *a, struct lx_meeting *m, struct lx_str *out)
{
    struct lx_rows rows = { 0 };
    lx_str_add(out, "# ");
    add_paragraph(out, _("Minutes of %s"), m->title ? m->title : m->no);
    lx_str_addf(out, "<!-- %s -->\n\n", hint());
    opening(a, m, out);
    if (lx_agenda(a->work, m->rec.id, &rows, NULL) != LX_OK)
        rows.n = 0;
    for (size_t i = 0; i < rows.n; i++) {
        const struct lx_agenda *g = (const struct lx_agenda *)(const void *)rows.at[i];
        const struct lx_unit *by = lx_unit_by_id(a->work->units, g->presenter);
        struct lx_str no = LX_STR_EMPTY;
        if (lx_lang() == LX_ZH)
            lx_numeral_zh(&no, (int64_t)i + 1);
        else
            lx_str_addf(&no, "%zu", i + 1);
        lx_str_add(out, "## ");
        lx_fill(out, _("%s. "), lx_str_z(&no));
        add_paragraph(out, "%s", g->title ? g->title : "");
        if (by)
            add_paragraph(out, _("The meeting heard a report by %s."), by->name);
        add_paragraph(out, "%s", _("It was decided:"));
        lx_str_done(&no);
    }
    if (m->attend)
        add_paragraph(out, _("Present: %s"), m->attend);
    lx_rows_done(&rows);
}

static void without_hint(struct lx_str *text)
{
    struct lx_str line = LX_STR_EMPTY, rest = LX_STR_EMPTY;
    lx_str_addf(&line, "<!-- %s -->\n", hint());
    const char *at = strstr(lx_str_z(text), line.s);
    if (at) {
        const char *after = at + line.len;
        lx_str_addn(&rest, text->s, (size_t)(at - text->s));
        lx_str_add(&rest, after + (*after == '\n')); /* and the empty line behind it */
        lx_str_done(text);
        *text = rest;
    }
    lx_str_done(&line);
}

/* --- drafts ----------------------------------------------------------------------------------------------------------------------- */

void minutes_text_done(struct minutes_text *t)
{
    free(t->base);
    free(t->text);
    *t = (struct minutes_text){ 0 };
}

static void draft_path(struct lx_str *out, const struct app *a, lx_id meeting)
{
    draft_file(out, a, "minutes", meeting);
}

/* The file: how long the stored text was, a line end, that text, the new one. */
bool minutes_draft_read(struct app *a, lx_id meeting, struct minutes_text *out)
{
    struct lx_str path = LX_STR_EMPTY, all = LX_STR_EMPTY;
    draft_path(&path, a, meeting);
    bool ok = state_read(path.s, &all) && all.len > 0;
    char *end = NULL;
    size_t base_len = ok ? (size_t)strtoull(all.s, &end, 10) : 0;
    ok = ok && *end == '\n' && base_len <= all.len - (size_t)(end + 1 - all.s);
    if (ok && out) {
        const char *base = end + 1;
        *out = (struct minutes_text){ meeting, lx_strndup(base, base_len), lx_strdup(base + base_len) };
    }
    lx_str_done(&path);
    lx_str_done(&all);
    return ok;
}

bool minutes_draft_write(struct app *a, const struct minutes_text *t)
{
    struct lx_str path = LX_STR_EMPTY, all = LX_STR_EMPTY;
    draft_path(&path, a, t->meeting);
    lx_str_addf(&all, "%zu\n%s%s", strlen(t->base), t->base, t->text);
    bool ok = state_write(path.s, all.s, all.len);
    lx_str_done(&path);
    lx_str_done(&all);
    return ok;
}

void minutes_draft_drop(struct app *a, lx_id meeting)
{
    struct lx_str path = LX_STR_EMPTY;
    draft_path(&path, a, meeting);
    state_remove(path.s);
    lx_str_done(&path);
}

/* --- storing ------------------------------------------------------------------------------------------------------------------------ */

enum lx_rc minutes_store(struct app *a, struct minutes_text *t, struct lx_proposals *p, struct lx_err *err)
{
    struct lx_work *w = a->work;
    struct lx_meeting *now = NULL;
    enum lx_rc rc = lx_begin(w, err);
    if (rc != LX_OK)
        return rc;
    rc = lx_get(w, LX_MEETING, t->meeting, &now, err);
    if (rc == LX_OK && strcmp(now->minutes ? now->minutes : "", t->base) != 0) {
        others_changed(a, t, now->minutes ? now->minutes : "");
        rc = lx_fail(err, LX_STALE, N_("Somebody else has stored these minutes meanwhile; both versions are joined. Look at them again, e opens the text"), "%s", "");
    }
    if (rc == LX_OK)
        rc = lx_minutes_apply(w, t->meeting, t->text, p, err);
    rc = lx_end(w, rc, "minutes import", (const char *const[]){ now && now->no ? now->no : "", NULL }, err);
    lx_rec_free(now);
    if (rc == LX_OK)
        minutes_draft_drop(a, t->meeting);
    return rc;
}

/* Merged by line; where both changed the same lines, the other text stands below as a comment, so that nothing is lost. */
static void others_changed(struct app *a, struct minutes_text *t, const char *theirs)
{
    struct lx_str merged = LX_STR_EMPTY;
    if (!lx_merge_text(&merged, t->base, t->text, theirs))
        lx_str_addf(&merged, "%s\n\n<!-- %s\n\n%s\n-->\n", t->text, _("The text that somebody else has stored; take over what is right, then delete this:"), theirs);
    free(t->base);
    free(t->text);
    t->base = lx_strdup(theirs);
    t->text = lx_str_take(&merged);
    (void)minutes_draft_write(a, t);
}

/* --- reading ------------------------------------------------------------------------------------------------------------------------ */

unsigned minutes_read(struct view *v, enum lx_cmd cmd)
{
    struct lx_meeting *m = read_meeting(v->app, meeting_of(v));
    (void)cmd;
    if (m && m->minutes)
        app_push(v->app, &view_minutes, &m->rec.id);
    else if (m)
        app_say(v->app, _("There are no minutes yet: m writes them"));
    lx_rec_free(m);
    return DONE;
}

static void open_minutes(struct view *v, const void *arg) { v->subject = *(const lx_id *)arg; }

static enum lx_rc corrections(struct view *v, lx_id id, struct lines *l, struct lx_err *err)
{
    struct lx_rows rows = { 0 };
    enum lx_rc rc = lx_editions(v->app->work, id, EDITION_CORRECTION, true, &rows, err);
    for (size_t i = 0; rc == LX_OK && i < rows.n; i++) {
        const struct lx_edition *e = (const struct lx_edition *)(const void *)rows.at[i];
        struct lx_str head = LX_STR_EMPTY;
        lx_str_addf(&head, "%s ", _("Correction"));
        lx_day_format(&head, e->day.day);
        lines_rule(l, head.s);
        detail_markdown(l, e->text ? e->text : "");
        lx_str_done(&head);
    }
    lx_rows_done(&rows);
    return rc;
}

static enum lx_rc detail(struct view *v, lx_id id, struct lines *l, struct lx_err *err)
{
    struct lx_meeting *m;
    enum lx_rc rc = lx_get(v->app->work, LX_MEETING, id, &m, err);
    if (rc != LX_OK)
        return rc;
    struct lx_str title = LX_STR_EMPTY;
    lx_str_addf(&title, "%s %s", _(v->ops->title), m->no);
    free(v->title);
    v->title = lx_str_take(&title);
    if (m->locked.day != LX_NO_DAY) {
        struct lx_str locked = LX_STR_EMPTY;
        lx_str_addf(&locked, "%s ", _("Issued and locked on"));
        lx_day_format(&locked, m->locked.day);
        lines_para(l, locked.s, ROLE_STRONG, 0);
        lx_str_done(&locked);
    }
    detail_markdown(l, m->minutes ? m->minutes : "");
    rc = corrections(v, id, l, err);
    lx_rec_free(m);
    return rc;
}

/* The same view, of the meeting before or after it. */
unsigned meeting_beside(struct view *v, enum lx_cmd cmd)
{
    struct app *a = v->app;
    const struct view_ops *ops = v->ops;
    struct lx_meeting *m = NULL;
    struct lx_err err;
    lx_id other = 0;
    if (!app_did(a, lx_meeting_beside(a->work, v->subject, cmd == CMD_MEETING_LAST ? -1 : 1, &other, &err), &err))
        return DONE;
    m = other ? read_meeting(a, other) : NULL;
    if (!other) {
        app_say(a, cmd == CMD_MEETING_LAST ? _("This is the first meeting of its series") : _("There is no later meeting in this series"));
    } else if (m && ops == &view_minutes && !m->minutes) {
        app_sayf(a, _("Meeting %s has no minutes"), m->no);
    } else if (m) {
        app_pop(a); /* the view may be gone after it */
        app_push(a, ops, &other);
    }
    lx_rec_free(m);
    return DID_LAYOUT;
}

static const struct cmd_handler commands[] = {
    MEETING_ACTS, { CMD_MEETING_LAST, meeting_beside }, { CMD_MEETING_NEXT, meeting_beside }, { CMD_MINUTES_CORRECTION, minutes_correction },
    { CMD_NONE, NULL },
};

const struct view_ops view_minutes = {
    .name = "minutes", .title = N_("Minutes of the meeting"), .ctx = CTX_MINUTES, .size = sizeof(struct view), .open = open_minutes,
    .detail = detail, .commands = commands, .stale_on = LX_BIT(LX_MEETING),
};

/* --- steps ---------------------------------------------------------------------------------------------------------------------------- */

unsigned meeting_step(struct view *v, enum lx_cmd cmd)
{
    struct lx_meeting *m = read_meeting(v->app, meeting_of(v));
    const struct lx_words *states = lx_words_of("meeting_state");
    struct menu_items items = { 0 };
    size_t n;
    (void)cmd;
    if (!m)
        return DONE;
    const struct lx_step *steps = lx_steps(&n);
    for (size_t i = 0; i < n; i++)
        if (steps[i].type == LX_MEETING && steps[i].from == m->state) {
            const struct lx_word *to = &states->at[steps[i].to];
            char key = (char)('1' + items.n);
            menu_add(&items, lx_two(to->en, to->zh), NULL, steps[i].to)->key = key;
        }
    struct lx_str title = LX_STR_EMPTY;
    const struct lx_word *now = &states->at[m->state];
    lx_str_addf(&title, "%s %s %s", m->no, lx_two(now->en, now->zh), draw_form(GLYPH_ARROW));
    lx_id *ctx = lx_alloc(sizeof *ctx);
    *ctx = m->rec.id;
    if (items.n) {
        menu_open(v, &(struct menu){ .title = lx_str_z(&title), .items = items, .chosen = on_step, .ctx = ctx });
    } else {
        app_sayf(v->app, _("%s: no further step from here"), lx_two(now->en, now->zh));
        free(ctx);
    }
    lx_str_done(&title);
    lx_rec_free(m);
    return DID_DRAW;
}

static unsigned on_step(struct view *v, int64_t value, void *ctx)
{
    if (value == MEETING_POSTPONED || value == MEETING_CANCELLED) /* never without saying why */
        return meeting_put_off(v, value == MEETING_CANCELLED);
    struct lx_err err;
    lx_id id = *(lx_id *)ctx;
    if (!app_did(v->app, lx_meeting_step(v->app->work, id, (int)value, &err), &err))
        return DID_DRAW;
    const struct lx_word *to = &lx_words_of("meeting_state")->at[value];
    app_sayf(v->app, "%s %s %s    u %s", app_name(v->app, LX_MEETING, id), draw_form(GLYPH_ARROW), lx_two(to->en, to->zh), _("takes it back"));
    return DID_RELOAD | DID_DRAW;
}
