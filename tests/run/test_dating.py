"""Undated reports among dated ones."""

from __future__ import annotations

from stemma.model import Reading, Report, Span, Time
from stemma.read.times import find_times
from stemma.run.dating import dated_by_case

TEXT = "The dam broke on Monday. It had leaked since Friday, and on 3 May."
# A Monday, a Tuesday, and the Friday of that week.
MONDAY, TUESDAY, FRIDAY = "2019-05-13", "2019-05-14T08:00:00Z", "2019-05-17"


def times_of(*published: str | None, stories: str = "") -> tuple[Time, ...]:
    """The times of an undated report beside reports of those days; `stories` has a letter for each, its own first."""
    reports = [
        Report(id=f"r{n}", text=TEXT, sha256="", language="en", published=p) for n, p in enumerate((None, *published))
    ]
    sentences = (Span(0, len(TEXT)),)
    readings = [
        Reading(report=one.id, language="en", sentences=sentences, times=find_times(one, sentences)) for one in reports
    ]
    told = {one.id: (stories or "a" * len(reports))[number] for number, one in enumerate(reports)}
    return dated_by_case(reports, readings, told)[0].times


def values(*published: str | None, stories: str = "") -> list[str | None]:
    return [time.value for time in times_of(*published, stories=stories)]


def test_a_time_that_is_the_same_from_all_days_of_the_story_is_known() -> None:
    assert values(MONDAY, TUESDAY) == ["2019-05-13", "2019-05-10", "2019-05-03"]
    assert [time.anchor for time in times_of(MONDAY, TUESDAY)] == ["case", "case", "case"]


def test_one_that_is_not_stays_unknown() -> None:
    assert values(MONDAY, FRIDAY) == ["2019-05-13", None, "2019-05-03"]


def test_one_dated_report_or_a_long_story_decides_nothing() -> None:
    unknown = [None, None, "XXXX-05-03"]
    assert values(MONDAY) == unknown
    assert values(MONDAY, "2019-05-27") == unknown
    assert values() == unknown


def test_reports_of_another_story_tell_nothing() -> None:
    assert values(MONDAY, TUESDAY, stories="abb") == [None, None, "XXXX-05-03"]


def test_what_the_report_tells_itself_is_kept() -> None:
    text = "It broke on 5 May 2019, and on Monday they came."
    sentences = (Span(0, len(text)),)
    reports = [
        Report(id="r", text=text, sha256="", language="en"),
        *(Report(id=day, text="", sha256="", published=day) for day in (MONDAY, TUESDAY)),
    ]
    readings = [Reading(report="r", language="en", sentences=sentences, times=find_times(reports[0], sentences))]
    readings += [Reading(report=one.id, language="en") for one in reports[1:]]
    first, second = dated_by_case(reports, readings, {one.id: "a" for one in reports})[0].times
    assert (first.value, first.anchor) == ("2019-05-05", "text")
    assert (second.value, second.anchor) == ("2019-05-13", "case")
