"""What judgements are about, and which of them hold."""

from __future__ import annotations

import itertools

import pytest

from stemma.model import Judgement, Pointer, Report, Span, sha256_of
from stemma.model.rulings import Place, Subject, overruled_by, place_of, rulings_of, subject_of, subject_of_report

TEXT = "The quay is shut. The mole is open."


def report(name: str, text: str = TEXT) -> Report:
    return Report(id=name, text=text, sha256=sha256_of(text))


def at(name: str, start: int, end: int) -> str:
    return place_of(report(name), Span(start, end)).text


def row(number: int, verb: str, *subjects: str, undone_by: str | None = None) -> Judgement:
    return Judgement(
        id=f"j{number}", verb=verb, subjects=subjects, author="desk", made=f"2031-05-{number:02}", undone_by=undone_by
    )


ODD = [
    "a b",
    "https://x.example/q?a=1&b=%20#top",
    "naïve—ß",
    "half \ud83d",
    "tab\tnul\x00",
    "at:1-2:00000000:x",
    "%",
    "",
]


@pytest.mark.parametrize("name", ODD)
def test_a_subject_reads_back_as_it_was(name: str) -> None:
    places = Subject((place_of(report(name), Span(0, 3)), place_of(report(name), Span(4, 8))))
    assert subject_of(places.text) == places
    for naming in ("report", "actor", "publisher"):
        assert subject_of(Subject(naming=naming, name=name).text) == Subject(naming=naming, name=name)


@pytest.mark.parametrize("text", ["", "a1", "at:", "at:1-2:zz:x", "at:1-2:00000000:x  at:", "who:x", "at:" + "9" * 99])
def test_what_no_version_wrote_is_no_subject(text: str) -> None:
    assert subject_of(text) is None
    assert rulings_of([row(1, "same claim", text, at("a", 0, 17))], [report("a")]) == ()


def test_a_place_is_where_its_words_are() -> None:
    said = row(1, "same claim", at("a", 0, 17), at("gone", 0, 17))
    (ruling,) = rulings_of([said], [report("a")])
    assert [side.places for side in ruling.sides] == [(Place(Pointer("a", Span(0, 17)), sha256_of(TEXT[:17])[:8]),), ()]


def test_a_place_in_a_changed_text_is_none_but_in_a_version_of_it_is_found() -> None:
    moved = Report(id="a~01234567", text=TEXT, sha256="0" * 64)
    said = row(1, "same claim", at("a", 0, 17), at("b", 0, 17))
    (ruling,) = rulings_of([said], [report("a", "Another text altogether, and longer."), moved, report("b", "New.")])
    assert [[place.pointer.report for place in side.places] for side in ruling.sides] == [["a~01234567"], []]


def test_undone_and_unknown_judgements_ask_for_nothing() -> None:
    rows = [row(1, "dependent", "actor:A", "actor:B", undone_by="j9"), row(2, "admire", "actor:A", "actor:B")]
    assert rulings_of(rows, ()) == ()
    assert overruled_by(rows) == {}


def test_the_later_judgement_wins_whatever_order_they_come_in() -> None:
    rows = [
        row(1, "same claim", at("a", 0, 17), at("b", 0, 17)),
        row(2, "different claim", at("b", 1, 17), at("a", 0, 16)),
    ]
    for order in itertools.permutations(rows):
        assert overruled_by(order) == {"j1": "j2"}
        assert [ruling.judgement.id for ruling in rulings_of(order, [report("a"), report("b")])] == ["j2"]


def test_a_chain_of_sames_contradicts_an_earlier_difference() -> None:
    rows = [
        row(1, "different actor", "actor:A", "actor:C"),
        row(2, "same actor", "actor:A", "actor:B"),
        row(3, "same actor", "actor:b", "actor:C"),
    ]
    assert set(overruled_by(rows)) == {"j1"}


def test_judgements_on_claims_and_on_utterances_do_not_contradict_each_other() -> None:
    sides = at("a", 0, 17), at("b", 0, 17)
    assert overruled_by([row(1, "same utterance", *sides), row(2, "different claim", *sides)]) == {}


def test_an_overruled_judgement_overrules_nothing_itself() -> None:
    rows = [
        row(1, "independent", "actor:A", "actor:B"),
        row(2, "dependent", "actor:A", "actor:B"),
        row(3, "independent", "actor:B", "actor:A"),
    ]
    assert overruled_by(rows) == {"j2": "j3"}


def test_thousands_of_judgements_are_no_trouble() -> None:
    rows = [row(1, "same actor", f"actor:{n}", f"actor:{n + 1}") for n in range(3_000)]
    assert len(rulings_of(rows, ())) == 3_000


@pytest.mark.parametrize("name", ODD)
def test_a_report_is_a_subject_by_its_id_and_the_hash_of_its_text(name: str) -> None:
    subject = subject_of_report(report(name))
    assert (subject.name, subject.words) == (name, sha256_of(TEXT)[:8])
    assert subject_of(subject.text) == subject


def test_a_report_is_found_under_the_id_that_it_has_now() -> None:
    one, other = report("quay.txt", "The quay is shut."), report("quay.txt", "The mole is open.")
    ruling = row(1, "dependent", subject_of_report(one).text, subject_of_report(other).text)
    later = Report(id="quay.txt~0123abcd", text=one.text, sha256=one.sha256)
    (found,) = rulings_of([ruling], [later, other])
    assert [side.name for side in found.sides] == ["quay.txt~0123abcd", "quay.txt"]


def test_another_report_under_its_id_is_not_taken_for_it() -> None:
    gone, here = report("quay.txt", "The quay is shut."), report("quay.txt", "The mole is open.")
    ruling = row(1, "dependent", subject_of_report(gone).text, "actor:Ada")
    (found,) = rulings_of([ruling], [here])
    assert (found.sides[0].name, found.sides[0].naming) == ("", None)


def test_a_report_named_by_its_id_alone_is_that_id_still() -> None:
    (found,) = rulings_of([row(1, "dependent", "report:quay.txt", "actor:Ada")], [report("quay.txt")])
    assert found.sides[0].name == "quay.txt"
