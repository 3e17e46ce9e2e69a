import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from stemma.model import Place, Report, Span
from stemma.read.places import find_places
from stemma.text.sentences import split


def places_in(text: str, language: str = "en") -> list[Place]:
    report = Report(id="r", text=text, sha256="", language=language)
    return list(find_places(report, split(text, language)))


def words(text: str, language: str = "en") -> list[str]:
    return [place.span.of(text) for place in places_in(text, language)]


def degrees(text: str, name: str) -> tuple[float, float] | None:
    place = next(place for place in places_in(text) if place.span.of(text) == name)
    if place.latitude is None or place.longitude is None:
        return None
    return round(place.latitude), round(place.longitude)


def test_a_large_town_needs_no_further_evidence() -> None:
    assert degrees("The ferry left Marseille at dawn.", "Marseille") == (43, 5)


def test_a_name_shared_by_towns_of_like_size_stays_unresolved() -> None:
    assert degrees("The ferry was late at Tripoli, the harbour master wrote.", "Tripoli") is None


def test_the_country_that_the_report_speaks_of_decides() -> None:
    text = "A flour mill burned in Tripoli. The Lebanese fire service sent two engines."
    assert degrees(text, "Tripoli") == (34, 36)


def test_the_region_after_the_comma_decides() -> None:
    assert degrees("The mayor of London, Ontario, opened the bridge.", "London") == (43, -81)


def test_one_name_means_one_place_throughout_a_report() -> None:
    text = "A bridge was opened in London, Ontario. In London the rain went on."
    assert {place.latitude for place in places_in(text) if place.span.of(text) == "London"} == {42.9834}


def test_the_kind_word_belongs_to_the_name_of_a_region() -> None:
    text = "Floods closed roads in the Kursk region and in the province of Ontario."
    assert words(text) == ["Kursk region", "province of Ontario"]
    assert [place.kind for place in places_in(text)] == ["region", "region"]


def test_an_airport_lies_at_its_town() -> None:
    text = "Fog closed Lisbon International Airport."
    (place,) = places_in(text)
    assert (place.span.of(text), place.kind, place.geonameid) == ("Lisbon International Airport", "other", None)
    assert place.latitude == pytest.approx(38.7, abs=0.1)


def test_a_people_has_the_centre_of_its_country() -> None:
    (place,) = places_in("The Norwegian skipper said nothing.")
    assert (place.kind, place.name) == ("people", "Norway")


@pytest.mark.parametrize(
    "text",
    [
        "John Lincoln spoke first. Lincoln was brief.",
        "The University of Manchester ordered a lens.",
        "The Boston Gazette printed it.",
        "Mr. Wellington declined.",
        "Most of them left. Nice weather helped.",
        "Reading is taught in every school.",
        "They may meet in May or in March.",
    ],
)
def test_names_of_people_papers_and_common_words_are_no_places(text: str) -> None:
    assert words(text) == []


def test_a_doubtful_name_counts_where_a_place_must_stand() -> None:
    assert words("The train stopped in Reading, England.") == ["Reading", "England"]


def test_capitals_of_a_dateline_are_read() -> None:
    assert words("LISBON — The trams stood still.") == ["LISBON"]


def test_a_short_name_of_a_country_needs_its_capitals() -> None:
    assert words("The U.S. envoy and the UK envoy met us.") == ["U.S.", "UK"]


def test_polish_cases_are_undone() -> None:
    text = "Pożar w obwodzie kurskim. Burmistrz przyjechał z Warszawy do Gdańska i wrócił do Rosji."
    found = [(place.span.of(text), place.name) for place in places_in(text, "pl")]
    assert found == [
        ("obwodzie kurskim", "Kursk"),
        ("Warszawy", "Warsaw"),
        ("Gdańska", "Gdańsk"),
        ("Rosji", "Russia"),
    ]


@settings(max_examples=50, deadline=None)
@given(st.text(alphabet=st.sampled_from("Paris Of.,-’'\n\ud800Łódź北"), max_size=200))
def test_no_text_breaks_it_and_spans_lie_within(text: str) -> None:
    report = Report(id="r", text=text, sha256="", language="en")
    for place in find_places(report, (Span(0, len(text)),)):
        assert 0 <= place.span.start < place.span.end <= len(text)


def test_a_long_line_takes_linear_time() -> None:
    text = "Lisbon of New " * 20_000
    start = time.process_time()
    find_places(Report(id="r", text=text, sha256="", language="en"), (Span(0, len(text)),))
    assert time.process_time() - start < 10
