"""Markdown, as static sites and note programs keep it: its words without the marks, and what its front matter says."""

from __future__ import annotations

import re
from itertools import pairwise
from pathlib import PurePath
from typing import Any

import yaml

from stemma.collect.article import joined
from stemma.collect.collected import Collected
from stemma.collect.dates import iso_date
from stemma.collect.fragment import fragment_text
from stemma.collect.html import file_id, with_title
from stemma.collect.languages import detect, normalised
from stemma.model import InputError, Report, sha256_of

_NAMES = frozenset({".md", ".markdown", ".mdown", ".mkd"})
_FRONT = re.compile(r"\A\ufeff?---[ \t]*\r?\n(.{0,20000}?)\r?\n(?:---|\.\.\.)[ \t]*(?:\r?\n|\Z)", re.S)
_HEADING = re.compile(r"\A\s*#[ \t]+([^\n]{1,300}?)[ \t#]*(?:\r?\n|\Z)")
# Each of these marks at the beginning of a line opens a block in a block.
_NESTED = re.compile(r"(?m)^[ \t>*+-]{200,}")
# For every bracket that is never closed the rest of its paragraph is gone over: two million characters a second.
_GONE_OVER_AT_MOST = 20_000_000
# Where a quotation goes on without its mark and with it again, in one paragraph: a thousand times take ten seconds.
_BREAKS_AT_MOST = 200
_BREAK = re.compile(r"\n[ \t]{0,3}>")


def is_markdown(name: str) -> bool:
    """Whether a text's name says Markdown. Content can't: any plain text is Markdown too."""
    return PurePath(name).suffix.lower() in _NAMES


def read_markdown(text: str, original: bytes, name: str, captured: str | None) -> Collected:
    """The report in a Markdown file. The id is the address that its front matter states, else the file's name.

    The snapshot is the title, a blank line and the words, without marks. Raises InputError where it has none.
    """
    front = _FRONT.match(text)
    facts = _facts(front[1]) if front else {}
    body = text[front.end() :] if front else text.removeprefix("\ufeff")
    if _NESTED.search(body) or any(map(_tangled, re.split(r"\n[ \t\r]*\n", body))):
        raise InputError(name, "its Markdown is nested too deeply to be read; rename it to .txt")
    heading = _HEADING.match(body)
    address = joined(None, _string(facts, "url", "link", "canonical_url", "canonical") or "")
    # Here, because it takes a while to load and few inputs are Markdown.
    from markdown_it import MarkdownIt

    html = MarkdownIt("commonmark", {"maxNesting": 50}).enable("table").render(body)
    words, links = fragment_text(html, address, name)
    if not re.search(r"\w", words):
        raise InputError(name, "has no text in it")
    title = _string(facts, "title") or (fragment_text(heading[1], None, name)[0] if heading else None)
    headline, snapshot, links = with_title(title, words, links)
    report = Report(
        id=address or file_id(name),
        text=snapshot,
        sha256=sha256_of(original),
        title=headline,
        url=address,
        publisher=_string(facts, "publisher", "site", "source"),
        published=iso_date(_string(facts, "date", "published", "pubdate") or ""),
        captured=captured,
        language=detect(snapshot) or normalised(_string(facts, "lang", "language")),
        byline=_string(facts, "author", "authors", "byline"),
        links=links,
        updated=iso_date(_string(facts, "lastmod", "updated", "modified") or ""),
    )
    return Collected(report, original)


def _tangled(paragraph: str) -> bool:
    if len(_BREAK.findall(paragraph)) > _BREAKS_AT_MOST:
        marked = [line.lstrip(" \t").startswith(">") for line in paragraph.split("\n")]
        if sum(before != after for before, after in pairwise(marked)) > _BREAKS_AT_MOST:
            return True
    return len(paragraph) * (paragraph.count("[") - paragraph.count("]")) > _GONE_OVER_AT_MOST


def _facts(front: str) -> dict[str, Any]:
    """The front matter's fields; none where it has aliases, which can make a few lines into gigabytes."""
    if re.search(r"(?:^|[\s,\[{:-])[&*]\w", front):
        return {}
    try:
        # The base loader keeps everything text, dates among it.
        found = yaml.load(front, Loader=yaml.BaseLoader)
    except (yaml.YAMLError, RecursionError, ValueError):
        return {}
    return found if isinstance(found, dict) else {}


def _string(facts: dict[str, Any], *names: str) -> str | None:
    for name in names:
        value = facts.get(name)
        if isinstance(value, list):
            value = ", ".join(item for item in value if isinstance(item, str))
        if isinstance(value, str) and value.strip():
            return " ".join(value.encode("utf-8", "replace").decode("utf-8").split())[:500]
    return None
