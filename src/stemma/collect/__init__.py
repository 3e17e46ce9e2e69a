"""Collect: bytes become reports. One module a format; only `fetch` opens a socket, and no reader calls it."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from stemma.collect.collected import Collected
from stemma.collect.encodings import decode
from stemma.collect.feeds import read_feed
from stemma.collect.html import read_html
from stemma.collect.json_feed import read_json_feed
from stemma.collect.jsonl import read_jsonl
from stemma.collect.plain import read_plain
from stemma.collect.sniff import Kind, kind_of, refusal
from stemma.collect.subtitles import read_subtitles
from stemma.collect.telegram import read_telegram
from stemma.model import InputError

__all__ = ["Collected", "collect"]

_Found = Iterator[Collected | InputError]
# Text formats that hold one report, which is raised or returned, and those that hold several.
_ONE: dict[Kind, Callable[[str, bytes, str, str | None], Collected]] = {
    "html": read_html,
    "text": read_plain,
    "subtitles": read_subtitles,
}
_SEVERAL: dict[Kind, Callable[[str, str, str | None], _Found]] = {
    "feed": read_feed,
    "json feed": read_json_feed,
    "telegram": read_telegram,
}


def collect(data: bytes, name: str, captured: str | None, first_line: int = 1) -> _Found:
    """The reports in one input, whose format is told by its content.

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
    yield from _text(data, name, captured)


def _text(data: bytes, name: str, captured: str | None) -> _Found:
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
    try:
        found = _SEVERAL[kind](text, name, captured) if kind in _SEVERAL else [_ONE[kind](text, data, name, captured)]
        for item in found:
            yield item if isinstance(item, InputError) else Collected(item.report, item.original, notes + item.notes)
            notes = ()
    except InputError as error:
        yield error
