"""The attack set: what looks like many origins and is one, and what looks like one and is two."""

from __future__ import annotations

import itertools
from dataclasses import replace

import pytest

from stemma.model import ActorKind, Claim
from stemma.trace import trace
from tests.factories import Scene, actor_id


def judged(scene: Scene) -> Claim:
    """The one claim of a scene, traced."""
    comparison = scene.comparison()
    (claim,) = trace(tuple(scene.reports.values()), scene.readings(), comparison).claims
    return claim


def names(claim: Claim) -> list[str]:
    return [origin.name for origin in claim.origins]


def test_ten_feeds_with_one_agency_text_are_one_unknown_way_of_knowing() -> None:
    scene, text = Scene(), "The Osprey ran aground off Kelp Point on Monday and lies on her side."
    for number in range(10):
        scene.report(f"feed-{number}", text, publisher=f"Feed number {number}")
        scene.tells(f"feed-{number}", "The Osprey ran aground off Kelp Point")
        if number:
            scene.copy("feed-0", f"feed-{number}", text)
    claim = judged(scene)
    assert (claim.status, claim.origins, claim.at_most) == ("unattributed", (), 1)


def test_reprints_of_an_attributed_report_lead_to_its_speaker() -> None:
    scene, text = Scene(), "The Osprey ran aground, harbour master Ines Falk said on Monday."
    for name in ("first", "second", "third"):
        scene.report(name, text, publisher=name)
        scene.says(name, "The Osprey ran aground", by="Ines Falk")
    scene.copy("first", "second", text)
    scene.copy("second", "third", text)
    claim = judged(scene)
    assert (claim.status, names(claim), claim.at_most) == ("single-origin", ["Ines Falk"], 1)
    assert claim.why.startswith("3 reports; all lead to Ines Falk.")


def test_a_reprint_that_drops_the_speaker_still_leads_to_the_speaker() -> None:
    scene = Scene()
    scene.report("full", "The Osprey ran aground in thick fog off Kelp Point, Ines Falk said.")
    scene.report("bare", "The Osprey ran aground in thick fog off Kelp Point.")
    scene.says("full", "The Osprey ran aground in thick fog off Kelp Point", by="Ines Falk")
    scene.tells("bare", "The Osprey ran aground in thick fog off Kelp Point")
    scene.copy("full", "bare", "The Osprey ran aground in thick fog off Kelp Point")
    claim = judged(scene)
    assert (claim.status, names(claim), claim.at_most) == ("single-origin", ["Ines Falk"], 1)


def test_a_rewrite_that_credits_an_outlet_leads_to_what_that_outlet_was_told() -> None:
    scene = Scene()
    scene.report("post", "Ines Falk said the Osprey is aground.", publisher="Harbour Post")
    scene.report("rewrite", "The ship is stuck, the Harbour Post reports.", publisher="Inland Echo")
    scene.actor("Harbour Post", "media")
    scene.says("post", "the Osprey is aground", by="Ines Falk")
    scene.says("rewrite", "The ship is stuck", by="Harbour Post")
    claim = judged(scene)
    assert (claim.status, names(claim), claim.at_most) == ("single-origin", ["Ines Falk"], 1)


def test_translations_of_one_utterance_are_one_origin_under_any_spelling() -> None:
    scene = Scene()
    scene.report("en", "“We lost her,” Olena Hrytsak said.")
    scene.report("pl", "„Straciliśmy ją” – mówi Ołena Hrycak.", language="pl")
    one = scene.says("en", "We lost her", by="Olena Hrytsak")
    other = scene.says("pl", "Straciliśmy ją", by="Ołena Hrycak")
    scene.utterance(one, other)
    claim = judged(scene)
    assert (claim.status, len(claim.origins)) == ("single-origin", 1)
    assert "the same words are given to" in claim.origins[0].merged[0].why


def test_a_press_release_carried_by_many_leads_to_who_released_it() -> None:
    scene = Scene()
    board = scene.actor("Kelp Point Harbour Board", "organisation")
    for number in range(5):
        text = f"The channel is open again, the board says on its website. Edition {number}."
        scene.report(f"paper-{number}", text, publisher=f"Paper {number}")
        scene.tells(f"paper-{number}", "The channel is open again")
        scene.credit(f"paper-{number}", "on its website", "its website", actor=board.id)
    claim = judged(scene)
    assert (claim.status, names(claim), claim.at_most) == ("single-origin", [board.name], 1)


