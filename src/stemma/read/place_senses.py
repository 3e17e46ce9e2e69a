"""Which place a name stands for.

Reading a place name ("toponym resolution") goes by old heuristics: one sense a discourse; what stands behind the comma;
names that occur together lie together; and population as the last resort. See Leidner, "Toponym Resolution in Text"
(2007), for these and how they fare. Here the names of a report vote: each shares out one vote among the places that it
may stand for, by their size at first, and again by how many votes their country, region, district and surroundings got
from the other names ("relaxation labelling", Rosenfeld et al. 1976). What stays undecided stays unknown.
"""

from __future__ import annotations

import math
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from typing import NamedTuple

from stemma.read.place_areas import ANYWHERE, area_of, named_areas
from stemma.read.place_lookup import PlaceName
from stemma.vocabulary.gazetteer.entries import Entry
from stemma.vocabulary.gazetteer.keys import place_key

# A name, and whether the words around it call it a region: it means one place throughout a report.
Sense = tuple[str, bool]


class Weights(NamedTuple):
    """What counts how much, in tens of population: a place weighs as much as one ten times as large for each whole.

    `main` is for a place known under this name above all, `capital` for a country's capital; `country`, `region`,
    `district` and `near` are for the votes that went to those of a place or to its surroundings, `sentence` for one
    that names its region or country, `home` for the publisher's country. The best place must be ahead of the next by
    `margin`, or by `alone` where nothing but size speaks for it.
    """

    size: float = 1.0
    main: float = 2.0
    capital: float = 0.1
    country: float = 2.5
    region: float = 1.5
    district: float = 1.6
    near: float = 1.0
    sentence: float = 1.2
    home: float = 2.5
    margin: float = 0.5
    alone: float = 1.0


# Set on the development halves of LGL and GWN by trying neighbours of these at random, then rounded
# (evaluation/toponyms.py; the held-out halves were only counted).
WEIGHTS = Weights()
# So many votes are worth half of what any number is.
_HALF = 0.5
_ROUNDS = 3
# A place that got less than this from the rest of the report has nothing but its size.
_BACKED = 0.5
# A town of fewer people in a country that nothing else in the report lies in is a namesake; what is spelt otherwise
# needs something that does.
_NAMESAKE = 30_000
_SUPPORTED, _UNSUPPORTED = 0.8, 0.2
# Of a name's places so many of the largest are weighed; more are hardly ever meant, and San José has a hundred.
_MOST = 40
# A sentence that names more regions and countries is a list of all, which tells nothing.
_MOST_AREAS = 12
# Stands for two countries and more, with no region among them: "Georgia" beside those is one.
_COUNTRIES = "countries"
# How sharply votes go to what is ahead.
_SHARPNESS = 2.0
_NEW_WORLD = frozenset({"AU", "CA", "NZ", "US"})
# A region around a town of the same name and this size is not meant unless it is called a region.
_SEAT = 50_000
# Of towns of this size nobody needs to be told where they lie.
_KNOWN = 50_000
_KINDS = {"region": {"region", "district"}, "town": {"town"}, "facility": {"town"}}


class Decided(NamedTuple):
    """What a name stands for: `entry`, or None for a place that is not known, in `area` where that is known."""

    entry: Entry | None
    area: Entry | None = None


class _Choice(NamedTuple):
    """What the votes chose; `namesake` says that what they chose only bears the name of what is meant."""

    entry: Entry | None
    namesake: bool = False


def decide(
    names: Sequence[PlaceName],
    within: Mapping[int, tuple[Entry, ...]],
    home: str | None = None,
    weights: Weights = WEIGHTS,
) -> list[Decided]:
    """For each name what it stands for. `within` has, by the number of a name, what the text says that it lies in.

    `home` is the code of the publisher's country.
    """
    pools, outer = _pools(names, within)
    votes = _Votes(names, pools, outer, home, weights)
    chosen = {sense: votes.decided(sense) for sense in pools}
    areas = named_areas(names, [chosen[_sense(name)].entry for name in names])
    return [_decided(name, chosen, outer, areas) for name in names]


def _decided(
    name: PlaceName,
    chosen: Mapping[Sense, _Choice],
    outer: Mapping[Sense, tuple[Entry, ...]],
    areas: Mapping[int, Entry],
) -> Decided:
    sense = _sense(name)
    entry = chosen[sense].entry
    if entry is not None:
        return Decided(entry)
    told = area_of(outer.get(sense, ()))
    if told is None and (not name.candidates or chosen[sense].namesake):
        told = areas.get(name.sentence) or areas.get(ANYWHERE)
    return Decided(None, told)


