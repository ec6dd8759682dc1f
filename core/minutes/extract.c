/* Extracts of minutes, one a unit. */
#include "core/minutes/extract.h"

#include "core/doc/markdown.h"
#include "core/doc/minutes.h"
#include "core/doc/weave.h"
#include "core/doc/write.h"
#include "core/meeting/bodies.h"
#include "core/mem.h"
#include "core/paper/build.h"
#include "core/page/number.h"
#include "core/paper/words.h"
#include "core/text/text.h"
#include "core/work/items.h"
#include "core/work/numbers.h"
#include "core/work/units.h"

#include <stdlib.h>
#include <string.h>

/* Whom a paragraph or a part is for. */
struct circle {
    struct lx_ids units;
    bool all;
};

struct piece {
    const char *text;
    int level;   /* of a heading, else 0 */
    int part;    /* which of the parts; -1: general */
    bool task;
    struct circle whom; /* of a task line */
};

struct part {
    int parent; /* -1: none */
    bool children;
    struct circle whom;
};

struct cutting {
    struct lx_work *w;
    bool en;
    lx_id meeting;
    struct lx_str md; /* the whole paper */
    struct lx_doc *doc;
    struct lx_paras paras;
    struct piece *pieces;
    size_t pieces_n, pieces_room;
    struct part *parts;
    size_t parts_n, parts_room;
    struct lx_rows agenda;
    struct lx_ids members;
};

static enum lx_rc read_whole(struct cutting *c, struct lx_err *err);
static enum lx_rc cut(struct cutting *c, struct lx_err *err);
static void whom_all(struct cutting *c, struct lx_ids *units);
static enum lx_rc write_one(struct cutting *c, lx_id unit, bool *given, struct lx_extracts *out, struct lx_err *err);
static void cutting_done(struct cutting *c);

enum lx_rc lx_minutes_extracts(struct lx_work *w, lx_id meeting, lx_id unit, bool en, struct lx_extracts *out, struct lx_err *err)
{
    struct cutting c = { .w = w, .meeting = meeting, .en = en };
    struct lx_ids units = { 0 };
    *out = (struct lx_extracts){ 0 };
    enum lx_rc rc = read_whole(&c, err);
    if (rc == LX_OK)
        rc = cut(&c, err);
    bool *given = lx_grow(NULL, c.pieces_n + 1, sizeof *given);
    memset(given, 0, (c.pieces_n + 1) * sizeof *given);
    if (rc == LX_OK && unit)
        lx_ids_add(&units, unit);
    else if (rc == LX_OK)
        whom_all(&c, &units);
    if (rc == LX_OK && !units.n)
        rc = lx_fail(err, LX_NOTFOUND, N_("These minutes name no unit and the meeting has no members; name a unit"), "%s", "");
    for (size_t i = 0; rc == LX_OK && i < units.n; i++)
        rc = write_one(&c, units.at[i], given, out, err);
    for (size_t i = 0; rc == LX_OK && !unit && i < c.pieces_n; i++)
        if (!given[i])
            rc = lx_fail(err, LX_CORRUPT, N_("This paragraph would stand in no extract: %s"), "%.200s", c.pieces[i].text);
    if (rc != LX_OK)
        lx_extracts_done(out);
    free(given);
    lx_ids_done(&units);
    cutting_done(&c);
    return rc;
}

void lx_extracts_done(struct lx_extracts *e)
{
    for (size_t i = 0; i < e->n; i++)
        lx_str_done(&e->at[i].md);
    free(e->at);
    *e = (struct lx_extracts){ 0 };
}

static void cutting_done(struct cutting *c)
{
    for (size_t i = 0; i < c->pieces_n; i++)
        lx_ids_done(&c->pieces[i].whom.units);
    for (size_t i = 0; i < c->parts_n; i++)
        lx_ids_done(&c->parts[i].whom.units);
    free(c->pieces);
    free(c->parts);
    lx_paras_done(&c->paras);
    lx_rows_done(&c->agenda);
    lx_ids_done(&c->members);
    lx_doc_free(c->doc);
    lx_str_done(&c->md);
}