def test_a_person_and_the_body_spoken_for_are_one() -> None:
    scene = Scene()
    scene.actor("Blue Gull Line", "organisation")
    scene.actor("Tomas Reyes", body="Blue Gull Line")
    scene.report("one", "All are safe, the Blue Gull Line said.")
    scene.report("two", "Tomas Reyes said everyone was safe.")
    scene.says("one", "All are safe", by="Blue Gull Line")
    scene.says("two", "everyone was safe", by="Tomas Reyes")
    claim = judged(scene)
    assert (claim.status, len(claim.origins), claim.at_most) == ("single-origin", 1, 1)
    assert "Tomas Reyes speaks for Blue Gull Line or belongs to it" in claim.why


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Norwegian Foreign Ministry", "Norwegian Ministry of Defence"),
        ("Oslo", "Norwegian military intelligence"),
        ("ministerstwo obrony Norwegii", "Norway"),
    ],
)
def test_two_organs_of_one_government_are_one_shown_and_two_at_most(one: str, other: str) -> None:
    claim = _two_voices(one, other, "office")
    assert (claim.status, len(claim.origins), claim.at_most) == ("single-origin", 1, 2)
    assert "one government (Norway)" in claim.origins[0].merged[0].why


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Norwegian Foreign Ministry", "Swedish Foreign Ministry"),
        ("Norwegian government", "Norwegian opposition activists"),
        ("Norwegian embassy", "Oslo University"),
    ],
)
def test_other_bodies_stay_apart(one: str, other: str) -> None:
    assert _two_voices(one, other, "organisation").status == "corroborated"


def _two_voices(one: str, other: str, kind: ActorKind) -> Claim:
    scene = Scene()
    for report, name in (("one", one), ("two", other)):
        scene.actor(name, kind)
        scene.report(report, f"The ferry sank, {name} said.")
        scene.says(report, "The ferry sank", by=name)
    return judged(scene)


def test_two_witnesses_who_each_saw_it_are_two() -> None:
    scene = Scene()
    for report, name in (("one", "Mira Olsen"), ("two", "Jan Dahl")):
        scene.report(report, f"The mast fell as I looked, {name} said.")
        scene.says(report, "The mast fell as I looked", by=name, access="witnessed")
    claim = judged(scene)
    assert (claim.status, {origin.access for origin in claim.origins}) == ("corroborated", {"witnessed"})


def test_who_was_told_it_by_another_voice_adds_nothing() -> None:
    scene = Scene()
    scene.actor("Mira Olsen")
    scene.report("one", "The mast fell, Mira Olsen said.")
    scene.report("two", "Jan Dahl, who was told by Mira Olsen, said the mast fell.")
    scene.says("one", "The mast fell", by="Mira Olsen", access="witnessed")
    scene.says("two", "the mast fell", by="Jan Dahl", access="was told")
    scene.mention("two", "Mira Olsen", "Mira Olsen")
    claim = judged(scene)
    assert (claim.status, names(claim)) == ("single-origin", ["Mira Olsen"])
    assert claim.origins[0].merged[0].why == (
        "Jan Dahl has it from Mira Olsen: “Jan Dahl, who was told by Mira Olsen, said the mast fell”"
    )


def test_who_passes_on_what_another_said_adds_nothing() -> None:
    scene = Scene()
    scene.report("one", "Jan Dahl said that Mira Olsen had told them the mast fell.")
    scene.says("one", "that Mira Olsen had told them the mast fell", by="Jan Dahl", source="Jan Dahl")
    scene.says("one", "the mast fell", by="Mira Olsen", source="Mira Olsen")
    claim = judged(scene)
    assert (claim.status, names(claim)) == ("single-origin", ["Mira Olsen"])


def test_an_unnamed_group_counts_once_however_often_it_is_quoted() -> None:
    scene = Scene()
    for report, name in (("one", "residents"), ("two", "Local residents"), ("three", "a resident")):
        scene.actor(name, "unnamed")
        scene.report(report, f"There was a bang, {name} said.")
        scene.says(report, "There was a bang", by=name)
    claim = judged(scene)
    assert (claim.status, len(claim.origins), claim.at_most) == ("single-origin", 1, 1)


