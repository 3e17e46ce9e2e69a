"""Asides that rule on what their sentence tells are their own statements, and no part of what is told."""

from __future__ import annotations

import pytest

from tests.read.spoken import Said, said, stances

TOLD = "The raiders burned the mill"


@pytest.mark.parametrize(
    ("aside", "source", "cue"),
    [
        ("a claim Tervanna has rejected", "Tervanna", "has rejected"),
        ("a claim that Tervanna has rejected", "Tervanna", "has rejected"),
        ("an allegation the ministry denied on Monday", "the ministry", "denied"),
        ("something Tervanna denies", "Tervanna", "denies"),
        ("which the mayor strongly denied", "the mayor", "strongly denied"),
        ("a charge denied by the council", "the council", "denied"),
        ("a figure the army disputes", "the army", "disputes"),
        ("something the army calls a fantasy", "the army", "calls"),
        ("an account the mayor called invented", "the mayor", "called"),
        ("a claim the council dismisses as propaganda", "the council", "dismisses"),
    ],
)
def test_who_denies_it_in_an_aside_denies_what_the_page_tells(aside: str, source: str, cue: str) -> None:
    text = f"{TOLD}, {aside}."
    assert said(text, "en") == [(source, cue, (TOLD,))]
    assert stances(text, "en") == ["denies"]


def test_an_aside_on_what_another_says_leaves_both_statements() -> None:
    text = "Ostria has said that the raiders burned the mill, an allegation Tervanna denied."
    told = ("that the raiders burned the mill",)
    assert said(text, "en") == [("Ostria", "has said", told), ("Tervanna", "denied", told)]


def test_who_is_blamed_may_be_who_denies_it() -> None:
    assert said("Ostria blames Tervanna, which denies it.", "en") == [
        ("Ostria", "blames", ("Tervanna",)),
        ("Tervanna", "denies", ("Tervanna",)),
    ]


@pytest.mark.parametrize(
    ("language", "text", "expected"),
    [
        ("de", "Räuber haben die Mühle angezündet, was Lund bestreitet.", ("Lund", "bestreitet")),
        ("de", "Räuber haben die Mühle angezündet, eine Behauptung, die Lund zurückweist.", ("Lund", "zurückweist")),
        ("fr", "Des pillards ont brûlé le moulin, ce que Lund dément.", ("Lund", "dément")),
        ("fr", "Des pillards ont brûlé le moulin, une affirmation que Lund rejette.", ("Lund", "rejette")),
        ("es", "Unos saqueadores quemaron el molino, algo que Lund niega.", ("Lund", "niega")),
        ("es", "Unos saqueadores quemaron el molino, una acusación que Lund rechaza.", ("Lund", "rechaza")),
        ("pl", "Najeźdźcy spalili młyn, czemu Lund zaprzecza.", ("Lund", "zaprzecza")),
        ("pl", "Najeźdźcy spalili młyn, co zdementował rzecznik rady.", ("rzecznik rady", "zdementował")),
        ("ru", "Налётчики сожгли мельницу, что Лунд отрицает.", ("Лунд", "отрицает")),
        ("uk", "Нападники спалили млин, що Лунд заперечує.", ("Лунд", "заперечує")),
    ],
)
def test_asides_are_read_in_all_languages(language: str, text: str, expected: tuple[str, str]) -> None:
    found: list[Said] = said(text, language)
    assert [one[:2] for one in found] == [expected]
    assert found[0][2] == (text.split(",")[0],)


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("en", "The mill, which denies nothing to its guests, burned down."),
        ("en", "The company, which denies wrongdoing, sold the mill."),
        ("ru", "Остра заявила, что Лунд отрицает поджог."),
        ("pl", "Rada twierdzi, że Lund zaprzecza podpaleniu."),
    ],
)
def test_who_denies_something_else_rules_on_nothing_before_it(language: str, text: str) -> None:
    before = text.split(",")[0]
    assert all(before not in content for _, _, contents in said(text, language) for content in contents)
