/* What builders of papers share: inside core/paper only. */
#ifndef LX_BUILDER_H
#define LX_BUILDER_H

#include "core/paper/build.h"
#include "core/paper/words.h"

struct lx_builder {
    struct lx_work *w;
    const struct lx_paper *paper;
    lx_id of;
    enum lx_type of_type; /* LX_NONE_TYPE where of is 0 */
    const char *query;    /* never NULL */
    lx_day day;           /* of the meeting that the paper is of: names are those of then; LX_NO_DAY: of now */
    bool en;
    bool inner;           /* a variant for the office or the chair (lx_built_inner) */
    bool open;            /* for everybody: nothing internal, whoever reads the paper otherwise */
    int64_t issue;        /* the number under which a bulletin goes out; 0: a draft */
    int below;            /* headings stand so many levels lower: it is a part of a larger paper */
    struct lx_str *md;
};

#define PAPER(id, kind, profile, zh, en, builder, who, no)                                                                  \
    LX_CHECK enum lx_rc lx_build_##builder(struct lx_builder *b, struct lx_err *err);
#include "core/paper/paper.def"
#undef PAPER

/* --- Markdown: lx_md_… of core/doc/write.h, made clean first --- */
void lx_built_text(struct lx_str *out, const char *s); /* blanks around it are left out */
void lx_built_cell(struct lx_str *out, const char *s);
void lx_built_td(struct lx_str *out, const char *s); /* the next cell of a row of a table: | s */
void lx_built_key(struct lx_str *out, const char *key, const char *value);
/* Markdown that a person wrote, without its front matter and the lines skip_from..skip_to (counted from 1; 0, 0: none): clean, line
 * by line, tabs in front wide enough to mean what they meant. */
void lx_built_source(struct lx_str *out, const char *s, int skip_from, int skip_to);
/* The line of dashes, then kind and lang; the caller adds its keys and the second line of dashes. */
void lx_built_begin(struct lx_builder *b);
/* A paragraph of a label and what stands behind it; none where that is empty. */
void lx_built_labelled(struct lx_builder *b, enum lx_paper_word label, const char *s);

/* Makes another paper (b->paper) of the same meeting: front matter and body into b->md. */
LX_CHECK enum lx_rc lx_built_paper(struct lx_builder *b, struct lx_err *err);

/* --- inner.c: what participants do not read --- */
/* May this paper say what is marked internal? */
bool lx_built_inner(const struct lx_builder *b);
/* LX_STATE where it may not and the record is internal: a paper of that alone. */
LX_CHECK enum lx_rc lx_built_may(struct lx_builder *b, const void *rec, struct lx_err *err);
/* Drops internal records from the rows, where the paper may not say them. */
LX_CHECK enum lx_rc lx_built_drop_internal(struct lx_builder *b, struct lx_rows *rows, struct lx_err *err);
/* Rows of an agenda, in order: marks in memory as internal what belongs to an internal row, topic or item. */
LX_CHECK enum lx_rc lx_built_secrecy(struct lx_builder *b, struct lx_rows *agenda, struct lx_err *err);
/* Numbers the open rows of a plan without gaps, as participants have them, the internal ones not at all; clock times stay. */
struct lx_agenda_plan;
LX_CHECK enum lx_rc lx_built_numbers(struct lx_builder *b, const struct lx_meeting *m, const struct lx_rows *agenda, struct lx_agenda_plan *plan,
                                     struct lx_err *err);

/* --- build_table.c --- */
void lx_built_heading(struct lx_builder *b, int level, const char *s); /* level 1: 一、 */
/* The head of a table, a word a column; align: a letter a column, l c r.  Rows follow, and an empty line ends it. */
void lx_built_table(struct lx_builder *b, const enum lx_paper_word *heads, const char *align);
void lx_built_heads(struct lx_builder *b, const char *const *heads, const char *align); /* the same of words at hand */
/* The same without a head: a form, with labels in its first column. */
void lx_built_form(struct lx_builder *b, const char *align);
void lx_built_row(struct lx_builder *b, const char *const *cell, size_t n); /* NULL: empty; LF parts the lines of a cell */
/* A row of a form of two columns.  Empty lines leave room for handwriting. */
void lx_built_field(struct lx_builder *b, enum lx_paper_word label, const char *value);
/* lx_built_begin, then title (`title` says it of the meeting's name), number, issuer, today; the caller adds further keys and
 * the second line of dashes.  m may be NULL. */
