"""Normalised text to search in, and the way back to the snapshot's offsets.

Find in normalised text, mark in the snapshot: `normalise` evens out the many ways in which pages write quotation
marks, dashes, spaces and line ends, and drops characters that show nothing. `Normalised.original` leads a span found
there back to the characters of the snapshot.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from dataclasses import dataclass

from stemma.model import Span

# One character for one character: offsets stay as they are.
_EVEN = {
    **dict.fromkeys(map(chr, [0x09, 0xA0, 0x1680, *range(0x2000, 0x200B), 0x202F, 0x205F, 0x3000]), " "),
    **dict.fromkeys("\u2012\u2013\u2015\u2212", "\u2014"),
    **dict.fromkeys("\u2010\u2011", "-"),
    **dict.fromkeys("\u201f\u275d\u301d", "\u201c"),
    **dict.fromkeys("\u275e\u301e", "\u201d"),
    **dict.fromkeys("\uff02", '"'),
    **dict.fromkeys("\u201b\u275b", "\u2018"),
    **dict.fromkeys("\u275c\u02bc\u00b4", "\u2019"),
    **dict.fromkeys("\u2028\u2029\u0085\x0b\x0c", "\n"),
}  # fmt: skip
_ODD = re.compile(f"[{''.join(_EVEN)}]")

# What changes the length of the text.
_UNEVEN = re.compile("\r\n?|``|''(?<!''')(?!')|--+|[\ufb00-\ufb06\u00ad\u200b-\u200f\u202a-\u202e\u2060-\u2064\ufeff]")
_WRITTEN = {
    "\r\n": "\n", "\r": "\n", "``": "\u201c", "''": '"',
    "\ufb00": "ff", "\ufb01": "fi", "\ufb02": "fl", "\ufb03": "ffi", "\ufb04": "ffl", "\ufb05": "st", "\ufb06": "st",
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Normalised:
    """Normalised `text` with the points at which its offsets and the snapshot's part ways.

    From `starts[i]` on, `shifts[i]` is added to a normalised offset to get the snapshot's; both are in text order.
    `made` are those starts before which a character stands for several of the snapshot's.
    """

    text: str
    starts: tuple[int, ...] = ()
    shifts: tuple[int, ...] = ()
    made: frozenset[int] = frozenset()

    def offset(self, position: int) -> int:
        """The snapshot's offset of the character at the normalised offset `position`."""
        found = bisect_right(self.starts, position) - 1
        return position + self.shifts[found] if found >= 0 else position

    def original(self, span: Span) -> Span:
        """The snapshot's characters that the normalised `span` was made from."""
        if not self.starts or span.end <= span.start:
            start = self.offset(span.start)
            return Span(start, start + max(0, span.end - span.start))
        end = self.offset(span.end) if span.end in self.made else self.offset(span.end - 1) + 1
        return Span(self.offset(span.start), end)


def normalise(text: str) -> Normalised:
    """`text` with even quotation marks, dashes, spaces and line ends, and the way back."""
    text = _ODD.sub(lambda match: _EVEN[match.group()], text)
    pieces: list[str] = []
    starts: list[int] = []
    shifts: list[int] = []
    contracted: list[int] = []
    done = length = 0
    for match in _UNEVEN.finditer(text):
        written = _WRITTEN.get(match.group(), "\u2014" if match.group().startswith("--") else "")
        pieces += [text[done : match.start()], written]
        length += match.start() - done
        for further in range(1, len(written)):
            starts.append(length + further)
            shifts.append(match.start() - length - further)
        length += len(written)
        done = match.end()
        starts.append(length)
        shifts.append(done - length)
        if written and done - match.start() > 1:
            contracted.append(length)
    if not starts:
        return Normalised(text)
    pieces.append(text[done:])
    return Normalised("".join(pieces), tuple(starts), tuple(shifts), frozenset(contracted))
