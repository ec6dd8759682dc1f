/* Pinyin: finding Chinese names by Latin letters. */
#include "core/text/text.h"

#include "core/mem.h"
#include "core/text/pinyin_table.h"

#include <stdlib.h>
#include <string.h>

enum {
    LETTERS_MAX = 63, /* one bit each, and one for the end */
    GAP_MAX = 4       /* characters left out between two initials: as in "natural resources and planning" */
};

/* Better finds last; what was typed itself is better than any sound.  RUN: characters one after another, SUB: some are left out. */
enum rank { NO_MATCH, SUB_INSIDE, SUB_WORD, RUN_INSIDE, SUB_START, RUN_WORD, RUN_START, RUN_WHOLE, TEXT_INSIDE, TEXT_START, TEXT_WHOLE };

/* A score is a rank and, below it, how close it is: the fewer characters are left out. */
enum { RANK = 512, CLOSEST = RANK - 1 };

/* A name as it sounds: ideographs with a reading, and Latin letters and digits, which stand for themselves. */
struct sounds {
    uint32_t *at; /* NEW_WORD set: a word begins here */
    size_t n, room;
};
#define NEW_WORD UINT32_C(0x80000000)

static void listen(struct sounds *out, const char *name);
static uint32_t sound_of(uint32_t cp);
static size_t plain_letters(char *letters, const char *typed);
static int match_run(const char *letters, size_t n, const struct sounds *name);
static uint64_t step(uint64_t reached, const char *letters, size_t n, uint32_t sound);
static uint64_t take_syllable(const char *letters, size_t n, size_t from, const char *syllable);
static int match_subsequence(const char *letters, size_t n, const struct sounds *name);
static int match_sound(const char *letters, const char *name);
static bool ends_word(uint32_t cp);
static bool only_letters(const char *typed);
static bool has_initial(uint32_t sound, char letter);
static const uint16_t *set_of(uint32_t cp);
static const char *phrase_at(const char *name, size_t *len);

int lx_pinyin_match(const char *letters, const char *name)
{
    static const int kinds[] = { [SUB_INSIDE] = 1, [SUB_WORD] = 1, [SUB_START] = 1, [RUN_INSIDE] = 2, [RUN_WORD] = 2, [RUN_START] = 3, [RUN_WHOLE] = 4 };
    return kinds[match_sound(letters, name) / RANK];
}

const char *lx_pinyin_first(uint32_t cp)
{
    const uint16_t *set = set_of(cp);
    return set ? pinyin_syllables[*set & ~PINYIN_SET_END] : NULL;
}

void lx_pinyin_initials(struct lx_str *out, const char *name)
{
    while (*name) {
        size_t used;
        const char *spoken = phrase_at(name, &used);
        uint32_t cp;
        if (!spoken)
            used = (size_t)lx_utf8_get(name, strlen(name), &cp);
        if (!spoken && (cp = sound_of(cp)) != 0) {
            if (cp < 0x80)
                lx_str_addc(out, (char)cp);
            else
                lx_str_addc(out, *lx_pinyin_first(cp));
        }
        for (; spoken; spoken = strchr(spoken, ' ') ? strchr(spoken, ' ') + 1 : NULL)
            lx_str_addc(out, *spoken);
        name += used;
    }
}

int lx_name_match(const char *typed, const char *name)
{
    struct lx_str needle = LX_STR_EMPTY, hay = LX_STR_EMPTY;
    lx_text_key(&needle, typed, strlen(typed));
    lx_text_key(&hay, name, strlen(name));
    const char *found = strstr(lx_str_z(&hay), lx_str_z(&needle));
    int rank = NO_MATCH;
    if (found)
        rank = found > lx_str_z(&hay) ? TEXT_INSIDE : hay.len > needle.len ? TEXT_START : TEXT_WHOLE;
    lx_str_done(&needle);
    lx_str_done(&hay);
    int sound = rank == TEXT_WHOLE || (rank == TEXT_START && !only_letters(typed)) ? NO_MATCH : match_sound(typed, name);
    return sound ? sound : rank * RANK; /* letters that stand in a name are no better than those that sound in it */
}

static bool only_letters(const char *typed)
{
    for (; *typed; typed++)
        if ((*typed | 32) < 'a' || (*typed | 32) > 'z')
            return false;
    return true;
}

