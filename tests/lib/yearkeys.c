/* A person at the screen of the scripted year. */
#include "tests/lib/yearkeys.h"

#include "core/str.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <cmocka.h>

/* --- keys ----------------------------------------------------------------------------------------------------------------------- */

void press(struct year *y, const char *keys, ...)
{
    char line[2048];
    va_list args;
    va_start(args, keys);
    (void)vsnprintf(line, sizeof line, keys, args);
    va_end(args);
    PTY_MUST(y->p, pty_keys(y->p, line));
}

void shows(struct year *y, const char *text)
{
    bool there = pty_wait_text(y->p, text);
    if (!there)
        print_message("%s: the screen lacks %s\n", y->m->no, text);
    PTY_MUST(y->p, there);
}

void choose(struct year *y, const char *label)
{
    char *screen = pty_screen(y->p), *menu = strrchr(screen, '\0');
    char key[2] = "";
    while (menu > screen && strncmp(menu, "\n\xe2\x94\x80\xe2\x94\x80 ", 8) != 0) /* its upper line */
        menu--;
    for (char *line = strtok(menu, "\n"); line && !key[0]; line = strtok(NULL, "\n")) {
        line += strspn(line, " >");
        if (line[0] && line[1] == ' ' && strncmp(line + 3, label, strlen(label)) == 0 && strchr(" ", line[3 + strlen(label)]))
            key[0] = line[0];
    }
    free(screen);
    if (!key[0])
        print_message("%s: the menu lacks %s\n", y->m->no, label);
    PTY_MUST(y->p, key[0]);
    press(y, "%s", key);
}

void sit_down(struct year *y, const char *now)
{
    struct lx_str home = LX_STR_EMPTY, editor = LX_STR_EMPTY;
    yearoffice_day(now);
    lx_str_addf(&home, "XDG_STATE_HOME=%s", y->home);
    lx_str_addf(&editor, "EDITOR=%s", y->editor);
    const char *argv[] = { y->keys.program, "--db", y->keys.db, "--as", "综合科", "--lang", "zh", NULL }, *env[] = { home.s, editor.s, "VISUAL", NULL };
    y->p = pty_start(&(struct pty_setup){ .argv = argv, .env = env, .cwd = y->keys.dir, .rows = 24, .cols = 80 });
    PTY_MUST(y->p, pty_settle(y->p));
    lx_str_done(&home);
    lx_str_done(&editor);
}

void get_up(struct year *y)
{
    PTY_MUST(y->p, pty_send_keys(y->p, "Q"));
    assert_int_equal(pty_wait_exit(y->p), 0);
    pty_done(&y->p);
}

void go_to_meeting(struct year *y)
{
    press(y, "3");
    press(y, "/ ^U %s Enter", y->m->title);
    shows(y, y->m->title);
}

/* Takes the number of the record off each line of a list. */
static void without_numbers(char *text)
{
    char *to = text;
    for (const char *from = text; *from; from += *from == '\n') {
        from += strspn(from, " 0123456789");
        while (*from && *from != '\n')
            *to++ = *from++;
        *to++ = '\n';
    }
    *to = '\0';
}

void same(struct year *y, bool numbers, const char *const *words)
{
    yearoffice_must(&y->keys, NULL, words);
    yearoffice_must(&y->words, NULL, words);
    if (!numbers) {
        without_numbers(y->keys.last.out);
        without_numbers(y->words.last.out);
    }
    if (strcmp(y->keys.last.out, y->words.last.out) != 0) {
        yearoffice_show(&y->keys, words);
        yearoffice_show(&y->words, words);
    }
    assert_string_equal(y->keys.last.out, y->words.last.out);
}
