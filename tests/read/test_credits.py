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
        ("One pilot was quoted as saying by the Oslo-based Reuters that it froze.", "quoted as saying by", "Reuters"),
        ("The pictures are consistent with Reuters' reporting from the bay.", "Reuters' reporting", "Reuters"),
        ("Reuters has put together a map of the ice.", "Reuters has put together", "Reuters"),
        ("A Reuters correspondent saw two boats turn back.", "Reuters correspondent", "Reuters"),
        ("Lund, 3 March (dpa/AFP) The sea froze.", "(dpa/AFP)", "Agence France-Presse"),
    ],
)
def test_credited_outlets(text: str, words: str, outlet: str) -> None:
    found = credits_in(text)[0]
    assert words in found.span.of(text)
    assert found.outlet == outlet
    assert found.kind == "credits"


def test_an_unlisted_outlet_is_credited_by_its_name() -> None:
    (found,) = credits_in("The pilot told the Lolland Herald that the sea froze.")
    assert (found.name, found.outlet) == ("Lolland Herald", None)


def test_a_name_that_reports_elsewhere_is_an_outlet() -> None:
    found = credits_in("Fjordblik reported that the sea froze. A pilot told Fjordblik he saw it.")
    assert "Fjordblik" in {credit.name for credit in found}


def test_a_channel_is_named_in_the_pages_words_with_whose_it_is() -> None:
    text = "The Salt League announced a blockade on its Telegram channel."
    (found,) = credits_in(text, told=("The Salt League", "announced", "a blockade"))
    assert found.name == "its Telegram channel"
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
        "A Reuters correspondent was among the injured.",
        "The Reuters building has a new door.",
        "Ice reported at Kelp Point for the third day.",
        "The hospital in Fjordvik reported two injured.",
        "Unconfirmed reports spoke of a wreck.",
        "The union's report card was poor.",
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


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("A pilot told Lontar radio that the sea froze.", "Lontar radio"),
        ("A pilot told the weekly newspaper Lontar that the sea froze.", "Lontar"),
        ("The sea froze, according to Lontar.example.org.", None),
        ("The sea froze, Lontar.no reported.", "Lontar.no"),
    ],
)
def test_an_outlet_that_no_list_has_is_known_by_the_noun_beside_it_or_its_address(text: str, name: str | None) -> None:
    found = [credit.name for credit in credits_in(text)]
    assert found == ([name] if name else found)


def test_a_small_word_after_a_name_that_is_no_medium_makes_no_outlet() -> None:
    assert credits_in("A pilot told Parliament today that the sea froze.") == []


@pytest.mark.parametrize(
    ("line", "outlet"),
    [
        ("By Ada Brandt, Associated Press", "The Associated Press"),
        ("AFP / Reuters", "Agence France-Presse"),
        ("More from Reuters:", "Reuters"),
        ("H/T Reuters", "Reuters"),
        ("Read more at The Guardian", "The Guardian"),
    ],
)
def test_a_line_that_names_an_outlet_as_author_or_source(line: str, outlet: str) -> None:
    report = factories.report("r1", f"The quay froze overnight.\n\n{line}")
    found = find_credits(report, (), identify(report, (), ()))
    assert found[0].outlet == outlet


def test_a_source_line_names_its_source_whatever_it_is() -> None:
    report = factories.report("r1", "The quay froze overnight.\n\nSource: Lontar Ferries")
    (found,) = find_credits(report, (), identify(report, (), ()))
    assert (found.name, found.outlet) == ("Lontar Ferries", None)


@pytest.mark.parametrize("line", ["Photo: Reuters", "By Ada Brandt", "The quay of Reuters street froze."])
def test_other_lines_at_the_edges_credit_nobody(line: str) -> None:
    report = factories.report("r1", f"The quay froze overnight.\n\n{line}")
    assert find_credits(report, (), identify(report, (), ())) == ()


