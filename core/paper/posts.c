/* Posts as papers say them: without the unit's name where that stands beside them, in English by the table of words.def. */
#include "core/paper/builder.h"

#include "core/meeting/carry.h"
#include "core/text/text.h"
#include "core/work/units.h"

#include <string.h>

static const char *const posts[][2] = {
#define POST(zh, en) { zh, en },
#include "core/paper/words.def"
};
static const char *const divisions[][2] = {
#define DIVISION(zh, en) { zh, en },
#include "core/paper/words.def"
};
enum { POSTS_N = sizeof posts / sizeof *posts, DIVISIONS_N = sizeof divisions / sizeof *divisions };

static size_t begins(const char *s, const char *with)
{
    size_t len = with ? strlen(with) : 0;
    return len && strncmp(s, with, len) == 0 ? len : 0;
}

/* --- units ---------------------------------------------------------------------------------------------------------- */

/* Bytes of the longest name of that unit, of whatever kind and time, that s begins with. */
static size_t named(const struct lx_builder *b, const char *s, const struct lx_unit *unit)
{
    const struct lx_units *u = b->w->units;
    const char *names[] = { unit->name, unit->brief, lx_unit_full_at(b->w, unit->rec.id, b->day) };
    size_t most = 0;
    for (size_t i = 0; i < sizeof names / sizeof *names; i++)
        most = begins(s, names[i]) > most ? begins(s, names[i]) : most;
    for (size_t i = 0; i < u->aliases.n; i++) {
        const struct lx_alias *alias = (const struct lx_alias *)(const void *)u->aliases.at[i];
        if (alias->unit == unit->rec.id && begins(s, alias->name) > most)
            most = begins(s, alias->name);
    }
    return most;
}

/* The unit with an English name by whose name s begins, the longest one; *len its bytes. */
static const struct lx_unit *unit_before(const struct lx_builder *b, const char *s, size_t *len)
{
    const struct lx_unit *found = NULL;
    *len = 0;
    for (size_t i = 0; i < b->w->units->units.n; i++) {
        const struct lx_unit *u = (const struct lx_unit *)(const void *)b->w->units->units.at[i];
        size_t n = u->name_en ? named(b, s, u) : 0;
        if (n > *len) {
            *len = n;
            found = u;
        }
    }
    return found;
}

/* --- English ------------------------------------------------------------------------------------------------------- */

static const char *word_of(const char *const (*table)[2], size_t n, const char *s, size_t len)
{
    for (size_t i = 0; i < n; i++)
        if (strlen(table[i][0]) == len && strncmp(table[i][0], s, len) == 0)
            return table[i][1];
    return NULL;
}

/* 区域合作处联络员: a post, or a post of a division; both whole. */
static bool say_post(struct lx_str *out, const char *s, size_t len)
{
    const char *post = word_of(posts, POSTS_N, s, len);
    for (size_t at = 3; !post && at < len; at += 3) {
        const char *division = word_of(divisions, DIVISIONS_N, s, at), *below = word_of(posts, POSTS_N, s + at, len - at);
        if (division && below) {
            lx_str_addf(out, "%s, %s", below, division);
            return true;
        }
    }
    lx_str_add(out, post);
    return post != NULL;
}

/* 嘉兴市人民政府市长: Mayor of Jiaxing; 浙东办主任: Director, Joint Meeting Office. */
static bool say_one(const struct lx_builder *b, struct lx_str *out, const char *s, size_t len)
{
    size_t unit_len;
    const struct lx_unit *u = unit_before(b, s, &unit_len);
    if (say_post(out, s, len))
        return true;
    if (u && unit_len == len) { /* 宁波市、舟山市 who speak */
        lx_str_add(out, u->name_en);
        return true;
    }
    if (!u || unit_len >= len || !say_post(out, s + unit_len, len - unit_len))
        return false;
    lx_str_addf(out, "%s%s", u->kind == UNIT_GOVERNMENT ? " of " : ", ", u->name_en);
    return true;
}

/* Several parted by 、: all of them, or none. */
static bool say_english(const struct lx_builder *b, struct lx_str *out, const char *s)
{
    const char *mark = lx_paper_word(LX_PW_AND, false);
    size_t from = out->len;
    while (*s) {
        const char *end = strstr(s, mark);
        size_t len = end ? (size_t)(end - s) : strlen(s);
        lx_str_add(out, out->len > from ? "; " : "");
        if (!say_one(b, out, s, len)) {
            lx_str_cut(out, from);
            return false;
        }
        s += len + (end ? strlen(mark) : 0);
    }
    return true;
}

void lx_built_post(const struct lx_builder *b, struct lx_str *out, const char *s)
{
    if (s && !(b->en && say_english(b, out, s)))
        lx_str_add(out, s);
}

void lx_built_place(const struct lx_builder *b, struct lx_str *out, const char *s)
{
    const struct lx_units *units = b->w->units;
    size_t len = s ? strlen(s) : 0;
    for (size_t i = 0; b->en && len && i < units->units.n; i++) {
        const struct lx_unit *u = (const struct lx_unit *)(const void *)units->units.at[i];
        if (u->kind == UNIT_GOVERNMENT && u->name_en && begins(u->name, s) && strlen(u->name) <= len + 3) { /* 嘉兴, 嘉兴市 */
            lx_str_add(out, u->name_en);
            return;
        }
    }
    lx_str_add(out, s);
}

void lx_built_labelled_place(struct lx_builder *b, enum lx_paper_word label, const char *s)
{
    struct lx_str place = LX_STR_EMPTY;
    lx_built_place(b, &place, s);
    lx_built_labelled(b, label, lx_str_z(&place));
    lx_str_done(&place);
}

void lx_built_post_of(const struct lx_builder *b, struct lx_str *out, lx_id unit, const char *post)
{
    const struct lx_unit *u = unit ? lx_unit_by_id(b->w->units, unit) : NULL;
    size_t skip = u && post ? named(b, post, u) : 0;
    lx_id root = u && post && !skip ? lx_government_of(b->w, unit) : 0;
    if (root && root != unit && (u = lx_unit_by_id(b->w->units, root)) != NULL)
        skip = named(b, post, u); /* 分管副秘书长 of 宁波市人民政府办公室 */
    if (post)
        lx_built_post(b, out, post[skip] ? post + skip : post);
}
