"""What lies beside the CSV tables and says what they are: a Data Package (specs.frictionlessdata.io, version 1).

Programs learn of it each column's type and where ids lead; people what each column means.
"""

from __future__ import annotations

import json
from collections.abc import Iterable
from typing import Any

from stemma.show.export.columns import Column, Kind, Table

_TYPES: dict[Kind, str] = {
    "text": "string",
    "integer": "integer",
    "number": "number",
    "boolean": "boolean",
    "datetime": "datetime",
    "date": "date",
}
_ABOUT = (
    "Tables of a case of Stemma. start and end count Unicode code points of a report's text, half-open; the texts are "
    "in texts.jsonl. A text in a table that could be a formula, or hold one after ; or a tab or line end, has an "
    "apostrophe before that place, which is not part of it."
)


def datapackage(tables: Iterable[Table]) -> bytes:
    """The descriptor of `tables` as CSV files; their ids have to be unique in them."""
    found = {"profile": "data-package", "description": _ABOUT, "resources": [_resource(table) for table in tables]}
    return (json.dumps(found, indent=1, ensure_ascii=False) + "\n").encode("utf-8")


def _resource(table: Table) -> dict[str, Any]:
    return {
        "profile": "tabular-data-resource",
        "name": table.name,
        "path": f"{table.name}.csv",
        "description": table.one_row,
        "format": "csv",
        "mediatype": "text/csv",
        "encoding": "utf-8",
        "schema": {
            "fields": [_field(column) for column in table.columns],
            "missingValues": [""],
            **({"primaryKey": "id"} if table.columns[0].name == "id" else {}),
            "foreignKeys": [_key(column.name, column.leads_to) for column in table.columns if column.leads_to],
        },
    }


def _field(column: Column) -> dict[str, str]:
    return {"name": column.name, "type": _TYPES[column.kind], "description": column.meaning}


def _key(name: str, leads_to: str) -> dict[str, Any]:
    table, column = leads_to.split(".")
    return {"fields": name, "reference": {"resource": table, "fields": column}}
