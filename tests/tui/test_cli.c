/* The command line as scripts and people use it: the program as a process, its output, exit codes, refusals. */
#include "core/json.h"
#include "core/text/text.h"
#include "tests/lib/process.h"
#include "tests/lib/tmp.h"
#include "tui/cli.h"

#include <setjmp.h>
#include <sqlite3.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>
#include <cmocka.h>

static char *dir, *program, *db;
static struct process last; /* the last command */
static const char *input;   /* what it reads, NULL nothing */

#define L(...) run((const char *const[]){ __VA_ARGS__, NULL })

/* Runs `lianxi --db DB WORDS…`; answers its exit code. */
static int run(const char *const *words)
{
    const char *argv[PROCESS_ARGS_MAX + 4] = { program, "--db", db };
    int n = 3;
    while (*words && n < PROCESS_ARGS_MAX)
        argv[n++] = *words++;
    process_done(&last);
    process_run(&last, dir, input, argv);
    return last.code;
}

static void show_last(void) { print_message("exit %d\n%s%s", last.code, last.out, last.err); }

#define PRINTS(want, ...)                                                                                              \
    do {                                                                                                               \
        if (L(__VA_ARGS__) != 0)                                                                                       \
            show_last();                                                                                               \
        assert_int_equal(last.code, 0);                                                                                \
        assert_string_equal(last.out, want);                                                                           \
    } while (0)
#define EXITS(want, ...)                                                                                               \
    do {                                                                                                               \
        if (L(__VA_ARGS__) != (want))                                                                                  \
            show_last();                                                                                               \
        assert_int_equal(last.code, want);                                                                             \
    } while (0)

static int set_up(void **state)
{
    const char *build = getenv("LIANXI_BUILD");
    struct lx_str s = LX_STR_EMPTY;
    (void)state;
    dir = tmp_new();
    db = tmp_path(dir, "o.db");
    if (!build || *build != '/') {
        char here[4096];
        lx_str_addf(&s, "%s/", getcwd(here, sizeof here) ? here : "");
    }
    lx_str_addf(&s, "%s/lianxi", build ? build : "build");
    program = lx_str_take(&s);
    setenv("LIANXI_LANG", "zh", 1);
    return 0;
}

static int tear_down(void **state)
{
    (void)state;
    process_done(&last);
    tmp_done(&dir);
    free(program);
    free(db);
    return 0;
}

/* --- the table ------------------------------------------------------------------------------------------------------------ */

static void every_command_has_its_handler(void **state)
{
    int found[CMD_N] = { 0 };
    (void)state;
    for (size_t g = 0; cli_groups[g]; g++)
        for (const struct cli_handler *h = cli_groups[g]; h->run; h++) {
            assert_true(lx_command(h->cmd)->flags & F_CLI);
            assert_int_equal(found[h->cmd]++, 0);
            assert_ptr_equal(cli_handler_of(h->cmd), h->run);
        }
    for (int i = CMD_NONE + 1; i < CMD_N; i++)
        if (lx_command((enum lx_cmd)i)->flags & F_CLI && !found[i])
            fail_msg("%s has no handler", lx_command((enum lx_cmd)i)->name);
}

/* Splits "item close" into the words of a command. */
static int words_of(const char *name, char *buf, const char **words)
{
    int n = 0;
    char *save = NULL;
    strcpy(buf, name);
    for (char *p = strtok_r(buf, " ", &save); p; p = strtok_r(NULL, " ", &save))
        words[n++] = p;
    return n;
}

/* Every command that writes is refused where nothing may be written, whatever else it was given. */
static void nothing_writes_in_the_past(void **state)
{
    size_t before_len, after_len;
    (void)state;
    EXITS(0, "item", "add", "修路");
    char *before = tmp_read(db, &before_len);
    for (int i = CMD_NONE + 1; i < CMD_N; i++) {
        const struct lx_command *k = lx_command((enum lx_cmd)i);
        const char *words[12] = { "--as-of", "2024-06-25" };
        char buf[80];
        if (!(k->flags & F_CLI) || !(k->flags & F_WRITE))
            continue;
        int n = 2 + words_of(k->name, buf, words + 2);
        words[n++] = "D2024-001";
        words[n++] = "title=x";
        if (run(words) != 5)
            show_last();
        assert_int_equal(last.code, 5);
        assert_string_equal(last.out, "");
        assert_true(last.err_len > 0);
    }
    char *after = tmp_read(db, &after_len);
    assert_int_equal(after_len, before_len);
    assert_memory_equal(after, before, after_len);
    free(before);
    free(after);
}

static void help_names_everything(void **state)
{
    (void)state;
    EXITS(0, "--help");
    for (int i = CMD_NONE + 1; i < CMD_N; i++) {
        const struct lx_command *k = lx_command((enum lx_cmd)i);
        bool internal = (k->flags & F_CLI_ONLY) == F_CLI_ONLY && k->flags & F_HIDDEN;
        if (k->flags & F_CLI && !internal) {
            assert_non_null(strstr(last.out, k->name));
            assert_non_null(strstr(last.out, k->help_zh));
        }
    }
    EXITS(0, "--lang", "en", "item", "--help");
    assert_non_null(strstr(last.out, "Register an action item"));
    assert_null(strstr(last.out, "unit add"));
    EXITS(0, "item", "close", "--help");
    EXITS(0, "--version");
    assert_non_null(strstr(last.out, "lianxi "));
}

