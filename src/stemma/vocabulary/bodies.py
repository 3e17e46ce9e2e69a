"""What words mean in the names of bodies, where that is not what they mean elsewhere ("korpus", "garde")."""

from __future__ import annotations

import functools
from collections.abc import Mapping

from stemma.model import VocabularyError
from stemma.vocabulary.files import read_yaml

# Words under this have no word of their own in the English name.
UNSAID = "-"


@functools.cache
def body_words(language: str | None) -> Mapping[str, tuple[str, ...]]:
    """By English gloss, the beginnings of the language's words in names of bodies; none where it has no file.

    A beginning that ends in "=" is a whole word. Raises VocabularyError when the file does not hold a mapping of
    texts under `names`.
    """
    content = read_yaml(language, "bodies") if language else None
    if content is None:
        return {}
    found = content.get("names") if isinstance(content, dict) else None
    if not isinstance(found, dict) or not all(isinstance(text, str) for pair in found.items() for text in pair):
        raise VocabularyError(f"vocabulary file {language}/bodies.yaml: `names` has to map texts to texts")
    return {gloss: tuple(beginnings.split()) for gloss, beginnings in found.items()}
