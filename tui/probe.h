/* How wide this terminal draws the ambiguous class (“ — … ①) and lines: asked, remembered, never waited for. */
#ifndef LX_PROBE_H
#define LX_PROBE_H

#include <stdbool.h>

struct probe {
    bool fixed;              /* by the setting or by hand */
    bool wide, wide_lines;   /* quotes, line characters */
    bool not_utf8;           /* the terminal does not speak UTF-8 */
};

/* Takes over the setting ("auto", "narrow", "wide"; NULL = auto), else what this terminal answered last time, and asks
 * again.  Before the first paint, which wipes the question away. */
void probe_start(struct probe *p, const char *setting);
/* A position report came.  True: widths are other than thought, everything must be painted again. */
bool probe_answer(struct probe *p, int row, int col);

#endif
