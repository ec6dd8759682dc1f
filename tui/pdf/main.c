/* lianxi-pdf: Markdown with front matter on stdin, PDF on stdout; messages on stderr, exit codes of cli.md.
 *
 * A program of its own, so that lianxi starts without the libraries that draw (design.md 2, Papers). */
#include "core/doc/markdown.h"
#include "core/page/pdf.h"

#include <errno.h>
#include <libintl.h>
#include <locale.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#define _(s) gettext(s)

static void choose_language(const char *program);
static enum lx_rc read_all(struct lx_str *out, struct lx_err *err);
static bool read_options(int argc, char **argv, struct lx_pdf_fonts *fonts);
static enum lx_rc make(struct lx_str *pdf, const struct lx_pdf_fonts *fonts, struct lx_err *err);
static enum lx_rc write_all(const struct lx_str *pdf, struct lx_err *err);
static void say(void *ctx, const char *msgid, const char *detail);

int main(int argc, char **argv)
{
    choose_language(argv[0]);
    struct lx_pdf_fonts fonts = { 0 };
    if (!read_options(argc, argv, &fonts)) {
        bool version = argc == 2 && strcmp(argv[1], "--version") == 0, help = argc == 2 && strcmp(argv[1], "--help") == 0;
        if (version)
            puts("lianxi-pdf " LX_VERSION);
        else
            fprintf(help ? stdout : stderr, "%s\n", _("usage: lianxi-pdf [--font ROLE=FAMILY] <PAPER.md >PAPER.pdf\nroles: body, hei, kai, song, title"));
        return version || help ? 0 : 2;
    }
    if (isatty(STDOUT_FILENO)) {
        say(NULL, N_("A PDF is no text for a terminal; send it to a file or to lpr"), "");
        return 4;
    }
    struct lx_err err = { .msgid = "" };
    struct lx_str pdf = LX_STR_EMPTY;
    enum lx_rc rc = make(&pdf, &fonts, &err);
    if (rc == LX_OK)
        rc = write_all(&pdf, &err);
    if (rc != LX_OK)
        say(NULL, err.msgid, err.detail);
    lx_str_done(&pdf);
    return rc == LX_OK ? 0 : 1;
}

/* Without a zh_CN locale gettext still finds the catalogue by LANGUAGE, if the locale is any but plain C. */
static void choose_language(const char *program)
{
    const char *lang = getenv("LIANXI_LANG");
    const char *said = lang ? lang : getenv("LANGUAGE") ? getenv("LANGUAGE") : getenv("LC_ALL");
    said = said && *said ? said : getenv("LC_MESSAGES");
    said = said && *said ? said : getenv("LANG");
    bool en = said && strncmp(said, "en", 2) == 0;
    if (!setlocale(LC_ALL, "C.UTF-8"))
        (void)setlocale(LC_ALL, "");
    (void)setenv("LANGUAGE", en ? "en" : "zh_CN", 1);
    struct lx_str built = LX_STR_EMPTY; /* run from the build tree: the catalogue lies beside the program */
    const char *slash = strrchr(program, '/');
    lx_str_addn(&built, program, slash ? (size_t)(slash - program) + 1 : 0);
    lx_str_add(&built, "locale");
    (void)bindtextdomain("lianxi", slash && access(built.s, R_OK) == 0 ? built.s : LX_LOCALEDIR);
    (void)bind_textdomain_codeset("lianxi", "UTF-8");
    (void)textdomain("lianxi");
    lx_str_done(&built);
}

/* --font ROLE=FAMILY, and below it what lianxi found in config.ini: LIANXI_FONT_ROLE.  False for anything else. */
static bool read_options(int argc, char **argv, struct lx_pdf_fonts *fonts)
{
    static const char *const variables[] = { "LIANXI_FONT_body", "LIANXI_FONT_hei", "LIANXI_FONT_kai", "LIANXI_FONT_song",
                                             "LIANXI_FONT_title" };
    enum lx_face face;
    for (size_t i = 0; i < sizeof variables / sizeof *variables; i++) {
        const char *family = getenv(variables[i]);
        if (family && *family && lx_pdf_role(strrchr(variables[i], '_') + 1, &face))
            fonts->family[face] = family;
    }
    for (int i = 1; i < argc; i += 2) {
        char *is = i + 1 < argc && strcmp(argv[i], "--font") == 0 ? strchr(argv[i + 1], '=') : NULL;
        if (!is)
            return false;
        *is = '\0';
        if (!is[1] || !lx_pdf_role(argv[i + 1], &face))
            return false;
        fonts->family[face] = is + 1;
    }
    return true;
}

static enum lx_rc make(struct lx_str *pdf, const struct lx_pdf_fonts *fonts, struct lx_err *err)
{
    struct lx_str bytes = LX_STR_EMPTY, text = LX_STR_EMPTY;
    struct lx_doc *d = NULL;
    enum lx_rc rc = read_all(&bytes, err);
    if (rc == LX_OK)
        rc = lx_text_import(&text, lx_str_z(&bytes), bytes.len, NULL, err);
    if (rc == LX_OK)
        rc = lx_markdown_read(&d, lx_str_z(&text), text.len, err);
    if (rc == LX_OK) {
        struct lx_pages *p = lx_pages_make(d);
        struct lx_str created = LX_STR_EMPTY;
        const char *now = getenv("LIANXI_NOW");
        now = now ? now : p->date;
        size_t day = strspn(now, "0123456789-");
        lx_str_addn(&created, now, day == 10 ? 10 : 0);
        rc = lx_pdf_make(pdf, p, fonts, created.len ? created.s : NULL, say, NULL, err);
        lx_str_done(&created);
        lx_pages_free(p);
    }
    lx_doc_free(d);
    lx_str_done(&bytes);
    lx_str_done(&text);
    return rc;
}

static enum lx_rc read_all(struct lx_str *out, struct lx_err *err)
{
    char part[65536];
    ssize_t n;
    while ((n = read(STDIN_FILENO, part, sizeof part)) != 0) {
        if (n < 0 && errno == EINTR)
            continue;
        if (n < 0)
            return lx_fail(err, LX_IO, N_("The paper could not be read from standard input: %s"), "%s", strerror(errno));
        lx_str_addn(out, part, (size_t)n);
        if (out->len > LX_DOC_MAX)
            break; /* the reader refuses it */
    }
    return LX_OK;
}

static enum lx_rc write_all(const struct lx_str *pdf, struct lx_err *err)
{
    for (size_t at = 0; at < pdf->len;) {
        ssize_t n = write(STDOUT_FILENO, pdf->s + at, pdf->len - at);
        if (n < 0 && errno == EINTR)
            continue;
        if (n < 0)
            return lx_fail(err, LX_IO, N_("The PDF could not be written: %s"), "%s", strerror(errno));
        at += (size_t)n;
    }
    return LX_OK;
}

/* The detail takes the place of the message's %s, or follows it. */
static void say(void *ctx, const char *msgid, const char *detail)
{
    (void)ctx;
    const char *text = _(msgid), *hole = strstr(text, "%s");
    struct lx_str line = LX_STR_EMPTY;
    lx_str_add(&line, "lianxi-pdf: ");
    lx_str_addn(&line, text, hole ? (size_t)(hole - text) : strlen(text));
    lx_str_add(&line, !hole && *detail ? ": " : "");
    lx_text_clean(&line, detail, strlen(detail), 0);
    lx_str_add(&line, hole ? hole + 2 : "");
    fprintf(stderr, "%s\n", line.s);
    lx_str_done(&line);
}
