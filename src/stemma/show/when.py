"""When a claim's reports put what it tells, in words: the last day of an interval is shown as part of it."""

from __future__ import annotations

from datetime import date, datetime, timedelta

from stemma.model import Claim, ClaimInterval
from stemma.show.labels import counted, day, days, moment_words, month_words

_DAY = timedelta(days=1)


def when_words(claim: Claim) -> str | None:
    """ "14 May 2023, as 3 reports put it"; where the reports differ, all that they put. None for no times."""
    told = [f"{interval_words(one)}, as {_reports(one)}" for one in claim.intervals]
    if not told:
        return None
    return told[0] if len(told) == 1 else f"the reports differ: {'; '.join(told)}"


def interval_words(interval: ClaimInterval) -> str:
    """ "14 May 2023", "22 May – 2 June 2023", "May 2023", "2023", "14 May 2023, 09:30", "14 May 2023, 18:00 – 15 May
    2023, 06:00"; the texts themselves where they are no dates."""
    try:
        start, end = datetime.fromisoformat(interval.start), datetime.fromisoformat(interval.end)
    except ValueError:
        return f"{interval.start} – {interval.end}"
    if "T" in interval.start or "T" in interval.end:
        return _by_clock(interval, start, end)
    return _of_calendar(start.date(), end.date())


def _by_clock(interval: ClaimInterval, start: datetime, end: datetime) -> str:
    if start.replace(tzinfo=None) + timedelta(hours=1) >= end.replace(tzinfo=None):
        return moment_words(interval.start)
    first = moment_words(interval.start)
    if "T" in interval.end:
        return f"{first} – {moment_words(interval.end)}"
    last = day((end - _DAY).date().isoformat())
    return first if start.date() == (end - _DAY).date() else f"{first} – {last}"


def _of_calendar(start: date, end: date) -> str:
    """Days from `start` to before `end`: a whole month or year by its name."""
    if start.day == end.day == 1:
        months = (end.year - start.year) * 12 + end.month - start.month
        if months == 1:
            return month_words(start)
        if months == 12 and start.month == 1:
            return str(start.year)
    return days((start.isoformat(), (end - _DAY).isoformat())) or ""


def _reports(interval: ClaimInterval) -> str:
    exact = {place.report for place in interval.words}
    wider = len({place.report for place in interval.wider} - exact)
    words = f"{counted(len(exact), 'report')} {'puts' if len(exact) == 1 else 'put'} it"
    return f"{words} and {wider} less exactly" if wider else words
