/* What does not fit together: numbers announced and found, leads that help, names that are nearly the same. */
#include "core/plan/lines.h"

#include "core/mem.h"

#include <stdlib.h>
#include <string.h>

enum { NAMES_MAX = 400, LED_SHARE = 60 /* per cent of items with a lead from which one without is odd */ };

static void check_announced(struct reading *r);
static void check_items(struct reading *r);
static void check_names(struct reading *r);

void check_doc(struct reading *r)
{
    check_announced(r);
    check_items(r);
    check_names(r);
}

void add_finding(struct lx_plan_doc *doc, struct lx_plan_finding f)
{
    LX_PUSH(doc->findings, doc->findings_n, doc->findings_room) = f;
}

/* --- numbers ------------------------------------------------------------------------------------------------------- */
static bool inside(const struct lx_plan_doc *doc, int section, int of)
{
    for (; section >= 0; section = doc->sections[section].parent)
        if (section == of)
            return true;
    return of < 0;
}

static void check_announced(struct reading *r)
{
    struct lx_plan_doc *doc = r->doc;
    for (size_t i = 0; i < r->announced_n && i < NAMES_MAX; i++) {
        struct announce *a = &r->announced[i];
        int parts = 0, points = 0, projects = 0;
        for (size_t s = 0; s < doc->sections_n; s++)
            parts += doc->sections[s].parent == a->section && (a->section >= 0 || doc->sections[s].role == LX_ROLE_TASKS);
        for (size_t k = 0; k < doc->items_n; k++) {
            const struct lx_plan_item *it = &doc->items[k];
            if (!inside(doc, it->section, a->section))
                continue;
            points += it->number && !it->table_row;
            projects += it->kind == ITEM_PROJECT;
        }
        int found = a->what == 1 ? parts : a->what == 2 ? points : projects;
        if (a->number == parts || a->number == points || a->number == projects || found == 0)
            continue;
        if (a->section < 0 && a->what != 1) /* the front talks of many numbers */
            continue;
        add_finding(doc, (struct lx_plan_finding){ .kind = LX_FIND_COUNT, .line = a->line, .section = a->section, .item = -1,
                                                   .announced = a->number, .found = found });
    }
}

/* --- items --------------------------------------------------------------------------------------------------------- */
static bool has_name(const struct lx_unit_names *u, const char *name)
{
    for (size_t i = 0; i < u->n && i < 100; i++)
        if (strcmp(u->at[i].name, name) == 0)
            return true;
    return false;
}

/* Rows and tasks are given to somebody; safeguards and projects named in passing need not be. */
static bool asks_lead(const struct lx_plan_doc *doc, const struct lx_plan_item *it)
{
    bool safeguard = it->section >= 0 && doc->sections[it->section].role == LX_ROLE_SAFEGUARDS;
    return !safeguard && (it->kind != ITEM_PROJECT || it->table_row);
}

static void check_items(struct reading *r)
{
    struct lx_plan_doc *doc = r->doc;
    size_t led = 0, asked = 0;
    for (size_t i = 0; i < doc->items_n; i++) {
        led += doc->items[i].resp.lead.n > 0 && asks_lead(doc, &doc->items[i]);
        asked += asks_lead(doc, &doc->items[i]);
    }
    bool all_led = asked > 3 && led * 100 >= asked * LED_SHARE;
    for (size_t i = 0; i < doc->items_n; i++) {
        const struct lx_plan_item *it = &doc->items[i];
        struct lx_plan_finding f = { .line = it->line, .section = it->section, .item = (int)i };
        for (size_t k = 0; k < it->resp.coop.n && k < 100; k++) {
            if (!has_name(&it->resp.lead, it->resp.coop.at[k].name))
                continue;
            f.kind = LX_FIND_LEAD_HELPS;
            f.a = lx_strdup(it->resp.coop.at[k].name);
            add_finding(doc, f);
            f.a = NULL;
        }
        f.kind = LX_FIND_YEAR_WORDS;
        if (it->status && it->table_row && !it->finish_year && it->stage != STAGE_NONE)
            add_finding(doc, (f.a = lx_strdup(it->status), f));
        f.a = NULL;
        f.kind = LX_FIND_YEAR_ORDER;
        if (it->start_year && it->finish_year && it->start_year > it->finish_year)
            add_finding(doc, f);
        f.kind = LX_FIND_NO_LEAD;
        if (!it->resp.lead.n && all_led && asks_lead(doc, it))
            add_finding(doc, f);
    }
}

/* --- names --------------------------------------------------------------------------------------------------------- */
struct names {
    const char *at[NAMES_MAX];
    size_t n;
};

static void note_name(struct names *names, const char *name)
{
    size_t from = 0, to = names->n;
    while (from < to) {
        size_t mid = (from + to) / 2;
        int c = strcmp(names->at[mid], name);
        if (c == 0)
            return;
        if (c < 0)
            from = mid + 1;
        else
            to = mid;
    }
    if (names->n == NAMES_MAX)
        return;
    memmove(&names->at[from + 1], &names->at[from], (names->n - from) * sizeof *names->at);
    names->at[from] = name;
    names->n++;
}

/* One is the other with one more character inside: 投促中心, 投促进中心. */
static bool nearly(const char *a, const char *b)
{
    struct span x = span_of(a), y = span_of(b);
    size_t nx = span_n(x), ny = span_n(y), i = 0, lx, ly;
    if (nx + 1 != ny || nx < 4)
        return false;
    while (i < x.len && x.s[i] == y.s[i])
        i++;
    while (i > 0 && i < x.len && ((unsigned char)x.s[i] & 0xC0) == 0x80)
        i--;
    lx = x.len - i;
    span_get(y, i, &ly);
    return i > 0 && lx > 0 && y.len - i - ly == lx && memcmp(x.s + i, y.s + i + ly, lx) == 0;
}

static void check_names(struct reading *r)
{
    struct lx_plan_doc *doc = r->doc;
    struct names names = { .n = 0 };
    for (size_t i = 0; i < doc->items_n; i++) {
        const struct lx_unit_names *lists[] = { &doc->items[i].resp.lead, &doc->items[i].resp.coop };
        for (size_t l = 0; l < 2; l++)
            for (size_t k = 0; k < lists[l]->n; k++)
                if (!lists[l]->at[k].group)
                    note_name(&names, lists[l]->at[k].name);
    }
    for (size_t i = 0; i < names.n; i++)
        for (size_t k = 0; k < names.n; k++)
            if (nearly(names.at[i], names.at[k]))
                add_finding(doc, (struct lx_plan_finding){ .kind = LX_FIND_ALIAS, .section = -1, .item = -1,
                                                           .a = lx_strdup(names.at[i]), .b = lx_strdup(names.at[k]) });
}
