/* Document numbers, for use cases: the plan reader's own rule. */
#include "core/plan/docno.h"

#include "core/mem.h"
#include "core/plan/lines.h"
#include "core/plan/meta.h"
#include "core/text/text.h"

#include <stdlib.h>
#include <string.h>

/* Full-width forms as half-width, blanks gone: the number stands by itself here. */
static void plain(struct lx_str *out, const char *s)
{
    size_t len = strlen(s);
    for (int n; len; s += n, len -= (size_t)n) {
        uint32_t cp;
        n = lx_utf8_get(s, len, &cp);
        cp = lx_plain_char(cp);
        if (cp != ' ' && cp != 0x3000)
            lx_utf8_put(out, cp);
    }
}

bool lx_docno_read(const char *typed, struct lx_docno *out)
{
    struct docno no;
    struct lx_str s = LX_STR_EMPTY;
    *out = (struct lx_docno){ 0 };
    plain(&s, typed);
    bool found = docno_of((struct span){ lx_str_z(&s), s.len }, &no);
    if (found)
        *out = (struct lx_docno){ .code = text_of(no.code), .year = no.year, .serial = no.no, .guessed = no.lost };
    lx_str_done(&s);
    return found;
}

void lx_docno_done(struct lx_docno *no)
{
    free(no->code);
    *no = (struct lx_docno){ 0 };
}

void lx_docno_format(struct lx_str *out, const char *code, int year, int64_t serial)
{
    struct docno no = { .code = { code, strlen(code) }, .year = year, .no = (int)serial };
    docno_format(out, &no);
}
