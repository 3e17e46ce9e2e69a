"""Reports that were removed from a case and come in again: left out, which is told, or brought back where asked for."""

from __future__ import annotations

from collections.abc import Iterable

from stemma.model import Removed, Report
from stemma.store import Store

_MOST_NAMED = 5


class Gate:
    """Stands before a case while reports come in."""

    def __init__(self, store: Store, *, bring_back: bool) -> None:
        self._store = store
        self._bring_back = bring_back
        self._left_out: dict[str, Removed] = {}
        self._back: set[str] = set()
        self._others: dict[str, Removed] = {}
        # Other versions that were here before are not told again at every build.
        kept = store.reports() if len(store.removed()) else ()
        self._known = {(report.id, report.sha256) for report in kept}

    def admitted(self, reports: Iterable[Report]) -> list[Report]:
        """Those that may come in. What was removed is asked for anew each time: it may be removed meanwhile."""
        removed, let_in = self._store.removed(), []
        back: list[Removed] = []
        for report in reports:
            row = removed.of(report)
            if row is not None and not self._bring_back:
                self._left_out[report.id] = row
                continue
            if row is not None:
                self._back.add(report.id)
                back.append(row)
            elif (other := removed.other_version(report)) and (report.id, report.sha256) not in self._known:
                self._others[report.id] = other
            let_in.append(report)
        if back:
            self._store.readmit(back)
        return let_in

    def notes(self) -> list[str]:
        """What the user is told."""
        notes = []
        if self._left_out:
            notes.append(
                f"{_these(self._left_out)} removed from the case before and left out now; --bring-back takes them in"
            )
        if self._back:
            notes.append(f"{_these(self._back)} removed from the case before and brought back")
        if self._others:
            notes.append(
                f"{_these(self._others)} taken in; a version with other words was removed from the case before"
            )
        return notes


def _these(ids: Iterable[str]) -> str:
    found = sorted(ids)
    more = f" and {len(found) - _MOST_NAMED} more" if len(found) > _MOST_NAMED else ""
    return f"{', '.join(found[:_MOST_NAMED])}{more} {'was' if len(found) == 1 else 'were'}"
