/* Papers out of records: Markdown with front matter (page.h says what the layout makes of it).
 *
 * A builder is a row's last but one word in paper.def: lx_build_<builder> in build_<builder>.c.  What it writes is clean
 * (lx_text_clean) and a person may edit it; nothing is stored.  Words come from words.def in the paper's language.
 * Each paper names its issuing body: office.issuer, else the office's name; a joint meeting has no seal (domain.md 1.4). */
#ifndef LX_PAPER_BUILD_H
#define LX_PAPER_BUILD_H

#include "core/paper/paper.h"
#include "core/work/work.h"

/* Appends the paper to md.
 *   of     a meeting for papers of meetings; for those of a query a unit (all it leads or cooperates in, with the units
 *          below it), a meeting, a plan or an item, or 0
 *   query  what people type (cli.md, QUERY), for papers of a query where of is 0; NULL or "": every item
 * LX_NOTFOUND (also of minutes that nobody has written yet); LX_USAGE: the query means nothing; LX_INVALID: the paper would be
 * longer than LX_DOC_MAX. */
LX_CHECK enum lx_rc lx_paper_build(struct lx_work *w, const struct lx_paper *paper, lx_id of, const char *query, bool en,
                                   struct lx_str *md, struct lx_err *err);

/* The same for everybody, whoever reads the paper otherwise: internal rows, topics, items, decisions are never read into it.  LX_STATE:
 * the paper is the chair's own, or of something internal. */
LX_CHECK enum lx_rc lx_paper_build_open(struct lx_work *w, const struct lx_paper *paper, lx_id of, bool en, struct lx_str *md, struct lx_err *err);

/* Is a record internal: by its own mark, or by that of what it belongs to (the row, topic, item or decision that it names)?  Records
 * of types that cannot be marked are not. */
LX_CHECK enum lx_rc lx_is_internal(struct lx_work *w, const void *rec, bool *internal, struct lx_err *err);

/* What somebody typed as NO of this paper.  *of is 0 where it is a query (or for a query nothing was typed).  An item
 * stands for its meeting where the paper is of a meeting.  LX_AMBIGUOUS with the candidates where a name is that of several. */
LX_CHECK enum lx_rc lx_paper_find_no(struct lx_work *w, const struct lx_paper *paper, const char *typed, lx_id *of,
                                     struct lx_err *err);

/* Can this paper be made of a record of this type (LX_NONE_TYPE: of none)? */
bool lx_paper_fits(const struct lx_paper *paper, enum lx_type type);
/* Made of no record, is it at home beside a list of this type: the blank form beside topics, the contact sheet beside units? */
bool lx_paper_beside(const struct lx_paper *paper, enum lx_type type);

#endif
