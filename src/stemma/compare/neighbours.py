"""The nearest of many vectors, without comparing all with all."""

from __future__ import annotations

import numpy as np
import numpy.typing as npt

Floats = npt.NDArray[np.float32]
Ints = npt.NDArray[np.int64]

# Up to so many vectors are compared all with all, in blocks of so many rows.
_ALL = 6000
_BLOCK = 512
# More are sorted into cells of about so many; each looks into the cells nearest to it.
_CELL = 250
_CELLS_SEEN = 12
_ROUNDS = 3


def near_pairs(vectors: Floats, most: int, least: float) -> list[tuple[int, int]]:
    """Index pairs (left < right) of rows of length 1 whose cosine is at least `least`, sorted.

    Each row brings up its `most` nearest. Beyond some thousand rows an inverted file is used (Jégou, Douze & Schmid
    2011): k-means cells from centres spread over the rows as they come, and only the nearest cells are searched.
    """
    if len(vectors) < 2:
        return []
    if len(vectors) <= _ALL:
        everything = np.arange(len(vectors))
        blocks = [(everything[at : at + _BLOCK], everything) for at in range(0, len(vectors), _BLOCK)]
    else:
        blocks = _by_cells(vectors)
    found: set[tuple[int, int]] = set()
    for rows, others in blocks:
        found |= _nearest(vectors, rows, others, most, least)
    return sorted(found)


def _nearest(vectors: Floats, rows: Ints, others: Ints, most: int, least: float) -> set[tuple[int, int]]:
    likeness = np.round(vectors[rows] @ vectors[others].T, 6)
    likeness[rows[:, None] == others[None]] = -1.0
    count = min(most, len(others) - 1)
    if count < 1:
        return set()
    best = np.argpartition(-likeness, count - 1, axis=1)[:, :count]
    lines = np.repeat(np.arange(len(rows)), count)
    kept = likeness[lines, best.ravel()] >= least
    pairs = zip(rows[lines[kept]].tolist(), others[best.ravel()[kept]].tolist(), strict=True)
    return {(min(pair), max(pair)) for pair in pairs}


def _by_cells(vectors: Floats) -> list[tuple[Ints, Ints]]:
    """By cell: its rows, and the rows of the cells nearest to it."""
    count = max(1, len(vectors) // _CELL)
    centres = vectors[np.linspace(0, len(vectors) - 1, count).astype(np.int64)]
    cell = np.zeros(len(vectors), np.int64)
    for _ in range(_ROUNDS):
        cell = np.concatenate(
            [np.argmax(vectors[at : at + _BLOCK] @ centres.T, axis=1) for at in range(0, len(vectors), _BLOCK)]
        )
        sums = np.zeros_like(centres)
        np.add.at(sums, cell, vectors)
        lengths = np.linalg.norm(sums, axis=1, keepdims=True)
        centres = np.where(lengths > 0, sums / np.maximum(lengths, 1e-9), centres).astype(np.float32)
    order = np.argsort(cell, kind="stable")
    members = np.split(order, np.searchsorted(cell[order], np.arange(1, count)))
    seen = np.argsort(-np.round(centres @ centres.T, 6), axis=1, kind="stable")[:, :_CELLS_SEEN]
    return [
        (members[number], np.sort(np.concatenate([members[other] for other in seen[number]])))
        for number in range(count)
        if len(members[number])
    ]
