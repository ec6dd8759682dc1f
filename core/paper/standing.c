/* Standing sentences of minutes. */
#include "core/paper/standing.h"

#include "core/meeting/carry.h"
#include "core/mem.h"
#include "core/minutes/minutes.h"
#include "core/paper/builder.h"
#include "core/text/text.h"
#include "core/work/beside.h"

#include <stdlib.h>
#include <string.h>

_Static_assert(LX_PW_SAT_HEADING - LX_PW_SAT_DELIBERATE + 1 == (int)lx_agenda_kind_n &&
                   LX_PW_SAT_BY_HEADING - LX_PW_SAT_BY_DELIBERATE + 1 == (int)lx_agenda_kind_n &&
                   LX_PW_PAPER_WITHDRAWN - LX_PW_PAPER_NONE + 1 == (int)lx_outcome_n &&
                   LX_PW_MATTER_WITHDRAWN - LX_PW_MATTER_NONE + 1 == (int)lx_outcome_n,
               "words.def has a word of each sort for every kind of agenda row and every outcome");

struct standing {
    struct lx_builder b; /* b.md: the paragraph at work */
    struct lx_built_meeting m;
    struct lx_rows rows;      /* struct lx_agenda *, whole */
    struct lx_rows items;     /* struct lx_item *, whole */
    struct lx_rows decisions; /* struct lx_decision * */
    struct lx_paras *out;
    struct lx_str key;
    struct lx_ids said; /* items that have their line */
};

static enum lx_rc read_records(struct standing *s, struct lx_err *err);
static void add_title(struct standing *s);
static void add_opening(struct standing *s);
static enum lx_rc add_row(struct standing *s, const struct lx_agenda *a, struct lx_err *err);
static enum lx_rc add_other(struct standing *s, struct lx_err *err);
static enum lx_rc add_names(struct standing *s, struct lx_err *err);
static enum lx_rc add_last(struct standing *s, struct lx_err *err);

enum lx_rc lx_standing_minutes(struct lx_work *w, lx_id meeting, bool en, struct lx_paras *out, struct lx_err *err)
{
    struct lx_str md = LX_STR_EMPTY;
    struct standing s = { .b = { .w = w, .paper = lx_paper_get(LX_PAPER_MINUTES), .of = meeting, .of_type = LX_MEETING, .query = "", .en = en, .md = &md },
                          .out = out };
    *out = (struct lx_paras){ .lead = lx_strdup("") };
    enum lx_rc rc = read_records(&s, err);
    if (rc == LX_OK) {
        add_title(&s);
        add_opening(&s);
    }
    for (size_t i = 0; rc == LX_OK && i < s.rows.n; i++)
        rc = add_row(&s, (struct lx_agenda *)s.rows.at[i], err);
    if (rc == LX_OK)
        rc = add_other(&s, err);
    if (rc == LX_OK)
        rc = add_names(&s, err);
    if (rc == LX_OK)
        rc = add_last(&s, err);
    lx_built_meeting_done(&s.m);
    lx_rows_done(&s.rows);
    lx_rows_done(&s.items);
    lx_rows_done(&s.decisions);
    lx_ids_done(&s.said);
    lx_str_done(&s.key);
    lx_str_done(&md);
    return rc;
}

static enum lx_rc read_records(struct standing *s, struct lx_err *err)
{
    struct lx_work *w = s->b.w;
    lx_id id = s->b.of;
    enum lx_rc rc = lx_built_meeting_read(&s->b, &s->m, err);
    if (rc == LX_OK)
        rc = lx_all(w, LX_AGENDA, lx_cond_ref(LX_AGENDA, "meeting", id), "position", true, &s->rows, err);
    if (rc == LX_OK)
        rc = lx_built_secrecy(&s->b, &s->rows, err);
    if (rc == LX_OK)
        rc = lx_all(w, LX_ITEM, lx_cond_ref(LX_ITEM, "meeting", id), "no", true, &s->items, err);
    if (rc == LX_OK)
        rc = lx_all(w, LX_DECISION, lx_cond_ref(LX_DECISION, "meeting", id), "no", false, &s->decisions, err);
    return rc;
}

/* --- paragraphs ---------------------------------------------------------------------------------------------------------- */

static const char *word(const struct standing *s, enum lx_paper_word id) { return lx_built_word(&s->b, id); }
static void say(const struct standing *s, struct lx_str *out, enum lx_paper_word id, const char *what) { lx_paper_say(out, id, s->b.en, what); }

