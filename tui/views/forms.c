/* The forms: which fields in which order, and which use case saves them. */
#include "tui/views/views.h"

#include "core/meeting/bodies.h"
#include "core/meeting/meetings.h"
#include "core/meeting/rotation.h"
#include "core/meeting/templates.h"
#include "core/meeting/topics.h"
#include "core/work/items.h"
#include "core/work/numbers.h"
#include "core/work/office.h"
#include "core/work/units.h"
#include "tui/app.h"
#include "tui/i18n.h"
#include "tui/views/meeting_acts.h"
#include "tui/views/office_views.h"

#include <stdlib.h>
#include <string.h>

/* --- items ------------------------------------------------------------------------------------------------------------- */

static const struct form_extra item_extras[] = { { "leads", N_("Lead units"), true }, { "with", N_("Cooperating units"), true }, { 0 } };
static const char *const item_fields[] = { "title", "leads", "with", "due", "text", "meeting", "plan", "section", "start", "kind",
                                           "importance", "stage", "rhythm", "progress", "contact", "clerk", "secrecy", NULL };

static void item_fill(struct form *f, const struct form_extra *x, struct lx_str *out)
{
    const struct lx_item *item = form_record(f);
    struct lx_work *w = form_app(f)->work;
    struct lx_duties duties = { 0 };
    if (item->rec.id && lx_item_duties(w, item, &duties, NULL) == LX_OK) {
        if (strcmp(x->name, "leads") == 0) {
            lx_duties_names(w, out, &duties, PART_LEAD);
        } else {
            lx_duties_names(w, out, &duties, PART_WITH);
            struct lx_str groups = LX_STR_EMPTY;
            lx_duties_names(w, &groups, &duties, PART_GROUP);
            if (groups.len)
                lx_str_addf(out, "%s%s", out->len ? "," : "", groups.s);
            lx_str_done(&groups);
        }
    }
    lx_duties_done(&duties);
}

static enum lx_rc item_save(struct form *f, const void *base, void *mine, struct lx_conflicts *conflicts, struct lx_err *err)
{
    struct lx_work *w = form_app(f)->work;
    struct lx_duties duties = { 0 };
    struct lx_item *item = mine;
    enum lx_rc rc = lx_begin(w, err);
    if (rc != LX_OK)
        return rc;
    rc = lx_duties_read(w, &duties, form_text(f, "leads"), PART_LEAD, err);
    if (rc == LX_OK)
        rc = lx_duties_read(w, &duties, form_text(f, "with"), PART_WITH, err);
    if (rc == LX_OK && !base)
        rc = lx_item_add(w, item, &duties, err);
    else if (rc == LX_OK && (rc = lx_save(w, "item set", base, mine, conflicts, err)) == LX_OK)
        rc = lx_item_assign_units(w, item->rec.id, &duties, err);
    lx_duties_done(&duties);
    return lx_end(w, rc, base ? "item set" : "item add", (const char *const[]){ item->no ? item->no : "", NULL }, err);
}

static void item_saved(struct app *a, const void *rec)
{
    const struct lx_item *item = rec;
    struct lx_ids ids = { 0 };
    struct lx_str name = LX_STR_EMPTY;
    lx_str_addf(&name, "%s %s", item->no, item->title);
    form_say_saved(a, lx_str_z(&name));
    lx_str_done(&name);
    lx_ids_add(&ids, item->rec.id);
    minutes_offer(a, &ids);
    lx_ids_done(&ids);
}

const struct form_kind form_item = {
    .name = "item", .type = LX_ITEM, .title_new = N_("New action item"), .title = N_("Edit"),
    .fields = item_fields, .extras = item_extras, .fill = item_fill, .save = item_save, .saved = item_saved,
};

/* --- meetings ---------------------------------------------------------------------------------------------------------- */

static const struct form_extra meeting_extras[] = { { "number", N_("Number"), false }, { 0 } };
/* A title may be left out: the series and its number make one. */
static const char *const meeting_fields[] = { "series", "number", "title", "theme", "date", "time", "place", "host", "chair", "clerk",
                                              "attend", "note", NULL };