/* --- exit codes ------------------------------------------------------------------------------------------------------------ */

static void exit_codes(void **state)
{
    (void)state;
    PRINTS("甲市财政局\n", "unit", "add", "甲市财政局");
    PRINTS("乙市财政局\n", "unit", "add", "乙市财政局");
    EXITS(0, "unit", "set", "甲市财政局", "brief=财政局");
    EXITS(0, "unit", "set", "乙市财政局", "brief=财政局");
    PRINTS("D2024-001\n", "item", "add", "修路", "--lead", "甲市财政局");
    EXITS(2, "item");
    EXITS(2, "item", "fly");
    EXITS(2, "item", "add");
    EXITS(2, "item", "add", "a", "b");
    EXITS(2, "item", "add", "a", "--colour", "red");
    EXITS(2, "item", "add", "a", "--due");
    EXITS(2, "item", "set", "D2024-001", "colour=red");
    EXITS(2, "item", "list", "colour:red");
    EXITS(2, "item", "list", "--sort", "colour");
    EXITS(2, "undo", "x");
    EXITS(2, "undo", "1x");
    EXITS(2, "undo", "0");
    EXITS(2, "item", "list", "--limit", "ten");
    EXITS(2, "meeting", "add", "--no", "3x");
    EXITS(2, "--colour", "item", "list");
    EXITS(2, "--lang", "tlh", "item", "list");
    EXITS(2, "db", "purge", "1");
    EXITS(2, "item", "add", "修桥", "--lead", "财政局"); /* two have that name */
    assert_non_null(strstr(last.err, "财政局、财政局"));
    assert_string_equal(last.out, "");
    EXITS(0, "unit", "show", "jscz"); /* looking may guess, storing may not */
    EXITS(2, "unit", "show", "财政");
    assert_non_null(strstr(last.err, "财政局、财政局"));
    EXITS(3, "item", "add", "修桥", "--lead", "jscz");
    EXITS(3, "item", "show", "26-003");
    EXITS(3, "item", "add", "修桥", "--lead", "丙市财政局");
    EXITS(3, "meeting", "show", "L7");
    EXITS(3, "search", "没有这样的字");
    EXITS(3, "item", "import", "/nonexistent/x.csv");
    EXITS(3, "undo", "--entry", "99");
    EXITS(1, "item", "add", "修桥", "--due", "2024-02-30");
    EXITS(1, "item", "report", "D2024-001", "快", "--progress", "101");
    EXITS(1, "item", "strike", "D2024-001");
    EXITS(1, "unit", "add", "甲市财政局");
    EXITS(1, "item", "import", "/dev/zero");
    EXITS(5, "--as-of", "2024-06-25", "item", "close", "D2024-001");
    PRINTS("", "item", "list", "丙"); /* no rows are no failure */
    PRINTS("[]\n", "item", "list", "丙", "--json");
    PRINTS("D2024-001\n", "item", "list", "--numbers");
}

static void foreign_files(void **state)
{
    static const char *const words[] = { "item", "list", NULL };
    (void)state;
    tmp_write(db, "this is no database, but long enough to be taken for one by mistake: ........................................");
    assert_int_equal(run(words), 5);
    assert_true(last.err_len > 0);
}

/* --- what is printed ------------------------------------------------------------------------------------------------------------ */

static void stores_print_numbers(void **state)
{
    (void)state;
    PRINTS("市长联席会议\n", "series", "add", "市长联席会议");
    PRINTS("联络员会议\n", "series", "add", "联络员会议", "--code", "L");
    PRINTS("26\n", "meeting", "add", "--no", "26", "--date", "2024-06-20", "--time", "14:30");
    PRINTS("L1\n", "meeting", "add", "联络员会议");
    PRINTS("甲市港航局\n", "unit", "add", "甲市港航局");
    PRINTS("26-001\n", "item", "add", "共享锚地", "--meeting", "第26次", "--lead", "甲市港航局", "--due", "年底前");
    assert_string_equal(last.err, "2024-12-31, 26 第二十六次市长联席会议\n"); /* what was understood, and only what is new */
    PRINTS("26-002\n", "item", "add", "联合巡查", "--meeting", "26");
    PRINTS("26-001\n26-002\n", "item", "remind", "26-1", "26-2", "--note", "请抓紧");
    PRINTS("26-001\n", "item", "report", "26-001", "已商定", "--progress", "35%");
    PRINTS("26-002\n", "item", "close", "26-002");
    PRINTS("26-1\n", "agenda", "add", "26", "听取汇报", "--minutes", "20");
    PRINTS("26\n", "meeting", "step", "26", "notified");
    PRINTS("13\n", "undo");
    PRINTS("14\n", "redo");
    EXITS(0, "note", "add", "来电询问", "--from", "某局");
    assert_int_equal(strncmp(last.out, "id:4821907000000", 16), 0);
    EXITS(0, "item", "show", "26-1");
    assert_non_null(strstr(last.out, "牵头"));
    assert_non_null(strstr(last.out, "甲市港航局"));
    assert_non_null(strstr(last.out, "反馈"));
    EXITS(0, "--lang", "en", "item", "show", "26-1");
    assert_non_null(strstr(last.out, "in hand"));
    EXITS(0, "agenda", "list", "26");
    assert_non_null(strstr(last.out, "14:30"));
    EXITS(0, "today");
    assert_non_null(strstr(last.out, "2024-06-25"));
    EXITS(0, "doctor");
    assert_non_null(strstr(last.out, db)); /* the first line names the file */
    EXITS(0, "item", "history", "26-1");
    assert_non_null(strstr(last.out, "催办"));
    assert_non_null(strstr(last.out, "→ 35"));
}

