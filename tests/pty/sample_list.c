/* A small list on ncurses, for testing tests/lib/pty and the bench: j k PgDn PgUp G Home
 * move, Enter opens, q goes back, w asks the terminal for its width of “, e ends with 3.  usage: sample_list ROWS.  It keeps the settled mark as lianxi does. */
#include <locale.h>
#include <ncurses.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

static int rows_n, bar, top, opened;
static char asked[32];

static void draw(void)
{
    erase();
    if (bar < top)
        top = bar;
    if (bar >= top + LINES - 1)
        top = bar - LINES + 2;
    for (int y = 0; y < LINES - 1 && top + y < rows_n; y++) {
        move(y, 0);
        if (top + y == bar)
            attron(A_BOLD);
        printw("%c 26-%03d “渔船”互救——第%d项", top + y == bar ? '>' : ' ', top + y + 1, top + y + 1);
        attroff(A_BOLD);
    }
    mvprintw(LINES - 1, 0, "%d/%d %s%s", bar + 1, rows_n, asked, opened ? "open" : "");
    move(bar - top, 0);
    refresh();
}

/* One byte each time that all is painted and the next thing is to wait. */
static void settled(void)
{
    const char *fd = getenv("LIANXI_SETTLED_FD");
    if (fd && write(atoi(fd), "s", 1) != 1)
        unsetenv("LIANXI_SETTLED_FD");
}

/* The answer comes as keys: ESC [ row ; column R. */
static void ask_width(void)
{
    putp("\033[3;1H“\033[6n");
    fflush(stdout);
    settled();
    int c, column = 0;
    while ((c = getch()) != ';')
        ;
    while ((c = getch()) != 'R')
        column = column * 10 + c - '0';
    snprintf(asked, sizeof asked, "wide %d", column - 1);
    clearok(stdscr, TRUE);
}

int main(int argc, char **argv)
{
    setlocale(LC_ALL, "");
    rows_n = argc > 1 ? atoi(argv[1]) : 10;
    initscr();
    cbreak();
    noecho();
    keypad(stdscr, TRUE);
    for (int c = 0; c != 'q';) {
        nodelay(stdscr, TRUE);
        c = getch();
        nodelay(stdscr, FALSE);
        if (c == ERR) {
            draw();
            settled();
            c = getch();
        }
        if (c == ERR)
            return 4; /* the line broke */
        if (c == 'q' && opened)
            c = opened = 0;
        if (c == '\n')
            opened = 1;
        bar += c == 'j' || c == KEY_DOWN ? 1 : c == 'k' || c == KEY_UP ? -1 : c == KEY_NPAGE ? LINES : c == KEY_PPAGE ? -LINES : 0;
        if (c == 'G' || c == KEY_END || bar >= rows_n)
            bar = rows_n - 1;
        if (c == 'g' || c == KEY_HOME || bar < 0)
            bar = 0;
        if (c == 'w')
            ask_width();
        if (c == 'e') {
            endwin();
            exit(3);
        }
    }
    endwin();
    return 0;
}