static void meeting_fill(struct form *f, const struct form_extra *x, struct lx_str *out)
{
    const struct lx_meeting *m = form_record(f);
    (void)x;
    lx_str_add(out, m->no);
}

/* The regular day of the series, and the host whose turn it is then. */
static void propose_by_series(struct form *f, const struct lx_meeting *m)
{
    struct lx_work *w = form_app(f)->work;
    const struct lx_rota_of r = { .series = m->series, .what = ROTA_HOST };
    struct lx_series *s = NULL;
    struct lx_rota_next next = { 0 };
    struct lx_str day = LX_STR_EMPTY;
    lx_day regular = LX_NO_DAY;
    if (!m->series || lx_get(w, LX_SERIES, m->series, &s, NULL) != LX_OK)
        return;
    if (m->date.day == LX_NO_DAY && lx_series_next_day(w, s, &regular, NULL) == LX_OK && regular != LX_NO_DAY) {
        lx_day_format(&day, regular);
        form_propose(f, "date", lx_str_z(&day));
    }
    if (!m->host && lx_rota_next(w, &r, m->date.day != LX_NO_DAY ? m->date.day : regular, &next, NULL) == LX_OK && next.unit)
        form_propose(f, "host", lx_unit_by_id(w->units, next.unit)->name);
    lx_rota_next_done(&next);
    lx_str_done(&day);
    lx_rec_free(s);
}

/* The next number of the series that stands in the form, in the year of the date that stands there. */
static void meeting_left(struct form *f, const char *name)
{
    struct lx_work *w = form_app(f)->work;
    const struct lx_meeting *m = form_record(f);
    bool matters = !name || strcmp(name, "series") == 0 || strcmp(name, "date") == 0;
    if (m->rec.id || !matters || !app_may_write(form_app(f)))
        return;
    struct lx_meeting *probe = lx_rec_copy(m);
    struct lx_str no = LX_STR_EMPTY;
    bool read = lx_set_value(w, probe, lx_field_named(LX_MEETING, "series"), form_text(f, "series"), NULL, NULL) == LX_OK &&
                lx_set_value(w, probe, lx_field_named(LX_MEETING, "date"), form_text(f, "date"), NULL, NULL) == LX_OK;
    if (read && lx_meeting_next_no(w, probe, &no, NULL) == LX_OK)
        form_propose(f, "number", lx_str_z(&no));
    if (read)
        propose_by_series(f, probe);
    lx_str_done(&no);
    lx_rec_free(probe);
}

/* A number that was only proposed is given anew, so that two clerks never meet; one that was typed is asked for. */
static int64_t wanted_number(struct form *f)
{
    const char *typed = form_text(f, "number");
    size_t at = strlen(typed);
    if (form_unchanged(f, "number"))
        return 0;
    while (at > 0 && typed[at - 1] >= '0' && typed[at - 1] <= '9')
        at--;
    return strtoll(typed + at, NULL, 10);
}

static enum lx_rc meeting_save(struct form *f, const void *base, void *mine, struct lx_conflicts *conflicts, struct lx_err *err)
{
    struct lx_work *w = form_app(f)->work;
    if (base && !form_unchanged(f, "number"))
        return lx_fail(err, LX_STATE, N_("A number that was given does not change: %s"), "%s", ((const struct lx_meeting *)base)->no);
    if (base)
        return lx_save(w, "meeting set", base, mine, conflicts, err);
    lx_id from = ((const struct lx_meeting *)mine)->template;
    return from ? lx_meeting_add_from(w, mine, wanted_number(f), from, err) : lx_meeting_add(w, mine, wanted_number(f), err);
}

const struct form_kind form_meeting = {
    .name = "meeting", .type = LX_MEETING, .title_new = N_("New meeting"), .title = N_("Edit"), .fields = meeting_fields,
    .extras = meeting_extras, .fill = meeting_fill, .left = meeting_left, .may_be_empty = "title", .save = meeting_save,
    .lands = true,
};

