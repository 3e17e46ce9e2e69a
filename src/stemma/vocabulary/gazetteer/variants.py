"""Names that are spelt as in none of the gazetteer's names: which of those they are spellings of.

Names are first looked for by their skeleton (the consonants as they sound), then by skeletons one consonant off; what
is found is ranked by how alike the spellings are, letter by letter and sound by sound. evaluation/gazetteer.py measures
this beside edit distance and phonetic codes alone.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Iterable, Iterator
from typing import NamedTuple

from rapidfuzz.distance import Levenshtein

from stemma.vocabulary.gazetteer.entries import Entry
from stemma.vocabulary.gazetteer.keys import BONES, LONGEST_SKELETON, skeleton, sound

# How much the letters, and how much their sounds weigh; what a consonant more or less costs; and what being ten times
# as large is worth. Set on 350 names that are not measured.
_LETTERS, _SOUNDS, _CONSONANT, _SIZE = 0.4, 0.6, 0.03, 0.03
# Less alike than this is another name.
_LEAST = 0.6
# Names of fewer letters have too many others near them, and what is longer is no name.
_SHORTEST_KEY, _LONGEST_KEY, _SHORTEST_BONES = 4, 48, 2
# So many of the best names have their places looked up.
_LOOKED_UP = 24

# From a skeleton the names of it, and what tells their places.
Sounding = Callable[[str], list[tuple[str, str]]]


class Variant(NamedTuple):
    """A name that another may be a spelling of. `alike` is how much so (0 to 1), `places` tells its places."""

    key: str
    alike: float
    places: str


class Ranked(NamedTuple):
    """A place that a name may stand for, by `key`. `score` is for comparing with that of others only."""

    entry: Entry
    key: str
    alike: float
    score: float


def variants(key: str, sounding: Sounding, *, near: bool = True) -> list[Variant]:
    """Names of which `key` may be a spelling, the most alike first; with `near` also of skeletons a consonant off."""
    bones = skeleton(key)
    if not _SHORTEST_KEY <= len(key) <= _LONGEST_KEY or len(bones) < _SHORTEST_BONES:
        return []
    found = list(_compared(key, sounding(bones), 0.0))
    if near:
        for other in _near(bones):
            found.extend(_compared(key, sounding(other), _CONSONANT))
    return sorted(found, key=lambda one: (-one.alike, one.key, one.places))


def ranked(found: Iterable[Variant], entries: Callable[[str], tuple[Entry, ...]]) -> list[Ranked]:
    """The places of the names that are most alike, best first, each once; larger ones count somewhat more."""
    best: dict[Entry, Ranked] = {}
    for variant in list(found)[:_LOOKED_UP]:
        for entry in entries(variant.places):
            score = variant.alike + _SIZE * math.log10(entry.population + 100)
            if entry not in best or score > best[entry].score:
                best[entry] = Ranked(entry, variant.key, variant.alike, score)
    return sorted(best.values(), key=lambda one: (-one.score, one.entry.geonameid or 0, one.entry.name))


def alike(left: str, right: str) -> float:
    """How alike two keys are as spellings of one name: 1 for the same."""
    letters = Levenshtein.normalized_similarity(left.replace(" ", ""), right.replace(" ", ""))
    return _LETTERS * letters + _SOUNDS * Levenshtein.normalized_similarity(sound(left), sound(right))


def _compared(key: str, names: Iterable[tuple[str, str]], less: float) -> Iterator[Variant]:
    for other, places in names:
        # Most are not alike by far; letters alone tell that without the sounds.
        if Levenshtein.normalized_similarity(key, other, score_cutoff=_LEAST / 2):
            value = alike(key, other) - less
            if value >= _LEAST:
                yield Variant(other, value, places)


def _near(bones: str) -> list[str]:
    """Skeletons with one consonant more, less or otherwise, sorted."""
    found = {bones[:at] + bones[at + 1 :] for at in range(len(bones))}
    found |= {
        bones[:at] + bone + bones[at + rest :] for at in range(len(bones) + 1) for bone in BONES for rest in (0, 1)
    }
    return sorted(one for one in found - {bones} if _SHORTEST_BONES <= len(one) <= LONGEST_SKELETON)
