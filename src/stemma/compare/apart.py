"""Which sentences are worth comparing in a case of several stories: those of one story, and what was copied across."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import numpy as np
import numpy.typing as npt

from stemma.compare.block import Allowed, Ints
from stemma.compare.pieces import Material
from stemma.model import Passage, Pointer

_SEVERAL = -1


def within_stories(
    material: Material, forms: Sequence[Sequence[int]], stories: Sequence[str], passages: Sequence[Passage]
) -> Allowed | None:
    """Tells which pairs of forms may be compared; None, for all, where there is one story only.

    `forms` are the pieces (indexes) of each form, `stories` go by the material's reports. Two forms may be compared if
    they stand in reports of one story, or where a passage of two reports, other than boilerplate, holds both. A
    sentence that stands word for word in two stories is one form, and so keeps them together by itself.
    """
    if len(set(stories)) < 2:
        return None
    numbers = {story: number for number, story in enumerate(sorted(set(stories)))}
    held = [
        frozenset(numbers[stories[material.pieces[piece].report]] for piece in pieces) if pieces else frozenset()
        for pieces in forms
    ]
    alone: Ints = np.array([next(iter(found)) if len(found) == 1 else _SEVERAL for found in held], dtype=np.int64)
    count = np.int64(len(forms))
    copied: Ints = np.array(sorted(_copied(material, forms, stories, passages)), dtype=np.int64).reshape(-1, 2)
    codes = copied[:, 0] * count + copied[:, 1]

    def allowed(left: Ints, right: Ints) -> npt.NDArray[np.bool_]:
        same = (alone[left] == alone[right]) & (alone[left] != _SEVERAL)
        for pair in np.flatnonzero((alone[left] == _SEVERAL) | (alone[right] == _SEVERAL)).tolist():
            same[pair] = not held[left[pair]].isdisjoint(held[right[pair]])
        found: npt.NDArray[np.bool_] = same | np.isin(left * count + right, codes)
        return found

    return allowed


def _copied(
    material: Material, forms: Sequence[Sequence[int]], stories: Sequence[str], passages: Sequence[Passage]
) -> set[tuple[int, int]]:
    """Pairs of forms (the lower first) that stand in one passage of two reports of different stories."""
    numbers = {report.id: number for number, report in enumerate(material.reports)}
    across = [
        passage
        for passage in passages
        if not passage.boilerplate and stories[numbers[passage.left.report]] != stories[numbers[passage.right.report]]
    ]
    wanted = {numbers[side.report] for passage in across for side in (passage.left, passage.right)}
    in_report: dict[int, list[tuple[int, int]]] = {number: [] for number in wanted}
    for form, pieces in enumerate(forms):
        for piece in pieces:
            if (report := material.pieces[piece].report) in wanted:
                in_report[report].append((form, piece))

    def touched(side: Pointer) -> Iterator[int]:
        for form, piece in in_report[numbers[side.report]]:
            if material.pieces[piece].span.overlaps(side.span):
                yield form

    return {
        (min(left, right), max(left, right))
        for passage in across
        for left in touched(passage.left)
        for right in touched(passage.right)
        if left != right
    }
