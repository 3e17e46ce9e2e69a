"""Reports that another case handed on beside their originals: a web archive of ours read back as it was written.

`stemma export --as wacz` writes each original as a `resource` record and behind it a `metadata` record for each report
that was extracted from it. So an entry of a feed, whose original is a fragment that means little without the feed,
comes back as the report that it was.
"""

from __future__ import annotations

import json
import re
from typing import Any, get_args

from stemma.collect.collected import Collected
from stemma.collect.dates import iso_date
from stemma.model import Anchor, AnchorKind, Hyperlink, InputError, Report, Span, StatedSource, sha256_of

MEDIA_TYPE = "application/vnd.stemma.report+json; version=1"
FORMAT = "stemma-report/1"
_HALF = re.compile("[\ud800-\udfff]")


def is_handed(kind: str, content_type: str) -> bool:
    """Whether a record of a web archive, by its type and its Content-Type, is a report of ours."""
    return kind == "metadata" and content_type == MEDIA_TYPE


def handed_report(block: bytes, original: bytes, name: str) -> Collected | InputError:
    """The report in a record's block, extracted by whoever wrote it from `original`.

    An InputError where text or original do not have the SHA-256 that the report states, or where it is none.
    """
    try:
        row = json.loads(block.decode("utf-8"))["report"]
        report = _report(row)
        stated = row["text_sha256"]
    except (ValueError, KeyError, TypeError, RecursionError):
        return InputError(name, "is no report as Stemma hands it on")
    if report.sha256 != sha256_of(original):
        return InputError(name, "was altered: its original does not have the SHA-256 that it states")
    if stated != sha256_of(report.text):
        return InputError(name, "was altered: its text does not have the SHA-256 that it states")
    return Collected(report, original, handed=True)


def _report(row: dict[str, Any]) -> Report:
    text = row["text"]
    if not isinstance(text, str) or not text.strip() or not _string(row, "id"):
        raise ValueError
    return Report(
        id=str(row["id"]),
        text=text,
        sha256=str(row["sha256"]),
        **{name: _string(row, name) for name in ("title", "url", "publisher", "language", "byline", "extractor")},
        **{name: _date(row, name) for name in ("published", "captured", "updated")},
        links=tuple(Hyperlink(_span(one, text), str(one["url"])) for one in row["links"]),
        stated_sources=tuple(
            StatedSource(_span(one, text), str(one["name"]), str(one["why"]), _string(one, "url"))
            for one in row["stated_sources"]
        ),
        anchors=tuple(Anchor(_span(one, text), _kind(one["kind"]), str(one["value"])) for one in row["anchors"]),
    )


def _string(row: dict[str, Any], name: str) -> str | None:
    found = row.get(name)
    if found is not None and (not isinstance(found, str) or _HALF.search(found)):
        raise ValueError
    return found


def _date(row: dict[str, Any], name: str) -> str | None:
    found = _string(row, name)
    return found if found and iso_date(found) else None


def _span(row: dict[str, Any], text: str) -> Span:
    start, end = row["span"]
    if type(start) is not int or type(end) is not int or not 0 <= start <= end <= len(text):
        raise ValueError
    return Span(start, end)


def _kind(found: Any) -> AnchorKind:
    if found not in get_args(AnchorKind):
        raise ValueError
    kind: AnchorKind = found
    return kind
