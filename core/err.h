/* Errors are values: an expected failure is a code, what the user must know travels beside it.
 *
 * Every function that can fail returns enum lx_rc and takes, last, a struct lx_err that the caller owns.
 * The message is an untranslated msgid marked N_(); it is translated once, in tui (lx_message), and says
 * what to do next.  A msgid may hold one %s, which the detail replaces; else the detail follows it.
 * The detail is a name, a number or a place ("item.csv:12"), never a sentence. */
#ifndef LX_ERR_H
#define LX_ERR_H

#define N_(s) s
#define LX_CHECK __attribute__((warn_unused_result))
#define LX_PRINTF(fmt, args) __attribute__((format(printf, fmt, args)))

enum lx_rc {
    LX_OK = 0,
    LX_NOTFOUND = -1,  /* a named thing is not there                       exit 3 */
    LX_EXISTS = -2,    /* a number or name is already taken                exit 1 */
    LX_INVALID = -3,   /* the input means nothing here                     exit 1 */
    LX_STATE = -4,     /* the state of the record does not allow it        exit 1 */
    LX_STALE = -5,     /* somebody else changed the same field meanwhile   exit 1 */
    LX_BUSY = -6,      /* the database is in use for too long              exit 5 */
    LX_READONLY = -7,  /* may be read, not written                         exit 5 */
    LX_TOONEW = -8,    /* written by a newer version, or not ours          exit 5 */
    LX_CORRUPT = -9,   /* content is damaged or does not fit its history   exit 5 */
    LX_IO = -10,       /* disk full, I/O error, unreadable file            exit 1 */
    LX_AMBIGUOUS = -11,/* several things have that name; detail lists them exit 2 */
    LX_USAGE = -12,    /* the command line is wrong                        exit 2 */
    LX_STOPPED = -13   /* gave way because a key was waiting, or cancelled exit 1 */
};

struct lx_err {
    enum lx_rc rc;
    const char *msgid; /* static, untranslated; never freed */
    char detail[480];  /* valid UTF-8, cut at a character; may be empty */
};

/* What has a label in the reader's language (a type of record, a field, a word of an enum) stands in a detail as its stable name
 * between two marks; lx_message shows the label:
 *     lx_fail(err, LX_INVALID, N_("This field must not be empty: %s"), LX_NAMED("%s.%s"), t->name, f->name)
 * as do LX_NAMED("item"), LX_NAMED("item.state=closed"); LX_NAMED(":item_state") is every word of that closed list. */
#define LX_NAMED(name) "\x1F" name "\x1F"
/* Between the parts of a list in a detail: ", " or the Chinese mark for it. */
#define LX_AND LX_NAMED(",")
/* What stands before it in a detail is the place: shown before the sentence, the rest in it. */
#define LX_PLACE "\x1E"

/* Says where: `place` comes before what an error says, or behind the place that it names already.  rc as it was, LX_OK included. */
enum lx_rc lx_fail_at(struct lx_err *err, enum lx_rc rc, const char *place);

/* Sets all of err (which may be NULL) and returns rc, so that no branch forgets a part:
 *     return lx_fail(err, LX_STATE, N_("%s is closed; reopen it first"), "%s", no);   */
enum lx_rc lx_fail(struct lx_err *err, enum lx_rc rc, const char *msgid, const char *fmt, ...) LX_PRINTF(4, 5);

#endif
