/* Three-way merge by lines: each side is one changed region between a common head and tail.  That is less than a full diff3,
 * but never wrong: when the regions touch, people are asked. */
#include "core/merge.h"

#include <string.h>

struct region {
    size_t head_len, tail_len; /* bytes of whole lines that base and the version share */
};

static struct region changed(const char *base, const char *other)
{
    size_t base_len = strlen(base), other_len = strlen(other), head = 0, i = 0;
    for (; i < base_len && i < other_len && base[i] == other[i]; i++)
        if (base[i] == '\n')
            head = i + 1;
    if (i == base_len && i == other_len)
        head = i;
    size_t tail = 0, k = 0;
    while (k < base_len - head && k < other_len - head && base[base_len - k - 1] == other[other_len - k - 1]) {
        k++;
        bool at_line_start = (k == base_len || base[base_len - k - 1] == '\n') &&
                             (k == other_len || other[other_len - k - 1] == '\n');
        if (at_line_start)
            tail = k;
    }
    return (struct region){ head, tail };
}

bool lx_merge_text(struct lx_str *out, const char *base, const char *mine, const char *theirs)
{
    if (strcmp(mine, theirs) == 0 || strcmp(base, theirs) == 0) {
        lx_str_add(out, mine);
        return true;
    }
    if (strcmp(base, mine) == 0) {
        lx_str_add(out, theirs);
        return true;
    }
    size_t base_len = strlen(base);
    struct region m = changed(base, mine), t = changed(base, theirs);
    bool mine_first = base_len - m.tail_len <= t.head_len && m.head_len < t.head_len;
    bool theirs_first = base_len - t.tail_len <= m.head_len && t.head_len < m.head_len;
    if (!mine_first && !theirs_first)
        return false;
    const char *first = mine_first ? mine : theirs, *second = mine_first ? theirs : mine;
    struct region a = mine_first ? m : t, b = mine_first ? t : m;
    /* head and change of the first, the base between, then change and tail of the second */
    lx_str_addn(out, first, strlen(first) - a.tail_len);
    lx_str_addn(out, base + (base_len - a.tail_len), b.head_len - (base_len - a.tail_len));
    lx_str_add(out, second + b.head_len);
    return true;
}
