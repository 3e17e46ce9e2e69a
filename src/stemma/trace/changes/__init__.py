"""What changed in a case from one derivation to the next: a pure function of the two.

continued   which reports and claims of the two are the same, whatever their ids
turns       what became of a claim: who stands behind it and against it
counts      figures that were not given before
edited      what an edited report no longer says
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace
from typing import get_args

from stemma.model import Case, Change, ChangeKind
from stemma.trace.changes.continued import Continuity
from stemma.trace.changes.counts import new_figures
from stemma.trace.changes.edited import edits
from stemma.trace.changes.turns import turns

__all__ = ["changes"]

_WEIGHT = {kind: number for number, kind in enumerate(get_args(ChangeKind))}


def changes(before: Case, after: Case) -> tuple[Change, ...]:
    """What changed in what the case says, the weightiest first; nothing where `before` has no reports to compare with.

    Claims are known again by the places that they hold, not by their ids, which change as they grow or become one. That
    reports came in is no change, nor that they repeat what the case has had in several outlets' reports. One that could
    not be read says nothing yet: it comes in when it can be.
    """
    before, after = _heard(before), _heard(after)
    if not before.reports:
        return ()
    known = Continuity(before, after)
    found = [change for number, _ in enumerate(after.claims) for change in turns(number, known)]
    told = [place for change in found if change.kind == "contested" for place in change.places]
    found += edits(known)
    found += new_figures(known, told)
    rank = {claim.id: number for number, claim in enumerate(after.claims)}
    return tuple(sorted(_distinct(found), key=lambda change: _order(change, rank)))


def _heard(case: Case) -> Case:
    """The case without the reports that could not be read."""
    return replace(case, reports=tuple(report for report in case.reports if report.unread is None))


def _order(change: Change, rank: dict[str, int]) -> tuple[int, int, Sequence[object]]:
    places = [(place.report, tuple(place.span)) for place in change.places]
    return _WEIGHT[change.kind], rank.get(change.claim or "", len(rank)), (places, change.gloss, change.why)


def _distinct(found: Iterable[Change]) -> list[Change]:
    """Each change once: of those of one kind that stand on the same first words, the first."""
    kept: dict[object, Change] = {}
    for change in found:
        first = change.places[0] if change.places else None
        key = (change.kind, first.report if first else change.claim, first.span if first else None, change.after)
        kept.setdefault(key, change)
    return list(kept.values())
