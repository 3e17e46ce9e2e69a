from typing import Any

import pytest

from stemma.model import Actor, Report, Span, Statement, statement_id
from stemma.read.speakers import Identified, identify
from stemma.text.sentences import split
from tests import factories

Told = tuple[str | None, str | None, str]


def read(text: str, *told: Told, language: str = "en", manner: Any = "direct", **fields: Any) -> Identified:
    """The report identified, with statements given as (source, cue, content), each found after the one before."""
    report = factories.report("r1", text, language=language, **fields)
    statements = []
    at = 0
    for source, cue, content in told:
        start = text.index(content, at)
        near = max(0, start - 160)
        spans = [_find(text, words, near) for words in (source, cue)]
        parts = (Span(start, start + len(content)),)
        made = statement_id("r1", spans[0], spans[1], parts)
        statements.append(
            Statement(
                id=made, report="r1", source=spans[0], cue=spans[1], content=parts, manner=manner, stance="asserts"
            )
        )
        at = start + 1
    return identify(report, split(text, language), tuple(statements))


def _find(text: str, words: str | None, near: int) -> Span | None:
    if words is None:
        return None
    start = text.index(words, near)
    return Span(start, start + len(words))


def actors(found: Identified) -> dict[str, Actor]:
    return {actor.id: actor for actor in found.actors}


def speakers(found: Identified) -> list[str | None]:
    known = actors(found)
    return [known[s.speaker].name if s.speaker else None for s in found.statements]


def vias(found: Identified) -> list[str | None]:
    known = actors(found)
    return [known[s.via].name if s.via else None for s in found.statements]


def test_a_surname_is_the_full_name_told_elsewhere() -> None:
    found = read(
        'Brandt said: "It froze." Mayor Ada Brandt is back.',
        ("Brandt", "said", "It froze."),
    )
    assert speakers(found) == ["Ada Brandt"]


def test_people_who_share_a_surname_stay_apart_and_a_surname_alone_is_nobody() -> None:
    found = read(
        'Mayor Ada Brandt said: "Stay." Pilot Otto Brandt said: "Go." Later Brandt said: "Wait."',
        ("Mayor Ada Brandt", "said", "Stay."),
        ("Pilot Otto Brandt", "said", "Go."),
        ("Brandt", "said", "Wait."),
    )
    assert speakers(found)[:2] == ["Ada Brandt", "Otto Brandt"]
    assert speakers(found)[2] is None


def test_initials_are_the_body_they_were_given_to() -> None:
    found = read(
        'The Union of Concerned Pilots (UCP) walked out. "No more ice," UCP said.',
        ("UCP", "said", "No more ice,"),
    )
    assert speakers(found) == ["Union of Concerned Pilots"]


def test_he_and_she_are_the_last_speaker_who_agrees() -> None:
    found = read(
        'Mayor Emily Strohm said: "It froze." "It will thaw," she added.',
        ("Mayor Emily Strohm", "said", "It froze."),
        ("she", "added", "It will thaw,"),
    )
    assert speakers(found) == ["Emily Strohm", "Emily Strohm"]


def test_she_is_not_a_man() -> None:
    found = read(
        'Spokesman Wenzel Strohm said: "It froze." "It will thaw," she added.',
        ("Spokesman Wenzel Strohm", "said", "It froze."),
        ("she", "added", "It will thaw,"),
    )
    assert speakers(found) == ["Wenzel Strohm", None]


def test_a_pronoun_that_fits_two_is_nobody() -> None:
    text = 'Spokesman Wenzel Strohm met pilot Karl Lund on the quay. "It froze," he said.'
    assert speakers(read(text, ("he", "said", "It froze,"))) == [None]


def test_the_ministry_is_the_one_ministry_told_of() -> None:
    found = read(
        'The Salt Ministry met the Harbour Bank. "It froze," the ministry said.',
        ("the ministry", "said", "It froze,"),
    )
    assert speakers(found) == ["Salt Ministry"]


def test_the_ministry_is_nobody_where_there_are_two() -> None:
    found = read(
        'The Salt Ministry met the Fish Ministry. "It froze," the ministry said.',
        ("the ministry", "said", "It froze,"),
    )
    assert speakers(found) == [None]


