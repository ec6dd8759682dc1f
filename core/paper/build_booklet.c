/* The booklet of a meeting (会议手册, domain.md 2.2): cover, contents, rules of conduct, and the papers that participants get, each as its own
 * builder makes it. */
#include "core/paper/builder.h"

#include "core/meeting/agenda.h"
#include "core/meeting/sequence.h"
#include "core/paper/people.h"
#include "core/page/sheet.h"
#include "core/text/text.h"

#include <string.h>

enum { EARLY = 10 }; /* minutes before the beginning at which people sign in (domain.md 2.2) */

struct booklet {
    struct lx_builder *b;
    struct lx_people people;  /* with the meeting */
    struct lx_rows materials, sittings;
    struct lx_str body;
    bool lying;               /* the last part did */
};

static enum lx_rc read_all(struct booklet *k, struct lx_err *err);
static void add_front(const struct booklet *k);
static enum lx_rc add_papers(struct booklet *k, struct lx_err *err);

enum lx_rc lx_build_booklet(struct lx_builder *b, struct lx_err *err)
{
    struct booklet k = { .b = b };
    enum lx_rc rc = read_all(&k, err);
    if (rc == LX_OK)
        rc = add_papers(&k, err);
    if (rc == LX_OK) {
        add_front(&k);
        lx_str_add(b->md, lx_str_z(&k.body));
    }
    lx_str_done(&k.body);
    lx_rows_done(&k.materials);
    lx_rows_done(&k.sittings);
    lx_people_done(&k.people);
    return rc;
}

static enum lx_rc read_all(struct booklet *k, struct lx_err *err)
{
    enum lx_rc rc = lx_people_read(k->b, &k->people, err);
    if (rc == LX_OK)
        rc = lx_built_materials(k->b, &k->materials, err);
    if (rc == LX_OK)
        rc = lx_sequence(k->b->w, LX_SITTING, "meeting", k->b->of, &k->sittings, err);
    return rc;
}

static void add_front(const struct booklet *k)
{
    struct lx_builder *b = k->b;
    const struct lx_meeting *m = k->people.of.m;
    struct lx_str s = LX_STR_EMPTY;
    lx_built_begin(b);
    lx_paper_say(&s, LX_PW_BOOKLET_TITLE, b->en, lx_str_z(&k->people.of.name));
    lx_built_key(b->md, "title", s.s);
    lx_built_key(b->md, "subtitle", m->theme);
    lx_built_key(b->md, "issuer", lx_built_issuer(b));
    lx_str_clear(&s);
    if (m->date.day != LX_NO_DAY && m->date.prec == LX_PREC_DAY)
        lx_built_day(b, &s, m->date.day);
    else
        lx_str_add(&s, m->date.words);
    lx_built_key(b->md, "date", lx_str_z(&s));
    lx_built_key(b->md, "tables", "tight");
    lx_built_key(b->md, "contents", "yes");
    lx_str_add(b->md, "---\n\n");
    lx_str_done(&s);
}

/* --- parts ------------------------------------------------------------------------------------------------------------------ */

/* Begins a part on a page of its own. */
static void begin_part(struct booklet *k, const char *title, bool landscape)
{
    struct lx_builder to = *k->b;
    lx_str_addf(&k->body, "<!-- %s -->\n\n", landscape ? "landscape" : k->lying ? "portrait" : "page");
    to.md = &k->body;
    k->lying = landscape;
    lx_built_heading(&to, 1, title);
}

/* The value of a key in the front matter of a paper that was just built; NULL. */
static const char *value_of(const char *md, const char *end, const char *key, size_t *len)
{
    size_t key_len = strlen(key);
    for (const char *line = md; line < end; line += strcspn(line, "\n") + 1)
        if (strncmp(line, key, key_len) == 0 && line[key_len] == ':') {
            const char *value = line + key_len + 1 + strspn(line + key_len + 1, " ");
            *len = strcspn(value, "\n");
            return value;
        }
    return NULL;
}

/* A paper as a part: its body, its headings one level lower, its tables as wide as in itself.  of: the meeting, or a unit. */
static enum lx_rc add_paper(struct booklet *k, const struct lx_paper *paper, lx_id of, const char *title, struct lx_err *err)
{
    struct lx_str md = LX_STR_EMPTY;
    struct lx_builder part = *k->b;
    part.paper = paper;
    part.of = of;
    part.of_type = of == k->b->of ? LX_MEETING : LX_UNIT;
    part.query = "";
    part.below = 1;
    part.md = &md;
    enum lx_rc rc = lx_built_paper(&part, err);
    if (rc != LX_OK) {
        lx_str_done(&md);
        return rc;
    }
    static const char rule[] = "\n---\n";
    const char *end = strstr(md.s + 1, rule), *columns;
    size_t len = 0;
    const struct lx_profile *profile = lx_profile_find(paper->profile);
    bool landscape = profile && profile->landscape;
    columns = value_of(md.s, end, "columns", &len);
    begin_part(k, title, landscape);
    lx_str_add(&k->body, "<!-- columns: ");
    lx_str_addn(&k->body, columns ? columns : "", columns ? len : 0);
    lx_str_add(&k->body, " -->\n\n");
    lx_str_add(&k->body, end + sizeof rule - 1 + strspn(end + sizeof rule - 1, "\n"));
    lx_str_add(&k->body, "\n");
    lx_str_done(&md);
    return LX_OK;
}

