/* How closely the letters of a paragraph stand in a .docx, so that it takes the lines that it takes on the page. */
#include "core/page/docxset.h"

#include "core/mem.h"

#include <stdlib.h>
#include <string.h>

/* LibreOffice stands Chinese and Latin letters a fifth of their size apart whatever the paper says, and drops what narrows the last
 * letter of each stretch of one script; neither program keeps numbers with their units.  So a paragraph may take a line more or less
 * than on the page; a few hundredths of a millimetre more or less between its letters mend that.  The same spacing has to do with the
 * fonts of an office and with what a machine without them puts in their place. */
enum {
    FURTHEST = 40, ROUNDED = 1,      /* twips */
    NARROWEST = 80, NARROWER = 20,   /* hundredths of a Latin letter: where no spacing will do */
    APART = 5,                       /* a part of the size */
    LONGEST = 20000,                 /* bytes */
    TIED = 15,                       /* thousandths that ff is narrower than two f */
    FIRST_WIDE = 0x530,              /* behind Cyrillic */
};
/* Where a page begins within the paragraph: a few letters later is the same line, as much earlier another one. */
enum { ALIKE = 18, EARLY = 9 };

struct letter {
    size_t at;
    int w[LX_DOCX_FONTS_N]; /* twips */
    bool tied;              /* to the one before by a ligature of the stand-in: nothing is put between them */
    bool line_feed, blank;
    bool breaks;            /* a line may begin here */
    bool apart;             /* from the one before, where it stands in the same line */
    bool latin;
    bool changes;           /* begins a stretch of another script */
};

struct fit {
    struct letter *letter;
    size_t n;
    int first_room, room; /* twips */
    size_t turn;          /* the line that begins a page, 0: none */
    int apart;            /* between Chinese and Latin letters */
};

/* Where the lines on the page begin. */
struct starts {
    const char *s;
    size_t *at, n, room;
};

/* What comes of a spacing: lines more or less than on the page, and how many bytes from its place there the line that begins a page does. */
struct outcome {
    size_t wrong, apart;
};

static void read_letters(struct fit *f, const char *s, size_t len, int points);
static struct outcome try_letters(const struct fit *f, const struct starts *want, struct lx_docx_letters letters);
static size_t set_lines(const struct fit *f, struct lx_docx_letters letters, enum lx_docx_fonts fonts, struct starts *lines);
static void add_start(void *ctx, const char *s, size_t len);

struct lx_docx_letters lx_docx_fit(const char *s, size_t len, struct lx_docx_room room, int points)
{
    struct lx_docx_letters usual = { lx_docx_cell(points), 100 }, best = usual;
    if (!len || len > LONGEST || room.rest_w < 4)
        return usual;
    struct starts want = { .s = s };
    lx_text_wrap(s, len, room.first_w, room.rest_w, LX_WIDE, add_start, &want);
    struct fit f = { .first_room = room.first_room, .room = room.rest_room, .turn = room.turn };
    read_letters(&f, s, len, points);
    struct outcome least = { .wrong = SIZE_MAX };
    for (int latin = 100; latin >= NARROWEST && least.wrong; latin -= NARROWER)
        for (int off = 0; off <= 2 * FURTHEST && (least.wrong || least.apart > ALIKE); off++) {
            struct lx_docx_letters letters = { usual.spacing + (off % 2 ? (off + 1) / 2 : -off / 2), latin };
            struct outcome o = try_letters(&f, &want, letters);
            if (o.wrong < least.wrong || (o.wrong == least.wrong && o.apart < least.apart)) {
                best = letters;
                least = o;
            }
        }
    free(f.letter);
    free(want.at);
    return best;
}

size_t lx_docx_lines(const char *s, size_t len, struct lx_docx_room room, int points, struct lx_docx_letters letters, enum lx_docx_fonts fonts,
                     size_t **at)
{
    struct fit f = { .first_room = room.first_room, .room = room.rest_room };
    struct starts lines = { 0 };
    read_letters(&f, s, len, points);
    size_t n = set_lines(&f, letters, fonts, &lines);
    free(f.letter);
    *at = lines.at;
    return n;
}

