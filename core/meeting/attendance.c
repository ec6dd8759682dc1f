/* The roll of a meeting and its quorum. */
#include "core/meeting/attendance.h"

#include "core/meeting/bodies.h"
#include "core/meeting/meetings.h"
#include "core/mem.h"
#include "core/text/text.h"
#include "core/work/units.h"

#include <stdlib.h>
#include <string.h>

enum word {
#define S(name, zh, en) WORD_##name,
#include "core/meeting/session_words.def"
};
static const char *const words[][2] = {
#define S(name, zh, en) { en, zh },
#include "core/meeting/session_words.def"
};

static const char *const posts[] = {
#define POST(ending) ending,
#include "core/meeting/session_words.def"
};

static enum lx_rc change(struct lx_work *w, lx_id id, const char *command,
                         enum lx_rc (*edit)(struct lx_work *w, struct lx_attendance *a, const void *ctx, struct lx_err *err), const void *ctx,
                         struct lx_err *err);
static void read_who(struct lx_attendance *a, const char *who);
static size_t place_of(const struct lx_rows *agenda, lx_id row);

/* --- reading ------------------------------------------------------------------------------------------------------------ */

enum lx_rc lx_roll(struct lx_work *w, lx_id meeting, struct lx_rows *rows, struct lx_err *err)
{
    enum lx_rc rc = lx_all(w, LX_ATTENDANCE, lx_cond_ref(LX_ATTENDANCE, "meeting", meeting), "position", true, rows, err);
    for (size_t i = 1; rc == LX_OK && i < rows->n; i++) { /* by role; a roll is short */
        struct lx_rec *one = rows->at[i];
        size_t k = i;
        for (; k > 0 && ((struct lx_attendance *)rows->at[k - 1])->role > ((struct lx_attendance *)one)->role; k--)
            rows->at[k] = rows->at[k - 1];
        rows->at[k] = one;
    }
    return rc;
}

enum lx_rc lx_absences(struct lx_work *w, lx_id meeting, struct lx_rows *gone, struct lx_err *err)
{
    return lx_all(w, LX_ABSENCE, lx_cond_ref(LX_ABSENCE, "meeting", meeting), NULL, false, gone, err);
}

bool lx_away(const struct lx_attendance *a, const struct lx_rows *gone, size_t i, lx_id *left_at, lx_id *back_at)
{
    for (size_t k = 0; gone && k < gone->n; k++) {
        const struct lx_absence *one = (struct lx_absence *)gone->at[k];
        if (one->attendance != a->rec.id || i-- > 0)
            continue;
        *left_at = one->left_at;
        *back_at = one->back_at;
        return true;
    }
    *left_at = a->left_at;
    *back_at = a->back_at;
    return i == 0 && a->left_at;
}

bool lx_is_there(const struct lx_attendance *a, const struct lx_rows *gone, const struct lx_rows *agenda, lx_id row)
{
    lx_id left_at, back_at;
    if (a->state != PRESENCE_PRESENT && a->state != PRESENCE_PROXY)
        return false;
    if (!row)
        return !a->left_at || a->back_at;
    size_t at = place_of(agenda, row);
    for (size_t i = 0; lx_away(a, gone, i, &left_at, &back_at); i++)
        if (at >= place_of(agenda, left_at) && (!back_at || at < place_of(agenda, back_at)))
            return false;
    return true;
}

static size_t place_of(const struct lx_rows *agenda, lx_id row)
{
    size_t i = 0;
    while (i < agenda->n && agenda->at[i]->id != row)
        i++;
    return i;
}

void lx_quorum_of(struct lx_presence *q, const struct lx_rows *roll, const struct lx_rows *gone, const struct lx_rows *agenda, lx_id row, int rule)
{
    *q = (struct lx_presence){ 0 };
    for (size_t i = 0; i < roll->n; i++) {
        const struct lx_attendance *a = (struct lx_attendance *)roll->at[i];
        if (a->role != ATTEND_MEMBER)
            continue;
        bool there = lx_is_there(a, gone, agenda, row);
        q->members_n++;
        q->there_n += there;
        q->proxies_n += there && a->state == PRESENCE_PROXY;
        q->excused_n += a->state == PRESENCE_EXCUSED;
        q->called = q->called || a->state == PRESENCE_PRESENT || a->state == PRESENCE_PROXY || a->state == PRESENCE_ABSENT;
    }
    q->needed_n = lx_quorum_needs(rule, q->members_n);
    q->met = q->members_n > 0 && q->there_n >= q->needed_n;
}

