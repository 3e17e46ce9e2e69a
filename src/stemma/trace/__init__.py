"""Links become lineage, origins, and claims with their status.

lineage   what each report takes from: credits, links, reused words, items it renders
voices    for each place where a claim is made, the voice at the end of its chain
origins   the voices that count as one, and why
figures   which counts exclude each other, and so contest each other's claims
claims    how many origins stand behind each claim, and who denies it
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from stemma.model import Claim, Comparison, LineageEdge, QuantitySeries, Reading, Report
from stemma.model.rulings import Ruling
from stemma.trace.claims import claim_id, settle
from stemma.trace.figures import weigh, with_claims, with_rivals
from stemma.trace.ground import Ground
from stemma.trace.judged import Judged
from stemma.trace.lineage import find
from stemma.trace.outlets import Outlets
from stemma.trace.unsigned import presume_publishers

__all__ = ["Traced", "trace"]


@dataclass(frozen=True, slots=True)
class Traced:
    """What tracing found, each tuple in a fixed order that does not depend on the order of the reports."""

    lineage: tuple[LineageEdge, ...]
    claims: tuple[Claim, ...]
    quantities: tuple[QuantitySeries, ...] = ()


def trace(
    reports: Sequence[Report],
    readings: Sequence[Reading],
    comparison: Comparison,
    rulings: Sequence[Ruling] = (),
) -> Traced:
    """Trace every claim of `comparison` to its origins. `readings` are those of `reports`, in any order.

    What `rulings` say of origins comes before what the reports say.
    """
    ordered = sorted(reports, key=lambda report: report.id)
    in_order = sorted(readings, key=lambda reading: reading.report)
    outlets = Outlets(ordered, comparison)
    presume_publishers(ordered, in_order, comparison, outlets)
    judged = Judged(rulings, comparison)
    ground = Ground(ordered, in_order, comparison, outlets, judged.reports_apart)
    weighed = weigh(comparison.claims, comparison.quantities, ground, in_order)
    ids = {group.id: claim_id(group.members) for group in weighed.groups if group.members}
    claims = with_rivals(settle(weighed.groups, ground, judged), ids, weighed.rivals)
    return Traced(
        lineage=find(ordered, in_order, comparison, outlets, ground.bodies),
        claims=claims,
        quantities=with_claims(weighed.series, claims),
    )
