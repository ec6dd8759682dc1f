/* What saving minutes proposes, and taking it. */
#include "core/minutes/minutes.h"

#include "core/doc/minutes.h"
#include "core/mem.h"
#include "core/minutes/lock.h"
#include "core/plan/resp.h"
#include "core/text/text.h"
#include "core/work/check.h"
#include "core/work/numbers.h"
#include "core/work/units.h"

#include <stdlib.h>
#include <string.h>

#define W(name, word) static const char word_##name[] __attribute__((unused)) = word;
#include "core/work/words.def"
#undef W

void lx_proposals_done(struct lx_proposals *p)
{
    for (size_t i = 0; i < p->n; i++) {
        lx_rec_free(p->at[i].item);
        lx_rec_free(p->at[i].seen);
        lx_duties_done(&p->at[i].duties);
        lx_duties_done(&p->at[i].had);
        free(p->at[i].sentence);
        free(p->at[i].changes);
    }
    free(p->at);
    *p = (struct lx_proposals){ 0 };
}

/* --- proposing --------------------------------------------------------------------------------------------------------- */

struct reading {
    struct lx_work *w;
    const struct lx_meeting *meeting;
    const char *text;
    struct lx_proposals *out;
    struct lx_err *err;
};

static enum lx_rc propose_line(struct reading *r, const struct lx_action_lines *lines, size_t i);
static enum lx_rc propose_drops(struct reading *r, const struct lx_action_lines *lines);

enum lx_rc lx_minutes_propose(struct lx_work *w, lx_id meeting, const char *text, struct lx_proposals *out, struct lx_err *err)
{
    struct lx_meeting *m;
    enum lx_rc rc = lx_get(w, LX_MEETING, meeting, &m, err);
    if (rc != LX_OK)
        return rc;
    struct reading r = { w, m, text, out, err };
    struct lx_action_lines lines;
    rc = lx_minutes_open(m, err);
    lx_actions_find(&lines, text, strlen(text));
    for (size_t i = 0; rc == LX_OK && i < lines.n; i++)
        rc = propose_line(&r, &lines, i);
    if (rc == LX_OK)
        rc = propose_drops(&r, &lines);
    lx_actions_done(&lines);
    lx_rec_free(m);
    return rc;
}

static char *sentence_of(const struct reading *r, const struct lx_action_line *a)
{
    return lx_strndup(r->text + a->text_from, a->text_to - a->text_from);
}

static void ask(struct reading *r, const struct lx_action_line *a, const struct lx_err *why)
{
    LX_PUSH(r->out->at, r->out->n, r->out->room) =
        (struct lx_proposal){ .kind = LX_PROPOSE_ASK, .line = a->line_from, .sentence = sentence_of(r, a), .why = *why };
}

static int meeting_year(const struct reading *r)
{
    int year;
    lx_day_split(r->meeting->date.day == LX_NO_DAY ? r->w->today : r->meeting->date.day, &year, NULL, NULL);
    return year;
}

static enum lx_rc add_units(struct lx_work *w, struct lx_duties *d, const struct lx_unit_names *names, int role, struct lx_err *err)
{
    enum lx_rc rc = LX_OK;
    for (size_t i = 0; rc == LX_OK && i < names->n; i++) {
        lx_id id = 0;
        if ((rc = lx_unit_find(w->units, names->at[i].name, &id, err)) == LX_OK)
            LX_PUSH(d->at, d->n, d->room) = (struct lx_duty){ id, names->at[i].group && role == PART_WITH ? PART_GROUP : role };
    }
    return rc;
}