bool lx_text_abbreviates(const char *typed, const char *name)
{
    size_t typed_len = strlen(typed), len = strlen(name), n = 0;
    for (size_t at = 0, k = 0; at < typed_len; n++) {
        uint32_t want, cp = 0;
        at += (size_t)lx_utf8_get(typed + at, typed_len - at, &want);
        if (!lx_is_han(want))
            return false;
        while (cp != want && k < len)
            k += (size_t)lx_utf8_get(name + k, len - k, &cp);
        if (cp != want)
            return false;
    }
    return n > 1;
}

static int match_sound(const char *letters, const char *name)
{
    char plain[LETTERS_MAX];
    size_t n = plain_letters(plain, letters);
    if (!n)
        return NO_MATCH;
    struct sounds sounds = { 0 };
    listen(&sounds, name);
    int run = match_run(plain, n, &sounds) * RANK, sub = n > 1 && run < RUN_WORD * RANK ? match_subsequence(plain, n, &sounds) : NO_MATCH;
    free(sounds.at);
    return run && run / RANK >= sub / RANK ? run : sub;
}

static int script_of(uint32_t cp) { return cp >= 0x80 ? 'h' : cp >= '0' && cp <= '9' ? '0' : 'a'; }

static void listen(struct sounds *out, const char *name)
{
    bool new_word = true;
    uint32_t last = 0;
    for (size_t left = strlen(name); left > 0;) {
        uint32_t cp;
        int used = lx_utf8_get(name, left, &cp);
        uint32_t sound = sound_of(cp);
        if (sound)
            LX_PUSH(out->at, out->n, out->room) = sound | (new_word || script_of(sound) != script_of(last) ? NEW_WORD : 0);
        new_word = !sound || ends_word(cp);
        last = sound;
        name += used;
        left -= (size_t)used;
    }
}

/* After the name of a place, after "and": names have no blanks that would say where a word begins. */
static bool ends_word(uint32_t cp)
{
    static const char ends[] =
#define WORD_END(characters) characters
#define PHRASE(text, spoken)
#include "core/text/pinyin.def"
#undef PHRASE
#undef WORD_END
        ;
    uint32_t end;
    for (size_t at = 0; at < sizeof ends - 1;) {
        at += (size_t)lx_utf8_get(ends + at, sizeof ends - 1 - at, &end);
        if (end == cp)
            return true;
    }
    return false;
}

/* 0: the character says nothing. */
static uint32_t sound_of(uint32_t cp)
{
    if (set_of(cp))
        return cp;
    cp = lx_plain_char(cp);
    if (cp >= 'A' && cp <= 'Z')
        return cp + 'a' - 'A';
    return (cp >= 'a' && cp <= 'z') || (cp >= '0' && cp <= '9') ? cp : 0;
}

/* What was typed as small letters and digits; 0: something else was typed, or too much. */
static size_t plain_letters(char *letters, const char *typed)
{
    size_t n = 0;
    for (size_t left = strlen(typed); left > 0;) {
        uint32_t cp;
        int used = lx_utf8_get(typed, left, &cp);
        typed += used;
        left -= (size_t)used;
        cp = lx_plain_char(cp);
        if (cp == ' ' || cp == '\'')
            continue;
        cp = sound_of(cp);
        if (cp == 0 || cp >= 0x80 || n == LETTERS_MAX)
            return 0;
        letters[n++] = (char)cp;
    }
    return n;
}

/* Letters that are used up by characters one after another, each by its initial or by a whole reading. */
static int match_run(const char *letters, size_t n, const struct sounds *name)
{
    const uint64_t end = (uint64_t)1 << n;
    int best = NO_MATCH;
    for (size_t start = 0; start < name->n && best <= RUN_INSIDE; start++) {
        uint64_t reached = 1; /* bit i: i letters are used up */
        for (size_t i = start; i < name->n && (reached & (end - 1)); i++) {
            reached = step(reached & (end - 1), letters, n, name->at[i] & ~NEW_WORD);
            if (!(reached & end))
                continue;
            if (start == 0 && i + 1 == name->n)
                return RUN_WHOLE;
            best = start == 0 ? RUN_START : name->at[start] & NEW_WORD ? RUN_WORD : RUN_INSIDE;
        }
    }
    return best;
}

