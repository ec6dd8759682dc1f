/* History in words. */
#include "tui/history.h"

#include "core/delta.h"
#include "core/doc/write.h"
#include "core/mem.h"
#include "core/text/text.h"
#include "core/work/items.h"
#include "tui/i18n.h"
#include "tui/printing.h"

#include <stdlib.h>
#include <string.h>

/* --- entries ------------------------------------------------------------------------------------------------------------ */

/* "secrecy=internal", as it was typed or stored, is 公开属性=内部. */
static bool add_pair(struct lx_str *out, const struct lx_table *noun, const char *arg)
{
    size_t name_len = strcspn(arg, "=");
    char *name = lx_strndup(arg, name_len);
    int i = noun && arg[name_len] ? lx_field_index(noun, name) : -1;
    bool with = i < 0 && noun && noun->type == LX_ITEM && arg[name_len] && strcmp(name, "with") == 0;
    free(name);
    if (with)
        lx_str_addf(out, " %s%s", _("Cooperating"), arg + name_len);
    if (with)
        return true;
    if (i < 0)
        return false;
    const struct lx_field *f = &noun->fields[i];
    const char *value = arg + name_len + 1;
    int word = f->kind == LX_ENUM ? lx_word_find(f->words, value) : -1;
    lx_str_addf(out, " %s=%s", lx_two(f->en, f->zh), word >= 0 ? lx_two(f->words->at[word].en, f->words->at[word].zh) : value);
    return true;
}

/* The paper that left. */
static bool add_paper(struct lx_str *out, const char *command, const char *arg)
{
    const struct lx_paper *paper = strcmp(command, LX_PRINT_COMMAND) == 0 ? lx_paper_find(arg) : NULL;
    if (paper)
        lx_str_addf(out, " %s", lx_paper_title(paper, lx_lang() == LX_EN));
    return paper != NULL;
}

/* The state that a meeting went to. */
static bool add_step(struct lx_str *out, const char *command, const char *arg)
{
    const struct lx_words *states = lx_words_of("meeting_state");
    int i = strcmp(command, lx_command(CMD_MEETING_STEP)->name) == 0 ? lx_word_find(states, arg) : -1;
    if (i >= 0)
        lx_str_addf(out, " %s", lx_two(states->at[i].en, states->at[i].zh));
    return i >= 0;
}

static void add_args(struct lx_str *out, const struct lx_log_row *row, const struct lx_table *noun)
{
    struct lx_json *args = NULL;
    if (row->args && lx_json_parse(&args, row->args, strlen(row->args), NULL) == LX_OK)
        for (size_t i = 0; i < lx_json_n(args); i++) {
            const char *arg = lx_json_to_string(lx_json_at(args, i), "");
            if (!add_pair(out, noun, arg) && !(i > 0 ? add_step(out, row->command, arg) : add_paper(out, row->command, arg)))
                lx_str_addf(out, " %s", arg);
        }
    lx_json_free(&args);
}

void lx_entry_words(struct lx_work *w, struct lx_str *out, const struct lx_log_row *row)
{
    (void)w;
    lx_instant_format(out, row->at_ms, row->offset_min);
    lx_str_addf(out, "  %s  ", row->clerk ? row->clerk : row->who);
    lx_entry_what(out, row);
    if (row->undone_by)
        lx_str_addf(out, "  (%s)", _("taken back"));
}

bool lx_entry_meant(struct lx_work *w, lx_rev rev, struct lx_log_rows *rows)
{
    while (rev) {
        struct lx_log_query q = { .from = rev, .to = rev, .limit = 1 };
        lx_log_rows_done(rows);
        if (w->store->log(w->store, &q, rows, NULL) != LX_OK || rows->n == 0)
            return false;
        rev = rows->at[0].undoes;
    }
    return rows->n > 0;
}

/* Verbs of entries that are no command of their own: "series set", "alias delete". */
static const char *plain_verb(const char *verb)
{
    static const char *const verbs[][2] = { { "add", N_("add") }, { "set", N_("change") }, { "delete", N_("delete") } };
    for (size_t i = 0; i < sizeof verbs / sizeof *verbs; i++)
        if (strcmp(verbs[i][0], verb) == 0)
            return _(verbs[i][1]);
    return verb;
}

