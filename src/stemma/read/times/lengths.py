"""Lengths of time and what is counted with them, what is repeated, and times that no calendar tells."""

from __future__ import annotations

from stemma.read.times.calendar import Sense, moved, on, stepped
from stemma.read.times.numbers import number_of
from stemma.read.times.scene import Scene

_OF_A_DAY = frozenset(("S", "M", "H"))
# TIMEX3's letters and how many of them, where the unit is not a letter itself.
_LETTERS = {"10Y": (10.0, "Y"), "C": (100.0, "Y"), "Mo": (1.0, "M"), "WE": (1.0, "WE")}

# How many of which smaller unit a unit has: half an hour is 30 minutes.
_PIECES = {"M": (60, "S"), "H": (60, "M"), "D": (24, "H"), "Y": (12, "Mo"), "10Y": (10, "Y"), "C": (100, "Y")}


def duration(scene: Scene) -> Sense | None:
    """ "Two hours", "several days", "the past year", "for years"."""
    found, words = scene.found, scene.words
    if "whole" in found:
        unit = words.units[found["whole"]]
        return Sense("DURATION", length(1, unit)) if unit not in _OF_A_DAY else None
    if "plural" in found:
        return Sense("DURATION", length(None, words.units[found["plural"]]))
    if _is_ordinal(scene):
        return None
    amount, unit = _amount(scene), words.units[found["unit"]]
    if unit == "WE" or (amount is None and "number" in found):
        return None
    return Sense("DURATION", length(amount, unit))


def _is_ordinal(scene: Scene) -> bool:
    """ "A second" and "a quarter" are as good as never lengths of time, nor are "three-quarters"."""
    found, unit = scene.found, scene.found["unit"]
    if scene.words.units[unit] == "Q" and "-" in scene.span.of(scene.setting.text):
        return True
    doubtful = unit in scene.words.ordinals or scene.words.units[unit] == "Q"
    return doubtful and scene.words.numbers.get(found.get("number", ""), 0) == 1


def _amount(scene: Scene) -> float | None:
    if "vague" in scene.found:
        return scene.words.vague[scene.found["vague"]]
    return number_of(scene.found["number"], scene.words)


def length(amount: float | None, unit: str) -> str:
    """TIMEX3's value of a length: "P2D", "PT90M", "PXY" where it is not said how many."""
    if amount is not None and amount % 1 and unit in _PIECES:
        pieces, smaller = _PIECES[unit]
        if not amount * pieces % 1:
            return length(amount * pieces, smaller)
    many, letter = _LETTERS.get(unit, (1.0, unit))
    shown = "X" if amount is None else f"{amount * many:g}"
    return f"P{'T' if unit in _OF_A_DAY else ''}{shown}{letter}"


def ago(scene: Scene) -> Sense | None:
    """ "Two days ago": as fine as the unit. In a text on a quarter "a year ago" is that quarter of the year before."""
    amount, unit = _amount(scene), scene.words.units[scene.found["unit"]]
    if amount is None:
        return Sense("DATE", "PAST_REF")
    if scene.today is None or not amount.is_integer() or unit in _OF_A_DAY:
        return Sense("DATE")
    if unit == "Y" and amount == 1 and _on_a_quarter(scene) and scene.quarter:
        return moved(scene.quarter[1], "Y", -1, "report", scene.quarter[0])
    found = stepped(scene.today, unit, -int(amount), "published")
    return scene.counted(found) or Sense("DATE")


def ahead(scene: Scene) -> Sense | None:
    """ "In two days", in languages where that is no length of time; in a sentence on the past it is counted from what
    the sentence tells, which is unknown."""
    amount, unit = _amount(scene), scene.words.units[scene.found["unit"]]
    if amount is None or scene.today is None or not amount.is_integer() or unit in _OF_A_DAY or scene.tense == "past":
        return Sense("DATE")
    return scene.counted(stepped(scene.today, unit, int(amount), "published")) or Sense("DATE")


def _on_a_quarter(scene: Scene) -> bool:
    """Whether the time last named is a quarter, in this sentence or just before it."""
    if scene.quarter is None or scene.last is None:
        return False
    return scene.last[1].grain == "Q" and scene.sentence.start - scene.quarter[0].end < 200


def counted(scene: Scene) -> Sense | None:
    """ "Two days later", "a year earlier": counted from the time last named; unknown where there is none."""
    amount, unit = _amount(scene), scene.words.units[scene.found["unit"]]
    if unit in _OF_A_DAY:
        return Sense("DURATION", length(amount, unit))
    if amount is None or not amount.is_integer() or scene.last is None:
        return Sense("DATE")
    step = int(amount) * (1 if "later" in scene.found else -1)
    span, sense = scene.last
    return moved(sense, unit, step, "report", span) or Sense("DATE")


def in_context(scene: Scene) -> Sense | None:
    """ "The next day", "that year", "the following month"."""
    found, words = scene.found, scene.words
    phrase = found.get("phrase")
    unit = "D" if phrase else words.units[found["unit"]]
    days = words.context_days | words.context_ends
    step = days[phrase] if phrase else words.context_shifts[found["step"]]
    if unit in _OF_A_DAY:
        return None
    if scene.last is None or scene.last[1].first is None or (unit == "D" and scene.last[1].grain != "D"):
        if unit == "D" and not step and phrase and phrase not in words.context_ends:
            return scene.counted(on(scene.today, "published")) if scene.today else Sense("DATE")
        return Sense("DATE") if step or unit == "D" else None
    span, sense = scene.last
    if moved(sense, unit, step, "report", span) is None or sense.first is None:
        return None
    found_time = stepped(sense.first, unit, step, "report")
    return found_time.counted_from("report", span) if found_time else None


def from_time(sense: Sense, amount: float | None, unit: str, forward: bool) -> Sense | None:
    """ "Two days after" a time that is named; None where the length is not one of whole calendar units."""
    if amount is None or not amount.is_integer() or unit in _OF_A_DAY or sense.first is None:
        return None
    return moved(sense, unit, int(amount) if forward else -int(amount), "report", None)


def repeated(scene: Scene) -> Sense | None:
    """ "Daily", "every two weeks", "each July", "twice a day"."""
    found, words = scene.found, scene.words
    if "set" in found and _is_name(scene):
        return None
    if "set" in found:
        return Sense("SET", words.sets[found["set"]])
    if "weekday" in found:
        return Sense("SET", f"XXXX-WXX-{words.weekdays[found['weekday']]}")
    if "month" in found:
        return Sense("SET", f"XXXX-{words.months[found['month']]:02}")
    amount = number_of(found["number"], words) if "number" in found else 1
    return Sense("SET", length(amount, words.units[found["unit"]]))


def _is_name(scene: Scene) -> bool:
    """Whether a word is part of a name: "the Daily Beacon"."""
    written, behind = (
        scene.span.of(scene.setting.text),
        scene.setting.text[scene.span.end : scene.span.end + 2].lstrip(),
    )
    return written[:1].isupper() and behind[:1].isupper()


def vague(scene: Scene) -> Sense | None:
    """ "A while"."""
    return Sense("DURATION", scene.words.vague_spans[scene.found["words"]])


def reference(scene: Scene) -> Sense | None:
    """ "Now", "recently", "the future"."""
    return Sense("DATE", scene.words.references[scene.found["words"]])
