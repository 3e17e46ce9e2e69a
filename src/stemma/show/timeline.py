"""When it is said to have happened, and when it was reported: a case's claims and named times on one axis."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from stemma.model import ClaimStance, Pointer, Time
from stemma.show.labels import Labels
from stemma.show.ledger import Ledger, Row
from stemma.show.moments import Scale, day_of, day_words, moment_of, scale_of
from stemma.show.when import interval_words

MOST_ROWS = 30
# Named times further from the days of publication than this share of them, or this many days, are listed and not
# drawn: one "in 1998" would leave no room for the days that matter.
_AROUND, _LEAST_AROUND = 0.3, 1.0


@dataclass(frozen=True, slots=True)
class Event:
    """A report that takes a side in a claim: when it was published, and its words."""

    moment: float
    stance: ClaimStance
    pointer: Pointer


@dataclass(frozen=True, slots=True)
class Stretch:
    """From when to when something is said to have happened, `end` exclusive, and the same in words."""

    start: float
    end: float
    words: str


@dataclass(frozen=True, slots=True)
class Course:
    """A claim in time: its dated reports, and when it is said to have happened, several times where they differ."""

    row: Row
    events: tuple[Event, ...]
    stretches: tuple[Stretch, ...]


@dataclass(frozen=True, slots=True)
class NamedTime:
    """A time that reports name, in days since 1970 (`end` exclusive), with every place where they do."""

    words: str
    start: float
    end: float
    pointers: tuple[Pointer, ...]
    drawn: bool


@dataclass(frozen=True, slots=True)
class Timeline:
    """What is drawn on one axis; None in its stead where no report is dated and no time anchored.

    `published` are the moments of all dated reports; `undated` counts the others, `unanchored` the times that are
    named but bound to no date, `further` the claims of less weight that were left out.
    """

    scale: Scale
    published: tuple[float, ...]
    courses: tuple[Course, ...]
    times: tuple[NamedTime, ...]
    undated: int
    unanchored: int
    further: int


def timeline_of(labels: Labels, ledger: Ledger, *, width: float) -> Timeline | None:
    """A case on an axis `width` pixels long."""
    found = (moment_of(report.published) for report in labels.case.reports)
    published = tuple(sorted(moment for moment in found if moment is not None))
    times = _named(labels.case.times, published)
    courses = [course for row in ledger.rows[: 4 * MOST_ROWS] if (course := _course(row, labels))]
    shown = courses[:MOST_ROWS]
    intervals = [moment for course in shown for one in course.stretches for moment in (one.start, one.end)]
    named = [moment for time in times for moment in (time.start, time.end)]
    within = [moment for moment in [*named, *intervals] if not published or _near(moment, moment, published)]
    scale = scale_of([*published, *within], 0, width)
    if scale is None:
        return None
    return Timeline(
        scale=scale,
        published=published,
        courses=tuple(shown),
        times=tuple(times),
        undated=len(labels.case.reports) - len(published),
        unanchored=sum(time.start is None for time in labels.case.times),
        further=max(0, len(ledger.rows) - len(shown)),
    )


def _course(row: Row, labels: Labels) -> Course | None:
    """A claim's course; None where nothing of it has a date."""
    first: dict[tuple[str, ClaimStance], Pointer] = {}
    for member in row.claim.members:
        first.setdefault((member.report, member.stance), Pointer(member.report, member.span))
    dated = ((moment_of(labels.published(report)), stance, at) for (report, stance), at in first.items())
    events = [Event(moment, stance, at) for moment, stance, at in dated if moment is not None]
    stretches = tuple(_stretches(row))
    if not events and not stretches:
        return None
    return Course(row, tuple(sorted(events, key=lambda event: (event.moment, event.pointer))), stretches)


def _stretches(row: Row) -> Iterator[Stretch]:
    for one in row.claim.intervals:
        ends = _interval((one.start, one.end))
        if ends is not None:
            yield Stretch(*ends, f"said to have happened {interval_words(one)}")


def _interval(ends: tuple[str, str] | None) -> tuple[float, float] | None:
    if ends is None:
        return None
    start, end = (moment_of(text, midday=False) for text in ends)
    return (start, end) if start is not None and end is not None and start <= end else None


def _named(times: Iterable[Time], published: Sequence[float]) -> list[NamedTime]:
    """The anchored times, each once, in their order."""
    places: dict[tuple[float, float], list[Pointer]] = {}
    for time in times:
        interval = _interval((time.start, time.end) if time.start and time.end else None)
        if interval is not None:
            places.setdefault(interval, []).append(Pointer(time.report, time.span))
    return [
        NamedTime(_words(start, end), start, end, tuple(found), not published or _near(start, end, published))
        for (start, end), found in sorted(places.items())
    ]


def _near(start: float, end: float, published: Sequence[float]) -> bool:
    """Whether some of a stretch of time lies in the days of publication or near them."""
    around = max(_LEAST_AROUND, _AROUND * (published[-1] - published[0]))
    return end >= published[0] - around and start <= published[-1] + around


def _words(start: float, end: float) -> str:
    """ "22 May 2023", "22 May 2023, 18:00–24:00", "22 – 28 May 2023", "2022"."""
    first, last = day_of(start), day_of(end - 1e-6)
    if first == last:
        return day_words(first) if end - start > 0.99 else f"{day_words(first)}, {_clock(start)}{_until(start, end)}"
    if (first.month, first.day, last.month, last.day) == (1, 1, 12, 31):
        return str(first.year) if first.year == last.year else f"{first.year} to {last.year}"
    return f"{day_words(first)} to {day_words(last)}"


def _until(start: float, end: float) -> str:
    return f"–{_clock(end) if end % 1 else '24:00'}" if end - start > 2 / (24 * 60) else ""


def _clock(moment: float) -> str:
    minutes = round(moment % 1 * 24 * 60)
    return f"{minutes // 60:02d}:{minutes % 60:02d}"
