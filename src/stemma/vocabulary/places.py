"""How a language writes of places."""

from __future__ import annotations

import functools
from dataclasses import dataclass

from stemma.model import VocabularyError
from stemma.vocabulary.files import read_yaml
from stemma.vocabulary.gazetteer.keys import place_key


@dataclass(frozen=True, slots=True)
class PlaceWords:
    """What `<lang>/places.yaml` says; keys of names are from `place_key`, single words are lower case.

    `names` and `people` have codes of countries, `land_people` and `short` keys of regions.
    """

    names: dict[str, str]
    people: dict[str, str]
    land_people: dict[str, str]
    short: dict[str, str]
    regions: frozenset[str]
    region_lists: frozenset[str]
    towns: frozenset[str]
    of_town: frozenset[str]
    between: frozenset[str]
    facilities: frozenset[str]
    facility_prefixes: frozenset[str]
    features: frozenset[str]
    before: frozenset[str]
    before_any: frozenset[str]
    respectively: frozenset[str]
    within: frozenset[str]
    titles: frozenset[str]
    never: frozenset[str]
    organisations: frozenset[str]
    after_organisation: frozenset[str]
    common: frozenset[str]


@dataclass(frozen=True, slots=True)
class Inflections:
    """How names change in a language with cases: beginnings and endings, as `place_key` has them."""

    countries: tuple[tuple[str, str], ...]
    people: tuple[tuple[str, str], ...]
    regions: tuple[str, ...]
    towns: tuple[str, ...]
    before: frozenset[str]
    adjective: tuple[str, ...]
    endings: tuple[tuple[str, tuple[str, ...]], ...]


@functools.cache
def place_words(language: str | None) -> PlaceWords:
    """How `language` writes of places; English where it has no file of that schema. Raises VocabularyError."""
    data = read_yaml(language, "places") if language else None
    if data is None or "names" not in data:
        data = read_yaml("en", "places")
    try:
        return PlaceWords(
            names={place_key(name): code for code, names in data["names"].items() for name in names},
            people=_with_plurals({place_key(word): code for code, words in data["people"].items() for word in words}),
            land_people=_with_plurals(
                {place_key(word): place_key(land) for land, words in data["land_people"].items() for word in words}
            ),
            short={place_key(short): place_key(name) for short, name in data["short"].items()},
            common=frozenset(data["common"].split()),
            **{kind: frozenset(data[kind]) for kind in PlaceWords.__slots__[4:-1]},
        )
    except (KeyError, TypeError, AttributeError) as error:
        raise VocabularyError(f"vocabulary file {language}/places.yaml: wrong schema ({error})") from error


@functools.cache
def inflections(language: str | None) -> Inflections | None:
    """The language's case endings; None where it has none on file. Raises VocabularyError."""
    data = read_yaml(language, "places") if language else None
    if data is None or "endings" not in data:
        return None
    try:
        return Inflections(
            countries=_by_length(data["stems"]),
            people=_by_length(data["people"]),
            regions=tuple(map(place_key, data["regions"])),
            towns=tuple(map(place_key, data["towns"])),
            before=frozenset(map(place_key, data["before"])),
            adjective=_longest_first(data["adjective"]),
            endings=_endings(data["endings"]),
        )
    except (KeyError, TypeError, AttributeError) as error:
        raise VocabularyError(f"vocabulary file {language}/places.yaml: wrong schema ({error})") from error


def _with_plurals(words: dict[str, str]) -> dict[str, str]:
    plurals = {word + "s": of for word, of in words.items() if not word.endswith(("s", "sh", "ch", "men", "x"))}
    return plurals | words


def _by_length(stems: dict[str, list[str]]) -> tuple[tuple[str, str], ...]:
    pairs = [(place_key(stem), code) for code, words in stems.items() for stem in words]
    return tuple(sorted(pairs, key=lambda pair: (-len(pair[0]), pair)))


def _longest_first(endings: list[str]) -> tuple[str, ...]:
    return tuple(sorted(dict.fromkeys(map(place_key, endings)), key=lambda ending: (-len(ending), ending)))


def _endings(endings: dict[str, list[str]]) -> tuple[tuple[str, tuple[str, ...]], ...]:
    """Endings with what to put in their place; those that are one in Latin letters together."""
    found: dict[str, list[str]] = {}
    for ending, instead in endings.items():
        found.setdefault(place_key(ending), []).extend(map(place_key, instead))
    return tuple((ending, tuple(dict.fromkeys(instead))) for ending, instead in found.items())