/* Several at once: one that cannot be done stops all, nothing is printed. */
static void all_or_nothing(void **state)
{
    (void)state;
    EXITS(0, "item", "add", "修路");
    EXITS(0, "item", "add", "修桥");
    EXITS(3, "item", "close", "D2024-1", "D2024-2", "D2024-3");
    assert_string_equal(last.out, "");
    PRINTS("D2024-001\nD2024-002\n", "item", "list", "state:open", "--numbers", "--sort", "no");
    PRINTS("2\n1\n", "log", "--numbers", "--limit", "2");
}

static void history_is_searched(void **state)
{
    (void)state;
    EXITS(2, "--as", "\xff", "item", "add", "修路");
    EXITS(2, "--as", "某甲\n某乙", "item", "add", "修路");
    EXITS(0, "--as", "某甲", "item", "add", "修路");
    EXITS(0, "--as", "某乙", "item", "add", "修桥");
    EXITS(0, "--as", "某乙", "item", "close", "D2024-001", "--note", "完工");
    PRINTS("3\n2\n", "log", "某乙", "--numbers");
    PRINTS("3\n", "log", "某乙", "办结", "--numbers");
    PRINTS("2\n", "log", "某乙", "--numbers", "--limit", "1", "新增");
    PRINTS("3\n1\n", "log", "D2024-1", "--numbers"); /* the entries of one record */
    PRINTS("", "log", "某丙");
    PRINTS("1\n3\n", "item", "history", "D2024-1", "--numbers");
    EXITS(3, "item", "source", "D2024-1");
    EXITS(0, "unit", "add", "港航局");
    EXITS(0, "item", "set", "D2024-2", "with=港航局");
    EXITS(0, "note", "add", "别的", "--on", "D2024-1");
    EXITS(0, "item", "set", "D2024-2", "with=");
    PRINTS("2\n5\n7\n", "item", "history", "D2024-2", "--numbers"); /* a share that is gone by now is told of too */
    EXITS(0, "item", "history", "D2024-2");
    assert_non_null(strstr(last.out, "+ 单位分工"));
    assert_non_null(strstr(last.out, "- 单位分工"));
    assert_null(strstr(last.out, "别的"));
}

static void json_of_an_item(void **state)
{
    (void)state;
    EXITS(0, "series", "add", "市长联席会议");
    EXITS(0, "meeting", "add", "--no", "26");
    EXITS(0, "unit", "add", "甲市港航局");
    EXITS(0, "unit", "add", "乙市港航局");
    EXITS(0, "unit", "add", "各县");
    EXITS(0, "item", "add", "共享“锚地”", "--meeting", "26", "--lead", "甲市港航局、乙市港航局", "--with", "各县", "--due", "2024年12月底前");
    EXITS(0, "item", "set", "26-1", "clerk=某甲");
    PRINTS("{\"id\":\"4821907000000006\",\"no\":\"26-001\",\"kind\":\"task\",\"title\":\"共享“锚地”\",\"text\":null,\"state\":\"registered\","
           "\"meeting\":\"26\",\"plan\":null,\"section\":null,\"parent\":null,\"start\":null,\"start_precision\":null,\"start_text\":null,"
           "\"due\":\"2024-12-31\",\"due_precision\":\"month\",\"due_text\":\"2024年12月底前\",\"progress\":null,\"stage\":null,\"rhythm\":null,"
           "\"importance\":\"normal\",\"secrecy\":\"open\",\"contact\":null,\"clerk\":\"某甲\",\"closed\":null,\"closed_precision\":null,"
           "\"closed_text\":null,\"reported\":null,\"reported_precision\":null,\"reported_text\":null,\"merged\":null,\"tablerow\":null,\"registered\":\"2024-06-25\",\"registered_precision\":\"day\",\"registered_text\":null,\"agenda\":null,\"decision\":null,"
           "\"light\":\"green\",\"lead\":[\"甲市港航局\",\"乙市港航局\"],\"cooperating\":[],\"groups\":[\"各县\"],\"source\":null,\"rev\":\"7\"}\n",
           "item", "show", "26-1", "--json");
}

