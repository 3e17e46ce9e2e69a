"""Wordings of one utterance under each other, word by word: a critical apparatus, in which columns are what agrees.

The first wording is the base, as in a collation of manuscripts; every other one is aligned with it, so what one of them
adds, leaves out or says otherwise stands in the column where the base has its own words.
"""

from __future__ import annotations

import difflib
import itertools
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

# A table of more is no picture any more: the wordings then stand as blocks, with the same words marked.
MOST_COLUMNS = 26
MOST_LINES = 16


@dataclass(frozen=True, slots=True)
class Slot:
    """Words `start` to `end` of one wording over `columns` columns of the table; `same` where the base has them too."""

    start: int
    end: int
    columns: int
    same: bool


@dataclass(frozen=True, slots=True)
class _Change:
    """Words `left` to `right` of the base stand as words `start` to `end` of the other wording."""

    left: int
    right: int
    start: int
    end: int
    same: bool


def collate(base: Sequence[str], others: Iterable[Sequence[str]]) -> tuple[tuple[Slot, ...], ...] | None:
    """One row of slots for the base and for each of the others, equally wide; None where the table would be too wide.

    Words are compared as they are handed in; fold them before.
    """
    changes = [_changes(base, other) for other in others]
    columns = _columns(len(base), changes)
    if len(columns) > MOST_COLUMNS or len(changes) + 1 > MOST_LINES:
        return None
    whole = [_Change(0, len(base), 0, len(base), True)]
    return tuple(tuple(_row(columns, found)) for found in (whole, *changes))


def _changes(base: Sequence[str], other: Sequence[str]) -> list[_Change]:
    matcher = difflib.SequenceMatcher(None, base, other, autojunk=False)
    return [_Change(i1, i2, j1, j2, tag == "equal") for tag, i1, i2, j1, j2 in matcher.get_opcodes()]


def _columns(length: int, rows: Iterable[Sequence[_Change]]) -> list[tuple[int, int]]:
    """The base's words cut wherever any wording begins or ends to differ, and an empty column for what is added."""
    cuts, gaps = {0, length}, set[int]()
    for change in itertools.chain.from_iterable(rows):
        cuts |= {change.left, change.right}
        if change.left == change.right:
            gaps.add(change.left)
    columns: list[tuple[int, int]] = [(0, 0)] if 0 in gaps else []
    for left, right in itertools.pairwise(sorted(cuts)):
        columns.append((left, right))
        if right in gaps:
            columns.append((right, right))
    return columns


def _row(columns: Sequence[tuple[int, int]], changes: Sequence[_Change]) -> Iterator[Slot]:
    """A wording's slots: what it shares with the base column by column, each difference over all that it stands for."""
    added = {change.left: change for change in changes if change.left == change.right}
    kept = [change for change in changes if change.left < change.right]
    at = 0
    while at < len(columns):
        left, right = columns[at]
        if left == right:
            change = added.get(left)
            yield Slot(change.start, change.end, 1, False) if change else Slot(0, 0, 1, True)
            at += 1
            continue
        change = next(change for change in kept if change.left <= left and right <= change.right)
        if change.same:
            shift = change.start - change.left
            yield Slot(left + shift, right + shift, 1, True)
            at += 1
            continue
        wide = sum(1 for one in columns[at:] if one[0] < change.right)
        yield Slot(change.start, change.end, wide, False)
        at += wide
