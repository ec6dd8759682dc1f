/* Approved screens: what a view looks like is kept as a file that somebody has looked at.
 *
 * tests/screens/NAME.LANG.AMB.ROWSxCOLS.txt holds the rows of the screen, and under each styled row a line that
 * begins with ~ and has one letter a cell for its role (pty_styled_screen, or the :screen command in-process).
 * A screen that differs fails the test, the difference is printed, and the new one is written to
 * $LIANXI_BUILD/screens-new/; `make approve` shows each difference and takes over what is right. */
#ifndef LX_TESTS_APPROVE_H
#define LX_TESTS_APPROVE_H

#include <stdbool.h>

struct approved {
    const char *name; /* of the view and its state: "items", "items-filtered"; letters, digits, - */
    const char *lang; /* "zh", "en" */
    bool wide;        /* the ambiguous class takes two cells */
    int rows, cols;
};

/* Whether text is the approved one.  Otherwise prints the difference, and keeps the new text for `make approve`.
 * A screen that was never approved is refused too. */
bool approve_screen(const struct approved *which, const char *text);

/* The same over any two folders: for testing this file. */
bool approve_in(const char *approved_dir, const char *new_dir, const struct approved *which, const char *text);

/* In a cmocka test. */
#define APPROVE(which, text)                                                                                           \
    do {                                                                                                               \
        if (!approve_screen((which), (text)))                                                                          \
            _fail(__FILE__, __LINE__);                                                                                 \
    } while (0)

#endif