void lx_entry_what(struct lx_str *out, const struct lx_log_row *row)
{
    const struct lx_command *k = lx_command_named(row->command);
    const struct lx_table *noun = NULL;
    size_t first_len = strcspn(row->command, " ");
    if (row->command[first_len]) { /* "close" alone says too little: item close */
        char *first = lx_strndup(row->command, first_len);
        noun = lx_table_named(first);
        free(first);
    }
    if (noun)
        lx_str_addf(out, "%s ", lx_two(noun->en, noun->zh));
    lx_str_add(out, k ? lx_two(k->label, k->label_zh) : noun ? plain_verb(row->command + first_len + 1) : row->command);
    add_args(out, row, noun);
}

/* A canonical value of a field as people read it. */
static void add_value(struct lx_work *w, struct lx_str *out, enum lx_type type, const struct lx_field *f, const char *canonical)
{
    struct lx_rec *probe = lx_rec_new(type);
    struct lx_str s = LX_STR_EMPTY;
    if (f && lx_f_parse(probe, f, canonical, NULL) == LX_OK)
        lx_show_value(w, &s, probe, f, lx_lang() == LX_ZH);
    else
        lx_str_add(&s, canonical);
    enum { VALUE_W = 60 };
    if (!s.len)
        lx_str_add(out, _("(empty)"));
    else
        lx_text_cut(out, lx_str_z(&s), VALUE_W, LX_NARROW);
    lx_str_done(&s);
    lx_rec_free(probe);
}

/* Worth a word in the line of an added or deleted record: what somebody chose, not what the program sets or begins with. */
static bool is_telling(const struct lx_field *f, const struct lx_delta_field *d, char op)
{
    const char *value = op == '+' ? d->new_ : d->old;
    bool in_name = !f || f->flags & LX_F_KEY || strcmp(f->name, "title") == 0;
    return !in_name && !(f->flags & LX_F_AUTO) && !(f->kind == LX_ENUM && strcmp(value, f->words->at[0].word) == 0);
}

/* An added or deleted record: one line. */
static void add_whole(struct lx_work *w, struct lx_str *out, const struct lx_change *change, const struct lx_delta *delta)
{
    const struct lx_table *t = lx_table(change->type);
    size_t n = 0;
    for (size_t i = 0; i < delta->n; i++) {
        const struct lx_delta_field *d = &delta->at[i];
        int k = lx_field_index(t, d->name);
        const struct lx_field *f = k >= 0 ? &t->fields[k] : NULL;
        if (!is_telling(f, d, change->op))
            continue;
        lx_str_addf(out, "%s%s ", n++ ? _("; ") : " · ", lx_two(f->en, f->zh));
        add_value(w, out, change->type, f, change->op == '+' ? d->new_ : d->old);
    }
}

/* What a change is about: "事项 26-003 六横公路大桥", "经过 反馈". */
static void add_object(struct lx_work *w, struct lx_str *out, const struct lx_change *change, const struct lx_delta *delta)
{
    const struct lx_table *t = lx_table(change->type);
    const struct lx_field *key = lx_key_field(t);
    struct lx_str name = LX_STR_EMPTY;
    for (size_t i = 0; key->kind == LX_ENUM && change->op != '~' && i < delta->n; i++)
        if (strcmp(delta->at[i].name, key->name) == 0)
            add_value(w, &name, change->type, key, change->op == '+' ? delta->at[i].new_ : delta->at[i].old);
    if (!name.len)
        lx_show_id(w, &name, change->id);
    if (!name.len)
        lx_str_addf(&name, "id:%lld", (long long)change->id);
    lx_str_addf(out, "%s %s", lx_two(t->en, t->zh), lx_str_z(&name));
    lx_str_done(&name);
}

/* How lines of changes look: for people, or as the inner items of a Markdown list. */
struct look {
    const char *indent, *plus, *minus;
    bool md;
};

static void add_line(struct lx_str *out, const struct look *look, const char *words)
{
    lx_str_add(out, look->indent);
    if (look->md)
        lx_md_text(out, words);
    else
        lx_str_add(out, words);
    lx_str_addc(out, '\n');
}

/* What happened to an item, in words: "事项 26-004 …: 06-25 催办"; nothing for a step without words, which the item's own
 * change says. */
static void add_event(struct lx_work *w, struct lx_str *out, const struct look *look, const struct lx_delta *delta)
{
    struct lx_event *e = lx_rec_new(LX_EVENT);
    struct lx_str line = LX_STR_EMPTY;
    if (lx_delta_apply(e, delta, true, NULL) == LX_OK && (e->kind != EVENT_STEP || (e->text && *e->text))) {
        lx_str_addf(&line, "%s ", lx_two(lx_table(LX_ITEM)->en, lx_table(LX_ITEM)->zh));
        lx_show_id(w, &line, e->item);
        lx_str_add(&line, " · ");
        lx_event_words(w, &line, e);
        add_line(out, look, lx_str_z(&line));
    }
    lx_str_done(&line);
    lx_rec_free(e);
}

