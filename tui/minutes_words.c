/* Words for what becomes of minutes. */
#include "tui/minutes_words.h"

#include "core/minutes/signoff.h"
#include "core/work/items.h"
#include "core/work/work.h"
#include "tui/command.h"
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

void minutes_lack_what(struct lx_str *out, const struct lx_lack *l)
{
    struct lx_str names = LX_STR_EMPTY, one = LX_STR_EMPTY;
    bool zh = lx_lang() == LX_ZH;
    if (!*l->what)
        return;
    if (l->rule == LX_LOCK_SIGNOFF && !zh) /* roles are stored in Chinese */
        for (size_t at = 0; lx_name_next(l->what, &at, &one);)
            lx_str_addf(&names, "%s%s", names.len ? ", " : "", lx_signoff_role(one.s, zh));
    else
        lx_str_add(&names, l->what);
    lx_str_addf(out, _(": %s"), lx_str_z(&names));
    lx_str_done(&names);
    lx_str_done(&one);
}

void minutes_lack_words(struct lx_str *out, const struct lx_lack *l)
{
    lx_str_addf(out, "[%s] %s", lx_lock_word(l->rule), _(lx_lock_sentence(l->rule)));
    minutes_lack_what(out, l);
    if (l->waived) {
        lx_str_addc(out, ' ');
        lx_str_addf(out, _("(let pass by %s: %s)"), l->who, l->reason);
    }
}

/* --- versions --------------------------------------------------------------------------------------------------------------- */

static void answers(struct lx_str *out, const struct lx_version *v)
{
    static const int order[] = { OPINION_AGREED, OPINION_COMMENTS, OPINION_OBJECTS, OPINION_PENDING };
    const struct lx_words *words = lx_words_of("opinion_kind");
    for (size_t i = 0, said = 0; i < 4; i++)
        if (v->answers[order[i]])
            lx_str_addf(out, "%s%s %zu", said++ ? _(", ") : "", lx_two(words->at[order[i]].en, words->at[order[i]].zh), v->answers[order[i]]);
}

void minutes_version_state(struct lx_work *w, struct lx_str *out, const struct lx_version *v)
{
    struct lx_meeting *by = NULL;
    switch (v->kind) {
    case LX_VERSION_DRAFT: lx_str_addf(out, _("draft %lld"), (long long)v->serial); break;
    case LX_VERSION_ROUND:
        lx_str_addf(out, _("round %lld"), (long long)v->serial);
        lx_str_add(out, v->answers[OPINION_OBJECTS] ? _(", objected to") : "");
        break;
    case LX_VERSION_ISSUED: lx_str_add(out, _("issued and locked")); break;
    case LX_VERSION_CORRECTION: lx_str_addf(out, _("correction %lld"), (long long)v->serial); break;
    }
    if (v->approved && lx_get(w, LX_MEETING, v->approved, &by, NULL) == LX_OK)
        lx_str_addf(out, _(", approved by meeting %s"), by->no ? by->no : "");
    lx_rec_free(by);
}

void minutes_version_when(struct lx_str *out, const struct lx_version *v)
{
    if (v->kind == LX_VERSION_DRAFT)
        lx_instant_format(out, v->at_ms, v->offset_min);
    else
        lx_day_format(out, v->day);
}

void minutes_version_why(struct lx_str *out, const struct lx_version *v)
{
    const struct lx_command *k = v->command ? lx_command_named(v->command) : NULL;
    lx_str_add(out, v->why);
    if (v->why && v->kind == LX_VERSION_ROUND)
        lx_str_add(out, _("; "));
    if (v->kind == LX_VERSION_ROUND)
        answers(out, v);
    else if (!v->why && v->command)
        lx_str_add(out, k ? lx_two(k->label, k->label_zh) : v->command);
}
