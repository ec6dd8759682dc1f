/* Fonts of lianxi-pdf: those of `make deps` alone, fewer, none; chosen ones; and the same bytes wherever it runs. */
#include "core/str.h"
#include "tests/lib/shell.h"
#include "tests/lib/tmp.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdbool.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <cmocka.h>

#define TRUETYPE "/usr/share/fonts/truetype/"

static char *dir; /* all files of these tests */

static int run(const char *command)
{
    return shell_run(dir, "PDF=$B/lianxi-pdf PAPERS=$here/tests/fixtures/paper; export LIANXI_LANG=en", command);
}

static bool has(const char *name, const char *words)
{
    char *s = shell_file(dir, name, NULL);
    bool found = strstr(s, words) != NULL;
    if (!found)
        print_message("%s has no %s:\n%s\n", name, words, s);
    free(s);
    return found;
}

/* A configuration of fontconfig that knows these folders and no others. */
static void write_conf(const char *name, const char *const *folders)
{
    struct lx_str s = LX_STR_EMPTY;
    char *path = tmp_path(dir, name);
    lx_str_add(&s, "<?xml version=\"1.0\"?><!DOCTYPE fontconfig SYSTEM \"fonts.dtd\">\n<fontconfig>");
    for (; *folders; folders++)
        lx_str_addf(&s, "<dir>%s</dir>", *folders);
    lx_str_addf(&s, "<cachedir>%s/cache</cachedir></fontconfig>\n", dir);
    tmp_write(path, s.s);
    free(path);
    lx_str_done(&s);
}

static int set_up(void **state)
{
    (void)state;
    dir = tmp_new();
    write_conf("none.conf", (const char *const[]){ "/nowhere", NULL });
    write_conf("plain.conf", (const char *const[]){ TRUETYPE "arphic", TRUETYPE "wqy", NULL });
    write_conf("deps.conf", (const char *const[]){ TRUETYPE "arphic", TRUETYPE "wqy", TRUETYPE "babelstone", NULL });
    return 0;
}

static int tear_down(void **state)
{
    (void)state;
    tmp_done(&dir);
    return 0;
}

static bool have(const char *command, const char *what)
{
    bool is = run(command) == 0;
    if (!is)
        print_message("skipped: %s is not installed\n", what);
    return is;
}

static bool have_plain(void)
{
    return have("ls " TRUETYPE "arphic/uming.ttc " TRUETYPE "arphic/ukai.ttc " TRUETYPE "wqy/wqy-microhei.ttc >/dev/null 2>&1",
                "a font of make deps");
}

static bool have_rare(void) { return have_plain() && have("ls " TRUETYPE "babelstone/*.ttf >/dev/null 2>&1", "fonts-babelstone-han"); }
static bool have_poppler(void) { return have("command -v pdftotext pdffonts >/dev/null", "poppler-utils"); }

/* The bar's characters, in each role, with nothing but what make deps brings. */
static void rare_characters_come_out_of_make_deps(void **state)
{
    (void)state;
    if (!have_rare() || !have_poppler())
        return;
    assert_int_equal(run("printf '# 标题𠮷喆堃垟澥㎡\\n\\n## 黑体𠮷喆堃垟澥㎡𬱖\\n\\n### 楷体𠮷喆堃垟澥㎡婳\\n\\n正文𠮷喆堃垟澥㎡𬭎，在。\\n' |"
                         " FONTCONFIG_FILE=$PWD/deps.conf \"$PDF\" >r.pdf 2>r.err"), 0);
    assert_int_equal(run("pdftotext r.pdf r.txt && pdffonts r.pdf >r.fonts"), 0);
    assert_true(has("r.txt", "标题𠮷喆堃垟澥㎡") && has("r.txt", "黑体𠮷喆堃垟澥㎡𬱖") && has("r.txt", "楷体𠮷喆堃垟澥㎡婳"));
    assert_true(has("r.txt", "正文𠮷喆堃垟澥㎡𬭎，在。"));
    assert_true(has("r.fonts", "BabelStoneHan") && has("r.fonts", "UMingCN") && has("r.fonts", "UKaiCN") && has("r.fonts", "WenQuanYiMicroHei"));
    /* the log names what stands in for 仿宋 and 小标宋, and no box was drawn */
    assert_true(has("r.err", "Printed with substitute fonts: ") && has("r.err", "AR PL UMing CN"));
    char *said = shell_file(dir, "r.err", NULL);
    assert_null(strstr(said, "boxes"));
    free(said);
}

static void all_that_is_missing_is_named_with_its_package(void **state)
{
    (void)state;
    if (!have_plain())
        return;
    assert_int_equal(run("printf '港𠮷口𬱖𠮷\\n' | FONTCONFIG_FILE=$PWD/plain.conf \"$PDF\" >m.pdf 2>m.err"), 1);
    assert_true(has("m.err", "𠮷𬱖;") && has("m.err", "fonts-babelstone-han"));
    assert_int_equal(run("test ! -s m.pdf"), 0);
    assert_int_equal(run("printf '港口☃\\n' | FONTCONFIG_FILE=$PWD/plain.conf \"$PDF\" >m.pdf 2>m.err"), 0);
    assert_true(has("m.err", "boxes") && has("m.err", "☃") && has("m.err", "fonts-unifont")); /* never a silent one */
}

