"""An outlet that says that it knows; outlets and sentences are invented."""

from __future__ import annotations

import pytest

from stemma.read.attributions import Attribution, Found
from stemma.read.reader import read
from tests.factories import report, span_of


def own(text: str, language: str, publisher: str | None) -> list[str]:
    """What the page says itself; nothing where it has any of it from somebody."""
    found = read(report(text=text, language=language, publisher=publisher))
    return [] if found.statements else [one.span.of(text) for one in found.own_voice]


@pytest.mark.parametrize(
    ("language", "publisher", "text", "known"),
    [
        ("en", "Daily Herald", "The Herald has learned that the mine was shut.", "the mine was shut"),
        ("en", "Evening Bugle", "The mine was never inspected, the Bugle can reveal.", "The mine was never inspected"),
        ("en", "Daily Herald", "The mine was never inspected, the Herald understands.", "The mine was never inspected"),
        ("en", "Daily Herald", "This newspaper understands the mine was unsafe.", "the mine was unsafe"),
        ("en", "Daily Herald", "The Herald can reveal: the mine was never inspected.", "the mine was never inspected"),
        ("de", "Norder Bote", "Wie der Norder Bote erfuhr, ist die Grube nie geprüft.", "ist die Grube nie geprüft."),
        ("de", "Norder Bote", "Nach Informationen des Norder Boten ist die Grube zu.", "ist die Grube zu"),
        ("de", "Norder Bote", "Der Norder Bote hat erfahren, dass die Grube zu ist.", "die Grube zu ist."),
        ("fr", "Le Courrier", "Le Courrier a appris que la mine était fermée.", "la mine était fermée."),
        ("fr", "Le Courrier de Sarne", "Selon nos informations, la mine est fermée.", "la mine est fermée"),
        ("fr", "Écho de Sarne", "Selon les informations d'Écho de Sarne, la mine est fermée.", "la mine est fermée"),
        ("es", "El Faro del Sur", "Según ha podido saber este diario, la mina cerró.", "la mina cerró."),
        ("es", "El Faro del Sur", "La mina está cerrada, tal y como adelantó este diario.", "La mina está cerrada"),
        ("es", "El Faro del Sur", "La mina cerró ayer, según ha podido saber El Faro del Sur.", "La mina cerró ayer"),
        ("pl", "Gazeta Dalska", "Jak ustaliła „Gazeta Dalska”, kopalnia jest zamknięta.", "kopalnia jest zamknięta."),
        ("pl", "Radio Dalno", "Kopalnia jest zamknięta, dowiedziało się Radio Dalno.", "Kopalnia jest zamknięta"),
        ("ru", "Северная газета", "Как стало известно «Северной газете», шахта закрыта.", "шахта закрыта."),
        ("ru", "Северная газета", "По нашим данным, шахта закрыта уже неделю.", "шахта закрыта уже неделю."),
        ("uk", "Північна газета", "Як дізналася «Північна газета», шахту закрито вчора.", "шахту закрито вчора."),
        ("uk", "Північна газета", "«Північна газета» з'ясувала, що шахту закрито вчора.", "шахту закрито вчора"),
    ],
)  # fmt: skip
def test_what_an_outlet_says_that_it_knows_is_its_own_voice(
    language: str, publisher: str, text: str, known: str
) -> None:
    assert own(text, language, publisher) == [known]


@pytest.mark.parametrize(
    ("language", "publisher", "text", "credited"),
    [
        ("en", "Evening Bugle", "The mine was never inspected, the Herald understands.", "Herald"),
        ("en", None, "The Harbour Herald can reveal that the mine was never inspected.", "Harbour Herald"),
        ("de", "Kurier", "Wie der Norder Bote erfuhr, ist die Grube zu.", "Norder Bote"),
        ("fr", "Le Courrier", "Selon les informations de la Gazette, la mine est fermée.", "Gazette"),
        ("es", "El Faro del Sur", "Según ha podido saber La Gaceta, la mina está cerrada.", "La Gaceta"),
        ("pl", "Kurier", "Jak ustaliła „Gazeta Dalska”, kopalnia jest zamknięta.", "Gazeta Dalska"),
        ("ru", "Курьер", "Как стало известно «Северной газете», шахта закрыта.", "Северной газете"),
        ("uk", "Кур'єр", "Як з'ясувала «Північна газета», шахту закрито вчора.", "Північна газета"),
    ],
)
def test_what_another_outlet_knows_is_that_ones(language: str, publisher: str | None, text: str, credited: str) -> None:
    found = read(report(text=text, language=language, publisher=publisher))
    named = [one.source.of(text) for one in found.statements if one.source] + [one.name for one in found.credits]
    assert any(credited in name for name in named)


@pytest.mark.parametrize(
    ("publisher", "text"),
    [
        ("Daily Herald", "The Herald has learned from two officials that the mine was unsafe."),
        ("Daily Herald", "The Herald said in 1998 that the mine was unsafe."),
        ("Daily Herald", '"The Herald understands that the mine was unsafe," said Tom Dahl.'),
        ("Daily Herald", "Herald Mining has learned that the mine was unsafe."),
        # A body speaks for itself, on its own page too.
        ("Northwind", "Northwind has learned that the mine was unsafe."),
    ],
)
def test_who_says_more_than_that_it_knows_is_quoted(publisher: str, text: str) -> None:
    assert own(text, "en", publisher) == []


def test_whoever_is_told_may_be_the_outlet() -> None:
    text = "The Comet has been told that the mine was never inspected."
    that = Attribution(None, span_of(text, "has been told"), (span_of(text, text[24:-1]),), "asserts", "indirect")

    def by_network(_: object) -> Found:
        return Found((that,))

    ours = read(report(text=text, language="en", publisher="Daily Comet"), attribute=by_network)
    theirs = read(report(text=text, language="en", publisher="Daily Herald"), attribute=by_network)
    assert [one.span.of(text) for one in ours.own_voice] == ["the mine was never inspected"]
    assert len(theirs.statements) == 1


def test_that_it_has_learned_something_does_not_tell_how_an_outlet_knows() -> None:
    text = "The Herald has learned that the mine was never inspected."
    found = read(report(text=text, language="en", publisher="Daily Herald"))
    assert [one.access for one in found.own_voice] == ["unknown"]


def test_who_is_quoted_in_what_an_outlet_learned_still_speaks() -> None:
    text = "The Herald has learned that the mine was shut at noon; the owner, Tom Dahl, said he was shocked."
    found = read(report(text=text, language="en", publisher="Daily Herald"))
    assert [one.source.of(text) for one in found.statements if one.source] == ["the owner, Tom Dahl,"]
    assert [one.span.of(text) for one in found.own_voice] == ["the mine was shut at noon"]
