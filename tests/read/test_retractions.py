"""Who takes back what they said or published; all sentences are invented."""

from __future__ import annotations

import pytest

from stemma.model import Statement
from stemma.read.reader import read
from tests.factories import report


def denials(text: str, language: str) -> list[Statement]:
    found = read(report(text=text, language=language)).statements
    return [one for one in found if one.stance == "denies"]


def told(text: str, language: str) -> list[tuple[str | None, str]]:
    return [
        (one.source.of(text) if one.source else None, " ".join(span.of(text) for span in one.content))
        for one in denials(text, language)
    ]


@pytest.mark.parametrize(
    ("language", "text", "source", "content"),
    [
        ("en", "Coast Radio withdraws its report of the sinking.", "Coast Radio", "its report of the sinking"),
        ("en", "The Post has retracted its story that the pier fell.", "The Post", "that the pier fell"),
        ("en", "The channel deleted its post on the dam and apologised.", "The channel", "its post on the dam"),
        ("en", "Coast Radio apologised for the false news of a fire.", "Coast Radio", "the false news of a fire"),
        ("en", "Coast Radio deleted a false report that the pier fell.", "Coast Radio", "that the pier fell"),
        ("fr", "La station a supprimé une fausse dépêche sur le feu.", "La station", "une fausse dépêche"),
        ("de", "Der Sender löschte einen falschen Bericht über den Brand.", "Der Sender", "falschen Bericht"),
        ("en", "The pilot took back his claim that the buoy was lit.", "The pilot", "that the buoy was lit"),
        ("en", "The mayor walked back her claim that the dam holds.", "The mayor", "that the dam holds"),
        ("en", "The agency said it had withdrawn its report of the leak.", "The agency", "its report of the leak"),
        ("de", "Die Redaktion zieht den Bericht über den Brand zurück.", "Die Redaktion", "den Bericht über den Brand"),
        ("de", "Der Sender hat seinen Bericht über den Brand gelöscht.", "Der Sender", "seinen Bericht über den Brand"),
        ("de", "Der Lotse nahm seine Behauptung zurück, die Boje sei aus.", "Der Lotse", "die Boje sei aus"),
        ("fr", "L'agence a retiré sa dépêche sur le naufrage.", "L'agence", "sa dépêche sur le naufrage"),
        ("fr", "Le maire est revenu sur son affirmation selon laquelle le pont tient.", "Le maire", "le pont tient"),
        ("es", "La radio retira su nota sobre el naufragio.", "La radio", "su nota sobre el naufragio"),
        ("es", "El piloto se desdijo de su afirmación de que la boya lucía.", "El piloto", "que la boya lucía"),
        ("pl", "Radio Morskie wycofało informację o wypadku.", "Radio Morskie", "informację o wypadku"),
        ("pl", "Kapitan wycofał się ze stwierdzenia, że statek tonie.", "Kapitan", "że statek tonie"),
        ("ru", "Агентство отозвало сообщение о пожаре.", "Агентство", "сообщение о пожаре"),
        ("ru", "Капитан взял назад свои слова о том, что судно тонет.", "Капитан", "что судно тонет"),
        ("uk", "Агентство відкликало повідомлення про пожежу.", "Агентство", "повідомлення про пожежу"),
        ("uk", "Канал видалив допис про вибух і вибачився.", "Канал", "допис про вибух"),
    ],
)
def test_who_takes_something_back_denies_it(language: str, text: str, source: str, content: str) -> None:
    ((who, what),) = told(text, language)
    assert who == source
    assert content in what


@pytest.mark.parametrize(
    ("language", "text", "content"),
    [
        ("en", "Please disregard our item on the sinking of the Alda.", "our item on the sinking of the Alda"),
        ("en", "We regret our report that the pier had fallen.", "that the pier had fallen"),
        ("en", "We wrongly reported on Monday that the pier had fallen.", "that the pier had fallen"),
        ("en", "On Monday we reported that the pier had fallen. This was wrong.", "that the pier had fallen"),
        ("de", "Wir haben fälschlicherweise berichtet, der Pegel sei gefallen.", "der Pegel sei gefallen"),
        ("fr", "Nous avons annoncé par erreur la mort du capitaine.", "la mort du capitaine"),
        ("es", "Retiramos la nota sobre la muerte del capitán.", "la nota sobre la muerte del capitán"),
        ("es", "Este diario informó erróneamente de la muerte del capitán.", "de la muerte del capitán"),
        ("pl", "W poniedziałek błędnie podaliśmy, że statek zatonął.", "że statek zatonął"),
        ("ru", "Ранее наше издание ошибочно писало о гибели судна.", "писало о гибели судна"),
        ("uk", "Раніше ми помилково повідомили, що судно затонуло.", "що судно затонуло"),
    ],
)
def test_a_page_takes_back_what_it_told_itself(language: str, text: str, content: str) -> None:
    ((who, what),) = told(text, language)
    assert what == content
    assert who is None or who.split()[0] in ("We", "we", "An", "Wir", "ми", "мы")


def test_a_page_headed_as_a_correction_denies_what_it_reported() -> None:
    text = "Correction: a rocket\n\nWe reported a car bomb at the gate on Monday."
    ((_, what),) = told(text, "en")
    assert "a car bomb" in what


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("en", "The army withdrew its boats from the river."),
        ("en", "The site removed the post of a senator."),
        ("en", "The council dropped its plan for a pier."),
        ("en", "She took back her ring."),
        ("de", "Der Minister zog die Truppen zurück."),
        ("fr", "La mairie a retiré les barrières du quai."),
        ("es", "El puerto retiró las boyas del canal."),
        ("ru", "Правительство отозвало посла из столицы."),
        ("uk", "Уряд відкликав посла зі столиці."),
        ("pl", "Wojsko wycofało okręty z zatoki."),
    ],
)
def test_what_nobody_said_is_not_taken_back(language: str, text: str) -> None:
    assert denials(text, language) == []
