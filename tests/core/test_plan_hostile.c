/* Input that wants to hurt the reader: nothing may crash, and time grows with the length of the text only. */
#include "core/plan/plan.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

#include <cmocka.h>

enum { TRIES = 4, GROWTH_MAX = 9 };
#define NOISE_S 0.05 /* what is read so fast needs no comparing */

static double seconds_to_read(const char *text, size_t len)
{
    struct timespec a, b;
    struct lx_plan_doc doc;
    struct lx_str json = LX_STR_EMPTY;
    clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &a);
    lx_plan_read(&doc, text, len, NULL, 0);
    clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &b);
    for (size_t i = 0; i < doc.lines_n; i++)
        assert_true((doc.lines[i].fate == LX_FATE_SKIPPED) == (doc.lines[i].why != LX_SKIP_NONE));
    for (size_t i = 0; i < doc.items_n; i++) {
        assert_true(doc.items[i].line >= 1 && (size_t)doc.items[i].line <= doc.lines_n);
        assert_true(doc.items[i].parent < (int)i && doc.items[i].section < (int)doc.sections_n);
    }
    lx_plan_json(&json, &doc);
    lx_str_done(&json);
    lx_plan_done(&doc);
    return (double)(b.tv_sec - a.tv_sec) + (double)(b.tv_nsec - a.tv_nsec) / 1e9;
}

/* As one phrase, of any kind. */
static double seconds_to_phrase(const char *text, size_t len)
{
    struct timespec a, b;
    struct lx_str json = LX_STR_EMPTY;
    clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &a);
    lx_plan_phrase(&json, NULL, NULL, text, len);
    lx_plan_phrase(&json, "docno+meeting+heading", NULL, text, len);
    clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &b);
    lx_str_done(&json);
    return (double)(b.tv_sec - a.tv_sec) + (double)(b.tv_nsec - a.tv_nsec) / 1e9;
}

typedef double seconds_fn(const char *text, size_t len);

/* The quickest of so many readings of the unit again and again, up to `len` bytes. */
static double quickest(seconds_fn *seconds, const char *unit, size_t len, int readings_n)
{
    struct lx_str text = LX_STR_EMPTY;
    double best = 0;
    while (text.len < len)
        lx_str_add(&text, unit);
    for (int i = 0; i < readings_n; i++) {
        double took = seconds(lx_str_z(&text), text.len);
        best = i && best < took ? best : took;
    }
    lx_str_done(&text);
    return best;
}

/* Time may grow with the length and hardly more: four times the text takes some four times as long, were it quadratic sixteen
 * times.  How fast the machine is and what else it does cancels out; what looks bad is measured again. */
static void grows_with(seconds_fn *seconds, const char *unit, size_t len)
{
    double whole = quickest(seconds, unit, len, 1), quarter = whole > NOISE_S ? quickest(seconds, unit, len / 4, 1) : whole;
    for (int again = 2; again <= TRIES && whole > GROWTH_MAX * quarter; again++) {
        quarter = quickest(seconds, unit, len / 4, again);
        whole = quickest(seconds, unit, len, again);
    }
    if (getenv("LX_SHOW"))
        print_message("%6.3f s, a quarter %6.3f s, %8zu bytes: %.24s\n", whole, quarter, len, unit);
    if (whole > GROWTH_MAX * quarter)
        fail_msg("%.2f s for %zu bytes, %.2f s for a quarter of them: %.24s", whole, len, quarter, unit);
}

static void repeated(const char *unit, size_t len) { grows_with(seconds_to_read, unit, len); }

static void test_small(void **state)
{
    (void)state;
    static const char *const texts[] = { "", "\n", "\n\n\n", " ", "一、", "（", "（（（（）", "一、\n二、\n三、", "|", "|||", "| |\n|-|",
                                         "\t\t", "#", "## ", "- ", "（牵头单位：", "牵头单位：", "）", "1.", "1.1 ", "①", "**", "****",
                                         "序号\n项目名称\n牵头单位\n1\n", "序号\n项目名称\n牵头单位\n1\n甲", "第", "第一", "到2025年",
                                         "到2025年，达到", "达到3", "20", "等", "、、、", "“", "《", "附件：1.", "年", "每年", "关于印发的通知" };
    for (size_t i = 0; i < sizeof texts / sizeof *texts; i++)
        seconds_to_read(texts[i], strlen(texts[i]));
}

