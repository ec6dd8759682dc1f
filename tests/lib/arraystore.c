/* A store of arrays for screen tests. */
#include "tests/lib/arraystore.h"

#include "core/light.h"
#include "core/mem.h"
#include "core/text/text.h"

#include <stdlib.h>
#include <string.h>

struct array_store {
    struct lx_store s;
    struct lx_rec **at;
    size_t n, room;
    int64_t version;
    bool (*stop)(void *ctx);
    void *stop_ctx;
    struct arraystore_calls calls;
};

static struct array_store *self(struct lx_store *s) { return (struct array_store *)s; }

static struct lx_rec *find(struct lx_store *s, lx_id id)
{
    struct array_store *a = self(s);
    for (size_t i = 0; i < a->n; i++)
        if (a->at[i]->id == id)
            return a->at[i];
    return NULL;
}

static bool holds(const struct lx_query *q, const struct lx_cond *c, const struct lx_rec *rec)
{
    if (!c)
        return true;
    struct lx_str value = LX_STR_EMPTY;
    bool yes = true;
    switch (c->op) {
    case LX_OP_ALL:
        for (size_t i = 0; i < c->kids_n && yes; i++)
            yes = holds(q, c->kids[i], rec);
        break;
    case LX_OP_ANY:
        yes = false;
        for (size_t i = 0; i < c->kids_n && !yes; i++)
            yes = holds(q, c->kids[i], rec);
        break;
    case LX_OP_NOT:
        yes = !holds(q, c->kids[0], rec);
        break;
    case LX_OP_HAS:
    case LX_OP_EQ:
        lx_f_format(&value, rec, c->field);
        yes = c->op == LX_OP_HAS ? lx_text_has(lx_str_z(&value), c->value) : strcmp(lx_str_z(&value), c->value) == 0;
        break;
    case LX_OP_WORDS: {
        const struct lx_table *t = lx_table(rec->type);
        yes = false;
        for (int i = 0; i < t->fields_n && !yes; i++)
            if (t->fields[i].kind == LX_TEXT || t->fields[i].kind == LX_NUMBER)
                yes = lx_text_has(lx_f_text_of(rec, &t->fields[i]), c->value);
        break;
    }
    case LX_OP_IN: {
        lx_id id = rec->id;
        if (c->field)
            id = *lx_f_int((void *)(uintptr_t)rec, c->field);
        yes = lx_ids_has(&c->ids, id);
        break;
    }
    case LX_OP_LIGHT: {
        const struct lx_item *i = (const void *)rec;
        yes = (int)lx_light(i->state, i->start.day, i->due.day, q->today, q->near_days, q->near_percent) == c->light;
        break;
    }
    case LX_OP_PINYIN:
        yes = lx_pinyin_match(c->value, lx_f_text_of(rec, c->field)) > 0;
        break;
    case LX_OP_LINKED: /* it holds no records that link */
        yes = false;
        break;
    default:
        break;
    }
    lx_str_done(&value);
    return yes;
}

static void sort_key(struct lx_store *s, struct lx_str *out, const struct lx_rec *rec, const struct lx_sort *by)
{
    const void *from = rec;
    if (by->via)
        from = find(s, *lx_f_int((void *)(uintptr_t)rec, by->via));
    if (!from || !by->field)
        lx_str_addf(out, "%020lld", (long long)rec->id);
    else if (by->field->kind == LX_DATE) {
        const struct lx_date *d = lx_f_date((void *)(uintptr_t)from, by->field);
        if (d->day == LX_NO_DAY)
            lx_str_add(out, "~");
        else
            lx_str_addf(out, "%08d%d", d->day, (int)d->prec);
    } else if (by->field->kind == LX_INT)
        lx_str_addf(out, "%020lld", (long long)*lx_f_int((void *)(uintptr_t)from, by->field));
    else if (by->field->kind == LX_NUMBER)
        lx_no_key(out, lx_f_text_of(from, by->field));
    else
        lx_f_format(out, from, by->field);
}