def test_an_outlet_s_own_earlier_report_is_credited_and_its_interview_is_not() -> None:
    own = "Lolland Herald"
    (found,) = credits_in("He answered a Monday report in the Lolland Herald on the ice.", publisher=own)
    assert found.name == own
    assert credits_in("He spoke of the ice to the town; he told the Lolland Herald so.", publisher=own) == []


def test_a_named_reporter_is_credited_and_a_named_captain_is_not() -> None:
    text = "According to veteran reporter Ada Brandt, the sea froze."
    (found,) = credits_in(text, told=("veteran reporter Ada Brandt", "According to", "the sea froze"))
    assert found.name == "veteran reporter Ada Brandt"
    text = "According to veteran captain Ada Brandt, the sea froze."
    assert credits_in(text, told=("veteran captain Ada Brandt", "According to", "the sea froze")) == []


def test_a_body_that_points_to_an_item_is_credited_and_its_mere_words_are_not() -> None:
    told = ("The Ice Watch Institute", "said", "the sea froze")
    text = "The Ice Watch Institute drew attention to a map. The Ice Watch Institute said the sea froze."
    (found,) = credits_in(text, told=told)
    assert "Ice Watch Institute" in found.name
    assert credits_in("The Ice Watch Institute said the sea froze.", told=told) == []


@pytest.mark.parametrize(
    ("text", "language", "name"),
    [
        ("She wept on the programme Harbour Watch.", "en", "Harbour Watch"),
        ("Płakała w programie Port Dzisiaj.", "pl", "Port Dzisiaj"),
    ],
)
def test_programmes(text: str, language: str, name: str) -> None:
    (found,) = credits_in(text, language)
    assert found.name == name


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("The map was uploaded to loyalist social media accounts.", "loyalist social media accounts"),
        ("In Lund, local bloggers began to spread stories of a wreck.", "local bloggers"),
        ("Past reports have indicated that the bay is deep.", "Past reports"),
        ("Według doniesień mediów morze zamarzło.", "doniesień mediów"),
    ],
)
def test_more_outlets_without_a_name(text: str, name: str) -> None:
    (found,) = credits_in(text, "pl" if "morze" in text else "en")
    assert found.name == name


def test_who_watches_unnamed_outlets_is_not_taken_for_them() -> None:
    assert not credits_in("The office, which tracks social media accounts, drew attention to the ice.")


@pytest.mark.parametrize(
    ("language", "text", "name"),
    [
        ("de", "Der Hafen ist dicht, sagte er gegenüber der Agentur Lontar.", "Agentur Lontar"),
        ("de", "Der Hafen ist dicht, sagte der Bürgermeister der Zeitung Lontar.", "Zeitung Lontar"),
        ("fr", "Le port est fermé, a déclaré le maire à l'AFP.", "AFP"),
        ("fr", "Selon le quotidien Lontar, le port est fermé.", "Lontar"),
        ("es", "El puerto está cerrado, dijo el alcalde a Reuters.", "Reuters"),
        ("es", "El alcalde publicó el plan del puerto en su cuenta de Twitter.", "su cuenta de Twitter"),
        ("ru", "Об этом сообщает ТАСС.", "ТАСС"),
        ("ru", "Порт закрыт, написал мэр в своем телеграм-канале.", "своем телеграм-канале"),
        ("uk", "Про це повідомляє Укрінформ.", "Укрінформ"),
        ("pl", "Port jest zamknięty - poinformowała agencja Lontar.", "Lontar"),
        ("pl", "Port jest zamknięty - powiedział burmistrz w rozmowie z Radiem Lontar.", "Radiem Lontar"),
        ("pl", "Dziennikarz BBC powiedział, że port jest zamknięty.", "BBC"),
        ("pl", "Radny spotkał się z Radiem Lontar w sprawie umowy.", None),
        ("es", "El alcalde viajó a Reuters para firmar el contrato.", None),
    ],
)
def test_credits_in_other_languages(language: str, text: str, name: str | None) -> None:
    assert [credit.name for credit in credits_in(text, language)] == ([name] if name else [])
