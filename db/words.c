/* Full text: what is kept of a record's words, the tokenizer, and what is asked of them.
 *
 * The table holds a plain form: first "=TYPE", then field by field, parted by LF; Han characters as they stand, every
 * other word folded with a blank before it, marks dropped.  One Han character is one token, so that a phrase of two is
 * found. */
#include "db/words.h"

#include "db/migrations.h"

#include "core/mem.h"
#include "core/text/text.h"

#include <stdlib.h>
#include <string.h>

enum { WAITING_LEN = 4 << 20 }; /* words kept in memory until the transaction ends, before they are written */

static enum lx_rc refresh_one(struct lx_db *db, const struct lx_dirty *d, bool fresh, struct lx_err *err);

/* --- the plain form ---------------------------------------------------------------------------------------------- */

/* Letters and digits; beyond Latin whatever is not known to be a mark. */
static bool is_word(uint32_t cp)
{
    static const struct {
        uint32_t from, to;
    } marks[] = { { 0x80, 0xBF },     { 0xD7, 0xD7 },     { 0xF7, 0xF7 },     { 0x2000, 0x206F }, { 0x20A0, 0x20CF },
                  { 0x2190, 0x245F }, { 0x2500, 0x2BFF }, { 0x2E00, 0x2E7F }, { 0x2FF0, 0x3004 }, { 0x3008, 0x3020 },
                  { 0x3030, 0x3030 }, { 0x303D, 0x303F }, { 0xFE00, 0xFE6F }, { 0xFEFF, 0xFEFF }, { 0xFF00, 0xFF0F },
                  { 0xFF1A, 0xFF20 }, { 0xFF3B, 0xFF40 }, { 0xFF5B, 0xFF65 }, { 0xFFE0, 0xFFFF } };
    if (cp < 0x80)
        return (cp >= '0' && cp <= '9') || (cp >= 'A' && cp <= 'Z') || (cp >= 'a' && cp <= 'z');
    for (size_t i = 0; i < sizeof marks / sizeof marks[0]; i++)
        if (cp <= marks[i].to)
            return cp < marks[i].from;
    return true;
}

/* Characters that the plain form takes without asking core/text: ASCII, common Han, full-width ASCII, CJK marks. */
static bool is_simple(uint32_t cp)
{
    return cp < 0x80 || (cp >= 0x4E00 && cp <= 0x9FFF) || (cp >= 0x3001 && cp <= 0x3020) ||
           (cp >= 0xFF01 && cp <= 0xFF5E) || (cp >= 0x2010 && cp <= 0x2026);
}

/* parted: whatever is dropped leaves an LF, so that what stood apart stays apart. */
static void add_folded(struct lx_str *out, const char *s, size_t len, bool parted)
{
    bool in_word = false;
    for (size_t at = 0; at < len;) {
        uint32_t cp;
        at += (size_t)lx_utf8_get(s + at, len - at, &cp);
        if (cp >= 0xFF01 && cp <= 0xFF5E)
            cp -= 0xFEE0;
        if (cp >= 'A' && cp <= 'Z')
            cp += 'a' - 'A';
        bool han = lx_is_han(cp), word = !han && is_word(cp);
        if (word && !in_word)
            lx_str_addc(out, ' ');
        if (han || word)
            lx_utf8_put(out, cp);
        else if (parted)
            lx_str_addc(out, '\n');
        in_word = word;
    }
}

static bool is_blank(uint32_t cp) { return cp <= ' ' || cp == 0xA0 || cp == 0x3000; }

static void add_plain(struct lx_str *out, const char *s, bool parted)
{
    size_t len = strlen(s), start = 0, at = 0;
    bool simple = true;
    while (at <= len) {
        uint32_t cp = 0;
        int used = at < len ? lx_utf8_get(s + at, len - at, &cp) : 1;
        if (!is_blank(cp)) {
            simple = simple && is_simple(cp);
        } else if (simple) {
            add_folded(out, s + start, at - start, parted);
        } else {
            struct lx_str key = LX_STR_EMPTY;
            lx_text_key(&key, s + start, at - start);
            add_folded(out, lx_str_z(&key), key.len, parted);
            lx_str_done(&key);
        }
        at += (size_t)used;
        if (is_blank(cp)) {
            start = at;
            simple = true;
            lx_str_add(out, parted ? "\n" : "");
        }
    }
}

void lx_words_text(struct lx_str *out, const char *s) { add_plain(out, s, false); }

/* --- the tokenizer ----------------------------------------------------------------------------------------------- */