/* Of the main series, which has no code; else of the first. */
static void add_blank(struct app *a)
{
    struct lx_rows series = { 0 };
    struct lx_meeting *m = lx_rec_new(LX_MEETING);
    if (lx_all(a->work, LX_SERIES, NULL, "rank", false, &series, NULL) != LX_OK)
        series.n = 0;
    for (size_t i = series.n; i > 0; i--)
        if (i == 1 ? !m->series : !((const struct lx_series *)(const void *)series.at[i - 1])->code)
            m->series = series.at[i - 1]->id;
    lx_rows_done(&series);
    (void)form_open(a, &form_meeting, 0, m);
}

static unsigned on_origin(struct view *v, int64_t template, void *ctx)
{
    (void)ctx;
    if (template)
        (void)template_use(v->app, template);
    else
        add_blank(v->app);
    return DID_DRAW;
}

/* From one of the templates, or blank: a again. */
unsigned meeting_add(struct view *v, enum lx_cmd cmd)
{
    struct lx_rows rows = { 0 };
    struct lx_err err = { 0 };
    struct menu_items items = { 0 };
    (void)cmd;
    if (!app_did(v->app, lx_all(v->app->work, LX_TEMPLATE, NULL, "series", false, &rows, &err), &err))
        return DONE;
    for (size_t i = 0; i < rows.n; i++) {
        const struct lx_template *t = (const struct lx_template *)(const void *)rows.at[i];
        struct lx_str label = LX_STR_EMPTY;
        lx_fill(&label, _("From the template %s"), t->name);
        menu_add(&items, lx_str_z(&label), app_name(v->app, LX_SERIES, t->series), t->rec.id)->key = i < 9 ? (char)('1' + i) : '\0';
        lx_str_done(&label);
    }
    lx_rows_done(&rows);
    if (!items.n) {
        add_blank(v->app);
        return DONE;
    }
    menu_add(&items, _("Blank"), _("of any series"), 0)->key = 'a';
    menu_open(v, &(struct menu){ .title = _("New meeting"), .items = items, .chosen = on_origin });
    return DID_DRAW;
}

static enum lx_rc agenda_save(struct form *f, const void *base, void *mine, struct lx_conflicts *conflicts, struct lx_err *err)
{
    struct lx_work *w = form_app(f)->work;
    return base ? lx_save(w, "agenda set", base, mine, conflicts, err) : lx_agenda_add(w, mine, err);
}

static const char *const agenda_fields[] = { "title", "kind", "presenter", "speaker", "minutes", "attend", "agreed", "secrecy",
                                             "item", "script", "note", NULL };

const struct form_kind form_agenda = {
    .name = "agenda", .type = LX_AGENDA, .title_new = N_("New agenda item"), .title = N_("Edit"), .fields = agenda_fields,
    .save = agenda_save,
};

static enum lx_rc topic_save(struct form *f, const void *base, void *mine, struct lx_conflicts *conflicts, struct lx_err *err)
{
    struct lx_work *w = form_app(f)->work;
    return base ? lx_save(w, "topic set", base, mine, conflicts, err) : lx_topic_add(w, mine, err);
}

/* The fields of 议题征集表 in its order. */
static const char *const topic_fields[] = { "title", "kind", "unit", "speaker", "attend", "series", "meeting", "minutes", "basis", "gist",
                                            "question", "consulted", "legality", "annexes", "secrecy", "handed", "of", NULL };

const struct form_kind form_topic = {
    .name = "topic", .type = LX_TOPIC, .title_new = N_("New topic"), .title = N_("Edit"), .fields = topic_fields, .save = topic_save,
};

/* --- what needs no rule of its own ------------------------------------------------------------------------------------- */

static enum lx_rc note_save(struct form *f, const void *base, void *mine, struct lx_conflicts *conflicts, struct lx_err *err)
{
    struct lx_work *w = form_app(f)->work;
    return base ? lx_save(w, "note set", base, mine, conflicts, err) : lx_note_add(w, mine, err);
}

