"""ZIP archives: their members one by one, as files of their own. Nothing is ever written to disk under their names."""

from __future__ import annotations

import bz2
import io
import lzma
import re
import struct
import zipfile
import zlib
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import BinaryIO, Protocol

from stemma.collect.nesting import Found, Inner, Room, TooMuch, within
from stemma.model import InputError

_MOST_MEMBERS = 200_000
_LOCAL_HEADER = struct.Struct("<4s22xHH")
_STORED, _DEFLATED, _BZIP2 = 0, 8, 12
_COMPANION = re.compile(r"(?:^|/)([^/]+)_files/")
# Formats that are ZIP archives inside, by a member that only they have.
_WHOLE_FORMATS = (
    ("word/document.xml", "docx"),
    ("datapackage.json", "wacz"),
    ("xl/workbook.xml", "a spreadsheet"),
    ("ppt/presentation.xml", "a presentation"),
    ("META-INF/container.xml", "an e-book (EPUB)"),
    ("content.xml", "an OpenDocument file"),
)


@dataclass(frozen=True, slots=True)
class Member:
    """A file in a ZIP archive: where its header begins in the archive, and how its bytes are packed there."""

    name: str
    offset: int
    packed: int
    size: int
    crc: int
    method: int
    encrypted: bool


def members(file: BinaryIO, name: str, most: int = _MOST_MEMBERS) -> tuple[Member, ...]:
    """The files in a ZIP archive, by name, up to `most`. Raises InputError where it is damaged or built to deceive.

    Members that share bytes are refused: honest archives have none, and a small one made of them unpacks to
    petabytes (Fifield 2019, "A better zip bomb").
    """
    try:
        with zipfile.ZipFile(file) as archive:
            entries = [entry for entry in archive.infolist() if not entry.is_dir()]
    except (zipfile.BadZipFile, ValueError, NotImplementedError, struct.error, OSError, EOFError, IndexError) as error:
        raise InputError(name, f"is a ZIP archive that can't be opened ({error or type(error).__name__})") from None
    if len(entries) > most:
        raise InputError(name, f"is a ZIP archive of over {most:,} files; unpack it by hand")
    in_place = sorted(entries, key=lambda entry: entry.header_offset)
    if any(one.header_offset + _LOCAL_HEADER.size + one.compress_size > other.header_offset
           for one, other in pairwise(in_place)):  # fmt: skip
        raise InputError(name, "is a ZIP archive whose files lie over one another, as in a ZIP bomb")
    found = (
        Member(e.filename, e.header_offset, e.compress_size, e.file_size, e.CRC, e.compress_type, bool(e.flag_bits & 1))
        for e in entries
    )
    return tuple(sorted(found, key=lambda member: (member.name, member.offset)))


def format_of(found: Sequence[Member]) -> str | None:
    """The format whose files are ZIP archives inside: "docx", "wacz" or the words for one that is not read."""
    names = {member.name for member in found}
    return next((kind for telling, kind in _WHOLE_FORMATS if telling in names), None)


def reports_among(found: Sequence[Member]) -> list[Member]:
    """The members that may be reports; hidden ones, README files and saved pages' companions are passed over."""
    pages = {member.name.rpartition(".")[0] for member in found if member.name.lower().endswith((".html", ".htm"))}
    kept = []
    for member in found:
        parts = member.name.replace("\\", "/").split("/")
        hidden = any(part.startswith(".") and part.strip(".") for part in parts) or "__MACOSX" in parts
        companion = any(member.name[: place.end(1)] in pages for place in _COMPANION.finditer(member.name))
        if not hidden and not companion and parts[-1].rpartition(".")[0].lower() != "readme" and member.size:
            kept.append(member)
    return kept


def web_archives(found: Sequence[Member]) -> list[Member]:
    """The web archives (WARC) in a WACZ, whose other files are indexes of these."""
    return [member for member in found if re.search(r"\.warc(?:\.gz)?$", member.name, re.I)]


