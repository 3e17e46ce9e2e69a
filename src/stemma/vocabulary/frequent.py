"""How common words are in a language at large, which a case of two reports can't tell."""

from __future__ import annotations

import functools

from stemma.model import VocabularyError
from stemma.vocabulary.files import read_yaml


@functools.cache
def frequent_words(language: str | None) -> tuple[str, ...]:
    """The language's most frequent words, most frequent first, lower case without diacritics; none without a file.

    Raises VocabularyError when the file does not hold a text of words under `words`.
    """
    content = read_yaml(language, "frequent") if language else None
    if content is None:
        return ()
    words = content.get("words") if isinstance(content, dict) else None
    if not isinstance(words, str):
        raise VocabularyError(f"vocabulary file {language}/frequent.yaml: `words` has to be a text of words")
    return tuple(words.split())
