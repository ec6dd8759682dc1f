/* Quick entry while the meeting goes on. */
#include "core/meeting/capture.h"

#include "core/meeting/attendance.h"
#include "core/meeting/outcomes.h"
#include "core/mem.h"
#include "core/text/text.h"
#include "core/work/office.h"
#include "core/work/units.h"

#include <stdlib.h>
#include <string.h>

#define W(name, word) static const char word_##name[] __attribute__((unused)) = word;
#include "core/work/words.def"
#undef W

struct reading {
    struct lx_work *w;
    struct lx_capture *c;
    const char *line;
    struct lx_str rest;  /* what is no name, tokens parted by one blank */
    enum lx_rc rc;
    struct lx_err *err;
};

static size_t read_prefix(const char *line, char *prefix);
static size_t read_names(struct reading *r, size_t at, int role);
static void read_tokens(struct reading *r, size_t at, char prefix);
static void read_due(struct reading *r, bool alone);
static enum lx_rc finish(struct reading *r, char prefix);
static enum lx_rc read_votes(struct lx_capture *c, struct lx_err *err);

void lx_capture_done(struct lx_capture *c)
{
    lx_str_done(&c->text);
    lx_duties_done(&c->duties);
    lx_date_done(&c->due);
    lx_ids_done(&c->near);
    *c = (struct lx_capture){ 0 };
}

/* The character at `at`, its full-width form as the plain one; its bytes in *len. */
static uint32_t char_at(const char *line, size_t at, size_t *len)
{
    uint32_t cp = 0;
    size_t left = strlen(line + at);
    *len = left ? (size_t)lx_utf8_get(line + at, left, &cp) : 0;
    return left ? lx_plain_char(cp) : 0;
}

enum lx_rc lx_capture_read(struct lx_work *w, const char *line, struct lx_capture *c, struct lx_err *err)
{
    struct reading r = { .w = w, .c = c, .line = line, .err = err };
    char prefix = 0;
    size_t at = read_prefix(line, &prefix);
    read_tokens(&r, at, prefix);
    enum lx_rc rc = finish(&r, prefix);
    lx_str_done(&r.rest);
    return rc;
}

enum lx_rc lx_capture_follow(struct lx_work *w, const char *line, struct lx_capture *c, struct lx_err *err)
{
    struct reading r = { .w = w, .c = c, .line = line, .err = err };
    read_tokens(&r, 0, 0);
    read_due(&r, true);
    lx_str_add(&c->text, lx_str_z(&r.rest));
    lx_str_done(&r.rest);
    return r.rc;
}

static void read_tokens(struct reading *r, size_t at, char prefix)
{
    const char *line = r->line;
    bool blank = true;
    *r->c = (struct lx_capture){ .due = { .day = LX_NO_DAY } };
    size_t len;
    for (uint32_t cp; (cp = char_at(line, at, &len)) != 0;) {
        size_t next_len;
        uint32_t next = char_at(line, at + len, &next_len);
        bool sign = cp == '@' || (cp == '+' && blank && !(next >= '0' && next <= '9')); /* +20 is a day */
        if (sign && prefix != 'n' && prefix != 'd' && prefix != 'v' && next && next != ' ') {
            at = read_names(r, at + len, cp == '@' ? PART_LEAD : PART_WITH);
            blank = true;
            continue;
        }
        if (cp == ' ' && r->rest.len && r->rest.s[r->rest.len - 1] != ' ')
            lx_str_addc(&r->rest, ' ');
        else if (cp != ' ')
            lx_str_addn(&r->rest, line + at, len);
        blank = cp == ' ';
        at += len;
    }
    while (r->rest.len && r->rest.s[r->rest.len - 1] == ' ')
        lx_str_cut(&r->rest, r->rest.len - 1);
}

/* A letter and a blank at the start say what the line is. */
static size_t read_prefix(const char *line, char *prefix)
{
    size_t len, blank_len, skip = strspn(line, " ");
    uint32_t cp = char_at(line, skip, &len);
    if (cp && cp < 0x80 && strchr("tndrvlb", (int)cp) && char_at(line, skip + len, &blank_len) == ' ') {
        *prefix = (char)cp;
        return skip + len + blank_len;
    }
    return skip;
}

/* One name: exactly, else what it may mean.  Several or none are remembered, the first time. */
static void read_name(struct reading *r, const char *name, size_t at, size_t len, int role)
{
    struct lx_ids near = { 0 };
    struct lx_err err;
    lx_id unit = 0;
    enum lx_rc rc = lx_unit_find(r->w->units, name, &unit, &err);
    if (rc == LX_NOTFOUND)
        lx_unit_matches(r->w->units, name, &near);
    if (rc == LX_NOTFOUND && near.n == 1) {
        unit = near.at[0];
        rc = LX_OK;
    } else if (rc == LX_NOTFOUND && near.n > 1) {
        rc = lx_fail(&err, LX_AMBIGUOUS, N_("Several units fit; write more of the name: %s"), "%s", name);
    } else if (rc == LX_AMBIGUOUS) {
        lx_unit_matches(r->w->units, name, &near);
    }
    const struct lx_unit *u = lx_unit_by_id(r->w->units, unit);
    if (rc == LX_OK) {
        LX_PUSH(r->c->duties.at, r->c->duties.n, r->c->duties.room) =
            (struct lx_duty){ unit, role == PART_WITH && u && u->kind == UNIT_GROUP ? PART_GROUP : role };
    } else if (r->rc == LX_OK) {
        r->rc = rc;
        if (r->err)
            *r->err = err;
        r->c->bad_at = at;
        r->c->bad_len = len;
        r->c->near = near;
        near = (struct lx_ids){ 0 };
    }
    lx_ids_done(&near);
}

