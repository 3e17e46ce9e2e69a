"""Which version of the schema a database has, and the steps from each version to the next."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from contextlib import AbstractContextManager

from sqlalchemy import Connection, delete, insert, inspect, select, text

from stemma.store.schema import meta

Step = Callable[[Connection], None]
Begin = Callable[[], AbstractContextManager[Connection]]


def _to_2(connection: Connection) -> None:
    """Entities get a table; a case that was derived before there was a choice was read by the rules."""
    connection.execute(
        text(
            "CREATE TABLE entities (position INTEGER NOT NULL, report VARCHAR NOT NULL, span_start INTEGER NOT NULL, "
            "span_end INTEGER NOT NULL, kind VARCHAR NOT NULL, plain TEXT NOT NULL, PRIMARY KEY (position))"
        )
    )
    connection.execute(text("CREATE INDEX entities_report ON entities (report)"))
    if get_meta(connection, "fingerprint") is not None:
        set_meta(connection, "reader", "rules")


def _to_3(connection: Connection) -> None:
    """Figures and what is laid side by side of them get tables."""
    derived = "(position INTEGER NOT NULL, {}, plain TEXT NOT NULL, PRIMARY KEY (position))"
    figures = (
        "report VARCHAR NOT NULL, span_start INTEGER NOT NULL, span_end INTEGER NOT NULL, low FLOAT, high FLOAT, "
        "unit VARCHAR, counts VARCHAR, frame VARCHAR"
    )
    series = "id VARCHAR NOT NULL, frame VARCHAR NOT NULL, counts VARCHAR, unit VARCHAR, rows INTEGER NOT NULL"
    connection.execute(text(f"CREATE TABLE figures {derived.format(figures)}"))
    connection.execute(text("CREATE INDEX figures_report ON figures (report)"))
    connection.execute(text(f"CREATE TABLE quantities {derived.format(series)}"))


def _to_4(connection: Connection) -> None:
    """What changed since a case is watched gets a table, and so does what is remembered of addresses."""
    for table in (
        "changes (number INTEGER NOT NULL, made VARCHAR NOT NULL, kind VARCHAR NOT NULL, claim VARCHAR, "
        "plain TEXT NOT NULL, PRIMARY KEY (number))",
        "told (channel VARCHAR NOT NULL, number INTEGER NOT NULL, PRIMARY KEY (channel))",
        "visits (kind VARCHAR NOT NULL, address VARCHAR NOT NULL, due VARCHAR, plain TEXT NOT NULL, "
        "PRIMARY KEY (kind, address))",
    ):
        connection.execute(text(f"CREATE TABLE {table}"))


def _to_5(connection: Connection) -> None:
    """What was removed is remembered."""
    connection.execute(
        text(
            "CREATE TABLE removed (id VARCHAR NOT NULL, sha256 VARCHAR NOT NULL, text_sha256 VARCHAR NOT NULL, "
            "removed VARCHAR NOT NULL, PRIMARY KEY (id, sha256, text_sha256))"
        )
    )


# STEPS[0] leads from version 1 to 2, and so on. A released step is never edited. Of all tables only those that
# derivation fills may be emptied: a step then calls `underive`, and the next build fills them.
STEPS: tuple[Step, ...] = (_to_2, _to_3, _to_4, _to_5)

FORMAT = "stemma-case-store"


class NewerSchema(Exception):  # noqa: N818 - a finding, which the store words for its user
    """The database was written by a version of Stemma that knows more than this one."""

    def __init__(self, found: int, known: int) -> None:
        super().__init__(f"schema version {found}, known up to {known}")
        self.found = found
        self.known = known


class ForeignDatabase(Exception):  # noqa: N818
    """The database holds something other than a case."""


def current(steps: Sequence[Step] = STEPS) -> int:
    """The version that the last step leads to."""
    return len(steps) + 1


def version(connection: Connection) -> int | None:
    """The version of the schema in the database; None for an empty one. Raises ForeignDatabase for another's."""
    tables = inspect(connection).get_table_names()
    if not tables:
        return None
    known = dict(_rows(connection)) if meta.name in tables else {}
    if known.get("format") != FORMAT or not known.get("schema_version", "").isdecimal():
        raise ForeignDatabase
    return int(known["schema_version"])


def steps_left(found: int, steps: Sequence[Step] = STEPS) -> int:
    """How many steps lead from version `found` to the current one. Raises NewerSchema where it is ahead."""
    if found > current(steps):
        raise NewerSchema(found, current(steps))
    return current(steps) - found


def mark_new(connection: Connection) -> None:
    """Write into a database whose tables were just made what it is, and that its schema is the current one."""
    connection.execute(insert(meta), [{"key": "format", "value": FORMAT}])
    set_meta(connection, "schema_version", str(current()))


def migrate(begin: Begin, steps: Sequence[Step] = STEPS) -> None:
    """Take the database to the current version, each step in a transaction of its own that `begin` opens.

    Other processes may do the same meanwhile: each looks again what is left to do once it may write. Raises
    NewerSchema, having touched nothing, where the database is ahead.
    """
    for _ in range(len(steps) + 1):
        with begin() as connection:
            found = version(connection)
            if found is None or not steps_left(found, steps):
                return
            steps[found - 1](connection)
            set_meta(connection, "schema_version", str(found + 1))


def underive(connection: Connection) -> None:
    """Mark the derived case as missing, so that it is derived anew."""
    connection.execute(delete(meta).where(meta.c.key == "fingerprint"))


def get_meta(connection: Connection, key: str) -> str | None:
    """What `meta` says under that key."""
    return connection.execute(select(meta.c.value).where(meta.c.key == key)).scalar_one_or_none()


def set_meta(connection: Connection, key: str, value: str | None) -> None:
    """Write that key of `meta`; None takes it out."""
    connection.execute(delete(meta).where(meta.c.key == key))
    if value is not None:
        connection.execute(insert(meta), [{"key": key, "value": value}])


def _rows(connection: Connection) -> list[tuple[str, str]]:
    return [(key, value) for key, value in connection.execute(select(meta.c.key, meta.c.value))]
