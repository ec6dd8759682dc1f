/* What the chair reads out (主持词): greeting, who is there, the agenda, each item with its own script or a standing sentence,
 * the closing words.  For the chair alone: internal items stand in it, without a number, and are not in what is read out of the agenda. */
#include "core/paper/builder.h"

#include "core/meeting/agenda.h"
#include "core/paper/people.h"
#include "core/text/text.h"

#include <string.h>

_Static_assert(LX_PW_ASK_HEADING - LX_PW_ASK_DELIBERATE + 1 == (int)lx_agenda_kind_n &&
                   LX_PW_ASKED_HEADING - LX_PW_ASKED_DELIBERATE + 1 == (int)lx_agenda_kind_n,
               "words.def has what the chair says before and after every kind of agenda row");

struct script {
    struct lx_builder *b;
    struct lx_people people; /* with the meeting */
    struct lx_rows agenda;   /* whole */
    struct lx_agenda_plan plan;
};

static void add_front(const struct script *s);
static void add_greeting(const struct script *s);
static void add_item(const struct script *s, size_t i);
static void add_below(const struct script *s, size_t i);

static const struct lx_agenda *row_of(const struct script *s, size_t i) { return (const struct lx_agenda *)(const void *)s->agenda.at[i]; }

/* Of an item, not one itself. */
static bool is_part(const struct script *s, size_t i)
{
    size_t above = lx_agenda_above(&s->plan, i);
    return above < s->plan.n && !s->plan.at[above].heading;
}

static bool is_open(const struct script *s, size_t i) { return row_of(s, i)->secrecy == SECRECY_OPEN; }

static void add_para(const struct script *s, const char *words)
{
    lx_built_text(s->b->md, words);
    lx_str_add(s->b->md, "\n\n");
}

static void add_word(const struct script *s, enum lx_paper_word word) { add_para(s, lx_built_word(s->b, word)); }

/* （宁波市发改委汇报，20分钟）: what happens meanwhile, in 楷体 */
static void add_stage(const struct script *s, const char *words)
{
    lx_str_add(s->b->md, "> ");
    add_para(s, words);
}

enum lx_rc lx_build_script(struct lx_builder *b, struct lx_err *err)
{
    struct script s = { .b = b };
    enum lx_rc rc = lx_people_read(b, &s.people, err);
    if (rc == LX_OK)
        rc = lx_agenda(b->w, b->of, &s.agenda, err);
    if (rc == LX_OK)
        rc = lx_built_secrecy(b, &s.agenda, err);
    if (rc == LX_OK)
        rc = lx_agenda_plan(b->w, s.people.of.m, &s.agenda, &s.plan, err);
    if (rc == LX_OK)
        rc = lx_built_numbers(b, s.people.of.m, &s.agenda, &s.plan, err);
    if (rc == LX_OK) {
        add_front(&s);
        add_greeting(&s);
        for (size_t i = 0; i < s.plan.n; i++)
            if (s.plan.at[i].heading || is_part(&s, i))
                add_below(&s, i);
            else
                add_item(&s, i);
        add_word(&s, LX_PW_SCRIPT_CLOSING);
        add_word(&s, LX_PW_SCRIPT_END);
    }
    lx_agenda_plan_done(&s.plan);
    lx_rows_done(&s.agenda);
    lx_people_done(&s.people);
    return rc;
}

/* --- opening -------------------------------------------------------------------------------------------------------------- */

static void add_front(const struct script *s)
{
    struct lx_builder *b = s->b;
    const struct lx_meeting *m = s->people.of.m;
    struct lx_str day = LX_STR_EMPTY;
    lx_built_front(b, LX_PW_SCRIPT_TITLE, &s->people.of);
    lx_str_add(b->md, "---\n\n");
    if (m->date.day != LX_NO_DAY || m->date.words) {
        struct lx_str bracketed = LX_STR_EMPTY;
        lx_built_date(b, &day, &m->date);
        lx_paper_say(&bracketed, LX_PW_IN_BRACKETS, b->en, lx_str_z(&day));
        lx_built_text(b->md, lx_str_z(&bracketed));
        lx_str_add(b->md, "<!-- subtitle -->\n\n");
        lx_str_done(&bracketed);
    }
    if (m->chair && *m->chair) {
        lx_str_clear(&day);
        lx_built_post(b, &day, m->chair);
        lx_built_text(b->md, day.s);
        lx_str_add(b->md, "<!-- subtitle -->\n\n");
    }
    lx_str_done(&day);
}

