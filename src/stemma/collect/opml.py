"""OPML: the lists of feeds that readers of feeds hand on to each other (opml.org, versions 1.0 and 2.0)."""

from __future__ import annotations

import re
from dataclasses import dataclass

from lxml import etree

from stemma.collect.encodings import decode
from stemma.model import InputError

# The largest lists that people share have some thousand feeds.
MOST_BYTES = 10_000_000
MOST_FEEDS = 5000
_FORBIDDEN = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff\ud800-\udfff]")
_DECLARATION = re.compile(r"\A\s*<\?xml[^>]{0,200}\?>")
_DOCTYPE = re.compile(r"<!(?:DOCTYPE|ENTITY)\b", re.I)
# A "&" that stands for itself, as in an address that was put in by hand; the parser would drop it and what follows.
_STRAY = re.compile(r"&(?!(?:amp|lt|gt|quot|apos|#[0-9]{1,7}|#x[0-9A-Fa-f]{1,6});)")
_WEB = ("http://", "https://")


@dataclass(frozen=True, slots=True)
class FeedList:
    """The feeds of a list, each address once and in its order, and sentences about what was passed over."""

    feeds: tuple[str, ...]
    notes: tuple[str, ...] = ()


def read_opml(data: bytes, name: str) -> FeedList:
    """The feeds in an OPML file, from outlines however deep they lie within one another.

    Document types are refused, so no entity expands and nothing is fetched; lists within lists (`type="include"`) are
    not followed; outlines that are commented out are left out with all in them. Raises InputError, which says `name`,
    where it is no such list or there is no feed in it.
    """
    if len(data) > MOST_BYTES:
        raise InputError(name, f"is over {MOST_BYTES // 1_000_000} MB, which no list of feeds is")
    body = _body(data, name)
    notes: list[str] = []
    found: dict[str, None] = {}
    included = 0
    for outline in body.iter("{*}outline"):
        if _is_commented_out(outline):
            continue
        stated = _attribute(outline, "xmlurl")
        if stated is None:
            included += (_attribute(outline, "type") or "").lower() == "include"
            continue
        address = _web_address(stated)
        if not address.lower().startswith(_WEB):
            notes.append(f"{name}: {stated[:80]!r} is no http or https address; it was passed over")
        else:
            found.setdefault(address)
    if included:
        notes.append(f"{name}: {included} list(s) that it includes are not followed; name them with --feeds")
    if not found:
        raise InputError(name, "names no feed (no outline of it has an xmlUrl)")
    if len(found) > MOST_FEEDS:
        raise InputError(name, f"names over {MOST_FEEDS} feeds; split it")
    return FeedList(tuple(found), tuple(notes))


def _web_address(stated: str) -> str:
    """What "feed:https://…" and "feed://…" stand for; every other address as it is."""
    if not stated.lower().startswith("feed:"):
        return stated
    rest = stated[len("feed:") :]
    inner = rest.removeprefix("//")
    return inner if inner.lower().startswith(_WEB) else f"http:{rest}"


def _body(data: bytes, name: str) -> etree._Element:
    try:
        text = _FORBIDDEN.sub("", decode(data)[0])
    except UnicodeError:
        raise InputError(name, "no character encoding fits its bytes; save it as UTF-8") from None
    if _DOCTYPE.search(text):
        raise InputError(name, "has a document type, which no list of feeds needs; take it out")
    # Without `huge_tree` the parser gives up on nesting deeper than 256, and what it has read until there is kept.
    parser = etree.XMLParser(
        recover=True, resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False, remove_comments=True,
        remove_pis=True,
    )  # fmt: skip
    try:
        markup = _STRAY.sub("&amp;", _DECLARATION.sub("", text.removeprefix("\ufeff")))
        root = etree.fromstring(markup.encode("utf-8"), parser)
    except (etree.LxmlError, ValueError):
        root = None
    if root is None or etree.QName(root).localname.lower() != "opml":
        raise InputError(name, "is not a list of feeds in OPML; most readers of feeds export one")
    return root


def _is_commented_out(outline: etree._Element) -> bool:
    here: etree._Element | None = outline
    while here is not None:
        if (_attribute(here, "iscomment") or "").lower() == "true":
            return True
        here = here.getparent()
    return False


def _attribute(element: etree._Element, name: str) -> str | None:
    """An attribute whatever the case of its name, without white space around; None where it is missing or empty."""
    values = (str(value).strip() for key, value in element.attrib.items() if str(key).lower() == name)
    return next((value for value in values if value), None)