static void note_saved(struct app *a, const void *rec)
{
    const struct lx_note *note = rec;
    app_sayf(a, "%s    u %s", note->hung ? _("The note is saved") : _("The note is saved; it hangs on nothing yet"), _("takes it back"));
}

static const char *const note_fields[] = { "text", "caller", "way", "hung", "day", "time", NULL };
const struct form_kind form_note = {
    .name = "note", .type = LX_NOTE, .title_new = N_("New note"), .title = N_("Edit"), .fields = note_fields,
    .save = note_save, .saved = note_saved,
};

static enum lx_rc hang_save(struct form *f, const void *base, void *mine, struct lx_conflicts *conflicts, struct lx_err *err)
{
    const struct lx_note *note = mine;
    (void)base, (void)conflicts;
    return lx_note_hang(form_app(f)->work, note->rec.id, note->hung, err);
}

static void hang_saved(struct app *a, const void *rec)
{
    const struct lx_note *note = rec;
    struct lx_str name = LX_STR_EMPTY;
    lx_show_id(a->work, &name, note->hung);
    app_sayf(a, "%s%s%s    u %s", LX_LABEL(_("The note hangs on:")), name.len ? name.s : _("nothing"), _("takes it back"));
    lx_str_done(&name);
}

static const char *const hang_fields[] = { "hung", NULL };
const struct form_kind form_hang = {
    .name = "hang", .type = LX_NOTE, .title_new = N_("Hang the note on"), .title = N_("Hang the note on"), .fields = hang_fields,
    .save = hang_save, .saved = hang_saved,
};

/* --- units ---------------------------------------------------------------------------------------------------------------- */

static const struct form_extra unit_extras[] = { { "aliases", N_("Other names"), false }, { 0 } };
static const char *const unit_fields[] = { "name", "brief", "aliases", "kind", "parent", "rank", "phone", "name_en", "since", "until", "note", NULL };

static void unit_fill(struct form *f, const struct form_extra *x, struct lx_str *out)
{
    const struct lx_units *u = form_app(f)->work->units;
    const struct lx_unit *unit = form_record(f);
    (void)x;
    for (size_t i = 0; i < u->aliases.n; i++) {
        const struct lx_alias *a = (const struct lx_alias *)(const void *)u->aliases.at[i];
        if (unit->rec.id && a->unit == unit->rec.id)
            lx_str_addf(out, "%s%s", out->len ? _(", ") : "", a->name);
    }
}

/* Once the name is there, its kind and government are proposed. */
static void unit_left(struct form *f, const char *name)
{
    const struct lx_unit *unit = form_record(f);
    const char *typed = form_text(f, "name");
    int kind;
    lx_id parent;
    if (unit->rec.id || !*typed || (name && strcmp(name, "name") != 0))
        return;
    lx_unit_guess(form_app(f)->work->units, typed, &kind, &parent);
    const struct lx_unit *above = lx_unit_by_id(form_app(f)->work->units, parent);
    form_propose(f, "kind", lx_words_of("unit_kind")->at[kind].word);
    form_propose(f, "parent", above ? above->name : "");
}

static bool in_list(const char *list, const char *name)
{
    struct lx_str one = LX_STR_EMPTY;
    bool found = false;
    for (size_t at = 0; !found && lx_name_next(list, &at, &one);)
        found = strcmp(lx_str_z(&one), name) == 0;
    lx_str_done(&one);
    return found;
}

/* What stands in the list and was no name before becomes one (a unit of that name is merged into this); what was taken out goes.
 * `but` is no less a name: what the unit was called until now. */
