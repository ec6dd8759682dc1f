/* Papers on the command line: forms, files, exit codes; lianxi-pdf as it is, missing, failing or stubborn. */
#include "core/text/text.h"
#include "tests/lib/shell.h"
#include "tests/lib/tmp.h"
#include "tui/print.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>
#include <cmocka.h>

static char *dir;
static struct lx_err err;

/* Runs a shell command in the folder: $L is the program on the folder's database.  The answer is its exit code. */
static int run(const char *command)
{
    return shell_run(dir, "L=\"$B/lianxi --lang en --db o.db\"", command);
}

static void has(const char *name, const char *words)
{
    char *s = shell_file(dir, name, NULL);
    if (!strstr(s, words))
        print_message("%s has no \"%s\":\n%s\n", name, words, s);
    assert_non_null(strstr(s, words));
    free(s);
}

static void make_program(const char *name, const char *script)
{
    char *path = tmp_path(dir, name);
    tmp_write(path, script);
    assert_int_equal(chmod(path, 0755), 0);
    free(path);
}

static int set_up(void **state)
{
    (void)state;
    dir = tmp_new();
    char *minutes = tmp_path(dir, "minutes.md");
    tmp_write(minutes, "# 第七次会议纪要\n\n## 港口\n\n- [ ] 编制锚地共享方案，逐项明确责任单位、时间节点和配套政策，并将进展情况按季报送办公室汇总通报。"
                       "（牵头单位：甲市港航局；完成时限：2024年9月底前）\n");
    free(minutes);
    char *bin = tmp_path(dir, "bin");
    assert_int_equal(mkdir(bin, 0755), 0);
    free(bin);
    return run("{ $L office set name=两市协作办 && $L series add 市长联席会议 && $L unit add 甲市 --kind government && $L unit add 甲市港航局 &&"
               " $L meeting add --no 7 --date 2024-06-20 --time 14:30 --place 甲市 && $L agenda add 7 《两年行动计划》 --minutes 20 &&"
               " $L minutes import 7 minutes.md && $L meeting add --no 8; } >set-up 2>&1 || { cat set-up; false; }");
}

static int tear_down(void **state)
{
    (void)state;
    tmp_done(&dir);
    return 0;
}

static bool have_fonts(void)
{
    bool have = run("printf 港 | \"$B/lianxi-pdf\" >/dev/null 2>fonts.err") == 0;
    if (!have)
        print_message("skipped: no Chinese font is installed\n");
    return have;
}

/* --- forms ---------------------------------------------------------------------------------------------------------- */

static void text_keeps_the_grid(void **state)
{
    (void)state;
    static const char *const kinds[] = { "agenda 7", "minutes 7", "ledger", "ledger 甲市港航局", "ledger 7", "agenda 7 --en" };
    for (size_t i = 0; i < sizeof kinds / sizeof *kinds; i++) {
        struct lx_str command = LX_STR_EMPTY;
        lx_str_addf(&command, "$L paper %s >text", kinds[i]);
        assert_int_equal(run(command.s), 0);
        lx_str_done(&command);
        char *s = shell_file(dir, "text", NULL);
        int line_n = 0;
        for (const char *p = s; *p; p++) {
            size_t len = strcspn(p, "\n");
            assert_in_range(lx_text_w_len(p, len, LX_WIDE), 0, 56);
            line_n++;
            p += len;
            if (p[1] == '\f') {
                assert_int_equal(line_n, 23); /* 22 and the foot */
                line_n = 0;
                p++;
            }
        }
        assert_int_equal(line_n, 23);
        free(s);
    }
    assert_int_equal(run("$L paper agenda 第七次 >text"), 0);
    has("text", "第七次市长联席会议议程");
    has("text", "一、审议《两年行动计划》（14:30-14:50，20分钟）");
    has("text", "会议议程  2024年6月20日");
}

