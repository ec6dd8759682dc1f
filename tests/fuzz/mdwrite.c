/* Fuzz target: plain text put into Markdown reads back as the same plain text. */
#include "core/doc/markdown.h"
#include "core/doc/write.h"
#include "tests/fuzz/fuzz.h"

#include <stdlib.h>
#include <string.h>

static void same(const struct lx_doc *d, size_t block, const char *s)
{
    struct lx_str clean = LX_STR_EMPTY, want = LX_STR_EMPTY, text = LX_STR_EMPTY, got = LX_STR_EMPTY;
    lx_text_clean(&clean, s, strlen(s), 0);
    fuzz_letters(&want, lx_str_z(&clean), clean.len);
    if (block < d->block_n)
        lx_doc_block_text(&text, d, block);
    fuzz_letters(&got, lx_str_z(&text), text.len);
    FUZZ_MUST(strcmp(lx_str_z(&want), lx_str_z(&got)) == 0);
    lx_str_done(&clean);
    lx_str_done(&want);
    lx_str_done(&text);
    lx_str_done(&got);
}

void fuzz_mdwrite(const char *bytes, size_t len)
{
    struct fuzz_in in = { bytes, len };
    char *s = fuzz_stored(&in);
    for (char *joiner; (joiner = strstr(s, "\xE2\x81\xA0"));) /* the reader takes it out everywhere */
        memcpy(joiner, "---", 3);
    for (char *tab; (tab = strchr(s, '\v'));) /* a blank to readers of Markdown */
        *tab = ' ';
    struct lx_str md = LX_STR_EMPTY;
    struct lx_doc *d;
    lx_str_add(&md, "---\n");
    lx_md_key(&md, "title", s);
    lx_str_add(&md, "kind: agenda\n---\n");
    lx_md_text(&md, s);
    lx_str_add(&md, "\n\n| a | b |\n|-|-|\n| ");
    lx_md_cell(&md, s);
    lx_str_add(&md, " | c |\n");
    if (lx_markdown_read(&d, md.s, md.len, NULL) == LX_OK) {
        size_t cells_n = 0, paras_n = 0, para = LX_NO_BLOCK, cell = LX_NO_BLOCK;
        for (size_t i = 0; i < d->block_n; i++) {
            if (d->block[i].kind == LX_B_CELL && ++cells_n == 3)
                cell = i;
            if (d->block[i].kind == LX_B_PARA)
                para = paras_n++ ? para : i;
            FUZZ_MUST(d->block[i].kind == LX_B_PARA || d->block[i].kind == LX_B_CELL || d->block[i].kind == LX_B_TABLE ||
                      d->block[i].kind == LX_B_ROW);
        }
        FUZZ_MUST(cells_n == 4 && paras_n <= 1);
        same(d, para, s);
        same(d, cell, s);
        FUZZ_MUST(d->key_n >= 1 && strcmp(d->key[d->key_n - 1].key, "kind") == 0);
        lx_doc_free(d);
    }
    lx_str_done(&md);
    free(s);
}
