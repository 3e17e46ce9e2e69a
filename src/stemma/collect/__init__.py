"""Collect: bytes become reports. One module a format; only `fetch` opens a socket, and no reader calls it."""

from __future__ import annotations

import io
from collections.abc import Callable
from dataclasses import replace
from functools import partial

from stemma.collect.archive import (
    Member,
    format_of,
    members,
    read_compressed,
    read_zip,
    unpacked,
    web_archives,
)
from stemma.collect.collected import Collected
from stemma.collect.docx import read_docx
from stemma.collect.encodings import decode
from stemma.collect.feeds import read_feed
from stemma.collect.html import read_html
from stemma.collect.http_body import Response
from stemma.collect.json_feed import read_json_feed
from stemma.collect.jsonl import read_jsonl
from stemma.collect.mail import read_mail, read_mailbox
from stemma.collect.markdown import read_markdown
from stemma.collect.nesting import DEEPEST, Found, Room, TooMuch
from stemma.collect.pdf import read_pdf
from stemma.collect.plain import read_plain
from stemma.collect.sniff import Kind, kind_of, packed_kind, refusal
from stemma.collect.subtitles import read_subtitles
from stemma.collect.telegram import read_telegram
from stemma.collect.warc import read_warc, response_reports
from stemma.model import InputError

__all__ = ["Collected", "collect", "collect_response"]

# Text formats that hold one report, which is raised or returned, and those that hold several.
_ONE: dict[Kind, Callable[[str, bytes, str, str | None], Collected]] = {
    "html": read_html,
    "text": read_plain,
    "markdown": read_markdown,
    "subtitles": read_subtitles,
}
_SEVERAL: dict[Kind, Callable[[str, str, str | None], Found]] = {
    "feed": read_feed,
    "json feed": read_json_feed,
    "telegram": read_telegram,
}


def collect(data: bytes, name: str, captured: str | None, first_line: int = 1) -> Found:
    """The reports in one input, whose format is told by its content; an archive's are those of the files in it.

    What can't be read, whole or in part, comes out as an InputError in its place and the rest goes on; none is
    raised. `name` is the input as the user named it, `captured` when its bytes came in (ISO 8601). `first_line` is over
    1 where `data` is a later part of a file of JSON lines.
    """
    if first_line > 1:
        return read_jsonl(data, name, captured, first_line)
    return _any(data, name, captured, Room(), 0)


def collect_response(response: Response, address: str, captured: str | None) -> Found:
    """The reports in what a server sent for `address`; a page has that address where it states no other of its own."""
    inner = partial(_inner, captured=captured, room=Room(), depth=1)
    return response_reports(response, address, captured, address, inner)


def _any(data: bytes, name: str, captured: str | None, room: Room, depth: int) -> Found:
    if depth > DEEPEST:
        yield InputError(name, f"lies in {DEEPEST} archives or mails within one another; unpack it by hand")
        return
    inner = partial(_inner, captured=captured, room=room, depth=depth + 1)
    try:
        match packed_kind(data):
            case "zip":
                yield from _zip(data, name, captured, room, depth)
            case "compressed":
                yield from read_compressed(data, name, inner, room)
            case "warc":
                yield from read_warc([partial(io.BytesIO, data)], name, inner)
            case "pdf":
                yield read_pdf(data, name, captured)
            case "mailbox":
                yield from read_mailbox(data, name, captured, inner)
            case "mail":
                yield from read_mail(data, name, captured, inner)
            case None:
                yield from _text(data, name, captured)
    except InputError as error:
        yield error


def _inner(data: bytes, name: str, captured: str | None, room: Room, depth: int) -> Found:
    return _any(data, name, captured, room, depth)


def _zip(data: bytes, name: str, captured: str | None, room: Room, depth: int) -> Found:
    found = members(io.BytesIO(data), name)
    inner = partial(_inner, captured=captured, room=room, depth=depth + 1)
    match format_of(found):
        case "docx":
            yield read_docx(data, found, name, captured, room)
        case "wacz":
            file = io.BytesIO(data)
            yield from read_warc([partial(_opened, file, one, room) for one in web_archives(found)], name, inner)
        case None:
            yield from read_zip(data, name, inner, room)
        case other:
            yield InputError(name, f"looks like {other}; such files are not read yet")


def _opened(file: io.BytesIO, member: Member, room: Room) -> io.BytesIO:
    try:
        return io.BytesIO(unpacked(file, member, room))
    except (ValueError, TooMuch) as error:
        raise InputError(member.name, str(error)) from None


def _text(data: bytes, name: str, captured: str | None) -> Found:
    if (why := refusal(data, name)) is not None:
        yield InputError(name, why)
        return
    try:
        text, broken = decode(data)
    except UnicodeError:
        yield InputError(name, "no character encoding fits its bytes; save it as UTF-8")
        return
    kind = kind_of(text, name)
    if kind == "jsonl":
        yield from read_jsonl(data, name, captured)
        return
    note = f"{name}: {broken} place(s) hold bytes that stand for no character; they are shown as U+FFFD"
    notes = (note,) if broken else ()
    found = _SEVERAL[kind](text, name, captured) if kind in _SEVERAL else [_ONE[kind](text, data, name, captured)]
    for item in found:
        yield item if isinstance(item, InputError) else replace(item, notes=notes + item.notes)
        notes = ()
