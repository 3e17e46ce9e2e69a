"""Which figures exclude each other, and what that makes of the claims that give them.

A figure excludes another where no number is allowed by the words of both, and neither can be an earlier count of what
the other counts later. So counts of the same source, of one government, and of whoever says that a toll has risen, are
brought up to date; a higher count that comes later may be. What is told of another place or day is not
compared. Where the order in time is not known, only figures that one report sets against each other are: to find too
little contested is better than too much.
"""

from __future__ import annotations

import math
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import timedelta
from itertools import combinations

from stemma.model import (
    Claim,
    ClaimGroup,
    ClaimMember,
    Contest,
    Evidence,
    Place,
    Pointer,
    QuantityRow,
    QuantitySeries,
    Reading,
    Rival,
    Time,
)
from stemma.text.plain_names import name_key, words_of
from stemma.text.tokens import fold, stopwords
from stemma.trace.ground import Ground
from stemma.trace.moments import moment_of
from stemma.vocabulary.quantities import quantity_words
from stemma.vocabulary.tallies import tallies

# What ended so long before a report came out is told beside its event, not as part of it.
_LONG_AGO = timedelta(days=60)
# What is told so long after the other may be of another event.
_THESE_DAYS = timedelta(days=2)
# Figures of a series that are compared with one another, the first of each source and value.
_MOST_COMPARED = 300
_MOST_OF_ALL = 60
_MOST_CONTESTS = 100
# Of those that give an excluding figure, so many are shown with a claim.
_MOST_MEMBERS = 12
_MOST_AGAINST = 40
# Characters of a figure's words of which the first may be "all".
_LOOKED_AT = 60
# Nobody who counts one thing comes to so many times what another does.
_OTHER_SCALE = 200
_BROAD_PLACES = frozenset({"country", "people", "organisation", "water"})


@dataclass(frozen=True, slots=True)
class Weighed:
    """Claims with those who give an excluding figure among their members, and the series with their contests.

    `rivals` are pairs of the claims' ids, with the words that exclude each other.
    """

    groups: tuple[ClaimGroup, ...]
    series: tuple[QuantitySeries, ...]
    rivals: tuple[tuple[str, str, Evidence], ...]


@dataclass(frozen=True, slots=True)
class _Given:
    """A row with who gives it: `keys` name the source, `attributed` tells whether somebody is named for it.

    `whole` tells whether its words say that these are all there were: "all", "all four", "both".
    """

    row: QuantityRow
    series: QuantitySeries
    keys: frozenset[str]
    government: str | None
    attributed: bool
    low: float
    high: float
    whole: bool

    @property
    def pointer(self) -> Pointer:
        return _place(self.row)

    @property
    def kind(self) -> tuple[str, frozenset[str], float, float]:
        """What makes two rows one for comparing: the series, the source and the value."""
        return self.series.id, self.keys, self.low, self.high


def weigh(
    groups: Sequence[ClaimGroup], series: Sequence[QuantitySeries], ground: Ground, readings: Sequence[Reading]
) -> Weighed:
    """Every claim and series, with the figures that exclude each other."""
    weighing = _Weighing(ground, readings)
    by_story: defaultdict[str | None, list[QuantitySeries]] = defaultdict(list)
    for one in series:
        by_story[one.story].append(one)
    pairs: list[tuple[_Given, _Given, str]] = []
    updated: set[tuple[str, Pointer]] = set()
    for story in sorted(by_story, key=str):
        given = [weighing.given(row, one) for one in by_story[story] for row in one.rows]
        replaced = list(weighing.superseded(given))
        updated |= {(one.series.id, one.pointer) for one, _ in replaced}
        pairs += _distinct(weighing.excluding(given, replaced))
    pairs += _distinct(weighing.excepting([weighing.given(row, one) for one in series for row in one.rows]))
    contested = _Contested(groups, series, weighing, pairs, updated)
    return Weighed(contested.groups(), _with_contests(series, pairs, updated, ground), tuple(contested.rivals))


def _distinct(pairs: Iterable[tuple[_Given, _Given, str]]) -> Iterator[tuple[_Given, _Given, str]]:
    """The first pair of each two sources and their values."""
    seen: set[frozenset[tuple[object, ...]]] = set()
    for one, other, why in pairs:
        both = frozenset((one.kind, other.kind))
        if both not in seen:
            seen.add(both)
            yield one, other, why


