"""The words of a sentence, as names of places are looked for in them."""

from __future__ import annotations

import functools
import re
from typing import NamedTuple

from stemma.model import Span
from stemma.vocabulary.gazetteer.keys import place_key

# A possessive 's stays outside the word.
_WORD = re.compile(r"[^\W\d_]+(?:['’ʼ‘](?!s\b)[^\W\d_]+)*")

# What stands between the names of a list.
_JOINT = re.compile(r"\s*(?:,|;|/|&|,?\s*(?:and|or|und|oder|et|ou|y|e|o|i|oraz|lub|и|или|та|і|й|або))\s*(?:the\s+)?")
_LONGEST_JOINT = 16


class Word(NamedTuple):
    """One word of a sentence and where it stands. `capitalised` says that it begins with a capital.

    `glue` is what stands between it and the word before, None for the first.
    """

    start: int
    end: int
    text: str
    key: str
    glue: str | None
    capitalised: bool


# What Word(…) does, without a call in Python for each word of a text.
_AS_WORD = functools.partial(tuple.__new__, Word)


class Line(NamedTuple):
    """A sentence: its number, its words, whether it is a headline, and the words that the report writes small
    somewhere."""

    number: int
    words: list[Word]
    headline: bool
    small: frozenset[str]


def words_of(text: str, sentence: Span) -> list[Word]:
    """The words of a sentence, in order."""
    words: list[Word] = []
    before = -1
    for match in _WORD.finditer(text, sentence.start, sentence.end):
        word = match.group()
        start, end = match.span()
        glue = text[before:start] if before >= 0 else None
        words.append(_AS_WORD((start, end, word, place_key(word), glue, word[0].isupper())))
        before = end
    return words


def is_headline(line: list[Word]) -> bool:
    """Whether most words are capitalised: capitals then tell nothing about names."""
    return len(line) >= 4 and sum([word.capitalised for word in line]) >= 0.6 * len(line)


def is_list(text: str, end: int, start: int) -> bool:
    """Whether between the end of a name and the start of the next there is only what joins the parts of a list."""
    return start - end <= _LONGEST_JOINT and _JOINT.fullmatch(text, end, max(end, start)) is not None
