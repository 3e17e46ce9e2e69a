"""Groups of what says the same, by average linkage: two groups become one while their members are alike on average.

The unweighted pair-group method (Sokal & Michener 1958), over near neighbours only. Likeness is a sum of products of
vectors, so that of two groups' members on average is that of their sums; and what all pairs of a joined group and of
another add up to is known where it was known of the two that were joined (Lance & Williams 1967).

Members of a group say the same in differing words, and by as much as they differ, the likeness of two groups on average
stays behind that of what they say. So it is corrected for attenuation (Spearman 1904), in part: divided by a power of
how alike each group's members are among themselves.
"""

from __future__ import annotations

import heapq
import math
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field

import numpy as np
import numpy.typing as npt

from stemma.compare.judged import Bounds, conflicting

Floats = npt.NDArray[np.float32]
Words = dict[int, float]

# Likenesses are compared at this many digits, so that no rounding of sums decides an order.
_DIGITS = 6
_BLOCK = 4096
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
    words: Words
    # The likeness of the sum with itself, and the members' likeness each with itself, added up.
    square: float
    selves: float
    # The judgements that keep it from others, with its side in each.
    tags: frozenset[tuple[int, int]]
    # The groups that it is compared with, each with the likeness of all pairs of the two's members, added up.
    near: dict[int, float] = field(default_factory=dict)
    # What such a sum is divided by for this group's part, to be the corrected average.
    scale: float = field(init=False)

    def __post_init__(self) -> None:
        self.scale = len(self.members) * math.pow(self._evenness(), _CORRECTED / 2)

    def _evenness(self) -> float:
        """How alike the members are among themselves, each with itself among the pairs: 1 where there is one alone."""
        return max(self.square, _LEAST_SQUARE) / (len(self.members) * max(self.selves, _LEAST_SQUARE))


class Linkage:
    """Items with a meaning (a row of `meanings`, 0 where it is not known) and weighted words, to be grouped.

    Both are scaled so that the likeness of two items is the product of their meanings plus that of their words.
    """

    def __init__(self, meanings: Floats, words: Sequence[Words]) -> None:
        self._meanings = meanings
        self._words = words
        self._groups: dict[int, _Group] = {}
        self._numbers = len(words)

    def likeness(self, left: int, right: int) -> float:
        """How alike two items are."""
        meaning = float(self._meanings[left] @ self._meanings[right])
        return round(meaning + _product(self._words[left], self._words[right]), _DIGITS)

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
        group_of = self._join_judged(bounds)
        waiting = self._waiting({(group_of(left), group_of(right)) for left, right in pairs}, least)
        heapq.heapify(waiting)
        while waiting:
            _, left, right = heapq.heappop(waiting)
            one, two = self._groups.get(left), self._groups.get(right)
            if one is None or two is None or conflicting(one.tags, two.tags):
                continue
            number = self._join(left, right)
            joined = self._groups[number]
            for other in sorted(joined.near):
                likeness = _likeness(joined, self._groups[other], joined.near[other])
                if likeness >= least:
                    heapq.heappush(waiting, (-likeness, other, number))
                elif likeness < _UNLIKE * least:
                    del joined.near[other], self._groups[other].near[number]
        found = [sorted(group.members) for group in self._groups.values() if len(group.members) > 1]
        return sorted(found)

    def _single(self, item: int, tags: frozenset[tuple[int, int]]) -> _Group:
        meaning, words = self._meanings[item].copy(), dict(self._words[item])
        square = float(meaning @ meaning) + _product(words, words)
        return _Group([item], meaning, words, square, square, tags)

    def _waiting(self, pairs: Iterable[tuple[int, int]], least: float) -> list[tuple[float, int, int]]:
        """What is waiting to be joined: pairs of groups that are alike enough; the quite unlike are near no more.

        The most alike come first; of equals single items in order, then joined groups.
        """
        ordered = sorted({(min(pair), max(pair)) for pair in pairs if pair[0] != pair[1]})
        found = []
        for at in range(0, len(ordered), _BLOCK):
            some = ordered[at : at + _BLOCK]
            rows = [np.array([self._groups[pair[end]].meaning for pair in some]) for end in (0, 1)]
            meant = np.einsum("ij,ij->i", *rows)
            for (left, right), meaning in zip(some, meant.tolist(), strict=True):
                one, other = self._groups[left], self._groups[right]
                total = meaning + _product(one.words, other.words)
                likeness = _likeness(one, other, total)
                if likeness >= _UNLIKE * least:
                    one.near[right] = other.near[left] = total
                    if likeness >= least:
                        found.append((-likeness, left, right))
        return found

    def _join_judged(self, bounds: Bounds[int]) -> Callable[[int], int]:
        """Join what was judged to be one; which group an item is in then."""
        now: dict[int, int] = {}

        def group_of(item: int) -> int:
            while item in now:
                item = now[item]
            return item

        for things in bounds.together:
            for thing in things[1:]:
                left, right = group_of(things[0]), group_of(thing)
                if left != right and not conflicting(self._groups[left].tags, self._groups[right].tags):
                    now[left] = now[right] = self._join(left, right)
        return group_of

    def _join(self, left: int, right: int) -> int:
        """The number of the group that takes the place of the two: above all that there were."""
        one, other = self._groups.pop(left), self._groups.pop(right)
        near: dict[int, float] = {}
        for there in (one.near.keys() | other.near.keys()) - {left, right}:
            group = self._groups[there]
            here = [part.near[there] if there in part.near else _total(part, group) for part in (one, other)]
            near[there] = sum(here)
        square = one.square + other.square + 2 * (one.near[right] if right in one.near else _total(one, other))
        if len(one.words) < len(other.words):
            one, other = other, one
        for word, weight in other.words.items():
            one.words[word] = one.words.get(word, 0.0) + weight
        # A number is used once: what waits for a group that is no more must not meet another.
        number = self._numbers = self._numbers + 1
        self._groups[number] = _Group(
            one.members + other.members,
            one.meaning + other.meaning,
            one.words,
            square,
            one.selves + other.selves,
            one.tags | other.tags,
            near,
        )
        for there, total in near.items():
            group = self._groups[there]
            group.near.pop(left, None)
            group.near.pop(right, None)
            group.near[number] = total
        return number


def _total(one: _Group, other: _Group) -> float:
    """The likeness of all pairs of the two groups' members, added up."""
    return float(one.meaning @ other.meaning) + _product(one.words, other.words)


def _likeness(one: _Group, other: _Group, total: float) -> float:
    """How alike two groups are, of which all pairs together are `total` alike."""
    return round(total / (one.scale * other.scale), _DIGITS)


def _product(left: Words, right: Words) -> float:
    return sum([left[word] * right[word] for word in left.keys() & right.keys()])
