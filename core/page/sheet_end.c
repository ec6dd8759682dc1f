/* What stands below the body: attachments, signature, note, 版记 (GB/T 9704-2012, 7.3.4 to 7.4). */
#include "core/page/sheetset.h"

#include "core/paper/words.h"
#include "core/text/date.h"

#include <string.h>

enum { FOUR_IN = 8, SIGNS_A_ROW = 3, SEAL_ROWS = 4 };

static void set_attached(struct lx_setter *t);
static void set_signature(struct lx_setter *t);
static void set_note(struct lx_setter *t);

void lx_sh_end(struct lx_setter *t)
{
    set_attached(t);
    const char *sign = lx_sh_get(t, "sign");
    if (sign ? strcmp(sign, "no") != 0 : t->s->profile->signs)
        set_signature(t);
    set_note(t);
}

/* --- attachments ------------------------------------------------------------------------------------------------ */

static bool is_attachment(const struct lx_doc *d, size_t i)
{
    return d->block[i].kind == LX_B_PAGE && d->block[i].start == LX_BREAK_ATTACHMENT;
}

static void count_attached(struct lx_setter *t)
{
    const struct lx_doc *d = t->s->d;
    const char *at = lx_sh_get(t, "attachments"), *part;
    size_t len;
    int listed = 0, there = 0;
    at = at ? at : "";
    while (lx_sh_part(&at, &part, &len))
        listed++;
    for (size_t i = 0; i < d->block_n; i++)
        there += is_attachment(d, i);
    t->attached_n = listed > there ? listed : there;
}

/* No mark at the end of a name. */
static size_t without_stop(const char *s, size_t len)
{
    static const char *const stops[] = { "\xE3\x80\x82", "\xEF\xBC\x9B", ".", ";" }; /* 。 ； */
    for (size_t i = 0; i < sizeof stops / sizeof *stops; i++) {
        size_t stop_len = strlen(stops[i]);
        if (len > stop_len && memcmp(s + len - stop_len, stops[i], stop_len) == 0)
            return len - stop_len;
    }
    return len;
}

/* 附件：1. A, the next below it, turned lines under the name. */
static void add_attached(struct lx_setter *t, int no, bool numbered, const char *s, size_t len)
{
    const char *label = lx_paper_word(numbered ? LX_PW_ATTACHED : LX_PW_ATTACHED_ONE, t->s->en);
    struct lx_str lead = LX_STR_EMPTY;
    int label_w = lx_text_w(label, LX_WIDE);
    lx_str_add(&lead, no == 1 ? label : "");
    if (numbered)
        lx_str_addf(&lead, "%d. ", no);
    int lead_w = lx_text_w(lx_str_z(&lead), LX_WIDE), x = LX_INDENT + (no == 1 ? 0 : label_w);
    (void)lx_sh_el(t, LX_EL_ATTACHED, (struct lx_shape){ .first_x = x, .rest_x = x + lead_w, .keep = true }, LX_NO_BLOCK);
    lx_sh_words(t, lx_str_z(&lead), LX_FACE_BODY);
    lx_sh_run(t, s, without_stop(s, len), LX_FACE_BODY, 0);
    lx_str_done(&lead);
}

/* As the front matter lists them; else the titles of those that are in the text. */
static void set_attached(struct lx_setter *t)
{
    const struct lx_doc *d = t->s->d;
    const char *at = lx_sh_get(t, "attachments"), *part;
    int no = 0;
    bool listed = at != NULL;
    size_t len;
    count_attached(t);
    int n = t->attached_n;
    if (n) {
        lx_sh_blank(t);
        t->s->el[t->s->el_n - 1].with_above = true; /* the page of the signature shows text */
    }
    while (listed && lx_sh_part(&at, &part, &len))
        add_attached(t, ++no, n > 1, part, len);
    for (size_t i = 0; !listed && i < d->block_n; i++) {
        struct lx_str title = LX_STR_EMPTY;
        if (is_attachment(d, i) && lx_is_attachment_title(d, i + 1))
            lx_doc_block_text(&title, d, i + 1);
        for (char *s = title.s; s && (s = strchr(s, '\\'));)
            memmove(s, s + 1, strlen(s));
        if (is_attachment(d, i))
            add_attached(t, ++no, n > 1, lx_str_z(&title), strlen(lx_str_z(&title)));
        lx_str_done(&title);
    }
}

void lx_sh_attachment(struct lx_setter *t, size_t page_block)
{
    const struct lx_doc *d = t->s->d;
    struct lx_str head = LX_STR_EMPTY, title = LX_STR_EMPTY;
    bool attached = is_attachment(d, page_block);
    t->attachment += attached;
    if (t->attached_n > 1)
        lx_paper_count(&head, LX_PW_ATTACHMENT_NO, t->s->en, t->attachment);
    else
        lx_str_add(&head, lx_paper_word(LX_PW_ATTACHMENT, t->s->en));
    if (attached) {
        (void)lx_sh_text(t, LX_EL_ATTACHMENT, head.s, (struct lx_shape){ .keep = true }, LX_FACE_HEI);
        lx_sh_blank(t);
    }
    if (lx_is_attachment_title(d, page_block + 1)) {
        lx_doc_block_text(&title, d, page_block + 1);
        lx_sh_title(t, lx_str_z(&title), page_block + 1);
        lx_sh_blank(t);
    }
    lx_str_done(&head);
    lx_str_done(&title);
}

