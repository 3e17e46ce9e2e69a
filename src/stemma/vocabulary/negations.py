"""Words that turn what is said into its opposite."""

from __future__ import annotations

import functools

from stemma.model import VocabularyError
from stemma.vocabulary.files import read_yaml


@functools.cache
def negations(language: str | None) -> frozenset[str]:
    """The language's negating words, lower case without diacritics; none where it has no file.

    Raises VocabularyError when the file does not hold a text of words under `words`.
    """
    content = read_yaml(language, "negations") if language else None
    if content is None:
        return frozenset()
    words = content.get("words") if isinstance(content, dict) else None
    if not isinstance(words, str):
        raise VocabularyError(f"vocabulary file {language}/negations.yaml: `words` has to be a text of words")
    return frozenset(words.split())
