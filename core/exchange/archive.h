/* A whole session as one folder (feature X7): its papers, versions, records and what was printed of it, with a list of contents and
 * fingerprints.  Made in memory; the caller writes it, whole or not at all.
 *
 *     目录.md          what is in it, and what was left out and why
 *     SHA256SUMS       of every other file: `sha256sum -c SHA256SUMS` in the folder
 *     01文稿/          every paper of the table that can be made of the meeting, its topics and its documents: PDF, .docx, Markdown
 *     02定稿/          frozen versions of agenda and minutes, as they went out
 *     03数据/          the records as CSV, names for numbers: agenda, notices, replies, attendance, decisions, opinions, sign-offs,
 *                      items with what happened to them, what was printed …
 *
 * Which papers and which records there are is read from the tables (paper.def, record.def): a new one comes along by itself.
 * The same records on the same day give the same bytes; the making of archives itself is not in the list of prints for that reason.
 * Internal records (secrecy, also by what they belong to), remarks and the chair's agenda and script are left out unless they are asked
 * for; the other papers are made for everybody (lx_paper_build_open), so that nothing internal is read into them.  What nobody sent (a
 * notice, a call for topics, a bulletin) is no paper of the session yet.  目录.md names and counts what is left out. */
#ifndef LX_ARCHIVE_H
#define LX_ARCHIVE_H

#include "core/work/work.h"

#define LX_ARCHIVE_KIND "archive" /* of its PRINTING record */

struct lx_archive_file {
    char *name; /* relative, with /, UTF-8, nothing that any file system refuses */
    struct lx_str bytes;
};
struct lx_archive {
    char *name; /* of the folder that holds it: 第26次…_2022-12-15 */
    struct lx_archive_file *at; /* 目录.md and SHA256SUMS first */
    size_t n, room;
    size_t left_n; /* records left out */
};
void lx_archive_done(struct lx_archive *a);

struct lx_archive_how {
    bool internal; /* internal records, remarks and script too */
    bool en;       /* English papers beside the Chinese ones */
    /* Appends the PDF of a paper; what fails with LX_NOTFOUND (no lianxi-pdf, no font) fails the archive. */
    enum lx_rc (*pdf)(void *ctx, const struct lx_str *md, struct lx_str *pdf, struct lx_err *err);
    void (*hash)(const void *bytes, size_t len, char hex[65]); /* SHA-256 */
    bool (*go_on)(void *ctx, const char *name);                /* asked before each paper, NULL = yes; false: LX_STOPPED */
    void *ctx;
};
/* Fills an empty struct; empty again after a failure.  LX_NOTFOUND: no such meeting. */
LX_CHECK enum lx_rc lx_archive_make(struct lx_work *w, lx_id meeting, const struct lx_archive_how *how, struct lx_archive *out, struct lx_err *err);

/* Appends the name of the folder: number and title, the day behind it. */
void lx_archive_name(struct lx_work *w, const struct lx_meeting *m, struct lx_str *out);

/* The same as a zip, below the folder's name. */
LX_CHECK enum lx_rc lx_archive_zip(const struct lx_archive *a, struct lx_str *zip, struct lx_err *err);

#endif
