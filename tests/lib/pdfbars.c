/* A PDF measured. */
#include "tests/lib/pdfbars.h"

#include "core/mem.h"
#include "core/text/text.h"

#include <math.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define MM (72.0 / 25.4)
#define TOLERANCE 0.5
enum { ROWS_MOST = 200, LINES = 22, LYING_LINES = 15 };

/* The text and the strip in which page numbers stand, millimetres. */
struct frame {
    double left, right, top, bottom;
    bool lying;
};

struct row {
    double middle, x_min, x_max;
    char first[8], last[8];
};

static double number_after(const char *s, const char *stop, const char *name)
{
    const char *at = strstr(s, name);
    return at && at < stop ? atof(at + strlen(name)) : 0;
}

static struct frame frame_of(double w, double h)
{
    if (w > h)
        return (struct frame){ .left = 35, .right = 260, .top = 28, .bottom = 184, .lying = true };
    return (struct frame){ .left = 28, .right = 184, .top = 37, .bottom = 262 };
}

/* Below the text of an upright page, left of that of a lying one; letters have lines there as well. */
static bool in_foot(const struct frame *f, double x, double y) { return f->lying ? x < f->left - 2 : y > f->bottom + 2; }

static void take(struct row *row, size_t *n, const char *text, size_t len, double x_min, double x_max, double middle)
{
    uint32_t cp;
    size_t i = 0, at = len, first_len = (size_t)lx_utf8_get(text, len, &cp);
    while (i < *n && fabs(row[i].middle - middle) > 2.5)
        i++;
    if (i == ROWS_MOST)
        return;
    if (i == *n)
        row[(*n)++] = (struct row){ .middle = middle, .x_min = 1e9 };
    if (x_min < row[i].x_min) {
        row[i].x_min = x_min;
        snprintf(row[i].first, sizeof row[i].first, "%.*s", (int)first_len, text);
    }
    if (x_max > row[i].x_max) {
        row[i].x_max = x_max;
        while (at > 0 && ((unsigned char)text[at - 1] & 0xC0) == 0x80)
            at--;
        at -= at > 0;
        snprintf(row[i].last, sizeof row[i].last, "%.*s", (int)(len - at), text + at);
    }
}

static void check_rows(struct pdf_bars *b, const struct frame *f, const struct row *row, size_t n, bool breaks)
{
    static const char never_first[] = "。，、；：！？）》”’％〕】", never_last[] = "（《“‘〔【";
    b->line_n += n;
    if (n > (size_t)(f->lying ? LYING_LINES : LINES))
        lx_str_addf(&b->bad, "page %zu has %zu lines\n", b->page_n, n);
    for (size_t i = 0; breaks && i < n; i++) {
        if (*row[i].first && strstr(never_first, row[i].first))
            lx_str_addf(&b->bad, "page %zu: a line begins with %s\n", b->page_n, row[i].first);
        if (*row[i].last && strstr(never_last, row[i].last))
            lx_str_addf(&b->bad, "page %zu: a line ends with %s\n", b->page_n, row[i].last);
    }
}

static void check_word(struct pdf_bars *b, const struct frame *f, const char *at, const char *end, struct row *row, size_t *n)
{
    double x_min = number_after(at, end, "xMin=\"") / MM, x_max = number_after(at, end, "xMax=\"") / MM;
    double y_min = number_after(at, end, "yMin=\"") / MM, y_max = number_after(at, end, "yMax=\"") / MM, middle = (y_min + y_max) / 2;
    const char *text = strchr(at, '>') + 1;
    b->word_n++;
    if (in_foot(f, (x_min + x_max) / 2, middle)) {
        if (x_min < 18 || (f->lying ? x_max > 297 : x_max > 192) || (f->lying ? y_max > 192 : y_max > 280))
            lx_str_addf(&b->bad, "page %zu: %.*s stands off the foot\n", b->page_n, (int)(end - text), text);
        return;
    }
    double over = fmax(fmax(f->left - x_min, x_max - f->right), fmax(f->top - middle, middle - f->bottom));
    b->over_mm = fmax(b->over_mm, over);
    if (over > TOLERANCE)
        lx_str_addf(&b->bad, "page %zu: %.*s stands %.1f mm outside the text\n", b->page_n, (int)(end - text), text, over);
    take(row, n, text, (size_t)(end - text), x_min, x_max, middle);
}

