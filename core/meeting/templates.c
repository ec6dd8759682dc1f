/* Templates of meetings. */
#include "core/meeting/templates.h"

#include "core/meeting/attendance.h"
#include "core/meeting/meetings.h"
#include "core/meeting/prep.h"
#include "core/meeting/sequence.h"
#include "core/text/text.h"

#include <string.h>

#define W(name, word) static const char word_##name[] __attribute__((unused)) = word;
#include "core/work/words.def"
#undef W

enum { DEPTH_MAX = 4 };

/* What is being copied into what. */
struct copying {
    struct lx_meeting *m;
    lx_id above[DEPTH_MAX]; /* the last agenda row of each depth */
    int64_t papers_n, signoffs_n;
};

static enum lx_rc copy_lines(struct lx_work *w, lx_id template_id, struct lx_meeting *m, struct lx_err *err);

/* --- lines -------------------------------------------------------------------------------------------------------------------- */

enum lx_rc lx_template_lines(struct lx_work *w, lx_id template_id, struct lx_rows *rows, struct lx_err *err)
{
    return lx_sequence(w, LX_STANDARD, "template", template_id, rows, err);
}

enum lx_rc lx_template_line_add(struct lx_work *w, struct lx_standard *s, struct lx_err *err)
{
    enum lx_rc rc = lx_begin(w, err);
    if (rc != LX_OK)
        return rc;
    rc = lx_sequence_add(w, "template", s, err);
    return lx_end(w, rc, "template line", (const char *const[]){ s->title ? s->title : "", NULL }, err);
}

enum lx_rc lx_template_line_move(struct lx_work *w, lx_id id, int64_t to, struct lx_err *err)
{
    struct lx_str name = LX_STR_EMPTY;
    enum lx_rc rc = lx_begin(w, err);
    if (rc != LX_OK)
        return rc;
    lx_show_id(w, &name, id);
    rc = lx_sequence_move(w, LX_STANDARD, "template", id, to, err);
    rc = lx_end(w, rc, "template move", (const char *const[]){ lx_str_z(&name), NULL }, err);
    lx_str_done(&name);
    return rc;
}

enum lx_rc lx_template_line_remove(struct lx_work *w, lx_id id, struct lx_err *err)
{
    struct lx_str name = LX_STR_EMPTY;
    enum lx_rc rc = lx_begin(w, err);
    if (rc != LX_OK)
        return rc;
    lx_show_id(w, &name, id);
    rc = lx_sequence_remove(w, LX_STANDARD, "template", id, err);
    rc = lx_end(w, rc, "template remove", (const char *const[]){ lx_str_z(&name), NULL }, err);
    lx_str_done(&name);
    return rc;
}

/* --- use cases ------------------------------------------------------------------------------------------------------------------ */

enum lx_rc lx_meeting_add_from(struct lx_work *w, struct lx_meeting *m, int64_t wanted, lx_id template_id, struct lx_err *err)
{
    struct lx_template *t = NULL;
    enum lx_rc rc = lx_begin(w, err);
    if (rc != LX_OK)
        return rc;
    rc = lx_get(w, LX_TEMPLATE, template_id, &t, err);
    if (rc == LX_OK) {
        m->template = template_id;
        if (!m->series)
            m->series = t->series;
        if (!m->time)
            lx_set_text(&m->time, t->time);
        if (!m->place)
            lx_set_text(&m->place, t->place);
        rc = lx_meeting_add(w, m, wanted, err);
    }
    if (rc == LX_OK)
        rc = copy_lines(w, template_id, m, err);
    rc = lx_end(w, rc, "meeting add", (const char *const[]){ m->no ? m->no : "", t ? t->name : "", NULL }, err);
    lx_rec_free(t);
    return rc;
}

enum lx_rc lx_template_apply(struct lx_work *w, lx_id template_id, lx_id meeting, struct lx_err *err)
{
    struct lx_template *t = NULL;
    struct lx_meeting *old = NULL, *m = NULL;
    enum lx_rc rc = lx_begin(w, err);
    if (rc != LX_OK)
        return rc;
    rc = lx_get(w, LX_TEMPLATE, template_id, &t, err);
    if (rc == LX_OK)
        rc = lx_get(w, LX_MEETING, meeting, &old, err);
    if (rc == LX_OK && old->template)
        rc = lx_fail(err, LX_EXISTS, N_("This meeting was made from a template already: %s"), "%s", old->no);
    if (rc == LX_OK) {
        m = lx_rec_copy(old);
        m->template = template_id;
        rc = lx_put_change(w, old, m, err);
    }
    if (rc == LX_OK)
        rc = copy_lines(w, template_id, m, err);
    rc = lx_end(w, rc, "template apply", (const char *const[]){ t ? t->name : "", old ? old->no : "", NULL }, err);
    lx_rec_free(t);
    lx_rec_free(old);
    lx_rec_free(m);
    return rc;
}

