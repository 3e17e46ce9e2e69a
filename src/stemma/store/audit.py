"""A case's database looked into row by row: what in it does not fit together. Only ever done on a copy."""

from __future__ import annotations

import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from sqlalchemy import Connection, Row, Table, select
from sqlalchemy.exc import DBAPIError

import stemma.store.migrations as migrations
import stemma.store.schema as schema
import stemma.store.sqlite as sqlite
from stemma.model import CaseError, Change, Finding, Judgement, Report, Visit, sha256_of
from stemma.model.rulings import judgement_id
from stemma.store.encoding import decode, storable
from stemma.store.rows import DERIVED, Derived
from stemma.store.sql import CASE_FILE, UNREADABLE

# A copy is taken anew where something was written meanwhile.
_TRIES = 5
_BESIDE = ("", "-wal")


@dataclass(slots=True)
class Audit:
    """What is wrong with the rows, and what of them can be read all the same."""

    findings: list[Finding] = field(default_factory=list)
    reports: list[Report] = field(default_factory=list)
    judgements: list[Judgement] = field(default_factory=list)


@contextmanager
def copied(folder: Path) -> Iterator[Path]:
    """A folder with a copy of the case's database, for as long as the block lasts.

    Opening a database writes to it (an older one is brought up to date, a log is worked in), so that what is to be
    left as it is can't be opened where it is. Raises CaseError where there is none, or where it is written to without
    a pause.
    """
    path = folder / CASE_FILE
    if not path.is_file():
        raise CaseError(f"{folder}: is not a case (it holds no {CASE_FILE})")
    with tempfile.TemporaryDirectory(prefix="stemma-verify-") as made:
        try:
            for _ in range(_TRIES):
                before = _stamps(path)
                for end in _BESIDE:
                    beside, copy = Path(f"{path}{end}"), Path(made) / f"{CASE_FILE}{end}"
                    copy.unlink(missing_ok=True)
                    if beside.exists():
                        shutil.copyfile(beside, copy)
                if _stamps(path) == before:
                    break
            else:
                raise CaseError(f"{folder}: another process is writing to it; try again when that is done")
        except OSError as error:
            raise CaseError(f"{folder}: its database can't be copied to be checked: {error.strerror}") from error
        yield Path(made)


def _stamps(path: Path) -> list[tuple[int, int] | None]:
    found = [Path(f"{path}{end}") for end in _BESIDE]
    return [(one.stat().st_size, one.stat().st_mtime_ns) if one.exists() else None for one in found]


def audit(path: Path) -> Audit:
    """Look through the database at `path`, whose schema is the current one.

    Each row holds a value as a whole and columns to find it by, which have to agree; a report's key holds the SHA-256
    of its text; a judgement's id is made of what it says.
    """
    made, engine = Audit(), sqlite.engine(path)
    try:
        with engine.connect() as connection:
            _file(connection, made)
            _collected(connection, made)
            _judgements(connection, made)
            _watching(connection, made)
            for part in DERIVED:
                _derived(connection, part, made)
    except DBAPIError as error:
        made.findings.append(Finding("altered", CASE_FILE, "", f"can't be read ({error.orig})"))
    finally:
        engine.dispose()
    return made


def _file(connection: Connection, made: Audit) -> None:
    told = [str(row[0]) for row in connection.exec_driver_sql("PRAGMA integrity_check(5)")]
    if told != ["ok"]:
        made.findings.append(Finding("altered", CASE_FILE, "", f"the file itself is damaged: {'; '.join(told)}"))


def _collected(connection: Connection, made: Audit) -> None:
    for row in _rows(connection, schema.collected):
        report = _value(Report, row.plain)
        if not isinstance(report, Report):
            made.findings.append(Finding("altered", "collected", _shown(row.id), f"the row can't be read ({report})"))
            continue
        made.reports.append(report)
        told = {
            "id": (row.id, storable(report.id), "has another id than its row"),
            "sha256": (row.sha256, storable(report.sha256), "names another original than its row"),
            "text": (row.text_sha256, sha256_of(report.text), "its text does not have the SHA-256 it was kept under"),
        }
        for kept, now, why in told.values():
            if kept != now:
                why = f"{why} (kept {_shown(kept)}, now {_shown(now)})"
                made.findings.append(Finding("altered", "collected", report.id, why, report.title))


