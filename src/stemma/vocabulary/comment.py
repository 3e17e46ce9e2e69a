"""Comment: the words by which an author's opinion is told from what a report says happened."""

from __future__ import annotations

import re
from functools import cache

from stemma.model import VocabularyError
from stemma.vocabulary.files import read_yaml


@cache
def comment_marks(language: str | None) -> re.Pattern[str]:
    """Finds a mark of comment in lower-case text; nothing in a language without a file. Raises VocabularyError."""
    data = read_yaml(language, "comment") if language else None
    if data is None:
        return re.compile(r"(?!)")
    try:
        return re.compile(r"(?<![\w'])(?:" + "|".join(re.escape(str(mark)) for mark in data["marks"]) + r")(?![\w'])")
    except (KeyError, TypeError) as error:
        raise VocabularyError(f"vocabulary file {language}/comment.yaml: wrong schema ({error})") from error
