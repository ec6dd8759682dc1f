#!/bin/sh
# The Chinese catalogue is complete: every msgid of the sources is translated once, none is fuzzy, formats are equal.
# usage: tests/lint/catalogue.sh ROOT      Entries that nothing uses are shown as a place to look.
set -u
cd "$1" || exit 1
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
bad=0

# complain MSGID-LINE WHY: at the last place in the catalogues where this msgid stands
complain() {
    place=$(grep -nFx -- "$1" tui/po/*.zh_CN.po | tail -n 1 | cut -d: -f1,2)
    echo "lint: ${place:-tui/po:1}: catalogue: $2: ${1#msgid }"
}

find core db tui -name '*.[ch]' -o -name '*.def' 2>/dev/null | sort >"$work/sources"
xgettext -L C --from-code=UTF-8 -k -k_ -kN_ -kngettext:1,2 -klx_gettext -klx_ngettext:1,2 -o "$work/all.pot" \
    -f "$work/sources" 2>"$work/err" || { cat "$work/err"; exit 1; }
[ -e "$work/all.pot" ] || exit 0 # nothing to translate
sed -i 's/charset=CHARSET/charset=UTF-8/' "$work/all.pot"

# The catalogues are plain entries; base's header serves for all.  A conflict between two of them is one of ours.
header=tui/po/base.zh_CN.po
for po in tui/po/*.zh_CN.po; do
    if grep -q '^#, .*fuzzy' "$po"; then
        grep -n '^#, .*fuzzy' "$po" | sed "s|^\([0-9]*\):.*|lint: $po:\1: catalogue: a fuzzy entry|"
        bad=1
    fi
done
others=$(find tui/po -name '*.zh_CN.po' ! -path "$header" | sort)
# shellcheck disable=SC2086 # names without blanks
awk 'FNR == 1 { print "" } { print }' "$header" $others >"$work/cat.po"
msguniq -o "$work/uniq.po" "$work/cat.po" || exit 1
if grep -q '^"#-#-#-#-#' "$work/uniq.po"; then
    msgattrib --only-fuzzy --no-obsolete --no-wrap "$work/uniq.po" | grep '^msgid "..*"' | while IFS= read -r id; do
        complain "$id" "translated twice, differently"
    done
    bad=1
fi
msguniq --use-first -o "$work/zh.po" "$work/cat.po" || exit 1

msgmerge -q --no-fuzzy-matching --no-wrap -o "$work/merged.po" "$work/zh.po" "$work/all.pot" || exit 1
msgattrib --untranslated --no-obsolete --no-wrap "$work/merged.po" >"$work/missing.po"
awk '
    /^#: / { place = $2 }
    /^msgid / { id = substr($0, 7) }
    /^msgstr/ && id != "\"\"" { printf "lint: %s: catalogue: not translated: %s\n", place, id; bad = 1 }
    END { exit bad }' "$work/missing.po" || bad=1
# xgettext knows which msgids are formats; msgmerge calls a translation with other directives fuzzy, msgfmt says why.
msgattrib --clear-fuzzy --no-wrap -o "$work/clear.po" "$work/merged.po"
msgfmt --check-format --check-domain -o "$work/out.mo" "$work/clear.po" 2>"$work/err" || {
    sed -n "s|^$work/clear.po:\\([0-9]*\\): *|\\1 |p" "$work/err" | while read -r n why; do
        complain "$(sed -n "1,${n}p" "$work/clear.po" | grep '^msgid ' | tail -n 1)" "$why"
    done
    bad=1
}
msgattrib --only-obsolete --no-wrap "$work/merged.po" | sed -n 's/^#~ msgid \("..*"\)/look: tui\/po:1: catalogue: nothing uses \1/p'
exit $bad
