/* Lines of text with roles, made for a width: detail panes, help, messages, previews.
 *
 *     lines_start(l, w, amb);
 *     lines_field(l, _("Lead"), name, ROLE_NORMAL);
 *     lines_rule(l, _("Events"));
 *     lines_para(l, text, ROLE_NORMAL, 0);
 * What is added is copied and cleaned when drawn. */
#ifndef LX_LINES_H
#define LX_LINES_H

#include "core/str.h"
#include "core/text/text.h"
#include "tui/theme.h"

struct line_span {
    size_t at, len; /* bytes in text */
    enum role role;
};
struct line {
    size_t span_from, span_n;
};
struct lines {
    int w;
    enum lx_amb amb;
    struct lx_str text; /* every span is ended by NUL */
    struct line_span *span;
    size_t span_n, span_room;
    struct line *line;
    size_t line_n, line_room;
    int label_w; /* of lines_field; the widest label so far decides, at least 6 */
};

void lines_start(struct lines *l, int w, enum lx_amb amb); /* empties */
void lines_done(struct lines *l);

void lines_new(struct lines *l);                                          /* an empty line; spans go to it */
void lines_span(struct lines *l, const char *s, enum role role);
void lines_spann(struct lines *l, const char *s, size_t len, enum role role);
void lines_para(struct lines *l, const char *s, enum role role, int indent_w); /* wrapped; LF starts a line */
void lines_field(struct lines *l, const char *label, const char *value, enum role role); /* nothing if value is "" */
void lines_rule(struct lines *l, const char *title);
/* How wide the labels of the following fields are, in cells. */
void lines_labels(struct lines *l, const char *const *labels, int n);
const char *lines_text(const struct lines *l, size_t span);

#endif
