"""Times of undated reports, as far as the dated reports of the same story decide them."""

from __future__ import annotations

import datetime
from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import replace

from stemma.model import Reading, Report, Time
from stemma.read.times import find_times
from stemma.read.times.calendar import day_of

# Reports of a story that were published further apart do not tell when another one was.
_WITHIN = datetime.timedelta(days=7)
_Days = tuple[datetime.date, datetime.date]


def dated_by_case(
    reports: Sequence[Report], readings: Sequence[Reading], stories: Mapping[str, str]
) -> tuple[Reading, ...]:
    """The readings (in the order of `reports`), undated reports' times counted from the days of their story.

    `stories` leads from a report's id to its story's. At least two reports of the story have to be dated, within a
    week; a time is given a value where it has the same one counted from the first of their days and from the last.
    """
    days = _days_of(reports, stories)
    return tuple(
        _dated(report, reading, days[stories[report.id]])
        if day_of(report.published) is None and stories.get(report.id) in days
        else reading
        for report, reading in zip(reports, readings, strict=True)
    )


def _days_of(reports: Sequence[Report], stories: Mapping[str, str]) -> dict[str, _Days]:
    """The first and the last day on which a story's reports were published, for the stories in which these decide."""
    found: defaultdict[str, list[datetime.date]] = defaultdict(list)
    for report in reports:
        day = day_of(report.published)
        if day is not None and report.id in stories:
            found[stories[report.id]].append(day)
    ends = {story: (min(days), max(days)) for story, days in found.items() if len(days) > 1}
    return {story: (first, last) for story, (first, last) in ends.items() if last - first <= _WITHIN}


def _dated(report: Report, reading: Reading, days: _Days) -> Reading:
    if all(time.anchor is not None for time in reading.times):
        return reading
    first, last = ({time.span: time for time in find_times(report, reading.sentences, day=day)} for day in days)
    return replace(
        reading, times=tuple(_chosen(time, first.get(time.span), last.get(time.span)) for time in reading.times)
    )


def _chosen(time: Time, first: Time | None, last: Time | None) -> Time:
    """The time as counted from either day, where it had no value to count and both give the same."""
    if time.anchor is not None or first is None or last is None or first.anchor is None:
        return time
    return first if first == last else time
