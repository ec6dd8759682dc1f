/* Papers on the screen: the menu, the preview as it is printed, turning pages, files, what is put on record. */
#include "core/work/items.h"
#include "core/work/printing.h"
#include "tests/lib/approve.h"
#include "tests/lib/inscreen.h"
#include "tests/lib/paper_office.h"
#include "tests/lib/tmp.h"
#include "tui/send.h"
#include "tui/views/paper.h"
#include "tui/views/printings.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>
#include <cmocka.h>

static struct inscreen *start(struct office *o, int h, int w, const char *lang, bool wide)
{
    return inscreen_new(&(struct inscreen_setup){ .store = o->store, .work = &o->w, .h = h, .w = w, .lang = lang, .wide = wide });
}

static void previews_are_as_approved(void **state)
{
    static const struct approved screens[] = {
        { "paper-preview", "zh", false, 24, 80 },  { "paper-preview", "zh", true, 24, 80 },  { "paper-preview", "en", false, 24, 80 },
        { "paper-preview", "zh", false, 45, 160 }, { "paper-preview", "en", true, 45, 160 }, { "paper-out", "zh", false, 24, 80 },
        { "paper-out", "en", false, 24, 80 },
    };
    for (size_t i = 0; i < sizeof screens / sizeof *screens; i++) {
        struct inscreen *t = start(*state, screens[i].rows, screens[i].cols, screens[i].lang, screens[i].wide);
        char *path = strdup(getenv("PATH"));
        (void)setenv("PATH", "/nonexistent", 1); /* no lpstat, whatever machine this is */
        inscreen_keys(t, strcmp(screens[i].name, "paper-out") == 0 ? "3 p 1 p" : "3 p 1");
        (void)setenv("PATH", path, 1);
        free(path);
        APPROVE(&screens[i], inscreen_text(t));
        inscreen_done(&t);
    }
}

static struct paper_view *shown(struct inscreen *t)
{
    struct view *v = app_view(inscreen_app(t));
    assert_ptr_equal(v->ops, &view_paper);
    return (struct paper_view *)v;
}

/* Columns stand where the longest word puts them: blanks in a row count once. */
static bool says(struct inscreen *t, const char *words)
{
    struct lx_str s = LX_STR_EMPTY;
    for (const char *at = inscreen_text(t); *at; at++)
        if (*at != ' ' || at[1] != ' ')
            lx_str_addc(&s, *at);
    bool found = strstr(lx_str_z(&s), words) != NULL;
    lx_str_done(&s);
    return found;
}

static void the_menu_fits_what_is_under_the_bar(void **state)
{
    struct office *o = *state;
    struct inscreen *t = start(o, 45, 80, "zh", false);
    static const char *const offered[] = { "1 事项台账 全部未办结事项", "2 项目推进表 全部未办结事项", "3 事项台账 全部事项", "单位任务清单 乙一局", "事项台账 乙一局", "会议议程 9 第九次市长联席会议",
                                           "会议纪要 9 第九次市长联席会议", "会议签到表 9 第九次市长联席会议" };
    inscreen_keys(t, "2 p");
    for (size_t i = 0; i < sizeof offered / sizeof *offered; i++)
        assert_true(says(t, offered[i]));
    inscreen_keys(t, "<Esc> 5 p"); /* of a unit its ledger, its contacts; beside it what is of all units */
    assert_true(inscreen_has(t, "1  事项台账"));
    assert_true(inscreen_has(t, "通讯录"));
    assert_true(inscreen_has(t, "成员单位一览表"));
    inscreen_keys(t, "1");
    assert_string_equal(shown(t)->source.paper->kind, "ledger");
    inscreen_keys(t, "q 3 p 2");
    assert_string_equal(shown(t)->source.paper->kind, "minutes");
    assert_int_equal(shown(t)->source.of, o->meeting);
    inscreen_keys(t, "q 2 A <Space> <Space> p 1"); /* two marked items */
    assert_true(inscreen_has(t, "共2项"));
    inscreen_keys(t, "q * * / 联合 <Enter> p 1"); /* the filter that stands */
    assert_string_equal(shown(t)->source.query, "联合");
    assert_true(inscreen_has(t, "共2项"));
    inscreen_done(&t);
}

static void pages_are_turned(void **state)
{
    struct inscreen *t = start(*state, 24, 80, "zh", false);
    inscreen_keys(t, "3 p 2");
    struct paper_view *p = shown(t);
    assert_int_equal(p->pages->page_n, 2);
    assert_true(inscreen_has(t, "1 / 2"));
    assert_false(inscreen_has(t, "2 / 2"));
    inscreen_keys(t, "]");
    assert_int_equal(p->v.pager.top, PAPER_PAGE_H);
    assert_true(inscreen_has(t, "2 / 2"));
    inscreen_keys(t, "k k [");
    assert_int_equal(p->v.pager.top, 0); /* two lines up was page one already */
    inscreen_keys(t, "] ] ] [");
    assert_int_equal(p->v.pager.top, PAPER_PAGE_H); /* the end of the last page, then its start */
    inscreen_keys(t, "g g e");
    assert_true(inscreen_has(t, "Joint Meeting of Mayors"));
    inscreen_keys(t, "e");
    assert_false(inscreen_has(t, "Joint Meeting of Mayors"));
    inscreen_done(&t);
}

