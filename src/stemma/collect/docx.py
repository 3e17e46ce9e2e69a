"""Word documents (DOCX): the paragraphs as they stand, with what was deleted in tracked changes left out."""

from __future__ import annotations

import io
import re
from collections.abc import Mapping, Sequence

from lxml import etree

from stemma.collect.archive import Member, unpacked
from stemma.collect.article import written
from stemma.collect.collected import Collected
from stemma.collect.dates import iso_date
from stemma.collect.html import file_id
from stemma.collect.languages import detect
from stemma.collect.nesting import Room, TooMuch
from stemma.model import InputError, Report, sha256_of

_BODY, _FACTS, _LINKS = "word/document.xml", "docProps/core.xml", "word/_rels/document.xml.rels"
# Deleted or moved away, the code of fields, and the second form of a drawing for old programs.
_LEFT_OUT = frozenset({"del", "moveFrom", "instrText", "delText", "Fallback", "pPr", "rPr", "sectPr"})
_SIGNS = {"tab": " ", "noBreakHyphen": "\u2011", "softHyphen": "\u00ad"}
_AS = {"p": "p", "tbl": "table", "tr": "row", "tc": "cell", "hyperlink": "ref"}
_HEADLINE = re.compile(r"(?:title|heading1|titel|titre|tytuł|nagwek1|berschrift1)", re.I)


def read_docx(data: bytes, found: Sequence[Member], name: str, captured: str | None, room: Room) -> Collected:
    """The report in a Word document, of which `found` are the members, paragraphs a blank line apart.

    Its id is the file's name. The title is the first paragraph where it has the style of one, else the document's
    stated title where the text begins with it. When it was last changed is `updated`: a document does not say when it
    was published. Raises InputError.
    """
    parts = {member.name: _part(data, member, name, room) for member in found if member.name in (_BODY, _FACTS, _LINKS)}
    if _BODY not in parts:
        raise InputError(name, "is a Word document without a text in it")
    body = etree.Element("body")
    _convert(parts[_BODY], body, _targets(parts.get(_LINKS)))
    text, links = written(body, None)
    if not re.search(r"\w", text):
        raise InputError(name, "is a Word document without any words")
    facts = _facts(parts.get(_FACTS))
    first, stated = text.partition("\n\n")[0], facts.get("title")
    styled = _HEADLINE.fullmatch(_first_style(parts[_BODY]) or "") is not None
    report = Report(
        id=file_id(name),
        text=text,
        sha256=sha256_of(data),
        title=first if styled and len(first) < 300 else stated if stated and first == stated else None,
        captured=captured,
        language=detect(text),
        byline=facts.get("creator"),
        links=links,
        updated=iso_date(facts.get("modified", "")),
    )
    return Collected(report, data)


def _part(data: bytes, member: Member, name: str, room: Room) -> etree._Element:
    parser = etree.XMLParser(
        resolve_entities=False, no_network=True, load_dtd=False, recover=True, remove_comments=True, remove_pis=True
    )
    try:
        tree = etree.fromstring(unpacked(io.BytesIO(data), member, room), parser)
    except (etree.LxmlError, ValueError, TooMuch) as error:
        raise InputError(name, f"is a Word document that can't be read: {member.name} {error}") from None
    return etree.Element("nothing") if tree is None else tree


def _convert(source: etree._Element, target: etree._Element, addresses: Mapping[str, str]) -> None:
    """Append what `source` holds to `target`. As deep as the tree, which the parser ends at 256 levels."""
    for child in source:
        name = _local(child)
        if name in _LEFT_OUT:
            continue
        if name == "t":
            _append(target, child.text or "")
        elif name in _SIGNS:
            _append(target, _SIGNS[name])
        elif name in ("br", "cr"):
            etree.SubElement(target, "lb")
        elif name in _AS and not (name == "p" and target.tag == "cell"):
            made = etree.SubElement(target, _AS[name])
            if name == "hyperlink":
                made.set("target", addresses.get(_attribute(child, "id") or "", ""))
            _convert(child, made, addresses)
        else:
            _convert(child, target, addresses)
            if name == "p":
                _append(target, " ")


def _append(target: etree._Element, text: str) -> None:
    if len(target):
        target[-1].tail = (target[-1].tail or "") + text
    else:
        target.text = (target.text or "") + text


def _local(element: etree._Element) -> str:
    return str(element.tag).rpartition("}")[2] if isinstance(element.tag, str) else ""


def _attribute(element: etree._Element, local: str) -> str | None:
    return next((str(value) for key, value in element.attrib.items() if str(key).rpartition("}")[2] == local), None)


def _first_style(tree: etree._Element) -> str | None:
    """The style of the first paragraph that has words."""
    for paragraph in tree.iter("{*}p"):
        if any((text.text or "").strip() for text in paragraph.iter("{*}t")):
            style = next(paragraph.iter("{*}pStyle"), None)
            return None if style is None else _attribute(style, "val")
    return None


def _targets(tree: etree._Element | None) -> dict[str, str]:
    """Addresses outside the document by the id that its links name them by."""
    links = [] if tree is None else [e for e in tree.iter() if e.get("TargetMode") == "External"]
    return {element.get("Id") or "": element.get("Target") or "" for element in links}


def _facts(tree: etree._Element | None) -> dict[str, str]:
    texts = {_local(element): " ".join((element.text or "").split()) for element in (() if tree is None else tree)}
    return {key: text for key, text in texts.items() if text and len(text) < 300}