/* Everything that looks also answers as JSON: one array or object that any reader takes. */
static void json_everywhere(void **state)
{
    static const struct {
        enum lx_json_kind kind;
        const char *words[4];
    } cases[] = {
        { LX_JSON_ARRAY, { "item", "list" } },       { LX_JSON_OBJECT, { "item", "show", "26-1" } }, { LX_JSON_ARRAY, { "item", "history", "26-1" } },
        { LX_JSON_ARRAY, { "meeting", "list" } },    { LX_JSON_OBJECT, { "meeting", "show", "26" } }, { LX_JSON_ARRAY, { "agenda", "list", "26" } },
        { LX_JSON_ARRAY, { "unit", "list" } },       { LX_JSON_OBJECT, { "unit", "show", "港航局" } }, { LX_JSON_ARRAY, { "unit", "find", "gh" } },
        { LX_JSON_ARRAY, { "person", "list" } },     { LX_JSON_OBJECT, { "person", "show", "联络员" } }, { LX_JSON_ARRAY, { "series", "list" } },
        { LX_JSON_ARRAY, { "holiday", "list" } },    { LX_JSON_ARRAY, { "note", "list" } },          { LX_JSON_ARRAY, { "plan", "list" } },
        { LX_JSON_ARRAY, { "log" } },                { LX_JSON_ARRAY, { "search", "锚地" } },         { LX_JSON_OBJECT, { "office", "show" } },
        { LX_JSON_OBJECT, { "db", "info" } },        { LX_JSON_ARRAY, { "db", "check" } },
        { LX_JSON_OBJECT, { "today" } },
    };
    (void)state;
    EXITS(0, "series", "add", "市长联席会议");
    EXITS(0, "meeting", "add", "--no", "26");
    EXITS(0, "agenda", "add", "26", "锚地");
    EXITS(0, "unit", "add", "港航局");
    EXITS(0, "person", "add", "联络员", "--unit", "港航局");
    EXITS(0, "holiday", "add", "2024-10-01");
    EXITS(0, "note", "add", "锚地");
    EXITS(0, "item", "add", "锚地", "--meeting", "26", "--lead", "港航局");
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        const char *words[6] = { 0 };
        int n = 0;
        while (n < 4 && cases[i].words[n]) {
            words[n] = cases[i].words[n];
            n++;
        }
        words[n] = "--json";
        if (run(words) != 0)
            show_last();
        assert_int_equal(last.code, 0);
        struct lx_json *v = NULL;
        assert_int_equal(lx_json_parse(&v, last.out, last.out_len, NULL), LX_OK);
        assert_int_equal(lx_json_kind(v), cases[i].kind);
        assert_true(lx_json_n(v) > 0 || strcmp(cases[i].words[0], "plan") == 0 || strcmp(cases[i].words[0], "db") == 0);
        lx_json_free(&v);
        if (strcmp(cases[i].words[n > 1 ? 1 : 0], "list") == 0 && n == 2) {
            for (int k = 0; k < 3; k++) {
                words[n] = k == 0 ? "--md" : k == 1 ? "--csv" : "--numbers";
                assert_int_equal(run(words), 0);
            }
        }
    }
}

static void tables_both_ways(void **state)
{
    (void)state;
    char *file = tmp_path(dir, "t.csv");
    tmp_write(file, "单位,简称\n甲市港航局,\n乙市港航局,乙港\n");
    PRINTS("甲市港航局\n乙市港航局\n", "unit", "import", file);
    tmp_write(file, "事项,牵头单位,配合单位,办理时限\n=1+1,乙港,各县,年底前\n\"两\"\"行\",,,\n");
    PRINTS("D2024-001\nD2024-002\n", "item", "import", file);
    tmp_write(file, "事项,办理时限\n修路,明天\n修桥,2024-02-30\n修渠,昨夜\n");
    EXITS(1, "item", "import", file);
    assert_string_equal(last.out, "");
    assert_non_null(strstr(last.err, "t.csv:3:"));
    assert_non_null(strstr(last.err, "t.csv:4:"));
    EXITS(0, "--lang", "en", "item", "list", "--csv");
    assert_int_equal(memcmp(last.out, "\xEF\xBB\xBFid,no,kind,title,text,lead,with,", 35), 0);
    assert_non_null(strstr(last.out, "'=1+1"));
    tmp_write(file, last.out);
    PRINTS("", "item", "import", file);
    EXITS(0, "unit", "list", "--csv");
    tmp_write(file, last.out);
    PRINTS("", "unit", "import", file);
    PRINTS("2\n1\n", "log", "--numbers");
    tmp_write(file, "\xCA\xC2\xCF\xEE\n\xD0\xDE\xC2\xB7\n"); /* 事项, 修路 in GBK */
    PRINTS("", "item", "import", file, "--dry-run");
    assert_non_null(strstr(last.err, "GB18030"));
    PRINTS("D2024-003\n", "item", "import", file);
    free(file);
}

static void office_as_a_file(void **state)
{
    (void)state;
    char *file = tmp_path(dir, "office.json");
    EXITS(0, "office", "set", "name=甲办", "near_days=3");
    EXITS(0, "holiday", "add", "2024-10-01");
    EXITS(0, "office", "export", file);
    EXITS(1, "office", "export", file); /* nothing is written over */
    PRINTS("", "office", "import", file);
    EXITS(0, "office", "set", "near_days=9");
    PRINTS("", "office", "import", file, "--dry-run");
    PRINTS("office 甲办\n", "office", "import", file);
    EXITS(0, "office", "show");
    assert_non_null(strstr(last.out, "3\n"));
    free(file);
}

