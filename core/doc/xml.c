/* Plain text as text of XML and HTML. */
#include "core/doc/xml.h"

#include "core/text/text.h"

static const char *escape(uint32_t cp)
{
    switch (cp) {
    case '&':
        return "&amp;";
    case '<':
        return "&lt;";
    case '>':
        return "&gt;";
    case '"':
        return "&quot;";
    default: /* what XML 1.0 has no place for, and what HTML calls noncharacters and controls */
        return (cp < ' ' && cp != '\n' && cp != '\t') || (cp >= 0x7F && cp <= 0x9F) || (cp >= 0xFDD0 && cp <= 0xFDEF) ||
                       (cp & 0xFFFE) == 0xFFFE
                   ? "\xEF\xBF\xBD"
                   : NULL;
    }
}

void lx_xml_add(struct lx_str *out, const char *s, size_t len)
{
    uint32_t cp;
    for (size_t at = 0, n; at < len; at += n) {
        n = (size_t)lx_utf8_get(s + at, len - at, &cp);
        const char *as = escape(cp);
        if (as)
            lx_str_add(out, as);
        else if (cp == 0xFFFD)
            lx_str_add(out, "\xEF\xBF\xBD");
        else
            lx_str_addn(out, s + at, n);
    }
}
