"""A case checked against itself: originals, rows, texts extracted again, and, if wanted, everything derived again.

Nothing is written to the case: its database is looked at in a copy.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path

from stemma.collect.again import Evidence, differing
from stemma.collect.originals import Originals
from stemma.collect.revisions import settle
from stemma.collect.warc import handed_pages
from stemma.model import Case, CaseError, Finding, InputError, Reading, Report
from stemma.model.findings import FindingKind
from stemma.read.readers import ReaderName
from stemma.run.containers import wacz_openers, zip_directory
from stemma.run.guarded import guarded_map, start_ahead
from stemma.run.local import ORIGINALS, Step, no_progress, reader_of, up_to_date
from stemma.run.stages import fingerprint, reader_key, report_digest
from stemma.store import MemoryStore, SqlStore, open_case
from stemma.store.audit import Audit, audit, copied
from stemma.store.judgements import resolved
from stemma.store.sql import CASE_FILE

# What of a report is its own; the rest follows from the other reports.
_OWN = tuple(name for name in Report.__dataclass_fields__ if name not in ("story", "extractor", "unread"))


@dataclass(slots=True)
class Checked:
    """What checking came to. `case` is the derived case as it stands in the database, None where there is none.

    `again` is the case as derived anew, where that was asked for and could be done.
    """

    findings: list[Finding] = field(default_factory=list)
    case: Case | None = None
    again: Case | None = None
    reports: int = 0
    originals: int = 0


def check_case(folder: Path, *, again: bool = False, workers: int = 1, progress: Step = no_progress) -> Checked:
    """Check the case at `folder`; with `again`, derive it anew and compare.

    Raises CaseError where there is no case, or one that is too new or too damaged to be opened at all.
    """
    start_ahead()
    with copied(folder) as copy:
        try:
            store = open_case(copy, create=False)
        except CaseError as error:
            raise CaseError(str(error).replace(str(copy), str(folder))) from None
        with store:
            found = audit(copy / CASE_FILE)
            checked = Checked(found.findings, reports=len(found.reports))
            _check_derived(store, found, folder, checked)
            bare, gone = store.is_bare(), {row.sha256 for row in store.removed()}
            pairs = _check_originals(Originals(folder / ORIGINALS), found.reports, checked, bare, gone)
            checked.findings += _extracted_again(pairs, workers, progress, len(found.reports))
            if again:
                _check_again(store, found, reader_of(store, folder), (workers, progress), checked)
    return checked


def check_archive(path: Path, workers: int = 1, progress: Step = no_progress) -> list[Finding]:
    """Whether the originals in a WACZ of ours still give the texts of its reports. Raises InputError."""
    kind, found = zip_directory(path)
    if kind != "wacz":
        raise InputError(str(path), "is a ZIP archive, but no web archive (WACZ)")
    pairs = (
        Evidence(one.report, one.original) for one in handed_pages(wacz_openers(path, found), str(path)) if one.handed
    )
    return _extracted_again(pairs, workers, progress, None)


def _check_derived(store: SqlStore, found: Audit, folder: Path, checked: Checked) -> None:
    """Whether the derived case stands on the reports as they are kept."""
    kept_fingerprint, case = store.fingerprint(), store.case()
    checked.case = case
    if kept_fingerprint is None or case is None:
        why = "there is no derived case, or none that this version can read; `stemma build` or `show` makes it"
        checked.findings.append(Finding("note", "derived case", "", why))
        return
    settled = {report.id: report for report in settle(found.reports)}
    held = {report.id: report for report in case.reports}
    judgements = resolved(found.judgements)
    reader = reader_of(store, folder)
    fits = kept_fingerprint == fingerprint(settled.values(), judgements, reader)
    of_held = fingerprint((replace(report, story=None) for report in case.reports), judgements, reader)
    which = "the derived case" if fits else "the collected row" if of_held == kept_fingerprint else "one of them"
    if not fits and of_held != kept_fingerprint:
        why = (
            "it was derived from other reports or judgements than are kept now, or by another version of Stemma: "
            "something came in since, or was altered"
        )
        checked.findings.append(Finding("note", "derived case", "", why))
    for ident, report in held.items():
        if ident not in settled:
            why = "the derived case has it, and it is not among the reports as collected"
            checked.findings.append(Finding("missing", "collected", ident, why, report.title))
    for ident, report in settled.items():
        if ident in held:
            checked.findings += _apart(report, held[ident], which)
        elif fits:
            why = "it is among the reports as collected, and the derived case does not have it"
            checked.findings.append(Finding("missing", "reports", ident, why, report.title))
        else:
            why = "it came in after the case was derived"
            checked.findings.append(Finding("note", "derived case", ident, why, report.title))
    known = {row.id for row in judgements}
    for row in case.judgements:
        if row.id not in known:
            why = f"the derived case was made with it ({row.verb}, by {row.author}), and it is not kept any more"
            checked.findings.append(Finding("missing", "judgements", row.id, why))


def _apart(kept: Report, derived: Report, which: str) -> Iterator[Finding]:
    """Whether a report as collected and in the derived case are the same; `which` of them was altered."""
    told = []
    for name in _OWN:
        one, other = getattr(kept, name), getattr(derived, name)
        if one != other and name in ("text", "links", "anchors", "stated_sources"):
            told.append(f"{name} differs")
        elif one != other:
            told.append(f"{name} is {repr(one)[:60]} as collected and {repr(other)[:60]} in the derived case")
    if told:
        where = "reports" if which == "the derived case" else "collected"
        yield Finding("altered", where, kept.id, f"{'; '.join(told)}: {which} was altered", kept.title)


def _check_originals(
    originals: Originals, reports: Sequence[Report], checked: Checked, bare: bool, gone: set[str]
) -> Iterator[Evidence]:
    """Whether each report's original is there and has its SHA-256; which ones nobody names; those that are sound.

    `bare` is whether the case came without its originals, `gone` are those of reports that were removed.
    """
    by_sha: defaultdict[str, list[Report]] = defaultdict(list)
    for report in reports:
        by_sha[report.sha256].append(report)
    there = set(originals)
    for sha in sorted(there - by_sha.keys()):
        place = f"{ORIGINALS}/{sha[:2]}/{sha[2:4]}"
        if sha in gone:
            why = "its report was removed, and what removing leaves to do was cut short; build again to have it done"
            checked.findings.append(Finding("note", place, sha, why))
            continue
        why = "no report has this original: a build was cut short (build again), or its report was taken out"
        checked.findings.append(Finding("added", place, sha, why))
    checked.originals = len(there & by_sha.keys())
    return _sound(originals, by_sha, checked, bare)


def _sound(originals: Originals, by_sha: dict[str, list[Report]], checked: Checked, bare: bool) -> Iterator[Evidence]:
    """Each report with its original, where that is as it was."""
    for sha, reports in sorted(by_sha.items()):
        place = f"{ORIGINALS}/{sha[:2]}/{sha[2:4]}/{sha}"
        try:
            data = originals.get(sha) if _is_there(originals, sha) else None
        except CaseError:
            why = "the bytes of its original no longer have the SHA-256 that they are kept under"
            checked.findings += [Finding("altered", place, one.id, why, one.title) for one in reports]
            continue
        if data is None:
            why = "its original is not there"
            if bare:
                why += "; the case was unpacked from a file that leaves originals out"
            kind: FindingKind = "note" if bare else "missing"
            checked.findings += [Finding(kind, place, one.id, why, one.title) for one in reports]
            continue
        yield from (Evidence(report, data) for report in reports)


def _is_there(originals: Originals, sha: str) -> bool:
    try:
        return originals.has(sha)
    except CaseError:  # what is noted for a SHA-256 is none
        return False


def _extracted_again(pairs: Iterable[Evidence], workers: int, progress: Step, total: int | None) -> list[Finding]:
    findings: list[Finding] = []
    for number, found in enumerate(guarded_map(differing, pairs, _given_up, workers), 1):
        findings += found
        progress("extract", number, total)
    return findings


def _given_up(evidence: Evidence, why: str) -> list[Finding]:
    told = f"its text could not be extracted again to be compared: it {why}"
    return [Finding("note", "text", evidence.report.id, told, evidence.report.title)]


def _check_again(store: SqlStore, found: Audit, name: ReaderName, how: tuple[int, Step], checked: Checked) -> None:
    """Read and derive everything anew, beside the case, and compare the readings; the cases are compared elsewhere."""
    with MemoryStore() as fresh:
        fresh.add_reports(found.reports)
        for judgement in found.judgements:
            fresh.add_judgement(judgement)
        checked.again = up_to_date(fresh, name, *how)
        digests = {report_digest(report): report for report in settle(found.reports)}
        key = reader_key(name)
        checked.findings += _readings_apart(digests, store.readings(key, digests), fresh.readings(key, digests))


def _readings_apart(
    digests: dict[str, Report], kept: dict[str, Reading], fresh: dict[str, Reading]
) -> Iterator[Finding]:
    for digest, report in digests.items():
        if digest in kept and kept[digest] != fresh.get(digest):
            why = "its reading as kept is not what reading it again gives"
            yield Finding("altered", "readings", report.id, why, report.title)
