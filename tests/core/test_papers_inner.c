/* What is marked internal stands in no paper that participants, members or units get, whatever is marked, in either language; their
 * numbers have no gap, and the chair's papers number the open rows alike. */
#include "core/paper/build.h"

#include "core/doc/markdown.h"
#include "core/meeting/agenda.h"
#include "core/meeting/materials.h"
#include "core/meeting/meetings.h"
#include "core/mem.h"
#include "core/page/html.h"
#include "core/page/page.h"
#include "core/paper/standing.h"
#include "core/work/office.h"
#include "tests/lib/paper_office.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <cmocka.h>

static struct lx_err err;
#define OK(call) assert_int_equal(said((call)), LX_OK)
#define SECRET "密事"

static int said(enum lx_rc rc)
{
    if (rc)
        print_error("%s [%s]\n", err.msgid ? err.msgid : "?", err.detail);
    return rc;
}

static lx_id add(struct office *o, const char *title, int kind, lx_id parent, bool internal)
{
    struct lx_agenda *a = lx_rec_new(LX_AGENDA);
    a->meeting = o->meeting;
    a->kind = kind;
    a->parent = parent;
    a->minutes = 5;
    a->secrecy = internal ? SECRECY_INTERNAL : SECRECY_OPEN;
    lx_set_text(&a->title, title);
    lx_set_text(&a->note, SECRET "备注");
    lx_set_text(&a->script, SECRET "主持");
    OK(lx_agenda_add(&o->w, a, &err));
    lx_id id = a->rec.id;
    lx_rec_free(a);
    return id;
}

static void set(struct office *o, enum lx_type type, lx_id id, const char *pair)
{
    char *copy = lx_strdup(pair);
    OK(lx_record_set(&o->w, type, id, &copy, 1, NULL, &err));
    free(copy);
}

static void add_material(struct office *o, const char *title, lx_id row, bool internal)
{
    struct lx_material *m = lx_rec_new(LX_MATERIAL);
    m->meeting = o->meeting;
    m->agenda = row;
    m->secrecy = internal ? SECRECY_INTERNAL : SECRECY_OPEN;
    lx_set_text(&m->title, title);
    OK(lx_material_add(&o->w, m, &err));
    lx_rec_free(m);
}

static lx_id add_topic(struct office *o)
{
    struct lx_topic *t = lx_rec_new(LX_TOPIC);
    lx_set_text(&t->title, SECRET "议题");
    lx_set_text(&t->gist, SECRET "要点");
    t->series = o->series;
    t->secrecy = SECRECY_INTERNAL;
    OK(lx_add(&o->w, "topic add", t, &err));
    lx_id id = t->rec.id;
    lx_rec_free(t);
    return id;
}

static void add_decision(struct office *o)
{
    struct lx_decision *d = lx_rec_new(LX_DECISION);
    d->meeting = o->meeting;
    d->secrecy = SECRECY_INTERNAL;
    lx_set_text(&d->title, SECRET "决定");
    lx_set_text(&d->text, SECRET "决定内容");
    OK(lx_add(&o->w, "decision add", d, &err));
    lx_rec_free(d);
}

/* One of everything, at the beginning, between and below open rows, and as a whole section. */
static void make_secrets(struct office *o)
{
    struct lx_rows items = { 0 };
    OK(lx_all(&o->w, LX_ITEM, NULL, "no", false, &items, &err));
    lx_id first = add(o, SECRET "首项", AGENDA_DECIDE, 0, true), section = add(o, SECRET "章", AGENDA_HEADING, 0, true);
    OK(lx_agenda_move(&o->w, first, 1, &err));
    (void)add(o, SECRET "章下", AGENDA_REPORT, section, false); /* by what it belongs to */
    (void)add(o, SECRET "并列", AGENDA_REPORT, 0, true);
    lx_id open = add(o, "公开末项", AGENDA_INFORM, 0, false);
    (void)add(o, SECRET "分项", AGENDA_REPORT, open, true);
    (void)add(o, "公开分项", AGENDA_REPORT, open, false);
    lx_id by_item = add(o, SECRET "事项进展", AGENDA_REPORT, 0, false);
    struct lx_agenda *old, *now;
    OK(lx_get(&o->w, LX_AGENDA, by_item, &old, &err));
    now = lx_rec_copy(old);
    now->item = items.at[0]->id; /* by the item it is about */
    OK(lx_save(&o->w, "agenda set", old, now, NULL, &err));
    lx_rec_free(old);
    lx_rec_free(now);
    for (size_t i = 0; i < items.n; i++) {
        if (((struct lx_item *)(void *)items.at[i])->lead == o->bureau[1])
            continue;
        set(o, LX_ITEM, items.at[i]->id, "secrecy=internal");
        set(o, LX_ITEM, items.at[i]->id, "title=" SECRET "事项");
        set(o, LX_ITEM, items.at[i]->id, i ? "kind=project" : "kind=task");
    }
    lx_rows_done(&items);
    add_material(o, SECRET "材料", first, true);
    add_material(o, SECRET "会务材料", 0, true);
    add_material(o, "会上收回的材料", open, true); /* they get it: they must know */
    (void)add_topic(o);
    add_decision(o);
    OK(lx_refresh(&o->w, &err));
}

