/* Languages: which one, the catalogue, and switching while running.
 *
 * The language is the program's, as gettext has it: --lang, LIANXI_LANG, personal settings, LANGUAGE, LC_ALL, LC_MESSAGES,
 * LANG; where these name none (C, POSIX, unset) Chinese.  Only tui translates: core and db mark with N_(). */
#ifndef LX_I18N_H
#define LX_I18N_H

#include "core/err.h"
#include "core/str.h"

#include <stdbool.h>

enum lx_lang { LX_EN, LX_ZH };

/* Sets the locale (C.UTF-8 for characters and messages when the user's is missing or not UTF-8), finds the catalogue
 * (locale/ beside the executable, else LX_LOCALEDIR), chooses the language.  Both arguments may be NULL or ""; an option
 * that names no language is LX_USAGE. */
LX_CHECK enum lx_rc lx_i18n_init(const char *option, const char *personal, struct lx_err *err);
/* The same with the folder of the catalogue given. */
LX_CHECK enum lx_rc lx_i18n_init_at(const char *option, const char *personal, const char *folder, struct lx_err *err);
void lx_i18n_switch(enum lx_lang lang);
enum lx_lang lx_lang(void);
/* zh, zh_CN.UTF-8, cn, 中文 / en_GB, english: false when s names neither. */
bool lx_lang_read(const char *s, enum lx_lang *lang);

const char *lx_gettext(const char *msgid) __attribute__((format_arg(1))); /* static */
#define _(s) lx_gettext(s)
/* Tables bring both languages along. */
const char *lx_two(const char *en, const char *zh);

/* Appends the sentence of an error in the user's language; a %s in it takes the detail, else the detail follows. */
void lx_message(struct lx_str *out, const struct lx_err *err);
/* A detail with its labels: what stands between marks (LX_NAMED in core/err.h) in the user's language; up to LX_PLACE. */
void lx_labels(struct lx_str *out, const char *detail);
/* The same for any msgid with one %s: nothing but %s and %% means anything in it. */
void lx_fill(struct lx_str *out, const char *translated, const char *detail);
/* What parts a label from what follows it: a blank, none after a full-width mark, which is wide enough. */
const char *lx_gap_after(const char *translated);
#define LX_LABEL(translated) (translated), lx_gap_after(translated) /* for "%s%s" */

#endif
