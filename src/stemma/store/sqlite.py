"""What is SQLite's own: how it is opened, what its errors mean, and its word index (FTS5)."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Iterator
from contextlib import closing, suppress
from itertools import chain, islice
from pathlib import Path
from typing import Any

from sqlalchemy import Connection, Engine, create_engine, event
from sqlalchemy.engine import URL
from sqlalchemy.exc import DBAPIError

from stemma.store.contract import Hit
from stemma.store.encoding import searchable, storable, stored
from stemma.store.search import Document, Term

# Another process's transaction is waited for that long; deriving a case of 1,000 reports writes for some seconds.
BUSY_SECONDS = 30.0
SNIPPET_WORDS = 24
BATCH = 2_000

_CREATE_INDEX = (
    "CREATE VIRTUAL TABLE search USING fts5(kind UNINDEXED, id UNINDEXED, report UNINDEXED, title, words, "
    # Vowel signs (Mn, Mc) are parts of words: Hindi, Thai and Arabic ones would fall apart without them.
    "tokenize = \"unicode61 remove_diacritics 2 categories 'L* N* Co Mn Mc'\")"
)
_INSERT = "INSERT INTO search (kind, id, report, title, words) VALUES (?, ?, ?, ?, ?)"
_SELECT = (
    f"SELECT kind, id, report, snippet(search, -1, '', '', '…', {SNIPPET_WORDS}) FROM search "
    "WHERE search MATCH ? ORDER BY bm25(search), kind, report, id LIMIT ?"
)

# By the first part of SQLite's name of the error.
_REASONS = {
    "SQLITE_BUSY": "another process is writing to it; try again when that is done",
    "SQLITE_LOCKED": "another process is writing to it; try again when that is done",
    "SQLITE_FULL": "the disk is full and nothing of this step was kept; make room and run it again",
    "SQLITE_NOTADB": "its database is damaged or was not made by Stemma; restore it from a copy or build the case anew",
    "SQLITE_CORRUPT": "its database is damaged; restore it from a copy or build the case anew",
    "SQLITE_READONLY": "it can't be written to; change its permissions or copy it elsewhere",
    "SQLITE_PERM": "it can't be written to; change its permissions or copy it elsewhere",
    "SQLITE_CANTOPEN": "its database can't be opened; see that the folder exists and can be written to",
    "SQLITE_IOERR": "its disk fails to read or write",
    "SQLITE_TOOBIG": "one text is larger than a database row can be (1 GB)",
}

# For what SQLite or its driver gives no name of its own.
_REASONS_BY_MESSAGE = {
    "Could not decode to UTF-8": _REASONS["SQLITE_CORRUPT"],
    "no such module: fts5": "the SQLite of this Python has no full-text search (FTS5); use another build of Python",
}


def engine(path: Path, busy_seconds: float = BUSY_SECONDS) -> Engine:
    """An engine for the file at `path`, which SQLite makes at the first connection where there is none."""
    made = create_engine(URL.create("sqlite", database=str(path)), connect_args={"timeout": busy_seconds})
    event.listen(made, "connect", _on_connect)
    event.listen(made, "begin", _on_begin)
    return made


def use_write_ahead_log(engine: Engine) -> None:
    """Let readers and one writer work side by side; the file remembers it."""
    # Refused at once while another process does the same, which is as good; any other error the next transaction
    # meets too, where it is told to the user.
    with suppress(sqlite3.Error), closing(engine.raw_connection()) as connection:
        connection.cursor().execute("PRAGMA journal_mode = WAL")


class Held(Exception):  # noqa: N818 - a finding, which the store words for its user
    """Somebody else reads the file, so that it can't be made free of what was deleted."""


def rewrite(engine: Engine) -> None:
    """Write the file anew with what it holds now, and empty the log beside it: nothing that was deleted is left.

    Raises Held where another process reads the file for longer than is waited.
    """
    # Deleted rows are overwritten (secure_delete, below), but a file of an earlier version may hold others in its free
    # pages. VACUUM leaves them behind; the checkpoint moves all from the log into the file and cuts the log off.
    try:
        with closing(engine.raw_connection()) as connection:
            cursor = connection.cursor()
            cursor.execute("VACUUM")
            busy, _, _ = cursor.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchone()
    except sqlite3.OperationalError as error:
        if getattr(error, "sqlite_errorname", "").startswith(("SQLITE_BUSY", "SQLITE_LOCKED")):
            raise Held from error
        raise DBAPIError("VACUUM", None, error) from error
    if busy:
        raise Held


def reason(error: DBAPIError) -> str | None:
    """Why the case can't be used and what to do, for an error that is not a bug; None for the others."""
    name = getattr(error.orig, "sqlite_errorname", "")
    by_name = (why for prefix, why in _REASONS.items() if name.startswith(prefix))
    by_message = (why for part, why in _REASONS_BY_MESSAGE.items() if part in str(error.orig))
    return next(chain(by_name, by_message), None)


class WordIndex:
    """The words of the case's texts, in a virtual table that its transaction makes, fills and drops like any other."""

    def create(self, connection: Connection) -> None:
        """Make an empty index."""
        connection.exec_driver_sql(_CREATE_INDEX)

    def replace(self, connection: Connection, documents: Iterable[Document]) -> None:
        """Hold `documents` and nothing else."""
        # FTS5 deletes row by row, reading each again, so that dropping the table is far quicker.
        connection.exec_driver_sql("DROP TABLE search")
        self.create(connection)
        self.add(connection, documents)

    def add(self, connection: Connection, documents: Iterable[Document]) -> None:
        """Hold `documents` too."""
        for rows in _batches(_row(document) for document in documents):
            connection.exec_driver_sql(_INSERT, rows)

    def find(self, connection: Connection, terms: Iterable[Term], limit: int) -> tuple[Hit, ...]:
        """The best `limit` documents that contain all `terms`, of which there is at least one."""
        expression = " ".join(map(_quoted, terms))
        rows = connection.exec_driver_sql(_SELECT, (expression, limit)).all()
        return tuple(
            Hit(report=stored(report), kind=kind, id=stored(found), snippet=snippet, rank=rank)
            for rank, (kind, found, report, snippet) in enumerate(rows, start=1)
        )


def _quoted(term: Term) -> str:
    # Nothing within the quotes is an operator; the tokeniser treats it like the texts.
    return f'"{searchable(term.text)}"{"*" if term.prefix else ""}'


def _row(document: Document) -> tuple[str, str, str, str, str]:
    keys = (document.kind, storable(document.id), storable(document.report))
    return (*keys, searchable(document.title), searchable(document.words))


def _batches(rows: Iterator[Any]) -> Iterator[list[Any]]:
    while batch := list(islice(rows, BATCH)):
        yield batch


def _on_connect(connection: sqlite3.Connection, _record: object) -> None:
    # The driver would begin transactions on its own, but not before a CREATE TABLE; `_on_begin` does it for all.
    connection.isolation_level = None
    connection.execute("PRAGMA foreign_keys = ON")
    connection.execute("PRAGMA synchronous = NORMAL")
    connection.execute("PRAGMA secure_delete = ON")


def _on_begin(connection: Connection) -> None:
    # A writer takes the write lock at once: taking it later, after a read, fails outright where another was quicker.
    writing = connection.get_execution_options().get("writing", False)
    connection.exec_driver_sql("BEGIN IMMEDIATE" if writing else "BEGIN")
