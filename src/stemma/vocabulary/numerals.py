"""Numbers written as words."""

from __future__ import annotations

import functools
from collections.abc import Mapping

from stemma.model import VocabularyError
from stemma.vocabulary.files import read_yaml


@functools.cache
def numerals(language: str | None) -> Mapping[str, int]:
    """Value by number word ("seventy" is 70), lower case without diacritics; empty where the language has no file.

    Raises VocabularyError when the file does not map words to whole numbers under `numerals`.
    """
    content = read_yaml(language, "numerals") if language else None
    if content is None:
        return {}
    values = content.get("numerals") if isinstance(content, dict) else None
    if not isinstance(values, dict) or not all(isinstance(v, int) for v in values.values()):
        raise VocabularyError(f"vocabulary file {language}/numerals.yaml: `numerals` has to map words to whole numbers")
    return {str(word): value for word, value in values.items()}
