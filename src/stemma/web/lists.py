"""The lists of a case that the API pages through, each with what it can be narrowed by."""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping
from typing import Any

from stemma.model import Case, Report
from stemma.show.export.contract import public, report_document

Values = Callable[[Any], Collection[str | None]]


def _by(*names: str) -> dict[str, Values]:
    return {name: _field(name) for name in names}


def _field(name: str) -> Values:
    return lambda item: (getattr(item, name),)


def _of_members(name: str) -> Values:
    return lambda item: {getattr(member, name) for member in item.members}


LISTS: Mapping[str, Mapping[str, Values]] = {
    "reports": _by("publisher", "language", "story"),
    "actors": _by("kind", "side"),
    "mentions": _by("report", "actor", "kind"),
    "statements": _by("report", "speaker", "stance", "manner"),
    "utterances": _by("speaker") | {"report": _of_members("report")},
    "claims": _by("status") | {"report": _of_members("report"), "actor": _of_members("actor")},
    "lineage": _by("report", "kind"),
    "places": _by("report", "kind"),
    "times": _by("report", "type"),
    "judgements": _by("verb", "author"),
    "passages": {"report": lambda item: (item.left.report, item.right.report)},
    "entities": _by("report", "kind"),
    "figures": _by("report", "unit", "bound"),
    "quantities": _by("story", "unit"),
}
# Those of which each has an id of its own.
SINGLE = ("reports", "actors", "statements", "utterances", "claims", "judgements", "quantities")


def narrowed(case: Case, name: str, wanted: Mapping[str, str]) -> tuple[Any, ...]:
    """The items of a list that have all that is wanted, in the order of the export."""
    filters = [(LISTS[name][key], value) for key, value in wanted.items()]
    return tuple(item for item in getattr(case, name) if all(value in values(item) for values, value in filters))


def single(case: Case, name: str, ident: str) -> Any | None:
    """The item of that id."""
    return next((item for item in getattr(case, name) if item.id == ident), None)


def item_document(item: Any, *, text: bool = True) -> Any:
    """An item as the export has it; a report without its text where that is not wanted."""
    if not isinstance(item, Report):
        return public(item)
    document = report_document(item)
    if not text:
        del document["text"]
    return document