/* One paragraph of Markdown under a letter and the number of a record. */
static void put(struct standing *s, const char *letter, lx_id id, const char *md)
{
    lx_str_clear(&s->key);
    lx_str_add(&s->key, letter);
    if (id)
        lx_str_addf(&s->key, "%lld", (long long)id);
    lx_paras_add(s->out, s->key.s, md);
}

static void put_plain(struct standing *s, const char *letter, lx_id id, const char *prefix, const char *plain)
{
    struct lx_str *md = s->b.md;
    lx_str_clear(md);
    lx_str_add(md, prefix);
    lx_built_text(md, plain);
    put(s, letter, id, lx_str_z(md));
}

/* What somebody dictated stays Markdown as it was typed; each of its paragraphs is one here too. */
static void put_dictated(struct standing *s, lx_id id, const char *text)
{
    struct lx_paras parts;
    struct lx_str clean = LX_STR_EMPTY, letter = LX_STR_EMPTY, one = LX_STR_EMPTY;
    lx_text_clean(&clean, text, strlen(text), LX_CLEAN_LINES);
    lx_paras_split(&parts, lx_str_z(&clean));
    for (size_t i = 0; i < parts.n; i++) {
        const char *begins = word(s, LX_PW_DECIDED_BEGINS), *t = parts.at[i].text;
        lx_str_clear(&one);
        bool names = i > 0 || strncmp(t, begins, strlen(begins)) == 0 || strchr("#>|-*+`~<", *t);
        lx_str_addf(&one, "%s%s", names ? "" : word(s, LX_PW_DECIDED_WORDS), t);
        lx_str_clear(&letter);
        lx_str_addf(&letter, "t%lld.%zu", (long long)id, i);
        lx_paras_add(s->out, letter.s, one.s);
    }
    lx_paras_done(&parts);
    lx_str_done(&clean);
    lx_str_done(&letter);
    lx_str_done(&one);
}

static void add_title(struct standing *s)
{
    struct lx_str title = LX_STR_EMPTY;
    say(s, &title, LX_PW_MINUTES_TITLE, lx_str_z(&s->m.name));
    put_plain(s, "title", 0, "# ", lx_str_z(&title));
    lx_str_done(&title);
}

static void add_opening(struct standing *s)
{
    struct lx_str opening = LX_STR_EMPTY;
    lx_built_opening(&s->b, &s->m, &opening);
    put_plain(s, "open", 0, "", lx_str_z(&opening));
    lx_str_done(&opening);
}

/* --- a row of the agenda ---------------------------------------------------------------------------------------------------- */

static bool ends(const char *text, const char *with)
{
    size_t len = strlen(text), with_len = strlen(with);
    return with_len && len >= with_len && strcmp(text + len - with_len, with) == 0;
}

/* Minutes that were not confirmed as they are: their outcome says what was decided. */
static bool settled_otherwise(const struct lx_agenda *a)
{
    return a->outcome != OUTCOME_NONE && a->outcome != OUTCOME_PASSED && a->outcome != OUTCOME_NOTED;
}

/* Under another row: one level deeper. */
static void add_heading(struct standing *s, const struct lx_agenda *a)
{
    put_plain(s, "h", a->rec.id, a->parent ? "### " : "## ", a->title ? a->title : "");
}

/* The verb that a title begins with, in bytes; 0 none: what the meeting did is not said twice.  A report on research is no research. */
static size_t own_verb(const struct standing *s, const struct lx_agenda *a)
{
    const char *title = a->title ? a->title : "", *informs = lx_paper_word(LX_PW_TOPIC_INFORM, false), *confirm = lx_paper_word(LX_PW_SAT_CONFIRM, false);
    size_t len = s->b.en ? 0 : lx_paper_topic_verb(title);
    bool names = strncmp(title, confirm, strlen(confirm)) == 0 || strncmp(title, informs, strcspn(informs, "%")) == 0;
    if (!title[len] || a->kind == AGENDA_EXCHANGE || a->kind == AGENDA_SIGN || (a->kind == AGENDA_REPORT && !names))
        return 0;
    return len;
}

/* Is the row the approval of minutes?  As the carry-over makes it, or by its title. */
static bool confirms_minutes(const struct lx_agenda *a)
{
    const char *title = a->title ? a->title : "", *verb = lx_paper_word(LX_PW_SAT_CONFIRM, false);
    return a->carry == CARRY_MINUTES || (strncmp(title, verb, strlen(verb)) == 0 && strstr(title, lx_paper_word(LX_PW_SAT_MINUTES, false)));
}