static enum lx_rc read_whole(struct cutting *c, struct lx_err *err)
{
    struct lx_meeting *m = NULL;
    enum lx_rc rc = lx_paper_build(c->w, lx_paper_get(LX_PAPER_MINUTES), c->meeting, NULL, c->en, &c->md, err);
    if (rc == LX_OK)
        rc = lx_markdown_read(&c->doc, lx_str_z(&c->md), c->md.len, err);
    const char *lang = rc == LX_OK ? lx_doc_get(c->doc, "lang") : NULL;
    if (lang) /* what was issued in Chinese is extracted in Chinese */
        c->en = strcmp(lang, "en") == 0;
    if (rc == LX_OK)
        rc = lx_get(c->w, LX_MEETING, c->meeting, &m, err);
    if (rc == LX_OK)
        rc = lx_all(c->w, LX_AGENDA, lx_cond_ref(LX_AGENDA, "meeting", c->meeting), "position", false, &c->agenda, err);
    if (rc == LX_OK)
        rc = lx_meeting_units(c->w, m, &c->members, err);
    lx_paras_split(&c->paras, lx_str_z(&c->md));
    lx_rec_free(m);
    return rc;
}

/* --- whom it is for ------------------------------------------------------------------------------------------------------------ */

static void add_unit(struct circle *to, const struct cutting *c, lx_id id)
{
    const struct lx_unit *u = id ? lx_unit_by_id(c->w->units, id) : NULL;
    if (u && u->kind == UNIT_GROUP)
        to->all = true; /* 各市发展改革委: everybody is meant */
    else if (u && !lx_ids_has(&to->units, id))
        lx_ids_add(&to->units, id);
}

/* Units whose full name stands in the text. */
static void add_named(struct circle *to, const struct cutting *c, const char *text)
{
    const struct lx_rows *units = &c->w->units->units;
    for (size_t i = 0; i < units->n; i++) {
        const struct lx_unit *u = (struct lx_unit *)units->at[i];
        if (u->name && strstr(text, u->name))
            add_unit(to, c, u->rec.id);
    }
}

static void add_listed(struct circle *to, const struct cutting *c, const char *names)
{
    struct lx_str name = LX_STR_EMPTY;
    size_t at = 0;
    while (names && lx_name_next(names, &at, &name)) {
        lx_id id = 0;
        if (lx_unit_find(c->w->units, lx_str_z(&name), &id, NULL) == LX_OK)
            add_unit(to, c, id);
    }
    lx_str_done(&name);
}

static enum lx_rc add_doers(struct circle *to, const struct cutting *c, const char *text, struct lx_err *err)
{
    struct lx_action_lines lines;
    struct lx_item *item = NULL;
    struct lx_duties duties = { 0 };
    lx_id id = 0;
    enum lx_rc rc = LX_OK;
    lx_actions_find(&lines, text, strlen(text));
    const char *no = lines.n ? lines.at[0].no : NULL;
    if (no)
        rc = lx_find(c->w, LX_ITEM, no, &id, err);
    if (rc == LX_NOTFOUND || rc == LX_AMBIGUOUS) /* a number that nobody gave */
        rc = LX_OK;
    else if (rc == LX_OK && id)
        rc = lx_get(c->w, LX_ITEM, id, &item, err);
    if (rc == LX_OK && item)
        rc = lx_item_duties(c->w, item, &duties, err);
    for (size_t i = 0; rc == LX_OK && i < duties.n; i++)
        add_unit(to, c, duties.at[i].unit);
    lx_duties_done(&duties);
    lx_rec_free(item);
    lx_actions_done(&lines);
    return rc;
}

static void join(struct circle *to, const struct circle *from)
{
    to->all = to->all || from->all;
    for (size_t i = 0; i < from->units.n; i++)
        if (!lx_ids_has(&to->units, from->units.at[i]))
            lx_ids_add(&to->units, from->units.at[i]);
}

static bool is_empty(const struct circle *w) { return !w->all && !w->units.n; }

/* --- parts ----------------------------------------------------------------------------------------------------------------------- */