struct lx_built_meeting;
void lx_built_front(struct lx_builder *b, enum lx_paper_word title, const struct lx_built_meeting *m);
/* The day that a paper for a meeting bears: today, but none behind the meeting's own: what is made again later is not younger. */
lx_day lx_built_dated(const struct lx_builder *b, const struct lx_built_meeting *m);
/* The unit that is the office itself, else the first that is an office; NULL. */
const struct lx_unit *lx_built_office(const struct lx_builder *b);
/* Appends whom to ask about a meeting: the post at the office of the clerk who sees to it, else the office, with a telephone
 * number; nothing where none is known.  build_contacts.c */
void lx_built_contact(struct lx_builder *b, struct lx_str *out, const struct lx_meeting *m);
void lx_built_topic_keys(struct lx_builder *b); /* how its table stands */
/* The fields and signatures of a topic form; t NULL: blank; series: the meeting wanted, "" for none. */
void lx_built_form_topic(struct lx_builder *b, const struct lx_topic *t, const char *series);
/* Appends the units called in, as typed; in English by their names.  Those that stand in out already are not repeated. */
void lx_built_attend(const struct lx_builder *b, struct lx_str *out, const char *typed);
/* s without the name that it begins with, where something else follows: what stands under 宁波市 need not say it again. */
const char *lx_built_without(const char *s, const char *name);
void lx_built_clock(struct lx_str *out, int minute); /* 9:00, as papers write it; nothing for -1 */
void lx_built_hours(const struct lx_builder *b, struct lx_str *out, const char *time); /* 9:00-11:30 of a time as typed, else as it stands */
void lx_built_weekday(const struct lx_builder *b, struct lx_str *out, const struct lx_date *d); /* （星期三）, Wednesday, of a day */
void lx_built_date_weekday(const struct lx_builder *b, struct lx_str *out, const struct lx_date *d); /* 2024年7月10日（星期三）; Wednesday, 10 July 2024 */
void lx_built_month_day(const struct lx_builder *b, struct lx_str *out, lx_day day);            /* 12月14日, 14 December */
/* n rows to be written in, of so many columns, numbered on from `no`. */
void lx_built_blanks(struct lx_builder *b, int n, int no, int column_n);

/* --- words of records, in the paper's language --- */
const char *lx_built_word(const struct lx_builder *b, enum lx_paper_word id);
const char *lx_built_unit(const struct lx_builder *b, lx_id id);  /* full name, of b->day; "" if there is none */
const char *lx_built_brief(const struct lx_builder *b, lx_id id); /* its short name, for narrow tables */
const char *lx_built_issuer(const struct lx_builder *b);
void lx_built_date(const struct lx_builder *b, struct lx_str *out, const struct lx_date *d);
void lx_built_day(const struct lx_builder *b, struct lx_str *out, lx_day day); /* ISO, as front matter has it */

/* --- documents --- */
void lx_built_formal(const struct lx_builder *b, struct lx_str *out, lx_id unit); /* as it signs: 宁波市人民政府 */
/* The formal names of issuers; the office's issuing body where there are none. */
void lx_built_signers(struct lx_builder *b, const struct lx_ids *units, const char *between, struct lx_str *out);
void lx_built_docno(struct lx_builder *b, struct lx_str *out, const struct lx_document *d);
void lx_built_quoted(const struct lx_builder *b, struct lx_str *out, const char *title); /* 《…》, once */

