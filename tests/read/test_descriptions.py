"""Actors by what is said of them: appositions, ages, the body spoken for, descriptions that refer back."""

from __future__ import annotations

import pytest

from tests.read.test_speakers import actors, read, speakers

# Nobody is told of in it, and it is longer than the helper looks back for a source.
FILLER = "It had been cold for many weeks, " + "and then for many more weeks it was colder still, " * 3 + "as ever."


@pytest.mark.parametrize(
    ("source", "name"),
    [
        ("The rebel faction, the Free Brennholm Legion,", "Free Brennholm Legion"),
        ("The rebel faction, the Free Brennholm Legion", "Free Brennholm Legion"),
        ("The think tank, Harbour Watch,", "Harbour Watch"),
        ("Harbour Watch, a US think tank,", "Harbour Watch"),
        ("The Brennholm Guards, a militia that holds the port,", "Brennholm Guards"),
        ("A group called the Free Brennholm Legion", "Free Brennholm Legion"),
        ("Self-styled Brennholm patriots the Salt Front", "Salt Front"),
        ("The banned militia the Salt Front of Brennholm", "Salt Front of Brennholm"),
        ('A rebel group calling itself the "Friends of Salt"', "Friends of Salt"),
        ("The military wing of the Salt Party, the Brennholm Guards,", "Brennholm Guards"),
    ],
)
def test_a_body_is_called_by_its_name_not_its_description(source: str, name: str) -> None:
    found = read(f"{source} said the sea froze.", (source, "said", "the sea froze"))
    assert [(actor.name, actor.kind) for actor in found.actors] == [(name, "organisation")]


@pytest.mark.parametrize(
    ("source", "later"),
    [
        ("The rebel faction, the Free Brennholm Legion,", "The faction"),
        ("The rebel faction, the Free Brennholm Legion,", "The rebel faction"),
        ("Harbour Watch, a US think tank,", "the think tank"),
        ("Harbour Watch, a US think tank,", "the US think tank"),
        ("Harbour Watch, the monitoring group,", "The US-based group"),
        ("The Brennholm Guards, a militia that holds the port,", "The militia"),
        ("The militant group Black Harbour", "The militant group"),
        ("A group called the Free Brennholm Legion", "The group"),
        ("The Salt Observatory, a UK-based monitor,", "The UK-based monitor"),
    ],
)
def test_a_description_refers_back_to_the_body_told_so(source: str, later: str) -> None:
    found = read(
        f"{source} said the sea froze. {FILLER} {later} said it thawed.",
        (source, "said", "the sea froze"),
        (later, "said", "it thawed"),
    )
    assert found.statements[0].speaker == found.statements[1].speaker is not None


def test_what_stands_right_behind_a_source_tells_of_it_too() -> None:
    found = read(
        "According to Harbour Watch, a think tank, the sea froze. The think tank says it will thaw.",
        ("Harbour Watch", "According to", "the sea froze"),
        ("The think tank", "says", "it will thaw"),
    )
    assert [(actor.name, actor.kind) for actor in found.actors] == [("Harbour Watch", "organisation")]
    assert speakers(found) == ["Harbour Watch", "Harbour Watch"]


def test_a_description_that_nothing_ties_to_a_name_is_an_actor_of_its_own() -> None:
    found = read(
        "Anti-Brennholm group claims port. The Free Brennholm Legion met. “It froze,” the Salt Guild said.",
        ("Anti-Brennholm group", "claims", "port"),
        ("the Salt Guild", "said", "It froze,"),
    )
    assert speakers(found) == ["Anti-Brennholm group", "Salt Guild"]
    assert next(a.kind for a in found.actors if a.name == "Anti-Brennholm group") == "unnamed"


def test_a_capital_makes_a_description_short_for_a_name() -> None:
    found = read(
        "The Salt Observatory for Lolland warned of ice. The agency said it froze. The Observatory said it thawed.",
        ("The agency", "said", "it froze"),
        ("The Observatory", "said", "it thawed"),
    )
    assert speakers(found)[1] == "Salt Observatory for Lolland"