/* From behind the sign to the next blank or sign: names parted by marks.  Where they end. */
static size_t read_names(struct reading *r, size_t at, int role)
{
    size_t from = at, len, end = at;
    for (bool more = true; more;) {
        uint32_t cp = char_at(r->line, at, &len);
        char one[8] = "";
        memcpy(one, r->line + at, len < sizeof one ? len : 0);
        more = cp != 0 && cp != ' ' && cp != '@' && cp != '+';
        if (more && !(*one && strstr(word_LIST_MARKS, one))) {
            at += len;
            end = at;
            continue;
        }
        if (end > from) {
            char *name = lx_strndup(r->line + from, end - from);
            read_name(r, name, from, end - from, role);
            free(name);
        }
        at += more ? len : 0;
        from = end = at;
    }
    return at;
}

/* The last words are a limit where they can be read as one and something stands before them, or they may stand alone. */
static void read_due(struct reading *r, bool alone)
{
    const char *blank = r->rest.len ? strrchr(r->rest.s, ' ') : NULL;
    const char *words = blank ? blank + 1 : alone ? lx_str_z(&r->rest) : "";
    struct lx_date due = { .day = LX_NO_DAY };
    if (*words && lx_date_read(&due, words, r->w->today, NULL) == LX_OK && (due.day != LX_NO_DAY || due.words)) {
        r->c->due = due;
        if (!r->c->due.words)
            r->c->due.words = lx_strdup(words);
        lx_str_cut(&r->rest, blank ? (size_t)(blank - r->rest.s) : 0);
    } else {
        lx_date_done(&due);
    }
}

static enum lx_rc finish(struct reading *r, char prefix)
{
    static const struct {
        char prefix;
        enum lx_capture_kind kind;
    } kinds[] = { { 't', LX_CAPTURE_ITEM }, { 'n', LX_CAPTURE_NOTE }, { 'd', LX_CAPTURE_OUTCOME }, { 'r', LX_CAPTURE_RESERVE },
                  { 'v', LX_CAPTURE_VOTE }, { 'l', LX_CAPTURE_LEAVE }, { 'b', LX_CAPTURE_BACK } };
    struct lx_capture *c = r->c;
    bool named = c->duties.n || r->rc != LX_OK;
    c->kind = named ? LX_CAPTURE_ITEM : LX_CAPTURE_NOTE;
    for (size_t i = 0; i < sizeof kinds / sizeof kinds[0]; i++)
        if (kinds[i].prefix == prefix)
            c->kind = kinds[i].kind;
    if (c->kind == LX_CAPTURE_ITEM)
        read_due(r, false);
    bool of_one = c->kind == LX_CAPTURE_RESERVE || c->kind == LX_CAPTURE_LEAVE || c->kind == LX_CAPTURE_BACK;
    if (of_one && !named && r->rest.len) { /* the sign may be left out: the first word names the unit */
        size_t len = strcspn(r->rest.s, " ");
        char *name = lx_strndup(r->rest.s, len);
        const char *found = strstr(r->line, name);
        read_name(r, name, found ? (size_t)(found - r->line) : 0, len, PART_LEAD);
        free(name);
        lx_str_add(&c->text, r->rest.s + len + strspn(r->rest.s + len, " "));
    } else {
        lx_str_add(&c->text, lx_str_z(&r->rest));
    }
    if (r->rc != LX_OK)
        return r->rc;
    if (c->kind == LX_CAPTURE_VOTE)
        return read_votes(c, r->err);
    if (c->kind == LX_CAPTURE_OUTCOME && (c->outcome = lx_outcome_read(lx_str_z(&c->text))) == OUTCOME_NONE)
        return lx_fail(r->err, LX_INVALID, N_("Say how it was decided (passed, in principle, deferred ...): %s"), "%s", lx_str_z(&c->text));
    if (of_one ? c->duties.n != 1 : !c->text.len)
        return lx_fail(r->err, LX_INVALID, of_one ? N_("Name one unit: %s") : N_("There are no words in this line: %s"), "%s", r->line);
    return LX_OK;
}