/* What a meeting may be said to have settled: the title without its verb; but it agrees to confirm something. */
static const char *matter_of(const struct standing *s, const struct lx_agenda *a)
{
    const char *title = a->title ? a->title : "", *confirm = lx_paper_word(LX_PW_SAT_CONFIRM, false);
    bool confirms = strncmp(title, confirm, strlen(confirm)) == 0;
    size_t len = !confirms ? own_verb(s, a) : confirms_minutes(a) ? strlen(confirm) : 0;
    return title[len] ? title + len : title;
}

/* Whose minutes: those that the row is about, else those of the session before where the title says no more than that. */
static enum lx_rc whose_minutes(struct standing *s, const struct lx_agenda *a, struct lx_meeting **m, struct lx_err *err)
{
    const char *title = a->title ? a->title : "";
    enum lx_type type = LX_NONE_TYPE;
    *m = NULL;
    if (a->of && s->b.w->store->type_of(s->b.w->store, a->of, &type, NULL) == LX_OK && type == LX_MEETING)
        return lx_get(s->b.w, LX_MEETING, a->of, m, err);
    bool last = strstr(title, lx_paper_word(LX_PW_SAT_LAST, false)) || strstr(title, lx_paper_word(LX_PW_SAT_LAST_ONE, false));
    return last || s->b.en ? lx_last_session(s->b.w, s->m.m, m, err) : LX_OK;
}

/* 会议确认了第二十五次会议纪要。 */
static enum lx_rc add_confirmed(struct standing *s, const struct lx_agenda *a, struct lx_err *err)
{
    struct lx_meeting *whose = NULL;
    struct lx_str what = LX_STR_EMPTY, sentence = LX_STR_EMPTY;
    enum lx_rc rc = whose_minutes(s, a, &whose, err);
    if (rc == LX_OK && whose && s->b.en)
        rc = lx_standing_name(s->b.w, whose->rec.id, true, &what, err);
    else if (rc == LX_OK && whose)
        lx_str_addf(&what, "%s%s", whose->title ? whose->title : "", word(s, LX_PW_SAT_MINUTES));
    else
        lx_str_add(&what, matter_of(s, a));
    if (rc == LX_OK && !settled_otherwise(a))
        say(s, &sentence, LX_PW_SAT_CONFIRMED, lx_str_z(&what));
    else if (rc == LX_OK)
        say(s, &sentence, LX_PW_SAT_DECIDE, lx_str_z(&what));
    if (rc == LX_OK)
        put_plain(s, "r", a->rec.id, "", lx_str_z(&sentence));
    lx_rec_free(whose);
    lx_str_done(&what);
    lx_str_done(&sentence);
    return rc;
}

/* 会议研究部署了下半年工作。 */
static bool add_own(struct standing *s, const struct lx_agenda *a)
{
    const char *title = a->title ? a->title : "";
    size_t len = own_verb(s, a);
    const char *kind = lx_paper_word((enum lx_paper_word)((int)LX_PW_TOPIC_DELIBERATE + a->kind), false); /* what its kind says itself */
    struct lx_str verb = LX_STR_EMPTY, sentence = LX_STR_EMPTY;
    if (!len || (strcspn(kind, "%") == len && strncmp(kind, title, len) == 0))
        return false;
    lx_str_addn(&verb, title, len);
    say(s, &sentence, LX_PW_SAT_OWN, verb.s);
    if (*lx_built_unit(&s->b, a->presenter) && !strstr(title, lx_built_unit(&s->b, a->presenter)))
        say(s, &sentence, LX_PW_SAT_BY_DECIDE, lx_built_unit(&s->b, a->presenter));
    lx_str_addf(&sentence, "%s%s", title + len, word(s, LX_PW_STOP));
    put_plain(s, "r", a->rec.id, "", lx_str_z(&sentence));
    lx_str_done(&verb);
    lx_str_done(&sentence);
    return true;
}

