/* A paper as words alone. */
#include "core/page/plain.h"

#include "core/page/sheet.h"

#include <string.h>

static const char wide_blank[] = "\xE3\x80\x80";

static void add_runs(struct lx_str *out, const struct lx_sheet *s, size_t from, size_t n)
{
    for (size_t i = from; i < from + n; i++)
        lx_str_addn(out, s->run[i].s, s->run[i].len);
}

/* A title was broken into lines of its own: here it is one. */
static void drop_breaks(struct lx_str *out, size_t from)
{
    size_t to = from;
    for (size_t i = from; i < out->len; i++)
        if (out->s[i] != '\n')
            out->s[to++] = out->s[i];
    lx_str_cut(out, to);
}

static void add_table(struct lx_str *out, const struct lx_sheet *s, size_t table)
{
    const struct lx_block *block = s->d->block;
    struct lx_runs runs = { 0 };
    for (size_t row = table + 1; row < block[table].next; row = block[row].next) {
        for (size_t cell = row + 1; cell < block[row].next; cell++) {
            lx_runs_clear(&runs);
            lx_sheet_cell(s, &runs, cell, LX_FACE_BODY);
            lx_str_add(out, cell > row + 1 ? "\t" : "");
            lx_str_addn(out, lx_str_z(&runs.text), runs.text.len);
        }
        lx_str_addc(out, '\n');
    }
    lx_runs_done(&runs);
}

static void add_el(struct lx_str *out, const struct lx_sheet *s, const struct lx_el *el)
{
    size_t left_n = el->run_n - el->right_n, from = out->len;
    if (el->kind == LX_EL_TABLE) {
        add_table(out, s, el->block);
        return;
    }
    if (!el->run_n)
        return;
    if (el->shape.first_x > el->shape.rest_x && el->shape.align == LX_LEFT) { /* two characters in, as it is printed */
        lx_str_add(out, wide_blank);
        lx_str_add(out, wide_blank);
    }
    add_runs(out, s, el->run_from, left_n);
    if (left_n && el->right_n && out->len > from)
        lx_str_add(out, wide_blank);
    add_runs(out, s, el->run_from + left_n, el->right_n);
    if (el->kind == LX_EL_TITLE)
        drop_breaks(out, from);
    lx_str_addc(out, '\n');
}

void lx_plain_make(struct lx_str *out, const struct lx_doc *d)
{
    struct lx_sheet *s = lx_sheet_make(d);
    size_t from = out->len;
    for (size_t i = 0; i < s->el_n; i++) {
        const struct lx_el *el = &s->el[i];
        bool blank = el->kind == LX_EL_BLANK, parted = out->len < from + 2 || out->s[out->len - 2] == '\n';
        if (blank && out->len > from && !parted)
            lx_str_addc(out, '\n');
        else if (!blank)
            add_el(out, s, el);
    }
    lx_sheet_free(s);
}
