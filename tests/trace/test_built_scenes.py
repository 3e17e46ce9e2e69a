"""Cases that attack the count where reading or grouping would blur what is asked: their readings are made by hand."""

from __future__ import annotations

import pytest

from stemma.model import Claim
from stemma.trace import trace
from tests.factories import Scene


def traced(scene: Scene) -> tuple[Claim, ...]:
    """The claims of a scene in the order in which they were closed."""
    comparison = scene.comparison()
    found = {claim.gloss: claim for claim in trace(tuple(scene.reports.values()), scene.readings(), comparison).claims}
    return tuple(found[group.gloss] for group in comparison.claims)


def names(claim: Claim) -> list[str]:
    return [origin.name for origin in claim.origins]


def test_translations_of_one_interview_are_one_under_two_spellings() -> None:
    scene = Scene()
    scene.report("en", "“We lost her at noon,” Olena Hrytsak said.")
    scene.report("pl", "„Straciliśmy ją w południe” – mówi Ołena Hrycak.", language="pl")
    one = scene.says("en", "We lost her at noon", by="Olena Hrytsak")
    other = scene.says("pl", "Straciliśmy ją w południe", by="Ołena Hrycak")
    scene.utterance(one, other)
    (claim,) = traced(scene)
    assert (claim.status, len(claim.origins)) == ("single-origin", 1)


def test_a_distorted_figure_is_not_confirmed_by_the_true_one() -> None:
    scene = Scene()
    scene.report("true", "Four of the lifeboats leak, inspector Jan Dahl said.", publisher="Coast Post")
    scene.report("second", "Four lifeboats leak, mate Eva Brandt said.", publisher="Coast Post")
    scene.report("wrong", "Forty lifeboats leak, Jan Dahl said.", publisher="Daily Lamp")
    scene.says("true", "Four of the lifeboats leak", by="Jan Dahl")
    scene.says("second", "Four lifeboats leak", by="Eva Brandt")
    scene.claim("four leak")
    scene.says("wrong", "Forty lifeboats leak", by="Jan Dahl")
    scene.claim("forty leak")
    four, forty = traced(scene)
    assert (four.status, len(four.origins)) == ("corroborated", 2)
    assert (forty.status, names(forty)) == ("single-origin", ["Jan Dahl"])


def feud() -> Scene:
    """The Norwegian and the Swedish navy, who contradict each other on one claim and agree on another."""
    scene = Scene()
    for name in ("Norwegian navy", "Swedish navy"):
        scene.actor(name, "organisation")
    scene.report("one", "The Osprey fired first and sank at noon, the Norwegian navy said.")
    scene.report("two", "She did not fire first, the Swedish navy said. She sank at noon, it said.")
    scene.says("one", "The Osprey fired first", by="Norwegian navy")
    scene.says("two", "She did not fire first", by="Swedish navy", stance="denies")
    scene.claim("the Osprey fired first")
    scene.says("one", "sank at noon", by="Norwegian navy")
    scene.says("two", "She sank at noon", by="Swedish navy")
    scene.claim("the Osprey sank at noon")
    return scene


def test_what_opponents_both_affirm_is_marked_with_their_dispute() -> None:
    scene = feud()
    fired, sank = traced(scene)
    assert (fired.status, [origin.marks for origin in fired.origins]) == ("contested", [()])
    assert sank.status == "corroborated"
    shown = [mark.span.of(scene.reports[mark.report].text) for origin in sank.origins for mark in origin.marks]
    assert shown == ["She did not fire first", "She did not fire first"]
    assert "contradicts Swedish navy elsewhere (“the Osprey fired first”)" in sank.why


def test_a_mark_changes_no_count() -> None:
    marked = traced(feud())[1]
    scene = feud()
    scene.claims = scene.claims[1:]
    (bare,) = traced(scene)
    assert (bare.status, names(bare), bare.at_most) == (marked.status, names(marked), marked.at_most)
    assert not any(origin.marks for origin in bare.origins)


def test_an_outlet_that_corrects_itself_was_the_origin() -> None:
    scene = Scene()
    scene.report("flash", "The Alda has sunk.", publisher="Coast Post", published="2031-05-01")
    scene.report("echo", "The Alda went down.", publisher="Inland Echo", published="2031-05-02")
    scene.report("correction", "The Alda has not sunk.", publisher="Coast Post", published="2031-05-03")
    scene.tells("flash", "The Alda has sunk")
    scene.tells("echo", "The Alda went down")
    scene.tells("correction", "The Alda has not sunk", stance="denies")
    (claim,) = traced(scene)
    assert (claim.status, names(claim)) == ("withdrawn", ["Coast Post"])
    assert "Coast Post took it back." in claim.why