static void a_pdf_goes_through_a_pipe_and_into_a_file(void **state)
{
    (void)state;
    if (!have_fonts())
        return;
    assert_int_equal(run("$L paper agenda 7 --pdf 2>notes | head -c 5 >head; printf %%PDF- | cmp head -"), 0);
    assert_int_equal(run("$L paper ledger -o l.pdf 2>notes && head -c 5 l.pdf >head; printf %%PDF- | cmp head -"), 0);
    assert_int_equal(run("$L paper minutes 7 --md -o - >m.md && $B/lianxi-pdf <m.md 2>notes | head -c 5 >head; printf %%PDF- | cmp head -"), 0);
}

static void other_forms_are_asked_for_or_named_by_the_file(void **state)
{
    (void)state;
    assert_int_equal(run("$L paper agenda 7 --html >a.html"), 0);
    has("a.html", "<!DOCTYPE html>");
    has("a.html", "第七次市长联席会议议程</h1>");
    assert_int_equal(run("$L paper agenda 7 -o b.html && cmp a.html b.html"), 0);
    assert_int_equal(run("$L paper agenda 7 --docx >a.docx; head -c 2 a.docx >head; printf PK | cmp head -"), 0);
    assert_int_equal(run("$L paper agenda 7 -o b.docx && cmp a.docx b.docx"), 0);
    assert_int_equal(run("$L paper agenda 7 --html --docx 2>said"), 2);
}

/* [fonts] of config.ini reaches lianxi-pdf, and an option of it goes before. */
static void fonts_are_chosen_by_role(void **state)
{
    (void)state;
    if (!have_fonts())
        return;
    assert_int_equal(run("mkdir -p conf/lianxi && printf '[fonts]\nkai = No Such Font\n' >conf/lianxi/config.ini"), 0);
    assert_int_equal(run("XDG_CONFIG_HOME=$PWD/conf LIANXI_LANG=en $L paper agenda 7 -o f.pdf 2>said"), 0);
    has("said", "No Such Font");
    assert_int_equal(run("printf 港 | LIANXI_LANG=en $B/lianxi-pdf --font body='Other Font' 2>said >f.pdf"), 0);
    has("said", "Other Font");
    assert_int_equal(run("printf 港 | $B/lianxi-pdf --font nobody=x 2>said >f.pdf"), 2);
}

static void wrong_words_have_their_exit_codes(void **state)
{
    (void)state;
    assert_int_equal(run("$L paper 2>said"), 2);
    assert_int_equal(run("$L paper poem 7 2>said"), 2);
    has("said", "agenda, minutes, ledger");
    assert_int_equal(run("$L paper agenda 2>said"), 2);
    assert_int_equal(run("$L paper agenda 77 2>said"), 3);
    assert_int_equal(run("$L paper agenda 7 --md --pdf 2>said"), 2);
    assert_int_equal(run("$L paper minutes 8 2>said"), 3);
    has("said", "minutes import");
    assert_int_equal(run("$L paper ledger light:purple 2>said"), 2);
    assert_int_equal(run("$L paper ledger 没有这件事 >text 2>said"), 0);
    has("text", "没有符合条件的事项");
}

static void minutes_read_as_written_and_as_text(void **state)
{
    (void)state;
    assert_int_equal(run("$L minutes show 7 --md >md"), 0);
    has("md", "- [ ] 编制锚地共享方案，");
    has("md", "<!-- 7-001 -->");
    assert_int_equal(run("$L minutes show 7 >text"), 0);
    has("text", "[ ] 编制锚地共享方案，");
    char *s = shell_file(dir, "text", NULL);
    assert_null(strstr(s, "<!--"));
    for (const char *p = s; *p; p += strcspn(p, "\n") + 1)
        assert_in_range(lx_text_w_len(p, strcspn(p, "\n"), LX_NARROW), 0, 80);
    free(s);
    assert_int_equal(run("$L minutes show 7 --json >json"), 0);
    has("json", "{\"meeting\":\"7\",\"minutes\":\"# 第七次会议纪要\\n");
    assert_int_equal(run("$L minutes show 8 2>said"), 3);
}

/* --- files ---------------------------------------------------------------------------------------------------------- */

