/* Records with parts are deleted as one entry, and one undo brings everything back. */
#include "core/meeting/meetings.h"
#include "core/meeting/templates.h"
#include "core/register/documents.h"
#include "core/work/undo.h"
#include "core/work/whole.h"
#include "tests/lib/desk.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <cmocka.h>

static size_t count(struct desk *d, enum lx_type type)
{
    struct lx_rows rows = { 0 };
    desk_ok(d, lx_all(&d->w, type, NULL, NULL, false, &rows, &d->err));
    size_t n = rows.n;
    lx_rows_done(&rows);
    return n;
}

static size_t of(const struct lx_parts_n *n, enum lx_type type)
{
    for (int i = 0; i < n->n; i++)
        if (n->at[i].type == type)
            return n->at[i].n;
    return 0;
}

static lx_id add_template(struct desk *d, lx_id series, int lines_n)
{
    struct lx_template *t = lx_rec_new(LX_TEMPLATE);
    lx_set_text(&t->name, "通用模板");
    t->series = series;
    desk_ok(d, lx_add(&d->w, "template add", t, &d->err));
    for (int i = 0; i < lines_n; i++) {
        struct lx_standard *s = lx_rec_new(LX_STANDARD);
        s->template = t->rec.id;
        s->kind = STANDARD_AGENDA;
        lx_set_text(&s->title, "议程项");
        desk_ok(d, lx_template_line_add(&d->w, s, &d->err));
        lx_rec_free(s);
    }
    lx_id id = t->rec.id;
    lx_rec_free(t);
    return id;
}

static void undo(struct desk *d)
{
    struct lx_revs made = { 0 };
    desk_ok(d, lx_undo_last(&d->w, 1, &made, &d->err));
    lx_revs_done(&made);
}

static void a_template_goes_whole(void **state)
{
    struct desk *d = *state;
    lx_id series = desk_series(d, "市长联席会议", NULL), template = add_template(d, series, 12);
    struct lx_meeting *m = lx_rec_new(LX_MEETING);
    m->series = series;
    desk_ok(d, lx_meeting_add_from(&d->w, m, 0, template, &d->err));
    size_t entries = desk_entries_n(d), rows = count(d, LX_AGENDA);
    struct lx_parts_n n = { 0 };
    desk_ok(d, lx_parts_count(&d->w, LX_TEMPLATE, template, &n, &d->err));
    assert_int_equal(n.n, 1);
    assert_int_equal(of(&n, LX_STANDARD), 12);
    desk_ok(d, lx_delete_whole(&d->w, "template delete", LX_TEMPLATE, template, &d->err));
    assert_int_equal(desk_entries_n(d), entries + 1);
    assert_int_equal(count(d, LX_STANDARD) + count(d, LX_TEMPLATE), 0);
    assert_int_equal(count(d, LX_AGENDA), rows); /* the meeting keeps what it was given */
    assert_int_equal(rows, 12);
    char *from = desk_value(d, LX_MEETING, m->rec.id, "template");
    assert_string_equal(from, "");
    free(from);
    undo(d);
    assert_int_equal(count(d, LX_STANDARD), 12);
    from = desk_value(d, LX_MEETING, m->rec.id, "template");
    assert_string_not_equal(from, "");
    free(from);
    lx_rec_free(m);
}

static void parts_of_parts_go_too(void **state)
{
    struct desk *d = *state;
    struct lx_body *b = lx_rec_new(LX_BODY);
    lx_set_text(&b->name, "海洋经济专题组");
    desk_ok(d, lx_add(&d->w, "body add", b, &d->err));
    struct lx_quota *q = lx_rec_new(LX_QUOTA);
    lx_set_text(&q->title, "通报");
    q->body = b->rec.id;
    q->least = 1;
    desk_ok(d, lx_add(&d->w, "quota add", q, &d->err));
    for (int i = 0; i < 3; i++) {
        struct lx_deed *deed = lx_rec_new(LX_DEED);
        deed->quota = q->rec.id;
        deed->day.day = d->w.today - i;
        desk_ok(d, lx_add(&d->w, "quota done", deed, &d->err));
        lx_rec_free(deed);
    }
    struct lx_member *m = lx_rec_new(LX_MEMBER);
    m->body = b->rec.id;
    m->unit = desk_unit(d, "舟山市");
    desk_ok(d, lx_add(&d->w, "body member", m, &d->err));
    struct lx_parts_n n = { 0 };
    desk_ok(d, lx_parts_count(&d->w, LX_BODY, b->rec.id, &n, &d->err));
    assert_int_equal(n.n, 3);
    assert_true(of(&n, LX_DEED) == 3 && of(&n, LX_QUOTA) == 1 && of(&n, LX_MEMBER) == 1);
    size_t entries = desk_entries_n(d);
    desk_ok(d, lx_delete_whole(&d->w, "body delete", LX_BODY, b->rec.id, &d->err));
    assert_int_equal(desk_entries_n(d), entries + 1);
    assert_int_equal(count(d, LX_DEED) + count(d, LX_QUOTA) + count(d, LX_MEMBER) + count(d, LX_BODY), 0);
    undo(d);
    assert_int_equal(count(d, LX_DEED), 3);
    assert_int_equal(count(d, LX_MEMBER), 1);
    lx_rec_free(b);
    lx_rec_free(q);
    lx_rec_free(m);
}

/* Its issuers, the answers that were asked for, its signatures; not once it has its number. */
static void a_draft_document_goes_whole(void **state)
{
    struct desk *d = *state;
    struct lx_ids units = { 0 };
    lx_ids_add(&units, desk_unit(d, "宁波市"));
    lx_ids_add(&units, desk_unit(d, "舟山市"));
    struct lx_document *doc = lx_rec_new(LX_DOCUMENT);
    lx_set_text(&doc->title, "推广方案");
    doc->issuer = units.at[0];
    desk_ok(d, lx_document_add(&d->w, doc, &units, &d->err));
    desk_ok(d, lx_document_ask(&d->w, doc->rec.id, &units, &(struct lx_date){ .day = LX_NO_DAY }, &d->err));
    size_t issuers = count(d, LX_ISSUER);
    assert_true(issuers > 0 && count(d, LX_OPINION) == 2);
    desk_ok(d, lx_delete_whole(&d->w, "document delete", LX_DOCUMENT, doc->rec.id, &d->err));
    assert_int_equal(count(d, LX_DOCUMENT) + count(d, LX_ISSUER) + count(d, LX_OPINION), 0);
    undo(d);
    assert_int_equal(count(d, LX_ISSUER), issuers);
    assert_int_equal(count(d, LX_OPINION), 2);
    struct lx_document *numbered = lx_rec_new(LX_DOCUMENT);
    lx_set_text(&numbered->title, "通知");
    lx_set_text(&numbered->no, "甬政发〔2024〕1号");
    desk_ok(d, lx_add(&d->w, "document add", numbered, &d->err));
    assert_int_equal(lx_delete_whole(&d->w, "document delete", LX_DOCUMENT, numbered->rec.id, &d->err), LX_STATE);
    assert_int_equal(count(d, LX_DOCUMENT), 2);
    lx_rec_free(doc);
    lx_rec_free(numbered);
    lx_ids_done(&units);
}

int main(void)
{
    static const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(a_template_goes_whole, desk_setup, desk_teardown),
        cmocka_unit_test_setup_teardown(parts_of_parts_go_too, desk_setup, desk_teardown),
        cmocka_unit_test_setup_teardown(a_draft_document_goes_whole, desk_setup, desk_teardown),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
