"""Word forms that no suffix rule leads back to their word: "took", "children", "lives"."""

from __future__ import annotations

import functools
from collections.abc import Mapping

from stemma.model import VocabularyError
from stemma.vocabulary.files import read_yaml


@functools.cache
def irregular_forms(language: str | None) -> Mapping[str, str]:
    """Word by its irregular form, both lower case without diacritics; empty where the language has no file.

    Raises VocabularyError when the file does not map words to texts of forms under `forms`.
    """
    content = read_yaml(language, "irregular") if language else None
    if content is None:
        return {}
    forms = content.get("forms") if isinstance(content, dict) else None
    if not isinstance(forms, dict) or not all(isinstance(w, str) and isinstance(f, str) for w, f in forms.items()):
        raise VocabularyError(f"vocabulary file {language}/irregular.yaml: `forms` has to map a word to its forms")
    return {form: word for word, written in forms.items() for form in written.split()}