/* --- copying ---------------------------------------------------------------------------------------------------------------------- */

static enum lx_rc copy_agenda(struct lx_work *w, struct copying *c, const struct lx_standard *s, struct lx_err *err)
{
    struct lx_agenda *a = lx_rec_new(LX_AGENDA);
    int depth = s->depth > 0 && s->depth < DEPTH_MAX ? (int)s->depth : 0;
    a->meeting = c->m->rec.id;
    a->kind = s->agenda;
    lx_set_text(&a->title, s->title);
    a->presenter = s->unit;
    a->minutes = s->minutes;
    a->carry = CARRY_STANDING;
    a->parent = depth ? c->above[depth - 1] : 0;
    lx_set_text(&a->script, s->text);
    enum lx_rc rc = lx_agenda_add(w, a, err);
    for (int i = depth; i < DEPTH_MAX; i++)
        c->above[i] = a->rec.id;
    lx_rec_free(a);
    return rc;
}

/* The kind whose word stands in the title. */
static int sitting_kind(const char *title)
{
    const struct lx_words *kinds = lx_words_of("sitting_kind");
    for (int i = 0; i < kinds->n; i++)
        if (lx_text_has(title, kinds->at[i].zh) || lx_text_has(title, kinds->at[i].en))
            return i;
    return SITTING_OTHER;
}

static lx_day sitting_day(const struct lx_meeting *m, const struct lx_standard *s)
{
    return m->date.day == LX_NO_DAY ? LX_NO_DAY : m->date.day - (s->days == LX_NO_INT ? 0 : (lx_day)s->days);
}

static enum lx_rc copy_sitting(struct lx_work *w, struct copying *c, const struct lx_standard *s, struct lx_err *err)
{
    struct lx_sitting *p = lx_rec_new(LX_SITTING);
    p->meeting = c->m->rec.id;
    p->kind = sitting_kind(s->title ? s->title : "");
    lx_set_text(&p->title, s->title);
    p->date.day = sitting_day(c->m, s);
    if (s->text) {
        size_t len = strcspn(s->text, "-\n");
        struct lx_str from = LX_STR_EMPTY, to = LX_STR_EMPTY;
        lx_str_addn(&from, s->text, len);
        if (s->text[len] == '-')
            lx_str_addn(&to, s->text + len + 1, strcspn(s->text + len + 1, "\n"));
        lx_set_text(&p->time, lx_str_z(&from));
        lx_set_text(&p->until, lx_str_z(&to));
        lx_str_done(&from);
        lx_str_done(&to);
    }
    enum lx_rc rc = lx_sequence_add(w, "meeting", p, err);
    lx_rec_free(p);
    return rc;
}

static enum lx_rc copy_prep(struct lx_work *w, struct copying *c, const struct lx_standard *s, struct lx_err *err)
{
    struct lx_prep *p = lx_rec_new(LX_PREP);
    p->meeting = c->m->rec.id;
    lx_set_text(&p->title, s->title);
    p->days = s->kind == STANDARD_ROLE ? LX_NO_INT : s->days;
    p->working = s->working;
    p->unit = s->unit;
    lx_set_text(&p->note, s->text);
    enum lx_rc rc = lx_prep_add(w, p, err);
    lx_rec_free(p);
    return rc;
}

static enum lx_rc copy_paper(struct lx_work *w, struct copying *c, const struct lx_standard *s, struct lx_err *err)
{
    struct lx_material *p = lx_rec_new(LX_MATERIAL);
    p->meeting = c->m->rec.id;
    p->number = ++c->papers_n;
    p->edition = 1;
    lx_set_text(&p->title, s->title);
    p->unit = s->unit;
    p->due.day = lx_prep_day(w, c->m->date.day, s->days, s->working == LX_YES);
    lx_set_text(&p->note, s->text);
    enum lx_rc rc = lx_put_new(w, p, err);
    lx_rec_free(p);
    return rc;
}

static enum lx_rc copy_signoff(struct lx_work *w, struct copying *c, const struct lx_standard *s, struct lx_err *err)
{
    struct lx_signoff *p = lx_rec_new(LX_SIGNOFF);
    p->of = c->m->rec.id;
    p->position = ++c->signoffs_n;
    lx_set_text(&p->role, s->title);
    lx_set_text(&p->person, s->text);
    enum lx_rc rc = lx_put_new(w, p, err);
    lx_rec_free(p);
    return rc;
}

