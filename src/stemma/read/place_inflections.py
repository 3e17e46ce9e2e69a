"""Names of places under the case endings of their language."""

from __future__ import annotations

from collections.abc import Iterator

from stemma.read.place_lines import Word
from stemma.vocabulary.gazetteer.entries import Entry
from stemma.vocabulary.gazetteer.keys import place_key
from stemma.vocabulary.gazetteer.world import Gazetteer
from stemma.vocabulary.places import Inflections

# Towns under this many people are not looked for under the endings of inflected forms, nor by adjectives.
_FLOOR, _ADJECTIVE_FLOOR = 5_000, 15_000
_LONGEST_ENDING = 3
_SHORTEST_ROOT = 3


def country_of(key: str, cases: Inflections) -> tuple[str, bool] | None:
    """The code of the country that an inflected name is of, and whether it names the country's people."""
    for people, stems in ((True, cases.people), (False, cases.countries)):
        for stem, code in stems:
            if key.startswith(stem) and len(key) - len(stem) <= _LONGEST_ENDING and key.count(" ") == stem.count(" "):
                return code, people
    return None


def named_by(key: str, cases: Inflections, places: Gazetteer) -> tuple[str, tuple[Entry, ...]]:
    """The form without its ending that the gazetteer knows, and its places; none where it knows none."""
    itself: tuple[str, tuple[Entry, ...]] = key, ()
    for form in _base_forms(key, cases):
        floor = _FLOOR if len(form) != len(key) else 0
        found = tuple(e for e in places.look_up(form) if e.population >= floor and e.kind != "district")
        if found and form != key:
            return form, found
        if found:
            itself = form, found
    return itself


def region_by_adjective(kind: Word, word: Word, cases: Inflections, places: Gazetteer) -> tuple[str, tuple[Entry, ...]]:
    """A region named by a kind word and an adjective ("obwodzie kurskim", "Курской области"), as in `named_by`."""
    ending = next((ending for ending in cases.adjective if word.key.endswith(ending)), None)
    if not kind.key.startswith(cases.regions) or ending is None:
        return word.key, ()
    root = word.key[: len(word.key) - len(ending)]
    if len(root) >= _SHORTEST_ROOT:
        for form in (root, root + "sk", root + "ck", root + "a", root + "o", root + "y"):
            found = _region_of(form, places)
            if found:
                return form, found
    return word.key, ()


def _base_forms(key: str, cases: Inflections) -> Iterator[str]:
    yield key.replace("w", "v")
    for ending, instead in cases.endings:
        if key.endswith(ending) and len(key) - len(ending) >= _SHORTEST_ROOT:
            for other in instead:
                base = key[: len(key) - len(ending)] + other
                yield base
                yield base.replace("ch", "kh").replace("w", "v")


def _region_of(key: str, places: Gazetteer) -> tuple[Entry, ...]:
    """Regions of this name, or of a town's that is known by it; the towns themselves where there is no region."""
    known = [e for e in places.look_up(key) if e.kind != "district"]
    named = [e for e in known if e.kind == "region" or e.population >= _ADJECTIVE_FLOOR]
    regions = [
        region
        for entry in named
        for region in places.look_up(place_key(entry.name))
        if region.kind == "region" and region.country == entry.country
    ]
    return tuple(dict.fromkeys(regions)) or tuple(named)