/* What the line says, put over `item` (new or a copy of the stored one). */
static enum lx_rc read_line(const struct reading *r, const struct lx_action_line *a, struct lx_item *item, struct lx_duties *duties,
                            struct lx_err *err)
{
    struct lx_resp resp;
    const char *words = a->bracket ? a->bracket : a->text; /* without a bracket the sentence itself may say who and when */
    lx_resp_read(&resp, words, strlen(words), LX_RESP_LINE, meeting_year(r));
    lx_resp_settle(&resp);
    enum lx_rc rc = add_units(r->w, duties, &resp.lead, PART_LEAD, err);
    if (rc == LX_OK)
        rc = add_units(r->w, duties, &resp.coop, PART_WITH, err);
    if (rc == LX_NOTFOUND && !a->bracket) { /* prose that names nobody we know is no mistake */
        lx_duties_done(duties);
        rc = LX_OK;
    }
    struct lx_str title = LX_STR_EMPTY;
    lx_str_add(&title, a->text);
    size_t stop_len = strlen(word_STOP);
    while (title.len >= stop_len && strcmp(title.s + title.len - stop_len, word_STOP) == 0)
        lx_str_cut(&title, title.len - stop_len);
    if (rc == LX_OK) {
        lx_set_text(&item->title, lx_str_z(&title));
        if (resp.due.day != LX_NO_DAY || resp.due.words) {
            lx_date_done(&item->due);
            lx_date_copy(&item->due, &resp.due);
        }
        item->lead = duties->n ? duties->at[0].unit : item->lead;
    }
    lx_str_done(&title);
    lx_resp_done(&resp);
    return rc;
}

static void propose_add(struct reading *r, const struct lx_action_line *a)
{
    struct lx_proposal p = { .kind = LX_PROPOSE_ADD, .line = a->line_from, .take = true, .item = lx_rec_new(LX_ITEM) };
    struct lx_err why = { 0 };
    p.item->meeting = r->meeting->rec.id;
    if (read_line(r, a, p.item, &p.duties, &why) != LX_OK || !p.item->title) {
        if (!p.item->title && !why.msgid)
            lx_fail(&why, LX_INVALID, N_("This action line says nothing: line %s"), "%d", a->line_from);
        ask(r, a, &why);
        lx_rec_free(p.item);
        lx_duties_done(&p.duties);
        return;
    }
    p.sentence = sentence_of(r, a);
    p.item->line_from = a->line_from;
    p.item->line_to = a->line_to;
    lx_set_text(&p.item->source, p.sentence);
    lx_set_text(&p.item->file, r->meeting->no);
    int64_t days = r->w->office->due_days;
    if (p.item->due.day == LX_NO_DAY && !p.item->due.words && days > 0) {
        struct lx_calendar calendar = lx_calendar_of(r->w);
        lx_day from = r->meeting->date.day == LX_NO_DAY ? r->w->today : r->meeting->date.day;
        p.item->due.day = lx_add_working(&calendar, from, (int)days);
    }
    LX_PUSH(r->out->at, r->out->n, r->out->room) = p;
}

static bool same_units(const struct lx_duties *a, const struct lx_duties *b)
{
    if (a->n != b->n)
        return false;
    for (size_t i = 0; i < a->n; i++)
        if (a->at[i].unit != b->at[i].unit || (a->at[i].role == PART_LEAD) != (b->at[i].role == PART_LEAD))
            return false;
    return true;
}

/* A line as it was read before, for what it says now. */
struct said {
    struct lx_item *item;
    struct lx_duties duties;
    bool checked;
};

static void said_done(struct said *s)
{
    lx_rec_free(s->item);
    lx_duties_done(&s->duties);
}

/* What the stored text says in the line of this number; false: it has no such line, or one that cannot be read. */
static bool stored_line(const struct reading *r, const char *no, const struct lx_item *item, struct said *out)
{
    struct lx_action_lines lines;
    bool found = false;
    *out = (struct said){ .item = lx_rec_copy(item) };
    const char *stored = r->meeting->minutes ? r->meeting->minutes : "";
    lx_actions_find(&lines, stored, strlen(stored));
    for (size_t i = 0; i < lines.n && !found; i++)
        if (lines.at[i].no && strcmp(lines.at[i].no, no) == 0) {
            found = read_line(r, &lines.at[i], out->item, &out->duties, NULL) == LX_OK;
            out->checked = lines.at[i].checked;
        }
    lx_actions_done(&lines);
    return found;
}

static bool same_title(const struct lx_item *a, const struct lx_item *b)
{
    return strcmp(a->title ? a->title : "", b->title ? b->title : "") == 0;
}

