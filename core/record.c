/* Records: descriptors generated from record.def and enum.def, and the loops over them. */
#include "core/record.h"

#include "core/mem.h"
#include "core/text/text.h"

#include <ctype.h>
#include <errno.h>
#include <stdlib.h>
#include <string.h>

/* --- generated tables --------------------------------------------------------------------------------------------- */

#define L(en, zh) en, zh
#define ENUM(set) static const struct lx_word word_##set[] = {
#define WORD(set, constant, word, label) { word, label },
#define END_ENUM(set)                                                                                                  \
    }                                                                                                                  \
    ;
#include "core/enum.def"
#undef ENUM
#undef WORD
#undef END_ENUM

#define ENUM(set) static const struct lx_words words_##set = { #set, word_##set, lx_##set##_n };
#define WORD(set, constant, word, label)
#define END_ENUM(set)
#include "core/enum.def"
#undef ENUM
#undef END_ENUM

static const struct lx_words *const all_words[] = {
#define ENUM(set) &words_##set,
#define END_ENUM(set)
#include "core/enum.def"
#undef ENUM
#undef WORD
#undef END_ENUM
};

#define K_TEXT LX_TEXT
#define K_LONG LX_LONG
#define K_INT LX_INT
#define K_ENUM LX_ENUM
#define K_DATE LX_DATE
#define K_REF LX_REF
#define K_NO LX_NUMBER
#define K_STAMP LX_STAMP
#define WORDS_TEXT(of) NULL
#define WORDS_LONG(of) NULL
#define WORDS_INT(of) NULL
#define WORDS_DATE(of) NULL
#define WORDS_REF(of) NULL
#define WORDS_NO(of) NULL
#define WORDS_STAMP(of) NULL
#define WORDS_ENUM(of) &words_##of
#define OF_TEXT(of) LX_NONE_TYPE
#define OF_LONG(of) LX_NONE_TYPE
#define OF_INT(of) LX_NONE_TYPE
#define OF_DATE(of) LX_NONE_TYPE
#define OF_ENUM(of) LX_NONE_TYPE
#define OF_NO(of) LX_NONE_TYPE
#define OF_STAMP(of) LX_NONE_TYPE
#define OF_REF(of) LX_##of
enum { AUTO = LX_F_AUTO, KEY = LX_F_KEY, LISTED = LX_F_LISTED, NEED = LX_F_NEED, SEARCH = LX_F_SEARCH, UNIQUE = LX_F_UNIQUE };

#define RECORD(TYPE, tag, label) static const struct lx_field fields_##tag[] = {
#define FIELD(tag, name, KIND, of, flags, label)                                                                       \
    { #name, K_##KIND, flags, offsetof(struct lx_##tag, name), WORDS_##KIND(of), OF_##KIND(of), label },
#define END(TYPE)                                                                                                      \
    }                                                                                                                  \
    ;
#include "core/record.def"
#undef RECORD
#undef FIELD
#undef END

