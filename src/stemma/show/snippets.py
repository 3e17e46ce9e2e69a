"""Words in the midst of what stands around them, on one line."""

from __future__ import annotations

from dataclasses import dataclass

from stemma.model import Pointer
from stemma.show.characters import one_line
from stemma.show.labels import Labels, Quote

_BEFORE = 48
_AFTER = 64


@dataclass(frozen=True, slots=True)
class Snippet:
    """A quotation with the words before and after it in its report, cut at spaces; "…" where the text goes on."""

    before: str
    quote: Quote
    after: str


def snippet_of(pointer: Pointer, labels: Labels) -> Snippet | None:
    """What stands at a pointer in its surroundings, no further than its line; None where there is nothing."""
    quote = labels.quote(pointer)
    if quote is None:
        return None
    text = labels.reports[pointer.report].text
    start, end = pointer.span
    before = text[max(0, start - _BEFORE) : start].rpartition("\n")[2]
    after = text[end : end + _AFTER].partition("\n")[0]
    if len(before) == _BEFORE:
        before = "…" + (before.partition(" ")[2] or before)
    if len(after) == _AFTER:
        after = (after.rpartition(" ")[0] or after) + "…"
    return Snippet(_kept(before, start=False), quote, _kept(after, start=True))


def _kept(text: str, *, start: bool) -> str:
    """On one line, with the space that parts it from the words in the midst."""
    line = one_line(text)
    if start:
        return (" " if text[:1].isspace() else "") + line
    return line + (" " if text[-1:].isspace() else "")
