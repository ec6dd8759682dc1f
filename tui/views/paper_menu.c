/* Which paper: of the record under the bar, of what it belongs to, of the marked items, of the list. */
#include "tui/views/paper.h"

#include "core/meeting/bodies.h"
#include "core/meeting/notices.h"
#include "core/mem.h"
#include "core/work/query_read.h"
#include "core/work/units.h"
#include "core/work/work.h"
#include "tui/app.h"
#include "tui/i18n.h"
#include "tui/menu.h"

#include <stdlib.h>
#include <string.h>

/* The menu's context is freed with free(), so all of it is one block. */
enum { CHOICES_MOST = 96, QUERIES_MOST = 32, QUERY_ROOM = 4096 };
struct choice {
    const struct lx_paper *paper;
    lx_id of;
    int query; /* which of queries; -1 none */
};
struct choices {
    const struct lx_paper *only; /* NULL: every paper */
    struct choice at[CHOICES_MOST];
    int n;
    char queries[QUERIES_MOST][QUERY_ROOM];
    int queries_n;
    struct menu_items items; /* taken over by the menu */
};

static const char choice_keys[] = "123456789abcdefghilmnoprstuvwxyz"; /* j k q do what they do in every menu */

static void add_choice(struct choices *c, const struct lx_paper *paper, lx_id of, int query, const char *what)
{
    if (c->n == CHOICES_MOST || (c->only && c->only != paper))
        return;
    struct menu_item *item = menu_add(&c->items, lx_paper_title(paper, lx_lang() == LX_EN), what, c->n);
    item->key = (size_t)c->n < sizeof choice_keys ? choice_keys[c->n] : '\0';
    c->at[c->n++] = (struct choice){ paper, of, query };
}

/* The agenda for each member city; that for the chair is a paper of its own. */
static void add_variant(struct choices *c, const struct lx_paper *paper, lx_id of, const char *who, const char *what)
{
    struct lx_str query = LX_STR_EMPTY;
    lx_str_addf(&query, "for:%s", who);
    if (query.len < QUERY_ROOM && c->queries_n < QUERIES_MOST && c->n < CHOICES_MOST) {
        memcpy(c->queries[c->queries_n], query.s, query.len + 1);
        add_choice(c, paper, of, c->queries_n++, what);
    }
    lx_str_done(&query);
}

static void add_variants(struct view *v, struct choices *c, const struct lx_paper *paper, lx_id of)
{
    struct lx_ids units = { 0 };
    struct lx_meeting *m = NULL;
    if (lx_get(v->app->work, LX_MEETING, of, &m, NULL) == LX_OK && lx_meeting_units(v->app->work, m, &units, NULL) == LX_OK)
        for (size_t i = 0; i < units.n; i++) {
            const struct lx_unit *u = lx_unit_by_id(v->app->work->units, units.at[i]);
            if (u && u->name)
                add_variant(c, paper, of, u->name, u->name);
        }
    lx_ids_done(&units);
    lx_rec_free(m);
}

/* Has a notice corrected, postponed or cancelled anything?  Without one such a paper has nothing to say. */
static bool was_corrected(struct view *v, lx_id meeting)
{
    struct lx_rows notices = { 0 };
    bool found = false;
    if (lx_notices(v->app->work, meeting, &notices, NULL) == LX_OK)
        for (size_t i = 0; i < notices.n && !found; i++) {
            int kind = (int)((const struct lx_notice *)(const void *)notices.at[i])->kind;
            found = kind == NOTICE_CORRECTION || kind == NOTICE_POSTPONEMENT || kind == NOTICE_CANCELLATION;
        }
    lx_rows_done(&notices);
    return found;
}

/* Every paper that can be made of this record. */
static void add_record(struct view *v, struct choices *c, enum lx_type type, lx_id id)
{
    struct lx_str name = LX_STR_EMPTY;
    if (!id)
        return;
    lx_show_id(v->app->work, &name, id);
    for (int i = 0; i < LX_PAPER_N; i++) {
        const struct lx_paper *paper = lx_paper_get((enum lx_paper_id)i);
        if (lx_paper_fits(paper, type) && !(type == LX_ITEM && paper->no == LX_PAPER_OF_QUERY)) {
            bool idle = paper->id == LX_PAPER_CORRECTION && !was_corrected(v, id); /* stays, so that keys are the same for every meeting */
            add_choice(c, paper, id, -1, idle ? _("(nothing was corrected or put off)") : lx_str_z(&name));
        }
    }
    if (type == LX_MEETING)
        add_variants(v, c, lx_paper_get(LX_PAPER_AGENDA), id);
    lx_str_done(&name);
}

