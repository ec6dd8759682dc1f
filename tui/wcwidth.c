/* The width of a character for ncurses: our own wcwidth(). */
#include "tui/wcwidth.h"

#include <wchar.h>

static enum lx_amb amb_now = LX_NARROW;

void wcwidth_set(enum lx_amb amb) { amb_now = amb; }

enum lx_amb wcwidth_amb(void) { return amb_now; }

__attribute__((visibility("default"))) int wcwidth(wchar_t c)
{
    uint32_t cp = (uint32_t)c;
    if (cp >= 0x20 && cp < 0x7F)
        return 1;
    if (cp == 0)
        return 0;
    if (cp < 0xA0)
        return -1; /* control characters */
    return lx_char_w(cp, amb_now);
}
