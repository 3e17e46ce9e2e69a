"""What changed in a case as an Atom feed (RFC 4287), for readers of feeds."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Any

from lxml import etree

import stemma
from stemma.model import ChangePlace, NotedChange, Watch
from stemma.show.changes import HEADINGS, whose
from stemma.show.characters import one_line, quoted, shortened, visible
from stemma.show.export.changes import change_id
from stemma.show.labels import STATUS_WORDS, counted, web_address

# Entries that the feed has; who reads it once a day should miss none of a busy one.
MOST_ENTRIES = 200
_ATOM = "http://www.w3.org/2005/Atom"
_XHTML = "http://www.w3.org/1999/xhtml"
_OWN_NAMES: Any = {None: _ATOM}
_BODY_NAMES: Any = {None: _XHTML}
# What XML refuses even as a reference, beside the controls that `one_line` shows.
_BLANK = re.compile(r"\s+")
_FORBIDDEN = re.compile("[\ufffe\uffff]")


def atom_feed(noted: Sequence[NotedChange], watch: Watch, case: str) -> bytes:
    """The newest changes of `noted`, the newest first. The same changes make the same bytes.

    Ids are those of the changes, so that a reader of feeds shows none twice. `case` is what the feed is called after.
    """
    newest = sorted(noted, key=lambda one: -one.number)[:MOST_ENTRIES]
    feed = etree.Element(_name("feed"), nsmap=_OWN_NAMES)
    _add(feed, "id", f"urn:uuid:{watch.id}")
    _add(feed, "title", f"{case}: what changed")
    _add(feed, "subtitle", "Changes in what the reports of a case support. Stemma does not say what is true.")
    _add(feed, "updated", newest[0].made if newest else watch.since)
    _add(feed, "generator", "Stemma", version=stemma.__version__)
    author = etree.SubElement(feed, _name("author"))
    _add(author, "name", "Stemma")
    for one in newest:
        _entry(feed, one, watch)
    return etree.tostring(feed, encoding="utf-8", xml_declaration=True, pretty_print=False) + b"\n"


def _entry(feed: etree._Element, noted: NotedChange, watch: Watch) -> None:
    change = noted.change
    entry = etree.SubElement(feed, _name("entry"))
    _add(entry, "id", change_id(watch, noted.number))
    _add(entry, "title", f"{HEADINGS[change.kind]}: {shortened(one_line(change.gloss), 200)}")
    _add(entry, "updated", noted.made)
    _add(entry, "published", noted.made)
    _add(entry, "category", None, term=change.kind.replace(" ", "-"), label=HEADINGS[change.kind])
    for address in dict.fromkeys(filter(None, (web_address(place.url) for place in change.places))):
        if address.isascii():
            _add(entry, "link", None, rel="related", href=address)
    _add(entry, "summary", change.why)
    content = etree.SubElement(entry, _name("content"), type="xhtml")
    _body(etree.SubElement(content, f"{{{_XHTML}}}div", nsmap=_BODY_NAMES), noted)


def _body(div: etree._Element, noted: NotedChange) -> None:
    change = noted.change
    _paragraph(div, f"{one_line(change.gloss)}{f' ({STATUS_WORDS[change.status].lower()})' if change.status else ''}")
    _paragraph(div, change.why)
    places = etree.SubElement(div, f"{{{_XHTML}}}ul")
    for place in change.places:
        _place(etree.SubElement(places, f"{{{_XHTML}}}li"), place)
    if change.more:
        _paragraph(div, f"and in {counted(change.more, 'further place')}")


def _place(item: etree._Element, place: ChangePlace) -> None:
    item.text = _text(f"{quoted(one_line(place.words))} ")
    address = web_address(place.url)
    named = item if address is None else etree.SubElement(item, f"{{{_XHTML}}}a", href=_text(address))
    where = f" [{one_line(place.report)}:{place.span.start}–{place.span.end}]"
    if address is None:
        item.text += _text(whose(place) + where)
    else:
        named.text, named.tail = _text(whose(place)), _text(where)


def _paragraph(div: etree._Element, words: str) -> None:
    etree.SubElement(div, f"{{{_XHTML}}}p").text = _text(words)


def _add(parent: etree._Element, name: str, words: str | None, **attributes: str) -> None:
    element = etree.SubElement(parent, _name(name), {key: _text(value) for key, value in attributes.items()})
    element.text = None if words is None else _text(words)


def _text(words: str) -> str:
    """Words on one line with nothing in them that acts or that XML refuses."""
    return _FORBIDDEN.sub("\ufffd", visible(_BLANK.sub(" ", words)))


def _name(local: str) -> str:
    return f"{{{_ATOM}}}{local}"
