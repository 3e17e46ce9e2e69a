"""Mails (EML), mailboxes (MBOX) and web pages saved as one file (MHTML): newsletters and press releases come so."""

from __future__ import annotations

import email
import email.errors
import re
from collections.abc import Iterator
from email.header import decode_header
from email.message import Message
from email.policy import Compat32
from email.utils import parseaddr

from stemma.collect.collected import Collected
from stemma.collect.dates import iso_date
from stemma.collect.encodings import decode
from stemma.collect.fragment import fragment_text
from stemma.collect.html import file_id, read_html, with_title
from stemma.collect.languages import detect
from stemma.collect.nesting import Found, Inner, within
from stemma.model import Hyperlink, InputError, Report, sha256_of

_HEADER = re.compile(
    rb"(?:From|To|Cc|Date|Subject|Received|Return-Path|Delivered-To|Message-ID|MIME-Version|Reply-To|Sender|List-\w+|"
    rb"X-[\w-]+|DKIM-Signature|Content-Type|Snapshot-Content-Location|Authentication-Results|ARC-[\w-]+|References):",
    re.I,
)
_ANY_HEADER = re.compile(rb"[!-9;-~]{1,76}:")
_BEGINS_MESSAGE = re.compile(rb"^From [^\n]{1,200}\d\d:\d\d[^\n]{1,40}\r?\n", re.M)
_QUOTED_FROM = re.compile(rb"^>(>*From )", re.M)
# The standard library goes over a header's parameters in quadratic time.
_LONGEST_HEADER = 2000
_DEEPEST = 30
_MOST_PARTS = 1000
_WIDELY_READ = ("text/plain", "text/html")


class _Bounded(Compat32):
    """The older policy, for which headers end after so many characters."""

    def header_source_parse(self, sourcelines: list[str]) -> tuple[str, str]:
        name, value = super().header_source_parse(sourcelines)
        return name, value[:_LONGEST_HEADER]


_POLICY = _Bounded()


def is_mailbox(data: bytes) -> bool:
    """Whether it is an MBOX file: a "From " line with a time, then a mail."""
    begun = _BEGINS_MESSAGE.match(data[:1000])
    return begun is not None and is_mail(data[begun.end() : begun.end() + 4096])


def is_mail(head: bytes) -> bool:
    """Whether it begins with two header lines or more that mails have, and none that they can't have."""
    known = 0
    for line in head[:4096].replace(b"\r\n", b"\n").split(b"\n")[:40]:
        if not line or line[:1] in b" \t":
            if not line:
                break
            continue
        if not _ANY_HEADER.match(line):
            return False
        known += _HEADER.match(line) is not None
        if known >= 3:
            break
    return known >= 2


def read_mailbox(data: bytes, name: str, captured: str | None, inner: Inner) -> Found:
    """The reports in all mails of an MBOX file."""
    blank = (b"\n\n", b"\r\n\r\n")
    starts = [m for m in _BEGINS_MESSAGE.finditer(data) if m.start() == 0 or data.endswith(blank, 0, m.start())]
    for number, begun in enumerate(starts):
        end = starts[number + 1].start() if number + 1 < len(starts) else len(data)
        # Its lines that begin with "From " are quoted in a mailbox.
        yield from read_mail(_QUOTED_FROM.sub(rb"\1", data[begun.end() : end]), f"{name}/{number + 1}", captured, inner)


def read_mail(data: bytes, name: str, captured: str | None, inner: Inner) -> Found:
    """The report in a mail, and those in files attached to it that can be read.

    The publisher is the sender's name, the id the mail's own or the file's name. Of a text in two forms the plain one
    is taken, unless it has much fewer words. A page saved as MHTML is read as the page.
    """
    try:
        message = email.message_from_bytes(data, policy=_POLICY)
        parts = list(_parts(message))
    except (RecursionError, email.errors.MessageError, ValueError, LookupError, AttributeError, TypeError) as error:
        yield InputError(name, f"is a mail that can't be parsed ({type(error).__name__})")
        return
    attached = [part for part in parts if _file_name(part) is not None]
    try:
        body = [part for part in parts if part not in attached and part.get_content_type() in _WIDELY_READ]
        yield _page(message, body, data, name, captured) or _letter(message, body, data, name, captured)
    except InputError as error:
        if not attached:
            yield error
    for part in attached:
        yield from inner(_bytes(part), within(name, _file_name(part) or "attachment"))


