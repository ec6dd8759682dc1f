/* The reader of plan documents: 行动计划, 规划, 要点, task tables, press reports of them.
 *
 * Pure: text in, a tree out; nothing is stored, nothing printed.  The rules are about the genre (numbered headings,
 * lead sentences, duty brackets, flattened tables), never about one document; all words stand in words.def.
 *
 * Reading order: resp.h (who does it), then this file.  Inside: scan.h spans and words; lines.h the shape of every
 * line; table.c tables in three dresses; outline.c sections and items; facts.h stage, rhythm, projects, dates;
 * target.c indicators; meta.c title, issuer, number, period, meeting; check.c findings; phrase.c one phrase;
 * json.c, phrase_json.c the JSON of the command line.
 *
 * A line that the user corrected is given as an edit and the text is read again: reading is fast (100,000 lines in
 * well under 2 s) and the result of the same text and edits is always the same. */
#ifndef LX_PLAN_H
#define LX_PLAN_H

#include "core/plan/resp.h"
#include "core/record.h"
#include "core/str.h"

#include <stdbool.h>
#include <stddef.h>

enum lx_plan_role {
    LX_ROLE_NONE,
    LX_ROLE_BACKGROUND, /* basis, meaning, guiding thought: nothing to do and no targets */
    LX_ROLE_PRINCIPLES,
    LX_ROLE_GOALS, /* targets, no items */
    LX_ROLE_TASKS,
    LX_ROLE_SAFEGUARDS,
    LX_ROLE_ASIDE /* a box beside the text, or a repetition of a section as a graphic */
};

struct lx_plan_section {
    char *number; /* as printed: 一, (二), 3, 表4-1; NULL = none */
    char *title;
    int line;   /* from 1 */
    int level;  /* 0 = top */
    int parent; /* index, -1 = none */
    enum lx_plan_role role;
    struct lx_resp resp; /* of the heading: （X牵头）, handed down to items that name nobody */
};

struct lx_plan_item {
    char *number; /* as printed, NULL = none */
    char *title;
    char *text;    /* the paragraph, or all cells of the row with a line feed between */
    char *content; /* of a table row: scale and content; NULL = none */
    char *status;  /* words that stood in place of years: 正在预可行性研究; NULL = none */
    enum lx_item_kind kind;
    int section, parent; /* indexes, -1 = none; a parent is always before its children */
    struct lx_resp resp; /* settled */
    bool inherited;      /* the names come from the heading above */
    int start_year, finish_year; /* 0 = not written */
    struct lx_date start, due;
    enum lx_stage stage;
    unsigned rhythms; /* 1u << RHYTHM_…, several may hold */
    int line, line_from, line_to;
    char *table; /* "表4-1" or the table's place as a number; NULL = none */
    int table_row;
};

struct lx_plan_indicator {
    char *name;
    enum lx_cmp cmp;
    bool has_value, has_max;
    double value, value_max;
    char *unit; /* NULL = none */
    int year;   /* 0 = none */
    int base;   /* 比2020年: the year compared with, 0 = none */
    char *ref;  /* of CMP_REF: 省考核要求 */
    char *region;         /* of targets shared out over places */
    enum lx_rhythm every; /* 每年…: RHYTHM_YEARLY; else RHYTHM_NONE */
    bool hedge;           /* 力争, 争取 */
    char *words;          /* the clause */
    int line, section, item; /* -1 = none */
};

/* What became of a line of the source. */
enum lx_plan_fate { LX_FATE_SKIPPED, LX_FATE_SECTION, LX_FATE_ITEM, LX_FATE_INDICATOR, LX_FATE_CELL, LX_FATE_META, LX_FATE_CONTINUED };
enum lx_plan_skip {
#define SKIP(constant, word, msgid) constant,
#include "core/plan/report.def"
#undef SKIP
    LX_SKIPS_N
};
struct lx_plan_line {
    enum lx_plan_fate fate;
    enum lx_plan_skip why; /* of a skipped line */
    int index;             /* of its section or item, -1 = none */
    size_t off, len;       /* its bytes in the text, without the LF */
};

enum lx_plan_finding_kind {
#define FINDING(constant, word, msgid) constant,
#include "core/plan/report.def"
#undef FINDING
    LX_FINDINGS_N
};
struct lx_plan_finding {
    enum lx_plan_finding_kind kind;
    int line, section, item; /* -1 = none */
    int announced, found;    /* of LX_FIND_COUNT */
    char *a, *b;             /* names concerned: unit and near name, project; NULL = none */
};

struct lx_plan_doc {
    char *title, *issuer, *document_number, *index_number; /* NULL = not found */
    struct lx_date issued;
    int period_from, period_to, vision; /* years, 0 = none */
    int meeting_no;                     /* 0 = no meeting named */
    char *meeting_series, *meeting_host;
    struct lx_plan_section *sections;
    size_t sections_n, sections_room;
    struct lx_plan_item *items;
    size_t items_n, items_room;
    struct lx_plan_indicator *indicators;
    size_t indicators_n, indicators_room;
    struct lx_plan_line *lines; /* one for each line of the text */
    size_t lines_n;
    struct lx_plan_finding *findings;
    size_t findings_n, findings_room;
};

enum lx_plan_edit_kind { LX_EDIT_REFUSE, LX_EDIT_JOIN, LX_EDIT_TAKE };
struct lx_plan_edit {
    enum lx_plan_edit_kind kind;
    int line;               /* refuse it, join it to the text before it, take it as an item */
    enum lx_item_kind item; /* of LX_EDIT_TAKE */
};

/* text: stored text (UTF-8, LF); anything else does no harm.  *out is overwritten; give it to lx_plan_done. */
void lx_plan_read(struct lx_plan_doc *out, const char *text, size_t len, const struct lx_plan_edit *edits, size_t edits_n);
void lx_plan_done(struct lx_plan_doc *doc);

const char *lx_plan_skip_word(enum lx_plan_skip why);   /* stable word: "advert" */
const char *lx_plan_skip_msgid(enum lx_plan_skip why);  /* for people, untranslated */
const char *lx_plan_fate_word(enum lx_plan_fate fate);  /* "item" … "skipped" */
const char *lx_plan_finding_word(enum lx_plan_finding_kind kind);
const char *lx_plan_finding_msgid(enum lx_plan_finding_kind kind);

/* The shape of plan-score/README.md with further members; one object, ended by a line feed. */
void lx_plan_json(struct lx_str *out, const struct lx_plan_doc *doc);

/* --- one phrase -------------------------------------------------------------------------------------------------- */

/* What must be known from outside a phrase. */
struct lx_phrase_ctx {
    int doc_year;    /* 0 = unknown */
    const char *cell;          /* head of its column, NULL = none */
    const char *columns[4];    /* heads, when the phrase is several cells; NULL-ended */
    int total;                 /* of a statistic's whole, 0 = unknown */
};
/* Reads one phrase and appends one JSON object with the keys of domain.md 4.7.  kind is a word of patterns.tsv's second
 * column (resp, deadline, indicator, stage, …) or NULL: then every reader that finds something adds its keys. */
struct lx_json;
/* Fills ctx from an object like {"doc_year":2016,"cell":"完成时限"}; its strings are borrowed from json. */
void lx_phrase_ctx_json(struct lx_phrase_ctx *ctx, const struct lx_json *json);
void lx_plan_phrase(struct lx_str *out, const char *kind, const struct lx_phrase_ctx *ctx, const char *phrase, size_t len);

#endif
