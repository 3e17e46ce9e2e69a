"""Which of a window's cues has which sources and contents, by the network's link vectors."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from stemma.text.encoder import Floats, LinkWeights

# Twice the logarithm of distances, as far as a window reaches.
_SIZES = np.array([int(2 * math.log2(1 + distance)) for distance in range(1024)])
# Of a link that cannot be.
_NEVER = np.float32(-1e9)
# First word and last word + 1 in a window.
Fragment = tuple[int, int]


@dataclass(frozen=True, slots=True)
class Linked:
    """A cue with what belongs to it; contents in text order, never none."""

    cue: Fragment | None
    source: Fragment | None
    contents: tuple[Fragment, ...]


@dataclass(frozen=True, slots=True)
class Fragments:
    """What is tagged in a window, and of each of its words the number of its paragraph and whether it is quoted."""

    cues: Sequence[Fragment]
    sources: Sequence[Fragment]
    contents: Sequence[Fragment]
    paragraph: npt.NDArray[np.intp]
    quoted: npt.NDArray[np.bool_]


def link(weights: LinkWeights, vectors: Floats, tagged: Fragments) -> list[Linked]:
    """Each content goes to the cue that it agrees with most, and each cue to its source, or to none.

    `vectors`: (words, 4 widths), what a cue asks of sources and of contents and what these answer. A content that no
    cue wants stands alone; a cue whose content is elsewhere takes the one it wants most. Only quoted contents belong to
    a cue in another paragraph, and only in the next or the one before.
    """
    contents = tagged.contents
    owners = _owners(weights, vectors, tagged)
    found = [
        Linked(cue, source, tuple(one for one, owner in zip(contents, owners, strict=True) if owner == number))
        for number, (cue, source) in enumerate(zip(tagged.cues, _sayers(weights, vectors, tagged), strict=True))
    ]
    alone = [Linked(None, None, (one,)) for one, owner in zip(contents, owners, strict=True) if owner is None]
    return [one for one in found if one.contents] + alone


def _owners(weights: LinkWeights, vectors: Floats, tagged: Fragments) -> list[int | None]:
    """The number of each content's cue."""
    if not tagged.contents or not tagged.cues:
        return [None] * len(tagged.contents)
    scores = _scores(weights, vectors, tagged.cues, tagged.contents, 1)
    scores[_apart(tagged, tagged.contents)] = _NEVER
    best = scores.argmax(0)
    owners = [int(cue) if scores[cue, number] > weights.nobody[1] else None for number, cue in enumerate(best)]
    for cue in range(len(tagged.cues)):
        if cue not in owners:
            free = [
                number
                for number, owner in enumerate(owners)
                if scores[cue, number] > _NEVER and (owner is None or owners.count(owner) > 1)
            ]
            if free:
                owners[max(free, key=lambda number: float(scores[cue, number]))] = cue
    return owners


def _sayers(weights: LinkWeights, vectors: Floats, tagged: Fragments) -> list[Fragment | None]:
    if not tagged.sources or not tagged.cues:
        return [None] * len(tagged.cues)
    scores = _scores(weights, vectors, tagged.cues, tagged.sources, 0)
    scores[_apart(tagged, tagged.sources)] = _NEVER
    best = scores.argmax(1)
    return [tagged.sources[int(one)] if scores[cue, one] > weights.nobody[0] else None for cue, one in enumerate(best)]


def _apart(tagged: Fragments, others: Sequence[Fragment]) -> npt.NDArray[np.bool_]:
    """Of each cue and each other fragment, whether a paragraph's end parts them (cues, others)."""
    starts = np.array([start for start, _ in others])
    paragraphs = tagged.paragraph[starts][None, :] - tagged.paragraph[[start for start, _ in tagged.cues]][:, None]
    reach = tagged.quoted[starts] if others is tagged.contents else np.zeros(len(others), np.bool_)
    apart: npt.NDArray[np.bool_] = np.abs(paragraphs) > reach[None, :]
    return apart


def _scores(
    weights: LinkWeights, vectors: Floats, cues: Sequence[Fragment], others: Sequence[Fragment], kind: int
) -> Floats:
    width = weights.width
    asked = _of_fragments(vectors[:, kind * width : (kind + 1) * width], cues)
    answered = _of_fragments(vectors[:, (kind + 2) * width : (kind + 3) * width], others)
    near = weights.near[kind][buckets_of(cues, others, weights.near.shape[1])]
    scores: Floats = asked @ answered.T / math.sqrt(width) + near
    return scores


def _of_fragments(vectors: Floats, fragments: Sequence[Fragment]) -> Floats:
    ends = np.array(fragments) - (0, 1)
    mean: Floats = (vectors[ends[:, 0]] + vectors[ends[:, 1]]) / 2
    return mean


def buckets_of(cues: Sequence[Fragment], others: Sequence[Fragment], buckets: int) -> npt.NDArray[np.intp]:
    """Which bucket each distance in words, from each cue to each other fragment, is in (cues, others).

    Half of the buckets are for what is behind; a distance's size is twice its logarithm.
    """
    starts = np.array([start for start, _ in others])
    distance = starts[None, :] - np.array([start for start, _ in cues])[:, None]
    size = np.minimum(_SIZES[np.minimum(np.abs(distance), len(_SIZES) - 1)], buckets // 2 - 1)
    found: npt.NDArray[np.intp] = np.where(distance >= 0, buckets // 2 + size, buckets // 2 - 1 - size)
    return found
