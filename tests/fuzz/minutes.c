/* Fuzz target: action lines of minutes, found, numbered, checked and written; minutes taken in and taken in again. */
#include "core/doc/minutes.h"

#include "core/mem.h"
#include "core/minutes/minutes.h"
#include "tests/fuzz/fuzz.h"
#include "tests/fuzz/office.h"

#include <stdlib.h>
#include <string.h>

static void places(const struct lx_action_lines *a, const char *md, size_t len)
{
    size_t end = 0;
    for (size_t i = 0; i < a->n; i++) {
        const struct lx_action_line *l = &a->at[i];
        FUZZ_MUST(l->from >= end && l->from <= l->to && l->to <= len && l->line_from <= l->line_to);
        FUZZ_MUST(l->box > l->from && l->box < l->to && strchr(" xX", md[l->box]));
        FUZZ_MUST(l->text_from >= l->box && l->text_from <= l->text_to && l->text_to <= l->to);
        FUZZ_MUST(l->bracket_from <= l->bracket_to && (l->bracket_from == l->bracket_to || l->bracket_to <= l->to));
        FUZZ_MUST(l->comment_from <= l->comment_to && l->comment_to <= l->to + (l->comment_from == l->comment_to ? len : 0));
        FUZZ_MUST(l->text && (!l->no || lx_doc_is_number(l->no, strlen(l->no))));
        end = l->to;
    }
}

/* One line changed: as many lines as before, and all before and behind it byte for byte. */
static void changed(struct lx_str *s, const char *md, size_t len, const struct lx_action_lines *a, size_t i, const char *no)
{
    struct lx_action_lines b;
    const struct lx_action_line *l = &a->at[i];
    FUZZ_MUST(s->len >= l->from + (len - l->to) && memcmp(s->s, md, l->from) == 0);
    FUZZ_MUST(memcmp(s->s + s->len - (len - l->to), md + l->to, len - l->to) == 0);
    lx_actions_find(&b, s->s, s->len);
    FUZZ_MUST(b.n == a->n);
    if (no)
        FUZZ_MUST(b.at[i].no && strcmp(b.at[i].no, no) == 0);
    lx_actions_done(&b);
    lx_str_clear(s);
}

static void lines(const char *md)
{
    struct lx_action_lines a;
    struct lx_str s = LX_STR_EMPTY;
    size_t len = strlen(md);
    lx_actions_find(&a, md, len);
    places(&a, md, len);
    for (size_t i = 0; i < a.n && i < 4; i++) {
        lx_action_number(&s, md, len, &a.at[i], "26-003");
        changed(&s, md, len, &a, i, "26-003");
        lx_action_check(&s, md, len, &a.at[i], !a.at[i].checked);
        changed(&s, md, len, &a, i, a.at[i].no);
        lx_action_replace(&s, md, len, &a.at[i], &(struct lx_action_new){ .title = "x", .no = "26-004" });
        changed(&s, md, len, &a, i, "26-004");
    }
    FUZZ_MUST(lx_minutes_same_words(md, md));
    lx_actions_done(&a);
    lx_str_done(&s);
}

static void written(const char *title, const char *name)
{
    struct lx_action_lines a;
    struct lx_str s = LX_STR_EMPTY;
    const char *lead[] = { name };
    lx_action_format(&s, &(struct lx_action_new){ .title = title, .lead = lead, .lead_n = *name != '\0', .due = "2024-12-31", .no = "26-005" });
    FUZZ_MUST(!strchr(s.s, '\n'));
    lx_actions_find(&a, s.s, s.len);
    FUZZ_MUST(a.n == 1 && a.at[0].no && strcmp(a.at[0].no, "26-005") == 0);
    lx_actions_done(&a);
    lx_str_done(&s);
}

/* Taken whole and read again, minutes propose nothing more. */
static void taken(struct fuzz_office *o, const char *md)
{
    struct lx_proposals p = { 0 };
    struct lx_meeting *m;
    if (lx_minutes_propose(&o->w, o->meeting, md, &p, &o->err) == LX_OK) {
        for (size_t i = 0; i < p.n; i++)
            p.at[i].take = p.at[i].kind != LX_PROPOSE_ASK;
        if (lx_minutes_apply(&o->w, o->meeting, md, &p, &o->err) == LX_OK) {
            lx_proposals_done(&p);
            FUZZ_MUST(lx_refresh(&o->w, NULL) == LX_OK && lx_get(&o->w, LX_MEETING, o->meeting, &m, NULL) == LX_OK);
            char *stored = lx_strdup(m->minutes ? m->minutes : "");
            lx_rec_free(m);
            FUZZ_MUST(lx_minutes_propose(&o->w, o->meeting, stored, &p, NULL) == LX_OK);
            for (size_t i = 0; i < p.n; i++)
                FUZZ_MUST(p.at[i].kind == LX_PROPOSE_ASK);
            free(stored);
        }
    }
    lx_proposals_done(&p);
}

void fuzz_minutes(const char *bytes, size_t len)
{
    struct fuzz_in in = { bytes, len };
    char *md = fuzz_stored(&in), *name = fuzz_stored(&in);
    lines(md);
    if (len < 4096) { /* the store of arrays is slow with thousands of items */
        struct fuzz_office o;
        written(md, name);
        fuzz_office_open(&o, false);
        taken(&o, md);
        fuzz_office_close(&o);
    }
    free(md);
    free(name);
}
