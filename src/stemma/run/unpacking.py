"""A packed case back into a folder: everything is checked against its hashes, and there is no case until all of it was.

What is in the file may come from anybody. Its parts are only ever read under the names that the format knows, so none
of them names a place on this machine; sizes are bounded by what is stated, and that by the disk.
"""

from __future__ import annotations

import hashlib
import json
import shutil
import struct
import zipfile
import zlib
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from itertools import islice
from pathlib import Path
from typing import IO, TypeVar

from stemma.collect.archive import members
from stemma.collect.originals import Originals
from stemma.model import Case, CaseError, InputError, Judgement, Removed, Report
from stemma.run.local import ORIGINALS, Step, no_progress
from stemma.run.pack_format import (
    JUDGEMENTS,
    MANIFEST,
    MANIFEST_LIMIT,
    ORIGINAL_PARTS,
    README,
    REMOVED,
    REPORTS,
    Manifest,
    Part,
    manifest_of,
)
from stemma.run.sound import is_sound_judgement, is_sound_removal, is_sound_report, unknown_fields
from stemma.store import Store, open_case
from stemma.store.encoding import decode

T = TypeVar("T", Report, Judgement, Removed)

# Reports to a transaction.
_BATCH = 64
_MOST_PARTS = 2_000_000
_ZIP = b"PK\x03\x04"
_METHODS = (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED)
# No input that is taken in is larger than 100 MB; as JSON a text takes up to six times its bytes.
_LONGEST_LINE = 700_000_000
_LARGEST_ORIGINAL = 250_000_000
# Deflate packs a thousand zeros into a byte, and no text better than some tens.
_DENSEST = 300
_SMALL = 100_000_000
_PIECE = 1 << 20

# What reading a damaged archive raises.
_DAMAGED = (zipfile.BadZipFile, zlib.error, struct.error, EOFError, NotImplementedError)


def unpack_case(file: Path, folder: Path, *, progress: Step = no_progress) -> Manifest:
    """Make a case at `folder`, where nothing is yet, out of the packed case `file`; what it holds. Nothing is derived.

    Raises InputError for a file that is no packed case, was cut short, altered or packed by a newer version, and
    CaseError where something is at `folder` or it can't be made. There is then no new case.
    """
    if folder.exists() or folder.is_symlink():
        raise CaseError(f"{folder}: is there already; name another folder, or merge: stemma merge {folder} {file}")
    with _coming(folder) as coming:
        manifest = _unpacked(file, coming, progress)
        try:
            coming.rename(folder)
        except OSError as error:
            raise CaseError(f"{folder}: the case folder can't be made: {error.strerror or error}") from error
    return manifest


@contextmanager
def unpacked_beside(file: Path, folder: Path) -> Iterator[tuple[Path, Manifest]]:
    """The packed case `file` in a folder beside `folder`, for as long as the block lasts, and what it holds.

    Raises like `unpack_case`.
    """
    with _coming(folder) as coming:
        yield coming, _unpacked(file, coming, no_progress)


@contextmanager
def _coming(folder: Path) -> Iterator[Path]:
    """A folder beside `folder` that is gone after the block. What an earlier one left that was cut short goes too."""
    coming = folder.parent / f".{folder.name}.unpacking"
    try:
        if coming.exists():
            shutil.rmtree(coming)
        coming.mkdir(parents=True)
    except OSError as error:
        raise CaseError(f"{coming}: can't be made: {error.strerror or error}") from error
    try:
        yield coming
    finally:
        shutil.rmtree(coming, ignore_errors=True)


def _unpacked(file: Path, folder: Path, progress: Step) -> Manifest:
    name = str(file)
    try:
        with file.open("rb") as raw:
            if raw.read(len(_ZIP)) != _ZIP:
                raise InputError(name, "is not a packed case; make one with: stemma pack CASE -o FILE")
            found = members(raw, name, _MOST_PARTS)
            if any(member.encrypted or member.method not in _METHODS for member in found):
                raise InputError(name, "is not a packed case: it is encrypted, or packed in another way than they are")
            sizes = {member.name: (member.size, member.packed) for member in found}
            with zipfile.ZipFile(raw) as archive:
                return _Unpacking(archive, name, progress).whole(folder, sizes)
    except OSError as error:
        raise InputError(name, f"can't be read: {error.strerror or error}") from error
    except _DAMAGED as error:
        raise InputError(name, f"is damaged or was cut short ({error or type(error).__name__})") from None


