/* A session as one folder: what is in it, what is left out, the same bytes every time. */
#include "core/exchange/archive.h"
#include "core/mem.h"
#include "core/meeting/agenda.h"
#include "core/paper/build.h"
#include "core/paper/bulletin.h"
#include "core/work/printing.h"
#include "db/db.h"
#include "tests/lib/paper_office.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <cmocka.h>

static struct lx_err err;

#define OK(call) assert_int_equal((call), LX_OK)

static size_t drawn;

/* As a PDF, the Markdown itself. */
static enum lx_rc draw(void *ctx, const struct lx_str *md, struct lx_str *pdf, struct lx_err *e)
{
    drawn++;
    if (ctx)
        return lx_fail(e, LX_NOTFOUND, "no font%s", "%s", "");
    lx_str_add(pdf, "%PDF-");
    lx_str_addn(pdf, lx_str_z(md), md->len);
    return LX_OK;
}

static struct lx_archive_how how(void) { return (struct lx_archive_how){ .pdf = draw, .hash = lx_db_sha256 }; }

static const struct lx_archive_file *file(const struct lx_archive *a, const char *name)
{
    for (size_t i = 0; i < a->n; i++)
        if (strcmp(a->at[i].name, name) == 0)
            return &a->at[i];
    return NULL;
}

static bool has(const struct lx_archive *a, const char *name, const char *words)
{
    const struct lx_archive_file *f = file(a, name);
    if (!f)
        print_message("no file %s\n", name);
    return f && strstr(lx_str_z(&f->bytes), words);
}

static bool any_has(const struct lx_archive *a, const char *words)
{
    for (size_t i = 0; i < a->n; i++)
        if (memmem(lx_str_z(&a->at[i].bytes), a->at[i].bytes.len, words, strlen(words)) != NULL)
            return true;
    return false;
}

static void everything_of_the_session_is_in_it(void **state)
{
    struct office *o = *state;
    struct lx_archive a = { 0 };
    struct lx_archive_how h = how();
    OK(lx_printed(&o->w, &(struct lx_print_what){ .kind = "agenda", .of = o->meeting, .way = "hall", .job = "hall-3", .copies = 7 }, NULL, &err));
    OK(lx_archive_make(&o->w, o->meeting, &h, &a, &err));
    assert_string_equal(a.at[0].name, "目录.md");
    assert_string_equal(a.at[1].name, "SHA256SUMS");
    for (int i = 0; i < LX_PAPER_N; i++) { /* every paper of the meeting is there, or it is said why not */
        const struct lx_paper *p = lx_paper_get((enum lx_paper_id)i);
        struct lx_str name = LX_STR_EMPTY;
        if (!lx_paper_fits(p, LX_MEETING))
            continue;
        lx_str_addf(&name, "01文稿/%s.pdf", lx_paper_title(p, false));
        if (!file(&a, name.s))
            assert_true(has(&a, "目录.md", lx_paper_title(p, false)));
        lx_str_done(&name);
    }
    assert_true(has(&a, "01文稿/会议议程.md", "两年行动计划"));
    assert_true(has(&a, "01文稿/会议议程.docx", "PK"));
    assert_true(has(&a, "01文稿/会议纪要.pdf", "%PDF-"));
    assert_true(has(&a, "02定稿/纪要原文.md", "- [ ]"));
    assert_true(has(&a, "03数据/议程项.csv", "\xEF\xBB\xBF" "id,"));
    assert_true(has(&a, "03数据/打印记录.csv", "hall-3"));
    assert_true(has(&a, "03数据/事项.csv", "9-001"));
    assert_true(has(&a, "目录.md", "01文稿/会议议程.pdf"));
    for (size_t i = 0; i < a.n; i++) { /* names that any system takes, none twice */
        assert_null(strpbrk(a.at[i].name, "\\:*?\"<>|"));
        assert_ptr_equal(file(&a, a.at[i].name), &a.at[i]);
    }
    lx_archive_done(&a);
}

