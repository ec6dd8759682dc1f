#!/bin/sh
# A check that cannot fail is worthless: plants one violation of each rule in a small tree of its own and looks whether
# lint finds it at its place; then runs tests/run.sh over programs that pass, fail, skip, crash, leak or run nothing.
set -u
here=$(cd "$(dirname "$0")" && pwd)
top=$(cd "$here/../.." && pwd)
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cd "$work" || exit 1
export LC_ALL=C.UTF-8
bad=0 planted=0

# A tree without fault.
fresh() {
    rm -rf core db tui tests docs && mkdir -p core/text core/paper db tui/views tui/po tests/core docs
    cat >core/record.def <<'END'
RECORD(UNIT, unit, L("Unit", "单位"))
FIELD(unit, name, TEXT, none, KEY | NEED, L("Name", "名称"))
END(UNIT)
END
    cat >core/a.c <<'END'
/* Examples stand in comments: 26-003 六横公路大桥; select x from y; exit(1). */
#include "core/text/t.h"
#include <stdio.h>
static const char *const names[] = { "a", "b" };
const char *a_name(int n) { return N_("No such item"), names[n]; }
int a_print(char *to) { return snprintf(to, 9, "%s 100%% %04d %.*s", "x", 1, 2, "y"); }
END
    cat >db/b.c <<'END'
#include <sqlite3.h>
#include "core/a.h"
static const char *all = "SELECT id FROM item ORDER BY id";
END
    printf '#include <ncurses.h>\n#include "tui/c.h"\nvoid d(void) { mvaddnwstr(0, 0, L"x", 1); }\n' >tui/draw.c
    printf '#include "db/db.h"\n#include "core/a.h"\nint c(void) { return _("Close the item") + puts("x"); }\n' >tui/c.c
    cat >tui/po/base.zh_CN.po <<'END'
msgid ""
msgstr "Content-Type: text/plain; charset=UTF-8\n"

msgid "No such item"
msgstr "没有这个事项"
END
    printf 'msgid "Close the item"\nmsgstr "办结"\n' >tui/po/items.zh_CN.po
}

complain() {
    echo "lint: tests/lint/selftest.sh:1: selftest: $1"
    bad=1
}

# plant CHECK FILE LINE RULE TEXT: the text (of printf) is added to FILE, and CHECK must name line and rule.
plant() {
    planted=$((planted + 1))
    file=$2
    # shellcheck disable=SC2059 # the text is a format on purpose
    printf "$5" >>"$file"
    if $1 >out 2>&1; then
        complain "$4 in $file was let pass"
    elif ! grep -q "^lint: $file:$3: $4: " out; then
        complain "$4 in $file was not named; it said: $(head -n 2 out | tr '\n' ' ')"
    fi
    fresh
}
source_rules() { perl "$here/source.pl" .; }
catalogue() { sh "$here/catalogue.sh" .; }
state() { mkdir -p o/core && cc -c -o o/core/s.o core/s.c && sh "$here/state.sh" o; }

fresh
source_rules >out 2>&1 || complain "the clean tree is refused: $(head -n 1 out)"
catalogue >out 2>&1 || complain "the clean catalogue is refused: $(head -n 1 out)"

plant source_rules core/x.c 1 include '#include "db/b.h"\n'
plant source_rules db/x.c 1 include '#include "tui/c.h"\n'
plant source_rules tui/x.c 1 include '#include "db/b.h"\n'
plant source_rules core/x.c 1 include '#include "a.h"\n'
plant source_rules tui/x.c 1 include '#include "core/record.def"\n'
plant source_rules core/x.c 1 library '#include <sqlite3.h>\n'
plant source_rules tui/views/x.c 1 library '#include <ncursesw/curses.h>\n'
plant source_rules core/x.c 1 library '#include <unistr.h>\n'
plant source_rules core/paper/x.c 1 library '#include <pango/pangocairo.h>\n'
plant source_rules core/x.c 1 library '#include <libintl.h>\n'
echo '#include <sha2.h>' >db/one.c
plant source_rules db/two.c 1 library '#include <sha2.h>\n'
plant source_rules core/x.c 2 han '\nconst char *x = "办结";\n'
plant source_rules tui/x.c 1 sql 'const char *x = "select id"\n  " from item";\n'
plant source_rules core/x.c 1 sql 'const char *x = "PRAGMA user_version";\n'
plant source_rules tui/views/x.c 1 draw 'void x(void) { mvwaddnstr(w, 0, 0, s, 3); }\n'
plant source_rules tui/screen.c 1 draw 'void x(void) { wprintw(w, s); }\n'
plant source_rules tui/x.c 1 padding 'const char *x = "%%-8s|";\n'
plant source_rules core/x.c 1 padding 'const char *x = "%%*s";\n'
plant source_rules core/x.c 1 exit 'void x(void) { exit(1); }\n'
plant source_rules db/x.c 1 exit 'void x(void) { abort(); }\n'
plant source_rules db/x.c 1 print 'void x(void) { fprintf(stderr, "no"); }\n'
plant source_rules core/text/x.c 1 print 'void x(void) { puts("no"); }\n'
plant source_rules tui/x.c 1 shell 'void x(void) { system(s); }\n'
plant source_rules core/x.c 1 unsafe 'void x(void) { strcpy(a, b); }\n'
plant source_rules core/x.h 1 extern 'extern int count;\n'
plant source_rules tui/x.def 1 label 'P(X, L("Close", "Close it"))\n'
plant source_rules core/record.def 5 table 'RECORD(A, a, L("A", "甲"))\nEND(B)\n'
plant source_rules core/record.def 5 table 'RECORD(A, a, L("A", "甲"))\nFIELD(b, n, TEXT, none, 0, L("N", "名"))\nEND(A)\n'
plant source_rules core/record.def 5 table 'RECORD(A, a, L("A", "甲"))\nFIELD(a, n, TEXT, none, NEED | KEY, L("N", "名"))\nEND(A)\n'
plant source_rules db/x.c 1 unfinished '/* TO''DO: more */\n'
plant source_rules tests/core/test_x.c 1 sleep 'void x(void) { sleep(1); }\n'
plant source_rules core/x.c 1 utf8 '\377\n'

