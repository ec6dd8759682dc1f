/* Files that the command line reads and writes. */
#include "core/text/text.h"
#include "tui/cli.h"
#include "tui/i18n.h"

#include <errno.h>
#include <fcntl.h>
#include <string.h>
#include <unistd.h>

static bool is_dash(const char *path) { return strcmp(path, "-") == 0; }

static enum lx_rc read_input(struct lx_str *bytes, size_t max_len, struct lx_err *err)
{
    char buf[65536];
    for (size_t n; (n = fread(buf, 1, sizeof buf, stdin)) > 0;) {
        if (bytes->len + n > max_len)
            return lx_fail(err, LX_IO, N_("%s is too large"), "%s", "-");
        lx_str_addn(bytes, buf, n);
    }
    return ferror(stdin) ? lx_fail(err, LX_IO, N_("%s cannot be read; look at who may read it"), "%s", "-") : LX_OK;
}

enum lx_rc cli_read_bytes(struct cli *c, const char *path, size_t max_len, struct lx_str *bytes)
{
    return is_dash(path) ? read_input(bytes, max_len, &c->err) : lx_file_read(bytes, path, max_len, &c->err);
}

enum lx_rc cli_read_file(struct cli *c, const char *path, size_t max_len, struct lx_str *text)
{
    struct lx_str bytes = LX_STR_EMPTY;
    bool gb18030 = false;
    enum lx_rc rc = cli_read_bytes(c, path ? path : "-", max_len, &bytes);
    if (rc == LX_OK)
        rc = lx_text_import(text, lx_str_z(&bytes), bytes.len, &gb18030, &c->err);
    if (rc == LX_OK && gb18030)
        fprintf(stderr, "%s\n", _("The file was read as GB18030."));
    lx_str_done(&bytes);
    return rc;
}

const char *cli_file_name(const char *path)
{
    const char *slash = strrchr(path, '/');
    return slash ? slash + 1 : path;
}

static enum lx_rc cannot_write(struct cli *c, const char *path)
{
    return errno == EEXIST ? lx_fail(&c->err, LX_EXISTS, N_("There is already a file %s"), "%s", path)
                           : lx_fail(&c->err, LX_IO, N_("%s cannot be written; look at folder and rights"), "%s", path);
}

enum lx_rc cli_create(struct cli *c, const char *path, FILE **f)
{
    if (is_dash(path)) {
        *f = stdout;
        return LX_OK;
    }
    int fd = open(path, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0640);
    *f = fd >= 0 ? fdopen(fd, "w") : NULL;
    return *f ? LX_OK : cannot_write(c, path);
}

enum lx_rc cli_created(struct cli *c, enum lx_rc rc, const char *path, FILE *f)
{
    if (f == stdout)
        return rc == LX_OK && (fflush(f) != 0 || ferror(f)) ? lx_fail(&c->err, LX_IO, N_("The output could not be written"), "%s", "") : rc;
    bool written = fflush(f) == 0 && fsync(fileno(f)) == 0 && !ferror(f);
    written &= fclose(f) == 0;
    if (rc == LX_OK && !written)
        rc = cannot_write(c, path);
    if (rc != LX_OK)
        unlink(path);
    else
        cli_line(c, "%s", path);
    return rc;
}