struct keyed {
    char *key;
    lx_id id;
    bool down;
};

static int by_key(const void *x, const void *y)
{
    const struct keyed *a = x, *b = y;
    int c = strcmp(a->key, b->key);
    if (a->down)
        c = -c;
    return c ? c : (a->id > b->id) - (a->id < b->id);
}

static enum lx_rc get_ids(struct lx_store *s, const struct lx_query *q, struct lx_ids *out, struct lx_err *err)
{
    struct array_store *a = self(s);
    struct keyed *found = lx_alloc((a->n + 1) * sizeof *found);
    size_t n = 0;
    bool stopped = a->stop && a->stop(a->stop_ctx);
    a->calls.ids++;
    a->calls.ids_whole += q->limit == 0;
    for (size_t i = 0; i < a->n && !stopped; i++)
        if (a->at[i]->type == q->type && holds(q, q->where, a->at[i])) {
            struct lx_str key = LX_STR_EMPTY;
            if (q->sort_n > 0)
                sort_key(s, &key, a->at[i], &q->sort[0]);
            found[n++] = (struct keyed){ lx_str_take(&key), a->at[i]->id, q->sort_n > 0 && q->sort[0].down };
        }
    qsort(found, n, sizeof *found, by_key);
    for (size_t i = 0; i < n; i++) {
        if (q->limit == 0 || i < q->limit)
            lx_ids_add(out, found[i].id);
        free(found[i].key);
    }
    free(found);
    return stopped ? lx_fail(err, LX_STOPPED, "stopped", "%s", "") : LX_OK;
}

static enum lx_rc get_rows(struct lx_store *s, enum lx_type type, const lx_id *ids, size_t n, struct lx_rows *out,
                           struct lx_err *err)
{
    (void)err;
    self(s)->calls.rows++;
    self(s)->calls.rows_read += n;
    for (size_t i = 0; i < n; i++) {
        struct lx_rec *rec = find(s, ids[i]);
        LX_PUSH(out->at, out->n, out->room) = rec && rec->type == type ? lx_rec_copy(rec) : NULL;
    }
    return LX_OK;
}

static enum lx_rc get_one(struct lx_store *s, enum lx_type type, lx_id id, struct lx_rec **rec, struct lx_err *err)
{
    struct lx_rec *found = find(s, id);
    self(s)->calls.get++;
    if (!found || found->type != type)
        return lx_fail(err, LX_NOTFOUND, N_("There is no such record"), "%s", "");
    *rec = lx_rec_copy(found);
    return LX_OK;
}

static enum lx_rc type_of(struct lx_store *s, lx_id id, enum lx_type *type, struct lx_err *err)
{
    struct lx_rec *found = find(s, id);
    if (!found)
        return lx_fail(err, LX_NOTFOUND, N_("There is no such record"), "%s", "");
    *type = found->type;
    return LX_OK;
}

static enum lx_rc get_count(struct lx_store *s, const struct lx_query *q, const struct lx_field *by,
                            struct lx_counts *out, struct lx_err *err)
{
    struct lx_ids ids = { 0 };
    (void)by;
    enum lx_rc rc = get_ids(s, q, &ids, err);
    out->total = ids.n;
    lx_ids_done(&ids);
    return rc;
}

static enum lx_rc refuse(struct lx_err *err)
{
    return lx_fail(err, LX_READONLY, N_("This database may only be read here"), "%s", "");
}
static enum lx_rc no_begin(struct lx_store *s, struct lx_err *err)
{
    (void)s;
    return refuse(err);
}
static void no_abandon(struct lx_store *s) { (void)s; }
static int64_t version(struct lx_store *s) { return self(s)->version; }

static void set_stop(struct lx_store *s, bool (*stop)(void *ctx), void *ctx)
{
    self(s)->stop = stop;
    self(s)->stop_ctx = ctx;
}

static enum lx_rc no_log(struct lx_store *s, const struct lx_log_query *q, struct lx_log_rows *out, struct lx_err *err)
{
    (void)s, (void)q, (void)out, (void)err;
    return LX_OK;
}

