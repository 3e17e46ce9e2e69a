"""What was taken out of a case: remembered by id and hashes, so that it does not come back by itself."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from stemma.model.reports import Report, plain_id, sha256_of


@dataclass(frozen=True, slots=True, order=True)
class Removed:
    """A report that was removed: its id, the SHA-256 of its original bytes and of its text, and when (ISO 8601)."""

    id: str
    sha256: str
    text_sha256: str
    removed: str


class Removals:
    """Everything that was removed from a case, asked for reports that come in."""

    def __init__(self, rows: Iterable[Removed]) -> None:
        self._rows = tuple(sorted(rows))
        self._same = {(plain_id(row.id), mark): row for row in self._rows for mark in (row.sha256, row.text_sha256)}
        self._ids = {plain_id(row.id): row for row in self._rows}

    def of(self, report: Report) -> Removed | None:
        """The row that says this report was removed: of its id, with its original bytes or its text."""
        name = plain_id(report.id)
        if name not in self._ids:
            return None
        return self._same.get((name, report.sha256)) or self._same.get((name, sha256_of(report.text)))

    def any_of(self, reports: Iterable[Report]) -> bool:
        """Whether one of these reports was removed."""
        return bool(self._rows) and any(self.of(report) is not None for report in reports)

    def other_version(self, report: Report) -> Removed | None:
        """The row of a report of the same id that was removed, where this one has other bytes and another text."""
        return None if self.of(report) else self._ids.get(plain_id(report.id))

    def __iter__(self) -> Iterator[Removed]:
        return iter(self._rows)

    def __len__(self) -> int:
        return len(self._rows)
