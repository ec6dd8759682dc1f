/* Languages: which one, the catalogue, and switching while running. */
#include "tui/i18n.h"

#include "core/record.h"

#include <langinfo.h>
#include <libintl.h>
#include <locale.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>
#include <unistd.h>

static enum lx_lang now = LX_ZH;

static void set_locale(void);
static const char *find_catalogue(char *path, size_t room);
static enum lx_lang from_environment(const char *personal);

enum lx_rc lx_i18n_init(const char *option, const char *personal, struct lx_err *err)
{
    char path[4096];
    return lx_i18n_init_at(option, personal, find_catalogue(path, sizeof path), err);
}

enum lx_rc lx_i18n_init_at(const char *option, const char *personal, const char *folder, struct lx_err *err)
{
    enum lx_lang lang = from_environment(personal);
    enum lx_rc rc = LX_OK;
    if (option && *option && !lx_lang_read(option, &lang))
        rc = lx_fail(err, LX_USAGE, N_("The language is zh or en, not %s"), "%s", option);
    set_locale();
    bindtextdomain("lianxi", folder);
    bind_textdomain_codeset("lianxi", "UTF-8");
    lx_i18n_switch(lang);
    return rc;
}

void lx_i18n_switch(enum lx_lang lang)
{
    now = lang;
    setenv("LANGUAGE", lang == LX_ZH ? "zh_CN" : "en", 1);
    setlocale(LC_MESSAGES, "C.UTF-8"); /* makes gettext look at LANGUAGE again */
}

enum lx_lang lx_lang(void) { return now; }

bool lx_lang_read(const char *s, enum lx_lang *lang)
{
    static const struct {
        const char *start;
        enum lx_lang lang;
    } names[] = { { "zh", LX_ZH }, { "cn", LX_ZH }, { "chinese", LX_ZH }, { "\xe4\xb8\xad", LX_ZH }, { "en", LX_EN } };
    for (size_t i = 0; i < sizeof names / sizeof *names; i++)
        if (strncasecmp(s, names[i].start, strlen(names[i].start)) == 0) {
            *lang = names[i].lang;
            return true;
        }
    return false;
}

const char *lx_gettext(const char *msgid) { return now == LX_EN || !*msgid ? msgid : dgettext("lianxi", msgid); }

const char *lx_two(const char *en, const char *zh) { return now == LX_ZH && zh ? zh : en; }

void lx_message(struct lx_str *out, const struct lx_err *err)
{
    const char *sentence = err->msgid ? _(err->msgid) : "";
    struct lx_str detail = LX_STR_EMPTY;
    const char *rest = strchr(err->detail, *LX_PLACE);
    if (rest) {
        lx_labels(&detail, err->detail);
        lx_str_addf(out, _("%s: "), lx_str_z(&detail));
        lx_str_clear(&detail);
    }
    lx_labels(&detail, rest ? rest + 1 : err->detail);
    lx_fill(out, sentence, lx_str_z(&detail));
    if (detail.len && !strstr(sentence, "%s"))
        lx_str_addf(out, "%s%s", *sentence ? ": " : "", lx_str_z(&detail));
    lx_str_done(&detail);
}

/* ":item_state": every word of the list. */
static void add_words(struct lx_str *out, const char *name, size_t len)
{
    char set[64];
    (void)snprintf(set, sizeof set, "%.*s", (int)len, name);
    const struct lx_words *w = lx_words_of(set);
    for (int i = 0; w && i < w->n; i++)
        lx_str_addf(out, "%s%s", i ? " / " : "", lx_two(w->at[i].en, w->at[i].zh));
}

