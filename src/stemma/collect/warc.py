"""Web archives (WARC): the pages in their response records, revisits resolved, digests checked where asked."""

from __future__ import annotations

import base64
import hashlib
import re
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from contextlib import closing
from dataclasses import dataclass, field, replace
from typing import BinaryIO

from stemma.collect.collected import Collected
from stemma.collect.dates import iso_date
from stemma.collect.encodings import decode
from stemma.collect.handed import handed_report, is_handed
from stemma.collect.html import file_id, read_html
from stemma.collect.http_body import NotRead, Response, parsed
from stemma.collect.nesting import MEMBER_LIMIT, Found, Inner, within
from stemma.collect.sniff import kind_of, refusal
from stemma.collect.warc_records import Record, Tally, records
from stemma.model import InputError

Opener = Callable[[], BinaryIO]

_HELD = frozenset({"response", "resource", "revisit"})
# What is certainly no report, told by the response's own header before it is looked at any closer.
_OTHER_MEDIA = re.compile(
    rb"\ncontent-type:[ \t]*(?:image|video|audio|font)/|\ncontent-type:[ \t]*(?:text/css|"
    rb"(?:text|application)/(?:x-)?javascript|application/(?:font|wasm|x-font|octet-stream|vnd\.ms-font))",
    re.I,
)
_URI = re.compile(rb"(?im)^WARC-Target-URI:[^\r\n]*")
_DATE = re.compile(rb"(?im)^WARC-Date:[^\r\n]*")


def sound_digest(record: Record) -> bool:
    """Whether a record has the digests that it states, as far as they are of a kind that is known here."""
    stated = record.fields.get("warc-block-digest")
    if stated is not None and (fits := _fits(stated, record.block)) is not None:
        return fits
    response = parsed(record.block) if record.kind == "response" else None
    payload = response.body if response is not None else record.block
    if record.kind == "revisit" or record.payload_digest is None:
        return True
    fits = _fits(record.payload_digest, payload)
    if fits is False and response is not None:
        # Some programs count what the body carries when its chunks are joined.
        try:
            joined = replace(response, headers={k: v for k, v in response.headers.items() if k != "content-encoding"})
            fits = _fits(record.payload_digest, joined.content(MEMBER_LIMIT))
        except NotRead:
            return False
    return fits is not False


def _fits(stated: str, data: bytes) -> bool | None:
    """Whether `data` has a digest written as "sha1:BASE32" or in hexadecimal; None for an unknown kind."""
    kind, _, value = stated.strip().partition(":")
    name = kind.lower().replace("-", "")
    if name not in {"sha1", "sha256", "sha512", "md5"}:
        return None
    digest = hashlib.new(name, data, usedforsecurity=False)
    return value.lower() == digest.hexdigest() or value.upper().rstrip("=") == base64.b32encode(
        digest.digest()
    ).decode().rstrip("=")


@dataclass(slots=True)
class Revisits:
    """Revisits of pages that are not in their own archive and may be in another one, with the archive of each.

    Only so many are kept, so that memory does not grow with the archives; a revisit is some hundred bytes.
    """

    room: int = 100_000
    waiting: dict[str, list[tuple[str, Record]]] = field(default_factory=dict)

    def add(self, key: str, name: str, revisits: Sequence[Record]) -> int:
        """Keep revisits of what has the key, out of the archive of that name; how many there is no room for."""
        kept = revisits[: max(0, self.room)]
        if kept:
            self.waiting.setdefault(key, []).extend((name, record) for record in kept)
        self.room -= len(kept)
        return len(revisits) - len(kept)

    def wanted(self) -> dict[str, list[Record]]:
        """The revisits by what they repeat."""
        return {key: [record for _, record in kept] for key, kept in self.waiting.items()}

    def told(self) -> Iterator[InputError]:
        """A line for each archive with revisits that are still waiting."""
        counts = Counter(name for kept in self.waiting.values() for name, _ in kept)
        for name, count in sorted(counts.items()):
            why = f"{count} revisit record(s) lead to pages that are in none of the archives that were put in"
            yield InputError(name, why)


def pages(
    openers: Sequence[Opener], tally: Tally, check: bool = False, elsewhere: tuple[str, Revisits] | None = None
) -> Iterator[Record]:
    """The records of one or more archives that may be pages, revisits resolved to the pages that they repeat.

    A revisit of the same address is the same page again and left out. One of another address comes as a copy of the
    record that it repeats, under its own address and date, after all others. With `check`, records that do not have
    the digests that they state are counted and left out. What an archive of ours says of a record's reports comes too,
    as records of the kind "metadata" behind it. Revisits of what is not here are counted, or, where `elsewhere` gives
    the archive's name and a place for them, kept there.
    """
    seen: dict[str, str] = {}
    wanted: dict[str, list[Record]] = {}
    for record in _held(openers, tally, check):
        if record.kind == "metadata":
            yield record
        elif record.kind != "revisit":
            for key in _keys(record):
                seen.setdefault(key, record.uri)
            yield record
        elif (repeated := _repeated(record)) is not None:
            wanted.setdefault(repeated, []).append(record)
        else:
            tally.unresolved += 1
    for key in [key for key in wanted if key not in seen]:
        missing = wanted.pop(key)
        tally.unresolved += elsewhere[1].add(key, elsewhere[0], missing) if elsewhere else len(missing)
    wanted = {key: [r for r in revisits if r.uri != seen[key]] for key, revisits in wanted.items()}
    wanted = {key: revisits for key, revisits in wanted.items() if revisits}
    yield from (record for _, record in repeats(openers, wanted, check) if record is not None)


