/* Roles of colour and glyphs, from theme.def.  Whoever draws names a role, never a colour. */
#ifndef LX_THEME_H
#define LX_THEME_H

enum role {
#define ROLE(name, letter, light, dark, contrast, mono) ROLE_##name,
#include "tui/theme.def"
#undef ROLE
    ROLES_N
};

enum glyph {
#define GLYPH(name, form, ascii) GLYPH_##name,
#include "tui/theme.def"
#undef GLYPH
    GLYPHS_N
};

enum theme { THEME_DARK, THEME_LIGHT, THEME_CONTRAST, THEME_MONO };

#endif