class _Weighing:
    """Tells which figures exclude each other, by the case's ground."""

    def __init__(self, ground: Ground, readings: Sequence[Reading]) -> None:
        self.ground = ground
        self._places: dict[str, Sequence[Place]] = {reading.report: reading.places for reading in readings}
        self._quantities = {reading.report: reading.quantities for reading in readings}

    def given(self, row: QuantityRow, series: QuantitySeries) -> _Given:
        """The row with its source."""
        low = -math.inf if row.low is None else row.low
        high = math.inf if row.high is None else row.high
        whole = row.bound == "all" or self._says_all(row)
        actor = self.ground.actors.get(row.actor or "") or (None if row.statement else self.ground.body(row.report))
        unnamed = self._unnamed(row) if actor is None else None
        if unnamed is not None:
            return _Given(row, series, frozenset({unnamed}), None, True, low, high, whole)
        if actor is None:
            publisher = name_key(row.publisher or "")
            keys = frozenset({publisher or self.ground.first_edition(row.report)})
            return _Given(row, series, keys, None, False, low, high, whole)
        standing = self.ground.standing(actor)
        keys = frozenset({actor.id}) | standing.names | standing.bodies
        return _Given(row, series, keys, standing.government, not standing.carrier, low, high, whole)

    def _unnamed(self, row: QuantityRow) -> str | None:
        """A key for a source that the report only describes: "an aid group in the valley spoke of 40"."""
        statement = self.ground.statements.get(row.statement or "")
        if statement is None or statement.source is None or statement.speaker is not None:
            return None
        report = self.ground.reports[row.report]
        words = words_of(statement.source.of(report.text))
        if all(word in stopwords(report.language) for word in words):
            return None
        return " ".join(("source", row.report, *words))

    def _says_all(self, row: QuantityRow) -> bool:
        """Whether the words say that these are all there were: "all four", "both"."""
        report = self.ground.reports[row.report]
        words = quantity_words(report.language)
        first = words_of(row.span.of(report.text)[:_LOOKED_AT])[:1]
        return any(fold(word) in first for word in (*words.everyone, *words.both))

    def superseded(self, given: Sequence[_Given]) -> Iterator[tuple[_Given, _Given]]:
        """Figures that their own source, or one that says that they have risen, replaces later, each with the later."""
        for one, other in self._pairs(given):
            for first, later in ((one, other), (other, one)):
                replaces = bool(first.keys & later.keys) or (later.row.update and later.low > first.high)
                if replaces and _exclusive(first, later) and self._precedes(first, later):
                    yield first, later

    def excluding(
        self, given: Sequence[_Given], replaced: Sequence[tuple[_Given, _Given]]
    ) -> Iterator[tuple[_Given, _Given, str]]:
        """Pairs of figures that exclude each other, each with why; `replaced` are those superseded, with the later.

        Who later gives the other's figure concedes it.
        """
        updated = {(one.series.id, one.pointer) for one, _ in replaced}
        for one, other in self._pairs(given):
            apart = _exclusive(one, other) and self._at_once(one, other, updated) and self._comparable(one, other)
            if apart and not (self._conceded(one, other, given) or self._conceded(other, one, given)):
                yield one, other, self._why(one, other)
        yield from self._of_all(given)

    def _conceded(self, one: _Given, other: _Given, given: Sequence[_Given]) -> bool:
        """Whether who gives a figure, or their government, gives the other one later, or it is brought up to that."""
        ruler = one.government
        return any(
            (later.keys & one.keys or (ruler is not None and later.government == ruler) or later.row.update)
            and not later.keys & other.keys
            and not _exclusive(later, other)
            and self._precedes(one, later)
            for later in given
            if later.series.id == other.series.id and later.pointer != other.pointer
        )

    def _pairs(self, given: Sequence[_Given]) -> Iterator[tuple[_Given, _Given]]:
        """Rows of one series, those of one source and value in one report once."""
        by_series: defaultdict[str, dict[tuple[object, ...], _Given]] = defaultdict(dict)
        for one in given:
            by_series[one.series.id].setdefault((*one.kind, one.row.report), one)
        for series in sorted(by_series):
            yield from combinations(list(by_series[series].values())[:_MOST_COMPARED], 2)

    def _precedes(self, first: _Given, later: _Given) -> bool:
        return first.row.report != later.row.report and self.ground.precedes(first.row.report, later.row.report)

    def _at_once(self, one: _Given, other: _Given, updated: set[tuple[str, Pointer]]) -> bool:
        """Whether the two speak of one time, so that neither is the other brought up to date."""
        if one.keys & other.keys or one.row.update or other.row.update or self._hedged(one) or self._hedged(other):
            return False
        if one.row.report == other.row.report:
            beside = self.ground.sentence(one.pointer) == self.ground.sentence(other.pointer)
            # Of what one sentence sets side by side only one has to be somebody else's.
            return (one.attributed and other.attributed) or (beside and (one.attributed or other.attributed))
        if not (one.attributed or other.attributed):
            return False
        if one.series.frame in tallies().fixed:
            return True
        if one.series.frame in tallies().varying:
            return False
        if {(one.series.id, one.pointer), (other.series.id, other.pointer)} & updated:
            return False
        if one.government is not None and one.government == other.government:
            return False
        first, later = (one, other) if self._precedes(one, other) else (other, one)
        # A later count that is higher may be the same count brought up to date, whoever gives it.
        return self._precedes(first, later) and later.high < first.low

    def earlier(self, one: _Given, other: _Given) -> bool:
        """Whether a figure came out, or stands in its report, before another."""
        if one.row.report == other.row.report:
            return one.row.span < other.row.span
        return self._precedes(one, other)

    def _hedged(self, one: _Given) -> bool:
        statement = self.ground.statements.get(one.row.statement or "")
        return statement is not None and statement.stance == "hedges"

    def _comparable(self, one: _Given, other: _Given) -> bool:
        """Whether nothing tells that the two are of differing places or days, or of a whole war and one of its days."""
        if self._past(one) or self._past(other) or _of_other_scale(one, other):
            return False
        here, there = self._where(one), self._where(other)
        if here and there and here.isdisjoint(there):
            return False
        days, others = list(self.ground.times(self.clause(one))), list(self.ground.times(self.clause(other)))
        return not days or not others or any(_meet(day, other_day) for day in days for other_day in others)

    def _past(self, one: _Given) -> bool:
        """Whether all that the clause dates lies long before its report came out."""
        published = moment_of(one.row.published)
        ends = [moment_of((time.end or "")[:10]) for time in self.ground.times(self.clause(one))]
        return (
            published is not None and any(ends) and all(end and end.end + _LONG_AGO < published.start for end in ends)
        )

    def _where(self, one: _Given) -> frozenset[str]:
        clause = self.clause(one)
        places = self._places.get(clause.report, ())
        near = [p for p in places if p.kind not in _BROAD_PLACES and clause.span.covers(p.span)]
        return frozenset(str(p.geonameid) if p.geonameid is not None else fold(p.name) for p in near)

    def clause(self, one: _Given) -> Pointer:
        """The words that the figure is given in: the content of its statement, else its sentence."""
        statement = self.ground.statements.get(one.row.statement or "")
        for span in statement.content if statement is not None else ():
            if span.covers(one.row.span):
                return Pointer(one.row.report, span)
        return Pointer(one.row.report, self.ground.sentence(one.pointer))

    def _of_all(self, given: Sequence[_Given]) -> Iterator[tuple[_Given, _Given, str]]:
        """What is said of all, against who says that some met the opposite, or that there were more."""
        whole = [one for one in given if one.whole][:_MOST_OF_ALL]
        if not whole:
            return
        some = [one for one in given if one.low >= 1][: 2 * _MOST_OF_ALL]
        for everyone in whole:
            for other in some:
                if everyone.keys & other.keys or not (everyone.attributed or other.attributed):
                    continue
                if self._refutes(everyone, other, some) and self._comparable(everyone, other):
                    yield everyone, other, self._why(everyone, other)

    def _refutes(self, everyone: _Given, other: _Given, some: Sequence[_Given]) -> bool:
        if not self._of_one_kind(everyone, other):
            return False
        frames = (everyone.series.frame, other.series.frame)
        if frames in tallies().opposed:
            return True
        if frames[0] != frames[1]:
            return False
        return any(
            (one.series.frame == "aboard" and one.low > other.high)
            or ((one.series.frame, frames[0]) in tallies().opposed and one.row.report == other.row.report)
            for one in some
            if _of_one_kind(other, one)
        )

    def excepting(self, given: Sequence[_Given]) -> Iterator[tuple[_Given, _Given, str]]:
        """What is said of all, against who tells of exceptions in another story of these days.

        An exception is news of its own, and told as another story. The two have to be of one kind that is more than
        people, or nothing tells that they are of one event.
        """
        told: defaultdict[tuple[str | None, str], list[_Given]] = defaultdict(list)
        for one in given:
            if one.low >= 1 and one.series.counts not in (None, "people"):
                told[one.series.counts, one.series.frame].append(one)
        opposed = sorted(tallies().opposed)
        for everyone in [one for one in given if one.whole][:_MOST_COMPARED]:
            frames = [other for frame, other in opposed if frame == everyone.series.frame]
            for other in [one for frame in frames for one in told[everyone.series.counts, frame][:_MOST_OF_ALL]]:
                apart = everyone.keys.isdisjoint(other.keys) and (everyone.attributed or other.attributed)
                elsewhere = everyone.series.story != other.series.story and _of_these_days(everyone, other)
                if apart and elsewhere and self._comparable(everyone, other):
                    yield everyone, other, self._why(everyone, other)

    def _of_one_kind(self, everyone: _Given, other: _Given) -> bool:
        """Whether those counted may be the same; in one report "all four" may be any four, where no noun follows."""
        one_report = everyone.row.report == other.row.report
        return _of_one_kind(everyone, other) or (one_report and everyone.high < math.inf and self._bare(everyone.row))

    def _bare(self, row: QuantityRow) -> bool:
        """Whether no noun tells who was counted."""
        found = self._quantities.get(row.report, ())
        return any(one.span == row.span and one.counts is None for one in found)

    def _why(self, one: _Given, other: _Given) -> str:
        words = [f"“{given.row.span.of(self.ground.reports[given.row.report].text)}”" for given in (one, other)]
        if one.series.id == other.series.id:
            return f"{words[0]} and {words[1]} can't both be the number of {one.series.gloss}"
        return f"{words[0]} ({one.series.gloss}) and {words[1]} ({other.series.gloss}) can't both be so"


