"""Pieces that are word for word the same, taken once, and which of them are worth comparing."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

import numpy as np

from stemma.compare.align import Aligner, Overlap
from stemma.compare.block import Allowed, candidate_pairs
from stemma.compare.pieces import Material

# Measured on cases of 18 to 99 reports: below this share of common weight next to no pair was one of anything.
_LEAST_SHARE = 0.25
MOST_EACH = 16


@dataclass(frozen=True, slots=True)
class Forms:
    """The distinct runs of stems among the pieces, and the pieces (indexes) of each.

    A wire story that a hundred sites carry costs as much as one that stands once. `near` are the pairs that share rare
    words, `pairs` those of them of which somebody is said to say both, compared. `allowed` tells which may be compared
    at all, of two arrays of forms (the lower first); None for all.
    """

    runs: tuple[tuple[int, ...], ...]
    pieces: tuple[tuple[int, ...], ...]
    near: tuple[tuple[int, int], ...]
    pairs: tuple[tuple[int, int, Overlap], ...]
    allowed: Allowed | None = None

    def comparable(
        self, pairs: Sequence[tuple[int, int]], forms: Sequence[int] | None = None
    ) -> Sequence[tuple[int, int]]:
        """Those of `pairs` whose forms may be compared. They are pairs of forms, or of indexes in `forms`."""
        if self.allowed is None or not pairs:
            return pairs
        ends = np.array(pairs, np.int64)
        ends = ends if forms is None else np.array(forms, np.int64)[ends]
        kept = self.allowed(ends.min(axis=1), ends.max(axis=1))
        return [pair for pair, keep in zip(pairs, kept.tolist(), strict=True) if keep]


def distinct_forms(
    material: Material,
    aligner: Aligner,
    apart: Callable[[Sequence[Sequence[int]]], Allowed | None] = lambda pieces: None,
) -> Forms:
    """The material's forms in order of first appearance, and the pairs of them that share rare words.

    `apart` tells, by the pieces of each form, which pairs may be compared; None for all.
    """
    members: dict[tuple[int, ...], list[int]] = {}
    for number, piece in enumerate(material.pieces):
        members.setdefault(tuple(material.stems(piece)), []).append(number)
    runs = tuple(members)
    lexicon = material.lexicon
    pieces = tuple(map(tuple, members.values()))
    allowed = apart(pieces)
    candidates = candidate_pairs(
        runs,
        lexicon.weights,
        lexicon.content,
        least_share=_LEAST_SHARE,
        most_each=MOST_EACH,
        allowed=allowed,
    )
    spoken = [any(material.told_by_somebody(material.pieces[number]) for number in numbers) for numbers in pieces]
    pairs = tuple(
        (left, right, aligner.overlap(runs[left], runs[right]))
        for left, right in candidates
        if spoken[left] and spoken[right]
    )
    return Forms(runs, pieces, tuple(candidates), pairs, allowed)