@pytest.mark.parametrize(
    ("source", "body", "later"),
    [
        ("Port authority spokesman Jan Weiss", "Port authority", "The port authority"),
        ("Salt Ministry spokesman Jan Weiss", "Salt Ministry", "The ministry"),
        ("Salt Party leader Jan Weiss", "Salt Party", "The party"),
        ("A spokesman for the Danish coastguard, Jan Weiss,", "Danish coastguard", "The coastguard"),
    ],
)
def test_who_speaks_and_for_whom_are_two_actors(source: str, body: str, later: str) -> None:
    found = read(
        f"{source} said the sea froze. {later} later said it thawed.",
        (source, "said", "the sea froze"),
        (later, "said", "it thawed"),
    )
    assert speakers(found) == ["Jan Weiss", body]
    by_name = {actor.name: actor for actor in actors(found).values()}
    assert (by_name["Jan Weiss"].body, by_name[body].kind) == (body, "organisation")


@pytest.mark.parametrize(
    ("source", "later", "speaker"),
    [
        ("The deputy minister, Karl Strand, who is 54,", "The 54-year-old", "Karl Strand"),
        ("Karl Strand, 54,", "The 54-year-old", "Karl Strand"),
        ("Karl Strand, aged 54,", "The 54-year-old", "Karl Strand"),
        ("54-year-old pilot Karl Strand", "The 54-year-old pilot", "Karl Strand"),
        ("Karl Strand", "The 54-year-old", "Karl Strand"),
        ("Karl Strand, 54,", "The 61-year-old", None),
    ],
)
def test_an_age_is_whose_the_text_tells(source: str, later: str, speaker: str | None) -> None:
    found = read(
        f"{source} said the sea froze. {later} also said it thawed.",
        (source, "said", "the sea froze"),
        (later, "said", "it thawed"),
    )
    assert speakers(found) == ["Karl Strand", speaker]


def test_an_age_that_fits_two_is_nobodys() -> None:
    found = read(
        "Karl Strand met Jan Weiss on the quay. The 54-year-old said it froze.",
        ("The 54-year-old", "said", "it froze"),
    )
    assert speakers(found) == [None]


def test_an_age_in_another_language() -> None:
    found = read(
        "Karl Strand sagte, das Meer sei zugefroren. Der 54-Jährige sagte, es taue.",
        ("Karl Strand", "sagte", "das Meer sei zugefroren"),
        ("Der 54-Jährige", "sagte", "es taue"),
        language="de",
    )
    assert speakers(found) == ["Karl Strand", "Karl Strand"]


@pytest.mark.parametrize(
    ("short", "speaker"), [("Olsen", None), ("Lars", "Lars Olsen"), ("Ada", "Ada Olsen"), ("Mrs Olsen", "Ada Olsen")]
)
def test_those_who_share_a_surname_by_first_name_or_sex(short: str, speaker: str | None) -> None:
    found = read(
        f"Per Olsen left early with Lars Olsen; later that evening Ada Olsen left too. {FILLER} {short} said it froze.",
        (short, "said", "it froze"),
    )
    assert speakers(found) == [speaker]


def test_those_who_share_a_surname_by_title() -> None:
    found = read(
        "Dr Ida Koch of Lund University met Prof Karl Koch. Dr Koch said the sea froze.",
        ("Dr Koch", "said", "the sea froze"),
    )
    assert speakers(found) == ["Ida Koch"]


def test_a_clipped_source_is_read_on_to_its_noun() -> None:
    found = read("A band of self-described salt rebels claimed the sea froze.", ("self-", "claimed", "the sea froze"))
    assert speakers(found) == ["self-described salt rebels"]


@pytest.mark.parametrize("pronoun", ["which", "that"])
def test_a_relative_pronoun_is_the_group_before_it(pronoun: str) -> None:
    found = read(f"The mayor met the group, {pronoun} said the sea froze.", (pronoun, "said", "the sea froze"))
    assert speakers(found) == ["group"]


