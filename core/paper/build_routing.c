/* 发文稿纸: the slip on which a document or the minutes of a meeting go round to be signed. */
#include "core/paper/builder.h"

#include "core/doc/markdown.h"
#include "core/mem.h"
#include "core/minutes/signoff.h"
#include "core/register/documents.h"
#include "core/text/text.h"
#include "core/work/units.h"

#include <stdlib.h>
#include <string.h>

enum { BOX_LINES = 2, BOX_LINES_LAST = 3 }; /* room to sign in; who signs last writes more */

struct slip {
    struct lx_builder *b;
    struct lx_document *d;          /* NULL: of minutes */
    struct lx_built_meeting meeting;
    struct lx_doc *text;            /* the document's or the minutes', for what its front matter says */
    struct lx_rows signoffs, opinions;
    struct lx_ids joint;            /* further issuers, who countersign */
};

static enum lx_rc read_all(struct slip *s, struct lx_err *err);
static void add_front(struct slip *s);
static void add_number(struct slip *s);
static void add_boxes(struct slip *s);
static void add_addresses(struct slip *s);
static void add_drafting(struct slip *s);

enum lx_rc lx_build_routing(struct lx_builder *b, struct lx_err *err)
{
    struct slip s = { .b = b };
    enum lx_rc rc = read_all(&s, err);
    if (rc == LX_OK) {
        add_front(&s);
        add_number(&s);
        add_boxes(&s);
        add_addresses(&s);
        add_drafting(&s);
    }
    lx_rec_free(s.d);
    lx_doc_free(s.text);
    lx_built_meeting_done(&s.meeting);
    lx_rows_done(&s.signoffs);
    lx_rows_done(&s.opinions);
    lx_ids_done(&s.joint);
    return rc;
}

static const char *or_empty(const char *s) { return s ? s : ""; }

/* --- reading ---------------------------------------------------------------------------------------------------------- */

static enum lx_rc read_all(struct slip *s, struct lx_err *err)
{
    struct lx_builder *b = s->b;
    const char *text = NULL;
    enum lx_rc rc;
    if (b->of_type == LX_DOCUMENT) {
        rc = lx_get(b->w, LX_DOCUMENT, b->of, &s->d, err);
        if (rc == LX_OK)
            rc = lx_built_may(b, s->d, err);
        text = rc == LX_OK ? s->d->text : NULL;
        if (rc == LX_OK)
            rc = lx_all(b->w, LX_SIGNOFF, lx_cond_ref(LX_SIGNOFF, "of", b->of), "position", true, &s->signoffs, err);
        if (rc == LX_OK)
            rc = lx_document_issuers(b->w, s->d, &s->joint, err);
    } else {
        rc = lx_built_meeting_read(b, &s->meeting, err);
        text = rc == LX_OK ? s->meeting.m->minutes : NULL;
        if (rc == LX_OK)
            rc = lx_signoffs(b->w, b->of, &s->signoffs, err);
    }
    if (rc == LX_OK)
        rc = lx_opinions_of(b->w, b->of, &s->opinions, err);
    if (rc == LX_OK)
        rc = lx_markdown_read(&s->text, or_empty(text), strlen(or_empty(text)), err);
    return rc;
}

static const char *own(const struct slip *s, const char *key, const char *else_)
{
    const char *value = lx_doc_get(s->text, key);
    return value && *value ? value : or_empty(else_);
}

/* --- writing ------------------------------------------------------------------------------------------------------------ */

static void add_front(struct slip *s)
{
    struct lx_builder *b = s->b;
    struct lx_str title = LX_STR_EMPTY, day = LX_STR_EMPTY;
    lx_built_begin(b);
    lx_paper_say(&title, LX_PW_ROUTE_TITLE, b->en, lx_built_issuer(b));
    lx_built_key(b->md, "title", title.s);
    lx_built_day(b, &day, b->w->today);
    lx_built_key(b->md, "date", day.s);
    lx_built_key(b->md, "columns", b->en ? "14 14 9 14;14 39;14 7 10 6 7 5" : "10 18 8 15;10 43;10 9 8 8 6 8");
    lx_str_add(b->md, "---\n\n");
    lx_str_done(&title);
    lx_str_done(&day);
}

/* A table without a head: its columns are asked for by number. */
static void begin_table(struct slip *s, int column_n)
{
    for (int line = 0; line < 2; line++) {
        for (int i = 0; i < column_n; i++)
            lx_str_add(s->b->md, line ? "|---" : "|   ");
        lx_str_add(s->b->md, "|\n");
    }
}

static void add_label(struct slip *s, const char *label)
{
    lx_str_add(s->b->md, "| **");
    lx_built_cell(s->b->md, label);
    lx_str_add(s->b->md, "** ");
}

/* A label and what it is, the row going on. */
static void add_half(struct slip *s, enum lx_paper_word label, const char *is)
{
    add_label(s, lx_built_word(s->b, label));
    lx_built_td(s->b->md, is);
}

static void add_one(struct slip *s, enum lx_paper_word label, const char *is)
{
    add_half(s, label, is);
    lx_str_add(s->b->md, "|\n");
}

