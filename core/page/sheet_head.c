/* What stands above the body: marks, numbers, title, addressee (GB/T 9704-2012, 7.2; places in domain.md 1.3, 1.4). */
#include "core/page/sheetset.h"

#include "core/page/measure.h"
#include "core/page/title.h"
#include "core/paper/words.h"

#include <math.h>
#include <string.h>

enum { CORNER_ROWS = 3, MARKS_MOST = 10, MARK_LINES_MOST = 2, MARK_CHARS_LEAST = 24, TO_ROWS_MOST = 8 };

#define MARK_TOP (35.0 - CORNER_ROWS * LX_LINE_H) /* in the fourth line: 35 mm below the top of the text */
#define LETTER_TOP (30.0 - LX_BLOCK_Y)             /* in the first: 30 mm below the paper's edge */
#define MARK_EM_MOST 13.0
#define MARK_H_MOST 15.0
#define LETTER_H_MOST 12.0
#define JOINT_H 10.0
#define JOINT_PITCH 12.5
#define BELOW_NUMBER (4.0 - (LX_LINE_H - LX_SIZE_3) / 2) /* the red line, from the top of the line after the number's */
#define RED_LINE 0.7

static const char *mark_words(const struct lx_setter *t, const char *title);
static bool set_marks(struct lx_setter *t, const char *words, double top, double h_most);
static void set_corners(struct lx_setter *t, size_t rows);
static void set_red(struct lx_setter *t);
static void set_minutes(struct lx_setter *t);
static void set_letter(struct lx_setter *t);
static void set_plain(struct lx_setter *t);
static void set_cover(struct lx_setter *t, const char *title, const char *subtitle);

void lx_sh_head(struct lx_setter *t)
{
    const char *title = lx_sh_get(t, "title"), *subtitle = lx_sh_get(t, "subtitle"), *to = lx_sh_get(t, "to");
    struct lx_str words = LX_STR_EMPTY, lines = LX_STR_EMPTY;
    if (t->title != LX_NO_BLOCK)
        lx_doc_block_text(&words, t->s->d, t->title);
    else
        lx_str_add(&words, title);
    const char *name = lx_str_z(&words);
    t->s->title = lx_arena_add(&t->s->strings, name, words.len);
    if (t->s->profile->head == LX_HEAD_COVER) {
        set_cover(t, name, subtitle);
        lx_str_done(&words);
        return;
    }
    enum lx_head head = t->landscape ? LX_HEAD_PLAIN : t->s->profile->head;
    const char *mark = mark_words(t, name);
    bool marked = false, titled = true;
    if (head != LX_HEAD_PLAIN && mark) {
        if (head != LX_HEAD_LETTER)
            set_corners(t, CORNER_ROWS);
        size_t before = t->s->el_n;
        marked = set_marks(t, mark, head == LX_HEAD_LETTER ? LETTER_TOP : MARK_TOP,
                           head == LX_HEAD_LETTER ? LETTER_H_MOST : MARK_H_MOST);
        t->s->el_n = marked ? t->s->el_n : before;
        titled = !marked || head != LX_HEAD_MINUTES || lx_sh_get(t, "mark");
    } else {
        set_corners(t, 0);
    }
    if (marked && head == LX_HEAD_RED)
        set_red(t);
    else if (marked && head == LX_HEAD_LETTER)
        set_letter(t);
    else if (marked)
        set_minutes(t);
    if (titled)
        lx_sh_title(t, name, t->title);
    if (subtitle)
        (void)lx_sh_text(t, LX_EL_SUBTITLE, subtitle,
                          (struct lx_shape){ .first_x = LX_TWO_IN, .rest_x = LX_TWO_IN, .right_w = LX_TWO_IN, .align = LX_CENTRE,
                                             .keep = true },
                          LX_FACE_KAI);
    if (!marked)
        set_plain(t);
    if (t->s->el_n && (titled || subtitle || !marked))
        lx_sh_blank(t);
    bool fits = to && lx_text_w(to, LX_WIDE) <= TO_ROWS_MOST * lx_sh_w(t);
    if (fits) /* a longer one stands in the 版记, so that page 1 shows text */
        (void)lx_sh_text(t, LX_EL_TO, to, (struct lx_shape){ .keep = true }, LX_FACE_BODY);
    lx_str_done(&words);
    lx_str_done(&lines);
}

/* --- the corner ------------------------------------------------------------------------------------------------- */

static void add_corner(struct lx_setter *t, const char *left, enum lx_face face, const char *right)
{
    struct lx_el *el = lx_sh_text(t, LX_EL_CORNER, left, (struct lx_shape){ .keep = true }, face);
    if (right) {
        lx_sh_words(t, right, LX_FACE_HEI);
        el->right_n = 1;
    }
}