static enum lx_rc open_meeting(struct lx_work *w, lx_id meeting, struct lx_meeting **m, struct lx_series **series, struct lx_err *err)
{
    *series = NULL;
    enum lx_rc rc = lx_get(w, LX_MEETING, meeting, m, err);
    return rc == LX_OK && (*m)->series ? lx_get(w, LX_SERIES, (*m)->series, series, err) : rc;
}

enum lx_rc lx_quorum_at(struct lx_work *w, lx_id meeting, lx_id row, struct lx_presence *q, struct lx_err *err)
{
    struct lx_meeting *m = NULL;
    struct lx_series *series = NULL;
    struct lx_rows roll = { 0 }, gone = { 0 }, agenda = { 0 };
    enum lx_rc rc = open_meeting(w, meeting, &m, &series, err);
    if (rc == LX_OK)
        rc = lx_roll(w, meeting, &roll, err);
    if (rc == LX_OK)
        rc = lx_absences(w, meeting, &gone, err);
    if (rc == LX_OK)
        rc = lx_agenda(w, meeting, &agenda, err);
    int rule = series ? series->quorum : QUORUM_HALF;
    if (rc == LX_OK)
        lx_quorum_of(q, &roll, &gone, &agenda, row, rule);
    if (rc == LX_OK && q->members_n == 0) {
        struct lx_ids units = { 0 };
        rc = lx_meeting_units(w, m, &units, err);
        q->members_n = units.n;
        q->needed_n = lx_quorum_needs(rule, units.n);
        lx_ids_done(&units);
    }
    lx_rows_done(&roll);
    lx_rows_done(&gone);
    lx_rows_done(&agenda);
    lx_rec_free(m);
    lx_rec_free(series);
    return rc;
}

enum lx_rc lx_roll_find(struct lx_work *w, const struct lx_rows *roll, const char *typed, lx_id *id, struct lx_err *err)
{
    struct lx_ids units = { 0 };
    struct lx_str key = LX_STR_EMPTY, other = LX_STR_EMPTY;
    lx_id unit = 0;
    *id = 0;
    if (lx_unit_find(w->units, typed, &unit, NULL) == LX_OK)
        lx_ids_add(&units, unit);
    else
        lx_unit_matches(w->units, typed, &units);
    lx_text_key(&key, typed, strlen(typed));
    for (size_t k = 0; k < units.n && !*id; k++) /* best first: only units that are on the roll */
        for (size_t i = 0; i < roll->n && !*id; i++)
            if (((struct lx_attendance *)roll->at[i])->unit == units.at[k])
                *id = roll->at[i]->id;
    for (size_t i = 0; i < roll->n && !*id; i++) {
        lx_str_clear(&other);
        const char *name = ((struct lx_attendance *)roll->at[i])->name;
        lx_text_key(&other, name ? name : "", name ? strlen(name) : 0);
        if (other.len && strcmp(other.s, lx_str_z(&key)) == 0)
            *id = roll->at[i]->id;
    }
    lx_ids_done(&units);
    lx_str_done(&key);
    lx_str_done(&other);
    return *id ? LX_OK : lx_fail(err, LX_NOTFOUND, N_("%s is not on the roll of this meeting; `roll add` puts it there"), "%s", typed);
}

/* --- calling it ------------------------------------------------------------------------------------------------------------ */

struct presence {
    int state;
    const char *who;
};

static bool is_post(const char *s)
{
    size_t len = strlen(s);
    for (size_t i = 0; i < sizeof posts / sizeof *posts; i++)
        if (len >= strlen(posts[i]) && strcmp(s + len - strlen(posts[i]), posts[i]) == 0)
            return true;
    return false;
}

/* "张某 副市长 代 市长": the name, the post, and for whom; "副市长 代 市长": a post alone. */
static void read_who(struct lx_attendance *a, const char *who)
{
    const char *mark = NULL, *after = NULL;
    for (int lang = 0; lang < 2 && !mark; lang++) {
        mark = strstr(who, words[WORD_FOR][lang]);
        after = mark ? mark + strlen(words[WORD_FOR][lang]) : NULL;
    }
    size_t len = mark ? (size_t)(mark - who) : strlen(who);
    while (len > 0 && who[len - 1] == ' ')
        len--;
    size_t name_len = strcspn(who, " ") < len ? strcspn(who, " ") : len;
    char *name = lx_strndup(who, name_len), *post = NULL;
    if (name_len < len)
        post = lx_strndup(who + name_len + strspn(who + name_len, " "), len - name_len - strspn(who + name_len, " "));
    if (name_len) {
        bool alone = !post && is_post(name);
        lx_set_text(&a->name, alone ? NULL : name);
        lx_set_text(&a->post, alone ? name : post);
        a->person = 0;
    }
    if (after)
        lx_set_text(&a->for_whom, after + strspn(after, " "));
    free(name);
    free(post);
}

