"""The figures that a report gives: how many, of what, and what is said to have happened to them."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from stemma.model import Place, Quantity, Report, Span, Statement, Time
from stemma.read.counted import Counted, Frames, counted_by, noun_after
from stemma.read.echoes import Told, apart_from, leaning, multiples
from stemma.read.numbers import Amount, Sentence, amounts
from stemma.read.quantity_words import FigureWords, Phrases, figure_words
from stemma.text.tokens import tokens_in
from stemma.vocabulary.negations import negations

# Words before a figure among which one tells that it is brought up to date.
_UPDATED = 8
# Words behind "nobody" and "all" within which what happened to them has to stand.
_NEAR = 9
_SETTING = frozenset({"aboard", "hostages", "protested", "launched"})
# Fewer are no crowd.
_CROWD = 50
# Hours go up to this number.
_SMALL = 24
# Contents that begin before a figure of which one may hold it; they seldom lie within one another.
_MOST_STATEMENTS = 40


@dataclass(frozen=True, slots=True)
class _Found:
    amount: Amount
    counted: Counted


def find_quantities(
    report: Report,
    sentences: Sequence[Span],
    statements: Sequence[Statement],
    times: Sequence[Time],
    places: Sequence[Place] = (),
) -> tuple[Quantity, ...]:
    """The quantities in the report's sentences, in text order; none overlap.

    Words of time are none, nor are numbers within the names of places. Each belongs to the shortest of `statements`
    whose content holds it.
    """
    words = figure_words(report.language)
    timed, named = (_Stretches([one.span for one in found]) for found in (times, places))
    holders = _Holders(statements)
    found: list[Told] = []
    hosted = False
    for number, span in enumerate(sentences):
        sentence = Sentence(report.text, tokens_in(report.text, span))
        before, hosted = hosted, _names(sentence, words.hosts)
        crowd = hosted or (before and _names(sentence, words.counters))
        times_other = multiples(sentence, words)
        numbers = [
            one
            for one in apart_from(amounts(sentence, words), times_other)
            if not timed.touch(Span(one.start, one.end)) and not named.cover(Span(one.start, one.end))
        ]
        for one in _in_sentence(sentence, words, numbers, crowd):
            quantity = _quantity(report.id, sentence, one, words)
            quantity = replace(quantity, statement=holders.holding(quantity.span))
            before_it = sentence.words[max(0, one.amount.first - _UPDATED) : one.amount.first]
            tallied = any(word in words.tallies for word in before_it)
            existing = bool(words.existing.before(sentence.words, one.amount.first))
            found.append(Told(quantity, number, _is_bare(quantity, sentence, one, words), existing, tallied))
        for amount in times_other:
            quantity = _quantity(report.id, sentence, _Found(amount, Counted(None, None, amount.last)), words)
            quantity = replace(quantity, statement=holders.holding(quantity.span))
            found.append(Told(quantity, number, bare=True, factor=True))
    told = leaning(found, statements, report.text)
    return tuple(one.quantity for one in told if one.existing or _tells(one.quantity))


def _is_bare(quantity: Quantity, sentence: Sentence, one: _Found, words: FigureWords) -> bool:
    """Whether nothing is read of a figure but its number, which no word denies."""
    told = quantity.unit or quantity.counts or quantity.frame or quantity.part
    first = one.amount.first
    negated = first > 0 and sentence.words[first - 1] in negations(words.language)
    return not told and not negated and quantity.bound != "all"


def _names(sentence: Sentence, who: Phrases[bool]) -> bool:
    return any(who.at(sentence.words, place) for place in range(len(sentence)))


def _in_sentence(sentence: Sentence, words: FigureWords, numbers: Sequence[Amount], crowd: bool) -> Iterator[_Found]:
    frames = Frames(sentence, words, numbers)
    found: list[_Found] = []
    for amount in numbers:
        found.append(_inherited(frames, _Found(amount, counted_by(frames, amount)), found))
    parted = _parted(frames, found)
    spread = [_of_all(frames, place) for place in range(len(sentence)) if place not in frames.amounts]
    whole = [one for one in spread if one is not None]
    parted = [_in_crowd(one) if crowd or one.counted.counts == "protester" else one for one in parted]
    yield from sorted(_joined_to_all(sentence, words, [*parted, *whole]), key=lambda one: one.amount.start)


def _inherited(frames: Frames, one: _Found, before: Sequence[_Found]) -> _Found:
    """A figure without a frame, right behind another one, has that one's: "captured four tanks and 19 soldiers"."""
    if one.counted.frame is not None or one.amount.unit is not None or not before:
        return one
    other = before[-1]
    between = frames.sentence.words[other.counted.last : one.amount.first]
    beside = len(between) <= 1 and all(word in frames.words.conjunctions for word in between)
    led = frames.behind(other.amount.first)
    if beside and led is not None and not frames.sentence.parted(one.amount.first):
        return replace(one, counted=replace(one.counted, frame=other.counted.frame))
    return one


def _in_crowd(one: _Found) -> _Found:
    """A figure of people beside who called them together: "20,000 people in front of parliament, organisers said"."""
    people = one.counted.counts in (None, "people", "protester") and one.amount.unit is None
    bare = people and one.counted.frame is None and one.amount.value >= _CROWD
    return replace(one, counted=replace(one.counted, frame="protested")) if bare else one