/* 份号, 密级和保密期限, 紧急程度: one below the other, flush left, and blank lines up to so many rows; 副本 at the right end of the
 * first. */
static void set_corners(struct lx_setter *t, size_t rows)
{
    static const struct {
        const char *key;
        enum lx_face face;
    } corners[] = { { "copy", LX_FACE_BODY }, { "secrecy", LX_FACE_HEI }, { "urgency", LX_FACE_HEI } };
    const char *again = lx_sh_yes(t, "duplicate") ? lx_paper_word(LX_PW_DUPLICATE, t->s->en) : NULL;
    size_t n = 0;
    for (size_t i = 0; i < sizeof corners / sizeof *corners; i++) {
        const char *value = lx_sh_get(t, corners[i].key);
        struct lx_str line = LX_STR_EMPTY;
        lx_text_cut(&line, value ? value : "", lx_sh_w(t), LX_WIDE);
        if (value)
            add_corner(t, lx_str_z(&line), corners[i].face, n ? NULL : again);
        n += value != NULL;
        lx_str_done(&line);
    }
    if (again && !n++)
        add_corner(t, "", LX_FACE_HEI, again);
    for (; n < rows; n++)
        lx_sh_blank(t);
}

/* --- marks ------------------------------------------------------------------------------------------------------ */

static const char *mark_words(const struct lx_setter *t, const char *title)
{
    const char *mark = lx_sh_get(t, "mark"), *issuer = lx_sh_get(t, "issuer");
    return mark ? mark : t->s->profile->head == LX_HEAD_MINUTES ? (*title ? title : NULL) : issuer;
}

static double em_for(int w, double room, double most)
{
    double em = room / (w > 1 ? w / 2.0 : 1);
    return em < most ? em : most;
}

static double height_for(double em, double most) { return em * 1.45 < most ? em * 1.45 : most; }

static bool ends(const char *s, size_t len, const char *with)
{
    size_t with_len = strlen(with);
    return with_len && len > with_len && memcmp(s + len - with_len, with, with_len) == 0;
}

/* One line of a mark, at the place of its own. */
static struct lx_el *add_mark(struct lx_setter *t, const char *s, struct lx_mm mm)
{
    struct lx_el *el = lx_sh_text(t, LX_EL_MARK, s, (struct lx_shape){ .align = LX_CENTRE, .keep = true }, LX_FACE_MARK);
    el->mm = mm;
    return el;
}

/* A mark of one issuer, on one line or two. */
static bool set_one(struct lx_setter *t, const char *s, double top, double h_most)
{
    struct lx_str lines = LX_STR_EMPTY;
    int w = lx_text_w(s, LX_WIDE), widest = 0, n = 0;
    bool two = w > MARK_CHARS_LEAST * 2;
    lx_title_break(&lines, s, two ? w / 2 + 6 : w > 2 ? w : 2);
    for (const char *at = lx_str_z(&lines); *at; n++) {
        size_t len = strcspn(at, "\n");
        int line_w = lx_text_w_len(at, len, LX_WIDE);
        widest = line_w > widest ? line_w : widest;
        at += len + (at[len] == '\n');
    }
    double em = em_for(widest, LX_BLOCK_W, MARK_EM_MOST), h = height_for(em, n > 1 ? JOINT_H : h_most);
    bool fits = n > 0 && n <= MARK_LINES_MOST && widest <= LX_UPRIGHT_W; /* on the screen it stands in the page's columns */
    int i = 0;
    for (char *at = lines.s; fits && *at; i++) {
        size_t len = strcspn(at, "\n");
        double line_w = lx_text_w_len(at, len, LX_WIDE) / 2.0 * em;
        char *next = at + len + (at[len] == '\n');
        at[len] = '\0';
        double y = top + i * (JOINT_PITCH - LX_LINE_H);
        (void)add_mark(t, at, (struct lx_mm){ .x = LX_BLOCK_X + (LX_BLOCK_W - line_w) / 2, .y = y, .w = line_w, .h = h, .em = em });
        at = next;
    }
    lx_str_done(&lines);
    int rows = (int)ceil((top + (n - 1) * JOINT_PITCH + h) / LX_LINE_H);
    for (; fits && top > 0 && n < rows; n++)
        lx_sh_blank(t);
    return fits;
}