static void what_others_change_is_printed(void **state)
{
    struct office *o = *state;
    struct inscreen *t = start(o, 45, 120, "zh", false);
    inscreen_keys(t, "3 p 1");
    assert_false(inscreen_has(t, "新增一题"));
    paper_office_topic(o, AGENDA_DECIDE, "新增一题", 5, 0, NULL);
    inscreen_pump(t);
    assert_true(inscreen_has(t, "研究新增一题"));
    inscreen_done(&t);
}

static void minutes_that_are_not_there_are_said(void **state)
{
    struct office *o = *state;
    struct lx_meeting *old = NULL;
    struct lx_err err;
    assert_int_equal(lx_get(&o->w, LX_MEETING, o->meeting, &old, &err), LX_OK);
    struct lx_meeting *m = lx_rec_copy(old);
    lx_set_text(&m->minutes, NULL);
    assert_int_equal(lx_save(&o->w, "meeting set", old, m, NULL, &err), LX_OK);
    lx_rec_free(old);
    lx_rec_free(m);
    struct inscreen *t = start(o, 24, 80, "zh", false);
    inscreen_keys(t, "3 p 2");
    assert_true(inscreen_has(t, "还没有纪要"));
    assert_ptr_not_equal(app_view(inscreen_app(t))->ops, &view_paper);
    inscreen_done(&t);
}

static size_t printings(struct office *o, const char *way)
{
    struct lx_rows rows = { 0 };
    size_t n = 0;
    assert_int_equal(lx_all(&o->w, LX_PRINTING, NULL, NULL, false, &rows, NULL), LX_OK);
    for (size_t i = 0; i < rows.n; i++)
        n += strcmp(((struct lx_printing *)(void *)rows.at[i])->way, way) == 0;
    lx_rows_done(&rows);
    return n;
}

static void files_are_written_and_put_on_record(void **state)
{
    struct office *o = *state;
    char *dir = tmp_new(), *file = tmp_path(dir, "两市市长联席会议第九次会议议程.txt"), *link = tmp_path(dir, "link");
    (void)setenv("HOME", dir, 1);
    struct inscreen *t = start(o, 24, 80, "zh", false);
    inscreen_keys(t, "3 p 1 p t ^A ~/ <Enter>"); /* as proposed */
    assert_true(inscreen_has(t, "两市市长联席会议第九次"));
    char *text = tmp_read(file, NULL);
    assert_non_null(text);
    assert_non_null(strstr(text, "两市市长联席会议第九次会议议程"));
    free(text);
    assert_int_equal(printings(o, "txt"), 1);

    assert_int_equal(symlink(file, link), 0);
    inscreen_keys(t, "p m ^U ~/link");
    assert_true(inscreen_has(t, "将被替换"));
    inscreen_keys(t, "<Enter>");
    assert_true(inscreen_has(t, "链接"));
    inscreen_keys(t, "<Esc>");
    assert_int_equal(printings(o, "md"), 0);
    inscreen_done(&t);
    free(file);
    free(link);
    tmp_done(&dir);
}

static void a_printer_gets_it_and_it_is_on_record(void **state)
{
    struct office *o = *state;
    char *dir = tmp_new(), *lp = tmp_path(dir, "lp"), *lpstat = tmp_path(dir, "lpstat"), *pdf = tmp_path(dir, "lianxi-pdf");
    tmp_write(lp, "#!/bin/sh\nexec 3>$0.args\nprintf '%s\\n' \"$*\" >&3\ncat >$0.pdf\necho 'request id is hall-1 (0 file(s))'\n");
    tmp_write(lpstat, "#!/bin/sh\n[ \"$1\" = -r ] && printf 'scheduler is running\\nattic\\nhall\\n'\nexit 0\n");
    tmp_write(pdf, "#!/bin/sh\nprintf '%%PDF-'\ncat >/dev/null\n");
    (void)chmod(lp, 0755), (void)chmod(lpstat, 0755), (void)chmod(pdf, 0755);
    char *path = strdup(getenv("PATH"));
    struct lx_str first = LX_STR_EMPTY;
    lx_str_addf(&first, "%s:%s", dir, path);
    (void)setenv("PATH", first.s, 1);
    struct inscreen *t = start(o, 24, 80, "zh", false);
    inscreen_keys(t, "3 p 1 p d 2 c ^U 3 <Enter> b r 1 <Enter>");
    assert_true(inscreen_has(t, "hall ×3"));
    assert_true(inscreen_has(t, "双面长边翻"));
    inscreen_keys(t, "p");
    assert_true(inscreen_has(t, "hall-1"));
    inscreen_keys(t, "p j");
    assert_ptr_equal(app_view(inscreen_app(t))->ops, &view_printings);
    assert_true(inscreen_has(t, "hall ×3 双"));
    inscreen_keys(t, "q");
    assert_int_equal(printings(o, "hall"), 1);
    char *args_path = tmp_path(dir, "lp.args"), *args = tmp_read(args_path, NULL);
    assert_non_null(strstr(args, "-n 3 -o media=A4 -o print-scaling=none -o sides=two-sided-long-edge -d hall -- -"));
    assert_non_null(strstr(args, "-t lianxi agenda-9 "));
    tmp_write(lp, "#!/bin/sh\necho 'lp: on fire' >&2\nexit 1\n");
    inscreen_keys(t, "p");
    assert_true(inscreen_has(t, "hall ×3")); /* remembered */
    inscreen_keys(t, "d 1 p");
    assert_true(inscreen_has(t, "on fire"));
    assert_int_equal(printings(o, "attic"), 0);
    inscreen_done(&t);
    (void)setenv("PATH", path, 1);
    lx_str_done(&first);
    free(args);
    free(args_path);
    free(path);
    free(lp);
    free(lpstat);
    free(pdf);
    tmp_done(&dir);
}

