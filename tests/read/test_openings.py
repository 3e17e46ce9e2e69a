"""What stands before a source at the head of a sentence; the sentences are invented."""

from __future__ import annotations

import pytest

from tests.read.test_crowds import told


def sources(text: str, language: str) -> list[str | None]:
    return [source for source, _ in told(text, language)]


@pytest.mark.parametrize(
    ("language", "text", "source"),
    [
        ("en", "19:38 Ferry owner Tom Dahl says the quay is shut.", "Ferry owner Tom Dahl"),
        ("en", "9.05 p.m. - The harbour board says the quay is shut.", "The harbour board"),
        ("de", "14.02 Uhr: Bürgermeister Tom Dahl sagt, der Kai sei gesperrt.", "Bürgermeister Tom Dahl"),
        ("fr", "20h15 - Le maire Jean Dahl affirme que le quai est fermé.", "Le maire Jean Dahl"),
        ("es", "14:10 El alcalde Juan Dahl dijo que el muelle está cerrado.", "El alcalde Juan Dahl"),
        ("pl", "19:38 Burmistrz Jan Dal mówi, że nabrzeże jest zamknięte.", "Burmistrz Jan Dal"),
        ("ru", "19:38 Мэр Иван Даль сообщил, что причал закрыт.", "Мэр Иван Даль"),
        ("uk", "19:38 Мер Іван Даль повідомив, що причал закрито.", "Мер Іван Даль"),
    ],
)
def test_a_live_pages_time_of_day_is_no_part_of_who_speaks(language: str, text: str, source: str) -> None:
    assert sources(text, language) == [source]


@pytest.mark.parametrize(
    ("language", "text", "source"),
    [
        ("en", "The quay is shut. But the harbour board said it would open.", "the harbour board"),
        ("fr", "Le quai est fermé. Mais la police dit qu'il est ouvert.", "la police"),
        ("pl", "Nabrzeże jest zamknięte. Ale policja twierdzi, że nie.", "policja"),
        ("ru", "Причал закрыт. Но полиция заявила, что он открыт.", "полиция"),
    ],
)
def test_a_conjunction_that_opens_a_sentence_is_no_part_of_who_speaks(language: str, text: str, source: str) -> None:
    assert sources(text, language) == [source]


def test_a_number_in_a_name_stays() -> None:
    assert sources("The 112 Brigade said it held the quay.", "en") == ["The 112 Brigade"]