static int heading_level(const char *text)
{
    size_t marks = strspn(text, "#");
    return marks && marks <= 6 && (text[marks] == ' ' || !text[marks]) ? (int)marks : 0;
}

static bool is_task(const char *text)
{
    struct lx_action_lines lines;
    lx_actions_find(&lines, text, strlen(text));
    bool task = lines.n > 0;
    lx_actions_done(&lines);
    return task;
}

/* 出席：, 上次会议纪要：, 更正（2024年7月3日）：… after the last part: for all. */
static bool is_general(const struct cutting *c, const char *text)
{
    const char *wide = strstr(text, "\xEF\xBC\x9A"), *plain = strchr(text, ':'), *colon = !wide || (plain && plain < wide) ? plain : wide;
    const char *corrected = lx_paper_word(LX_PW_CORRECTED, c->en), *hole = strchr(corrected, '%');
    return (colon && lx_paper_is_label(text, (size_t)(colon - text))) || strncmp(text, corrected, (size_t)(hole - corrected)) == 0;
}

/* The agenda row that a heading is about. */
static void add_row_units(struct circle *to, const struct cutting *c, const char *heading)
{
    const char *words = heading + strspn(heading, "# ");
    words += lx_number_typed(words, strlen(words));
    for (size_t i = 0; i < c->agenda.n; i++) {
        const struct lx_agenda *a = (struct lx_agenda *)c->agenda.at[i];
        if (!a->title || !lx_text_same(a->title, words))
            continue;
        add_unit(to, c, a->presenter);
        add_unit(to, c, a->outcome_unit);
        add_listed(to, c, a->attend);
    }
}

static int begin_part(struct cutting *c, int *open, int level, const char *heading)
{
    int parent = -1;
    for (int l = 1; l < level; l++)
        parent = open[l] >= 0 ? open[l] : parent;
    for (int l = level; l <= 6; l++)
        open[l] = -1;
    open[level] = (int)c->parts_n;
    if (parent >= 0)
        c->parts[parent].children = true;
    LX_PUSH(c->parts, c->parts_n, c->parts_room) = (struct part){ .parent = parent };
    add_row_units(&c->parts[c->parts_n - 1].whom, c, heading);
    return open[level];
}

static enum lx_rc cut(struct cutting *c, struct lx_err *err)
{
    int open[7] = { -1, -1, -1, -1, -1, -1, -1 }, part = -1;
    bool tail = false;
    enum lx_rc rc = LX_OK;
    for (size_t i = 0; rc == LX_OK && i < c->paras.n; i++) {
        const char *text = c->paras.at[i].text;
        if (i == 0 && strncmp(text, "---\n", 4) == 0)
            continue;
        struct piece p = { .text = text, .level = heading_level(text), .task = is_task(text) };
        tail = !p.level && (tail || is_general(c, text));
        if (p.level)
            part = begin_part(c, open, p.level, text);
        p.part = tail ? -1 : part;
        if (p.part >= 0 || p.task)
            add_named(&p.whom, c, text);
        if (p.task)
            rc = add_doers(&p.whom, c, text, err);
        if (p.part >= 0)
            join(&c->parts[p.part].whom, &p.whom);
        LX_PUSH(c->pieces, c->pieces_n, c->pieces_room) = p;
    }
    return rc;
}

static void whom_all(struct cutting *c, struct lx_ids *units)
{
    struct circle all = { 0 };
    for (size_t i = 0; i < c->members.n; i++)
        add_unit(&all, c, c->members.at[i]);
    for (size_t i = 0; i < c->parts_n; i++)
        join(&all, &c->parts[i].whom);
    for (size_t i = 0; i < c->pieces_n; i++)
        join(&all, &c->pieces[i].whom);
    *units = all.units;
}

/* --- one extract -------------------------------------------------------------------------------------------------------------------- */

static bool concerns(const struct circle *whom, const struct lx_ids *unit_and_below)
{
    for (size_t i = 0; i < whom->units.n; i++)
        if (lx_ids_has(unit_and_below, whom->units.at[i]))
            return true;
    return whom->all;
}

