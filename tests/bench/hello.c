/* The empty program that start-up is measured against: ncursesw, sqlite3 and cmark linked, one full screen painted,
 * nothing opened.  q ends it. */
#include <cmark.h>
#include <locale.h>
#include <ncurses.h>
#include <sqlite3.h>
#include <string.h>

int main(void)
{
    setlocale(LC_ALL, "");
    initscr();
    cbreak();
    noecho();
    keypad(stdscr, TRUE);
    mvprintw(0, 0, "hello sqlite %s cmark %s ", sqlite3_libversion(), cmark_version_string());
    for (int y = 1; y < LINES; y++)
        for (int x = 0; x < COLS - 1; x++)
            mvaddch(y, x, (chtype)('!' + (x + y) % 90));
    refresh();
    while (getch() != 'q')
        ;
    endwin();
    return 0;
}
