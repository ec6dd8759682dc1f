/* The screen in the process of a test. */
#include "tests/lib/inscreen.h"

#include "core/mem.h"
#include "core/work/work.h"
#include "tui/draw.h"
#include "tui/i18n.h"
#include "tui/screen.h"

#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

struct inscreen {
    struct app app;
    struct lx_work own;
    int in, out;
    bool live;
    struct lx_str text;
};

struct inscreen *inscreen_new(const struct inscreen_setup *setup)
{
    struct inscreen *t = lx_alloc(sizeof *t);
    struct lx_err err = { 0 };
    char n[16];
    snprintf(n, sizeof n, "%d", setup->h ? setup->h : 24);
    setenv("LINES", n, 1);
    snprintf(n, sizeof n, "%d", setup->w ? setup->w : 80);
    setenv("COLUMNS", n, 1);
    setenv("TERM", setup->term ? setup->term : "xterm-256color", 1);
    if (setup->mono)
        setenv("NO_COLOR", "1", 1);
    else
        unsetenv("NO_COLOR");
    const char *build = getenv("LIANXI_BUILD");
    struct lx_str locale = LX_STR_EMPTY;
    lx_str_addf(&locale, "%s/locale", build ? build : "build");
    if (lx_i18n_init_at(setup->lang ? setup->lang : "zh", NULL, locale.s, &err) != LX_OK)
        abort();
    lx_str_done(&locale);
    t->in = open("/dev/null", O_RDONLY | O_CLOEXEC);
    t->out = open("/dev/null", O_WRONLY | O_CLOEXEC);
    if (screen_open(&(struct screen_setup){ .in = t->in, .out = t->out, .headless = true }, &err) != LX_OK) {
        fprintf(stderr, "inscreen: %s %s\n", err.msgid, err.detail);
        abort();
    }
    draw_set_amb(setup->wide ? LX_WIDE : LX_NARROW, setup->wide);
    struct lx_work *work = setup->work;
    if (!work) {
        work = &t->own;
        lx_work_init(work, setup->store, "clerk", "值班", NULL);
        if (lx_refresh(work, &err) != LX_OK)
            abort();
    }
    app_init(&t->app, &(struct lx_tui_args){ .work = work, .account = "值班", .first = setup->first ? setup->first : "items",
                                             .read_only = setup->read_only });
    t->live = app_pump(&t->app);
    return t;
}

void inscreen_done(struct inscreen **t)
{
    if (!*t)
        return;
    app_done(&(*t)->app);
    lx_work_done(&(*t)->own);
    draw_done();
    screen_close();
    close((*t)->in);
    close((*t)->out);
    lx_str_done(&(*t)->text);
    free(*t);
    *t = NULL;
}

struct app *inscreen_app(struct inscreen *t) { return &t->app; }

bool inscreen_keys(struct inscreen *t, const char *keys)
{
    static const struct {
        key_code key;
        const char *bytes;
    } named[] = { { LK_UP, "\033OA" },       { LK_DOWN, "\033OB" },     { LK_RIGHT, "\033OC" },
                  { LK_LEFT, "\033OD" },     { LK_HOME, "\033OH" },     { LK_END, "\033OF" },
                  { LK_PGUP, "\033[5~" },    { LK_PGDN, "\033[6~" },    { LK_INS, "\033[2~" },
                  { LK_DEL, "\033[3~" },     { LK_BACKTAB, "\033[Z" },  { LK_F0 + 1, "\033OP" },
                  { LK_F0 + 2, "\033OQ" },   { LK_F0 + 3, "\033OR" },   { LK_F0 + 4, "\033OS" },
                  { LK_F0 + 5, "\033[15~" }, { LK_F0 + 6, "\033[17~" }, { LK_F0 + 7, "\033[18~" },
                  { LK_F0 + 8, "\033[19~" }, { LK_F0 + 9, "\033[20~" }, { LK_F0 + 10, "\033[21~" } };
    while (t->live && *keys) {
        size_t len = strcspn(keys, " ");
        char *word = lx_strndup(keys, len);
        key_code key = 0;
        const char *bytes = word;
        char one[2] = { 0 };
        if (len > 1 && key_parse(word, &key) == len) {
            if (key < 0x80)
                one[0] = (char)key, bytes = one;
            for (size_t i = 0; i < sizeof named / sizeof *named; i++)
                if (named[i].key == key)
                    bytes = named[i].bytes;
        }
        if (len > 0) {
            app_feed(&t->app, bytes, strlen(bytes));
            t->app.late = true; /* a lone escape is one */
            t->live = app_pump(&t->app);
        }
        free(word);
        keys += len + (keys[len] == ' ');
    }
    return t->live;
}

bool inscreen_type(struct inscreen *t, const char *bytes)
{
    app_feed(&t->app, bytes, strlen(bytes));
    return inscreen_pump(t);
}

bool inscreen_pump(struct inscreen *t) { return t->live = t->live && app_pump(&t->app); }

void inscreen_resize(struct inscreen *t, int h, int w)
{
    screen_resize(h, w);
    app_resized(&t->app);
    (void)inscreen_pump(t);
}

const char *inscreen_text(struct inscreen *t)
{
    lx_str_clear(&t->text);
    draw_dump(&t->text);
    return lx_str_z(&t->text);
}

char *inscreen_row(struct inscreen *t, int y)
{
    const char *s = inscreen_text(t);
    for (int at = 0; *s; s += strcspn(s, "\n") + 1)
        if (*s != '~' && at++ == y)
            break;
    return lx_strndup(s, strcspn(s, "\n"));
}

bool inscreen_has(struct inscreen *t, const char *s) { return strstr(inscreen_text(t), s) != NULL; }