/* --- signature -------------------------------------------------------------------------------------------------- */

static void add_at(struct lx_setter *t, enum lx_el_kind kind, const char *s, size_t len, int x, bool keep)
{
    int w = lx_text_w_len(s, len, LX_WIDE);
    struct lx_shape shape = { .first_x = x, .rest_x = x, .keep = keep };
    if (x < 0 || x + w > lx_sh_w(t)) /* longer than a line */
        shape = (struct lx_shape){ .first_x = LX_TWO_IN, .rest_x = LX_TWO_IN, .right_w = LX_TWO_IN, .align = LX_RIGHT, .keep = keep };
    (void)lx_sh_el(t, kind, shape, LX_NO_BLOCK);
    lx_sh_run(t, s, len, LX_FACE_BODY, 0);
}

static int issuer_n(const char *issuer)
{
    const char *part;
    size_t len;
    int n = 0;
    while (lx_sh_part(&issuer, &part, &len))
        n++;
    return n;
}

/* Without a seal: each issuer two characters in from the right, the date below the last, two characters further right
 * than its first; a longer date stands two in itself, and the issuer moves left. */
static void sign_plain(struct lx_setter *t, const char *issuer, const char *day)
{
    int day_w = lx_text_w(day, LX_WIDE), page_w = lx_sh_w(t), day_x = page_w - LX_TWO_IN - day_w;
    int n = issuer_n(issuer), at = 0;
    const char *part;
    size_t len;
    lx_sh_blank(t);
    while (lx_sh_part(&issuer, &part, &len)) {
        int w = lx_text_w_len(part, len, LX_WIDE), x = page_w - LX_TWO_IN - w;
        bool last = ++at == n;
        if (last && *day && x + LX_TWO_IN + day_w > page_w - LX_TWO_IN)
            x = day_x - LX_TWO_IN < x ? day_x - LX_TWO_IN : x;
        else if (last)
            day_x = x + LX_TWO_IN;
        add_at(t, LX_EL_SIGN, part, len, x, !last || *day);
    }
    if (*day)
        add_at(t, LX_EL_DATE, day, strlen(day), day_x, false);
}

/* How many seals stand in a row, so that their issuers' names do not touch. */
static int signs_a_row(const struct lx_setter *t, const char *issuer)
{
    const char *part;
    size_t len;
    int n = 0, widest = 0;
    for (; lx_sh_part(&issuer, &part, &len); n++) {
        int w = lx_text_w_len(part, len, LX_WIDE);
        widest = w > widest ? w : widest;
    }
    int most = lx_sh_w(t) / (widest + 2);
    most = most < SIGNS_A_ROW ? most : SIGNS_A_ROW;
    return n < most ? n : most > 1 ? most : 1;
}

/* With a seal: the date four characters in from the right and the issuer in the middle above it; with several, up to
 * three seals in a row, the last one above the date. */
static void sign_sealed(struct lx_setter *t, const char *issuer, const char *day)
{
    int n = issuer_n(issuer), page_w = lx_sh_w(t), day_w = lx_text_w(day, LX_WIDE), at = 0;
    int row_n = signs_a_row(t, issuer), day_x = page_w - FOUR_IN - day_w, middle = day_x + day_w / 2;
    struct lx_str row = LX_STR_EMPTY;
    const char *part;
    size_t len;
    int row_x = 0, row_w = 0;
    lx_sh_blank(t);
    lx_sh_blank(t);
    while (lx_sh_part(&issuer, &part, &len)) {
        int w = lx_text_w_len(part, len, LX_WIDE), place = at++ % row_n;
        if (n > 1)
            middle = (2 * place + 1) * page_w / (2 * row_n);
        int x = middle - w / 2;
        x = x + w > page_w ? page_w - w : x < 0 ? 0 : x;
        row_x = place ? row_x : x;
        lx_str_fill(&row, ' ', place && x > row_x + row_w ? (size_t)(x - row_x - row_w) : 0);
        lx_str_addn(&row, part, len);
        row_w = lx_text_w(row.s, LX_WIDE);
        if (place < row_n - 1 && at < n)
            continue;
        add_at(t, LX_EL_SIGN, row.s, row.len, row_x, true);
        lx_str_clear(&row);
        for (int i = 0; at < n && i < SEAL_ROWS; i++)
            lx_sh_blank(t); /* seals may not touch */
    }
    lx_str_done(&row);
    if (n > 1)
        day_x = middle + (day_w + 1) / 2 > page_w ? page_w - day_w : middle < day_w / 2 ? 0 : middle - day_w / 2;
    if (*day)
        add_at(t, LX_EL_DATE, day, strlen(day), day_x, false);
}

