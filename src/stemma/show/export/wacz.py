"""The case with the original bytes of its reports as one web archive: WACZ 1.1.1 (webrecorder.net, 2023).

What we kept of a page is its body, without the headers that it was sent with, so every original is a `resource` record.
Behind each stands a `metadata` record for every report that was extracted from it, which `collect` reads back.
"""

from __future__ import annotations

import hashlib
import json
import zipfile
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, field
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path
from typing import IO, Any

from stemma.collect.handed import FORMAT, MEDIA_TYPE
from stemma.collect.media import media_type
from stemma.collect.originals import Originals
from stemma.model import Report, StemmaError, sha256_of
from stemma.show.export import verify
from stemma.show.export.contract import case_document, report_document, to_json
from stemma.show.export.handing import LONG_AGO, Handed
from stemma.show.export.warc import (
    Kept,
    address,
    index_line,
    leading_lines,
    packed_index,
    warc_date,
    write_record,
)

WACZ_VERSION = "1.1.1"
SCRIPT = "stemma/verify.py"
_INDEX, _LEADING, _PAGES = "indexes/index.cdx.gz", "indexes/index.idx", "pages/pages.jsonl"
# What stands for the page at an address. A line of JSON or an entry of a feed only tells of it.
_NO_PAGES = frozenset({"application/json", "application/xml", "message/rfc822", "application/octet-stream"})
_DESCRIPTION = (
    "The reports of a case with their original bytes, gathered and compared by Stemma. `stemma/case.json` is the case, "
    "`stemma/checks.jsonl` what its hashes and offsets were. To check all of it: `stemma verify FILE.wacz`, or, with "
    f"nothing but Python, `python verify.py FILE.wacz` with a copy of `{SCRIPT}` that you trust."
)


@dataclass(slots=True)
class _Package:
    """The archive as it is written: each file is noted with its hash and length."""

    zip: zipfile.ZipFile
    resources: list[dict[str, Any]] = field(default_factory=list)

    def put(self, path: str, data: bytes) -> None:
        with self.open(path, len(data)) as part:
            part.write(data)

    def open(self, path: str, size: int | None = None) -> _Part:
        """A file to be written, of `size` bytes, None where that is not known and may be over 2 GB."""
        info = zipfile.ZipInfo(path, LONG_AGO)
        # The same on Windows; what is packed already has to be found in place by those who read only parts of it.
        info.create_system, info.external_attr = 3, 0o644 << 16
        info.compress_type = zipfile.ZIP_STORED if path.endswith(".gz") else zipfile.ZIP_DEFLATED
        return _Part(self, path, self.zip.open(info, "w", force_zip64=size is None or size >= 1 << 31))


class _Part:
    """One file of the package, hashed while it is written."""

    def __init__(self, package: _Package, path: str, file: IO[bytes]) -> None:
        self._package, self._path, self._file = package, path, file
        self._hash, self._length = hashlib.sha256(), 0

    def write(self, data: bytes) -> int:
        self._hash.update(data)
        self._length += len(data)
        return self._file.write(data)

    def __enter__(self) -> _Part:
        return self

    def __exit__(self, *_: object) -> None:
        self._file.close()
        self._package.resources.append({
            "name": self._path.rpartition("/")[2].lower(),
            "path": self._path,
            "hash": "sha256:" + self._hash.hexdigest(),
            "bytes": self._length,
        })  # fmt: skip


def write_wacz(handed: Handed, file: IO[bytes]) -> None:
    """Write the case to `file`, one original in memory at a time; the same case gives the same bytes.

    Raises StemmaError where there are no originals and CaseError where one is missing or was altered: half of the
    evidence is none.
    """
    if handed.originals is None:
        raise StemmaError("the originals of this case are not at hand, and a WACZ is made of them")
    document = case_document(handed.case)
    with zipfile.ZipFile(file, "w") as archive:
        package = _Package(archive)
        pages, lines = _write_archive(package, handed, handed.originals)
        blocks = list(packed_index(lines, _INDEX.rpartition("/")[2]))
        package.put(_INDEX, b"".join(block for block, _ in blocks))
        package.put(_LEADING, leading_lines(blocks, _INDEX.rpartition("/")[2]).encode("ascii"))
        package.put(_PAGES, _lines([{"format": "json-pages-1.0", "id": "pages", "title": "Reports"}, *pages]))
        package.put(verify.CASE, (to_json(document) + "\n").encode("utf-8"))
        with package.open(verify.CHECKS) as checks:
            for line in verify.check_lines(json.loads(to_json(document))):
                checks.write(_lines([line]))
        package.put(SCRIPT, Path(verify.__file__).read_bytes().replace(b"\r\n", b"\n"))
        described = (json.dumps(_description(handed, package), indent=2) + "\n").encode("ascii")
        package.put(verify.PACKAGE, described)
        digest = {"path": verify.PACKAGE, "hash": "sha256:" + sha256_of(described)}
        package.put(verify.DIGEST, (json.dumps(digest, indent=2) + "\n").encode("ascii"))


