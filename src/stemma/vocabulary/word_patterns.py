"""Patterns of whole words, made from lists in the vocabulary's files."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from dataclasses import fields
from typing import Any, TypeVar

from stemma.model import VocabularyError
from stemma.vocabulary.files import read_yaml

NOTHING = re.compile(r"(?!)")

Words = TypeVar("Words")


def any_of(phrases: Iterable[str]) -> re.Pattern[str]:
    """What finds any of the phrases as whole words, the longest first; nothing where there are none.

    Any white space stands between two words, and a star for any letters. A phrase that ends with an apostrophe may
    have a letter behind it ("d'").
    """
    longest_first = sorted(set(phrases), key=lambda phrase: (-len(phrase), phrase))
    pattern = "|".join(map(spaced, longest_first))
    return re.compile(rf"(?<!\w)(?:{pattern})(?:(?!\w)|(?<='))") if pattern else NOTHING


def spaced(phrase: str) -> str:
    """The pattern of a phrase, with any white space between its words and a star for any letters."""
    return r"\s+".join(re.escape(word).replace(r"\*", r"\w*") for word in phrase.split())


def patterns(
    language: str | None, kind: str, into: type[Words], compiled: Callable[[list[str]], Any] = any_of
) -> Words | None:
    """A language's file of this kind: a list of phrases for each field of the dataclass `into`, `compiled` for it.

    None where there is no such file. Raises VocabularyError where the lists are not those of the fields.
    """
    content = read_yaml(language, kind) if language else None
    if content is None:
        return None
    names = [field.name for field in fields(into)]  # type: ignore[arg-type]
    if not isinstance(content, dict) or set(content) != set(names) or not all(map(_is_list, content.values())):
        raise VocabularyError(f"vocabulary file {language}/{kind}.yaml: needs lists of words under {', '.join(names)}")
    return into(**{name: compiled(phrases) for name, phrases in content.items()})


def _is_list(phrases: Any) -> bool:
    return isinstance(phrases, list) and all(isinstance(phrase, str) for phrase in phrases)
