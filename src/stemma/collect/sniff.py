"""What a file is, by its content; the name only helps where the content leaves it open."""

from __future__ import annotations

import json
import re
import zlib
from pathlib import PurePath
from typing import Literal

from stemma.collect.json_feed import is_json_feed
from stemma.collect.mail import is_mail, is_mailbox
from stemma.collect.markdown import is_markdown
from stemma.collect.subtitles import is_subtitles
from stemma.collect.telegram import is_telegram

Kind = Literal["html", "jsonl", "text", "feed", "json feed", "telegram", "subtitles", "markdown"]
Packed = Literal["zip", "compressed", "warc", "pdf", "mail", "mailbox"]

_HEAD = 4096
_WIDE_MARKS = (b"\xff\xfe", b"\xfe\xff", b"\x00\x00\xfe\xff")  # UTF-16 and UTF-32, half of which is zeros
_MAGIC = (
    (b"\x28\xb5\x2f\xfd", "zstd-compressed; decompress it first"),
    (b"7z\xbc\xaf\x27\x1c", "a 7z archive"),
    (b"Rar!\x1a\x07", "a RAR archive"),
    (b"\x89PNG\r\n", "an image (PNG)"),
    (b"\xff\xd8\xff", "an image (JPEG)"),
    (b"GIF8", "an image (GIF)"),
    (b"BM", "an image (BMP)"),
    (b"II*\x00", "an image (TIFF)"),
    (b"MM\x00*", "an image (TIFF)"),
    (b"RIFF", "sound, video or an image (RIFF)"),
    (b"OggS", "sound or video (Ogg)"),
    (b"ID3", "sound (MP3)"),
    (b"\x1aE\xdf\xa3", "video (Matroska or WebM)"),
    (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "an old office document"),
    (b"{\\rtf", "a rich-text document (RTF)"),
    (b"SQLite format 3\x00", "an SQLite database"),
    (b"\x7fELF", "a program"),
)
# These begin with plain letters that a report may begin with too: taken only where the bytes are not text.
_MAGIC_THAT_MAY_BE_TEXT = frozenset({b"BM", b"ID3", b"RIFF", b"GIF8", b"OggS"})
_MARKUP_TAG = (
    r"(?:html|head|body|title|meta|link|script|style|article|main|section|div|p|h[1-6]|table|blockquote|ul|ol|span|a)"
)
_BEGINS_AS_HTML = re.compile(rf"<(?:!doctype\s+html|{_MARKUP_TAG}[\s>/])", re.I)
_HOLDS_HTML = re.compile(r"<(?:!doctype\s+html|html[\s>]|body[\s>]|head>)", re.I)
_BEGINS_AS_FEED = re.compile(r"<(?:!DOCTYPE\s+)?(?:[\w.-]{1,20}:)?(?:rss|feed|RDF)[\s>]")
_BEGINS_AS_SITE_MAP = re.compile(r"<(?:urlset|sitemapindex)[\s>]", re.I)
_BEFORE_THE_FIRST_TAG = (("<?", "?>"), ("<!--", "-->"))
_HTML_NAMES = frozenset({".html", ".htm", ".xhtml", ".shtml"})
_JSON_NAMES = frozenset({".jsonl", ".ndjson", ".json"})
# A saved page brings its scripts and styles along; as plain text they would pass for reports.
_CODE_NAMES = frozenset(
    {".js", ".mjs", ".css", ".py", ".map", ".ts", ".svg", ".sh", ".yaml", ".yml", ".toml", ".ini", ".csv", ".tsv"}
)


def packed_kind(data: bytes) -> Packed | None:
    """Which of the formats that are told by their bytes it is: a container of other files, a PDF or mail; else None."""
    if data.startswith((b"PK\x03\x04", b"PK\x05\x06")):
        return "zip"
    if begins_warc(data[:_HEAD]):
        return "warc"
    if data.startswith((b"\x1f\x8b", b"\xfd7zXZ\x00")) or re.match(rb"BZh[1-9](?:1AY&SY|\x17rE8P\x90)", data):
        return "compressed"
    if data[:1024].lstrip(b"\xef\xbb\xbf \t\r\n").startswith(b"%PDF-"):
        return "pdf"
    if data.startswith(b"From ") and is_mailbox(data):
        return "mailbox"
    return "mail" if is_mail(data[:_HEAD]) else None


