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
# Phrases of the other lists that have their subject for an object.
_PASSIVE = "passive"
# Phrases are looked for only where all their words are, by so many letters: "*" stands after longer beginnings.
_KEY_LENGTH = 4
# The beginning of a word, up to its last letter.
_WORD = re.compile(rf"([^\W_]{{1,{_KEY_LENGTH}}})[^\W_]*")


@dataclass(frozen=True, slots=True)
class AccessPattern:
    """A phrase that shows a kind of access; of several in one text the one of lowest `rank` is taken.

    A `passive` one ("measured at") tells nothing of a page that says it in its own voice: others measured.
    It stands only in texts that have all its `keys` among their `access_keys`.
    """

    rank: int
    access: Access
    keys: frozenset[str]
    words: re.Pattern[str]
    passive: bool = False


@functools.cache
def access_patterns(language: str | None) -> Mapping[str, tuple[AccessPattern, ...]]:
    """The phrases by one of their `access_keys`. Those of English where the language has no file.

    Raises VocabularyError.
    """
    data = read_yaml(language, "access") if language else None
    if data is None:
        data, language = read_yaml("en", "access"), "en"
    if not _fits(data):
        raise VocabularyError(f"vocabulary file {language}/access.yaml: needs a list of phrases under each of {_KINDS}")
    found: dict[str, list[AccessPattern]] = {}
    passive = frozenset(data.get(_PASSIVE, ()))
    for rank, kind in enumerate(kind for kind in data if kind != _PASSIVE):
        for phrase in data[kind]:
            keys = access_keys(phrase)
            longest = max(sorted(keys), key=len)
            found.setdefault(longest, []).append(AccessPattern(rank, kind, keys, _pattern(phrase), phrase in passive))
    return {key: tuple(patterns) for key, patterns in found.items()}


def access_keys(text: str) -> frozenset[str]:
    """The beginnings of the words of `text`, in lower case."""
    return frozenset(_WORD.findall(text.lower()))


def _fits(data: Any) -> bool:
    return isinstance(data, dict) and set(data) - {_PASSIVE} == set(_KINDS) and all(map(_is_phrases, data.values()))


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
    return re.compile(r"(?<![^\W_])" + r"\s+".join(words) + r"(?!\w)", re.IGNORECASE)
