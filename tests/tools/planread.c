/* planread FILE: the JSON of a plan document.  planread --phrases: one phrase a line on stdin ("kind TAB phrase"). */
#include "core/plan/plan.h"
#include "core/text/text.h"

#include <stdio.h>
#include <string.h>

int main(int argc, char **argv)
{
    struct lx_str text = LX_STR_EMPTY, out = LX_STR_EMPTY;
    struct lx_plan_doc doc;
    FILE *f = argc == 2 ? fopen(argv[1], "rb") : NULL;
    if (!f) {
        fprintf(stderr, "usage: planread FILE\n");
        return 2;
    }
    char buf[4096];
    for (size_t n; (n = fread(buf, 1, sizeof buf, f)) > 0;)
        lx_str_addn(&text, buf, n);
    fclose(f);
    lx_plan_read(&doc, lx_str_z(&text), text.len, NULL, 0);
    lx_plan_json(&out, &doc);
    fputs(lx_str_z(&out), stdout);
    lx_plan_done(&doc);
    lx_str_done(&text);
    lx_str_done(&out);
    return 0;
}
