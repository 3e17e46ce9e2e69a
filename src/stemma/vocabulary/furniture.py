"""Furniture: how lines look that are the page's own matter (log-in, newsletter, breadcrumbs)."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache

from stemma.model import VocabularyError
from stemma.vocabulary.files import languages, read_yaml


@dataclass(frozen=True, slots=True)
class FurnitureLines:
    """`beginning` fits how a line of furniture begins, `whole` a whole line."""

    beginning: re.Pattern[str]
    whole: re.Pattern[str]


@cache
def furniture_lines() -> FurnitureLines:
    """The lines of all languages together: pages mix them. Raises VocabularyError."""
    beginning: list[str] = []
    whole: list[str] = []
    for language in languages("furniture"):
        data = read_yaml(language, "furniture")
        try:
            beginning += data.get("lines", [])
            whole += data.get("whole", [])
        except (AttributeError, TypeError) as error:
            raise VocabularyError(f"vocabulary file {language}/furniture.yaml: wrong schema ({error})") from error
    try:
        return FurnitureLines(_one(beginning), _one(whole))
    except re.error as error:
        raise VocabularyError(f"furniture.yaml: not a regular expression ({error})") from error


def _one(expressions: list[str]) -> re.Pattern[str]:
    return re.compile("|".join(f"(?:{expression})" for expression in expressions), re.IGNORECASE)
