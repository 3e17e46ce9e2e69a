"""When a claim's members put what they tell, and how far they agree on it.

Only times that belong to what is said count: those among a member's words, else those in its sentence that are in the
same speech, or, in the report's own voice, in nobody's. When it was said or published is no part of it.

A member gives the most exact of its times where they lie within one another ("on Sunday … at 9:30"), both ends of a
range, and nothing where it names times that lie apart: which of them is meant can't be told. A time that only bounds
what happened from one side ("before Monday", "by May") gives nothing either.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import NamedTuple

from stemma.model import ClaimInterval, ClaimMember, Pointer, Span, Statement, Time, hull
from stemma.trace.ground import Ground
from stemma.trace.voices import place_of

# Longer ones are backgrounds ("in the 1990s") rather than times of something that happened.
_LONGEST = timedelta(days=366)
# The types of times of something that happened.
_HAPPENING = frozenset(("DATE", "TIME"))


class _Moments(NamedTuple):
    """From a moment to another (exclusive), both without a shift from UTC."""

    start: datetime
    end: datetime

    @property
    def length(self) -> timedelta:
        return self.end - self.start

    def within(self, other: _Moments) -> bool:
        return other.start <= self.start and self.end <= other.end

    def finer(self, other: _Moments) -> bool:
        return self != other and self.within(other)

    def meets(self, other: _Moments) -> bool:
        return self.start < other.end and other.start < self.end


@dataclass(frozen=True, slots=True)
class _Given:
    """An interval as words give it, the words, and the first edition of their report."""

    moments: _Moments
    written: tuple[str, str]
    words: Pointer
    report: str

    @property
    def by_clock(self) -> bool:
        return self.moments.length <= timedelta(hours=1)


def intervals_of(members: Iterable[ClaimMember], ground: Ground) -> tuple[ClaimInterval, ...]:
    """The intervals that those who affirm or hedge a claim give, apart from one another, those of most reports first.

    Intervals that lie within one another are one, as exact as the most exact of them, and told apart are the words that
    are so exact; those that only overlap are one that reaches over all of them, since no text tells where they meet.
    """
    given = [one for member in members if member.stance != "denies" for one in _given(member, ground)]
    given = _comparable(sorted(given, key=lambda one: (one.moments, ground.age(one.words))))
    by_moments: defaultdict[_Moments, list[_Given]] = defaultdict(list)
    for one in given:
        by_moments[one.moments].append(one)
    groups = _apart([one for one in by_moments if not any(other.finer(one) for other in by_moments)])
    telling: list[list[_Given]] = [[] for _ in groups]
    for moments, found in by_moments.items():
        met = [number for number, group in enumerate(groups) if any(moments.meets(other) for other in group)]
        if len(met) == 1:
            telling[met[0]].extend(found)
    made = [_made(group, found, ground) for group, found in zip(groups, telling, strict=True)]
    return tuple(sorted(made, key=lambda one: (-_reports(one, ground), one.start, one.end)))


def _made(group: Sequence[_Moments], telling: Sequence[_Given], ground: Ground) -> ClaimInterval:
    """The interval over a group, with the words of `telling` that are in the group and those that are wider."""
    exact = [one for one in telling if one.moments in group]
    first, last = min(exact, key=lambda one: one.moments), max(exact, key=lambda one: one.moments.end)
    words, others = ({one.words for one in telling if (one.moments in group) is inside} for inside in (True, False))
    return ClaimInterval(
        start=first.written[0],
        end=last.written[1],
        words=tuple(sorted(words, key=ground.age)),
        wider=tuple(sorted(others - words, key=ground.age)),
    )


def _reports(interval: ClaimInterval, ground: Ground) -> int:
    """How many reports give an interval or a wider one, editions of a page as one."""
    return len({ground.first_edition(place.report) for place in (*interval.words, *interval.wider)})


def agreed(intervals: Sequence[ClaimInterval], ground: Ground) -> tuple[str, str] | None:
    """The interval that more than half of the reports give that give one; None where they differ without such a one."""
    voices = [_reports(one, ground) for one in intervals]
    if not voices or 2 * voices[0] <= sum(voices):
        return None
    return intervals[0].start, intervals[0].end


def _apart(found: Iterable[_Moments]) -> list[list[_Moments]]:
    """Intervals in order of their start, those that overlap together; none lies within another."""
    groups: list[list[_Moments]] = []
    for one in sorted(found):
        if groups and one.meets(groups[-1][-1]):
            groups[-1].append(one)
        else:
            groups.append([one])
    return groups


def _comparable(given: list[_Given]) -> list[_Given]:
    """Times by the clock as whole days where they do not have one shift from UTC: 9:30 may be 6:30 elsewhere."""
    clocks = [one for one in given if one.by_clock]
    if len({datetime.fromisoformat(one.written[0]).utcoffset() for one in clocks}) < 2:
        return given
    return [_whole_day(one) if one.by_clock else one for one in given]


def _whole_day(one: _Given) -> _Given:
    start = one.moments.start.replace(hour=0, minute=0)
    moments = _Moments(start, start + timedelta(days=1))
    return _Given(moments, (start.date().isoformat(), moments.end.date().isoformat()), one.words, one.report)


def _given(member: ClaimMember, ground: Ground) -> Iterator[_Given]:
    """The interval that a member's words give, if they give one."""
    times = list(ground.times(place_of(member))) or list(_beside(member, ground))
    found = [one for one in _ranges(times, ground.first_edition(member.report)) if one.moments.length <= _LONGEST]
    if not found:
        return
    most_exact = min(found, key=lambda one: (one.moments.length, one.words))
    if all(most_exact.moments.within(one.moments) for one in found):
        yield most_exact


def _beside(member: ClaimMember, ground: Ground) -> Iterator[Time]:
    """The times of a member's sentence that are in the same speech; in nobody's, where it is the report's own voice."""
    sentence = ground.sentence(place_of(member))
    times = list(ground.times(Pointer(member.report, sentence)))
    statement = ground.statements.get(member.statement or "")
    if statement is not None:
        yield from (time for time in times if any(span.covers(time.span) for span in statement.content))
    elif times:
        spoken = [_whole(one) for one in ground.statements_near(Pointer(member.report, sentence))]
        yield from (time for time in times if not any(span.overlaps(time.span) for span in spoken))


def _whole(statement: Statement) -> Span:
    """All words of a statement, with its source and its cue."""
    spans = (statement.source, statement.cue, *statement.content)
    return hull([span for span in spans if span is not None])


def _ranges(times: Iterable[Time], report: str) -> Iterator[_Given]:
    """The times as intervals, the two ends of a range as one; without those that bound it from one side only."""
    begun: Time | None = None
    for time in times:
        if time.bound == "to" and begun is not None:
            yield from _interval(begun, time, report)
            begun = None
            continue
        if begun is not None:
            yield from _interval(begun, begun, report)
        begun = time if time.bound == "from" else None
        if time.bound is None:
            yield from _interval(time, time, report)
    if begun is not None:
        yield from _interval(begun, begun, report)


def _interval(first: Time, last: Time, report: str) -> Iterator[_Given]:
    """From the first time's start to the last one's end; nothing where they are no dates or out of order."""
    if first.type not in _HAPPENING or last.type not in _HAPPENING or first.start is None or last.end is None:
        return
    moments = _Moments(*(datetime.fromisoformat(text).replace(tzinfo=None) for text in (first.start, last.end)))
    if moments.start < moments.end:
        words = Pointer(first.report, hull([first.span, last.span]))
        yield _Given(moments, (first.start, last.end), words, report)
