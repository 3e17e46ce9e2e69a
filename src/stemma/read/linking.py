"""Which of a window's cues has which sources and contents, by the network's link vectors."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from stemma.text.encoder import Floats, LinkWeights

# First word and last word + 1 in a window.
Fragment = tuple[int, int]


@dataclass(frozen=True, slots=True)
class Linked:
    """A cue with what belongs to it; contents in text order, never none."""

    cue: Fragment | None
    source: Fragment | None
    contents: tuple[Fragment, ...]


def link(
    weights: LinkWeights,
    vectors: Floats,
    cues: Sequence[Fragment],
    sources: Sequence[Fragment],
    contents: Sequence[Fragment],
) -> list[Linked]:
    """Each content goes to the cue that it agrees with most, and each cue to its source, or to none.

    `vectors`: (words, 4 widths), what a cue asks of sources and of contents and what these answer. A content that no
    cue wants stands alone; a cue whose content is elsewhere takes the one it wants most.
    """
    if not cues:
        return [Linked(None, None, (content,)) for content in contents]
    owners = _owners(weights, vectors, cues, contents)
    sayers = _sayers(weights, vectors, cues, sources)
    found = [
        Linked(
            cue,
            sayers[number],
            tuple(content for content, owner in zip(contents, owners, strict=True) if owner == number),
        )
        for number, cue in enumerate(cues)
    ]
    alone = [Linked(None, None, (content,)) for content, owner in zip(contents, owners, strict=True) if owner is None]
    return [one for one in found if one.contents] + alone


def _owners(
    weights: LinkWeights, vectors: Floats, cues: Sequence[Fragment], contents: Sequence[Fragment]
) -> list[int | None]:
    """The number of each content's cue."""
    if not contents:
        return []
    scores = _scores(weights, vectors, cues, contents, 1)
    best = scores.argmax(0)
    owners = [int(cue) if scores[cue, number] > weights.nobody[1] else None for number, cue in enumerate(best)]
    for cue in range(len(cues)):
        if cue not in owners:
            free = [number for number, owner in enumerate(owners) if owner is None or owners.count(owner) > 1]
            if free:
                owners[max(free, key=lambda number: float(scores[cue, number]))] = cue
    return owners


def _sayers(
    weights: LinkWeights, vectors: Floats, cues: Sequence[Fragment], sources: Sequence[Fragment]
) -> list[Fragment | None]:
    if not sources:
        return [None] * len(cues)
    scores = _scores(weights, vectors, cues, sources, 0)
    best = scores.argmax(1)
    return [sources[int(one)] if scores[cue, one] > weights.nobody[0] else None for cue, one in enumerate(best)]


def _scores(
    weights: LinkWeights, vectors: Floats, cues: Sequence[Fragment], others: Sequence[Fragment], kind: int
) -> Floats:
    width = weights.width
    asked = _of_fragments(vectors[:, kind * width : (kind + 1) * width], cues)
    answered = _of_fragments(vectors[:, (kind + 2) * width : (kind + 3) * width], others)
    near = weights.near[kind][[[bucket(cue, other, weights.near.shape[1]) for other in others] for cue in cues]]
    scores: Floats = asked @ answered.T / math.sqrt(width) + near
    return scores


def _of_fragments(vectors: Floats, fragments: Sequence[Fragment]) -> Floats:
    ends = np.array(fragments) - (0, 1)
    mean: Floats = (vectors[ends[:, 0]] + vectors[ends[:, 1]]) / 2
    return mean


def bucket(cue: Fragment, other: Fragment, buckets: int) -> int:
    """Which bucket the distance in words from `cue` to `other` is in: twice its logarithm, behind or ahead."""
    distance = other[0] - cue[0]
    size = min(buckets // 2 - 1, int(2 * math.log2(1 + abs(distance))))
    return buckets // 2 + size if distance >= 0 else buckets // 2 - 1 - size
