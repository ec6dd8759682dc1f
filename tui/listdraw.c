/* Painting a list: column heads, rows, the bar. */
#include "tui/draw.h"
#include "tui/i18n.h"
#include "tui/app.h"
#include "tui/view.h"

#include <stdlib.h>
#include <string.h>

static void draw_heads(struct view *v, const struct rect *r);
static void draw_row(struct view *v, const struct rect *r, size_t row);
static void draw_empty(struct view *v, const struct rect *r);
static int total_w(const int *widths, int n);
static int widest_word(enum lx_type type, const char *field, enum lx_amb amb);

void list_draw(struct view *v, const struct rect *r)
{
    struct list *l = &v->list;
    if (l->widths_w != r->w) {
        list_widths(v->ops->columns, v->ops->type, r->w - 2, draw_amb(), l->widths);
        l->widths_w = r->w;
    }
    draw_heads(v, r);
    if (l->ids.n == 0) {
        draw_empty(v, r);
        return;
    }
    for (int y = 1; y < r->h; y++)
        draw_row(v, r, l->top + (size_t)y - 1);
}

void list_draw_bar(struct view *v, const struct rect *r, size_t old_bar)
{
    draw_row(v, r, old_bar);
    draw_row(v, r, v->list.bar);
}

void list_widths(const struct column *columns, enum lx_type type, int w, enum lx_amb amb, int *widths)
{
    int n = 0, weight = 0, ideal[COLUMNS_MAX];
    for (; columns[n].title; n++) {
        int title_w = lx_text_w(_(columns[n].title), amb), words_w = widest_word(type, columns[n].id, amb);
        widths[n] = columns[n].min > title_w ? columns[n].min : title_w;
        ideal[n] = words_w > columns[n].max ? columns[n].max : words_w > columns[n].ideal ? words_w : columns[n].ideal;
        weight += columns[n].weight;
    }
    while (total_w(widths, n) > w) { /* leave out the one that can be missed most */
        int worst = -1;
        for (int i = 0; i < n; i++)
            if (widths[i] > 0 && columns[i].drop > 0 && (worst < 0 || columns[i].drop > columns[worst].drop))
                worst = i;
        if (worst < 0)
            break;
        widths[worst] = 0;
    }
    int spare = w - total_w(widths, n);
    for (int weighted = 0; weighted < 2; weighted++) /* what cannot grow gets its due first */
        for (int i = 0; i < n && spare > 0; i++)
            if (widths[i] > 0 && ideal[i] > widths[i] && (columns[i].weight > 0) == weighted) {
                int more = ideal[i] - widths[i] < spare ? ideal[i] - widths[i] : spare;
                widths[i] += more;
                spare -= more;
            }
    for (int i = 0; i < n; i++)
        if (widths[i] > 0 && columns[i].weight > 0) {
            int more = spare * columns[i].weight / (weight > 0 ? weight : 1);
            if (widths[i] + more > columns[i].max)
                more = columns[i].max > widths[i] ? columns[i].max - widths[i] : 0;
            widths[i] += more;
        }
}

static int widest_word(enum lx_type type, const char *field, enum lx_amb amb)
{
    int at = type == LX_NONE_TYPE ? -1 : lx_field_index(lx_table(type), field);
    const struct lx_words *words = at < 0 ? NULL : lx_table(type)->fields[at].words;
    int widest = 0;
    for (int i = 0; words && i < words->n; i++) {
        int w = lx_text_w(lx_two(words->at[i].en, words->at[i].zh), amb);
        widest = w > widest ? w : widest;
    }
    return widest;
}

/* A blank parts the columns. */
static int total_w(const int *widths, int n)
{
    int w = 0;
    for (int i = 0; i < n; i++)
        w += widths[i] > 0 ? widths[i] + 1 : 0;
    return w > 0 ? w - 1 : 0;
}

