/* A whole session as one folder. */
#include "core/exchange/archive.h"

#include "core/doc/markdown.h"
#include "core/exchange/archive_in.h"
#include "core/meeting/editions.h"
#include "core/mem.h"
#include "core/paper/build.h"
#include "core/page/docx.h"
#include "core/text/text.h"
#include "core/zip.h"

#include <stdlib.h>
#include <string.h>

enum { NAME_W = 48, HEX = 65 };

static enum lx_rc add_papers(struct maker *m, struct lx_err *err);
static enum lx_rc add_editions(struct maker *m, struct lx_err *err);
static void add_contents(struct maker *m);
static void add_sums(struct maker *m);

const char *archive_word(enum archive_word id)
{
    static const char *const words[] = {
#define WORD(id, words) [ARCHIVE_##id] = words,
#include "core/exchange/archive_words.def"
#undef WORD
    };
    return words[id];
}

void archive_say(struct lx_str *out, enum archive_word id, const char *a, const char *b)
{
    const char *s = archive_word(id), *at;
    for (const char *words = a; (at = strstr(s, "%s")) != NULL; s = at + 2, words = b) {
        lx_str_addn(out, s, (size_t)(at - s));
        lx_str_add(out, words);
    }
    lx_str_add(out, s);
}

void archive_count(struct lx_str *out, enum archive_word id, const char *a, size_t n)
{
    struct lx_str number = LX_STR_EMPTY;
    lx_str_addf(&number, "%zu", n);
    archive_say(out, id, a ? a : number.s, number.s);
    lx_str_done(&number);
}

void lx_archive_done(struct lx_archive *a)
{
    for (size_t i = 0; i < a->n; i++) {
        free(a->at[i].name);
        lx_str_done(&a->at[i].bytes);
    }
    free(a->at);
    free(a->name);
    *a = (struct lx_archive){ 0 };
}

/* --- files ---------------------------------------------------------------------------------------------------------------------- */

static bool is_taken(const struct lx_archive *a, const char *name)
{
    for (size_t i = 0; i < a->n; i++)
        if (strcasecmp(a->at[i].name, name) == 0) /* two that differ in case alone are one file elsewhere */
            return true;
    return false;
}

/* Takes the bytes over.  A name that is taken gets a number. */
void archive_add(struct maker *m, const char *folder, const char *stem, const char *ending, struct lx_str *bytes)
{
    struct lx_str name = LX_STR_EMPTY;
    for (int n = 1; !name.len || is_taken(m->a, name.s); n++) {
        lx_str_clear(&name);
        lx_str_addf(&name, "%s%s%s", folder, *folder ? "/" : "", stem);
        if (n > 1)
            lx_str_addf(&name, "_%d", n);
        lx_str_add(&name, ending);
    }
    LX_PUSH(m->a->at, m->a->n, m->a->room) = (struct lx_archive_file){ .name = lx_str_take(&name), .bytes = *bytes };
    *bytes = (struct lx_str){ 0 };
}

/* --- the whole ------------------------------------------------------------------------------------------------------------------ */

void lx_archive_name(struct lx_work *w, const struct lx_meeting *m, struct lx_str *out)
{
    struct lx_str words = LX_STR_EMPTY;
    lx_show_name(w, &words, m);
    if (m->date.day != LX_NO_DAY) {
        lx_str_addc(&words, '_');
        lx_date_format(&words, &m->date);
    }
    lx_text_file_name(out, lx_str_z(&words), NAME_W);
    lx_str_done(&words);
}

static enum lx_rc make(struct maker *m, struct lx_err *err)
{
    struct lx_meeting *meeting = NULL;
    struct lx_str name = LX_STR_EMPTY;
    enum lx_rc rc = lx_get(m->w, LX_MEETING, m->meeting, &meeting, err);
    if (rc == LX_OK) {
        lx_archive_name(m->w, meeting, &name);
        m->a->name = lx_str_take(&name);
        rc = archive_collect(m, err);
    }
    if (rc == LX_OK)
        rc = add_papers(m, err);
    if (rc == LX_OK)
        rc = add_editions(m, err);
    if (rc == LX_OK && meeting->minutes) {
        struct lx_str text = LX_STR_EMPTY;
        lx_text_clean(&text, meeting->minutes, strlen(meeting->minutes), LX_CLEAN_LINES);
        archive_add(m, archive_word(ARCHIVE_EDITIONS), archive_word(ARCHIVE_SOURCE), ".md", &text);
    }
    if (rc == LX_OK)
        rc = archive_tables(m, err);
    lx_rec_free(meeting);
    lx_str_done(&name);
    return rc;
}