/* Several issuers: their names spread to one width, one below the other, and 文件 to the right of the middle. */
static bool set_joint(struct lx_setter *t, const char *words, int n, double top)
{
    const char *ending = lx_paper_word(LX_PW_MARK_ENDING, t->s->en), *at = words, *part;
    bool document = t->s->profile->head == LX_HEAD_RED;
    size_t len;
    int widest = 2;
    while (lx_sh_part(&at, &part, &len)) {
        int w = lx_text_w_len(part, len, LX_WIDE) - (document && ends(part, len, ending) ? lx_text_w(ending, LX_WIDE) : 0);
        widest = w > widest ? w : widest;
    }
    if (n > MARKS_MOST || widest > MARK_CHARS_LEAST * 2)
        return false;
    double right_w = document && *ending ? 26 : 0, room = LX_BLOCK_W - (right_w > 0 ? right_w + 4 : 0);
    double em = em_for(widest, room, MARK_EM_MOST), w = em * widest / 2, left = LX_BLOCK_X + (room - w) / 2;
    int i = 0;
    at = words;
    for (; lx_sh_part(&at, &part, &len); i++) {
        struct lx_str name = LX_STR_EMPTY;
        lx_str_addn(&name, part, len - (document && ends(part, len, ending) ? strlen(ending) : 0));
        struct lx_mm mm = { .x = left, .y = top + i * (JOINT_PITCH - LX_LINE_H), .w = w, .h = height_for(em, JOINT_H), .em = em };
        struct lx_el *el = add_mark(t, name.s, mm);
        if (right_w > 0 && i == (n - 1) / 2) {
            lx_sh_words(t, ending, LX_FACE_MARK);
            el->right_n = 1;
            el->mm_right = (struct lx_mm){ .x = left + w + 4, .w = right_w, .h = MARK_H_MOST, .em = right_w / 2,
                                           .y = mm.y + (n % 2 ? 0 : JOINT_PITCH / 2) - (MARK_H_MOST - mm.h) / 2 };
        }
        lx_str_done(&name);
    }
    int rows = (int)ceil((top + (n - 1) * JOINT_PITCH + JOINT_H) / LX_LINE_H);
    for (; top > 0 && i < rows; i++)
        lx_sh_blank(t);
    return true;
}

static bool set_marks(struct lx_setter *t, const char *words, double top, double h_most)
{
    struct lx_str mark = LX_STR_EMPTY;
    const char *at = words, *part = words, *ending = lx_paper_word(LX_PW_MARK_ENDING, t->s->en);
    size_t len = 0;
    int n = 0;
    while (lx_sh_part(&at, &part, &len)) {
        lx_str_clear(&mark);
        lx_str_addn(&mark, part, len);
        n++;
    }
    if (n == 1 && t->s->profile->head == LX_HEAD_RED && !lx_sh_get(t, "mark"))
        lx_str_add(&mark, ending);
    bool done = n == 1 ? set_one(t, mark.s, top, h_most) : n > 1 && set_joint(t, words, n, top);
    lx_str_done(&mark);
    return done;
}

/* --- below the marks -------------------------------------------------------------------------------------------- */

static void add_line(struct lx_setter *t, double y)
{
    struct lx_el *el = lx_sh_el(t, LX_EL_MARK_LINE, (struct lx_shape){ .keep = true }, LX_NO_BLOCK);
    el->mm = (struct lx_mm){ .x = LX_BLOCK_X, .y = y, .w = LX_BLOCK_W, .h = RED_LINE };
}

static const struct lx_shape centred = { .first_x = LX_TWO_IN, .rest_x = LX_TWO_IN, .right_w = LX_TWO_IN, .align = LX_CENTRE, .keep = true };

/* 签发人：two names on a line, the number to the left of the last. */
static void set_signers(struct lx_setter *t, const char *signers, const char *number)
{
    const char *label = lx_paper_word(LX_PW_SIGNER, t->s->en), *at = signers, *part, *next;
    size_t len, next_len;
    bool more = lx_sh_part(&at, &part, &len), first = true;
    while (more) {
        struct lx_str names = LX_STR_EMPTY;
        lx_str_addn(&names, part, len);
        more = lx_sh_part(&at, &next, &next_len);
        if (more) {
            lx_str_addf(&names, "%s%.*s", t->s->en ? ", " : "\xE3\x80\x80", (int)next_len, next);
            more = lx_sh_part(&at, &part, &len);
        }
        struct lx_el *el = lx_sh_pair(t, LX_EL_NUMBER, more ? NULL : number, NULL, LX_ONE_IN, LX_FACE_BODY);
        if (first)
            lx_sh_words(t, label, LX_FACE_BODY);
        lx_sh_words(t, names.s, LX_FACE_KAI);
        el->right_n = first ? 2 : 1;
        first = false;
        lx_str_done(&names);
    }
}

static void set_red(struct lx_setter *t)
{
    const char *number = lx_sh_get(t, "number"), *signer = lx_sh_get(t, "signer");
    lx_sh_blank(t);
    lx_sh_blank(t);
    if (signer)
        set_signers(t, signer, number);
    else
        (void)lx_sh_text(t, LX_EL_NUMBER, number ? number : "", centred, LX_FACE_BODY);
    add_line(t, BELOW_NUMBER);
    lx_sh_blank(t);
}

