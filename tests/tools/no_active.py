#!/usr/bin/env python3
"""Says what in a .docx or an HTML page is not well formed or could act by itself; exit code 1 where anything is.

usage: no_active.py FILE...

.docx: every part is read by an XML parser; no relation leads out of the file, no part is a macro or an object, fields name pages only.
HTML: only the tags and attributes that core/page/html.c writes, links only within the page.
"""
import html.parser
import re
import sys
import xml.etree.ElementTree as tree
import zipfile

TAGS = set("html head meta title style body section p h1 h2 h3 h4 h5 h6 pre table thead tbody tr th td hr br strong em code span a b footer".split())
ATTRIBUTES = set("lang charset class style id href colspan".split())
found = []


class Page(html.parser.HTMLParser):
    def handle_starttag(self, tag, attrs):
        if tag not in TAGS:
            found.append(f"<{tag}>")
        for name, value in attrs:
            if name not in ATTRIBUTES or (name == "href" and not (value or "").startswith("#")) or re.search(r"url|expression|@import", value or ""):
                found.append(f"<{tag} {name}={value!r:.60}>")


def docx(name):
    with zipfile.ZipFile(name) as z:
        for part in z.namelist():
            if not re.fullmatch(r"\[Content_Types\]\.xml|(_rels|docProps|word|word/_rels)/[A-Za-z0-9.]+", part):
                found.append(part)
            try:
                root = tree.fromstring(z.read(part))
            except tree.ParseError as e:
                found.append(f"{part}: {e}")
                continue
            for el in root.iter():
                kind = el.tag.split("}")[-1]
                if el.get("TargetMode") or kind in ("object", "pict", "control", "altChunk", "attachedTemplate", "script"):
                    found.append(f"{part}: {kind}")
                if kind == "instrText" and not re.fullmatch(r" PAGEREF _Toc\d+ \\h ", el.text or ""):
                    found.append(f"{part}: field {el.text!r}")


for name in sys.argv[1:]:
    if name.endswith(".docx"):
        docx(name)
    else:
        text = open(name, encoding="utf-8").read()
        Page().feed(text)
    if found:
        print(name, *found[:5], sep="\n")
        sys.exit(1)
