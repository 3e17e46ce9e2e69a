"""Who gives the second of two figures: "Police put it at 8,000, the opposition at 40,000", "medycy o dziewięciu"."""

from __future__ import annotations

from bisect import bisect_right
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from stemma.model import Span
from stemma.read.attributions import Attribution, Page, place
from stemma.read.counted import Counted, Frames, counted_by
from stemma.read.echoes import apart_from, multiples
from stemma.read.numbers import Amount, Sentence, amounts
from stemma.read.quantity_words import FigureWords, figure_words
from stemma.text.tokens import stopwords, tokens_in

_PARTING = ",;:.!?()\n—–"
# Words of a giver, and of the longest sentence that is read.
_GIVER, _LONGEST = 7, 80
# Words between a verb of counting and its figure: "put the number of the dead at".
_COUNTED = 8
# Attributions that are asked for the figure before: those of the sentence, and what was made last.
_KNOWN = 40
# Words behind a figure that may belong to it: "of three men in the cells".
_TAIL = 6


@dataclass(frozen=True, slots=True)
class _Given:
    """A figure with who gives it, as places of words; `since` is where the clause begins, with its conjunction.

    `beside` is the figure before it where only that tells that this one is given by somebody.
    """

    since: int
    giver: tuple[int, int]
    content: tuple[int, int]
    beside: tuple[int, int] | None = None


def with_rival_counts(page: Page, found: Sequence[Attribution]) -> tuple[Attribution, ...]:
    """The attributions of a page, in text order, with those of figures that a second source sets beside the first's.

    The second clause leaves out its verb, and has only the preposition of the first; or a verb of counting gives what
    no other reading of the sentence has. Whatever was read as the first's words ends where the second's begin.
    """
    words = figure_words(page.language)
    made: list[Attribution] = []
    kept = list(found)
    holding = _by_sentence(page, found)
    for number, span in enumerate(page.sentences):
        sentence = Sentence(page.text, tokens_in(page.text, span))
        numbers = amounts(sentence, words) if 4 <= len(sentence) <= _LONGEST else []
        for given in _Clauses(sentence, words, numbers).given() if numbers else ():
            first, last = (_span(sentence, *part) for part in (given.giver, given.content))
            here = [kept[at] for at in holding[number]]
            beside = _span(sentence, *given.beside) if given.beside else None
            if any(_already(one, first, last) for one in here) or not _is_given(beside, [*here, *made]):
                continue
            since = sentence.tokens[given.since].span.start
            for at in holding[number]:
                kept[at] = _cut(kept[at], since, page.text)
            made.append(Attribution(first, None, (last,), "asserts", "indirect"))
    return tuple(sorted([*kept, *made], key=place)) if made else tuple(found)


def _by_sentence(page: Page, found: Sequence[Attribution]) -> Mapping[int, list[int]]:
    """By sentence the numbers of the attributions whose words are there, those in quotation marks left out."""
    starts = [span.start for span in page.sentences]
    held: defaultdict[int, list[int]] = defaultdict(list)
    for at, one in enumerate(found):
        if one.manner != "direct":
            for number in dict.fromkeys(bisect_right(starts, part.start) - 1 for part in one.content):
                held[number].append(at)
    return held


def _is_given(figure: Span | None, known: Sequence[Attribution]) -> bool:
    """Whether somebody gives a figure: "he died at 63, his wife at 70" is nobody's word."""
    return figure is None or any(part.covers(figure) for one in known[-_KNOWN:] for part in one.content)


def _already(one: Attribution, giver: Span, figure: Span) -> bool:
    """Whether a giver's words are read, and the figure may be among them."""
    if one.source is None or not one.source.overlaps(giver):
        return False
    return one.cue is None or one.cue.start < figure.start


def _cut(one: Attribution, since: int, text: str) -> Attribution:
    """What was read as somebody's words, without those from a place on."""
    parts = tuple(
        part if part.end <= since else Span(part.start, part.start + len(text[part.start : since].rstrip(" ,;:—–")))
        for part in one.content
        if part.start < since
    )
    ends_before = one.cue is None or one.cue.start < since
    return replace(one, content=parts) if parts and ends_before else one


def _span(sentence: Sentence, first: int, last: int) -> Span:
    return Span(sentence.tokens[first].span.start, sentence.tokens[last - 1].span.end)


