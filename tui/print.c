/* PDF by lianxi-pdf, files. */
#include "tui/print.h"
#include "tui/i18n.h"

#include "core/doc/markdown.h"
#include "core/page/docx.h"
#include "core/page/html.h"
#include "core/page/page.h"
#include "core/text/text.h"
#include "tui/child.h"

#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

/* --- the PDF ---------------------------------------------------------------------------------------------------- */

/* The folder of our own executable with this name behind it; "" when it is not there. */
static void beside_us(struct lx_str *out, const char *name)
{
    char self[4096];
    ssize_t len = readlink("/proc/self/exe", self, sizeof self - 1);
    if (len <= 0)
        return;
    self[len] = '\0';
    char *slash = strrchr(self, '/');
    if (!slash)
        return;
    lx_str_addf(out, "%.*s/%s", (int)(slash - self), self, name);
    if (access(out->s, X_OK) != 0)
        lx_str_clear(out);
}

const char *print_substitutes(const struct lx_str *notes)
{
    const char *says = _("Printed with substitute fonts: %s"), *hole = strstr(says, "%s"); /* the helper's words, in the same language */
    size_t len = hole ? (size_t)(hole - says) : 0;
    const char *at = len && notes->len > len ? notes->s : NULL;
    for (; at && *at; at++)
        if (strncmp(at, says, len) == 0)
            return at + len;
    return NULL;
}

enum lx_rc lx_print_make_pdf(struct lx_str *pdf, const struct lx_str *md, struct lx_str *notes, struct lx_err *err)
{
    struct lx_str program = LX_STR_EMPTY, why = LX_STR_EMPTY;
    struct child r = { .text = lx_str_z(md), .text_len = md->len, .output = pdf };
    size_t before = pdf->len;
    int status = 0;
    beside_us(&program, "lianxi-pdf");
    if (!program.len && access(LX_LIBEXECDIR "/lianxi-pdf", X_OK) == 0)
        lx_str_add(&program, LX_LIBEXECDIR "/lianxi-pdf");
    if (!program.len)
        lx_str_add(&program, "lianxi-pdf");
    const char *argv[] = { program.s, NULL };
    int failed = child_run(&r, argv, &status);
    child_first_line(&why, &r.messages);
    enum lx_rc rc = LX_OK;
    if (failed)
        rc = lx_fail(err, LX_NOTFOUND, N_("lianxi-pdf, which draws the PDF, cannot be started: %s"), "%s", strerror(failed));
    else if (r.idle)
        rc = lx_fail(err, LX_IO, N_("lianxi-pdf did not answer and was ended; try again: %s"), "%d s", CHILD_IDLE_MS / 1000);
    else if (r.too_much)
        rc = lx_fail(err, LX_IO, N_("The PDF grew beyond %s; make the paper in parts"), "%zu MiB", CHILD_OUTPUT_MOST >> 20);
    else if (!WIFEXITED(status) || WEXITSTATUS(status) != 0)
        rc = lx_fail(err, LX_IO, N_("The PDF could not be made: %s"), "%s", lx_str_z(&why));
    else if (pdf->len - before < 5 || memcmp(pdf->s + before, "%PDF-", 5) != 0)
        rc = lx_fail(err, LX_IO, N_("What lianxi-pdf wrote is no PDF; look at its version: %s"), "%s", program.s);
    if (rc == LX_OK && notes)
        lx_str_add(notes, lx_str_z(&why));
    if (rc != LX_OK)
        lx_str_cut(pdf, before);
    lx_str_done(&program);
    lx_str_done(&why);
    lx_str_done(&r.messages);
    return rc;
}

/* --- all forms --------------------------------------------------------------------------------------------------- */

const char *lx_print_ending(enum print_form form)
{
    static const char *const endings[PRINT_FORM_N] = { [PRINT_TEXT] = ".txt", [PRINT_MD] = ".md", [PRINT_HTML] = ".html",
                                                       [PRINT_PDF] = ".pdf", [PRINT_DOCX] = ".docx" };
    return endings[form];
}

static void add_text(const struct lx_doc *d, bool terminal, struct lx_str *out)
{
    struct lx_pages *p = lx_pages_make(d);
    size_t from = out->len;
    lx_pages_text(out, p, terminal ? LX_NARROW : LX_WIDE);
    for (size_t i = from; terminal && i < out->len; i++)
        if (out->s[i] == '\f')
            out->s[i] = '\n';
    lx_pages_free(p);
}

