/* Keys: bytes of a terminal become events.
 *
 * A key is one number: a character as Unicode has it, a control character as ASCII has it (^F is 6), or one of LK_*.
 * Position reports are recognised at any time; a paste in brackets is one event; bytes that were typed ahead stay. */
#ifndef LX_KEYS_H
#define LX_KEYS_H

#include "core/str.h"

#include <stdbool.h>
#include <stdint.h>

typedef uint32_t key_code;
enum {
    LK_TAB = 9,
    LK_ENTER = 13,
    LK_ESC = 27,
    LK_SPACE = 32,
    LK_BACKSPACE = 127,
    LK_NAMED = 0x200000,
    LK_UP,
    LK_DOWN,
    LK_LEFT,
    LK_RIGHT,
    LK_HOME,
    LK_END,
    LK_PGUP,
    LK_PGDN,
    LK_INS,
    LK_DEL,
    LK_BACKTAB,
    LK_F0, /* LK_F0 + n is Fn, n up to 12 */
    LK_LAST = LK_F0 + 12,
    LK_SHIFT = 0x400000, /* added to a named key: <S-Left> */
    LK_CTRL = 0x800000,  /* added to a named key: <C-Left> */
    LK_ALT = 0x1000000   /* added to anything: an escape and a character that came in one piece */
};

enum event_kind { EV_KEY, EV_PASTE, EV_REPORT };
struct event {
    enum event_kind kind;
    key_code key;
    const char *paste; /* UTF-8 with LF, borrowed until the next call */
    size_t paste_len;
    int row, col;      /* of a position report, from 1 */
};

struct keys {
    struct lx_str bytes; /* not yet taken */
    size_t at;
    struct lx_str paste;
    bool pasting;
    bool terminfo; /* the terminal's own sequences are looked up too */
};

void keys_init(struct keys *k, bool terminfo);
void keys_done(struct keys *k);
void keys_feed(struct keys *k, const char *bytes, size_t len);
/* The next event.  False: nothing there, or only the start of a sequence; then, when `late` (ESCDELAY is over), the
 * start is taken for what it is. */
bool keys_next(struct keys *k, bool late, struct event *out);
bool keys_partial(const struct keys *k); /* the start of a sequence waits for its end */

/* Names as in command.def: <Up> <PgDn> <F5> <Space> <Tab> <Enter> <Esc> <Del> <S-Left>, ^F, any character.
 * Bytes used, 0 if s does not start with a key. */
size_t key_parse(const char *s, key_code *key);
void key_format(struct lx_str *out, key_code key);

#endif