static uint64_t step(uint64_t reached, const char *letters, size_t n, uint32_t sound)
{
    uint64_t next = 0;
    for (size_t from = 0; from < n; from++) {
        if (!(reached >> from & 1))
            continue;
        if (sound < 0x80) {
            if ((uint32_t)letters[from] == sound)
                next |= (uint64_t)2 << from;
            continue;
        }
        for (const uint16_t *set = set_of(sound);; set++) {
            next |= take_syllable(letters, n, from, pinyin_syllables[*set & ~PINYIN_SET_END]);
            if (*set & PINYIN_SET_END)
                break;
        }
    }
    return next;
}

/* Where a syllable may end that begins at `from`: after its initial (zh, ch, sh too), after all of it, or where the
 * letters end within it, because the rest is still to be typed. */
static uint64_t take_syllable(const char *letters, size_t n, size_t from, const char *syllable)
{
    size_t len = 0;
    while (from + len < n && syllable[len] &&
           (letters[from + len] == syllable[len] || (syllable[len] == 'v' && letters[from + len] == 'u')))
        len++;
    if (len == 0)
        return 0;
    uint64_t ends = (uint64_t)1 << (from + 1);
    if (len >= 2 && syllable[1] == 'h')
        ends |= (uint64_t)1 << (from + 2);
    if (!syllable[len] || from + len == n)
        ends |= (uint64_t)1 << (from + len);
    return ends;
}

/* Initials in order, with a few characters left out between two of them; as close as can be. */
static int match_subsequence(const char *letters, size_t n, const struct sounds *name)
{
    enum { BACK = GAP_MAX + 1, FROM_WORD = RANK, FROM_INSIDE = 2 * RANK, FAR = 3 * RANK };
    static const enum rank from[] = { SUB_START, SUB_WORD, SUB_INSIDE, NO_MATCH };
    short cost[LETTERS_MAX][BACK]; /* of the letters up to this one, the last of them met at one of the last characters */
    int least = FAR;
    for (size_t l = 0; l < n; l++)
        for (size_t back = 0; back < BACK; back++)
            cost[l][back] = FAR;
    for (size_t i = 0; i < name->n; i++) {
        for (size_t l = n; l-- > 0;) {
            int now = FAR;
            if (has_initial(name->at[i] & ~NEW_WORD, letters[l])) {
                if (l == 0)
                    now = i == 0 ? 0 : name->at[i] & NEW_WORD ? FROM_WORD : FROM_INSIDE;
                for (size_t gap = 0; l > 0 && gap < BACK && gap < i; gap++) {
                    int then = cost[l - 1][(i - 1 - gap) % BACK] + (int)gap;
                    now = then < now ? then : now;
                }
            }
            cost[l][i % BACK] = (short)now;
            if (l == n - 1 && now < least)
                least = now;
        }
    }
    return least < FAR ? (int)from[least / RANK] * RANK + CLOSEST - least % RANK : NO_MATCH;
}

static bool has_initial(uint32_t sound, char letter)
{
    if (sound < 0x80)
        return sound == (uint32_t)letter;
    for (const uint16_t *set = set_of(sound);; set++) {
        if (*pinyin_syllables[*set & ~PINYIN_SET_END] == letter)
            return true;
        if (*set & PINYIN_SET_END)
            return false;
    }
}

static const uint16_t *set_of(uint32_t cp)
{
    if (cp == 0x3007)
        cp = 0x96F6; /* two ways to write zero */
    if (cp < PINYIN_FIRST || cp > PINYIN_LAST || !pinyin_set_of[cp - PINYIN_FIRST])
        return NULL;
    return pinyin_sets + pinyin_set_of[cp - PINYIN_FIRST];
}

/* The longest phrase with readings of its own that stands here; NULL: none. */
static const char *phrase_at(const char *name, size_t *len)
{
    static const struct {
        const char *text;
        size_t len;
        const char *spoken;
    } phrases[] = {
#define PHRASE(text, spoken) { text, sizeof(text) - 1, spoken },
#define WORD_END(characters)
#include "core/text/pinyin.def"
#undef WORD_END
#undef PHRASE
    };
    const char *found = NULL;
    *len = 0;
    for (size_t i = 0; i < sizeof phrases / sizeof *phrases; i++) {
        if (phrases[i].len > *len && !strncmp(name, phrases[i].text, phrases[i].len)) {
            *len = phrases[i].len;
            found = phrases[i].spoken;
        }
    }
    return found;
}
