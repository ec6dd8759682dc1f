/* Records: the structs and descriptors that record.def and enum.def generate, and the loops that work on any of them.
 *
 * Reading order: struct lx_rec, the structs below it (generated), struct lx_field, then the functions.
 * A record owns its strings and arrays; lx_rec_free frees it whole.  An id is origin × 10⁹ + n, below 2⁵³. */
#ifndef LX_RECORD_H
#define LX_RECORD_H

#include "core/err.h"
#include "core/str.h"
#include "core/text/date.h"

#include <stddef.h>
#include <stdint.h>

typedef int64_t lx_id;  /* 0 = none */
typedef int64_t lx_rev; /* number of the journal entry that last wrote a record; 0 = not stored */
static inline int64_t lx_id_short(lx_id id) { return id % 1000000000; } /* for people, where a record has no number */
#define LX_NO_INT INT64_MIN /* an INT or STAMP that is absent */

/* --- generated: enums -------------------------------------------------------------------------------------------- */
#define L(en, zh) en, zh
#define ENUM(set) enum lx_##set {
#define WORD(set, constant, word, label) constant,
#define END_ENUM(set) lx_##set##_n };
#include "core/enum.def"
#undef ENUM
#undef WORD
#undef END_ENUM

enum lx_type {
    LX_NONE_TYPE,
#define RECORD(TYPE, tag, label) LX_##TYPE,
#define FIELD(tag, name, KIND, of, flags, label)
#define END(TYPE)
#include "core/record.def"
#undef RECORD
#undef FIELD
#undef END
    LX_TYPES_N,
    LX_REC = 100 /* only as the target of a REF: any type */
};

#define LX_BIT(type) (UINT64_C(1) << (type)) /* sets of types: what changed, what a view depends on */

enum lx_kind { LX_TEXT, LX_LONG, LX_INT, LX_ENUM, LX_DATE, LX_REF, LX_NUMBER, LX_STAMP };
enum { LX_F_AUTO = 1, LX_F_KEY = 2, LX_F_LISTED = 4, LX_F_NEED = 8, LX_F_SEARCH = 16, LX_F_UNIQUE = 32 };

/* The head of every record. */
struct lx_rec {
    enum lx_type type;
    lx_id id;
    lx_rev rev;
    int has_long; /* 0: read as a list row, its LONG fields were not read and must not be written */
};

/* --- generated: structs ------------------------------------------------------------------------------------------ */
#define LX_C_TEXT char *
#define LX_C_LONG char *
#define LX_C_INT int64_t
#define LX_C_ENUM int
#define LX_C_DATE struct lx_date
#define LX_C_REF lx_id
#define LX_C_NO char *
#define LX_C_STAMP int64_t
#define RECORD(TYPE, tag, label)                                                                                       \
    struct lx_##tag {                                                                                                  \
        struct lx_rec rec;
#define FIELD(tag, name, KIND, of, flags, label) LX_C_##KIND name;
#define END(TYPE)                                                                                                      \
    }                                                                                                                  \
    ;
#include "core/record.def"
#undef RECORD
#undef FIELD
#undef END
#undef L

/* --- descriptors ------------------------------------------------------------------------------------------------- */
struct lx_word {
    const char *word, *en, *zh; /* stable word; label, an msgid; Chinese label, accepted on input */
};
struct lx_words {
    const char *name; /* of the set: "item_state" */
    const struct lx_word *at;
    int n;
};
struct lx_field {
    const char *name; /* stable: column, JSON member, CLI `set` */
    enum lx_kind kind;
    int flags;
    size_t offset;
    const struct lx_words *words; /* of an ENUM */
    enum lx_type of;              /* of a REF; LX_REC = any */
    const char *en, *zh;
};
struct lx_table {
    enum lx_type type;
    const char *name; /* stable: table, JSON, CLI noun */
    const char *en, *zh;
    const struct lx_field *fields;
    int fields_n;
    size_t size;
};

const struct lx_table *lx_table(enum lx_type type);                /* never NULL for a real type */
const struct lx_table *lx_table_named(const char *name);           /* by stable name, or NULL */
const struct lx_field *lx_key_field(const struct lx_table *t);      /* what people name it by: the first KEY */
int lx_field_index(const struct lx_table *t, const char *name);    /* by stable name, English or Chinese label; -1 */
int lx_word_find(const struct lx_words *w, const char *s);         /* stable word, English or Chinese label; -1 */
const struct lx_words *lx_words_of(const char *set);               /* "item_state"; NULL if there is none */
/* The one refusal of a word that is not in a closed list: it names the list.  f NULL: of no field.  type: whose. */
enum lx_rc lx_not_a_word(struct lx_err *err, enum lx_rc rc, const struct lx_words *w, enum lx_type type, const struct lx_field *f, const char *typed);

/* --- any record -------------------------------------------------------------------------------------------------- */
void *lx_rec_new(enum lx_type type);             /* yours: empty fields, INT and STAMP LX_NO_INT, DATE none, ENUM first */
void lx_rec_free(void *rec);                     /* NULL is fine */
#define LX_FREE(p) (lx_rec_free(p), (p) = NULL)
void *lx_rec_copy(const void *rec);              /* yours, deep */

/* Pointers into a record; the kind of the field must fit. */
char **lx_f_text(void *rec, const struct lx_field *f);
int64_t *lx_f_int(void *rec, const struct lx_field *f);  /* INT, STAMP, REF */
int *lx_f_enum(void *rec, const struct lx_field *f);
struct lx_date *lx_f_date(void *rec, const struct lx_field *f);
const char *lx_f_text_of(const void *rec, const struct lx_field *f); /* TEXT LONG NO: never NULL */
int64_t lx_f_int_of(const void *rec, const struct lx_field *f);
int lx_f_enum_of(const void *rec, const struct lx_field *f);
const struct lx_date *lx_f_date_of(const void *rec, const struct lx_field *f);

/* The canonical text of a value, the form of the journal, dumps and comparisons: TEXT LONG NO as they are, INT STAMP
 * REF decimal, ENUM its stable word, DATE as lx_date_format; "" = absent. */
void lx_f_format(struct lx_str *out, const void *rec, const struct lx_field *f);
/* Reads the canonical text back; old content is freed.  LX_INVALID names the field. */
LX_CHECK enum lx_rc lx_f_parse(void *rec, const struct lx_field *f, const char *canonical, struct lx_err *err);
bool lx_f_same(const void *a, const void *b, const struct lx_field *f);
bool lx_f_empty(const void *rec, const struct lx_field *f);
void lx_f_copy(void *to, const void *from, const struct lx_field *f);
void lx_set_text(char **field, const char *s); /* frees the old, copies; "" and NULL become NULL */

/* Arrays of ids. */
struct lx_ids {
    lx_id *at;
    size_t n, room;
};
void lx_ids_add(struct lx_ids *ids, lx_id id);
void lx_ids_done(struct lx_ids *ids);
bool lx_ids_has(const struct lx_ids *ids, lx_id id); /* linear */

/* The natural order of human numbers: 26-3 before 26-10, the main series (digits first) before coded ones. */
void lx_no_key(struct lx_str *out, const char *no); /* digit runs padded to 9: sorts as bytes */

#endif
