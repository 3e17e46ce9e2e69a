"""Statements on what was told before: "The port confirmed it", "Informację potwierdził burmistrz"."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from stemma.model import Span
from stemma.read.attributions import Attribution
from stemma.read.clauses import left_edge, right_edge
from stemma.read.cues import VerbGroup, stance_of, verb_groups
from stemma.read.sources import Found, housed, source_after
from stemma.read.words import Unit
from stemma.vocabulary.cues import CueVocabulary

# The sentence before made its statements among the last so many.
_NEAR = 6
# The verb of a sentence that only tells who said the one before is among its first so many words.
_OPENING = 8
_RULINGS = ("confirms", "denies")


def resolved(
    unit: Unit, here: Sequence[Attribution], before: Unit | None, found: Sequence[Attribution]
) -> list[Attribution]:
    """`here` with what the sentence before said in place of a content that only points at it ("it", "this")."""
    told = _told_before(unit, before, found)
    if told is None:
        return list(here)
    pointers = {Span(word.start, word.end) for word in unit.words if "pointer" in word.tags}
    return [replace(one, content=told) if len(one.content) == 1 and one.content[0] in pointers else one for one in here]


def on_what_was_told(
    unit: Unit, before: Unit | None, found: Sequence[Attribution], cues: CueVocabulary
) -> Attribution | None:
    """Who confirms or denies the sentence before, in a language that puts the object first or before the verb."""
    if not cues.subjectless:
        return None
    announcement = _announced(unit, before, found, cues)
    if announcement is not None or before is None or before.paragraph + 1 < unit.paragraph:
        return announcement
    told = _told_there(before, found)
    for group in verb_groups(unit.words, cues):
        if told is None or stance_of(group, ("noun",)) not in _RULINGS or group.first == 0:
            continue
        if before.paragraph != unit.paragraph and "demonstrative" not in unit.words[max(0, group.first - 2)].tags:
            continue
        source = _source(unit, group, cues)
        if source is not None:
            return Attribution(
                unit.span(*source), unit.span(group.first, group.end), told, stance_of(group, ("noun",)), "indirect"
            )
    return None


def _announced(
    unit: Unit, before: Unit | None, found: Sequence[Attribution], cues: CueVocabulary
) -> Attribution | None:
    """Who speaks, where the sentence begins with what of: "О взрыве сообщил мэр"; "Об этом" is the one before."""
    words = unit.words
    group = next(verb_groups(words[:_OPENING], cues), None)
    if group is None or group.first < 2 or "about" not in words[0].tags or not group.cue.takes("clause"):
        return None
    cue, stance = unit.span(group.first, group.end), stance_of(group, ("clause",))
    after = source_after(words, group.verb, group.end, cues)
    source = (after, right_edge(words, after, cues))
    if "pointer" not in words[1].tags:
        topic = all(word.is_word for word in words[1 : group.first]) and source[1] > after
        return Attribution(unit.span(*source), cue, (unit.span(1, group.first),), stance, "indirect") if topic else None
    if before is None or before.paragraph + 1 < unit.paragraph:
        return None
    start = left_edge(words, group.first - 1, 2, cues) if group.first > 2 else None
    source = source if start is None else (start, group.first)
    told = _told_there(before, found)
    named = unit.span(*source) if source[1] > source[0] else None
    return Attribution(named, cue, told, stance, "indirect") if told is not None else None


def _source(unit: Unit, group: VerbGroup, cues: CueVocabulary) -> tuple[int, int] | None:
    """Who rules on it: before "temu zaprzecza", or behind "Informację potwierdził"."""
    words, last = unit.words, group.first - 1
    if not words[last].tags & {"pointer", "told"}:
        return None
    while last > 0 and words[last - 1].tags & {"demonstrative", "possessive"}:
        last -= 1
    start = left_edge(words, last - 1, 0, cues) if last > 0 else None
    if start is not None:
        named = housed(words, Found(start, last), group, cues)
        return (named.first, named.end) if named is not None else None
    end = right_edge(words, group.end, cues)
    return (group.end, end) if end > group.end else None


def _told_before(unit: Unit, before: Unit | None, found: Sequence[Attribution]) -> tuple[Span, ...] | None:
    """The content of the last statement, where the sentence before makes it; else that sentence."""
    return _told_there(before, found) if before is not None and before.paragraph == unit.paragraph else None


def _told_there(before: Unit, found: Sequence[Attribution]) -> tuple[Span, ...] | None:
    whole = Span(before.words[0].start, before.words[-1].end)
    last = next((one for one in reversed(found[-_NEAR:]) if any(span.overlaps(whole) for span in one.content)), None)
    if last is not None:
        return last.content
    end = len(before.words) - (not before.words[-1].is_word and before.words[-1].quotation is None)
    return (before.span(0, end),) if end > 0 else None
