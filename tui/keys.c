/* Keys: bytes of a terminal become events. */
#include "tui/keys.h"

#include "core/text/text.h"

#include <curses.h>
#include <stdlib.h>
#include <string.h>
#include <term.h>

enum { PASTE_MAX_LEN = 8 << 20 };

/* What a parser found: bytes used, 0 = more must come, and the event; TAKE_NOTHING drops the bytes. */
struct parsed {
    size_t used;
    bool drop;
};

static const struct {
    const char *name;
    key_code key;
} names[] = { { "Up", LK_UP },       { "Down", LK_DOWN },   { "Left", LK_LEFT }, { "Right", LK_RIGHT },   { "Home", LK_HOME },
              { "End", LK_END },     { "PgUp", LK_PGUP },   { "PgDn", LK_PGDN }, { "Ins", LK_INS },       { "Del", LK_DEL },
              { "BackTab", LK_BACKTAB }, { "Tab", LK_TAB }, { "Enter", LK_ENTER }, { "Esc", LK_ESC },     { "Space", LK_SPACE },
              { "BS", LK_BACKSPACE } };

static bool take_paste(struct keys *k, struct event *out, bool *more);
static struct parsed parse(const char *s, size_t len, bool late, bool terminfo, struct event *out);
static struct parsed parse_escape(const char *s, size_t len, bool late, struct event *out);
static struct parsed parse_csi(const char *s, size_t len, bool late, struct event *out);
static struct parsed parse_char(const char *s, size_t len, bool late, struct event *out);
static size_t from_terminfo(const char *s, size_t len, key_code *key);
static key_code tilde_key(int n);
static key_code letter_key(char c);
static key_code with_modifiers(key_code key, int modifiers);

void keys_init(struct keys *k, bool terminfo) { *k = (struct keys){ .terminfo = terminfo }; }

void keys_done(struct keys *k)
{
    lx_str_done(&k->bytes);
    lx_str_done(&k->paste);
}

void keys_feed(struct keys *k, const char *bytes, size_t len)
{
    if (k->at > 0) {
        size_t rest = k->bytes.len - k->at;
        if (rest > 0)
            memmove(k->bytes.s, k->bytes.s + k->at, rest);
        lx_str_cut(&k->bytes, rest);
        k->at = 0;
    }
    lx_str_addn(&k->bytes, bytes, len);
}

bool keys_next(struct keys *k, bool late, struct event *out)
{
    bool more = true;
    while (more && k->at < k->bytes.len) {
        if (k->pasting) {
            if (take_paste(k, out, &more))
                return true;
            continue;
        }
        const char *s = k->bytes.s + k->at;
        size_t len = k->bytes.len - k->at;
        if (len >= 6 && memcmp(s, "\033[200~", 6) == 0) {
            k->pasting = true;
            lx_str_clear(&k->paste);
            k->at += 6;
            continue;
        }
        struct parsed p = parse(s, len, late, k->terminfo, out);
        if (p.used == 0)
            return false;
        k->at += p.used;
        if (!p.drop)
            return true;
    }
    return false;
}

bool keys_partial(const struct keys *k) { return k->at < k->bytes.len && !k->pasting; }

/* What stands between < and >. */
static bool parse_name(const char *s, size_t len, key_code *key)
{
    key_code modifiers = 0;
    for (; len > 2 && s[1] == '-' && strchr("SCA", s[0]); s += 2, len -= 2)
        modifiers |= s[0] == 'S' ? (key_code)LK_SHIFT : s[0] == 'C' ? (key_code)LK_CTRL : (key_code)LK_ALT;
    if (s[0] == 'F' && len <= 3 && len >= 2 && atoi(s + 1) >= 1 && atoi(s + 1) <= 12) {
        *key = (LK_F0 + (key_code)atoi(s + 1)) | modifiers;
        return true;
    }
    for (size_t i = 0; i < sizeof names / sizeof *names; i++)
        if (strlen(names[i].name) == len && strncmp(names[i].name, s, len) == 0) {
            *key = names[i].key | modifiers;
            return true;
        }
    *key = (key_code)(unsigned char)s[0] | modifiers;
    return len == 1 && s[0] > ' ' && s[0] < 0x7F && modifiers == LK_ALT; /* terminals send T for <S-t> and ^T for <C-t> */
}

size_t key_parse(const char *s, key_code *key)
{
    if (s[0] == '^' && s[1] > ' ' && s[1] < 0x7F && s[1] != ' ') {
        *key = s[1] == '?' ? LK_BACKSPACE : (key_code)(s[1] & 0x1F);
        return 2;
    }
    const char *end = s[0] == '<' ? strchr(s, '>') : NULL;
    if (end && end > s + 2)
        return parse_name(s + 1, (size_t)(end - s - 1), key) ? (size_t)(end - s) + 1 : 0;
    uint32_t cp;
    size_t len = strlen(s);
    if (len == 0 || (unsigned char)s[0] <= ' ')
        return 0;
    size_t used = (size_t)lx_utf8_get(s, len, &cp);
    *key = cp;
    return used;
}

