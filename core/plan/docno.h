/* Document numbers 发文字号 as people write them: 甬政发〔2024〕3号 (GB/T 9704-2012 7.2.5; domain.md 1.4). */
#ifndef LX_DOCNO_H
#define LX_DOCNO_H

#include "core/str.h"

#include <stdbool.h>

struct lx_docno {
    char *code; /* 机关代字, yours */
    int year, serial;
    bool guessed; /* no brackets stood round the year: to be shown to the writer */
};
/* Any form of bracket round the year, or none; leading zeros and 第 are dropped.  False: no document number. */
bool lx_docno_read(const char *typed, struct lx_docno *out);
void lx_docno_done(struct lx_docno *no);
/* The one form that is stored and printed: six-sided brackets, no leading zero, 号. */
void lx_docno_format(struct lx_str *out, const char *code, int year, int64_t serial);

#endif
