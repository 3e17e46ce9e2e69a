"""Furniture: lines that are the page's own matter and say nothing about the event."""

from __future__ import annotations

import re
from collections.abc import Sequence

from stemma.model import Span
from stemma.vocabulary.furniture import furniture_lines

# A longer line than this is text, whatever it begins with.
_LONGEST = 240
_LEADING = re.compile(r"[\s\W]*")


def find_furniture(text: str, paragraphs: Sequence[Span]) -> tuple[Span, ...]:
    """The paragraphs of normalised `text` that vocabulary and shape show to be furniture."""
    return tuple(span for span in paragraphs if span.length <= _LONGEST and is_furniture(span.of(text)))


def is_furniture(line: str) -> bool:
    """Whether one line is furniture: it begins as such lines do, or is one as a whole."""
    known = furniture_lines()
    leading = _LEADING.match(line)
    start = leading.end() if leading else 0
    begins = known.beginning.match(line) or (start and known.beginning.match(line, start))
    return bool(begins) or known.whole.fullmatch(line) is not None
