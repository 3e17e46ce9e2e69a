"""Leftovers in copied words: "the second official" where nobody told of a first shows what the copy was cut from."""

from __future__ import annotations

import functools
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, fields
from typing import NamedTuple

from stemma.model import Comparison, Mention, Report, Span
from stemma.text.tokens import Token, fold, tokenise
from stemma.trace.phrases import shortened
from stemma.vocabulary.leftovers import LeftoverWords, leftover_words
from stemma.vocabulary.titles import titles

# Words are one word in another case or number when they begin alike: to miss a leftover is better than to see one where
# the person was told of before.
_ALIKE = 5
_SHORTEST_NAME = 3
# A plural is mostly so much longer. A stem would make one of the official, the officious and the officer.
_ENDING = 1
# "The second senior official".
_BETWEEN = 1
_CLOSE = frozenset(" \u00a0-‐‑")


class Leftover(NamedTuple):
    """Copied words of the taker that speak of somebody whom only the source introduces, there at `introduced`."""

    span: Span
    introduced: Span
    why: str


@dataclass(frozen=True, slots=True)
class _Reference:
    """Words that speak of somebody as known whom their report did not tell of before; `name` for a bare surname."""

    span: Span
    words: tuple[str, ...]
    key: str
    name: bool


class Leftovers:
    """The leftovers in a case's reports. `languages` are those of the reports, by id."""

    def __init__(self, reports: Sequence[Report], comparison: Comparison, languages: Mapping[str, str | None]) -> None:
        self._reports = {report.id: report for report in reports}
        self._languages = languages
        self._people: defaultdict[str, list[Mention]] = defaultdict(list)
        for mention in comparison.mentions:
            if mention.kind == "person":
                self._people[mention.report].append(mention)
        self._quoted: defaultdict[str, list[Span]] = defaultdict(list)
        for statement in comparison.statements:
            if statement.manner == "direct":
                self._quoted[statement.report].extend(statement.content)
        self._sharing: defaultdict[str, set[str]] = defaultdict(set)
        for passage in comparison.passages:
            self._sharing[passage.left.report].add(passage.right.report)
            self._sharing[passage.right.report].add(passage.left.report)
        self._pages: dict[str, _Page] = {}

    def found(self, taker: str, source: str, spans: Sequence[tuple[Span, Span]]) -> Leftover | None:
        """The first words in what the two share that only `source` explains. `spans` are pairs: taker's, source's."""
        for reference in self._page(taker).references:
            for own, other in spans:
                if not own.covers(reference.span):
                    continue
                introduced = self._page(source).introduction(reference, other)
                if introduced is not None and not self._is_known(reference, source):
                    words = shortened(reference.span.of(self._reports[taker].text))
                    there = shortened(introduced.of(self._reports[source].text))
                    why = f"“{words}” is left over from there: only that report introduces “{there}”"
                    return Leftover(reference.span, introduced, why)
        return None

    def _is_known(self, reference: _Reference, source: str) -> bool:
        """Whether a name is one that reports use without introducing it, as a stranger to this text does."""
        if not reference.name:
            return False
        strangers = self._bare_names.get(reference.key, frozenset()) - self._sharing[source] - {source}
        return bool(strangers)

    @functools.cached_property
    def _bare_names(self) -> dict[str, frozenset[str]]:
        """By the beginning of a name the reports that use it without ever giving it in full."""
        found: defaultdict[str, set[str]] = defaultdict(set)
        for report in self._reports:
            for reference in self._page(report).references:
                if reference.name:
                    found[reference.key].add(report)
        return {key: frozenset(reports) for key, reports in found.items()}

    def _page(self, report: str) -> _Page:
        if report not in self._pages:
            language = self._languages.get(report)
            quoted = self._quoted[report]
            self._pages[report] = _Page(self._reports[report], language, self._people[report], quoted)
        return self._pages[report]


