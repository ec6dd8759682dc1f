/* The document tree: what minutes, notes and papers are between their Markdown and any drawing of them.
 *
 * Plain arrays with one owner.  The blocks stand in the order of the document, a block before what it contains, so
 * a loop over the array is a walk of the tree and nothing needs recursion; `next` jumps over a subtree.  Text hangs
 * on the blocks that have no blocks inside (heading, paragraph, code, cell) as a run of spans.  All text has passed
 * the sanitizer (core/text/text.h), so it can be drawn as it is.
 *
 * Files: doc.h the tree; markdown.h Markdown to tree (front.c its front matter; reader.h, markdown_text.c, markdown_table.c its parts);
 * cook.h what is done to the source before cmark sees it; table.h pipe tables on source lines, and widths of columns; runs.h tagged text in lines; view.h
 * tree to lines of a terminal; minutes.h the action lines of minutes; write.h plain text into Markdown; arena.h strings
 * with one owner. */
#ifndef LX_DOC_H
#define LX_DOC_H

#include "core/doc/arena.h"
#include "core/str.h"
#include "core/text/text.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

enum { LX_DOC_DEEP = 32 };            /* containers nest no deeper; what lies deeper hangs on the 32nd */
#define LX_DOC_MAX ((size_t)1 << 20)  /* bytes of one document */
#define LX_NO_BLOCK SIZE_MAX

enum lx_block_kind {
    LX_B_HEADING, /* level 1 to 6 */
    LX_B_PARA,
    LX_B_LIST,    /* ordered, start, tight */
    LX_B_ITEM,    /* task, no */
    LX_B_QUOTE,
    LX_B_CODE,    /* its text keeps its line ends */
    LX_B_RULE,
    LX_B_TABLE,   /* start = number of columns */
    LX_B_ROW,     /* head; a table whose head is all empty cells has none */
    LX_B_CELL,    /* align */
    LX_B_PAGE     /* a page break on paper, <!-- page -->; start = enum lx_break */
};

/* What begins on the new page: <!-- page -->; from here on landscape, portrait; an attachment. */
enum lx_break { LX_BREAK_PAGE, LX_BREAK_LANDSCAPE, LX_BREAK_PORTRAIT, LX_BREAK_ATTACHMENT, LX_BREAK_ENCLOSED, LX_BREAK_N };

enum lx_task { LX_TASK_NONE, LX_TASK_OPEN, LX_TASK_DONE };

/* How a paragraph of a paper stands.  Written as a comment at its end, invisible in any Markdown reader:
 *     Office of the joint meeting<!-- right -->                                                        */
enum lx_style {
    LX_ST_NONE,
    LX_ST_TITLE,    /* title    */
    LX_ST_SUBTITLE, /* subtitle */
    LX_ST_CENTRE,   /* centre   */
    LX_ST_RIGHT,    /* right: two characters in, as a signature or date stands */
    LX_ST_FLUSH,    /* flush: no indent, as an addressee stands */
    LX_ST_NAMES     /* names: what follows the first colon hangs under itself */
};

enum { LX_SPAN_EMPH = 1, LX_SPAN_STRONG = 2, LX_SPAN_CODE = 4, LX_SPAN_LINK = 8, LX_SPAN_BREAK = 16 };

struct lx_span {
    const char *s;           /* valid UTF-8, clean; ended by NUL; "" for a hard break */
    size_t len;
    const char *href;        /* of a link, else NULL; clean; shown, never followed */
    unsigned flags;          /* LX_SPAN_*; a hard break has BREAK alone */
    int line_from, line_to;  /* source lines, 1 is the first line of the file, front matter included */
};

struct lx_block {
    enum lx_block_kind kind;
    enum lx_style style;     /* of paragraphs */
    enum lx_task task;       /* of items */
    enum lx_align align;     /* of cells */
    int level;               /* of headings */
    int start;               /* of ordered lists the first number; of tables the number of columns; of page breaks the kind */
    int depth;               /* containers around it */
    bool ordered, tight;     /* of lists */
    bool head;               /* of rows: the first, unless the table has no head */
    const char *no;          /* the hidden number, <!-- 26-003 -->, of the item (or of the block, outside a list) */
    const char *columns;     /* of tables: how wide its columns should stand, <!-- columns: 6 20 10 --> above it; NULL */
    size_t parent;           /* LX_NO_BLOCK at the top */
    size_t next;             /* the first block after this one and all it contains */
    size_t span_from, span_n;
    int line_from, line_to;
};

struct lx_doc_key {
    const char *key, *value; /* of the front matter */
    int line;
};

struct lx_doc {
    struct lx_block *block;
    size_t block_n, block_room;
    struct lx_span *span;
    size_t span_n, span_room;
    struct lx_doc_key *key;
    size_t key_n, key_room;
    struct lx_arena strings;
};

struct lx_doc *lx_doc_new(void);
void lx_doc_free(struct lx_doc *d); /* NULL is fine */

/* The value of a front matter key, borrowed; NULL when it is not there.  Keys are lower-case English words. */
const char *lx_doc_get(const struct lx_doc *d, const char *key);

/* Appends the text of a block's own spans, without markup; a hard break becomes a blank. */
void lx_doc_block_text(struct lx_str *out, const struct lx_doc *d, size_t block);

/* Is this what stands in a number comment: letters, digits and hyphens, a digit among them, 32 bytes at most? */
bool lx_doc_is_number(const char *s, size_t len);

/* Building, for markdown.c and for tests.  A block is opened under the last one still open and must be closed; a span
 * goes to the block opened last.  Pointers into the arrays are good only until the next call. */
struct lx_block *lx_doc_open(struct lx_doc *d, enum lx_block_kind kind, size_t parent, int line_from, int line_to);
void lx_doc_close(struct lx_doc *d, size_t block);
void lx_doc_add_span(struct lx_doc *d, const char *s, size_t len, unsigned flags, const char *href, int line_from,
                     int line_to);
void lx_doc_add_key(struct lx_doc *d, const char *key, size_t key_len, const char *value, size_t value_len, int line);

#endif
