"""Closed word classes: the words that show where clauses and noun phrases begin and end."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from types import MappingProxyType

from stemma.model import VocabularyError
from stemma.vocabulary.files import read_yaml

Classes = Mapping[str, frozenset[str]]


@cache
def word_classes(language: str | None) -> Classes:
    """Each word of the language's grammar (lower case) with the names of the classes that it is in.

    Empty for a language without a grammar file. Raises VocabularyError.
    """
    data = read_yaml(language, "grammar") if language else None
    if data is None:
        return MappingProxyType({})
    if not isinstance(data, dict) or not all(isinstance(words, list) for words in data.values()):
        raise VocabularyError(f"vocabulary file {language}/grammar.yaml: not a mapping of classes to lists of words")
    found: dict[str, set[str]] = {}
    for name, words in data.items():
        for word in words:
            found.setdefault(str(word), set()).add(str(name))
    return MappingProxyType({word: frozenset(names) for word, names in found.items()})
