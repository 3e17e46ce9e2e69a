"""Who denies what was told before and says no more, and what the same speaker asserts beside it."""

from __future__ import annotations

import pytest

from stemma.model import Stance
from stemma.read.reader import read
from tests.factories import report
from tests.read.spoken import said, stances


def ruled(text: str, language: str) -> list[tuple[Stance, str]]:
    """Stance and contents of each statement."""
    made = report(text=text, language=language)
    return [(one.stance, " … ".join(span.of(text) for span in one.content)) for one in read(made).statements]


@pytest.mark.parametrize(
    ("language", "told", "dissent"),
    [
        ("en", "The army says the town has fallen.", "Residents beg to differ."),
        ("en", "The army says the town has fallen.", "But residents disagree."),
        ("en", "The army says the town has fallen.", "Residents say no."),
        ("en", "The army says the town has fallen.", "The mayor says otherwise."),
        ("de", "Die Armee sagte, die Stadt sei gefallen.", "Bewohner widersprechen."),
        ("de", "Die Armee sagte, die Stadt sei gefallen.", "Der Bürgermeister sagt das Gegenteil."),
        ("fr", "L'armée affirme que la ville est tombée.", "Les habitants disent le contraire."),
        ("es", "El ejército dice que la ciudad cayó.", "Los vecinos dicen lo contrario."),
        ("pl", "Wojsko twierdzi, że miasto padło.", "Mieszkańcy mówią co innego."),
        ("ru", "Армия заявила, что город взят.", "Жители говорят обратное."),
        ("uk", "Армія заявила, що місто взято.", "Жителі кажуть протилежне."),
    ],
)
def test_who_dissents_denies_what_another_says(language: str, told: str, dissent: str) -> None:
    (asserts, claimed), (denies, again) = ruled(f"{told} {dissent}", language)
    assert (asserts, denies) == ("asserts", "denies")
    assert claimed == again


def test_who_dissents_from_what_the_page_tells_denies_its_sentence() -> None:
    assert ruled("Raiders burned the mill at Velk. The mayor disagrees.", "en") == [
        ("denies", "Raiders burned the mill at Velk.")
    ]


def test_nobody_dissents_from_what_stands_far_above() -> None:
    text = "Raiders burned the mill at Velk.\n\nIt was a warm night.\n\nNobody slept.\n\nThe mayor disagrees."
    assert ("denies", "Raiders burned the mill at Velk.") not in ruled(text, "en")


@pytest.mark.parametrize(
    ("language", "words"),
    [
        ("en", "The navy said six had not."),
        ("en", "The neighbours said that there was none."),
        ("en", '"Lies," the mayor said.'),
        ("en", '"That\'s utter nonsense," the mayor said.'),
        ("de", "„Alles gelogen“, sagte die Bürgermeisterin."),
        ("fr", "« Faux », a répondu la maire."),
        ("es", '"Falso", dijo la alcaldesa.'),
        ("pl", "„Kłamstwo” – powiedziała burmistrz."),
        ("ru", "«Чушь», — сказала мэр."),
        ("uk", "«Маячня», — сказала мер."),
    ],
)
def test_a_flat_denial_is_one(language: str, words: str) -> None:
    assert stances(words, language) == ["denies"]


@pytest.mark.parametrize(
    "words",
    ["The mayor said the lies had to stop.", "The mayor said otherwise calm streets were full.", '"Six," she said.'],
)
def test_words_that_say_more_are_no_flat_denial(words: str) -> None:
    assert "denies" not in stances(words, "en")


def test_what_follows_a_flat_denial_is_asserted() -> None:
    assert ruled('"That is a lie. He is at home," the lawyer said.', "en") == [
        ("denies", '"That is a lie'),
        ("asserts", "He is at home"),
    ]


@pytest.mark.parametrize(
    ("language", "text", "denied", "asserted"),
    [
        (
            "de",
            "Dorn sei nach Dubai geflogen, sagte die Polizei. Sein Anwalt dementiert: Dorn sei zu Hause.",
            "Dorn sei nach Dubai geflogen",
            "Dorn sei zu Hause",
        ),
        (
            "pl",
            "Policja twierdzi, że to był wypadek. Rodzina zaprzecza: „Został pobity”.",
            "że to był wypadek",
            "„Został pobity”",
        ),
        (
            "ru",
            "Полиция заявила, что это был несчастный случай. Семья отрицает: «Его избили».",
            "что это был несчастный случай",
            "«Его избили»",
        ),
    ],
)
def test_what_follows_the_colon_behind_a_denial_is_set_against_it(
    language: str, text: str, denied: str, asserted: str
) -> None:
    assert {("denies", denied), ("asserts", asserted)} <= set(ruled(text, language))


def test_words_for_what_was_told_are_denied_and_not_what_follows_them() -> None:
    text = "The ministry said four had died. Campaigners dispute that: nine bodies were found."
    assert ruled(text, "en")[1:] == [("denies", "that"), ("asserts", "nine bodies were found")]


def test_a_denial_known_already_is_not_made_twice() -> None:
    text = "El ministro dijo que la presa era segura. El ingeniero lo niega."
    assert [stance for stance, _ in ruled(text, "es")] == ["asserts", "denies"]
    assert said(text, "es")[1][0] == "El ingeniero"
