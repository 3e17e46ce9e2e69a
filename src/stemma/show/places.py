"""The places that a case's reports name: those whose degrees are known, and those that no gazetteer decides."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable
from dataclasses import dataclass

from stemma.model import Place, PlaceKind, Pointer
from stemma.show.characters import one_line
from stemma.show.facets import Facets, PlaceKey, place_key
from stemma.show.labels import Labels

# A country or region is wider than a point: its degrees say where its name may stand, not where anything was.
WIDE = frozenset({"country", "region", "water"})


@dataclass(frozen=True, slots=True)
class NamedPlace:
    """A place with every place in the reports where it is named.

    `latitude` and `longitude` are degrees, None where it is not decided which place the name means. `token` is what
    the ledger is sieved by, None where no claim's words name it.
    """

    name: str
    kind: PlaceKind
    latitude: float | None
    longitude: float | None
    pointers: tuple[Pointer, ...]
    reports: int
    token: str | None

    @property
    def located(self) -> bool:
        """Whether its degrees are known and lie on the globe."""
        if self.latitude is None or self.longitude is None:
            return False
        return -90 <= self.latitude <= 90 and -180 <= self.longitude <= 180


def places_of(labels: Labels, facets: Facets) -> tuple[NamedPlace, ...]:
    """The places that are named, those in most reports first; a people's name names no place."""
    held: defaultdict[PlaceKey, list[Place]] = defaultdict(list)
    for place in labels.case.places:
        if place.kind != "people" and place.report in labels.reports:
            held[place_key(place)].append(place)
    found = (_named(places, facets.of_place.get(key)) for key, places in held.items())
    return tuple(sorted(found, key=lambda one: (-one.reports, -len(one.pointers), one.name, repr(one.latitude))))


def _named(places: Iterable[Place], token: str | None) -> NamedPlace:
    found = sorted(places, key=lambda place: (place.report, place.span))
    first = found[0]
    kinds = Counter(place.kind for place in found)
    return NamedPlace(
        name=one_line(first.name),
        kind=min(kinds, key=lambda kind: (-kinds[kind], kind)),
        latitude=first.latitude,
        longitude=first.longitude,
        pointers=tuple(Pointer(place.report, place.span) for place in found),
        reports=len({place.report for place in found}),
        token=token,
    )
