/* The balance of open matters in words. */
#include "tui/balance.h"

#include "tui/i18n.h"

static void add_part(struct lx_str *out, const char *words, size_t n, size_t *parts_n)
{
    struct lx_str digits = LX_STR_EMPTY;
    if (!n)
        return;
    lx_str_addi(&digits, (int64_t)n);
    lx_str_add(out, (*parts_n)++ ? _(", ") : _(" ("));
    lx_fill(out, words, lx_str_z(&digits));
    lx_str_done(&digits);
}

static void end_parts(struct lx_str *out, size_t parts_n) { lx_str_add(out, parts_n ? _(")") : ""); }

void balance_words(struct lx_str *out, const struct lx_balance *b)
{
    size_t n = 0;
    if (b->from == LX_NO_DAY) {
        lx_str_add(out, _("no session before: 0 open"));
    } else {
        struct lx_str day = LX_STR_EMPTY;
        lx_date_format(&day, &(struct lx_date){ .day = b->from });
        lx_str_addf(out, _("%d open on %s"), (int)b->open_then, lx_str_z(&day));
        lx_str_done(&day);
    }
    lx_str_addf(out, _(" + %d new"), (int)lx_balance_new(b));
    add_part(out, _("%s reopened"), b->reopened, &n);
    end_parts(out, n);
    lx_str_addf(out, _(" = %d shown"), (int)b->shown);
    lx_str_addf(out, _(" + %d over"), (int)lx_balance_over(b));
    n = 0;
    add_part(out, _("%s closed"), b->closed, &n);
    add_part(out, _("%s suspended"), b->suspended, &n);
    add_part(out, _("%s withdrawn"), b->withdrawn, &n);
    add_part(out, _("%s merged"), b->merged, &n);
    end_parts(out, n);
    if (b->missing.n)
        lx_str_addf(out, _("; %d not on the agenda"), (int)b->missing.n);
}
