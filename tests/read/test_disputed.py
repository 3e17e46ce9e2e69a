"""A denial's words hold what is denied, and what is not is parted from it."""

from __future__ import annotations

import pytest

from tests.read.spoken import said, stances


@pytest.mark.parametrize(
    ("language", "text", "claimant", "noun", "claim"),
    [
        (
            "en",
            "The office rejected claims by the union that a plane had sunk.",
            "the union",
            "claims",
            "a plane had sunk",
        ),
        ("en", "The army dismissed Ostria's claim that a ship had sunk.", "Ostria", "claim", "that a ship had sunk"),
        ("en", "The union rejected the company's suggestion of vandalism.", "the company", "suggestion", "vandalism"),
        (
            "de",
            "Die Armee wies die Behauptung der Rebellen zurück, dass die Stadt gefallen sei.",
            "Rebellen",
            "Behauptung",
            "die Stadt gefallen sei",
        ),
        (
            "fr",
            "L'armée a rejeté l'affirmation des rebelles selon laquelle la ville est tombée.",
            "rebelles",
            "affirmation",
            "la ville est tombée",
        ),
        (
            "es",
            "El ejército rechazó la afirmación de los rebeldes de que la ciudad cayó.",
            "los rebeldes",
            "afirmación",
            "la ciudad cayó",
        ),
        (
            "pl",
            "Wojsko odrzuciło twierdzenie rebeliantów, że miasto padło.",
            "rebeliantów",
            "twierdzenie",
            "miasto padło",
        ),
        (
            "ru",
            "Армия отвергла утверждение повстанцев о том, что город взят.",
            "повстанцев",
            "утверждение",
            "город взят",
        ),
        (
            "uk",
            "Армія відкинула твердження повстанців про те, що місто взято.",
            "повстанців",
            "твердження",
            "місто взято",
        ),
    ],
)
def test_who_is_said_to_claim_what_is_denied_claims_it(
    language: str, text: str, claimant: str, noun: str, claim: str
) -> None:
    assert (claimant, noun, (claim,)) in said(text, language)
    assert sorted(stances(text, language)) == ["asserts", "denies"]


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("en", "The army rejected claims that a ship had sunk."),
        ("ru", "Армия отвергла утверждение о том, что город взят."),
        ("de", "Die Armee wies die Behauptung zurück, dass die Stadt gefallen sei."),
    ],
)
def test_what_nobody_in_particular_claims_is_only_denied(language: str, text: str) -> None:
    assert stances(text, language) == ["denies"]


def test_what_follows_a_colon_is_asserted() -> None:
    text = "Das Amt bestritt, dass Benzol ausgetreten sei: Die Proben seien sauber."
    assert said(text, "de") == [
        ("Das Amt", "bestritt", ("dass Benzol ausgetreten sei",)),
        ("Das Amt", "bestritt", ("Die Proben seien sauber",)),
    ]
    assert stances(text, "de") == ["denies", "asserts"]


@pytest.mark.parametrize(
    ("language", "text", "denied"),
    [
        (
            "de",
            "Das Amt bestritt, dass Benzol ausgetreten sei, während Anwohner klagten.",
            "dass Benzol ausgetreten sei",
        ),
        (
            "en",
            "The office denied that a plane had sunk, as dozens of yachts sailed out to look.",
            "that a plane had sunk",
        ),
    ],
)
def test_a_clause_with_which_the_page_goes_on_is_not_denied(language: str, text: str, denied: str) -> None:
    assert [content for _, _, content in said(text, language)] == [(denied,)]