/* 会议听取了甲市港航局关于锚地共享情况的汇报。 */
static void add_heard(struct standing *s, const struct lx_agenda *a)
{
    const char *title = a->title ? a->title : "", *by = lx_built_unit(&s->b, a->presenter);
    enum lx_paper_word sat = (enum lx_paper_word)((int)LX_PW_SAT_DELIBERATE + a->kind);
    bool speech = a->kind == AGENDA_INFORM && ends(title, word(s, LX_PW_SPEECH_ENDING));
    struct lx_str topic = LX_STR_EMPTY, sentence = LX_STR_EMPTY;
    const char *before = word(s, (enum lx_paper_word)((int)LX_PW_SAT_BY_DELIBERATE + a->kind));
    if (a->kind == AGENDA_HEADING || !*title || add_own(s, a))
        return;
    bool on = *by && *before && a->kind == AGENDA_REPORT;
    if (*by && *before && !speech)
        say(s, &topic, (enum lx_paper_word)((int)LX_PW_SAT_BY_DELIBERATE + a->kind), by);
    if (on && !ends(title, word(s, LX_PW_REPORT_ENDING))) { /* X关于Y的汇报 */
        const char *about = word(s, LX_PW_REPORT_ON);
        lx_str_add(&topic, strncmp(title, about, strlen(about)) == 0 ? title + strlen(about) : title);
        lx_str_add(&topic, word(s, LX_PW_REPORT_ON_ENDING));
    } else if (speech) {
        lx_str_add(&topic, title);
    } else {
        lx_built_topic(&s->b, &topic, a);
    }
    if (*by && a->kind == AGENDA_INFORM && *before && !speech)
        lx_str_add(&topic, word(s, LX_PW_SAT_INFORM_ENDING));
    if (*by && !*before && s->b.en)
        say(s, &topic, LX_PW_SAT_BY_AFTER, by);
    say(s, &sentence, speech ? LX_PW_SAT_SPEECH : sat, lx_str_z(&topic));
    put_plain(s, "r", a->rec.id, "", lx_str_z(&sentence));
    lx_str_done(&topic);
    lx_str_done(&sentence);
}

static void say_follow_up(struct standing *s, struct lx_str *out, const struct lx_agenda *a)
{
    const char *unit = lx_built_unit(&s->b, a->outcome_unit);
    struct lx_str due = LX_STR_EMPTY;
    if (a->outcome_due.words || a->outcome_due.day != LX_NO_DAY)
        lx_built_date(&s->b, &due, &a->outcome_due);
    bool revise = a->outcome == OUTCOME_PASSED_IN_PRINCIPLE || a->outcome == OUTCOME_REVISE_THEN_ISSUE;
    if (revise && *unit)
        say(s, out, LX_PW_AFTER_REVISE_BY, unit);
    else if (revise)
        lx_str_add(out, word(s, LX_PW_AFTER_REVISE));
    else if (a->outcome == OUTCOME_REFERRED && *unit)
        say(s, out, LX_PW_AFTER_REFER_TO, unit);
    else if (a->outcome == OUTCOME_REFERRED)
        lx_str_add(out, word(s, LX_PW_AFTER_REFER));
    else if (*unit && a->outcome != OUTCOME_REJECTED && a->outcome != OUTCOME_WITHDRAWN)
        say(s, out, LX_PW_AFTER_BY, unit);
    if (a->outcome == OUTCOME_REVISE_THEN_ISSUE)
        lx_str_add(out, word(s, LX_PW_AFTER_ISSUE));
    if (a->outcome == OUTCOME_RESUBMIT)
        lx_str_add(out, word(s, LX_PW_AFTER_AGAIN));
    if (due.len)
        say(s, out, a->outcome == OUTCOME_DEFERRED ? LX_PW_AFTER_REVIEW : LX_PW_AFTER_DUE, due.s);
    lx_str_done(&due);
}

static void say_numbers(struct standing *s, struct lx_str *out, const struct lx_agenda *a)
{
    for (size_t i = 0; i < s->decisions.n; i++) {
        const struct lx_decision *d = (struct lx_decision *)s->decisions.at[i];
        if (d->agenda == a->rec.id && d->state != DECISION_WITHDRAWN)
            say(s, out, LX_PW_AFTER_NUMBER, d->no);
    }
}

