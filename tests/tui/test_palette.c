/* Menus: what was typed puts the obvious row first. */
#include "core/mem.h"
#include "tui/menu.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <cmocka.h>

#define COUNT(a) (sizeof(a) / sizeof *(a))

/* Topics of the demonstration office, as the picker of an agenda holds them. */
static void the_obvious_topic_comes_first(void **state)
{
    (void)state;
    static const char *const topics[][2] = {
        { "共建六横公路大桥二期资金分担方案", "舟山市交通局" }, { "统一渔船互救奖励标准", "舟山市海渔局" },
        { "四明山旅游线路联合命名", "绍兴市文广旅游局" },       { "城市形象标识联合征集", "嘉兴市文广旅游局" },
        { "宁波都市圈公共服务共享清单", "宁波市发改委" },       { "共建共享大型科学仪器", "宁波市科技局" },
    };
    static const struct {
        const char *typed;
        size_t first;
    } cases[] = { { "yc", 1 }, { "ycjl", 1 }, { "lh", 0 }, { "zssjtj", 0 }, { "gjgx", 5 }, { "gj", 0 }, { "lvyou", 2 }, { "标识", 3 }, { "fgw", 4 }, { "nb", 4 } };
    for (size_t i = 0; i < COUNT(cases); i++) {
        struct menu_items items = { 0 };
        for (size_t k = 0; k < COUNT(topics); k++)
            menu_add(&items, topics[k][0], topics[k][1], (int64_t)k)->more = lx_strdup(topics[k][1]);
        menu_rank(&items, cases[i].typed);
        if (items.at[0].value != (int64_t)cases[i].first || menu_fit(&items.at[0], cases[i].typed) <= 0)
            fail_msg("%s: %s", cases[i].typed, items.at[0].label);
        menu_items_done(&items);
    }
}

int main(void)
{
    static const struct CMUnitTest tests[] = {
        cmocka_unit_test(the_obvious_topic_comes_first),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
