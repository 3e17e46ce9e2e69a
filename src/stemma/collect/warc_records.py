"""The records of a web archive (WARC 1.0 and 1.1, ISO 28500) as a stream, whatever is broken among them."""

from __future__ import annotations

import io
import re
import zlib
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import BinaryIO

from stemma.collect.http_body import headers
from stemma.collect.nesting import MEMBER_LIMIT
from stemma.model import InputError

_BLOCK = 1 << 18
_HEADER_AT_MOST = 65_536
# Honest pages pack to a tenth; beyond this an archive is made to keep its reader busy.
_RATIO, _RATIO_FROM = 300, 1_000_000_000
_BEGINS = re.compile(rb"WARC/\d\.\d[ \t]*\r?\n")


@dataclass(frozen=True, slots=True)
class Record:
    """A record: its header as it stands, the header's fields by lower-case name, and its block."""

    head: bytes
    fields: dict[str, str]
    block: bytes

    @property
    def kind(self) -> str:
        """response, resource, revisit, request, ..."""
        return self.fields.get("warc-type", "").lower()

    @property
    def uri(self) -> str:
        """The address that it was had from."""
        return self.fields.get("warc-target-uri", "").strip("<> ")

    @property
    def content_type(self) -> str:
        """The media type of the block, as stated."""
        return self.fields.get("content-type", "")

    @property
    def payload_digest(self) -> str | None:
        """The digest of what the response carries, as stated."""
        return self.fields.get("warc-payload-digest")

    def whole(self) -> bytes:
        """The record as it stands in the archive."""
        return self.head + b"\r\n" + self.block + b"\r\n\r\n"


@dataclass(slots=True)
class Tally:
    """What of an archive could not be taken, for the one line that says so."""

    broken: int = 0
    too_large: int = 0
    altered: int = 0
    unresolved: int = 0

    def told(self, name: str) -> Iterator[InputError]:
        """A line for each kind of loss."""
        if self.broken:
            yield InputError(name, f"{self.broken} broken record(s) were passed over; the rest was read")
        if self.too_large:
            yield InputError(name, f"{self.too_large} record(s) over {MEMBER_LIMIT // 1_000_000} MB were passed over")
        if self.altered:
            yield InputError(name, f"{self.altered} record(s) do not have the digest that they state; not read")
        if self.unresolved:
            yield InputError(name, f"{self.unresolved} revisit record(s) lead to pages that are not in this archive")


class _Damaged(Exception):  # noqa: N818 - a finding
    """A part of a packed archive can't be unpacked; what follows can."""


@dataclass(slots=True)
class _Unpacking:
    """The bytes of an archive, unpacked where it is packed by gzip, record by record or as a whole."""

    file: BinaryIO
    raw: bytes = b""
    made: zlib._Decompress | None = None
    packed: bool | None = None
    read_in: int = 0
    given_out: int = 0

    def block(self) -> bytes:
        """Some more bytes, b"" at the end. Raises _Damaged, after which the next call goes on behind the damage."""
        while True:
            if not self.raw and not self._more():
                return b""
            if self.packed is None:
                self.packed = self.raw.startswith(b"\x1f\x8b")
            if not self.packed:
                given, self.raw = self.raw, b""
                return given
            if given := self._inflated():
                self.given_out += len(given)
                if self.given_out > _RATIO_FROM and self.given_out > _RATIO * self.read_in:
                    self.raw, self.file = b"", io.BytesIO()
                    raise _Damaged
                return given

    def _more(self) -> bool:
        fresh = self.file.read(_BLOCK)
        self.read_in += len(fresh)
        self.raw += fresh
        return bool(fresh)

    def _inflated(self) -> bytes:
        if self.made is None:
            self._to_next_part(0)
            if not self.raw:
                return b""
            self.made = zlib.decompressobj(zlib.MAX_WBITS | 16)
        try:
            given = self.made.decompress(self.raw, 4 * _BLOCK)
        except zlib.error:
            self.made = None
            self._to_next_part(1)
            raise _Damaged from None
        self.raw = self.made.unconsumed_tail
        if self.made.eof:
            self.raw, self.made = self.made.unused_data, None
        return given

    def _to_next_part(self, start: int) -> None:
        """Go on to where the next part begins."""
        while True:
            at = self.raw.find(b"\x1f\x8b\x08", start)
            if at >= 0:
                self.raw = self.raw[at:]
                return
            self.raw, start = self.raw[max(0, len(self.raw) - 2) :], 0
            if not self._more():
                self.raw = b""
                return


