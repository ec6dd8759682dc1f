/* What a database is, and the hook for the auditor in tests. */
#include "db/db.h"

#include "db/backup.h"
#include "db/migrations.h"

#include "core/mem.h"

#include <dirent.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/vfs.h>

static void find_last_copy(struct lx_db *db, struct lx_db_info *info);

static enum lx_rc read_head(struct lx_db *db, struct lx_db_info *info, struct lx_err *err)
{
    sqlite3_stmt *st = lx_sql(db, LX_SQL_LAST_ENTRY, err);
    bool row;
    if (!st)
        return lx_rc_of(err);
    enum lx_rc rc = lx_sql_step(db, st, &row, err);
    if (rc == LX_OK && row) {
        const unsigned char *hash = sqlite3_column_blob(st, 3);
        info->entries = sqlite3_column_int64(st, 0);
        info->last_at_ms = sqlite3_column_int64(st, 1);
        info->last_offset_min = sqlite3_column_int(st, 2);
        for (int i = 0; i < sqlite3_column_bytes(st, 3) && i < LX_HASH_LEN; i++)
            (void)snprintf(info->head + 2 * i, 3, "%02x", hash[i]);
    }
    sqlite3_reset(st);
    return rc;
}

static bool is_network(const char *path)
{
    static const unsigned long kinds[] = { 0x6969 /* NFS */, 0xFF534D42 /* CIFS */, 0xFE534D42 /* SMB2 */,
                                           0x517B /* SMB */, 0x65735546 /* FUSE */ };
    struct statfs st;
    if (statfs(path, &st) != 0)
        return false;
    for (size_t i = 0; i < sizeof kinds / sizeof kinds[0]; i++)
        if (((unsigned long)st.f_type & 0xFFFFFFFF) == kinds[i])
            return true;
    return false;
}

enum lx_rc lx_db_info(struct lx_store *s, struct lx_db_info *info, struct lx_err *err)
{
    struct lx_db *db = lx_db_of(s);
    struct lx_str name = LX_STR_EMPTY;
    struct stat st;
    *info = (struct lx_db_info){
        .path = lx_strdup(db->path), .origin = db->origin, .readonly = db->readonly, .schema = lx_migrations_n
    };
    enum lx_rc rc = lx_meta_get(db, "name", &name, err);
    (void)snprintf(info->name, sizeof info->name, "%s", lx_str_z(&name));
    lx_str_done(&name);
    if (rc == LX_OK)
        rc = read_head(db, info, err);
    for (int i = LX_NONE_TYPE + 1; i < LX_TYPES_N && rc == LX_OK; i++) {
        struct lx_counts counts = { 0 };
        rc = s->count(s, &(struct lx_query){ .type = (enum lx_type)i }, NULL, &counts, err);
        info->records[i] = counts.total;
        lx_counts_done(&counts);
    }
    if (db->path && stat(db->path, &st) == 0)
        info->bytes = st.st_size;
    if (db->path)
        info->network = is_network(db->path);
    if (db->path)
        find_last_copy(db, info);
    if (rc)
        lx_db_info_done(info);
    return rc;
}

void lx_db_info_done(struct lx_db_info *info)
{
    free(info->path);
    free(info->last_copy);
    *info = (struct lx_db_info){ 0 };
}

static void find_last_copy(struct lx_db *db, struct lx_db_info *info)
{
    struct lx_str path = LX_STR_EMPTY;
    time_t newest = 0;
    const char *slash = strrchr(db->path, '/');
    lx_str_addf(&path, "%.*s/backups", (int)(slash - db->path), db->path);
    DIR *dir = opendir(lx_str_z(&path));
    size_t folder_len = path.len;
    for (struct dirent *e; dir && (e = readdir(dir));) {
        struct stat st;
        if (e->d_name[0] == '.')
            continue;
        lx_str_cut(&path, folder_len);
        lx_str_addf(&path, "/%s", e->d_name);
        if (stat(lx_str_z(&path), &st) == 0 && st.st_mtime > newest) {
            newest = st.st_mtime;
            lx_set_text(&info->last_copy, lx_str_z(&path));
        }
    }
    if (dir)
        closedir(dir);
    lx_str_done(&path);
}

void lx_db_watch(struct lx_store *s, lx_watch_fn *watch, void *ctx)
{
    lx_db_of(s)->watch = watch;
    lx_db_of(s)->watch_ctx = ctx;
}
