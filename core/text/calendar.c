/* Working days. */
#include "core/text/date.h"

static bool holds(const lx_day *days, size_t n, lx_day d);

bool lx_is_working(const struct lx_calendar *c, lx_day d)
{
    if (c && holds(c->off, c->off_n, d))
        return false;
    return lx_day_weekday(d) <= 5 || (c && holds(c->work, c->work_n, d));
}

lx_day lx_add_working(const struct lx_calendar *c, lx_day d, int n)
{
    int step = n < 0 ? -1 : 1;
    for (int left = n < 0 ? -n : n; left > 0;) {
        d += step;
        if (lx_is_working(c, d))
            left--;
    }
    return d;
}

static bool holds(const lx_day *days, size_t n, lx_day d)
{
    size_t low = 0, high = n;
    while (low < high) {
        size_t mid = low + (high - low) / 2;
        if (days[mid] < d)
            low = mid + 1;
        else
            high = mid;
    }
    return low < n && days[low] == d;
}
