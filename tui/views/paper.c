/* The preview of a paper: the pages exactly as they are printed. */
#include "tui/views/paper.h"

#include "core/doc/markdown.h"
#include "core/mem.h"
#include "core/page/plain.h"
#include "core/paper/bulletin.h"
#include "core/work/query_read.h"
#include "core/work/work.h"
#include "tui/app.h"
#include "tui/draw.h"
#include "tui/i18n.h"
#include "tui/views/printings.h"

#include <stdlib.h>

static enum lx_rc build(struct app *a, struct paper_view *p, struct lx_err *err)
{
    struct lx_doc *d = NULL;
    lx_str_clear(&p->md);
    lx_pages_free(p->pages);
    p->pages = NULL;
    enum lx_rc rc = lx_paper_build(a->work, p->source.paper, p->source.of, p->source.query, p->source.en, &p->md, err);
    if (rc == LX_OK)
        rc = lx_markdown_read(&d, lx_str_z(&p->md), p->md.len, err);
    if (rc == LX_OK)
        p->pages = lx_pages_make(d);
    lx_doc_free(d);
    return rc;
}

/* The view takes over what is built; arg is the draft of it. */
static void open_paper(struct view *v, const void *arg)
{
    struct paper_view *p = (struct paper_view *)v;
    const struct paper_view *draft = arg;
    p->source = draft->source;
    p->md = draft->md;
    p->pages = draft->pages;
    p->built = true;
    v->subject = p->source.of;
    v->title = lx_strdup(lx_paper_title(p->source.paper, lx_lang() == LX_EN));
}

static void close_paper(struct view *v)
{
    struct paper_view *p = (struct paper_view *)v;
    lx_str_done(&p->md);
    lx_pages_free(p->pages);
    free(p->source.query);
    print_choice_done(&p->choice);
    printers_done(&p->printers);
}

void paper_show(struct app *a, const struct paper_source *source)
{
    struct paper_view draft = { .source = *source };
    struct lx_err err = { 0 };
    draft.source.query = lx_strdup(source->query ? source->query : "");
    if (build(a, &draft, &err) == LX_OK) {
        app_push(a, &view_paper, &draft);
        return;
    }
    app_error(a, &err);
    lx_str_done(&draft.md);
    free(draft.source.query);
}

static enum lx_rc load(struct view *v, struct lx_err *err)
{
    struct paper_view *p = (struct paper_view *)v;
    bool built = p->built;
    p->built = false;
    return built ? LX_OK : build(v->app, p, err);
}

static void headline(struct view *v, struct lx_str *out)
{
    const struct paper_view *p = (const struct paper_view *)v;
    if (p->source.of)
        lx_show_id(v->app->work, out, p->source.of);
    else
        lx_query_show(out, LX_ITEM, p->source.query, lx_lang() == LX_EN, " ");
}

static void plain(struct view *v, struct lx_str *out)
{
    const struct paper_view *p = (const struct paper_view *)v;
    struct lx_doc *d = NULL;
    struct lx_err ignored;
    if (lx_markdown_read(&d, lx_str_z(&p->md), p->md.len, &ignored) == LX_OK)
        lx_plain_make(out, d);
    lx_doc_free(d);
}

static enum role role_of(enum lx_face face)
{
    static const enum role roles[LX_FACE_N] = { [LX_FACE_BODY] = ROLE_NORMAL, [LX_FACE_HEI] = ROLE_STRONG,   [LX_FACE_KAI] = ROLE_EMPH,
                                                [LX_FACE_SONG] = ROLE_CODE,   [LX_FACE_TITLE] = ROLE_TITLE, [LX_FACE_SMALL] = ROLE_DIM,
                                                [LX_FACE_RULE] = ROLE_FRAME, [LX_FACE_MARK] = ROLE_ERROR };
    return roles[face];
}

static void add_blanks(struct lines *l, int w, enum role role)
{
    struct lx_str blanks = LX_STR_EMPTY;
    lx_str_fill(&blanks, ' ', w > 0 ? (size_t)w : 0);
    lines_spann(l, lx_str_z(&blanks), blanks.len, role);
    lx_str_done(&blanks);
}

static void add_gap(struct lines *l, int w) { add_blanks(l, w, ROLE_NORMAL); }

/* One line of a page between the edges of the sheet, its pieces in the roles of their faces. */
static void add_line(struct lines *l, const struct lx_pages *p, const struct lx_page_line *line, int page_w, int left_w, bool edges)
{
    struct lx_str s = LX_STR_EMPTY;
    int x = 0;
    lines_new(l);
    add_gap(l, left_w);
    if (edges)
        lines_span(l, draw_form(GLYPH_VLINE), ROLE_FRAME);
    for (size_t i = 0; line && i < line->span_n; i++) {
        const struct lx_page_span *span = &p->span[line->span_from + i];
        struct lx_page_line one = { .span_from = line->span_from + i, .span_n = 1 };
        lx_str_clear(&s);
        lx_page_line_text(&s, p, &one, l->amb); /* begins with span->x blanks */
        add_blanks(l, span->x - x, line->rule_below && i ? ROLE_EMPH : ROLE_NORMAL); /* as the rule stands on paper */
        size_t from = (size_t)span->x < s.len ? (size_t)span->x : s.len;
        lines_span(l, lx_str_z(&s) + from, line->rule_below ? ROLE_EMPH : role_of(span->face));
        x = span->x + lx_text_w(lx_str_z(&s) + from, l->amb);
    }
    if (edges) {
        add_gap(l, page_w - x);
        lines_span(l, draw_form(GLYPH_VLINE), ROLE_FRAME);
    }
    lx_str_done(&s);
}

