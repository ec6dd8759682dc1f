/* How records lie in tables. */
#include "db/schema.h"

#include "core/mem.h"

#include <stdio.h>
#include <string.h>

int lx_columns(const struct lx_field *f, char names[LX_COLUMNS_MAX][LX_COLUMN_ROOM])
{
    if (f->kind == LX_LONG)
        return 0;
    (void)snprintf(names[0], LX_COLUMN_ROOM, "%s", f->name);
    (void)snprintf(names[1], LX_COLUMN_ROOM, "%s_key", f->name);
    (void)snprintf(names[2], LX_COLUMN_ROOM, "%s_text", f->name);
    return f->kind == LX_DATE ? 3 : f->kind == LX_NUMBER ? 2 : 1;
}

void lx_sort_column(struct lx_str *out, const struct lx_field *f)
{
    lx_str_addf(out, "\"%s%s\"", f->name, f->kind == LX_DATE || f->kind == LX_NUMBER ? "_key" : "");
}

int64_t lx_date_key(const struct lx_date *d)
{
    if (d->day == LX_NO_DAY)
        return d->words && *d->words ? LX_KEY_WORDS : LX_KEY_ABSENT;
    return (int64_t)d->day * 8 + (int64_t)d->prec;
}

void lx_date_from_key(struct lx_date *d, int64_t key, const char *words)
{
    *d = (struct lx_date){ .day = LX_NO_DAY, .words = lx_strdup(words) };
    if (key >= LX_KEY_WORDS || key >> 3 <= INT32_MIN || key >> 3 > INT32_MAX)
        return;
    d->day = (lx_day)(key >> 3);
    if ((key & 7) <= LX_PREC_YEAR) /* a damaged file may say anything */
        d->prec = (enum lx_prec)(key & 7);
}

const char *const *lx_list_keys(enum lx_type type)
{
    static const char *const keys[LX_TYPES_N][3] = {
        [LX_UNIT] = { "rank" },
        [LX_PERSON] = { "rank" },
        [LX_MEETING] = { "date" },
        [LX_AGENDA] = { "meeting", "position" },
        [LX_PLAN] = { "issued" },
        [LX_SECTION] = { "plan", "position" },
        [LX_INDICATOR] = { "plan", "position" },
        [LX_ITEM] = { "due" },
        [LX_PART] = { "item" },
        [LX_EVENT] = { "item", "day" },
        [LX_NOTE] = { "day" },
        [LX_REVIEW] = { "day" },
        [LX_PRINTING] = { "day" },
        [LX_BODY] = { "rank" },
        [LX_QUOTA] = { "body" },
        [LX_DEED] = { "quota", "day" },
        [LX_ROTATION] = { "series", "position" },
        [LX_TURN] = { "series", "day" },
        [LX_TEMPLATE] = { "series" },
        [LX_STANDARD] = { "template", "position" },
        [LX_SITTING] = { "meeting", "position" },
        [LX_PREP] = { "meeting", "position" },
        [LX_NOTICE] = { "meeting", "day" },
        [LX_REPLY] = { "notice" },
        [LX_TOPIC] = { "handed" },
        [LX_MATERIAL] = { "meeting", "number" },
        [LX_ATTENDANCE] = { "meeting", "position" },
        [LX_ABSENCE] = { "meeting", "attendance" },
        [LX_EDITION] = { "of", "kind" },
        [LX_OPINION] = { "of", "round" },
        [LX_SIGNOFF] = { "of", "position" },
        [LX_WAIVER] = { "of" },
        [LX_DECISION] = { "date" },
        [LX_DOCUMENT] = { "issued" },
        [LX_ISSUER] = { "document", "position" },
        [LX_BASIS] = { "of" },
    };
    return keys[type][0] ? keys[type] : NULL;
}
