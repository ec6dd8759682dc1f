/* What the minutes of a meeting hold for one unit; without a unit the extracts of all, each from a page of its own. */
#include "core/paper/builder.h"

#include "core/doc/markdown.h"
#include "core/minutes/extract.h"
#include "core/text/text.h"
#include "core/work/numbers.h"

#include <string.h>

/* Front matter is the first extract's; the others begin with their titles. */
static enum lx_rc add_next(struct lx_builder *b, const struct lx_extract *e, struct lx_err *err)
{
    struct lx_doc *d = NULL;
    enum lx_rc rc = lx_markdown_read(&d, e->md.s, e->md.len, err);
    if (rc != LX_OK)
        return rc;
    lx_str_add(b->md, "\n<!-- page -->\n\n");
    static const char *const keys[] = { "title", "subtitle" }; /* which are the words of styles as well */
    for (size_t i = 0; i < sizeof keys / sizeof *keys; i++) {
        const char *value = lx_doc_get(d, keys[i]);
        if (!value || !*value)
            continue;
        lx_built_text(b->md, value);
        lx_str_addf(b->md, "<!-- %s -->\n\n", keys[i]);
    }
    lx_built_source(b->md, e->md.s, 0, 0);
    lx_doc_free(d);
    return LX_OK;
}

/* kind: extract in the place of the minutes' own. */
static void add_first(struct lx_builder *b, const struct lx_extract *e)
{
    static const char was[] = "---\nkind: minutes\n";
    bool named = e->md.len >= sizeof was - 1 && memcmp(e->md.s, was, sizeof was - 1) == 0;
    if (named) {
        lx_str_add(b->md, "---\n");
        lx_built_key(b->md, "kind", b->paper->kind);
    }
    size_t from = named ? sizeof was - 1 : 0;
    lx_text_clean(b->md, e->md.s + from, e->md.len - from, LX_CLEAN_LINES);
}

enum lx_rc lx_build_extract(struct lx_builder *b, struct lx_err *err)
{
    static const char mark[] = "for:";
    struct lx_extracts all = { 0 };
    lx_id unit = 0;
    enum lx_rc rc = LX_OK;
    if (strncmp(b->query, mark, sizeof mark - 1) == 0)
        rc = lx_find(b->w, LX_UNIT, b->query + sizeof mark - 1, &unit, err);
    if (rc == LX_OK)
        rc = lx_minutes_extracts(b->w, b->of, unit, b->en, &all, err);
    for (size_t i = 0; rc == LX_OK && i < all.n; i++) {
        if (i)
            rc = add_next(b, &all.at[i], err);
        else
            add_first(b, &all.at[i]);
    }
    lx_extracts_done(&all);
    return rc;
}