static void draw_heads(struct view *v, const struct rect *r)
{
    const struct list *l = &v->list;
    const char *order = l->order ? l->order : "";
    bool down = order[0] == '-';
    draw_open(r, 0, ROLE_HEAD);
    draw_gap(2);
    for (int c = 0; v->ops->columns[c].title; c++) {
        const struct column *col = &v->ops->columns[c];
        if (l->widths[c] == 0)
            continue;
        struct lx_str title = LX_STR_EMPTY;
        lx_str_add(&title, _(col->title));
        if (col->sort && strcmp(col->sort, order + down) == 0 && lx_text_w(title.s, draw_amb()) < l->widths[c])
            lx_str_add(&title, draw_form(down ? GLYPH_DOWN : GLYPH_UP));
        draw_cell(lx_str_z(&title), l->widths[c], col->align, ROLE_HEAD);
        draw_gap(1);
        lx_str_done(&title);
    }
    draw_close();
}

enum { ASIDE_LEAST_W = 12 }; /* of the text, or what stands aside is left out */

static void draw_span(const struct cell *cell, enum role role)
{
    int aside_w = cell->aside.len ? lx_text_w(cell->aside.s, draw_amb()) : 0, w = draw_left() - 1;
    if (aside_w && w - aside_w - 2 >= ASIDE_LEAST_W) {
        draw_cell(lx_str_z(&cell->text), w - aside_w - 2, LX_LEFT, role);
        draw_gap(2);
        draw_cell(cell->aside.s, aside_w, LX_RIGHT, ROLE_NORMAL);
    } else {
        draw_cell(lx_str_z(&cell->text), w, LX_LEFT, role);
    }
}

static void draw_row(struct view *v, const struct rect *r, size_t row)
{
    const struct list *l = &v->list;
    if (row < l->top)
        return;
    draw_open(r, (int)(row - l->top) + 1, ROLE_NORMAL);
    bool there = row >= l->rows_from && row < l->rows_from + l->rows_n;
    if (there && row < l->ids.n) {
        const struct list_row *shown = &l->rows[row - l->rows_from];
        bool bar = row == l->bar, marked = list_is_marked(l, shown->id);
        draw_text(bar ? draw_form(GLYPH_BAR) : " ", bar ? ROLE_BAR : ROLE_NORMAL);
        draw_text(marked ? draw_form(GLYPH_MARK) : " ", marked ? ROLE_MARK : ROLE_NORMAL);
        for (int c = 0; c < l->columns_n; c++) {
            if (l->widths[c] == 0)
                continue;
            const struct cell *cell = &shown->cells[c];
            const struct column *col = &v->ops->columns[c];
            if (cell->span) {
                draw_span(cell, bar && col->head ? ROLE_BAR : cell->role);
                break;
            }
            draw_cell(lx_str_z(&cell->text), l->widths[c], col->align, bar && col->head ? ROLE_BAR : cell->role);
            draw_gap(1);
        }
    }
    draw_close();
}

static void draw_empty(struct view *v, const struct rect *r)
{
    const char *s = v->filter && *v->filter ? _("Nothing meets this condition. Esc shows all again.")
                    : v->ops->empty         ? _(v->ops->empty)
                                            : _("Nothing here yet.");
    struct lines l = { 0 };
    lines_start(&l, r->w - 4, draw_amb());
    lines_new(&l);
    lines_para(&l, s, ROLE_NORMAL, 0);
    if (v->ops->command != CMD_NONE && !(v->filter && *v->filter) && v->app->args.db_path) { /* which database is this? */
        struct lx_str file = LX_STR_EMPTY;
        lx_str_addf(&file, app_may_write(v->app) ? _("Database: %s; you may write it") : _("Database: %s; you may only read it"), v->app->args.db_path);
        lines_new(&l);
        lines_para(&l, file.s, ROLE_DIM, 0);
        lx_str_done(&file);
    }
    for (int y = 1; y < r->h; y++) {
        draw_open(r, y, ROLE_NORMAL);
        draw_gap(2);
        if (v->loaded && (size_t)y - 1 < l.line_n)
            for (size_t i = 0; i < l.line[y - 1].span_n; i++)
                draw_text(lines_text(&l, l.line[y - 1].span_from + i), l.span[l.line[y - 1].span_from + i].role);
        draw_close();
    }
    lines_done(&l);
}
