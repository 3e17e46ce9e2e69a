"""Who gives the second of two figures, and what it counts; the sentences are invented."""

from __future__ import annotations

import pytest

from stemma.model import Quantity, Statement
from stemma.read.reader import read
from tests.factories import report

Row = tuple[str | None, str, float | None, float | None, str | None]


def rows(text: str, language: str) -> list[Row]:
    """Who gives which words, the lowest and highest number that they allow, and what happened to those counted."""
    page = report(text=text, language=language)
    reading = read(page)
    by_id = {one.id: one for one in reading.statements}
    return [_row(text, one, by_id.get(one.statement or "")) for one in reading.quantities]


def _row(text: str, one: Quantity, said: Statement | None) -> Row:
    source = said.source if said else None
    return source.of(text) if source else None, one.span.of(text), one.low, one.high, one.frame


@pytest.mark.parametrize(
    ("language", "text", "expected"),
    [
        (
            "en",
            "The harbour office put the number of dead at 18, the dockers' union at 41.",
            [("The harbour office", "18", 18, 18, "killed"), ("the dockers' union", "41", 41, 41, "killed")],
        ),
        (
            "de",
            "Das Krankenhaus spricht von elf Toten, die Sanitäter von neunzehn.",
            [("Das Krankenhaus", "elf", 11, 11, "killed"), ("die Sanitäter", "neunzehn", 19, 19, "killed")],
        ),
        (
            "fr",
            "La mairie parle de douze morts, le curé de quarante.",
            [("La mairie", "douze", 12, 12, "killed"), ("le curé", "quarante", 40, 40, "killed")],
        ),
        (
            "pl",
            "Szpital mówi o jedenastu zabitych, strażacy o czternastu.",
            [("Szpital", "jedenastu", 11, 11, "killed"), ("strażacy", "czternastu", 14, 14, "killed")],
        ),
        (
            "ru",
            "Больница говорит о шести погибших, врачи — о девяти.",
            [("Больница", "шести", 6, 6, "killed"), ("врачи", "девяти", 9, 9, "killed")],
        ),
        (
            "es",
            "La alcaldía habla de doce muertos; el párroco, de cuarenta.",
            [("La alcaldía", "doce", 12, 12, "killed"), ("el párroco", "cuarenta", 40, 40, "killed")],
        ),
        (
            "uk",
            "Лікарня говорить про шістьох загиблих, рятувальники — про дев'ятьох.",
            [("Лікарня", "шістьох", 6, 6, "killed"), ("рятувальники", "дев'ятьох", 9, 9, "killed")],
        ),
    ],
)
def test_a_second_source_without_a_verb_gives_its_own_figure_of_the_same(
    language: str, text: str, expected: list[Row]
) -> None:
    assert rows(text, language) == expected


@pytest.mark.parametrize(
    ("language", "text", "low", "high"),
    [
        ("en", "The mayor said 20 villagers were killed, while the medics spoke of three times as many.", 54, 66),
        ("en", "The mayor said 20 villagers were killed. A nurse spoke of more than double that.", 40, None),
        ("de", "Laut Ministerium starben 20 Menschen. Ein Pfarrer sprach von dreimal so vielen.", 54, 66),
        ("fr", "Selon le ministère, 20 personnes ont été tuées. Le curé parle de trois fois plus.", 54, 66),
        ("pl", "Według ministerstwa zginęło 20 osób. Proboszcz mówi: trzy razy więcej.", 54, 66),
        ("ru", "Погибли 20 человек, сообщило министерство. Настоящее число втрое больше, говорят жители.", 54, 66),
        ("es", "Según el ministerio, murieron 20 personas. El párroco habla de tres veces más.", 54, 66),
        ("uk", "Загинули 20 людей, повідомило міністерство. Справжнє число втричі більше, кажуть мешканці.", 54, 66),
    ],
)
def test_a_multiple_is_of_the_figure_before_it(language: str, text: str, low: float, high: float | None) -> None:
    first, later = rows(text, language)
    assert later[0] != first[0]
    assert later[2] == pytest.approx(low)
    assert later[3] == (None if high is None else pytest.approx(high))
    assert later[4] == "killed"


def test_a_bare_number_of_another_source_counts_what_the_figure_before_it_does() -> None:
    assert rows("The army says four soldiers were captured. The governor stuck to nine.", "en") == [
        ("The army", "four", 4, 4, "captured"),
        ("The governor", "nine", 9, 9, "captured"),
    ]


@pytest.mark.parametrize(
    "text",
    [
        "Police said 12 people were arrested. The youngest is 44, the mayor said.",
        "Two people died, said the mayor. The fire chief said 30 had come to help.",
    ],
)
def test_other_numbers_of_another_sentence_lean_on_none(text: str) -> None:
    assert [frame for *_, frame in rows(text, "en")][1:] == [None]


@pytest.mark.parametrize("text", ["He died at 63, his wife at 70.", "The team won by 3 points, the reserves by 12."])
def test_a_figure_beside_what_nobody_says_is_nobodys(text: str) -> None:
    assert read(report(text=text, language="en")).statements == ()


def test_a_multiple_with_nothing_before_it_is_no_figure() -> None:
    assert rows("The real toll was three times that, the union said.", "en") == []
