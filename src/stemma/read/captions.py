"""Captions and crossheads between the paragraphs of a report: who is told of there is no party to the conversation."""

from __future__ import annotations

from collections.abc import Iterator

from stemma.model import Span

# A caption is no longer than this, in characters.
_LONGEST = 300
# Headline, standfirst and the first paragraph are no captions.
_FIRST = 3
_PARTED = "\n\n"
_ENDS = (".", "!", "?", ":", "…", ",", ";", '"', "”", "’", "'", ")", "»", "“")


def find_captions(text: str) -> Iterator[Span]:
    """The paragraphs, set off by empty lines, that do not end as a sentence though the one before them does."""
    start, number, closed = 0, 0, False
    while (end := text.find(_PARTED, start)) >= 0:
        words = text[start:end].strip() if end - start <= _LONGEST else "."
        if words:
            ends = words.endswith(_ENDS)
            if number >= _FIRST and closed and not ends and "\n" not in words:
                yield Span(start, end)
            number, closed = number + 1, ends
        start = end + len(_PARTED)