/* Who was not there has not left. */
static enum lx_rc drop_absences(struct lx_work *w, lx_id attendance, struct lx_err *err)
{
    struct lx_rows gone = { 0 };
    enum lx_rc rc = lx_all(w, LX_ABSENCE, lx_cond_ref(LX_ABSENCE, "attendance", attendance), NULL, true, &gone, err);
    for (size_t i = 0; rc == LX_OK && i < gone.n; i++)
        rc = lx_put_gone(w, gone.at[i], err);
    lx_rows_done(&gone);
    return rc;
}

static enum lx_rc set_presence(struct lx_work *w, struct lx_attendance *a, const void *ctx, struct lx_err *err)
{
    const struct presence *p = ctx;
    const char *whom = a->post ? a->post : a->name;
    enum lx_rc rc = LX_OK;
    if (p->state < 0 || p->state >= lx_attend_state_n)
        return lx_not_a_word(err, LX_INVALID, lx_words_of("attend_state"), LX_NONE_TYPE, NULL, "");
    if (p->state == PRESENCE_PROXY && !a->for_whom)
        lx_set_text(&a->for_whom, whom);
    if (p->state == PRESENCE_PRESENT && a->for_whom) { /* the proxy that was announced, or noted by mistake, is not needed */
        lx_set_text(&a->for_whom, NULL);
        lx_set_text(&a->name, NULL);
        lx_set_text(&a->post, NULL);
    }
    if (p->who && *p->who)
        read_who(a, p->who);
    if (p->state != PRESENCE_PRESENT && p->state != PRESENCE_PROXY) {
        a->left_at = a->back_at = 0;
        rc = drop_absences(w, a->rec.id, err);
    }
    a->state = p->state;
    return rc;
}

enum lx_rc lx_roll_set(struct lx_work *w, lx_id id, int state, const char *who, struct lx_err *err)
{
    struct presence p = { state, who };
    return change(w, id, "roll set", set_presence, &p, err);
}

enum lx_rc lx_roll_all(struct lx_work *w, lx_id meeting, size_t *n, struct lx_err *err)
{
    struct lx_rows roll = { 0 };
    enum lx_rc rc = lx_begin(w, err);
    if (rc != LX_OK)
        return rc;
    *n = 0;
    rc = lx_roll(w, meeting, &roll, err);
    for (size_t i = 0; rc == LX_OK && i < roll.n; i++) {
        const struct lx_attendance *a = (struct lx_attendance *)roll.at[i];
        if (a->state != PRESENCE_EXPECTED)
            continue;
        ++*n;
        rc = lx_roll_set(w, a->rec.id, a->for_whom ? PRESENCE_PROXY : PRESENCE_PRESENT, NULL, err);
    }
    lx_rows_done(&roll);
    return lx_end(w, rc, "roll all", NULL, err);
}

enum lx_rc lx_roll_add(struct lx_work *w, struct lx_attendance *a, struct lx_err *err)
{
    struct lx_rows roll = { 0 };
    struct lx_str name = LX_STR_EMPTY;
    enum lx_rc rc = lx_begin(w, err);
    if (rc != LX_OK)
        return rc;
    rc = lx_roll(w, a->meeting, &roll, err);
    lx_roll_name(w, &name, a);
    a->position = 1;
    for (size_t i = 0; rc == LX_OK && i < roll.n; i++) {
        const struct lx_attendance *one = (struct lx_attendance *)roll.at[i];
        if (one->position >= a->position)
            a->position = one->position + 1;
        if (a->unit && one->unit == a->unit && !a->name)
            rc = lx_fail(err, LX_EXISTS, N_("%s is on the roll already"), "%s", lx_str_z(&name));
    }
    if (rc == LX_OK)
        rc = lx_put_new(w, a, err);
    rc = lx_end(w, rc, "roll add", (const char *const[]){ lx_str_z(&name), NULL }, err);
    lx_rows_done(&roll);
    lx_str_done(&name);
    return rc;
}

