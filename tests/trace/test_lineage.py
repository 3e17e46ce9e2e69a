"""What a report takes from, and by which words that is shown."""

from __future__ import annotations

import pytest

from stemma.model import LineageEdge, Mention
from stemma.trace import trace
from stemma.trace.addresses import same_address
from stemma.trace.moments import comes_before
from stemma.trace.outlets import outlet_words, same_outlet
from tests.factories import Scene, actor_id, reading, span_of

WIRE = "The ferry Osprey ran aground off Kelp Point in thick fog and was towed in by two tugs before dawn."


def edges(scene: Scene) -> tuple[LineageEdge, ...]:
    return trace(tuple(scene.reports.values()), scene.readings(), scene.comparison()).lineage


def pairs(scene: Scene) -> set[tuple[str, str | None, str]]:
    return {(edge.report, edge.takes_from.report or edge.takes_from.outside, edge.kind) for edge in edges(scene)}


def test_credits_of_one_outlet_are_one_edge_with_all_their_evidence() -> None:
    scene = Scene()
    scene.report("r", "He told Radio Zenit so. According to Zenit, she sank.")
    scene.credit("r", "told Radio Zenit", "Radio Zenit", outlet="Radio Zenit")
    scene.credit("r", "According to Zenit", "Radio Zenit")
    (edge,) = edges(scene)
    assert (edge.takes_from.outside, edge.kind, edge.score, len(edge.evidence)) == ("Radio Zenit", "credits", 1.0, 2)


def test_a_credit_leads_to_the_outlet_s_report_in_the_case() -> None:
    scene = Scene()
    scene.report("post", "She sank.", publisher="The Harbour Post")
    scene.report("echo", "She sank, the Harbour Post reports.", publisher="Echo")
    scene.credit("echo", "the Harbour Post reports", "the Harbour Post")
    assert pairs(scene) == {("echo", "post", "credits")}


def test_a_credit_of_an_outlet_with_several_reports_stays_outside_unless_one_shares_words() -> None:
    scene = Scene()
    for name in ("post-1", "post-2"):
        scene.report(name, WIRE, publisher="Harbour Post")
    scene.report("echo", f"Says the Harbour Post: {WIRE}", publisher="Echo")
    scene.credit("echo", "Says the Harbour Post", "the Harbour Post")
    assert pairs(scene) == {("echo", "the Harbour Post", "credits")}
    scene.copy("post-2", "echo", WIRE)
    assert pairs(scene) == {("echo", "post-2", "credits"), ("echo", "post-2", "copies")}


def test_a_report_without_a_publisher_is_whose_words_others_credit_to_an_outlet() -> None:
    scene = Scene()
    scene.report("source", f"{WIRE} Nobody was hurt.")
    for name in ("one", "two"):
        scene.report(name, f"{WIRE} So says the Harbour Post.")
        scene.credit(name, "says the Harbour Post", "the Harbour Post")
        scene.copy("source", name, WIRE)
    scene.copy("one", "two", WIRE)
    found = pairs(scene)
    assert {("one", "source", "credits"), ("two", "source", "credits")} <= found
    assert not any(taker == "source" for taker, _, _ in found)


def test_a_credit_s_actor_is_the_one_of_the_case() -> None:
    scene = Scene()
    scene.actor("Ines Falk")
    report = scene.report("r", "She sank, Ines Falk wrote on her channel.")
    credit = scene.credit("r", "on her channel", "her channel", actor="local-1")
    scene.mention("r", "Ines Falk", "Ines Falk")
    local = Mention(report="r", span=span_of(report.text, "Ines Falk"), kind="person", actor="local-1")
    readings = (reading(report, credits=(credit,), mentions=(local,)),)
    (edge,) = trace((report,), readings, scene.comparison()).lineage
    assert edge.takes_from.actor == actor_id("Ines Falk")