static void set_signature(struct lx_setter *t)
{
    const char *issuer = lx_sh_get(t, "issuer");
    if (!issuer && !*t->s->day)
        return;
    size_t from = t->s->el_n;
    if (lx_sh_yes(t, "seal"))
        sign_sealed(t, issuer ? issuer : "", t->s->day);
    else
        sign_plain(t, issuer ? issuer : "", t->s->day);
    for (size_t i = from; i < t->s->el_n && (i == from || t->s->el[i].kind == LX_EL_BLANK); i++)
        t->s->el[i].with_above = true;
}

/* （此件公开发布） */
static void set_note(struct lx_setter *t)
{
    const char *note = lx_sh_get(t, "note");
    if (!note)
        return;
    struct lx_el *above = t->s->el_n ? &t->s->el[t->s->el_n - 1] : NULL;
    if (above && (above->kind == LX_EL_DATE || above->kind == LX_EL_SIGN))
        above->shape.keep = true; /* it stands below the date, not on a page of its own */
    struct lx_str said = LX_STR_EMPTY;
    bool bracketed = *note == '(' || strncmp(note, "\xEF\xBC\x88", 3) == 0;
    if (bracketed)
        lx_str_add(&said, note);
    else
        lx_paper_say(&said, LX_PW_IN_BRACKETS, t->s->en, note);
    (void)lx_sh_text(t, LX_EL_NOTE, said.s + strspn(said.s, " "), (struct lx_shape){ .first_x = LX_INDENT, .keep = true },
                      LX_FACE_BODY);
    lx_str_done(&said);
}

/* --- 版记 ------------------------------------------------------------------------------------------------------- */

static void add_copies(struct lx_setter *t, enum lx_paper_word label_id, const char *s)
{
    const char *label = lx_paper_word(label_id, t->s->en), *stop = lx_paper_word(LX_PW_COPIES_END, t->s->en);
    size_t len = strlen(s), stop_len = strlen(stop);
    int label_w = lx_text_w(label, LX_WIDE);
    static const char colon[] = "\xEF\xBC\x9A"; /* ： at the end of an addressee */
    if (len >= sizeof colon - 1 && strcmp(s + len - (sizeof colon - 1), colon) == 0)
        len -= sizeof colon - 1;
    (void)lx_sh_el(t, LX_EL_COPIES, (struct lx_shape){ .first_x = LX_ONE_IN, .rest_x = LX_ONE_IN + label_w, .right_w = LX_ONE_IN },
                    LX_NO_BLOCK);
    lx_sh_words(t, label, LX_FACE_SMALL);
    lx_sh_run(t, s, len, LX_FACE_SMALL, 0);
    if (len < stop_len || strncmp(s + len - stop_len, stop, stop_len) != 0)
        lx_sh_words(t, stop, LX_FACE_SMALL);
}

void lx_sh_tail(struct lx_setter *t)
{
    static const struct {
        const char *key;
        enum lx_paper_word label;
    } others[] = { { "cc", LX_PW_COPIES }, { "report", LX_PW_REPORT_TO }, { "send", LX_PW_SEND_TO }, { "hand", LX_PW_HAND_TO } };
    const char *to = lx_sh_get(t, "to"), *printer = lx_sh_get(t, "printer");
    const char *printed = lx_sh_get(t, "printed");
    bool letter = t->s->profile->head == LX_HEAD_LETTER, headed = false;
    for (size_t i = 0; i < t->s->el_n && !headed; i++)
        headed = t->s->el[i].kind == LX_EL_TO;
    t->tail = true;
    t->new_page = false;
    if (to && !headed)
        add_copies(t, LX_PW_ADDRESSEE, to);
    for (size_t i = 0; i < sizeof others / sizeof *others; i++)
        if (lx_sh_get(t, others[i].key))
            add_copies(t, others[i].label, lx_sh_get(t, others[i].key));
    if (!letter && (printer || printed)) {
        struct lx_str day = LX_STR_EMPTY, said = LX_STR_EMPTY;
        lx_sh_day(t, &day, printed);
        struct lx_date date = { .day = LX_NO_DAY };
        if (printed && lx_date_parse(&date, printed, NULL) == LX_OK && date.day != LX_NO_DAY)
            lx_paper_say(&said, LX_PW_PRINTED, t->s->en, day.s);
        else
            lx_str_add(&said, printed);
        lx_date_done(&date);
        (void)lx_sh_pair(t, LX_EL_PRINTED, printer, lx_str_z(&said), LX_ONE_IN, LX_FACE_SMALL);
        lx_str_done(&day);
        lx_str_done(&said);
    }
    if (lx_sh_get(t, "run"))
        (void)lx_sh_pair(t, LX_EL_PRINTED, NULL, lx_sh_get(t, "run"), LX_ONE_IN, LX_FACE_SMALL);
    t->tail = false;
}
