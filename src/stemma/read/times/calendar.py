"""What words of time mean on the calendar: values in the manner of TIMEX3 with the moments they begin and end."""

from __future__ import annotations

import datetime
from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import Literal

from stemma.model import Span
from stemma.model.readings import TimeType

DAY = datetime.timedelta(days=1)
Grain = Literal["D", "W", "WE", "Mo", "Q", "Y", "10Y", "C"]
# Hours at which the parts of a day begin and end, counted from its midnight.
_PARTS = {"MO": (0, 12), "AF": (12, 18), "EV": (18, 24), "NI": (18, 30)}
# Nothing to be read is older than printing, and sums of days stay within the calendar.
_YEARS = range(1000, 3000)
_COARSENESS: tuple[Grain, ...] = ("D", "WE", "W", "Mo", "Q", "Y", "10Y", "C")
# The units that a time of each grain is known as finely as.
_FINER = {grain: frozenset(_COARSENESS[place:]) for place, grain in enumerate(_COARSENESS)}


@dataclass(frozen=True, slots=True)
class Sense:
    """What words of time mean.

    `first` is the first day of a time on the calendar and `grain` how much of it is meant, from which other times may
    be counted. `anchor` says what this one was counted from, `anchor_span` in which words. `zone` is the clock that
    the words name, `clock` the time of day where its day is still to be found.
    """

    type: TimeType
    value: str | None = None
    start: str | None = None
    end: str | None = None
    anchor: str | None = None
    anchor_span: Span | None = None
    first: datetime.date | None = None
    grain: Grain | None = None
    zone: str | None = None
    clock: Clock | None = None

    def counted_from(self, anchor: str | None, span: Span | None = None) -> Sense:
        """The same, counted from something else."""
        return replace(self, anchor=anchor, anchor_span=span)


@dataclass(frozen=True, slots=True)
class Clock:
    """A time of day as a clock shows it; `minute` is None where only the hour is named.

    `zone` is the clock's name in the report's words, `shift` its shift from UTC ("Z", "+02:00") where the name tells.
    """

    hour: int
    minute: int | None = None
    zone: str | None = None
    shift: str | None = None

    @property
    def value(self) -> str:
        """TIMEX3's value behind the day: "T23:40", "T09", "T09Z"."""
        minute = "" if self.minute is None else f":{self.minute:02}"
        return f"T{self.hour:02}{minute}{'Z' if self.shift == 'Z' else ''}"


def valid(year: int, month: int, day: int) -> datetime.date | None:
    """The day, or None where the calendar has none such."""
    try:
        return datetime.date(year, month, day) if year in _YEARS else None
    except ValueError:
        return None


def day_of(published: str | None) -> datetime.date | None:
    """The calendar day of an ISO date or date-time, as written in its own zone."""
    try:
        day = datetime.date.fromisoformat((published or "")[:10])
    except ValueError:
        return None
    return day if 1500 <= day.year < 2500 else None


def on(day: datetime.date, anchor: str | None) -> Sense:
    """A whole day."""
    return _whole(day.isoformat(), day, day + DAY, "D", anchor)


def month(year: int, number: int, anchor: str | None) -> Sense | None:
    """A whole month; `number` may lie outside the year."""
    return _months(year * 12 + number - 1, 1, "Mo", lambda y, m: f"{y:04}-{m:02}", anchor)


def quarter(year: int, number: int, anchor: str | None) -> Sense | None:
    """A quarter of a calendar year; `number` may lie outside the year."""
    return _months(year * 12 + 3 * number - 3, 3, "Q", lambda y, m: f"{y:04}-Q{(m + 2) // 3}", anchor)


def year(number: int, anchor: str | None) -> Sense | None:
    """A whole year."""
    return _months(number * 12, 12, "Y", lambda y, m: f"{y:04}", anchor)


def decade(first: int, anchor: str | None) -> Sense | None:
    """The ten years from `first`: "199" for the nineties."""
    return _months(first * 12, 120, "10Y", lambda y, m: f"{y // 10:03}", anchor)


def century(number: int, anchor: str | None) -> Sense | None:
    """The 20th century is "19", as TIMEX3 has it."""
    return _months((number - 1) * 1200, 1200, "C", lambda y, m: f"{y // 100:02}", anchor)


def week(day: datetime.date, anchor: str | None) -> Sense:
    """The week of a day, from Monday on."""
    monday = day + datetime.timedelta(days=1 - day.isoweekday())
    number, count, _ = monday.isocalendar()
    return _whole(f"{number:04}-W{count:02}", monday, monday + 7 * DAY, "W", anchor)


