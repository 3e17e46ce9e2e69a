"""Times of day, and the days that they belong to."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from stemma.model import Span
from stemma.read.times.bounds import bound_before
from stemma.read.times.calendar import DAY, Clock, Sense, at
from stemma.read.times.scene import Scene
from stemma.read.times.setting import Setting

# Characters before a sentence in which a day may be named that its times of day belong to.
_FAR = 400


def clock(scene: Scene) -> Sense | None:
    """A clock time without its day: "T23:40", "T09" where only the hour is given."""
    found, words = scene.found, scene.words
    if "word" in found:
        hour, minute = words.clock_words[found["word"]].split(":")
        return _sense(Clock(int(hour), int(minute), *_zone(scene)))
    if "spoken" in found:
        return _spoken(scene)
    hour_number = int(found["hour"])
    if "pm" in found or "am" in found:
        hour_number = hour_number % 12 + (12 if "pm" in found else 0)
    elif "part" in found and hour_number <= 12:
        hour_number = _of_part(hour_number, words.parts[found["part"]])
    return _sense(Clock(hour_number, int(found["minute"]) if "minute" in found else None, *_zone(scene)))


def _sense(made: Clock) -> Sense:
    return Sense("TIME", made.value, zone=made.zone, clock=made)


def _zone(scene: Scene) -> tuple[str | None, str | None]:
    """The clock's name as written, and its shift where the name alone tells it."""
    name = scene.found.get("zone")
    if name is None:
        return None, None
    written = scene.setting.text[scene.span.start : scene.span.end]
    return written.rstrip(")")[-len(name) :], scene.words.zones.get(name)


def _spoken(scene: Scene) -> Sense:
    """ "Three o'clock this afternoon": without a part of the day it is two hours of which none is meant for sure."""
    found, words = scene.found, scene.words
    code = words.parts.get(found.get("part", ""))
    if code is None:
        return Sense("TIME")
    made = Clock(_of_part(int(words.numbers.get(found["spoken"], 0) or found["spoken"]), code), 0)
    said = re.search(rf"\b(\w+\s{re.escape(found['part'])})$", scene.span.of(scene.setting.text).lower())
    this = words.day_parts.get(said.group(1)) if said else None
    if this is not None and scene.reference is not None:
        return at(scene.reference.day + this[0] * DAY, made, scene.reference.anchor, scene.reference.span)
    return _sense(made)


def _of_part(hour: int, code: str) -> int:
    """An hour of a clock that goes round twice a day, in that part of the day."""
    return hour % 12 + (12 if code in {"AF", "EV"} or (code == "NI" and hour % 12 >= 6) else 0)


def with_days(text: str, found: Sequence[tuple[Span, Sense]]) -> list[tuple[Span, Sense]]:
    """Clock times together with the day directly behind them as one time: "9 a.m. Tuesday"."""
    out: list[tuple[Span, Sense]] = []
    for span, sense in found:
        before = out[-1] if out else None
        if before is None or before[1].clock is None or not _is_day(sense):
            out.append((span, sense))
        elif text[before[0].end : span.start] in {" ", ", ", "\n"} and sense.first is not None:
            made = at(sense.first, before[1].clock, sense.anchor, sense.anchor_span)
            out[-1] = (Span(before[0].start, span.end), made)
        else:
            out.append((span, sense))
    return out


def _is_day(sense: Sense) -> bool:
    return sense.grain == "D" and sense.type == "DATE" and sense.first is not None


def dated(
    setting: Setting, found: Sequence[tuple[Span, Sense]], before: tuple[Span, Sense] | None, sentence: Span
) -> Iterator[tuple[Span, Sense]]:
    """Clock times get the day that stands nearest in their sentence, else the one last named, if not far before.

    Where there is none, "since 9 a.m." is on the report's day; the others stay without.
    """
    days = [(span, sense) for span, sense in found if sense.grain == "D" and sense.first is not None]
    if not days and before is not None and sentence.start - before[0].end < _FAR:
        days = [before]
    for span, sense in found:
        if sense.clock is None or not days:
            yield span, _since(setting, span, sense, sentence) or sense
            continue
        where, nearest = min(days, key=lambda item: min(abs(item[0].start - span.end), abs(item[0].end - span.start)))
        assert nearest.first is not None
        # The small hours of a night belong to the day that it leads to.
        next_day = (nearest.value or "").endswith("TNI") and sense.clock.hour < 12
        yield span, at(nearest.first + next_day * DAY, sense.clock, "report", where)


def _since(setting: Setting, span: Span, sense: Sense, sentence: Span) -> Sense | None:
    """A clock time since which something has been so: of the report's day."""
    reference = setting.reference
    if sense.clock is None or reference is None or bound_before(setting, span, sentence.start) != "from":
        return None
    return at(reference.day, sense.clock, reference.anchor, reference.span)