def test_what_a_paper_was_told_itself_is_no_taking() -> None:
    scene = Scene()
    scene.report("post", "She sank, he told the Harbour Post.", publisher="Harbour Post")
    scene.credit("post", "told the Harbour Post", "the Harbour Post")
    assert edges(scene) == ()


def test_a_link_leads_to_the_report_at_that_address() -> None:
    scene = Scene()
    scene.report("post", "She sank.", url="https://www.post.example/ferry/")
    link = ("earlier report", "http://post.example/ferry?utm_source=x#top")
    scene.report("echo", "See our earlier report.", links=[link])
    assert pairs(scene) == {("echo", "post", "links")}


def test_the_later_of_two_reports_with_the_same_words_copies() -> None:
    scene = Scene()
    scene.report("a", WIRE, published="2021-03-02T12:00:00Z")
    scene.report("b", WIRE, published="2021-03-02T09:00:00Z")
    scene.copy("a", "b", WIRE)
    (edge,) = edges(scene)
    assert (edge.report, edge.takes_from.report, edge.kind, edge.score) == ("a", "b", "copies", 1.0)


def test_a_copied_report_without_a_date_takes_from_the_one_with_which_more_share() -> None:
    scene = Scene()
    for name in ("hub", "x", "y"):
        scene.report(name, WIRE + f" Printed by {name}." + " More of it." * (name == "hub"))
    for name in ("x", "y"):
        scene.copy("hub", name, WIRE)
    found = edges(scene)
    assert {(edge.report, edge.takes_from.report) for edge in found} == {("x", "hub"), ("y", "hub")}
    assert all(edge.score < 0.5 for edge in found)


def test_an_excerpt_without_a_date_takes_from_the_one_that_it_stands_in() -> None:
    scene = Scene()
    scene.report("whole", f"{WIRE} {'Her master has been asked to come ashore. ' * 4}")
    scene.report("excerpt", f"Sunk! {WIRE}")
    scene.report("third", f"{WIRE} {'Something else was in the paper of that day too. ' * 4}")
    scene.copy("whole", "excerpt", WIRE)
    scene.copy("third", "excerpt", WIRE)
    assert {edge[:2] for edge in pairs(scene)} <= {("excerpt", "whole"), ("excerpt", "third")}
    assert all("nearly whole" in edge.evidence[0].why for edge in edges(scene))


def test_two_that_share_most_of_their_words_are_no_excerpts_of_each_other() -> None:
    scene = Scene()
    for name in ("x", "y"):
        scene.report(name, f"{WIRE} By {name}.")
    scene.copy("x", "y", WIRE)
    assert edges(scene) == ()


def test_where_nothing_decides_the_direction_there_is_no_edge() -> None:
    scene = Scene()
    for name in ("x", "y"):
        scene.report(name, WIRE)
    scene.copy("x", "y", WIRE)
    assert edges(scene) == ()


def test_each_reprint_takes_from_the_source_and_not_from_every_other_reprint() -> None:
    scene = Scene()
    for number in range(5):
        scene.report(f"r{number}", WIRE, published=f"2021-03-0{number + 1}")
        for earlier in range(number):
            scene.copy(f"r{earlier}", f"r{number}", WIRE)
    assert pairs(scene) == {(f"r{number}", "r0", "copies") for number in range(1, 5)}


def test_two_reports_that_quote_one_speaker_do_not_take_from_each_other() -> None:
    scene = Scene()
    for name, day in (("a", "2021-03-01"), ("b", "2021-03-02")):
        scene.report(name, f"“{WIRE}” Ines Falk said.", published=day)
        scene.says(name, WIRE, by="Ines Falk", manner="direct")
    scene.copy("a", "b", WIRE)
    assert edges(scene) == ()


def test_boilerplate_proves_nothing() -> None:
    scene = Scene()
    scene.report("a", WIRE, published="2021-03-01")
    scene.report("b", WIRE, published="2021-03-02")
    scene.copy("a", "b", WIRE, boilerplate=True)
    assert edges(scene) == ()


