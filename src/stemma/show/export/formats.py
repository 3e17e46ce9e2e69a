"""Every format that a case is handed on in: what `stemma export` and the desk offer."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from stemma.model import Case
from stemma.show.export.contract import case_document
from stemma.show.export.geojson import geojson_document

# By name, what makes the document, which is then written as JSON.
DOCUMENTS: Mapping[str, Callable[[Case], dict[str, Any]]] = {
    "json": case_document,
    "geojson": geojson_document,
}