/* Every paper of a condition; one that is too long for a query is not offered. */
static void add_query(struct choices *c, const char *query, const char *group, const char *what)
{
    struct lx_str s = LX_STR_EMPTY, said = LX_STR_EMPTY;
    if (group) /* as the list stands */
        lx_str_addf(&s, "group:%s ", group);
    lx_str_add(&s, query);
    lx_str_addf(&said, "%s%s%s", what, group ? " " : "", group ? _("(in groups)") : "");
    if (s.len < QUERY_ROOM && c->queries_n < QUERIES_MOST) {
        memcpy(c->queries[c->queries_n], lx_str_z(&s), s.len + 1);
        for (int i = 0; i < LX_PAPER_N; i++)
            if (lx_paper_get((enum lx_paper_id)i)->no == LX_PAPER_OF_QUERY)
                add_choice(c, lx_paper_get((enum lx_paper_id)i), 0, c->queries_n, said.s);
        c->queries_n++;
    }
    lx_str_done(&s);
    lx_str_done(&said);
}

/* no:26-001|26-003 */
static void add_marked(struct view *v, struct choices *c)
{
    struct lx_ids ids = { 0 };
    struct lx_rows rows = { 0 };
    struct lx_str query = LX_STR_EMPTY, what = LX_STR_EMPTY;
    list_chosen(v, &ids);
    if (v->list.marks.n && v->app->store->rows(v->app->store, LX_ITEM, ids.at, ids.n, &rows, NULL) == LX_OK) {
        for (size_t i = 0; i < rows.n; i++)
            if (rows.at[i])
                lx_str_addf(&query, "%s%s", query.len ? "|" : "no:", ((struct lx_item *)(void *)rows.at[i])->no);
        lx_str_addf(&what, "%s%s%zu", LX_LABEL(_("marked items:")), ids.n);
        add_query(c, lx_str_z(&query), v->list.group, what.s);
    }
    lx_ids_done(&ids);
    lx_rows_done(&rows);
    lx_str_done(&query);
    lx_str_done(&what);
}

static void add_items(struct view *v, struct choices *c)
{
    struct lx_item *item = NULL;
    add_marked(v, c);
    if (v->filter && *v->filter) {
        struct lx_str words = LX_STR_EMPTY;
        lx_query_show(&words, LX_ITEM, v->filter, lx_lang() == LX_EN, " ");
        add_query(c, v->filter, v->list.group, lx_str_z(&words));
        lx_str_done(&words);
    } else {
        add_query(c, "state:open", v->list.group, _("all open items"));
        add_query(c, "", v->list.group, _("all items"));
    }
    if (list_at_bar(&v->list) && lx_get(v->app->work, LX_ITEM, list_at_bar(&v->list), &item, NULL) == LX_OK) {
        add_record(v, c, LX_UNIT, item->lead);
        add_record(v, c, LX_MEETING, item->meeting);
        add_record(v, c, LX_PLAN, item->plan);
        add_record(v, c, LX_ITEM, item->rec.id);
    }
    lx_rec_free(item);
}

/* Beside a list of topics, units, persons: what is made of all of them, or blank. */
static void add_beside(struct choices *c, enum lx_type type)
{
    for (int i = 0; i < LX_PAPER_N; i++) {
        const struct lx_paper *paper = lx_paper_get((enum lx_paper_id)i);
        if (lx_paper_beside(paper, type))
            add_choice(c, paper, 0, -1, paper->no == LX_PAPER_OF_TOPIC ? _("a blank form") : paper->no == LX_PAPER_OF_NONE ? "" :
                                            paper->no == LX_PAPER_OF_PERIOD ? _("since the last issue") : _("all of them"));
    }
}

