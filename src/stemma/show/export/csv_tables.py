"""The tables of a case as CSV (RFC 4180), for spreadsheets and for programs that read everything as text.

UTF-8 with the byte order mark without which Excel takes it for the system's old encoding; lines end in CR LF, lines
within a cell as they stand. Every text is in quotes, so that nothing there (a null) differs from an empty text.

A spreadsheet takes a cell that begins with = + - or @ for a formula, in quotes or not, and report text is a stranger's:
a formula can send what is in the other cells away. So such a cell gets an apostrophe before it; and so does such a
character after ; or a tab or line end, where a spreadsheet of another country's settings begins a new cell
(owasp.org/www-community/attacks/CSV_Injection). `unguarded` takes exactly these away again. The whole texts are not
meant for a spreadsheet and stand in a file of JSON lines, in which all offsets hold as they are.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from datetime import date, datetime

from stemma.model import Case
from stemma.show.export.columns import Cell, Lookup, Table, lookup_of
from stemma.show.export.contract import to_json
from stemma.show.export.datapackage import datapackage
from stemma.show.export.tables import TABLES

TEXTS = "texts"
# Signs that begin a formula, also as East Asian keyboards write them, after what a spreadsheet may pass over. Blanks
# and apostrophes are not among what begins a cell, so no place of a text is looked at twice.
_FORMULA = "(?=[ \u00a0']*[=+\\-@＝＋－＠])"
_GUARD = re.compile(f"(^|[;\t\r\n]){_FORMULA}")
_UNGUARD = re.compile(f"(^|[;\t\r\n])'{_FORMULA}")
# Half a character can't be written as UTF-8, and programs in C end a text at a NUL. Each stands for one code point.
_UNWRITABLE = re.compile("[\x00\ud800-\udfff]")


def csv_files(case: Case) -> Iterator[tuple[str, bytes]]:
    """The case's tables by file name, and a file that says what they are; the same case gives the same bytes."""
    lookup = lookup_of(case)
    for table in TABLES.values():
        if table.name == TEXTS:
            lines = ({"report": report.id, "text": report.text} for report in case.reports)
            yield f"{TEXTS}.jsonl", "".join(to_json(line) + "\n" for line in lines).encode("utf-8")
        else:
            yield f"{table.name}.csv", _csv(table, case, lookup).encode("utf-8-sig")
    yield "datapackage.json", datapackage(table for table in TABLES.values() if table.name != TEXTS)


def guarded(text: str) -> str:
    """`text` so that no spreadsheet takes it, or a part of it, for a formula."""
    return _GUARD.sub(r"\1'", text)


def unguarded(cell: str) -> str:
    """The text that `guarded` made a cell of."""
    return _UNGUARD.sub(r"\1", cell)


def _csv(table: Table, case: Case, lookup: Lookup) -> str:
    head = _line(column.name for column in table.columns)
    return "".join([head, *(_line(map(_cell, row)) for row in table.cells(case, lookup))])


def _line(cells: Iterable[str]) -> str:
    return ",".join(cells) + "\r\n"


def _cell(value: Cell) -> str:
    # The csv module of Python 3.11 can't write a null otherwise than an empty text.
    if value is None:
        return ""
    if isinstance(value, str):
        return '"' + guarded(_UNWRITABLE.sub("\ufffd", value)).replace('"', '""') + '"'
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, datetime):
        return value.isoformat().replace("+00:00", "Z")
    return value.isoformat() if isinstance(value, date) else repr(value)
