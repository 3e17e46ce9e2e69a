"""When a claim's reports put it, and what is made of it where they differ."""

from __future__ import annotations

import itertools
from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from stemma.model import Claim, Span
from stemma.read.times import find_times
from tests.factories import Scene, span_of
from tests.trace.test_claims import judged

SUNDAY, SATURDAY = ("2021-03-07", "2021-03-08"), ("2021-03-06", "2021-03-07")
# A Tuesday.
PUBLISHED = "2021-03-09"


def report(scene: Scene, name: str, text: str) -> None:
    """Add a report with the times that it names."""
    made = scene.report(name, text, published=PUBLISHED, language="en")
    scene.times += find_times(made, (Span(0, len(text)),))


def told(*when: str) -> Claim:
    """A claim in one report for each of `when`."""
    scene = Scene()
    for number, words in enumerate(when):
        report(scene, f"r{number}", f"Ines Falk said the pier sank {words}.")
        scene.says(f"r{number}", f"the pier sank {words}", by="Ines Falk")
    return judged(scene)


def spans_of(claim: Claim) -> list[tuple[str, str, int]]:
    return [(one.start, one.end, len(one.words)) for one in claim.intervals]


def wider_of(claim: Claim) -> list[int]:
    return [len(one.wider) for one in claim.intervals]


def test_reports_that_agree_give_one_interval() -> None:
    claim = told("on Sunday", "on March 7")
    assert claim.interval == SUNDAY
    assert spans_of(claim) == [(*SUNDAY, 2)]


def test_an_interval_is_as_exact_as_the_most_exact_text_that_the_others_allow() -> None:
    claim = told("in March", "on Sunday at 9:30", "on Sunday")
    assert claim.interval == ("2021-03-07T09:30", "2021-03-07T09:31")
    assert ([one[2] for one in spans_of(claim)], wider_of(claim)) == ([1], [2])


def test_reports_that_differ_give_one_interval_each_and_more_than_half_decide() -> None:
    claim = told("on Sunday", "on Saturday", "on Sunday")
    assert claim.interval == SUNDAY
    assert spans_of(claim) == [(*SUNDAY, 2), (*SATURDAY, 1)]


def test_where_no_half_agrees_there_is_none_over_all() -> None:
    claim = told("on Sunday", "on Saturday")
    assert claim.interval is None
    assert spans_of(claim) == [(*SATURDAY, 1), (*SUNDAY, 1)]


def test_a_wide_time_does_not_take_sides() -> None:
    claim = told("on Sunday", "on Saturday", "in March")
    assert (claim.interval, wider_of(claim)) == (None, [0, 0])


def test_times_that_only_overlap_are_not_cut_to_what_no_text_says() -> None:
    assert told("on Sunday night", "on Monday").interval == ("2021-03-07T18:00", "2021-03-09")


def test_clocks_of_different_zones_agree_on_the_day_alone() -> None:
    assert told("on Sunday at 9:30", "on Sunday at 0730 GMT").interval == SUNDAY
    assert told("at 0930 GMT on Sunday").interval == ("2021-03-07T09:30Z", "2021-03-07T09:31Z")


@pytest.mark.parametrize(
    "words",
    [
        "in 1998 or on Sunday",
        "in the 1990s",
        "before Sunday",
        "until Sunday",
        "by March 14",
        "for two days",
        "recently",
    ],
)
def test_what_gives_no_interval(words: str) -> None:
    claim = told(words)
    assert (claim.interval, claim.intervals) == (None, ())


def test_a_range_is_from_its_start_to_its_end() -> None:
    claim = told("between Saturday and Sunday")
    assert claim.interval == (SATURDAY[0], SUNDAY[1])
    text = "Ines Falk said the pier sank between Saturday and Sunday."
    assert claim.intervals[0].words[0].span.of(text) == "Saturday and Sunday"


def test_since_a_day_it_began_on_that_day() -> None:
    assert told("since Sunday").interval == SUNDAY


def test_when_it_was_said_or_published_is_not_when_it_was() -> None:
    scene = Scene()
    report(scene, "one", "Ines Falk said on Sunday that the pier sank.")
    scene.says("one", "the pier sank", by="Ines Falk", cue="said", source="Ines Falk")
    assert judged(scene).intervals == ()


def test_a_time_of_the_same_speech_counts_for_a_part_of_it() -> None:
    scene = Scene()
    text = "Ines Falk said that on Sunday the fire began and the pier sank."
    report(scene, "one", text)
    scene.says("one", "on Sunday the fire began and the pier sank", by="Ines Falk")
    scene.members[0] = replace(scene.members[0], span=span_of(text, "the pier sank"))
    assert judged(scene).interval == SUNDAY


def test_what_somebody_else_says_in_the_sentence_is_not_the_reports_own_time() -> None:
    scene = Scene()
    report(scene, "one", "The pier sank, and Ines Falk said the fire began on Sunday.")
    scene.says("one", "the fire began on Sunday", by="Ines Falk", cue="said", source="Ines Falk")
    scene.members.clear()
    scene.tells("one", "The pier sank")
    assert judged(scene).intervals == ()


def test_a_time_of_the_sentence_counts_for_a_part_of_the_reports_own_words() -> None:
    scene = Scene()
    report(scene, "one", "On Sunday a fire began and the pier sank.")
    scene.tells("one", "the pier sank")
    assert judged(scene).interval == SUNDAY


def test_those_who_deny_it_do_not_tell_when() -> None:
    scene = Scene()
    report(scene, "one", "Ines Falk denied the pier sank on Sunday.")
    scene.says("one", "the pier sank on Sunday", by="Ines Falk", stance="denies", cue="denied")
    assert judged(scene).intervals == ()


WHEN = (
    "on Sunday",
    "on Saturday",
    "in March",
    "on Sunday at 9:30",
    "on Sunday night",
    "on Monday",
    "at 8:00 GMT on Sunday",
)


@settings(max_examples=60, deadline=None)
@given(st.lists(st.sampled_from(WHEN), min_size=1, max_size=6))
def test_no_interval_is_more_exact_than_some_text_and_none_meet(when: list[str]) -> None:
    claim = told(*when)
    texts = [told(one).intervals[0] for one in when]
    for one in claim.intervals:
        assert any(one.start[:10] <= text.start[:10] and text.end[:10] <= one.end[:10] for text in texts)
    ordered = sorted(claim.intervals, key=lambda one: one.start)
    assert all(one.end <= other.start for one, other in itertools.pairwise(ordered))
    assert claim.interval in (None, (claim.intervals[0].start, claim.intervals[0].end))
    assert {(one.start, one.end) for one in told(*reversed(when)).intervals} == {(o.start, o.end) for o in ordered}
