"""Whom a headline, or the first sentence that speaks of somebody, leaves unnamed: told by what stands below it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence, Set

from stemma.model import Span, Statement
from stemma.read.antecedents import Trail
from stemma.read.cast import Figure
from stemma.read.wording import Phrase
from stemma.text.names import name_words
from stemma.text.tokens import tokens_in

# Longer words are compared by so many letters.
_STEM = 5
# So many words in a row, short ones too, are quoted rather than said alike.
_RUN = 4
# A headline's description is told by so few of the report's first speakers.
_FIRST_SPEAKERS = 4

# A description is told by a name so few sentences behind it: "the governor said … Governor Jane Doe told reporters".
_SOON = 3

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


def named_soon(met: Sequence[tuple[Phrase, Figure | None]], trail: Trail, areas: Set[str]) -> dict[Span, Figure]:
    """Who is meant by a description that comes before its name, by the place of its first mention.

    "The district governor" is the only governor of the report where he is first named soon after. `met` are all
    mentions in text order. It has to tell no more of him than the name does, but for words of `areas` ("district"):
    "the former governor" is somebody else.
    """
    people = list(dict.fromkeys(figure for _, figure in met if figure is not None and figure.kind == "person"))
    found: dict[Span, Figure] = {}
    for phrase, figure in met:
        at = phrase.span.start
        if not phrase.definite or phrase.families or (figure is not None and figure.seen[:1] != [at]):
            continue
        described = figure or Figure(phrase.name, "unnamed", side=phrase.side, number=phrase.number, head=phrase.head)
        named = only_one(person for person in people if may_be_named(described, person))
        if named is None or named.seen[:1] <= [at] or trail.sentence(named.seen[0]) - trail.sentence(at) > _SOON:
            continue
        if named.role_words.union(areas).issuperset(name_words(phrase.name)):
            found[phrase.span] = named
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
    return named.kind == "person" and not named.role_words.isdisjoint(name_words(described.head))


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
