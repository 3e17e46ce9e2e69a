"""Copied passages: reuse is found over small changes, and what every page carries is no copy."""

from __future__ import annotations

import random
from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from stemma.compare.passages import Pages, find_passages, runs_into
from stemma.compare.pieces import gather
from stemma.compare.shingles import ShingleIndex
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


def test_what_a_publisher_s_pages_carry_stays_boilerplate_though_one_page_was_copied_whole() -> None:
    leads = (
        "Herring is cheap again.",
        "A swan stopped a tram.",
        "It will rain.",
        "The mayor rode.",
        "A tooth fell out.",
    )
    pages = [report(f"p{n}", f"{lead}\n\n{FOOTER}", publisher="The Harbour Post") for n, lead in enumerate(leads)]
    taker = report("q", f"{leads[0]}\n\n{FOOTER}", publisher="Copy Cat")
    found = passages(*pages, taker)
    assert all(passage.boilerplate == (passage.right.report != "q") for passage in found)
    assert {passage.right.report for passage in found} >= {"q"}


def test_versions_of_one_item_make_no_boilerplate() -> None:
    first = report("a", f"Herring is cheap again. {STORY}", publisher="The Harbour Post")
    versions = [replace(report(n, f"Herring. {STORY}", publisher="The Harbour Post"), revision_of="a") for n in "bc"]
    other = report("d", f"A bell came home. {STORY}", publisher="The Harbour Post")
    found = passages(first, *versions, other)
    assert found
    assert not any(passage.boilerplate for passage in found)


def test_pages_of_unknown_publishers_have_no_boilerplate() -> None:
    found = passages(
        *(report(name, f"{lead} {FOOTER}") for name, lead in zip("abc", ("One.", "Two.", "Three."), strict=True))
    )
    assert found
    assert not any(passage.boilerplate for passage in found)


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


def test_a_story_that_many_carry_is_paired_with_the_earliest_and_stays_linear() -> None:
    many = [report(f"r{n:02}", STORY, published=f"2024-05-01T{n:02}:00", publisher=f"p{n}") for n in range(24)] + [
        report(f"s{n:02}", STORY, published=f"2024-05-02T{n:02}:00", publisher=f"q{n}") for n in range(24)
    ]
    found = passages(*many)
    assert {passage.right.report for passage in found if passage.left.report == "r00"} == {r.id for r in many[1:]}
    assert len(found) <= 20 * len(many)


def test_short_and_empty_reports_are_taken() -> None:
    assert passages(report("a", ""), report("b", "Two words"), report("c", STORY)) == ()


@pytest.mark.parametrize("text", ["word " * 4000, "同" * 900, "\ud800 \x00 " * 50, "a" * 100_000])
def test_strange_texts_are_taken(text: str) -> None:
    passages(report("a", text), report("b", f"{text} {STORY}"), report("c", STORY))


def test_a_stray_phrase_does_not_break_a_passage() -> None:
    # The phrase also stands at the top of the copy, out of order.
    stray = "parted her chains in a January gale"
    one, other = report("a", STORY), report("b", f"How she {stray} was not known. {STORY}")
    assert STORY.rstrip(".") in {text(passage, one) for passage in passages(one, other)}


def test_paragraphs_that_changed_places_are_passages_of_their_own() -> None:
    second = "The harbour office had kept the log of that night in a tin box which nobody opened until last spring."
    one, other = report("a", f"{STORY}\n\n{second}"), report("b", f"{second}\n\n{STORY}")
    assert {text(passage, one) for passage in passages(one, other)} == {STORY.rstrip("."), second.rstrip(".")}


def invented(chance: random.Random, count: int) -> list[str]:
    """Words that are no words, no two alike."""
    return [f"{chance.choice('bdgklmnprst')}{chance.choice('aeiou')}{chance.getrandbits(40):x}" for _ in range(count)]


@settings(deadline=None)
@given(st.data(), st.integers(0, 1 << 30).map(random.Random))
def test_a_copy_of_seventeen_words_is_found_though_two_of_them_changed(
    data: st.DataObject, chance: random.Random
) -> None:
    copied = invented(chance, data.draw(st.integers(17, 40)))
    edited = list(copied)
    for place in data.draw(st.lists(st.integers(0, len(copied) - 1), max_size=2)):
        edited[place] = invented(chance, 1)[0]
    source = report("source", " ".join([*invented(chance, 30), *copied, *invented(chance, 30)]), published="2024-03-01")
    taker = report("taker", " ".join([*invented(chance, 9), *edited, *invented(chance, 50)]), published="2024-03-02")
    others = [report(f"r{n}", " ".join(invented(chance, 60))) for n in range(data.draw(st.integers(0, 4)))]
    (passage,) = passages(source, taker, *others)
    shared = set(copied) & set(edited)
    # A changed word less than five from an end cuts that end off.
    assert len(shared & set(text(passage, source).split())) >= len(shared) - 8
    assert text(passage, source).split()[0] in copied


@settings(deadline=None)
@given(st.permutations(range(6)))
def test_the_order_of_the_reports_does_not_matter(order: list[int]) -> None:
    parts = STORY.split(", ")
    made = [
        report("a", STORY, published="2024-05-01"),
        report("b", f"{STORY} {FOOTER}", publisher="The Harbour Post"),
        report("c", f"{FOOTER} {', '.join(parts[1:])}", publisher="The Harbour Post"),
        report("d", f"Old news. {FOOTER}", publisher="The Harbour Post"),
        report("e", ", ".join(parts[:2]), published="2024-05-01"),
        report("f", "", published="2024-04-01"),
    ]
    assert passages(*(made[number] for number in order)) == passages(*made)


def test_a_case_that_grows_report_by_report_comes_to_the_same_runs() -> None:
    parts = STORY.split(", ")
    texts = [STORY, f"{STORY} {FOOTER}", ", ".join(parts[1:]), f"Old news. {FOOTER}", ", ".join(parts[:2]), STORY]
    reports = [report(f"r{n}", text, published=f"2024-05-0{n + 1}") for n, text in enumerate(texts)]
    pages = Pages(gather(reports, [Reading(report=made.id, language="en") for made in reports], ()))
    whole, growing = ShingleIndex(), ShingleIndex()
    whole.extend((pages.key(number), pages.hashes(number)) for number in range(len(pages)))
    for number in range(len(pages)):
        assert growing.add(pages.key(number), pages.hashes(number)) == number
        assert runs_into(pages, growing, number) == runs_into(pages, whole, number)
    assert runs_into(pages, whole, 5)