def _exclusive(one: _Given, other: _Given) -> bool:
    return one.low > other.high or other.low > one.high


def _of_other_scale(one: _Given, other: _Given) -> bool:
    """Whether one figure is so much higher that it is of more than the other's event: the dead of a war, of a crash."""
    least, most = sorted((one, other), key=lambda given: given.low)
    return least.high >= 1 and most.low >= _OTHER_SCALE * least.high


def _of_these_days(one: _Given, other: _Given) -> bool:
    """Whether both are dated and came out within days of each other."""
    dates = [moment_of(given.row.published) for given in (one, other)]
    first, later = [date.start if date else None for date in dates]
    return first is not None and later is not None and abs(first - later) <= _THESE_DAYS


def _of_one_kind(one: _Given, other: _Given) -> bool:
    """Whether those counted may be the same: what is said of all passengers is refuted by people who were lost."""
    counted = {one.series.counts, other.series.counts}
    return len(counted) == 1 or counted <= tallies().roles | {"people"}


def _meet(one: Time, other: Time) -> bool:
    """Whether two anchored times have something in common, by the days they name."""
    starts, ends = [(time.start or "")[:10] for time in (one, other)], [(time.end or "")[:16] for time in (one, other)]
    return starts[0] < ends[1] and starts[1] < ends[0]


