"""Names as words that can be compared: folded, without dots, genitives and what stands in brackets."""

from __future__ import annotations

import functools
import re
from collections.abc import Iterable

from stemma.text.tokens import tokenise

_BRACKETS = re.compile(r"\([^()]*\)|\[[^\[\]]*\]")
_DOTTED = re.compile(r"\b(?:\w\.){2,}")
_LONGEST_SHOWN = 100
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


def shortened(name: str) -> str:
    """A name on one line and no longer than a sentence bears, for the sentences that users read."""
    line = " ".join(name[: 2 * _LONGEST_SHOWN].split())
    return line if len(line) <= _LONGEST_SHOWN else f"{line[:_LONGEST_SHOWN].rstrip()}…"


def listed(names: Iterable[str], most: int = 4) -> str:
    """Names as a sentence has them: "A, B and C"; what goes beyond `most` is counted."""
    all_names = [shortened(name) for name in names]
    if len(all_names) > most:
        all_names = [*all_names[: most - 1], f"{len(all_names) - most + 1} more"]
    return " and ".join(filter(None, [", ".join(all_names[:-1]), *all_names[-1:]]))


def counted(number: int, noun: str) -> str:
    """A number with its English noun: "1 report", "3 reports"."""
    return f"{number} {noun}" if number == 1 else f"{number} {noun}s"
