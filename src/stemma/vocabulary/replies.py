"""Words that speak of what was told before, by language: "denied it", "rejects the allegation", "that is nonsense"."""

from __future__ import annotations

import functools
from dataclasses import dataclass, fields
from typing import Any

from stemma.model import VocabularyError
from stemma.vocabulary.files import read_yaml

_KIND = "replies"


@dataclass(frozen=True, slots=True)
class ReplyWords:
    """The words of one language, in lower case.

    `pointers` stand for what was told, `nouns` name it, `before` may stand before these. Where a word that `goes_on`
    follows, they say themselves what they are about. After a pointer and a form of `be` it is judged. `asides` are the
    runs of words that open an aside on what was told, `relatives` what may follow a noun there.
    """

    pointers: frozenset[str]
    nouns: frozenset[str]
    before: frozenset[str]
    goes_on: frozenset[str]
    be: frozenset[str]
    asides: frozenset[tuple[str, ...]]
    relatives: frozenset[str]


_NONE = ReplyWords(*(frozenset() for _ in fields(ReplyWords)))


@functools.cache
def reply_words(language: str | None) -> ReplyWords:
    """The words of `language`; none where it has no file. Raises VocabularyError on a wrong schema."""
    content = read_yaml(language, _KIND) if language else None
    if content is None:
        return _NONE
    if not _fits(content):
        names = ", ".join(field.name for field in fields(ReplyWords))
        raise VocabularyError(f"vocabulary file {language}/{_KIND}.yaml: needs lists of words under {names}")
    asides = frozenset(tuple(opener) for opener in content.pop("asides"))
    return ReplyWords(**{name: frozenset(words) for name, words in content.items()}, asides=asides)


def _fits(content: Any) -> bool:
    if not isinstance(content, dict) or set(content) != {field.name for field in fields(ReplyWords)}:
        return False
    lists = [words for name, words in content.items() if name != "asides"]
    if not isinstance(content["asides"], list):
        return False
    lists += content["asides"]
    return all(isinstance(words, list) and all(isinstance(w, str) for w in words) for words in lists)