def _judgements(connection: Connection, made: Audit) -> None:
    for row in _rows(connection, schema.judgements):
        value = _value(Judgement, row.plain)
        if not isinstance(value, Judgement):
            made.findings.append(Finding("altered", "judgements", _shown(row.id), f"the row can't be read ({value})"))
            continue
        made.judgements.append(value)
        names = [
            name for name in ("id", "verb", "author", "made") if getattr(row, name) != storable(getattr(value, name))
        ]
        if names:
            why = f"{', '.join(names)} in its columns and in its value differ"
            made.findings.append(Finding("altered", "judgements", value.id, why))
        follows = judgement_id(value.verb, value.subjects, value.author, value.made)
        if value.id != follows:
            why = f"what it says gives the id {follows}, not this one"
            made.findings.append(Finding("altered", "judgements", value.id, why))


def _watching(connection: Connection, made: Audit) -> None:
    """What a watch keeps: changes, numbered without a gap since the last removal, and what is remembered of addresses.

    Nobody was told of changes that there never were.
    """
    gone = int(migrations.get_meta(connection, "last_change") or 0)
    last = gone
    for row in _rows(connection, schema.changes):
        value = _value(Change, row.plain)
        name = f"change {row.number}"
        if isinstance(value, str):
            made.findings.append(Finding("altered", "changes", name, f"the row can't be read ({value})"))
        elif (row.kind, row.claim) != (value.kind, None if value.claim is None else storable(value.claim)):
            made.findings.append(Finding("altered", "changes", name, "its columns and its value differ"))
        if row.number > last + 1:
            made.findings.append(Finding("missing", "changes", f"change {last + 1}", f"the next one is {row.number}"))
        last = max(last, row.number)
    for row in _rows(connection, schema.told):
        if row.number > last:
            why = f"was told up to change {row.number}, and the last one is {last}"
            made.findings.append(Finding("missing", "changes", _shown(row.channel), why))
    for row in _rows(connection, schema.visits):
        value = _value(Visit, row.plain)
        if isinstance(value, str):
            made.findings.append(Finding("altered", "visits", _shown(row.address), f"the row can't be read ({value})"))
        elif (row.kind, row.address, row.due) != (value.kind, storable(value.address), value.due):
            made.findings.append(Finding("altered", "visits", value.address, "its columns and its value differ"))


def _derived(connection: Connection, part: Derived, made: Audit) -> None:
    names = [column.name for column in part.table.columns][1:-1]
    for number, row in enumerate(_rows(connection, part.table)):
        if row.position != number:
            why = f"row {number} is not there (the next is {row.position})"
            made.findings.append(Finding("missing", part.field, "", why))
            return
        value = _value(part.kind, row.plain)
        if isinstance(value, str):
            made.findings.append(Finding("altered", part.field, f"row {number}", f"can't be read ({value})"))
            continue
        cells = part.columns(value)
        now = [storable(cell) if isinstance(cell, str) else cell for cell in cells]
        apart = [name for name, cell in zip(names, now, strict=True) if getattr(row, name) != cell]
        if apart:
            report = getattr(value, "report", getattr(value, "id", ""))
            who = str(getattr(value, "id", None) or f"row {number}, of {report}")
            why = f"{', '.join(apart)} in its columns and in its value differ"
            title = next((one.title for one in made.reports if one.id == report), None)
            made.findings.append(Finding("altered", part.field, who, why, title))


def _rows(connection: Connection, table: Table) -> Iterator[Row[Any]]:
    yield from connection.execute(select(table).order_by(*table.primary_key.columns).execution_options(yield_per=1000))


def _value(kind: type[Any], plain: Any) -> Any:
    """The value in a row, or as text why there is none."""
    try:
        (value,) = decode(kind, [str(plain)])
    except UNREADABLE as error:
        return str(error)[:80] or type(error).__name__
    return value


def _shown(cell: object) -> str:
    """A cell as findings show it: hashes by their first 16 digits, which is enough to tell them apart."""
    text = str(cell)
    return f"{text[:16]}…" if len(text) == 64 else text[:80]
