/* Text from outside: files, and bytes whose encoding must be found out. */
#include "core/text/text.h"

#include "core/mem.h"

#include <errno.h>
#include <fcntl.h>
#include <iconv.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

static bool is_damaged_utf8(const char *s, size_t len);
static size_t from_gb18030(struct lx_str *out, const char *s, size_t len);
static void add_lines(struct lx_str *out, const char *s, size_t len);
static enum lx_rc bad_place(const char *msgid, const char *s, size_t off, struct lx_err *err);
static enum lx_rc read_all(struct lx_str *out, int fd, const char *path, size_t max_len, struct lx_err *err);

enum lx_rc lx_text_import(struct lx_str *out, const void *bytes, size_t len, bool *gb18030, struct lx_err *err)
{
    const char *s = bytes;
    if (gb18030)
        *gb18030 = false;
    if (len >= 2 && (!memcmp(s, "\xFF\xFE", 2) || !memcmp(s, "\xFE\xFF", 2)))
        return bad_place(N_("This is UTF-16; save it as UTF-8 and try again (line and byte: %s)"), s, 0, err);
    if (len >= 3 && !memcmp(s, "\xEF\xBB\xBF", 3)) {
        s += 3;
        len -= 3;
    }
    const char *nul = len ? memchr(s, '\0', len) : NULL;
    if (nul)
        return bad_place(N_("There is a NUL byte, so this is no plain text; save it as UTF-8 text and try again "
                            "(line and byte: %s)"),
                         s, (size_t)(nul - s), err);
    size_t bad_utf8;
    if (lx_utf8_valid(s, len, &bad_utf8)) {
        add_lines(out, s, len);
        return LX_OK;
    }
    struct lx_str text = LX_STR_EMPTY;
    size_t bad_gb = is_damaged_utf8(s, len) ? 0 : from_gb18030(&text, s, len);
    if (bad_gb == len) {
        add_lines(out, lx_str_z(&text), text.len);
        if (gb18030)
            *gb18030 = true;
    }
    lx_str_done(&text);
    if (bad_gb == len)
        return LX_OK;
    /* the encoding that gets further is the one that was meant */
    return bad_place(N_("This is neither UTF-8 nor GB18030 text; save it as UTF-8 and try again (line and byte: %s)"), s,
                     bad_utf8 > bad_gb ? bad_utf8 : bad_gb, err);
}

enum lx_rc lx_file_read(struct lx_str *out, const char *path, size_t max_len, struct lx_err *err)
{
    /* a FIFO would wait for its writer without O_NONBLOCK */
    int fd = open(path, O_RDONLY | O_CLOEXEC | O_NONBLOCK | O_NOCTTY);
    if (fd < 0 && (errno == ENOENT || errno == ENOTDIR))
        return lx_fail(err, LX_NOTFOUND, N_("There is no file %s"), "%s", path);
    if (fd < 0)
        return lx_fail(err, LX_IO, N_("%s cannot be read; look at who may read it"), "%s", path);
    struct stat st;
    enum lx_rc rc;
    if (fstat(fd, &st) != 0 || !S_ISREG(st.st_mode))
        rc = lx_fail(err, LX_IO, N_("%s is not a plain file"), "%s", path);
    else
        rc = read_all(out, fd, path, max_len, err);
    (void)close(fd);
    return rc;
}

/* A file may grow while it is read, and /proc files say 0: only reading tells how long it is. */
static enum lx_rc read_all(struct lx_str *out, int fd, const char *path, size_t max_len, struct lx_err *err)
{
    enum { CHUNK_LEN = 65536 };
    size_t start = out->len;
    for (;;) {
        lx_str_reserve(out, CHUNK_LEN);
        ssize_t got = read(fd, out->s + out->len, CHUNK_LEN);
        if (got < 0 && errno == EINTR)
            continue;
        if (got < 0) {
            lx_str_cut(out, start);
            return lx_fail(err, LX_IO, N_("Reading %s failed; try again"), "%s", path);
        }
        out->len += (size_t)got;
        out->s[out->len] = '\0';
        if (out->len - start > max_len) {
            lx_str_cut(out, start);
            return lx_fail(err, LX_IO, N_("%s is too large"), "%s", path);
        }
        if (got == 0)
            return LX_OK;
    }
}

/* More whole characters of three bytes than bytes that do not fit: Chinese UTF-8 with a fault in it, which would turn
 * into other Chinese if it were taken for GB18030.  In GB18030 text hardly any three bytes make such a character. */
static bool is_damaged_utf8(const char *s, size_t len)
{
    size_t whole_n = 0, bad_n = 0;
    for (size_t at = 0; at < len;) {
        uint32_t cp;
        int used = lx_utf8_get(s + at, len - at, &cp);
        whole_n += used >= 3;
        bad_n += used == 1 && cp == 0xFFFD;
        at += (size_t)used;
    }
    return whole_n > bad_n;
}

/* Returns how many bytes could be converted: len when all is well. */
static size_t from_gb18030(struct lx_str *out, const char *s, size_t len)
{
    iconv_t cd = iconv_open("UTF-8", "GB18030");
    if (cd == (iconv_t)-1)
        return 0;
    char *in = (char *)s; /* iconv's own signature; it does not write there */
    size_t in_left = len;
    while (in_left > 0) {
        char buf[4096], *to = buf;
        size_t room = sizeof buf;
        size_t rc = iconv(cd, &in, &in_left, &to, &room);
        lx_str_addn(out, buf, (size_t)(to - buf));
        if (rc == (size_t)-1 && errno != E2BIG)
            break;
    }
    (void)iconv_close(cd);
    return len - in_left;
}

/* CRLF and CR become LF. */
static void add_lines(struct lx_str *out, const char *s, size_t len)
{
    lx_str_reserve(out, len);
    const char *end = s + len;
    while (s < end) {
        const char *cr = memchr(s, '\r', (size_t)(end - s));
        if (!cr)
            break;
        lx_str_addn(out, s, (size_t)(cr - s));
        lx_str_addc(out, '\n');
        s = cr + (cr + 1 < end && cr[1] == '\n' ? 2 : 1);
    }
    lx_str_addn(out, s, (size_t)(end - s));
}

static enum lx_rc bad_place(const char *msgid, const char *s, size_t off, struct lx_err *err)
{
    size_t line = 1, start = 0;
    for (size_t i = 0; i < off; i++) {
        if (s[i] == '\n' || (s[i] == '\r' && s[i + 1] != '\n')) {
            line++;
            start = i + 1;
        }
    }
    return lx_fail(err, LX_INVALID, msgid, "%zu:%zu", line, off - start + 1);
}