enum lx_rc lx_archive_make(struct lx_work *w, lx_id meeting, const struct lx_archive_how *how, struct lx_archive *out, struct lx_err *err)
{
    struct maker m = { .w = w, .meeting = meeting, .how = how, .a = out };
    enum lx_rc rc = lx_refresh(w, err);
    if (rc == LX_OK)
        rc = make(&m, err);
    if (rc == LX_OK) {
        add_contents(&m);
        add_sums(&m);
    } else {
        lx_archive_done(out);
    }
    archive_collected_done(&m);
    lx_str_done(&m.left);
    return rc;
}

enum lx_rc lx_archive_zip(const struct lx_archive *a, struct lx_str *zip, struct lx_err *err)
{
    struct lx_zip *z = lx_zip_new();
    for (size_t i = 0; i < a->n; i++) {
        struct lx_str name = LX_STR_EMPTY;
        lx_str_addf(&name, "%s/%s", a->name, a->at[i].name);
        lx_zip_add(z, name.s, lx_str_z(&a->at[i].bytes), a->at[i].bytes.len);
        lx_str_done(&name);
    }
    return lx_zip_end(z, zip, err);
}

/* --- papers --------------------------------------------------------------------------------------------------------------------- */

static enum lx_rc add_forms(struct maker *m, const char *stem, struct lx_str *md, struct lx_err *err)
{
    struct lx_str pdf = LX_STR_EMPTY, docx = LX_STR_EMPTY;
    struct lx_doc *d = NULL;
    enum lx_rc rc = m->how->pdf(m->how->ctx, md, &pdf, err);
    if (rc == LX_OK)
        rc = lx_markdown_read(&d, lx_str_z(md), md->len, err);
    if (rc == LX_OK)
        rc = lx_docx_make(&docx, d, err);
    if (rc == LX_OK) {
        archive_add(m, archive_word(ARCHIVE_PAPERS), stem, ".pdf", &pdf);
        archive_add(m, archive_word(ARCHIVE_PAPERS), stem, ".docx", &docx);
        archive_add(m, archive_word(ARCHIVE_PAPERS), stem, ".md", md);
    }
    lx_doc_free(d);
    lx_str_done(&pdf);
    lx_str_done(&docx);
    return rc;
}

/* Is it the paper that there is nothing of, or could it not be read? */
static bool is_of_paper(enum lx_rc rc) { return rc == LX_NOTFOUND || rc == LX_STATE || rc == LX_INVALID || rc == LX_USAGE; }

/* A paper that cannot be made (nobody has written it yet, there is nothing to put in it) is named in the list. */
static enum lx_rc add_paper(struct maker *m, const struct lx_paper *paper, lx_id of, const char *whose, bool en, struct lx_err *err)
{
    struct lx_str md = LX_STR_EMPTY, words = LX_STR_EMPTY, stem = LX_STR_EMPTY;
    struct lx_err why;
    lx_str_addf(&words, "%s%s%s%s", lx_paper_title(paper, false), en ? archive_word(ARCHIVE_ENGLISH) : "", *whose ? "_" : "", whose);
    lx_text_file_name(&stem, words.s, NAME_W);
    enum lx_rc rc = m->how->go_on && !m->how->go_on(m->how->ctx, stem.s) ? lx_fail(err, LX_STOPPED, N_("Stopped; nothing was written%s"), "%s", "")
                                                                          : LX_OK;
    bool kept = paper->chair && !m->how->internal;
    enum lx_rc built = rc != LX_OK || kept ? rc
                       : m->how->internal ? lx_paper_build(m->w, paper, of, "", en, &md, &why)
                                          : lx_paper_build_open(m->w, paper, of, en, &md, &why);
    if (rc == LX_OK && built != LX_OK && !is_of_paper(built)) {
        rc = lx_fail(err, built, why.msgid, "%s", why.detail);
    } else if (rc == LX_OK && built != LX_OK) {
        if (!en) {
            archive_say(&m->left, ARCHIVE_LEFT_PAPER, words.s, why.detail);
            lx_str_addc(&m->left, '\n');
        }
    } else if (rc == LX_OK && kept) {
        if (!en)
            archive_say(&m->left, ARCHIVE_LEFT_SECRET, words.s, NULL);
        lx_str_add(&m->left, en ? "" : "\n");
    } else if (rc == LX_OK) {
        rc = add_forms(m, stem.s, &md, err);
    }
    lx_str_done(&md);
    lx_str_done(&words);
    lx_str_done(&stem);
    return rc;
}

