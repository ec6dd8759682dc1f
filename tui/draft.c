/* Drafts: what stands typed in a form, kept in the state folder until it is saved.
 *
 * One file a form: $XDG_STATE_HOME/lianxi/drafts/DATABASE-KIND-ID, where DATABASE is a fingerprint of its path.  Each line
 * is the name of a row, '=' for a value of the record that the form does not show, a tab, and the text with \n, \t, \\. */
#include "core/mem.h"
#include "tui/app.h"
#include "tui/form.h"
#include "tui/i18n.h"
#include "tui/state.h"

#include <inttypes.h>
#include <stdlib.h>
#include <string.h>

static void add_database(struct lx_str *out, const struct app *a);
static bool draft_write(const struct form *f, bool (*write)(const char *name, const char *bytes, size_t len));
static void add_line(struct lx_str *out, const char *mark, const char *name, const char *text);
static void unescape(struct lx_str *out, const char *s, size_t len);

void draft_name(struct lx_str *out, const struct form *f)
{
    draft_file(out, f->v.app, f->kind->name, f->base ? f->base->id : 0);
}

void draft_file(struct lx_str *out, const struct app *a, const char *kind, lx_id id)
{
    lx_str_add(out, "drafts/");
    add_database(out, a);
    lx_str_addf(out, "-%s-%lld", kind, (long long)id);
}

void draft_save(struct form *f)
{
    if (f->changed && f->typed && draft_write(f, state_write))
        f->changed = f->unkept = false;
}

void draft_keep(struct form *f)
{
    if (f->unkept && f->typed && draft_write(f, state_keep))
        f->unkept = false;
}

static bool draft_write(const struct form *f, bool (*write)(const char *name, const char *bytes, size_t len))
{
    struct lx_str name = LX_STR_EMPTY, all = LX_STR_EMPTY, value = LX_STR_EMPTY;
    const struct lx_table *t = lx_table(f->kind->type);
    for (int i = 0; !f->base && i < t->fields_n; i++) { /* of a new record also what was set for it: its meeting, … */
        lx_str_clear(&value);
        lx_f_format(&value, f->rec, &t->fields[i]);
        if (value.len > 0 && t->fields[i].kind != LX_ENUM)
            add_line(&all, "=", t->fields[i].name, value.s);
    }
    for (int i = 0; i < f->n; i++)
        if (strcmp(edit_text(&f->rows[i].edit), f->rows[i].initial) != 0)
            add_line(&all, "", form_row_name(&f->rows[i]), edit_text(&f->rows[i].edit));
    draft_name(&name, f);
    bool written = all.len == 0 || write(name.s, lx_str_z(&all), all.len);
    if (all.len == 0) /* typed and taken out again */
        state_remove(name.s);
    lx_str_done(&name);
    lx_str_done(&all);
    lx_str_done(&value);
    return written;
}

void draft_look(struct form *f)
{
    struct lx_str name = LX_STR_EMPTY, all = LX_STR_EMPTY;
    draft_name(&name, f);
    if (state_read(name.s, &all) && all.len > 0) {
        f->draft = lx_str_take(&all);
        app_say(f->v.app, _("There is a draft that was not saved: F3 takes it, typing begins a new one"));
    }
    lx_str_done(&name);
    lx_str_done(&all);
}

void draft_take(struct form *f)
{
    const struct lx_table *t = lx_table(f->kind->type);
    for (const char *at = f->draft; *at;) {
        size_t len = strcspn(at, "\n"), name_len = strcspn(at, "\t\n");
        struct lx_str name = LX_STR_EMPTY, text = LX_STR_EMPTY;
        bool hidden = *at == '=';
        lx_str_addn(&name, at + hidden, name_len - hidden);
        if (name_len < len)
            unescape(&text, at + name_len + 1, len - name_len - 1);
        int field = lx_field_index(t, lx_str_z(&name));
        if (!hidden)
            form_set_text(f, lx_str_z(&name), lx_str_z(&text));
        else if (field >= 0 && !f->base && lx_f_empty(f->rec, &t->fields[field]) &&
                 lx_f_parse(f->rec, &t->fields[field], lx_str_z(&text), NULL) != LX_OK)
            app_say(f->v.app, _("Part of the draft could not be read"));
        lx_str_done(&name);
        lx_str_done(&text);
        at += len + (at[len] == '\n');
    }
    free(f->draft);
    f->draft = NULL;
}

