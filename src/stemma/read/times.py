"""Times that a report names, with values in the manner of TIMEX3 (ISO-TimeML, ISO 24617-1).

What counts from the day of publication is anchored there; without a publication date it stays without a value.
Times are as the clock that the report means shows them: no zone is added that the words do not name.
"""

from __future__ import annotations

import datetime
import functools
import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass

from stemma.model import Report, Span, Time
from stemma.model.readings import TimeType
from stemma.read.time_patterns import TimePattern, TimePatterns, groups, keys_of, time_patterns

_DAY = datetime.timedelta(days=1)
# Hours at which the parts of a day begin and end, counted from its midnight.
_PARTS = {"MO": (0, 12), "AF": (12, 18), "EV": (18, 24), "NI": (18, 30)}
# How far ahead of publication a date without a year is taken to lie rather than a year back.
_AHEAD = datetime.timedelta(days=60)


@dataclass(frozen=True, slots=True)
class _Sense:
    """What words of time mean. `day` is the day that a clock time in the same sentence may belong to."""

    type: TimeType
    value: str | None = None
    start: str | None = None
    end: str | None = None
    anchor: str | None = None
    day: datetime.date | None = None


@dataclass(frozen=True)
class _Setting:
    """What times are read against: the report's day of publication and, failing that, the one year it names."""

    text: str
    published: datetime.date | None
    patterns: TimePatterns

    @functools.cached_property
    def keys(self) -> frozenset[str]:
        """The keys of which one is in every sentence that names a time."""
        return frozenset().union(*(pattern.keys for pattern, _ in _readers(self.patterns)))

    @functools.cached_property
    def year(self) -> int | None:
        """The year of the text's full dates, where all have the same. Looked for when first asked about."""
        dates = map(groups, self.patterns.date.expression.finditer(self.text))
        years = {found["year"] for found in dates if "year" in found}
        return int(years.pop()) if len(years) == 1 else None


_Reader = Callable[[_Setting, dict[str, str], re.Match[str]], _Sense | None]


def find_times(report: Report, sentences: tuple[Span, ...]) -> tuple[Time, ...]:
    """The times that the report's sentences name, in text order; none overlap."""
    patterns = time_patterns(report.language)
    setting = _Setting(report.text, _day_of(report.published), patterns)
    return tuple(time for sentence in sentences for time in _in_sentence(report.id, setting, sentence))


def _in_sentence(report: str, setting: _Setting, sentence: Span) -> Iterator[Time]:
    found: list[tuple[Span, int, _Sense]] = []
    keys = keys_of(sentence.of(setting.text))
    if setting.keys.isdisjoint(keys):
        return
    for rank, (pattern, reader) in enumerate(_readers(setting.patterns)):
        if pattern.keys.isdisjoint(keys):
            continue
        for match in pattern.expression.finditer(setting.text, sentence.start, sentence.end):
            sense = reader(setting, groups(match), match)
            if sense is not None:
                found.append((Span(*match.span()), rank, sense))
    if not found:
        return
    found.sort(key=lambda item: (item[0].start, -item[0].end, item[1]))
    kept: list[tuple[Span, _Sense]] = []
    for span, _, sense in found:
        if kept and kept[-1][0].end <= span.start and _adds_weekday(setting, kept[-1][0], span):
            kept[-1] = (Span(kept[-1][0].start, span.end), sense)
        elif not kept or kept[-1][0].end <= span.start:
            kept.append((span, sense))
    for span, sense in _dated(kept):
        yield Time(
            report=report,
            span=span,
            type=sense.type,
            value=sense.value,
            start=sense.start,
            end=sense.end,
            anchor=sense.anchor,
        )


def _adds_weekday(setting: _Setting, first: Span, second: Span) -> bool:
    """Whether the first words only add the weekday to the date that follows: "Sunday, 14 April"."""
    if setting.text[first.end : second.start] not in {", ", " "}:
        return False
    weekday = setting.patterns.weekday.expression.fullmatch(setting.text, *first)
    return weekday is not None and setting.patterns.date.expression.fullmatch(setting.text, *second) is not None


def _readers(patterns: TimePatterns) -> tuple[tuple[TimePattern, _Reader], ...]:
    """Expressions with what reads them; of two of the same words the earlier wins."""
    return (
        (patterns.iso, _iso),
        (patterns.date, _date),
        (patterns.month, _month),
        (patterns.year, _year),
        (patterns.clock, _clock),
        (patterns.weekday, _weekday),
        (patterns.day, _day),
        (patterns.shifted, _shifted),
        (patterns.ago, _ago),
        (patterns.duration, _duration),
        (patterns.repeated, _repeated),
    )


def _dated(found: list[tuple[Span, _Sense]]) -> Iterator[tuple[Span, _Sense]]:
    """Clock times get the day that stands nearest in their sentence; those that have none stay without."""
    days = [(span, sense) for span, sense in found if sense.day is not None]
    for span, sense in found:
        if sense.type == "TIME" and sense.value is not None and sense.value.startswith("T") and days:
            _, nearest = min(days, key=lambda item: min(abs(item[0].start - span.end), abs(item[0].end - span.start)))
            assert nearest.day is not None
            yield span, _at(nearest.day, sense.value[1:], nearest.anchor)
        else:
            yield span, sense


