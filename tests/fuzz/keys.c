/* Fuzz target: bytes of a terminal, names of keys, settings files, what a print server answers. */
#include "tui/keys.h"

#include "core/text/text.h"

#include "tests/fuzz/fuzz.h"
#include "tui/config.h"
#include "tui/ipp.h"
#include "tui/keymap.h"

#include <stdlib.h>
#include <string.h>

/* What a person's keys come to, as text. */
static void note(struct lx_str *out, const struct event *e)
{
    if (e->kind == EV_KEY)
        lx_str_addf(out, "%x ", (unsigned)e->key);
    else if (e->kind == EV_REPORT)
        lx_str_addf(out, "%d;%d ", e->row, e->col);
    else
        lx_str_addn(out, e->paste, e->paste_len);
}

/* The same events however the line hands out the bytes. */
static void typed(const char *s, size_t len, size_t step)
{
    struct lx_str whole = LX_STR_EMPTY, parts = LX_STR_EMPTY;
    struct keys k;
    struct event e;
    keys_init(&k, false);
    keys_feed(&k, s, len);
    while (keys_next(&k, false, &e)) {
        FUZZ_MUST(e.kind != EV_PASTE || lx_utf8_valid(e.paste, e.paste_len, NULL));
        note(&whole, &e);
    }
    while (keys_next(&k, true, &e))
        note(&whole, &e);
    FUZZ_MUST(!keys_partial(&k));
    keys_done(&k);
    keys_init(&k, false);
    for (size_t at = 0; at < len; at += step) {
        keys_feed(&k, s + at, len - at < step ? len - at : step);
        while (keys_next(&k, false, &e))
            note(&parts, &e);
    }
    while (keys_next(&k, true, &e))
        note(&parts, &e);
    keys_done(&k);
    FUZZ_MUST(strcmp(lx_str_z(&whole), lx_str_z(&parts)) == 0);
    lx_str_done(&whole);
    lx_str_done(&parts);
}

static void names(const char *s)
{
    struct binding b;
    struct lx_str out = LX_STR_EMPTY;
    key_code key, again;
    if (key_parse(s, &key)) {
        key_format(&out, key);
        FUZZ_MUST(key_parse(lx_str_z(&out), &again) == out.len && again == key);
    }
    if (chord_read(s, &b)) {
        FUZZ_MUST(b.n >= 1 && b.n <= CHORD_MAX);
        chord_format(&out, &b);
    }
    lx_str_done(&out);
}

static void settings(const char *s)
{
    struct config c = { 0 };
    struct keymap m;
    struct lx_err err = { 0 };
    struct lx_str path = LX_STR_EMPTY;
    lx_str_addf(&path, "%s/lianxi/config.ini", getenv("XDG_CONFIG_HOME"));
    fuzz_file(path.s, s, strlen(s));
    enum lx_rc rc = config_read(&c, &err);
    FUZZ_MUST(rc == LX_OK || (rc == LX_INVALID && err.msgid));
    (void)config_theme(&c);
    keymap_init(&m);
    for (size_t i = 0; i < c.n; i++) {
        FUZZ_MUST(config_get(&c, c.at[i].section, c.at[i].name));
        if (keymap_set(&m, strcmp(c.at[i].section, "keys") == 0 ? c.at[i].name : "quit", c.at[i].value, &err) != LX_OK)
            FUZZ_MUST(err.msgid);
    }
    keymap_done(&m);
    config_done(&c);
    lx_str_done(&path);
}

static void answered(const char *s, size_t len)
{
    struct ipp_jobs jobs = { 0 };
    if (ipp_answer(&jobs, s, len))
        for (size_t i = 0; i < jobs.n; i++)
            FUZZ_MUST(jobs.at[i].name);
    else
        FUZZ_MUST(jobs.n == 0);
    ipp_jobs_done(&jobs);
}

void fuzz_keys(const char *bytes, size_t len)
{
    struct fuzz_in in = { bytes, len };
    int what = fuzz_below(&in, 4);
    if (what == 0) {
        size_t step = 1 + (size_t)fuzz_below(&in, 5);
        typed(in.s, in.len, step);
    } else if (what == 1) {
        answered(in.s, in.len);
    } else {
        char *s = fuzz_part(&in);
        if (what == 2)
            names(s);
        else
            settings(s);
        free(s);
    }
}
