"""Figures on the page: what is one, what it allows, what it counts and what happened to those."""

from __future__ import annotations

import itertools

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from stemma.model import Quantity, Report, Span, Statement
from stemma.read.quantities import find_quantities
from stemma.read.times import find_times
from stemma.text.sentences import split
from tests.factories import report, statement


def quantities_in(text: str, language: str = "en", statements: tuple[Statement, ...] = ()) -> list[Quantity]:
    page = Report(id="r1", text=text, sha256="", language=language, published="2019-05-15")
    sentences = split(text, language)
    return list(find_quantities(page, sentences, statements, find_times(page, sentences)))


def only(text: str, language: str = "en") -> Quantity:
    (found,) = quantities_in(text, language)
    return found


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("en", "Nine or twelve mules were lost."),
        ("de", "Neun oder zwölf Maultiere gingen verloren."),
        ("fr", "Neuf ou douze mules ont été perdues."),
        ("pl", "Zginęło dziewięć lub dwanaście mułów."),
        ("ru", "Потеряны девять или двенадцать мулов."),
        ("es", "Se perdieron nueve o doce mulas."),
        ("uk", "Загублено дев'ять або дванадцять мулів."),
    ],
)
def test_one_number_or_another_is_a_range(language: str, text: str) -> None:
    found = only(text, language)
    assert (found.low, found.high, found.bound) == (9, 12, "range")


@pytest.mark.parametrize(
    ("text", "words", "low", "high", "bound"),
    [
        ("They lost 12 mules.", "12", 12, 12, "exactly"),
        ("They lost more than 70 mules.", "more than 70", 70, None, "at least"),
        ("They lost up to 70 mules.", "up to 70", 0, 70, "at most"),
        ("They lost about 200 mules.", "about 200", 180, 220, "about"),
        ("They lost between five and seven mules.", "between five and seven", 5, 7, "range"),
        ("They lost 5–7 mules.", "5–7", 5, 7, "range"),
        ("They lost dozens of mules.", "dozens", 24, None, "at least"),
        ("They lost a few hundred mules.", "a few hundred", 200, 1000, "about"),
        ("They lost a hundred and five mules.", "a hundred and five", 105, 105, "exactly"),
        ("They lost two hundred and thirty-one mules.", "two hundred and thirty-one", 231, 231, "exactly"),
        ("They lost 1,500 mules.", "1,500", 1500, 1500, "exactly"),
        ("They lost 70 or more mules.", "70 or more", 70, None, "at least"),
    ],
)
def test_what_words_of_number_allow(text: str, words: str, low: float, high: float | None, bound: str) -> None:
    found = quantities_in(text)[0]
    assert found.span.of(text) == words
    assert (found.low, found.high, found.bound) == (low, high, bound)


@pytest.mark.parametrize(
    ("text", "language", "value"),
    [
        ("Uratowano 1 500 owiec.", "pl", 1500),
        ("Uratowano półtora tysiąca owiec.", "pl", 1500),
        ("Sie retteten 1.500 Schafe.", "de", 1500),
        ("Sie retteten fünfundzwanzig Schafe.", "de", 25),
        ("Salvaron treinta y cinco ovejas.", "es", 35),
        ("Ils ont sauvé quatre-vingt-trois moutons.", "fr", 83),
        ("Спасли пятеро овец.", "ru", 5),
        ("Врятували дев'ятьох овець.", "uk", 9),
        ("They saved 2.5 million sheep.", "en", 2_500_000),
    ],
)
def test_numbers_are_written_as_each_language_writes_them(text: str, language: str, value: float) -> None:
    assert only(text, language).low == value


@pytest.mark.parametrize(
    "text",
    [
        "The Mi-24 flew over the F-16.",
        "Ada Brandt, 54, lives at 12 Mill Lane.",
        "In 1984 the pier was closed at 9.30 am on 3 June.",
        "Flight 217 waited at Gate 14.",
        "The Big Three met for two weeks.",
        "She is 33 years old.",
        "Norvik won 3-1.",
        "She called 0048123456789.",
        "Decision No. 3 stands.",
    ],
)
def test_names_dates_ages_and_addresses_count_nothing(text: str) -> None:
    assert quantities_in(text) == []


