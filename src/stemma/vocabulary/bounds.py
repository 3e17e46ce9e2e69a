"""Words that make a figure inexact ("about", "more than", "up to"), and those that mean everyone."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache

from stemma.model import VocabularyError
from stemma.vocabulary.files import read_yaml

Phrases = frozenset[tuple[str, ...]]


@dataclass(frozen=True, slots=True)
class Bounds:
    """A language's words before a figure, each phrase as its words in lower case.

    `everyone` are single words, but not after one of `not_after` ("in all") or before one of `not_before` ("all
    other"). `clock` are those that follow a time of day, `further` those that make a figure one part of another ("three
    other divers"), `labels` those before a number that counts nothing ("number two").
    """

    about: Phrases
    least: Phrases
    most: Phrases
    everyone: frozenset[str]
    clock: frozenset[str]
    further: frozenset[str] = frozenset()
    labels: frozenset[str] = frozenset()
    not_after: frozenset[str] = frozenset()
    not_before: frozenset[str] = frozenset()


@cache
def bounds(language: str | None) -> Bounds:
    """The bounds of `language`; none for a language without a file. Raises VocabularyError."""
    data = read_yaml(language, "bounds") if language else None
    if data is None:
        data = {}
    if not isinstance(data, dict) or not all(isinstance(words, list) for words in data.values()):
        raise VocabularyError(f"vocabulary file {language}/bounds.yaml: not a mapping of kinds to lists of words")
    about, least, most = (
        frozenset(tuple(str(phrase).split()) for phrase in data.get(kind, ())) for kind in ("about", "least", "most")
    )
    single = ("all", "clock", "further", "labels", "not_after", "not_before")
    everyone, clock, *others = (frozenset(map(str, data.get(kind, ()))) for kind in single)
    return Bounds(about, least, most, everyone, clock, *others)
