import time

import pytest

from stemma.model import Span
from stemma.read.lexicon import lexicon
from stemma.read.mentions import find_described, find_names
from stemma.read.phrases import parse_phrase
from stemma.read.wording import Phrase
from stemma.text.sentences import split


def phrase(words: str, language: str = "en") -> Phrase:
    found = parse_phrase(words, Span(0, len(words)), lexicon(language))
    assert found is not None
    return found


def names(text: str) -> list[tuple[str, str]]:
    found = find_names(text, split(text, "en"), lexicon("en"))
    return [(one.kind, one.name) for one in found if not one.loose]


@pytest.mark.parametrize(
    ("words", "name", "body"),
    [
        ("Treasury Department spokeswoman Ada Brandt", "Ada Brandt", "Treasury Department"),
        ("Army Col. Otto Lund, a Pentagon spokesman,", "Otto Lund", "Pentagon"),
        ("A spokeswoman for the Salt Board, Ada Brandt", "Ada Brandt", "Salt Board"),
        ("Ada Brandt of the Harbour Institute", "Ada Brandt", "Harbour Institute"),
        ("The Harbour Post’s Ada Brandt", "Ada Brandt", "Harbour Post"),
        ("the ambassador to Norway Brunhild Okkenhaug", "Brunhild Okkenhaug", "Norway"),
        ("Wenzel Strohm, chief executive of Northwind Ferries", "Wenzel Strohm", "Northwind Ferries"),
        ("Mayor Wenzel Strohm", "Wenzel Strohm", None),
        ("An analyst named Wenzel Strohm", "Wenzel Strohm", None),
        ("the poet and critic Ada Brandt", "Ada Brandt", None),
    ],
)
def test_a_person_is_named_without_title_and_with_the_body(words: str, name: str, body: str | None) -> None:
    found = phrase(words)
    assert (found.kind, found.name) == ("person", name)
    assert found.body == body


def test_titles_and_first_names_tell_gender() -> None:
    assert phrase("Wenzel Strohm").gender is None
    assert phrase("spokesman Wenzel Strohm").gender == "male"
    assert phrase("Mrs Strohm").gender == "female"
    assert phrase("Emily Strohm").gender == "female"


@pytest.mark.parametrize(
    ("words", "kind", "name"),
    [
        ("the Danish Governor of Lolland", "office", "Danish Governor of Lolland"),
        ("Norway's president", "office", "Norway's president"),
        ("the Salt Ministry", "organisation", "Salt Ministry"),
        ("the Baltic Observatory for Seabirds", "organisation", "Baltic Observatory for Seabirds"),
        ('The "Friends of the Fjord" League', "organisation", "Friends of the Fjord League"),
        ("the Associated Press", "media", "The Associated Press"),
        ("the state-run Tass news agency", "media", "TASS"),
        ("The local news site Fjord Lantern", "media", "Fjord Lantern"),
        ("the airline Northwind", "organisation", "Northwind"),
        ("Oslo", "people", "Norway"),
        ("two senior officials", "unnamed", "senior officials"),
        ("a rebel group", "unnamed", "rebel group"),
        ("one resident", "unnamed", "resident"),
    ],
)
def test_kinds_of_actors(words: str, kind: str, name: str) -> None:
    found = phrase(words)
    assert (found.kind, found.name) == (kind, name)


@pytest.mark.parametrize("words", ["the ministry", "The governor", "the man", "the group"])
def test_a_description_with_nothing_of_its_own_refers_back(words: str) -> None:
    assert phrase(words).bare


@pytest.mark.parametrize(
    ("words", "owner"),
    [
        ("a video posted by the Salt Board", "the Salt Board"),
        ("the Salt Board’s letter", "Salt Board’s"),
        ("a report in the Fjord Lantern", "the Fjord Lantern"),
        ("a UCP statement", "UCP"),
        ("his letter", "his"),
        ("the letter", None),
    ],
)
def test_a_message_tells_whose_it_is(words: str, owner: str | None) -> None:
    found = phrase(words)
    assert found.message
    assert (found.owner.of(words) if found.owner else None) == owner


def test_information_is_nobody() -> None:
    assert phrase("some reports").information
    assert phrase("licznych doniesień", "pl").information


def test_who_speaks_for_a_government_is_on_its_side() -> None:
    assert phrase("the Norwegian Foreign Ministry").side == "Norway"
    assert phrase("Norwegian officials").side == "Norway"
    assert phrase("the Norwegian Volunteer Legion").side is None
    assert phrase("Norwegian novelist Ada Brandt").side is None


def test_polish_puts_the_role_first() -> None:
    found = phrase("rzecznik Ministerstwa Rybołówstwa Jan Nowak", "pl")
    assert (found.kind, found.name) == ("person", "Jan Nowak")


def test_initials_in_parentheses_are_another_name() -> None:
    assert phrase("Union of Concerned Pilots (UCP)").aliases == ("UCP",)


def test_names_are_found_with_title_and_apposition() -> None:
    text = "On Monday the harbour froze. Governor Wenzel Strohm met Ada Brandt, a spokeswoman for the Salt Board."
    assert ("person", "Wenzel Strohm") in names(text)
    assert ("person", "Ada Brandt") in names(text)


def test_headlines_name_nobody_by_capitals_alone() -> None:
    assert names("Frozen Harbour Leaves Hundreds Without Fresh Herring Again") == []


def test_a_described_person_is_found() -> None:
    text = "A second harbour official shrugged."
    found = find_described(text, split(text, "en"), lexicon("en"))
    assert [one.name for one in found] == ["second harbour official"]


@pytest.mark.parametrize("text", ["Ministry of " * 20000, "Ab " * 50000, "\ud800 Mr \x00" * 20000, "((" * 50000, ""])
def test_hostile_text_is_read_in_good_time(text: str) -> None:
    began = time.perf_counter()
    find_names(text, split(text, "en"), lexicon("en"))
    parse_phrase(text, Span(0, len(text)), lexicon("en"))
    assert time.perf_counter() - began < 5


def test_the_same_words_are_read_by_what_stands_around_them() -> None:
    def read(text: str, words: str) -> Phrase:
        start = text.index(words)
        found = parse_phrase(text, Span(start, start + len(words)), lexicon("en"))
        assert found is not None
        assert found.span.of(text) == words
        return found

    assert read("Brisk won. In Lund the brisk wind rose.", "Brisk").ordinary
    assert not read("Brisk won. In Lund a skipper called Brisk rose.", "Brisk").ordinary
    told = "The Treasury spokeswoman Ada Brandt spoke."
    assert read(told, "Treasury spokeswoman Ada Brandt").body == "Treasury"
    assert read(f"{told} A treasury official left.", "Treasury spokeswoman Ada Brandt").body is None
    assert [read(f"Ada Brandt{age} left.", "Ada Brandt").age for age in (", 54,", "", ", 61,")] == [54, None, 61]


def test_whose_a_phrase_is_moves_with_it() -> None:
    for before in ("", "Late on Monday ", "In Lund, the "):
        text = f"{before}video posted by the harbour council was seen."
        start = len(before)
        found = parse_phrase(text, Span(start, start + len("video posted by the harbour council")), lexicon("en"))
        assert found is not None
        assert found.owner is not None
        assert found.owner.of(text) == "the harbour council"
