/* The words that papers use. */
#include "core/paper/words.h"

#include "core/text/text.h"

#include <string.h>

static const char *const words[LX_PW_N][2] = {
#define WORD(id, zh, en) { zh, en },
#include "core/paper/words.def"
};
static const char *const labels[] = {
#define NAMES(label) label,
#include "core/paper/words.def"
};
static const char *const after[] = {
#define AFTER(words) words,
#include "core/paper/words.def"
};
static const char *const before[] = {
#define BEFORE(words) words,
#include "core/paper/words.def"
};
static const char *const maybe[] = {
#define MAYBE(words) words,
#include "core/paper/words.def"
};
static const char *const whole[] = {
#define WHOLE(words) words,
#include "core/paper/words.def"
};
static const char *const never[] = {
#define NEVER(words) words,
#include "core/paper/words.def"
};
static const char *const opening[] = {
#define OPENS(words) words,
#include "core/paper/words.def"
};
static const char *const every[] = {
#define EVERY(words) words,
#include "core/paper/words.def"
};

#define N_OF(a) (sizeof(a) / sizeof *(a))
enum { LABEL_LEN_MAX = 100 }; /* bytes of a label as people write it, blanks included */

const char *lx_paper_word(enum lx_paper_word id, bool en) { return words[id][en]; }

void lx_paper_say(struct lx_str *out, enum lx_paper_word id, bool en, const char *what)
{
    const char *format = words[id][en], *hole = strstr(format, "%s");
    lx_str_addn(out, format, hole ? (size_t)(hole - format) : strlen(format));
    if (hole) {
        lx_str_add(out, what);
        lx_str_add(out, hole + 2);
    }
}

void lx_paper_count(struct lx_str *out, enum lx_paper_word id, bool en, int n)
{
    const char *format = words[id][en], *hole = strstr(format, "%d");
    lx_str_addn(out, format, hole ? (size_t)(hole - format) : strlen(format));
    if (hole) {
        const char *rest = hole + 2, *many = strchr(rest, '{'), *end = many ? strchr(many, '}') : NULL;
        lx_str_addf(out, "%d", n);
        lx_str_addn(out, rest, end ? (size_t)(many - rest) : strlen(rest));
        if (end) { /* guest{s} */
            lx_str_addn(out, many + 1, n == 1 ? 0 : (size_t)(end - many - 1));
            lx_str_add(out, end + 1);
        }
    }
}

bool lx_paper_is_label(const char *s, size_t len)
{
    struct lx_str label = LX_STR_EMPTY, key = LX_STR_EMPTY;
    bool found = false;
    if (len <= LABEL_LEN_MAX) /* of every paragraph with a colon in it is asked: most begin with a sentence */
        lx_text_key(&label, s, len);
    for (size_t i = 0; i < N_OF(labels) && label.len && !found; i++) {
        lx_str_clear(&key);
        lx_text_key(&key, labels[i], strlen(labels[i]));
        found = strcmp(lx_str_z(&key), label.s) == 0;
    }
    lx_str_done(&label);
    lx_str_done(&key);
    return found;
}

static bool begins(const char *s, const char *const *list, size_t n)
{
    for (size_t i = 0; i < n; i++)
        if (strncmp(s, list[i], strlen(list[i])) == 0)
            return true;
    return false;
}

static bool ends(const char *s, size_t len, const char *const *list, size_t n)
{
    for (size_t i = 0; i < n; i++) {
        size_t word_len = strlen(list[i]);
        if (len >= word_len && memcmp(s + len - word_len, list[i], word_len) == 0)
            return true;
    }
    return false;
}

/* Does a word that must stay whole stand across byte `at`? */
static bool across(const char *s, size_t at, const char *const *list, size_t n)
{
    for (size_t i = 0; i < n; i++) {
        size_t len = strlen(list[i]);
        for (size_t back = 3; back < len && back <= at; back += 3)
            if (strncmp(s + at - back, list[i], len) == 0)
                return true;
    }
    return false;
}

enum lx_tear lx_paper_title_tear(const char *s, size_t at)
{
    if (begins(s + at, never, N_OF(never)) || across(s, at, whole, N_OF(whole)))
        return LX_TEAR_NEVER;
    if (s[at - 1] == ' ' || ends(s, at, after, N_OF(after)) || begins(s + at, before, N_OF(before)))
        return LX_TEAR_NONE;
    if (ends(s, at, maybe, N_OF(maybe)) || begins(s + at, maybe, N_OF(maybe)))
        return LX_TEAR_JOINT;
    return LX_TEAR_WORD;
}

size_t lx_paper_topic_verb(const char *s)
{
    size_t len = 0;
    for (size_t i = 0; i < N_OF(opening); i++)
        if (strlen(opening[i]) > len && begins(s, &opening[i], 1))
            len = strlen(opening[i]);
    return len;
}

bool lx_paper_topic_opens(const char *s) { return lx_paper_topic_verb(s) > 0; }

const char *lx_paper_group_rest(const char *s)
{
    for (size_t i = 0; i < N_OF(every); i++)
        if (strncmp(s, every[i], strlen(every[i])) == 0)
            return s + strlen(every[i]);
    return NULL;
}
