"""Several cases into one: their reports with the original bytes, their judgements, and what was removed from them.

Every step adds what is not there yet, so that a merge that was cut short is mended by the same command.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, field, replace
from itertools import islice
from pathlib import Path

from stemma.collect.originals import Originals
from stemma.collect.revisions import settle
from stemma.model import CaseError, InputError, Judgement, Report, sha256_of
from stemma.model.rulings import UNDO, subject_of, subject_of_report
from stemma.read.readers import DEFAULT_READER, ReaderName
from stemma.run.attempts import unread
from stemma.run.keeping import Intake
from stemma.run.local import ORIGINALS, Built, Step, no_progress, reader_called, up_to_date
from stemma.run.repeating import Repeating
from stemma.run.returning import Gate
from stemma.run.stages import reader_key, ready_to_compare, report_digest
from stemma.run.unpacking import unpacked_beside
from stemma.store import CASE_FILE, SqlStore, Store, open_case
from stemma.store.judgements import undoings_last

# Reports to a transaction.
_BATCH = 64
_MOST_NAMED = 5


@dataclass(slots=True)
class Merged:
    """What a merge did: the case as it was built, and how many judgements were new."""

    built: Built
    judgements: int


@dataclass(frozen=True, slots=True)
class _Source:
    """A case that is taken in: what the user called it, its rows and its bytes, `bare` where these were left out."""

    name: str
    store: Store
    originals: Originals
    bare: bool = False


def merge_cases(
    into: Path,
    sources: Sequence[Path],
    *,
    workers: int,
    bring_back: bool = False,
    progress: Step = no_progress,
) -> Merged:
    """Take the cases `sources` (folders or packed cases) into the case at `into`, made where there is none.

    Equal reports become one; differing ones under one id are told apart as versions are. What was removed from `into`
    stays out unless `bring_back`. All is read by the reader of `into`, of the first source that has one where `into` is
    new. Raises CaseError and InputError, before anything is taken in, where one of them can't be used, and WeightsError
    where the reader can't.
    """
    with ExitStack() as stack:
        opened = [stack.enter_context(_opened(path, into, number)) for number, path in enumerate(sources)]
        names = [source.store.reader() for source in opened]
        if not (into / CASE_FILE).is_file():
            ready_to_compare(reader_called(_first(names), into))  # before a folder is made
        store = stack.enter_context(open_case(into, create=True))
        reader = reader_called(store.reader() or _first(names), into)
        ready_to_compare(reader)
        originals = Originals(into / ORIGINALS)
        store.finish_removals(originals.discard)
        merging = _Merging(store, originals, Gate(store, bring_back=bring_back), progress)
        for source, other in zip(opened, names, strict=True):
            merging.take(source)
            if other not in (None, reader):
                merging.intake.notes.append(f"{source.name}: was read by {other}; all of it is read by {reader} here")
        merging.end(opened)
        _take_readings(store, opened, reader)
        case = up_to_date(store, reader, workers, progress, again=True)
    intake = merging.intake
    intake.problems += [unread(report.id, report.unread) for report in case.reports if report.unread]
    built = Built(intake, reader, len(case.reports), len(case.statements), len(case.utterances), len(case.claims))
    return Merged(built, merging.judgements)


def _first(readers: Sequence[str | None]) -> str:
    return next((name for name in readers if name is not None), DEFAULT_READER)


@contextmanager
def _opened(path: Path, into: Path, number: int) -> Iterator[_Source]:
    if path.is_file():
        beside = into.parent / f"{into.name}-{number}"
        with unpacked_beside(path, beside) as (folder, held), open_case(folder, create=False) as store:
            yield _Source(str(path), store, Originals(folder / ORIGINALS), bare=held.originals == "left out")
        return
    if path.resolve() == into.resolve():
        raise CaseError(f"{path}: can't be merged into itself")
    with open_case(path, create=False) as store:
        yield _Source(str(path), store, Originals(path / ORIGINALS))


@dataclass(slots=True)
class _Merging:
    """A case that others are taken into."""

    store: SqlStore
    originals: Originals
    gate: Gate
    progress: Step
    intake: Intake = field(default_factory=Intake)
    judgements: int = 0

    def take(self, source: _Source) -> None:
        """Take in the reports of a case, with their bytes, and its judgements."""
        reports, before = source.store.reports(), settle(self.store.reports())
        left_out: list[Report] = []
        new = done = without = 0
        rest = iter(reports)
        while batch := list(islice(rest, _BATCH)):
            admitted = self.gate.admitted(batch)
            let_in = set(map(id, admitted))
            left_out += [report for report in batch if id(report) not in let_in]
            without += sum(not self._bring(report, source) for report in admitted)
            new += self.store.add_reports(admitted)
            done += len(batch)
            self.progress("merge", done, len(reports))
        judged = self._judge(source, left_out)
        self.intake.new += new
        self.judgements += judged
        note = f"{source.name}: reports: {len(reports)}, new: {new}; new judgements: {judged}"
        self.intake.notes += [note, *_of_one_id(source.name, before, settle(reports))]
        if without and source.bare:
            why = f"{without} of its reports came without their original bytes, which were left out of it"
            self.intake.notes.append(f"{source.name}: {why}")
        elif without:
            why = f"{without} of its reports came without their original bytes, which are missing or altered there"
            self.intake.problems.append(InputError(source.name, why))

    def end(self, sources: Sequence[_Source]) -> None:
        """Take over what was removed from the cases, and tell of it; what another of them holds stays."""
        kept = settle(self.store.reports())
        for source in sources:
            removed = source.store.removed()
            self.store.remember_removed(removed)
            held = sorted(report.id for report in kept if removed.of(report)) if len(removed) else []
            if held:
                why = "removed there before, and stay here; `stemma remove` takes them out"
                self.intake.notes.append(f"{source.name}: {_listed(held)}: {why}")
        self.intake.notes += self.gate.notes()

    def _bring(self, report: Report, source: _Source) -> bool:
        """Keep the original bytes of a report; whether there are any."""
        if self.originals.has(report.sha256):
            return True
        try:
            data = source.originals.get(report.sha256)
        except CaseError:
            return False
        self.originals.put(data)
        return True

    def _judge(self, source: _Source, left_out: Sequence[Report]) -> int:
        """Take in the judgements of a case but those that repeat words of reports left out; how many were new."""
        theirs = settle(source.store.reports())
        gone = {sha256_of(report.text) for report in left_out}
        going = [report for report in theirs if sha256_of(report.text) in gone]
        staying = [report for report in theirs if sha256_of(report.text) not in gone]
        repeating = Repeating(going, (*staying, *self.store.reports()))
        kept = {row.id: row for row in self.store.judgements()}
        by_id = {report.id: report for report in theirs}
        new = 0
        for row in undoings_last(source.store.judgements()):
            if row.id in kept:
                if _made(kept[row.id]) != _made(row):
                    why = f"judgement {row.id} was not taken in: another one has its id here"
                    self.intake.problems.append(InputError(source.name, why))
            elif (not going or not repeating.repeats(row)) and (row.verb != UNDO or kept.keys() >= set(row.subjects)):
                self.store.add_judgement(_pinned(row, by_id))
                kept[row.id] = row
                new += 1
        return new


def _made(row: Judgement) -> tuple[str, str, str]:
    """What tells whether two judgements of one id are one; how they name a report may differ."""
    return row.verb, row.author, row.made


def _pinned(row: Judgement, reports: dict[str, Report]) -> Judgement:
    """A judgement with the hash of each report that it names by its id alone: in another case that may be another's."""
    subjects = []
    for text in row.subjects:
        subject = subject_of(text)
        bare = subject.name if subject and subject.naming == "report" and not subject.words else None
        subjects.append(subject_of_report(reports[bare]).text if bare in reports else text)
    return replace(row, subjects=tuple(subjects), undone_by=None)


def _of_one_id(name: str, ours: Sequence[Report], theirs: Sequence[Report]) -> list[str]:
    """What is told of ids that stand for differing texts in two cases."""
    texts = {report.id: sha256_of(report.text) for report in ours}
    known = set(texts.values())
    found = [r.id for r in theirs if r.id in texts and (text := sha256_of(r.text)) != texts[r.id] and text not in known]
    why = "the id stands for another text here; both are kept, told apart by the digits behind ~"
    return [f"{name}: {_listed(found)}: {why}"] if found else []


def _take_readings(store: SqlStore, sources: Sequence[_Source], reader: ReaderName) -> None:
    """Keep the readings that the cases have already, so that nothing is read twice."""
    key = reader_key(reader)
    wanted = {report_digest(report) for report in settle(store.reports())}
    wanted -= store.readings(key, wanted).keys()
    for source in sources:
        found = source.store.readings(key, wanted)
        store.put_readings(key, found.items())
        wanted -= found.keys()


def _listed(ids: Sequence[str]) -> str:
    more = f" and {len(ids) - _MOST_NAMED} more" if len(ids) > _MOST_NAMED else ""
    return ", ".join(ids[:_MOST_NAMED]) + more