static void fingerprints_are_of_the_files(void **state)
{
    struct office *o = *state;
    struct lx_archive a = { 0 };
    struct lx_archive_how h = how();
    char hex[65];
    lx_db_sha256("abc", 3, hex);
    assert_string_equal(hex, "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
    OK(lx_archive_make(&o->w, o->meeting, &h, &a, &err));
    const char *sums = lx_str_z(&a.at[1].bytes);
    size_t line_n = 0;
    for (size_t i = 0; i < a.n; i++) {
        struct lx_str line = LX_STR_EMPTY;
        lx_db_sha256(lx_str_z(&a.at[i].bytes), a.at[i].bytes.len, hex);
        lx_str_addf(&line, "%s  %s\n", hex, a.at[i].name);
        assert_true((strstr(sums, line.s) != NULL) == (i != 1));
        lx_str_done(&line);
    }
    for (const char *s = sums; *s; s++)
        line_n += *s == '\n';
    assert_int_equal(line_n, a.n - 1);
    lx_archive_done(&a);
}

static void the_same_records_give_the_same_bytes(void **state)
{
    struct office *o = *state;
    struct lx_archive a = { 0 }, b = { 0 };
    struct lx_archive_how h = how();
    struct lx_str one = LX_STR_EMPTY, two = LX_STR_EMPTY;
    OK(lx_archive_make(&o->w, o->meeting, &h, &a, &err));
    OK(lx_archive_zip(&a, &one, &err));
    OK(lx_printed(&o->w, &(struct lx_print_what){ .kind = LX_ARCHIVE_KIND, .of = o->meeting, .way = "zip", .target = "/x.zip" }, NULL, &err));
    OK(lx_archive_make(&o->w, o->meeting, &h, &b, &err)); /* that it was made is on record, and changes nothing */
    OK(lx_archive_zip(&b, &two, &err));
    assert_int_equal(one.len, two.len);
    assert_memory_equal(one.s, two.s, one.len);
    lx_archive_done(&a);
    lx_archive_done(&b);
    lx_str_done(&one);
    lx_str_done(&two);
}

static void internal_records_are_left_out_and_counted(void **state)
{
    struct office *o = *state;
    struct lx_archive a = { 0 };
    struct lx_archive_how h = how();
    struct lx_material *m = lx_rec_new(LX_MATERIAL);
    m->meeting = o->meeting;
    m->secrecy = SECRECY_INTERNAL;
    lx_set_text(&m->title, "不宜公开的测算稿");
    OK(lx_add(&o->w, "material add", m, &err));
    lx_rec_free(m);
    struct lx_agenda *row = lx_rec_new(LX_AGENDA);
    row->meeting = o->meeting;
    lx_set_text(&row->title, "渔船互救");
    lx_set_text(&row->script, "请各位先看材料第三页，再请海洋局发言。");
    OK(lx_agenda_add(&o->w, row, &err));
    lx_rec_free(row);
    OK(lx_archive_make(&o->w, o->meeting, &h, &a, &err));
    assert_int_equal(a.left_n, 1);
    assert_false(any_has(&a, "再请海洋局发言"));
    assert_false(any_has(&a, "不宜公开的测算稿"));
    assert_true(has(&a, "目录.md", "含内部内容，未列入"));
    assert_non_null(file(&a, "01文稿/会议议程.md"));
    assert_null(file(&a, "03数据/会议材料.csv"));
    assert_true(has(&a, "目录.md", "会议材料：内部内容1条，未列入"));
    assert_false(has(&a, "03数据/议程项.csv", "内部备注"));
    assert_false(has(&a, "03数据/议程项.csv", "主持词"));
    lx_archive_done(&a);
    h.internal = true;
    OK(lx_archive_make(&o->w, o->meeting, &h, &a, &err));
    assert_int_equal(a.left_n, 0);
    assert_true(has(&a, "03数据/会议材料.csv", "不宜公开的测算稿"));
    assert_true(has(&a, "03数据/议程项.csv", "内部备注"));
    assert_true(any_has(&a, "再请海洋局发言"));
    lx_archive_done(&a);
}

/* Two that differ in case alone would be one file on the clerk's own computer. */
static void no_name_stands_twice_whatever_its_case(void **state)
{
    static const char *const titles[] = { "Ferry A", "ferry a", "Ferry A" };
    struct office *o = *state;
    struct lx_archive a = { 0 };
    struct lx_archive_how h = how();
    for (size_t i = 0; i < 3; i++) {
        struct lx_topic *t = lx_rec_new(LX_TOPIC);
        t->meeting = o->meeting;
        lx_set_text(&t->title, titles[i]);
        OK(lx_add(&o->w, "topic add", t, &err));
        lx_rec_free(t);
    }
    OK(lx_archive_make(&o->w, o->meeting, &h, &a, &err));
    size_t ferries = 0;
    for (size_t i = 0; i < a.n; i++) {
        ferries += strcasestr(a.at[i].name, "ferry a") && strstr(a.at[i].name, ".pdf");
        for (size_t k = 0; k < i; k++)
            assert_true(strcasecmp(a.at[i].name, a.at[k].name) != 0);
    }
    assert_int_equal(ferries % 3, 0);
    assert_true(ferries > 0);
    lx_archive_done(&a);
}

/* Internal words as short as they come, in every type that can be marked, and in what belongs to it: no file holds one. */
#define SECRET "密乙"

static lx_id add_row(struct office *o, const char *title, lx_id topic, lx_id item, lx_id parent, int secrecy)
{
    struct lx_agenda *row = lx_rec_new(LX_AGENDA);
    row->meeting = o->meeting;
    row->parent = parent;
    row->secrecy = secrecy;
    lx_set_text(&row->title, title);
    lx_set_text(&row->note, SECRET);
    lx_set_text(&row->script, SECRET);
    OK(lx_agenda_add(&o->w, row, &err));
    if (topic || item) {
        struct lx_agenda *old, *now;
        OK(lx_get(&o->w, LX_AGENDA, row->rec.id, &old, &err));
        now = lx_rec_copy(old);
        now->topic = topic;
        now->item = item;
        OK(lx_save(&o->w, "agenda set", old, now, NULL, &err));
        lx_rec_free(old);
        lx_rec_free(now);
    }
    lx_id id = row->rec.id;
    lx_rec_free(row);
    return id;
}

/* A record of this type of the meeting; fields that it has are set, the others left alone. */
static lx_id add_of(struct office *o, enum lx_type type, const char *title, int secrecy, const char *belongs, lx_id to)
{
    const struct lx_table *t = lx_table(type);
    void *rec = lx_rec_new(type);
    int f = lx_field_index(t, "meeting");
    *lx_f_int(rec, &t->fields[f]) = o->meeting;
    lx_set_text(lx_f_text(rec, &t->fields[lx_field_index(t, "title")]), title);
    *lx_f_enum(rec, &t->fields[lx_field_index(t, "secrecy")]) = secrecy;
    if (belongs)
        *lx_f_int(rec, &t->fields[lx_field_index(t, belongs)]) = to;
    OK(lx_add(&o->w, "test add", rec, &err));
    lx_id id = ((struct lx_rec *)rec)->id;
    lx_rec_free(rec);
    return id;
}

static void no_file_holds_an_internal_word(void **state)
{
    struct office *o = *state;
    lx_id row = add_row(o, SECRET "项", 0, 0, 0, SECRECY_INTERNAL);
    lx_id topic = add_of(o, LX_TOPIC, SECRET "题", SECRECY_INTERNAL, NULL, 0), item = add_of(o, LX_ITEM, SECRET "事", SECRECY_INTERNAL, NULL, 0);
    (void)add_row(o, SECRET "据题", topic, 0, 0, SECRECY_OPEN); /* open by itself, and about what is not */
    lx_id by_item = add_row(o, SECRET "据事", 0, item, 0, SECRECY_OPEN);
    (void)add_row(o, SECRET "下", 0, 0, by_item, SECRECY_OPEN);
    static const struct {
        enum lx_type type;
        const char *belongs;
    } owned[] = { { LX_MATERIAL, "agenda" }, { LX_DECISION, "agenda" }, { LX_DOCUMENT, "agenda" }, { LX_ITEM, "agenda" }, { LX_ITEM, "parent" } };
    for (size_t i = 0; i < sizeof owned / sizeof *owned; i++) {
        (void)add_of(o, owned[i].type, SECRET, SECRECY_INTERNAL, NULL, 0);
        (void)add_of(o, owned[i].type, SECRET "属", SECRECY_OPEN, owned[i].belongs, strcmp(owned[i].belongs, "parent") == 0 ? item : row);
    }
    lx_id open = add_row(o, "公开的项", 0, 0, 0, SECRECY_OPEN);
    (void)add_of(o, LX_ITEM, "公开的事", SECRECY_OPEN, "agenda", open);
    OK(lx_refresh(&o->w, &err));
    for (int internal = 0; internal < 2; internal++) {
        struct lx_archive a = { 0 };
        struct lx_archive_how h = how();
        h.internal = internal;
        h.en = true;
        OK(lx_archive_make(&o->w, o->meeting, &h, &a, &err));
        for (size_t i = 0; i < a.n && !internal; i++)
            if (memmem(lx_str_z(&a.at[i].bytes), a.at[i].bytes.len, SECRET, strlen(SECRET)))
                fail_msg("%s holds it:\n%s", a.at[i].name, lx_str_z(&a.at[i].bytes));
        assert_int_equal(a.left_n > 10, !internal);
        assert_true(any_has(&a, SECRET) == internal);
        assert_true(has(&a, "03数据/事项.csv", "公开的事"));
        assert_true(has(&a, "01文稿/会议议程.md", "公开的项"));
        assert_true(has(&a, "01文稿/事项台账.md", "公开的事")); /* papers of the office are there, made for everybody */
        assert_true((file(&a, "01文稿/主持词.md") != NULL) == internal);
        assert_true((file(&a, "01文稿/主持人议程.md") != NULL) == internal);
        lx_archive_done(&a);
    }
}

/* What nobody sent is no paper of the session. */
static void drafts_of_what_was_never_sent_are_left_out(void **state)
{
    struct office *o = *state;
    struct lx_archive a = { 0 };
    struct lx_archive_how h = how();
    lx_id id;
    int64_t no;
    OK(lx_archive_make(&o->w, o->meeting, &h, &a, &err));
    assert_null(file(&a, "01文稿/简报.md"));
    assert_null(file(&a, "01文稿/议题征集通知.md"));
    assert_true(has(&a, "目录.md", "简报：未印发，未列入"));
    assert_true(has(&a, "目录.md", "未印发，未列入"));
    lx_archive_done(&a);
    OK(lx_bulletin_issue(&o->w, o->meeting, NULL, 0, &id, &no, &err));
    OK(lx_archive_make(&o->w, o->meeting, &h, &a, &err));
    assert_non_null(file(&a, "01文稿/简报_第1期.md"));
    assert_false(has(&a, "目录.md", "简报：未印发"));
    lx_archive_done(&a);
}

static void nothing_in_it_commands_a_terminal_or_a_spreadsheet(void **state)
{
    struct office *o = *state;
    struct lx_archive a = { 0 };
    struct lx_archive_how h = how();
    paper_office_meeting(o, "place", "=1+1\x1B[31m\xE2\x80\xAE甲市");
    OK(lx_archive_make(&o->w, o->meeting, &h, &a, &err));
    for (size_t i = 0; i < a.n; i++) /* all but those that are packed */
        if (!strstr(a.at[i].name, ".docx") && (strchr(lx_str_z(&a.at[i].bytes), 0x1B) || strstr(lx_str_z(&a.at[i].bytes), "\xE2\x80\xAE")))
            fail_msg("%s holds what commands", a.at[i].name);
    assert_true(has(&a, "03数据/会议.csv", ",'=1+1^[[31m<U+202E>甲市,"));
    lx_archive_done(&a);
}

static enum lx_rc (*real_ids)(struct lx_store *s, const struct lx_query *q, struct lx_ids *out, struct lx_err *err);
static size_t asked_n, broken_at;

static enum lx_rc ids_that_break(struct lx_store *s, const struct lx_query *q, struct lx_ids *out, struct lx_err *e)
{
    return ++asked_n == broken_at ? lx_fail(e, LX_IO, "disk%s", "%s", "") : real_ids(s, q, out, e);
}

/* Whichever read of the store fails: no archive that lacks what could not be read. */
static void a_disk_that_fails_makes_none(void **state)
{
    struct office *o = *state;
    struct lx_archive a = { 0 };
    struct lx_archive_how h = how();
    real_ids = o->store->ids;
    o->store->ids = ids_that_break;
    for (int i = 0; i < 2; i++) { /* the first time more is read: units, settings */
        asked_n = broken_at = 0;
        OK(lx_archive_make(&o->w, o->meeting, &h, &a, &err));
        lx_archive_done(&a);
    }
    size_t all = asked_n;
    assert_true(all > 100);
    for (size_t at = 1; at <= all; at += 7) {
        asked_n = 0;
        broken_at = at;
        if (lx_archive_make(&o->w, o->meeting, &h, &a, &err) != LX_IO)
            fail_msg("read %zu of %zu failed, and the archive was made without it", at, all);
    }
    o->store->ids = real_ids;
}

static bool never(void *ctx, const char *name)
{
    (void)ctx;
    return strcmp(name, "会议议程") == 0;
}

static void it_is_whole_or_nothing(void **state)
{
    struct office *o = *state;
    struct lx_archive a = { 0 };
    struct lx_archive_how h = how();
    int broken = 1;
    h.ctx = &broken;
    assert_int_equal(lx_archive_make(&o->w, o->meeting, &h, &a, &err), LX_NOTFOUND);
    assert_int_equal(a.n, 0);
    h.ctx = NULL;
    h.go_on = never;
    drawn = 0;
    assert_int_equal(lx_archive_make(&o->w, o->meeting, &h, &a, &err), LX_STOPPED);
    assert_int_equal(drawn, 1);
    assert_int_equal(a.n, 0);
    h.go_on = NULL;
    assert_int_equal(lx_archive_make(&o->w, o->city[0], &h, &a, &err), LX_NOTFOUND);
    h.en = true;
    OK(lx_archive_make(&o->w, o->meeting, &h, &a, &err));
    assert_true(has(&a, "01文稿/会议议程（英文）.md", "Joint Meeting"));
    lx_archive_done(&a);
}

int main(void)
{
#define T(f) cmocka_unit_test_setup_teardown(f, paper_office_open, paper_office_close)
    const struct CMUnitTest tests[] = {
        T(everything_of_the_session_is_in_it), T(fingerprints_are_of_the_files),         T(the_same_records_give_the_same_bytes),
        T(internal_records_are_left_out_and_counted), T(it_is_whole_or_nothing),
        T(no_file_holds_an_internal_word), T(drafts_of_what_was_never_sent_are_left_out), T(nothing_in_it_commands_a_terminal_or_a_spreadsheet),
        T(a_disk_that_fails_makes_none), T(no_name_stands_twice_whatever_its_case),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
