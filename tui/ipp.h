/* What a print server says of its jobs, asked for in its own words: one Get-Jobs of IPP (RFC 8011) by HTTP.
 *
 * lpstat of CUPS 2.4 says the same of a job that was printed and of one that the server gave up; the server itself tells them apart.
 * Reading only, without a password: a server that asks for one, or for encryption, is not asked further. */
#ifndef LX_IPP_H
#define LX_IPP_H

#include "core/str.h"

#include <stdbool.h>

enum ipp_state { IPP_PENDING = 3, IPP_HELD, IPP_PROCESSING, IPP_STOPPED, IPP_CANCELED, IPP_ABORTED, IPP_COMPLETED };

struct ipp_job {
    char *name;    /* as lp gives it: "office-12" */
    char *message; /* what the printer said last of it, as it came; NULL nothing */
    int state;     /* enum ipp_state */
    bool errors;   /* completed, but with errors */
};
struct ipp_jobs {
    struct ipp_job *at;
    size_t n, room;
};

/* Fills an empty list with every job that the server knows.  server as `lpstat -H` names it: a path of a socket, or host:port.  False:
 * it could not be asked, or what came is no answer; the list is empty then. */
bool ipp_jobs(struct ipp_jobs *out, const char *server, int wait_ms);
void ipp_jobs_done(struct ipp_jobs *j);

void ipp_question(struct lx_str *out);                                /* appends the request */
bool ipp_answer(struct ipp_jobs *out, const char *bytes, size_t len); /* reads the answer: of anything, however broken */

#endif