def test_officials_of_nobody_in_particular_may_be_those_who_spoke_already() -> None:
    scene = Scene()
    for report, name, kind in (("one", "Norway", "office"), ("two", "defence officials", "unnamed")):
        scene.actor(name, "office" if kind == "office" else "unnamed")
        scene.report(report, f"The ferry sank, {name} said.")
        scene.says(report, "The ferry sank", by=name)
    claim = judged(scene)
    assert (claim.status, claim.at_most) == ("single-origin", 2)


def test_a_joint_announcement_is_one() -> None:
    scene, text = Scene(), "The Blue Gull Line and the harbour board said the ferry had sunk."
    scene.report("one", text)
    scene.report("two", "The ferry sank, the harbour board said.")
    for name in ("Blue Gull Line", "harbour board"):
        scene.actor(name, "organisation")
        scene.mention("one", name, name)
    joint = "The Blue Gull Line and the harbour board"
    scene.says("one", "the ferry had sunk", by="Blue Gull Line", source=joint)
    scene.says("two", "The ferry sank", by="harbour board")
    assert judged(scene).status == "single-origin"


def test_an_outlet_counts_only_when_it_says_how_it_knows() -> None:
    scene = Scene()
    scene.report("saw", "Our reporter saw the ferry go down.", publisher="Harbour Post")
    scene.report("says", "The ferry went down.", publisher="Inland Echo")
    scene.tells("saw", "saw the ferry go down", access="witnessed")
    scene.tells("says", "The ferry went down")
    claim = judged(scene)
    assert (claim.status, names(claim), claim.at_most) == ("single-origin", ["Harbour Post"], 2)


def test_own_voice_alone_is_unattributed() -> None:
    scene = Scene()
    for report in ("one", "two"):
        scene.report(report, "The ferry went down.", publisher=report)
        scene.tells(report, "The ferry went down")
    claim = judged(scene)
    assert (claim.status, claim.origins, claim.at_most) == ("unattributed", (), 2)


def test_somebody_the_page_does_not_name_is_no_origin() -> None:
    scene = Scene()
    scene.report("one", "The ferry reportedly went down.")
    scene.says("one", "went down", by=None)
    claim = judged(scene)
    assert (claim.status, claim.origins, claim.at_most) == ("unattributed", (), 1)


def test_a_chain_through_three_outlets_to_one_outside_ends_there() -> None:
    scene = Scene()
    chain = ("Paper A", "Paper B", "Paper C", "Radio Zenit")
    for here, there in itertools.pairwise(chain):
        scene.actor(there, "media")
        scene.report(here, f"The ferry sank, {there} reports.", publisher=here)
        scene.says(here, "The ferry sank", by=there)
    claim = judged(scene)
    assert (claim.status, claim.origins, claim.at_most) == ("unattributed", (), 1)
    assert "the chain ends at Radio Zenit, which does not say how it knows" in claim.why


def test_credits_in_a_circle_end_and_are_called_so() -> None:
    scene = Scene()
    for here, there in (("Paper A", "Paper B"), ("Paper B", "Paper A")):
        scene.actor(there, "media")
        scene.report(here, f"The ferry sank, {there} reports.", publisher=here)
        scene.says(here, "The ferry sank", by=there)
        scene.credit(here, f"{there} reports", there)
    traced = trace(tuple(scene.reports.values()), scene.readings(), scene.comparison())
    (claim,) = traced.claims
    assert (claim.status, claim.origins, claim.at_most) == ("unattributed", (), 1)
    assert "they credit one another in a circle" in claim.why
    edges = {(edge.report, edge.takes_from.report) for edge in traced.lineage}
    assert edges == {("Paper A", "Paper B"), ("Paper B", "Paper A")}


def test_two_names_for_one_report_of_an_unnamed_voice_stay_one_when_the_words_are_the_same() -> None:
    scene = Scene()
    scene.actor("an official", "unnamed")
    scene.report("vague", "“A great many went in,” an official said.")
    scene.report("named", "“A great many went in,” Ines Falk said.")
    one = scene.says("vague", "A great many went in", by="an official")
    other = scene.says("named", "A great many went in", by="Ines Falk")
    scene.utterance(one, other)
    assert names(judged(scene)) == ["Ines Falk"]


def test_an_origin_points_at_its_earliest_place() -> None:
    scene = Scene()
    scene.report("a-late", "The ferry sank, Ines Falk said.", published="2021-03-02T10:00:00Z")
    scene.report("b-early", "She sank, Ines Falk said.", published="2021-03-02T09:00:00+01:00")
    scene.says("a-late", "The ferry sank", by="Ines Falk")
    scene.says("b-early", "She sank", by="Ines Falk")
    claim = judged(scene)
    assert (claim.origins[0].id, claim.origins[0].report) == (actor_id("Ines Falk"), "b-early")
    assert claim.first is not None
    assert claim.first.report == "b-early"


