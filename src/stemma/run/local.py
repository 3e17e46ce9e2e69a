"""The stages over a case folder on one machine, in as many processes as it has cores.

A build may stop at any moment and be run again: originals are written before the rows that name them, each batch of
reports and readings is a transaction of its own, and what is derived replaces the old in one.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime
from functools import partial
from itertools import islice
from pathlib import Path

from stemma.collect import Collected
from stemma.collect.fetch import is_address
from stemma.collect.originals import Originals
from stemma.collect.revisions import settle
from stemma.model import Case, CaseError, InputError, Reading, Report
from stemma.read.readers import DEFAULT_READER, READERS, ReaderName
from stemma.run.guarded import guarded_map, guarded_stream, start_ahead
from stemma.run.inputs import Input, Terms, walk
from stemma.run.intake import collect_input, passed_over
from stemma.run.pool import ordered_map
from stemma.run.stages import (
    derive,
    fingerprint,
    loaded,
    read_one,
    read_to_compare,
    reader_key,
    ready_to_compare,
    report_digest,
    versions,
)
from stemma.store import CASE_FILE, Store, open_case

# What a step of the work reports: the stage's name, how much is done, how much there is (None: not known yet).
Step = Callable[[str, int, int | None], None]
# Reports to a transaction: what an interruption costs at most, against the cost of a commit.
BATCH = 64
# Where a case keeps the bytes of its reports, below its folder.
ORIGINALS = "originals"


@dataclass(slots=True)
class Intake:
    """What came out of the inputs: how many reports were new, what could not be taken, what was taken otherwise."""

    new: int = 0
    problems: list[InputError] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class Built:
    """What a build left behind: who read the reports, how many of each there are, how the inputs were taken."""

    intake: Intake
    reader: ReaderName
    reports: int
    statements: int
    utterances: int
    claims: int


def no_progress(stage: str, done: int, total: int | None) -> None:
    """The step that tells nobody."""


def build_case(
    folder: Path,
    inputs: Sequence[str | Path],
    *,
    workers: int,
    reader: ReaderName | None = None,
    progress: Step = no_progress,
    terms: Terms | None = None,
) -> Built:
    """Collect `inputs` into the case at `folder` (made where there is none) and bring what is derived up to date.

    `terms` say what may be fetched and checked. All reports are read by `reader`, which the case then remembers; for
    None by the one it remembers. Raises CaseError
    where the case can't be used and WeightsError where the reader can't, both before anything is taken in. Bad inputs
    are in the result; everything else is done.
    """
    start_ahead()  # it starts while the weights are loaded here
    if reader or not (folder / CASE_FILE).is_file():
        ready_to_compare(reader or DEFAULT_READER)  # before a folder is made or a case is touched
    with open_case(folder, create=True) as store:
        name = reader or reader_of(store, folder)
        ready_to_compare(name)
        found = _told(walk(inputs, terms=terms or Terms(), runs=guarded_stream), inputs, progress)
        intake = _take_in(store, Originals(folder / ORIGINALS), found, workers, progress)
        case = _up_to_date(store, name, workers, progress)
    return Built(intake, name, len(case.reports), len(case.statements), len(case.utterances), len(case.claims))


def derived_case(folder: Path, *, workers: int = 1) -> Case:
    """The case at `folder` as derived, derived anew first where a build was cut short or Stemma has changed since.

    It is read by the reader that it remembers. Raises CaseError where there is no case or it can't be used, and
    WeightsError where it has to be derived anew and its reader can't be used.
    """
    with open_case(folder, create=False) as store:
        return _up_to_date(store, reader_of(store, folder), workers, no_progress)


def case_versions(folder: Path) -> tuple[tuple[str, str], ...]:
    """What read and derived the case at `folder`, each with its version. Raises CaseError and WeightsError."""
    with open_case(folder, create=False) as store:
        return versions(reader_of(store, folder))


def read_inputs(
    inputs: Sequence[str | Path], *, workers: int, reader: ReaderName = DEFAULT_READER, terms: Terms | None = None
) -> Iterator[Reading | InputError]:
    """Readings of all reports in `inputs`, in their order, without a case; bad inputs in their place.

    Raises WeightsError, before any input is opened, where the reader can't be used.
    """
    start_ahead()
    loaded(reader)
    inputs_found = walk(inputs, terms=terms or Terms(), runs=guarded_stream)
    parts = guarded_map(partial(collect_input, None), inputs_found, passed_over, 1)
    collected = (item for part in parts for item in part)
    return ordered_map(partial(_read_collected, name=reader), collected, workers)


def reader_of(store: Store, folder: Path) -> ReaderName:
    """The reader that the case at `folder` was built with; the default one where nothing was derived yet.

    Raises CaseError where this version has no such reader.
    """
    kept = store.reader() or DEFAULT_READER
    if kept not in READERS:
        raise CaseError(
            f"{folder}: was read by the reader {kept!r}, which this version does not have; update Stemma, or build "
            f"the case again with --reader and one of {', '.join(READERS)}"
        )
    return kept


def _told(
    found: Iterable[Input | InputError], inputs: Sequence[str | Path], progress: Step
) -> Iterator[Input | InputError]:
    """`found`, while it is told how many of the addresses among `inputs` have been asked for."""
    asked, total = 0, len({str(named) for named in inputs if is_address(str(named))})
    if total:
        progress("fetch", 0, total)
    for item in found:
        if total and is_address(item.name):
            asked += 1
            progress("fetch", asked, total)
        yield item


def _take_in(
    store: Store, originals: Originals, inputs: Iterable[Input | InputError], workers: int, progress: Step
) -> Intake:
    intake = Intake()
    captured = datetime.now(UTC).isoformat(timespec="milliseconds")
    done = 0
    collected = (
        item for part in guarded_map(partial(collect_input, captured), inputs, passed_over, workers) for item in part
    )
    for batch in _batches(collected, BATCH):
        kept = [item for item in batch if isinstance(item, Collected)]
        for item in kept:
            originals.put(item.original)
            intake.notes += item.notes
        intake.problems += [item for item in batch if isinstance(item, InputError)]
        intake.new += store.add_reports(item.report for item in kept)
        done += len(batch)
        progress("collect", done, None)
    progress("collect", done, done)
    return intake


def _up_to_date(store: Store, name: ReaderName, workers: int, progress: Step) -> Case:
    reports, judgements = settle(store.reports()), store.judgements()
    wanted = fingerprint(reports, judgements, name)
    if store.fingerprint() == wanted and (kept := store.case()) is not None:
        return replace(kept, judgements=judgements)  # there may be notes since
    readings = _read(store, reports, name, workers, progress)
    progress("compare", 0, 1)
    case = derive(reports, readings, judgements)
    progress("compare", 1, 1)
    store.put_case(case, wanted, name)
    return case


def _read(
    store: Store, reports: Sequence[Report], name: ReaderName, workers: int, progress: Step
) -> dict[str, Reading]:
    key = reader_key(name)
    digests = {report_digest(report): report for report in reports}
    readings = store.readings(key, digests)
    missing = [(digest, report) for digest, report in digests.items() if digest not in readings]

    def read_now() -> Iterator[tuple[str, Reading]]:
        made = ordered_map(partial(read_to_compare, name=name), (report for _, report in missing), workers)
        for number, ((digest, _), reading) in enumerate(zip(missing, made, strict=True), 1):
            readings[digest] = reading
            progress("read", number, len(missing))
            yield digest, reading

    store.put_readings(key, read_now())
    store.drop_readings(key, digests)
    return {report.id: readings[digest] for digest, report in digests.items()}


def _read_collected(item: Collected | InputError, name: ReaderName) -> Reading | InputError:
    return read_one(item.report, name) if isinstance(item, Collected) else item


def _batches(items: Iterable[Collected | InputError], size: int) -> Iterator[list[Collected | InputError]]:
    iterator = iter(items)
    while batch := list(islice(iterator, size)):
        yield batch
