/* Readiness and differences of agendas in words, for the screen and the command line. */
#ifndef LX_TUI_AGENDAWORDS_H
#define LX_TUI_AGENDAWORDS_H

#include "core/meeting/agenda.h"
#include "core/meeting/editions.h"
#include "core/meeting/ready.h"

void lack_words(struct lx_str *out, unsigned lacks);                          /* "no presenter, no minutes planned" */
void difference_words(struct lx_str *out, const struct lx_difference *d);    /* "changed 3 title: Minutes 20 -> 15" */

/* "105 minutes, to end at 10:45, 15 minutes too long": the whole agenda; nothing where no minutes are planned. */
void agenda_time_words(struct lx_str *out, const struct lx_agenda_plan *plan);

#endif