enum lx_rc lx_roll_drop(struct lx_work *w, lx_id id, struct lx_err *err)
{
    struct lx_attendance *a = NULL;
    struct lx_str name = LX_STR_EMPTY;
    enum lx_rc rc = lx_begin(w, err);
    if (rc != LX_OK)
        return rc;
    rc = lx_get(w, LX_ATTENDANCE, id, &a, err);
    if (rc == LX_OK) {
        lx_roll_name(w, &name, a);
        rc = drop_absences(w, id, err);
    }
    if (rc == LX_OK)
        rc = lx_put_gone(w, a, err);
    rc = lx_end(w, rc, "roll drop", (const char *const[]){ lx_str_z(&name), NULL }, err);
    lx_rec_free(a);
    lx_str_done(&name);
    return rc;
}

/* --- leaving and coming back -------------------------------------------------------------------------------------------------- */

static enum lx_rc check_row(struct lx_work *w, const struct lx_attendance *a, lx_id row, struct lx_err *err)
{
    struct lx_agenda *g = NULL;
    enum lx_rc rc = row ? lx_get(w, LX_AGENDA, row, &g, err) : LX_OK;
    if (rc == LX_OK && (!g || g->meeting != a->meeting))
        rc = lx_fail(err, LX_INVALID, N_("No item of the agenda is being treated; name the item"), "%s", "");
    lx_rec_free(g);
    return rc;
}

/* An absence that is over gives way to the next one and stays on record. */
static enum lx_rc keep_absence(struct lx_work *w, const struct lx_attendance *a, struct lx_err *err)
{
    struct lx_absence *one = lx_rec_new(LX_ABSENCE);
    one->meeting = a->meeting;
    one->attendance = a->rec.id;
    one->left_at = a->left_at;
    one->back_at = a->back_at;
    enum lx_rc rc = lx_put_new(w, one, err);
    lx_rec_free(one);
    return rc;
}

static enum lx_rc leave(struct lx_work *w, struct lx_attendance *a, const void *ctx, struct lx_err *err)
{
    struct lx_str name = LX_STR_EMPTY;
    enum lx_rc rc = check_row(w, a, *(const lx_id *)ctx, err);
    if (rc == LX_OK && !lx_is_there(a, NULL, NULL, 0)) {
        lx_roll_name(w, &name, a);
        rc = lx_fail(err, LX_STATE, N_("%s is not in the meeting"), "%s", lx_str_z(&name));
    }
    if (rc == LX_OK && a->left_at)
        rc = keep_absence(w, a, err);
    a->left_at = *(const lx_id *)ctx;
    a->back_at = 0;
    lx_str_done(&name);
    return rc;
}

static enum lx_rc come_back(struct lx_work *w, struct lx_attendance *a, const void *ctx, struct lx_err *err)
{
    struct lx_str name = LX_STR_EMPTY;
    enum lx_rc rc = check_row(w, a, *(const lx_id *)ctx, err);
    if (rc == LX_OK && (!a->left_at || a->back_at)) {
        lx_roll_name(w, &name, a);
        rc = lx_fail(err, LX_STATE, N_("%s has not left the meeting"), "%s", lx_str_z(&name));
    }
    if (a->left_at == *(const lx_id *)ctx) /* within one item: it was there for it after all */
        a->left_at = 0;
    else
        a->back_at = *(const lx_id *)ctx;
    lx_str_done(&name);
    return rc;
}

enum lx_rc lx_roll_leave(struct lx_work *w, lx_id id, lx_id agenda, struct lx_err *err)
{
    return change(w, id, "roll leave", leave, &agenda, err);
}

enum lx_rc lx_roll_back(struct lx_work *w, lx_id id, lx_id agenda, struct lx_err *err)
{
    return change(w, id, "roll back", come_back, &agenda, err);
}

/* One use case on one row: read, edited, stored. */
static enum lx_rc change(struct lx_work *w, lx_id id, const char *command,
                         enum lx_rc (*edit)(struct lx_work *w, struct lx_attendance *a, const void *ctx, struct lx_err *err), const void *ctx,
                         struct lx_err *err)
{
    struct lx_attendance *old = NULL, *a = NULL;
    struct lx_str name = LX_STR_EMPTY;
    enum lx_rc rc = lx_begin(w, err);
    if (rc != LX_OK)
        return rc;
    rc = lx_get(w, LX_ATTENDANCE, id, &old, err);
    if (rc == LX_OK) {
        a = lx_rec_copy(old);
        lx_roll_name(w, &name, old);
        rc = edit(w, a, ctx, err);
    }
    if (rc == LX_OK)
        rc = lx_put_change(w, old, a, err);
    rc = lx_end(w, rc, command, (const char *const[]){ lx_str_z(&name), NULL }, err);
    lx_rec_free(old);
    lx_rec_free(a);
    lx_str_done(&name);
    return rc;
}