def refusal(data: bytes, name: str) -> str | None:
    """Why `data` can't be read as any format that is text, as half a sentence; None where it may be."""
    head = data[:_HEAD]
    if not head.strip(b"\xef\xbb\xbf\xff\xfe \t\r\n\x00"):
        return "is empty" if not data.strip(b"\xef\xbb\xbf\xff\xfe \t\r\n\x00") else None
    for magic, what in _MAGIC:
        if head.startswith(magic) and (magic not in _MAGIC_THAT_MAY_BE_TEXT or _is_binary(head)):
            return f"looks like {what}; such files are not read yet" if "compressed" not in what else f"is {what}"
    if head[4:8] == b"ftyp":
        return "looks like video or sound (MP4); such files are not read yet"
    middle = data[len(data) // 2 :][:_HEAD]
    if not head.startswith(_WIDE_MARKS) and (_is_binary(head) or _is_binary(middle)):
        return "looks binary: neither HTML, JSON lines nor plain text"
    if PurePath(name).suffix.lower() in _CODE_NAMES:
        return "looks like program text, style or a table, not like a report; rename it to .txt if it is one"
    return _other_format(head.decode("utf-8", "replace").removeprefix("\ufeff"))


def kind_of(text: str, name: str) -> Kind:
    """Which of the formats that are text it is; plain text where it is none of the others."""
    head = _beginning(text)
    if _BEGINS_AS_FEED.match(head):
        return "feed"
    if is_subtitles(text):
        return "subtitles"
    if _looks_json(head, name):
        return "json feed" if is_json_feed(text) else "telegram" if is_telegram(text) else "jsonl"
    if _BEGINS_AS_HTML.match(head) or _HOLDS_HTML.search(head):
        return "html"
    if PurePath(name).suffix.lower() in _HTML_NAMES and re.search(rf"<{_MARKUP_TAG}[\s>]", text, re.I):
        return "html"
    return "markdown" if is_markdown(name) else "text"


def begins_warc(head: bytes) -> bool:
    """Whether bytes begin a web archive, packed by gzip or not."""
    if head.startswith(b"\x1f\x8b"):
        try:
            head = zlib.decompressobj(zlib.MAX_WBITS | 16).decompress(head, 32)
        except zlib.error:
            return False
    return re.match(rb"WARC/\d\.\d[ \t]*\r?\n", head) is not None


def _is_binary(part: bytes) -> bool:
    """Whether control characters make up more than a fiftieth of it, which no encoding of text but UTF-16 gives."""
    return 50 * sum(byte < 32 and byte not in b"\t\n\r\f\x0b\x1a\x1b" for byte in part) > len(part)


def _beginning(text: str) -> str:
    """The first 4,096 characters after white space, processing instructions and comments.

    By hand: as one regular expression, a run of comments takes exponential time.
    """
    place = 0
    while place < len(text):
        stripped = text[place : place + _HEAD].lstrip("\ufeff \t\r\n\f")
        place += len(text[place : place + _HEAD]) - len(stripped)
        closing = next((end for start, end in _BEFORE_THE_FIRST_TAG if stripped.startswith(start)), None)
        if closing is None:
            if stripped:
                return text[place : place + _HEAD]
            continue
        end = text.find(closing, place)
        if end < 0:
            return stripped
        place = end + len(closing)
    return ""


def _other_format(text: str) -> str | None:
    head = _beginning(text)
    if _BEGINS_AS_FEED.match(head):
        return None
    if _BEGINS_AS_SITE_MAP.match(head):
        return "looks like a site map, which lists addresses and holds no report"
    if text.lstrip("\ufeff \t\r\n").startswith("<?xml") and not _HOLDS_HTML.search(head):
        return "looks like XML other than HTML; such files are not read yet"
    return None


def _looks_json(head: str, name: str) -> bool:
    if PurePath(name).suffix.lower() in _JSON_NAMES and not head.startswith("<"):
        return True
    if not head.startswith(("{", "[")):
        return False
    if re.match(r"""\{\s*"|\[\s*\{\s*"|\[\s*\]|\{\s*\}""", head):
        return True
    return _is_json(head.partition("\n")[0])


def _is_json(line: str) -> bool:
    try:
        return isinstance(json.loads(line), dict | list)
    except (ValueError, RecursionError):
        return False