static void close_store(struct lx_store *s)
{
    struct array_store *a = self(s);
    for (size_t i = 0; i < a->n; i++)
        lx_rec_free(a->at[i]);
    free(a->at);
    free(a);
}

struct lx_store *arraystore_new(void)
{
    struct array_store *a = lx_alloc(sizeof *a);
    a->s = (struct lx_store){ .begin = no_begin,
                              .abandon = no_abandon,
                              .get = get_one,
                              .type_of = type_of,
                              .ids = get_ids,
                              .rows = get_rows,
                              .count = get_count,
                              .log = no_log,
                              .version = version,
                              .set_stop = set_stop,
                              .close = close_store };
    a->version = 1;
    return &a->s;
}

void arraystore_add(struct lx_store *s, void *rec)
{
    struct array_store *a = self(s);
    LX_PUSH(a->at, a->n, a->room) = rec;
    a->version++;
}

void arraystore_drop(struct lx_store *s, lx_id id)
{
    struct array_store *a = self(s);
    size_t kept = 0;
    for (size_t i = 0; i < a->n; i++)
        if (a->at[i]->id == id)
            lx_rec_free(a->at[i]);
        else
            a->at[kept++] = a->at[i];
    a->n = kept;
    a->version++;
}

void arraystore_touch(struct lx_store *s) { self(s)->version++; }

struct arraystore_calls *arraystore_calls(struct lx_store *s) { return &self(s)->calls; }

void arraystore_fill(struct lx_store *s, size_t items_n)
{
    static const char *const units[] = {
        "宁波市发展和改革委员会", "舟山市交通运输局", "台州市科学技术局", "绍兴市经济和信息化局",
        "嘉兴市文化广电旅游局",   "宁波舟山港集团",   "市政府办公室"
    };
    static const char *const titles[] = { "推进六横公路大桥二期工程前期工作",
                                          "建立渔船互救奖励资金并明确“一事一奖”标准",
                                          "大型科学仪器共享 API v2 接口上线",
                                          "编制浙东经济合作区2024年度工作要点，报市长联席会议审定后印发各成员市执行",
                                          "开展港航物流·海铁联运合作",
                                          "Ningbo–Zhoushan Port: data exchange",
                                          "统一异地就医结算目录①" };
    enum { UNITS = sizeof units / sizeof *units, TITLES = sizeof titles / sizeof *titles };
    const lx_id origin = 4821907000000000;
    lx_day today = lx_day_make(2024, 6, 25);
    struct lx_office *office = lx_rec_new(LX_OFFICE);
    office->rec.id = origin + 1;
    lx_set_text(&office->name, "浙东经济合作区");
    lx_set_text(&office->name_en, "Eastern Zhejiang Zone");
    arraystore_add(s, office);
    for (size_t i = 0; i < UNITS; i++) {
        struct lx_unit *u = lx_rec_new(LX_UNIT);
        u->rec.id = origin + 10 + (lx_id)i;
        u->rank = (int64_t)i;
        lx_set_text(&u->name, units[i]);
        arraystore_add(s, u);
    }
    for (size_t i = 0; i < items_n; i++) {
        struct lx_item *item = lx_rec_new(LX_ITEM);
        struct lx_str no = LX_STR_EMPTY;
        item->rec.id = origin + 100 + (lx_id)i;
        lx_str_addf(&no, "26-%03zu", i + 1);
        item->no = lx_str_take(&no);
        lx_set_text(&item->title, titles[i % TITLES]);
        lx_set_text(&item->text, "工可报告报省发改委，年底前完成初步设计。");
        item->lead = origin + 10 + (lx_id)(i % UNITS);
        item->state = (int)(i % 7);
        item->due.day = i % 11 == 10 ? LX_NO_DAY : today - 10 + (lx_day)(i * 3);
        item->progress = i % 5 == 0 ? LX_NO_INT : (int64_t)(i * 7 % 101);
        arraystore_add(s, item);
    }
}
