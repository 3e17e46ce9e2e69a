"""Statements on what was told before: "The port confirmed it", "Informację potwierdził burmistrz"."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from stemma.model import Span
from stemma.read.attributions import Attribution
from stemma.read.clauses import Words, left_edge, right_edge
from stemma.read.cues import VerbGroup, stance_of, verb_groups
from stemma.read.sources import Found, end_of_named, housed, source_after
from stemma.read.words import Unit
from stemma.vocabulary.cues import CueVocabulary

# The sentence before made its statements among the last so many.
_NEAR = 6
# The verb of a sentence that only tells who said the one before is among its first so many words.
_OPENING = 14
# So many words are told at least before "об этом".
_FEWEST_TOLD = 4
_RULINGS = ("confirms", "denies")
# Classes of words that only point at what was told.
_POINTING = frozenset({"pointer", "about_it", "cleft"})
# What a statement is about that only means the sentence before: "об этом", "o sprawie".
_MEANT = frozenset({"pointer", "matter"})
_WHEN = frozenset({"time", "preposition", "weekday"})


def resolved(
    unit: Unit, here: Sequence[Attribution], before: Unit | None, found: Sequence[Attribution], free_order: bool
) -> list[Attribution]:
    """`here` with what the sentence before said in place of a content that only points at it ("it", "this").

    Where it points at nothing and only verbs that take an object tell it ("El alcalde lo cree"), it is left out.
    """
    told = _told_before(unit, before, found)
    pointers = frozenset(_pointers(unit.words))
    if told is None:
        return [one for one in here if not (free_order and one.stance == "asserts" and one.content[0] in pointers)]
    return [replace(one, content=told) if len(one.content) == 1 and one.content[0] in pointers else one for one in here]


def _pointers(words: Words) -> Iterator[Span]:
    """Where words stand that mean what was told before, with what determines them: "it", "ce", "L'information"."""
    for at, word in enumerate(words):
        if word.tags & _POINTING:
            yield Span(word.start, word.end)
        elif "told" in word.tags and at == 1 and words[0].tags & {"definite", "determiner", "article"}:
            yield Span(words[0].start, word.end)


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
    """Who speaks, where a clause begins with what of: "О взрыве сообщил мэр"; "Об этом" is what stands before."""
    words = unit.words
    at = _about(words)
    if at is None:
        return _verb_first(unit, before, found, cues)
    group = next((one for one in verb_groups(words[at : at + _OPENING], cues)), None)
    if group is None or group.first < 2 or not group.cue.takes("clause"):
        return None
    first, end = at + group.first, at + group.end
    cue, stance = unit.span(first, end), stance_of(group, ("clause",))
    after = source_after(words, at + group.verb, end, cues)
    source = (after, end_of_named(words, after, cues))
    if not words[at + 1].tags & _MEANT:
        topic = at == 0 and all(word.is_word for word in words[1:first]) and source[1] > after
        return Attribution(unit.span(*source), cue, (unit.span(1, first),), stance, "indirect") if topic else None
    start = left_edge(words, first - 1, at + 2, cues) if first > at + 2 else None
    when = all(not word.is_word or word.tags & _WHEN or word.low[0].isdigit() for word in words[at + 2 : first])
    source = source if start is None or (when and source[1] > after) else (start, first)
    told = _what_stands_before(unit, at, before, found)
    named = unit.span(*source) if source[1] > source[0] else None
    return Attribution(named, cue, told, stance, "indirect") if told is not None else None


def _about(words: Words) -> int | None:
    """Where "об этом" or the like opens the sentence, or a clause behind all that it is about."""
    if "about" in words[0].tags:
        return 0
    for at in range(_FEWEST_TOLD, len(words) - 2):
        if words[at].tags >= {"about", "preposition"} and words[at - 1].low in (",", "—", ";"):
            return at if "pointer" in words[at + 1].tags else None
    return None


def _verb_first(
    unit: Unit, before: Unit | None, found: Sequence[Attribution], cues: CueVocabulary
) -> Attribution | None:
    """Who speaks, where the verb opens the sentence: "Poinformowała o tym w poniedziałek policja"."""
    words = unit.words
    group = next(verb_groups(words[:_OPENING], cues), None)
    if group is None or group.first > 0 or group.negated:
        return None
    at = group.verb + 1
    if at + 2 >= len(words) or "about" not in words[at].tags or not words[at + 1].tags & _MEANT:
        return None
    first = source_after(words, group.verb, at + 2, cues)
    end = end_of_named(words, first, cues)
    told = _what_stands_before(unit, 0, before, found)
    if told is None or end <= first:
        return None
    stance = stance_of(group, ("clause",))
    return Attribution(unit.span(first, end), unit.span(0, at), told, stance, "indirect")


def _what_stands_before(
    unit: Unit, at: int, before: Unit | None, found: Sequence[Attribution]
) -> tuple[Span, ...] | None:
    """What the words "об этом" at `at` are about: the clauses before them, else the sentence before."""
    if at > 0 and "as" not in unit.words[0].tags:
        return (unit.span(0, at - 1),)
    if before is None or before.paragraph + 1 < unit.paragraph:
        return None
    return _told_there(before, found)


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
