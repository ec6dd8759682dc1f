/* A document in issue: red head, joint heads, letter; a plan or a rule is put out by a notice and stands behind its signature. */
#include "core/paper/builder.h"

#include "core/doc/markdown.h"
#include "core/mem.h"
#include "core/plan/docno.h"
#include "core/register/documents.h"
#include "core/text/text.h"
#include "core/work/units.h"

#include <string.h>

enum { TITLE_ISSUERS_MOST = 3 };

struct issue {
    struct lx_document *d;
    struct lx_ids issuers;
    struct lx_str heads;         /* their formal names, a list */
    struct lx_plan *plan;        /* what is put out where the document has no text of its own */
    const char *text;            /* Markdown: the document's, else the plan's; never NULL */
    struct lx_doc *own;          /* read from it */
    struct lx_str heading;       /* its own title */
    int heading_from, heading_to;
    bool puts_out;               /* a notice puts the text out */
    struct lx_str meeting;       /* that adopted it, "" for none */
};

static enum lx_rc read_all(struct lx_builder *b, struct issue *i, struct lx_err *err);
static void add_front(struct lx_builder *b, const struct issue *i);
static void add_body(struct lx_builder *b, const struct issue *i);
static void issue_done(struct issue *i);

enum lx_rc lx_build_document(struct lx_builder *b, struct lx_err *err)
{
    struct issue i = { .text = "" };
    enum lx_rc rc = read_all(b, &i, err);
    if (rc == LX_OK) {
        add_front(b, &i);
        add_body(b, &i);
    }
    issue_done(&i);
    return rc;
}

static void issue_done(struct issue *i)
{
    lx_doc_free(i->own);
    lx_ids_done(&i->issuers);
    lx_str_done(&i->heads);
    lx_str_done(&i->heading);
    lx_str_done(&i->meeting);
    lx_rec_free(i->plan);
    lx_rec_free(i->d);
}

static const char *or_empty(const char *s) { return s ? s : ""; }

static bool is_blank(const char *s) { return !s || !s[strspn(s, " \n\t")]; }

/* Some word of it is. */
static bool is_chinese(const char *s)
{
    uint32_t cp = 0;
    for (size_t at = 0, len = strlen(s); at < len && !lx_is_han(cp);)
        at += (size_t)lx_utf8_get(s + at, len - at, &cp);
    return lx_is_han(cp);
}

/* --- reading -------------------------------------------------------------------------------------------------------- */

void lx_built_signers(struct lx_builder *b, const struct lx_ids *units, const char *between, struct lx_str *out)
{
    for (size_t i = 0; i < units->n; i++) {
        lx_str_add(out, out->len ? between : "");
        lx_built_formal(b, out, units->at[i]);
    }
    if (!units->n)
        lx_str_add(out, lx_built_issuer(b));
}

static bool ends(const char *s, const char *with)
{
    size_t len = strlen(s), with_len = strlen(with);
    return with_len && len >= with_len && strcmp(s + len - with_len, with) == 0;
}

static const char *ending_of(const struct lx_builder *b, int kind)
{
    return lx_built_word(b, (enum lx_paper_word)((int)LX_PW_DOC_ENDING_NOTICE + kind));
}

static bool is_notice(const char *title)
{
    return ends(title, lx_paper_word(LX_PW_DOC_ENDING_NOTICE, false)) || ends(title, lx_paper_word(LX_PW_DOC_ENDING_NOTICE, true));
}

/* Plans, rules and agreements are put out by a notice; so is what is called a notice and is not worded as one.  A text with a title
 * of its own in front matter is the whole paper. */
static bool is_put_out(const struct issue *i)
{
    int kind = i->d->kind;
    bool own = i->own && lx_doc_get(i->own, "title");
    bool may = kind == DOC_PLAN || kind == DOC_RULE || kind == DOC_AGREEMENT || kind == DOC_NOTICE;
    return may && !own && !is_notice(or_empty(i->d->title));
}

static enum lx_rc read_meeting(struct lx_builder *b, struct issue *i, struct lx_err *err)
{
    struct lx_builder of_meeting = *b;
    struct lx_built_meeting m;
    of_meeting.of = i->d->meeting;
    enum lx_rc rc = lx_built_meeting_read(&of_meeting, &m, err);
    if (rc == LX_OK)
        lx_str_addf(&i->meeting, "%s%s", lx_str_z(&m.name), lx_str_z(&m.number));
    lx_built_meeting_done(&m);
    return rc;
}