def _at(day: datetime.date, clock: str, anchor: str | None) -> _Sense:
    zone = "Z" if clock.endswith("Z") else ""
    hour, _, minute = clock.removesuffix("Z").partition(":")
    start = datetime.datetime(day.year, day.month, day.day, int(hour), int(minute or 0))
    step = datetime.timedelta(minutes=1) if minute else datetime.timedelta(hours=1)
    return _Sense(
        "TIME",
        f"{day.isoformat()}T{clock}",
        start.isoformat("T", "minutes") + zone,
        (start + step).isoformat("T", "minutes") + zone,
        anchor,
    )


def _day_of(published: str | None) -> datetime.date | None:
    """The calendar day of an ISO date or date-time, as written in its own zone."""
    try:
        day = datetime.date.fromisoformat((published or "")[:10])
    except ValueError:
        return None
    # Nothing to be read is older than printing, and sums of days stay within the calendar.
    return day if 1500 <= day.year < 2500 else None


def _on(day: datetime.date, anchor: str | None) -> _Sense:
    return _Sense("DATE", day.isoformat(), day.isoformat(), (day + _DAY).isoformat(), anchor, day)


def _part(day: datetime.date, part: str, anchor: str | None) -> _Sense:
    """A part of a day: "2012-04-14TEV"."""
    midnight = datetime.datetime(day.year, day.month, day.day)
    start, end = (midnight + datetime.timedelta(hours=hour) for hour in _PARTS[part])
    value = f"{day.isoformat()}T{part}"
    return _Sense("TIME", value, start.isoformat("T", "minutes"), end.isoformat("T", "minutes"), anchor, day)


def _valid(year: int, month: int, day: int) -> datetime.date | None:
    try:
        return datetime.date(year, month, day)
    except ValueError:
        return None


def _iso(setting: _Setting, found: dict[str, str], match: re.Match[str]) -> _Sense | None:
    day = _valid(int(found["year"]), int(found["month"]), int(found["day"]))
    if day is None:
        return None
    if "hour" in found and int(found["hour"]) < 24 and int(found["minute"]) < 60:
        return _at(day, f"{found['hour']}:{found['minute']}", "text")
    return _on(day, "text")


def _date(setting: _Setting, found: dict[str, str], match: re.Match[str]) -> _Sense | None:
    month, number = setting.patterns.words.months[found["month"]], int(found["day"])
    if "year" in found:
        day = _valid(int(found["year"]), month, number)
        return _on(day, "text") if day else None
    if setting.published is None:
        day = _valid(setting.year, month, number) if setting.year else None
        return _on(day, "text") if day else _Sense("DATE", f"XXXX-{month:02}-{number:02}")
    day = _valid(setting.published.year, month, number)
    if day is not None and day > setting.published + _AHEAD:
        day = _valid(setting.published.year - 1, month, number)
    elif day is not None and day < setting.published - 300 * _DAY:
        day = _valid(setting.published.year + 1, month, number)
    return _on(day, "published") if day else None


def _month(setting: _Setting, found: dict[str, str], match: re.Match[str]) -> _Sense | None:
    month = setting.patterns.words.months[found["month"]]
    if "year" in found:
        return _whole_month(int(found["year"]), month, "text")
    if setting.published is None:
        return _whole_month(setting.year, month, "text") if setting.year else _Sense("DATE", f"XXXX-{month:02}")
    ahead = month - setting.published.month
    year = setting.published.year + (-1 if ahead > 2 else 1 if ahead < -9 else 0)
    return _whole_month(year, month, "published")


def _whole_month(year: int, month: int, anchor: str) -> _Sense:
    following = (year + 1, 1) if month == 12 else (year, month + 1)
    return _Sense(
        "DATE", f"{year:04}-{month:02}", f"{year:04}-{month:02}-01", "{:04}-{:02}-01".format(*following), anchor
    )


def _year(setting: _Setting, found: dict[str, str], match: re.Match[str]) -> _Sense | None:
    if "decade" in found:
        decade = found["decade"][:3]
        return _Sense("DATE", decade, f"{decade}0-01-01", f"{int(decade) + 1}0-01-01", "text")
    return _whole_year(int(found["year"]), "text")


def _whole_year(year: int, anchor: str) -> _Sense:
    return _Sense("DATE", f"{year:04}", f"{year:04}-01-01", f"{year + 1:04}-01-01", anchor)


def _clock(setting: _Setting, found: dict[str, str], match: re.Match[str]) -> _Sense | None:
    """A clock time without its day: "T23:40", "T09" where only the hour is given."""
    if "word" in found:
        word = re.sub(r"\s", " ", found["word"])
        return _Sense("TIME", f"T{setting.patterns.words.clock_words[word]}")
    if "spoken" in found:
        return _spoken(setting, found, match)
    hour = int(found["hour"])
    if "pm" in found or "am" in found:
        hour = hour % 12 + (12 if "pm" in found else 0)
    zone = "Z" if "utc" in found else ""
    return _Sense("TIME", f"T{hour:02}:{found['minute']}{zone}" if "minute" in found else f"T{hour:02}{zone}")