/* By sz where there is one, else as a file in a folder of the reader's; both are on record. */
static void it_goes_to_the_readers_computer(void **state)
{
    struct office *o = *state;
    char *dir = tmp_new(), *sz = tmp_path(dir, "sz"), *pdf = tmp_path(dir, "lianxi-pdf"), *got = tmp_path(dir, "sz.got"), *args = tmp_path(dir, "sz.args");
    char *ready = tmp_path(dir, "lianxi/两市市长联席会议第九次会议议程.docx");
    tmp_write(sz, "#!/bin/sh\nprintf '%s\\n' \"$1 $2\" >$0.args\ncat \"$3\" >$0.got\n");
    tmp_write(pdf, "#!/bin/sh\nprintf '%%PDF-\\001\\377'\ncat >/dev/null\n");
    (void)chmod(sz, 0755), (void)chmod(pdf, 0755);
    char *path = strdup(getenv("PATH"));
    struct lx_str first = LX_STR_EMPTY;
    lx_str_addf(&first, "%s:/usr/bin:/bin", dir);
    (void)setenv("PATH", first.s, 1);
    (void)setenv("HOME", dir, 1);
    (void)unsetenv("TMUX"), (void)unsetenv("STY");
    (void)setenv("SSH_CONNECTION", "10.1.2.3 50000 10.0.0.5 2222", 1);
    struct inscreen *t = start(o, 24, 80, "zh", false);
    inscreen_keys(t, "3 p 1 p s p");
    assert_true(inscreen_has(t, "两市市长联席会议第九次会议议程.pdf"));
    size_t len;
    char *bytes = tmp_read(got, &len), *how = tmp_read(args, NULL);
    assert_non_null(bytes);
    assert_memory_equal(bytes, "%PDF-", 5); /* the very bytes */
    assert_string_equal(how, "-b -q\n");
    assert_int_equal(printings(o, "sz"), 1);
    tmp_write(sz, "#!/bin/sh\nexit 1\n");
    inscreen_keys(t, "p s p");
    assert_true(inscreen_has(t, "sftp"));
    assert_int_equal(printings(o, "sz"), 1);
    (void)setenv("PATH", "/nonexistent", 1); /* no sz, whatever machine this is */
    inscreen_keys(t, "p s w");
    char *word = tmp_read(ready, NULL);
    assert_non_null(word);
    assert_memory_equal(word, "PK", 2);
    assert_true(inscreen_has(t, "可用 sftp 下载"));
    assert_int_equal(printings(o, "sftp"), 1);
    struct lx_str file = LX_STR_EMPTY, line = LX_STR_EMPTY, some = LX_STR_EMPTY;
    struct lx_err err;
    lx_str_add(&some, "x");
    assert_int_equal(send_ready("a b.pdf", &some, &file, &line, &err), LX_OK);
    assert_non_null(strstr(line.s, "sftp -P 2222 '"));
    assert_non_null(strstr(line.s, "@10.0.0.5:"));
    assert_non_null(strstr(line.s, "/lianxi/a b.pdf'"));
    (void)setenv("TMUX", "/tmp/x", 1);
    assert_false(send_by_sz());
    (void)unsetenv("TMUX");
    (void)unsetenv("SSH_CONNECTION");
    inscreen_done(&t);
    (void)setenv("PATH", path, 1);
    lx_str_done(&file);
    lx_str_done(&line);
    lx_str_done(&some);
    lx_str_done(&first);
    free(bytes);
    free(how);
    free(word);
    free(path);
    free(sz);
    free(pdf);
    free(got);
    free(args);
    free(ready);
    tmp_done(&dir);
}

int main(void)
{
#define T(f) cmocka_unit_test_setup_teardown(f, paper_office_open, paper_office_close)
    const struct CMUnitTest tests[] = {
        T(previews_are_as_approved),
        T(the_menu_fits_what_is_under_the_bar),
        T(pages_are_turned),
        T(what_others_change_is_printed),
        T(minutes_that_are_not_there_are_said),
        T(files_are_written_and_put_on_record),
        T(a_printer_gets_it_and_it_is_on_record),
        T(it_goes_to_the_readers_computer),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
