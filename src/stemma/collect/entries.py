"""A feed's entry, however it was written, to a report."""

from __future__ import annotations

import re
from dataclasses import dataclass

from stemma.collect.collected import Collected
from stemma.collect.dates import iso_date
from stemma.collect.fragment import fragment_text, one_line
from stemma.collect.html import with_title
from stemma.collect.languages import detect, normalised
from stemma.model import Hyperlink, InputError, Report, Span, StatedSource, sha256_of

# Identifiers that are unique wherever they come from; others only within their feed.
_UNIQUE = re.compile(r"(?:https?://|urn:|tag:|uuid:)\S+|[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}", re.I)
# The input's name, and the line where something begins in it, None where it has no lines to count.
Place = tuple[str, int | None]
_NAMED_SOURCE = "the feed names it as this entry's source"


@dataclass(frozen=True, slots=True)
class Feed:
    """What a feed says of itself, each None where it does not. `base` resolves its relative addresses."""

    title: str | None = None
    address: str | None = None
    language: str | None = None
    base: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """What a feed says of one entry. `title` and `contents` are HTML; dates are as written, the likeliest first."""

    guid: str | None = None
    url: str | None = None
    title: str | None = None
    contents: tuple[str, ...] = ()
    published: tuple[str, ...] = ()
    updated: tuple[str, ...] = ()
    byline: str | None = None
    source: str | None = None
    source_url: str | None = None
    language: str | None = None
    base: str | None = None


def entry_report(entry: Entry, feed: Feed, original: str, place: Place, captured: str | None) -> Collected | InputError:
    """The report of one entry: its headline and its own text, the fullest of those that it gives.

    `place` is the input's name and the line where the entry begins. The id is the entry's own or its address, marked as
    an entry's: the page behind it is another report. The publisher is the feed; whom an entry names as its source is
    kept apart, for the feed of an aggregator names another one with each. Where only the time of the last change is
    stated it stands for the publication too.
    """
    name, line = place
    try:
        title = one_line(entry.title, name) if entry.title else None
        body, links = _fullest(entry, name)
    except InputError as error:
        return InputError(name, f"an entry that {error.why}", line)
    if not re.search(r"\w", body) and title is None:
        return InputError(name, "an entry without any words", line)
    headline, snapshot, links = with_title(title, body, links) if body else (title, title or "", ())
    published, notes = _dates(entry, place)
    data = original.encode("utf-8", "replace")
    report = Report(
        id=_id(entry, feed, snapshot),
        text=snapshot,
        sha256=sha256_of(data),
        title=headline,
        url=entry.url,
        publisher=feed.title,
        published=published[0],
        captured=captured,
        language=detect(snapshot) or normalised(entry.language) or normalised(feed.language),
        byline=entry.byline,
        links=links,
        updated=published[1],
        stated_sources=_sources(entry, feed, snapshot),
    )
    return Collected(report, data, notes, entry.url)


def _fullest(entry: Entry, name: str) -> tuple[str, tuple[Hyperlink, ...]]:
    texts = [fragment_text(content, entry.url or entry.base, name) for content in entry.contents]
    return max(texts, key=lambda found: len(found[0]), default=("", ()))


def _id(entry: Entry, feed: Feed, text: str) -> str:
    if entry.guid and _UNIQUE.fullmatch(entry.guid):
        return f"{entry.guid}#entry" if entry.guid.lower().startswith("http") else entry.guid
    if entry.guid and (feed.address or feed.title):
        return f"{feed.address or feed.title}#{entry.guid}"
    return f"{entry.url}#entry" if entry.url else f"sha256:{sha256_of(text)[:16]}"


def _dates(entry: Entry, place: Place) -> tuple[tuple[str | None, str | None], tuple[str, ...]]:
    """Published and updated, and a note where something is stated of which neither can be understood."""
    published = next(filter(None, map(iso_date, entry.published)), None)
    updated = next(filter(None, map(iso_date, entry.updated)), None)
    stated = [*entry.published, *entry.updated]
    if stated and not (published or updated):
        why = f"{stated[0][:40]!r} is not a date that can be understood; the report has none"
        return (None, None), (str(InputError(place[0], why, place[1])),)
    return (published or updated, updated), ()


def _sources(entry: Entry, feed: Feed, text: str) -> tuple[StatedSource, ...]:
    if entry.source is None or (feed.title or "").casefold() == entry.source.casefold():
        return ()
    return (StatedSource(Span(0, len(text)), entry.source, _NAMED_SOURCE, entry.source_url),)
