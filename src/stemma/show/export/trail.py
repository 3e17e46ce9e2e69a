"""A trail as plain JSON types: the format "stemma-trace/1", values as in "stemma-case/1". Changed only by adding."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from stemma.show.export.contract import public
from stemma.show.finding import Match
from stemma.show.labels import Labels
from stemma.show.trail import Step, Trail
from stemma.show.trail_lines import gist

FORMAT = "stemma-trace/1"


def trail_document(asked: str, trail: Trail, others: Sequence[Match], labels: Labels) -> dict[str, Any]:
    """The answer to `asked`, with every other match by its id."""
    return {
        "format": FORMAT,
        "asked": asked,
        "found": _match(trail.match, labels),
        "claim": public(trail.claim),
        "first": _step(trail.first, labels) if trail.first else None,
        "as_early": trail.as_early,
        "renderings": [_step(step, labels) for step in trail.steps],
        "drift": public(trail.drift),
        "lineage": public(trail.edges),
        "utterances": public(trail.utterances),
        "others": [_match(match, labels) for match in others],
    }


def _match(match: Match, labels: Labels) -> dict[str, Any]:
    return {
        "kind": match.kind,
        "id": match.id,
        "how": match.how,
        "score": round(match.score, 3),
        "gist": gist(match, labels),
        "places": public(match.places),
    }


def _step(step: Step, labels: Labels) -> dict[str, Any]:
    place = step.quote.pointer
    return {
        "report": place.report,
        "span": public(place.span),
        "text": place.span.of(labels.reports[place.report].text),
        "published": step.published,
        "publisher": labels.reports[place.report].publisher,
        "statement": step.statement,
        "voice": step.voice,
        "stance": step.stance,
    }
