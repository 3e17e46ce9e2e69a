"""The words of one place where a clause is said, as those need them who ask what it says."""

from __future__ import annotations

from collections.abc import Sequence

from stemma.compare.clauses import Said
from stemma.compare.pieces import Material

# Longer clauses say several things; a word somewhere in them need not be about the claim.
LONGEST = 25
# Characters that are searched for phrases.
_LOOKED_AT = 400


def is_long(one: Said) -> bool:
    """Whether a clause has so many words that it says several things."""
    return one.clause.last - one.clause.first > LONGEST


def forms_of(material: Material, one: Said) -> list[str]:
    """A member's words, folded, in order."""
    return [material.lexicon.form(number) for number in material.words[one.piece.report].forms[_range(one)]]


def stems_of(material: Material, one: Said) -> Sequence[int]:
    """The stems of a member's words, in order."""
    return material.words[one.piece.report].stems[_range(one)]


def looked_at(words: str) -> str:
    """As much of some words, in lower case, as is searched for phrases."""
    return words[:_LOOKED_AT].lower()


def text_of(material: Material, one: Said) -> str:
    """A member's words as its report has them, in lower case, as much of them as is searched for phrases."""
    return looked_at(material.text(one.piece.report, one.span))


def _range(one: Said) -> slice:
    return slice(one.piece.first + one.clause.first, one.piece.first + one.clause.last)
