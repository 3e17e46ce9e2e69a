"""Web archives as they are written: WARC 1.1 records (ISO 28500:2017) and the CDXJ index that leads to them."""

from __future__ import annotations

import gzip
import json
import uuid
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import IO
from urllib.parse import parse_qsl, quote, urlencode, urlsplit

from stemma.model import sha256_of

# What an address is written with in a header: nothing in it can end the line.
_IN_ADDRESSES = "%/:=&?~#+!$,;'@()*[]"
# Where it was not noted when bytes came in. A record has to have a date, and none of ours is from then.
UNKNOWN_DATE = "1970-01-01T00:00:00Z"
# Lines to a packed block of the index, as the programs that read it expect (ZipNum).
_A_BLOCK = 1_000


@dataclass(frozen=True, slots=True, kw_only=True)
class Kept:
    """A record as it is to be written: its type, what it stands under, when its bytes came in, and the bytes."""

    kind: str
    uri: str
    date: str
    media_type: str
    block: bytes
    refers_to: str | None = None

    @property
    def digest(self) -> str:
        """SHA-256 of the block, as archives write it."""
        return "sha256:" + sha256_of(self.block)

    @property
    def ident(self) -> str:
        """The record's id: the same record has the same one in every archive."""
        return f"urn:uuid:{uuid.uuid5(uuid.NAMESPACE_URL, f'{self.kind} {self.uri} {self.date} {self.digest}')}"

    def packed(self) -> bytes:
        """The record as a gzip member of its own, so that it can be read without those before it."""
        fields = [
            ("WARC-Type", self.kind),
            ("WARC-Record-ID", f"<{self.ident}>"),
            ("WARC-Date", self.date),
            *([] if self.kind == "warcinfo" else [("WARC-Target-URI", self.uri)]),
            *([("WARC-Refers-To", f"<{self.refers_to}>")] if self.refers_to else []),
            ("WARC-Block-Digest", self.digest),
            *([("WARC-Payload-Digest", self.digest)] if self.kind == "resource" else []),
            ("Content-Type", self.media_type),
            ("Content-Length", str(len(self.block))),
        ]
        head = "WARC/1.1\r\n" + "".join(f"{name}: {value}\r\n" for name, value in fields) + "\r\n"
        return gzip.compress(head.encode("ascii") + self.block + b"\r\n\r\n", mtime=0)


def address(url: str) -> str:
    """An address in ASCII, as a header may hold it."""
    return quote(url, safe=_IN_ADDRESSES, errors="replace")


def warc_date(captured: str | None) -> str:
    """When bytes came in, in UTC to the second, which is as exactly as every reader of archives takes it."""
    try:
        moment = datetime.fromisoformat(captured or UNKNOWN_DATE)
    except ValueError:
        return UNKNOWN_DATE
    moment = moment.replace(tzinfo=UTC) if moment.tzinfo is None else moment.astimezone(UTC)
    return moment.strftime("%Y-%m-%dT%H:%M:%SZ").zfill(20)


def index_line(record: Kept, offset: int, length: int, file: str) -> str:
    """The line of the index (CDXJ) for a record at `offset` of the archive's `file`, packed in `length` bytes."""
    stamp = "".join(filter(str.isdigit, record.date))
    told = {
        "url": record.uri,
        "mime": record.media_type.partition(";")[0],
        "status": "200",
        "digest": record.digest,
        "length": str(length),
        "offset": str(offset),
        "filename": file,
    }
    return f"{key_of(record.uri)} {stamp} {json.dumps(told)}"


def key_of(uri: str) -> str:
    """What an address is sorted and found under: "org,example)/page?a=1".

    The host's parts from the last to the first, without "www.", all in lower case, the parts of the query sorted: what
    the readers of these indexes make of an address that they look for (the "SURT" of Heritrix and wabac.js).
    """
    try:
        parts = urlsplit(uri.lower())
        host, port = parts.hostname or "", parts.port
    except ValueError:
        return uri.replace(" ", "%20")
    if parts.scheme not in ("http", "https"):
        return uri.replace(" ", "%20")
    named = host.removeprefix("www.").split(".")
    at = "" if port in (None, 80, 443) else f":{port}"
    query = sorted(parse_qsl(parts.query, keep_blank_values=True))
    asked = "?" + (urlencode(query) if "=" in parts.query else parts.query) if parts.query else ""
    return f"{','.join(reversed(named))}{at}){parts.path or '/'}{asked}"


def packed_index(lines: Iterable[str], file: str) -> Iterator[tuple[bytes, str]]:
    """The index in packed blocks, each with the line that leads to it in the index of the index."""
    ordered, offset = sorted(lines), 0
    for start in range(0, len(ordered), _A_BLOCK):
        block = gzip.compress(("\n".join(ordered[start : start + _A_BLOCK]) + "\n").encode("ascii"), mtime=0)
        told = {"offset": offset, "length": len(block), "digest": "sha256:" + sha256_of(block), "filename": file}
        yield block, f"{' '.join(ordered[start].split(' ')[:2])} {json.dumps(told)}"
        offset += len(block)


def leading_lines(blocks: Sequence[tuple[bytes, str]], file: str) -> str:
    """The index of the index, by its own first line and one a block."""
    told = {"format": "cdxj-gzip-1.0", "filename": file}
    return "\n".join([f"!meta 0 {json.dumps(told)}", *(line for _, line in blocks)]) + "\n"


def write_record(file: IO[bytes], record: Kept) -> int:
    """Write a record at the end of `file`; how many bytes it has there."""
    packed = record.packed()
    file.write(packed)
    return len(packed)