static enum lx_rc read_all(struct lx_builder *b, struct issue *i, struct lx_err *err)
{
    enum lx_rc rc = lx_get(b->w, LX_DOCUMENT, b->of, &i->d, err);
    if (rc == LX_OK && b->open) /* else it says 内部 of itself */
        rc = lx_built_may(b, i->d, err);
    if (rc != LX_OK)
        return rc;
    b->day = i->d->issued.day;
    b->en = b->en && !is_chinese(or_empty(i->d->title)); /* it is in the language it was written in, and no mixture */
    rc = lx_document_issuers(b->w, i->d, &i->issuers, err);
    if (rc == LX_OK && is_blank(i->d->text) && i->d->plan)
        rc = lx_get(b->w, LX_PLAN, i->d->plan, &i->plan, err);
    if (rc == LX_OK && !is_blank(i->d->text))
        i->text = i->d->text;
    else if (rc == LX_OK && i->plan)
        i->text = or_empty(i->plan->text);
    if (rc == LX_OK)
        rc = lx_markdown_read(&i->own, i->text, strlen(i->text), err);
    if (rc == LX_OK && i->d->meeting)
        rc = read_meeting(b, i, err);
    if (rc != LX_OK)
        return rc;
    if (i->own->block_n && i->own->block[0].kind == LX_B_HEADING && i->own->block[0].level == 1) {
        lx_doc_block_text(&i->heading, i->own, 0);
        i->heading_from = i->own->block[0].line_from;
        i->heading_to = i->own->block[0].line_to;
    }
    i->puts_out = is_put_out(i);
    lx_built_signers(b, &i->issuers, ";", &i->heads);
    return LX_OK;
}

/* --- front matter ------------------------------------------------------------------------------------------------------ */

static bool is_issued(const struct lx_document *d) { return d->issued.day != LX_NO_DAY; }

/* The paper's own name, with the names of up to three issuers before it (条例 9: issuer, matter, kind). */
static void say_title(struct lx_builder *b, const struct issue *i, struct lx_str *out)
{
    const char *title = i->heading.len && !i->puts_out ? i->heading.s : or_empty(i->d->title), *on = lx_built_word(b, LX_PW_REPORT_ON);
    const char *ending = ending_of(b, i->d->kind);
    struct lx_str s = LX_STR_EMPTY, quoted = LX_STR_EMPTY;
    if (!b->en && i->issuers.n && i->issuers.n <= TITLE_ISSUERS_MOST && !lx_text_has(title, on))
        lx_built_signers(b, &i->issuers, " ", out);
    if (i->puts_out) {
        lx_built_quoted(b, &quoted, title);
        lx_paper_say(&s, LX_PW_DOC_ISSUE_TITLE, b->en, quoted.s);
    } else if (*ending && !ends(title, ending)) {
        bool said = strncmp(title, on, strlen(on)) == 0;
        lx_str_addf(&s, "%s%s", said || b->en ? "" : on, title);
        lx_paper_say(out, LX_PW_DOC_OF_KIND, b->en, s.s);
        lx_str_clear(&s);
        lx_str_add(&s, ending);
    } else {
        lx_str_add(&s, title);
    }
    lx_str_add(out, lx_str_z(&s));
    lx_str_done(&s);
    lx_str_done(&quoted);
}

/* 甬政发〔2024〕3号; before it has one, with room for it: 甬政发〔2024〕　号. */
void lx_built_docno(struct lx_builder *b, struct lx_str *out, const struct lx_document *d)
{
    const struct lx_unit *u = lx_unit_by_id(b->w->units, d->issuer);
    int year;
    if (d->no) {
        lx_str_add(out, d->no);
    } else if (u && u->doc_code) {
        lx_day_split(b->w->today, &year, NULL, NULL);
        lx_str_add(out, u->doc_code);
        lx_paper_count(out, LX_PW_DOC_NO_OPEN, b->en, year);
    }
}

static void key_or(struct lx_builder *b, const struct issue *i, const char *key, const char *else_)
{
    const char *own = lx_doc_get(i->own, key);
    lx_built_key(b->md, key, own && *own ? own : else_);
}

static void add_addressee(struct lx_builder *b, const struct issue *i)
{
    struct lx_str to = LX_STR_EMPTY;
    const char *colon = lx_built_word(b, LX_PW_COLON_END);
    lx_str_add(&to, i->d->addressee);
    if (to.len && !ends(to.s, colon) && !ends(to.s, ":"))
        lx_str_add(&to, colon);
    key_or(b, i, "to", lx_str_z(&to));
    lx_str_done(&to);
}

/* The 印发机关: the lead's own office, where it has one on record. */
static void add_printer(struct lx_builder *b, const struct issue *i)
{
    const struct lx_rows *units = &b->w->units->units;
    const char *ending = lx_built_word(b, LX_PW_DOC_PRINTER), *printer = NULL;
    for (size_t k = 0; k < units->n && i->d->issuer && !printer; k++) {
        const struct lx_unit *u = (struct lx_unit *)units->at[k];
        const char *name = lx_built_unit(b, u->rec.id);
        printer = u->parent == i->d->issuer && ends(name, ending) ? name : NULL;
    }
    key_or(b, i, "printer", printer ? printer : lx_built_issuer(b));
}

