/* How wide this terminal draws the ambiguous class and lines: asked, remembered, never waited for. */
#include "tui/probe.h"

#include "tui/draw.h"
#include "tui/screen.h"
#include "tui/state.h"

#include <stdlib.h>
#include <string.h>

/* Rows of the questions.  None is on row 1: ESC[1;2R is Shift-F3 in xterm. */
enum { ROW_QUOTE = 2, ROW_LINE = 3, ROW_HAN = 4, REMEMBERED_MAX = 40 };

static void terminal_name(struct lx_str *out);
static void recall(struct probe *p);
static void remember(const struct probe *p);

void probe_start(struct probe *p, const char *setting)
{
    p->fixed = setting && (strcmp(setting, "narrow") == 0 || strcmp(setting, "wide") == 0);
    p->wide = p->wide_lines = p->fixed && strcmp(setting, "wide") == 0;
    p->not_utf8 = false;
    if (!p->fixed)
        recall(p);
    draw_set_amb(p->wide ? LX_WIDE : LX_NARROW, p->wide_lines);
    int h, w;
    screen_size(&h, &w);
    if (!p->fixed && h > ROW_HAN)
        screen_tell("\033[2;1H\xe2\x80\x9c\033[6n\033[3;1H\xe2\x94\x80\033[6n\033[4;1H\xe8\x81\x94\033[6n\033[2J\033[H");
}

bool probe_answer(struct probe *p, int row, int col)
{
    bool wide = p->wide, wide_lines = p->wide_lines;
    if (p->fixed || col < 2)
        return false;
    if (row == ROW_HAN)
        p->not_utf8 = col != 3;
    if (row == ROW_QUOTE && col <= 3)
        p->wide = col == 3;
    if (row == ROW_LINE && col <= 3)
        p->wide_lines = col == 3;
    if (wide == p->wide && wide_lines == p->wide_lines)
        return false;
    draw_set_amb(p->wide ? LX_WIDE : LX_NARROW, p->wide_lines);
    remember(p);
    return true;
}

static void terminal_name(struct lx_str *out)
{
    static const char *const parts[] = { "TERM", "TERM_PROGRAM", "LC_TERMINAL", "COLORTERM" };
    for (size_t i = 0; i < sizeof parts / sizeof *parts; i++) {
        const char *s = getenv(parts[i]);
        for (; s && *s; s++)
            lx_str_addc(out, *s > ' ' && *s < 0x7F ? *s : '_');
        lx_str_addc(out, ';');
    }
    lx_str_addc(out, ' ');
}

/* The file holds one line a terminal: its name, a blank, n or w for quotes, n or w for lines. */
static void recall(struct probe *p)
{
    struct lx_str all = LX_STR_EMPTY, name = LX_STR_EMPTY;
    bool found = false;
    terminal_name(&name);
    if (state_read("ambiguous", &all)) {
        const char *at = all.len ? all.s : "";
        for (; *at && !found; at += strcspn(at, "\n"), at += *at == '\n')
            if (strncmp(at, name.s, name.len) == 0 && strlen(at) >= name.len + 2) {
                p->wide = at[name.len] == 'w';
                p->wide_lines = at[name.len + 1] == 'w';
                found = true;
            }
    }
    lx_str_done(&all);
    lx_str_done(&name);
}

static void remember(const struct probe *p)
{
    struct lx_str old = LX_STR_EMPTY, all = LX_STR_EMPTY, name = LX_STR_EMPTY;
    terminal_name(&name);
    lx_str_addf(&all, "%s%c%c\n", name.s, p->wide ? 'w' : 'n', p->wide_lines ? 'w' : 'n');
    int lines = 1;
    if (state_read("ambiguous", &old))
        for (const char *at = lx_str_z(&old); *at && lines < REMEMBERED_MAX; lines++) {
            size_t len = strcspn(at, "\n");
            if (strncmp(at, name.s, name.len) != 0)
                lx_str_addf(&all, "%.*s\n", (int)len, at);
            at += len + (at[len] == '\n');
        }
    (void)state_write("ambiguous", all.s, all.len);
    lx_str_done(&old);
    lx_str_done(&all);
    lx_str_done(&name);
}
