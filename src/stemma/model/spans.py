"""Where words stand: half-open ranges of Unicode code points in a snapshot."""

from __future__ import annotations

from collections.abc import Iterable
from typing import NamedTuple


class Span(NamedTuple):
    """The characters `start` to `end` (exclusive) of a report's text, counted in Unicode code points."""

    start: int
    end: int

    def of(self, text: str) -> str:
        """The words that the span marks in `text`."""
        return text[self.start : self.end]

    def overlaps(self, other: Span) -> bool:
        """Whether the two share at least one character."""
        return self.start < other.end and other.start < self.end

    def covers(self, other: Span) -> bool:
        """Whether `other` lies wholly within this span."""
        return self.start <= other.start and other.end <= self.end

    def shared(self, other: Span) -> int:
        """How many characters the two have in common."""
        return max(0, min(self.end, other.end) - max(self.start, other.start))

    @property
    def length(self) -> int:
        """Length in code points (`len` of the tuple itself is always 2)."""
        return self.end - self.start


def hull(spans: Iterable[Span]) -> Span:
    """The smallest span that covers all of `spans`; ValueError when there is none."""
    ordered = sorted(spans)
    if not ordered:
        raise ValueError("hull of no spans")
    return Span(ordered[0].start, max(span.end for span in ordered))


def trimmed(text: str, span: Span, strip: str = " \t\r\n\u00a0\u2009\u200b") -> Span:
    """`span` without the characters of `strip` at its ends; empty at its start when nothing else is in it."""
    start, end = span
    while start < end and text[start] in strip:
        start += 1
    while end > start and text[end - 1] in strip:
        end -= 1
    return Span(start, end)
