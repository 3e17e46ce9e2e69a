"""Every quotation's way back to its words: addresses within the page for exact characters of a report."""

from __future__ import annotations

from stemma.model import Pointer
from stemma.show.labels import Labels


class Anchors:
    """Hands out the page's addresses for places in reports and remembers which were asked for, in that order.

    What is rendered last, the reports themselves, marks exactly the places that something before it leads to.
    """

    def __init__(self, labels: Labels) -> None:
        self._reports = labels.reports
        self._numbers = {report: number for number, report in enumerate(labels.reports, 1)}
        self._places: dict[str, dict[Pointer, str]] = {}

    def report(self, report: str) -> str | None:
        """The fragment of a report, None for one that the case does not hold."""
        return f"r{self._numbers[report]}" if report in self._numbers else None

    def place(self, pointer: Pointer) -> str | None:
        """The fragment of exact characters; None where the case has no such characters."""
        start, end = pointer.span
        if pointer.report not in self._numbers or not 0 <= start < end <= len(self._reports[pointer.report].text):
            return None
        places = self._places.setdefault(pointer.report, {})
        return places.setdefault(pointer, f"r{self._numbers[pointer.report]}-{start}-{end}")

    def places(self, report: str) -> dict[Pointer, str]:
        """The places of a report that the page leads to, with their fragments."""
        return self._places.get(report, {})

    def referenced(self) -> tuple[str, ...]:
        """The reports that the page leads into, in the order in which it does."""
        return tuple(self._places)
