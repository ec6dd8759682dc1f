/* Words for what becomes of minutes, shared by the screen and the command line. */
#ifndef LX_MINUTES_WORDS_H
#define LX_MINUTES_WORDS_H

#include "core/doc/weave.h"
#include "core/minutes/lock.h"
#include "core/minutes/versions.h"

const char *minutes_weave_word(enum lx_weave_kind kind); /* msgid: one line that says what happened to a paragraph */
const char *minutes_weave_code(enum lx_weave_kind kind); /* stable, for JSON */
void minutes_lack_what(struct lx_str *out, const struct lx_lack *l); /* ": " and the names, roles in the reader's language; or nothing */
/* Appends one line: what is missing, or who let it pass and why. */
void minutes_lack_words(struct lx_str *out, const struct lx_lack *l);
/* Of a version: "round 2, objected to", "draft 3", "issued and locked, approved by meeting 27"; its day, of a draft also the
 * time; of a draft what was done, of a round what was answered, and the reason that was given. */
void minutes_version_state(struct lx_work *w, struct lx_str *out, const struct lx_version *v);
void minutes_version_when(struct lx_str *out, const struct lx_version *v);
void minutes_version_why(struct lx_str *out, const struct lx_version *v);

/* minutes_out.c: the extract of every unit as a file "NUMBER-UNIT.md" (or .pdf) in a folder, which is made; never: a path that is
 * not written over, may be NULL.  paths (may be NULL) gets them, one a line; *n counts them. */
LX_CHECK enum lx_rc minutes_write_extracts(struct lx_work *w, lx_id meeting, const char *folder, bool pdf, const char *never,
                                           struct lx_str *paths, size_t *n, struct lx_err *err);
LX_CHECK enum lx_rc minutes_extract_bytes(const struct lx_str *md, bool pdf, struct lx_str *bytes, struct lx_err *err);

#endif
