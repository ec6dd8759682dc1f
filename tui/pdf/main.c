/* lianxi-pdf: Markdown with front matter on stdin, PDF on stdout. */
int main(void) { return 1; }
