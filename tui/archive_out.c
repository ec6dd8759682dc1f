/* An archive of a session to the disk. */
#include "tui/archive_out.h"

#include "core/mem.h"
#include "core/text/text.h"
#include "core/work/printing.h"
#include "db/db.h"
#include "tui/print.h"

#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

static enum lx_rc write_folder(const struct lx_archive *a, const char *path, const char *never, struct lx_err *err);

static enum lx_rc make_pdf(void *ctx, const struct lx_str *md, struct lx_str *pdf, struct lx_err *err)
{
    (void)ctx;
    return lx_print_make_pdf(pdf, md, NULL, err);
}

void archive_how(struct lx_archive_how *how)
{
    how->pdf = make_pdf;
    how->hash = lx_db_sha256;
}

static bool is_zip(const char *path)
{
    size_t len = strlen(path);
    return len > 4 && strcasecmp(path + len - 4, ".zip") == 0;
}

static enum lx_rc put_on_record(struct lx_work *w, lx_id meeting, bool zip, const char *path, struct lx_err *err)
{
    struct lx_print_what what = { .kind = LX_ARCHIVE_KIND, .of = meeting, .way = zip ? "zip" : "folder", .target = path };
    return lx_printed(w, &what, NULL, err);
}

enum lx_rc archive_write(struct lx_work *w, lx_id meeting, const struct lx_archive_how *how, const char *path, const char *never, bool may_write,
                         size_t *files, size_t *left, struct lx_err *err)
{
    struct lx_archive a = { 0 };
    struct lx_str zip = LX_STR_EMPTY;
    enum lx_rc rc = lx_archive_make(w, meeting, how, &a, err);
    if (rc == LX_OK && is_zip(path))
        rc = lx_archive_zip(&a, &zip, err);
    if (rc == LX_OK)
        rc = is_zip(path) ? lx_print_file(path, &zip, never, err) : write_folder(&a, path, never, err);
    if (rc == LX_OK && may_write)
        rc = put_on_record(w, meeting, is_zip(path), path, err);
    *files = a.n;
    *left = a.left_n;
    lx_archive_done(&a);
    lx_str_done(&zip);
    return rc;
}

void archive_offer(struct lx_work *w, lx_id meeting, struct lx_str *out)
{
    struct lx_meeting *m = NULL;
    struct lx_str words = LX_STR_EMPTY;
    struct lx_err ignored;
    if (lx_get(w, LX_MEETING, meeting, &m, &ignored) == LX_OK)
        lx_archive_name(w, m, &words);
    lx_str_addf(out, "%s.zip", words.len ? words.s : "archive");
    lx_rec_free(m);
    lx_str_done(&words);
}

/* --- folders -------------------------------------------------------------------------------------------------------------------- */

/* Takes away what we have made below dir: files, folders of one level, dir itself. */
static void take_away(const char *dir)
{
    DIR *d = opendir(dir);
    for (const struct dirent *e; d && (e = readdir(d));) {
        struct lx_str path = LX_STR_EMPTY;
        lx_str_addf(&path, "%s/%s", dir, e->d_name);
        if (strcmp(e->d_name, ".") != 0 && strcmp(e->d_name, "..") != 0 && unlink(path.s) != 0 && errno == EISDIR)
            take_away(path.s);
        lx_str_done(&path);
    }
    if (d)
        closedir(d);
    (void)rmdir(dir);
}

/* As mkdir(2) would have made it: mkdtemp(3) leaves it to its owner alone, which others may not want, nor always 0755. */
static bool open_to_others(const char *dir)
{
    mode_t mask = umask(0);
    (void)umask(mask);
    return chmod(dir, 0777 & ~mask) == 0;
}

static enum lx_rc write_file(const char *dir, const struct lx_archive_file *f, const char *never, struct lx_err *err)
{
    struct lx_str path = LX_STR_EMPTY;
    lx_str_addf(&path, "%s/%s", dir, f->name);
    char *slash = strchr(f->name, '/');
    enum lx_rc rc = LX_OK;
    if (slash) {
        struct lx_str folder = LX_STR_EMPTY;
        lx_str_addf(&folder, "%s/%.*s", dir, (int)(slash - f->name), f->name);
        if (mkdir(folder.s, 0777) != 0 && errno != EEXIST)
            rc = lx_fail(err, LX_IO, N_("The folder could not be made: %s"), "%s (%s)", folder.s, strerror(errno));
        lx_str_done(&folder);
    }
    if (rc == LX_OK)
        rc = lx_print_file(path.s, &f->bytes, never, err);
    lx_str_done(&path);
    return rc;
}

/* All of it beside the place, then renamed: rename(2) takes the place of an empty folder and of nothing else. */
static enum lx_rc write_folder(const struct lx_archive *a, const char *path, const char *never, struct lx_err *err)
{
    struct lx_str place = LX_STR_EMPTY, dir = LX_STR_EMPTY;
    lx_str_add(&place, path);
    while (place.len > 1 && place.s[place.len - 1] == '/')
        lx_str_cut(&place, place.len - 1);
    lx_str_addf(&dir, "%s.lianxi-XXXXXX", lx_str_z(&place));
    struct stat st;
    enum lx_rc rc = LX_OK;
    if (lstat(lx_str_z(&place), &st) == 0 && !S_ISDIR(st.st_mode))
        rc = lx_fail(err, LX_EXISTS, N_("This is a file; name a folder, or a file that ends in .zip: %s"), "%s", path);
    else if (!mkdtemp(dir.s))
        rc = lx_fail(err, LX_IO, N_("The folder could not be made: %s"), "%s (%s)", path, strerror(errno));
    if (rc != LX_OK) {
        lx_str_done(&place);
        lx_str_done(&dir);
        return rc;
    }
    for (size_t i = 0; rc == LX_OK && i < a->n; i++)
        rc = write_file(dir.s, &a->at[i], never, err);
    if (rc == LX_OK && !open_to_others(dir.s))
        rc = lx_fail(err, LX_IO, N_("The folder could not be made: %s"), "%s (%s)", path, strerror(errno));
    if (rc == LX_OK && rename(dir.s, place.s) != 0)
        rc = errno == ENOTEMPTY || errno == EEXIST
                 ? lx_fail(err, LX_EXISTS, N_("There is something in this folder already; name another one: %s"), "%s", path)
                 : lx_fail(err, LX_IO, N_("The folder could not be made: %s"), "%s (%s)", path, strerror(errno));
    if (rc != LX_OK)
        take_away(dir.s);
    lx_str_done(&place);
    lx_str_done(&dir);
    return rc;
}