static enum lx_rc copy_role(struct lx_work *w, struct copying *c, const struct lx_standard *s, struct lx_err *err)
{
    const struct {
        const char *word;
        char **field;
    } roles[] = { { word_ROLE_CHAIR, &c->m->chair }, { word_ROLE_RECORDER, &c->m->secretary }, { word_ROLE_SIGNER, &c->m->signer } };
    for (size_t i = 0; i < sizeof roles / sizeof roles[0]; i++) {
        if (!s->text || !s->title || !lx_text_has(s->title, roles[i].word))
            continue;
        if (*roles[i].field)
            return LX_OK;
        struct lx_meeting *old = NULL;
        enum lx_rc rc = lx_get(w, LX_MEETING, c->m->rec.id, &old, err);
        lx_set_text(roles[i].field, s->text);
        if (rc == LX_OK)
            rc = lx_put_change(w, old, c->m, err);
        lx_rec_free(old);
        return rc;
    }
    return copy_prep(w, c, s, err);
}

/* The unit that the line has, else what its title names; the words may say as what. */
static enum lx_rc copy_call(struct lx_work *w, struct copying *c, const struct lx_standard *s, struct lx_err *err)
{
    int role = s->text ? lx_word_find(lx_words_of("attend_role"), s->text) : -1;
    return lx_roll_invite(w, c->m->rec.id, s->unit, s->title, role, err);
}

static enum lx_rc copy_lines(struct lx_work *w, lx_id template_id, struct lx_meeting *m, struct lx_err *err)
{
    static enum lx_rc (*const copy[])(struct lx_work *, struct copying *, const struct lx_standard *, struct lx_err *) = {
        [STANDARD_AGENDA] = copy_agenda, [STANDARD_SITTING] = copy_sitting, [STANDARD_PREP] = copy_prep,
        [STANDARD_PAPER] = copy_paper,   [STANDARD_ROLE] = copy_role,       [STANDARD_SIGNOFF] = copy_signoff,
        [STANDARD_CALL] = copy_call,
    };
    struct copying c = { .m = m };
    struct lx_rows lines = { 0 };
    enum lx_rc rc = lx_template_lines(w, template_id, &lines, err);
    for (size_t i = 0; rc == LX_OK && i < lines.n; i++) {
        const struct lx_standard *s = (const struct lx_standard *)(const void *)lines.at[i];
        rc = copy[s->kind](w, &c, s, err);
    }
    lx_rows_done(&lines);
    return rc;
}

/* --- the first day --------------------------------------------------------------------------------------------------------------- */

/* Rows are known again by their titles: nobody has dated them, so nobody has made them their own. */
static enum lx_rc date_rows(struct lx_work *w, enum lx_type type, const struct lx_meeting *m, const struct lx_standard *s, lx_day day, struct lx_err *err)
{
    struct lx_rows rows = { 0 };
    const struct lx_field *title = lx_field_named(type, "title"), *date = lx_field_named(type, type == LX_SITTING ? "date" : "due");
    enum lx_rc rc = lx_all(w, type, lx_cond_ref(type, "meeting", m->rec.id), NULL, true, &rows, err);
    for (size_t i = 0; rc == LX_OK && i < rows.n; i++) {
        const char *name = lx_f_text_of(rows.at[i], title);
        if (!name || !s->title || strcmp(name, s->title) != 0 || lx_f_date_of(rows.at[i], date)->day != LX_NO_DAY)
            continue;
        struct lx_rec *dated = lx_rec_copy(rows.at[i]);
        lx_f_date(dated, date)->day = day;
        rc = lx_put_change(w, rows.at[i], dated, err);
        lx_rec_free(dated);
    }
    lx_rows_done(&rows);
    return rc;
}

enum lx_rc lx_template_dates(struct lx_work *w, const struct lx_meeting *m, struct lx_err *err)
{
    struct lx_rows lines = { 0 };
    enum lx_rc rc = m->template ? lx_template_lines(w, m->template, &lines, err) : LX_OK;
    for (size_t i = 0; rc == LX_OK && i < lines.n; i++) {
        const struct lx_standard *s = (const struct lx_standard *)(const void *)lines.at[i];
        if (s->kind == STANDARD_SITTING)
            rc = date_rows(w, LX_SITTING, m, s, sitting_day(m, s), err);
        else if (s->kind == STANDARD_PAPER)
            rc = date_rows(w, LX_MATERIAL, m, s, lx_prep_day(w, m->date.day, s->days, s->working == LX_YES), err);
    }
    lx_rows_done(&lines);
    return rc;
}
