/* E: a whole record as Markdown in the editor, and what comes of it in the form. */
#include "core/work/items.h"
#include "tests/lib/smalloffice.h"
#include "tests/lib/tmp.h"
#include "tui/form.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <cmocka.h>

/* An item with a text, E pressed on it while the editor does these commands to the file $1. */
static struct smalloffice *edited(const char *dir, const char *commands)
{
    struct smalloffice *o = smalloffice_new(24, 80, "zh", false);
    struct lx_item *item = lx_rec_new(LX_ITEM);
    struct lx_duties duties = { 0 };
    struct lx_err err;
    lx_set_text(&item->title, "开展增殖放流");
    lx_set_text(&item->text, "每年一次。\n分三段。");
    item->meeting = o->meeting;
    smalloffice_must(lx_duties_read(&o->work, &duties, "宁波市", PART_LEAD, &err), &err);
    smalloffice_must(lx_item_add(&o->work, item, &duties, &err), &err);
    lx_duties_done(&duties);
    lx_rec_free(item);
    smalloffice_editor(dir, commands);
    inscreen_keys(o->t, "2 E");
    return o;
}

static void all_of_it_stands_in_the_file(void **state)
{
    struct smalloffice *o = edited(*state, "cp \"$1\" \"$(dirname \"$0\")/seen\"");
    char *path = tmp_path(*state, "seen"), *seen = tmp_read(path, NULL);
    assert_non_null(seen);
    assert_int_equal(strncmp(seen, "---\n# ", 6), 0);
    assert_non_null(strstr(seen, "\n事项: 开展增殖放流\n"));
    assert_non_null(strstr(seen, "\n办理时限: \n"));
    const char *end = strstr(seen, "\n---\n\n");
    assert_non_null(end);
    assert_string_equal(end, "\n---\n\n每年一次。\n分三段。\n");
    struct form *f = (struct form *)app_view(inscreen_app(o->t));
    assert_string_equal(f->v.ops->name, "form");
    assert_false(f->typed); /* nothing was changed */
    free(path);
    free(seen);
    smalloffice_done(&o);
}

static void fields_and_text_come_back(void **state)
{
    struct smalloffice *o = edited(*state, "sed -i -e 's/^事项: .*/事项： 放流/' -e 's/^办理时限: /办理时限: 年底前/' -e 's/^分三段/分四段/' \"$1\"");
    inscreen_keys(o->t, "^S");
    struct lx_item *item = smalloffice_only(o, LX_ITEM);
    assert_string_equal(item->title, "放流");
    assert_string_equal(item->text, "每年一次。\n分四段。");
    assert_int_equal(item->due.day, lx_day_make(2024, 12, 31));
    assert_int_equal(item->lead, smalloffice_unit(o, "宁波市"));
    lx_rec_free(item);
    smalloffice_done(&o);
}

static void what_is_wrong_stands_at_its_field(void **state)
{
    struct smalloffice *o = edited(*state, "sed -i -e 's/^办理时限: /办理时限: 昨夜/' -e 's/^事项: /颜色: 红\\n事项: /' \"$1\"");
    assert_true(inscreen_has(o->t, "没有“颜色”这一栏"));
    struct form *f = (struct form *)app_view(inscreen_app(o->t));
    bool said = false;
    for (int i = 0; i < f->n; i++)
        said |= strcmp(form_row_name(&f->rows[i]), "due") == 0 && f->rows[i].error;
    assert_true(said);
    inscreen_keys(o->t, "^S");
    assert_string_equal(app_view(inscreen_app(o->t))->ops->name, "form"); /* not saved */
    smalloffice_done(&o);
}

static void without_its_fences_nothing_is_taken(void **state)
{
    struct smalloffice *o = edited(*state, "sed -i -e '/^---$/d' -e 's/^事项: .*/事项: 放流/' \"$1\"");
    assert_true(inscreen_has(o->t, "--- 两行已不在"));
    assert_string_equal(form_text((struct form *)app_view(inscreen_app(o->t)), "title"), "开展增殖放流");
    smalloffice_done(&o);
}

/* A rule in the text is no fence, a line that was taken out changes nothing, and a record may have no text at all. */
static void odd_files(void **state)
{
    struct smalloffice *o = edited(*state, "{ printf -- '---\\n---\\n\\n一\\n\\n---\\n\\n二\\n\\n'; } >\"$1\"");
    struct form *f = (struct form *)app_view(inscreen_app(o->t));
    assert_string_equal(form_text(f, "title"), "开展增殖放流");
    assert_string_equal(form_text(f, "text"), "一\n\n---\n\n二");
    smalloffice_done(&o);
    o = edited(*state, ": >\"$1\"");
    assert_string_equal(form_text((struct form *)app_view(inscreen_app(o->t)), "text"), "每年一次。\n分三段。");
    smalloffice_done(&o);
}

int main(void)
{
#define T(f) cmocka_unit_test_setup_teardown(f, tmp_setup, tmp_teardown)
    const struct CMUnitTest tests[] = {
        T(all_of_it_stands_in_the_file),        T(fields_and_text_come_back), T(what_is_wrong_stands_at_its_field),
        T(without_its_fences_nothing_is_taken), T(odd_files),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
