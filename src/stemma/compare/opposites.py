"""Words that a beginning turns into their opposite: "unsinkable" and "sink"."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from stemma.compare.words import Lexicon
from stemma.vocabulary.files import languages
from stemma.vocabulary.negations import negation

_SHORTEST = 4
# What remains of "unsinkable" may carry an ending that the plain word lacks.
_ENDINGS = ("", "able", "abl", "ed", "ly")


def opposite(word: str, prefixes: Sequence[str], stems: Mapping[str, int]) -> int | None:
    """The number of the stem of which `word` is the opposite; None where none of `prefixes` makes it one."""
    for prefix in prefixes:
        if word.startswith(prefix):
            rest = word[len(prefix) :]
            for ending in _ENDINGS:
                plain = rest.removesuffix(ending)
                if len(plain) >= _SHORTEST and plain in stems:
                    return stems[plain]
    return None


def with_opposites(kin: Mapping[int, Sequence[int]], lexicon: Lexicon) -> dict[int, Sequence[int]]:
    """`kin` (stems that may stand for one another) with each opposite beside its word.

    "Unsinkable" says of a ship what "cannot sink" does; that one of them negates is not a matter of their content.
    """
    prefixes = sorted({prefix for language in languages("negations") for prefix in negation(language).prefixes})
    found: dict[int, Sequence[int]] = dict(kin)
    for name, number in lexicon.stems.items():
        other = opposite(name, prefixes, lexicon.stems)
        if other is not None:
            found[number] = (*found.get(number, ()), other)
            found[other] = (*found.get(other, ()), number)
    return found