/* As another tool would, behind the program's back. */
static void sql(const char *statement)
{
    sqlite3 *handle;
    assert_int_equal(sqlite3_open(db, &handle), SQLITE_OK);
    assert_int_equal(sqlite3_exec(handle, statement, NULL, NULL, NULL), SQLITE_OK);
    sqlite3_close(handle);
}

static void looking_after_the_database(void **state)
{
    (void)state;
    char *copy = tmp_path(dir, "copy.db"), *dump = tmp_path(dir, "dump.json"), *again = tmp_path(dir, "again.json"), *other = tmp_path(dir, "other.db");
    struct lx_str line = LX_STR_EMPTY;
    EXITS(0, "item", "add", "修路");
    EXITS(0, "item", "add", "修桥");
    EXITS(0, "db", "check");
    EXITS(0, "db", "backup", copy);
    lx_str_addf(&line, "%s\n", copy);
    assert_string_equal(last.out, lx_str_z(&line));
    EXITS(1, "db", "backup", copy);
    EXITS(0, "db", "dump", dump);
    EXITS(1, "db", "dump", dump);
    EXITS(0, "item", "close", "D2024-1");
    EXITS(0, "db", "restore", copy);
    PRINTS("D2024-001\nD2024-002\n", "item", "list", "state:open", "--numbers", "--sort", "no");
    unsetenv("LIANXI_ORIGIN"); /* it fixes names too */
    EXITS(0, "db", "clone", other);
    setenv("LIANXI_ORIGIN", "4821907", 1);
    EXITS(1, "db", "clone", other);
    EXITS(0, "db", "info", "--json");
    struct lx_json *here = NULL, *there = NULL;
    assert_int_equal(lx_json_parse(&here, last.out, last.out_len, NULL), LX_OK);
    EXITS(0, "--db", other, "db", "info", "--json");
    assert_int_equal(lx_json_parse(&there, last.out, last.out_len, NULL), LX_OK);
    assert_string_not_equal(lx_json_to_string(lx_json_get(here, "name"), ""), lx_json_to_string(lx_json_get(there, "name"), ""));
    assert_int_equal(lx_json_to_int(lx_json_get(lx_json_get(there, "records"), "item"), 0), 2);
    lx_json_free(&here);
    lx_json_free(&there);
    assert_int_equal(unlink(other), 0);
    EXITS(0, "--db", other, "db", "load", dump);
    EXITS(0, "--db", other, "db", "dump", again);
    char *one = tmp_read(dump, NULL), *two = tmp_read(again, NULL);
    assert_string_equal(one, two);
    free(one);
    free(two);

    sql("UPDATE item SET title = '别的' WHERE no = 'D2024-001'");
    EXITS(5, "db", "check");
    assert_non_null(strstr(last.out, "D2024-001"));
    EXITS(0, "db", "check", "--mend");
    EXITS(0, "db", "check");
    PRINTS("D2024-001\n", "item", "list", "修路", "--numbers");
    sql("UPDATE item SET title = '别的' WHERE no = 'D2024-001'");
    EXITS(0, "db", "adopt");
    EXITS(0, "db", "reindex");
    EXITS(0, "db", "check");
    PRINTS("D2024-001\n", "item", "list", "别的", "--numbers");
    EXITS(2, "db", "purge", "1");
    EXITS(0, "db", "purge", "1", "--reason", "按要求");
    EXITS(0, "db", "check");
    EXITS(3, "db", "purge", "99", "--reason", "按要求");
    EXITS(0, "db", "daily-copy", "2024-06-25");
    free(copy);
    free(dump);
    free(again);
    free(other);
    lx_str_done(&line);
}

static void output_that_cannot_be_written(void **state)
{
    (void)state;
    struct lx_str line = LX_STR_EMPTY;
    lx_str_addf(&line, "'%s' --db '%s' item add 修路 >/dev/full 2>/dev/null", program, db);
    int status = system(line.s);
    assert_int_equal(status >> 8, 1);
    lx_str_done(&line);
    PRINTS("D2024-001\n", "item", "list", "--numbers"); /* stored all the same */
}

static void saved_filters(void **state)
{
    (void)state;
    EXITS(0, "unit", "add", "港航局");
    EXITS(0, "item", "add", "修路", "--lead", "港航局");
    EXITS(0, "item", "add", "修桥", "--due", "2024-06-01");
    PRINTS("港航\n", "filter", "add", "港航", "unit:港航", "-修桥", "--key", "2");
    PRINTS("逾期\n", "filter", "add", "逾期", "light:red");
    PRINTS("D2024-001\n", "item", "list", "@港航", "--numbers");
    PRINTS("D2024-002\n", "item", "list", "@逾期", "--numbers");
    PRINTS("", "item", "list", "@逾期", "@港航", "--numbers");
    EXITS(0, "filter", "list");
    assert_non_null(strstr(last.out, "unit:港航 -修桥"));
    PRINTS("逾期\n", "filter", "add", "逾期", "state:open", "--sort", "-no", "--key", "2"); /* replaces both */
    PRINTS("D2024-002\nD2024-001\n", "item", "list", "@逾期", "--numbers");
    EXITS(3, "item", "list", "@港航");
    EXITS(2, "filter", "add", "坏", "no-such:1");
    EXITS(2, "filter", "add", "坏", "修路", "--view", "lists");
    EXITS(2, "filter", "add", "坏", "修路", "--key", "10");
    EXITS(0, "filter", "delete", "逾期");
    EXITS(3, "filter", "delete", "逾期");
    PRINTS("", "filter", "list", "--numbers");
}