def _parted(frames: Frames, found: Sequence[_Found]) -> list[_Found]:
    """The figures, those of a part and its whole set right: "seven of the eight climbers were found alive"."""
    parted = list(found)
    for place, (one, other) in enumerate(pairwise(parted)):
        between = frames.sentence.words[one.amount.last : other.amount.first]
        if between and len(between) <= 3 and all(word in frames.words.linkers for word in between):
            frame = one.counted.frame or other.counted.frame
            parted[place] = replace(one, counted=replace(other.counted, frame=frame, part=False))
            parted[place + 1] = replace(other, counted=replace(other.counted, frame=None))
    return parted


def _of_all(frames: Frames, place: int) -> _Found | None:
    """What is said of nobody, of all or of both, at a word; None where that word says no such thing."""
    sentence, words = frames.sentence, frames.words
    if (nobody := words.nobody.at(sentence.words, place)) is not None:
        return _told(frames, place, place + nobody[0], 0.0)
    if (none := words.none.at(sentence.words, place)) is not None:
        noun = noun_after(frames, place + none[0])
        named = noun.counts is not None or place + none[0] in frames.starts
        return _told(frames, place, place + none[0], 0.0) if named else None
    if sentence.words[place] in words.both:
        return _told(frames, place, place + 1, 2.0)
    negated = place > 0 and sentence.words[place - 1] in words.negations
    nearly = words.about.before(sentence.words, place) or words.most.before(sentence.words, place)
    if sentence.words[place] in words.everyone and not negated and not nearly:
        return _told(frames, place, place + 1, None)
    return None


def _told(frames: Frames, first: int, last: int, value: float | None) -> _Found | None:
    """The figure, where the words behind it tell what happened, or those right before it do."""
    tokens = frames.sentence.tokens
    if last < len(tokens) and frames.sentence.parted(last, ",;:.!?\n"):
        return None
    noun = noun_after(frames, last)
    hit = frames.ahead(last, _NEAR) or frames.behind(first)
    # "Nobody on board is in danger" does not say how many are on board.
    if hit is None or hit[1] in _SETTING or (value is None and _numbered(frames, last)):
        return None
    start, end = tokens[first].span.start, tokens[last - 1].span.end
    amount = Amount(first, last, start, end, value or 0.0, value, value, "all" if value is None else "exactly")
    return _Found(amount, replace(noun, frame=hit[1]))


def _numbered(frames: Frames, last: int) -> bool:
    """Whether a number follows "all", or "all of the"."""
    return any(n in frames.amounts for n in range(last, min(last + 3, len(frames.sentence))))


def _joined_to_all(sentence: Sentence, words: FigureWords, found: Sequence[_Found]) -> Iterator[_Found]:
    """The figures, "all" before a number with it: "all 12"."""
    for one in found:
        first = one.amount.first
        while first > 0 and first > one.amount.first - 3 and sentence.words[first - 1] in words.linkers:
            first -= 1
        if first > 0 and sentence.words[first - 1] in words.everyone and one.amount.bound == "exactly":
            start = sentence.tokens[first - 1].span.start
            yield replace(one, amount=replace(one.amount, first=first - 1, start=start))
        else:
            yield one


def _quantity(report: str, sentence: Sentence, one: _Found, words: FigureWords) -> Quantity:
    amount, counted = one.amount, one.counted
    before = range(max(0, amount.first - _UPDATED), amount.first)
    return Quantity(
        report=report,
        span=Span(amount.start, amount.end),
        low=amount.low,
        high=amount.high,
        bound=amount.bound,
        unit=amount.unit,
        counted=counted.span,
        counts=counted.counts,
        frame=counted.frame,
        part=counted.part,
        update=any(words.updates.at(sentence.words, place) for place in before),
    )


def _tells(quantity: Quantity) -> bool:
    """Whether it says how many there are of anything: a small number alone is an hour or a rank more often."""
    counts = quantity.unit or quantity.counts or quantity.frame or quantity.part or quantity.bound != "exactly"
    return bool(counts) or (quantity.low or 0.0) > _SMALL


class _Stretches:
    """Characters that are spoken for."""

    def __init__(self, spans: Sequence[Span]) -> None:
        self._spans = sorted(spans)

    def touch(self, span: Span) -> bool:
        """Whether one of them shares a character with `span`; of those that begin before it the last few are asked."""
        return any(other.overlaps(span) for other in self._near(span))

    def cover(self, span: Span) -> bool:
        """Whether `span` lies within one of them."""
        return any(other.covers(span) for other in self._near(span))

    def _near(self, span: Span) -> list[Span]:
        at = bisect_left(self._spans, (span.end, 0))
        return self._spans[max(0, at - 4) : at]


class _Holders:
    """The contents of statements by where they begin."""

    def __init__(self, statements: Sequence[Statement]) -> None:
        self._held = sorted((span, statement.id) for statement in statements for span in statement.content)

    def holding(self, span: Span) -> str | None:
        """The id of the statement whose content holds `span` in the fewest characters."""
        at = bisect_left(self._held, ((span.start + 1, 0), ""))
        near = self._held[max(0, at - _MOST_STATEMENTS) : at]
        held = [(content.length, key) for content, key in near if content.covers(span)]
        return min(held)[1] if held else None