/* A meeting with what its papers say of it. */
struct lx_built_meeting {
    struct lx_meeting *m;
    struct lx_series *series; /* NULL: of none */
    struct lx_rows agenda;    /* struct lx_agenda *, in order, not whole, secrecy by lx_built_secrecy */
    struct lx_str name;       /* full: body, number, title */
    struct lx_str number;     /* where the title does not say it: （第二十六次） */
};
LX_CHECK enum lx_rc lx_built_meeting_read(struct lx_builder *b, struct lx_built_meeting *out, struct lx_err *err);
void lx_built_meeting_done(struct lx_built_meeting *m);
/* Appends 2024年6月20日（星期四）14:30-17:00; ends: the minute of the day at which it ends, where its time does not say so, else -1. */
void lx_built_time(const struct lx_builder *b, struct lx_str *out, const struct lx_meeting *m, int ends);
/* What a part of the session is called: a title that says no more than its kind (enum lx_sitting_kind; -1: none) in the paper's language.
 * build_programme.c */
const char *lx_built_sitting(const struct lx_builder *b, int kind, const char *title);
/* Where the plenary sits; NULL: the meeting has no such part, or it says no place.  The same as a paragraph, with the city where the
 * room does not say it: 地点：嘉兴市行政中心.  build_programme.c */
const char *lx_built_room(const struct lx_rows *sittings);
LX_CHECK enum lx_rc lx_built_venue(struct lx_builder *b, const struct lx_meeting *m, struct lx_err *err);
/* Papers of the meeting as they stand (struct lx_material *, by number, without replaced versions); for participants without those of
 * rows that they do not see, and without internal ones of no row: what else is internal they get, and give back.  What they are called:
 * 材料一; those of a row of the agenda: 材料一、材料二.  build_papers.c */
LX_CHECK enum lx_rc lx_built_materials(struct lx_builder *b, struct lx_rows *rows, struct lx_err *err);
void lx_built_material_no(const struct lx_builder *b, struct lx_str *out, const struct lx_material *m);
void lx_built_materials_of(const struct lx_builder *b, struct lx_str *out, const struct lx_rows *rows, lx_id agenda);
/* Appends the opening of its minutes, plain text; and their number as it stands below the mark: （第26号）, 〔2024〕2号. */
void lx_built_opening(const struct lx_builder *b, const struct lx_built_meeting *m, struct lx_str *out);
void lx_built_minutes_no(const struct lx_builder *b, struct lx_str *out, const char *no);
/* Appends what is done with an agenda row, in its verb: 审议《两年行动计划》; a title that says so itself needs none. */
void lx_built_said(const struct lx_builder *b, struct lx_str *out, const struct lx_agenda *a);
/* Appends a post as typed; in English by the table where it is made of a unit with an English name and posts known there, else as it
 * stands.  lx_built_post_of: beside the unit's name, which is not said again (NULL, 0: none).  posts.c */
void lx_built_post(const struct lx_builder *b, struct lx_str *out, const char *s);
void lx_built_post_of(const struct lx_builder *b, struct lx_str *out, lx_id unit, const char *post);
/* A paragraph of a label and a post. */
void lx_built_labelled_post(struct lx_builder *b, enum lx_paper_word label, const char *s);
/* A place; in English a city by its name, any other as typed. */
void lx_built_place(const struct lx_builder *b, struct lx_str *out, const char *s);
void lx_built_labelled_place(struct lx_builder *b, enum lx_paper_word label, const char *s);
/* Appends who presents an agenda row: 舟山市交通运输局（局长）; a speaker's post does not say the unit again.  build_table.c */
void lx_built_presenter(const struct lx_builder *b, struct lx_str *out, const struct lx_agenda *a);
/* Whether a row came up: begun, decided or voted on, where the session was followed as it went (some row was begun); else all did.
 * Taken: it, or something below it. */
bool lx_built_came_up(const struct lx_rows *agenda, const struct lx_agenda *a);
bool lx_built_taken(const struct lx_rows *agenda, const struct lx_agenda *a);
/* Appends what an agenda row is about, without the verb of its kind: 《两年行动计划》, 上次会议议定事项办理情况汇报. */
void lx_built_topic(const struct lx_builder *b, struct lx_str *out, const struct lx_agenda *a);

#endif
