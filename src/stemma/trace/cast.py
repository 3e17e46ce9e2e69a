"""The case's actors behind the ids that a single reading uses."""

from __future__ import annotations

from collections.abc import Sequence

from stemma.model import Comparison, Reading, Span


def case_actors(readings: Sequence[Reading], comparison: Comparison) -> dict[tuple[str, str], str]:
    """(report, actor's id in that reading) → the actor's id in the case.

    Comparing gives mentions and statements the case's actors and leaves credits as they were read; the same words
    show which is which. An id that the case knows itself stands for itself.
    """
    merged_mentions = {(mention.report, mention.span): mention.actor for mention in comparison.mentions}
    merged_statements = {statement.id: statement.speaker for statement in comparison.statements}
    known = {actor.id for actor in comparison.actors}
    found: dict[tuple[str, str], str] = {}
    for reading in readings:
        pairs: list[tuple[str | None, str | None]] = [
            (mention.actor, merged_mentions.get((reading.report, Span(*mention.span)))) for mention in reading.mentions
        ]
        pairs += [(statement.speaker, merged_statements.get(statement.id)) for statement in reading.statements]
        pairs += [(credit.actor, credit.actor) for credit in reading.credits if credit.actor in known]
        for local, actor in pairs:
            if local is not None and actor is not None:
                found.setdefault((reading.report, local), actor)
    return found
