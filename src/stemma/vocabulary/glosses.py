"""English glosses of other languages' words: enough to compare a report with English ones word by word."""

from __future__ import annotations

import functools
from collections.abc import Mapping

from stemma.model import VocabularyError
from stemma.vocabulary.files import languages, read_yaml


@functools.cache
def glosses(language: str | None) -> Mapping[str, tuple[str, ...]]:
    """By English gloss, the beginnings of the language's words that it stands for; none where it has no file.

    A beginning that ends in "=" is a whole word. Raises VocabularyError when the file does not hold a mapping of
    words to words under `glosses`.
    """
    content = read_yaml(language, "glosses") if language else None
    if content is None:
        return {}
    found = content.get("glosses") if isinstance(content, dict) else None
    if not isinstance(found, dict) or not all(map(_is_words, (*found, *found.values()))):
        raise VocabularyError(f"vocabulary file {language}/glosses.yaml: `glosses` has to map words to words")
    return {gloss: tuple(beginnings.split()) for gloss, beginnings in found.items()}


def _is_words(text: object) -> bool:
    return isinstance(text, str) and not text.isspace() and text != ""


def glossed_languages() -> frozenset[str]:
    """The ISO 639-1 codes of the languages that have glosses."""
    return frozenset(languages("glosses"))
