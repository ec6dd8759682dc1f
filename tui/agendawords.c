/* Readiness and differences of agendas in words. */
#include "tui/agendawords.h"

#include "tui/i18n.h"

void lack_words(struct lx_str *out, unsigned lacks)
{
    for (int i = 0, n = 0; i < LX_LACKS_N; i++)
        if (lacks & 1u << i) {
            lx_str_add(out, n++ ? _(", ") : "");
            lx_str_add(out, _(lx_agenda_lack_words((enum lx_agenda_lack)i)));
        }
}

void difference_words(struct lx_str *out, const struct lx_difference *d)
{
    lx_str_addf(out, "%s  %s %s", d->op == '+' ? _("added") : d->op == '-' ? _("dropped") : d->op == '>' ? _("moved") : _("changed"), d->number,
                d->title);
    if (d->op == '>')
        lx_str_addf(out, "  %s -> %s", d->was, d->number);
    if (d->op == '~')
        lx_str_addf(out, "  %s: %s -> %s", lx_two(d->field->en, d->field->zh), *d->old ? d->old : "-", *d->new_ ? d->new_ : "-");
}

void agenda_time_words(struct lx_str *out, const struct lx_agenda_plan *plan)
{
    struct lx_str end = LX_STR_EMPTY;
    if (!plan->minutes)
        return;
    lx_str_addf(out, _("%d minutes"), plan->minutes);
    if (plan->end >= 0) {
        lx_clock_add(&end, plan->end);
        lx_fill(out, _(", to end at %s"), lx_str_z(&end));
    }
    if (plan->over)
        lx_str_addf(out, _(", %d minutes too long"), plan->over);
    lx_str_done(&end);
}
