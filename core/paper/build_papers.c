/* The list of a meeting's papers (domain.md 2.2: 材料目录), and how other papers name them. */
#include "core/paper/builder.h"

#include "core/mem.h"
#include "core/text/text.h"

#include <string.h>

static const struct lx_material *material_of(const struct lx_rows *rows, size_t i) { return (const struct lx_material *)(const void *)rows->at[i]; }

/* Participants get what belongs to a row that they see, also where it is internal: they must know that it is. */
static bool is_handed_out(const struct lx_material *m, const struct lx_rows *agenda)
{
    for (size_t i = 0; i < agenda->n; i++)
        if (m->agenda && agenda->at[i]->id == m->agenda)
            return ((const struct lx_agenda *)(const void *)agenda->at[i])->secrecy == SECRECY_OPEN;
    return m->secrecy == SECRECY_OPEN;
}

enum lx_rc lx_built_materials(struct lx_builder *b, struct lx_rows *rows, struct lx_err *err)
{
    struct lx_rows all = { 0 }, agenda = { 0 };
    enum lx_rc rc = lx_all(b->w, LX_MATERIAL, lx_cond_ref(LX_MATERIAL, "meeting", b->of), "number", false, &all, err);
    if (rc == LX_OK)
        rc = lx_all(b->w, LX_AGENDA, lx_cond_ref(LX_AGENDA, "meeting", b->of), "position", false, &agenda, err);
    if (rc == LX_OK)
        rc = lx_built_secrecy(b, &agenda, err);
    for (size_t i = 0; rc == LX_OK && i < all.n; i++) {
        if (material_of(&all, i)->state == MATERIAL_VOID || !(lx_built_inner(b) || is_handed_out(material_of(&all, i), &agenda)))
            continue;
        LX_PUSH(rows->at, rows->n, rows->room) = all.at[i];
        all.at[i] = NULL;
    }
    lx_rows_done(&all);
    lx_rows_done(&agenda);
    return rc;
}

void lx_built_material_no(const struct lx_builder *b, struct lx_str *out, const struct lx_material *m)
{
    struct lx_str n = LX_STR_EMPTY;
    if (b->en)
        lx_str_addi(&n, m->number);
    else
        lx_numeral_zh(&n, m->number);
    if (m->number != LX_NO_INT)
        lx_paper_say(out, LX_PW_MATERIAL_NO, b->en, lx_str_z(&n));
    lx_str_done(&n);
}

void lx_built_materials_of(const struct lx_builder *b, struct lx_str *out, const struct lx_rows *rows, lx_id agenda)
{
    for (size_t i = 0; i < rows->n; i++)
        if (material_of(rows, i)->agenda == agenda) {
            lx_str_add(out, out->len ? lx_built_word(b, LX_PW_AND) : "");
            lx_built_material_no(b, out, material_of(rows, i));
        }
}

/* --- the paper -------------------------------------------------------------------------------------------------------------- */

/* 会后收回、内部: what its reader must know. */
static void say_remark(const struct lx_builder *b, struct lx_str *out, const struct lx_material *m)
{
    const struct {
        bool said;
        enum lx_paper_word word;
    } remarks[] = { { m->state == MATERIAL_WANTED, LX_PW_MATERIAL_LATER },
                    { m->secrecy == SECRECY_INTERNAL, LX_PW_MATERIAL_INTERNAL },
                    { m->recall == LX_YES, LX_PW_MATERIAL_RECALL } };
    for (size_t i = 0; i < sizeof remarks / sizeof *remarks; i++)
        if (remarks[i].said)
            lx_str_addf(out, "%s%s", out->len ? lx_built_word(b, LX_PW_AND) : "", lx_built_word(b, remarks[i].word));
}

static void add_rows(struct lx_builder *b, const struct lx_rows *rows)
{
    static const enum lx_paper_word heads[] = { LX_PW_COL_MATERIAL, LX_PW_COL_MATERIAL_TITLE, LX_PW_COL_DRAFTER, LX_PW_COL_PAGES,
                                                LX_PW_COL_REMARK };
    enum { COLUMNS = sizeof heads / sizeof *heads };
    lx_built_table(b, heads, "cllcl");
    for (size_t i = 0; i < rows->n; i++) {
        const struct lx_material *m = material_of(rows, i);
        struct lx_str no = LX_STR_EMPTY, pages = LX_STR_EMPTY, remark = LX_STR_EMPTY;
        lx_built_material_no(b, &no, m);
        if (m->pages != LX_NO_INT)
            lx_str_addi(&pages, m->pages);
        say_remark(b, &remark, m);
        lx_built_row(b, (const char *[COLUMNS]){ no.s, m->title, lx_built_unit(b, m->unit), pages.s, remark.s }, COLUMNS);
        lx_str_done(&no);
        lx_str_done(&pages);
        lx_str_done(&remark);
    }
    lx_str_addc(b->md, '\n');
}

/* 共5份，48页。 */
static void add_count(struct lx_builder *b, const struct lx_rows *rows)
{
    struct lx_str s = LX_STR_EMPTY;
    int64_t pages = 0;
    bool known = true, recalled = false;
    for (size_t i = 0; i < rows->n; i++) {
        const struct lx_material *m = material_of(rows, i);
        known = known && m->pages != LX_NO_INT;
        pages += m->pages != LX_NO_INT ? m->pages : 0;
        recalled = recalled || m->recall == LX_YES;
    }
    lx_paper_count(&s, LX_PW_MATERIALS_N, b->en, (int)rows->n);
    if (known)
        lx_paper_count(&s, LX_PW_MATERIALS_PAGES, b->en, (int)pages);
    lx_str_add(&s, lx_built_word(b, LX_PW_STOP));
    if (recalled)
        lx_str_add(&s, lx_built_word(b, LX_PW_MATERIALS_RECALL));
    lx_built_text(b->md, s.s);
    lx_str_add(b->md, "\n\n");
    lx_str_done(&s);
}

enum lx_rc lx_build_papers(struct lx_builder *b, struct lx_err *err)
{
    struct lx_built_meeting m = { 0 };
    struct lx_rows rows = { 0 };
    enum lx_rc rc = lx_built_meeting_read(b, &m, err);
    if (rc == LX_OK)
        rc = lx_built_materials(b, &rows, err);
    if (rc == LX_OK) {
        lx_built_front(b, LX_PW_PAPERS_TITLE, &m);
        lx_built_key(b->md, "columns", b->en ? "8 15 12 5 10" : "8 18 12 4 8");
        lx_built_key(b->md, "tables", "tight");
        lx_str_add(b->md, "---\n\n");
        if (rows.n) {
            add_rows(b, &rows);
            add_count(b, &rows);
        } else {
            lx_str_addf(b->md, "%s\n\n", lx_built_word(b, LX_PW_NO_MATERIALS));
        }
    }
    lx_rows_done(&rows);
    lx_built_meeting_done(&m);
    return rc;
}
