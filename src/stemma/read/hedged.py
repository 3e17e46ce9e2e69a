"""Hedges in a report's own voice ("reportedly", "is said to have"), without a source; claims to have done a thing."""

from __future__ import annotations

from collections.abc import Iterator

from stemma.read.attributions import Attribution, manner_of
from stemma.read.clauses import Words, is_adverb, left_edge
from stemma.read.contents import clause_end
from stemma.read.subjects import subject_after, subject_before
from stemma.read.words import Unit
from stemma.vocabulary.cues import CueVocabulary
from stemma.vocabulary.hedges import Hedges

_ENDS = frozenset({".", ",", ";", "?", "!", ":", "—", ")"})


def hedged(unit: Unit, cues: CueVocabulary, hedges: Hedges) -> Iterator[Attribution]:
    """The hedged statements of a unit, in text order."""
    for at, word in enumerate(unit.words):
        if word.low in hedges.adverbs and not _introduces(unit.words, at):
            found = _by_adverb(unit, at, cues)
        elif word.low in hedges.passive or word.low in hedges.predicate:
            found = _by_predicate(unit, at, cues, hedges)
        elif word.low in hedges.modals or word.low in hedges.conditionals:
            found = _by_mood(unit, at, cues, hedges)
        elif "claiming" in word.tags:
            found = _by_claim(unit, at, cues, hedges)
        else:
            continue
        if found is not None:
            yield found


def _introduces(words: Words, at: int) -> bool:
    """Whether the word introduces what is told before it: "zaprzeczył, jakoby …"."""
    return at > 1 and words[at - 1].low == "," and "complementiser" in words[at].tags


def _by_mood(unit: Unit, at: int, cues: CueVocabulary, hedges: Hedges) -> Attribution | None:
    """A clause whose verb keeps the distance: "soll gestohlen haben", "aurait été vu", "habría huido"."""
    words = unit.words
    stop = next((n for n in range(at + 1, len(words)) if words[n].low in _ENDS), len(words))
    if words[at].low in hedges.modals:
        fits = stop - at > 2 and words[stop - 1].low in hedges.modal_ends
        participle = words[stop - 2] if fits else None
    else:
        after = next((word for word in words[at + 1 : stop] if not word.tags & {"adverb", "negation", "be"}), None)
        participle = None if any(word.low in hedges.conditions for word in words) else after
    if participle is None or not participle.low.endswith(hedges.participles):
        return None
    end = clause_end(words, at + 1, cues, "to")
    subject = subject_before(words, at - 1, 0, True, cues) if at > 0 else None
    subject = subject or (subject_after(words, at + 1, cues) if words[at].low in hedges.modals else None)
    ranges = [(at + 1, end)]
    if subject is not None and subject.end <= at:
        ranges.insert(0, (subject.first, subject.end))
    return _made(unit, (at, at + 1), ranges)


def _by_claim(unit: Unit, at: int, cues: CueVocabulary, hedges: Hedges) -> Attribution | None:
    """What somebody claims to have done: "Zeugen wollen zwei Männer gesehen haben"."""
    words = unit.words
    stop = next((n for n in range(at + 1, len(words)) if words[n].low in _ENDS), len(words))
    perfect = stop - at > 2 and words[stop - 1].low in hedges.modal_ends
    if not perfect or words[stop - 2].capital or not words[stop - 2].low.endswith(hedges.participles):
        return None
    before = subject_before(words, at - 1, 0, True, cues) if at > 0 else None
    source = before or subject_after(words, at + 1, cues)
    start = at + 1 if source is None or source.first < at else source.end
    if source is None or stop - start <= 2:
        return None
    content = (unit.span(start, stop),)
    manner = manner_of(words, [(start, stop)])
    return Attribution(unit.span(source.first, source.end), unit.span(at, at + 1), content, "asserts", manner)


def _by_adverb(unit: Unit, at: int, cues: CueVocabulary) -> Attribution | None:
    """A clause with "reportedly" in it: its subject and auxiliaries before, its predicate after."""
    words = unit.words
    start = at + 1
    while start < len(words) and words[start].low == ",":
        start += 1
    if start >= len(words) or words[start].low in _ENDS:
        return None
    end = clause_end(words, start, cues, "to")
    ranges = [(start, end)] if end > start else []
    first = _before_auxiliaries(words, at)
    if cues.free_order:
        found = subject_before(words, first - 1, 0, True, cues) if first else None
        subject = found.first if found is not None else None
    else:
        subject = left_edge(words, first - 1, 0, cues) if first else None
    if subject is not None and ranges:
        ranges.insert(0, (subject, at))
    return _made(unit, (at, at + 1), ranges)


def _before_auxiliaries(words: Words, at: int) -> int:
    while at > 0 and ("auxiliary" in words[at - 1].tags or is_adverb(words[at - 1])):
        at -= 1
    return at


def _by_predicate(unit: Unit, at: int, cues: CueVocabulary, hedges: Hedges) -> Attribution | None:
    """ "X is said to …", "it is believed that …", "X is likely …"."""
    words = unit.words
    first = _before_auxiliaries(words, at)
    after = words[at + 1] if at + 1 < len(words) else None
    if first == at or after is None or not any("be" in word.tags for word in words[first:at]):
        return None
    if any("negation" in word.tags for word in words[first:at]):
        return None
    opens = bool(after.tags & {"infinitive", "conjunction_that"})
    if not opens and not (after.is_word and words[at].low in hedges.predicate):
        return None
    end = clause_end(words, at + 1, cues, "to")
    ranges = [(at + 1, end)] if end > at + 1 else []
    subject = left_edge(words, first - 1, 0, cues) if first else None
    if subject is not None and ranges and not (first - subject == 1 and words[subject].low == "it"):
        ranges.insert(0, (subject, first))
    return _made(unit, (at, at + 1) if words[at].low in hedges.predicate else (first, at + 1), ranges)


def _made(unit: Unit, cue: tuple[int, int], ranges: list[tuple[int, int]]) -> Attribution | None:
    if not ranges:
        return None
    content = tuple(unit.span(*span) for span in ranges)
    return Attribution(None, unit.span(*cue), content, "hedges", manner_of(unit.words, ranges))