static lx_id of_what(const struct office *o, const struct lx_paper *p)
{
    switch (p->no) {
    case LX_PAPER_OF_MEETING:
    case LX_PAPER_OF_POOL:
    case LX_PAPER_OF_DRAFT:
    case LX_PAPER_OF_DECISIONS:
        return o->meeting;
    case LX_PAPER_OF_UNIT: /* one that leads nothing internal */
        return o->bureau[1];
    default:
        return 0;
    }
}

static void lacks(const struct lx_paper *p, const char *s, size_t len, const char *form)
{
    if (memmem(s, len, SECRET, strlen(SECRET)))
        print_error("%s, %s: %s\n", p->kind, form, strcmp(form, ".docx") == 0 ? "" : s);
    assert_null(memmem(s, len, SECRET, strlen(SECRET)));
}

static void no_form_of_it_tells(const struct lx_paper *p, const struct lx_str *md)
{
    struct lx_doc *d = NULL;
    struct lx_str text = LX_STR_EMPTY, html = LX_STR_EMPTY;
    OK(lx_markdown_read(&d, lx_str_z(md), md->len, &err));
    struct lx_pages *pages = lx_pages_make(d);
    lx_pages_text(&text, pages, LX_WIDE);
    lx_html_make(&html, d);
    lacks(p, lx_str_z(md), md->len, "Markdown");
    lacks(p, lx_str_z(&text), text.len, "text");
    lacks(p, lx_str_z(&html), html.len, "HTML");
    lx_pages_free(pages);
    lx_doc_free(d);
    lx_str_done(&text);
    lx_str_done(&html);
}

static void nothing_internal_is_handed_out(void **state)
{
    struct office *o = *state;
    size_t made = 0, inner = 0;
    make_secrets(o);
    for (int i = 0; i < 2 * LX_PAPER_N; i++) {
        const struct lx_paper *p = lx_paper_get((enum lx_paper_id)(i / 2));
        struct lx_str md = LX_STR_EMPTY;
        if (lx_paper_build(&o->w, p, of_what(o, p), NULL, i % 2, &md, &err) == LX_OK) {
            made++;
            if (p->inner)
                inner += strstr(lx_str_z(&md), SECRET) != NULL;
            else
                no_form_of_it_tells(p, &md);
        }
        lx_str_done(&md);
    }
    assert_true(made > 30);
    assert_true(inner >= 6); /* it would have been seen */
    size_t open = 0, refused = 0;
    for (int i = 0; i < 2 * LX_PAPER_N; i++) { /* for everybody: the office's papers as well */
        const struct lx_paper *p = lx_paper_get((enum lx_paper_id)(i / 2));
        struct lx_str md = LX_STR_EMPTY;
        enum lx_rc rc = lx_paper_build_open(&o->w, p, of_what(o, p), i % 2, &md, &err);
        if (rc == LX_OK)
            no_form_of_it_tells(p, &md);
        open += rc == LX_OK;
        refused += rc == LX_STATE && p->chair;
        assert_int_equal(p->chair && rc == LX_OK, false);
        lx_str_done(&md);
    }
    assert_true(open > 30);
    assert_int_equal(refused, 4); /* the chair's agenda and script, in two languages */
}

