/* Prompts: one line typed at the bottom, with what is understood beside it. */
#ifndef LX_PROMPT_H
#define LX_PROMPT_H

#include "tui/view.h"

struct prompt {
    const char *label;   /* translated; copied */
    const char *initial; /* may be NULL */
    /* What is understood of the text so far, shown behind it; may be NULL. */
    void (*understood)(struct view *v, const char *text, struct lx_str *out);
    /* Enter.  False keeps the prompt open (say why with app_say). */
    bool (*done)(struct view *v, const char *text, void *ctx);
    unsigned (*then)(struct view *v); /* after done said true and the prompt is closed: another overlay may be opened; may be NULL */
    void (*live)(struct view *v, const char *text, void *ctx); /* each change; may be NULL */
    void (*undone)(struct view *v, void *ctx);                 /* Esc; may be NULL */
    const char *hint;    /* translated: what may be typed; stands below instead of what Enter and Esc do; copied; may be NULL */
    bool files;          /* the name of a file: Tab fills it in */
    bool below;          /* what is understood stands on a line of its own: it is long */
    void *ctx;           /* given to them; freed with free() when the prompt ends */
};
void prompt_open(struct view *v, const struct prompt *p);
/* Other words in the prompt on top, as if typed; nothing where no prompt is on top. */
void prompt_set_text(struct app *a, const char *text);

/* The / of lists and of texts, as handlers; and the filter started with what was typed. */
unsigned prompt_filter(struct view *v, enum lx_cmd cmd);
unsigned prompt_find(struct view *v, enum lx_cmd cmd);
unsigned prompt_filter_with(struct view *v, const char *text);

#endif
