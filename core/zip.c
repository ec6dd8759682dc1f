/* Archives written in memory, by minizip. */
#include "core/zip.h"

#include "core/mem.h"

#include <minizip/zip.h>
#include <stdlib.h>
#include <string.h>

enum { LEVEL = 6, DOS_1980 = 0x00210000, UTF8_NAMES = 1 << 11 };

struct lx_zip {
    struct lx_str bytes;
    size_t at; /* where the next byte is written */
    zipFile file;
    bool failed;
};

/* --- a file in memory, as minizip wants it ---------------------------------------------------------------------- */

static void *open_memory(void *z, const void *name, int mode)
{
    (void)name, (void)mode;
    return z;
}

static uLong write_memory(void *opaque, void *stream, const void *bytes, uLong len)
{
    struct lx_zip *z = opaque;
    (void)stream;
    size_t over = z->bytes.len - z->at < len ? z->bytes.len - z->at : len; /* minizip goes back to fill in sizes */
    memcpy(z->bytes.s + z->at, bytes, over);
    lx_str_addn(&z->bytes, (const char *)bytes + over, len - over);
    z->at += len;
    return len;
}

static uLong read_memory(void *opaque, void *stream, void *bytes, uLong len)
{
    struct lx_zip *z = opaque;
    (void)stream;
    size_t n = z->bytes.len - z->at < len ? z->bytes.len - z->at : len;
    memcpy(bytes, z->bytes.s + z->at, n);
    z->at += n;
    return n;
}

static ZPOS64_T tell_memory(void *opaque, void *stream)
{
    (void)stream;
    return ((struct lx_zip *)opaque)->at;
}

static long seek_memory(void *opaque, void *stream, ZPOS64_T offset, int origin)
{
    struct lx_zip *z = opaque;
    (void)stream;
    size_t from = origin == ZLIB_FILEFUNC_SEEK_CUR ? z->at : origin == ZLIB_FILEFUNC_SEEK_END ? z->bytes.len : 0;
    if (from + offset > z->bytes.len)
        return -1;
    z->at = from + offset;
    return 0;
}

static int nothing(void *opaque, void *stream)
{
    (void)opaque, (void)stream;
    return 0;
}

/* --- archives --------------------------------------------------------------------------------------------------- */

struct lx_zip *lx_zip_new(void)
{
    struct lx_zip *z = lx_alloc(sizeof *z);
    zlib_filefunc64_def memory = { .zopen64_file = open_memory, .zread_file = read_memory, .zwrite_file = write_memory,
                                   .ztell64_file = tell_memory, .zseek64_file = seek_memory, .zclose_file = nothing,
                                   .zerror_file = nothing, .opaque = z };
    lx_str_reserve(&z->bytes, 1);
    z->file = zipOpen2_64("", APPEND_STATUS_CREATE, NULL, &memory);
    z->failed = !z->file;
    return z;
}

void lx_zip_add(struct lx_zip *z, const char *name, const char *bytes, size_t len)
{
    zip_fileinfo info = { .dosDate = DOS_1980 };
    if (z->failed)
        return;
    z->failed = len > UINT32_MAX || /* more is not written without zip64 */
                zipOpenNewFileInZip4_64(z->file, name, &info, NULL, 0, NULL, 0, NULL, Z_DEFLATED, LEVEL, 0, -MAX_WBITS,
                                        DEF_MEM_LEVEL, Z_DEFAULT_STRATEGY, NULL, 0, 0, UTF8_NAMES, 0) != ZIP_OK ||
                zipWriteInFileInZip(z->file, bytes, (unsigned)len) != ZIP_OK || zipCloseFileInZip(z->file) != ZIP_OK;
}

enum lx_rc lx_zip_end(struct lx_zip *z, struct lx_str *out, struct lx_err *err)
{
    bool failed = z->failed;
    if (z->file)
        failed = zipClose(z->file, NULL) != ZIP_OK || failed;
    if (!failed)
        lx_str_addn(out, z->bytes.s, z->bytes.len);
    lx_str_done(&z->bytes);
    free(z);
    return failed ? lx_fail(err, LX_IO, N_("The archive could not be written; try again"), "%s", "zip") : LX_OK;
}
