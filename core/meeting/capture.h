/* Quick entry while the meeting goes on: one typed line becomes an item, a note, an outcome, a reservation … (feature M6).
 *
 *     推进某项目 @jtj +dhj 月底前       an item: leads behind @, cooperating units behind +, the limit in words at the end
 *     财政局提醒资金渠道未定            a line without @: a note that hangs on the agenda row
 *     d 原则通过，修改后印发            d: how it was decided, word for word
 *     r @zs 对出资比例保留意见          r: a reservation of one city (again without words: taken back)
 *     v 4 1 0                           v: a counted vote: for, against, abstaining
 *     l @zs     b @zs                   l: leaves, b: comes back
 *     t 起草方案     n 问 @jtj 的口径   t: an item also without a unit, n: a note also with one
 * Units by name, part of a name or pinyin, several parted by 、; full-width ＠ and ＋ are taken too. */
#ifndef LX_CAPTURE_H
#define LX_CAPTURE_H

#include "core/work/items.h"

enum lx_capture_kind { LX_CAPTURE_NOTE, LX_CAPTURE_ITEM, LX_CAPTURE_OUTCOME, LX_CAPTURE_RESERVE, LX_CAPTURE_VOTE, LX_CAPTURE_LEAVE, LX_CAPTURE_BACK };

struct lx_capture {
    enum lx_capture_kind kind;
    struct lx_str text;       /* without prefix, units and limit */
    struct lx_duties duties;  /* leads first as typed; of r, l, b the one unit */
    struct lx_date due;
    int outcome;
    int64_t votes[3];
    /* The first name that is no unit or several: where it stands in the line, and what it may mean, best first. */
    size_t bad_at, bad_len;
    struct lx_ids near;
};
void lx_capture_done(struct lx_capture *c);
/* Reads a line; c is overwritten.  LX_NOTFOUND, LX_AMBIGUOUS: of a unit, bad_* and near are set and the rest is read all the
 * same; LX_INVALID: nothing to store, or what d or v says cannot be understood. */
LX_CHECK enum lx_rc lx_capture_read(struct lx_work *w, const char *line, struct lx_capture *c, struct lx_err *err);
/* What follows from an outcome, as typed behind it: units, limit and words, each of which may be missing; kind stays 0. */
LX_CHECK enum lx_rc lx_capture_follow(struct lx_work *w, const char *line, struct lx_capture *c, struct lx_err *err);
/* Stores what was read, at a row of the agenda (0: at the meeting; then only items and notes).  *made is the item or note, 0
 * for what is kept on the row.  One entry, "capture". */
LX_CHECK enum lx_rc lx_capture_store(struct lx_work *w, lx_id meeting, lx_id agenda, const char *line, const struct lx_capture *c, lx_id *made,
                                     struct lx_err *err);

#endif
