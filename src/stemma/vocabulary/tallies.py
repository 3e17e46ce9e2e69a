"""Which figures may be laid side by side, and how what they count is called."""

from __future__ import annotations

import functools
from collections.abc import Mapping
from dataclasses import dataclass

from stemma.model import VocabularyError
from stemma.vocabulary.files import read_yaml


@dataclass(frozen=True, slots=True)
class Tallies:
    """What `tallies.yaml` says, by the names of frames and things that <lang>/quantities.yaml has.

    Counts of the `fixed` frames do not change with the day, those of the `varying` go up and down, others only grow.
    Those of the `momentary` are of one time where one report gives several.
    `opposed` pairs frames of which nobody is the one where all are the other, `implied` leads from a frame to those of
    which nobody is any where nobody is of the first. `lifeless` leads from things to what befell them where words say
    that they were killed or lost.
    """

    fixed: frozenset[str]
    varying: frozenset[str]
    momentary: frozenset[str]
    of_people: frozenset[str]
    roles: frozenset[str]
    opposed: frozenset[tuple[str, str]]
    implied: Mapping[str, tuple[str, ...]]
    lifeless: Mapping[str, str]
    things: Mapping[str, str]


@functools.cache
def tallies() -> Tallies:
    """The vocabulary of series of figures. Raises VocabularyError on a wrong schema."""
    data = read_yaml(None, "tallies")
    try:
        pairs = [(str(one), str(other)) for one, other in data["opposed"]]
        return Tallies(
            fixed=frozenset(map(str, data["fixed"])),
            varying=frozenset(map(str, data["varying"])),
            momentary=frozenset(map(str, data["momentary"])),
            of_people=frozenset(map(str, data["of_people"])),
            roles=frozenset(map(str, data["roles"])),
            opposed=frozenset([*pairs, *((other, one) for one, other in pairs)]),
            implied={str(frame): tuple(map(str, others)) for frame, others in data["implied"].items()},
            lifeless={str(thing): str(frame) for thing, frame in data["lifeless"].items()},
            things={str(name): str(words) for name, words in data["things"].items()},
        )
    except (KeyError, TypeError, ValueError, AttributeError) as error:
        raise VocabularyError(f"vocabulary file tallies.yaml: wrong schema ({error})") from error
