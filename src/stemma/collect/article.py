"""The main text of a parsed page, its paragraphs a blank line apart, and the places of its hyperlinks."""

from __future__ import annotations

import re
from typing import Literal
from urllib.parse import urljoin

from lxml import etree
from lxml.html import HtmlElement

from stemma.model import Hyperlink, Span

# What trafilatura's tree is made of, by how the words around it are set apart.
_PARAGRAPHS = frozenset({"p", "head", "quote", "list", "table", "div", "body", "main", "ab", "fw"})
_LINES = frozenset({"item", "row", "lb"})
_Gap = Literal[0, 1, 2]
# XML's and HTML's white space; a no-break space is a word's own.
_SPACE = re.compile(r"[ \t\r\n\f]+")
_FORBIDDEN = re.compile(r"[\x00-\x08\x0b\x0e-\x1f\x7f\ufffe\uffff]")


def main_text(tree: HtmlElement, address: str | None) -> tuple[str, tuple[Hyperlink, ...]]:
    """The article in `tree` as plain text with its links (http and https, absolute); "" where there is none.

    Paragraphs, headings, quotations, lists and tables stand a blank line apart; list items, table rows and lines after
    a break begin a new line. `address` resolves relative links; without it, and without a <base>, they are left out,
    and so are links within the page. Readers' comments and navigation are left out by trafilatura (Barbaresi 2021,
    ACL-IJCNLP demo 15). The tree is not changed.
    """
    # Here, because it takes a while to load, and what shows a case parses no page.
    from trafilatura import bare_extraction

    document = bare_extraction(tree, include_comments=False, include_links=True, include_tables=True)
    if document is None or isinstance(document, dict) or document.body is None:
        return "", ()
    return written(document.body, _base_of(tree, address))


def written(body: etree._Element, base: str | None) -> tuple[str, tuple[Hyperlink, ...]]:
    """Text and links of a tree of trafilatura's elements; `base` resolves relative links."""
    writer = _Writer(base=base)
    for event, element in etree.iterwalk(body, events=("start", "end")):
        if event == "start":
            writer.start(element)
        else:
            writer.end(element)
    return writer.finished()


def _base_of(tree: HtmlElement, address: str | None) -> str | None:
    for element in tree.iter("base"):
        if href := (element.get("href") or "").strip():
            return joined(address, href)
    return address


def joined(base: str | None, href: str) -> str | None:
    """`href` as an absolute http(s) address, seen from `base`; None where it is not one."""
    try:
        address = urljoin(base or "", href.strip())
    except ValueError:
        return None
    return address if re.match(r"https?://[^/\s]", address, re.I) else None


def _page(address: str) -> str:
    return address.partition("#")[0]


class _Writer:
    """Text as it grows, with the links' places in it. White space is collapsed as a browser does."""

    def __init__(self, base: str | None) -> None:
        self.base = base
        self.parts: list[str] = []
        self.length = 0
        self.gap: _Gap = 0
        self.space = False
        self.open: list[tuple[etree._Element, int, str]] = []
        self.links: list[Hyperlink] = []
        self.cells = 0

    def start(self, element: etree._Element) -> None:
        self._separate(element)
        if element.tag == "ref":
            self._open_link(element)
        self._write(element.text)

    def end(self, element: etree._Element) -> None:
        if self.open and self.open[-1][0] is element:
            _, start, address = self.open.pop()
            self._close_link(start, address)
        if element.tag in _PARAGRAPHS or element.tag in _LINES - {"lb"}:
            self._widen(2 if element.tag in _PARAGRAPHS else 1)
        self._write(element.tail)

    def finished(self) -> tuple[str, tuple[Hyperlink, ...]]:
        return "".join(self.parts), tuple(self.links)

    def _separate(self, element: etree._Element) -> None:
        if element.tag in _PARAGRAPHS:
            self._widen(2)
        elif element.tag == "lb" and self.gap:
            self._widen(2)  # two <br> make a paragraph
        elif element.tag in _LINES:
            self._widen(1)
            self.cells = 0
        elif element.tag == "cell":
            self._write(" | " if self.cells else None)
            self.cells += 1

    def _widen(self, gap: _Gap) -> None:
        self.gap = max(self.gap, gap)

    def _write(self, text: str | None) -> None:
        if not text:
            return
        words = _SPACE.sub(" ", _FORBIDDEN.sub("", text))
        if words == " " or not words:
            self.space = self.space or bool(words)
            return
        lead = self._lead(words)
        body = words.strip(" ")
        self.space = words.endswith(" ")
        self._append(lead + body)

    def _lead(self, words: str) -> str:
        if self.length == 0:
            return ""
        if self.gap:
            return "\n" * self.gap
        return " " if self.space or words.startswith(" ") else ""

    def _append(self, text: str) -> None:
        self.parts.append(text)
        self.length += len(text)
        self.gap = 0

    def _open_link(self, element: etree._Element) -> None:
        address = joined(self.base, element.get("target") or "")
        within_page = self.base is not None and address is not None and _page(address) == _page(self.base)
        if address is not None and not within_page:
            self.open.append((element, len(self.parts), address))

    def _close_link(self, first: int, address: str) -> None:
        words = "".join(self.parts[first:])
        span = Span(self.length - len(words.lstrip()), self.length - len(words) + len(words.rstrip()))
        if span.start < span.end:
            self.links.append(Hyperlink(span, address))
