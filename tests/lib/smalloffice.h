/* A small office on a real database in memory with a screen before it: for tests of views.
 *
 * Units 宁波市 (government), 宁波市发展和改革委员会, 宁波市交通运输局, 舟山市, 舟山市交通运输局; series 市长联席会议; meeting 1 of
 * 2024-06-20 in Ningbo, in session, with two agenda rows; no items. */
#ifndef LX_TESTS_SMALLOFFICE_H
#define LX_TESTS_SMALLOFFICE_H

#include "core/work/work.h"
#include "tests/lib/inscreen.h"

struct smalloffice {
    struct lx_store *store;
    struct lx_work work;
    struct inscreen *t;
    lx_id series, meeting;
};

/* h, w, lang, wide are those of the screen. */
struct smalloffice *smalloffice_new(int h, int w, const char *lang, bool wide);
void smalloffice_done(struct smalloffice **o);
void smalloffice_must(enum lx_rc rc, const struct lx_err *err); /* fails the test */
lx_id smalloffice_unit(struct smalloffice *o, const char *name);
/* The only record of a type, whole; fails when there is none or several. Yours. */
void *smalloffice_only(struct smalloffice *o, enum lx_type type);
size_t smalloffice_count(struct smalloffice *o, enum lx_type type);
/* The sizes, languages and widths at which every view is looked at; smalloffice_look compares the screen with the approved
 * one of size i, and goes on where it differs, so that all are seen at once. */
enum { SMALLOFFICE_SIZES = 5 };
extern const struct smalloffice_size {
    int h, w;
    const char *lang;
    bool wide;
} smalloffice_sizes[SMALLOFFICE_SIZES];
bool smalloffice_look(struct smalloffice *o, int i, const char *name);
/* $EDITOR becomes a program that does these shell commands with $1, the file, in a folder of the test's own. */
void smalloffice_editor(const char *dir, const char *commands);

#endif
