"""Pairs become groups: strongest first, and only where the groups as wholes agree."""

from __future__ import annotations

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


def spread(group: list[K], most: int = _ASKED) -> list[K]:
    """A few members (`most`, two or more) that stand for the whole group, spread over it evenly."""
    if len(group) <= most:
        return group
    return [group[place * (len(group) - 1) // (most - 1)] for place in range(most)]
