"""Whom a headline leaves unnamed: told by what stands below it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from stemma.model import Statement
from stemma.read.cast import Figure
from stemma.text.tokens import tokens_in

# Longer words are compared by so many letters.
_STEM = 5
# So many words in a row, short ones too, are quoted rather than said alike.
_RUN = 4
# A headline's description is told by so few of the report's first speakers.
_FIRST_SPEAKERS = 4

Speakers = Mapping[str, Figure | None]


def quoted_in_title(text: str, statements: Sequence[Statement], speakers: Speakers) -> dict[str, Figure | None]:
    """Whose words a headline quotes: of whoever says the like below, else of the report's only speaker."""
    quoted = [s for s in statements if s.in_title and s.source is None and s.cue is None and s.manner == "direct"]
    below = [s for s in statements if not s.in_title and speakers.get(s.id) is not None]
    return {s.id: only_one(speakers[b.id] for b in _alike(text, s, below) or below) for s in quoted}


def described_in_title(text: str, statements: Sequence[Statement], speakers: Speakers) -> dict[int, Figure]:
    """Who is meant by a headline's description ("Harbour group denies theft"), by the `id` of its figure.

    The one named speaker of that kind among the first below; of several, the one who says the like.
    """
    below = [s for s in statements if not s.in_title and _is_named(speakers.get(s.id))]
    first = list(dict.fromkeys(speakers[s.id] for s in below))[:_FIRST_SPEAKERS]
    found: dict[int, Figure] = {}
    for one in statements:
        described = speakers.get(one.id)
        if not one.in_title or described is None:
            continue
        fitting = [figure for figure in first if figure is not None and may_be_named(described, figure)]
        if len(fitting) > 1:
            alike = {id(speakers[b.id]) for b in _alike(text, one, below)}
            fitting = [figure for figure in fitting if id(figure) in alike]
        if len(fitting) == 1:
            found.setdefault(id(described), fitting[0])
    return found


def _is_named(figure: Figure | None) -> bool:
    if figure is None or figure.kind not in ("person", "organisation") or figure.parts:
        return False
    return not _is_mere_noun(figure)


def _is_mere_noun(figure: Figure) -> bool:
    """Whether a body is called by its noun alone: "Ferry firm to cut jobs: union"."""
    return figure.name.lower() == figure.head


def may_be_named(described: Figure, named: Figure) -> bool:
    """Whether a description of one body or person may be of the one named."""
    nameless = described.kind in ("unnamed", "office") or _is_mere_noun(described)
    if not nameless or described.parts or not _is_named(named):
        return False
    if described.number != named.number or not _same_side(described, named):
        return False
    if described.families:
        return named.kind == "organisation" and bool(described.families & named.families)
    return named.kind == "person" and bool(described.head) and described.head in named.role_words


def _same_side(one: Figure, other: Figure) -> bool:
    return one.side is None or other.side is None or one.side == other.side


def _alike(text: str, quoted: Statement, below: Sequence[Statement]) -> list[Statement]:
    """The statements with most of the longer words of `quoted`, endings aside; else with some of its words in a row."""
    wanted = _beginnings(text, quoted)
    alike = [one for one in below if wanted and 2 * len(wanted & _beginnings(text, one)) > len(wanted)]
    if alike:
        return alike
    runs = _runs(text, quoted)
    return [one for one in below if runs and not runs.isdisjoint(_runs(text, one))]


def _words(text: str, statement: Statement) -> list[str]:
    return [word.folded for span in statement.content for word in tokens_in(text, span)]


def _beginnings(text: str, statement: Statement) -> frozenset[str]:
    return frozenset(word[:_STEM] for word in _words(text, statement) if len(word) >= _STEM)


def _runs(text: str, statement: Statement) -> frozenset[tuple[str, ...]]:
    words = _words(text, statement)
    return frozenset(tuple(words[at : at + _RUN]) for at in range(len(words) - _RUN + 1))


def only_one(figures: Iterable[Figure | None]) -> Figure | None:
    """The one figure among `figures`; None where there are several or none."""
    found = list(dict.fromkeys(figures))
    return found[0] if len(found) == 1 else None
