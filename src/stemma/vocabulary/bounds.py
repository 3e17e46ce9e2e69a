"""Words that make a figure inexact: "about", "more than", "up to"."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache

from stemma.model import VocabularyError
from stemma.vocabulary.files import read_yaml

Phrases = frozenset[tuple[str, ...]]


@dataclass(frozen=True, slots=True)
class Bounds:
    """A language's words before a figure, each phrase as its words in lower case."""

    about: Phrases
    least: Phrases
    most: Phrases


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
    return Bounds(about, least, most)