static enum lx_rc show_pages(struct view *v, lx_id id, struct lines *l, struct lx_err *err)
{
    const struct paper_view *p = (const struct paper_view *)v;
    int edge_w = lx_text_w(draw_form(GLYPH_VLINE), l->amb);
    (void)id, (void)err;
    for (size_t i = 0; p->pages && i < p->pages->page_n; i++) {
        const struct lx_page *page = &p->pages->page[i];
        bool edges = l->w >= page->w + 2 * edge_w;
        int left_w = edges ? (l->w - page->w) / 2 - edge_w : 0;
        struct lx_str title = LX_STR_EMPTY;
        lx_str_addf(&title, "%zu / %zu", i + 1, p->pages->page_n);
        lines_new(l);
        add_gap(l, left_w + (edges ? edge_w : 0));
        lines_span(l, "-- ", ROLE_FRAME);
        lines_span(l, title.s, ROLE_HEADING);
        lines_span(l, " --", ROLE_FRAME);
        for (int y = 0; y < page->lines; y++)
            add_line(l, p->pages, y < page->line_n ? &p->pages->line[page->line_from + (size_t)y] : NULL, page->w, left_w, edges);
        add_line(l, p->pages, &page->foot, page->w, left_w, edges);
        lx_str_done(&title);
    }
    return LX_OK;
}

/* The first line of a page in the preview: each takes its rule, its grid and its foot. */
static size_t line_of_page(const struct paper_view *p, size_t page)
{
    size_t line = 0;
    for (size_t i = 0; p->pages && i < page && i < p->pages->page_n; i++)
        line += (size_t)p->pages->page[i].lines + 2;
    return line;
}

/* The page that stands at the top. */
static size_t page_at_top(const struct paper_view *p)
{
    size_t page = 0;
    while (p->pages && page + 1 < p->pages->page_n && line_of_page(p, page + 1) <= p->v.pager.top)
        page++;
    return page;
}

/* Of the last page the top may never reach the top of the screen: at the end it is the last that is shown. */
static void place(const struct view *v, struct lx_str *out)
{
    const struct paper_view *p = (const struct paper_view *)v;
    size_t n = p->pages ? p->pages->page_n : 0;
    bool end = v->pager.top + (size_t)v->detail_rect.h >= v->pager.lines.line_n;
    lx_str_addf(out, _("page %zu/%zu"), end ? n : page_at_top(p) + 1, n);
}

/* To the top of the next page; back to the top of this one, and then of the one before. */
static unsigned on_turn(struct view *v, enum lx_cmd cmd)
{
    const struct paper_view *p = (const struct paper_view *)v;
    size_t top = v->pager.top, page = page_at_top(p);
    if (cmd == CMD_PAPER_NEXT)
        page++;
    else if (top == line_of_page(p, page) && page > 0)
        page--;
    pager_to(&v->pager, line_of_page(p, page));
    v->app->dirty |= DIRTY_DETAIL | DIRTY_BOTTOM;
    return DONE;
}

static unsigned on_language(struct view *v, enum lx_cmd cmd)
{
    struct paper_view *p = (struct paper_view *)v;
    (void)cmd;
    p->source.en = !p->source.en;
    return DID_RELOAD;
}

/* The draft of a bulletin gets its number and is shown as it goes out. */
static unsigned on_issue(struct view *v, enum lx_cmd cmd)
{
    struct paper_view *p = (struct paper_view *)v;
    struct paper_source *from = &p->source;
    struct lx_err err;
    lx_id id;
    int64_t no;
    enum lx_type type = LX_NONE_TYPE;
    (void)cmd;
    if (from->of && v->app->store->type_of(v->app->store, from->of, &type, NULL) != LX_OK)
        return DONE;
    if (from->paper->id != LX_PAPER_BULLETIN || type == LX_EDITION) {
        app_say(v->app, from->paper->id == LX_PAPER_BULLETIN ? _("This issue of the bulletin went out already") : _("Only a bulletin gets its number here"));
        return DID_DRAW;
    }
    if (!app_did(v->app, lx_bulletin_issue(v->app->work, from->of, from->query, 0, &id, &no, &err), &err))
        return DID_DRAW;
    from->of = v->subject = id;
    app_sayf(v->app, _("Issue %lld of the bulletin    p prints it  u takes it back"), (long long)no);
    return DID_RELOAD | DID_DRAW;
}

static unsigned on_prints(struct view *v, enum lx_cmd cmd)
{
    (void)cmd;
    printings_open(v->app, ((struct paper_view *)v)->source.of);
    return DONE;
}

static const struct cmd_handler commands[] = {
    { CMD_PAPER_PRINTS, on_prints }, { CMD_BULLETIN_ISSUE, on_issue }, { CMD_PAPER_PRINT, paper_out }, { CMD_PAPER_NEXT, on_turn }, { CMD_PAPER_PREV, on_turn },
    { CMD_PAPER_LANG, on_language }, { CMD_NONE, NULL },
};

const struct view_ops view_paper = {
    .name = "paper",
    .title = N_("Paper"),
    .ctx = CTX_PAPER,
    .size = sizeof(struct paper_view),
    .open = open_paper,
    .load = load,
    .detail = show_pages,
    .headline = headline,
    .place = place,
    .plain = plain,
    .commands = commands,
    .stale_on = LX_BIT(LX_MEETING) | LX_BIT(LX_AGENDA) | LX_BIT(LX_ITEM) | LX_BIT(LX_PART) | LX_BIT(LX_UNIT) | LX_BIT(LX_OFFICE) | LX_BIT(LX_SERIES) |
                LX_BIT(LX_ATTENDANCE) | LX_BIT(LX_REPLY) | LX_BIT(LX_MEMBER) | LX_BIT(LX_PERSON),
    .close = close_paper,
};
