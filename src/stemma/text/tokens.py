"""Words of a text: where they stand, and the forms under which they are compared."""

from __future__ import annotations

import functools
import re
import unicodedata
from bisect import bisect_left, bisect_right
from collections.abc import Callable, Iterator
from typing import NamedTuple

from stemma.model import Span
from stemma.vocabulary.irregular import irregular_forms
from stemma.vocabulary.stopwords import stopwords

__all__ = ["Token", "fold", "occurrences", "stem", "stopwords", "tokenise", "tokens_in"]

_BLANK_LINE = re.compile(r"\n\n")
# Scripts written without spaces between words: every character is a token of its own.
_UNSPACED = "\u3040-\u30ff\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff"
# Letters and digits, each with the marks that are written over it.
_LETTERS = rf"[^\W_{_UNSPACED}]++(?:[\u0300-\u036f]++[^\W_{_UNSPACED}]*+)*+"
_WORD = re.compile(
    # Most words are of this kind; that they are not of the others is seen at once.
    r"[A-Za-z]++(?=[ ,\n])"
    rf"|[{_UNSPACED}]"
    r"|(?:[^\W\d_]\.){2,}"
    r"|\d++(?:[.,:]\d++|[\u00a0\u202f]\d{3}(?!\d))++"
    rf"|{_LETTERS}(?:['’ʼ‐‑-]{_LETTERS})*"
)
_PLAIN_MARKS = str.maketrans({"’": "'", "ʼ": "'", "‐": "-", "‑": "-", "\u00ad": None, "\u200b": None})
# Letters that Unicode does not take apart into a letter and a mark.
_STROKES = str.maketrans({"ł": "l", "ø": "o", "đ": "d", "ħ": "h", "ı": "i", "æ": "ae", "œ": "oe", "ß": "ss"})
# й and ї are letters of their own, not и and і with a mark: without them Cyrillic endings can't be told.
_WHOLE_LETTERS = frozenset("йїў")
_STEMMERS = {
    "ar": "arabic",
    "ca": "catalan",
    "cs": "czech",
    "da": "danish",
    "de": "german",
    "en": "english",
    "es": "spanish",
    "fi": "finnish",
    "fr": "french",
    "hu": "hungarian",
    "it": "italian",
    "lt": "lithuanian",
    "nl": "dutch",
    "no": "norwegian",
    "nb": "norwegian",
    "pl": "polish",
    "pt": "portuguese",
    "ro": "romanian",
    "ru": "russian",
    "sr": "serbian",
    "sv": "swedish",
    "tr": "turkish",
}
# Nothing in a dictionary is longer; what is longer is a broken line, and stemmers are slow on it.
_LONGEST_STEMMED = 40
# A text of fewer characters, a name on its own, is cut each time: kept, it would push out the text it is from.
_SHORT = 200


class Token(NamedTuple):
    """One word or number: where it stands, as it stands, and folded for comparing."""

    span: Span
    text: str
    folded: str


# What Token(…) and Span(…) do, without a call in Python for each of a text's words.
_AS_SPAN = functools.partial(tuple.__new__, Span)
_AS_TOKEN = functools.partial(tuple.__new__, Token)


def tokenise(text: str, span: Span | None = None) -> list[Token]:
    """The words and numbers of `text`, or of the part of it that `span` marks, in order.

    A word keeps its inner apostrophes and hyphens ("didn't", "pro-war"), a number its inner separators ("1,500",
    "9:30"), an abbreviation its dots ("U.S."). Spans count from the start of `text` in either case.
    """
    start, end = span if span is not None else (0, len(text))
    matches = list(_WORD.finditer(text, start, end))
    words = [match.group() for match in matches]
    spans = map(_AS_SPAN, [match.span() for match in matches])
    return list(map(_AS_TOKEN, zip(spans, words, map(fold, words), strict=True)))


def tokens_in(text: str, span: Span) -> list[Token]:
    """What `tokenise` gives, for a reader that asks for many parts of one text: the text is cut into words once."""
    if len(text) <= _SHORT:
        return tokenise(text, span)
    starts, words = _cut(text).around(span)
    first, last = bisect_left(starts, span.start), bisect_left(starts, span.end)
    # A word that the span cuts through is another word there.
    if (first and words[first - 1].span.end > span.start) or (last and words[last - 1].span.end > span.end):
        return tokenise(text, span)
    return words[first:last]


class _Cut:
    """The words of a text, cut when asked for: a stretch between blank lines at a time, over which no word reaches."""

    def __init__(self, text: str) -> None:
        self._text = text
        self._starts = [0, *(match.end() for match in _BLANK_LINE.finditer(text))]
        self._words: dict[int, tuple[list[int], list[Token]]] = {}

    def around(self, span: Span) -> tuple[list[int], list[Token]]:
        """Where the words of the stretches begin that hold the whole of `span`, and the words."""
        first = bisect_right(self._starts, span.start) - 1
        end = bisect_left(self._starts, span.end, first + 1)
        if end == first + 1:
            return self._stretch(first)
        words = [word for number in range(first, end) for word in self._stretch(number)[1]]
        return [word.span.start for word in words], words

    def _stretch(self, number: int) -> tuple[list[int], list[Token]]:
        found = self._words.get(number)
        if found is None:
            end = self._starts[number + 1] if number + 1 < len(self._starts) else len(self._text)
            words = tokenise(self._text, Span(self._starts[number], end))
            found = self._words[number] = [word.span.start for word in words], words
        return found


@functools.lru_cache(maxsize=2)
def _cut(text: str) -> _Cut:
    """The words of a whole text; a report's and its normalised form's are kept."""
    return _Cut(text)


def occurrences(text: str) -> Iterator[tuple[int, str]]:
    """Where each word or number of `text` starts, and the word as it stands: `tokenise` for those who count many."""
    return ((match.start(), match.group()) for match in _WORD.finditer(text))


@functools.lru_cache(maxsize=1 << 17)
def fold(word: str) -> str:
    """`word` in compatibility form, lower case, without diacritics: "Łódź" is "lodz", "ﬁre" is "fire"."""
    if word.isascii():
        return word.lower()
    plain = unicodedata.normalize("NFKC", word).lower().translate(_PLAIN_MARKS)
    if plain.isascii():
        return plain
    return "".join(map(_bare_letter, unicodedata.normalize("NFC", plain))).translate(_STROKES)


def _bare_letter(letter: str) -> str:
    if letter in _WHOLE_LETTERS:
        return letter
    return "".join(part for part in unicodedata.normalize("NFD", letter) if not unicodedata.combining(part))


@functools.lru_cache(maxsize=1 << 17)
def stem(folded: str, language: str | None) -> str:
    """The stem of a folded word by the Snowball algorithm of the language; the word itself where there is none.

    Irregular forms are led back to their word first: "took" and "taking" share a stem.
    """
    folded = irregular_forms(language).get(folded.removesuffix("'s"), folded)
    stemmer = _stemmer(language)
    if stemmer is None or len(folded) > _LONGEST_STEMMED:
        return folded
    return stemmer(folded)


@functools.cache
def _stemmer(language: str | None) -> Callable[[str], str] | None:
    """The language's stemmer, or None where Snowball has none."""
    # Here, because it loads the stemmers of all its languages, and what shows a case stems no word.
    import snowballstemmer

    algorithm = _STEMMERS.get(language or "")
    if algorithm is None or algorithm not in snowballstemmer.algorithms():
        return None
    word_stem: Callable[[str], str] = snowballstemmer.stemmer(algorithm).stemWord
    return word_stem
