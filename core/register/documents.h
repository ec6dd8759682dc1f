/* Adopted documents (features D2, D3, D5): a life from draft to lapsed, numbers by issuing unit and year, joint issue,
 * countersigning by the member governments.
 *
 * The joint meeting has no seal (domain.md 1.4): a document has an issuing unit, and issuers beside it where it is joint. */
#ifndef LX_DOCUMENTS_H
#define LX_DOCUMENTS_H

#include "core/work/work.h"

/* Stores a draft; `joint` are the further issuers in their order, may be NULL. */
LX_CHECK enum lx_rc lx_document_add(struct lx_work *w, struct lx_document *d, const struct lx_ids *joint, struct lx_err *err);
/* Takes the place of the further issuers. */
LX_CHECK enum lx_rc lx_document_joint(struct lx_work *w, lx_id id, const struct lx_ids *joint, struct lx_err *err);
/* Every issuer, the one whose number it bears first. */
LX_CHECK enum lx_rc lx_document_issuers(struct lx_work *w, const struct lx_document *d, struct lx_ids *units, struct lx_err *err);

/* A step of core/state.def other than issuing; `to` is an enum lx_doc_state.  A new draft counts up when it goes back. */
LX_CHECK enum lx_rc lx_document_step(struct lx_work *w, lx_id id, int to, const char *reason, struct lx_err *err);
/* Issues it on `day` (LX_NO_DAY: today) under the next number of its issuing unit and year: the unit needs its code (机关代字).
 * `no` not NULL: the number that it bears already, in any form of brackets (LX_EXISTS; LX_INVALID); *guessed (may be NULL) says
 * that it had none.  What it replaces becomes replaced. */
LX_CHECK enum lx_rc lx_document_issue(struct lx_work *w, lx_id id, const char *no, lx_day day, bool *guessed, struct lx_err *err);
/* What it is on a day: an issued one whose time in force has ended has lapsed, whatever is stored. */
int lx_document_state_at(const struct lx_document *d, lx_day day);
/* Its items that are still open: those of its plan and of its decisions.  rows must be empty; yours. */
LX_CHECK enum lx_rc lx_document_open_items(struct lx_work *w, const struct lx_document *d, struct lx_rows *rows, struct lx_err *err);

/* --- countersigning: one OPINION a unit and round --- */
/* Asks these units (NULL: today's members of the body whose meeting treats it, else the member governments) to answer by `due`: a new round. */
LX_CHECK enum lx_rc lx_document_ask(struct lx_work *w, lx_id id, const struct lx_ids *units, const struct lx_date *due,
                                    struct lx_err *err);
/* The answer of a unit in the newest round, today; pending takes it back.  text, person NULL: as the same answer said before, none in
 * another.  LX_NOTFOUND: it was not asked. */
LX_CHECK enum lx_rc lx_document_answer(struct lx_work *w, lx_id id, lx_id unit, int kind, const char *text, const char *person,
                                       struct lx_err *err);
/* Opinions on any record, newest round first, units in protocol order within it; rows must be empty; yours. */
LX_CHECK enum lx_rc lx_opinions_of(struct lx_work *w, lx_id of, struct lx_rows *rows, struct lx_err *err);

/* --- the higher plan that something serves (D7) --- */
/* `named`: number of a plan or a document, else a name as written. */
LX_CHECK enum lx_rc lx_basis_add(struct lx_work *w, lx_id of, const char *named, const char *clause, struct lx_err *err);
LX_CHECK enum lx_rc lx_basis_of(struct lx_work *w, lx_id of, struct lx_rows *rows, struct lx_err *err);
/* Everything that serves it: BASIS rows whose plan, document or name is meant by `named`. */
LX_CHECK enum lx_rc lx_basis_served(struct lx_work *w, const char *named, struct lx_rows *rows, struct lx_err *err);

#endif