class _Contested:
    """The claims that hold the places of excluding figures, each with the other side among its members."""

    def __init__(
        self,
        groups: Sequence[ClaimGroup],
        series: Sequence[QuantitySeries],
        weighing: _Weighing,
        pairs: Sequence[tuple[_Given, _Given, str]],
        updated: set[tuple[str, Pointer]],
    ) -> None:
        self._groups, self._updated = groups, updated
        given = [weighing.given(row, one) for one in series for row in one.rows] if pairs else []
        self._holders = _holders(groups, given)
        self._by_kind: defaultdict[tuple[object, ...], list[_Given]] = defaultdict(list)
        self._by_series: defaultdict[str, list[_Given]] = defaultdict(list)
        for one in given:
            self._by_kind[one.kind].append(one)
            self._by_series[one.series.id].append(one)
        self._added: defaultdict[str, dict[tuple[object, ...], ClaimMember]] = defaultdict(dict)
        self._evidence: defaultdict[str, list[Evidence]] = defaultdict(list)
        self._turned: defaultdict[str, set[tuple[object, ...]]] = defaultdict(set)
        self.rivals: list[tuple[str, str, Evidence]] = []
        self._weighing = weighing
        for one, other, why in pairs:
            self._oppose(one, other, why)
            self._oppose(other, one, why)

    def groups(self) -> tuple[ClaimGroup, ...]:
        """All groups, in their order."""
        return tuple(self._with_added(group) for group in self._groups)

    def _with_added(self, group: ClaimGroup) -> ClaimGroup:
        added, turned = self._added.get(group.id, {}), self._turned.get(group.id, set())
        if not added and not turned:
            return group
        evidence = (*group.evidence, *dict.fromkeys(self._evidence[group.id]))
        members = [_denying(member) if _key(member) in turned else member for member in group.members]
        return replace(group, members=(*members, *added.values()), evidence=evidence)

    def _oppose(self, one: _Given, other: _Given, why: str) -> None:
        """Puts who gives the one figure among the deniers of the claims that give the other."""
        against = [
            given for given in self._by_kind[other.kind] if (given.series.id, given.pointer) not in self._updated
        ]
        alike = self._agreeing(other)
        for holder, _ in self._around(one) if against else ():
            for given in alike[:_MOST_COMPARED]:
                self._turn(holder, one, given, why)
            for given in against[:_MOST_AGAINST]:
                held = self._holders.get(given.pointer, ())
                if any(group.id == holder.id for group, _ in held):
                    continue
                evidence = Evidence(kind="figure", value=-1.0, why=why, left=one.pointer, right=given.pointer)
                self._evidence[holder.id].append(evidence)
                self.rivals += [(holder.id, group.id, evidence) for group, _ in held]
                members = [member for _, member in held] or [self._alone(given)]
                for member in members:
                    self._add(holder, member)

    def _turn(self, group: ClaimGroup, one: _Given, other: _Given, why: str) -> None:
        """Lets who gives the other figure within the claim deny it; the claim's is what more of its reports give."""
        member = self._member(group, other)
        if member is None or (one.series.id == other.series.id and not _exclusive(one, other)):
            return
        giving, against = (self._agreeing(given) for given in (one, other))
        most, fewest = ({row.row.report for row in rows if self._stands(group, row)} for rows in (giving, against))
        if not most or len(most) < len(fewest):
            return
        if len(most) == len(fewest) and not self._weighing.earlier(one, other):
            return
        if any(member.span.covers(row.row.span) and member.report == row.row.report for row in giving):
            return
        self._turned[group.id].add(_key(member))
        evidence = Evidence(kind="figure", value=-1.0, why=why, left=one.pointer, right=other.pointer)
        self._evidence[group.id].append(evidence)

    def _stands(self, group: ClaimGroup, given: _Given) -> bool:
        member = self._member(group, given)
        return member is not None and not member.loose

    def _agreeing(self, one: _Given) -> list[_Given]:
        return [given for given in self._by_series[one.series.id] if not _exclusive(given, one)]

    def _member(self, group: ClaimGroup, given: _Given) -> ClaimMember | None:
        """The claim's member that gives a figure as its own."""
        held = self._holders.get(given.pointer, ())
        found = (member for one, member in held if one.id == group.id and member.statement == given.row.statement)
        return next(found, None)

    def _around(self, one: _Given) -> list[tuple[ClaimGroup, ClaimMember]]:
        """The claims that give this figure, those of which it is what they are about."""
        pointers = dict.fromkeys([one.pointer, *(given.pointer for given in self._by_kind[one.kind][:_MOST_AGAINST])])
        found = {group.id: (group, member) for at in pointers for group, member in self._holders.get(at, ())}
        return [held for held in found.values() if self._about(held[0], one)]

    def _about(self, group: ClaimGroup, one: _Given) -> bool:
        """Whether half of who puts a claim forward gives a figure of the series that agrees with this one."""
        standing = [m for m in group.members if m.stance != "denies" and not m.loose] or list(group.members)
        agreeing = {
            (member.report, member.span)
            for given in self._by_series[one.series.id]
            if not _exclusive(given, one)
            for held, member in self._holders.get(given.pointer, ())
            if held.id == group.id
        }
        return 2 * sum((m.report, m.span) in agreeing for m in standing) >= len(standing)

    def _add(self, holder: ClaimGroup, member: ClaimMember) -> None:
        added = self._added[holder.id]
        key = _key(member)
        if len(added) < _MOST_MEMBERS and not any(_key(m) == key for m in holder.members):
            added.setdefault(key, _denying(member))

    def _alone(self, given: _Given) -> ClaimMember:
        """A member of no claim: the words that the figure stands in."""
        clause = self._weighing.clause(given)
        return ClaimMember(
            report=clause.report,
            span=clause.span,
            statement=given.row.statement,
            actor=given.row.actor,
            stance="denies",
        )


