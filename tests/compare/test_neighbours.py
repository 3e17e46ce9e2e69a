from __future__ import annotations

import numpy as np
import numpy.typing as npt
import pytest

from stemma.compare import neighbours
from stemma.compare.neighbours import near_pairs

Floats = npt.NDArray[np.float32]


def clustered(count: int, seed: int = 3) -> Floats:
    """Directions around some centres, as the sentences of a case are about some things."""
    random = np.random.default_rng(seed)
    centres = random.normal(size=(max(1, count // 20), 384))
    vectors = centres[random.integers(0, len(centres), count)] + 0.6 * random.normal(size=(count, 384))
    return np.asarray(vectors / np.linalg.norm(vectors, axis=1, keepdims=True), np.float32)


def all_near(vectors: Floats, most: int, least: float) -> set[tuple[int, int]]:
    likeness = np.round(vectors @ vectors.T, 6)
    np.fill_diagonal(likeness, -1)
    nearest = np.argsort(-likeness, axis=1, kind="stable")[:, :most]
    return {
        (min(row, int(other)), max(row, int(other)))
        for row, found in enumerate(nearest)
        for other in found
        if likeness[row, other] >= least
    }


@pytest.mark.parametrize("count", [1, 2, 5, 700])
def test_few_vectors_are_all_compared(count: int) -> None:
    vectors = clustered(count)
    found = near_pairs(vectors, 6, 0.5)
    assert found == sorted(all_near(vectors, 6, 0.5))


def test_of_many_vectors_nearly_all_neighbours_are_found(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(neighbours, "_ALL", 4000)
    vectors = clustered(8000)
    wanted = all_near(vectors, 8, 0.5)
    found = set(near_pairs(vectors, 8, 0.5))
    assert len(wanted & found) >= 0.9 * len(wanted)
    assert all(float(vectors[left] @ vectors[right]) >= 0.5 - 1e-5 for left, right in found)


def test_the_same_vectors_give_the_same_pairs(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(neighbours, "_ALL", 1000)
    vectors = clustered(3000)
    assert near_pairs(vectors, 8, 0.4) == near_pairs(vectors.copy(), 8, 0.4)


@pytest.mark.parametrize("most_compared", [10, 6000])
def test_vectors_of_nothing_are_near_nothing(most_compared: int, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(neighbours, "_ALL", most_compared)
    vectors = np.zeros((600, 384), np.float32)
    vectors[[100, 500]] = clustered(1)
    assert near_pairs(vectors, 8, 0.2) == [(100, 500)]
    assert near_pairs(np.zeros((0, 384), np.float32), 8, 0.2) == []


def test_what_is_the_same_thousands_of_times_is_not_compared_all_with_all(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(neighbours, "_ALL", 1000)
    compared: list[int] = []
    nearest = neighbours._nearest

    def counting(vectors: Floats, rows: neighbours.Ints, others: neighbours.Ints, most: int, least: float) -> object:
        compared.append(len(rows) * len(others))
        return nearest(vectors, rows, others, most, least)

    monkeypatch.setattr(neighbours, "_nearest", counting)
    same = np.repeat(clustered(1), 5000, axis=0)
    assert len({place for pair in near_pairs(same, 4, 0.5) for place in pair}) == 5000
    assert sum(compared) <= 5000 * (1000 + 512)
