/* A whole record in the editor: its fields as front matter, the long text that people write below it. */
#include "tui/form.h"

#include "core/mem.h"
#include "core/text/text.h"
#include "tui/app.h"
#include "tui/extern.h"
#include "tui/i18n.h"

#include <stdlib.h>
#include <string.h>

static const char fence[] = "---";

/* The first long row is the text; -1: none. */
static int body_of(const struct form *f)
{
    for (int i = 0; i < f->n; i++)
        if (form_row_long(&f->rows[i]))
            return i;
    return -1;
}

static void write_matter(const struct form *f, int body, struct lx_str *out)
{
    lx_str_addf(out, "%s\n# %s\n", fence, _("one field a line, its value behind the colon; a line that is taken out changes nothing"));
    for (int i = 0; i < f->n; i++) {
        const char *text = edit_text(&f->rows[i].edit);
        if (i != body && !strchr(text, '\n'))
            lx_str_addf(out, "%s: %s\n", form_row_label(&f->rows[i]), text);
    }
    lx_str_addf(out, "%s\n\n", fence);
    if (body >= 0)
        lx_str_addf(out, "%s\n", edit_text(&f->rows[body].edit));
}

/* --- reading it back ---------------------------------------------------------------------------------------------------- */

/* A line without its LF, blanks around it left out; *s goes behind it. */
static char *next_line(const char **s)
{
    size_t len = strcspn(*s, "\n"), from = 0, to = len;
    const char *line = *s;
    while (from < to && strchr(" \t\r", line[from]))
        from++;
    while (to > from && strchr(" \t\r", line[to - 1]))
        to--;
    *s += len + ((*s)[len] == '\n');
    return lx_strndup(line + from, to - from);
}

static bool is_fence(const char *line) { return strncmp(line, fence, sizeof fence - 1) == 0 && strspn(line, "-") == strlen(line); }

static void put(struct form *f, int row, const char *value)
{
    struct form_row *r = &f->rows[row];
    if (strcmp(edit_text(&r->edit), value) == 0)
        return;
    form_set_text(f, form_row_name(r), value);
    struct lx_rec *probe = lx_rec_copy(f->rec);
    (void)form_row_read(f, r, probe); /* what is wrong shows at once */
    lx_rec_free(probe);
}

/* The row that a line names, by label or stable name; *value is what stands behind the colon, full width or not. */
static int row_of(const struct form *f, char *line, char **value)
{
    static const char wide[] = "\xEF\xBC\x9A"; /* U+FF1A */
    char *colon = strchr(line, ':'), *full = strstr(line, wide);
    bool is_wide = full && (!colon || full < colon);
    char *at = is_wide ? full : colon;
    if (!at)
        return -1;
    *value = at + (is_wide ? sizeof wide - 1 : 1);
    *value += strspn(*value, " \t");
    *at = '\0';
    for (int i = 0; i < f->n; i++)
        if (lx_text_same(form_row_label(&f->rows[i]), line) || strcmp(form_row_name(&f->rows[i]), line) == 0)
            return i;
    return -1;
}

static void read_line(struct form *f, char *line, int body)
{
    char *value = line;
    int row = *line && *line != '#' ? row_of(f, line, &value) : body;
    if (row < 0)
        app_sayf(f->v.app, _("There is no field %s; nothing was taken from this line"), line);
    else if (row != body)
        put(f, row, value);
}

static void read_body(struct form *f, const char *s, int body)
{
    s += *s == '\n';
    size_t len = strlen(s);
    while (len && strchr(" \t\r\n", s[len - 1]))
        len--;
    char *text = lx_strndup(s, len);
    if (body >= 0)
        put(f, body, text);
    else if (*text)
        app_say(f->v.app, _("This record has no long text; what stands below the fields was left out"));
    free(text);
}

static void read_matter(struct form *f, const char *s, int body)
{
    char *line = next_line(&s);
    bool open = is_fence(line), closed = false;
    free(line);
    const char *start = s;
    while (open && *s && !closed) {
        line = next_line(&s);
        closed = is_fence(line);
        free(line);
    }
    if (!closed) {
        app_say(f->v.app, _("The two lines of --- around the fields are gone, so nothing was taken over"));
        return;
    }
    const char *end = s;
    for (s = start; s < end;) {
        line = next_line(&s);
        if (!is_fence(line))
            read_line(f, line, body);
        free(line);
    }
    read_body(f, end, body);
}

bool form_edit_whole(struct form *f)
{
    struct lx_str text = LX_STR_EMPTY;
    struct lx_err err = { 0 };
    int body = body_of(f);
    write_matter(f, body, &text);
    char *before = lx_strdup(lx_str_z(&text));
    bool ok = app_did(f->v.app, extern_edit(f->v.app, &text, &err), &err);
    if (ok && strcmp(before, lx_str_z(&text)) != 0)
        read_matter(f, lx_str_z(&text), body);
    free(before);
    lx_str_done(&text);
    return ok;
}
