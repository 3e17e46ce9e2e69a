"""Claims that their origins take back, read, compared and traced whole; all reports are invented."""

from __future__ import annotations

import pytest

from stemma.model import Claim, Report
from tests.trace.test_built_cases import claim, names, page

HELD = "Mayor Bogdan Sierak was arrested on Monday morning over the bus affair."


def outcome(found: Claim) -> tuple[str, list[str]]:
    return found.status, names(found)


@pytest.mark.parametrize(
    "back",
    [
        "Harbour Radio apologised for the false news of the arrest of Mayor Sierak.",
        "Harbour Radio withdrew its report that Mayor Sierak had been arrested.",
        "We wrongly reported on Monday that Mayor Sierak had been arrested.",
    ],
)
def test_an_outlet_that_takes_its_report_back_was_its_origin(back: str) -> None:
    first = page("Harbour Radio", HELD)
    second = page("Inland Echo", f"{HELD[:-1]}, Harbour Radio reported.")
    later = page("Harbour Radio", back, 2)
    assert outcome(claim("was arrested", first, second, later)) == ("withdrawn", ["Harbour Radio"])


def test_others_may_tell_of_the_taking_back() -> None:
    first = page("Harbour Radio", HELD)
    other = page("Inland Echo", "Harbour Radio later retracted its report that Mayor Sierak was arrested.", 2)
    assert outcome(claim("was arrested", first, other)) == ("withdrawn", ["Harbour Radio"])


def test_a_report_that_another_stands_by_is_not_withdrawn() -> None:
    first = page("Harbour Radio", HELD)
    other = page("Inland Echo", "Mayor Bogdan Sierak was arrested on Monday morning, prosecutor Ewa Lis said.")
    later = page("Harbour Radio", "Harbour Radio withdrew its report that Mayor Sierak had been arrested.", 2)
    assert claim("was arrested", first, other, later).status == "contested"


@pytest.mark.parametrize(
    ("language", "said", "back", "words"),
    [
        (
            "en",
            "Minister Samuel Okwenda said on Monday that agents had mined the Kondaro dam.",
            "Minister Samuel Okwenda withdrew his claim that agents had mined the Kondaro dam.",
            "agents had mined",
        ),
        (
            "en",
            "Minister Samuel Okwenda said on Monday that agents had mined the Kondaro dam.",
            "Minister Samuel Okwenda admitted that nobody had mined the Kondaro dam.",
            "agents had mined",
        ),
        (
            "de",
            "Minister Samuel Okwenda sagte am Montag, Agenten hätten den Damm vermint.",
            "Minister Samuel Okwenda nahm seine Behauptung zurück, Agenten hätten den Damm vermint.",
            "Agenten hätten",
        ),
        (
            "fr",
            "Le ministre Samuel Okwenda a déclaré lundi que des agents avaient miné le barrage.",
            "Le ministre Okwenda est revenu sur son affirmation selon laquelle des agents avaient miné le barrage.",
            "des agents avaient",
        ),
        (
            "es",
            "El ministro Samuel Okwenda dijo el lunes que unos agentes habían minado la presa.",
            "El ministro Samuel Okwenda se desdijo de su afirmación de que unos agentes habían minado la presa.",
            "unos agentes",
        ),
        (
            "pl",
            "Minister Samuel Okwenda powiedział w poniedziałek, że agenci zaminowali tamę.",
            "Minister Samuel Okwenda wycofał się ze stwierdzenia, że agenci zaminowali tamę.",
            "agenci zaminowali",
        ),
        (
            "ru",
            "Министр Самуил Окенда заявил в понедельник, что агенты заминировали плотину.",
            "Министр Самуил Окенда взял назад свои слова о том, что агенты заминировали плотину.",
            "агенты заминировали",
        ),
        (
            "uk",
            "Міністр Самуїл Окенда заявив у понеділок, що агенти замінували греблю.",
            "Міністр Самуїл Окенда взяв назад свої слова про те, що агенти замінували греблю.",
            "агенти замінували",
        ),
    ],
)
def test_who_takes_his_words_back_withdraws_the_claim(language: str, said: str, back: str, words: str) -> None:
    pages: list[Report] = [page("Coast Post", said, 1, language), page("Inland Echo", back, 3, language)]
    found = claim(words, *pages)
    assert (found.status, len(found.origins)) == ("withdrawn", 1)


def test_what_an_outlet_has_from_nobody_who_is_named_is_its_own_to_take_back() -> None:
    told = "Mayor Bogdan Sierak was found dead by the river on Monday morning, according to rumours at the morgue."
    first = page("Harbour Radio", told)
    later = page("Harbour Radio", "Harbour Radio withdraws its report that Mayor Sierak was found dead.", 2)
    assert claim("found dead", first, later).status == "withdrawn"


def test_who_says_otherwise_now_takes_back_what_he_said_in_other_words() -> None:
    first = page("Coast Post", "Great Plains Rail said vandals had removed the spikes from the track.")
    later = page("Inland Echo", "Great Plains Rail said it no longer believed vandals were involved.", 3)
    assert outcome(claim("removed the spikes", first, later)) == ("withdrawn", ["Great Plains Rail"])
