"""What a table of a case is made of: columns that say what they mean, and how a row's value is found.

A table's rows are values of the model, or `Part`s of them; a column finds its value by a path of attributes. The
description of the tables in the reference is made of the same declarations.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import UTC, date, datetime
from typing import Any, Literal, NamedTuple

from stemma.model import Actor, Case, Span

Kind = Literal["text", "integer", "number", "boolean", "datetime", "date"]
Cell = str | int | float | bool | datetime | date | None


class Part(NamedTuple):
    """One of several things that a value holds, such as a claim's member: what holds it, its place from 1, itself."""

    whole: Any
    position: int
    part: Any


@dataclass(frozen=True, slots=True)
class Lookup:
    """What a column needs besides its row: the texts of the reports, and the actors, by their ids."""

    texts: Mapping[str, str]
    actors: Mapping[str, Actor]


@dataclass(frozen=True, slots=True)
class Column:
    """A column: its name, the kind of its values, what they mean, and the "table.column" whose ids they are."""

    name: str
    kind: Kind
    meaning: str
    value: Callable[[Any, Lookup], Cell]
    leads_to: str | None = None


@dataclass(frozen=True, slots=True)
class Table:
    """A table: its name, what one row of it is, where the rows come from, and its columns in their order."""

    name: str
    one_row: str
    rows: Callable[[Case], Iterable[Any]]
    columns: tuple[Column, ...]

    def cells(self, case: Case, lookup: Lookup) -> Iterator[tuple[Cell, ...]]:
        """The rows of `case`, in the order of the export format."""
        for row in self.rows(case):
            yield tuple(column.value(row, lookup) for column in self.columns)


def lookup_of(case: Case) -> Lookup:
    """What the columns of `case` need."""
    return Lookup({r.id: r.text for r in case.reports}, {actor.id: actor for actor in case.actors})


def columns(*groups: Column | tuple[Column, ...]) -> tuple[Column, ...]:
    """Columns and groups of columns as one row of columns."""
    return tuple(column for group in groups for column in ((group,) if isinstance(group, Column) else group))


def plain(name: str, meaning: str, kind: Kind = "text", *, at: str = "", to: str | None = None) -> Column:
    """A column of the values at the path `at` of a row, by default at the column's own name."""
    find = reach(at or name)
    if kind == "number":  # a value may hold a whole number where its type says float
        return Column(name, kind, meaning, lambda row, _: None if (value := find(row)) is None else float(value), to)
    return Column(name, kind, meaning, lambda row, _: find(row), to)


def made(name: str, meaning: str, kind: Kind, make: Callable[[Any], Cell]) -> Column:
    """A column of values that are made from the row."""
    return Column(name, kind, meaning, lambda row, _: make(row))


def words(meaning: str, prefix: str = "", *, at: str = "span", report: str = "report") -> tuple[Column, ...]:
    """Three columns for the span at the path `at`: its start, its end, and the words there.

    `report` leads to the id of the report that they stand in.
    """
    find, where = reach(at), reach(report)

    def selected(row: Any, lookup: Lookup) -> Cell:
        span, text = find(row), lookup.texts.get(where(row))
        return None if span is None or text is None else span.of(text)

    return (
        plain(
            f"{prefix}start",
            f"Where {meaning} begin in the report's text.",
            "integer",
            at=f"{at}.start",
        ),
        plain(f"{prefix}end", "Where they end (exclusive).", "integer", at=f"{at}.end"),
        Column(f"{prefix}words", "text", "The words that start and end select.", selected),
    )


def in_report(meaning: str, path: str = "", prefix: str = "") -> tuple[Column, ...]:
    """Four columns for what has a report and a span at `path`: the report, and the span as in `words`."""
    inner = f"{path}." if path else ""
    return (
        plain(f"{prefix}report", f"The report in which {meaning} stand.", at=f"{inner}report", to="reports.id"),
        *words(meaning, prefix, at=f"{inner}span", report=f"{inner}report"),
    )


def named(name: str, meaning: str, *, at: str) -> Column:
    """A column of the names of the actors whose ids stand at the path `at`, for reading without another table."""
    find = reach(at)

    def name_of(row: Any, lookup: Lookup) -> Cell:
        actor = lookup.actors.get(find(row))
        return actor.name if actor else None

    return Column(name, "text", meaning, name_of)


def evidence(at: str = "part") -> tuple[Column, ...]:
    """Columns for the evidence at the path `at`: its kind, weight and reason, and the two sides that were compared."""
    return (
        plain("kind", "What kind of evidence it is.", at=f"{at}.kind"),
        plain("value", "Its weight.", "number", at=f"{at}.value"),
        plain("why", "The reason, as a sentence.", at=f"{at}.why"),
        *in_report("the words on one side", f"{at}.left", "left_"),
        *in_report("the words on the other side", f"{at}.right", "right_"),
    )


def parts(each: str, of: Callable[[Case], Iterable[Any]], *, at: str = "") -> Callable[[Case], Iterator[Part]]:
    """Rows for what the attribute `each` of every row of `of` holds; `at` leads to what has that attribute."""
    find = reach(f"{at}.{each}" if at else each)
    return lambda case: (Part(row, n, part) for row in of(case) for n, part in enumerate(find(row), 1))


def numbered(of: Callable[[Case], Iterable[Any]]) -> Callable[[Case], Iterator[Part]]:
    """Rows for values that have no id of their own, with their place in the case."""
    return lambda case: (Part(None, n, value) for n, value in enumerate(of(case), 1))


def reach(path: str) -> Callable[[Any], Any]:
    """What finds the value at a path of attributes; None where something on the way is None."""
    steps = path.split(".")

    def find(value: Any) -> Any:
        for step in steps:
            if value is None:
                return None
            value = getattr(value, step)
        return value

    return find


def instant(value: str | None) -> datetime | None:
    """An ISO 8601 date-time as an instant in UTC; None where it is none, names no zone or only a day."""
    if not value or len(value) <= len("2031-05-02"):
        return None
    try:
        found = datetime.fromisoformat(value)
        return found.astimezone(UTC) if found.tzinfo else None
    except (ValueError, OverflowError):
        return None


def day(value: str | None) -> date | None:
    """The calendar day that an ISO 8601 date or date-time states, where it was stated; None where it can't be read."""
    try:
        return date.fromisoformat(value[:10]) if value else None
    except ValueError:
        return None


def joined(spans: Iterable[Span], text: str | None) -> str | None:
    """The words of several spans, for reading: with " … " between them."""
    return None if text is None else " … ".join(span.of(text) for span in spans)


# What parts of a value have in common.
POSITION = plain("position", "Its place among those, from 1.", "integer")