def test_where_another_outlet_said_it_first_one_correction_withdraws_nothing() -> None:
    scene = Scene()
    scene.report("echo", "The Alda went down.", publisher="Inland Echo", published="2031-05-01")
    scene.report("flash", "The Alda has sunk.", publisher="Coast Post", published="2031-05-02")
    scene.report("correction", "The Alda has not sunk.", publisher="Coast Post", published="2031-05-03")
    scene.tells("echo", "The Alda went down")
    scene.tells("flash", "The Alda has sunk")
    scene.tells("correction", "The Alda has not sunk", stance="denies")
    assert traced(scene)[0].status != "withdrawn"


@pytest.mark.parametrize(
    ("publisher", "origins"),
    [
        ("Ministry of Transport of Orlava", 1),
        ("Museum Harlingveld", 1),
        ("Préfecture de Morlay", 1),
        ("Harbour Board media office", 1),
        ("Governor Anna Dahl (Telegram)", 1),
        ("Coast Post", 0),
        ("Ministry News Agency", 0),
        ("Reuters", 0),
        ("Orlava World Service", 0),
    ],
)
def test_a_body_speaks_in_what_it_publishes_and_an_outlet_does_not(publisher: str, origins: int) -> None:
    scene = Scene()
    scene.report("one", "The bridge is closed.", publisher=publisher)
    scene.tells("one", "The bridge is closed")
    assert len(traced(scene)[0].origins) == origins


def test_who_works_for_an_outlet_of_the_case_is_a_way_station() -> None:
    scene = Scene()
    scene.actor("Ada Lind", body="Coast Post")
    scene.report("one", "The bridge is closed, Ada Lind of the Coast Post says.", publisher="Inland Echo")
    scene.report("two", "The road is open.", publisher="Coast Post")
    scene.says("one", "The bridge is closed", by="Ada Lind")
    assert traced(scene)[0].origins == ()


@pytest.mark.parametrize(
    ("bare", "named", "origins"),
    [
        ("mayor", "Mayor Tom Dahl", 1),
        ("police", "Orlow police", 1),
        ("hospital", "Saint Anne's Hospital", 1),
        ("police", "Saint Anne's Hospital", 2),
        ("mayor", "fisherman Tom Dahl", 2),
    ],
)
def test_a_voice_without_a_name_may_be_one_of_its_sort(bare: str, named: str, origins: int) -> None:
    scene = Scene()
    person = named.endswith("Dahl")
    name = "Tom Dahl" if person else named
    scene.actor(name, "person" if person else "organisation")
    scene.actor(bare, "office")
    scene.report("one", f"Nine are hurt, {named} said.")
    scene.report("two", f"Nine people are hurt, the {bare} said.")
    scene.says("one", "Nine are hurt", by=name)
    scene.says("two", "Nine people are hurt", by=bare)
    scene.mention("one", name, name)
    (claim,) = traced(scene)
    assert (len(claim.origins), claim.at_most) == (origins, 2)


def test_a_voice_that_may_be_either_of_two_does_not_make_them_one() -> None:
    scene = Scene()
    for name in ("Orlow police", "Marne police", "police"):
        scene.actor(name, "organisation")
        scene.report(name, f"Nine are hurt, {name} said.")
        scene.says(name, "Nine are hurt", by=name)
    (claim,) = traced(scene)
    assert (sorted(names(claim)), claim.at_most) == (["Marne police", "Orlow police"], 3)


def test_a_title_beside_the_name_tells_whose_official_it_is() -> None:
    scene = Scene()
    scene.actor("Norwegian navy", "organisation")
    scene.actor("Kari Lund")
    scene.report("one", "The Osprey sank, the Norwegian navy said.")
    scene.report("two", "The trawler sank, Norwegian foreign minister Kari Lund said.")
    scene.says("one", "The Osprey sank", by="Norwegian navy")
    scene.says("two", "The trawler sank", by="Kari Lund")
    scene.mention("two", "Kari Lund", "Kari Lund")
    (claim,) = traced(scene)
    assert (claim.status, claim.at_most) == ("single-origin", 2)


@pytest.mark.parametrize(
    ("one", "other", "origins"),
    [
        ("Coast Guard of Orlava", "Orlava's coast guard", 1),
        ("Free Coast Legion", "self-styled partisans the Free Coast Legion", 1),
        ("Free Coast Legion", "Free Coast Legion Hospital", 2),
        ("Solidar", "Youth Solidar", 2),
    ],
)
def test_one_name_within_another(one: str, other: str, origins: int) -> None:
    scene = Scene()
    scene.report("one", f"Nine are hurt, {one} said.")
    scene.report("two", f"Nine people are hurt, {other} said.")
    for name, report, words in ((one, "one", "Nine are hurt"), (other, "two", "Nine people are hurt")):
        scene.actor(name, "organisation")
        scene.says(report, words, by=name)
    assert len(traced(scene)[0].origins) == origins
