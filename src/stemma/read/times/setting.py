"""What a report's times are read against: the day that they are counted from, and the words around them."""

from __future__ import annotations

import datetime
import functools
import re
from dataclasses import dataclass
from typing import Literal

from stemma.model import Report, Span
from stemma.read.times.calendar import DAY, day_of, valid
from stemma.read.times.expressions import groups
from stemma.read.times.patterns import TimePatterns, time_patterns
from stemma.vocabulary.date_orders import date_orders
from stemma.vocabulary.times import DateOrder

Tense = Literal["past", "future"]
# How far before publication a report is filed at most: an older dateline is that of something else.
_FILED = datetime.timedelta(days=7)
_MONTH = datetime.timedelta(days=31)
_YEARS = re.compile(r"(?<![\d.,:/-])(?:1[5-9]|20)\d\d(?![\d:/-]|[.,]\d)")
_TOKENS = re.compile(r"[.;!?\n]|[\w'’]+")
# Characters around a time in which a verb is looked for.
_BEFORE, _AFTER = 90, 60


@dataclass(frozen=True, slots=True)
class Reference:
    """The day that a report's times are counted from, and what tells it; `span` marks the dateline's words."""

    day: datetime.date
    anchor: Literal["published", "dateline", "case"]
    span: Span | None = None


@dataclass(frozen=True)
class Setting:
    """What times are read against."""

    report: Report
    patterns: TimePatterns
    reference: Reference | None

    @property
    def text(self) -> str:
        """The report's text."""
        return self.report.text

    @functools.cached_property
    def year(self) -> int | None:
        """The year that the text is about: that of all its full dates, of which it has two, and no other in it.

        One date alone may be that of an event long past, which the text only recalls.
        """
        days = {day for _, day in self._full_dates}
        years = {str(day.year) for day in days}
        one = len(days) > 1 and len(years) == 1 and years == set(_YEARS.findall(self.text))
        return int(years.pop()) if one else None

    @functools.cached_property
    def days(self) -> tuple[tuple[Span, datetime.date], ...]:
        """The days that the text gives with their year, at least two; none where they lie more than a month apart."""
        named = {day for _, day in self._full_dates}
        return self._full_dates if len(named) > 1 and max(named) - min(named) <= _MONTH else ()

    @functools.cached_property
    def _full_dates(self) -> tuple[tuple[Span, datetime.date], ...]:
        """Where the text gives a day with its year. Looked for when first asked about."""
        found: list[tuple[Span, datetime.date]] = []
        for kind in ("date", "iso"):
            for match in self.patterns.kinds[kind].expression.finditer(self.text):
                words = groups(match)
                if "year" in words and "day" in words:
                    number = int(words["month"]) if kind == "iso" else self.patterns.words.months[words["month"]]
                    day = valid(int(words["year"][:4]), number, int(words["day"]))
                    found += [(Span(*match.span()), day)] if day else []
        return tuple(sorted(found))

    @functools.cached_property
    def order(self) -> DateOrder | None:
        """Which way this report writes dates in numbers: as its language does, as a date that can be read in one way
        only shows, or as in the country of its address. None where they do not tell, or not the same."""
        if self.patterns.words.order:
            return self.patterns.words.order
        shown: set[DateOrder] = set()
        for match in self.patterns.kinds["numeric"].expression.finditer(self.text):
            found = groups(match)
            one, two = int(found["one"]), int(found["two"])
            if 12 < one <= 31 and 1 <= two <= 12:
                shown.add("dmy")
            elif 12 < two <= 31 and 1 <= one <= 12:
                shown.add("mdy")
        if shown:
            return shown.pop() if len(shown) == 1 else None
        return date_orders().of(self.report.url)

    def tense(self, span: Span, sentence: Span) -> Tense | None:
        """Whether the verb nearest before the words, else the first behind them, is one of the past or the future."""
        before = _TOKENS.findall(self.text[max(sentence.start, span.start - _BEFORE) : span.start])
        tense, ended = self._nearest(list(reversed(before)))
        if tense is not None or ended:
            return tense
        behind = _TOKENS.findall(self.text[span.end : min(sentence.end, span.end + _AFTER)])
        return self._first(behind)

    def _nearest(self, words: list[str]) -> tuple[Tense | None, bool]:
        for place, word in enumerate(words):
            if not word[0].isalnum() and word[0] not in "'’":
                return None, False
            tense = self._tense(word, words[place + 1] if place + 1 < len(words) else "")
            if tense is not None:
                return tense, True
        return None, False

    def _first(self, words: list[str]) -> Tense | None:
        for place, word in enumerate(words):
            if not word[0].isalnum() and word[0] not in "'’":
                return None
            tense = self._tense(word, words[place - 1] if place else "")
            if tense is not None:
                return tense
        return None

    def _tense(self, word: str, before: str) -> Tense | None:
        words, low = self.patterns.words, word.lower().replace("’", "'")
        if words.capitals and low in words.months and not word.islower():
            return None
        if low in words.future or low.endswith(_shortened(words.future)):
            return "future"
        past = low in words.past
        ending = bool(words.past_endings) and len(low) > 4 and low.endswith(words.past_endings) and word.islower()
        return "past" if (past or ending) and before.lower() not in words.auxiliaries else None


@functools.cache
def _shortened(words: frozenset[str]) -> tuple[str, ...]:
    return tuple(sorted(word for word in words if word.startswith("'")))


def setting_of(report: Report, datelines: tuple[Span, ...], assumed: datetime.date | None = None) -> Setting:
    """The setting of a report with these datelines; `assumed` is its day where nothing else tells it.

    What a dateline tells comes before the day of publication where the two lie near each other: "today" is the day on
    which the report was filed, and it may be printed on the next.
    """
    patterns = time_patterns(report.language)
    published = day_of(report.published)
    for dateline in datelines:
        filed = _filed(report.text, patterns, dateline, published)
        if filed is not None:
            return Setting(report, patterns, filed)
    if published is not None:
        return Setting(report, patterns, Reference(published, "published"))
    return Setting(report, patterns, Reference(assumed, "case") if assumed else None)


def _filed(text: str, patterns: TimePatterns, dateline: Span, published: datetime.date | None) -> Reference | None:
    for match in patterns.kinds["date"].expression.finditer(text, *dateline):
        found = groups(match)
        years = (
            [int(found["year"][:4])] if "year" in found else [published.year, published.year - 1] if published else []
        )
        if "day" not in found:
            continue
        for year in years:
            day = valid(year, patterns.words.months[found["month"]], int(found["day"]))
            if day is not None and (published is None or published - _FILED <= day <= published + DAY):
                return Reference(day, "dateline", Span(*match.span()))
    return None
