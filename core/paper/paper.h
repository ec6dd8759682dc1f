/* The table of papers (paper.def): one row makes a paper known to the menu, to `lianxi paper` and to the layout. */
#ifndef LX_PAPER_H
#define LX_PAPER_H

#include <stdbool.h>
#include <stddef.h>

enum lx_paper_id {
#define PAPER(id, kind, profile, zh, en, builder, who, no) LX_PAPER_##id,
#include "core/paper/paper.def"
#undef PAPER
    LX_PAPER_N
};

/* What NO names (paper.def).  POOL: a meeting, or nothing: whatever waits for one.  Of TOPIC and BODY too NO may be left out.
 * DRAFT: what leaders sign before it goes out, a document, or a meeting for its minutes.  DECISIONS: a meeting, a decision, a condition
 * (2024, date<2024), or nothing: all.  PERIOD: a meeting, an issue that went out (第3期, 2024-3), a period (2024年6月), or nothing: what
 * came since the last issue. */
enum lx_paper_no {
    LX_PAPER_OF_MEETING,
    LX_PAPER_OF_ITEM,
    LX_PAPER_OF_UNIT,
    LX_PAPER_OF_QUERY,
    LX_PAPER_OF_TOPIC,
    LX_PAPER_OF_BODY,
    LX_PAPER_OF_POOL,
    LX_PAPER_OF_NONE,
    LX_PAPER_OF_DOCUMENT,
    LX_PAPER_OF_DRAFT,
    LX_PAPER_OF_DECISIONS,
    LX_PAPER_OF_PERIOD,
    LX_PAPER_NO_N
};

struct lx_paper {
    enum lx_paper_id id;
    const char *kind, *profile, *title_zh, *title_en, *builder;
    enum lx_paper_no no;
    bool inner; /* stays with the office, the chair and who signs: internal matters may stand in it */
    bool chair; /* and has notes and scripts in it: there is none without them */
};

const struct lx_paper *lx_paper_get(enum lx_paper_id id);
const struct lx_paper *lx_paper_find(const char *kind); /* by kind; NULL if there is no such paper */
const char *lx_paper_title(const struct lx_paper *p, bool en);

#endif
