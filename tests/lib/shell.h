/* Shell commands in a test's folder, for what a clerk types in one: pipes, files, several programs. */
#ifndef LX_TESTS_SHELL_H
#define LX_TESTS_SHELL_H

#include <stddef.h>

/* Runs the command in dir; the answer is its exit code, -1 when a signal ended it.  $here is the top of the sources, $B the folder of
 * the build (LIANXI_BUILD, else build), both whole paths; vars are settings of the test's own put before it ("L=\"$B/lianxi --db o.db\""). */
int shell_run(const char *dir, const char *vars, const char *command);

/* A file of dir, whole, ended by NUL; yours.  The test fails when there is none. */
char *shell_file(const char *dir, const char *name, size_t *len);

#endif
