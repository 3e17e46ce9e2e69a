"""The gazetteer, and how a language writes of places. Places: (c) GeoNames contributors, CC BY 4.0."""

from __future__ import annotations

import functools
import gzip
import re
import unicodedata
from dataclasses import dataclass
from importlib import resources
from typing import Any, NamedTuple

from stemma.model import VocabularyError
from stemma.vocabulary.files import read_yaml

_APART = re.compile(r"[^\w]+|_+")
_APOSTROPHES = str.maketrans("", "", "'’‘ʼ`ʻʿʾ")
_STROKES = str.maketrans({"ł": "l", "ø": "o", "đ": "d", "ı": "i", "æ": "ae", "œ": "oe", "ß": "ss", "ħ": "h"})


class Entry(NamedTuple):
    """One place of the gazetteer. `kind` is country, region, town, water or other; `population` is in thousands."""

    name: str
    kind: str
    country: str
    latitude: float
    longitude: float
    population: int
    geonameid: int | None


class Gazetteer:
    """Names → places. The rows stay text until one is looked up: a run meets a few hundred of some 70,000."""

    def __init__(self, rows: list[str], landmarks: dict[str, Entry]) -> None:
        self._rows = rows
        self._landmarks = landmarks
        self._index = _index(rows)
        self._cache: dict[str, tuple[Entry, ...]] = {}
        self._countries: dict[str, Entry] = {}
        for line in rows:
            if "\tc\t" in line:
                entry = _entry(line)
                self._countries[entry.country] = entry

    def __contains__(self, key: str) -> bool:
        return key in self._index or key in self._landmarks

    def look_up(self, key: str) -> tuple[Entry, ...]:
        """All places that are called so, by their main name first, then largest first; `key` is from `place_key`."""
        if key not in self._cache:
            found = [_entry(self._rows[number]) for number in self._index.get(key, ())]
            found.sort(key=lambda e: (place_key(e.name) != key, -e.population, e.country, e.geonameid or 0))
            landmark = self._landmarks.get(key)
            self._cache[key] = (landmark, *found) if landmark else tuple(found)
        return self._cache[key]

    def country(self, code: str) -> Entry | None:
        """The country with this ISO 3166-1 code."""
        return self._countries.get(code)


@dataclass(frozen=True, slots=True)
class PlaceWords:
    """What `<lang>/places.yaml` says; keys of names are from `place_key`, single words are lower case."""

    names: dict[str, str]
    people: dict[str, str]
    regions: frozenset[str]
    towns: frozenset[str]
    between: frozenset[str]
    facilities: frozenset[str]
    facility_prefixes: frozenset[str]
    before: frozenset[str]
    within: frozenset[str]
    titles: frozenset[str]
    never: frozenset[str]
    organisations: frozenset[str]
    after_organisation: frozenset[str]
    common: frozenset[str]
    short: dict[str, str]


@dataclass(frozen=True, slots=True)
class Inflections:
    """How names change in a language with cases: beginnings and endings, folded. `<lang>/places.yaml` of Polish."""

    countries: tuple[tuple[str, str], ...]
    people: tuple[tuple[str, str], ...]
    regions: tuple[str, ...]
    towns: tuple[str, ...]
    before: frozenset[str]
    adjective: tuple[str, ...]
    endings: tuple[tuple[str, tuple[str, ...]], ...]


@functools.lru_cache(maxsize=1 << 16)
def place_key(name: str) -> str:
    """The form under which names are compared: no case, diacritics, apostrophes; one space for what parts words."""
    plain = name.translate(_APOSTROPHES)
    if not plain.isascii():
        decomposed = unicodedata.normalize("NFKD", plain.lower().translate(_STROKES))
        plain = "".join(character for character in decomposed if not unicodedata.combining(character))
    return _APART.sub(" ", plain.lower()).strip()


@functools.cache
def gazetteer() -> Gazetteer:
    """The embedded gazetteer, loaded on the first call. Raises VocabularyError when a file does not hold one."""
    path = resources.files("stemma.vocabulary").joinpath("places.tsv.gz")
    rows = gzip.decompress(path.read_bytes()).decode().split("\n")[1:]
    if not rows or rows[0].count("\t") != 7:
        raise VocabularyError("vocabulary file places.tsv.gz: rows of eight columns expected")
    return Gazetteer([line for line in rows if line], _landmarks())


@functools.cache
def place_words(language: str | None) -> PlaceWords:
    """How `language` writes of places; English where it has no file of that schema. Raises VocabularyError."""
    data = read_yaml(language, "places") if language else None
    if data is None or "names" not in data:
        data = read_yaml("en", "places")
    try:
        people = {place_key(word): code for code, words in data["people"].items() for word in words}
        plurals = {
            word + "s": code for word, code in people.items() if not word.endswith(("s", "sh", "ch", "men", "x"))
        }
        return PlaceWords(
            names={place_key(name): code for code, names in data["names"].items() for name in names},
            people=people | plurals,
            common=frozenset(data["common"].split()),
            short={place_key(short): place_key(name) for short, name in data["short"].items()},
            **{kind: frozenset(data[kind]) for kind in PlaceWords.__slots__[2:-2]},
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
            regions=tuple(data["regions"]),
            towns=tuple(data["towns"]),
            before=frozenset(data["before"]),
            adjective=tuple(sorted(data["adjective"], key=lambda ending: (-len(ending), ending))),
            endings=tuple((ending, tuple(instead)) for ending, instead in data["endings"].items()),
        )
    except (KeyError, TypeError, AttributeError) as error:
        raise VocabularyError(f"vocabulary file {language}/places.yaml: wrong schema ({error})") from error


def _by_length(stems: dict[str, list[str]]) -> tuple[tuple[str, str], ...]:
    pairs = [(stem, code) for code, words in stems.items() for stem in words]
    return tuple(sorted(pairs, key=lambda pair: (-len(pair[0]), pair)))


def _landmarks() -> dict[str, Entry]:
    data: Any = read_yaml(None, "landmarks")
    try:
        return {
            place_key(name): Entry(name, kind, "", float(latitude), float(longitude), 100_000, None)
            for name, (kind, latitude, longitude) in data["places"].items()
        }
    except (KeyError, TypeError, ValueError, AttributeError) as error:
        raise VocabularyError(f"vocabulary file landmarks.yaml: wrong schema ({error})") from error


def _index(rows: list[str]) -> dict[str, tuple[int, ...]]:
    """Key of every name → numbers of its rows."""
    index: dict[str, tuple[int, ...]] = {}
    for number, line in enumerate(rows):
        keys = line[line.rindex("\t") + 1 :]
        for key in keys.split("|") if keys else (line.split("\t", 2)[1].lower(),):
            if key in index:
                index[key] += (number,)
            else:
                index[key] = (number,)
    return index


def _entry(line: str) -> Entry:
    geonameid, name, kind, country, latitude, longitude, population, _ = line.split("\t")
    kinds = {"c": "country", "r": "region", "t": "town"}
    number = int(geonameid) if geonameid else None
    return Entry(name, kinds[kind], country, float(latitude), float(longitude), int(population), number)
