# Prints the migrations as C: each script as an array of lines, and the names of all tables and indexes they make.
function quoted(s) {
    gsub(/\\/, "\\\\", s)
    gsub(/"/, "\\\"", s)
    return s
}
BEGIN { print "/* Made by db/sql/embed.awk. */\n#include \"db/migrations.h\"\n\n#include <stddef.h>" }
FNR == 1 {
    if (scripts++)
        print "    NULL\n};"
    name[scripts] = FILENAME
    sub(/.*\//, "", name[scripts])
    if (substr(name[scripts], 1, 4) + 0 != scripts) { # two of one number, or none
        print name[scripts] ": its number should be " scripts >"/dev/stderr"
        exit 1
    }
    printf "\nstatic const char *const script_%d[] = {\n", scripts
}
/^--/ { next }
{ printf "    \"%s\\n\",\n", quoted($0) }
/^CREATE / && match($0, /"[^"]+"/) { made[++objects] = substr($0, RSTART + 1, RLENGTH - 2) }
END {
    print "    NULL\n};\n\nconst struct lx_migration lx_migrations[] = {"
    for (i = 1; i <= scripts; i++)
        printf "    { \"%s\", script_%d },\n", name[i], i
    printf "};\nconst int lx_migrations_n = %d;\n\nconst char *const lx_schema_names[] = {\n", scripts
    for (i = 1; i <= objects; i++)
        printf "    \"%s\",\n", made[i]
    printf "};\nconst int lx_schema_names_n = %d;\n", objects
}
