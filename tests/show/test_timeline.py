from __future__ import annotations

from dataclasses import replace

from stemma.model import Case, ClaimInterval, Time
from stemma.show.labels import Labels
from stemma.show.ledger import ledger_of
from stemma.show.page.strips import strips_of
from stemma.show.timeline import Timeline, timeline_of
from tests.show.cases import at, silo_case


def timeline(case: Case) -> Timeline | None:
    labels = Labels(case)
    return timeline_of(labels, ledger_of(labels), width=800)


def named(words: str, start: str | None, end: str | None) -> Time:
    return Time(report="post", span=at("post", words).span, type="DATE", start=start, end=end)


def test_a_claim_s_reports_stand_at_their_moments_with_their_stance() -> None:
    found = timeline(silo_case())
    assert found
    first = found.courses[0]
    assert [(event.pointer.report, event.stance) for event in first.events] == [
        ("post", "affirms"),
        ("wire", "affirms"),
        ("wire", "denies"),
        ("echo", "affirms"),
    ]
    assert found.undated == 1


def test_named_times_are_listed_once_each_and_drawn_where_they_are_near() -> None:
    times = (
        named("at dawn", "2031-05-02T04:00", "2031-05-02T07:00"),
        named("this week", "2031-04-28", "2031-05-05"),
        named("Silo", "1998-01-01", "1999-01-01"),
        named("burns", "2031-05-02T04:00", "2031-05-02T07:00"),
        named("12", None, None),
    )
    found = timeline(replace(silo_case(), times=times))
    assert found
    assert [(time.words, len(time.pointers), time.drawn) for time in found.times] == [
        ("1998", 1, False),
        ("28 April 2031 to 4 May 2031", 1, True),
        ("2 May 2031, 04:00–07:00", 2, True),
    ]
    assert found.unanchored == 1


def test_without_any_date_there_is_no_timeline() -> None:
    case = silo_case()
    assert timeline(replace(case, reports=tuple(replace(one, published=None) for one in case.reports))) is None


def test_every_mark_lies_on_the_axis_and_none_hides_another() -> None:
    case = silo_case()
    found = timeline(case)
    assert found
    strips = strips_of(found, Labels(case))
    for lane in strips.lanes:
        lefts = [mark.x for mark in lane.marks]
        assert len(set(lefts)) == len(lefts)
        for mark in lane.marks:
            assert all(mark.x <= x <= mark.x + 24 - mark.width for x, _ in mark.bars)
    assert sum(len(mark.bars) for lane in strips.lanes[:1] for mark in lane.marks) == 4


def test_where_reports_differ_on_when_a_claim_has_each_stretch() -> None:
    case = silo_case()
    dawn, night = (
        ClaimInterval(start=start, end=end, words=(at("post", "at dawn"),))
        for start, end in (("2031-05-02T04:00", "2031-05-02T08:00"), ("2031-05-01", "2031-05-02"))
    )
    claim = replace(case.claims[0], intervals=(dawn, night))
    found = timeline(replace(case, claims=(claim, *case.claims[1:])))
    assert found
    first, second = found.courses[0].stretches
    assert round(24 * (first.end - first.start)) == 4
    assert round(24 * (second.end - second.start)) == 24
    lane = strips_of(found, Labels(case)).lanes[0]
    assert lane.stretches[1][0] < lane.stretches[0][0]