/* Names of the fields in which the line says something that neither the item nor, where there is one, the line before says;
 * what the line does not change stays as the item has it. */
static void changed_fields(struct lx_item *item, const struct said *now, const struct lx_item *old, const struct lx_duties *have,
                           const struct said *before, struct lx_str *changes)
{
    const struct lx_field *due = lx_field_named(LX_ITEM, "due");
    if (!same_title(now->item, old) && !(before && same_title(now->item, before->item))) {
        lx_set_text(&item->title, now->item->title);
        lx_str_add(changes, "title ");
    }
    if (!lx_f_same(now->item, old, due) && !(before && lx_f_same(now->item, before->item, due))) {
        lx_f_copy(item, now->item, due);
        lx_str_add(changes, "due ");
    }
    if (now->duties.n && !same_units(&now->duties, have) && !(before && same_units(&now->duties, &before->duties))) {
        item->lead = now->item->lead;
        lx_str_add(changes, "lead ");
    }
    if (now->checked && lx_item_is_open(old->state) && !(before && before->checked))
        lx_str_add(changes, "close ");
}

static enum lx_rc propose_change(struct reading *r, const struct lx_action_line *a, lx_id id)
{
    struct lx_item *old;
    enum lx_rc rc = lx_get(r->w, LX_ITEM, id, &old, r->err);
    if (rc != LX_OK)
        return rc;
    struct lx_proposal p = { .kind = LX_PROPOSE_CHANGE, .line = a->line_from, .take = true, .item = lx_rec_copy(old) };
    struct lx_duties have = { 0 };
    struct said now = { .item = lx_rec_copy(old), .checked = a->checked }, before;
    struct lx_err why = { 0 };
    struct lx_str changes = LX_STR_EMPTY;
    bool was_there = stored_line(r, a->no, old, &before);
    rc = lx_item_duties(r->w, old, &have, r->err);
    if (rc == LX_OK && read_line(r, a, now.item, &now.duties, &why) != LX_OK)
        ask(r, a, &why);
    else if (rc == LX_OK)
        changed_fields(p.item, &now, old, &have, was_there ? &before : NULL, &changes);
    if (changes.len) {
        lx_str_cut(&changes, changes.len - 1);
        p.changes = lx_str_take(&changes);
        p.sentence = sentence_of(r, a);
        p.duties = now.duties;
        p.had = have;
        p.seen = old;
        now.duties = have = (struct lx_duties){ 0 };
        old = NULL;
        lx_set_text(&p.item->source, p.sentence);
        p.item->line_from = a->line_from;
        p.item->line_to = a->line_to;
        LX_PUSH(r->out->at, r->out->n, r->out->room) = p;
    } else {
        lx_rec_free(p.item);
    }
    lx_str_done(&changes);
    said_done(&now);
    said_done(&before);
    lx_duties_done(&have);
    lx_rec_free(old);
    return rc;
}

static bool number_twice(const struct lx_action_lines *lines, size_t i)
{
    for (size_t k = 0; k < lines->n; k++)
        if (k != i && lines->at[k].no && strcmp(lines->at[k].no, lines->at[i].no) == 0)
            return true;
    return false;
}

static enum lx_rc propose_line(struct reading *r, const struct lx_action_lines *lines, size_t i)
{
    const struct lx_action_line *a = &lines->at[i];
    struct lx_err why = { 0 };
    lx_id id;
    if (!a->no) {
        propose_add(r, a);
        return LX_OK;
    }
    enum lx_rc rc = lx_find(r->w, LX_ITEM, a->no, &id, &why);
    if (a->no_n > 1 || number_twice(lines, i))
        lx_fail(&why, LX_INVALID, N_("The number %s stands in more than one action line"), "%s", a->no);
    else if (rc == LX_OK)
        return propose_change(r, a, id);
    ask(r, a, &why);
    return LX_OK;
}

