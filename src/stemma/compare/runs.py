"""Aligning two texts along the shingles that both hold: runs of the same words, a few of them changed."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import NamedTuple

import numpy as np
import numpy.typing as npt
from rapidfuzz.distance import LCSseq

from stemma.compare.shingles import SHINGLE, Hashes, Ints

Forms = npt.NDArray[np.int32]

# Two blocks belong to one run when no more than these words stand between them, changed or not.
_CHANGED = 3
_WIDEST_GAP = 20
# Beyond its outermost shingles a run goes on over so many words on either side, where so many equal ones follow.
_STEPS = ((1, 1), (1, 0), (0, 1), (2, 2), (2, 1), (1, 2))
_EQUAL = 2
# What fewer words hold can be no passage; what holds fewer before it is stretched can't become one.
LEAST_WORDS = 8
_LEAST_BEGUN = 6


class Block(NamedTuple):
    """Words that two texts share in a row: the first word on either side, and how many."""

    left: int
    right: int
    length: int


class Run(NamedTuple):
    """Blocks chained: ranges of words on either side, and how many words they share, in order."""

    left: int
    left_end: int
    right: int
    right_end: int
    shared: int


def shared_blocks(lefts: Sequence[Hashes], right: Hashes) -> Iterator[tuple[int, list[Block]]]:
    """For each text on the left (by index) that may share a run with the one on the right: blocks, by left place.

    Texts are given by their shingles. Of a shingle that a text repeats only the first place counts.
    """
    owners, left_places, right_places = _shared_places(lefts, right)
    if not len(owners):
        return
    breaks = (owners[1:] != owners[:-1]) | (np.diff(left_places) != 1) | (np.diff(right_places) != 1)
    starts = np.flatnonzero(np.concatenate([[True], breaks]))
    lengths = np.diff(np.concatenate([starts, [len(owners)]])) + SHINGLE - 1
    owners, left_places, right_places = owners[starts], left_places[starts], right_places[starts]
    promising = _promising(owners, left_places, left_places + lengths)
    rows = [column[promising].tolist() for column in (owners, left_places, right_places, lengths)]
    blocks: list[Block] = []
    current = -1
    for owner, *block in zip(*rows, strict=True):
        if owner != current and blocks:
            yield current, blocks
            blocks = []
        current = owner
        blocks.append(Block(*block))
    if blocks:
        yield current, blocks


def _shared_places(lefts: Sequence[Hashes], right: Hashes) -> tuple[Ints, Ints, Ints]:
    """Index of the left text, place in it, place on the right: sorted, for each shingle in common."""
    own, first = np.unique(right, return_index=True)
    sizes = np.array([len(hashes) for hashes in lefts], dtype=np.int64)
    if not len(own) or not sizes.sum():
        nothing = np.zeros(0, dtype=np.int64)
        return nothing, nothing, nothing
    flat = np.concatenate(lefts)
    at = np.minimum(np.searchsorted(own, flat), len(own) - 1)
    hits = np.flatnonzero(own[at] == flat)
    owners = np.repeat(np.arange(len(lefts)), sizes)[hits]
    left_places, right_places = hits - (np.cumsum(sizes) - sizes)[owners], first[at[hits]]
    _, kept = np.unique(owners * len(right) + right_places, return_index=True)
    kept.sort()
    return owners[kept], left_places[kept], right_places[kept]


def _promising(owners: Ints, starts: Ints, ends: Ints) -> npt.NDArray[np.bool_]:
    """Which blocks stand, on the left, in a neighbourhood of blocks wide enough for a passage."""
    apart = (owners[1:] != owners[:-1]) | (starts[1:] - ends[:-1] > _WIDEST_GAP)
    first = np.concatenate([[True], apart])
    group = np.cumsum(first) - 1
    last = np.concatenate([apart, [True]])
    widths = ends[last] - starts[first]
    found: npt.NDArray[np.bool_] = (widths >= _LEAST_BEGUN)[group]
    return found


def chained(blocks: Sequence[Block], left: Forms, right: Forms) -> list[Run]:
    """Blocks (by left place) chained over a few changed words, in order of the left side."""
    done: list[Run] = []
    growing: list[Run] = []
    for block in blocks:
        done.extend(run for run in growing if block.left - run.left_end > _WIDEST_GAP)
        growing = [run for run in growing if block.left - run.left_end <= _WIDEST_GAP]
        # Last comes what grew last: a phrase that also stands elsewhere does not break the run around it.
        for number in range(len(growing) - 1, -1, -1):
            longer = _joined(growing[number], block, left, right)
            if longer is not None:
                growing.append(longer)
                del growing[number]
                break
        else:
            ends = block.left + block.length, block.right + block.length
            growing.append(Run(block.left, ends[0], block.right, ends[1], block.length))
    runs = sorted(run for run in [*done, *growing] if run.shared >= _LEAST_BEGUN)
    return [run for run in _stretched(runs, left, right) if run.shared >= LEAST_WORDS]


def _stretched(runs: Sequence[Run], left: Forms, right: Forms) -> Iterator[Run]:
    """The runs, each as far on at its ends as its words go on within the four that hold no shingle of their own."""
    for run in runs:
        before = _steps(left[: run.left][::-1], right[: run.right][::-1])
        after = _steps(left[run.left_end :], right[run.right_end :])
        yield Run(
            run.left - before[0],
            run.left_end + after[0],
            run.right - before[1],
            run.right_end + after[1],
            run.shared + before[2] + after[2],
        )


def _steps(left: Forms, right: Forms) -> tuple[int, int, int]:
    """How many words a run takes in on either side, and how many of them are equal."""
    ours, theirs = left[: 2 * SHINGLE].tolist(), right[: 2 * SHINGLE].tolist()
    here = there = equal = 0
    while True:
        for step, other in _STEPS:
            begin = ours[here + step : here + step + _EQUAL]
            if len(begin) == _EQUAL and begin == theirs[there + other : there + other + _EQUAL]:
                here, there = here + step, there + other
                break
        else:
            return here, there, equal
        while here < len(ours) and there < len(theirs) and ours[here] == theirs[there]:
            here, there, equal = here + 1, there + 1, equal + 1


def _joined(run: Run, block: Block, left: Forms, right: Forms) -> Run | None:
    """The run with the block at its end, or None where they don't follow each other on both sides."""
    left_gap, right_gap = block.left - run.left_end, block.right - run.right_end
    # Blocks around one changed word may claim the same word twice.
    overlap = max(0, -min(left_gap, right_gap))
    if overlap >= block.length or max(left_gap, right_gap) + overlap > _WIDEST_GAP:
        return None
    common = 0
    if left_gap > 0 and right_gap > 0:
        between = left[run.left_end : block.left].tolist(), right[run.right_end : block.right].tolist()
        common = LCSseq.similarity(*between)
    if max(left_gap, right_gap) + overlap > _CHANGED and 2 * common < max(left_gap, right_gap):
        return None
    shared = run.shared + common + block.length - overlap
    return Run(run.left, block.left + block.length, run.right, block.right + block.length, shared)
