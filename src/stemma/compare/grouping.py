"""Pairs become groups: strongest first, and only where the groups as wholes agree."""

from __future__ import annotations

from collections.abc import Callable, Hashable, Iterable
from typing import Generic, TypeVar

from stemma.compare.judged import Bounds, conflicting

K = TypeVar("K", bound=Hashable)

# So many members of either side are asked before two groups are joined: enough to stop chains, and cheap.
_ASKED = 4


def grouped(
    pairs: Iterable[tuple[float, K, K]],
    may_join: Callable[[list[K], list[K]], bool],
    bounds: Bounds[K] | None = None,
) -> list[list[K]]:
    """The groups of two and more that the pairs (strength, left, right) form, members in order of joining.

    Pairs are taken in the order given. Before two groups become one, `may_join` is asked about them; that keeps
    A–B and B–C from tying A to C when these have nothing in common. What `bounds` puts together is one from the start,
    what it keeps apart never becomes one; nobody is asked about either.
    """
    groups = _Groups(bounds or Bounds())
    for _, left, right in pairs:
        one, other = groups.of(left), groups.of(right)
        if one is not other and groups.allowed(one, other) and may_join(one, other):
            groups.join(one, other)
    return groups.several()


class _Groups(Generic[K]):
    """Disjoint lists of members, with the sides of judgements that each list is on."""

    def __init__(self, bounds: Bounds[K]) -> None:
        self._group_of: dict[K, list[K]] = {}
        self._tags_of = bounds.tags()
        self._tags: dict[int, frozenset[tuple[int, int]]] = {}
        for things in bounds.together:
            for thing in things[1:]:
                one, other = self.of(things[0]), self.of(thing)
                if one is not other and self.allowed(one, other):
                    self.join(one, other)

    def of(self, member: K) -> list[K]:
        """The member's group, itself alone where it has not met another."""
        group = self._group_of.get(member)
        if group is None:
            group = self._group_of[member] = [member]
            if member in self._tags_of:
                self._tags[id(group)] = self._tags_of[member]
        return group

    def allowed(self, one: list[K], other: list[K]) -> bool:
        """Whether no judgement keeps the two groups apart."""
        left, right = self._tags.get(id(one)), self._tags.get(id(other))
        return not (left and right and conflicting(left, right))

    def join(self, one: list[K], other: list[K]) -> None:
        """Make one group of two."""
        if len(one) < len(other):
            one, other = other, one
        tags = self._tags.get(id(one), frozenset()) | self._tags.pop(id(other), frozenset())
        if tags:
            self._tags[id(one)] = tags
        one.extend(other)
        for member in other:
            self._group_of[member] = one

    def several(self) -> list[list[K]]:
        """The groups of two and more, in the order in which their members were met."""
        found = {id(group): group for group in self._group_of.values() if len(group) > 1}
        return list(found.values())


def spread(group: list[K], most: int = _ASKED) -> list[K]:
    """A few members (`most`, two or more) that stand for the whole group, spread over it evenly."""
    if len(group) <= most:
        return group
    return [group[place * (len(group) - 1) // (most - 1)] for place in range(most)]
