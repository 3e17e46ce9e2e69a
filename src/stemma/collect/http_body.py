"""An HTTP response as it came over the wire, to the bytes that it carries."""

from __future__ import annotations

import re
import zlib
from dataclasses import dataclass

import brotli

_STATUS = re.compile(rb"HTTP/\d(?:\.\d)?[ \t]+(\d{3})")
_CHUNK = re.compile(rb"[ \t]*([0-9A-Fa-f]{1,8})[^\n]{0,200}\n")
_HEADERS_AT_MOST = 262_144
_BLOCK = 1 << 20


class NotRead(Exception):  # noqa: N818 - a finding, which the reader words for its user
    """A response whose bytes can't be had; its text says why, as a half sentence."""


@dataclass(frozen=True, slots=True)
class Response:
    """A response's status, its headers by lower-case name (the last of each), and its body as transferred."""

    status: int
    headers: dict[str, str]
    body: bytes

    def content(self, limit: int) -> bytes:
        """The body with chunks joined and unpacked. Raises NotRead where that fails or is over `limit` bytes."""
        data = self.body
        if "chunked" in self.headers.get("transfer-encoding", "").lower():
            data = _joined(data)
        for coding in reversed(self.headers.get("content-encoding", "").lower().replace(",", " ").split()):
            data = unpacked(data, coding, limit)
        if len(data) > limit:
            raise NotRead(f"is over {limit // 1_000_000} MB, which no report is")
        return data

    @property
    def charset(self) -> str | None:
        """The encoding that the headers name."""
        found = re.search(r"charset\s*=\s*[\"']?([\w.:-]{2,40})", self.headers.get("content-type", ""), re.I)
        return found[1] if found else None


def parsed(data: bytes) -> Response | None:
    """The response in `data`, None where it is none."""
    begun = _STATUS.match(data)
    if begun is None:
        return None
    end, gap = data.find(b"\r\n\r\n", 0, _HEADERS_AT_MOST), 4
    if end < 0:
        end, gap = data.find(b"\n\n", 0, _HEADERS_AT_MOST), 2
    head, body = (data, b"") if end < 0 else (data[:end], data[end + gap :])
    return Response(int(begun[1]), headers(head), body)


def headers(head: bytes) -> dict[str, str]:
    """Header lines after the first as text by lower-case name."""
    found: dict[str, str] = {}
    for line in head[:_HEADERS_AT_MOST].decode("utf-8", "replace").splitlines()[1:]:
        name, colon, value = line.partition(":")
        if colon and name.strip():
            found[name.strip().lower()] = value.strip()
    return found


def unpacked(data: bytes, coding: str, limit: int) -> bytes:
    """`data` unpacked from one content coding. Raises NotRead where it is damaged, unknown or over `limit` bytes."""
    if coding in ("identity", "none", ""):
        return data
    try:
        if coding in ("gzip", "x-gzip"):
            made = _inflated(data, zlib.MAX_WBITS | 16, limit)
        elif coding == "deflate":
            # Half of the servers send it with the header that the standard asks for, half without.
            made = _inflated(data, zlib.MAX_WBITS if data[:1] == b"\x78" else -zlib.MAX_WBITS, limit)
        elif coding == "br":
            made = _from_brotli(data, limit)
        else:
            raise NotRead(f"is packed in a way that is not read ({coding[:20]!r})")
    except (zlib.error, brotli.error):
        if coding in ("gzip", "x-gzip") and not data.startswith(b"\x1f\x8b"):
            return data  # many archives keep the header and unpack the body
        raise NotRead("is damaged: it can't be unpacked") from None
    if len(made) > limit:
        raise NotRead(f"unpacks to over {limit // 1_000_000} MB, which no report is")
    return made


def _inflated(data: bytes, bits: int, limit: int) -> bytes:
    return zlib.decompressobj(bits).decompress(data, limit + 1)


def _from_brotli(data: bytes, limit: int) -> bytes:
    made = brotli.Decompressor()
    parts = [made.process(data, output_buffer_limit=_BLOCK)]
    length = len(parts[0])
    while length <= limit and not made.is_finished() and (part := made.process(b"", output_buffer_limit=_BLOCK)):
        parts.append(part)
        length += len(part)
    return b"".join(parts)


def _joined(data: bytes) -> bytes:
    """A chunked body's chunks as one; as it is where it is not chunked after all, which many archives have."""
    parts: list[bytes] = []
    place = 0
    while (size := _CHUNK.match(data, place)) is not None:
        length = int(size[1], 16)
        if length == 0:
            return b"".join(parts)
        parts.append(data[size.end() : size.end() + length])
        place = size.end() + length
        place += 2 if data.startswith(b"\r\n", place) else 1 if data.startswith(b"\n", place) else 0
    return b"".join(parts) if parts else data
