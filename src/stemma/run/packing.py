"""A case into one file, to hand over or to put away; the format is told in `pack_format`."""

from __future__ import annotations

import hashlib
import zipfile
from collections.abc import Iterable, Iterator
from contextlib import suppress
from dataclasses import dataclass, field, replace
from io import BufferedRandom
from pathlib import Path

import stemma
from stemma.collect.originals import Originals
from stemma.model import CaseError, Judgement, Removed, Report, StemmaError, WeightsError
from stemma.run.local import ORIGINALS, Step, no_progress, reader_of
from stemma.run.pack_format import (
    JUDGEMENTS,
    MANIFEST,
    ORIGINAL_PARTS,
    README,
    README_TEXT,
    REMOVED,
    REPORTS,
    Manifest,
    Part,
)
from stemma.run.stages import versions
from stemma.run.whole_files import replacing
from stemma.store import Store, open_case
from stemma.store.encoding import encode
from stemma.store.judgements import undoings_last

# Before 1980 no ZIP archive was made; one moment for all parts, so that the same case gives the same bytes.
_MOMENT = (1980, 1, 1, 0, 0, 0)
_READABLE = 0o100644 << 16
_UNIX = 3


@dataclass(frozen=True, slots=True)
class Packed:
    """What was packed: the manifest, the SHA-256 of the whole file, and what could not be taken along."""

    manifest: Manifest
    sha256: str
    problems: tuple[str, ...] = ()


def pack_case(folder: Path, output: Path, *, originals: bool = True, progress: Step = no_progress) -> Packed:
    """Pack the case at `folder` into the file `output`, which is replaced as a whole where there is one.

    Without `originals` their bytes are left out, which the file says. Those that are missing from the case or were
    altered in it are left out, said in the file, and in the result as problems. Raises CaseError where the case can't
    be read, and StemmaError where the file can't be written; what was there before is then unharmed.
    """
    with open_case(folder, create=False) as store:
        bytes_of = Originals(folder / ORIGINALS)
        try:
            with replacing(output) as file:
                manifest, problems = _Packing(file, progress).whole(store, folder, bytes_of if originals else None)
                file.flush()
                file.seek(0)
                sha256 = hashlib.file_digest(file, "sha256").hexdigest()
        except OSError as error:
            raise StemmaError(f"{output}: can't be written: {error.strerror or error}") from error
    return Packed(manifest, sha256, problems)


@dataclass(slots=True)
class _Packing:
    """A file that is being packed."""

    file: BufferedRandom
    progress: Step
    parts: list[Part] = field(default_factory=list)
    problems: list[str] = field(default_factory=list)
    missing: list[str] = field(default_factory=list)

    def whole(self, store: Store, folder: Path, originals: Originals | None) -> tuple[Manifest, tuple[str, ...]]:
        """Write all parts; the manifest, and what could not be taken along."""
        reports, removed = store.reports(), tuple(store.removed())
        rows = tuple(replace(row, undone_by=None) for row in undoings_last(store.judgements()))
        reader = store.reader()
        with zipfile.ZipFile(self.file, "w") as archive:
            self._write(archive, README, [README_TEXT.encode()])
            self._write(archive, REPORTS, _lines(reports))
            self._write(archive, JUDGEMENTS, _lines(rows))
            self._write(archive, REMOVED, _lines(removed))
            if originals is not None:
                self._originals(archive, originals, sorted({report.sha256 for report in reports}))
            manifest = Manifest(
                made_by=f"stemma {stemma.__version__}",
                reader=reader,
                read_by=_read_by(store, folder) if reader else (),
                reports=len(reports),
                judgements=len(rows),
                removed=len(removed),
                originals="left out" if originals is None else "included",
                missing=tuple(self.missing),
                parts=tuple(self.parts),
            )
            self._write(archive, MANIFEST, [manifest.text.encode()])
        return manifest, tuple(self.problems)

    def _originals(self, archive: zipfile.ZipFile, originals: Originals, wanted: list[str]) -> None:
        for number, sha in enumerate(wanted, 1):
            try:
                data = originals.get(sha)
            except CaseError as error:
                self.problems.append(str(error))
                self.missing.append(sha)
                continue
            self._write(archive, ORIGINAL_PARTS + sha, [data])
            self.progress("pack", number, len(wanted))

    def _write(self, archive: zipfile.ZipFile, name: str, pieces: Iterable[bytes]) -> None:
        entry = zipfile.ZipInfo(name, _MOMENT)
        entry.compress_type, entry.create_system, entry.external_attr = zipfile.ZIP_DEFLATED, _UNIX, _READABLE
        sha, size = hashlib.sha256(), 0
        # With room for sizes over 4 GB always: how large lines come to be is not known before they are written.
        with archive.open(entry, "w", force_zip64=True) as part:
            for piece in pieces:
                part.write(piece)
                sha.update(piece)
                size += len(piece)
        self.parts.append(Part(name=name, size=size, sha256=sha.hexdigest()))


def _lines(values: Iterable[Report | Judgement | Removed]) -> Iterator[bytes]:
    return (encode(value).encode() + b"\n" for value in values)


def _read_by(store: Store, folder: Path) -> tuple[str, ...]:
    """What read and derived the case; nothing where this version can't tell."""
    with suppress(WeightsError, CaseError):
        return tuple(f"{what}: {which}" for what, which in versions(reader_of(store, folder)))
    return ()
