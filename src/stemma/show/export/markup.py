"""Words of reports inside Markdown (CommonMark 0.31), so that they stay words: no link, image, heading or HTML."""

from __future__ import annotations

import re

from stemma.model import Report
from stemma.show.characters import one_line
from stemma.show.export.identifiers import address

# What begins emphasis, code, links, images, HTML, strikethrough or a heading's end; and what dialects make links of
# without being asked: "@somebody", "www.", "http://".
_ACTING = re.compile(r"[\\`*_\[\]<>#~@]|&(?=#?\w{1,40};)|(?<=[wW]{3})\.|:(?=//)")
# What begins a list, a quotation, an underline or a number of a list at the start of a line.
_FIRST = re.compile(r"([-+=])|(\d{1,9})([.)])")


def plain(text: str) -> str:
    """`text` on one line, for any place in Markdown, such that a reader sees just these words."""
    line = _ACTING.sub(lambda found: "\\" + found.group(), one_line(text))
    start = _FIRST.match(line)
    if start is None:
        return line
    number, mark = start[2] or "", start[1] or start[3]
    return f"{number}\\{mark}{line[start.end() :]}"


def link(text: str, report: Report) -> str:
    """`text` linked to a report's web address; without a link where it has none."""
    found = address(report)
    # Addresses hold no angle brackets and no backslashes any more; an entity would be read as the sign that it names.
    target = re.sub(r"&(?=#?\w{1,40};)", r"\\&", found) if found else ""
    return f"[{plain(text)}](<{target}>)" if target else plain(text)