def unpacked(file: BinaryIO, member: Member, room: Room) -> bytes:
    """The bytes of a member. Raises TooMuch, and ValueError where it is damaged, encrypted or packed unusually."""
    if member.encrypted:
        raise ValueError("is encrypted; unpack it by hand")
    file.seek(member.offset)
    header = file.read(_LOCAL_HEADER.size)
    if len(header) < _LOCAL_HEADER.size or not header.startswith(b"PK\x03\x04"):
        raise ValueError("is damaged: its header is not where the archive says")
    _, name_length, extra_length = _LOCAL_HEADER.unpack(header)
    file.seek(name_length + extra_length, io.SEEK_CUR)
    data = _decompressed(file.read(member.packed), member.method, room)
    if len(data) > member.size:
        raise ValueError("is damaged: it is larger than the archive says")
    if zlib.crc32(data) != member.crc:
        raise ValueError("is damaged: its check sum does not fit")
    room.take(len(data))
    return data


def _decompressed(packed: bytes, method: int, room: Room) -> bytes:
    limit = room.member
    if method == _STORED:
        data = packed
    elif method == _DEFLATED:
        data = _inflated(packed, limit)
    elif method == _BZIP2:
        data = _bounded(bz2.BZ2Decompressor(), packed, limit)
    else:
        raise ValueError("is packed in a way that is not read; unpack it by hand")
    if len(data) > limit:
        raise room.refused()
    return data


def _inflated(packed: bytes, limit: int) -> bytes:
    try:
        return zlib.decompressobj(-zlib.MAX_WBITS).decompress(packed, limit + 1)
    except zlib.error:
        raise ValueError("is damaged: it can't be unpacked") from None


class _Decompressor(Protocol):
    def decompress(self, data: bytes, max_length: int = -1) -> bytes: ...


def _bounded(decompressor: _Decompressor, packed: bytes, limit: int) -> bytes:
    try:
        return decompressor.decompress(packed, limit + 1)
    except (OSError, EOFError, lzma.LZMAError):
        raise ValueError("is damaged: it can't be unpacked") from None


def read_zip(data: bytes, name: str, inner: Inner, room: Room) -> Found:
    """The reports in the files of a ZIP archive. What can't be unpacked is an InputError in its place."""
    file = io.BytesIO(data)
    found = reports_among(members(file, name))
    if not found:
        yield InputError(name, "is a ZIP archive without any file that may be a report")
    for number, member in enumerate(found):
        inside = within(name, member.name)
        try:
            yield from inner(unpacked(file, member, room), inside)
        except ValueError as error:
            yield InputError(inside, str(error))
        except TooMuch as error:
            if room.left < room.member + 1 and number + 1 < len(found):
                yield InputError(name, f"{error}; {len(found) - number} of its files were not read")
                return
            yield InputError(inside, str(error))


def read_compressed(data: bytes, name: str, inner: Inner, room: Room) -> Found:
    """The reports in a file compressed by gzip, bzip2 or xz, all of its parts."""
    try:
        content = decompressed(data, room)
    except (ValueError, TooMuch) as error:
        yield InputError(name, f"is compressed and {error}")
        return
    room.take(len(content))
    yield from inner(content, re.sub(r"\.(?:gz|bz2|xz)$", "", name, flags=re.I))


def decompressed(data: bytes, room: Room) -> bytes:
    """The whole content of a gzip, bzip2 or xz file. Raises TooMuch, and ValueError where it is damaged."""
    parts: list[bytes] = []
    length, rest = 0, data
    while rest:
        made = _decompressor(rest)
        if made is None:
            break  # what follows the last part, which gzip itself passes over too
        try:
            part = made.decompress(rest, room.member - length + 1)
        except (zlib.error, OSError, EOFError, lzma.LZMAError):
            if parts:
                break
            raise ValueError("is damaged: it can't be unpacked") from None
        parts.append(part)
        length += len(part)
        if length > room.member:
            raise room.refused()
        if not made.eof:
            raise ValueError("is damaged: it ends too soon")
        rest = made.unused_data
    return b"".join(parts)


def _decompressor(data: bytes) -> zlib._Decompress | bz2.BZ2Decompressor | lzma.LZMADecompressor | None:
    if data.startswith(b"\x1f\x8b"):
        return zlib.decompressobj(zlib.MAX_WBITS | 16)
    if data.startswith(b"BZh"):
        return bz2.BZ2Decompressor()
    return lzma.LZMADecompressor(memlimit=200_000_000) if data.startswith(b"\xfd7zXZ\x00") else None
