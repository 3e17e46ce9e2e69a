"""The stages without a case folder: inputs and records in, values out, all of it in memory."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from functools import partial
from pathlib import Path
from typing import Any

from stemma.collect import Collected
from stemma.collect.fetch import Fetcher
from stemma.collect.revisions import settle
from stemma.compare.meanings import meanings
from stemma.model import Actor, Case, InputError, Mention, Reading, Report, Statement
from stemma.read.readers import READERS, ReaderName
from stemma.run.asking import followed
from stemma.run.guarded import guarded_map, guarded_stream
from stemma.run.inputs import PART, Input, Terms, walk
from stemma.run.intake import collect_input, passed_over
from stemma.run.pool import ordered_map
from stemma.run.stages import read_to_compare, ready_to_compare
from stemma.text.meaning import MeaningEncoder, trained_meaning

# What records are called in messages, where the line is the record's number.
_RECORDS = "records.jsonl"
_FIELDS = ("id", "text", "title", "url", "publisher", "published", "lang", "language", "byline")


@dataclass(frozen=True, slots=True)
class Collection:
    """What came out of some inputs.

    `reports` have their final ids, sorted by these. `problems` are the inputs, or parts of them, that could not be
    taken; everything else was. `notes` are sentences on what was taken otherwise than it stands in the original.
    """

    reports: tuple[Report, ...]
    problems: tuple[InputError, ...] = ()
    notes: tuple[str, ...] = ()


def inputs_of(given: Iterable[str | Path | Mapping[str, Any]], part: int = PART) -> list[str | Path | Input]:
    """`given` as inputs: the records among them, as JSON lines in parts of about `part` bytes, come last."""
    found: list[str | Path | Input] = []
    lines: list[bytes] = []
    for one in given:
        if isinstance(one, Mapping):
            lines.append(_line(one))
        else:
            found.append(one)
    return [*found, *_in_parts(lines, part)]


def collect(given: Iterable[str | Path | Mapping[str, Any]], terms: Terms, workers: int) -> Collection:
    """The reports in files, folders, addresses and records."""
    inputs = inputs_of(given)
    captured = datetime.now(UTC).isoformat(timespec="milliseconds")
    work = partial(collect_input, captured)
    if any(not isinstance(one, Input) for one in inputs):
        parts = guarded_map(work, walk(inputs, terms=terms, runs=guarded_stream), passed_over, workers)
    else:  # no file of a stranger's
        parts = map(work, walk(inputs, terms=terms))
    found: Iterable[Collected | InputError] = (item for part in parts for item in part)
    items = list(followed(found, Fetcher(terms.guard)) if terms.follow else found)
    kept = [item for item in items if isinstance(item, Collected)]
    return Collection(
        settle(replace(item.report, captured=item.report.captured or captured) for item in kept),
        tuple(item for item in items if isinstance(item, InputError)),
        tuple(note for item in kept for note in item.notes),
    )


def read_all(
    reports: Sequence[Report],
    reader: ReaderName | Callable[[Report], Reading],
    encoder: MeaningEncoder | None,
    workers: int,
) -> tuple[Reading, ...]:
    """The readings of `reports`, in their order, with the meanings that comparing needs.

    A reader or an encoder that is handed in works in this process, whatever `workers` is. Raises WeightsError.
    """
    if callable(reader):
        return tuple(_read_by(reader, encoder or trained_meaning(), report) for report in reports)
    if reader not in READERS:
        raise ValueError(f"there is no reader {reader!r}; there are {', '.join(READERS)}")
    ready_to_compare(reader)
    if encoder is not None:
        return tuple(read_to_compare(report, reader, encoder) for report in reports)
    return tuple(ordered_map(partial(read_to_compare, name=reader), reports, workers))


def apart(reports: Sequence[Report], readings: Sequence[Reading]) -> Case:
    """What the readings hold, side by side and without any tie between them; an actor's id is its report's and its own.

    Raises KeyError for a reading without its report.
    """
    known = {report.id: report for report in reports}
    whole = [_own_ids(reading) for reading in readings]
    return Case(
        reports=tuple(known[reading.report] for reading in readings),
        actors=tuple(actor for reading in whole for actor in reading.actors),
        mentions=tuple(mention for reading in whole for mention in reading.mentions),
        statements=tuple(statement for reading in whole for statement in reading.statements),
        places=tuple(place for reading in whole for place in reading.places),
        times=tuple(time for reading in whole for time in reading.times),
        entities=tuple(entity for reading in whole for entity in reading.entities),
        figures=tuple(figure for reading in whole for figure in reading.quantities),
    )


def _read_by(reader: Callable[[Report], Reading], encoder: MeaningEncoder, report: Report) -> Reading:
    reading = reader(report)
    return replace(reading, meanings=meanings(report, reading, encoder))


def _own_ids(reading: Reading) -> Reading:
    ids = {actor.id: f"{reading.report}#{actor.id}" for actor in reading.actors}

    def named(ident: str | None) -> str | None:
        return ids.get(ident, ident) if ident is not None else None

    def cast(actor: Actor) -> Actor:
        return replace(actor, id=ids[actor.id])

    def mentioned(mention: Mention) -> Mention:
        return replace(mention, actor=named(mention.actor))

    def said(statement: Statement) -> Statement:
        return replace(statement, speaker=named(statement.speaker), via=named(statement.via))

    return replace(
        reading,
        actors=tuple(map(cast, reading.actors)),
        mentions=tuple(map(mentioned, reading.mentions)),
        statements=tuple(map(said, reading.statements)),
    )


def _in_parts(lines: Sequence[bytes], size: int) -> Iterator[Input]:
    first = 0
    while first < len(lines):
        last, length = first, 0
        while last < len(lines) and (last == first or length + len(lines[last]) <= size):
            length, last = length + len(lines[last]), last + 1
        yield Input(_RECORDS, length, data=b"".join(lines[first:last]), first_line=first + 1)
        first = last


def _line(record: Mapping[str, Any]) -> bytes:
    """A record as a line of JSON lines: what a report has of it, what is missing in a table left out."""
    found = {name: record[name] for name in _FIELDS if name in record and not _missing(record[name])}
    return json.dumps(found, default=_plain).encode("utf-8") + b"\n"


def _missing(value: Any) -> bool:
    """Whether it is what tables of pandas and polars have where nothing is: None, NaN, NaT, NA."""
    return value is None or str(value) in ("NaT", "<NA>") or (isinstance(value, float) and value != value)


def _plain(value: Any) -> Any:
    """Dates and times, those of pandas too, as ISO 8601; nothing for all else that JSON does not know."""
    return value.isoformat() if hasattr(value, "isoformat") else None
