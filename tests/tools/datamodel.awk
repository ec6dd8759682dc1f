# The tables of docs/data-model.md from core/enum.def and core/record.def.
# usage: awk -f tests/tools/datamodel.awk core/enum.def core/record.def
function quoted(s, n,    i) { # the n-th "..." of a line
    for (i = 1; i < 2 * n; i++)
        sub(/^[^"]*"/, "", s)
    sub(/".*/, "", s)
    return s
}
/^ENUM\(/ { set = $0; sub(/^ENUM\(/, "", set); sub(/\).*/, "", set) }
/^WORD\(/ {
    word = quoted($0, 1)
    words[set] = words[set] (words[set] == "" ? "" : ", ") (word == "" ? "(empty)" : "`" word "`") " " quoted($0, 3)
}
/^RECORD\(/ {
    split($0, a, /[(,)] */)
    printf "\n### `%s` %s · %s\n\n| field | kind | | English | 中文 |\n| --- | --- | --- | --- | --- |\n", a[3], quoted($0, 2), quoted($0, 1)
}
/^FIELD\(/ {
    split($0, a, /, */)
    kind = tolower(a[3])
    of = a[4]
    if (kind == "enum")
        kind = words[of] == "" ? of : "one of " of
    else if (kind == "ref")
        kind = of == "REC" ? "id of any record" : "id of " tolower(of)
    flags = tolower(a[5])
    gsub(/ *\| */, ", ", flags)
    sub(/^0$/, "", flags)
    printf "| `%s` | %s | %s | %s | %s |\n", a[2], kind, flags, quoted($0, 1), quoted($0, 2)
    if (a[3] == "ENUM" && !(of in used)) {
        used[of] = 1
        order[++n] = of
    }
}
END {
    print "\n### The closed word lists\n\n| set | words |\n| --- | --- |"
    for (i = 1; i <= n; i++)
        printf "| %s | %s |\n", order[i], words[order[i]]
}
