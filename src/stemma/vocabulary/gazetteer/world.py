"""The gazetteer in use: a compiled file or two, and the parts of the map that are no settlements."""

from __future__ import annotations

import functools
import os
import sys
from collections.abc import Sequence
from importlib import resources
from pathlib import Path

from stemma.model import VocabularyError
from stemma.vocabulary.files import read_yaml
from stemma.vocabulary.gazetteer.entries import Entry
from stemma.vocabulary.gazetteer.keys import place_key
from stemma.vocabulary.gazetteer.reading import GazetteerFile
from stemma.vocabulary.gazetteer.variants import Ranked, ranked, variants

# A file of the user's, to be used for this run only.
VARIABLE = "STEMMA_GAZETTEER"
_EMBEDDED = "world.places"
_LANDMARK_PEOPLE = 100_000_000
_KEPT = 1 << 14


class Gazetteer:
    """Names → places.

    Of several files each tells of the countries that those before it do not cover: a dump of one country takes that
    country's place in the embedded gazetteer.
    """

    def __init__(self, files: Sequence[GazetteerFile], landmarks: dict[str, Entry]) -> None:
        covered: frozenset[str] = frozenset()
        self._layers: list[tuple[GazetteerFile, frozenset[str]]] = []
        for file in files:
            self._layers.append((file, covered))
            covered |= file.covers
        self._landmarks = landmarks
        self.look_up = functools.lru_cache(_KEPT)(self._look_up)
        self.area = functools.lru_cache(_KEPT)(self._area)
        self.like = functools.lru_cache(_KEPT)(self._like)
        self.look_like = functools.lru_cache(_KEPT)(self._look_like)

    @property
    def version(self) -> str:
        """What tells this gazetteer from others: the hashes of what its files hold."""
        return "+".join(file.digest[:16] for file, _ in self._layers)

    def __contains__(self, key: str) -> bool:
        return bool(self.look_up(key))

    def _look_up(self, key: str) -> tuple[Entry, ...]:
        """All places that are called so, by their main name first, then largest first; `key` is from `place_key`."""
        found = [e for file, covered in self._layers for e in file.named(key) if e.country not in covered]
        found.sort(key=lambda e: (place_key(e.name) != key, -e.population, e.country, e.geonameid or 0, e.district))
        landmark = self._landmarks.get(key)
        return (landmark, *found) if landmark else tuple(found)

    def country(self, code: str) -> Entry | None:
        """The country with this ISO 3166-1 code."""
        return self.area(code)

    def _area(self, code: str) -> Entry | None:
        """The country, region or district with this code; None where there is none."""
        return next((e for file, covered in self._layers if (e := file.coded(code)) and e.country not in covered), None)

    def _like(self, key: str) -> tuple[Ranked, ...]:
        """Places with a name of the same skeleton that `key` may be a spelling of, best first."""
        return self._ranked(key, near=False)

    def _look_like(self, key: str) -> tuple[Ranked, ...]:
        """As `like`, with names whose skeletons are one consonant off: some milliseconds."""
        return self._ranked(key, near=True)

    def _ranked(self, key: str, *, near: bool) -> tuple[Ranked, ...]:
        found = [
            one
            for file, covered in self._layers
            for one in ranked(variants(key, file.sounding, near=near), file.entries)
            if one.entry.country not in covered
        ]
        return tuple(sorted(found, key=lambda one: (-one.score, one.entry.geonameid or 0, one.entry.name)))


@functools.cache
def gazetteer() -> Gazetteer:
    """The gazetteer in use, opened on the first call. Raises VocabularyError when a file does not hold one."""
    own = used_file()
    embedded = GazetteerFile(embedded_file())
    return Gazetteer([GazetteerFile(own), embedded] if own else [embedded], _landmarks())


def embedded_file() -> Path:
    """The gazetteer that comes with Stemma."""
    return Path(str(resources.files("stemma.vocabulary.gazetteer").joinpath(_EMBEDDED)))


def own_file() -> Path:
    """Where the user's own gazetteer is, or would be: in the user's data directory."""
    if sys.platform == "win32":
        root = Path(os.environ.get("LOCALAPPDATA") or Path.home() / "AppData" / "Local")
    elif sys.platform == "darwin":
        root = Path.home() / "Library" / "Application Support"
    else:
        root = Path(os.environ.get("XDG_DATA_HOME") or Path.home() / ".local" / "share")
    return root / "stemma" / "gazetteer.places"


def used_file() -> Path | None:
    """The file that comes before the embedded one: that of the environment variable, else the user's own, if any."""
    asked = os.environ.get(VARIABLE)
    if asked:
        return Path(asked)
    return own_file() if own_file().is_file() else None


def _landmarks() -> dict[str, Entry]:
    data = read_yaml(None, "landmarks")
    try:
        return {
            place_key(name): Entry(name, kind, "", float(latitude), float(longitude), _LANDMARK_PEOPLE)
            for name, (kind, latitude, longitude) in data["places"].items()
        }
    except (KeyError, TypeError, ValueError, AttributeError) as error:
        raise VocabularyError(f"vocabulary file landmarks.yaml: wrong schema ({error})") from error