def test_a_unit_and_a_currency_belong_to_the_figure() -> None:
    text = "The slick is 14 km long and will cost $1.5 million, 40% of the budget."
    found = [(one.span.of(text), one.low, one.unit) for one in quantities_in(text)]
    assert found == [("14 km", 14, "km"), ("$1.5 million", 1_500_000, "USD"), ("40%", 40, "%")]


def test_each_figure_has_what_happened_to_those_it_counts() -> None:
    text = "The storm killed at least 12 sailors and injured 40; three boats sank and two skippers are still missing."
    found = [(one.low, one.counts, one.frame) for one in quantities_in(text)]
    assert found == [
        (12, "crew", "killed"),
        (40, None, "wounded"),
        (3, "ship", "destroyed"),
        (2, "skipper", "missing"),
    ]


@pytest.mark.parametrize(
    ("text", "language", "frame"),
    [
        ("Nobody was hurt.", "en", "wounded"),
        ("No passengers were killed.", "en", "killed"),
        ("Nikt nie zginął.", "pl", "killed"),
        ("Никто не погиб.", "ru", "killed"),
        ("Niemand wurde verletzt.", "de", "wounded"),
        ("Nadie murió.", "es", "killed"),
        ("Ніхто не загинув.", "uk", "killed"),
        ("Personne n'a été tué.", "fr", "killed"),
    ],
)
def test_nobody_is_a_figure(text: str, language: str, frame: str) -> None:
    found = only(text, language)
    assert (found.low, found.high, found.frame) == (0, 0, frame)


def test_all_is_a_figure_where_something_happened_to_all() -> None:
    assert only("All were saved.").bound == "all"
    assert quantities_in("All roads lead over the pass.") == []
    assert quantities_in("Not all were saved.") == []


def test_all_before_a_number_is_that_number() -> None:
    found = only("All nine hikers were rescued.")
    assert (found.low, found.high, found.bound) == (9, 9, "exactly")


@pytest.mark.parametrize(
    ("text", "language", "frame"),
    [
        ("Two of the raiders escaped.", "en", "escaped"),
        ("Zwei Angreifer entkamen.", "de", "escaped"),
        ("Deux assaillants se sont échappés.", "fr", "escaped"),
        ("Dwóch napastników uciekło.", "pl", "escaped"),
        ("Двое боевиков сбежали.", "ru", "escaped"),
        ("Dos atacantes escaparon.", "es", "escaped"),
        ("Двоє бойовиків втекли.", "uk", "escaped"),
        ("Three boats got through.", "en", "reached"),
        ("Drei Boote kamen durch.", "de", "reached"),
        ("Trois bateaux ont atteint le quai.", "fr", "reached"),
        ("Trzy statki dopłynęły do nabrzeża.", "pl", "reached"),
        ("Три катера дошли до причала.", "ru", "reached"),
        ("Tres lanchas alcanzaron el muelle.", "es", "reached"),
        ("Три човни дійшли до причалу.", "uk", "reached"),
    ],
)
def test_who_got_away_and_what_got_through_is_told_in_every_language(text: str, language: str, frame: str) -> None:
    assert only(text, language).frame == frame


def test_nearly_all_are_not_all() -> None:
    assert quantities_in("Nearly all boats were sunk.") == []


def test_where_something_happened_is_not_to_whom() -> None:
    assert only("Nurses were wounded in two villages.").frame is None


def test_a_part_of_those_counted_is_marked() -> None:
    found = quantities_in("The fall injured 30 people, five of them seriously.")
    assert [one.part for one in found] == [False, True]


def test_words_that_bring_a_figure_up_to_date_are_marked() -> None:
    assert only("The death toll has risen to 19.").update
    assert not only("The crash killed 19.").update


def test_a_figure_belongs_to_the_statement_that_holds_it() -> None:
    page = report(text="Ada Brandt said 12 barges sank. Three barges were saved.")
    said = statement(page, "12 barges sank", source="Ada Brandt", cue="said")
    assert [one.statement for one in quantities_in(page.text, statements=(said,))] == [said.id, None]


@settings(max_examples=60, deadline=None)
@given(st.text(alphabet="12 ,.-–$%akilledonetwo\n\u00a0\ud800", max_size=300))
def test_any_text_can_be_read(text: str) -> None:
    found = find_quantities(Report(id="r", text=text, sha256="", language="en"), (Span(0, len(text)),), (), ())
    assert all(0 <= one.span.start < one.span.end <= len(text) for one in found)
    assert all(a.span.end <= b.span.start for a, b in itertools.pairwise(found))
