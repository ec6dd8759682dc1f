/* Words for what becomes of minutes. */
#include "tui/minutes_words.h"

#include "tui/i18n.h"

static const struct {
    const char *code, *word;
} weave[] = {
    [LX_WEAVE_SAME] = { "same", N_("as built") },
    [LX_WEAVE_HAND] = { "hand", N_("edited by hand; stays") },
    [LX_WEAVE_OWN] = { "own", N_("written by hand; stays") },
    [LX_WEAVE_NEW] = { "new", N_("new") },
    [LX_WEAVE_CHANGED] = { "changed", N_("changed") },
    [LX_WEAVE_GONE] = { "gone", N_("goes") },
    [LX_WEAVE_BOTH] = { "both", N_("edited by hand, and the records have changed; the words by hand stay") },
    [LX_WEAVE_LEFT] = { "left", N_("edited by hand, and its record has gone; the words by hand stay") },
    [LX_WEAVE_CUT] = { "cut", N_("taken out by hand; stays out") },
    [LX_WEAVE_CUT_BOTH] = { "cut_both", N_("taken out by hand, and the records have changed; stays out") },
};

const char *minutes_weave_word(enum lx_weave_kind kind) { return weave[kind].word; }
const char *minutes_weave_code(enum lx_weave_kind kind) { return weave[kind].code; }

void minutes_lack_words(struct lx_str *out, const struct lx_lack *l)
{
    lx_str_addf(out, "[%s] %s", lx_lock_word(l->rule), _(lx_lock_sentence(l->rule)));
    if (*l->what)
        lx_str_addf(out, _(": %s"), l->what);
    if (l->waived) {
        lx_str_addc(out, ' ');
        lx_str_addf(out, _("(let pass by %s: %s)"), l->who, l->reason);
    }
}
