"""Reports that quote what a recording of the case has: its subtitles hold the words as they were spoken."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Sequence

from stemma.model import Comparison, LineageEdge, LineageEvidence, Pointer, Report, Span, Target, UtteranceMember
from stemma.trace.copies import is_track, label

# Fewer words ("We are ready") may be said anywhere.
_LEAST_WORDS = 6
# The words are the recording's; that they were taken from it, and not heard in the room, is likely, not said.
_LIKELY = 0.7
_MOST_EVIDENCE = 3
_QUOTED = ("direct", "mixed")
_WORD = re.compile(r"\w+")


def quoted(reports: Sequence[Report], comparison: Comparison) -> Iterator[LineageEdge]:
    """Edges of kind "renders" from reports that quote speech to the one track of the case that has it spoken.

    A quotation is direct speech of some words, which stand in the track or are one utterance with as many there: most
    tracks do not name who speaks. Where several tracks have it, the recording is not known, and there is no edge; nor
    is there one between tracks.
    """
    by_id = {report.id: report for report in reports}
    tracks = {report.id for report in reports if is_track(report)}
    if not tracks:
        return
    found: defaultdict[tuple[str, Span], set[str]] = defaultdict(set)
    for quotation, track in (*_same_words(comparison, tracks), *_same_utterance(comparison, tracks, by_id)):
        if _length(quotation, by_id) >= _LEAST_WORDS:
            found[quotation.report, quotation.span].add(track)
    places: defaultdict[tuple[str, str], set[Span]] = defaultdict(set)
    for (taker, span), having in found.items():
        if len(having) == 1:
            places[taker, next(iter(having))].add(span)
    for (taker, track), spans in sorted(places.items()):
        why = f"these words are spoken in the recording that {label(by_id[track])} subtitles"
        yield LineageEdge(
            report=taker,
            takes_from=Target(report=track),
            kind="renders",
            score=_LIKELY,
            evidence=tuple(
                LineageEvidence(report=taker, span=span, why=why) for span in sorted(spans)[:_MOST_EVIDENCE]
            ),
        )


def _same_words(comparison: Comparison, tracks: set[str]) -> Iterator[tuple[Pointer, str]]:
    """What is quoted of words that stand in a track too, and the track."""
    direct: defaultdict[str, list[Span]] = defaultdict(list)
    for statement in comparison.statements:
        if statement.manner in _QUOTED:
            direct[statement.report].extend(statement.content)
    for passage in (passage for passage in comparison.passages if not passage.boilerplate):
        for track, other in ((passage.left, passage.right), (passage.right, passage.left)):
            if track.report in tracks and other.report not in tracks:
                for span in direct[other.report]:
                    shared = Span(max(span.start, other.span.start), min(span.end, other.span.end))
                    if shared.start < shared.end:
                        yield Pointer(report=other.report, span=shared), track.report


def _same_utterance(
    comparison: Comparison, tracks: set[str], reports: dict[str, Report]
) -> Iterator[tuple[Pointer, str]]:
    """What is quoted of an utterance that a track has, in as many words as count, and the track."""
    direct = {statement.id for statement in comparison.statements if statement.manner in _QUOTED}
    for utterance in comparison.utterances:
        spoken = [m for m in utterance.members if m.report in tracks and _length(m, reports) >= _LEAST_WORDS]
        quoting = [m for m in utterance.members if m.report not in tracks and m.statement in direct]
        yield from ((Pointer(report=q.report, span=q.span), s.report) for q in quoting for s in spoken)


def _length(place: Pointer | UtteranceMember, reports: dict[str, Report]) -> int:
    """How many words stand there."""
    return len(_WORD.findall(place.span.of(reports[place.report].text)))
