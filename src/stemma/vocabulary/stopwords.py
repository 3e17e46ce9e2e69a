"""Words so common in a language that sharing them says nothing."""

from __future__ import annotations

import functools

from stemma.model import VocabularyError
from stemma.vocabulary.files import read_yaml


@functools.cache
def stopwords(language: str | None) -> frozenset[str]:
    """The stop words of a language, lower case and without diacritics; none where the language has no file.

    Raises VocabularyError when the file does not hold a list of words under `words`.
    """
    content = read_yaml(language, "stopwords") if language else None
    if content is None:
        return frozenset()
    words = content.get("words") if isinstance(content, dict) else None
    if not isinstance(words, str):
        raise VocabularyError(f"vocabulary file {language}/stopwords.yaml: `words` has to be a text of words")
    return frozenset(words.split())
