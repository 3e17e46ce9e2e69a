"""How whoever speaks knows what is said, as far as the words tell."""

from __future__ import annotations

from stemma.model import Access
from stemma.vocabulary.access import access_keys, access_patterns

# A sentence that is longer is a broken page; nothing in it is looked for beyond this.
_LONGEST = 2000


def access_of(text: str, language: str | None) -> Access:
    """How the speaker of `text`, a statement with its source or a sentence of own voice, knows it.

    "unknown" unless the words say so: a fixed phrase of the vocabulary has to stand there.
    """
    patterns = access_patterns(language)
    words = text[:_LONGEST]
    keys = access_keys(words)
    possible = [pattern for key in keys & patterns.keys() for pattern in patterns[key] if pattern.keys <= keys]
    found = [pattern for pattern in possible if pattern.words.search(words)]
    return min(found, key=lambda pattern: pattern.rank).access if found else "unknown"
