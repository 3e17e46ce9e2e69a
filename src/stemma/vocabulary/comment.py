"""Comment: the words by which an author's opinion is told from what a report says happened."""

from __future__ import annotations

import re
from collections.abc import Callable
from functools import cache

from stemma.model import VocabularyError
from stemma.vocabulary.files import read_yaml

# Marks of so many letters, all capitals, are taken for an abbreviation.
_ABBREVIATION = 2


@cache
def comment_marks(language: str | None) -> Callable[[str], bool]:
    """Tells whether a text holds a mark of comment; none in a language without a file. Raises VocabularyError.

    A short mark in capitals is an abbreviation: "the US" is no "us".
    """
    data = read_yaml(language, "comment") if language else None
    if data is None:
        return lambda text: False
    try:
        marks = "|".join(re.escape(str(mark)) for mark in data["marks"])
    except (KeyError, TypeError) as error:
        raise VocabularyError(f"vocabulary file {language}/comment.yaml: wrong schema ({error})") from error
    found = re.compile(rf"(?<![\w'])(?:{marks})(?![\w'])", re.IGNORECASE)

    def commented(text: str) -> bool:
        words = (match.group() for match in found.finditer(text.replace("’", "'")))
        return any(len(word) == 1 or len(word) > _ABBREVIATION or not word.isupper() for word in words)

    return commented
