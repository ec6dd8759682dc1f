/* Lights: how an item stands against its limit, computed, never stored (T4: one scheme, near and late).
 * The words of enum lx_light stand in enum.def.
 *
 * late   open and the limit lies before today
 * near   open and at most max(near_days, near_percent of the span from start to limit) days are left
 * none   closed, struck, suspended ..., or no limit
 * ok     everything else that is open */
#ifndef LX_LIGHT_H
#define LX_LIGHT_H

#include "core/record.h"

/* state is an enum lx_item_state. */
enum lx_light lx_light(int state, lx_day start, lx_day due, lx_day today, int near_days, int near_percent);
bool lx_item_is_open(int state); /* counts as unfinished: registered to reported, returned */

#endif
