"""What stands before a source at the head of a sentence and is none of it: a live page's time of day, "And", "But"."""

from __future__ import annotations

import functools
import re
from collections.abc import Iterable
from dataclasses import replace

from stemma.model import Span
from stemma.read.attributions import Attribution
from stemma.vocabulary.grammar import word_classes

# "19:38", "14.02 Uhr:", "20h15 –", "9:05 p.m."; of the first part a source may begin behind it.
_CLOCK = re.compile(
    r"(?P<hour>\d{1,2}[:.h])?\d{2}(?:\s?(?:Uhr|[ap]\.?m\.?|h|GMT|UTC|CES?T|MSK))?\s?[:–—-]?\s+(?=[^\W\d_])",
    re.IGNORECASE,
)
_HOUR = re.compile(r"(?<![\d:.])\d{1,2}[:.h]\Z")
_OPENS = re.compile(r"(?:\A|[\n.!?:…])[\s\"“„«]*\Z")
# Characters before a source that tell whether it opens its sentence, and of it those that are looked at.
_BACK, _AHEAD = 12, 40


def without_openings(text: str, found: Iterable[Attribution], language: str | None) -> tuple[Attribution, ...]:
    """The attributions, their sources without a time of day or a conjunction that opens the sentence."""
    opening = _joining(language)
    return tuple(
        one if one.source is None else replace(one, source=_without(text, one.source, opening)) for one in found
    )


def _without(text: str, source: Span, opening: re.Pattern[str] | None) -> Span:
    start = source.start
    before = text[max(0, start - _BACK) : start]
    ahead = text[start : min(source.end, start + _AHEAD)]
    clock = _CLOCK.match(ahead)
    if clock is not None:
        hour = _HOUR.search(before) if clock["hour"] is None else None
        if _OPENS.search(before[: hour.start()] if hour else before) and (hour or clock["hour"]):
            return Span(start + clock.end(), source.end)
    joined = opening.match(ahead) if opening is not None else None
    if joined is not None and _OPENS.search(before):
        return Span(start + joined.end(), source.end)
    return source


@functools.cache
def _joining(language: str | None) -> re.Pattern[str] | None:
    """A conjunction with a capital; of two letters or more, since one letter may be somebody's initial."""
    words = [word for word, classes in word_classes(language).items() if "coordinator" in classes and len(word) > 1]
    if not words:
        return None
    return re.compile(rf"(?:{'|'.join(re.escape(word.capitalize()) for word in sorted(words))})\s+(?=\w)")
