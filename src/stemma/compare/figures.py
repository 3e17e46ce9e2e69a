"""Which members of one claim give a figure that the claim's own figure excludes."""

from __future__ import annotations

import math
from bisect import bisect_left
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace

from stemma.compare.pieces import Material
from stemma.model import ClaimGroup, Quantity, Span
from stemma.vocabulary.tallies import tallies

Alike = Callable[[str, str], bool]


@dataclass(frozen=True, slots=True)
class Figure:
    """A figure that a member of a claim gives, with who gives it and when.

    `source` is the speaker, else the publisher or the report; `moment` the report's date as written, "" where it has
    none. `lone` tells that the member gives no other figure.
    """

    quantity: Quantity
    source: str
    moment: str
    lone: bool

    @property
    def low(self) -> float:
        """The lowest number that the words allow."""
        return -math.inf if self.quantity.low is None else self.quantity.low

    @property
    def high(self) -> float:
        """The highest number that the words allow."""
        return math.inf if self.quantity.high is None else self.quantity.high

    @property
    def value(self) -> tuple[object, ...]:
        """What makes two figures the same."""
        one = self.quantity
        return self.low, self.high, one.bound == "all", one.unit, self.counts, one.frame

    @property
    def counts(self) -> str | None:
        """What is counted; people, where nothing is named and what happened happens to people."""
        one = self.quantity
        unnamed = one.counts is None and one.unit is None and one.frame in tallies().of_people
        return "people" if unnamed else one.counts


def figures_in(material: Material, report: int, span: Span, speaker: str | None) -> tuple[Figure, ...]:
    """The figures in a member's words, those that count only a part left out. `report` is its index."""
    quantities = material.readings[report].quantities
    first = bisect_left(quantities, span.start, key=lambda quantity: quantity.span.start)
    last = bisect_left(quantities, span.end, key=lambda quantity: quantity.span.start)
    found = [one for one in quantities[first:last] if span.covers(one.span) and not one.part]
    about = material.reports[report]
    source = speaker or about.publisher or about.id
    return tuple(Figure(one, source, about.published or "", len(found) == 1) for one in found)


def without_outdated(groups: Sequence[ClaimGroup], material: Material) -> tuple[ClaimGroup, ...]:
    """The claims, those members loose whose figure is not that of most reports, though it may be an earlier count.

    Two who give differing figures do not confirm each other, even where neither denies the other's.
    """
    number = {report.id: index for index, report in enumerate(material.reports)}
    return tuple(_without_outdated(group, material, number) for group in groups)


def _without_outdated(group: ClaimGroup, material: Material, number: Mapping[str, int]) -> ClaimGroup:
    standing = [member for member in group.members if member.stance != "denies" and not member.loose]
    if len(standing) < 2:
        return group
    standing.sort(key=lambda member: (material.reports[number[member.report]].published or "~", member.report))
    given = [figures_in(material, number[one.report], one.span, one.actor) for one in standing]
    outdated = {standing[place] for place in excluded(given, _same, material, outdated=True)}
    if not outdated:
        return group
    return replace(group, members=tuple(replace(m, loose=True) if m in outdated else m for m in group.members))


def _same(one: str, other: str) -> bool:
    return one == other


def excluded(
    given: Sequence[tuple[Figure, ...]], alike: Alike, material: Material, *, outdated: bool = False
) -> set[int]:
    """Places of the members whose figure can't be so if the one that most reports give is.

    `given` are the figures of the members in the order in which their reports came out: of figures that equally many
    reports give the earliest counts. Figures are compared where they count the same (`alike`: stems of like meaning)
    and tell that the same happened, or both do not tell; where one counts nothing, only with a member's sole figure.
    What brings a figure up to date excludes none. `outdated` asks for all whose figure is another: those that are
    brought up to date too, and those of which it is not sure that they are of the same.
    """
    support: dict[tuple[object, ...], list[Figure]] = {}
    for figures in given:
        for figure in figures:
            support.setdefault(figure.value, []).append(figure)
    references: list[list[Figure]] = []
    # Sorting keeps the order of first appearance among equals.
    for figures_of in sorted(support.values(), key=lambda found: -len({one.quantity.report for one in found})):
        if not any(_comparable(figures_of[0], other[0], alike, outdated) for other in references):
            references.append(figures_of)
    lost = _losing(given, material)
    return {
        place
        for place, figures in enumerate(given)
        if any(_ruled_out(figures, reference, alike, lost, outdated) for reference in references)
    }