def _spoken(setting: _Setting, found: dict[str, str], match: re.Match[str]) -> _Sense:
    """ "Three o'clock this afternoon": without a part of the day it is two hours of which none is meant for sure."""
    words = setting.patterns.words
    part = words.parts.get(found.get("part", ""))
    if part is None:
        return _Sense("TIME")
    hour = int(words.numbers.get(found["spoken"], 0) or found["spoken"]) % 12
    if part in {"AF", "EV"} or (part == "NI" and hour >= 6):
        hour += 12
    this = re.search(rf"\bthis\s{found['part']}$", match.group().lower())
    if this and setting.published is not None:
        return _at(setting.published, f"{hour:02}:00", "published")
    return _Sense("TIME", f"T{hour:02}:00")


def _weekday(setting: _Setting, found: dict[str, str], match: re.Match[str]) -> _Sense | None:
    """A bare weekday is the latest one up to the day of publication; the next one where the sentence looks ahead."""
    words = setting.patterns.words
    part = words.parts[found["part"]] if "part" in found else None
    if setting.published is None:
        return _Sense("TIME" if part else "DATE")
    back = (setting.published.isoweekday() - words.weekdays[found["weekday"]]) % 7
    day = setting.published - back * _DAY
    shift = words.shifts.get(found.get("shift", ""), 0)
    if shift < 0 and back == 0:
        day -= 7 * _DAY
    elif shift > 0 or (shift == 0 and back and _looks_ahead(setting, match.start())):
        day += 7 * _DAY
    return _part(day, part, "published") if part else _on(day, "published")


def _looks_ahead(setting: _Setting, at: int) -> bool:
    """Whether the last verb before the weekday is one of the future."""
    words = setting.patterns.words
    start = max(0, at - 80)
    for word in reversed(re.findall(r"[.;!?\n]|[\w'’]+", setting.text[start:at])):
        low = word.lower().replace("’", "'")
        if low in words.past or not low[0].isalnum():
            return False
        if low in words.future:
            return True
    return False


def _day(setting: _Setting, found: dict[str, str], match: re.Match[str]) -> _Sense | None:
    words = setting.patterns.words
    if "phrase" in found:
        step, part = words.day_parts[re.sub(r"\s", " ", found["phrase"])]
    else:
        step, part = words.days[found["word"]], words.parts.get(found.get("part", ""), "")
    if setting.published is None:
        return _Sense("TIME" if part else "DATE")
    day = setting.published + step * _DAY
    return _part(day, part, "published") if part else _on(day, "published")


def _shifted(setting: _Setting, found: dict[str, str], match: re.Match[str]) -> _Sense | None:
    words = setting.patterns.words
    unit, step = words.units[found["unit"]], words.shifts[found["shift"]]
    if unit not in {"W", "Mo", "Y"}:
        return None
    return _stepped(setting.published, unit, step) if setting.published else _Sense("DATE")


def _stepped(published: datetime.date, unit: str, step: int) -> _Sense:
    """The calendar week, month or year that lies `step` from that of publication."""
    if unit == "W":
        monday = published + datetime.timedelta(days=7 * step + 1 - published.isoweekday())
        year, week, _ = monday.isocalendar()
        return _Sense("DATE", f"{year}-W{week:02}", monday.isoformat(), (monday + 7 * _DAY).isoformat(), "published")
    if unit == "Mo":
        months = published.year * 12 + published.month - 1 + step
        return _whole_month(months // 12, months % 12 + 1, "published")
    return _whole_year(published.year + step, "published")


def _ago(setting: _Setting, found: dict[str, str], match: re.Match[str]) -> _Sense | None:
    number, unit = _number(setting, found), setting.patterns.words.units[found["unit"]]
    if setting.published is None or not number.is_integer():
        return _Sense("DATE")
    if unit == "D":
        return _on(setting.published - number * _DAY, "published")
    if unit in {"W", "Mo", "Y"} and number < 1000:
        return _stepped(setting.published, unit, -int(number))
    return _Sense("DATE")


def _number(setting: _Setting, found: dict[str, str]) -> float:
    text = re.sub(r"\s", " ", found["number"])
    return setting.patterns.words.numbers[text] if text in setting.patterns.words.numbers else float(text)


def _duration(setting: _Setting, found: dict[str, str], match: re.Match[str]) -> _Sense | None:
    unit = setting.patterns.words.units[found["unit"]]
    times, letter = (10, "Y") if unit == "10Y" else (1, unit[0])
    amount = f"{_number(setting, found) * times:g}"
    return _Sense("DURATION", f"P{'T' if unit in {'S', 'M', 'H'} else ''}{amount}{letter}")


def _repeated(setting: _Setting, found: dict[str, str], match: re.Match[str]) -> _Sense | None:
    return _Sense("SET", setting.patterns.words.sets[re.sub(r"\s", " ", found["set"])])
