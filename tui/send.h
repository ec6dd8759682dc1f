/* A file to the reader's own computer: by ZMODEM (sz of lrzsz) through the terminal, else put ready for sftp. */
#ifndef LX_SEND_H
#define LX_SEND_H

#include "core/err.h"
#include "core/str.h"

#include <stdbool.h>

/* Is there an sz, and a terminal that lets it through?  tmux and screen do not. */
bool send_by_sz(void);

/* Sends bytes as a file of this name (no folder in it).  By sz: the screen is given up meanwhile and taken again; the caller
 * repaints.  LX_IO: it was broken off, or the terminal does not take it. */
LX_CHECK enum lx_rc send_sz(const char *name, const struct lx_str *bytes, struct lx_err *err);

/* Puts the file into the folder lianxi of the reader's home (made where it is not there, 0700), under that name; path gets where,
 * line an sftp command for the reader's own computer. */
LX_CHECK enum lx_rc send_ready(const char *name, const struct lx_str *bytes, struct lx_str *path, struct lx_str *line, struct lx_err *err);

/* Appends where the reader sits: the address that ssh names, else "here". */
void send_where(struct lx_str *out);

#endif
