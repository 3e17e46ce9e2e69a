"""RSS (0.9x, 1.0, 2.0) and Atom: each entry is a report, read by itself so that a broken one spoils no other."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from html.entities import html5
from itertools import islice

from lxml import etree

from stemma.collect.article import joined
from stemma.collect.collected import Collected
from stemma.collect.entries import Entry, Feed, entry_report
from stemma.collect.fragment import one_line
from stemma.model import InputError

_ENTRY_NAMES = {"rss": "item", "RDF": "item", "feed": "entry"}
_ATTRIBUTES = r"""(?:[^<>"']|"[^"<]*"|'[^'<]*')*"""
_ROOT = re.compile(rf"<(?:[\w.-]+:)?(rss|RDF|feed)(?=[\s>]){_ATTRIBUTES}>")
_CONTROL = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff\ud800-\udfff]")
_NAMED = re.compile(r"&([A-Za-z][A-Za-z0-9]{1,31});")
_XMLS_OWN = frozenset({"lt", "gt", "amp", "quot", "apos"})
# Namespaces by what their address has in it, since feeds misspell them; elements of any other one keep apart.
_FAMILIES = (
    ("purl.org/dc/", "dc"),
    ("modules/content", "content"),
    ("search.yahoo.com/mrss", "media"),
    ("prismstandard.org", "prism"),
    ("w3.org/2005/atom", ""),
    ("purl.org/atom", ""),
    ("purl.org/rss/1.0/modules", "other"),
    ("purl.org/rss", ""),
    ("netscape.com/rdf", ""),
    ("backend.userland.com", ""),
)
_PUBLISHED = (
    "published",
    "pubdate",
    "dc:date",
    "dc:issued",
    "prism:publicationdate",
    "issued",
    "dc:created",
    "created",
)
_UPDATED = ("updated", "modified", "dc:modified", "prism:modificationdate", "lastbuilddate")
_CONTENT = ("content:encoded", "content", "description", "summary", "media:description")
_DEEPEST = 200
# An archive of years has some ten thousand.
_MOST_ENTRIES = 100_000


@dataclass(frozen=True, slots=True)
class _Piece:
    """An entry as it stands in the feed, `line` being the number of its first line; `whole` unless it is cut short."""

    text: str
    line: int
    whole: bool


def read_feed(text: str, name: str, captured: str | None) -> Iterator[Collected | InputError]:
    """The entries of an RSS or Atom feed; an InputError for each that has no words or can't be parsed.

    An entry's original is its exact characters in the feed, in UTF-8. Document types and the entities that they declare
    are never read, so nothing in a feed can grow or be fetched. Nothing is raised.
    """
    root = _ROOT.search(text, 0, 100_000)
    if root is None:
        yield InputError(name, "can't be read as a feed: it has no <rss>, <rdf:RDF> or <feed> that is whole")
        return
    pieces = list(islice(_pieces(text, root.end(), _ENTRY_NAMES[root[1]]), _MOST_ENTRIES + 1))
    opening, closing = root[0], f"</{root[0][1:].split()[0].rstrip('>')}>"
    first = text.find(pieces[0].text, root.end()) if pieces else len(text)
    feed = _feed(_parsed(opening, text[root.end() : first], closing))
    if not pieces:
        yield InputError(name, "is a feed without any entry")
    for piece in pieces[:_MOST_ENTRIES]:
        yield _entry(piece, (opening, closing), feed, name, captured)
    if len(pieces) > _MOST_ENTRIES:
        yield InputError(name, f"has over {_MOST_ENTRIES:,} entries; those after were not read")


def _entry(
    piece: _Piece, wrapped: tuple[str, str], feed: Feed, name: str, captured: str | None
) -> Collected | InputError:
    parent = _parsed(wrapped[0], piece.text, wrapped[1])
    element = next((child for child in parent if isinstance(child.tag, str)), None) if parent is not None else None
    if element is None:
        return InputError(name, "an entry that can't be parsed", piece.line)
    if _depth_over(element):
        return InputError(name, "an entry whose markup is nested too deeply", piece.line)
    found = entry_report(_facts(element, feed), feed, piece.text, (name, piece.line), captured)
    if isinstance(found, Collected) and not piece.whole:
        note = InputError(name, "the feed ends or goes on in the middle of this entry", piece.line)
        return replace(found, notes=(*found.notes, str(note)))
    return found


def _pieces(text: str, start: int, element: str) -> Iterator[_Piece]:
    """The entries' own characters, told by their tags; what stands in CDATA and comments is passed over."""
    tags = re.compile(rf"<!\[CDATA\[|<!--|<(/?)(?:[\w.-]+:)?{element}(?=[\s/>])", re.A)
    place, begun, line, counted = start, -1, 1, 0
    missing: set[str] = set()
    while (tag := tags.search(text, place)) is not None:
        place = tag.end()
        if tag[0].startswith("<!"):
            closing = "]]>" if tag[0].startswith("<![") else "-->"
            # What was looked for in vain once is not looked for again.
            end = text.find(closing, place) if closing not in missing else -1
            place = end + len(closing) if end >= 0 else place
            if end < 0:
                missing.add(closing)
            continue
        if begun >= 0:
            end = tag.start() if not tag[1] else text.find(">", place) + 1 or len(text)
            line, counted = line + text.count("\n", counted, begun), begun
            yield _Piece(text[begun:end], line, whole=bool(tag[1]))
        begun = -1 if tag[1] else tag.start()
    if begun >= 0:
        yield _Piece(text[begun:], line + text.count("\n", counted, begun), whole=False)


def _parsed(opening: str, inner: str, closing: str) -> etree._Element | None:
    # Only the root's own tag goes around an entry, never the document type: so there is no entity to expand.
    markup = _NAMED.sub(_character, _CONTROL.sub("", f"{opening}{inner}{closing}"))
    parser = etree.XMLParser(
        recover=True, resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False, remove_comments=True,
        remove_pis=True, strip_cdata=True,
    )  # fmt: skip
    try:
        return etree.fromstring(markup.encode("utf-8"), parser)
    except (etree.LxmlError, ValueError):
        return None


def _character(reference: re.Match[str]) -> str:
    """HTML's named characters, which XML does not know; markup stays escaped."""
    return reference[0] if reference[1] in _XMLS_OWN else html5.get(f"{reference[1]};", reference[0])


def _depth_over(element: etree._Element) -> bool:
    depth = 0
    for event, _ in etree.iterwalk(element, events=("start", "end")):
        depth += 1 if event == "start" else -1
        if depth > _DEEPEST:
            return True
    return False


def _feed(root: etree._Element | None) -> Feed:
    if root is None:
        return Feed()
    channel = next((child for child in root if _key(child) == "channel"), root)
    parts = _parts(channel)
    return Feed(
        title=_headline(parts),
        address=_address(parts, None) or _words(parts, "id"),
        language=_words(parts, "language") or _words(parts, "dc:language") or _language(channel) or _language(root),
        base=_attribute(root, "base") or _attribute(channel, "base"),
    )


def _facts(element: etree._Element, feed: Feed) -> Entry:
    parts = _parts(element)
    base = joined(feed.base or feed.address, _attribute(element, "base") or "") or feed.address
    source = next(iter(parts.get("source", ())), None)
    name, url = _source(source)
    guid = _words(parts, "guid") or _words(parts, "id") or _attribute(element, "about")
    return Entry(
        guid=guid,
        url=_address(parts, base),
        title=_markup(parts.get("title", ())),
        contents=tuple(_content(part) for key in _CONTENT for part in parts.get(key, ())),
        published=tuple(filter(None, (_words(parts, key) for key in _PUBLISHED))),
        updated=tuple(filter(None, (_words(parts, key) for key in _UPDATED))),
        byline=_byline(parts),
        source=name,
        source_url=url,
        language=_language(element) or _words(parts, "dc:language"),
        base=base,
    )


def _parts(element: etree._Element) -> dict[str, list[etree._Element]]:
    found: dict[str, list[etree._Element]] = {}
    for child in element:
        if isinstance(child.tag, str):
            found.setdefault(_key(child), []).append(child)
    return found


def _key(element: etree._Element) -> str:
    """An element's name with its namespace's family, in lower case: "dc:date", "title"; "other:title" for the rest."""
    namespace, _, local = str(element.tag).rpartition("}")
    prefix, colon, bare = local.rpartition(":")
    if colon:  # a prefix that the feed never declared
        family = {"atom": "", "dcterms": "dc", "a10": ""}.get(prefix.lower(), prefix.lower())
    elif not namespace:
        family = ""
    else:
        family = next((short for part, short in _FAMILIES if part in namespace.lower()), "other")
    return f"{family}:{bare.lower()}" if family else bare.lower()


def _text_of(element: etree._Element) -> str:
    """All text in an element, as it stands."""
    return "".join(map(str, element.itertext()))


def _words(parts: dict[str, list[etree._Element]], key: str) -> str | None:
    """The first text that elements of that name hold, on one line."""
    texts = (" ".join(_text_of(element).split()) for element in parts.get(key, ()))
    return next((text for text in texts if text), None)


def _markup(elements: list[etree._Element] | tuple[()]) -> str | None:
    return next((markup for element in elements if (markup := _content(element)).strip()), None)


def _headline(parts: dict[str, list[etree._Element]]) -> str | None:
    """The title of a feed or of an entry's source, without its markup."""
    try:
        return one_line(_markup(parts.get("title", ())) or "", "")
    except InputError:
        return _words(parts, "title")


def _content(element: etree._Element) -> str:
    """What an element holds as HTML: RSS writes it escaped, and so does Atom unless it says "text" or "xhtml"."""
    kind = (element.get("type") or "").lower()
    if len(element) or kind == "xhtml":
        inner = "".join(etree.tostring(child, encoding="unicode", method="html") for child in element)
        return _escaped(element.text or "") + re.sub(r"(</?)[\w.-]+:", r"\1", inner)
    text = element.text or ""
    # Atom's default is text; feeds that forget to say "html" are told by tags that stand whole in it.
    if kind in {"text", "text/plain"} and not re.search(r"</[A-Za-z][\w]*>|<(?:br|p|img)\b", text):
        return _escaped(text)
    return text


def _escaped(text: str) -> str:
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")


def _address(parts: dict[str, list[etree._Element]], base: str | None) -> str | None:
    """The address that an entry or feed leads to: Atom's alternate link, RSS's link, a guid that is a permalink."""
    links = parts.get("link", [])
    for element in links:
        href = element.get("href") if (element.get("rel") or "alternate").lower() == "alternate" else None
        if href and (address := joined(base, href)):
            return address
    texts = [_text_of(element) for element in links if not element.get("href")]
    texts += [e.text or "" for e in parts.get("guid", ()) if (e.get("isPermaLink") or "true").lower() != "false"]
    stripped = (text.strip() for text in texts)
    return next((address for text in stripped if text and (address := joined(base, text))), None)


def _source(element: etree._Element | None) -> tuple[str | None, str | None]:
    """RSS's <source url="...">Name</source> or the title and link of Atom's <source>."""
    if element is None:
        return None, None
    parts = _parts(element)
    if not parts:
        return _words({"source": [element]}, "source"), joined(None, element.get("url") or "")
    return _headline(parts), _address(parts, None)


def _byline(parts: dict[str, list[etree._Element]]) -> str | None:
    names = [_words(_parts(author), "name") for author in parts.get("author", ()) if len(author)]
    names += [_words(parts, "dc:creator")]
    names += [_person(" ".join((e.text or "").split())) for e in parts.get("author", ()) if not len(e)]
    return ", ".join(dict.fromkeys(name for name in names if name)) or None


def _person(text: str) -> str | None:
    """RSS writes "desk@paper.example (Ada Brandt)"; the address alone is nobody's name."""
    inside = re.fullmatch(r"\S+@\S+\s*\((.+)\)", text)
    name = inside[1].strip() if inside else text
    return None if "@" in name or len(name) > 300 else name or None


def _attribute(element: etree._Element, local: str) -> str | None:
    return next((str(value) for key, value in element.attrib.items() if str(key).rpartition("}")[2] == local), None)


def _language(element: etree._Element) -> str | None:
    return _attribute(element, "lang")
