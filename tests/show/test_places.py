from __future__ import annotations

from dataclasses import replace

from stemma.model import Place
from stemma.show.labels import Labels
from stemma.show.ledger import ledger_of
from stemma.show.page.cartography import HEIGHT, NEAR, WIDTH, Chart, chart_of
from stemma.show.page.outlines import Box, Projection, outlines_of
from stemma.show.places import NamedPlace, places_of
from tests.show.cases import at, silo_case


def named(name: str, latitude: float | None, longitude: float | None, kind: str = "town") -> NamedPlace:
    pointer = at("post", "Port Ressel")
    return NamedPlace(name, kind, latitude, longitude, (pointer,), 1, None)  # type: ignore[arg-type]


def chart(*places: NamedPlace) -> Chart:
    found = chart_of(places)
    assert found
    return found


def test_a_place_is_named_once_with_every_place_that_names_it() -> None:
    def place(ident: str, words: str, kind: str = "town") -> Place:
        degrees = {"latitude": 54.0, "longitude": 11.0}
        return Place(report=ident, span=at(ident, words).span, name="Ressel", kind=kind, **degrees)  # type: ignore[arg-type]

    found = (
        place("post", "Ressel"),
        place("wire", "Ressel"),
        place("echo", "Ressel"),
        place("kurier", "Kai", "people"),
    )
    labels = Labels(replace(silo_case(), places=found))
    (ressel,) = places_of(labels, ledger_of(labels).facets)
    assert (ressel.name, ressel.reports, len(ressel.pointers), ressel.located) == ("Ressel", 3, 3, True)


def test_without_a_located_place_there_is_no_map() -> None:
    assert chart_of([named("Nowhere", None, None), named("Beyond", 120.0, 10.0)]) is None


def test_the_first_view_holds_most_places_and_the_whole_map_all() -> None:
    near = [named(f"P{number}", 50 + number / 10, 30 + number / 10) for number in range(9)]
    found = chart(*near, named("Far", -33.0, 151.0))
    inside = [spot.place.name for spot in found.spots if found.view.holds((spot.x, spot.y))]
    assert "Far" not in inside
    assert len(inside) == 9
    assert all(found.whole.holds((spot.x, spot.y)) for spot in found.spots)


def test_places_near_each_other_share_the_mark_of_the_weightiest() -> None:
    found = chart(named("A", 50.0, 30.0), named("B", 50.001, 30.001), named("C", 53.0, 36.0))
    spots = {spot.place.name: spot for spot in found.spots}
    assert (spots["A"].others, spots["B"].by, spots["C"].by) == (1, spots["A"].number, None)
    assert abs(spots["A"].x - spots["B"].x) < NEAR


def test_a_country_is_a_name_and_no_mark() -> None:
    found = chart(named("A", 50.0, 30.0), named("Land", 51.0, 31.0, "country"))
    assert [spot.place.name for spot in found.spots] == ["A"]
    assert [spot.place.name for spot in found.wide] == ["Land"]


def test_places_on_both_sides_of_the_180th_degree_stand_beside_each_other() -> None:
    found = chart(named("Suva", -18.1, 178.4), named("Apia", -13.8, -171.8))
    suva, apia = found.spots
    assert suva.x < apia.x
    assert all(0 <= spot.x <= WIDTH and 0 <= spot.y <= HEIGHT for spot in found.spots)


def test_north_is_up_and_east_is_right() -> None:
    projection = Projection(-180.0, 100.0)
    (x, y), (east, north) = projection.point(0.0, 0.0), projection.point(10.0, 10.0)
    assert east > x
    assert north < y


def test_outlines_are_cut_to_the_box_and_the_coarser_the_fewer() -> None:
    projection = Projection(-180.0, 400.0)
    x, y = projection.point(12.5, 55.5)
    box = Box(x - 100, y - 60, x + 100, y + 60)
    fine, coarse = (outlines_of(projection, box, box, grain) for grain in (0.2, 3.0))
    assert fine.land
    assert fine.coast
    assert 0 < len(coarse.coast) < len(fine.coast)
    far = projection.point(-150.0, 0.0)
    nothing = Box(far[0] - 5, far[1] - 5, far[0] + 5, far[1] + 5)
    assert outlines_of(projection, nothing, nothing, 0.5).land == ""
