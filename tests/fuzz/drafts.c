/* Fuzz target: files of the user's state that are not what the program wrote: taken or left, and the screen stays clean. */
#include "core/text/text.h"
#include "tests/fuzz/fuzz.h"
#include "tests/fuzz/office.h"
#include "tests/lib/inscreen.h"
#include "tui/form.h"
#include "tui/printing.h"
#include "tui/probe.h"
#include "tui/state.h"
#include "tui/views/meeting_acts.h"

#include <stdlib.h>
#include <string.h>

static void put(const struct app *a, const char *kind, lx_id id, const char *s, size_t len)
{
    struct lx_str name = LX_STR_EMPTY;
    draft_file(&name, a, kind, id);
    FUZZ_MUST(state_write(name.s, s, len));
    lx_str_done(&name);
}

static void look(struct inscreen *t, const char *keys)
{
    FUZZ_MUST(inscreen_keys(t, keys));
    const char *text = inscreen_text(t);
    fuzz_lines(text, strlen(text));
}

static void minutes(struct app *a, lx_id meeting, const char *s, size_t len)
{
    struct minutes_text text;
    put(a, "minutes", meeting, s, len);
    if (minutes_draft_read(a, meeting, &text)) {
        FUZZ_MUST(strlen(text.base) + strlen(text.text) <= len);
        free(text.base);
        free(text.text);
    }
}

void fuzz_drafts(const char *bytes, size_t len)
{
    struct fuzz_in in = { bytes, len };
    struct fuzz_office o;
    struct print_choice choice;
    struct probe probe;
    int what = fuzz_below(&in, 5);
    fuzz_office_open(&o, false);
    struct inscreen *t = inscreen_new(&(struct inscreen_setup){ .store = o.store, .work = &o.w, .lang = "en" });
    struct app *a = inscreen_app(t);
    switch (what) {
    case 0:
        put(a, "item", 0, in.s, in.len);
        look(t, "a");
        look(t, "<F3> <Down> <PgDn> <End>");
        break;
    case 1:
        put(a, "item", o.item, in.s, in.len);
        look(t, "e <F3>");
        look(t, "<Up>");
        break;
    case 2:
        minutes(a, o.meeting, in.s, in.len);
        break;
    case 3:
        FUZZ_MUST(state_write("printing", in.s, in.len));
        print_choice_read(&choice, "agenda");
        FUZZ_MUST(choice.copies >= 1);
        print_choice_done(&choice);
        break;
    default:
        FUZZ_MUST(state_write("ambiguous", in.s, in.len) && state_write("seen-", in.s, in.len));
        probe_start(&probe, NULL);
        look(t, "1");
    }
    inscreen_done(&t);
    fuzz_office_close(&o);
}
