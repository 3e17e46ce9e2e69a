"""Groups out of pairs, and what judgements ask of them."""

from __future__ import annotations

import pytest

from stemma.compare.grouping import grouped
from stemma.compare.judged import Bounds


def groups(pairs: list[str], bounds: Bounds[str], *, may: bool = True) -> set[str]:
    found = grouped([(1.0, pair[0], pair[1]) for pair in pairs], lambda one, other: may, bounds)
    return {"".join(sorted(group)) for group in found}


def apart(*sides: str) -> Bounds[str]:
    return Bounds(apart=(tuple(map(frozenset, sides)),))


def test_without_judgements_pairs_alone_decide() -> None:
    assert groups(["ab", "bc", "de"], Bounds()) == {"abc", "de"}


def test_what_is_put_together_is_one_though_no_pair_ties_it_and_nobody_would_join_it() -> None:
    assert groups([], Bounds(together=(("a", "b", "c"),)), may=False) == {"abc"}


@pytest.mark.parametrize("pairs", [["ab", "bc", "cd"], ["cd", "bc", "ab"], ["bc", "ab", "cd"]])
def test_what_is_kept_apart_is_never_joined_by_a_chain(pairs: list[str]) -> None:
    found = groups(pairs, apart("a", "d"))
    assert not any("a" in group and "d" in group for group in found)
    assert any("bc" in group for group in found)


def test_the_last_made_comes_first_where_two_ask_for_contrary_things() -> None:
    assert groups([], Bounds(together=(("a", "b"), ("b", "c")), apart=((frozenset("a"), frozenset("c")),))) == {"ab"}


def test_three_sides_are_three_groups() -> None:
    found = groups(["ab", "bc", "ac", "ad"], apart("a", "b", "c"))
    assert found == {"ad"}


def test_many_groups_that_come_and_go_keep_their_own_bounds() -> None:
    names = [chr(number) for number in range(0x4E00, 0x4E00 + 400)]
    pairs = [one + other for one, other in zip(names[::2], names[1::2], strict=True)]
    pairs += [one + other for one, other in zip(names[::4], names[2::4], strict=True)]
    assert len(groups(pairs, apart(names[0], names[2]))) == 101
