"""Groups of what says the same, by average linkage: two groups become one while their members are alike on average.

The unweighted pair-group method (Sokal & Michener 1958), over near neighbours only. Likeness is a sum of products of
vectors, so that of two groups' members on average is that of their sums: a step costs the same for large groups.

Members of a group say the same in differing words, and by as much as they differ, the likeness of two groups on average
stays behind that of what they say. So it is corrected for attenuation (Spearman 1904), in part: divided by a power of
how alike each group's members are among themselves.
"""

from __future__ import annotations

import heapq
import math
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

import numpy as np
import numpy.typing as npt

from stemma.compare.judged import Bounds, conflicting

Floats = npt.NDArray[np.float32]
Words = dict[int, float]

# Likenesses are compared at this many digits, so that no rounding of sums decides an order.
_DIGITS = 6
_BLOCK = 4096
# What is read through a glossary keeps less of its words' order and endings: of pairs that say the same, those of two
# languages are this much less alike. See docs/decisions/2026-11-22-meaning-encoder.md.
_ACROSS = 0.05
# A member may say nothing at all.
_LEAST_SQUARE = 1e-9
# Pairs that are less alike than this part of what joins bring no groups together.
_UNLIKE = 0.6
# How much of the attenuation is corrected: 0 is average linkage, 1 compares groups by the cosine of their sums. Chosen
# with the threshold, see docs/decisions/2026-11-22-meaning-encoder.md.
_CORRECTED = 0.3


@dataclass(slots=True)
class _Group:
    members: list[int]
    meaning: Floats
    words: dict[int, float]
    # The likeness of the sum with itself, and the members' likeness each with itself, added up.
    square: float
    selves: float
    # How many members are of which language.
    languages: Counter[str]
    # The judgements that keep it from others, with its side in each.
    tags: frozenset[tuple[int, int]]
    near: set[int] = field(default_factory=set)

    @property
    def evenness(self) -> float:
        """How alike the members are among themselves, each with itself among the pairs: 1 where there is one alone."""
        return max(self.square, _LEAST_SQUARE) / (len(self.members) * max(self.selves, _LEAST_SQUARE))


