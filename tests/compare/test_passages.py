"""Copied passages: reuse is found over small changes, and what every page carries is no copy."""

from __future__ import annotations

from dataclasses import replace

from stemma.compare.passages import find_passages
from stemma.compare.pieces import gather
from stemma.model import Passage, Reading, Report, Span
from tests.compare.speeches import report

STORY = (
    "Divers brought the bell of the lightship ashore on Tuesday, forty years after she parted her chains in a "
    "January gale and drifted on to the sands with nine men aboard, none of whom were ever found."
)
FOOTER = "Write to our newsroom at the old customs house or call the night desk, which is staffed until four."


def passages(*reports: Report, furniture: dict[str, Span] | None = None) -> tuple[Passage, ...]:
    skipped = furniture or {}
    readings = [
        Reading(report=made.id, language="en", furniture=(skipped[made.id],) if made.id in skipped else ())
        for made in reports
    ]
    return find_passages(gather(reports, readings, ()))


def text(passage: Passage, made: Report, *, right: bool = False) -> str:
    return (passage.right if right else passage.left).span.of(made.text)


def test_a_copied_sentence_is_found_in_other_surroundings() -> None:
    one = report("a", f"Morning news. {STORY} The museum has not decided where it will hang.")
    other = report("b", f"Our correspondent writes from the coast today. {STORY}")
    (passage,) = passages(one, other)
    assert text(passage, one) in one.text
    assert STORY.rstrip(".") in text(passage, one)
    assert passage.score == 1.0
    assert not passage.boilerplate


def test_a_few_changed_words_do_not_break_a_passage() -> None:
    changed = STORY.replace("Tuesday", "Wednesday morning").replace("nine men", "eleven sailors")
    one, other = report("a", STORY), report("b", changed)
    (passage,) = passages(one, other)
    assert text(passage, one) == STORY.rstrip(".")
    assert 0.8 < passage.score < 1.0
    assert passage.evidence[0].why.endswith(" changed")


def test_the_evidence_counts_the_words() -> None:
    (passage,) = passages(report("a", STORY), report("b", STORY))
    assert passage.evidence[0].why == f"{len(STORY.split())} words in a row stand in both"


def test_common_phrases_are_no_copy() -> None:
    one = report("a", "At the end of the day it is what it is, said the skipper of the trawler.")
    other = report("b", "At the end of the day it is what it is, and the bakery opened as usual.")
    assert passages(one, other) == ()


def test_the_earlier_report_is_on_the_left() -> None:
    late, early = report("a", STORY, published="2024-05-02"), report("b", STORY, published="2024-05-01")
    (passage,) = passages(late, early)
    assert (passage.left.report, passage.right.report) == ("b", "a")


def test_what_three_pages_of_one_publisher_carry_is_boilerplate() -> None:
    pages = [
        report(name, f"{lead}\n\n{FOOTER}", publisher="The Harbour Post")
        for name, lead in (("a", "Herring is cheap again."), ("b", "A swan stopped a tram."), ("c", "It will rain."))
    ]
    found = passages(*pages)
    assert found
    assert all(passage.boilerplate for passage in found)


def test_a_story_that_three_publishers_carry_is_no_boilerplate() -> None:
    found = passages(*(report(name, STORY, publisher=f"Paper {name}") for name in "abc"))
    assert len(found) == 3
    assert not any(passage.boilerplate for passage in found)


def test_furniture_is_left_out() -> None:
    one, other = report("a", FOOTER), report("b", FOOTER)
    everything = Span(0, len(FOOTER))
    assert passages(one, other, furniture={"a": everything}) == ()


def test_an_edited_version_is_no_copy_of_the_one_before() -> None:
    first = report("a", STORY)
    second = replace(report("b", STORY), revision_of="a")
    third = replace(report("c", STORY), revision_of="b")
    assert passages(first, second, third) == ()


def test_a_story_that_many_carry_is_paired_with_the_earliest_only() -> None:
    many = [report(f"r{n:02}", STORY, published=f"2024-05-{n + 1:02}", publisher=f"p{n}") for n in range(20)]
    found = passages(*many)
    assert {passage.left.report for passage in found} == {"r00", "r01", "r02"}
    assert {passage.right.report for passage in found} >= {report.id for report in many[1:]}


def test_short_and_empty_reports_are_taken() -> None:
    assert passages(report("a", ""), report("b", "Two words"), report("c", STORY)) == ()
