"""Nouns that report: "reports of shelling", "her claim that …", "a denial by the ministry"."""

from __future__ import annotations

from collections.abc import Iterator

from stemma.read.attributions import Attribution, manner_of
from stemma.read.clauses import Words, left_edge
from stemma.read.contents import clause_end
from stemma.read.words import Unit
from stemma.vocabulary.cues import CueVocabulary, NounCue


def by_nouns(unit: Unit, cues: CueVocabulary) -> Iterator[Attribution]:
    """The attributions that a unit's reporting nouns make, in text order."""
    words = unit.words
    for at in range(len(words) - 2):
        for cue in cues.nouns.get(words[at].low, ()):
            found = _by_noun(unit, at, cue, cues)
            if found is not None:
                yield found
                break


def _by_noun(unit: Unit, at: int, cue: NounCue, cues: CueVocabulary) -> Attribution | None:
    words = unit.words
    link = words[at + 1].low
    if link not in cue.takes:
        return None
    owner = _possessor(words, at, cues)
    if owner is None and not cue.alone:
        return None
    if owner is None and "definite" in words[at + 2].tags and link == "of":
        return None  # "reports of the theft" takes it for known
    start = at + 1 if "conjunction_that" in words[at + 1].tags or "infinitive" in words[at + 1].tags else at + 2
    end = clause_end(words, start, cues, "noun")
    if end <= start + 1:
        return None
    source = unit.span(*owner) if owner else unit.span(at, at + 1)
    ranges = [(start, end)]
    content = tuple(unit.span(*span) for span in ranges)
    return Attribution(
        source, unit.span(at, start if start == at + 2 else at + 1), content, cue.stance, manner_of(words, ranges)
    )


def _possessor(words: Words, at: int, cues: CueVocabulary) -> tuple[int, int] | None:
    """Whose the noun is: the possessive pronoun, or the noun phrase before its "'s"."""
    if at == 0:
        return None
    if "possessive" in words[at - 1].tags:
        return at - 1, at
    if words[at - 1].low != "'s":
        return None
    start = left_edge(words, at - 2, 0, cues)
    return None if start is None else (start, at - 1)
