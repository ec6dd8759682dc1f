/* The signatures of a document: who is next signs or sends it back, steps are added and dropped. */
#include "tui/views/document_sign.h"

#include "core/mem.h"
#include "core/register/routing.h"
#include "tui/app.h"
#include "tui/i18n.h"
#include "tui/menu.h"
#include "tui/prompt.h"

#include <stdlib.h>
#include <string.h>

struct sign_ctx {
    lx_id document;
    size_t steps_n;
    bool back;
};

static struct sign_ctx *ctx_new(const struct sign_ctx *like)
{
    struct sign_ctx *s = lx_alloc(sizeof *s);
    *s = *like;
    return s;
}

static bool sign_done(struct view *v, const char *text, void *ctx)
{
    const struct sign_ctx *s = ctx;
    struct lx_signing signing = { .back = s->back, .text = text && *text ? text : NULL };
    struct lx_err err;
    bool ok = app_did(v->app, lx_document_sign(v->app->work, s->document, &signing, &err), &err);
    v->stale = v->stale || ok;
    return ok;
}

/* The role, and behind a blank who holds it. */
static bool route_done(struct view *v, const char *text, void *ctx)
{
    const struct sign_ctx *s = ctx;
    struct lx_str role = LX_STR_EMPTY;
    struct lx_err err;
    size_t len = strcspn(text, " ");
    const char *person = text + len + strspn(text + len, " ");
    lx_str_addn(&role, text, len);
    bool ok = role.len && app_did(v->app, lx_route_add(v->app->work, s->document, role.s, *person ? person : NULL, 0, &err), &err);
    v->stale = v->stale || ok;
    lx_str_done(&role);
    return ok;
}

enum { ROUTE_SIGN, ROUTE_BACK, ROUTE_ADD, ROUTE_DROP };

static unsigned on_route(struct view *v, int64_t value, void *ctx)
{
    struct sign_ctx *s = ctx;
    struct lx_err err;
    s->back = value == ROUTE_BACK;
    switch (value) {
    case ROUTE_SIGN:
        return sign_done(v, NULL, s) ? DID_RELOAD | DID_DRAW : DID_DRAW;
    case ROUTE_BACK:
        prompt_open(v, &(struct prompt){ .label = _("Why is it sent back?"), .done = sign_done, .ctx = ctx_new(s) });
        return DID_DRAW;
    case ROUTE_ADD:
        prompt_open(v, &(struct prompt){ .label = _("Which step, and behind a blank who:"), .done = route_done, .ctx = ctx_new(s) });
        return DID_DRAW;
    default:
        return app_did(v->app, lx_route_drop(v->app->work, s->document, s->steps_n, &err), &err) ? DID_RELOAD | DID_DRAW : DID_DRAW;
    }
}

static const struct lx_signoff *step_at(const struct lx_rows *rows, size_t i) { return (const struct lx_signoff *)(const void *)rows->at[i]; }

static void add_step(struct menu_items *items, const struct lx_signoff *s, const char *what, int value, char key)
{
    struct lx_str said = LX_STR_EMPTY;
    lx_str_addf(&said, "%s  %s", lx_signoff_role(s->role, lx_lang() == LX_ZH), s->person ? s->person : "");
    menu_add(items, what, said.s, value)->key = key;
    lx_str_done(&said);
}

unsigned document_sign(struct view *v, enum lx_cmd cmd)
{
    lx_id id = list_at_bar(&v->list);
    struct lx_rows rows = { 0 };
    struct menu_items items = { 0 };
    (void)cmd;
    if (!id || lx_route(v->app->work, id, &rows, NULL) != LX_OK)
        return DONE;
    const struct lx_signoff *next = lx_signoff_next(&rows), *last = rows.n ? step_at(&rows, rows.n - 1) : NULL;
    if (next) {
        add_step(&items, next, _("Signed"), ROUTE_SIGN, 's');
        add_step(&items, next, _("Sent back"), ROUTE_BACK, 'b');
    }
    menu_add(&items, _("Add a step"), NULL, ROUTE_ADD)->key = 'a';
    if (last && last->rec.id && last->state != SIGNOFF_SIGNED)
        add_step(&items, last, _("Drop the last step"), ROUTE_DROP, 'd');
    struct sign_ctx *ctx = ctx_new(&(struct sign_ctx){ .document = id, .steps_n = rows.n });
    menu_open(v, &(struct menu){ .title = _("Signatures"), .items = items, .chosen = on_route, .ctx = ctx });
    lx_rows_done(&rows);
    return DID_DRAW;
}

/* The role, its state, who, when, the words. */
static void show_step(struct view *v, const struct lx_signoff *s, struct lx_str *out)
{
    static const char *const fields[] = { "state", "person", "day", "text" };
    lx_str_add(out, lx_signoff_role(s->role, lx_lang() == LX_ZH));
    for (size_t i = 0; i < sizeof fields / sizeof *fields; i++) {
        struct lx_str value = LX_STR_EMPTY;
        lx_show_value(v->app->work, &value, s, lx_field_named(LX_SIGNOFF, fields[i]), lx_lang() == LX_ZH);
        if (value.len)
            lx_str_addf(out, "  %s", value.s);
        lx_str_done(&value);
    }
}

enum lx_rc document_route_lines(struct view *v, lx_id id, struct lines *l, struct lx_err *err)
{
    struct lx_rows rows = { 0 };
    enum lx_rc rc = lx_route(v->app->work, id, &rows, err);
    bool begun = rc == LX_OK && rows.n && rows.at[0]->id;
    if (begun)
        lines_rule(l, _("Signatures"));
    for (size_t i = 0; begun && i < rows.n; i++) {
        struct lx_str s = LX_STR_EMPTY;
        show_step(v, step_at(&rows, i), &s);
        lines_para(l, lx_str_z(&s), ROLE_NORMAL, 0);
        lx_str_done(&s);
    }
    lx_rows_done(&rows);
    return rc;
}
