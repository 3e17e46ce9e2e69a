"""The case as it stands: loaded anew only where the store says that it has changed."""

from __future__ import annotations

import contextlib
import threading
from collections.abc import Callable
from dataclasses import dataclass, replace
from functools import cached_property
from pathlib import Path

from stemma.model import Case, WeightsError
from stemma.run.local import case_versions
from stemma.show.labels import Labels
from stemma.store import Hit, SqlStore, open_case

# How often a case is looked at again that changes while it is loaded.
_TRIES = 5


@dataclass(frozen=True)
class Seen:
    """The case as it was derived last, with all judgements since.

    `version` is the state of the store that it shows, `made_by` what read and derived it, with their versions.
    """

    case: Case
    version: str
    made_by: tuple[tuple[str, str], ...] = ()

    @cached_property
    def labels(self) -> Labels:
        """What its ids stand for."""
        return Labels(self.case)

    @cached_property
    def numbers(self) -> dict[str, int]:
        """By claim id, its number in the ledger and so on the page."""
        return {claim.id: number for number, claim in enumerate(self.case.claims, 1)}

    @cached_property
    def report_numbers(self) -> dict[str, int]:
        """By report id, its number on the page."""
        return {report: number for number, report in enumerate(self.labels.reports, 1)}

    @cached_property
    def claims_of_statements(self) -> dict[str, str]:
        """By statement id, a claim that the statement is a member of."""
        return {m.statement: claim.id for claim in self.case.claims for m in claim.members if m.statement}


class Live:
    """The case at `folder`, for many threads at once. Raises CaseError where it can't be opened.

    `drawn` makes the case file of what is seen; it is asked once for each version.
    """

    def __init__(self, folder: Path, drawn: Callable[[Seen], str]) -> None:
        self.folder = folder
        self._store: SqlStore = open_case(folder, create=False)
        self._drawn = drawn
        self._loading = threading.Lock()
        self._drawing = threading.Lock()
        self._seen: Seen | None = None
        self._page: tuple[str, str] | None = None
        self._settled: str | None = None

    def close(self) -> None:
        """Let go of the case."""
        self._store.close()

    def state(self) -> str:
        """The state of the store, as a text that changes with it."""
        return self._store.state()

    def search(self, words: str, limit: int) -> tuple[Hit, ...]:
        """What the store finds."""
        return self._store.search(words, limit)

    def now(self) -> Seen:
        """The case as it stands, which takes as long as loading it where it has changed."""
        with self._loading:
            if self._seen is None or self._seen.version != self.state():
                self._seen = self._loaded()
            return self._seen

    def page(self) -> tuple[str, str]:
        """The case file of the case as it stands, and the version that it shows."""
        seen = self.now()
        with self._drawing:
            if self._page is None or self._page[1] != seen.version:
                self._page = self._drawn(seen), seen.version
            return self._page

    def settle(self) -> None:
        """Take what is derived now for derived from everything that has come in."""
        self._settled = self.state()

    def behind(self) -> bool:
        """Whether something has come in since that nothing was derived from yet, as far as counting tells."""
        state = self.state()
        if self._settled is None or _derived(state) != _derived(self._settled):
            # Somebody else has derived it; whatever came in before is in it.
            self._settled = state
        return state != self._settled

    def _loaded(self) -> Seen:
        for _ in range(_TRIES):
            version = self.state()
            case = self._store.case() or Case(reports=())
            rows, removed = self._store.judgements(), tuple(self._store.removed())
            seen = Seen(replace(case, judgements=rows, removed=removed), version, _made_by(self.folder))
            if self.state() == version:
                break
        return seen


def _made_by(folder: Path) -> tuple[tuple[str, str], ...]:
    """What reads and derives the case; nothing where its reader's weights can't be used: it can still be looked at."""
    with contextlib.suppress(WeightsError):
        return case_versions(folder)
    return ()


def _derived(state: str) -> str:
    return state.rpartition(".")[2]