static void set_minutes(struct lx_setter *t)
{
    const char *number = lx_sh_get(t, "number"), *issuer = lx_sh_get(t, "issuer");
    lx_sh_blank(t);
    if (number)
        (void)lx_sh_text(t, LX_EL_NUMBER, number, centred, LX_FACE_BODY);
    if (issuer || *t->s->day)
        (void)lx_sh_pair(t, LX_EL_NUMBER, issuer, t->s->day, LX_ONE_IN, LX_FACE_BODY);
    add_line(t, BELOW_NUMBER);
    lx_sh_blank(t);
}

/* The number stands right under the double line, at a place of its own: 7/8 of a letter below it. */
static void set_letter(struct lx_setter *t)
{
    const struct lx_el *mark = &t->s->el[t->s->el_n - 1];
    const char *number = lx_sh_get(t, "number");
    size_t row = 0;
    for (size_t i = 0; i < t->s->el_n; i++)
        row += t->s->el[i].kind == LX_EL_MARK;
    double line = (double)(row - 1) * LX_LINE_H + mark->mm.y + mark->mm.h + 4.0; /* from the top of the text */
    struct lx_el *el = lx_sh_el(t, LX_EL_MARK_LINE, (struct lx_shape){ .keep = true }, LX_NO_BLOCK);
    el->level = 1;
    el->mm = (struct lx_mm){ .x = 20, .y = line - (double)row * LX_LINE_H, .w = 170, .h = 0.9 };
    int w = number ? lx_text_w(number, LX_WIDE) : 0;
    el = lx_sh_pair(t, LX_EL_NUMBER, NULL, number, 0, LX_FACE_BODY);
    if (w && w < LX_UPRIGHT_W / 2) {
        el->mm_right = (struct lx_mm){ .x = LX_BLOCK_X + LX_BLOCK_W - w * LX_CELL_W / 2, .w = w * LX_CELL_W / 2, .h = LX_SIZE_3,
                                       .em = LX_CELL_W };
        el->mm_right.y = line + 1.5 + LX_SIZE_3 * 7 / 8 - (double)(row + 1) * LX_LINE_H;
    }
    set_corners(t, 0);
    lx_sh_blank(t);
}

/* Without a mark the number stands below the title; minutes name issuer and date below that. */
static void set_plain(struct lx_setter *t)
{
    const char *number = lx_sh_get(t, "number"), *issuer = lx_sh_get(t, "issuer");
    bool minutes = t->s->profile->head == LX_HEAD_MINUTES;
    if (number && minutes && *t->s->title)
        lx_sh_blank(t);
    if (number)
        (void)lx_sh_text(t, LX_EL_NUMBER, number, centred, LX_FACE_BODY);
    if (minutes && (issuer || *t->s->day)) {
        (void)lx_sh_pair(t, LX_EL_NUMBER, issuer, t->s->day, LX_ONE_IN, LX_FACE_BODY);
        (void)lx_sh_el(t, LX_EL_LINE, (struct lx_shape){ .keep = true }, LX_NO_BLOCK);
    }
}

/* --- a cover -------------------------------------------------------------------------------------------------------- */

static void set_centred(struct lx_setter *t, enum lx_el_kind kind, const char *s, enum lx_face face)
{
    (void)lx_sh_text(t, kind, s, (struct lx_shape){ .first_x = LX_TWO_IN, .rest_x = LX_TWO_IN, .right_w = LX_TWO_IN, .align = LX_CENTRE, .keep = true },
                     face);
}

/* The title in the upper half, issuer and day on the last lines but two; what follows begins a page. */
static void set_cover(struct lx_setter *t, const char *title, const char *subtitle)
{
    enum { TITLE_AT = 6, SIGN_AT = 17 };
    const char *issuer = lx_sh_get(t, "issuer");
    for (int i = 0; i < TITLE_AT; i++)
        lx_sh_blank(t);
    lx_sh_title(t, title, t->title);
    const struct lx_el *el = &t->s->el[t->s->el_n - 1];
    int lines = TITLE_AT + 1;
    for (const char *s = el->kind == LX_EL_TITLE ? t->s->run[el->run_from].s : ""; (s = strchr(s, '\n')); s++)
        lines++;
    if (subtitle) {
        lx_sh_blank(t);
        set_centred(t, LX_EL_SUBTITLE, subtitle, LX_FACE_KAI);
        lines += 1 + (lx_text_w(subtitle, LX_WIDE) + lx_sh_w(t) - 1) / lx_sh_w(t);
    }
    for (; lines < SIGN_AT; lines++)
        lx_sh_blank(t);
    if (issuer)
        set_centred(t, LX_EL_PARA, issuer, LX_FACE_BODY);
    if (*t->s->day)
        set_centred(t, LX_EL_PARA, t->s->day, LX_FACE_BODY);
    t->new_page = true;
}
