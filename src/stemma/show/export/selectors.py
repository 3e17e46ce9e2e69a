"""How Web Annotations point at characters: the selectors of the W3C Web Annotation Data Model, 4.2."""

from __future__ import annotations

from typing import Any

from stemma.model import Span

# Characters around a quotation by which it is found again: 32 as others write them, more while it stands there twice.
_AROUND = (32, 64, 128, 256)
# A longer quotation is told by its two ends.
LONGEST_QUOTE = 1_000
_END = 128

Json = dict[str, Any]


def selectors(text: str, span: Span) -> list[Json]:
    """Two ways to the same characters: by quoting them, and by where they stand.

    Positions count Unicode code points of `text`, as the model says they must; so does the length of what is quoted
    around the words, which grows from 32 to 256 to either side until they stand there once.
    """
    return [*_quotation(text, span), {"type": "TextPositionSelector", "start": span.start, "end": span.end}]


def _quotation(text: str, span: Span) -> list[Json]:
    if span.length <= LONGEST_QUOTE:
        return [_quote(text, span)]
    # A range ends before what its second selector selects, so text that ends with the words has none.
    if span.end == len(text):
        return []
    ends = (Span(span.start, span.start + _END), Span(span.end, min(span.end + _END, len(text))))
    start, end = (_quote(text, one) for one in ends)
    return [{"type": "RangeSelector", "startSelector": start, "endSelector": end}]


def _quote(text: str, span: Span) -> Json:
    before, after = _surroundings(text, span)
    found = {"type": "TextQuoteSelector", "exact": span.of(text)}
    return found | ({"prefix": before} if before else {}) | ({"suffix": after} if after else {})


def _surroundings(text: str, span: Span) -> tuple[str, str]:
    before = after = ""
    for length in _AROUND:
        first, last = max(0, span.start - length), min(len(text), span.end + length)
        before, after = text[first : span.start], text[span.end : last]
        if text.find(text[first:last]) == first and text.find(text[first:last], first + 1) < 0:
            break
    return before, after