static void reviews(void **state)
{
    (void)state;
    EXITS(0, "item", "add", "修路");
    PRINTS("", "review", "list", "--numbers");
    EXITS(3, "review", "show", "1");
    EXITS(4, "review"); /* no terminal here */
    assert_true(strlen(last.err) > 10);
    EXITS(4, "review", "修路", "state:open");
    EXITS(2, "review", "no-such:1");
    EXITS(5, "--as-of", "2024-06-25", "review");
}

static void own_keys_are_listed(void **state)
{
    (void)state;
    char *config = tmp_path(dir, "config"), *folder = tmp_path(dir, "config/lianxi"), *file = tmp_path(dir, "config/lianxi/config.ini");
    assert_int_equal(mkdir(config, 0700) | mkdir(folder, 0700), 0);
    tmp_write(file, "; mine\n[keys]\nitem close = <F7>\nno such = x\n");
    const char *was = getenv("XDG_CONFIG_HOME");
    char *before = was ? strdup(was) : NULL;
    setenv("XDG_CONFIG_HOME", config, 1);
    EXITS(0, "keys");
    assert_non_null(strstr(last.out, "F7              item close"));
    if (before)
        setenv("XDG_CONFIG_HOME", before, 1);
    else
        unsetenv("XDG_CONFIG_HOME");
    free(before);
    free(config);
    free(folder);
    free(file);
}

/* "-" is standard output or input, never a file of that name. */
static void standard_streams(void **state)
{
    static const char *const imports[][4] = { { "item", "import", "-" }, { "unit", "import", "-" }, { "person", "import", "-" } };
    static const char *const tables[] = { "事项\n修渠\n", "单位\n港航局\n", "职务\n联络员\n" };
    char *file = tmp_path(dir, "in"), *dash = tmp_path(dir, "-"), *other = tmp_path(dir, "other.db");
    (void)state;
    EXITS(0, "series", "add", "市长联席会议");
    EXITS(0, "meeting", "add", "--no", "26");
    input = file;
    for (size_t i = 0; i < sizeof imports / sizeof imports[0]; i++) {
        tmp_write(file, tables[i]);
        EXITS(0, imports[i][0], imports[i][1], imports[i][2]);
        assert_true(last.out_len > 0);
    }
    tmp_write(file, "# 纪要\n\n- [ ] 推进大桥前期工作。（牵头单位：港航局；完成时限：年底前）\n");
    PRINTS("26-001\n", "minutes", "import", "26", "-");
    tmp_write(file, "# 工作要点\n\n一、重点任务\n\n1. 推进大桥前期工作。（牵头单位：港航局）\n2. 推进渔船互救奖励资金落实。（牵头单位：港航局）\n");
    EXITS(0, "plan", "read", "-");
    PRINTS("P1\n", "plan", "import", "-");
    EXITS(0, "office", "set", "name=甲办");
    EXITS(0, "office", "export", "-");
    assert_int_equal(*last.out, '{');
    tmp_write(file, last.out);
    PRINTS("", "office", "import", "-");
    EXITS(0, "db", "dump", "-");
    tmp_write(file, last.out);
    EXITS(0, "db", "dump");
    char *whole = tmp_read(file, NULL);
    assert_string_equal(last.out, whole);
    EXITS(0, "--db", other, "db", "load", "-");
    EXITS(0, "--db", other, "db", "dump", "-");
    assert_string_equal(last.out, whole);
    EXITS(2, "db", "backup", "-");
    EXITS(2, "db", "clone", "-");
    input = NULL;
    assert_int_equal(access(dash, F_OK), -1);
    free(whole);
    free(file);
    free(dash);
    free(other);
}

/* --- hostile text ------------------------------------------------------------------------------------------------------------- */

static char *long_text(const char *piece, size_t n)
{
    struct lx_str s = LX_STR_EMPTY;
    while (n--)
        lx_str_add(&s, piece);
    return lx_str_take(&s);
}

