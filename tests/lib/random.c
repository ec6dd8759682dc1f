/* Random records for tests. */
#include "tests/lib/random.h"

#include "core/text/text.h"

uint32_t random_below(struct random *r, uint32_t n)
{
    r->state = r->state * 6364136223846793005u + 1442695040888963407u;
    return n ? (uint32_t)(r->state >> 33) % n : 0;
}

void random_text(struct random *r, struct lx_str *out, int chars_n, bool lines)
{
    static const char *const odd[] = { "\"", "\\", "'", " ",  "a",  "Z", "7", "，", "。",
                                       "（", "Ａ", "é", "𠮷", "\t", "{", "}", "%" };
    for (int i = 0; i < chars_n; i++) {
        uint32_t kind = random_below(r, 10);
        if (kind == 0)
            lx_str_add(out, odd[random_below(r, sizeof odd / sizeof odd[0])]);
        else if (kind == 1 && lines)
            lx_str_addc(out, '\n');
        else
            lx_utf8_put(out, 0x4E00 + random_below(r, 300));
    }
}

static void random_date(struct random *r, struct lx_date *d, bool need)
{
    lx_date_done(d);
    *d = (struct lx_date){ .day = LX_NO_DAY };
    uint32_t kind = need ? 2 : random_below(r, 4);
    struct lx_str words = LX_STR_EMPTY;
    if (kind > 0) {
        d->day = lx_day_make(2023, 1, 1) + (lx_day)random_below(r, 1500);
        d->prec = kind == 1 ? (enum lx_prec)random_below(r, 5) : LX_PREC_DAY;
    }
    if (kind == 1 || (kind == 0 && random_below(r, 2))) {
        random_text(r, &words, 4, false);
        d->words = lx_str_take(&words);
    }
}

void random_field(struct random *r, void *rec, const struct lx_field *f)
{
    struct lx_str s = LX_STR_EMPTY;
    switch (f->kind) {
    case LX_TEXT:
    case LX_LONG:
        if (random_below(r, 4) || (f->flags & LX_F_NEED))
            random_text(r, &s, f->kind == LX_LONG ? (int)random_below(r, 120) : (int)random_below(r, 20),
                        f->kind == LX_LONG);
        if (f->flags & LX_F_NEED)
            lx_utf8_put(&s, 0x4E00 + random_below(r, 300));
        lx_set_text(lx_f_text(rec, f), lx_str_z(&s));
        break;
    case LX_NUMBER:
        if (random_below(r, 2))
            lx_str_addf(&s, "%u-%03u", random_below(r, 60000), random_below(r, 60000));
        lx_set_text(lx_f_text(rec, f), lx_str_z(&s));
        break;
    case LX_INT:
    case LX_STAMP:
        *lx_f_int(rec, f) = random_below(r, 3) ? (int64_t)random_below(r, 2000) - 100 : LX_NO_INT;
        break;
    case LX_ENUM:
        *lx_f_enum(rec, f) = (int)random_below(r, (uint32_t)f->words->n);
        break;
    case LX_DATE:
        random_date(r, lx_f_date(rec, f), f->flags & LX_F_NEED);
        break;
    case LX_REF:
        break;
    }
    lx_str_done(&s);
}

void *random_record(struct random *r, enum lx_type type)
{
    const struct lx_table *t = lx_table(type);
    void *rec = lx_rec_new(type);
    for (int i = 0; i < t->fields_n; i++)
        random_field(r, rec, &t->fields[i]);
    return rec;
}

const char *record_difference(const struct lx_rec *a, const struct lx_rec *b)
{
    const struct lx_table *t = lx_table(a->type);
    if (a->type != b->type || a->id != b->id)
        return "id";
    for (int i = 0; i < t->fields_n; i++)
        if (!lx_f_same(a, b, &t->fields[i]))
            return t->fields[i].name;
    return NULL;
}
