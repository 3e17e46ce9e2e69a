"""The places of a case as GeoJSON (RFC 7946), for maps: what is located as points, the rest inside what it lies in."""

from __future__ import annotations

from bisect import bisect_right
from collections import defaultdict
from collections.abc import Iterable
from typing import Any

from stemma.model import Case, Place, Span, sha256_of

# Words for a people, and places in the names of organisations: nothing happened there.
_NOWHERE = frozenset({"people", "organisation"})
_DIGITS = 12

Json = dict[str, Any]
Key = tuple[str, str, float | None, float | None, tuple[float, float, float, float] | None]


def geojson_document(case: Case) -> Json:
    """A feature a place, in the order of their names.

    A located place is a point; one that could not be told apart from its namesakes, or that the gazetteer does not
    know, is the box around the region or country that it lies in and has `"certain": false`. `mentions` are the
    characters that name it, `claims` the ids of the claims that are made there. `unplaced` counts the names of
    which not even the country is known; words for peoples and places in the names of organisations are left out.
    """
    shown = [place for place in case.places if place.kind not in _NOWHERE]
    claims = _Claims(case)
    grouped: defaultdict[Key, list[Place]] = defaultdict(list)
    for place in shown:
        grouped[(place.name, place.kind, place.latitude, place.longitude, place.bounds)].append(place)
    features = [_feature(group, claims) for _, group in sorted(grouped.items(), key=_order)]
    placed = [feature for feature in features if feature["geometry"] is not None]
    unplaced = sum(len(f["properties"]["mentions"]) for f in features if f["geometry"] is None)
    return {"type": "FeatureCollection", "unplaced": unplaced, "features": placed}


def _order(item: tuple[Key, list[Place]]) -> tuple[str, ...]:
    return tuple(map(str, item[0]))


def _feature(group: list[Place], claims: _Claims) -> Json:
    first = group[0]
    mentions = [{"report": one.report, "span": list(one.span)} for one in group]
    properties = {
        "name": first.name,
        "kind": first.kind,
        "certain": first.latitude is not None,
        "geonameid": first.geonameid,
        "region": first.region,
        "country": first.country,
        "reports": sorted({one.report for one in group}),
        "mentions": mentions,
        "claims": sorted({claim for one in group for claim in claims.at(one.report, one.span)}),
    }
    key = repr((first.name, first.kind, first.latitude, first.longitude, first.bounds))
    feature: Json = {"type": "Feature", "id": "p" + sha256_of(key)[:_DIGITS], "geometry": _geometry(first)}
    if first.bounds is not None:
        south, west, north, east = first.bounds
        feature["bbox"] = [west, south, east, north]
    return feature | {"properties": properties}


def _geometry(place: Place) -> Json | None:
    if place.latitude is not None and place.longitude is not None:
        return {"type": "Point", "coordinates": [place.longitude, place.latitude]}
    if place.bounds is None:
        return None
    south, west, north, east = place.bounds
    if west <= east:
        return {"type": "Polygon", "coordinates": _box(south, west, north, east)}
    # RFC 7946, 3.1.9: what crosses the date line is cut there.
    return {"type": "MultiPolygon", "coordinates": [_box(south, west, north, 180.0), _box(south, -180.0, north, east)]}


def _box(south: float, west: float, north: float, east: float) -> list[list[list[float]]]:
    """A ring, counter-clockwise."""
    return [[[west, south], [east, south], [east, north], [west, north], [west, south]]]


class _Claims:
    """Which claims are made in which characters of the reports."""

    def __init__(self, case: Case) -> None:
        found: defaultdict[str, list[tuple[Span, str]]] = defaultdict(list)
        for claim in case.claims:
            for member in claim.members:
                found[member.report].append((member.span, claim.id))
        self._found = {report: sorted(spans) for report, spans in found.items()}
        self._longest = {report: max(span.length for span, _ in spans) for report, spans in found.items()}

    def at(self, report: str, span: Span) -> Iterable[str]:
        """The ids of the claims of which a member covers the span."""
        spans = self._found.get(report, [])
        at = bisect_right(spans, span.start, key=lambda pair: pair[0].start)
        while at and spans[at - 1][0].start >= span.start - self._longest[report]:
            at -= 1
            if spans[at][0].covers(span):
                yield spans[at][1]
