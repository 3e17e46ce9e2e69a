"""Values as text that any database takes, and exactly back."""

from __future__ import annotations

import gc
import json
import re
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from typing import TypeVar

from stemma.model.plain import from_plain, to_plain

T = TypeVar("T")

_SURROGATE = re.compile("[\ud800-\udfff]")
_UNSTORABLE = re.compile("[\x00\ud800-\udfff]")
_ESCAPE = re.compile(r"\\(?:u(d[89a-f][0-9a-f]{2})|.)")
_MARK = "\x1a"
_write = json.JSONEncoder(ensure_ascii=False, separators=(",", ":")).encode


def encode(value: object) -> str:
    """A value of the model as compact JSON.

    Lone surrogates, which no UTF-8 text may hold, are written as JSON's own escapes (`\\ud83d`).
    """
    return _as_json(to_plain(value))


def decode(kind: type[T], texts: Iterable[str]) -> tuple[T, ...]:
    """The inverse of `encode` for many values of one kind, in order."""
    joined = f"[{','.join(texts)}]"
    # JSON readers melt an escaped high and low surrogate into one character, which would shift every offset after
    # it. `encode` escapes nothing but lone surrogates that way, so they are put back before the text is parsed.
    if "\\ud" in joined:
        joined = _ESCAPE.sub(_unescaped, joined)
    with _collector_paused():
        return tuple([from_plain(kind, plain) for plain in json.loads(joined)])


def storable(text: str) -> str:
    """`text` for a column of its own: itself, or an escaped form where it holds what databases refuse in text.

    That is the lone surrogates that stand for undecodable bytes in a file name, and NUL.
    """
    if text.startswith(_MARK) or _UNSTORABLE.search(text):
        return _MARK + _as_json(text)[1:-1]
    return text


def stored(text: str) -> str:
    """The inverse of `storable`."""
    if not text.startswith(_MARK):
        return text
    return str(json.loads(_ESCAPE.sub(_unescaped, f'"{text[1:]}"')))


def searchable(text: str) -> str:
    """`text` for the word index: what databases refuse in text is replaced, and words lose their soft hyphens."""
    return _UNSTORABLE.sub("\ufffd", text.replace("\u00ad", ""))


@contextmanager
def _collector_paused() -> Iterator[None]:
    # Values hold no cycles, yet Python would look through all of them for some every few hundred new ones, which
    # takes as long as making them.
    was_enabled = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_enabled:
            gc.enable()


def _as_json(plain: object) -> str:
    text = _write(plain)
    if text.isascii():
        return text
    return _SURROGATE.sub(lambda found: f"\\u{ord(found[0]):04x}", text)


def _unescaped(found: re.Match[str]) -> str:
    return chr(int(found[1], 16)) if found[1] else found[0]