int lx_docx_w(const char *s, size_t len, int points, enum lx_docx_fonts fonts)
{
    struct fit f = { .room = 0 };
    int w = 0;
    read_letters(&f, s, len, points);
    for (size_t i = 0; i < f.n; i++)
        w += f.letter[i].w[fonts] + (f.letter[i].apart ? f.apart : 0);
    free(f.letter);
    return w;
}

static void add_start(void *ctx, const char *s, size_t len)
{
    struct starts *w = ctx;
    (void)len;
    LX_PUSH(w->at, w->n, w->room) = (size_t)(s - w->s);
}

/* --- letters ---------------------------------------------------------------------------------------------------- */

static bool is_latin(uint32_t cp)
{
    return (cp >= '0' && cp <= '9') || (cp >= 'A' && cp <= 'Z') || (cp >= 'a' && cp <= 'z') || (cp >= 0xC0 && cp < 0x250);
}

/* DejaVu Sans, which fontconfig gives a machine for Latin letters of a font that it has not: thousandths of the size, from the blank on. */
static int stand_in(uint32_t cp)
{
    static const short ascii[] = {
        318, 401, 460, 838, 636, 950, 780, 275, 390, 390, 500, 838, 318, 361, 318, 337, 636, 636, 636, 636, 636, 636, 636, 636,
        636, 636, 337, 337, 838, 838, 838, 531, 1000, 684, 686, 698, 770, 632, 575, 775, 752, 295, 295, 656, 557, 863, 748, 787,
        603, 787, 695, 635, 611, 732, 684, 989, 685, 611, 685, 390, 337, 390, 838, 500, 500, 613, 635, 550, 635, 615, 352, 635,
        634, 278, 278, 579, 278, 974, 634, 612, 635, 635, 411, 521, 392, 634, 592, 818, 592, 592, 525, 636, 337, 636, 838,
    };
    if (cp >= ' ' && cp <= '~')
        return ascii[cp - ' '];
    switch (cp) {
    case 0xB7: case 0x2018: case 0x2019:
        return 318;
    case 0x201C: case 0x201D:
        return 518;
    case 0xB0: case 0x2013:
        return 500;
    case 0xD7: case 0xF7: case 0xB1:
        return 838;
    case 0x2103:
        return 1123;
    default:
        return cp < 0x250 ? 640 : 1000;
    }
}

/* Marks that no script owns go with what is before them, at the beginning of a paragraph with what follows. */
static bool is_strong(uint32_t cp) { return (cp > ' ' && cp != 0xA0 && cp < FIRST_WIDE) || cp >= 0x2E80; }

static bool begins_wide(const char *s, size_t len)
{
    uint32_t cp;
    for (size_t at = 0; at < len; at += (size_t)lx_utf8_get(s + at, len - at, &cp)) {
        (void)lx_utf8_get(s + at, len - at, &cp);
        if (is_strong(cp))
            return cp >= FIRST_WIDE;
    }
    return true;
}

static struct letter letter_of(uint32_t before, uint32_t cp, bool wide, int points)
{
    int office = lx_char_w(cp, LX_WIDE) * points * 10;
    struct letter l = { .line_feed = cp == '\n', .blank = cp == ' ', .w = { office, office } };
    l.tied = before == 'f' && (cp == 'f' || cp == 'i' || cp == 'l');
    l.apart = (lx_is_han(before) && is_latin(cp)) || (is_latin(before) && lx_is_han(cp));
    if (!wide && office)
        l.w[LX_DOCX_STAND_IN] = (stand_in(cp) - (l.tied && cp == 'f' ? TIED : 0)) * points * 20 / 1000;
    return l;
}