def _key(member: ClaimMember) -> tuple[object, ...]:
    return member.report, member.span, member.statement


def _denying(member: ClaimMember) -> ClaimMember:
    return replace(member, stance="denies", loose=False)


def _holders(
    groups: Sequence[ClaimGroup], given: Sequence[_Given]
) -> dict[Pointer, tuple[tuple[ClaimGroup, ClaimMember], ...]]:
    """By the place of a figure the claims that it is put forward with, and their members there."""
    members: defaultdict[str, list[tuple[ClaimGroup, ClaimMember]]] = defaultdict(list)
    for group in groups:
        for member in group.members:
            if member.stance == "affirms":
                members[member.report].append((group, member))
    return {
        one.pointer: tuple(held for held in members[one.row.report] if held[1].span.covers(one.row.span))
        for one in given
    }


def _with_contests(
    series: Sequence[QuantitySeries],
    pairs: Sequence[tuple[_Given, _Given, str]],
    updated: set[tuple[str, Pointer]],
    ground: Ground,
) -> tuple[QuantitySeries, ...]:
    contests: defaultdict[str, list[Contest]] = defaultdict(list)
    for one, other, why in pairs:
        for key in dict.fromkeys((one.series.id, other.series.id)):
            contests[key].append(Contest(left=one.pointer, right=other.pointer, why=why))
    return tuple(
        replace(
            one,
            contests=tuple(contests[one.id][:_MOST_CONTESTS]),
            rows=tuple(replace(row, superseded=(one.id, _place(row)) in updated) for row in _dated(one.rows, ground)),
        )
        for one in series
    )


