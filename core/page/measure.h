/* The page in millimetres (GB/T 9704-2012; domain.md 1.1): inside core/page only. */
#ifndef LX_MEASURE_H
#define LX_MEASURE_H

#define LX_MM_PT (72.0 / 25.4)

#define LX_PAPER_W 210.0
#define LX_PAPER_H 297.0
#define LX_BLOCK_W 156.0
#define LX_BLOCK_H 225.0
#define LX_BLOCK_X 28.0
#define LX_BLOCK_Y 37.0
#define LX_LINE_H (LX_BLOCK_H / 22)
#define LX_CELL_W (LX_BLOCK_W / 28)

/* A lying page is the upright one turned: its text keeps the same block of the sheet, its top at the binding edge. */
#define LX_LYING_X (LX_PAPER_H - LX_BLOCK_Y - LX_BLOCK_H) /* 35 */
#define LX_LYING_Y LX_BLOCK_X
#define LX_LYING_LINE_H (LX_BLOCK_W / 15)
#define LX_LYING_CELL_W (LX_BLOCK_H / 40)

#define LX_SIZE_3 5.64 /* 3号, 16 pt */
#define LX_FOOT_BELOW 7.0 /* the dashes of — 1 — below the text block */

#endif
