"""The tables of a case: one for each list of "stemma-case/1", one row one thing. Changed only by adding.

What a list's item holds several of (a claim's members) is a table of its own that leads back by id.
"""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

from stemma.model import Case
from stemma.show.export.columns import Cell, Lookup, Table, lookup_of
from stemma.show.export.tables.claims import OF_CLAIMS
from stemma.show.export.tables.judgements import OF_JUDGEMENTS
from stemma.show.export.tables.lineage import OF_LINEAGE
from stemma.show.export.tables.reports import OF_REPORTS
from stemma.show.export.tables.speech import OF_SPEECH
from stemma.show.export.tables.things import OF_THINGS

TABLES: Mapping[str, Table] = MappingProxyType(
    {table.name: table for table in (*OF_REPORTS, *OF_SPEECH, *OF_CLAIMS, *OF_LINEAGE, *OF_THINGS, *OF_JUDGEMENTS)}
)


def columns_of(table: Table, case: Case, lookup: Lookup) -> dict[str, list[Cell]]:
    """A table of `case` as its columns by name, each a list with a value a row."""
    found = list(table.cells(case, lookup))
    return {column.name: [row[n] for row in found] for n, column in enumerate(table.columns)}


def tables_of(case: Case) -> dict[str, dict[str, list[Cell]]]:
    """All tables of `case` by name, as `columns_of` gives each."""
    lookup = lookup_of(case)
    return {name: columns_of(table, case, lookup) for name, table in TABLES.items()}