size_t lx_docx_stretch(const char *s, size_t len, bool *latin)
{
    bool wide = begins_wide(s, len);
    uint32_t cp;
    *latin = !wide;
    for (size_t at = 0, used; at < len; at += used) {
        used = (size_t)lx_utf8_get(s + at, len - at, &cp);
        if (is_strong(cp) && (cp >= FIRST_WIDE) != wide)
            return at;
    }
    return len;
}

static void read_letters(struct fit *f, const char *s, size_t len, int points)
{
    bool *breaks = lx_text_breaks(s, len), wide_run = begins_wide(s, len);
    uint32_t cp, before = 0;
    f->letter = lx_alloc((len + 1) * sizeof *f->letter);
    f->apart = points * 20 / APART;
    for (size_t at = 0, used; at < len; at += used, before = cp) {
        used = (size_t)lx_utf8_get(s + at, len - at, &cp);
        bool wide = is_strong(cp) ? cp >= FIRST_WIDE : wide_run;
        struct letter *l = &f->letter[f->n++];
        *l = letter_of(before, cp, wide, points);
        l->at = at;
        l->breaks = breaks[at];
        l->latin = !wide;
        l->changes = wide != wide_run;
        wide_run = wide;
    }
    free(breaks);
}

/* --- lines ------------------------------------------------------------------------------------------------------ */

static size_t distance(size_t a, size_t b) { return a > b ? a - b : b - a; }

/* The fonts of an office come first.  A twip more or less between the letters makes no difference, so that it does not turn on how
 * LibreOffice rounds. */
static struct outcome try_letters(const struct fit *f, const struct starts *want, struct lx_docx_letters letters)
{
    static const size_t weight[] = { [LX_DOCX_OFFICE] = 2, [LX_DOCX_STAND_IN] = 1 };
    struct outcome o = { .apart = 0 };
    for (int fonts = 0; fonts < LX_DOCX_FONTS_N; fonts++) {
        struct starts lines = { 0 };
        size_t i = f->turn, off = 2 * distance(set_lines(f, letters, (enum lx_docx_fonts)fonts, &lines), want->n);
        for (int rounded = -ROUNDED; rounded <= ROUNDED; rounded += 2 * ROUNDED) {
            struct lx_docx_letters other = { letters.spacing + rounded, letters.latin };
            off += distance(set_lines(f, other, (enum lx_docx_fonts)fonts, NULL), want->n);
        }
        o.wrong += weight[fonts] * off;
        if (i && i < lines.n && i < want->n) {
            size_t apart = distance(lines.at[i], want->at[i]) * (lines.at[i] < want->at[i] ? EARLY : 1);
            o.apart = apart > o.apart ? apart : o.apart;
        }
        free(lines.at);
    }
    return o;
}

/* Lines as LibreOffice sets them: how many, and where they begin. */
static size_t set_lines(const struct fit *f, struct lx_docx_letters letters, enum lx_docx_fonts fonts, struct starts *lines)
{
    size_t n = 1, from = 0, last_break = 0, i = 0;
    int x = 0, room = f->first_room;
    if (lines)
        LX_PUSH(lines->at, lines->n, lines->room) = 0;
    while (i < f->n) {
        const struct letter *l = &f->letter[i];
        size_t begin = SIZE_MAX;
        if (i > from && l->breaks)
            last_break = i;
        if (l->line_feed) {
            begin = i + 1;
        } else {
            x += l->latin ? l->w[fonts] * letters.latin / 100 : l->w[fonts];
            x += i == from || l->changes || (l->tied && fonts == LX_DOCX_STAND_IN) ? 0 : letters.spacing;
            x += l->apart && i > from ? f->apart : 0;
            if (x > room && !l->blank)
                begin = last_break > from ? last_break : i > from ? i : i + 1;
        }
        if (begin == SIZE_MAX) {
            i++;
            continue;
        }
        if (begin >= f->n)
            break;
        if (lines)
            LX_PUSH(lines->at, lines->n, lines->room) = f->letter[begin].at;
        n++;
        i = from = last_break = begin;
        x = 0;
        room = f->room;
    }
    return n;
}
