"""Reports taken together step by step, the most alike first: what stories are made by.

Group-average clustering after Y. Yang, T. Pierce and J. Carbonell, A study of retrospective and on-line event detection
(SIGIR 1998), over the pairs that blocking brought up alone.
"""

from __future__ import annotations

import heapq
import math
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from stemma.compare.terms import Profile, Vector

# Measured by evaluation/stories.py on mixes of 10 to 51 events: mean F1 within 0.01 from 0.075 to 0.10, falling beyond.
_LEAST_LIKENESS = 0.09
_OF_NAMES = 0.4
# Two dates far apart leave this much of the likeness; so many days apart, half of the rest.
_OF_TIME_APART = 0.4
_DAYS = 10
# From so many reports on, groups of one event agree far more than two reports of it do, since what each says besides
# evens out: with each doubling the likeness asked grows by what it is between single reports. Without it, precision on
# the undated mix of 51 events is 0.87 instead of 0.95, and recall 0.91 instead of 0.89.
_SMALL = 4
# A few stray reports go to the group that they are most like, where no other comes near.
_STRAY = 4
_LEAST_STRAY_LIKENESS = 0.02
_CLEARLY = 1.4
# Likeness is worked out anew once a group has grown by this factor, which keeps large groups linear.
_GROWTH = 1.2

Pairs = Sequence[tuple[int, int]]


class _Scored(NamedTuple):
    """Two groups by their first members; their likeness, negated for the heap, and the sizes it was worked out at."""

    unlike: float
    left: int
    right: int
    sizes: tuple[int, int]


@dataclass(slots=True)
class _Sum:
    """Vectors added up, with the squared length of the sum."""

    vector: Vector
    square: float

    def take(self, other: _Sum) -> None:
        """Add `other`, which is not used again; the longer of the two vectors is kept."""
        short, long = sorted((self.vector, other.vector), key=len)
        self.square += other.square
        for term, weight in short.items():
            before = long.get(term, 0.0)
            self.square += 2 * weight * before
            long[term] = before + weight
        self.vector = long

    def shared(self, other: _Sum) -> tuple[float, float]:
        """The cosine of the two, and the sum of the squares of what each shared term adds to it."""
        short, long = sorted((self.vector, other.vector), key=len)
        total = squares = 0.0
        for term, weight in short.items():
            if (across := long.get(term)) is not None:
                total += weight * across
                squares += (weight * across) ** 2
        square = self.square * other.square
        return (total / math.sqrt(square), squares / square) if total else (0.0, 0.0)


@dataclass(slots=True)
class Group:
    """Reports taken together, by their numbers. `days` are the first and the last day on which one was published."""

    members: list[int]
    words: _Sum
    names: _Sum
    languages: Counter[str | None]
    days: tuple[int, int] | None

    @classmethod
    def of(cls, number: int, profile: Profile, language: str | None, day: int | None) -> Group:
        """The group of one report, published on `day` (days from any fixed one)."""
        words, names = (_Sum(dict(side), 1.0 if side else 0.0) for side in (profile.words, profile.names))
        return cls([number], words, names, Counter([language]), None if day is None else (day, day))

    def take(self, other: Group) -> None:
        """Add the reports of `other`, which is not used again."""
        self.members += other.members
        self.words.take(other.words)
        self.names.take(other.names)
        self.languages.update(other.languages)
        days = [day for span in (self.days, other.days) if span for day in span]
        self.days = (min(days), max(days)) if days else None

    @property
    def size(self) -> int:
        """The number of members in steps of _GROWTH."""
        return int(math.log(len(self.members)) / math.log(_GROWTH))


def likeness(one: Group, other: Group) -> float:
    """How alike two groups are for their size, 0 to 1: by names and numbers, by words as far as they share a language.

    One shared term may be an accident: likeness that one term bears counts half, that n bear alike n / (n + 1). Time
    between the groups takes some of it.
    """
    alike, squares = one.names.shared(other.names)
    shared = _language_shared(one, other)
    # By the square root: one report in a second language is no reason to trust words much less.
    if of_words := (1 - _OF_NAMES) * math.sqrt(shared):
        in_words, squares_of_words = one.words.shared(other.words)
        alike = (1 - of_words) * alike + of_words * in_words
        squares = (1 - of_words) ** 2 * squares + of_words**2 * squares_of_words
    if not alike:
        return 0.0
    borne_by = alike * alike / squares
    doublings = max(0.0, math.log2(min(len(one.members), len(other.members)) / _SMALL))
    return alike * borne_by / (borne_by + 1) / (1 + shared * doublings) * _in_time(one.days, other.days)


