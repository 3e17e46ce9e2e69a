"""Judgements on origins come before what the reports say."""

from __future__ import annotations

import pytest

from stemma.model import Claim, Judgement
from stemma.model.rulings import Subject, rulings_of
from stemma.trace import trace
from tests.factories import Scene
from tests.factories import actor as actor_of

TEXT = "The Osprey ran aground off Kelp Point on Monday and lies on her side."


def traced(scene: Scene, *judgements: Judgement) -> Claim:
    """The one claim of a scene, traced under judgements."""
    reports = tuple(scene.reports.values())
    comparison = scene.comparison()
    (claim,) = trace(reports, scene.readings(), comparison, rulings_of(judgements, reports)).claims
    return claim


def ruled(verb: str, *subjects: Subject) -> Judgement:
    texts = tuple(subject.text for subject in subjects)
    return Judgement(id="j1", verb=verb, subjects=texts, author="Ada", made="2031-05-08T09:00:00")


def actor(name: str) -> Subject:
    return Subject(naming="actor", name=name)


def report(name: str) -> Subject:
    return Subject(naming="report", name=name)


def two_witnesses() -> Scene:
    scene = Scene()
    for name, who in (("one", "Ines Falk"), ("two", "Jon Berg")):
        scene.report(name, f"The Osprey ran aground, {who} said.", publisher=name.title())
        scene.says(name, "The Osprey ran aground", by=who)
    return scene


def copies() -> Scene:
    """Two papers with access of their own, as they say, one with the other's text."""
    scene = Scene()
    for name in ("one", "two"):
        scene.report(name, f"{TEXT} Our reporter saw it.", publisher=name.title())
        scene.tells(name, TEXT[:-1], access="witnessed")
    scene.copy("one", "two", TEXT)
    return scene


def test_dependent_actors_are_one_origin_by_judgement() -> None:
    assert len(traced(two_witnesses()).origins) == 2
    claim = traced(two_witnesses(), ruled("dependent", actor("Jon Berg"), actor("ines falk")))
    (origin,) = claim.origins
    assert [(merge.id, merge.why) for merge in origin.merged] == [
        ("a-jon-berg", "judged dependent by Ada on 2031-05-08")
    ]
    assert (claim.at_most, claim.status) == (1, "single-origin")
    assert "because judged dependent by Ada on 2031-05-08" in claim.why


@pytest.mark.parametrize("other", [report("two"), Subject(naming="publisher", name="Two")])
def test_a_paper_that_does_not_say_how_it_knows_is_no_perhaps_once_it_is_judged_dependent(other: Subject) -> None:
    scene = two_witnesses()
    scene.statements.pop()
    scene.members.pop()
    scene.tells("two", "The Osprey ran aground")
    assert traced(scene).at_most == 2
    scene.members, scene.claims = list(scene.claims[0].members), []
    claim = traced(scene, ruled("dependent", actor("Ines Falk"), other))
    assert (len(claim.origins), claim.at_most) == (1, 1)
    assert "judged dependent by Ada" in claim.why


def test_reports_judged_independent_do_not_have_their_text_from_each_other() -> None:
    assert len(traced(copies()).origins) == 1
    claim = traced(copies(), ruled("independent", report("one"), report("two")))
    assert [origin.name for origin in claim.origins] == ["One", "Two"]
    assert "One and Two were judged independent by Ada on 2031-05-08" in claim.why


def test_what_is_judged_independent_is_not_joined_through_a_third() -> None:
    scene = Scene()
    for name in ("one", "two", "three"):
        scene.report(name, "The Osprey ran aground, residents said.")
        scene.actors[name] = actor_of("residents", "unnamed", id=name)
        scene.says(name, "The Osprey ran aground", by=None, speaker=name)
    (before,) = traced(scene).origins
    assert len(before.merged) == 2
    scene.members, scene.claims = list(scene.claims[0].members), []
    assert len(traced(scene, ruled("independent", report("one"), report("two"))).origins) == 2


def test_a_judgement_on_others_changes_nothing() -> None:
    judgement = ruled("dependent", actor("Nobody Known"), report("nowhere"))
    assert traced(two_witnesses(), judgement) == traced(two_witnesses())
