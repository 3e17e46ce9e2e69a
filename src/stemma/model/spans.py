"""Where words stand: half-open ranges of Unicode code points in a snapshot."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
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


def merged(spans: Iterable[Span]) -> list[Span]:
    """The same characters as spans in text order that neither overlap nor touch."""
    apart: list[Span] = []
    for span in sorted(spans):
        if apart and span.start <= apart[-1].end:
            apart[-1] = Span(apart[-1].start, max(apart[-1].end, span.end))
        else:
            apart.append(span)
    return apart


class Cover:
    """The characters of many spans, to be asked about in any order; answered by bisection."""

    def __init__(self, spans: Iterable[Span]) -> None:
        apart = merged(spans)
        self._starts = [span.start for span in apart]
        self._ends = [span.end for span in apart]

    def __contains__(self, position: int) -> bool:
        """Whether the character at `position` is among them."""
        at = bisect_right(self._starts, position) - 1
        return at >= 0 and position < self._ends[at]

    def covers(self, span: Span) -> bool:
        """Whether all characters of `span`, which is not empty, are among them."""
        at = bisect_right(self._starts, span.start) - 1
        return at >= 0 and span.end <= self._ends[at]

    def overlaps(self, span: Span) -> bool:
        """Whether at least one character of `span` is among them."""
        at = bisect_left(self._starts, span.end) - 1
        return at >= 0 and span.start < self._ends[at]
