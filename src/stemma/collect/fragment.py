"""A piece of HTML that is all article, as in a feed's entry or a mail, to text: nothing in it is page furniture."""

from __future__ import annotations

import re
from html import unescape

from lxml import etree

from stemma.collect.article import written
from stemma.collect.markup import parse
from stemma.model import Hyperlink

# HTML's elements as the ones that text is written from.
_AS = (
    dict.fromkeys(("h1", "h2", "h3", "h4", "h5", "h6"), "head")
    | {"blockquote": "quote"}
    | dict.fromkeys(("ul", "ol", "dl"), "list")
    | dict.fromkeys(("li", "dt", "dd"), "item")
    | dict.fromkeys(("td", "th"), "cell")
    | dict.fromkeys(
        ("section", "article", "header", "footer", "aside", "pre", "figure", "figcaption", "address", "hr", "center"),
        "div",
    )
    | {"tr": "row", "br": "lb", "a": "ref"}
)
_UNSEEN = (
    *("script", "style", "noscript", "template", "head", "title", "iframe", "object", "svg", "video", "audio"),
    *("select", "textarea", "button", "math"),
)
_MARKUP = re.compile(r"<[A-Za-z/!?]")
_SPACE = re.compile(r"[ \t\r\n\f]+")
_FORBIDDEN = re.compile(r"[\x00-\x08\x0b\x0e-\x1f\x7f\ufffe\uffff]")


def fragment_text(markup: str, base: str | None, name: str) -> tuple[str, tuple[Hyperlink, ...]]:
    """The words of some HTML, paragraphs a blank line apart, with its links; "" where it has none.

    `base` resolves relative links, which are left out without it. Text without any tag keeps its own paragraphs.
    Raises InputError, which says `name`, where it can't be parsed.
    """
    if not _MARKUP.search(markup):
        return plain_paragraphs(unescape(markup)), ()
    tree = parse(f"<div>{markup}</div>", name)
    etree.strip_elements(tree, *_UNSEEN, with_tail=False)
    for element in tree.iter():
        if not isinstance(element.tag, str):
            continue
        if element.tag == "a":
            element.set("target", element.get("href") or "")
        if element.tag in _AS:
            element.tag = _AS[element.tag]
    return written(tree, base)


def plain_paragraphs(text: str) -> str:
    """Text whose line breaks are accidents of its file: one line a paragraph, a blank line between."""
    text = _FORBIDDEN.sub("", text.replace("\r\n", "\n").replace("\r", "\n"))
    paragraphs: list[list[str]] = [[]]
    for line in text.split("\n"):
        if words := _SPACE.sub(" ", line).strip(" "):
            paragraphs[-1].append(words)
        elif paragraphs[-1]:
            paragraphs.append([])
    return "\n\n".join(" ".join(lines) for lines in paragraphs if lines)


def one_line(markup: str, name: str) -> str | None:
    """The words of some HTML, such as a headline, on one line; None where it has no letter or digit."""
    text = " ".join(fragment_text(markup, None, name)[0].split())
    return text if re.search(r"\w", text) else None