enum lx_rc lx_print_make(enum print_form form, const struct lx_str *md, bool terminal, struct lx_str *out, struct lx_str *notes,
                         struct lx_err *err)
{
    struct lx_doc *d = NULL;
    if (form == PRINT_PDF)
        return lx_print_make_pdf(out, md, notes, err);
    if (form == PRINT_MD) {
        lx_str_addn(out, lx_str_z(md), md->len);
        return LX_OK;
    }
    enum lx_rc rc = lx_markdown_read(&d, lx_str_z(md), md->len, err);
    if (rc == LX_OK && form == PRINT_TEXT)
        add_text(d, terminal, out);
    else if (rc == LX_OK && form == PRINT_HTML)
        lx_html_make(out, d);
    else if (rc == LX_OK)
        rc = lx_docx_make(out, d, err);
    lx_doc_free(d);
    return rc;
}

/* --- files ------------------------------------------------------------------------------------------------------ */

void lx_path_typed(struct lx_str *out, const char *typed)
{
    const char *home = getenv("HOME");
    if (strncmp(typed, "~/", 2) == 0 && home)
        lx_str_addf(out, "%s%s", home, typed + 1);
    else
        lx_str_add(out, typed);
}

void lx_path_whole(struct lx_str *out, const char *path)
{
    char *whole = realpath(path, NULL);
    lx_str_add(out, whole ? whole : path);
    free(whole);
}

static bool same_file(const struct stat *st, const char *path)
{
    struct stat other;
    return path && stat(path, &other) == 0 && other.st_dev == st->st_dev && other.st_ino == st->st_ino;
}

static int write_all(int fd, const struct lx_str *bytes)
{
    for (size_t at = 0; at < bytes->len;) {
        ssize_t n = write(fd, bytes->s + at, bytes->len - at);
        if (n < 0 && errno != EINTR)
            return errno;
        at += n > 0 ? (size_t)n : 0;
    }
    return fsync(fd) ? errno : 0;
}

/* In the folder behind dir_fd, with the rights of the file `old` that it replaces (NULL: of a new one); the errno of what went wrong. */
static int replace_file(int dir_fd, const char *name, const struct lx_str *bytes, const struct stat *old)
{
    struct lx_str other = LX_STR_EMPTY;
    int fd = -1, failed = 0;
    for (int i = 0; fd < 0 && i < 100; i++) {
        lx_str_clear(&other);
        lx_str_addf(&other, ".lianxi-%d-%d", (int)getpid(), i);
        fd = openat(dir_fd, other.s, O_WRONLY | O_CREAT | O_EXCL | O_NOFOLLOW | O_CLOEXEC, 0666);
        failed = fd < 0 ? errno : 0;
        if (failed && failed != EEXIST)
            break;
    }
    if (fd >= 0) {
        failed = old && fchmod(fd, old->st_mode & 0777) ? errno : write_all(fd, bytes);
        if (close(fd) && !failed)
            failed = errno;
        if (!failed && renameat(dir_fd, other.s, dir_fd, name))
            failed = errno;
        if (failed)
            (void)unlinkat(dir_fd, other.s, 0);
        else
            (void)fsync(dir_fd);
    }
    lx_str_done(&other);
    return failed;
}

enum lx_rc lx_print_file(const char *path, const struct lx_str *bytes, const char *never, struct lx_err *err)
{
    struct lx_str dir = LX_STR_EMPTY;
    struct stat st;
    const char *slash = strrchr(path, '/'), *name = slash ? slash + 1 : path;
    lx_str_addn(&dir, slash ? path : ".", slash ? (size_t)(slash - path) + 1 : 1);
    int dir_fd = open(dir.s, O_RDONLY | O_DIRECTORY | O_CLOEXEC);
    int cannot = errno;
    bool there = dir_fd >= 0 && *name && fstatat(dir_fd, name, &st, AT_SYMLINK_NOFOLLOW) == 0;
    enum lx_rc rc = LX_OK;
    if (!*name || strcmp(name, ".") == 0 || strcmp(name, "..") == 0)
        rc = lx_fail(err, LX_INVALID, N_("This names a folder; name the file in it: %s"), "%s", path);
    else if (dir_fd < 0)
        rc = lx_fail(err, LX_IO, N_("There is no such folder to write to: %s"), "%s (%s)", dir.s, strerror(cannot));
    else if (there && !S_ISREG(st.st_mode))
        rc = lx_fail(err, LX_INVALID, N_("This is a link, a folder or a device; name the file itself: %s"), "%s", path);
    else if (there && same_file(&st, never))
        rc = lx_fail(err, LX_INVALID, N_("This file is the database; choose another name: %s"), "%s", path);
    int failed = rc == LX_OK ? replace_file(dir_fd, name, bytes, there ? &st : NULL) : 0;
    if (failed)
        rc = lx_fail(err, LX_IO, N_("The file could not be written: %s"), "%s (%s)", path, strerror(failed));
    if (dir_fd >= 0)
        close(dir_fd);
    lx_str_done(&dir);
    return rc;
}