static void a_file_is_written_whole_or_not_at_all(void **state)
{
    (void)state;
    assert_int_equal(run("echo old >a.txt; $L paper agenda 7 -o a.txt >out && cmp -s out /dev/null"), 0);
    has("a.txt", "议程");
    assert_int_equal(run("$L paper agenda 7 -o sub/a.txt 2>said"), 1);
    has("said", "no such folder");
    assert_int_equal(run("ln -s a.txt link; before=$(cksum a.txt); $L paper ledger -o link 2>said; r=$?; [ \"$before\" = \"$(cksum a.txt)\" ] && "
                         "[ -L link ] && exit $r"), 1);
    has("said", "link");
    assert_int_equal(run("ln -s nowhere dangling; $L paper ledger -o dangling 2>said; r=$?; [ ! -e nowhere ] && exit $r"), 1);
    assert_int_equal(run("$L paper ledger -o bin 2>said"), 1);
    assert_int_equal(run("$L paper ledger -o bin/ 2>said"), 1);
    assert_int_equal(run("mkfifo fifo; $L paper ledger -o fifo 2>said"), 1);
    assert_int_equal(run("before=$(cksum o.db); $L paper ledger -o ./o.db 2>said; r=$?; [ \"$before\" = \"$(cksum o.db)\" ] && exit $r"), 1);
    has("said", "database");
    assert_int_equal(run("ls -a | grep -q '^[.]lianxi'"), 1); /* none is left */
    assert_int_equal(run("umask 077; $L paper ledger -o b.txt && [ $(stat -c %a b.txt) = 600 ]"), 0);
    assert_int_equal(run("umask 022; $L paper ledger -o b.txt && [ $(stat -c %a b.txt) = 600 ]"), 0); /* replaced: no more open than it was */
}

/* --- lianxi-pdf ------------------------------------------------------------------------------------------------------ */

/* Programs that this test makes come first; `only`: there are no others. */
static char *use_path(bool only)
{
    char *old = strdup(getenv("PATH"));
    struct lx_str path = LX_STR_EMPTY;
    lx_str_addf(&path, "%s/bin%s%s", dir, only ? "" : ":", only ? "" : old);
    assert_int_equal(setenv("PATH", path.s, 1), 0);
    lx_str_done(&path);
    return old;
}

static void back_to(char *path)
{
    assert_int_equal(setenv("PATH", path, 1), 0);
    free(path);
}

static enum lx_rc make_pdf(const char *script, const struct lx_str *md, struct lx_str *pdf, struct lx_str *notes)
{
    char *path = tmp_path(dir, "bin/lianxi-pdf");
    if (script)
        make_program("bin/lianxi-pdf", script);
    else
        (void)unlink(path);
    free(path);
    char *old = use_path(!script);
    enum lx_rc rc = lx_print_make_pdf(pdf, md, notes, &err);
    back_to(old);
    return rc;
}

static void the_drawer_of_pdfs_may_do_what_it_likes(void **state)
{
    (void)state;
    struct lx_str md = LX_STR_EMPTY, pdf = LX_STR_EMPTY, notes = LX_STR_EMPTY;
    for (int i = 0; i < 100000; i++)
        lx_str_add(&md, "渔船互救\n"); /* more than any pipe holds, both ways */
    assert_int_equal(make_pdf("#!/bin/sh\nprintf '%%PDF-'; head -c 1000000 /dev/zero; echo 'lianxi-pdf: a stand-in' >&2; cat\n", &md, &pdf, &notes), LX_OK);
    assert_int_equal(pdf.len, 5 + 1000000 + md.len);
    assert_memory_equal(pdf.s + pdf.len - md.len, md.s, md.len);
    assert_string_equal(notes.s, "a stand-in");
    lx_str_clear(&pdf);
    assert_int_equal(make_pdf("#!/bin/sh\nexec <&-\necho 'lianxi-pdf: no font has 港\x1b[2J' >&2\nexit 1\n", &md, &pdf, NULL), LX_IO);
    assert_string_equal(err.detail, "no font has 港^[[2J");
    assert_int_equal(pdf.len, 0);
    assert_int_equal(make_pdf("#!/bin/sh\necho hello\n", &md, &pdf, NULL), LX_IO);
    assert_non_null(strstr(err.msgid, "no PDF"));
    assert_int_equal(make_pdf("#!/bin/sh\nprintf '%%PDF-'\nkill -9 $$\n", &md, &pdf, NULL), LX_IO);
    assert_int_equal(pdf.len, 0);
    assert_int_equal(make_pdf(NULL, &md, &pdf, NULL), LX_NOTFOUND);
    lx_str_done(&md);
    lx_str_done(&pdf);
    lx_str_done(&notes);
}

