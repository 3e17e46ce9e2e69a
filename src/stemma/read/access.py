"""How whoever speaks knows what is said, as far as the words tell."""

from __future__ import annotations

import re

from stemma.model import Access
from stemma.vocabulary.access import AccessPattern, access_keys, access_patterns
from stemma.vocabulary.negations import negations

# A sentence that is longer is a broken page; nothing in it is looked for beyond this.
_LONGEST = 2000
# So many characters before a phrase, of the words next to it, a negation stands that takes it back.
_BEFORE = 20
_WORD = re.compile(r"[^\W_]+(?:['’][^\W_]+)?")


def access_of(text: str, language: str | None) -> Access:
    """How the speaker of `text`, a statement with its source, knows it.

    "unknown" unless the words say so: a fixed phrase of the vocabulary has to stand there.
    """
    return _access_of(text, language, own=False)


def own_access_of(text: str, language: str | None) -> Access:
    """The same for a page's own voice, where "the highest ever measured at Kelp Point" says that others measured."""
    return _access_of(text, language, own=True)


def _access_of(text: str, language: str | None, *, own: bool) -> Access:
    patterns = access_patterns(language)
    words = text[:_LONGEST]
    keys = access_keys(words)
    possible = [
        pattern
        for key in keys & patterns.keys()
        for pattern in patterns[key]
        if pattern.keys <= keys and not (own and pattern.passive)
    ]
    negating = negations(language)
    found = [pattern for pattern in possible if _stands(pattern, words, negating)]
    return min(found, key=lambda pattern: pattern.rank).access if found else "unknown"


def _stands(pattern: AccessPattern, words: str, negating: frozenset[str]) -> bool:
    """Whether the phrase stands there and is not negated: "the video could not be verified" is no access."""
    for match in pattern.words.finditer(words):
        near = words[max(0, match.start() - _BEFORE) : match.end()].lower().replace("’", "'")
        if negating.isdisjoint(_WORD.findall(near)):
            return True
    return False
