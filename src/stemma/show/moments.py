"""Where moments lie on an axis of time: days since 1970 as numbers, and the ticks that say which they are."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta

from stemma.show.labels import MONTHS

_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
_FIRST = (datetime(1, 1, 1, tzinfo=UTC) - _EPOCH) / timedelta(days=1)
_LAST = (datetime(9999, 12, 31, tzinfo=UTC) - _EPOCH) / timedelta(days=1)
# Steps of ticks in days; the finest that leaves enough room is taken. Months and years have steps of their own.
_HOURS = (1 / 24, 3 / 24, 6 / 24, 12 / 24)
_DAYS = (1, 2, 7, 14)
_MONTH_STEPS = (1, 3, 6)
_MONTH = 30.4
_YEAR = 365.25
_YEAR_STEPS = (1, 2, 5, 10, 20, 50, 100, 200, 500, 1000)


def moment_of(text: str | None, *, midday: bool = True) -> float | None:
    """An ISO 8601 date or date-time in days since 1970, in UTC where a zone is stated; None for anything else.

    A bare date is its noon, or its beginning where `midday` is False.
    """
    if not text:
        return None
    try:
        moment = datetime.fromisoformat(text.strip())
    except ValueError:
        return None
    bare = len(text.strip()) <= len("2031-05-02")
    if moment.tzinfo is None:
        moment = moment.replace(tzinfo=UTC)
    days = (moment - _EPOCH) / timedelta(days=1)
    return days + 0.5 if bare and midday else days


def day_of(moment: float) -> date:
    """The day, in UTC, that a moment lies in; the first or last that there is for one beyond all calendars."""
    return (_EPOCH + timedelta(days=min(max(moment, _FIRST), _LAST))).date()


def day_words(day: date) -> str:
    """ "22 May 2023"."""
    return f"{day.day} {MONTHS[day.month - 1]} {day.year}"


@dataclass(frozen=True, slots=True)
class Tick:
    """A place on the axis in pixels, with its words; `major` begins a day among hours, a month among days, a year."""

    x: float
    words: str
    major: bool


@dataclass(frozen=True, slots=True)
class Scale:
    """Time from `first` to `last` (days since 1970) on the pixels from `left` to `right`."""

    first: float
    last: float
    left: float
    right: float

    def x(self, moment: float) -> float:
        """Where a moment lies, within the axis."""
        share = (moment - self.first) / (self.last - self.first)
        return round(self.left + min(max(share, 0.0), 1.0) * (self.right - self.left), 1)

    def ticks(self, apart: float = 64) -> tuple[Tick, ...]:
        """Ticks at least `apart` pixels from each other, at whole hours, days, months or years."""
        days = apart * (self.last - self.first) / (self.right - self.left)
        return tuple(_spaced(self._ticks(days), apart))

    def _ticks(self, apart: float) -> Iterable[Tick]:
        for step in (*_HOURS, *_DAYS):
            if step >= apart:
                return self._by_days(step)
        for months in _MONTH_STEPS:
            if months * _MONTH >= apart:
                return self._by_months(months)
        years = next((step for step in _YEAR_STEPS if step * _YEAR >= apart), _YEAR_STEPS[-1])
        return self._by_months(12 * years)

    def _by_days(self, step: float) -> Iterable[Tick]:
        moment = -(-self.first // step) * step
        while moment <= self.last:
            if not _FIRST <= moment <= _LAST:
                return
            at = _EPOCH + timedelta(days=moment, seconds=1)
            midnight = at.hour == 0
            words = f"{at.day} {MONTHS[at.month - 1][:3]}" if midnight else f"{at.hour:02d}:00"
            yield Tick(self.x(moment), words, midnight if step < 1 else at.day == 1)
            moment += step

    def _by_months(self, step: int) -> Iterable[Tick]:
        first = day_of(self.first)
        number = first.year * 12 + first.month - 1
        number = -(-number // step) * step
        while number // 12 <= date.max.year:
            year, month = divmod(number, 12)
            moment = (datetime(max(year, 1), month + 1, 1, tzinfo=UTC) - _EPOCH) / timedelta(days=1)
            if moment > self.last:
                return
            if moment >= self.first:
                words = str(year) if month == 0 else f"{MONTHS[month][:3]} {year}"
                yield Tick(self.x(moment), words, month == 0)
            number += step


def _spaced(ticks: Iterable[Tick], apart: float) -> Iterable[Tick]:
    reached = float("-inf")
    for tick in ticks:
        if tick.x - reached >= 0.7 * apart:
            yield tick
            reached = tick.x


def scale_of(moments: Iterable[float], left: float, right: float, *, margin: float = 0.02) -> Scale | None:
    """An axis that holds all `moments` with some margin; None where there is none.

    A single moment gets a day to either side.
    """
    found = sorted(moments)
    if not found:
        return None
    wide = max((found[-1] - found[0]) * margin, 0.04 if found[-1] > found[0] else 1.0)
    return Scale(found[0] - wide, found[-1] + wide, left, right)
