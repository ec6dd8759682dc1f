/* Lights. */
#include "core/light.h"

bool lx_item_is_open(int state)
{
    return state <= ITEM_REPORTED || state == ITEM_RETURNED;
}

enum lx_light lx_light(int state, lx_day start, lx_day due, lx_day today, int near_days, int near_percent)
{
    if (!lx_item_is_open(state) || due == LX_NO_DAY)
        return LX_LIGHT_NONE;
    if (due < today)
        return LX_LIGHT_LATE;
    int64_t span = start != LX_NO_DAY && start < due ? (int64_t)due - start : 0;
    int64_t share = span * near_percent / 100;
    return due - today <= (share > near_days ? share : near_days) ? LX_LIGHT_NEAR : LX_LIGHT_OK;
}