/* Items whose number stood in the text that is stored now and stands in the new one no more. */
static enum lx_rc propose_drops(struct reading *r, const struct lx_action_lines *lines)
{
    struct lx_action_lines before;
    const char *stored = r->meeting->minutes ? r->meeting->minutes : "";
    enum lx_rc rc = LX_OK;
    lx_actions_find(&before, stored, strlen(stored));
    for (size_t i = 0; rc == LX_OK && i < before.n; i++) {
        bool kept = !before.at[i].no;
        for (size_t k = 0; k < lines->n && !kept; k++)
            kept = lines->at[k].no && strcmp(lines->at[k].no, before.at[i].no) == 0;
        lx_id id;
        struct lx_item *item;
        if (kept || lx_find(r->w, LX_ITEM, before.at[i].no, &id, NULL) != LX_OK)
            continue;
        if ((rc = lx_get(r->w, LX_ITEM, id, &item, r->err)) == LX_OK) {
            if (lx_item_is_open(item->state))
                LX_PUSH(r->out->at, r->out->n, r->out->room) = (struct lx_proposal){
                    .kind = LX_PROPOSE_DROP, .item = item, .sentence = lx_strndup(stored + before.at[i].text_from, before.at[i].text_to - before.at[i].text_from)
                };
            else
                lx_rec_free(item);
        }
    }
    lx_actions_done(&before);
    return rc;
}

/* --- taking ---------------------------------------------------------------------------------------------------------------- */

static bool has_word(const char *words, const char *word)
{
    size_t len = strlen(word);
    for (const char *p = words; (p = strstr(p, word)) != NULL; p += len)
        if ((p == words || p[-1] == ' ') && (p[len] == ' ' || !p[len]))
            return true;
    return false;
}

/* The field that somebody has changed since the proposal was reckoned, otherwise than the line says; NULL: none. */
static const char *changed_meanwhile(const struct lx_proposal *p, const struct lx_item *now, const struct lx_duties *have)
{
    static const char *const fields[] = { "title", "due" };
    if (p->kind == LX_PROPOSE_DROP)
        return now->rec.rev != p->item->rec.rev ? "state" : NULL;
    for (size_t i = 0; i < 2; i++) {
        const struct lx_field *f = lx_field_named(LX_ITEM, fields[i]);
        if (has_word(p->changes, fields[i]) && !lx_f_same(now, p->seen, f) && !lx_f_same(now, p->item, f))
            return fields[i];
    }
    if (has_word(p->changes, "lead") && !same_units(have, &p->had) && !same_units(have, &p->duties))
        return "lead";
    return has_word(p->changes, "close") && now->state != p->seen->state ? "state" : NULL;
}

/* Is what was shown to the clerk, and what he decided on, still so? */
static enum lx_rc still_so(struct lx_work *w, const struct lx_proposal *p, struct lx_err *err)
{
    struct lx_item *now = NULL;
    struct lx_duties have = { 0 };
    enum lx_rc rc = lx_get(w, LX_ITEM, p->item->rec.id, &now, err);
    if (rc == LX_OK)
        rc = lx_item_duties(w, now, &have, err);
    const char *field = rc == LX_OK ? changed_meanwhile(p, now, &have) : rc == LX_NOTFOUND ? "no" : NULL;
    if (field)
        rc = lx_fail(err, LX_STALE, N_("Somebody else has changed this item meanwhile; nothing is stored. Look at what follows once more: %s"),
                     "%s " LX_NAMED("item.%s"), p->item->no, field);
    lx_duties_done(&have);
    lx_rec_free(now);
    return rc;
}

static enum lx_rc take_change(struct lx_work *w, struct lx_proposal *p, struct lx_err *err)
{
    struct lx_item *old = NULL;
    lx_id id = p->item->rec.id;
    enum lx_rc rc = LX_OK;
    if (has_word(p->changes, "lead"))
        rc = lx_item_assign_units(w, id, &p->duties, err);
    if (rc == LX_OK)
        rc = lx_get(w, LX_ITEM, id, &old, err);
    if (rc == LX_OK) {
        struct lx_item *item = lx_rec_copy(old); /* as it is now: others may have changed what the line does not */
        if (has_word(p->changes, "title"))
            lx_set_text(&item->title, p->item->title);
        if (has_word(p->changes, "due"))
            lx_f_copy(item, p->item, lx_field_named(LX_ITEM, "due"));
        lx_set_text(&item->source, p->item->source);
        item->line_from = p->item->line_from;
        item->line_to = p->item->line_to;
        rc = lx_put_change(w, old, item, err);
        lx_rec_free(item);
    }
    lx_rec_free(old);
    if (rc == LX_OK && has_word(p->changes, "close"))
        rc = lx_item_step(w, id, "close", p->sentence, err);
    return rc;
}