def test_the_governor_is_whoever_holds_that_role() -> None:
    found = read(
        'Lolland Gov. Wenzel Strohm flew in. "It froze," the governor said.',
        ("the governor", "said", "It froze,"),
    )
    assert speakers(found) == ["Wenzel Strohm"]


def test_an_office_without_a_name_is_told_with_its_place() -> None:
    found = read(
        "The Danish Governor of Lolland said the sea froze.",
        ("The Danish Governor of Lolland", "said", "the sea froze"),
    )
    (actor,) = found.actors
    assert (actor.name, actor.kind, actor.body, actor.side) == (
        "Danish Governor of Lolland",
        "office",
        "Lolland",
        "Denmark",
    )


@pytest.mark.parametrize("source", ["Visual evidence seen by the Herald", "Evidence", "Rumours", "The reports"])
def test_mere_information_is_nobody(source: str) -> None:
    found = read(f"{source} suggest the sea froze.", (source, "suggest", "the sea froze"))
    assert speakers(found) == [None]
    assert found.actors == ()


@pytest.mark.parametrize(
    ("source", "name"),
    [
        ("Some reports", "reports"),
        ("A new report", "new report"),
        ("“Sound” reports given to the islands", "Sound reports"),
    ],
)
def test_an_unnamed_report_is_an_unnamed_actor(source: str, name: str) -> None:
    found = read(f"{source} suggest the sea froze.", (source, "suggest", "the sea froze"))
    assert [(actor.kind, actor.name) for actor in found.actors] == [("unnamed", name)]


def test_unnamed_people_are_actors() -> None:
    found = read("Two senior officials said the sea froze.", ("Two senior officials", "said", "the sea froze"))
    assert [(actor.kind, actor.name) for actor in found.actors] == [("unnamed", "senior officials")]


def test_a_message_is_whose_it_is_told_to_be() -> None:
    found = read(
        'The Salt League announced a blockade. The message reads: "Stay home."',
        ("The Salt League", "announced", "a blockade"),
        ("The message", "reads", "Stay home."),
    )
    assert speakers(found) == ["Salt League", "Salt League"]


def test_a_document_speaks_for_its_owner() -> None:
    found = read(
        "According to a Salt League statement the sea froze.",
        ("a Salt League statement", "According to", "the sea froze"),
    )
    assert speakers(found) == ["Salt League"]


def test_a_quotation_that_goes_on_keeps_its_speaker() -> None:
    found = read(
        '"It froze," said pilot Karl Lund. "It will thaw."',
        ("pilot Karl Lund", "said", "It froze,"),
        (None, None, "It will thaw."),
    )
    assert speakers(found) == ["Karl Lund", "Karl Lund"]


def test_hearsay_has_no_speaker() -> None:
    found = read(
        "Pilot Karl Lund said the sea froze. The ferry reportedly sank.",
        ("Pilot Karl Lund", "said", "the sea froze"),
        (None, "reportedly", "The ferry"),
        manner="indirect",
    )
    assert speakers(found) == ["Karl Lund", None]


def test_two_speak_as_one() -> None:
    found = read(
        "The Salt League and the Fishers' Union said the sea froze.",
        ("The Salt League and the Fishers' Union", "said", "the sea froze"),
    )
    assert speakers(found) == ["Salt League and Fishers' Union"]
    assert {actor.name for actor in found.actors} > {"Salt League", "Fishers' Union"}


def test_a_capital_speaks_for_its_country() -> None:
    found = read("Oslo said the sea froze.", ("Oslo", "said", "the sea froze"))
    assert [(actor.name, actor.aliases, actor.side) for actor in found.actors] == [("Norway", ("Oslo",), "Norway")]


@pytest.mark.parametrize(
    ("text", "source"),
    [
        ("Pilot Karl Lund told Reuters the sea froze.", "Pilot Karl Lund"),
        ("Pilot Karl Lund said the sea froze, according to Reuters.", "Pilot Karl Lund"),
        ("Source: Reuters\n\nPilot Karl Lund said the sea froze.", "Pilot Karl Lund"),
        ("Reuters reported that pilot Karl Lund said the sea froze.", "pilot Karl Lund"),
    ],
)
def test_the_outlet_that_words_came_through_is_told(text: str, source: str) -> None:
    found = read(text, (source, "told" if "told" in text else "said", "the sea froze"), manner="indirect")
    assert vias(found) == ["Reuters"]
    assert speakers(found) == ["Karl Lund"]