static enum lx_rc read_votes(struct lx_capture *c, struct lx_err *err)
{
    const char *at = lx_str_z(&c->text);
    int n = 0;
    for (; *at && n < 3; n++) {
        char *end;
        c->votes[n] = strtoll(at, &end, 10);
        if (end == at)
            break;
        at = end + strspn(end, " :/-");
    }
    if (n == 0 || *at)
        return lx_fail(err, LX_INVALID, N_("A vote is three numbers: for, against, abstaining: %s"), "%s", lx_str_z(&c->text));
    return LX_OK;
}

/* --- storing ------------------------------------------------------------------------------------------------------------------ */

static enum lx_rc store_item(struct lx_work *w, lx_id meeting, lx_id agenda, const char *line, const struct lx_capture *c, lx_id *made,
                             struct lx_err *err)
{
    struct lx_item *item = lx_rec_new(LX_ITEM);
    struct lx_duties duties = { 0 };
    for (size_t i = 0; i < c->duties.n; i++)
        LX_PUSH(duties.at, duties.n, duties.room) = c->duties.at[i];
    lx_duties_tidy(&duties);
    lx_set_text(&item->title, lx_str_z(&c->text));
    lx_set_text(&item->source, line);
    item->meeting = meeting;
    item->agenda = agenda;
    lx_date_done(&item->due);
    lx_date_copy(&item->due, &c->due);
    enum lx_rc rc = lx_item_add(w, item, &duties, err);
    *made = item->rec.id;
    lx_duties_done(&duties);
    lx_rec_free(item);
    return rc;
}

static enum lx_rc store_note(struct lx_work *w, lx_id on, const struct lx_capture *c, lx_id *made, struct lx_err *err)
{
    struct lx_note *note = lx_rec_new(LX_NOTE);
    lx_set_text(&note->text, lx_str_z(&c->text));
    note->way = NOTE_OTHER;
    note->hung = on;
    enum lx_rc rc = lx_note_add(w, note, err);
    *made = note->rec.id;
    lx_rec_free(note);
    return rc;
}

static enum lx_rc store_going(struct lx_work *w, lx_id meeting, lx_id agenda, const struct lx_capture *c, struct lx_err *err)
{
    struct lx_rows roll = { 0 };
    lx_id id = 0;
    enum lx_rc rc = lx_roll(w, meeting, &roll, err);
    for (size_t i = 0; i < roll.n; i++)
        if (((struct lx_attendance *)roll.at[i])->unit == c->duties.at[0].unit)
            id = roll.at[i]->id;
    if (rc == LX_OK && !id)
        rc = lx_fail(err, LX_NOTFOUND, N_("%s is not on the roll of this meeting; `roll add` puts it there"), "%s",
                     lx_unit_name(w->units, c->duties.at[0].unit));
    lx_rows_done(&roll);
    if (rc != LX_OK)
        return rc;
    return c->kind == LX_CAPTURE_LEAVE ? lx_roll_leave(w, id, agenda, err) : lx_roll_back(w, id, agenda, err);
}

/* A line without words: a reservation without them, or the one that there is taken back. */
static enum lx_rc store_reservation(struct lx_work *w, lx_id agenda, const struct lx_capture *c, struct lx_err *err)
{
    struct lx_rows rows = { 0 };
    lx_id unit = c->duties.at[0].unit;
    bool made = false;
    enum lx_rc rc = lx_reservations(w, agenda, &rows, err);
    for (size_t i = 0; i < rows.n; i++)
        made = made || ((struct lx_opinion *)rows.at[i])->unit == unit;
    lx_rows_done(&rows);
    return rc == LX_OK ? lx_reserve(w, agenda, unit, c->text.len ? c->text.s : made ? NULL : "", err) : rc;
}

enum lx_rc lx_capture_store(struct lx_work *w, lx_id meeting, lx_id agenda, const char *line, const struct lx_capture *c, lx_id *made,
                            struct lx_err *err)
{
    *made = 0;
    bool anywhere = c->kind == LX_CAPTURE_ITEM || c->kind == LX_CAPTURE_NOTE;
    if (!agenda && !anywhere)
        return lx_fail(err, LX_STATE, N_("No item of the agenda is being treated; name the item"), "%s", "");
    enum lx_rc rc = lx_begin(w, err);
    if (rc != LX_OK)
        return rc;
    switch (c->kind) {
    case LX_CAPTURE_ITEM: rc = store_item(w, meeting, agenda, line, c, made, err); break;
    case LX_CAPTURE_NOTE: rc = store_note(w, agenda ? agenda : meeting, c, made, err); break;
    case LX_CAPTURE_OUTCOME:
        rc = lx_outcome_set(w, agenda, &(struct lx_ruling){ .outcome = c->outcome, .words = lx_str_z(&c->text) }, err);
        break;
    case LX_CAPTURE_RESERVE: rc = store_reservation(w, agenda, c, err); break;
    case LX_CAPTURE_VOTE: rc = lx_vote(w, agenda, c->votes[0], c->votes[1], c->votes[2], err); break;
    default: rc = store_going(w, meeting, agenda, c, err); break;
    }
    return lx_end(w, rc, "capture", (const char *const[]){ line, NULL }, err);
}
