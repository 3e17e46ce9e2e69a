"""The words of a language's figures, folded and made ready to be looked up along a sentence."""

from __future__ import annotations

import functools
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Generic, TypeVar

from stemma.text.tokens import fold
from stemma.vocabulary.bounds import bounds
from stemma.vocabulary.files import languages
from stemma.vocabulary.numerals import numerals
from stemma.vocabulary.quantities import Interval, QuantityWords, quantity_words
from stemma.vocabulary.times import time_words

T = TypeVar("T")

# A word that stands for all that begin so has at least these letters; longer words are looked up by so many.
_SHORTEST, _LONGEST = 2, 24


class Phrases(Generic[T]):
    """Phrases of folded words, each with what it means; the longest that fits is found."""

    def __init__(self, meanings: Iterable[tuple[str, T]]) -> None:
        self._exact: dict[tuple[str, ...], T] = {}
        self._begin: dict[str, T] = {}
        for phrase, meaning in meanings:
            words = tuple(fold(word) for word in phrase.rstrip("*").split())
            if phrase.endswith("*"):
                self._begin.setdefault(words[0], meaning)
            elif words:
                self._exact.setdefault(words, meaning)
        longest: dict[str, int] = {}
        last: dict[str, int] = {}
        for words in self._exact:
            longest[words[0]] = max(longest.get(words[0], 0), len(words))
            last[words[-1]] = max(last.get(words[-1], 0), len(words))
        self._first, self._last = longest, last

    def at(self, words: Sequence[str], place: int) -> tuple[int, T] | None:
        """How many words from `place` on are a phrase, and what it means; None where there is none."""
        if place >= len(words):
            return None
        word = words[place]
        for length in range(min(self._first.get(word, 0), len(words) - place), 0, -1):
            found = self._exact.get(tuple(words[place : place + length]))
            if found is not None:
                return length, found
        if self._begin:
            for end in range(min(len(word), _LONGEST), _SHORTEST - 1, -1):
                found = self._begin.get(word[:end])
                if found is not None:
                    return 1, found
        return None

    def before(self, words: Sequence[str], place: int) -> int:
        """How many words right before `place` are a phrase, the longest counting; 0 where none is."""
        if place <= 0:
            return 0
        for length in range(min(self._last.get(words[place - 1], 0), place), 0, -1):
            if tuple(words[place - length : place]) in self._exact:
                return length
        return 0


@dataclass(frozen=True)
class FigureWords:
    """What `QuantityWords` says of a language, with its bounds and numerals, ready for looking up.

    `calendar` are months and units of time.
    """

    language: str | None
    spaced: bool
    numbers: Mapping[str, float]
    phrases: Phrases[float]
    vague: Phrases[Interval]
    ranges: tuple[tuple[str, str], ...]
    units: Phrases[str]
    frames: Phrases[str]
    things: Phrases[str]
    least: Phrases[bool]
    most: Phrases[bool]
    about: Phrases[bool]
    after_least: Phrases[bool]
    labels: Phrases[bool]
    one: Phrases[bool]
    nobody: Phrases[bool]
    none: Phrases[bool]
    of_them: Phrases[bool]
    including: Phrases[bool]
    updates: Phrases[bool]
    hosts: Phrases[bool]
    counters: Phrases[bool]
    counting: Phrases[bool]
    existing: Phrases[bool]
    multiples: Phrases[float]
    leading: frozenset[str]
    tallies: frozenset[str]
    both: frozenset[str]
    everyone: frozenset[str]
    negations: frozenset[str]
    joiners: frozenset[str]
    streets: frozenset[str]
    not_after: frozenset[str]
    degrees: frozenset[str]
    linkers: frozenset[str]
    conjunctions: frozenset[str]
    dozens: frozenset[str]
    auxiliaries: frozenset[str]
    prepositions: frozenset[str]
    calendar: frozenset[str]
    adjectives: tuple[str, ...]
    plurals: tuple[str, ...]


@functools.cache
def figure_words(language: str | None) -> FigureWords:
    """The words of `language`, of English where its vocabulary has no file. Raises VocabularyError."""
    language = language if language in languages("quantities") else "en"
    words = quantity_words(language)
    around, times = bounds(language), time_words(language)
    single, phrases = _numbers(language, words)
    return FigureWords(
        language=language,
        spaced=words.spaced,
        numbers=single,
        phrases=Phrases(phrases.items()),
        vague=Phrases(words.vague.items()),
        ranges=tuple((fold(before), fold(within)) for before, within in words.ranges),
        units=Phrases([*_named(words.units), *((word, "%") for word in words.percent)]),
        frames=Phrases(_named(words.frames)),
        things=Phrases(_named(words.things)),
        least=_listed([*words.least, *map(" ".join, sorted(around.least))]),
        most=_listed([*words.most, *map(" ".join, sorted(around.most))]),
        about=_listed([*words.about, *map(" ".join, sorted(around.about))]),
        after_least=_listed(words.after_least),
        labels=_listed(words.labels),
        one=_listed(words.one),
        nobody=_listed(words.nobody),
        none=_listed(words.no),
        of_them=_listed(words.of_them),
        including=_listed(words.including),
        updates=_listed(words.updates),
        hosts=_listed(words.hosts),
        counters=_listed(words.counters),
        counting=_listed(words.counting),
        existing=_listed(words.existing),
        multiples=Phrases(words.multiples.items()),
        leading=_folded(words.leading),
        tallies=_folded(words.tallies),
        both=_folded(words.both),
        everyone=_folded(words.everyone),
        negations=_folded(words.not_),
        joiners=_folded(words.joiners),
        streets=_folded(words.streets),
        not_after=_folded(words.not_after),
        degrees=_folded(words.degrees),
        linkers=_folded(words.linkers),
        conjunctions=_folded(words.conjunctions),
        dozens=_folded(words.dozens),
        auxiliaries=_folded(words.auxiliaries),
        prepositions=_folded(words.prepositions),
        calendar=_folded([*times.units, *times.months]),
        adjectives=words.adjectives,
        plurals=words.plurals,
    )


def _numbers(language: str | None, words: QuantityWords) -> tuple[dict[str, float], dict[str, float]]:
    """Values of single words and of phrases."""
    values = {word: float(value) for word, value in numerals(language).items()}
    values |= {fold(word): value for word, value in words.numbers.items() if " " not in word}
    if words.glued:
        ones = {word: value for word, value in values.items() if 2 <= value <= 9} | {"ein": 1.0}
        tens = {word: value for word, value in values.items() if 20 <= value <= 90 and value % 10 == 0}
        values |= {f"{o}{words.glued}{t}": one + ten for o, one in ones.items() for t, ten in tens.items()}
    return values, {word: value for word, value in words.numbers.items() if " " in word}


def _named(named: Mapping[str, tuple[str, ...]]) -> list[tuple[str, str]]:
    return [(word, name) for name, words in named.items() for word in words]


def _listed(phrases: Iterable[str]) -> Phrases[bool]:
    return Phrases((phrase, True) for phrase in phrases)


def _folded(words: Iterable[str]) -> frozenset[str]:
    return frozenset(map(fold, words))