static void add_two(struct slip *s, enum lx_paper_word left, const char *left_is, enum lx_paper_word right, const char *right_is)
{
    add_half(s, left, left_is);
    add_one(s, right, right_is);
}

/* 第26号 of （第26号）, as it stands below a mark. */
static void without_brackets(struct lx_str *no)
{
    const char *form = lx_paper_word(LX_PW_IN_BRACKETS, false), *close = strchr(form, '%') + 2;
    size_t open_len = strcspn(form, "%"), close_len = strlen(close);
    if (no->len > open_len + close_len && strncmp(no->s, form, open_len) == 0 && strcmp(no->s + no->len - close_len, close) == 0) {
        lx_str_cut(no, no->len - close_len);
        memmove(no->s, no->s + open_len, no->len - open_len + 1);
        lx_str_cut(no, no->len - open_len);
    }
}

static void add_number(struct slip *s)
{
    struct lx_str no = LX_STR_EMPTY;
    if (s->d)
        lx_built_docno(s->b, &no, s->d);
    else
        lx_built_minutes_no(s->b, &no, or_empty(s->meeting.m->no));
    without_brackets(&no);
    begin_table(s, 4);
    add_two(s, LX_PW_ROUTE_NO, own(s, "number", lx_str_z(&no)), LX_PW_ROUTE_URGENCY, own(s, "urgency", s->d ? s->d->urgency : NULL));
    lx_str_addc(s->b->md, '\n');
    lx_str_done(&no);
}

/* --- boxes to sign in ---------------------------------------------------------------------------------------------------- */

static void add_room(struct slip *s, int lines)
{
    for (int i = 1; i < lines; i++)
        lx_str_add(s->b->md, "\xE3\x80\x80<br>\xE3\x80\x80"); /* a break at the end of a cell would be none */
}

/* 同意。　分管副秘书长　2022年12月20日, or room for it. */
static void add_box(struct slip *s, const char *role, const char *text, const char *person, const struct lx_date *day, int lines)
{
    struct lx_str who = LX_STR_EMPTY;
    add_label(s, role);
    lx_str_add(s->b->md, "| ");
    lx_built_cell(s->b->md, or_empty(text));
    lx_built_post(s->b, &who, person);
    if (day && day->day != LX_NO_DAY) {
        lx_str_add(&who, who.len ? "\xE3\x80\x80" : "");
        lx_built_date(s->b, &who, day);
    }
    bool signed_ = who.len || (text && *text);
    if (who.len && text && *text)
        lx_str_add(s->b->md, "<br>");
    lx_built_cell(s->b->md, lx_str_z(&who));
    add_room(s, signed_ ? 1 : lines);
    lx_str_add(s->b->md, " |\n");
    lx_str_done(&who);
}

static void add_signoffs(struct slip *s, size_t from, size_t to)
{
    for (size_t i = to; i-- > from;) { /* the last to sign stands first */
        const struct lx_signoff *one = (struct lx_signoff *)s->signoffs.at[i];
        const char *said = one->text ? one->text : one->state == SIGNOFF_SIGNED ? lx_built_word(s->b, LX_PW_ROUTE_AGREED)
                         : one->state == SIGNOFF_RETURNED ? lx_built_word(s->b, LX_PW_ROUTE_RETURNED) : NULL;
        add_box(s, lx_signoff_role(one->role, !s->b->en), said, one->person, &one->day, i + 1 == s->signoffs.n ? BOX_LINES_LAST : BOX_LINES);
    }
}

/* Units by what they answered in the newest round: 同意：A、B；有修改意见：C（采纳）. */
static void say_opinions(struct slip *s, struct lx_str *out)
{
    const struct lx_words *kinds = lx_words_of("opinion_kind"), *taken = lx_words_of("taken");
    static const int order[] = { OPINION_AGREED, OPINION_COMMENTS, OPINION_RESERVES, OPINION_OBJECTS, OPINION_PENDING };
    int64_t round = s->opinions.n ? ((struct lx_opinion *)s->opinions.at[0])->round : 0;
    for (size_t k = 0; k < sizeof order / sizeof *order; k++) {
        struct lx_str units = LX_STR_EMPTY;
        for (size_t i = 0; i < s->opinions.n; i++) {
            const struct lx_opinion *o = (struct lx_opinion *)s->opinions.at[i];
            if (o->round != round || o->kind != order[k])
                continue;
            lx_str_addf(&units, "%s%s", units.len ? lx_built_word(s->b, LX_PW_AND) : "", lx_built_unit(s->b, o->unit));
            if (o->taken != TAKEN_NONE)
                lx_paper_say(&units, LX_PW_IN_BRACKETS, s->b->en, s->b->en ? taken->at[o->taken].en : taken->at[o->taken].zh);
        }
        if (units.len)
            lx_str_addf(out, "%s%s%s%s", out->len ? lx_built_word(s->b, LX_PW_NOTICE_SEMICOLON) : "",
                        s->b->en ? kinds->at[order[k]].en : kinds->at[order[k]].zh, lx_built_word(s->b, LX_PW_COLON), units.s);
        lx_str_done(&units);
    }
}

