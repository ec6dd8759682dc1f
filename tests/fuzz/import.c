/* Fuzz target: bytes from outside become stored text, or are refused with their place. */
#include "core/text/text.h"
#include "tests/fuzz/fuzz.h"

#include <string.h>

void fuzz_import(const char *s, size_t len)
{
    struct lx_str text = LX_STR_EMPTY, again = LX_STR_EMPTY;
    struct lx_err err = { 0 };
    bool gb18030 = false, good = lx_utf8_valid(s, len, NULL);
    enum lx_rc rc = lx_text_import(&text, s, len, &gb18030, &err);
    FUZZ_MUST(rc == LX_OK || (rc == LX_INVALID && err.rc == rc && err.msgid));
    FUZZ_MUST(!good || (rc == LX_OK && !gb18030));
    if (rc == LX_OK) {
        const char *stored = lx_str_z(&text);
        FUZZ_MUST(lx_utf8_valid(stored, text.len, NULL) && !strchr(stored, '\r'));
        bool plain = good && !memchr(s, '\r', len) && !(len >= 3 && memcmp(s, "\xEF\xBB\xBF", 3) == 0);
        FUZZ_MUST(!plain || (text.len == len && memcmp(stored, s, len) == 0));
        if (memcmp(stored, "\xEF\xBB\xBF", text.len < 3 ? text.len + 1 : 3) != 0) { /* a second mark is text */
            FUZZ_MUST(lx_text_import(&again, stored, text.len, NULL, NULL) == LX_OK);
            FUZZ_MUST(strcmp(lx_str_z(&again), stored) == 0);
        }
    } else {
        fuzz_clean(err.detail, strlen(err.detail), 0);
    }
    lx_str_done(&text);
    lx_str_done(&again);
}