/* Kinds 1 to 27 of reliability.md 4a, as far as an argument can hold them. */
static const char *const hostile[] = {
    "", "   ", "\u3000\u3000", "\x1B]0;title\a", "\x1B[2J", "\x1B]52;c;eA==\a", "\x1B]8;;http://x\x1B\\link\x1B]8;;\x1B\\", "\x1BPq\x1B", "\x1B_x",
    "\xC2\x9B" "31mred", "raw\x9B" "31m", "over\rwritten", "abc\b\b\bdef", "a\nb", "a\tb", "a\vb\fc", "a\u2028b\xC2\x85" "c", "del\x7F", "a\u202Eb\u2066c\u2069",
    "zero\u200Bwidth\u200D\uFEFF\u2060\u00AD", "tags\U000E0001\U000E0041", "vs\uFE0F\U000E0100", "overlong\xC0\xAF", "surrogate\xED\xA0\x80",
    "beyond\xF4\x90\x80\x80", "lone\x80", "cut\xE5\xA4", "\xCA\xC2\xCF\xEE", "\xFF\xFE" "a", "\xEF\xBB\xBF" "bom", "\U00020BB7\uE000", "e\u0301\u00E9",
    "２０２４年", "市发\u200B改委", "“—…①→”", "👩‍👩‍👧", "=1+1", "@SUM", "' OR 1=1 --", "%s%n", "$(id)", "`id`", "-n", "--", "--json", "../../x", "\"", "a|b\\|c",
};
enum { HOSTILE_N = sizeof hostile / sizeof hostile[0] };

/* Whatever it says, it is text that no terminal can take for a command. */
static void check_clean(const char *what)
{
    assert_true(last.code >= 0 && last.code <= 5);
    bool out = lx_text_is_clean(last.out, last.out_len, LX_CLEAN_LINES), err = lx_text_is_clean(last.err, last.err_len, LX_CLEAN_LINES);
    if (!out || !err)
        print_message("%s: %s%s", what, last.out, last.err);
    assert_true(out && err);
}

/* Into each place, or into every fourth where `turn` is not negative: all texts together reach all places. */
static void put_everywhere(const char *text, int turn)
{
    static const struct {
        const char *before[4], *after;
    } places[] = {
        { { "item", "add" }, NULL },          { { "item", "add", "x", "--text" }, NULL }, { { "item", "add", "x", "--lead" }, NULL },
        { { "item", "add", "x", "--due" }, NULL }, { { "item", "report", "D2024-001" }, NULL }, { { "item", "remind", "D2024-001", "--note" }, NULL },
        { { "item", "show" }, NULL },         { { "item", "list" }, NULL },              { { "item", "extend", "D2024-001" }, NULL },
        { { "unit", "add" }, NULL },          { { "unit", "show" }, NULL },              { { "unit", "find" }, NULL },
        { { "unit", "alias", "港航局" }, NULL }, { { "person", "add" }, NULL },           { { "series", "add" }, NULL },
        { { "meeting", "add", "--title" }, NULL }, { { "meeting", "show" }, NULL },      { { "meeting", "step", "1" }, NULL },
        { { "agenda", "add", "1" }, NULL },   { { "note", "add" }, NULL },               { { "search" }, NULL },
        { { "log" }, NULL },                  { { "undo" }, NULL },                      { { "item", "import" }, NULL },
        { { "db", "backup" }, NULL },         { { "holiday", "add" }, NULL },            { { "office", "set" }, NULL },
        { { "plan", "show" }, NULL },         { { "item", "merge", "D2024-001" }, NULL }, { { "--as", NULL }, "log" },
        { { "--lang", NULL }, "log" },        { { "--as-of", NULL }, "log" },            { { "item" }, NULL },
    };
    for (size_t i = 0; i < sizeof places / sizeof places[0]; i++) {
        const char *words[8] = { 0 };
        int n = 0;
        if (turn >= 0 && ((int)i + turn) % 4)
            continue;
        for (; n < 4 && places[i].before[n]; n++)
            words[n] = places[i].before[n];
        words[n++] = text;
        words[n] = places[i].after;
        run(words);
        check_clean(places[i].before[0]);
    }
    struct lx_str pair = LX_STR_EMPTY;
    static const char *const fields[] = { "title", "text", "contact", "clerk", "due", "lead" };
    for (size_t i = 0; i < sizeof fields / sizeof fields[0]; i++) {
        if (turn >= 0 && ((int)i + turn) % 4)
            continue;
        lx_str_clear(&pair);
        lx_str_addf(&pair, "%s=%s", fields[i], text);
        L("item", "set", "D2024-001", lx_str_z(&pair));
        check_clean(fields[i]);
    }
    lx_str_done(&pair);
}

static void look_everywhere(void)
{
    static const char *const looks[][4] = {
        { "item", "list" },   { "item", "list", "--md" },    { "item", "list", "--json" }, { "item", "show", "D2024-001" }, { "item", "history", "D2024-001" },
        { "unit", "list" },   { "person", "list" },          { "series", "list" },         { "meeting", "list" },           { "meeting", "show", "1" },
        { "agenda", "list", "1" }, { "note", "list" },       { "note", "list", "--json" }, { "log" },                       { "log", "--json" },
        { "today" },          { "office", "show" },          { "doctor" },                 { "db", "info" },                { "db", "check" },
        { "db", "dump" },     { "search", "x" },             { "keys" },                   { "unit", "show", "港航局" },
    };
    for (size_t i = 0; i < sizeof looks / sizeof looks[0]; i++) {
        const char *words[5] = { looks[i][0], looks[i][1], looks[i][2], looks[i][3], NULL };
        run(words);
        check_clean(looks[i][0]);
        if (strcmp(looks[i][0], "search") != 0)
            assert_int_equal(last.code, 0);
    }
    char *file = tmp_path(dir, "back.csv");
    EXITS(0, "item", "list", "--csv"); /* only the form of a spreadsheet keeps bytes as they are, and that reads back */
    tmp_write(file, last.out);
    PRINTS("", "item", "import", file);
    free(file);
}

