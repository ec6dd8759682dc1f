/* Rectangles of the screen: y before x, height before width.  All layout is arithmetic on these. */
#ifndef LX_RECT_H
#define LX_RECT_H

struct rect {
    int y, x, h, w;
};

/* The upper n rows of r; what is left stays in r.  n is cut to what there is. */
static inline struct rect rect_take_top(struct rect *r, int n)
{
    struct rect top = *r;
    top.h = n < r->h ? n : r->h;
    r->y += top.h;
    r->h -= top.h;
    return top;
}

static inline struct rect rect_take_bottom(struct rect *r, int n)
{
    struct rect bottom = *r;
    bottom.h = n < r->h ? n : r->h;
    bottom.y = r->y + r->h - bottom.h;
    r->h -= bottom.h;
    return bottom;
}

static inline struct rect rect_take_left(struct rect *r, int n)
{
    struct rect left = *r;
    left.w = n < r->w ? n : r->w;
    r->x += left.w;
    r->w -= left.w;
    return left;
}

#endif
