/* The demonstration office: the script builds it, and what the office shows on its own day, 2024-06-25. */
#include "core/str.h"
#include "tests/lib/tmp.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

#include <cmocka.h>

static char *dir; /* holds demo.db */

/* Runs a shell command at the top of the sources: $L is the program on the demonstration, $D the folder, `q N` asks the N-th
 * question of docs/data-model.md with the stock shell. */
static int run(const char *command)
{
    const char *build = getenv("LIANXI_BUILD") ? getenv("LIANXI_BUILD") : "build";
    struct lx_str line = LX_STR_EMPTY;
    lx_str_addf(&line, "P='%s/lianxi' D='%s'; L=\"$P --db $D/demo.db --lang en\"; ", build, dir);
    lx_str_add(&line, "q() { awk -v n=$1 '/^```sql/ { k++; p = k == n; next } /^```/ { p = 0 } p' docs/data-model.md |"
                      " sqlite3 -bail -readonly $D/demo.db; }; ");
    lx_str_add(&line, command);
    int status = system(lx_str_z(&line));
    lx_str_done(&line);
    return WIFEXITED(status) ? WEXITSTATUS(status) : -1;
}

static char *output_of(const char *command)
{
    struct lx_str line = LX_STR_EMPTY;
    lx_str_addf(&line, "{ %s; } >$D/out 2>&1", command);
    int code = run(lx_str_z(&line));
    lx_str_done(&line);
    char *path = tmp_path(dir, "out"), *out = tmp_read(path, NULL);
    assert_non_null(out);
    if (code != 0)
        print_message("exit %d from %s:\n%s\n", code, command, out);
    assert_int_equal(code, 0);
    free(path);
    return out;
}

/* What a command prints, its line ends as blanks. */
static void prints(const char *command, const char *expected)
{
    char *out = output_of(command);
    for (char *s = out; *s; s++)
        if (*s == '\n')
            *s = s[1] ? ' ' : '\0';
    if (strcmp(out, expected) != 0)
        print_message("%s\n", command);
    assert_string_equal(out, expected);
    free(out);
}

static void is_quiet(void **state)
{
    (void)state;
    prints("wc -c <$D/said", "0");
}

static void finds_the_obvious_unit(void **state)
{
    (void)state;
    static const char *const cases[][2] = {
        { "zshy", "舟山市海洋与渔业局" }, { "zsjt", "舟山市交通运输局" },       { "jtj", "宁波市交通运输局" }, { "nb", "宁波市" },
        { "zs", "舟山市" },               { "sxfg", "绍兴市发展和改革委员会" }, { "zdb", "浙东经济合作区市长联席会议办公室" },
        { "nbfgw", "宁波市发展和改革委员会" }, { "tzwl", "台州市文化和广电旅游体育局" },
    };
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        struct lx_str command = LX_STR_EMPTY;
        lx_str_addf(&command, "$L unit find %s | head -1", cases[i][0]);
        prints(lx_str_z(&command), cases[i][1]);
        lx_str_done(&command);
    }
}

static void has_items_in_every_state(void **state)
{
    (void)state;
    static const struct {
        const char *word, *n;
    } states[] = { { "registered", "3" }, { "assigned", "9" }, { "accepted", "2" },  { "working", "19" },  { "reported", "2" },  { "closed", "3" },
                   { "struck", "3" },     { "archived", "2" }, { "returned", "1" },  { "suspended", "1" }, { "withdrawn", "1" }, { "merged", "1" } };
    for (size_t i = 0; i < sizeof states / sizeof states[0]; i++) {
        struct lx_str command = LX_STR_EMPTY;
        lx_str_addf(&command, "$L item list state:%s --numbers | wc -l", states[i].word);
        prints(lx_str_z(&command), states[i].n);
        lx_str_done(&command);
    }
    prints("$L item list --numbers | wc -l", "47");
    prints("$L item list state:open --numbers | wc -l", "36");
}

static void has_late_near_and_fine_items(void **state)
{
    (void)state;
    prints("$L item list light:red --numbers", "26-004 P1-010 L3-001 26-008 D2024-002");
    prints("$L item list light:yellow --numbers", "Z2024-2-001 26-005 P1-005 P1-007 P1-019 D2024-003");
    prints("$L item list light:green --numbers | wc -l", "24");
}

static void gives_every_item_a_lead(void **state)
{
    (void)state;
    prints("$L item list --json | grep -c '\"lead\":\\[\\]' || true", "0");
    prints("$L item show P1-001 --json | grep -o '\"lead\":[^]]*]'", "\"lead\":[\"宁波市科学技术局\"]");
    prints("$L item show 26-007 --json | grep -o '\"due\":[^,]*,\\|\"due_text\":[^,]*'", "\"due\":null, \"due_text\":\"长期\"");
}

