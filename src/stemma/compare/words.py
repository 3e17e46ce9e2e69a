"""The words of the case as numbers: what all comparing counts, weighs and aligns."""

from __future__ import annotations

import functools
import math
from array import array
from bisect import bisect_left, bisect_right
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from stemma.model import Report, Span
from stemma.text.glossary import glossary
from stemma.text.tokens import fold, occurrences, stem, stopwords
from stemma.vocabulary.frequent import frequent_words
from stemma.vocabulary.numerals import numerals

# A word that the language's list of frequent words does not hold is taken to be about this far down in it.
_UNLISTED_RANK = 6000
# With this many reports, how common a word is in the case counts as much as how common it is at large.
_REPORTS_TO_TRUST = 10
# Stop words matter for the order of words, hardly for what is said.
STOP_WEIGHT = 0.1


@dataclass(frozen=True, slots=True)
class Words:
    """One report's words in order, as parallel arrays.

    `starts` and `ends` are code points, `forms` and `stems` numbers from the case's Lexicon. A hyphenated word is
    taken apart.
    """

    starts: array[int]
    ends: array[int]
    forms: array[int]
    stems: array[int]

    def within(self, span: Span) -> tuple[int, int]:
        """First and last (exclusive) index of the words that lie wholly within `span`."""
        first = bisect_left(self.starts, span.start)
        return first, max(first, bisect_right(self.ends, span.end))

    def span(self, first: int, last: int) -> Span:
        """The characters from word `first` to before word `last` of a range that is not empty."""
        return Span(self.starts[first], self.ends[last - 1])


class Part(NamedTuple):
    """A word, or a part of a hyphenated one: where in the word it stands, and its form's and stem's numbers."""

    start: int
    end: int
    form: int
    stem: int


class Lexicon:
    """Numbers for word forms and stems, in order of first appearance, and how rare each stem is.

    `weights` go by a stem's number, from 0 (says nothing) to 1; they are set once all reports are in. `content` tells
    words from stop words, `numeric` holds the stems that are numbers, `prior` their weights at large.
    """

    def __init__(self) -> None:
        self.forms: dict[str, int] = {}
        self.stems: dict[str, int] = {}
        self.names: list[str] = []
        self.weights: list[float] = []
        self.content: list[bool] = []
        self.numeric: set[int] = set()
        self.prior: list[float] = []
        self._spelt: list[str] = []
        self._known: dict[tuple[str, str | None], list[Part]] = {}

    def parts(self, word: str, language: str | None) -> list[Part]:
        """The parts of a word as it stands in a text of this language, with their numbers."""
        key = (word, language)
        known = self._known.get(key)
        if known is None:
            known = self._known[key] = [
                Part(start, end, self._form(folded), self._stem(folded, language, len(word) > 1 and word.isupper()))
                for start, end, folded in _parts(word, fold(word))
            ]
        return known

    def _form(self, folded: str) -> int:
        number = self.forms.setdefault(folded, len(self.forms))
        if number == len(self._spelt):
            self._spelt.append(folded)
        return number

    def form(self, number: int) -> str:
        """The word form of this number, folded."""
        return self._spelt[number]

    def _stem(self, folded: str, language: str | None, capitals: bool) -> int:
        name, prior = _stem_and_prior(folded, language, capitals)
        number = self.stems.setdefault(name, len(self.stems))
        if number == len(self.names):
            self.names.append(name)
            self.prior.append(prior)
            self.content.append(prior > STOP_WEIGHT)
            if name[0].isdigit():
                self.numeric.add(number)
        return number

    def weigh(self, reports: Sequence[Words]) -> None:
        """Set the weights: how rare a stem is in the language at large and, the more reports there are, in the case.

        The inverse document frequency after K. Spärck Jones (1972), scaled to at most 1; with few reports it is
        noise, so a general rank list stands beside it.
        """
        counts = [0] * len(self.names)
        for words in reports:
            for number in set(words.stems):
                counts[number] += 1
        trust = len(reports) / (len(reports) + _REPORTS_TO_TRUST)
        scale = math.log(1 + len(reports))
        self.weights = [
            prior if not content else prior * (1 - trust + trust * math.log((1 + len(reports)) / (0.5 + count)) / scale)
            for prior, content, count in zip(self.prior, self.content, counts, strict=True)
        ]


def words_of(report: Report, language: str | None, lexicon: Lexicon) -> Words:
    """The words of a report, with new forms and stems entered into `lexicon`."""
    words = Words(array("i"), array("i"), array("i"), array("i"))
    for offset, word in occurrences(report.text):
        for start, end, form, number in lexicon.parts(word, language):
            words.starts.append(offset + start)
            words.ends.append(offset + end)
            words.forms.append(form)
            words.stems.append(number)
    return words


def _parts(word: str, folded: str) -> list[tuple[int, int, str]]:
    """Start, end and folded form of a hyphenated word's parts; of the whole word where folding moved its letters."""
    if "-" not in folded or len(word) != len(folded):
        return [(0, len(word), folded)]
    parts, start = [], 0
    for part in folded.split("-"):
        parts.append((start, start + len(part), part))
        start += len(part) + 1
    return parts


def _stem_and_prior(folded: str, language: str | None, capitals: bool) -> tuple[str, float]:
    """A word's stem, and its weight at large: a stop word's, or by rank, or 1 for a word that is not listed."""
    value = numerals(language).get(folded)
    if value is not None:
        return str(value), 0.6
    if folded[0].isdigit():
        return _plain_number(folded), 0.9
    if folded.endswith(".") or (capitals and folded in stopwords(language)):
        # "U.S." and "US" are one name, and neither is the pronoun.
        return folded.replace(".", "") + ".", 0.7
    if folded in stopwords(language) or folded.removesuffix("'s") in stopwords(language):
        return folded, STOP_WEIGHT
    known = glossary(language)
    english = known.gloss(folded) if known else None
    if english is not None:
        return _stem_and_prior(english.split()[0], "en", False)
    name = stem(folded, language)
    rank = _ranks(language).get(name, _UNLISTED_RANK)
    return name, math.log(1 + rank) / math.log(1 + _UNLISTED_RANK) if len(name) > 1 else STOP_WEIGHT


def _plain_number(folded: str) -> str:
    """A number without thousands separators, so that "1,500" and "1 500" are one."""
    whole = folded.replace("\u00a0", "").replace("\u202f", "")
    groups = whole.replace(".", ",").split(",")
    if len(groups) > 1 and all(len(group) == 3 for group in groups[1:]) and groups[0] != "0":
        return "".join(groups)
    return whole


@functools.cache
def _ranks(language: str | None) -> Mapping[str, int]:
    """Rank from 1 by stem, of the language's frequent words."""
    ranks: dict[str, int] = {}
    for rank, word in enumerate(frequent_words(language), 1):
        ranks.setdefault(stem(word, language), rank)
    return ranks
