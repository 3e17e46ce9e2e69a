"""Lines that name an outlet as the author: "By Jane Doe, Associated Press", "AFP/Reuters", "Lund (Agency) —"."""

from __future__ import annotations

import re
from collections.abc import Iterator

from stemma.model import Span
from stemma.read.lexicon import Lexicon
from stemma.read.relays import OutletAt, find_outlets
from stemma.text.tokens import tokenise
from stemma.vocabulary.credits import CreditWords

# So many lines from the top and from the bottom may be bylines, and so long is the longest of them.
_EDGE = 4
_LONGEST = 120
_LINE = re.compile(r"[^\n]*\S[^\n]*")
_JOINED = re.compile(r"[\s,;/&|.+©\d()—–-]*(?:\b(?:and|und|et|y|i|и|та)\b)?[\s,;/&|.+()—–-]*")


def bylines(text: str, known: Lexicon, credit: CreditWords) -> Iterator[tuple[OutletAt, Span]]:
    """The outlets that are named as authors at the top or bottom of a text, each with its line."""
    for line in _edges(text):
        words = tokenise(text, line)
        named = find_outlets(text, words, known) if words else []
        by = bool(words) and words[0].text.lower() in credit.bylines
        if named and ((by and len(words) > 1) or _only_names(text, line, named)):
            for at in named:
                if at.outlet is None or at.outlet.kind != "platforms":
                    yield at, line


def _edges(text: str) -> list[Span]:
    """The short lines among the first and last of a text, in text order."""
    lines = [Span(*match.span()) for match in _LINE.finditer(text)]
    edges = lines if len(lines) <= 2 * _EDGE else lines[:_EDGE] + lines[-_EDGE:]
    return [line for line in edges if line.length <= _LONGEST]


def _only_names(text: str, line: Span, named: list[OutletAt]) -> bool:
    """Whether the line holds nothing but outlets' names."""
    start = line.start
    for span in [*(at.span for at in named), Span(line.end, line.end)]:
        if not _JOINED.fullmatch(text, start, span.start):
            return False
        start = span.end
    return True
