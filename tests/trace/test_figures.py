"""Figures of one thing side by side, which of them exclude each other, and what that makes of their claims."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

import pytest

from stemma.collect import Collected, collect
from stemma.collect.revisions import settle
from stemma.compare.pieces import gather
from stemma.compare.tallies import find_series
from stemma.model import Case, QuantitySeries, Reading, Report, Statement
from stemma.read.places import find_places
from stemma.read.reader import read
from stemma.run.inputs import Input, walk
from stemma.run.stages import derive
from stemma.trace import Traced, trace
from tests.factories import Scene, report

PAPERS = ("Harbour Post", "Nordblatt", "Evening Lamp", "Coast Radio")


def case_of(*texts: str | tuple[str, str]) -> Case:
    """A case of these reports, one a day by papers of their own, or as published where that is told."""
    reports: list[Report] = []
    for number, told in enumerate(texts):
        text, day = (told, f"2031-03-{number + 1:02}T12:00:00Z") if isinstance(told, str) else told
        made = report(f"r{number}", text, publisher=PAPERS[number], published=day or None, language="en")
        reports.append(made)
    return derive(reports, {made.id: read(made) for made in reports})


def series(case: Case, gloss: str) -> QuantitySeries:
    (found,) = [one for one in case.quantities if one.gloss == gloss]
    return found


def quay(
    first: str, second: str, *, days: tuple[str, str] = ("2031-03-01", "2031-03-02"), same: bool = False
) -> Traced:
    """Two claims on what fell from a quay, each by a speaker of its own; the words are the whole of the claims."""
    scene = Scene()
    for number, (words, day) in enumerate(zip((first, second), days, strict=True)):
        who = "Ada Brandt" if same or not number else "Ole Vik"
        scene.report(
            f"r{number}", f"{words}, {who} said.", publisher=PAPERS[number], published=day or None, language="en"
        )
        scene.says(f"r{number}", words, by=who)
        scene.claim(words)
    comparison, reports = scene.comparison(), tuple(scene.reports.values())
    pairs = zip(reports, scene.readings(), strict=True)
    readings = [replace(reading, places=find_places(made, reading.sentences)) for made, reading in pairs]
    rows = side_by_side(reports, readings, comparison.statements)
    return trace(reports, readings, replace(comparison, quantities=rows))


def side_by_side(
    reports: Sequence[Report], readings: Sequence[Reading], statements: Sequence[Statement] = ()
) -> tuple[QuantitySeries, ...]:
    """The series of reports that are all of one story."""
    return find_series(gather(reports, readings, statements), statements, ["the quay"] * len(reports))


def statuses(traced: Traced) -> list[str]:
    return [claim.status for claim in sorted(traced.claims, key=lambda claim: claim.gloss)]


def test_figures_of_one_thing_stand_side_by_side_in_every_language() -> None:
    english = report("a", "The quake killed 40 people.", publisher="Lamp", published="2031-03-01", language="en")
    german = report("b", "Bei dem Beben starben 43 Menschen.", publisher="Licht", published="2031-03-02", language="de")
    (found,) = side_by_side([english, german], [read(english), read(german)])
    assert [(row.publisher, row.low) for row in found.rows] == [("Lamp", 40), ("Licht", 43)]


def test_claims_whose_figures_exclude_each_other_are_contested_and_name_each_other() -> None:
    traced = quay("Forty people were killed on the Lemvik quay", "Nineteen people were killed on the Lemvik quay")
    assert statuses(traced) == ["contested", "contested"]
    one, other = traced.claims
    assert [rival.claim for rival in one.rivals] == [other.id]
    assert one.rivals[0].evidence.why == "“Forty” and “Nineteen” can't both be the number of people killed"
    assert {member.stance for member in one.members} == {"affirms", "denies"}


@pytest.mark.parametrize(
    ("first", "second"),
    [
        ("Forty people were killed on the quay", "More than thirty people were killed on the quay"),
        ("About forty people were killed on the quay", "Forty-two people were killed on the quay"),
        ("Forty people were killed on the quay", "Forty people were wounded on the quay"),
        ("Forty people were killed on the quay", "Nine children were killed on the quay"),
        ("Nineteen people were killed on the quay", "Forty people were killed on the quay"),
        ("Forty people were killed on the quay", "The toll of the quay was revised: 19 people were killed"),
        ("Forty people are missing at the quay", "Nine people are missing at the quay"),
    ],
    ids=["a bound allows it", "near it", "another fate", "a part", "it rose", "an update", "it goes up and down"],
)
def test_what_may_both_be_so_contests_nothing(first: str, second: str) -> None:
    assert statuses(quay(first, second)) == ["single-origin", "single-origin"]


def test_a_sources_later_figure_replaces_its_own() -> None:
    traced = quay("Forty people were killed on the quay", "Nineteen people were killed on the quay", same=True)
    assert "contested" not in statuses(traced)
    assert [row.superseded for one in traced.quantities for row in one.rows] == [True, False]


def test_without_dates_nobody_can_tell_an_update() -> None:
    traced = quay("Forty people were killed on the quay", "Nineteen people were killed on the quay", days=("", ""))
    assert "contested" not in statuses(traced)


def test_one_report_that_sets_two_figures_against_each_other_needs_no_dates() -> None:
    words = (
        "The police say nine rioters were killed in Lemvik. Hospital director Ada Brandt said 31 rioters were killed.",
        "",
    )
    found = case_of(words)
    assert [contest.why for one in found.quantities for contest in one.contests]


def test_how_many_were_aboard_does_not_grow() -> None:
    traced = quay("There were 186 people aboard the ferry", "There were 212 people aboard the ferry")
    assert statuses(traced) == ["contested", "contested"]


@pytest.mark.parametrize(
    ("first", "second"),
    [
        ("All four gunmen were killed", "Two of the gunmen escaped"),
        ("Both boats were sunk", "At least one boat reached the pier"),
        ("Every drone was shot down", "At least two drones got through"),
        ("All six raiders were captured", "Two raiders are at large"),
    ],
)
def test_what_is_said_of_all_is_denied_by_who_tells_of_an_exception(first: str, second: str) -> None:
    assert statuses(quay(first, second)) == ["contested", "contested"]


@pytest.mark.parametrize(
    ("first", "second"),
    [
        ("Four gunmen were killed", "Two gunmen escaped"),
        ("All four gunmen were killed", "Two cooks escaped"),
        ("Nearly all boats were sunk", "Two boats reached the pier"),
        ("All nine boats were damaged", "Two boats reached the pier"),
    ],
    ids=["not all", "others", "nearly all", "both can be so"],
)
def test_who_tells_of_others_than_all_denies_nothing(first: str, second: str) -> None:
    assert statuses(quay(first, second)) == ["single-origin", "single-origin"]


def test_all_saved_and_some_lost_exclude_each_other() -> None:
    traced = quay("All passengers were saved", "Nine passengers were killed")
    assert statuses(traced) == ["contested", "contested"]


def test_nine_may_be_all_there_were() -> None:
    assert "contested" not in statuses(quay("All hikers were saved", "Nine hikers were saved"))


def test_all_saved_excludes_a_part_of_more() -> None:
    scene_texts = (
        "There were about 90 people aboard the ferry Lemvik, the harbour office said.",
        "All on the ferry Lemvik were saved, shipowner Ole Vik said.",
        "Forty people were saved from the ferry Lemvik, coast guard officer Ada Brandt said.",
    )
    found = series(case_of(*scene_texts), "people saved")
    assert [contest.why for contest in found.contests] == ["“All” and “Forty” can't both be the number of people saved"]


def test_the_dead_of_another_place_are_others() -> None:
    first = "Forty people were killed in Lviv"
    assert "contested" not in statuses(quay(first, "Nineteen people were killed in Utrecht"))


def together(*said: tuple[str, str], days: Sequence[str] = ("2031-03-01", "2031-03-02", "2031-03-03")) -> Traced:
    """One claim that holds what each speaker says, one report each, in the order told."""
    scene = Scene()
    for number, (who, words) in enumerate(said):
        scene.report(
            f"r{number}", f"{words}, {who} said.", publisher=PAPERS[number], published=days[number], language="en"
        )
        scene.says(f"r{number}", words, by=who)
    scene.claim(said[0][1])
    comparison, reports = scene.comparison(), tuple(scene.reports.values())
    readings = list(scene.readings())
    return trace(
        reports, readings, replace(comparison, quantities=side_by_side(reports, readings, comparison.statements))
    )


def test_who_gives_the_lesser_held_figure_within_a_claim_denies_it() -> None:
    (claim,) = together(
        ("Ada Brandt", "Forty rioters were arrested on the Lemvik quay"),
        ("Nora Lund", "Forty rioters were arrested on the quay at Lemvik"),
        ("Ole Vik", "Nine rioters were arrested on the Lemvik quay"),
    ).claims
    assert claim.status == "contested"
    assert [member.stance for member in claim.members] == ["affirms", "affirms", "denies"]


def test_a_later_higher_figure_within_a_claim_may_be_the_same_count() -> None:
    (claim,) = together(
        ("Ada Brandt", "Nine rioters were arrested on the Lemvik quay"),
        ("Ole Vik", "Forty rioters were arrested on the Lemvik quay"),
    ).claims
    assert claim.status != "contested"


def test_who_comes_to_give_the_others_figure_no_longer_contests_it() -> None:
    first, second = "Forty rioters were arrested on the quay", "Nine rioters were arrested on the quay"
    told = (("Ada Brandt", first), ("Ole Vik", second))
    assert together(*told).claims[0].status == "contested"
    conceded = together(*told, ("Ole Vik", "Forty rioters were arrested on the quay at Lemvik"))
    assert conceded.claims[0].status != "contested"


def test_the_dead_of_a_war_are_not_those_of_a_crash() -> None:
    first = "Twelve thousand people were killed in the fighting"
    assert "contested" not in statuses(quay(first, "Seven people were killed"))


def test_of_what_one_sentence_sets_side_by_side_one_may_be_the_papers_own() -> None:
    found = case_of(("Officially 63 people died; a priest in the valley speaks of more than three times that.", ""))
    assert [contest.why for one in found.quantities for contest in one.contests] == [
        "“63” and “more than three times that” can't both be the number of people killed"
    ]


@pytest.mark.parametrize(
    ("first", "second"),
    [
        ("Every villager was brought to safety", "Three villagers were left behind"),
        ("All hostages were freed", "Two hostages are still held"),
    ],
)
def test_who_was_left_is_an_exception(first: str, second: str) -> None:
    assert statuses(quay(first, second)) == ["contested", "contested"]


def test_the_order_of_reports_changes_nothing() -> None:
    texts = ("Forty people were killed, Ada Brandt said.", "Nineteen people were killed, Ole Vik said.")
    forth = case_of(*texts)
    back = derive(tuple(reversed(forth.reports)), {made.id: read(made) for made in forth.reports})
    assert forth.quantities == back.quantities
    assert forth.claims == back.claims


def test_every_soul_saved_and_705_survivors_contest_each_other() -> None:
    reports = []
    for source in walk([Path(__file__).resolve().parents[2] / "examples" / "titanic-1912"]):
        assert isinstance(source, Input)
        found = [item.report for item in collect(source.read(), source.name, None) if isinstance(item, Collected)]
        reports += found
    settled = settle(reports)
    case = derive(settled, {made.id: read(made) for made in settled})
    saved = series(case, "people saved")
    assert {row.low for row in saved.rows if row.bound == "exactly"} == {675, 705}
    assert any("705" in contest.why for contest in saved.contests)
    assert not any("675" in contest.why and "705" in contest.why for contest in saved.contests)
