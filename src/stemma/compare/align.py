"""Aligning two runs of words: what they share, weighed by rarity, and where it stands."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from rapidfuzz.distance import Indel, LCSseq
from rapidfuzz.process import cdist

from stemma.compare.words import STOP_WEIGHT, Lexicon
from stemma.text.tokens import stem
from stemma.vocabulary.files import languages
from stemma.vocabulary.synonyms import synonym_sets

# Two stems this much alike are taken for spellings of one ("hadersleb", "haderslev"); below it, "militia" meets
# "military".
_ALIKE = 0.83
_SHORTEST_ALIKE = 5
_LONGEST_ALIKE = 30
# A word that stands for another, by spelling or meaning, counts this much of its weight.
_STAND_IN = 0.6
# How much an unshared word pulls a region's end back, as a part of its weight.
_PULL = 0.55


@dataclass(frozen=True, slots=True)
class Overlap:
    """What two runs of stems share.

    `weight` is the shared weight, `left_share` and `right_share` how much of either run's weight that is (0 to 1).
    """

    weight: float
    left_share: float
    right_share: float

    @property
    def likeness(self) -> float:
        """Mean of Dice's coefficient and of the share of the run that is better covered, 0 to 1."""
        if not self.weight:
            return 0.0
        dice = 2 / (1 / self.left_share + 1 / self.right_share)
        return (dice + max(self.left_share, self.right_share)) / 2


@dataclass(frozen=True, slots=True)
class _Run:
    """The weights along a run, a word's second time like a stop word's; their sum; its words, and those with kin."""

    weights: Sequence[float]
    total: float
    words: frozenset[int]
    with_kin: frozenset[int]


class Aligner:
    """Compares runs of stems' numbers of one lexicon, once that is weighed."""

    def __init__(self, lexicon: Lexicon) -> None:
        self.lexicon = lexicon
        self.weights = lexicon.weights
        self.kin = kin(lexicon)
        self._have_kin = frozenset(self.kin)
        self._known: dict[Sequence[int], _Run] = {}

    def overlap(self, left: Sequence[int], right: Sequence[int]) -> Overlap:
        """What the two runs share: content words in any order, stop words only where they stand in order."""
        left_worth, right_worth, totals = self._worth(left, right)
        weight = min(sum(left_worth), sum(right_worth))
        if not weight:
            return Overlap(0.0, 0.0, 0.0)
        return Overlap(weight, weight / totals[0], weight / totals[1])

    def regions(self, left: Sequence[int], right: Sequence[int]) -> tuple[tuple[int, int], tuple[int, int]]:
        """The range of words (first, last exclusive) on either side in which what the two share is dense."""
        left_worth, right_worth, _ = self._worth(left, right)
        return (
            _dense(left_worth, [self.weights[number] for number in left]),
            _dense(right_worth, [self.weights[number] for number in right]),
        )

    def _worth(self, left: Sequence[int], right: Sequence[int]) -> tuple[list[float], list[float], tuple[float, float]]:
        """The weight of each word of either run that the other shares, 0 for others; and both runs' whole weights."""
        here, there = self._run(left), self._run(right)
        renamed = self._respelt(here, there)
        if renamed:
            right = [renamed.get(number, number) for number in right]
            there = self._weighed(right)
        shared = here.words & there.words
        if not shared:
            return [0.0] * len(left), [0.0] * len(right), (here.total, there.total)
        stand_ins = set(renamed.values())
        found: list[list[float]] = []
        for run, known, ordered in zip((left, right), (here, there), _in_order(left, right), strict=True):
            worth = [
                weight if number in shared and (weight > STOP_WEIGHT or kept) else 0.0
                for number, weight, kept in zip(run, known.weights, ordered, strict=True)
            ]
            if stand_ins:
                worth = [w * _STAND_IN if n in stand_ins else w for n, w in zip(run, worth, strict=True)]
            found.append(worth)
        return found[0], found[1], (here.total, there.total)

    def _respelt(self, here: _Run, there: _Run) -> dict[int, int]:
        """The stems there that may stand for one that is only here, each with that one."""
        unmet = there.with_kin - here.words
        if not unmet:
            return {}
        missing = here.words - there.words
        renamed: dict[int, int] = {}
        for number in unmet:
            alike = missing.intersection(self.kin[number])
            if alike:
                renamed[number] = min(alike)
        return renamed

    def _run(self, run: Sequence[int]) -> _Run:
        if not isinstance(run, tuple):
            return self._weighed(run)
        known = self._known.get(run)
        if known is None:
            known = self._known[run] = self._weighed(run)
        return known

    def _weighed(self, run: Sequence[int]) -> _Run:
        seen: set[int] = set()
        weights: list[float] = []
        for number in run:
            weights.append(min(self.weights[number], STOP_WEIGHT) if number in seen else self.weights[number])
            seen.add(number)
        words = frozenset(seen)
        return _Run(weights, sum(weights), words, words & self._have_kin)


def _dense(worth: Sequence[float], weights: Sequence[float]) -> tuple[int, int]:
    """The range with the most shared weight for the least unshared."""
    score = best = 0.0
    start, region = 0, (0, 0)
    for place, (shared, weight) in enumerate(zip(worth, weights, strict=True)):
        score += shared or -_PULL * weight
        if score <= 0:
            score, start = 0.0, place + 1
        elif score > best:
            best, region = score, (start, place + 1)
    return region


def _in_order(left: Sequence[int], right: Sequence[int]) -> tuple[list[bool], list[bool]]:
    """For each word of either run whether it belongs to their longest common subsequence."""
    ordered_left, ordered_right = [False] * len(left), [False] * len(right)
    for one, other, size in LCSseq.editops(left, right).as_matching_blocks():
        ordered_left[one : one + size] = ordered_right[other : other + size] = [True] * size
    return ordered_left, ordered_right


def kin(lexicon: Lexicon) -> dict[int, tuple[int, ...]]:
    """For each stem that has any: the stems that may stand for it, by spelling or by meaning.

    Spelt alike are those that are long enough, begin with the same three letters, and agree in most of the others;
    of like meaning those that stand in one set of the vocabulary's synonyms.
    """
    by_start: dict[str, list[int]] = {}
    for number, name in enumerate(lexicon.names):
        if _SHORTEST_ALIKE <= len(name) <= _LONGEST_ALIKE and lexicon.content[number] and not name[0].isdigit():
            by_start.setdefault(name[:3], []).append(number)
    found: dict[int, tuple[int, ...]] = {}
    for numbers in by_start.values():
        names = [lexicon.names[number] for number in numbers]
        alike = cdist(names, names, scorer=Indel.normalized_similarity, score_cutoff=_ALIKE)
        for row, near in enumerate(alike):
            others = tuple(numbers[column] for column in near.nonzero()[0].tolist() if column != row)
            if others:
                found[numbers[row]] = others
    for number, synonyms in _synonyms(lexicon).items():
        found[number] = tuple(sorted({*found.get(number, ()), *synonyms}))
    return found


def _synonyms(lexicon: Lexicon) -> dict[int, set[int]]:
    """For each stem that has any: the stems of its synonyms that the case holds, by the vocabulary."""
    found: dict[int, set[int]] = {}
    for language in languages("synonyms"):
        for words in synonym_sets(language):
            numbers = {
                lexicon.stems[name] for name in (stem(word, language) for word in words) if name in lexicon.stems
            }
            for number in numbers:
                found.setdefault(number, set()).update(numbers - {number})
    return {number: others for number, others in found.items() if others}
