"""The stages in order, as plain functions on values. The only module that knows them all.

Each stage is loaded when it is first run: a case that is up to date is shown without any.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import replace
from functools import cache
from types import MappingProxyType

from stemma.model import Case, Comparison, Judgement, Reading, Report, sha256_of
from stemma.model.plain import to_plain
from stemma.model.rulings import rulings_of, that_rule
from stemma.read.readers import ReaderName, reader, reader_version
from stemma.run.faults import stage
from stemma.text.meaning import MeaningEncoder, meaning_version, trained_meaning
from stemma.vocabulary.files import digest as vocabulary_digest

# Raise it when comparing or tracing changes what it derives, so that cases are derived anew.
DERIVATION_VERSION = "17"


def reader_key(name: ReaderName) -> str:
    """What a cached reading depends on besides its report: reader, encoder, their versions, and the vocabulary."""
    return f"{reader_version(name)}/{meaning_version()}/{vocabulary_digest()[:16]}"


def versions(name: ReaderName) -> tuple[tuple[str, str], ...]:
    """What reads and derives a case read by the reader of that name, each with its version, for people to read."""
    return (
        ("Reader", reader_version(name)),
        ("Sentence encoder", meaning_version()),
        ("Vocabulary", vocabulary_digest()[:16]),
        ("Comparing and tracing", DERIVATION_VERSION),
    )


def report_digest(report: Report) -> str:
    """SHA-256 over everything in the report that a reading depends on.

    `captured` and `extractor` are no part of it, nor `unread`, which follows from reading it.
    """
    plain = to_plain(report)
    del plain["captured"], plain["extractor"], plain["unread"]
    return sha256_of(json.dumps(plain, sort_keys=True))


@cache
def loaded(name: ReaderName) -> Callable[[Report], Reading]:
    """The reader of that name, with its weights, which a process loads once. Raises WeightsError."""
    return reader(name)


def ready_to_compare(name: ReaderName) -> None:
    """Load all weights that reading for a case needs. Raises WeightsError where some can't be used."""
    loaded(name)
    trained_meaning()


def read_one(report: Report, name: ReaderName) -> Reading:
    """One report's reading by the reader of that name."""
    return loaded(name)(report)


def read_to_compare(report: Report, name: ReaderName, encoder: MeaningEncoder | None = None) -> Reading:
    """One report's reading, with the meanings that comparing needs, by `encoder` or the package's own."""
    from stemma.compare.meanings import meanings

    reading = read_one(report, name)
    return replace(reading, meanings=meanings(report, reading, encoder or trained_meaning()))


def fingerprint(reports: Iterable[Report], judgements: Iterable[Judgement], name: ReaderName) -> str:
    """SHA-256 of all that a case read by that reader depends on: equal fingerprints, equal cases."""
    inputs = [
        sorted([report_digest(r), r.captured or ""] for r in reports),
        sorted(map(json.dumps, to_plain(that_rule(judgements)))),
    ]
    return sha256_of(json.dumps([reader_key(name), DERIVATION_VERSION, inputs], sort_keys=True))


def derive(
    reports: Sequence[Report],
    readings: Mapping[str, Reading],
    judgements: Sequence[Judgement] = (),
    unread: Mapping[str, str] = MappingProxyType({}),
) -> Case:
    """A case out of its reports and their readings (by report id).

    `unread` says by report id what kept a report from being read: it is in the case and says nothing.

    `judgements` that hold come before what the reports say. The result does not depend on the order of `reports`, nor
    on that of `judgements` but that the case keeps it. Raises KeyError for a report without a reading that is not
    `unread`, and StageError for an error of Stemma's own in one of the stages.
    """
    return traced(reports, readings, compared(reports, readings, judgements, unread), judgements, unread)


def compared(
    reports: Sequence[Report],
    readings: Mapping[str, Reading],
    judgements: Sequence[Judgement] = (),
    unread: Mapping[str, str] = MappingProxyType({}),
) -> Comparison:
    """What ties the readings together; see `derive`."""
    from stemma.compare.links import compare

    ordered = _by_id(reports)
    read_in_order = tuple(_reading(report, readings, unread) for report in ordered)
    with stage("comparing the reports"):
        return compare(ordered, read_in_order, rulings_of(judgements, ordered))


def traced(
    reports: Sequence[Report],
    readings: Mapping[str, Reading],
    comparison: Comparison,
    judgements: Sequence[Judgement] = (),
    unread: Mapping[str, str] = MappingProxyType({}),
) -> Case:
    """The case that a comparison of the readings leads to; see `derive`."""
    from stemma.run.dating import dated_by_case
    from stemma.run.placing import placed_by_case
    from stemma.trace import trace

    ordered = _by_id(reports)
    read_in_order = tuple(_reading(report, readings, unread) for report in ordered)
    rulings = rulings_of(judgements, ordered)
    stories = dict(comparison.stories)
    # Comparing asks which words are of time and of places, tracing and showing also when and where that is.
    with stage("dating and placing what the reports tell"):
        read_in_order = placed_by_case(ordered, dated_by_case(ordered, read_in_order, stories), stories)
    with stage("tracing the claims"):
        traced = trace(ordered, read_in_order, comparison, rulings)
    return Case(
        reports=tuple(
            replace(report, story=stories.get(report.id), unread=unread.get(report.id)) for report in ordered
        ),
        actors=comparison.actors,
        mentions=comparison.mentions,
        statements=comparison.statements,
        passages=comparison.passages,
        utterances=comparison.utterances,
        claims=traced.claims,
        lineage=traced.lineage,
        places=tuple(place for reading in read_in_order for place in reading.places),
        times=tuple(time for reading in read_in_order for time in reading.times),
        entities=tuple(entity for reading in read_in_order for entity in reading.entities),
        quantities=traced.quantities,
        figures=tuple(figure for reading in read_in_order for figure in reading.quantities),
        judgements=tuple(judgements),
    )


def _by_id(reports: Sequence[Report]) -> tuple[Report, ...]:
    return tuple(sorted(reports, key=lambda report: report.id))


def _reading(report: Report, readings: Mapping[str, Reading], unread: Mapping[str, str]) -> Reading:
    if report.id in unread:
        return Reading(report=report.id, language=report.language)
    return readings[report.id]
