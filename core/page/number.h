/* Numbers of headings, and references that follow them. */
#ifndef LX_NUMBER_H
#define LX_NUMBER_H

#include "core/doc/doc.h"

struct lx_number {
    const char *mark; /* 一、 before the heading, "" for none */
    const char *ref;  /* 一（二） in a reference */
    size_t skip;      /* bytes of a number that was typed in front of the heading */
    int level;        /* 1 to 4, 0 for none: what face it is set in */
};

struct lx_heading_key {
    char *key; /* of its words, without a typed number: lx_text_key */
    size_t block;
};

struct lx_numbers {
    struct lx_number *of; /* by block; NULL mark where the block is no heading */
    size_t n;
    struct lx_heading_key *heading; /* numbered ones, sorted by key, equal ones in order of the text */
    size_t heading_n, heading_room;
    const struct lx_doc *d; /* borrowed */
};

/* Is this the heading right behind <!-- attachment -->?  It is the attachment's title and takes no number; those below it
 * count anew. */
bool lx_is_attachment_title(const struct lx_doc *d, size_t block);

/* title: the block that is the paper's title and takes no number, or LX_NO_BLOCK.  Strings live in `strings`. */
void lx_numbers_make(struct lx_numbers *out, const struct lx_doc *d, size_t title, bool en, struct lx_arena *strings);
void lx_numbers_done(struct lx_numbers *n);

/* Appends the text of a link: of one to a heading (#…) with that heading's number in place of the number or the # in
 * the text; ? where no heading has these words. */
void lx_number_link(struct lx_str *out, const struct lx_numbers *n, const char *text, size_t len, const char *href);

/* Bytes of a number that stands typed at the start of a heading: 一、 （一） 1. (1) 1、; 0 if none. */
size_t lx_number_typed(const char *s, size_t len);

#endif
