"""JSON Feed (1.0 and 1.1, jsonfeed.org): each item is a report of its own."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from typing import Any

from stemma.collect.article import joined
from stemma.collect.collected import Collected
from stemma.collect.entries import Entry, Feed, entry_report
from stemma.model import InputError

_VERSION = re.compile(r'"version"\s*:\s*"https?:\\?/\\?/jsonfeed\.org')
_HALF = re.compile("[\ud800-\udfff]")


def is_json_feed(text: str) -> bool:
    """Whether JSON text names itself a JSON Feed, which its standard has it do at the top."""
    return text.lstrip("\ufeff \t\r\n").startswith("{") and _VERSION.search(text, 0, 20_000) is not None


def read_json_feed(text: str, name: str, captured: str | None) -> Iterator[Collected | InputError]:
    """The items of a JSON Feed; an InputError for each that has no words. Nothing is raised.

    An item's original is its JSON with keys in their order, in UTF-8.
    """
    try:
        feed = json.loads(text.removeprefix("\ufeff"))
    except RecursionError:
        yield InputError(name, "its JSON is nested too deeply")
        return
    except ValueError as error:
        yield InputError(name, f"is not valid JSON ({error})")
        return
    items = feed.get("items") if isinstance(feed, dict) else None
    if not isinstance(items, list) or not items:
        yield InputError(name, "is a feed without any entry")
        return
    facts = Feed(_text(feed, "title"), _address(feed, "home_page_url", "feed_url"), _text(feed, "language"))
    for number, item in enumerate(items, 1):
        if isinstance(item, dict):
            original = _HALF.sub("\ufffd", json.dumps(item, ensure_ascii=False))
            yield entry_report(_entry(item, facts), facts, original, (f"{name}, item {number}", None), captured)
        else:
            yield InputError(name, f"item {number} is not an object")


def _entry(item: dict[str, Any], feed: Feed) -> Entry:
    guid = item.get("id")
    authors = item.get("authors") if isinstance(item.get("authors"), list) else [item.get("author")]
    names = [_text(author, "name") for author in authors or [] if isinstance(author, dict)]
    plain = [_escaped(value) for key in ("content_text", "summary") if (value := _text(item, key))]
    html = _text(item, "content_html")
    return Entry(
        guid=_HALF.sub("\ufffd", str(guid)) if isinstance(guid, str | int) else None,
        url=_address(item, "url"),
        title=_escaped(_text(item, "title") or "") or None,
        contents=tuple([html, *plain] if html else plain),
        published=tuple(filter(None, [_text(item, "date_published")])),
        updated=tuple(filter(None, [_text(item, "date_modified")])),
        byline=", ".join(name for name in names if name) or None,
        language=_text(item, "language"),
        base=feed.address,
    )


def _text(value: dict[str, Any], field: str) -> str | None:
    found = value.get(field)
    return _HALF.sub("\ufffd", found) if isinstance(found, str) and found.strip() else None


def _address(value: dict[str, Any], *fields: str) -> str | None:
    return next((found for field in fields if (found := joined(None, _text(value, field) or ""))), None)


def _escaped(text: str) -> str:
    return text.replace("&", "&amp;").replace("<", "&lt;")
