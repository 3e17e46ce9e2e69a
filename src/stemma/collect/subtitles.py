"""Subtitle tracks, SRT and WebVTT: cues joined into running text, with their time codes as anchors."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from html import unescape
from itertools import pairwise

from stemma.collect.collected import Collected
from stemma.collect.html import file_id
from stemma.collect.languages import detect, normalised
from stemma.model import Anchor, InputError, Report, Span, sha256_of

_CODE = r"(?:(\d{1,3}):)?(\d{1,2}):(\d\d)[.,](\d{1,3})"
_TIMES = re.compile(rf"[ \t]*{_CODE}[ \t]*-->[ \t]*{_CODE}")
_BEGINS_AS_SRT = re.compile(rf"\s*(?:\d+[ \t]*\r?\n)?{_TIMES.pattern}")
_VOICE = re.compile(r"<v(?:\.[^\s>]{0,100})?[ \t]+([^>]{1,200})>")
_TAG = re.compile(r"</?[A-Za-z0-9][^<>\n]{0,300}>|\{\\[^{}\n]{0,300}\}")
_SPACE = re.compile(r"[ \t\u00a0]+")
_FORBIDDEN = re.compile(r"[\x00-\x08\x0b-\x1f\x7f\ufffe\uffff]")
# Directional marks around a line, which editors of right-to-left subtitles put in by the dozen.
_MARKS = "\u200e\u200f\u202a\u202b\u202c\u202d\u202e\ufeff \t"
_HEADER = re.compile(r"(Kind|Language)[ \t]*:[ \t]*(\S+)", re.I)
_SENTENCE_ENDS = re.compile(r"[.!?…。！？؟][\"'”’»“)\]]*\Z")
_SPEAKER_CHANGES = re.compile(r"(?:[-–—‐]|>>)[ \t]*\S")
# Whoever speaks pauses so long between two sentences only where something else begins.
_PAUSE_SECONDS = 4.0
_LONG_PAUSE_SECONDS = 15.0
_LONGEST_NAME = 100
# A track's own note of who made it stands in a cue of its own, and is no part of what is said before or after.
_MADE_BY = re.compile(
    r"[\W_]*(?:english |closed |polskie |deutsche |russian )?"
    r"(?:sub(?:title)?s?|subtitled|subtitling|caption(?:s|ed|ing)?|transcri\w+|translat\w+|untertitel\w*|übersetz\w*|"
    r"sous-titr\w*|traduct\w*|traduit\w*|traducid\w*|traducción|subt[ií]tul\w*|napisy|tłumaczeni\w*|субтитр\w*|перев[оі]д\w*|переклад\w*)\b"
    r"(?:[^:\n]{0,40}:| (?:and [\w ]{1,30} )?(?:by|von|durch|par|por|przez)\b)",
    re.I,
)


@dataclass(frozen=True, slots=True)
class _Cue:
    """What stands on the screen at once: seconds at which it comes and goes, and its lines without markup.

    `voices` are the speakers that the lines' markup names, "" where it names none.
    """

    start: float
    end: float
    lines: tuple[str, ...]
    voices: tuple[str, ...]


def is_subtitles(text: str) -> bool:
    """Whether text begins as a WebVTT or SRT file does."""
    head = text[:400].removeprefix("\ufeff")
    return re.match(r"WEBVTT(?:[ \t\r\n]|\Z)", head) is not None or _BEGINS_AS_SRT.match(head) is not None


def read_subtitles(text: str, original: bytes, name: str, captured: str | None) -> Collected:
    """The report in a subtitle track. Its id is the file's name.

    Cues are joined by spaces; a change of speakers, marked by a dash, ">>" or a voice, begins a line, a pause after a
    sentence a paragraph, and so does who made the subtitles ("Subtitles by …"), who is the byline. Lines that roll on
    from one cue to the next come once. Each cue's words have its time code as an anchor. Raises InputError where no cue
    has words.
    """
    plain = _FORBIDDEN.sub("", text.removeprefix("\ufeff").replace("\r\n", "\n").replace("\r", "\n"))
    snapshot, anchors = _joined(list(_cues(plain)))
    if not re.search(r"\w", snapshot):
        raise InputError(name, "is a subtitle track without any words")
    first = plain.partition("\n")[0]
    header = dict(_HEADER.findall(plain[:500].partition("\n\n")[0].lower())) if first.startswith("WEBVTT") else {}
    title = first.removeprefix("WEBVTT").strip(" \t-–") if header or first.startswith("WEBVTT") else ""
    report = Report(
        id=file_id(name),
        text=snapshot,
        sha256=sha256_of(original),
        title=title or None,
        captured=captured,
        language=detect(snapshot) or normalised(header.get("language")),
        byline=_maker(snapshot),
        anchors=anchors,
    )
    return Collected(report, original)


def _maker(text: str) -> str | None:
    """Who made the subtitles: "Subtitles by Ada Brandt"."""
    for paragraph in text.split("\n\n"):
        if (noted := _MADE_BY.match(paragraph)) is not None:
            name = " ".join(paragraph[noted.end() :].split()).strip(" .-–—*♪")
            return name if 0 < len(name) <= _LONGEST_NAME else None
    return None


def _cues(text: str) -> Iterator[_Cue]:
    """The cues with words, in the order of the file; notes and styles have no times and are passed over."""
    lines = text.split("\n")
    at = [number for number, line in enumerate(lines) if "-->" in line and _TIMES.match(line)]
    for number, following in pairwise([*at, len(lines)]):
        times = _TIMES.match(lines[number])
        assert times is not None
        shown = list(_lines(lines[number + 1 : following], following < len(lines)))
        if shown:
            words, voices = zip(*shown, strict=True)
            yield _Cue(_seconds(times.groups()[:4]), _seconds(times.groups()[4:]), words, voices)


def _lines(lines: list[str], more: bool) -> Iterator[tuple[str, str]]:
    """A cue's lines without markup, and whose voice each is said to be.

    A blank line ends it, unless what follows is plainly words of it.
    """
    end = len(lines)
    while end and not lines[end - 1].strip():
        end -= 1
    if more and end and (end == 1 or not lines[end - 2].strip()) and re.fullmatch(r"\s*\d+\s*", lines[end - 1]):
        end -= 1  # the next cue's number
    voice = ""
    for line in lines[:end]:
        if line.startswith(("NOTE", "STYLE", "REGION")):
            return
        for number, part in enumerate(_VOICE.split(line)):
            if number % 2:
                voice = _plain(part)
            elif re.search(r"\w", words := _plain(part)):
                yield words, voice


def _plain(markup: str) -> str:
    return _SPACE.sub(" ", unescape(_TAG.sub("", markup))).strip(_MARKS)


def _seconds(code: tuple[str | None, ...]) -> float:
    hours, minutes, seconds, fraction = (part or "0" for part in code)
    return int(hours) * 3600 + int(minutes) * 60 + int(seconds) + int(fraction.ljust(3, "0")) / 1000


def _joined(cues: list[_Cue]) -> tuple[str, tuple[Anchor, ...]]:
    parts: list[str] = []
    anchors: list[Anchor] = []
    length, before, tail, speaking = 0, None, "", ""
    for cue in cues:
        shown: frozenset[str] = frozenset(before.lines if before is not None else ())
        begun: int | None = None
        for line, voice in zip(cue.lines, cue.voices, strict=True):
            if line in shown:
                continue
            turn = voice not in ("", speaking)
            gap = _gap(tail, line, cue, before, turn) if parts else ""
            # Who speaks is said once, not with every cue.
            words = f"{voice}: {line}" if turn else line
            parts += (gap, words)
            begun = length + len(gap) if begun is None else begun
            length += len(gap) + len(words)
            tail, speaking, before = line, voice, cue
        if begun is not None:
            anchors.append(Anchor(Span(begun, length), "time", _time_code(cue.start)))
        before = cue
    return "".join(parts), tuple(anchors)


def _gap(tail: str, line: str, cue: _Cue, before: _Cue | None, turn: bool) -> str:
    """What goes between two lines: a space, a line break or a blank line."""
    pause = max(0.0, cue.start - before.end) if before is not None else 0.0
    if _MADE_BY.match(line) or _MADE_BY.match(tail) or pause >= _LONG_PAUSE_SECONDS:
        return "\n\n"
    if pause >= _PAUSE_SECONDS and _SENTENCE_ENDS.search(tail):
        return "\n\n"
    return "\n" if turn or _SPEAKER_CHANGES.match(line) else " "


def _time_code(seconds: float) -> str:
    whole = round(seconds * 1000)
    return f"{whole // 3_600_000:02}:{whole // 60_000 % 60:02}:{whole // 1000 % 60:02}.{whole % 1000:03}"
