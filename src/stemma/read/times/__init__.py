"""Times that a report names, with values in the manner of TIMEX3 (ISO-TimeML, ISO 24617-1).

What is counted from the report's day is anchored at its dateline or its date of publication; what is counted from
another time, at that one. What has nothing to be counted from stays without a value. Times are as the clock that the
report means shows them: no shift from UTC is added that the words do not name.
"""

from __future__ import annotations

import datetime
import heapq
import re
from collections.abc import Iterator
from dataclasses import dataclass, replace

from stemma.model import Report, Span, Time
from stemma.read.times import clocks, dates, lengths
from stemma.read.times.bounds import Edged, edged, with_nights, with_ranges
from stemma.read.times.calendar import Sense
from stemma.read.times.expressions import groups, keys_of, place_of
from stemma.read.times.numbers import number_of
from stemma.read.times.scene import Reader, Scene
from stemma.read.times.setting import Setting, setting_of

__all__ = ["find_times"]

_READERS: dict[str, Reader] = {
    "iso": dates.iso_date,
    "numeric": dates.numeric_date,
    "days": dates.date,
    "date": dates.date,
    "month": dates.month_date,
    "quarter": dates.quarter_date,
    "season": dates.season_date,
    "year": dates.year_date,
    "clock": clocks.clock,
    "weekday": dates.weekday_date,
    "day": dates.day_date,
    "named": dates.named_date,
    "context": lengths.in_context,
    "shifted": dates.shifted_date,
    "ago": lengths.ago,
    "ahead": lengths.ahead,
    "stepped": lengths.counted,
    "repeated": lengths.repeated,
    "duration": lengths.duration,
    "vague": lengths.vague,
    "reference": lengths.reference,
}

# Where a match begins, its end with the sign turned, the rank and name of its kind, and the match: in the order in
# which they are read. No two of one kind begin at the same place, so that matches are never compared.
_Candidate = tuple[int, int, int, str, re.Match[str]]


def find_times(
    report: Report,
    sentences: tuple[Span, ...],
    datelines: tuple[Span, ...] = (),
    *,
    day: datetime.date | None = None,
) -> tuple[Time, ...]:
    """The times that the report's sentences name, in text order; none overlap. `datelines` are among the sentences.

    `day` is one that times are counted from where neither a dateline nor the report's publication tells one.
    """
    finder = _Finder(setting_of(report, datelines, day))
    return tuple(time for sentence in sentences for time in finder.in_sentence(sentence))


@dataclass(slots=True)
class _Finder:
    """Reads sentence by sentence, and keeps which time on the calendar was named last."""

    setting: Setting
    last: tuple[Span, Sense] | None = None
    quarter: tuple[Span, Sense] | None = None
    day: tuple[Span, Sense] | None = None

    def in_sentence(self, sentence: Span) -> Iterator[Time]:
        found = with_nights(self.setting, self._counted(list(self._found(sentence))), sentence)
        found = list(clocks.dated(self.setting, clocks.with_days(self.setting.text, found), self.day, sentence))
        self.day = next((item for item in reversed(found) if item[1].grain == "D" and item[1].first), self.day)
        for one in with_ranges(self.setting, edged(self.setting, found, sentence)):
            yield _time(self.setting.report.id, one)

    def _found(self, sentence: Span) -> Iterator[tuple[Span, Sense]]:
        """The words of time in a sentence: of those that overlap the first, of these the longest that has a sense."""
        end, kinds = sentence.start, self.setting.patterns.kinds
        waiting = self._candidates(sentence)
        heapq.heapify(waiting)
        while waiting:
            start, other_end, rank, kind, match = heapq.heappop(waiting)
            if start < end:
                # What stands behind the time before may be one of its own: "tomorrow | morning of Monday".
                rest = kinds[kind].expression.search(self.setting.text, end, -other_end) if end < -other_end else None
                if rest is not None:
                    heapq.heappush(waiting, (rest.start(), -rest.end(), rank, kind, rest))
                continue
            for span, words in _pieces(kind, match):
                scene = Scene(self.setting, words, span, sentence, self.last, self.quarter)
                sense = _READERS[kind](scene)
                if sense is not None:
                    end = span.end
                    self._note(kind, span, sense)
                    yield span, sense

    def _candidates(self, sentence: Span) -> list[_Candidate]:
        patterns = self.setting.patterns
        keys = keys_of(sentence.of(self.setting.text))
        if patterns.keys.isdisjoint(keys):
            return []
        return [
            (match.start(), -match.end(), rank, kind, match)
            for rank, (kind, pattern) in enumerate(patterns.kinds.items())
            if not pattern.keys.isdisjoint(keys)
            for match in pattern.expression.finditer(self.setting.text, *sentence)
        ]

    def _note(self, kind: str, span: Span, sense: Sense) -> None:
        """Keep what later words may be counted from: not what is only compared with ("a year earlier")."""
        if sense.value is None and kind in {"weekday", "day", "date", "numeric", "named"}:
            # What comes next may be counted from this one, which is not known.
            self.last = None
        if sense.first is None or kind == "ago" or (sense.anchor == "report" and kind in {"quarter", "stepped"}):
            return
        self.last = span, sense
        if sense.grain == "Q":
            self.quarter = span, sense

    def _counted(self, found: list[tuple[Span, Sense]]) -> list[tuple[Span, Sense]]:
        """A length of time "after Monday" is a time counted from it, not a length."""
        out: list[tuple[Span, Sense]] = []
        for place, (span, sense) in enumerate(found):
            following = found[place + 1] if place + 1 < len(found) else None
            made = self._after(span, sense, following) if sense.type == "DURATION" and following else None
            out.append((span, made or sense))
        return out

    def _after(self, span: Span, sense: Sense, following: tuple[Span, Sense]) -> Sense | None:
        apart = self.setting.patterns.apart.fullmatch(self.setting.text, span.end, following[0].start)
        match = self.setting.patterns.kinds["duration"].expression.match(self.setting.text, span.start)
        if apart is None or match is None or "unit" not in (words := groups(match)):
            return None
        vocabulary = self.setting.patterns.words
        amount = number_of(words["number"], vocabulary) if "number" in words else None
        forward = apart.group("after") is not None
        made = lengths.from_time(following[1], amount, vocabulary.units[words["unit"]], forward)
        return replace(made, anchor_span=following[0]) if made else None


def _pieces(kind: str, match: re.Match[str]) -> Iterator[tuple[Span, dict[str, str]]]:
    """The words of one match that are a time each: "May 14-16" are two."""
    found, span = groups(match), Span(*match.span())
    if kind != "days":
        yield span, found
        return
    yield Span(span.start, place_of(match, "day").end), found
    yield Span(place_of(match, "other").start, span.end), found | {"day": found["other"]}


def _time(report: str, one: Edged) -> Time:
    sense = one.sense
    return Time(
        report=report,
        span=one.span,
        type=sense.type,
        value=sense.value,
        start=sense.start,
        end=sense.end,
        anchor=sense.anchor,
        anchor_span=sense.anchor_span,
        mod=one.mod,
        bound=one.bound,
        zone=sense.zone,
    )
