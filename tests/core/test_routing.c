/* Documents that go round to be signed: in their order, sent back, another text, issued at the end. */
#include "core/register/routing.h"

#include "core/meeting/meetings.h"
#include "core/mem.h"
#include "core/paper/build.h"
#include "core/register/documents.h"
#include "core/work/undo.h"
#include "tests/lib/paper_office.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdlib.h>
#include <string.h>
#include <cmocka.h>

static struct lx_err err;
#define OK(call) assert_int_equal((call), LX_OK)

static lx_id draft(struct office *o)
{
    struct lx_document *d = lx_rec_new(LX_DOCUMENT);
    lx_set_text(&d->title, "港口协同办法");
    lx_set_text(&d->text, "第一条　略。");
    OK(lx_document_add(&o->w, d, NULL, &err));
    lx_id id = d->rec.id;
    lx_rec_free(d);
    return id;
}

/* "核稿+ 审核- 签发." : signed, returned, pending, void (!). */
static void is(struct office *o, lx_id id, const char *wanted)
{
    static const char marks[] = { [SIGNOFF_PENDING] = '.', [SIGNOFF_SIGNED] = '+', [SIGNOFF_RETURNED] = '-', [SIGNOFF_VOID] = '!' };
    struct lx_rows rows = { 0 };
    struct lx_str s = LX_STR_EMPTY;
    OK(lx_route(&o->w, id, &rows, &err));
    for (size_t i = 0; i < rows.n; i++) {
        const struct lx_signoff *step = (struct lx_signoff *)(void *)rows.at[i];
        assert_int_equal(step->position, i + 1);
        lx_str_addf(&s, "%s%s%c", i ? " " : "", step->role, marks[step->state]);
    }
    assert_string_equal(lx_str_z(&s), wanted);
    lx_rows_done(&rows);
    lx_str_done(&s);
}

static enum lx_rc sign(struct office *o, lx_id id, const char *role, const char *back)
{
    return lx_document_sign(&o->w, id, &(struct lx_signing){ .role = role, .back = back != NULL, .text = back, .person = "某职务" }, &err);
}

static void steps_sign_in_their_order(void **state)
{
    struct office *o = *state;
    struct lx_revs undone = { 0 };
    lx_id id = draft(o);
    is(o, id, "核稿. 审核. 签发."); /* nothing stored yet */
    assert_int_equal(sign(o, id, "签发", NULL), LX_STATE);
    OK(sign(o, id, NULL, NULL));
    assert_int_equal(sign(o, id, NULL, ""), LX_INVALID); /* words are wanted */
    OK(sign(o, id, "审核", "第二条再斟酌"));
    is(o, id, "核稿+ 审核- 签发.");
    OK(lx_undo_last(&o->w, 1, &undone, &err));
    is(o, id, "核稿+ 审核. 签发.");
    OK(sign(o, id, "审核", NULL));
    OK(sign(o, id, "签发", NULL));
    assert_int_equal(sign(o, id, NULL, NULL), LX_STATE); /* everybody has */
    lx_revs_done(&undone);
}

static void the_route_is_the_offices_own(void **state)
{
    struct office *o = *state;
    lx_id id = draft(o);
    OK(lx_route_add(&o->w, id, "核稿", "综合科科长", 0, &err));
    OK(lx_route_add(&o->w, id, "签发", "主任", 0, &err));
    OK(lx_route_add(&o->w, id, "审核", "副主任", 2, &err));
    is(o, id, "核稿. 审核. 签发.");
    OK(sign(o, id, NULL, NULL));
    assert_int_equal(lx_route_add(&o->w, id, "初核", NULL, 1, &err), LX_STATE); /* it would stand before who has signed */
    assert_int_equal(lx_route_drop(&o->w, id, 1, &err), LX_STATE);
    OK(lx_route_drop(&o->w, id, 2, &err));
    is(o, id, "核稿+ 签发.");
    assert_int_equal(lx_route_drop(&o->w, id, 3, &err), LX_NOTFOUND);
}

static void another_text_wants_signing_again(void **state)
{
    struct office *o = *state;
    char *text[] = { (char[]){ "text=第一条　改。" } }, *note[] = { (char[]){ "note=备注" } }, *code[] = { (char[]){ "doc_code=甲政发" } };
    lx_id id = draft(o);
    OK(sign(o, id, NULL, NULL));
    OK(lx_record_set(&o->w, LX_DOCUMENT, id, note, 1, NULL, &err));
    is(o, id, "核稿+ 审核. 签发.");
    OK(lx_record_set(&o->w, LX_DOCUMENT, id, text, 1, NULL, &err));
    is(o, id, "核稿! 审核. 签发.");
    OK(lx_record_set(&o->w, LX_UNIT, o->city[0], code, 1, NULL, &err));
    OK(lx_refresh(&o->w, &err));
    struct lx_document *old, *d;
    OK(lx_get(&o->w, LX_DOCUMENT, id, &old, &err));
    d = lx_rec_copy(old);
    d->issuer = o->city[0];
    OK(lx_save(&o->w, "document set", old, d, NULL, &err));
    lx_rec_free(old);
    lx_rec_free(d);
    static const int way[] = { DOC_COMMENTS, DOC_DELIBERATION, DOC_PASSED };
    for (size_t i = 0; i < sizeof way / sizeof *way; i++)
        OK(lx_document_step(&o->w, id, way[i], NULL, &err));
    assert_int_equal(lx_document_issue(&o->w, id, NULL, LX_NO_DAY, NULL, &err), LX_STATE);
    for (int i = 0; i < 3; i++)
        OK(sign(o, id, NULL, NULL));
    OK(lx_document_issue(&o->w, id, NULL, LX_NO_DAY, NULL, &err));
    assert_int_equal(sign(o, id, NULL, NULL), LX_STATE);
    struct lx_str md = LX_STR_EMPTY;
    OK(lx_paper_build(&o->w, lx_paper_find("routing"), id, NULL, false, &md, &err));
    assert_non_null(strstr(md.s, "| **签发** | 同意。<br>某职务　2024年6月25日 |"));
    assert_non_null(strstr(md.s, "| **核稿** | 同意。<br>某职务　2024年6月25日 |"));
    lx_str_done(&md);
}

int main(void)
{
#define T(f) cmocka_unit_test_setup_teardown(f, paper_office_open, paper_office_close)
    const struct CMUnitTest tests[] = { T(steps_sign_in_their_order), T(the_route_is_the_offices_own), T(another_text_wants_signing_again) };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