static void has_its_meetings_and_plan(void **state)
{
    (void)state;
    prints("$L meeting list --numbers", "Z2024-3 L4 Z2024-2 L3 Z2024-1 L2 26 L1 25 24 17");
    prints("$L plan list --numbers", "P1");
    prints("$L item list meeting:26 --numbers | wc -l", "10");
    prints("$L item list plan:P1 --numbers | wc -l", "23");
    prints("$L unit list kind:department --numbers | wc -l", "60");
    prints("$L unit list kind:government --numbers | wc -l", "5");
}

/* Totals of the tree and of groups are those of the list; a section moved and moved back leaves all as it was. */
static void sums_up_its_plan_and_its_groups(void **state)
{
    (void)state;
    prints("$L plan show P1 | sed -n 2p", "items 23, closed 3, open 20, late 1");
    prints("$L plan show P1 | grep -c '^[^ P].*\\[items'", "3"); /* outermost sections with items */
    prints("$L plan show P1 | grep '^[^ P].*\\[items' | sed 's/.*items \\([0-9]*\\).*/\\1/' | awk '{ n += $1 } END { print n }'", "23");
    prints("$L plan show P1 --json | grep -o '\"totals\":{[^}]*}' | head -1", "\"totals\":{\"items\":23,\"closed\":3,\"open\":20,\"late\":1}");
    prints("$L plan show P1 --md | grep -c '^#'", "16"); /* the plan and its sections */
    prints("cp $D/demo.db $D/moved.db; M=\"$P --db $D/moved.db --lang en\"; $L plan show P1 >$D/before; $M plan move P1 二/一 down; "
           "$M plan move P1 二/一 --into 三; $M plan show P1 | grep -c '^[^ P]'; $M undo >$D/said 2>&1; $M undo >>$D/said 2>&1; $M plan show P1 | cmp - $D/before",
           "二 重点行动 / （一） 科创高地共建行动 三 重点项目 / （一） 科创高地共建行动 5");
    prints("$L plan move P1 二 2>/dev/null || echo $?; $L plan move P1 二 sideways 2>/dev/null || echo $?; $L plan move P1 十九 up 2>/dev/null || echo $?", "2 2 3");
    prints("for f in lead state light due meeting plan kind clerk section; do $L item list --group $f | grep '^==' | sed '$d;s/.*items \\([0-9]*\\).*/\\1/' | "
           "awk '{ n += $1 } END { print n }'; done", "47 47 47 47 47 47 47 47 47");
    prints("$L item list --group lead | tail -n 1", "== All together  [items 47, closed 8, open 36, late 5]");
    prints("$L item list state:open --group light | grep '^=='", "== late  [items 5, closed 0, open 5, late 5] == near due  [items 6, closed 0, open 6, late 0] "
           "== on time  [items 24, closed 0, open 24, late 0] == none  [items 1, closed 0, open 1, late 0] == All together  [items 36, closed 0, open 36, late 5]");
    prints("$L item list --group lead --md | grep -c '^## '", "20");
    prints("$L item list --group lead --json 2>&1 >/dev/null | grep -c -- --json; $L item list --group title 2>/dev/null || echo $?", "1 2");
}

/* Each text of the minutes, and what differs between any two of them. */
static void lists_the_versions_of_minutes(void **state)
{
    (void)state;
    prints("$L minutes versions 26 | awk 'NR > 1 { print $1, $2 }'", "v1 draft v2 round v3 issued");
    prints("$L minutes versions 26 --json | grep -o '\"agreed\":4,\"comments\":1'", "\"agreed\":4,\"comments\":1");
    prints("$L minutes diff 26 v1 1; $L minutes diff 26 v2 issued; $L minutes show 26 --md >$D/now.md; $L minutes show 26 --md --version v1 | cmp - $D/now.md", "");
    prints("$L minutes show 26 --version v9 2>/dev/null || echo $?; $L minutes diff 26 v1 heute 2>/dev/null || echo $?", "3 2");
}

static void answers_ten_questions_in_plain_sql(void **state)
{
    (void)state;
    if (run("command -v sqlite3 >/dev/null") != 0) {
        print_message("skipped: sqlite3 is not installed\n");
        skip();
    }
    prints("grep -c '^```sql' docs/data-model.md", "11");
    prints("q 1", "宁波市商务局|3|26-008 P1-010 L3-001 绍兴市交通运输局|1|26-004 舟山市海洋与渔业局|1|D2024-002");
    prints("q 2 | cut -d '|' -f 1,2 | sed -n '1p;$p'", "Z2024-2-001|2024-06-28 D2024-004|2024-07-15");
    prints("q 3 | cut -d '|' -f 2 | sort | uniq -c | tr -s ' '", " 1 archived  2 assigned  1 reported  1 struck  5 working");
    prints("q 4 | grep -c .", "21");
    prints("q 4 | tail -n 1 | cut -d '|' -f 1,2", "P1-018|2024-03-20");
    prints("q 5", "宁波市商务局|2|26-008 2023-12-31 > 2024-03-31; 26-008 2024-03-31 > 2024-06-15");
    prints("q 6 | cut -d '|' -f 1-3", "16:40|督查科|item report 16:40|督查科|item remind 16:40|督查科|item report");
    prints("q 7 | grep -c '完成时限'", "10");
    prints("q 8 | grep '代市长'", "26|2022-12-15|宁波市、绍兴市、舟山市、台州市、嘉兴市（台州市由分管副市长代市长出席）");
    prints("q 9 | cut -d '|' -f 1,2", "building|3 built|2 prepared|2 started|2");
    prints("q 10 | cut -d '|' -f 1,3 | uniq -c | tr -s ' '", " 5 unknown|2024");
    prints("q 11", "宁波市 绍兴市 舟山市 台州市");
    prints("sqlite3 -readonly $D/demo.db 'PRAGMA integrity_check; PRAGMA foreign_key_check'", "ok");
}

