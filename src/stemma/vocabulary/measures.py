"""Verbs by which bodies record and count, by language: "recorded a tremor", "puts the toll at 12"."""

from __future__ import annotations

import functools
from dataclasses import dataclass, fields

from stemma.model import VocabularyError
from stemma.vocabulary.files import read_yaml

_KIND = "measures"


@dataclass(frozen=True, slots=True)
class MeasureWords:
    """The words of one language, each as a tuple of words in lower case: see `en/measures.yaml`."""

    recording: frozenset[tuple[str, ...]]
    counting: frozenset[tuple[str, ...]]
    counted: frozenset[tuple[str, ...]]
    adverbs: frozenset[tuple[str, ...]]


_NONE = MeasureWords(*(frozenset() for _ in fields(MeasureWords)))


@functools.cache
def measure_words(language: str | None) -> MeasureWords:
    """The words of `language`; none where it has no file. Raises VocabularyError on a wrong schema."""
    content = read_yaml(language, _KIND) if language else None
    if content is None:
        return _NONE
    names = [field.name for field in fields(MeasureWords)]
    if not isinstance(content, dict) or sorted(content) != sorted(names):
        raise VocabularyError(f"vocabulary file {language}/{_KIND}.yaml: needs the lists {', '.join(names)}")
    if not all(isinstance(words, list) and all(isinstance(word, str) for word in words) for words in content.values()):
        raise VocabularyError(f"vocabulary file {language}/{_KIND}.yaml: needs lists of words")
    return MeasureWords(**{name: frozenset(tuple(word.split()) for word in content[name]) for name in names})