static enum lx_rc save_aliases(struct lx_work *w, lx_id unit, const char *list, const char *but, struct lx_err *err)
{
    struct lx_rows old = { 0 };
    struct lx_str one = LX_STR_EMPTY;
    enum lx_rc rc = lx_all(w, LX_ALIAS, lx_cond_ref(LX_ALIAS, "unit", unit), NULL, false, &old, err);
    for (size_t i = 0; rc == LX_OK && i < old.n; i++)
        if (!in_list(list, ((const struct lx_alias *)(const void *)old.at[i])->name) &&
            strcmp(but, ((const struct lx_alias *)(const void *)old.at[i])->name) != 0)
            rc = lx_delete(w, "alias delete", LX_ALIAS, old.at[i]->id, err);
    for (size_t at = 0; rc == LX_OK && lx_name_next(list, &at, &one);) {
        bool there = false;
        for (size_t i = 0; i < old.n; i++)
            there = there || strcmp(((const struct lx_alias *)(const void *)old.at[i])->name, lx_str_z(&one)) == 0;
        if (!there)
            rc = lx_unit_alias(w, unit, lx_str_z(&one), err);
    }
    lx_rows_done(&old);
    lx_str_done(&one);
    return rc;
}

static enum lx_rc add_unit(struct form *f, struct lx_unit *unit, struct lx_err *err)
{
    struct lx_work *w = form_app(f)->work;
    struct lx_unit *added = NULL;
    enum lx_rc rc = lx_unit_add(w, unit->name, unit->kind, unit->parent, &unit->rec.id, err);
    if (rc == LX_OK)
        rc = lx_get(w, LX_UNIT, unit->rec.id, &added, err);
    if (rc == LX_OK) {
        unit->rec.rev = added->rec.rev;
        rc = lx_save(w, "unit set", added, unit, NULL, err);
    }
    lx_rec_free(added);
    return rc;
}

/* A name that is taken is refused. */
static enum lx_rc unit_save(struct form *f, const void *base, void *mine, struct lx_conflicts *conflicts, struct lx_err *err)
{
    struct lx_work *w = form_app(f)->work;
    struct lx_unit *unit = mine;
    enum lx_rc rc = lx_begin(w, err);
    if (rc != LX_OK)
        return rc;
    rc = base ? lx_save(w, "unit set", base, mine, conflicts, err) : add_unit(f, unit, err);
    if (rc == LX_OK && !form_unchanged(f, "aliases"))
        rc = save_aliases(w, unit->rec.id, form_text(f, "aliases"), base ? ((const struct lx_unit *)base)->name : "", err);
    return lx_end(w, rc, base ? "unit set" : "unit add", (const char *const[]){ unit->name, NULL }, err);
}

const struct form_kind form_unit = {
    .name = "unit", .type = LX_UNIT, .title_new = N_("New unit"), .title = N_("Edit"), .fields = unit_fields, .extras = unit_extras,
    .fill = unit_fill, .left = unit_left, .save = unit_save,
};

const struct form_kind form_person = {
    .name = "person", .type = LX_PERSON, .title_new = N_("New person or post"), .title = N_("Edit"),
    .command_add = "person add", .command_set = "person set",
};

const struct form_kind form_series = {
    .name = "series", .type = LX_SERIES, .title_new = N_("New series of meetings"), .title = N_("Edit"),
    .command_add = "series add", .command_set = "series set",
};

static const struct form_extra holiday_extras[] = { { "through", N_("Through (last day)"), false }, { 0 } };
static const char *const holiday_fields[] = { "day", "through", "kind", "name", NULL };

/* One day; what stood there for this day before is changed. */
static enum lx_rc put_holiday(struct lx_work *w, const struct lx_holiday *like, lx_day day, lx_id *id, struct lx_err *err)
{
    struct lx_rows there = { 0 };
    struct lx_str iso = LX_STR_EMPTY;
    struct lx_holiday *one = lx_rec_copy(like);
    lx_date_done(&one->day);
    one->day = (struct lx_date){ .day = day };
    one->rec.id = 0;
    lx_date_format(&iso, &one->day);
    enum lx_rc rc = lx_all(w, LX_HOLIDAY, lx_cond_cmp(LX_HOLIDAY, "day", LX_OP_EQ, iso.s), NULL, true, &there, err);
    if (rc == LX_OK && there.n == 0) {
        rc = lx_add(w, "holiday add", one, err);
    } else if (rc == LX_OK) {
        one->rec = *there.at[0];
        rc = lx_put_change(w, there.at[0], one, err);
    }
    *id = one->rec.id;
    lx_rec_free(one);
    lx_rows_done(&there);
    lx_str_done(&iso);
    return rc;
}

