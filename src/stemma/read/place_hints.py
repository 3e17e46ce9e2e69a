"""What a trained reader marked on the page, as a hint to what a word that may name a place does name."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable

from stemma.model import EntityKind, Span

Marked = tuple[Span, EntityKind]


class Hints:
    """The names that a trained reader marked; apart from one another. Without any, nothing is hinted."""

    def __init__(self, names: Iterable[Marked] = ()) -> None:
        self._names = sorted(names)
        self._starts = [span.start for span, _ in self._names]

    def __bool__(self) -> bool:
        return bool(self._names)

    def at(self, span: Span) -> Marked | None:
        """The marked name that has the most characters in common with `span`; None where none has any."""
        first = max(0, bisect_right(self._starts, span.start) - 1)
        best: tuple[int, Marked] | None = None
        for name in self._names[first:]:
            if name[0].start >= span.end:
                break
            shared = name[0].shared(span)
            if shared and (best is None or shared > best[0]):
                best = shared, name
        return best[1] if best else None

    def place_at(self, start: int, end: int) -> Span | None:
        """The place that is marked to begin with a word from `start` to `end`; None where none is."""
        at = bisect_right(self._starts, start) - 1
        found = self.at(Span(start, end)) if at >= 0 or self._names else None
        if found is None or found[1] != "place" or not start <= found[0].start < end:
            return None
        return found[0]