def _parts(message: Message, depth: int = 0) -> Iterator[Message]:
    """The parts that hold something, in order; mails within the mail are parts of it."""
    if depth > _DEEPEST:
        return
    content = message.get_payload()
    if not isinstance(content, list):
        yield message
        return
    for part in content[:_MOST_PARTS]:
        if isinstance(part, Message):
            yield from _parts(part, depth + 1)


def _file_name(part: Message) -> str | None:
    """The name of an attached file; None for what is shown as part of the mail, pictures in it among that."""
    disposition = str(part.get("Content-Disposition") or "").lower()
    if part.get_content_maintype() in {"image", "audio", "video", "font"} or part.get_content_subtype() == "css":
        return None
    named = part.get_filename()
    if disposition.startswith("attachment") or (named and part.get_content_type() not in _WIDELY_READ):
        return _header_text(named)[-200:] if named else "attachment"
    return None


def _page(message: Message, body: list[Message], data: bytes, name: str, captured: str | None) -> Collected | None:
    """The web page that a browser saved as MHTML, or None where it is a mail that somebody sent."""
    address = str(message.get("Snapshot-Content-Location") or "").strip()
    saved = "saved by" in str(message.get("From") or "").lower()[:200]
    pages = [part for part in body if part.get_content_type() == "text/html"]
    if not (address or saved) or not pages:
        return None
    address = address or str(pages[0].get("Content-Location") or "").strip()
    return read_html(_words(pages[0]), data, name, captured, address=address or None)


def _letter(message: Message, body: list[Message], data: bytes, name: str, captured: str | None) -> Collected:
    subject = _header_text(message.get("Subject")) or None
    text, links = _body(body, name)
    if not re.search(r"\w", text):
        raise InputError(name, "is a mail without any words")
    publisher = _sender(_header_text(message.get("From")))
    stated = _header_text(message.get("Date"))
    published = iso_date(re.sub(r"\s*\([^()]*\)$", "", stated))
    headline, snapshot, links = with_title(subject, text, links)
    number = _header_text(message.get("Message-ID")).strip("<> ")
    report = Report(
        id=f"mid:{number}" if number else file_id(name),
        text=snapshot,
        sha256=sha256_of(data),
        title=headline,
        publisher=publisher,
        published=published,
        captured=captured,
        language=detect(snapshot),
        links=links,
    )
    missed = f"{name}: {stated[:40]!r} is not a date that can be understood; the report has none"
    return Collected(report, data, (missed,) if stated and not published else ())


def _sender(stated: str) -> str | None:
    """The name in front of a mail's address, else the address's domain."""
    try:
        name, address = parseaddr(stated)
    except (IndexError, RecursionError):  # what it comes to over brackets and quotes that are not closed
        return None
    return name or address.rpartition("@")[2] or None


def _body(parts: list[Message], name: str) -> tuple[str, tuple[Hyperlink, ...]]:
    plain = "\n\n".join(_words(part).strip() for part in parts if part.get_content_type() == "text/plain")
    plain = re.sub(r"[\x00-\x08\x0b-\x1f\x7f]", "", plain.replace("\r\n", "\n").replace("\r", "\n")).strip()
    pages = [_words(part) for part in parts if part.get_content_type() == "text/html"]
    if not pages:
        return plain, ()
    formatted = fragment_text("<br><br>".join(pages), None, name)
    return formatted if len(formatted[0]) > 2 * len(plain) or not plain else (plain, ())


def _words(part: Message) -> str:
    data = _bytes(part)
    charset = str(part.get_param("charset") or "").strip("\"' ")
    try:
        return data.decode(charset) if charset else decode(data)[0]
    except (LookupError, UnicodeError, ValueError):
        pass
    try:
        return decode(data)[0]
    except UnicodeError:
        return data.decode("utf-8", "replace")


def _bytes(part: Message) -> bytes:
    try:
        content = part.get_payload(decode=True)
    except (ValueError, LookupError, AttributeError):
        return b""
    return content if isinstance(content, bytes) else b""


def _header_text(value: object) -> str:
    """A header as one line of text, its encoded words decoded ("=?utf-8?q?...?="); "" where there is none."""
    raw = str(value or "")[:_LONGEST_HEADER]
    try:
        pieces = [
            piece.decode(charset or "utf-8", "replace") if isinstance(piece, bytes) else piece
            for piece, charset in decode_header(raw)
        ]
    except (LookupError, ValueError, email.errors.MessageError):
        pieces = [raw]
    text = "".join(pieces).encode("utf-8", "replace").decode("utf-8")
    return " ".join(re.sub(r"[\x00-\x1f\x7f]", " ", text).split())
