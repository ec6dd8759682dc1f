/* The table of papers. */
#include "core/paper/paper.h"

#include <string.h>

enum { LX_READ_BY_ALL, LX_READ_BY_OFFICE, LX_READ_BY_CHAIR };
static const struct lx_paper papers[LX_PAPER_N] = {
#define PAPER(id_, kind_, profile_, zh, en, builder_, who, no_)                                                        \
    { .id = LX_PAPER_##id_, .kind = kind_, .profile = profile_, .title_zh = zh, .title_en = en, .builder = #builder_, \
      .inner = LX_READ_BY_##who != LX_READ_BY_ALL, .chair = LX_READ_BY_##who == LX_READ_BY_CHAIR, .no = LX_PAPER_OF_##no_ },
#include "core/paper/paper.def"
#undef PAPER
};

const struct lx_paper *lx_paper_get(enum lx_paper_id id) { return &papers[id]; }

const struct lx_paper *lx_paper_find(const char *kind)
{
    for (size_t i = 0; kind && i < LX_PAPER_N; i++)
        if (strcmp(papers[i].kind, kind) == 0)
            return &papers[i];
    return NULL;
}

const char *lx_paper_title(const struct lx_paper *p, bool en) { return en ? p->title_en : p->title_zh; }
