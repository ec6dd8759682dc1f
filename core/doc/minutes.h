/* The action lines of minutes, found and written by source line; the rest of the author's text stays byte for byte.
 *
 *     - [ ] Sentence.(responsibilities)<!-- 26-003 -->
 *
 * Any task-list line of the text is one, in any section, outside code and front matter; it may go on over several
 * source lines.  What the bracket says is read by core/plan/resp.h.  All offsets are bytes into the text. */
#ifndef LX_MINUTES_H
#define LX_MINUTES_H

#include "core/doc/doc.h"

struct lx_action_line {
    int line_from, line_to;            /* source lines, from 1 */
    size_t from, to;                   /* these lines, without the last line end */
    size_t box;                        /* the character between [ and ] */
    size_t text_from, text_to;         /* sentence and bracket, as written */
    size_t bracket_from, bracket_to;   /* the bracket with its parentheses; equal when there is none */
    size_t comment_from, comment_to;   /* the number comment with its marks; equal when there is none */
    bool checked;
    char *no;                          /* 26-003, or NULL */
    int no_n;                          /* number comments found; more than one is for the user to settle */
    char *text;                        /* the sentence in plain words, without bracket and comment; ends as written */
    char *bracket;                     /* the words inside the bracket, or NULL */
};

struct lx_action_lines {
    struct lx_action_line *at;
    size_t n, room;
};

void lx_actions_find(struct lx_action_lines *out, const char *md, size_t len); /* out is overwritten */
void lx_actions_done(struct lx_action_lines *a);

/* What a line is made of.  Titles get one full stop; markup in them is escaped. */
struct lx_action_new {
    const char *title;
    const char *const *lead;
    size_t lead_n;
    const char *const *coop;
    size_t coop_n;
    const char *due;     /* in words; NULL none */
    const char *no;      /* NULL none */
    bool checked;
    bool en;             /* labels and stops in English */
};

/* Appends one action line, without a line end. */
void lx_action_format(struct lx_str *out, const struct lx_action_new *a);

/* Each appends the whole text with one line changed; `a` is from lx_actions_find on the same text. */
void lx_action_replace(struct lx_str *out, const char *md, size_t len, const struct lx_action_line *a,
                       const struct lx_action_new *with);             /* its indent and marker stay */
/* Adds the number comment, or changes the number in it. */
void lx_action_number(struct lx_str *out, const char *md, size_t len, const struct lx_action_line *a, const char *no);
void lx_action_check(struct lx_str *out, const char *md, size_t len, const struct lx_action_line *a, bool checked);

/* Appends what minutes say to a reader: front matter, comments and blanks at the ends of lines left out. */
void lx_minutes_words(struct lx_str *out, const char *s);
/* Do two texts of minutes say the same to a reader? */
bool lx_minutes_same_words(const char *a, const char *b);

#endif