/* --- 会议须知 ----------------------------------------------------------------------------------------------------------------- */

static void add_rule(struct booklet *k, int *n, const char *words)
{
    lx_str_addf(&k->body, "%d. ", ++*n);
    lx_built_text(&k->body, words);
    lx_str_add(&k->body, "\n\n");
}

/* The plenary as it is in the programme, else the meeting: when and where one signs in. */
static void say_sign_in(const struct booklet *k, struct lx_str *out)
{
    const struct lx_meeting *m = k->people.of.m;
    const char *time = m->time, *place = m->place;
    for (size_t i = k->sittings.n; i-- > 0;) {
        const struct lx_sitting *s = (const struct lx_sitting *)(const void *)k->sittings.at[i];
        if (s->kind == SITTING_PLENARY) {
            time = s->time ? s->time : time;
            place = s->place ? s->place : place;
        }
    }
    struct lx_str when = LX_STR_EMPTY;
    int from, to;
    lx_clock_read(time, &from, &to);
    if (from >= EARLY)
        lx_built_clock(&when, from - EARLY);
    if (when.len)
        lx_paper_say(out, LX_PW_RULE_SIGN_IN_BY, k->b->en, when.s);
    else
        lx_str_add(out, lx_built_word(k->b, LX_PW_RULE_SIGN_IN));
    if (place && *place)
        lx_paper_say(out, LX_PW_RULE_SIGN_IN_AT, k->b->en, place);
    lx_str_add(out, lx_built_word(k->b, LX_PW_RULE_SEATS));
    lx_str_done(&when);
}

/* 材料二、材料三 */
static void say_recalled(const struct booklet *k, struct lx_str *out)
{
    for (size_t i = 0; i < k->materials.n; i++) {
        const struct lx_material *m = (const struct lx_material *)(const void *)k->materials.at[i];
        if (m->recall == LX_YES) {
            lx_str_add(out, out->len ? lx_built_word(k->b, LX_PW_AND) : "");
            lx_built_material_no(k->b, out, m);
        }
    }
}

static void add_rules(struct booklet *k)
{
    struct lx_builder *b = k->b;
    struct lx_str s = LX_STR_EMPTY, what = LX_STR_EMPTY;
    int n = 0;
    begin_part(k, lx_built_word(b, LX_PW_RULES), false);
    say_sign_in(k, &s);
    add_rule(k, &n, s.s);
    add_rule(k, &n, lx_built_word(b, LX_PW_RULE_QUIET));
    add_rule(k, &n, lx_built_word(b, LX_PW_RULE_SPEAK));
    say_recalled(k, &what);
    lx_str_clear(&s);
    if (what.len) {
        lx_paper_say(&s, LX_PW_RULE_RECALL, b->en, what.s);
        add_rule(k, &n, s.s);
    }
    add_rule(k, &n, lx_built_word(b, LX_PW_RULE_LEAVE));
    if (k->sittings.n > 1)
        add_rule(k, &n, lx_built_word(b, LX_PW_RULE_PROGRAMME));
    lx_str_clear(&what);
    lx_str_clear(&s);
    lx_built_contact(b, &what, k->people.of.m);
    if (what.len) {
        lx_paper_say(&s, LX_PW_RULE_CONTACT, b->en, what.s);
        add_rule(k, &n, s.s);
    }
    lx_str_done(&s);
    lx_str_done(&what);
}

/* --- 分组 --------------------------------------------------------------------------------------------------------------------- */

static void add_parties(struct booklet *k)
{
    struct lx_builder to = *k->b;
    to.md = &k->body;
    if (lx_people_party(&k->people, 0))
        begin_part(k, lx_built_word(k->b, LX_PW_PARTIES), false);
    lx_people_parties(&to, &k->people);
}

/* What participants get; a paper that cannot be made of this meeting is left out. */
static enum lx_rc add_papers(struct booklet *k, struct lx_err *err)
{
    static const char *const kinds[] = { "programme", "agenda", "attendance", "seating", "papers" };
    const struct lx_unit *office = lx_built_office(k->b);
    enum lx_rc rc = LX_OK;
    add_rules(k);
    for (size_t i = 0; rc == LX_OK && i < sizeof kinds / sizeof *kinds; i++) {
        const struct lx_paper *paper = lx_paper_find(kinds[i]);
        if (strcmp(kinds[i], "seating") == 0)
            add_parties(k);
        if (paper && (strcmp(kinds[i], "papers") != 0 || k->materials.n))
            rc = add_paper(k, paper, k->b->of, lx_paper_title(paper, k->b->en), err);
        rc = rc == LX_NOTFOUND ? LX_OK : rc;
    }
    if (rc == LX_OK && office)
        rc = add_paper(k, lx_paper_get(LX_PAPER_CONTACTS), office->rec.id, lx_built_word(k->b, LX_PW_WHOM_TO_ASK), err);
    return rc;
}
