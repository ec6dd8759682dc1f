/* A session on the command line: what is printed, what is refused, with which exit code. */
#include <setjmp.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <cmocka.h>

#include "core/str.h"
#include "tests/lib/process.h"
#include "tests/lib/tmp.h"

/* One line each, in order: the command's words, its exit code, what stands on stdout or stderr (NULL: nothing is asked). */
static const struct {
    const char *words;
    int code;
    const char *out, *err;
} steps[] = {
    { "series add 市长联席会议", 0, NULL, NULL },
    { "unit add 宁波市 --kind government", 0, NULL, NULL },
    { "unit add 舟山市 --kind government", 0, NULL, NULL },
    { "unit add 台州市 --kind government", 0, NULL, NULL },
    { "unit add 宁波市交通运输局", 0, NULL, NULL },
    { "unit add 舟山市交通运输局", 0, NULL, NULL },
    { "unit member 宁波市 --rank 1", 0, NULL, NULL },
    { "unit member 舟山市 --rank 2", 0, NULL, NULL },
    { "unit member 台州市 --rank 3", 0, NULL, NULL },
    { "meeting add 市长联席会议 --date 2024-06-25", 0, "1\n", NULL },
    { "agenda add 1 工作进展情况 --kind report", 0, NULL, NULL },
    { "agenda add 1 互救奖励办法 --kind deliberate", 0, NULL, NULL },
    { "quorum 1", 1, "不足", "法定" },
    { "session end 1", 1, NULL, "没有正在进行" },
    { "session start 1 2", 1, NULL, "尚未开会" },
    { "session next 1", 0, "1-1\n", NULL },
    { "session open 1", 1, NULL, NULL },
    { "roll set 1 宁波市 到会", 0, "1\n", NULL },
    { "roll set 1 舟山市 proxy '副市长 代 市长'", 0, "1\n", NULL },
    { "roll set 1 台州市 excused", 0, "1\n", NULL },
    { "roll set 1 台州市 迟到", 2, NULL, "迟到：没有这个选项，可以是：应到 / 到会" },
    { "roll set 1 丽水市 到会", 3, NULL, "丽水市" },
    { "roll show 1", 0, "出席：宁波市、舟山市（副市长代市长）\n请假：台州市\n", NULL },
    { "quorum 1", 0, "符合", NULL },
    { "quorum 1 1 --json", 0, "\"present\":2", NULL },
    { "roll list 1 --json", 0, "\"state\":\"proxy\"", NULL },
    { "roll list 1 --csv", 0, "舟山市", NULL },
    { "capture 1 '推进大桥前期 @jtj 月底前'", 2, NULL, "宁波市交通运输局" },
    { "capture 1 '推进大桥前期 @气象局'", 3, NULL, "气象局" },
    { "capture 1 '推进大桥前期 @宁波交通 +舟山交通 月底前'", 0, "1-001\n", NULL },
    { "item show 1-001", 0, "来源议程   工作进展情况", NULL },
    { "capture 1 财政局提醒资金渠道未定", 0, NULL, NULL },
    { "note list", 0, "资金渠道", NULL },
    { "outcome set 1 2 原则通过 --lead 舟山市交通运输局 --due 7月底", 0, "1-2\n", NULL },
    { "decision list", 0, "1-J1", NULL },
    { "item list 互救", 0, "根据会议意见修改完善互救奖励办法", NULL },
    { "outcome set 1 2 也许", 2, NULL, "也许：没有这个选项，可以是：通过 / 原则通过 / " },
    { "outcome set 1 1 也许", 2, NULL, "可以是：听取 / " },              /* those of this row */
    { "meeting step 1 later", 2, NULL, "可以是：" },
    { "--lang en unit add 某市 --kind moon", 2, NULL, "it can be: department / government" },
    { "item list state:later", 2, NULL, "可以是：立项 / " },
    { "outcome set 1 9 passed", 3, NULL, "9" },
    { "outcome set 1 1 审议通过", 1, NULL, "听取汇报：这类议程项不能这样议定，议定结果可以是：听取 / " },
    { "--lang en outcome set 1 1 passed", 1, NULL, "noted / assigned / " },
    { "capture 1 'd 审议通过'", 1, NULL, "听取汇报：这类议程项不能这样议定" },
    { "vote 1 2 2 1", 1, NULL, "3" },
    { "vote 1 2 2 0", 0, "1-2\n", NULL },
    { "reserve 1 2 台州市 对出资办法保留意见", 0, "1-2\n", NULL },
    { "reserve 1 2 宁波市 --drop", 3, NULL, "宁波市" },
    { "roll leave 1 舟山市", 0, "1-1\n", NULL },
    { "quorum 1 2", 1, NULL, NULL },
    { "session next 1", 0, "1-2\n", NULL },
    { "roll back 1 舟山市", 0, "1-2\n", NULL },
    { "session next 1", 0, "1\n", NULL },
    { "session close 1", 0, "1\n", NULL },
    { "session show 1", 0, "原则通过", NULL },
    { "meeting show 1 --json", 0, "\"state\":\"minutes_draft\"", NULL },
    { "undo", 0, NULL, "已撤销：2024-06-25 09:00" },
    { "meeting show 1 --json", 0, "\"state\":\"in_session\"", NULL },
    { "template add 模板 --series 联席会议", 0, NULL, NULL },
    { "template line 模板 agenda 工作进展", 0, NULL, NULL },
    { "template line 模板 prep 发通知 --days 5", 0, NULL, NULL },
    { "template line 模板 sitting 签约仪式", 0, NULL, NULL },
    { "template line 模板 paper 工作报告 --days 3", 0, NULL, NULL },
    { "template line 模板 call 宁波市", 0, NULL, NULL },
    { "meeting add --template 模板 --date 2024-12-01", 0, "2\n", NULL },
    { "meeting delete 2", 0, "2\n", NULL },
    { "meeting show 2", 3, NULL, "2" },
    { "undo", 0, NULL, NULL },
    { "roll list 2 --json", 0, "\"role\":\"called\"", NULL },
    { "notice add 2", 0, NULL, NULL },
    { "meeting delete 2", 1, NULL, "不能删除" },
    { "meeting delete 1", 1, NULL, "不能删除" },
    { "session open 2", 1, NULL, "--yes" }, /* another day than planned */
    { "session next 2", 1, NULL, "2024-12-01" },
    { "session open 2 --yes", 0, "2\n", NULL },
    { "meeting show 2 --json", 0, "\"date\":\"2024-06-25\"", NULL },
    { "undo", 0, NULL, NULL },
    { "meeting show 2 --json", 0, "\"date\":\"2024-12-01\"", NULL },
    { "meeting add 市长联席会议", 0, "3\n", NULL },
    { "meeting list --sort -date --numbers", 0, "3\n2\n1\n", NULL }, /* what has no day yet is ahead */
    { "meeting list --sort -date --limit 2 --numbers", 0, "3\n2\n", NULL },
    { "item add 甲事", 0, "D2024-001\n", NULL },
    { "item add 乙事", 0, "D2024-002\n", NULL },
    { "item add 丙事", 0, "D2024-003\n", NULL },
    { "item archive D2024-001 D2024-002", 1, NULL, "D2024-002" },          /* each that is refused is named, */
    { "item suspend D2024-001 D2024-009 D2024-002 --reason 等资金", 3, NULL, "D2024-009" },
    { "item suspend D2024-001 D2024-002", 1, NULL, "2/2" },
    { "item list state:suspended --json", 0, "[]", NULL },                  /* and nothing is done */
    { "item suspend D2024-001 D2024-002 --reason 等资金", 0, "D2024-001\nD2024-002\n", NULL },
    { "item --help", 0, "要么全部办理", NULL },
    { "prep done 2 1 7", 3, NULL, "7" },
    { "prep list 2 --json", 0, "\"state\":\"open\"", NULL },
    { "db check", 0, NULL, NULL },
};

static void a_session_from_opening_to_closing(void **state)
{
    const char *dir = *state;
    char program[4096], *db = tmp_path(dir, "office.db");
    struct lx_str path = LX_STR_EMPTY;
    lx_str_addf(&path, "%s/lianxi", getenv("LIANXI_BUILD"));
    assert_non_null(realpath(path.s, program));
    for (size_t i = 0; i < sizeof steps / sizeof steps[0]; i++) {
        struct process p;
        struct lx_str line = LX_STR_EMPTY;
        lx_str_addf(&line, "%s --lang zh --db '%s' %s", program, db, steps[i].words);
        process_run(&p, dir, NULL, (const char *const[]){ "/bin/sh", "-c", line.s, NULL });
        if (p.code != steps[i].code || (steps[i].out && !strstr(p.out, steps[i].out)) || (steps[i].err && !strstr(p.err, steps[i].err)))
            fail_msg("%s: %d\n%s%s", steps[i].words, p.code, p.out, p.err);
        process_done(&p);
        lx_str_done(&line);
    }
    lx_str_done(&path);
    free(db);
}

int main(void)
{
    const struct CMUnitTest tests[] = { cmocka_unit_test_setup_teardown(a_session_from_opening_to_closing, tmp_setup, tmp_teardown) };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
