/* Issues of the bulletin (简报): numbered by the year, never under a number that was given before, kept as they went out (EDITION of the
 * office, or of the meeting that they are of). */
#ifndef LX_BULLETIN_H
#define LX_BULLETIN_H

#include "core/work/work.h"

/* Gives the next number of the year and keeps the text: of a meeting, of a period as typed, or (0, "") of what came since the last
 * issue.  wanted > 0: the number that it bears already (LX_EXISTS).  *id is the EDITION; *no its number in the year.  One entry,
 * "bulletin issue".  LX_STATE: the office has no name yet; else as lx_paper_build. */
LX_CHECK enum lx_rc lx_bulletin_issue(struct lx_work *w, lx_id meeting, const char *period, int64_t wanted, lx_id *id, int64_t *no,
                                      struct lx_err *err);
/* 2024-3; 第3期, of this year.  LX_NOTFOUND. */
LX_CHECK enum lx_rc lx_bulletin_find(struct lx_work *w, const char *typed, lx_id *id, struct lx_err *err);
/* The day after the last issue that was of no meeting; *next stays as it is where there was none. */
LX_CHECK enum lx_rc lx_bulletin_last(struct lx_work *w, lx_day *next, struct lx_err *err);
/* Issues, newest first (struct lx_edition *, without texts). */
LX_CHECK enum lx_rc lx_bulletins(struct lx_work *w, struct lx_rows *rows, struct lx_err *err);

#endif