class Linkage:
    """Items with a meaning (a row of `meanings`, 0 where it is not known) and weighted words, to be grouped.

    Both are scaled so that the likeness of two items is the product of their meanings plus that of their words; two of
    different `languages` (None where nothing is to be made of it, as where a meaning is not known) count as a little
    more alike.
    """

    def __init__(self, meanings: Floats, words: Sequence[Words], languages: Sequence[str | None] | None = None) -> None:
        self._meanings = meanings
        self._words = words
        self._languages = languages or [None] * len(words)
        self._groups: dict[int, _Group] = {}
        self._numbers = len(words)

    def likeness(self, left: int, right: int) -> float:
        """How alike two items are."""
        meaning = float(self._meanings[left] @ self._meanings[right])
        one, other = self._languages[left], self._languages[right]
        across = _ACROSS if one is not None and other is not None and one != other else 0.0
        return round(meaning + _product(self._words[left], self._words[right]) + across, _DIGITS)

    def groups(
        self,
        pairs: Iterable[tuple[int, int]],
        least: float,
        bounds: Bounds[int] | None = None,
    ) -> list[list[int]]:
        """The groups of two and more, members ascending, in the order of their first members.

        `pairs` are the items that are near each other; groups that no pair ties are not compared. They are joined, the
        most alike first, while they are at least `least` alike, on average and corrected. What `bounds` puts together
        is one from the start, what it keeps apart never becomes one.
        """
        bounds = bounds or Bounds()
        tags = bounds.tags()
        self._groups = {item: self._single(item, tags.get(item, frozenset())) for item in range(len(self._words))}
        for left, right in sorted({(min(pair), max(pair)) for pair in pairs if pair[0] != pair[1]}):
            self._groups[left].near.add(right)
            self._groups[right].near.add(left)
        self._join_judged(bounds)
        waiting = self._waiting(least)
        heapq.heapify(waiting)
        while waiting:
            _, left, right = heapq.heappop(waiting)
            one, two = self._groups.get(left), self._groups.get(right)
            if one is None or two is None or conflicting(one.tags, two.tags):
                continue
            joined = self._join(left, right)
            for other in sorted(self._groups[joined].near):
                entry = self._entry(other, joined)
                if entry[0] <= -least:
                    heapq.heappush(waiting, entry)
                elif entry[0] > -_UNLIKE * least:
                    self._groups[joined].near.discard(other)
                    self._groups[other].near.discard(joined)
        found = [sorted(group.members) for group in self._groups.values() if len(group.members) > 1]
        return sorted(found)

    def _single(self, item: int, tags: frozenset[tuple[int, int]]) -> _Group:
        meaning, words = self._meanings[item].copy(), dict(self._words[item])
        square = float(meaning @ meaning) + _product(words, words)
        language = self._languages[item]
        return _Group([item], meaning, words, square, square, Counter([language] if language else ()), tags)

    def _waiting(self, least: float) -> list[tuple[float, int, int]]:
        """The entries of all groups that are near each other and alike enough; the quite unlike are near no more."""
        pairs = [(number, other) for number, group in self._groups.items() for other in group.near if number < other]
        found = []
        for at in range(0, len(pairs), _BLOCK):
            some = pairs[at : at + _BLOCK]
            rows = [np.array([self._groups[pair[end]].meaning for pair in some]) for end in (0, 1)]
            meant = np.einsum("ij,ij->i", *rows)
            for (left, right), meaning in zip(some, meant.tolist(), strict=True):
                one, other = self._groups[left], self._groups[right]
                likeness = _likeness(one, other, meaning + _product(one.words, other.words) + _across(one, other))
                if likeness >= least:
                    found.append((-likeness, left, right))
                elif likeness < _UNLIKE * least:
                    one.near.discard(right)
                    other.near.discard(left)
        return found

    def _join_judged(self, bounds: Bounds[int]) -> None:
        now: dict[int, int] = {}
        for things in bounds.together:
            for thing in things[1:]:
                left, right = things[0], thing
                while left in now:
                    left = now[left]
                while right in now:
                    right = now[right]
                if left != right and not conflicting(self._groups[left].tags, self._groups[right].tags):
                    now[left] = now[right] = self._join(left, right)

    def _entry(self, left: int, right: int) -> tuple[float, int, int]:
        """What is waiting to be joined: the most alike first; of equals single items in order, then joined groups."""
        one, other = self._groups[left], self._groups[right]
        return -_likeness(one, other, _total(one, other)), left, right

    def _join(self, left: int, right: int) -> int:
        """The number of the group that takes the place of the two: above all that there were."""
        one, other = self._groups.pop(left), self._groups.pop(right)
        square = one.square + other.square + 2 * _total(one, other)
        if len(one.words) < len(other.words):
            one, other = other, one
        for word, weight in other.words.items():
            one.words[word] = one.words.get(word, 0.0) + weight
        # A number is used once: what waits for a group that is no more must not meet another.
        number = self._numbers = self._numbers + 1
        near = (one.near | other.near) - {left, right}
        self._groups[number] = _Group(
            one.members + other.members,
            one.meaning + other.meaning,
            one.words,
            square,
            one.selves + other.selves,
            one.languages + other.languages,
            one.tags | other.tags,
            near,
        )
        for there in near:
            group = self._groups[there]
            group.near -= {left, right}
            group.near.add(number)
        return number


def _total(one: _Group, other: _Group) -> float:
    """The likeness of all pairs of the two groups' members, added up."""
    return float(one.meaning @ other.meaning) + _product(one.words, other.words) + _across(one, other)


def _across(one: _Group, other: _Group) -> float:
    """What pairs of different languages add to the likeness of all pairs."""
    same = sum(count * other.languages[language] for language, count in one.languages.items())
    return _ACROSS * (one.languages.total() * other.languages.total() - same)


def _likeness(one: _Group, other: _Group, total: float) -> float:
    """How alike two groups are, of which all pairs together are `total` alike."""
    mean = total / (len(one.members) * len(other.members))
    return round(mean / math.pow(one.evenness * other.evenness, _CORRECTED / 2), _DIGITS)


def _product(left: Words, right: Words) -> float:
    return sum([left[word] * right[word] for word in left.keys() & right.keys()])
