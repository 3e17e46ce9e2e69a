"""Headlines that name nobody: whom they mean is told below."""

from __future__ import annotations

import pytest

from stemma.model import Report, Span
from stemma.read.reader import read
from tests.factories import report


def speakers(text: str, title: str, language: str = "en") -> list[str | None]:
    """The speakers of a report, by the rules, in text order."""
    one: Report = report(text=f"{title}\n\n{text}", title=title, language=language)
    reading = read(one)
    names = {actor.id: actor.name for actor in reading.actors}
    return [names[s.speaker] if s.speaker else None for s in sorted(reading.statements, key=lambda s: s.content[0])]


def test_a_headline_means_the_only_body_of_that_kind_that_speaks() -> None:
    found = speakers("The Free Lolland Legion said on Monday it had taken Lund.", "Rebel group says it has taken Lund")
    assert found == ["Free Lolland Legion"] * 2


def test_a_headline_means_the_only_person_of_that_role_who_speaks() -> None:
    found = speakers(
        "Otto Lund, the leader of the Salt Corps, said his men would march again.",
        "Leader of anti-tax force says men will march",
    )
    assert found == ["Otto Lund"] * 2


def test_a_headline_means_a_body_by_its_noun_alone() -> None:
    found = speakers("The Pilots' Union said on Monday that the firm would cut jobs.", "Ferry firm to cut jobs: union")
    assert found == ["Pilots' Union"] * 2


def test_of_two_the_one_who_says_the_like_is_meant() -> None:
    text = "The Salt Front denied it. The Free Lolland Legion said on Monday that its fighters captured Brennholm."
    found = speakers(text, "Rebel group says fighters captured Brennholm")
    assert found[0] == "Free Lolland Legion"


@pytest.mark.parametrize(
    "text",
    [
        # Two groups, and nobody says the like.
        "The Salt Front said it would wait. The Free Lolland Legion said it would march.",
        # Not of that kind.
        "The Salt Ministry said on Monday that Lund had been taken.",
        # Only a person of another role.
        "Mayor Ada Brandt said on Monday that Lund had been taken.",
    ],
)
def test_a_headline_stays_unnamed_where_it_can_t_be_told(text: str) -> None:
    assert speakers(text, "Rebel group says it has taken Lund")[0] == "Rebel group"


def test_a_quoted_headline_is_of_whoever_says_its_words_in_a_row() -> None:
    text = (
        "Bojownicy zapewniają, że idą dalej. Z kolei burmistrz Jan Nowak wskazał na trzy dzielnice, "
        'których mieszkańcy "nie mogą czuć się pewnie".'
    )
    found = speakers(text, '"Sąsiedzi nie mogą czuć się pewnie". Wymieniono dzielnice', "pl")
    assert found[0] == "Jan Nowak"


@pytest.mark.parametrize(
    ("title", "source"),
    [
        ("Bridge left to rust, countering council claims: report", "report"),
        ("Bridge left to rust, countering council claims: study", "study"),
        ("Brandt claims: Fraud", None),
    ],
)
def test_a_source_behind_a_colon_is_one_after_a_noun_that_may_be_a_verb(title: str, source: str | None) -> None:
    one = report(text=f"{title}\n\nThe old bridge was shut in May.", title=title)
    found = [s.source.of(one.text) for s in read(one).statements if s.source is not None and s.content[0].start == 0]
    assert found == ([source] if source else [])
    assert all(isinstance(s.content[0], Span) for s in read(one).statements)


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("Two boats sank, the district governor said. Governor Jonas Wiik told reporters the storm was over.", "en"),
        # More than the role alone, and all of it is his.
        (
            "Two boats sank, the ferry captain said. Ferry captain Jonas Wiik told reporters it was over.",
            "en",
        ),
        ("Der Bürgermeister sagte, die Brücke sei gesperrt. Bürgermeister Jonas Wiik sagte, sie sei sicher.", "de"),
        ("Le pont est fermé, a annoncé le maire. Le maire Jonas Wiik a déclaré que personne n'était blessé.", "fr"),
    ],
)
def test_a_description_is_of_who_is_named_so_soon_after(text: str, language: str) -> None:
    assert speakers(text, "A storm", language) == ["Jonas Wiik"] * 2


@pytest.mark.parametrize(
    "text",
    [
        # Another minister.
        "Taxes will rise, the finance minister said. Interior Minister Jonas Wiik said police pay would not fall.",
        # One of two.
        "The mayor said it was closed. Mayor Jonas Wiik said it was open. Mayor Ida Berg said she did not know.",
        # Somebody who was it before, or any.
        "The former governor said the bridge was closed. Governor Jonas Wiik said it was open.",
        "A governor said the bridge was closed. Governor Jonas Wiik said it was open.",
        # Long after.
        "The governor said it was closed. It rained. It snowed. It froze. Governor Jonas Wiik said it was open.",
    ],
)
def test_a_description_stays_unnamed_where_another_may_be_meant(text: str) -> None:
    assert speakers(text, "A bridge")[0] != "Jonas Wiik"