/* Those who were asked; before that of a joint document those who issue it with the lead. */
static void add_countersign(struct slip *s)
{
    struct lx_str said = LX_STR_EMPTY;
    say_opinions(s, &said);
    for (size_t i = 1; !s->opinions.n && i < s->joint.n; i++) {
        lx_str_add(&said, i > 1 ? lx_built_word(s->b, LX_PW_NOTICE_SEMICOLON) : "");
        lx_built_formal(s->b, &said, s->joint.at[i]);
        lx_str_add(&said, lx_built_word(s->b, LX_PW_COLON));
    }
    add_box(s, lx_built_word(s->b, LX_PW_ROUTE_COUNTERSIGN), lx_str_z(&said), NULL, NULL, BOX_LINES);
    lx_str_done(&said);
}

static void add_boxes(struct slip *s)
{
    size_t n = s->signoffs.n;
    begin_table(s, 2);
    if (n) {
        add_signoffs(s, n - 1, n);
        add_countersign(s);
        add_signoffs(s, 0, n - 1);
    } else {
        bool issued = s->d && s->d->issued.day != LX_NO_DAY;
        add_box(s, lx_built_word(s->b, LX_PW_ROUTE_SIGN), NULL, s->d ? s->d->signer : NULL, issued ? &s->d->issued : NULL, BOX_LINES_LAST);
        add_countersign(s);
        add_box(s, lx_built_word(s->b, LX_PW_ROUTE_CHECK), NULL, NULL, NULL, BOX_LINES);
        add_box(s, lx_built_word(s->b, LX_PW_ROUTE_REVIEW), NULL, NULL, NULL, BOX_LINES);
    }
    lx_str_addc(s->b->md, '\n');
}

/* --- what it is ------------------------------------------------------------------------------------------------------------ */

static void say_title(struct slip *s, struct lx_str *out)
{
    if (s->d)
        lx_str_add(out, own(s, "title", s->d->title));
    else
        lx_paper_say(out, LX_PW_MINUTES_TITLE, s->b->en, lx_str_z(&s->meeting.name));
}

/* The titles behind <!-- attachment -->, or as listed. */
static void say_attached(struct slip *s, struct lx_str *out)
{
    lx_str_add(out, own(s, "attachments", NULL));
    for (size_t i = 0; i + 1 < s->text->block_n; i++) {
        if (s->text->block[i].kind != LX_B_PAGE || s->text->block[i].start != LX_BREAK_ATTACHMENT || s->text->block[i + 1].kind != LX_B_HEADING)
            continue;
        lx_str_add(out, out->len ? lx_built_word(s->b, LX_PW_NOTICE_SEMICOLON) : "");
        lx_doc_block_text(out, s->text, i + 1);
    }
}

static void add_addresses(struct slip *s)
{
    struct lx_str title = LX_STR_EMPTY, attached = LX_STR_EMPTY;
    say_title(s, &title);
    say_attached(s, &attached);
    begin_table(s, 2);
    add_one(s, LX_PW_ROUTE_OF, lx_str_z(&title));
    add_one(s, LX_PW_ROUTE_TO, own(s, "to", s->d ? s->d->addressee : NULL));
    add_one(s, LX_PW_ROUTE_COPIES, own(s, "cc", s->d ? s->d->copy_to : NULL));
    if (attached.len || !s->d || s->d->issued.day == LX_NO_DAY) /* room to name some */
        add_one(s, LX_PW_ROUTE_ATTACHED, lx_str_z(&attached));
    lx_str_addc(s->b->md, '\n');
    lx_str_done(&title);
    lx_str_done(&attached);
}

static void add_drafting(struct slip *s)
{
    struct lx_builder *b = s->b;
    const struct lx_word *kind = &lx_words_of("doc_kind")->at[s->d ? s->d->kind : DOC_MINUTES];
    const struct lx_word *secrecy = &lx_words_of("secrecy")->at[s->d ? s->d->secrecy : SECRECY_OPEN];
    struct lx_str draft = LX_STR_EMPTY;
    if (s->d && s->d->draft != LX_NO_INT)
        lx_str_addf(&draft, "%lld", (long long)s->d->draft);
    begin_table(s, 4);
    add_two(s, LX_PW_ROUTE_UNIT, s->d && s->d->drafter ? lx_built_unit(b, s->d->drafter) : lx_built_issuer(b), LX_PW_ROUTE_BY,
            s->d ? or_empty(s->d->clerk) : or_empty(s->meeting.m->clerk));
    lx_str_addc(b->md, '\n');
    begin_table(s, 6); /* three a row: the slip stands on one page */
    add_half(s, LX_PW_ROUTE_KIND, b->en ? kind->en : kind->zh);
    add_half(s, LX_PW_ROUTE_SECRECY, s->d ? b->en ? secrecy->en : secrecy->zh : "");
    add_one(s, LX_PW_ROUTE_DRAFT, lx_str_z(&draft));
    add_half(s, LX_PW_ROUTE_PAGES, "");
    add_half(s, LX_PW_ROUTE_PROOF, "");
    add_one(s, LX_PW_ROUTE_N, "");
    lx_str_done(&draft);
}
