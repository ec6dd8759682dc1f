/* Which keys run which command. */
#include "tui/keymap.h"

#include "core/mem.h"
#include "core/str.h"

#include <stdlib.h>
#include <string.h>

static bool add_keys(struct keymap *m, enum lx_cmd cmd, const char *keys, bool own);
static void take_keys(struct keymap *m, enum lx_cmd cmd);
static bool has_keys(const struct keymap *m, enum lx_cmd cmd, const struct binding *b)
{
    for (size_t i = 0; i < m->n; i++)
        if (m->at[i].cmd == cmd && m->at[i].n == b->n && memcmp(m->at[i].keys, b->keys, (size_t)b->n * sizeof *b->keys) == 0)
            return true;
    return false;
}

/* The keys of cmd go away from the others that are offered where it is. */
static void take_keys(struct keymap *m, enum lx_cmd cmd)
{
    size_t kept = 0;
    for (size_t i = 0; i < m->n; i++) {
        const struct binding b = m->at[i];
        bool same_place = lx_command(b.cmd)->contexts & lx_command(cmd)->contexts;
        if (b.cmd == cmd || !same_place || !has_keys(m, cmd, &b))
            m->at[kept++] = b;
    }
    m->n = kept;
}

static void drop_keys(struct keymap *m, enum lx_cmd cmd);

void keymap_init(struct keymap *m)
{
    *m = (struct keymap){ 0 };
    for (int i = CMD_NONE + 1; i < CMD_N; i++)
        (void)add_keys(m, (enum lx_cmd)i, lx_command((enum lx_cmd)i)->keys, false);
}

void keymap_done(struct keymap *m)
{
    free(m->at);
    *m = (struct keymap){ 0 };
}

enum lx_rc keymap_set(struct keymap *m, const char *command, const char *keys, struct lx_err *err)
{
    const struct lx_command *c = lx_command_named(command);
    if (!c)
        return lx_fail(err, LX_NOTFOUND, N_("config.ini, [keys]: there is no command %s"), "%s", command);
    struct keymap trial = { 0 };
    bool fine = add_keys(&trial, c->id, keys, true);
    keymap_done(&trial);
    if (!fine)
        return lx_fail(err, LX_INVALID, N_("config.ini, [keys]: %s is no key"), "%s = %s", command, keys);
    drop_keys(m, c->id);
    (void)add_keys(m, c->id, keys, true);
    take_keys(m, c->id);
    return LX_OK;
}

static struct found find_one(const struct keymap *m, bool own, const lx_context *contexts, int contexts_n, const key_code *keys, int n)
{
    struct found found = { CMD_NONE, false };
    for (int c = 0; c < contexts_n; c++)
        for (size_t i = 0; i < m->n; i++) {
            const struct binding *b = &m->at[i];
            if (b->own != own || !(lx_command(b->cmd)->contexts & contexts[c]) || b->n < n)
                continue;
            if (memcmp(b->keys, keys, (size_t)n * sizeof *keys) != 0)
                continue;
            if (b->n > n)
                found.prefix = true;
            else if (found.cmd == CMD_NONE)
                found.cmd = b->cmd;
        }
    return found;
}

struct found keymap_find(const struct keymap *m, const lx_context *contexts, int contexts_n, const key_code *keys, int n)
{
    struct found own = find_one(m, true, contexts, contexts_n, keys, n), given = find_one(m, false, contexts, contexts_n, keys, n);
    bool typing = contexts_n && contexts[0] == CTX_FORM; /* there what belongs to the form goes before keys of the whole program */
    if (typing && given.cmd != CMD_NONE && lx_command(given.cmd)->contexts & CTX_FORM && !(lx_command(own.cmd)->contexts & CTX_FORM))
        own.cmd = CMD_NONE;
    return (struct found){ own.cmd != CMD_NONE ? own.cmd : given.cmd, own.prefix || given.prefix };
}

bool keymap_keys(const struct keymap *m, enum lx_cmd cmd, struct lx_str *out)
{
    for (size_t i = 0; i < m->n; i++)
        if (m->at[i].cmd == cmd) {
            chord_format(out, &m->at[i]);
            return true;
        }
    return false;
}

void keymap_all_keys(const struct keymap *m, enum lx_cmd cmd, struct lx_str *out)
{
    const char *gap = "";
    for (size_t i = 0; i < m->n; i++)
        if (m->at[i].cmd == cmd) {
            lx_str_add(out, gap);
            chord_format(out, &m->at[i]);
            gap = " ";
        }
}

bool chord_read(const char *s, struct binding *out)
{
    out->n = 0;
    while (*s && out->n < CHORD_MAX) {
        size_t used = key_parse(s, &out->keys[out->n]);
        if (used == 0)
            return false;
        out->n++;
        s += used;
        if (*s == '+' && s[1])
            s++;
    }
    return out->n > 0 && !*s;
}

static bool add_keys(struct keymap *m, enum lx_cmd cmd, const char *keys, bool own)
{
    bool fine = true;
    while (*keys) {
        size_t len = strcspn(keys, " ");
        if (len > 0) {
            char *one = lx_strndup(keys, len);
            struct binding b = { .cmd = cmd, .own = own };
            if (chord_read(one, &b))
                LX_PUSH(m->at, m->n, m->room) = b;
            else
                fine = false;
            free(one);
        }
        keys += len + (keys[len] == ' ');
    }
    return fine;
}

static void drop_keys(struct keymap *m, enum lx_cmd cmd)
{
    size_t kept = 0;
    for (size_t i = 0; i < m->n; i++)
        if (m->at[i].cmd != cmd)
            m->at[kept++] = m->at[i];
    m->n = kept;
}

void chord_format(struct lx_str *out, const struct binding *b)
{
    for (int i = 0; i < b->n; i++) {
        struct lx_str key = LX_STR_EMPTY;
        key_format(&key, b->keys[i]);
        const char *s = lx_str_z(&key);
        size_t len = strlen(s);
        bool modified = len > 2 && strchr("SCA", s[1]) && s[2] == '-';
        if (len > 2 && s[0] == '<' && !modified)
            lx_str_addn(out, s + 1, len - 2); /* people read Enter, not <Enter> */
        else
            lx_str_add(out, s);
        lx_str_done(&key);
    }
}