def _sense(name: PlaceName) -> Sense:
    return name.key, name.sort == "region"


def _pools(
    names: Sequence[PlaceName], within: Mapping[int, tuple[Entry, ...]]
) -> tuple[dict[Sense, tuple[Entry, ...]], dict[Sense, tuple[Entry, ...]]]:
    """What each sense may be, and what it lies in where the text says so."""
    pools: dict[Sense, tuple[Entry, ...]] = {}
    outer: dict[Sense, tuple[Entry, ...]] = {}
    for number, name in enumerate(names):
        sense = _sense(name)
        pool = pools.get(sense)
        if pool is None:
            pool = pools[sense] = tuple(_fitting(name))
        if number in within and sense not in outer:
            narrowed = tuple(entry for entry in pool if lies_in(entry, within[number]))
            if narrowed or _is_told(name, pool):
                outer[sense], pools[sense] = within[number], narrowed
    return pools, outer


def _is_told(name: PlaceName, pool: Sequence[Entry]) -> bool:
    """Whether the text says what a place lies in that the gazetteer does not have there: not by a comma that may be
    another clause's, nor by one behind a well-known name, which is a list's."""
    return name.within is None or (name.closed and not any(_is_known(entry, name.key) for entry in pool))


def lies_in(entry: Entry, outer: Iterable[Entry]) -> bool:
    """Whether the place lies in one of the others."""
    return any(_is_in(entry, area) for area in outer)


def _is_in(entry: Entry, area: Entry) -> bool:
    if entry == area:
        return False
    if area.kind == "district":
        return entry.district == area.district
    if area.kind == "region" and area.region:
        return entry.region == area.region
    if area.kind == "town":
        return bool(entry.region) and entry.region == area.region
    return entry.country == area.country if area.country else True


def _fitting(name: PlaceName) -> list[Entry]:
    """The candidates of the kind that the words around the name call for; all where none is."""
    kinds = _KINDS.get(name.sort or "", set())
    fitting = [entry for entry in name.candidates if entry.kind in kinds]
    if name.sort == "region" and not fitting:
        # A county of the new world lies elsewhere than the town of its name; a district of the old is around it.
        new = any(entry.country in _NEW_WORLD for entry in name.candidates)
        return [] if new else list(name.candidates)
    if fitting:
        return fitting
    plain = [entry for entry in name.candidates if entry.kind != "district"] or list(name.candidates)
    seats = {entry.country for entry in plain if entry.kind == "town" and entry.population >= _SEAT}
    countries = {entry.country for entry in plain if entry.kind == "country"}
    return [
        entry
        for entry in plain
        if not (entry.kind == "region" and entry.country in seats | countries)
        and not (entry.kind == "town" and entry.country in countries)
    ]


def _is_known(entry: Entry, key: str) -> bool:
    return entry.kind in {"country", "region", "water"} or (entry.population >= _KNOWN and _is_main(entry, key))


def _is_main(entry: Entry, key: str) -> bool:
    """Whether the place is above all known by this name: "New York City" is New York."""
    return place_key(entry.name) in {key, f"{key} city"}


