"""The tables of a case as Apache Parquet: typed, exact, for pandas, polars, R, DuckDB. Written by pyarrow, an extra."""

from __future__ import annotations

import io
import re
from collections.abc import Iterator, Mapping
from types import ModuleType
from typing import Any

from stemma.model import Case, StemmaError
from stemma.show.export.columns import Column, Kind, Table, lookup_of
from stemma.show.export.tables import TABLES, columns_of

_HALF = re.compile("[\ud800-\udfff]")
_FORMAT = "2.6"


def parquet_files(case: Case) -> Iterator[tuple[str, bytes]]:
    """The case's tables by file name; the same case gives the same bytes with the same version of pyarrow.

    Raises StemmaError where there is no pyarrow.
    """
    arrow, parquet = _pyarrow()
    lookup = lookup_of(case)
    for table in TABLES.values():
        found = columns_of(table, case, lookup)
        written = io.BytesIO()
        parquet.write_table(_arrow_table(arrow, table, found), written, compression="zstd", version=_FORMAT)
        yield f"{table.name}.parquet", written.getvalue()


def _arrow_table(arrow: ModuleType, table: Table, found: Mapping[str, list[Any]]) -> Any:
    kinds = _kinds(arrow)
    fields = [_field(arrow, kinds, column) for column in table.columns]
    schema = arrow.schema(fields, metadata={"description": table.one_row})
    texts = {column.name for column in table.columns if column.kind == "text"}
    whole = {name: list(map(_whole, values)) if name in texts else values for name, values in found.items()}
    return arrow.table(whole, schema=schema)


def _field(arrow: ModuleType, kinds: Mapping[Kind, Any], column: Column) -> Any:
    told = {"description": column.meaning} | ({"leads_to": column.leads_to} if column.leads_to else {})
    return arrow.field(column.name, kinds[column.kind], metadata=told)


def _kinds(arrow: ModuleType) -> Mapping[Kind, Any]:
    return {
        "text": arrow.string(),
        "integer": arrow.int64(),
        "number": arrow.float64(),
        "boolean": arrow.bool_(),
        "datetime": arrow.timestamp("us", tz="UTC"),
        "date": arrow.date32(),
    }


def _whole(text: str | None) -> str | None:
    """The text without halves of characters, which UTF-8 can't hold; each stays one code point."""
    return text if text is None or text.isascii() else _HALF.sub("\ufffd", text)


def _pyarrow() -> tuple[ModuleType, ModuleType]:
    try:
        import pyarrow
        import pyarrow.parquet
    except ImportError as error:
        why = "needs pyarrow, which is not installed with Stemma: pip install 'stemma-news[parquet]'"
        raise StemmaError(f"parquet: {why} (or pyarrow itself), or export --as csv") from error
    return pyarrow, pyarrow.parquet
