"""Words that speak of somebody as told of before, and show in a copy what it was cut from."""

from __future__ import annotations

import functools
from dataclasses import dataclass, fields

from stemma.model import VocabularyError
from stemma.vocabulary.files import read_yaml

_KIND = "leftovers"


@dataclass(frozen=True, slots=True)
class LeftoverWords:
    """The words of one language in lower case; what each list means is told in `en/leftovers.yaml`."""

    further: frozenset[str] = frozenset()
    definite: frozenset[str] = frozenset()
    narrowing: frozenset[str] = frozenset()
    people: frozenset[str] = frozenset()


@functools.cache
def leftover_words(language: str | None) -> LeftoverWords:
    """The words of `language`, none where it has no file. Raises VocabularyError on a wrong schema."""
    content = read_yaml(language, _KIND) if language else None
    if content is None:
        return LeftoverWords()
    names = {field.name for field in fields(LeftoverWords)}
    if not isinstance(content, dict) or set(content) != names or not all(map(_is_words, content.values())):
        raise VocabularyError(f"vocabulary file {language}/{_KIND}.yaml: needs lists of words under {sorted(names)}")
    return LeftoverWords(**{name: frozenset(words) for name, words in content.items()})


def _is_words(value: object) -> bool:
    return isinstance(value, list) and all(isinstance(word, str) for word in value)