/* What left the house: "打印记录 会议议程  26 … · office ×3 双面 · 浙东办发〔2024〕12号"; its other fields are set by the program. */
static void add_print(struct lx_work *w, struct lx_str *out, const struct look *look, lx_id id, const struct lx_delta *delta)
{
    struct lx_printing *p = lx_rec_new(LX_PRINTING);
    struct lx_str line = LX_STR_EMPTY;
    lx_str_addf(&line, "%s%s ", look->plus, lx_two(lx_table(LX_PRINTING)->en, lx_table(LX_PRINTING)->zh));
    if (lx_delta_apply(p, delta, true, NULL) == LX_OK) {
        printing_what(w, &line, p);
        lx_str_add(&line, " · ");
        printing_where(&line, p);
        if (p->number)
            lx_str_addf(&line, " · %s", p->number);
        p->rec.id = id;
        size_t nth = printing_nth(w, p);
        if (nth > 1)
            lx_str_add(&line, " · ");
        if (nth > 1)
            lx_str_addf(&line, _("print no. %zu"), nth);
        add_line(out, look, lx_str_z(&line));
    }
    lx_str_done(&line);
    lx_rec_free(p);
}

static void add_change(struct lx_work *w, struct lx_str *out, const struct look *look, const struct lx_change *change,
                       const struct lx_delta *delta)
{
    const struct lx_table *t = lx_table(change->type);
    struct lx_str head = LX_STR_EMPTY;
    if (look->md && change->type == LX_EVENT && change->op == '+') {
        add_event(w, out, look, delta);
        return;
    }
    if (change->type == LX_PRINTING && change->op == '+') {
        add_print(w, out, look, change->id, delta);
        return;
    }
    lx_str_add(&head, change->op == '~' ? "" : change->op == '+' ? look->plus : look->minus);
    add_object(w, &head, change, delta);
    if (change->op != '~') {
        add_whole(w, &head, change, delta);
        add_line(out, look, lx_str_z(&head));
    }
    for (size_t i = 0; change->op == '~' && i < delta->n; i++) {
        const struct lx_delta_field *d = &delta->at[i];
        int k = lx_field_index(t, d->name);
        const struct lx_field *f = k >= 0 ? &t->fields[k] : NULL;
        const struct lx_field *whole = d->at < 0 ? f : NULL; /* of a long text only the middle that changed */
        struct lx_str line = LX_STR_EMPTY;
        lx_str_addf(&line, "%s · %s: ", lx_str_z(&head), f ? lx_two(f->en, f->zh) : d->name);
        add_value(w, &line, change->type, whole, d->old);
        lx_str_add(&line, " → ");
        add_value(w, &line, change->type, whole, d->new_);
        add_line(out, look, lx_str_z(&line));
        lx_str_done(&line);
    }
    lx_str_done(&head);
}

/* The same of a record that is gone by now: as it was when it went. */
static lx_id last_owner(struct lx_work *w, const struct lx_change *change, const char *name)
{
    struct lx_log_query q = { .rec = change->id, .limit = 1 };
    struct lx_log_rows rows = { 0 };
    struct lx_changes changes = { 0 };
    lx_id owner = 0;
    if (w->store->log(w->store, &q, &rows, NULL) == LX_OK && rows.n && w->store->changes(w->store, rows.at[0].rev, &changes, NULL) == LX_OK)
        for (size_t i = 0; i < changes.n && !owner; i++) {
            struct lx_delta delta = { 0 };
            bool went = changes.at[i].id == change->id && changes.at[i].op == '-';
            if (went && lx_delta_read(&delta, '-', changes.at[i].delta, NULL) == LX_OK)
                for (size_t k = 0; k < delta.n; k++)
                    if (strcmp(delta.at[k].name, name) == 0)
                        owner = strtoll(delta.at[k].old, NULL, 10);
            lx_delta_done(&delta);
        }
    lx_changes_done(&changes);
    lx_log_rows_done(&rows);
    return owner;
}