def test_a_relative_pronoun_behind_an_age() -> None:
    found = read("The mayor met Karl Strand, 54, who said the sea froze.", ("who", "said", "the sea froze"))
    assert speakers(found) == ["Karl Strand"]


def test_a_relative_with_a_name_of_their_own() -> None:
    source = "His brother, Nils Olsen,"
    assert speakers(read(f"{source} said the sea froze.", (source, "said", "the sea froze"))) == ["Nils Olsen"]


def test_a_deputy_with_a_name_of_their_own() -> None:
    source = "Her deputy, Karl Strand,"
    assert speakers(read(f"{source} said the sea froze.", (source, "said", "the sea froze"))) == ["Karl Strand"]


def test_who_is_told_only_within_anothers_description_is_known_by_it() -> None:
    found = read(
        "One official quoted by the admired Karl Lund said it froze. Lund is now editor of the Salt Beacon. "
        "He said it thawed.",
        ("One official quoted by the admired Karl Lund", "said", "it froze"),
        ("He", "said", "it thawed"),
        manner="indirect",
    )
    assert speakers(found)[1] == "Karl Lund"


def test_the_time_behind_a_name_is_no_part_of_it() -> None:
    source = "Mayor Ada Brandt today"
    found = read(f"{source} said the sea froze.", (source, "said", "the sea froze"))
    assert speakers(found) == ["Ada Brandt"]


def test_somebody_titled_behind_those_spoken_to() -> None:
    source = "a wary Danish audience, Governor Ada Brandt"
    found = read(f"To {source} said the sea froze.", (source, "said", "the sea froze"))
    assert speakers(found) == ["Ada Brandt"]


def test_a_report_told_in_passing_is_whose_it_was() -> None:
    found = read(
        "The Herald cited a report by the Salt Board. The report said the sea froze.",
        ("The report", "said", "the sea froze"),
    )
    assert speakers(found) == ["Salt Board"]


def test_a_body_told_only_within_a_source_is_known_by_it() -> None:
    source = "Jan Weiss, who leads the Brennholm Guards,"
    found = read(
        f"{source} said it froze. {FILLER} The Guards said it thawed.",
        (source, "said", "it froze"),
        ("The Guards", "said", "it thawed"),
    )
    assert speakers(found) == ["Jan Weiss", "Brennholm Guards"]


@pytest.mark.parametrize(("pronoun", "speaker"), [("He", "Otto Brandt"), ("She", "Ada Brandt")])
def test_an_office_and_the_name_behind_it_are_one(pronoun: str, speaker: str) -> None:
    found = read(
        f"The president of Lolland, Otto Brandt, came with his wife, Ada Brandt. {pronoun} said it froze.",
        (pronoun, "said", "it froze"),
    )
    assert speakers(found) == [speaker]


def test_what_only_qualifies_a_body_is_no_part_of_its_name() -> None:
    source = "The ruling Salt Party"
    assert speakers(read(f"{source} said it froze.", (source, "said", "it froze"))) == ["Salt Party"]


def test_the_body_of_a_role_may_be_told_before_it() -> None:
    found = read(
        "The Lolland Navy put out. Navy spokeswoman Ada Brandt said the sea froze, and the navy left.",
        ("Navy spokeswoman Ada Brandt", "said", "the sea froze"),
    )
    assert next(actor.body for actor in found.actors if actor.name == "Ada Brandt") == "Lolland Navy"


def test_an_office_that_tells_what_somebody_is_is_nobody_new() -> None:
    found = read(
        "Ada Brandt is now governor of Lolland. She said it froze.", ("She", "said", "it froze"), manner="indirect"
    )
    assert [actor.name for actor in found.actors] == ["Ada Brandt"]


def test_a_friend_the_reverend_is_no_body() -> None:
    found = read(
        "Her friend the Reverend Otto Lund said it froze.", ("Her friend the Reverend Otto Lund", "said", "it froze")
    )
    assert "organisation" not in {actor.kind for actor in found.actors}
