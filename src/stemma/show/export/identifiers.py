"""Names that other programs take for what a case holds: IRIs out of ids, hashes and addresses, whatever is in them."""

from __future__ import annotations

import base64
import re
import uuid
from urllib.parse import quote

from stemma.model import Report
from stemma.show.labels import web_address

# What RFC 3987 lets stand in an IRI besides letters and digits; brackets only around an IPv6 address. What is
# percent-encoded already stays so.
_IN_IRIS = "-._~:/?#@!$&'()*+,;="
_PARTS = re.compile(r"(https?://[^/?#]*)(.*)", re.IGNORECASE | re.DOTALL)
_ENCODED = re.compile(r"(%[0-9A-Fa-f]{2})")


def urn(kind: str, ident: str) -> str:
    """The IRI of what a case calls `ident`: a version 5 UUID (RFC 9562), the same in every export of every case."""
    return uuid.uuid5(uuid.NAMESPACE_URL, quote(f"stemma:{kind}:{ident}", errors="surrogatepass")).urn


def hash_name(sha256: str) -> str:
    """The IRI that names what has this SHA-256 (lower-case hexadecimal): "ni:///sha-256;…" (RFC 6920)."""
    digest = base64.urlsafe_b64encode(bytes.fromhex(sha256)).rstrip(b"=").decode("ascii")
    return f"ni:///sha-256;{digest}"


def address(report: Report) -> str | None:
    """A report's web address as an IRI; None where it states none that may be followed."""
    return iri(report.url)


def iri(url: str | None) -> str | None:
    """`url` where it is an http or https address, with characters that no IRI may hold percent-encoded; else None."""
    parts = _PARTS.fullmatch(web_address(url) or "")
    return _encoded(parts[1], _IN_IRIS + "[]") + _encoded(parts[2], _IN_IRIS) if parts else None


def _encoded(text: str, kept: str) -> str:
    pieces = _ENCODED.split(text)
    return "".join(piece if number % 2 else _quoted(piece, kept) for number, piece in enumerate(pieces))


def _quoted(piece: str, kept: str) -> str:
    return "".join(char if char.isalnum() or char in kept else quote(char, safe="") for char in piece)
