/* The PDF renderer: the one file that knows pango and cairo. */
typedef int lx_pdf_not_yet;
