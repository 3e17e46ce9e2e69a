"""What collecting yields: a report with the bytes that pin it."""

from __future__ import annotations

from dataclasses import dataclass

from stemma.model import Report


@dataclass(frozen=True, slots=True)
class Collected:
    """A report and its original bytes, whose SHA-256 is `report.sha256`.

    `notes` are sentences for the user about what was taken otherwise than it stands in the original,
    such as a date that could not be understood. `leads_to` is the address of the page that a feed's entry is about.
    `handed` is true where the report was not extracted here but stood beside its original in what another case handed
    on.
    """

    report: Report
    original: bytes
    notes: tuple[str, ...] = ()
    leads_to: str | None = None
    handed: bool = False
