/* Plain text as text of XML and HTML. */
#ifndef LX_XML_H
#define LX_XML_H

#include "core/str.h"

/* Appends s with & < > " escaped; characters that XML may not hold, and bytes that are no UTF-8, become U+FFFD.  Fit for
 * text and for values in double quotes. */
void lx_xml_add(struct lx_str *out, const char *s, size_t len);

#endif