void key_format(struct lx_str *out, key_code key)
{
    key_code plain = key & ~(key_code)(LK_SHIFT | LK_CTRL | LK_ALT);
    const char *name = NULL;
    for (size_t i = 0; i < sizeof names / sizeof *names; i++)
        if (names[i].key == plain)
            name = names[i].name;
    bool function = plain > LK_F0 && plain <= LK_LAST;
    if (!name && !function && !(key & LK_ALT)) {
        if (plain < 0x20)
            lx_str_addf(out, "^%c", (char)(plain + 0x40));
        else
            lx_utf8_put(out, plain);
        return;
    }
    lx_str_addc(out, '<');
    if (key & LK_SHIFT)
        lx_str_add(out, "S-");
    if (key & LK_CTRL)
        lx_str_add(out, "C-");
    if (key & LK_ALT)
        lx_str_add(out, "A-");
    if (function)
        lx_str_addf(out, "F%d", (int)(plain - LK_F0));
    else if (name)
        lx_str_add(out, name);
    else
        lx_utf8_put(out, plain);
    lx_str_addc(out, '>');
}

/* Some terminals paste bytes of another encoding: each becomes U+FFFD, as everywhere, so that what is typed can be stored. */
static void make_utf8(struct lx_str *s)
{
    struct lx_str good = LX_STR_EMPTY;
    uint32_t cp;
    if (lx_utf8_valid(lx_str_z(s), s->len, NULL))
        return;
    for (size_t at = 0; at < s->len;) {
        at += (size_t)lx_utf8_get(s->s + at, s->len - at, &cp);
        if (cp)
            lx_utf8_put(&good, cp);
    }
    lx_str_done(s);
    *s = good;
}

/* Takes the paste as far as it has come.  True when its end is there. */
static bool take_paste(struct keys *k, struct event *out, bool *more)
{
    const char *s = k->bytes.s + k->at;
    size_t len = k->bytes.len - k->at;
    const char *end = memmem(s, len, "\033[201~", 6);
    size_t take = end ? (size_t)(end - s) : len > 5 ? len - 5 : 0; /* the end mark may be cut in two */
    if (!end && take > 0 && s[take - 1] == '\r')
        take--; /* its LF may be under way */
    for (size_t i = 0; i < take && k->paste.len < PASTE_MAX_LEN; i++) {
        if (s[i] != '\r')
            lx_str_addc(&k->paste, s[i]);
        else if (i + 1 >= take || s[i + 1] != '\n')
            lx_str_addc(&k->paste, '\n');
    }
    k->at += take;
    *more = end != NULL;
    if (!end)
        return false;
    k->at += 6;
    k->pasting = false;
    make_utf8(&k->paste);
    *out = (struct event){ .kind = EV_PASTE, .paste = lx_str_z(&k->paste), .paste_len = k->paste.len };
    return true;
}

static struct parsed parse(const char *s, size_t len, bool late, bool terminfo, struct event *out)
{
    *out = (struct event){ .kind = EV_KEY };
    if (terminfo && (unsigned char)s[0] < 0x20) {
        size_t used = from_terminfo(s, len, &out->key);
        if (used > 0)
            return (struct parsed){ used, false };
    }
    if (s[0] == LK_ESC)
        return parse_escape(s, len, late, out);
    return parse_char(s, len, late, out);
}

static struct parsed parse_escape(const char *s, size_t len, bool late, struct event *out)
{
    if (len == 1) {
        out->key = LK_ESC;
        return (struct parsed){ late, false };
    }
    if (s[1] == '[')
        return parse_csi(s, len, late, out);
    if (s[1] == 'O') {
        if (len == 2) { /* a cut sequence, or ESC and a letter O */
            out->key = LK_ESC;
            return (struct parsed){ late, false };
        }
        out->key = s[2] == 'M' ? LK_ENTER : letter_key(s[2]);
        return (struct parsed){ 3, out->key == 0 };
    }
    if (s[1] == LK_ESC) {
        out->key = LK_ESC;
        return (struct parsed){ 1, false };
    }
    struct parsed p = parse_char(s + 1, len - 1, late, out);
    if (p.used == 0)
        return p;
    out->key |= LK_ALT;
    return (struct parsed){ p.used + 1, p.drop };
}

