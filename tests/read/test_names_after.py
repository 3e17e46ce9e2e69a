"""Names between who somebody is and what they say."""

from __future__ import annotations

import pytest

from tests.read.spoken import said, speakers


@pytest.mark.parametrize(
    ("text", "language", "name", "told"),
    [
        ("According to the mayor, Rosa Klein, the door was open.", "en", "Rosa Klein", "the door was open"),
        ("According to the farm's owner, Rosa Klein, two barns burned.", "en", "Rosa Klein", "two barns burned"),
        ("Nach Angaben einer Nachbarin, Anna Klein, stand die Tür offen.", "de", "Anna Klein", "stand die Tür offen"),
        ("Selon une voisine, Anna Klein, la porte était ouverte.", "fr", "Anna Klein", "la porte était ouverte"),
        ("Según el alcalde, Jan Stave, la puerta estaba abierta.", "es", "Jan Stave", "la puerta estaba abierta"),
        ("Według burmistrza, Jana Stawego, drzwi były otwarte.", "pl", "Jana Stawego", "drzwi były otwarte"),
        ("По словам соседки, Анны Сидовой, дверь была открыта.", "ru", "Анны Сидовой", "дверь была открыта"),
        ("За словами мера, Івана Сидова, двері були відчинені.", "uk", "Івана Сидова", "двері були відчинені"),
    ],
)
def test_a_name_behind_who_somebody_is_belongs_to_who_says_it(text: str, language: str, name: str, told: str) -> None:
    assert speakers(text, language) == [name]
    assert [content for _, _, (content, *_) in said(text, language)] == [told]


@pytest.mark.parametrize(
    "text",
    [
        "According to police, Rosa Klein, a nurse, died at noon.",
        "According to the mayor, Rosa Klein, a nurse, died at noon.",
        "According to the mayor, Rosa Klein died at noon.",
        "According to the council, Rosa Klein, the door was open.",
    ],
)
def test_of_whom_something_is_told_says_nothing(text: str) -> None:
    assert [contents[0].startswith("Rosa Klein") for _, _, contents in said(text, "en")] == [True]
    assert speakers(text, "en") != ["Rosa Klein"]