/* A draft of what was never sent is no paper of the session. */
static bool was_sent(const struct maker *m, const struct lx_paper *paper)
{
    const struct lx_rows *notices = &m->rows[LX_NOTICE];
    int kind = paper->id == LX_PAPER_NOTICE ? NOTICE_NOTICE : NOTICE_CALL;
    bool sent = paper->id != LX_PAPER_NOTICE && paper->id != LX_PAPER_CALL;
    for (size_t i = 0; i < notices->n && !sent; i++)
        sent = ((const struct lx_notice *)(const void *)notices->at[i])->kind == kind;
    return sent;
}

static enum lx_rc add_languages(struct maker *m, const struct lx_paper *paper, lx_id of, const char *whose, struct lx_err *err)
{
    enum lx_rc rc = add_paper(m, paper, of, whose, false, err);
    return rc == LX_OK && m->how->en ? add_paper(m, paper, of, whose, true, err) : rc;
}

/* The bulletin as it went out about the session. */
static enum lx_rc add_issues(struct maker *m, bool *any, struct lx_err *err)
{
    const struct lx_paper *paper = lx_paper_get(LX_PAPER_BULLETIN);
    enum lx_rc rc = LX_OK;
    for (size_t i = 0; rc == LX_OK && i < m->rows[LX_EDITION].n; i++) {
        const struct lx_edition *e = (const struct lx_edition *)(const void *)m->rows[LX_EDITION].at[i];
        struct lx_str no = LX_STR_EMPTY;
        if (e->kind != EDITION_BULLETIN)
            continue;
        archive_count(&no, ARCHIVE_ISSUE, NULL, (size_t)e->number);
        rc = add_paper(m, paper, e->rec.id, no.s, false, err); /* as issued, in its language */
        lx_str_done(&no);
        *any = true;
    }
    return rc;
}

static enum lx_rc add_papers_of(struct maker *m, const void *rec, struct lx_err *err)
{
    const struct lx_rec *r = rec;
    struct lx_str name = LX_STR_EMPTY;
    enum lx_rc rc = LX_OK;
    if (r->type != LX_MEETING)
        lx_show_name(m->w, &name, rec);
    for (int i = 0; rc == LX_OK && i < LX_PAPER_N; i++) {
        const struct lx_paper *paper = lx_paper_get((enum lx_paper_id)i);
        bool any = false;
        if (!lx_paper_fits(paper, r->type) || (paper->no == LX_PAPER_OF_QUERY && r->type != LX_MEETING))
            continue;
        if (paper->id == LX_PAPER_BULLETIN)
            rc = add_issues(m, &any, err);
        else if ((any = was_sent(m, paper)) == true)
            rc = add_languages(m, paper, r->id, lx_str_z(&name), err);
        if (rc == LX_OK && !any) {
            archive_say(&m->left, ARCHIVE_LEFT_UNSENT, lx_paper_title(paper, false), NULL);
            lx_str_addc(&m->left, '\n');
        }
    }
    lx_str_done(&name);
    return rc;
}

