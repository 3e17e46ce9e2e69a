"""Words that tell how somebody knows what they say."""

from __future__ import annotations

import functools
import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, get_args

from stemma.model import Access, VocabularyError
from stemma.vocabulary.files import read_yaml

_KINDS: tuple[Access, ...] = tuple(kind for kind in get_args(Access) if kind != "unknown")
# Patterns are kept by the beginning of their first word, so that few are tried at each word of a text.
_KEY_LENGTH = 4


@dataclass(frozen=True, slots=True)
class AccessPattern:
    """A phrase that shows a kind of access; of several in one text the one of lowest `rank` is taken."""

    rank: int
    access: Access
    words: re.Pattern[str]


@functools.cache
def access_patterns(language: str | None) -> Mapping[str, tuple[AccessPattern, ...]]:
    """The phrases by `access_key` of their first word. Those of English where the language has no file.

    Raises VocabularyError.
    """
    data = read_yaml(language, "access") if language else None
    if data is None:
        data, language = read_yaml("en", "access"), "en"
    if not _fits(data):
        raise VocabularyError(f"vocabulary file {language}/access.yaml: needs a list of phrases under each of {_KINDS}")
    found: dict[str, list[AccessPattern]] = {}
    for rank, (kind, phrases) in enumerate(data.items()):
        for phrase in phrases:
            found.setdefault(access_key(phrase.split()[0]), []).append(AccessPattern(rank, kind, _pattern(phrase)))
    return {key: tuple(patterns) for key, patterns in found.items()}


def access_key(word: str) -> str:
    """The key under which phrases that begin with `word` are kept."""
    return word.removesuffix("*")[:_KEY_LENGTH].lower()


def _fits(data: Any) -> bool:
    return isinstance(data, dict) and set(data) == set(_KINDS) and all(map(_is_phrases, data.values()))


def _is_phrases(row: Any) -> bool:
    return isinstance(row, list) and all(isinstance(phrase, str) and phrase.strip() for phrase in row)


def _pattern(phrase: str) -> re.Pattern[str]:
    words: list[str] = []
    for word in phrase.split():
        if word == "...":
            words[-1] += r"(?:\s+[\w'’-]+){0,6}"
        else:
            plain = re.escape(word.removesuffix("*")).replace("'", "['’]")
            words.append(plain + (r"\w*" if word.endswith("*") else ""))
    return re.compile(r"\s+".join(words) + r"(?!\w)", re.IGNORECASE)