/* A run of days is one record each: some of a holiday's days may be taken out again. */
static enum lx_rc holiday_save(struct form *f, const void *base, void *mine, struct lx_conflicts *conflicts, struct lx_err *err)
{
    enum { RUN_MAX = 31 };
    struct lx_work *w = form_app(f)->work;
    struct lx_holiday *h = mine;
    const char *through = form_text(f, "through");
    struct lx_date date = { .day = h->day.day };
    if (base)
        return lx_save(w, "holiday set", base, mine, conflicts, err);
    enum lx_rc rc = *through ? lx_date_read(&date, through, w->today, err) : LX_OK;
    lx_day last = date.day;
    lx_date_done(&date);
    if (rc == LX_OK && (last < h->day.day || last - h->day.day >= RUN_MAX))
        rc = lx_fail(err, LX_INVALID, N_("The last day lies before the first, or more than a month behind it: %s"), "%s", through);
    if (rc == LX_OK)
        rc = lx_begin(w, err);
    if (rc != LX_OK)
        return rc;
    struct lx_str name = LX_STR_EMPTY;
    lx_show_name(w, &name, h);
    for (lx_day day = h->day.day; rc == LX_OK && day <= last; day++)
        rc = put_holiday(w, h, day, &h->rec.id, err);
    rc = lx_end(w, rc, "holiday add", (const char *const[]){ lx_str_z(&name), NULL }, err);
    lx_str_done(&name);
    return rc;
}

const struct form_kind form_holiday = {
    .name = "holiday", .type = LX_HOLIDAY, .title_new = N_("New day off or working day"), .title = N_("Edit"),
    .fields = holiday_fields, .extras = holiday_extras, .save = holiday_save,
};

static enum lx_rc office_save(struct form *f, const void *base, void *mine, struct lx_conflicts *conflicts, struct lx_err *err)
{
    struct lx_work *w = form_app(f)->work;
    return base ? lx_save(w, "office set", base, mine, conflicts, err) : lx_office_save(w, form_record(f), mine, err);
}

const struct form_kind form_office = {
    .name = "office", .type = LX_OFFICE, .title_new = N_("The office"), .title = N_("Edit"), .save = office_save,
};

const struct form_kind form_alias = {
    .name = "alias", .type = LX_ALIAS, .title_new = N_("Another name of a unit"), .title = N_("Edit"),
    .command_add = "unit alias", .command_set = "unit alias",
};

const struct form_kind form_member = {
    .name = "member", .type = LX_MEMBER, .title_new = N_("New member"), .title = N_("Edit"),
    .command_add = "unit member", .command_set = "unit member",
};

static const char *const plan_fields[] = { "title", "issuer", "docno", "issued", "year_from", "year_to", NULL };
const struct form_kind form_plan = {
    .name = "plan", .type = LX_PLAN, .title_new = N_("New plan"), .title = N_("Edit"), .fields = plan_fields,
    .command_set = "plan set",
};

static const char *const section_fields[] = { "number", "title", NULL };
const struct form_kind form_section = {
    .name = "section", .type = LX_SECTION, .title_new = N_("New section"), .title = N_("Edit"), .fields = section_fields,
    .command_set = "section set",
};

const struct form_kind *const form_kinds[] = {
    &form_item,
    &form_meeting,
    &form_agenda,
    &form_note,
    &form_unit,
    &form_person,
    &form_series,
    &form_holiday,
    &form_office,
    &form_topic,
    &form_alias,
    &form_member,
    &form_plan,
    &form_section,
    &form_hang,
    &form_body,
    &form_quota,
    &form_template,
    &form_standard,
    &form_sitting,
    &form_prep,
    &form_notice,
    &form_reply,
    &form_rotation,
    &form_attendance,
    &form_decision,
    &form_document,
    &form_material,
    NULL,
};