void pdf_bars_words(struct pdf_bars *b, const char *html, bool breaks)
{
    const char *next = NULL;
    for (const char *page = strstr(html, "<page "); page; page = next) {
        struct row row[ROWS_MOST];
        size_t n = 0;
        next = strstr(page + 1, "<page ");
        const char *stop = next ? next : html + strlen(html);
        struct frame f = frame_of(number_after(page, stop, "width=\""), number_after(page, stop, "height=\""));
        b->page_n++;
        for (const char *at = page, *end; (at = strstr(at, "<word ")) && at < stop; at = end) {
            end = strstr(at, "</word>");
            check_word(b, &f, at, end, row, &n);
        }
        check_rows(b, &f, row, n, breaks);
    }
}

struct word {
    const char *s;
    size_t len;
    double x, middle;
};

static int by_place(const void *pa, const void *pb)
{
    const struct word *a = pa, *b = pb;
    return a->middle != b->middle ? (a->middle > b->middle) - (a->middle < b->middle) : (a->x > b->x) - (a->x < b->x);
}

static void add_decoded(struct lx_str *out, const char *s, size_t len)
{
    static const char *const named[] = { "&lt;", "<", "&gt;", ">", "&amp;", "&", "&quot;", "\"", "&#39;", "'", "&apos;", "'" };
    for (size_t at = 0; at < len;) {
        size_t i = 0, n = sizeof named / sizeof *named;
        while (i < n && strncmp(s + at, named[i], strlen(named[i])) != 0)
            i += 2;
        if (i < n)
            lx_str_add(out, named[i + 1]);
        else
            lx_str_addc(out, s[at]);
        at += i < n ? strlen(named[i]) : 1;
    }
}

/* Words whose middles are less than this apart stand on one line. */
#define ONE_LINE 2.5

void pdf_bars_lines(struct lx_str *out, const char *html)
{
    struct word *word = NULL;
    size_t room = 0;
    const char *next = NULL;
    for (const char *page = strstr(html, "<page "); page; page = next) {
        size_t n = 0;
        next = strstr(page + 1, "<page ");
        const char *stop = next ? next : html + strlen(html);
        struct frame f = frame_of(number_after(page, stop, "width=\""), number_after(page, stop, "height=\""));
        for (const char *at = page, *end; (at = strstr(at, "<word ")) && at < stop; at = end) {
            end = strstr(at, "</word>");
            double y = (number_after(at, end, "yMin=\"") + number_after(at, end, "yMax=\"")) / 2 / MM;
            size_t i = 0;
            if (in_foot(&f, (number_after(at, end, "xMin=\"") + number_after(at, end, "xMax=\"")) / 2 / MM, y))
                continue;
            while (i < n && fabs(word[i].middle - y) > ONE_LINE)
                i++;
            const char *text = strchr(at, '>') + 1;
            struct word w = { .s = text, .len = (size_t)(end - text), .x = number_after(at, end, "xMin=\""), .middle = i < n ? word[i].middle : y };
            LX_PUSH(word, n, room) = w;
        }
        if (n)
            qsort(word, n, sizeof *word, by_place);
        for (size_t i = 0; i < n; i++) {
            add_decoded(out, word[i].s, word[i].len);
            lx_str_add(out, i + 1 == n || word[i + 1].middle != word[i].middle ? "\n" : "");
        }
        lx_str_addc(out, '\f');
    }
    free(word);
}

void pdf_bars_ink(struct pdf_bars *b, const char *ppm, size_t len, double dpi)
{
    int w, h, skip;
    double over = 0, at_x = 0, at_y = 0;
    if (sscanf(ppm, "P6 %d %d 255%n", &w, &h, &skip) != 2 || len < (size_t)skip + 1 + 3 * (size_t)w * (size_t)h) {
        lx_str_add(&b->bad, "no image\n");
        return;
    }
    struct frame f = frame_of(w, h);
    const unsigned char *dots = (const unsigned char *)ppm + skip + 1;
    for (int y = 0; y < h; y++)
        for (int x = 0; x < w; x++) {
            const unsigned char *p = dots + 3 * ((size_t)y * (size_t)w + (size_t)x);
            double x_mm = (x + 0.5) * 25.4 / dpi, y_mm = (y + 0.5) * 25.4 / dpi;
            if (p[1] > 128 || p[0] > p[1] + 60 || in_foot(&f, x_mm, y_mm)) /* white, red or the foot */
                continue;
            double out = fmax(fmax(f.left - x_mm, x_mm - f.right), fmax(f.top - y_mm, y_mm - f.bottom));
            if (out > over) {
                over = out;
                at_x = x_mm;
                at_y = y_mm;
            }
        }
    if (over > TOLERANCE)
        lx_str_addf(&b->bad, "ink %.1f mm outside the text, at %.0f, %.0f\n", over, at_x, at_y);
}

void pdf_bars_done(struct pdf_bars *b) { lx_str_done(&b->bad); }
