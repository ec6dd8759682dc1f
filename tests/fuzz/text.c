/* Fuzz target: the sanitizer, cutting, wrapping, grapheme clusters and keys, of any bytes at all. */
#include "core/text/text.h"
#include "tests/fuzz/fuzz.h"

#include <stdlib.h>
#include <string.h>

struct wrapped {
    const char *at, *end; /* what is not yet on a line */
    int first_w, w;
    enum lx_amb amb;
    struct lx_str letters;
};

static void cleaning(const char *s, size_t len, int flags)
{
    struct lx_str clean = LX_STR_EMPTY, again = LX_STR_EMPTY;
    lx_text_clean(&clean, s, len, flags);
    fuzz_clean(lx_str_z(&clean), clean.len, flags);
    for (size_t i = 0; i < clean.len; i++) /* not by the code under test */
        FUZZ_MUST(((unsigned char)clean.s[i] >= 0x20 && clean.s[i] != 0x7F) || (flags && clean.s[i] == '\n'));
    FUZZ_MUST(!lx_text_is_clean(s, len, flags) || (clean.len == len && (!len || memcmp(clean.s, s, len) == 0)));
    lx_text_clean(&again, lx_str_z(&clean), clean.len, flags);
    FUZZ_MUST(strcmp(lx_str_z(&again), lx_str_z(&clean)) == 0);
    lx_str_done(&clean);
    lx_str_done(&again);
}

static void fitting(const char *s, size_t len, int w, enum lx_amb amb)
{
    struct lx_str b = LX_STR_EMPTY;
    int got_w;
    size_t prefix = lx_text_prefix(s, len, w, amb, &got_w);
    FUZZ_MUST(prefix <= len && got_w <= w && lx_text_w_len(s, prefix, amb) == got_w);
    for (int align = LX_LEFT; align <= LX_CENTRE; align++) {
        lx_str_clear(&b);
        lx_text_fit(&b, s, w, (enum lx_align)align, amb);
        FUZZ_MUST(lx_text_w_len(lx_str_z(&b), b.len, amb) == w);
    }
    lx_str_clear(&b);
    lx_text_cut(&b, s, w, amb);
    FUZZ_MUST(lx_text_w_len(lx_str_z(&b), b.len, amb) <= w);
    FUZZ_MUST(w == 0 || lx_text_w_len(s, len, amb) > w || strcmp(lx_str_z(&b), s) == 0);
    lx_str_clear(&b);
    lx_text_file_name(&b, s, w + 1);
    fuzz_clean(b.s, b.len, 0);
    FUZZ_MUST(b.len > 0 && b.len < 256 && lx_text_w(b.s, LX_WIDE) <= w + 1 && !strpbrk(b.s, "/\\:*?\"<>|"));
    FUZZ_MUST(!strchr(". ", b.s[0]) && !strchr(". ", b.s[b.len - 1]));
    lx_str_done(&b);
}

static void on_line(void *ctx, const char *s, size_t len)
{
    struct wrapped *l = ctx;
    FUZZ_MUST(s >= l->at && s + len <= l->end);
    FUZZ_MUST(lx_text_w_len(s, len, l->amb) <= l->first_w);
    l->first_w = l->w;
    l->at = s + len;
    fuzz_letters(&l->letters, s, len);
}

static void wrapping(const char *s, size_t len, int first_w, int w, enum lx_amb amb)
{
    struct wrapped l = { s, s + len, first_w, w, amb, LX_STR_EMPTY };
    struct lx_str all = LX_STR_EMPTY;
    lx_text_wrap(s, len, first_w, w, amb, on_line, &l);
    fuzz_letters(&all, s, len);
    FUZZ_MUST(strcmp(lx_str_z(&all), lx_str_z(&l.letters)) == 0);
    bool *breaks = lx_text_breaks(s, len);
    free(breaks);
    lx_str_done(&all);
    lx_str_done(&l.letters);
}

static void walking(const char *s, size_t len)
{
    for (size_t at = 0, next; at < len; at = next) {
        next = lx_grapheme_next(s, len, at);
        FUZZ_MUST(next > at && next <= len);
        FUZZ_MUST(lx_grapheme_prev(s, len, next) == at);
    }
}

static void comparing(const char *s, size_t len, const char *other)
{
    struct lx_str key = LX_STR_EMPTY, again = LX_STR_EMPTY, third = LX_STR_EMPTY;
    lx_text_key(&key, s, len);
    FUZZ_MUST(lx_utf8_valid(lx_str_z(&key), key.len, NULL));
    lx_text_key(&again, lx_str_z(&key), key.len);
    lx_text_key(&third, lx_str_z(&again), again.len); /* a mark that stood on a blank of its own (¨) may combine once more */
    FUZZ_MUST(strcmp(lx_str_z(&third), lx_str_z(&again)) == 0);
    FUZZ_MUST(lx_text_same(s, s) && lx_text_has(s, s));
    FUZZ_MUST(lx_stroke_cmp(s, s) == 0 && (lx_stroke_cmp(s, other) < 0) == (lx_stroke_cmp(other, s) > 0));
    (void)lx_pinyin_match(other, s);
    (void)lx_name_match(other, s);
    (void)lx_text_abbreviates(other, s);
    lx_str_clear(&again);
    lx_pinyin_initials(&again, s);
    lx_str_done(&key);
    lx_str_done(&again);
    lx_str_done(&third);
}

void fuzz_text(const char *bytes, size_t bytes_len)
{
    struct fuzz_in in = { bytes, bytes_len };
    enum lx_amb amb = fuzz_below(&in, 2) ? LX_WIDE : LX_NARROW;
    int w = fuzz_below(&in, 50), first_w = w / 2 + 2;
    char *s = fuzz_part(&in), *other = fuzz_part(&in);
    size_t len = strlen(s);
    cleaning(bytes, bytes_len, 0);
    cleaning(bytes, bytes_len, LX_CLEAN_LINES);
    fitting(s, len, w, amb);
    wrapping(s, len, first_w, w + 2, amb);
    if (len < 4096) /* each step back looks at up to 4 KB: one key in the editor */
        walking(s, len);
    comparing(s, len, other);
    free(s);
    free(other);
}