def test_similar_words_of_two_named_people_stay_two() -> None:
    scene = Scene()
    scene.actor("Ines Falk", body="Blue Gull Line")
    scene.actor("Jan Dahl", body="Kelp Point Harbour Board")
    scene.report("one", "The ferry sank at two in the morning off the point, Ines Falk said.")
    scene.report("two", "The ferry had sunk off the point at two in the morning, Jan Dahl said.")
    one = scene.says("one", "The ferry sank at two in the morning off the point", by="Ines Falk")
    other = scene.says("two", "The ferry had sunk off the point at two in the morning", by="Jan Dahl")
    scene.utterance(one, other)
    assert names(judged(scene)) == ["Ines Falk", "Jan Dahl"]


def test_somebody_without_a_name_who_saw_it_stays_apart_from_who_reports_it() -> None:
    scene = Scene()
    scene.actor("an officer", "unnamed")
    scene.report("one", "The ferry sank at two off the point, Ines Falk said.")
    scene.report("two", "The ferry sank at two off the point, an officer who saw it said.")
    one = scene.says("one", "The ferry sank at two off the point", by="Ines Falk")
    other = scene.says("two", "The ferry sank at two off the point", by="an officer", access="witnessed")
    scene.utterance(one, other)
    assert len(judged(scene).origins) == 2


@pytest.mark.parametrize(
    "words",
    [
        "Captain Reyes has his news of the ferry from Kelp Point.",
        "Captain Reyes said that he had his information from the telegram that came by way of Kelp Point.",
        "Captain Reyes’s information came, he said, from a message from Kelp Point.",
        "Reyes relied solely on the telegram from Kelp Point.",
    ],
)
def test_who_has_his_news_from_a_dispatch_adds_nothing_to_it(words: str) -> None:
    scene = Scene()
    scene.report("one", "The ferry sank, a telegram received in Kelp Point says.")
    scene.report("two", f"Everyone drowned, he said. {words}")
    scene.says("one", "The ferry sank", by=None, source="a telegram received in Kelp Point", cue="says")
    scene.says("two", "Everyone drowned", by="Reyes")
    scene.mention("two", words[: words.index("Reyes") + 5], "Reyes")
    claim = judged(scene)
    assert names(claim) == ["a telegram received in Kelp Point"]
    assert words.rstrip(".") in claim.origins[0].merged[0].why


def test_two_papers_dispatches_from_one_place_are_one() -> None:
    scene = Scene()
    scene.report("one", "The ferry sank, a telegram received in Kelp Point says.")
    scene.report("two", "The ferry is lost, according to a dispatch from Kelp Point.")
    scene.report("three", "The ferry is gone, according to a letter from Kelp Point.")
    scene.says("one", "The ferry sank", by=None, source="a telegram received in Kelp Point", cue="says")
    scene.says("two", "The ferry is lost", by=None, source="a dispatch from Kelp Point", cue="according to")
    scene.says("three", "The ferry is gone", by=None, source="a letter from Kelp Point", cue="according to")
    claim = judged(scene)
    assert names(claim) == ["a telegram received in Kelp Point", "a letter from Kelp Point"]
    assert "names Kelp and Point" in claim.origins[0].merged[0].why


def test_an_outlet_that_was_told_leads_on() -> None:
    scene = Scene()
    scene.actor("Harbour Beacon", "media")
    scene.report("a", "Officers have been told that the dam may break, the Harbour Beacon reports.")
    scene.says("a", "the dam may break", by="Harbour Beacon", access="was told")
    claim = judged(scene)
    assert (claim.status, names(claim), claim.at_most) == ("unattributed", [], 1)


def test_own_voice_that_tells_who_took_responsibility_did_nothing_itself() -> None:
    scene = Scene()
    scene.report("a", "The unit has taken responsibility for the raid on Kelp Point.", publisher="Harbour Post")
    scene.tells("a", "The unit has taken responsibility for the raid on Kelp Point", access="did it")
    assert judged(scene).status == "unattributed"


