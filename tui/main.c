/* The one place that wires core, db and tui together. */
#include <stdio.h>
#include <string.h>

int main(int argc, char **argv)
{
    if (argc > 1 && strcmp(argv[1], "--version") == 0)
        puts("lianxi " LX_VERSION);
    return 0;
}
