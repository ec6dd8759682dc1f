/* Who else is in: small locked files beside the database, DATABASE-here-PID (design.md 2, Together).
 *
 * A screen makes one under another name, locks it and renames it into place; the lock goes with the process, however it ends.
 * A file that nobody holds is old and does not count.  The watch of the screen (screen.h) wakes the others when one comes or
 * goes; nothing polls. */
#ifndef LX_PRESENCE_H
#define LX_PRESENCE_H

#include <stdbool.h>
#include <stddef.h>

struct presence {
    char *base; /* path of the database and the mark; NULL: nobody is counted */
    char *path; /* of our own file; NULL: it could not be made, others are counted all the same */
    int fd;     /* holds the lock; -1 */
    size_t n;   /* screens open, ours too, as of the last look */
};

extern const char presence_mark[]; /* what stands between the name of the database and the number */

void presence_open(struct presence *p, const char *db_path, const char *who); /* db_path NULL: as if alone */
bool presence_look(struct presence *p);                                       /* counts; true when it has changed */
void presence_close(struct presence *p);

#endif