/* --- printing, archives ----------------------------------------------------------------------------------------------- */

static void papers_are_printed_listed_and_cancelled(void **state)
{
    (void)state;
    make_program("bin/lp", "#!/bin/sh\nprintf '%s\\n' \"$*\" >${0%/*}/../lp-args\ncat >${0%/*}/../lp-got\necho 'request id is hall-4 (1 file(s))'\n");
    make_program("bin/lpstat", "#!/bin/sh\ncase $1 in -r) printf 'scheduler is running\\nsystem default destination: hall\\nhall\\nattic\\n"
                               "printer attic disabled since x -\\n\\tno toner\\n' ;;\n"
                               "-W) [ $2 = completed ] || printf 'hall-4  a  1  x\\n\\tAlerts: job-printing\\n' ;; esac\n");
    make_program("bin/cancel", "#!/bin/sh\necho \"$*\" >${0%/*}/../cancelled\n");
    assert_int_equal(run("export PATH=\"$PWD/bin:$PATH\"; $L paper agenda 7 --print --printer hall --copies 3 --duplex long --pages 1 >job"), 0);
    has("job", "hall-4\n");
    has("lp-args", "-n 3 -o media=A4 -o print-scaling=none -o sides=two-sided-long-edge -d hall -- -");
    has("lp-got", "%PDF-");
    assert_int_equal(run("export PATH=\"$PWD/bin:$PATH\"; $L print list >list && $L print list 7 --json >json && $L print printers >printers"), 0);
    has("list", "hall ×3 both, long edge");
    has("list", "printing");
    has("json", "\"job\":\"hall-4\"");
    has("printers", "paused: no toner");
    assert_int_equal(run("PATH=\"$PWD/bin:$PATH\" $L print cancel hall-4 >no && PATH=\"$PWD/bin:$PATH\" $L print list >list"), 0);
    has("cancelled", "hall-4\n");
    has("list", "cancelled");
    assert_int_equal(run("PATH=\"$PWD/bin:$PATH\" $L print cancel hall-4 2>said"), 1);
    has("said", "over already");
    assert_int_equal(run("$L print cancel 77 2>said"), 3);
    assert_int_equal(run("PATH=\"$PWD/bin:$PATH\" $L paper agenda 7 --print --printer '-o x' 2>said"), 1);
    assert_int_equal(run("PATH=\"$PWD/bin:$PATH\" $L paper agenda 7 --print --copies 0 2>said"), 2);
    assert_int_equal(run("PATH=\"$PWD/bin:$PATH\" $L paper agenda 7 --print -o x.pdf 2>said"), 2);
}

