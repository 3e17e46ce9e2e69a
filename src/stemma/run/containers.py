"""Archives as a stream of inputs, so that their files are parsed one by one, on all cores, in little memory."""

from __future__ import annotations

import zipfile
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import BinaryIO, cast

from stemma.collect.archive import Member, format_of, members, reports_among, unpacked, web_archives
from stemma.collect.nesting import MEMBER_LIMIT, Room, TooMuch, within
from stemma.collect.warc import Opener, Revisits, pages, repeats
from stemma.collect.warc_records import Record, Tally
from stemma.model import InputError

# Pages of a web archive handed over at once: some fifty, which a process takes a second or two to read.
WARC_PART = 2_000_000
LONGEST_PART = 2 * MEMBER_LIMIT
# What the files of a ZIP archive may unpack to all together, as it states, and no file is read beyond what is stated.
ZIP_TOTAL = 20_000_000_000


def zip_directory(path: Path) -> tuple[str | None, tuple[Member, ...]]:
    """The format that a ZIP archive is of, None for a plain one, and its members. Raises InputError."""
    with path.open("rb") as file:
        found = members(file, str(path))
    return format_of(found), found


def zip_members(path: Path) -> Iterator[tuple[str | None, tuple[Member, ...]] | InputError]:
    """What `zip_directory` gives or raises, as the one item of a stream, as archives come in."""
    try:
        yield zip_directory(path)
    except InputError as error:
        yield error


def worth_reading(found: Sequence[Member], name: str) -> tuple[Member, ...]:
    """The members of a plain ZIP archive that may be reports. Raises InputError where there are none or too much."""
    kept = reports_among(found)
    if not kept:
        raise InputError(name, "is a ZIP archive without any file that may be a report")
    if sum(member.size for member in kept) > ZIP_TOTAL:
        raise InputError(name, f"unpacks to over {ZIP_TOTAL // 1_000_000_000} GB; unpack it by hand")
    return tuple(kept)


def member_bytes(path: Path, member: Member) -> bytes:
    """The bytes of one member. Raises InputError where it can't be unpacked."""
    try:
        with path.open("rb") as file:
            return unpacked(file, member, Room(MEMBER_LIMIT))
    except (ValueError, TooMuch) as error:
        raise InputError(within(str(path), member.name), str(error)) from None


@dataclass(frozen=True, slots=True)
class WebArchive:
    """A web archive to be taken apart: what opens its files, its name, and whether digests are checked.

    `wanted` are revisits, by what they repeat, in other archives: where given, only the pages that these repeat are
    taken from it.
    """

    openers: tuple[Opener, ...]
    name: str
    check: bool
    wanted: dict[str, list[Record]] | None = None


# A part of an archive's pages, what could not be taken, revisits of pages that are not in it, the keys that it has of
# those that were wanted.
Taken = bytes | InputError | Revisits | frozenset[str]


def taken_apart(archive: WebArchive) -> Iterator[Taken]:
    """The pages of a web archive in parts of some records each, then what could not be taken.

    Last come the revisits of pages that are not in it or, where some were wanted, the keys that were found.
    """
    if archive.wanted is not None:
        keys: set[str] = set()
        yield from _parts(_noted(archive, archive.wanted, keys), archive.name)
        yield frozenset(keys)
        return
    tally, revisits = Tally(), Revisits()
    yield from _parts(pages(archive.openers, tally, archive.check, (archive.name, revisits)), archive.name)
    yield from tally.told(archive.name)
    yield revisits


def _noted(archive: WebArchive, wanted: dict[str, list[Record]], keys: set[str]) -> Iterator[Record]:
    for key, record in repeats(archive.openers, wanted, archive.check):
        keys.add(key)
        if record is not None:
            yield record


def _parts(records: Iterator[Record], name: str) -> Iterator[bytes | InputError]:
    part: list[bytes] = []
    size = 0
    try:
        for record in records:
            # A report that was handed on stays with the original before it, unless there are too many of one.
            if size >= (WARC_PART if record.kind != "metadata" else LONGEST_PART):
                yield b"".join(part)
                part, size = [], 0
            whole = record.whole()
            part.append(whole)
            size += len(whole)
    except OSError as error:
        yield InputError(name, f"can't be read any further ({error.strerror or error})")
    except Exception as error:  # zipfile raises whatever a damaged archive leads its code to
        yield InputError(name, f"can't be unpacked any further ({str(error) or type(error).__name__})")
    if part:
        yield b"".join(part)


def wacz_openers(path: Path, found: Sequence[Member]) -> tuple[Opener, ...]:
    """What opens each web archive in a WACZ as a stream."""
    return tuple(partial(_opened, path, member.name) for member in web_archives(found))


def _opened(path: Path, member: str) -> BinaryIO:
    # The archive is closed when the member, which holds on to its file, is.
    with zipfile.ZipFile(path) as archive:
        return cast(BinaryIO, archive.open(member))