/* A part that names nobody is for all, unless it only holds other parts. */
static bool wants_part(const struct cutting *c, int part, const struct lx_ids *mine)
{
    const struct part *p = &c->parts[part];
    bool nobody = is_empty(&p->whom) && !p->children;
    bool wanted = nobody || concerns(&p->whom, mine);
    for (size_t i = (size_t)part + 1; i < c->parts_n && !wanted; i++)
        wanted = c->parts[i].parent == part && wants_part(c, (int)i, mine);
    return wanted;
}

/* The words between two headings of which only the lower parts name units go with any of them; an action line goes to its doers,
 * wherever it stands. */
static bool wants(const struct cutting *c, const struct piece *p, const struct lx_ids *mine)
{
    if (p->part >= 0 && !wants_part(c, p->part, mine))
        return false;
    return !p->task || is_empty(&p->whom) || concerns(&p->whom, mine);
}

static void add_key(struct lx_str *md, const struct cutting *c, const char *key) { lx_md_key(md, key, lx_doc_get(c->doc, key)); }

static void add_front(struct lx_str *md, const struct cutting *c, const char *unit)
{
    const char *title = lx_doc_get(c->doc, "title");
    struct lx_str s = LX_STR_EMPTY;
    lx_str_add(md, "---\n");
    add_key(md, c, "kind");
    add_key(md, c, "lang");
    lx_paper_say(&s, LX_PW_EXTRACT_TITLE, c->en, title ? title : "");
    lx_md_key(md, "title", s.s);
    lx_str_clear(&s);
    lx_paper_say(&s, LX_PW_EXTRACT_FOR, c->en, unit);
    lx_md_key(md, "subtitle", s.s);
    add_key(md, c, "number");
    add_key(md, c, "issuer");
    add_key(md, c, "date");
    add_key(md, c, "version");
    add_key(md, c, "printer");
    add_key(md, c, "printed");
    lx_str_add(md, "---\n\n");
    lx_str_done(&s);
}

static void add_note(struct lx_str *md, const struct cutting *c)
{
    struct lx_str whole = LX_STR_EMPTY, note = LX_STR_EMPTY;
    const char *title = lx_doc_get(c->doc, "title"), *number = lx_doc_get(c->doc, "number");
    lx_str_addf(&whole, "%s%s%s", title ? title : "", c->en && number ? " " : "", number ? number : "");
    lx_paper_say(&note, LX_PW_EXTRACT_NOTE, c->en, lx_str_z(&whole));
    lx_md_text(md, note.s);
    lx_str_addc(md, '\n');
    lx_str_done(&whole);
    lx_str_done(&note);
}

static enum lx_rc write_one(struct cutting *c, lx_id unit, bool *given, struct lx_extracts *out, struct lx_err *err)
{
    const struct lx_unit *u = lx_unit_by_id(c->w->units, unit);
    struct lx_ids mine = { 0 };
    struct lx_str md = LX_STR_EMPTY;
    bool member = lx_ids_has(&c->members, unit), named = false;
    lx_unit_below(c->w->units, unit, &mine);
    for (size_t i = 0; i < c->parts_n && !named; i++)
        named = concerns(&c->parts[i].whom, &mine);
    for (size_t i = 0; i < c->pieces_n && !named; i++)
        named = concerns(&c->pieces[i].whom, &mine);
    if (!u || (!member && !named)) {
        lx_ids_done(&mine);
        return lx_fail(err, LX_NOTFOUND, N_("Nothing in these minutes is for %s"), "%s", u && u->name ? u->name : "");
    }
    add_front(&md, c, u->name ? u->name : "");
    for (size_t i = 0; i < c->pieces_n; i++)
        if (wants(c, &c->pieces[i], &mine)) {
            lx_str_addf(&md, "%s\n\n", c->pieces[i].text);
            given[i] = true;
        }
    add_note(&md, c);
    LX_PUSH(out->at, out->n, out->room) = (struct lx_extract){ unit, md };
    lx_ids_done(&mine);
    return LX_OK;
}