/* The record that a share, an event, a note or a print belongs to: as the change says, else as it stands. */
static lx_id owner_of(struct lx_work *w, const struct lx_change *change, const struct lx_delta *delta)
{
    const char *name = change->type == LX_NOTE || change->type == LX_PRINTING ? "hung" : "item";
    struct lx_rows rows = { 0 };
    lx_id owner = 0;
    if (change->type != LX_PART && change->type != LX_EVENT && change->type != LX_NOTE && change->type != LX_PRINTING)
        return 0;
    for (size_t i = 0; i < delta->n; i++)
        if (strcmp(delta->at[i].name, name) == 0)
            owner = strtoll(change->op == '-' ? delta->at[i].old : delta->at[i].new_, NULL, 10);
    if (!owner && w->store->rows(w->store, change->type, &change->id, 1, &rows, NULL) == LX_OK && rows.n && rows.at[0])
        owner = lx_f_int_of(rows.at[0], lx_field_named(change->type, name));
    else if (!owner)
        owner = last_owner(w, change, name);
    lx_rows_done(&rows);
    return owner;
}

/* recs NULL: whatever the entry changed. */
static enum lx_rc changes_words(struct lx_work *w, struct lx_str *out, const struct look *look, lx_rev rev, const struct lx_ids *recs,
                                struct lx_err *err)
{
    struct lx_changes changes = { 0 };
    enum lx_rc rc = w->store->changes(w->store, rev, &changes, err);
    for (size_t i = 0; rc == LX_OK && i < changes.n; i++) {
        struct lx_delta delta = { 0 };
        rc = lx_delta_read(&delta, changes.at[i].op, changes.at[i].delta, err);
        if (rc == LX_OK && (!recs || lx_ids_has(recs, changes.at[i].id) || lx_ids_has(recs, owner_of(w, &changes.at[i], &delta))))
            add_change(w, out, look, &changes.at[i], &delta);
        lx_delta_done(&delta);
    }
    lx_changes_done(&changes);
    return rc;
}

enum lx_rc lx_changes_words(struct lx_work *w, struct lx_str *out, lx_rev rev, lx_id rec, struct lx_err *err)
{
    static const struct look lines = { "    ", "+ ", "- ", false };
    struct lx_ids ids = { 0 };
    enum lx_rc rc = LX_OK;
    if (rec) {
        lx_ids_add(&ids, rec);
        rc = lx_item_belongings(w, rec, &ids, err); /* none for other records */
    }
    if (rc == LX_OK)
        rc = changes_words(w, out, &lines, rev, rec ? &ids : NULL, err);
    lx_ids_done(&ids);
    return rc;
}

enum lx_rc lx_changes_md(struct lx_work *w, struct lx_str *out, lx_rev rev, const struct lx_ids *recs, struct lx_err *err)
{
    const struct look items = { "    - ", _("new: "), _("removed: "), true };
    return changes_words(w, out, &items, rev, recs, err);
}

/* --- events ------------------------------------------------------------------------------------------------------------- */

void lx_event_words(struct lx_work *w, struct lx_str *out, const struct lx_event *e)
{
    const struct lx_words *kinds = lx_words_of("event_kind"), *states = lx_words_of("item_state");
    lx_date_short(out, &e->day, w->today);
    bool step = e->kind == EVENT_STEP;
    const struct lx_word *word = step ? &states->at[e->new_state] : &kinds->at[e->kind];
    lx_str_addf(out, " %s", lx_two(word->en, word->zh));
    if (e->kind == EVENT_EXTEND) {
        lx_str_addc(out, ' ');
        lx_date_short(out, &e->old_due, w->today);
        lx_str_add(out, " → ");
        lx_date_short(out, &e->new_due, w->today);
    }
    if (e->progress != LX_NO_INT)
        lx_str_addf(out, " %lld%%", (long long)e->progress);
    if (e->text && *e->text)
        lx_fill(out, _(": %s"), e->text);
}

/* --- the command line ---------------------------------------------------------------------------------------------------- */

static void json_entry(struct cli *c, struct lx_json_out *j, const struct lx_log_row *row)
{
    struct lx_str at = LX_STR_EMPTY;
    (void)c;
    lx_instant_format(&at, row->at_ms, row->offset_min);
    lx_json_begin_object(j);
    lx_json_key(j, "entry");
    lx_json_int(j, row->rev);
    lx_json_key(j, "at");
    lx_json_string(j, lx_str_z(&at));
    lx_json_key(j, "who");
    lx_json_string(j, row->who);
    lx_json_key(j, "clerk");
    lx_json_string(j, row->clerk);
    lx_json_key(j, "host");
    lx_json_string(j, row->host);
    lx_json_key(j, "command");
    lx_json_string(j, row->command);
    lx_json_key(j, "args");
    lx_json_raw(j, row->args ? row->args : "[]");
    lx_json_key(j, "undoes");
    row->undoes ? lx_json_int(j, row->undoes) : lx_json_null(j);
    lx_json_key(j, "undone_by");
    row->undone_by ? lx_json_int(j, row->undone_by) : lx_json_null(j);
    lx_json_end_object(j);
    lx_str_done(&at);
}

