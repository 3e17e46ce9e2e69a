"""Datelines: where and when a report was filed ("LUND, May 3 (Agency) —"). Nobody says them, and they say nothing."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from stemma.model import Span, trimmed
from stemma.read.lexicon import lexicon
from stemma.vocabulary.grammar import Classes, word_classes

# "LUND —", "LUND, Norway, May 3 —", "Lund, Norway (Agency) -": capitals, or a place with its agency, then a dash.
_CAPITALS = r"(?P<place>[A-ZÀ-ÖØ-ÞŁŚŻŹĆ][A-ZÀ-ÖØ-ÞŁŚŻŹĆ.'’-]{1,40}(?: [A-ZÀ-ÖØ-ÞŁŚŻŹĆ][A-ZÀ-ÖØ-ÞŁŚŻŹĆ.'’-]{1,40}){0,3})"
# Only the first may begin right behind the capitals ("LUNDby"); if all might, a long word could be parted in many ways.
_PART = r"\(?[A-Z\d][\w.'’/-]{0,40}\)?"
_PARTS = rf"(?:,? ?{_PART}(?:(?:,? |,|(?=\()|(?<=\))){_PART}){{0,7}})?"
_AGENCY = r"[A-Z][\w.'’-]+(?: [A-Z][\w.'’-]+){0,2}(?:, [A-Z][\w.'’-]+(?: [A-Z][\w.'’-]+)?)? \([A-Z][\w. -]{1,25}\)"
_BEGINS = re.compile(rf"(?:{_CAPITALS}{_PARTS}|{_AGENCY}),? ?(?:[—–]|--?)\s+(?=\S)")
# "ЛУНД, 3 мая — ", "ЛУНД, 3 мая. /Агентство/. ": capitals and a day, with an agency behind them where it is known.
_CYRILLIC = re.compile(
    r"[А-ЯЁІЇЄҐ][А-ЯЁІЇЄҐ-]{2,}(?: [А-ЯЁІЇЄҐ-]{2,}){0,2}, \d{1,2} [а-яёіїєґ]{3,10}(?: \d{4})?(?:\.|,? ?[—–-])\s+(?=\S)"
)
_CYRILLIC_AGENCY = re.compile(r"/?(?P<name>[А-ЯЁІЇЄҐA-Z][\w ’'-]{1,30}?)/?\.\s+(?=\S)")
# A line of its own that gives only place and time is no longer than this.
_LONGEST_LINE = 100
_WORD = re.compile(r"[^\W_]+(?:['’.][^\W_]+)*")
_BESIDE_TIMES = frozenset(
    ("in", "the", "at", "of", "on", "o'clock", "time", "local", "am", "pm", "a.m", "p.m", "gmt", "half", "past", "godz")
)
_FEWEST_LETTERS = 3


def find_datelines(text: str, lines: Sequence[Span], language: str | None) -> tuple[Span, ...]:
    """The datelines of normalised `text`, in text order: the beginning of a paragraph in `lines`, or all of one."""
    return tuple(_datelines(text, lines, language))


def without_datelines(text: str, lines: Sequence[Span], datelines: Sequence[Span]) -> tuple[Span, ...]:
    """The `lines` without the datelines that open them."""
    ends = {dateline.start: dateline.end for dateline in datelines}
    left = (trimmed(text, Span(ends.get(line.start, line.start), line.end)) for line in lines)
    return tuple(line for line in left if line.length)


def _datelines(text: str, lines: Sequence[Span], language: str | None) -> Iterator[Span]:
    classes = word_classes(language)
    for number, line in enumerate(lines):
        found = _BEGINS.match(text, line.start, line.end)
        if found is not None and _is_place(found.group("place"), language):
            yield trimmed(text, Span(*found.span()))
        elif (cyrillic := _CYRILLIC.match(text, line.start, line.end)) is not None:
            yield trimmed(text, Span(cyrillic.start(), _after_agency(text, cyrillic.end(), line.end, language)))
        elif _is_whole(line.of(text), number == 0, classes):
            yield line


def _after_agency(text: str, start: int, end: int, language: str | None) -> int:
    """The end of the agency's name at `start`; `start` where none that is known stands there."""
    agency = _CYRILLIC_AGENCY.match(text, start, end)
    return agency.end() if agency is not None and agency.group("name") in lexicon(language).outlets.names else start


def _is_whole(line: str, first: bool, classes: Classes) -> bool:
    """Whether a line is all dateline. A text's first line with names and a day in it may be its headline."""
    if len(line) > _LONGEST_LINE or (first and not line.split(",")[0].isupper()):
        return False
    return _is_place_and_time(line, classes)


def _is_place(capitals: str | None, language: str | None) -> bool:
    """Whether the capitals may be a place and are no body or outlet: "NATO — the alliance — said"."""
    if capitals is None:
        return True
    known = lexicon(language)
    if capitals in known.titles.known or capitals in known.outlets.names or capitals in known.outlets.short:
        return False
    return sum(map(str.isalpha, capitals)) >= _FEWEST_LETTERS


def _is_place_and_time(line: str, classes: Classes) -> bool:
    """Whether the line gives a day in numbers and nothing but names beside it: "Lund, 3 May 1907, noon"."""
    words = [word.replace("’", "'") for word in _WORD.findall(line)]
    if not any(word.isdigit() for word in words) or line[-1:] in ".!?:":
        return False
    tags = [classes.get(word.lower(), frozenset()) for word in words]
    if not any("time" in tag for tag in tags):
        return False
    return all(
        word[:1].isdigit()
        or word[:1].isupper()
        or "time" in tag
        or ("determiner" in tag and "article" not in tag)
        or word.lower() in _BESIDE_TIMES
        for word, tag in zip(words, tags, strict=True)
    )
