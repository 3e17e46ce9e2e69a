"""A change as plain JSON types, as a webhook gets it: format "stemma-change/1". Changed only by adding."""

from __future__ import annotations

import uuid
from typing import Any

from stemma.model import ChangePlace, NotedChange, Watch

FORMAT = "stemma-change/1"


def change_id(watch: Watch, number: int) -> str:
    """The id of a change, a UUID as a URN: the same whenever and wherever it is told, and no other change's."""
    return uuid.uuid5(uuid.UUID(watch.id), str(number)).urn


def change_document(noted: NotedChange, watch: Watch, case: str) -> dict[str, Any]:
    """A change with all that it stands on; `case` is what its user calls the case."""
    change = noted.change
    return {
        "format": FORMAT,
        "id": change_id(watch, noted.number),
        "case": case,
        "number": noted.number,
        "made": noted.made,
        "kind": change.kind,
        "claim": change.claim,
        "gloss": change.gloss,
        "status": change.status,
        "why": change.why,
        "before": change.before,
        "after": change.after,
        "reports": list(change.reports),
        "places": [_place(place) for place in change.places],
        "more": change.more,
    }


def _place(place: ChangePlace) -> dict[str, Any]:
    names = ("report", "words", "publisher", "title", "url", "published")
    return {name: getattr(place, name) for name in names} | {"span": list(place.span)}
