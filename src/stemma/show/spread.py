"""How a claim spread: a small curve of the reports that carry it, and of those that deny it, over the case's time."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from stemma.model import Claim
from stemma.show.labels import Labels, counted
from stemma.show.moments import Scale, day_of, day_words, moment_of, scale_of

WIDTH = 132
_RISE = 20
_FALL = 10
# One report's step, until a claim has so many that the curve would not fit.
_STEP = 4.0


@dataclass(frozen=True, slots=True)
class Spread:
    """Two step lines over one time axis, as SVG paths within `width` by `height`, with the base line at `base`.

    `affirmed` rises by a step with each report that carries the claim, `denied` falls with each that has a denial; an
    empty path is nobody. `words` say the same. Reports without a date are not drawn.
    """

    affirmed: str
    denied: str
    width: int
    height: int
    base: int
    words: str


def axis_of(labels: Labels) -> Scale | None:
    """The time axis of all curves of a case, None where its reports have fewer than two moments of publication."""
    moments = {moment for r in labels.case.reports if (moment := moment_of(r.published)) is not None}
    return scale_of(moments, 1, WIDTH - 1) if len(moments) > 1 else None


def spread_of(claim: Claim, labels: Labels, axis: Scale | None) -> Spread | None:
    """A claim's curve; None where nothing of it is dated."""
    carrying = _moments(claim, labels, ("affirms",)) or _moments(claim, labels, ("hedges",))
    denying = _moments(claim, labels, ("denies",))
    if axis is None or not (carrying or denying):
        return None
    return Spread(
        affirmed=_steps(carrying, axis, _RISE, -1),
        denied=_steps(denying, axis, _FALL, 1),
        width=WIDTH,
        height=_RISE + _FALL + 4,
        base=_RISE + 2,
        words=_words(carrying, denying),
    )


def _moments(claim: Claim, labels: Labels, stances: Sequence[str]) -> list[float]:
    reports = {member.report for member in claim.members if member.stance in stances}
    moments = (moment_of(labels.reports[report].published) for report in reports if report in labels.reports)
    return sorted(moment for moment in moments if moment is not None)


def _steps(moments: Sequence[float], axis: Scale, room: int, sign: int) -> str:
    if not moments:
        return ""
    step = min(_STEP, room / len(moments))
    base = _RISE + 2
    path = [f"M{axis.x(moments[0])} {base}"]
    for number, moment in enumerate(moments, 1):
        path.append(f"H{axis.x(moment)}V{base + sign * round(number * step, 1)}")
    return "".join((*path, f"H{axis.right}"))


def _words(carrying: Sequence[float], denying: Sequence[float]) -> str:
    parts = []
    if carrying:
        parts.append(f"{counted(len(carrying), 'dated report')}, {_days(carrying)}")
    if denying:
        parts.append(f"denials in {counted(len(denying), 'dated report')}, {_days(denying)}")
    return "Over time: " + "; ".join(parts)


def _days(moments: Sequence[float]) -> str:
    first, last = day_words(day_of(moments[0])), day_words(day_of(moments[-1]))
    return first if first == last else f"{first} to {last}"
