"""What only headlines do: they leave out verbs and articles, and put the source behind a colon."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from stemma.model import Span, Stance
from stemma.read.attributions import Attribution, manner_of
from stemma.read.clauses import left_edge
from stemma.read.words import Unit
from stemma.vocabulary.cues import CueVocabulary, VerbCue

# Who is behind a headline is told after its last colon in at most this many words.
_LONGEST_TRAILER = 4
_FEWEST_SAID = 3


def in_headline(
    unit: Unit, before: Unit | None, cues: CueVocabulary, may_speak: Callable[[Span], bool]
) -> Iterator[Attribution]:
    """The attributions that a unit makes only because it is a headline; `before` is the part of it before this one."""
    if not unit.headline:
        return
    announced = _announced(unit, before, cues)
    if announced is not None:
        yield announced
    for at in range(1, len(unit.words) - 1):
        found = _told(unit, at, cues)
        if found is not None:
            yield found
    trailer = _trailer(unit, cues, may_speak)
    if trailer is not None:
        yield trailer


def _announced(unit: Unit, before: Unit | None, cues: CueVocabulary) -> Attribution | None:
    """ "Police warn. Ice on all roads": the first part only says who speaks."""
    words = before.words if before is not None and before.headline else ()
    words = words[:-1] if words and words[-1].low == "." else words
    if before is None or not 2 <= len(words) <= _LONGEST_TRAILER or not words[0].capital:
        return None
    known = cues.verbs.get(words[-1].low, ())
    cue = next((cue for cue, _ in known if cue.takes("clause") and not cue.rest), None)
    if cue is None:
        return None
    last = len(words) - 1
    ranges = [(0, _end(unit))]
    return Attribution(
        before.span(0, last), before.span(last, last + 1), (unit.span(0, _end(unit)),), cue.stance("clause"),
        manner_of(unit.words, ranges),
    )  # fmt: skip


def _told(unit: Unit, at: int, cues: CueVocabulary) -> Attribution | None:
    """ "Residents told to leave", "Mayor accused of staging it": a participle, and nobody who says so."""
    words = unit.words
    before, after = words[at - 1], words[at + 1]
    if not before.is_word or before.tags & {"auxiliary", "infinitive", "preposition"}:
        return None
    end = _end(unit)
    accused = _participle(words[at].low, after.low, cues)
    if accused is not None and end > at + 2:
        return _made(unit, (at, at + 2), [(at + 2, end)], accused.stance(after.low))
    negated = after.low == "not" and at + 2 < len(words) and "infinitive" in words[at + 2].tags
    if not ("infinitive" in after.tags or negated) or _participle(words[at].low, "hearer", cues) is None:
        return None
    subject = left_edge(words, at - 1, 0, cues)
    return _made(unit, (at, at + 1), [(subject, at), (at + 1, end)], "other") if subject is not None else None


def _participle(low: str, kind: str, cues: CueVocabulary) -> VerbCue | None:
    """The cue of one word that `low` is a participle of and that takes this kind of content."""
    known = cues.verbs.get(low, ())
    return next((cue for cue, forms in known if "participle" in forms and not cue.rest and cue.takes(kind)), None)


def _end(unit: Unit) -> int:
    return len(unit.words) - (not unit.words[-1].is_word and unit.words[-1].quotation is None)


def _made(unit: Unit, cue: tuple[int, int], ranges: list[tuple[int, int]], stance: Stance) -> Attribution:
    content = tuple(unit.span(*span) for span in ranges)
    return Attribution(None, unit.span(*cue), content, stance, manner_of(unit.words, ranges))


def _trailer(unit: Unit, cues: CueVocabulary, may_speak: Callable[[Span], bool]) -> Attribution | None:
    """ "Bridge unsafe for years: report"."""
    words = unit.words
    colon = next((at for at in range(len(words) - 2, 0, -1) if words[at].low == ":"), None)
    if colon is None or colon < _FEWEST_SAID or len(words) - colon - 1 > _LONGEST_TRAILER:
        return None
    source = unit.span(colon + 1, _end(unit))
    if (
        (words[colon - 1].low in cues.verbs and not _is_noun_before(unit, colon, cues))
        or any(word.low == ":" or word.quotation for word in words[colon + 1 :])
        or (cues.free_order and any(word.tags & {"auxiliary", "finite"} for word in words[colon + 1 :]))
        or not may_speak(source)
    ):
        return None
    ranges = [(0, colon)]
    return Attribution(source, unit.span(colon, colon + 1), (unit.span(0, colon),), "asserts", manner_of(words, ranges))


def _is_noun_before(unit: Unit, colon: int, cues: CueVocabulary) -> bool:
    """Whether a verb's form is a noun, as one word in lower case only names a source: "Denying claims: report"."""
    words, last = unit.words, _end(unit) - 1
    return words[colon - 1].low in cues.also_nouns and last == colon + 1 and not words[last].capital
