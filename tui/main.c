/* The one place that wires core, db and tui together. */
#include "core/mem.h"
#include "core/text/text.h"
#include "db/db.h"
#include "tui/app.h"
#include "tui/cli.h"
#include "tui/views/views.h"
#include "tui/config.h"
#include "tui/i18n.h"

#include <fcntl.h>
#include <pwd.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

struct options {
    const char *db, *as, *lang, *as_of;
    bool version, help;
    int rest; /* index of the first word after them */
    struct config config;     /* config.ini, personal and the system's */
    struct lx_err config_err; /* its first fault; said on the screen, never in the way of a command */
};

static enum lx_rc read_options(struct options *o, int argc, char **argv, struct lx_err *err)
{
    *o = (struct options){ 0 };
    struct {
        const char *name;
        const char **value;
    } taking[] = { { "--db", &o->db }, { "--as", &o->as }, { "--lang", &o->lang }, { "--as-of", &o->as_of } };
    int i = 1;
    for (; i < argc && argv[i][0] == '-'; i++) {
        bool known = false;
        o->version |= strcmp(argv[i], "--version") == 0 || strcmp(argv[i], "-V") == 0;
        o->help |= strcmp(argv[i], "--help") == 0 || strcmp(argv[i], "-h") == 0;
        if (o->version || o->help)
            continue;
        for (size_t k = 0; k < sizeof taking / sizeof taking[0] && !known; k++) {
            size_t len = strlen(taking[k].name);
            if (strncmp(argv[i], taking[k].name, len) != 0 || (argv[i][len] && argv[i][len] != '='))
                continue;
            known = true;
            if (argv[i][len] == '=')
                *taking[k].value = argv[i] + len + 1;
            else if (i + 1 < argc)
                *taking[k].value = argv[++i];
            else
                return lx_fail(err, LX_USAGE, N_("This option wants a value: %s"), "%s", argv[i]);
        }
        if (!known)
            return lx_fail(err, LX_USAGE, N_("There is no such option: %s (see --help)"), "%s", argv[i]);
    }
    if (o->as && !lx_text_is_clean(o->as, strlen(o->as), 0)) /* it goes into every entry of the journal */
        return lx_fail(err, LX_USAGE, N_("A name is one line of UTF-8 without control characters: %s"), "%s", o->as);
    o->help |= i + 1 == argc && strcmp(argv[i], "help") == 0;
    o->rest = i;
    return LX_OK;
}

/* Descriptors 0 to 2 must be open: a database that got one of them would be written to by a stray message. */
static void open_standard_descriptors(void)
{
    int fd;
    do
        fd = open("/dev/null", O_RDWR);
    while (fd >= 0 && fd <= 2);
    if (fd > 2)
        close(fd);
}

/* --db, LIANXI_DB, `db =` in config.ini, else the user's data folder. */
static char *database_path(const struct options *o, const struct config *config)
{
    const char *env = getenv("LIANXI_DB"), *data = getenv("XDG_DATA_HOME"), *home = getenv("HOME");
    const char *set = config_get(config, "", "db");
    struct lx_str s = LX_STR_EMPTY;
    if (o->db || (env && *env))
        lx_str_add(&s, o->db ? o->db : env);
    else if (set && *set)
        lx_str_add(&s, set);
    else if (data && *data)
        lx_str_addf(&s, "%s/lianxi/lianxi.db", data);
    else
        lx_str_addf(&s, "%s/.local/share/lianxi/lianxi.db", home ? home : "");
    return lx_str_take(&s);
}

static char *account_name(void)
{
    const struct passwd *pw = getpwuid(geteuid());
    struct lx_str s = LX_STR_EMPTY;
    if (pw)
        lx_str_add(&s, pw->pw_name);
    else
        lx_str_addf(&s, "%u", (unsigned)geteuid());
    return lx_str_take(&s);
}

/* From where: the address of an SSH client, else the terminal. */
static char *host_name(void)
{
    const char *ssh = getenv("SSH_CLIENT");
    struct lx_str s = LX_STR_EMPTY;
    if (ssh && *ssh)
        lx_text_clean(&s, ssh, strcspn(ssh, " "), 0);
    else if (ttyname(STDIN_FILENO))
        lx_str_add(&s, ttyname(STDIN_FILENO));
    return lx_str_take(&s);
}

static void fatal(const char *why)
{
    static const char text[] = "lianxi: ";
    app_fatal();
    if (write(STDERR_FILENO, text, sizeof text - 1) < 0 || write(STDERR_FILENO, why, strlen(why)) < 0)
        _exit(1);
    if (write(STDERR_FILENO, "\n", 1) < 0)
        _exit(1);
    _exit(1);
}