/* Of the meeting whose roll it is; the card of the row under the bar once again. */
static void add_roll(struct view *v, struct choices *c)
{
    struct lx_attendance *a = NULL;
    if (list_at_bar(&v->list) && lx_get(v->app->work, LX_ATTENDANCE, list_at_bar(&v->list), &a, NULL) == LX_OK) {
        const struct lx_unit *unit = lx_unit_by_id(v->app->work->units, a->unit);
        const char *who = a->name ? a->name : unit ? unit->name : NULL;
        if (who)
            add_variant(c, lx_paper_get(LX_PAPER_CARDS), a->meeting, who, who);
    }
    lx_rec_free(a);
    add_record(v, c, LX_MEETING, v->subject);
}

/* Of the row under the bar; bodies and the members of one stand in one context. */
static void add_rows(struct view *v, struct choices *c)
{
    enum lx_type type = v->ops->type;
    lx_id id = list_at_bar(&v->list);
    if (v->ops->ctx == CTX_BODIES) {
        id = type == LX_MEMBER ? v->subject : id;
        type = LX_NONE_TYPE;
        if (id <= 0 || v->app->store->type_of(v->app->store, id, &type, NULL) != LX_OK || type != LX_BODY)
            id = 0; /* the joint meeting itself has no record */
        type = LX_BODY;
    }
    add_record(v, c, type, id);
    add_beside(c, type);
}

/* Of decisions: the one under the bar, its meeting, the whole register or what the list is narrowed to. */
static void add_decisions(struct view *v, struct choices *c)
{
    struct lx_decision *d = NULL;
    if (!list_at_bar(&v->list) || lx_get(v->app->work, LX_DECISION, list_at_bar(&v->list), &d, NULL) != LX_OK)
        return;
    add_record(v, c, LX_DECISION, d->rec.id);
    if (d->meeting)
        add_choice(c, lx_paper_get(LX_PAPER_DECISIONS), d->meeting, -1, _("its meeting"));
    const char *query = v->filter ? v->filter : "";
    if (strlen(query) < QUERY_ROOM && c->queries_n < QUERIES_MOST) {
        memcpy(c->queries[c->queries_n], query, strlen(query) + 1);
        add_choice(c, lx_paper_get(LX_PAPER_DECISIONS), 0, c->queries_n++, *query ? query : _("the whole register"));
    }
    lx_rec_free(d);
}

static void show(struct view *v, const struct choices *c, int64_t n)
{
    const struct choice *one = &c->at[n];
    char *query = lx_strdup(one->query >= 0 ? c->queries[one->query] : "");
    paper_show(v->app, &(struct paper_source){ .paper = one->paper, .of = one->of, .query = query });
    free(query);
}

static unsigned on_chosen(struct view *v, int64_t value, void *ctx)
{
    show(v, ctx, value);
    return DID_DRAW;
}

static unsigned open_menu(struct view *v, const struct lx_paper *only)
{
    struct choices *c = lx_alloc(sizeof *c);
    c->only = only;
    if (v->ops->type == LX_ITEM)
        add_items(v, c);
    else if (v->ops->ctx == CTX_ROLL)
        add_roll(v, c);
    else if (v->ops->type == LX_DECISION)
        add_decisions(v, c);
    else if (v->ops->type != LX_NONE_TYPE || v->ops->ctx == CTX_BODIES)
        add_rows(v, c);
    else
        add_record(v, c, v->ops->ctx == CTX_PLAN ? LX_PLAN : LX_MEETING, v->subject);
    int n = c->n;
    if (n == 1)
        show(v, c, 0);
    if (n <= 1) {
        menu_items_done(&c->items);
        free(c);
        return n ? DID_DRAW : PASS;
    }
    struct menu menu = { .title = _("Which paper?"), .items = c->items, .chosen = on_chosen, .ctx = c };
    c->items = (struct menu_items){ 0 };
    menu_open(v, &menu);
    return DID_DRAW;
}

unsigned paper_menu(struct view *v, enum lx_cmd cmd)
{
    (void)cmd;
    unsigned did = open_menu(v, NULL);
    if (did == PASS)
        app_say(v->app, _("There is no row to do this to"));
    return DID_DRAW;
}

unsigned paper_menu_of(struct view *v, const struct lx_paper *paper)
{
    return app_offers(v->app, CMD_PAPER) ? open_menu(v, paper) : (unsigned)PASS;
}
