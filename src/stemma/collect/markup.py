"""HTML as it comes, parsed without surprises: what can't be parsed whole is refused, not cut off."""

from __future__ import annotations

import re
from html import unescape

from lxml import etree
from lxml.html import HtmlElement, HTMLParser, document_fromstring

from stemma.model import InputError

_UNPARSABLE = re.compile(r"[\x00-\x08\x0b\x0e-\x1f\ufffe\uffff\ud800-\udfff]")
# libxml2 compares every attribute of a tag with all before it: 100,000 of them take half a minute.
_ATTRIBUTES_AT_MOST = 5000
# Extraction takes more than linear time: a minute for 100,000 paragraphs. The largest live blogs have a tenth of it.
_TAGS_AT_MOST = 200_000
_LONG_TAG = re.compile(r"<[A-Za-z][^<>]{10000,}")
_QUOTED = re.compile(r"\"[^\"]*\"|'[^']*'")
_NUMBERED = re.compile(r"&#(?:[xX][0-9a-fA-F]{1,8}|[0-9]{1,8});?")


def parse(text: str, name: str) -> HtmlElement:
    """The tree of an HTML page or fragment, without comments. Raises InputError where it can't be had whole."""
    if any(len(_QUOTED.sub("", tag[0]).split()) > _ATTRIBUTES_AT_MOST for tag in _LONG_TAG.finditer(text)):
        raise InputError(name, f"a tag in its HTML has over {_ATTRIBUTES_AT_MOST:,} attributes")
    if text.count("<") > _TAGS_AT_MOST:
        raise InputError(name, f"its HTML has over {_TAGS_AT_MOST:,} tags, which no report has")
    # huge_tree: 2,048 levels deep instead of 256 and texts over 10 MB; what lies beyond is refused, not cut off.
    parser = HTMLParser(  # type: ignore[call-arg]  # the stubs lack default_doctype
        encoding="utf-8",
        huge_tree=True,
        remove_comments=True,
        remove_pis=True,
        collect_ids=False,
        default_doctype=False,
    )
    try:
        clean = _UNPARSABLE.sub("", _NUMBERED.sub(_numbered, text))
        tree = document_fromstring(clean.encode("utf-8"), parser=parser)
    except (etree.LxmlError, ValueError) as error:
        raise InputError(name, f"can't be parsed as HTML ({error})") from None
    if any(entry.type_name == "ERR_RESOURCE_LIMIT" for entry in parser.error_log):
        raise InputError(name, "its HTML is nested too deeply to be read (over 2,000 levels)")
    return tree


def _numbered(reference: re.Match[str]) -> str:
    """What "&#8217;" stands for by the HTML standard: "&#146;" is the Windows apostrophe, "&#1;" nothing at all.

    libxml2 makes control characters of these, which trafilatura then refuses. Markup stays escaped.
    """
    character = unescape(reference[0])
    return reference[0] if character in {"<", ">", "&", '"', "'"} else character
