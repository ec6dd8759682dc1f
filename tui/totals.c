/* Totals of items in words. */
#include "tui/totals.h"

#include "core/text/text.h"
#include "tui/i18n.h"

void totals_words(struct lx_str *out, const struct lx_totals *t, bool columns)
{
    const struct {
        const char *word;
        size_t n;
    } parts[] = { { _("items"), t->n }, { _("closed"), t->closed }, { _("open"), t->open }, { _("late"), t->late } };
    for (size_t i = 0; i < sizeof parts / sizeof parts[0]; i++) {
        struct lx_str part = LX_STR_EMPTY;
        lx_str_addf(&part, columns ? "%s%s %3zu" : "%s%s %zu", i == 0 ? "" : columns ? " " : _(", "), parts[i].word, parts[i].n);
        if (columns && parts[i].n == 0) /* nothing to look at */
            lx_str_fill(out, ' ', (size_t)lx_text_w(part.s, LX_NARROW));
        else
            lx_str_add(out, part.s);
        lx_str_done(&part);
    }
}