/* Every prefix of a document is cut somewhere inside a character, a bracket, a table. */
static void test_prefixes(void **state)
{
    (void)state;
    static const char text[] =
        "某市关于印发《甲规划（2021—2025年）》的通知\n一、主要目标\n到2025年，比重达到60%，下降5%、6%以内。\n二、重点任务\n"
        "（一）交通（甲局牵头）\n推进甲铁路、乙高速等项目前期工作；建成丙大桥。\n序号\n项目名称\n开工年\n完成年\n牵头单位\n1\n丁路\n2021\n2023\n"
        "甲局牵头，乙局配合\n2\n戊路\n谋划建设\n丙局\n| 序号 | 任务 | 责任单位 |\n|---|---|---|\n| 1 | 己 | 庚局 |\n- 建成项目\n";
    for (size_t len = 0; len <= sizeof text - 1; len++) {
        char *copy = malloc(len + 1); /* so that a sanitizer sees a read past the end */
        memcpy(copy, text, len);
        seconds_to_read(copy, len);
        free(copy);
    }
}

static void test_bytes(void **state)
{
    (void)state;
    uint32_t seed = 12345;
    for (int round = 0; round < 200; round++) {
        char text[600];
        static const char *const words[] = { "一、", "（一）", "1.", "牵头单位：", "配合", "牵头", "，", "。", "\n", "（", "）", "等", "项目",
                                             "到2025年", "达到", "60%", "局", "市", "|", "\t", "“", "”", "《", "**", "# ", "- ", "至", "、" };
        size_t len = 0;
        while (len < sizeof text - 32) {
            seed = seed * 1103515245u + 12345u;
            if (seed >> 28 == 0) {
                text[len++] = (char)(seed >> 16);
            } else {
                const char *w = words[(seed >> 16) % (sizeof words / sizeof *words)];
                memcpy(text + len, w, strlen(w));
                len += strlen(w);
            }
        }
        seconds_to_read(text, len);
    }
}

static void test_long_lines(void **state)
{
    (void)state;
    enum { MEGABYTE = 1 << 20 };
    repeated("推进", MEGABYTE);
    repeated("（", MEGABYTE);
    repeated("（“《", MEGABYTE);
    repeated("（甲", MEGABYTE);
    repeated("）", MEGABYTE);
    repeated("一、推进甲局牵头、乙局配合", MEGABYTE);
    repeated("甲局、", MEGABYTE);
    repeated("市甲局牵头，", MEGABYTE);
    repeated("牵头单位：", MEGABYTE);
    repeated("牵头单位", MEGABYTE / 4); /* verbs, and no mark between them */
    repeated("一、加快创新协同", MEGABYTE / 4);
    repeated("到2025年达到60%以上，", MEGABYTE);
    repeated("2025", MEGABYTE);
    repeated("等", MEGABYTE);
    repeated("和", MEGABYTE);
    repeated("**", MEGABYTE);
    repeated("\xff\xe4\xb8", MEGABYTE);
    repeated(" ", MEGABYTE);
    repeated("|", MEGABYTE);
}

static void test_long_phrases(void **state)
{
    (void)state;
    static const char *const units[] = { "序号", "牵头单位", "一、加快创新协同", "第1次", "〔2024〕", "2024年", "经", "甲局牵头，", "、" };
    for (size_t i = 0; i < sizeof units / sizeof *units; i++)
        grows_with(seconds_to_phrase, units[i], 256 << 10);
}

static void test_many_lines(void **state)
{
    (void)state;
    enum { TWO_MEGABYTES = 2 << 20 };
    repeated("\n", 100000);
    repeated("一、推进一体化合作\n", TWO_MEGABYTES);
    repeated("一、推进一体化合作\n（一）共建平台\n1.建设科创走廊\n（1）做好。\n", TWO_MEGABYTES);
    repeated("没有标点的一行文字也许会接着下一行一直接下去\n", TWO_MEGABYTES);
    repeated("1\n", TWO_MEGABYTES / 4);
    repeated("序号\n", TWO_MEGABYTES / 4);
    repeated("序号\n项目名称\n牵头单位\n", TWO_MEGABYTES / 2);
    repeated("| 序号 | 任务 | 牵头单位 |\n", TWO_MEGABYTES);
    repeated("- 建成项目\n", TWO_MEGABYTES);
    repeated("牵头单位：市发展改革委\n", TWO_MEGABYTES);
    repeated("## 1 行动\n推进甲铁路、乙高速等项目建设。\n## 背景\n", TWO_MEGABYTES);
    repeated("推进区域合作，共建平台，每年举办活动不少于10场。（牵头单位：市发展改革委；配合单位：市财政局；完成时限：2024年12月底前）\n",
             TWO_MEGABYTES);
}

int main(void)
{
    const struct CMUnitTest tests[] = { cmocka_unit_test(test_small), cmocka_unit_test(test_prefixes), cmocka_unit_test(test_bytes),
                                        cmocka_unit_test(test_long_lines), cmocka_unit_test(test_long_phrases),
                                        cmocka_unit_test(test_many_lines) };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
