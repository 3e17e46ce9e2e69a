"""Phrases that name the source: "according to X", "как сообщил X", "jego zdaniem"."""

from __future__ import annotations

from collections.abc import Iterator

from stemma.read.attributions import Attribution, manner_of
from stemma.read.clauses import Words, genitive_end, has_verb, is_adverb, right_edge
from stemma.read.contents import Content, clause_end, content_before, content_resumed, is_headline_clause
from stemma.read.sources import Found, source_after
from stemma.read.words import Unit
from stemma.vocabulary.cues import CueVocabulary

# An insertion after at most this many words comes before what is said: "But, according to X, …".
_LEADING = 4
# After a source that no comma ends, so many words are said at least.
_FEWEST_SAID = 3


def according(unit: Unit, cues: CueVocabulary) -> Iterator[Attribution]:
    """ "According to X, …" and "…, according to X"."""
    words = unit.words
    for at, word in enumerate(words):
        found = _within_phrase(words, at, cues) if "owner" in word.tags else None
        if found is not None:
            made = _made(unit, (found.first, found.end), (at, at + 1), _around(words, found.first, found.end, cues))
        elif word.low in cues.phrases or cues.subjectless:
            made = _by_phrase(unit, at, cues)
        else:
            continue
        if made is not None:
            yield made


def _by_phrase(unit: Unit, at: int, cues: CueVocabulary) -> Attribution | None:
    """The attribution by a phrase at `at` that its source follows."""
    words = unit.words
    known = cues.phrases.get(words[at].low, ())
    phrase = next((p for p in known if tuple(word.low for word in words[at : at + len(p)]) == p), None)
    first = at + len(phrase) if phrase else _after_somebody_says(words, at, cues)
    if phrase and cues.subjectless and first < len(words) and words[first - 1].low in cues.verbs:
        first = source_after(words, first - 1, first, cues)  # "jak przekazał w rozmowie z PAP rzecznik"
    if not first or first >= len(words):
        return None
    end = _named_until(words, first, cues, appositions=at > 0)
    if phrase and cues.subjectless and _is_told_by(words, first, end, cues):
        return None
    if cues.subjectless and at > 0 and not words[at - 1].is_word:
        end = _to_the_end(words, first, end, cues)
    named = end > first
    content = _around(words, at, end, cues) if named or words[first].low == "," else None
    return _made(unit, (at, first), (first, end) if named else None, content)


def _made(
    unit: Unit, cue: tuple[int, int], source: tuple[int, int] | None, content: Content | None
) -> Attribution | None:
    if content is None:
        return None
    return Attribution(
        unit.span(*source) if source else None, unit.span(*cue),
        tuple(unit.span(*r) for r in content.ranges), "asserts", manner_of(unit.words, content.ranges),
    )  # fmt: skip


def may_be_said(words: Words, start: int, end: int, cues: CueVocabulary) -> bool:
    """Whether the words make a clause, and not just "On Monday" or "Now" before an attribution."""
    if cues.subjectless:
        return end - start > 1
    if is_headline_clause(words, start) and words[end].low == "," and "preposition" not in words[start].tags:
        return end - start > 1
    return end - start > 4 or (end - start > 1 and has_verb(words, start, end, cues))


def _after_somebody_says(words: Words, at: int, cues: CueVocabulary) -> int:
    """Where a source begins behind "jak" and a verb of saying at `at` ("Jak podaje port, …"); else 0."""
    if not cues.subjectless or "as" not in words[at].tags or at + 1 >= len(words):
        return 0
    verb = at + 1
    while verb + 1 < len(words) and is_adverb(words[verb]):
        verb += 1
    if not any(cue.takes("clause") and not cue.rest for cue, _ in cues.verbs.get(words[verb].low, ())):
        return 0
    return source_after(words, verb, verb + 1, cues)


def _is_told_by(words: Words, first: int, end: int, cues: CueVocabulary) -> bool:
    """Whether a verb of saying stands where a source would end: "Z doniesień wynika, że …" is read by its verb."""
    return end > first and any(cue.takes("clause") for cue, _ in cues.verbs.get(words[end - 1].low, ()))


def _within_phrase(words: Words, at: int, cues: CueVocabulary) -> Found | None:
    """The phrase around a pronoun that is its source: "по его словам", "jego zdaniem"."""
    for before, after in cues.around:
        first, end = at - len(before), at + 1 + len(after)
        here = tuple(word.low for word in words[max(0, first) : end] if word is not words[at])
        if first >= 0 and here == before + after:
            return Found(first, end)
    return None


def _named_until(words: Words, first: int, cues: CueVocabulary, appositions: bool) -> int:
    """Where the source that begins at `first` ends; without a comma behind it, by the endings of the genitive."""
    end = right_edge(words, first, cues, appositions)
    if not cues.subjectless or (end < len(words) and words[end].low in (",", "—")):
        return end
    return min(end, genitive_end(words, first))


def _to_the_end(words: Words, first: int, end: int, cues: CueVocabulary) -> int:
    """The end of a source that the sentence ends with, after a pause: "…, według rady portu"; else `end`."""
    edge = right_edge(words, first, cues, appositions=False)
    return edge if edge >= len(words) or words[edge].low in (".", ";", "!", "?") else end


def _around(words: Words, at: int, end: int, cues: CueVocabulary) -> Content | None:
    """The content of a phrase at `at` whose source ends at `end`: after it where it opens the clause, else before."""
    followed = end + 1 < len(words) and words[end].low in (",", "—")
    opens = at == 0 or "coordinator" in words[at - 1].tags
    if opens and not followed and cues.subjectless and end + _FEWEST_SAID <= len(words):
        stop = clause_end(words, end, cues)
        return Content(((end, stop),), "clause") if stop > end + 1 else None
    if opens and followed:
        stop = clause_end(words, end + 1, cues)
        return Content(((end + 1, stop),), "clause") if stop > end + 1 else None
    before = content_before(words, 0, at)
    if before is None or (before.kind == "clause" and not may_be_said(words, *before.ranges[0], cues)):
        return _inserted(words, at, end, cues) if followed else None
    return content_resumed(words, before, end, cues)


def _inserted(words: Words, at: int, end: int, cues: CueVocabulary) -> Content | None:
    """What goes on after an insertion near the clause's beginning: "Now, according to X, …"."""
    stop = clause_end(words, end + 1, cues)
    return Content(((end + 1, stop),), "clause") if stop > end + 1 and at <= _LEADING else None
