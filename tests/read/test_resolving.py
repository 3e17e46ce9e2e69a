"""Who is behind a source that has no name of its own: others, representatives, agencies, whom somebody passes on."""

from __future__ import annotations

import pytest

from stemma.read.captions import find_captions
from tests.read import spoken
from tests.read.test_speakers import read, speakers, vias


@pytest.mark.parametrize(
    ("before", "source", "told", "word", "name"),
    [
        ("A harbour clerk said", "A harbour clerk", "it froze", "Another", "another harbour clerk"),
        ("Residents said", "Residents", "it froze", "Others", "other residents"),
        ("Lolland residents said", "Lolland residents", "it froze", "One", "one of the Lolland residents"),
        ("Residents said", "Residents", "it froze", "Another", "another of the residents"),
        ("Mayor Ada Brandt said", "Mayor Ada Brandt", "it froze", "Another", None),
        ("A harbour clerk said", "A harbour clerk", "it froze", "Others", None),
    ],
)
def test_another_is_one_more_of_those_who_just_spoke(
    before: str, source: str, told: str, word: str, name: str | None
) -> None:
    found = read(f"{before} {told}. {word} said it thawed.", (source, "said", told), (word, "said", "it thawed"))
    assert speakers(found)[1] == name


def test_another_is_one_more_of_the_only_one_unnamed_who_is_told_of_just_before() -> None:
    found = read(
        'A senior harbour official was asked but declined. Another said, "We know nothing."',
        ("Another", "said", "We know nothing."),
    )
    assert speakers(found) == ["another senior harbour official"]


def test_representatives_without_a_name_are_their_body() -> None:
    found = read(
        "The Lund Salt League marched. Representatives of the Salt League said it froze.",
        ("Representatives of the Salt League", "said", "it froze"),
    )
    assert speakers(found) == ["Lund Salt League"]


def test_one_representative_is_a_person_and_unknown_bodies_have_none() -> None:
    one = read(
        "The Lund Salt League marched. A representative of the Salt League said it froze.",
        ("A representative of the Salt League", "said", "it froze"),
    )
    unknown = read(
        "Representatives of the islands said it froze.", ("Representatives of the islands", "said", "it froze")
    )
    assert speakers(one) == ["representative of the Salt League"]
    assert speakers(unknown) == ["Representatives of the islands"]


def test_representatives_stand_for_a_body_in_any_case() -> None:
    found = read(
        'Związek Solny i Legion "Wolne Lundy" kontynuują marsz. Przedstawiciele Legionu zapewniają, że zajęli port.',
        ("Przedstawiciele Legionu", "zapewniają", "zajęli port"),
        language="pl",
    )
    assert speakers(found) == ["Legion Wolne Lundy"]


def test_the_agency_is_the_news_agency_that_just_reported() -> None:
    found = read(
        "The boats are lost, the Associated Press reported. A wreck was found, the agency said.",
        ("the Associated Press", "reported", "The boats are lost"),
        ("the agency", "said", "A wreck was found"),
    )
    assert speakers(found) == ["The Associated Press"] * 2


def test_the_agency_is_nobody_where_another_is_called_one_too() -> None:
    found = read(
        "The Lolland Safety Agency will look, the Associated Press reported. A wreck was found, the agency said.",
        ("the Associated Press", "reported", "The Lolland Safety Agency will look"),
        ("the agency", "said", "A wreck was found"),
        manner="indirect",
    )
    assert speakers(found)[1] is None


def test_a_paper_is_no_agency() -> None:
    found = read(
        "The boats are lost, the Washington Post reported. A wreck was found, the agency said.",
        ("the Washington Post", "reported", "The boats are lost"),
        ("the agency", "said", "A wreck was found"),
    )
    assert speakers(found)[1] != speakers(found)[0]


def test_an_agency_told_by_its_country_is_the_one_of_that_country() -> None:
    found = read(
        "The boats are lost, Anadolu Agency reported. Farmers.NET quoted the Turkish agency as saying it froze.",
        ("Anadolu Agency", "reported", "The boats are lost"),
        ("the Turkish agency", "as saying", "it froze"),
    )
    assert speakers(found) == ["Anadolu Agency"] * 2


PASSED_ON = 'Jan Brandt {cue} that a salt expert, Otto Lund, explained the losses.\n\nHe said: "It will flood."'


@pytest.mark.parametrize(("cue", "name"), [("reported", "Otto Lund"), ("wrote", "Otto Lund"), ("denied", "Jan Brandt")])
def test_he_is_whom_another_passed_on(cue: str, name: str) -> None:
    found = read(
        PASSED_ON.format(cue=cue),
        ("Jan Brandt", cue, "that a salt expert, Otto Lund, explained the losses"),
        ("He", "said", "It will flood."),
        manner="mixed",
    )
    assert speakers(found)[1] == name


def test_who_only_hears_or_does_something_is_not_passed_on() -> None:
    found = read(
        'Otto Brandt reported that Jan Lund left the harbour.\n\nHe said: "It will flood."',
        ("Otto Brandt", "reported", "that Jan Lund left the harbour"),
        ("He", "said", "It will flood."),
        manner="mixed",
    )
    assert speakers(found)[1] == "Otto Brandt"


@pytest.mark.parametrize(
    ("later", "same"),
    [
        ("The rebel faction, the Free Lolland Legion,", True),
        ("The group, the Free Lolland Legion,", True),
        ("The Free Lolland Legion, a rebel group,", False),
        ("The tax office, the Salt Treasury,", False),
    ],
)
def test_who_spoke_without_a_name_is_named_by_what_refers_back(later: str, same: bool) -> None:
    found = read(
        f"A rebel group opposed to the tax said it froze. {later} said it thawed.",
        ("A rebel group opposed to the tax", "said", "it froze"),
        (later, "said", "it thawed"),
    )
    first, second = speakers(found)
    assert (first == second) is same


