"""Figures of one thing as a reader meets them: side by side, by who gives them and when."""

from __future__ import annotations

from dataclasses import dataclass

from stemma.model import Pointer, QuantityRow, QuantitySeries
from stemma.show.labels import Labels, Quote


@dataclass(frozen=True, slots=True, kw_only=True)
class Given:
    """A figure of a series with one who gives it: by name, in the earliest place, and in how many reports.

    `superseded` tells that it was brought up to date later, `excluded` that another of the case excludes it.
    """

    source: str
    words: str
    quote: Quote
    reports: int
    superseded: bool
    excluded: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Tally:
    """A series as it is shown: each source's figures once, in the order of their first publication."""

    series: QuantitySeries
    given: tuple[Given, ...]


def tallies_of(labels: Labels) -> tuple[Tally, ...]:
    """The series in which two places differ, those with figures that exclude each other first, then by their places."""
    differing = [one for one in labels.case.quantities if one.contests or len(set(map(_value, one.rows))) > 1]
    differing.sort(key=lambda one: (not one.contests, -len(one.rows), one.gloss, one.id))
    return tuple(Tally(series=one, given=_given(one, labels)) for one in differing)


def _value(row: QuantityRow) -> tuple[float | None, float | None, bool]:
    return row.low, row.high, row.bound == "all"


def _given(series: QuantitySeries, labels: Labels) -> tuple[Given, ...]:
    excluded = {place for contest in series.contests for place in (contest.left, contest.right)}
    kinds: dict[tuple[object, ...], list[QuantityRow]] = {}
    for row in series.rows:
        kinds.setdefault((_source(row, labels), *_value(row)), []).append(row)
    found = []
    for rows in kinds.values():
        first = rows[0]
        quote = labels.quote(Pointer(first.report, first.span))
        if quote is not None:
            places = {Pointer(row.report, row.span) for row in rows}
            found.append(
                Given(
                    source=_source(first, labels),
                    words=quote.words,
                    quote=quote,
                    reports=len({row.report for row in rows}),
                    superseded=all(row.superseded for row in rows),
                    excluded=not places.isdisjoint(excluded),
                )
            )
    return tuple(found)


def _source(row: QuantityRow, labels: Labels) -> str:
    own = "in its own voice" if row.statement is None else "nobody named"
    return labels.actor(row.actor) or f"{labels.publisher(row.report)}, {own}"
