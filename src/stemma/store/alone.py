"""Being the only process that does something to a case, for as long as it lives."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path

from stemma.model import CaseError


@contextmanager
def alone(folder: Path, doing: str) -> Iterator[None]:
    """Hold the lock of that name on the case at `folder` meanwhile. Raises CaseError where another process holds it.

    The lock is an open transaction in a database of its own, which is the one kind of lock that the standard library
    has on Linux, macOS and Windows alike, and that ends with its process however that ends.
    """
    path = folder / f".{doing}.lock"
    try:
        connection = sqlite3.connect(path, timeout=0, isolation_level=None)
    except sqlite3.Error as error:
        raise CaseError(f"{folder}: can't be locked ({error}); see that the folder can be written to") from error
    with closing(connection):
        try:
            connection.execute("BEGIN EXCLUSIVE")
        except sqlite3.Error as error:
            busy = getattr(error, "sqlite_errorname", "") == "SQLITE_BUSY"
            why = f"another process is {doing} it; end that one first" if busy else f"can't be locked ({error})"
            raise CaseError(f"{folder}: {why}") from error
        yield
