"""Figures of one thing, laid side by side: how many people each report of a story says were killed."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import replace

from stemma.compare.pieces import Material
from stemma.model import Quantity, QuantityRow, QuantitySeries, Statement, sha256_of
from stemma.vocabulary.tallies import tallies

# What words that deny or ask give is nobody's figure.
_GIVEN = frozenset({"asserts", "confirms", "hedges"})

_Key = tuple[str, str, str, str]


def find_series(
    material: Material, statements: Sequence[Statement], stories: Sequence[str]
) -> tuple[QuantitySeries, ...]:
    """Every thing that the reports of a story give figures of, with all of these, by story and what is counted.

    `stories` are parallel to the material's reports; `statements` have case-wide speakers. Only figures that tell what
    happened to those counted are laid side by side: two numbers of streets need not be of the same streets.
    """
    by_id = {statement.id: statement for statement in statements}
    found: defaultdict[_Key, list[QuantityRow]] = defaultdict(list)
    for number, (report, reading) in enumerate(zip(material.reports, material.readings, strict=True)):
        for quantity in reading.quantities:
            said = by_id.get(quantity.statement or "")
            if quantity.frame is None or quantity.part or (said is not None and said.stance not in _GIVEN):
                continue
            row = _row(quantity, said)
            row = replace(row, publisher=report.publisher, published=report.published)
            key = (stories[number], quantity.frame, _counts(quantity), quantity.unit or "")
            found[key].append(row)
    merged = _with_roles(found)
    return tuple(_series(key, rows) for key, rows in sorted(merged.items()))


def _row(quantity: Quantity, said: Statement | None) -> QuantityRow:
    return QuantityRow(
        report=quantity.report,
        span=quantity.span,
        low=quantity.low,
        high=quantity.high,
        bound=quantity.bound,
        statement=said.id if said else None,
        actor=said.speaker if said else None,
        update=quantity.update,
    )


def _counts(quantity: Quantity) -> str:
    if quantity.counts is None and quantity.unit is None and quantity.frame in tallies().of_people:
        return "people"
    return quantity.counts or ""


def _with_roles(found: dict[_Key, list[QuantityRow]]) -> dict[_Key, list[QuantityRow]]:
    """The series, one of dockers with that of people where it is the only such and no report tells the two apart."""
    words = tallies()
    roles: defaultdict[tuple[str, str, str], list[str]] = defaultdict(list)
    for story, frame, counts, unit in sorted(found):
        if counts in words.roles and frame in words.of_people and frame not in words.fixed:
            roles[story, frame, unit].append(counts)
    merged = dict(found)
    for (story, frame, unit), names in roles.items():
        people = merged.get((story, frame, "people", unit))
        if len(names) == 1 and people is not None:
            role = (story, frame, names[0], unit)
            if not _told_apart(people, merged[role]):
                merged[story, frame, "people", unit] = people + merged.pop(role)
    return merged


def _told_apart(people: Iterable[QuantityRow], role: Iterable[QuantityRow]) -> bool:
    """Whether one report gives both, and they differ."""
    by_report: defaultdict[str, list[QuantityRow]] = defaultdict(list)
    for row in people:
        by_report[row.report].append(row)
    return any((row.low, row.high) != (other.low, other.high) for row in role for other in by_report[row.report])


def _series(key: _Key, rows: list[QuantityRow]) -> QuantitySeries:
    story, frame, counts, unit = key
    return QuantitySeries(
        id="q" + sha256_of(repr(key))[:10],
        frame=frame,
        counts=counts or None,
        unit=unit or None,
        gloss=" ".join(filter(None, (tallies().things.get(counts, counts) or unit, frame))),
        story=story,
        rows=tuple(sorted(rows, key=lambda row: (row.published or "~", row.report, row.span))),
    )
