/* Jobs by IPP: the question's bytes, answers whole and broken, a server on a socket of ours, and what printer.c makes of them. */
#include "core/mem.h"
#include "tests/lib/tmp.h"
#include "tui/ipp.h"
#include "tui/printer.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <sys/un.h>
#include <sys/wait.h>
#include <unistd.h>
#include <cmocka.h>

static void add_value(struct lx_str *out, int tag, const char *name, const char *value, size_t len)
{
    lx_str_addc(out, (char)tag);
    lx_str_addc(out, 0);
    lx_str_addc(out, (char)strlen(name));
    lx_str_add(out, name);
    lx_str_addc(out, (char)(len >> 8));
    lx_str_addc(out, (char)(len & 0xff));
    lx_str_addn(out, value, len);
}

static void add_integer(struct lx_str *out, int tag, const char *name, int n)
{
    add_value(out, tag, name, (char[]){ (char)(n >> 24), (char)(n >> 16), (char)(n >> 8), (char)n }, 4);
}

static void add_job(struct lx_str *out, const char *queue, int id, int state, const char *reason, const char *message)
{
    struct lx_str uri = LX_STR_EMPTY;
    lx_str_addf(&uri, "ipp://localhost/printers/%s", queue);
    lx_str_addc(out, 0x02);
    add_integer(out, 0x21, "job-id", id);
    add_value(out, 0x45, "job-printer-uri", uri.s, uri.len);
    add_value(out, 0x41, "job-printer-state-message", message, strlen(message));
    add_value(out, 0x44, "job-state-reasons", "none", 4);
    add_value(out, 0x44, "", reason, strlen(reason)); /* one more value of the same */
    add_integer(out, 0x23, "job-state", state);
    lx_str_done(&uri);
}

static void add_answer(struct lx_str *out)
{
    lx_str_addn(out, "\x01\x01\x00\x00\x00\x00\x00\x01\x01", 9);
    add_value(out, 0x47, "attributes-charset", "utf-8", 5);
    add_job(out, "hall", 1, IPP_COMPLETED, "job-completed-successfully", "the drum was broken");
    add_job(out, "hall", 2, IPP_ABORTED, "aborted-by-system", "the drum is \033[31mbroken");
    add_job(out, "hall", 3, IPP_CANCELED, "job-canceled-by-user", "");
    add_job(out, "hall", 4, IPP_COMPLETED, "job-completed-with-errors", "");
    add_job(out, "attic-2", 5, IPP_PENDING, "none", "");
    add_job(out, "hall", 6, IPP_PROCESSING, "job-printing", "");
    add_job(out, "hall", 7, IPP_STOPPED, "printer-stopped", "no paper");
    add_job(out, "hall", 8, IPP_HELD, "job-hold-until-specified", "");
    lx_str_addc(out, 0x03);
}

static void the_question_is_well_formed(void **state)
{
    struct lx_str s = LX_STR_EMPTY;
    (void)state;
    ipp_question(&s);
    assert_memory_equal(s.s, "\x01\x01\x00\x0a\x00\x00\x00\x01\x01\x47\x00\x12" "attributes-charset\x00\x05utf-8\x48", 9 + 3 + 18 + 7 + 1);
    assert_non_null(memmem(s.s, s.len, "\x44\x00\x0awhich-jobs\x00\x03" "all\x03", 3 + 10 + 2 + 4));
    assert_int_equal(s.s[s.len - 1], 0x03);
    lx_str_done(&s);
}

static void answers_are_read(void **state)
{
    struct lx_str s = LX_STR_EMPTY;
    struct ipp_jobs j = { 0 };
    (void)state;
    add_answer(&s);
    assert_true(ipp_answer(&j, s.s, s.len));
    assert_int_equal(j.n, 8);
    assert_string_equal(j.at[0].name, "hall-1");
    assert_int_equal(j.at[0].state, IPP_COMPLETED);
    assert_false(j.at[0].errors);
    assert_true(j.at[3].errors);
    assert_string_equal(j.at[4].name, "attic-2-5");
    assert_null(j.at[4].message);
    assert_string_equal(j.at[6].message, "no paper");
    ipp_jobs_done(&j);
    lx_str_done(&s);
}

/* Cut anywhere, and with any byte another one: an answer or none, but nothing read beyond it. */
static void broken_answers_do_no_harm(void **state)
{
    struct lx_str s = LX_STR_EMPTY;
    (void)state;
    add_answer(&s);
    for (size_t len = 0; len < s.len; len++) {
        struct ipp_jobs j = { 0 };
        char *cut = lx_alloc(len + 1); /* of just that size, for the sanitizer */
        memcpy(cut, s.s, len);
        assert_false(ipp_answer(&j, cut, len));
        assert_int_equal(j.n, 0);
        free(cut);
    }
    for (size_t i = 0; i < s.len; i++)
        for (int byte = 0; byte < 256; byte += 51) {
            struct ipp_jobs j = { 0 };
            char *bent = lx_alloc(s.len);
            memcpy(bent, s.s, s.len);
            bent[i] = (char)byte;
            (void)ipp_answer(&j, bent, s.len);
            assert_true(j.n <= 9);
            ipp_jobs_done(&j);
            free(bent);
        }
    struct ipp_jobs j = { 0 };
    assert_false(ipp_answer(&j, "\x01\x01\x04\x06\x00\x00\x00\x01\x03", 9)); /* not-found */
    lx_str_done(&s);
}

