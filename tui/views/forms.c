/* The forms: which fields in which order, and which use case saves them. */
#include "tui/views/views.h"

#include "core/work/items.h"
#include "core/work/meetings.h"
#include "core/work/office.h"
#include "tui/app.h"
#include "tui/i18n.h"

#include <string.h>

/* --- items ------------------------------------------------------------------------------------------------------------- */

static const struct form_extra item_extras[] = { { "leads", N_("Lead units"), true }, { "with", N_("Cooperating units"), true }, { 0 } };
static const char *const item_fields[] = { "title", "leads", "with", "due", "text", "meeting", "plan", "start", "kind",
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

const struct form_kind form_item = {
    .name = "item", .type = LX_ITEM, .title_new = N_("New action item"), .title = N_("Edit"),
    .fields = item_fields, .extras = item_extras, .fill = item_fill, .save = item_save,
};

/* --- meetings ---------------------------------------------------------------------------------------------------------- */

static enum lx_rc meeting_save(struct form *f, const void *base, void *mine, struct lx_conflicts *conflicts, struct lx_err *err)
{
    struct lx_work *w = form_app(f)->work;
    return base ? lx_save(w, "meeting set", base, mine, conflicts, err) : lx_meeting_add(w, mine, 0, err);
}

/* A title may be left out: the series and its number make one. */
static const char *const meeting_fields[] = { "series", "title", "theme", "date", "time", "place", "host", "chair", "clerk",
                                              "attend", "note", NULL };

const struct form_kind form_meeting = {
    .name = "meeting", .type = LX_MEETING, .title_new = N_("New meeting"), .title = N_("Edit"), .fields = meeting_fields,
    .may_be_empty = "title", .save = meeting_save,
};

static enum lx_rc agenda_save(struct form *f, const void *base, void *mine, struct lx_conflicts *conflicts, struct lx_err *err)
{
    struct lx_work *w = form_app(f)->work;
    return base ? lx_save(w, "agenda set", base, mine, conflicts, err) : lx_agenda_add(w, mine, err);
}

static const char *const agenda_fields[] = { "title", "kind", "presenter", "speaker", "minutes", "item", "note", NULL };

const struct form_kind form_agenda = {
    .name = "agenda", .type = LX_AGENDA, .title_new = N_("New agenda item"), .title = N_("Edit"), .fields = agenda_fields,
    .save = agenda_save,
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
    app_say(a, note->hung ? _("The note is saved") : _("The note is saved; it hangs on nothing yet"));
}

static const char *const note_fields[] = { "text", "caller", "way", "day", "time", "hung", NULL };
const struct form_kind form_note = {
    .name = "note", .type = LX_NOTE, .title_new = N_("New note"), .title = N_("Edit"), .fields = note_fields,
    .save = note_save, .saved = note_saved,
};

/* Kind and government are read out of the name where nobody chose them; a name that is taken is refused. */
static enum lx_rc unit_save(struct form *f, const void *base, void *mine, struct lx_conflicts *conflicts, struct lx_err *err)
{
    struct lx_work *w = form_app(f)->work;
    struct lx_unit *unit = mine;
    if (base)
        return lx_save(w, "unit set", base, mine, conflicts, err);
    enum lx_rc rc = lx_begin(w, err);
    if (rc != LX_OK)
        return rc;
    struct lx_unit *added = NULL;
    bool chosen = !form_unchanged(f, "kind");
    rc = lx_unit_add(w, unit->name, chosen ? unit->kind : -1, unit->parent, &unit->rec.id, err);
    if (rc == LX_OK)
        rc = lx_get(w, LX_UNIT, unit->rec.id, &added, err);
    if (rc == LX_OK) {
        unit->kind = added->kind;
        unit->parent = added->parent;
        unit->rec.rev = added->rec.rev;
        rc = lx_save(w, "unit set", added, unit, NULL, err);
    }
    lx_rec_free(added);
    return lx_end(w, rc, "unit add", (const char *const[]){ unit->name, NULL }, err);
}

const struct form_kind form_unit = {
    .name = "unit", .type = LX_UNIT, .title_new = N_("New unit"), .title = N_("Edit"), .save = unit_save,
};

const struct form_kind form_person = {
    .name = "person", .type = LX_PERSON, .title_new = N_("New person or post"), .title = N_("Edit"),
    .command_add = "person add", .command_set = "person set",
};

const struct form_kind form_series = {
    .name = "series", .type = LX_SERIES, .title_new = N_("New series of meetings"), .title = N_("Edit"),
    .command_add = "series add", .command_set = "series set",
};

const struct form_kind form_holiday = {
    .name = "holiday", .type = LX_HOLIDAY, .title_new = N_("New day off or working day"), .title = N_("Edit"),
    .command_add = "holiday add", .command_set = "holiday set",
};

static enum lx_rc office_save(struct form *f, const void *base, void *mine, struct lx_conflicts *conflicts, struct lx_err *err)
{
    (void)conflicts;
    return lx_office_save(form_app(f)->work, base, mine, err);
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

const struct form_kind *const form_kinds[] = {
    &form_item, &form_meeting, &form_agenda, &form_note, &form_unit, &form_person, &form_series, &form_holiday,
    &form_office, &form_alias, &form_member, &form_plan, NULL,
};