/* What a sheet that lies about must say of itself: that it is a draft, and which; or that it is no longer in force. */
static void add_version(struct lx_builder *b, const struct issue *i)
{
    struct lx_str version = LX_STR_EMPTY;
    int state = lx_document_state_at(i->d, b->w->today);
    if (state == DOC_DRAFT)
        lx_str_addf(&version, "%lld", i->d->draft == LX_NO_INT ? 1LL : (long long)i->d->draft);
    else
        lx_str_add(&version, lx_built_word(b, (enum lx_paper_word)((int)LX_PW_DOC_VERSION_DRAFT + state)));
    key_or(b, i, "version", lx_str_z(&version));
    lx_str_done(&version);
}

/* The joint meeting and its office have none (domain.md 1.4). */
static bool has_seal(const struct lx_builder *b, const struct issue *i)
{
    const struct lx_unit *u = i->issuers.n ? lx_unit_by_id(b->w->units, i->issuers.at[0]) : NULL;
    return u && u->kind != UNIT_OFFICE;
}

static void add_front(struct lx_builder *b, const struct issue *i)
{
    const struct lx_document *d = i->d;
    struct lx_str title = LX_STR_EMPTY, number = LX_STR_EMPTY, day = LX_STR_EMPTY;
    int year;
    lx_day_split(b->w->today, &year, NULL, NULL);
    say_title(b, i, &title);
    lx_built_docno(b, &number, d);
    if (is_issued(d))
        lx_built_day(b, &day, d->issued.day);
    else
        lx_paper_count(&day, LX_PW_DOC_DAY_OPEN, b->en, year);
    lx_built_begin(b);
    key_or(b, i, "profile", d->kind == DOC_LETTER ? "letter" : NULL);
    key_or(b, i, "title", lx_str_z(&title));
    key_or(b, i, "subtitle", NULL);
    key_or(b, i, "mark", NULL);
    key_or(b, i, "number", lx_str_z(&number));
    key_or(b, i, "copy", NULL);
    key_or(b, i, "secrecy", d->secrecy == SECRECY_INTERNAL ? lx_built_word(b, LX_PW_DOC_INTERNAL) : NULL);
    key_or(b, i, "urgency", d->urgency);
    key_or(b, i, "signer", d->kind == DOC_REPORT ? d->signer : NULL); /* upward papers alone name it */
    add_addressee(b, i);
    key_or(b, i, "issuer", lx_str_z(&i->heads));
    key_or(b, i, "date", lx_str_z(&day));
    key_or(b, i, "seal", has_seal(b, i) ? "yes" : NULL);
    key_or(b, i, "attachments", NULL);
    key_or(b, i, "note", is_issued(d) && d->secrecy == SECRECY_OPEN ? lx_built_word(b, LX_PW_DOC_PUBLIC) : NULL);
    add_version(b, i);
    key_or(b, i, "cc", d->copy_to);
    add_printer(b, i);
    key_or(b, i, "printed", is_issued(d) ? lx_str_z(&day) : NULL);
    lx_str_add(b->md, "---\n\n");
    lx_str_done(&title);
    lx_str_done(&number);
    lx_str_done(&day);
}

/* --- body ------------------------------------------------------------------------------------------------------------------ */

void lx_built_quoted(const struct lx_builder *b, struct lx_str *out, const char *title)
{
    const char *mark = lx_paper_word(LX_PW_DOC_QUOTED, false);
    bool quoted = strncmp(title, mark, strcspn(mark, "%")) == 0;
    if (quoted)
        lx_str_add(out, title);
    else
        lx_paper_say(out, LX_PW_DOC_QUOTED, b->en, title);
}

/* 《…》已经…会议审议通过，现印发给你们，请认真组织实施。 */
static void add_cover(struct lx_builder *b, const struct issue *i)
{
    struct lx_str s = LX_STR_EMPTY, quoted = LX_STR_EMPTY;
    lx_built_quoted(b, &quoted, or_empty(i->d->title));
    if (i->meeting.len) {
        lx_str_add(&s, quoted.s);
        lx_paper_say(&s, LX_PW_DOC_PASSED_BY, b->en, i->meeting.s);
        lx_str_add(&s, lx_built_word(b, LX_PW_DOC_ISSUED_NOW));
    } else {
        lx_paper_say(&s, LX_PW_DOC_ISSUED_HERE, b->en, quoted.s);
    }
    lx_built_text(b->md, s.s);
    lx_str_add(b->md, "\n\n<!-- enclosed -->\n\n# ");
    lx_built_text(b->md, or_empty(i->d->title));
    lx_str_add(b->md, "\n\n");
    lx_str_done(&s);
    lx_str_done(&quoted);
}

static void add_body(struct lx_builder *b, const struct issue *i)
{
    if (i->puts_out)
        add_cover(b, i);
    lx_built_source(b->md, i->text, i->heading_from, i->heading_to);
    if (is_blank(i->text))
        lx_str_addf(b->md, "%s\n", lx_built_word(b, LX_PW_DOC_NO_TEXT));
}