@dataclass(frozen=True, slots=True)
class _Unpacking:
    """A packed case that is being read."""

    archive: zipfile.ZipFile
    name: str
    progress: Step

    def whole(self, folder: Path, sizes: dict[str, tuple[int, int]]) -> Manifest:
        """Make the case at `folder` of all parts, each of which is checked. `sizes`, unpacked and packed, by name."""
        manifest = self._manifest(sizes)
        self._check(manifest, sizes, folder)
        parts = {part.name: part for part in manifest.parts}
        originals = Originals(folder / ORIGINALS)
        with open_case(folder, create=True) as store:
            shas = self._reports(store, parts[REPORTS], manifest.reports)
            self._rows(store, parts, manifest)
            self._text(parts[README])
            self._originals(originals, [part for part in manifest.parts if part.name.startswith(ORIGINAL_PARTS)])
            kept = {part.sha256 for part in manifest.parts if part.name.startswith(ORIGINAL_PARTS)}
            expected = set() if manifest.originals == "left out" else shas - set(manifest.missing)
            if kept != expected:
                raise self._refused("its originals are not those of its reports")
            if manifest.originals == "left out":
                store.note_bare()
            if manifest.reader is not None:
                # Nothing has that fingerprint, so that the case is derived as soon as it is looked at.
                store.put_case(Case(reports=()), "unpacked", manifest.reader)
        return manifest

    def _manifest(self, sizes: dict[str, tuple[int, int]]) -> Manifest:
        size = sizes.get(MANIFEST, (0, 0))[0]
        if not size:
            raise InputError(self.name, "is not a packed case: it has no manifest.json")
        if size > MANIFEST_LIMIT:
            raise self._refused("its manifest is larger than any")
        with self.archive.open(MANIFEST) as file:
            return manifest_of(file.read(size + 1), self.name)

    def _check(self, manifest: Manifest, sizes: dict[str, tuple[int, int]], folder: Path) -> None:
        """Whether the archive is what its manifest says, and there is room for it. Raises InputError."""
        stated = {part.name: part.size for part in manifest.parts}
        found = {name: size for name, (size, _) in sizes.items() if name != MANIFEST}
        if found != stated or len(self.archive.namelist()) != len(sizes):
            odd = sorted(name for name in {*found, *stated} if found.get(name) != stated.get(name))
            what = f"{odd[0][:100]!r} is not as its manifest says" if odd else "a part is in it twice"
            raise self._refused(what)
        total, packed = sum(stated.values()), sum(packed for _, packed in sizes.values())
        if total > _SMALL and total > packed * _DENSEST:
            raise self._refused(f"{packed:,} bytes would unpack to {total:,}, which no texts do")
        free = shutil.disk_usage(folder).free
        if total * 2 > free:
            raise InputError(self.name, f"needs some {total * 2:,} bytes of disk, and {free:,} are free")

    def _reports(self, store: Store, part: Part, count: int) -> set[str]:
        """Take the reports in; the SHA-256 of their originals."""
        shas, done = set(), 0
        values = self._values(part, Report, is_sound_report)
        while batch := list(islice(values, _BATCH)):
            done += store.add_reports(batch)
            shas |= {report.sha256 for report in batch}
            self.progress("unpack", done, count)
        if done != count:
            raise self._refused("it has other reports than its manifest says")
        return shas

    def _rows(self, store: Store, parts: dict[str, Part], manifest: Manifest) -> None:
        judgements = self._values(parts[JUDGEMENTS], Judgement, is_sound_judgement)
        try:
            for row in judgements:
                store.add_judgement(row)
        except CaseError:
            raise self._refused("its judgements contradict each other") from None
        store.remember_removed(tuple(self._values(parts[REMOVED], Removed, is_sound_removal)))
        if (len(store.judgements()), len(store.removed())) != (manifest.judgements, manifest.removed):
            raise self._refused("it has other judgements or removals than its manifest says")

    def _originals(self, originals: Originals, parts: list[Part]) -> None:
        for number, part in enumerate(parts, 1):
            if part.size > _LARGEST_ORIGINAL:
                raise self._refused("an original is larger than any that is taken in")
            originals.put(b"".join(self._pieces(part)))
            self.progress("unpack", number, len(parts))

    def _text(self, part: Part) -> None:
        for _ in self._pieces(part):
            pass

    def _values(self, part: Part, kind: type[T], is_sound: Callable[[T], bool]) -> Iterator[T]:
        for line in self._lines(part):
            try:
                plain = json.loads(line)
                (value,) = decode(kind, [line.decode()])
            except (ValueError, KeyError, TypeError, AttributeError, IndexError, RecursionError):
                raise self._refused(f"a line of {part.name} can't be read") from None
            if odd := unknown_fields(kind, plain):
                raise InputError(
                    self.name, f"holds what this version does not know ({odd[0][:50]!r} in {part.name}); update Stemma"
                )
            if not is_sound(value):
                raise self._refused(f"a line of {part.name} is not what it should be")
            yield value

    def _lines(self, part: Part) -> Iterator[bytes]:
        begun: list[bytes] = []
        length = 0
        for piece in self._pieces(part):
            first, *lines = piece.split(b"\n")
            begun.append(first)
            length += len(first)
            if length > _LONGEST_LINE:
                raise self._refused(f"a line of {part.name} is longer than any")
            if lines:
                yield b"".join(begun)
                yield from lines[:-1]
                begun, length = [lines[-1]], len(lines[-1])
        if length:
            raise self._refused(f"{part.name} ends too soon")

    def _pieces(self, part: Part) -> Iterator[bytes]:
        """The bytes of a part; InputError at their end where they are not those that the manifest names."""
        sha, size = hashlib.sha256(), 0
        with self.archive.open(part.name) as file:
            for piece in _read(file):
                size += len(piece)
                if size > part.size:
                    break
                sha.update(piece)
                yield piece
        if size != part.size or sha.hexdigest() != part.sha256:
            raise self._refused(f"{part.name} does not have the SHA-256 that its manifest says")

    def _refused(self, why: str) -> InputError:
        return InputError(self.name, f"is damaged or was altered, and nothing of it was taken: {why}")


def _read(file: IO[bytes]) -> Iterable[bytes]:
    while piece := file.read(_PIECE):
        yield piece
