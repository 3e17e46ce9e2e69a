"""The media type of an original, by its bytes: what a program that shows it has to know."""

from __future__ import annotations

import io

from stemma.collect.archive import format_of, members
from stemma.collect.encodings import decode
from stemma.collect.sniff import Kind, kind_of, packed_kind
from stemma.model import InputError

_WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
_PACKED = {"pdf": "application/pdf", "mail": "message/rfc822", "mailbox": "application/mbox", "zip": "application/zip"}
_TEXTS: dict[Kind, str] = {
    "html": "text/html",
    "jsonl": "application/json",
    "json feed": "application/json",
    "telegram": "application/json",
    "feed": "application/xml",
    "markdown": "text/markdown",
    "text": "text/plain",
}
_UNKNOWN = "application/octet-stream"


def media_type(data: bytes, name: str) -> str:
    """The media type of an original; `name`, the report's id, helps where the bytes leave it open.

    An entry of a feed is XML, a message of an export or a line of JSON lines is JSON, whatever they tell of.
    """
    packed = packed_kind(data)
    if packed == "zip":
        return _WORD if _is_word(data, name) else _PACKED["zip"]
    if packed is not None:
        return _PACKED.get(packed, _UNKNOWN)
    try:
        text = decode(data)[0]
    except UnicodeError:
        return _UNKNOWN
    kind = kind_of(text, name)
    begins = text.lstrip("\ufeff \t\r\n")
    if kind == "subtitles":
        return "text/vtt" if begins.startswith("WEBVTT") else "application/x-subrip"
    if is_entry(text):
        return "application/xml"
    return _TEXTS[kind]


def is_entry(text: str) -> bool:
    """Whether a text is one entry of a feed, cut out of it."""
    tag = text.lstrip("\ufeff \t\r\n")[:60].partition(">")[0].split()[:1]
    return (
        bool(tag) and tag[0].rpartition(":")[2].lstrip("<").rstrip("/") in ("item", "entry") and text.lstrip()[0] == "<"
    )


def _is_word(data: bytes, name: str) -> bool:
    try:
        return format_of(members(io.BytesIO(data), name)) == "docx"
    except InputError:
        return False
