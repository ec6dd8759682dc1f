/* Private to core/doc: what a text is read with; markdown.c asks cmark, markdown_text.c makes leaves of what cmark says,
 * markdown_table.c tables of source lines. */
#ifndef LX_READER_H
#define LX_READER_H

#include "core/doc/doc.h"

#define LX_JOINER "\xE2\x81\xA0" /* U+2060, put in by cook.c, taken out by lx_reader_text */

struct lx_reader {
    struct lx_doc *d;
    size_t open[LX_DOC_DEEP]; /* containers around what is read now */
    int open_n, over_n;       /* over_n: those beyond LX_DOC_DEEP, left out */
    size_t leaf;              /* the block that takes spans */

    struct lx_str text;       /* the span being read */
    struct lx_str scratch;    /* of spans */
    struct lx_str cell;       /* of tables */
    unsigned flags;           /* of that span */
    const char *href;         /* of that span; the node's */
    int emph_n, strong_n;
    int line;                 /* now */
    int line_from, line_to;   /* of that span */
    bool soft;                /* a line end was read, not yet decided upon */
    bool wide;                /* the last character of the block was a wide one */

    const char *columns;      /* what a comment asked of the tables from here on; NULL */
    const char *section;      /* cooked */
    size_t section_len;
    int first_line;           /* of the section */
    size_t *line_at;          /* where its lines begin; one more at the end */
    size_t line_n, line_room;
};

/* Where blocks go now, and the line of the source of a line of the section. */
size_t lx_reader_parent(const struct lx_reader *r);
int lx_reader_line(const struct lx_reader *r, int section_line);

/* A leaf is opened, takes text, breaks and comments, and is closed; text may be split into several paragraphs. */
void lx_reader_open(struct lx_reader *r, enum lx_block_kind kind, int from, int to);
void lx_reader_open_in(struct lx_reader *r, size_t parent, enum lx_block_kind kind, int from, int to);
void lx_reader_close(struct lx_reader *r);
void lx_reader_text(struct lx_reader *r, const char *s, size_t len, unsigned flags);
void lx_reader_end_span(struct lx_reader *r);
void lx_reader_break(struct lx_reader *r);
size_t lx_reader_break_len(const char *s, size_t len); /* bytes of <br> or <br/> at s, 0: none stands there */
/* A number goes to the item around it, a style to the paragraph; every other comment and tag is dropped. */
void lx_reader_comment(struct lx_reader *r, const char *html, bool block);
/* An HTML block: its comments are looked at, its tags dropped, and the words between them kept as a paragraph. */
void lx_reader_html(struct lx_reader *r, const char *html, int line);
/* Markup inside one leaf that cmark has not seen as such. */
void lx_reader_inlines(struct lx_reader *r, const char *s, size_t len);
/* Does a table stand in the paragraph on these lines of the section, counted from 0, which begins in that column?  Then it is read; lines
 * above its head become a paragraph of their own. */
bool lx_reader_table(struct lx_reader *r, size_t from, size_t to, int column);
/* Does this line of the section begin with a |?  None that cmark was shown does so behind a paragraph, which it would belong to. */
bool lx_reader_is_row(const struct lx_reader *r, size_t line);

#endif