def _losing(given: Sequence[tuple[Figure, ...]], material: Material) -> bool:
    """Whether a report that gives a figure here also says that some met the opposite, or that there were more."""
    opposed = tallies().opposed
    framed = [one.quantity for figures in given for one in figures if one.quantity.frame and one.quantity.high]
    by_id = {reading.report: reading.quantities for reading in material.readings} if framed else {}
    return any(
        (one.frame, other.frame) in opposed or (other.frame == "aboard" and (other.low or 0) > (one.high or 0))
        for one in framed
        for other in by_id[one.report]
        if (other.low or 0) >= 1
    )


def _ruled_out(
    figures: Sequence[Figure], reference: Sequence[Figure], alike: Alike, lost: bool, outdated: bool
) -> bool:
    found = [figure for figure in figures if _comparable(figure, reference[0], alike, outdated)]
    return bool(found) and all(_excludes(figure, reference, lost, outdated) for figure in found)


def _excludes(figure: Figure, reference: Sequence[Figure], lost: bool, outdated: bool) -> bool:
    """Whether a figure and that of `reference`, which several may give, can't both be so."""
    one, other = figure.quantity, reference[0].quantity
    if (one.bound == "all") != (other.bound == "all"):
        # Twelve may be all there are, unless it is known that not all were.
        return lost and (figure if other.bound == "all" else reference[0]).high < math.inf
    if figure.low <= reference[0].high and reference[0].low <= figure.high:
        return False
    # The sizes that one report gives of a crowd are of one time, whoever repeats the one or the other later.
    momentary = one.frame in tallies().momentary
    beside = [given for given in reference if momentary and given.quantity.report == one.report]
    return outdated or not any(_brings_up_to_date(figure, given) for given in beside or reference)


def _brings_up_to_date(one: Figure, other: Figure) -> bool:
    """Whether one of two figures that exclude each other may be the other's later count."""
    if one.quantity.report == other.quantity.report:
        return one.source == other.source
    if one.source == other.source or one.quantity.update or other.quantity.update:
        return True
    frame = one.quantity.frame or other.quantity.frame
    if frame is None or frame in tallies().fixed:
        return False
    return frame in tallies().varying or _grows(one, other) or _grows(other, one)


def _grows(first: Figure, later: Figure) -> bool:
    """Whether the later of two figures is the higher, as far as the dates are written in one way."""
    length = min(len(first.moment), len(later.moment), len("2020-01-01T00:00"))
    known = length >= len("2020-01-01") and first.moment[19:] == later.moment[19:]
    length = length if known else len("2020-01-01")
    return bool(first.moment) and first.moment[:length] < later.moment[:length] and later.low > first.high


def _comparable(one: Figure, other: Figure, alike: Alike, broadly: bool = False) -> bool:
    """Whether two figures are of one thing, or may be, if that is asked."""
    left, right = one.quantity, other.quantity
    lone = one.lone and other.lone
    if left.unit != right.unit:
        return False
    if left.frame != right.frame and not (broadly and lone):
        return lone and set_side_by_side(one, other)
    if left.unit is not None and left.frame is None:
        # Two sums of money, or two lengths, are seldom of the same thing.
        return broadly and lone
    if one.counts is None or other.counts is None:
        return left.unit is not None or lone
    people = {one.counts, other.counts} <= tallies().roles | {"people"}
    return one.counts == other.counts or people or alike(one.counts, other.counts)


def set_side_by_side(one: Figure, other: Figure) -> bool:
    """Whether a report gives two sources' figures of one kind, of which only the one tells what happened to those.

    "The airline said 64 passengers were aboard; 71 travellers were being looked after, the governor said."
    """
    left, right = one.quantity, other.quantity
    told = left.frame is None or right.frame is None
    if not told or left.report != right.report or left.unit is not None or one.source == other.source:
        return False
    known = one.counts == other.counts and one.counts in tallies().things
    return left.statement is not None and right.statement is not None and known