void draft_drop(struct form *f)
{
    struct lx_str name = LX_STR_EMPTY;
    draft_name(&name, f);
    state_remove(name.s);
    lx_str_done(&name);
    f->unkept = f->changed = f->typed = false;
}

struct counting {
    struct lx_str prefix;
    size_t n;
};

static void count_one(void *ctx, const char *file)
{
    struct counting *c = ctx;
    c->n += strncmp(file, c->prefix.s, c->prefix.len) == 0 && !strstr(file, ".new");
}

size_t draft_count(struct app *a)
{
    struct counting c = { 0 };
    add_database(&c.prefix, a);
    state_each("drafts", count_one, &c);
    lx_str_done(&c.prefix);
    return c.n;
}

/* The kinds that are no forms keep their drafts beside them. */
static const char *kind_title(const char *name, size_t len, enum lx_type *type)
{
    static const struct {
        const char *name, *title;
    } others[] = { { "live", N_("In session") }, { "minutes", N_("Minutes of the meeting") } };
    for (int i = 0; form_kinds[i]; i++)
        if (strlen(form_kinds[i]->name) == len && strncmp(form_kinds[i]->name, name, len) == 0) {
            *type = form_kinds[i]->type;
            return lx_two(lx_table(*type)->en, lx_table(*type)->zh);
        }
    for (size_t i = 0; i < sizeof others / sizeof others[0]; i++)
        if (strlen(others[i].name) == len && strncmp(others[i].name, name, len) == 0)
            return _(others[i].title);
    return NULL;
}

struct naming {
    struct app *app;
    struct lx_str prefix, *out;
};

static void name_one(void *ctx, const char *file)
{
    struct naming *n = ctx;
    enum lx_type type = LX_NONE_TYPE;
    struct lx_str name = LX_STR_EMPTY;
    if (strncmp(file, n->prefix.s, n->prefix.len) != 0 || strstr(file, ".new"))
        return;
    const char *kind = file + n->prefix.len + 1, *id = strrchr(kind, '-');
    const char *title = id ? kind_title(kind, (size_t)(id - kind), &type) : NULL;
    if (!title)
        return;
    if (strtoll(id + 1, NULL, 10) > 0)
        lx_show_id(n->app->work, &name, strtoll(id + 1, NULL, 10));
    lx_str_addf(n->out, "%s%s%s%.*s", n->out->len ? _(", ") : "", title, name.len ? " " : "", (int)strcspn(lx_str_z(&name), " "), lx_str_z(&name));
    lx_str_done(&name);
}

void draft_names(struct app *a, struct lx_str *out)
{
    struct naming n = { .app = a, .out = out };
    add_database(&n.prefix, a);
    state_each("drafts", name_one, &n);
    lx_str_done(&n.prefix);
}

/* FNV-1a over the path of the database. */
static void add_database(struct lx_str *out, const struct app *a)
{
    uint64_t hash = 14695981039346656037u;
    for (const char *s = a->args.db_path ? a->args.db_path : ""; *s; s++)
        hash = (hash ^ (unsigned char)*s) * 1099511628211u;
    lx_str_addf(out, "%016" PRIx64, hash);
}

static void add_line(struct lx_str *out, const char *mark, const char *name, const char *text)
{
    lx_str_addf(out, "%s%s\t", mark, name);
    for (const char *s = text; *s; s++)
        if (*s == '\n')
            lx_str_add(out, "\\n");
        else if (*s == '\t')
            lx_str_add(out, "\\t");
        else if (*s == '\\')
            lx_str_add(out, "\\\\");
        else
            lx_str_addc(out, *s);
    lx_str_addc(out, '\n');
}

static void unescape(struct lx_str *out, const char *s, size_t len)
{
    for (size_t i = 0; i < len; i++) {
        if (s[i] == '\\' && i + 1 < len) {
            i++;
            lx_str_addc(out, s[i] == 'n' ? '\n' : s[i] == 't' ? '\t' : s[i]);
        } else {
            lx_str_addc(out, s[i]);
        }
    }
}
