"""Figures of one thing side by side: who gave which number when, on one scale for each thing that is counted."""

from __future__ import annotations

import math
from collections.abc import Iterable
from dataclasses import dataclass

from stemma.model import Pointer, QuantityRow, QuantitySeries
from stemma.show.characters import one_line
from stemma.show.labels import Labels, Quote, counted
from stemma.show.snippets import Snippet, snippet_of

# The scale's width in pixels, and from what ratio of the largest to the smallest number on it goes by powers of ten.
WIDTH = 220
_LOGARITHMIC = 100.0
_LEAST_WIDE = 6.0


@dataclass(frozen=True, slots=True)
class Reach:
    """From where to where on the scale a figure's words allow the number to lie, in pixels; open ends have arrows."""

    left: float
    right: float
    open_left: bool
    open_right: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class FigureRow:
    """One place where somebody gives a figure; `claims` are the ids of the claims that have it."""

    who: str
    resolved: bool
    snippet: Snippet
    quote: Quote
    reach: Reach
    superseded: bool
    contested: bool
    claims: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class FigureStrip:
    """All figures of one thing, in the order of publication.

    `ticks` are places on the scale with their numbers, `contests` the sentences for those that exclude each other.
    """

    name: str
    rows: tuple[FigureRow, ...]
    ticks: tuple[tuple[float, str], ...]
    contests: tuple[str, ...]

    @property
    def single(self) -> bool:
        """Whether there is nothing to compare."""
        return len(self.rows) < 2

    @property
    def figures(self) -> str:
        """ "13 figures in 6 reports"."""
        reports = len({row.quote.pointer.report for row in self.rows})
        return f"{counted(len(self.rows), 'figure')} in {counted(reports, 'report')}"


@dataclass(frozen=True, slots=True)
class _Scale:
    first: float
    last: float
    logarithmic: bool

    def x(self, number: float) -> float:
        if self.logarithmic:
            first, last, number = (math.log10(max(value, 0.1)) for value in (self.first, self.last, number))
        else:
            first, last = self.first, self.last
        share = (number - first) / (last - first)
        return round(min(max(share, 0.0), 1.0) * WIDTH, 1)

    def ticks(self) -> tuple[tuple[float, str], ...]:
        middle = math.sqrt(max(self.first, 0.1) * self.last) if self.logarithmic else (self.first + self.last) / 2
        return tuple((self.x(number), _number(number)) for number in (self.first, middle, self.last))


def strips_of_figures(labels: Labels) -> tuple[FigureStrip, ...]:
    """A strip for each thing of which figures are given: contested ones first, then by how many figures there are."""
    found = [_strip(series, labels) for series in labels.case.quantities]
    return tuple(sorted((strip for strip in found if strip.rows), key=lambda one: (not one.contests, -len(one.rows))))


def _strip(series: QuantitySeries, labels: Labels) -> FigureStrip:
    scale = _scale(series.rows)
    contested = {pointer for contest in series.contests for pointer in (contest.left, contest.right)}
    rows = (_row(row, Pointer(row.report, row.span) in contested, scale, labels) for row in series.rows)
    return FigureStrip(
        name=one_line(series.gloss),
        rows=tuple(row for row in rows if row),
        ticks=scale.ticks() if scale else (),
        contests=tuple(dict.fromkeys(one_line(contest.why) for contest in series.contests)),
    )


def _scale(rows: Iterable[QuantityRow]) -> _Scale | None:
    """A scale that holds every number; None where there is none, as where all say "all"."""
    numbers = [n for row in rows for n in (row.low, row.high) if n is not None and math.isfinite(n)]
    if not numbers:
        return None
    least, most = min(numbers), max(numbers)
    above = [number for number in numbers if number > 0]
    if above and most / min(above) > _LOGARITHMIC and least >= 0:
        return _Scale(min(above), most, True)
    if least > 0 and least > 0.6 * most:
        around = max((most - least) / 2, most * 0.05)
        return _Scale(least - around, most + around, False)
    return _Scale(min(least, 0.0), most * 1.05 if most > 0 else least + 1.0, False)


def _row(row: QuantityRow, contested: bool, scale: _Scale | None, labels: Labels) -> FigureRow | None:
    snippet = snippet_of(Pointer(row.report, row.span), labels)
    if snippet is None:
        return None
    return FigureRow(
        who=labels.actor(row.actor) or _unnamed(row, labels),
        resolved=row.actor is not None or row.statement is None,
        snippet=snippet,
        quote=snippet.quote,
        reach=_reach(row, scale),
        superseded=row.superseded,
        contested=contested,
        claims=row.claims,
    )


def _unnamed(row: QuantityRow, labels: Labels) -> str:
    if row.statement is None:
        return f"{labels.publisher(row.report)}, in its own voice"
    statement = labels.statements.get(row.statement)
    words = statement.source.of(labels.reports[row.report].text) if statement and statement.source else ""
    return f"“{one_line(words)}”" if words else "nobody named"


def _reach(row: QuantityRow, scale: _Scale | None) -> Reach:
    left = scale.x(row.low) if scale and row.low is not None else 0.0
    right = scale.x(row.high) if scale and row.high is not None else float(WIDTH)
    if right - left < _LEAST_WIDE:
        left = min(max(left - _LEAST_WIDE / 2, 0.0), WIDTH - _LEAST_WIDE)
        right = left + _LEAST_WIDE
    return Reach(round(left, 1), round(right, 1), row.low is None, row.high is None)


def _number(number: float) -> str:
    if abs(number) >= 100:
        return f"{round(number):,}"
    return f"{number:.3g}"