@pytest.mark.parametrize(
    ("source", "name"),
    [
        ("An unnamed soldier", "unnamed soldier"),
        ("One official in the report by the known Otto Lund", "official"),
        ("One official in Lund", "official in Lund"),
    ],
)
def test_a_description_keeps_what_tells_who_it_is(source: str, name: str) -> None:
    assert speakers(read(f"{source} said it froze.", (source, "said", "it froze"))) == [name]


def test_a_name_may_end_in_a_number() -> None:
    found = read("IMS Lanes 360 says it froze.", ("IMS Lanes 360", "says", "it froze"))
    assert [(actor.name, actor.kind) for actor in found.actors] == [("IMS Lanes 360", "organisation")]


def test_whom_an_outlet_quotes_came_through_it() -> None:
    found = read("Reuters quoted Mayor Ada Brandt as saying it froze.", ("Mayor Ada Brandt", "as saying", "it froze"))
    assert (speakers(found), vias(found)) == (["Ada Brandt"], ["Reuters"])


def test_two_told_of_between_commas_speak_together() -> None:
    source = "The mayor of Lund, Jan Holm, and the governor, Ida Koch,"
    found = read(
        f"{source} said it froze. They said it thawed.", (source, "said", "it froze"), ("They", "said", "it thawed")
    )
    assert speakers(found) == ["Jan Holm and Ida Koch"] * 2


@pytest.mark.parametrize("source", ["Jan Holm, a pilot, and a friend,", "Jan Holm, a pilot and union leader,"])
def test_one_told_of_twice_is_one(source: str) -> None:
    assert speakers(read(f"{source} said it froze.", (source, "said", "it froze"))) == ["Jan Holm"]


def test_an_apposition_is_nobody_else() -> None:
    found = read(
        '"It froze," Otto Holm said. But Ida Koch, an engineer at the port, disagrees. "It thawed," she said.',
        ("Otto Holm", "said", "It froze,"),
        ("she", "said", "It thawed,"),
    )
    assert speakers(found) == ["Otto Holm", "Ida Koch"]


CAPTIONED = (
    "Port shuts\n\nThe port is shut.\n\nJan Holm, an analyst, told of it.\n\n"
    '"It froze," Holm said.\n\nThe salt expert Otto Lund fears a flood{end}\n\nHe added: "It will thaw."'
)


@pytest.mark.parametrize(("end", "name"), [("", "Jan Holm"), (".", "Otto Lund")])
def test_a_caption_does_not_cut_into_a_conversation(end: str, name: str) -> None:
    found = read(
        CAPTIONED.format(end=end),
        ("Holm", "said", "It froze,"),
        ("The salt expert Otto Lund", "fears", "a flood"),
        ("He", "added", "It will thaw."),
    )
    assert speakers(found) == ["Jan Holm", "Otto Lund", name]


@pytest.mark.parametrize(
    "text",
    [
        "Port shuts\n\nA standfirst without a stop\n\nIt froze.",
        "One.\n\nTwo.\n\nThree without a stop\n\nFour without one either\n\nFive.",
        "One.\n\nTwo.\n\nThree.\n\nLines that are\nbroken by hand\n\nFive.",
        "One.\n\nTwo.\n\nThree.\n\n" + "long " * 80 + "\n\nFive.",
        "One.\n\nTwo.\n\nThree.\n\nThe last of all",
    ],
)
def test_what_may_be_a_paragraph_of_the_report_is_no_caption(text: str) -> None:
    assert list(find_captions(text)) == []


def test_a_caption_is_a_short_paragraph_without_an_end_between_others() -> None:
    text = "One.\n\nTwo.\n\nThree.\n\nBoats in the ice at Lund\n\nFive."
    assert [span.of(text) for span in find_captions(text)] == ["Boats in the ice at Lund"]


def test_another_official_is_not_the_official_before() -> None:
    found = read(
        "An official said it froze. Another official said it thawed. The other officials said nothing of it.",
        ("An official", "said", "it froze"),
        ("Another official", "said", "it thawed"),
    )
    assert speakers(found) == ["official", "another official"]


@pytest.mark.parametrize("source", ["One of them, Otto Holm,", "one of the clerks, Otto Holm,"])
def test_one_of_several_may_be_named(source: str) -> None:
    assert speakers(read(f"It thawed. {source} said it froze.", (source, "said", "it froze"))) == ["Otto Holm"]


def test_whose_statement_it_is_is_called_without_its_ending() -> None:
    found = read("The ministry's statement said it froze.", ("The ministry's statement", "said", "it froze"))
    assert speakers(found) == ["ministry"]


def test_two_papers_that_are_called_by_one_noun_each_are_two() -> None:
    text = "The Courier, a newspaper in Lund, said it had been misled. The Gazette said it stood by its report."
    assert spoken.speakers(text, "en") == ["Courier", "Gazette"]


def test_a_paper_called_by_its_noun_is_the_one_told_of_with_that_noun() -> None:
    text = "The Harbour Gazette said it had been misled. The Gazette said it would print a correction."
    assert spoken.speakers(text, "en") == ["Harbour Gazette"] * 2


def test_what_follows_the_kind_of_a_name_is_of_the_name() -> None:
    text = "Lund Live, the Telegram channel that first claimed a drone had hit the plant, deleted its post on Monday."
    assert spoken.speakers(text, "en")[0] == "Lund Live"


@pytest.mark.parametrize("source", ["The mine's owner, Volta,", "The owner of the mine, Volta,"])
def test_an_owner_s_single_name_is_a_name(source: str) -> None:
    assert spoken.speakers(f"{source} said on Monday that the shaft was safe.", "en") == ["Volta"]
