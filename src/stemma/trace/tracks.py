"""Reports that quote what a recording of the case has: its subtitles hold the words as they were spoken."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Sequence

from stemma.model import Comparison, LineageEdge, LineageEvidence, Report, Span, Target, UtteranceMember
from stemma.trace.copies import is_track, label

# Fewer words ("We are ready") may be said anywhere.
_LEAST_WORDS = 6
# The words are the recording's; that they were taken from it, and not heard in the room, is likely, not said.
_LIKELY = 0.7
_MOST_EVIDENCE = 3
_WORD = re.compile(r"\w+")


def quoted(reports: Sequence[Report], comparison: Comparison) -> Iterator[LineageEdge]:
    """Edges of kind "renders" from reports that quote speech to the one track of the case that has it spoken.

    A rendering counts from some words on, in direct speech, and where the track has as many. Where several tracks have
    it, the recording is not known, and there is no edge; nor is there one between tracks.
    """
    by_id = {report.id: report for report in reports}
    tracks = {report.id for report in reports if is_track(report)}
    if not tracks:
        return
    direct = {s.id for s in comparison.statements if s.manner in ("direct", "mixed")}
    places: defaultdict[tuple[str, str], set[Span]] = defaultdict(set)
    for utterance in comparison.utterances:
        long = [member for member in utterance.members if _words(member, by_id) >= _LEAST_WORDS]
        spoken = {member.report for member in long if member.report in tracks}
        if len(spoken) != 1:
            continue
        (track,) = spoken
        for member in long:
            if member.report not in tracks and member.statement in direct:
                places[member.report, track].add(member.span)
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


def _words(member: UtteranceMember, reports: dict[str, Report]) -> int:
    return len(_WORD.findall(member.span.of(reports[member.report].text)))
