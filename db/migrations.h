/* The numbered scripts of db/sql, made part of the program by db/sql/embed.awk.  Number n brings user_version to n. */
#ifndef LX_MIGRATIONS_H
#define LX_MIGRATIONS_H

struct lx_migration {
    const char *name;         /* "0001_first.sql" */
    const char *const *lines; /* ended by NULL */
};
extern const struct lx_migration lx_migrations[];
extern const int lx_migrations_n;

/* Every table and index that the scripts make; anything else in a file's schema is not ours. */
extern const char *const lx_schema_names[];
extern const int lx_schema_names_n;

#endif
