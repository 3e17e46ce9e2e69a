"""A case in a SQL database, through SQLAlchemy Core; what is SQLite's own is in `sqlite`."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager, suppress
from itertools import islice
from pathlib import Path
from types import TracebackType
from typing import Any, Self, TypeVar

from sqlalchemy import Connection, Table, and_, bindparam, delete, func, insert, select
from sqlalchemy.exc import DBAPIError

import stemma.store.migrations as migrations
import stemma.store.schema as schema
import stemma.store.sqlite as sqlite
from stemma.model import (
    Case,
    CaseError,
    Change,
    Judgement,
    NotedChange,
    Reading,
    Removals,
    Removed,
    Report,
    Visit,
    Watch,
    sha256_of,
)
from stemma.store.contract import Hit, News, Removal, state_of
from stemma.store.encoding import decode, encode, storable, stored
from stemma.store.judgements import admit, resolved, with_undoings
from stemma.store.rows import DERIVED
from stemma.store.search import case_documents, report_document, snapshot_keys, terms

CASE_FILE = "stemma.sqlite"

# Rows handed over or fetched at a time, so that memory does not grow with the case.
BATCH = 5_000
# Below the fewest parameters that any supported SQLite takes in one query (999).
KEYS_A_QUERY = 500
# Readings saved at a time: what is lost at most when a run is cut short.
READINGS_A_SAVE = 64

# What making a value from a row raises when the row was written by another version or is damaged.
UNREADABLE = (ValueError, KeyError, TypeError)

T = TypeVar("T")
ReportKey = tuple[str, str, str]
ReadingKey = tuple[str, str]


def open_case(folder: Path, *, create: bool) -> SqlStore:
    """The store of the case in `folder`, made where there is none and `create` says so.

    Raises CaseError, in one line that names the folder and says what to do, when it is not a case, was written by
    a newer version, or can't be opened. A case that is too new is left as it is.
    """
    path = folder / CASE_FILE
    if folder.exists() and not folder.is_dir():
        raise CaseError(f"{folder}: is a file, not a case folder")
    if not create and not path.is_file():
        raise CaseError(
            f"{folder}: is not a case (it holds no {CASE_FILE}); make one with: stemma build {folder} FILES"
        )
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise CaseError(f"{folder}: the case folder can't be made: {error.strerror}") from error
    return SqlStore(path, name=str(folder), create=create)


class SqlStore:
    """A case in one database file. See `Store` for what each method does.

    `name` is what messages call the case. `busy_seconds` is how long another process's transaction is waited for.
    """

    def __init__(
        self, path: Path, *, name: str | None = None, create: bool = True, busy_seconds: float = sqlite.BUSY_SECONDS
    ) -> None:
        self.name = name or str(path)
        self._engine = sqlite.engine(path, busy_seconds)
        self._index = sqlite.WordIndex()
        try:
            self._prepare(create)
        except BaseException:
            self.close()
            raise

    def add_reports(self, reports: Iterable[Report]) -> int:
        """See `Store.add_reports`."""
        given: dict[ReportKey, Report] = {}
        for report in reports:
            given.setdefault(_report_key(report), report)
        with self._transaction(writing=True) as connection:
            kept = set(_kept_report_keys(connection, [key[0] for key in given]))
            removed = Removals(_removed_rows(connection))
            new = {key: report for key, report in given.items() if key not in kept and not removed.of(report)}
            _insert(connection, schema.collected, (_collected_row(key, report) for key, report in new.items()))
            self._index.add(connection, map(report_document, new.values()))
        return len(new)

    def reports(self) -> tuple[Report, ...]:
        """See `Store.reports`."""
        with self._transaction() as connection:
            found = self._irreplaceable(connection, Report, schema.collected)
        return tuple(sorted(found, key=lambda report: (report.id, report.captured or "", *_report_key(report)[1:])))

    def remove(self, removal: Removal) -> int:
        """See `Store.remove`."""
        with self._transaction(writing=True) as connection:
            keys = {_report_key(report) for report in removal.reports} & set(_kept_report_keys(connection, None))
            _delete_reports(connection, keys, removal.when)
            gone = with_undoings(self._judgement_rows(connection), removal.judgements)
            for part in _parts(iter(sorted(gone)), KEYS_A_QUERY):
                table = schema.judgements
                connection.execute(delete(table).where(table.c.id.in_([storable(name) for name in part])))
            _delete_changes(connection, removal.changes)
            _keep_readings(connection, None, removal.keep)
            for derived in DERIVED:
                connection.execute(delete(derived.table))
            migrations.underive(connection)
            self._index.replace(connection, map(report_document, _waiting(connection, Case(reports=()))))
            removals = int(migrations.get_meta(connection, "removals") or 0) + 1
            migrations.set_meta(connection, "removals", str(removals))
            migrations.set_meta(connection, "unfinished_removal", "1")
        return len(keys)

    def removed(self) -> Removals:
        """See `Store.removed`."""
        with self._transaction() as connection:
            return Removals(_removed_rows(connection))

    def remember_removed(self, rows: Iterable[Removed]) -> None:
        """See `Store.remember_removed`."""
        with self._transaction(writing=True) as connection:
            kept = {*_kept_report_keys(connection, None), *map(_removed_key, _removed_rows(connection))}
            new = {key: row for row in rows if (key := _removed_key(row)) not in kept}
            _insert(connection, schema.removed, (_removed_row(key, row.removed) for key, row in sorted(new.items())))

    def readmit(self, rows: Iterable[Removed]) -> None:
        """See `Store.readmit`."""
        with self._transaction(writing=True) as connection:
            for row in rows:
                connection.execute(delete(schema.removed).where(_is_row(schema.removed, _removed_key(row))))

    def finish_removals(self, discard: Callable[[str], None]) -> bool:
        """See `Store.finish_removals`."""
        if self._noted("unfinished_removal") is None:
            return False
        # In a transaction, so that no report with the same original comes in between looking and discarding.
        with self._transaction(writing=True) as connection:
            had = {key[1] for key in _kept_report_keys(connection, None)}
            for sha in sorted({row.sha256 for row in _removed_rows(connection)} - had):
                discard(sha)
        try:
            sqlite.rewrite(self._engine)
        except DBAPIError as error:
            why = sqlite.reason(error)
            raise CaseError(f"{self.name}: {why or error.orig}") from error
        except sqlite.Held as error:
            raise CaseError(
                f"{self.name}: the removal is done but for what its database file still holds in free places, because "
                "another process reads it; close that (a desk, a watch) and run any command on the case"
            ) from error
        with self._transaction(writing=True) as connection:
            migrations.set_meta(connection, "unfinished_removal", None)
        return True

    def note_bare(self) -> None:
        """Remember that the case came without the original bytes of its reports."""
        with self._transaction(writing=True) as connection:
            migrations.set_meta(connection, "bare", "1")

    def is_bare(self) -> bool:
        """Whether the case came without original bytes."""
        return self._noted("bare") is not None

    def readings(self, reader: str, digests: Iterable[str]) -> dict[str, Reading]:
        """See `Store.readings`."""
        found: dict[str, Reading] = {}
        table = schema.readings
        with self._transaction() as connection:
            for part in _parts(iter(sorted({storable(digest) for digest in digests})), KEYS_A_QUERY):
                wanted = (table.c.reader == storable(reader)) & table.c.digest.in_(part)
                rows = connection.execute(select(table.c.digest, table.c.plain).where(wanted)).all()
                # What this version can't read is as good as not kept: it is read again.
                with suppress(*UNREADABLE):
                    values = decode(Reading, [plain for _, plain in rows])
                    found |= zip((stored(digest) for digest, _ in rows), values, strict=True)
        return found

    def put_readings(self, reader: str, readings: Iterable[tuple[str, Reading]]) -> None:
        """See `Store.put_readings`."""
        for part in _parts(iter(readings), READINGS_A_SAVE):
            rows = [_reading_row(reader, digest, reading) for digest, reading in dict(part).items()]
            with self._transaction(writing=True) as connection:
                _delete_readings(connection, [(row["reader"], row["digest"]) for row in rows])
                _insert(connection, schema.readings, iter(rows))

    def drop_readings(self, reader_keep: str, digests_keep: Iterable[str]) -> None:
        """See `Store.drop_readings`."""
        with self._transaction(writing=True) as connection:
            _keep_readings(connection, reader_keep, digests_keep)

    def put_case(self, case: Case, fingerprint: str, reader: str | None = None, news: News | None = None) -> bool:
        """See `Store.put_case`."""
        with self._transaction(writing=True) as connection:
            if Removals(_removed_rows(connection)).any_of(case.reports):
                return False
            if news is not None:
                kept = migrations.get_meta(connection, "fingerprint")
                if news.since != (None if kept is None else stored(kept)):
                    return False
                first = _last_change(connection) + 1
                _insert(connection, schema.changes, (_change_row(news, *row) for row in enumerate(news.changes, first)))
            for part in DERIVED:
                connection.execute(delete(part.table))
                _insert(connection, part.table, part.rows(case))
            self._index.replace(connection, case_documents(case, _waiting(connection, case)))
            migrations.set_meta(connection, "fingerprint", storable(fingerprint))
            migrations.set_meta(connection, "reader", None if reader is None else storable(reader))
        return True

    def case(self) -> Case | None:
        """See `Store.case`."""
        with self._transaction() as connection:
            if migrations.get_meta(connection, "fingerprint") is None:
                return None
            with suppress(*UNREADABLE):
                return Case(**{part.field: _values(connection, part.kind, part.table) for part in DERIVED})
        return None

    def fingerprint(self) -> str | None:
        """See `Store.fingerprint`."""
        return self._noted("fingerprint")

    def reader(self) -> str | None:
        """See `Store.reader`."""
        return self._noted("reader")

    def state(self) -> str:
        """See `Store.state`."""
        with self._transaction() as connection:
            collected, judged = (
                connection.execute(select(func.count()).select_from(table)).scalar_one()
                for table in (schema.collected, schema.judgements)
            )
            kept = migrations.get_meta(connection, "fingerprint")
            removals = int(migrations.get_meta(connection, "removals") or 0)
        return state_of(collected, judged, removals, None if kept is None else stored(kept))

    def judgements(self) -> tuple[Judgement, ...]:
        """See `Store.judgements`."""
        with self._transaction() as connection:
            return resolved(self._judgement_rows(connection))

    def add_judgement(self, judgement: Judgement) -> None:
        """See `Store.add_judgement`."""
        with self._transaction(writing=True) as connection:
            row = admit(judgement, {kept.id: kept for kept in self._judgement_rows(connection)})
            if row is not None:
                columns = {name: storable(getattr(row, name)) for name in ("id", "verb", "author", "made")}
                connection.execute(insert(schema.judgements), [columns | {"plain": encode(row)}])

    def watch(self) -> Watch | None:
        """See `Store.watch`."""
        kept = self._noted("watch")
        return None if kept is None else decode(Watch, [kept])[0]

    def begin_watch(self, watch: Watch) -> Watch:
        """See `Store.begin_watch`."""
        with self._transaction(writing=True) as connection:
            kept = migrations.get_meta(connection, "watch")
            if kept is None:
                migrations.set_meta(connection, "watch", encode(watch))
        return watch if kept is None else decode(Watch, [kept])[0]

    def changes(self, after: int = 0, last: int | None = None) -> tuple[NotedChange, ...]:
        """See `Store.changes`."""
        table = schema.changes
        query = select(table.c.number, table.c.made, table.c.plain).where(table.c.number > after)
        with self._transaction() as connection:
            rows = connection.execute(query.order_by(table.c.number.desc()).limit(last)).all()[::-1]
        found = self._readable(Change, [plain for _, _, plain in rows])
        return tuple(
            NotedChange(number=number, made=stored(made), change=change)
            for (number, made, _), change in zip(rows, found, strict=True)
        )

    def told(self, channel: str) -> int | None:
        """See `Store.told`."""
        query = select(schema.told.c.number).where(schema.told.c.channel == storable(channel))
        with self._transaction() as connection:
            return connection.execute(query).scalar_one_or_none()

    def note_told(self, channel: str, number: int) -> None:
        """See `Store.note_told`."""
        table = schema.told
        with self._transaction(writing=True) as connection:
            connection.execute(delete(table).where(table.c.channel == storable(channel)))
            connection.execute(insert(table), [{"channel": storable(channel), "number": number}])

    def visits(self) -> tuple[Visit, ...]:
        """See `Store.visits`."""
        table = schema.visits
        with self._transaction() as connection:
            texts = connection.execute(select(table.c.plain)).scalars().all()
        found: list[Visit] = []
        for plain in texts:
            # What this version can't read is asked anew.
            with suppress(*UNREADABLE):
                found += decode(Visit, [plain])
        return tuple(sorted(found, key=lambda visit: (visit.kind, visit.address)))

    def put_visits(self, visits: Iterable[Visit]) -> None:
        """See `Store.put_visits`."""
        rows = {(visit.kind, visit.address): _visit_row(visit) for visit in visits}
        table = schema.visits
        one = delete(table).where(table.c.kind == bindparam("of"), table.c.address == bindparam("at"))
        if not rows:
            return
        with self._transaction(writing=True) as connection:
            connection.execute(one, [{"of": row["kind"], "at": row["address"]} for row in rows.values()])
            _insert(connection, table, iter(rows.values()))

    def search(self, words: str, limit: int = 50) -> tuple[Hit, ...]:
        """See `Store.search`."""
        wanted = terms(words)
        if not wanted or limit < 1:
            return ()
        with self._transaction() as connection:
            return self._index.find(connection, wanted, limit)

    def close(self) -> None:
        """See `Store.close`."""
        self._engine.dispose()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    @contextmanager
    def _transaction(self, *, writing: bool = False) -> Iterator[Connection]:
        """A transaction, undone by any exception; what SQLite reports about the file is raised as CaseError."""
        try:
            with self._engine.connect().execution_options(writing=writing) as connection, connection.begin():
                yield connection
        except DBAPIError as error:
            why = sqlite.reason(error)
            if why is None:
                raise
            raise CaseError(f"{self.name}: {why}") from error

    def _noted(self, key: str) -> str | None:
        with self._transaction() as connection:
            kept = migrations.get_meta(connection, key)
        return None if kept is None else stored(kept)

    def _prepare(self, create: bool) -> None:
        try:
            with self._transaction() as connection:
                found = migrations.version(connection)
            if found is None:
                self._make(create)
            elif migrations.steps_left(found):
                migrations.migrate(lambda: self._transaction(writing=True))
        except migrations.ForeignDatabase as error:
            raise CaseError(f"{self.name}: its database was made by another program; choose another folder") from error
        except migrations.NewerSchema as error:
            raise CaseError(
                f"{self.name}: was written by a newer version of Stemma (schema {error.found}, this one knows up to "
                f"{error.known}); update Stemma, or build the case anew in another folder"
            ) from error

    def _make(self, create: bool) -> None:
        if not create:
            raise CaseError(f"{self.name}: is not a case yet (its making was cut short); build it again")
        sqlite.use_write_ahead_log(self._engine)
        with self._transaction(writing=True) as connection:
            # Another process may have made it since.
            if migrations.version(connection) is None:
                schema.metadata.create_all(connection, checkfirst=False)
                self._index.create(connection)
                migrations.mark_new(connection)

    def _irreplaceable(self, connection: Connection, kind: type[T], table: Table) -> tuple[T, ...]:
        query = select(table.c.plain).order_by(*table.primary_key.columns).execution_options(yield_per=BATCH)
        texts = connection.execute(query).scalars()
        return tuple(value for part in texts.partitions(BATCH) for value in self._readable(kind, part))

    def _readable(self, kind: type[T], texts: Sequence[str]) -> tuple[T, ...]:
        try:
            return decode(kind, texts)
        except UNREADABLE as error:
            what = kind.__name__.lower()
            raise CaseError(f"{self.name}: a {what} in it is damaged; restore the case from a copy") from error

    def _judgement_rows(self, connection: Connection) -> tuple[Judgement, ...]:
        return self._irreplaceable(connection, Judgement, schema.judgements)


def _values(connection: Connection, kind: type[T], table: Table) -> tuple[T, ...]:
    """All values of a table in the order of its key. Raises one of UNREADABLE for a row that is no such value."""
    query = select(table.c.plain).order_by(*table.primary_key.columns).execution_options(yield_per=BATCH)
    texts = connection.execute(query).scalars()
    return tuple(value for part in texts.partitions(BATCH) for value in decode(kind, part))


def _waiting(connection: Connection, case: Case) -> Iterator[Report]:
    """Collected reports that `case` does not hold, such as those that came in while it was derived."""
    table = schema.collected
    held = snapshot_keys(case.reports)
    for key in _kept_report_keys(connection, None):
        if key[1:] not in held:
            query = select(table.c.plain).where(_is_report(key))
            yield from decode(Report, connection.execute(query).scalars())


def _report_key(report: Report) -> ReportKey:
    return report.id, report.sha256, sha256_of(report.text)


def _collected_row(key: ReportKey, report: Report) -> dict[str, Any]:
    names = ("id", "sha256", "text_sha256")
    return dict(zip(names, map(storable, key), strict=True)) | {"plain": encode(report)}


def _reading_row(reader: str, digest: str, reading: Reading) -> dict[str, str]:
    return {"reader": storable(reader), "digest": storable(digest), "plain": encode(reading)}


def _change_row(news: News, number: int, change: Change) -> dict[str, Any]:
    claim = None if change.claim is None else storable(change.claim)
    made = storable(news.made)
    return {"number": number, "made": made, "kind": change.kind, "claim": claim, "plain": encode(change)}


def _last_change(connection: Connection) -> int:
    """The number of the last change that was ever kept, also where it went since: whoever was told counts by it."""
    kept = connection.execute(select(func.max(schema.changes.c.number))).scalar_one()
    return max(kept or 0, int(migrations.get_meta(connection, "last_change") or 0))


def _delete_changes(connection: Connection, numbers: Iterable[int]) -> None:
    migrations.set_meta(connection, "last_change", str(_last_change(connection)))
    for part in _parts(iter(numbers), KEYS_A_QUERY):
        connection.execute(delete(schema.changes).where(schema.changes.c.number.in_(part)))


def _visit_row(visit: Visit) -> dict[str, Any]:
    return {"kind": visit.kind, "address": storable(visit.address), "due": visit.due, "plain": encode(visit)}


def _removed_key(row: Removed) -> ReportKey:
    return row.id, row.sha256, row.text_sha256


def _removed_row(key: ReportKey, when: str) -> dict[str, str]:
    return dict(zip(("id", "sha256", "text_sha256"), map(storable, key), strict=True)) | {"removed": storable(when)}


def _removed_rows(connection: Connection) -> list[Removed]:
    rows = connection.execute(select(*schema.removed.columns))
    return [Removed(*map(stored, row)) for row in rows]


def _delete_reports(connection: Connection, keys: Iterable[ReportKey], when: str) -> None:
    """Take collected reports out, and remember that."""
    for key in sorted(keys):
        connection.execute(delete(schema.collected).where(_is_report(key)))
        connection.execute(delete(schema.removed).where(_is_row(schema.removed, key)))
        connection.execute(insert(schema.removed), [_removed_row(key, when)])


def _keep_readings(connection: Connection, reader: str | None, digests: Iterable[str]) -> None:
    """Delete all readings but those of `digests` by `reader`, or by any reader for None."""
    keep = {storable(digest) for digest in digests}
    by = None if reader is None else storable(reader)
    kept = connection.execute(select(schema.readings.c.reader, schema.readings.c.digest)).all()
    _delete_readings(connection, [(who, digest) for who, digest in kept if digest not in keep or by not in (None, who)])


def _is_report(key: ReportKey) -> Any:
    return _is_row(schema.collected, key)


def _is_row(table: Table, key: ReportKey) -> Any:
    return and_(*(column == storable(part) for column, part in zip(table.primary_key.columns, key, strict=True)))


def _kept_report_keys(connection: Connection, ids: list[str] | None) -> list[ReportKey]:
    """The keys of the collected reports, in order: of those with one of `ids`, or of all."""
    query = select(*schema.collected.primary_key.columns).order_by(*schema.collected.primary_key.columns)
    if ids is None:
        rows = connection.execute(query).all()
    else:
        parts = _parts(iter(sorted({storable(name) for name in ids})), KEYS_A_QUERY)
        rows = [row for part in parts for row in connection.execute(query.where(schema.collected.c.id.in_(part)))]
    return [(stored(name), stored(sha256), text_sha256) for name, sha256, text_sha256 in rows]


def _delete_readings(connection: Connection, keys: list[ReadingKey]) -> None:
    table = schema.readings
    one = delete(table).where(table.c.reader == bindparam("of"), table.c.digest == bindparam("at"))
    if keys:
        connection.execute(one, [{"of": reader, "at": digest} for reader, digest in keys])


def _insert(connection: Connection, table: Table, rows: Iterator[dict[str, Any]]) -> None:
    for part in _parts(rows, BATCH):
        connection.execute(insert(table), part)


def _parts(items: Iterator[T], size: int) -> Iterator[list[T]]:
    while part := list(islice(items, size)):
        yield part