/* Of the meeting, then of what belongs to it and has papers of its own; items stand together in the ledger. */
static enum lx_rc add_papers(struct maker *m, struct lx_err *err)
{
    static const enum lx_type types[] = { LX_MEETING, LX_TOPIC, LX_DOCUMENT, LX_DECISION };
    enum lx_rc rc = LX_OK;
    for (size_t t = 0; t < sizeof types / sizeof *types; t++)
        for (size_t i = 0; rc == LX_OK && i < m->rows[types[t]].n; i++)
            rc = add_papers_of(m, m->rows[types[t]].at[i], err);
    return rc;
}

static enum lx_rc add_editions(struct maker *m, struct lx_err *err)
{
    const struct lx_words *kinds = lx_words_of("edition_kind");
    (void)err;
    for (size_t i = 0; i < m->rows[LX_EDITION].n; i++) {
        const struct lx_edition *e = (const struct lx_edition *)(const void *)m->rows[LX_EDITION].at[i];
        struct lx_str words = LX_STR_EMPTY, stem = LX_STR_EMPTY, text = LX_STR_EMPTY;
        archive_count(&words, ARCHIVE_EDITION, kinds->at[e->kind].zh, e->number > 0 ? (size_t)e->number : 0);
        if (e->day.day != LX_NO_DAY) {
            lx_str_addc(&words, '_');
            lx_date_format(&words, &e->day);
        }
        lx_text_file_name(&stem, words.s, NAME_W);
        if (e->text)
            lx_text_clean(&text, e->text, lx_edition_text_len(e->text), LX_CLEAN_LINES);
        archive_add(m, archive_word(ARCHIVE_EDITIONS), stem.s, ".md", &text);
        lx_str_done(&words);
        lx_str_done(&stem);
    }
    return LX_OK;
}

/* --- the list and the fingerprints ------------------------------------------------------------------------------------------------ */

static void put_first(struct maker *m, const char *name, struct lx_str *bytes, size_t place)
{
    struct lx_archive *a = m->a;
    archive_add(m, "", name, "", bytes);
    struct lx_archive_file file = a->at[a->n - 1];
    memmove(a->at + place + 1, a->at + place, (a->n - 1 - place) * sizeof *a->at);
    a->at[place] = file;
}

static void add_contents(struct maker *m)
{
    struct lx_str md = LX_STR_EMPTY, day = LX_STR_EMPTY;
    lx_day_format(&day, m->w->today);
    lx_str_add(&md, "# ");
    archive_say(&md, ARCHIVE_TITLE, m->a->name, NULL);
    lx_str_add(&md, "\n\n");
    archive_count(&md, ARCHIVE_INTRO, NULL, m->a->n + 2);
    lx_str_add(&md, "\n\n");
    archive_say(&md, ARCHIVE_MADE, lx_str_z(&day), NULL);
    lx_str_add(&md, "\n\n");
    lx_str_addf(&md, "## %s\n\n%s\n|-:|-|-:|\n", archive_word(ARCHIVE_LIST), archive_word(ARCHIVE_HEAD));
    for (size_t i = 0; i < m->a->n; i++)
        lx_str_addf(&md, "| %zu | %s | %zu |\n", i + 1, m->a->at[i].name, m->a->at[i].bytes.len);
    lx_str_addf(&md, "\n## %s\n\n", archive_word(ARCHIVE_LEFT));
    lx_str_add(&md, m->left.len ? m->left.s : archive_word(ARCHIVE_LEFT_NONE));
    if (!m->left.len)
        lx_str_addc(&md, '\n');
    put_first(m, archive_word(ARCHIVE_CONTENTS), &md, 0);
    lx_str_done(&day);
}

static void add_sums(struct maker *m)
{
    struct lx_str sums = LX_STR_EMPTY;
    for (size_t i = 0; i < m->a->n; i++) {
        char hex[HEX];
        m->how->hash(lx_str_z(&m->a->at[i].bytes), m->a->at[i].bytes.len, hex);
        lx_str_addf(&sums, "%s  %s\n", hex, m->a->at[i].name);
    }
    put_first(m, "SHA256SUMS", &sums, 1);
}
