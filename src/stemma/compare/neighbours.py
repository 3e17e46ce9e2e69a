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
    """Index pairs (left < right) of rows of length 1 whose cosine is at least `least` (above 0), sorted.

    Each row brings up its `most` nearest; rows of zeros have none. Beyond some thousand rows an inverted file is used
    (Jégou, Douze & Schmid 2011): k-means cells from centres spread over the rows as they come, and only the nearest
    cells are searched, and of these no more rows than would be compared without.
    """
    known = np.flatnonzero(vectors.any(axis=1))
    vectors = vectors[known]
    if len(known) <= _ALL:
        everything = np.arange(len(known))
        blocks = [(rows, everything) for rows in _in_blocks(everything)]
    else:
        blocks = _by_cells(vectors)
    found: set[tuple[int, int]] = set()
    for rows, others in blocks:
        found |= _nearest(vectors, rows, others, most, least)
    return [(int(known[left]), int(known[right])) for left, right in sorted(found)]


def _in_blocks(rows: Ints) -> list[Ints]:
    return [rows[at : at + _BLOCK] for at in range(0, len(rows), _BLOCK)]


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
    """By cell: its rows, some at a time, and the rows of the cells nearest to it."""
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
        (rows, _seen(rows, [members[other] for other in seen[number]]))
        for number in range(count)
        for rows in _in_blocks(members[number])
    ]


def _seen(rows: Ints, cells: list[Ints]) -> Ints:
    """What is compared with some rows of a cell: they themselves and the cells nearest to it, as far as they go.

    Much that is nearly the same may be in one cell; then not all of it is looked at.
    """
    return np.union1d(rows, np.concatenate(cells)[:_ALL])