def test_the_reports_own_outlet_is_no_way_station() -> None:
    text = "Pilot Karl Lund told Reuters the sea froze."
    assert vias(read(text, ("Pilot Karl Lund", "told", "the sea froze"), publisher="Reuters")) == [None]


def test_ids_are_made_of_report_and_name() -> None:
    told: Told = ("Mayor Ada Brandt", "said", "It froze.")
    first, second = (read('Mayor Ada Brandt said: "It froze."', told) for _ in range(2))
    assert first == second
    assert first.actors[0].id.startswith("a")


def test_mentions_stand_in_text_order_and_point_at_actors() -> None:
    found = read('Mayor Ada Brandt left. "It froze," Brandt said.', ("Brandt", "said", "It froze,"))
    assert [m.span for m in found.mentions] == sorted(m.span for m in found.mentions)
    assert {m.actor for m in found.mentions} == {found.actors[0].id}


def test_polish_verbs_carry_the_last_speaker() -> None:
    found = read(
        '"Zamarzło" - powiedział burmistrz Jan Nowak. Dodał, że odtaje.',
        ("burmistrz Jan Nowak", "powiedział", "Zamarzło"),
        (None, "Dodał", "że odtaje"),
        language="pl",
    )
    assert speakers(found) == ["Jan Nowak", "Jan Nowak"]


def test_an_empty_report_names_nobody() -> None:
    assert identify(Report(id="r", text="", sha256=""), (), ()) == Identified(actors=(), mentions=(), statements=())


@pytest.mark.parametrize(
    ("text", "pronoun", "speaker"),
    [
        ("The board met the Danish Salt Ministry, which said the sea froze.", "which", "Danish Salt Ministry"),
        ("The mayor wrote to Ada Brandt, who said the sea froze.", "who", "Ada Brandt"),
    ],
)
def test_a_relative_pronoun_is_who_is_named_before_it(text: str, pronoun: str, speaker: str) -> None:
    assert speakers(read(text, (pronoun, "said", "the sea froze"))) == [speaker]


@pytest.mark.parametrize("source", ["Fighting", "online", "The concern", "a wake-up", "Later that day"])
def test_what_can_not_speak_is_nobody(source: str) -> None:
    found = read(f"{source} said the sea froze. The fighting went on.", (source, "said", "the sea froze"))
    assert speakers(found) == [None]
    assert found.actors == ()


@pytest.mark.parametrize("place", ["Montreal", "Cape Farewell"])
def test_a_place_that_says_something_is_no_person(place: str) -> None:
    (actor,) = read(f"{place} says the sea froze.", (place, "says", "the sea froze")).actors
    assert (actor.name, actor.kind) == (place, "office")


def test_a_person_named_like_a_place_is_that_person() -> None:
    found = read(
        'Houston said: "It froze." Pilot Jack Houston is back.',
        ("Houston", "said", "It froze."),
    )
    assert speakers(found) == ["Jack Houston"]


def test_a_message_is_whose_the_sentence_before_tells() -> None:
    found = read(
        'The video was put out by the Salt League. The message reads: "Stay home."',
        ("The message", "reads", "Stay home."),
    )
    assert speakers(found) == ["Salt League"]


def test_a_letter_received_in_a_town_is_not_the_towns() -> None:
    source = "a letter received in Oslo"
    assert speakers(read(f"The sea froze, {source} said.", (source, "said", "The sea froze"))) == [None]


def test_an_outlets_name_within_a_longer_name_is_another_body() -> None:
    found = read(
        '"It froze," Ada Brandt told the Atlantic Fishing Agency.',
        ("Ada Brandt", "told", "It froze,"),
    )
    assert "The Atlantic" not in [actor.name for actor in found.actors]


def test_polish_opponents_of_somebody_are_not_he() -> None:
    source = "przeciwnicy Kowala"
    found = read(f"Morze zamarzło, mówią {source}.", (source, "mówią", "Morze zamarzło"), language="pl")
    assert [actor.name for actor in found.actors] == ["przeciwnicy Kowala"]
