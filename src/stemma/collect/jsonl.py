"""JSON lines (or a JSON array) of reports: what others have collected, with ids and texts unchanged."""

from __future__ import annotations

import io
import json
import re
from collections.abc import Iterator
from typing import Any

from stemma.collect.collected import Collected
from stemma.collect.dates import iso_date
from stemma.collect.languages import detect, normalised
from stemma.model import InputError, Report, sha256_of

_SPACE = re.compile(r"[ \t\r\n]*")
_BOM = b"\xef\xbb\xbf"
# A line longer than any report; it would be a broken file.
LINE_LIMIT = 50_000_000


def read_jsonl(data: bytes, name: str, captured: str | None, first_line: int = 1) -> Iterator[Collected | InputError]:
    """The reports in JSON lines, a JSON array, or objects one after another; an InputError for each broken one.

    A report is an object with `text` and, optionally, `id`, `url`, `publisher`, `published`, `title`, `lang` (or
    `language`), `byline`; other fields are passed over. Its original is its line without the line end, or its exact
    characters in the array. `first_line` is the number of the first line, for messages.
    """
    if _spans_lines(data):
        yield from _values(data, name, captured)
        return
    for number, line in enumerate(io.BytesIO(data.removeprefix(_BOM)), first_line):
        original = line.rstrip(b"\r\n")
        if original.strip():
            yield _line(original, name, captured, number)


def _line(original: bytes, name: str, captured: str | None, number: int) -> Collected | InputError:
    if len(original) > LINE_LIMIT:
        return InputError(name, f"the line is over {LINE_LIMIT // 1_000_000} MB long", number)
    try:
        return _report(json.loads(original.decode("utf-8")), original, name, captured, number)
    except UnicodeDecodeError:
        return InputError(name, "the line is not UTF-8", number)
    except RecursionError:
        return InputError(name, "the line's JSON is nested too deeply", number)
    except ValueError as error:
        return InputError(name, f"not valid JSON ({error})", number)


def _spans_lines(data: bytes) -> bool:
    """Whether the first value is an array, or an object spread over lines, rather than the first of JSON lines."""
    start = data.removeprefix(_BOM).lstrip()
    if not start.startswith((b"[", b"{")):
        return False
    first, _, rest = start.partition(b"\n")
    try:
        value = json.loads(first.decode("utf-8"))
    except (ValueError, RecursionError):
        # A broken line of JSON lines, unless what follows continues it instead of beginning anew.
        return start.startswith(b"[") or not re.match(rb"""\s*(?:\{\s*"|$)""", rest)
    return isinstance(value, list) and not rest.strip()


def _values(data: bytes, name: str, captured: str | None) -> Iterator[Collected | InputError]:
    try:
        text = data.removeprefix(_BOM).decode("utf-8")
    except UnicodeDecodeError as error:
        yield InputError(name, "not UTF-8", data.count(b"\n", 0, error.start) + 1)
        return
    decoder = json.JSONDecoder()
    counted, line = 0, 1
    place = _skip(text, 0)
    if array := text.startswith("[", place):
        place = _skip(text, place + 1)
    while place < len(text) and not (array and text[place] == "]"):
        line, counted = line + text.count("\n", counted, place), place
        try:
            value, end = decoder.raw_decode(text, place)
        except RecursionError:
            yield InputError(name, "JSON nested too deeply; the rest was not read", line)
            return
        except ValueError as error:
            yield InputError(name, f"not valid JSON ({error}); the rest was not read", line)
            return
        yield _report(value, text[place:end].encode("utf-8"), name, captured, line)
        place = _skip(text, end)
        if array and place < len(text) and text[place] == ",":
            place = _skip(text, place + 1)


def _skip(text: str, place: int) -> int:
    match = _SPACE.match(text, place)
    return match.end() if match else place


def _report(value: Any, original: bytes, name: str, captured: str | None, line: int) -> Collected | InputError:
    if not isinstance(value, dict):
        return InputError(name, "not a JSON object", line)
    text = value.get("text")
    if not isinstance(text, str) or not text.strip():
        return InputError(name, 'has no "text"' if text is None else 'its "text" is empty or not a string', line)
    identity = value.get("id")
    if identity is not None and (not isinstance(identity, str) or not _storable(identity)):
        return InputError(name, 'its "id" is not a string', line)
    sha = sha256_of(original)
    url = _string(value, "url")
    published, notes = _published(value.get("published"), name, line)
    report = Report(
        id=identity or url or f"sha256:{sha256_of(text)[:16]}",
        text=text,
        sha256=sha,
        title=_string(value, "title"),
        url=url,
        publisher=_string(value, "publisher"),
        published=published,
        captured=captured,
        language=normalised(value.get("lang") or value.get("language")) or detect(text),
        byline=_string(value, "byline"),
    )
    return Collected(report, original, notes)


def _storable(text: str) -> bool:
    """Whether `text` can be written as UTF-8: JSON can smuggle in half a character."""
    return text.isascii() or not re.search("[\ud800-\udfff]", text)


def _string(value: dict[str, Any], field: str) -> str | None:
    found = value.get(field)
    return found if isinstance(found, str) and found.strip() and _storable(found) else None


def _published(value: Any, name: str, line: int) -> tuple[str | None, tuple[str, ...]]:
    if value is None or value == "":
        return None, ()
    found = iso_date(value) if isinstance(value, str) else None
    if found is not None:
        return found, ()
    return None, (
        f"{name}, line {line}: {str(value)[:40]!r} is not a date that can be understood; the report has none",
    )