/* --as-of DATE: the store becomes what it was at the end of that day. */
static enum lx_rc go_back(struct lx_store **store, struct lx_work *w, const char *date, struct lx_err *err)
{
    struct lx_date d = { .day = LX_NO_DAY };
    struct lx_store *past;
    enum lx_rc rc = lx_refresh(w, err);
    if (rc == LX_OK)
        rc = lx_date_read(&d, date, w->today, err);
    if (rc == LX_OK)
        rc = (*store)->as_of(*store, d.day, (int)w->office->utc_offset, &past, err);
    if (rc == LX_OK) {
        (*store)->close(*store);
        *store = w->store = past;
        w->seen = -1;
        w->as_of = d.day;
    }
    lx_date_done(&d);
    return rc;
}

/* c: what a command wants the screen to open with; NULL: nothing. */
static int run_screen(const struct options *o, struct lx_work *w, const char *path, const struct cli *c)
{
    struct lx_str said = LX_STR_EMPTY;
    if (o->config_err.msgid)
        lx_message(&said, &o->config_err);
    else if (o->as_of)
        lx_fill(&said, _("As it was at the end of %s; nothing can be changed"), o->as_of);
    int exit_code = lx_tui_run(&(struct lx_tui_args){ .work = w, .db_path = o->as_of ? NULL : path, .account = lx_clerk(w),
                                                      .read_only = lx_db_is_readonly(w->store) || (c && c->follow), .config = &o->config,
                                                      .review = c ? c->review : NULL, .subject = c ? c->subject : 0,
                                                      .pushed = c && c->follow ? &view_follow : c && c->live ? &view_live : NULL,
                                                      .headline = said.len ? said.s : NULL });
    lx_str_done(&said);
    return exit_code;
}

static int run(const struct options *o, const char *path, int argc, char **argv)
{
    struct lx_store *store = NULL;
    struct cli c = { .db_path = path, .program = argv[0], .zh = lx_lang() == LX_ZH };
    bool alone = o->rest < argc && !cli_wants_office(argc - o->rest, argv + o->rest);
    enum lx_rc rc = lx_db_open(&store, alone ? ":memory:" : path, LX_DB_CREATE, &c.err);
    int exit_code = 0;
    if (rc == LX_OK) {
        char *who = account_name(), *host = host_name();
        lx_work_init(&c.w, store, who, o->as, *host ? host : NULL);
        free(who);
        free(host);
        lx_db_set_daily(store, "/proc/self/exe");
        if (o->as_of)
            rc = go_back(&store, &c.w, o->as_of, &c.err);
    }
    if (rc == LX_OK)
        rc = lx_refresh(&c.w, &c.err);
    c.read_only = rc == LX_OK && lx_db_is_readonly(store);
    if (rc == LX_OK && o->rest < argc)
        exit_code = cli_run(&c, argc - o->rest, argv + o->rest);
    else if (rc == LX_OK)
        exit_code = run_screen(o, &c.w, path, NULL);
    if (exit_code == 0 && (c.review || c.follow || c.live))
        exit_code = run_screen(o, &c.w, path, &c);
    free(c.review);
    if (rc != LX_OK) {
        cli_print_error(&c.err);
        exit_code = cli_exit_code(rc);
    }
    lx_work_done(&c.w);
    if (store)
        store->close(store);
    return exit_code;
}

int main(int argc, char **argv)
{
    struct options o;
    struct lx_err err = { 0 };
    lx_set_fatal(fatal);
    open_standard_descriptors();
    enum lx_rc rc = read_options(&o, argc, argv, &err);
    if (config_read(&o.config, &o.config_err) == LX_OK)
        o.config_err.msgid = NULL;
    config_fonts(&o.config);
    if (lx_i18n_init(o.lang, config_get(&o.config, "", "lang"), rc == LX_OK ? &err : NULL) != LX_OK)
        rc = LX_USAGE;
    if (rc != LX_OK) {
        cli_print_error(&err);
        return cli_exit_code(rc);
    }
    if (o.version) {
        puts("lianxi " LX_VERSION);
        return 0;
    }
    if (o.help) {
        cli_help(stdout, NULL, lx_lang() == LX_ZH);
        return 0;
    }
    char *path = database_path(&o, &o.config);
    int exit_code = run(&o, path, argc, argv);
    free(path);
    config_done(&o.config);
    return exit_code;
}
