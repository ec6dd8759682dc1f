/* Files that the command line reads. */
#include "core/text/text.h"
#include "tui/cli.h"
#include "tui/i18n.h"

#include <string.h>

enum lx_rc cli_read_file(struct cli *c, const char *path, size_t max_len, struct lx_str *text)
{
    struct lx_str bytes = LX_STR_EMPTY;
    bool gb18030 = false;
    enum lx_rc rc = lx_file_read(&bytes, path, max_len, &c->err);
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