static enum lx_rc print_entry(struct cli *c, const struct lx_log_row *row, lx_id rec)
{
    struct lx_str line = LX_STR_EMPTY, changes = LX_STR_EMPTY;
    lx_entry_words(&c->w, &line, row);
    cli_line(c, "%lld  %s", (long long)row->rev, lx_str_z(&line));
    enum lx_rc rc = rec ? lx_changes_words(&c->w, &changes, row->rev, rec, &c->err) : LX_OK;
    lx_text_clean(&c->out, lx_str_z(&changes), changes.len, LX_CLEAN_LINES);
    lx_str_done(&line);
    lx_str_done(&changes);
    return rc;
}

static enum lx_rc print_entries(struct cli *c, const struct lx_log_rows *rows, lx_id rec)
{
    struct lx_json_out j = { &c->out, false };
    enum lx_rc rc = LX_OK;
    bool json = cli_wants(c, "--json");
    if (json)
        lx_json_begin_array(&j);
    for (size_t i = 0; rc == LX_OK && i < rows->n; i++) {
        if (json)
            json_entry(c, &j, &rows->at[i]);
        else if (cli_wants(c, "--numbers"))
            cli_line(c, "%lld", (long long)rows->at[i].rev);
        else
            rc = print_entry(c, &rows->at[i], rec);
    }
    if (json) {
        lx_json_end_array(&j);
        lx_str_addc(&c->out, '\n');
    }
    return rc;
}

enum lx_rc lx_history_print(struct cli *c, const struct lx_log_query *q)
{
    struct lx_log_rows rows = { 0 };
    enum lx_rc rc = q->rec ? lx_record_log(&c->w, q->rec, &rows, &c->err) : c->w.store->log(c->w.store, q, &rows, &c->err);
    if (q->rec)
        lx_log_newest_first(&rows, q->limit);
    if (rc == LX_OK)
        rc = print_entries(c, &rows, q->rec);
    lx_log_rows_done(&rows);
    return rc;
}

static bool holds(struct cli *c, const struct lx_log_row *row, const char *const *words, size_t n)
{
    struct lx_str line = LX_STR_EMPTY;
    lx_entry_words(&c->w, &line, row);
    lx_str_addf(&line, " %s %s", row->who ? row->who : "", row->command);
    bool all = true;
    for (size_t i = 0; i < n && all; i++)
        all = lx_text_has(lx_str_z(&line), words[i]);
    lx_str_done(&line);
    return all;
}

enum { LOG_SLICE_N = 500 };

enum lx_rc lx_history_print_words(struct cli *c, const char *const *words, size_t n, size_t limit)
{
    struct lx_log_rows found = { 0 };
    struct lx_log_query q = { .limit = LOG_SLICE_N };
    enum lx_rc rc = LX_OK;
    for (bool more = true; rc == LX_OK && more;) {
        struct lx_log_rows rows = { 0 }, others = { 0 };
        rc = c->w.store->log(c->w.store, &q, &rows, &c->err);
        more = rows.n == LOG_SLICE_N && rows.at[rows.n - 1].rev > 1;
        q.to = rows.n ? rows.at[rows.n - 1].rev - 1 : 0;
        for (size_t i = 0; i < rows.n; i++) {
            bool take = (!limit || found.n < limit) && holds(c, &rows.at[i], words, n);
            struct lx_log_rows *to = take ? &found : &others;
            LX_PUSH(to->at, to->n, to->room) = rows.at[i];
        }
        more = more && (!limit || found.n < limit);
        rows.n = 0; /* found and others own them */
        lx_log_rows_done(&rows);
        lx_log_rows_done(&others);
    }
    if (rc == LX_OK)
        rc = print_entries(c, &found, 0);
    lx_log_rows_done(&found);
    return rc;
}

enum lx_rc lx_history_print_record(struct cli *c, lx_id rec)
{
    struct lx_log_rows rows = { 0 };
    enum lx_rc rc = lx_record_log(&c->w, rec, &rows, &c->err);
    if (rc == LX_OK)
        rc = print_entries(c, &rows, rec);
    lx_log_rows_done(&rows);
    return rc;
}