typedef int token_fn(void *ctx, int flags, const char *token, int len, int from, int to);

static int tokenize(Fts5Tokenizer *self, void *ctx, int flags, const char *s, int n, token_fn *token)
{
    (void)self;
    (void)flags;
    for (int at = 0, from = 0; at < n; from = at) {
        uint32_t cp;
        at += lx_utf8_get(s + at, (size_t)(n - at), &cp);
        if (cp == ' ')
            continue;
        if (cp != '\n' && !lx_is_han(cp)) /* a word goes on to the next blank, line or Han character */
            while (at < n && s[at] != ' ' && s[at] != '\n') {
                int used = lx_utf8_get(s + at, (size_t)(n - at), &cp);
                if (lx_is_han(cp))
                    break;
                at += used;
            }
        int rc = token(ctx, 0, s + from, at - from, from, at);
        if (rc != SQLITE_OK)
            return rc;
    }
    return SQLITE_OK;
}

static int create(void *ctx, const char **args, int args_n, Fts5Tokenizer **out)
{
    static const char one = 0; /* it has no state of its own, but NULL would mean failure */
    (void)ctx;
    (void)args;
    (void)args_n;
    *out = (Fts5Tokenizer *)(uintptr_t)&one;
    return SQLITE_OK;
}

static void delete (Fts5Tokenizer *self) { (void)self; }

int lx_words_register(struct lx_db *db)
{
    fts5_tokenizer tokenizer = { create, delete, tokenize };
    fts5_api *api = NULL;
    sqlite3_stmt *st = NULL;
    int rc = sqlite3_prepare_v2(db->sql, "SELECT fts5(?1)", -1, &st, NULL);
    if (rc == SQLITE_OK) {
        sqlite3_bind_pointer(st, 1, &api, "fts5_api_ptr", NULL);
        sqlite3_step(st);
    }
    sqlite3_finalize(st);
    if (!api)
        return rc ? rc : SQLITE_ERROR;
    return api->xCreateTokenizer(api, "lianxi", NULL, &tokenizer, NULL);
}

/* The statement stands once, in the scripts. */
enum lx_rc lx_words_create(struct lx_db *db, struct lx_err *err)
{
    static const char start[] = "CREATE VIRTUAL TABLE \"words\"";
    for (int i = 0; i < lx_migrations_n; i++)
        for (const char *const *line = lx_migrations[i].lines; *line; line++)
            if (strncmp(*line, start, sizeof start - 1) == 0)
                return lx_sql_exec(db, *line, err);
    return lx_fail(err, LX_CORRUPT, N_("The database does not answer as it should; run `lianxi db check`: %s"),
                   "words");
}

/* --- refreshing -------------------------------------------------------------------------------------------------- */

static enum lx_rc add_words(struct lx_db *db, lx_id id, const char *text, size_t len, struct lx_err *err)
{
    sqlite3_stmt *st = lx_sql(db, LX_SQL_WORDS_ADD, err);
    if (!st)
        return lx_rc_of(err);
    sqlite3_bind_int64(st, 1, id);
    sqlite3_bind_text(st, 2, text, (int)len, SQLITE_STATIC);
    return lx_sql_run(db, st, err);
}

static enum lx_rc add_waiting(struct lx_db *db, struct lx_dirty *d, struct lx_err *err)
{
    enum lx_rc rc = add_words(db, d->id, db->txn.plain.s + d->from, d->len, err);
    d->words = false;
    d->written = true;
    d->len = 0;
    return rc;
}

enum lx_rc lx_words_note(struct lx_db *db, struct lx_dirty d, const struct lx_rec *rec, struct lx_err *err)
{
    struct lx_txn *x = &db->txn;
    enum lx_rc rc = LX_OK;
    if (d.words && d.op == '+' && d.id > x->top && rec->has_long) {
        d.from = (uint32_t)x->plain.len;
        (void)lx_words_plain(&x->plain, rec);
        d.len = (uint32_t)x->plain.len - d.from;
    }
    x->top = d.id > x->top ? d.id : x->top;
    LX_PUSH(x->dirty, x->dirty_n, x->dirty_room) = d;
    if (x->plain.len < WAITING_LEN)
        return LX_OK;
    for (; x->settled_n < x->dirty_n && rc == LX_OK; x->settled_n++)
        if (x->dirty[x->settled_n].len)
            rc = add_waiting(db, &x->dirty[x->settled_n], err);
    lx_str_clear(&x->plain);
    return rc;
}

