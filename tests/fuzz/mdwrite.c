/* Fuzz target: plain text put into Markdown reads back as the same plain text. */
#include "core/doc/markdown.h"
#include "core/doc/write.h"
#include "tests/fuzz/fuzz.h"

#include <stdlib.h>
#include <string.h>

static void same(const struct lx_doc *d, size_t block, const char *s)
{
    struct lx_str line = LX_STR_EMPTY, clean = LX_STR_EMPTY, want = LX_STR_EMPTY, text = LX_STR_EMPTY, got = LX_STR_EMPTY;
    lx_str_add(&line, s);
    for (size_t i = 0; i < line.len; i++) /* what a mark stands on is a blank then */
        line.s[i] = strchr("\n\t", line.s[i]) ? ' ' : line.s[i];
    lx_text_clean(&clean, lx_str_z(&line), line.len, 0);
    fuzz_letters(&want, lx_str_z(&clean), clean.len);
    if (block < d->block_n)
        lx_doc_block_text(&text, d, block);
    fuzz_letters(&got, lx_str_z(&text), text.len);
    if (!strstr(lx_str_z(&want), "<+") && !strstr(lx_str_z(&got), "<+")) /* how many marks were left out depends on what they stand on */
        FUZZ_MUST(strcmp(lx_str_z(&want), lx_str_z(&got)) == 0);
    lx_str_done(&line);
    lx_str_done(&clean);
    lx_str_done(&want);
    lx_str_done(&text);
    lx_str_done(&got);
}

void fuzz_mdwrite(const char *bytes, size_t len)
{
    struct fuzz_in in = { bytes, len };
    char *s = fuzz_stored(&in);
    static const char *const nothing[] = { "\xE2\x81\xA0", "\xEF\xBB\xBF", "\v" }; /* what a reader of Markdown takes out, or for a blank */
    for (size_t i = 0; i < sizeof nothing / sizeof *nothing; i++)
        for (char *at; (at = strstr(s, nothing[i]));)
            memset(at, ' ', strlen(nothing[i]));
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
