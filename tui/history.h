/* History in words: journal entries, their changes, and what happened to an item, in the reader's language. */
#ifndef LX_HISTORY_H
#define LX_HISTORY_H

#include "tui/cli.h"

/* "2024-06-25 09:00  zhang  办结  26-003", with "(已撤销)" where it was taken back. */
void lx_entry_words(struct lx_work *w, struct lx_str *out, const struct lx_log_row *row);
void lx_entry_what(struct lx_str *out, const struct lx_log_row *row); /* only what was done: "办结  26-003" */
/* The row of the entry itself, or of what an undo or redo took back or did again; false: there is none.  rows must be empty, yours. */
bool lx_entry_meant(struct lx_work *w, lx_rev rev, struct lx_log_rows *rows);
/* One line a changed field: "26-003 六横… · 办理时限: 2024-06-30 → 2024-12-31"; only of this record, and
 * what belongs to it, where rec is not 0. */
LX_CHECK enum lx_rc lx_changes_words(struct lx_work *w, struct lx_str *out, lx_rev rev, lx_id rec, struct lx_err *err);
/* The same as the inner items of a Markdown list, only of these records and what belongs to or hangs on them. */
LX_CHECK enum lx_rc lx_changes_md(struct lx_work *w, struct lx_str *out, lx_rev rev, const struct lx_ids *recs, struct lx_err *err);
/* "06-20 反馈：工可报告已报省发改委（进度 35%）" */
void lx_event_words(struct lx_work *w, struct lx_str *out, const struct lx_event *e);

/* Entries and their changes as lines, JSON or numbers, whichever the command line asked for. */
LX_CHECK enum lx_rc lx_history_print(struct cli *c, const struct lx_log_query *q);
/* Newest first, at most limit (0 all): entries in whose line every word stands. */
LX_CHECK enum lx_rc lx_history_print_words(struct cli *c, const char *const *words, size_t n, size_t limit);
/* The same of one record, changes included, and of what belongs to it or was printed of it. */
LX_CHECK enum lx_rc lx_history_print_record(struct cli *c, lx_id rec);

#endif