def test_words_passed_on_for_another_are_the_other_s() -> None:
    scene = Scene()
    scene.actor("island channels", "organisation")
    text = "Island channels report that the Gull Brigade announced the fall of Kelp Point."
    scene.report("a", text)
    made = scene.says("a", "the Gull Brigade announced the fall of Kelp Point", by="island channels")
    scene.says("a", "the fall of Kelp Point", by="Gull Brigade", source="the Gull Brigade")
    # The claim holds only what the brigade is said to have announced, and only as the channels' words.
    inner = scene.members.pop()
    scene.members = [replace(inner, statement=made.id, actor=made.speaker)]
    assert names(judged(scene)) == ["Gull Brigade"]


@pytest.mark.parametrize("subject", ["Norland accused", "Norland was accused"])
def test_whoever_is_accused_is_no_speaker(subject: str) -> None:
    scene = Scene()
    scene.actor("Norland", "office")
    scene.report("a", f"{subject} of 'staging' the pictures of the wreck.")
    scene.report("b", "The pictures of the wreck, Norland said.")
    first = scene.says("a", "'staging' the pictures of the wreck", by=None, cue="accused")
    scene.claim()
    scene.utterance(first, scene.says("b", "The pictures of the wreck", by="Norland"), speaker="Norland")
    scene.members = []
    assert judged(scene).status == "unattributed"


def test_other_officials_take_nothing_back() -> None:
    scene = Scene()
    scene.actor("officials", "unnamed")
    scene.report("a", "Officials said the dam broke.", published="2031-05-01")
    scene.report("b", "Officials said the dam held.", published="2031-05-02")
    scene.report("c", "Officials retracted: the dam did not break.", published="2031-05-03")
    scene.says("a", "the dam broke", by="officials")
    scene.says("b", "the dam held", by="officials", stance="denies")
    assert judged(scene).status == "single-origin"
    scene.claims = []
    scene.says("a", "the dam broke", by="officials")
    scene.says("c", "the dam did not break", by="officials", stance="denies")
    assert judged(scene).status == "withdrawn"


def test_a_paper_that_gives_word_to_many_is_an_outlet_though_it_speaks_of_itself() -> None:
    scene = Scene()
    scene.report(
        "own",
        "The dam has fallen. The dam broke, the navy said. It leaks, the council said. It goes, the firm said.",
        publisher="Lontar",
    )
    scene.report("echo", "Lontar said that it could not vouch for the picture.", publisher="Harbour Post")
    for name in ("navy", "council", "firm", "Lontar"):
        scene.actor(name, "organisation")
    scene.says("own", "The dam broke", by="navy")
    scene.says("own", "It leaks", by="council")
    scene.says("own", "It goes", by="firm")
    scene.says("echo", "it could not vouch for the picture", by="Lontar")
    scene.members.clear()
    scene.tells("own", "The dam has fallen")
    scene.claim()
    claim = judged(scene)
    assert (claim.status, claim.origins) == ("unattributed", ())


def test_a_union_that_quotes_the_firm_speaks_for_itself() -> None:
    scene = Scene()
    scene.report("own", "The dam has fallen. All is well, the firm said.", publisher="Lontar")
    scene.report("echo", "Lontar said so.", publisher="Harbour Post")
    scene.actor("firm", "organisation")
    scene.actor("Lontar", "organisation")
    scene.says("own", "All is well", by="firm")
    scene.says("echo", "so", by="Lontar")
    scene.members.clear()
    scene.tells("own", "The dam has fallen")
    scene.claim()
    assert names(judged(scene)) == ["Lontar"]


@pytest.mark.parametrize(
    ("first", "language", "origins"),
    [
        ("Ministerium für Wasserwege", "de", 1),
        ("government", "en", 1),
        ("Polizei", "de", 2),
        ("Kelp Point Hospital", "en", 2),
    ],
)
def test_two_bodies_of_one_sort_that_say_the_same_in_two_languages_are_one(
    first: str, language: str, origins: int
) -> None:
    words = {"de": "Niemand hat die Meerenge gesperrt", "en": "Nobody has ever closed the strait"}
    scene = Scene()
    scene.actor("Ministry of Waterways", "organisation")
    scene.actor(first, "organisation")
    scene.report("one", "Nobody has ever closed the strait.")
    scene.report("two", f"{words[language]}.", language=language)
    said = scene.says("one", "Nobody has ever closed the strait", by="Ministry of Waterways")
    other = scene.says("two", words[language], by=first)
    scene.utterance(said, other)
    (claim,) = trace(tuple(scene.reports.values()), scene.readings(), scene.comparison()).claims
    assert len(claim.origins) == origins
