#!/usr/bin/env python3
"""Prints core/text/ambiguous.def: the ranges of class A of UAX 11 (East Asian ambiguous width).

usage: python3 tests/tools/width_table.py [EastAsianWidth.txt] >core/text/ambiguous.def
Needed only when Unicode changes; the table is committed.  Source: Debian package unicode-data.
"""
import re
import sys


def ambiguous_ranges(path):
    ranges = []
    for line in open(path, encoding="utf-8"):
        found = re.match(r"([0-9A-F]+)(?:\.\.([0-9A-F]+))?;A\b", line)
        if not found:
            continue
        first = int(found[1], 16)
        last = int(found[2] or found[1], 16)
        if ranges and ranges[-1][1] + 1 == first:
            ranges[-1][1] = last
        else:
            ranges.append([first, last])
    return ranges


def main():
    path = sys.argv[1] if len(sys.argv) > 1 else "/usr/share/unicode/EastAsianWidth.txt"
    print("/* Class A of UAX 11, made by tests/tools/width_table.py from EastAsianWidth.txt of Unicode 15.0. */")
    for first, last in ambiguous_ranges(path):
        print(f"A(0x{first:04X}, 0x{last:04X})")


main()
