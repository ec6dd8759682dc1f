/* Jobs of a print server by IPP. */
#include "tui/ipp.h"

#include "core/mem.h"

#include <arpa/inet.h>
#include <errno.h>
#include <netdb.h>
#include <poll.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <sys/un.h>
#include <time.h>
#include <unistd.h>

enum { ANSWER_MOST = 4 << 20, JOBS_MOST = 20000, PART = 16384, TEXT_MOST = 256 };
enum { TAG_JOB = 0x02, TAG_END = 0x03, TAG_VALUE = 0x10, TAG_KEYWORD = 0x44,
       TAG_URI = 0x45, TAG_CHARSET = 0x47, TAG_LANGUAGE = 0x48 };

static int connect_to(const char *server, int64_t until);
static bool exchange(int fd, const char *server, struct lx_str *answer, int64_t until);
static bool read_attributes(struct ipp_jobs *out, const unsigned char *s, size_t len);

bool ipp_jobs(struct ipp_jobs *out, const char *server, int wait_ms)
{
    struct timespec t;
    clock_gettime(CLOCK_MONOTONIC, &t);
    int64_t until = (int64_t)t.tv_sec * 1000 + t.tv_nsec / 1000000 + wait_ms;
    struct lx_str answer = LX_STR_EMPTY;
    int fd = connect_to(server, until);
    bool good = fd >= 0 && exchange(fd, server, &answer, until);
    const char *body = good ? strstr(lx_str_z(&answer), "\r\n\r\n") : NULL;
    good = body && ipp_answer(out, body + 4, answer.len - (size_t)(body + 4 - answer.s));
    if (fd >= 0)
        close(fd);
    lx_str_done(&answer);
    return good;
}

void ipp_jobs_done(struct ipp_jobs *j)
{
    for (size_t i = 0; i < j->n; i++) {
        free(j->at[i].name);
        free(j->at[i].message);
    }
    free(j->at);
    *j = (struct ipp_jobs){ 0 };
}

/* --- the question ----------------------------------------------------------------------------------------------------------- */

static void add_number(struct lx_str *out, size_t n)
{
    lx_str_addc(out, (char)(n >> 8 & 0xff));
    lx_str_addc(out, (char)(n & 0xff));
}

/* name NULL: one more value of the attribute before. */
static void add_attribute(struct lx_str *out, int tag, const char *name, const char *value)
{
    lx_str_addc(out, (char)tag);
    add_number(out, name ? strlen(name) : 0);
    lx_str_add(out, name ? name : "");
    add_number(out, strlen(value));
    lx_str_add(out, value);
}

void ipp_question(struct lx_str *out)
{
    lx_str_addn(out, "\x01\x01\x00\x0a\x00\x00\x00\x01\x01", 9); /* version 1.1, Get-Jobs, request 1, operation attributes */
    add_attribute(out, TAG_CHARSET, "attributes-charset", "utf-8");
    add_attribute(out, TAG_LANGUAGE, "attributes-natural-language", "en");
    add_attribute(out, TAG_URI, "printer-uri", "ipp://localhost/");
    add_attribute(out, TAG_KEYWORD, "requested-attributes", "job-id");
    add_attribute(out, TAG_KEYWORD, NULL, "job-state");
    add_attribute(out, TAG_KEYWORD, NULL, "job-state-reasons");
    add_attribute(out, TAG_KEYWORD, NULL, "job-printer-uri");
    add_attribute(out, TAG_KEYWORD, NULL, "job-printer-state-message");
    add_attribute(out, TAG_KEYWORD, "which-jobs", "all");
    lx_str_addc(out, TAG_END);
}

/* --- the way there ------------------------------------------------------------------------------------------------------------ */

/* Waits until fd may be read or written; false when the time is over. */
static bool wait_for(int fd, short what, int64_t until)
{
    for (;;) {
        struct timespec t;
        clock_gettime(CLOCK_MONOTONIC, &t);
        int64_t left = until - ((int64_t)t.tv_sec * 1000 + t.tv_nsec / 1000000);
        struct pollfd p = { .fd = fd, .events = what };
        int n = left > 0 ? poll(&p, 1, (int)left) : 0;
        if (n > 0)
            return true;
        if (n == 0 || errno != EINTR)
            return false;
    }
}

