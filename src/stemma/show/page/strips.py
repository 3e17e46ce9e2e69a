"""Where the timeline's marks stand on the page, in pixels."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from stemma.model import Pointer
from stemma.show.labels import Labels, counted
from stemma.show.moments import Tick, day_of, day_words
from stemma.show.timeline import Course, Event, Timeline

WIDTH = 820
MARGIN = 12
# Marks nearer than this are one: a finger's width.
_BIN = 24
# From one report's bar to the next, less where many must share a stretch.
_BAR = 5
_MOST_BARS = 11
_LANE = 46


@dataclass(frozen=True, slots=True)
class Mark:
    """Reports at about one time: `bars` (left edge and stance), each so wide, and where the first's words stand."""

    x: float
    bars: tuple[tuple[float, str], ...]
    width: float
    pointer: Pointer
    words: str


@dataclass(frozen=True, slots=True)
class Lane:
    """A claim's line of the timeline at `y`; `stretches` are left edge, width and words of when it is said to be."""

    course: Course
    y: int
    stretches: tuple[tuple[float, float, str], ...]
    marks: tuple[Mark, ...]


@dataclass(frozen=True, slots=True)
class Column:
    """How many reports came out in one stretch of time: a column of the histogram, and the sieve's token of its day."""

    x: float
    width: float
    height: float
    words: str


@dataclass(frozen=True, slots=True)
class Dot:
    """A named time's mark: its left edge, width, and how often it is named; `number` is its place in the list."""

    x: float
    width: float
    y: float
    often: int
    number: int
    words: str


@dataclass(frozen=True, slots=True)
class Strips:
    """The whole timeline, `width` by `height` pixels: named times over publications over one lane for each claim.

    `start` is where publication begins: what is looked at first where not all fits.
    """

    timeline: Timeline
    ticks: tuple[Tick, ...]
    dots: tuple[Dot, ...]
    columns: tuple[Column, ...]
    lanes: tuple[Lane, ...]
    times_height: int
    start: int
    width: int
    height: int


# Heights of the named times' lines and of the histogram.
_DOT_LINE = 11
_MOST_DOT_LINES = 7
HISTOGRAM = 56


def strips_of(timeline: Timeline, labels: Labels) -> Strips:
    """The drawing of a timeline whose axis is `WIDTH` pixels long."""
    dots = tuple(_dots(timeline))
    top = 24 + (max((dot.y for dot in dots), default=-20.0) + 20)
    below = top + HISTOGRAM + 44
    lanes = tuple(_lane(course, round(below + number * _LANE), timeline, labels) for number, course in
                  enumerate(timeline.courses))  # fmt: skip
    return Strips(
        timeline=timeline,
        ticks=timeline.scale.ticks(),
        dots=dots,
        columns=tuple(_columns(timeline)),
        lanes=lanes,
        times_height=round(top),
        start=round(timeline.scale.x(timeline.published[0])) if timeline.published else 0,
        width=WIDTH + 2 * MARGIN,
        height=round(below + len(lanes) * _LANE),
    )


def _dots(timeline: Timeline) -> Iterable[Dot]:
    """The named times that are near enough, each on the first line on which it has room."""
    reached: list[float] = []
    for number, time in enumerate(timeline.times, 1):
        if not time.drawn:
            continue
        left = timeline.scale.x(time.start)
        wide = max(timeline.scale.x(time.end) - left, 6)
        line = next((line for line, end in enumerate(reached) if end <= left), len(reached))
        if line == _MOST_DOT_LINES:
            continue
        reached[line : line + 1] = [left + wide + 3]
        often = len(time.pointers)
        words = f"{time.words}: named in {counted(often, 'place')}"
        yield Dot(round(left, 1), round(wide, 1), line * _DOT_LINE, often, number, words)


def _columns(timeline: Timeline) -> Iterable[Column]:
    """Publications by day, or by stretches of days or parts of a day where a column would be too narrow or too wide."""
    scale = timeline.scale
    day = (scale.right - scale.left) / (scale.last - scale.first)
    step = 1.0
    while day * step < 6:
        step *= 2
    while day * step > 64 and step > 1 / 16:
        step /= 2
    counts: dict[int, int] = {}
    for moment in timeline.published:
        counts[int(moment // step)] = counts.get(int(moment // step), 0) + 1
    highest = max(counts.values(), default=1)
    for number, count in sorted(counts.items()):
        left, right = scale.x(number * step), scale.x((number + 1) * step)
        first, last = day_of(number * step), day_of((number + 1) * step - 0.01)
        days = day_words(first) if first == last else f"{day_words(first)} to {day_words(last)}"
        yield Column(left + 1, max(right - left - 2, 2), round(count / highest * (HISTOGRAM - 14), 1),
                     f"{counted(count, 'report')}, {days}")  # fmt: skip


def _lane(course: Course, y: int, timeline: Timeline, labels: Labels) -> Lane:
    x = timeline.scale.x
    stretches = ((x(one.start), max(round(x(one.end) - x(one.start), 1), 4), one.words) for one in course.stretches)
    return Lane(course, y, tuple(stretches), tuple(_marks(course.events, timeline, labels)))


def _marks(events: Sequence[Event], timeline: Timeline, labels: Labels) -> Iterable[Mark]:
    """Events by the stretch of axis that they fall into."""
    bins: dict[int, list[Event]] = {}
    for event in events:
        bins.setdefault(int(timeline.scale.x(event.moment) // _BIN), []).append(event)
    for number, found in sorted(bins.items()):
        shown = found[:_MOST_BARS]
        step = min(_BAR, (_BIN - 2) / len(shown))
        # Bars stand around their moment, but within their stretch.
        half = len(shown) * step / 2
        middle = min(max(timeline.scale.x(found[0].moment), number * _BIN + half), (number + 1) * _BIN - half)
        bars = tuple((round(middle - half + index * step, 1), event.stance) for index, event in enumerate(shown))
        yield Mark(number * _BIN, bars, round(max(step - 1.5, 1), 1), found[0].pointer, _mark_words(found, labels))


_STANCE = {"affirms": "affirmed", "denies": "denied", "hedges": "hedged"}


def _mark_words(events: Sequence[Event], labels: Labels) -> str:
    said = [
        f"{_STANCE[event.stance]} in {labels.publisher(event.pointer.report)}, {labels.when(event.pointer.report)}"
        for event in events[:6]
    ]
    return "; ".join(said) + (f"; and in {len(events) - 6} more" if len(events) > 6 else "")