static void hostile_text(void **state)
{
    (void)state;
    EXITS(0, "item", "add", "甲");
    EXITS(0, "unit", "add", "港航局");
    EXITS(0, "series", "add", "市长联席会议");
    EXITS(0, "meeting", "add");
    for (size_t i = 0; i < HOSTILE_N; i++)
        put_everywhere(hostile[i], (int)i);
    look_everywhere();
}

/* The roll in words, heads of tables, warnings: names stand there too. */
static void hostile_names_in_a_session(void **state)
{
    static const char city[] = "甲市\x1B[2J\u202E\xC2\x9B" "31m";
    (void)state;
    EXITS(0, "unit", "add", city, "--kind", "government");
    EXITS(0, "unit", "member", city);
    EXITS(0, "series", "add", "市长联席会议");
    EXITS(0, "meeting", "add", "--date", "2024-06-25");
    EXITS(0, "agenda", "add", "1", "办法");
    EXITS(0, "session", "next", "1");
    EXITS(0, "roll", "set", "1", city, "present", "丙\x1B]0;x\a 市长");
    EXITS(0, "document", "add", "办法", "--issuer", city);
    EXITS(0, "document", "ask", "办法");
    EXITS(0, "session", "close", "1");
    EXITS(0, "minutes", "build", "1");
    EXITS(0, "minutes", "circulate", "1");
    EXITS(0, "minutes", "opinion", "1", city, "agreed");
    EXITS(0, "outcome", "set", "1", "1", "passed");
    EXITS(0, "minutes", "build", "1"); /* another text than was agreed to */
    static const char *const looks[][4] = { { "roll", "list", "1" }, { "roll", "show", "1" }, { "roll", "show", "1", "--en" }, { "document", "matrix" },
                                            { "document", "matrix", "--md" }, { "minutes", "opinions", "1" }, { "paper", "attendance", "1" } };
    for (size_t i = 0; i < sizeof looks / sizeof looks[0]; i++) {
        const char *words[5] = { looks[i][0], looks[i][1], looks[i][2], looks[i][3], NULL };
        run(words);
        check_clean(looks[i][1]);
        assert_int_equal(last.code, 0);
        if (!strstr(last.out, "甲市"))
            fail_msg("%s %s: %s", looks[i][0], looks[i][1], last.out);
    }
}

static void long_texts(void **state)
{
    (void)state;
    EXITS(0, "item", "add", "甲");
    EXITS(0, "unit", "add", "港航局");
    EXITS(0, "series", "add", "市长联席会议");
    EXITS(0, "meeting", "add");
    char *const texts[] = { long_text("\u0301", 1000), long_text("题", 10000), long_text("x", 65537), long_text("((((", 1000), long_text("a ", 3000) };
    for (size_t i = 0; i < sizeof texts / sizeof texts[0]; i++) {
        put_everywhere(texts[i], (int)i);
        free(texts[i]);
    }
    EXITS(0, "item", "list");
    check_clean("list");
}

/* Reading a document, a help text or a slip of the pen leaves no office behind. */
static void what_needs_no_office_makes_none(void **state)
{
    (void)state;
    char *elsewhere = tmp_path(dir, "none.db"), *file = tmp_path(dir, "plan.txt");
    tmp_write(file, "一、任务\n1. 推进航线加密。（牵头单位：舟山市交通运输局）\n");
    EXITS(0, "--db", elsewhere, "keys");
    EXITS(0, "--db", elsewhere, "item", "--help");
    EXITS(2, "--db", elsewhere, "itme", "list");
    EXITS(0, "--db", elsewhere, "plan", "read", file);
    assert_non_null(strstr(last.out, "推进航线加密"));
    assert_int_equal(access(elsewhere, F_OK), -1);
    EXITS(0, "--db", elsewhere, "item", "list");
    assert_int_equal(access(elsewhere, F_OK), 0);
    free(elsewhere);
    free(file);
}

int main(void)
{
#define CLI(test) cmocka_unit_test_setup_teardown(test, set_up, tear_down)
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(every_command_has_its_handler),
        CLI(nothing_writes_in_the_past),
        CLI(help_names_everything),
        CLI(exit_codes),
        CLI(foreign_files),
        CLI(stores_print_numbers),
        CLI(all_or_nothing),
        CLI(history_is_searched),
        CLI(json_of_an_item),
        CLI(json_everywhere),
        CLI(tables_both_ways),
        CLI(office_as_a_file),
        CLI(looking_after_the_database),
        CLI(output_that_cannot_be_written),
        CLI(saved_filters),
        CLI(reviews),
        CLI(own_keys_are_listed),
        CLI(what_needs_no_office_makes_none),
        CLI(standard_streams),
        CLI(hostile_text), CLI(hostile_names_in_a_session),
        CLI(long_texts),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
