"""The words before a time that say which part of it is meant, and which side it closes."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from typing import cast

from stemma.model import Span
from stemma.model.readings import TimeBound, TimeMod
from stemma.read.times.calendar import DAY, Sense, on, part
from stemma.read.times.expressions import plain
from stemma.read.times.setting import Setting

# Characters between the two days of "the night from Sunday to Monday".
_BETWEEN = 6
# No word that is looked for before a time is longer, with the blank and the article behind it.
_LONGEST = 32


@dataclass(frozen=True, slots=True)
class Edged:
    """A time with the words "early" and the like before it, and what it closes."""

    span: Span
    sense: Sense
    mod: TimeMod | None = None
    bound: TimeBound | None = None


def edged(setting: Setting, found: Iterable[tuple[Span, Sense]], sentence: Span) -> Iterator[Edged]:
    """The times of a sentence with the words before them that belong to them."""
    end = sentence.start
    for span, sense in found:
        mod: TimeMod | None = None
        if sense.type in {"DATE", "TIME"} and sense.value not in {"PRESENT_REF", "PAST_REF", "FUTURE_REF"}:
            span, mod = _with_edge(setting, span, end)
        yield Edged(span, sense, mod, bound_before(setting, span, end))
        end = span.end


def _with_edge(setting: Setting, span: Span, end: int) -> tuple[Span, TimeMod | None]:
    text, edges = setting.text, setting.patterns.words.edges
    hyphen = text.find("-", span.start, span.start + _LONGEST)
    if hyphen > 0 and (inside := edges.get(plain(text[span.start : hyphen]))) is not None:
        return span, cast(TimeMod, inside)
    start = max(end, span.start - _LONGEST)
    match = setting.patterns.edge.search(text[start : span.start])
    if match is None:
        return span, None
    return Span(start + match.start(), span.end), cast(TimeMod, edges[plain(match.group("word"))])


def bound_before(setting: Setting, span: Span, end: int) -> TimeBound | None:
    """Which side the words between `end` and a time say that it closes."""
    start = max(end, span.start - _LONGEST)
    match = setting.patterns.bound.search(setting.text[start : span.start])
    return cast(TimeBound, setting.patterns.words.bounds[plain(match.group("word"))]) if match else None


def with_nights(setting: Setting, found: list[tuple[Span, Sense]], sentence: Span) -> list[tuple[Span, Sense]]:
    """The times, with "the night to Monday" and "from Sunday to Monday" as the nights that begin then."""
    out: list[tuple[Span, Sense]] = []
    end, night = sentence.start, None
    for span, sense in found:
        if night is not None and span.start - end <= _BETWEEN and _is_day(sense):
            out[-1], night = (Span(out[-1][0].start, span.end), out[-1][1]), None
        elif _is_day(sense) and (match := _night_before(setting, span, end)) is not None:
            night = match.group("from")
            assert sense.first is not None
            begins = part(sense.first if night else sense.first - DAY, "NI", sense.anchor)
            out.append(
                (Span(span.start - len(match.group()), span.end), begins.counted_from(sense.anchor, sense.anchor_span))
            )
        else:
            night = None
            out.append((span, sense))
        end = span.end
    return out


def _night_before(setting: Setting, span: Span, end: int) -> re.Match[str] | None:
    return setting.patterns.night.search(setting.text[max(end, span.start - _LONGEST) : span.start])


def _is_day(sense: Sense) -> bool:
    return sense.type == "DATE" and sense.grain == "D" and sense.first is not None


def with_ranges(setting: Setting, found: Iterable[Edged]) -> Iterator[Edged]:
    """The times, with the ends of "from Monday to Wednesday" and "9 a.m. – noon" marked as such."""
    times = list(found)
    for place, one in enumerate(times):
        before = times[place - 1] if place else None
        after = times[place + 1] if place + 1 < len(times) else None
        if after is not None and _joined(setting, one, after):
            yield replace(one, bound="from", sense=_before(one.sense, after.sense))
        elif before is not None and _joined(setting, before, one):
            yield replace(one, bound="to")
        else:
            yield one


def _before(first: Sense, last: Sense) -> Sense:
    """The day that a range begins with: a week earlier where the range would end before it."""
    if first.first is None or last.first is None or first.first <= last.first or last.anchor == "text":
        return first
    if not (_is_day(first) and _is_day(last) and first.anchor == last.anchor and first.first - last.first < 7 * DAY):
        return first
    return on(first.first - 7 * DAY, first.anchor).counted_from(first.anchor, first.anchor_span)


def _joined(setting: Setting, one: Edged, other: Edged) -> bool:
    """Whether two times of one kind are the ends of a range; "and" joins two times where no "between" stands before."""
    if one.sense.type != other.sense.type or one.sense.first is None or other.sense.first is None:
        return False
    joint = setting.patterns.joint.fullmatch(setting.text, one.span.end, other.span.start)
    if joint is None:
        return False
    word = plain(joint.group().strip())
    return one.bound == "from" or not word.isalpha() or setting.patterns.words.bounds.get(word) == "to"