static int try_address(int family, const struct sockaddr *address, socklen_t len, int64_t until)
{
    int fd = socket(family, SOCK_STREAM | SOCK_CLOEXEC | SOCK_NONBLOCK, 0), failed = 0;
    socklen_t size = sizeof failed;
    if (fd < 0)
        return -1;
    bool is = connect(fd, address, len) == 0;
    if (!is && errno == EINPROGRESS)
        is = wait_for(fd, POLLOUT, until) && getsockopt(fd, SOL_SOCKET, SO_ERROR, &failed, &size) == 0 && failed == 0;
    if (is)
        return fd;
    close(fd);
    return -1;
}

/* "host:631", "[::1]:631"; the brackets go. */
static void part_server(const char *server, struct lx_str *host, struct lx_str *port)
{
    const char *colon = strrchr(server, ':'), *end = colon && !strchr(colon, ']') ? colon : server + strlen(server);
    bool bracket = server[0] == '[' && end > server + 1 && end[-1] == ']';
    lx_str_addn(host, server + bracket, (size_t)(end - server) - 2 * bracket);
    lx_str_add(port, *end && end[1] ? end + 1 : "631");
}

static int connect_to(const char *server, int64_t until)
{
    struct sockaddr_un path = { .sun_family = AF_UNIX };
    struct lx_str host = LX_STR_EMPTY, port = LX_STR_EMPTY;
    struct addrinfo *found = NULL, hints = { .ai_socktype = SOCK_STREAM };
    int fd = -1;
    if (server[0] == '/') {
        if (strlen(server) >= sizeof path.sun_path)
            return -1;
        memcpy(path.sun_path, server, strlen(server) + 1);
        return try_address(AF_UNIX, (const struct sockaddr *)&path, sizeof path, until);
    }
    part_server(server, &host, &port);
    if (host.len && getaddrinfo(host.s, port.s, &hints, &found) == 0)
        for (const struct addrinfo *a = found; a && fd < 0; a = a->ai_next)
            fd = try_address(a->ai_family, a->ai_addr, a->ai_addrlen, until);
    if (found)
        freeaddrinfo(found);
    lx_str_done(&host);
    lx_str_done(&port);
    return fd;
}

static bool send_all(int fd, const struct lx_str *s, int64_t until)
{
    for (size_t at = 0; at < s->len;) {
        ssize_t n = send(fd, s->s + at, s->len - at, MSG_NOSIGNAL);
        if (n < 0 && errno != EINTR && (errno != EAGAIN || !wait_for(fd, POLLOUT, until)))
            return false;
        at += n > 0 ? (size_t)n : 0;
    }
    return true;
}

/* HTTP 1.0, so that the answer comes in one piece and ends where the server hangs up. */
static bool exchange(int fd, const char *server, struct lx_str *answer, int64_t until)
{
    struct lx_str question = LX_STR_EMPTY, request = LX_STR_EMPTY;
    char part[PART];
    ssize_t n;
    ipp_question(&question);
    lx_str_addf(&request, "POST / HTTP/1.0\r\nHost: %s\r\nContent-Type: application/ipp\r\nContent-Length: %zu\r\n\r\n",
                server[0] == '/' ? "localhost" : server, question.len);
    lx_str_addn(&request, question.s, question.len);
    bool good = send_all(fd, &request, until);
    while (good && (n = recv(fd, part, sizeof part, 0)) != 0)
        if (n > 0)
            good = answer->len < ANSWER_MOST && (lx_str_addn(answer, part, (size_t)n), true);
        else
            good = errno == EINTR || ((errno == EAGAIN || errno == EWOULDBLOCK) && wait_for(fd, POLLIN, until));
    int status = 0;
    good = good && sscanf(lx_str_z(answer), "HTTP/%*d.%*d %d", &status) == 1 && status == 200;
    lx_str_done(&question);
    lx_str_done(&request);
    return good;
}

/* --- the answer ----------------------------------------------------------------------------------------------------------------- */

/* One attribute of one value; name empty: one more of the one before. */
struct attribute {
    const char *name, *value;
    size_t name_len, value_len;
};

