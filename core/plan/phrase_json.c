/* Members of the JSON object of one phrase (keys: domain.md 4.7). */
#include "core/plan/phrase.h"

#include "core/text/text.h"

#include <string.h>

void say_text(struct phrase *p, const char *key, const char *s)
{
    lx_json_key(&p->out, key);
    lx_json_string(&p->out, s);
    p->found = true;
}

void say_span(struct phrase *p, const char *key, struct span sp)
{
    lx_json_key(&p->out, key);
    lx_json_stringn(&p->out, sp.s, sp.len);
    p->found = true;
}

void say_int(struct phrase *p, const char *key, int64_t n)
{
    lx_json_key(&p->out, key);
    lx_json_int(&p->out, n);
    p->found = true;
}

void say_true(struct phrase *p, const char *key)
{
    lx_json_key(&p->out, key);
    lx_json_bool(&p->out, true);
}

void say_null(struct phrase *p, const char *key)
{
    lx_json_key(&p->out, key);
    lx_json_null(&p->out);
}

void say_day(struct phrase *p, const char *key, lx_day day)
{
    struct lx_str s = LX_STR_EMPTY;
    lx_day_format(&s, day);
    say_text(p, key, lx_str_z(&s));
    lx_str_done(&s);
}

void say_begin_list(struct phrase *p, const char *key)
{
    lx_json_key(&p->out, key);
    lx_json_begin_array(&p->out);
    p->found = true;
}

void say_end_list(struct phrase *p) { lx_json_end_array(&p->out); }

/* --- units --------------------------------------------------------------------------------------------------------- */
static void say_names(struct phrase *p, const char *key, const struct lx_unit_names *u)
{
    if (!u->n)
        return;
    say_begin_list(p, key);
    for (size_t i = 0; i < u->n; i++)
        if (!u->at[i].group)
            lx_json_string(&p->out, u->at[i].name);
    say_end_list(p);
}

static void say_notes(struct phrase *p, const struct lx_resp *r)
{
    const struct lx_unit_names *lists[] = { &r->lead, &r->coop, &r->resp };
    if (r->lead.n && r->lead.at[0].note)
        say_text(p, "lead_note", r->lead.at[0].note);
    for (size_t i = 1; i < 3; i++)
        for (size_t k = 0; k < lists[i]->n; k++)
            if (lists[i]->at[k].note) {
                lx_json_key(&p->out, "paren");
                lx_json_begin_object(&p->out);
                say_text(p, lists[i]->at[k].name, lists[i]->at[k].note);
                lx_json_end_object(&p->out);
                return;
            }
}

static void say_groups(struct phrase *p, const struct lx_resp *r)
{
    const struct lx_unit_names *lists[] = { &r->lead, &r->coop, &r->resp };
    size_t n = 0;
    for (size_t i = 0; i < 3; i++)
        for (size_t k = 0; k < lists[i]->n; k++)
            n += lists[i]->at[k].group;
    if (!n)
        return;
    say_begin_list(p, "groups");
    for (size_t i = 0; i < 3; i++)
        for (size_t k = 0; k < lists[i]->n; k++)
            if (lists[i]->at[k].group)
                lx_json_string(&p->out, lists[i]->at[k].name);
    say_end_list(p);
}

/* The same unit by the name that its level gives it: 区统战部 is 区委统战部, 工信部 is 工业和信息化部. */
static bool proper_name(const char *name, struct lx_str *out)
{
    struct span sp = span_of(name);
    int code;
    for (size_t i = 0, len; i < sp.len; i += len) {
        span_get(sp, i, &len);
        size_t hit = set_at(sp, i, SET_ALIAS_OF, &code);
        if (!hit)
            continue;
        struct span head = span_sub(sp, 0, i), tail = span_sub(sp, i + hit, sp.len);
        const char *proper = set_word(SET_ALIAS_TO, (size_t)code);
        if (memmem(sp.s, sp.len, proper, strlen(proper)))
            return false;
        lx_str_addf(out, "%.*s%s%.*s", (int)head.len, head.s, proper, (int)tail.len, tail.s);
        return true;
    }
    return false;
}

