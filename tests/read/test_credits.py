from typing import Any

import pytest

from stemma.model import Credit, Statement
from stemma.read.credits import find_credits
from stemma.read.speakers import identify
from stemma.text.sentences import split
from tests import factories

Told = tuple[str, str, str]


def credits_in(text: str, language: str = "en", told: Told | None = None, **fields: Any) -> list[Credit]:
    report = factories.report("r1", text, language=language, **fields)
    sentences = split(text, language)
    statements: tuple[Statement, ...] = ()
    if told is not None:
        source, cue, content = told
        statements = (factories.statement(report, content, cue=cue, source=source),)
    return list(find_credits(report, sentences, identify(report, sentences, statements)))


@pytest.mark.parametrize(
    ("text", "words", "outlet"),
    [
        ("The pilot told Reuters the sea froze.", "told Reuters", "Reuters"),
        ("The sea froze, according to the state-run Tass news agency.", "according to the state-run Tass", "TASS"),
        ("HELSINKI (AP) The sea froze.", "(AP)", "The Associated Press"),
        ("Source: The Guardian", "Source: The Guardian", "The Guardian"),
        ("The sea froze, as first reported by Le Monde.", "first reported by Le Monde", "Le Monde"),
        (
            "The New York Times reported on Monday that the sea froze.",
            "The New York Times reported",
            "The New York Times",
        ),
        (
            "Ada Brandt of The Associated Press contributed to this report.",
            "The Associated Press",
            "The Associated Press",
        ),
        ("In an interview with Al Jazeera she wept.", "In an interview with Al Jazeera", "Al Jazeera"),
        ("The sea froze, citing Kyodo News.", "citing Kyodo News", "Kyodo News"),
    ],
)
def test_credited_outlets(text: str, words: str, outlet: str) -> None:
    (found,) = credits_in(text)
    assert words in found.span.of(text)
    assert found.outlet == outlet
    assert found.kind == "credits"


def test_an_unlisted_outlet_is_credited_by_its_name() -> None:
    (found,) = credits_in("The pilot told the Lolland Herald that the sea froze.")
    assert (found.name, found.outlet) == ("Lolland Herald", None)


def test_a_name_that_reports_elsewhere_is_an_outlet() -> None:
    found = credits_in("Fjordblik reported that the sea froze. A pilot told Fjordblik he saw it.")
    assert "Fjordblik" in {credit.name for credit in found}


def test_a_channel_is_named_with_whose_it_is() -> None:
    text = "The Salt League announced a blockade on its Telegram channel."
    (found,) = credits_in(text, told=("The Salt League", "announced", "a blockade"))
    assert found.name == "Telegram: Salt League"
    assert found.span.of(text) == "on its Telegram channel"
    assert found.actor is not None


def test_pictures_on_a_platform_are_named_in_the_pages_words() -> None:
    (found,) = credits_in("Images posted on Twitter showed the ice.")
    assert (found.name, found.outlet) == ("Images posted on Twitter", "Twitter")


def test_an_item_is_credited_to_whoever_put_it_out() -> None:
    text = "The ice is seen in a video uploaded by a group loyal to the Salt League, which has boats."
    (found,) = credits_in(text)
    assert found.name == "a group loyal to the Salt League"
    assert found.span.of(text).startswith("a video uploaded by")


def test_renderings_are_told_apart() -> None:
    (found,) = credits_in("Here is the speech, translated by Wenzel Strohm:")
    assert (found.kind, found.name) == ("renders", "Wenzel Strohm")


def test_a_published_statement_is_credited_to_its_owner() -> None:
    text = "According to a Salt League statement the sea froze."
    (found,) = credits_in(text, told=("a Salt League statement", "According to", "the sea froze"))
    assert found.name == "Salt League"


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("Norwegian state-run media said the sea froze.", "Norwegian state-run media"),
        ("The sea froze, according to local media.", "local media"),
        ("The map is circulating on social media accounts.", "social media accounts"),
    ],
)
def test_outlets_without_a_name(text: str, name: str) -> None:
    (found,) = credits_in(text)
    assert found.name == name


@pytest.mark.parametrize(
    "fields", [{"publisher": "Reuters"}, {"url": "https://www.reuters.com/world/ice"}, {"publisher": "reuters"}]
)
def test_a_report_does_not_credit_its_own_outlet(fields: dict[str, Any]) -> None:
    assert credits_in("The pilot told Reuters the sea froze.", **fields) == []


@pytest.mark.parametrize(
    "text",
    [
        "She told the mayor that the sea froze.",
        "It was time to leave, she said.",
        "The Times Square crowd froze.",
        "Fans of Reuters gathered at dawn.",
        "Telegram was banned last year.",
    ],
)
def test_what_is_no_credit(text: str) -> None:
    assert credits_in(text) == []


def test_nothing_outside_the_sentences_is_credited() -> None:
    report = factories.report("r1", "The quay froze, a captain told Reuters.")
    assert find_credits(report, (), identify(report, (), ())) == ()


def test_a_source_line_is_a_credit_though_it_is_furniture() -> None:
    report = factories.report("r1", "The quay froze.\n\nSource: Reuters")
    (found,) = find_credits(report, (), identify(report, (), ()))
    assert (found.outlet, found.span.of(report.text)) == ("Reuters", "Source: Reuters")


def test_polish_credits() -> None:
    (found,) = credits_in(
        "Morze zamarzło - podaje agencja TASS.", "pl", told=("agencja TASS", "podaje", "Morze zamarzło")
    )
    assert found.outlet == "TASS"