class _Clauses:
    """The clauses of a sentence that give figures of one thing."""

    def __init__(self, sentence: Sentence, words: FigureWords, numbers: Sequence[Amount]) -> None:
        self.sentence = sentence
        self.words = words
        factors = multiples(sentence, words)
        plain = apart_from(numbers, factors)
        self.numbers = sorted([*plain, *factors], key=lambda one: one.first)
        self.frames = Frames(sentence, words, plain)

    def given(self) -> Iterator[_Given]:
        """Every figure with who gives it, by a verb of counting or beside the figure before it."""
        told = [counted_by(self.frames, one) for one in self.numbers]
        for number, amount in enumerate(self.numbers):
            counting = self._counting(amount, told[number])
            if counting is not None:
                yield counting
            elif number and self._alone(amount, told[number]) and (told[number - 1].counts or told[number - 1].frame):
                gapped = self._gapped(self.numbers[number - 1], amount, self._extent(amount, told[number]))
                if gapped is not None:
                    yield gapped

    def _counting(self, amount: Amount, told: Counted) -> _Given | None:
        """ "A priest spoke of more than two hundred", "the office put the number of dead at 18"."""
        length = self.words.counting.before(self.sentence.words, amount.first)
        if length > 1 or (length == 1 and told.frame is not None):
            return self._with_giver(amount.first - length, (amount.first, self._extent(amount, told)))
        for verb in range(amount.first - 2, max(amount.first - _COUNTED, 0), -1):
            if self.sentence.parted(verb + 1, _PARTING):
                return None
            between = self.sentence.words[verb + 1 : amount.first]
            named = told.frame is not None or any(word in self.words.tallies for word in between)
            led = between[-1] in self.words.leading
            if named and led and self.words.counting.at(self.sentence.words, verb) is not None:
                return self._with_giver(verb, (verb + 1, self._extent(amount, told)))
        return None

    def _gapped(self, first: Amount, later: Amount, last: int) -> _Given | None:
        """ "The opposition at 40,000": the preposition is that of the figure before it, and there is no verb."""
        at, words = later.first - 1, self.sentence.words
        led = first.first > 0 and at > first.last and words[at] == words[first.first - 1]
        if not led or words[at] in self.words.conjunctions:
            return None
        given = self._with_giver(at, (later.first, last))
        return None if given is None else replace(given, beside=(first.first, first.last))

    def _extent(self, amount: Amount, told: Counted) -> int:
        """Where the clause ends that a figure stands in, if that is near; else where what it counts does."""
        for last in range(amount.last, amount.last + _TAIL):
            if last >= len(self.sentence) or self.sentence.parted(last, _PARTING):
                return min(last, len(self.sentence))
            if self.sentence.words[last] in self.words.conjunctions:
                return last
        return max(amount.last, told.last)

    def _alone(self, amount: Amount, told: Counted) -> bool:
        """Whether no verb follows a figure in its clause."""
        last = self._extent(amount, told)
        ends = last == len(self.sentence) or self.sentence.parted(last, _PARTING)
        return ends and not any(word in self.words.auxiliaries for word in self.sentence.words[amount.last : last])

    def _with_giver(self, end: int, content: tuple[int, int]) -> _Given | None:
        """The figure with the words before `end`, back to where their clause begins, if they may name who gives it."""
        for start in range(end - 1, max(end - _GIVER - 2, -1), -1):
            word = self.sentence.words[start]
            if word in self.words.conjunctions:
                return self._made(start, start + 1, end, content)
            if start == 0 or self.sentence.parted(start, _PARTING):
                return self._made(start, start, end, content)
        return None

    def _made(self, since: int, first: int, end: int, content: tuple[int, int]) -> _Given | None:
        words = self.sentence.words[first:end]
        known = any(
            word in self.words.auxiliaries
            or (not place and word in self.words.prepositions)
            or first + place in self.frames.starts
            for place, word in enumerate(words)
        )
        taken = any(first <= one.first < end for one in self.numbers)
        if not words or known or taken or len(words) > _GIVER or self._is_pronoun(words):
            return None
        return _Given(since, (first, end), content)

    def _is_pronoun(self, words: Sequence[str]) -> bool:
        return all(word in stopwords(self.words.language) for word in words)
