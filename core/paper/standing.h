/* The minutes of a meeting as its records have them: title, opening, row by row what was heard and decided in standing sentences
 * (words.def, by kind and outcome), action lines, who was there, the last minutes.  One paragraph a sentence, keyed by the record
 * it comes from, so that a rebuild changes only what has changed (core/doc/weave.h).  Who may take it: core/minutes/assemble.h. */
#ifndef LX_STANDING_H
#define LX_STANDING_H

#include "core/doc/weave.h"
#include "core/work/work.h"

/* out is overwritten; keys: title, open, h r o w (agenda row), t (row).(part), v (opinion), i (item), other, a (names), last. */
LX_CHECK enum lx_rc lx_standing_minutes(struct lx_work *w, lx_id meeting, bool en, struct lx_paras *out, struct lx_err *err);

/* The lines 出席：, 请假：, 缺席：, 列席： of a meeting: of the roll where it was called, else as written in the record. */
enum lx_names_line { LX_NAMES_PRESENT, LX_NAMES_EXCUSED, LX_NAMES_ABSENT, LX_NAMES_INVITED, LX_NAMES_N };
struct lx_names_lines {
    struct lx_str of[LX_NAMES_N]; /* plain text, without the label; "" for none */
    bool called;                  /* by the roll */
};
LX_CHECK enum lx_rc lx_standing_names(struct lx_work *w, const struct lx_meeting *m, bool en, struct lx_names_lines *out, struct lx_err *err);
const char *lx_standing_label(enum lx_names_line line, bool en); /* 出席： */
void lx_standing_names_done(struct lx_names_lines *n);
/* 浙东经济合作区第二十五次市长联席会议纪要（第25号） */
LX_CHECK enum lx_rc lx_standing_name(struct lx_work *w, lx_id meeting, bool en, struct lx_str *out, struct lx_err *err);

#endif