def _language_shared(one: Group, other: Group) -> float:
    """How much of the two groups is of the same languages, 0 to 1."""
    return sum(
        min(count / len(one.members), other.languages[language] / len(other.members))
        for language, count in one.languages.items()
    )


def _in_time(one: tuple[int, int] | None, other: tuple[int, int] | None) -> float:
    """What the time between two spans of days leaves of a likeness; all of it where one has no dates."""
    if one is None or other is None:
        return 1.0
    apart = max(0, one[0] - other[1], other[0] - one[1])
    return _OF_TIME_APART + (1 - _OF_TIME_APART) * _DAYS / (_DAYS + apart)


class Clusters:
    """Groups of numbered reports, at first one each; a group goes by its lowest number."""

    def __init__(self, groups: Iterable[Group]) -> None:
        self._groups = {group.members[0]: group for group in groups}
        self._leader = {number: number for number in self._groups}

    def found(self) -> list[list[int]]:
        """The groups' members, sorted."""
        return sorted(sorted(group.members) for group in self._groups.values())

    def unite(self, one: int, other: int) -> None:
        """Make one group of those of two reports."""
        first, second = sorted((self._of(one), self._of(other)))
        if first != second:
            self._groups[first].take(self._groups.pop(second))
            self._leader[second] = first

    def cluster(self, pairs: Pairs) -> None:
        """Unite groups that hold a pair's two reports, the most alike first, until none are alike enough.

        Likeness that a grown group gained only shows in the next round, so rounds go on until one changes nothing.
        """
        while self._round(pairs):
            pass

    def settle(self, pairs: Pairs) -> None:
        """Unite small groups with the one that they are most like, if no other that shares a pair comes near."""
        while moves := sorted(self._moves(pairs)):
            for _, stray, home in moves:
                self.unite(stray, home)

    def _of(self, number: int) -> int:
        leader = number
        while (above := self._leader[leader]) != leader:
            leader = above
        while self._leader[number] != leader:
            self._leader[number], number = leader, self._leader[number]
        return leader

    def _ties(self, pairs: Pairs) -> list[tuple[int, int]]:
        """The pairs of different groups that the pairs of reports tie, sorted."""
        return sorted({self._tie(left, right) for left, right in pairs if self._of(left) != self._of(right)})

    def _tie(self, left: int, right: int) -> tuple[int, int]:
        one, other = self._of(left), self._of(right)
        return (one, other) if one < other else (other, one)

    def _scored(self, left: int, right: int) -> _Scored:
        one, other = self._groups[left], self._groups[right]
        return _Scored(-round(likeness(one, other), 9), left, right, (one.size, other.size))

    def _round(self, pairs: Pairs) -> bool:
        """Unite what is alike enough; whether anything was."""
        heap = [scored for tie in self._ties(pairs) if -(scored := self._scored(*tie)).unlike >= _LEAST_LIKENESS]
        heapq.heapify(heap)
        latest = {(scored.left, scored.right): scored for scored in heap}
        united = False
        while heap:
            found = heapq.heappop(heap)
            tie = self._tie(found.left, found.right)
            if tie[0] == tie[1]:
                continue
            now = (self._groups[tie[0]].size, self._groups[tie[1]].size)
            if tie != (found.left, found.right) or now != found.sizes:
                self._again(tie, now, heap, latest)
                continue
            self.unite(*tie)
            united = True
        return united

    def _again(
        self,
        tie: tuple[int, int],
        sizes: tuple[int, int],
        heap: list[_Scored],
        latest: dict[tuple[int, int], _Scored],
    ) -> None:
        """Put a tie of groups that have grown back into the heap, unless it waits there already."""
        known = latest.get(tie)
        if known is None or known.sizes != sizes:
            latest[tie] = found = self._scored(*tie)
            if -found.unlike >= _LEAST_LIKENESS:
                heapq.heappush(heap, found)

    def _moves(self, pairs: Pairs) -> Iterator[tuple[float, int, int]]:
        """Small groups with where they belong: how unlike (negated likeness), the group, its home."""
        near: dict[int, list[tuple[float, int]]] = {}
        for left, right in self._ties(pairs):
            small = [len(self._groups[number].members) <= _STRAY for number in (left, right)]
            if any(small):
                unlike = self._scored(left, right).unlike
                near.setdefault(left, []).append((unlike, right))
                near.setdefault(right, []).append((unlike, left))
        for number, homes in near.items():
            homes.sort()
            (unlike, home), next_best = homes[0], homes[1][0] if len(homes) > 1 else 0.0
            belongs = -unlike >= _LEAST_STRAY_LIKENESS and unlike <= _CLEARLY * next_best
            if belongs and len(self._groups[number].members) <= _STRAY:
                yield unlike, number, home
