"""Word-by-word English of other languages: what lets an English encoder and English words meet their reports.

No translation: words keep their order, endings are lost, names are only romanised. It is enough to see that two
sentences are about the same thing.
"""

from __future__ import annotations

import functools
from collections.abc import Mapping

from stemma.text.names import romanise
from stemma.text.tokens import fold
from stemma.vocabulary.glosses import glosses

# Letters that an inflected word may have beyond the beginning that is listed for it.
_LONGEST_ENDING = 6
_WHOLE = "="


class Glossary:
    """A language's words in English."""

    def __init__(self, beginnings: Mapping[str, tuple[str, ...]]) -> None:
        """`beginnings` by English gloss, as `stemma.vocabulary.glosses.glosses` gives them."""
        self._whole: dict[str, str] = {}
        self._begun: dict[str, str] = {}
        for gloss, found in beginnings.items():
            for beginning in found:
                kind = self._whole if beginning.endswith(_WHOLE) else self._begun
                kind.setdefault(fold(beginning.removesuffix(_WHOLE)), gloss)
        self._longest = max(map(len, self._begun), default=0)
        self._known: dict[str, str | None] = {}

    def gloss(self, word: str) -> str | None:
        """The English of a word: by the whole word, else by the longest beginning; None for words not listed."""
        folded = fold(word)
        if folded not in self._known:
            if len(self._known) > 200_000:
                self._known.clear()
            self._known[folded] = self._whole.get(folded) or self._by_beginning(folded)
        return self._known[folded]

    def _by_beginning(self, folded: str) -> str | None:
        shortest = max(1, len(folded) - _LONGEST_ENDING)
        for length in range(min(len(folded), self._longest), shortest - 1, -1):
            found = self._begun.get(folded[:length])
            if found is not None:
                return found
        return None

    def english(self, word: str) -> str:
        """The word in English where it is listed, else as it is, in Latin letters."""
        return self.gloss(word) or romanise(word)


@functools.cache
def glossary(language: str | None) -> Glossary | None:
    """The glossary of a language, or None where it has none (English needs none)."""
    found = glosses(language)
    return Glossary(found) if found else None
