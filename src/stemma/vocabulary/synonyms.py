"""Words that news prose uses for one another."""

from __future__ import annotations

import functools

from stemma.model import VocabularyError
from stemma.vocabulary.files import read_yaml


@functools.cache
def synonym_sets(language: str | None) -> tuple[tuple[str, ...], ...]:
    """The language's sets of synonyms, words in lower case without diacritics; none where it has no file.

    Raises VocabularyError when the file does not hold a list of texts of words under `sets`.
    """
    content = read_yaml(language, "synonyms") if language else None
    if content is None:
        return ()
    sets = content.get("sets") if isinstance(content, dict) else None
    if not isinstance(sets, list) or not all(isinstance(words, str) for words in sets):
        raise VocabularyError(f"vocabulary file {language}/synonyms.yaml: `sets` has to be a list of texts of words")
    return tuple(tuple(words.split()) for words in sets)