/* ESC [ numbers final.  Unknown ones are dropped whole, so that no piece of one is taken for a command. */
static struct parsed parse_csi(const char *s, size_t len, bool late, struct event *out)
{
    int n[4] = { 0 }, count = 0;
    size_t at = 2;
    if (at < len && s[at] == '[' && at + 1 < len && s[at + 1] >= 'A' && s[at + 1] <= 'E') { /* linux console F1 to F5 */
        out->key = LK_F0 + 1 + (key_code)(s[at + 1] - 'A');
        return (struct parsed){ 4, false };
    }
    if (at + 1 == len && s[at] == '[' && !late)
        return (struct parsed){ 0, false };
    while (at < len && ((unsigned char)s[at] >= 0x20 && (unsigned char)s[at] < 0x40)) {
        if (s[at] >= '0' && s[at] <= '9' && n[count] < 100000)
            n[count] = n[count] * 10 + (s[at] - '0');
        else if (s[at] == ';' && count < 3)
            count++;
        at++;
    }
    if (at == len) {
        out->key = LK_ESC;
        return len == 2 && late ? (struct parsed){ 1, false } : (struct parsed){ late ? len : 0, true };
    }
    char final = s[at];
    out->key = 0;
    if (final == 'R' && n[0] >= 2) { /* row 1 would be Shift-F3: nothing is ever asked on row 1 */
        *out = (struct event){ .kind = EV_REPORT, .row = n[0], .col = n[1] };
        return (struct parsed){ at + 1, false };
    }
    if (final == '~')
        out->key = tilde_key(n[0]);
    else if (final == 'Z')
        out->key = LK_BACKTAB;
    else
        out->key = letter_key(final);
    if (out->key)
        out->key = with_modifiers(out->key, n[1]);
    return (struct parsed){ at + 1, out->key == 0 };
}

static struct parsed parse_char(const char *s, size_t len, bool late, struct event *out)
{
    unsigned char c = (unsigned char)s[0];
    size_t need = c < 0xC0 ? 1 : c < 0xE0 ? 2 : c < 0xF0 ? 3 : 4;
    if (len < need && !late)
        return (struct parsed){ 0, false };
    uint32_t cp;
    size_t used = (size_t)lx_utf8_get(s, len, &cp);
    out->key = cp == '\n' ? LK_ENTER : cp == 8 ? LK_BACKSPACE : cp;
    return (struct parsed){ used, cp == 0 };
}

static size_t from_terminfo(const char *s, size_t len, key_code *key)
{
    static const struct {
        const char *cap;
        key_code key;
    } caps[] = { { "kcuu1", LK_UP },  { "kcud1", LK_DOWN },   { "kcub1", LK_LEFT }, { "kcuf1", LK_RIGHT },
                 { "khome", LK_HOME }, { "kend", LK_END },    { "kpp", LK_PGUP },   { "knp", LK_PGDN },
                 { "kich1", LK_INS },  { "kdch1", LK_DEL },   { "kcbt", LK_BACKTAB }, { "kf1", LK_F0 + 1 },
                 { "kf2", LK_F0 + 2 }, { "kf3", LK_F0 + 3 },  { "kf4", LK_F0 + 4 }, { "kf5", LK_F0 + 5 },
                 { "kf6", LK_F0 + 6 }, { "kf7", LK_F0 + 7 },  { "kf8", LK_F0 + 8 }, { "kf9", LK_F0 + 9 },
                 { "kf10", LK_F0 + 10 }, { "kf11", LK_F0 + 11 }, { "kf12", LK_F0 + 12 } };
    for (size_t i = 0; i < sizeof caps / sizeof *caps; i++) {
        char *seq = tigetstr(caps[i].cap);
        size_t n = seq && seq != (char *)-1 ? strlen(seq) : 0;
        if (n > 1 && n <= len && memcmp(seq, s, n) == 0) {
            *key = caps[i].key;
            return n;
        }
    }
    return 0;
}

static key_code tilde_key(int n)
{
    static const key_code keys[] = { [1] = LK_HOME,      [2] = LK_INS,       [3] = LK_DEL,       [4] = LK_END,
                                     [5] = LK_PGUP,      [6] = LK_PGDN,      [7] = LK_HOME,      [8] = LK_END,
                                     [11] = LK_F0 + 1,   [12] = LK_F0 + 2,   [13] = LK_F0 + 3,   [14] = LK_F0 + 4,
                                     [15] = LK_F0 + 5,   [17] = LK_F0 + 6,   [18] = LK_F0 + 7,   [19] = LK_F0 + 8,
                                     [20] = LK_F0 + 9,   [21] = LK_F0 + 10,  [23] = LK_F0 + 11,  [24] = LK_F0 + 12 };
    return n > 0 && n < (int)(sizeof keys / sizeof *keys) ? keys[n] : 0;
}

static key_code letter_key(char c)
{
    switch (c) {
    case 'A': return LK_UP;
    case 'B': return LK_DOWN;
    case 'C': return LK_RIGHT;
    case 'D': return LK_LEFT;
    case 'H': return LK_HOME;
    case 'F': return LK_END;
    case 'P': return LK_F0 + 1;
    case 'Q': return LK_F0 + 2;
    case 'R': return LK_F0 + 3;
    case 'S': return LK_F0 + 4;
    default: return 0;
    }
}

/* xterm: 1 + (1 shift, 2 alt, 4 control). */
static key_code with_modifiers(key_code key, int modifiers)
{
    int m = modifiers > 1 ? modifiers - 1 : 0;
    return key | (m & 1 ? (key_code)LK_SHIFT : 0) | (m & 2 ? (key_code)LK_ALT : 0) | (m & 4 ? (key_code)LK_CTRL : 0);
}