static size_t number_at(const unsigned char *s) { return (size_t)s[0] << 8 | s[1]; }

bool ipp_answer(struct ipp_jobs *out, const char *bytes, size_t len)
{
    const unsigned char *s = (const unsigned char *)bytes;
    bool good = len > 8 && s[0] >= 1 && s[0] <= 2 && s[2] < 0x04; /* successful-ok and its like: below 0x0400 */
    good = good && read_attributes(out, s + 8, len - 8);
    if (!good)
        ipp_jobs_done(out);
    return good;
}

static bool is_named(const struct attribute *a, const char *name)
{
    return a->name_len == strlen(name) && memcmp(a->name, name, a->name_len) == 0;
}

static int32_t integer_of(const struct attribute *a)
{
    const unsigned char *v = (const unsigned char *)a->value;
    return a->value_len == 4 ? (int32_t)((uint32_t)v[0] << 24 | (uint32_t)v[1] << 16 | (uint32_t)v[2] << 8 | v[3]) : 0;
}

/* A job as it is read: its name is known when both its printer and its number are. */
struct reading {
    struct ipp_job job;
    struct lx_str queue;
    int32_t id;
};

static void take_attribute(struct reading *r, const struct attribute *a)
{
    static const char errors[] = "job-completed-with-errors";
    if (is_named(a, "job-id")) {
        r->id = integer_of(a);
    } else if (is_named(a, "job-state")) {
        r->job.state = integer_of(a);
    } else if (is_named(a, "job-state-reasons")) {
        r->job.errors = r->job.errors || (a->value_len == sizeof errors - 1 && memcmp(a->value, errors, sizeof errors - 1) == 0);
    } else if (is_named(a, "job-printer-uri")) {
        const char *slash = memrchr(a->value, '/', a->value_len);
        lx_str_clear(&r->queue);
        if (slash)
            lx_str_addn(&r->queue, slash + 1, a->value_len - (size_t)(slash + 1 - a->value));
    } else if (is_named(a, "job-printer-state-message") && a->value_len && a->value_len <= TEXT_MOST) {
        free(r->job.message);
        r->job.message = lx_strndup(a->value, a->value_len);
    }
}

/* The job is whole, or there was none yet. */
static void end_job(struct ipp_jobs *out, struct reading *r)
{
    bool whole = r->id > 0 && r->queue.len && r->job.state >= IPP_PENDING && r->job.state <= IPP_COMPLETED && out->n < JOBS_MOST;
    if (whole) {
        struct lx_str name = LX_STR_EMPTY;
        lx_str_addf(&name, "%s-%d", r->queue.s, (int)r->id);
        r->job.name = lx_str_take(&name);
        LX_PUSH(out->at, out->n, out->room) = r->job;
    } else {
        free(r->job.message);
    }
    lx_str_done(&r->queue);
    *r = (struct reading){ .queue = LX_STR_EMPTY };
}

static bool read_attributes(struct ipp_jobs *out, const unsigned char *s, size_t len)
{
    struct reading r = { .queue = LX_STR_EMPTY };
    struct attribute a = { 0 };
    bool in_job = false, ended = false, good = true;
    for (size_t at = 0; good && !ended && at < len;) {
        int tag = s[at++];
        if (tag < TAG_VALUE) { /* a group begins, or all ends */
            end_job(out, &r);
            in_job = tag == TAG_JOB;
            ended = tag == TAG_END;
            continue;
        }
        size_t name_len = len - at >= 2 ? number_at(s + at) : len;
        good = name_len <= len - at && len - at - name_len >= 4;
        if (!good)
            break;
        const char *name = (const char *)s + at + 2;
        size_t value_len = number_at(s + at + 2 + name_len);
        at += 4 + name_len;
        good = value_len <= len - at;
        if (!good)
            break;
        if (name_len) {
            a.name = name;
            a.name_len = name_len;
        }
        a.value = (const char *)s + at;
        a.value_len = value_len;
        at += value_len;
        if (in_job && a.name_len)
            take_attribute(&r, &a);
    }
    end_job(out, &r);
    return good && ended;
}