plant catalogue tui/x.c 2 catalogue '\nint x(void) { return _("Reopen the item"); }\n'
plant catalogue tui/po/items.zh_CN.po 4 catalogue '\n#, fuzzy\nmsgid "Reopen"\nmsgstr "重开"\n'
plant catalogue tui/po/items.zh_CN.po 4 catalogue '\nmsgid "No such item"\nmsgstr "无此事项"\n'
echo 'int x(void) { return _("%s of %d"); }' >tui/x.c
plant catalogue tui/po/items.zh_CN.po 4 catalogue '\nmsgid "%%s of %%d"\nmsgstr "%%d of %%s"\n'

plant state core/s.c 2 state '#include <stddef.h>\nstatic int count;\nint *x(void) { return &count; }\n'
plant state core/s.c 2 state '\nint *x(void) { static int n[3] = { 1 }; return n; }\n'
mkdir -p o/core && echo 'static const char *const t[] = { "a" }; const char *s(int n); const char *s(int n) { return t[n]; }' >core/s.c
state >out 2>&1 || complain "a constant table is refused: $(head -n 1 out)"

# --- the test runner ---------------------------------------------------------------------------------------------
cat >sample.c <<'END'
#include <setjmp.h>
#include <signal.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <cmocka.h>
static void pass(void **s) { (void)s; printf("no newline at the end"); }
static void fails(void **s) { (void)s; assert_int_equal(1, 2); }
static void skips(void **s) { (void)s; skip(); }
static void crashes(void **s) { (void)s; raise(SIGSEGV); }
static void dies(void **s) { (void)s; raise(SIGKILL); }
static void leaves(void **s) { (void)s; exit(0); }
static int no(void **s) { (void)s; return -1; }
int main(int argc, char **argv)
{
    const struct CMUnitTest p[] = { cmocka_unit_test(pass), cmocka_unit_test(pass) };
    const struct CMUnitTest m[] = { cmocka_unit_test(pass), cmocka_unit_test(fails), cmocka_unit_test(skips) };
    const struct CMUnitTest c[] = { cmocka_unit_test(pass), cmocka_unit_test(crashes), cmocka_unit_test(pass) };
    const struct CMUnitTest d[] = { cmocka_unit_test(pass), cmocka_unit_test(dies), cmocka_unit_test(pass) };
    const struct CMUnitTest l[] = { cmocka_unit_test(pass), cmocka_unit_test(leaves), cmocka_unit_test(pass) };
    const struct CMUnitTest u[] = { cmocka_unit_test(pass), cmocka_unit_test_setup(pass, no) };
    (void)argc;
    switch (argv[0][strlen(argv[0]) - 1]) {
    case 'p': return cmocka_run_group_tests(p, NULL, NULL);
    case 'm': return cmocka_run_group_tests(m, NULL, NULL);
    case 'c': return cmocka_run_group_tests(c, NULL, NULL);
    case 'd': return cmocka_run_group_tests(d, NULL, NULL);
    case 'l': return cmocka_run_group_tests(l, NULL, NULL);
    case 'u': return cmocka_run_group_tests(u, NULL, NULL);
    case 'g': return cmocka_run_group_tests(p, no, NULL);
    case 't': return cmocka_run_group_tests(p, NULL, no);
    case 'x': cmocka_run_group_tests(p, NULL, NULL); return 7;
    default: return 0;
    }
}
END
sed -i '1i #include <string.h>' sample.c
if cc -o sample sample.c -lcmocka; then
    # letter, exit status of run.sh, totals
    while read -r letter status totals; do
        planted=$((planted + 1))
        ln -f sample "s_$letter"
        (cd "$top" && sh tests/run.sh "$work" "$work/s_$letter") >out 2>&1
        rc=$?
        [ "$rc $(tail -n 1 out)" = "$status tests: $totals" ] || complain "run.sh on $letter: $rc, $(tail -n 1 out)"
    done <<'END'
p 0 2 passed, 0 failed, 0 skipped
m 1 1 passed, 1 failed, 1 skipped
c 1 2 passed, 1 failed, 0 skipped
d 1 1 passed, 2 failed, 0 skipped
l 1 1 passed, 2 failed, 0 skipped
u 1 1 passed, 1 failed, 0 skipped
g 1 0 passed, 2 failed, 0 skipped
t 1 2 passed, 1 failed, 0 skipped
x 1 2 passed, 1 failed, 0 skipped
n 1 0 passed, 1 failed, 0 skipped
END
else
    complain 'the sample of the test runner was not compiled'
fi

[ $bad -eq 0 ] && echo "lint: selftest: $planted planted, all found"
exit $bad