static void say_aliases(struct phrase *p, const struct lx_resp *r)
{
    const struct lx_unit_names *lists[] = { &r->lead, &r->coop, &r->resp };
    struct lx_str proper = LX_STR_EMPTY;
    bool open = false;
    for (size_t i = 0; i < 3; i++)
        for (size_t k = 0; k < lists[i]->n; k++) {
            lx_str_clear(&proper);
            if (lists[i]->at[k].group || !proper_name(lists[i]->at[k].name, &proper))
                continue;
            if (!open) {
                lx_json_key(&p->out, "alias");
                lx_json_begin_object(&p->out);
                open = true;
            }
            say_text(p, lists[i]->at[k].name, lx_str_z(&proper));
        }
    if (open)
        lx_json_end_object(&p->out);
    lx_str_done(&proper);
}

/* A plain department without 省 市 区 县 in front belongs to nobody knows which level. */
static bool level_missing(const struct lx_resp *r)
{
    for (size_t i = 0; i < r->resp.n; i++) {
        struct span name = span_of(r->resp.at[i].name);
        if (!r->resp.at[i].group && span_n(name) <= 4 && !set_at(name, 0, SET_LEVEL, NULL) && set_end(name, SET_DEPT_END, NULL))
            return true;
    }
    return false;
}

void say_resp(struct phrase *p, const struct lx_resp *r)
{
    say_names(p, "lead", &r->lead);
    if (r->lead.n > 1) {
        say_true(p, "multi_lead");
        say_text(p, "primary", r->lead.at[0].name);
    }
    say_names(p, "coop", &r->coop);
    say_names(p, "resp", &r->resp);
    say_groups(p, r);
    say_notes(p, r);
    if (r->etc)
        say_true(p, "etc");
    if (r->etc_scope)
        say_text(p, "etc_scope", r->etc_scope);
    if (r->by_duty)
        say_text(p, "mode", "by_duty");
    if (r->joint)
        say_text(p, "verb", set_word(SET_JOINT_WORD, 0));
    if (r->generic)
        say_true(p, "generic");
    if (r->fallback.n) {
        say_begin_list(p, "default_groups");
        for (size_t i = 0; i < r->fallback.n; i++)
            lx_json_string(&p->out, r->fallback.at[i].name);
        say_end_list(p);
        say_text(p, "inherit", "all following");
    }
    if (level_missing(r))
        say_text(p, "warn", "no_level_prefix");
    say_aliases(p, r);
}

/* --- targets ------------------------------------------------------------------------------------------------------- */
static void say_number(struct phrase *p, const char *key, double x)
{
    lx_json_key(&p->out, key);
    if (x == (double)(int64_t)x)
        lx_json_int(&p->out, (int64_t)x);
    else
        lx_json_real(&p->out, x);
}

void say_target(struct phrase *p, const struct target *t)
{
    lx_json_begin_object(&p->out);
    if (t->name.len)
        say_span(p, "name", t->name);
    if (t->region.len)
        say_span(p, "region", t->region);
    say_text(p, "cmp", lx_words_of("cmp")->at[t->cmp == CMP_INCREASE ? CMP_EQ : t->cmp].word);
    bool most = t->cmp == CMP_LE || t->cmp == CMP_LT;
    if (t->has_value)
        say_number(p, most ? "hi" : "lo", t->value);
    if (t->has_max)
        say_number(p, "hi", t->max);
    if (t->unit.len)
        say_span(p, "unit", t->unit);
    if (t->ref.len)
        say_span(p, "ref", t->ref);
    if (t->base) {
        struct lx_str year = LX_STR_EMPTY;
        lx_str_addf(&year, "%d", t->base);
        say_text(p, "base", lx_str_z(&year));
        lx_str_done(&year);
    }
    if (t->per)
        say_text(p, "per", "Y");
    lx_json_end_object(&p->out);
    p->found = true;
}

/* --- stages -------------------------------------------------------------------------------------------------------- */
const char *stage_word(enum lx_stage stage, struct span text)
{
    if (stage == STAGE_STARTED && set_has(text, SET_LAUNCH))
        return set_word(SET_LAUNCH, 0);
    if (stage == STAGE_BUILDING)
        return set_word(SET_UNDER_WAY, 0);
    return lx_words_of("stage")->at[stage].zh;
}

void say_projects(struct phrase *p, const struct project_list *list)
{
    say_begin_list(p, "projects");
    for (size_t i = 0; i < list->n; i++)
        lx_json_stringn(&p->out, list->names[i].s, list->names[i].len);
    say_end_list(p);
    if (list->etc)
        say_true(p, "etc");
}
