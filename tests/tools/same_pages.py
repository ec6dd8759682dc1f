#!/usr/bin/env python3
"""Where two PDFs of one paper end their pages, in lines of the first.

usage: same_pages.py [-v] OURS.pdf THEIRS.pdf

Both are read as `pdftotext -bbox` sees them, words put together to lines by their place on the paper; what stands below the text
(page numbers) is left out, and so are blanks and the marks that rules are drawn with.  For each page the character at which it ends
there is looked up in the lines of the first: prints "pages 2 2, lines 0, breaks 3 of 40": so many pages each, how many lines
the page that is farthest off ends away, and how many lines end elsewhere; then how far the last line of the last page (of the 版记) stands
from its place, in millimetres, and which page's foot says something else or says it on the other side.  -v shows more.  Exit code 1:
the texts differ.
"""
import difflib
import re
import subprocess
import sys

FOOT_MM = 262.6  # below the 22nd line; of a lying page 184.6


def lines_of(pdf):
    html = subprocess.run(["pdftotext", "-bbox", pdf, "-"], capture_output=True, check=True).stdout.decode()
    pages, lowest, feet = [], 0, []
    for part in html.split("<page ")[1:]:
        width, height = (float(v) for v in re.match(r'width="([\d.]+)" height="([\d.]+)"', part).groups())
        foot = FOOT_MM if height > width else 184.6
        words, below = [], []
        for x0, y0, x1, y1, text in re.findall(r'<word xMin="([\d.-]+)" yMin="([\d.-]+)" xMax="([\d.-]+)" yMax="([\d.-]+)">(.*?)</word>', part):
            middle = (float(y0) + float(y1)) / 2
            text = re.sub(r"&(lt|gt|amp|quot|#39);", lambda m: {"lt": "<", "gt": ">", "amp": "&", "quot": '"', "#39": "'"}[m[1]], text)
            text = re.sub(r"[\s\u3000\u00a0]", "", text)
            if text and middle / 72 * 25.4 < foot:
                words.append((middle, float(x0), text))
            elif text:
                below.append((float(x0), text))
        words.sort()
        lines = []
        for middle, x, text in words:
            if lines and abs(lines[-1][0] - middle) < 7:
                lines[-1][1].append((x, text))
            else:
                lines.append((middle, [(x, text)]))
        lowest = words[-1][0] / 72 * 25.4 if words else lowest
        below.sort()
        feet.append(("".join(text for _, text in below), below[0][0] / 72 * 25.4 if below else 0))
        pages.append(["".join(t for _, t in sorted(line)) for _, line in lines])
    return pages, lowest, feet


def main():
    verbose = sys.argv[1] == "-v"
    (ours, our_lowest, our_feet), (theirs, their_lowest, their_feet) = (lines_of(pdf) for pdf in sys.argv[-2:])
    a, b = ("".join("".join(page) for page in pages) for pages in (ours, theirs))
    # where each character of theirs stands in ours
    where = {}
    for i, j, n in difflib.SequenceMatcher(None, a, b, autojunk=False).get_matching_blocks() if a != b else [(0, 0, len(a))]:
        for k in range(n):
            where[j + k] = i + k
    line_of, line_n, page_first, ends = [], 0, [], set()
    for page in ours:
        page_first.append(line_n)
        for line in page:
            line_of += [line_n] * len(line)
            ends.add(len(line_of))
            line_n += 1
    at = 0
    worst = 0
    other = 0
    total = 0
    for n, page in enumerate(theirs):
        if n and n < len(ours) and page:
            i = where.get(at)
            if i is None:
                i = next((where[k] for k in range(at, len(b)) if k in where), 0)
            off = line_of[i] - page_first[n] if i < len(line_of) else 0
            if verbose and off:
                print(f"page {n + 1} begins {off:+d} lines: theirs {page[0][:20]} ours {ours[n][0][:20] if ours[n] else ''}")
            worst = max(worst, abs(off))
        for line in page:
            at += len(line)
            total += 1
            if at < len(b) and where.get(at) not in ends:
                other += 1
                if verbose:
                    print(f"page {n + 1}: {line}")
    feet = [n + 1 for n, (x, y) in enumerate(zip(our_feet, their_feet)) if x[0] != y[0] or abs(x[1] - y[1]) > 8]
    print(f"pages {len(ours)} {len(theirs)}, lines {worst}, breaks {other} of {total}, last line {abs(our_lowest - their_lowest):.1f} mm"
          + (f", foot of page {feet[0]}" if feet else "") + ("" if a == b else ", texts differ"))
    if verbose and feet:
        print(our_feet[feet[0] - 1], their_feet[feet[0] - 1])
    if verbose and a != b:
        for op, i1, i2, j1, j2 in difflib.SequenceMatcher(None, a, b, autojunk=False).get_opcodes():
            if op != "equal":
                print(f"{op}: {a[i1:i2][:60]!r} {b[j1:j2][:60]!r}")
    return a != b


sys.exit(main())
