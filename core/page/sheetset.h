/* How elements are set one after the other: inside core/page only. */
#ifndef LX_SHEETSET_H
#define LX_SHEETSET_H

#include "core/page/sheet.h"

enum { LX_INDENT = 4, LX_TWO_IN = 4, LX_ONE_IN = 2, LX_CONTENTS_RIGHT = 8 };

struct lx_setter {
    struct lx_sheet *s;
    struct lx_runs runs; /* scratch */
    bool landscape;      /* of what comes now */
    bool new_page;       /* the next element begins a page */
    bool tail;
    bool named;          /* the block above was a line of names */
    size_t title;        /* the heading that is the title, or LX_NO_BLOCK */
    size_t body_from;    /* the first element below the head */
    int attached_n;      /* attachments, listed or there: whichever are more */
    int attachment;      /* the one that is being set */
    int ordinal[LX_DOC_DEEP + 4];
};

/* The value of a key, NULL where there is none or it is empty. */
const char *lx_sh_get(const struct lx_setter *t, const char *key);
bool lx_sh_yes(const struct lx_setter *t, const char *key);
int lx_sh_w(const struct lx_setter *t); /* columns of the page */

/* Begins an element; runs added after it are its own. */
struct lx_el *lx_sh_el(struct lx_setter *t, enum lx_el_kind kind, struct lx_shape shape, size_t block);
void lx_sh_run(struct lx_setter *t, const char *s, size_t len, enum lx_face face, int line);
void lx_sh_words(struct lx_setter *t, const char *s, enum lx_face face);
void lx_sh_blank(struct lx_setter *t);
/* An element of one run. */
struct lx_el *lx_sh_text(struct lx_setter *t, enum lx_el_kind kind, const char *s, struct lx_shape shape, enum lx_face face);
/* Left and right on one line; either may be NULL. */
struct lx_el *lx_sh_pair(struct lx_setter *t, enum lx_el_kind kind, const char *left, const char *right, int in,
                          enum lx_face face);
void lx_sh_title(struct lx_setter *t, const char *title, size_t block);

/* A list in one value: a；b or a;b.  The next part, without blanks around it; false at the end.  *at starts as the value. */
bool lx_sh_part(const char **at, const char **part, size_t *len);

/* A day of the front matter in the paper's words, as typed where it is none. */
void lx_sh_day(const struct lx_setter *t, struct lx_str *out, const char *typed);

void lx_sh_head(struct lx_setter *t); /* sheet_head.c */
void lx_sh_end(struct lx_setter *t);  /* sheet_end.c: what stands below the body: 附件说明, signature, note */
void lx_sh_attachment(struct lx_setter *t, size_t page_block); /* its first lines, up to its title */
void lx_sh_tail(struct lx_setter *t); /* 版记 */

#endif
