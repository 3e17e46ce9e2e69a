"""The stages over a case folder on one machine, in as many processes as it has cores.

A build may stop at any moment and be run again: originals are written before the rows that name them, each batch of
reports and readings is a transaction of its own, and what is derived replaces the old in one.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from functools import partial
from itertools import islice
from pathlib import Path

from stemma.collect import Collected
from stemma.collect.fetch import Fetcher, is_address
from stemma.collect.originals import Originals
from stemma.collect.revisions import settle
from stemma.model import Case, CaseError, InputError, Reading, Report
from stemma.read.readers import DEFAULT_READER, READERS, ReaderName
from stemma.run.asking import Asking, followed
from stemma.run.attempts import Read, attempt, unread
from stemma.run.faults import ASK, Fault
from stemma.run.guarded import guarded_map, guarded_stream, start_ahead
from stemma.run.inputs import Input, Terms, walk
from stemma.run.intake import collect_input, passed_over
from stemma.run.keeping import Intake, keep
from stemma.run.pool import ordered_map
from stemma.run.returning import Gate
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
from stemma.store import CASE_FILE, News, Store, open_case

# What a step of the work reports: the stage's name, how much is done, how much there is (None: not known yet).
Step = Callable[[str, int, int | None], None]
# Reports to a transaction: what an interruption costs at most, against the cost of a commit.
BATCH = 64
# How often a case is derived anew that another process derives meanwhile.
_TRIES = 5
# Where a case keeps the bytes of its reports, below its folder.
ORIGINALS = "originals"


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
    inputs: Sequence[str | Path | Input],
    *,
    workers: int,
    reader: ReaderName | None = None,
    progress: Step = no_progress,
    terms: Terms | None = None,
    read: Read | None = None,
) -> Built:
    """Collect `inputs` into the case at `folder` (made where there is none) and bring what is derived up to date.

    `terms` say what may be fetched and checked. All reports are read by `reader`, which the case then remembers; for
    None by the one it remembers; `read` is what has it read them. Where the case is watched, what this changes in it is
    kept for those who are told. Raises CaseError where the case can't be used and WeightsError where the reader can't,
    both before anything is taken in. Bad inputs, and reports that an error of Stemma's own kept from being read, are in
    the result; everything else is done.
    """
    start_ahead()  # it starts while the weights are loaded here
    if reader or not (folder / CASE_FILE).is_file():
        ready_to_compare(reader or DEFAULT_READER)  # before a folder is made or a case is touched
    with open_case(folder, create=True) as store:
        name = reader or reader_of(store, folder)
        ready_to_compare(name)
        found = _told(walk(inputs, terms=terms or Terms(), runs=guarded_stream), inputs, progress)
        originals = Originals(folder / ORIGINALS)
        store.finish_removals(originals.discard)
        gate = Gate(store, bring_back=bool(terms and terms.bring_back))
        intake = _take_in(store, originals, found, workers, progress, gate)
        if terms and terms.follow:
            _follow(Asking(store, originals, Fetcher(terms.guard), gate, intake=intake), progress)
        intake.notes += gate.notes()
        case = up_to_date(store, name, workers, progress, again=True, read=read)
        intake.problems += [unread(report.id, report.unread) for report in case.reports if report.unread]
    return Built(intake, name, len(case.reports), len(case.statements), len(case.utterances), len(case.claims))


def derived_case(folder: Path, *, workers: int = 1) -> Case:
    """The case at `folder` as derived, derived anew first where a build was cut short or Stemma has changed since.

    It is read by the reader that it remembers. Raises CaseError where there is no case or it can't be used, and
    WeightsError where it has to be derived anew and its reader can't be used.
    """
    with open_case(folder, create=False) as store:
        return up_to_date(store, reader_of(store, folder), workers, no_progress)


def case_versions(folder: Path) -> tuple[tuple[str, str], ...]:
    """What read and derived the case at `folder`, each with its version. Raises CaseError and WeightsError."""
    with open_case(folder, create=False) as store:
        return versions(reader_of(store, folder))


def read_inputs(
    inputs: Sequence[str | Path],
    *,
    workers: int,
    reader: ReaderName = DEFAULT_READER,
    terms: Terms | None = None,
    read: Read = read_one,
) -> Iterator[Reading | InputError]:
    """Readings of all reports in `inputs`, in their order, without a case; bad inputs in their place.

    So are reports that an error of Stemma's own kept from being read.

    Raises WeightsError, before any input is opened, where the reader can't be used.
    """
    start_ahead()
    loaded(reader)
    inputs_found = walk(inputs, terms=terms or Terms(), runs=guarded_stream)
    parts = guarded_map(partial(collect_input, None), inputs_found, passed_over, 1)
    collected: Iterator[Collected | InputError] = (item for part in parts for item in part)
    if terms and terms.follow:
        collected = followed(collected, Fetcher(terms.guard))
    return ordered_map(partial(_read_collected, name=reader, read=read), collected, workers)


def reader_of(store: Store, folder: Path) -> ReaderName:
    """The reader that the case at `folder` was built with; the default one where nothing was derived yet.

    Raises CaseError where this version has no such reader.
    """
    return reader_called(store.reader() or DEFAULT_READER, folder)


def reader_called(kept: str, folder: Path) -> ReaderName:
    """The reader of that name, which the case at `folder` remembers. Raises CaseError where there is none here."""
    if kept not in READERS:
        raise CaseError(
            f"{folder}: was read by the reader {kept!r}, which this version does not have; update Stemma, or build "
            f"the case again with --reader and one of {', '.join(READERS)}"
        )
    return kept


def _told(
    found: Iterable[Input | InputError], inputs: Sequence[str | Path | Input], progress: Step
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
    store: Store,
    originals: Originals,
    inputs: Iterable[Input | InputError],
    workers: int,
    progress: Step,
    gate: Gate,
) -> Intake:
    intake = Intake()
    captured = datetime.now(UTC).isoformat(timespec="milliseconds")
    done = 0
    collected = (
        item for part in guarded_map(partial(collect_input, captured), inputs, passed_over, workers) for item in part
    )
    for batch in _batches(collected, BATCH):
        keep(store, originals, batch, intake, gate)
        done += len(batch)
        progress("collect", done, None)
    progress("collect", done, done)
    return intake


def _follow(asking: Asking, progress: Step) -> None:
    """Take in the pages that the entries in the intake lead to, but those that the case had of the same entries."""
    asking.queue(asking.intake.leads)
    pages = frozenset(address for address, _ in asking.intake.leads)
    progress("follow", 0, None)
    left = asking.ask_pages(pages)
    progress("follow", asking.asked, asking.asked)
    if left:
        asking.intake.notes.append(
            f"{left} further page(s) that entries lead to were not fetched yet; build again to go on"
        )


def up_to_date(
    store: Store,
    name: ReaderName,
    workers: int,
    progress: Step = no_progress,
    *,
    again: bool = False,
    read: Read | None = None,
) -> Case:
    """The case as derived from all that is in the store by now, derived anew where it is not, read by that reader.

    Reports that could not be read are tried again whenever the case is derived anew, and with `again` in any case, by
    `read` where it is given. Where the case is watched, what changes in it by that is kept in the same transaction;
    that reports were removed is no change. Raises CaseError.
    """
    attempted = partial(attempt, name=name, read=read or read_to_compare)
    for _ in range(_TRIES):
        reports, judgements = settle(store.reports()), store.judgements()
        wanted, since = fingerprint(reports, judgements, name), store.fingerprint()
        watched, removed = store.watch() is not None, tuple(store.removed())
        kept = store.case() if watched or since == wanted else None
        if since == wanted and kept is not None and not (again and any(report.unread for report in kept.reports)):
            return replace(kept, judgements=judgements, removed=removed)  # there may be notes since
        readings, faults = _read(store, reports, attempted, workers, progress)
        progress("compare", 0, 1)
        case = derive(reports, readings, judgements, faults)
        progress("compare", 1, 1)
        news = _news(kept, since, case, readings, attempted) if watched else None
        if store.put_case(case, wanted, name, news):
            return replace(case, removed=removed)
    raise CaseError("another process keeps changing the case; try again when that is done")


def _news(
    kept: Case | None,
    since: str | None,
    case: Case,
    readings: Mapping[str, Reading],
    attempted: partial[Reading | Fault],
) -> News:
    """What `case` changes beside what was kept, as far as reports and judgements changed it."""
    # Here, because a case that is not watched needs none of tracing for it.
    from stemma.trace.changes import changes

    made = datetime.now(UTC).isoformat(timespec="seconds")
    if kept is None:
        return News(since=since, made=made)
    # With another reader, or by a newer Stemma, the old reports too come to something else than they came to; so they
    # are derived again, for the user is to be told what reports changed, not what programs did.
    old = tuple(map(_as_collected, kept.reports))
    if fingerprint(old, kept.judgements, attempted.keywords["name"]) != since:
        read = {report.id: _as_read(report, case, readings, attempted) for report in old}
        faults = {ident: found.text for ident, found in read.items() if isinstance(found, Fault)}
        whole = {ident: found for ident, found in read.items() if not isinstance(found, Fault)}
        kept = derive(old, whole, kept.judgements, faults)
    return News(since=since, made=made, changes=changes(kept, case))


def _as_collected(report: Report) -> Report:
    """A report of a derived case without what was derived of it."""
    return replace(report, story=None, unread=None)


def _as_read(
    report: Report, case: Case, readings: Mapping[str, Reading], attempted: partial[Reading | Fault]
) -> Reading | Fault:
    same = any(_as_collected(other) == report for other in case.reports if other.id == report.id)
    return readings[report.id] if same and report.id in readings else attempted(report)


def _read(
    store: Store,
    reports: Sequence[Report],
    attempted: partial[Reading | Fault],
    workers: int,
    progress: Step,
) -> tuple[dict[str, Reading], dict[str, str]]:
    """By report id the readings of those that could be read, and what kept the others from it."""
    key = reader_key(attempted.keywords["name"])
    digests = {report_digest(report): report for report in reports}
    readings = store.readings(key, digests)
    faults: dict[str, str] = {}
    missing = [(digest, report) for digest, report in digests.items() if digest not in readings]

    def read_now() -> Iterator[tuple[str, Reading]]:
        made = ordered_map(attempted, (report for _, report in missing), workers)
        for number, ((digest, report), reading) in enumerate(zip(missing, made, strict=True), 1):
            progress("read", number, len(missing))
            if isinstance(reading, Fault):
                faults[report.id] = reading.text
            else:
                readings[digest] = reading
                yield digest, reading

    store.put_readings(key, read_now())
    store.drop_readings(key, digests)
    return {report.id: readings[digest] for digest, report in digests.items() if digest in readings}, faults


def _read_collected(item: Collected | InputError, name: ReaderName, read: Read) -> Reading | InputError:
    if isinstance(item, InputError):
        return item
    result = attempt(item.report, name, read)
    if isinstance(result, Fault):
        return InputError(item.report.id, f"could not be read because of an error in Stemma ({result.text}); {ASK}")
    return result


def _batches(items: Iterable[Collected | InputError], size: int) -> Iterator[list[Collected | InputError]]:
    iterator = iter(items)
    while batch := list(islice(iterator, size)):
        yield batch