static int by_id(const void *a, const void *b)
{
    const struct lx_dirty *x = a, *y = b;
    return (x->id > y->id) - (x->id < y->id);
}

/* The full text writes what it holds to the file whenever an id goes down.  Mostly they stand in order already. */
static void sort_dirty(struct lx_txn *x)
{
    for (size_t i = 1; i < x->dirty_n; i++)
        if (x->dirty[i].id < x->dirty[i - 1].id) {
            qsort(x->dirty, x->dirty_n, sizeof *x->dirty, by_id);
            return;
        }
}

enum lx_rc lx_words_refresh(struct lx_db *db, struct lx_err *err)
{
    struct lx_txn *x = &db->txn;
    enum lx_rc rc = LX_OK;
    sort_dirty(x);
    for (size_t i = 0, end; i < x->dirty_n && rc == LX_OK; i = end) {
        bool words = false, added = false, others = false;
        for (end = i; end < x->dirty_n && x->dirty[end].id == x->dirty[i].id; end++) {
            words = words || x->dirty[end].words;
            added = added || x->dirty[end].op == '+';
            others = others || x->dirty[end].op == '-' || x->dirty[end].written;
        }
        if (x->dirty[i].len && end == i + 1)
            rc = add_waiting(db, &x->dirty[i], err);
        else if (words)
            rc = refresh_one(db, &x->dirty[i], added && !others, err);
    }
    return rc;
}

bool lx_words_plain(struct lx_str *out, const struct lx_rec *rec)
{
    const struct lx_table *t = lx_table(rec->type);
    lx_str_addc(out, '=');
    lx_str_add(out, t->name);
    size_t before = out->len;
    for (int i = 0; i < t->fields_n; i++)
        if ((t->fields[i].flags & LX_F_SEARCH) && !lx_f_empty(rec, &t->fields[i])) {
            lx_str_addc(out, '\n');
            lx_words_text(out, lx_f_text_of(rec, &t->fields[i]));
        }
    return out->len > before;
}

/* fresh: the table holds nothing of it yet. */
static enum lx_rc refresh_one(struct lx_db *db, const struct lx_dirty *d, bool fresh, struct lx_err *err)
{
    struct lx_str text = LX_STR_EMPTY;
    struct lx_rec *rec;
    sqlite3_stmt *drop = lx_sql(db, LX_SQL_WORDS_DROP, err);
    if (!drop)
        return lx_rc_of(err);
    enum lx_rc rc = lx_row_get(db, d->type, d->id, true, &rec, err);
    if (rc && rc != LX_NOTFOUND)
        return rc;
    bool any = rec && lx_words_plain(&text, rec);
    lx_rec_free(rec);
    sqlite3_bind_int64(drop, 1, d->id);
    rc = fresh ? LX_OK : lx_sql_run(db, drop, err);
    if (rc == LX_OK && any)
        rc = add_words(db, d->id, text.s, text.len, err);
    lx_str_done(&text);
    return rc;
}

/* --- asking ------------------------------------------------------------------------------------------------------ */

void lx_pieces_read(struct lx_pieces *p, const char *words)
{
    struct lx_str plain = LX_STR_EMPTY;
    add_plain(&plain, words, true);
    const char *s = lx_str_z(&plain);
    for (size_t at = 0, from = 0; at < plain.len; from = at) {
        uint32_t cp, next;
        at += (size_t)lx_utf8_get(s + at, plain.len - at, &cp);
        while (at < plain.len && s[at] != ' ' && s[at] != '\n') {
            int used = lx_utf8_get(s + at, plain.len - at, &next);
            if (lx_is_han(next) != lx_is_han(cp))
                break;
            at += (size_t)used;
        }
        if (cp != '\n')
            LX_PUSH(p->at, p->n, p->room) = lx_strndup(s + from, at - from);
    }
    lx_str_done(&plain);
}

void lx_pieces_done(struct lx_pieces *p)
{
    for (size_t i = 0; i < p->n; i++)
        free(p->at[i]);
    free(p->at);
    *p = (struct lx_pieces){ 0 };
}

void lx_pieces_match(struct lx_str *out, const struct lx_pieces *p, const struct lx_table *type)
{
    if (type && p->n)
        lx_str_addf(out, "\"=%s\"", type->name);
    for (size_t i = 0; i < p->n; i++) {
        bool word = p->at[i][0] == ' ';
        lx_str_addf(out, "%s\"%s\"%s", i || type ? " AND " : "", p->at[i] + word, word ? "*" : "");
    }
}
