"""How whoever speaks knows what is said, as far as the words tell."""

from __future__ import annotations

import re

from stemma.model import Access
from stemma.vocabulary.access import AccessPattern, access_key, access_patterns

# A sentence that is longer is a broken page; nothing in it is looked for beyond this.
_LONGEST = 2000
_WORD = re.compile(r"[^\W_]+")


def access_of(text: str, language: str | None) -> Access:
    """How the speaker of `text`, a statement with its source or a sentence of own voice, knows it.

    "unknown" unless the words say so: a fixed phrase of the vocabulary has to stand there.
    """
    patterns = access_patterns(language)
    words = text[:_LONGEST]
    best: AccessPattern | None = None
    for word in _WORD.finditer(words):
        for pattern in patterns.get(access_key(word.group()), ()):
            if (best is None or pattern.rank < best.rank) and pattern.words.match(words, word.start()):
                best = pattern
    return best.access if best is not None else "unknown"