static const struct lx_table tables[] = {
#define RECORD(TYPE, tag, label)                                                                                       \
    [LX_##TYPE] = { LX_##TYPE, #tag, label, fields_##tag, (int)(sizeof fields_##tag / sizeof fields_##tag[0]),         \
                    sizeof(struct lx_##tag) },
#define FIELD(tag, name, KIND, of, flags, label)
#define END(TYPE)
#include "core/record.def"
#undef RECORD
#undef FIELD
#undef END
};

/* --- looking up --------------------------------------------------------------------------------------------------- */

const struct lx_table *lx_table(enum lx_type type)
{
    return type > LX_NONE_TYPE && type < LX_TYPES_N ? &tables[type] : NULL;
}

const struct lx_table *lx_table_named(const char *name)
{
    for (int i = LX_NONE_TYPE + 1; i < LX_TYPES_N; i++)
        if (strcmp(tables[i].name, name) == 0)
            return &tables[i];
    return NULL;
}

const struct lx_field *lx_key_field(const struct lx_table *t)
{
    for (int i = 0; i < t->fields_n; i++)
        if (t->fields[i].flags & LX_F_KEY)
            return &t->fields[i];
    return &t->fields[0];
}

int lx_field_index(const struct lx_table *t, const char *name)
{
    for (int i = 0; i < t->fields_n; i++)
        if (strcmp(t->fields[i].name, name) == 0)
            return i;
    for (int i = 0; i < t->fields_n; i++)
        if (lx_text_same(t->fields[i].en, name) || lx_text_same(t->fields[i].zh, name))
            return i;
    return -1;
}

int lx_word_find(const struct lx_words *w, const char *s)
{
    for (int i = 0; i < w->n; i++)
        if (strcmp(w->at[i].word, s) == 0)
            return i;
    for (int i = 0; i < w->n; i++)
        if (lx_text_same(w->at[i].en, s) || lx_text_same(w->at[i].zh, s))
            return i;
    return -1;
}

enum lx_rc lx_not_a_word(struct lx_err *err, enum lx_rc rc, const struct lx_words *w, enum lx_type type, const struct lx_field *f, const char *typed)
{
    enum { TYPED_MAX = 200 };
    if (f)
        return lx_fail(err, rc, N_("There is no such word; it can be: %s"), LX_NAMED("%s.%s") " %.*s" LX_PLACE LX_NAMED(":%s"),
                       lx_table(type)->name, f->name, TYPED_MAX, typed, w->name);
    return lx_fail(err, rc, N_("There is no such word; it can be: %s"), "%.*s" LX_PLACE LX_NAMED(":%s"), TYPED_MAX, typed, w->name);
}

const struct lx_words *lx_words_of(const char *set)
{
    for (size_t i = 0; i < sizeof all_words / sizeof all_words[0]; i++)
        if (strcmp(all_words[i]->name, set) == 0)
            return all_words[i];
    return NULL;
}

/* --- pointers into a record ----------------------------------------------------------------------------------------- */

static void *at(void *rec, const struct lx_field *f) { return (char *)rec + f->offset; }
static const void *at_of(const void *rec, const struct lx_field *f) { return (const char *)rec + f->offset; }

char **lx_f_text(void *rec, const struct lx_field *f) { return at(rec, f); }
int64_t *lx_f_int(void *rec, const struct lx_field *f) { return at(rec, f); }
int *lx_f_enum(void *rec, const struct lx_field *f) { return at(rec, f); }
struct lx_date *lx_f_date(void *rec, const struct lx_field *f) { return at(rec, f); }

const char *lx_f_text_of(const void *rec, const struct lx_field *f)
{
    const char *s = *(char *const *)at_of(rec, f);
    return s ? s : "";
}

int64_t lx_f_int_of(const void *rec, const struct lx_field *f) { return *(const int64_t *)at_of(rec, f); }
int lx_f_enum_of(const void *rec, const struct lx_field *f) { return *(const int *)at_of(rec, f); }
const struct lx_date *lx_f_date_of(const void *rec, const struct lx_field *f) { return at_of(rec, f); }

static bool is_text(const struct lx_field *f)
{
    return f->kind == LX_TEXT || f->kind == LX_LONG || f->kind == LX_NUMBER;
}

/* --- making, copying, freeing --------------------------------------------------------------------------------------- */

static void set_absent(void *rec, const struct lx_field *f)
{
    if (f->kind == LX_INT || f->kind == LX_STAMP)
        *lx_f_int(rec, f) = LX_NO_INT;
    else if (f->kind == LX_DATE)
        *lx_f_date(rec, f) = (struct lx_date){ .day = LX_NO_DAY };
}

void *lx_rec_new(enum lx_type type)
{
    const struct lx_table *t = lx_table(type);
    struct lx_rec *rec = lx_alloc(t->size);
    rec->type = type;
    rec->has_long = 1;
    for (int i = 0; i < t->fields_n; i++)
        set_absent(rec, &t->fields[i]);
    return rec;
}

static void free_field(void *rec, const struct lx_field *f)
{
    if (is_text(f)) {
        free(*lx_f_text(rec, f));
        *lx_f_text(rec, f) = NULL;
    } else if (f->kind == LX_DATE) {
        lx_date_done(lx_f_date(rec, f));
    }
}

void lx_rec_free(void *rec)
{
    if (!rec)
        return;
    const struct lx_table *t = lx_table(((struct lx_rec *)rec)->type);
    for (int i = 0; i < t->fields_n; i++)
        free_field(rec, &t->fields[i]);
    free(rec);
}

void *lx_rec_copy(const void *rec)
{
    const struct lx_rec *head = rec;
    const struct lx_table *t = lx_table(head->type);
    struct lx_rec *copy = lx_rec_new(head->type);
    *copy = *head;
    for (int i = 0; i < t->fields_n; i++)
        lx_f_copy(copy, rec, &t->fields[i]);
    return copy;
}

void lx_set_text(char **field, const char *s)
{
    char *copy = s && *s ? lx_strdup(s) : NULL; /* s may be *field */
    free(*field);
    *field = copy;
}

void lx_f_copy(void *to, const void *from, const struct lx_field *f)
{
    if (is_text(f)) {
        lx_set_text(lx_f_text(to, f), lx_f_text_of(from, f));
    } else if (f->kind == LX_DATE) {
        lx_date_done(lx_f_date(to, f));
        lx_date_copy(lx_f_date(to, f), at_of(from, f));
    } else if (f->kind == LX_ENUM) {
        *lx_f_enum(to, f) = lx_f_enum_of(from, f);
    } else {
        *lx_f_int(to, f) = lx_f_int_of(from, f);
    }
}

/* --- values as text ------------------------------------------------------------------------------------------------- */

void lx_f_format(struct lx_str *out, const void *rec, const struct lx_field *f)
{
    switch (f->kind) {
    case LX_TEXT:
    case LX_LONG:
    case LX_NUMBER:
        lx_str_add(out, lx_f_text_of(rec, f));
        break;
    case LX_ENUM:
        lx_str_add(out, f->words->at[lx_f_enum_of(rec, f)].word);
        break;
    case LX_DATE:
        lx_date_format(out, at_of(rec, f));
        break;
    case LX_INT:
    case LX_STAMP:
    case LX_REF:
        if (!lx_f_empty(rec, f))
            lx_str_addi(out, lx_f_int_of(rec, f));
        break;
    }
}

static const char *name_of_type(const void *rec) { return lx_table(((const struct lx_rec *)rec)->type)->name; }

static enum lx_rc parse_int(void *rec, const char *s, const struct lx_field *f, struct lx_err *err)
{
    if (!*s) {
        *lx_f_int(rec, f) = f->kind == LX_REF ? 0 : LX_NO_INT;
        return LX_OK;
    }
    char *end;
    errno = 0;
    long long v = strtoll(s, &end, 10);
    if (errno || *end || isspace((unsigned char)*s))
        return lx_fail(err, LX_INVALID, N_("A whole number is wanted: %s"), LX_NAMED("%s.%s") " %.200s", name_of_type(rec), f->name, s);
    *lx_f_int(rec, f) = v;
    return LX_OK;
}

enum lx_rc lx_f_parse(void *rec, const struct lx_field *f, const char *s, struct lx_err *err)
{
    if (is_text(f)) {
        lx_set_text(lx_f_text(rec, f), s);
        return LX_OK;
    }
    if (f->kind == LX_ENUM) {
        int i = *s ? lx_word_find(f->words, s) : 0;
        if (i < 0)
            return lx_not_a_word(err, LX_INVALID, f->words, ((const struct lx_rec *)rec)->type, f, s);
        *lx_f_enum(rec, f) = i;
        return LX_OK;
    }
    if (f->kind == LX_DATE) {
        struct lx_date d;
        enum lx_rc rc = lx_date_parse(&d, s, err);
        if (rc == LX_OK) {
            lx_date_done(lx_f_date(rec, f));
            *lx_f_date(rec, f) = d;
        }
        return rc;
    }
    return parse_int(rec, s, f, err);
}

bool lx_f_same(const void *a, const void *b, const struct lx_field *f)
{
    if (is_text(f))
        return strcmp(lx_f_text_of(a, f), lx_f_text_of(b, f)) == 0;
    if (f->kind == LX_ENUM)
        return lx_f_enum_of(a, f) == lx_f_enum_of(b, f);
    if (f->kind == LX_DATE) {
        const struct lx_date *x = at_of(a, f), *y = at_of(b, f);
        return x->day == y->day && (x->day == LX_NO_DAY || x->prec == y->prec) &&
               strcmp(x->words ? x->words : "", y->words ? y->words : "") == 0;
    }
    return lx_f_int_of(a, f) == lx_f_int_of(b, f);
}

bool lx_f_empty(const void *rec, const struct lx_field *f)
{
    switch (f->kind) {
    case LX_TEXT:
    case LX_LONG:
    case LX_NUMBER:
        return !*lx_f_text_of(rec, f);
    case LX_ENUM:
        return !*f->words->at[lx_f_enum_of(rec, f)].word;
    case LX_DATE: {
        const struct lx_date *d = lx_f_date_of(rec, f);
        return d->day == LX_NO_DAY && !d->words;
    }
    case LX_REF:
        return lx_f_int_of(rec, f) == 0;
    case LX_INT:
    case LX_STAMP:
        return lx_f_int_of(rec, f) == LX_NO_INT;
    }
    return true;
}

/* --- ids and numbers -------------------------------------------------------------------------------------------------- */

void lx_ids_add(struct lx_ids *ids, lx_id id) { LX_PUSH(ids->at, ids->n, ids->room) = id; }

void lx_ids_done(struct lx_ids *ids)
{
    free(ids->at);
    *ids = (struct lx_ids){ 0 };
}

bool lx_ids_has(const struct lx_ids *ids, lx_id id)
{
    for (size_t i = 0; i < ids->n; i++)
        if (ids->at[i] == id)
            return true;
    return false;
}

void lx_no_key(struct lx_str *out, const char *no)
{
    while (*no) {
        size_t digits = strspn(no, "0123456789");
        if (digits) {
            lx_str_fill(out, '0', digits < 9 ? 9 - digits : 0);
            lx_str_addn(out, no, digits);
            no += digits;
        } else {
            lx_str_addc(out, *no++);
        }
    }
}
