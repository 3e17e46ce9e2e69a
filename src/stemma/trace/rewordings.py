"""Reports that tell in other words what a report tells that they credit."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence

from stemma.model import Comparison, LineageEdge, LineageEvidence, Report, Span, Target
from stemma.trace.copies import label

# A report that credits another may make one or two of its claims by chance: it retells the other when it makes more,
# and when these are most of the claims that it makes along with any report.
_LEAST_CLAIMS = 4
_LEAST_SHARE = 0.6
_MOST_EVIDENCE = 3


def reworded(reports: Sequence[Report], comparison: Comparison, edges: Iterable[LineageEdge]) -> Iterator[LineageEdge]:
    """Edges of kind "renders" from reports that credit another of the case and make most of their claims along with it.

    `edges` are those found so far: where words are copied, no more is needed to show the taking.
    """
    by_id = {report.id: report for report in reports}
    kinds: defaultdict[tuple[str, str], set[str]] = defaultdict(set)
    for edge in edges:
        if edge.takes_from.report is not None:
            kinds[edge.report, edge.takes_from.report].add(edge.kind)
    places = _places(comparison)
    told = Counter(claim for made in places.values() for claim in made)
    shared = {report: {claim for claim in made if told[claim] > 1} for report, made in places.items()}
    for taker, source in sorted(pair for pair, found in kinds.items() if found & {"credits", "links"} == found):
        common = shared.get(taker, set()) & shared.get(source, set())
        if len(common) >= _LEAST_CLAIMS and len(common) >= _LEAST_SHARE * len(shared[taker]):
            spans = sorted({places[taker][claim] for claim in common})[:_MOST_EVIDENCE]
            why = f"it makes {len(common)} of the claims of {label(by_id[source])}, which it credits"
            yield LineageEdge(
                report=taker,
                takes_from=Target(report=source),
                kind="renders",
                score=round(len(common) / len(shared[taker]), 3),
                evidence=tuple(LineageEvidence(report=taker, span=span, why=why) for span in spans),
            )


def _places(comparison: Comparison) -> dict[str, dict[str, Span]]:
    """For each report the claims that it makes, with the first place of each."""
    places: defaultdict[str, dict[str, Span]] = defaultdict(dict)
    for claim in comparison.claims:
        for member in sorted(claim.members, key=lambda one: (one.report, one.span)):
            places[member.report].setdefault(claim.id, member.span)
    return places
