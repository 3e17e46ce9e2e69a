"""Which place is meant, on invented events."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from stemma.model import EntityKind, Place, Report, Span
from stemma.read.place_hints import Hints
from stemma.read.places import find_places
from stemma.text.sentences import split
from stemma.vocabulary.gazetteer.world import Gazetteer, gazetteer
from tests.factories import span_of

Marks = Sequence[tuple[str, EntityKind]]


def read(text: str, marks: Marks = (), **fields: Any) -> dict[str, Place]:
    """The places by their words; the last of each."""
    report = Report(**{"id": "r", "text": text, "sha256": "", "language": "en"} | fields)
    names = [(span_of(text, words), kind) for words, kind in marks]
    found = find_places(report, split(text, report.language), names)
    return {place.span.of(text): place for place in found}


def degrees(place: Place) -> tuple[int, int] | None:
    return None if place.latitude is None else (round(place.latitude), round(place.longitude or 0))


# What lies together tells.


def test_towns_of_one_region_tell_where_their_namesakes_lie() -> None:
    found = read(
        "The ferry burned. Boats came to Kingston from Gananoque, in Ontario, and from Belleville in the evening."
    )
    assert degrees(found["Belleville"]) == (44, -77)
    assert degrees(found["Kingston"]) == (44, -76)


def test_the_country_of_the_publisher_tells() -> None:
    text = "A mill burned at Perth."
    assert degrees(read(text, [("Perth", "place")], url="https://kelp-post.example.com.au/mill")["Perth"]) == (-32, 116)
    assert read(text, [("Perth", "place")], url="https://kelp-post.example.co.uk/mill")["Perth"].country == "GB"


def test_a_county_is_the_one_of_the_state_that_the_report_speaks_of() -> None:
    text = "Deputies from Jackson County searched the barn. It stands near Medford, Oregon."
    assert degrees(read(text)["Jackson County"]) == (42, -123)


def test_a_word_behind_a_list_is_the_kind_of_all() -> None:
    found = read("Roads in Walton and Oconee counties in Georgia were closed.")
    assert [found[name].kind for name in ("Walton", "Oconee")] == ["region", "region"]
    assert degrees(found["Walton"]) == (34, -84)


def test_lists_pair_up() -> None:
    text = "Hail fell on Gera, Celle and Fulda, towns in Thuringia, Lower Saxony and Hesse, respectively."
    found = read(text, [(name, "place") for name in ("Gera", "Celle", "Fulda")])
    assert [found[name].region for name in ("Gera", "Celle", "Fulda")] == ["Thuringia", "Lower Saxony", "Hesse"]


# What the gazetteer lacks


def test_a_village_that_is_not_known_is_unknown_inside_its_region() -> None:
    village = read("A barn burned in the village of Novaya Ulitka in the Belgorod region.")["Novaya Ulitka"]
    assert (village.latitude, village.region, village.country, village.kind) == (None, "Belgorod", "RU", "town")
    assert village.bounds is not None
    south, west, north, east = village.bounds
    assert south < 50.6 < north
    assert west < 36.6 < east


def test_a_village_is_no_namesake_abroad() -> None:
    """There is a Celle in Germany, none in Belgorod."""
    text = "Barns burned at Celle and Odda, villages in Belgorod and Kursk, respectively."
    found = read(text, [("Celle", "place"), ("Odda", "place")])
    assert [(found[name].latitude, found[name].region) for name in ("Celle", "Odda")] == [
        (None, "Belgorod"),
        (None, "Kursk"),
    ]


def test_what_is_undecided_is_in_no_region_that_it_has_no_namesake_in() -> None:
    place = read("They left Tripoli.", [("Tripoli", "place")])["Tripoli"]
    assert (place.latitude, place.region, place.bounds) == (None, None, None)


def test_a_comma_before_another_clause_is_no_containment() -> None:
    found = read("Two days after the siege of Bakhmut, Russia is at the table again.")
    assert found["Bakhmut"].country == "UA"


def test_countries_in_a_list_lie_in_no_other() -> None:
    found = read("Envoys of Algeria, Morocco, Tunisia, Georgia and France met.")
    assert [place.kind for place in found.values()] == ["country"] * 5


# Spellings


@pytest.mark.parametrize("spelling", ["Grayvoron", "Graivoron", "Hrayvoron"])
def test_a_name_is_found_in_any_spelling(spelling: str) -> None:
    found = read(f"The market of {spelling} in Russia was shut.", [(spelling, "place")])
    assert (found[spelling].name, found[spelling].geonameid) == ("Grayvoron", 559034)


def test_a_spelling_needs_a_report_that_speaks_of_its_country() -> None:
    text = "The market of Hrayvoron was shut. Chilean and Peruvian traders left Lima for Arequipa."
    assert read(text, [("Hrayvoron", "place")])["Hrayvoron"].latitude is None


def test_cyrillic_names_are_found() -> None:
    found = read("Пожар. Грайворон, Белгород.", language="ru")
    assert [place.name for place in found.values()] == ["Grayvoron", "Belgorod"]


def test_russian_cases_are_undone() -> None:
    text = "Склад сгорел в Белгородской области. В Грайвороне и Курске видели дым. Люди уехали из России в Киев."
    found = [(words, place.name) for words, place in read(text, language="ru").items()]
    assert found == [
        ("Белгородской области", "Belgorod"),
        ("Грайвороне", "Grayvoron"),
        ("Курске", "Kursk"),
        ("России", "Russia"),
        ("Киев", "Kyiv"),
    ]


def test_ukrainian_cases_are_undone() -> None:
    text = "Склад згорів у Харківській області. Люди виїхали з Харкова до Польщі."
    found = [(words, place.name) for words, place in read(text, language="uk").items()]
    assert found == [("Харківській області", "Kharkiv"), ("Харкова", "Kharkiv"), ("Польщі", "Poland")]


# What is no place of an event


def test_a_place_in_an_organisations_name_is_of_a_kind_of_its_own() -> None:
    text = "The University of Texas closed its gates."
    assert read(text, [("University of Texas", "organisation")])["Texas"].kind == "organisation"


def test_a_people_is_of_a_kind_of_its_own_also_where_it_has_no_country() -> None:
    found = read("European and Texan farmers met.")
    assert {place.kind for place in found.values()} == {"people"}
    assert degrees(found["Texan"]) == (31, -99)


def test_people_are_no_places() -> None:
    assert read("Ms Lincoln met Chester Lund in May.", [("Lincoln", "person"), ("Chester Lund", "person")]) == {}


# Hostile text


class Counting(Gazetteer):
    """The gazetteer, counting what it is asked."""

    def __init__(self, places: Gazetteer) -> None:
        self.__dict__.update(places.__dict__)
        self.asked = 0
        look_up = places.look_up

        def counted(key: str) -> Any:
            self.asked += 1
            return look_up(key)

        self.look_up = counted  # type: ignore[assignment]  # the cache's own methods are not asked for


def asked_for(text: str, monkeypatch: pytest.MonkeyPatch) -> int:
    places = Counting(gazetteer())
    for module in ("place_lookup", "place_areas", "place_variants", "places"):
        monkeypatch.setattr(f"stemma.read.{module}.gazetteer", lambda: places)
    find_places(Report(id="r", text=text, sha256="", language="en"), (Span(0, len(text)),))
    return places.asked


@pytest.mark.parametrize(
    "part",
    [
        "LISBON ",
        "Lisbon of New ",
        "Kent-",
        "Lisbon, ",
        "in Lund, Ohio, ",
        "village of Odd ",
        "Kent and Essex, respectively ",
    ],
)
def test_twice_the_text_is_asked_for_twice(part: str, monkeypatch: pytest.MonkeyPatch) -> None:
    once, twice = (asked_for(part * count, monkeypatch) for count in (100, 200))
    assert twice <= 2.1 * once + 20


@settings(max_examples=50, deadline=None)
@given(
    st.text(alphabet=st.sampled_from("Kent Ohio,.-’of respectively \n\ud800Łódź北"), max_size=200),
    st.lists(st.tuples(st.integers(0, 200), st.integers(1, 30), st.sampled_from(["place", "person", "organisation"]))),
)
def test_no_text_and_no_marks_break_it(text: str, marks: list[tuple[int, int, EntityKind]]) -> None:
    names = [(Span(start, start + length), kind) for start, length, kind in marks if start + length <= len(text)]
    report = Report(id="r", text=text, sha256="", language="en")
    for place in find_places(report, (Span(0, len(text)),), names):
        assert 0 <= place.span.start < place.span.end <= len(text)
        assert (place.latitude is None) == (place.longitude is None)


def test_a_word_that_the_report_writes_small_is_no_place_because_it_was_marked_as_one() -> None:
    text = "War in Ukraine goes on. The war began in the east."
    assert list(read(text, [("War", "place"), ("Ukraine", "place")])) == ["Ukraine"]


def test_a_point_of_the_compass_is_no_part_of_the_name() -> None:
    found = read("Fire in Western Bavaria Region", [("Western Bavaria Region", "place")])
    assert [place.name for place in found.values()] == ["Bavaria"]


def test_hints_are_the_marked_names_that_a_word_is_part_of() -> None:
    hints = Hints([(Span(10, 20), "place"), (Span(0, 5), "person")])
    assert hints.at(Span(12, 14)) == (Span(10, 20), "place")
    assert hints.at(Span(6, 9)) is None
    assert hints.place_at(10, 13) == Span(10, 20)
    assert hints.place_at(0, 5) is None
