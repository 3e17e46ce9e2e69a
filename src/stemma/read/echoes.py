"""Figures that lean on the one before: "medics said nine", "the union spoke of nearly 19,000", "three times that"."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from stemma.model import Quantity, Statement
from stemma.read.numbers import NEAR, Amount, Sentence
from stemma.read.quantity_words import FigureWords

# What somebody else puts beside a figure is said in so few words beside the number; in more where
# these name how many there are.
_BRIEFEST, _BRIEF = 2, 8
# Sentences behind a figure within which another leans on it.
_WITHIN = 1


@dataclass(frozen=True, slots=True)
class Told:
    """A quantity with the number of its sentence, and whether nothing but a number was read of it.

    `existing` tells that words before it say that so many there were, `tallied` that they name how many
    there are ("the true number is"), `factor` that it is a multiple, its interval still that of the factor.
    """

    quantity: Quantity
    sentence: int
    bare: bool
    existing: bool = False
    tallied: bool = False
    factor: bool = False


def multiples(sentence: Sentence, words: FigureWords) -> list[Amount]:
    """The words that say how many times another figure: "more than three times that". `value` is the factor."""
    found = []
    for place in range(len(sentence)):
        hit = words.multiples.at(sentence.words, place)
        if hit is None or any(sentence.parted(n) for n in range(place + 1, place + hit[0])):
            continue
        first, last = place - words.least.before(sentence.words, place), place + hit[0]
        start, end = sentence.tokens[first].span.start, sentence.tokens[last - 1].span.end
        if first < place:
            found.append(Amount(first, last, start, end, hit[1], hit[1], None, "at least"))
        else:
            low, high = hit[1] * (1 - NEAR), hit[1] * (1 + NEAR)
            found.append(Amount(first, last, start, end, hit[1], low, high, "about"))
    return found


def apart_from(numbers: Sequence[Amount], factors: Sequence[Amount]) -> list[Amount]:
    """The numbers that are no part of a multiple: of "dos veces más" the "dos" counts nothing."""
    taken = {place for one in factors for place in range(one.first, one.last)}
    return [one for one in numbers if taken.isdisjoint(range(one.first, one.last))]


def leaning(told: Sequence[Told], statements: Sequence[Statement], text: str) -> list[Told]:
    """The figures, those that somebody else sets beside another with what that one counts, and the multiples of one.

    Only what is given by another than the figure before it, and in few words: "the hospital said six people had died;
    medics said nine". Multiples without a figure before them are left out.
    """
    by_id = {one.id: one for one in statements}
    kept: list[Told] = []
    known: Told | None = None
    for one in sorted(told, key=lambda each: each.quantity.span):
        near = known is not None and one.sentence - known.sentence <= _WITHIN
        other = known.quantity if known is not None and near else None
        brief = _BRIEF if one.factor or one.tallied else _BRIEFEST
        if other is not None and (one.factor or one.bare) and _by_another(one.quantity, other, by_id, text, brief):
            one = replace(one, quantity=_after(one.quantity, other, one.factor))
        elif one.factor:
            continue
        if kept and one.quantity.span.start < kept[-1].quantity.span.end:
            continue
        kept.append(one)
        if _counts(one.quantity):
            known = one
    return kept


def _counts(quantity: Quantity) -> bool:
    """Whether others may lean on a figure: it tells what is counted or what happened, and of all of them."""
    known = quantity.frame is not None or quantity.counts is not None
    return known and not quantity.part and quantity.bound != "all" and (quantity.low or quantity.high or 0) > 0


def _by_another(one: Quantity, other: Quantity, by_id: dict[str, Statement], text: str, brief: int) -> bool:
    """Whether a figure is all that a statement says, and another gives the one before it."""
    said, before = by_id.get(one.statement or ""), by_id.get(other.statement or "")
    if said is None or said == before:
        return False
    if before is not None and before.speaker is not None and before.speaker == said.speaker:
        return False
    words = sum(len(span.of(text).split()) for span in said.content)
    return words - len(one.span.of(text).split()) <= brief


def _after(one: Quantity, other: Quantity, factor: bool) -> Quantity:
    if factor:
        low = None if one.low is None or other.low is None else one.low * other.low
        high = None if one.high is None or other.high is None else one.high * other.high
        one = replace(one, low=low, high=high)
    return replace(one, counts=other.counts, frame=other.frame, unit=other.unit, part=False)