/* 宁波市、台州市（分管副市长，代市长） */
static void say_people(const struct script *s, struct lx_str *out, enum lx_people_part part)
{
    const struct lx_people *p = &s->people;
    for (size_t i = p->from[part]; i < p->from[part + 1]; i++) {
        const struct lx_attendance *a = lx_people_at(p, i);
        struct lx_str for_whom = LX_STR_EMPTY, post = LX_STR_EMPTY;
        lx_str_add(out, out->len ? lx_built_word(s->b, LX_PW_AND) : "");
        lx_str_add(out, a->unit ? lx_built_unit(s->b, a->unit) : a->name);
        lx_people_for(s->b, &for_whom, a);
        lx_people_post(s->b, &post, a);
        if (for_whom.len) {
            lx_str_addf(&post, "%s%s", post.len ? lx_built_word(s->b, LX_PW_NEXT) : "", for_whom.s);
            lx_paper_say(out, LX_PW_IN_BRACKETS, s->b->en, lx_str_z(&post));
        }
        lx_str_done(&for_whom);
        lx_str_done(&post);
    }
}

/* 今天，我们在嘉兴召开…，主题是“…”。 */
static void add_what(const struct script *s)
{
    const struct lx_meeting *m = s->people.of.m;
    struct lx_str words = LX_STR_EMPTY;
    lx_str_add(&words, lx_built_word(s->b, LX_PW_SCRIPT_TODAY));
    if (m->place && *m->place && !s->b->en)
        lx_paper_say(&words, LX_PW_HELD_AT, false, m->place);
    lx_paper_say(&words, LX_PW_SCRIPT_MEET, s->b->en, lx_str_z(&s->people.of.name));
    if (m->theme && *m->theme)
        lx_paper_say(&words, LX_PW_SCRIPT_THEME, s->b->en, m->theme);
    lx_str_add(&words, lx_built_word(s->b, LX_PW_STOP));
    add_para(s, lx_str_z(&words));
    lx_str_done(&words);
}

static void add_present(const struct script *s)
{
    static const struct {
        enum lx_people_part part;
        enum lx_paper_word words;
    } parts[] = { { LX_PEOPLE_MEMBERS, LX_PW_SCRIPT_PRESENT }, { LX_PEOPLE_CALLED, LX_PW_SCRIPT_CALLED }, { LX_PEOPLE_GUESTS, LX_PW_SCRIPT_GUESTS },
                  { LX_PEOPLE_EXCUSED, LX_PW_SCRIPT_EXCUSED } };
    struct lx_str words = LX_STR_EMPTY, who = LX_STR_EMPTY;
    for (size_t i = 0; i < sizeof parts / sizeof *parts; i++) {
        lx_str_clear(&who);
        say_people(s, &who, parts[i].part);
        if (who.len)
            lx_paper_say(&words, parts[i].words, s->b->en, who.s);
    }
    if (words.len)
        add_para(s, words.s);
    lx_str_done(&words);
    lx_str_done(&who);
}

/* 会议议程有六项：第一项，听取…；第二项，…。 */
static void add_overview(const struct script *s)
{
    struct lx_str words = LX_STR_EMPTY, list = LX_STR_EMPTY, number = LX_STR_EMPTY;
    int n = 0;
    for (size_t i = 0; i < s->plan.n; i++) {
        if (s->plan.at[i].heading || is_part(s, i) || !is_open(s, i)) /* read out before everybody */
            continue;
        lx_str_clear(&number);
        if (s->b->en)
            lx_str_addi(&number, ++n);
        else
            lx_numeral_zh(&number, ++n);
        lx_str_add(&list, n > 1 ? lx_built_word(s->b, LX_PW_NOTICE_SEMICOLON) : "");
        lx_paper_say(&list, LX_PW_SCRIPT_NTH, s->b->en, number.s);
        lx_built_said(s->b, &list, row_of(s, i));
    }
    if (n) {
        lx_paper_say(&words, LX_PW_SCRIPT_AGENDA, s->b->en, number.s);
        lx_str_add(&words, list.s);
        lx_str_add(&words, lx_built_word(s->b, LX_PW_STOP));
        add_para(s, words.s);
        add_word(s, LX_PW_SCRIPT_BEGIN);
    }
    lx_str_done(&words);
    lx_str_done(&list);
    lx_str_done(&number);
}

static void add_greeting(const struct script *s)
{
    lx_str_addf(s->b->md, "%s<!-- flush -->\n\n", lx_built_word(s->b, LX_PW_SCRIPT_DEAR));
    add_word(s, LX_PW_SCRIPT_OPEN);
    add_what(s);
    add_present(s);
    add_overview(s);
}

/* --- items ----------------------------------------------------------------------------------------------------------------- */

