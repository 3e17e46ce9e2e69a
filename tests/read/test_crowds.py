"""Who gives which size of a crowd; the sentences are invented."""

from __future__ import annotations

import pytest

from stemma.read.reader import read
from stemma.run.stages import derive
from tests.factories import report


def told(text: str, language: str) -> list[tuple[str | None, tuple[str, ...]]]:
    page = report(text=text, language=language)
    said = read(page).statements
    return [(one.source and one.source.of(text), tuple(span.of(text) for span in one.content)) for one in said]


@pytest.mark.parametrize(
    ("language", "text", "expected"),
    [
        (
            "en",
            "Organisers counted 30,000 people on the quay; police put the crowd at 9,000.",
            [("Organisers", ("30,000 people on the quay",)), ("police", ("the crowd at 9,000",))],
        ),
        (
            "de",
            "30.000 Menschen kamen laut Veranstaltern zum Deich, 9000 laut Polizei.",
            [("Veranstaltern", ("30.000 Menschen kamen", "zum Deich")), ("Polizei", ("9000",))],
        ),
        (
            "fr",
            "Quelque 30 000 personnes ont défilé selon les organisateurs, 9 000 selon la police.",
            [("organisateurs", ("Quelque 30 000 personnes ont défilé",)), ("police", ("9 000",))],
        ),
        (
            "pl",
            "Według organizatorów przyszło 30 tysięcy osób, policja naliczyła 9 tysięcy.",
            [("organizatorów", ("przyszło 30 tysięcy osób",)), ("policja", ("9 tysięcy",))],
        ),
        (
            "ru",
            "По данным организаторов, пришли 30 тысяч человек, по данным полиции — 9 тысяч.",
            [("организаторов", ("пришли 30 тысяч человек",)), ("полиции", ("9 тысяч",))],
        ),
        (
            "es",
            "Los organizadores contaron 30.000 personas; la policía calculó 9.000.",
            [("organizadores", ("30.000 personas",)), ("policía", ("9.000",))],
        ),
        (
            "uk",
            "Організатори нарахували 30 тисяч людей, поліція оцінила натовп у 9 тисяч.",
            [("Організатори", ("30 тисяч людей",)), ("поліція", ("натовп у 9 тисяч",))],
        ),
    ],
)
def test_organisers_and_police_each_give_their_figure(
    language: str, text: str, expected: list[tuple[str | None, tuple[str, ...]]]
) -> None:
    assert told(text, language) == expected


def test_police_beside_no_organisers_put_nothing_else_at_a_figure() -> None:
    assert told("The police put 40 officers on the square.", "en") == []


def test_what_organisers_say_of_others_stays_theirs() -> None:
    text = "The organisers said the police had arrested 60 people."
    assert told(text, "en") == [("The organisers", ("the police had arrested 60 people",))]


def test_who_counts_in_the_sentence_behind_counts_the_same_crowd() -> None:
    text = "According to organisers, 30,000 people came to the quay. Police counted 9,000 people there."
    found = read(report(text=text, language="en")).quantities
    assert [one.frame for one in found] == ["protested", "protested"]


def test_the_two_sizes_of_a_crowd_are_contested() -> None:
    texts = (
        "Organisers counted 30,000 people on the Lemvik quay; police put the crowd on the quay at 9,000.",
        "According to organisers, 30,000 people came to the Lemvik quay. Police counted 9,000 people on the quay.",
    )
    pages = [
        report(f"r{number}", text, publisher=f"Lamp {number}", published=f"2031-03-01T1{number}:00:00Z", language="en")
        for number, text in enumerate(texts)
    ]
    case = derive(pages, {page.id: read(page) for page in pages})
    assert {claim.status for claim in case.claims} == {"contested"}
