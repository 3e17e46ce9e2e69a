"""Pairs become groups: strongest first, and only where the groups as wholes agree."""

from __future__ import annotations

import heapq
from collections.abc import Callable, Hashable, Iterable
from typing import TypeVar

K = TypeVar("K", bound=Hashable)

# So many members of either side are asked before two groups are joined: enough to stop chains, and cheap.
_ASKED = 4


def grouped(pairs: Iterable[tuple[float, K, K]], may_join: Callable[[list[K], list[K]], bool]) -> list[list[K]]:
    """The groups of two and more that the pairs (strength, left, right) form, members in order of joining.

    Pairs are taken in the order given. Before two groups become one, `may_join` is asked about them; that keeps
    A–B and B–C from tying A to C when these have nothing in common.
    """
    group_of: dict[K, list[K]] = {}
    for _, left, right in pairs:
        one = group_of.setdefault(left, [left])
        other = group_of.setdefault(right, [right])
        if one is other or not may_join(one, other):
            continue
        if len(one) < len(other):
            one, other = other, one
        one.extend(other)
        for member in other:
            group_of[member] = one
    found = {id(group): group for group in group_of.values() if len(group) > 1}
    return list(found.values())


def spread(group: list[K]) -> list[K]:
    """A few members that stand for the whole group, spread over it evenly."""
    if len(group) <= _ASKED:
        return group
    return [group[place * (len(group) - 1) // (_ASKED - 1)] for place in range(_ASKED)]


def linked_on_average(
    pairs: Iterable[tuple[int, int, float]], same: Iterable[tuple[int, int]], *, least: float, known_each: int
) -> list[list[int]]:
    """Groups of two and more items by average linkage (R. Sokal and C. Michener, 1958) over sparse pairs.

    `pairs` are (one, other, likeness), each pair once; a pair that is not among them has likeness 0. Items in `same`
    start out as one group. The two groups whose members are alike the most, on average, become one until that
    average is below `least`. Since only the `known_each` best pairs of an item may be known, no more are expected.
    """
    forest = _Linkage(known_each)
    for one, other in same:
        forest.unite(one, other)
    for one, other, likeness in pairs:
        forest.add(one, other, likeness)
    forest.merge(least)
    return sorted(sorted(group) for group in forest.groups.values() if len(group) > 1)


class _Linkage:
    """The state of average linkage: groups by number, and the summed likeness between each two that have any."""

    def __init__(self, known_each: int) -> None:
        self.known_each = known_each
        self.groups: dict[int, list[int]] = {}
        self.sums: dict[int, dict[int, float]] = {}
        self._group_of: dict[int, int] = {}
        self._next = 0

    def _group(self, item: int) -> int:
        if item not in self._group_of:
            self._open([item], {})
        return self._group_of[item]

    def _open(self, items: list[int], sums: dict[int, float]) -> int:
        number = self._next
        self._next += 1
        self.groups[number], self.sums[number] = items, sums
        for item in items:
            self._group_of[item] = number
        return number

    def unite(self, one: int, other: int) -> None:
        """Make two items' groups one, before any likeness is added."""
        left, right = self._group(one), self._group(other)
        if left != right:
            moved = self.groups.pop(right)
            del self.sums[right]
            self.groups[left].extend(moved)
            self._group_of.update(dict.fromkeys(moved, left))

    def add(self, one: int, other: int, likeness: float) -> None:
        """Enter the likeness of two items."""
        left, right = self._group(one), self._group(other)
        if left != right:
            self.sums[left][right] = self.sums[right][left] = self.sums[left].get(right, 0.0) + likeness

    def _average(self, left: int, right: int) -> float:
        few, many = sorted((len(self.groups[left]), len(self.groups[right])))
        return self.sums[left][right] / (few * min(many, self.known_each))

    def merge(self, least: float) -> None:
        """Make groups one, most alike first, until none are alike enough."""
        heap = [
            (-round(self._average(left, right), 9), left, right)
            for left, row in self.sums.items()
            for right in row
            if left < right
        ]
        heapq.heapify(heap)
        while heap and -heap[0][0] >= least:
            _, left, right = heapq.heappop(heap)
            if left in self.groups and right in self.groups:
                number = self._join(left, right)
                for other in self.sums[number]:
                    heapq.heappush(heap, (-round(self._average(number, other), 9), other, number))

    def _join(self, left: int, right: int) -> int:
        one, other = self.sums.pop(left), self.sums.pop(right)
        del one[right], other[left]
        if len(one) < len(other):
            one, other = other, one
        for group, likeness in other.items():
            one[group] = one.get(group, 0.0) + likeness
        number = self._open(self.groups.pop(left) + self.groups.pop(right), one)
        for group, likeness in one.items():
            row = self.sums[group]
            row.pop(left, None)
            row.pop(right, None)
            row[number] = likeness
        return number
