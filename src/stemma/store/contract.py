"""What every store of a case does, whatever it keeps its rows in."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from types import TracebackType
from typing import Literal, Protocol, Self

from stemma.model import Case, Change, Judgement, NotedChange, Reading, Removals, Removed, Report, Visit, Watch

HitKind = Literal["report", "statement"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Hit:
    """Something that a search found: a report, or a statement of one.

    `report` is the report it stands in and `id` the report's or the statement's own id. `snippet` shows the
    words around what was found. `rank` counts from 1, the best first.
    """

    report: str
    kind: HitKind
    id: str
    snippet: str
    rank: int


@dataclass(frozen=True, slots=True, kw_only=True)
class News:
    """What a derived case changes: `changes` to the case with the fingerprint `since`, found at `made` (ISO 8601)."""

    since: str | None
    made: str
    changes: tuple[Change, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Removal:
    """What is to be taken out of a case at once, and what is left.

    `reports` are collected reports, `judgements` ids of judgements and `changes` numbers of changes in which their
    words would survive, `when` is the moment (ISO 8601), and `keep` are the digests of the reports that stay: other
    readings go.
    """

    reports: tuple[Report, ...]
    judgements: tuple[str, ...] = ()
    changes: tuple[int, ...] = ()
    when: str
    keep: tuple[str, ...] = ()


def state_of(collected: int, judgements: int, removals: int, fingerprint: str | None) -> str:
    """What `Store.state` says of so many collected reports and judgements, after so many removals.

    Between two removals both are only ever added.
    """
    return f"{collected}.{judgements}.{removals}.{fingerprint[:16] if fingerprint else 'new'}"


class Store(Protocol):
    """A case's rows: what was collected, what was read and derived from it, and what its users ruled.

    Collected reports, judgements and changes are only ever added, until a user removes a report. Readings are a cache.
    The derived case is replaced as a whole. Every method is one transaction unless it says otherwise; each raises
    CaseError when the case can't be read or written, and has then changed nothing.
    """

    def add_reports(self, reports: Iterable[Report]) -> int:
        """Keep reports as collected and return how many of them were new.

        A report with the id, the bytes and the text of one already kept is the same report again, whenever it was
        captured: the first one kept stays. One that was removed (`Removals.of`) is not kept.
        """

    def remove(self, removal: Removal) -> int:
        """Forget reports, all that is derived of anything, readings that are not to keep, and judgements with their
        undoings; how many reports there were.

        That they were removed is remembered, by id and hashes. The reader of the case stays known. What is left to do,
        also after a crash, `finish_removals` does.
        """

    def removed(self) -> Removals:
        """What was removed."""

    def remember_removed(self, rows: Iterable[Removed]) -> None:
        """Take over from another case what was removed there. What is kept here stays."""

    def readmit(self, rows: Iterable[Removed]) -> None:
        """Forget that those reports were removed: they may come in again."""

    def finish_removals(self, discard: Callable[[str], None]) -> bool:
        """Do what removals left to be done; whether there was anything.

        Each SHA-256 of an original that no report has any more is handed to `discard`, while nobody can add a report;
        then nothing of what was removed is left in the store's files.

        Raises CaseError where the files are held by somebody else; what is left stays to be done.
        """

    def reports(self) -> tuple[Report, ...]:
        """All reports as collected, by id, then time of capture, then SHA-256."""

    def readings(self, reader: str, digests: Iterable[str]) -> dict[str, Reading]:
        """The readings kept of that version of the reader, by the digest of the report; the others are left out."""

    def put_readings(self, reader: str, readings: Iterable[tuple[str, Reading]]) -> None:
        """Keep readings, each with the digest of its report; a reading of the same digest is replaced.

        They are saved in batches while `readings` is drawn from, so that a run that is cut short keeps what it read.
        """

    def drop_readings(self, reader_keep: str, digests_keep: Iterable[str]) -> None:
        """Forget every reading but those by that version of the reader of those digests."""

    def put_case(self, case: Case, fingerprint: str, reader: str | None = None, news: News | None = None) -> bool:
        """Replace the derived case. Whoever reads meanwhile, or after a crash, finds the old one or the new one whole.

        `fingerprint` stands for the inputs that the case was derived from, `reader` for who read its reports. `news`
        is kept with the case or, where the case is no longer the one that it speaks of, neither is: False then, else
        True. False too, and nothing is replaced, where a report of the case was removed while it was derived.
        """

    def case(self) -> Case | None:
        """The derived case, equal to what was put; None when there is none yet, or none that this version can read."""

    def fingerprint(self) -> str | None:
        """The fingerprint that the derived case was put with; None when there is none yet."""

    def reader(self) -> str | None:
        """The name of the reader that the derived case was put with; None when there is none."""

    def state(self) -> str:
        """A short text that is another one after anything came in, was ruled or was derived.

        Asking for it costs next to nothing, whatever the size of the case.
        """

    def judgements(self) -> tuple[Judgement, ...]:
        """All judgements, undone ones and undoings among them, by the time they were made, then id."""

    def add_judgement(self, judgement: Judgement) -> None:
        """Keep a judgement; the same again is ignored, and `undone_by` is: it follows from the other rows.

        An undoing is a judgement with the verb "undo" whose subjects are the ids of kept judgements. Raises
        CaseError where it names one that is not kept, and for another judgement under an id that is taken.
        """

    def watch(self) -> Watch | None:
        """That the case is watched; None where it is not."""

    def begin_watch(self, watch: Watch) -> Watch:
        """Have the case watched from now on; the watch that there is already stays. Which one holds is returned."""

    def changes(self, after: int = 0, last: int | None = None) -> tuple[NotedChange, ...]:
        """The changes kept, numbered from 1 as they came: those after a number, of these the `last` ones."""

    def told(self, channel: str) -> int | None:
        """The number of the last change that was told on that channel; None where it was never used."""

    def note_told(self, channel: str, number: int) -> None:
        """Remember that every change up to `number` was told on that channel."""

    def visits(self) -> tuple[Visit, ...]:
        """What is remembered of addresses, feeds before pages, by address. What can't be read back is left out."""

    def put_visits(self, visits: Iterable[Visit]) -> None:
        """Remember visits, each in place of the one of the same kind and address."""

    def search(self, words: str, limit: int = 50) -> tuple[Hit, ...]:
        """The reports and statements that contain all of `words`, the best first; nothing for no words.

        Case and accents don't matter. Words in double quotes must stand together; a word with `*` at its end
        stands for all that begin so. Any input is a query: none is an error.
        """

    def close(self) -> None:
        """Let go of the case; closing twice is harmless."""

    def __enter__(self) -> Self: ...

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None: ...
