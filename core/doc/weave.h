/* A text built from records, edited by people, and built again: woven together by paragraph.
 *
 * Three texts: `base` as it was built before, `now` as it would be built, `mine` as people have it.  Paragraphs of the built ones
 * have keys that name the record they come from, so they are told apart however the records have moved; those of `mine` have
 * none, it is the author's text alone, and are recognised by their words.  What people wrote or changed stays as it is; what they
 * left alone follows the records; where both have changed people are shown both.  No byte of `mine` changes but in the paragraphs
 * that are taken. */
#ifndef LX_WEAVE_H
#define LX_WEAVE_H

#include "core/str.h"

#include <stdbool.h>
#include <stddef.h>

/* Paragraphs of Markdown as source: parted by blank lines; a heading, an action line, a fenced block, front matter and a comment
 * are each one.  lead, then text and gap of each, are the source again, byte for byte. */
struct lx_para {
    char *key;  /* NULL in an author's text */
    char *text; /* without the line end */
    char *gap;  /* line ends and blank lines behind it */
};
struct lx_paras {
    char *lead;
    struct lx_para *at;
    size_t n, room;
};
void lx_paras_split(struct lx_paras *out, const char *md); /* out is overwritten */
void lx_paras_done(struct lx_paras *p);
/* One more built paragraph; nothing for an empty text.  Blank lines inside are kept, those around it left out. */
void lx_paras_add(struct lx_paras *p, const char *key, const char *text);
/* The form in which a built text is stored with its keys, and back.  What is no such form reads as no paragraphs. */
void lx_paras_write(struct lx_str *out, const struct lx_paras *p);
void lx_paras_read(struct lx_paras *out, const char *stored);

enum lx_weave_kind {
    LX_WEAVE_SAME,    /* as built, before and now */
    LX_WEAVE_HAND,    /* edited by hand, and the records say what they said */
    LX_WEAVE_OWN,     /* written by hand */
    LX_WEAVE_NEW,     /* the records say more */
    LX_WEAVE_CHANGED, /* the records say something else */
    LX_WEAVE_GONE,    /* the records say it no more */
    LX_WEAVE_BOTH,    /* edited by hand, and the records say something else: to be looked at */
    LX_WEAVE_LEFT,    /* edited by hand, and the records say it no more: to be looked at */
    LX_WEAVE_CUT,     /* taken out by hand, and the records say what they said */
    LX_WEAVE_CUT_BOTH /* taken out by hand, and the records say something else: to be looked at */
};
struct lx_woven_para {
    enum lx_weave_kind kind;
    char *key;               /* NULL of an OWN one */
    char *was, *now, *mine;  /* NULL where it does not stand in that text */
    char *gap;               /* behind mine; NULL */
    size_t place;            /* of mine in its text, from 1; 0 */
    bool take;               /* the caller's choice: now instead of mine.  Begins true for NEW, CHANGED, GONE */
};
struct lx_woven {
    char *lead;
    struct lx_woven_para *at;
    size_t n, room;
    size_t mine_n; /* paragraphs of mine */
};
/* base NULL or empty: `mine` was written without being built; what is like a built paragraph counts as that one edited. */
void lx_weave(struct lx_woven *out, const struct lx_paras *base, const struct lx_paras *now, const char *mine);
void lx_woven_done(struct lx_woven *w);
/* The text that the choices make. */
void lx_woven_text(struct lx_str *out, const struct lx_woven *w);
bool lx_weave_asks(enum lx_weave_kind kind);  /* both sides changed */
bool lx_weave_moves(enum lx_weave_kind kind); /* taking it changes the text: NEW, CHANGED, GONE */

#endif