/* 会议原则通过《办法》，由甲局根据会议意见修改完善（时限：9月底前）。 */
static void add_outcome(struct standing *s, const struct lx_agenda *a)
{
    bool paper = a->kind == AGENDA_DELIBERATE || a->kind == AGENDA_SIGN;
    enum lx_paper_word id = (enum lx_paper_word)((paper ? (int)LX_PW_PAPER_NONE : (int)LX_PW_MATTER_NONE) + a->outcome);
    struct lx_str topic = LX_STR_EMPTY, sentence = LX_STR_EMPTY;
    bool said = confirms_minutes(a) && !settled_otherwise(a); /* that they were confirmed */
    if (*word(s, id) && !said) {
        if (paper)
            lx_built_topic(&s->b, &topic, a);
        else
            lx_str_add(&topic, matter_of(s, a));
        say(s, &sentence, id, lx_str_z(&topic));
        say_follow_up(s, &sentence, a);
        say_numbers(s, &sentence, a);
        lx_str_add(&sentence, word(s, LX_PW_STOP));
        put_plain(s, "o", a->rec.id, "", lx_str_z(&sentence));
    }
    if (a->outcome_text)
        put_dictated(s, a->rec.id, a->outcome_text);
    lx_str_done(&topic);
    lx_str_done(&sentence);
}

static int vote(int64_t n) { return n == LX_NO_INT ? 0 : (int)n; }

static void add_votes(struct standing *s, const struct lx_agenda *a)
{
    if (a->votes_for == LX_NO_INT && a->votes_against == LX_NO_INT)
        return;
    struct lx_str sentence = LX_STR_EMPTY;
    lx_paper_count(&sentence, LX_PW_VOTED_FOR, s->b.en, vote(a->votes_for));
    lx_paper_count(&sentence, LX_PW_VOTED_AGAINST, s->b.en, vote(a->votes_against));
    lx_paper_count(&sentence, LX_PW_VOTED_ABSTAIN, s->b.en, vote(a->votes_abstain));
    put_plain(s, "w", a->rec.id, "", sentence.s);
    lx_str_done(&sentence);
}

static enum lx_rc add_reservations(struct standing *s, const struct lx_agenda *a, struct lx_err *err)
{
    struct lx_rows opinions = { 0 };
    enum lx_rc rc = lx_all(s->b.w, LX_OPINION, lx_cond_ref(LX_OPINION, "of", a->rec.id), NULL, true, &opinions, err);
    for (size_t i = 0; rc == LX_OK && i < opinions.n; i++) {
        const struct lx_opinion *o = (struct lx_opinion *)opinions.at[i];
        if (o->kind != OPINION_RESERVES && o->kind != OPINION_OBJECTS)
            continue;
        struct lx_str sentence = LX_STR_EMPTY;
        say(s, &sentence, o->kind == OPINION_RESERVES ? LX_PW_RESERVED : LX_PW_OBJECTED, lx_built_unit(&s->b, o->unit));
        if (o->text)
            say(s, &sentence, LX_PW_RESERVED_WORDS, o->text);
        if (!ends(sentence.s, word(s, LX_PW_STOP)))
            lx_str_add(&sentence, word(s, LX_PW_STOP));
        put_plain(s, "v", o->rec.id, "", sentence.s);
        lx_str_done(&sentence);
    }
    lx_rows_done(&opinions);
    return rc;
}

/* Taken back or joined to another: no line of its own.  Internal matters are none of the minutes' either. */
static bool has_line(const struct lx_item *item) { return item->state != ITEM_WITHDRAWN && item->state != ITEM_MERGED && item->no; }

static enum lx_rc add_item(struct standing *s, const struct lx_item *item, struct lx_err *err)
{
    struct lx_str *md = s->b.md;
    lx_str_clear(md);
    enum lx_rc rc = lx_minutes_item_line(s->b.w, item, s->b.en, md, err);
    if (rc == LX_OK)
        put(s, "i", item->rec.id, lx_str_z(md));
    lx_ids_add(&s->said, item->rec.id);
    return rc;
}

/* What nobody came to says nothing: minutes tell what was, not what was planned. */
/* Minutes go to every city: what is internal to the office stays out of them, and so does what came of it. */
static bool is_internal(const struct standing *s, const struct lx_item *item)
{
    bool internal = item->secrecy == SECRECY_INTERNAL;
    for (size_t i = 0; item->agenda && !internal && i < s->rows.n; i++) {
        const struct lx_agenda *a = (struct lx_agenda *)s->rows.at[i];
        internal = a->rec.id == item->agenda && a->secrecy == SECRECY_INTERNAL;
    }
    return internal;
}

