/* A folder for one test, below TMPDIR, removed with all that is in it.
 *
 *     char *dir = tmp_new();
 *     char *db = tmp_path(dir, "office.db");
 *     ...
 *     free(db);
 *     tmp_done(&dir);
 * As set-up and tear-down of a test: cmocka_unit_test_setup_teardown(f, tmp_setup, tmp_teardown); *state is the folder. */
#ifndef LX_TESTS_TMP_H
#define LX_TESTS_TMP_H

#include <stddef.h>

char *tmp_new(void);                                 /* ends the test program when there is none to be had */
char *tmp_new_fast(void);                            /* the same in memory where that can be had: for thousands of commits */
void tmp_done(char **dir);                           /* removes and frees; links are removed, not followed */
char *tmp_path(const char *dir, const char *name);   /* yours */
void tmp_write(const char *path, const char *text);  /* makes or replaces a file */
char *tmp_read(const char *path, size_t *len);       /* whole file, ended by NUL; NULL when it is not there; yours */

int tmp_setup(void **state);
int tmp_teardown(void **state);

#endif
