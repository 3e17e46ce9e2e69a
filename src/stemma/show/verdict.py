"""Whether a case, a WACZ of ours or an export is as it was: everything that checking finds, in one value."""

from __future__ import annotations

import json
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from stemma.model import Case, Finding, InputError
from stemma.run.containers import zip_directory
from stemma.run.local import Step, no_progress
from stemma.run.verifying import check_archive, check_case
from stemma.show.characters import shortened
from stemma.show.export import verify
from stemma.show.export.contract import FORMAT, case_document, to_json
from stemma.show.labels import counted

_ORDER = {"altered": 0, "missing": 1, "added": 2, "note": 3}
_LONGEST = 400


@dataclass(frozen=True, slots=True)
class Verdict:
    """What was checked (`kind`: case, WACZ or export), what was looked at in it, what was found, what to know besides.

    `digest` is the hash that all others of a WACZ hang from.
    """

    kind: str
    looked_at: str
    findings: tuple[Finding, ...]
    notes: tuple[Finding, ...]
    digest: str | None = None


def verdict_of(path: Path, *, again: bool = False, workers: int = 1, progress: Step = no_progress) -> Verdict:
    """The verdict on a case folder, a WACZ or an export.

    Raises CaseError or InputError where it can't be checked at all.
    """
    if path.is_file():
        return _of_wacz(path, workers, progress) if zipfile.is_zipfile(path) else _of_export(path)
    return _of_case(path, again, workers, progress)


def _of_case(folder: Path, again: bool, workers: int, progress: Step) -> Verdict:
    checked = check_case(folder, again=again, workers=workers, progress=progress)
    found = list(checked.findings)
    looked = [counted(checked.reports, "report"), counted(checked.originals, "original")]
    if checked.case is not None:
        document = _plain(checked.case)
        found += _told(verify.case_findings(document))
        looked += [f"{_spans(document):,} offsets"]
        if checked.again is not None:
            lines = verify.check_lines(_plain(checked.again))
            found += _told(verify.noted_findings(document, lines, "when derived again"))
            looked += ["everything derived again"]
    return _verdict("case", looked, found)


def _of_wacz(path: Path, workers: int, progress: Step) -> Verdict:
    zip_directory(path)  # refuses what is built to deceive
    try:
        with zipfile.ZipFile(path) as archive:
            found = _told(verify.wacz_findings(archive))
            document = json.loads(verify.content(archive, verify.CASE))
            digest = verify.package_digest(archive) if verify.PACKAGE in archive.namelist() else None
    except KeyError:
        raise InputError(str(path), f"is no WACZ that Stemma wrote: it holds no {verify.CASE}") from None
    except (*verify.UNREADABLE, AttributeError) as error:
        raise InputError(str(path), f"can't be checked ({error or type(error).__name__})") from None
    found += check_archive(path, workers, progress)
    reports = len(verify.rows_of(document, "reports"))
    return _verdict("WACZ", [counted(reports, "report"), f"{_spans(document):,} offsets"], found, digest)


def _of_export(path: Path) -> Verdict:
    try:
        document = json.loads(path.read_bytes())
        if document.get("format") != FORMAT:
            raise ValueError
        found = _told(verify.case_findings(document))
    except (*verify.UNREADABLE, AttributeError):
        raise InputError(str(path), f"is neither a case, nor a WACZ, nor an export ({FORMAT})") from None
    why = "an export alone can't show altered originals, nor what was taken out of it; a WACZ can"
    found.append(Finding("note", path.name, "", why))
    reports = len(verify.rows_of(document, "reports"))
    return _verdict("export", [counted(reports, "report"), f"{_spans(document):,} offsets"], found)


def _plain(case: Case) -> dict[str, Any]:
    document: dict[str, Any] = json.loads(to_json(case_document(case)))
    return document


def _spans(document: dict[str, Any]) -> int:
    return sum(
        1
        for name in verify.LISTS
        for row in verify.rows_of(document, name)
        for _ in verify.places_of(row, verify.owner(name, row))
    )


def _told(found: Iterator[verify.Finding]) -> list[Finding]:
    return [Finding(one.what, one.where, one.item, shortened(one.why, _LONGEST), one.title) for one in found]  # type: ignore[arg-type]


def _verdict(kind: str, looked: list[str], found: list[Finding], digest: str | None = None) -> Verdict:
    ordered = sorted(dict.fromkeys(found), key=lambda one: _ORDER[one.what])
    findings = tuple(one for one in ordered if one.what != "note")
    return Verdict(kind, ", ".join(looked), findings, tuple(one for one in ordered if one.what == "note"), digest)


def verdict_document(path: Path, verdict: Verdict) -> dict[str, Any]:
    """The verdict for other programs: the format "stemma-verify/1"."""
    return {
        "format": "stemma-verify/1",
        "checked": str(path),
        "kind": verdict.kind,
        "looked_at": verdict.looked_at,
        "sound": not verdict.findings,
        "findings": [_row(one) for one in verdict.findings],
        "notes": [_row(one) for one in verdict.notes],
        "digest": verdict.digest,
    }


def _row(finding: Finding) -> dict[str, str | None]:
    return {name: getattr(finding, name) for name in ("what", "where", "item", "title", "why")}
