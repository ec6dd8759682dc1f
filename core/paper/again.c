/* A paper printed once more. */
#include "core/paper/again.h"

#include "core/doc/markdown.h"
#include "core/page/sheet.h"

#include <string.h>

static bool has(const struct lx_doc *d, const char *key)
{
    const char *value = lx_doc_get(d, key);
    return value && *value;
}

bool lx_paper_number(const struct lx_str *md, struct lx_str *number)
{
    struct lx_doc *d = NULL;
    struct lx_err err;
    if (lx_markdown_read(&d, lx_str_z(md), md->len, &err) != LX_OK)
        return false;
    struct lx_sheet *s = lx_sheet_make(d);
    bool found = s->profile->head != LX_HEAD_PLAIN && has(d, "number") && !has(d, "version");
    if (found)
        lx_str_add(number, lx_doc_get(d, "number"));
    lx_sheet_free(s);
    lx_doc_free(d);
    return found;
}

void lx_paper_mark_copy(struct lx_str *md)
{
    size_t matter_len = lx_front_matter_len(lx_str_z(md), md->len), line_len = strcspn(lx_str_z(md), "\n") + 1;
    if (!matter_len)
        return;
    struct lx_str marked = LX_STR_EMPTY;
    lx_str_addn(&marked, md->s, line_len);
    lx_str_add(&marked, "duplicate: yes\n");
    lx_str_addn(&marked, md->s + line_len, md->len - line_len);
    lx_str_done(md);
    *md = marked;
}
