"""Telegram Desktop's JSON export ("result.json"): each message is a report of its own."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

from stemma.collect.article import joined
from stemma.collect.collected import Collected
from stemma.collect.dates import iso_date
from stemma.collect.languages import detect
from stemma.model import Hyperlink, InputError, Report, Span, StatedSource, sha256_of

_MESSAGES = re.compile(r'"messages"\s*:\s*\[')
_CHAT_TYPE = re.compile(
    r'"type"\s*:\s*"(?:personal_chat|bot_chat|saved_messages|(?:private|public)_(?:group|supergroup|channel))"'
)
_HEAD = 20_000
_HALF = re.compile("[\ud800-\udfff]")
_SPACE = re.compile(r"[ \t\r\n]*")
_FORWARDED = "it was forwarded from there"
_LAST_SECOND = 4_102_444_800  # 2100-01-01; what lies beyond is no date


@dataclass(frozen=True, slots=True)
class _Chat:
    """The chat that messages stand in: its name, its number, and whether it is a channel, which posts as one."""

    name: str | None
    number: str | None
    channel: bool


def is_telegram(text: str) -> bool:
    """Whether JSON text is an export of one chat, or of a whole account, by Telegram Desktop."""
    head = text[:_HEAD].lstrip("\ufeff \t\r\n")
    if not head.startswith("{"):
        return False
    return bool(_CHAT_TYPE.search(head) and (_MESSAGES.search(head) or '"chats"' in head)) or (
        '"chats"' in head and '"personal_information"' in head
    )


def read_telegram(text: str, name: str, captured: str | None) -> Iterator[Collected | InputError]:
    """The messages with words in an export; an InputError for each that does not follow the format. None is raised.

    Messages of service ("joined the group") and media without a caption have no words and are passed over. The id is
    the chat's number or name and the message's number, the publisher the channel, or whoever wrote it in a group. A
    message's original is its exact characters in the export, in UTF-8.
    """
    whole = 0
    for chat, messages in _chats(text):
        for original, line in messages:
            whole += 1
            found = _message(original, chat, (name, line), captured)
            if found is not None:
                yield found
    if not whole:
        yield InputError(name, "is a Telegram export without any message")
    elif not text.rstrip().endswith("}"):
        yield InputError(name, "ends in the middle of the export; what comes before was read")


def _chats(text: str) -> Iterator[tuple[_Chat, Iterator[tuple[str, int]]]]:
    """Each chat of an export with its messages' own characters and the lines where they begin."""
    place, counted, line = 0, 0, 1
    while (begun := _MESSAGES.search(text, place)) is not None:
        start = begun.end()
        line, counted = line + text.count("\n", counted, start), start
        before = text[max(place, begun.start() - _HEAD) : begun.start()]
        pieces = list(_objects(text, start))
        yield _chat(before), _lined(text, pieces, line, start)
        place = pieces[-1].end if pieces else start


def _lined(text: str, pieces: list[Span], line: int, counted: int) -> Iterator[tuple[str, int]]:
    for piece in pieces:
        line, counted = line + text.count("\n", counted, piece.start), piece.start
        yield text[piece.start : piece.end], line


def _objects(text: str, place: int) -> Iterator[Span]:
    """The places of the objects of a JSON array whose inside begins at `place`; what is no JSON is passed over."""
    decoder = json.JSONDecoder()
    while True:
        match = _SPACE.match(text, place)
        place = match.end() if match else place
        if text.startswith(",", place):
            place += 1
            continue
        if place >= len(text) or text[place] != "{":
            return
        try:
            _, end = decoder.raw_decode(text, place)
        except (ValueError, RecursionError):
            # The next message begins with an object on a line of its own; a broken one is reported by its reader.
            following = text.find("\n  {\n", place + 1)
            end = following if following >= 0 else len(text)
        yield Span(place, end)
        place = end


def _chat(before: str) -> _Chat:
    """What stands before the messages: the last name, type and id of the chat."""
    names = re.findall(r'"name"\s*:\s*("(?:[^"\\]|\\.)*")', before)
    types = re.findall(r'"type"\s*:\s*"(\w+)"', before)
    numbers = re.findall(r'"id"\s*:\s*(\d{1,20})', before)
    name = _name(names[-1]) if names else None
    return _Chat(name, numbers[-1] if numbers else None, bool(types) and types[-1].endswith("channel"))


