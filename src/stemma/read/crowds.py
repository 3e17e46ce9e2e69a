"""Who gives which size of a crowd: "organisers counted 20,000; police put the crowd at 8,000"."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property

from stemma.model import Span
from stemma.read.attributions import Attribution, Page, place
from stemma.read.numbers import Sentence, amounts
from stemma.read.quantity_words import FigureWords, figure_words
from stemma.text.tokens import tokens_in
from stemma.vocabulary.cues import cue_vocabulary

_PARTING = ",;:.!?()\n—–"
# Words between a giver and its verb or the phrase that names it, and from there to the figure.
_NEAR, _AHEAD = 2, 9
# Words of the longest sentence that is read.
_LONGEST = 120
# Words of the longest phrase that names a source, with an article.
_LONGEST_PHRASE = 5


def with_crowds(page: Page, found: Sequence[Attribution]) -> tuple[Attribution, ...]:
    """The attributions of a page, with those of the sizes of crowds, in text order.

    Only where a sentence or the one beside it names the organisers: whoever counts is set against them. Each giver is
    behind the figure beside it, and no longer behind that of the other.
    """
    words = figure_words(page.language)
    read = [_Crowd(page, span, words) for span in page.sentences]
    made: list[Attribution] = []
    figures: list[Span] = []
    for number, crowd in enumerate(read):
        if any(near.hosted for near in read[max(0, number - 1) : number + 2]):
            told = list(crowd.told())
            made += told
            figures += crowd.amounts if told else []
    kept = [one for one in found if one.manner == "direct" or not _holds(one, figures)]
    return tuple(sorted([*kept, *made], key=place))


def _holds(one: Attribution, figures: Sequence[Span]) -> bool:
    """Whether one of the figures, which are in text order, stands in what is said."""
    at = [(span, bisect_left(figures, (span.start, 0))) for span in one.content]
    return any(number < len(figures) and figures[number].end <= span.end for span, number in at)


@dataclass(frozen=True)
class _Crowd:
    """A sentence that may tell the size of a crowd."""

    page: Page
    span: Span
    words: FigureWords

    @cached_property
    def sentence(self) -> Sentence:
        return Sentence(self.page.text, tokens_in(self.page.text, self.span))

    @cached_property
    def hosted(self) -> bool:
        """Whether it names the organisers; what is longer than any sentence that tells of crowds is not asked."""
        run = self.sentence.words
        return len(run) <= _LONGEST and any(self.words.hosts.at(run, at) for at in range(len(run)))

    @cached_property
    def amounts(self) -> Sequence[Span]:
        return [Span(one.start, one.end) for one in amounts(self.sentence, self.words)]

    def told(self) -> Iterator[Attribution]:
        """What each giver is behind; nothing of phrases ("laut Polizei") where only one is named."""
        givers = list(self._givers()) if len(self.sentence) <= _LONGEST else []
        for number, (first, last) in enumerate(givers):
            before = givers[number - 1][1] if number else 0
            after = givers[number + 1][0] if number + 1 < len(givers) else len(self.sentence)
            counted = self._counting(first, last, after)
            named = self._named(first, last, before, after) if len(givers) > 1 and counted is None else None
            made = counted or named
            if made is not None:
                yield made

    def _givers(self) -> Iterator[tuple[int, int]]:
        run = self.sentence.words
        for at in range(len(run)):
            hit = self.words.hosts.at(run, at) or self.words.counters.at(run, at)
            if hit is not None:
                yield at, at + hit[0]

    def _counting(self, first: int, last: int, stop: int) -> Attribution | None:
        """ "Police put the crowd at 8,000"."""
        for at in range(last, min(last + _NEAR, stop)):
            hit = self.words.counting.at(self.sentence.words, at)
            if self.sentence.parted(at, _PARTING):
                return None
            if hit is not None:
                end = self._edge(at + hit[0], stop)
                return self._made((first, last), (at, at + hit[0]), [(at + hit[0], end)])
        return None

    def _named(self, first: int, last: int, before: int, after: int) -> Attribution | None:
        """ "8000 laut Polizei", with what goes on behind the source, or "laut Polizei 8000"."""
        cue = self._phrase(first)
        if cue is None:
            return None
        following = (last, self._edge(last, after))
        counted = any(self._span(*following).covers(figure) for figure in self.amounts) if after > last else False
        if counted and (cue == 0 or self._parts(cue)):
            return self._made((first, last), (cue, first), [following])
        start = cue
        while start > before and cue - start < _AHEAD and (start == cue or not self._parts(start)):
            start -= 1
        ranges = [(start, cue)]
        if not counted and following[1] - last > 1 and not self.sentence.parted(last, _PARTING):
            ranges.append(following)
        return self._made((first, last), (cue, first), ranges)

    def _phrase(self, first: int) -> int | None:
        """Where a phrase that names a source begins that ends right before `first`, an article between them or not."""
        known = cue_vocabulary(self.page.language).phrases
        run = [token.text.lower() for token in self.sentence.tokens[:first]]
        for at in range(max(0, first - _LONGEST_PHRASE), first):
            for phrase in known.get(run[at], ()):
                if tuple(run[at : at + len(phrase)]) == phrase and 0 <= first - at - len(phrase) < _NEAR:
                    return at
        return None

    def _parts(self, at: int) -> bool:
        return self.sentence.parted(at, _PARTING) or self.sentence.words[at - 1] in self.words.conjunctions

    def _edge(self, start: int, stop: int) -> int:
        """Where what begins at `start` ends: at a mark, at a conjunction, or at the next source."""
        for end in range(start + 1, stop):
            if self.sentence.parted(end, _PARTING) or self.sentence.words[end] in self.words.conjunctions:
                return end
        return stop

    def _made(self, source: tuple[int, int], cue: tuple[int, int], ranges: list[tuple[int, int]]) -> Attribution | None:
        content = tuple(self._span(*one) for one in ranges if one[1] > one[0])
        if not any(span.covers(figure) for span in content[:1] for figure in self.amounts):
            return None
        return Attribution(self._span(*source), self._span(*cue), content, "asserts", "indirect")

    def _span(self, first: int, last: int) -> Span:
        tokens = self.sentence.tokens
        return Span(tokens[first].span.start, tokens[last - 1].span.end)
