"""Places that a report names, with degrees where the report decides which place is meant.

Reading a place name ("toponym resolution") goes by two old heuristics, one sense a discourse and the country that
the rest of the report speaks of, with a plain majority of population where nothing speaks against it; see Leidner,
"Toponym Resolution in Text" (2007), for these and how they fare.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable

from stemma.model import Place, Report, Span
from stemma.model.readings import PlaceKind
from stemma.read.place_names import PlaceName, find_names
from stemma.vocabulary.gazetteer.entries import Entry
from stemma.vocabulary.gazetteer.keys import place_key
from stemma.vocabulary.gazetteer.world import gazetteer
from stemma.vocabulary.places import place_words

# How many times larger one place has to be than all others of its name to be meant without further evidence.
DOMINANCE = 10
# A place known under this name only besides its own counts as if it were that many times smaller.
OTHER_NAME = 10
# A region around a town of the same name and this size is not meant unless it is called a region.
_SEAT = 50_000
_CITY = 100_000
_NEW_WORLD = frozenset({"AU", "CA", "NZ", "US"})


def find_places(report: Report, sentences: tuple[Span, ...]) -> tuple[Place, ...]:
    """The places that the report's sentences name, in text order.

    Degrees are None where the name is that of several places and neither their size nor the rest of the report
    decides. Words for a people ("Chilean") are of kind "people" and have their country's centre.
    """
    names = find_names(report.text, sentences, report.language)
    within = {key: _candidates_of(key, report.language) for key in sorted({n.within for n in names if n.within})}
    chosen, spoken_of = _chosen(names, within)
    places = []
    for name in names:
        entry = chosen.get(_sense(name))
        if name.sure or (entry is not None and entry.country in spoken_of):
            places.append(_place(report.id, report.text, name, entry))
    return tuple(places)


def _sense(name: PlaceName) -> tuple[str, bool]:
    """One sense a discourse: a name means one place throughout a report, except that it may be a region's as well."""
    return name.key, name.sort == "region"


def _candidates_of(key: str, language: str | None) -> tuple[Entry, ...]:
    code = place_words(language).names.get(key)
    country = gazetteer().country(code) if code else None
    return (country,) if country else gazetteer().look_up(key)


def _chosen(
    names: tuple[PlaceName, ...], within: dict[str, tuple[Entry, ...]]
) -> tuple[dict[tuple[str, bool], Entry], frozenset[str]]:
    """Sense → place, for all that can be decided, and the countries that the report speaks of.

    First each sense is decided by itself, then by those countries, the more often named the heavier.
    """
    pools: dict[tuple[str, bool], list[Entry]] = {}
    for name in names:
        pools.setdefault(_sense(name), _fitting(name))
        if name.within is not None:
            narrowed = _inside(pools[_sense(name)], within[name.within])
            pools[_sense(name)] = narrowed or pools[_sense(name)]
    chosen = {}
    for sense, pool in pools.items():
        entry = _dominant(pool, [_size(entry, sense[0]) for entry in pool])
        if entry is not None:
            chosen[sense] = entry
    votes = Counter(chosen[_sense(name)].country for name in names if name.sure and _sense(name) in chosen)
    named = {entry.country for entry in chosen.values() if entry.kind == "country"}
    for sense, pool in pools.items():
        if sense not in chosen:
            # One other town in a country does not make it the one that the report speaks of.
            spoken_of = [entry for entry in pool if entry.country in named or votes[entry.country] > 1]
            entry = _dominant(spoken_of, [votes[entry.country] * entry.population for entry in spoken_of])
            if entry is not None:
                chosen[sense] = entry
    return chosen, frozenset(votes)


def _fitting(name: PlaceName) -> list[Entry]:
    """The candidates of the kind that the words around the name call for; all where none is."""
    kinds = {"region": {"region"}, "town": {"town"}, "facility": {"town"}}.get(name.sort or "", set())
    fitting = [entry for entry in name.candidates if entry.kind in kinds]
    if not fitting:
        # A county of the new world lies elsewhere than the town of its name; a district of the old is around it.
        new = name.sort == "region" and any(entry.country in _NEW_WORLD for entry in name.candidates)
        fitting = [] if new else list(name.candidates)
    if name.sort is not None:
        return fitting
    seats = {e.country for e in fitting if e.kind == "town" and e.population >= _SEAT and _is_main(e, name.key)}
    countries = {entry.country for entry in fitting if entry.kind == "country"}
    return [
        entry
        for entry in fitting
        if not (entry.kind == "region" and entry.country in seats | countries)
        and not (entry.kind == "town" and entry.country in countries)
    ]


def _inside(pool: list[Entry], outer: tuple[Entry, ...]) -> list[Entry]:
    countries = {entry.country for entry in outer}
    return [entry for entry in pool if entry.country in countries and entry not in outer]


def _size(entry: Entry, key: str) -> float:
    return entry.population if _is_main(entry, key) else entry.population / OTHER_NAME


def _is_main(entry: Entry, key: str) -> bool:
    """Whether the place is above all known by this name: "New York City" is New York."""
    return place_key(entry.name) in {key, f"{key} city"}


def _dominant(pool: list[Entry], sizes: list[float]) -> Entry | None:
    """The one that is DOMINANCE times as large as the next, or the only one."""
    if not pool:
        return None
    order = sorted(range(len(pool)), key=lambda at: -sizes[at])
    if len(order) > 1 and sizes[order[0]] < DOMINANCE * sizes[order[1]]:
        return None
    return pool[order[0]]


def _place(report: str, text: str, name: PlaceName, entry: Entry | None) -> Place:
    return Place(
        report=report,
        span=name.span,
        name=entry.name if entry else name.span.of(text),
        kind=_kind(name, [entry] if entry else name.candidates),
        latitude=entry.latitude if entry else None,
        longitude=entry.longitude if entry else None,
        geonameid=entry.geonameid if entry and name.sort != "facility" else None,
    )


def _kind(name: PlaceName, entries: Iterable[Entry]) -> PlaceKind:
    if name.people:
        return "people"
    if name.sort == "region":
        return "region"
    kinds = {_plain_kind(entry) for entry in entries}
    if name.sort == "facility" or len(kinds) != 1:
        return "other"
    return kinds.pop()


def _plain_kind(entry: Entry) -> PlaceKind:
    if entry.kind == "town":
        return "city" if entry.population >= _CITY else "town"
    kinds: dict[str, PlaceKind] = {"country": "country", "region": "region", "water": "water"}
    return kinds.get(entry.kind, "other")