/* Every line of a text as a paragraph. */
static void add_lines(const struct script *s, const char *text, bool stage)
{
    struct lx_str line = LX_STR_EMPTY;
    for (const char *p = text ? text : ""; *p;) {
        size_t len = strcspn(p, "\n");
        lx_str_clear(&line);
        lx_str_addn(&line, p, len);
        if (line.len && line.s[strspn(line.s, " ")]) {
            if (stage)
                add_stage(s, line.s);
            else
                add_para(s, line.s);
        }
        p += len + (p[len] == '\n');
    }
    lx_str_done(&line);
}

/* Appends 浙东办主任, else its unit. */
static void say_who(const struct script *s, struct lx_str *out, const struct lx_agenda *a)
{
    if (a->speaker && *a->speaker)
        lx_built_post(s->b, out, a->speaker);
    else
        lx_str_add(out, lx_built_unit(s->b, a->presenter));
}

/* （浙东办主任，15分钟） */
static void add_who(const struct script *s, size_t i)
{
    const struct lx_agenda *a = row_of(s, i);
    struct lx_str words = LX_STR_EMPTY, bracketed = LX_STR_EMPTY;
    int minutes = s->plan.at[i].minutes, start = s->plan.at[i].start;
    lx_built_presenter(s->b, &words, a);
    if (start >= 0) {
        lx_str_add(&words, words.len ? lx_built_word(s->b, LX_PW_NEXT) : "");
        lx_built_clock(&words, start);
        if (minutes >= 0) {
            lx_str_add(&words, lx_built_word(s->b, LX_PW_TO));
            lx_built_clock(&words, start + minutes);
        }
    } else if (minutes >= 0) {
        lx_str_add(&words, words.len ? lx_built_word(s->b, LX_PW_NEXT) : "");
        lx_paper_count(&words, LX_PW_MINUTES_LONG, s->b->en, minutes);
    }
    if (words.len) {
        lx_paper_say(&bracketed, LX_PW_IN_BRACKETS, s->b->en, words.s);
        add_stage(s, bracketed.s + strspn(bracketed.s, " "));
    }
    lx_str_done(&words);
    lx_str_done(&bracketed);
}

static void add_item(const struct script *s, size_t i)
{
    const struct lx_agenda *a = row_of(s, i);
    struct lx_str words = LX_STR_EMPTY, number = LX_STR_EMPTY, who = LX_STR_EMPTY;
    if (s->b->en)
        lx_str_addi(&number, s->plan.at[i].num[0]);
    else
        lx_numeral_zh(&number, s->plan.at[i].num[0]);
    lx_str_add(&words, "**"); /* found at a glance */
    if (is_open(s, i))
        lx_paper_say(&words, LX_PW_SCRIPT_NTH_NOW, s->b->en, number.s);
    else
        lx_str_add(&words, lx_built_word(s->b, LX_PW_SCRIPT_INTERNAL));
    lx_str_add(s->b->md, words.s);
    lx_str_clear(&words);
    lx_built_said(s->b, &words, a);
    lx_built_text(s->b->md, lx_str_z(&words));
    lx_str_addf(s->b->md, "%s**\n\n", lx_built_word(s->b, LX_PW_STOP));
    lx_str_clear(&words);
    say_who(s, &who, a);
    if (a->script && a->script[strspn(a->script, " \n")]) {
        add_lines(s, a->script, false);
    } else if (who.len) {
        lx_paper_say(&words, (enum lx_paper_word)((int)LX_PW_ASK_DELIBERATE + a->kind), s->b->en, who.s);
        add_lines(s, lx_str_z(&words), false);
    }
    add_who(s, i);
    if (!a->script)
        add_lines(s, lx_built_word(s->b, (enum lx_paper_word)((int)LX_PW_ASKED_DELIBERATE + a->kind)), false);
    lx_str_done(&words);
    lx_str_done(&number);
    lx_str_done(&who);
}

/* A heading, or what belongs to an item: said by nobody, but the chair must know. */
static void add_below(const struct script *s, size_t i)
{
    const struct lx_agenda *a = row_of(s, i);
    if (s->plan.at[i].heading && is_open(s, i)) {
        lx_built_heading(s->b, s->plan.at[i].depth + 1, a->title);
        return;
    }
    struct lx_str words = LX_STR_EMPTY, who = LX_STR_EMPTY;
    say_who(s, &who, a);
    if (is_open(s, i))
        lx_agenda_mark(&words, &s->plan.at[i], !s->b->en);
    else
        lx_str_add(&words, lx_built_word(s->b, LX_PW_AGENDA_INTERNAL));
    lx_str_addf(&words, "%s%s", is_open(s, i) ? " " : "", a->title ? a->title : "");
    if (who.len)
        lx_paper_say(&words, LX_PW_IN_BRACKETS, s->b->en, who.s);
    add_stage(s, words.s);
    add_lines(s, a->script, false);
    lx_str_done(&words);
    lx_str_done(&who);
}
