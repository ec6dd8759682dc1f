/* The office of a scripted year, by its command line: five cities, three series with their turns and templates, and the meetings of 2025.
 *
 * tests/tui/test_year.c holds them by commands, tests/pty/test_year.c by keys. */
#ifndef LX_TESTS_YEAROFFICE_H
#define LX_TESTS_YEAROFFICE_H

#include "tests/lib/process.h"

enum { YEAR_CITIES_N = 5, YEAR_MEETINGS_N = 6 };
extern const char *const year_cities[YEAR_CITIES_N];

/* A meeting from the day it is planned on. */
struct year_meeting {
    const char *planned, *no, *title, *proposed, *host, *template_name, *notice, *meeting;
    int agenda_n;     /* rows of its template */
    const char *date; /* NULL: as proposed */
};
extern const struct year_meeting year_meetings[YEAR_MEETINGS_N];

struct yearoffice {
    const char *dir;  /* borrowed: where the programs run */
    char *program, *db;
    struct process last; /* the last command */
};
/* On db_name in dir, which need not be there yet. */
void yearoffice_open(struct yearoffice *o, const char *dir, const char *db_name);
void yearoffice_close(struct yearoffice *o);

/* Runs `lianxi --db … --as 综合科 WORDS…`, NULL-ended; the exit code. */
int yearoffice_run(struct yearoffice *o, const char *const *words);
void yearoffice_show(const struct yearoffice *o, const char *const *words); /* command, exit code and output, for a failing test */
/* Ends well, else fails the test; prints exactly that (NULL: anything). */
void yearoffice_must(struct yearoffice *o, const char *want, const char *const *words);
/* What the last command printed holds s. */
void yearoffice_has(const struct yearoffice *o, const char *s);
void yearoffice_day(const char *when); /* the office's clock from here on */

/* Units, members, series, turns, templates, duties, holidays. */
void yearoffice_found(struct yearoffice *o);

#endif
