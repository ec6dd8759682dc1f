/* Archives written in memory: .docx, folders of papers.  The one place that knows minizip.
 *
 * The same files give the same bytes: every entry bears the first of January 1980, and nothing of the machine. */
#ifndef LX_ZIP_H
#define LX_ZIP_H

#include "core/str.h"

#include <stdbool.h>

struct lx_zip; /* an archive that is being written */

struct lx_zip *lx_zip_new(void);
/* Adds one file, compressed; name is a relative path with /, UTF-8.  A failure is kept until lx_zip_end. */
void lx_zip_add(struct lx_zip *z, const char *name, const char *bytes, size_t len);
/* Ends the archive, appends its bytes to out and frees z, also when it fails: LX_IO. */
LX_CHECK enum lx_rc lx_zip_end(struct lx_zip *z, struct lx_str *out, struct lx_err *err);

#endif