/* --- in words ---------------------------------------------------------------------------------------------------------------- */

void lx_roll_name(struct lx_work *w, struct lx_str *out, const struct lx_attendance *a)
{
    lx_str_add(out, a->unit ? lx_unit_name(w->units, a->unit) : a->name ? a->name : a->post);
}

static bool is_in_line(const struct lx_attendance *a, enum lx_roll_line line)
{
    static const int roles[] = { [LX_ROLL_PRESENT] = ATTEND_MEMBER, [LX_ROLL_CALLED] = ATTEND_CALLED,
                                 [LX_ROLL_OBSERVING] = ATTEND_OBSERVER, [LX_ROLL_GUESTS] = ATTEND_GUEST };
    bool came = a->state == PRESENCE_PRESENT || a->state == PRESENCE_PROXY;
    if (line == LX_ROLL_EXCUSED || line == LX_ROLL_ABSENT)
        return a->state == (line == LX_ROLL_EXCUSED ? PRESENCE_EXCUSED : PRESENCE_ABSENT) && a->role == ATTEND_MEMBER;
    return came && a->role == roles[line];
}

/* "第4项离会", "left at item 4" */
static void add_going(struct lx_str *s, enum word word, size_t place, bool zh)
{
    if (s->len)
        lx_str_add(s, words[WORD_NOTE_MARK][zh]);
    if (zh)
        lx_str_addf(s, "%s%zu%s%s", words[WORD_AT][1], place, words[WORD_ROW][1], words[word][1]);
    else
        lx_str_addf(s, "%s %zu", words[word][0], place);
}

/* Behind the unit: who, for whom, when away. */
static void add_aside(struct lx_str *out, const struct lx_attendance *a, const struct lx_rows *gone, const struct lx_rows *agenda, bool zh)
{
    struct lx_str s = LX_STR_EMPTY;
    lx_id left_at, back_at;
    if (a->post)
        lx_str_add(&s, a->post);
    if (a->unit && a->name)
        lx_str_addf(&s, "%s%s", a->post && !zh ? " " : "", a->name);
    if (a->state == PRESENCE_PROXY && a->for_whom)
        lx_str_addf(&s, "%s%s", s.len || zh ? words[WORD_FOR][zh] : "for ", a->for_whom);
    for (size_t i = 0; lx_away(a, gone, i, &left_at, &back_at); i++) {
        add_going(&s, WORD_LEFT, place_of(agenda, left_at) + 1, zh);
        if (back_at)
            add_going(&s, WORD_BACK, place_of(agenda, back_at) + 1, zh);
    }
    if (s.len)
        lx_str_addf(out, "%s%s%s", words[WORD_OPEN][zh], s.s, words[WORD_CLOSE][zh]);
    lx_str_done(&s);
}

void lx_roll_line(struct lx_work *w, struct lx_str *out, const struct lx_rows *roll, const struct lx_rows *gone, const struct lx_rows *agenda,
                  enum lx_roll_line line, bool zh)
{
    size_t from = out->len;
    for (size_t i = 0; i < roll->n; i++) {
        const struct lx_attendance *a = (struct lx_attendance *)roll->at[i];
        const struct lx_unit *unit = lx_unit_by_id(w->units, a->unit);
        if (!is_in_line(a, line))
            continue;
        lx_str_add(out, out->len > from ? words[WORD_COMMA][zh] : "");
        if (unit && !zh && unit->name_en)
            lx_str_add(out, unit->name_en);
        else
            lx_roll_name(w, out, a);
        add_aside(out, a, gone, agenda, zh);
    }
}

void lx_roll_words(struct lx_work *w, struct lx_str *out, const struct lx_rows *roll, const struct lx_rows *gone, const struct lx_rows *agenda,
                   bool zh)
{
    static const enum word heads[] = { WORD_PRESENT, WORD_CALLED, WORD_OBSERVING, WORD_GUESTS, WORD_EXCUSED, WORD_ABSENT };
    for (int i = 0; i < LX_ROLL_LINES; i++) {
        struct lx_str line = LX_STR_EMPTY;
        lx_roll_line(w, &line, roll, gone, agenda, (enum lx_roll_line)i, zh);
        if (line.len)
            lx_str_addf(out, "%s%s%s\n", words[heads[i]][zh], words[WORD_COLON][zh], line.s);
        lx_str_done(&line);
    }
}