class _Votes:
    """The votes of a report's names."""

    def __init__(
        self,
        names: Sequence[PlaceName],
        pools: Mapping[Sense, tuple[Entry, ...]],
        told: Iterable[Sense],
        home: str | None,
        weights: Weights,
    ) -> None:
        self._weights = weights
        self._home = home
        self._told = frozenset(told)
        self._variants = frozenset(_sense(name) for name in names if name.variant)
        self._beside = _beside(names)
        self._pools: dict[Sense, list[tuple[Entry, float]]] = {}
        for sense, pool in pools.items():
            sized = sorted(((entry, self._size(entry, sense[0])) for entry in pool), key=lambda pair: -pair[1])
            self._pools[sense] = sized[:_MOST]
        self._shares = {sense: _shares([size for _, size in pool]) for sense, pool in self._pools.items()}
        for _ in range(_ROUNDS if len(self._pools) > 1 or home else 1):
            self._field = self._counted()
            self._scores = {sense: self._scored(sense) for sense in self._pools}
            self._shares = {sense: _shares(scores) for sense, scores in self._scores.items()}

    def decided(self, sense: Sense) -> _Choice:
        """The place that is far enough ahead of the next; None where none is."""
        scores = self._scores[sense]
        if not scores:
            return _Choice(None)
        order = sorted(range(len(scores)), key=lambda at: -scores[at])
        pool = self._pools[sense]
        if len(order) > 1:
            first, second = order[:2]
            # Nothing but size speaks for it: the last resort.
            alone = scores[first] - pool[first][1] < _BACKED
            margin = self._weights.alone if alone else self._weights.margin
            if scores[first] - scores[second] < margin:
                return _Choice(None)
        entry = pool[order[0]][0]
        namesake = self._is_namesake(sense, entry, self._shares[sense][order[0]])
        return _Choice(None if namesake else entry, namesake)

    def _is_namesake(self, sense: Sense, entry: Entry, own: float) -> bool:
        """Whether the place only bears the name of one that the gazetteer lacks: it lies where nothing else does."""
        votes = self._field[entry.country] - own
        if sense in self._variants:
            return votes < _SUPPORTED and entry.country != self._home
        if entry.kind != "town" or entry.population >= _NAMESAKE or sense in self._told or entry.country == self._home:
            return False
        elsewhere = max(
            (v for code, v in self._field.items() if isinstance(code, str) and "." not in code), default=0.0
        )
        return votes < _UNSUPPORTED and elsewhere >= _SUPPORTED

    def _size(self, entry: Entry, key: str) -> float:
        weights = self._weights
        size = weights.size * math.log10(entry.population + 100) + weights.capital * entry.capital
        return size + (weights.main if _is_main(entry, key) or entry.kind == "district" else 0.0)

    def _counted(self) -> defaultdict[object, float]:
        """What each country, region, district and neighbourhood got."""
        field: defaultdict[object, float] = defaultdict(float)
        for sense, pool in self._pools.items():
            for (entry, _), share in zip(pool, self._shares[sense], strict=True):
                for key in _keys(entry):
                    field[key] += share
        return field

    def _scored(self, sense: Sense) -> list[float]:
        return [
            size + self._support(sense, entry, share)
            for (entry, size), share in zip(self._pools[sense], self._shares[sense], strict=True)
        ]

    def _support(self, sense: Sense, entry: Entry, own: float) -> float:
        weights, field = self._weights, self._field
        found = weights.country * _worth(field[entry.country] - own)
        if entry.region:
            found += weights.region * _worth(field[entry.region] - own)
        if entry.district:
            found += weights.district * _worth(field[entry.district] - own)
        if entry.kind in {"town", "district"}:
            found += weights.near * _worth(sum(field[cell] for cell in _around(entry)) - own)
        if entry.country == self._home:
            found += weights.home
        beside = self._beside[sense]
        told = entry.region in beside or (entry.kind == "country" and _COUNTRIES in beside)
        return found + weights.sentence * (told or (entry.country in beside) / 2)


def _worth(votes: float) -> float:
    """What votes are worth, 0 to 1: the first tell most."""
    votes = max(0.0, votes)
    return votes / (votes + _HALF)


def _shares(scores: Sequence[float]) -> list[float]:
    """One vote shared out by the scores."""
    if not scores:
        return []
    top = max(scores)
    weights = [math.exp(_SHARPNESS * (score - top)) for score in scores]
    total = sum(weights)
    return [weight / total for weight in weights]


def _keys(entry: Entry) -> list[object]:
    keys: list[object] = [code for code in (entry.country, entry.region, entry.district) if code]
    return [*keys, _cell(entry)] if entry.kind in {"town", "district"} else keys


def _cell(entry: Entry) -> tuple[int, int]:
    return math.floor(entry.latitude), math.floor(entry.longitude)


def _around(entry: Entry) -> list[tuple[int, int]]:
    row, column = _cell(entry)
    return [(row + down, column + right) for down in (-1, 0, 1) for right in (-1, 0, 1)]


def _beside(names: Sequence[PlaceName]) -> defaultdict[Sense, set[str]]:
    """For each sense the codes of the regions and countries that its sentences name."""
    areas: defaultdict[int, set[tuple[Sense, str]]] = defaultdict(set)
    for name in names:
        if name.candidates and (name.candidates[0].kind in {"country", "region"} or name.sort == "region"):
            areas[name.sentence].add((_sense(name), name.candidates[0].region or name.candidates[0].country))
    beside: defaultdict[Sense, set[str]] = defaultdict(set)
    for name in names:
        around = areas[name.sentence]
        if len(around) <= _MOST_AREAS:
            others = {code for sense, code in around if sense != _sense(name)}
            beside[_sense(name)] |= others
            if len(others) > 1 and not any("." in code for code in others):
                beside[_sense(name)].add(_COUNTRIES)
    return beside