/* Adds go from the last line to the first in the text, so that the places of earlier lines stay; numbers are given in the
 * order of the text. */
static enum lx_rc number_lines(struct lx_str *text, const struct lx_proposals *p)
{
    for (size_t i = p->n; i > 0; i--) {
        const struct lx_proposal *one = &p->at[i - 1];
        if (one->kind != LX_PROPOSE_ADD || !one->take)
            continue;
        struct lx_action_lines lines;
        struct lx_str next = LX_STR_EMPTY;
        lx_actions_find(&lines, lx_str_z(text), text->len);
        for (size_t k = 0; k < lines.n; k++)
            if (lines.at[k].line_from == one->line)
                lx_action_number(&next, lx_str_z(text), text->len, &lines.at[k], one->item->no);
        lx_actions_done(&lines);
        if (next.len) {
            lx_str_done(text);
            *text = next;
        }
    }
    return LX_OK;
}

static enum lx_rc store_text(struct lx_work *w, lx_id meeting, const char *text, struct lx_err *err)
{
    struct lx_meeting *old;
    enum lx_rc rc = lx_get(w, LX_MEETING, meeting, &old, err);
    if (rc != LX_OK)
        return rc;
    struct lx_meeting *m = lx_rec_copy(old);
    lx_set_text(&m->minutes, text);
    rc = lx_put_change(w, old, m, err);
    lx_rec_free(old);
    lx_rec_free(m);
    return rc;
}

enum lx_rc lx_minutes_apply(struct lx_work *w, lx_id meeting, const char *text, struct lx_proposals *p, struct lx_err *err)
{
    enum lx_rc rc = lx_begin(w, err);
    if (rc != LX_OK)
        return rc;
    for (size_t i = 0; rc == LX_OK && i < p->n; i++) {
        struct lx_proposal *one = &p->at[i];
        if (!one->take)
            continue;
        if (one->kind == LX_PROPOSE_CHANGE || one->kind == LX_PROPOSE_DROP)
            rc = still_so(w, one, err);
        if (rc != LX_OK)
            break;
        if (one->kind == LX_PROPOSE_ADD)
            rc = lx_fail_in_line(err, lx_item_add(w, one->item, &one->duties, err), one->line);
        else if (one->kind == LX_PROPOSE_CHANGE)
            rc = take_change(w, one, err);
        else if (one->kind == LX_PROPOSE_DROP)
            rc = lx_item_step(w, one->item->rec.id, "withdraw", one->sentence, err);
    }
    struct lx_str numbered = LX_STR_EMPTY;
    lx_str_add(&numbered, text);
    if (rc == LX_OK)
        rc = number_lines(&numbered, p);
    if (rc == LX_OK)
        rc = store_text(w, meeting, lx_str_z(&numbered), err);
    lx_str_done(&numbered);
    struct lx_str name = LX_STR_EMPTY;
    lx_show_id(w, &name, meeting);
    const char *args[] = { lx_str_z(&name), NULL };
    rc = lx_end(w, rc, "minutes import", args, err);
    lx_str_done(&name);
    return rc;
}

/* --- from the item to its line ------------------------------------------------------------------------------------------------ */

