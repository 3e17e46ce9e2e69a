"""Web archives made for tests."""

from __future__ import annotations

import base64
import gzip
import hashlib

TEXT = "The ferry Maribel sank off Port Ellery on Monday with forty people aboard, the coast guard said. "


def html(words: str = TEXT, more: str = "") -> bytes:
    """A page whose article is the words, eight times over."""
    return f"<html><head>{more}</head><body><article><p>{words * 8}</p></article></body></html>".encode()


def digest(data: bytes) -> str:
    """A digest as archives write it."""
    return "sha1:" + base64.b32encode(hashlib.sha1(data).digest()).decode()


def http(body: bytes, status: str = "200 OK", **headers: str) -> bytes:
    """An HTTP response; keywords are headers, with _ for -."""
    stated = {"content_type": "text/html; charset=utf-8"} | headers
    lines = "".join(f"{name.replace('_', '-')}: {value}\r\n" for name, value in stated.items() if value)
    return f"HTTP/1.1 {status}\r\n{lines}\r\n".encode() + body


def record(kind: str, uri: str, block: bytes, length: int | None = None, **fields: str) -> bytes:
    """A WARC record; keywords are fields without "WARC-", with _ for -."""
    stated = {"Type": kind, "Target_URI": uri, "Date": "2031-05-05T10:00:00Z"} | fields
    lines = "".join(f"WARC-{name.replace('_', '-')}: {value}\r\n" for name, value in stated.items() if value)
    size = len(block) if length is None else length
    return f"WARC/1.0\r\n{lines}Content-Length: {size}\r\n\r\n".encode() + block + b"\r\n\r\n"


def packed(*records: bytes) -> bytes:
    """An archive as most are: each record a gzip part of its own."""
    return b"".join(gzip.compress(one, mtime=0) for one in records)