def _dated(rows: Iterable[QuantityRow], ground: Ground) -> list[QuantityRow]:
    """Rows in the order in which their reports came out, whatever the zones of their dates."""
    return sorted(rows, key=lambda row: ground.age(_place(row)))


def _place(row: QuantityRow) -> Pointer:
    return Pointer(row.report, row.span)


def with_rivals(
    claims: Sequence[Claim], ids: Mapping[str, str], rivals: Sequence[tuple[str, str, Evidence]]
) -> tuple[Claim, ...]:
    """The claims with their rivals; `ids` leads from a group's id to its claim's."""
    found: defaultdict[str, dict[str, Rival]] = defaultdict(dict)
    for one, other, evidence in rivals:
        if one != other:
            found[ids[one]].setdefault(ids[other], Rival(claim=ids[other], evidence=evidence))
    return tuple(
        replace(claim, rivals=tuple(found[claim.id].values())) if claim.id in found else claim for claim in claims
    )


def with_claims(series: Sequence[QuantitySeries], claims: Sequence[Claim]) -> tuple[QuantitySeries, ...]:
    """The series, each row with the claims that it is put forward with."""
    members: defaultdict[str, list[tuple[Claim, ClaimMember]]] = defaultdict(list)
    for claim in claims:
        for member in claim.members:
            if member.stance != "denies":
                members[member.report].append((claim, member))

    def placed(row: QuantityRow) -> QuantityRow:
        held = [claim.id for claim, member in members[row.report] if member.span.covers(row.span)]
        return replace(row, claims=tuple(dict.fromkeys(held)))

    return tuple(replace(one, rows=tuple(map(placed, one.rows))) for one in series)
