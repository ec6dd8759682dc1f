/* Names of records for cells. */
#include "tui/names.h"

#include "core/mem.h"
#include "tui/i18n.h"

#include <stdlib.h>
#include <string.h>

static char *read_name(struct lx_store *s, enum lx_type type, lx_id id);

void names_done(struct names *n)
{
    for (size_t i = 0; i < n->n; i++)
        free(n->at[i].text);
    free(n->at);
    *n = (struct names){ 0 };
}

const char *names_get(struct names *n, struct lx_store *s, enum lx_type type, lx_id id)
{
    if (!id)
        return "";
    size_t low = 0, high = n->n;
    while (low < high) {
        size_t mid = low + (high - low) / 2;
        if (n->at[mid].id < id)
            low = mid + 1;
        else
            high = mid;
    }
    if (low < n->n && n->at[low].id == id)
        return n->at[low].text;
    (void)LX_PUSH(n->at, n->n, n->room);
    memmove(n->at + low + 1, n->at + low, (n->n - 1 - low) * sizeof *n->at);
    n->at[low] = (struct name){ id, read_name(s, type, id) };
    return n->at[low].text;
}

void names_alias(struct lx_str *out, const struct lx_alias *a)
{
    struct lx_str until = LX_STR_EMPTY;
    lx_str_add(out, a->name);
    if (a->until.day != LX_NO_DAY) {
        lx_date_format(&until, &(struct lx_date){ .day = a->until.day });
        lx_str_add(out, "  ");
        lx_fill(out, _("(until %s)"), lx_str_z(&until));
    }
    lx_str_done(&until);
}

static char *read_name(struct lx_store *s, enum lx_type type, lx_id id)
{
    struct lx_rows rows = { 0 };
    char *text = NULL;
    if (s->rows(s, type, &id, 1, &rows, NULL) == LX_OK && rows.n > 0 && rows.at[0]) {
        const struct lx_field *key = lx_key_field(lx_table(type));
        const struct lx_unit *unit = type == LX_UNIT ? (const struct lx_unit *)(const void *)rows.at[0] : NULL;
        text = lx_strdup(unit && unit->brief ? unit->brief : lx_f_text_of(rows.at[0], key));
    }
    lx_rows_done(&rows);
    return text ? text : lx_strdup("");
}
