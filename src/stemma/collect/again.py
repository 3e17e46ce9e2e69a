"""A report's text taken out of its original once more, to see whether it still comes out the same."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from stemma.collect import collect, collect_response
from stemma.collect.collected import Collected
from stemma.collect.encodings import decode
from stemma.collect.extractor import extractor
from stemma.collect.http_body import Response
from stemma.collect.media import is_entry
from stemma.model import Finding, Report

# What an entry's prefixes stand for in the feeds that are read, whose own declarations are not part of the entry.
_SPACES = " ".join(
    f'xmlns:{prefix}="{name}"'
    for prefix, name in (
        ("content", "http://purl.org/rss/1.0/modules/content/"),
        ("dc", "http://purl.org/dc/elements/1.1/"),
        ("media", "http://search.yahoo.com/mrss/"),
        ("atom", "http://www.w3.org/2005/Atom"),
    )
)
_RDF = "http://www.w3.org/1999/02/22-rdf-syntax-ns#"
_ROOTS = (
    (f'<rss version="2.0" {_SPACES}><channel>', "</channel></rss>"),
    (f'<feed xmlns="http://www.w3.org/2005/Atom" {_SPACES}>', "</feed>"),
    (f'<rdf:RDF xmlns="http://purl.org/rss/1.0/" xmlns:rdf="{_RDF}" {_SPACES}>', "</rdf:RDF>"),
)  # fmt: skip
# The encodings that servers still name for pages that do not name one themselves; what they named was not kept.
_CHARSETS = ("utf-8", "windows-1252", "windows-1251", "windows-1250", "iso-8859-2", "koi8-r", "windows-1256", "gb18030",
             "big5", "shift_jis", "euc-jp", "euc-kr", "windows-1254", "windows-1253", "windows-1255")  # fmt: skip
_VERSION = re.compile(r"~[0-9a-f]{8,64}$")
# What a report says of itself that is in its original too, as far as it is in the original alone.
_FACTS = ("title", "byline", "publisher", "published", "updated")


@dataclass(frozen=True, slots=True)
class Evidence:
    """A report with the original that it was extracted from."""

    report: Report
    original: bytes


def differing(evidence: Evidence) -> list[Finding]:
    """In what the report is not what its original gives. Nothing where it is, or where it differs in nothing told.

    Where the text comes out otherwise, and the report notes that another version extracted it, that is a note.
    """
    report = evidence.report
    same = next((found for found in _extracted(evidence) if found.text == report.text), None)
    if same is None:
        if report.extractor == extractor():
            why = "its text is not what its original gives, though the same program extracted it"
            return [Finding("altered", "text", report.id, why, report.title)]
        why = (
            "its text is not what its original gives now; extracted by "
            f"{report.extractor or 'a version that was not noted'}, checked with {extractor()}"
        )
        return [Finding("note", "text", report.id, why, report.title)]
    apart = [(name, getattr(report, name), getattr(same, name)) for name in _FACTS]
    told = [f"{name} is {ours!r}, the original says {now!r}" for name, ours, now in apart if now and ours != now]
    kind: Any = "altered" if report.extractor == extractor() else "note"
    return [Finding(kind, "report", report.id, "; ".join(told), report.title)] if told else []


def _extracted(evidence: Evidence) -> Iterator[Report]:
    """All reports that the original gives, read in every way that it may have been read."""
    for found in _attempts(evidence):
        yield from (item.report for item in found if isinstance(item, Collected))


def _attempts(evidence: Evidence) -> Iterator[Iterator[Any]]:
    report, data = evidence.report, evidence.original
    name = _VERSION.sub("", report.id)
    whole = _whole(report, data)
    if whole is not None:
        yield from (collect(one.encode("utf-8"), "original", report.captured) for one in whole)
        return
    address = (report.url or "").lower().startswith(("http://", "https://"))
    if address:
        yield collect_response(Response(200, {}, data), report.url or "", report.captured)
    for named in (name, "original.md", "original.html"):  # a file's name, which decides here and there, is not kept
        yield collect(data, named, report.captured)
    for charset in _CHARSETS:
        headers = {"content-type": f"text/html; charset={charset}"}
        yield collect_response(Response(200, headers, data), report.url if report.url and address else name, None)


def _whole(report: Report, data: bytes) -> list[str] | None:
    """Files of which the original may be one item, where it is one: an entry of a feed, a message of an export."""
    try:
        text = decode(data)[0]
    except UnicodeError:
        return None
    if is_entry(text):
        told = _element("title", report.publisher)
        return [f"{begin}{told}{text}{end}" for begin, end in _ROOTS]
    try:
        item = json.loads(text) if text.startswith("{") else None
    except (ValueError, RecursionError):
        return None
    if not isinstance(item, dict):
        return None
    if report.id.startswith("telegram:"):
        return [_telegram(report, text, kind) for kind in ("public_channel", "private_group")]
    if "text" in item:
        return None
    feed = json.dumps({"version": "https://jsonfeed.org/version/1.1", "title": report.publisher or ""})
    return [f'{feed[:-1]}, "items": [{text}]}}']


def _element(name: str, words: str | None) -> str:
    escaped = (words or "").replace("&", "&amp;").replace("<", "&lt;")
    return f"<{name}>{escaped}</{name}>"


def _telegram(report: Report, text: str, kind: str) -> str:
    number = report.id.removeprefix("telegram:").rpartition("/")[0]
    ident = number if number.isdecimal() else "1"
    return (
        f'{{"name": {json.dumps(report.publisher or "chat")}, "type": "{kind}", "id": {ident}, "messages": [{text}]}}'
    )