static enum lx_rc add_row(struct standing *s, const struct lx_agenda *a, struct lx_err *err)
{
    if (a->secrecy == SECRECY_INTERNAL || !lx_built_taken(&s->rows, a))
        return LX_OK;
    add_heading(s, a);
    enum lx_rc rc = LX_OK;
    if (lx_built_came_up(&s->rows, a) && confirms_minutes(a))
        rc = add_confirmed(s, a, err);
    else if (lx_built_came_up(&s->rows, a))
        add_heard(s, a);
    add_outcome(s, a);
    add_votes(s, a);
    if (rc == LX_OK)
        rc = add_reservations(s, a, err);
    for (size_t i = 0; rc == LX_OK && i < s->items.n; i++) {
        const struct lx_item *item = (struct lx_item *)s->items.at[i];
        bool here = item->agenda == a->rec.id || (!item->agenda && a->item == item->rec.id);
        if (here && has_line(item) && !is_internal(s, item) && !lx_ids_has(&s->said, item->rec.id))
            rc = add_item(s, item, err);
    }
    return rc;
}

/* Items of the meeting that come from no row. */
static enum lx_rc add_other(struct standing *s, struct lx_err *err)
{
    enum lx_rc rc = LX_OK;
    bool headed = false;
    for (size_t i = 0; rc == LX_OK && i < s->items.n; i++) {
        const struct lx_item *item = (struct lx_item *)s->items.at[i];
        if (!has_line(item) || is_internal(s, item) || lx_ids_has(&s->said, item->rec.id))
            continue;
        if (!headed)
            put_plain(s, "other", 0, "## ", word(s, LX_PW_OTHER_MATTERS));
        headed = true;
        rc = add_item(s, item, err);
    }
    return rc;
}

/* --- names -------------------------------------------------------------------------------------------------------------------- */

static int line_of(const struct lx_attendance *a)
{
    bool there = a->state == PRESENCE_PRESENT || a->state == PRESENCE_PROXY;
    if (a->role == ATTEND_STAFF || a->state == PRESENCE_EXPECTED)
        return LX_NAMES_N;
    if (there)
        return a->role == ATTEND_MEMBER ? LX_NAMES_PRESENT : LX_NAMES_INVITED;
    if (a->role != ATTEND_MEMBER)
        return LX_NAMES_N;
    return a->state == PRESENCE_EXCUSED ? LX_NAMES_EXCUSED : LX_NAMES_ABSENT;
}

/* 台州市分管副市长甲（代市长）; a post that names its unit says enough. */
static enum lx_rc say_person(const struct lx_builder *b, struct lx_str *out, const struct lx_attendance *a, struct lx_err *err)
{
    struct lx_person *person = NULL;
    enum lx_rc rc = a->person ? lx_get(b->w, LX_PERSON, a->person, &person, err) : LX_OK;
    if (rc != LX_OK)
        return rc;
    const char *unit = lx_built_unit(b, a->unit), *post = a->post ? a->post : person && person->post ? person->post : "";
    const char *name = a->name ? a->name : person && person->name ? person->name : "";
    bool named = *unit && strstr(post, unit);
    lx_str_add(out, named ? "" : unit);
    lx_str_add(out, b->en && *unit && !named && *post ? " " : "");
    if (b->en)
        lx_built_post_of(b, out, a->unit, post);
    else
        lx_str_add(out, post);
    lx_str_addf(out, "%s%s", b->en && *name ? " " : "", name);
    if (a->state == PRESENCE_PROXY && a->for_whom)
        lx_paper_say(out, LX_PW_PROXY_FOR, b->en, a->for_whom);
    else if (a->state == PRESENCE_PROXY)
        lx_str_add(out, lx_built_word(b, LX_PW_PROXY));
    lx_rec_free(person);
    return LX_OK;
}

static const enum lx_paper_word names_labels[LX_NAMES_N] = { [LX_NAMES_PRESENT] = LX_PW_PRESENT, [LX_NAMES_EXCUSED] = LX_PW_EXCUSED,
                                                             [LX_NAMES_ABSENT] = LX_PW_ABSENT, [LX_NAMES_INVITED] = LX_PW_INVITED };

/* As somebody wrote it into the record, one line or several, with labels or without. */
static void say_written(struct lx_names_lines *out, int line, const char *text)
{
    for (const char *s = text ? text : ""; *s; s += *s == '\n') {
        size_t len = strcspn(s, "\n"), skip = 0;
        for (int i = 0; i < LX_NAMES_N; i++)
            for (int en = 0; en < 2; en++) {
                const char *label = lx_paper_word(names_labels[i], en);
                if (strncmp(s, label, strlen(label)) == 0) {
                    line = i;
                    skip = strlen(label);
                }
            }
        lx_str_addn(&out->of[line], s + skip, len - skip);
        s += len;
    }
}

