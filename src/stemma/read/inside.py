"""Whether positions lie in spans: asked often, answered by bisection."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Sequence

from stemma.model import Span
from stemma.read.wording import Phrase


def outside(names: Sequence[Phrase], sources: Iterable[Span]) -> list[Phrase]:
    """The phrases that neither begin nor end in one of `sources`."""
    inside = InsideOf(sources)
    return [name for name in names if not inside(name.span.start) and not inside(name.span.end - 1)]


class InsideOf:
    """Many spans, to be asked about positions in any order."""

    def __init__(self, spans: Iterable[Span]) -> None:
        merged: list[list[int]] = []
        for start, end in sorted(spans):
            if merged and start <= merged[-1][1]:
                merged[-1][1] = max(merged[-1][1], end)
            else:
                merged.append([start, end])
        self._starts = [start for start, _ in merged]
        self._ends = [end for _, end in merged]

    def __call__(self, position: int) -> bool:
        """Whether the character at `position` lies in one of the spans."""
        at = bisect_right(self._starts, position) - 1
        return at >= 0 and position < self._ends[at]