def test_reprints_of_one_agency_outside_the_case_take_from_it_and_not_from_each_other() -> None:
    scene = Scene()
    for name, day in (("a", "2021-03-01"), ("b", "2021-03-02")):
        scene.report(name, f"{WIRE} Source: AFP", published=day, publisher=name)
        scene.credit(name, "Source: AFP", "AFP")
    scene.copy("a", "b", WIRE)
    assert pairs(scene) == {("a", "AFP", "credits"), ("b", "AFP", "credits")}


def test_the_same_headline_within_hours_is_a_copy() -> None:
    scene, title = Scene(), "Ferry Osprey runs aground off Kelp Point"
    scene.report("first", f"{title}\nShe is stuck.", title=title, published="2021-03-01T08:00:00Z", publisher="A")
    scene.report("second", f"{title}\nTugs are out.", title=title, published="2021-03-01T09:00:00Z", publisher="B")
    scene.report("week-on", f"{title}\nAgain.", title=title, published="2021-03-09T09:00:00Z", publisher="C")
    assert pairs(scene) == {("second", "first", "copies")}


def test_an_edition_takes_from_the_one_before() -> None:
    scene = Scene()
    scene.report("old", "She is stuck.")
    scene.report("new", "She is free.", revision_of="old")
    assert pairs(scene) == {("new", "old", "copies")}


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("https://www.post.example/a/", "http://post.example/a"),
        ("https://post.example/a?b=1&a=2", "https://post.example/a?a=2&b=1&fbclid=xyz"),
        ("https://m.post.example/a#part", "https://post.example/a/amp"),
    ],
)
def test_addresses_of_one_page_are_the_same(one: str, other: str) -> None:
    assert same_address(one) == same_address(other) != ""


@pytest.mark.parametrize("url", ["", "mailto:x@post.example", "https://post.example/", "http://[bad", "ferry"])
def test_what_is_no_page_s_address_is_none(url: str) -> None:
    assert same_address(url) == ""


def test_outlets_are_told_apart_by_their_words() -> None:
    assert same_outlet(outlet_words("the Harbour Post"), outlet_words("The North Harbour Post"))
    assert same_outlet(outlet_words("Zenit"), outlet_words("Zenit.com"))
    assert not same_outlet(outlet_words("the Post"), outlet_words("Harbour Post"))
    assert not same_outlet(outlet_words("Harbour Times"), outlet_words("Harbour Post"))


def test_a_date_alone_does_not_tell_the_hour() -> None:
    assert comes_before("2021-03-01", "2021-03-02")
    assert not comes_before("2021-03-01", "2021-03-01T23:00:00Z")
    assert not comes_before(None, "2021-03-01")
    assert comes_before("2021-03-01T10:00:00+02:00", "2021-03-01T09:00:00Z")
    assert not comes_before("yesterday", "2021-03-01")


def test_a_speaker_who_is_no_outlet_is_not_taken_from() -> None:
    scene = Scene()
    scene.actor("Ines Falk")
    scene.report("one", "The ferry sank, Ines Falk said. She is gone, a statement of Ines Falk said.")
    scene.mention("one", "Ines Falk", "Ines Falk")
    scene.credit("one", "Ines Falk said", "Ines Falk", actor=actor_id("Ines Falk"))
    assert not trace(tuple(scene.reports.values()), scene.readings(), scene.comparison()).lineage
    scene.credit("one", "a statement of Ines Falk", "Ines Falk", actor=actor_id("Ines Falk"))
    (edge,) = trace(tuple(scene.reports.values()), scene.readings(), scene.comparison()).lineage
    assert edge.takes_from.outside == "Ines Falk"


def test_the_credit_of_a_picture_is_none_of_the_words() -> None:
    scene = Scene()
    scene.report("one", "The quay at noon. (Harbour pool photo via AP) The quay is shut, AP reports.")
    scene.credit("one", "via AP", "AP", outlet="The Associated Press")
    assert not trace(tuple(scene.reports.values()), scene.readings(), scene.comparison()).lineage
