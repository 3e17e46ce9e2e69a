"""Outlets that carry what others have written."""

from __future__ import annotations

import functools

from stemma.model import VocabularyError
from stemma.vocabulary.files import read_yaml


@functools.cache
def aggregators() -> tuple[str, ...]:
    """Names of outlets that mostly carry other outlets' items whole. Raises VocabularyError on a wrong schema."""
    content = read_yaml(None, "aggregators")
    names = content.get("names") if isinstance(content, dict) else None
    if not isinstance(names, list) or not all(isinstance(name, str) for name in names):
        raise VocabularyError("vocabulary file aggregators.yaml: `names` has to be a list of texts")
    return tuple(names)