def weekend(day: datetime.date, anchor: str | None) -> Sense:
    """Saturday and Sunday of the week of a day."""
    whole = week(day, anchor)
    assert whole.first is not None
    saturday = whole.first + 5 * DAY
    return _whole(f"{whole.value}-WE", saturday, saturday + 2 * DAY, "WE", anchor)


def season(number: int, code: str, anchor: str | None) -> Sense | None:
    """A season of a year. Which months it has depends on where, so it has no start and no end."""
    return Sense("DATE", f"{number:04}-{code}", anchor=anchor) if number in _YEARS else None


def part(day: datetime.date, code: str, anchor: str | None) -> Sense:
    """A part of a day: "2012-04-14TEV"."""
    midnight = datetime.datetime(day.year, day.month, day.day)
    start, end = (midnight + datetime.timedelta(hours=hour) for hour in _PARTS[code])
    value = f"{day.isoformat()}T{code}"
    bounds = start.isoformat("T", "minutes"), end.isoformat("T", "minutes")
    return Sense("TIME", value, *bounds, anchor, first=day, grain="D")


def at(day: datetime.date, clock: Clock, anchor: str | None, span: Span | None = None) -> Sense:
    """A time of a day. Start and end carry a shift from UTC only where the words tell it."""
    start = datetime.datetime(day.year, day.month, day.day, clock.hour, clock.minute or 0)
    step = datetime.timedelta(hours=1) if clock.minute is None else datetime.timedelta(minutes=1)
    shift = clock.shift or ""
    return Sense(
        "TIME",
        f"{day.isoformat()}{clock.value}",
        start.isoformat("T", "minutes") + shift,
        (start + step).isoformat("T", "minutes") + shift,
        anchor,
        span,
        first=day,
        grain="D",
        zone=clock.zone,
    )


def stepped(day: datetime.date, unit: str, step: int, anchor: str | None) -> Sense | None:
    """The calendar's day, week, month … that lies `step` from that of `day`."""
    if abs(step) > 2000:
        return None
    if unit in {"D", "W", "WE"}:
        try:
            moved = day + step * (DAY if unit == "D" else 7 * DAY)
        except OverflowError:
            return None
        if moved.year not in _YEARS:
            return None
        return {"D": on, "W": week, "WE": weekend}[unit](moved, anchor)
    if unit == "Mo":
        return month(day.year, day.month + step, anchor)
    if unit == "Q":
        return quarter(day.year, (day.month - 1) // 3 + 1 + step, anchor)
    if unit == "Y":
        return year(day.year + step, anchor)
    return decade((day.year // 10 + step) * 10, anchor) if unit == "10Y" else None


def moved(sense: Sense, unit: str, step: int, anchor: str | None, span: Span | None) -> Sense | None:
    """The time that lies `step` units from another; None where that one is not known as finely as the unit.

    It is as fine as the unit, or as that time where it is finer than years: a year from a quarter is a quarter, a year
    from a day is a year, a week from a day is that day a week later.
    """
    if sense.first is None or sense.grain is None or unit not in _FINER[sense.grain]:
        return None
    if unit == "Y" and sense.grain in {"Q", "Mo"}:
        found = stepped(sense.first, sense.grain, step * (4 if sense.grain == "Q" else 12), anchor)
    elif unit == "W" and sense.grain == "D":
        found = stepped(sense.first, "D", 7 * step, anchor)
    else:
        found = stepped(sense.first, unit, step, anchor)
    return found.counted_from(anchor, span) if found else None


def named_day(code: str, number: int) -> datetime.date | None:
    """The day of a year that "12-25" or "11-4-4" (the fourth Thursday of November) stands for."""
    parts = [int(item) for item in code.split("-")]
    if len(parts) == 2:
        return valid(number, *parts)
    first = valid(number, parts[0], 1)
    return first and first + ((parts[2] - first.isoweekday()) % 7 + 7 * (parts[1] - 1)) * DAY


def _whole(value: str, first: datetime.date, end: datetime.date, grain: Grain, anchor: str | None) -> Sense:
    return Sense("DATE", value, first.isoformat(), end.isoformat(), anchor, first=first, grain=grain)


def _months(first: int, count: int, grain: Grain, name: Callable[[int, int], str], anchor: str | None) -> Sense | None:
    """`count` months from the `first`, counted from the year 0; None outside the years that can be meant."""
    (begin, start), (last, end) = divmod(first, 12), divmod(first + count, 12)
    if begin not in _YEARS or last not in _YEARS:
        return None
    days = datetime.date(begin, start + 1, 1), datetime.date(last, end + 1, 1)
    return _whole(name(begin, start + 1), *days, grain, anchor)
