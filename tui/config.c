/* Personal settings, by inih. */
#include "tui/config.h"

#include "core/mem.h"
#include "core/str.h"
#include "tui/app.h"

#include <ini.h>
#include <stdlib.h>
#include <string.h>

static enum lx_rc read_file(struct config *c, const char *path, struct lx_err *err);
static int on_entry(void *ctx, const char *section, const char *name, const char *value);

enum lx_rc config_read(struct config *c, struct lx_err *err)
{
    const char *folder = getenv("XDG_CONFIG_HOME"), *home = getenv("HOME");
    struct lx_str path = LX_STR_EMPTY;
    enum lx_rc rc = LX_OK;
    if (folder && folder[0] == '/')
        lx_str_addf(&path, "%s/lianxi/config.ini", folder);
    else if (home)
        lx_str_addf(&path, "%s/.config/lianxi/config.ini", home);
    if (path.len > 0)
        rc = read_file(c, path.s, err);
    lx_str_done(&path);
    enum lx_rc system = read_file(c, LX_SYSCONFDIR "/lianxi/config.ini", rc == LX_OK ? err : NULL);
    return rc != LX_OK ? rc : system;
}

void config_done(struct config *c)
{
    for (size_t i = 0; i < c->n; i++) {
        free(c->at[i].section);
        free(c->at[i].name);
        free(c->at[i].value);
    }
    free(c->at);
    *c = (struct config){ 0 };
}

const char *config_get(const struct config *c, const char *section, const char *name)
{
    for (size_t i = 0; c && i < c->n; i++)
        if (strcmp(c->at[i].section, section) == 0 && strcmp(c->at[i].name, name) == 0)
            return c->at[i].value;
    return NULL;
}

/* The personal file comes first in the array and must have the last word. */
void config_keys(const struct config *c, struct app *a)
{
    for (size_t i = c ? c->n : 0; i-- > 0;) {
        struct lx_err err = { 0 };
        if (strcmp(c->at[i].section, "keys") == 0 && keymap_set(&a->keymap, c->at[i].name, c->at[i].value, &err) != LX_OK)
            app_error(a, &err);
    }
}

void config_fonts(const struct config *c)
{
    static const char *const roles[] = { "body", "hei", "kai", "song", "title" };
    for (size_t i = 0; i < sizeof roles / sizeof *roles; i++) {
        const char *family = config_get(c, "fonts", roles[i]);
        struct lx_str name = LX_STR_EMPTY;
        lx_str_addf(&name, "LIANXI_FONT_%s", roles[i]);
        if (family && *family)
            (void)setenv(name.s, family, 0);
        lx_str_done(&name);
    }
}

enum theme config_theme(const struct config *c)
{
    const char *s = config_get(c, "screen", "theme"), *fgbg = getenv("COLORFGBG");
    static const char *const names[] = { [THEME_DARK] = "dark", [THEME_LIGHT] = "light", [THEME_CONTRAST] = "contrast",
                                         [THEME_MONO] = "mono" };
    for (size_t i = 0; s && i < sizeof names / sizeof *names; i++)
        if (strcmp(s, names[i]) == 0)
            return (enum theme)i;
    const char *background = fgbg ? strrchr(fgbg, ';') : NULL;
    return background && (atoi(background + 1) == 7 || atoi(background + 1) == 15) ? THEME_LIGHT : THEME_DARK;
}

static enum lx_rc read_file(struct config *c, const char *path, struct lx_err *err)
{
    int line = ini_parse(path, on_entry, c);
    return line > 0 ? lx_fail(err, LX_INVALID, N_("The settings file has a line that means nothing: %s"), "%s:%d", path, line)
                    : LX_OK;
}

static int on_entry(void *ctx, const char *section, const char *name, const char *value)
{
    struct config *c = ctx;
    LX_PUSH(c->at, c->n, c->room) =
        (struct config_entry){ lx_strdup(section), lx_strdup(name), lx_strdup(value) };
    return 1;
}
