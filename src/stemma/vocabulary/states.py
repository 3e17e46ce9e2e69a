"""States of which somebody or something can be in one only: alive or dead, genuine or forged."""

from __future__ import annotations

import functools
import re

from stemma.model import VocabularyError
from stemma.vocabulary.files import read_yaml
from stemma.vocabulary.word_patterns import any_of

States = dict[str, tuple[re.Pattern[str], re.Pattern[str]]]


@functools.cache
def states(language: str | None) -> States:
    """What tells in `language` of the one and of the other of two states, by the name that all languages give the two.

    The patterns are for lower-case text. Nothing for a language without a file. Raises VocabularyError where a name
    does not have two lists.
    """
    content = read_yaml(language, "states") if language else None
    if content is None:
        return {}
    if not isinstance(content, dict) or not all(isinstance(both, list) and len(both) == 2 for both in content.values()):
        raise VocabularyError(f"vocabulary file {language}/states.yaml: every name has two lists of words")
    try:
        return {str(name): (any_of(one), any_of(other)) for name, (one, other) in content.items()}
    except TypeError as error:
        raise VocabularyError(f"vocabulary file {language}/states.yaml: every name has two lists of words") from error
