"""Places that a report names, with degrees where the report decides which place is meant."""

from __future__ import annotations

from collections.abc import Sequence

from stemma.model import EntityKind, Place, Report, Span
from stemma.model.readings import PlaceKind
from stemma.read.place_areas import told_areas
from stemma.read.place_hints import Hints
from stemma.read.place_homes import home_of
from stemma.read.place_lookup import PlaceName
from stemma.read.place_names import find_names
from stemma.read.place_senses import Decided, decide
from stemma.read.place_variants import with_variants
from stemma.vocabulary.gazetteer.entries import Entry
from stemma.vocabulary.gazetteer.world import gazetteer

_CITY = 100_000


def find_places(
    report: Report, sentences: tuple[Span, ...], names: Sequence[tuple[Span, EntityKind]] = ()
) -> tuple[Place, ...]:
    """The places that the report's sentences name, in text order.

    Degrees are None where the name is that of several places and neither their size nor the rest of the report
    decides. Words for a people ("Chilean") are of kind "people" and have their country's centre. `names` are what a
    trained reader marked in the report, if one read it.
    """
    found = find_names(report.text, sentences, report.language, Hints(names))
    told = told_areas(report.text, sentences, found, report.language)
    found = with_variants(found, told)
    decided = decide(found, told, home_of(report))
    spoken_of = {one.entry.country for name, one in zip(found, decided, strict=True) if name.sure and one.entry}
    return tuple(
        _place(report, name, one)
        for name, one in zip(found, decided, strict=True)
        if name.sure or (one.entry is not None and one.entry.country in spoken_of)
    )


def _place(report: Report, name: PlaceName, decided: Decided) -> Place:
    entry, area = decided
    around = entry or area
    return Place(
        report=report.id,
        span=name.span,
        name=entry.name if entry else name.span.of(report.text),
        kind=_kind(name, entry),
        latitude=entry.latitude if entry else None,
        longitude=entry.longitude if entry else None,
        geonameid=entry.geonameid if entry and name.sort != "facility" else None,
        region=_region(entry, area),
        country=(around.country or None) if around else None,
        bounds=around.bounds if around else None,
    )


def _region(entry: Entry | None, area: Entry | None) -> str | None:
    """The name of what the place lies in: its region, or for a place that is not known whatever is."""
    if entry is None:
        return area.name if area else None
    region = gazetteer().area(entry.region) if entry.region and entry.kind != "region" else None
    return region.name if region else None


def _kind(name: PlaceName, entry: Entry | None) -> PlaceKind:
    if name.people:
        return "people"
    if name.inside:
        return "organisation"
    if name.sort == "region":
        return "region"
    kinds = {_plain_kind(one) for one in ([entry] if entry else name.candidates)}
    if name.sort == "facility" or len(kinds) != 1:
        return "town" if name.sort == "town" and entry is None else "other"
    return kinds.pop()


def _plain_kind(entry: Entry) -> PlaceKind:
    if entry.kind == "town":
        return "city" if entry.population >= _CITY else "town"
    kinds: dict[str, PlaceKind] = {"country": "country", "region": "region", "district": "region", "water": "water"}
    return kinds.get(entry.kind, "other")
