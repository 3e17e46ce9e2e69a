"""Kinds of voices: nouns that describe people and bodies without naming them ("rebels", "doctors")."""

from __future__ import annotations

import functools
from collections.abc import Mapping

from stemma.model import VocabularyError
from stemma.vocabulary.files import languages, read_yaml

_KIND = "kinds"


@functools.cache
def kind_words() -> Mapping[str, frozenset[str]]:
    """By kind, the words of all languages together: a voice's name does not say which language it is in.

    Folded words, those that end in `*` being beginnings. Raises VocabularyError on a wrong schema.
    """
    gathered: dict[str, frozenset[str]] = {}
    for language in languages(_KIND):
        content = read_yaml(language, _KIND)
        if not isinstance(content, dict) or not all(isinstance(part, str) for pair in content.items() for part in pair):
            raise VocabularyError(f"vocabulary file {language}/kinds.yaml: has to map kinds to texts of words")
        for kind, words in content.items():
            gathered[kind] = gathered.get(kind, frozenset()) | frozenset(words.split())
    return gathered
