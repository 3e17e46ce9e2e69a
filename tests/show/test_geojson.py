from __future__ import annotations

import json
from collections.abc import Sequence
from typing import Any

import geojson

from stemma.model import Case, Claim, ClaimMember, Place, Report, Span
from stemma.show.export.contract import to_json
from stemma.show.export.geojson import geojson_document
from tests.factories import report, span_of

TEXT = "Shells fell on Lund Harbour and on Kelp Point. Danish crews left. Odd Village burned. Elsewhere too."


def place(words: str, **fields: Any) -> Place:
    return Place(**{"report": "r1", "span": span_of(TEXT, words), "name": words, "kind": "town"} | fields)


def exported(places: Sequence[Place], claims: Sequence[Claim] = (), text: str = TEXT) -> dict[str, Any]:
    reports: tuple[Report, ...] = (report("r1", text),)
    case = Case(reports=reports, places=tuple(places), claims=tuple(claims))
    document: dict[str, Any] = json.loads(to_json(geojson_document(case)))
    # Read and checked by a library that is not ours.
    read = geojson.loads(json.dumps(document))
    assert read.is_valid, read.errors()
    return document


def test_a_located_place_is_a_point_with_what_names_it() -> None:
    harbour = place("Lund Harbour", latitude=55.7, longitude=13.2, geonameid=1, country="SE", region="Skåne")
    claim = Claim(
        id="c1", gloss="shells fell", status="unattributed", hedged=False, origins=(), at_most=0, why="",
        members=(ClaimMember(report="r1", span=Span(0, 46), statement=None, actor=None, stance="affirms"),),
    )  # fmt: skip
    (feature,) = exported([harbour], [claim])["features"]
    assert feature["geometry"] == {"type": "Point", "coordinates": [13.2, 55.7]}
    assert feature["properties"]["claims"] == ["c1"]
    assert feature["properties"]["mentions"] == [{"report": "r1", "span": list(harbour.span)}]
    assert feature["properties"]["certain"]


def test_a_place_that_is_not_known_is_the_box_of_its_region() -> None:
    village = place("Odd Village", bounds=(50.0, 35.0, 51.0, 38.0), region="Kelp", country="RU")
    (feature,) = exported([village])["features"]
    assert feature["geometry"]["type"] == "Polygon"
    assert (feature["bbox"], feature["properties"]["certain"]) == ([35.0, 50.0, 38.0, 51.0], False)


def test_a_box_over_the_date_line_is_cut_in_two() -> None:
    (feature,) = exported([place("Kelp Point", bounds=(41.0, 20.0, 73.0, -170.0))])["features"]
    assert feature["geometry"]["type"] == "MultiPolygon"


def test_peoples_and_parts_of_organisations_are_no_places_on_the_map() -> None:
    here = {"latitude": 56.0, "longitude": 10.0}
    found = exported([place("Danish", kind="people", **here), place("Lund", kind="organisation", **here)])
    assert (found["features"], found["unplaced"]) == ([], 0)


def test_what_has_not_even_a_country_is_counted() -> None:
    assert exported([place("Elsewhere")])["unplaced"] == 1


def test_one_place_is_one_feature_however_often_it_is_named() -> None:
    twice = [place("Lund", latitude=55.7, longitude=13.2, span=Span(at, at + 4)) for at in (15, 30)]
    (feature,) = exported(twice)["features"]
    assert len(feature["properties"]["mentions"]) == 2