static void refuses_without_a_chinese_font(void **state)
{
    (void)state;
    assert_int_equal(run("printf 港口港 | FONTCONFIG_FILE=$PWD/none.conf \"$PDF\" >n.pdf 2>n.err"), 1);
    assert_true(has("n.err", "港口;") && has("n.err", "fonts-wqy-microhei") && has("n.err", "fonts-arphic-uming"));
    assert_int_equal(run("test ! -s n.pdf"), 0);
    assert_int_equal(run("printf 港口𠮷 | FONTCONFIG_FILE=$PWD/none.conf LIANXI_LANG=zh \"$PDF\" >n.pdf 2>n.err"), 1);
    assert_true(has("n.err", "请安装软件包 fonts-wqy-microhei"));
    assert_int_equal(run("FONTCONFIG_FILE=$PWD/none.conf \"$PDF\" <$PAPERS/minutes.md >n.pdf 2>n.err"), 1);
    assert_int_equal(run("test $(wc -l <n.err) = 1 && test $(wc -m <n.err) -lt 160"), 0); /* one sentence */
}

/* A role is one font for all its text: by an option, by the environment that config.ini is handed on in; a name that is not there is said. */
static void fonts_are_chosen_by_role(void **state)
{
    (void)state;
    if (!have_rare() || !have_poppler())
        return;
    assert_int_equal(run("export FONTCONFIG_FILE=$PWD/deps.conf; printf '正文\\n' >p.md; \"$PDF\" --font 'body=AR PL UKai CN' <p.md >o.pdf 2>/dev/null &&"
                         " LIANXI_FONT_body='AR PL UKai CN' \"$PDF\" <p.md >e.pdf 2>e.err && cmp o.pdf e.pdf &&"
                         " pdffonts o.pdf | grep -q UKaiCN && ! pdffonts o.pdf | grep -q 'UMingCN *CID'"), 0);
    assert_int_equal(run("grep -q substitute e.err"), 1); /* chosen is proper */
    for (const char *const *role = (const char *const[]){ "body", "hei", "kai", "song", "title", NULL }; *role; role++) {
        struct lx_str line = LX_STR_EMPTY;
        lx_str_addf(&line, "printf '# 标题\\n\\n## 黑体\\n\\n### 楷体\\n\\n正文1\\n' | FONTCONFIG_FILE=$PWD/deps.conf \"$PDF\" --font '%s=No Such' >o.pdf 2>o.err"
                           " && grep -q 'not installed: No Such' o.err", *role);
        assert_int_equal(run(line.s), 0);
        lx_str_done(&line);
    }
    assert_int_equal(run("printf '# 标题\\n\\n## 黑体\\n\\n正文\\n' >p.md; FONTCONFIG_FILE=$PWD/deps.conf \"$PDF\" --font 'title=WenQuanYi Micro Hei' --font"
                         " 'hei=AR PL UKai CN' --font 'body=BabelStone Han' <p.md >o.pdf 2>/dev/null && pdffonts o.pdf >o.fonts"), 0);
    assert_true(has("o.fonts", "WenQuanYiMicroHei") && has("o.fonts", "UKaiCN") && has("o.fonts", "BabelStoneHan"));
}

/* Neither folder, home, language, time zone, clock nor the kind of stdout get into the file. */
static void the_same_bytes_everywhere(void **state)
{
    (void)state;
    if (!have("printf 港 | \"$PDF\" >/dev/null 2>&1", "a Chinese font"))
        return;
    assert_int_equal(run("\"$PDF\" <$PAPERS/minutes.md >a.pdf 2>/dev/null && mkdir -p other/deep && cd other/deep && unset LIANXI_NOW &&"
                         " env -u HOME TZ=America/New_York LC_ALL=C LANG=de_DE.UTF-8 LIANXI_LANG=zh SOURCE_DATE_EPOCH=1 \"$PDF\" <$PAPERS/minutes.md"
                         " 2>/dev/null | cat >../b.pdf && env TZ=Asia/Shanghai LC_ALL=zh_CN.UTF-8 HOME=/nowhere \"$PDF\" <$PAPERS/minutes.md"
                         " >../c.pdf 2>/dev/null"), 0);
    assert_int_equal(run("cmp other/b.pdf other/c.pdf && test -s other/b.pdf"), 0);
    assert_int_equal(run("export LIANXI_NOW=2024-06-25; \"$PDF\" <$PAPERS/letter.md >a.pdf 2>/dev/null && cd other && TZ=UTC-14 LC_ALL=C \"$PDF\""
                         " <$PAPERS/letter.md 2>/dev/null | cmp - ../a.pdf"), 0);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(rare_characters_come_out_of_make_deps),
        cmocka_unit_test(all_that_is_missing_is_named_with_its_package),
        cmocka_unit_test(refuses_without_a_chinese_font),
        cmocka_unit_test(fonts_are_chosen_by_role),
        cmocka_unit_test(the_same_bytes_everywhere),
    };
    return cmocka_run_group_tests(tests, set_up, tear_down);
}
