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
    default: /* what XML 1.0 has no place for, what HTML calls noncharacters and controls, and bytes that are no UTF-8 */
        return cp == 0xFFFD || (cp < ' ' && cp != '\n' && cp != '\t') || (cp >= 0x7F && cp <= 0x9F) || (cp >= 0xFDD0 && cp <= 0xFDEF) ||
                       (cp & 0xFFFE) == 0xFFFE
                   ? "\xEF\xBF\xBD"
                   : NULL;
    }
}

void lx_xml_add(struct lx_str *out, const char *s, size_t len)
{
    uint32_t cp;
    size_t from = 0; /* of what is taken as it stands */
    for (size_t at = 0, n; at < len; at += n) {
        n = (size_t)lx_utf8_get(s + at, len - at, &cp);
        const char *as = escape(cp);
        if (!as)
            continue;
        lx_str_addn(out, s + from, at - from);
        lx_str_add(out, as);
        from = at + n;
    }
    lx_str_addn(out, s + from, len - from);
}