/* "item", "item.title", "item.state=closed"; what is none of these stays as it is. */
static void add_label(struct lx_str *out, const char *name, size_t len)
{
    if (*name == ':') {
        add_words(out, name + 1, len - 1);
        return;
    }
    if (*name == ',') {
        lx_str_add(out, _(", "));
        return;
    }
    size_t table_len = strcspn(name, ".="), field_len = 0;
    char part[64];
    if (table_len > len)
        table_len = len;
    (void)snprintf(part, sizeof part, "%.*s", (int)table_len, name);
    const struct lx_table *t = lx_table_named(part);
    const struct lx_field *f = NULL;
    if (t && table_len < len) {
        name += table_len + 1, len -= table_len + 1;
        field_len = strcspn(name, "=") < len ? strcspn(name, "=") : len;
        (void)snprintf(part, sizeof part, "%.*s", (int)field_len, name);
        for (int i = 0; i < t->fields_n && !f; i++)
            f = strcmp(t->fields[i].name, part) == 0 ? &t->fields[i] : NULL;
        if (!f) {
            lx_str_addn(out, name, len);
            return;
        }
    }
    if (f && field_len < len) {
        (void)snprintf(part, sizeof part, "%.*s", (int)(len - field_len - 1), name + field_len + 1);
        int i = f->kind == LX_ENUM ? lx_word_find(f->words, part) : -1;
        lx_str_add(out, i >= 0 ? lx_two(f->words->at[i].en, f->words->at[i].zh) : part);
    } else if (t) {
        lx_str_add(out, f ? lx_two(f->en, f->zh) : lx_two(t->en, t->zh));
    } else {
        lx_str_addn(out, name, len);
    }
}

void lx_labels(struct lx_str *out, const char *detail)
{
    const char mark = *LX_NAMED("");
    for (const char *s = detail, *end; *s && *s != *LX_PLACE; s++) {
        if (*s == mark && (end = strchr(s + 1, mark)) != NULL) {
            add_label(out, s + 1, (size_t)(end - s - 1));
            s = end;
        } else if (*s != mark) {
            lx_str_addc(out, *s);
        }
    }
}

const char *lx_gap_after(const char *translated)
{
    enum { FULL_WIDTH = 0xEF, LEN = 3 }; /* first byte and length of U+FF00 and on in UTF-8: the colon, the comma */
    size_t len = strlen(translated);
    return len >= LEN && (unsigned char)translated[len - LEN] == FULL_WIDTH ? "" : " ";
}

void lx_fill(struct lx_str *out, const char *translated, const char *detail)
{
    for (const char *s = translated; *s; s++) {
        if (s[0] == '%' && s[1] == 's')
            lx_str_add(out, detail), s++;
        else if (s[0] == '%' && s[1] == '%')
            lx_str_addc(out, '%'), s++;
        else
            lx_str_addc(out, *s);
    }
}

/* Over SSH the user's locale is often not there, or not UTF-8; C.UTF-8 always is (libraries.md 0.11).  Editors that we start would not
 * know it, and show bytes. */
static void set_locale(void)
{
    if (setlocale(LC_CTYPE, "") && strcmp(nl_langinfo(CODESET), "UTF-8") == 0)
        return;
    const char *all = getenv("LC_ALL");
    setlocale(LC_CTYPE, "C.UTF-8");
    setenv(all && *all ? "LC_ALL" : "LC_CTYPE", "C.UTF-8", 1);
}

static const char *find_catalogue(char *path, size_t room)
{
    ssize_t len = readlink("/proc/self/exe", path, room - sizeof "/locale");
    if (len <= 0)
        return LX_LOCALEDIR;
    path[len] = '\0';
    char *slash = strrchr(path, '/');
    if (!slash)
        return LX_LOCALEDIR;
    memcpy(slash, "/locale", sizeof "/locale");
    return access(path, R_OK) == 0 ? path : LX_LOCALEDIR;
}

static enum lx_lang from_environment(const char *personal)
{
    const char *sources[] = { getenv("LIANXI_LANG"), personal,             getenv("LANGUAGE"),
                              getenv("LC_ALL"),      getenv("LC_MESSAGES"), getenv("LANG") };
    for (size_t i = 0; i < sizeof sources / sizeof *sources; i++) {
        const char *s = sources[i];
        enum lx_lang lang;
        if (!s || !*s || strcmp(s, "POSIX") == 0 || strcmp(s, "C") == 0 || strncmp(s, "C.", 2) == 0)
            continue;
        return lx_lang_read(s, &lang) ? lang : LX_EN;
    }
    return LX_ZH;
}