static void minutes_are_assembled_without_it(void **state)
{
    struct office *o = *state;
    struct lx_rows items = { 0 };
    make_secrets(o);
    OK(lx_all(&o->w, LX_ITEM, NULL, "no", false, &items, &err));
    for (size_t i = 0; i < items.n; i++) {
        struct lx_item *now;
        struct lx_rec *old;
        OK(lx_get(&o->w, LX_ITEM, items.at[i]->id, &old, &err));
        now = lx_rec_copy(old);
        now->meeting = o->meeting;
        OK(lx_save(&o->w, "item set", old, now, NULL, &err));
        lx_rec_free(old);
        lx_rec_free(now);
    }
    for (int en = 0; en < 2; en++) {
        struct lx_paras paras;
        struct lx_str all = LX_STR_EMPTY;
        OK(lx_standing_minutes(&o->w, o->meeting, en, &paras, &err));
        for (size_t i = 0; i < paras.n; i++)
            lx_str_add(&all, paras.at[i].text);
        lacks(lx_paper_get(LX_PAPER_MINUTES), lx_str_z(&all), all.len, "assembled");
        assert_non_null(strstr(lx_str_z(&all), "公开末项"));
        lx_paras_done(&paras);
        lx_str_done(&all);
    }
    lx_rows_done(&items);
}

/* The numbers that begin its lines. */
static void numbers_of(const char *md, struct lx_str *out)
{
    for (const char *line = md; *line; line += strcspn(line, "\n"), line += *line == '\n') {
        int n, len = 0;
        if (*line >= '0' && *line <= '9' && sscanf(line, "%d. %n", &n, &len) == 1 && len)
            lx_str_addf(out, "%d ", n);
    }
}

static struct lx_str build(struct office *o, const char *kind, const char *query)
{
    struct lx_str md = LX_STR_EMPTY;
    OK(lx_paper_build(&o->w, lx_paper_find(kind), o->meeting, query, false, &md, &err));
    return md;
}

static void open_rows_are_numbered_alike(void **state)
{
    struct office *o = *state;
    struct lx_str before = LX_STR_EMPTY, open = LX_STR_EMPTY, chair = LX_STR_EMPTY;
    struct lx_str md = build(o, "agenda", NULL);
    numbers_of(md.s, &before);
    lx_str_done(&md);
    make_secrets(o);
    md = build(o, "agenda", NULL);
    numbers_of(md.s, &open);
    assert_non_null(strstr(md.s, "（一）公开分项"));
    assert_null(strstr(md.s, "<!-- -->")); /* no list was broken off */
    lx_str_done(&md);
    md = build(o, "chair", NULL);
    numbers_of(md.s, &chair);
    assert_non_null(strstr(md.s, "（内部）研究" SECRET "首项（14:30-14:35，5分钟）"));
    assert_non_null(strstr(md.s, "（内部）" SECRET "分项"));
    assert_non_null(strstr(md.s, "（一）公开分项"));
    assert_non_null(strstr(md.s, "1. 听取上次会议以来工作进展情况汇报（14:35-14:50，15分钟）"));
    lx_str_done(&md);
    lx_str_add(&before, "5 "); /* one open row more */
    assert_string_equal(open.s, before.s);
    assert_string_equal(chair.s, open.s);
    md = build(o, "script", NULL);
    assert_non_null(strstr(md.s, "今天的会议共有五项议程：第一项，听取上次会议以来工作进展情况汇报；"));
    assert_null(strstr(md.s, "第一项，研究"));
    assert_non_null(strstr(md.s, "**内部议题（不列入印发的议程）：研究" SECRET "首项。**"));
    assert_non_null(strstr(md.s, "**第一项议程：听取"));
    lx_str_done(&md);
    md = build(o, "papers", NULL);
    assert_non_null(strstr(md.s, "会上收回的材料"));
    assert_non_null(strstr(md.s, "内部")); /* says that it is */
    lx_str_done(&md);
    lx_str_done(&before);
    lx_str_done(&open);
    lx_str_done(&chair);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(nothing_internal_is_handed_out, paper_office_open, paper_office_close),
        cmocka_unit_test_setup_teardown(minutes_are_assembled_without_it, paper_office_open, paper_office_close),
        cmocka_unit_test_setup_teardown(open_rows_are_numbered_alike, paper_office_open, paper_office_close),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
