"""Numbers as words that are compared."""

from __future__ import annotations

from collections.abc import Iterable


def numbers_conflict(left: Iterable[int], right: Iterable[int], numeric: set[int]) -> bool:
    """Whether both runs of stems hold numbers (stems in `numeric`) and have none in common."""
    one = numeric.intersection(left)
    return bool(one) and bool(other := numeric.intersection(right)) and one.isdisjoint(other)