/* A print server of one answer on a socket in the folder; its process, or -1. */
static pid_t serve(const char *path, const char *status)
{
    struct sockaddr_un at = { .sun_family = AF_UNIX };
    assert_true(strlen(path) < sizeof at.sun_path);
    memcpy(at.sun_path, path, strlen(path));
    int fd = socket(AF_UNIX, SOCK_STREAM, 0);
    assert_int_equal(bind(fd, (struct sockaddr *)&at, sizeof at), 0);
    assert_int_equal(listen(fd, 4), 0);
    pid_t pid = fork();
    assert_true(pid >= 0);
    if (pid == 0) {
        struct lx_str answer = LX_STR_EMPTY;
        char part[4096];
        size_t got = 0;
        int in = accept(fd, NULL, NULL);
        lx_str_addf(&answer, "HTTP/1.0 %s\r\nContent-Type: application/ipp\r\n\r\n", status);
        add_answer(&answer);
        for (ssize_t n; got < sizeof part && !memmem(part, got, "all\x03", 4) && (n = read(in, part + got, sizeof part - got)) > 0;)
            got += (size_t)n;
        bool asked = memmem(part, got, "POST / HTTP/1.0\r\n", 17) && memmem(part, got, "Content-Type: application/ipp\r\n", 31);
        bool half = write(in, answer.s, 100) == 100; /* in two parts */
        half = half && write(in, answer.s + 100, answer.len - 100) == (ssize_t)answer.len - 100;
        close(in);
        _exit(asked && half ? 0 : 1);
    }
    close(fd);
    return pid;
}

static void write_lpstat(const char *dir, const char *server)
{
    char *path = tmp_path(dir, "lpstat");
    struct lx_str script = LX_STR_EMPTY;
    lx_str_addf(&script, "#!/bin/sh\ncase $1 in\n-H) echo '%s' ;;\n-r) printf 'scheduler is running\\nhall\\nhall accepting requests since Sun\\n' ;;\n"
                         "-W) [ $2 = completed ] && printf 'hall-1     root  1   Sun\\n\\tAlerts: processing-to-stop-point\\n' ;;\nesac\n", server);
    tmp_write(path, script.s);
    assert_int_equal(chmod(path, 0755), 0);
    free(path);
    lx_str_done(&script);
}

static void the_server_is_asked_and_lpstat_where_it_does_not_say(void **state)
{
    char *dir = tmp_new(), *sock = tmp_path(dir, "s");
    struct lx_str path = LX_STR_EMPTY;
    struct jobs j = { 0 };
    struct lx_err err;
    const char *why;
    int status;
    (void)state;
    lx_str_addf(&path, "%s:%s", dir, getenv("PATH"));
    char *old = lx_strdup(getenv("PATH"));
    (void)setenv("PATH", path.s, 1);
    write_lpstat(dir, sock);
    pid_t pid = serve(sock, "200 OK");
    assert_int_equal(jobs_read(&j, &err), LX_OK);
    assert_int_equal(waitpid(pid, &status, 0), pid);
    assert_int_equal(status, 0);
    assert_int_equal(job_state(&j, "hall-1", &why), JOB_DONE);
    assert_null(why); /* a message of a job that came out is no news */
    assert_int_equal(job_state(&j, "hall-2", &why), JOB_FAILED);
    assert_string_equal(why, "the drum is ^[[31mbroken"); /* nothing that a terminal obeys */
    assert_int_equal(job_state(&j, "hall-3", NULL), JOB_CANCELLED);
    assert_int_equal(job_state(&j, "hall-4", NULL), JOB_FAILED);
    assert_int_equal(job_state(&j, "attic-2-5", NULL), JOB_QUEUED);
    assert_int_equal(job_state(&j, "hall-6", NULL), JOB_PRINTING);
    assert_int_equal(job_state(&j, "hall-7", &why), JOB_HELD);
    assert_string_equal(why, "no paper");
    assert_int_equal(job_state(&j, "hall-8", NULL), JOB_HELD);
    jobs_done(&j);
    for (int i = 0; i < 3; i++) { /* refused, hung up, no such host: lpstat knows only that it is over */
        (void)unlink(sock);
        pid = i == 0 ? serve(sock, "401 Unauthorized") : -1;
        write_lpstat(dir, i == 2 ? "[::1" : sock);
        assert_int_equal(jobs_read(&j, &err), LX_OK);
        assert_int_equal(j.n, 1);
        assert_int_equal(job_state(&j, "hall-1", NULL), JOB_OVER);
        jobs_done(&j);
        if (pid > 0)
            assert_int_equal(waitpid(pid, &status, 0), pid);
    }
    (void)setenv("PATH", old, 1);
    free(old);
    free(sock);
    lx_str_done(&path);
    tmp_done(&dir);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(the_question_is_well_formed),
        cmocka_unit_test(answers_are_read),
        cmocka_unit_test(broken_answers_do_no_harm),
        cmocka_unit_test(the_server_is_asked_and_lpstat_where_it_does_not_say),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