def _name(quoted: str) -> str | None:
    """What a JSON string says; None where it is none after all, which only parsing tells."""
    try:
        return _string(json.loads(quoted, strict=False))
    except ValueError:
        return None


def _message(original: str, chat: _Chat, place: tuple[str, int], captured: str | None) -> Collected | InputError | None:
    try:
        message = json.loads(original)
    except (ValueError, RecursionError):
        return InputError(place[0], "a message that is not valid JSON", place[1])
    if message.get("type") != "message":
        return None
    text, links = _text(message.get("text_entities") or message.get("text"))
    if not re.search(r"\w", text):
        return None
    number = message.get("id")
    if not isinstance(number, int):
        return InputError(place[0], "a message without a number", place[1])
    published, notes = _published(message, place)
    data = _HALF.sub("\ufffd", original).encode("utf-8")
    author = _string(message.get("from"))
    publisher = chat.name if chat.channel else author or chat.name
    report = Report(
        id=f"telegram:{chat.number or chat.name or 'chat'}/{number}",
        text=text,
        sha256=sha256_of(data),
        publisher=publisher,
        published=published,
        captured=captured,
        language=detect(text),
        byline=_string(message.get("author")) or (author if author != publisher else None),
        links=links,
        updated=_moment(message, "edited"),
        stated_sources=_forwarded(message, text, publisher),
    )
    return Collected(report, data, notes)


def _text(value: Any) -> tuple[str, tuple[Hyperlink, ...]]:
    """A message's words out of its parts, plain and formatted, with the links among them; its edges are trimmed."""
    parts = value if isinstance(value, list) else [value]
    written: list[str] = []
    links: list[Hyperlink] = []
    length = 0
    for part in parts:
        words = _HALF.sub("\ufffd", _words(part))
        if not length:
            words = words.lstrip()
        address = _address(part, words)
        if address and words.strip():
            links.append(Hyperlink(Span(length, length + len(words)), address))
        written.append(words)
        length += len(words)
    text = "".join(written).rstrip()
    return text, tuple(link for link in links if link.span.end <= len(text))


def _words(part: Any) -> str:
    if isinstance(part, str):
        return part
    text = part.get("text") if isinstance(part, dict) else None
    return text if isinstance(text, str) else ""


def _address(part: Any, words: str) -> str | None:
    if not isinstance(part, dict) or part.get("type") not in {"text_link", "link"}:
        return None
    href = part.get("href") if part["type"] == "text_link" else words.strip()
    if not isinstance(href, str) or _HALF.search(href):
        return None
    return joined(None, href if "://" in href else f"https://{href}")


def _published(message: dict[str, Any], place: tuple[str, int]) -> tuple[str | None, tuple[str, ...]]:
    found = _moment(message, "date")
    if found is not None or "date" not in message:
        return found, ()
    why = f"{str(message['date'])[:40]!r} is not a date that can be understood; the report has none"
    return None, (str(InputError(place[0], why, place[1])),)


def _moment(message: dict[str, Any], field: str) -> str | None:
    """The second of Unix time where it is stated; else the plain date, which has no zone and stays without one."""
    try:
        seconds = int(message.get(f"{field}_unixtime") or 0)
        if 0 < seconds < _LAST_SECOND:
            return datetime.fromtimestamp(seconds, UTC).isoformat().replace("+00:00", "Z")
    except (TypeError, ValueError, OverflowError, OSError):
        pass
    plain = message.get(field)
    return iso_date(plain) if isinstance(plain, str) else None


def _forwarded(message: dict[str, Any], text: str, publisher: str | None) -> tuple[StatedSource, ...]:
    """Whom it was forwarded from. The export names the channel or person only, neither address nor message."""
    name = _string(message.get("forwarded_from")) or _string(message.get("saved_from"))
    if name is None or name == publisher:
        return ()
    return (StatedSource(Span(0, len(text)), name, _FORWARDED),)


def _string(value: object) -> str | None:
    return _HALF.sub("\ufffd", value).strip() or None if isinstance(value, str) else None