@dataclass(slots=True)
class _Stream:
    """Bytes of an archive to be read by line or by length, and put back."""

    source: _Unpacking
    held: bytearray = field(default_factory=bytearray)

    def fill(self, length: int) -> bool:
        """Whether at least `length` bytes are held now."""
        while len(self.held) < length:
            block = self.source.block()
            if not block:
                return False
            self.held += block
        return True

    def take(self, length: int) -> bytes:
        """The next `length` bytes, fewer at the end."""
        self.fill(length)
        taken = bytes(self.held[:length])
        del self.held[:length]
        return taken

    def skip(self, length: int) -> bool:
        """Pass over bytes without holding them; whether there were so many."""
        while length > 0:
            step = len(self.take(min(length, _BLOCK)))
            if not step:
                return False
            length -= step
        return True

    def header_end(self) -> int:
        """Where the empty line after a header is in what is held; -1 where it is not or too far."""
        gaps = (self.held.find(gap, 0, _HEADER_AT_MOST) for gap in (b"\r\n\r\n", b"\n\n"))
        return min((at for at in gaps if at >= 0), default=-1)

    def to_next_record(self) -> bool:
        """Pass over what is no record; whether there is another one."""
        while True:
            at = self.held.find(b"WARC/")
            if at >= 0:
                del self.held[:at]
                self.fill(12)
                if _BEGINS.match(self.held) or len(self.held) < 8:
                    return len(self.held) >= 8
                del self.held[:5]
                continue
            del self.held[: max(0, len(self.held) - 4)]
            if not self.fill(len(self.held) + 1):
                return False


def records(file: BinaryIO, tally: Tally) -> Iterator[Record]:
    """The records of an archive, packed or not, in order. Broken and overlarge ones are counted and passed over."""
    stream = _Stream(_Unpacking(file))
    while True:
        try:
            while not (stream.fill(1) and stream.held[0] not in b"\r\n"):
                if not stream.held:
                    return
                del stream.held[: len(stream.held) - len(stream.held.lstrip(b"\r\n"))]
            if (record := _record(stream, tally)) is not None:
                yield record
        except _Damaged:
            tally.broken += 1
            stream.held.clear()


def _record(stream: _Stream, tally: Tally) -> Record | None:
    stream.fill(12)
    if not _BEGINS.match(stream.held):
        tally.broken += 1
        if not stream.to_next_record():
            stream.held.clear()
        return None
    end = stream.header_end()
    while end < 0 and len(stream.held) <= _HEADER_AT_MOST and stream.fill(len(stream.held) + 1):
        end = stream.header_end()
    stated = headers(bytes(stream.held[: max(end, 0)]))
    if end < 0 or not re.fullmatch(r"\d{1,15}", stated.get("content-length", "")):
        tally.broken += 1
        del stream.held[:5]
        if not stream.to_next_record():
            stream.held.clear()
        return None
    head = bytes(stream.held[:end]).replace(b"\r\n", b"\n").replace(b"\n", b"\r\n") + b"\r\n"
    del stream.held[: end + (4 if stream.held.startswith(b"\r\n\r\n", end) else 2)]
    length = int(stated["content-length"])
    if length > MEMBER_LIMIT:
        tally.too_large += 1
        stream.skip(length)
        return None
    block = stream.take(length)
    if len(block) < length:
        tally.broken += 1
        _put_back(stream, block)
        return None
    stream.fill(2)
    if stream.held and stream.held[0] not in b"\r\n":
        # The length is wrong: what it swallowed of the next record is put back.
        tally.broken += 1
        _put_back(stream, block)
        return None
    return Record(head, stated, block)


def _put_back(stream: _Stream, block: bytes) -> None:
    at = block.find(b"\r\n\r\nWARC/1.")
    if at >= 0:
        stream.held[:0] = block[at:]
    elif stream.held and not _BEGINS.match(stream.held) and not stream.to_next_record():
        stream.held.clear()