def repeats(
    openers: Sequence[Opener], wanted: dict[str, list[Record]], check: bool
) -> Iterator[tuple[str, Record | None]]:
    """For each key that a record has, copies of it for the revisits of another address; None for those of its own."""
    if not wanted:
        return
    for record in _held(openers, Tally(), check):
        for key in () if record.kind in {"revisit", "metadata"} else _keys(record):
            for revisit in wanted.pop(key, ()):
                yield key, _copy(record, revisit) if revisit.uri != record.uri else None
        if not wanted:
            return


def _copy(record: Record, revisit: Record) -> Record:
    named = _URI.sub(lambda _: f"WARC-Target-URI: {revisit.uri}".encode(), record.head)
    date = revisit.fields.get("warc-date", "")
    head = _DATE.sub(lambda _: f"WARC-Date: {date}".encode(), named)
    return Record(head, record.fields | {"warc-target-uri": revisit.uri, "warc-date": date}, record.block)


def _held(openers: Sequence[Opener], tally: Tally, check: bool) -> Iterator[Record]:
    for opener in openers:
        with closing(opener()) as file:
            for record in records(file, tally):
                if not record.uri or not (record.kind in _HELD or is_handed(record.kind, record.content_type)):
                    continue
                if _OTHER_MEDIA.search(record.block, 0, 4096) and record.kind == "response":
                    continue
                if check and not sound_digest(record):
                    tally.altered += 1
                    continue
                yield record


def _keys(record: Record) -> tuple[str, ...]:
    return tuple(key for key in (record.payload_digest, f"uri:{record.uri}") if key)


def _repeated(revisit: Record) -> str | None:
    refers = revisit.fields.get("warc-refers-to-target-uri", "").strip("<> ")
    return revisit.payload_digest or (f"uri:{refers}" if refers else None)


def page_reports(record: Record, name: str, inner: Inner) -> Found:
    """The reports in what a record carries; nothing for redirects, errors and what has no body.

    A page is read with the address and the date that the record states. Errors name the address.
    """
    response = parsed(record.block) if record.kind == "response" else Response(200, {}, record.block)
    if response is not None and response.status == 200 and response.body:
        captured = iso_date(record.fields.get("warc-date", ""))
        yield from response_reports(response, record.uri, captured, within(name, record.uri), inner)


def response_reports(response: Response, uri: str, captured: str | None, name: str, inner: Inner) -> Found:
    """The reports in what a server sent for `uri`: a page with that address, or what another file holds."""
    try:
        data = response.content(MEMBER_LIMIT)
        if (text := _page_text(data, response, name)) is not None:
            address = uri if re.match(r"https?://", uri, re.I) else None
            yield read_html(text, data, name, captured, address=address)
            return
    except (NotRead, InputError) as error:
        yield InputError(name, error.why if isinstance(error, InputError) else str(error))
        return
    for item in inner(data, name):
        yield item if isinstance(item, InputError) else _placed(item, uri, captured, name)


def _page_text(data: bytes, response: Response, name: str) -> str | None:
    """The text of an HTML page; None where it is something else."""
    if refusal(data, name) is not None or data.startswith((b"%PDF", b"PK")):
        return None
    try:
        text = data.decode(response.charset) if response.charset else decode(data)[0]
    except (LookupError, UnicodeError):
        try:
            text = decode(data)[0]
        except UnicodeError:
            return None
    kind = kind_of(text, "page.html" if "html" in response.headers.get("content-type", "") else "page")
    return text if kind == "html" else None


def _placed(item: Collected, uri: str, captured: str | None, name: str) -> Collected:
    """A report out of a file that is no page, with the address that it was had from and when."""
    report = item.report
    own = report.id == file_id(name)
    placed = replace(
        report,
        id=uri if own else report.id,
        url=report.url or (uri if own else None),
        captured=captured or report.captured,
    )
    return replace(item, report=placed)


def read_warc(openers: Sequence[Opener], name: str, inner: Inner) -> Found:
    """The reports in all pages of an archive, which may be several files; what is lost is told at the end."""
    tally, none, first = Tally(), 0, ""
    for item in _reports(pages(openers, tally), name, inner):
        if isinstance(item, InputError):
            none, first = none + 1, first or str(item)
            continue
        yield item
    yield from tally.told(name)
    if none:
        yield InputError(name, f"{none} of its pages hold no report that could be read; the first: {first[:300]}")


def _reports(found: Iterator[Record], name: str, inner: Inner) -> Found:
    """The reports in an archive's records: those handed on with a record, else those that can be read out of it."""
    page: Record | None = None  # not read yet
    waiting: Record | None = None  # has given a report, and may give more
    for record in found:
        if record.kind == "metadata":
            place = within(name, record.uri)
            if (original := page or waiting) is None or original.uri != record.uri:
                yield InputError(place, "is a report without its original before it")
            else:
                yield handed_report(record.block, original.block, place)
            waiting, page = original, None
            continue
        if page is not None:
            yield from page_reports(page, name, inner)
        page, waiting = record, None
    if page is not None:
        yield from page_reports(page, name, inner)


def handed_pages(openers: Sequence[Opener], name: str) -> Iterator[Collected]:
    """The reports that were handed on in an archive, each with its original; pages without such are passed over."""

    def nothing(_data: bytes, _name: str) -> Found:
        return iter(())

    handed = (record for record in pages(openers, Tally()) if record.kind in {"resource", "metadata"})
    for item in _reports(handed, name, nothing):
        if isinstance(item, Collected):
            yield item
