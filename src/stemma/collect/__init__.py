"""Collect: bytes become reports. One module a format; no module of it fetches anything."""

from __future__ import annotations

from collections.abc import Iterator

from stemma.collect.collected import Collected
from stemma.collect.encodings import decode
from stemma.collect.html import read_html
from stemma.collect.jsonl import read_jsonl
from stemma.collect.plain import read_plain
from stemma.collect.sniff import kind_of, refusal
from stemma.model import InputError

__all__ = ["Collected", "collect"]


def collect(data: bytes, name: str, captured: str | None, first_line: int = 1) -> Iterator[Collected | InputError]:
    """The reports in one input: an HTML page, JSON lines (or an array) of reports, or plain text, told by content.

    What can't be read, whole or in part, comes out as an InputError in its place and the rest goes on; none is
    raised. `name` is the input as the user named it, `captured` when its bytes came in (ISO 8601). `first_line` is over
    1 where `data` is a later part of a file of JSON lines.
    """
    if first_line > 1:
        yield from read_jsonl(data, name, captured, first_line)
        return
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
    note = (
        (f"{name}: {broken} place(s) hold bytes that stand for no character; they are shown as U+FFFD",)
        if broken
        else ()
    )
    try:
        read = read_html if kind == "html" else read_plain
        collected = read(text, data, name, captured)
        yield Collected(collected.report, collected.original, note + collected.notes)
    except InputError as error:
        yield error
