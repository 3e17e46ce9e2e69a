"""The nouns that head organisations' names ("ministry", "museum"), folded as the words of names are."""

from __future__ import annotations

import functools
from collections.abc import Iterable, Mapping

from stemma.text.tokens import fold
from stemma.vocabulary.files import languages
from stemma.vocabulary.titles import titles


@functools.cache
def body_nouns_of(language: str) -> Mapping[str, frozenset[str]]:
    """The language's nouns with the families of bodies that each heads. Raises VocabularyError."""
    return _folded(titles(language).organisations.items())


@functools.cache
def body_nouns() -> Mapping[str, frozenset[str]]:
    """The nouns of every language with the families of bodies that each heads. Raises VocabularyError."""
    return _folded(item for language in languages("titles") for item in body_nouns_of(language).items())


def _folded(nouns: Iterable[tuple[str, frozenset[str]]]) -> dict[str, frozenset[str]]:
    found: dict[str, frozenset[str]] = {}
    for noun, families in nouns:
        found[fold(noun)] = found.get(fold(noun), frozenset()) | families
    return found
