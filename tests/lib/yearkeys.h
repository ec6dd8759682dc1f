/* A person at the screen of the scripted year, beside an office that does the same by commands: keys, menus, comparing.
 *
 * For tests/pty/test_year.c. */
#ifndef LX_TESTS_YEARKEYS_H
#define LX_TESTS_YEARKEYS_H

#include "tests/lib/pty.h"
#include "tests/lib/yearoffice.h"

#include <stdbool.h>

enum { ROWS_MAX = 24, TEXT_ROOM = 256 };

/* A row of the agenda as the meeting finds it. */
struct agenda_row {
    char number[16], kind[TEXT_ROOM], title[TEXT_ROOM];
};

struct year {
    struct yearoffice keys, words; /* the same office, once by keys, once by commands */
    struct pty *p;
    char *home, *editor, *other; /* folders, and a program that writes */
    const struct year_meeting *m;
    char topic[TEXT_ROOM], refused[TEXT_ROOM], parked[TEXT_ROOM]; /* what is handed in for it */
    struct agenda_row rows[ROWS_MAX];
    int rows_n;
};

/* Keys as pty_keys takes them, after printf. */
__attribute__((format(printf, 2, 3))) void press(struct year *y, const char *keys, ...);
void shows(struct year *y, const char *text);   /* waits for it; fails the test where it does not come */
void choose(struct year *y, const char *label); /* the key that stands before a label in the menu, as a person finds it */
void sit_down(struct year *y, const char *now); /* opens the screen at that time of the office */
void get_up(struct year *y);                    /* Q; it ends well */
void go_to_meeting(struct year *y);             /* the bar on the meeting in the list of meetings */

/* Both offices print the same, which is in keys.last; without `numbers`, those at the head of each line aside. */
void same(struct year *y, bool numbers, const char *const *words);

#endif