class _Page:
    """One report's references to people, and where it introduces them."""

    def __init__(self, report: Report, language: str | None, people: Sequence[Mention], quoted: Sequence[Span]) -> None:
        self._report, self._language = report, language
        self._vocabulary = _folded(language)
        self._tokens = tokenise(report.text)
        self._bare: list[Token] = []
        self._full: list[tuple[Span, tuple[str, ...]]] = []
        for mention in people:
            self._sort_in(mention)
        found = [*self._pointing(), *self._surnames()]
        inside = [reference for reference in found if not any(span.covers(reference.span) for span in quoted)]
        self.references = tuple(sorted(inside, key=lambda reference: reference.span))

    def _sort_in(self, mention: Mention) -> None:
        """Take a person's mention for a bare name or for one in full, titles left out."""
        words = titles(self._language)
        left_out = words.honorifics | words.ranks | frozenset(words.roles)
        span = Span(mention.span.start, mention.span.start + len(mention.span.of(self._report.text).split(",")[0]))
        names = [
            token
            for token in tokenise(self._report.text, span)
            if token.text != token.text.lower() and token.folded not in left_out
        ]
        if len(names) == 1:
            self._bare.append(names[0])
        elif names:
            self._full.append((span, tuple(_plain(token) for token in names)))

    def _surnames(self) -> Iterator[_Reference]:
        """Bare names that are neither used before nor ever given in full."""
        full = {name[:_ALIKE] for _, names in self._full for name in names}
        first = {word[:_ALIKE]: -1 for word in self._title}
        for token in self._tokens:
            first.setdefault(_plain(token)[:_ALIKE], token.span.start)
        for token in self._bare:
            name = _plain(token)
            is_first = first.get(name[:_ALIKE]) == token.span.start
            if is_first and len(name) >= _SHORTEST_NAME and name[:_ALIKE] not in full:
                yield _Reference(token.span, (token.folded,), name[:_ALIKE], name=True)

    def _pointing(self) -> Iterator[_Reference]:
        """Phrases such as "the second official" and "the spokesman" of whom nobody was told before."""
        words = self._vocabulary
        seen = {word[:_ALIKE] for word in self._title}
        for number, token in enumerate(self._tokens):
            key = self._person(token)
            if key and key not in seen and self._next(number) not in words.narrowing and not self._is_named(number):
                start = self._start(number)
                if start is not None:
                    chosen = self._tokens[start : number + 1]
                    span = Span(chosen[0].span.start, token.span.end)
                    yield _Reference(span, tuple(part.folded for part in chosen), key, name=False)
            seen.add(_plain(token)[:_ALIKE])

    def _start(self, number: int) -> int | None:
        """The first word of a phrase that points back and ends with this word; None where it does not point back."""
        for back in range(1, _BETWEEN + 2):
            if number < back or not self._adjoin(number - back):
                return None
            word = _bare_of_article(_plain(self._tokens[number - back]))
            if word in self._vocabulary.further:
                return number - back - self._has_article(number - back)
            if back == 1 and word in self._vocabulary.definite:
                return number - back
        return None

    def _has_article(self, number: int) -> bool:
        return number > 0 and self._tokens[number - 1].folded in self._vocabulary.definite and self._adjoin(number - 1)

    def introduction(self, reference: _Reference, within: Span) -> Span | None:
        """Where somebody is introduced of whom the same words within the copied span speak as known."""
        place = self._place_of(reference.words, within)
        if place is None:
            return None
        if reference.name:
            end = self._tokens[place].span.start
            given = (span for span, names in self._full if reference.key in {name[:_ALIKE] for name in names})
            return next((span for span in given if span.end <= end), None)
        for number, token in enumerate(self._tokens[:place]):
            if self._person(token) == reference.key and self._start(number) is None:
                return Span(self._tokens[max(0, number - 2)].span.start, token.span.end)
        return None

    def _place_of(self, words: tuple[str, ...], within: Span) -> int | None:
        for number, token in enumerate(self._tokens):
            if token.folded != words[0] or not within.covers(token.span):
                continue
            if tuple(other.folded for other in self._tokens[number : number + len(words)]) == words:
                return number
        return None

    def _person(self, token: Token) -> str | None:
        """The beginning of a noun for people of whom there are many; None for any other word."""
        word = _bare_of_article(_plain(token))
        known = self._vocabulary.people
        return word[:_ALIKE] if word in known or word[:-_ENDING] in known else None

    def _adjoin(self, number: int) -> bool:
        """Whether nothing but a blank or a hyphen stands between this word and the next."""
        between = self._report.text[self._tokens[number].span.end : self._tokens[number + 1].span.start]
        return _CLOSE.issuperset(between)

    def _next(self, number: int) -> str:
        if number + 1 == len(self._tokens) or not self._adjoin(number):
            return ""
        return self._tokens[number + 1].folded

    def _is_named(self, number: int) -> bool:
        """Whether a name follows at once: "the spokesman Tom Reed"."""
        follows = bool(self._next(number))
        return follows and self._tokens[number + 1].text[0].isupper()

    @functools.cached_property
    def _title(self) -> tuple[str, ...]:
        return tuple(_plain(token) for token in tokenise(self._report.title or ""))


@functools.cache
def _folded(language: str | None) -> LeftoverWords:
    """The language's words as they are compared."""
    words = leftover_words(language)
    return LeftoverWords(*(frozenset(map(fold, getattr(words, field.name))) for field in fields(words)))


def _plain(token: Token) -> str:
    return token.folded.removesuffix("'s")


def _bare_of_article(word: str) -> str:
    """A word without an article that is written as one with it: "l'autre"."""
    return word.rsplit("'", 1)[-1]