def digest_told(path: Path) -> str:
    """The one hash that all others hang from, as a line to be published or time-stamped."""
    with zipfile.ZipFile(path) as archive:
        return f"digest of {verify.PACKAGE} {verify.package_digest(archive)}"


def _write_archive(package: _Package, handed: Handed, originals: Originals) -> tuple[list[dict[str, Any]], list[str]]:
    """Write the originals with their reports; the pages to list and the lines of the index."""
    pages: list[dict[str, Any]] = []
    lines: list[str] = []
    offset, name = 0, verify.WARC.rpartition("/")[2]
    dates = [warc_date(report.captured) for report in handed.case.reports]
    with package.open(verify.WARC) as part:
        offset += write_record(part, _warcinfo(handed, max(dates, default=warc_date(None))))  # type: ignore[arg-type]
        for record, reports in _records(handed, originals):
            length = write_record(part, record)  # type: ignore[arg-type]
            lines.append(index_line(record, offset, length, name))
            offset += length
            for report in reports:
                offset += write_record(part, _about(report, record))  # type: ignore[arg-type]
                pages.append(_page(report, record))
    return pages, lines


def _records(handed: Handed, originals: Originals) -> Iterator[tuple[Kept, list[Report]]]:
    """Each original under each address that it stands for, with the reports that were extracted from it."""
    by_original: defaultdict[str, list[Report]] = defaultdict(list)
    for report in handed.case.reports:
        by_original[report.sha256].append(report)
    for sha, reports in by_original.items():
        data = originals.get(sha)
        kind = media_type(data, reports[0].id)
        targets: defaultdict[str, list[Report]] = defaultdict(list)
        for report in reports:
            targets[_target(report, kind)].append(report)
        for uri, together in targets.items():
            date = min(warc_date(report.captured) for report in together)
            yield Kept(kind="resource", uri=uri, date=date, media_type=kind, block=data), together


def _target(report: Report, kind: str) -> str:
    """The address that an original was had from, or one made of its hash where it is no page at an address."""
    is_page = (report.url or "").lower().startswith(("http://", "https://")) and kind not in _NO_PAGES
    return address(report.url or "") if is_page else f"urn:sha256:{report.sha256}"


def _about(report: Report, record: Kept) -> Kept:
    row = report_document(report)
    del row["story"]  # the case's, not the report's own
    return Kept(
        kind="metadata",
        uri=record.uri,
        date=record.date,
        media_type=MEDIA_TYPE,
        block=to_json({"format": FORMAT, "report": row}).encode("utf-8"),
        refers_to=record.ident,
    )


def _warcinfo(handed: Handed, date: str) -> Kept:
    told = {"software": _software(), "format": "WARC File Format 1.1", "isPartOf": " ".join(handed.title.split())}
    block = "".join(f"{name}: {value}\r\n" for name, value in told.items()).encode("utf-8", "replace")
    return Kept(kind="warcinfo", uri="", date=date, media_type="application/warc-fields", block=block)


def _page(report: Report, record: Kept) -> dict[str, Any]:
    return {
        "id": sha256_of(report.id)[:16],
        "url": record.uri,
        "ts": record.date,
        "title": report.title or report.id,
        "size": len(record.block),
        "report": report.id,
        "address": report.url,
        "published": report.published,
    }


def _description(handed: Handed, package: _Package) -> dict[str, Any]:
    return {
        "profile": "data-package",
        "wacz_version": WACZ_VERSION,
        "title": handed.title,
        "description": _DESCRIPTION,
        # Not the time of writing: the same case gives the same bytes, and so the same digest.
        "created": max((warc_date(report.captured) for report in handed.case.reports), default=warc_date(None)),
        "software": _software(),
        "versions": dict(handed.versions),
        "resources": package.resources[:],
    }


def _software() -> str:
    try:
        return f"Stemma {version('stemma-news')}"
    except PackageNotFoundError:  # copied into place without its metadata
        return "Stemma"


def _lines(rows: list[dict[str, Any]]) -> bytes:
    return "".join(json.dumps(row) + "\n" for row in rows).encode("ascii")
