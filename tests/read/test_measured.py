"""What bodies record and count themselves; the sentences are invented."""

from __future__ import annotations

import pytest

from tests.read.test_crowds import told


@pytest.mark.parametrize(
    ("language", "text", "expected"),
    [
        (
            "en",
            "FlightGauge, a site that follows air traffic, also recorded the last signal at 23:14.",
            ("FlightGauge, a site that follows air traffic", "the last signal at 23:14"),
        ),
        ("en", "On Monday, the harbour board detected a leak.", ("the harbour board", "a leak")),
        (
            "en",
            "The health ministry raised its count of the dead to 39.",
            ("The health ministry", "its count of the dead to 39"),
        ),
        (
            "de",
            "Das Ministerium bezifferte die Zahl der Toten auf 39.",
            ("Das Ministerium", "die Zahl der Toten auf 39"),
        ),
        ("fr", "Le ministère a porté le bilan à 39 morts.", ("Le ministère", "le bilan à 39 morts")),
        ("es", "El ministerio elevó la cifra de muertos a 39.", ("El ministerio", "la cifra de muertos a 39")),
        ("pl", "Ministerstwo podniosło liczbę zabitych do 39.", ("Ministerstwo", "liczbę zabitych do 39")),
        ("ru", "Министерство насчитало 39 погибших.", ("Министерство", "39 погибших")),
        ("uk", "Міністерство нарахувало 39 загиблих.", ("Міністерство", "39 загиблих")),
    ],
)
def test_a_body_is_behind_what_it_records_or_counts(language: str, text: str, expected: tuple[str, str]) -> None:
    source, words = expected
    assert told(text, language) == [(source, (words,))]


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("en", "Tom Dahl recorded a song in Lund."),
        ("en", "The band put 12 songs on the record."),
        ("en", "The city registered with the agency."),
        ("en", "The boat was detected by the navy."),
        ("de", "Der Verein zählte 300 Mitglieder."),
    ],
)
def test_other_deeds_are_nobodys_word(language: str, text: str) -> None:
    assert told(text, language) == []
