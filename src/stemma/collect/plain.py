"""A plain text file to a report: the whole text is the snapshot."""

from __future__ import annotations

import re

from stemma.collect.collected import Collected
from stemma.collect.html import file_id
from stemma.collect.languages import detect
from stemma.model import InputError, Report, sha256_of

TITLE_SHORTER_THAN = 200
# "Home » Section » Headline" is the page's trail of breadcrumbs, copied along.
_BREADCRUMBS = re.compile(r"[^»›>|]{1,40}\s[»›>]\s")


def read_plain(text: str, original: bytes, name: str, captured: str | None) -> Collected:
    """The report in a plain text file. Its id is the file's name.

    The snapshot is the whole text, the byte order mark removed and line ends (CR LF, CR) written as LF: so the same
    text has the same offsets whichever system saved it; `original` keeps the bytes. The title is the first line that
    has words, breadcrumbs passed over, where it is shorter than 200 characters and a blank line follows; else None.
    Raises InputError where the text has no letter or digit.
    """
    snapshot = text.removeprefix("\ufeff").replace("\r\n", "\n").replace("\r", "\n")
    if not re.search(r"\w", snapshot):
        raise InputError(name, "has no text in it")
    report = Report(
        id=file_id(name),
        text=snapshot,
        sha256=sha256_of(original),
        title=_title(snapshot),
        captured=captured,
        language=detect(snapshot),
    )
    return Collected(report, original)


def _title(text: str) -> str | None:
    lines = text.lstrip("\n \t").split("\n", 8)
    while len(lines) > 2 and _BREADCRUMBS.match(lines[0]) and not lines[1].strip():
        lines = "\n".join(lines[2:]).lstrip("\n \t").split("\n", 8)
    followed = len(lines) > 2 and not lines[1].strip() and any(line.strip() for line in lines[2:])
    title = lines[0].strip()
    return title if followed and 0 < len(title) < TITLE_SHORTER_THAN and re.search(r"\w", title) else None