enum lx_rc lx_minutes_differ(struct lx_work *w, const struct lx_item *item, bool *differs, struct lx_err *err)
{
    struct lx_meeting *m = NULL;
    struct lx_duties have = { 0 };
    struct said line;
    struct lx_str changes = LX_STR_EMPTY;
    *differs = false;
    if (!item->meeting || !item->no)
        return LX_OK;
    enum lx_rc rc = lx_get(w, LX_MEETING, item->meeting, &m, err);
    if (rc == LX_OK)
        rc = lx_item_duties(w, item, &have, err);
    struct reading r = { .w = w, .meeting = m, .err = err };
    if (rc == LX_OK && m->locked.day != LX_NO_DAY) { /* what was issued says what was decided then */
        ;
    } else if (rc == LX_OK && stored_line(&r, item->no, item, &line)) {
        struct lx_item *scratch = lx_rec_copy(item);
        changed_fields(scratch, &line, item, &have, NULL, &changes);
        *differs = changes.len > 0 || line.checked == lx_item_is_open(item->state);
        lx_rec_free(scratch);
        said_done(&line);
    } else if (rc == LX_OK) {
        said_done(&line);
    }
    lx_str_done(&changes);
    lx_duties_done(&have);
    lx_rec_free(m);
    return rc;
}

/* Names in full, never short: minutes are an official text.  Borrowed from the units; the array is yours. */
static const char **names_of(struct lx_work *w, const struct lx_duties *d, bool lead, size_t *n)
{
    const char **names = lx_grow(NULL, d->n, sizeof *names);
    *n = 0;
    for (size_t i = 0; i < d->n; i++)
        if ((d->at[i].role == PART_LEAD) == lead) {
            const struct lx_unit *unit = lx_unit_by_id(w->units, d->at[i].unit);
            names[(*n)++] = unit ? unit->name : "";
        }
    return names;
}

/* What the line of an item says. */
struct line_words {
    struct lx_action_new with;
    struct lx_duties duties;
    struct lx_str due;
    const char **lead, **coop;
};

static enum lx_rc line_words(struct line_words *l, struct lx_work *w, const struct lx_item *item, bool en, struct lx_err *err)
{
    *l = (struct line_words){ .due = LX_STR_EMPTY };
    enum lx_rc rc = lx_item_duties(w, item, &l->duties, err);
    if (item->due.words)
        lx_str_add(&l->due, item->due.words);
    else if (item->due.day != LX_NO_DAY)
        (en ? lx_date_en : lx_date_zh)(&l->due, &item->due);
    l->with = (struct lx_action_new){ .title = item->title, .due = l->due.len ? lx_str_z(&l->due) : NULL, .no = item->no,
                                      .checked = !lx_item_is_open(item->state), .en = en };
    l->with.lead = l->lead = names_of(w, &l->duties, true, &l->with.lead_n);
    l->with.coop = l->coop = names_of(w, &l->duties, false, &l->with.coop_n);
    return rc;
}

static void line_words_done(struct line_words *l)
{
    lx_str_done(&l->due);
    lx_duties_done(&l->duties);
    free(l->lead);
    free(l->coop);
}

enum lx_rc lx_minutes_item_line(struct lx_work *w, const struct lx_item *item, bool en, struct lx_str *out, struct lx_err *err)
{
    struct line_words l;
    enum lx_rc rc = line_words(&l, w, item, en, err);
    if (rc == LX_OK)
        lx_action_format(out, &l.with);
    line_words_done(&l);
    return rc;
}

enum lx_rc lx_minutes_with_item(struct lx_work *w, const struct lx_item *item, struct lx_str *text, struct lx_err *err)
{
    struct lx_meeting *m = NULL;
    struct line_words l;
    struct lx_action_lines lines;
    enum lx_rc rc = line_words(&l, w, item, false, err);
    if (rc == LX_OK && item->meeting)
        rc = lx_get(w, LX_MEETING, item->meeting, &m, err);
    if (rc == LX_OK && m)
        rc = lx_minutes_open(m, err);
    const char *md = m && m->minutes ? m->minutes : "";
    bool found = false;
    lx_actions_find(&lines, md, strlen(md));
    for (size_t i = 0; rc == LX_OK && i < lines.n && !found; i++) {
        if (!lines.at[i].no || strcmp(lines.at[i].no, item->no) != 0)
            continue;
        lx_action_replace(text, md, strlen(md), &lines.at[i], &l.with);
        found = true;
    }
    lx_actions_done(&lines);
    if (rc == LX_OK && !found)
        rc = lx_fail(err, LX_NOTFOUND, N_("No line of the minutes has the number %s"), "%s", item->no);
    line_words_done(&l);
    lx_rec_free(m);
    return rc;
}