static void a_session_goes_into_a_folder_or_a_zip(void **state)
{
    (void)state;
    assert_int_equal(run("$L archive 7 -o one 2>said >out && cd one && sha256sum -c --quiet SHA256SUMS && test -s 目录.md"), 0);
    has("out", "one\n");
    has("said", "files; left out: 0");
    assert_int_equal(run("test $(find one -type f | wc -l) = $(($(wc -l <one/SHA256SUMS) + 1))"), 0);
    assert_int_equal(run("$L archive 7 -o one 2>said"), 1); /* never over what is there */
    has("said", "something in this folder already");
    assert_int_equal(run("mkdir empty && $L archive 7 -o empty/ 2>said && test -s empty/SHA256SUMS"), 0);
    assert_int_equal(run("$L archive 7 -o a.zip 2>said && $L archive 7 -o b.zip 2>said && cmp a.zip b.zip"), 0);
    size_t len;
    char *zip = shell_file(dir, "a.zip", &len);
    assert_true(len > 4 && memcmp(zip, "PK\003\004", 4) == 0);
    free(zip);
    assert_int_equal(run("umask 077 && $L archive 7 -o private 2>said && test -z \"$(find private -perm /077)\""), 0); /* as private as asked for */
    assert_int_equal(run("$L archive 7 -o nowhere/at/all 2>said"), 1);
    assert_int_equal(run("$L archive 7 -o o.db 2>said"), 1);     /* a file, and the database */
    assert_int_equal(run("cp o.db kept.zip && $L --db kept.zip archive 7 -o kept.zip 2>said"), 1);
    assert_int_equal(run("$L archive 99 -o x.zip 2>said"), 3);
    assert_int_equal(run("ls -d *lianxi-?????? .lianxi-* 2>/dev/null"), 2); /* nothing half made is left */
    assert_int_equal(run("$L print list 7 >list"), 0);
    has("list", "zip");
}

/* What the print shop printed is on record like a print of ours: in the list, in the history of the meeting, and for 副本. */
static void prints_of_elsewhere_stand_in_the_history(void **state)
{
    (void)state;
    assert_int_equal(run("$L meeting step 7 in_session >no 2>&1; $L paper agenda 7 --printed-at 文印室 --copies 60 --duplex long --to 各市 >no"), 0);
    assert_int_equal(run("$L print list 7 --limit 1 >list && $L log 7 >log && LIANXI_LANG=zh $L --lang zh log 7 >zh"), 0);
    has("list", "文印室 ×60 both, long edge 各市");
    has("list", "printed");
    has("log", "Agenda");
    has("log", "文印室 ×60");
    has("zh", "打印 会议议程 文印室 ×60 7");
    assert_int_equal(run("$L log 7 --limit 1 --json >json && grep -c '\"entry\"' json >n && printf '1\n' | cmp - n"), 0);
    has("json", "paper print");
    assert_int_equal(run("$L paper agenda 7 --printed-at 文印室 --copies 0 2>said"), 2);
    assert_int_equal(run("$L paper agenda 7 --printed-at 文印室 -o x.pdf 2>said"), 2);
    /* the second print of a numbered paper is a copy, wherever it was made; undo passes it over */
    assert_int_equal(run("$L unit set 甲市 doc_code=甲政 >no && $L document add 关于港口的函 --kind letter --issuer 甲市 --to 乙市 --text 请予支持。 >no &&"
                         " for s in comments deliberation passed; do $L document step 关于港口 $s >no || exit 1; done; $L document issue 关于港口 >doc"), 0);
    assert_int_equal(run("for n in 1 2; do $L paper document 关于港口 --printed-at 文印室 --copies $n >no || exit 1; done; $L print list --limit 1 >list &&"
                         " $L log 关于港口的函 >log; $L print list --json --limit 1 >json"), 0);
    has("list", "文印室 ×2 copy");
    has("json", "\"marked\":\"yes\"");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(text_keeps_the_grid),
        cmocka_unit_test(a_pdf_goes_through_a_pipe_and_into_a_file),
        cmocka_unit_test(other_forms_are_asked_for_or_named_by_the_file), cmocka_unit_test(fonts_are_chosen_by_role),
        cmocka_unit_test(wrong_words_have_their_exit_codes),
        cmocka_unit_test(minutes_read_as_written_and_as_text),
        cmocka_unit_test(a_file_is_written_whole_or_not_at_all),
        cmocka_unit_test(the_drawer_of_pdfs_may_do_what_it_likes),
        cmocka_unit_test(papers_are_printed_listed_and_cancelled),
        cmocka_unit_test(prints_of_elsewhere_stand_in_the_history),
        cmocka_unit_test(a_session_goes_into_a_folder_or_a_zip),
    };
    return cmocka_run_group_tests(tests, set_up, tear_down);
}