static void agrees_with_its_own_history(void **state)
{
    (void)state;
    prints("$L db check >/dev/null; echo $?", "0");
    prints("$L --as-of 2023-03-01 item show 26-001 --json | grep -o '\"state\":\"[a-z]*\"'", "\"state\":\"closed\"");
    prints("$L --as-of 2022-12-01 item list --numbers | wc -l", "0");
}

/* Every command of a guide works on the demonstration as it stands there. */
static void follows(const char *guide)
{
    struct lx_str command = LX_STR_EMPTY;
    lx_str_addf(&command, "G='%s'; ", guide);
    lx_str_add(&command, "case $P in /*) ;; *) P=$PWD/$P ;; esac; rm -rf $D/week; mkdir -p $D/week/build/demo; "
                         "cp $D/demo.db $D/week/build/demo/lianxi.db; ln -s $P $D/week/build/lianxi; ln -s $PWD/docs $D/week/docs; "
                         "cd $D/week; unset LIANXI_NOW; "
                         "awk '/^```sh/ { p = 1; next } /^```/ { p = 0 } p' docs/$G >week.sh; "
                         "grep -c '^lianxi' week.sh >$D/said; sh -e week.sh >said 2>&1 || { tail -n 5 said; exit 1; }; "
                         "[ $(cat $D/said) -gt 30 ] && lianxi() { $P \"$@\"; } && "
                         "lianxi --db week.db item show 26-004 --json | grep -o '\"state\":\"[a-z]*\"'");
    prints(lx_str_z(&command), "\"state\":\"closed\"");
    lx_str_done(&command);
}

/* Codes are for JSON; in Chinese the history has words. */
static void tells_its_history_in_words(void **state)
{
    (void)state;
    prints("$P --db $D/demo.db --lang zh log >$D/log; grep -c 流转 $D/log | sed 's/[1-9].*/many/'", "many");
    prints("grep -cE '=[a-z]|issued|draft|session|working|internal' $D/log || :", "0");
}

static void does_what_the_guide_says(void **state)
{
    (void)state;
    follows("guide.zh.md");
    follows("guide.en.md");
}

static int build(void **state)
{
    (void)state;
    dir = tmp_new();
    return run("sh docs/demo/office.sh $P $D/demo.db >$D/said 2>&1");
}

static int clear(void **state)
{
    (void)state;
    tmp_done(&dir);
    return 0;
}

/* The 26th session has all that its papers are made of. */
static void shows_every_paper_of_a_session(void **state)
{
    (void)state;
    prints("for k in agenda programme booklet attendance chair script papers topics call notice; do "
           "for l in '' --en; do $L paper $k 26 $l --text >$D/said || echo $k; done; done; for k in topics topic contacts members; do "
           "$L paper $k --text >$D/said || echo $k; done; $L paper correction L2 --text >$D/said; $L paper correction L3 --text >$D/said", "");
    prints("$L paper booklet 26 --md | grep -c '^## '", "8");
    prints("$L paper papers 26 --md | grep -c '会后收回 |$'", "2");
    prints("$L agenda versions 26 --json | grep -o '\"number\"' | wc -l", "2");
    prints("$L paper correction 26 2>/dev/null; echo $?; $L paper members 26 2>/dev/null; echo $?; $L paper programme 2>/dev/null; echo $?", "3 2 2");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(is_quiet), cmocka_unit_test(finds_the_obvious_unit),
        cmocka_unit_test(has_items_in_every_state),
        cmocka_unit_test(has_late_near_and_fine_items),
        cmocka_unit_test(gives_every_item_a_lead),
        cmocka_unit_test(has_its_meetings_and_plan),
        cmocka_unit_test(sums_up_its_plan_and_its_groups),
        cmocka_unit_test(lists_the_versions_of_minutes),
        cmocka_unit_test(answers_ten_questions_in_plain_sql),
        cmocka_unit_test(agrees_with_its_own_history),
        cmocka_unit_test(tells_its_history_in_words),
        cmocka_unit_test(shows_every_paper_of_a_session),
        cmocka_unit_test(does_what_the_guide_says),
    };
    return cmocka_run_group_tests(tests, build, clear);
}
