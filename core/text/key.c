/* Keys: the form on which names are compared, found and taken for the same. */
#include "core/text/cell.h"

#include "core/mem.h"

#include <stdlib.h>
#include <string.h>
#include <unicase.h>
#include <uninorm.h>
#include <unictype.h>

static bool quick_key(struct lx_str *out, const char *s, size_t len);
static void filtered(struct lx_str *out, const char *s, size_t len);
static bool is_dropped(uint32_t cp);
static uint32_t alike(uint32_t cp);

void lx_text_key(struct lx_str *out, const char *s, size_t len)
{
    size_t before = out->len;
    if (quick_key(out, s, len))
        return;
    lx_str_cut(out, before);

    struct lx_str plain = LX_STR_EMPTY;
    filtered(&plain, s, len);
    size_t norm_len, folded_len;
    uint8_t *norm = u8_normalize(UNINORM_NFKC, (const uint8_t *)lx_str_z(&plain), plain.len, NULL, &norm_len);
    uint8_t *folded = norm ? u8_casefold(norm, norm_len, NULL, UNINORM_NFKC, NULL, &folded_len) : NULL;
    if (!folded)
        lx_fatal("out of memory");
    filtered(out, (const char *)folded, folded_len);
    free(norm);
    free(folded);
    lx_str_done(&plain);
}

bool lx_text_same(const char *a, const char *b)
{
    if (!strcmp(a, b))
        return true;
    struct lx_str ka = LX_STR_EMPTY, kb = LX_STR_EMPTY;
    lx_text_key(&ka, a, strlen(a));
    lx_text_key(&kb, b, strlen(b));
    bool same = !strcmp(lx_str_z(&ka), lx_str_z(&kb));
    lx_str_done(&ka);
    lx_str_done(&kb);
    return same;
}

bool lx_text_has(const char *hay, const char *needle)
{
    struct lx_str kh = LX_STR_EMPTY, kn = LX_STR_EMPTY;
    lx_text_key(&kh, hay, strlen(hay));
    lx_text_key(&kn, needle, strlen(needle));
    bool has = strstr(lx_str_z(&kh), lx_str_z(&kn)) != NULL;
    lx_str_done(&kh);
    lx_str_done(&kn);
    return has;
}

/* Nearly all names are ideographs, plain ASCII and full-width forms, which need no tables. */
static bool quick_key(struct lx_str *out, const char *s, size_t len)
{
    for (size_t at = 0; at < len;) {
        uint32_t cp;
        at += (size_t)lx_utf8_get(s + at, len - at, &cp);
        if (cp >= 0xFF01 && cp <= 0xFF5E)
            cp -= 0xFEE0;
        if (cp >= 'A' && cp <= 'Z')
            cp += 'a' - 'A';
        if (cp == ' ' || cp == 0x3000)
            continue;
        if (!lx_is_simple(cp) || cp == 0xFF5F || cp == 0xFF60)
            return false;
        lx_utf8_put(out, alike(cp));
    }
    return true;
}

/* Without blanks and what cannot be seen, marks that mean the same made one. */
static void filtered(struct lx_str *out, const char *s, size_t len)
{
    for (size_t at = 0; at < len;) {
        uint32_t cp;
        at += (size_t)lx_utf8_get(s + at, len - at, &cp);
        if (!is_dropped(cp))
            lx_utf8_put(out, alike(cp));
    }
}

static bool is_dropped(uint32_t cp)
{
    return uc_is_property_white_space(cp) || uc_is_property_default_ignorable_code_point(cp) ||
           uc_is_general_category_withtable(cp, UC_CATEGORY_MASK_Cc | UC_CATEGORY_MASK_Cf);
}

static uint32_t alike(uint32_t cp)
{
    if (cp < 0x80)
        return cp;
    switch (cp) {
#define ALIKE(written, key)                                                                                            \
    case written: return key;
#include "core/text/alike.def"
#undef ALIKE
    default: return cp;
    }
}
