"""Average linkage with sums of vectors, corrected for attenuation, against the same done pair by pair."""

from __future__ import annotations

import numpy as np
import numpy.typing as npt
import pytest
from hypothesis import given
from hypothesis import strategies as st

from stemma.compare.judged import Bounds
from stemma.compare.linkage import _CORRECTED, Linkage

Floats = npt.NDArray[np.float32]
LEAST = 0.3


def items(seed: int, count: int) -> Linkage:
    """Items about a few things: vectors around some centres, with some words."""
    random = np.random.default_rng(seed)
    centres = random.normal(size=(3, 6))
    vectors = centres[random.integers(0, 3, count)] + random.normal(size=(count, 6))
    vectors /= np.linalg.norm(vectors, axis=1, keepdims=True)
    words = [{int(word): float(random.random()) / 2 for word in random.integers(0, 9, 2)} for _ in range(count)]
    languages = [("en", "pl", None)[int(choice)] for choice in random.integers(0, 3, count)]
    return Linkage(vectors.astype(np.float32), words, languages)


def all_pairs(count: int) -> list[tuple[int, int]]:
    return [(left, right) for right in range(count) for left in range(right)]


def naive(linkage: Linkage, count: int) -> list[list[int]]:
    """The method as it is defined: every average is asked anew, and divided by how alike the groups' members are."""

    def average(some: list[int], others: list[int]) -> float:
        return float(np.mean([linkage.likeness(a, b) for a in some for b in others]))

    def evenness(group: list[int]) -> float:
        return average(group, group) / float(np.mean([linkage.likeness(a, a) for a in group]))

    groups = [[item] for item in range(count)]
    while len(groups) > 1:
        averages = {
            (one, other): average(groups[one], groups[other])
            / (evenness(groups[one]) * evenness(groups[other])) ** (_CORRECTED / 2)
            for one, other in all_pairs(len(groups))
        }
        best = max(averages, key=lambda pair: averages[pair])
        if averages[best] < LEAST:
            break
        joined = groups[best[0]] + groups[best[1]]
        groups = [group for number, group in enumerate(groups) if number not in best] + [joined]
    return sorted(sorted(group) for group in groups if len(group) > 1)


@given(st.integers(0, 10_000), st.integers(0, 14))
def test_groups_are_those_of_average_linkage(seed: int, count: int) -> None:
    linkage = items(seed, count)
    assert linkage.groups(all_pairs(count), LEAST) == naive(linkage, count)


@given(st.integers(0, 10_000), st.randoms(use_true_random=False))
def test_the_order_of_items_and_pairs_leaves_no_trace(seed: int, random: object) -> None:
    linkage = items(seed, 12)
    places = list(range(12))
    random.shuffle(places)  # type: ignore[attr-defined]
    words, languages = [linkage._words[place] for place in places], [linkage._languages[place] for place in places]
    moved = Linkage(linkage._meanings[places], words, languages)
    found = moved.groups([(right, left) for left, right in all_pairs(12)], LEAST)
    assert sorted(sorted(places[item] for item in group) for group in found) == linkage.groups(all_pairs(12), LEAST)


def test_only_what_is_near_is_joined() -> None:
    same = Linkage(np.ones((3, 1), np.float32), [{}, {}, {}])
    assert same.groups([(0, 2)], LEAST) == [[0, 2]]
    assert same.groups([], LEAST) == []
    assert same.groups([(1, 1)], LEAST) == []


def test_what_was_judged_to_be_one_is_one_however_unlike() -> None:
    unlike = Linkage(np.eye(4, dtype=np.float32), [{}] * 4)
    assert unlike.groups([], LEAST, Bounds(together=((0, 2), (2, 3), ()))) == [[0, 2, 3]]


def test_what_was_judged_to_be_apart_stays_apart_through_others() -> None:
    same = Linkage(np.ones((3, 1), np.float32), [{}, {}, {}])
    bounds = Bounds(apart=((frozenset({0}), frozenset({1})),))
    (group,) = same.groups(all_pairs(3), LEAST, bounds)
    assert len(group) == 2
    assert group != [0, 1]


def test_of_two_judgements_that_contradict_each_other_what_is_apart_stays_so() -> None:
    same = Linkage(np.ones((2, 1), np.float32), [{}, {}])
    bounds = Bounds(together=((0, 1),), apart=((frozenset({0}), frozenset({1})),))
    assert same.groups([(0, 1)], LEAST, bounds) == []


def test_items_without_a_meaning_go_by_their_words() -> None:
    linkage = Linkage(np.zeros((3, 2), np.float32), [{1: 0.8}, {1: 0.8, 2: 0.5}, {3: 1.0}])
    assert linkage.likeness(0, 1) == pytest.approx(0.64)
    assert linkage.groups(all_pairs(3), LEAST) == [[0, 1]]


def test_two_languages_are_asked_a_little_less() -> None:
    vectors = np.array([[1.0, 0.0], [0.28, 0.96]], np.float32)
    pair, nothing = [(0, 1)], list[dict[int, float]]([{}, {}])
    assert Linkage(vectors, nothing, ["en", "pl"]).groups(pair, LEAST) == [[0, 1]]
    assert Linkage(vectors, nothing, ["en", "en"]).groups(pair, LEAST) == []
    assert Linkage(vectors, nothing, ["en", None]).groups(pair, LEAST) == []
