"""Where countries are put on the map, and what their divisions are called."""

from __future__ import annotations

import functools
from dataclasses import dataclass

from stemma.model import VocabularyError
from stemma.vocabulary.files import read_yaml


@dataclass(frozen=True, slots=True)
class LandWords:
    """`centres`: ISO 3166-1 code → the middle of the country in degrees. `divisions`: words for what a region is.

    `endings`: ending of an address → the code of the country, empty where it tells of none; others are the code itself.
    """

    centres: dict[str, tuple[float, float]]
    divisions: frozenset[str]
    endings: dict[str, str]


@functools.cache
def land_words() -> LandWords:
    """What `lands.yaml` says. Raises VocabularyError."""
    try:
        data = read_yaml(None, "lands")
        pairs = data["centres"].items()
        centres = {code: (float(latitude), float(longitude)) for code, (latitude, longitude) in pairs}
        return LandWords(centres, frozenset(data["division_words"]), dict(data["endings"]))
    except (KeyError, TypeError, ValueError, AttributeError) as error:
        raise VocabularyError(f"vocabulary file lands.yaml: wrong schema ({error})") from error


def bare_name(name: str) -> str:
    """A division's name without the words for what it is: "Kent County" is Kent, "Oblast of Kent" too."""
    return " ".join(word for word in name.split() if word.lower() not in land_words().divisions)
