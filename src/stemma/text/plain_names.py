"""Names as words that can be compared: folded, without dots, genitives and what stands in brackets."""

from __future__ import annotations

import functools
import re
from collections.abc import Iterable

from stemma.text.tokens import tokenise

_BRACKETS = re.compile(r"\([^()]*\)|\[[^\[\]]*\]")
_DOTTED = re.compile(r"\b(?:\w\.){2,}")
ARTICLES = frozenset({"the", "a", "an", "le", "la", "les", "el", "los", "las", "der", "die", "das", "l", "group"})


@functools.lru_cache(maxsize=1 << 16)
def words_of(name: str) -> tuple[str, ...]:
    """The folded words of a name: "the U.S. Army's chief (ret.)" is ("the", "us", "army", "chief")."""
    bare = _DOTTED.sub(lambda match: match.group().replace(".", ""), _BRACKETS.sub(" ", name[:400]))
    return tuple(token.folded.removesuffix("'s") for token in tokenise(bare))


@functools.lru_cache(maxsize=1 << 16)
def name_key(name: str) -> str:
    """What two forms of one name have in common: its words without articles; empty when nothing else is in it."""
    return key_of(words_of(name))


def key_of(words: Iterable[str]) -> str:
    """The same for words that are folded already."""
    return " ".join(word for word in words if word not in ARTICLES)
