/* Extracts of minutes as files, one a unit. */
#include "tui/minutes_words.h"

#include "core/minutes/extract.h"
#include "core/text/text.h"
#include "core/work/units.h"
#include "tui/i18n.h"
#include "tui/print.h"

#include <errno.h>
#include <sys/stat.h>

enum { NAME_W = 60 };

static void add_path(struct lx_str *path, struct lx_work *w, const char *folder, lx_id meeting, lx_id unit, const char *ending)
{
    struct lx_str name = LX_STR_EMPTY;
    struct lx_meeting *m = NULL;
    const struct lx_unit *u = lx_unit_by_id(w->units, unit);
    if (lx_get(w, LX_MEETING, meeting, &m, NULL) == LX_OK)
        lx_str_addf(&name, "%s-", m->no ? m->no : "");
    lx_str_add(&name, u ? u->name : "");
    lx_str_addf(path, "%s/", folder);
    lx_text_file_name(path, lx_str_z(&name), NAME_W);
    lx_str_addf(path, ".%s", ending);
    lx_rec_free(m);
    lx_str_done(&name);
}

enum lx_rc minutes_extract_bytes(const struct lx_str *md, bool pdf, struct lx_str *bytes, struct lx_err *err)
{
    if (pdf)
        return lx_print_make_pdf(bytes, md, NULL, err);
    lx_str_addn(bytes, lx_str_z(md), md->len);
    return LX_OK;
}

enum lx_rc minutes_write_extracts(struct lx_work *w, lx_id meeting, const char *folder, bool pdf, const char *never, struct lx_str *paths, size_t *n,
                                  struct lx_err *err)
{
    struct lx_extracts e;
    *n = 0;
    enum lx_rc rc = *folder ? lx_minutes_extracts(w, meeting, 0, false, &e, err) : lx_fail(err, LX_USAGE, N_("Where to? Name a folder: %s"), "%s", "");
    if (rc != LX_OK)
        return rc;
    if (mkdir(folder, 0700) != 0 && errno != EEXIST)
        rc = lx_fail(err, LX_IO, N_("This folder cannot be made: %s"), "%s", folder);
    for (; rc == LX_OK && *n < e.n; ++*n) {
        struct lx_str path = LX_STR_EMPTY, bytes = LX_STR_EMPTY;
        add_path(&path, w, folder, meeting, e.at[*n].unit, pdf ? "pdf" : "md");
        rc = minutes_extract_bytes(&e.at[*n].md, pdf, &bytes, err);
        if (rc == LX_OK)
            rc = lx_print_file(path.s, &bytes, never, err);
        if (rc == LX_OK && paths)
            lx_str_addf(paths, "%s\n", path.s);
        lx_str_done(&path);
        lx_str_done(&bytes);
    }
    lx_extracts_done(&e);
    return rc;
}
