/* How closely the letters of a paragraph stand in a .docx, so that it takes the lines that it takes on the page. */
#include "core/page/docxset.h"

#include "core/mem.h"

#include <stdlib.h>
#include <string.h>

/* LibreOffice stands Chinese and Latin letters a fifth of their size apart whatever the paper says, and drops what narrows the last
 * letter of each stretch of one script; neither program keeps numbers with their units.  So a paragraph may take a line more or less
 * than on the page; a few hundredths of a millimetre more or less between its letters mend that. */
enum { FURTHEST = 40, APART = 5, ALIKE = 60, LONGEST = 20000 }; /* twips; a part of their size; bytes; bytes */

/* Where the lines on the page begin. */
struct starts {
    const char *s;
    size_t *at, n, room;
};

struct fit {
    const char *s;
    size_t len;
    const bool *breaks;
    int first_room, room; /* twips */
    int size;             /* of a letter, twips */
    int apart;            /* between Chinese and Latin letters */
};

static size_t apart_from(const struct fit *f, const struct starts *want, int narrowed);
static void add_start(void *ctx, const char *s, size_t len);

int lx_docx_fit(const char *s, size_t len, struct lx_docx_room room, int points)
{
    int usual = lx_docx_cell(points), best = usual;
    if (!len || len > LONGEST || memchr(s, '\n', len) || room.rest_w < 4)
        return usual;
    struct starts want = { .s = s };
    lx_text_wrap(s, len, room.first_w, room.rest_w, LX_WIDE, add_start, &want);
    bool *breaks = lx_text_breaks(s, len);
    struct fit f = { .s = s, .len = len, .breaks = breaks, .size = points * 20, .apart = points * 20 / APART,
                     .first_room = room.first_room, .room = room.rest_room };
    size_t least = SIZE_MAX;
    for (int off = 0; off <= 2 * FURTHEST && least > ALIKE; off++) {
        int narrowed = usual + (off % 2 ? (off + 1) / 2 : -off / 2);
        size_t apart = apart_from(&f, &want, narrowed);
        best = apart < least ? narrowed : best;
        least = apart < least ? apart : least;
    }
    free(breaks);
    free(want.at);
    return best;
}

static void add_start(void *ctx, const char *s, size_t len)
{
    struct starts *w = ctx;
    (void)len;
    LX_PUSH(w->at, w->n, w->room) = (size_t)(s - w->s);
}

static bool is_latin(uint32_t cp)
{
    return (cp >= '0' && cp <= '9') || (cp >= 'A' && cp <= 'Z') || (cp >= 'a' && cp <= 'z') || (cp >= 0xC0 && cp < 0x250);
}

/* Lines as LibreOffice sets them: how many bytes from those of the page one begins at the most, SIZE_MAX where they are more or fewer. */
static size_t apart_from(const struct fit *f, const struct starts *want, int narrowed)
{
    size_t line = 0, from = 0, last_break = 0, at = 0, most = 0;
    int x = 0, room = f->first_room;
    bool wide_run = false;
    uint32_t before = 0;
    while (at < f->len) {
        uint32_t cp;
        size_t used = (size_t)lx_utf8_get(f->s + at, f->len - at, &cp);
        bool wide = cp >= 0x250, strong = (cp > ' ' && cp < 0x250) || cp >= 0x2E80; /* what stands between goes with what is before it */
        bool changes = at > from && strong && wide != wide_run;
        bool apart = at > from && ((lx_is_han(before) && is_latin(cp)) || (is_latin(before) && lx_is_han(cp)));
        x += lx_char_w(cp, LX_WIDE) * f->size / 2 + (at == from || changes ? 0 : narrowed) + (apart ? f->apart : 0);
        wide_run = strong || at == from ? wide : wide_run;
        if (at > from && f->breaks[at])
            last_break = at;
        if (x > room && cp != ' ') {
            at = last_break > from ? last_break : at > from ? at : at + used;
            if (at < f->len && ++line >= want->n)
                return SIZE_MAX;
            size_t off = at >= f->len ? 0 : at > want->at[line] ? at - want->at[line] : want->at[line] - at;
            most = off > most ? off : most;
            from = last_break = at;
            x = 0;
            room = f->room;
            before = 0;
            continue;
        }
        before = cp;
        at += used;
    }
    return line + 1 == want->n ? most : SIZE_MAX;
}
