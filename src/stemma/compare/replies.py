"""Statements on words that stand elsewhere: "Kyiv denies", "The port confirmed it", after what was told."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence

from stemma.model import Span, Statement, hull

_RULINGS = ("confirms", "denies")


def replies(statements: Sequence[Statement], sentences: Sequence[Span]) -> dict[str, Span]:
    """The words of their own of one report's statements that confirm or deny what others say, by statement id.

    Such a statement's content are the words that it speaks about: what another says in the same sentence ("Russia says
    that a group crossed over, Kyiv denies"), or the sentence before ("The governor confirmed it."). Its own words are
    those that attribute it, from its source to its cue. `sentences` are those of the report, in text order.
    """
    said_by_others = {tuple(one.content) for one in statements if one.stance not in _RULINGS}
    found = {}
    for one in statements:
        if one.stance in _RULINGS and one.cue is not None and one.content:
            last = max(span.end for span in one.content)
            apart = _sentence(sentences, last - 1) < _sentence(sentences, one.cue.start)
            if last <= one.cue.start and (apart or tuple(one.content) in said_by_others):
                found[one.id] = _own_words(one, one.cue, last)
    return found


def _own_words(statement: Statement, cue: Span, last: int) -> Span:
    source = statement.source
    return cue if source is None or source.start < last else hull([source, cue])


def _sentence(sentences: Sequence[Span], at: int) -> int:
    return bisect_right(sentences, at, key=lambda sentence: sentence.start)
