/* The office of a scripted year. */
#include "tests/lib/yearoffice.h"

#include "tests/lib/tmp.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <cmocka.h>

const char *const year_cities[YEAR_CITIES_N] = { "宁波市", "绍兴市", "舟山市", "台州市", "嘉兴市" };

const struct year_meeting year_meetings[YEAR_MEETINGS_N] = {
    { "2025-02-20 09:00", "L1", "第一次联络员会议", "2025-03-12", "宁波市", "联络员模板", "2025-03-03 10:00", "2025-03-12 14:30", 2, NULL },
    { "2025-05-20 09:00", "L2", "第二次联络员会议", "2025-06-11", "绍兴市", "联络员模板", "2025-06-02 10:00", "2025-06-11 14:30", 2, NULL },
    { "2025-08-20 09:00", "L3", "第三次联络员会议", "2025-09-10", "舟山市", "联络员模板", "2025-09-01 10:00", "2025-09-10 14:30", 2, NULL },
    { "2025-10-08 09:00", "Z2025-1", "第一次主任办公会", "2025-10-20", "宁波市", "主任模板", "2025-10-09 10:00", "2025-10-20 09:30", 2, "2025-10-20" },
    { "2025-10-20 15:00", "26", "第二十六次市长联席会议", "2025-11-20", "宁波市", "市长模板", "2025-11-06 10:00", "2025-11-20 09:00", 4, "2025-11-20" },
    { "2025-11-25 09:00", "L4", "第四次联络员会议", "2025-12-10", "台州市", "联络员模板", "2025-12-01 10:00", "2025-12-10 14:30", 2, NULL },
};

static const struct {
    const char *name, *series, *time, *titles[5];
} templates[] = {
    { "联络员模板", "联络员会议", "14:30", { "各市进展情况", "需协调事项" } },
    { "主任模板", "主任办公会", "09:30", { "议题审定", "会议日期和承办" } },
    { "市长模板", "市长联席会议", "09:00", { "上次会议以来工作进展情况", "一体化发展行动计划", "五市交流发言", "下一次会议承办城市" } },
};

void yearoffice_open(struct yearoffice *o, const char *dir, const char *db_name)
{
    const char *build = getenv("LIANXI_BUILD");
    char path[4096];
    (void)snprintf(path, sizeof path, "%s/lianxi", build ? build : "build");
    *o = (struct yearoffice){ .dir = dir, .program = realpath(path, NULL), .db = tmp_path(dir, db_name) };
    assert_non_null(o->program);
    setenv("LIANXI_LANG", "zh", 1);
}

void yearoffice_close(struct yearoffice *o)
{
    process_done(&o->last);
    free(o->program);
    free(o->db);
    *o = (struct yearoffice){ 0 };
}

void yearoffice_day(const char *when) { setenv("LIANXI_NOW", when, 1); }

/* --- commands ------------------------------------------------------------------------------------------------------------------- */

int yearoffice_run(struct yearoffice *o, const char *const *words)
{
    const char *argv[PROCESS_ARGS_MAX + 6] = { o->program, "--db", o->db, "--as", "综合科" };
    int n = 5;
    while (*words && n < PROCESS_ARGS_MAX + 4)
        argv[n++] = *words++;
    process_done(&o->last);
    process_run(&o->last, o->dir, NULL, argv);
    return o->last.code;
}

void yearoffice_show(const struct yearoffice *o, const char *const *words)
{
    for (; *words; words++)
        print_message("%s ", *words);
    print_message("\nexit %d\n%s%s", o->last.code, o->last.out, o->last.err);
}

void yearoffice_must(struct yearoffice *o, const char *want, const char *const *words)
{
    if (yearoffice_run(o, words) != 0 || (want && strcmp(o->last.out, want) != 0))
        yearoffice_show(o, words);
    assert_int_equal(o->last.code, 0);
    if (want)
        assert_string_equal(o->last.out, want);
}
#define DO(...) yearoffice_must(o, NULL, (const char *const[]){ __VA_ARGS__, NULL })

void yearoffice_has(const struct yearoffice *o, const char *s)
{
    if (!strstr(o->last.out, s))
        print_message("not found: %s in\n%s", s, o->last.out);
    assert_non_null(strstr(o->last.out, s));
}

/* --- the office ------------------------------------------------------------------------------------------------------------------ */

static void found_cities(struct yearoffice *o)
{
    for (int i = 0; i < YEAR_CITIES_N; i++) {
        char unit[64], rank[16];
        (void)snprintf(unit, sizeof unit, "%s发展和改革委员会", year_cities[i]);
        (void)snprintf(rank, sizeof rank, "rank=%d", (i + 1) * 100);
        DO("unit", "add", year_cities[i], "--kind", "government");
        DO("unit", "set", year_cities[i], rank);
        DO("unit", "member", year_cities[i], "--from", i == 4 ? "2011-01-01" : "1986-01-01");
        DO("unit", "add", unit, "--parent", year_cities[i]);
    }
}

void yearoffice_found(struct yearoffice *o)
{
    yearoffice_day("2025-01-02 09:00");
    DO("office", "set", "name=五市联席会议办公室", "issuer=五市联席会议办公室");
    found_cities(o);
    DO("series", "add", "市长联席会议");
    DO("series", "add", "联络员会议", "--code", "L", "--repeat", "quarterly", "--month", "3", "--nth", "2", "--weekday", "3");
    DO("series", "add", "主任办公会", "--code", "Z", "--numbering", "yearly");
    for (int i = 0; i < 3; i++) {
        DO("rotation", "set", templates[i].series, "宁波市", "绍兴市", "舟山市", "台州市", "嘉兴市", "--basis", "第二十五次会议商定");
        DO("template", "add", templates[i].name, "--series", templates[i].series, "--time", templates[i].time);
        for (int k = 0; templates[i].titles[k]; k++)
            DO("template", "line", templates[i].name, "agenda", templates[i].titles[k], "--minutes", "20", "--agenda",
               templates[i].titles[k + 1] ? "report" : "decide");
        DO("template", "line", templates[i].name, "prep", "发出会议通知", "--days", "7", "--working");
        DO("template", "line", templates[i].name, "prep", "会场布置", "--days", "1", "--working");
    }
    DO("template", "line", "市长模板", "sitting", "签约仪式", "--text", "11:00-11:30");
    DO("quota", "add", "联络员会议每季度至少一次", "--series", "联络员会议", "--period", "quarter", "--from", "2025-01-01");
    for (int k = 1; k <= 7; k++) {
        char date[32];
        (void)snprintf(date, sizeof date, "2025-10-%02d", k);
        DO("holiday", "add", date, "--name", "国庆节");
    }
}
