/* Fuzz target: papers woven from what was built, what is built now and what was edited; texts merged by line; versions compared. */
#include "core/doc/weave.h"

#include "core/mem.h"
#include "core/merge.h"
#include "core/minutes/compare.h"
#include "tests/fuzz/fuzz.h"

#include <stdlib.h>
#include <string.h>

enum { BUILT_MAX = 1000 }; /* paragraphs of a paper that records make */

/* The paragraphs of a text, as a builder would give them, with keys. */
static void build(struct lx_paras *out, const char *md)
{
    struct lx_paras split;
    struct lx_str whole = LX_STR_EMPTY;
    lx_paras_split(&split, md);
    lx_str_add(&whole, split.lead);
    *out = (struct lx_paras){ .lead = lx_strdup("") };
    for (size_t i = 0; i < split.n && i < BUILT_MAX; i++) {
        char key[8] = { 'k', (char)('a' + i % 26), (char)('a' + i / 26 % 26), (char)('a' + i / 676 % 26) };
        lx_str_add(&whole, split.at[i].text);
        lx_str_add(&whole, split.at[i].gap);
        lx_paras_add(out, key, split.at[i].text);
    }
    FUZZ_MUST(split.n > BUILT_MAX || strcmp(lx_str_z(&whole), md) == 0);
    lx_str_done(&whole);
    lx_paras_done(&split);
}

static void stored(const struct lx_paras *built)
{
    struct lx_str first = LX_STR_EMPTY, second = LX_STR_EMPTY;
    struct lx_paras back;
    lx_paras_write(&first, built);
    lx_paras_read(&back, lx_str_z(&first));
    lx_paras_write(&second, &back);
    bool own = true; /* a text that holds such a mark itself is not told from one more paragraph */
    for (size_t i = 0; i < built->n; i++)
        own = own && !strstr(built->at[i].text, "<!-- of ");
    FUZZ_MUST(!own || (back.n == built->n && strcmp(lx_str_z(&first), lx_str_z(&second)) == 0));
    lx_paras_done(&back);
    lx_str_done(&first);
    lx_str_done(&second);
}

/* With nothing taken the author's text stays byte for byte; where the records changed their order, his paragraphs follow them. */
static void weave(const struct lx_paras *base, const struct lx_paras *now, const char *mine)
{
    struct lx_woven w;
    struct lx_str text = LX_STR_EMPTY, had = LX_STR_EMPTY, has = LX_STR_EMPTY;
    lx_weave(&w, base, now, mine);
    for (size_t i = 0; i < w.n; i++) {
        FUZZ_MUST(base != now || !(lx_weave_asks(w.at[i].kind) || lx_weave_moves(w.at[i].kind)));
        w.at[i].take = false;
    }
    lx_woven_text(&text, &w);
    fuzz_letters(&had, mine, strlen(mine));
    fuzz_letters(&has, lx_str_z(&text), text.len);
    FUZZ_MUST(had.len == has.len);
    FUZZ_MUST((base && base != now) || !had.len || strcmp(lx_str_z(&text), mine) == 0);
    lx_woven_done(&w);
    lx_str_done(&text);
    lx_str_done(&had);
    lx_str_done(&has);
}

static void merge(const char *base, const char *mine, const char *theirs)
{
    struct lx_str a = LX_STR_EMPTY, b = LX_STR_EMPTY;
    FUZZ_MUST(lx_merge_text(&a, base, mine, base) && strcmp(lx_str_z(&a), mine) == 0);
    lx_str_clear(&a);
    FUZZ_MUST(lx_merge_text(&a, base, base, theirs) && strcmp(lx_str_z(&a), theirs) == 0);
    lx_str_clear(&a);
    bool one = lx_merge_text(&a, base, mine, theirs), other = lx_merge_text(&b, base, theirs, mine);
    FUZZ_MUST(one == other && strcmp(lx_str_z(&a), lx_str_z(&b)) == 0);
    lx_str_done(&a);
    lx_str_done(&b);
}

static void compare(const char *older, const char *newer)
{
    struct lx_compared c;
    lx_minutes_compare(older, older, &c);
    FUZZ_MUST(c.n == 0);
    lx_compared_done(&c);
    lx_minutes_compare(older, newer, &c);
    lx_compared_done(&c);
}

void fuzz_weave(const char *bytes, size_t len)
{
    struct fuzz_in in = { bytes, len };
    char *was = fuzz_stored(&in), *is = fuzz_stored(&in), *mine = fuzz_stored(&in);
    if (!*is && !*mine) { /* one long text: against itself backwards */
        free(mine);
        mine = lx_strdup(was + strlen(was) / 2);
        while (((unsigned char)*mine & 0xC0) == 0x80)
            memmove(mine, mine + 1, strlen(mine));
    }
    struct lx_paras base, now;
    build(&base, was);
    build(&now, is);
    stored(&base);
    weave(&base, &now, mine);
    weave(&base, &base, mine);
    weave(NULL, &now, mine);
    merge(was, mine, is);
    compare(was, mine);
    lx_paras_done(&base);
    lx_paras_done(&now);
    free(was);
    free(is);
    free(mine);
}
