"""Figures of one thing that nobody in the case had given before."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from stemma.model import Change, ChangePlace, Claim, Pointer, QuantityRow, QuantitySeries
from stemma.trace.changes.continued import Continuity
from stemma.trace.phrases import shortened

_Value = tuple[float | None, float | None]


def new_figures(known: Continuity, told: Sequence[ChangePlace]) -> Iterator[Change]:
    """The figures in new reports that no earlier report of the case gives for the same thing.

    `told` are places of which it was told already that their figure excludes another. Later versions of a report are
    left out: what they changed is told of them as edited.
    """
    claims = {claim.id: claim for claim in known.after.claims}
    was = {(known.reports.get(row.report, ""), row.span) for series in known.before.quantities for row in series.rows}
    for series in known.after.quantities:
        old = [row for row in series.rows if (row.report, row.span) in was]
        values = {_value(row) for row in old}
        for row in series.rows if old else ():
            new = row.report in known.fresh and known.texts[row.report].revision_of is None
            if not new or _value(row) in values:
                continue
            values.add(_value(row))
            if not any(place.report == row.report and place.span.overlaps(row.span) for place in told):
                yield _changed(series, row, old, claims, known)


def _changed(
    series: QuantitySeries, row: QuantityRow, old: list[QuantityRow], claims: dict[str, Claim], known: Continuity
) -> Change:
    claim = next((claims[ident] for ident in row.claims if ident in claims), None)
    last = [one for one in old if not one.superseded] or old
    latest = max(last, key=lambda one: known.age(_pointer(one))[1:])
    now, was = _words(row, known), _words(latest, known)
    who = known.called(row.actor or "", row.publisher or row.report)[0]
    why = f"{shortened(who)} gives “{now}” for {series.gloss}; before “{was}”."
    places, more = known.places([_pointer(row), _pointer(latest)])
    return Change(
        kind="figure",
        claim=claim.id if claim else None,
        gloss=claim.gloss if claim else series.gloss,
        why=why,
        places=places,
        status=claim.status if claim else None,
        before=was,
        after=now,
        more=more,
    )


def _value(row: QuantityRow) -> _Value:
    return row.low, row.high


def _words(row: QuantityRow, known: Continuity) -> str:
    return shortened(" ".join(row.span.of(known.texts[row.report].text).split()))


def _pointer(row: QuantityRow) -> Pointer:
    return Pointer(row.report, row.span)
