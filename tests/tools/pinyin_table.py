#!/usr/bin/env python3
"""Prints core/text/pinyin_table.c: readings and strokes of the ideographs U+3400 to U+9FFF.

usage: python3 tests/tools/pinyin_table.py >core/text/pinyin_table.c   (at the top of the tree)
Needed only when Unicode or core/text/pinyin.def changes; the table is committed.
Source: Unihan 15.0 of the Debian package unicode-data, properties kHanyuPinlu (how often a reading is used),
kTGHZ2013 (the standard dictionary), kMandarin, kTotalStrokes; and the phrases of core/text/pinyin.def.
"""
import bz2
import re
import unicodedata

FIRST, LAST = 0x3400, 0x9FFF
UNIHAN = "/usr/share/unicode/Unihan_%s.txt.bz2"


def properties(part, names):
    """{property: {code point: value}} of one Unihan file."""
    found = {name: {} for name in names}
    for line in bz2.open(UNIHAN % part, "rt", encoding="utf-8"):
        fields = line.rstrip("\n").split("\t")
        if len(fields) == 3 and fields[1] in found:
            found[fields[1]][int(fields[0][2:], 16)] = fields[2]
    return found


def plain(reading):
    """Without its tone, as it is typed: ü is v; None for the few that have no vowel."""
    letters = unicodedata.normalize("NFD", reading).replace("u\u0308", "v")
    letters = "".join(c for c in letters if not unicodedata.combining(c))
    return letters if re.fullmatch("[a-z]*[aeiouv][a-z]*", letters) else None


def readings(readings_of, cp):
    """All readings of a character, the most usual first."""
    spoken = re.sub(r"\(\d+\)", "", readings_of["kHanyuPinlu"].get(cp, "")).split()
    mandarin = readings_of["kMandarin"].get(cp, "").split()
    dictionary = [entry.split(":")[1] for entry in readings_of["kTGHZ2013"].get(cp, "").split()]
    ordered = [plain(r) for r in spoken + mandarin + dictionary]
    return list(dict.fromkeys(r for r in ordered if r))


def phrases():
    for line in open("core/text/pinyin.def", encoding="utf-8"):
        found = re.match(r'PHRASE\("(.+)", "(.+)"\)', line)
        if found:
            yield found[1], found[2].split()


def add_phrases(table):
    for text, spoken in phrases():
        assert len(text) == len(spoken), text
        for character, reading in zip(text, spoken):
            known = table.setdefault(ord(character), [])
            if len(text) == 1:
                table[ord(character)] = [reading] + [r for r in known if r != reading]
            elif reading not in known:
                known.append(reading)


def print_array(declaration, values, width):
    print(f"{declaration} = {{")
    per_line = 114 // (width + 2)
    for start in range(0, len(values), per_line):
        print("    " + " ".join(f"{v}," for v in values[start:start + per_line]))
    print("};")


def main():
    table = {}
    known = properties("Readings", ["kHanyuPinlu", "kMandarin", "kTGHZ2013"])
    for cp in range(FIRST, LAST + 1):
        table[cp] = readings(known, cp)
    add_phrases(table)
    strokes = properties("IRGSources", ["kTotalStrokes"])["kTotalStrokes"]

    syllables = sorted({r for spoken in table.values() for r in spoken})
    number = {s: i for i, s in enumerate(syllables)}
    sets, start_of = [0x8000], {(): 0}
    index = []
    for cp in range(FIRST, LAST + 1):
        spoken = tuple(table[cp])
        if spoken not in start_of:
            start_of[spoken] = len(sets)
            sets += [number[r] for r in spoken[:-1]] + [number[spoken[-1]] | 0x8000]
        index.append(start_of[spoken])

    print("/* Readings and strokes, made by tests/tools/pinyin_table.py from Unihan 15.0; change nothing by hand. */")
    print('#include "core/text/pinyin_table.h"\n')
    print_array("const char pinyin_syllables[][7]", [f'"{s}"' for s in syllables], 8)
    print()
    print_array("const uint16_t pinyin_sets[]", sets, 5)
    print()
    print_array("const uint16_t pinyin_set_of[PINYIN_LAST - PINYIN_FIRST + 1]", index, 4)
    print()
    counts = [int(strokes.get(cp, "0").split()[0]) for cp in range(FIRST, LAST + 1)]
    print_array("const unsigned char pinyin_strokes[PINYIN_LAST - PINYIN_FIRST + 1]", counts, 2)


main()
