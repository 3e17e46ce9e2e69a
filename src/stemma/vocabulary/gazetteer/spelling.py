"""Which of a place's other names are worth keeping."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable

from stemma.vocabulary.gazetteer.keys import place_key

# A small town's foreign names are hardly ever met in the news, and cost most of the file.
_MOST = ((100_000, 24), (15_000, 12), (0, 6))
# Small towns of these countries bear the names of the old world; their other names are nicknames and other towns'.
_NEW_WORLD = frozenset({"AU", "CA", "NZ", "US"})
_KNOWN_BY_OTHERS = 500_000
_LONGEST, _SHORTEST = 40, 3
_SCRIPT = re.compile(r"[^\W\d_\u0041-\u024f\u1e00-\u1eff\u0400-\u04ff'’ʼ‘`ʹʺ]")


def kept_names(name: str, others: Iterable[str], population: int, country: str) -> list[str]:
    """Of a place's other names those in Latin or Cyrillic letters that a newspaper might print, sorted.

    All Cyrillic ones are kept, and so many Latin ones as the place's size is worth, those most like its name first:
    what is unlike it are other names (Danzig for Gdańsk), which of a village nobody knows.
    """
    if country in _NEW_WORLD and population < _KNOWN_BY_OTHERS:
        return []
    main = place_key(name)
    by_key = {place_key(other): other for other in sorted(set(others), reverse=True) if usable(other)}
    by_key.pop(main, None)
    cyrillic = sorted({other for other in others if usable(other) and _is_cyrillic(other)})
    latin = sorted((key for key, other in by_key.items() if other not in cyrillic), key=lambda k: (-_like(main, k), k))
    most = next(most for floor, most in _MOST if population >= floor)
    return sorted({by_key[key] for key in latin[:most]} | set(cyrillic))


def usable(name: str) -> bool:
    """Whether a newspaper might print it: capitalised, no code such as an airport's."""
    if not _SHORTEST < len(name) < _LONGEST or not name[0].isupper() or name.isupper() or _SCRIPT.search(name):
        return False
    return not any(character in "|\t\n;()" or character.isdigit() for character in name)


def _is_cyrillic(name: str) -> bool:
    return "CYRILLIC" in unicodedata.name(name[0], "")


def _like(left: str, right: str) -> float:
    """Share of letter pairs in common (Dice): a cheap order."""
    a = {left[at : at + 2] for at in range(len(left) - 1)}
    b = {right[at : at + 2] for at in range(len(right) - 1)}
    return 2 * len(a & b) / max(1, len(a) + len(b))
