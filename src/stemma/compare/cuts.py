"""Where the clauses of a sentence begin and end, as far as punctuation and closed-class words tell."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from itertools import pairwise

from stemma.compare.pieces import Material, Piece
from stemma.vocabulary.grammar import word_classes

_MARKS = frozenset(',;:—–()“”„«»"…')
_NOTHING: frozenset[str] = frozenset()
# What can follow "and" only where a clause begins.
_AFTER_AND = frozenset({"pronoun", "complementiser", "auxiliary", "verb"})
_VERBAL = frozenset({"auxiliary", "verb", "modal", "be", "have"})
_SHORTEST_PAST = 5
# Where the language's verbs are not known, what stands between two marks is taken for a clause from so many words on.
_LEAST_WORDS = 5
_LEAST_PARTICIPIAL = 4


def clause_ranges(material: Material, piece: Piece, edges: frozenset[int]) -> list[tuple[int, int]]:
    """The ranges of the piece's clauses, counted from its first word; one may lie within another.

    Each has a verb. What has none (an apposition, a list) and relative clauses go with what stands before them; the
    clause without them is given too, and what an English participle tells. `edges` are characters at which speech or
    an attribution begins or ends.
    """
    found: set[tuple[int, int]] = set()
    start = core = piece.first
    told = False
    for first, last in _chunks(material, piece, edges):
        verb = has_verb(material, piece.report, first, last)
        if told and verb and not _relative(material, piece.report, first, last):
            found.update(((start, core), (start, first)))
            start, told = first, False
        elif told and _participial(material, piece.report, first, last):
            found.add((first, last))
        if not told:
            core, told = last, verb
    if told:
        found.update(((start, core), (start, piece.last)))
    return sorted((first - piece.first, last - piece.first) for first, last in found)


def _chunks(material: Material, piece: Piece, edges: frozenset[int]) -> list[tuple[int, int]]:
    """Ranges of the report's words between marks, conjunctions and edges."""
    words, text = material.words[piece.report], material.reports[piece.report].text
    classes = word_classes(material.language(piece.report))
    ends = [piece.first]
    for place in range(piece.first + 1, piece.last):
        before, here = words.ends[place - 1], words.starts[place]
        following = [_word(material, piece.report, at) for at in range(place, min(place + 2, piece.last))]
        marked = here in edges or before in edges or not _MARKS.isdisjoint(text[before:here])
        if marked or _joins(classes, following):
            ends.append(place)
    return list(pairwise([*ends, piece.last]))


def _joins(classes: Mapping[str, frozenset[str]], words: list[str]) -> bool:
    """Whether a clause begins with the first of the words: one that opens clauses, or "and" before what begins one."""
    found = classes.get(words[0], _NOTHING)
    if "coordinator" in found:
        return len(words) > 1 and (
            not _AFTER_AND.isdisjoint(classes.get(words[1], _NOTHING)) or _is_verb(classes, words[1])
        )
    return "complementiser" in found or ("subordinator" in found and "preposition" not in found)


def _participial(material: Material, report: int, first: int, last: int) -> bool:
    """Whether the words tell something with the subject of the clause before: "…, killing at least eight people"."""
    word = _word(material, report, first)
    long = last - first >= _LEAST_PARTICIPIAL and len(word) > _SHORTEST_PAST
    return long and word.endswith("ing") and material.language(report) == "en"


def _relative(material: Material, report: int, first: int, last: int) -> bool:
    """Whether the words are a relative clause: "who had sent it", "that was sent", but not "that it was sent"."""
    classes = word_classes(material.language(report))
    found = classes.get(_word(material, report, first), _NOTHING)
    if "relative" not in found:
        return False
    if "conjunction_that" not in found or last - first < 2:
        return True
    return not _VERBAL.isdisjoint(classes.get(_word(material, report, first + 1), _NOTHING))


def has_verb(material: Material, report: int, first: int, last: int) -> bool:
    """Whether a verb seems to stand among these words of a report; where verbs are not known, whether they are many."""
    language = material.language(report)
    if not _knows_verbs(language):
        return last - first >= _LEAST_WORDS
    classes = word_classes(language)
    return any(_is_verb(classes, _word(material, report, place)) for place in range(first, last))


@cache
def _knows_verbs(language: str | None) -> bool:
    return any("verb" in found for found in word_classes(language).values())


def _is_verb(classes: Mapping[str, frozenset[str]], word: str) -> bool:
    if not _VERBAL.isdisjoint(classes.get(word, _NOTHING)):
        return True
    return word.endswith("ed") and len(word) >= _SHORTEST_PAST


def _word(material: Material, report: int, place: int) -> str:
    words = material.words[report]
    return material.reports[report].text[words.starts[place] : words.ends[place]].lower().replace("’", "'")


def speech_edges(material: Material) -> tuple[frozenset[int], ...]:
    """By report: the characters at which somebody's words, or the words that attribute them, begin or end."""
    edges: list[set[int]] = [set() for _ in material.reports]
    for piece in material.pieces:
        if piece.statement is not None:
            for span in (piece.span, piece.statement.source, piece.statement.cue):
                if span is not None:
                    edges[piece.report].update(span)
    return tuple(map(frozenset, edges))
