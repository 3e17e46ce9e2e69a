"""One place for a name in one story."""

from __future__ import annotations

from stemma.model import Place, PlaceKind, Reading, Report, Span, sha256_of
from stemma.run.placing import placed_by_case

NOVA_SCOTIA, YORKSHIRE = 1, 2


def told(name: str, ident: int | None, kind: PlaceKind = "city") -> tuple[Report, Reading]:
    text = "Halifax waits."
    located = {NOVA_SCOTIA: (44.6, -63.6), YORKSHIRE: (53.7, -1.9), None: (None, None)}[ident]
    place = Place(
        report=name, span=Span(0, 7), name="Halifax", kind=kind, latitude=located[0], longitude=located[1],
        geonameid=ident,
    )  # fmt: skip
    report = Report(id=name, text=text, sha256=sha256_of(text), language="en")
    return report, Reading(report=name, language="en", places=(place,))


def placed(*pairs: tuple[Report, Reading], stories: dict[str, str] | None = None) -> list[int | None]:
    reports, readings = zip(*pairs, strict=True)
    made = placed_by_case(reports, readings, stories or {report.id: "s" for report in reports})
    return [reading.places[0].geonameid for reading in made]


def test_a_report_that_does_not_decide_follows_two_that_agree() -> None:
    assert placed(told("a", NOVA_SCOTIA), told("b", NOVA_SCOTIA), told("c", None)) == [1, 1, 1]
    assert placed(told("a", NOVA_SCOTIA), told("c", None)) == [1, None]
    assert placed(told("a", NOVA_SCOTIA), told("b", NOVA_SCOTIA), told("d", YORKSHIRE), told("c", None))[3] is None


def test_a_report_that_decides_otherwise_is_overruled_by_many_only() -> None:
    many = [told(name, NOVA_SCOTIA) for name in "abc"]
    assert placed(*many, told("d", YORKSHIRE)) == [1, 1, 1, 1]
    assert placed(*many[:2], told("d", YORKSHIRE)) == [1, 1, 2]
    assert placed(*many, told("d", YORKSHIRE), told("e", YORKSHIRE)) == [1, 1, 1, 2, 2]


def test_another_story_and_what_is_no_place_decide_nothing() -> None:
    pairs = [told("a", NOVA_SCOTIA), told("b", NOVA_SCOTIA), told("c", None)]
    assert placed(*pairs, stories={"a": "s", "b": "s", "c": "t"}) == [1, 1, None]
    assert placed(*pairs[:2], told("c", None, "organisation")) == [1, 1, None]
    assert placed(*(told(name, NOVA_SCOTIA, "people") for name in "ab"), told("c", None)) == [1, 1, None]


def test_the_words_stay_those_of_their_own_report() -> None:
    pairs = [told("a", NOVA_SCOTIA), told("b", NOVA_SCOTIA), told("c", None)]
    reports, readings = zip(*pairs, strict=True)
    made = placed_by_case(reports, readings, dict.fromkeys("abc", "s"))
    assert (made[2].places[0].report, made[2].places[0].span) == ("c", Span(0, 7))
    assert (made[2].places[0].latitude, made[2].places[0].longitude) == (44.6, -63.6)
