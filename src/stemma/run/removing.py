"""Taking reports out of a case: with what was derived from them, their original bytes, and what would tell of them.

First the rows go, in one transaction that also remembers that they went; then the bytes; then the database is written
anew without them. Whatever is cut short goes on with the next removal, merge or build.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path

from stemma.collect.originals import Originals
from stemma.collect.revisions import kept_as, settle
from stemma.model import Case, Judgement, Removed, Report, StemmaError
from stemma.model.reports import plain_id
from stemma.run.local import ORIGINALS, Step, no_progress, reader_of, up_to_date
from stemma.run.repeating import Repeating
from stemma.run.stages import report_digest
from stemma.store import Removal, Store, open_case


@dataclass(frozen=True, slots=True, kw_only=True)
class Plan:
    """What a removal takes, and what it leaves that a user may not expect.

    `reports` go, with `judgements` in which their words would survive. `sharing` are reports that stay although they
    came out of the same original bytes, which then stay too; `changes` are the numbers of noted changes in which their
    words would survive; `versions` are other versions of the same items, `copies`
    reports that were derived to copy, or to render, what goes. `judgements_kept` name what goes, by ids and hashes.
    `gone` were removed before. All but judgements and changes are ids.
    """

    reports: tuple[str, ...]
    judgements: tuple[Judgement, ...] = ()
    changes: tuple[int, ...] = ()
    sharing: tuple[str, ...] = ()
    versions: tuple[str, ...] = ()
    copies: tuple[str, ...] = ()
    judgements_kept: tuple[Judgement, ...] = ()
    gone: tuple[str, ...] = ()


def plan_removal(folder: Path, names: Sequence[str], *, with_original: bool = False) -> Plan:
    """What removing the reports that `names` name from the case at `folder` would take. Nothing is changed.

    A name is a report's id, or the end of its address. With `with_original` all reports that came out of the same
    original bytes go too. Raises StemmaError for what the case does not hold, and CaseError where it can't be used.
    """
    with open_case(folder, create=False) as store:
        return _Planner(store, folder).plan(names, with_original)


def remove_reports(
    folder: Path,
    names: Sequence[str],
    *,
    when: str,
    with_original: bool = False,
    workers: int = 1,
    progress: Step = no_progress,
) -> Plan:
    """Remove the reports that `names` name from the case at `folder`, and derive it anew without them; what went.

    `when` (ISO 8601) is remembered with their ids and hashes. Raises like `plan_removal`, with nothing changed; and
    CaseError where another process holds the file, with the reports removed and their traces still to be wiped.
    """
    with open_case(folder, create=False) as store:
        originals = Originals(folder / ORIGINALS)
        # A case is without anything derived also where a removal was cut short after all else was done.
        mended = store.finish_removals(originals.discard) or store.fingerprint() is None
        planner = _Planner(store, folder)
        # After a removal that was cut short the same command comes again; by then the name may be another version's.
        plan = planner.plan(names, with_original, skip=store.removed() if mended else ())
        if plan.reports:
            store.remove(planner.removal(plan, when))
            store.finish_removals(originals.discard)
        up_to_date(store, reader_of(store, folder), workers, progress)
    return plan


def removed_reports(folder: Path) -> tuple[Removed, ...]:
    """What was removed from the case at `folder`, by id. Raises CaseError."""
    with open_case(folder, create=False) as store:
        return tuple(store.removed())


class _Planner:
    """Finds out what a removal takes."""

    def __init__(self, store: Store, folder: Path) -> None:
        self._folder = folder
        self._collected = store.reports()
        self._reports = {report.id: report for report in settle(self._collected)}
        self._rows = store.judgements()
        self._removed = tuple(store.removed())
        self._changes = store.changes()
        self._case = store.case() or Case(reports=())

    def plan(self, names: Sequence[str], with_original: bool, skip: Iterable[Removed] = ()) -> Plan:
        """See `plan_removal`; names under which something in `skip` went are taken for done."""
        done = tuple(skip)
        found = [None if any(_is_called(row, name) for row in done) else self._named(name) for name in names]
        gone = tuple(name for name, report in zip(names, found, strict=True) if report is None)
        going = {report.id: report for report in found if report is not None}
        shared = [r for r in self._reports.values() if r.sha256 in {report.sha256 for report in going.values()}]
        if with_original:
            going |= {report.id: report for report in shared}
        repeating = Repeating(going.values(), [r for r in self._reports.values() if r.id not in going])
        judgements = tuple(row for row in self._rows if repeating.repeats(row))
        return Plan(
            reports=tuple(sorted(going)),
            judgements=judgements,
            changes=tuple(noted.number for noted in self._changes if repeating.tells(noted.change)),
            sharing=tuple(sorted(report.id for report in shared if report.id not in going)),
            versions=tuple(sorted(self._versions({*going, *gone}, going))),
            copies=tuple(sorted(self._copies(going))),
            judgements_kept=tuple(r for r in self._rows if r not in judgements and repeating.names(r)),
            gone=gone,
        )

    def removal(self, plan: Plan, when: str) -> Removal:
        """The plan as the store takes it."""
        rows = {id(row): row for name in plan.reports for row in kept_as(self._reports[name], self._collected)}
        left = settle(row for row in self._collected if id(row) not in rows)
        return Removal(
            reports=tuple(rows.values()),
            judgements=tuple(row.id for row in plan.judgements),
            changes=plan.changes,
            when=when,
            keep=tuple(report_digest(report) for report in left),
        )

    def _named(self, name: str) -> Report | None:
        """The report of that name; None for one that was removed before."""
        if name in self._reports:
            return self._reports[name]
        found = [report for ident, report in self._reports.items() if name and ident.endswith(f"/{name}")]
        if len(found) == 1:
            return found[0]
        if not found and any(_is_called(row, name) for row in self._removed):
            return None
        why = "several reports are called so; give the whole id" if found else "it has no report of that id"
        raise StemmaError(f"{self._folder}: {name[:200]!r} can't be removed: {why}")

    def _versions(self, named: Iterable[str], going: Collection[str]) -> Iterable[str]:
        items = {plain_id(name) for name in named}
        return (name for name in self._reports if plain_id(name) in items and name not in going)

    def _copies(self, going: Collection[str]) -> Iterable[str]:
        edges = (edge for edge in self._case.lineage if edge.kind in ("copies", "renders"))
        return {e.report for e in edges if e.takes_from.report in going and e.report not in going}


def _is_called(row: Removed, name: str) -> bool:
    plain, tilde, digits = name.rpartition("~")
    version = bool(tilde) and row.sha256.startswith(digits) and plain == plain_id(row.id)
    return bool(name) and (version or name == row.id or row.id.endswith(f"/{name}"))
