"""A report as published, and its snapshot."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from typing import Literal

from stemma.model.spans import Span

# So many digits of a hash mark which version of an item a report is, and which words a judgement is about.
MARK_DIGITS = 8

AnchorKind = Literal["page", "time", "line"]


def sha256_of(data: bytes | str) -> str:
    """SHA-256 of bytes, or of a text's UTF-8, in lower-case hexadecimal (64 characters)."""
    if isinstance(data, str):
        # Lone surrogates can come out of JSON; they must not keep a report from being pinned.
        data = data.encode("utf-8", "surrogatepass")
    return hashlib.sha256(data).hexdigest()


def plain_id(report: str) -> str:
    """A report's id without the mark of its version."""
    plain, tilde, digits = report.rpartition("~")
    return plain if tilde and plain and len(digits) >= MARK_DIGITS else report


@dataclass(frozen=True, slots=True)
class Hyperlink:
    """A link in a report's text: the linked words and the absolute address they lead to."""

    span: Span
    url: str


@dataclass(frozen=True, slots=True)
class Anchor:
    """Where a part of the text stands in its original.

    `value` is, by `kind`: the page's number from 1, the time code "HH:MM:SS.mmm" at which the words begin, or the
    line's number from 1.
    """

    span: Span
    kind: AnchorKind
    value: str


@dataclass(frozen=True, slots=True)
class StatedSource:
    """Whom an item names, beside its text, as where the words at `span` come from: "Forwarded from", a feed's <source>.

    `why` is the sentence that the user reads; `url` the source's address where it is stated.
    """

    span: Span
    name: str
    why: str
    url: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Report:
    """One published item with its snapshot.

    `text` is the snapshot: every offset anywhere counts code points in it. `sha256` pins the original bytes
    (of a JSON-lines input: the bytes of its line). `published` and `captured` are ISO 8601, a date or a
    date-time, and so is `updated`, when the publisher last changed the item, as far as it says; `captured` is when the
    bytes came in. `language` is an ISO 639-1 code or None where it could not be told. `revision_of` is the id of the
    earlier report that this one is an edited version of. `story` is the id of its story, the event of the case that it
    tells of; None before the case is compared. `stated_sources` are named beside the text, not in it; `anchors` lead
    from parts of the text to pages or time codes of the original, in the order of the text. `extractor` is what took
    the text out of the original, with its version; None where that was not noted. `unread` says what error of Stemma's
    own kept a report of a derived case from being read; None for all others.
    """

    id: str
    text: str
    sha256: str
    title: str | None = None
    url: str | None = None
    publisher: str | None = None
    published: str | None = None
    captured: str | None = None
    language: str | None = None
    byline: str | None = None
    revision_of: str | None = None
    story: str | None = None
    links: tuple[Hyperlink, ...] = ()
    updated: str | None = None
    stated_sources: tuple[StatedSource, ...] = ()
    anchors: tuple[Anchor, ...] = ()
    extractor: str | None = None
    unread: str | None = None
