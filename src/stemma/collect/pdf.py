"""PDF: its text layer, with page numbers as anchors. Pictures of pages are said to be such, not recognised."""

from __future__ import annotations

import io
import logging
import re
from collections import Counter
from collections.abc import Sequence

from stemma.collect.collected import Collected
from stemma.collect.dates import iso_date
from stemma.collect.html import file_id
from stemma.collect.languages import detect
from stemma.model import Anchor, InputError, Report, Span, sha256_of

_MOST_PAGES = 3000
_HYPHEN = re.compile(r"[^\W\d_][-\u2010\u00ad]\Z")
_ENDS = re.compile(r"[.!?…:。！？؟][\"'”’»“)\]]*\Z")
_FORBIDDEN = re.compile(r"[\x00-\x08\x0b-\x1f\x7f\ufffe\uffff\ud800-\udfff]")
_DIGITS = re.compile(r"\d+")
# By how much shorter than the page's long lines a line is that ends a paragraph: at the end of a sentence, or anywhere.
_SHORT, _VERY_SHORT = 0.8, 0.6
# Pages from which a line at their edge that is on most of them is taken for a running head.
_RUNNING_FROM = 3

# What it would print about every slip in a file is told to the user in one line, or does not matter.
logging.getLogger("pypdf").addHandler(logging.NullHandler())
logging.getLogger("pypdf").propagate = False


def read_pdf(data: bytes, name: str, captured: str | None) -> Collected:
    """The report in a PDF. Its id is the file's name.

    Lines are joined to paragraphs, words parted at a line's end made whole, running heads and page numbers left out.
    Each page's words have its number as an anchor. When it was last changed is `updated`: a PDF does not say when it
    was published. Raises InputError where it can't be read or has no text in it.
    """
    pages, facts = _pages(data, name)
    empty = [number for number, text in enumerate(pages, 1) if not re.search(r"\w", text)]
    if len(empty) == len(pages):
        raise InputError(
            name, "is a PDF of pictures without any text (a scan); run text recognition (OCR) over it first"
        )
    text, anchors = _joined([_paragraphs(lines) for lines in _without_running_heads(pages)])
    if not re.search(r"\w", text):
        raise InputError(name, "is a PDF without any text")
    title = facts.get("/Title")
    report = Report(
        id=file_id(name),
        text=text,
        sha256=sha256_of(data),
        title=title if title and title.casefold() in text[:1000].casefold().replace("\n\n", " ") else None,
        captured=captured,
        language=detect(text),
        byline=facts.get("/Author"),
        updated=_date(facts.get("/ModDate") or facts.get("/CreationDate")),
        anchors=anchors,
    )
    told = ", ".join(map(str, empty[:10])) + (" and others" if len(empty) > 10 else "")
    return Collected(report, data, (f"{name}: page(s) {told} hold no text, perhaps pictures of it",) if empty else ())


def _pages(data: bytes, name: str) -> tuple[list[str], dict[str, str]]:
    # Here, because it takes a while to load and few inputs are PDFs.
    from pypdf import PdfReader

    try:
        reader = PdfReader(io.BytesIO(data), strict=False)
        if reader.is_encrypted and not reader.decrypt(""):
            raise InputError(name, "is a PDF that asks for a password")
        if len(reader.pages) > _MOST_PAGES:
            raise InputError(name, f"is a PDF of over {_MOST_PAGES:,} pages; split it")
        pages = [_FORBIDDEN.sub("", page.extract_text()) for page in reader.pages]
        facts = {str(key): _one_line(value) for key, value in (reader.metadata or {}).items()}
    except InputError:
        raise
    except Exception as error:  # pypdf raises whatever a broken object leads its code to
        raise InputError(name, f"is a PDF that can't be read ({type(error).__name__}: {str(error)[:100]})") from None
    return pages, {key: value for key, value in facts.items() if value}


def _one_line(value: object) -> str:
    text = value if isinstance(value, str) else ""
    return " ".join(_FORBIDDEN.sub("", text).split())[:300]


def _without_running_heads(pages: Sequence[str]) -> list[list[str]]:
    """The pages' lines without those at their edges that most pages have, but for numbers, in the same place."""
    lines = [[" ".join(line.split()) for line in text.splitlines()] for text in pages]
    edges = Counter(edge for page in lines for edge in _edges(page))
    running = {edge for edge, count in edges.items() if len(pages) >= _RUNNING_FROM and 2 * count > len(pages)}
    kept = []
    for page in lines:
        words = [line for line in page if line]
        if words and ("first", _DIGITS.sub("#", words[0])) in running:
            page = page[page.index(words[0]) + 1 :]
        if len(words) > 1 and ("last", _DIGITS.sub("#", words[-1])) in running:
            page = page[: len(page) - 1 - page[::-1].index(words[-1])]
        kept.append(page)
    return kept


def _edges(page: Sequence[str]) -> list[tuple[str, str]]:
    words = [line for line in page if line]
    return (
        [(place, _DIGITS.sub("#", line)) for place, line in (("first", words[0]), ("last", words[-1]))] if words else []
    )


def _paragraphs(lines: Sequence[str]) -> list[str]:
    """The paragraphs of a page: a blank line ends one, and a short line that is a headline or ends a sentence."""
    lengths = sorted(len(line) for line in lines if line)
    long = lengths[len(lengths) * 9 // 10] if lengths else 0
    paragraphs: list[list[str]] = [[]]
    before = ""
    for line in lines:
        headline = len(before) < _VERY_SHORT * long and not line[:1].islower() and not _HYPHEN.search(before)
        if not line or (headline and before):
            paragraphs.append([])
        before = line
        if not line:
            continue
        if paragraphs[-1] and _HYPHEN.search(paragraphs[-1][-1]) and line[:1].islower():
            paragraphs[-1][-1] = paragraphs[-1][-1][:-1] + line
        else:
            paragraphs[-1].append(line)
        if _ENDS.search(line) and len(line) < _SHORT * long:
            paragraphs.append([])
    return [" ".join(paragraph) for paragraph in paragraphs if paragraph]


def _joined(pages: Sequence[Sequence[str]]) -> tuple[str, tuple[Anchor, ...]]:
    """All pages' paragraphs and where each page's words are; a sentence that goes on over the page stays whole."""
    parts: list[str] = []
    anchors: list[Anchor] = []
    length = 0
    for number, paragraphs in enumerate(pages, 1):
        begun = None
        for index, paragraph in enumerate(paragraphs):
            goes_on = index == 0 and parts and not _ENDS.search(parts[-1]) and paragraph[:1].islower()
            gap = "" if not parts else " " if goes_on else "\n\n"
            parts += (gap, paragraph)
            begun = length + len(gap) if begun is None else begun
            length += len(gap) + len(paragraph)
        if begun is not None:
            anchors.append(Anchor(Span(begun, length), "page", str(number)))
    return "".join(parts), tuple(anchors)


def _date(stated: str | None) -> str | None:
    """ "D:20310505120000+02'00'" as ISO 8601."""
    found = re.match(r"D:(\d{4})(\d\d)(\d\d)(\d\d)(\d\d)(\d\d)?(Z|[+-]\d\d)?'?(\d\d)?", stated or "")
    if found is None:
        return None
    year, month, day, hour, minute, second, zone, minutes = found.groups()
    offset = "" if zone is None else "Z" if zone == "Z" else f"{zone}:{minutes or '00'}"
    return iso_date(f"{year}-{month}-{day}T{hour}:{minute}:{second or '00'}{offset}")
