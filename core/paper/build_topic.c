/* The topic form (domain.md 2.2: 议题申报表): of a topic that was handed in, or blank. */
#include "core/paper/builder.h"

#include "core/text/text.h"

#include <string.h>

/* Lines that a field keeps where nothing is written in it yet. */
enum { LONG_LINES = 4, SHORT_LINES = 3, SIGN_LINES = 2 };

static void add_fields(struct lx_builder *b, const struct lx_topic *t, const char *series);
static void add_signatures(struct lx_builder *b);

enum lx_rc lx_build_topic(struct lx_builder *b, struct lx_err *err)
{
    struct lx_topic *t = NULL;
    struct lx_str series = LX_STR_EMPTY;
    enum lx_rc rc = b->of ? lx_get(b->w, LX_TOPIC, b->of, &t, err) : LX_OK;
    if (rc == LX_OK && t)
        rc = lx_built_may(b, t, err);
    if (rc == LX_OK) {
        lx_id where = !t ? 0 : t->meeting ? t->meeting : t->series;
        if (where)
            lx_show_id(b->w, &series, where);
        lx_built_front(b, LX_PW_TOPIC_FORM_TITLE, NULL);
        lx_built_topic_keys(b);
        lx_str_add(b->md, "---\n\n");
        lx_built_form_topic(b, t, lx_str_z(&series));
    }
    lx_str_done(&series);
    lx_rec_free(t);
    return rc;
}

void lx_built_topic_keys(struct lx_builder *b)
{
    lx_built_key(b->md, "tables", "tight");
    lx_built_key(b->md, "columns", b->en ? "17 36" : "18 35");
}

void lx_built_form_topic(struct lx_builder *b, const struct lx_topic *t, const char *series)
{
    struct lx_str day = LX_STR_EMPTY;
    if (t && t->handed.day != LX_NO_DAY)
        lx_built_date(b, &day, &t->handed);
    else
        lx_str_add(&day, lx_built_word(b, LX_PW_BLANK_DAY));
    lx_paper_say(b->md, LX_PW_TOPIC_HANDED, b->en, lx_str_z(&day));
    lx_str_add(b->md, "<!-- right -->\n\n");
    lx_built_form(b, "cl");
    add_fields(b, t, series);
    add_signatures(b);
    lx_str_add(b->md, "\n");
    lx_built_text(b->md, lx_built_word(b, LX_PW_TOPIC_HINT));
    lx_str_add(b->md, "\n\n");
    lx_str_done(&day);
}

/* What was written, else room to write it. */
static void add_long(struct lx_builder *b, enum lx_paper_word label, const char *text, int lines)
{
    static const char room[] = "\n\n\n\n\n\n";
    bool empty = !text || !text[strspn(text, " \n")];
    lx_built_field(b, label, empty ? room + sizeof room - 1 - (size_t)lines : text);
}

static void add_fields(struct lx_builder *b, const struct lx_topic *t, const char *series)
{
    struct lx_str s = LX_STR_EMPTY;
    lx_built_field(b, LX_PW_TOPIC_NAME, t ? t->title : NULL);
    lx_built_field(b, LX_PW_TOPIC_UNIT, t ? lx_built_unit(b, t->unit) : NULL);
    lx_built_field(b, LX_PW_TOPIC_SPEAKER, t ? t->speaker : NULL);
    lx_built_field(b, LX_PW_TOPIC_ATTEND, t ? t->attend : NULL);
    if (*series)
        lx_built_field(b, LX_PW_TOPIC_SERIES, series);
    for (int kind = AGENDA_DELIBERATE; kind < AGENDA_HEADING; kind++) { /* □审议 ☑研究 */
        const struct lx_word *word = &lx_words_of("agenda_kind")->at[kind];
        lx_str_addf(&s, "%s%s%s", kind == AGENDA_EXCHANGE ? "\n" : kind ? " " : "", lx_built_word(b, t && t->kind == kind ? LX_PW_TICKED : LX_PW_TO_TICK),
                    b->en ? word->en : word->zh);
    }
    lx_built_field(b, LX_PW_TOPIC_KIND, lx_str_z(&s));
    lx_str_clear(&s);
    if (t && t->minutes != LX_NO_INT)
        lx_paper_count(&s, LX_PW_MINUTES_LONG, b->en, (int)t->minutes);
    lx_built_field(b, LX_PW_TOPIC_MINUTES, lx_str_z(&s));
    add_long(b, LX_PW_TOPIC_BASIS, t ? t->basis : NULL, LONG_LINES);
    add_long(b, LX_PW_TOPIC_GIST, t ? t->gist : NULL, LONG_LINES);
    add_long(b, LX_PW_TOPIC_QUESTION, t ? t->question : NULL, SHORT_LINES);
    add_long(b, LX_PW_TOPIC_CONSULTED, t ? t->consulted : NULL, SHORT_LINES);
    lx_built_field(b, LX_PW_TOPIC_LEGALITY, t ? t->legality : NULL);
    lx_built_field(b, LX_PW_TOPIC_ANNEXES, t ? t->annexes : NULL);
    lx_str_done(&s);
}

/* Signed by hand: by the unit, its leader, the office, who chairs. */
static void add_signatures(struct lx_builder *b)
{
    static const enum lx_paper_word who[] = { LX_PW_TOPIC_SIGN_UNIT, LX_PW_TOPIC_SIGN_LEADER, LX_PW_TOPIC_SIGN_OFFICE, LX_PW_TOPIC_SIGN_CHAIR };
    struct lx_str s = LX_STR_EMPTY;
    for (size_t i = 0; i < sizeof who / sizeof *who; i++) {
        lx_str_clear(&s);
        for (int n = 0; n < SIGN_LINES; n++)
            lx_str_addc(&s, '\n');
        lx_str_add(&s, lx_built_word(b, LX_PW_SIGN_AND_DAY));
        lx_built_field(b, who[i], lx_str_z(&s));
    }
    lx_str_done(&s);
}