const char *lx_standing_label(enum lx_names_line line, bool en) { return lx_paper_word(names_labels[line], en); }

enum lx_rc lx_standing_names(struct lx_work *w, const struct lx_meeting *m, bool en, struct lx_names_lines *out, struct lx_err *err)
{
    struct lx_builder b = { .w = w, .en = en };
    struct lx_rows roll = { 0 };
    *out = (struct lx_names_lines){ 0 };
    enum lx_rc rc = lx_all(w, LX_ATTENDANCE, lx_cond_ref(LX_ATTENDANCE, "meeting", m->rec.id), "position", false, &roll, err);
    for (size_t i = 0; rc == LX_OK && i < roll.n; i++) {
        const struct lx_attendance *a = (struct lx_attendance *)roll.at[i];
        int line = line_of(a);
        if (line == LX_NAMES_N)
            continue;
        lx_str_add(&out->of[line], out->of[line].len ? lx_built_word(&b, LX_PW_AND) : "");
        rc = say_person(&b, &out->of[line], a, err);
    }
    lx_rows_done(&roll);
    for (int i = 0; i < LX_NAMES_N; i++)
        out->called = out->called || out->of[i].len;
    if (!out->called)
        say_written(out, LX_NAMES_PRESENT, m->attend);
    if (!out->of[LX_NAMES_EXCUSED].len && !out->called)
        say_written(out, LX_NAMES_EXCUSED, m->excused);
    if (!out->of[LX_NAMES_INVITED].len)
        say_written(out, LX_NAMES_INVITED, m->invited);
    return rc;
}

void lx_standing_names_done(struct lx_names_lines *n)
{
    for (int i = 0; i < LX_NAMES_N; i++)
        lx_str_done(&n->of[i]);
}

static enum lx_rc add_names(struct standing *s, struct lx_err *err)
{
    struct lx_names_lines names;
    enum lx_rc rc = lx_standing_names(s->b.w, s->m.m, s->b.en, &names, err);
    for (int i = 0; rc == LX_OK && i < LX_NAMES_N; i++) {
        struct lx_str key = LX_STR_EMPTY;
        lx_str_addf(&key, "a%d", i);
        if (names.of[i].len)
            put_plain(s, key.s, 0, lx_standing_label((enum lx_names_line)i, s->b.en), names.of[i].s);
        lx_str_done(&key);
    }
    lx_standing_names_done(&names);
    return rc;
}

/* --- the last minutes ------------------------------------------------------------------------------------------------------------ */

enum lx_rc lx_standing_name(struct lx_work *w, lx_id meeting, bool en, struct lx_str *out, struct lx_err *err)
{
    struct lx_str number = LX_STR_EMPTY;
    struct lx_builder b = { .w = w, .paper = lx_paper_get(LX_PAPER_MINUTES), .of = meeting, .of_type = LX_MEETING, .query = "", .en = en };
    struct lx_built_meeting m;
    enum lx_rc rc = lx_built_meeting_read(&b, &m, err);
    if (rc == LX_OK) {
        lx_paper_say(out, LX_PW_MINUTES_TITLE, en, lx_str_z(&m.name));
        lx_built_minutes_no(&b, &number, m.m->no ? m.m->no : "");
        lx_str_addf(out, "%s%s", en && number.len ? " " : "", lx_str_z(&number));
    }
    lx_str_done(&number);
    lx_built_meeting_done(&m);
    return rc;
}

static enum lx_rc add_last(struct standing *s, struct lx_err *err)
{
    lx_id last = 0;
    struct lx_str name = LX_STR_EMPTY, line = LX_STR_EMPTY;
    enum lx_rc rc = lx_meeting_beside(s->b.w, s->b.of, -1, &last, err);
    if (rc == LX_OK && last)
        rc = lx_standing_name(s->b.w, last, s->b.en, &name, err);
    if (rc == LX_OK && last) {
        say(s, &line, LX_PW_LAST_MINUTES, lx_str_z(&name));
        lx_str_add(&line, word(s, LX_PW_STOP));
        put_plain(s, "last", 0, "", line.s);
    }
    lx_str_done(&name);
    lx_str_done(&line);
    return rc;
}
