"""Watching: feeds are asked again and again, what is new is taken in, and what changes in the case is kept for telling.

A watch may end at any moment. Reports are kept before what their feed was answered by is remembered, changes in the
same transaction as the case that they lead to, and that a change was told after it was.
"""

from __future__ import annotations

import re
import uuid
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import AbstractContextManager, contextmanager
from dataclasses import dataclass, field
from datetime import UTC
from pathlib import Path

from stemma.collect.clock import SYSTEM, Clock
from stemma.collect.fetch import Fetcher
from stemma.collect.originals import Originals
from stemma.collect.visits import is_due, new_visit
from stemma.model import CaseError, InputError, StemmaError, Watch
from stemma.read.readers import DEFAULT_READER, ReaderName
from stemma.run.asking import Asking
from stemma.run.attempts import unread
from stemma.run.guarded import start_ahead
from stemma.run.inputs import Terms
from stemma.run.keeping import Intake
from stemma.run.local import ORIGINALS, Step, no_progress, reader_of, up_to_date
from stemma.run.returning import Gate
from stemma.run.stages import ready_to_compare
from stemma.run.telling import Channel, tell
from stemma.store import CASE_FILE, SqlStore, Store, open_case

# What shows progress while it is open.
Progress = Callable[[], AbstractContextManager[Step]]
# More often than that nobody who publishes a feed wants to be asked.
SHORTEST = 30.0
LONGEST = 7 * 86_400.0
_UNITS = {"s": 1, "m": 60, "h": 3600, "d": 86_400}


def interval(text: str) -> float:
    """Seconds out of "30s", "10m", "2h", "1d" or several of these together ("1h30m").

    Raises StemmaError for anything else, for less than 30 seconds and for more than seven days.
    """
    parts = re.findall(r"(\d{1,6})([smhd])", text.strip().lower())
    if not parts or "".join(number + unit for number, unit in parts) != text.strip().lower():
        raise StemmaError(f"{text!r} is no interval; write it like 30s, 10m, 2h or 1h30m")
    seconds = float(sum(int(number) * _UNITS[unit] for number, unit in parts))
    if not SHORTEST <= seconds <= LONGEST:
        raise StemmaError(f"{text!r}: feeds are asked every {SHORTEST:g} seconds at most, and every 7 days at least")
    return seconds


def open_to_watch(folder: Path, reader: ReaderName | None) -> SqlStore:
    """The store of the case at `folder`, made where there is none.

    Raises CaseError where it can't be used, and WeightsError, before anything is made, where a case would be read by a
    reader that can't be.
    """
    start_ahead()
    if reader or not (folder / CASE_FILE).is_file():
        ready_to_compare(reader or DEFAULT_READER)
    return open_case(folder, create=True)


@dataclass(frozen=True, slots=True)
class Round:
    """What came of asking once: how many addresses were asked, how many are let alone, what came in."""

    asked: int
    waiting: int
    intake: Intake


@contextmanager
def untold() -> Iterator[Step]:
    """The progress that nobody is shown."""
    yield no_progress


@dataclass(slots=True)
class Watcher:
    """Watches the case at `folder`, whose open store is `store`, for one process.

    `reader` reads the reports, for None the one that the case remembers. `terms` say how addresses are asked and
    whether pages are followed. `progress` shows how far deriving is, each time that something is derived.
    """

    store: Store
    folder: Path
    terms: Terms = field(default_factory=Terms)
    reader: ReaderName | None = None
    workers: int = 1
    clock: Clock = SYSTEM
    progress: Progress = untold
    _fetcher: Fetcher | None = None
    _settled: str | None = None

    def begin(self) -> Watch:
        """Have the case watched from now on, where it is not: what it holds by now is no news. Raises CaseError."""
        kept = self.store.watch()
        if kept is not None:
            return kept
        if self.store.reports():
            self._derive()
        since = self.clock.now().astimezone(UTC).isoformat(timespec="seconds")
        return self.store.begin_watch(Watch(id=str(uuid.uuid4()), since=since))

    def round(self, feeds: Iterable[str]) -> Round:
        """Ask the feeds that may be asked now, and the pages that they lead to, and bring the case up to date.

        What can't be had is in the result and costs only itself. Raises CaseError where the case can't be used.
        """
        self._fetcher = self._fetcher or Fetcher(self.terms.guard, self.clock)
        originals = Originals(self.folder / ORIGINALS)
        gate = Gate(self.store, bring_back=self.terms.bring_back)
        asking = Asking(self.store, originals, self._fetcher, gate, self.terms.follow)
        known = {visit.address: visit for visit in self.store.visits() if visit.kind == "feed"}
        waiting = 0
        for address in dict.fromkeys(feeds):
            now = self.clock.now()
            visit = known.get(address) or new_visit(address, now)
            if is_due(visit, now):
                asking.ask(visit)
            else:
                waiting += 1
        left = asking.ask_pages() if self.terms.follow else 0
        if left:
            asking.intake.notes.append(f"{left} further page(s) that entries lead to are fetched next time")
        asking.intake.notes += gate.notes()
        asking.intake.problems += self._derive()
        return Round(asking.asked, waiting, asking.intake)

    def _derive(self) -> list[InputError]:
        """Bring the case up to date, where anything came in since; the reports in it that could not be read.

        Those are tried again when anything comes in, and by a build; in vain each round it would cost too much.
        """
        if self.store.state() == self._settled:
            return []
        name = self.reader or reader_of(self.store, self.folder)
        with self.progress() as step:
            case = up_to_date(self.store, name, self.workers, step)
        self._settled = self.store.state()
        return [unread(report.id, report.unread) for report in case.reports if report.unread]


def keep_watching(
    watcher: Watcher,
    feeds: Callable[[], Sequence[str]],
    channels: Sequence[Channel],
    every: float,
    *,
    came: Callable[[Round], None],
    trouble: Callable[[StemmaError], None],
) -> None:
    """Ask `feeds` every so many seconds and tell `channels` what changed, until the process is ended.

    `came` is told of every round, `trouble` of what went wrong and is tried again. What stands in the way of one round
    (a full disk, another process's long build) does not end the watch.
    """
    clock = watcher.clock
    while True:
        begun = clock.monotonic()
        try:
            came(watcher.round(feeds()))
        except CaseError as error:
            trouble(error)
        tell_all(watcher.store, channels, clock, trouble)
        while (left := begun + every - clock.monotonic()) > 0:
            tried_again = [channel.due - clock.monotonic() for channel in channels if channel.failures]
            clock.sleep(min([left, *(max(wait, 1.0) for wait in tried_again)]))
            tell_all(watcher.store, channels, clock, trouble)


def tell_all(store: Store, channels: Iterable[Channel], clock: Clock, trouble: Callable[[StemmaError], None]) -> bool:
    """Tell each channel what it was not told yet; whether all of it was told."""
    failed = [error for channel in channels if (error := tell(store, channel, clock)) is not None]
    for error in failed:
        trouble(error)
    return not failed
