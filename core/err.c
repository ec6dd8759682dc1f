/* Errors as values. */
#include "core/err.h"

#include <stdarg.h>
#include <stdio.h>
#include <string.h>

enum lx_rc lx_fail(struct lx_err *err, enum lx_rc rc, const char *msgid, const char *fmt, ...)
{
    if (!err)
        return rc;
    va_list ap;
    va_start(ap, fmt);
    int len = vsnprintf(err->detail, sizeof err->detail, fmt, ap);
    va_end(ap);
    if (len < 0)
        err->detail[0] = '\0';
    /* a detail that was cut must not end in half a character */
    if (len >= (int)sizeof err->detail) {
        size_t end = sizeof err->detail - 1;
        while (end > 0 && ((unsigned char)err->detail[end - 1] & 0xC0) == 0x80)
            end--;
        if (end > 0)
            err->detail[end - 1] = '\0';
    }
    err->rc = rc;
    err->msgid = msgid;
    return rc;
}

enum lx_rc lx_fail_at(struct lx_err *err, enum lx_rc rc, const char *place)
{
    if (rc == LX_OK || !err)
        return rc;
    struct lx_err why = *err;
    return strchr(why.detail, *LX_PLACE) ? lx_fail(err, rc, why.msgid, "%s %s", place, why.detail)
                                         : lx_fail(err, rc, why.msgid, "%s" LX_PLACE "%s", place, why.detail);
}
